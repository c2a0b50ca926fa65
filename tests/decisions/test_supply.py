"""Firms of one product against one order, each amount worked by hand."""

from __future__ import annotations

import json
import pickle
from datetime import date
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.codes.products import Kbli
from umkmexport.decisions.goods import Goods
from umkmexport.decisions.supply import SupplyAdvice, SupplyPool, pool_supply
from umkmexport.decisions.view import view_of
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)


def firm(key: str, capacity: Any = None, unit: str = "kg", **facts: Any) -> ux.Enterprise:
    known = None if capacity is None else ux.Quantity(capacity, unit)
    said = {"product_family": "coffee", "meets_export_quality": True, "export_commitment": True}
    return ux.Enterprise(id=key, **{**said, "monthly_capacity": known, **facts})


def pool(*firms: ux.Enterprise, **more: Any) -> SupplyPool:
    asked = {"product": "coffee", "quantity": ux.Quantity(19, "t"), "months": 2, "as_of": AS_OF}
    return pool_supply(firms, **{**asked, **more})


# The amount


def test_capacities_are_pooled_and_the_fewest_firms_are_named() -> None:
    # Two months: A 2 x 5 t = 10 t, B 2 x 4,000 kg = 8 t, C 2 x 900,000 g = 1.8 t, D 2 x 2 t = 4 t.
    # Together 23.8 t for 19 t. A + B = 18 t is short of it by 1 t, A + B + D = 22 t is not.
    found = pool(firm("C", 900_000, "g"), firm("A", 5, "t"), firm("D", 2, "t"), firm("B", 4_000))
    assert found.truth is ux.Truth.YES
    assert (found.low, found.high, found.unit) == (23_800_000, 23_800_000, "g")
    assert found.fewest == ("A", "B", "D")
    assert found.short == ux.Range(0, 0)
    assert found.advice is SupplyAdvice.POOL


def test_exactly_the_order_is_enough_and_a_gram_less_is_not() -> None:
    exact = pool(firm("A", 9_500), months=2)
    assert (exact.truth, exact.fewest, exact.advice) == (
        ux.Truth.YES,
        ("A",),
        SupplyAdvice.ONE_FIRM,
    )
    less = pool(firm("A", 9_499_999, "g"))
    assert (less.truth, less.short) == (ux.Truth.NO, ux.Range(2, 2))


def test_a_range_counts_with_both_ends() -> None:
    # Low 2 x (3 + 4) = 14 t, high 2 x (6 + 4) = 20 t: perhaps, and at worst 5 t are short.
    found = pool(firm("A", ux.Range(3, 6), "t"), firm("B", 4, "t"))
    assert (found.truth, found.low, found.high) == (ux.Truth.UNKNOWN, 14_000_000, 20_000_000)
    assert found.short == ux.Range(0, 5_000_000)
    assert found.fewest == ()
    assert found.months_needed == 3  # 7 t a month surely: 21 t in three months
    open_ended = pool(firm("A", ux.Range(3, None), "t"), firm("B", ux.Range(None, 2), "t"))
    assert (open_ended.low, open_ended.high) == (6_000_000, None)


def test_an_order_that_is_a_range_is_surely_met_at_its_upper_end() -> None:
    order = ux.Quantity(ux.Range(15, 19), "t")
    assert pool(firm("A", 8, "t"), quantity=order).truth is ux.Truth.UNKNOWN
    assert pool(firm("A", 7, "t"), quantity=order).truth is ux.Truth.NO
    assert pool(firm("A", 10, "t"), quantity=order).truth is ux.Truth.YES


def test_brooms_are_pieces_or_tons_and_never_both() -> None:
    brooms = {"product_family": "handicraft"}
    found = pool(
        firm("A", 6_000, "pcs", **brooms),
        firm("B", 9, "t", **brooms),
        product="handicraft",
        quantity=ux.Quantity(10_000, "pcs"),
    )
    assert (found.truth, found.low, found.fewest) == (ux.Truth.YES, 12_000, ("A",))
    assert [(each.firm, each.facts) for each in found.questions] == [("B", ("monthly_capacity",))]


# What is not known is asked


