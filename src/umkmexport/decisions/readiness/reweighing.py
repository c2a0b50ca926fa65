"""What firms earn of a rubric's items, and the level they reach if the items weigh otherwise.

What a firm earns of an item is a fixed share of its points, whatever the item weighs. So each test
for a level is a sum of whole numbers, one an item, times the factors by which the weights change;
the test is passed where the sum is not negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from operator import mul
from typing import Final, TypeAlias

import attrs

from umkmexport.decisions.readiness import tally
from umkmexport.decisions.view import view_of
from umkmexport.errors import SelectionError
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.rubrics import Rubric
from umkmexport.rules.scorecard import Scorecard
from umkmexport.rules.tickets import stands_twice
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, YES, Sign

__all__ = ["Factors", "Hurdles", "Marks", "hurdles_of", "marks_of"]

Factors: TypeAlias = Sequence[int]
"""By how much the weight of each item is multiplied, in the order of the rubric."""

_Sums: TypeAlias = tuple[tuple[int, ...], ...]


@attrs.frozen(eq=False)
class Marks:
    """What one firm earns of each item, in the order of the rubric.

    Attributes:
        id: the registry's id of the firm.
        name: its business name.
        worth: the points of each item; 0 where it surely does not apply.
        low: the least points earned.
        high: the most points that may be earned.
        known: whether the item surely applies and its points are known.
        gates: the sign of every gate.
    """

    id: str
    name: str | None
    worth: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    known: tuple[bool, ...]
    gates: tuple[Sign, ...]


def marks_of(
    enterprises: Iterable[Enterprise], *, rubric: Rubric, as_of: date
) -> tuple[Marks, ...]:
    """Score every firm, item by item, in the order of their ids.

    Raises:
        SelectionError: there is no firm, or an id stands twice.
    """
    places = {item.key: place for place, item in enumerate(rubric.items)}
    found = [_marks(firm, rubric, places, as_of) for firm in enterprises]
    if not found:
        raise SelectionError(_NO_FIRM)
    twice = stands_twice(marks.id for marks in found)
    if twice is not None:
        raise SelectionError(_TWICE.format(firm=twice))
    return tuple(sorted(found, key=lambda marks: marks.id))


def _marks(firm: Enterprise, rubric: Rubric, places: dict[str, int], as_of: date) -> Marks:
    found = tally(view_of(firm, as_of=as_of), rubric)
    worth, low, high = ([0] * len(places) for _ in range(3))
    known = [False] * len(places)
    for score in found.items:
        place = places[score.item.key]
        worth[place], low[place], high[place] = score.item.points, score.low, score.high
        known[place] = score.is_known
    return Marks(
        firm.id,
        firm.name,
        tuple(worth),
        tuple(low),
        tuple(high),
        tuple(known),
        tuple(found.gates),
    )


@attrs.frozen(eq=False, slots=False)
class Hurdles:
    """The tests that a firm must pass for each level above the lowest: sums that are not negative.

    Attributes:
        levels: for each of these levels the sums that must not be negative; None where no weights
            can open it, such as where a gate is shut.
    """

    levels: tuple[_Sums | None, ...]

    def reached(self) -> int:
        """Give the index of the level reached with the weights of the rubric."""
        for index in range(len(self.levels), 0, -1):
            if self.levels[index - 1] is not None and min(self._totals[index - 1]) >= 0:
                return index
        return 0

    def reached_with(self, factors: Factors) -> int:
        """Give the index of the level reached if the weights change by these factors."""
        for index in range(len(self.levels), 0, -1):
            sums = self.levels[index - 1]
            if sums is not None and all(sum(map(mul, each, factors)) >= 0 for each in sums):
                return index
        return 0

    def reached_without(self, item: int) -> int:
        """Give the index of the level reached if one item is left out of the rubric."""
        for index in range(len(self.levels), 0, -1):
            sums, totals = self.levels[index - 1], self._totals[index - 1]
            if sums is not None and all(
                total >= each[item] for each, total in zip(sums, totals, strict=True)
            ):
                return index
        return 0

    @cached_property
    def _totals(self) -> tuple[tuple[int, ...], ...]:
        return tuple(() if sums is None else tuple(map(sum, sums)) for sums in self.levels)

    def within(self, least: int, most: int) -> Hurdles:
        """Give the tests that are still open where every factor lies between two bounds."""
        return Hurdles(tuple(_open_sums(sums, least, most) for sums in self.levels))

    def bounds(self) -> tuple[int, int]:
        """Give the lowest and the highest level if every test may turn out either way."""
        surely = [index for index, sums in enumerate(self.levels, 1) if sums == ()]
        maybe = [index for index, sums in enumerate(self.levels, 1) if sums is not None]
        return max(surely, default=0), max(maybe, default=0)


def _open_sums(sums: _Sums | None, least: int, most: int) -> _Sums | None:
    """Drop the sums that no factors make negative; None where one is negative in any case."""
    if sums is None:
        return None
    ends = [_ends(each, least, most) for each in sums]
    if any(high < 0 for _, high in ends):
        return None
    return tuple(each for each, (low, _) in zip(sums, ends, strict=True) if low < 0)


def _ends(each: tuple[int, ...], least: int, most: int) -> tuple[int, int]:
    gains = sum(part for part in each if part > 0)
    losses = sum(part for part in each if part < 0)
    return gains * least + losses * most, gains * most + losses * least


def hurdles_of(marks: Marks, card: Scorecard) -> tuple[Hurdles, Hurdles]:
    """Give the tests at the low end, every unknown gate shut, and at the high end, all open."""
    signs = [(gate.key, sign) for gate, sign in zip(card.gates, marks.gates, strict=True)]
    surely = frozenset(key for key, sign in signs if sign == YES)
    maybe = frozenset(key for key, sign in signs if sign != NO)
    return (
        _tests(card, marks.low, marks.worth, surely),
        _tests(card, marks.high, marks.worth, maybe),
    )


def _tests(
    card: Scorecard, points: tuple[int, ...], worth: tuple[int, ...], met: frozenset[str]
) -> Hurdles:
    levels: list[_Sums | None] = []
    for level in card.levels[1:]:
        total = _over(points, worth, level.score_at_least)
        sums = [total]
        if level.dimension_at_least:
            each = _over(points, worth, level.dimension_at_least)
            sums += [_in_dimension(each, card, dimension.key) for dimension in card.dimensions]
        levels.append(tuple(sums) if met.issuperset(level.gates) else None)
    return Hurdles(tuple(levels))


def _over(points: tuple[int, ...], worth: tuple[int, ...], percent: int) -> tuple[int, ...]:
    """Give by how much each item lifts the score over so many per cent, in hundredths of points."""
    return tuple(100 * earned - percent * of for earned, of in zip(points, worth, strict=True))


def _in_dimension(each: tuple[int, ...], card: Scorecard, key: str) -> tuple[int, ...]:
    return tuple(
        part if item.dimension == key else 0 for item, part in zip(card.items, each, strict=True)
    )


_NO_FIRM: Final = Text(
    id="tidak ada usaha; berikan sekurang-kurangnya satu",
    en="there is no firm; give at least one",
)
_TWICE: Final = Text(
    id="usaha '{firm}' tercantum dua kali; berikan ID tersendiri kepada setiap usaha",
    en="firm '{firm}' stands twice; give each firm an id of its own",
)
