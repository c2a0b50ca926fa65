"""A number or a date of which only bounds are known."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

import attrs

__all__ = ["Range"]

T = TypeVar("T", int, date)


@attrs.frozen(order=False)
class Range(Generic[T]):
    """Hold an inclusive range of whole numbers or dates; ``None`` leaves an end open.

    Examples:
        >>> Range(2_000_000_001, 15_000_000_000)
        Range(2000000001, 15000000000)
        >>> Range(None, 5).contains(6)
        False
    """

    low: T | None
    high: T | None

    def __attrs_post_init__(self) -> None:
        ends: tuple[object, ...] = (self.low, self.high)
        for end in ends:
            if end is not None and (isinstance(end, bool) or not isinstance(end, int | date)):
                raise TypeError(f"a Range ends in a whole number, a date or None, not {end!r}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a Range runs from low to high, not from {self.low} to {self.high}")

    def __repr__(self) -> str:
        return f"Range({self.low!r}, {self.high!r})"

    def contains(self, value: T) -> bool:
        """Tell whether a value lies in the range, ends included."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)
