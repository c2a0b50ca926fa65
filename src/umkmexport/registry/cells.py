"""Whole numbers and lists as one cell holds them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from umkmexport.terms.reading import Problem, fold, quote, tidy
from umkmexport.terms.text import Text

__all__ = ["read_integer", "split_list"]

_LONGEST: Final = 40
_PLAIN: Final = re.compile(r"[-+]? ?[0-9]{1,14}(?:[.,]0{1,2})?")
_GROUPED: Final = re.compile(
    r"[-+]? ?[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3}){0,3}"
)
_FRACTION: Final = re.compile(r"[-+]? ?[0-9]+[.,][0-9]+")


def read_integer(text: str, *, units: Collection[str] = ()) -> int | Problem:
    """Read a count: a whole number, as a person or a spreadsheet writes it.

    ``1.0`` is 1, since a spreadsheet writes so. ``1.000`` may be 1 or 1,000 and is refused.
    Numbers below zero are read; whether they make sense is the caller's to say.

    Args:
        text: the cell.
        units: words that may follow the number, such as ``orang``.

    Returns:
        The number, or a problem with one of the codes ``number_blank``, ``number_too_long``,
        ``number_unreadable``, ``number_ambiguous`` and ``number_not_whole``.

    Examples:
        >>> read_integer("1.0"), read_integer("-2"), read_integer("3 Orang", units=["orang"])
        (1, -2, 3)
        >>> read_integer("1.000").text.en
        "'1.000' may mean 1 or 1000; write it without a mark"
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return _problem("number_too_long", text)
    number = fold(text)
    for unit in units:
        number = number.removesuffix(fold(unit)).rstrip()
    if _PLAIN.fullmatch(number):
        return int(re.split("[.,]", number.replace(" ", ""))[0])
    if grouped := _GROUPED.fullmatch(number):
        return _read_grouped(text, number, mark=grouped["mark"])
    if _FRACTION.fullmatch(number):
        return _problem("number_not_whole", text)
    return _problem("number_unreadable" if number else "number_blank", text)


def split_list(text: str, *, separators: Collection[str] = (",", ";", "\n")) -> tuple[str, ...]:
    r"""Split a cell that holds several entries; blanks around an entry and empty entries go.

    Args:
        text: the cell.
        separators: what stands between two entries. A line break that is no separator is a blank.

    Examples:
        >>> split_list("Perkoperasian\n,Kewirausahaan\n")
        ('Perkoperasian', 'Kewirausahaan')
        >>> split_list("MERK,HALAL,MD/BPOM")
        ('MERK', 'HALAL', 'MD/BPOM')
        >>> split_list("Pertanian, Kehutanan dan Perikanan; Jasa", separators=[";"])
        ('Pertanian, Kehutanan dan Perikanan', 'Jasa')
    """
    entries = [text]
    for separator in separators:
        entries = [part for entry in entries for part in entry.split(separator)]
    return tuple(entry for entry in map(tidy, entries) if entry)


def _read_grouped(text: str, number: str, *, mark: str) -> int | Problem:
    whole = int(re.sub("[., ]", "", number))
    if mark == " " or number.count(mark) > 1:
        return whole
    integer, decimals = number.split(mark)
    decimals = decimals.rstrip("0")
    fraction = Text(id=f"{integer},{decimals}".rstrip(","), en=f"{integer}.{decimals}".rstrip("."))
    return _problem("number_ambiguous", text, first=fraction, second=str(whole))


def _problem(code: str, text: str, **parts: Text | str) -> Problem:
    return Problem(code, _TEXTS[code].format(cell=quote(text), **parts))


_TEXTS: Final = {
    "number_blank": Text(
        id="isian kosong, tidak ada angka", en="the entry is empty and holds no number"
    ),
    "number_too_long": Text(
        id=f"{{cell}} terlalu panjang untuk angka (paling banyak {_LONGEST} karakter)",
        en=f"{{cell}} is too long for a number (at most {_LONGEST} characters)",
    ),
    "number_unreadable": Text(
        id="{cell} tidak dapat dibaca sebagai bilangan bulat; tulis seperti 12, "
        "atau kosongkan bila belum diketahui",
        en="{cell} cannot be read as a whole number; write it as 12, "
        "or leave it empty if it is not known",
    ),
    "number_ambiguous": Text(
        id="{cell} dapat berarti {first} atau {second}; tulis tanpa tanda pemisah",
        en="{cell} may mean {first} or {second}; write it without a mark",
    ),
    "number_not_whole": Text(
        id="{cell} bukan bilangan bulat; tulis tanpa pecahan",
        en="{cell} is not a whole number; write it without a fraction",
    ),
}
