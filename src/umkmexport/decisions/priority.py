"""Who is helped first, and what should be asked before the list is closed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import attrs

from umkmexport.decisions.candidate import Candidate, ComponentValue, weigh
from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.errors import SelectionError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.tickets import check_seed, stands_twice, ticket
from umkmexport.rules.value import MILLION
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Truth

__all__ = [
    "ComponentValue",
    "Entry",
    "PriorityList",
    "Question",
    "SetAside",
    "rank",
    "ticket",
]

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

    def because(self) -> tuple[Text, ...]:
        """Say why the firm stands where it stands, and what is missing, at most four of each."""
        texts = [_VALUE.format(low=points_down(self.low), high=points_up(self.high))]
        if self.known:
            texts.append(_KNOWN.format(listed=_first(self.known)))
        undecided = [f.text for f in self.pool if f.truth is Truth.UNKNOWN]
        if undecided:
            texts.append(_POOL_OPEN.format(listed=join_text(undecided, "; ")))
        if self.tied > 1:
            texts.append(_TIED.format(count=str(self.tied - 1), ticket=self.ticket[:8]))
        if self.missing:
            labels = tuple(BY_NAME[name].label for name in self.missing)
            texts.append(_MISSING.format(listed=_first(labels)))
        return tuple(texts)

    def missing_facts(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, those that could move the firm most first."""
        return facts_named(self.missing)


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
    """

    fact: str
    firms: int
    blocked: int
    value: int

    @property
    def text(self) -> Text:
        """Give the question in words."""
        return BY_NAME[self.fact].question


@attrs.frozen(kw_only=True, slots=False, repr=False)
class PriorityList(Decision):
    """A priority list: places, waiting list, data-completion queue and who is not in the pool.

    Attributes:
        seats: how many places there were to give.
        seed: the public seed of the tickets.
        places: who takes a place, first first.
        waiting: who waits for one (*daftar cadangan*), in order.
        queue: firms that missing answers could bring a place, best possible place first. A firm
            of the waiting list may stand here too.
        set_aside: rows that share their NIB with a row that took a place.
        outside: firms that surely are not in the pool, with the conditions they do not meet.
        questions: the questions of the queue that would change the list most.
        cut: the value of the last place; None while places are free.
        disclaimer: what must be printed with the list.
        applicants: how many firms were looked at.
    """

    seats: int
    seed: str
    places: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    queue: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...]
    outside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    cut: int | None
    disclaimer: Text
    applicants: int

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
        texts = [_SUMMARY.format(**counts), _TICKETS.format(seed=self.seed)]
        if len(self.places) < self.seats:
            texts.append(_FREE.format(free=str(self.seats - len(self.places))))
        return (*texts, self.disclaimer)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts of the queue, those that would change the list most first."""
        return facts_named(question.fact for question in self.questions)

    def find(self, firm: str) -> Entry | SetAside | None:
        """Give the entry of a firm by its id: its place, its waiting place, or why it has none."""
        groups: tuple[Sequence[Entry | SetAside], ...] = (
            self.places,
            self.waiting,
            self.queue,
            self.set_aside,
            self.outside,
        )
        return next((entry for group in groups for entry in group if entry.id == firm), None)


def rank(
    enterprises: Iterable[Enterprise],
    *,
    policy: PriorityPolicy,
    seats: int,
    as_of: date,
    seed: str,
) -> PriorityList:
    """Rank firms for a number of places (*daftar prioritas*).

    A firm of which it is unknown whether it is in the pool is neither in nor out: it stands in the
    data-completion queue. Places go by the low end of the value, so that hiding a fact never
    helps; equal values are drawn by public tickets. The order of the input decides nothing.

    Args:
        enterprises: the applicants, each with an id of its own.
        policy: from ``umkmexport.priorities`` or ``load_priority``.
        seats: how many places there are, at least 1.
        as_of: the day the list is made for.
        seed: the public seed of the tickets, such as the id of the round and a number announced
            beforehand.

    Raises:
        SelectionError: no seats, no seed, no applicants, or one id twice.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", has_nib=True, nib="1234567890123", annual_sales=1)
        >>> top = ux.rank(
        ...     [firm],
        ...     policy=ux.priorities["most-ready-on-record"],
        ...     seats=1,
        ...     as_of=date(2026, 11, 21),
        ...     seed="round-1",
        ... )
        >>> [entry.id for entry in top.places]
        ['U-1']
    """
    applicants = _checked(tuple(enterprises), seats, seed)
    candidates = [weigh(firm, policy, as_of, ticket(seed, firm.id)) for firm in applicants]
    candidates.sort(key=lambda candidate: candidate.order)
    chosen, waiting, aside = _fill(candidates, seats, policy)
    cut = chosen[-1].low if len(chosen) == seats else None
    queue = _queue(candidates, chosen, cut, aside)
    ties = Counter(c.low for c in (*chosen, *waiting))
    return PriorityList(
        as_of=as_of,
        provenance=policy.provenance,
        seats=seats,
        seed=seed,
        places=tuple(_entry(c, i, ties[c.low]) for i, c in enumerate(chosen, 1)),
        waiting=tuple(_entry(c, i, ties[c.low]) for i, c in enumerate(waiting, seats + 1)),
        queue=tuple(_entry(c, place, 1) for place, c in queue),
        set_aside=tuple(aside),
        outside=tuple(_outside(c) for c in candidates if c.pool == NO),
        questions=_questions([c for _, c in queue]),
        cut=cut,
        disclaimer=policy.disclaimer,
        applicants=len(applicants),
    )


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


