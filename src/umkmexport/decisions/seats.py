"""Who takes which seat: rooms and guarantees, then the common pool, then reserves above them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from umkmexport.decisions.applicants import Applicant
from umkmexport.decisions.rooms import Room
from umkmexport.policies.plans import SelectionPlan
from umkmexport.rules.reserves import Reserve, match
from umkmexport.rules.seating import Seating, Slots
from umkmexport.terms.choice import Choice

__all__ = ["Filling", "Seat", "SeatKind", "fill", "slots_of"]


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
    _cuts: tuple[list[list[int]], ...]
    _keys: list[tuple[int, str]]

    def could_take(self, applicant: Applicant) -> bool:
        """Tell whether an applicant would take a seat if every open answer were in its favour."""
        before = bisect_left(self._keys, (applicant.hope, applicant.ticket))
        divided, pooled, above = self._cuts
        return any(
            before <= max(cuts[room][slot] for slot in _slots(hope, len(cuts[room]) - 1))
            for cuts, rooms, hope in (
                (divided, applicant.rooms, applicant.guaranteed_hope),
                (pooled, applicant.rooms, applicant.guaranteed_hope),
                (above, (0,), applicant.above_hope),
            )
            if cuts
            for room in rooms
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
    one of them takes no seat, the next that differs in its room or reserves stands instead.
    """
    line = sorted(applicants, key=lambda applicant: applicant.key)
    benches = _benches(line, None if plan.limit is None else plan.limit.most)
    absent = {position for bench in benches for position in bench.waiting}
    while True:
        standing = [(at, one) for at, one in enumerate(line) if at not in absent]
        filled, cuts = _Stages(standing, rooms, seats, plan=plan, as_of=as_of).filled()
        taken = {seat.position for seat in filled}
        changes = [change for bench in benches for change in bench.changes(taken)]
        if not changes:
            break
        for leaving, coming in changes:
            absent.add(leaving)
            absent.discard(coming)
    benched = sorted(position for bench in benches for position in bench.waiting)
    keys = [applicant.key for applicant in line]
    return Filling(line, tuple(filled), tuple(benched), cuts, keys)


def slots_of(reserves: Iterable[Reserve], as_of: date) -> list[Slots]:
    """Give the seats of reserves as they are on a day."""
    return [Slots(reserve.seats, reserve.is_open_to_all(as_of)) for reserve in reserves]


def _slots(members: int, open_slot: int) -> Iterator[int]:
    yield from (index for index in range(open_slot) if members >> index & 1)
    yield open_slot


class _Bench:
    """The applications of one applicant beyond those that may take a place."""

    def __init__(self, positions: list[int], most: int, line: Sequence[Applicant]) -> None:
        self._line = line
        self._standing = positions[:most]
        self._failed: set[tuple[int, int, int]] = set()
        self.waiting = positions[most:]

    def changes(self, taken: set[int]) -> list[tuple[int, int]]:
        """Give who leaves and who stands instead, for each that took no seat."""
        found = []
        for position in [p for p in self._standing if p not in taken]:
            self._failed.add(self._line[position].kind)
            following = [p for p in self.waiting if self._line[p].kind not in self._failed]
            if following:
                self._standing.remove(position)
                self._standing.append(following[0])
                self.waiting.remove(following[0])
                found.append((position, following[0]))
        return found


def _benches(line: Sequence[Applicant], most: int | None) -> list[_Bench]:
    if most is None:
        return []
    by_owner: dict[str, list[int]] = defaultdict(list)
    for position, applicant in enumerate(line):
        if applicant.owner is not None:
            by_owner[applicant.owner].append(position)
    return [_Bench(own, most, line) for own in by_owner.values() if len(own) > most]


class _Stages:
    """The three stages of filling, for one line of applicants with their positions."""

    def __init__(
        self,
        standing: list[tuple[int, Applicant]],
        rooms: Sequence[Room],
        seats: int,
        *,
        plan: SelectionPlan,
        as_of: date,
    ) -> None:
        self._left = standing
        self._rooms = rooms
        self._seats = plan.divided(seats)
        self._plan = plan
        self._as_of = as_of
        self._by_position = dict(standing)

    def filled(self) -> tuple[list[Seat], tuple[list[list[int]], ...]]:
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
        for position, applicant in self._left:
            seating.admit(position, (applicant.rooms[0], applicant.guaranteed))
        seated = seating.seated()
        taken = set(seated)
        self._left = [entry for entry in self._left if entry[0] not in taken]
        return [position for position in seated if position not in before]

    def _on_merit(self, room_for: list[int]) -> set[int]:
        """Give who would be seated if there were no guarantees."""
        left = list(room_for)
        found = set()
        for position, applicant in self._left:
            if left[applicant.rooms[0]] > 0:
                left[applicant.rooms[0]] -= 1
                found.add(position)
        return found

    def _pooled(self, seating: Seating) -> tuple[dict[int, SeatKind], list[list[int]]]:
        """Fill what classes and regions left, from the day on which it falls to one pool."""
        falls_back_on = self._plan.falls_back_on
        if falls_back_on is None or falls_back_on > self._as_of:
            return {}, []
        seating.widen([self._seats if r.cap is None else r.cap for r in self._rooms])
        pooled = dict.fromkeys(self._admit(seating), SeatKind.POOL)
        return pooled, seating.cuts()

    def _above(self) -> tuple[list[Seat], list[list[int]]]:
        """Fill the seats over and above, with those whom the open seats left."""
        reserves = self._plan.above
        if not reserves:
            return [], []
        slots = slots_of(reserves, self._as_of)
        seating = Seating([sum(slot.seats for slot in slots)], slots, 0)
        for position, applicant in self._left:
            seating.admit(position, (0, applicant.above))
        taken = seating.seated()
        members = [self._by_position[position].above for position in taken]
        matched = match(members, [reserve.seats for reserve in reserves])
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
        members = [self._by_position[position].guaranteed for position in order]
        matched = match(members, [reserve.seats for reserve in guarantees])
        return {
            position: None if index is None else guarantees[index].key
            for position, index in zip(order, matched, strict=True)
        }
