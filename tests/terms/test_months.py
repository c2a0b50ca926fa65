from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.terms.months import (
    add_months,
    last_of_month,
    latest_start,
    monthly_days,
    monthly_weekdays,
    whole_months,
    whole_years,
)

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
MONTHS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2021, 2, 2), 0, date(2021, 2, 2)),
    ],
)
def test_a_day_that_the_month_lacks_becomes_its_last(day: date, months: int, result: date) -> None:
    assert add_months(day, months) == result


def test_months_back_from_a_day_are_not_months_to_it() -> None:
    # One month after 29, 30 and 31 January is 29 February each time.
    assert latest_start(date(2024, 2, 29), 1) == date(2024, 1, 31)
    assert add_months(date(2024, 2, 29), -1) == date(2024, 1, 29)
    assert latest_start(date(2024, 2, 28), 1) == date(2024, 1, 28)


@given(DAYS, MONTHS)
def test_the_latest_start_is_the_last_day_from_which_the_months_have_passed(
    as_of: date, months: int
) -> None:
    start = latest_start(as_of, months)
    assert add_months(start, months) <= as_of
    assert add_months(start + timedelta(days=1), months) > as_of


@given(DAYS, DAYS)
def test_whole_months_are_those_that_have_passed(since: date, as_of: date) -> None:
    months = whole_months(since, as_of)
    assert add_months(since, months) <= as_of < add_months(since, months + 1)


@given(DAYS, DAYS, MONTHS)
def test_counting_months_agrees_with_the_latest_start(
    since: date, as_of: date, months: int
) -> None:
    assert (whole_months(since, as_of) >= months) == (since <= latest_start(as_of, months))


@pytest.mark.parametrize(
    ("birth", "as_of", "age"),
    [
        (date(2000, 2, 29), date(2025, 2, 27), 24),
        (date(2000, 2, 29), date(2025, 2, 28), 25),
        (date(1961, 11, 21), date(2026, 11, 20), 64),
        (date(1961, 11, 21), date(2026, 11, 21), 65),
        (date(2030, 1, 1), date(2026, 11, 21), -4),
    ],
)
def test_an_age_is_counted_in_whole_years(birth: date, as_of: date, age: int) -> None:
    assert whole_years(birth, as_of) == age


SPANS = st.tuples(DAYS, st.integers(0, 1500)).map(lambda s: (s[0], s[0] + timedelta(days=s[1])))
SOME_MONTHS = st.lists(st.integers(1, 12), unique=True, max_size=4).map(lambda m: tuple(sorted(m)))


RHYTHMS = st.tuples(st.integers(1, 14), DAYS, SOME_MONTHS)
Rhythm: TypeAlias = tuple[int, date, tuple[int, ...]]


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def is_meant(day: date, rhythm: Rhythm) -> bool:
    every, phase, months = rhythm
    apart = (day.year - phase.year) * 12 + day.month - phase.month
    return apart % every == 0 and (not months or day.month in months)


@given(SPANS, st.integers(1, 31), RHYTHMS)
def test_a_day_of_every_so_many_months_is_what_looking_at_each_day_finds(
    span: tuple[date, date], on_day: int, rhythm: Rhythm
) -> None:
    found = [
        day
        for day in every_day(*span)
        if is_meant(day, rhythm) and day.day == min(on_day, last_of_month(day).day)
    ]
    every, phase, months = rhythm
    given = monthly_days(*span, on_day=on_day, every=every, phase=phase, months=months)
    assert list(given) == found


@given(SPANS, st.integers(0, 6), st.integers(1, 5), RHYTHMS)
def test_an_nth_weekday_is_what_looking_at_each_day_finds(
    span: tuple[date, date], weekday: int, nth: int, rhythm: Rhythm
) -> None:
    found = [
        day
        for day in every_day(*span)
        if is_meant(day, rhythm) and day.weekday() == weekday and (day.day - 1) // 7 + 1 == nth
    ]
    every, phase, months = rhythm
    given = monthly_weekdays(
        *span, day_of_week=weekday, nth=nth, every=every, phase=phase, months=months
    )
    assert list(given) == found


@given(SPANS, st.integers(0, 6))
def test_the_last_weekday_of_a_month_has_no_other_after_it(
    span: tuple[date, date], weekday: int
) -> None:
    found = [
        day
        for day in every_day(*span)
        if day.weekday() == weekday and (day + timedelta(days=7)).month != day.month
    ]
    assert list(monthly_weekdays(*span, day_of_week=weekday, nth=-1)) == found


def test_a_phase_after_the_days_asked_for_counts_backwards_too() -> None:
    days = monthly_days(
        date(2026, 1, 1), date(2026, 12, 31), on_day=19, every=3, phase=date(2027, 2, 19)
    )
    assert [day.month for day in days] == [2, 5, 8, 11]


@pytest.mark.parametrize(
    ("first", "last"), [(date.min, date(1, 3, 1)), (date(9999, 10, 1), date.max)]
)
def test_the_ends_of_the_calendar_are_no_trap(first: date, last: date) -> None:
    found = monthly_days(first, last, on_day=31, every=12, phase=date(2000, 2, 1))
    assert list(found) == [day for day in every_day(first, last) if (day.month, day.day) == (2, 28)]


def test_days_that_end_before_they_begin_are_none() -> None:
    assert list(monthly_days(date(2026, 2, 1), date(2026, 1, 1), on_day=1)) == []
