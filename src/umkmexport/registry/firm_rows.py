"""Rows of a table that are no firm: headers again, numbers of columns, totals, shifted rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from umkmexport.registry.tables import Row
from umkmexport.terms.reading import Problem, fold
from umkmexport.terms.text import Text

__all__ = ["NO_FIRM", "why_no_firm"]

_TOTALS: Final = frozenset(
    (
        "jumlah",
        "total",
        "jumlah total",
        "total jumlah",
        "jumlah seluruhnya",
        "jumlah keseluruhan",
        "total keseluruhan",
        "grand total",
        "sub total",
        "subtotal",
        "sub jumlah",
    )
)
_FEWEST_NUMBERS: Final = 3


def why_no_firm(row: Row, headers: Sequence[str]) -> Problem | None:
    """Say why a row is no firm, None if it may be one.

    Args:
        row: the row.
        headers: the folded headers of the table.
    """
    if row.surplus:
        return _SHIFTED
    if _repeats(row.cells, headers):
        return _HEADER_AGAIN
    first = next(cell for cell in row.cells if cell.strip())
    if fold(first).rstrip(" :.") in _TOTALS:
        return _TOTAL
    if _bare(first) == "1" and _are_numbers_of_columns(row.cells):
        return _COLUMN_NUMBERS
    return None


def _repeats(cells: Sequence[str], headers: Sequence[str]) -> bool:
    return all(fold(cell) == header for cell, header in zip(cells, headers, strict=True))


def _are_numbers_of_columns(cells: Sequence[str]) -> bool:
    """Tell whether the entries are 1, 2, 3 and so on, as some tables print below the headers."""
    filled = [_bare(cell) for cell in cells if cell.strip()]
    return len(filled) >= _FEWEST_NUMBERS and filled == [str(n + 1) for n in range(len(filled))]


def _bare(cell: str) -> str:
    return cell.strip(" ().")


_SHIFTED: Final = Problem(
    "row_refused",
    Text(
        id="baris ini memiliki lebih banyak isian daripada judul kolom sehingga isinya bergeser; "
        "perbaiki pemisah atau tanda kutipnya, lalu baca kembali",
        en="this row has more entries than there are headers, so they are shifted; correct its "
        "delimiters or quotation marks and read again",
    ),
)
_HEADER_AGAIN: Final = Problem(
    "row_is_header",
    Text(
        id="baris ini mengulang judul kolom dan tidak dibaca sebagai usaha",
        en="this row repeats the headers and was not read as a firm",
    ),
)
_COLUMN_NUMBERS: Final = Problem(
    "row_is_column_numbers",
    Text(
        id="baris ini hanya berisi nomor kolom dan tidak dibaca sebagai usaha",
        en="this row holds the numbers of the columns and was not read as a firm",
    ),
)
_TOTAL: Final = Problem(
    "row_is_total",
    Text(
        id="baris ini tampaknya jumlah dan tidak dibaca sebagai usaha; jika ini memang nama usaha, "
        "beri ID di kolom pertama",
        en="this row seems to be a total and was not read as a firm; if it is the name of one, "
        "put an id into the first column",
    ),
)
NO_FIRM: Final = Problem(
    "row_without_firm",
    Text(
        id="baris ini tidak memuat ID, nama, NIB, atau keterangan usaha apa pun; isi atau hapus "
        "baris ini",
        en="this row holds no id, name, NIB or anything else about a firm; fill it in or remove it",
    ),
)
"""What is said of a row in which nothing speaks of a firm."""
