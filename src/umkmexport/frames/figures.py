"""Numbers and dates as columns: exact, between two ends, or worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.errors import FrameError
from umkmexport.frames.expressions import Predicate
from umkmexport.terms.months import latest_start

__all__ = [
    "FARTHEST",
    "LARGEST_AMOUNT",
    "Elapsed",
    "Limit",
    "Number",
    "OrderCover",
    "as_midnight",
    "as_number",
    "as_ordinal",
]

Limit: TypeAlias = Any
"""A whole number or a date, as the fact is."""

FARTHEST: Final = 2**60
"""What stands for an open end of a whole number; a float holds it exactly."""

LARGEST_AMOUNT: Final = 10**15
"""Grams or pieces up to which an amount of goods is taken: products with it still fit 64 bits."""

_LARGEST_COVER: Final = 9_000


def as_number(limit: int) -> int:
    """Write a limit for a column of whole numbers."""
    if abs(limit) >= FARTHEST:
        raise FrameError(f"a limit of {limit} is too large for columns; the most is {FARTHEST - 1}")
    return limit


def as_ordinal(limit: date) -> int:
    """Write a limit for a column of day numbers."""
    return limit.toordinal()


def as_midnight(limit: date) -> Any:
    """Write a limit for a column of days that the engine holds as times."""
    return datetime.combine(limit, time.min)


@attrs.frozen(eq=False)
class Number:
    """A whole number or a date held in columns.

    Attributes:
        low: the least it may be; where it is exact, the value itself.
        high: the most it may be.
        is_exact: whether both ends are one column.
        known: holds where something is known of it.
        literal: writes a limit for these columns.
        least: values below it count as unknown.
        greatest: values above it count as unknown.
    """

    low: nw.Expr
    high: nw.Expr
    is_exact: bool
    known: Predicate
    literal: Callable[[Any], Any]
    least: int | None = None
    greatest: int | None = None

    def at_most(self, limit: Limit) -> Predicate:
        """Hold where it is surely not more than the limit."""
        bound = self.literal(limit)
        if self.greatest is not None:
            bound = min(bound, self.greatest)
        return self.high <= bound if self.least is None else self.high.is_between(self.least, bound)

    def more_than(self, limit: Limit) -> Predicate:
        """Hold where it is surely more than the limit."""
        bound = self.literal(limit)
        if self.least is not None:
            bound = max(bound, self.least - 1)
        if self.greatest is None:
            return self.low > bound
        return (self.low > bound) & (self.low <= self.greatest)


@attrs.frozen(eq=False)
class Elapsed:
    """Whole months or years since a date, asked without any arithmetic on columns.

    So many have passed on a day exactly where it all began on the latest start or before.

    Attributes:
        since: the date.
        as_of: the day on which they are counted.
        months: the months of one of them.
    """

    since: Number
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

    def at_most(self, limit: int) -> Predicate:
        """Hold where surely not more have passed."""
        return self.since.more_than(self._latest_start(limit + 1))

    def more_than(self, limit: int) -> Predicate:
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
    """

    known: Predicate
    have_low: nw.Expr
    have_high: nw.Expr
    want_low: nw.Expr
    want_high: nw.Expr
    is_exact: bool

    def at_most(self, limit: int) -> Predicate:
        """Hold where it surely covers not more per cent."""
        covered = 100 * self.have_high < self._above(limit) * self.want_low
        return self.known & (self.have_high >= 0) & covered

    def more_than(self, limit: int) -> Predicate:
        """Hold where it surely covers more per cent."""
        if limit < 0:
            return self.known
        covered = 100 * self.have_low >= self._above(limit) * self.want_high
        return self.known & (self.want_high >= 0) & covered

    def _above(self, limit: int) -> int:
        if limit >= _LARGEST_COVER:
            raise FrameError(
                f"export_lot_cover is asked for {limit} per cent; "
                f"columns answer below {_LARGEST_COVER}"
            )
        return limit + 1
