"""What is noted of a firm's answers: which of them a rule may find too weak or too old."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from umkmexport.model.evidence import Evidence
from umkmexport.terms.evidence import EvidenceKind, satisfies
from umkmexport.terms.months import latest_start

__all__ = ["Noted"]

_BEST: Final = EvidenceKind.RECORD
_NOTHING: Final[frozenset[str]] = frozenset()


class Noted:
    """Hold the notes on one firm's facts, as they stand on one day.

    Args:
        notes: the notes, at most one a fact.
        as_of: the day.
    """

    __slots__ = ("_as_of", "_by_kind", "_claimed", "_stale", "notes")

    def __init__(self, notes: tuple[Evidence, ...], as_of: date) -> None:
        self.notes = {note.fact: note for note in notes}
        self._as_of = as_of
        self._by_kind: dict[EvidenceKind, set[str]] = {}
        self._claimed: dict[EvidenceKind, frozenset[str]] = {}
        self._stale: dict[int, frozenset[str]] = {}
        for note in notes:
            self._by_kind.setdefault(note.kind, set()).add(note.fact)

    def can_be_doubted(self) -> bool:
        """Tell whether better or fresher evidence than is noted could be asked for."""
        if self._by_kind.keys() - {_BEST}:
            return True
        return any(note.on is None or note.on < self._as_of for note in self.notes.values())

    def stale(self, months: int | None) -> frozenset[str]:
        """Name the facts of which the answers have outlived so many months; no date is stale."""
        if months is None:
            return _NOTHING
        if months not in self._stale:
            last = _last_stale_day(self._as_of, months)
            notes = self.notes.values()
            self._stale[months] = frozenset(n.fact for n in notes if n.on is None or n.on <= last)
        return self._stale[months]

    def claimed(self, asked: EvidenceKind | None) -> frozenset[str]:
        """Name the facts of which the evidence is less than what is asked."""
        if asked is None:
            return _NOTHING
        if asked not in self._claimed:
            kinds = self._by_kind.items()
            lesser = (facts for kind, facts in kinds if not satisfies(kind, asked))
            self._claimed[asked] = _NOTHING.union(*lesser)
        return self._claimed[asked]


@lru_cache(maxsize=1024)
def _last_stale_day(as_of: date, months: int) -> date:
    """Give the latest day of an answer that has outlived its months on a day."""
    return latest_start(as_of - timedelta(days=1), months)