def test_an_unknown_capacity_is_a_question_and_leaves_the_answer_open() -> None:
    found = pool(firm("A", 4, "t"), firm("B"))
    assert (found.truth, found.high) == (ux.Truth.UNKNOWN, None)
    assert [(each.firm, each.facts) for each in found.questions] == [("B", ("monthly_capacity",))]
    assert found.advice is SupplyAdvice.ASK_FIRST


def test_a_firm_that_only_may_make_the_goods_raises_the_upper_end_only() -> None:
    found = pool(firm("A", 8, "t"), firm("B", 2, "t", product_family=None))
    assert (found.truth, found.low, found.high) == (ux.Truth.UNKNOWN, 16_000_000, 20_000_000)
    assert found.questions[0].facts[0] == "product_family"


@pytest.mark.parametrize(
    ("note", "low"),
    [
        (ux.Evidence("monthly_capacity", ux.EvidenceKind.SELF, on=date(2026, 11, 1)), 0),
        (ux.Evidence("monthly_capacity", ux.EvidenceKind.VISIT, on=date(2026, 11, 1)), 20_000_000),
    ],
)
def test_the_own_word_raises_the_upper_end_only(note: ux.Evidence, low: int) -> None:
    found = pool(firm("A", 10, "t", evidence=(note,)))
    assert (found.low, found.high) == (low, 20_000_000)
    assert [each.facts for each in found.questions] == ([] if low else [("monthly_capacity",)])
    assert found.ask_first == (() if low else ("A",))


def test_what_is_required_and_not_known_is_asked_and_raises_the_upper_end_only() -> None:
    # Two months: A 8 t and B 12 t count if their answers fit, C 4 t surely. 19 t need A and B.
    found = pool(
        firm("A", 4, "t", meets_export_quality=None),
        firm("B", 6, "t", export_commitment=None, meets_export_quality=None),
        firm("C", 2, "t"),
    )
    assert (found.truth, found.low, found.high) == (ux.Truth.UNKNOWN, 4_000_000, 24_000_000)
    assert (found.fewest, found.ask_first) == ((), ("B", "A"))
    assert [(each.firm, each.facts) for each in found.questions] == [
        ("A", ("meets_export_quality",)),
        ("B", ("meets_export_quality", "export_commitment")),
    ]
    assert "ask these first: B, A" in found.describe("en")
    alone = pool(firm("A", 10, "t", meets_export_quality=None), require=())
    assert (alone.truth, alone.questions) == (ux.Truth.YES, ())
    halal = pool(firm("A", 10, "t"), require=["has_halal"])
    assert halal.questions[0].facts == ("has_halal",)


def test_a_capacity_seen_more_than_a_year_ago_is_unknown_again() -> None:
    old = ux.Evidence("monthly_capacity", ux.EvidenceKind.VISIT, on=date(2025, 11, 20))
    found = pool(firm("A", 10, "t", evidence=(old,)))
    assert (found.truth, found.suppliers) == (ux.Truth.UNKNOWN, ())


def test_a_firm_that_makes_it_beside_its_main_product_is_asked_how_much() -> None:
    beside = firm(
        "A", 10, "t", product_family="food", products=(ux.Product("kopi", hs_code="0901.21"),)
    )
    found = pool(beside)
    assert (found.suppliers, found.questions[0].facts[0]) == ((), "monthly_capacity")
    assert found.other_goods == 0


# Who counts


def test_who_does_not_count_is_named_with_the_reason() -> None:
    found = pool(
        firm("A", 10, "t", meets_export_quality=False),
        firm("B", 10, "t", export_commitment=False),
        firm("C", 10, "t", product_family="batik"),
        firm("D", 10, "t"),
    )
    assert [(key, reason.en) for key, reason in found.set_aside] == [
        ("A", "not met: Quality meets the export standard (assessed)"),
        (
            "B",
            "not met: Wants to export and will take part in export guidance (in writing)",
        ),
    ]
    assert (found.other_goods, found.fewest) == (1, ("D",))


def test_a_nib_that_stands_twice_counts_once_with_what_both_rows_allow() -> None:
    # Two rows on one firm say 5 t and 6 t a month: 10 to 12 t in two months, and not 22 t.
    nib = "9120001234567"
    found = pool(firm("B", 6, "t", nib=nib), firm("A", 5, "t", nib=nib))
    assert (found.low, found.high) == (10_000_000, 12_000_000)
    assert [each.firm for each in found.suppliers] == ["A"]
    assert found.set_aside[0][0] == "B"
    assert nib not in json.dumps(found.to_dict()) + found.describe("en") + repr(found)


