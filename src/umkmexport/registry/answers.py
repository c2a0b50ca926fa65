"""What the cells of one row say about facts, before it is settled."""

from __future__ import annotations

from typing import Final, TypeAlias

import attrs

from umkmexport.model.evidence import FactValue
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.reading import Problem

__all__ = ["EVENTS", "TOGETHER", "WHOLE_FILE", "Answer", "Remark", "Said"]

EVENTS: Final = "events"
"""The name under which the days of events are collected."""

WHOLE_FILE: Final = ""
"""Stands in the place of a header where a constant of the mapping answers."""

TOGETHER: Final = " + "
"""Stands between the headers of columns that answer together."""


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
class Remark:
    """What to report of a cell: why it could not be read, or how it was.

    Attributes:
        fact: the fact it speaks of.
        column: the header of the cell.
        cell: what the cell holds.
        problem: what is the matter with it.
    """

    fact: str | None
    column: str
    cell: str
    problem: Problem


Said: TypeAlias = Answer | Remark
