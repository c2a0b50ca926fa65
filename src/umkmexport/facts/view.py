"""What is known of one enterprise on one day: stored, derived or answered beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, Final

import attrs

from umkmexport.facts.derived import DERIVED, FALLBACKS, Derivation
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Certificate, CertificateKind, Event, EventKind
from umkmexport.rules.subject import Subject
from umkmexport.terms.evidence import EvidenceKind, WhyMissing, satisfies
from umkmexport.terms.months import latest_start
from umkmexport.terms.range import Range
from umkmexport.terms.truth import Truth

__all__ = ["FactView", "answerable_facts", "base_facts", "known_values"]

_NOTHING: Final[frozenset[str]] = frozenset()
_PERSONAL: Final = frozenset(fact.name for fact in BY_NAME.values() if fact.personal)
_PLAIN: Final = frozenset(field.name for field in attrs.fields(Enterprise)) - set(FALLBACKS)
"""Attributes that are the fact itself, with nothing it could follow from."""
_NO_ANSWERS: Final[Mapping[str, Any]] = {}


class FactView:
    """See one enterprise as rules see it, on one day.

    Args:
        enterprise: the firm.
        as_of: the day the decision is made for.
        answers: answers to what only one call asks, by fact name.
        hidden: facts to treat as unknown; what still follows from others is known.
        derived: how the facts that are never typed in follow from others.
    """

    __slots__ = (
        "_computed",
        "_derived",
        "_notes",
        "_views",
        "answers",
        "as_of",
        "enterprise",
        "hidden",
    )

    def __init__(
        self,
        enterprise: Enterprise,
        *,
        as_of: date,
        answers: Mapping[str, Any] = _NO_ANSWERS,
        hidden: frozenset[str] = _NOTHING,
        derived: Mapping[str, Derivation] = DERIVED,
    ) -> None:
        self.enterprise = enterprise
        self.as_of = as_of
        self.answers = answers
        self.hidden = hidden
        self._derived = derived
        self._notes = enterprise.evidence
        self._computed: dict[str, Any] = {}
        self._views: dict[Any, tuple[FactView, FactView]] = {}

    def value(self, fact: str) -> Any:
        """Give the value of a fact, None where it is not known, or where two sources disagree."""
        if self.hidden and fact in self.hidden and fact not in FALLBACKS:
            return None
        if fact in _PLAIN:
            return getattr(self.enterprise, fact)
        if fact in self._computed:
            return self._computed[fact]
        value = self._computed[fact] = self._compute(fact)
        return value

    def _compute(self, fact: str) -> Any:
        derive = self._derived.get(fact)
        if derive is not None:
            return derive(self)
        if fact in self.answers:
            return self.answers[fact]
        stored = None if fact in self.hidden else getattr(self.enterprise, fact, None)
        fallback = FALLBACKS.get(fact)
        if fallback is None:
            return stored
        return None if self._is_disputed(fact) else _reconcile(stored, fallback(self))

    def _is_disputed(self, fact: str) -> bool:
        note = self.note(fact) if self._notes else None
        return note is not None and note.why_missing is WhyMissing.CONFLICT

    def is_complete(self, fact: str) -> bool:
        """Tell whether a set or collection is declared complete."""
        if fact in self.hidden:
            return False
        return fact in self.enterprise.complete or fact in self.answers

    def certificates(self, kind: CertificateKind) -> list[Certificate]:
        """Give the certificates of one kind."""
        if "certificates" in self.hidden:
            return []
        return [c for c in self.enterprise.certificates if c.kind == kind]

    def events(self, kind: EventKind) -> list[Event]:
        """Give the events of one kind that surely happened by the day of the view."""
        return self._events(kind, Truth.YES)

    def perhaps_events(self, kind: EventKind) -> list[Event]:
        """Give the events of one kind of which it is not known whether they did."""
        return self._events(kind, Truth.UNKNOWN)

    def _events(self, kind: EventKind, happened: Truth) -> list[Event]:
        if "events" in self.hidden:
            return []
        listed = self.enterprise.events
        return [e for e in listed if e.kind is kind and e.happened_by(self.as_of) is happened]

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known."""
        parents = answerable_facts(fact)
        unknown = tuple(parent for parent in parents if self.value(parent) is None)
        return unknown or parents

    def note(self, fact: str) -> Evidence | None:
        """Give the evidence noted on a fact."""
        for note in self._notes:
            if note.fact == fact:
                return note
        return None

    def without(self, facts: frozenset[str]) -> FactView:
        """Give the same view with more facts hidden."""
        return FactView(
            self.enterprise,
            as_of=self.as_of,
            answers=self.answers,
            hidden=self.hidden | facts,
            derived=self._derived,
        )

    def facing(
        self,
        asked: EvidenceKind | None,
        stale_after_months: int | None,
        facts: tuple[str, ...] | None = None,
    ) -> tuple[FactView, FactView]:
        """Give a view without stale answers and claims, and one without stale answers only.

        Args:
            asked: the least kind of evidence that counts.
            stale_after_months: the age from which an answer is unknown again.
            facts: the facts that need such evidence; all of them, if absent.
        """
        if not self._notes or (asked is None and stale_after_months is None):
            return self, self
        key = (asked, stale_after_months, facts)
        views = self._views.get(key)
        if views is None:
            views = self._views[key] = self._narrowed(*key)
        return views

    def _narrowed(
        self,
        asked: EvidenceKind | None,
        stale_after_months: int | None,
        facts: tuple[str, ...] | None,
    ) -> tuple[FactView, FactView]:
        notes = self._notes
        if facts is not None:
            bases = {base for fact in facts for base in base_facts(fact)}
            notes = tuple(note for note in notes if note.fact in bases)
        stale = frozenset(n.fact for n in notes if self._is_stale(n, stale_after_months))
        claimed = frozenset(n.fact for n in notes if asked and not satisfies(n.kind, asked))
        said = self.without(stale) if stale else self
        return (said.without(claimed) if claimed else said), said

    def _is_stale(self, note: Evidence, stale_after_months: int | None) -> bool:
        if stale_after_months is None:
            return False
        if note.on is None:
            return True
        return note.on <= _last_stale_day(self.as_of, stale_after_months)


