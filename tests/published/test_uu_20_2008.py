"""UU 20/2008, Article 6(1)-(3): net worth or annual sales, in force 4 July 2008 to 1 November 2020.

Sources: http://plut-maluku.blogspot.com/2015/04 (full wording);
https://linggaupos.bacakoran.co/amp/20437/jumlah-ukm-di-kota-lubuk-linggau-8531/32;
https://yukbiz.com/Ini-Pengertian-dan-Kriteria-UMKM-Menurut-Undang-Undang?page=2 (large);
https://news.ddtc.co.id/berita/nasional/27949/jokowi-resmi-membarui-kriteria-umkm-begini-perinciannya.
"""

from __future__ import annotations

from datetime import date

import pytest

import umkmexport as ux

FIRST_DAY = date(2008, 7, 4)
LAST_DAY = date(2020, 11, 1)


@pytest.mark.parametrize("as_of", [FIRST_DAY, date(2015, 1, 1), LAST_DAY])
@pytest.mark.parametrize(
    ("criterion", "rupiah", "size"),
    [
        ("net_worth", 0, "micro"),
        ("net_worth", 50_000_000, "micro"),
        ("net_worth", 50_000_001, "small"),
        ("net_worth", 500_000_000, "small"),
        ("net_worth", 500_000_001, "medium"),
        ("net_worth", 10_000_000_000, "medium"),
        ("net_worth", 10_000_000_001, "large"),
        ("annual_sales", 0, "micro"),
        ("annual_sales", 300_000_000, "micro"),
        ("annual_sales", 300_000_001, "small"),
        ("annual_sales", 2_500_000_000, "small"),
        ("annual_sales", 2_500_000_001, "medium"),
        ("annual_sales", 50_000_000_000, "medium"),
        ("annual_sales", 50_000_000_001, "large"),
    ],
)
def test_article_6(criterion: str, rupiah: int, size: str, as_of: date) -> None:
    firm = ux.Enterprise(id="U-1", **{criterion: rupiah})
    decision = ux.classify_size(firm, as_of=as_of, criterion=criterion)
    assert decision.size_class == size
    assert decision.provenance.policy == "uu-20-2008"


def test_debts_beyond_assets_are_micro_by_letter() -> None:
    """Net worth is what is left of the assets, and may be negative."""
    firm = ux.Enterprise(id="U-1", net_worth=-1)
    decision = ux.classify_size(firm, as_of=LAST_DAY, purpose=ux.Purpose.REGISTRATION)
    assert decision.size_class is ux.SizeClass.MICRO


def test_joined_by_or_one_firm_may_be_of_two_classes() -> None:
    firm = ux.Enterprise(id="U-1", net_worth=50_000_000, annual_sales=2_500_000_000)
    decision = ux.classify_size(firm, as_of=LAST_DAY)
    assert [by.size_class for by in decision.by_criterion] == ["micro", "small"]
    assert decision.criteria_differ is ux.Truth.YES


def test_capital_is_no_net_worth() -> None:
    """The law of 2008 knows no capital; a figure for it settles nothing."""
    firm = ux.Enterprise(id="U-1", capital=1_000_000)
    decision = ux.classify_size(firm, as_of=LAST_DAY, purpose=ux.Purpose.REGISTRATION)
    assert decision.criterion is ux.SizeCriterion.NET_WORTH
    assert decision.size_class is None
    assert [fact.name for fact in decision.missing()] == ["net_worth"]


def test_that_the_choice_of_criterion_is_ours_is_said() -> None:
    """Article 6 joins both criteria by "or" and names no purpose."""
    firm = ux.Enterprise(id="U-1", annual_sales=300_000_000)
    decision = ux.classify_size(firm, as_of=LAST_DAY)
    assert "Pilihan pustaka" in decision.describe("id")
    assert "The library's choice" in decision.describe("en")
