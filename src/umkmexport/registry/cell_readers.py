"""One reader for each way of reading a cell: what it says of a fact, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from umkmexport.codes.identifiers import NIB, Verdict
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.registry.answers import EVENTS, Said
from umkmexport.registry.cell import Cell
from umkmexport.registry.cells import read_integer, split_list
from umkmexport.registry.code_cells import read_code, read_text
from umkmexport.registry.columns import Entry
from umkmexport.registry.counts import out_of_bounds
from umkmexport.registry.dates import read_date
from umkmexport.registry.quantities import read_quantity
from umkmexport.registry.readings import Reading
from umkmexport.registry.region_cells import read_district, read_region
from umkmexport.registry.words import Word, read_word
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.amounts import read_rupiah
from umkmexport.terms.reading import Problem, fold, quote, tidy
from umkmexport.terms.text import Text

__all__ = ["read_cell"]

_NUMBERS: Final = frozenset({Reading.COUNT, Reading.MONEY})
_LOWEST: Final = ("none", "never")
"""The options that a no means, where an enumerated fact has one of them."""
_PERIODS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "monthly_capacity": ("bulan", "bln", "month"),
        "target_order": ("pesanan", "order", "pengiriman", "shipment"),
    }
)


def read_cell(cell: Cell) -> Iterator[Said]:
    """Read one cell as its column declares; a cell that is not filled in says nothing."""
    read = _READERS.get(cell.column.read)
    if read is not None and (fold(cell.text) in cell.column.by_entry or not _is_blank(cell)):
        yield from read(cell)


def _is_blank(cell: Cell) -> bool:
    """Tell whether a cell is not filled in; where something is counted, a zero is a number."""
    if _is_zero(cell.text) and cell.column.read in _NUMBERS | {Reading.YES_NO}:
        return False
    return read_word(cell.text) is Word.BLANK


def _is_zero(text: str) -> bool:
    return "0" in text and not tidy(text).strip("0.,")


def _read_nib(cell: Cell) -> Iterator[Said]:
    word = read_word(cell.text)
    if word is not Word.OTHER:
        yield from _said_in_words(cell, word, "has_nib", claim=True)
        return
    check = NIB.check(cell.text)
    if not any(reason.unreadable for reason in check.findings):
        yield cell.answer("nib", NIB.parse(cell.text).number)
        yield cell.answer("has_nib", value=True)
    if check.verdict is not Verdict.PLAUSIBLE:
        reason = check.findings[0]
        yield cell.remark(Problem(f"nib_{reason.code}", reason.text), "nib")


def _read_yes_no(cell: Cell) -> Iterator[Said]:
    entry = cell.column.by_entry.get(fold(cell.text))
    word = read_word(cell.text)
    if entry is not None:
        yield from _said_by_entry(cell, entry)
    elif word is Word.OTHER or word is Word.BLANK:
        code = "answer_unknown" if word is Word.OTHER else "answer_zero"
        yield _remark(cell, code)
    else:
        yield from _said_in_words(cell, word, cell.fact, claim=False)


def _said_in_words(cell: Cell, word: Word, fact: str, *, claim: bool) -> Iterator[Said]:
    """Say a word of yes or no; a yes where a number is asked is a claim."""
    if word in (Word.YES, Word.TO_FOLLOW):
        yield cell.answer(fact, value=True, claim=claim or word is Word.TO_FOLLOW)
    elif word in (Word.NO, Word.IN_PROCESS):
        yield cell.answer(fact, value=False, in_process=word is Word.IN_PROCESS)


def _read_entries(cell: Cell) -> Iterator[Said]:
    declared = cell.column.by_entry
    texts: tuple[str, ...] = (cell.text,)
    if cell.column.several and fold(cell.text) not in declared:
        texts = split_list(cell.text)
    for text in texts:
        entry = declared.get(fold(text))
        if entry is not None:
            yield from _said_by_entry(cell, entry)
        else:
            yield from _said_undeclared(cell, text)


def _said_by_entry(cell: Cell, entry: Entry) -> Iterator[Said]:
    fact = entry.fact or cell.column.fact
    if fact is not None and entry.value is not None:
        is_set = BY_NAME[fact].type is FactType.SET and isinstance(entry.value, str)
        value = (str(entry.value),) if is_set else entry.value
        yield cell.answer(fact, value, claim=entry.claim)


def _said_undeclared(cell: Cell, text: str) -> Iterator[Said]:
    word = read_word(text)
    lowest = _lowest(BY_NAME.get(cell.fact))
    if word is Word.NO and lowest is not None:
        yield cell.answer(cell.fact, lowest)
    elif word is not Word.BLANK:
        yield cell.remark(
            Problem("entry_unknown", _TEXTS["entry_unknown"].format(cell=quote(text)))
        )


def _lowest(fact: Fact | None) -> str | None:
    options = fact.options if fact is not None else ()
    return next((option.value for option in options if option.value in _LOWEST), None)


def _read_money(cell: Cell) -> Iterator[Said]:
    amount = read_rupiah(cell.text, unit=cell.column.unit, letter_m=cell.column.letter_m)
    if isinstance(amount, Problem):
        yield cell.remark(amount)
    elif amount < 0 and BY_NAME[cell.fact].least is not None:
        yield _remark(cell, "amount_negative")
    elif amount or cell.column.zero:
        yield cell.answer(cell.fact, amount)
    else:
        yield _remark(cell, "amount_zero")


def _read_band(cell: Cell) -> Iterator[Said]:
    band = cell.column.band(cell.text)
    if band is None:
        yield _remark(cell, "band_unknown")
    else:
        yield cell.answer(cell.fact, band.range)


def _read_count(cell: Cell) -> Iterator[Said]:
    fact = BY_NAME[cell.fact]
    count = read_integer(cell.text, units=(fact.unit.id, fact.unit.en) if fact.unit else ())
    if isinstance(count, Problem):
        yield cell.remark(count)
    elif count < 0:
        yield _remark(cell, "number_negative")
    elif not cell.column.add and (problem := out_of_bounds(fact, count)) is not None:
        yield cell.remark(problem)
    else:
        yield cell.answer(cell.fact, count)


def _read_date(cell: Cell) -> Iterator[Said]:
    day = read_date(cell.text)
    yield cell.remark(day) if isinstance(day, Problem) else cell.answer(cell.fact, day)


def _read_quantity(cell: Cell) -> Iterator[Said]:
    amount = read_quantity(cell.text, periods=_PERIODS.get(cell.fact, ()))
    yield cell.remark(amount) if isinstance(amount, Problem) else cell.answer(cell.fact, amount)


def _read_event_date(cell: Cell) -> Iterator[Said]:
    day = read_date(cell.text)
    yield cell.remark(day) if isinstance(day, Problem) else cell.answer(EVENTS, day)


def _remark(cell: Cell, code: str, **parts: str) -> Said:
    return cell.remark(Problem(code, _TEXTS[code].format(cell=quote(cell.text), **parts)))


_READERS: Final[Mapping[Reading, Callable[[Cell], Iterator[Said]]]] = MappingProxyType(
    {
        Reading.TEXT: read_text,
        Reading.NIB: _read_nib,
        Reading.YES_NO: _read_yes_no,
        Reading.ENTRIES: _read_entries,
        Reading.MONEY: _read_money,
        Reading.BAND: _read_band,
        Reading.COUNT: _read_count,
        Reading.DATE: _read_date,
        Reading.REGION: read_region,
        Reading.DISTRICT: read_district,
        Reading.QUANTITY: _read_quantity,
        Reading.CODE: read_code,
        Reading.EVENT_DATE: _read_event_date,
    }
)

_TEXTS: Final = {
    "answer_unknown": Text(
        id="{cell} bukan jawaban ya atau tidak yang dikenal; tulis ya, tidak, proses, atau "
        "kosongkan",
        en="{cell} is no known yes or no; write ya, tidak, proses, or leave it empty",
    ),
    "answer_zero": Text(
        id="angka nol di kolom ini dapat berarti tidak atau belum diisi; tulis tidak, atau "
        "nyatakan artinya dalam berkas pemetaan",
        en="a zero in this column may mean no or not filled in; write tidak, or declare in the "
        "mapping file what it means",
    ),
    "entry_unknown": Text(
        id="{cell} tidak ada dalam daftar isian kolom ini; perbaiki isiannya atau tambahkan pada "
        "berkas pemetaan",
        en="{cell} is not among the entries of this column; correct it or add it to the mapping "
        "file",
    ),
    "band_unknown": Text(
        id="{cell} bukan rentang yang dikenal pada kolom ini; tambahkan pada berkas pemetaan",
        en="{cell} is no band known in this column; add it to the mapping file",
    ),
    "amount_negative": Text(
        id="{cell} kurang dari nol; periksa tanda minusnya",
        en="{cell} is below zero; check the minus sign",
    ),
    "amount_zero": Text(
        id="nilai nol dianggap belum diisi; tanyakan nilainya",
        en="a zero counts as not filled in; ask for the amount",
    ),
    "number_negative": Text(
        id="{cell} kurang dari nol; periksa tanda minusnya",
        en="{cell} is below zero; check the minus sign",
    ),
}
