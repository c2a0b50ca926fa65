"""Calendar months between dates; the only place that imports python-dateutil."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

__all__ = ["add_months", "latest_start", "whole_months", "whole_years"]


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
