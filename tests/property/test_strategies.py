"""The strategies that ship draw what they promise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport import testing
from umkmexport.decisions.view import view_of
from umkmexport.facts.derived import FALLBACKS
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Assessment, Certificate, Event, Product
from umkmexport.testing.records import STORED

AS_OF = date(2026, 11, 21)
TYPES = (
    *(Assessment, Certificate, Event, Evidence, Product),
    *(ux.Enterprise, ux.Quantity, ux.Source, ux.Text, ux.Truth),
)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@settings(max_examples=10)
@given(data=st.data())
def test_a_type_is_drawn_by_itself(kind: type[Any], data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(kind)), kind)


@settings(max_examples=50)
@given(testing.enterprises())
def test_no_two_answers_of_a_drawn_firm_disagree(firm: ux.Enterprise) -> None:
    view = view_of(firm, as_of=AS_OF)
    for fact in FALLBACKS:
        if getattr(firm, fact) is not None:
            assert view.value(fact) is not None, fact
    assert not (firm.export_mode == "never" and view.value("is_exporter") is None)


@settings(max_examples=50)
@given(st.data())
def test_who_knows_less_knows_nothing_that_is_not_so(data: st.DataObject) -> None:
    firm = data.draw(testing.enterprises())
    less = data.draw(testing.vaguer(firm))
    assert less.id == firm.id
    for fact in STORED:
        vague, sharp = getattr(less, fact), getattr(firm, fact)
        if isinstance(vague, ux.Range) and not isinstance(sharp, ux.Range):
            assert vague.contains(sharp)
        elif isinstance(vague, str) and vague != sharp:
            digits = (sharp or "").rpartition(":")[2].replace(".", "")
            assert digits.startswith(vague.rpartition(":")[2].replace(".", ""))
        elif isinstance(vague, tuple):
            assert set(vague) <= set(sharp)
        elif vague is not None and not isinstance(vague, ux.Range | ux.Quantity):
            assert vague == sharp
    assert less.complete <= firm.complete
    assert {note.fact for note in less.evidence} <= {note.fact for note in firm.evidence}


@pytest.mark.parametrize("fact", sorted(fact.name for fact in ux.facts.APPLICATION_FACTS))
@settings(max_examples=10)
@given(data=st.data())
def test_answers_of_an_application_are_drawn_as_they_are_taken(
    fact: str, data: st.DataObject
) -> None:
    answer = data.draw(testing.fact_values(fact))
    call = ux.calls["pekalongan-export-training-2021"]
    firm = ux.Enterprise(id="U-1")
    ux.check_eligibility(firm, call, as_of=AS_OF, answers={fact: answer})


def test_facts_may_be_chosen() -> None:
    @settings(max_examples=20)
    @given(testing.enterprises(facts=("has_nib",), records=False, noted=False))
    def only_the_nib(firm: ux.Enterprise) -> None:
        assert firm == ux.Enterprise(id=firm.id, has_nib=firm.has_nib)

    only_the_nib()


@settings(max_examples=50)
@given(testing.amounts(1_000, 2_000), testing.ranges(open_ends=False), testing.nibs())
def test_values_keep_their_promises(amount: int, band: ux.Range[int], nib: str) -> None:
    assert 1_000 <= amount <= 2_000
    assert band.low is not None
    assert band.high is not None
    assert ux.Enterprise(id="U-1", nib=nib).nib == nib
