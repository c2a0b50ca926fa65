"""Who should hear of a call: who may take part, who nearly may, and whom to ask first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.eligibility import EligibilityDecision, check_eligibility
from umkmexport.decisions.outreach import NearMiss, near_misses
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["Addressee", "Audience", "whom_to_tell"]


@attrs.frozen
class Addressee:
    """One firm, and why it stands in its group.

    Attributes:
        id: the registry's id of the firm.
        name: its business name.
        not_met: the conditions that are not met.
        not_known: the conditions of which it is not known whether they are met.
        missing: the facts to ask for.
    """

    id: str
    name: str | None
    not_met: tuple[Text, ...]
    not_known: tuple[Text, ...]
    missing: tuple[str, ...]

    def because(self) -> tuple[Text, ...]:
        """Say what is not met and what is not known; nothing where all is met."""
        parts = ((_NOT_MET, self.not_met), (_NOT_KNOWN, self.not_known))
        return tuple(form.format(listed=join_text(texts, "; ")) for form, texts in parts if texts)


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Audience(Decision):
    """Who should hear of a call.

    Attributes:
        eligible: firms that meet all conditions.
        one_condition_away: firms that one condition keeps out, and that can still meet it.
        unknown: firms of which it cannot be told yet.
        others: firms that do not meet the conditions.
        open: whether the call takes applications on the day.
        declared: the facts that only this call asks.
    """

    eligible: tuple[Addressee, ...]
    one_condition_away: tuple[Addressee, ...]
    unknown: tuple[Addressee, ...]
    others: tuple[Addressee, ...]
    open: Truth
    declared: tuple[Fact, ...] = ()

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, of the firms of which it cannot be told yet."""
        return facts_named((n for one in self.unknown for n in one.missing), self.declared)

    def in_short(self) -> str:
        """Give how many firms stand in each group, for ``repr``."""
        return ", ".join(f"{len(getattr(self, name))} {name}" for name in _COUNTED)

    def because(self) -> tuple[Text, ...]:
        """Say how many firms stand in each group, and whether the call is open."""
        counts = {name: str(len(getattr(self, name))) for name in _COUNTED}
        return (_COUNTS.format(call=self.provenance.title, **counts), _OPEN[self.open])


def whom_to_tell(
    enterprises: Iterable[Enterprise],
    call: Call,
    *,
    as_of: date,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
) -> Audience:
    """Sort firms by whether they should hear of a call.

    Each firm stands in exactly one group, in the order given. A firm that one condition keeps out
    is told what it lacks; one of which it cannot be told is asked. What counts as one condition
    away: see ``near_misses``.

    Args:
        enterprises: the firms, each once.
        call: the call.
        as_of: the day the decision is made for.
        answers: what only this call asks, by the id of the firm and the name of the fact.

    Raises:
        SelectionError: a firm stands twice, or answers are given for a firm that is not there.
        FactError: an answer has a name that nobody declared, or a value of the wrong type.
        PolicyError: the call is for groups.

    Examples:
        >>> import umkmexport as ux
        >>> firms = [
        ...     ux.Enterprise(id="U-1", fostered_by=("dinas-medan",)),
        ...     ux.Enterprise(id="U-2"),
        ... ]
        >>> call = ux.calls["medan-export-training-2023"]
        >>> audience = whom_to_tell(firms, call, as_of=date(2023, 2, 20))
        >>> [one.id for one in audience.eligible], [one.id for one in audience.unknown]
        (['U-1'], ['U-2'])
    """
    firms = tuple(enterprises)
    given = answers or {}
    near = {m.enterprise: m for m in near_misses(firms, call, as_of=as_of, answers=given)}
    groups: dict[str, list[Addressee]] = {name: [] for name in _COUNTED}
    for firm in firms:
        decision = check_eligibility(firm, call, as_of=as_of, answers=given.get(firm.id))
        groups[_group(decision, near.get(firm.id))].append(_addressee(firm, decision))
    return Audience(
        as_of=as_of,
        provenance=call.provenance,
        open=call.on(as_of).window.is_open(as_of),
        declared=call.declared,
        eligible=tuple(groups["eligible"]),
        one_condition_away=tuple(groups["one_condition_away"]),
        unknown=tuple(groups["unknown"]),
        others=tuple(groups["others"]),
    )


_COUNTED: Final = ("eligible", "one_condition_away", "unknown", "others")


def _group(decision: EligibilityDecision, near: NearMiss | None) -> str:
    if near is not None:
        return "one_condition_away"
    return _GROUPS[decision.truth]


_GROUPS: Final = {Truth.YES: "eligible", Truth.UNKNOWN: "unknown", Truth.NO: "others"}


def _addressee(firm: Enterprise, decision: EligibilityDecision) -> Addressee:
    return Addressee(
        firm.id,
        firm.name,
        _texts(decision.failing()),
        _texts(decision.undecided()),
        tuple(fact.name for fact in decision.missing()),
    )


def _texts(findings: tuple[Finding, ...]) -> tuple[Text, ...]:
    return tuple(finding.text for finding in findings)


_NOT_MET: Final = Text(id="Belum terpenuhi: {listed}.", en="Not met: {listed}.")
_NOT_KNOWN: Final = Text(id="Belum diketahui: {listed}.", en="Not known: {listed}.")
_COUNTS: Final = Text(
    id="{call}: {eligible} usaha memenuhi semua syarat, {one_condition_away} usaha tinggal satu "
    "syarat lagi, {unknown} usaha belum dapat dipastikan, dan {others} usaha belum memenuhi "
    "syarat.",
    en="{call}. Firms that meet all conditions: {eligible}; one condition away: "
    "{one_condition_away}; cannot be told yet: {unknown}; others: {others}.",
)
_OPEN: Final = {
    Truth.YES: Text(id="Pendaftaran sedang dibuka.", en="Applications are being taken."),
    Truth.UNKNOWN: Text(
        id="Belum diketahui apakah pendaftaran sedang dibuka.",
        en="It is not known whether applications are being taken.",
    ),
    Truth.NO: Text(id="Pendaftaran tidak dibuka.", en="Applications are not being taken."),
}
