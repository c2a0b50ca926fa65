"""An amount of goods: a number and the unit it is counted in."""

from __future__ import annotations

from typing import Final

import attrs

from umkmexport.terms.range import Range

__all__ = ["UNITS", "Quantity"]

UNITS: Final = ("kg", "g", "t", "pcs", "m", "m2", "m3", "l", "set")
"""Units accepted. Kinds are never converted into each other; kg, g and t are one kind."""

_GRAMS: Final = {"g": 1, "kg": 1_000, "t": 1_000_000}


@attrs.frozen(order=False)
class Quantity:
    """Hold an amount and its unit.

    Attributes:
        amount: whole number or Range of it, not negative.
        unit: one of ``kg g t pcs m m2 m3 l set``.

    Examples:
        >>> Quantity(600, "kg")
        Quantity(600, 'kg')
        >>> Quantity(3, "dozen")
        Traceback (most recent call last):
            ...
        ValueError: unit 'dozen' is not known; use one of kg, g, t, pcs, m, m2, m3, l, set
    """

    amount: int | Range[int]
    unit: str

    def __attrs_post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"unit {self.unit!r} is not known; use one of {', '.join(UNITS)}")
        for end in _ends(self.amount):
            if type(end) is not int:
                raise TypeError(
                    f"an amount is a whole number or a Range of it, not {self.amount!r}"
                )
            if end < 0:
                raise ValueError("an amount of goods is not negative")

    def __repr__(self) -> str:
        return f"Quantity({self.amount!r}, {self.unit!r})"

    def in_base_unit(self) -> tuple[int | None, int | None, str]:
        """Give the least and greatest amount in the base unit of its kind: grams for weight."""
        factor = _GRAMS.get(self.unit, 1)
        if isinstance(self.amount, Range):
            low, high = self.amount.low, self.amount.high
        else:
            low = high = self.amount
        return (
            None if low is None else low * factor,
            None if high is None else high * factor,
            "g" if self.unit in _GRAMS else self.unit,
        )


def _ends(amount: int | Range[int]) -> list[int]:
    if not isinstance(amount, Range):
        return [amount]
    return [end for end in (amount.low, amount.high) if end is not None]
