"""Whom to write to about a call: firms one condition away, and the question to ask first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.decision import facts_named
from umkmexport.decisions.findings import find
from umkmexport.decisions.parties import Party, checked_parties, see
from umkmexport.errors import PolicyError
from umkmexport.facts.answers import check_answers
from umkmexport.facts.derived import FALLBACKS
from umkmexport.facts.groups import GroupView
from umkmexport.facts.view import FactView, answerable_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.terms import Recipient
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.findings import Finding
from umkmexport.rules.subject import Subject
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN

__all__ = ["NearMiss", "NextQuestion", "near_misses", "next_question"]

Answers: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Answers beside each firm, by the id of the firm and the name of the fact."""

_GIVEN_TYPES: Final = frozenset({FactType.DATE, FactType.REGION})
_GIVEN: Final = frozenset(
    {
        # the owner
        *("owner_citizenship", "owner_gender", "owner_occupation", "owner_residence"),
        # how big the firm is, and whose
        *("ownership", "annual_sales", "capital", "net_worth", "investment", "workers"),
        *("size_class_by_sales", "size_class_by_capital", "site_count", "sales_trend"),
        # what it makes, and has done so far
        *("product_family", "hs_code", "product_form", "nib_risk", "subsector"),
        *("continuous_production_months", "halal_facilitated_before"),
        *("export_mode", "export_months_24"),
    }
)
"""Facts that no help changes in time for a call."""


