"""Versions of a rule in time, with the gaps between them stated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

import attrs

from umkmexport.errors import NotInForceError, PolicyError
from umkmexport.terms.text import Text

__all__ = ["Period", "Timeline"]

V = TypeVar("V")


@attrs.frozen
class Period(Generic[V]):
    """State what holds from a day (inclusive) until another (exclusive); ``None`` is open.

    A period without a value is a gap, and its title says why.
    """

    since: date | None
    until: date | None
    title: Text
    value: V | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the period is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@attrs.frozen
class Timeline(Generic[V]):
    """Answer which version of a rule is in force on a day.

    Build one with ``of``, which orders the periods and refuses overlaps and silent gaps.

    Examples:
        >>> old = Period(date(2008, 7, 4), date(2020, 11, 2), Text("lama", "old"), "A")
        >>> new = Period(date(2020, 11, 2), None, Text("baru", "new"), "B")
        >>> Timeline.of("size", [new, old]).on(date(2019, 1, 1))
        'A'
    """

    name: str
    periods: tuple[Period[V], ...]

    @classmethod
    def of(cls, name: str, periods: Sequence[Period[V]]) -> Timeline[V]:
        """Order periods into a timeline; a hole or an overlap between two of them is an error."""
        ordered = sorted(periods, key=lambda period: period.since or date.min)
        for before, after in pairwise(ordered):
            if before.until is None or after.since is None or before.until != after.since:
                raise PolicyError(
                    f"{name}: '{before.title.en}' (until {before.until}) and "
                    f"'{after.title.en}' (from {after.since}) leave a hole or overlap; "
                    "state the gap as a period of its own or correct the dates"
                )
        return cls(name, tuple(ordered))

    def on(self, day: date) -> V:
        """Give the version in force on a day.

        Raises:
            NotInForceError: before the first version, after the last, or in a stated gap. The
                text names the neighbours.
        """
        for index, period in enumerate(self.periods):
            if period.covers(day):
                if period.value is None:
                    raise NotInForceError(self._explain_gap(index, day))
                return period.value
        first, last = self.periods[0], self.periods[-1]
        if first.since is not None and day < first.since:
            raise NotInForceError(
                f"{self.name}: no rule on {day}; the first, {first.title.en}, "
                f"is in force from {first.since}"
            )
        raise NotInForceError(
            f"{self.name}: no rule on {day}; the last, {last.title.en}, ended before {last.until}"
        )

    def versions(self) -> tuple[V, ...]:
        """Give the versions, oldest first, without the gaps."""
        return tuple(period.value for period in self.periods if period.value is not None)

    def _explain_gap(self, index: int, day: date) -> str:
        gap = self.periods[index]
        neighbours = [
            f"{self.periods[i].title.en} ({phrase} {bound})"
            for i, phrase, bound in (
                (index - 1, "until", gap.since),
                (index + 1, "from", gap.until),
            )
            if 0 <= i < len(self.periods)
        ]
        return f"{self.name}: {gap.title.en} on {day}; neighbours: {'; '.join(neighbours)}"
