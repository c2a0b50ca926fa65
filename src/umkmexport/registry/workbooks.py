"""Workbooks (XLSX and its kin), read with python-calamine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.registry.entries import entry_text
from umkmexport.registry.refusals import TableError, refuse

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["Sheet", "column_letters", "read_sheet"]


@attrs.frozen
class Sheet:
    """Hold the filled part of a sheet.

    Attributes:
        name: name of the sheet.
        records: the cells of each row, with the number of the row; none for a blank row.
        first_column: how many empty columns lie before the first cell.
        merged: merged cells: their last row, and the range as a spreadsheet names it.
    """

    name: str
    records: tuple[tuple[int, tuple[str, ...]], ...] = attrs.field(repr=False)
    first_column: int = 0
    merged: tuple[tuple[int, str], ...] = ()


def read_sheet(data: bytes, name: str, sheet: str | None) -> Sheet:
    """Read the sheet asked for, or the only visible one that holds anything.

    Formulas give the value saved with them; where none was saved, and where it is an error such
    as ``#N/A``, the cell is empty.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise refuse("excel_not_installed", name) from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _sheet(_choose(book, name, sheet), name)
    except TableError:
        raise
    except (CalamineError, OverflowError, ValueError):
        raise refuse("workbook_damaged", name) from None


def column_letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do.

    Examples:
        >>> column_letters(0), column_letters(25), column_letters(26), column_letters(702)
        ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _choose(book: CalamineWorkbook, name: str, sheet: str | None) -> CalamineSheet:
    from python_calamine import SheetVisibleEnum

    names = book.sheet_names
    if sheet is not None:
        if sheet in names:
            return book.get_sheet_by_name(sheet)
        shown = ", ".join(map(_shown, names))
        raise refuse("sheet_missing", name, sheet=_shown(sheet), sheets=shown)
    visible = [
        entry.name for entry in book.sheets_metadata if entry.visible is SheetVisibleEnum.Visible
    ]
    filled = [found for found in map(book.get_sheet_by_name, visible) if found.start is not None]
    if not filled:
        raise refuse("file_empty", name)
    if len(filled) > 1:
        shown = ", ".join(_shown(found.name) for found in filled)
        raise refuse("sheet_unclear", name, sheets=shown)
    return filled[0]


def _sheet(sheet: CalamineSheet, name: str) -> Sheet:
    start = sheet.start
    if start is None:
        raise refuse("file_empty", name)
    top, left = start
    return Sheet(
        name=sheet.name,
        records=tuple(
            (top + index, _entries(row)) for index, row in enumerate(sheet.to_python(), 1)
        ),
        first_column=left,
        merged=tuple(map(_range, sorted(sheet.merged_cell_ranges or ()))),
    )


def _entries(row: Sequence[object]) -> tuple[str, ...]:
    if row.count("") == len(row):
        return ()
    return tuple((entry_text(value) or "") for value in row)


def _range(corners: Sequence[tuple[int, int]]) -> tuple[int, str]:
    (top, left), (bottom, right) = corners
    cells = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
    return bottom + 1, cells


def _shown(name: str) -> str:
    return repr(mask_digits(name))
