"""Every row that is read is an enterprise or an issue, and every cell ends up somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.registry import Column, Reading, read_table
from umkmexport.registry.entries import entry_text
from umkmexport.registry.header import Matched, match_header
from umkmexport.registry.words import Word, read_word
from umkmexport.terms.reading import fold, tidy

DAY = date(2026, 11, 21)
NIK = "3171011708450001"

PLACEHOLDERS = ("", "-", "_", "0", "000", "N/A", "KOSONG", "unknown", "tidak tahu", " ", "\n")
WORDS = ("ya", "tidak", "belum ada", "proses", "menyusul", "v", "x", "1", "none", "JUMLAH", "Total")
CELLS: dict[Reading, tuple[object, ...]] = {
    Reading.ID: ("A-1", "A-1", "A-2", "1", 1.0, NIK, "JUMLAH", "id"),
    Reading.TEXT: ("Batik", "Kopi\nJaya", f"Sari {NIK}", "=1+1", "TOTAL"),
    Reading.NIB: ("9000000000013", "9000 0000 00013", "0" * 13, "123", NIK, 9000000000013.0),
    Reading.YES_NO: ("ada", "BELUM", "dalam proses", "12", "TRUE", True, False),
    Reading.MONEY: ("Rp. 5.000.000", "-5", "1,5 M", "Rp. ,", "500 jt", 5e6, "9" * 16, "Rp. 0"),
    Reading.COUNT: ("3", "-2", "1.000", "3 orang", 3.0, 2.5, "tiga", "9" * 14),
    Reading.DATE: ("2019", "17/08/2020", "01/02/20", "2030", "30 Februari 2020", date(2020, 1, 2)),
    Reading.REGION: ("Kota Medan", "MALANG", "12.71", "1271", "91.01", "Jawa Timur", "Wakanda"),
    Reading.DISTRICT: ("KLOJEN", "Klojn", "35.73.02", "KOTA MALANG", "Tahunan"),
    Reading.QUANTITY: ("600 kg", "1,5 ton", "500-600 kg", "50 kg/hari", "600", "1.500 kg"),
    Reading.CODE: ("2020:10794", "1135", "Belanda", "a, b", ",", NIK, "2022:2103.90"),
    Reading.BAND: ("< 1M", "1M-5M", "< 2M", "2M - 15M", "15 M"),
    Reading.EVENT_DATE: ("04-06 Juni 2024", "28 s.d 29 November 2024", "minggu lalu"),
}
COUNTED = (Reading.COUNT, Reading.MONEY, Reading.YES_NO)
"""Readings in which a zero is a number, and no placeholder."""


def cells(column: Column) -> st.SearchStrategy[object]:
    own = [*CELLS.get(column.read, ()), *(entry.entry for entry in column.entries)]
    picked = st.sampled_from([*own, *PLACEHOLDERS, *WORDS])
    if column.several:
        picked |= st.lists(st.sampled_from([*own, *WORDS]), max_size=3).map(",\n".join)
    return picked | st.text(max_size=25)


@st.composite
def tables(draw: st.DrawFn, mapping: ux.RegistryMapping) -> list[list[Any]]:
    """Draw a table with some columns of a mapping and what people put into them."""
    free = [column for column in mapping.all_columns if not column.required]
    chosen = draw(st.lists(st.sampled_from(free), max_size=6, unique_by=id))
    columns = [*mapping.required, *chosen]
    headers = [draw(st.sampled_from(column.headers)) for column in columns]
    rows = draw(st.lists(st.tuples(*map(cells, columns)), min_size=1, max_size=6))
    return [headers, *map(list, rows)]


def read(rows: list[list[Any]], mapping: ux.RegistryMapping) -> ux.Registry | None:
    """Read a table, None where none of its rows holds anything."""
    if not any((entry_text(cell) or "").strip() for row in rows[1:] for cell in row):
        with pytest.raises(ux.RegistryError, match="no rows of data"):
            ux.read_registry(rows, as_of=DAY, mapping=mapping)
        return None
    return ux.read_registry(rows, as_of=DAY, mapping=mapping)


def refused(registry: ux.Registry) -> set[int]:
    codes = ("row_is_", "row_refused", "row_without_firm")
    return {issue.row for issue in registry.issues if issue.row and issue.code.startswith(codes)}


def says_nothing(matched: Matched, cell: str) -> bool:
    """Tell whether a cell is not filled in, or holds but what the mapping gives no meaning."""
    if matched.column.read in COUNTED and "0" in cell and not tidy(cell).strip("0.,"):
        return False
    entries = matched.column.by_entry
    parts = re.split("[,;\n]", cell) if matched.column.several else [cell]
    for part in parts:
        entry = entries.get(fold(part))
        if entry.value is not None if entry is not None else read_word(part) is not Word.BLANK:
            return False
    return True


def facts_of(matched: Matched, cell: str) -> Iterator[str]:
    """Name the facts that a cell may speak of."""
    if matched.column.read is Reading.NIB:
        yield from ("nib", "has_nib")
    if matched.column.fact is not None:
        yield matched.column.fact
    for entry in matched.column.entries:
        if entry.fact is not None and fold(entry.entry) in fold(cell):
            yield entry.fact


def ends_up(matched: Matched, cell: str, firm: ux.Enterprise, reported: set[str | None]) -> bool:
    if matched.header in reported:
        return True
    read = matched.column.read
    if read is Reading.CARRY:
        return (matched.header, cell) in firm.carried
    if read is Reading.ID:
        return re.fullmatch(re.escape(tidy(cell)) + r"(-\d+)?", firm.id) is not None
    if read is Reading.EVENT_DATE:
        return bool(firm.events)
    noted = {note.fact for note in firm.evidence}
    return any(fact in noted or getattr(firm, fact) is not None for fact in facts_of(matched, cell))


@pytest.mark.parametrize("name", ux.mappings)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_row_and_every_cell_is_accounted_for(name: str, data: st.DataObject) -> None:
    mapping = ux.mappings[name]
    rows = data.draw(tables(mapping))
    registry = read(rows, mapping)
    if registry is None:
        return
    table = read_table(rows)
    aside = refused(registry)
    assert registry.rows_read == len(table.rows)
    assert registry.rows_refused == len(aside)
    kept = [row for row in table.rows if row.number not in aside]
    assert len(kept) == len(registry.enterprises)
    for row, firm in zip(kept, registry.enterprises, strict=True):
        reported = {i.column for i in registry.issues if i.row == row.number}
        reported.discard(None)
        for matched in match_header(table, mapping).matched:
            cell = row.cells[matched.position]
            unread = matched.column.read in {Reading.IGNORE, Reading.ROW_NUMBER}
            if not unread and not says_nothing(matched, cell):
                assert ends_up(matched, cell, firm, reported), (matched.header, cell)


@pytest.mark.parametrize("name", ux.mappings)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_order_of_the_rows_changes_no_firm(name: str, data: st.DataObject) -> None:
    mapping = ux.mappings[name]
    headers, *rows = data.draw(tables(mapping))
    turned = data.draw(st.permutations(rows))
    one, other = read([headers, *rows], mapping), read([headers, *turned], mapping)
    if one is None or other is None:
        assert one is other
        return
    assert sorted(map(plain, one.enterprises)) == sorted(map(plain, other.enterprises))
    assert one.issue_counts() == other.issue_counts()
    assert len({firm.id for firm in one.enterprises}) == len(one.enterprises)


def plain(firm: ux.Enterprise) -> str:
    """Write a firm without the numbers of its rows."""
    return re.sub(r"row \d+", "row", firm.to_json())


@pytest.mark.parametrize("name", ux.mappings)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_long_number_gets_out(name: str, data: st.DataObject) -> None:
    mapping = ux.mappings[name]
    rows = data.draw(tables(mapping))
    registry = read(rows, mapping)
    if registry is None:
        return
    shown = "\n".join([repr(registry.issues), *map(repr, registry.enterprises)])
    assert NIK not in shown
    assert NIK[2:14] not in shown


@given(
    st.lists(st.lists(st.text(max_size=12) | st.none() | st.integers() | st.booleans(), max_size=5))
)
def test_any_rows_are_read_or_refused_with_an_error_of_ours(rows: list[list[Any]]) -> None:
    for mapping in (None, *ux.mappings.values()):
        with suppress(ux.UmkmExportError):
            ux.read_registry(rows, as_of=DAY, mapping=mapping)
