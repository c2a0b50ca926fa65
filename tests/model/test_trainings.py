from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.trainings import Attendance, Session, Topic
from umkmexport.terms.range import Range
from umkmexport.terms.truth import Truth

YES, UNKNOWN, NO = Truth.YES, Truth.UNKNOWN, Truth.NO
DAY = date(2021, 10, 13)
OCTOBER = Range(date(2021, 10, 1), date(2021, 10, 31))
DAYS = st.dates(date(2021, 9, 1), date(2021, 11, 30))


@pytest.mark.parametrize(
    ("capacity", "taken", "full"),
    [
        (30, 29, NO),
        (30, 30, YES),
        (30, 31, YES),
        (30, 0, NO),
        (30, None, UNKNOWN),
        (None, 30, UNKNOWN),
        (30, Range(20, 29), NO),
        (30, Range(20, 30), UNKNOWN),
        (30, Range(30, None), YES),
        (30, Range(None, 29), NO),
    ],
)
def test_a_session_is_full_when_its_places_are_surely_taken(
    capacity: int | None, taken: int | Range[int] | None, full: Truth
) -> None:
    assert Session("S", DAY, capacity=capacity, taken=taken).full is full


@pytest.mark.parametrize(
    ("starts_on", "day", "ahead"),
    [
        (DAY, DAY, YES),
        (DAY, DAY + timedelta(days=1), NO),
        (OCTOBER, date(2021, 10, 1), YES),
        (OCTOBER, date(2021, 10, 2), UNKNOWN),
        (OCTOBER, date(2021, 10, 31), UNKNOWN),
        (OCTOBER, date(2021, 11, 1), NO),
        (Range(DAY, None), date(2030, 1, 1), UNKNOWN),
    ],
)
def test_a_month_that_has_begun_may_have_had_its_session(
    starts_on: date | Range[date], day: date, ahead: Truth
) -> None:
    assert Session("S", starts_on).starts_after(day) is ahead


@given(
    st.tuples(DAYS, DAYS).map(sorted),
    st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted),
)
def test_when_a_session_ended_is_told_as_far_as_every_possible_day_agrees(
    possible: list[date], window: list[date]
) -> None:
    first, last = possible
    since, until = window
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    inside = {since < day <= until for day in days}
    expected = {frozenset({True}): YES, frozenset({False}): NO}.get(frozenset(inside), UNKNOWN)
    assert Session("S", Range(first, last)).ended_within(since, until) is expected


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": ""}, "must be a text that is not empty"),
        ({"starts_on": "2021-10-13"}, "starts_on: must be a date or a Range of dates"),
        ({"capacity": 0}, "capacity must be at least 1, not 0"),
        ({"capacity": 30.0}, "capacity: must be a whole number"),
        ({"capacity": True}, "capacity: must be a whole number"),
        ({"taken": -1}, "taken must be at least 0, not -1"),
        ({"taken": Range(-2, 3)}, "taken must be at least 0, not -2"),
        ({"ends_on": date(2021, 10, 12)}, "ends on 2021-10-12, before it starts on 2021-10-13"),
        ({"topics": ("export_procedure",)}, "topics: must hold Topic values only"),
        ({"call": "c", "open_to_all": True}, "open to all, and call 'c' sets conditions"),
    ],
)
def test_what_no_session_can_be_is_refused(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(FactError, match=reason):
        Session(**{"id": "S", "starts_on": DAY, **values})


def test_attendance_makes_training_known() -> None:
    session = Session("S-1", DAY, ends_on=DAY + timedelta(days=1), topics=(Topic.EXPORT_PROCEDURE,))
    event = Attendance(session, "U-1", attended=True).to_event()
    assert event is not None
    assert (event.on, event.about) == (DAY + timedelta(days=1), "export")
    view = view_of(Enterprise(id="U-1", events=(event,)), as_of=date(2022, 1, 1))
    assert view.value("trained_in_export") is True
    packaging = attrs.evolve(session, topics=(Topic.PACKAGING,))
    other = Attendance(packaging, "U-1", attended=True).to_event()
    assert other is not None
    assert other.about == "business"


@pytest.mark.parametrize("attended", [False, None])
def test_who_was_absent_or_may_have_been_has_no_event(attended: bool | None) -> None:
    assert Attendance(Session("S", DAY), "U-1", attended=attended).to_event() is None


def test_a_day_that_is_not_known_makes_no_event() -> None:
    assert Attendance(Session("S", OCTOBER), "U-1", attended=True).to_event() is None


def test_an_attendance_can_be_hashed_and_pickled() -> None:
    note = Attendance(Session("S", OCTOBER, topics=(Topic.DIGITAL,)), "U-1", attended=True)
    assert pickle.loads(pickle.dumps(note)) == note
    assert {note: 1}[note] == 1
