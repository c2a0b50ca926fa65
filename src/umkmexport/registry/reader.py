"""The door for rows: a table and a mapping in, enterprises and issues out, and nothing lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

import attrs

from umkmexport.errors import RegistryError
from umkmexport.model.enterprise import Enterprise
from umkmexport.registry.firm_ids import firm_ids, list_rows
from umkmexport.registry.firm_rows import why_no_firm
from umkmexport.registry.header import match_header
from umkmexport.registry.issues import Issue, issue
from umkmexport.registry.mapping import RegistryMapping
from umkmexport.registry.row_reader import RowReader
from umkmexport.registry.tables import Row, Table, TableSource, read_table
from umkmexport.terms.reading import Problem, fold
from umkmexport.terms.text import Text

__all__ = ["Registry", "read_registry"]


@attrs.frozen
class Registry:
    """What was read of a registry: every row is an enterprise or an issue, usually both.

    Attributes:
        enterprises: the firms, in the order of the rows.
        issues: what a clerk should look at.
        rows_read: how many rows held anything; as many as enterprises and rows refused.
        rows_refused: how many rows could not become a firm; each has an issue.
        blank_rows: how many rows below the header held nothing.
        mapping: the id of the mapping.
        name: the name of the file.
        as_of: the day for which the register is taken to be true.
    """

    enterprises: tuple[Enterprise, ...] = attrs.field(repr=lambda firms: f"<{len(firms)}>")
    issues: tuple[Issue, ...] = attrs.field(repr=lambda issues: f"<{len(issues)}>")
    rows_read: int
    rows_refused: int
    blank_rows: int
    mapping: str
    name: str
    as_of: date

    def issue_counts(self) -> dict[str, int]:
        """Count the issues by code, most frequent first."""
        return dict(Counter(issue.code for issue in self.issues).most_common())


def read_registry(
    source: TableSource,
    *,
    as_of: date,
    mapping: RegistryMapping | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Registry:
    """Read a registry (*data UMKM*) of an office: a CSV, a workbook or rows.

    Without a mapping the headers decide between the shipped ones; where none or several fit,
    that is an error. What cannot be read is an issue and leaves its fact unknown; two cells that
    disagree leave it unknown with both values kept; a tick without a number is a claim.

    Args:
        source: a path to a .csv, .tsv, .txt, .xlsx, .xls or .ods file, or rows.
        as_of: the day for which the register is taken to be true; it dates what is read.
        mapping: how the columns become facts, from ``umkmexport.mappings`` or
            ``load_mapping``.
        sheet: the sheet of a workbook, where several hold data.
        header_row: the row of the headers as a spreadsheet numbers it, where neither the mapping
            says so nor it is the first.
        encoding: the encoding of a text file, where it should not be found.
        delimiter: what stands between the cells of a text file, where it should not be found.

    Raises:
        RegistryError: the source is no table, lacks a column, or has two for one fact.

    Examples:
        >>> rows = [{"id": "A-1", "name": "Keripik Tempe", "annual_sales": "Rp. 20.000.000"}]
        >>> registry = read_registry(rows, as_of=date(2026, 11, 21))
        >>> registry.enterprises[0].annual_sales, registry.rows_read, registry.issues
        (20000000, 1, ())
    """
    if not isinstance(as_of, date) or isinstance(as_of, datetime):
        raise RegistryError(f"as_of is a date such as date(2026, 11, 21), not {as_of!r}")
    if header_row is None and mapping is not None:
        header_row = mapping.header_row
    table = read_table(
        source, sheet=sheet, header_row=header_row, encoding=encoding, delimiter=delimiter
    )
    match = match_header(table, mapping)
    rows, issues = _rows_of_firms(table)
    ids = firm_ids(attrs.evolve(table, rows=rows), match)
    reader = RowReader(table, match, as_of)
    firms = [
        (row, firm)
        for row, name, own in zip(rows, ids.ids, ids.own, strict=True)
        if (firm := reader.read(row, name, own_id=own)) is not None
    ]
    issues += [issue(problem) for problem in (*table.notes, *match.notes)]
    issues += [*ids.issues, *reader.issues, *_repeated_nibs(firms)]
    return Registry(
        enterprises=tuple(firm for _, firm in firms),
        issues=tuple(sorted(issues, key=lambda found: found.row or 0)),
        rows_read=len(table.rows),
        rows_refused=len(table.rows) - len(firms),
        blank_rows=table.blank_rows,
        mapping=match.mapping.id,
        name=table.name,
        as_of=as_of,
    )


def _rows_of_firms(table: Table) -> tuple[tuple[Row, ...], list[Issue]]:
    """Set rows aside that are no firm, and report what is odd about any row as a whole."""
    headers = [fold(header) for header in table.headers]
    firms: list[Row] = []
    issues: list[Issue] = []
    for row in table.rows:
        if row.problem is not None:
            issues.append(issue(row.problem, row=row.number))
        problem = why_no_firm(row, headers)
        if problem is None:
            firms.append(row)
        else:
            issues.append(issue(problem, row=row.number, value=" | ".join(row.surplus)))
    return tuple(firms), issues


def _repeated_nibs(firms: Iterable[tuple[Row, Enterprise]]) -> Iterator[Issue]:
    rows: dict[str, list[int]] = {}
    for row, firm in firms:
        if firm.nib is not None:
            rows.setdefault(firm.nib, []).append(row.number)
    for numbers in rows.values():
        if len(numbers) > 1:
            problem = Problem("nib_repeated", _NIB_AGAIN.format(rows=list_rows(numbers)))
            for number in numbers:
                yield issue(problem, row=number, fact="nib")


_NIB_AGAIN: Final = Text(
    id="NIB yang sama tercantum pada baris {rows}; usaha yang sama atau nomor yang tersalin; "
    "paling banyak satu tempat untuk satu NIB",
    en="the same NIB stands in rows {rows}: one firm twice, or a copied number; one NIB takes at "
    "most one place",
)
