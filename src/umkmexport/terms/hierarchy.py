"""Codes that nest by prefix: regions, HS and KBLI, with or without an edition."""

from __future__ import annotations

from functools import lru_cache

from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = ["split_edition", "within"]


def split_edition(code: str) -> tuple[str | None, str]:
    """Split ``edition:code`` and drop the dots of the code.

    Examples:
        >>> split_edition("2022:2103.90"), split_edition("33.75")
        (('2022', '210390'), (None, '3375'))
    """
    edition, _, digits = code.rpartition(":")
    return edition or None, digits.replace(".", "")


@lru_cache(maxsize=65_536)
def within(code: str, ancestor: str) -> Sign:
    """Tell whether a code is the ancestor or lies below it.

    UNKNOWN where the code is too coarse to tell, or where the test names an edition and the code
    is of another one, or of none.

    Examples:
        >>> within("12.71.05", "12.71"), within("12", "12.71"), within("12.72", "12.71")
        (1, 0, -1)
        >>> within("2025:10772", "2020:1077")
        0
    """
    edition, digits = split_edition(code)
    asked_edition, asked = split_edition(ancestor)
    if asked_edition is not None and edition != asked_edition:
        return UNKNOWN
    if digits.startswith(asked):
        return YES
    return UNKNOWN if asked.startswith(digits) else NO