@attrs.frozen
class NearMiss(Report):
    """A firm that one condition keeps from a call, and that can still meet it.

    Attributes:
        enterprise: the id of the firm.
        name: its name, where it is known.
        finding: the one condition that is not met.
        to_change: the facts of it that the firm can change.
        missing: the facts to ask for, because other conditions are not known; none, where all of
            them are met.
    """

    enterprise: str
    name: str | None
    finding: Finding
    to_change: tuple[str, ...]
    missing: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Tell whether every other condition is met for sure."""
        return not self.missing

    def because(self) -> tuple[Text, ...]:
        """Say which condition is not met, and whether the others are known."""
        who = f"{self.name} ({self.enterprise})" if self.name else self.enterprise
        lacks = _LACKS.format(who=who, condition=self.finding.text)
        return (lacks,) if self.is_certain else (lacks, _OTHERS_UNKNOWN)


@attrs.frozen
class NextQuestion:
    """The question that settles most applicants to a call.

    Attributes:
        fact: the name of the fact to ask for.
        question: the question in words.
        settles: how many applicants it settles whatever the answer, because it is the only fact
            that they lack.
        asked_of: how many applicants lack it; a *no* may settle these too.
        undecided: how many applicants are undecided.
    """

    fact: str
    question: Text
    settles: int
    asked_of: int
    undecided: int


_FOR_GROUPS: Final = Text(
    id="{call} ditujukan bagi kelompok, bukan bagi usaha masing-masing",
    en="{call} is for groups, not for single firms",
)
_LACKS: Final = Text(
    id="{who}: tinggal satu syarat yang belum terpenuhi, yaitu {condition}.",
    en="{who}: one condition is not met, namely: {condition}.",
)
_OTHERS_UNKNOWN: Final = Text(
    id="Sebagian syarat lain belum diketahui.", en="Some of the other conditions are not known."
)


def near_misses(
    enterprises: Iterable[Enterprise], call: Call, *, as_of: date, answers: Answers | None = None
) -> tuple[NearMiss, ...]:
    """List the firms that one condition keeps from a call, and that can still meet it.

    A firm is listed where exactly one condition is not met, and where that one could be met by
    changing what a firm can change: a permit, a document, a package, the loan it asks for. What
    is given stays as it is: age and citizenship, regions, dates, size, kind of product, help had
    before. Other conditions may still be unknown; ``is_certain`` tells, and ``missing`` names what
    to ask, so that no blank counts as met.

    Args:
        enterprises: the firms, each once.
        call: the call, from ``umkmexport.calls`` or ``load_call``; its version of the day holds.
        as_of: the day the decision is made for.
        answers: what only this call asks, and what belongs to the application, by the id of the
            firm and the name of the fact.

    Returns:
        The near misses, in the order of the firms.

    Raises:
        SelectionError: an id stands twice, or answers are given for a firm that is not there.
        FactError: an answer has a name that nobody declared, or a value of the wrong type.
        PolicyError: the call is for groups.

    Example:
        >>> import umkmexport as ux
        >>> call = ux.calls["sidoarjo-food-curation"]
        >>> firms = [
        ...     ux.Enterprise(id="U-1", has_nib=True, has_halal=False, has_spp_irt=True),
        ...     ux.Enterprise(id="U-2", has_nib=True, has_halal=False),
        ...     ux.Enterprise(id="U-3", has_nib=False, has_halal=False, has_md=True),
        ... ]
        >>> for miss in near_misses(firms, call, as_of=date(2026, 11, 21)):
        ...     print(miss.enterprise, miss.finding.key, miss.to_change, miss.missing)
        U-1 halal ('has_halal',) ()
        U-2 halal ('has_halal',) ('has_md', 'has_spp_irt')
    """
    if call.recipient is Recipient.GROUP:
        raise PolicyError(_FOR_GROUPS.format(call=call.id))
    criteria = call.on(as_of).criteria
    given = _given(call)
    views = _views(enterprises, call, as_of, answers)
    found = (_near_miss(view, criteria, given) for view in views if isinstance(view, FactView))
    return tuple(miss for miss in found if miss is not None)


def next_question(
    applicants: Iterable[Party], call: Call, *, as_of: date, answers: Answers | None = None
) -> NextQuestion | None:
    """Give the question that settles most applicants to a call.

    An applicant is settled whatever the answer where the fact is the only one it lacks. Among
    questions that settle as many, the one comes first that more applicants lack, then the one that
    the call asks first. Applicants who are decided already do not count.

    Args:
        applicants: the firms, or the groups where the call is for groups, each once.
        call: the call; its version of the day holds.
        as_of: the day the decision is made for.
        answers: answers beside each applicant, by its id and the name of the fact.

    Returns:
        The question; None where every applicant is decided.

    Raises:
        SelectionError: an id stands twice, a firm applies where the call is for groups, or answers
            are given for somebody who does not apply.
        FactError: an answer has a name that nobody declared, or a value of the wrong type.

    Example:
        >>> import umkmexport as ux
        >>> call = ux.calls["sidoarjo-food-curation"]
        >>> firms = [
        ...     ux.Enterprise(id="U-1", has_nib=True, has_halal=True, has_spp_irt=True),
        ...     ux.Enterprise(id="U-2", has_nib=True, has_md=True),
        ...     ux.Enterprise(id="U-3", has_md=True),
        ... ]
        >>> asked = next_question(firms, call, as_of=date(2026, 11, 21))
        >>> asked.fact, asked.settles, asked.asked_of, asked.undecided
        ('has_halal', 1, 2, 2)
    """
    criteria = call.on(as_of).criteria
    checklist = Checklist(criteria)
    views = _views(applicants, call, as_of, answers)
    lacking = [_missing(criteria, view) for view in views if checklist.sign(view) == UNKNOWN]
    if not lacking:
        return None
    asked_of = Counter(name for names in lacking for name in names)
    settles = Counter(names[0] for names in lacking if len(names) == 1)
    order = {name: place for place, name in enumerate(_asked_in_order(criteria))}
    fact = min(asked_of, key=lambda name: (-settles[name], -asked_of[name], order[name]))
    (described,) = facts_named([fact], call.carried)
    return NextQuestion(
        fact, described.question, settles[fact], asked_of[fact], undecided=len(lacking)
    )


def _views(
    applicants: Iterable[Party], call: Call, as_of: date, answers: Answers | None
) -> Iterator[FactView | GroupView]:
    beside = answers or {}
    for party in checked_parties(call, applicants, beside):
        given = check_answers(beside.get(party.id, {}), call.declared, of=call.called)
        yield see(party, as_of=as_of, answers=given)


def _near_miss(
    view: FactView, criteria: tuple[Requirement, ...], given: frozenset[str]
) -> NearMiss | None:
    failing = [requirement for requirement in criteria if requirement.answer(view)[0] == NO]
    if len(failing) != 1 or not _can_be_met(failing[0], view, given):
        return None
    finding = find(failing[0], view)
    refuting = dict.fromkeys(base for name in finding.refuted_by for base in answerable_facts(name))
    return NearMiss(
        view.enterprise.id,
        view.enterprise.name,
        finding,
        tuple(name for name in refuting if name not in given),
        _missing(criteria, view),
    )


def _can_be_met(requirement: Requirement, view: FactView, given: frozenset[str]) -> bool:
    """Tell whether a condition is open once what the firm can change is taken as unknown."""
    asked = {base for fact in requirement.facts for base in answerable_facts(fact)}
    changeable = frozenset({*asked, *requirement.facts} - given)
    sources = _SOURCES if changeable & FALLBACKS.keys() else frozenset()
    return requirement.answer(view.without(changeable | sources))[0] != NO


def _missing(criteria: tuple[Requirement, ...], view: Subject) -> tuple[str, ...]:
    asked: dict[str, None] = {}
    for requirement in criteria:
        sign, seen = requirement.answer(view)
        if sign == UNKNOWN:
            asked.update(dict.fromkeys(requirement.missing(seen)))
    return tuple(asked)


def _asked_in_order(criteria: tuple[Requirement, ...]) -> tuple[str, ...]:
    names = (name for r in criteria for fact in r.facts for name in answerable_facts(fact))
    return tuple(dict.fromkeys(names))


def _given(call: Call) -> frozenset[str]:
    """Name the facts that a firm cannot change, those that the call declares so among them."""
    shared = (fact.name for fact in BY_NAME.values() if _is_given(fact))
    declared = (fact.key for fact in call.facts if _is_given(fact.fact) or not fact.fixable)
    return frozenset((*shared, *declared))


def _is_given(fact: Fact) -> bool:
    if fact.is_derived:
        return all(
            name in _GIVEN or _is_of_given_type(name) for name in answerable_facts(fact.name)
        )
    return fact.name in _GIVEN or fact.type in _GIVEN_TYPES


def _is_of_given_type(name: str) -> bool:
    return name in BY_NAME and BY_NAME[name].type in _GIVEN_TYPES


_SOURCES: Final = frozenset({"nib", "certificates"})
"""What facts follow from that a firm can change, such as a permit it may still obtain."""
