from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux

AS_OF = date(2026, 11, 21)
RUBRIC = ux.rubrics["umkmexport-default"]
SAMBAL: dict[str, Any] = {
    "id": "A",
    "name": "Sambal andaliman",
    "nib": "1000000000001",
    "has_nib": True,
    "annual_sales": 900_000_000,
    "kbli": "2020:10772",
    "has_npwp": True,
    "has_md": False,
    "has_halal": True,
    "trademark": "filed",
    "product_family": "food",
    "product_form": "wet_ambient",
    "own_production": True,
    "quality_control": "written_spec",
    "gmp": "written_sop",
    "monthly_capacity": ux.Quantity(600, "kg"),
    "continuous_production_months": 38,
    "raw_material": "several_suppliers",
    "packaging": "retail_ready",
    "label": "indonesian",
    "bookkeeping": "monthly_cash_book",
    "separate_account": True,
    "costing": "unit_cost",
    "working_capital": "own_funds",
    "export_officer": False,
    "export_training": "business",
    "foreign_language": "basic",
    "digital_skill": "business_tools",
    "export_commitment": True,
    "market_reach": "inter_province",
    "market_research": "country_chosen",
    "target_country": "NL",
    "has_social_media": True,
    "marketplace": "domestic",
    "english_catalogue": False,
    "buyer_stage": "enquiry",
    "innovation": "distinctive",
    "production_site": "separate_area",
    "traceability": "sop",
    "export_documents": "knows_list",
    "shipping": "none",
    "export_mode": "never",
    "evidence": (ux.Evidence("innovation", ux.EvidenceKind.SELF, on=AS_OF),),
}


def score(**facts: Any) -> ux.ReadinessDecision:
    firm = ux.Enterprise(**(SAMBAL | facts))
    return ux.score_readiness(firm, rubric=RUBRIC, as_of=AS_OF)


def test_the_worked_firm() -> None:
    found = score()
    assert (found.low, found.high) == (ux.Score(48, 100), ux.Score(64, 100))
    assert found.coverage == ux.Score(83, 100)
    assert found.level is ux.ReadinessLevel.IMPROVING
    assert found.figure is None
    question = found.next_question()
    assert question is not None
    assert question.name == "target_order"
    assert sum(item.gap for item in found.items) == 36
    assert sum(item.data for item in found.items) == 16


def test_it_is_said_in_two_languages_with_the_disclaimer() -> None:
    found = score()
    told, in_english = found.describe("id"), found.describe("en")
    assert told.startswith(
        "Nilai kesiapan ekspor 48 sampai 64 dari 100; 83 persen poin sudah diketahui. "
        "Tingkat: siap ditingkatkan ("
    )
    assert "Sebanyak 16 dari 100 poin belum dapat dinilai karena datanya belum ada." in told
    assert RUBRIC.disclaimer.id in told
    assert in_english.startswith(
        "Export readiness 48 to 64 of 100; 83 per cent of the points are known. Level: "
    )
    assert RUBRIC.disclaimer.en in in_english


def test_a_level_that_cannot_be_told_names_the_span() -> None:
    found = ux.score_readiness(ux.Enterprise(id="U-1"), rubric=RUBRIC, as_of=AS_OF)
    assert found.level is None
    assert "Tingkat belum dapat ditetapkan: antara dibina dari awal dan layak ekspor." in (
        found.describe("id")
    )


def test_unmet_gates_come_first_in_the_headlines() -> None:
    found = score(nib=None, has_nib=False)
    first, *rest = found.headlines()
    assert first.id.startswith("syarat mutlak: ")
    assert len(rest) == 3
    assert found.level_span[1] is ux.ReadinessLevel.IMPROVING, "points replace no gate"


def test_a_single_figure_needs_coverage_and_a_narrow_interval() -> None:
    """At least 65 per cent known, and at most 10 points wide."""
    narrow = {"target_order": ux.Quantity(1, "t"), "lab_tested_on": date(2026, 1, 1)}
    found = score(**narrow)
    assert (found.low.points, found.high.points) == (53, 62)
    assert found.figure == 53
    assert score(target_order=ux.Quantity(1, "t")).figure is None, "twelve points wide"


@pytest.mark.parametrize(
    ("months", "points"), [(5, 0), (6, 1), (11, 1), (12, 2), (23, 2), (24, 3), (None, None)]
)
def test_the_points_of_one_item_change_at_its_steps(months: int | None, points: int) -> None:
    (asked,) = [item for item in RUBRIC.items if item.facts == ("continuous_production_months",)]
    found = score(continuous_production_months=months)
    (item,) = [item for item in found.items if item.key == asked.key]
    assert (item.low, item.high) == ((0, 3) if points is None else (points, points))


