"""Whole numbers, shares and medians in words: thousands grouped, rounding to the honest side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from umkmexport.terms.text import Text

__all__ = ["Median", "say_count", "say_decimal", "say_halves", "say_share", "say_span"]


def say_count(number: int) -> Text:
    """Say a whole number, its thousands grouped as each language does.

    Examples:
        >>> say_count(1825)
        Text(id='1.825', en='1,825')
    """
    grouped = f"{number:,}"
    return Text(id=grouped.replace(",", "."), en=grouped)


def say_span(low: Text | str, high: Text | str) -> Text:
    """Say both ends of a span.

    Examples:
        >>> say_span("33", "67")
        Text(id='33 sampai 67', en='33 to 67')
    """
    return _SPAN.format(low=low, high=high)


def say_share(part: int, of: int, *, up: bool = False) -> Text:
    """Say a share in per cent with one decimal, rounded down, or up at a high end.

    Raises:
        ValueError: the whole is not positive.

    Examples:
        >>> say_share(200, 1825), say_share(200, 1825, up=True).en
        (Text(id='10,9%', en='10.9%'), '11.0%')
    """
    if of < 1:
        raise ValueError(f"a share is of at least one, not of {of}")
    tenths = -(-1000 * part // of) if up else 1000 * part // of
    return _with_tenth(tenths, "%")


def say_decimal(part: int, of: int, *, up: bool = False) -> Text:
    """Say a share as a number with three decimals, rounded down, or up at a high end.

    Examples:
        >>> say_decimal(13, 15), say_decimal(13, 15, up=True).en
        (Text(id='0,866', en='0.866'), '0.867')
    """
    thousandths = -(-1000 * part // of) if up else 1000 * part // of
    whole, rest = divmod(thousandths, 1000)
    return Text(id=f"{whole},{rest:03}", en=f"{whole}.{rest:03}")


def say_halves(halves: int) -> Text:
    """Say a number that is given in halves.

    Examples:
        >>> say_halves(25), say_halves(24).id
        (Text(id='12,5', en='12.5'), '12')
    """
    return say_count(halves // 2) if halves % 2 == 0 else _with_tenth(halves * 5, "")


def _with_tenth(tenths: int, unit: str) -> Text:
    whole = say_count(abs(tenths) // 10)
    sign = "-" if tenths < 0 else ""
    tenth = abs(tenths) % 10
    return Text(id=f"{sign}{whole.id},{tenth}{unit}", en=f"{sign}{whole.en}.{tenth}{unit}")


@attrs.frozen
class Median:
    """The exact median of whole numbers: the mean of the two in the middle.

    Attributes:
        low: the lower of the two in the middle.
        high: the higher; the same where their number is odd.
        of: of how many.
    """

    low: int
    high: int
    of: int

    @classmethod
    def among(cls, numbers: Iterable[int]) -> Median | None:
        """Find the median; None where there is nothing to find it among.

        Examples:
            >>> Median.among([31, 10, 40, 12])
            Median(low=12, high=31, of=4)
        """
        ordered = sorted(numbers)
        if not ordered:
            return None
        count = len(ordered)
        return cls(ordered[(count - 1) // 2], ordered[count // 2], count)

    @property
    def text(self) -> Text:
        """Give the median in words."""
        return say_halves(self.low + self.high)


_SPAN: Final = Text(id="{low} sampai {high}", en="{low} to {high}")
