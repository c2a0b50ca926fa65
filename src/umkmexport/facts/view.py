"""What is known of one enterprise on one day: stored, derived or answered beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.facts.derived import DERIVED, FALLBACKS, Derivation
from umkmexport.facts.noted import Noted
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Certificate, CertificateKind, Event, EventKind
from umkmexport.rules.fact import FactType
from umkmexport.rules.subject import OpenSet, Snapshot, Subject
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
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
_SURELY, _PERHAPS = Truth.YES, Truth.UNKNOWN
_Places: TypeAlias = tuple[tuple[int, str], ...]
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
        "_faced",
        "_noted",
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
        notes = enterprise.evidence
        self._noted = Noted(notes, as_of) if notes else None
        self._computed: dict[str, Any] = {}
        self._faced: dict[Any, tuple[FactView, FactView]] | None = None
        self._views: dict[frozenset[str], FactView] | None = None

    @property
    def is_noted(self) -> bool:
        """Tell whether anything is noted that could be asked to be better or fresher."""
        return self._noted is not None and self._noted.can_be_doubted()

    def value(self, fact: str) -> Any:
        """Give the value of a fact, None where it is not known, or where two sources disagree."""
        if fact in self.hidden and fact not in FALLBACKS:
            return None
        if fact in _PLAIN:
            return getattr(self.enterprise, fact)
        computed = self._computed
        return computed[fact] if fact in computed else self._work_out(fact)

    def _work_out(self, fact: str) -> Any:
        derive = self._derived.get(fact)
        value = self._given(fact) if derive is None else derive(self)
        self._computed[fact] = value
        return value

    def values(self, facts: tuple[str, ...]) -> list[Any]:
        """Give what is known of several facts at once; an open set as an ``OpenSet``."""
        if self.hidden or not facts:
            return [self._answer(fact) for fact in facts]
        reading = _reading(facts)
        values = [*reading.read(self.enterprise)]
        computed = self._computed
        for place, fact in reading.worked_out:
            values[place] = computed[fact] if fact in computed else self._work_out(fact)
        for place, fact in reading.sets:
            values[place] = self._answer(fact)
        overruled = self.answers or self._noted is not None
        for source, places in reading.falling_back:
            if overruled or self._tells(source):
                for place, fact in places:
                    values[place] = self.value(fact)
        return values

    def _tells(self, source: str) -> bool:
        """Tell whether anything follows from the NIB or a collection."""
        return bool(getattr(self.enterprise, source)) or source in self.enterprise.complete

    def _answer(self, fact: str) -> Any:
        value = self.value(fact)
        if fact in _SETS and value is not None and not self.is_complete(fact):
            return OpenSet(value)
        return value

    def _given(self, fact: str) -> Any:
        """Give what was answered or stored, or what it falls back on."""
        if fact in self.answers:
            return self.answers[fact]
        stored = None if fact in self.hidden else getattr(self.enterprise, fact, None)
        if fact not in FALLBACKS:
            return stored
        if self._noted is not None and self._is_disputed(fact):
            return None
        source, follow = FALLBACKS[fact]
        if not self._tells(source):
            return stored
        followed = follow(self)
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
        return self._events(kind, _SURELY) if self.enterprise.events else []

    def perhaps_events(self, kind: EventKind) -> list[Event]:
        """Give the events of one kind of which it is not known whether they did."""
        return self._events(kind, _PERHAPS) if self.enterprise.events else []

    def _events(self, kind: EventKind, happened: Truth) -> list[Event]:
        if "events" in self.hidden:
            return []
        listed = self.enterprise.events
        return [e for e in listed if e.kind is kind and e.happened_by(self.as_of) is happened]

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known."""
        return _asks(self, fact)

    def note(self, fact: str) -> Evidence | None:
        """Give the evidence noted on a fact."""
        return None if self._noted is None else self._noted.notes.get(fact)

    def without(self, facts: frozenset[str]) -> FactView:
        """Give the same view with more facts hidden."""
        if facts <= self.hidden:
            return self
        hidden = self.hidden | facts
        if self._views is None:
            self._views = {}
        if hidden not in self._views:
            view = FactView(
                self.enterprise,
                as_of=self.as_of,
                answers=self.answers,
                hidden=hidden,
                derived=self._derived,
            )
            self._views[hidden] = view
        return self._views[hidden]

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
        if self._noted is None or (asked is None and stale_after_months is None):
            return self, self
        key = (asked, stale_after_months, facts)
        if self._faced is None:
            self._faced = {}
        if key not in self._faced:
            stale, claimed = self._noted.stale(stale_after_months), self._noted.claimed(asked)
            if facts is not None:
                bases = frozenset(base for fact in facts for base in base_facts(fact))
                stale, claimed = stale & bases, claimed & bases
            self._faced[key] = self.without(stale | claimed), self.without(stale)
        return self._faced[key]

    def hides(
        self, asked: EvidenceKind | None, stale_after_months: int | None, facts: tuple[str, ...]
    ) -> bool:
        """Tell whether asking for such evidence or freshness makes any of the facts less known."""
        if self._noted is None:
            return False
        sources = _sources(facts)
        stale, claimed = self._noted.stale(stale_after_months), self._noted.claimed(asked)
        return not (stale.isdisjoint(sources) and claimed.isdisjoint(sources))


class Recalled(Snapshot):
    """See what was known of a few facts of a firm, those among them that may be asked for."""

    __slots__ = ()

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known."""
        return _asks(self, fact)


@attrs.frozen
class _Reading:
    """How some facts are read at once.

    Attributes:
        read: gives the attributes; in the place of what is no attribute, the id.
        worked_out: the places of what follows from other facts.
        sets: the places of sets.
        falling_back: what an attribute may fall back on, and the places of such attributes.
    """

    read: Callable[[Enterprise], Iterable[Any]]
    worked_out: _Places
    sets: _Places
    falling_back: tuple[tuple[str, _Places], ...]


@lru_cache(maxsize=1024)
def _reading(facts: tuple[str, ...]) -> _Reading:
    """Prepare the reading of some facts."""
    places = tuple(enumerate(facts))
    stored = {fact for fact in facts if fact in _SINGLE or fact in FALLBACKS}
    read = attrgetter(*(fact if fact in stored else "id" for fact in facts))
    sources = dict.fromkeys(FALLBACKS[fact][0] for fact in facts if fact in FALLBACKS)
    return _Reading(
        read if len(facts) > 1 else lambda enterprise: (read(enterprise),),
        tuple((p, fact) for p, fact in places if fact not in stored and fact not in _SETS),
        tuple((p, fact) for p, fact in places if fact in _SETS),
        tuple((source, _falling_back_on(source, places)) for source in sources),
    )


def _falling_back_on(source: str, places: _Places) -> _Places:
    return tuple(
        (place, fact)
        for place, fact in places
        if fact in FALLBACKS and FALLBACKS[fact][0] == source
    )


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
