"""Calendar months between dates; the only place that imports python-dateutil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule, weekday

__all__ = [
    "add_months",
    "last_of_month",
    "latest_start",
    "monthly_days",
    "monthly_weekdays",
    "whole_months",
    "whole_years",
]


def add_months(day: date, months: int) -> date:
    """Add calendar months; a day that the month lacks becomes its last day.

    Examples:
        >>> add_months(date(2024, 1, 31), 1)
        datetime.date(2024, 2, 29)
    """
    return day + relativedelta(months=months)


def latest_start(as_of: date, months: int) -> date:
    """Give the latest day from which ``months`` calendar months have passed on ``as_of``.

    This is not ``as_of`` minus the months: from 31 January one month has passed on 29 February.

    Examples:
        >>> latest_start(date(2024, 2, 29), 1)
        datetime.date(2024, 1, 31)
    """
    start = add_months(as_of, -months)
    while add_months(start + timedelta(days=1), months) <= as_of:
        start += timedelta(days=1)
    return start


def whole_months(since: date, as_of: date) -> int:
    """Count the whole months from one day to another; negative where ``since`` is later.

    Examples:
        >>> whole_months(date(2024, 1, 31), date(2024, 2, 29))
        1
    """
    months = (as_of.year - since.year) * 12 + as_of.month - since.month
    return months if add_months(since, months) <= as_of else months - 1


def whole_years(since: date, as_of: date) -> int:
    """Count the whole years from one day to another, as an age is counted.

    Examples:
        >>> whole_years(date(2000, 2, 29), date(2025, 2, 28))
        25
    """
    return whole_months(since, as_of) // 12


def last_of_month(day: date) -> date:
    """Give the last day of a day's month.

    Examples:
        >>> last_of_month(date(2024, 2, 3))
        datetime.date(2024, 2, 29)
    """
    return day + relativedelta(day=31)


def monthly_days(
    first: date,
    last: date,
    *,
    on_day: int,
    every: int = 1,
    phase: date | None = None,
    months: tuple[int, ...] = (),
) -> Iterator[date]:
    """Yield one day of every so many months, between two days, both included.

    A month that lacks the day has its last day instead.

    Args:
        first: the first day that may be yielded.
        last: the last day that may be yielded.
        on_day: the day of the month, 1 to 31.
        every: how many months lie between two days.
        phase: a day in one of the months meant; needed where ``every`` is more than 1.
        months: the months of the year that count, 1 to 12; all, if none is named.

    Examples:
        >>> days = monthly_days(date(2024, 1, 1), date(2024, 6, 30), on_day=31)
        >>> [f"{day:%d-%m}" for day in days]
        ['31-01', '29-02', '31-03', '30-04', '31-05', '30-06']
    """
    reached = tuple(range(min(on_day, _IN_EVERY_MONTH), on_day + 1))
    rule = {"bymonth": months or None, "bymonthday": reached, "bysetpos": -1}
    return _monthly(first, last, every=every, phase=phase, rule=rule)


def monthly_weekdays(
    first: date,
    last: date,
    *,
    day_of_week: int,
    nth: int,
    every: int = 1,
    phase: date | None = None,
    months: tuple[int, ...] = (),
) -> Iterator[date]:
    """Yield the nth of a day of the week of every so many months, between two days.

    A month without a fifth one yields none.

    Args:
        first: the first day that may be yielded.
        last: the last day that may be yielded.
        day_of_week: 0 for Monday to 6 for Sunday.
        nth: 1 to 5, or -1 for the last one of the month.
        every: how many months lie between two days.
        phase: a day in one of the months meant; needed where ``every`` is more than 1.
        months: the months of the year that count, 1 to 12; all, if none is named.

    Examples:
        >>> tuesdays = monthly_weekdays(
        ...     date(2026, 1, 1), date(2026, 12, 31), day_of_week=1, nth=2, months=(2, 3, 10)
        ... )
        >>> [f"{day:%d-%m}" for day in tuesdays]
        ['10-02', '10-03', '13-10']
    """
    rule = {"bymonth": months or None, "byweekday": weekday(day_of_week, nth)}
    return _monthly(first, last, every=every, phase=phase, rule=rule)


_IN_EVERY_MONTH = 28
"""The greatest day that no month lacks."""


def _monthly(
    first: date, last: date, *, every: int, phase: date | None, rule: dict[str, Any]
) -> Iterator[date]:
    month = first.year * 12 + first.month - 1
    if phase is not None:
        month += (phase.year * 12 + phase.month - 1 - month) % every
    year, index = divmod(month, 12)
    if year <= last.year:
        start = date(year, index + 1, 1)
        moments = rrule(MONTHLY, _noon(start), interval=every, until=_noon(last), **rule)
        yield from (moment.date() for moment in moments if moment.date() >= first)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))
