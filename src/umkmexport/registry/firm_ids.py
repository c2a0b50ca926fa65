"""The ids of the firms: those of the declared column, or digests of what the rows hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.registry.header import Match, Matched
from umkmexport.registry.issues import Issue, issue
from umkmexport.registry.readings import Reading
from umkmexport.registry.row_ids import assign_ids
from umkmexport.registry.tables import Row, Table
from umkmexport.registry.words import Word, read_word
from umkmexport.terms.reading import Problem, tidy
from umkmexport.terms.text import Text

__all__ = ["FirmIds", "firm_ids", "list_rows"]

_MOST_LISTED: Final = 12


@attrs.frozen
class FirmIds:
    """Hold one id for each row.

    Attributes:
        ids: the ids, each of them once, in the order of the rows.
        own: which of them stand in the sheet, up to the number behind a repeated one.
        issues: rows without an id of their own.
    """

    ids: tuple[str, ...]
    own: tuple[bool, ...]
    issues: tuple[Issue, ...]


def firm_ids(table: Table, match: Match) -> FirmIds:
    """Give every row an id, the same in any order of the rows.

    Without a declared column it is a digest, and so it is where the cell is empty or holds what
    may be a NIK. Rows that share an id are numbered by the order of their digests.
    """
    digests = assign_ids(
        table,
        ignoring=[m.header for m in match.of(Reading.ROW_NUMBER)],
        personal=[m.header for m in match.matched if m.column.personal],
    )
    column = next(iter(match.of(Reading.ID)), None)
    if column is None:
        return FirmIds(digests, (False,) * len(digests), ())
    return _declared(table.rows, column, digests)


def list_rows(numbers: Sequence[int]) -> str:
    """List the numbers of rows for people, a dozen at the most."""
    more = ", …" if len(numbers) > _MOST_LISTED else ""
    return ", ".join(map(str, numbers[:_MOST_LISTED])) + more


def _declared(rows: Sequence[Row], column: Matched, digests: Sequence[str]) -> FirmIds:
    cells = [tidy(row.cells[column.position]) for row in rows]
    problems = [_problem(cell) for cell in cells]
    own = tuple(problem is None for problem in problems)
    said = [c if is_own else d for c, is_own, d in zip(cells, own, digests, strict=True)]
    found = [
        issue(problem, row=row.number, column=column.header, value=cell)
        for row, cell, problem in zip(rows, cells, problems, strict=True)
        if problem is not None
    ]
    found += _repeated(rows, said, column.header)
    return FirmIds(_told_apart(said, digests), own, tuple(found))


def _problem(cell: str) -> Problem | None:
    if read_word(cell) is Word.BLANK:
        return _NO_ID
    return _LONG_ID if mask_digits(cell) != cell else None


def _repeated(rows: Sequence[Row], said: Sequence[str], header: str) -> Iterator[Issue]:
    numbers: dict[str, list[int]] = {}
    for row, own in zip(rows, said, strict=True):
        numbers.setdefault(own, []).append(row.number)
    for own, found in numbers.items():
        if len(found) > 1:
            problem = Problem("id_repeated", _ID_AGAIN.format(rows=list_rows(found)))
            for number in found:
                yield issue(problem, row=number, column=header, value=own)


def _told_apart(said: Sequence[str], digests: Sequence[str]) -> tuple[str, ...]:
    ids = list(said)
    taken = set(said)
    seen: set[str] = set()
    for index in sorted(range(len(ids)), key=digests.__getitem__):
        if said[index] in seen:
            ids[index] = _free(said[index], taken)
            taken.add(ids[index])
        seen.add(said[index])
    return tuple(ids)


def _free(own: str, taken: Collection[str]) -> str:
    count = 2
    while f"{own}-{count}" in taken:
        count += 1
    return f"{own}-{count}"


_NO_ID: Final = Problem(
    "id_blank",
    Text(
        id="ID kosong; baris ini diberi ID sementara menurut isinya",
        en="the id is empty; the row has an id made from its content for now",
    ),
)
_LONG_ID: Final = Problem(
    "id_is_long_number",
    Text(
        id="ID ini angka panjang yang mungkin NIK atau NPWP, sehingga tidak dipakai; baris ini "
        "diberi ID sementara menurut isinya",
        en="the id is a long number that may be a NIK or an NPWP and is not used; the row has an "
        "id made from its content for now",
    ),
)
_ID_AGAIN: Final = Text(
    id="ID yang sama dipakai pada baris {rows}; pastikan apakah usahanya sama",
    en="the same id stands in rows {rows}; find out whether they are one firm",
)
