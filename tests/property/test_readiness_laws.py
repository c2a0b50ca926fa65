"""What must be true of every readiness score, by the rubrics that are shipped.

Rubrics that are drawn stand beside this page: every completion inside the interval and both ends
reached in ``test_bounds_contain_completions``, refinement in ``test_refinement``, reasons that add
up in ``test_reasons_add_up``, answers that are looked up in ``test_looked_up_answers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from random import Random
from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.facts.view import answerable_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules.fact import FactType
from umkmexport.rules.scorecard import Bands, Item, Steps
from umkmexport.testing import enterprises

AS_OF: Final = date(2026, 11, 21)
CARD: Final = ux.rubrics["umkmexport-default"]
RUBRICS: Final = list(ux.rubrics.values())
NUMBERS: Final = {
    "continuous_production_months": (0, 5, 6, 11, 12, 23, 24, 600),
    "export_months_24": (0, 1, 2, 5, 6, 24),
    "lab_tested_on": (date(2020, 1, 1), date(2025, 11, 21), date(2025, 11, 22), AS_OF),
}
ASKED: Final = sorted(
    fact
    for fact in {
        *(name for item in CARD.items for name in item.facts),
        *(name for gate in CARD.gates for name in gate.facts),
    }
    if BY_NAME[fact].type in {FactType.BOOL, FactType.ENUM} or fact in NUMBERS
    if not BY_NAME[fact].is_derived and fact != "product_family"
)


def answers_to(fact: str) -> tuple[Any, ...]:
    """Give every answer to a fact; of a number, those at the edges of every band."""
    if fact in NUMBERS:
        return NUMBERS[fact]
    options = tuple(option.value for option in BY_NAME[fact].options)
    return options or (False, True)


def branching(rubric: ux.Rubric) -> set[str]:
    """Name the facts to ask for so that it is known which items and scales apply."""
    return {asked for fact in rubric.branching_facts() for asked in answerable_facts(fact)}


def score(firm: ux.Enterprise, rubric: ux.Rubric = CARD) -> ux.ReadinessDecision:
    return ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)


def share(points: ux.Score) -> Fraction:
    return Fraction(points.points, points.of)


def completions(firm: ux.Enterprise, facts: tuple[str, ...]) -> Iterator[ux.Enterprise]:
    """Give the firm with every combination of answers to some facts."""
    for values in product(*map(answers_to, facts)):
        yield attrs.evolve(firm, **dict(zip(facts, values, strict=True)))


FAMILIES: Final = ("food", "fish", "furniture", "batik", "coffee", "cosmetics", "services")


FOLLOWING: Final = ("has_md", "has_spp_irt", "has_halal", "gmp", "export_months_24")
"""Facts that follow from collections, which are complete here: another answer contradicts them."""


@st.composite
def answered(draw: st.DrawFn) -> ux.Enterprise:
    """Draw a firm of which everything that the card asks is known."""
    known = {fact: draw(st.sampled_from(answers_to(fact))) for fact in ASKED}
    known.update(dict.fromkeys(FOLLOWING), export_mode="never")
    return ux.Enterprise(
        id="U-1",
        product_family=draw(st.sampled_from(FAMILIES)),
        kbli="2020:10772",
        monthly_capacity=ux.Quantity(600, "kg"),
        target_order=ux.Quantity(1, "t"),
        target_country="NL",
        complete=frozenset({"certificates", "events", "products"}),
        **known,
    )


OPEN: Final = st.sets(
    st.sampled_from([fact for fact in ASKED if fact not in FOLLOWING]),
    min_size=1,
    max_size=3,
).map(lambda facts: tuple(sorted(facts)))


# Completions


@settings(max_examples=40)
@given(answered(), OPEN)
def test_every_completion_lies_inside_the_interval(
    firm: ux.Enterprise, facts: tuple[str, ...]
) -> None:
    outer = score(attrs.evolve(firm, **dict.fromkeys(facts)))
    assert outer.level_span is not None
    levels = list(ux.ReadinessLevel)
    lowest, highest = map(levels.index, outer.level_span)
    for complete in completions(firm, facts):
        inner = score(complete)
        assert share(outer.low) <= share(inner.low) <= share(inner.high) <= share(outer.high)
        assert inner.level_span is not None
        low, high = map(levels.index, inner.level_span)
        assert lowest <= low <= high <= highest


@settings(max_examples=40)
@given(answered(), OPEN)
def test_both_ends_are_reached_where_it_is_known_what_applies(
    firm: ux.Enterprise, facts: tuple[str, ...]
) -> None:
    assume(not {*facts} & {*branching(CARD), *CARD.two_way_facts()})
    outer = score(attrs.evolve(firm, **dict.fromkeys(facts)))
    ends = [(found.low, found.high) for found in map(score, completions(firm, facts))]
    assert outer.low in {low for low, _ in ends}
    assert outer.high in {high for _, high in ends}


@settings(max_examples=60)
@given(answered(), OPEN)
def test_any_answer_to_a_settling_fact_leaves_one_level(
    firm: ux.Enterprise, facts: tuple[str, ...]
) -> None:
    outer = score(attrs.evolve(firm, **dict.fromkeys(facts)))
    for name in outer.settling:
        question = outer.next_question()
        assert question is not None
        assert question.name in outer.settling
        for value in answers_to(name):
            inner = score(attrs.evolve(firm, **{**dict.fromkeys(facts), name: value}))
            assert inner.level is not None


# Each item


def ordered(item: Item) -> tuple[Any, ...]:
    """Give the answers to an item's only fact as its scale lists them, from bad to good."""
    scale = item.scale
    if isinstance(scale, Bands):
        return scale.starts
    assert isinstance(scale, Steps)
    return tuple(sorted(scale.table, key=lambda answer: scale.table[answer]))


