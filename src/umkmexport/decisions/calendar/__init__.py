"""When is a firm's next chance to join a training?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from umkmexport.decisions.eligibility import EligibilityDecision, check_eligibility
from umkmexport.decisions.outreach import NearMiss, near_misses
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError, PolicyError
from umkmexport.facts.answers import check_answers
from umkmexport.facts.words import show_date
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.trainings import Session
from umkmexport.policies.calls import CALLS, Call
from umkmexport.policies.trainings import TrainingSeries
from umkmexport.rules.checklist import Checklist
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.terms.choice import Choice
from umkmexport.terms.months import add_months, last_of_month
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.plain import to_plain
from umkmexport.terms.range import Range
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["Chance", "Outlook", "SessionChance", "next_chance"]

_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 366
"""Days looked at where the day of a session is not known; beyond them nothing is promised."""


class Outlook(Choice):
    """What a firm can expect of the sessions ahead."""

    ELIGIBLE = "eligible", "memenuhi syarat", "meets the conditions"
    UNKNOWN = "unknown", "belum dapat dipastikan", "cannot be told yet"
    FULL = "full", "sudah penuh", "full"
    ONE_CONDITION_AWAY = "one_condition_away", "kurang satu syarat", "one condition away"
    NOT_ELIGIBLE = "not_eligible", "belum memenuhi syarat", "does not meet the conditions"
    NO_SESSION = "no_session", "belum ada jadwal", "no session"


@attrs.frozen(kw_only=True, slots=False)
class SessionChance:
    """How a firm stands to one session.

    Attributes:
        session: the session.
        truth: whether the firm meets the conditions on every day on which it may start; UNKNOWN
            too where the conditions were not announced.
        ahead: whether the session is still to come; UNKNOWN in a month that has begun.
        full: whether no place is left.
        decision: the conditions on the first day on which it may start; None without a call.
        near_miss: the one condition that is not met, where the firm can still meet it.
    """

    session: Session
    truth: Truth
    ahead: Truth
    full: Truth
    decision: EligibilityDecision | None
    near_miss: NearMiss | None = None

    @property
    def is_sure(self) -> bool:
        """Tell whether the firm can surely join, as long as there are places."""
        return self.truth is Truth.YES and self.ahead is Truth.YES and self.full is not Truth.YES

    @property
    def is_possible(self) -> bool:
        """Tell whether nothing rules it out."""
        return Truth.NO not in {self.truth, self.ahead, ~self.full}

    def failing(self) -> tuple[Finding, ...]:
        """Give the conditions that are not met on the first day."""
        return () if self.decision is None else self.decision.failing()

    def undecided(self) -> tuple[Finding, ...]:
        """Give the conditions of which it is not known whether they are met."""
        return () if self.decision is None else self.decision.undecided()

    def because(self) -> tuple[Text, ...]:
        """Say which session it is, and what stands in the way."""
        texts = [_SESSION.format(session=_title(self.session), when=_when(self.session))]
        if self.truth is Truth.YES:
            texts.append(_MEETS)
        elif self.decision is None:
            texts.append(_NO_CONDITIONS)
        elif self.truth is Truth.UNKNOWN and self.decision.truth is not Truth.UNKNOWN:
            texts.append(_BY_DAY)
        for form, findings in ((_NOT_MET, self.failing()), (_NOT_KNOWN, self.undecided())):
            if findings:
                texts.append(form.format(listed=join_text([f.text for f in findings], "; ")))
        if self.ahead is Truth.UNKNOWN:
            texts.append(_MAY_BE_OVER)
        return (*texts, _PLACES[self.full])


@attrs.frozen(kw_only=True, slots=False)
class Chance(Report):
    """The sessions ahead of a firm, and what it can expect of them.

    Attributes:
        id: the registry's id of the firm.
        as_of: the day the decision is made for.
        until: the last day looked at.
        sessions: the sessions between these days, in order.
    """

    id: str
    as_of: date
    until: date
    sessions: tuple[SessionChance, ...]

    @property
    def sure(self) -> SessionChance | None:
        """Give the first session that the firm can surely join, as long as there are places."""
        return next((chance for chance in self.sessions if chance.is_sure), None)

    @property
    def possible(self) -> SessionChance | None:
        """Give the first session that nothing rules out."""
        return next((chance for chance in self.sessions if chance.is_possible), None)

    @property
    def outlook(self) -> Outlook:
        """Give what the firm can expect."""
        return self._judged()[0]

    @property
    def next(self) -> SessionChance | None:
        """Give the session that the outlook is about."""
        return self._judged()[1]

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, in the undecided conditions of the first possible session."""
        chance = self.possible
        return () if chance is None or chance.decision is None else chance.decision.missing()

    def because(self) -> tuple[Text, ...]:
        """Say the outlook, then the session that it is about and what stands in the way."""
        outlook, chance = self._judged()
        texts = [_OUTLOOKS[outlook].format(until=_day(self.until))]
        if chance is not None:
            texts += chance.because()
        earlier = self.possible
        if outlook is Outlook.ELIGIBLE and earlier is not None and earlier is not chance:
            when = _when(earlier.session)
            texts.append(_EARLIER.format(session=_title(earlier.session), when=when))
        return tuple(texts)

    def to_dict(self) -> dict[str, Any]:
        """Give the chance as plain data, ready for JSON."""
        plain: dict[str, Any] = to_plain(self)
        return plain | {"outlook": self.outlook.value}

    def _judged(self) -> tuple[Outlook, SessionChance | None]:
        if self.sure is not None:
            return Outlook.ELIGIBLE, self.sure
        if self.possible is not None:
            return Outlook.UNKNOWN, self.possible
        for outlook, judge in _JUDGES:
            chance = next((c for c in self.sessions if judge(c)), None)
            if chance is not None:
                return outlook, chance
        return Outlook.NO_SESSION, None


