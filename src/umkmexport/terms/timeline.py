"""Versions of a rule in time, with the gaps between them stated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Generic, TypeVar

import attrs

from umkmexport.errors import NotInForceError, PolicyError
from umkmexport.terms.text import Text, join_text

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

    name: Text | str
    periods: tuple[Period[V], ...]

    @classmethod
    def of(cls, name: Text | str, periods: Sequence[Period[V]]) -> Timeline[V]:
        """Order periods into a timeline; a hole or an overlap between two of them is an error."""
        ordered = sorted(periods, key=lambda period: period.since or date.min)
        for before, after in pairwise(ordered):
            if before.until is None or after.since is None or before.until != after.since:
                called = name if isinstance(name, str) else name.en
                raise PolicyError(
                    f"{called}: '{before.title.en}' (until {before.until}) and "
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
                    raise NotInForceError(self._gap(index, day))
                return period.value
        first, last = self.periods[0], self.periods[-1]
        if first.since is not None and day < first.since:
            raise NotInForceError(
                _TOO_EARLY.format(
                    name=self.name, day=str(day), first=first.title, since=str(first.since)
                )
            )
        raise NotInForceError(
            _TOO_LATE.format(name=self.name, day=str(day), last=last.title, until=str(last.until))
        )

    def versions(self) -> tuple[V, ...]:
        """Give the versions, oldest first, without the gaps."""
        return tuple(period.value for period in self.periods if period.value is not None)

    def _gap(self, index: int, day: date) -> Text:
        gap = self.periods[index]
        neighbours = [
            words.format(title=self.periods[i].title, day=str(bound))
            for i, words, bound in (
                (index - 1, _UNTIL, gap.since),
                (index + 1, _FROM, gap.until),
            )
            if 0 <= i < len(self.periods)
        ]
        listed = join_text(neighbours, "; ")
        return _GAP.format(name=self.name, gap=gap.title, day=str(day), neighbours=listed)


_TOO_EARLY: Final = Text(
    id="{name}: belum ada ketentuan pada {day}; yang pertama, {first}, berlaku mulai {since}",
    en="{name}: no rule on {day}; the first, {first}, is in force from {since}",
)
_TOO_LATE: Final = Text(
    id="{name}: tidak ada lagi ketentuan pada {day}; yang terakhir, {last}, berakhir sebelum "
    "{until}",
    en="{name}: no rule on {day}; the last, {last}, ended before {until}",
)
_GAP: Final = Text(
    id="{name}: {gap} pada {day}; yang berdekatan: {neighbours}",
    en="{name}: {gap} on {day}; neighbours: {neighbours}",
)
_UNTIL: Final = Text(id="{title} (sampai sebelum {day})", en="{title} (until {day})")
_FROM: Final = Text(id="{title} (mulai {day})", en="{title} (from {day})")