def _first(texts: tuple[Text, ...]) -> Text:
    """List the first four texts, and say how many more there are."""
    listed = join_text(texts[:_HEADLINES], "; ")
    more = len(texts) - _HEADLINES
    return listed if more <= 0 else _AND_MORE.format(listed=listed, more=str(more))


def _checked(enterprises: tuple[Enterprise, ...], seats: int, seed: str) -> tuple[Enterprise, ...]:
    if type(seats) is not int or seats < 1:
        raise SelectionError(_NO_SEATS.format(seats=str(seats)))
    check_seed(seed)
    if not enterprises:
        raise SelectionError(_NO_FIRMS)
    twice = stands_twice(e.id for e in enterprises)
    if twice is not None:
        raise SelectionError(_TWICE.format(firm=twice))
    return enterprises


def _entry(candidate: Candidate, place: int, tied: int) -> Entry:
    return Entry(
        place,
        candidate.enterprise.id,
        candidate.enterprise.name,
        candidate.low,
        candidate.high,
        candidate.components(),
        candidate.ticket,
        tied,
        candidate.findings,
        candidate.known(),
        candidate.missing,
    )


def _outside(candidate: Candidate) -> SetAside:
    unmet = [finding.text for finding in candidate.findings if finding.truth is Truth.NO]
    reason = _OUTSIDE.format(listed=join_text(unmet, "; "))
    return SetAside(candidate.enterprise.id, candidate.enterprise.name, reason)


def _fill(
    candidates: list[Candidate], seats: int, policy: PriorityPolicy
) -> tuple[list[Candidate], list[Candidate], list[SetAside]]:
    chosen: list[Candidate] = []
    waiting: list[Candidate] = []
    aside: list[SetAside] = []
    holders: dict[str, str] = {}
    for candidate in candidates:
        if candidate.pool != YES:
            continue
        nib = candidate.enterprise.nib
        if policy.one_place_per == "nib" and nib is not None:
            holder = holders.setdefault(nib, candidate.enterprise.id)
            if holder != candidate.enterprise.id:
                reason = _SAME_NIB.format(holder=holder)
                aside.append(SetAside(candidate.enterprise.id, candidate.enterprise.name, reason))
                continue
        (chosen if len(chosen) < seats else waiting).append(candidate)
    return chosen, waiting, aside


def _queue(
    candidates: list[Candidate],
    chosen: list[Candidate],
    cut: int | None,
    aside: list[SetAside],
) -> list[tuple[int, Candidate]]:
    """Give the firms that answers could bring a place, with the best place possible."""
    settled = {c.enterprise.id for c in chosen} | {entry.id for entry in aside}
    lows = [candidate.low for candidate in chosen]
    found = [
        (1 + sum(low > c.high for low in lows), c)
        for c in candidates
        if c.pool != NO and c.enterprise.id not in settled and (cut is None or c.high >= cut)
        if c.pool == UNKNOWN or c.high > c.low
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].order))
    return found


def _questions(queue: list[Candidate]) -> tuple[Question, ...]:
    firms: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    value: Counter[str] = Counter()
    for candidate in queue:
        stakes, blocking = candidate.at_stake, candidate.blocking
        firms.update({*stakes, *blocking})
        blocked.update(blocking)
        value.update(stakes)
    questions = [Question(n, firms[n], blocked[n], value[n] // MILLION) for n in firms]
    return tuple(sorted(questions, key=lambda q: (-q.blocked, -q.value, -q.firms, q.fact)))


_NO_SEATS: Final = Text(
    id="jumlah tempat harus bilangan bulat, sedikitnya 1, bukan {seats}",
    en="seats must be a whole number of at least 1, not {seats}",
)
_NO_FIRMS: Final = Text(id="tidak ada usaha yang dapat diurutkan", en="there are no firms to rank")
_TWICE: Final = Text(
    id="usaha '{firm}' tercantum dua kali; berikan ID tersendiri kepada setiap usaha",
    en="firm '{firm}' stands twice; give each firm an id of its own",
)
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
_OUTSIDE: Final = Text(id="Tidak memenuhi syarat: {listed}.", en="Does not meet: {listed}.")
_SAME_NIB: Final = Text(
    id="NIB sama dengan {holder}, yang sudah lebih dahulu; satu NIB mendapat paling banyak satu "
    "tempat.",
    en="Same NIB as {holder}, which comes first; one NIB takes at most one place.",
)
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
