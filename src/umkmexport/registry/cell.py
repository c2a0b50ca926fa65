"""One cell with its column, as the readers of cells see it."""

from __future__ import annotations

import attrs

from umkmexport.model.evidence import FactValue
from umkmexport.registry.answers import Answer, Remark
from umkmexport.registry.columns import Column
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.reading import Problem

__all__ = ["Cell"]


@attrs.frozen
class Cell:
    """One cell with its column, and where to look for a district.

    Attributes:
        text: what it holds.
        column: how it is read.
        header: the header as the sheet has it.
        evidence: what its answers rest on.
        region: the region already known for the same fact.
    """

    text: str
    column: Column
    header: str
    evidence: EvidenceKind
    region: str | None = None

    def answer(
        self, fact: str, value: FactValue, *, claim: bool = False, in_process: bool = False
    ) -> Answer:
        """Say something about a fact."""
        return Answer(fact, value, self.header, self.evidence, claim, in_process)

    def remark(self, problem: Problem, fact: str | None = None) -> Remark:
        """Report something about the cell."""
        return Remark(fact or self.column.fact, self.header, self.text, problem)

    @property
    def fact(self) -> str:
        """The fact that the column answers; the mapping is checked to name one."""
        return self.column.fact or ""
