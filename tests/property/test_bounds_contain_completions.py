"""Every completion of what is unknown gives a score inside the interval.

Both ends are reached where it is known which items apply and no fact acts in two directions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from types import SimpleNamespace
from typing import Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import umkmexport as ux
from umkmexport.decisions.priority.candidate import weigh
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.rubrics.directions import branching_facts, two_way_facts
from umkmexport.rules import criteria as c
from umkmexport.rules.scorecard import (
    Bands,
    Branch,
    Branches,
    Dimension,
    Gate,
    Item,
    Level,
    Scale,
    Scorecard,
    Steps,
    Variant,
)
from umkmexport.terms.text import Text

AS_OF = date(2026, 11, 21)
WORD = Text(id="kata", en="word")
PROVENANCE = ux.rubrics["umkmexport-default"].provenance

COMPLETIONS: dict[str, tuple[Any, ...]] = {
    "has_nib": (True, False),
    "own_production": (True, False),
    "costing": ("none", "unit_cost", "export_price"),
    "site_count": tuple(range(5)),
}
SITES = (ux.Range(0, 1), ux.Range(1, 3), ux.Range(2, None), ux.Range(None, 2))


def completions(firm: ux.Enterprise) -> Iterator[ux.Enterprise]:
    """Give every firm in which nothing is unknown and that agrees with what is known."""
    open_facts = {}
    for fact, values in COMPLETIONS.items():
        known = getattr(firm, fact)
        if known is None:
            open_facts[fact] = values
        elif isinstance(known, ux.Range):
            open_facts[fact] = tuple(value for value in values if known.contains(value))
    for values in product(*open_facts.values()):
        yield attrs.evolve(firm, **dict(zip(open_facts, values, strict=True)))


FIRMS = st.fixed_dictionaries(
    {"id": st.just("U-1")},
    optional={
        fact: st.sampled_from((*values, *(SITES if fact == "site_count" else ())))
        for fact, values in COMPLETIONS.items()
    },
).map(lambda values: ux.Enterprise(**values))


def scales(first: str, second: str, points: int) -> st.SearchStrategy[Scale]:
    """Draw scales on one fact, or on two where branches are taken."""
    return st.one_of(
        st.builds(on_answers, st.just(first), st.just(points), GRADES),
        st.builds(
            lambda one, other, worth: Branches((Branch(one, points), Branch(other, worth))),
            condition(first),
            condition(second),
            st.integers(0, points),
        ),
    )


GRADES = st.lists(st.integers(0, 4), min_size=3, max_size=3)


def on_answers(fact: str, points: int, grades: list[int]) -> Scale:
    """Make a scale on one fact that reaches its points and need not rise."""
    worth = [min(grade, points) for grade in grades]
    if fact == "site_count":
        return Bands(fact, (0, 1, 2, 3), (worth[0], worth[1], points, worth[2]))
    options = [option.value for option in BY_NAME[fact].options] or [True, False]
    return Steps(fact, tuple(zip(options, [points, *worth], strict=False)))


def condition(fact: str) -> st.SearchStrategy[c.Leaf]:
    """Draw a condition that some answers meet and some do not."""
    if fact == "site_count":
        return st.builds(c.AtLeast, st.just(fact), st.integers(1, 4))
    options = [option.value for option in BY_NAME[fact].options]
    if not options:
        return st.builds(c.Is, st.just(fact), st.booleans())
    chosen = st.sets(st.sampled_from(options), min_size=1, max_size=len(options) - 1)
    return st.builds(c.OneOf, st.just(fact), chosen.map(tuple))


FACTS = sorted(COMPLETIONS)
CONDITIONS = st.one_of(*(condition(fact) for fact in FACTS))


@st.composite
def plain_items(draw: DrawFn) -> tuple[Item, ...]:
    """Draw items for everyone that ask each fact once."""
    names = draw(st.permutations(FACTS))
    pairs = [names[:2], names[2:]][: draw(st.integers(1, 2))]
    return tuple(
        draw(items(key=str(index), scale=lambda points, pair=pair: scales(*pair, points)))
        for index, pair in enumerate(pairs)
    )


@st.composite
def tangled_items(draw: DrawFn) -> tuple[Item, ...]:
    """Draw items that exist for some and have variants; a fact may earn and decide at once."""
    some = st.sampled_from(FACTS)

    def anything(points: int) -> st.SearchStrategy[Scale]:
        return st.tuples(some, some).flatmap(lambda pair: scales(*pair, points))

    first = draw(items(key="0", scale=anything))
    return first, *(
        draw(items(key=str(index), scale=anything, tangled=True))
        for index in range(1, draw(st.integers(1, 3)))
    )


@st.composite
def items(draw: DrawFn, *, key: str, scale: Any, tangled: bool = False) -> Item:
    points = draw(st.integers(1, 4))
    variants = st.lists(st.builds(Variant, CONDITIONS, scale(points)), max_size=1)
    return Item(
        key=key,
        dimension=draw(st.sampled_from(("one", "two"))),
        points=points,
        text=WORD,
        scale=draw(scale(points)),
        evidence=ux.EvidenceKind.SELF,
        applies=draw(st.none() | CONDITIONS) if tangled else None,
        variants=tuple(draw(variants)) if tangled else (),
    )


def rubrics(asked: st.SearchStrategy[tuple[Item, ...]]) -> st.SearchStrategy[Any]:
    gates = st.builds(Gate, st.just("G1"), st.just(WORD), CONDITIONS, st.just(ux.EvidenceKind.SELF))
    return st.builds(rubric_of, asked, gates)


def rubric_of(asked: tuple[Item, ...], gate: Gate) -> Any:
    card = Scorecard((Dimension("one", WORD), Dimension("two", WORD)), asked, (gate,), LEVELS)
    return SimpleNamespace(
        scorecard=card, gates=(gate,), items=asked, disclaimer=WORD, provenance=PROVENANCE
    )


LEVELS = (
    Level("foundation", WORD, WORD),
    Level("improving", WORD, WORD, 40, 20),
    Level("export_ready", WORD, WORD, 70, 40, ("G1",)),
)


def score(firm: ux.Enterprise, rubric: Any) -> ux.ReadinessDecision:
    return ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)


def share(points: ux.Score) -> Fraction:
    return Fraction(points.points, points.of)


@settings(max_examples=60)
@given(FIRMS, rubrics(tangled_items()))
def test_every_completion_scores_inside_the_interval(firm: ux.Enterprise, rubric: Any) -> None:
    outer = score(firm, rubric)
    levels = list(ux.ReadinessLevel)
    low, high = map(levels.index, outer.level_span)
    for complete in completions(firm):
        found = score(complete, rubric)
        assert found.low == found.high, "nothing is unknown any more"
        assert share(outer.low) <= share(found.low) <= share(outer.high)
        assert found.level is not None
        assert low <= levels.index(found.level) <= high
        assert found.coverage.points == found.coverage.of
        assert not found.missing()


@settings(max_examples=60)
@given(FIRMS, rubrics(plain_items()))
def test_both_ends_are_reached_where_each_fact_earns_once(firm: ux.Enterprise, rubric: Any) -> None:
    outer = score(firm, rubric)
    reached = {score(complete, rubric).low.points for complete in completions(firm)}
    assert {outer.low.points, outer.high.points} <= reached


@settings(max_examples=150)
@given(FIRMS, tangled_items())
def test_both_ends_are_reached_where_no_fact_acts_in_two_directions(
    firm: ux.Enterprise, asked: tuple[Item, ...]
) -> None:
    """What the loader does not report cannot keep an end of the interval out of reach."""
    assume(not two_way_facts(asked))
    settled = next(completions(firm))
    known = {fact: getattr(settled, fact) for fact in branching_facts(asked)}
    sorted_out = attrs.evolve(firm, **known)
    rubric = rubric_of(asked, GATE)
    outer = score(sorted_out, rubric)
    reached = {score(each, rubric).low.points for each in completions(sorted_out)}
    assert {outer.low.points, outer.high.points} <= reached


GATE = Gate("G1", WORD, c.Is("has_nib", value=True), ux.EvidenceKind.SELF)


POLICY = ux.priorities["nearest-to-export"]
OPEN: dict[str, tuple[Any, ...]] = {
    "buyer_stage": ("none", "enquiry", "sample_sent", "order"),
    "export_commitment": (True, False),
    "meets_export_quality": (True, False),
    "has_nib": (True, False),
    "has_npwp": (True, False),
    "product_family": ("food", "furniture", "fish"),
}
FULL = {
    **{
        fact.name: fact.options[-1].value
        for fact in ux.facts.FACTS
        if fact.options and not fact.is_derived and fact.type == "enum"
    },
    **{
        fact.name: True
        for fact in ux.facts.FACTS
        if fact.type == "bool" and not fact.is_derived
    },
    "export_mode": "never",
    "continuous_production_months": 13,
    "workers": 5,
    "monthly_capacity": ux.Quantity(600, "kg"),
    "target_order": ux.Quantity(1, "t"),
    "lab_tested_on": date(2026, 6, 1),
    "kbli": "2020:10772",
    "product_form": "wet_ambient",
    "target_country": "NL",
    "complete": frozenset({"certificates", "events", "products"}),
    "has_md": None,
    "has_spp_irt": None,
    "has_halal": None,
    "gmp": None,
    "export_training": None,
    "export_months_24": None,
    "certificates": (),
}  # fmt: skip


@settings(max_examples=25)
@given(st.sets(st.sampled_from(sorted(OPEN)), min_size=1, max_size=3), st.data())
def test_every_completion_has_a_value_inside_the_interval(
    hidden: set[str], data: st.DataObject
) -> None:
    """A component's low end is its least value over all completions, rounded outwards."""
    known = {
        fact: data.draw(st.sampled_from(values))
        for fact, values in OPEN.items()
        if fact not in hidden
    }
    firm = ux.Enterprise(id="U-1", **(FULL | dict.fromkeys(hidden) | known))
    outer = weigh(firm, POLICY, AS_OF, "ticket")
    for values in product(*(OPEN[fact] for fact in sorted(hidden))):
        complete = attrs.evolve(firm, **dict(zip(sorted(hidden), values, strict=True)))
        found = weigh(complete, POLICY, AS_OF, "ticket")
        assert outer.low <= found.low <= found.high <= outer.high
        for inner, span in zip(found.spans, outer.spans, strict=True):
            assert span.low <= inner.low <= inner.high <= span.high
