"""One answer: a criterion gives on columns what it gives on objects, unknown for unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from umkmexport.decisions.view import view_of
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import APPLICATION_FACTS, FACTS
from umkmexport.frames.criteria import sign_of
from umkmexport.frames.facts import Facts
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import Certificate, CertificateKind, CertificateStatus
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact, FactType
from umkmexport.testing import amounts, dates, enterprises, fact_values, nibs
from umkmexport.testing.records import STORED

AS_OF = date(2026, 11, 21)
NUMBERS = {FactType.INT, FactType.MONEY}
REGION_TESTS = ("12", "12.71", "12.71.05", "33", "33.75", "33.75.01")
HS_TESTS = ("09", "0901", "21", "2103", "2103.90", "210390", "2022:2103", "2022:2103.90")
KBLI_TESTS = ("10", "107", "1079", "10794", "2020:10", "2020:1079", "2025:10794", "46")
ANSWERED = [fact.name for fact in APPLICATION_FACTS]


def leaves(fact: Fact) -> SearchStrategy[Any]:
    known = st.just(c.Known(fact.name))
    if fact.type is FactType.BOOL:
        return known | st.builds(c.Is, st.just(fact.name), st.booleans())
    if fact.type in NUMBERS or fact.type is FactType.DATE:
        return known | comparisons(fact)
    if fact.type is FactType.QUANTITY:
        return known
    return known | memberships(fact)


def comparisons(fact: Fact) -> SearchStrategy[Any]:
    limits = limits_of(fact)
    one = st.sampled_from((c.AtMost, c.LessThan, c.AtLeast, c.MoreThan))
    tests: SearchStrategy[Any] = st.builds(lambda cls, x: cls(fact.name, x), one, limits)
    tests |= st.tuples(limits, limits).map(sorted).map(lambda ends: c.Between(fact.name, *ends))
    if fact.type is FactType.DATE:
        tests |= st.builds(c.ForMonths, st.just(fact.name), st.integers(0, 300))
    return tests


def limits_of(fact: Fact) -> SearchStrategy[Any]:
    if fact.type is FactType.DATE:
        return dates()
    if fact.is_derived:
        return st.integers(-2, 400)
    return amounts() if fact.type is FactType.MONEY else st.integers(0, 130)


def memberships(fact: Fact) -> SearchStrategy[Any]:
    coded = {
        FactType.REGION: REGION_TESTS,
        FactType.HS: HS_TESTS,
        FactType.KBLI: KBLI_TESTS,
    }
    if fact.type is FactType.SET:
        values = st.sampled_from(("dinas-medan", "bi-sumut", "pertamina", "ktp"))
    else:
        values = fact_values(fact.name)
    lists = st.lists(values, min_size=1, max_size=5, unique=True).map(tuple)
    tests: SearchStrategy[Any] = st.builds(c.OneOf, st.just(fact.name), lists)
    if fact.type in coded:
        tests |= st.builds(c.Within, st.just(fact.name), st.sampled_from(coded[fact.type]))
    return tests


def composed(parts: SearchStrategy[Any]) -> SearchStrategy[Any]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    joints = st.sampled_from((c.AllOf, c.AnyOf, c.NoneOf))
    counted = several.flatmap(
        lambda found: st.builds(c.KOf, st.integers(1, len(found)), st.just(found))
    )
    return st.builds(lambda joint, found: joint(found), joints, several) | counted


SINGLE = st.sampled_from((*FACTS, *APPLICATION_FACTS)).flatmap(leaves)
TREES = st.recursive(SINGLE, composed, max_leaves=6)
CERTIFICATES = st.lists(
    st.builds(
        Certificate,
        kind=st.sampled_from(CertificateKind),
        status=st.sampled_from(CertificateStatus),
        valid_until=st.none() | dates(),
    ),
    max_size=3,
    unique_by=lambda held: held.kind,
).map(tuple)


def firms_on(facts: Sequence[str]) -> SearchStrategy[Enterprise]:
    stored = [name for name in STORED if name in facts]
    return st.builds(
        attrs.evolve,
        enterprises(facts=stored, records=False, noted=False),
        nib=st.none() | nibs(),
        certificates=CERTIFICATES,
    )


def given_for(facts: Sequence[str]) -> SearchStrategy[dict[str, Any]]:
    asked = {name: fact_values(name) for name in facts if name in ANSWERED}
    return st.fixed_dictionaries({}, optional=asked)


def bases_of(criteria: Sequence[c.Criterion]) -> list[str]:
    asked = dict.fromkeys(fact for criterion in criteria for fact in c.facts_of(criterion))
    return [base for fact in asked for base in base_facts(fact)]


def check(criteria: Sequence[c.Criterion], data: Any, to_columns: Any, engine: Any) -> None:
    """Answer criteria on drawn firms one by one, and on a frame of them, and compare."""
    bases = bases_of(criteria)
    firms = data.draw(st.lists(firms_on(bases), min_size=1, max_size=6))
    answers = [data.draw(given_for(bases)) for _ in firms]
    views = [view_of(f, as_of=AS_OF, answers=a) for f, a in zip(firms, answers, strict=True)]
    expected = {
        f"z{i}": [criterion.sign(view) for view in views] for i, criterion in enumerate(criteria)
    }
    asked = [fact for criterion in criteria for fact in c.facts_of(criterion)]
    frame = engine.frame(to_columns(asked, firms, as_of=AS_OF, answers=answers))
    facts = Facts(frame, as_of=AS_OF)
    signs = {f"z{i}": sign_of(criterion, facts) for i, criterion in enumerate(criteria)}
    found = engine.rows(facts.finish(signs))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("fact", [*FACTS, *APPLICATION_FACTS], ids=lambda fact: fact.name)
@given(data=st.data())
@settings(max_examples=15)
def test_every_fact_gives_one_answer(
    fact: Fact, data: st.DataObject, to_columns: Any, every_engine: Any
) -> None:
    criteria = data.draw(st.lists(leaves(fact), min_size=3, max_size=6))
    check(criteria, data, to_columns, every_engine.polars)


@given(data=st.data())
@settings(max_examples=100)
def test_joined_criteria_give_one_answer(
    data: st.DataObject, to_columns: Any, every_engine: Any
) -> None:
    check(data.draw(st.lists(TREES, min_size=1, max_size=3)), data, to_columns, every_engine.polars)


@given(data=st.data())
@settings(phases=[Phase.generate], max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_engine_gives_one_answer(data: st.DataObject, to_columns: Any, engine: Any) -> None:
    check(data.draw(st.lists(TREES, min_size=2, max_size=5)), data, to_columns, engine)