def test_goods_are_a_family_an_hs_code_or_a_kbli() -> None:
    roasted = firm("A", 10, "t", hs_code="2022:0901.21")
    green = firm("B", 10, "t", hs_code="2022:0901.11")
    coarse = firm("C", 10, "t", hs_code="2022:09")
    found = pool(roasted, green, coarse, product="2022:0901.21")
    assert [(each.firm, each.counts) for each in found.suppliers] == [
        ("A", ux.Truth.YES),
        ("C", ux.Truth.UNKNOWN),
    ]
    licensed = pool(firm("A", 10, "t", kbli="2020:10761"), product=Kbli.parse("2020:1076"))
    assert licensed.truth is ux.Truth.YES


@pytest.mark.parametrize(
    ("facts", "made"),
    [
        ({"hs_code": "2022:0901.21"}, ux.Truth.YES),
        ({"hs_code": "2022:6203"}, ux.Truth.NO),
        ({"hs_code": "2022:21"}, ux.Truth.UNKNOWN),
        ({"product_family": "tea", "hs_code": "2022:0901.21"}, ux.Truth.NO),
        ({"kbli": "2020:10761"}, ux.Truth.UNKNOWN),
        ({}, ux.Truth.UNKNOWN),
    ],
)
def test_the_family_of_a_firm_follows_from_its_hs_code_as_far_as_it_goes(
    facts: dict[str, Any], made: ux.Truth
) -> None:
    view = view_of(ux.Enterprise(id="A", **facts), as_of=AS_OF)
    assert ux.Truth(Goods.of("coffee").made_by(view)) is made


# The advice


def test_the_domestic_market_comes_first_where_less_than_half_can_be_made() -> None:
    # 2 x 4.7 t = 9.4 t are less than half of 19 t; 2 x 4.75 t = 9.5 t are half.
    assert pool(firm("A", 4_700)).advice is SupplyAdvice.DOMESTIC_FIRST
    assert pool(firm("A", 4_750)).advice is SupplyAdvice.RENEGOTIATE
    sold = firm("A", 4_700, market_reach="inter_province")
    assert pool(sold).advice is SupplyAdvice.RENEGOTIATE
    assert "in 5 months" in pool(sold).describe("en")  # 19 / 4.7 = 4.04…, so in five months


def test_goods_that_may_not_be_exported_are_for_the_domestic_market() -> None:
    rattan = firm("A", 10, "t", product_family="rattan_raw")
    found = pool(rattan, product="rattan_raw")
    assert found.advice is SupplyAdvice.DOMESTIC_FIRST
    assert "may not be exported" in found.describe("en")


def test_without_a_maker_the_advice_is_to_find_one() -> None:
    assert pool(firm("A", 9, "t", product_family="tea")).advice is SupplyAdvice.FIND_FIRMS
    assert pool().truth is ux.Truth.NO


def test_the_words_are_whole_in_both_languages() -> None:
    blank = {"meets_export_quality": None, "export_commitment": None}
    found = pool(firm("A", 5, "t", name="Kopi Sidikalang"), firm("B", 4_500), firm("C", **blank))
    assert found.describe("id") == (
        "Pesanan 19 t kopi dalam 2 bulan dapat dipenuhi. "
        "Kapasitas 2 usaha yang diketahui berjumlah sedikitnya 19 t sampai tenggat. "
        "Paling sedikit 2 usaha pasti memenuhinya: Kopi Sidikalang, B. "
        "Kepada 1 usaha masih perlu ditanyakan: Kapasitas produksi per bulan; Mutu memenuhi "
        "standar ekspor (hasil penilaian); Berminat dan bersedia mengikuti pembinaan ekspor "
        "(pernyataan tertulis). "
        "Perhitungan ini menganggap seluruh kapasitas tersedia untuk pesanan ini. "
        "Saran (pilihan pustaka ini, bukan ketentuan pemerintah): penuhi pesanan bersama-sama."
    )
    assert "None" not in found.describe("en")


