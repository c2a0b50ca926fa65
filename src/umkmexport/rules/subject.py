"""What a rule sees of the one it is asked about."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from umkmexport.terms.evidence import EvidenceKind

__all__ = ["Subject"]


class Subject(Protocol):
    """Answer what is known of one firm on one day, fact by fact."""

    @property
    def as_of(self) -> date:
        """Give the day the decision is made for."""
        ...

    def value(self, fact: str) -> Any:
        """Give the value of a fact, or None where it is not known."""
        ...

    def is_complete(self, fact: str) -> bool:
        """Tell whether a set is declared complete, so that absence from it is a *no*."""
        ...

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known."""
        ...

    def facing(
        self,
        asked: EvidenceKind | None,
        stale_after_months: int | None,
        facts: tuple[str, ...] | None = None,
    ) -> tuple[Subject, Subject]:
        """Give two views for a rule that asks for evidence or a fresh answer.

        In the first, stale answers and mere claims are unknown; in the second only stale ones
        are. Where nothing is noted, both are the subject itself. Evidence is asked of the named
        facts, or of all.
        """
        ...
