"""The result of a selection: places, waiting list, data-completion queue, and who is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.selection.applicants import OrderKind
from umkmexport.decisions.selection.rooms import Label
from umkmexport.decisions.selection.seats import SeatKind
from umkmexport.policies.plans import ApplicantLimit
from umkmexport.rules.apportionment import Apportionment
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.reserves import ReserveMode
from umkmexport.terms.report import Report
from umkmexport.terms.source import Source
from umkmexport.terms.text import Text, join_text

__all__ = [
    "Category",
    "LeftOut",
    "Pending",
    "Place",
    "ReserveOutcome",
    "Selection",
    "StageResult",
    "Waiting",
]


@attrs.frozen
class Place(Report):
    """A place, and why this applicant has it.

    Attributes:
        number: its number on the list, from 1, in the order of the applicants.
        id: the id of the applicant, a firm or a group.
        name: its name.
        standing: where the applicant stands in the order of all who may take a place, from 1.
        tied: how many of those stood equal before the draw, this one included.
        ticket: its drawn ticket, lowest first among equals.
        seat: what kind of seat it is.
        category: the class or region of the seat; None where seats are not divided, and for a
            seat over and above.
        reserve: the reserve that the seat is of, or that it counts for.
        batch: the batch (*angkatan*), from 1, where there are several.
        met: what is preferred and the applicant surely meets.
        belongs_to: the keys of all reserves the applicant belongs to.
        category_key: the key of the class or region the applicant itself belongs to.
        same_applicant: other applications of the same applicant.
    """

    number: int
    id: str
    name: str | None
    standing: int
    tied: int
    ticket: str
    seat: SeatKind
    category: Label | None = None
    reserve: Label | None = None
    batch: int | None = None
    met: tuple[Text, ...] = ()
    belongs_to: tuple[str, ...] = ()
    category_key: str | None = None
    same_applicant: tuple[str, ...] = ()

    def because(self) -> tuple[Text, ...]:
        """Say why the applicant has the place."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Text]:
        yield _PLACE.format(number=str(self.number), standing=str(self.standing))
        yield self._seat()
        if self.reserve is not None and self.seat is SeatKind.OPEN:
            yield _COUNTS_FOR.format(reserve=self.reserve.text)
        if self.batch is not None:
            yield _BATCH.format(batch=str(self.batch))
        if self.met:
            yield _MET.format(listed=join_text(self.met, "; "))
        if self.tied > 1:
            yield _TIED.format(count=str(self.tied - 1), ticket=self.ticket[:8])

    def _seat(self) -> Text:
        if self.seat is SeatKind.RESERVE and self.reserve is not None:
            seat = _RESERVED.format(reserve=self.reserve.text)
        else:
            seat = self.seat.text
        if self.category is None:
            return _SEAT.format(seat=seat)
        return _SEAT_IN.format(seat=seat, category=self.category.text)


@attrs.frozen
class Waiting:
    """An applicant of the waiting list (*daftar cadangan*).

    Attributes:
        number: its number on the waiting list, from 1.
        id: the id of the applicant, a firm or a group.
        name: its name.
        standing: where it stands in the order of all who may take a place, from 1.
        tied: how many of those stood equal before the draw, this one included.
        ticket: its drawn ticket.
        category: the class or region of the seats it waits for.
        belongs_to: the keys of all reserves it belongs to.
        same_applicant: other applications of the same applicant.
    """

    number: int
    id: str
    name: str | None
    standing: int
    tied: int
    ticket: str
    category: Label | None = None
    belongs_to: tuple[str, ...] = ()
    same_applicant: tuple[str, ...] = ()

    def because(self) -> tuple[Text, ...]:
        """Say where the applicant waits."""
        texts = [_WAITS.format(number=str(self.number), standing=str(self.standing))]
        if self.category is not None:
            texts.append(_WAITS_FOR.format(category=self.category.text))
        if self.tied > 1:
            texts.append(_TIED.format(count=str(self.tied - 1), ticket=self.ticket[:8]))
        return tuple(texts)


@attrs.frozen
class Pending:
    """An applicant of the data-completion queue.

    Attributes:
        id: the id of the applicant, a firm or a group.
        name: its name.
        unsettled: what is not known and bears on its place, in words.
        missing: the facts to ask for.
        could_take_place: whether it would take a place if every open answer were in its favour
            and all else stayed as it is: only then could its answers change the list.
        is_waiting: whether it stands on the waiting list too, since it surely is eligible.
    """

    id: str
    name: str | None
    unsettled: tuple[Text, ...]
    missing: tuple[str, ...]
    could_take_place: bool
    is_waiting: bool = False

    def because(self) -> tuple[Text, ...]:
        """Say what the applicant waits for."""
        texts = [_COULD if self.could_take_place else _COULD_NOT]
        if self.unsettled:
            texts.insert(0, _UNSETTLED.format(listed=join_text(self.unsettled, "; ")))
        return tuple(texts)


