"""Criteria: the closed set of conditions a rule may put on facts.

Each criterion answers with a sign: YES 1, UNKNOWN 0, NO -1. *And* is the least, *or* the greatest,
*not* the minus of the parts (Kleene's strong logic).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.rules.subject import Subject
from umkmexport.terms import hierarchy
from umkmexport.terms.months import latest_start
from umkmexport.terms.possible import Possible
from umkmexport.terms.range import Range
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = [
    "COMPOSITE_KEYS",
    "LEAF_KEYS",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtMost",
    "Between",
    "Criterion",
    "ForMonths",
    "Is",
    "KOf",
    "Known",
    "LessThan",
    "MoreThan",
    "NoneOf",
    "OneOf",
    "Within",
    "deciding",
    "facts_of",
    "undecided",
]

Limit: TypeAlias = int | date


@attrs.frozen
class Is:
    """Hold where a yes-or-no fact has this value (TOML key ``is``)."""

    fact: str
    value: bool

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        known = subject.value(self.fact)
        if known is None:
            return UNKNOWN
        return YES if known is self.value else NO


@attrs.frozen
class AtMost:
    """Hold where a number or date is not more than the limit, the limit included."""

    fact: str
    limit: Limit

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return at_most(subject.value(self.fact), self.limit)


@attrs.frozen
class LessThan:
    """Hold where a number or date is less than the limit, the limit excluded."""

    fact: str
    limit: Limit

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return _not(at_least(subject.value(self.fact), self.limit))


@attrs.frozen
class AtLeast:
    """Hold where a number or date is not less than the limit, the limit included."""

    fact: str
    limit: Limit

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return at_least(subject.value(self.fact), self.limit)


@attrs.frozen
class MoreThan:
    """Hold where a number or date is more than the limit, the limit excluded."""

    fact: str
    limit: Limit

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return _not(at_most(subject.value(self.fact), self.limit))


@attrs.frozen
class Between:
    """Hold where a number or date lies between two limits, both included."""

    fact: str
    low: Limit
    high: Limit

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        known = subject.value(self.fact)
        return min(at_least(known, self.low), at_most(known, self.high))


@attrs.frozen
class OneOf:
    """Hold where a code or choice is one of these, or a set contains one of them.

    A set that is not declared complete never answers NO.
    """

    fact: str
    values: tuple[str, ...]

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        known = subject.value(self.fact)
        if known is None:
            return UNKNOWN
        if isinstance(known, tuple):
            if any(value in self.values for value in known):
                return YES
            return NO if subject.is_complete(self.fact) else UNKNOWN
        if isinstance(known, Possible):
            held = [answer in self.values for answer in known.answers]
            return YES if all(held) else UNKNOWN if any(held) else NO
        return YES if known in self.values else NO


@attrs.frozen
class Within:
    """Hold where a code of a hierarchy lies within another: region, HS or KBLI.

    A code that is coarser than the test is UNKNOWN: the province alone does not tell the city.
    """

    fact: str
    code: str

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        known = subject.value(self.fact)
        return UNKNOWN if known is None else hierarchy.within(known, self.code)


@attrs.frozen
class ForMonths:
    """Hold where something that began on a date has lasted at least so many whole months."""

    fact: str
    months: int

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        known = subject.value(self.fact)
        if known is None:
            return UNKNOWN
        return at_most(known, latest_start(subject.as_of, self.months))


@attrs.frozen
class Known:
    """Hold where a fact is known; never NO, because it may still become known."""

    fact: str

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return UNKNOWN if subject.value(self.fact) is None else YES


@attrs.frozen
class AllOf:
    """Hold where all parts hold."""

    parts: tuple[Criterion, ...]

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return min(part.sign(subject) for part in self.parts)


@attrs.frozen
class AnyOf:
    """Hold where at least one part holds."""

    parts: tuple[Criterion, ...]

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return max(part.sign(subject) for part in self.parts)


@attrs.frozen
class NoneOf:
    """Hold where no part holds."""

    parts: tuple[Criterion, ...]

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        return _not(max(part.sign(subject) for part in self.parts))


@attrs.frozen
class KOf:
    """Hold where at least ``k`` of the parts hold."""

    k: int
    parts: tuple[Criterion, ...]

    def sign(self, subject: Subject) -> Sign:
        """Answer for one subject."""
        ranked = sorted((part.sign(subject) for part in self.parts), reverse=True)
        return ranked[self.k - 1]


Leaf: TypeAlias = (
    Is | AtMost | LessThan | AtLeast | MoreThan | Between | OneOf | Within | ForMonths | Known
)
Composite: TypeAlias = AllOf | AnyOf | NoneOf | KOf
Criterion: TypeAlias = Leaf | Composite

LEAF_KEYS: Final[dict[str, type[Leaf]]] = {
    "is": Is,
    "at_least": AtLeast,
    "more_than": MoreThan,
    "at_most": AtMost,
    "less_than": LessThan,
    "between": Between,
    "one_of": OneOf,
    "within": Within,
    "for_months": ForMonths,
    "known": Known,
}
"""TOML key of each criterion on one fact."""

COMPOSITE_KEYS: Final[dict[str, type[Composite]]] = {
    "all_of": AllOf,
    "any_of": AnyOf,
    "none_of": NoneOf,
    "k_of": KOf,
}
"""TOML key of each criterion made of others."""


def at_most(known: Any, limit: Limit) -> Sign:
    """Answer whether a value or Range is at most the limit."""
    if known is None:
        return UNKNOWN
    if isinstance(known, Range):
        if known.high is not None and known.high <= limit:
            return YES
        return NO if known.low is not None and known.low > limit else UNKNOWN
    return YES if known <= limit else NO


def at_least(known: Any, limit: Limit) -> Sign:
    """Answer whether a value or Range is at least the limit."""
    if known is None:
        return UNKNOWN
    if isinstance(known, Range):
        if known.low is not None and known.low >= limit:
            return YES
        return NO if known.high is not None and known.high < limit else UNKNOWN
    return YES if known >= limit else NO


def facts_of(criterion: Criterion) -> tuple[str, ...]:
    """Name the facts a criterion looks at, in the order of the file, each once."""
    if isinstance(criterion, Composite):
        return tuple(dict.fromkeys(fact for part in criterion.parts for fact in facts_of(part)))
    return (criterion.fact,)


def deciding(criterion: Criterion, subject: Subject) -> tuple[str, ...]:
    """Name the facts in the parts that make a decided criterion what it is; none if undecided."""
    sign = criterion.sign(subject)
    if sign == UNKNOWN:
        return ()
    if not isinstance(criterion, Composite):
        return (criterion.fact,)
    wanted = _not(sign) if isinstance(criterion, NoneOf) else sign
    parts = (part for part in criterion.parts if part.sign(subject) == wanted)
    return tuple(dict.fromkeys(fact for part in parts for fact in deciding(part, subject)))


def undecided(criterion: Criterion, subject: Subject) -> tuple[str, ...]:
    """Name the facts to ask for in the undecided parts of a criterion; none if it is decided."""
    if criterion.sign(subject) != UNKNOWN:
        return ()
    if isinstance(criterion, Composite):
        asked = (fact for part in criterion.parts for fact in undecided(part, subject))
        return tuple(dict.fromkeys(asked))
    return subject.asks(criterion.fact)


def _not(sign: Sign) -> Sign:
    return -sign
