"""The door for rows: a table and a mapping in, enterprises and issues out, and nothing lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import attrs

from umkmexport.errors import NotInForceError
from umkmexport.model.checks import Checker, checked, checkers
from umkmexport.model.enterprise import BOUNDS, IDENTITY, Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Event, EventKind
from umkmexport.policies.size import SizeClass, timeline_of
from umkmexport.registry.answers import Answer, Said, Unread
from umkmexport.registry.cell_readers import Cell, read_cell
from umkmexport.registry.header import Match, match_header
from umkmexport.registry.issues import Issue, issue
from umkmexport.registry.mapping import Column, Reading, RegistryMapping
from umkmexport.registry.row_ids import assign_ids
from umkmexport.registry.settle import Settled, note, settle
from umkmexport.registry.tables import Row, Table, TableSource, read_table
from umkmexport.registry.words import Word, read_word
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem, fold, tidy
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
    header_row = None if mapping is None else mapping.header_row
    table = read_table(
        source, sheet=sheet, header_row=header_row, encoding=encoding, delimiter=delimiter
    )
    match = match_header(table, mapping)
    return _Reader(table, match, as_of).read()


@attrs.define
class _Reader:
    """Reads one table; holds what is found on the way."""

    table: Table
    match: Match
    as_of: date
    issues: list[Issue] = attrs.field(factory=list)

    def read(self) -> Registry:
        self.issues += [issue(problem) for problem in (*self.table.notes, *self.match.notes)]
        ids = self._ids()
        firms = [
            enterprise
            for row, firm in zip(self.table.rows, ids, strict=True)
            if (enterprise := self._read_row(row, firm)) is not None
        ]
        self._report_repeated_nibs(firms)
        rows = len(self.table.rows)
        enterprises = tuple(enterprise for _, enterprise in firms)
        return Registry(
            enterprises=enterprises,
            issues=tuple(sorted(self.issues, key=lambda found: (found.row or 0))),
            rows_read=rows,
            rows_refused=rows - len(enterprises),
            blank_rows=self.table.blank_rows,
            mapping=self.match.mapping.id,
            name=self.table.name,
            as_of=self.as_of,
        )

    def _read_row(self, row: Row, firm: str) -> tuple[Row, Enterprise] | None:
        if row.problem is not None:
            self.issues.append(issue(row.problem, row=row.number))
        if row.surplus:
            self.issues.append(issue(_SHIFTED, row=row.number, value=" | ".join(row.surplus)))
            return None
        if [fold(cell) for cell in row.cells] == [fold(header) for header in self.table.headers]:
            self.issues.append(issue(_HEADER_AGAIN, row=row.number))
            return None
        answers, unread = self._answers(row)
        facts, evidence = self._settle(row, answers, unread)
        events = tuple(self._events(row, answers))
        carried = tuple((m.header, row.cells[m.position]) for m in self.match.carried)
        return row, Enterprise(
            id=firm, **facts, evidence=tuple(evidence), events=events, carried=carried
        )

    def _answers(self, row: Row) -> tuple[dict[str, list[Answer]], list[Unread]]:
        """Collect what the cells of a row say, fact by fact, and what could not be read."""
        answers: dict[str, list[Answer]] = defaultdict(list)
        unread: list[Unread] = []
        for said in self._said(row, answers):
            if isinstance(said, Answer):
                answers[said.fact].append(said)
            else:
                unread.append(said)
        for constant in self.match.mapping.constants:
            found = Answer(constant.fact, constant.value, _WHOLE_FILE, self._evidence(None))
            answers[constant.fact].append(found)
        _demote_unnumbered_nib(answers)
        return answers, unread

    def _said(self, row: Row, answers: dict[str, list[Answer]]) -> Iterator[Said]:
        sums: dict[str, list[tuple[Cell, tuple[Said, ...]]]] = defaultdict(list)
        for matched in self.match.read:
            column = matched.column
            known = answers.get(column.fact or "") if column.read is Reading.DISTRICT else None
            region = str(known[0].value) if known else None
            evidence = self._evidence(column)
            cell = Cell(row.cells[matched.position], column, matched.header, evidence, region)
            if column.add:
                sums[cell.fact].append((cell, tuple(read_cell(cell))))
            else:
                yield from read_cell(cell)
        for parts in sums.values():
            yield from _added(parts)

    def _evidence(self, column: Column | None) -> EvidenceKind:
        own = None if column is None else column.evidence
        return own or self.match.mapping.evidence

    def _settle(
        self, row: Row, answers: dict[str, list[Answer]], unread: list[Unread]
    ) -> tuple[dict[str, Any], list[Evidence]]:
        facts: dict[str, Any] = {}
        evidence: list[Evidence] = []
        source = f"{self.table.name}, row {row.number}"
        for found in unread:
            self._report(row, found.problem, found.column, found.cell, found.fact)
        for name, said in answers.items():
            if name == "events":
                continue
            settled = self._bounded(row, settle(said))
            if settled.problem is not None:
                column = settled.answer.column
                self._report(row, settled.problem, column, self._cell(row, column), name)
            if settled.value is not None:
                facts[name] = settled.value
            if name not in IDENTITY:
                evidence.append(note(settled, on=self.as_of, source=source))
        evidence += self._unreadable(unread, answers, source)
        return facts, evidence

    def _bounded(self, row: Row, settled: Settled) -> Settled:
        """Refuse a value that the record cannot hold; report one too large for its kind."""
        name = settled.answer.fact
        if settled.value is None:
            return settled
        _, reason = checked(settled.value, _checkers()[name])
        if reason is not None:
            problem = Problem("value_refused", _REFUSED.format(reason=reason))
            return attrs.evolve(
                settled, value=None, why_missing=WhyMissing.UNREADABLE, problem=problem
            )
        ceiling = _ceilings(self.as_of).get(name)
        low = settled.value.low if isinstance(settled.value, Range) else settled.value
        if ceiling is not None and isinstance(low, int) and low > ceiling:
            column = settled.answer.column
            self._report(row, _TOO_LARGE, column, self._cell(row, column), name)
        return settled

    def _unreadable(
        self, unread: list[Unread], answers: dict[str, list[Answer]], source: str
    ) -> Iterator[Evidence]:
        facts = {u.fact: u for u in unread if u.fact is not None}
        for name, found in facts.items():
            if name not in answers and name not in IDENTITY and name != "events":
                yield Evidence(
                    name,
                    self.match.mapping.evidence,
                    self.as_of,
                    f"{source}, {found.column}",
                    WhyMissing.UNREADABLE,
                )

    def _events(self, row: Row, answers: dict[str, list[Answer]]) -> Iterator[Event]:
        abouts = {m.header: m.column.about for m in self.match.read}
        for answer in answers.get("events", ()):
            if isinstance(answer.value, date):
                source = f"{self.table.name}, row {row.number}"
                yield Event(EventKind.TRAINING, answer.value, abouts[answer.column], source)

    def _ids(self) -> tuple[str, ...]:
        """Take the ids of the declared column, or digests; a blank or repeated id is reported."""
        ignoring = [m.header for m in self.match.of(Reading.ROW_NUMBER)]
        personal = [m.header for m in self.match.matched if m.column.personal]
        digests = assign_ids(self.table, ignoring=ignoring, personal=personal)
        column = next(iter(self.match.of(Reading.ID)), None)
        if column is None:
            return digests
        ids, rows = [], defaultdict(list)
        for row, digest in zip(self.table.rows, digests, strict=True):
            own = tidy(row.cells[column.position])
            if read_word(own) is Word.BLANK:
                self._report(row, _NO_ID, column.header, own)
                own = digest
            rows[own].append(row.number)
            count = len(rows[own])
            ids.append(own if count == 1 else f"{own}-{count}")
        for own, numbers in rows.items():
            if len(numbers) > 1:
                listed = ", ".join(map(str, numbers))
                text = _ID_AGAIN.format(rows=listed)
                found = issue(
                    Problem("id_repeated", text), row=numbers[1], column=column.header, value=own
                )
                self.issues.append(found)
        return tuple(ids)

    def _report_repeated_nibs(self, firms: Iterable[tuple[Row, Enterprise]]) -> None:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, enterprise in firms:
            if enterprise.nib is not None:
                rows[enterprise.nib].append(row.number)
        for numbers in rows.values():
            if len(numbers) > 1:
                text = _NIB_AGAIN.format(rows=", ".join(map(str, numbers)))
                self.issues += [
                    issue(Problem("nib_repeated", text), row=number, fact="nib")
                    for number in numbers
                ]

    def _report(
        self, row: Row, problem: Problem, column: str, cell: str, fact: str | None = None
    ) -> None:
        header = None if column == _WHOLE_FILE else column
        self.issues.append(issue(problem, row=row.number, column=header, value=cell, fact=fact))

    def _cell(self, row: Row, header: str) -> str:
        matched = next((m for m in self.match.matched if m.header == header), None)
        return "" if matched is None else row.cells[matched.position]


def _demote_unnumbered_nib(answers: dict[str, list[Answer]]) -> None:
    """Make a claim of an NIB that is ticked somewhere while no usable number stands beside it."""
    if "nib" in answers or "has_nib" not in answers:
        return
    answers["has_nib"] = [
        attrs.evolve(answer, claim=True) if answer.value is True else answer
        for answer in answers["has_nib"]
    ]


def _added(parts: list[tuple[Cell, tuple[Said, ...]]]) -> Iterator[Said]:
    """Add the counts of several columns; a part that is not filled in leaves the sum open."""
    counts = [said for _, found in parts for said in found]
    unread = [said for said in counts if isinstance(said, Unread)]
    yield from unread
    read = [said.value for said in counts if isinstance(said, Answer)]
    total = sum(value for value in read if isinstance(value, int))
    first = parts[0][0]
    if unread or not read:
        return
    if len(read) == len(parts) and total:
        yield first.answer(first.fact, total)
    elif len(read) == len(parts):
        yield first.unread(Problem("count_zero", _COUNT_ZERO))
    elif total:
        yield first.answer(first.fact, Range(total, None))


@cache
def _checkers() -> dict[str, Checker]:
    return checkers(Enterprise, BOUNDS)


@cache
def _ceilings(as_of: date) -> dict[str, int]:
    """Give the greatest amount of a medium enterprise by each criterion of the day."""
    try:
        instrument = timeline_of("national").on(as_of)
    except NotInForceError:
        return {}
    return {
        by.criterion.value: by.ladder.bounds[by.classes.index(SizeClass.MEDIUM)]
        for by in instrument.ladders
        if SizeClass.MEDIUM in by.classes
    }


_WHOLE_FILE: Final = "(seluruh berkas)"
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
    "header_repeated",
    Text(id="baris ini mengulang judul kolom", en="this row repeats the headers"),
)
_REFUSED: Final = Text(
    id="nilai ini tidak dapat dipakai ({reason}); periksa isiannya",
    en="this value cannot be used ({reason}); check the entry",
)
_TOO_LARGE: Final = Problem(
    "larger_than_umkm",
    Text(
        id="jumlah ini melebihi batas usaha menengah; periksa banyaknya angka nol, atau pastikan "
        "usaha ini memang UMKM",
        en="this amount is beyond a medium enterprise; check the number of zeros, or whether the "
        "firm is a micro, small or medium enterprise at all",
    ),
)
_NO_ID: Final = Problem(
    "id_blank",
    Text(
        id="ID kosong; baris ini diberi ID sementara menurut isinya",
        en="the id is empty; the row has an id made from its content for now",
    ),
)
_ID_AGAIN: Final = Text(
    id="ID yang sama dipakai pada baris {rows}; pastikan apakah usahanya sama",
    en="the same id stands in rows {rows}; find out whether they are one firm",
)
_NIB_AGAIN: Final = Text(
    id="NIB yang sama tercantum pada baris {rows}; usaha yang sama atau nomor yang tersalin; "
    "paling banyak satu tempat untuk satu NIB",
    en="the same NIB stands in rows {rows}: one firm twice, or a copied number; one NIB takes at "
    "most one place",
)
_COUNT_ZERO: Final = Text(
    id="jumlah tenaga kerja nol; pemilik dan anggota keluarga ikut dihitung, mohon ditanyakan",
    en="no workers at all; the owner and family members count, please ask",
)