_JUDGES: Final[tuple[tuple[Outlook, Callable[[SessionChance], bool]], ...]] = (
    (Outlook.FULL, lambda chance: chance.truth is not Truth.NO),
    (Outlook.ONE_CONDITION_AWAY, lambda chance: chance.near_miss is not None),
    (Outlook.NOT_ELIGIBLE, lambda _: True),
)
"""What to say where no session is possible, the best first."""


def next_chance(
    enterprise: Enterprise,
    sessions: Iterable[Session | TrainingSeries],
    *,
    as_of: date,
    calls: Mapping[str, Call] = CALLS,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    months: int = 12,
) -> Chance:
    """Find a firm's next chance to join a training.

    The conditions are those of the call that a session names, looked at on the day of the
    session, with what is known of the firm now. Where only the month of a session is known, its
    conditions must hold on every day of it. A session with an id of its own stands for the one
    that its series expects in the same month.

    Args:
        enterprise: the firm.
        sessions: sessions, and series of them.
        as_of: the day the decision is made for.
        calls: the calls that sessions name, by id; the shipped ones, if left out.
        answers: what only a call asks, by the id of the call.
        months: how many months to look ahead.

    Raises:
        PolicyError: a session names a call that is not among the calls.
        FactError: two sessions have one id, or an answer fits no call of these sessions.

    Examples:
        >>> import umkmexport as ux
        >>> from umkmexport.policies.trainings import TRAININGS
        >>> firm = ux.Enterprise(
        ...     id="U-1",
        ...     has_nib=True,
        ...     owner_region="33.75",
        ...     own_production=True,
        ...     meets_export_quality=True,
        ...     meets_export_quantity=True,
        ... )
        >>> rounds = TRAININGS["pekalongan-export-training-2021"]
        >>> chance = next_chance(firm, [rounds], as_of=date(2021, 4, 1))
        >>> chance.outlook.value, chance.next.session.starts_on
        ('eligible', Range(datetime.date(2021, 10, 1), datetime.date(2021, 10, 31)))
    """
    if months < 1:
        raise FactError(f"months must be at least 1, not {months}")
    until = add_months(as_of, months)
    ahead = _ahead(sessions, as_of, until)
    applicant = _Applicant(enterprise, as_of, calls, _answers_by_call(answers or {}, ahead, calls))
    return Chance(
        id=enterprise.id,
        as_of=as_of,
        until=until,
        sessions=tuple(applicant.chance(session) for session in ahead),
    )


