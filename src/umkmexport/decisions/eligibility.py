"""May this firm take part in this call?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.findings import find_all
from umkmexport.decisions.view import view_of
from umkmexport.errors import PolicyError
from umkmexport.facts.answers import check_answers
from umkmexport.facts.view import answerable_facts
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.terms import Recipient
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.subject import Subject
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["EligibilityDecision", "check_eligibility", "decide"]


@attrs.frozen(kw_only=True, slots=False, repr=False)
class EligibilityDecision(Decision):
    """Whether a firm meets the conditions of a call.

    Attributes:
        truth: YES if every condition is met, NO if one is not, UNKNOWN otherwise.
        findings: one a condition, in the order of the file.
        open: whether the call takes applications on the day; a separate answer.
        preferences: what orders applicants and excludes none, in the order of the file.
        asked: facts that the call asks, that decide nothing and are not answered yet.
        declared: the facts that only this call asks.
    """

    truth: Truth
    findings: tuple[Finding, ...]
    open: Truth
    preferences: tuple[Finding, ...] = ()
    asked: tuple[str, ...] = ()
    declared: tuple[Fact, ...] = ()

    def failing(self) -> tuple[Finding, ...]:
        """Give the conditions that are not met."""
        return tuple(f for f in self.findings if f.truth is Truth.NO)

    def undecided(self) -> tuple[Finding, ...]:
        """Give the conditions of which it is not known whether they are met."""
        return tuple(f for f in self.findings if f.truth is Truth.UNKNOWN)

    def deciding(self) -> tuple[Finding, ...]:
        """Give the findings that make the answer what it is."""
        return tuple(f for f in self.findings if f.truth is self.truth)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, in the undecided conditions."""
        return facts_named((n for f in self.undecided() for n in f.missing), self.declared)

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return self.truth.key

    def would_change(self) -> tuple[Fact, ...]:
        """Give the facts whose answers would change the decision.

        UNKNOWN: what is missing. NO: what makes each failing condition fail; every one of them
        must come out otherwise. YES: none, because no blank that is filled overturns it.
        """
        refuting = (name for f in self.failing() for name in f.refuted_by)
        names = (answerable for name in refuting for answerable in answerable_facts(name))
        return facts_named(names, self.declared) or self.missing()

    def because(self) -> tuple[Text, ...]:
        """Say the answer, then what is not met, what is not known and what is met."""
        answer = _ANSWERS[self.truth] if self.findings else _NO_CONDITIONS
        texts = [answer.format(call=self.provenance.title)]
        for heading, findings in (
            (_NOT_MET, self.failing()),
            (_NOT_KNOWN, self.undecided()),
            (_MET, tuple(f for f in self.findings if f.truth is Truth.YES)),
        ):
            if findings:
                listed = join_text([f.text for f in findings], "; ")
                texts.append(heading.format(listed=listed))
        return tuple(texts)


_ANSWERS: Final = {
    Truth.YES: Text(id="Memenuhi semua syarat {call}.", en="Meets all conditions of {call}."),
    Truth.NO: Text(
        id="Tidak memenuhi syarat {call}.", en="Does not meet the conditions of {call}."
    ),
    Truth.UNKNOWN: Text(
        id="Belum dapat dipastikan memenuhi syarat {call}.",
        en="It cannot be told yet whether the conditions of {call} are met.",
    ),
}
_NO_CONDITIONS: Final = Text(
    id="Untuk {call} tidak ada syarat peserta yang diumumkan.",
    en="For {call} no conditions of taking part were announced.",
)
_NOT_MET: Final = Text(id="Belum terpenuhi: {listed}.", en="Not met: {listed}.")
_NOT_KNOWN: Final = Text(id="Belum diketahui: {listed}.", en="Not known: {listed}.")
_MET: Final = Text(id="Terpenuhi: {listed}.", en="Met: {listed}.")


def check_eligibility(
    enterprise: Enterprise,
    call: Call,
    *,
    as_of: date,
    answers: Mapping[str, Any] | None = None,
) -> EligibilityDecision:
    """Check a firm against the conditions of a call (*panggilan*).

    Args:
        enterprise: the firm.
        call: the call, from ``umkmexport.calls`` or ``load_call``.
        as_of: the day the decision is made for.
        answers: what only this call asks, and what belongs to the application, by fact name.

    Raises:
        FactError: an answer has a name that nobody declared, or a value of the wrong type.
        PolicyError: the call is for groups.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", has_nib=True, owner_region="33.75")
        >>> call = ux.calls["pekalongan-export-training-2021"]
        >>> decision = ux.check_eligibility(firm, call, as_of=date(2021, 10, 1))
        >>> decision.truth, [fact.name for fact in decision.missing()]
        (Truth.UNKNOWN, ['own_production', 'meets_export_quality', 'meets_export_quantity'])
    """
    if call.recipient is Recipient.GROUP:
        raise PolicyError(f"{call.id} is for groups, not for single firms; use check_group")
    given = check_answers(answers or {}, call.declared, of=call.called)
    return decide(view_of(enterprise, as_of=as_of, answers=given), call, call.declared)


def decide(view: Subject, call: Call, declared: tuple[Fact, ...]) -> EligibilityDecision:
    """Check a firm or a group, as it is seen on a day, against the conditions of a call.

    Args:
        view: what is known of it.
        call: the call.
        declared: the facts to carry along, so that what is missing can be named.
    """
    as_of = view.as_of
    terms = call.on(as_of)
    findings = find_all(terms.criteria, view)
    return EligibilityDecision(
        as_of=as_of,
        provenance=call.provenance,
        truth=_least(findings),
        findings=findings,
        open=terms.window.is_open(as_of),
        preferences=find_all(call.preferences, view),
        asked=tuple(name for name in call.asked if view.value(name) is None),
        declared=declared,
    )


_YES, _UNKNOWN, _NO = Truth.YES, Truth.UNKNOWN, Truth.NO


def _least(findings: tuple[Finding, ...]) -> Truth:
    truths = [finding.truth for finding in findings]
    if _NO in truths:
        return _NO
    return _UNKNOWN if _UNKNOWN in truths else _YES
