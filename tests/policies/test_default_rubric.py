from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest

from umkmexport.codes.families import ProductFamily
from umkmexport.decisions.readiness import score_readiness
from umkmexport.facts.view import FactView
from umkmexport.model.choices import ProductForm
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Certificate, CertificateKind, CertificateStatus
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.rules.scorecard import ItemScore, Score
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.source import PolicyKind
from umkmexport.terms.truth import NO, UNKNOWN, YES

AS_OF = date(2026, 11, 21)
DIMENSIONS = ("legality", "production", "finance", "people", "marketing", "operations")
FOOD = (20, 28, 12, 10, 18, 12)
TOTALS = {
    "food": FOOD,
    "fish": FOOD,
    "cosmetics": FOOD,
    "herbal": (15, 28, 12, 10, 18, 12),
    "textile_batik": (11, 24, 12, 10, 18, 12),
    "furniture_wood": (16, 21, 12, 10, 18, 12),
    "handicraft": (11, 21, 12, 10, 18, 12),
    "plantation_bulk": (8, 22, 12, 10, 18, 12),
    "fresh": (8, 22, 12, 10, 18, 12),
    "services": (9, 10, 12, 10, 18, 4),
}
ITEMS = {
    "food": 36,
    "fish": 36,
    "cosmetics": 36,
    "herbal": 35,
    "textile_batik": 33,
    "furniture_wood": 33,
    "handicraft": 32,
    "plantation_bulk": 31,
    "fresh": 31,
    "services": 24,
}
GROUPS = {
    "food": "food cocoa_prod",
    "fish": "fish",
    "cosmetics": "cosmetics",
    "herbal": "herbal essoil",
    "textile_batik": "batik",
    "furniture_wood": "furniture",
    "handicraft": "handicraft leather jewellery",
    "plantation_bulk": "coffee rubber rubber_raw palm cocoa_bean spice tea coconut tobacco "
    "rattan_raw",
    "fresh": "fruitveg plants nest",
    "services": "services",
}
GROUP_OF = {family: group for group, names in GROUPS.items() for family in names.split()}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return RUBRICS["umkmexport-default"]


def scores_of(rubric: Rubric, firm: Enterprise, as_of: date = AS_OF) -> dict[str, ItemScore]:
    scores = rubric.scorecard.score_items(FactView(firm, as_of=as_of))
    return {score.item.key: score for score in scores}


def points_of(rubric: Rubric, key: str, **facts: Any) -> tuple[int, int]:
    as_of = facts.pop("as_of", AS_OF)
    score = scores_of(rubric, Enterprise(id="U-1", **facts), as_of)[key]
    return score.low, score.high


def totals_of(rubric: Rubric, firm: Enterprise) -> tuple[int, ...]:
    totals: Counter[str] = Counter()
    for score in scores_of(rubric, firm).values():
        assert score.applies == YES
        totals[score.item.dimension] += score.item.points
    return tuple(totals[dimension] for dimension in DIMENSIONS)


def gate_of(rubric: Rubric, key: str, **facts: Any) -> int:
    gate = next(gate for gate in rubric.gates if gate.key == key)
    return gate.answer(FactView(Enterprise(id="U-1", **facts), as_of=AS_OF))[0]


# The file


def test_the_thirty_eight_keys_in_their_order(rubric: Rubric) -> None:
    keys = [item.key for item in rubric.items]
    assert " ".join(keys) == (
        "L1 L2 L3 L4 L5 L6 P1 P2 P3 P4 P5 P6 P7 P8 P9 F1 F2 F3 F4 F5 H1 H2 H3 H4 H5 "
        "M1 M2 M3 M4 M5 M6 O1 O2 O3 O4 O5 O6x"
    )
    repeated_exports = next(item for item in rubric.items if item.key == "M5").variants
    assert len(keys) + len(repeated_exports) == 38


def test_the_rubric_says_that_it_is_a_choice(rubric: Rubric) -> None:
    assert rubric.kind is PolicyKind.DESIGN
    assert rubric.disclaimer.id == (
        "Bobot dan batas nilai pada rubrik ini adalah pilihan awal penyusun pustaka, bukan "
        "ketentuan pemerintah, dan belum diuji terhadap hasil ekspor."
    )
    assert rubric.disclaimer.en == (
        "The weights and limits of this rubric are the library authors' first choice, not a "
        "government rule, and have not been tested against export results."
    )
    assert rubric.provenance.volatile
    assert all(item.basis for item in rubric.items)
    assert all(gate.basis for gate in rubric.gates)


