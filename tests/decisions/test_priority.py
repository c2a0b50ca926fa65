from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.decisions.priority import Entry, SetAside, points_down, points_up

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
