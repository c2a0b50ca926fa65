"""Who takes which seat: rooms and guarantees, then the common pool, then reserves above them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from umkmexport.decisions.selection.applicants import Applicant
from umkmexport.decisions.selection.rooms import Room
from umkmexport.policies.plans import SelectionPlan
from umkmexport.rules.reserves import Reserve, match
from umkmexport.rules.seating import NEVER, Kind, Seating, Slots
from umkmexport.terms.choice import Choice

__all__ = ["Filling", "Seat", "SeatKind", "fill", "positions_by_owner", "slots_of"]

Table: TypeAlias = list[list[int]]
"""Cuts by room and reserve, the open seats last."""


class SeatKind(Choice):
    """What kind of seat a place is."""

    OPEN = "open", "tempat umum", "open seat"
    RESERVE = "reserve", "tempat khusus", "reserved seat"
    POOL = "pool", "tempat yang tidak terpakai dan dibuka untuk semua", "unused seat, open to all"


@attrs.frozen
class Seat:
    """The seat of one applicant.

    Attributes:
        position: where the applicant stands in the order, from 0.
        kind: what kind of seat it is.
        reserve: the key of the reserve it is of or counts for.
    """

    position: int
    kind: SeatKind
    reserve: str | None = None


class _Cuts:
    """How far up in the order one must stand to be seated, by room and reserves."""

    def __init__(
        self, line: Sequence[Applicant], divided: Sequence[Table], above: Sequence[Table]
    ) -> None:
        self._line = line
        self._divided = divided
        self._above = above
        self._known: dict[tuple[tuple[int, ...], int, int], int] = {}

    def admit(
        self, key: tuple[int, str], rooms: tuple[int, ...], *, guaranteed: int, above: int
    ) -> bool:
        """Tell whether one more applicant with this key would be seated."""
        kind = (rooms, guaranteed, above)
        if kind not in self._known:
            self._known[kind] = self._cut(*kind)
        cut = self._known[kind]
        return cut >= len(self._line) or (cut != NEVER and key <= self._line[cut].key)

    def _cut(self, rooms: tuple[int, ...], guaranteed: int, above: int) -> int:
        divided = (
            cut
            for table in self._divided
            for room in rooms
            for cut in _through(table[room], guaranteed)
        )
        over = (cut for table in self._above for cut in _through(table[0], above))
        return max((*divided, *over), default=NEVER)


@attrs.frozen(eq=False)
class Filling:
    """Who takes a seat, and who else would.

    Attributes:
        line: all who may take a seat, in order.
        seats: the seats that are taken, in order.
        benched: those without a seat whose applicant has as many as it may have.
    """

    line: Sequence[Applicant]
    seats: tuple[Seat, ...]
    benched: frozenset[int]
    _cuts: _Cuts

    def could_take(self, applicant: Applicant, hope: int) -> bool:
        """Tell whether an applicant would take a seat with the rank that it may hope for.

        Open answers about rooms and reserves are taken in its favour.
        """
        return self._cuts.admit(
            (hope, applicant.ticket),
            applicant.rooms,
            guaranteed=applicant.guaranteed_hope,
            above=applicant.above_hope,
        )


def fill(
    applicants: Iterable[Applicant],
    *,
    rooms: Sequence[Room],
    seats: int,
    plan: SelectionPlan,
    as_of: date,
) -> Filling:
    """Fill the seats with the applicants who may take one.

    Where an applicant comes to more places than it may take, those of its applications that come
    first keep theirs, and the others' seats are given anew; nobody else loses a seat by that.
    """
    line = sorted(applicants, key=lambda applicant: applicant.key)
    for position, applicant in enumerate(line):
        applicant.position = position
    stages = _Stages(line, rooms, plan=plan, seats=seats, as_of=as_of)
    taken = stages.filled()
    return Filling(line, tuple(taken), stages.benched(), stages.cuts())


def slots_of(reserves: Iterable[Reserve], as_of: date) -> list[Slots]:
    """Give the seats of reserves as they are on a day."""
    return [Slots(reserve.seats, reserve.is_open_to_all(as_of)) for reserve in reserves]


def _through(cuts: Sequence[int], members: int) -> list[int]:
    """Give the cuts of one's reserves and of the open seats, which come last."""
    return [*(cut for index, cut in enumerate(cuts[:-1]) if members >> index & 1), cuts[-1]]


def positions_by_owner(line: Sequence[Applicant]) -> dict[str, list[int]]:
    """Give the positions of the applications of each applicant who has several."""
    counts = Counter(applicant.owner for applicant in line)
    shared: dict[str, list[int]] = defaultdict(list)
    for position, applicant in enumerate(line):
        if applicant.owner is not None and counts[applicant.owner] > 1:
            shared[applicant.owner].append(position)
    return shared


def _brought_by(reserve: str | None) -> SeatKind:
    return SeatKind.OPEN if reserve is None else SeatKind.RESERVE


def _matched(members: Sequence[int], slots: Sequence[Slots]) -> list[int | None]:
    """Match members with reserves, those first whose seats nobody else may have."""
    shared = {index for index, slot in enumerate(slots) if slot.open_to_all}
    return match(members, [slot.seats for slot in slots], used_last=shared)


