"""Who is seated, where rooms have so many seats and reserves want so many of them filled.

An applicant sits in the room it belongs to (a class or region; one room, where seats are not
divided) and counts for one of its reserves or for none. Among all lists that fit,

1. as many reserved seats as possible are filled;
2. and then the first in order is seated if that is possible, then the second, and so on.

In one room this is the meritorious horizontal choice rule. The list is found exactly, as a flow of
greatest weight: applicants come forward in order, and each time the list with the newcomer
replaces the list without where it is better. Applicants of one room and the same reserves differ
in their order alone, so the network has as many nodes as there are rooms and reserves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import attrs

__all__ = ["NEVER", "Kind", "Seating", "Slots"]

Kind: TypeAlias = tuple[int, int]
"""A room and a set of reserves, as bits."""

NEVER: Final = -1
"""The cut of a room and reserve through which nobody can come."""

_HUB: Final = 0


@attrs.frozen
class Slots:
    """The seats of one reserve, and whether anybody may have those its members leave."""

    seats: int
    open_to_all: bool = False


class _Arc(NamedTuple):
    """One unit that may be moved from node to node, and the applicant it seats or unseats."""

    tail: int
    head: int
    kind: Kind | None = None
    seats: int | None = None
    unseats: int | None = None


@attrs.define(eq=False)
class _Line:
    """Applicants of one kind, in order; the first of them are seated.

    Attributes:
        positions: their positions.
        counts: how many are seated on each slot.
        seated: how many are seated.
        locked: how many of those stay, whoever else comes.
    """

    positions: list[int]
    counts: list[int]
    seated: int = 0
    locked: int = 0


class Seating:
    """Seat applicants who come forward in order, the first first.

    Args:
        rooms: the seats of each room.
        reserves: the seats of each reserve.
        open_seats: the seats that belong to no reserve.

    Examples:
        >>> seating = Seating([5], [Slots(2)], open_seats=3)
        >>> for position in range(8):
        ...     seating.admit(position, (0, int(position + 1 in {3, 6, 8})))
        >>> [position + 1 for position in seating.seated()]
        [1, 2, 3, 4, 6]
    """

    def __init__(self, rooms: Sequence[int], reserves: Sequence[Slots], open_seats: int) -> None:
        self._rooms = list(rooms)
        self._slots = [*(reserve.seats for reserve in reserves), open_seats]
        self._shared = [index for index, reserve in enumerate(reserves) if reserve.open_to_all]
        self._open = len(reserves)
        self._in_room = [0] * len(self._rooms)
        self._in_slot = [0] * len(self._slots)
        self._spilled = [0] * len(reserves)
        self._lines: dict[Kind, _Line] = {}

    def admit(self, position: int, kind: Kind) -> None:
        """Let the next applicant come forward.

        Args:
            position: its place in the order, greater than those before.
            kind: its room and its reserves.
        """
        line = self._lines.get(kind)
        if line is None:
            line = self._lines[kind] = _Line([], [0] * len(self._slots))
        line.positions.append(position)
        if line.seated < len(line.positions) - 1:
            return  # one of its own kind comes first and is not seated
        if not self._seat_at_once(kind, line):
            self._seat_if_better(position, kind, line)

    def seated(self) -> list[int]:
        """Give the positions of those who are seated, in order."""
        return sorted(
            position for line in self._lines.values() for position in line.positions[: line.seated]
        )

    def widen(self, rooms: Sequence[int]) -> None:
        """Give the rooms other seats; who is seated stays, and nobody else is in line any more."""
        self._rooms = list(rooms)
        for line in self._lines.values():
            line.locked = line.seated
            del line.positions[line.seated :]

    def cuts(self) -> list[list[int]]:
        """Give the cut of each room and reserve, the open seats last.

        One more applicant would be seated if fewer or just as many come before it in the order as
        the cut of its room says for one of its reserves or for the open seats. ``NEVER`` is below
        every position.
        """
        arcs = list(self._arcs())
        weights = _weights(arcs)
        order = sorted(weights)
        found = []
        for room in range(len(self._rooms)):
            gains, _ = self._best_to(1 + room, arcs, weights)
            found.append([self._cut(slot, gains, order) for slot in range(len(self._slots))])
        return found

    def _cut(self, slot: int, gains: list[int | None], order: list[int]) -> int:
        gain = gains[self._node(slot)]
        if gain is None:
            return NEVER
        gain += self._bonus(slot, len(order))
        for rank in range(len(order) + 1):
            if (1 << 2 * rank) + gain > 0:
                return order[len(order) - rank] if rank else _BEYOND
        return NEVER

    def _seat_at_once(self, kind: Kind, line: _Line) -> bool:
        """Seat an applicant for whom there is a free seat that nothing better can come of."""
        room, members = kind
        if self._in_room[room] >= self._rooms[room]:
            return False
        slots = self._reserves_of(members) if members else (self._open,)
        for slot in slots:
            if self._in_slot[slot] < self._slots[slot]:
                self._seat(line, slot)
                self._in_slot[slot] += 1
                self._in_room[room] += 1
                return True
        return False

    def _seat_if_better(self, position: int, kind: Kind, line: _Line) -> None:
        arcs = list(self._arcs())
        weights = _weights(arcs, position)
        gains, following = self._best_to(1 + kind[0], arcs, weights)
        best, first = 0, None
        for slot in (*self._reserves_of(kind[1]), self._open):
            gain = gains[self._node(slot)]
            if gain is None:
                continue
            gain += weights[position] + self._bonus(slot, len(weights))
            if gain > best:
                best, first = gain, slot
        if first is None:
            return
        self._seat(line, first)
        node = self._node(first)
        while node != 1 + kind[0]:
            arc = following[node]
            assert arc is not None  # noqa: S101 - every node with a gain has an arc that follows
            self._move(arc)
            node = arc.head

    def _best_to(
        self, target: int, arcs: list[_Arc], weights: dict[int, int]
    ) -> tuple[list[int | None], list[_Arc | None]]:
        """Give the best gain of a way from each node to the target, and its first arc.

        No way round gains anything, or the list would not be the best; so this comes to an end.
        """
        nodes = 1 + len(self._rooms) + len(self._slots)
        gains: list[int | None] = [None] * nodes
        following: list[_Arc | None] = [None] * nodes
        gains[target] = 0
        priced = [
            (arc.tail, arc.head, self._gain(arc, weights), arc)
            for arc in arcs
            if arc.tail != target
        ]
        changed = True
        while changed:
            changed = False
            for tail, head, gain, arc in priced:
                onward = gains[head]
                if onward is None:
                    continue
                known = gains[tail]
                if known is None or onward + gain > known:
                    gains[tail], following[tail], changed = onward + gain, arc, True
        return gains, following

    def _gain(self, arc: _Arc, weights: dict[int, int]) -> int:
        gain = 0
        if arc.seats is not None:
            gain += weights[arc.seats]
        if arc.unseats is not None:
            gain -= weights[arc.unseats]
        if arc.kind is not None:
            gain += self._bonus(self._slot(arc.head), len(weights))
            gain -= self._bonus(self._slot(arc.tail), len(weights))
        return gain

    def _bonus(self, slot: int, ranks: int) -> int:
        """Give the weight of a reserved seat that is filled: more than all applicants together."""
        return 1 << 2 * (ranks + 1) if 0 <= slot < self._open else 0

    def _move(self, arc: _Arc) -> None:
        tail, head = self._slot(arc.tail), self._slot(arc.head)
        if arc.kind is not None:
            if tail >= 0:
                self._seat(self._lines[arc.kind], tail, -1)
            if head >= 0:
                self._seat(self._lines[arc.kind], head)
        elif tail >= 0 and head >= 0:
            self._spilled[tail if head == self._open else head] += 1 if tail == self._open else -1
        elif arc.tail == _HUB:
            self._use(arc.head, 1 if head < 0 else -1)
        elif arc.head == _HUB:
            self._use(arc.tail, -1 if tail < 0 else 1)

    @staticmethod
    def _seat(line: _Line, slot: int, step: int = 1) -> None:
        line.counts[slot] += step
        line.seated += step

    def _use(self, node: int, step: int) -> None:
        slot = self._slot(node)
        if slot < 0:
            self._in_room[node - 1] += step
        else:
            self._in_slot[slot] += step

    def _arcs(self) -> Iterator[_Arc]:
        for room, seats in enumerate(self._rooms):
            if self._in_room[room] < seats:
                yield _Arc(_HUB, 1 + room)
            if self._in_room[room]:
                yield _Arc(1 + room, _HUB)
        for slot, seats in enumerate(self._slots):
            if self._in_slot[slot] < seats:
                yield _Arc(self._node(slot), _HUB)
            if self._in_slot[slot]:
                yield _Arc(_HUB, self._node(slot))
        for slot in self._shared:
            yield _Arc(self._node(self._open), self._node(slot))
            if self._spilled[slot]:
                yield _Arc(self._node(slot), self._node(self._open))
        yield from self._arcs_of_kinds()

    def _arcs_of_kinds(self) -> Iterator[_Arc]:
        """Give the best applicant to seat and the last to unseat, by room and slot; and swaps."""
        joining: dict[tuple[int, int], _Arc] = {}
        leaving: dict[tuple[int, int], _Arc] = {}
        swaps: dict[tuple[int, int], _Arc] = {}
        for kind, line in self._lines.items():
            room, at = 1 + kind[0], line.seated
            slots = (*self._reserves_of(kind[1]), self._open)
            for slot in slots:
                node = self._node(slot)
                if at < len(line.positions):
                    arc = _Arc(room, node, kind, seats=line.positions[at])
                    joining[room, node] = min(joining.get((room, node), arc), arc, key=_joins)
                if not line.counts[slot]:
                    continue
                if at > line.locked:
                    arc = _Arc(node, room, kind, unseats=line.positions[at - 1])
                    leaving[node, room] = max(leaving.get((node, room), arc), arc, key=_leaves)
                for other in slots:
                    if other != slot:
                        swaps[slot, other] = _Arc(node, self._node(other), kind)
        for arcs in (joining, leaving, swaps):
            yield from arcs.values()

    def _reserves_of(self, members: int) -> tuple[int, ...]:
        return tuple(index for index in range(self._open) if members >> index & 1)

    def _node(self, slot: int) -> int:
        return 1 + len(self._rooms) + slot

    def _slot(self, node: int) -> int:
        return node - 1 - len(self._rooms)


_BEYOND: Final = 1 << 62


def _joins(arc: _Arc) -> int:
    return arc.seats if arc.seats is not None else _BEYOND


def _leaves(arc: _Arc) -> int:
    return arc.unseats if arc.unseats is not None else NEVER


def _weights(arcs: list[_Arc], *positions: int) -> dict[int, int]:
    """Give each applicant concerned more weight than all who come after it together."""
    concerned = {*positions}
    for arc in arcs:
        if arc.seats is not None:
            concerned.add(arc.seats)
        if arc.unseats is not None:
            concerned.add(arc.unseats)
    return {
        position: 2 << 2 * rank for rank, position in enumerate(sorted(concerned, reverse=True))
    }
