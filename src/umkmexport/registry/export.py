"""Write a list for people: CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from umkmexport.codes.masking import mask_digits
from umkmexport.errors import RegistryError
from umkmexport.terms.text import Text

__all__ = ["write_csv"]

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(
    path: str | Path,
    rows: Iterable[Mapping[str, object]],
    *,
    columns: Sequence[str] | None = None,
) -> int:
    """Write rows as CSV in UTF-8 with a byte order mark, as spreadsheets expect.

    A cell that a spreadsheet would run as a formula is neutralised with an apostrophe; whole
    numbers are written as they are.

    Args:
        path: where to write.
        rows: rows of the same columns.
        columns: the columns, where there may be no rows to take them from.

    Returns:
        How many rows were written.

    Raises:
        RegistryError: there are neither rows nor columns, the rows differ in their columns, or
            the file cannot be written.
    """
    written = [dict(row) for row in rows]
    name = mask_digits(Path(path).name)
    columns = list(columns if columns is not None else written[0] if written else ())
    if not columns:
        raise RegistryError(_NOTHING.format(name=name))
    if any(list(row) != columns for row in written):
        raise RegistryError(_UNEVEN.format(name=name))
    try:
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([_safe(column) for column in columns])
            writer.writerows([_safe(row[column]) for column in columns] for row in written)
    except OSError as error:
        raise RegistryError(_CLOSED.format(name=name, why=str(error.strerror))) from None
    return len(written)


def _safe(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


_NOTHING: Final = Text(
    id="{name}: tidak ada baris dan tidak ada kolom untuk ditulis",
    en="{name}: there are no rows to write, and no columns",
)
_UNEVEN: Final = Text(
    id="{name}: kolom pada baris-barisnya tidak sama",
    en="{name}: the rows differ in their columns",
)
_CLOSED: Final = Text(
    id="{name}: berkas tidak dapat ditulis ({why}); tutup berkas itu di program lain, atau simpan "
    "di folder lain",
    en="{name}: the file cannot be written ({why}); close it in other programs, or write to "
    "another folder",
)
