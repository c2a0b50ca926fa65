"""Why has a firm no place: which single fact would have brought one, and who would have lost it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.priority.candidate import Candidate
from umkmexport.decisions.priority.list_round import ListRound
from umkmexport.decisions.priority.prioritised import Entry, PriorityList
from umkmexport.decisions.priority.suppositions import Supposition, suppositions
from umkmexport.errors import SelectionError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.recommendations import RecommendationList
from umkmexport.policies.plans import SelectionPlan
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.fact import Fact
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

__all__ = ["Change", "WhyNot", "why_not"]


@attrs.frozen
class Change:
    """One fact that would have brought a place, had it been otherwise and all else as it is.

    Attributes:
        fact: the name of the fact, or of the agency's recommendation.
        text: the fact in words.
        value: the value that would have been enough, in words; of several the one that changes
            the firm's value least.
        is_known: whether the fact is known, and not as this.
        place: the place it would have brought.
        loses: the ids of the firms that would have lost theirs.
    """

    fact: str
    text: Text
    value: Text
    is_known: bool
    place: int
    loses: tuple[str, ...]

    def because(self) -> Text:
        """Say the change and its consequence."""
        given = _INSTEAD if self.is_known else _TOLD
        lost = _LOST.format(listed=", ".join(self.loses)) if self.loses else _NOBODY
        return given.format(fact=self.text, value=self.value, place=str(self.place), lost=lost)


@attrs.frozen(kw_only=True, slots=False, repr=False)
class WhyNot(Decision):
    """Why a firm stands where it stands on a priority list.

    Attributes:
        id: the registry's id of the firm.
        name: its business name.
        place: its place on the list; None where it has none.
        standing: where it stands, in words.
        changes: the single facts that would have brought a place, the highest place first.
        declared: those facts of the changes that only the policy asks.
    """

    id: str
    name: str | None
    place: int | None
    standing: tuple[Text, ...]
    changes: tuple[Change, ...]
    declared: tuple[Fact, ...] = ()

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        if self.place is not None:
            return f"{self.id} has place {self.place}"
        return f"{self.id} has no place; {len(self.changes)} facts would have brought one"

    def because(self) -> tuple[Text, ...]:
        """Say where the firm stands, and what would have brought a place."""
        if self.place is not None:
            return (_HAS.format(place=str(self.place)), *self.standing)
        told = [change.because() for change in self.changes] or [_NO_SINGLE]
        return (*self.standing, *told)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts of the changes that are not known."""
        known = {fact.name for fact in self.declared}
        names = [one.fact for one in self.changes if not one.is_known]
        return facts_named((n for n in names if n in known or n in _VOCABULARY), self.declared)


def why_not(
    top: PriorityList,
    firm: str,
    enterprises: Iterable[Enterprise],
    *,
    policy: PriorityPolicy,
    plan: SelectionPlan | None = None,
    recommendations: tuple[RecommendationList, ...] = (),
    answers: Mapping[str, Mapping[str, Any]] | None = None,
) -> WhyNot:
    """Say why a firm has no place, and which single fact would have brought one.

    Each fact that the policy, its rubric or a reserve looks at is changed, one at a time, and the
    places are given anew with all else as it is. What nobody can change, such as the owner's age,
    the region or the product, is left as it is where it is known.

    Args:
        top: the list.
        firm: the registry's id of the firm.
        enterprises: the firms that the list was made from.
        policy: the policy that it was made by.
        plan: the plan of the seats that it was made with.
        recommendations: the lists of agencies that it was made with.
        answers: the answers beside each firm that it was made with.

    Raises:
        SelectionError: no such firm, or the list does not come out again from what is given.

    Examples:
        >>> from datetime import date
        >>> import umkmexport as ux
        >>> firms = [
        ...     ux.Enterprise(id="U-1", nib="1234567890123", annual_sales=1, has_npwp=True),
        ...     ux.Enterprise(id="U-2", nib="1234567890124", annual_sales=1),
        ... ]
        >>> policy = ux.priorities["most-ready-on-record"]
        >>> top = ux.rank(firms, policy=policy, seats=1, as_of=date(2026, 11, 21), seed="round-1")
        >>> why = ux.why_not(top, "U-2", firms, policy=policy)
        >>> first = why.changes[0]
        >>> first.place, first.loses
        (1, ('U-1',))
    """
    firms = tuple(enterprises)
    made = ListRound.of(
        firms,
        policy=policy,
        as_of=top.as_of,
        seed=top.seed,
        seats=top.seats,
        plan=plan,
        recommendations=recommendations,
        enquiry=top.enquiry,
        answers=answers or {},
        closes_on=top.closes_on,
        closed_by=top.closed_by,
    )
    _check(made, top, policy)
    candidate = _candidate(made, firm)
    entry = top.find(firm)
    place = next((one.place for one in top.places if one.id == firm), None)
    changes = () if place is not None else tuple(_changes(made, candidate))
    return WhyNot(
        as_of=top.as_of,
        provenance=top.provenance,
        id=firm,
        name=candidate.enterprise.name,
        place=place,
        standing=_standing(entry, top),
        changes=tuple(sorted(changes, key=lambda one: (one.place, one.fact))),
        declared=tuple(f for f in policy.declared if f.name in {one.fact for one in changes}),
    )