def _ahead(sessions: Iterable[Session | TrainingSeries], as_of: date, until: date) -> list[Session]:
    given = list(sessions)
    own = [each for each in given if isinstance(each, Session)]
    expected = [
        session
        for series in given
        if isinstance(series, TrainingSeries)
        for session in series.sessions(as_of, until)
        if not any(_stands_for(one, session) for one in own)
    ]
    found = [
        session
        for session in (*own, *expected)
        if session.starts_after(as_of) is not Truth.NO and session.first_day <= until
    ]
    ids = [session.id for session in (*own, *expected)]
    twice = next((each for each in ids if ids.count(each) > 1), None)
    if twice is not None:
        raise FactError(f"session {twice!r} stands twice; give each session an id of its own")
    return sorted(found, key=lambda session: (session.first_day, session.last_day, session.id))


def _stands_for(own: Session, expected: Session) -> bool:
    """Tell whether an announced session is the one that its series expects."""
    if own.series != expected.series:
        return False
    first, last = expected.first_day.replace(day=1), last_of_month(_latest_start(expected))
    return own.first_day <= last and _latest_start(own) >= first


def _latest_start(session: Session) -> date:
    on = session.starts_on
    return (on.high or date.max) if isinstance(on, Range) else on


def _answers_by_call(
    answers: Mapping[str, Mapping[str, Any]], sessions: Iterable[Session], calls: Mapping[str, Call]
) -> dict[str, Mapping[str, Any]]:
    named = {session.call for session in sessions if session.call is not None}
    for key in sorted(named):
        if key not in calls:
            raise PolicyError(
                f"a session names call {key!r}, which is not among the calls"
                f"{did_you_mean(key, calls)}"
            )
    for key in answers:
        if key not in named and key not in calls:
            raise FactError(f"answers to {key!r}: there is no such call{did_you_mean(key, calls)}")
    return {
        key: check_answers(given, calls[key].declared, of=calls[key].called)
        for key, given in answers.items()
        if key in named
    }


@attrs.frozen
class _Applicant:
    """A firm that asks on a day, with its answers by call."""

    enterprise: Enterprise
    as_of: date
    calls: Mapping[str, Call]
    answers: Mapping[str, Mapping[str, Any]]

    def chance(self, session: Session) -> SessionChance:
        """Look at one session."""
        decision, truth = None, Truth.YES if session.open_to_all else Truth.UNKNOWN
        if session.call is not None:
            decision, truth = self._judge(session, self.calls[session.call])
        misses = truth is Truth.NO and decision is not None and len(decision.failing()) == 1
        return SessionChance(
            session=session,
            truth=truth,
            ahead=session.starts_after(self.as_of),
            full=session.full,
            decision=decision,
            near_miss=self._near_miss(session) if misses else None,
        )

    def _near_miss(self, session: Session) -> NearMiss | None:
        key, id_ = session.call or "", self.enterprise.id
        given = {id_: self.answers[key]} if key in self.answers else None
        first = next(_start_days(session, self.as_of))
        found = near_misses([self.enterprise], self.calls[key], as_of=first, answers=given)
        return next(iter(found), None)

    def _judge(self, session: Session, call: Call) -> tuple[EligibilityDecision, Truth]:
        """Decide on the first day; UNKNOWN where the truth is not the same on every day."""
        given = self.answers.get(session.call or "", {})
        first, *later = _start_days(session, self.as_of)
        decision = check_eligibility(self.enterprise, call, as_of=first, answers=given)
        if len(later) >= _MOST_DAYS:
            return decision, Truth.UNKNOWN
        for day in later:
            view = view_of(self.enterprise, as_of=day, answers=given)
            if Checklist(call.on(day).criteria).sign(view) != decision.truth.value:
                return decision, Truth.UNKNOWN
        return decision, decision.truth


