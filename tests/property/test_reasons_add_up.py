"""The reasons add up: points that apply minus points earned are GAP and DATA, item by item."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

import umkmexport as ux
from umkmexport.decisions.priority.candidate import weigh
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)


@settings(max_examples=60)
@given(enterprises())
def test_points_lost_are_gap_and_data(firm: ux.Enterprise) -> None:
    for rubric in ux.rubrics.values():
        score = ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)
        assert score.low.of == score.high.of == sum(item.of for item in score.items)
        assert score.low.points == sum(item.low for item in score.items)
        assert score.high.points == sum(item.high for item in score.items)
        lost = score.low.of - score.low.points
        gap = sum(item.gap for item in score.items)
        unknown = sum(item.data for item in score.items)
        assert lost == gap + unknown
        assert unknown == score.high.points - score.low.points
        for item in score.items:
            assert 0 <= item.low <= item.high <= item.of
            assert item.lost == item.gap + item.data == item.of - item.low
            if item.data:
                assert item.missing, f"{item.key} is not known, and nothing is asked for"


@settings(max_examples=60)
@given(enterprises())
def test_the_dimensions_add_up_to_the_score(firm: ux.Enterprise) -> None:
    for rubric in ux.rubrics.values():
        score = ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)
        for end in ("low", "high"):
            total = getattr(score, end)
            parts = [getattr(dimension, end) for dimension in score.dimensions]
            assert sum(part.points for part in parts) == total.points
            assert sum(part.of for part in parts) == total.of
        assert 0 <= score.coverage.points <= score.coverage.of == score.low.of


@settings(max_examples=60)
@given(enterprises())
def test_reasons_come_largest_first_and_headlines_are_at_most_four(firm: ux.Enterprise) -> None:
    rubric = ux.rubrics["umkmexport-default"]
    score = ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)
    order = {item.key: index for index, item in enumerate(score.items)}
    gaps = [(-item.gap, order[item.key]) for item in score.gaps()]
    unknowns = [(-item.data, order[item.key]) for item in score.unknowns()]
    assert gaps == sorted(gaps)
    assert unknowns == sorted(unknowns)
    assert {item.key for item in score.gaps()} == {item.key for item in score.items if item.gap}
    unmet = [gate for gate in score.gates if gate.truth is ux.Truth.NO]
    headlines = score.headlines()
    assert len(headlines) == min(4, len(unmet) + len(gaps))
    for gate, headline in zip(unmet, headlines, strict=False):
        assert gate.text.inside().id in headline.id
    question = score.next_question()
    assert (question is None) == (not score.missing())
    if question is not None:
        assert question in score.missing()


@settings(max_examples=40)
@given(enterprises())
def test_a_value_is_the_sum_of_its_components(firm: ux.Enterprise) -> None:
    for policy in ux.priorities.values():
        candidate = weigh(firm, policy, AS_OF, "ticket")
        components = candidate.components()
        assert sum(part.weight for part in components) == (100 if components else 0)
        assert candidate.low == sum(part.weight * part.low for part in components)
        assert candidate.high == sum(part.weight * part.high for part in components)
        for part in components:
            assert 0 <= part.low <= part.high <= 1_000_000
        if candidate.low < candidate.high_by_answers:
            assert candidate.missing, "a value that answers could raise asks for something"


@pytest.mark.parametrize("rubric", sorted(ux.rubrics))
def test_a_firm_of_which_nothing_is_known_has_everything_open(rubric: str) -> None:
    score = ux.score_readiness(ux.Enterprise(id="U-1"), rubric=ux.rubrics[rubric], as_of=AS_OF)
    assert score.low.points == 0
    assert score.high.points == score.high.of
    assert score.coverage.points == 0
    assert score.figure is None
    assert not score.gaps()
    levels = [ux.ReadinessLevel(level.key) for level in ux.rubrics[rubric].levels]
    assert score.level_span == ((levels[0], levels[-1]) if levels else None)