@attrs.frozen
class LeftOut:
    """An applicant who takes no part, and why.

    Attributes:
        id: the id of the applicant, a firm or a group.
        name: its name.
        reason: why, in words.
        failing: the conditions it does not meet; none where signs of eligibility were given.
    """

    id: str
    name: str | None
    reason: Text
    failing: tuple[Finding, ...] = ()

    def because(self) -> tuple[Text, ...]:
        """Say why the applicant takes no part."""
        return (self.reason,)


@attrs.frozen
class Category:
    """The seats of one class or region.

    Attributes:
        label: the class or region; None where seats are not divided.
        seats: how many seats it has.
        taken: how many are taken by its own, seats of the common pool not counted.
        cap: the most it may have.
    """

    label: Label | None
    seats: int
    taken: int
    cap: int | None = None


@attrs.frozen
class ReserveOutcome:
    """What became of a reserve.

    Attributes:
        label: the reserve.
        mode: how it bears on the open seats.
        seats: how many seats are kept.
        filled: how many of them its members fill or, under a guarantee, count for.
        members: how many of all places its members have.
        falls_back_on: the first day on which unused seats may go to anybody.
    """

    label: Label
    mode: ReserveMode
    seats: int
    filled: int
    members: int
    falls_back_on: date | None = None

    @property
    def unmet(self) -> int:
        """Give the seats for which there was no member."""
        return self.seats - self.filled

    def because(self) -> Text:
        """Say what became of the reserve."""
        return (_RESERVE if self.unmet == 0 else _UNMET).format(
            reserve=self.label.text,
            mode=self.mode.text,
            seats=str(self.seats),
            filled=str(self.filled),
            members=str(self.members),
            unmet=str(self.unmet),
        )


@attrs.frozen
class StageResult:
    """A stage of selection that lies behind, as later stages carry it.

    Attributes:
        stage: its key, where it has one.
        as_of: the day it was made for.
        seed: its public seed.
        applicants: how many took part.
        went_on: how many went on.
        plan_digest: SHA-256 over its plan.
    """

    stage: str | None
    as_of: date
    seed: str
    applicants: int
    went_on: int
    plan_digest: str


