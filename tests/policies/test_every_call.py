"""Every shipped call, with a firm that passes, one that fails each condition, and one unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs
import pytest

import umkmexport as ux
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls import Call
from umkmexport.rules.criteria import Known, facts_of

PASSING: Final[dict[str, tuple[date, dict[str, Any], dict[str, Any]]]] = {
    "pekalongan-export-training-2021": (
        date(2021, 10, 1),
        {
            "owner_region": "33.75.01",
            "has_nib": True,
            "own_production": True,
            "meets_export_quality": True,
            "meets_export_quantity": True,
        },
        {},
    ),
    "jabar-umkm-juara-2020": (
        date(2020, 3, 10),
        {"business_region": "32.73"},
        {
            "registered_local_on": date(2020, 2, 20),
            "applied_on": date(2020, 3, 16),
            "documents_complete": True,
        },
    ),
    "lpei-export-assignment-2020": (
        date(2020, 9, 8),
        {
            "export_mode": "indirect",
            "started_on": date(2018, 9, 8),
            "owner_citizenship": "wni",
            "credit_status": "current",
            "business_region": "12",
            "production_site": "export_standard",
            "annual_sales": 2_500_000_000,
        },
        {"loan_requested": 500_000_000},
    ),
    "bpjph-sehati-2022-2": (
        date(2022, 9, 1),
        {
            "has_nib": True,
            "nib_risk": "low",
            "annual_sales": 15_000_000_000,
            "site_count": 1,
            "halal_ingredients_assured": True,
            "simple_process": True,
            "complete": frozenset({"events"}),
        },
        {"kbli_in_halal_list": True},
    ),
    "bpjph-sehati-2023": (
        date(2023, 3, 1),
        {
            "product_risk_free": True,
            "halal_ingredients_assured": True,
            "simple_process": True,
            "annual_sales": 500_000_000,
            "has_nib": True,
            "capital": 2_000_000_000,
            "halal_site_separate": True,
            "product_family": "food",
        },
        {},
    ),
    "bpjph-sehati-2025": (
        date(2025, 3, 7),
        {"annual_sales": 300_000_000, "product_risk_free": True},
        {},
    ),
    "kemenkop-spp-irt-2021": (
        date(2021, 3, 24),
        {
            "has_nib": True,
            "capital": 999_999_999,
            "annual_sales": 1_999_999_999,
            "continuous_production_months": 12,
            "has_website": False,
            "has_social_media": True,
            "complete": frozenset({"products"}),
        },
        {
            "submitted_documents": ("ktp", "site_plan", "photo_3x4"),
            "clear_address": True,
            "products_entered": 1,
            "product_has_market": True,
            "nominated_by": "self",
            "enough_photos_4x6": True,
        },
    ),
    "pertamina-umkm-academy-2020": (
        date(2020, 11, 9),
        {
            "fostered_by": ("dinas-medan", "pertamina"),
            "credit_status": "current",
            "complete": frozenset({"fostered_by"}),
        },
        {"programme_loan_since": date(2019, 11, 9)},
    ),
    "bi-papua-barat-curation-2023": (
        date(2023, 3, 16),
        {"business_region": "92.02"},
        {"applied_on": date(2023, 3, 13)},
    ),
    "kemenparekraf-aki-2024": (
        date(2024, 3, 31),
        {
            "owner_citizenship": "wni",
            "owner_birth_date": date(2007, 3, 31),
            "has_npwp": True,
            "started_on": date(2023, 9, 30),
        },
        {
            "submitted_documents": ("ktp", "business_letter"),
            "owner_residence": "ID",
            "subsector": "craft",
        },
    ),
    "kaltim-export-catalogue-2022": (
        date(2022, 11, 28),
        {
            "target_country": "JP",
            "meets_destination_standard": True,
            "meets_export_quantity": True,
            "meets_export_continuity": True,
        },
        {"destination_certificates": True},
    ),
    "lamongan-turkey-curation-2021": (
        date(2021, 11, 16),
        {"has_nib": True, "has_spp_irt": True, "has_halal": True},
        {"is_snack": True, "products_entered": 5},
    ),
    "sidoarjo-food-curation": (
        date(2024, 6, 1),
        {"has_nib": True, "has_halal": True, "has_md": True},
        {},
    ),
    "medan-export-training-2023": (
        date(2023, 2, 28),
        {"fostered_by": ("dinas-medan",), "complete": frozenset({"fostered_by"})},
        {},
    ),
    "lkpp-e-catalogue": (
        date(2026, 11, 21),
        {
            "has_nib": True,
            "kbli": "2020:10794",
            "product_family": "food",
            "has_npwp": True,
        },
        {
            "supplier_statement_signed": True,
            "spse_account_active": True,
            "sikap_complete": True,
            "catalogue_section_open": True,
            "size_status_agrees": True,
        },
    ),
    "medan-bank-referral-2023": (date(2023, 6, 19), {"business_region": "12.71.05"}, {}),
}
"""By call: the day, and what is known of an applicant that meets every condition."""

FAILING: Final[dict[tuple[str, str], dict[str, Any]]] = {
    ("pekalongan-export-training-2021", "local-ktp"): {"owner_region": "33.26"},
    ("pekalongan-export-training-2021", "nib"): {
        "has_nib": False,
        "other_business_permit": "business_letter",
    },
    ("pekalongan-export-training-2021", "own-production"): {"own_production": False},
    ("pekalongan-export-training-2021", "export-quality"): {"meets_export_quality": False},
    ("pekalongan-export-training-2021", "export-quantity"): {"meets_export_quantity": False},
    ("jabar-umkm-juara-2020", "local-office-first"): {"registered_local_on": date(2020, 3, 17)},
    ("jabar-umkm-juara-2020", "documents-complete"): {"documents_complete": False},
    ("jabar-umkm-juara-2020", "in-time"): {"applied_on": date(2020, 3, 17)},
    ("lpei-export-assignment-2020", "export-oriented"): {
        "export_mode": "never",
        "export_orientation": "none",
    },
    ("lpei-export-assignment-2020", "two-years"): {"started_on": date(2018, 9, 9)},
    ("lpei-export-assignment-2020", "indonesian-owner"): {"owner_citizenship": "wna"},
    ("lpei-export-assignment-2020", "loan-current"): {"credit_status": "special_mention"},
    ("lpei-export-assignment-2020", "no-claim"): {"credit_status": "in_claim"},
    ("lpei-export-assignment-2020", "production-facilities"): {
        "production_site": "separate_building"
    },
    ("lpei-export-assignment-2020", "loan-size"): {"loan_requested": 499_999_999},
    ("bpjph-sehati-2022-2", "low-risk-nib"): {"nib_risk": "medium_low"},
    ("bpjph-sehati-2022-2", "micro-or-small"): {"annual_sales": 15_000_000_001},
    ("bpjph-sehati-2022-2", "listed-kbli"): {"kbli_in_halal_list": False},
    ("bpjph-sehati-2022-2", "one-site"): {"site_count": 2},
    ("bpjph-sehati-2022-2", "no-earlier-help"): {
        "events": ({"kind": "help", "on": "2021-05-01", "about": "halal"},)
    },
    ("bpjph-sehati-2022-2", "halal-ingredients"): {"halal_ingredients_assured": False},
    ("bpjph-sehati-2022-2", "simple-process"): {"simple_process": False},
    ("bpjph-sehati-2023", "no-risk"): {
        "product_risk_free": False,
        "halal_ingredients_assured": False,
    },
    ("bpjph-sehati-2023", "simple-halal-process"): {"simple_process": False},
    ("bpjph-sehati-2023", "annual-sales"): {"annual_sales": 500_000_001},
    ("bpjph-sehati-2023", "nib"): {"has_nib": False},
    ("bpjph-sehati-2023", "capital"): {"capital": 2_000_000_001},
    ("bpjph-sehati-2023", "separate-site"): {"halal_site_separate": False},
    ("bpjph-sehati-2023", "goods"): {"product_family": "services"},
    ("bpjph-sehati-2025", "micro-or-small-low-risk"): {"product_risk_free": False},
    ("kemenkop-spp-irt-2021", "nib"): {"has_nib": False},
    ("kemenkop-spp-irt-2021", "nik"): {"submitted_documents": ("site_plan", "photo_3x4")},
    ("kemenkop-spp-irt-2021", "clear-address"): {"clear_address": False},
    ("kemenkop-spp-irt-2021", "capital"): {"capital": 1_000_000_000},
    ("kemenkop-spp-irt-2021", "annual-sales"): {"annual_sales": 2_000_000_000},
    ("kemenkop-spp-irt-2021", "product-with-market"): {"products_entered": 0},
    ("kemenkop-spp-irt-2021", "made-for-a-year"): {"continuous_production_months": 11},
    ("kemenkop-spp-irt-2021", "online"): {"has_social_media": False},
    ("kemenkop-spp-irt-2021", "site-plan-and-photos"): {"enough_photos_4x6": False},
    ("pertamina-umkm-academy-2020", "fostered"): {"fostered_by": ("bi-sumut",)},
    ("pertamina-umkm-academy-2020", "loan-for-a-year"): {
        "programme_loan_since": date(2019, 11, 10)
    },
    ("pertamina-umkm-academy-2020", "loan-current"): {"credit_status": "doubtful"},
    ("bi-papua-barat-curation-2023", "in-window"): {"applied_on": date(2023, 3, 17)},
    ("bi-papua-barat-curation-2023", "papua-barat"): {"business_region": "96.71"},
    ("kemenparekraf-aki-2024", "indonesian-citizen"): {"owner_citizenship": "wna"},
    ("kemenparekraf-aki-2024", "aged-17"): {"owner_birth_date": date(2007, 4, 1)},
    ("kemenparekraf-aki-2024", "ktp-and-npwp"): {"has_npwp": False},
    ("kemenparekraf-aki-2024", "lives-in-indonesia"): {"owner_residence": "MY"},
    ("kemenparekraf-aki-2024", "six-months"): {"started_on": date(2023, 10, 1)},
    ("kemenparekraf-aki-2024", "business-letter"): {"submitted_documents": ("ktp",)},
    ("kemenparekraf-aki-2024", "recent-work"): {
        "subsector": "film",
        "work_is_original": True,
        "work_created_on": date(2022, 3, 31),
        "applicant_kind": "business_entity",
    },
    ("kemenparekraf-aki-2024", "video-clip"): {
        "subsector": "music",
        "work_is_original": True,
        "work_created_on": date(2022, 4, 1),
    },
    ("kemenparekraf-aki-2024", "production-house"): {
        "subsector": "film",
        "work_is_original": True,
        "work_created_on": date(2022, 4, 1),
        "applicant_kind": "individual",
    },
    ("kaltim-export-catalogue-2022", "destination-standard"): {"meets_destination_standard": False},
    ("kaltim-export-catalogue-2022", "quantity"): {"meets_export_quantity": False},
    ("kaltim-export-catalogue-2022", "continuity"): {"meets_export_continuity": False},
    ("kaltim-export-catalogue-2022", "certificates"): {"destination_certificates": False},
    ("lamongan-turkey-curation-2021", "legality"): {
        "has_nib": False,
        "other_business_permit": "none",
    },
    ("lamongan-turkey-curation-2021", "spp-irt"): {"has_spp_irt": False},
    ("lamongan-turkey-curation-2021", "halal"): {"has_halal": False},
    ("lamongan-turkey-curation-2021", "snacks"): {"is_snack": False},
    ("lamongan-turkey-curation-2021", "one-to-five-products"): {"products_entered": 6},
    ("sidoarjo-food-curation", "nib"): {"has_nib": False},
    ("sidoarjo-food-curation", "halal"): {"has_halal": False},
    ("sidoarjo-food-curation", "food-permit"): {"has_md": False, "has_spp_irt": False},
    ("medan-export-training-2023", "fostered"): {"fostered_by": ("bi-sumut",)},
    ("lkpp-e-catalogue", "nib"): {"has_nib": False},
    ("lkpp-e-catalogue", "matching-kbli"): {"kbli": "2020:13134"},
    ("lkpp-e-catalogue", "npwp"): {"has_npwp": False},
    ("lkpp-e-catalogue", "statement"): {"supplier_statement_signed": False},
    ("lkpp-e-catalogue", "spse-account"): {"spse_account_active": False},
    ("lkpp-e-catalogue", "sikap"): {"sikap_complete": False},
    ("lkpp-e-catalogue", "open-section"): {"catalogue_section_open": False},
    ("lkpp-e-catalogue", "same-size-status"): {"size_status_agrees": False},
    ("medan-bank-referral-2023", "in-medan"): {"business_region": "12.75"},
}
"""By call and condition: what changes so that the condition, and at most its twins, is not met."""

NEVER_NO: Final = {
    ("lpei-export-assignment-2020", "in-indonesia"),  # every known region is in Indonesia
    ("kemenkop-spp-irt-2021", "nominated"),  # whoever nominates is accepted
}
FOR_FIRMS: Final = [name for name, call in ux.calls.items() if call.recipient == "enterprise"]
WITHOUT_CONDITIONS: Final = {"ppejp-export-coaching", "jabar-4k-1a-2022"}


def decide(
    name: str, changes: Mapping[str, Any] | None = None, hidden: frozenset[str] = frozenset()
) -> ux.EligibilityDecision:
    """Decide on the applicant that passes, some of whose facts are changed or hidden."""
    day, facts, answers = PASSING[name]
    firm: dict[str, Any] = {"id": "U-1", **facts}
    given = dict(answers)
    for fact, value in (changes or {}).items():
        (firm if fact in _STORED else given)[fact] = value
    kept = {fact: value for fact, value in firm.items() if fact not in hidden}
    kept["complete"] = sorted(frozenset(firm.get("complete", ())) - hidden)
    return ux.check_eligibility(
        ux.Enterprise.from_dict(kept),
        ux.calls[name],
        as_of=day,
        answers={fact: value for fact, value in given.items() if fact not in hidden},
    )


_STORED: Final = {field.name for field in attrs.fields(ux.Enterprise)}
EVERY_CONDITION: Final = [
    (name, requirement.key) for name in FOR_FIRMS for requirement in ux.calls[name].criteria
]


def test_every_call_has_an_applicant_and_every_condition_one_who_fails() -> None:
    assert {*PASSING} | WITHOUT_CONDITIONS == {*FOR_FIRMS}
    assert {*FAILING} | NEVER_NO == {*EVERY_CONDITION}
    assert not NEVER_NO & {*FAILING}


@pytest.mark.parametrize("name", PASSING)
def test_a_firm_that_meets_every_condition_passes(name: str) -> None:
    decision = decide(name)
    assert decision.truth is ux.Truth.YES, decision.describe("en")
    assert decision.missing() == ()


@pytest.mark.parametrize(("name", "key"), FAILING)
def test_a_firm_that_fails_one_condition_does_not_pass(name: str, key: str) -> None:
    decision = decide(name, FAILING[name, key])
    assert decision.truth is ux.Truth.NO
    twins = {"no-claim": {"loan-current"}, "no-risk": {"simple-halal-process"}}
    assert {finding.key for finding in decision.failing()} - twins.get(key, set()) == {key}


@pytest.mark.parametrize(("name", "key"), EVERY_CONDITION)
def test_a_condition_whose_facts_are_not_known_is_unknown(name: str, key: str) -> None:
    requirement = next(r for r in ux.calls[name].criteria if r.key == key)
    asked = facts_of(requirement.require)
    hidden = frozenset({*asked, *(base for fact in asked for base in base_facts(fact))})
    decision = decide(name, FAILING.get((name, key)), hidden)
    finding = next(finding for finding in decision.findings if finding.key == key)
    assert finding.truth is ux.Truth.UNKNOWN
    assert finding.missing
    assert {*finding.missing} <= hidden


@pytest.mark.parametrize("name", PASSING)
def test_a_firm_of_which_nothing_is_known_is_unknown(name: str) -> None:
    day = PASSING[name][0]
    decision = ux.check_eligibility(ux.Enterprise(id="U-1"), ux.calls[name], as_of=day)
    assert decision.truth is ux.Truth.UNKNOWN
    assert decision.missing()


@pytest.mark.parametrize("name", sorted(WITHOUT_CONDITIONS))
def test_where_no_conditions_were_announced_the_answer_says_so(name: str) -> None:
    call = ux.calls[name]
    decision = ux.check_eligibility(ux.Enterprise(id="U-1"), call, as_of=date(2023, 6, 1))
    assert decision.truth is ux.Truth.YES
    assert "no conditions" in decision.describe("en")
    assert call.stages


@pytest.mark.parametrize("name", sorted(ux.calls))
def test_every_call_names_what_it_rests_on_and_what_it_offers(name: str) -> None:
    call = ux.calls[name]
    assert call.id == name
    assert call.note is not None
    assert call.help
    assert all(source.read_on == date(2026, 11, 21) for source in call.sources)
    assert any(source.url for source in call.sources) or call.kind is ux.PolicyKind.DESIGN


def texts(call: Call) -> list[ux.Text]:
    parts = (*call.criteria, *call.preferences, *call.completion, *call.stages, *call.steps)
    facts = [text for fact in call.facts for text in (fact.text, fact.question) if text]
    return [call.title, call.organiser, *(part.text for part in parts), *facts]


@pytest.mark.parametrize("name", sorted(ux.calls))
def test_the_texts_are_whole_and_without_a_final_stop(name: str) -> None:
    for text in texts(ux.calls[name]):
        for words in (text.id, text.en):
            assert words == words.strip()
            assert not words.endswith(".")
            assert "  " not in words


@pytest.mark.parametrize("name", sorted(ux.calls))
def test_declared_facts_have_a_question_and_marks_have_an_assessor(name: str) -> None:
    for fact in ux.calls[name].facts:
        assert fact.question is not None, fact.key
        assert fact.question.id.endswith("?")
        assert fact.key not in BY_NAME
        assert fact.assessor is not None or fact.type.value == "bool"


# What only some calls say


@pytest.mark.parametrize(
    ("day", "applied", "truth"),
    [
        (date(2020, 3, 8), date(2020, 2, 29), ux.Truth.YES),
        (date(2020, 3, 8), date(2020, 3, 1), ux.Truth.NO),
        (date(2020, 3, 9), date(2020, 3, 1), ux.Truth.YES),
        (date(2020, 3, 9), date(2020, 3, 17), ux.Truth.NO),
    ],
)
def test_a_moved_deadline_holds_from_the_day_it_was_made_known(
    day: date, applied: date, truth: ux.Truth
) -> None:
    answers = {"registered_local_on": date(2020, 2, 1), "documents_complete": True}
    decision = ux.check_eligibility(
        ux.Enterprise(id="U-1"),
        ux.calls["jabar-umkm-juara-2020"],
        as_of=day,
        answers={**answers, "applied_on": applied},
    )
    assert decision.truth is truth


@pytest.mark.parametrize(
    ("sales", "loan", "truth"),
    [
        (300_000_000, 2_000_000_000, ux.Truth.YES),
        (300_000_000, 2_000_000_001, ux.Truth.NO),
        (2_500_000_001, 1_999_999_999, ux.Truth.NO),
        (2_500_000_001, 2_000_000_000, ux.Truth.YES),
        (50_000_000_000, 15_000_000_000, ux.Truth.YES),
        (50_000_000_001, 15_000_000_000, ux.Truth.NO),
        (None, 2_000_000_000, ux.Truth.UNKNOWN),
        (None, 15_000_000_001, ux.Truth.NO),
        (300_000_000, None, ux.Truth.UNKNOWN),
    ],
)
def test_the_size_of_a_loan_depends_on_the_size_of_the_firm(
    sales: int | None, loan: int | None, truth: ux.Truth
) -> None:
    decision = decide(
        "lpei-export-assignment-2020", {"annual_sales": sales, "loan_requested": loan}
    )
    assert {f.key: f.truth for f in decision.findings}["loan-size"] is truth


def test_a_firm_without_a_loan_is_for_the_bank_to_judge() -> None:
    name = "lpei-export-assignment-2020"
    assert decide(name, {"credit_status": "no_loan"}).truth is ux.Truth.UNKNOWN
    accepted = {"credit_status": "no_loan", "no_loan_accepted": True}
    assert decide(name, accepted).truth is ux.Truth.YES


def test_conditions_of_other_subsectors_do_not_bind() -> None:
    app = decide("kemenparekraf-aki-2024", {"subsector": "application"})
    assert app.truth is ux.Truth.YES
    unsaid = decide("kemenparekraf-aki-2024", hidden=frozenset({"subsector"}))
    assert {f.key for f in unsaid.undecided()} == {"recent-work", "video-clip", "production-house"}


def test_places_of_a_class_a_province_a_batch_and_a_day() -> None:
    places = {
        (name, quota.key): (quota.seats, quota.per, quota.mode.value)
        for name in ux.calls
        for quota in ux.calls[name].quotas
    }
    assert places == {
        ("bpjph-sehati-2025", "province"): (None, "province", "proportional"),
        ("bpjph-sehati-2025", "companion"): (10, "companion_day", "fixed"),
        ("kemenkop-spp-irt-2021", "batch"): (50, "batch", "fixed"),
        ("pertamina-umkm-academy-2020", "go-modern"): (75, None, "fixed"),
        ("pertamina-umkm-academy-2020", "go-digital"): (150, None, "fixed"),
        ("jatim-cooperative-deed-2024", "boarding-schools"): (20, None, "fixed"),
        ("jatim-cooperative-deed-2024", "general"): (10, None, "fixed"),
        ("pertamina-umkm-academy-2020", "go-online"): (125, None, "fixed"),
        ("pertamina-umkm-academy-2020", "go-global"): (100, None, "fixed"),
        ("ppejp-export-coaching", "province"): (30, "province", "fixed"),
    }
    assert ux.calls["bpjph-sehati-2025"].quotas[0].falls_back_on == date(2025, 5, 1)


def test_one_measure_of_seven_is_enough_to_graduate() -> None:
    call = ux.calls["pertamina-umkm-academy-2020"]
    (graduation,) = call.completion
    assert len(graduation.facts) == 7
    assert not any(isinstance(part, Known) for part in graduation.require.parts)  # type: ignore[union-attr]
