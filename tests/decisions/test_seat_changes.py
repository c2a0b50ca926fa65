"""After the list: confirmed, given up, objected to, filled again; and what cannot be."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Is, OneOf

DAY = date(2026, 11, 21)
UNTIL = DAY + timedelta(days=5)
AFTER = UNTIL + timedelta(days=1)
MEDAN, BINJAI = "12.71", "12.75"
CALL = ux.Call(
    id="training-2026",
    kind=ux.PolicyKind.DESIGN,
    title=ux.Text(id="Pelatihan ekspor 2026", en="Export training 2026"),
    sources=(ux.Source(title="Decree", read_on=DAY, confidence=ux.Confidence.HIGH),),
    organiser=ux.Text(id="Dinas", en="Office"),
    criteria=(Requirement("nib", ux.Text(id="NIB", en="NIB"), Is("has_nib", value=True)),),
)


def women(seats: int, mode: str, falls_back_on: date | None = None) -> ux.Reserve:
    return ux.Reserve(
        key="women",
        text=ux.Text(id="perempuan", en="women"),
        require=OneOf("owner_gender", ("female",)),
        seats=seats,
        mode=ux.ReserveMode(mode),
        falls_back_on=falls_back_on,
    )


def announced(
    who: str, plan: ux.SelectionPlan, *, regions: str = "", **options: Any
) -> ux.SelectionState:
    """Announce a list of firms in the order of their ids; ``f`` is a woman's, ``m`` a man's."""
    places = {"M": MEDAN, "B": BINJAI}
    firms = [
        ux.Enterprise(
            id=str(n),
            has_nib=True,
            owner_gender="female" if sex == "f" else "male",
            business_region=places[regions[n]] if regions else None,
            nib=f"900000000000{options.get('nibs', '012345678')[n]}",
        )
        for n, sex in enumerate(who)
    ]
    chosen = ux.select(
        firms,
        call=CALL,
        plan=plan,
        order={firm.id: -int(firm.id) for firm in firms},
        as_of=DAY,
        seed="round-1",
    )
    return ux.announce(chosen, on=DAY, objections_until=UNTIL, confirm_by=options.get("confirm_by"))


def replaced(state: ux.SelectionState, firm: str, on: date = AFTER) -> str:
    """Withdraw a firm and tell who came instead."""
    state = ux.withdraw(state, firm, on=DAY, reason="tidak dapat hadir")
    state = ux.replace(state, firm, on=on)
    assert not state.vacancies
    return state.places[-1].id


OPEN = ux.SelectionPlan(seats=2)
BY_REGION = ux.SelectionPlan(
    seats=2, regions=ux.RegionDivision.fixed("business_region", {MEDAN: 1, BINJAI: 1})
)


def test_a_place_is_confirmed() -> None:
    before = announced("mmm", OPEN, confirm_by=AFTER)
    after = ux.confirm(before, "0", on=AFTER)
    assert after.places[0].confirmed_on == AFTER
    assert before.places[0].confirmed_on is None
    assert [holder.id for holder in after.overdue(AFTER + timedelta(days=1))] == ["1"]
    assert after.overdue(AFTER) == ()


def test_the_first_who_waits_takes_a_vacant_place() -> None:
    state = announced("mmmm", OPEN)
    assert replaced(state, "0") == "2"
    state = ux.decline(state, "2", on=DAY, reason="sudah ikut program lain")
    assert replaced(state, "0") == "3"


def test_a_category_is_filled_from_its_own_waiting_list() -> None:
    state = announced("mmmm", BY_REGION, regions="MBMB")
    assert replaced(state, "1") == "3"
    assert replaced(state, "0") == "2"


def test_where_nobody_waits_the_place_stays_vacant_until_it_falls_to_the_pool() -> None:
    state = announced("mmm", BY_REGION, regions="MBM")
    vacant = ux.withdraw(state, "1", on=DAY, reason="pindah")
    with pytest.raises(ux.SelectionError, match="stays vacant"):
        ux.replace(vacant, "1", on=AFTER)
    plan = attrs.evolve(BY_REGION, falls_back_on=AFTER)
    state = announced("mmm", plan, regions="MBM")
    assert replaced(state, "1") == "2"


def test_a_guarantee_that_falls_short_is_restored_first() -> None:
    plan = ux.SelectionPlan(seats=3, reserves=(women(1, "minimum_guarantee"),))
    state = announced("mmfmf", plan)
    assert state.holders() == {"0", "1", "2"}
    assert replaced(state, "2") == "4"
    assert replaced(state, "0") == "3"


def test_a_guarantee_that_is_still_met_leaves_the_place_to_the_first() -> None:
    plan = ux.SelectionPlan(seats=3, reserves=(women(1, "minimum_guarantee"),))
    assert replaced(announced("ffmmf", plan), "0") == "3"


def test_a_seat_over_and_above_stays_with_its_reserve_until_it_falls_back() -> None:
    plan = ux.SelectionPlan(seats=2, reserves=(women(1, "over_and_above"),))
    state = announced("mfmf", plan)
    assert replaced(state, "1") == "3"
    assert replaced(state, "0") == "2"
    state = ux.withdraw(announced("mfmm", plan), "1", on=DAY, reason="pindah")
    with pytest.raises(ux.SelectionError, match="nobody on the waiting list"):
        ux.replace(state, "1", on=AFTER)
    plan = attrs.evolve(plan, reserves=(women(1, "over_and_above", AFTER),))
    assert replaced(announced("mfmm", plan), "1") == "2"


def test_a_kept_seat_is_not_given_away_by_a_replacement() -> None:
    plan = ux.SelectionPlan(seats=3, reserves=(women(1, "minimum_guarantee"),))
    state = announced("mfmm", plan)
    state = ux.withdraw(state, "1", on=DAY, reason="pindah")
    with pytest.raises(ux.SelectionError, match="nobody on the waiting list"):
        ux.replace(state, "1", on=AFTER)


def test_an_applicant_does_not_take_more_places_than_the_limit_says() -> None:
    plan = ux.SelectionPlan(seats=2, limit=ux.ApplicantLimit("nib"))  # type: ignore[arg-type]
    state = announced("mmmm", plan, nibs="0122")
    assert [one.id for one in state.waiting] == ["2", "3"]
    for leaving in ("0", "1"):
        state = ux.withdraw(state, leaving, on=DAY, reason="pindah")
    state = ux.replace(state, "0", on=AFTER)
    assert state.holders() == {"2"}
    with pytest.raises(ux.SelectionError, match="nobody on the waiting list"):
        ux.replace(state, "1", on=AFTER)


def test_no_place_is_filled_before_the_objection_period_ends() -> None:
    state = ux.withdraw(announced("mmm", OPEN), "0", on=DAY, reason="pindah")
    with pytest.raises(ux.SelectionError, match="runs until 2026-11-26"):
        ux.replace(state, "0", on=UNTIL)
    assert ux.replace(state, "0", on=AFTER).places[-1].since == AFTER


def test_no_place_is_filled_while_an_objection_is_not_answered() -> None:
    state = ux.withdraw(announced("mmm", OPEN), "0", on=DAY, reason="pindah")
    state = ux.lodge_objection(state, "2", on=UNTIL, reason="nilai keliru")
    assert state.open_objections() == ("2",)
    with pytest.raises(ux.SelectionError, match="objection of '2' is not answered"):
        ux.replace(state, "0", on=AFTER)
    state = ux.answer_objection(state, "2", on=AFTER, upheld=False, reason="sudah sesuai")
    assert state.open_objections() == ()
    assert ux.replace(state, "0", on=AFTER).holders() == {"1", "2"}


STATE = announced("mmm", OPEN, confirm_by=UNTIL)


@pytest.mark.parametrize(
    ("step", "match"),
    [
        (lambda: ux.confirm(STATE, "2", on=DAY), "'2' has no place"),
        (lambda: ux.confirm(ux.confirm(STATE, "0", on=DAY), "0", on=DAY), "already"),
        (lambda: ux.confirm(STATE, "0", on=AFTER), "had to confirm by 2026-11-26"),
        (lambda: ux.confirm(STATE, "0", on=DAY - timedelta(days=1)), "before the last entry"),
        (lambda: ux.withdraw(STATE, "2", on=DAY, reason="x"), "'2' has no place"),
        (lambda: ux.withdraw(STATE, "0", on=DAY, reason=" "), "say why"),
        (lambda: ux.decline(STATE, "0", on=DAY, reason="x"), "not on the waiting list"),
        (lambda: ux.replace(STATE, "0", on=AFTER), "left no vacant place; withdraw it first"),
        (lambda: ux.lodge_objection(STATE, "9", on=DAY, reason="x"), "is no applicant"),
        (lambda: ux.lodge_objection(STATE, "2", on=AFTER, reason="x"), "ended on 2026-11-26"),
        (
            lambda: ux.lodge_objection(
                ux.lodge_objection(STATE, "2", on=DAY, reason="x"), "2", on=DAY, reason="y"
            ),
            "not answered yet",
        ),
        (
            lambda: ux.answer_objection(STATE, "2", on=DAY, upheld=True, reason="x"),
            "no objection to answer",
        ),
        (
            lambda: ux.announce(STATE.selection, on=date(2026, 1, 1), objections_until=UNTIL),
            "cannot be announced on 2026-01-01",
        ),
        (
            lambda: ux.announce(STATE.selection, on=AFTER, objections_until=DAY),
            "objection period ends on 2026-11-21, before the announcement",
        ),
        (
            lambda: ux.announce(STATE.selection, on=AFTER, objections_until=AFTER, confirm_by=DAY),
            "to confirm on 2026-11-21, before",
        ),
    ],
)
def test_what_cannot_be_is_an_error(step: Callable[[], object], match: str) -> None:
    with pytest.raises(ux.SelectionError, match=match):
        step()


def test_the_log_tells_all_in_both_languages_and_hides_long_numbers() -> None:
    state = ux.withdraw(STATE, "0", on=DAY, reason="NIK 3171011708450001 ganda.")
    state = ux.replace(state, "0", on=AFTER)
    said = state.describe("id")
    assert said.startswith(
        "2 dari 2 tempat terisi, 0 sudah dikonfirmasi, 0 kosong; 0 dalam daftar cadangan. Masa "
        "sanggah sampai dengan 2026-11-26. 2026-11-21: daftar diumumkan. 2026-11-21: 0 melepaskan "
        "tempatnya. Alasan: NIK 31**********01 ganda. 2026-11-27: 2 naik dari daftar cadangan. "
        "Menggantikan 0."
    )
    assert "2026-11-27: 2 came up from the waiting list. Instead of 0." in state.describe("en")
    assert [change.kind.value for change in state.log] == ["announced", "withdrawn", "replaced"]


def test_a_state_is_plain_data_and_travels() -> None:
    state = ux.confirm(STATE, "0", on=DAY)
    assert json.loads(json.dumps(state.to_dict()))["places"][0]["confirmed_on"] == "2026-11-21"
    assert pickle.loads(pickle.dumps(state)) == state
    assert repr(state) == ("<SelectionState of training-2026 on 2026-11-21: 2 places, 0 vacant>")


def test_the_next_stage_takes_who_holds_a_place_after_all_changes() -> None:
    state = ux.withdraw(STATE, "0", on=DAY, reason="pindah")
    state = ux.replace(state, "0", on=AFTER)
    firms = [ux.Enterprise(id=str(n), has_nib=True) for n in range(3)]
    final = ux.select(
        firms,
        call=CALL,
        plan=ux.SelectionPlan(seats=2),
        as_of=AFTER,
        seed="round-2",
        after=state,
    )
    assert final.holders() == {"1", "2"}
    assert final.earlier[0].went_on == 2
