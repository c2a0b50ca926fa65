from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.offers import Offer, OfferState, OfferStep
from umkmexport.model.records import EventKind
from umkmexport.terms.truth import Truth

JUNE = date(2023, 6, 1)
STATES = [state for state in OfferState if state is not OfferState.NOT_ASKED]
STEPS = st.lists(st.tuples(st.sampled_from(STATES), st.integers(-2, 40)), max_size=8)
ALLOWED = {
    ("not_asked", "offered"),
    ("not_asked", "in_process"),
    ("offered", "in_process"),
    ("offered", "listed"),
    ("offered", "declined"),
    ("offered", "refused"),
    ("in_process", "listed"),
    ("in_process", "declined"),
    ("in_process", "refused"),
    ("declined", "offered"),
    ("declined", "in_process"),
    ("refused", "offered"),
    ("refused", "in_process"),
}


def at(state: OfferState) -> Offer:
    ways = {
        OfferState.NOT_ASKED: (),
        OfferState.OFFERED: ("offered",),
        OfferState.IN_PROCESS: ("in_process",),
        OfferState.LISTED: ("offered", "listed"),
        OfferState.DECLINED: ("offered", "declined"),
        OfferState.REFUSED: ("in_process", "refused"),
    }
    offer = Offer("U-1", "call")
    for step in ways[state]:
        offer = offer.to(step, on=JUNE, reason="alasan")
    return offer


@pytest.mark.parametrize("state", OfferState)
@pytest.mark.parametrize("following", OfferState)
def test_which_state_may_follow_which(state: OfferState, following: OfferState) -> None:
    offer = at(state)
    if (state.value, following.value) in ALLOWED:
        assert offer.to(following, on=JUNE, reason="alasan").state is following
    else:
        with pytest.raises(FactError, match=f"{following.value} cannot follow {state.value}"):
            offer.to(following, on=JUNE, reason="alasan")
    assert offer.state is state


@given(STEPS)
def test_an_offer_is_only_ever_made_of_steps_that_may_follow(
    steps: list[tuple[OfferState, int]],
) -> None:
    offer = Offer("U-1", "call")
    for state, days in steps:
        day = JUNE + timedelta(days=days)
        before = offer
        earlier = bool(before.history) and day < before.history[-1].on
        allowed = (before.state.value, state.value) in ALLOWED and not earlier
        try:
            offer = before.to(state, on=day, reason="alasan")
        except FactError:
            assert not allowed
            assert offer == before
        else:
            assert allowed
            assert offer.history[:-1] == before.history
            assert offer.on(before.history[-1].on if before.history else date.min) in {
                before,
                offer,
            }
    assert Offer(offer.firm, offer.call, history=offer.history) == offer


@pytest.mark.parametrize("state", ["declined", "refused"])
@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_no_needs_its_reason(state: str, reason: str | None) -> None:
    with pytest.raises(FactError, match=f"{state} needs a reason"):
        at(OfferState.OFFERED).to(state, on=JUNE, reason=reason)


def test_a_day_before_the_last_is_refused() -> None:
    with pytest.raises(FactError, match="2023-05-31 lies before offered on 2023-06-01"):
        at(OfferState.OFFERED).to("in_process", on=JUNE - timedelta(days=1))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"state": "menolak", "on": JUNE}, "must be one of"),
        ({"state": "offered", "on": "2023-06-01"}, "must be a date"),
    ],
)
def test_a_step_that_is_no_step_is_refused(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(FactError, match=reason):
        Offer("U-1", "call").to(**values)


def test_a_history_that_was_read_is_checked_too() -> None:
    with pytest.raises(FactError, match="listed cannot follow not_asked"):
        Offer("U-1", "call", history=(OfferStep(OfferState.LISTED, JUNE),))


def test_declined_is_a_known_no_and_not_asked_is_unknown() -> None:
    answers = {state: at(state).taken_up for state in OfferState}
    assert answers == {
        OfferState.NOT_ASKED: Truth.UNKNOWN,
        OfferState.OFFERED: Truth.UNKNOWN,
        OfferState.IN_PROCESS: Truth.UNKNOWN,
        OfferState.LISTED: Truth.YES,
        OfferState.DECLINED: Truth.NO,
        OfferState.REFUSED: Truth.NO,
    }


def test_an_offer_on_an_earlier_day_knows_nothing_of_later() -> None:
    offer = Offer("U-1", "call").to("offered", on=JUNE).to("listed", on=date(2023, 7, 1))
    assert offer.on(date(2023, 6, 30)).state is OfferState.OFFERED
    assert offer.on(date(2023, 5, 31)).state is OfferState.NOT_ASKED


def test_a_referral_to_a_bank_and_its_outcome_are_events() -> None:
    referral = Offer("U-1", "call", about="capital", bank="Bank Sumut")
    asked = referral.to("offered", on=JUNE).to("in_process", on=date(2023, 6, 5))
    granted = asked.to("listed", on=date(2023, 7, 1))
    assert [(e.kind, e.on.day, e.counterpart) for e in granted.events()] == [
        (EventKind.OFFER, 1, "Bank Sumut"),
        (EventKind.REFERRAL, 5, "Bank Sumut"),
        (EventKind.HELP, 1, "Bank Sumut"),
    ]
    refused = asked.to("refused", on=date(2023, 7, 1), reason="kolektibilitas macet")
    assert [(event.kind, event.reason) for event in refused.events()] == [
        (EventKind.OFFER, None),
        (EventKind.REFERRAL, None),
        (EventKind.REFUSED, "kolektibilitas macet"),
    ]


def test_support_that_was_received_is_help_that_a_rule_sees() -> None:
    offer = Offer("U-1", "bpjph-sehati-2023", about="halal")
    received = offer.to("in_process", on=JUNE).to("listed", on=date(2023, 9, 1))
    firm = Enterprise(id="U-1", events=received.events())
    view = view_of(firm, as_of=date(2024, 1, 1))
    assert view.value("halal_facilitated_before") is True


def test_the_reason_stays_out_of_every_repr() -> None:
    offer = at(OfferState.OFFERED).to("declined", on=JUNE, reason="NIK 3171011708450001 salah")
    assert "3171" not in repr(offer)
    assert "3171" not in repr(offer.events())
    assert offer.history[-1].reason == "NIK 3171011708450001 salah"


def test_an_offer_can_be_hashed_and_pickled() -> None:
    offer = at(OfferState.DECLINED)
    assert pickle.loads(pickle.dumps(offer)) == offer
    assert hash(offer) == hash(at(OfferState.DECLINED))
