"""Whole numbers, shares and medians in words: thousands grouped, rounding to the honest side."""

from __future__ import annotations

from umkmexport.terms.text import Text

__all__ = ["say_count", "say_halves", "say_share"]


def say_count(number: int) -> Text:
    """Say a whole number, its thousands grouped as each language does.

    Examples:
        >>> say_count(1825)
        Text(id='1.825', en='1,825')
    """
    grouped = f"{number:,}"
    return Text(id=grouped.replace(",", "."), en=grouped)


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
