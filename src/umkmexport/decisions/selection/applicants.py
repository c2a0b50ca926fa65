"""Applicants of a selection, each looked at once: eligibility, order, room, reserves, identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.findings import find
from umkmexport.decisions.parties import Party, see
from umkmexport.decisions.selection.rooms import Rooms
from umkmexport.errors import SelectionError
from umkmexport.facts.answers import check_answers
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.policies.plans import LimitedBy, SelectionPlan
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.findings import Finding
from umkmexport.rules.subject import Subject
from umkmexport.rules.tickets import ticket
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign, Truth

__all__ = ["Applicant", "Applicants", "Open", "Order", "OrderKind"]

Answers: TypeAlias = Mapping[str, Mapping[str, Any]]
Order: TypeAlias = str | Mapping[str, int]

_SIGNS: Final[tuple[Sign, ...]] = (NO, UNKNOWN, YES)
_NOTHING: Final[Mapping[str, Any]] = {}


class OrderKind(Choice):
    """By what applicants are put in order, before tickets."""

    PREFERENCES = "preferences", "hal yang diutamakan dalam pengumuman", "the call's preferences"
    LOTTERY = "lottery", "undian", "lot"
    MERIT = "merit", "nilai", "merit"


@attrs.define(eq=False)
class Applicant:
    """One applicant, as a selection sees it.

    Attributes:
        party: the firm or the group.
        sign: whether it is eligible: YES or UNKNOWN.
        rank: its order by what is known, the least first.
        hope: its order if every open answer were in its favour.
        ticket: its drawn ticket.
        rooms: the rooms it may belong to.
        is_placed: whether it is known to which one.
        guaranteed: the guarantees it belongs to, as bits.
        guaranteed_hope: those it may belong to.
        above: the reserves over and above that it belongs to, as bits.
        above_hope: those it may belong to.
        owner: what tells the applicant from others, where places are limited; None if unknown.
        stands: whether it may take a place: eligible, its room known and its identity too.
        position: where it stands in the order of those who may take a place, from 0.
    """

    party: Party
    sign: Sign
    rank: int = 0
    hope: int = 0
    ticket: str = ""
    rooms: tuple[int, ...] = ()
    is_placed: bool = True
    guaranteed: int = 0
    guaranteed_hope: int = 0
    above: int = 0
    above_hope: int = 0
    owner: str | None = None
    stands: bool = False
    position: int = -1

    @property
    def key(self) -> tuple[int, str]:
        """Give the key by which applicants are put in order."""
        return self.rank, self.ticket

    @property
    def may_gain(self) -> bool:
        """Tell whether an open answer could move it up or into a reserve."""
        return (
            self.hope != self.rank
            or self.guaranteed_hope != self.guaranteed
            or self.above_hope != self.above
        )


@attrs.frozen
class Open:
    """Something about an applicant that is not settled, and the facts to ask for."""

    text: Text
    missing: tuple[str, ...] = ()


class Applicants:
    """Look at firms or groups for one selection.

    Args:
        call: the call; its conditions of the day hold.
        as_of: the day.
        seed: the public seed of the tickets.
        plan: the plan of the seats.
        rooms: the rooms into which they are divided.
        order: ``preferences``, ``lottery``, or the merit of each by id, the most first.
        answers: answers beside each, by id.
        eligible: signs of eligibility by id, where they are known beforehand.
        owners: what tells owners apart, by id.
    """

    def __init__(
        self,
        call: Call,
        *,
        as_of: date,
        seed: str,
        plan: SelectionPlan,
        rooms: Rooms,
        order: Order,
        answers: Answers,
        eligible: Mapping[str, int] | None,
        owners: Mapping[str, str] | None,
    ) -> None:
        self._call = call
        self._as_of = as_of
        self._seed = seed
        self._plan = plan
        self._rooms = rooms
        self._criteria = call.on(as_of).criteria
        self._checklist = Checklist(self._criteria)
        self.order = OrderKind.MERIT if isinstance(order, Mapping) else OrderKind(order)
        self._merit = order if isinstance(order, Mapping) else _NOTHING
        by_preference = self.order is OrderKind.PREFERENCES
        self._preferences = call.preferences if by_preference else ()
        self._preferred = [_signs(preference) for preference in self._preferences]
        self._guaranteed = [_signs(reserve.requirement) for reserve in plan.guarantees]
        self._above = [_signs(reserve.requirement) for reserve in plan.above]
        self._answers = answers
        self._eligible = eligible
        self._owners = owners
        if plan.limit is not None and plan.limit.per is LimitedBy.OWNER and owners is None:
            raise SelectionError(_NO_OWNERS)

    def look_at(self, party: Party) -> Applicant | None:
        """Look at one applicant; None, where it surely is not eligible."""
        sign = self._given_sign(party)
        if sign == NO:
            return None
        view = self._view(party)
        if sign is None:
            sign = self._checklist.sign(view)
            if sign == NO:
                return None
        rank, hope = self._order(party, view)
        where = self._rooms.find(view)
        guaranteed, above = _members(self._guaranteed, view), _members(self._above, view)
        owner = self._owner(party)
        known = where.rooms and not where.missing
        return Applicant(
            party,
            sign,
            rank,
            hope,
            ticket(self._seed, party.id),
            where.rooms,
            not where.missing,
            *guaranteed,
            *above,
            owner,
            bool(sign == YES and known and (self._plan.limit is None or owner is not None)),
        )

    def failing(self, party: Party) -> tuple[Finding, ...]:
        """Give the conditions that an applicant does not meet."""
        view = self._view(party)
        found = (find(requirement, view) for requirement in self._criteria)
        return tuple(finding for finding in found if finding.truth is Truth.NO)

    def met(self, party: Party) -> tuple[Text, ...]:
        """Give the preferences that an applicant surely meets."""
        if not self._preferences:
            return ()
        view = self._view(party)
        return tuple(r.text for r in self._preferences if r.answer(view)[0] == YES)

    def unsettled(self, applicant: Applicant) -> tuple[Open, ...]:
        """Give what is not known of an applicant and bears on its place."""
        return tuple(self._unsettled(applicant, self._view(applicant.party)))

    def _unsettled(self, applicant: Applicant, view: Subject) -> Iterator[Open]:
        if applicant.sign == UNKNOWN:
            yield from _undecided(self._criteria, view)
        if not applicant.is_placed:
            yield Open(_ROOM, self._rooms.find(view).missing)
        limit = self._plan.limit
        if limit is not None and applicant.owner is None:
            named = ("nib",) if limit.per is LimitedBy.NIB else ()
            yield Open(_IDENTITY.format(per=limit.per.text), named)
        if applicant.hope != applicant.rank:
            yield from _undecided(self._preferences, view)
        if applicant.may_gain:
            yield from _undecided([r.requirement for r in self._plan.reserves], view)

    def _view(self, party: Party) -> Subject:
        given = self._answers.get(party.id)
        return see(
            party,
            as_of=self._as_of,
            answers=self._checked(given) if given else _NOTHING,
        )

    def _checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return check_answers(given, self._call.declared, of=self._call.called)

    def _given_sign(self, party: Party) -> Sign | None:
        """Give the sign that was decided beforehand; None where none was."""
        if self._eligible is None:
            return None
        sign = self._eligible.get(party.id)
        if type(sign) is not int or sign not in _SIGNS:
            raise SelectionError(_NO_SIGN.format(id=repr(party.id), sign=repr(sign)))
        return sign

    def _order(self, party: Party, view: Subject) -> tuple[int, int]:
        if self.order is OrderKind.MERIT:
            merit = self._merit.get(party.id)
            if type(merit) is not int:
                hint = suggested(party.id, self._merit if merit is None else ())
                raise SelectionError(
                    _NO_MERIT.format(id=repr(party.id), merit=repr(merit), hint=hint)
                )
            return -merit, -merit
        rank = hope = 0
        for answer in self._preferred:
            sign = answer(view)
            rank, hope = 2 * rank + (sign != YES), 2 * hope + (sign == NO)
        return rank, hope

    def _owner(self, party: Party) -> str | None:
        if self._plan.limit is None:
            return None
        if self._plan.limit.per is LimitedBy.NIB or self._owners is None:
            return party.nib if isinstance(party, Enterprise) else None
        return self._owners.get(party.id)


def _signs(requirement: Requirement) -> Callable[[Subject], Sign]:
    """Give what answers a requirement, at once where it asks for no evidence."""
    if requirement.evidence is None and requirement.stale_after_months is None:
        return requirement.rule.sign
    return lambda view: requirement.answer(view)[0]


def _members(reserves: list[Callable[[Subject], Sign]], view: Subject) -> tuple[int, int]:
    """Give the reserves that an applicant belongs to, and those it may belong to, as bits."""
    sure = possible = 0
    for index, answer in enumerate(reserves):
        sign = answer(view)
        if sign != NO:
            possible |= 1 << index
            if sign == YES:
                sure |= 1 << index
    return sure, possible


def _undecided(requirements: Iterable[Requirement], view: Subject) -> Iterator[Open]:
    for requirement in requirements:
        sign, seen = requirement.answer(view)
        if sign == UNKNOWN:
            yield Open(requirement.text, requirement.missing(seen))


_ROOM: Final = Text(id="kelompok atau wilayah tempatnya", en="the class or region of its seats")
_IDENTITY: Final = Text(id="identitas pemohon ({per})", en="the identity of the applicant ({per})")
_NO_SIGN: Final = Text(
    id="eligible: {id} memerlukan 1 untuk ya, 0 untuk belum diketahui, atau -1 untuk tidak, bukan "
    "{sign}",
    en="eligible: {id} needs 1 for yes, 0 for unknown or -1 for no, not {sign}",
)
_NO_MERIT: Final = Text(
    id="order: {id} memerlukan bilangan bulat sebagai nilainya, bukan {merit}{hint}",
    en="order: {id} needs a whole number as its merit, not {merit}{hint}",
)
_NO_OWNERS: Final = Text(
    id="rencana ini membatasi tempat menurut pemilik; berikan owners=, pembeda pemilik untuk tiap "
    "id",
    en="the plan limits places per owner; give owners=, what tells owners apart by id",
)
