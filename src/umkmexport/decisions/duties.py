"""Does a dated duty bind this firm on this day, since when, and from when will it?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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


@attrs.frozen(kw_only=True, slots=False)
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
        return facts_named((name for f in self._undecided() for name in f.missing), self.declared)

    def because(self) -> tuple[Text, ...]:
        """Say the answer, what is known, what will come and what is not known."""
        title = self.provenance.title
        texts = [_ANSWERS[self.truth].format(title=title, day=_day(self.as_of))]
        binding = next((f for f in self.in_force if f.truth is Truth.YES), None)
        if binding is not None:
            form = _SINCE if self.since is not None else _SINCE_AT_LATEST
            texts.append(_phase(form, binding))
        texts.append(self._known())
        if self.upcoming is not None:
            texts.append(_phase(_WILL, self.upcoming))
        else:
            texts += [_phase(_MAY, f) for f in self._undecided() if f.since > self.as_of]
        missing = self.missing()
        if missing:
            listed = join_text([fact.label for fact in missing], "; ")
            texts.append(_NOT_KNOWN.format(listed=listed))
        notes = (f.note for f in (binding, self.upcoming) if f is not None)
        return tuple(text for text in (*texts, *notes) if text is not None)

    def _undecided(self) -> tuple[PhaseFinding, ...]:
        undecided = []
        for finding in self.findings:
            if finding.truth is Truth.YES:
                break
            if finding.truth is Truth.UNKNOWN:
                undecided.append(finding)
        return tuple(undecided)

    def _known(self) -> Text | None:
        values = dict(value for finding in self.findings for value in finding.values)
        known = [_value(fact, values[fact.name]) for fact in facts_named(values, self.declared)]
        return _KNOWN.format(listed=join_text(known, "; ")) if known else None


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
    given = check_answers(answers or {}, duty.declared)
    findings = tuple(_find(phase, enterprise, as_of, given) for phase in duty.phases)
    truth = max((f.truth for f in findings if f.since <= as_of), key=_value_of, default=Truth.NO)
    first = next((f for f in findings if f.truth is not Truth.NO), None)
    return DutyDecision(
        as_of=as_of,
        provenance=duty.provenance,
        truth=truth,
        since=first.since if truth is Truth.YES and first in _holding(findings) else None,
        upcoming=None if truth is Truth.YES else next(iter(_holding(findings)), None),
        findings=findings,
        declared=duty.declared,
    )


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
