"""Tables of text, from a file or from rows of a program, whatever they look like inside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.registry.file_kinds import is_workbook, read_text_file, read_workbook_file
from umkmexport.registry.plain_rows import ROWS, read_rows
from umkmexport.registry.refusals import refuse
from umkmexport.registry.text_files import decode, find_delimiter, read_records
from umkmexport.registry.workbooks import column_letters, read_sheet
from umkmexport.terms.reading import Problem, fold, quote, tidy
from umkmexport.terms.text import Text

__all__ = ["Row", "Table", "TableSource", "read_table"]

TableSource: TypeAlias = (
    str | os.PathLike[str] | Iterable[Mapping[str, object]] | Iterable[Sequence[object]]
)
"""A path, or rows: dictionaries, or lists of which the first is the header."""

_Record: TypeAlias = tuple[int, Sequence[str]]

_LOOK_AHEAD: Final = 20
_MOST_RANGES: Final = 5


@attrs.frozen
class Row:
    """Hold one row as it stands in the file.

    Attributes:
        number: the row as a spreadsheet numbers it, so that a clerk finds it.
        cells: as many as the table has headers; what the row lacks is empty.
        surplus: entries to the right of the last header.
        problem: what is wrong with the row as a whole: ``row_too_short`` or ``row_too_long``.
            Its cells may then stand under the wrong headers.
    """

    number: int
    cells: tuple[str, ...] = attrs.field(repr=False)
    surplus: tuple[str, ...] = attrs.field(default=(), repr=False)
    problem: Problem | None = attrs.field(default=None, repr=False)


@attrs.frozen
class Table:
    """Hold the headers and rows of a registry as text, before anything is understood.

    Attributes:
        name: name of the file, or ``rows``. Long numbers in it are masked.
        headers: the column headers in their order, tidied. One may be empty or repeated.
        rows: every row below the header that holds anything.
        blank_rows: how many rows below the header hold nothing.
        sheet: name of the sheet, where the table comes from a workbook.
        notes: what to know of the table as a whole: ``encoding_windows_1252``,
            ``encoding_mixed``, ``header_repeated``, ``header_blank`` and ``cells_merged``.
    """

    name: str
    headers: tuple[str, ...] = attrs.field(repr=False)
    rows: tuple[Row, ...] = attrs.field(repr=lambda rows: f"<{len(rows)}>")
    blank_rows: int = 0
    sheet: str | None = None
    notes: tuple[Problem, ...] = attrs.field(default=(), repr=False)

    def positions(self, header: str) -> tuple[int, ...]:
        """Give the positions of the columns with a header, whatever its case and blanks."""
        wanted = fold(header)
        return tuple(i for i, found in enumerate(self.headers) if fold(found) == wanted)


def read_table(
    source: TableSource,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """Read a table from a text file (.csv, .tsv, .txt), a workbook (.xlsx, .xls, .ods) or rows.

    The same registry gives the same cells from each of them. Options that a kind of source has
    no use for are left aside, so that one mapping serves a CSV and a workbook.

    Args:
        source: a path, or rows.
        sheet: the sheet of a workbook; needed where more than one holds anything.
        header_row: the row of the column headers as a spreadsheet numbers it; else the first
            row that holds anything.
        encoding: the encoding of a text file; else by its byte order mark, else UTF-8, else
            Windows-1252.
        delimiter: what stands between the cells of a text file; else found from the header.

    Raises:
        TableError: the source is no table. The error says why in both languages.

    Examples:
        >>> table = read_table([{"Nama": "Batik", "Karyawan": 2.0}, {"Nama": "Keripik"}])
        >>> table.headers, [row.cells for row in table.rows]
        (('Nama', 'Karyawan'), [('Batik', '2'), ('Keripik', '')])
    """
    if not isinstance(source, str | os.PathLike):
        return _build(ROWS, read_rows(source), header_row)
    path = Path(source)
    name = mask_digits(path.name)
    if is_workbook(path, name):
        return _from_workbook(read_workbook_file(path, name), name, sheet, header_row)
    text, notes = decode(read_text_file(path, name, encoding), name, encoding)
    records = read_records(text, name, delimiter or find_delimiter(text, name, header_row))
    return _with_notes(_build(name, records, header_row), before=notes)


def _from_workbook(data: bytes, name: str, sheet: str | None, header_row: int | None) -> Table:
    found = read_sheet(data, name, sheet)
    table = _build(name, found.records, header_row, first_column=found.first_column)
    first_row = min(row.number for row in table.rows)
    merged = [cells for last_row, cells in found.merged if last_row >= first_row]
    return attrs.evolve(
        _with_notes(table, after=[_merged_note(merged)] if merged else ()), sheet=found.name
    )


def _with_notes(
    table: Table, *, before: Sequence[Problem] = (), after: Sequence[Problem] = ()
) -> Table:
    return attrs.evolve(table, notes=(*before, *table.notes, *after))


def _build(
    name: str, records: Iterable[_Record], header_row: int | None, *, first_column: int = 0
) -> Table:
    listed = list(records)
    header_index = _find_header(name, listed, header_row)
    headers = [tidy(header) for header in listed[header_index][1]]
    below = listed[header_index + 1 :]
    filled = [record for record in below if _is_filled(record)]
    if not filled:
        raise refuse("rows_missing", name)
    entries = [sum(_has_entry(cells, i) for _, cells in filled) for i in range(len(headers))]
    while headers and not headers[-1] and not entries[len(headers) - 1]:
        headers.pop()
    return Table(
        name=name,
        headers=tuple(headers),
        rows=tuple(_row(record, len(headers)) for record in filled),
        blank_rows=len(below) - len(filled),
        notes=(
            *_repeated_notes(headers, first_column),
            *_blank_notes(headers, entries, first_column),
        ),
    )


def _find_header(name: str, records: Sequence[_Record], header_row: int | None) -> int:
    """Find the record of the headers: the declared one, else the first that holds anything."""
    filled = [i for i, record in enumerate(records) if _is_filled(record)]
    if header_row is not None:
        declared = [i for i in filled if records[i][0] == header_row]
        if not declared:
            raise refuse("header_missing", name, row=str(header_row))
        return declared[0]
    if not filled:
        raise refuse("file_empty", name)
    widths = [_width(records[i]) for i in filled[:_LOOK_AHEAD]]
    if widths[0] == 1 and max(widths) > 1:
        title, guess = records[filled[0]], records[filled[widths.index(max(widths))]]
        raise refuse("header_under_title", name, row=str(title[0]), guess=str(guess[0]))
    return filled[0]


def _is_filled(record: _Record) -> bool:
    return any(map(str.strip, record[1]))


def _width(record: _Record) -> int:
    return sum(bool(cell.strip()) for cell in record[1])


def _has_entry(cells: Sequence[str], column: int) -> bool:
    return column < len(cells) and bool(cells[column].strip())


def _row(record: _Record, width: int) -> Row:
    number, cells = record
    surplus = tuple(cell for cell in cells[width:] if cell.strip())
    problem = None
    if surplus:
        problem = _problem("row_too_long", row=str(number), n=str(len(surplus)))
    elif len(cells) < width:
        problem = _problem("row_too_short", row=str(number), n=str(len(cells)), width=str(width))
    padded = (*cells[:width], *[""] * (width - len(cells)))
    return Row(number, padded, surplus, problem)


def _repeated_notes(headers: Sequence[str], first_column: int) -> list[Problem]:
    columns: dict[str, list[int]] = {}
    for i, header in enumerate(headers):
        columns.setdefault(fold(header), []).append(i)
    return [
        _problem(
            "header_repeated",
            header=quote(headers[found[0]]),
            columns=", ".join(column_letters(first_column + i) for i in found),
        )
        for header, found in columns.items()
        if header and len(found) > 1
    ]


def _blank_notes(
    headers: Sequence[str], entries: Sequence[int], first_column: int
) -> list[Problem]:
    return [
        _problem("header_blank", column=column_letters(first_column + i), n=str(entries[i]))
        for i, header in enumerate(headers)
        if not header and entries[i]
    ]


def _merged_note(ranges: Sequence[str]) -> Problem:
    more = ", …" if len(ranges) > _MOST_RANGES else ""
    return _problem("cells_merged", ranges=", ".join(ranges[:_MOST_RANGES]) + more)


def _problem(code: str, **parts: Text | str) -> Problem:
    return Problem(code, _TEXTS[code].format(**parts))


_TEXTS: Final = {
    "row_too_short": Text(
        id="baris {row} hanya mempunyai {n} dari {width} kolom; mungkin terpotong atau bergeser",
        en="row {row} has only {n} of {width} columns; it may be cut short or shifted",
    ),
    "row_too_long": Text(
        id="baris {row} mempunyai {n} isian di sebelah kanan kolom terakhir; "
        "mungkin sebuah isian terbelah dan baris ini bergeser",
        en="row {row} holds entries ({n}) to the right of the last column; "
        "an entry may have been split and the row shifted",
    ),
    "header_repeated": Text(
        id="judul kolom {header} dipakai lebih dari sekali (kolom {columns})",
        en="the header {header} is used more than once (columns {columns})",
    ),
    "header_blank": Text(
        id="kolom {column} mempunyai {n} isian tetapi tidak berjudul, sehingga tidak dibaca",
        en="column {column} holds entries ({n}) but has no header, so it is not read",
    ),
    "cells_merged": Text(
        id="sel gabungan ({ranges}) hanya berisi nilai di sel pertamanya; "
        "sel lainnya dianggap kosong",
        en="merged cells ({ranges}) hold a value in their first cell only; "
        "the others count as empty",
    ),
}
