"""Points as columns: what the items of a card surely earn, and what they surely lose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.frames.expressions import (
    Predicate,
    SignExpr,
    Unknown,
    any_of,
    both,
    chained,
    first_holding,
)
from umkmexport.frames.facts import Facts
from umkmexport.frames.figures import Figure
from umkmexport.frames.words import Placed
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import FactType
from umkmexport.rules.scorecard import Bands, Branches, Item, Scale, Steps

__all__ = ["Earned", "Scales"]


Outcomes: TypeAlias = tuple[Sequence[tuple[SignExpr, nw.Expr]], nw.Expr]
"""Branches in their order, and the outcome where none of them holds."""


@attrs.frozen(eq=False)
class Earned:
    """What an item or a scale surely earns and surely loses.

    Attributes:
        low: the points surely earned.
        lost: the points surely lost.
        may_split: whether some may be earned or lost while others are not known.
        settled: the points surely earned or surely lost.
    """

    low: nw.Expr
    lost: nw.Expr
    may_split: bool
    settled: nw.Expr = attrs.field()

    @settled.default
    def _both(self) -> nw.Expr:
        return self.low + self.lost


@attrs.frozen(eq=False)
class Scales:
    """Turn the scales of a card into columns.

    Attributes:
        facts: the frame.
        signs: the criteria of variants and branches, worked out.
        dtype: the type that points are added in.
    """

    facts: Facts
    signs: Mapping[Criterion, SignExpr]
    dtype: Any

    def points(self, value: int) -> nw.Expr:
        """Give a number of points."""
        return nw.lit(value, self.dtype)

    def by_item(self, item: Item) -> Earned:
        """Give what an item earns and loses where it applies."""
        found = self.by_scale(item.scale)
        if not item.variants:
            return found
        variants = [(self.signs[v.when], self.by_scale(v.scale)) for v in item.variants]
        low = [(when, earned.low) for when, earned in variants]
        lost = [(when, earned.lost) for when, earned in variants]
        return self._least_of((low, found.low), (lost, found.lost), item.points)

    def by_scale(self, scale: Scale) -> Earned:
        """Give what a scale earns and loses."""
        if isinstance(scale, Branches):
            return self._by_branches(scale)
        if isinstance(scale, Bands):
            return self._by_bands(scale, self.facts.figure(scale.fact))
        return self._by_steps(scale)

    def _by_branches(self, scale: Branches) -> Earned:
        outcomes = [(self.signs[branch.when], branch.points) for branch in scale.branches]
        low = [(when, self.points(worth)) for when, worth in outcomes]
        lost = [(when, self.points(scale.top - worth)) for when, worth in outcomes]
        return self._least_of((low, self.points(0)), (lost, self.points(scale.top)), scale.top)

    def _least_of(self, low: Outcomes, lost: Outcomes, top: int) -> Earned:
        """Give what is earned and lost in the worst and the best case still possible."""
        earned, given_up = (
            first_holding(branches, otherwise, nw.min_horizontal, self.points(top))
            for branches, otherwise in (low, lost)
        )
        return Earned(earned, given_up, may_split=True)

    def _by_steps(self, scale: Steps) -> Earned:
        if self.facts.type_of(scale.fact) is FactType.BOOL:
            found = self.facts.answer(scale.fact)
            tests = [(found.yes if answer else found.no, worth) for answer, worth in scale.points]
            return self._by_tests(tests, scale, found.known)
        word = self.facts.word(scale.fact)
        if isinstance(word, Placed):
            starts = (0, *(bound + 1 for bound in word.ladder.bounds))
            worth = tuple(scale.table[option] for option in word.options)
            return self._by_bands(Bands(word.ladder.fact, starts, worth), word.figure)
        answers: dict[int, list[str]] = {}
        for answer, worth_of_it in scale.points:
            answers.setdefault(worth_of_it, []).append(str(answer))
        tests = [(word.among(same), worth_of_it) for worth_of_it, same in answers.items()]
        return self._by_tests(tests, scale, word.known)

    def _by_tests(
        self, tests: Sequence[tuple[Predicate, int]], scale: Steps, known: Predicate
    ) -> Earned:
        """Give points by tests of which one holds where the answer is known."""
        top, least = scale.top, min(scale.table.values())
        low = [(test, self.points(worth)) for test, worth in tests if worth != least]
        lost = [(test, self.points(top - worth)) for test, worth in tests if worth != top]
        earned, given_up = chained(low, self.points(least)), chained(lost, self.points(0))
        if least > 0:
            return Earned(earned, given_up, may_split=True)
        return Earned(earned, given_up, may_split=False, settled=self._all_where(known, top))

    def _all_where(self, known: Predicate, top: int) -> nw.Expr:
        return nw.when(known).then(self.points(top)).otherwise(self.points(0))

    def _by_bands(self, scale: Bands, figure: Figure | Unknown) -> Earned:
        if list(scale.points) != sorted(scale.points):
            return self._by_any_bands(scale, figure)
        bands = list(zip(scale.starts, scale.points, strict=True))
        low = [
            (figure.more_than(start - 1), self.points(worth))
            for start, worth in reversed(bands[1:])
        ]
        lost = [
            (figure.at_most(start - 1), self.points(scale.top - worth))
            for (start, _), (_, worth) in zip(bands[1:], bands, strict=False)
        ]
        earned, given_up = chained(low, self.points(scale.points[0])), chained(lost, self.points(0))
        if scale.points[0] > 0 or not figure.is_exact:
            return Earned(earned, given_up, may_split=True)
        settled = self._all_where(figure.known, scale.top)
        return Earned(earned, given_up, may_split=False, settled=settled)

    def _by_any_bands(self, scale: Bands, figure: Figure | Unknown) -> Earned:
        """Give points by bands whose points do not rise: the extremes of those it may lie in."""
        top = self.points(scale.top)
        low, lost = [], []
        for index, worth in enumerate(scale.points):
            below = [figure.at_most(scale.starts[index] - 1)] if index else []
            above = [figure.more_than(start - 1) for start in scale.starts[index + 1 : index + 2]]
            away = any_of([*below, *above])
            low.append(nw.when(away).then(top).otherwise(self.points(worth)))
            lost.append(nw.when(away).then(top).otherwise(self.points(scale.top - worth)))
        return Earned(both(*low), both(*lost), may_split=True)
