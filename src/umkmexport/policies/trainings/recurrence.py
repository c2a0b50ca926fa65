"""When a training comes round again: every so many months, or in given months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

import attrs

from umkmexport.errors import PolicyError, joined
from umkmexport.terms.months import add_months, last_of_month, monthly_days, monthly_weekdays
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text
from umkmexport.terms.weekday import Weekday

__all__ = ["Recurrence"]

_DAY = timedelta(days=1)


@attrs.frozen
class Recurrence:
    """State on which days something comes round again, as far as it was announced.

    The months are counted (``every_months``) or named (``months``). The day within them is a day
    of the month, the nth of a day of the week, or that of the anchor; without any of these only
    the month is known. Counted months without an anchor say no more than that one comes up
    within that many months.

    Attributes:
        every_months: how many months lie between two.
        anchor: a day on which one was or will be held.
        months: the months of the year, 1 to 12.
        day: the day of the month; a month that lacks it has its last day instead.
        weekday: the day of the week, together with ``nth``.
        nth: 1 to 5, or -1 for the last one; a month without a fifth one has none.
        since: the first day on which the rule holds.
        until: the last day on which it does.
    """

    every_months: int | None = None
    anchor: date | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    weekday: Weekday | None = None
    nth: int | None = None
    since: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        mistakes = [PolicyError(text) for text in self._mistakes()]
        if mistakes:
            raise joined(_NEVER, mistakes)
        if self.since is not None and self.until is not None:
            first = next(self.days(self.since, self.until), None)
            if first is None:
                raise PolicyError(_NO_DAY.format(since=str(self.since), until=str(self.until)))

    @property
    def has_days(self) -> bool:
        """Tell whether the days are known, not only the months."""
        return self.day is not None or self.weekday is not None or self.anchor is not None

    def days(self, first: date, last: date) -> Iterator[date | Range[date]]:
        """Yield what comes up between two days, both included, in order.

        Args:
            first: the first day asked about.
            last: the last day asked about.

        Yields:
            A day where it is known, else the days among which it lies. A month that lies partly
            before ``first`` counts: its day may be over.

        Examples:
            >>> rounds = Recurrence(months=(2, 3, 10))
            >>> next(rounds.days(date(2021, 9, 15), date(2021, 12, 31)))
            Range(datetime.date(2021, 10, 1), datetime.date(2021, 10, 31))
        """
        first, last = max(first, self.since or first), min(last, self.until or last)
        if first > last:
            return iter(())
        if self.has_days:
            return self._known_days(first, last)
        if self.every_months is not None and self.every_months > 1:
            return self._spans(first, last, self.every_months)
        return self._months(first, last)

    def _known_days(self, first: date, last: date) -> Iterator[date]:
        every, months = self.every_months or 1, self.months
        if self.weekday is not None and self.nth is not None:
            pick: Callable[..., Iterator[date]] = partial(
                monthly_weekdays, day_of_week=self.weekday.number, nth=self.nth
            )
        else:
            day = self.day or (self.anchor.day if self.anchor else 1)
            pick = partial(monthly_days, on_day=day)
        return pick(first, last, every=every, phase=self.anchor, months=months)

    def _months(self, first: date, last: date) -> Iterator[Range[date]]:
        for month in monthly_days(first.replace(day=1), last, on_day=1, months=self.months):
            end = last_of_month(month)
            yield Range(max(month, self.since or month), min(end, self.until or end))

    def _spans(self, first: date, last: date, months: int) -> Iterator[Range[date]]:
        count = 0
        while (start := add_months(first, count * months)) <= last:
            count += 1
            end = add_months(first, count * months) - _DAY
            if self.until is not None and end > self.until:
                return
            yield Range(start, end)

    def _mistakes(self) -> Iterator[Text]:
        if (self.every_months is None) == (not self.months):
            yield _EITHER_MONTHS
        yield from self._wrong_numbers()
        if (self.weekday is None) != (self.nth is None):
            yield _BOTH_OR_NONE
        if self.day is not None and self.weekday is not None:
            yield _EITHER_DAY
        if self.anchor is not None and self.every_months is None:
            yield _IDLE_ANCHOR
        dated = self.day is not None or self.weekday is not None
        if dated and self.anchor is None and (self.every_months or 1) > 1:
            yield _NO_ANCHOR
        if self.since is not None and self.until is not None and self.until < self.since:
            yield _ENDS_FIRST.format(until=str(self.until), since=str(self.since))

    def _wrong_numbers(self) -> Iterator[Text]:
        if self.every_months is not None and self.every_months < 1:
            yield _TOO_OFTEN.format(number=str(self.every_months))
        wrong = [month for month in self.months if not 1 <= month <= 12]
        if wrong:
            yield _NO_MONTH.format(number=str(wrong[0]))
        if len(set(self.months)) < len(self.months):
            yield _MONTH_TWICE
        if self.day is not None and not 1 <= self.day <= 31:
            yield _NO_SUCH_DAY.format(number=str(self.day))
        if self.nth is not None and self.nth not in {1, 2, 3, 4, 5, -1}:
            yield _NO_NTH.format(number=str(self.nth))


_NEVER: Final = Text(id="jadwal ini tidak pernah terjadi", en="this never comes round")
_NO_DAY: Final = Text(
    id="tidak ada hari yang cocok antara {since} dan {until}",
    en="no day between {since} and {until} fits",
)
_EITHER_MONTHS: Final = Text(
    id="isi every_months atau months, salah satu saja",
    en="it needs either every_months or months, and not both",
)
_BOTH_OR_NONE: Final = Text(
    id="weekday dan nth harus diisi bersama, misalnya weekday = 'tuesday' dan nth = 2",
    en="weekday and nth need each other, such as weekday = 'tuesday' and nth = 2",
)
_EITHER_DAY: Final = Text(
    id="isi day atau weekday, salah satu saja", en="either day or weekday, not both"
)
_IDLE_ANCHOR: Final = Text(id="anchor memerlukan every_months", en="an anchor needs every_months")
_NO_ANCHOR: Final = Text(
    id="every_months memerlukan anchor agar jelas bulan mana yang dimaksud",
    en="every_months needs an anchor to tell which months are meant",
)
_ENDS_FIRST: Final = Text(
    id="until {until} lebih awal dari since {since}", en="until {until} lies before since {since}"
)
_TOO_OFTEN: Final = Text(
    id="every_months sedikitnya 1, bukan {number}",
    en="every_months must be at least 1, not {number}",
)
_NO_MONTH: Final = Text(
    id="months berisi 1 sampai 12, bukan {number}", en="months are 1 to 12, not {number}"
)
_MONTH_TWICE: Final = Text(
    id="ada bulan yang tertulis dua kali dalam months", en="a month stands twice in months"
)
_NO_SUCH_DAY: Final = Text(
    id="day berisi 1 sampai 31, bukan {number}", en="day must be 1 to 31, not {number}"
)
_NO_NTH: Final = Text(
    id="nth berisi 1 sampai 5, atau -1 untuk yang terakhir, bukan {number}",
    en="nth must be 1 to 5, or -1 for the last, not {number}",
)
