"""How far is a target, and by when is it reached at the present pace?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import attrs

from umkmexport.decisions.journey.stages import Stage, matching_events, reached
from umkmexport.decisions.readiness import score_readiness
from umkmexport.errors import FactError
from umkmexport.facts.words import show_date
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import EventKind
from umkmexport.policies.rubrics import ReadinessLevel, Rubric
from umkmexport.terms.choice import Choice
from umkmexport.terms.figures import say_count, say_share
from umkmexport.terms.range import Range
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Language, Text
from umkmexport.terms.truth import Truth

__all__ = [
    "CountUnit",
    "Measurement",
    "Target",
    "TargetTracking",
    "coverage",
    "measure_level",
    "measure_stage",
    "track_target",
]

_LEAST_PERIODS: Final = 2
"""Fewer periods between measurements show no slow and no fast one; a choice of the library."""


class CountUnit(Choice):
    """What is counted."""

    FIRM = "firm", "usaha", "firms"
    PRODUCT = "product", "produk", "products"
    SHIPMENT = "shipment", "pengiriman", "shipments"


@attrs.frozen(kw_only=True)
class Measurement:
    """A count on a day, with what is on record and what there may be at most.

    Attributes:
        on: the day.
        unit: what is counted.
        definition: what makes one count, in words.
        low: how many surely count.
        high: how many may count; None where nobody can say.
    """

    on: date
    unit: CountUnit
    definition: Text
    low: int
    high: int | None

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "unit", CountUnit(self.unit))
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise FactError(
                _IMPOSSIBLE.format(on=str(self.on), low=str(self.low), high=str(self.high))
            )

    def describe(self, language: Language) -> str:
        """Say it in one language, with unit and definition."""
        day = Text(*(show_date(self.on, each) for each in LANGUAGES))
        return _MEASURED.format(
            count=_counted(self.low, self.high),
            unit=self.unit.text,
            definition=self.definition,
            day=day,
        ).to(language)


@attrs.frozen(kw_only=True)
class Target:
    """A number to be reached.

    Attributes:
        number: the number.
        unit: what is counted.
        definition: what makes one count, in words; the measurements must have the same.
        due: by which day; None where nobody said.
    """

    number: int
    unit: CountUnit
    definition: Text
    due: date | None = None

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "unit", CountUnit(self.unit))
        if type(self.number) is not int or self.number < 1:
            raise FactError(_NO_NUMBER.format(number=repr(self.number)))


@attrs.frozen(kw_only=True)
class TargetTracking(Report):
    """How far a target is, and by when it is reached.

    Attributes:
        target: the target.
        measurements: the measurements, the oldest first.
        gains: what was gained in each period between two measurements, on record.
        reached: whether the target is reached on the day of the last measurement.
        by_when: the days by which it is reached at the fastest and at the slowest pace so far; an
            open end where the slowest pace never does; None where it is reached, no period gained
            anything, or there are too few periods to tell.
        in_time: whether it is reached by the day it is due; None where no day is due.
    """

    target: Target
    measurements: tuple[Measurement, ...]
    gains: tuple[int, ...]
    reached: Truth
    by_when: Range[date] | None
    in_time: Truth | None

    @property
    def enough(self) -> bool:
        """Tell whether there are enough periods to speak of a pace."""
        return len(self.gains) >= _LEAST_PERIODS

    def because(self) -> tuple[Text, ...]:
        """Say what is reached of what, the pace, and by when."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Text]:
        last, target = self.measurements[-1], self.target
        yield _REACHED.format(
            count=_counted(last.low, last.high),
            number=say_count(target.number),
            unit=target.unit.text,
            definition=target.definition,
            day=_day(last.on),
            share=say_share(last.low, target.number),
        )
        if self.reached is Truth.YES:
            yield _IS_REACHED
            return
        if not self.enough:
            yield _TOO_FEW
            return
        yield _GAINS.format(low=say_count(min(self.gains)), high=say_count(max(self.gains)))
        if self.by_when is None:
            yield _NO_PACE
        elif self.by_when.low is not None and self.by_when.high is not None:
            low, high = _day(self.by_when.low), _day(self.by_when.high)
            yield _BY_WHEN.format(low=low, high=high)
        elif self.by_when.low is not None:
            yield _NOT_BEFORE.format(low=_day(self.by_when.low))
        if self.in_time is not None and target.due is not None:
            yield _IN_TIME[self.in_time].format(due=_day(target.due))


