"""Pathways: the cheapest or fastest set of moves that meets every demand, found exactly.

Moves wait for each other without a circle. A move needs one of each of its groups to be made, and
comes after others where both are made. What a set of moves is worth is stated in parts: a part
looks at a few moves and is worth whole points for each subset of them; more moves are never worth
less. A demand asks for so many points over its parts.

A measure is a pair: how much is unknown, and how much is known. It is compared in this order, so
whatever is unknown counts as more than anything known: a price that nobody states is never taken
for a low one.

Moves that only sums tie together are looked at apart: the sets of each such group are listed with
what they are worth, and the lists are joined demand by demand, keeping the best set for each sum.
A group too large to list is split by making, or leaving, the move most others wait for. Time is
looked at afterwards: where the best set ends too late, what makes it late is made or left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import attrs

__all__ = [
    "Demand",
    "Measure",
    "Move",
    "Part",
    "Pathway",
    "critical_path",
    "find_pathway",
    "shortfalls",
    "times",
]

Measure: TypeAlias = tuple[int, int]
"""How many of the figures are unknown, and the sum of those that are known."""

_NOTHING: Final[Measure] = (0, 0)
_NOBODY: Final = -1
"""The number of a move that a part looks at and that there is not."""
_LISTED: Final = 9
"""The most moves of a group whose sets are listed one by one."""
_COMPARED: Final = 200
"""The most sets that are compared each with each."""


@attrs.frozen
class Move:
    """One thing that can be done.

    Attributes:
        key: its key.
        needs: what must be made before; one of each group.
        after: what comes before it where both are made.
        cost: what it costs.
        months: how long it takes.
    """

    key: str
    needs: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    cost: Measure = _NOTHING
    months: Measure = _NOTHING


@attrs.frozen
class Part:
    """What a few moves are worth together.

    Attributes:
        moves: the moves looked at.
        worth: the points of every subset: bit ``i`` of the index says whether ``moves[i]`` is made.
    """

    moves: tuple[str, ...]
    worth: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.worth) != 1 << len(self.moves):
            raise ValueError(
                f"a part of {len(self.moves)} moves has {1 << len(self.moves)} subsets, "
                f"not {len(self.worth)}"
            )
        for subset, worth in enumerate(self.worth):
            for bit in range(len(self.moves)):
                if self.worth[subset | 1 << bit] < worth:
                    raise ValueError(f"making {self.moves[bit]} must never be worth less")


@attrs.frozen
class Demand:
    """So many points over all its parts.

    Attributes:
        key: its key.
        at_least: the points it asks for.
        parts: where they come from.
    """

    key: str
    at_least: int
    parts: tuple[Part, ...]


@attrs.frozen
class Pathway:
    """The best set of moves.

    Attributes:
        moves: their keys, in an order in which they can be made.
        cost: what they cost together.
        months: how long it takes until the last is made, where all that can run side by side do.
    """

    moves: tuple[str, ...]
    cost: Measure
    months: Measure


def find_pathway(
    moves: Sequence[Move], demands: Sequence[Demand], *, by: Literal["cost", "time"]
) -> Pathway | None:
    """Find the best set of moves that meets every demand; None if there is none.

    By cost: the least cost, then the least time; by time the other way round. Of sets equal in
    both, the one of fewest moves is taken, and of these the one that has the earlier key.

    Raises:
        ValueError: two moves have one key, or they wait for each other in a circle.

    Examples:
        >>> moves = [Move("a", cost=(0, 5)), Move("b", cost=(0, 2)), Move("c", needs=(("b",),))]
        >>> demand = Demand("d", 1, (Part(("a", "c"), (0, 1, 1, 1)),))
        >>> find_pathway(moves, [demand], by="cost")
        Pathway(moves=('b', 'c'), cost=(0, 2), months=(0, 0))
    """
    search = _Search(moves, demands)
    best = search.best(_Limit())
    if by == "time" and best is not None:
        best = search.best(_Limit(search.least_time())) or best
    while best is not None and best.months > _NOTHING:
        limit = _Limit(best.months, strictly=True)
        faster = search.best(limit, cost=best.cost if by == "cost" else None)
        if faster is None:
            break
        best = faster
    return best


def shortfalls(moves: Sequence[Move], demands: Sequence[Demand]) -> tuple[tuple[str, int], ...]:
    """Give the demands that not even all moves together meet, with the most points there are."""
    search = _Search(moves, demands)
    return tuple(
        (demand.key, most)
        for demand, most in zip(demands, search.most(), strict=True)
        if most < demand.at_least
    )


def times(
    moves: Iterable[Move], lasting: Mapping[str, Measure]
) -> dict[str, tuple[Measure, Measure]]:
    """Give start and end of each of the moves that are made, all as early as they can be.

    Args:
        moves: the moves that are made.
        lasting: how long each takes.
    """
    made = {move.key: move for move in moves}
    found: dict[str, tuple[Measure, Measure]] = {}
    for key in _in_order(made.values()):
        move = made[key]
        groups = [[found[k][1] for k in group if k in found] for group in move.needs]
        waits = [min(ends) for ends in groups if ends]
        waits += [found[k][1] for k in move.after if k in found]
        start = max(waits, default=_NOTHING)
        found[key] = start, _add(start, lasting[key])
    return found


def critical_path(moves: Iterable[Move], lasting: Mapping[str, Measure]) -> tuple[str, ...]:
    """Give the moves of which each delays the end, in their order; ties go by key."""
    made = {move.key: move for move in moves}
    found = times(made.values(), lasting)
    if not found:
        return ()
    path = [min(found, key=lambda key: ((-found[key][1][0], -found[key][1][1]), key))]
    while found[path[-1]][0] > _NOTHING:
        start = found[path[-1]][0]
        move = made[path[-1]]
        before = {*move.after, *(key for group in move.needs for key in group)} & set(found)
        path.append(min(key for key in before if found[key][1] == start))
    return tuple(reversed(path))


def _add(one: Measure, other: Measure) -> Measure:
    return one[0] + other[0], one[1] + other[1]


def _in_order(moves: Iterable[Move]) -> list[str]:
    """Order moves so that each comes after those it waits for; ties go by key."""
    waiting = {
        move.key: {*move.after, *(key for group in move.needs for key in group)} for move in moves
    }
    ordered: list[str] = []
    while waiting:
        ready = sorted(key for key, before in waiting.items() if not before & waiting.keys())
        if not ready:
            raise ValueError(f"moves wait for each other in a circle: {', '.join(sorted(waiting))}")
        ordered += ready
        for key in ready:
            del waiting[key]
    return ordered


_Gains: TypeAlias = tuple[int, ...]
_Sets: TypeAlias = dict[_Gains, tuple[int, int]]
"""For each tuple of points gained, one a demand, the least weight and the set that has it."""


@attrs.frozen
class _Limit:
    """The latest end that a move may have, and the weight from which a set is too heavy."""

    end: Measure | None = None
    strictly: bool = False
    above: int | None = None

    def allows(self, end: Measure) -> bool:
        if self.end is None:
            return True
        return end < self.end if self.strictly else end <= self.end


class _Search:
    """The search for one set of moves and demands; moves are numbered in an order of waiting."""

    def __init__(self, moves: Sequence[Move], demands: Sequence[Demand]) -> None:
        twice = [key for key, count in Counter(move.key for move in moves).items() if count > 1]
        if twice:
            raise ValueError(f"move {twice[0]} stands twice")
        by_key = {move.key: move for move in moves}
        self.moves = tuple(by_key[key] for key in _in_order(moves))
        self.numbers = {move.key: number for number, move in enumerate(self.moves)}
        numbers = self.numbers
        self.needs = tuple(
            tuple(tuple(numbers[k] for k in group if k in numbers) for group in move.needs)
            for move in self.moves
        )
        self.after = tuple(
            tuple(numbers[k] for k in move.after if k in numbers) for move in self.moves
        )
        self.demands = tuple(demands)
        self.parts = tuple(
            (index, tuple(numbers.get(k, _NOBODY) for k in part.moves), part.worth)
            for index, demand in enumerate(demands)
            for part in demand.parts
        )
        self.weights = self._weigh()
        self.open = self._makeable()
        self.open = self._without_dominated()

    def best(self, limit: _Limit, *, cost: Measure | None = None) -> Pathway | None:
        """Find the set of least cost that ends in time.

        Args:
            limit: the latest end.
            cost: the most that it may cost, where there is a most.
        """
        if cost is not None:
            limit = attrs.evolve(limit, above=self._weight_of(cost, len(self.moves) + 1))
        earliest = self._ends()
        free = frozenset(n for n in self.open if limit.allows(earliest[n]))
        found = self._solve(free, frozenset(), limit)
        if found is None:
            return None
        made = [move for number, move in enumerate(self.moves) if found[1] >> number & 1]
        ends = times(made, {move.key: move.months for move in made})
        return Pathway(
            moves=tuple(sorted(ends, key=lambda key: (ends[key], self.numbers[key]))),
            cost=(sum(m.cost[0] for m in made), sum(m.cost[1] for m in made)),
            months=max((end for _, end in ends.values()), default=_NOTHING),
        )

    def most(self) -> list[int]:
        """Give the points of every demand if all that can be made is."""
        return self._points(frozenset(self.open))

    def least_time(self) -> Measure | None:
        """Give an end before which the demands cannot be met, whatever is made."""
        earliest = self._ends()
        for end in sorted(set(earliest.values()) | {_NOTHING}):
            within = frozenset(n for n in self.open if earliest[n] <= end)
            if self._is_enough(within):
                return end
        return None

    def _makeable(self) -> tuple[int, ...]:
        """Give the moves whose needs can be met at all."""
        can: set[int] = set()
        for number, groups in enumerate(self.needs):
            if all(any(need in can for need in group) for group in groups):
                can.add(number)
        return tuple(sorted(can))

    def _weigh(self) -> tuple[int, ...]:
        """Put cost, count and key into one whole number a move, so that every sum differs."""
        ranks = {key: rank for rank, key in enumerate(sorted(self.numbers))}
        last = len(self.moves) - 1
        return tuple(
            self._weight_of(move.cost, 1) - (1 << last - ranks[move.key]) for move in self.moves
        )

    def _weight_of(self, cost: Measure, count: int) -> int:
        """Weigh a cost and a number of moves, without regard to their keys."""
        moves = len(self.moves)
        above_all = 1 + sum(move.cost[1] for move in self.moves)
        return (cost[0] * above_all + cost[1]) * (moves + 1) + count << moves

    def _without_dominated(self) -> tuple[int, ...]:
        """Leave out moves for which a lighter one, that takes and needs nothing, always stands in.

        It stands in where it is worth as much in every part, and meets the same needs.
        """
        ready = {n for n in self.open if not self._before(n) and self.moves[n].months == _NOTHING}
        return tuple(
            number
            for number in self.open
            if not any(self._dominates(other, number) for other in ready)
        )

    def _dominates(self, other: int, number: int) -> bool:
        if self.weights[other] >= self.weights[number]:
            return False
        groups = (group for needs in self.needs for group in needs if number in group)
        parts = (part for part in self.parts if number in part[1])
        return all(other in group for group in groups) and all(
            other in numbers and _stands_in(numbers.index(other), numbers.index(number), worth)
            for _, numbers, worth in parts
        )

    def _before(self, number: int) -> set[int]:
        return {*self.after[number], *self._needed(number)}

    def _ends(self) -> dict[int, Measure]:
        """Give the earliest end of each move, if what only should come before does not."""
        ends: dict[int, Measure] = {}
        for number in self.open:
            waits = [
                min(ends[need] for need in group if need in ends) for group in self.needs[number]
            ]
            ends[number] = _add(max(waits, default=_NOTHING), self.moves[number].months)
        return ends

    def _solve(
        self, free: frozenset[int], made: frozenset[int], limit: _Limit
    ) -> tuple[int, int] | None:
        """Find the least weight and its set, of free moves and those already made.

        Args:
            free: the moves that are still to be decided.
            made: those already made.
            limit: the latest end and the weight that is too much.
        """
        free = self._still_makeable(free, made, limit)
        if not self._is_enough(free | made):
            return None
        groups = self._groups(free)
        large = next((group for group in groups if len(group) > _LISTED), None)
        if large is not None:
            return self._split(self._pivot(large, free), free, made, limit)
        found = self._join(groups, made)
        if found is None or (limit.above is not None and found[0] >= limit.above):
            return None
        late = self._late(found[1], limit)
        if late is None:
            return found
        undecided = self._with_needs(late) & free
        if not undecided:
            return None
        ready = [n for n in late & free if not free & self._needed(n)]
        return self._split(max(ready, default=min(undecided)), free, made, limit)

    def _split(
        self, pivot: int, free: frozenset[int], made: frozenset[int], limit: _Limit
    ) -> tuple[int, int] | None:
        """Solve with a move and without it."""
        rest = free - {pivot}
        best = self._solve(rest, made | {pivot}, limit) if self._can(pivot, made) else None
        if best is not None:
            limit = attrs.evolve(limit, above=best[0])
        return self._solve(rest, made, limit) or best

    def _can(self, number: int, made: frozenset[int]) -> bool:
        return all(not made.isdisjoint(group) for group in self.needs[number])

    def _late(self, chosen: int, limit: _Limit) -> set[int] | None:
        """Give what makes a set end too late, and what could stand in for it; None if it does not.

        A set ends too late for one path of moves, of which one has to be left, or for a need that
        another move could meet earlier.
        """
        if limit.end is None:
            return None
        made = [move for number, move in enumerate(self.moves) if chosen >> number & 1]
        lasting = {move.key: move.months for move in made}
        ends = times(made, lasting)
        if all(limit.allows(end) for _, end in ends.values()):
            return None
        path = {self.numbers[key] for key in critical_path(made, lasting)}
        groups = (group for number in path for group in self.needs[number])
        return path | {need for group in groups if len(group) > 1 for need in group}

    def _needed(self, number: int) -> set[int]:
        return {need for group in self.needs[number] for need in group}

    def _with_needs(self, numbers: set[int]) -> set[int]:
        """Add what moves need, and what that needs."""
        found = set(numbers)
        for number in range(max(numbers), -1, -1):
            if number in found:
                found.update(self._needed(number))
        return found

    def _still_makeable(
        self, free: frozenset[int], made: frozenset[int], limit: _Limit
    ) -> frozenset[int]:
        """Give the moves whose needs can be met, in time as far as those made tell."""
        ends: dict[int, Measure] = {}
        for number in sorted(free | made):
            groups = [[ends[n] for n in group if n in ends] for group in self.needs[number]]
            if not all(groups):
                continue
            waits = [min(group) for group in groups]
            waits += [ends[n] for n in self.after[number] if n in made and n in ends]
            end = _add(max(waits, default=_NOTHING), self.moves[number].months)
            if limit.allows(end):
                ends[number] = end
        return frozenset(ends) & free if made <= ends.keys() else frozenset()

    def _points(self, made: frozenset[int]) -> list[int]:
        points = [0] * len(self.demands)
        for demand, numbers, worth in self.parts:
            points[demand] += worth[sum(1 << b for b, n in enumerate(numbers) if n in made)]
        return points

    def _is_enough(self, made: frozenset[int]) -> bool:
        return all(
            points >= demand.at_least
            for points, demand in zip(self._points(made), self.demands, strict=True)
        )

    def _groups(self, free: frozenset[int]) -> list[list[int]]:
        """Split free moves into groups that needs and parts do not tie together."""
        roots = {number: number for number in free}

        def root(number: int) -> int:
            while roots[number] != number:
                roots[number] = roots[roots[number]]
                number = roots[number]
            return number

        for one, other in self._ties(free):
            roots[root(one)] = root(other)
        groups: dict[int, list[int]] = {}
        for number in sorted(free):
            groups.setdefault(root(number), []).append(number)
        return list(groups.values())

    def _ties(self, free: frozenset[int]) -> Iterator[tuple[int, int]]:
        for number in free:
            yield from ((number, other) for other in self._needed(number) & free)
        for _, numbers, _ in self.parts:
            yield from pairwise(n for n in numbers if n in free)

    def _pivot(self, group: list[int], free: frozenset[int]) -> int:
        """Take the move most others wait for, of those that wait for nothing undecided."""
        waiting: Counter[int] = Counter()
        ready = []
        for number in group:
            undecided = self._needed(number) & free
            waiting.update(undecided)
            if not undecided:
                ready.append(number)
        return max(ready, key=lambda number: (waiting[number], -number))

    def _join(self, groups: list[list[int]], made: frozenset[int]) -> tuple[int, int] | None:
        """Join the lists of all groups, demand by demand."""
        base = self._points(made)
        wanted = tuple(
            max(0, demand.at_least - points)
            for demand, points in zip(self.demands, base, strict=True)
        )
        lists = [self._list(group, made, wanted) for group in groups]
        for demand in self._by_ties(lists):
            tied = [sets for sets in lists if any(gains[demand] for gains in sets)]
            lists = [sets for sets in lists if not any(gains[demand] for gains in sets)]
            lists.append(_closed(_joined(tied, wanted), demand, wanted[demand]))
        last = _joined(lists, wanted)
        if not last:
            return None
        weight, chosen = min(last.values())
        return (
            weight + sum(self.weights[number] for number in made),
            chosen | sum(1 << number for number in made),
        )

    def _by_ties(self, lists: list[_Sets]) -> list[int]:
        """Order the demands by how many groups serve them, fewest first."""
        serve = {
            demand: sum(any(gains[demand] for gains in sets) for sets in lists)
            for demand in range(len(self.demands))
        }
        return sorted(serve, key=lambda demand: (serve[demand], demand))

    def _list(self, group: list[int], made: frozenset[int], wanted: _Gains) -> _Sets:
        """List what the sets of a group gain, each with the best set that gains it."""
        inside = set(group)
        parts = [
            (
                demand,
                [(n, 1 << bit) for bit, n in enumerate(numbers) if n in inside],
                sum(1 << bit for bit, n in enumerate(numbers) if n in made),
                worth,
            )
            for demand, numbers, worth in self.parts
            if not inside.isdisjoint(numbers)
        ]
        sets: _Sets = {}
        for chosen, weight in self._subsets(group, made):
            gains = [0] * len(wanted)
            for demand, bits, rest, worth in parts:
                subset = rest
                for number, bit in bits:
                    if chosen >> number & 1:
                        subset |= bit
                gains[demand] += worth[subset] - worth[rest]
            _keep(sets, tuple(map(min, gains, wanted)), (weight, chosen))
        return _undominated(sets)

    def _subsets(self, group: list[int], made: frozenset[int]) -> list[tuple[int, int]]:
        """Give every set of a group that can be made, with its weight."""
        found = [(0, 0)]
        for number in group:
            needs = [
                sum(1 << need for need in needs)
                for needs in self.needs[number]
                if made.isdisjoint(needs)
            ]
            bit, weight = 1 << number, self.weights[number]
            found += [
                (chosen | bit, before + weight)
                for chosen, before in found
                if all(chosen & need for need in needs)
            ]
        return found


def _stands_in(other: int, bit: int, worth: tuple[int, ...]) -> bool:
    """Tell whether in every subset one move is worth as much as another, and both no more."""
    return all(
        worth[subset | 1 << other] >= worth[subset | 1 << bit]
        and worth[subset | 1 << other | 1 << bit] == worth[subset | 1 << other]
        for subset in range(len(worth))
        if not subset >> other & 1 and not subset >> bit & 1
    )


def _keep(sets: _Sets, gains: _Gains, found: tuple[int, int]) -> None:
    known = sets.get(gains)
    if known is None or found < known:
        sets[gains] = found


def _joined(lists: list[_Sets], wanted: _Gains) -> _Sets:
    """Join lists: every sum of gains, capped at what is wanted, with its best set."""
    width = (2 * max(wanted, default=0)).bit_length()
    whole: _Sets = {(0,) * len(wanted): (0, 0)}
    for sets in sorted(lists, key=len):
        added = [(_packed(gains, width), *found) for gains, found in sets.items()]
        joined: _Sets = {}
        for packed, found in _summed(whole, added, width).items():
            _keep(joined, _capped(packed, width, wanted), found)
        whole = _undominated(joined)
    return whole


def _summed(
    whole: _Sets, added: list[tuple[int, int, int]], width: int
) -> dict[int, tuple[int, int]]:
    """Sum gains that are packed into one number each; two sets of one weight are one set."""
    found: dict[int, tuple[int, int]] = {}
    for gains, (weight, chosen) in whole.items():
        start = _packed(gains, width)
        for more, further, others in added:
            known = found.get(start + more)
            if known is None or weight + further < known[0]:
                found[start + more] = weight + further, chosen | others
    return found


def _packed(gains: _Gains, width: int) -> int:
    """Put gains into one number, so many bits a demand."""
    return sum(gain << width * place for place, gain in enumerate(gains))


def _capped(packed: int, width: int, wanted: _Gains) -> _Gains:
    mask = (1 << width) - 1
    return tuple(min(packed >> width * place & mask, most) for place, most in enumerate(wanted))


def _closed(sets: _Sets, demand: int, wanted: int) -> _Sets:
    """Keep what meets a demand, and look at it no more."""
    closed: _Sets = {}
    for gains, found in sets.items():
        if gains[demand] >= wanted:
            _keep(closed, (*gains[:demand], 0, *gains[demand + 1 :]), found)
    return closed


def _undominated(sets: _Sets) -> _Sets:
    """Leave out what gains no more than a lighter set does."""
    active = [place for place, gains in enumerate(zip(*sets, strict=True)) if any(gains)]
    by_weight = sorted(sets.items(), key=lambda item: item[1])
    if not active:
        return dict(by_weight[:1])
    if len(active) > 2:
        return _undominated_in_many(by_weight)
    first, last = active[0], active[-1]
    edge = _Edge()
    return {g: found for g, found in by_weight if edge.extends(g[first], g[last])}


def _undominated_in_many(by_weight: list[tuple[_Gains, tuple[int, int]]]) -> _Sets:
    """Compare pairs of sets, as long as there are few."""
    if len(by_weight) > _COMPARED:
        return dict(by_weight)
    kept: _Sets = {}
    for gains, found in by_weight:
        if not any(all(map(int.__ge__, other, gains)) for other in kept):
            kept[gains] = found
    return kept


class _Edge:
    """The edge of the pairs seen so far: first numbers rise and last numbers fall."""

    def __init__(self) -> None:
        self.firsts: list[int] = []
        self.lasts: list[int] = []

    def extends(self, first: int, last: int) -> bool:
        """Take a pair in; tell whether no pair before is as great in both."""
        place = bisect_left(self.firsts, first)
        if place < len(self.firsts) and self.lasts[place] >= last:
            return False
        end = place + (place < len(self.firsts) and self.firsts[place] == first)
        start = place
        while start and self.lasts[start - 1] <= last:
            start -= 1
        self.firsts[start:end] = [first]
        self.lasts[start:end] = [last]
        return True
