"""Does a dated duty bind this firm on this day, since when, and from when will it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.view import view_of
from umkmexport.facts.answers import check_answers
from umkmexport.facts.view import known_values
from umkmexport.facts.words import show, show_date
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.duties import Duty, Phase
from umkmexport.rules.criteria import facts_of, undecided
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.terms.possible import Possible
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["DutyDecision", "PhaseFinding", "check_duty"]


@attrs.frozen(slots=False)
class PhaseFinding(Finding):
    """State whether one phase of a duty binds a firm.

    Attributes:
        since: the first day of the phase.
        article: where the rule stands.
        note: what to say where this phase is what binds the firm, or will.
    """

    since: date = attrs.field(kw_only=True)
    article: Text = attrs.field(kw_only=True)
    note: Text | None = attrs.field(default=None, kw_only=True)


@attrs.frozen(kw_only=True, slots=False, repr=False)
class DutyDecision(Decision):
    """Whether a duty binds a firm on a day.

    Attributes:
        truth: YES if a phase in force binds the firm, NO if none does, UNKNOWN otherwise.
        since: the day from which it binds the firm as it is known now; None where it does not, or
            where it cannot be told which phase was the first to do so.
        upcoming: the first later phase that will surely bind the firm, where none does so yet.
        findings: one a phase, oldest first, those not yet in force among them.
        declared: the facts that only this duty asks.
    """

    truth: Truth
    since: date | None
    upcoming: PhaseFinding | None
    findings: tuple[PhaseFinding, ...]
    declared: tuple[Fact, ...] = ()

    @property
    def in_force(self) -> tuple[PhaseFinding, ...]:
        """Give the phases that have begun."""
        return tuple(finding for finding in self.findings if finding.since <= self.as_of)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for: those that may tell of an earlier day on which it binds."""
        undecided = (f for f in self._telling() if f.truth is Truth.UNKNOWN)
        return facts_named((name for f in undecided for name in f.missing), self.declared)

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return self.truth.key

    def because(self) -> tuple[Text, ...]:
        """Say the answer, phase by phase whom it binds, what is known and what is not."""
        title, day = self.provenance.title, _day(self.as_of)
        telling = self._telling()
        texts = [
            _ANSWERS[self.truth].format(title=title, day=day),
            *(self._sentence(finding, first=finding is telling[0]) for finding in telling),
        ]
        known = self._known()
        if known:
            texts.append(_KNOWN.format(listed=join_text(known, "; ")))
        missing = [fact.label for fact in self.missing()]
        if missing:
            texts.append(_NOT_KNOWN.format(listed=join_text(missing, "; ")))
        return (*texts, *(f.note for f in telling if f.note is not None))

    def _telling(self) -> tuple[PhaseFinding, ...]:
        """Give the phases that may bind the firm, up to the first that surely does."""
        telling = []
        for finding in self.findings:
            if finding.truth is not Truth.NO:
                telling.append(finding)
            if finding.truth is Truth.YES:
                break
        return tuple(telling)

    def _sentence(self, finding: PhaseFinding, *, first: bool) -> Text:
        form = _PHASES[finding.since <= self.as_of, finding.truth]
        latest = finding.truth is Truth.YES and not first
        return form.format(
            latest=_AT_LATEST if latest else "",
            day=_day(finding.since),
            phase=finding.text,
            article=finding.article,
        )

    def _known(self) -> list[Text]:
        values = dict(value for finding in self.findings for value in finding.values)
        return [_value(fact, values[fact.name]) for fact in facts_named(values, self.declared)]


