"""How well a score tells two kinds of firms apart: AUC, Brier score, lift; exact, with intervals.

Shares are exact fractions; nothing here is rounded but what is said in millionths.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import Final

import attrs

from umkmexport.rules.scorecard import Score
from umkmexport.rules.value import MILLION, Span

__all__ = [
    "HALF",
    "Forecast",
    "area",
    "area_margin",
    "brier",
    "enough_outcomes",
    "enough_to_rate",
    "lift",
    "millionths",
    "outcomes_needed",
    "variance_of_area",
]

HALF: Final = Fraction(1, 2)
_Z: Final = Fraction(196, 100)
"""The quantile of a two-sided interval of 95 per cent."""

_MARGIN: Final = Fraction(1, 10)
"""The half-width from which an interval tells something; a choice of the library."""


@attrs.frozen
class Forecast:
    """What was foretold of one firm, and what became of it.

    Attributes:
        low: the score at the low end, from 0 to 1.
        high: the score at the high end.
        came: whether the firm exported afterwards.
    """

    low: Fraction
    high: Fraction
    came: bool


def area(forecasts: Sequence[Forecast]) -> tuple[Fraction, Fraction] | None:
    """Give the area under the ROC curve at the worst and the best completion of the scores.

    It is the chance that of two firms, of which one exported and one did not, the one that did
    has the higher score; a tie is half (Mann and Whitney). At the worst completion each firm that
    exported has its low end and each other its high end; at the best the other way round. None
    where all firms exported, or none.

    Examples:
        >>> sure = [Forecast(Fraction(n, 10), Fraction(n, 10), n > 2) for n in (1, 2, 3)]
        >>> area(sure)
        (Fraction(1, 1), Fraction(1, 1))
    """
    came = [each for each in forecasts if each.came]
    not_ = [each for each in forecasts if not each.came]
    if not came or not not_:
        return None
    worst = _area([each.low for each in came], [each.high for each in not_])
    return worst, _area([each.high for each in came], [each.low for each in not_])


def _area(came: Sequence[Fraction], not_: Sequence[Fraction]) -> Fraction:
    ordered = sorted(not_)
    halves = sum(bisect_left(ordered, one) + bisect_right(ordered, one) for one in came)
    return Fraction(halves, 2 * len(came) * len(not_))


def variance_of_area(area: Fraction, came: int, not_: int) -> Fraction:
    """Give the variance of an area after Hanley and McNeil (1982).

    Examples:
        >>> se = isqrt(int(variance_of_area(Fraction(893, 1000), 51, 58) * 10**12))
        >>> se  # their example: 0.032, in millionths
        32511
    """
    both, one = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area)
    spread += (came - 1) * (both - area**2) + (not_ - 1) * (one - area**2)
    return spread / (came * not_)


def area_margin(area: Fraction, came: int, not_: int) -> Fraction:
    """Give the half-width of the interval of 95 per cent around an area, rounded up to millionths.

    Examples:
        >>> area_margin(Fraction(1, 2), 65, 65) <= Fraction(1, 10)
        True
    """
    squared = -(-(_Z**2) * variance_of_area(area, came, not_) * MILLION**2 // 1)
    return Fraction(isqrt(squared - 1) + 1 if squared else 0, MILLION)


def enough_outcomes(came: int, not_: int) -> bool:
    """Tell whether there are enough outcomes to speak of an area.

    There are where the interval of 95 per cent around an area of one half, where it is widest
    after Hanley and McNeil, reaches at most a tenth to either side.

    Examples:
        >>> enough_outcomes(65, 65), enough_outcomes(64, 64), enough_outcomes(42, 60)
        (True, False, False)
    """
    if not came or not not_:
        return False
    return _Z**2 * variance_of_area(HALF, came, not_) <= _MARGIN**2


def outcomes_needed(came: int, not_: int) -> int:
    """Give how many firms with an outcome are enough, at the share of exporters so far.

    Where all exported so far, or none, at a share of one half, which needs the fewest.

    Examples:
        >>> outcomes_needed(42, 60), outcomes_needed(0, 5)
        (134, 130)
    """
    share = Fraction(came, came + not_) if came and not_ else HALF
    low, high = 1, 2
    while not _enough_in_all(high, share):
        low, high = high, 2 * high
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _enough_in_all(middle, share) else (middle + 1, high)
    return low


def _enough_in_all(firms: int, share: Fraction) -> bool:
    variance = Fraction(firms + 1) / (12 * firms**2 * share * (1 - share))
    return _Z**2 * variance <= _MARGIN**2


def enough_to_rate(firms: int) -> bool:
    """Tell whether a share of so many firms is known to a tenth, at 95 per cent and at worst.

    Examples:
        >>> enough_to_rate(97), enough_to_rate(96)
        (True, False)
    """
    return firms > 0 and _Z**2 / (4 * firms) <= _MARGIN**2


def brier(forecasts: Sequence[Forecast]) -> tuple[Fraction, Fraction] | None:
    """Give the Brier score at the best and the worst completion of the scores.

    It is the mean of the squared difference between score and outcome, 0 best and 1 worst, the
    score read as if it were a chance. None where there is no firm.

    Examples:
        >>> brier([Forecast(Fraction(1, 2), Fraction(1), came=True)])
        (Fraction(0, 1), Fraction(1, 4))
    """
    if not forecasts:
        return None
    best = sum((_near(each) ** 2 for each in forecasts), Fraction(0))
    worst = sum((_far(each) ** 2 for each in forecasts), Fraction(0))
    return best / len(forecasts), worst / len(forecasts)


def _near(one: Forecast) -> Fraction:
    return 1 - one.high if one.came else one.low


def _far(one: Forecast) -> Fraction:
    return 1 - one.low if one.came else one.high


def lift(forecasts: Sequence[Forecast]) -> Score | None:
    """Give how many times more firms of the top tenth exported than of all.

    The tenth is rounded up, and taken by the low end, as lists are. Firms that tie for its last
    places count with the share of places that is left. None where nobody exported.

    Examples:
        >>> scored = [Forecast(Fraction(n, 10), Fraction(n, 10), n in {9, 4}) for n in range(10)]
        >>> lift(scored)
        Score(points=5, of=1)
    """
    came = sum(each.came for each in forecasts)
    if not came:
        return None
    top = -(-len(forecasts) // 10)
    ordered = sorted((each.low for each in forecasts), reverse=True)
    last = ordered[top - 1]
    above = [each for each in forecasts if each.low > last]
    tied = [each for each in forecasts if each.low == last]
    hits = sum(each.came for each in above) + Fraction(
        (top - len(above)) * sum(each.came for each in tied), len(tied)
    )
    found = hits * len(forecasts) / (top * came)
    return Score(found.numerator, found.denominator)


def millionths(low: Fraction, high: Fraction) -> Span:
    """Say two ends in whole millionths: floor and ceiling.

    Examples:
        >>> millionths(Fraction(1, 3), Fraction(2, 3))
        Span(low=333333, high=666667)
    """
    return Span(low * MILLION // 1, -(-high * MILLION // 1))
