"""Who takes the seats of a call?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from umkmexport.decisions.parties import Party, checked_parties
from umkmexport.decisions.selection.applicants import Answers, Applicant, Applicants, Order
from umkmexport.decisions.selection.rooms import Label, Rooms
from umkmexport.decisions.selection.seat_changes import SelectionState
from umkmexport.decisions.selection.seats import Filling, Seat, SeatKind, fill, positions_by_owner
from umkmexport.decisions.selection.selected import (
    Category,
    LeftOut,
    Pending,
    Place,
    ReserveOutcome,
    Selection,
    StageResult,
    Waiting,
)
from umkmexport.errors import SelectionError
from umkmexport.policies.calls import Call
from umkmexport.policies.plans import SelectionPlan
from umkmexport.rules.tickets import check_seed
from umkmexport.terms.text import Text, join_text

__all__ = ["select"]


def select(
    applicants: Iterable[Party],
    *,
    call: Call,
    as_of: date,
    seed: str,
    plan: SelectionPlan | None = None,
    order: Order = "preferences",
    answers: Answers | None = None,
    eligible: Mapping[str, int] | None = None,
    owners: Mapping[str, str] | None = None,
    after: Selection | SelectionState | None = None,
) -> Selection:
    """Select who takes the seats of a call (*seleksi peserta*).

    Who meets the conditions of the day may take a place, who does not takes no part, and of whom
    that is not known stands in the data-completion queue. Who meets what is preferred comes first,
    preference by preference; what is not known counts as not met. Equals are drawn by public
    tickets, and the order of the input decides nothing.

    Args:
        applicants: the firms, or the groups where the call is for groups, each with an id of its
            own.
        call: from ``umkmexport.calls`` or ``load_call``.
        as_of: the day the list is made for.
        seed: the public seed of the tickets, such as the id of the round and a number announced
            beforehand.
        plan: how the seats are divided; all seats of the call in one, if left out.
        order: ``preferences``, ``lottery``, or the merit of each by id, a whole number, the most
            first.
        answers: what only this call asks and what belongs to an application, for each by id.
        eligible: 1, 0 or -1 for each by id, where eligibility was decided beforehand, as on
            columns. Then no findings are made, but for those whose answers could change the list.
        owners: what tells owners apart, for each by id, where the plan limits places per
            owner. It is never printed.
        after: the stage before, of which only those with a place go on.

    Raises:
        SelectionError: no seats, seed or applicants, an id twice, a firm where the call is for
            groups, or a plan that does not fit.
        FactError: an answer that nobody asks for, or of the wrong type.

    Examples:
        >>> import umkmexport as ux
        >>> firms = [
        ...     ux.Enterprise(
        ...         id=f"U-{n}",
        ...         has_nib=True,
        ...         owner_region="33.75",
        ...         own_production=True,
        ...         meets_export_quality=True,
        ...         meets_export_quantity=None if n == 3 else True,
        ...     )
        ...     for n in (1, 2, 3)
        ... ]
        >>> chosen = ux.select(
        ...     firms,
        ...     call=ux.calls["pekalongan-export-training-2021"],
        ...     plan=ux.SelectionPlan(seats=1),
        ...     as_of=date(2021, 10, 1),
        ...     seed="round-3",
        ... )
        >>> [place.id for place in chosen.places], [waiting.id for waiting in chosen.waiting]
        (['U-2'], ['U-1'])
        >>> chosen.queue[0].missing
        ('meets_export_quantity',)
    """
    check_seed(seed)
    parties = checked_parties(call, applicants, answers, owners)
    if not parties:
        raise SelectionError(_NOBODY)
    plan = _plan(call, plan)
    plan.check_call(call)
    seats = _seats(call, plan, as_of)
    plan.check_seats(seats)
    rooms = Rooms(plan, plan.divided(seats), seed)
    looked_at = Applicants(
        call,
        as_of=as_of,
        seed=seed,
        plan=plan,
        rooms=rooms,
        order=order,
        answers=answers or {},
        eligible=eligible,
        owners=owners,
    )
    going_on = None if after is None else after.holders()
    taking_part = [one for one in parties if going_on is None or one.id in going_on]
    seen = [one for one in map(looked_at.look_at, taking_part) if one is not None]
    standing = [applicant for applicant in seen if applicant.stands]
    filling = fill(standing, rooms=rooms.rooms, seats=seats, plan=plan, as_of=as_of)
    inside = {applicant.party.id for applicant in seen}
    report = _Report(looked_at, rooms, filling, plan=plan)
    explain_all = eligible is None
    return Selection(
        as_of=as_of,
        provenance=call.provenance,
        seats=seats,
        seed=seed,
        order=looked_at.order,
        places=report.places,
        waiting=report.waiting,
        queue=report.queue(seen, explain_all=explain_all),
        outside=tuple(
            report.outside((p for p in taking_part if p.id not in inside), explain_all=explain_all)
        ),
        set_aside=(*report.set_aside(seen), *_not_going_on(parties, going_on)),
        categories=tuple(report.categories()),
        reserves=tuple(report.reserves()),
        apportionments=rooms.apportionments,
        limit=plan.limit,
        falls_back_on=plan.falls_back_on,
        stage=plan.stage,
        earlier=_earlier(after),
        declared=call.carried,
        plan_digest=plan.digest,
        plan_sources=plan.sources,
        applicants=len(parties),
    )


def _plan(call: Call, plan: SelectionPlan | None) -> SelectionPlan:
    if plan is not None:
        return plan
    if call.quotas:
        keys = ", ".join(quota.key for quota in call.quotas)
        raise SelectionError(_QUOTAS.format(call=call.id, keys=keys))
    return SelectionPlan()


def _seats(call: Call, plan: SelectionPlan, as_of: date) -> int:
    seats, about = call.on(as_of).seats, call.seats_approximate
    if plan.stage is not None:
        stage = next(stage for stage in call.stages if stage.key == plan.stage)
        seats, about = stage.seats, stage.approximate
    if plan.seats is not None:
        return plan.seats
    if seats is None or about:
        form = _NO_SEATS if seats is None else _ABOUT_SO_MANY
        raise SelectionError(form.format(call=call.id, seats=str(seats)))
    return seats


def _earlier(after: Selection | SelectionState | None) -> tuple[StageResult, ...]:
    if after is None:
        return ()
    before = after.selection if isinstance(after, SelectionState) else after
    done = StageResult(
        before.stage,
        before.as_of,
        before.seed,
        before.applicants,
        len(after.holders()),
        before.plan_digest,
    )
    return (*before.earlier, done)


def _not_going_on(parties: Iterable[Party], going_on: frozenset[str] | None) -> Iterator[LeftOut]:
    for party in parties:
        if going_on is not None and party.id not in going_on:
            yield LeftOut(party.id, party.name, _NOT_GOING_ON)


class _Report:
    """Tell the filling of the seats as entries of lists."""

    def __init__(
        self, looked_at: Applicants, rooms: Rooms, filling: Filling, *, plan: SelectionPlan
    ) -> None:
        self._looked_at = looked_at
        self._rooms = rooms.rooms
        self._line = filling.line
        self._filling = filling
        self._plan = plan
        self._guarantees = [reserve.key for reserve in plan.guarantees]
        self._above = [reserve.key for reserve in plan.above]
        self._ties = Counter(applicant.rank for applicant in filling.line)
        shared = {} if plan.limit is None else positions_by_owner(filling.line)
        self._same = {
            owner: tuple(self._line[position].party.id for position in positions)
            for owner, positions in shared.items()
        }
        self._held: dict[str | None, list[Applicant]] = defaultdict(list)
        for seat in filling.seats:
            holder = self._line[seat.position]
            if holder.owner is not None:
                self._held[holder.owner].append(holder)
        self._reserves = {r.key: Label(r.key, r.text) for r in plan.reserves}
        batches = (i for i, size in enumerate(plan.batches, 1) for _ in range(size))
        self.places = tuple(
            self._place(number, seat, next(batches, None))
            for number, seat in enumerate(filling.seats, 1)
        )
        seated = {seat.position for seat in filling.seats}
        self._benched = {self._line[position].party.id for position in filling.benched}
        without = (
            position
            for position, applicant in enumerate(self._line)
            if position not in seated and applicant.party.id not in self._benched
        )
        self.waiting = tuple(self._wait(number, at) for number, at in enumerate(without, 1))

    def queue(self, seen: Iterable[Applicant], *, explain_all: bool) -> tuple[Pending, ...]:
        """Give who is neither in nor out, and who waits and could take a place by an answer."""
        waiting = {entry.id for entry in self.waiting}
        could: list[Applicant] = []
        could_not: list[Applicant] = []
        for applicant in seen:
            waits = applicant.party.id in waiting
            if not applicant.rooms or (applicant.stands and not (waits and applicant.may_gain)):
                continue
            if self._could_take(applicant):
                could.append(applicant)
            elif not waits:
                could_not.append(applicant)
        for group in (could, could_not):
            group.sort(key=lambda applicant: (applicant.hope, applicant.ticket))
        return (
            *(self._pending(applicant, could_take=True, explain=True) for applicant in could),
            *(self._pending(one, could_take=False, explain=explain_all) for one in could_not),
        )

    def outside(self, parties: Iterable[Party], *, explain_all: bool) -> Iterator[LeftOut]:
        """Give who surely does not meet the conditions, in the order of their ids."""
        for party in sorted(parties, key=lambda one: one.id):
            if not explain_all:
                yield LeftOut(party.id, party.name, _NOT_ELIGIBLE)
                continue
            failing = self._looked_at.failing(party)
            unmet = join_text([finding.text for finding in failing], "; ")
            yield LeftOut(party.id, party.name, _UNMET.format(listed=unmet), failing)

    def set_aside(self, seen: Iterable[Applicant]) -> Iterator[LeftOut]:
        """Give who has no room, and whose applicant has as many places as it may have."""
        for applicant in sorted(seen, key=lambda one: one.party.id):
            party = applicant.party
            if not applicant.rooms:
                yield LeftOut(party.id, party.name, _NOWHERE)
            elif party.id in self._benched:
                first = next(one for one in self._others(applicant) if one not in self._benched)
                yield LeftOut(party.id, party.name, _SAME.format(first=first))

    def categories(self) -> Iterator[Category]:
        """Give the seats of each class or region."""
        taken = Counter(
            place.category.key if place.category else None
            for place, seat in zip(self.places, self._filling.seats, strict=True)
            if seat.kind is not SeatKind.POOL and not self._is_above(seat)
        )
        for room in self._rooms:
            key = room.label.key if room.label else None
            yield Category(room.label, room.seats, taken[key], room.cap)

    def reserves(self) -> Iterator[ReserveOutcome]:
        """Give what became of each reserve."""
        filled = Counter(
            seat.reserve
            for seat in self._filling.seats
            if not (seat.kind is SeatKind.POOL and self._is_above(seat))
        )
        members = Counter(key for place in self.places for key in place.belongs_to)
        for reserve in self._plan.reserves:
            yield ReserveOutcome(
                self._reserves[reserve.key],
                reserve.mode,
                reserve.seats,
                filled[reserve.key],
                members[reserve.key],
                reserve.falls_back_on,
            )

    def _place(self, number: int, seat: Seat, batch: int | None) -> Place:
        applicant = self._line[seat.position]
        label = self._rooms[applicant.rooms[0]].label
        return Place(
            number,
            applicant.party.id,
            applicant.party.name,
            seat.position + 1,
            self._ties[applicant.rank],
            applicant.ticket,
            seat.kind,
            None if self._is_above(seat) else label,
            None if seat.reserve is None else self._reserves[seat.reserve],
            batch,
            self._looked_at.met(applicant.party),
            self._belongs_to(applicant),
            None if label is None else label.key,
            self._others(applicant),
        )

    def _wait(self, number: int, position: int) -> Waiting:
        applicant = self._line[position]
        return Waiting(
            number,
            applicant.party.id,
            applicant.party.name,
            position + 1,
            self._ties[applicant.rank],
            applicant.ticket,
            self._rooms[applicant.rooms[0]].label,
            self._belongs_to(applicant),
            self._others(applicant),
        )

    def _pending(self, applicant: Applicant, *, could_take: bool, explain: bool) -> Pending:
        unsettled = self._looked_at.unsettled(applicant) if explain else ()
        return Pending(
            applicant.party.id,
            applicant.party.name,
            tuple(dict.fromkeys(one.text for one in unsettled)),
            tuple(dict.fromkeys(name for one in unsettled for name in one.missing)),
            could_take,
            applicant.stands,
        )

    def _could_take(self, applicant: Applicant) -> bool:
        """Tell whether answers could bring a place that no other application of it holds."""
        limit = self._plan.limit
        held = self._held.get(applicant.owner, [])
        if limit is not None and len(held) >= limit.most:
            comes_first = (applicant.hope, applicant.ticket) < held[-1].key
            return comes_first and self._filling.could_take(applicant, applicant.hope)
        return self._filling.could_take(applicant, applicant.hope)

    def _is_above(self, seat: Seat) -> bool:
        return seat.reserve in self._above

    def _belongs_to(self, applicant: Applicant) -> tuple[str, ...]:
        sides = ((self._guarantees, applicant.guaranteed), (self._above, applicant.above))
        return tuple(
            key
            for keys, members in sides
            if members
            for index, key in enumerate(keys)
            if members >> index & 1
        )

    def _others(self, applicant: Applicant) -> tuple[str, ...]:
        same = self._same.get(applicant.owner or "")
        return tuple(one for one in same if one != applicant.party.id) if same else ()


_UNMET: Final = Text(id="Tidak memenuhi syarat: {listed}.", en="Does not meet: {listed}.")
_NOT_ELIGIBLE: Final = Text(
    id="Tidak memenuhi syarat menurut pemeriksaan sebelumnya.",
    en="Does not meet the conditions, as was decided beforehand.",
)
_NOWHERE: Final = Text(
    id="Tidak termasuk kelompok atau wilayah yang mendapat tempat.",
    en="Belongs to no class or region that has seats.",
)
_SAME: Final = Text(
    id="Pemohonnya sama dengan {first}, yang sudah mendapat tempat; jumlah tempat untuk satu "
    "pemohon terbatas.",
    en="Same applicant as {first}, which has a place; one applicant takes a limited number of "
    "places.",
)
_NOT_GOING_ON: Final = Text(
    id="Tidak lolos dari tahap sebelumnya.", en="Did not go on from the stage before."
)
_NOBODY: Final = Text(
    id="tidak ada pemohon yang dapat dipilih", en="there are no applicants to select from"
)
_QUOTAS: Final = Text(
    id="pengumuman {call} menyediakan tempat menurut kuota ({keys}); nyatakan dalam rencana untuk "
    "siapa tempat itu",
    en="call {call} keeps places by quotas ({keys}); say in a plan whom they are for",
)
_NO_SEATS: Final = Text(
    id="pengumuman {call} tidak menyebutkan jumlah tempat; sebutkan dalam rencana",
    en="call {call} does not say how many seats there are; give their number in the plan",
)
_ABOUT_SO_MANY: Final = Text(
    id="pengumuman {call} menyebutkan sekitar {seats} tempat; sebutkan jumlahnya dalam rencana",
    en="call {call} says about {seats}; give their number in the plan",
)
