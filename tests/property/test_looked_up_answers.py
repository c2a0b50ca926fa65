"""What is looked up is what asking the rule itself says, whatever was asked before."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.findings import find, find_all
from umkmexport.decisions.readiness import score_readiness, tally
from umkmexport.decisions.view import view_of
from umkmexport.facts.view import known_values
from umkmexport.rules import criteria as c
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.tables import Memo
from umkmexport.terms.text import Text
from umkmexport.testing import enterprises, vaguer

DAYS = st.sampled_from((date(2021, 10, 1), date(2024, 2, 29), date(2026, 11, 21)))
FIRMS = enterprises().flatmap(lambda firm: st.just(firm) | vaguer(firm))
SINGLE = [call for call in ux.calls.values() if call.recipient != "group"]


@settings(max_examples=60)
@given(FIRMS, DAYS)
def test_the_points_and_findings_of_a_card(firm: ux.Enterprise, day: date) -> None:
    for rubric in ux.rubrics.values():
        decision = score_readiness(firm, rubric=rubric, as_of=day)
        view = view_of(firm, as_of=day)
        bare = tally(view, rubric)
        direct = [score for item in rubric.items if (score := item.score(view)) is not None]
        assert list(bare.points) == [(score.low, score.high) for score in direct]
        assert [score.missing() for score in bare.items] == [score.missing() for score in direct]
        assert list(bare.gates) == [gate.answer(view)[0] for gate in rubric.gates]
        assert bare.known.points == sum(s.item.points for s in direct if s.is_known)
        for found, score in zip(decision.items, direct, strict=True):
            assert (found.key, found.low, found.high) == (score.item.key, score.low, score.high)
            assert found.missing == score.missing()
            assert found.values == known_values(view, score.item.facts)
            assert found.text == score.item.text_for(view)
        for met, gate in zip(decision.gates, rubric.gates, strict=True):
            sign, seen = gate.answer(view)
            assert met.truth.value == sign
            assert met.missing == (() if sign else gate.missing(seen))
            assert met.values == known_values(view, gate.facts)


@settings(max_examples=60)
@given(FIRMS, DAYS)
def test_the_findings_of_every_call(firm: ux.Enterprise, day: date) -> None:
    for call in SINGLE:
        view = view_of(firm, as_of=day)
        criteria = call.on(day).criteria
        assert find_all(criteria, view) == tuple(find(each, view) for each in criteria)


def test_a_set_that_is_complete_is_another_answer() -> None:
    word = Text(id="kata", en="word")
    asked = (Requirement("r", word, c.OneOf("fostered_by", ("pertamina",))),)
    truths = []
    for complete in (frozenset[str](), frozenset({"fostered_by"})):
        firm = ux.Enterprise(id="U-1", fostered_by=("bi-sumut",), complete=complete)
        (finding,) = find_all(asked, view_of(firm, as_of=date(2026, 11, 21)))
        truths.append(finding.truth)
    assert truths == [ux.Truth.UNKNOWN, ux.Truth.NO]


def test_a_firm_that_is_scored_leaves_nothing_in_a_copy_of_the_rubric() -> None:
    rubric = ux.rubrics["umkmexport-default"]
    firm = ux.Enterprise(id="U-1", product_family="batik", export_months_24=17)
    scored = score_readiness(firm, rubric=rubric, as_of=date(2026, 11, 21))
    for copied in (pickle.loads(pickle.dumps(rubric)), copy.deepcopy(rubric)):
        assert not copied.scorecard.plans
        assert copied == rubric
        again = score_readiness(firm, rubric=copied, as_of=date(2026, 11, 21))
        assert attrs.evolve(again) == scored


@pytest.mark.parametrize("asked", [1, 1024, 1025, 4000])
def test_a_memo_holds_only_so_much(asked: int) -> None:
    doubled: Memo[Any, int] = Memo(lambda number: 2 * number)
    assert [doubled[number] for number in range(asked)] == [2 * n for n in range(asked)]
    assert len(doubled) <= 1024
    assert repr(doubled) == f"<Memo of {len(doubled)}>"
