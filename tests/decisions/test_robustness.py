"""Draws run the whole selection, are the same everywhere, and never leave what is possible."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest
from hash_seeds import printed_under_any_hash_seed
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.audit.runs import round_of
from umkmexport.decisions.robustness import FirmChances, PlaceBand
from umkmexport.decisions.robustness.draws import Draws
from umkmexport.decisions.robustness.open_answers import Outcomes
from umkmexport.decisions.view import view_of
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import AtLeast, ForMonths, Is, OneOf
from umkmexport.rules.lots import lots
from umkmexport.rules.scorecard import Bands, Item, Steps
from umkmexport.rules.value import Component
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.testing import enterprises

DAY = date(2026, 11, 21)
FACTS = ("has_website", "english_catalogue", "workers", "business_region", "owner_gender")
CODES = ("12.71", "12.75")


def words(text: str) -> ux.Text:
    return ux.Text(id=text, en=text)


def item(key: str, scale: Any, points: int) -> Item:
    return Item(key, points, words(key), scale, EvidenceKind.SELF)


def small_policy(**changes: Any) -> ux.PriorityPolicy:
    """Give a policy of a pool and two components, whose every completion can be listed."""
    steps = Steps("english_catalogue", ((True, 3), (False, 0)))
    values = {
        "id": "small",
        "kind": ux.PolicyKind.DESIGN,
        "title": words("small"),
        "sources": (ux.Source(title="Test", read_on=DAY, confidence=ux.Confidence.HIGH),),
        "disclaimer": words("x"),
        "favours": words("x"),
        "leaves_out": words("x"),
        "pool": (Requirement("web", words("web"), Is("has_website", value=True)),),
        "components": (
            Component(key="a", text=words("a"), weight=60, items=(item("c", steps, 3),)),
            Component(
                key="b",
                text=words("b"),
                weight=40,
                items=(item("w", Bands("workers", (1, 5, 20), (0, 2, 4)), 4),),
            ),
        ),
    }
    return ux.PriorityPolicy(**{**values, **changes})


def firm(number: int, **facts: Any) -> ux.Enterprise:
    return ux.Enterprise(id=f"U-{number}", **{"has_website": True, **facts})


def drawn(firms: Any, **changes: Any) -> ux.DrawnPlaces:
    inputs = {"policy": small_policy(), "seats": 1, "as_of": DAY, "seed": "round-1", "draws": 200}
    return ux.draw_places(firms, **{**inputs, **changes})


# Bounds


def completions(one: ux.Enterprise) -> list[ux.Enterprise]:
    open_facts = {
        "has_website": (True, False),
        "english_catalogue": (True, False),
        "workers": (1, 5, 20),
    }
    missing = [name for name in open_facts if getattr(one, name) is None]
    return [
        attrs.evolve(one, **dict(zip(missing, values, strict=True)))
        for values in product(*(open_facts[name] for name in missing))
    ]


SMALL_FIRMS = st.lists(
    st.fixed_dictionaries(
        {
            "has_website": st.sampled_from((True, None)),
            "english_catalogue": st.sampled_from((True, False, None)),
            "workers": st.sampled_from((3, 5, 25, None)),
        }
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(SMALL_FIRMS)
def test_every_completion_lies_inside_the_bounds_and_both_ends_are_reached(facts: Any) -> None:
    firms = [firm(n, **one) for n, one in enumerate(facts)]
    policy = small_policy()
    top = ux.rank(firms, policy=policy, seats=1, as_of=DAY, seed="r")
    bounds = {one.firm: one for one in ux.place_bounds(top)}
    seen: dict[str, list[tuple[int, int]]] = {one: [] for one in bounds}
    for world in product(*map(completions, firms)):
        made = round_of(world, policy=policy, seats=1, as_of=DAY, seed="r")
        values = {c.enterprise.id: c.low for c in made.candidates if c.pool == 1}
        for one, value in values.items():
            others = [other for name, other in values.items() if name != one]
            ahead = sum(other > value for other in others)
            seen[one].append((1 + ahead, 1 + sum(other >= value for other in others)))
    for one, places in seen.items():
        assert bounds[one].best == min(best for best, _ in places)
        assert bounds[one].worst == max(worst for _, worst in places)


@settings(max_examples=25, deadline=None)
@given(st.lists(enterprises(), min_size=1, max_size=2, unique_by=lambda one: one.id), st.data())
def test_every_draw_lies_inside_the_value(firms: Any, data: Any) -> None:
    policy = ux.priorities[data.draw(st.sampled_from(DRAWABLE))]
    made = round_of(firms, policy=policy, seats=1, as_of=DAY, seed="r")
    draws = Draws(made, count=12, weights_within=0)
    for candidate in made.candidates:
        one = draws.of(candidate)
        values = [] if one is None else [one.value] if isinstance(one.value, int) else one.value
        for value in values:
            assert value == -1 or candidate.low <= value <= candidate.high


DRAWABLE = [name for name, policy in ux.priorities.items() if not policy.needs_enquiry]


# The whole selection


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.sampled_from((1, 5, 20)),
            st.sampled_from((*CODES, "12.01")),
            st.sampled_from(("female", "male")),
            st.integers(1, 6),
        ),
        min_size=1,
        max_size=14,
    ),
    st.booleans(),
    st.booleans(),
)
def test_where_all_is_known_every_draw_is_the_list(rows: Any, pooled: Any, limited: Any) -> None:
    firms = [
        firm(
            n,
            english_catalogue=english,
            workers=workers,
            business_region=region,
            owner_gender=gender,
            nib=f"900000000000{nib}",
        )
        for n, (english, workers, region, gender, nib) in enumerate(rows)
    ]
    women = OneOf("owner_gender", ("female",))
    plan = ux.SelectionPlan(
        seats=5,
        regions=ux.RegionDivision.by_population("business_region", dict.fromkeys(CODES, 1)),
        reserves=(
            reserve("women", women, "minimum_guarantee"),
            reserve("large", AtLeast("workers", 20), "over_and_above"),
        ),
        falls_back_on=DAY if pooled else None,
    )
    policy = small_policy(one_place_per="nib" if limited else None)
    inputs = {"policy": policy, "plan": plan, "as_of": DAY, "seed": "round-1"}
    top = ux.rank(firms, **inputs)
    sure = ux.draw_places(firms, draws=3, weights_within=0, **inputs)
    always = {one.firm for one in sure.firms if one.chosen == 3}
    assert always == {entry.id for entry in top.places}
    assert {one.chosen for one in sure.firms} <= {0, 3}


def reserve(key: str, require: Any, mode: str) -> ux.Reserve:
    return ux.Reserve(key=key, text=words(key), require=require, seats=1, mode=ux.ReserveMode(mode))


def test_one_open_answer_of_two_is_drawn_evenly() -> None:
    firms = [
        firm(1, english_catalogue=None, workers=5),
        firm(2, english_catalogue=False, workers=5),
    ]
    count = 400
    sure = drawn(firms, draws=count, weights_within=0)
    said = lots("round-1", "U-1", "english_catalogue", outcomes=2, count=count)
    ahead = sum(said)
    by_ticket = count - ahead if sure.find("U-1").chosen == count else 0
    assert sure.find("U-1").chosen == ahead + by_ticket
    assert sure.find("U-1").chosen + sure.find("U-2").chosen == count
    assert 160 < ahead < 240


def test_a_firm_that_may_be_in_the_pool_takes_part_where_it_is() -> None:
    firms = [firm(1, has_website=None, english_catalogue=True, workers=25), firm(2, workers=1)]
    sure = drawn(firms, weights_within=0)
    inside = sum(lots("round-1", "U-1", "has_website", outcomes=2, count=200))
    assert sure.find("U-1").chosen == inside
    assert sure.find("U-2").chosen == 200 - inside
    outside = drawn([firm(1, has_website=False), firm(2)])
    assert [one.firm for one in outside.firms] == ["U-2"]
    assert outside.find("U-1").chosen == 0


def test_a_range_is_drawn_within_itself() -> None:
    sure = drawn([firm(1, workers=ux.Range(5, 60), english_catalogue=True), firm(2, workers=3)])
    assert sure.find("U-1").chosen == 200
    made = round_of(
        [firm(1, workers=ux.Range(2, 6))], policy=small_policy(), seats=1, as_of=DAY, seed="r"
    )
    one = Draws(made, count=50, weights_within=0).of(made.candidates[0])
    assert one is not None
    assert not isinstance(one.value, int)
    assert {value // 1_000_000 for value in one.value} == {0, 20, 60, 80}


@pytest.mark.parametrize(
    ("known", "days"),
    [
        (None, [date(2025, 11, 21), date(2025, 11, 22)]),
        (ux.Range(None, date(2020, 1, 1)), [date(2020, 1, 1)]),
        (ux.Range(date(2026, 1, 1), None), [date(2026, 1, 1)]),
        (ux.Range(date(2020, 1, 1), date(2026, 1, 1)), [date(2020, 1, 1), date(2025, 11, 22)]),
    ],
)
def test_a_day_has_an_outcome_on_each_side_of_a_limit(known: Any, days: Any) -> None:
    outcomes = Outcomes(BY_NAME, DAY)
    outcomes.look_at(ForMonths("started_on", 12))
    view = view_of(ux.Enterprise(id="U", started_on=known), as_of=DAY)
    assert list(outcomes.of("started_on", view)) == days


def test_a_claim_never_earns_more_than_it_claims() -> None:
    asked = item("w", Bands("workers", (1, 5, 20), (0, 2, 4)), 4)
    part = Component(
        key="b", text=words("b"), weight=100, items=(attrs.evolve(asked, evidence="document"),)
    )
    claimed = firm(1, workers=7, evidence=(ux.Evidence("workers", "self", on=DAY),))
    made = round_of(
        [claimed], policy=small_policy(components=(part,)), seats=1, as_of=DAY, seed="r"
    )
    one = Draws(made, count=50, weights_within=0).of(made.candidates[0])
    assert one is not None
    assert not isinstance(one.value, int)
    assert {value // 1_000_000 for value in one.value} == {0, 50}


def test_weights_are_drawn_for_all_firms_alike() -> None:
    firms = [
        firm(1, english_catalogue=True, workers=1),
        firm(2, english_catalogue=False, workers=20),
    ]
    policy = small_policy(
        components=tuple(attrs.evolve(c, weight=50) for c in small_policy().components)
    )
    loose, held = drawn(firms, policy=policy, weights_within=25), drawn(firms, weights_within=0)
    assert held.find("U-1").chosen == 200
    assert 40 < loose.find("U-1").chosen < 160
    assert loose.find("U-1").chosen + loose.find("U-2").chosen == 200


# The same everywhere


FEW = [
    firm(1, english_catalogue=None, workers=None),
    firm(2, english_catalogue=True, workers=None, has_website=None),
    firm(3, english_catalogue=None, workers=5),
    firm(4, english_catalogue=False, workers=20),
]


def test_draws_are_the_same_in_every_version_and_order() -> None:
    sure = drawn(FEW, seats=2)
    assert [(one.firm, one.chosen) for one in sure.firms] == PINNED
    assert drawn(FEW[::-1], seats=2) == sure
    assert drawn(FEW, seats=2, seed="round-2") != sure


PINNED = [("U-1", 115), ("U-2", 113), ("U-3", 94), ("U-4", 78)]


def test_more_draws_go_on_where_fewer_ended() -> None:
    few, many = drawn(FEW, seats=2, draws=60), drawn(FEW, seats=2, draws=200)
    for one in few.firms:
        more = many.find(one.firm)
        assert one.chosen <= more.chosen <= one.chosen + 140


def test_a_hopeless_firm_changes_no_draw() -> None:
    hopeless = firm(9, english_catalogue=False, workers=1)
    outside = firm(8, has_website=False)
    before, after = drawn(FEW[2:], seats=1), drawn([*FEW[2:], hopeless, outside], seats=1)
    assert [after.find(one.firm).chosen for one in before.firms] == [
        one.chosen for one in before.firms
    ]


def test_the_seed_of_hashes_changes_no_draw() -> None:
    here = Path(__file__)
    script = (
        f"import sys; sys.path.insert(0, {str(here.parent)!r}); import test_robustness as t; "
        "print([(one.firm, one.chosen) for one in t.drawn(t.FEW, seats=2).firms])"
    )
    assert printed_under_any_hash_seed(script) == f"{PINNED}\n"


# Bands, facts, words


@pytest.mark.parametrize(
    ("chosen", "draws", "band"),
    [
        (95, 100, "core"),
        (949, 1000, "borderline"),
        (5, 100, "out"),
        (51, 1000, "borderline"),
        (0, 1, "out"),
    ],
)
def test_bands_begin_at_95_and_end_at_5_per_cent(chosen: int, draws: int, band: str) -> None:
    assert FirmChances("U", chosen, draws).band == band


def test_the_fact_that_moves_most_places_comes_first() -> None:
    firms = [firm(n, english_catalogue=None, workers=None) for n in range(8)]
    inputs = {"policy": small_policy(), "seats": 3, "as_of": DAY, "seed": "r", "draws": 40}
    moves = ux.which_facts_move_places(firms, **inputs)
    assert [(one.fact, one.firms) for one in moves] == [("english_catalogue", 8), ("workers", 8)]
    assert moves[0].moved > moves[1].moved > 0
    known = [attrs.evolve(one, english_catalogue=True, workers=5) for one in firms]
    assert ux.which_facts_move_places(known, **inputs) == ()
    assert "tempat berpindah" in moves[0].because().id


def test_progress_is_told_step_by_step() -> None:
    steps: list[tuple[int, int]] = []
    drawn(FEW, draws=10, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(n, 14) for n in range(1, 15)]


def test_the_words_say_how_it_was_drawn() -> None:
    sure = drawn(FEW, seats=2)
    said = sure.describe("id")
    assert "Seleksi diulang 200 kali (benih: round-1)" in said
    assert "bukan temuan tentang usaha" in said
    assert len(sure.of_band(PlaceBand.CORE)) + len(sure.of_band("borderline")) + len(
        sure.of_band("out")
    ) == len(sure.firms)
    assert sure.to_dict()["firms"][0]["firm"] == sure.firms[0].firm
    assert sure.firms[0].firm in sure.firms[0].because().en
    assert (
        "at best"
        in ux.place_bounds(ux.rank(FEW, policy=small_policy(), seats=1, as_of=DAY, seed="r"))[0]
        .because()
        .en
    )


def test_draws_that_cannot_be_made_are_refused() -> None:
    with pytest.raises(ux.SelectionError, match="draws must be"):
        drawn(FEW, draws=0)
    with pytest.raises(ux.SelectionError, match="whole per cent from 0 to 99"):
        drawn(FEW, weights_within=100)
    with pytest.raises(ux.SelectionError, match="seats"):
        drawn(FEW, seats=0)


def test_a_lot_has_as_many_outcomes_as_a_byte_tells_apart() -> None:
    assert set(lots("r", "U", "f", outcomes=256, count=5000)) == set(range(256))
    assert lots("r", "U", "f", outcomes=1, count=3) == bytes(3)
    assert lots("r", "Caf\u00e9", "f", outcomes=9, count=9) == lots(
        "r", "Cafe\u0301", "f", outcomes=9, count=9
    )
    for outcomes in (0, 257):
        with pytest.raises(ValueError, match="1 to 256 outcomes"):
            lots("r", "U", "f", outcomes=outcomes, count=1)