def test_stale_answers_are_unknown_again_to_the_day() -> None:
    widths = []
    for on in (date(2025, 11, 21), date(2025, 11, 20)):
        note = ux.Evidence("buyer_stage", ux.EvidenceKind.RECORD, on=on)
        found = score(evidence=(*SAMBAL["evidence"], note))
        widths.append(found.high.points - found.low.points)
    assert widths == [16, 20]


def test_answers_beside_the_firm_are_those_of_an_application() -> None:
    firm = ux.Enterprise(**SAMBAL)
    with pytest.raises(ux.FactError, match="answer 'has_md'"):
        ux.score_readiness(firm, rubric=RUBRIC, as_of=AS_OF, answers={"has_md": True})
    with pytest.raises(ux.FactError, match="answer 'nonsense'"):
        ux.score_readiness(firm, rubric=RUBRIC, as_of=AS_OF, answers={"nonsense": 1})


def test_adding_or_removing_what_is_carried_changes_nothing() -> None:
    plain = score()
    carried = score(carried=(("TELEPON", "0800"),), name="Lain")
    assert attrs.evolve(carried) == plain


READY: dict[str, Any] = {
    "id": "B",
    "has_nib": True,
    "kbli": "2020:13134",
    "has_npwp": True,
    "trademark": "registered",
    "product_family": "batik",
    "own_production": True,
    "quality_control": "batch_records",
    "gmp": "haccp",
    "lab_tested_on": date(2026, 10, 1),
    "monthly_capacity": ux.Quantity(1000, "pcs"),
    "target_order": ux.Quantity(500, "pcs"),
    "continuous_production_months": 60,
    "raw_material": "secured",
    "packaging": "export_ready",
    "label": "export_language",
    "bookkeeping": "financial_statements",
    "separate_account": True,
    "costing": "export_price",
    "working_capital": "own_funds",
    "tax_return_filed": True,
    "export_officer": True,
    "export_training": "export",
    "foreign_language": "correspondence",
    "digital_skill": "business_tools",
    "export_commitment": True,
    "market_reach": "inter_province",
    "market_research": "requirements_listed",
    "target_country": "NL",
    "has_website": True,
    "english_catalogue": True,
    "buyer_stage": "order",
    "production_site": "separate_building",
    "traceability": "batch_code",
    "export_documents": "prepared",
    "shipping": "arranged",
    "payment_method_chosen": True,
    "export_mode": "never",
    "meets_export_quality": True,
    "meets_export_quantity": True,
    "meets_export_continuity": True,
}


def ready(**facts: Any) -> ux.ReadinessDecision:
    firm = ux.Enterprise(**(READY | facts))
    return ux.score_readiness(firm, rubric=RUBRIC, as_of=AS_OF)


def test_a_fact_that_settles_the_level_is_asked_before_one_worth_more_points() -> None:
    """No points hang on the destination's standard (G6); three hang on distinctive design (M6)."""
    found = ready()
    assert [item.missing for item in found.unknowns()] == [("innovation",)]
    assert found.level_span == ("export_ready", "export_qualified")
    assert found.settling == ("meets_destination_standard",)
    question = found.next_question()
    assert question is not None
    assert question.name == "meets_destination_standard"
    for answer, level in ((True, "export_qualified"), (False, "export_ready")):
        assert ready(meets_destination_standard=answer).level == level


def test_where_two_answers_are_needed_none_settles_the_level() -> None:
    found = ready(meets_export_quantity=None)
    assert found.settling == ()
    question = found.next_question()
    assert question is not None
    assert question.name == "innovation", "it settles most points"


def test_where_the_level_is_known_the_next_question_settles_points() -> None:
    found = ready(meets_destination_standard=False)
    assert found.level == "export_ready"
    assert found.settling == ()
    question = found.next_question()
    assert question is not None
    assert question.name == "innovation"


@pytest.mark.parametrize(
    ("family", "named", "left_out"),
    [("fish", "HACCP", "S-LK"), ("furniture", "S-LK", "HACCP"), (None, "HACCP", "nothing")],
)
def test_a_gate_speaks_of_the_goods_of_the_firm(
    family: str | None, named: str, left_out: str
) -> None:
    found = score(product_family=family)
    gate = next(gate for gate in found.gates if gate.key == "G3")
    assert named in gate.text.id
    assert named in gate.text.en
    assert left_out not in gate.text.id + gate.text.en
