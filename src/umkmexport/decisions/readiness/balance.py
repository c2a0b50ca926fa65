"""How far do ranks hang on one dimension, or on letting one dimension make up for another?"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import compress
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.readiness.reweighing import Marks, hurdles_of
from umkmexport.policies.rubrics import Rubric
from umkmexport.terms.text import Text

__all__ = ["DimensionLeftOut", "ImbalanceView", "penalise_imbalance", "without_each_dimension"]

_Part: TypeAlias = tuple[int, int]
"""Points earned in a dimension, and what they are out of."""


@attrs.frozen
class DimensionLeftOut:
    """What becomes of the levels if a dimension is left out of the rubric.

    Attributes:
        key: the key of the dimension.
        text: its words.
        firms: how many firms have points left without it.
        changed: firms whose possible levels are others.
        up: those of them with a higher end.
        down: those of them with a lower end.
    """

    key: str
    text: Text
    firms: int
    changed: int
    up: int
    down: int


@attrs.frozen
class ImbalanceView:
    """What becomes of the ranks if a weak dimension is made up for less by a strong one.

    Attributes:
        exponent: of the power mean of the dimensions: 0 geometric, -1 harmonic.
        moved: firms with another rank than by the plain sum.
        furthest: the most places that a firm moves.
    """

    exponent: int
    moved: int
    furthest: int


def without_each_dimension(marks: Sequence[Marks], rubric: Rubric) -> tuple[DimensionLeftOut, ...]:
    """Leave the dimensions out one by one; none where a rubric has only one."""
    if len(rubric.dimensions) == 1:
        return ()
    kept = {
        dimension.key: [int(item.dimension != dimension.key) for item in rubric.items]
        for dimension in rubric.dimensions
    }
    counts: Counter[tuple[str, str]] = Counter()
    for each in marks:
        low, high = hurdles_of(each, rubric.scorecard)
        before = low.reached(), high.reached()
        for key, factors in kept.items():
            if any(compress(each.worth, factors)):
                after = low.reached_with(factors), high.reached_with(factors)
                counts.update((key, name) for name in _turns(before, after))
    return tuple(
        DimensionLeftOut(
            dimension.key, dimension.text, *(counts[dimension.key, name] for name in _COUNTED)
        )
        for dimension in rubric.dimensions
    )


def _turns(before: tuple[int, int], after: tuple[int, int]) -> Iterator[str]:
    pairs = list(zip(before, after, strict=True))
    yield "firms"
    if before != after:
        yield "changed"
    if any(now > was for was, now in pairs):
        yield "up"
    if any(now < was for was, now in pairs):
        yield "down"


def penalise_imbalance(marks: Sequence[Marks], rubric: Rubric) -> tuple[ImbalanceView, ...]:
    """Rank by the geometric and the harmonic mean of the dimensions instead of their sum.

    The mean is over the shares earned at the low end, lifted by one twentieth so that a dimension
    with nothing does not make all others count for nothing; each dimension weighs by its points.
    Equal means share the first of their ranks.
    """
    parts = [_parts(each, rubric) for each in marks]
    plain = _ranks([_plain(each) for each in parts])
    means: tuple[tuple[int, Callable[[tuple[_Part, ...]], Any]], ...] = (
        (0, _geometric),
        (-1, _harmonic),
    )
    views = []
    for exponent, mean in means:
        shifts = [
            abs(rank - before)
            for rank, before in zip(_ranks([mean(each) for each in parts]), plain, strict=True)
        ]
        views.append(ImbalanceView(exponent, sum(map(bool, shifts)), max(shifts)))
    return tuple(views)


def _parts(marks: Marks, rubric: Rubric) -> tuple[_Part, ...]:
    """Give the points of each dimension in which any may be earned."""
    found = []
    for dimension in rubric.dimensions:
        own = [item.dimension == dimension.key for item in rubric.items]
        earned = sum(low for low, mine in zip(marks.low, own, strict=True) if mine)
        of = sum(worth for worth, mine in zip(marks.worth, own, strict=True) if mine)
        if of:
            found.append((earned, of))
    return tuple(found)


def _plain(parts: tuple[_Part, ...]) -> Fraction:
    return Fraction(sum(earned for earned, _ in parts), sum(of for _, of in parts))


def _harmonic(parts: tuple[_Part, ...]) -> Fraction:
    total = sum(of for _, of in parts)
    return total / sum((of / _lifted(earned, of) for earned, of in parts), Fraction())


def _geometric(parts: tuple[_Part, ...]) -> Decimal:
    """Give the logarithm of the mean, to so many digits that equal means come out equal."""
    total = sum(of for _, of in parts)
    logarithm = Decimal()
    for earned, of in parts:
        weighed = _EXACT.multiply(Decimal(of), _logarithm(_lifted(earned, of)))
        logarithm = _EXACT.add(logarithm, weighed)
    return _EXACT.quantize(_EXACT.divide(logarithm, Decimal(total)), _LAST_DIGIT)


def _lifted(earned: int, of: int) -> Fraction:
    return _LIFT + (1 - _LIFT) * Fraction(earned, of)


@lru_cache(maxsize=4096)
def _logarithm(share: Fraction) -> Decimal:
    return _EXACT.ln(_EXACT.divide(Decimal(share.numerator), Decimal(share.denominator)))


def _ranks(means: Sequence[Any]) -> list[int]:
    """Give 1 and the number of firms that stand strictly higher."""
    ordered = sorted(means)
    return [1 + len(ordered) - bisect_right(ordered, mean) for mean in means]


_COUNTED: Final = ("firms", "changed", "up", "down")
_LIFT: Final = Fraction(1, 20)
_EXACT: Final = Context(prec=40)
_LAST_DIGIT: Final = Decimal("1e-30")