def test_levels_and_what_they_ask(rubric: Rubric) -> None:
    asked = [
        (level.key, level.score_at_least, level.dimension_at_least, " ".join(level.gates))
        for level in rubric.levels
    ]
    assert asked == [
        ("foundation", 0, 0, ""),
        ("improving", 40, 0, ""),
        ("export_ready", 70, 40, "G1 G2 G3"),
        ("export_qualified", 85, 60, "G1 G2 G3 G4 G5 G6"),
    ]


def test_evidence_asked_and_age_of_answers(rubric: Rubric) -> None:
    by_kind: dict[EvidenceKind, list[str]] = {kind: [] for kind in EvidenceKind}
    by_age: dict[int | None, list[str]] = {None: [], 12: [], 24: []}
    for item in rubric.items:
        by_kind[item.evidence].append(item.key)
        by_age[item.stale_after_months].append(item.key)
    assert {kind.value: " ".join(keys) for kind, keys in by_kind.items()} == {
        "record": "L1 L2 L3 L4 L5 L6 H2 M3 O6x",
        "document": "P3 P4 F1 F2 F3 F5 H5 M2 M4 M5 O3 O4",
        "visit": "P1 P2 P5 P7 P8 P9 H3 H4 M6 O1 O2",
        "self": "P6 F4 H1 M1 O5",
    }
    assert " ".join(by_age[None]) == "L1 L2 L3 L4 L5 L6 P4"
    assert " ".join(by_age[12]) == "P3 P5 P6 P7 P8 F4 M2 M3 M4 M5 M6 O3 O4 O5"
    assert " ".join(by_age[24]) == "P1 P2 P9 F1 F2 F3 F5 H1 H2 H3 H4 H5 M1 O1 O2 O6x"


# What applies


@pytest.mark.parametrize("family", ProductFamily)
def test_totals_of_every_family_by_dimension(rubric: Rubric, family: ProductFamily) -> None:
    group = GROUP_OF[family]
    new = Enterprise(id="U-1", product_family=family, export_mode="never")
    exporter = Enterprise(id="U-1", product_family=family, export_mode="indirect")
    legality, production, finance, people, marketing, operations = TOTALS[group]
    assert totals_of(rubric, new) == TOTALS[group]
    assert totals_of(rubric, exporter) == (
        *(legality, production, finance, people - 2, marketing, operations + 2),
    )
    assert len(scores_of(rubric, new)) == len(scores_of(rubric, exporter)) == ITEMS[group]


def test_the_totals_of_the_groups_are_those_that_are_published() -> None:
    assert {group: sum(points) for group, points in TOTALS.items()} == {
        "food": 100,
        "fish": 100,
        "cosmetics": 100,
        "herbal": 95,
        "textile_batik": 87,
        "furniture_wood": 89,
        "handicraft": 84,
        "plantation_bulk": 82,
        "fresh": 82,
        "services": 63,
    }


@pytest.mark.parametrize("form", ProductForm)
@pytest.mark.parametrize("family", ["food", "cocoa_prod"])
def test_the_form_of_food_changes_no_total(rubric: Rubric, family: str, form: ProductForm) -> None:
    firm = Enterprise(id="U-1", product_family=family, product_form=form, export_mode="never")
    assert totals_of(rubric, firm) == FOOD


def test_without_a_family_what_depends_on_it_may_or_may_not_apply(rubric: Rubric) -> None:
    scores = scores_of(rubric, Enterprise(id="U-1", export_mode="never", packaging="export_ready"))
    unsure = [key for key, score in scores.items() if score.applies == UNKNOWN]
    assert " ".join(unsure) == "L2 L4 L5 L6 P3 P4 P5 P7 P8 P9 O2 O3 O4"
    assert (scores["P8"].low, scores["P8"].high) == (0, 3)
    assert scores["P8"].missing() == ("product_family",)


