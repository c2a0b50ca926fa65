"""Turn one row into an enterprise: read its cells, settle each fact, note the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.errors import NotInForceError
from umkmexport.facts.vocabulary import FACTS
from umkmexport.model.enterprise import IDENTITY, Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Event, EventKind
from umkmexport.policies.size import SizeClass, timeline_of
from umkmexport.registry.answers import EVENTS, TOGETHER, WHOLE_FILE, Answer, Remark, Said
from umkmexport.registry.cell import Cell
from umkmexport.registry.cell_readers import read_cell
from umkmexport.registry.counts import add_up
from umkmexport.registry.firm_rows import NO_FIRM
from umkmexport.registry.header import Match, Matched
from umkmexport.registry.issues import Issue, issue
from umkmexport.registry.readings import Reading
from umkmexport.registry.settle import Settled, note, settle
from umkmexport.registry.tables import Row, Table
from umkmexport.registry.words import Word, read_word
from umkmexport.rules.fact import FactType
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem
from umkmexport.terms.text import Text

__all__ = ["RowReader"]

_Answers: TypeAlias = dict[str, list[Answer]]

_DATES: Final = tuple(fact.name for fact in FACTS if fact.type is FactType.DATE)


@attrs.define
class _ColumnReader:
    """Reads the cells of one column; cells that are alike are read once."""

    matched: Matched
    evidence: EvidenceKind
    _read: dict[tuple[str, str | None], tuple[Said, ...]] = attrs.field(factory=dict, init=False)

    def read(self, text: str, region: str | None) -> tuple[Said, ...]:
        """Say what a cell holds."""
        said = self._read.get((text, region))
        if said is None:
            cell = Cell(text, self.matched.column, self.matched.header, self.evidence, region)
            said = self._read[text, region] = tuple(read_cell(cell))
        return said


class RowReader:
    """Reads the rows of one table.

    Args:
        table: the table.
        match: the mapping laid on it.
        as_of: the day for which the register is taken to be true.
    """

    def __init__(self, table: Table, match: Match, as_of: date) -> None:
        self.issues: list[Issue] = []
        self._as_of = as_of
        self._file = table.name
        self._match = match
        self._readers = [
            _ColumnReader(m, m.column.evidence or match.mapping.evidence) for m in match.read
        ]
        self._constants = [
            Answer(c.fact, c.value, WHOLE_FILE, match.mapping.evidence)
            for c in match.mapping.constants
        ]
        self._positions = {m.header: m.position for m in match.matched}
        self._happened = {m.header: m.column for m in match.of(Reading.EVENT_DATE)}
        self._carried = [(m.header, m.position) for m in match.of(Reading.CARRY)]
        self._limits: dict[str, Any] = _ceilings(as_of) | dict.fromkeys(_DATES, as_of)

    def read(self, row: Row, firm: str, *, own_id: bool) -> Enterprise | None:
        """Read a row; None where it is no firm. What is to report goes to ``issues``.

        Args:
            row: the row.
            firm: the id for the firm.
            own_id: whether the sheet itself gives the firm that id.
        """
        answers, remarks = self._answers(row)
        if not (own_id or remarks or self._speaks_of_a_firm(row, answers)):
            self._report(row, NO_FIRM, value=" | ".join(self._filled(row)))
            return None
        for remark in remarks:
            self._report(
                row, remark.problem, column=remark.column, value=remark.cell, fact=remark.fact
            )
        events = tuple(self._events(row, answers.pop(EVENTS, ())))
        for constant in self._constants:
            answers.setdefault(constant.fact, []).append(constant)
        facts, evidence = self._settle(row, answers)
        evidence += self._unreadable(row, remarks, answers)
        return Enterprise(
            id=firm,
            **facts,
            evidence=tuple(evidence),
            events=events,
            carried=tuple((header, row.cells[i]) for header, i in self._carried),
        )

    def _speaks_of_a_firm(self, row: Row, answers: _Answers) -> bool:
        """Tell whether a cell that is filled in answers a fact; the day of a training is none."""
        return any(
            row.cells[self._positions[answer.column.partition(TOGETHER)[0]]].strip()
            for name, said in answers.items()
            if name != EVENTS
            for answer in said
        )

    def _filled(self, row: Row) -> Iterator[str]:
        """Give the entries of a row but for its running number, which a workbook may lack."""
        numbers = {m.position for m in self._match.of(Reading.ROW_NUMBER)}
        for index, cell in enumerate(row.cells):
            if index not in numbers and read_word(cell) is not Word.BLANK:
                yield cell

    def _answers(self, row: Row) -> tuple[_Answers, list[Remark]]:
        """Collect what the cells of a row say, fact by fact, and what is to report of them."""
        answers: _Answers = {}
        remarks: list[Remark] = []
        parts: dict[str, list[tuple[Said, ...]]] = defaultdict(list)
        for reader in self._readers:
            column = reader.matched.column
            in_a_region = column.read is Reading.DISTRICT
            region = self._region(answers, column.fact) if in_a_region else None
            said = reader.read(row.cells[reader.matched.position], region)
            if column.add:
                parts[column.fact or ""].append(said)
            elif said:
                _sort(said, answers, remarks)
        for counted in parts.values():
            _sort(add_up(counted), answers, remarks)
        _demote_unnumbered_nib(answers)
        return answers, remarks

    def _region(self, answers: _Answers, fact: str | None) -> str | None:
        """Give the region that the row, or the whole file, already names for a fact."""
        known = answers.get(fact or "") or [c for c in self._constants if c.fact == fact]
        return str(known[0].value) if known else None

    def _settle(
        self, row: Row, answers: Mapping[str, Sequence[Answer]]
    ) -> tuple[dict[str, Any], list[Evidence]]:
        facts: dict[str, Any] = {}
        evidence: list[Evidence] = []
        source = f"{self._file}, row {row.number}"
        for name, said in answers.items():
            settled = settle(said)
            if settled.value is not None:
                facts[name] = settled.value
            doubt = self._doubt(name, settled.value) if name in self._limits else None
            for problem in (settled.problem, doubt):
                if problem is not None:
                    self._report_answer(row, problem, settled)
            if name not in IDENTITY or (settled.why_missing and name != "nib"):
                evidence.append(note(settled, on=self._as_of, source=source))
        return facts, evidence

    def _doubt(self, name: str, value: Any) -> Problem | None:
        """Say what is odd about a value that is taken as it is."""
        low = value.low if isinstance(value, Range) else value
        if low is None or low <= self._limits[name]:
            return None
        return _IN_FUTURE if isinstance(low, date) else _TOO_LARGE

    def _unreadable(
        self, row: Row, remarks: Iterable[Remark], answers: Mapping[str, object]
    ) -> Iterator[Evidence]:
        """Note the facts of which only cells speak that could not be read."""
        columns = {_noted(remark.fact): remark.column for remark in remarks}
        for name, column in columns.items():
            if name is not None and name not in answers and name not in IDENTITY:
                yield Evidence(
                    name,
                    self._match.mapping.evidence,
                    self._as_of,
                    f"{self._file}, row {row.number}, {column}",
                    WhyMissing.UNREADABLE,
                )

    def _events(self, row: Row, answers: Iterable[Answer]) -> Iterator[Event]:
        for answer in answers:
            column = self._happened[answer.column]
            kind = column.event or EventKind.TRAINING
            day: Any = answer.value
            if kind is EventKind.TRAINING and isinstance(day, Range):
                day = day.high
            source = f"{self._file}, row {row.number}, {answer.column}"
            yield Event(kind, day, column.about, source)

    def _report_answer(self, row: Row, problem: Problem, settled: Settled) -> None:
        answer = settled.answer
        position = self._positions.get(answer.column)
        value = "" if position is None else row.cells[position]
        self._report(row, problem, column=answer.column, value=value, fact=answer.fact)

    def _report(
        self,
        row: Row,
        problem: Problem,
        *,
        column: str = WHOLE_FILE,
        value: str = "",
        fact: str | None = None,
    ) -> None:
        first = column.partition(TOGETHER)[0] or None
        self.issues.append(issue(problem, row=row.number, column=first, value=value, fact=fact))


def _noted(fact: str | None) -> str | None:
    """Give the fact to note something on: a number that cannot be read leaves the NIB open."""
    return "has_nib" if fact == "nib" else fact


def _sort(said: Iterable[Said], answers: _Answers, remarks: list[Remark]) -> None:
    for each in said:
        if isinstance(each, Answer):
            answers.setdefault(each.fact, []).append(each)
        else:
            remarks.append(each)


def _demote_unnumbered_nib(answers: _Answers) -> None:
    """Make a claim of an NIB that is ticked somewhere while no usable number stands beside it."""
    if "nib" in answers or "has_nib" not in answers:
        return
    answers["has_nib"] = [
        attrs.evolve(answer, claim=True) if answer.value is True else answer
        for answer in answers["has_nib"]
    ]


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


_TOO_LARGE: Final = Problem(
    "larger_than_umkm",
    Text(
        id="jumlah ini melebihi batas usaha menengah; periksa banyaknya angka nol, atau pastikan "
        "usaha ini memang UMKM",
        en="this amount is beyond a medium enterprise; check the number of zeros, or whether the "
        "firm is a micro, small or medium enterprise at all",
    ),
)
_IN_FUTURE: Final = Problem(
    "date_in_future",
    Text(
        id="tanggal ini sesudah hari yang dinyatakan berlaku untuk berkas ini; periksa tahunnya",
        en="this date is after the day that the file is taken to be true for; check the year",
    ),
)
