"""Checklist: requirements that must all hold."""

from __future__ import annotations

from functools import cached_property

import attrs

from umkmexport.rules.criteria import AnyOf, Criterion, NoneOf, facts_of, undecided
from umkmexport.rules.subject import Subject
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = ["Checklist", "Requirement"]


@attrs.frozen(slots=False, cache_hash=True)
class Requirement:
    """Require a criterion, and where stated a kind of evidence or a fresh answer.

    A mere claim never makes a requirement YES; a said *no* is taken.

    Attributes:
        key: its key in the file.
        text: the requirement in words.
        require: the criterion.
        evidence: the least kind of evidence that counts.
        stale_after_months: the age from which an answer is unknown again.
        applies: for whom it is required; everyone, if absent. It is met by all others.
    """

    key: str
    text: Text
    require: Criterion
    evidence: EvidenceKind | None = None
    stale_after_months: int | None = None
    applies: Criterion | None = None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Name the facts the requirement looks at."""
        return facts_of(self.rule)

    @cached_property
    def rule(self) -> Criterion:
        """Give the criterion together with the condition under which it is required."""
        if self.applies is None:
            return self.require
        return AnyOf((NoneOf((self.applies,)), self.require))

    @property
    def conditions(self) -> tuple[Criterion, ...]:
        """Give the criterion that decides for whom it is required, if there is one."""
        return () if self.applies is None else (self.applies,)

    def answer(self, subject: Subject) -> tuple[Sign, Subject]:
        """Give the answer and the view of the subject it was given on."""
        if self.evidence is None and self.stale_after_months is None:
            return self.rule.sign(subject), subject
        proven, said = subject.facing(self.evidence, self.stale_after_months)
        sign = self.rule.sign(proven)
        if said is not proven and self.rule.sign(said) == NO:
            return NO, said
        return sign, proven

    def faces(self, subject: Subject) -> tuple[Subject, Subject] | None:
        """Give the views that its evidence and freshness leave; None where nothing is hidden."""
        if not subject.hides(self.evidence, self.stale_after_months, self.facts):
            return None
        return subject.facing(self.evidence, self.stale_after_months)

    def missing(self, view: Subject) -> tuple[str, ...]:
        """Name the facts to ask for, on the view that ``answer`` gave."""
        return undecided(self.rule, view)


@attrs.frozen
class Checklist:
    """Requirements of which each must hold."""

    requirements: tuple[Requirement, ...]

    def sign(self, subject: Subject) -> Sign:
        """Answer whether all hold, without findings: for draws, replay and long lists."""
        least: Sign = YES
        for requirement in self.requirements:
            sign = requirement.answer(subject)[0]
            if sign == NO:
                return NO
            if sign == UNKNOWN:
                least = UNKNOWN
        return least
