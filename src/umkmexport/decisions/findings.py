"""The finding of one requirement, with what is known and what is missing."""

from __future__ import annotations

from typing import Final

from umkmexport.facts.view import known_values
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import deciding
from umkmexport.rules.findings import Finding
from umkmexport.rules.subject import Subject
from umkmexport.terms.truth import NO, Truth

__all__ = ["find"]

_TRUTHS: Final = {truth.value: truth for truth in Truth}


def find(requirement: Requirement, view: Subject) -> Finding:
    """Give the finding of one requirement."""
    sign, seen = requirement.answer(view)
    facts = requirement.facts
    missing = () if sign else requirement.missing(seen)
    refuted_by = deciding(requirement.rule, seen) if sign == NO else ()
    return Finding(
        requirement.key,
        _TRUTHS[sign],
        requirement.text,
        facts,
        known_values(view, facts),
        missing,
        refuted_by,
    )
