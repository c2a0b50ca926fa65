"""Who learns more never has to take back an answer.

Filling a blank, narrowing a Range, refining a code, completing a collection or better evidence
never turns YES into NO or NO into YES, never widens an interval, never adds a class or a level, and
never lowers coverage. (A source that disagrees is a correction, and no refinement.)
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

import umkmexport as ux
from umkmexport.decisions.priority.candidate import weigh
from umkmexport.decisions.readiness import score_readiness, tally
from umkmexport.decisions.view import view_of
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules import criteria as c
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.scorecard import (
    Bands,
    Branch,
    Branches,
    Dimension,
    Gate,
    Item,
    Level,
    Scale,
    Score,
    Scorecard,
    Steps,
    Variant,
)
from umkmexport.terms.text import Text
from umkmexport.terms.truth import UNKNOWN
from umkmexport.testing import enterprises, vaguer

AS_OF = date(2026, 11, 21)
WORD = Text(id="kata", en="word")

BOOLS = ("has_nib", "own_production", "is_exporter", "spp_irt_possible", "has_md", "has_svlk")
NUMBERS = {
    "workers": (1, 5, 20, 100),
    "continuous_production_months": (0, 6, 12, 24),
    "export_months_24": (0, 1, 2, 6),
    "export_lot_cover": (0, 50, 100),
    "months_operating": (0, 12, 36),
    "product_count": (0, 1, 2),
}
CHOICES = (
    "costing",
    "gmp",
    "product_form",
    "export_mode",
    "size_class_by_sales",
    "online_presence",
)
CODES = {
    "owner_region": ("12", "12.71", "33.75", "33.75.01"),
    "kbli": ("10", "2020:1079", "2025:10", "2020:46"),
    "hs_code": ("21", "2103.90", "2022:2103"),
}
STORED = (
    *("has_nib", "own_production", "has_md", "gmp", "costing", "product_form", "export_mode"),
    *("workers", "continuous_production_months", "export_months_24", "annual_sales", "started_on"),
    *("monthly_capacity", "target_order", "production_site", "has_website", "has_social_media"),
    *("marketplace", "fostered_by", *CODES),
)


@st.composite
def seen_twice(
    draw: DrawFn, facts: tuple[str, ...] | None = None
) -> tuple[ux.Enterprise, ux.Enterprise]:
    """Draw a firm as seen by one who knows less, and as seen by one who knows more."""
    more = draw(enterprises() if facts is None else enterprises(facts=facts))
    return draw(vaguer(more)), more


def refines(less: ux.Truth, more: ux.Truth) -> bool:
    return less in {ux.Truth.UNKNOWN, more}


def is_within(low: Score, high: Score, outer_low: Score, outer_high: Score) -> bool:
    """Tell whether an interval lies within another, in exact arithmetic."""
    return (
        outer_low.points * low.of <= low.points * outer_low.of
        and high.points * outer_high.of <= outer_high.points * high.of
    )


# Size


SIZES = [
    (purpose, day)
    for purpose in ux.Purpose
    for day in (date(2008, 7, 4), date(2019, 6, 1), date(2021, 2, 2), AS_OF)
    if purpose is not ux.Purpose.CREDIT
    and (purpose is not ux.Purpose.INDUSTRY or day >= date(2016, 7, 1))
]


@given(seen_twice(("annual_sales", "capital", "net_worth", "workers", "investment", "ownership")))
def test_no_size_class_is_added(pair: tuple[ux.Enterprise, ux.Enterprise]) -> None:
    for purpose, day in SIZES:
        less, more = (ux.classify_size(firm, as_of=day, purpose=purpose) for firm in pair)
        assert set(more.possible) <= set(less.possible)
        assert refines(less.criteria_differ, more.criteria_differ)
        assert refines(less.is_umkm, more.is_umkm)
        for vague, sharp in zip(less.by_criterion, more.by_criterion, strict=True):
            assert set(sharp.possible) <= set(vague.possible)


# Criteria


def leaves() -> SearchStrategy[c.Leaf]:
    number = st.sampled_from(sorted(NUMBERS))
    limit = st.integers(0, 40)
    choice = st.sampled_from(CHOICES).flatmap(
        lambda fact: st.builds(
            c.OneOf,
            st.just(fact),
            st.sets(st.sampled_from([o.value for o in BY_NAME[fact].options]), min_size=1).map(
                tuple
            ),
        )
    )
    code = st.sampled_from([(fact, code) for fact, codes in CODES.items() for code in codes])
    return st.one_of(
        st.builds(c.Is, st.sampled_from(BOOLS), st.booleans()),
        *(st.builds(test, number, limit) for test in (c.AtMost, c.AtLeast, c.LessThan, c.MoreThan)),
        st.builds(c.AtMost, st.just("started_on"), st.dates(date(2000, 1, 1), AS_OF)),
        st.builds(lambda fact, low, more: c.Between(fact, low, low + more), number, limit, limit),
        choice,
        st.builds(c.OneOf, st.just("fostered_by"), st.just(("bi-sumut", "pertamina"))),
        code.map(lambda pair: c.Within(*pair)),
        st.builds(c.ForMonths, st.just("started_on"), st.integers(0, 60)),
        st.builds(c.Known, st.sampled_from((*STORED, *BOOLS, *CHOICES, *NUMBERS))),
    )


def joined(parts: SearchStrategy[c.Criterion]) -> SearchStrategy[c.Criterion]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(c.AllOf, several),
        st.builds(c.AnyOf, several),
        st.builds(c.NoneOf, several),
        several.flatmap(lambda given: st.builds(c.KOf, st.integers(1, len(given)), st.just(given))),
    )


CRITERIA: SearchStrategy[c.Criterion] = st.recursive(leaves(), joined, max_leaves=6)


@settings(max_examples=60)
@given(seen_twice(STORED), st.lists(CRITERIA, min_size=1, max_size=8))
def test_no_criterion_is_overturned(
    pair: tuple[ux.Enterprise, ux.Enterprise], criteria: list[c.Criterion]
) -> None:
    less, more = (view_of(firm, as_of=AS_OF) for firm in pair)
    for criterion in criteria:
        assert criterion.sign(less) in {UNKNOWN, criterion.sign(more)}, criterion


@settings(max_examples=60)
@given(seen_twice())
def test_no_fact_is_overturned(pair: tuple[ux.Enterprise, ux.Enterprise]) -> None:
    less, more = (view_of(firm, as_of=AS_OF) for firm in pair)
    for name, fact in BY_NAME.items():
        vague, sharp = less.value(name), more.value(name)
        if vague is None or vague == sharp:
            continue
        if isinstance(vague, ux.Range):
            assert contains(vague, sharp), name
        elif isinstance(vague, ux.Quantity):
            assert contains(as_range(vague.amount), sharp.amount), name
        else:
            assert fact.type in {"region", "hs", "kbli", "set", "enum"}, (name, vague, sharp)


def as_range(known: Any) -> ux.Range[Any]:
    return known if isinstance(known, ux.Range) else ux.Range(known, known)


def contains(outer: ux.Range[Any], known: Any) -> bool:
    inner = as_range(known)
    low_fits = outer.low is None or (inner.low is not None and outer.low <= inner.low)
    high_fits = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low_fits and high_fits


@settings(max_examples=60)
@given(
    seen_twice(STORED),
    st.lists(
        st.builds(
            Requirement,
            key=st.just("r"),
            text=st.just(WORD),
            require=CRITERIA,
            evidence=st.none() | st.sampled_from(ux.EvidenceKind),
            stale_after_months=st.none() | st.sampled_from((6, 12, 24)),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_no_requirement_is_overturned_by_better_evidence(
    pair: tuple[ux.Enterprise, ux.Enterprise], requirements: list[Requirement]
) -> None:
    less, more = (view_of(firm, as_of=AS_OF) for firm in pair)
    for requirement in requirements:
        assert requirement.answer(less)[0] in {UNKNOWN, requirement.answer(more)[0]}


SINGLE = [call for call in ux.calls.values() if call.recipient != "group"]


@settings(max_examples=40)
@given(pair=seen_twice(), day=st.sampled_from((date(2021, 10, 1), AS_OF)))
def test_no_shipped_call_is_overturned(
    pair: tuple[ux.Enterprise, ux.Enterprise], day: date
) -> None:
    for call in SINGLE:
        less, more = (ux.check_eligibility(firm, call, as_of=day) for firm in pair)
        assert refines(less.truth, more.truth)
        for vague, sharp in zip(less.findings, more.findings, strict=True):
            assert refines(vague.truth, sharp.truth)
        assert {fact.name for fact in more.missing()} <= {fact.name for fact in less.missing()}


# Scorecards


def scales(points: int) -> SearchStrategy[Scale]:
    """Draw a scale on any kind of fact that reaches so many points, not always rising."""
    return st.one_of(
        st.sampled_from(BOOLS).map(lambda fact: Steps(fact, ((True, points), (False, 0)))),
        st.sampled_from(CHOICES).flatmap(lambda fact: steps(fact, points)),
        st.sampled_from(sorted(NUMBERS)).flatmap(lambda fact: bands(fact, points)),
        st.lists(st.tuples(CRITERIA, st.integers(0, points)), min_size=1, max_size=3).map(
            lambda drawn: Branches(
                (
                    *(Branch(when, worth) for when, worth in drawn[1:]),
                    Branch(drawn[0][0], points),
                )
            )
        ),
    )


def steps(fact: str, points: int) -> SearchStrategy[Steps]:
    answers = [option.value for option in BY_NAME[fact].options]
    worth = st.lists(st.integers(0, points), min_size=len(answers), max_size=len(answers))
    return worth.map(
        lambda drawn: Steps(fact, tuple(zip(answers, [*drawn[:-1], points], strict=True)))
    )


def bands(fact: str, points: int) -> SearchStrategy[Bands]:
    starts = NUMBERS[fact]
    worth = st.permutations([points, *range(len(starts) - 1)])
    return worth.map(lambda drawn: Bands(fact, starts, tuple(min(w, points) for w in drawn)))


@st.composite
def items(draw: DrawFn, key: str) -> Item:
    points = draw(st.integers(1, 6))
    return Item(
        key=key,
        dimension=draw(st.sampled_from(("one", "two"))),
        points=points,
        text=WORD,
        scale=draw(scales(points)),
        evidence=draw(st.sampled_from(ux.EvidenceKind)),
        stale_after_months=draw(st.none() | st.sampled_from((6, 12, 24))),
        applies=None if key == "0" else draw(st.none() | CRITERIA),
        variants=tuple(
            draw(st.lists(st.builds(Variant, when=CRITERIA, scale=scales(points)), max_size=2))
        ),
    )


@st.composite
def rubrics(draw: DrawFn) -> Any:
    """Draw a rubric as it is after reading, of conditions that an office would hardly write."""
    asked = tuple(draw(items(str(index))) for index in range(draw(st.integers(1, 5))))
    gates = tuple(
        Gate(
            key=key,
            text=WORD,
            require=draw(CRITERIA),
            evidence=draw(st.sampled_from(ux.EvidenceKind)),
            applies=draw(st.none() | CRITERIA),
        )
        for key in ("G1", "G2")
    )
    card = Scorecard((Dimension("one", WORD), Dimension("two", WORD)), asked, gates, LEVELS)
    return SimpleNamespace(
        scorecard=card, gates=gates, items=asked, disclaimer=WORD, provenance=PROVENANCE
    )


LEVELS = (
    Level("foundation", WORD, WORD),
    Level("improving", WORD, WORD, 40),
    Level("export_ready", WORD, WORD, 70, 40, ("G1",)),
    Level("export_qualified", WORD, WORD, 85, 60, ("G1", "G2")),
)
PROVENANCE = ux.rubrics["umkmexport-default"].provenance


def level_codes(decision: ux.ReadinessDecision) -> tuple[int, int]:
    """Give both levels by their place in the order; a rubric without levels has one for all."""
    if decision.level_span is None:
        return 0, 0
    low, high = map(list(ux.ReadinessLevel).index, decision.level_span)
    return low, high


def assert_score_refines(rubric: Any, pair: tuple[ux.Enterprise, ux.Enterprise]) -> None:
    less, more = (score_readiness(firm, rubric=rubric, as_of=AS_OF) for firm in pair)
    assert is_within(more.low, more.high, less.low, less.high)
    assert less.coverage.points * more.coverage.of <= more.coverage.points * less.coverage.of
    known = {dimension.key: dimension for dimension in less.dimensions}
    for dimension in more.dimensions:
        outer = known[dimension.key]
        assert is_within(dimension.low, dimension.high, outer.low, outer.high)
    (low, high), (outer_low, outer_high) = map(level_codes, (more, less))
    assert outer_low <= low <= high <= outer_high
    for vague, sharp in zip(less.gates, more.gates, strict=True):
        assert refines(vague.truth, sharp.truth)
    for firm, decision in zip(pair, (less, more), strict=True):
        bare = tally(view_of(firm, as_of=AS_OF), rubric)
        assert (bare.low, bare.high) == (decision.low, decision.high)


@settings(max_examples=60)
@given(rubrics(), seen_twice(STORED))
def test_no_drawn_score_widens(rubric: Any, pair: tuple[ux.Enterprise, ux.Enterprise]) -> None:
    assert_score_refines(rubric, pair)


@settings(max_examples=50)
@given(seen_twice())
def test_no_shipped_score_widens(pair: tuple[ux.Enterprise, ux.Enterprise]) -> None:
    for rubric in ux.rubrics.values():
        assert_score_refines(rubric, pair)


# Priority


@settings(max_examples=50)
@given(seen_twice())
def test_no_priority_value_widens(pair: tuple[ux.Enterprise, ux.Enterprise]) -> None:
    for policy in ux.priorities.values():
        less, more = (weigh(firm, policy, AS_OF, "ticket") for firm in pair)
        assert less.low <= more.low <= more.high <= less.high
        assert less.pool in {UNKNOWN, more.pool}
