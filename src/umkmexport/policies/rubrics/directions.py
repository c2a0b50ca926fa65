"""Which way facts act on a score, and so where both ends of its interval can be reached.

The least points of every item are added up as if each were the worst by itself. One firm can be as
bad as that all at once only if no answer that is bad for one item is good for another.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from umkmexport.facts.view import answerable_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import FactType
from umkmexport.rules.scorecard import Bands, Branches, Item, Scale, Steps

__all__ = ["branching_facts", "two_way_facts"]

_Ways: TypeAlias = Mapping[str, frozenset[Hashable]]
"""For each fact the ways in which it acts: up, down, or a pattern of its own."""

_UP: Final = "up"
_DOWN: Final = "down"


def branching_facts(items: Iterable[Item]) -> tuple[str, ...]:
    """Name the facts that decide which items exist for a firm, and which scale one uses."""
    criteria = [item.applies for item in items if item.applies is not None]
    criteria += [variant.when for item in items for variant in item.variants]
    return tuple(dict.fromkeys(fact for each in criteria for fact in c.facts_of(each)))


def two_way_facts(items: Iterable[Item]) -> tuple[str, ...]:
    """Name the facts of which one answer is good for one item and bad for another.

    Facts that branch are left out: they are taken to be known.
    """
    cards = tuple(items)
    known = {*branching_facts(cards)}
    acting = [{**_ways_of_item(item)} for item in cards]
    found = [fact for item in cards for fact in _torn(item)]
    for one, other in combinations(acting, 2):
        found += [fact for fact in one if fact in other and len(one[fact] | other[fact]) > 1]
    return tuple(sorted({*found} - known))


def _scales(item: Item) -> tuple[Scale, ...]:
    return (item.scale, *(variant.scale for variant in item.variants))


def _ways_of_item(item: Item) -> _Ways:
    """Give the ways of the facts that can be asked; what follows from one acts as itself only."""
    found: dict[str, frozenset[Hashable]] = {}
    for scale in _scales(item):
        for fact, ways in _ways_of_scale(scale).items():
            bases = answerable_facts(fact)
            through = ways if bases == (fact,) else frozenset((fact, way) for way in ways)
            for base in bases:
                found[base] = found.get(base, frozenset()) | through
    return found


def _torn(item: Item) -> Iterator[str]:
    """Name the facts that act in several ways within one scale, beside other facts."""
    for scale in _scales(item):
        if len(scale.facts) > 1:
            yield from (fact for fact, ways in _ways_of_scale(scale).items() if len(ways) > 1)


def _ways_of_scale(scale: Scale) -> _Ways:
    match scale:
        case Steps(fact):
            return {fact: frozenset({_pattern([scale.table[a] for a in _answers(fact)])})}
        case Bands(fact, _, points):
            return {fact: frozenset({_pattern(points)})}
        case Branches(branches):
            worths = [*(branch.points for branch in branches), 0]
            if worths != sorted(worths, reverse=True):
                return dict.fromkeys(scale.facts, frozenset({scale}))
            return _joint(_ways_of(branch.when) for branch in branches)


def _answers(fact: str) -> tuple[bool | str, ...]:
    described = BY_NAME[fact]
    if described.type is FactType.BOOL:
        return False, True
    return tuple(option.value for option in described.options)


def _pattern(points: Iterable[int]) -> Hashable:
    """Give the way in which points move along a scale: up, down, or by their ranks."""
    worths = list(points)
    if all(one <= other for one, other in pairwise(worths)):
        return _UP
    if all(one >= other for one, other in pairwise(worths)):
        return _DOWN
    ranks = sorted({*worths})
    return tuple(ranks.index(worth) for worth in worths)


def _ways_of(criterion: c.Criterion, *, hold: bool = True) -> _Ways:
    if not isinstance(criterion, c.Composite):
        return {criterion.fact: frozenset({_way_of(criterion, hold=hold)})}
    is_negated = isinstance(criterion, c.NoneOf)
    ways = _joint(_ways_of(part, hold=hold is not is_negated) for part in criterion.parts)
    if len(ways) == 1 and any(len(several) > 1 for several in ways.values()):
        return dict.fromkeys(ways, frozenset({(criterion, hold)}))
    return ways


def _way_of(leaf: c.Leaf, *, hold: bool) -> Hashable:
    match leaf:
        case c.Is(value=value):
            return _UP if value is hold else _DOWN
        case c.AtLeast() | c.MoreThan():
            return _UP if hold else _DOWN
        case c.AtMost() | c.LessThan() | c.ForMonths():
            return _DOWN if hold else _UP
        case c.OneOf(fact, values) if BY_NAME[fact].type is FactType.ENUM:
            pattern = _pattern(int((answer in values) is hold) for answer in _answers(fact))
            return pattern if pattern in (_UP, _DOWN) else (leaf, hold)
        case _:
            return leaf, hold


def _joint(several: Iterable[_Ways]) -> _Ways:
    found: dict[str, frozenset[Hashable]] = {}
    for ways in several:
        for fact, acting in ways.items():
            found[fact] = found.get(fact, frozenset()) | acting
    return found
