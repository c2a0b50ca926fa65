"""The views of other offices as rubrics: 3K, 4K + 1A, and the documents of Medan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.codes.families import ProductFamily
from umkmexport.policies.rubrics import RUBRICS

AS_OF = date(2026, 11, 21)
OTHERS = ["jabar-4k-1a-2022", "medan-naik-kelas-2023", "ppejp-3k-2022"]
HALAL = {"food", "cocoa_prod", "fish", "cosmetics", "herbal", "essoil"}
BPOM = {"food", "cocoa_prod", "cosmetics"}


def score(rubric: str, **known: Any) -> ux.ReadinessDecision:
    firm = ux.Enterprise(id="U-1", **known)
    return ux.score_readiness(firm, rubric=RUBRICS[rubric], as_of=AS_OF)


def ends(rubric: str, **known: Any) -> tuple[int, int, int]:
    found = score(rubric, **known)
    return found.low.points, found.high.points, found.low.of


def test_they_ship_beside_the_default() -> None:
    assert sorted(RUBRICS) == sorted([*OTHERS, "umkmexport-default"])


@pytest.mark.parametrize("id_", OTHERS)
def test_no_cut_off_is_invented(id_: str) -> None:
    rubric = RUBRICS[id_]
    assert rubric.kind == "design"
    assert not rubric.levels
    assert not rubric.gates
    assert "pilihan penyusun pustaka" in rubric.disclaimer.id
    assert "tidak ada tingkat yang ditetapkan" in rubric.disclaimer.id
    assert "no level is given" in rubric.disclaimer.en
    told = score(id_, product_family="food")
    assert told.level is None
    assert told.level_span is None
    assert told.describe("id").endswith(rubric.disclaimer.id)


@pytest.mark.parametrize("id_", OTHERS)
@pytest.mark.parametrize("family", ProductFamily)
def test_every_family_has_points_to_earn(id_: str, family: ProductFamily) -> None:
    assert score(id_, product_family=family).low.of > 0


@pytest.mark.parametrize("id_", ["ppejp-3k-2022", "jabar-4k-1a-2022"])
def test_no_measure_weighs_more_than_another(id_: str) -> None:
    found = score(id_, product_family="batik")
    assert len({dimension.low.of for dimension in found.dimensions}) == 1
    assert len(found.dimensions) == len(RUBRICS[id_].dimensions)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, (0, 3, 3)),
        ({"meets_export_quality": True}, (1, 3, 3)),
        ({"meets_export_quality": True, "meets_export_quantity": False}, (1, 2, 3)),
        (
            {
                "meets_export_quality": True,
                "meets_export_quantity": False,
                "meets_export_continuity": True,
            },
            (2, 2, 3),
        ),
    ],
)
def test_3k_counts_what_an_assessor_found(
    known: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    assert ends("ppejp-3k-2022", **known) == expected


def test_what_a_firm_says_of_its_own_quality_is_a_claim() -> None:
    said = (ux.Evidence("meets_export_quality", ux.EvidenceKind.SELF, on=AS_OF),)
    assert ends("ppejp-3k-2022", meets_export_quality=True, evidence=said) == (0, 3, 3)
    assert ends("ppejp-3k-2022", meets_export_quality=False, evidence=said) == (0, 2, 3)


def test_an_assessment_of_three_years_ago_is_unknown_again() -> None:
    seen = (ux.Evidence("meets_export_quality", ux.EvidenceKind.VISIT, on=date(2023, 11, 21)),)
    assert ends("ppejp-3k-2022", meets_export_quality=True, evidence=seen) == (0, 3, 3)


@pytest.mark.parametrize(
    ("packaging", "points"), [("basic", 0), ("retail_ready", 1), ("export_ready", 2)]
)
def test_4k_1a_adds_packaging_and_papers(packaging: str, points: int) -> None:
    known = {"product_family": "batik", "has_nib": True, "has_npwp": False, "packaging": packaging}
    # 2 of each measure; quality, quantity and continuity are not known: 0 to 6.
    assert ends("jabar-4k-1a-2022", **known) == (1 + points, 1 + points + 6, 10)


def test_services_have_no_packaging() -> None:
    assert ends("jabar-4k-1a-2022", product_family="services", packaging="basic") == (0, 8, 8)


@pytest.mark.parametrize("family", ProductFamily)
def test_medan_asks_each_family_for_its_own_documents(family: ProductFamily) -> None:
    asked = {item.key for item in score("medan-naik-kelas-2023", product_family=family).items}
    expected = {"nib", "trademark"}
    expected |= {"halal"} if family in HALAL else set()
    expected |= {"bpom"} if family in BPOM else set()
    assert asked == expected


def test_a_furniture_maker_neither_gains_nor_loses_by_halal() -> None:
    known = {"product_family": "furniture", "has_nib": True, "trademark": "registered"}
    for halal in (True, False, None):
        assert ends("medan-naik-kelas-2023", **known, has_halal=halal) == (2, 2, 2)


def test_a_food_firm_needs_all_four() -> None:
    known = {"product_family": "food", "has_nib": True, "has_halal": True, "trademark": "filed"}
    assert ends("medan-naik-kelas-2023", **known, has_md=False) == (2, 2, 4)
    assert ends("medan-naik-kelas-2023", **known, has_md=False, has_spp_irt=True) == (2, 2, 4)
    assert ends("medan-naik-kelas-2023", **known) == (2, 3, 4)


def test_cosmetics_are_asked_for_the_notification() -> None:
    held = ux.Certificate(
        ux.CertificateKind.PRODUCT_NOTIFICATION,
        ux.CertificateStatus.HELD,
        valid_until=date(2027, 1, 1),
    )
    known = {"product_family": "cosmetics", "has_nib": True, "has_halal": False, "has_md": False}
    found = score("medan-naik-kelas-2023", **known, trademark="none", certificates=(held,))
    assert (found.low.points, found.high.points, found.low.of) == (2, 2, 4)
    (bpom,) = [item for item in found.items if item.key == "bpom"]
    assert bpom.text.id == "Memiliki notifikasi BPOM untuk produknya"


@pytest.mark.parametrize("id_", sorted(RUBRICS))
def test_every_item_says_why_and_on_what_it_rests(id_: str) -> None:
    for item in RUBRICS[id_].items:
        assert item.why is not None, item.key
        assert item.why.id.endswith(".")
        assert item.why.en.endswith(".")
        assert item.why.id != item.why.en
        assert item.basis
        assert not item.text.id.endswith(".")


@pytest.mark.parametrize("id_", sorted(RUBRICS))
def test_every_item_can_be_asked_in_both_languages(id_: str) -> None:
    for item in RUBRICS[id_].items:
        for fact in map(ux.facts.get, item.facts):
            assert fact.question.id.endswith("?")
            assert fact.question.en.endswith("?")


@pytest.mark.parametrize("id_", OTHERS)
def test_a_rubric_without_levels_can_be_examined_but_no_level_can_change(id_: str) -> None:
    firms = [ux.Enterprise(id=f"U-{i}", product_family="batik", has_nib=i > 1) for i in range(4)]
    rubric = RUBRICS[id_]
    assert ux.rubric_report(firms, rubric=rubric, as_of=AS_OF).items
    with pytest.raises(ux.PolicyError, match="fewer than two levels"):
        ux.sensitivity(firms, rubric=rubric, as_of=AS_OF, seed="a public seed")
