"""A priority list as it is told: places, waiting list, queue, who waits for whom, and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.priority.candidate import ComponentValue
from umkmexport.decisions.priority.enquiries import Enquiry
from umkmexport.decisions.priority.recommendations import RecommendationReport
from umkmexport.decisions.selection.rooms import Label
from umkmexport.decisions.selection.seats import SeatKind
from umkmexport.decisions.selection.selected import Category, ReserveOutcome
from umkmexport.facts.words import show_date
from umkmexport.policies.priorities import PriorityOrder
from umkmexport.rules.apportionment import Apportionment
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.score import Score
from umkmexport.rules.value import MILLION
from umkmexport.terms.figures import say_count, say_span
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["FULL", "Entry", "PriorityList", "Question", "SetAside", "points_down", "points_up"]

_HEADLINES: Final = 4
FULL: Final = 100 * MILLION
"""The greatest value: weights that sum to 100, times components in millionths."""

_ROUNDING: Final = 99
"""The most that rounding may take: less than a millionth of each component, times its weight."""


@attrs.frozen
class Entry:
    """One firm on the list, the waiting list or in the data-completion queue.

    Attributes:
        place: its place, from 1; on the waiting list it goes on from the last place; in the queue
            it is the best place the missing answers could bring.
        id: the registry's id of the firm.
        name: its business name.
        low: the value at the low end, out of ``FULL``; ranks are by it.
        high: the value at the high end.
        components: what the value is made of.
        ticket: the drawn ticket, lowest first among equals.
        tied: how many firms had the same value, this one included.
        pool: the conditions of the pool.
        known: what is on record and counts, most points first.
        missing: the facts to ask for.
        seat: what kind of seat it has; none without a place.
        category: the class or region of the seat.
        reserve: the reserve that the seat is of, or that it counts for.
        batch: its batch (*angkatan*), from 1, where there are several.
        could_move: in the queue, how many places in order its answers could bring it.
        recommended_by: the agencies that surely recommend it.
        waiting_for: the agencies that have still to send a list, or to say whom they mean.
        without_recommendation: whether it has a place and no agency is known to recommend it,
            where recommendations were asked for.
        readiness: both ends of its readiness score, where lists of agencies and readiness count.
        readier_waiting: with a place, how many firms on the waiting list are surely readier.
        is_drawn: whether the order is a lottery and not by value.
        declared: the missing facts that only the policy asks.
    """

    place: int
    id: str
    name: str | None
    low: int
    high: int
    components: tuple[ComponentValue, ...]
    ticket: str
    tied: int
    pool: tuple[Finding, ...]
    known: tuple[Text, ...]
    missing: tuple[str, ...]
    seat: SeatKind | None = None
    category: Label | None = None
    reserve: Label | None = None
    batch: int | None = None
    could_move: int = 0
    recommended_by: tuple[str, ...] = ()
    waiting_for: tuple[str, ...] = ()
    without_recommendation: bool = False
    readiness: tuple[Score, Score] | None = None
    readier_waiting: int = 0
    is_drawn: bool = False
    declared: tuple[Fact, ...] = ()

    def because(self) -> tuple[Text, ...]:
        """Say why the firm stands where it stands, and what is missing, at most four of each."""
        return tuple(self._reasons())

    def missing_facts(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, those that could move the firm most first."""
        return facts_named(self.missing, self.declared)

    def _reasons(self) -> Iterator[Text]:
        if not self.is_drawn:
            yield _VALUE.format(low=points_down(self.low), high=points_up(self.high))
        yield from self._about_seat()
        yield from self._about_agencies()
        yield from self._about_readiness()
        if self.known:
            yield _KNOWN.format(listed=_first(self.known))
        undecided = [f.text for f in self.pool if f.truth is Truth.UNKNOWN]
        if undecided:
            yield _POOL_OPEN.format(listed=join_text(undecided, "; "))
        if self.is_drawn:
            yield _DRAWN.format(ticket=self.ticket[:8])
        elif self.tied > 1:
            yield _TIED.format(count=str(self.tied - 1), ticket=self.ticket[:8])
        if self.missing:
            labels = tuple(fact.label for fact in self.missing_facts())
            yield _MISSING.format(listed=_first(labels))

    def _about_seat(self) -> Iterator[Text]:
        if self.category is not None:
            yield _IN.format(category=self.category.text)
        if self.reserve is not None and self.seat is SeatKind.RESERVE:
            yield _RESERVED.format(reserve=self.reserve.text)
        elif self.reserve is not None:
            yield _COUNTS_FOR.format(reserve=self.reserve.text)
        if self.seat is SeatKind.POOL:
            yield _POOLED
        if self.batch is not None:
            yield _BATCH.format(batch=str(self.batch))

    def _about_agencies(self) -> Iterator[Text]:
        if self.recommended_by:
            yield _RECOMMENDED.format(listed="; ".join(self.recommended_by))
        if self.without_recommendation:
            yield _UNRECOMMENDED
        if self.waiting_for:
            yield _WAITS_FOR.format(listed="; ".join(self.waiting_for))

    def _about_readiness(self) -> Iterator[Text]:
        if self.readiness is not None:
            yield _READINESS.format(span=say_ends(*self.readiness))
        if self.readier_waiting:
            yield _AGAINST_READINESS.format(count=say_count(self.readier_waiting))


