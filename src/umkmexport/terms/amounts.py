"""Amounts of rupiah as people write them, in and out."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from umkmexport.errors import ValueFormatError
from umkmexport.terms.choice import Choice
from umkmexport.terms.reading import Problem, fold, quote
from umkmexport.terms.text import Language, Text

__all__ = ["LARGEST_AMOUNT", "RupiahUnit", "format_rupiah", "parse_rupiah", "read_rupiah"]

LARGEST_AMOUNT: Final = 2**63 - 1
"""Greatest amount in rupiah, either side of zero: what a column of whole numbers can hold."""

_LONGEST: Final = 64


class RupiahUnit(Choice):
    """What one stands for in a number that does not say it itself."""

    RUPIAH = "rupiah", "rupiah", "rupiah"
    THOUSAND = "thousand", "ribu rupiah", "thousand rupiah"
    MILLION = "million", "juta rupiah", "million rupiah"
    BILLION = "billion", "miliar rupiah", "billion rupiah"

    @property
    def factor(self) -> int:
        """The rupiah in one of it."""
        return _FACTORS[self]


_FACTORS: Final = {
    RupiahUnit.RUPIAH: 1,
    RupiahUnit.THOUSAND: 10**3,
    RupiahUnit.MILLION: 10**6,
    RupiahUnit.BILLION: 10**9,
}
_MAGNITUDES: Final = {
    **dict.fromkeys(("ribu", "rb", "k", "thousand"), 10**3),
    **dict.fromkeys(("juta", "jt", "jta", "million", "mio"), 10**6),
    **dict.fromkeys(("miliar", "milyar", "milyard", "mlyr", "mlr", "billion", "bn", "b"), 10**9),
    **dict.fromkeys(("triliun", "trilyun", "trilliun", "trillion", "tn", "t"), 10**12),
}
_EITHER_M: Final = (10**6, 10**9)
_MARKS: Final = ("rp", "idr", "rupiah")

_CELL: Final = re.compile(
    r"(?P<minus>-)? ?(?P<mark>(?:rp|idr|rupiah)\.?)? ?(?P<inner_minus>-)? ?"
    r"(?P<number>[0-9][0-9., ]*?)"
    r"(?: ?[.,] ?[-=]+)? ?(?P<word>[a-z]+)?\.? ?(?P<end_mark>rp|idr|rupiah)?\.?"
)
_SPACED: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?")
_POINTED_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_NOTATIONS: Final = {
    group: re.compile(
        rf"(?P<whole>[0-9]{{1,3}}(?:\{group}[0-9]{{3}})+|[0-9]+)(?:\{point}(?P<fraction>[0-9]*))?"
    )
    for group, point in ((".", ","), (",", "."))
}
_SHORTENED: Final = re.compile(r"[^0-9]*[0-9][0-9.,]* ?e ?[+-]? ?[0-9]+")
_LONG_RUN: Final = re.compile(r"[0-9]{15}")


def parse_rupiah(
    text: str, *, unit: RupiahUnit | str | None = None, letter_m: RupiahUnit | str | None = None
) -> int:
    """Read an amount of rupiah, and refuse what has more than one reading.

    Indonesian notation has a point between thousands and a comma before decimals, English
    notation the reverse, and both are met. A single mark with exactly three digits after it is
    therefore ambiguous, unless it is a point in a text that says ``Rp`` or in a column declared
    to be in rupiah. The letter ``M`` stands for *miliar* (10⁹) to some and for million to others.
    A fraction of a rupiah is refused, except ``,00``.

    Args:
        text: what was typed, such as ``Rp. 1.500.000``, ``Rp2,5 miliar`` or ``500 jt``.
        unit: what a bare number counts, where a column or a form declares it.
        letter_m: ``million`` or ``billion``, where the office has said what its M stands for.

    Returns:
        Whole rupiah.

    Raises:
        ValueFormatError: what was typed is no amount, or may be several; the text then names
            them. Or a unit is not known.

    Examples:
        >>> parse_rupiah("Rp2,5 miliar")
        2500000000
        >>> parse_rupiah("500 jt")
        500000000
        >>> parse_rupiah("1,5 M")
        Traceback (most recent call last):
            ...
        umkmexport.errors.ValueFormatError: '1,5 M' may mean Rp1,500,000 or Rp1,500,000,000;
            write the unit as a word, for example 1,5 juta
    """
    amount = read_rupiah(text, unit=unit, letter_m=letter_m)
    if isinstance(amount, Problem):
        raise ValueFormatError(amount.text.en)
    return amount


def read_rupiah(
    text: str, *, unit: RupiahUnit | str | None = None, letter_m: RupiahUnit | str | None = None
) -> int | Problem:
    """Read an amount of rupiah as ``parse_rupiah`` does, with the problem as a value.

    Returns:
        Whole rupiah, or a problem with one of the codes ``amount_blank``, ``amount_too_long``,
        ``amount_is_identifier``, ``amount_shortened``, ``amount_unreadable``,
        ``amount_ambiguous``, ``amount_in_fractions`` and ``amount_too_large``.
    """
    if not isinstance(text, str):
        raise ValueFormatError(f"an amount is read from a text, not from {type(text).__name__}")
    unit = _unit("unit", unit, tuple(RupiahUnit))
    letter_m = _unit("letter_m", letter_m, (RupiahUnit.MILLION, RupiahUnit.BILLION))
    text = text.strip()
    if (refusal := _refusal(text)) is not None:
        return refusal
    match = _CELL.fullmatch(fold(text))
    readings = _readings(match, unit, letter_m) if match else set()
    if not readings:
        return _not_an_amount(text)
    if len(readings) > 1:
        return _ambiguous(text, sorted(readings))
    return _whole(text, readings.pop())


def format_rupiah(amount: int, language: Language = "id") -> str:
    """Write an amount of rupiah for people.

    Examples:
        >>> format_rupiah(1_850_000_000)
        'Rp1.850.000.000'
        >>> format_rupiah(-1_850_000_000, "en")
        '-Rp1,850,000,000'
    """
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise ValueFormatError(
            f"an amount of rupiah is a whole number, not {type(amount).__name__}"
        )
    sign = "-" if amount < 0 else ""
    text = Text(id=f"{abs(amount):,}".replace(",", "."), en=f"{abs(amount):,}")
    return f"{sign}Rp{text.to(language)}"


def _unit(
    name: str, unit: RupiahUnit | str | None, allowed: tuple[RupiahUnit, ...]
) -> RupiahUnit | None:
    if unit is None:
        return None
    for member in allowed:
        if unit == member:
            return member
    raise ValueFormatError(f"{name} is one of {', '.join(allowed)}, not {unit!r}")


def _refusal(text: str) -> Problem | None:
    if len(text) > _LONGEST:
        return Problem("amount_too_long", _TOO_LONG.format(n=str(len(text)), limit=str(_LONGEST)))
    cell = fold(text)
    if not cell:
        return _BLANK
    return _IDENTIFIER if _LONG_RUN.search(cell) else None


def _readings(
    match: re.Match[str], unit: RupiahUnit | None, letter_m: RupiahUnit | None
) -> set[Fraction]:
    if match["minus"] and match["inner_minus"]:
        return set()
    sign = -1 if match["minus"] or match["inner_minus"] else 1
    word = match["word"]
    marked = bool(match["mark"] or match["end_mark"] or word in _MARKS)
    if word in _MARKS:
        word = None
    factors = _factors(word, marked=marked, unit=unit, letter_m=letter_m)
    in_rupiah = factors == (1,)
    numbers = _numbers(
        match["number"],
        in_rupiah=in_rupiah,
        pointed=in_rupiah and (marked or unit is RupiahUnit.RUPIAH),
    )
    readings = {sign * number * factor for number in numbers for factor in factors}
    if word is None and len(factors) > 1:
        return {reading for reading in readings if reading.denominator == 1} or readings
    return readings


def _factors(
    word: str | None, *, marked: bool, unit: RupiahUnit | None, letter_m: RupiahUnit | None
) -> tuple[int, ...]:
    """Give what the number may have to be multiplied with; nothing for an unknown word."""
    if word == "m":
        return _EITHER_M if letter_m is None else (letter_m.factor,)
    if word is not None:
        return (_MAGNITUDES[word],) if word in _MAGNITUDES else ()
    if unit is None or unit is RupiahUnit.RUPIAH:
        return (1,)
    return (1, unit.factor) if marked else (unit.factor,)


def _numbers(written: str, *, in_rupiah: bool, pointed: bool) -> set[Fraction]:
    """Give every number that the digits and marks may stand for."""
    if " " in written:
        if not _SPACED.fullmatch(written):
            return set()
        written = written.replace(" ", "")
    if pointed and _POINTED_THOUSANDS.fullmatch(written):
        return {Fraction(written.replace(".", ""))}
    found = set()
    for group, notation in _NOTATIONS.items():
        match = notation.fullmatch(written)
        if match is None or _is_misgrouped(match, group):
            continue
        whole, fraction = match["whole"].replace(group, ""), match["fraction"] or ""
        found.add(Fraction(int(whole + fraction), 10 ** len(fraction)))
        if in_rupiah and len(fraction) > 2:
            # Nobody writes thousandths of a rupiah: a mark may be missing (`Rp. 5,000000`).
            found.add(Fraction(whole + fraction))
    return found


def _is_misgrouped(match: re.Match[str], group: str) -> bool:
    whole = match["whole"]
    if group in whole:
        return whole.startswith("0") and whole.strip(f"0{group}") != ""
    return match["fraction"] == ""


def _whole(text: str, value: Fraction) -> int | Problem:
    if value.denominator != 1:
        return Problem("amount_in_fractions", _IN_FRACTIONS.format(cell=quote(text)))
    if abs(value) > LARGEST_AMOUNT:
        limit = Text(id=format_rupiah(LARGEST_AMOUNT), en=format_rupiah(LARGEST_AMOUNT, "en"))
        return Problem("amount_too_large", _TOO_LARGE.format(limit=limit))
    return value.numerator


def _not_an_amount(text: str) -> Problem:
    if _SHORTENED.fullmatch(fold(text)):
        return Problem("amount_shortened", _SHORTENED_BY_SHEET.format(cell=quote(text)))
    return Problem("amount_unreadable", _UNREADABLE.format(cell=quote(text)))


def _ambiguous(text: str, readings: list[Fraction]) -> Problem:
    if sum(map(str.isdigit, text)) >= 15:
        return Problem("amount_unreadable", _UNREADABLE.format(cell=quote(text)))
    ids, ens = ([_show(reading, language) for reading in readings] for language in ("id", "en"))
    return Problem(
        "amount_ambiguous",
        _AMBIGUOUS.format(
            cell=quote(text),
            readings=Text(
                id=f"{', '.join(ids[:-1])} atau {ids[-1]}",
                en=f"{', '.join(ens[:-1])} or {ens[-1]}",
            ),
        ),
    )


def _show(value: Fraction, language: Language) -> str:
    whole, rest = divmod(abs(value), 1)
    decimals = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        decimals += str(digit)
    shown = format_rupiah(whole, language)
    if decimals:
        shown += ("," if language == "id" else ".") + decimals
    return f"-{shown}" if value < 0 else shown


_BLANK: Final = Problem(
    "amount_blank",
    Text(id="isian kosong, tidak ada nilai rupiah", en="the entry is empty and holds no amount"),
)
_IDENTIFIER: Final = Problem(
    "amount_is_identifier",
    Text(
        id="isian ini deretan 15 angka atau lebih tanpa pemisah, lebih mirip nomor identitas "
        "daripada nilai rupiah; periksa apakah kolomnya benar",
        en="the entry is a run of 15 or more digits, more like an identity number than an amount; "
        "check that the column is right",
    ),
)
_TOO_LONG: Final = Text(
    id="isian ini terlalu panjang untuk nilai rupiah ({n} karakter, paling banyak {limit})",
    en="the entry is too long for an amount ({n} characters, at most {limit})",
)
_SHORTENED_BY_SHEET: Final = Text(
    id="{cell} disingkat oleh lembar kerja, sehingga angkanya tidak lengkap; "
    "ubah format sel menjadi angka, lalu tulis kembali nilainya",
    en="{cell} was shortened by a spreadsheet and has lost digits; "
    "format the cell as a number and write the amount again",
)
_UNREADABLE: Final = Text(
    id="{cell} tidak dapat dibaca sebagai nilai rupiah; "
    "tulis seperti Rp1.500.000 atau 1,5 juta, atau kosongkan bila belum diketahui",
    en="{cell} cannot be read as an amount of rupiah; "
    "write it as Rp1.500.000 or 1,5 juta, or leave it empty if it is not known",
)
_AMBIGUOUS: Final = Text(
    id="{cell} dapat berarti {readings}; tulis satuannya dengan kata, misalnya 1,5 juta",
    en="{cell} may mean {readings}; write the unit as a word, for example 1,5 juta",
)
_IN_FRACTIONS: Final = Text(
    id="{cell} memuat pecahan rupiah; tulis nilainya dalam rupiah bulat",
    en="{cell} holds a fraction of a rupiah; write the amount in whole rupiah",
)
_TOO_LARGE: Final = Text(
    id="nilai ini melampaui batas {limit}", en="the amount is beyond the limit of {limit}"
)
