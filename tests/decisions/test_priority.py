from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.decisions.priority.candidate import Candidate, Weighing, weigh
from umkmexport.decisions.priority.prioritised import Entry, SetAside, points_down, points_up
from umkmexport.decisions.priority.recommendations import Recommendations
from umkmexport.rules.tickets import ticket as ux_ticket

AS_OF = date(2026, 11, 21)
NEAREST = ux.priorities["nearest-to-export"]
MOST_READY = ux.priorities["most-ready-on-record"]


def rank(
    *firms: ux.Enterprise, policy: ux.PriorityPolicy = MOST_READY, seats: Any = 2, seed: Any = "s"
) -> ux.PriorityList:
    return ux.rank(firms, policy=policy, seats=seats, as_of=AS_OF, seed=seed)


def ids(entries: tuple[Any, ...]) -> list[str]:
    return [entry.id for entry in entries]


def firm(number: int, **facts: Any) -> ux.Enterprise:
    given = {"has_nib": True, "nib": f"{number:013}", "annual_sales": 1} | facts
    return ux.Enterprise(id=f"U-{number:02}", name=f"Usaha {number}", **given)


# The three invented firms of the worked example: readiness 48-64, 72-76 and 22-58

COMMON: dict[str, Any] = {
    "annual_sales": 900_000_000,
    "product_family": "food",
    "product_form": "wet_ambient",
    "export_mode": "never",
    "export_commitment": True,
    "own_production": True,
    "has_npwp": True,
    "working_capital": "own_funds",
    "separate_account": True,
    "market_reach": "inter_province",
}
A = ux.Enterprise(
    id="A",
    name="Sambal",
    nib="1000000000001",
    has_nib=True,
    kbli="2020:10772",
    has_md=False,
    has_halal=True,
    trademark="filed",
    quality_control="written_spec",
    gmp="written_sop",
    monthly_capacity=ux.Quantity(600, "kg"),
    continuous_production_months=38,
    raw_material="several_suppliers",
    packaging="retail_ready",
    label="indonesian",
    bookkeeping="monthly_cash_book",
    costing="unit_cost",
    export_officer=False,
    export_training="business",
    foreign_language="basic",
    digital_skill="business_tools",
    market_research="country_chosen",
    has_social_media=True,
    marketplace="domestic",
    english_catalogue=False,
    buyer_stage="enquiry",
    innovation="distinctive",
    production_site="separate_area",
    traceability="sop",
    export_documents="knows_list",
    shipping="none",
    evidence=(ux.Evidence("innovation", ux.EvidenceKind.SELF, on=AS_OF),),
    **COMMON,
)
B = ux.Enterprise(
    id="B",
    name="Ulos",
    nib="1000000000002",
    has_nib=True,
    kbli="2020:10772",
    has_md=False,
    has_halal=True,
    trademark="registered",
    quality_control="none",
    lab_tested_on=date(2026, 6, 1),
    gmp="none",
    monthly_capacity=ux.Quantity(2, "t"),
    target_order=ux.Quantity(1, "t"),
    continuous_production_months=60,
    raw_material="secured",
    packaging="export_ready",
    label="export_language",
    bookkeeping="financial_statements",
    costing="export_price",
    export_officer=True,
    export_training="none",
    foreign_language="correspondence",
    digital_skill="business_tools",
    market_research="requirements_listed",
    has_website=True,
    english_catalogue=False,
    buyer_stage="sample_sent",
    innovation="distinctive",
    production_site="separate_building",
    traceability="none",
    export_documents="none",
    shipping="arranged",
    meets_export_quality=True,
    **COMMON,
)
C = ux.Enterprise(
    id="C",
    name="Kerupuk",
    quality_control="batch_records",
    continuous_production_months=8,
    raw_material="uncertain",
    label="none",
    bookkeeping="financial_statements",
    costing="none",
    export_officer=False,
    export_training="none",
    foreign_language="none",
    digital_skill="none",
    market_research="none",
    has_website=False,
    has_social_media=False,
    marketplace="none",
    english_catalogue=False,
    buyer_stage="none",
    innovation="none",
    production_site="shared_with_household",
    traceability="none",
    export_documents="none",
    shipping="none",
    **COMMON,
)


