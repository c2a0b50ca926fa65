"""How many firms come from one stage of a programme to the next, and how long does it take?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from umkmexport.codes import regions
from umkmexport.decisions.journey.stages import Stage, StageReached, StageState, reached
from umkmexport.decisions.once import each_once
from umkmexport.decisions.view import view_of
from umkmexport.errors import SelectionError
from umkmexport.model.choices import SizeClass
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import EventKind
from umkmexport.rules.scorecard import Score
from umkmexport.terms.figures import Median, say_count, say_share
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text, join_text

__all__ = ["Funnel", "FunnelPart", "StageCount", "by_place_and_size", "funnel"]

_REGENCY: Final = len("00.00")


@attrs.frozen(kw_only=True)
class StageCount:
    """How many firms stand where towards one stage. Every firm is counted once, by its state.

    Attributes:
        stage: the key of the stage.
        text: its name in words.
        states: how many firms are in each state, in the order of ``StageState``.
        passed_from: how many firms reached the stage before; all firms, for the first stage.
        passed: how many of them surely reached this stage.
        perhaps_passed: of how many of them it is not known.
        median_days: the median of the days from the stage before, over firms with both days known;
            None for the first stage and where there is none.
        backwards: how many firms reached this stage before the stage before it; they are not in
            the median.
    """

    stage: str
    text: Text
    states: tuple[tuple[StageState, int], ...]
    passed_from: int
    passed: int
    perhaps_passed: int
    median_days: Median | None
    backwards: int

    def count(self, state: StageState | str) -> int:
        """Give how many firms are in a state."""
        return dict(self.states)[StageState(state)]

    @property
    def conversion(self) -> tuple[Score, Score] | None:
        """Give the share of the firms of the stage before that came here, at least and at most."""
        if not self.passed_from:
            return None
        most = self.passed + self.perhaps_passed
        return Score(self.passed, self.passed_from), Score(most, self.passed_from)

    def because(self) -> Text:
        """Say the count, the conversion and the time in one sentence."""
        parts = [_COUNT.format(stage=self.text, count=say_count(self.count(StageState.REACHED)))]
        parts += [
            _STATE.format(state=state.text, count=say_count(self.count(state)))
            for state in _SAID
            if self.count(state)
        ]
        if self.conversion is not None:
            parts.append(_CONVERSION.format(share=_share(*self.conversion)))
        if self.median_days is not None:
            days, of = self.median_days.text, say_count(self.median_days.of)
            parts.append(_MEDIAN.format(days=days, of=of))
        if self.backwards:
            parts.append(_BACKWARDS.format(count=say_count(self.backwards)))
        return join_text(parts, "; ")


@attrs.frozen(kw_only=True)
class FunnelPart(Report):
    """The funnel of some firms.

    Attributes:
        by: ``overall``, ``regency`` or ``size``.
        key: the code of the regency or the size class; None where it is not known, and overall.
        text: the name of the part in words.
        firms: how many firms it has.
        stages: the counts, stage by stage.
    """

    by: str
    key: str | None
    text: Text
    firms: int
    stages: tuple[StageCount, ...]

    _between: ClassVar[str] = "\n"

    def because(self) -> tuple[Text, ...]:
        """Say the counts, a line a stage."""
        head = _HEAD.format(part=self.text, firms=say_count(self.firms))
        return head, *(_SENTENCE.format(text=count.because()) for count in self.stages)

    def at(self, stage: str) -> StageCount:
        """Give the counts of one stage.

        Raises:
            KeyError: the funnel does not look at that stage.
        """
        return {count.stage: count for count in self.stages}[stage]


@attrs.frozen(kw_only=True)
class Funnel(Report):
    """How firms come from stage to stage. The unit is the firm.

    Attributes:
        as_of: the day looked back from.
        overall: all firms.
        by_regency: by regency of the business, in the order of codes, those not known last.
        by_size: by size class by annual sales, by the law of the day, those not known last.
        same_nib: how many firms share their NIB with another that is counted too.
    """

    as_of: date
    overall: FunnelPart
    by_regency: tuple[FunnelPart, ...]
    by_size: tuple[FunnelPart, ...]
    same_nib: int

    _between: ClassVar[str] = "\n"

    def because(self) -> tuple[Text, ...]:
        """Say the counts of all firms, a line a stage."""
        if not self.same_nib:
            return self.overall.because()
        return *self.overall.because(), _SAME_NIB.format(count=say_count(self.same_nib))


def funnel(
    enterprises: Iterable[Enterprise],
    *,
    stages: Sequence[Stage],
    as_of: date,
    recorded: Collection[EventKind | str] = (),
) -> Funnel:
    """Count how many firms come from one stage to the next, and how long it takes them.

    A firm that declined is counted as one that declined, and not as one of which nothing is known.
    Where it is not known whether a firm reached a stage, the conversion is an interval. Times are
    of firms of which both days are known, and their median is exact.

    Args:
        enterprises: the firms with their events, each once.
        stages: the stages, the first first.
        as_of: the day looked back from.
        recorded: kinds of events that are recorded in full, so that absence is a no.

    Raises:
        SelectionError: a firm or a stage stands twice, or there is no stage.

    Examples:
        >>> from umkmexport.decisions.journey.stages import STAGES
        >>> from umkmexport.model.records import Event
        >>> firms = [
        ...     Enterprise(
        ...         id="U-1",
        ...         events=(
        ...             Event(EventKind.TRAINING, date(2024, 3, 1)),
        ...             Event(EventKind.EXPORT, date(2024, 3, 31)),
        ...         ),
        ...     ),
        ...     Enterprise(id="U-2", events=(Event(EventKind.TRAINING, date(2024, 3, 1)),)),
        ... ]
        >>> found = funnel(
        ...     firms, stages=[STAGES["trained"], STAGES["first_export"]], as_of=date(2025, 1, 1)
        ... )
        >>> exported = found.overall.at("first_export")
        >>> exported.conversion, exported.median_days.text.en
        ((Score(points=1, of=2), Score(points=2, of=2)), '30')
    """
    firms = list(each_once(enterprises).values())
    _check(stages)
    rows = {
        firm.id: [reached(firm, stage, as_of=as_of, recorded=recorded) for stage in stages]
        for firm in firms
    }

    def part(by: str, key: str | None, text: Text, some: Sequence[Enterprise]) -> FunnelPart:
        counted = tuple(_counts(stages, [rows[firm.id] for firm in some]))
        return FunnelPart(by=by, key=key, text=text, firms=len(some), stages=counted)

    groups = by_place_and_size(firms, as_of=as_of)
    nibs = Counter(firm.nib for firm in firms if firm.nib is not None)
    return Funnel(
        as_of=as_of,
        overall=part("overall", None, _ALL, firms),
        by_regency=tuple(part(*group) for group in groups if group[0] == "regency"),
        by_size=tuple(part(*group) for group in groups if group[0] == "size"),
        same_nib=sum(count - 1 for count in nibs.values()),
    )


def by_place_and_size(
    firms: Iterable[Enterprise], *, as_of: date
) -> list[tuple[str, str | None, Text, list[Enterprise]]]:
    """Group firms by regency, then by size class by annual sales, those not known last."""
    regencies: defaultdict[str | None, list[Enterprise]] = defaultdict(list)
    sizes: defaultdict[str | None, list[Enterprise]] = defaultdict(list)
    for firm in firms:
        view = view_of(firm, as_of=as_of)
        code, size = view.value("business_region"), view.value("size_class_by_sales")
        regencies[None if code is None or len(code) < _REGENCY else code[:_REGENCY]].append(firm)
        sizes[size if isinstance(size, str) else None].append(firm)
    order = [*SizeClass, None]
    return [
        *_named("regency", regencies, _regency_name, lambda key: (key is None, key or "")),
        *_named("size", sizes, _size_name, order.index),
    ]


def _named(
    by: str,
    groups: dict[str | None, list[Enterprise]],
    name: Callable[[str | None], Text],
    order: Callable[[str | None], Any],
) -> Iterator[tuple[str, str | None, Text, list[Enterprise]]]:
    for key in sorted(groups, key=order):
        yield by, key, name(key), groups[key]


def _regency_name(code: str | None) -> Text:
    if code is None:
        return _NO_REGENCY
    name = regions.get(code).name
    return Text(name, name)


def _size_name(size: str | None) -> Text:
    return _NO_SIZE if size is None else SizeClass(size).text


def _check(stages: Sequence[Stage]) -> None:
    keys = [stage.key for stage in stages]
    if not keys:
        raise SelectionError(_NO_STAGE)
    repeated = next((key for key, count in Counter(keys).items() if count > 1), None)
    if repeated is not None:
        raise SelectionError(_STAGE_TWICE.format(stage=repr(repeated)))


def _counts(stages: Sequence[Stage], rows: Sequence[list[StageReached]]) -> Iterator[StageCount]:
    for index, stage in enumerate(stages):
        states = Counter(row[index].state for row in rows)
        before = [row for row in rows if index == 0 or _is_reached(row[index - 1])]
        days = [] if index == 0 else list(_days(before, index))
        yield StageCount(
            stage=stage.key,
            text=stage.text,
            states=tuple((state, states[state]) for state in StageState),
            passed_from=len(before),
            passed=sum(_is_reached(row[index]) for row in before),
            perhaps_passed=sum(row[index].state is StageState.UNKNOWN for row in before),
            median_days=Median.among(each for each in days if each >= 0),
            backwards=sum(each < 0 for each in days),
        )


def _is_reached(found: StageReached) -> bool:
    return found.state is StageState.REACHED


def _days(rows: Iterable[list[StageReached]], index: int) -> Iterator[int]:
    for row in rows:
        since, until = row[index - 1].on, row[index].on
        if isinstance(since, date) and isinstance(until, date):
            yield (until - since).days


def _share(low: Score, high: Score) -> Text:
    least = say_share(low.points, low.of)
    if low == high:
        return least
    return _TO.format(low=least, high=say_share(high.points, high.of, up=True))


_SAID: Final = (
    StageState.OFFERED,
    StageState.IN_PROCESS,
    StageState.DECLINED,
    StageState.REFUSED,
    StageState.NOT_REACHED,
    StageState.UNKNOWN,
)
_ALL: Final = Text(id="Semua usaha", en="All firms")
_HEAD: Final = Text(id="{part}: {firms} usaha.", en="{part}: {firms}.")
_SENTENCE: Final = Text(id="{text}.", en="{text}.")
_COUNT: Final = Text(id="{stage}: {count} usaha", en="{stage}: {count}")
_STATE: Final = Text(id="{state}: {count}", en="{state}: {count}")
_CONVERSION: Final = Text(id="dari tahap sebelumnya: {share}", en="from the stage before: {share}")
_MEDIAN: Final = Text(id="median {days} hari (dari {of} usaha)", en="median days: {days} (of {of})")
_BACKWARDS: Final = Text(
    id="{count} usaha mencapainya sebelum tahap sebelumnya",
    en="reached before the stage before: {count}",
)
_TO: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")
_SAME_NIB: Final = Text(
    id="{count} baris memakai NIB yang sama dengan baris lain dan turut dihitung.",
    en="Rows that share their NIB with another and are counted too: {count}.",
)
_NO_REGENCY: Final = Text(id="Kabupaten/kota belum diketahui", en="Regency or city not known")
_NO_SIZE: Final = Text(id="Skala usaha belum diketahui", en="Size not known")
_NO_STAGE: Final = Text(
    id="corong memerlukan sedikitnya satu tahap", en="a funnel needs at least one stage"
)
_STAGE_TWICE: Final = Text(
    id="tahap {stage} tercantum dua kali; sisakan satu", en="stage {stage} stands twice; keep one"
)