Standing: TypeAlias = Place | Waiting | Pending | LeftOut


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Selection(Decision):
    """Who takes the seats of a call, who waits, who must be asked, and who takes no part.

    Attributes:
        seats: how many seats there are in all.
        seed: the public seed of the tickets.
        order: by what applicants were put in order, before tickets.
        places: who takes a place, in order.
        waiting: the waiting list (*daftar cadangan*), in order.
        queue: the data-completion queue: who is neither in nor out, and who of the waiting list
            could take a place by an answer. Those whose answers could change the list come first.
        outside: who surely does not meet the conditions.
        set_aside: who takes no part for another reason.
        categories: the seats per class or region.
        reserves: what became of each reserve.
        apportionments: how seats were divided over regions.
        limit: how many places one applicant may take.
        falls_back_on: the first day on which unused seats of a category go to one pool.
        stage: the stage of the call, where it has several.
        earlier: the stages that lie behind, oldest first.
        declared: the facts that only this call asks.
        plan_digest: SHA-256 over the plan of the seats.
        plan_sources: what lays down how the seats are divided.
        applicants: how many were looked at.
    """

    seats: int
    seed: str
    order: OrderKind
    places: tuple[Place, ...]
    waiting: tuple[Waiting, ...]
    queue: tuple[Pending, ...]
    outside: tuple[LeftOut, ...]
    set_aside: tuple[LeftOut, ...]
    categories: tuple[Category, ...]
    reserves: tuple[ReserveOutcome, ...]
    apportionments: tuple[Apportionment, ...]
    limit: ApplicantLimit | None
    falls_back_on: date | None
    stage: str | None
    earlier: tuple[StageResult, ...]
    declared: tuple[Fact, ...]
    plan_digest: str
    plan_sources: tuple[Source, ...]
    applicants: int

    def because(self) -> tuple[Text, ...]:
        """Say how the list was made, and what became of each reserve."""
        counts: dict[str, Text | str] = {
            "call": self.provenance.title,
            "taken": str(len(self.places)),
            "seats": str(self.seats),
            "applicants": str(self.applicants),
            "waiting": str(len(self.waiting)),
            "queue": str(len(self.queue)),
            "could": str(sum(one.could_take_place for one in self.queue)),
            "outside": str(len(self.outside)),
            "aside": str(len(self.set_aside)),
        }
        free = self.seats - len(self.places)
        return (
            _SUMMARY.format(**counts),
            _ORDERED.format(order=self.order.text, seed=self.seed),
            *(text for one in self.apportionments for text in one.because()),
            *(reserve.because() for reserve in self.reserves),
            *([_FREE.format(free=str(free))] if free else []),
        )

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, those that keep most applicants from a place first."""
        asked: Counter[str] = Counter()
        for one in self.queue:
            asked.update(dict.fromkeys(one.missing, 1) if one.could_take_place else {})
        names = sorted(asked, key=lambda name: (-asked[name], name))
        return facts_named(names, self.declared)

    def in_short(self) -> str:
        """Give the places and the waiting list in numbers."""
        return f"{len(self.places)} of {self.seats} places, {len(self.waiting)} waiting"

    def find(self, firm: str) -> Standing | None:
        """Give the entry of an applicant by id; that of the list, if it is in the queue too."""
        return self._by_id.get(firm)

    def holders(self) -> frozenset[str]:
        """Give the ids of those who have a place."""
        return frozenset(place.id for place in self.places)

    def waiting_for(
        self, *, category: str | None = None, reserve: str | None = None
    ) -> tuple[Waiting, ...]:
        """Give the waiting list of one category or reserve, in order.

        Args:
            category: the key of a class or region.
            reserve: the key of a reserve.
        """
        return tuple(
            one
            for one in self.waiting
            if category is None or (one.category is not None and one.category.key == category)
            if reserve is None or reserve in one.belongs_to
        )

    @cached_property
    def _by_id(self) -> dict[str, Standing]:
        groups: tuple[Sequence[Standing], ...] = (
            self.queue,
            self.set_aside,
            self.outside,
            self.waiting,
            self.places,
        )
        return {entry.id: entry for group in groups for entry in group}


_PLACE: Final = Text(
    id="Tempat nomor {number}; urutan ke-{standing} dari semua yang dapat dipilih.",
    en="Place {number}; number {standing} in the order of all who may be chosen.",
)
_SEAT: Final = Text(id="Jenis tempat: {seat}.", en="Kind of seat: {seat}.")
_SEAT_IN: Final = Text(
    id="Jenis tempat: {seat}, untuk {category}.", en="Kind of seat: {seat}, for {category}."
)
_RESERVED: Final = Text(id="tempat khusus ({reserve})", en="reserved seat ({reserve})")
_COUNTS_FOR: Final = Text(
    id="Turut dihitung untuk kuota khusus: {reserve}.", en="Counts for the reserve: {reserve}."
)
_BATCH: Final = Text(id="Angkatan {batch}.", en="Batch {batch}.")
_MET: Final = Text(id="Diutamakan karena: {listed}.", en="Preferred for: {listed}.")
_TIED: Final = Text(
    id="Setara dengan {count} pemohon lain; urutannya ditentukan dengan undian (tiket {ticket}…).",
    en="Equal with {count} other applicants; the order was drawn (ticket {ticket}…).",
)
_WAITS: Final = Text(
    id="Nomor {number} dalam daftar cadangan; urutan ke-{standing} dari semua yang dapat dipilih.",
    en="Number {number} on the waiting list; number {standing} in the order of all who may be "
    "chosen.",
)
_WAITS_FOR: Final = Text(id="Menunggu tempat untuk {category}.", en="Waits for {category}.")
_UNSETTLED: Final = Text(id="Belum diketahui: {listed}.", en="Not known: {listed}.")
_COULD: Final = Text(
    id="Jawabannya dapat mengubah daftar: bila semua terpenuhi, pemohon ini mendapat tempat.",
    en="The answers could change the list: if all hold, the applicant takes a place.",
)
_COULD_NOT: Final = Text(
    id="Jawabannya tidak mengubah daftar: sekalipun semua terpenuhi, tempat sudah terisi oleh "
    "pemohon yang lebih dahulu dalam urutan.",
    en="The answers do not change the list: even if all hold, applicants who come first have "
    "the places.",
)
_RESERVE: Final = Text(
    id="Kuota khusus {reserve} ({mode}): {filled} dari {seats} tempat terpenuhi; seluruhnya "
    "{members} tempat.",
    en="Reserve {reserve} ({mode}): {filled} of {seats} seats met; {members} places in all.",
)
_UNMET: Final = Text(
    id="Kuota khusus {reserve} ({mode}): baru {filled} dari {seats} tempat terpenuhi, {unmet} "
    "belum ada yang mengisi; seluruhnya {members} tempat.",
    en="Reserve {reserve} ({mode}): only {filled} of {seats} seats met, nobody for {unmet} of "
    "them; {members} places in all.",
)
_SUMMARY: Final = Text(
    id="Seleksi «{call}»: {taken} dari {seats} tempat terisi dari {applicants} pemohon; {waiting} "
    "dalam daftar cadangan, {queue} menunggu pelengkapan data ({could} di antaranya dapat mengubah "
    "daftar), {outside} tidak memenuhi syarat, {aside} dikesampingkan.",
    en='Selection "{call}": {taken} of {seats} places taken from {applicants} applicants; '
    "{waiting} on the waiting list, {queue} in the data-completion queue ({could} of them could "
    "change the list), {outside} do not meet the conditions, {aside} set aside.",
)
_ORDERED: Final = Text(
    id="Urutan menurut {order}; yang setara diurutkan dengan tiket undian terbuka (benih: {seed}).",
    en="Ordered by {order}; equals by public tickets (seed: {seed}).",
)
_FREE: Final = Text(id="Masih ada {free} tempat kosong.", en="{free} places stay free.")
