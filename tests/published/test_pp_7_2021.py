"""PP 7/2021, Articles 35 and 36: capital or annual sales, by purpose, since 2 February 2021.

Sources: https://id.scribd.com/document/649831600/UMKM-2022 (text of paragraphs 1-3 and 5);
https://lpse.kendarikota.net/eproc4/pengumuman/930571 (all four bands with operators);
https://dpmpt.bantulkab.go.id/web/berita/detail/569-kategori-umkm;
https://news.ddtc.co.id/berita/nasional/27949/jokowi-resmi-membarui-kriteria-umkm-begini-perinciannya;
https://izinusaha.id/kriteria-usaha-mikro-uu-cipta-kerja/ (paragraph 6).
"""

from __future__ import annotations

from datetime import date

import pytest

import umkmexport as ux

FIRST_DAY = date(2021, 2, 2)
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("as_of", [FIRST_DAY, TODAY])
@pytest.mark.parametrize(
    ("criterion", "rupiah", "size"),
    [
        ("capital", 0, "micro"),
        ("capital", 1_000_000_000, "micro"),
        ("capital", 1_000_000_001, "small"),
        ("capital", 5_000_000_000, "small"),
        ("capital", 5_000_000_001, "medium"),
        ("capital", 10_000_000_000, "medium"),
        ("capital", 10_000_000_001, "large"),
        ("annual_sales", 0, "micro"),
        ("annual_sales", 2_000_000_000, "micro"),
        ("annual_sales", 2_000_000_001, "small"),
        ("annual_sales", 15_000_000_000, "small"),
        ("annual_sales", 15_000_000_001, "medium"),
        ("annual_sales", 50_000_000_000, "medium"),
        ("annual_sales", 50_000_000_001, "large"),
    ],
)
def test_article_35(criterion: str, rupiah: int, size: str, as_of: date) -> None:
    firm = ux.Enterprise(id="U-1", **{criterion: rupiah})
    decision = ux.classify_size(firm, as_of=as_of, criterion=criterion)
    assert decision.size_class == size
    assert decision.provenance.policy == "pp-7-2021"


@pytest.mark.parametrize(
    ("purpose", "criterion"),
    [
        (ux.Purpose.REGISTRATION, ux.SizeCriterion.CAPITAL),
        (ux.Purpose.FACILITY, ux.SizeCriterion.ANNUAL_SALES),
        (ux.Purpose.PROCUREMENT, None),
    ],
)
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"capital": 1},
        {"annual_sales": 1},
        {"capital": 1, "annual_sales": 1},
        {"annual_sales": ux.Range(1, None)},
    ],
)
def test_the_purpose_chooses_the_criterion_and_the_figures_never_do(
    purpose: ux.Purpose, criterion: ux.SizeCriterion | None, facts: dict[str, int]
) -> None:
    decision = ux.classify_size(ux.Enterprise(id="U-1", **facts), as_of=TODAY, purpose=purpose)
    assert decision.criterion is criterion


def test_same_firm_two_criteria() -> None:
    """Capital of Rp900 million and sales of Rp12 billion: micro to register, small for help."""
    firm = ux.Enterprise(id="U-1", capital=900_000_000, annual_sales=12_000_000_000)
    registration, facility = (
        ux.classify_size(firm, as_of=TODAY, purpose=purpose)
        for purpose in ("registration", "facility")
    )
    assert registration.size_class == "micro"
    assert facility.size_class == "small"
    for decision in (registration, facility):
        assert decision.criteria_differ is ux.Truth.YES
        assert "peraturan tidak menentukan mana yang didahulukan" in decision.describe("id")


def test_same_firm_two_regimes() -> None:
    """Sales of Rp1.8 billion: small in 2019, micro in 2022."""
    firm = ux.Enterprise(id="U-1", annual_sales=1_800_000_000)
    assert ux.classify_size(firm, as_of=date(2019, 6, 1)).size_class == "small"
    assert ux.classify_size(firm, as_of=date(2022, 6, 1)).size_class == "micro"


def test_unknown_sales_are_not_replaced_by_capital() -> None:
    firm = ux.Enterprise(id="U-1", capital=900_000_000)
    decision = ux.classify_size(firm, as_of=TODAY)
    assert decision.size_class is None
    assert decision.criteria_differ is ux.Truth.UNKNOWN
    assert [fact.name for fact in decision.missing()] == ["annual_sales"]
    (capital,) = [by for by in decision.by_criterion if by.criterion == "capital"]
    assert capital.size_class == "micro"
    assert "modal usaha Rp900.000.000" in decision.describe("id")


@pytest.mark.parametrize("as_of", [date(2020, 11, 2), date(2020, 12, 31), date(2021, 2, 1)])
def test_between_the_laws_the_error_names_both_neighbours(as_of: date) -> None:
    """Article 87 of UU 11/2020 left the figures to a regulation that was not there yet."""
    firm = ux.Enterprise(id="U-1", annual_sales=1)
    with pytest.raises(ux.NotInForceError) as caught:
        ux.classify_size(firm, as_of=as_of)
    message = str(caught.value)
    assert str(as_of) in message
    assert "Law 20 of 2008 (until 2020-11-02)" in message
    assert "Government Regulation 7 of 2021 (from 2021-02-02)" in message


def test_in_the_gap_the_old_figures_may_be_asked_for_by_name() -> None:
    firm = ux.Enterprise(id="U-1", annual_sales=300_000_001)
    decision = ux.classify_size_under(
        ux.size_instruments["uu-20-2008"], firm, as_of=date(2020, 12, 1)
    )
    assert decision.size_class == "small"
    assert decision.as_of == date(2020, 12, 1)


def test_the_gap_itself_has_no_figures() -> None:
    with pytest.raises(ux.PolicyError):
        ux.classify_size_under(
            ux.size_instruments["gap-2020"], ux.Enterprise(id="U-1"), as_of=date(2020, 12, 1)
        )