def track_target(target: Target, measurements: Iterable[Measurement]) -> TargetTracking:
    """Track a target over measurements, such as of every quarter.

    The pace of a period is what it gained on record. The fastest period gives the earliest day,
    what may count already counted; the slowest the latest, only what is on record counted. This is
    no forecast: it says what the past would mean if it went on.

    Raises:
        FactError: there is no measurement, two are of one day, or one counts something else.

    Examples:
        >>> exporting = Text(id="pernah mengekspor", en="have exported")
        >>> counts = {date(2026, 1, 1): 100, date(2026, 4, 1): 130, date(2026, 7, 1): 190}
        >>> measured = [
        ...     Measurement(on=day, unit="firm", definition=exporting, low=count, high=count)
        ...     for day, count in counts.items()
        ... ]
        >>> target = Target(number=250, unit="firm", definition=exporting)
        >>> track_target(target, measured).by_when
        Range(datetime.date(2026, 9, 30), datetime.date(2026, 12, 28))
    """
    measured = tuple(sorted(measurements, key=lambda each: each.on))
    _check(target, measured)
    last = measured[-1]
    gains = tuple(after.low - before.low for before, after in pairwise(measured))
    is_reached = _is_reached(target, last)
    by_when = None
    if is_reached is not Truth.YES and len(gains) >= _LEAST_PERIODS:
        by_when = _by_when(target, measured)
    return TargetTracking(
        target=target,
        measurements=measured,
        gains=gains,
        reached=is_reached,
        by_when=by_when,
        in_time=_in_time(target, last, is_reached, by_when),
    )


def measure_stage(
    enterprises: Iterable[Enterprise],
    *,
    stage: Stage,
    days: Iterable[date],
    unit: CountUnit | str = CountUnit.FIRM,
    recorded: Collection[EventKind | str] = (),
) -> tuple[Measurement, ...]:
    """Count on some days what had come to a stage: firms, products or shipments.

    A firm counts once, whatever it exported. A product counts once a firm; an event that names
    none may be of one more. A shipment is one event.

    Args:
        enterprises: the firms with their events.
        stage: the stage.
        days: the days.
        unit: what is counted.
        recorded: kinds of events that are recorded in full, so that absence is a no.

    Examples:
        >>> from umkmexport.decisions.journey.stages import STAGES
        >>> from umkmexport.model.records import Event
        >>> firm = Enterprise(
        ...     id="U-1",
        ...     events=(
        ...         Event(EventKind.EXPORT, date(2025, 2, 1), product="kopi"),
        ...         Event(EventKind.EXPORT, date(2025, 5, 1), product="kopi"),
        ...     ),
        ... )
        >>> for unit in CountUnit:
        ...     counted = measure_stage(
        ...         [firm],
        ...         stage=STAGES["first_export"],
        ...         days=[date(2026, 1, 1)],
        ...         unit=unit,
        ...         recorded=["export"],
        ...     )
        ...     print(counted[0].describe("en"))
        1 firms on 1 January 2026 (first export)
        1 products on 1 January 2026 (first export)
        2 shipments on 1 January 2026 (first export)
    """
    firms, wanted = tuple(enterprises), CountUnit(unit)
    kinds = {EventKind(kind) for kind in recorded}
    measured = []
    for day in days:
        counts = [_count(firm, stage, unit=wanted, day=day, kinds=kinds) for firm in firms]
        highs = [high for _, high in counts if high is not None]
        measured.append(
            Measurement(
                on=day,
                unit=wanted,
                definition=stage.text,
                low=sum(low for low, _ in counts),
                high=sum(highs) if len(highs) == len(counts) else None,
            )
        )
    return tuple(measured)


def measure_level(
    enterprises: Iterable[Enterprise], *, rubric: Rubric, level: ReadinessLevel | str, as_of: date
) -> Measurement:
    """Count the firms that have reached a level of readiness, at least and at most.

    Examples:
        >>> from umkmexport.policies.rubrics import RUBRICS
        >>> rubric = RUBRICS["umkmexport-default"]
        >>> day = date(2026, 11, 21)
        >>> firms = [Enterprise(id="U-1"), Enterprise(id="U-2", has_nib=False)]
        >>> counted = measure_level(firms, rubric=rubric, level="export_ready", as_of=day)
        >>> counted.low, counted.high
        (0, 1)
    """
    wanted = ReadinessLevel(level)
    order = list(ReadinessLevel)
    low = high = 0
    for firm in enterprises:
        span = score_readiness(firm, rubric=rubric, as_of=as_of).level_span
        if span is None:
            raise FactError(_NO_LEVELS.format(rubric=repr(rubric.id)))
        least, most = (order.index(each) for each in span)
        low += least >= order.index(wanted)
        high += most >= order.index(wanted)
    text = _LEVEL.format(level=wanted.text, rubric=rubric.title)
    return Measurement(on=as_of, unit=CountUnit.FIRM, definition=text, low=low, high=high)


