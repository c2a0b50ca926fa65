"""Scorecards as columns: points added up to an interval, and the levels it may reach.

Every item gives two numbers: the points it surely earns, and those that are settled, surely earned
or surely lost. The rest is not known. Their sums give both ends of the score, since the high end is
what is earned and what is not settled; of an item that is fully known the whole worth is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import add, and_
from typing import Final

import attrs
import narwhals.stable.v2 as nw

from umkmexport.frames.classes import UNDECIDED
from umkmexport.frames.criteria import sign_of
from umkmexport.frames.expressions import Predicate, SignExpr, chained, either, whole
from umkmexport.frames.facts import Facts
from umkmexport.frames.points import Earned, Scales
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.scorecard import Branches, Gate, Item, Scorecard
from umkmexport.terms.truth import NO, YES

__all__ = ["ScoreColumns", "score_by"]

_MOST_POINTS: Final = 327
"""Points of which a hundredfold still fits the small whole numbers that are quickest to add."""


@attrs.frozen(eq=False)
class ScoreColumns:
    """The columns of a score.

    Attributes:
        low: the points surely earned.
        high: the points that may be earned.
        of: the points of the items that may apply.
        known: the points of the items that surely apply and are fully known.
        level_low: the code of the lowest level still possible.
        level_high: the code of the highest.
    """

    low: nw.Expr
    high: nw.Expr
    of: nw.Expr
    known: nw.Expr
    level_low: nw.Expr
    level_high: nw.Expr


def score_by(card: Scorecard, codes: Mapping[str, int], facts: Facts) -> ScoreColumns:
    """Give the columns of a card's score.

    Args:
        card: the card.
        codes: the code of each of its levels.
        facts: the frame.
    """
    once = facts.sheet.once
    dtype = nw.Int16 if sum(item.points for item in card.items) <= _MOST_POINTS else nw.Int64
    conditions = _conditions(card)
    signs = dict(zip(conditions, once(*(sign_of(c, facts) for c in conditions)), strict=True))
    sums = _Sums.of_items(card.items, Scales(facts, signs, dtype))

    groups = _by_dimension(card)
    low = once(*(sums.low(group) for group in groups))
    of = _held([sums.worth(group) for group in groups], facts)
    settled = (sums.settled(group) for group in groups)
    parts = zip(of, low, settled, strict=True)
    high = once(*(most - decided + points for most, points, decided in parts))
    all_low, all_high = once(reduce(add, low), reduce(add, high))
    (all_of,) = _held([reduce(add, of)], facts)
    gates = dict(zip(card.gates, once(*(_gate(gate, facts) for gate in card.gates)), strict=True))

    surely = {gate.key: sign == YES for gate, sign in gates.items()}
    maybe = {gate.key: sign != NO for gate, sign in gates.items()}
    worst = [(all_low, all_of), *zip(low, of, strict=True)]
    best = [(all_high, all_of), *zip(high, of, strict=True)]
    return ScoreColumns(
        low=all_low,
        high=all_high,
        of=all_of if isinstance(all_of, nw.Expr) else nw.lit(all_of),
        known=all_low + (all_of - all_high) - sums.unsettled(card.items),
        level_low=_level(card, codes, worst, surely),
        level_high=_level(card, codes, best, maybe),
    )


def _held(worths: Sequence[nw.Expr | int], facts: Facts) -> list[nw.Expr | int]:
    """Work out the points that may apply once, where they are no plain number."""
    columns = iter(facts.sheet.once(*(each for each in worths if isinstance(each, nw.Expr))))
    return [next(columns) if isinstance(each, nw.Expr) else each for each in worths]


@attrs.frozen(eq=False)
class _Sums:
    """Add up what items earn and lose, and what they are worth where they may apply."""

    scales: Scales
    earned: Mapping[str, Earned]

    @classmethod
    def of_items(cls, items: Iterable[Item], scales: Scales) -> _Sums:
        """Work out the items; those whose points are looked at again, only once."""
        earned = {item.key: scales.by_item(item) for item in items}
        again = {key: found for key, found in earned.items() if found.may_split}
        ends = iter(scales.facts.sheet.once(*(e for f in again.values() for e in (f.low, f.lost))))
        held = {key: Earned(next(ends), next(ends), may_split=True) for key in again}
        return cls(scales, {**earned, **held})

    def low(self, items: Iterable[Item]) -> nw.Expr:
        """Give the points surely earned."""
        return self._total(items, lambda item: self.earned[item.key].low)

    def settled(self, items: Iterable[Item]) -> nw.Expr:
        """Give the points surely earned or surely lost."""
        return self._total(items, lambda item: self.earned[item.key].settled)

    def unsettled(self, items: Iterable[Item]) -> nw.Expr:
        """Give what is earned and lost by items that apply and are not fully known."""
        return self._total(
            (item for item in items if self.earned[item.key].may_split), self._unsettled
        )

    def worth(self, items: Iterable[Item]) -> nw.Expr | int:
        """Give the points that may apply; a plain number where all apply to everyone."""
        found: nw.Expr | int = 0
        for applies, group in _by_applicability(items).items():
            points = sum(item.points for item in group)
            found = found + (points if applies is None else self._unless_no(applies, points))
        return found

    def _unless_no(self, applies: Criterion, points: int) -> nw.Expr:
        is_free = self.scales.signs[applies] == NO
        worth, none = self.scales.points(points), self.scales.points(0)
        return nw.when(is_free).then(none).otherwise(worth)

    def _unsettled(self, item: Item) -> nw.Expr:
        found = self.earned[item.key]
        is_whole, none = found.settled == item.points, self.scales.points(0)
        return nw.when(is_whole).then(none).otherwise(found.settled)

    def _total(self, items: Iterable[Item], points_of: Callable[[Item], nw.Expr]) -> nw.Expr:
        """Add points up; those of items that do not surely apply count for nothing."""
        found = [self.scales.points(0)]
        for applies, group in _by_applicability(items).items():
            points = reduce(add, map(points_of, group))
            if applies is not None:
                is_asked = self.scales.signs[applies] == YES
                points = nw.when(is_asked).then(points).otherwise(self.scales.points(0))
            found.append(points)
        return reduce(add, found[1:] or found)


def _level(
    card: Scorecard,
    codes: Mapping[str, int],
    scores: Sequence[tuple[nw.Expr, nw.Expr | int]],
    met: Mapping[str, Predicate],
) -> nw.Expr:
    """Give the code of the highest level that a score reaches.

    Args:
        card: the card.
        codes: the code of each level.
        scores: the points and what they are out of: the whole card first, then the dimensions.
        met: for each gate the predicate that it is met.

    Returns:
        The code; UNDECIDED where the card has no levels.
    """
    if not card.levels:
        return whole(UNDECIDED)
    tests: list[tuple[Predicate, nw.Expr]] = []
    for level in reversed(card.levels[1:]):
        needed = [(*scores[0], level.score_at_least)]
        needed += [(*score, level.dimension_at_least) for score in scores[1:]]
        reached = [_reaches(*each) for each in needed if each[-1] > 0]
        reached += [met[key] for key in level.gates]
        tests.append((reduce(and_, reached, nw.lit(value=True)), whole(codes[level.key])))
    return chained(tests, whole(codes[card.levels[0].key]))


def _reaches(points: nw.Expr, of: nw.Expr | int, percent: int) -> Predicate:
    """Hold where the points are so many per cent of what they are out of, in whole numbers."""
    if isinstance(of, int):
        return points >= -(-percent * of // 100)
    return 100 * points >= percent * of


def _gate(gate: Gate, facts: Facts) -> SignExpr:
    required = sign_of(gate.require, facts)
    return required if gate.applies is None else either(-sign_of(gate.applies, facts), required)


def _conditions(card: Scorecard) -> tuple[Criterion, ...]:
    """List the criteria that choose items, variants and branches, each once."""
    found: dict[Criterion, None] = {}
    for item in card.items:
        if item.applies is not None:
            found[item.applies] = None
        found.update((variant.when, None) for variant in item.variants)
        for scale in (item.scale, *(variant.scale for variant in item.variants)):
            if isinstance(scale, Branches):
                found.update((branch.when, None) for branch in scale.branches)
    return tuple(found)


def _by_dimension(card: Scorecard) -> tuple[tuple[Item, ...], ...]:
    groups: dict[str, list[Item]] = {}
    for item in card.items:
        groups.setdefault(item.dimension, []).append(item)
    return tuple(map(tuple, groups.values()))


def _by_applicability(items: Iterable[Item]) -> dict[Criterion | None, list[Item]]:
    groups: dict[Criterion | None, list[Item]] = {}
    for item in items:
        groups.setdefault(item.applies, []).append(item)
    return groups
