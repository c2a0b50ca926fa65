"""Rows of a program, dictionaries or lists, as numbered records of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from umkmexport.codes.masking import mask_digits
from umkmexport.registry.entries import entry_text
from umkmexport.registry.refusals import refuse

__all__ = ["ROWS", "read_rows"]

ROWS = "rows"
"""What a table of such rows is called in messages."""


def read_rows(
    rows: Iterable[Mapping[str, object]] | Iterable[Sequence[object]],
) -> list[tuple[int, list[str]]]:
    """Number rows as if they stood in a spreadsheet, the header in row 1.

    The header of dictionaries is every key, in the order in which the keys turn up.
    """
    listed: list[object] = list(rows)
    if not listed:
        raise refuse("file_empty", ROWS)
    if isinstance(listed[0], Mapping):
        return _from_dictionaries(listed)
    return [
        (number, _entries(number, [(str(i), cell) for i, cell in enumerate(_list(number, row), 1)]))
        for number, row in enumerate(listed, 1)
    ]


def _from_dictionaries(rows: list[object]) -> list[tuple[int, list[str]]]:
    dictionaries = [_dictionary(number, row) for number, row in enumerate(rows, 2)]
    keys = list(dict.fromkeys(key for row in dictionaries for key in row))
    return [
        (1, keys),
        *(
            (number, _entries(number, [(key, row.get(key)) for key in keys]))
            for number, row in enumerate(dictionaries, 2)
        ),
    ]


def _dictionary(number: int, row: object) -> Mapping[str, object]:
    if isinstance(row, Mapping) and all(isinstance(key, str) for key in row):
        return row
    raise refuse("row_of_wrong_kind", ROWS, row=str(number), kind=type(row).__name__)


def _list(number: int, row: object) -> Sequence[object]:
    if isinstance(row, Sequence) and not isinstance(row, str | bytes):
        return row
    raise refuse("row_of_wrong_kind", ROWS, row=str(number), kind=type(row).__name__)


def _entries(number: int, cells: Iterable[tuple[str, object]]) -> list[str]:
    entries = []
    for column, cell in cells:
        entry = entry_text(cell)
        if entry is None:
            raise refuse(
                "cell_of_wrong_kind",
                ROWS,
                row=str(number),
                column=repr(mask_digits(column)),
                kind=type(cell).__name__,
            )
        entries.append(entry)
    return entries
