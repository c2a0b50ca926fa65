"""One answer: a criterion gives on columns what it gives on objects, unknown for unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from umkmexport.facts.vocabulary import APPLICATION_FACTS, FACTS
from umkmexport.frames.criteria import sign_of
from umkmexport.frames.facts import Facts
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact, FactType

AS_OF = date(2026, 11, 21)
DAYS = (date(2009, 11, 21), date(2025, 11, 21), date(2025, 11, 22), date(2026, 11, 21))
MONEY = (0, 300_000_000, 2_000_000_000, 50_000_000_000)
COUNTS = (-1, 0, 1, 12, 50, 99, 100)
WITHIN = {
    FactType.REGION: ("12", "12.71", "12.71.05", "33", "33.75", "33.75.01"),
    FactType.HS: ("21", "2103", "2103.90", "2022:2103", "2022:2103.90"),
    FactType.KBLI: ("10", "107", "10794", "2020:10", "2020:1079", "2025:10794", "46"),
}
ONE_OF = {
    FactType.REGION: ("33.75", "12", "33.26", "12.71", "12.71.05", "33.75.01"),
    FactType.HS: ("2103.90", "210390", "21"),
    FactType.KBLI: ("2020:10794", "10794"),
    FactType.COUNTRY: ("NL", "MY"),
    FactType.ID: ("G-01", "G-03"),
    FactType.SET: ("dinas-medan", "ktp"),
}
EVERY_FACT = (*FACTS, *APPLICATION_FACTS)


def leaves_of(fact: Fact) -> Iterator[c.Criterion]:
    """Put every kind of criterion that fits a fact on it."""
    yield c.Known(fact.name)
    if fact.type is FactType.BOOL:
        yield from (c.Is(fact.name, answer) for answer in (True, False))
    elif fact.type in (FactType.INT, FactType.MONEY, FactType.DATE):
        yield from comparisons(fact)
    elif fact.type is not FactType.QUANTITY:
        options = tuple(option.value for option in fact.options) or ONE_OF[fact.type]
        for count in {1, len(options) // 2, len(options) - 1} - {0}:
            yield c.OneOf(fact.name, options[:count])
        yield from (c.Within(fact.name, code) for code in WITHIN.get(fact.type, ()))


def comparisons(fact: Fact) -> Iterator[c.Criterion]:
    limits: Any = COUNTS
    if fact.type is not FactType.INT:
        limits = DAYS if fact.type is FactType.DATE else MONEY
    for limit in limits:
        for kind in (c.AtMost, c.LessThan, c.AtLeast, c.MoreThan):
            yield kind(fact.name, limit)
    yield c.Between(fact.name, limits[1], limits[-2])
    yield c.Between(fact.name, limits[1], limits[1])
    if fact.type is FactType.DATE:
        yield from (c.ForMonths(fact.name, months) for months in (0, 1, 12, 200))


LEAVES = [leaf for fact in EVERY_FACT for leaf in leaves_of(fact)]


def tree(draw: Random, depth: int) -> c.Criterion:
    if depth == 0:
        return draw.choice(LEAVES)
    parts = tuple(tree(draw, depth - 1) for _ in range(draw.randint(1, 3)))
    joints = [c.AllOf, c.AnyOf, c.NoneOf, lambda found: c.KOf(draw.randint(1, len(found)), found)]
    return draw.choice(joints)(parts)


def check(criteria: Sequence[c.Criterion], firms: Any, engine: Any) -> None:
    """Answer criteria on firms one by one, and on a frame of them, and compare."""
    asked = [fact for criterion in criteria for fact in c.facts_of(criterion)]
    facts = Facts(engine.frame(firms.columns(asked)), as_of=AS_OF)
    signs = {f"z{i}": sign_of(criterion, facts) for i, criterion in enumerate(criteria)}
    found = engine.rows(facts.finish(signs))
    views = firms.views()
    for i, criterion in enumerate(criteria):
        assert found[f"z{i}"] == [criterion.sign(view) for view in views], criterion


def test_every_kind_of_criterion_is_asked() -> None:
    assert {type(leaf) for leaf in LEAVES} == set(c.LEAF_KEYS.values())


def test_every_leaf_gives_one_answer(firms: Any, tools: Any) -> None:
    check(LEAVES, firms, tools.engines.polars_lazy)


def test_every_engine_gives_one_answer(firms: Any, engine: Any) -> None:
    draw = Random(5)  # noqa: S311 - no secret
    trees = [tree(draw, draw.randint(1, 3)) for _ in range(12)]
    check([*draw.sample(LEAVES, 90), *trees], firms, engine)


def joined(parts: SearchStrategy[Any]) -> SearchStrategy[Any]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    joints = st.sampled_from((c.AllOf, c.AnyOf, c.NoneOf))
    counted = several.flatmap(
        lambda found: st.builds(c.KOf, st.integers(1, len(found)), st.just(found))
    )
    return st.builds(lambda joint, found: joint(found), joints, several) | counted


@given(data=st.data())
@settings(max_examples=60)
def test_any_criteria_give_one_answer(data: st.DataObject, tools: Any) -> None:
    trees = st.recursive(st.sampled_from(LEAVES), joined, max_leaves=6)
    criteria = data.draw(st.lists(trees, min_size=1, max_size=4))
    asked = [fact for criterion in criteria for fact in c.facts_of(criterion)]
    check(criteria, data.draw(tools.drawn(asked)), tools.engines.polars)


@pytest.mark.parametrize("fact", EVERY_FACT, ids=lambda fact: fact.name)
def test_a_fact_without_a_column_is_unknown(fact: Fact, tools: Any) -> None:
    leaf = next(leaf for leaf in LEAVES if leaf.fact == fact.name)
    other = "has_npwp" if fact.name != "has_npwp" else "has_md"
    facts = Facts(tools.table({other: [True]}), as_of=AS_OF)
    found = facts.finish({"z": sign_of(c.AllOf((leaf, c.Is(other, value=True))), facts)})
    assert found["z"].to_list() == [0]
