from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import CALLS
from umkmexport.rules.checklist import Requirement
from umkmexport.terms.range import Range
from umkmexport.terms.source import PolicyKind
from umkmexport.terms.truth import NO, UNKNOWN, YES

PEKALONGAN = "pekalongan-export-training-2021"
SEHATI = "bpjph-sehati-2023"
DAYS = {PEKALONGAN: date(2021, 10, 1), SEHATI: date(2023, 3, 1)}


def view_of(call: str, facts: dict[str, Any]) -> FactView:
    return FactView(Enterprise(id="U-1", **facts), as_of=DAYS[call])


def requirement_of(call: str, key: str) -> Requirement:
    return next(r for r in CALLS[call].checklist.requirements if r.key == key)


@pytest.mark.parametrize("name", sorted(DAYS))
def test_a_call_is_an_announcement_with_sources_and_a_note(name: str) -> None:
    call = CALLS[name]
    assert call.kind is PolicyKind.ANNOUNCEMENT
    assert any(source.url for source in call.sources)
    assert call.note is not None


def test_the_training_in_pekalongan() -> None:
    call = CALLS[PEKALONGAN]
    assert (call.seats, call.region) == (30, "33.75")
    assert (call.window.opens, call.window.closes) == (None, None)
    keys = [criterion.key for criterion in call.criteria]
    assert keys == ["local-ktp", "nib", "own-production", "export-quality", "export-quantity"]


def test_free_halal_certification() -> None:
    call = CALLS[SEHATI]
    assert (call.seats, call.region) == (1_000_000, None)
    assert (call.window.opens, call.window.closes) == (date(2023, 1, 2), None)
    assert len(call.criteria) == 7


CASES = [
    (PEKALONGAN, "local-ktp", {"owner_region": "33.75"}, YES),
    (PEKALONGAN, "local-ktp", {"owner_region": "33.75.01"}, YES),
    (PEKALONGAN, "local-ktp", {"owner_region": "33.26"}, NO),
    (PEKALONGAN, "local-ktp", {"owner_region": "33"}, UNKNOWN),
    (PEKALONGAN, "local-ktp", {"business_region": "33.75"}, UNKNOWN),
    (PEKALONGAN, "nib", {"has_nib": True}, YES),
    (PEKALONGAN, "nib", {"has_nib": False, "other_business_permit": "licence"}, YES),
    (PEKALONGAN, "nib", {"has_nib": False, "other_business_permit": "business_letter"}, NO),
    (PEKALONGAN, "nib", {"has_nib": False}, UNKNOWN),
    (PEKALONGAN, "own-production", {"own_production": True}, YES),
    (PEKALONGAN, "own-production", {"own_production": False}, NO),
    (PEKALONGAN, "own-production", {}, UNKNOWN),
    (PEKALONGAN, "export-quality", {"meets_export_quality": True}, YES),
    (PEKALONGAN, "export-quality", {"meets_export_quality": False}, NO),
    (PEKALONGAN, "export-quality", {"quality_control": "batch_records"}, UNKNOWN),
    (PEKALONGAN, "export-quantity", {"meets_export_quantity": True}, YES),
    (PEKALONGAN, "export-quantity", {"meets_export_quantity": False}, NO),
    (PEKALONGAN, "export-quantity", {}, UNKNOWN),
    (SEHATI, "no-risk", {"product_risk_free": True}, YES),
    (SEHATI, "no-risk", {"product_risk_free": False, "halal_ingredients_assured": True}, YES),
    (SEHATI, "no-risk", {"product_risk_free": False, "halal_ingredients_assured": False}, NO),
    (SEHATI, "no-risk", {"product_risk_free": False}, UNKNOWN),
    (SEHATI, "simple-halal-process", {"halal_ingredients_assured": True}, UNKNOWN),
    (SEHATI, "simple-halal-process", {"simple_process": False}, NO),
    (
        SEHATI,
        "simple-halal-process",
        {"halal_ingredients_assured": True, "simple_process": True},
        YES,
    ),
    (SEHATI, "annual-sales", {"annual_sales": 500_000_000}, YES),
    (SEHATI, "annual-sales", {"annual_sales": 500_000_001}, NO),
    (SEHATI, "annual-sales", {"annual_sales": Range(None, 2_000_000_000)}, UNKNOWN),
    (SEHATI, "annual-sales", {}, UNKNOWN),
    (SEHATI, "nib", {"has_nib": True}, YES),
    (SEHATI, "nib", {"has_nib": False, "other_business_permit": "licence"}, NO),
    (SEHATI, "nib", {"other_business_permit": "licence"}, UNKNOWN),
    (SEHATI, "capital", {"capital": 2_000_000_000}, YES),
    (SEHATI, "capital", {"capital": 2_000_000_001}, NO),
    (SEHATI, "capital", {"net_worth": 1_000_000}, UNKNOWN),
    (SEHATI, "separate-site", {"halal_site_separate": True}, YES),
    (SEHATI, "separate-site", {"halal_site_separate": False}, NO),
    (SEHATI, "separate-site", {"production_site": "separate_building"}, UNKNOWN),
    (SEHATI, "goods", {"product_family": "food"}, YES),
    (SEHATI, "goods", {"product_family": "services"}, NO),
    (SEHATI, "goods", {}, UNKNOWN),
]


@pytest.mark.parametrize(("call", "key", "facts", "expected"), CASES)
def test_one_criterion(call: str, key: str, facts: dict[str, Any], expected: int) -> None:
    assert requirement_of(call, key).answer(view_of(call, facts))[0] == expected


def test_every_criterion_is_shown_met_unmet_and_unknown() -> None:
    shown: dict[tuple[str, str], set[int]] = {}
    for call, key, _, expected in CASES:
        shown.setdefault((call, key), set()).add(expected)
    keys = {(name, criterion.key) for name in DAYS for criterion in CALLS[name].criteria}
    assert set(shown) == keys
    assert all(answers == {YES, UNKNOWN, NO} for answers in shown.values())


def test_what_is_missing_from_an_applicant_in_pekalongan() -> None:
    view = view_of(PEKALONGAN, {"has_nib": True, "owner_region": "33.75"})
    checklist = CALLS[PEKALONGAN].checklist
    asked = [fact for r in checklist.requirements for fact in r.missing(r.answer(view)[1])]
    assert checklist.sign(view) == UNKNOWN
    assert asked == ["own_production", "meets_export_quality", "meets_export_quantity"]


def test_one_condition_that_is_not_met_settles_it() -> None:
    checklist = CALLS[PEKALONGAN].checklist
    assert checklist.sign(view_of(PEKALONGAN, {"owner_region": "12.71"})) == NO


@pytest.mark.parametrize("has_permit", [True, False, None])
def test_a_distribution_permit_is_asked_by_sehati_and_decides_nothing(
    has_permit: bool | None,
) -> None:
    facts = {
        "product_risk_free": True,
        "halal_ingredients_assured": True,
        "simple_process": True,
        "annual_sales": 360_000_000,
        "has_nib": True,
        "capital": 50_000_000,
        "halal_site_separate": True,
        "product_family": "food",
        "has_spp_irt": has_permit,
        "has_md": has_permit,
    }
    assert CALLS[SEHATI].checklist.sign(view_of(SEHATI, facts)) == YES
