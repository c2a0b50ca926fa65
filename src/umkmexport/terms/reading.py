"""Read what people typed: one form for texts that look alike, and a reason where reading fails."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from umkmexport.terms.text import Text

__all__ = ["Problem", "fold", "quote", "tidy"]

_LONGEST_QUOTE: Final = 40
_DIGITS_OF_AN_NPWP: Final = 15
_LIKE_DIGITS: Final = re.compile(r"[\dOoIl]")
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")


@attrs.frozen
class Problem:
    """Say why a text could not be read, to a program and to a person.

    Attributes:
        code: stable lower-case word for counting and filtering, such as ``amount_ambiguous``.
        text: what is wrong and what to write instead. It never holds a long number.
    """

    code: str
    text: Text


def tidy(text: str) -> str:
    r"""Bring blanks, widths, digits and hyphens of a text to their plain form.

    Runs of blanks and line breaks become one space, full-width letters and the digits of any
    script become ASCII, dashes become hyphens and invisible characters go. Superscripts stay:
    ``5²`` is not 52.

    Examples:
        >>> tidy(" Rp\u00a0\uff11.500 \n")
        'Rp 1.500'
    """
    if not text.isascii():
        text = "".join(_plain(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def fold(text: str) -> str:
    r"""Bring a text to the form in which spellings are compared: tidy and in lower case.

    Examples:
        >>> fold("  NO.\u00a0NIB ")
        'no. nib'
    """
    return tidy(text).casefold()


def quote(text: str) -> Text:
    """Quote a cell in a message, unless it is long or may hold a NIK or a personal NPWP.

    Examples:
        >>> quote("Rp. ,").en
        "'Rp. ,'"
        >>> quote("3171 0117 0845 0001").en
        'the entry (19 characters)'
    """
    if len(text) <= _LONGEST_QUOTE:
        shown = tidy(text)
        parts = [part for part in shown.split() if any(map(str.isdigit, part))]
        if len(_LIKE_DIGITS.findall("".join(parts))) < _DIGITS_OF_AN_NPWP:
            return Text(id=f"'{shown}'", en=f"'{shown}'")
    return Text(id=f"isian ini ({len(text)} karakter)", en=f"the entry ({len(text)} characters)")


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    if unicodedata.category(character) == "Cf":
        return ""
    return _HYPHENS.get(ord(character), character)
