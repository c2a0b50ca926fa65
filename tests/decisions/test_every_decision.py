"""What every decision offers, and the examples that the design promises."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import umkmexport as ux
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)
FIRM = ux.Enterprise(
    id="U-0001",
    name="Batik Jlamprang",
    annual_sales=1_850_000_000,
    has_nib=True,
    owner_region="33.75",
)


ENQUIRY = ux.Enquiry(
    product="batik", quantity=ux.Quantity(500, "pcs"), until=date(2027, 1, 20), country="NL"
)


def decide(firm: ux.Enterprise) -> list[Any]:
    call = ux.calls["pekalongan-export-training-2021"]
    return [
        *(
            ux.classify_size(firm, as_of=AS_OF, purpose=purpose)
            for purpose in (ux.Purpose.FACILITY, ux.Purpose.PROCUREMENT, ux.Purpose.INDUSTRY)
        ),
        ux.check_eligibility(firm, call, as_of=AS_OF),
        ux.score_readiness(firm, rubric=ux.rubrics["umkmexport-default"], as_of=AS_OF),
        *(
            ux.rank(
                [firm],
                policy=policy,
                seats=1,
                as_of=AS_OF,
                seed="s",
                enquiry=ENQUIRY if policy.needs_enquiry else None,
            )
            for policy in ux.priorities.values()
        ),
    ]


@settings(max_examples=25)
@given(enterprises())
def test_a_decision_is_a_value_and_plain_data(firm: ux.Enterprise) -> None:
    for decision in decide(firm):
        json.dumps(decision.to_dict(), allow_nan=False)
        again = pickle.loads(pickle.dumps(decision))
        assert again == decision
        assert hash(again) == hash(decision)
        assert again.to_dict() == decision.to_dict()


@settings(max_examples=25)
@given(enterprises())
def test_a_decision_says_itself_in_two_languages(firm: ux.Enterprise) -> None:
    for decision in decide(firm):
        for language in ("id", "en"):
            told = decision.describe(language)
            assert told.endswith((".", ")"))
            assert "{" not in told
            assert "None" not in told
            assert "  " not in told
        assert all(isinstance(text, ux.Text) for text in decision.because())
        names = [fact.name for fact in decision.missing()]
        assert len(names) == len(set(names))
        assert all(fact.question.id for fact in decision.missing())


@settings(max_examples=25)
@given(enterprises())
def test_a_decision_has_a_short_repr(firm: ux.Enterprise) -> None:
    for decision in decide(firm):
        assert len(repr(decision)) < 160
        assert decision.provenance.policy in repr(decision)
        assert str(AS_OF) in repr(decision)


def test_the_reprs() -> None:
    size, *_ = decide(FIRM)
    assert repr(size) == "<SizeDecision by pp-7-2021 on 2026-11-21: micro>"
    assert "unknown" in repr(decide(FIRM)[3])


def test_any_other_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="language is 'id' or 'en'"):
        decide(FIRM)[0].describe("nl")


def test_a_decision_names_its_policy_and_its_sources() -> None:
    for decision in decide(FIRM):
        plain = decision.to_dict()
        assert plain["as_of"] == "2026-11-21"
        assert plain["library_version"] == ux.__version__
        assert len(plain["provenance"]["digest"]) == 64
        assert plain["provenance"]["sources"]
        assert plain["provenance"]["policy"]


def test_the_version_is_recorded_and_not_compared() -> None:

    one = decide(FIRM)[0]
    assert attrs.evolve(one, library_version="0.0.0") == one


def test_a_weak_or_volatile_basis_is_said() -> None:
    for instrument in ux.size_instruments.values():
        caution = instrument.provenance.caution()
        if caution is None or not instrument.criteria:
            continue
        decision = ux.classify_size_under(
            instrument, FIRM, as_of=AS_OF, criterion=instrument.criteria[0]
        )
        assert decision.describe("id").endswith(caution.id)
        assert decision.describe("en").endswith(caution.en)


# The design's own examples, word for word


def test_the_size_of_the_design() -> None:
    e = ux.Enterprise(
        id="U-0001",
        name="Batik Jlamprang",
        annual_sales=1_850_000_000,
        has_nib=True,
        owner_region="33.75",
    )
    size = ux.classify_size(e, as_of=date(2026, 11, 21), purpose=ux.Purpose.FACILITY)
    shown = repr((size.size_class, size.criterion, size.criteria_differ))
    assert shown == "(SizeClass.MICRO, SizeCriterion.ANNUAL_SALES, Truth.UNKNOWN)"
    assert size.describe("id") == (
        "Usaha mikro: hasil penjualan tahunan Rp1.850.000.000, tidak lebih dari Rp2.000.000.000 "
        "(Pasal 35 ayat (5) PP 7/2021)."
    )


def test_the_eligibility_of_the_design() -> None:
    d = ux.check_eligibility(
        FIRM, ux.calls["pekalongan-export-training-2021"], as_of=date(2021, 10, 1)
    )
    shown = repr((d.truth, [f.name for f in d.missing()]))
    assert shown == (
        "(Truth.UNKNOWN, ['own_production', 'meets_export_quality', 'meets_export_quantity'])"
    )


def test_the_readiness_of_the_design() -> None:
    r = ux.score_readiness(FIRM, rubric=ux.rubrics["umkmexport-default"], as_of=date(2026, 11, 21))
    assert isinstance(r.low, ux.Score)
    assert isinstance(r.high, ux.Score)
    assert isinstance(r.coverage, ux.Score)
    assert r.level_span == (ux.ReadinessLevel.FOUNDATION, ux.ReadinessLevel.EXPORT_QUALIFIED)
    assert r.next_question() in r.missing()
