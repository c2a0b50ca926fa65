"""Open answers: what a fact that is not known may turn out to be, as far as rules tell it apart.

A yes-or-no fact has two outcomes, a choice one for each option, a number or a date one for each
band and side of a limit that a rule puts on it, a code one for each code that a rule names and one
for all others. An answer that is known in part, such as a range, leaves those that agree with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from umkmexport.codes import countries, regions
from umkmexport.decisions.view import EVERY_DERIVED
from umkmexport.facts.view import FactView, answerable_facts, base_facts
from umkmexport.rules.criteria import (
    AtLeast,
    AtMost,
    Between,
    Composite,
    Criterion,
    ForMonths,
    LessThan,
    MoreThan,
    OneOf,
    Within,
)
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.scorecard import Bands, Branches, Scale
from umkmexport.rules.subject import OpenSet
from umkmexport.terms import hierarchy
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.months import latest_start
from umkmexport.terms.possible import Possible
from umkmexport.terms.range import Range
from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = ["Completed", "Outcomes"]

_FOLLOWED: Final = frozenset({FactType.BOOL, FactType.ENUM})
"""Types of facts that are drawn themselves where another follows from them."""

_NUMBERS: Final = frozenset({FactType.INT, FactType.MONEY})
_CODES: Final = frozenset({FactType.REGION, FactType.HS, FactType.KBLI, FactType.COUNTRY})
_SOME_NIB: Final = "1234567890123"
_OTHER_GOODS: Final = ("97", "98", "99", "01", "02", "03")


class Completed:
    """See a firm of which drawn answers are known too, on the office's word.

    Args:
        view: the firm as it is known.
        drawn: the drawn answers, by fact.
    """

    __slots__ = ("_drawn", "_view")

    def __init__(self, view: FactView, drawn: Mapping[str, Any]) -> None:
        self._view = view
        self._drawn = drawn

    @property
    def as_of(self) -> date:
        """Give the day."""
        return self._view.as_of

    @property
    def is_noted(self) -> bool:
        """Tell whether anything is noted of what its facts rest on."""
        return self._view.is_noted

    def __getattr__(self, name: str) -> Any:
        """Give whatever else derivations look at, such as certificates and events."""
        return getattr(self._view, name)

    def value(self, fact: str) -> Any:
        """Give the drawn answer, what follows from drawn answers, or what is known."""
        if fact in self._drawn:
            return self._drawn[fact]
        derive = EVERY_DERIVED.get(fact)
        if derive is not None and not self._drawn.keys().isdisjoint(base_facts(fact)):
            return derive(self)  # type: ignore[arg-type] # all that a derivation looks at is here
        return self._view.value(fact)

    def values(self, facts: tuple[str, ...]) -> list[Any]:
        """Give several facts at once; an open set as an ``OpenSet``."""
        values = map(self.value, facts)
        return [
            OpenSet(value) if isinstance(value, tuple) and not self.is_complete(fact) else value
            for fact, value in zip(facts, values, strict=True)
        ]

    def is_complete(self, fact: str) -> bool:
        """Tell whether a set or collection is complete; a drawn one is."""
        return fact in self._drawn or self._view.is_complete(fact)

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that one becomes known."""
        return self._view.asks(fact)

    def facing(
        self,
        asked: EvidenceKind | None,
        stale_after_months: int | None,
        facts: tuple[str, ...] | None = None,
    ) -> tuple[Completed, Completed]:
        """Give two views for a rule that asks for evidence or a fresh answer; drawn ones stay."""
        proven, said = self._view.facing(asked, stale_after_months, facts)
        return Completed(proven, self._drawn), Completed(said, self._drawn)

    def hides(
        self, asked: EvidenceKind | None, stale_after_months: int | None, facts: tuple[str, ...]
    ) -> bool:
        """Tell whether asking for evidence makes any of the facts less known."""
        others = tuple(fact for fact in facts if fact not in self._drawn)
        return self._view.hides(asked, stale_after_months, others)


