"""Ladder: ordered classes by bands on one number."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

__all__ = ["Band", "Ladder"]


@attrs.frozen
class Band:
    """One rung: a class and the most it allows, included (``at_most``) or not (``less_than``).

    The last rung has neither.
    """

    key: str
    at_most: int | None = None
    less_than: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.at_most is not None and self.less_than is not None:
            raise PolicyError(_TWO_LIMITS.format(key=self.key))

    @property
    def greatest(self) -> int | None:
        """Give the greatest whole number in the band, None if it is open."""
        return self.at_most if self.less_than is None else self.less_than - 1


@attrs.frozen(slots=False)
class Ladder:
    """Place a number, a Range or an unknown on ordered bands.

    Examples:
        >>> ladder = Ladder("annual_sales", (Band("micro", at_most=2), Band("small")))
        >>> ladder.place(2), ladder.place(3), ladder.place(None)
        ((0, 0), (1, 1), (0, 1))
    """

    fact: str
    bands: tuple[Band, ...]

    def __attrs_post_init__(self) -> None:
        bounds = [band.greatest for band in self.bands]
        if not bounds or bounds[-1] is not None or None in bounds[:-1]:
            raise PolicyError(_NO_BOUND.format(fact=self.fact))
        if self.bounds != tuple(sorted(set(self.bounds))):
            raise PolicyError(_NOT_RISING.format(fact=self.fact))

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Give the greatest whole number of every band but the last."""
        return tuple(band.greatest for band in self.bands if band.greatest is not None)

    def place(self, known: Any) -> tuple[int, int]:
        """Give the indices of the lowest and the highest band the value may lie in."""
        if isinstance(known, Range):
            return (
                0 if known.low is None else bisect_left(self.bounds, known.low),
                len(self.bounds) if known.high is None else bisect_left(self.bounds, known.high),
            )
        if known is None:
            return 0, len(self.bounds)
        index = bisect_left(self.bounds, known)
        return index, index


_TWO_LIMITS: Final = Text(
    id="rentang {key} memuat at_most dan less_than; pilih salah satu",
    en="band {key} has at_most and less_than; keep one",
)
_NO_BOUND: Final = Text(
    id="tangga atas {fact}: setiap rentang selain yang terakhir memerlukan batas atas",
    en="ladder on {fact}: every band but the last needs an upper bound",
)
_NOT_RISING: Final = Text(
    id="tangga atas {fact}: batas atas harus menaik",
    en="ladder on {fact}: upper bounds must rise",
)
