from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.errors import NotInForceError, PolicyError
from umkmexport.terms.text import Text
from umkmexport.terms.timeline import Period, Timeline

LAW = Period(date(2008, 7, 4), date(2020, 11, 2), Text("UU lama", "the old law"), "old")
GAP: Period[str] = Period(date(2020, 11, 2), date(2021, 2, 2), Text("celah", "no figures"))
RULE = Period(date(2021, 2, 2), None, Text("PP baru", "the new rule"), "new")
SIZE = Timeline.of("size", [RULE, LAW, GAP])


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2008, 7, 4), "old"),
        (date(2020, 11, 1), "old"),
        (date(2021, 2, 2), "new"),
        (date.max, "new"),
    ],
)
def test_since_is_included_and_until_is_not(day: date, version: str) -> None:
    assert SIZE.on(day) == version


@pytest.mark.parametrize("day", [date(2020, 11, 2), date(2021, 2, 1)])
def test_a_gap_names_both_neighbours(day: date) -> None:
    with pytest.raises(NotInForceError) as caught:
        SIZE.on(day)
    message = str(caught.value)
    assert f"no figures on {day}" in message
    assert "the old law (until 2020-11-02)" in message
    assert "the new rule (from 2021-02-02)" in message


def test_a_gap_at_the_end_names_its_one_neighbour() -> None:
    with pytest.raises(NotInForceError, match=r"neighbours: the old law \(until 2020-11-02\)$"):
        Timeline.of("size", [LAW, GAP]).on(date(2020, 12, 1))


def test_before_the_first_and_after_the_last_version() -> None:
    with pytest.raises(
        NotInForceError, match="the first, the old law, is in force from 2008-07-04"
    ):
        SIZE.on(date(2008, 7, 3))
    with pytest.raises(NotInForceError, match="the last, the old law, ended before 2020-11-02"):
        Timeline.of("size", [LAW]).on(date(2020, 11, 2))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_silent_hole_or_an_overlap_is_refused(days: int) -> None:
    moved = Period(date(2021, 2, 2) + timedelta(days), None, Text("baru", "moved"), "new")
    with pytest.raises(PolicyError, match="leave a hole or overlap"):
        Timeline.of("size", [LAW, GAP, moved])


def test_an_open_end_before_another_version_is_refused() -> None:
    endless = Period(date(2008, 7, 4), None, Text("lama", "endless"), "old")
    with pytest.raises(PolicyError, match=r"'endless' \(until None\) and 'the new rule'"):
        Timeline.of("size", [endless, RULE])


def test_versions_come_oldest_first_without_gaps() -> None:
    assert SIZE.versions() == ("old", "new")


@given(st.lists(st.dates(), min_size=2, max_size=6, unique=True), st.dates())
def test_exactly_one_period_covers_a_day_between_the_first_and_the_last(
    bounds: list[date], day: date
) -> None:
    bounds.sort()
    word = Text("w", "w")
    periods = [Period(since, until, word, str(since)) for since, until in pairwise(bounds)]
    timeline = Timeline.of("t", periods[::-1])
    covering = [period.value for period in periods if period.covers(day)]
    if covering:
        assert [timeline.on(day)] == covering
    else:
        with pytest.raises(NotInForceError):
            timeline.on(day)