def coverage(part: Measurement, of: int | Range[int]) -> Text:
    """Say which share of a whole a count is, with unit and definition.

    Args:
        part: the count.
        of: the whole, in the same unit; a Range with both ends where sources differ.

    Raises:
        FactError: the whole has no upper end, is not positive, or is surely less than the count.

    Examples:
        >>> listed = Measurement(
        ...     on=date(2023, 6, 19),
        ...     unit="firm",
        ...     definition=Text(
        ...         id="tercantum di katalog elektronik", en="listed in the e-catalogue"
        ...     ),
        ...     low=200,
        ...     high=200,
        ... )
        >>> print(coverage(listed, 1_825).en)
        200 of 1,825 firms (10.9%), listed in the e-catalogue, on 19 June 2023.
    """
    low, high = (of.low, of.high) if isinstance(of, Range) else (of, of)
    if low is None or high is None or low < 1 or high < part.low:
        raise FactError(_NO_WHOLE.format(of=repr(of), part=str(part.low)))
    least = say_share(part.low, high)
    most = say_share(min(low if part.high is None else part.high, low), low, up=True)
    exact = part.low == part.high and low == high
    return _COVERAGE.format(
        part=_counted(part.low, part.high),
        whole=_counted(low, high),
        unit=part.unit.text,
        share=least if exact else _TO.format(low=least, high=most),
        definition=part.definition,
        day=_day(part.on),
    )


def _count(
    firm: Enterprise, stage: Stage, *, unit: CountUnit, day: date, kinds: set[EventKind]
) -> tuple[int, int | None]:
    if unit is CountUnit.FIRM:
        truth = reached(firm, stage, as_of=day, recorded=kinds).truth
        return int(truth is Truth.YES), int(truth is not Truth.NO)
    sure, perhaps = matching_events(firm, stage, as_of=day)
    complete = "events" in firm.complete or kinds.issuperset(stage.kinds)
    if unit is CountUnit.SHIPMENT:
        least, most = len(sure), len(sure) + len(perhaps)
    else:
        named = {event.product for event in sure} - {None}
        unnamed = sum(event.product is None for event in sure)
        others = {event.product for event in perhaps if event.product is not None} - named
        silent = sum(event.product is None for event in perhaps)
        least = len(named) or min(unnamed, 1)
        most = len(named) + unnamed + len(others) + silent
    return least, most if complete else None


def _check(target: Target, measured: Sequence[Measurement]) -> None:
    if not measured:
        raise FactError(_NO_MEASUREMENT)
    for before, after in pairwise(measured):
        if before.on == after.on:
            raise FactError(_SAME_DAY.format(on=str(after.on)))
    for each in measured:
        if (each.unit, each.definition) != (target.unit, target.definition):
            raise FactError(
                _OTHER_UNIT.format(
                    on=str(each.on),
                    unit=each.unit.text,
                    definition=each.definition,
                    target_unit=target.unit.text,
                    target_definition=target.definition,
                )
            )


def _is_reached(target: Target, last: Measurement) -> Truth:
    if last.low >= target.number:
        return Truth.YES
    perhaps = last.high is None or last.high >= target.number
    return Truth.UNKNOWN if perhaps else Truth.NO


def _by_when(target: Target, measured: Sequence[Measurement]) -> Range[date] | None:
    last = measured[-1]
    best = target.number - (target.number if last.high is None else last.high)
    worst = target.number - last.low
    early, late = [], []
    for before, after in pairwise(measured):
        gain, days = after.low - before.low, (after.on - before.on).days
        early.append(_after(last.on, max(0, best), gain, days))
        late.append(_after(last.on, worst, gain, days))
    reachable = [day for day in early if day is not None]
    if not reachable:
        return None
    surely = [day for day in late if day is not None]
    return Range(min(reachable), max(surely) if len(surely) == len(late) else None)