def check_duty(
    enterprise: Enterprise,
    duty: Duty,
    *,
    as_of: date,
    answers: Mapping[str, Any] | None = None,
) -> DutyDecision:
    """Check whether a duty (*kewajiban*) binds a firm on a day.

    A phase that has begun is looked at on the day itself; one still to come is looked at on its
    first day, with what is known of the firm now.

    Args:
        enterprise: the firm.
        duty: the duty, from ``umkmexport.duties`` or ``load_duty``.
        as_of: the day the decision is made for.
        answers: what only this duty asks, by fact name.

    Raises:
        FactError: an answer has a name that nobody declared, or a value of the wrong type.
        NotInForceError: the duty asks for a size by law on a day without any.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", product_family="food", annual_sales=900_000_000)
        >>> decision = ux.check_duty(firm, ux.duties["halal"], as_of=date(2026, 10, 17))
        >>> decision.truth, decision.upcoming.since
        (Truth.NO, datetime.date(2026, 10, 18))
        >>> decision = ux.check_duty(firm, ux.duties["halal"], as_of=date(2026, 10, 18))
        >>> decision.truth, decision.since
        (Truth.YES, datetime.date(2026, 10, 18))
    """
    given = check_answers(answers or {}, duty.declared, of=_THIS_DUTY)
    findings = tuple(_find(phase, enterprise, as_of, given) for phase in duty.phases)
    first = next((f for f in findings if f.truth is not Truth.NO), None)
    surely = next((f for f in findings if f.truth is Truth.YES), None)
    truth = _any(f.truth for f in findings if f.since <= as_of)
    return DutyDecision(
        as_of=as_of,
        provenance=duty.provenance,
        truth=truth,
        since=surely.since if surely and surely is first and truth is Truth.YES else None,
        upcoming=None if truth is Truth.YES else surely,
        findings=findings,
        declared=duty.declared,
    )


def _any(truths: Iterable[Truth]) -> Truth:
    return reduce(or_, truths, Truth.NO)


def _find(
    phase: Phase, enterprise: Enterprise, as_of: date, given: Mapping[str, Any]
) -> PhaseFinding:
    view = view_of(enterprise, as_of=max(as_of, phase.since), answers=given)
    facts = facts_of(phase.when)
    return PhaseFinding(
        phase.key,
        Truth(phase.when.sign(view)),
        phase.text,
        facts,
        known_values(view, facts),
        undecided(phase.when, view),
        since=phase.since,
        article=phase.article,
        note=phase.note,
    )


_THIS_DUTY: Final = Text(id="kewajiban ini", en="this duty")
_ANSWERS: Final = {
    Truth.YES: Text(
        id="{title}: berlaku bagi usaha ini pada {day}.", en="{title}: binds this firm on {day}."
    ),
    Truth.NO: Text(
        id="{title}: tidak berlaku bagi usaha ini pada {day}.",
        en="{title}: does not bind this firm on {day}.",
    ),
    Truth.UNKNOWN: Text(
        id="{title}: belum dapat dipastikan berlaku bagi usaha ini pada {day}.",
        en="{title}: it cannot be told yet whether it binds this firm on {day}.",
    ),
}
_PHASES: Final = {
    (True, Truth.YES): Text(
        id="Berlaku {latest}sejak {day} untuk {phase} ({article}).",
        en="It binds since {day}{latest}: {phase} ({article}).",
    ),
    (True, Truth.UNKNOWN): Text(
        id="Mungkin berlaku sejak {day} untuk {phase} ({article}).",
        en="It may bind since {day}: {phase} ({article}).",
    ),
    (False, Truth.YES): Text(
        id="Akan berlaku {latest}mulai {day} untuk {phase} ({article}).",
        en="It will bind from {day}{latest}: {phase} ({article}).",
    ),
    (False, Truth.UNKNOWN): Text(
        id="Mungkin berlaku mulai {day} untuk {phase} ({article}).",
        en="It may bind from {day}: {phase} ({article}).",
    ),
}
"""What to say of a phase, by whether it has begun and whether it binds."""

_AT_LATEST: Final = Text(id="selambat-lambatnya ", en=" at the latest")
_KNOWN: Final = Text(id="Diketahui: {listed}.", en="Known: {listed}.")
_NOT_KNOWN: Final = Text(id="Belum diketahui: {listed}.", en="Not known: {listed}.")


def _value(fact: Fact, value: Any) -> Text:
    answers = value.answers if isinstance(value, Possible) else (value,)
    shown = [" / ".join(show(fact, answer, to) for answer in answers) for to in LANGUAGES]
    return Text(f"{fact.label.id}: {shown[0]}", f"{fact.label.en}: {shown[1]}")


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))