def test_whether_it_exports_decides_between_items_and_scales(rubric: Rubric) -> None:
    never = scores_of(rubric, Enterprise(id="U-1", export_mode="never"))
    exporter = scores_of(rubric, Enterprise(id="U-1", export_mode="mixed"))
    unknown = scores_of(rubric, Enterprise(id="U-1"))
    assert ("H5" in never, "O6x" in never) == (True, False)
    assert ("H5" in exporter, "O6x" in exporter) == (False, True)
    assert unknown["H5"].applies == unknown["O6x"].applies == UNKNOWN
    assert unknown["M5"].applies == YES
    assert "export_mode" in unknown["M5"].missing()


# The product permit


@pytest.mark.parametrize(
    ("spp_irt", "md", "expected"),
    [
        (False, False, (0, 0)),
        (True, False, (3, 3)),
        (True, True, (5, 5)),
        (False, True, (5, 5)),
        (None, True, (5, 5)),
        (True, None, (3, 5)),
        (None, False, (0, 3)),
        (None, None, (0, 5)),
    ],
)
def test_dry_food_earns_three_for_spp_irt_and_five_for_md(
    rubric: Rubric, spp_irt: bool | None, md: bool | None, expected: tuple[int, int]
) -> None:
    facts = {"product_family": "food", "product_form": "dry_ambient"}
    assert points_of(rubric, "L4", **facts, has_spp_irt=spp_irt, has_md=md) == expected


@pytest.mark.parametrize("form", [form for form in ProductForm if form != ProductForm.DRY_AMBIENT])
def test_spp_irt_earns_nothing_for_other_food(rubric: Rubric, form: ProductForm) -> None:
    facts = {"product_family": "food", "product_form": form, "has_spp_irt": True}
    assert points_of(rubric, "L4", **facts, has_md=False) == (0, 0)
    assert points_of(rubric, "L4", **facts, has_md=True) == (5, 5)


def test_food_of_unknown_form_lies_between_both_scales(rubric: Rubric) -> None:
    assert points_of(rubric, "L4", product_family="food", has_spp_irt=True, has_md=False) == (0, 3)
    assert points_of(rubric, "L4", product_family="food", has_spp_irt=False, has_md=False) == (0, 0)
    assert points_of(rubric, "L4", product_family="food", has_md=True) == (5, 5)
    unknown = scores_of(rubric, Enterprise(id="U-1", product_family="food"))["L4"]
    assert unknown.missing() == ("product_form", "has_md", "has_spp_irt")


@pytest.mark.parametrize(
    ("family", "kind", "words"),
    [
        ("fish", CertificateKind.SKP, "Memiliki sertifikat kelayakan pengolahan (SKP)"),
        ("cosmetics", CertificateKind.PRODUCT_NOTIFICATION, "Memiliki notifikasi BPOM"),
        ("furniture", CertificateKind.SVLK, "Memiliki sertifikat legalitas kayu (S-LK)"),
    ],
)
def test_each_group_has_its_own_permit(
    rubric: Rubric, family: str, kind: CertificateKind, words: str
) -> None:
    held = Certificate(kind, CertificateStatus.HELD, valid_until=AS_OF)
    expired = attrs.evolve(held, valid_until=date(2026, 11, 20))
    facts = {"product_family": family, "has_md": True, "has_spp_irt": True}
    assert points_of(rubric, "L4", **facts, certificates=(held,)) == (5, 5)
    assert points_of(rubric, "L4", **facts, certificates=(expired,)) == (0, 5), "may be renewed"
    closed = frozenset({"certificates"})
    facts_closed = facts | {"has_md": None, "has_spp_irt": None, "complete": closed}
    assert points_of(rubric, "L4", **facts_closed, certificates=(expired,)) == (0, 0)
    assert points_of(rubric, "L4", **facts) == (0, 5)
    score = scores_of(rubric, Enterprise(id="U-1", **facts))["L4"]
    assert score.item.text_for(score.subject).id.startswith(words)


@pytest.mark.parametrize("family", ["herbal", "essoil"])
def test_jamu_and_oils_are_not_asked_for_a_notification_of_cosmetics(
    rubric: Rubric, family: str
) -> None:
    """Their own permits were not verified, so no points hang on the permit of other goods."""
    assert "L4" not in scores_of(rubric, Enterprise(id="U-1", product_family=family))


