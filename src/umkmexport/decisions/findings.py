"""Findings: one a requirement, with what is known and what is missing; none is written twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Final, Protocol, TypeVar

from umkmexport.facts.view import FactView, Recalled, answerable_facts, known_values
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Criterion, deciding, facts_of
from umkmexport.rules.findings import Finding
from umkmexport.rules.subject import Subject
from umkmexport.rules.tables import Table, Tables
from umkmexport.terms.truth import NO, Sign, Truth

__all__ = ["TRUTHS", "find", "find_all", "finding_table"]

F = TypeVar("F")

TRUTHS: Final[Mapping[Sign, Truth]] = {truth.value: truth for truth in Truth}
"""The truth of each sign."""


def find_all(requirements: tuple[Requirement, ...], view: Subject) -> tuple[Finding, ...]:
    """Give the finding of every requirement."""
    if not requirements or not isinstance(view, FactView):
        return tuple(find(requirement, view) for requirement in requirements)
    return tuple(_findings(requirements, view.as_of).of(view))


def find(requirement: Requirement, view: Subject) -> Finding:
    """Give the finding of one requirement."""
    sign, seen = requirement.answer(view)
    facts = requirement.facts
    missing = () if sign else requirement.missing(seen)
    refuted_by = deciding(requirement.rule, seen) if sign == NO else ()
    return Finding(
        requirement.key,
        TRUTHS[sign],
        requirement.text,
        facts,
        known_values(view, facts),
        missing,
        refuted_by,
    )


@lru_cache(maxsize=256)
def _findings(requirements: tuple[Requirement, ...], as_of: date) -> Tables[Finding]:
    return Tables([finding_table(each, partial(find, each), as_of) for each in requirements])


class Part(Protocol):
    """A part of a rule that gives one finding."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Name the facts that it looks at."""
        ...

    @property
    def conditions(self) -> tuple[Criterion, ...]:
        """Give the criteria that decide for whom it is, and on which scale."""
        ...

    def faces(self, subject: Subject) -> tuple[Subject, Subject] | None:
        """Give the views that its evidence and freshness leave; None where nothing is hidden."""
        ...


def finding_table(part: Part, finding: Callable[[Subject], F], as_of: date) -> Table[F]:
    """Make the table of the findings of one part of a rule, so that none is written twice."""
    looked_at = [*part.facts, *(fact for each in part.conditions for fact in facts_of(each))]
    asked_for = (parent for fact in looked_at for parent in answerable_facts(fact))
    return Table([*looked_at, *asked_for], finding, partial(Recalled, as_of), part.faces)
