"""What has happened to a firm on its way to export, what is due next, and what cannot be right?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.journey.stages import (
    STAGES,
    Stage,
    StageReached,
    StageState,
    founded_later,
    reached,
)
from umkmexport.facts.words import show_date
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import Event, EventKind
from umkmexport.terms.choice import Choice
from umkmexport.terms.plain import to_plain
from umkmexport.terms.range import Range
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["Journey", "JourneyProblem", "NextStep", "ProblemKind", "journey"]


class ProblemKind(Choice):
    """What cannot be right with an event, or is missing from it."""

    NO_DAY = "no_day", "tanggalnya belum diketahui", "its day is not known"
    FUTURE = "future", "tanggalnya belum tiba", "its day has not come"
    BEFORE_FOUNDING = (
        "before_founding",
        "tanggalnya sebelum usaha didirikan",
        "its day lies before the firm was founded",
    )
    NO_REASON = "no_reason", "alasannya belum dicatat", "its reason is not noted"
    TWICE = "twice", "tercatat dua kali", "it is recorded twice"
    RELEASE_WITHOUT_EXPORT = (
        "release_without_export",
        "ada pelepasan ekspor, tetapi belum ada ekspor yang tercatat",
        "there was a release ceremony, and no export is on record",
    )


@attrs.frozen
class JourneyProblem:
    """One problem with one event; the event stays on record.

    Attributes:
        kind: what the problem is.
        event: the event.
    """

    kind: ProblemKind
    event: Event


@attrs.frozen
class NextStep:
    """What a firm and its mentor agreed to do next.

    Attributes:
        about: what the mentoring is about.
        step: the step.
        due: by which day.
        mentor: who mentors.
        overdue: whether the day has passed.
    """

    about: str | None
    step: str = attrs.field(repr=False)
    due: date | None
    mentor: str | None
    overdue: bool


@attrs.frozen(kw_only=True)
class Journey(Report):
    """A firm's way as dated events.

    Attributes:
        as_of: the day looked back from.
        firm: the id of the firm.
        events: all its events, the oldest first, those without a day last.
        stages: how far it is towards each stage.
        next_steps: what is still to be done by agreement with a mentor, the earliest due first.
        problems: what cannot be right or is missing, in the order of the events.
    """

    as_of: date
    firm: str
    events: tuple[Event, ...]
    stages: tuple[StageReached, ...]
    next_steps: tuple[NextStep, ...]
    problems: tuple[JourneyProblem, ...]
    texts: tuple[Text, ...] = attrs.field(repr=False)

    def at(self, stage: str) -> StageReached:
        """Give how far the firm is towards a stage.

        Raises:
            KeyError: the journey does not look at that stage.
        """
        return {each.stage: each for each in self.stages}[stage]

    def because(self) -> tuple[Text, ...]:
        """Say which stages are reached since when, which are declined, and what is due."""
        return tuple(self._reasons())

    def to_dict(self) -> dict[str, Any]:
        """Give the journey as plain data, ready for JSON; reasons included."""
        plain: dict[str, Any] = to_plain(attrs.evolve(self, texts=()))
        del plain["texts"]
        return plain

    def _reasons(self) -> Iterator[Text]:
        named = list(zip(self.stages, self.texts, strict=True))
        done = [
            _SINCE.format(stage=text, day=_say_day(each.on))
            for each, text in named
            if each.state is StageState.REACHED
        ]
        yield _DONE.format(listed=join_text(done, "; ")) if done else _NOTHING
        others = [
            _STATE.format(stage=text, state=each.state.text)
            for each, text in named
            if each.state in _SAID
        ]
        if others:
            yield _OTHERS.format(listed=join_text(others, "; "))
        for step in self.next_steps:
            due = _NO_DUE if step.due is None else _DUE.format(day=_say_day(step.due))
            template = _OVERDUE if step.overdue else _NEXT
            yield template.format(step=mask_digits(step.step), due=due)
        for problem in self.problems:
            event = problem.event.kind.text
            if problem.event.on is not None:
                event = _SINCE.format(stage=event, day=_say_day(problem.event.on))
            yield _PROBLEM.format(event=event, problem=problem.kind.text)


def journey(
    enterprise: Enterprise,
    *,
    as_of: date,
    stages: Iterable[Stage] | None = None,
    recorded: Collection[EventKind | str] = (),
) -> Journey:
    """Follow a firm through a programme.

    Nothing is dropped: an event without a day, in the future or before the founding stays in the
    list, is named as a problem, and counts for no stage as long as it stands so.

    Args:
        enterprise: the firm with its events.
        as_of: the day looked back from.
        stages: the stages to look at; those of the library, if left out.
        recorded: kinds of events that are recorded in full, so that absence is a no.

    Examples:
        >>> firm = Enterprise(
        ...     id="U-1",
        ...     events=(
        ...         Event(EventKind.TRAINING, date(2024, 3, 1), about="export"),
        ...         Event(EventKind.EXPORT, date(2025, 7, 9), in_own_name=True),
        ...     ),
        ... )
        >>> found = journey(firm, as_of=date(2026, 11, 21))
        >>> found.at("own_name").on, found.at("repeat_export").state
        (datetime.date(2025, 7, 9), StageState.UNKNOWN)
    """
    looked_at = tuple(STAGES.values() if stages is None else stages)
    events = tuple(sorted(enterprise.events, key=_chronology))
    return Journey(
        as_of=as_of,
        firm=enterprise.id,
        events=events,
        stages=tuple(
            reached(enterprise, stage, as_of=as_of, recorded=recorded) for stage in looked_at
        ),
        next_steps=tuple(_next_steps(events, as_of)),
        problems=tuple(_problems(enterprise, events, as_of)),
        texts=tuple(stage.text for stage in looked_at),
    )


def _chronology(event: Event) -> tuple[date, date, str]:
    first = event.first_day or event.last_day or date.max
    return first, event.last_day or date.max, event.kind.value


def _problems(
    enterprise: Enterprise, events: tuple[Event, ...], as_of: date
) -> Iterator[JourneyProblem]:
    exported = any(event.kind is EventKind.EXPORT for event in events)
    seen: set[Event] = set()
    for event in events:
        if event.on is None:
            yield JourneyProblem(ProblemKind.NO_DAY, event)
        if event.happened_by(as_of) is Truth.NO:
            yield JourneyProblem(ProblemKind.FUTURE, event)
        if founded_later(enterprise, event):
            yield JourneyProblem(ProblemKind.BEFORE_FOUNDING, event)
        if event.kind in _NEED_REASON and not (event.reason or "").strip():
            yield JourneyProblem(ProblemKind.NO_REASON, event)
        if event in seen:
            yield JourneyProblem(ProblemKind.TWICE, event)
        if event.kind is EventKind.RELEASE and not exported:
            yield JourneyProblem(ProblemKind.RELEASE_WITHOUT_EXPORT, event)
        seen.add(event)


def _next_steps(events: tuple[Event, ...], as_of: date) -> list[NextStep]:
    """Give the step agreed at the last mentoring on each subject."""
    last: dict[str | None, Event] = {}
    for event in events:
        if event.kind is EventKind.MENTORING and event.happened_by(as_of) is not Truth.NO:
            last[event.about] = event
    steps = [
        NextStep(
            about=about,
            step=event.next_step,
            due=event.next_due,
            mentor=event.counterpart,
            overdue=event.next_due is not None and event.next_due < as_of,
        )
        for about, event in last.items()
        if event.next_step is not None
    ]
    return sorted(steps, key=lambda step: (step.due or date.max, step.about or "", step.step))


def _say_day(on: date | Range[date] | None) -> Text:
    if on is None:
        return _NO_DAY
    if isinstance(on, date):
        return Text(*(show_date(on, language) for language in LANGUAGES))
    low, high = (None if end is None else _say_day(end) for end in (on.low, on.high))
    if low is None or high is None:
        known, template = (high, _UNTIL) if low is None else (low, _FROM)
        return _NO_DAY if known is None else template.format(day=known)
    return _BETWEEN.format(low=low, high=high)


_NEED_REASON: Final = frozenset({EventKind.DECLINED, EventKind.REFUSED})
_SAID: Final = frozenset(
    {StageState.OFFERED, StageState.IN_PROCESS, StageState.DECLINED, StageState.REFUSED}
)
_NO_DAY: Final = Text(id="tanggal belum diketahui", en="day not known")
_UNTIL: Final = Text(id="paling lambat {day}", en="{day} at the latest")
_FROM: Final = Text(id="paling awal {day}", en="{day} at the earliest")
_BETWEEN: Final = Text(id="antara {low} dan {high}", en="between {low} and {high}")
_SINCE: Final = Text(id="{stage} ({day})", en="{stage} ({day})")
_DONE: Final = Text(id="Sudah tercapai: {listed}.", en="Reached: {listed}.")
_NOTHING: Final = Text(
    id="Belum ada tahap yang tercatat tercapai.", en="No stage is on record as reached."
)
_STATE: Final = Text(id="{stage}: {state}", en="{stage}: {state}")
_OTHERS: Final = Text(id="Tahap lain: {listed}.", en="Other stages: {listed}.")
_NO_DUE: Final = Text(id="tanpa tenggat", en="no day set")
_DUE: Final = Text(id="tenggat: {day}", en="due: {day}")
_NEXT: Final = Text(id="Langkah berikutnya: {step} ({due}).", en="Next step: {step} ({due}).")
_OVERDUE: Final = Text(
    id="Langkah yang melewati tenggat: {step} ({due}).", en="Overdue step: {step} ({due})."
)
_PROBLEM: Final = Text(
    id="Perlu diperiksa: {event}: {problem}.", en="To be checked: {event}: {problem}."
)
