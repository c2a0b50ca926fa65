"""What is known of one enterprise on one day: stored, derived or answered beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final

import attrs

from umkmexport.facts.derived import DERIVED, FALLBACKS, Derivation
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Certificate, CertificateKind, Event, EventKind
from umkmexport.rules.fact import FactType
from umkmexport.rules.subject import OpenSet, Snapshot, Subject
from umkmexport.terms.evidence import EvidenceKind, WhyMissing, satisfies
from umkmexport.terms.months import latest_start
from umkmexport.terms.range import Range
from umkmexport.terms.truth import Truth

__all__ = ["FactView", "Recalled", "answerable_facts", "base_facts", "known_values"]

_NOTHING: Final[frozenset[str]] = frozenset()
_PERSONAL: Final = frozenset(fact.name for fact in BY_NAME.values() if fact.personal)
_PLAIN: Final = frozenset(field.name for field in attrs.fields(Enterprise)) - set(FALLBACKS)
"""Attributes that are the fact itself, with nothing it could follow from."""
_SETS: Final = frozenset(fact.name for fact in BY_NAME.values() if fact.type is FactType.SET)
_SINGLE: Final = _PLAIN - _SETS
"""Plain attributes that hold one value."""
_FALLEN_BACK_ON: Final = ("nib", "product_family", *COLLECTIONS)
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
        "is_noted",
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
        self.is_noted = bool(self._notes)
        self._computed: dict[str, Any] = {}
        self._views: dict[Any, tuple[FactView, FactView]] = {}

    def value(self, fact: str) -> Any:
        """Give the value of a fact, None where it is not known, or where two sources disagree."""
        if fact in self._computed:
            return self._computed[fact]
        if fact in self.hidden and fact not in FALLBACKS:
            return None
        if fact in _PLAIN:
            return getattr(self.enterprise, fact)
        value = self._computed[fact] = self._compute(fact)
        return value

    def values(self, facts: tuple[str, ...]) -> list[Any]:
        """Give what is known of several facts at once; an open set as an ``OpenSet``."""
        if self.hidden or not facts:
            return [self._answer(fact) for fact in facts]
        read, worked_out = _reading(facts)
        values = list(read(self.enterprise))
        for place, fact in worked_out:
            values[place] = self._answer(fact) if fact in _SETS else self.value(fact)
        return values

    def _answer(self, fact: str) -> Any:
        value = self.value(fact)
        if fact in _SETS and value is not None and not self.is_complete(fact):
            return OpenSet(value)
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
        if self._notes and self._is_disputed(fact):
            return None
        followed = fallback(self)
        return stored if followed is None else _reconcile(stored, followed)

    def _is_disputed(self, fact: str) -> bool:
        note = self.note(fact)
        return note is not None and note.why_missing is WhyMissing.CONFLICT

    def is_complete(self, fact: str) -> bool:
        """Tell whether a set or collection is declared complete."""
        if fact in self.hidden:
            return False
        return fact in self.enterprise.complete or fact in self.answers

    def certificates(self, kind: CertificateKind) -> list[Certificate]:
        """Give the certificates of one kind."""
        if not self.enterprise.certificates or "certificates" in self.hidden:
            return []
        return [c for c in self.enterprise.certificates if c.kind == kind]

    def events(self, kind: EventKind) -> list[Event]:
        """Give the events of one kind that surely happened by the day of the view."""
        return self._events(kind, Truth.YES)

    def perhaps_events(self, kind: EventKind) -> list[Event]:
        """Give the events of one kind of which it is not known whether they did."""
        return self._events(kind, Truth.UNKNOWN)

    def _events(self, kind: EventKind, happened: Truth) -> list[Event]:
        if not self.enterprise.events or "events" in self.hidden:
            return []
        listed = self.enterprise.events
        return [e for e in listed if e.kind is kind and e.happened_by(self.as_of) is happened]

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known."""
        return _asks(self, fact)

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

    def hides(
        self, asked: EvidenceKind | None, stale_after_months: int | None, facts: tuple[str, ...]
    ) -> bool:
        """Tell whether asking for such evidence or freshness makes any of the facts less known."""
        if not self._notes:
            return False
        proven, _ = self.facing(asked, stale_after_months)
        return proven is not self and not proven.hidden.isdisjoint(_sources(facts))

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


class Recalled(Snapshot):
    """See what was known of a few facts of a firm, those among them that may be asked for."""

    __slots__ = ()

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known."""
        return _asks(self, fact)


@lru_cache(maxsize=1024)
def _last_stale_day(as_of: date, months: int) -> date:
    """Give the latest day of an answer that has outlived its months on a day."""
    return latest_start(as_of - timedelta(days=1), months)


@lru_cache(maxsize=1024)
def _reading(
    facts: tuple[str, ...],
) -> tuple[Callable[[Enterprise], Iterable[Any]], tuple[tuple[int, str], ...]]:
    """Give a reader of facts that are attributes, and the places of those to be worked out."""
    read = attrgetter("id", *(fact if fact in _SINGLE else "id" for fact in facts))
    others = [(place, fact) for place, fact in enumerate(facts) if fact not in _SINGLE]
    return (lambda enterprise: read(enterprise)[1:]), tuple(others)


def _asks(view: Subject, fact: str) -> tuple[str, ...]:
    parents = answerable_facts(fact)
    return tuple(parent for parent in parents if view.value(parent) is None) or parents


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


@lru_cache(maxsize=4096)
def _sources(facts: tuple[str, ...]) -> frozenset[str]:
    """Name what is stored that facts rest on, what they may fall back on among it."""
    bases = {base for fact in facts for base in base_facts(fact)}
    return frozenset(bases if bases.isdisjoint(FALLBACKS) else {*bases, *_FALLEN_BACK_ON})


@cache
def answerable_facts(fact: str) -> tuple[str, ...]:
    """Name the stored facts that can be asked so that a fact becomes known; itself, if none can."""
    return tuple(base for base in base_facts(fact) if base not in COLLECTIONS) or (fact,)


def _reconcile(stored: Any, derived: Any) -> Any:
    """Take what both sources allow; where they disagree, nothing is known."""
    if stored is None:
        return derived
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
