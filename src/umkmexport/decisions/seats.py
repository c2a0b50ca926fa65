"""Who takes which seat: rooms and guarantees, then the common pool, then reserves above them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from umkmexport.decisions.applicants import Applicant
from umkmexport.decisions.rooms import Room
from umkmexport.policies.plans import SelectionPlan
from umkmexport.rules.reserves import Reserve, match
from umkmexport.rules.seating import NEVER, Seating, Slots
from umkmexport.terms.choice import Choice

__all__ = ["Filling", "Seat", "SeatKind", "fill", "positions_by_owner", "slots_of"]

Table: TypeAlias = list[list[int]]
"""Cuts by room and reserve, the open seats last; empty, where a stage is left out."""


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
    """How far up in the order one must stand to be seated, by stage, room and reserves."""

    def __init__(
        self, line: Sequence[Applicant], divided: Table, pooled: Table, above: Table
    ) -> None:
        self._line = line
        self._divided = (divided, pooled)
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
        divided = [
            cut
            for table in self._divided
            if table
            for room in rooms
            for cut in _through(table[room], guaranteed)
        ]
        over = _through(self._above[0], above) if self._above else []
        return max((*divided, *over), default=NEVER)


@attrs.frozen(eq=False)
class Filling:
    """Who takes a seat, and who else would.

    Attributes:
        line: all who may take a seat, in order.
        seats: the seats that are taken, in order.
        benched: those for whom another application of the same applicant stands.
    """

    line: Sequence[Applicant]
    seats: tuple[Seat, ...]
    benched: tuple[int, ...]
    _cuts: _Cuts

    def could_take(self, applicant: Applicant) -> bool:
        """Tell whether an applicant would take a seat if every open answer were in its favour."""
        return self._cuts.admit(
            (applicant.hope, applicant.ticket),
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

    An applicant stands with as many applications as it may take places, the first in order. Where
    one of them takes no seat, the next that would take one stands instead.
    """
    line = sorted(applicants, key=lambda applicant: applicant.key)
    for position, applicant in enumerate(line):
        applicant.position = position
    benches = _benches(line, None if plan.limit is None else plan.limit.most)
    absent = {position for bench in benches for position in bench.waiting}
    while True:
        stages = _Stages(line, absent, rooms, plan=plan, seats=seats, as_of=as_of)
        filled, tables = stages.filled()
        cuts = _Cuts(line, *tables)
        taken = {seat.position for seat in filled}
        changes = [change for bench in benches for change in bench.changes(taken, cuts)]
        if not changes:
            break
        for leaving, coming in changes:
            absent.add(leaving)
            absent.discard(coming)
    benched = sorted(position for bench in benches for position in bench.waiting)
    return Filling(line, tuple(filled), tuple(benched), cuts)


def slots_of(reserves: Iterable[Reserve], as_of: date) -> list[Slots]:
    """Give the seats of reserves as they are on a day."""
    return [Slots(reserve.seats, reserve.is_open_to_all(as_of)) for reserve in reserves]


def _through(cuts: Sequence[int], members: int) -> list[int]:
    """Give the cuts of one's reserves and of the open seats, which come last."""
    return [*(cut for index, cut in enumerate(cuts[:-1]) if members >> index & 1), cuts[-1]]


class _Bench:
    """The applications of one applicant beyond those that may take a place."""

    def __init__(self, positions: list[int], most: int, line: Sequence[Applicant]) -> None:
        self._line = line
        self._standing = positions[:most]
        self.waiting = positions[most:]

    def changes(self, taken: set[int], cuts: _Cuts) -> list[tuple[int, int]]:
        """Give who leaves and who stands instead, for each that took no seat."""
        found = []
        for leaving in [position for position in self._standing if position not in taken]:
            coming = next((p for p in self.waiting if self._would_take(p, cuts)), None)
            if coming is not None:
                self._standing.remove(leaving)
                self._standing.append(coming)
                self.waiting.remove(coming)
                found.append((leaving, coming))
        return found

    def _would_take(self, position: int, cuts: _Cuts) -> bool:
        one = self._line[position]
        return cuts.admit(one.key, one.rooms, guaranteed=one.guaranteed, above=one.above)


def _benches(line: Sequence[Applicant], most: int | None) -> list[_Bench]:
    if most is None:
        return []
    shared = positions_by_owner(line)
    return [_Bench(positions, most, line) for positions in shared.values() if len(positions) > most]


