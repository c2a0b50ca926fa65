"""Take the characters of a number out of a cell, and name the damage a spreadsheet did to it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from umkmexport.codes.identifiers.verdicts import Reason, Verdict
from umkmexport.terms.text import Text

__all__ = [
    "LETTER_FOR_DIGIT",
    "LONGEST",
    "LOST_LEADING_ZERO",
    "OTHER_CHARACTERS",
    "PLACEHOLDER",
    "has_letter_for_digit",
    "is_placeholder",
    "read_characters",
    "read_digits",
]

LONGEST: Final = 60
"""A cell with more characters than this holds no number and is not looked at further."""


def _broken(code: str, id: str, en: str) -> Reason:  # noqa: A002 - the language code
    return Reason(code, Text(id=id, en=en), Verdict.MALFORMED, unreadable=True)


def _repaired(code: str, id: str, en: str) -> Reason:  # noqa: A002 - the language code
    return Reason(code, Text(id=id, en=en), Verdict.PLAUSIBLE)


NOT_TEXT: Final = _broken(
    "not_text",
    "Nomor harus disimpan sebagai teks; sebagai bilangan, angka nol di depan dan angka terakhir"
    " dapat hilang.",
    "A number is kept as text; as a quantity it may lose leading zeros and its last digits.",
)
EMPTY: Final = _broken("empty", "Nomor tidak diisi.", "There is no number.")
TOO_LONG: Final = _broken(
    "too_long", "Isi sel terlalu panjang untuk sebuah nomor.", "The cell is too long for a number."
)
SCIENTIFIC: Final = _broken(
    "scientific_notation",
    "Nomor berubah menjadi notasi ilmiah di lembar kerja, sehingga angkanya hilang; salin ulang"
    " dari dokumen.",
    "A spreadsheet turned the number into scientific notation and its digits are lost; copy it"
    " again from the document.",
)
LETTER_FOR_DIGIT: Final = _broken(
    "letter_for_digit",
    "Ada huruf di tempat angka (misalnya huruf O, bukan angka nol).",
    "A letter stands in the place of a digit (such as the letter O for a zero).",
)
OTHER_CHARACTERS: Final = _broken(
    "other_characters",
    "Ada tulisan atau tanda yang bukan bagian dari nomor.",
    "There are words or signs that are no part of the number.",
)
DECIMAL: Final = Reason(
    "decimal_point",
    Text(
        id="Nomor tersimpan sebagai bilangan desimal; periksa angka nol di depan dan angka"
        " terakhir.",
        en="The number was kept as a decimal; check leading zeros and the last digits.",
    ),
    Verdict.SUSPICIOUS,
)
APOSTROPHE: Final = _repaired(
    "apostrophe",
    "Ada tanda petik dari lembar kerja di depan nomor.",
    "An apostrophe of a spreadsheet stands before the number.",
)
WIDE_DIGITS: Final = _repaired(
    "full_width_digits",
    "Nomor ditulis dengan angka lebar (full-width).",
    "The number is written in full-width digits.",
)
INVISIBLE: Final = _repaired(
    "no_break_space",
    "Ada spasi khusus atau tanda yang tidak terlihat di dalam nomor.",
    "There is a special blank or an invisible sign in the number.",
)
PLACEHOLDER: Final = Reason(
    "placeholder",
    Text(
        id="Nomor tampak sebagai isian pengganti, bukan nomor sesungguhnya.",
        en="The number looks like a placeholder, not like a real one.",
    ),
    Verdict.SUSPICIOUS,
    unreadable=True,
)
LOST_LEADING_ZERO: Final = Reason(
    "lost_leading_zero",
    Text(
        id="Kurang satu angka; angka nol di depan mungkin hilang di lembar kerja.",
        en="One digit is missing; a spreadsheet may have dropped the leading zero.",
    ),
    Verdict.SUSPICIOUS,
    unreadable=True,
)

_SEPARATORS: Final = str.maketrans("", "", " .-")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d*)?[eE]\+?\d{1,3}", re.ASCII)
_DECIMAL: Final = re.compile(r"(\d{5,})[.,]0{1,2}", re.ASCII)
_APOSTROPHES: Final = "'`\u2018\u2019\u00b4"
_INVISIBLE: Final = re.compile(r"[\u00a0\u00ad\u2000-\u200d\u202a-\u202f\u2060\u3000\ufeff]")
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212]")
_LETTERS_AS_DIGITS: Final = re.compile(r"[OoIlQ]")


def read_digits(text: object) -> tuple[str | None, tuple[Reason, ...]]:
    """Take the digits of a number from a cell; blanks, points and hyphens are left out.

    Returns:
        The digits and the damage that was repaired; None and the reason if there are none to take.
    """
    if isinstance(text, str) and len(text) <= LONGEST and text.isdigit() and text.isascii():
        return text, ()
    characters, reasons = read_characters(text)
    if characters is None:
        return None, reasons
    if characters.isdigit() and characters.isascii():
        return characters, reasons
    reason = LETTER_FOR_DIGIT if has_letter_for_digit(characters) else OTHER_CHARACTERS
    return None, (*reasons, reason)


def read_characters(text: object) -> tuple[str | None, tuple[Reason, ...]]:
    """Take the characters of a number from a cell, as ``read_digits`` does."""
    if not isinstance(text, str):
        return None, (EMPTY if text is None else NOT_TEXT,)
    if len(text) > LONGEST:
        return None, (TOO_LONG,)
    reasons: list[Reason] = []
    written = text.strip()
    if not written.isascii():
        written = _plain(written, reasons)
    if written[:1] in _APOSTROPHES and written:
        reasons.append(APOSTROPHE)
        written = written.strip(_APOSTROPHES)
    if _SCIENTIFIC.fullmatch(written):
        return None, (*reasons, SCIENTIFIC)
    if decimal := _DECIMAL.fullmatch(written):
        reasons.append(DECIMAL)
        written = decimal[1]
    characters = written.translate(_SEPARATORS)
    return (characters, tuple(reasons)) if characters else (None, (*reasons, EMPTY))


def has_letter_for_digit(characters: str) -> bool:
    """Tell whether the characters are digits but for a few letters that look like one."""
    digits = _LETTERS_AS_DIGITS.sub("", characters)
    return digits.isdigit() and len(characters) - len(digits) <= 4 < len(digits)


def is_placeholder(digits: str) -> bool:
    """Tell whether all digits are the same."""
    return digits.count(digits[0]) == len(digits)


def _plain(written: str, reasons: list[Reason]) -> str:
    visible = _INVISIBLE.sub("", written)
    if visible != written:
        reasons.append(INVISIBLE)
    narrow = unicodedata.normalize("NFKC", _DASHES.sub("-", visible))
    if any("\uff10" <= character <= "\uff19" for character in visible):
        reasons.append(WIDE_DIGITS)
    return narrow.strip()