# Scales with edges


@pytest.mark.parametrize(
    ("tested_on", "expected"),
    [
        (date(2026, 11, 21), (3, 3)),
        (date(2025, 11, 22), (3, 3)),
        (date(2025, 11, 21), (0, 0)),
        (date(2020, 1, 1), (0, 0)),
        (date(2026, 11, 22), (0, 0)),
        (Range(None, date.min), (0, 0)),
        (Range(date(2026, 1, 1), date(2026, 6, 30)), (3, 3)),
        (Range(date(2025, 1, 1), date(2025, 12, 31)), (0, 3)),
        (Range(date(2026, 1, 1), None), (0, 3)),
        (None, (0, 3)),
    ],
)
def test_a_laboratory_test_counts_until_the_day_before_twelve_months(
    rubric: Rubric, tested_on: date | Range[date] | None, expected: tuple[int, int]
) -> None:
    assert points_of(rubric, "P3", product_family="food", lab_tested_on=tested_on) == expected


def test_a_test_on_a_leap_day_is_twelve_months_old_on_28_february(rubric: Rubric) -> None:
    facts = {"product_family": "food", "lab_tested_on": date(2024, 2, 29)}
    assert points_of(rubric, "P3", **facts, as_of=date(2025, 2, 27)) == (3, 3)
    assert points_of(rubric, "P3", **facts, as_of=date(2025, 2, 28)) == (0, 0)


@pytest.mark.parametrize(
    ("capacity", "points"), [(0, 0), (499, 0), (500, 2), (999, 2), (1000, 4), (5000, 4)]
)
def test_capacity_against_the_smallest_order(rubric: Rubric, capacity: int, points: int) -> None:
    facts = {"product_family": "food", "target_order": Quantity(1, "t")}
    found = points_of(rubric, "P5", **facts, monthly_capacity=Quantity(capacity, "kg"))
    assert found == (points, points)


@pytest.mark.parametrize(("months", "points"), [(5, 0), (6, 1), (11, 1), (12, 2), (23, 2), (24, 3)])
def test_months_of_unbroken_production(rubric: Rubric, months: int, points: int) -> None:
    found = points_of(rubric, "P6", continuous_production_months=months)
    assert found == (points, points)


@pytest.mark.parametrize(("months", "points"), [(0, 0), (1, 1), (2, 2), (5, 2), (6, 4), (24, 4)])
def test_months_with_an_export(rubric: Rubric, months: int, points: int) -> None:
    facts = {"export_mode": "direct", "buyer_stage": "none", "export_months_24": months}
    assert points_of(rubric, "M5", **facts) == (points, points)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"has_website": True}, (3, 3)),
        ({"marketplace": "global"}, (3, 3)),
        ({"has_website": False, "marketplace": "domestic"}, (1, 1)),
        ({"has_social_media": True, "marketplace": "domestic"}, (1, 3)),
        ({"has_website": False, "marketplace": "none", "has_social_media": False}, (0, 0)),
        ({"has_website": False, "marketplace": "none"}, (0, 1)),
        ({}, (0, 3)),
    ],
)
def test_presence_on_the_internet(
    rubric: Rubric, facts: dict[str, Any], expected: tuple[int, int]
) -> None:
    assert points_of(rubric, "M3", **facts) == expected


# Gates


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"product_family": "food"}, YES),
        ({"product_family": "rattan_raw"}, NO),
        ({"product_family": "rattan_raw", "has_export_permit": True}, NO),
        ({"product_family": "rubber"}, UNKNOWN),
        ({"product_family": "rubber", "has_export_permit": False}, NO),
        ({"product_family": "rubber", "has_export_permit": True}, YES),
        ({"product_family": "services"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_gate_of_the_export_status(
    rubric: Rubric, facts: dict[str, Any], expected: int
) -> None:
    assert gate_of(rubric, "G2", **facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"product_family": "fish", "gmp": "haccp"}, YES),
        ({"product_family": "fish", "gmp": "certified"}, NO),
        ({"product_family": "fish"}, UNKNOWN),
        ({"product_family": "furniture", "gmp": "haccp"}, UNKNOWN),
        ({"product_family": "food", "gmp": "none"}, YES),
        ({"product_family": "services"}, YES),
        ({"gmp": "none"}, UNKNOWN),
    ],
)
def test_the_gate_for_fish_and_wood(rubric: Rubric, facts: dict[str, Any], expected: int) -> None:
    assert gate_of(rubric, "G3", **facts) == expected


