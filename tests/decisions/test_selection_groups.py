"""Groups take the seats of a call for groups, by the same rules as firms."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.policies.calls.terms import Recipient
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import AtLeast, Is, OneOf

DAY = date(2026, 11, 21)
MEDAN, BINJAI = "12.71", "12.75"


def words(text: str) -> ux.Text:
    return ux.Text(id=text, en=text)


def require(key: str, criterion: Any) -> Requirement:
    return Requirement(key, words(key), criterion)


CALL = ux.Call(
    id="equipment-2026",
    kind=ux.PolicyKind.DESIGN,
    title=ux.Text(id="Bantuan peralatan 2026", en="Equipment 2026"),
    sources=(ux.Source(title="Decree", read_on=DAY, confidence=ux.Confidence.HIGH),),
    organiser=ux.Text(id="Dinas", en="Office"),
    recipient=Recipient.GROUP,
    criteria=(require("ten-members", AtLeast("member_count", 10)),),
    preferences=(require("account", Is("has_bank_account", value=True)),),
)
COOPERATIVES = ux.Reserve(
    key="cooperatives",
    text=ux.Text(id="koperasi", en="cooperatives"),
    require=OneOf("kind", ("cooperative",)),
    seats=1,
    mode=ux.ReserveMode.MINIMUM_GUARANTEE,
)


def group(number: int, **facts: Any) -> ux.Group:
    return ux.Group(f"K-{number}", **{"region": MEDAN, "member_count": 12, **facts})


def select(groups: list[Any], plan: ux.SelectionPlan, **options: Any) -> ux.Selection:
    return ux.select(groups, call=CALL, plan=plan, as_of=DAY, seed="round-1", **options)


def in_turn(groups: list[ux.Group]) -> dict[str, int]:
    return {one.id: -place for place, one in enumerate(groups)}


def test_each_group_is_placed_waits_is_asked_or_is_left_out() -> None:
    groups = [
        group(1, has_bank_account=False),
        group(2, has_bank_account=True, name="KUB Sari Laut"),
        group(3, member_count=None, member_ids=("U-1", "U-2")),
        group(4, member_count=9),
    ]
    chosen = select(groups, ux.SelectionPlan(seats=1))
    assert [(one.id, one.name) for one in chosen.places] == [("K-2", "KUB Sari Laut")]
    assert [one.id for one in chosen.waiting] == ["K-1"]
    assert [(one.id, one.missing) for one in chosen.queue] == [
        ("K-3", ("member_count", "has_bank_account"))
    ]
    assert [(one.id, one.failing[0].key) for one in chosen.outside] == [("K-4", "ten-members")]
    assert "Diutamakan karena: account." in chosen.places[0].describe("id")


def test_what_is_missing_of_a_group_is_asked_in_its_own_words() -> None:
    chosen = select([group(1, member_count=None)], ux.SelectionPlan(seats=1))
    assert [fact.question.en for fact in chosen.missing()] == [
        "Does the group have a bank account in its own name?",
        "How many members does the group have?",
    ]


def test_seats_are_divided_over_the_regions_of_groups() -> None:
    groups = [group(n, region=code) for n, code in enumerate((MEDAN, MEDAN, "12.71.05", BINJAI))]
    division = ux.RegionDivision.fixed("region", {MEDAN: 2, BINJAI: 1})
    chosen = select(groups, ux.SelectionPlan(seats=3, regions=division), order=in_turn(groups))
    assert [one.id for one in chosen.places] == ["K-0", "K-1", "K-3"]
    assert [one.id for one in chosen.waiting_for(category=MEDAN)] == ["K-2"]


def test_seats_are_reserved_by_facts_of_groups() -> None:
    groups = [group(n, kind="cooperative" if n == 3 else "business_group") for n in range(4)]
    plan = ux.SelectionPlan(seats=2, reserves=(COOPERATIVES,))
    chosen = select(groups, plan, order=in_turn(groups))
    assert [(one.id, one.seat.value) for one in chosen.places] == [
        ("K-0", "open"),
        ("K-3", "reserve"),
    ]


def test_a_place_is_given_up_and_filled_from_the_waiting_list() -> None:
    groups = [group(n) for n in range(3)]
    chosen = select(groups, ux.SelectionPlan(seats=1), order=in_turn(groups))
    state = ux.announce(chosen, on=DAY, objections_until=DAY)
    state = ux.withdraw(state, "K-0", on=DAY, reason="sudah menerima dari provinsi")
    state = ux.replace(state, "K-0", on=date(2026, 11, 22))
    assert state.holders() == {"K-1"}


def test_a_group_that_applies_twice_takes_one_place() -> None:
    groups = [group(n) for n in range(3)]
    same = dict.fromkeys(("K-0", "K-1"), "KUB Sari Laut") | {"K-2": "KUB Maju"}
    plan = ux.SelectionPlan(seats=2, limit=ux.ApplicantLimit("owner"))  # type: ignore[arg-type]
    chosen = select(groups, plan, order=in_turn(groups), owners=same)
    assert [one.id for one in chosen.places] == ["K-0", "K-2"]
    assert [one.id for one in chosen.set_aside] == ["K-1"]


def test_no_word_of_a_firm_is_said_of_a_group() -> None:
    chosen = select([group(n) for n in range(4)], ux.SelectionPlan(seats=1))
    said = [
        chosen.describe("id"),
        *(text.id for one in (*chosen.places, *chosen.waiting) for text in one.because()),
    ]
    assert not any("usaha" in text for text in said)


FIRM = ux.Enterprise(id="U-1")


@pytest.mark.parametrize(
    ("applicants", "call", "plan", "reason"),
    [
        ([group(1), FIRM], CALL, ux.SelectionPlan(seats=1), "is for groups; 'U-1' is a firm"),
        (
            [group(1)],
            attrs.evolve(
                CALL,
                recipient=Recipient.ENTERPRISE,
                criteria=(require("nib", Is("has_nib", value=True)),),
                preferences=(),
            ),
            ux.SelectionPlan(seats=1),
            "is for single firms; 'K-1' is a group",
        ),
        ([group(1), group(1)], CALL, ux.SelectionPlan(seats=1), "'K-1' stands twice"),
        (
            [group(1)],
            CALL,
            ux.SelectionPlan(seats=1, limit=ux.ApplicantLimit("nib")),  # type: ignore[arg-type]
            "a group has no NIB; limit its places per owner",
        ),
        (
            [group(1)],
            CALL,
            ux.SelectionPlan(
                seats=1, regions=ux.RegionDivision.fixed("business_region", {MEDAN: 1})
            ),
            "'business_region' is no fact with a region; take one of region",
        ),
        (
            [group(1)],
            CALL,
            ux.SelectionPlan(
                seats=1,
                reserves=(attrs.evolve(COOPERATIVES, require=Is("has_nib", value=True)),),
            ),
            "reserve cooperatives: 'has_nib' is a fact about a firm",
        ),
    ],
)
def test_what_does_not_fit_groups_is_an_error(
    applicants: Any, call: ux.Call, plan: ux.SelectionPlan, reason: str
) -> None:
    with pytest.raises(ux.UmkmExportError, match=reason):
        ux.select(applicants, call=call, plan=plan, as_of=DAY, seed="round-1")
