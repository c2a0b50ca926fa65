"""Ladder, cases, checklist and the components of a value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.view import view_of
from umkmexport.errors import PolicyError
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.rules import criteria as c
from umkmexport.rules.cases import Case, Cases
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.ladder import Band, Ladder
from umkmexport.rules.scorecard import Item, Score, Steps
from umkmexport.rules.value import MILLION, Closeness, Component, ItemSpans, Span, share
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign
from umkmexport.testing import ranges

AS_OF = date(2026, 11, 21)
WORD = Text(id="kata", en="word")


def view(**facts: Any) -> FactView:
    return view_of(Enterprise(id="U-1", **facts), as_of=AS_OF)


# Ladder


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    bounds = sorted(draw(st.sets(st.integers(-20, 20), min_size=1, max_size=4)))
    bands = [
        Band(f"b{index}", at_most=bound) if index % 2 else Band(f"b{index}", less_than=bound + 1)
        for index, bound in enumerate(bounds)
    ]
    return Ladder("annual_sales", (*bands, Band("top")))


@given(ladders(), st.integers(-25, 25))
def test_a_number_stands_on_the_first_rung_that_is_high_enough(ladder: Ladder, n: int) -> None:
    rung = next(
        index
        for index, band in enumerate(ladder.bands)
        if (band.at_most is None or n <= band.at_most)
        and (band.less_than is None or n < band.less_than)
    )
    assert ladder.place(n) == (rung, rung)


@given(ladders(), st.integers(-25, 25), st.integers(-25, 25))
def test_a_greater_number_never_stands_lower(ladder: Ladder, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert ladder.place(low) <= ladder.place(high)


@given(ladders(), ranges(st.integers(-25, 25)))
def test_a_range_stands_on_every_rung_of_its_numbers(ladder: Ladder, band: Range[int]) -> None:
    numbers = [n for n in range(-30, 31) if band.contains(n)]
    rungs = {ladder.place(n)[0] for n in numbers}
    assert ladder.place(band) == (min(rungs), max(rungs))


def test_an_unknown_number_may_stand_anywhere() -> None:
    ladder = Ladder("workers", (Band("micro", at_most=4), Band("small", at_most=19), Band("top")))
    assert ladder.place(None) == (0, 2)


@pytest.mark.parametrize(
    ("bands", "reason"),
    [
        ((), "every band but the last needs an upper bound"),
        ((Band("micro", at_most=4),), "every band but the last needs an upper bound"),
        ((Band("micro"), Band("small")), "every band but the last needs an upper bound"),
        (
            (Band("a", at_most=4), Band("b"), Band("c")),
            "every band but the last needs an upper bound",
        ),
        ((Band("a", at_most=4), Band("b", at_most=4), Band("c")), "upper bounds must rise"),
        ((Band("a", at_most=4), Band("b", at_most=3), Band("c")), "upper bounds must rise"),
        ((Band("a", at_most=4), Band("b", less_than=5), Band("c")), "upper bounds must rise"),
    ],
)
def test_a_ladder_rises_to_an_open_top(bands: tuple[Band, ...], reason: str) -> None:
    with pytest.raises(PolicyError, match=f"ladder on annual_sales: {reason}"):
        Ladder("annual_sales", bands)


def test_a_band_has_one_bound() -> None:
    with pytest.raises(PolicyError, match="band micro has at_most and less_than; keep one"):
        Band("micro", at_most=4, less_than=9)


# Cases


INDUSTRY = Cases(
    (
        Case("small", c.AllOf((c.AtMost("workers", 19), c.LessThan("investment", 1_000)))),
        Case("medium", c.AnyOf((c.AtMost("workers", 19), c.AtMost("investment", 15_000)))),
    ),
    "large",
)


@pytest.mark.parametrize(
    ("workers", "investment", "possible"),
    [
        (19, 999, ("small",)),
        (19, 1_000, ("medium",)),
        (19, 100_000, ("medium",)),
        (20, 999, ("medium",)),
        (20, 15_000, ("medium",)),
        (20, 15_001, ("large",)),
        (19, None, ("small", "medium")),
        (20, None, ("medium", "large")),
        (None, 999, ("small", "medium")),
        (None, 1_000, ("medium",)),
        (None, 15_001, ("medium", "large")),
        (None, None, ("small", "medium", "large")),
        (Range(1, 19), Range(0, 999), ("small",)),
        (Range(1, 20), Range(0, 999), ("small", "medium")),
    ],
)
def test_the_first_case_that_holds_gives_the_class(
    workers: Any, investment: Any, possible: tuple[str, ...]
) -> None:
    assert INDUSTRY.possible(view(workers=workers, investment=investment)) == possible


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ("workers", "investment")),
        ({"workers": 19}, ("investment",)),
        ({"investment": 1_000}, ()),
        ({"investment": 15_001}, ("workers",)),
        ({"workers": 19, "investment": Range(1, 1_000)}, ("investment",)),
    ],
)
def test_cases_ask_for_what_can_still_change_the_class(
    facts: dict[str, Any], missing: tuple[str, ...]
) -> None:
    assert INDUSTRY.missing(view(**facts)) == missing


def test_cases_behind_the_one_that_holds_ask_nothing() -> None:
    rule = Cases(
        (
            Case("first", c.Is("has_nib", value=True)),
            Case("second", c.Is("own_production", value=True)),
        ),
        "third",
    )
    assert rule.missing(view(has_nib=True)) == ()
    assert rule.missing(view(has_nib=False)) == ("own_production",)


# Checklist


def requirement(key: str, fact: str, **more: Any) -> Requirement:
    return Requirement(key, WORD, c.Is(fact, value=True), **more)


@pytest.mark.parametrize(
    ("facts", "sign"),
    [
        ({"has_nib": True, "own_production": True}, YES),
        ({"has_nib": True}, UNKNOWN),
        ({"has_nib": False}, NO),
        ({"own_production": False}, NO),
        ({}, UNKNOWN),
    ],
)
def test_every_requirement_must_hold(facts: dict[str, bool], sign: Sign) -> None:
    rule = Checklist((requirement("nib", "has_nib"), requirement("own", "own_production")))
    assert rule.sign(view(**facts)) == sign


@pytest.mark.parametrize(
    ("value", "kind", "sign"),
    [
        (True, EvidenceKind.RECORD, YES),
        (True, EvidenceKind.SELF, UNKNOWN),
        (False, EvidenceKind.SELF, NO),
        (False, EvidenceKind.RECORD, NO),
    ],
)
def test_a_claim_never_makes_a_requirement_yes(value: bool, kind: EvidenceKind, sign: Sign) -> None:
    asked = requirement("nib", "has_nib", evidence=EvidenceKind.RECORD)
    subject = view(has_nib=value, evidence=(Evidence("has_nib", kind, on=AS_OF),))
    found, seen = asked.answer(subject)
    assert found == sign
    assert asked.missing(seen) == (("has_nib",) if sign == UNKNOWN else ())


def test_a_bad_thing_said_of_oneself_is_taken_and_a_good_one_is_not() -> None:
    """A firm that says it is no civil servant only claims so; one that says it is, is believed."""
    not_civil_servant = Requirement(
        "occupation",
        WORD,
        c.NoneOf((c.OneOf("owner_occupation", ("civil_servant",)),)),
        evidence=EvidenceKind.DOCUMENT,
    )
    note = (Evidence("owner_occupation", EvidenceKind.SELF, on=AS_OF),)
    signs = [
        not_civil_servant.answer(view(owner_occupation=said, evidence=note))[0]
        for said in ("civil_servant", "entrepreneur")
    ]
    assert signs == [NO, UNKNOWN]


@pytest.mark.parametrize(
    ("on", "sign"), [(date(2026, 5, 21), NO), (date(2026, 5, 20), UNKNOWN), (None, UNKNOWN)]
)
def test_a_stale_no_is_unknown_too(on: date | None, sign: Sign) -> None:
    asked = requirement("nib", "has_nib", stale_after_months=6)
    subject = view(has_nib=False, evidence=(Evidence("has_nib", EvidenceKind.RECORD, on=on),))
    assert asked.answer(subject)[0] == sign


# Value


def test_shares_are_rounded_outwards() -> None:
    assert share(Score(1, 3), Score(2, 3)) == Span(333_333, 666_667)
    assert share(Score(0, 0), Score(0, 0)) == Span(0, 0)
    assert share(Score(100, 100), Score(100, 100)) == Span(MILLION, MILLION)


NEAR = Closeness(zero_at=40, full_at=70, level="export_ready", per_unmet_gate=20)


@pytest.mark.parametrize(
    ("score", "gates", "span"),
    [
        ((48, 64), (0, 0), (266_666, 800_000)),
        ((72, 76), (0, 0), (MILLION, MILLION)),
        ((22, 58), (1, 0), (0, 600_000)),
        ((40, 40), (0, 0), (0, 0)),
        ((70, 70), (0, 0), (MILLION, MILLION)),
        ((70, 70), (2, 1), (600_000, 800_000)),
        ((100, 100), (6, 6), (0, 0)),
    ],
)
def test_closeness_runs_straight_between_two_cut_offs(
    score: tuple[int, int], gates: tuple[int, int], span: tuple[int, int]
) -> None:
    """Gates: how many may be unmet, and how many surely are."""
    low, high = (Score(points, 100) for points in score)
    found = NEAR.span(low, high, *gates)
    assert (found.low, found.high) == span


@given(st.integers(1, 120), st.data())
def test_closeness_never_falls_as_the_score_rises(of: int, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.tuples(st.integers(0, of), st.integers(0, of))))
    gates = data.draw(st.integers(0, 6))
    one = NEAR.span(Score(low, of), Score(low, of), gates, gates)
    other = NEAR.span(Score(high, of), Score(high, of), gates, gates)
    assert one.low <= other.low
    assert one.high <= other.high
    assert 0 <= one.low <= one.high <= one.low + 1 <= MILLION + 1


@pytest.mark.parametrize(("zero_at", "full_at"), [(70, 40), (40, 40), (-1, 40), (40, 101)])
def test_closeness_rises(zero_at: int, full_at: int) -> None:
    with pytest.raises(PolicyError, match="0 <= zero_at < full_at <= 100"):
        Closeness(zero_at, full_at, "export_ready", 20)


def test_closeness_may_run_over_the_whole_card() -> None:
    whole = Closeness(zero_at=0, full_at=100, level="export_ready", per_unmet_gate=0)
    assert whole.span(Score(25, 100), Score(25, 100), 3, 3) == Span(250_000, 250_000)


def willing() -> Item:
    return Item(
        key="willing",
        points=100,
        text=WORD,
        scale=Steps("export_commitment", ((True, 100), (False, 0))),
        evidence=EvidenceKind.DOCUMENT,
    )


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"readiness": True, "closeness": NEAR},
        {"readiness": True, "items": (willing(),)},
        {"closeness": NEAR, "items": (willing(),)},
    ],
)
def test_a_component_states_one_thing(stated: dict[str, Any]) -> None:
    with pytest.raises(PolicyError, match="exactly one of readiness, closeness, "):
        Component("k", WORD, 10, **stated)


def test_no_component_takes_away() -> None:
    with pytest.raises(PolicyError, match="weight must not be negative"):
        Component("k", WORD, -5, readiness=True)


def test_the_least_weight_is_one() -> None:
    assert Component("k", WORD, 1, readiness=True).needs_readiness
    assert not Component("k", WORD, 1, items=(willing(),)).needs_readiness


@pytest.mark.parametrize(
    ("said", "kind", "span"),
    [
        (True, EvidenceKind.DOCUMENT, (MILLION, MILLION)),
        (True, EvidenceKind.SELF, (0, MILLION)),
        (False, EvidenceKind.SELF, (0, 0)),
        (None, EvidenceKind.SELF, (0, MILLION)),
    ],
)
def test_a_component_of_items_is_an_interval(
    said: bool | None, kind: EvidenceKind, span: tuple[int, int]
) -> None:
    component = Component("commitment", WORD, 10, items=(willing(),))
    note = (Evidence("export_commitment", kind, on=AS_OF),)
    found = ItemSpans([component]).of(view(export_commitment=said, evidence=note))["commitment"]
    assert (found.low, found.high) == span
