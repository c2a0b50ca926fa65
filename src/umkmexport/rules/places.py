"""Places that intervals allow: the best and the worst place of each, without any model.

Of two firms the one with the greater value comes first. A firm whose least value is greater than
another's greatest surely comes first, and one whose greatest value is less surely comes after.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from umkmexport.terms.truth import NO, YES, Sign

__all__ = ["bound_places"]


def bound_places(
    lows: Sequence[int], highs: Sequence[int], signs: Sequence[Sign] | None = None
) -> tuple[list[int | None], list[int | None]]:
    """Give the best and the worst place of each firm, sharp at both ends.

    ``best = 1 + #{others with low > own high}`` and ``worst = 1 + #{others with high >= own low}``;
    who is not surely in the pool pushes nobody down at best, and everybody it may at worst. Ties
    count for a firm at best and against it at worst.

    Args:
        lows: the value of each firm at the low end.
        highs: the value of each firm at the high end.
        signs: YES where a firm surely is in the pool, UNKNOWN where it may be, NO where it is
            not; all surely are, if left out.

    Returns:
        The best places and the worst places, None for firms outside the pool.

    Examples:
        >>> bound_places([60, 50, 50], [60, 70, 55])
        ([1, 1, 2], [2, 3, 3])
    """
    signs = [YES] * len(lows) if signs is None else signs
    sure = sorted(low for low, sign in zip(lows, signs, strict=True) if sign == YES)
    possible = sorted(high for high, sign in zip(highs, signs, strict=True) if sign != NO)
    best = [
        None if sign == NO else 1 + len(sure) - bisect_right(sure, high)
        for high, sign in zip(highs, signs, strict=True)
    ]
    worst = [
        None if sign == NO else len(possible) - bisect_left(possible, low)
        for low, sign in zip(lows, signs, strict=True)
    ]
    return best, worst
