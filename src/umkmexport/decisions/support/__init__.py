"""What support can a firm use now, what later, what does it lack, and what goes to its group?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from umkmexport.decisions.eligibility import EligibilityDecision, check_eligibility, decide
from umkmexport.decisions.findings import find
from umkmexport.decisions.parties import see
from umkmexport.decisions.support.plan import SupportOption, SupportPlan, SupportStanding
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError, PolicyError
from umkmexport.facts.answers import check_answers
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.offers import Offer, OfferState
from umkmexport.model.records import Group
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.terms import Help, Recipient
from umkmexport.policies.size import Purpose, ceiling_on
from umkmexport.rules.findings import Finding
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.truth import Truth

__all__ = ["check_group", "find_support"]


def check_group(
    group: Group, call: Call, *, as_of: date, answers: Mapping[str, Any] | None = None
) -> EligibilityDecision:
    """Check a group (*kelompok, koperasi, sentra*) against a call that is for groups.

    Args:
        group: the group.
        call: the call; its ``recipient`` is ``group``.
        as_of: the day the decision is made for.
        answers: what only this call asks, and what belongs to the application, by fact name.

    Raises:
        PolicyError: the call is for single firms.
        FactError: an answer has a name that nobody declared, or a value of the wrong type.

    Examples:
        >>> import umkmexport as ux
        >>> group = Group("K-1", region="12.71.05")
        >>> call = ux.calls["medan-equipment-2023"]
        >>> check_group(group, call, as_of=date(2023, 7, 1)).truth
        Truth.YES
    """
    if call.recipient is not Recipient.GROUP:
        raise PolicyError(f"{call.id} is for single firms, not for groups; use check_eligibility")
    given = check_answers(answers or {}, call.declared, of=call.called)
    return decide(see(group, as_of=as_of, answers=given), call, call.carried)


def find_support(
    enterprise: Enterprise,
    calls: Iterable[Call],
    *,
    as_of: date,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    groups: Iterable[Group] = (),
    offers: Iterable[Offer] = (),
) -> SupportPlan:
    """Find what support a firm can use, now and later, and what it lacks for each.

    A call that is not open yet, or that opens again by a later version, is looked at on the day on
    which it opens, with what is known of the firm now. Support for groups is looked at for each
    group that the firm names or that lists it.

    Args:
        enterprise: the firm.
        calls: the calls that offer support, each once.
        as_of: the day the plan is made for.
        answers: what only a call asks, by the id of the call and the name of the fact.
        groups: records of groups; those that the firm does not belong to are left aside.
        offers: offers that were made; the plan says how far each is on the day.

    Raises:
        PolicyError: a call stands twice.
        FactError: a group stands twice, or an answer fits no call.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", business_region="12.71", group_id="K-1")
        >>> calls = [ux.calls["medan-equipment-2023"], ux.calls["medan-bank-referral-2023"]]
        >>> plan = find_support(firm, calls, as_of=date(2026, 11, 21))
        >>> [(option.call, option.standing.value, option.group) for option in plan.options]
        [('medan-equipment-2023', 'unknown', 'K-1'), ('medan-bank-referral-2023', 'unknown', None)]
    """
    seeker = _Seeker(
        enterprise,
        as_of,
        {key: tuple(found) for key, found in _by_call(offers).items()},
        _own_groups(enterprise, groups),
        answers or {},
    )
    asked = _each_once(calls)
    _check_answers(seeker, asked)
    return SupportPlan(
        id=enterprise.id,
        as_of=as_of,
        options=tuple(option for call in asked.values() for option in seeker.options(call)),
    )


@attrs.frozen
class _Seeker:
    """A firm that looks for support on a day."""

    enterprise: Enterprise
    as_of: date
    offers: Mapping[str, tuple[Offer, ...]]
    groups: tuple[Group, ...]
    answers: Mapping[str, Mapping[str, Any]]

    def options(self, call: Call) -> Iterator[SupportOption]:
        """Look at one call."""
        if call.recipient is Recipient.ENTERPRISE:
            yield self._option(call, None)
        elif self.groups:
            for group in self.groups:
                yield self._option(call, group)
        else:
            yield self._without_group(call)

    def _option(self, call: Call, group: Group | None) -> SupportOption:
        whom = self.enterprise.id if group is None else group.id
        days = _days(call, self.as_of)
        day, decision = self._best([(day, self._decide(call, group, day)) for day in days])
        if decision is None:
            decision = self._decide(call, group, self.as_of)
        return SupportOption(
            **self._said_of(call, day, decision.truth),
            decision=decision,
            group=None if group is None else group.id,
            state=self._state(call, whom),
            precheck=None if group else self._precheck(call, day or self.as_of),
        )

    def _without_group(self, call: Call) -> SupportOption:
        named = self.enterprise.group_id
        day = next(iter(_days(call, self.as_of)), None)
        return SupportOption(
            **self._said_of(call, day, Truth.UNKNOWN),
            decision=None,
            group=named,
            state=OfferState.NOT_ASKED if named is None else self._state(call, named),
        )

    def _decide(self, call: Call, group: Group | None, day: date) -> EligibilityDecision:
        given = self.answers.get(call.id)
        if group is not None:
            return check_group(group, call, as_of=day, answers=given)
        return check_eligibility(self.enterprise, call, as_of=day, answers=given)

    def _best(
        self, found: list[tuple[date, EligibilityDecision]]
    ) -> tuple[date | None, EligibilityDecision | None]:
        """Give the first day with a yes, else the first without a no, else the first."""
        for wanted in (Truth.YES, Truth.UNKNOWN, Truth.NO):
            for day, decision in found:
                if decision.truth is wanted:
                    return day, decision
        return None, None

    def _said_of(self, call: Call, day: date | None, truth: Truth) -> dict[str, Any]:
        """Give what does not depend on whom the decision is about; no day means closed."""
        is_open = call.on(self.as_of).window.is_open(self.as_of)
        later = day is not None and day > self.as_of
        return {
            "call": call.id,
            "title": call.title,
            "help": call.help,
            "recipient": call.recipient,
            "standing": _standing(truth, is_open, closed=day is None, later=later),
            "open": is_open,
            "opens_on": day if later else None,
            "closes_on": call.on(day or self.as_of).window.closes,
        }

    def _state(self, call: Call, whom: str) -> OfferState:
        """Give the state of the latest offer on the day."""
        known = [each.on(self.as_of) for each in self.offers.get(call.id, ()) if each.firm == whom]
        begun = [offer for offer in known if offer.history]
        if not begun:
            return OfferState.NOT_ASKED
        return max(begun, key=lambda offer: offer.history[-1].on).state

    def _precheck(self, call: Call, day: date) -> Finding | None:
        if Help.CAPITAL_REFERRAL not in call.help:
            return None
        instrument = ceiling_on(Purpose.CREDIT, day)
        if instrument is None or instrument.ceiling is None:
            return None
        return find(instrument.ceiling, view_of(self.enterprise, as_of=day))


def _standing(truth: Truth, is_open: Truth, *, closed: bool, later: bool) -> SupportStanding:
    if closed:
        return SupportStanding.CLOSED
    if truth is not Truth.YES:
        return SupportStanding.LACKING if truth is Truth.NO else SupportStanding.UNKNOWN
    if later:
        return SupportStanding.LATER
    return SupportStanding.NOW if is_open is Truth.YES else SupportStanding.UNKNOWN


def _days(call: Call, as_of: date) -> list[date]:
    """Give the days to look at: today where it may be open, and the first day of what comes later.

    Of what comes later, a version or a window not open yet, only an announced opening counts.
    """
    days = []
    ends = [*(terms.since for terms in call.all_terms[1:]), None]
    for terms, end in zip(call.all_terms, ends, strict=True):
        opens = terms.window.opens
        day = max(as_of, terms.since or date.min)
        if day > as_of or terms.window.is_open(day) is Truth.NO:
            if opens is None:
                continue
            day = max(day, opens)
        if (end is None or day < end) and terms.window.is_open(day) is not Truth.NO:
            days.append(day)
    return days


def _own_groups(enterprise: Enterprise, groups: Iterable[Group]) -> tuple[Group, ...]:
    found = tuple(groups)
    twice = next((id_ for id_, n in Counter(g.id for g in found).items() if n > 1), None)
    if twice is not None:
        raise FactError(f"group {twice!r} stands twice; keep one")
    return tuple(
        group
        for group in found
        if group.id == enterprise.group_id or enterprise.id in group.member_ids
    )


def _each_once(calls: Iterable[Call]) -> dict[str, Call]:
    found: dict[str, Call] = {}
    for call in calls:
        if call.id in found:
            raise PolicyError(f"call {call.id} stands twice; keep one")
        found[call.id] = call
    return found


def _by_call(offers: Iterable[Offer]) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for offer in offers:
        found.setdefault(offer.call, []).append(offer)
    return found


def _check_answers(seeker: _Seeker, calls: Mapping[str, Call]) -> None:
    for key in seeker.answers:
        if key not in calls:
            raise FactError(f"answers to {key!r}: no such call is here{did_you_mean(key, calls)}")
        if calls[key].recipient is Recipient.GROUP and len(seeker.groups) > 1:
            raise FactError(
                f"answers to {key!r}: firm {seeker.enterprise.id!r} belongs to "
                f"{len(seeker.groups)} groups; give one of them, or use check_group"
            )
