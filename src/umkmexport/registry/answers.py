"""What the cells of one row say about facts, before it is settled."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from umkmexport.model.evidence import FactValue
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.reading import Problem

__all__ = ["Answer", "Said", "Unread"]


@attrs.frozen
class Answer:
    """What one cell says about one fact.

    Attributes:
        fact: the fact.
        value: the answer.
        column: the header of the cell.
        evidence: what it rests on.
        claim: whether it is a mere claim, which does not count as known.
        in_process: whether it is a *no* because a permit is still in process.
    """

    fact: str
    value: FactValue
    column: str
    evidence: EvidenceKind
    claim: bool = False
    in_process: bool = False


@attrs.frozen
class Unread:
    """A cell that speaks of a fact and could not be read."""

    fact: str | None
    column: str
    cell: str
    problem: Problem


Said: TypeAlias = Answer | Unread
