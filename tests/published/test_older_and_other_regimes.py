"""Regimes beside UU 20/2008 and PP 7/2021: published figures and one rupiah to either side.

Sources: UU 9/1995 Article 5(1), https://text-id.123dok.com/document/6zk757epq-kriteria-usaha-mikro-kecil-dan-menengah.html;
Inpres 10/1999, http://munaekm.blogspot.com/2009/03/definisi-dan-kriteria-industri-kecil.html;
KUR ceiling of 2026, https://news.ddtc.co.id/berita/nasional/1817047/pedoman-diperbarui-syarat-punya-npwp-untuk-debitur-kur-dipertegas;
KMK 40/KMK.06/2003, https://belitiketpesawat-murah.blogspot.com/2013/10/pengertian-usaha-mikro-kecil-dan.html;
2003/361/EC, https://ifm-bonn.org/en/definitions/uebersetzen-nach-english-kmu-definition-der-eu-kommission;
BKPM 5/2025 Article 26, https://pasal.id/en/peraturan/perban/peraturan-bkpm-5-2025/koreksi/4018105.
"""

from __future__ import annotations

from datetime import date

import pytest

import umkmexport as ux

M = 1_000_000_000
TODAY = date(2026, 11, 21)


def firm(**facts: object) -> ux.Enterprise:
    return ux.Enterprise(id="U-1", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("as_of", "criterion", "rupiah", "expected"),
    [
        (date(1996, 1, 1), "net_worth", 200_000_000, "small"),
        (date(1996, 1, 1), "net_worth", 200_000_001, "unclassed"),
        (date(1996, 1, 1), "annual_sales", 1 * M, "small"),
        (date(1996, 1, 1), "annual_sales", 1 * M + 1, "unclassed"),
        (date(2005, 6, 1), "net_worth", 200_000_000, "small"),
        (date(2005, 6, 1), "net_worth", 200_000_001, "medium"),
        (date(2005, 6, 1), "net_worth", 10 * M, "medium"),
        (date(2005, 6, 1), "net_worth", 10 * M + 1, "unclassed"),
        (date(2008, 7, 3), "annual_sales", 1 * M + 1, "unclassed"),
        (date(2008, 7, 4), "annual_sales", 1 * M + 1, "small"),
    ],
)
def test_the_laws_of_1995_and_1999(as_of: date, criterion: str, rupiah: int, expected: str) -> None:
    decision = ux.classify_size(firm(**{criterion: rupiah}), as_of=as_of, criterion=criterion)
    assert decision.size_class == expected


def test_the_day_before_the_first_law_is_an_error_that_names_it() -> None:
    with pytest.raises(ux.NotInForceError, match="Law 9 of 1995, is in force from 1995-12-26"):
        ux.classify_size(firm(annual_sales=1), as_of=date(1995, 12, 25))


def test_a_criterion_outside_its_classes_contradicts_nothing() -> None:
    medium = firm(net_worth=5 * M, annual_sales=40 * M)
    decision = ux.classify_size(medium, as_of=date(2005, 6, 1), criterion="net_worth")
    assert decision.size_class is ux.SizeClass.MEDIUM
    assert decision.criteria_differ is ux.Truth.NO


@pytest.mark.parametrize(
    ("sales", "within"),
    [
        (4_800_000_000, ux.Truth.YES),
        (4_800_000_001, ux.Truth.NO),
        (ux.Range(4 * M, 5 * M), ux.Truth.UNKNOWN),
        (None, ux.Truth.UNKNOWN),
    ],
)
def test_the_ceiling_of_kur_2026(sales: int, within: ux.Truth) -> None:
    decision = ux.classify_size(firm(annual_sales=sales), as_of=TODAY, purpose="credit")
    assert decision.ceiling is not None
    assert decision.ceiling.truth is within


def test_before_the_ceiling_of_kur_there_is_none() -> None:
    decision = ux.classify_size(firm(annual_sales=1), as_of=date(2026, 2, 1), purpose="credit")
    assert decision.ceiling is None


@pytest.mark.parametrize(
    ("facts", "within"),
    [
        ({"owner_citizenship": "wni", "capital": 5 * M}, ux.Truth.YES),
        ({"owner_citizenship": "wni", "capital": 5 * M + 1}, ux.Truth.NO),
        ({"owner_citizenship": "wna", "capital": 1}, ux.Truth.NO),
        ({"capital": 1}, ux.Truth.UNKNOWN),
    ],
)
def test_the_group_umk_in_oss(facts: dict[str, object], within: ux.Truth) -> None:
    decision = ux.classify_size(firm(**facts), as_of=TODAY, purpose="registration")
    assert decision.ceiling is not None
    assert decision.ceiling.truth is within


