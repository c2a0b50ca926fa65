"""What runs out, on which day, and what becomes of the level."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.decisions.roadmap.renewals import RenewalKind, Renewals, renewals
from umkmexport.errors import FactError

AS_OF = date(2026, 11, 21)
ONE = timedelta(days=1)
FISH: dict[str, Any] = {
    "id": "F", "has_nib": True, "has_npwp": True, "kbli": "2020:10211", "trademark": "registered",
    "has_halal": True, "product_family": "fish", "product_form": "dry_ambient",
    "own_production": True, "quality_control": "batch_records", "gmp": None,
    "continuous_production_months": 38, "raw_material": "secured", "packaging": "export_ready",
    "label": "export_language", "bookkeeping": "monthly_cash_book", "separate_account": True,
    "costing": "export_price", "working_capital": "own_funds", "tax_return_filed": True,
    "export_officer": True, "export_training": "export", "foreign_language": "correspondence",
    "digital_skill": "business_tools", "export_commitment": True, "market_reach": "inter_province",
    "market_research": "requirements_listed", "has_website": True, "english_catalogue": True,
    "buyer_stage": "enquiry", "innovation": "distinctive", "production_site": "separate_building",
    "traceability": "batch_code", "export_documents": "prepared", "shipping": "arranged",
    "payment_method_chosen": True, "export_mode": "never", "lab_tested_on": date(2026, 6, 1),
}  # fmt: skip


def held(kind: str, until: date | None) -> ux.Certificate:
    return ux.Certificate(ux.CertificateKind(kind), ux.CertificateStatus.HELD, valid_until=until)


def firm(**facts: Any) -> ux.Enterprise:
    certificates = (held("haccp", date(2027, 2, 1)), held("skp", date(2027, 9, 1)))
    return ux.Enterprise(**(FISH | {"certificates": certificates} | facts))


def find(enterprise: ux.Enterprise, months: int = 3, **options: Any) -> Renewals:
    return renewals(enterprise, within_months=months, as_of=AS_OF, **options)


def test_a_certificate_that_runs_out_takes_the_level_with_it() -> None:
    """HACCP is a must for fish; without it the firm is not export ready."""
    found = find(firm())
    assert [(each.key, each.until, each.lapsed) for each in found.due] == [
        ("haccp", date(2027, 2, 1), False)
    ]
    assert found.before.level_span is not None
    assert found.before.level_span[0] is ux.ReadinessLevel.EXPORT_READY
    assert found.level_falls
    assert found.points_lost == 4
    assert "turun dari siap ekspor menjadi siap ditingkatkan" in found.describe("id")


def test_within_more_months_more_runs_out() -> None:
    assert [each.key for each in find(firm(), 12).due] == ["haccp", "lab_tested_on", "skp"]
    assert [each.key for each in find(firm(), 0).due] == []


@pytest.mark.parametrize(("months", "due"), [(2, False), (3, True)])
def test_the_last_day_still_counts(months: int, due: bool) -> None:
    """On 21 January 2027 a certificate valid until that day is still valid."""
    enterprise = firm(certificates=(held("skp", date(2027, 1, 21)),), lab_tested_on=None)
    assert bool(find(enterprise, months).due) is due


def test_what_has_run_out_is_said_first() -> None:
    enterprise = firm(certificates=(held("skp", date(2027, 1, 1)), held("md", AS_OF - ONE)))
    assert [(each.key, each.lapsed) for each in find(enterprise).due] == [
        ("md", True),
        ("skp", False),
    ]


def test_a_newer_certificate_of_the_kind_stands_in() -> None:
    two = (held("skp", date(2027, 1, 1)), held("skp", date(2029, 1, 1)))
    assert "skp" not in [each.key for each in find(firm(certificates=two)).due]


def test_halal_never_expires_and_others_without_a_day_are_open() -> None:
    enterprise = firm(certificates=(held("halal", None), held("nkv", None)))
    assert [(each.key, each.until) for each in find(enterprise).due] == [("nkv", None)]


def test_what_is_in_process_does_not_run_out() -> None:
    waiting = ux.Certificate("md", "in_process", valid_until=date(2027, 1, 1))
    assert "md" not in [each.key for each in find(firm(certificates=(waiting,))).due]


def test_an_answer_grows_old_by_the_rubric() -> None:
    """Packaging is asked anew after 12 months: one of 15 December 2025 counts 12 months on."""
    note = ux.Evidence("packaging", ux.EvidenceKind.VISIT, on=date(2025, 12, 15))
    enterprise = firm(evidence=(note,), certificates=(), lab_tested_on=None)
    found = find(enterprise, 1)
    assert [(each.kind, each.key, each.until) for each in found.due] == [
        (RenewalKind.ANSWER, "packaging", date(2026, 12, 15))
    ]
    assert found.points_lost == 3
    on_the_day = ux.score_readiness(
        enterprise, rubric=ux.rubrics["umkmexport-default"], as_of=date(2026, 12, 15)
    )
    next_day = ux.score_readiness(
        enterprise, rubric=ux.rubrics["umkmexport-default"], as_of=date(2026, 12, 16)
    )
    assert on_the_day.low.points - next_day.low.points == 3
    assert [fact.name for fact in found.missing()] == ["packaging"]


def test_a_laboratory_test_counts_for_twelve_months() -> None:
    enterprise = firm(certificates=(), lab_tested_on=date(2025, 12, 15))
    found = find(enterprise, 1)
    assert [(each.kind, each.until) for each in found.due] == [
        (RenewalKind.EVENT, date(2026, 12, 14))
    ]
    for day, points in ((date(2026, 12, 14), 3), (date(2026, 12, 15), 0)):
        score = ux.score_readiness(enterprise, rubric=ux.rubrics["umkmexport-default"], as_of=day)
        assert next(item.low for item in score.items if item.key == "P3") == points


def test_nothing_due_is_said() -> None:
    found = find(firm(certificates=(), lab_tested_on=None))
    assert found.describe("id").startswith(
        "Dalam 3 bulan sejak 21 November 2026 tidak ada yang perlu diperpanjang"
    )
    assert not found.level_falls


def test_it_says_itself_in_english() -> None:
    told = find(firm()).describe("en")
    assert "HACCP certificate: valid until 1 February 2027." in told
    assert "the lowest level falls from export ready to ready to improve." in told


def test_another_rubric_may_be_asked() -> None:
    rubric = attrs.evolve(ux.rubrics["umkmexport-default"], id="own")
    assert find(firm(), rubric=rubric).provenance.policy == "own"


@pytest.mark.parametrize("months", [-1, 1.5, True, None])
def test_months_are_whole_and_not_negative(months: Any) -> None:
    with pytest.raises(FactError, match="within_months must be a whole number from 0"):
        find(firm(), months)


def test_it_is_a_value_and_plain_data() -> None:
    found = find(firm())
    json.dumps(found.to_dict(), allow_nan=False)
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(find(firm()))
    assert repr(found) == (
        "<Renewals by umkmexport-default on 2026-11-21: 1 in 3 months, the level falls>"
    )
