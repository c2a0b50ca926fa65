"""Who attended which trainings within some months?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs

from umkmexport.errors import FactError
from umkmexport.facts.words import show_date
from umkmexport.model.trainings import Attendance, Session, Topic
from umkmexport.terms.months import add_months
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["AttendanceReport", "Attended", "attended_within"]


@attrs.frozen
class Attended:
    """What one firm attended.

    Attributes:
        firm: the id of the firm.
        sessions: the sessions that it surely attended within the time, the oldest first.
        perhaps: the sessions of which the attendance or the day is not known.
    """

    firm: str
    sessions: tuple[Session, ...]
    perhaps: tuple[Session, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Give the topics that it surely attended, in their usual order."""
        found = {topic for session in self.sessions for topic in session.topics}
        return tuple(topic for topic in Topic if topic in found)


@attrs.frozen(kw_only=True)
class AttendanceReport(Report):
    """Who attended what within some months.

    Attributes:
        as_of: the last day of the time looked at.
        since: the day after which it begins.
        firms: each firm that attended, or may have, in the order of ids.
    """

    as_of: date
    since: date
    firms: tuple[Attended, ...]

    def who(self, topic: Topic | str | None = None) -> tuple[str, ...]:
        """Name the firms that surely attended, where asked a session on a topic."""
        wanted = None if topic is None else Topic(topic)
        return tuple(
            one.firm
            for one in self.firms
            if one.sessions and (wanted is None or wanted in one.topics)
        )

    def because(self) -> tuple[Text, ...]:
        """Say how many firms attended, on which topics, and of how many it is not known."""
        sure, days = self.who(), {"since": _day(self.since), "until": _day(self.as_of)}
        texts = [_COUNT.format(count=str(len(sure)), **days)]
        by_topic = [(topic, len(self.who(topic))) for topic in Topic]
        listed = [_TOPIC.format(topic=t.text, count=str(count)) for t, count in by_topic if count]
        if listed:
            texts.append(_TOPICS.format(listed=join_text(listed)))
        perhaps = sum(not one.sessions for one in self.firms)
        if perhaps:
            texts.append(_PERHAPS.format(count=str(perhaps)))
        return tuple(texts)


def attended_within(
    attendance: Iterable[Attendance], *, months: int, as_of: date
) -> AttendanceReport:
    """Report who attended what within some months before a day.

    The last day of a session counts, as it does for the fact ``trained``: after the day ``months``
    before ``as_of``, and up to ``as_of`` itself. Where one list says that a firm was there and
    another that it was not, that is not known.

    Args:
        attendance: notes of attendance, from any number of lists.
        months: how many months to look back.
        as_of: the last day that counts.

    Raises:
        FactError: two different sessions have one id, or ``months`` is less than 1.

    Examples:
        >>> session = Session("S-1", date(2026, 3, 10), topics=(Topic.PACKAGING,))
        >>> notes = [Attendance(session, "U-1", True), Attendance(session, "U-2", None)]
        >>> report = attended_within(notes, months=12, as_of=date(2026, 11, 21))
        >>> report.who("packaging"), [one.firm for one in report.firms if one.perhaps]
        (('U-1',), ['U-2'])
    """
    if months < 1:
        raise FactError(f"months must be at least 1, not {months}")
    since = add_months(as_of, -months)
    sessions: dict[str, Session] = {}
    said: dict[str, dict[str, set[bool | None]]] = {}
    for note in attendance:
        if sessions.setdefault(note.session.id, note.session) != note.session:
            raise FactError(f"two different sessions have the id {note.session.id!r}")
        said.setdefault(note.firm, {}).setdefault(note.session.id, set()).add(note.attended)
    inside = {key: session.ended_within(since, as_of) for key, session in sessions.items()}
    firms = []
    for firm, by_session in sorted(said.items()):
        truths = {key: _was_there(answers) & inside[key] for key, answers in by_session.items()}
        sure, perhaps = (
            _oldest_first(sessions[key] for key, truth in truths.items() if truth is wanted)
            for wanted in (Truth.YES, Truth.UNKNOWN)
        )
        if sure or perhaps:
            firms.append(Attended(firm, sure, perhaps))
    return AttendanceReport(as_of=as_of, since=since, firms=tuple(firms))


def _oldest_first(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: (session.first_day, session.id)))


def _was_there(answers: set[bool | None]) -> Truth:
    """Give what all lists say of one firm and one session; two that differ say nothing."""
    known = answers - {None}
    return Truth.of(known.pop()) if len(known) == 1 else Truth.UNKNOWN


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))


_COUNT: Final = Text(
    id="Sejak {since} sampai dengan {until}, {count} usaha tercatat mengikuti pelatihan.",
    en="Firms on record with a training from {since} to {until}: {count}.",
)
_TOPICS: Final = Text(id="Menurut materi: {listed}.", en="By topic: {listed}.")
_TOPIC: Final = Text(id="{topic} {count} usaha", en="{topic} {count}")
_PERHAPS: Final = Text(
    id="Kehadiran {count} usaha lain belum diketahui.",
    en="Firms of which it is not known whether they attended: {count}.",
)
