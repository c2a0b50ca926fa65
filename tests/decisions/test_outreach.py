"""Near misses of a call, the question that settles most applicants, and what would change."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.outreach import _GIVEN, near_misses, next_question
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.testing import enterprises, vaguer

PEKALONGAN = ux.calls["pekalongan-export-training-2021"]
DAY = date(2021, 10, 1)
READY: dict[str, Any] = {
    "owner_region": "33.75",
    "has_nib": True,
    "own_production": True,
    "meets_export_quality": True,
    "meets_export_quantity": True,
}


def firm(name: str = "U-1", **facts: Any) -> ux.Enterprise:
    return ux.Enterprise(id=name, **{**READY, **facts})


FOR_FIRMS = sorted(name for name in ux.calls if ux.calls[name].recipient.value == "enterprise")


# Near misses


def test_a_firm_that_lacks_only_a_permit_is_a_near_miss() -> None:
    (miss,) = near_misses(
        [firm(has_nib=False, other_business_permit="none")], PEKALONGAN, as_of=DAY
    )
    assert (miss.enterprise, miss.finding.key) == ("U-1", "nib")
    assert miss.to_change == ("has_nib", "other_business_permit")
    assert miss.is_certain


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"owner_region": "33.26"},
        {"own_production": False, "meets_export_quality": False},
        {"own_production": None},
        {"owner_region": "33.26", "own_production": False},
    ],
    ids=["eligible", "a region is given", "two away", "unknown", "one given, one not"],
)
def test_others_are_no_near_miss(facts: dict[str, Any]) -> None:
    assert near_misses([firm(**facts)], PEKALONGAN, as_of=DAY) == ()


def test_what_is_unknown_of_the_others_is_named_and_never_counts_as_met() -> None:
    known = firm(own_production=False, meets_export_quality=None, meets_export_quantity=None)
    (miss,) = near_misses([known], PEKALONGAN, as_of=DAY)
    assert not miss.is_certain
    assert miss.missing == ("meets_export_quality", "meets_export_quantity")
    assert miss.describe("id") == (
        "U-1: tinggal satu syarat yang belum terpenuhi, yaitu Produk diproduksi sendiri. "
        "Sebagian syarat lain belum diketahui."
    )


AKI = ux.calls["kemenparekraf-aki-2024"]
AKI_DAY = date(2024, 3, 1)
CRAFT = {
    "submitted_documents": ("ktp", "business_letter"),
    "owner_residence": "ID",
    "subsector": "craft",
}
OWNER: dict[str, Any] = {
    "owner_citizenship": "wni",
    "owner_birth_date": date(1990, 1, 1),
    "has_npwp": True,
    "started_on": date(2015, 1, 1),
}


@pytest.mark.parametrize(
    ("facts", "answers", "keys"),
    [
        ({"has_npwp": False}, {}, ["ktp-and-npwp"]),
        ({}, {"submitted_documents": ("business_letter",)}, ["ktp-and-npwp"]),
        ({}, {"submitted_documents": ("ktp",)}, ["business-letter"]),
        ({"owner_birth_date": date(2010, 1, 1)}, {}, []),
        ({"owner_citizenship": "wna"}, {}, []),
        ({"started_on": date(2024, 1, 1)}, {}, []),
        ({}, {"owner_residence": "MY"}, []),
        # Another subsector would free it of the letter, but the subsector is what it makes.
        (
            {},
            {
                "subsector": "film",
                "work_is_original": True,
                "work_created_on": date(2020, 1, 1),
                "applicant_kind": "group",
            },
            [],
        ),
        (
            {},
            {
                "subsector": "film",
                "work_is_original": True,
                "work_created_on": date(2024, 1, 1),
                "applicant_kind": "individual",
            },
            ["production-house"],
        ),
    ],
)
def test_age_citizenship_and_past_dates_are_given_documents_are_not(
    facts: dict[str, Any], answers: dict[str, Any], keys: list[str]
) -> None:
    applicant = ux.Enterprise(id="U-1", **{**OWNER, **facts})
    misses = near_misses([applicant], AKI, as_of=AKI_DAY, answers={"U-1": {**CRAFT, **answers}})
    assert [miss.finding.key for miss in misses] == keys


def test_only_what_refutes_the_condition_is_to_be_changed() -> None:
    answers = {**CRAFT, "submitted_documents": ("business_letter",)}
    (miss,) = near_misses(
        [ux.Enterprise(id="U-1", **OWNER)], AKI, as_of=AKI_DAY, answers={"U-1": answers}
    )
    assert miss.to_change == ("submitted_documents",)


def test_a_smaller_loan_can_be_asked_for_but_sales_are_what_they_are() -> None:
    call = ux.calls["lpei-export-assignment-2020"]
    applicant = ux.Enterprise(
        id="U-1",
        export_mode="direct",
        started_on=date(2010, 1, 1),
        owner_citizenship="wni",
        credit_status="current",
        business_region="12",
        production_site="export_standard",
        annual_sales=400_000_000,
    )
    answers = {"U-1": {"loan_requested": 3_000_000_000}}
    (miss,) = near_misses([applicant], call, as_of=date(2020, 9, 8), answers=answers)
    assert miss.to_change == ("loan_requested",)


def test_a_declared_fact_may_be_given_too() -> None:
    call = ux.calls["lamongan-turkey-curation-2021"]
    day = date(2021, 11, 16)
    applicant = ux.Enterprise(id="U-1", has_nib=True, has_spp_irt=True, has_halal=True)
    stone = {"is_snack": False, "products_entered": 2}
    assert near_misses([applicant], call, as_of=day, answers={"U-1": stone}) == ()
    many = {"is_snack": True, "products_entered": 9}
    (miss,) = near_misses([applicant], call, as_of=day, answers={"U-1": many})
    assert miss.finding.key == "one-to-five-products"


def test_a_certificate_in_process_can_still_be_obtained() -> None:
    call = ux.calls["sidoarjo-food-curation"]
    halal = {"kind": "halal", "status": "in_process"}
    applicant = ux.Enterprise.from_dict(
        {"id": "U-1", "has_nib": True, "has_md": True, "certificates": [halal]}
    )
    (miss,) = near_misses([applicant], call, as_of=date(2026, 11, 21))
    assert (miss.finding.key, miss.to_change) == ("halal", ("has_halal",))


def test_help_had_before_cannot_be_undone() -> None:
    call = ux.calls["bpjph-sehati-2022-2"]
    applicant = ux.Enterprise.from_dict(
        {
            "id": "U-1",
            "has_nib": True,
            "nib_risk": "low",
            "annual_sales": 1,
            "site_count": 1,
            "halal_ingredients_assured": True,
            "simple_process": True,
            "events": [{"kind": "help", "on": "2021-01-01", "about": "halal"}],
        }
    )
    answers = {"U-1": {"kbli_in_halal_list": True}}
    assert near_misses([applicant], call, as_of=date(2022, 9, 1), answers=answers) == ()


def test_every_fact_that_is_given_is_in_the_vocabulary() -> None:
    assert BY_NAME.keys() >= _GIVEN


def test_near_misses_are_plain_data_without_the_owner() -> None:
    applicant = firm(owner_birth_date=date(1980, 5, 5), has_nib=False, other_business_permit="none")
    (miss,) = near_misses([applicant], PEKALONGAN, as_of=DAY)
    text = json.dumps(miss.to_dict())
    assert "33.75" not in text
    assert "1980" not in text


@given(st.lists(enterprises(), max_size=6, unique_by=lambda one: one.id), st.randoms())
@settings(max_examples=40)
def test_order_and_company_change_no_near_miss(
    firms: list[ux.Enterprise], shuffle: random.Random
) -> None:
    call = ux.calls["sidoarjo-food-curation"]
    day = date(2026, 11, 21)
    alone = [miss for one in firms for miss in near_misses([one], call, as_of=day)]
    mixed = list(firms)
    shuffle.shuffle(mixed)
    together = near_misses(mixed, call, as_of=day)
    assert sorted(together, key=lambda miss: miss.enterprise) == sorted(
        alone, key=lambda miss: miss.enterprise
    )


@given(enterprises(facts=("has_nib", "has_halal", "has_md", "has_spp_irt"), records=False))
def test_a_certain_near_miss_passes_once_its_condition_is_met(one: ux.Enterprise) -> None:
    call = ux.calls["sidoarjo-food-curation"]
    day = date(2026, 11, 21)
    for miss in near_misses([one], call, as_of=day):
        told = attrs.evolve(one, evidence=(), **dict.fromkeys(miss.to_change, True))
        after = ux.check_eligibility(told, call, as_of=day)
        assert not after.failing()
        assert (after.truth is ux.Truth.YES) is miss.is_certain


# The next question


def test_the_question_that_settles_most_comes_first() -> None:
    firms = [
        firm("U-1", meets_export_quality=None),
        firm("U-2", meets_export_quality=None),
        firm("U-3", own_production=None),
        firm("U-4", own_production=None, meets_export_quantity=None),
        firm("U-5", own_production=None, has_nib=None),
        firm("U-6"),
        firm("U-7", owner_region="12.71", own_production=None),
    ]
    asked = next_question(firms, PEKALONGAN, as_of=DAY)
    assert asked is not None
    assert (asked.fact, asked.settles, asked.asked_of, asked.undecided) == (
        "meets_export_quality",
        2,
        2,
        5,
    )
    assert asked.question == BY_NAME["meets_export_quality"].question


def test_where_none_settles_alone_the_one_that_most_lack_comes_first() -> None:
    firms = [
        firm("U-1", own_production=None, meets_export_quality=None),
        firm("U-2", own_production=None, meets_export_quantity=None),
    ]
    asked = next_question(firms, PEKALONGAN, as_of=DAY)
    assert asked is not None
    assert (asked.fact, asked.settles, asked.asked_of) == ("own_production", 0, 2)


def test_equals_are_asked_in_the_order_of_the_call() -> None:
    blank = [ux.Enterprise(id="U-1")]
    asked = next_question(blank, PEKALONGAN, as_of=DAY)
    assert asked is not None
    assert asked.fact == "owner_region"


def test_a_question_of_the_call_itself() -> None:
    call = ux.calls["kaltim-export-catalogue-2022"]
    known = ux.Enterprise(
        id="U-1",
        target_country="JP",
        meets_destination_standard=True,
        meets_export_quantity=True,
        meets_export_continuity=True,
    )
    asked = next_question([known], call, as_of=date(2022, 12, 1))
    assert asked is not None
    assert asked.fact == "destination_certificates"
    assert asked.question.id.endswith("?")
    answers = {"U-1": {"destination_certificates": True}}
    assert next_question([known], call, as_of=date(2022, 12, 1), answers=answers) is None


@pytest.mark.parametrize("firms", [[], [firm()], [firm(owner_region="12.71")]])
def test_nothing_is_asked_where_all_are_decided(firms: list[ux.Enterprise]) -> None:
    assert next_question(firms, PEKALONGAN, as_of=DAY) is None


ASSESSED = ("own_production", "meets_export_quality", "meets_export_quantity")


@settings(max_examples=40)
@given(
    st.lists(
        enterprises(facts=tuple(READY), records=False, noted=False),
        max_size=5,
        unique_by=lambda one: one.id,
    )
)
def test_the_only_fact_that_is_missing_decides_whatever_the_answer(
    firms: list[ux.Enterprise],
) -> None:
    asked = next_question(firms, PEKALONGAN, as_of=DAY)
    if asked is None or not asked.settles or asked.fact not in ASSESSED:
        return
    undecided = [
        one for one in firms if [fact.name for fact in decide(one).missing()] == [asked.fact]
    ]
    assert len(undecided) == asked.settles
    for one in undecided:
        for answer in (True, False):
            assert decide(attrs.evolve(one, **{asked.fact: answer})).truth is ux.Truth.of(answer)


def decide(one: ux.Enterprise) -> ux.EligibilityDecision:
    return ux.check_eligibility(one, PEKALONGAN, as_of=DAY)


# Bad input


@pytest.mark.parametrize("ask", [near_misses, next_question])
def test_a_firm_twice_or_answers_for_a_stranger_are_refused(ask: Any) -> None:
    with pytest.raises(ux.SelectionError, match="'U-1' stands twice"):
        ask([firm(), firm()], PEKALONGAN, as_of=DAY)
    with pytest.raises(ux.SelectionError, match=r"'U-11', who is not among.* did you mean U-1"):
        ask([firm()], PEKALONGAN, as_of=DAY, answers={"U-11": {}})
    with pytest.raises(ux.FactError, match="nor an application"):
        ask([firm()], PEKALONGAN, as_of=DAY, answers={"U-1": {"is_snack": True}})


FOR_GROUPS = ux.calls["medan-equipment-2023"]


def test_a_call_for_groups_is_not_asked_of_firms() -> None:
    with pytest.raises(ux.PolicyError, match="is for groups"):
        near_misses([firm()], FOR_GROUPS, as_of=DAY)
    with pytest.raises(ux.SelectionError, match="is for groups; 'U-1' is a firm"):
        next_question([firm()], FOR_GROUPS, as_of=DAY)


def test_groups_are_asked_the_question_that_settles_most_of_them() -> None:
    groups = [ux.Group("K-1", region="12"), ux.Group("K-2"), ux.Group("K-3", region="12.71")]
    asked = next_question(groups, FOR_GROUPS, as_of=date(2023, 7, 1))
    assert asked is not None
    assert (asked.fact, asked.settles, asked.undecided) == ("region", 2, 2)
    assert asked.question.en == "In which regency or city is the group?"


# What would change an answer


def test_what_would_change_a_no_is_what_refutes_it() -> None:
    decision = ux.check_eligibility(
        firm(own_production=False, has_nib=False, other_business_permit="none"),
        PEKALONGAN,
        as_of=DAY,
    )
    names = [fact.name for fact in decision.would_change()]
    assert names == ["has_nib", "other_business_permit", "own_production"]


def test_what_would_change_an_unknown_is_what_is_missing() -> None:
    decision = ux.check_eligibility(firm(own_production=None), PEKALONGAN, as_of=DAY)
    assert decision.would_change() == decision.missing()
    assert [fact.name for fact in decision.missing()] == ["own_production"]


def test_nothing_that_is_filled_in_changes_a_yes() -> None:
    assert ux.check_eligibility(firm(), PEKALONGAN, as_of=DAY).would_change() == ()


@given(enterprises(), st.sampled_from(FOR_FIRMS))
@settings(max_examples=60)
def test_hiding_what_would_change_a_no_opens_it_again(one: ux.Enterprise, name: str) -> None:
    call = ux.calls[name]
    day = date(2026, 11, 21)
    before = ux.check_eligibility(one, call, as_of=day)
    if before.truth is not ux.Truth.NO:
        return
    assert all(finding.refuted_by for finding in before.failing())
    hidden = {fact.name for fact in before.would_change()} & {
        f.name for f in attrs.fields(type(one))
    }
    bare = attrs.evolve(
        one,
        nib=None,
        certificates=(),
        events=(),
        products=(),
        complete=frozenset(),
        evidence=tuple(note for note in one.evidence if note.fact not in hidden),
        **dict.fromkeys(hidden),
    )
    after = ux.check_eligibility(bare, call, as_of=day)
    assert not after.failing()


# Laws of eligibility


@given(enterprises(), st.sampled_from(FOR_FIRMS), st.data())
@settings(max_examples=60)
def test_no_answer_is_overturned_by_knowing_more(
    more: ux.Enterprise, name: str, data: st.DataObject
) -> None:
    call = ux.calls[name]
    less = data.draw(vaguer(more))
    vague, sharp = (
        ux.check_eligibility(one, call, as_of=date(2026, 11, 21)) for one in (less, more)
    )
    assert vague.truth in {ux.Truth.UNKNOWN, sharp.truth}


@given(enterprises(), st.sampled_from(FOR_FIRMS))
@settings(max_examples=60)
def test_a_preference_never_changes_eligibility(one: ux.Enterprise, name: str) -> None:
    day = date(2026, 11, 21)
    with_them, without = (
        ux.check_eligibility(one, each, as_of=day) for each in (ux.calls[name], unpreferring(name))
    )
    assert (with_them.truth, with_them.findings) == (without.truth, without.findings)


@cache
def unpreferring(name: str) -> ux.Call:
    """Give a call without its preferences and what only they ask."""
    call = ux.calls[name]
    preferred = {fact for preference in call.preferences for fact in preference.facts}
    kept = tuple(fact for fact in call.facts if fact.key not in preferred)
    return attrs.evolve(call, preferences=(), statements=(), facts=kept)


JUARA = ux.calls["jabar-umkm-juara-2020"]


@given(
    st.dates(date(2020, 2, 1), date(2020, 4, 1)),
    st.dates(date(2020, 2, 1), date(2020, 4, 1)),
)
def test_a_check_on_a_past_day_uses_the_version_of_that_day(as_of: date, applied: date) -> None:
    answers = {"registered_local_on": date(2020, 1, 1), "documents_complete": True}
    decision = ux.check_eligibility(
        ux.Enterprise(id="U-1"), JUARA, as_of=as_of, answers={**answers, "applied_on": applied}
    )
    deadline = date(2020, 2, 29) if as_of < date(2020, 3, 9) else date(2020, 3, 16)
    assert decision.truth is ux.Truth.of(applied <= deadline)
    assert (decision.open is ux.Truth.NO) is (as_of > deadline)