class _Stages:
    """The three stages of filling the seats."""

    def __init__(
        self,
        line: Sequence[Applicant],
        rooms: Sequence[Room],
        *,
        plan: SelectionPlan,
        seats: int,
        as_of: date,
    ) -> None:
        self._line = line
        self._rooms = rooms
        self._seats = plan.divided(seats)
        self._plan = plan
        self._as_of = as_of
        self._most = None if plan.limit is None else plan.limit.most
        self._held: Counter[str | None] = Counter()
        self._out: set[int] = set()
        self._divided_cuts: list[Table] = []
        self._above_cuts: list[Table] = []

    def filled(self) -> list[Seat]:
        """Give the seats that are taken, in order."""
        room_for = [room.seats for room in self._rooms]
        divided, on_merit = self._divide(room_for, []), self._on_merit(room_for)
        kinds = {position: SeatKind.OPEN for position in divided if position in on_merit}
        pooled: list[int] = []
        falls_back_on = self._plan.falls_back_on
        if falls_back_on is not None and falls_back_on <= self._as_of:
            caps = [self._seats if room.cap is None else room.cap for room in self._rooms]
            pooled = self._divide(caps, divided)
            kinds |= dict.fromkeys(pooled, SeatKind.POOL)
        counts_for = self._counts_for([*divided, *pooled], kinds)
        seats = [
            Seat(position, kinds.get(position, _brought_by(reserve)), reserve)
            for position, reserve in counts_for.items()
        ]
        return sorted((*seats, *self._above()), key=lambda seat: seat.position)

    def benched(self) -> frozenset[int]:
        """Give those without a seat whose applicant has as many as it may have."""
        full = self._with_enough()
        return frozenset(
            one.position
            for one in self._line
            if one.owner in full and one.position not in self._out
        )

    def cuts(self) -> _Cuts:
        """Give how far up in the order one must stand to be seated."""
        return _Cuts(self._line, self._divided_cuts, self._above_cuts)

    def _divide(self, room_for: list[int], staying: list[int]) -> list[int]:
        """Fill rooms beside those who stay."""
        guarantees = self._plan.guarantees
        return self._fill(
            lambda: Seating(
                room_for,
                slots_of(guarantees, self._as_of),
                self._seats - sum(reserve.seats for reserve in guarantees),
            ),
            room_for,
            staying,
            kind=lambda one: (one.rooms[0], one.guaranteed),
            cuts=self._divided_cuts,
        )

    def _above(self) -> list[Seat]:
        """Fill the seats over and above, with those whom the open seats left."""
        reserves = self._plan.above
        if not reserves:
            return []
        slots = slots_of(reserves, self._as_of)
        room_for = [sum(slot.seats for slot in slots)]
        taken = self._fill(
            lambda: Seating(room_for, slots, 0),
            room_for,
            [],
            kind=lambda one: (0, one.above),
            cuts=self._above_cuts,
        )
        matched = _matched([self._line[position].above for position in taken], slots)
        unused = iter(
            [
                reserve
                for index, reserve in enumerate(reserves)
                if slots[index].open_to_all
                for _ in range(reserve.seats - matched.count(index))
            ]
        )
        return [
            Seat(position, SeatKind.POOL, next(unused).key)
            if index is None
            else Seat(position, SeatKind.RESERVE, reserves[index].key)
            for position, index in zip(taken, matched, strict=True)
        ]

    def _fill(
        self,
        make: Callable[[], Seating],
        room_for: list[int],
        staying: list[int],
        *,
        kind: Callable[[Applicant], Kind],
        cuts: list[Table],
    ) -> list[int]:
        """Seat who is left beside those who stay, until nobody has more places than it may."""
        found: list[int] = []
        while True:
            seating = make()
            for position in sorted((*staying, *found)):
                seating.admit(position, kind(self._line[position]))
            seating.widen(room_for)
            full = self._with_enough()
            for one in self._line:
                if one.owner not in full and one.position not in self._out:
                    seating.admit(one.position, kind(one))
            cuts.append(seating.cuts())
            new = [position for position in seating.seated() if position not in self._out]
            keeping = [position for position in new if self._keeps(position)]
            found += keeping
            if len(keeping) == len(new):
                return sorted(found)

    def _keeps(self, position: int) -> bool:
        """Note who is seated; tell whether it stays, or has as many places as it may have."""
        owner = self._line[position].owner
        if self._most is not None and self._held[owner] >= self._most:
            return False
        self._held[owner] += 1
        self._out.add(position)
        return True

    def _with_enough(self) -> set[str | None]:
        """Give the applicants who have as many places as they may have."""
        if self._most is None:
            return set()
        return {owner for owner, places in self._held.items() if places >= self._most}

    def _on_merit(self, room_for: list[int]) -> set[int]:
        """Give who would be seated if there were no guarantees."""
        left = list(room_for)
        found = set()
        benched = self.benched()
        for one in self._line:
            if left[one.rooms[0]] > 0 and one.position not in benched:
                left[one.rooms[0]] -= 1
                found.add(one.position)
        return found

    def _counts_for(self, taken: list[int], kinds: dict[int, SeatKind]) -> dict[int, str | None]:
        """Match who is seated with the guarantees, first those whom only a guarantee seated."""
        guarantees = self._plan.guarantees
        order = sorted(taken, key=lambda position: (position in kinds, position))
        members = [self._line[position].guaranteed for position in order]
        matched = _matched(members, slots_of(guarantees, self._as_of))
        return {
            position: None if index is None else guarantees[index].key
            for position, index in zip(order, matched, strict=True)
        }