@pytest.mark.parametrize(
    ("sales", "expected"), [(100_000_000, "micro"), (100_000_001, "unclassed")]
)
def test_the_credit_definition_of_2003_is_asked_for_by_name(sales: int, expected: str) -> None:
    instrument = ux.size_instruments["kmk-40-2003"]
    decision = ux.classify_size_under(
        instrument, firm(annual_sales=sales), as_of=date(2004, 1, 1), purpose="credit"
    )
    assert decision.size_class == expected


@pytest.mark.parametrize(
    ("workers", "turnover", "balance", "expected"),
    [
        (9, 2_000_000, None, "micro"),
        (9, 2_000_001, 2_000_000, "micro"),
        (10, 1, 1, "small"),
        (9, 2_000_001, 2_000_001, "small"),
        (49, 10_000_001, 10_000_000, "small"),
        (50, 1, 1, "medium"),
        (249, 50_000_001, 43_000_000, "medium"),
        (249, 50_000_001, 43_000_001, "large"),
        (250, 1, 1, "large"),
        (249, None, None, None),
    ],
)
def test_the_european_comparator(
    workers: int, turnover: int | None, balance: int | None, expected: str | None
) -> None:
    decision = ux.classify_size_under(
        ux.size_instruments["eu-2003-361"],
        firm(workers=workers),
        as_of=TODAY,
        answers={"turnover_eur": turnover, "balance_sheet_eur": balance},
    )
    assert decision.size_class == expected


@pytest.mark.parametrize(
    ("facts", "is_umkm"),
    [
        ({"annual_sales": 1, "ownership": "independent"}, ux.Truth.YES),
        ({"annual_sales": 1}, ux.Truth.UNKNOWN),
        ({"annual_sales": 1, "ownership": "foreign"}, ux.Truth.NO),
        ({"ownership": "foreign"}, ux.Truth.NO),
        ({"annual_sales": 3 * M, "ownership": "part_of_large"}, ux.Truth.NO),
        ({"annual_sales": 3 * M, "ownership": "part_of_medium"}, ux.Truth.NO),
        ({"annual_sales": 3 * M, "ownership": "part_of_small"}, ux.Truth.YES),
        ({"annual_sales": 30 * M, "ownership": "part_of_small"}, ux.Truth.NO),
        ({"annual_sales": 51 * M}, ux.Truth.NO),
        ({"annual_sales": ux.Range(1, 51 * M), "ownership": "independent"}, ux.Truth.UNKNOWN),
    ],
)
def test_ownership_decides_whether_a_firm_counts_at_all(
    facts: dict[str, object], is_umkm: ux.Truth
) -> None:
    assert ux.classify_size(firm(**facts), as_of=TODAY).is_umkm is is_umkm


def test_ownership_leaves_the_class_by_figures_and_says_why() -> None:
    decision = ux.classify_size(firm(annual_sales=1, ownership="foreign"), as_of=TODAY)
    assert decision.size_class is ux.SizeClass.MICRO
    assert "Pasal 26 ayat (1) Peraturan BKPM 5/2025" in decision.describe("id")


def test_a_micro_firm_with_several_owners_is_warned_about() -> None:
    decision = ux.classify_size(firm(annual_sales=1, legal_form="pt"), as_of=TODAY)
    assert "several owners" in decision.describe("en")
    larger = ux.classify_size(firm(annual_sales=3 * M, legal_form="pt"), as_of=TODAY)
    assert larger.ownership == ()


@pytest.mark.parametrize(
    ("sales", "possible"),
    [
        (ux.Range(2 * M + 1, 15 * M), ["small"]),
        (ux.Range(2 * M, 15 * M), ["micro", "small"]),
        (ux.Range(None, 2 * M), ["micro"]),
        (ux.Range(50 * M, None), ["medium", "large"]),
    ],
)
def test_a_band_decides_where_it_does_not_straddle_a_bound(
    sales: ux.Range[int], possible: list[str]
) -> None:
    decision = ux.classify_size(firm(annual_sales=sales), as_of=TODAY)
    assert [size_class.value for size_class in decision.possible] == possible
    assert (decision.size_class is None) == (len(possible) > 1)


@pytest.mark.parametrize(
    ("sales", "truth"), [(360_000_000, ux.Truth.YES), (700_000_000, ux.Truth.NO)]
)
def test_the_two_worked_examples_of_sehati(sales: int, truth: ux.Truth) -> None:
    """Rp360 million a year fits, Rp700 million does not, as an explainer of 2026 works it out.

    https://sihalalmalang.blogspot.com/2026/02/syarat-daftar-halal-gratis-sehati-umk-kriteria-2026.html
    """
    call = ux.calls["bpjph-sehati-2023"]
    decision = ux.check_eligibility(firm(annual_sales=sales), call, as_of=date(2023, 6, 1))
    (turnover,) = (f for f in decision.findings if "annual_sales" in f.facts)
    assert turnover.truth is truth