RISING: Final = [
    pytest.param(rubric, item, id=f"{rubric.id}-{item.key}")
    for rubric in RUBRICS
    for item in rubric.items
    if isinstance(item.scale, Steps | Bands) and not item.variants
    if not BY_NAME[item.scale.fact].is_derived and item.scale.fact not in branching(rubric)
]


@pytest.mark.parametrize(("rubric", "item"), RISING)
def test_a_better_answer_to_one_item_never_lowers_the_score(rubric: ux.Rubric, item: Item) -> None:
    """Both ends rise with the points of an item, unless its fact decides what applies."""
    (fact,) = item.facts
    firms = [
        ux.Enterprise(id="U-1", **{"product_family": "fish", fact: answer})
        for answer in ordered(item)
    ]
    for worse, better in pairwise(score(firm, rubric) for firm in firms):
        assert share(worse.low) <= share(better.low)
        assert share(worse.high) <= share(better.high)
        before = {gate.key: gate.truth.value for gate in worse.gates}
        assert all(gate.truth.value >= before[gate.key] for gate in better.gates)


@settings(max_examples=40)
@given(enterprises())
def test_an_item_earns_between_nothing_and_its_worth(firm: ux.Enterprise) -> None:
    for rubric in RUBRICS:
        for item in score(firm, rubric).items:
            assert 0 <= item.low <= item.high <= item.of
            assert item.missing or item.low == item.high


# Reasons


@settings(max_examples=40)
@given(enterprises())
def test_reasons_sum_to_exactly_what_is_missing(firm: ux.Enterprise) -> None:
    for rubric in RUBRICS:
        found = score(firm, rubric)
        assert found.low.of == found.high.of == sum(item.of for item in found.items)
        lost = sum(item.gap + item.data for item in found.items)
        assert found.low.points + lost == found.low.of
        for dimension in found.dimensions:
            own = [item for item in found.items if item.dimension == dimension.key]
            assert dimension.low.points + sum(item.lost for item in own) == dimension.low.of


# Other firms


@settings(max_examples=20)
@given(st.lists(enterprises(), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_other_firms_and_their_order_change_nothing(
    firms: list[ux.Enterprise], random: Random
) -> None:
    """Also though what one firm's answers earned is looked up for the next."""
    for rubric in RUBRICS:
        alone = []
        for firm in firms:
            rubric.scorecard.plans.clear()
            alone.append(score(firm, rubric))
        places = list(range(len(firms)))
        random.shuffle(places)
        rubric.scorecard.plans.clear()
        together = {place: score(firms[place], rubric) for place in places}
        assert [together[place] for place in range(len(firms))] == alone


@settings(max_examples=30)
@given(enterprises(), st.dates(date(2021, 2, 2), date(2027, 12, 31)))
def test_the_day_of_another_score_changes_nothing(firm: ux.Enterprise, day: date) -> None:
    before = score(firm)
    ux.score_readiness(firm, rubric=CARD, as_of=day)
    assert score(firm) == before
