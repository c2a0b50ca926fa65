"""One reader for each way of reading a cell: what it says of a fact, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import attrs

from umkmexport.codes import regions
from umkmexport.codes.identifiers import NIB, Verdict
from umkmexport.codes.regions import RegionNameError
from umkmexport.errors import CodeError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import IDENTITY
from umkmexport.model.evidence import FactValue
from umkmexport.registry.answers import Answer, Said, Unread
from umkmexport.registry.cells import read_integer, split_list
from umkmexport.registry.dates import read_date
from umkmexport.registry.mapping import Column, Reading
from umkmexport.registry.words import Word, read_word
from umkmexport.rules.fact import FactType
from umkmexport.terms.amounts import read_rupiah
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.reading import Problem, fold, quote, tidy
from umkmexport.terms.text import Text

__all__ = ["Cell", "read_cell"]

_QUANTITY: Final = re.compile(r"(?P<number>[\d.,]+) ?(?P<unit>[a-z]+\d?)")
_UNIT_WORDS: Final = {"kilogram": "kg", "kilo": "kg", "gram": "g", "gr": "g", "ton": "t"} | {
    "buah": "pcs", "pc": "pcs", "potong": "pcs", "unit": "pcs", "meter": "m", "liter": "l",
    "ltr": "l",
}


@attrs.frozen
class Cell:
    """One cell with its column, and where to look for a district.

    Attributes:
        text: what it holds.
        column: how it is read.
        header: the header as the sheet has it.
        evidence: what its answers rest on.
        region: the region already known for the same fact.
    """

    text: str
    column: Column
    header: str
    evidence: EvidenceKind
    region: str | None = None

    def answer(
        self, fact: str, value: FactValue, *, claim: bool = False, in_process: bool = False
    ) -> Answer:
        """Say something about a fact."""
        return Answer(fact, value, self.header, self.evidence, claim, in_process)

    def unread(self, problem: Problem, fact: str | None = None) -> Unread:
        """Say that the cell could not be read."""
        return Unread(fact or self.column.fact, self.header, self.text, problem)

    @property
    def fact(self) -> str:
        """The fact that the column answers; the mapping is checked to name one."""
        return self.column.fact or ""


def read_cell(cell: Cell) -> Iterator[Said]:
    """Read one cell as its column declares; a cell that is not filled in says nothing."""
    read = _READERS.get(cell.column.read)
    if read is not None and not _is_blank(cell):
        yield from read(cell)


def _is_blank(cell: Cell) -> bool:
    """Tell whether a cell is not filled in; where things are counted, a zero is a number."""
    counts_zero = cell.column.read is Reading.COUNT and tidy(cell.text).strip("0.") == ""
    return read_word(cell.text) is Word.BLANK and not (counts_zero and "0" in cell.text)


def _read_text(cell: Cell) -> Iterator[Said]:
    yield cell.answer(cell.fact, tidy(cell.text))


def _read_nib(cell: Cell) -> Iterator[Said]:
    word = read_word(cell.text)
    if word is Word.OTHER:
        check = NIB.check(cell.text)
        if check.verdict is Verdict.PLAUSIBLE:
            yield cell.answer("nib", NIB.parse(cell.text).number)
            yield cell.answer("has_nib", value=True)
            return
        reason = check.findings[0]
        yield cell.unread(Problem(f"nib_{reason.code}", reason.text), "nib")
    elif word is not Word.YES:
        yield from _said_in_words(cell, word, "has_nib")


def _read_yes_no(cell: Cell) -> Iterator[Said]:
    word = read_word(cell.text)
    if word is Word.OTHER:
        yield cell.unread(Problem("answer_unknown", _ANSWER_UNKNOWN.format(cell=quote(cell.text))))
    else:
        yield from _said_in_words(cell, word, cell.fact)


def _said_in_words(cell: Cell, word: Word, fact: str) -> Iterator[Said]:
    if word is Word.YES:
        yield cell.answer(fact, value=True)
    elif word is Word.TO_FOLLOW:
        yield cell.answer(fact, value=True, claim=True)
    elif word in (Word.NO, Word.IN_PROCESS):
        yield cell.answer(fact, value=False, in_process=word is Word.IN_PROCESS)


def _read_entries(cell: Cell) -> Iterator[Said]:
    texts = split_list(cell.text) if cell.column.several else (cell.text,)
    for text in texts:
        entry = cell.column.by_entry.get(fold(text))
        if entry is None:
            if read_word(text) is not Word.BLANK:
                listed = _ENTRY_UNKNOWN.format(cell=quote(text))
                yield cell.unread(Problem("entry_unknown", listed))
            continue
        fact = entry.fact or cell.column.fact
        if fact is not None and entry.value is not None:
            yield cell.answer(fact, entry.value, claim=entry.claim)


def _read_money(cell: Cell) -> Iterator[Said]:
    amount = read_rupiah(cell.text, unit=cell.column.unit, letter_m=cell.column.letter_m)
    if isinstance(amount, Problem):
        yield cell.unread(amount)
    elif amount < 0:
        yield cell.unread(Problem("amount_negative", _NEGATIVE.format(cell=quote(cell.text))))
    elif amount or cell.column.zero:
        yield cell.answer(cell.fact, amount)
    else:
        yield cell.unread(Problem("amount_zero", _ZERO))


def _read_band(cell: Cell) -> Iterator[Said]:
    band = cell.column.band(cell.text)
    if band is None:
        yield cell.unread(Problem("band_unknown", _BAND_UNKNOWN.format(cell=quote(cell.text))))
    else:
        yield cell.answer(cell.fact, band.range)


def _read_count(cell: Cell) -> Iterator[Said]:
    unit = BY_NAME[cell.fact].unit
    count = read_integer(cell.text, units=(unit.id, unit.en) if unit else ())
    if isinstance(count, Problem):
        yield cell.unread(count)
    elif count < 0:
        yield cell.unread(Problem("number_negative", _NEGATIVE.format(cell=quote(cell.text))))
    else:
        yield cell.answer(cell.fact, count)


def _read_date(cell: Cell) -> Iterator[Said]:
    day = read_date(cell.text)
    yield cell.unread(day) if isinstance(day, Problem) else cell.answer(cell.fact, day)


def _read_region(cell: Cell) -> Iterator[Said]:
    try:
        code = regions.get(tidy(cell.text)).code
    except CodeError:
        yield _find_region(cell, within=None)
    else:
        yield cell.answer(cell.fact, code)


def _read_district(cell: Cell) -> Iterator[Said]:
    if cell.region is not None and len(cell.region) == len("00.00"):
        yield _find_region(cell, within=cell.region)


def _find_region(cell: Cell, *, within: str | None) -> Said:
    level = regions.RegionLevel.DISTRICT if within else regions.RegionLevel.REGENCY
    try:
        return cell.answer(cell.fact, regions.find(cell.text, within, level=level).code)
    except RegionNameError as error:
        matches = regions.search(cell.text, within, level=level)
        ambiguous = len(error.candidates) > 1 and _is_exact(error)
        names = ", ".join(f"{region.name} ({region.code})" for region in matches[:3]) or "-"
        text = (_REGION_AMBIGUOUS if ambiguous else _REGION_UNKNOWN).format(
            cell=quote(cell.text), names=names
        )
        code = "region_ambiguous" if ambiguous else "region_unknown"
        return cell.unread(Problem(code, text))


def _is_exact(error: RegionNameError) -> bool:
    return "say which" in str(error)


def _read_quantity(cell: Cell) -> Iterator[Said]:
    match = _QUANTITY.match(fold(cell.text))
    amount = read_integer(match["number"]) if match else None
    unit = _UNIT_WORDS.get(match["unit"], match["unit"]) if match else ""
    if not isinstance(amount, int) or amount < 0 or unit not in UNITS:
        listed = _QUANTITY_UNREADABLE.format(cell=quote(cell.text), units=", ".join(UNITS))
        yield cell.unread(Problem("quantity_unreadable", listed))
    else:
        yield cell.answer(cell.fact, Quantity(amount, unit))


def _read_code(cell: Cell) -> Iterator[Said]:
    fact = BY_NAME.get(cell.fact)
    if cell.fact not in IDENTITY and fact is not None and fact.type is FactType.SET:
        yield cell.answer(cell.fact, split_list(cell.text))
    else:
        yield cell.answer(cell.fact, tidy(cell.text))


def _read_event_date(cell: Cell) -> Iterator[Said]:
    day = read_date(cell.text)
    if isinstance(day, Problem):
        yield cell.unread(day)
    else:
        last = day if isinstance(day, date) else day.high
        if last is not None:
            yield cell.answer("events", last)


_READERS: Final[dict[Reading, Callable[[Cell], Iterator[Said]]]] = {
    Reading.TEXT: _read_text,
    Reading.NIB: _read_nib,
    Reading.YES_NO: _read_yes_no,
    Reading.ENTRIES: _read_entries,
    Reading.MONEY: _read_money,
    Reading.BAND: _read_band,
    Reading.COUNT: _read_count,
    Reading.DATE: _read_date,
    Reading.REGION: _read_region,
    Reading.DISTRICT: _read_district,
    Reading.QUANTITY: _read_quantity,
    Reading.CODE: _read_code,
    Reading.EVENT_DATE: _read_event_date,
}

_ANSWER_UNKNOWN: Final = Text(
    id="{cell} bukan jawaban ya atau tidak yang dikenal; tulis ya, tidak, proses, atau kosongkan",
    en="{cell} is no known yes or no; write ya, tidak, proses, or leave it empty",
)
_ENTRY_UNKNOWN: Final = Text(
    id="{cell} tidak ada dalam daftar isian kolom ini; perbaiki isiannya atau tambahkan pada "
    "berkas pemetaan",
    en="{cell} is not among the entries of this column; correct it or add it to the mapping file",
)
_BAND_UNKNOWN: Final = Text(
    id="{cell} bukan rentang yang dikenal pada kolom ini; tambahkan pada berkas pemetaan",
    en="{cell} is no band known in this column; add it to the mapping file",
)
_NEGATIVE: Final = Text(
    id="{cell} kurang dari nol; periksa tanda minusnya",
    en="{cell} is below zero; check the minus sign",
)
_ZERO: Final = Text(
    id="nilai nol pada formulir ini dianggap belum diisi; tanyakan nilainya",
    en="a zero on this form counts as not filled in; ask for the amount",
)
_REGION_AMBIGUOUS: Final = Text(
    id="{cell} adalah nama beberapa daerah: {names}; tulis lengkap, misalnya dengan Kabupaten "
    "atau Kota",
    en="{cell} is the name of several regions: {names}; write it in full, with Kabupaten or Kota",
)
_REGION_UNKNOWN: Final = Text(
    id="{cell} tidak ditemukan; yang paling mirip: {names}",
    en="{cell} was not found; most like it: {names}",
)
_QUANTITY_UNREADABLE: Final = Text(
    id="{cell} tidak terbaca sebagai jumlah dengan satuan; tulis misalnya 600 kg (satuan: {units})",
    en="{cell} is no number with a unit; write 600 kg, for example (units: {units})",
)
