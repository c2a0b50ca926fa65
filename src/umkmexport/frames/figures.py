"""Numbers and dates as columns: exact, between two bounds, or worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.errors import FrameError
from umkmexport.frames.expressions import Predicate, any_of, settled
from umkmexport.terms.months import latest_start

__all__ = [
    "NO_NUMBER",
    "Between",
    "Elapsed",
    "Figure",
    "Limit",
    "Number",
    "OrderCover",
    "as_date",
    "as_midnight",
    "as_number",
    "as_ordinal",
]

Limit: TypeAlias = Any
"""A whole number or a date, as the fact is."""

NO_NUMBER: Final = -(2**60)
"""What stands for no value in a column of whole numbers that has no nulls; floats hold it too."""

_LARGEST_COVER: Final = 9_000


def as_number(limit: int) -> int:
    """Write a limit for a column of whole numbers."""
    if abs(limit) >= -NO_NUMBER:
        raise FrameError(f"columns answer up to {-NO_NUMBER - 1}, not for a limit of {limit}")
    return limit


def as_date(limit: date) -> date:
    """Write a limit for a column of dates."""
    return limit


def as_midnight(limit: date) -> datetime:
    """Write a limit for a column of days that the engine holds as times."""
    return datetime.combine(limit, time.min)


def as_ordinal(limit: date) -> int:
    """Write a limit for a column of day numbers."""
    return limit.toordinal()


@attrs.frozen(eq=False)
class Number:
    """A whole number or a date in one column.

    Attributes:
        column: the column.
        literal: writes a limit for this column.
        least: values below it count as unknown.
        greatest: values above it count as unknown.
    """

    column: nw.Expr
    literal: Callable[[Any], Any]
    least: int | None = None
    greatest: int | None = None

    is_exact = True

    @property
    def known(self) -> Predicate:
        """Hold where it has a value that counts."""
        if self.least is not None:
            return self._above(self.least - 1)
        return ~self.column.is_null() if self.greatest is None else self.column <= self.greatest

    def at_most(self, limit: Limit) -> Predicate:
        """Hold where it is surely not more than the limit."""
        bound = self.literal(limit)
        if self.greatest is not None:
            bound = min(bound, self.greatest)
        found: Predicate = self.column <= bound
        return found if self.least is None else self.column.is_between(self.least, bound)

    def more_than(self, limit: Limit) -> Predicate:
        """Hold where it is surely more than the limit."""
        bound = self.literal(limit)
        return self._above(bound if self.least is None else max(bound, self.least - 1))

    def low_or(self, default: int) -> nw.Expr:
        """Give the least it may be, without nulls."""
        found: nw.Expr = nw.when(self.known).then(self.column).otherwise(nw.lit(default, nw.Int64))
        return found

    high_or = low_or

    def _above(self, bound: Any) -> Predicate:
        found: Predicate = self.column > bound
        return found if self.greatest is None else self.column.is_between(bound + 1, self.greatest)


@attrs.frozen(eq=False)
class Between:
    """A number or a date that has a column of values, and two columns of bounds beside it.

    Attributes:
        value: the column of values, which goes first.
        low: the column of least values.
        high: the column of greatest values.
        counts: holds where there is no value, and the bounds do not contradict each other.
    """

    value: Number | None
    low: Number | None
    high: Number | None
    counts: Predicate

    is_exact = False

    @property
    def known(self) -> Predicate:
        """Hold where a value or a bound is known."""
        bounds = any_of(settled(end.known) for end in (self.low, self.high) if end is not None)
        return any_of([*(settled(v.known) for v in self._values()), self.counts & bounds])

    def at_most(self, limit: Limit) -> Predicate:
        """Hold where it is surely not more than the limit."""
        found = [settled(value.at_most(limit)) for value in self._values()]
        if self.high is not None:
            found.append(self.counts & settled(self.high.at_most(limit)))
        return any_of(found)

    def more_than(self, limit: Limit) -> Predicate:
        """Hold where it is surely more than the limit."""
        found = [settled(value.more_than(limit)) for value in self._values()]
        if self.low is not None:
            found.append(self.counts & settled(self.low.more_than(limit)))
        return any_of(found)

    def low_or(self, default: int) -> nw.Expr:
        """Give the least it may be, without nulls."""
        return self._end(self.low, default)

    def high_or(self, default: int) -> nw.Expr:
        """Give the most it may be, without nulls."""
        return self._end(self.high, default)

    def _values(self) -> tuple[Number, ...]:
        return () if self.value is None else (self.value,)

    def _end(self, end: Number | None, default: int) -> nw.Expr:
        found = nw.lit(default, nw.Int64)
        if end is not None:
            found = nw.when(self.counts & settled(end.known)).then(end.column).otherwise(found)
        for value in self._values():
            found = nw.when(value.known).then(value.column).otherwise(found)
        return found


@attrs.frozen(eq=False)
class Elapsed:
    """Whole months or years since a date, asked without any arithmetic on columns.

    So many have passed on a day exactly where it all began on the latest start or before.

    Attributes:
        since: the date.
        as_of: the day on which they are counted.
        months: the months of one of them.
    """

    since: Number | Between
    as_of: date
    months: int

    @property
    def known(self) -> Predicate:
        """Hold where something is known of the date."""
        return self.since.known

    @property
    def is_exact(self) -> bool:
        """Tell whether the date is exact wherever it is known."""
        return self.since.is_exact

    def at_most(self, limit: Limit) -> Predicate:
        """Hold where surely not more have passed."""
        return self.since.more_than(self._latest_start(limit + 1))

    def more_than(self, limit: Limit) -> Predicate:
        """Hold where surely more have passed."""
        return self.since.at_most(self._latest_start(limit + 1))

    def _latest_start(self, count: int) -> date:
        try:
            return latest_start(self.as_of, count * self.months)
        except (ValueError, OverflowError):
            return date.min if count > 0 else date.max


@attrs.frozen(eq=False)
class OrderCover:
    """The whole per cent of an order that a capacity covers, asked without any division.

    Attributes:
        known: holds where both amounts are known in one kind of unit, and the order is not empty.
        have_low: the least capacity; 0 where that end is open.
        have_high: the greatest capacity; -1 where that end is open.
        want_low: the least order.
        want_high: the greatest order; -1 where that end is open.
        is_exact: whether both amounts are exact wherever they are known.
    """

    known: Predicate
    have_low: nw.Expr
    have_high: nw.Expr
    want_low: nw.Expr
    want_high: nw.Expr
    is_exact: bool

    def at_most(self, limit: Limit) -> Predicate:
        """Hold where it surely covers not more per cent."""
        covers = 100 * self.have_high < _above(limit) * self.want_low
        return self.known & (self.have_high >= 0) & covers

    def more_than(self, limit: Limit) -> Predicate:
        """Hold where it surely covers more per cent."""
        if limit < 0:
            return self.known
        covers = 100 * self.have_low >= _above(limit) * self.want_high
        return self.known & (self.want_high >= 0) & covers


def _above(limit: int) -> int:
    if limit >= _LARGEST_COVER:
        raise FrameError(f"columns answer for less than {_LARGEST_COVER} per cent, not for {limit}")
    return limit + 1


Figure: TypeAlias = Number | Between | Elapsed | OrderCover
