"""What a rule sees of the one it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import attrs

from umkmexport.terms.evidence import EvidenceKind

__all__ = ["OpenSet", "Snapshot", "Subject"]


class Subject(Protocol):
    """Answer what is known of one firm on one day, fact by fact."""

    @property
    def as_of(self) -> date:
        """Give the day the decision is made for."""
        ...

    @property
    def is_noted(self) -> bool:
        """Tell whether anything is noted that could be asked to be better or fresher."""
        ...

    def value(self, fact: str) -> Any:
        """Give the value of a fact, or None where it is not known."""
        ...

    def values(self, facts: tuple[str, ...]) -> list[Any]:
        """Give what is known of several facts at once; an open set as an ``OpenSet``."""
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

    def hides(
        self, asked: EvidenceKind | None, stale_after_months: int | None, facts: tuple[str, ...]
    ) -> bool:
        """Tell whether asking for such evidence or freshness makes any of the facts less known."""
        ...


@attrs.frozen
class OpenSet:
    """Hold the members known of a set that is not declared complete."""

    members: tuple[Any, ...]


class Snapshot:
    """See what was known of a few facts, and nothing else.

    Args:
        as_of: the day it was known on.
        known: what was known, as ``Subject.values`` gives it.
        faced: what was left of it where evidence or freshness was asked, and where freshness
            alone was; nothing was hidden, if absent.
    """

    __slots__ = ("_faced", "_known", "as_of")

    is_noted = False

    def __init__(
        self,
        as_of: date,
        known: Mapping[str, Any],
        faced: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
    ) -> None:
        self.as_of = as_of
        self._known = known
        self._faced = faced

    def value(self, fact: str) -> Any:
        """Give the value of a fact, or None where it is not known."""
        value = self._known[fact]
        return value.members if isinstance(value, OpenSet) else value

    def values(self, facts: tuple[str, ...]) -> list[Any]:
        """Give what is known of several facts at once."""
        return [self._known[fact] for fact in facts]

    def is_complete(self, fact: str) -> bool:
        """Tell whether a set is declared complete."""
        return not isinstance(self._known[fact], OpenSet)

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for: the fact itself."""
        return (fact,)

    def facing(
        self,
        asked: EvidenceKind | None,  # noqa: ARG002 - what a subject of a rule takes
        stale_after_months: int | None,  # noqa: ARG002
        facts: tuple[str, ...] | None = None,  # noqa: ARG002
    ) -> tuple[Snapshot, Snapshot]:
        """Give the views that were left; the snapshot itself, twice, where nothing was hidden."""
        if self._faced is None:
            return self, self
        proven, said = self._faced
        return type(self)(self.as_of, proven), type(self)(self.as_of, said)

    def hides(
        self,
        asked: EvidenceKind | None,  # noqa: ARG002 - what a subject of a rule takes
        stale_after_months: int | None,  # noqa: ARG002
        facts: tuple[str, ...],  # noqa: ARG002
    ) -> bool:
        """Tell whether anything was hidden."""
        return self._faced is not None
