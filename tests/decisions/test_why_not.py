"""Why a firm has no place, and what would have brought one; seats per region; the closed queue."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.priority.prioritised import Entry, SetAside
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules.criteria import Is
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)
MOST_READY = ux.priorities["most-ready-on-record"]


def firm(number: int, **facts: Any) -> ux.Enterprise:
    given_ = {"has_nib": True, "nib": f"{number:013}", "annual_sales": 1, "product_family": "batik"}
    return ux.Enterprise(id=f"U-{number:02}", name=f"Usaha {number}", **{**given_, **facts})


def rank(firms: Any, policy: ux.PriorityPolicy = MOST_READY, **inputs: Any) -> ux.PriorityList:
    return ux.rank(firms, policy=policy, as_of=AS_OF, seed="s", **inputs)


def ids(entries: Any) -> list[str]:
    return [entry.id for entry in entries]


# Why not

GOOD = firm(1, has_npwp=True, has_website=True)
FAIR = firm(2, has_npwp=True)
POOR = firm(3)
SEVERAL = (GOOD, FAIR, POOR)


def test_each_change_brings_the_place_it_names_and_costs_whom_it_names() -> None:
    top = rank(SEVERAL, seats=1)
    why = ux.why_not(top, "U-02", SEVERAL, policy=MOST_READY)
    assert why.place is None
    assert why.changes
    for change in why.changes:
        assert change.loses == ("U-01",)
        assert change.place == 1
    told = why.describe("id")
    assert "Usaha ini berada dalam daftar cadangan, urutan 2." in told
    assert "yang kehilangan tempat: U-01." in told
    assert why.missing()


def test_a_fact_that_stands_in_the_way_is_named() -> None:
    large = firm(4, annual_sales=60_000_000_000, has_npwp=True, has_website=True)
    top = rank([*SEVERAL, large], seats=3)
    assert ids(top.outside) == ["U-04"]
    why = ux.why_not(top, "U-04", [*SEVERAL, large], policy=MOST_READY)
    (change,) = why.changes
    assert (change.fact, change.is_known) == ("size_class_by_sales", True)
    assert change.loses == ("U-03",)
    assert "Bukan usaha besar" in why.describe("id")


def test_a_number_that_is_not_known_is_named_without_inventing_one() -> None:
    unnamed = firm(5, nib=None, has_npwp=True, has_website=True, has_social_media=True)
    top = rank([*SEVERAL, unnamed], seats=2)
    why = ux.why_not(top, "U-05", [*SEVERAL, unnamed], policy=MOST_READY)
    (change,) = [one for one in why.changes if one.fact == "nib"]
    assert (change.is_known, change.value.id) == (False, "nomor yang lengkap")
    assert not any(letter.isdigit() for letter in change.value.en)


def test_who_has_a_place_is_told_so() -> None:
    why = ux.why_not(rank(SEVERAL, seats=2), "U-01", SEVERAL, policy=MOST_READY)
    assert (why.place, why.changes) == (1, ())
    assert why.describe("id").startswith("Usaha ini mendapat tempat nomor 1.")


def test_where_no_single_fact_is_enough_that_is_said() -> None:
    hopeless = firm(6, has_nib=False, nib=None, annual_sales=60_000_000_000)
    top = rank([*SEVERAL, hopeless], seats=1)
    why = ux.why_not(top, "U-06", [*SEVERAL, hopeless], policy=MOST_READY)
    assert why.changes == ()
    assert "Tidak ada satu hal pun" in why.describe("id")


def test_what_nobody_can_change_is_left_as_it_is() -> None:
    top = rank(SEVERAL, seats=1)
    facts = {one.fact for one in ux.why_not(top, "U-03", SEVERAL, policy=MOST_READY).changes}
    assert facts.isdisjoint({"product_family", "owner_age", "owner_region", "started_on"})


def test_the_list_must_come_out_again() -> None:
    top = rank(SEVERAL, seats=1)
    with pytest.raises(ux.SelectionError, match="does not come out again"):
        ux.why_not(top, "U-02", (FAIR, POOR), policy=MOST_READY)
    with pytest.raises(ux.SelectionError, match="made by policy most-ready-on-record"):
        ux.why_not(top, "U-02", SEVERAL, policy=ux.priorities["nearest-to-export"])
    with pytest.raises(ux.SelectionError, match="no firm 'U-2' among the applicants"):
        ux.why_not(top, "U-2", SEVERAL, policy=MOST_READY)


def test_a_recommendation_too_may_be_what_was_lacking() -> None:
    letter = ux.RecommendationList(
        agency="Dinas Medan",
        kind="regency",
        regions=("12.71",),
        firms=(ux.RecommendedFirm("U-01", rank=1),),
        received_on=date(2026, 11, 1),
    )
    firms = [attrs.evolve(one, business_region="12.71") for one in SEVERAL]
    policy = ux.priorities["regency-list-first"]
    top = rank(firms, policy, seats=2, recommendations=(letter,))
    assert ids(top.places) == ["U-01"]
    why = ux.why_not(top, "U-03", firms, policy=policy, recommendations=(letter,))
    (change,) = why.changes
    assert change.fact == "recommended_by_own_regency"
    assert "Dinas Medan" in change.because().id
    assert (change.place, change.loses) == (2, ())
    assert why.missing() == ()


def test_for_an_order_the_capacity_or_the_requirements_may_be_what_was_lacking() -> None:
    asked = ux.Enquiry(product="batik", quantity=ux.Quantity(600, "pcs"), until=date(2027, 1, 20))
    policy = ux.priorities["buyer-order"]
    common = {"export_commitment": True, "continuous_production_months": 30}
    firms = [
        firm(1, monthly_capacity=ux.Quantity(200, "pcs"), **common),
        firm(2, monthly_capacity=ux.Quantity(150, "pcs"), **common),
    ]
    answers = {one.id: {"requirements_met": 2, "requirements_in_all": 4} for one in firms}
    top = rank(firms, policy, seats=1, enquiry=asked, answers=answers)
    why = ux.why_not(top, "U-02", firms, policy=policy, answers=answers)
    changes = {change.fact: change for change in why.changes}
    assert changes["monthly_capacity"].value.en == "300 pcs"
    assert changes["requirements_met"].value.en == "4"
    assert {change.loses for change in why.changes} == {("U-01",)}


@settings(max_examples=12)
@given(st.lists(enterprises(), min_size=2, max_size=4))
def test_a_stored_fact_that_is_named_does_bring_the_place(drawn: list[ux.Enterprise]) -> None:
    """The change is made in the record, and the whole list is made anew."""
    firms = [
        attrs.evolve(one, id=f"U-{n}", nib=f"10000000000{n:02}", has_nib=True, annual_sales=1)
        for n, one in enumerate(drawn, 10)
    ]
    top = rank(firms, seats=1)
    last = (top.waiting or top.queue or top.outside)[-1].id
    why = ux.why_not(top, last, firms, policy=MOST_READY)
    at = ids(firms).index(last)
    for change in why.changes:
        fact = BY_NAME[change.fact]
        if fact.options and hasattr(firms[at], fact.name):
            value = next(o.value for o in fact.options if o.text == change.value)
            notes = tuple(note for note in firms[at].evidence if note.fact != fact.name)
            told = attrs.evolve(firms[at], **{fact.name: value}, evidence=notes)
            again = rank([*firms[:at], told, *firms[at + 1 :]], seats=1)
            assert again.places[change.place - 1].id == last
            assert set(ids(top.places)) - set(ids(again.places)) == set(change.loses)


# Seats per region and reserves


def placed(number: int, region: str | None, **facts: Any) -> ux.Enterprise:
    return firm(number, business_region=region, **facts)


REGIONS = ux.RegionDivision.fixed("business_region", {"12.71": 1, "12.75": 1})
BY_REGION = ux.SelectionPlan(seats=2, regions=REGIONS)


def test_each_region_has_its_seats() -> None:
    firms = [
        placed(1, "12.71", has_npwp=True, has_website=True),
        placed(2, "12.71.05", has_npwp=True),
        placed(3, "12.75"),
        placed(4, None, has_npwp=True),
        placed(5, "12.01", has_npwp=True),
    ]
    top = rank(firms, plan=BY_REGION)
    assert ids(top.places) == ["U-01", "U-03"]
    assert [e.category.key for e in top.places if e.category] == ["12.71", "12.75"]
    assert ids(top.waiting) == ["U-02"]
    assert ids(top.set_aside) == ["U-05"]
    assert "Tidak termasuk kelompok atau wilayah" in top.set_aside[0].reason.id
    unplaced = next(entry for entry in top.queue if entry.id == "U-04")
    assert unplaced.missing[0] == "business_region"
    assert {q.fact for q in top.questions if q.blocked} == {"business_region"}
    assert [(part.seats, part.taken) for part in top.categories] == [(1, 1), (1, 1)]
    assert "Tempat untuk Kota Medan." in [text.id for text in top.places[0].because()]


def test_a_change_brings_a_place_in_the_own_region_only() -> None:
    firms = [
        placed(1, "12.71", has_npwp=True, has_website=True),
        placed(2, "12.71", has_npwp=True),
        placed(3, "12.75"),
    ]
    top = rank(firms, plan=BY_REGION)
    why = ux.why_not(top, "U-02", firms, policy=MOST_READY, plan=BY_REGION)
    assert {change.loses for change in why.changes} == {("U-01",)}


MAKERS = ux.Reserve(
    key="makers",
    text=ux.Text(id="Produsen", en="Makers"),
    require=Is("own_production", True),
    seats=1,
    mode="minimum_guarantee",
)


def test_a_reserved_seat_goes_to_its_members_and_says_so() -> None:
    firms = [GOOD, FAIR, attrs.evolve(POOR, own_production=True)]
    plan = ux.SelectionPlan(seats=2, reserves=(MAKERS,))
    policy = ux.priorities["most-ready-on-record"]
    top = rank([attrs.evolve(f, own_production=f is firms[2]) for f in firms], policy, plan=plan)
    assert set(ids(top.places)) == {"U-01", "U-03"}
    (outcome,) = top.reserves
    assert (outcome.seats, outcome.filled, outcome.unmet) == (1, 1, 0)
    empty = rank([attrs.evolve(f, own_production=False) for f in firms], plan=plan)
    assert empty.reserves[0].unmet == 1
    assert "1 dari 1 tempat tidak terisi oleh kelompoknya" in empty.describe("id")


def test_batches_are_filled_in_the_order_of_the_places() -> None:
    plan = ux.SelectionPlan(seats=3, batches=(1, 2))
    top = rank(SEVERAL, plan=plan)
    assert [entry.batch for entry in top.places] == [1, 2, 2]


@pytest.mark.parametrize(
    ("inputs", "match"),
    [
        ({"plan": BY_REGION, "seats": 3}, "seats are 3, but the plan says 2"),
        ({}, "seats must be a whole number of at least 1, not None"),
        ({"plan": ux.SelectionPlan(seats=1, stage="first")}, "has no stage 'first'"),
        (
            {"plan": ux.SelectionPlan(seats=1, limit=ux.ApplicantLimit("nib", 2))},
            "one_place_per",
        ),
        ({"seats": 1, "closes_on": AS_OF}, "needs a day"),
        ({"seats": 1, "closed_by": "Kepala Dinas"}, "needs a day"),
    ],
)
def test_what_does_not_fit_is_an_error(inputs: dict[str, Any], match: str) -> None:
    with pytest.raises(ux.UmkmExportError, match=match):
        rank(SEVERAL, **inputs)


# Closing


def test_a_closed_queue_leaves_nobody_undecided() -> None:
    open_ = firm(7, nib=None)
    before = rank([*SEVERAL, open_], seats=2, closes_on=date(2026, 12, 1), closed_by="Kepala Dinas")
    assert "U-07" in ids(before.queue)
    assert "ditutup pada 1 Desember 2026 oleh Kepala Dinas" in before.describe("id")
    after = rank([*SEVERAL, open_], seats=2, closes_on=AS_OF, closed_by="Kepala Dinas")
    assert after.is_closed
    assert (after.queue, after.awaiting, after.questions) == ((), (), ())
    found = after.find("U-07")
    assert isinstance(found, SetAside)
    assert "belum diketahui" in found.reason.id
    assert ids(after.places) == ids(before.places)


def test_a_firm_whose_answers_cannot_move_it_is_still_on_the_list() -> None:
    """In the pool or not, it is not known; no answer brings a place; nobody is lost."""
    weak = firm(8, nib=None, **dict.fromkeys(("has_npwp", "has_halal", "has_website"), False))
    strong = [attrs.evolve(GOOD, id=f"S-{n}", nib=f"1000000000{n}0") for n in range(10, 12)]
    top = rank([*strong, weak], seats=2)
    found = top.find("U-08")
    assert isinstance(found, Entry)
    assert ids(top.queue)[-1] == "U-08"


def test_a_hopeless_firm_changes_no_place() -> None:
    hopeless = [firm(n, has_nib=False, nib=None) for n in range(20, 25)]
    plan = ux.SelectionPlan(seats=2, reserves=(MAKERS,))
    few, many = rank(SEVERAL, plan=plan), rank([*SEVERAL, *hopeless], plan=plan)
    assert few.places == many.places
    assert few.waiting == many.waiting
