"""Ids for rows that have none: a digest of what they hold, so that a row number is no id."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

from umkmexport.codes.masking import mask_digits
from umkmexport.registry.tables import Table
from umkmexport.terms.reading import fold

__all__ = ["assign_ids", "row_digest"]

_Pair: TypeAlias = tuple[str, str]

_POINT_ZERO: Final = re.compile(r"-?[0-9]+\.0")


def row_digest(cells: Mapping[str, str]) -> str:
    """Make an id from the cells of a row, whatever the order of its columns.

    Case, blanks and empty cells make no difference, nor does a ``.0`` behind a whole number. Of
    a number of 15 or more digits only the ends go in, so that nobody finds a NIK by its digest.

    Args:
        cells: the entry under each header. Leave out row numbers and personal data.

    Examples:
        >>> row_digest({"Nama": "Batik Jlamprang", "Karyawan": "2"})
        'R-818d4b90639d'
        >>> row_digest({"KARYAWAN": "2.0", "Nama ": " batik jlamprang", "Telepon": ""})
        'R-818d4b90639d'
    """
    return _digest(sorted((fold(header), _entry(cell)) for header, cell in cells.items()))


def assign_ids(
    table: Table, *, ignoring: Collection[str] = (), personal: Collection[str] = ()
) -> tuple[str, ...]:
    """Give every row of a table an id, the same in every order and from every kind of file.

    Rows that hold the same get the same digest and a number: ``R-…``, ``R-…-2``, ``R-…-3``. Rows
    that differ in personal columns only are numbered by the order of what these hold.

    Args:
        table: the table.
        ignoring: headers of row numbers and other columns that say nothing of the firm.
        personal: headers of personal data, which stay out of the digest.

    Returns:
        One id for each row, in the order of the rows.
    """
    unread = {fold(header) for header in ignoring}
    unhashed = unread | {fold(header) for header in personal}
    pairs = _pairs(table)
    digests = [_digest(pair for pair in held if pair[0] not in unhashed) for held in pairs]
    order = sorted(
        range(len(pairs)),
        key=lambda i: [pair for pair in pairs[i] if pair[0] not in unread],
    )
    seen: dict[str, int] = {}
    ids = [""] * len(pairs)
    for i in order:
        count = seen[digests[i]] = seen.get(digests[i], 0) + 1
        ids[i] = digests[i] if count == 1 else f"{digests[i]}-{count}"
    return tuple(ids)


def _pairs(table: Table) -> list[list[_Pair]]:
    """Give headers and entries of each row in the form and order in which rows are compared."""
    headers = [fold(header) for header in table.headers]
    cells = {cell for row in table.rows for cell in (*row.cells, *row.surplus)}
    entries = {cell: _entry(cell) for cell in cells}
    return [
        sorted(
            [
                *zip(headers, map(entries.__getitem__, row.cells), strict=True),
                *(("", entries[cell]) for cell in row.surplus),
            ]
        )
        for row in table.rows
    ]


def _entry(cell: str) -> str:
    entry = fold(cell)
    return entry[:-2] if _POINT_ZERO.fullmatch(entry) else entry


def _digest(pairs: Iterable[_Pair]) -> str:
    """Digest the filled cells; long numbers are masked first."""
    filled = [
        (header, mask_digits(entry) if len(entry) >= 15 else entry)
        for header, entry in pairs
        if entry
    ]
    return "R-" + hashlib.sha256(json.dumps(filled).encode()).hexdigest()[:12]
