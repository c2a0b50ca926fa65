"""Stages of a programme: what a firm must have done to stand at one, and since when it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from umkmexport.errors import FactError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import Event, EventKind
from umkmexport.terms.choice import Choice
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign, Truth

__all__ = ["STAGES", "Stage", "StageReached", "StageState", "matching_events", "reached"]


class StageState(Choice):
    """How far a firm is towards a stage on a day."""

    REACHED = "reached", "tercapai", "reached"
    OFFERED = "offered", "sudah ditawarkan", "offered"
    IN_PROCESS = "in_process", "dalam proses", "in process"
    DECLINED = "declined", "usaha tidak bersedia", "declined by the firm"
    REFUSED = "refused", "ditolak penyelenggara", "refused by the organiser"
    NOT_REACHED = "not_reached", "belum tercapai", "not reached"
    UNKNOWN = "unknown", "belum diketahui", "not known"


@attrs.frozen
class Stage:
    """State what puts a firm at a stage.

    Attributes:
        key: its key.
        text: its name in words.
        kinds: the kinds of events that count.
        abouts: what they must be about; anything, if nothing is named.
        in_own_name: whether an export must be in the firm's own name; either, if not said.
        nth: how many such events are needed.

    Examples:
        >>> halal = Stage("halal", Text("halal", "halal"), (EventKind.PERMIT,), abouts=("halal",))
        >>> halal.matches(Event(EventKind.PERMIT, date(2026, 1, 5), about="halal"))
        1
    """

    key: str
    text: Text
    kinds: tuple[EventKind, ...]
    abouts: tuple[str, ...] = ()
    in_own_name: bool | None = None
    nth: int = 1

    def __attrs_post_init__(self) -> None:
        if not self.kinds or type(self.nth) is not int or self.nth < 1:
            raise FactError(f"stage {self.key!r} needs a kind of event and nth of at least 1")

    def matches(self, event: Event) -> Sign:
        """Tell whether an event is one that counts."""
        if event.kind not in self.kinds:
            return NO
        about: Sign = self._is_about(event)
        if self.in_own_name is None or about == NO:
            return about
        if event.in_own_name is None:
            return UNKNOWN
        return about if event.in_own_name is self.in_own_name else NO

    def offered_by(self, event: Event) -> bool:
        """Tell whether an event is an offer of this stage, or what became of one."""
        return event.kind in _OFFERS and bool(self.abouts) and event.about in self.abouts

    def _is_about(self, event: Event) -> Sign:
        if not self.abouts or event.about in self.abouts:
            return YES
        return UNKNOWN if event.about is None else NO


@attrs.frozen
class StageReached:
    """Whether and since when a firm stands at a stage.

    Attributes:
        stage: the key of the stage.
        state: how far the firm is.
        on: the day it was reached, a Range where that is not known exactly; None where it is not
            reached, or nothing is known of the day.
        reason: why it declined or was refused, where that is noted.
    """

    stage: str
    state: StageState
    on: date | Range[date] | None = None
    reason: str | None = attrs.field(default=None, repr=False)

    @property
    def truth(self) -> Truth:
        """Tell whether it is reached; declined, refused, offered and in process are a known no."""
        if self.state is StageState.REACHED:
            return Truth.YES
        return Truth.UNKNOWN if self.state is StageState.UNKNOWN else Truth.NO


_OFFERS: Final = MappingProxyType(
    {
        EventKind.OFFER: StageState.OFFERED,
        EventKind.IN_PROCESS: StageState.IN_PROCESS,
        EventKind.DECLINED: StageState.DECLINED,
        EventKind.REFUSED: StageState.REFUSED,
    }
)
"""What the last of these events says of a stage that is not reached. The later wins on one day."""


def reached(
    enterprise: Enterprise,
    stage: Stage,
    *,
    as_of: date,
    recorded: Collection[EventKind | str] = (),
) -> StageReached:
    """Tell how far a firm is towards a stage on a day.

    What became of an offer says how far a firm is that has not reached the stage, unless an event
    that may count may have come after it.

    An event in the future does not count. One that surely lies before the firm was founded, that
    is recorded a second time in the same words, or of which the day or the subject is not known,
    leaves the answer open. What is not on record is unknown, unless the firm's events are declared
    complete or the office records all events of the kind.

    Args:
        enterprise: the firm.
        stage: the stage.
        as_of: the day.
        recorded: kinds of events that are recorded in full, so that absence is a no.

    Examples:
        >>> firm = Enterprise(
        ...     id="U-1",
        ...     events=(
        ...         Event(EventKind.OFFER, date(2023, 6, 1), about="e_catalogue"),
        ...         Event(EventKind.DECLINED, date(2023, 6, 19), about="e_catalogue"),
        ...     ),
        ... )
        >>> reached(firm, STAGES["catalogue"], as_of=date(2023, 7, 1)).state
        StageState.DECLINED
    """
    kinds = {EventKind(kind) for kind in recorded}
    sure, perhaps = matching_events(enterprise, stage, as_of=as_of)
    if len(sure) >= stage.nth:
        return StageReached(stage.key, StageState.REACHED, _day(sure, perhaps, stage.nth))
    offers = [
        event
        for event in enterprise.events
        if stage.offered_by(event) and event.happened_by(as_of) is not Truth.NO
    ]
    last = _last(offers) if offers else None
    open_ = [each for each in perhaps if last is None or not _surely_before(each, last)]
    if last is not None and len(sure) + len(open_) < stage.nth:
        return StageReached(stage.key, _OFFERS[last.kind], reason=last.reason)
    complete = "events" in enterprise.complete or kinds.issuperset(stage.kinds)
    surely_not = complete and len(sure) + len(perhaps) < stage.nth
    return StageReached(stage.key, StageState.NOT_REACHED if surely_not else StageState.UNKNOWN)


def founded_later(enterprise: Enterprise, event: Event) -> bool:
    """Tell whether an event surely lies before the firm was founded."""
    started = enterprise.started_on
    first = started.low if isinstance(started, Range) else started
    return first is not None and event.last_day is not None and event.last_day < first


def matching_events(
    enterprise: Enterprise, stage: Stage, *, as_of: date
) -> tuple[list[Event], list[Event]]:
    """Give the events that surely count, and those that may."""
    sure, perhaps = [], []
    for event in enterprise.events:
        sign = min(stage.matches(event), event.happened_by(as_of).value)
        if sign == YES and event not in sure and not founded_later(enterprise, event):
            sure.append(event)
        elif sign != NO:
            perhaps.append(event)
    return sure, perhaps


def _day(sure: Sequence[Event], perhaps: Sequence[Event], nth: int) -> date | Range[date] | None:
    """Give the day of the nth event that counts, as far as it is known."""
    lows = sorted(event.first_day or date.min for event in (*sure, *perhaps))
    highs = sorted(event.last_day or date.max for event in sure)
    low, high = lows[nth - 1], highs[nth - 1]
    if low == high:
        return low
    return Range(None if low == date.min else low, None if high == date.max else high)


def _surely_before(one: Event, other: Event) -> bool:
    ends = one.last_day, other.first_day
    return ends[0] is not None and ends[1] is not None and ends[0] < ends[1]


def _last(offers: Iterable[Event]) -> Event:
    """Give the event that may be the last; of several, the one that comes last by its nature."""
    listed = list(offers)
    since = max(event.first_day or date.min for event in listed)
    last = [event for event in listed if (event.last_day or date.max) >= since]
    order = list(_OFFERS)
    return max(last, key=lambda event: (order.index(event.kind), event.last_day or date.max))


def _stage(key: str, text: Text, *kinds: EventKind, **more: object) -> tuple[str, Stage]:
    return key, Stage(key, text, kinds, **more)  # type: ignore[arg-type]


STAGES: Final = MappingProxyType(
    dict(
        (
            _stage("registered", Text("terdaftar", "registered"), EventKind.REGISTERED),
            _stage("fostered", Text("menjadi binaan", "fostered"), EventKind.FOSTERED),
            _stage(
                "catalogue",
                Text("tercantum di katalog elektronik", "listed in the e-catalogue"),
                EventKind.LISTED,
                EventKind.HELP,
                abouts=("e_catalogue",),
            ),
            _stage("trained", Text("mengikuti pelatihan", "trained"), EventKind.TRAINING),
            _stage(
                "trained_in_export",
                Text("mengikuti pelatihan ekspor", "trained in export"),
                EventKind.TRAINING,
                abouts=("export",),
            ),
            _stage("curated", Text("lulus kurasi", "passed curation"), EventKind.CURATION),
            _stage("mentored", Text("didampingi", "mentored"), EventKind.MENTORING),
            _stage("equipped", Text("menerima peralatan", "equipped"), EventKind.EQUIPMENT),
            _stage("referred", Text("dirujuk", "referred"), EventKind.REFERRAL),
            _stage("permitted", Text("memperoleh izin", "granted a permit"), EventKind.PERMIT),
            _stage(
                "released",
                Text(
                    "mengikuti pelepasan ekspor (bukan bukti ekspor)",
                    "took part in an export release (proves no export)",
                ),
                EventKind.RELEASE,
            ),
            _stage("first_export", Text("ekspor pertama", "first export"), EventKind.EXPORT),
            _stage(
                "repeat_export", Text("ekspor berulang", "repeat export"), EventKind.EXPORT, nth=2
            ),
            _stage(
                "own_name",
                Text("ekspor atas nama sendiri", "export in the own name"),
                EventKind.EXPORT,
                in_own_name=True,
            ),
        )
    )
)
"""The stages that the library names; others may be made."""
