"""Find conditions that no firm can ever meet, alone or together with another one.

Every condition is spread into the ways of meeting it, each a list of tests that must or must not
hold. Two tests on one fact contradict each other where no value passes both. What follows from two
*different* facts, such as a size class and annual sales, is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import chain, combinations, islice, product
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms import hierarchy
from umkmexport.terms.text import Text
from umkmexport.terms.truth import YES

__all__ = ["contradictions", "impossible"]

_MOST_WAYS: Final = 4_096
"""Ways of meeting a condition, or two, that are looked at; beyond them it counts as possible."""


@attrs.frozen
class _Test:
    """A criterion on one fact that must hold, or must not."""

    leaf: c.Leaf
    holds: bool = True

    def said(self) -> Text:
        """Say the test in words, without its fact."""
        values = [getattr(self.leaf, field.name) for field in attrs.fields(type(self.leaf))[1:]]
        shown = _joined(map(_shown, values), _AND)
        said = _WORDS[type(self.leaf)].format(shown=shown)
        return said if self.holds else _NOT.format(said=said)


_Way: TypeAlias = tuple[_Test, ...]


def contradictions(
    named: Iterable[tuple[Text | str, c.Criterion]], facts: Mapping[str, Fact]
) -> Iterator[Text]:
    """Name the conditions that no firm can ever meet, and the pairs that none can meet together.

    Args:
        named: conditions that must all hold, with the names that texts call them by.
        facts: every fact they may ask for, by name.
    """
    possible = []
    for name, criterion in named:
        reason = impossible(criterion, facts)
        if reason is None:
            possible.append((name, criterion))
        else:
            yield _NEVER_MET.format(name=name, reason=reason)
    for (name, one), (other_name, other) in combinations(possible, 2):
        if set(c.facts_of(one)).isdisjoint(c.facts_of(other)):
            continue
        reason = impossible(c.AllOf((one, other)), facts)
        if reason is not None:
            yield _NEVER_BOTH.format(name=name, other=other_name, reason=reason)


def impossible(criterion: c.Criterion, facts: Mapping[str, Fact]) -> Text | None:
    """Say why no firm can ever meet a criterion; nothing where some firm may.

    Examples:
        >>> limits = c.AllOf((c.AtLeast("workers", 5), c.AtMost("workers", 4)))
        >>> impossible(limits, {}).en
        'workers can never be at least 5 and at most 4'
    """
    first = None
    ways = list(islice(_ways(criterion), _MOST_WAYS + 1))
    for way in ways[:_MOST_WAYS]:
        clash = next(_clashes(way, facts), None)
        if clash is None:
            return None
        first = first or clash
    return None if len(ways) > _MOST_WAYS else first


def _ways(criterion: c.Criterion, *, hold: bool = True) -> Iterator[_Way]:
    """Give the ways in which a criterion holds, or does not."""
    match criterion:
        case c.AllOf(parts):
            yield from (_all if hold else _any)(parts, hold=hold)
        case c.AnyOf(parts):
            yield from (_any if hold else _all)(parts, hold=hold)
        case c.NoneOf(parts):
            yield from (_all if hold else _any)(parts, hold=not hold)
        case c.KOf(k, parts):
            needed = k if hold else len(parts) - k + 1
            several = combinations(parts, needed)
            yield from chain.from_iterable(_all(some, hold=hold) for some in several)
        case _:
            yield (_Test(criterion, hold),)


def _all(parts: tuple[c.Criterion, ...], *, hold: bool) -> Iterator[_Way]:
    several = [list(islice(_ways(part, hold=hold), _MOST_WAYS)) for part in parts]
    return (tuple(chain.from_iterable(ways)) for ways in product(*several))


def _any(parts: tuple[c.Criterion, ...], *, hold: bool) -> Iterator[_Way]:
    return chain.from_iterable(_ways(part, hold=hold) for part in parts)


def _clashes(way: _Way, facts: Mapping[str, Fact]) -> Iterator[Text]:
    for test in way:
        if _never(test, facts.get(test.leaf.fact)):
            yield _NEVER.format(fact=test.leaf.fact, said=test.said())
    for one, other in combinations(way, 2):
        same = one.leaf.fact == other.leaf.fact
        if same and _exclude(one, other, facts.get(one.leaf.fact)):
            both = {"one": one.said(), "other": other.said()}
            yield _NEVER_TOGETHER.format(fact=one.leaf.fact, **both)


def _never(test: _Test, fact: Fact | None) -> bool:
    """Tell whether no value of the fact passes a test."""
    match test.leaf:
        case c.OneOf(values=values) if fact is not None and fact.type is FactType.ENUM:
            options = {option.value for option in fact.options}
            return not test.holds and options <= {*values}
    low, high = _span(test)
    if fact is None or not isinstance(low, int | None) or not isinstance(high, int | None):
        return False
    return (fact.greatest is not None and low is not None and low > fact.greatest) or (
        fact.least is not None and high is not None and high < fact.least
    )


def _exclude(one: _Test, other: _Test, fact: Fact | None) -> bool:
    """Tell whether no value passes two tests on one fact."""
    if one.holds is other.holds:
        return (_both_exclude if one.holds else _neither_excludes)(one, other, fact)
    return _opposed(one, other) if one.holds else _opposed(other, one)


def _both_exclude(one: _Test, other: _Test, fact: Fact | None) -> bool:
    """Tell whether no value passes two tests that must hold."""
    match one.leaf, other.leaf:
        case c.Is(value=value), c.Is(value=other_value):
            return value is not other_value
        case c.OneOf(values=values), c.OneOf(values=others):
            several = fact is not None and fact.type is FactType.SET
            return not several and {*values}.isdisjoint(others)
        case c.Within(code=code), c.Within(code=other_code):
            return not _may_hold_both(code, other_code)
        case _:
            return _spans_exclude(_span(one), _span(other))


def _neither_excludes(one: _Test, other: _Test, fact: Fact | None) -> bool:
    """Tell whether every value fails one of two tests that must not hold."""
    match one.leaf, other.leaf:
        case c.Is(value=value), c.Is(value=other_value):
            return value is not other_value
        case c.OneOf(values=values), c.OneOf(values=others):
            options = {option.value for option in fact.options} if fact is not None else set()
            several = fact is not None and fact.type is FactType.SET
            return bool(options) and not several and options <= {*values, *others}
        case _:
            return _spans_exclude(_span(one), _span(other))


def _opposed(wanted: _Test, refused: _Test) -> bool:
    """Tell whether every value that passes the wanted test passes the refused one too."""
    match wanted.leaf, refused.leaf:
        case c.Is(value=value), c.Is(value=other_value):
            return value is other_value
        case c.OneOf(values=values), c.OneOf(values=others):
            return {*values} <= {*others}
        case c.Within(code=code), c.Within(code=other_code):
            return hierarchy.within(code, other_code) == YES
        case c.ForMonths(months=lasted), c.ForMonths(months=not_yet):
            return lasted >= not_yet
        case _:
            return _spans_exclude(_span(wanted), _span(refused))


def _may_hold_both(code: str, other: str) -> bool:
    (edition, digits), (other_edition, other_digits) = map(hierarchy.split_edition, (code, other))
    if edition is not None and other_edition is not None and edition != other_edition:
        return False
    return digits.startswith(other_digits) or other_digits.startswith(digits)


_Limit: TypeAlias = Any
_OPEN: Final = (None, None)


def _span(test: _Test) -> tuple[_Limit, _Limit]:
    """Give the least and the greatest value that passes; None is no limit."""
    leaf, holds = test.leaf, test.holds
    match leaf:
        case c.AtLeast(limit=limit) | c.LessThan(limit=limit):
            from_limit = isinstance(leaf, c.AtLeast) is holds
            return (limit, None) if from_limit else (None, _next(limit, -1))
        case c.AtMost(limit=limit) | c.MoreThan(limit=limit):
            to_limit = isinstance(leaf, c.AtMost) is holds
            return (None, limit) if to_limit else (_next(limit, 1), None)
        case c.Between(low=low, high=high) if holds:
            return low, high
    return _OPEN


def _spans_exclude(one: tuple[_Limit, _Limit], other: tuple[_Limit, _Limit]) -> bool:
    (low, high), (other_low, other_high) = one, other
    return _is_above(low, other_high) or _is_above(other_low, high)


def _is_above(low: _Limit, high: _Limit) -> bool:
    return low is not None and high is not None and type(low) is type(high) and bool(low > high)


def _next(limit: c.Limit, step: int) -> c.Limit:
    return limit + step if isinstance(limit, int) else limit + timedelta(days=step)


def _shown(value: object) -> Text:
    if isinstance(value, tuple):
        return _joined(map(_shown, value), _OR)
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    return Text(id=plain, en=plain)


def _joined(texts: Iterable[Text], joint: Text) -> Text:
    several = tuple(texts)
    return Text(
        id=joint.id.join(text.id for text in several), en=joint.en.join(text.en for text in several)
    )


_AND: Final = Text(id=" dan ", en=" and ")
_OR: Final = Text(id=" atau ", en=" or ")
_WORDS: Final[dict[type[c.Leaf], Text]] = {
    c.Is: Text(id="{shown}", en="{shown}"),
    c.AtLeast: Text(id="sedikitnya {shown}", en="at least {shown}"),
    c.MoreThan: Text(id="lebih dari {shown}", en="more than {shown}"),
    c.AtMost: Text(id="paling banyak {shown}", en="at most {shown}"),
    c.LessThan: Text(id="kurang dari {shown}", en="less than {shown}"),
    c.Between: Text(id="antara {shown}", en="between {shown}"),
    c.OneOf: Text(id="salah satu dari {shown}", en="one of {shown}"),
    c.Within: Text(id="di dalam {shown}", en="within {shown}"),
    c.ForMonths: Text(id="sekian bulan yang lalu: {shown}", en="so many months back: {shown}"),
    c.Known: Text(id="diketahui", en="known"),
}
_NOT: Final = Text(id="bukan {said}", en="not {said}")
_NEVER: Final = Text(id="{fact} tidak mungkin {said}", en="{fact} can never be {said}")
_NEVER_TOGETHER: Final = Text(
    id="{fact} tidak mungkin {one} dan {other} sekaligus",
    en="{fact} can never be {one} and {other}",
)
_NEVER_MET: Final = Text(
    id="tidak ada usaha yang dapat memenuhi {name}: {reason}",
    en="no firm can ever meet {name}: {reason}",
)
_NEVER_BOTH: Final = Text(
    id="tidak ada usaha yang dapat memenuhi {name} dan {other} sekaligus: {reason}",
    en="no firm can ever meet both {name} and {other}: {reason}",
)