@attrs.frozen
class SetAside:
    """A row that takes no place, and why."""

    id: str
    name: str | None
    reason: Text


@attrs.frozen
class Question:
    """One question of the data-completion queue.

    Attributes:
        fact: the name of the fact to ask for.
        firms: how many firms of the queue wait for the answer.
        blocked: how many of them cannot enter the pool without it.
        value: how much value the answer could add over all of them, in points out of 100.
        text: the question in words.
    """

    fact: str
    firms: int
    blocked: int
    value: int
    text: Text


@attrs.frozen(kw_only=True, slots=False, repr=False)
class PriorityList(Decision):
    """A priority list: places, waiting list, data-completion queue and who is not in the pool.

    Attributes:
        seats: how many places there were to give.
        seed: the public seed of the tickets.
        places: who takes a place, first first.
        waiting: who waits for one (*daftar cadangan*), in order.
        queue: the data-completion queue: firms that missing answers could bring a place, those
            that they could move furthest first, and then those of whom it is not known whether
            they are in the pool and whom no answer could bring a place as things stand. A firm of
            the waiting list may stand here too.
        awaiting: firms that could take a place by what an agency has still to say, and not by an
            answer of their own: it is the agency's list that is waited for.
        set_aside: rows that share their NIB with a row that comes first, and firms of a region or
            class that has no seats.
        outside: firms that surely are not in the pool, with the conditions they do not meet; once
            the queue is closed, those of whom that is not known too.
        questions: the questions of the queue that would change the list most.
        cut: the value of the last place; None while places are free.
        disclaimer: what must be printed with the list.
        applicants: how many firms were looked at.
        order: by value, or a lottery.
        enquiry: the enquiry for which firms were put in order.
        recommendations: what became of the lists of agencies, where any were given.
        categories: the seats of each class or region; one for all, where they are not divided.
        reserves: what became of each reserve.
        apportionments: how seats were divided over regions.
        plan_digest: SHA-256 over the plan of the seats, where there is one.
        closes_on: the day on which the data-completion queue is closed.
        closed_by: who closes it.
        declared: the facts that only the policy asks.
    """

    seats: int
    seed: str
    places: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    queue: tuple[Entry, ...]
    awaiting: tuple[Entry, ...] = ()
    set_aside: tuple[SetAside, ...]
    outside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    cut: int | None
    disclaimer: Text
    applicants: int
    order: PriorityOrder = PriorityOrder.VALUE
    enquiry: Enquiry | None = None
    recommendations: RecommendationReport | None = None
    categories: tuple[Category, ...] = ()
    reserves: tuple[ReserveOutcome, ...] = ()
    apportionments: tuple[Apportionment, ...] = ()
    plan_digest: str | None = None
    closes_on: date | None = None
    closed_by: str | None = None
    declared: tuple[Fact, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Tell whether the data-completion queue is closed."""
        return self.closes_on is not None and self.closes_on <= self.as_of

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return f"{len(self.places)} of {self.seats} places, {self.applicants} applicants"

    def because(self) -> tuple[Text, ...]:
        """Say how the list was made."""
        counts: dict[str, Text | str] = {
            "policy": self.provenance.title,
            "taken": str(len(self.places)),
            "seats": str(self.seats),
            "applicants": str(self.applicants),
            "waiting": str(len(self.waiting)),
            "queue": str(len(self.queue)),
            "outside": str(len(self.outside)),
            "aside": str(len(self.set_aside)),
        }
        texts = [_SUMMARY.format(**counts), self._tickets().format(seed=self.seed)]
        if len(self.places) < self.seats:
            texts.append(_FREE.format(free=str(self.seats - len(self.places))))
        if self.awaiting:
            texts.append(_AWAITING.format(count=str(len(self.awaiting))))
        return (*texts, *self._about_parts(), *self._about_lists(), self.disclaimer)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts of the queue, those that would change the list most first."""
        return facts_named((question.fact for question in self.questions), self.declared)

    def find(self, firm: str) -> Entry | SetAside | None:
        """Give the entry of a firm by its id: its place, its waiting place, or why it has none."""
        groups: tuple[Sequence[Entry | SetAside], ...] = (
            self.places,
            self.waiting,
            self.queue,
            self.awaiting,
            self.set_aside,
            self.outside,
        )
        return next((entry for group in groups for entry in group if entry.id == firm), None)

    def _tickets(self) -> Text:
        return _LOTTERY if self.order is PriorityOrder.LOTTERY else _TICKETS

    def _about_parts(self) -> Iterator[Text]:
        for reserve in self.reserves:
            if reserve.unmet:
                yield _UNMET_RESERVE.format(
                    reserve=reserve.label.text, unmet=str(reserve.unmet), seats=str(reserve.seats)
                )
        if self.closes_on is not None:
            closing = _CLOSED if self.is_closed else _CLOSES
            yield closing.format(day=_date_text(self.closes_on), name=self.closed_by or "")

    def _about_lists(self) -> Iterator[Text]:
        if self.recommendations is None:
            return
        bare = sum(entry.without_recommendation for entry in self.places)
        if bare:
            yield _BARE.format(count=str(bare))
        awaited = [
            _AWAITED.format(agency=one.agency, state=one.state.text)
            for one in self.recommendations.awaited
        ]
        against = sum(bool(entry.readier_waiting) for entry in self.places)
        if against:
            yield _AGAINST.format(count=say_count(against))
        if awaited:
            yield _LISTS_OPEN.format(listed=join_text(awaited, "; "))
        open_ = (*self.recommendations.unclear, *self.recommendations.unregistered)
        if open_:
            named = join_text([_NAMED.format(firm=o.firm, agency=o.agency) for o in open_], "; ")
            yield _NAMES_OPEN.format(listed=named)


def say_ends(low: Score, high: Score) -> Text:
    """Show both ends of a score out of 100, the low end rounded down and the high end up.

    Examples:
        >>> say_ends(Score(1, 3), Score(2, 3))
        Text(id='33 sampai 67', en='33 to 67')
    """
    least, most = str(low.percent_down()), str(high.percent_up())
    if least == most:
        return Text(id=least, en=least)
    return say_span(least, most)


def points_down(low: int) -> Text:
    """Show a low end out of 100 with one decimal, rounded down.

    What the rounding of each component to whole millionths took away is given back first, so that
    a value of 38 worked out by hand is shown as 38.

    Examples:
        >>> points_down(48_000_000), points_down(37_999_970), points_down(38_049_999)
        (Text(id='48,0', en='48.0'), Text(id='38,0', en='38.0'), Text(id='38,0', en='38.0'))
    """
    return _decimal((low + _ROUNDING) * 10 // MILLION)


def points_up(high: int) -> Text:
    """Show a high end out of 100 with one decimal, rounded up.

    Examples:
        >>> points_up(76_000_000), points_up(76_000_030), points_up(76_010_000)
        (Text(id='76,0', en='76.0'), Text(id='76,0', en='76.0'), Text(id='76,1', en='76.1'))
    """
    return _decimal(-(-(high - _ROUNDING) * 10 // MILLION))


def _decimal(tenths: int) -> Text:
    whole, tenth = divmod(tenths, 10)
    return Text(id=f"{whole},{tenth}", en=f"{whole}.{tenth}")


def _date_text(day: date) -> Text:
    """Say a date in both languages."""
    return Text(*(show_date(day, language) for language in LANGUAGES))


def _first(texts: tuple[Text, ...]) -> Text:
    """List the first four texts, and say how many more there are."""
    listed = join_text(texts[:_HEADLINES], "; ")
    more = len(texts) - _HEADLINES
    return listed if more <= 0 else _AND_MORE.format(listed=listed, more=str(more))


_VALUE: Final = Text(
    id="Nilai {low} sampai {high} dari 100; urutan menurut batas bawah.",
    en="Value {low} to {high} of 100; ranked by the low end.",
)
_KNOWN: Final = Text(id="Poin yang sudah tercatat: {listed}.", en="Points on record: {listed}.")
_AND_MORE: Final = Text(id="{listed}; dan {more} lainnya", en="{listed}; and {more} more")
_POOL_OPEN: Final = Text(
    id="Syarat yang belum dapat dipastikan: {listed}.", en="Conditions not settled: {listed}."
)
_TIED: Final = Text(
    id="Nilainya sama dengan {count} usaha lain; urutan ditentukan dengan undian "
    "(tiket {ticket}…).",
    en="Tied with {count} other firms; the order was drawn (ticket {ticket}…).",
)
_MISSING: Final = Text(id="Yang belum diketahui: {listed}.", en="Not known: {listed}.")
_SUMMARY: Final = Text(
    id="Kebijakan «{policy}»: {taken} dari {seats} tempat terisi dari {applicants} usaha; "
    "{waiting} usaha dalam daftar cadangan, {queue} usaha menunggu pelengkapan data, "
    "{outside} usaha tidak memenuhi syarat, {aside} baris dengan NIB yang sama dikesampingkan.",
    en='Policy "{policy}": {taken} of {seats} places taken from {applicants} firms; '
    "{waiting} on the waiting list, {queue} in the data-completion queue, {outside} outside the "
    "pool, {aside} rows with the same NIB set aside.",
)
_TICKETS: Final = Text(
    id="Nilai yang sama diurutkan dengan tiket undian terbuka (benih: {seed}).",
    en="Equal values are ordered by public tickets (seed: {seed}).",
)
_FREE: Final = Text(
    id="Masih ada {free} tempat kosong karena usaha yang memenuhi syarat tidak mencukupi.",
    en="{free} places stay free, because too few firms are in the pool.",
)
_LOTTERY: Final = Text(
    id="Urutan di antara usaha yang memenuhi syarat ditentukan dengan tiket undian terbuka "
    "(benih: {seed}).",
    en="The order among the firms in the pool is drawn by public tickets (seed: {seed}).",
)
_DRAWN: Final = Text(
    id="Urutan ditentukan dengan undian (tiket {ticket}…).",
    en="The order was drawn (ticket {ticket}…).",
)
_IN: Final = Text(id="Tempat untuk {category}.", en="A place for {category}.")
_RESERVED: Final = Text(id="Tempat khusus: {reserve}.", en="Reserved seat: {reserve}.")
_COUNTS_FOR: Final = Text(
    id="Diperhitungkan untuk tempat khusus: {reserve}.", en="Counts for the reserve: {reserve}."
)
_POOLED: Final = Text(
    id="Tempat yang tidak terpakai dan dibuka untuk semua.", en="An unused seat, open to all."
)
_BATCH: Final = Text(id="Angkatan {batch}.", en="Batch {batch}.")
_RECOMMENDED: Final = Text(id="Direkomendasikan oleh {listed}.", en="Recommended by {listed}.")
_UNRECOMMENDED: Final = Text(
    id="Terpilih tanpa rekomendasi.", en="Selected without recommendation."
)
_READINESS: Final = Text(
    id="Kesiapan ekspornya {span} dari 100.", en="Its export readiness is {span} of 100."
)
_AGAINST_READINESS: Final = Text(
    id="Terpilih meskipun {count} usaha dalam daftar cadangan pasti lebih siap ekspor.",
    en="Selected against readiness: firms on the waiting list that are surely readier: {count}.",
)
_WAITS_FOR: Final = Text(
    id="Menunggu daftar rekomendasi dari {listed}.",
    en="Waits for the list of recommendations of {listed}.",
)
_UNMET_RESERVE: Final = Text(
    id="Tempat khusus «{reserve}»: {unmet} dari {seats} tempat tidak terisi oleh kelompoknya.",
    en='Reserve "{reserve}": {unmet} of {seats} seats are not filled by its members.',
)
_CLOSES: Final = Text(
    id="Pelengkapan data ditutup pada {day} oleh {name}; sesudah itu, yang belum diketahui "
    "dianggap tidak memenuhi syarat.",
    en="The data-completion queue is closed on {day} by {name}; from then on a firm of which it "
    "is not known is not in the pool.",
)
_CLOSED: Final = Text(
    id="Pelengkapan data sudah ditutup pada {day} oleh {name}.",
    en="The data-completion queue was closed on {day} by {name}.",
)
_BARE: Final = Text(
    id="{count} usaha terpilih tanpa rekomendasi.",
    en="{count} firms are selected without recommendation.",
)
_AWAITING: Final = Text(
    id="{count} usaha menunggu daftar rekomendasi yang belum diterima, bukan pelengkapan data.",
    en="{count} firms wait for a list of recommendations that has not come, not for data.",
)
_AWAITED: Final = Text(id="{agency} ({state})", en="{agency} ({state})")
_AGAINST: Final = Text(
    id="{count} usaha terpilih meskipun ada usaha dalam daftar cadangan yang pasti lebih siap "
    "ekspor.",
    en="Firms selected against readiness, while readier ones are on the waiting list: {count}.",
)
_LISTS_OPEN: Final = Text(
    id="Daftar rekomendasi yang belum diterima: {listed}.",
    en="Lists of recommendations not received: {listed}.",
)
_NAMED: Final = Text(id="{firm} (daftar {agency})", en="{firm} (list of {agency})")
_NAMES_OPEN: Final = Text(
    id="Nama dalam daftar rekomendasi yang perlu dicocokkan dengan data usaha: {listed}.",
    en="Names on lists of recommendations to be matched with the registry: {listed}.",
)