def _start_days(session: Session, as_of: date) -> Iterator[date]:
    day, last = max(session.first_day, as_of), _latest_start(session)
    yield day
    for _ in range(_MOST_DAYS):
        if day >= last:
            return
        day += _DAY
        yield day


def _title(session: Session) -> Text:
    if not session.topics:
        return Text(session.id, session.id)
    return _ABOUT.format(topics=join_text([topic.text for topic in session.topics]))


def _when(session: Session) -> Text:
    on = session.starts_on
    if isinstance(on, date):
        return _day(on)
    if on.low is None or on.high is None:
        form = _FROM if on.low is not None else _UP_TO
        return form.format(day=_day(on.low or on.high or date.max))
    if on.low.day == 1 and on.high == last_of_month(on.low):
        return Text(*(show_date(on.low, to).split(" ", 1)[1] for to in LANGUAGES))
    return _BETWEEN.format(low=_day(on.low), high=_day(on.high))


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))


_OUTLOOKS: Final = {
    Outlook.ELIGIBLE: Text(
        id="Usaha ini dapat mengikuti pelatihan berikutnya.",
        en="The firm can join the next training.",
    ),
    Outlook.UNKNOWN: Text(
        id="Belum dapat dipastikan usaha ini dapat mengikuti pelatihan berikutnya.",
        en="It cannot be told yet whether the firm can join the next training.",
    ),
    Outlook.FULL: Text(
        id="Pelatihan yang dapat diikuti sampai dengan {until} sudah penuh.",
        en="The trainings that the firm could join until {until} are full.",
    ),
    Outlook.ONE_CONDITION_AWAY: Text(
        id="Tinggal satu syarat yang belum terpenuhi untuk mengikuti pelatihan, dan itu masih "
        "dapat dipenuhi.",
        en="Only one condition of a training is not met, and it can still be met.",
    ),
    Outlook.NOT_ELIGIBLE: Text(
        id="Usaha ini belum memenuhi syarat pelatihan sampai dengan {until}.",
        en="The firm does not meet the conditions of any training until {until}.",
    ),
    Outlook.NO_SESSION: Text(
        id="Belum ada jadwal pelatihan sampai dengan {until}.",
        en="No training is planned until {until}.",
    ),
}
_ABOUT: Final = Text(id="pelatihan {topics}", en="training on {topics}")
_SESSION: Final = Text(id="Jadwal: {session}, {when}.", en="Session: {session}, {when}.")
_MEETS: Final = Text(id="Semua syarat terpenuhi.", en="All conditions are met.")
_NO_CONDITIONS: Final = Text(
    id="Syaratnya tidak diumumkan.", en="Its conditions were not announced."
)
_BY_DAY: Final = Text(
    id="Jawabannya bergantung pada tanggal pelatihan, yang belum diketahui.",
    en="The answer depends on the day of the training, which is not known.",
)
_NOT_MET: Final = Text(id="Belum terpenuhi: {listed}.", en="Not met: {listed}.")
_NOT_KNOWN: Final = Text(id="Belum diketahui: {listed}.", en="Not known: {listed}.")
_MAY_BE_OVER: Final = Text(
    id="Tanggalnya belum diketahui dan mungkin sudah lewat.",
    en="Its day is not known and may be over.",
)
_PLACES: Final = {
    Truth.YES: Text(id="Tidak ada tempat tersisa.", en="No place is left."),
    Truth.UNKNOWN: Text(
        id="Sisa tempatnya belum diketahui.", en="It is not known whether places are left."
    ),
    Truth.NO: Text(id="Masih ada tempat.", en="Places are left."),
}
_EARLIER: Final = Text(
    id="Lebih awal mungkin {session}, {when}, tetapi itu belum dapat dipastikan.",
    en="Earlier perhaps {session}, {when}, but that cannot be told yet.",
)
_BETWEEN: Final = Text(id="antara {low} dan {high}", en="between {low} and {high}")
_FROM: Final = Text(id="paling cepat {day}", en="{day} at the earliest")
_UP_TO: Final = Text(id="paling lambat {day}", en="{day} at the latest")