# Bad input


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"product": "cofee"}, "did you mean coffee"),
        ({"product": None}, "goods are a family"),
        ({"quantity": 19}, "give a Quantity"),
        ({"quantity": ux.Quantity(0, "t")}, "more than nothing"),
        ({"quantity": ux.Quantity(ux.Range(3, None), "t")}, "needs an upper end"),
        ({"require": ["has_halall"]}, "did you mean has_halal"),
        ({"require": ["annual_sales"]}, "no fact with yes or no"),
        ({"months": 0}, "at least 1"),
        ({"months": 1.5}, "whole number"),
    ],
)
def test_an_order_that_cannot_be_meant_is_an_error(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(ux.FactError, match=says):
        pool(firm("A", 1), **wrong)


def test_a_firm_that_stands_twice_is_an_error() -> None:
    with pytest.raises(ux.SelectionError, match="stands twice"):
        pool(firm("A", 1), firm("A", 2))


# Laws

CAPACITIES = st.one_of(
    st.none(),
    st.integers(0, 9),
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda ends: ux.Range(*sorted(ends))),
)
POOLS = st.lists(CAPACITIES, max_size=6).map(
    lambda found: [firm(f"U-{index}", each) for index, each in enumerate(found)]
)
ORDERS = st.integers(1, 30).map(lambda amount: ux.Quantity(amount, "kg"))


@given(POOLS, ORDERS)
def test_no_smaller_set_of_firms_surely_meets_the_order(
    firms: list[ux.Enterprise], order: ux.Quantity
) -> None:
    found = pool(*firms, quantity=order, months=1)
    lows = {each.firm: each.low for each in found.suppliers}
    enough = [
        len(group)
        for size in range(len(lows) + 1)
        for group in combinations(lows, size)
        if sum(lows[each] for each in group) >= found.wanted_high
    ]
    assert len(found.fewest) == min(enough, default=0)
    assert bool(found.fewest) == (found.truth is ux.Truth.YES)


@given(POOLS, ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_the_firms_decides_nothing(
    firms: list[ux.Enterprise], order: ux.Quantity, random: Any
) -> None:
    shuffled = firms.copy()
    random.shuffle(shuffled)
    assert pool(*firms, quantity=order) == pool(*shuffled, quantity=order)


@given(st.data(), POOLS, ORDERS)
def test_learning_what_is_required_never_turns_the_answer_around(
    data: Any, firms: list[ux.Enterprise], order: ux.Quantity
) -> None:
    facts = {
        "meets_export_quality": st.booleans(),
        "export_commitment": st.booleans(),
        "product_family": st.sampled_from(("coffee", "tea")),
    }
    learned = [
        attrs.evolve(each, **{fact: data.draw(drawn) for fact, drawn in facts.items()})
        for each in firms
    ]
    vague = [
        attrs.evolve(each, **dict.fromkeys(data.draw(st.sets(st.sampled_from(sorted(facts))))))
        for each in learned
    ]
    before, after = (pool(*each, quantity=order, months=1) for each in (vague, learned))
    assert before.truth in (ux.Truth.UNKNOWN, after.truth)


@given(POOLS, ORDERS, st.integers(0, 9))
def test_an_answer_to_a_question_never_turns_the_answer_around(
    firms: list[ux.Enterprise], order: ux.Quantity, answer: int
) -> None:
    before = pool(*firms, quantity=order, months=1)
    told = [each if each.monthly_capacity is not None else firm(each.id, answer) for each in firms]
    after = pool(*told, quantity=order, months=1)
    assert before.truth in (ux.Truth.UNKNOWN, after.truth)
    assert after.low >= before.low


@settings(max_examples=40)
@given(st.lists(enterprises(), max_size=4))
def test_any_firms_give_a_value_that_is_plain_data(firms: list[ux.Enterprise]) -> None:
    numbered = [attrs.evolve(each, id=f"U-{index}") for index, each in enumerate(firms)]
    found = pool(*numbered)
    assert pickle.loads(pickle.dumps(found)) == found
    json.dumps(found.to_dict(), allow_nan=False)
    makers = len(found.suppliers) + sum(
        each.firm not in {one.firm for one in found.suppliers} for each in found.questions
    )
    assert makers + len(found.set_aside) + found.other_goods >= len(firms)