class Outcomes:
    """Collect what rules ask of each fact, and give the outcomes of what is not known.

    Args:
        facts: all facts that the rules may ask for, by name.
        as_of: the day of the decision.
    """

    def __init__(self, facts: Mapping[str, Fact], as_of: date) -> None:
        self._facts = facts
        self._as_of = as_of
        self._limits: defaultdict[str, set[int]] = defaultdict(set)
        self._named: defaultdict[str, set[str]] = defaultdict(set)

    def look_at(self, criterion: Criterion) -> None:
        """Note the limits and codes of a criterion."""
        if isinstance(criterion, Composite):
            for part in criterion.parts:
                self.look_at(part)
        elif isinstance(criterion, OneOf):
            self._named[criterion.fact].update(criterion.values)
        elif isinstance(criterion, Within):
            self._named[criterion.fact].add(criterion.code)
        else:
            self._limits[criterion.fact].update(self._starts(criterion))

    def look_at_scale(self, scale: Scale) -> None:
        """Note the bands and branches of a scale."""
        if isinstance(scale, Bands):
            self._limits[scale.fact].update(scale.starts)
        elif isinstance(scale, Branches):
            for branch in scale.branches:
                self.look_at(branch.when)

    def name_codes(self, fact: str, codes: Iterable[str]) -> None:
        """Note codes that are told apart."""
        self._named[fact].update(codes)

    def asked_for(self, fact: str, view: FactView) -> tuple[str, ...]:
        """Name the facts to draw so that a fact is settled; none, where it is.

        What follows from yes-or-no facts and choices is left to follow from them; what follows
        from numbers, dates and codes is drawn itself.
        """
        if self.is_settled(fact, view):
            return ()
        if not self._facts[fact].is_derived:
            return (fact,)
        parents = tuple(one for one in answerable_facts(fact) if not self.is_settled(one, view))
        simple = all(self._facts[one].type in _FOLLOWED for one in parents)
        return parents if parents and simple else (fact,)

    def is_settled(self, fact: str, view: FactView) -> bool:
        """Tell whether the rules can tell all they want from what is known."""
        known = view.value(fact)
        if known is None or isinstance(known, Range | Possible):
            return False
        if isinstance(known, tuple):
            held = any(value in self._named[fact] for value in known)
            return held or view.is_complete(fact)
        if self._facts[fact].type in _CODES:
            return all(hierarchy.within(known, code) != UNKNOWN for code in self._named[fact])
        return True

    def of(self, fact: str, view: FactView) -> tuple[Any, ...]:
        """Give the outcomes that agree with what is known, at least one."""
        described, known = self._facts[fact], view.value(fact)
        if isinstance(known, Possible):
            return known.answers
        if described.type is FactType.BOOL:
            return (False, True)
        if described.type is FactType.ENUM and described.options:
            return tuple(option.value for option in described.options)
        if described.type is FactType.SET:
            return ((), *((value,) for value in sorted(self._named[fact])))
        if described.type in _CODES:
            return self._codes(fact, known if isinstance(known, str) else None)
        return self._numbers(described, known)

    def _numbers(self, described: Fact, known: Any) -> tuple[Any, ...]:
        """Give the outcomes of a number or a date; of anything else, whether it is known."""
        if described.type in _NUMBERS:
            low, high = _ends(known, described.least, described.greatest)
            return tuple(self._cells(described.name, low, high))
        if described.type is FactType.DATE:
            low, high = _ends(known, None, None)
            return tuple(date.fromordinal(day) for day in self._cells(described.name, low, high))
        return None, _SOME_NIB

    def _starts(self, criterion: Any) -> tuple[int, ...]:
        """Give the whole numbers, or days, at which a criterion may begin to answer otherwise."""
        if isinstance(criterion, AtLeast | LessThan):
            return (_whole(criterion.limit),)
        if isinstance(criterion, AtMost | MoreThan):
            return (_whole(criterion.limit) + 1,)
        if isinstance(criterion, Between):
            return _whole(criterion.low), _whole(criterion.high) + 1
        if isinstance(criterion, ForMonths):
            return (latest_start(self._as_of, criterion.months).toordinal() + 1,)
        return ()

    def _cells(self, fact: str, low: int | None, high: int | None) -> list[int]:
        """Give one number of every cell between limits that the bounds touch."""
        starts = sorted(self._limits[fact])
        if not starts:
            return [low if low is not None else high if high is not None else 0]
        first = starts[0] - 1 if high is None else min(starts[0] - 1, high)
        if low is not None and low < starts[0]:
            first = low
        inner = (start if low is None else max(start, low) for start in starts)
        ends: list[int | None] = [start - 1 for start in starts]
        return [
            number
            for number, end in zip([first, *inner], [*ends, None], strict=True)
            if (high is None or number <= high)
            and (low is None or number >= low)
            and (end is None or number <= end)
        ]

    def _codes(self, fact: str, known: str | None) -> tuple[str, ...]:
        named = sorted(
            code
            for code in self._named[fact]
            if known is None or hierarchy.within(code, known) == YES
        )
        others = _OTHERS[self._facts[fact].type](known)
        free = (code for code in others if _is_none_of(code, self._named[fact]))
        return (*named, *([other] if (other := next(free, None)) is not None else []))


def _whole(limit: int | date) -> int:
    return limit if isinstance(limit, int) else limit.toordinal()


def _ends(known: Any, least: int | None, greatest: int | None) -> tuple[int | None, int | None]:
    if not isinstance(known, Range):
        return least, greatest
    low = least if known.low is None else _whole(known.low)
    return low, greatest if known.high is None else _whole(known.high)


def _is_none_of(code: str, named: Iterable[str]) -> bool:
    return all(hierarchy.within(code, one) == NO for one in named)


def _other_regions(known: str | None) -> Iterable[str]:
    codes = (region.code for region in (*regions.regencies(), *regions.districts()))
    return (code for code in codes if known is None or hierarchy.within(code, known) == YES)


def _other_goods(known: str | None) -> Iterable[str]:
    if known is None:
        return _OTHER_GOODS
    return (f"{known}{digits}" for digits in ("00", "01", "02", "09", "90", "99"))


_OTHERS: Final[dict[FactType, Callable[[str | None], Iterable[str]]]] = {
    FactType.REGION: _other_regions,
    FactType.HS: _other_goods,
    FactType.KBLI: _other_goods,
    FactType.COUNTRY: lambda _: (country.code for country in countries.all_countries()),
}