def _after(since: date, remaining: int, gain: int, days: int) -> date | None:
    """Give the day by which so much is gained at a pace; None at a pace that gains nothing."""
    if gain <= 0:
        return since if remaining == 0 else None
    needed = -(-remaining * days // gain)
    return since + timedelta(days=needed) if needed <= (date.max - since).days else None


def _in_time(
    target: Target, last: Measurement, is_reached: Truth, by_when: Range[date] | None
) -> Truth | None:
    if target.due is None:
        return None
    if is_reached is Truth.YES and last.on <= target.due:
        return Truth.YES
    if is_reached is Truth.NO and last.on > target.due:
        return Truth.NO
    if by_when is None or by_when.low is None:
        return Truth.UNKNOWN
    if by_when.low > target.due:
        return Truth.NO
    sure = by_when.high is not None and by_when.high <= target.due
    return Truth.YES if sure else Truth.UNKNOWN


def _counted(low: int, high: int | None) -> Text:
    if high is None:
        return _AT_LEAST.format(low=say_count(low))
    return say_count(low) if low == high else _TO.format(low=say_count(low), high=say_count(high))


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))


_AT_LEAST: Final = Text(id="sedikitnya {low}", en="at least {low}")
_TO: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")
_LEVEL: Final = Text(id="sedikitnya {level} menurut {rubric}", en="at least {level} by {rubric}")
_MEASURED: Final = Text(
    id="{count} {unit} pada {day} ({definition})", en="{count} {unit} on {day} ({definition})"
)
_COVERAGE: Final = Text(
    id="{part} dari {whole} {unit} ({share}), {definition}, pada {day}.",
    en="{part} of {whole} {unit} ({share}), {definition}, on {day}.",
)
_REACHED: Final = Text(
    id="{count} dari sasaran {number} {unit} ({definition}) pada {day}: sedikitnya {share}.",
    en="{count} of the target of {number} {unit} ({definition}) on {day}: at least {share}.",
)
_IS_REACHED: Final = Text(id="Sasaran sudah tercapai.", en="The target is reached.")
_TOO_FEW: Final = Text(
    id="Pengukuran masih terlalu sedikit untuk memperkirakan waktunya; diperlukan sedikitnya tiga.",
    en="There are too few measurements to speak of a pace; at least three are needed.",
)
_GAINS: Final = Text(
    id="Tambahan setiap periode: {low} sampai dengan {high}.",
    en="Gained a period: {low} to {high}.",
)
_NO_PACE: Final = Text(
    id="Tidak ada periode dengan tambahan, sehingga dengan laju ini sasaran tidak tercapai.",
    en="No period gained anything, so at this pace the target is not reached.",
)
_BY_WHEN: Final = Text(
    id="Jika laju ini berlanjut, sasaran tercapai antara {low} dan {high}.",
    en="If this pace goes on, the target is reached between {low} and {high}.",
)
_NOT_BEFORE: Final = Text(
    id="Jika laju ini berlanjut, sasaran tercapai paling cepat {low}; dengan laju paling "
    "lambat tidak tercapai.",
    en="If this pace goes on, the target is reached on {low} at the earliest; at the slowest pace "
    "it is not.",
)
_IN_TIME: Final = {
    Truth.YES: Text(id="Itu sebelum tenggat {due}.", en="That is before it is due on {due}."),
    Truth.NO: Text(id="Itu sesudah tenggat {due}.", en="That is after it is due on {due}."),
    Truth.UNKNOWN: Text(
        id="Belum dapat dipastikan apakah itu sebelum tenggat {due}.",
        en="Whether that is before it is due on {due} cannot be told.",
    ),
}

_IMPOSSIBLE: Final = Text(
    id="pengukuran pada {on}: {low} sampai dengan {high} tidak mungkin",
    en="measurement on {on}: {low} to {high} cannot be",
)
_NO_NUMBER: Final = Text(
    id="sasaran adalah bilangan bulat sedikitnya 1, bukan {number}",
    en="a target is a whole number of at least 1, not {number}",
)
_NO_LEVELS: Final = Text(
    id="rubrik {rubric} tidak mempunyai tingkat untuk dihitung",
    en="rubric {rubric} has no levels to count",
)
_NO_WHOLE: Final = Text(
    id="keseluruhan cakupan tidak mungkin {of}, karena bagiannya saja {part}",
    en="the whole of a coverage cannot be {of}, of which {part} are part",
)
_NO_MEASUREMENT: Final = Text(
    id="sasaran dipantau dengan sedikitnya satu pengukuran",
    en="a target is tracked by at least one measurement",
)
_SAME_DAY: Final = Text(
    id="dua pengukuran bertanggal {on}; sisakan satu", en="two measurements are of {on}; keep one"
)
_OTHER_UNIT: Final = Text(
    id="pengukuran pada {on} menghitung {unit} ({definition}), sedangkan sasaran {target_unit} "
    "({target_definition})",
    en="the measurement on {on} counts {unit} ({definition}), and the target {target_unit} "
    "({target_definition})",
)