def test_wood_needs_a_valid_timber_legality_certificate(rubric: Rubric) -> None:
    held = Certificate(CertificateKind.SVLK, CertificateStatus.HELD, valid_until=AS_OF)
    none = Certificate(CertificateKind.SVLK, CertificateStatus.NONE)
    assert gate_of(rubric, "G3", product_family="furniture", certificates=(held,)) == YES
    assert gate_of(rubric, "G3", product_family="furniture", certificates=(none,)) == NO


def test_a_gate_proved_only_by_the_firms_word_is_unknown(rubric: Rubric) -> None:
    said = (Evidence("meets_export_quality", EvidenceKind.SELF, on=AS_OF),)
    assessed = {
        "meets_export_quality": True,
        "meets_export_quantity": True,
        "meets_export_continuity": True,
    }
    assert gate_of(rubric, "G5", **assessed) == YES
    assert gate_of(rubric, "G5", **assessed, evidence=said) == UNKNOWN
    assert gate_of(rubric, "G5", meets_export_quality=False, evidence=said) == NO


def test_a_destination_that_is_not_named_is_never_a_no(rubric: Rubric) -> None:
    assert gate_of(rubric, "G6", meets_destination_standard=True) == UNKNOWN
    assert gate_of(rubric, "G6", target_country="NL", meets_destination_standard=True) == YES
    assert gate_of(rubric, "G6", target_country="NL", meets_destination_standard=False) == NO


# Whoever may not export the good is not ready

BEST: dict[str, Any] = {
    "export_mode": "direct",
    "has_nib": True,
    "has_npwp": True,
    "has_halal": True,
    "has_md": True,
    "trademark": "registered",
    "own_production": True,
    "quality_control": "batch_records",
    "lab_tested_on": AS_OF,
    "gmp": "haccp",
    "monthly_capacity": Quantity(10, "t"),
    "target_order": Quantity(1, "t"),
    "continuous_production_months": 60,
    "raw_material": "secured",
    "packaging": "export_ready",
    "label": "export_language",
    "bookkeeping": "financial_statements",
    "separate_account": True,
    "costing": "export_price",
    "working_capital": "bank_facility",
    "tax_return_filed": True,
    "export_officer": True,
    "export_training": "export",
    "foreign_language": "correspondence",
    "digital_skill": "business_tools",
    "market_reach": "export",
    "target_country": "NL",
    "market_research": "requirements_listed",
    "has_website": True,
    "english_catalogue": True,
    "export_months_24": 24,
    "innovation": "distinctive",
    "production_site": "export_standard",
    "traceability": "batch_code",
    "export_documents": "prepared",
    "shipping": "arranged",
    "payment_method_chosen": True,
    "meets_export_quality": True,
    "meets_export_quantity": True,
    "meets_export_continuity": True,
    "meets_destination_standard": True,
}


def levels_of(rubric: Rubric, **facts: Any) -> tuple[str, str] | None:
    firm = Enterprise(id="U-1", **BEST, **facts)
    return score_readiness(firm, rubric=rubric, as_of=AS_OF).level_span


QUALIFIED, IMPROVING = "export_qualified", "improving"


@pytest.mark.parametrize(
    ("facts", "levels"),
    [
        ({"product_family": "batik", "kbli": "2020:13134"}, (QUALIFIED, QUALIFIED)),
        ({"product_family": "rubber", "has_export_permit": False}, (IMPROVING, IMPROVING)),
        ({"product_family": "rubber"}, (IMPROVING, QUALIFIED)),
        ({"product_family": "rubber", "has_export_permit": True}, (QUALIFIED, QUALIFIED)),
        ({"product_family": "rubber_raw"}, (IMPROVING, IMPROVING)),
        ({"product_family": "rubber_raw", "has_export_permit": True}, (IMPROVING, IMPROVING)),
        ({"product_family": "rattan_raw", "has_export_permit": True}, (IMPROVING, IMPROVING)),
        ({"product_family": "palm", "has_export_permit": True}, (IMPROVING, QUALIFIED)),
    ],
)
def test_no_points_replace_the_right_to_export_the_good(
    rubric: Rubric, facts: dict[str, Any], levels: tuple[str, str]
) -> None:
    """Rubber (HS 4001) goes out only with a producer's TPP SIR; raw rubber and raw rattan never."""
    assert levels_of(rubric, **facts) == levels


