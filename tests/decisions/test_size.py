from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import umkmexport as ux

AS_OF = date(2026, 11, 21)
YES, UNKNOWN, NO = ux.Truth.YES, ux.Truth.UNKNOWN, ux.Truth.NO


def size(as_of: date = AS_OF, *, purpose: str = "facility", **facts: Any) -> ux.SizeDecision:
    return ux.classify_size(ux.Enterprise(id="U-1", **facts), as_of=as_of, purpose=purpose)


def test_a_class_is_said_with_figure_bound_and_article() -> None:
    micro, small, large = (size(annual_sales=n) for n in (1_850_000_000, 2_000_000_001, 10**11))
    assert micro.describe("id") == (
        "Usaha mikro: hasil penjualan tahunan Rp1.850.000.000, tidak lebih dari Rp2.000.000.000 "
        "(Pasal 35 ayat (5) PP 7/2021)."
    )
    assert micro.describe("en") == (
        "Micro enterprise: annual sales Rp1,850,000,000, not more than Rp2,000,000,000 "
        "(Article 35(5) of PP 7/2021)."
    )
    assert small.describe("id") == (
        "Usaha kecil: hasil penjualan tahunan Rp2.000.000.001, lebih dari Rp2.000.000.000 sampai "
        "dengan paling banyak Rp15.000.000.000 (Pasal 35 ayat (5) PP 7/2021)."
    )
    assert small.describe("en") == (
        "Small enterprise: annual sales Rp2,000,000,001, more than Rp2,000,000,000 and not more "
        "than Rp15,000,000,000 (Article 35(5) of PP 7/2021)."
    )
    assert large.describe("id") == (
        "Usaha besar: hasil penjualan tahunan Rp100.000.000.000, lebih dari Rp50.000.000.000 "
        "(Pasal 35 ayat (5) PP 7/2021)."
    )


def test_a_band_that_straddles_a_bound_names_the_classes_left() -> None:
    decision = size(annual_sales=ux.Range(1_000_000_001, 5_000_000_000))
    assert decision.size_class is None
    assert decision.possible == ("micro", "small")
    assert decision.describe("id") == (
        "Ukuran usaha belum dapat ditetapkan: hasil penjualan tahunan Rp1.000.000.001 sampai "
        "dengan Rp5.000.000.000; masih mungkin usaha mikro, usaha kecil (Pasal 35 ayat (5) "
        "PP 7/2021)."
    )
    assert decision.describe("en") == (
        "The size cannot be told yet: annual sales Rp1,000,000,001 to Rp5,000,000,000; still "
        "possible are micro enterprise, small enterprise (Article 35(5) of PP 7/2021)."
    )


def test_an_unknown_figure_leaves_every_class_and_the_other_criterion_beside_it() -> None:
    decision = size(capital=6_000_000_000)
    assert decision.size_class is None
    assert decision.possible == ("micro", "small", "medium", "large")
    assert decision.describe("id") == (
        "Ukuran usaha belum dapat ditetapkan: hasil penjualan tahunan belum diketahui; masih "
        "mungkin usaha mikro, usaha kecil, usaha menengah, usaha besar (Pasal 35 ayat (5) "
        "PP 7/2021). Sebagai pembanding: usaha menengah: modal usaha Rp6.000.000.000, lebih dari "
        "Rp5.000.000.000 sampai dengan paling banyak Rp10.000.000.000 (Pasal 35 ayat (3) "
        "PP 7/2021)."
    )


@pytest.mark.parametrize(
    ("capital", "sales", "differ"),
    [
        (1, 1, NO),
        (1, 2_000_000_001, YES),
        (None, 1, UNKNOWN),
        (None, None, UNKNOWN),
        (ux.Range(1_000_000_001, None), 1, YES),
        (ux.Range(1, None), 1, UNKNOWN),
    ],
)
def test_differing_criteria_are_reported(capital: Any, sales: Any, differ: ux.Truth) -> None:
    for purpose in ("registration", "facility", "procurement"):
        assert size(capital=capital, annual_sales=sales, purpose=purpose).criteria_differ is differ


def test_procurement_shows_both_criteria_and_chooses_none() -> None:
    decision = size(capital=900_000_000, annual_sales=12_000_000_000, purpose="procurement")
    assert decision.criterion is None
    assert decision.size_class is None
    assert decision.possible == ("micro", "small")
    assert decision.criteria_differ is YES
    told = decision.describe("id")
    assert told.startswith("Kriteria ditampilkan berdampingan")
    assert "Usaha mikro: modal usaha Rp900.000.000" in told
    assert "Usaha kecil: hasil penjualan tahunan Rp12.000.000.000" in told


def test_procurement_names_the_one_class_that_both_criteria_give() -> None:
    decision = size(capital=1, annual_sales=1, purpose="procurement")
    assert decision.size_class == "micro"
    assert decision.describe("en").startswith("All criteria give the same class: micro enterprise.")


def test_procurement_asks_for_every_figure_that_is_missing() -> None:
    decision = size(capital=1, purpose="procurement")
    assert decision.size_class is None
    assert [fact.name for fact in decision.missing()] == ["annual_sales"]
    assert "hasil penjualan tahunan belum diketahui" in decision.describe("id")


def test_the_caller_may_choose_the_criterion() -> None:
    firm = ux.Enterprise(id="U-1", capital=900_000_000, annual_sales=12_000_000_000)
    decision = ux.classify_size(firm, as_of=AS_OF, criterion="capital")
    assert decision.criterion is ux.SizeCriterion.CAPITAL
    assert decision.size_class == "micro"


def test_a_criterion_that_the_law_of_the_day_lacks() -> None:
    firm = ux.Enterprise(id="U-1", net_worth=1)
    with pytest.raises(ux.PolicyError, match="has no criterion net_worth; it has capital, annual"):
        ux.classify_size(firm, as_of=AS_OF, criterion="net_worth")


@pytest.mark.parametrize("wrong", [{"purpose": "fasility"}, {"criterion": "sales"}])
def test_a_misspelt_purpose_or_criterion_is_an_error_that_lists_them(wrong: dict[str, str]) -> None:
    with pytest.raises(ux.UmkmExportError, match="must be one of"):
        ux.classify_size(ux.Enterprise(id="U-1"), as_of=AS_OF, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ownership", "sales", "counts"),
    [
        (None, 1, UNKNOWN),
        ("independent", 1, YES),
        ("foreign", 1, NO),
        ("foreign", None, NO),
        ("independent", None, UNKNOWN),
        ("independent", 50_000_000_001, NO),
        (None, 50_000_000_001, NO),
        ("part_of_large", 2_000_000_001, NO),
        ("part_of_medium", 2_000_000_001, NO),
        ("part_of_small", 2_000_000_001, YES),
        ("part_of_small", 15_000_000_001, NO),
        ("part_of_medium", 15_000_000_001, YES),
        ("part_of_large", 15_000_000_001, NO),
    ],
)
def test_whether_a_firm_counts_is_a_second_answer(
    ownership: str | None, sales: int | None, counts: ux.Truth
) -> None:
    """PP 7/2021 Article 1; BKPM 5/2025 Article 26. The class by figures stays what it is."""
    decision = size(annual_sales=sales, ownership=ownership)
    assert decision.is_umkm is counts
    if sales is not None:
        assert decision.size_class == size(annual_sales=sales).size_class


def test_evidence_does_not_change_the_class_by_figures() -> None:
    note = ux.Evidence("annual_sales", ux.EvidenceKind.SELF)
    assert size(annual_sales=1, evidence=(note,)).size_class == "micro"
