"""Laws of selections, over all kinds of plans and up to eight firms."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import umkmexport as ux
from umkmexport.policies.plans import LimitedBy
from umkmexport.policies.seat_regions import RegionShare
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Is, OneOf

DAY = date(2026, 11, 21)
WORDS = ux.Text(id="kata", en="words")
REGIONS = ("12.71", "12.75")
REQUIRED = {
    "women": OneOf("owner_gender", ("female",)),
    "new": Is("has_website", value=False),
}
HOPES = {"own_production": True, "has_halal": True, "owner_gender": "female", "has_website": False}
CALL = ux.Call(
    id="training-2026",
    kind=ux.PolicyKind.DESIGN,
    title=WORDS,
    sources=(ux.Source(title="Decree", read_on=DAY, confidence=ux.Confidence.HIGH),),
    organiser=WORDS,
    criteria=(Requirement("nib", WORDS, Is("own_production", value=True)),),
    preferences=(Requirement("halal", WORDS, Is("has_halal", value=True)),),
)

known = st.booleans()
maybe = known | st.none()


def facts(*, known_only: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    answer = known if known_only else maybe
    sex = st.sampled_from(("female", "male") if known_only else ("female", "male", None))
    regions = st.sampled_from(REGIONS if known_only else (*REGIONS, "12", "32.73", None))
    return st.fixed_dictionaries(
        {
            "own_production": st.just(True) | answer,
            "has_halal": answer,
            "owner_gender": sex,
            "has_website": answer,
            "business_region": regions,
            "nib": st.sampled_from([None, *(f"900000000000{n}" for n in range(6))]),
        }
    )


@st.composite
def firms(draw: DrawFn, *, known_only: bool = False, most: int = 8) -> list[ux.Enterprise]:
    drawn = draw(st.lists(facts(known_only=known_only), min_size=1, max_size=most))
    return [ux.Enterprise(id=f"U-{n}", **one) for n, one in enumerate(drawn)]


@st.composite
def reserves(draw: DrawFn, seats: int) -> tuple[ux.Reserve, ...]:
    found = []
    for key, require in REQUIRED.items():
        kept = draw(st.integers(0, min(2, seats)))
        seats -= kept
        if kept:
            mode = draw(st.sampled_from(ux.ReserveMode))
            falls_back_on = draw(st.sampled_from((None, DAY)))
            found.append(
                ux.Reserve(
                    key=key,
                    text=WORDS,
                    require=require,
                    seats=kept,
                    mode=mode,
                    falls_back_on=falls_back_on,
                )
            )
    return tuple(found)


@st.composite
def plans(draw: DrawFn, *, limited: bool = True) -> ux.SelectionPlan:
    seats = draw(st.integers(1, 6))
    kept = draw(reserves(seats))
    left = ux.SelectionPlan(seats=seats, reserves=kept).divided(seats)
    division = None
    if draw(known):
        first = draw(st.integers(0, left))
        caps = (draw(st.none() | st.integers(first, 6)), None)
        shares = zip(REGIONS, (first, left - first), caps, strict=True)
        division = ux.RegionDivision(
            fact="business_region",
            shares=tuple(RegionShare(code, seats=n, cap=cap) for code, n, cap in shares),
        )
    limit = ux.ApplicantLimit(LimitedBy.NIB) if limited and draw(known) else None
    return ux.SelectionPlan(
        seats=seats,
        regions=division,
        reserves=kept,
        limit=limit,
        falls_back_on=draw(st.sampled_from((None, DAY))),
    )


def select(applicants: list[ux.Enterprise], plan: ux.SelectionPlan, **options: Any) -> ux.Selection:
    given = {"call": CALL, "as_of": DAY, "seed": "round-1", **options}
    return ux.select(applicants, plan=plan, **given)


@settings(max_examples=100)
@given(applicants=firms(), plan=plans(), data=st.data())
def test_order_is_nothing(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan, data: st.DataObject
) -> None:
    assert select(applicants, plan) == select(data.draw(st.permutations(applicants)), plan)


@settings(max_examples=100)
@given(applicants=firms(), plan=plans())
def test_every_applicant_stands_somewhere_and_once(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan
) -> None:
    chosen = select(applicants, plan)
    asked = [one for one in chosen.queue if not one.is_waiting]
    groups = (chosen.places, chosen.waiting, asked, chosen.outside, chosen.set_aside)
    entries = sorted(one.id for group in groups for one in group)
    assert entries == sorted(firm.id for firm in applicants)
    assert {one.id for one in chosen.queue if one.is_waiting} <= {one.id for one in chosen.waiting}
    assert len(chosen.places) <= chosen.seats


@settings(max_examples=150)
@given(applicants=firms(), plan=plans(), newcomer=facts())
def test_adding_a_firm_moves_nobody_unless_it_takes_a_seat(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan, newcomer: dict[str, Any]
) -> None:
    before = select(applicants, plan)
    after = select([*applicants, ux.Enterprise(id="U-new", **newcomer)], plan)
    if "U-new" not in after.holders():
        assert after.holders() == before.holders()


@settings(max_examples=100)
@given(applicants=firms(), plan=plans())
def test_a_preference_never_changes_eligibility(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan
) -> None:
    with_it, without = select(applicants, plan), select(applicants, plan, order="lottery")
    assert with_it.outside == without.outside
    for one, other in ((with_it, without), (without, with_it)):
        inside = {entry.id for entry in (*one.places, *one.waiting)}
        assert not inside & {entry.id for entry in other.outside}
        assert not inside & {entry.id for entry in other.queue if not entry.is_waiting}


@settings(max_examples=150)
@given(applicants=firms(), plan=plans(), data=st.data())
def test_hiding_an_answer_brings_no_place(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan, data: st.DataObject
) -> None:
    open_about = data.draw(st.sampled_from(applicants))
    hidden = data.draw(st.sets(st.sampled_from([*HOPES, "business_region", "nib"]), min_size=1))
    silent = attrs.evolve(open_about, **dict.fromkeys(hidden))
    after = [silent if firm is open_about else firm for firm in applicants]
    if silent.id in select(after, plan).holders():
        assert open_about.id in select(applicants, plan).holders()


@settings(max_examples=200)
@given(applicants=firms(), plan=plans(limited=False))
def test_the_queue_tells_whose_answers_could_change_the_list(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan
) -> None:
    chosen = select(applicants, plan)
    for asked in chosen.queue:
        firm = next(one for one in applicants if one.id == asked.id)
        others = [one for one in applicants if one is not firm]
        best = {name: value for name, value in HOPES.items() if getattr(firm, name) is None}
        lists = []
        for region in REGIONS if firm.business_region in {None, "12"} else [firm.business_region]:
            answered = attrs.evolve(firm, **best, business_region=region)
            lists.append(select([*others, answered], plan))
        takes = any(asked.id in one.holders() for one in lists)
        assert takes is asked.could_take_place
        if not takes:
            assert all(one.holders() == chosen.holders() for one in lists)


@settings(max_examples=150)
@given(applicants=firms(known_only=True), plan=plans(limited=False))
def test_reserves_are_met_whenever_that_is_feasible(
    applicants: list[ux.Enterprise], plan: ux.SelectionPlan
) -> None:
    plan = attrs.evolve(plan, falls_back_on=None)
    chosen = select(applicants, plan)
    filled = sum(
        one.filled for one in chosen.reserves if one.mode is ux.ReserveMode.MINIMUM_GUARANTEE
    )
    eligible = [firm for firm in applicants if firm.own_production]
    assert filled == max(
        most_filled(group, plan)
        for size in range(len(eligible) + 1)
        for group in combinations(eligible, size)
    )
    above = [
        place for place in chosen.places if place.reserve and is_above(plan, place.reserve.key)
    ]
    rest = [f for f in eligible if f.id not in chosen.holders() - {place.id for place in above}]
    assert sum(place.seat == "reserve" for place in above) == most_counted(rest, plan.above)


def is_above(plan: ux.SelectionPlan, key: str) -> bool:
    return key in {reserve.key for reserve in plan.above}


def most_filled(group: tuple[ux.Enterprise, ...], plan: ux.SelectionPlan) -> int:
    """Count the guaranteed seats that a group fills, 0 where a region has not so many seats."""
    for share in plan.regions.shares if plan.regions else ():
        held = sum(firm.business_region == share.code for firm in group)
        if held > (share.seats or 0):
            return 0
    return most_counted(group, plan.guarantees)


def most_counted(group: Any, among: tuple[ux.Reserve, ...]) -> int:
    """Try every way to count firms for reserves, each for one."""
    best = 0
    ways = [[None, *(r.key for r in among if belongs(firm, r.key))] for firm in group]
    for way in product(*ways):
        if all(way.count(reserve.key) <= reserve.seats for reserve in among):
            best = max(best, len(way) - way.count(None))
    return best


def belongs(firm: ux.Enterprise, key: str) -> bool:
    return firm.owner_gender == "female" if key == "women" else firm.has_website is False


@pytest.mark.parametrize("name", ["withdraw", "replace", "confirm", "decline"])
@settings(max_examples=40)
@given(applicants=firms(), plan=plans(), data=st.data())
def test_no_step_after_the_list_takes_a_place_from_who_holds_one(
    name: str, applicants: list[ux.Enterprise], plan: ux.SelectionPlan, data: st.DataObject
) -> None:
    state = ux.announce(select(applicants, plan), on=DAY, objections_until=DAY)
    later = date(2026, 12, 1)
    if state.places:
        leaving = data.draw(st.sampled_from(sorted(state.holders())))
        state = ux.withdraw(state, leaving, on=DAY, reason="pindah")
        firm = data.draw(st.sampled_from(sorted(one.id for one in applicants)))
        before = state.holders()
        try:
            if name == "replace":
                after = ux.replace(state, leaving, on=later)
            elif name == "confirm":
                after = ux.confirm(state, firm, on=later)
            else:
                after = getattr(ux, name)(state, firm, on=later, reason="pindah")
        except ux.SelectionError:
            return
        assert before - after.holders() <= ({firm} if name == "withdraw" else set())
        assert len(after.holders()) <= state.selection.seats
        assert not after.holders() & {one.id for one in after.waiting}
