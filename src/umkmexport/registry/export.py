"""Write a list for people: CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from umkmexport.codes.masking import mask_digits
from umkmexport.errors import RegistryError

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
        raise RegistryError(f"{name}: there are no rows to write, and no columns")
    if any(list(row) != columns for row in written):
        raise RegistryError(f"{name}: the rows differ in their columns")
    try:
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([_safe(column) for column in columns])
            writer.writerows([_safe(row[column]) for column in columns] for row in written)
    except OSError as error:
        raise RegistryError(
            f"{name}: the file cannot be written ({error.strerror}); close it in other programs, "
            "or write to another folder"
        ) from None
    return len(written)


def _safe(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
