from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.errors import PolicyError, UmkmExportError
from umkmexport.model.trainings import Topic
from umkmexport.policies.calls import CALLS
from umkmexport.policies.trainings import TRAININGS, Recurrence, TrainingSeries, load_training
from umkmexport.terms.months import add_months, last_of_month
from umkmexport.terms.range import Range
from umkmexport.terms.source import PolicyKind
from umkmexport.terms.weekday import Weekday

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 900)).map(lambda s: (s[0], s[0] + timedelta(days=s[1])))
SOME_MONTHS = st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=5).map(tuple)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def months_apart(day: date, anchor: date) -> int:
    return (day.year - anchor.year) * 12 + day.month - anchor.month


@given(SPANS, st.integers(1, 12), DAYS)
def test_every_so_many_months_from_an_anchor_is_what_adding_months_to_it_finds(
    span: tuple[date, date], every: int, anchor: date
) -> None:
    found = [
        day
        for day in every_day(*span)
        if months_apart(day, anchor) % every == 0
        and day == add_months(anchor, months_apart(day, anchor))
    ]
    assert list(Recurrence(every_months=every, anchor=anchor).days(*span)) == found


@given(SPANS, SOME_MONTHS, st.sampled_from(Weekday), st.sampled_from((1, 2, 3, 4, 5, -1)))
def test_an_nth_weekday_of_given_months_is_what_looking_at_each_day_finds(
    span: tuple[date, date], months: tuple[int, ...], weekday: Weekday, nth: int
) -> None:
    def counts(day: date) -> bool:
        if nth == -1:
            return (day + timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 == nth

    found = [
        day
        for day in every_day(*span)
        if day.month in months and day.weekday() == weekday.number and counts(day)
    ]
    rule = Recurrence(months=months, weekday=weekday, nth=nth)
    assert list(rule.days(*span)) == found


@given(SPANS, SOME_MONTHS)
def test_given_months_without_a_day_are_the_months_that_the_days_touch(
    span: tuple[date, date], months: tuple[int, ...]
) -> None:
    touched = {day.replace(day=1) for day in every_day(*span) if day.month in months}
    expected = [Range(month, last_of_month(month)) for month in sorted(touched)]
    assert list(Recurrence(months=months).days(*span)) == expected


@given(SPANS, st.integers(2, 12), DAYS)
def test_a_rhythm_without_an_anchor_promises_one_in_each_span_whatever_the_anchor(
    span: tuple[date, date], every: int, anchor: date
) -> None:
    vague = list(Recurrence(every_months=every).days(*span))
    exact = Recurrence(every_months=every, anchor=anchor.replace(day=1))
    for days in vague:
        assert isinstance(days, Range)
        assert days.low is not None
        assert days.high is not None
        assert len(list(exact.days(days.low, days.high))) == 1


@given(SPANS, SOME_MONTHS, st.integers(1, 31), st.tuples(DAYS, DAYS))
def test_nothing_comes_up_before_the_rule_holds_or_after(
    span: tuple[date, date], months: tuple[int, ...], day: int, ends: tuple[date, date]
) -> None:
    since, until = ends
    free = list(Recurrence(months=months, day=day).days(*span))
    try:
        bound = Recurrence(months=months, day=day, since=since, until=until)
    except PolicyError:
        assert until < since or not list(Recurrence(months=months, day=day).days(since, until))
    else:
        expected = [each for each in free if since <= each <= until]  # type: ignore[operator]
        assert list(bound.days(*span)) == expected


def test_a_month_at_the_edge_of_the_rule_is_cut_there() -> None:
    rule = Recurrence(months=(10,), since=date(2021, 10, 11), until=date(2021, 12, 31))
    october = Range(date(2021, 10, 11), date(2021, 10, 31))
    assert list(rule.days(date(2021, 1, 1), date(2022, 12, 31))) == [october]
    assert list(rule.days(date(2021, 10, 1), date(2021, 10, 10))) == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "either every_months or months"),
        ({"every_months": 3, "months": (2,)}, "either every_months or months"),
        ({"every_months": 0}, "every_months must be at least 1, not 0"),
        ({"months": (0,)}, "months are 1 to 12, not 0"),
        ({"months": (13,)}, "months are 1 to 12, not 13"),
        ({"months": (2, 2)}, "a month stands twice"),
        ({"months": (2,), "day": 32}, "day must be 1 to 31, not 32"),
        ({"months": (2,), "nth": 2}, "weekday and nth need each other"),
        ({"months": (2,), "weekday": Weekday.TUESDAY}, "weekday and nth need each other"),
        ({"months": (2,), "weekday": Weekday.TUESDAY, "nth": 6}, "nth must be 1 to 5"),
        ({"months": (2,), "weekday": Weekday.TUESDAY, "nth": 0}, "nth must be 1 to 5"),
        ({"months": (2,), "weekday": Weekday.TUESDAY, "nth": 1, "day": 3}, "either day or week"),
        ({"months": (2,), "anchor": date(2021, 2, 3)}, "an anchor needs every_months"),
        ({"every_months": 3, "day": 5}, "needs an anchor"),
        (
            {"months": (2,), "since": date(2022, 1, 1), "until": date(2021, 1, 1)},
            "until 2021-01-01 lies before since 2022-01-01",
        ),
        (
            {"months": (2,), "since": date(2021, 3, 1), "until": date(2021, 12, 31)},
            "no day between 2021-03-01 and 2021-12-31 fits",
        ),
        (
            {
                "months": (2,),
                "weekday": Weekday.MONDAY,
                "nth": 5,
                "since": date(2021, 1, 1),
                "until": date(2021, 12, 31),
            },
            "no day between",
        ),
    ],
)
def test_what_never_comes_round_is_refused(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(UmkmExportError, match=reason):
        Recurrence(**values)


@pytest.mark.parametrize("series", TRAININGS.values(), ids=lambda series: series.id)
def test_a_shipped_series_is_an_announcement_with_an_address(series: TrainingSeries) -> None:
    assert series.kind is PolicyKind.ANNOUNCEMENT
    assert any(source.url for source in series.sources)
    assert series.note is not None
    assert series.call is None or series.call in CALLS
    assert series.topics


FILE = """
id = "ours"
kind = "design"
title = { id = "Pelatihan kami", en = "Our training" }
organiser = { id = "Dinas", en = "Office" }
topics = ["packaging", "digital"]
seats = 25
lasts_days = 2
open_to_all = true
recurrence = { every_months = 3, anchor = 2026-01-01, weekday = "tuesday", nth = 2 }

[[sources]]
title = "Keputusan dinas"
read_on = 2026-11-21
confidence = "high"
"""


def test_an_office_writes_its_own_series_as_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(FILE, encoding="utf-8")
    series = load_training(file)
    sessions = list(series.sessions(date(2026, 2, 1), date(2026, 12, 31)))
    assert [(s.starts_on, s.ends_on) for s in sessions] == [
        (date(2026, 4, 14), date(2026, 4, 15)),
        (date(2026, 7, 14), date(2026, 7, 15)),
        (date(2026, 10, 13), date(2026, 10, 14)),
    ]
    first = sessions[0]
    assert (first.id, first.series, first.capacity) == ("ours/2026-04-14", "ours", 25)
    assert first.topics == (Topic.PACKAGING, Topic.DIGITAL)
    assert first.open_to_all


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("seats = 25", "seats = 0", "seats must be at least 1, not 0"),
        ("lasts_days = 2", "lasts_days = 0", "lasts_days must be at least 1"),
        ("seats = 25", 'region = "99"', "region: "),
        ("seats = 25", 'call = "c"', "open to all, and call 'c' sets conditions"),
        ('"packaging"', '"kemasan"', r"topics\[0\]: must be one of"),
        ('"tuesday"', '"selasa"', r"recurrence.weekday: must be one of"),
        ("nth = 2", "nth = 2, ntj = 3", "recurrence.ntj: key is not known; did you mean nth"),
        ("every_months = 3", "every_months = 3.0", "recurrence.every_months: "),
        ("recurrence", "recurence", "recurence: key is not known; did you mean recurrence"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UmkmExportError) as caught:
        load_training(file)
    assert "ours.toml" in str(caught.value)
    assert re.search(reason, str(caught.value))
