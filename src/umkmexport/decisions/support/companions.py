"""How many days do companions need for a list of firms, and who goes where on which day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from heapq import heapify, heapreplace
from itertools import islice
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision
from umkmexport.errors import SelectionError
from umkmexport.facts.words import show_date
from umkmexport.policies.companions import CompanionRule
from umkmexport.rules.fact import Fact
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import LANGUAGES, Text
from umkmexport.terms.weekday import Weekday

__all__ = ["CompanionDay", "CompanionLoad", "companion_load"]


@attrs.frozen
class CompanionDay:
    """The firms that one companion takes on one day.

    Attributes:
        companion: who.
        on: the day.
        firms: the ids of the firms, in the order of the list.
    """

    companion: str
    on: date
    firms: tuple[str, ...]


@attrs.frozen(kw_only=True, slots=False, repr=False)
class CompanionLoad(Decision):
    """The schedule of companions for a list of firms.

    Attributes:
        per_day: the most firms a day, of each companion.
        days: how many working days are needed; 0 without firms.
        ends_on: the last of these days; None without firms.
        schedule: who takes which firms on which day, in the order of days and companions.
    """

    per_day: int
    days: int
    ends_on: date | None
    schedule: tuple[CompanionDay, ...]

    @property
    def firms_by_companion(self) -> dict[str, int]:
        """Give how many firms each companion takes."""
        counts: Counter[str] = Counter()
        for day in self.schedule:
            counts[day.companion] += len(day.firms)
        return dict(counts)

    def missing(self) -> tuple[Fact, ...]:
        """Give no facts: a schedule asks for none."""
        return ()

    def in_short(self) -> str:
        """Give how many days it takes, for ``repr``."""
        return f"{self.days} days"

    def because(self) -> tuple[Text, ...]:
        """Say how many firms, companions and days there are, and the last day."""
        firms = sum(len(day.firms) for day in self.schedule)
        if self.ends_on is None:
            return (_NOTHING,)
        counts = {
            "firms": str(firms),
            "companions": str(len(self.firms_by_companion)),
            "per_day": str(self.per_day),
            "days": str(self.days),
        }
        day = Text(*(show_date(self.ends_on, language) for language in LANGUAGES))
        return (_LOAD.format(day=day, **counts),)


def companion_load(
    firms: Iterable[str],
    companions: Iterable[str],
    *,
    rule: CompanionRule,
    starts_on: date,
    assigned: Mapping[str, str] | None = None,
    rest_days: Collection[Weekday] = (),
    holidays: Collection[date] = (),
) -> CompanionLoad:
    """Plan which companion (*pendamping*) takes which firms on which day.

    Firms with a companion of their own stay with it; each other firm goes, in the order of the
    list, to the companion that has the fewest so far. A companion takes its firms in the order of
    the list, as many a day as the rule allows. No schedule with the same assignments is shorter.

    Args:
        firms: the ids of the firms, the first to be visited first.
        companions: the companions; ties between them go in this order.
        rule: how many firms a companion may take on a day.
        starts_on: the first day.
        assigned: the companion of a firm, where it is settled beforehand.
        rest_days: days of the week on which nobody works.
        holidays: days on which nobody works.

    Raises:
        SelectionError: a firm or a companion stands twice, nobody is there to go, a firm or a
            companion that is assigned is not in the list, or no day of the week is left.

    Examples:
        >>> from umkmexport.policies.companions import COMPANION_RULES
        >>> load = companion_load(
        ...     [f"U-{number}" for number in range(1, 46)],
        ...     ["Ani", "Budi"],
        ...     rule=COMPANION_RULES["bpjph-sehati-2025"],
        ...     starts_on=date(2025, 3, 7),
        ... )
        >>> load.days, load.ends_on, load.firms_by_companion
        (3, datetime.date(2025, 3, 9), {'Ani': 23, 'Budi': 22})
    """
    names, people = _each_once("firm", firms), _each_once("companion", companions)
    settled = assigned or {}
    _check(names, people, settled, rest_days)
    loads: dict[str, list[str]] = {person: [] for person in people}
    for name in names:
        if name in settled:
            loads[settled[name]].append(name)
    waiting = [(len(loads[person]), place) for place, person in enumerate(people)]
    heapify(waiting)
    for name in names:
        if name not in settled:
            count, place = waiting[0]
            loads[people[place]].append(name)
            heapreplace(waiting, (count + 1, place))
    order = {name: place for place, name in enumerate(names)}
    for load in loads.values():
        load.sort(key=order.__getitem__)
    longest = max((len(load) for load in loads.values()), default=0)
    days = tuple(islice(_working_days(starts_on, rest_days, holidays), -(-longest // rule.per_day)))
    return CompanionLoad(
        as_of=starts_on,
        provenance=rule.provenance,
        per_day=rule.per_day,
        days=len(days),
        ends_on=days[-1] if days else None,
        schedule=tuple(_schedule(loads, days, rule.per_day)),
    )


def _schedule(
    loads: Mapping[str, list[str]], days: tuple[date, ...], per_day: int
) -> Iterator[CompanionDay]:
    for index, day in enumerate(days):
        for person, load in loads.items():
            firms = load[index * per_day : (index + 1) * per_day]
            if firms:
                yield CompanionDay(person, day, tuple(firms))


def _working_days(
    first: date, rest_days: Collection[Weekday], holidays: Collection[date]
) -> Iterator[date]:
    rest = {Weekday(day).number for day in rest_days}
    day = first
    while True:
        if day.weekday() not in rest and day not in holidays:
            yield day
        day += timedelta(days=1)


def _each_once(word: str, ids: Iterable[str]) -> tuple[str, ...]:
    if isinstance(ids, str):
        raise SelectionError(f"{word}s are given as a list, not as the text {ids!r}")
    found = tuple(ids)
    twice = next((each for each, count in Counter(found).items() if count > 1), None)
    if twice is not None:
        raise SelectionError(f"{word} {twice!r} stands twice; keep one")
    return found


def _check(
    firms: tuple[str, ...],
    companions: tuple[str, ...],
    assigned: Mapping[str, str],
    rest_days: Collection[Weekday],
) -> None:
    if firms and not companions:
        raise SelectionError(f"{len(firms)} firms and no companion to take them")
    for firm, companion in assigned.items():
        for word, each, known in (("firm", firm, firms), ("companion", companion, companions)):
            if each not in known:
                raise SelectionError(
                    f"assigned: {word} {each!r} is not in the list{did_you_mean(each, known)}"
                )
    if {Weekday(day) for day in rest_days} >= {*Weekday}:
        raise SelectionError("rest_days name every day of the week; no day is left to work on")


_NOTHING: Final = Text(id="Tidak ada usaha yang didampingi.", en="There is no firm to take.")
_LOAD: Final = Text(
    id="{firms} usaha oleh {companions} pendamping, paling banyak {per_day} usaha sehari setiap "
    "pendamping: {days} hari kerja, selesai {day}.",
    en="Firms: {firms}; companions: {companions}, at most {per_day} a day each; working days: "
    "{days}; done on {day}.",
)
