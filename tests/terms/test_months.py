from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.terms.months import add_months, latest_start, whole_months, whole_years

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
