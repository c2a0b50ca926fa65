"""Amounts of goods as people write them: `600 kg`, `1,5 ton`, `500-600 kg per bulan`."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from typing import Final

from umkmexport.registry.cells import read_integer
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem, fold, quote
from umkmexport.terms.text import Text

__all__ = ["read_quantity"]

_LONGEST: Final = 60
_NUMBER: Final = r"[0-9][0-9.,]{0,17}"
_CELL: Final = re.compile(
    rf"(?P<low>{_NUMBER}) ?(?P<first_unit>[a-z][a-z0-9²³]*)?\.?"
    rf"(?: ?(?:-|s\.? ?/? ?d\.?|sampai dengan|sampai|hingga|to) ?(?P<high>{_NUMBER}) ?"
    r"(?P<last_unit>[a-z][a-z0-9²³]*)?\.?)?"
    r"(?: ?(?:/|per|se|a\b|an\b) ?(?P<period>[a-z]+))?"
)
_DECIMAL: Final = re.compile(r"(?P<whole>[0-9]+)[.,](?P<fraction>[0-9]{1,6})")
_WORDS: Final[dict[str, tuple[str, int]]] = {
    **{unit: (unit, 1) for unit in UNITS},
    **dict.fromkeys(("kilogram", "kilo", "kgs"), ("kg", 1)),
    **dict.fromkeys(("kuintal", "kwintal", "kw"), ("kg", 100)),
    **dict.fromkeys(("gram", "gr"), ("g", 1)),
    **dict.fromkeys(("ton", "tons"), ("t", 1)),
    **dict.fromkeys(("buah", "bh", "pc", "potong", "unit", "biji", "lembar", "pieces"), ("pcs", 1)),
    **dict.fromkeys(("lusin", "dozen"), ("pcs", 12)),
    "kodi": ("pcs", 20),
    **dict.fromkeys(("meter", "mtr"), ("m", 1)),
    "m²": ("m2", 1),
    "m³": ("m3", 1),
    **dict.fromkeys(("liter", "litre", "ltr", "lt"), ("l", 1)),
    **dict.fromkeys(("sets", "stel"), ("set", 1)),
}
"""What people call a unit: the unit it is, and how many of it."""
_FINER: Final = {"t": "kg", "kg": "g"}


def read_quantity(text: str, *, periods: Collection[str] = ()) -> Quantity | Problem:
    """Read an amount of goods with its unit.

    A ton is 1,000 kg, a dozen (*lusin*) 12 and a *kodi* 20 pieces; a fraction goes to the finer
    unit of weight, and becomes the whole numbers about it where there is none.

    Args:
        text: the cell.
        periods: the words for the period that may follow, such as ``bulan``. An amount for any
            other period is refused.

    Returns:
        The quantity, or a problem with one of the codes ``quantity_unreadable``,
        ``quantity_without_unit``, ``quantity_other_period``, ``quantity_zero`` and those of
        ``read_integer``.

    Examples:
        >>> read_quantity("600 kg"), read_quantity("1,5 ton"), read_quantity("3 kodi")
        (Quantity(600, 'kg'), Quantity(1500, 'kg'), Quantity(60, 'pcs'))
        >>> read_quantity("500-600 kg/bulan", periods=["bulan"])
        Quantity(Range(500, 600), 'kg')
        >>> read_quantity("50 kg/hari", periods=["bulan"]).code
        'quantity_other_period'
    """
    match = _CELL.fullmatch(fold(text)) if len(text) <= _LONGEST else None
    if match is None:
        return _problem("quantity_unreadable", text)
    period = match["period"]
    if period is not None and period not in periods:
        return _problem("quantity_other_period", text, period=period)
    word = match["last_unit"] or match["first_unit"]
    if word is None:
        return _problem("quantity_without_unit", text)
    if word not in _WORDS or match["first_unit"] not in (None, word):
        return _problem("quantity_unreadable", text)
    return _amount(text, match, *_WORDS[word])


def _amount(text: str, match: re.Match[str], unit: str, times: int) -> Quantity | Problem:
    low = _number(match["low"])
    high = low if match["high"] is None else _number(match["high"])
    if isinstance(low, Problem):
        return low
    if isinstance(high, Problem):
        return high
    if not high:
        return _problem("quantity_zero", text)
    if low > high:
        return _problem("quantity_unreadable", text)
    return _quantity(low * times, high * times, unit)


def _number(text: str) -> Fraction | Problem:
    whole = read_integer(text)
    if isinstance(whole, int):
        return Fraction(whole)
    decimal = _DECIMAL.fullmatch(text) if whole.code == "number_not_whole" else None
    if decimal is None:
        return whole
    return Fraction(int(decimal["whole"] + decimal["fraction"]), 10 ** len(decimal["fraction"]))


def _quantity(low: Fraction, high: Fraction, unit: str) -> Quantity:
    while unit in _FINER and (low.denominator > 1 or high.denominator > 1):
        low, high, unit = low * 1000, high * 1000, _FINER[unit]
    floor, ceiling = low.numerator // low.denominator, -(-high.numerator // high.denominator)
    return Quantity(floor if floor == ceiling else Range(floor, ceiling), unit)


def _problem(code: str, text: str, **parts: str) -> Problem:
    return Problem(code, _TEXTS[code].format(cell=quote(text), units=", ".join(UNITS), **parts))


_TEXTS: Final = {
    "quantity_unreadable": Text(
        id="{cell} tidak terbaca sebagai jumlah dengan satuan; tulis misalnya 600 kg "
        "(satuan: {units})",
        en="{cell} is no number with a unit; write 600 kg, for example (units: {units})",
    ),
    "quantity_without_unit": Text(
        id="{cell} tidak menyebut satuan; tulis misalnya 600 kg (satuan: {units})",
        en="{cell} names no unit; write 600 kg, for example (units: {units})",
    ),
    "quantity_other_period": Text(
        id="{cell} dihitung per {period}; tulis jumlah untuk waktu yang ditanyakan kolom ini",
        en="{cell} is counted by {period}; write the amount for the time this column asks about",
    ),
    "quantity_zero": Text(
        id="jumlah nol dianggap belum diisi; tanyakan jumlahnya",
        en="an amount of zero counts as not filled in; ask for the amount",
    ),
}
