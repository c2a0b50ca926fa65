"""Hide long numbers in text that is shown to people."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["HIDDEN", "mask_digits"]

HIDDEN: Final = "*" * 10
"""What stands for the middle of a hidden number, whatever its length."""

_SEPARATOR: Final = r"[\s.\-\u2010-\u2015\u2212\u00ad\u200b-\u200d\u2060\ufeff']"
_LONG_RUN: Final = re.compile(rf"\d(?:{_SEPARATOR}{{0,3}}+\d|[OoIl](?=[OoIl]{{0,3}}\d)){{14,}}+")
_AMOUNT: Final = r"\d{1,3}(?:\.\d{3}){1,4}"
_RANGE_OF_AMOUNTS: Final = re.compile(rf"{_AMOUNT}\s?[-\u2013]\s?{_AMOUNT}")


def mask_digits(text: str) -> str:
    """Mask every run of 15 or more digits, the length of an NPWP or a NIK.

    Points, hyphens, apostrophes and blanks between the digits do not hide a run, nor does a letter
    O, I or l in the place of a digit. The first two and the last two digits stay: never more than
    a province and the end of a serial number, and never a date of birth. Two amounts with a
    hyphen between them (``1.000.000.000 - 2.500.000.000``) are left alone.

    Args:
        text: What a cell or a message holds.

    Returns:
        The text with each long number replaced by its first two digits, ten stars and its last
        two digits.

    Examples:
        >>> mask_digits("NIK 3171 0117 0845 0001, omzet 1.500.000")
        'NIK 31**********01, omzet 1.500.000'
    """
    return _LONG_RUN.sub(_hide, text)


def _hide(match: re.Match[str]) -> str:
    run = match[0]
    if len(run) < 50 and _RANGE_OF_AMOUNTS.fullmatch(run):
        return run
    head = [character for character in run[:8] if character.isalnum()]
    tail = [character for character in run[-8:] if character.isalnum()]
    return "".join([*head[:2], HIDDEN, *tail[-2:]])
