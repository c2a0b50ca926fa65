"""Three-valued logic after Kleene: sound for every criterion, against all completions.

A composite answers YES only where every completion of what is unknown makes it true, NO only where
every completion makes it false. It may be UNKNOWN where a cleverer logic would know more.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.view import view_of
from umkmexport.model.enterprise import Enterprise
from umkmexport.rules import criteria as c
from umkmexport.terms.range import Range
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign, Truth
from umkmexport.testing import truths

AS_OF = date(2026, 11, 21)
ORDER = (Truth.NO, Truth.UNKNOWN, Truth.YES)


# Truth tables


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (Truth.YES, Truth.YES, Truth.YES, Truth.YES),
        (Truth.YES, Truth.UNKNOWN, Truth.UNKNOWN, Truth.YES),
        (Truth.YES, Truth.NO, Truth.NO, Truth.YES),
        (Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN),
        (Truth.UNKNOWN, Truth.NO, Truth.NO, Truth.UNKNOWN),
        (Truth.NO, Truth.NO, Truth.NO, Truth.NO),
    ],
)
def test_and_or(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    assert one & other is both
    assert other & one is both
    assert one | other is either
    assert other | one is either


def test_not() -> None:
    assert [~truth for truth in ORDER] == [Truth.YES, Truth.UNKNOWN, Truth.NO]


@given(truths(), truths(), truths())
def test_the_laws_of_a_kleene_algebra(a: Truth, b: Truth, d: Truth) -> None:
    assert a & (b & d) is (a & b) & d
    assert a | (b | d) is (a | b) | d
    assert a & (b | d) is (a & b) | (a & d)
    assert a | (a & b) is a
    assert ~(a & b) is ~a | ~b
    assert ~~a is a
    assert ((a & ~a) & (b | ~b)) is (a & ~a)


# Composites, against every completion

BOOLS = ("has_nib", "own_production", "has_website", "export_officer")
KNOWN = st.fixed_dictionaries({fact: st.sampled_from((True, False, None)) for fact in BOOLS})
LEAF = st.builds(c.Is, st.sampled_from(BOOLS), st.booleans())


def joined(parts: st.SearchStrategy[c.Criterion]) -> st.SearchStrategy[c.Criterion]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        *(st.builds(joint, several) for joint in (c.AllOf, c.AnyOf, c.NoneOf)),
        several.flatmap(lambda given: st.builds(c.KOf, st.integers(1, len(given)), st.just(given))),
    )


CRITERIA: st.SearchStrategy[c.Criterion] = st.recursive(LEAF, joined, max_leaves=8)


def sign(criterion: c.Criterion, firm: Enterprise) -> Sign:
    return criterion.sign(view_of(firm, as_of=AS_OF))


def holds(criterion: c.Criterion, values: dict[str, bool]) -> bool:
    """Answer in ordinary logic, written a second time and in another way."""
    match criterion:
        case c.Is(fact=fact, value=value):
            return values[fact] == value
        case c.AllOf(parts=parts):
            return all(holds(part, values) for part in parts)
        case c.AnyOf(parts=parts):
            return any(holds(part, values) for part in parts)
        case c.NoneOf(parts=parts):
            return not any(holds(part, values) for part in parts)
        case c.KOf(k=k, parts=parts):
            return sum(holds(part, values) for part in parts) >= k
    raise AssertionError(criterion)


@given(KNOWN, CRITERIA)
def test_a_joint_is_sound_over_every_completion(
    known: dict[str, bool | None], criterion: c.Criterion
) -> None:
    unknown = [fact for fact, value in known.items() if value is None]
    outcomes = {
        holds(criterion, known | dict(zip(unknown, values, strict=True)))
        for values in product((True, False), repeat=len(unknown))
    }
    answer = sign(criterion, Enterprise(id="U-1", **known))
    if answer == YES:
        assert outcomes == {True}
    elif answer == NO:
        assert outcomes == {False}
    if not unknown:
        assert answer == (YES if outcomes == {True} else NO)


@given(st.permutations(BOOLS), KNOWN, st.data())
def test_where_no_fact_stands_twice_it_is_complete_too(
    facts: list[str], known: dict[str, bool | None], data: st.DataObject
) -> None:
    """Unknown then means that both outcomes can still come about."""
    leaves = [c.Is(fact, data.draw(st.booleans())) for fact in facts]
    inner = data.draw(st.sampled_from((c.AllOf, c.AnyOf, c.NoneOf)))(tuple(leaves[:2]))
    criterion = c.KOf(data.draw(st.integers(1, 3)), (inner, *leaves[2:]))
    unknown = [fact for fact, value in known.items() if value is None]
    outcomes = {
        holds(criterion, known | dict(zip(unknown, values, strict=True)))
        for values in product((True, False), repeat=len(unknown))
    }
    expected = UNKNOWN if len(outcomes) == 2 else YES if True in outcomes else NO
    assert sign(criterion, Enterprise(id="U-1", **known)) == expected


@given(KNOWN, st.lists(CRITERIA, min_size=1, max_size=5))
def test_k_of_counts(known: dict[str, bool | None], parts: list[c.Criterion]) -> None:
    firm = Enterprise(id="U-1", **known)
    signs = [sign(part, firm) for part in parts]
    for k in range(1, len(parts) + 1):
        answer = sign(c.KOf(k, tuple(parts)), firm)
        surely, perhaps = signs.count(YES), len(signs) - signs.count(NO)
        assert answer == (YES if surely >= k else NO if perhaps < k else UNKNOWN)
    assert sign(c.KOf(len(parts), tuple(parts)), firm) == sign(c.AllOf(tuple(parts)), firm)
    assert sign(c.KOf(1, tuple(parts)), firm) == sign(c.AnyOf(tuple(parts)), firm)


# Tests on a number, against every number of a small Range

LIMITS = st.integers(-2, 12)
NUMBER_TESTS = st.one_of(
    *(
        st.builds(test, st.just("site_count"), LIMITS)
        for test in (c.AtMost, c.AtLeast, c.LessThan, c.MoreThan)
    ),
    st.builds(
        lambda low, more: c.Between("site_count", low, low + more), LIMITS, st.integers(0, 5)
    ),
)


@given(NUMBER_TESTS, st.integers(0, 10), st.integers(0, 10))
def test_a_range_is_decided_where_all_its_numbers_agree(
    criterion: c.Leaf, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    firm = Enterprise(id="U-1", site_count=Range(low, high))
    signs = {sign(criterion, attrs.evolve(firm, site_count=n)) for n in range(low, high + 1)}
    answer = sign(criterion, firm)
    if isinstance(criterion, c.Between):
        assert answer in signs | {UNKNOWN}
        assert answer == UNKNOWN or signs == {answer}
    else:
        assert answer == (signs.pop() if len(signs) == 1 else UNKNOWN)


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, st.integers(0, 24))
def test_a_range_of_days_is_decided_where_all_its_days_agree(
    one: date, other: date, months: int
) -> None:
    low, high = sorted((one, other))
    criterion = c.ForMonths("started_on", months)
    signs: set[Any] = {sign(criterion, Enterprise(id="U-1", started_on=day)) for day in (low, high)}
    answer = sign(criterion, Enterprise(id="U-1", started_on=Range(low, high)))
    assert answer == (signs.pop() if len(signs) == 1 else UNKNOWN)
