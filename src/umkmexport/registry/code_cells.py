"""Read texts and codes in the cells of a registry; what may be a NIK is masked at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from umkmexport.codes import countries
from umkmexport.codes.masking import mask_digits
from umkmexport.errors import CodeError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.registry.answers import Said
from umkmexport.registry.cell import Cell
from umkmexport.registry.cells import split_list
from umkmexport.rules.fact import FactType
from umkmexport.terms.reading import Problem, quote, tidy
from umkmexport.terms.text import Text

__all__ = ["read_code", "read_text"]

_HS: Final = re.compile(r"(?:[0-9]{4}:)?[0-9]{2}(?:[0-9]{2}(?:\.?[0-9]{2}(?:\.?[0-9]{2})?)?)?")
_KBLI: Final = re.compile(r"(?:20(?:20|25):)?[0-9]{2,5}")
_MAY_LACK_A_ZERO: Final = re.compile(r"[1-3][0-9]{3}")


def read_text(cell: Cell) -> Iterator[Said]:
    """Read a name; long numbers in it are masked and reported."""
    text = tidy(cell.text)
    shown = mask_digits(text)
    yield cell.answer(cell.fact, shown)
    if shown != text:
        yield _remark(cell, "long_number_masked")


def read_code(cell: Cell) -> Iterator[Said]:
    """Read a code, or a set of them, as the fact of the column asks."""
    kind = BY_NAME[cell.fact].type
    if kind is FactType.SET:
        yield from _read_set(cell)
    elif kind is FactType.COUNTRY:
        yield from _read_country(cell)
    elif kind is FactType.KBLI:
        yield _read_kbli(cell)
    elif kind is FactType.HS:
        text = tidy(cell.text)
        yield cell.answer(cell.fact, text) if _HS.fullmatch(text) else _remark(cell, "hs_malformed")
    else:
        yield from read_text(cell)


def _read_set(cell: Cell) -> Iterator[Said]:
    entries = split_list(cell.text)
    shown = tuple(map(mask_digits, entries))
    if entries:
        yield cell.answer(cell.fact, shown)
    if shown != entries:
        yield _remark(cell, "long_number_masked")


def _read_country(cell: Cell) -> Iterator[Said]:
    try:
        yield cell.answer(cell.fact, countries.find(tidy(cell.text)).code)
    except CodeError:
        yield _remark(cell, "country_unknown")


def _read_kbli(cell: Cell) -> Said:
    text = tidy(cell.text)
    if _MAY_LACK_A_ZERO.fullmatch(text):
        return _remark(cell, "kbli_short", digits=text)
    return (
        cell.answer(cell.fact, text) if _KBLI.fullmatch(text) else _remark(cell, "kbli_malformed")
    )


def _remark(cell: Cell, code: str, **parts: str) -> Said:
    return cell.remark(Problem(code, _TEXTS[code].format(cell=quote(cell.text), **parts)))


_TEXTS: Final = {
    "long_number_masked": Text(
        id="isian ini memuat angka panjang yang mungkin NIK atau NPWP; angkanya disamarkan, "
        "keluarkan dari kolom ini",
        en="the entry holds a long number that may be a NIK or an NPWP; it was masked, please "
        "take it out of this column",
    ),
    "hs_malformed": Text(
        id="{cell} bukan kode HS; tulis 2, 4, 6, atau 8 angka, misalnya 2022:2103.90, dan simpan "
        "sebagai teks agar angka nol tidak hilang",
        en="{cell} is no HS code; write 2, 4, 6 or 8 digits such as 2022:2103.90, kept as text so "
        "that no zero is lost",
    ),
    "kbli_malformed": Text(
        id="{cell} bukan kode KBLI; tulis kode lima angka beserta edisinya, misalnya 2020:10794",
        en="{cell} is no KBLI code; write its five digits with the edition, such as 2020:10794",
    ),
    "kbli_short": Text(
        id="{cell} dapat berarti kelompok {digits} atau kode 0{digits} yang kehilangan nol di "
        "depan; tulis kode lima angka beserta edisinya",
        en="{cell} may be the class {digits}, or the code 0{digits} that lost its leading zero; "
        "write the five digits with the edition",
    ),
    "country_unknown": Text(
        id="{cell} bukan nama negara yang dikenal; tulis satu negara, misalnya Belanda atau NL",
        en="{cell} is no country that is known; write one country, such as Belanda or NL",
    ),
}
