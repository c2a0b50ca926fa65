"""The seats of a priority list: who takes one, who waits, and who could still take one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TypeAlias

import attrs

from umkmexport.decisions.priority.candidate import Candidate
from umkmexport.decisions.selection.applicants import Applicant
from umkmexport.decisions.selection.rooms import Label, Rooms
from umkmexport.decisions.selection.seats import Filling, Seat, SeatKind, fill
from umkmexport.decisions.selection.selected import Category, ReserveOutcome
from umkmexport.policies.plans import SelectionPlan
from umkmexport.rules.checklist import Requirement
from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = ["Contender", "PrioritySeats", "Seated"]

Key: TypeAlias = tuple[int, str]


@attrs.frozen(eq=False, slots=False)
class Contender:
    """A firm that is not outside the pool, with what the seats ask of it.

    Attributes:
        candidate: the firm as it was weighed.
        applicant: the firm as seats see it.
        missing: the facts to ask for, where its region, class or identity is not known.
        open_reserves: the facts to ask for, where it is not known to which reserves it belongs.
    """

    candidate: Candidate
    applicant: Applicant
    missing: tuple[str, ...] = ()
    open_reserves: tuple[str, ...] = ()

    @property
    def firm(self) -> str:
        """Give the id of the firm."""
        return self.candidate.enterprise.id

    @property
    def nib(self) -> str | None:
        """Give what tells it from other rows, where one NIB takes one place."""
        return self.applicant.owner


@attrs.frozen
class Seated:
    """A firm with its seat.

    Attributes:
        contender: the firm.
        kind: what kind of seat it is.
        category: the class or region of the seat.
        reserve: the reserve it is of, or counts for.
        batch: its batch, where there are several.
    """

    contender: Contender
    kind: SeatKind
    category: Label | None
    reserve: Label | None
    batch: int | None


class PrioritySeats:
    """Give the seats of a priority list to firms that were weighed.

    Args:
        candidates: all firms that were weighed.
        plan: how the seats are divided.
        rooms: the parts of the seats.
        seats: how many there are.
        as_of: the day.
    """

    def __init__(
        self,
        candidates: Iterable[Candidate],
        *,
        plan: SelectionPlan,
        rooms: Rooms,
        seats: int,
        as_of: date,
    ) -> None:
        self._plan = plan
        self._guaranteed = [reserve.requirement for reserve in plan.guarantees]
        self._above = [reserve.requirement for reserve in plan.above]
        self._rooms = rooms
        self.contenders = [self._look_at(one) for one in candidates if one.pool != NO]
        self._filling: Filling = fill(
            [each.applicant for each in self.contenders if each.applicant.stands],
            rooms=rooms.rooms,
            seats=seats,
            plan=plan,
            as_of=as_of,
        )
        self._by_applicant = {each.applicant: each for each in self.contenders}
        self._line = [self._by_applicant[applicant] for applicant in self._filling.line]

    @cached_property
    def seated(self) -> tuple[Seated, ...]:
        """Give who takes a seat, first first."""
        batches = (i for i, size in enumerate(self._plan.batches, 1) for _ in range(size))
        labels = {reserve.key: Label(reserve.key, reserve.text) for reserve in self._plan.reserves}
        return tuple(
            Seated(
                self._line[seat.position],
                seat.kind,
                None if self._is_above(seat) else self._room_of(seat),
                None if seat.reserve is None else labels[seat.reserve],
                next(batches, None),
            )
            for seat in self._filling.seats
        )

    @cached_property
    def waiting(self) -> tuple[Contender, ...]:
        """Give who waits for a seat, in order; of rows that share their NIB the first."""
        taken = {seat.position for seat in self._filling.seats}
        return tuple(
            each
            for position, each in enumerate(self._line)
            if position not in taken and each.firm not in self.same_nib
        )

    @cached_property
    def same_nib(self) -> dict[str, str]:
        """Give the rows that share their NIB with one that comes first, and which one that is."""
        first = {self._line[s.position].nib: self._line[s.position] for s in self._filling.seats}
        for each in self._line:
            first.setdefault(each.nib, each)
        return {
            each.firm: first[each.nib].firm
            for each in self._line
            if each.nib is not None and first[each.nib] is not each
        }

    @cached_property
    def nowhere(self) -> tuple[Contender, ...]:
        """Give who belongs to no class or region that has seats."""
        return tuple(each for each in self.contenders if not each.applicant.rooms)

    def could_take(self, contender: Contender, high: int) -> bool:
        """Tell whether a firm would take a seat with such a value, if all else were in its favour.

        The others' answers stay as they are.
        """
        key = (-high, contender.candidate.ticket)
        holder = self._holders.get(contender.nib)
        if holder is not None and holder.candidate.order < key:
            return False
        return self._filling.could_take(contender.applicant, -high)

    def takes(self, candidate: Candidate) -> bool:
        """Tell whether a firm, weighed anew, would take a seat as it is, open answers aside."""
        contender = self._look_at(candidate)
        applicant = contender.applicant
        if not applicant.stands:
            return False
        settled = attrs.evolve(
            applicant, guaranteed_hope=applicant.guaranteed, above_hope=applicant.above
        )
        return self.could_take(attrs.evolve(contender, applicant=settled), candidate.low)

    def could_move(self, contender: Contender, high: int) -> int:
        """Count the places in order that a firm could gain by such a value.

        A firm that may not take a place yet comes from behind all who may.
        """
        applicant = contender.applicant
        now = applicant.position if applicant.stands else len(self._line)
        return now - min(now, bisect_left(self._keys, (-high, contender.candidate.ticket)))

    def best_place(self, high: int) -> int:
        """Give the best place that such a value could bring."""
        return 1 + bisect_left(self._seated_ranks, -high)

    def categories(self) -> Iterator[Category]:
        """Give the seats of each class or region."""
        labels = (
            self._room_of(seat)
            for seat in self._filling.seats
            if seat.kind is not SeatKind.POOL and not self._is_above(seat)
        )
        taken = Counter(label.key if label else None for label in labels)
        for room in self._rooms.rooms:
            key = room.label.key if room.label else None
            yield Category(room.label, room.seats, taken[key], room.cap)

    def reserves(self) -> Iterator[ReserveOutcome]:
        """Give what became of each reserve."""
        plan = self._plan
        filled = Counter(
            seat.reserve
            for seat in self._filling.seats
            if not (seat.kind is SeatKind.POOL and self._is_above(seat))
        )
        holders = [self._filling.line[seat.position] for seat in self._filling.seats]
        members: Counter[str] = Counter()
        for index, reserve in enumerate(plan.guarantees):
            members[reserve.key] = sum(holder.guaranteed >> index & 1 for holder in holders)
        for index, reserve in enumerate(plan.above):
            members[reserve.key] = sum(holder.above >> index & 1 for holder in holders)
        for reserve in plan.reserves:
            yield ReserveOutcome(
                Label(reserve.key, reserve.text),
                reserve.mode,
                reserve.seats,
                filled[reserve.key],
                members[reserve.key],
                reserve.falls_back_on,
            )

    @cached_property
    def _keys(self) -> list[Key]:
        return [each.candidate.order for each in self._line]

    @cached_property
    def _seated_ranks(self) -> list[int]:
        return sorted(-one.contender.candidate.low for one in self.seated)

    @cached_property
    def _holders(self) -> dict[str | None, Contender]:
        return {
            one.contender.nib: one.contender for one in self.seated if one.contender.nib is not None
        }

    def _look_at(self, candidate: Candidate) -> Contender:
        where = self._rooms.find(candidate.view)
        nib = None if self._plan.limit is None else candidate.enterprise.nib
        missing = list(where.missing)
        if self._plan.limit is not None and nib is None:
            missing.append("nib")
        applicant = Applicant(
            candidate.enterprise,
            candidate.pool,
            -candidate.low,
            -candidate.high,
            candidate.ticket,
            where.rooms,
            not where.missing,
            *_members(self._guaranteed, candidate),
            *_members(self._above, candidate),
            nib,
            bool(candidate.pool == YES and where.rooms and not missing),
        )
        return Contender(candidate, applicant, tuple(missing), self._open_reserves(candidate))

    def _open_reserves(self, candidate: Candidate) -> tuple[str, ...]:
        """Name the facts to ask for, where it is not known to which reserves a firm belongs."""
        asked: list[str] = []
        for reserve in self._plan.reserves:
            sign, seen = reserve.requirement.answer(candidate.view)
            if sign == UNKNOWN:
                asked += reserve.requirement.missing(seen)
        return tuple(dict.fromkeys(asked))

    def _room_of(self, seat: Seat) -> Label | None:
        return self._rooms.rooms[self._filling.line[seat.position].rooms[0]].label

    def _is_above(self, seat: Seat) -> bool:
        return any(reserve.key == seat.reserve for reserve in self._plan.above)


def _members(reserves: list[Requirement], candidate: Candidate) -> tuple[int, int]:
    """Give the reserves that a firm belongs to, and those it may belong to, as bits."""
    signs = [requirement.answer(candidate.view)[0] for requirement in reserves]
    return (
        sum(1 << index for index, sign in enumerate(signs) if sign == YES),
        sum(1 << index for index, sign in enumerate(signs) if sign != NO),
    )