def components(top: ux.PriorityList, which: str) -> dict[str, tuple[int, int]]:
    """Give the components of a firm in tenths of a per cent, low rounded down and high up."""
    entry = top.find(which)
    assert isinstance(entry, Entry)
    return {part.key: (part.low // 1_000, -(-part.high // 1_000)) for part in entry.components}


def value(top: ux.PriorityList, which: str) -> tuple[str, str]:
    """Give the value of a firm as it is printed."""
    entry = top.find(which)
    assert isinstance(entry, Entry)
    return points_down(entry.low).en, points_up(entry.high).en


def test_the_worked_firms_are_as_ready_as_the_example_says() -> None:
    scores = [
        ux.score_readiness(each, rubric=ux.rubrics["umkmexport-default"], as_of=AS_OF)
        for each in (A, B, C)
    ]
    assert [(each.low.points, each.high.points, each.low.of) for each in scores] == [
        (48, 64, 100),
        (72, 76, 100),
        (22, 58, 100),
    ]


def test_nearest_to_export_as_worked_by_hand() -> None:
    top = rank(A, B, C, policy=NEAREST, seats=3)
    assert components(top, "A") == {
        "closeness": (266, 800),
        "market_pull": (400, 400),
        "supply_3k": (300, 1000),
        "commitment": (1000, 1000),
    }
    assert components(top, "B") == {
        "closeness": (1000, 1000),
        "market_pull": (700, 700),
        "supply_3k": (1000, 1000),
        "commitment": (1000, 1000),
    }
    assert components(top, "C") == {
        "closeness": (0, 600),
        "market_pull": (0, 0),
        "supply_3k": (0, 700),
        "commitment": (1000, 1000),
    }
    assert [value(top, which) for which in "ABC"] == [
        ("38.0", "76.0"),
        ("92.5", "92.5"),
        ("10.0", "51.0"),
    ]
    assert ids(top.places) == ["B", "A"]
    assert ids(top.queue) == ["C"], "its NIB is unknown: neither in the pool nor out"
    assert [entry.place for entry in top.places] == [1, 2]


def test_most_ready_on_record_as_worked_by_hand() -> None:
    top = rank(A, B, C, seats=3)
    assert [value(top, which) for which in "ABC"] == [
        ("48.0", "64.0"),
        ("72.0", "76.0"),
        ("22.0", "58.0"),
    ]
    assert ids(top.places) == ["B", "A"]


def test_closeness_is_the_least_over_all_completions() -> None:
    """Beyond the cut-off it is full whatever is unknown, and an unmet gate costs 20."""
    no_tax_number = attrs.evolve(B, has_npwp=False)
    ungated = components(rank(no_tax_number, policy=NEAREST), "B")["closeness"]
    prohibited = attrs.evolve(B, product_family="rattan_raw")
    gated = components(rank(prohibited, policy=NEAREST), "B")["closeness"]
    assert ungated == (1000, 1000), "G4 belongs to the level above"
    assert gated[1] <= 800


# Places, waiting list and queue


def test_places_go_by_value_then_the_rest_waits() -> None:
    firms = [firm(n, has_npwp=n < 3, export_mode="never") for n in range(1, 6)]
    top = rank(*firms, seats=3)
    assert sorted(ids(top.places)[:2]) == ["U-01", "U-02"]
    assert [entry.place for entry in (*top.places, *top.waiting)] == [1, 2, 3, 4, 5]
    assert top.cut == top.places[-1].low
    assert top.applicants == 5


def test_more_seats_than_firms_leave_places_free() -> None:
    top = rank(firm(1), firm(2), seats=5)
    assert len(top.places) == 2
    assert top.cut is None
    assert not top.waiting
    assert "Masih ada 3 tempat kosong" in top.describe("id")
    assert "3 places stay free" in top.describe("en")


def test_nobody_in_the_pool_leaves_all_places_free() -> None:
    top = rank(firm(1, has_nib=False, nib=None), seats=2)
    assert not top.places
    assert ids(top.outside) == ["U-01"]
    assert "Memiliki NIB" in top.outside[0].reason.id


@pytest.mark.parametrize("seats", [0, -1, 2.0, "2", True, None])
def test_seats_are_a_whole_number_of_at_least_one(seats: Any) -> None:
    with pytest.raises(ux.SelectionError, match="seats must be a whole number of at least 1"):
        rank(firm(1), seats=seats)


@pytest.mark.parametrize("seed", ["", "  \n", None, 2026, b"s"])
def test_tickets_need_a_seed(seed: Any) -> None:
    with pytest.raises(ux.SelectionError, match="tickets need a public seed"):
        rank(firm(1), seed=seed)


def test_somebody_must_have_applied() -> None:
    with pytest.raises(ux.SelectionError, match="there are no firms to rank"):
        rank()


def test_every_firm_has_an_id_of_its_own() -> None:
    with pytest.raises(ux.SelectionError, match="firm 'U-01' stands twice"):
        rank(firm(1), firm(2), firm(1))


def test_a_generator_of_firms_is_read_once() -> None:
    top = ux.rank((firm(n) for n in range(1, 4)), policy=MOST_READY, seats=1, as_of=AS_OF, seed="s")
    assert top.applicants == 3


def test_one_nib_takes_one_place_and_the_better_row_takes_it() -> None:
    better = firm(1, has_npwp=True)
    worse = attrs.evolve(firm(2), nib=better.nib)
    for order in ((better, worse), (worse, better)):
        top = rank(*order, firm(3), seats=3)
        assert ids(top.set_aside) == ["U-02"]
        assert ids(top.places)[0] == "U-01"
        assert "NIB sama dengan U-01" in top.set_aside[0].reason.id
        assert isinstance(top.find("U-02"), SetAside)


def test_three_rows_with_one_nib_take_one_place() -> None:
    rows = [attrs.evolve(firm(n), nib="9120304050607") for n in (1, 2, 3)]
    top = rank(*rows, seats=3)
    assert len(top.places) == 1
    assert len(top.set_aside) == 2
    assert top.places[0].tied == 1, "a tie with oneself is none"


@pytest.mark.parametrize(
    "facts", [{"nib": None}, {"annual_sales": None}, {"nib": None, "has_nib": None}]
)
def test_what_the_pool_needs_must_be_known(facts: dict[str, Any]) -> None:
    top = rank(firm(1, **facts), firm(2), seats=2)
    assert ids(top.places) == ["U-02"]
    assert ids(top.queue) == ["U-01"]
    (entry,) = top.queue
    assert next(iter(facts)) in entry.missing
    assert any(question.blocked for question in top.questions)


def test_a_large_firm_is_outside() -> None:
    top = rank(firm(1, annual_sales=50_000_000_001), firm(2, annual_sales=50_000_000_000))
    assert ids(top.outside) == ["U-01"]
    assert ids(top.places) == ["U-02"]


def test_a_band_that_may_be_large_waits_for_its_figure() -> None:
    top = rank(firm(1, annual_sales=ux.Range(50_000_000_000, None)))
    assert ids(top.queue) == ["U-01"]
    assert "annual_sales" in top.queue[0].missing


def test_the_queue_holds_who_could_still_take_a_place() -> None:
    """Known in full and below the cut: no question helps. Open: the best place is named."""
    sure = firm(1, **dict.fromkeys(("has_npwp", "own_production", "separate_account"), True))
    open_ = firm(2)
    settled = attrs.evolve(B, id="U-99", nib="9999999999990")
    top = rank(settled, sure, open_, seats=1)
    assert ids(top.places) == ["U-99"]
    assert set(ids(top.waiting)) == {"U-01", "U-02"}
    assert set(ids(top.queue)) == {"U-01", "U-02"}
    assert all(entry.place == 1 for entry in top.queue)
    closed = rank(settled, firm(3, has_nib=False, nib=None), seats=1)
    assert not closed.queue


def test_questions_that_block_come_first_then_those_worth_most() -> None:
    firms = [firm(1), firm(2, nib=None), firm(3, annual_sales=None), firm(4, annual_sales=None)]
    top = rank(*firms, seats=1)
    order = [(-q.blocked, -q.value, -q.firms, q.fact) for q in top.questions]
    assert order == sorted(order)
    first, second, *_ = top.questions
    assert (first.fact, first.blocked) == ("annual_sales", 2)
    assert (second.fact, second.blocked) == ("nib", 1)
    assert first.text.id.endswith("?")
    assert [fact.name for fact in top.missing()] == [q.fact for q in top.questions]


def test_an_entry_says_why_it_stands_there_and_what_is_missing() -> None:
    top = rank(A, B, C, policy=NEAREST, seats=3)
    first = top.places[0].because()
    assert first[0] == ux.Text(
        id="Nilai 92,5 sampai 92,5 dari 100; urutan menurut batas bawah.",
        en="Value 92.5 to 92.5 of 100; ranked by the low end.",
    )
    (queued,) = [entry for entry in top.queue if entry.id == "C"]
    told = " ".join(text.id for text in queued.because())
    assert "Syarat yang belum dapat dipastikan: Memiliki NIB." in told
    assert "Yang belum diketahui: " in told


def test_ties_are_said_with_the_ticket() -> None:
    top = rank(firm(1), firm(2), firm(3), seats=1)
    assert top.places[0].tied == 3
    told = " ".join(text.id for text in top.places[0].because())
    assert "Nilainya sama dengan 2 usaha lain; urutan ditentukan dengan undian (tiket " in told
    assert top.places[0].ticket[:8] in told


def test_the_summary_counts_everybody() -> None:
    firms = [firm(1), firm(2), firm(3, nib=None), firm(4, has_nib=False, nib=None)]
    firms.append(attrs.evolve(firm(5), nib=firms[0].nib))
    top = rank(*firms, seats=1)
    groups = (top.places, top.waiting, top.queue, top.outside, top.set_aside)
    assert {each for group in groups for each in ids(group)} == {each.id for each in firms}
    assert top.disclaimer == MOST_READY.disclaimer
    assert MOST_READY.disclaimer.id in top.describe("id")
    assert "(benih: s)" in top.describe("id")


def test_a_firm_is_found_by_its_id() -> None:
    top = rank(firm(1), firm(2, has_nib=False, nib=None), seats=1)
    found = top.find("U-01")
    assert isinstance(found, Entry)
    assert found.place == 1
    assert isinstance(top.find("U-02"), SetAside)
    assert top.find("U-77") is None


# The worked table: three firms under the policies that ship


SOLD = date(2026, 3, 1)
MEDAN = ux.RecommendationList(
    agency="Dinas Koperasi dan UKM Kota Medan",
    kind="regency",
    regions=("12.71",),
    firms=tuple(
        ux.RecommendedFirm({1: "B", 4: "A"}.get(rank), f"Usaha Medan {rank}", rank)
        for rank in range(1, 11)
    ),
    asked_on=date(2026, 10, 1),
    received_on=date(2026, 10, 20),
)
BANK = ux.RecommendationList(
    agency="Bank Indonesia Sumatera Utara",
    kind="bank_indonesia",
    regions=("12",),
    firms=tuple(
        ux.RecommendedFirm({2: "B"}.get(rank), f"Usaha BI {rank}", rank) for rank in range(1, 6)
    ),
    received_on=date(2026, 10, 12),
)
TRADE = ux.RecommendationList(
    agency="Disperindag Sumatera Utara",
    kind="trade_office",
    regions=("12",),
    asked_on=date(2026, 10, 1),
    reminded_on=(date(2026, 11, 1),),
    due_on=date(2026, 11, 15),
)
QUARANTINE = ux.RecommendationList(
    agency="Balai Karantina Sumatera Utara",
    kind="quarantine",
    regions=("12",),
    hs_codes=("03", "16"),
    asked_on=date(2026, 10, 1),
)
LISTS = (MEDAN, BANK, TRADE, QUARANTINE)
HELPED = tuple(ux.Event("help", day, about="packaging") for day in (SOLD, date(2026, 5, 1)))
EVENTS = frozenset({"events"})
WORKED = (
    attrs.evolve(
        A,
        business_region="12.71",
        hs_code="2022:2103.90",
        workers=7,
        events=(ux.Event("training", SOLD, about="business"),),
        complete=EVENTS,
    ),
    attrs.evolve(
        B,
        business_region="12.71",
        hs_code="2022:6214.90",
        workers=12,
        events=HELPED,
        complete=EVENTS,
    ),
    attrs.evolve(C, business_region="12.74", hs_code="2022:1604.20", workers=3, complete=EVENTS),
)
SAMBAL = ux.Enquiry(
    product="2022:2103.90",
    quantity=ux.Quantity(500, "kg"),
    until=date(2027, 1, 20),
    country="SG",
)
CLINIC = {
    "A": {"requirements_met": ux.Range(33, 67), "requirements_in_all": 100},
    "B": {"requirements_met": 0, "requirements_in_all": 100},
    "C": {"requirements_met": 0, "requirements_in_all": 100},
}
CURATED = {which: {"curation_passed": True} for which in "ABC"}


def worked(policy: str, **inputs: Any) -> dict[str, Candidate]:
    rule = ux.priorities[policy]
    given = {"buyer-order": CLINIC, "sumut-export-centre": CURATED}.get(policy, {})
    weighing = Weighing(
        rule,
        AS_OF,
        "s",
        Recommendations(LISTS, WORKED, AS_OF),
        SAMBAL if rule.needs_enquiry else None,
        inputs.get("answers", given),
    )
    return {firm.id: weighing.weigh(firm) for firm in WORKED}


def is_shown(one: Any, whole: int, shown: tuple[str, str]) -> bool:
    """Tell whether both ends of an interval, of so many millionths, round to what is shown."""
    ends = (Fraction(100 * end, whole) for end in (one.low, one.high))
    rounding = Fraction(5, 100) + Fraction(1, 10_000)
    return all(abs(end - Fraction(to)) <= rounding for end, to in zip(ends, shown, strict=True))


COMPONENTS = {
    "readiness": [("48.0", "64.0"), ("72.0", "76.0"), ("22.0", "58.0")],
    "closeness": [("26.7", "80.0"), ("100.0", "100.0"), ("0.0", "60.0")],
    "room_to_gain": [("46.7", "82.2"), ("20.0", "28.9"), ("60.0", "100.0")],
    "supply_3k": [("30.0", "100.0"), ("100.0", "100.0"), ("0.0", "70.0")],
    "market_pull": [("40.0", "40.0"), ("70.0", "70.0"), ("0.0", "0.0")],
    "commitment": [("100.0", "100.0")] * 3,
    "recommendation": [("42.5", "67.5"), ("72.5", "97.5"), ("0.0", "80.0")],
    "own_regency_list": [("85.0", "85.0"), ("100.0", "100.0"), ("0.0", "100.0")],
    "not_helped": [("50.0", "50.0"), ("0.0", "0.0"), ("100.0", "100.0")],
    "employment": [("70.0", "70.0"), ("70.0", "70.0"), ("40.0", "40.0")],
    "order_fit": [("100.0", "100.0"), ("0.0", "0.0"), ("0.0", "0.0")],
    "requirements_met": [("33.0", "67.0"), ("0.0", "0.0"), ("0.0", "0.0")],
    "price_ready": [("40.0", "40.0"), ("100.0", "100.0"), ("0.0", "0.0")],
    "continuity": [("100.0", "100.0"), ("100.0", "100.0"), ("30.0", "30.0")],
}
VALUES = {
    "sumut-export-centre": ([("45.9", "74.0"), ("81.7", "90.0"), ("14.4", "63.1")], "BAC"),
    "nearest-to-export": ([("38.0", "76.0"), ("92.5", "92.5"), ("10.0", "51.0")], "BAC"),
    "most-to-gain": ([("48.7", "76.9"), ("42.0", "45.6"), ("52.0", "82.0")], "CAB"),
    "regency-list-first": ([("77.6", "80.8"), ("94.4", "95.2"), ("4.4", "91.6")], "BAC"),
    "buyer-order": ([("70.9", "81.1"), ("30.0", "30.0"), ("4.5", "4.5")], "ABC"),
}


@pytest.mark.parametrize("policy", VALUES)
def test_the_worked_table_to_a_tenth(policy: str) -> None:
    found = worked(policy)
    values, order = VALUES[policy]
    for one, shown in zip(found.values(), values, strict=True):
        assert is_shown(one, 100 * 1_000_000, shown), (one.low, one.high)
    assert "".join(sorted(found, key=lambda which: -found[which].low)) == order
    for index, which in enumerate("ABC"):
        for part in found[which].components():
            assert is_shown(part, 1_000_000, COMPONENTS[part.key][index]), (which, part)


def test_every_component_of_the_table_is_in_a_policy() -> None:
    used = {part.key for policy in ux.priorities.values() for part in policy.components}
    assert used == set(COMPONENTS)


def test_a_firm_whose_letter_is_awaited_waits_for_the_agency_and_not_for_data() -> None:
    top = ux.rank(
        WORKED,
        policy=ux.priorities["regency-list-first"],
        seats=2,
        as_of=AS_OF,
        seed="s",
        recommendations=LISTS,
    )
    assert ids(top.places) == ["B", "A"]
    assert ids(top.queue) == ["C"], "its NIB is unknown: that is for the firm to answer"
    known = [*WORKED[:2], attrs.evolve(WORKED[2], nib="1000000000003", has_nib=True)]
    top = ux.rank(
        known,
        policy=ux.priorities["regency-list-first"],
        seats=2,
        as_of=AS_OF,
        seed="s",
        recommendations=LISTS,
    )
    assert ids(top.queue) == []
    (awaited,) = top.awaiting
    assert "1 usaha menunggu daftar rekomendasi yang belum diterima" in top.describe("id")
    assert (awaited.id, awaited.waiting_for[0]) == ("C", "Kota Tanjungbalai")
    assert "Menunggu daftar rekomendasi dari Kota Tanjungbalai" in " ".join(
        text.id for text in awaited.because()
    )
    assert "recommended_by_own_regency" not in {q.fact for q in top.questions}


def test_a_policy_for_an_order_asks_for_capacity() -> None:
    assert "buyer-order: order_fit" in ux.who_asks("monthly_capacity")


def test_policies_say_what_they_are_for() -> None:
    for policy in ux.priorities.values():
        for text in (policy.favours, policy.leaves_out, policy.use_for, policy.mind):
            assert text is not None
            assert text.id.endswith(".")
            assert text.en.endswith(".")


def test_a_lottery_draws_among_those_who_surely_are_ready_enough() -> None:
    ready = [attrs.evolve(B, id=f"B{n}", nib=f"10000000000{n:02}") for n in range(10, 20)]
    top = rank(*ready, A, C, policy=ux.priorities["equal-chance"], seats=3)
    everyone = sorted(
        [*(f"B{n}" for n in range(10, 20)), "A"], key=lambda which: ux_ticket("s", which)
    )
    assert ids((*top.places, *top.waiting)) == everyone
    assert ids(top.queue) == ["C"]
    assert "ditentukan dengan undian (tiket " in " ".join(t.id for t in top.places[0].because())
    assert "Nilai 0" not in top.places[0].because()[0].id


def test_modesty_does_not_pay_either() -> None:
    """A *no* that only the firm states leaves the room to gain as if it had not been asked."""
    said = ux.Evidence("quality_control", ux.EvidenceKind.SELF, on=AS_OF)
    seen = ux.Evidence("quality_control", ux.EvidenceKind.VISIT, on=AS_OF)
    low = {}
    for key, change in {
        "silent": {"quality_control": None},
        "said": {"quality_control": "none", "evidence": (*A.evidence, said)},
        "seen": {"quality_control": "none", "evidence": (*A.evidence, seen)},
    }.items():
        firm_ = attrs.evolve(WORKED[0], **change)
        low[key] = weigh(firm_, ux.priorities["most-to-gain"], AS_OF, "s").low
    assert low["silent"] == low["said"] < low["seen"]


def test_an_enquiry_is_asked_for_where_it_is_looked_at_and_only_there() -> None:
    with pytest.raises(ux.SelectionError, match="give enquiry="):
        rank(A, policy=ux.priorities["buyer-order"])
    with pytest.raises(ux.SelectionError, match="looks at no enquiry"):
        ux.rank([A], policy=MOST_READY, seats=1, as_of=AS_OF, seed="s", enquiry=SAMBAL)
    late = attrs.evolve(SAMBAL, until=date(2026, 11, 20))
    with pytest.raises(ux.SelectionError, match="lies before 2026-11-21"):
        ux.rank(
            [A],
            policy=ux.priorities["buyer-order"],
            seats=1,
            as_of=AS_OF,
            seed="s",
            enquiry=late,
        )


@pytest.mark.parametrize(
    ("product", "quantity", "country", "match"),
    [
        ("sambal", ux.Quantity(1, "kg"), None, "goods are a family"),
        ("food", ux.Quantity(0, "kg"), None, "must be more than 0"),
        ("food", ux.Quantity(ux.Range(1, None), "kg"), None, "needs both ends"),
        ("food", ux.Quantity(1, "kg"), "XX", "enquiry, country"),
    ],
)
def test_an_enquiry_names_goods_an_amount_and_a_country(
    product: str, quantity: ux.Quantity, country: str | None, match: str
) -> None:
    with pytest.raises(ux.FactError, match=match):
        ux.Enquiry(product=product, quantity=quantity, until=AS_OF, country=country)


def test_only_makers_of_what_is_asked_for_take_part() -> None:
    willing = ux.Evidence("export_commitment", ux.EvidenceKind.DOCUMENT, on=AS_OF)
    firms = [
        attrs.evolve(each, nib=f"100000000000{n}", evidence=(willing,))
        for n, each in enumerate(WORKED, 1)
    ]
    unsure = attrs.evolve(firms[0], id="D", nib="1000000000009", hs_code=None)
    top = ux.rank(
        [*firms, unsure],
        policy=ux.priorities["buyer-order"],
        seats=2,
        as_of=AS_OF,
        seed="s",
        enquiry=SAMBAL,
        answers=CLINIC,
    )
    assert ids(top.places) == ["A"]
    assert set(ids(top.outside)) == {"B", "C"}
    (queued,) = top.queue
    assert queued.missing[0] == "hs_code"
    assert "requirements_met" in queued.missing
    assert top.enquiry == SAMBAL
    assert any(
        q.fact == "requirements_met" and q.text.id.startswith("Berapa") for q in top.questions
    )


def test_an_answer_that_nobody_asks_for_is_an_error() -> None:
    inputs: dict[str, Any] = {"policy": MOST_READY, "seats": 1, "as_of": AS_OF, "seed": "s"}
    with pytest.raises(ux.SelectionError, match="answers are given for 'X'"):
        ux.rank([A], answers={"X": {}}, **inputs)
    with pytest.raises(ux.FactError, match="curation_passed"):
        ux.rank([A], answers={"A": {"curation_passed": True}}, **inputs)


EXPLANATION = Path(__file__).parents[2] / "docs" / "explanation" / "priority.md"


@pytest.mark.skipif(not EXPLANATION.exists(), reason="the documentation is not here")
@pytest.mark.parametrize("policy", VALUES)
def test_the_table_of_the_explanation_is_what_the_library_prints(policy: str) -> None:
    found = worked(policy)
    ends = [(points_down(found[w].low).en, points_up(found[w].high).en) for w in "ABC"]
    cells = [low if low == high else f"{low}–{high}" for low, high in ends]
    order = ", ".join(sorted(found, key=lambda which: -found[which].low))
    row = f"| `{policy}` | {' | '.join(cells)} | {order} |"
    assert row in EXPLANATION.read_text(encoding="utf-8"), row