def test_a_trader_of_rubber_without_the_permit_hears_of_it_first(rubric: Rubric) -> None:
    facts = BEST | {"own_production": False, "product_family": "rubber", "has_export_permit": False}
    score = score_readiness(Enterprise(id="U-1", **facts), rubric=rubric, as_of=AS_OF)
    assert score.low.reaches(85)
    assert score.level == IMPROVING
    assert score.headlines()[0].id.startswith("syarat mutlak: barang bebas diekspor")


@pytest.mark.parametrize("permit", [True, False, None])
def test_without_a_family_nobody_is_surely_ready(rubric: Rubric, permit: bool | None) -> None:
    levels = levels_of(rubric, hs_code="2022:4001.22", has_export_permit=permit)
    assert levels == (IMPROVING, QUALIFIED)


def test_the_word_of_a_trader_that_it_holds_the_permit_does_not_do(rubric: Rubric) -> None:
    said = (Evidence("has_export_permit", EvidenceKind.SELF, on=AS_OF),)
    facts = {"product_family": "rubber", "has_export_permit": True, "evidence": said}
    assert levels_of(rubric, **facts) == (IMPROVING, QUALIFIED)


def test_exporting_through_others_is_worth_less_than_in_ones_own_name(rubric: Rubric) -> None:
    """Pekalongan's aim: *mandiri*, without a third party."""
    by_mode = {}
    for mode in ("indirect", "mixed", "direct"):
        facts = BEST | {"product_family": "batik", "kbli": "2020:13134", "export_mode": mode}
        by_mode[mode] = score_readiness(
            Enterprise(id="U-1", **facts), rubric=rubric, as_of=AS_OF
        ).low.points
    assert by_mode == {"indirect": 85, "mixed": 86, "direct": 87}


# The worked firm: a maker of wet sambal in Medan that does not export yet

R, D, V, S = (
    EvidenceKind.RECORD,
    EvidenceKind.DOCUMENT,
    EvidenceKind.VISIT,
    EvidenceKind.SELF,
)
ANSWERS: dict[str, tuple[Any, EvidenceKind]] = {
    "has_nib": (True, R),
    "kbli": ("2020:10772", R),
    "product_family": ("food", R),
    "has_npwp": (True, R),
    "has_halal": (True, R),
    "trademark": ("filed", R),
    "own_production": (True, V),
    "quality_control": ("written_spec", V),
    "gmp": ("written_sop", D),
    "monthly_capacity": (Quantity(600, "kg"), V),
    "continuous_production_months": (38, S),
    "raw_material": ("several_suppliers", V),
    "packaging": ("retail_ready", V),
    "label": ("indonesian", V),
    "bookkeeping": ("monthly_cash_book", D),
    "separate_account": (True, D),
    "costing": ("unit_cost", D),
    "working_capital": ("own_funds", S),
    "export_officer": (False, S),
    "export_training": ("business", R),
    "foreign_language": ("basic", V),
    "digital_skill": ("business_tools", V),
    "export_commitment": (True, D),
    "market_reach": ("inter_province", S),
    "target_country": ("NL", D),
    "market_research": ("country_chosen", D),
    "has_social_media": (True, R),
    "marketplace": ("domestic", R),
    "english_catalogue": (False, D),
    "buyer_stage": ("enquiry", D),
    "innovation": ("distinctive", S),
    "production_site": ("separate_area", V),
    "traceability": ("sop", V),
    "export_documents": ("knows_list", D),
    "shipping": ("none", D),
}
SAMBAL = Enterprise(
    id="U-1",
    name="Sambal andaliman",
    product_form="wet_ambient",
    export_mode="never",
    workers=6,
    certificates=(Certificate(CertificateKind.MD, CertificateStatus.IN_PROCESS),),
    evidence=(
        *(Evidence(fact, kind, on=date(2026, 11, 2)) for fact, (_, kind) in ANSWERS.items()),
        Evidence("certificates", R, on=date(2026, 11, 2)),
    ),
    **{fact: value for fact, (value, _) in ANSWERS.items()},
)
PRINTED = {
    "L1": (4, 4),
    "L2": (2, 2),
    "L3": (2, 2),
    "L4": (0, 0),
    "L5": (4, 4),
    "L6": (1, 1),
    "P1": (3, 3),
    "P2": (2, 2),
    "P3": (0, 3),
    "P4": (1, 1),
    "P5": (0, 4),
    "P6": (3, 3),
    "P7": (1, 1),
    "P8": (1, 1),
    "P9": (1, 1),
    "F1": (2, 2),
    "F2": (2, 2),
    "F3": (1, 1),
    "F4": (2, 2),
    "F5": (0, 2),
    "H1": (0, 0),
    "H2": (1, 1),
    "H3": (1, 1),
    "H4": (2, 2),
    "H5": (2, 2),
    "M1": (3, 3),
    "M2": (1, 1),
    "M3": (1, 3),
    "M4": (0, 0),
    "M5": (2, 2),
    "M6": (0, 3),
    "O1": (1, 1),
    "O2": (1, 1),
    "O3": (1, 1),
    "O4": (0, 0),
    "O5": (0, 2),
}


