"""Codes whose front part names what they belong to: regions, HS and KBLI."""

from __future__ import annotations

from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = ["within"]


def within(code: str, ancestor: str, separator: str = ".") -> Sign:
    """Tell whether a code is an ancestor or lies below it.

    Args:
        code: The code that is known.
        ancestor: The code it is tested against.
        separator: What stands between the levels: a point for regions, where ``12.7`` is no part
            of ``12.71``; ``""`` for HS and KBLI, where each digit is a level.

    Returns:
        1 if the code is the ancestor or below it; 0 if the code is coarser than the test, so that
        it may be inside or outside; -1 if it is elsewhere.

    Example:
        >>> within("12.71.05", "12.71"), within("12", "12.71"), within("12.75", "12.71")
        (1, 0, -1)
    """
    if code == ancestor or code.startswith(ancestor + separator):
        return YES
    if ancestor.startswith(code + separator):
        return UNKNOWN
    return NO