def positions_by_owner(line: Sequence[Applicant]) -> dict[str, list[int]]:
    """Give the positions of the applications of each applicant who has several."""
    counts = Counter(applicant.owner for applicant in line)
    shared: dict[str, list[int]] = defaultdict(list)
    for position, applicant in enumerate(line):
        if applicant.owner is not None and counts[applicant.owner] > 1:
            shared[applicant.owner].append(position)
    return shared


def _matched(members: Sequence[int], slots: Sequence[Slots]) -> list[int | None]:
    """Match members with reserves, those first whose seats nobody else may have."""
    shared = {index for index, slot in enumerate(slots) if slot.open_to_all}
    return match(members, [slot.seats for slot in slots], used_last=shared)


class _Stages:
    """The three stages of filling, for those of a line who are not absent."""

    def __init__(
        self,
        line: Sequence[Applicant],
        absent: set[int],
        rooms: Sequence[Room],
        *,
        plan: SelectionPlan,
        seats: int,
        as_of: date,
    ) -> None:
        self._line = line
        self._left = [one for one in line if one.position not in absent]
        self._rooms = rooms
        self._seats = plan.divided(seats)
        self._plan = plan
        self._as_of = as_of

    def filled(self) -> tuple[list[Seat], tuple[Table, Table, Table]]:
        """Give the seats that are taken, and the cuts of each stage, none where it is left out."""
        guarantees = self._plan.guarantees
        kept = sum(reserve.seats for reserve in guarantees)
        seating = Seating(
            [room.seats for room in self._rooms],
            slots_of(guarantees, self._as_of),
            self._seats - kept,
        )
        on_merit = self._on_merit([room.seats for room in self._rooms])
        divided, cuts = self._admit(seating), seating.cuts()
        pooled, pool_cuts = self._pooled(seating)
        above, above_cuts = self._above()
        kinds = {position: SeatKind.OPEN for position in divided if position in on_merit}
        kinds |= pooled
        counts_for = self._counts_for([*divided, *pooled], kinds)
        seats = [
            Seat(position, kinds.get(position, SeatKind.RESERVE), counts_for[position])
            for position in (*divided, *pooled)
        ]
        seats = sorted((*seats, *above), key=lambda seat: seat.position)
        return seats, (cuts, pool_cuts, above_cuts)

    def _admit(self, seating: Seating) -> list[int]:
        before = set(seating.seated())
        for one in self._left:
            seating.admit(one.position, (one.rooms[0], one.guaranteed))
        seated = seating.seated()
        taken = set(seated)
        self._left = [one for one in self._left if one.position not in taken]
        return [position for position in seated if position not in before]

    def _on_merit(self, room_for: list[int]) -> set[int]:
        """Give who would be seated if there were no guarantees."""
        left = list(room_for)
        found = set()
        for one in self._left:
            if left[one.rooms[0]] > 0:
                left[one.rooms[0]] -= 1
                found.add(one.position)
        return found

    def _pooled(self, seating: Seating) -> tuple[dict[int, SeatKind], Table]:
        """Fill what classes and regions left, from the day on which it falls to one pool."""
        falls_back_on = self._plan.falls_back_on
        if falls_back_on is None or falls_back_on > self._as_of:
            return {}, []
        seating.widen([self._seats if r.cap is None else r.cap for r in self._rooms])
        pooled = dict.fromkeys(self._admit(seating), SeatKind.POOL)
        return pooled, seating.cuts()

    def _above(self) -> tuple[list[Seat], Table]:
        """Fill the seats over and above, with those whom the open seats left."""
        reserves = self._plan.above
        if not reserves:
            return [], []
        slots = slots_of(reserves, self._as_of)
        seating = Seating([sum(slot.seats for slot in slots)], slots, 0)
        for one in self._left:
            seating.admit(one.position, (0, one.above))
        taken = seating.seated()
        members = [self._line[position].above for position in taken]
        matched = _matched(members, slots)
        free = [
            reserve
            for index, reserve in enumerate(reserves)
            if slots[index].open_to_all
            for _ in range(reserve.seats - matched.count(index))
        ]
        unused = iter(free)
        seats = [
            Seat(position, SeatKind.POOL, next(unused).key)
            if index is None
            else Seat(position, SeatKind.RESERVE, reserves[index].key)
            for position, index in zip(taken, matched, strict=True)
        ]
        return seats, seating.cuts()

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