def test_the_worked_firm_item_by_item(rubric: Rubric) -> None:
    scores = scores_of(rubric, SAMBAL)
    assert {key: (score.low, score.high) for key, score in scores.items()} == PRINTED


def test_the_worked_firm_by_dimension_and_in_all(rubric: Rubric) -> None:
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for score in scores_of(rubric, SAMBAL).values():
        low[score.item.dimension] += score.low
        high[score.item.dimension] += score.high
    assert [(low[d], high[d]) for d in DIMENSIONS] == [
        (13, 13),
        (12, 19),
        (7, 9),
        (6, 6),
        (7, 12),
        (3, 5),
    ]
    assert (low.total(), high.total()) == (48, 64)
    known = [s.item.points for s in scores_of(rubric, SAMBAL).values() if s.is_known]
    assert sum(known) == 83


def test_the_worked_firm_is_improving_at_both_ends(rubric: Rubric) -> None:
    view = FactView(SAMBAL, as_of=AS_OF)
    signs = {gate.key: gate.answer(view)[0] for gate in rubric.gates}
    assert signs == {"G1": YES, "G2": YES, "G3": YES, "G4": YES, "G5": UNKNOWN, "G6": UNKNOWN}
    met = frozenset(key for key, sign in signs.items() if sign == YES)
    for total in (48, 64):
        index = rubric.scorecard.level_index((Score(total, 100),), met)
        assert rubric.levels[index].key == "improving"


def test_spp_irt_earns_nothing_for_wet_sambal(rubric: Rubric) -> None:
    held = attrs.evolve(SAMBAL, has_spp_irt=True)
    score = scores_of(rubric, held)["L4"]
    assert (score.low, score.high) == (0, 0)
    assert score.item.text_for(score.subject).id == "Memiliki izin edar BPOM MD"


def test_the_smallest_order_settles_the_capacity(rubric: Rubric) -> None:
    assert scores_of(rubric, SAMBAL)["P5"].missing() == ("target_order",)
    asked = attrs.evolve(SAMBAL, target_order=Quantity(1200, "kg"))
    score = scores_of(rubric, asked)["P5"]
    assert (score.low, score.high) == (2, 2)


def test_answers_age(rubric: Rubric) -> None:
    later = scores_of(rubric, SAMBAL, date(2027, 11, 3))
    aged = {key for key, score in later.items() if (score.low, score.high) != PRINTED[key]}
    assert aged == {"P6", "P7", "P8", "F4", "M2", "M3", "M4", "M5", "O3", "O4"}
    much_later = scores_of(rubric, SAMBAL, date(2028, 11, 3))
    settled = {key for key, score in much_later.items() if score.is_known}
    assert settled == {"L1", "L2", "L3", "L4", "L5", "L6", "P4"}