def _check(made: ListRound, top: PriorityList, policy: PriorityPolicy) -> None:
    places = [one.contender.firm for one in made.seating.seated]
    if policy.provenance.digest != top.provenance.digest:
        raise SelectionError(_OTHER_POLICY.format(policy=top.provenance.policy))
    if places != [entry.id for entry in top.places] or made.applicants != top.applicants:
        raise SelectionError(_OTHER_LIST)


def _candidate(made: ListRound, firm: str) -> Candidate:
    known = {one.enterprise.id: one for one in made.candidates}
    if firm not in known:
        raise SelectionError(_NO_FIRM.format(firm=firm, hint=suggested(firm, known)))
    return known[firm]


def _changes(made: ListRound, candidate: Candidate) -> Iterator[Change]:
    holders = [one.contender.firm for one in made.seating.seated]
    for several in suppositions(made, candidate):
        weighed = sorted(((one.weigh(), one) for one in several), key=lambda pair: pair[0].low)
        for supposed, supposition in weighed:
            if made.seating.takes(supposed):
                change = _replayed(made, supposed, supposition, holders)
                if change is not None:
                    yield change
                    break


def _replayed(
    made: ListRound, supposed: Candidate, supposition: Supposition, holders: list[str]
) -> Change | None:
    """Give the places anew, and tell what the firm gains and who loses."""
    seated = made.with_candidate(supposed).seating.seated
    now = [one.contender.firm for one in seated]
    if supposed.enterprise.id not in now:
        return None
    return Change(
        supposition.fact,
        supposition.text,
        supposition.value,
        supposition.is_known,
        1 + now.index(supposed.enterprise.id),
        tuple(firm for firm in holders if firm not in now),
    )


def _standing(entry: Any, top: PriorityList) -> tuple[Text, ...]:
    if entry is None:
        return ()
    if not isinstance(entry, Entry):
        return (entry.reason,)
    if any(one.id == entry.id for one in top.waiting):
        return (_WAITING.format(number=str(entry.place)), *entry.because())
    return entry.because()


_VOCABULARY: Final = frozenset(BY_NAME)
_INSTEAD: Final = Text(
    id="Seandainya «{fact}»: {value}, usaha ini mendapat tempat nomor {place}; {lost}.",
    en='With "{fact}": {value}, the firm would have had place {place}; {lost}.',
)
_TOLD: Final = Text(
    id="Seandainya diketahui «{fact}»: {value}, usaha ini mendapat tempat nomor {place}; {lost}.",
    en='Had it been known, "{fact}": {value}, the firm would have had place {place}; {lost}.',
)
_LOST: Final = Text(
    id="yang kehilangan tempat: {listed}", en="who would have lost a place: {listed}"
)
_NOBODY: Final = Text(id="tidak ada yang kehilangan tempat", en="nobody would have lost a place")
_HAS: Final = Text(id="Usaha ini mendapat tempat nomor {place}.", en="The firm has place {place}.")
_WAITING: Final = Text(
    id="Usaha ini berada dalam daftar cadangan, urutan {number}.",
    en="The firm is on the waiting list, number {number}.",
)
_NO_SINGLE: Final = Text(
    id="Tidak ada satu hal pun yang dengan sendirinya akan memberi usaha ini tempat.",
    en="No single fact would by itself have brought the firm a place.",
)
_OTHER_POLICY: Final = Text(
    id="daftar ini dibuat menurut kebijakan {policy}; sebutkan kebijakan yang sama",
    en="the list was made by policy {policy}; give the same, unchanged",
)
_OTHER_LIST: Final = Text(
    id="daftar ini tidak dihasilkan kembali dari masukan yang disebutkan; sebutkan usaha, rencana, "
    "rekomendasi, dan jawaban yang sama",
    en="the list does not come out again from what is given; give the same firms, plan, "
    "recommendations and answers",
)
_NO_FIRM: Final = Text(
    id="tidak ada usaha '{firm}' di antara pendaftar{hint}",
    en="there is no firm '{firm}' among the applicants{hint}",
)