@lru_cache(maxsize=1024)
def _last_stale_day(as_of: date, months: int) -> date:
    """Give the latest day of an answer that has outlived its months on a day."""
    return latest_start(as_of - timedelta(days=1), months)


def known_values(view: Subject, facts: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    """Give what is known of facts, the owner's personal data left out."""
    known = []
    for fact in facts:
        value = None if fact in _PERSONAL else view.value(fact)
        if value is not None:
            known.append((fact, value))
    return tuple(known)


@cache
def base_facts(fact: str) -> tuple[str, ...]:
    """Name the stored facts and collections that a fact follows from; itself, if it is stored."""
    described = BY_NAME.get(fact)
    if described is None or not described.is_derived:
        return (fact,)
    parents = (base for parent in described.derived_from for base in base_facts(parent))
    return tuple(dict.fromkeys(parents))


@cache
def answerable_facts(fact: str) -> tuple[str, ...]:
    """Name the stored facts that can be asked so that a fact becomes known; itself, if none can."""
    return tuple(base for base in base_facts(fact) if base not in COLLECTIONS) or (fact,)


def _reconcile(stored: Any, derived: Any) -> Any:
    """Take what both sources allow; where they disagree, nothing is known."""
    if stored is None or derived is None:
        return derived if stored is None else stored
    if isinstance(stored, Range) or isinstance(derived, Range):
        return _overlap(_as_range(stored), _as_range(derived))
    return stored if stored == derived else None


def _overlap(one: Range[int], other: Range[int]) -> int | Range[int] | None:
    low = max((low for low in (one.low, other.low) if low is not None), default=None)
    high = min((high for high in (one.high, other.high) if high is not None), default=None)
    if low is None or high is None or low < high:
        return Range(low, high)
    return low if low == high else None


def _as_range(known: int | Range[int]) -> Range[int]:
    return known if isinstance(known, Range) else Range(known, known)
