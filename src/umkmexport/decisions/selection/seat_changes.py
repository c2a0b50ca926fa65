"""What becomes of the places afterwards: confirmed, withdrawn, objected to, filled again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.selection.seats import SeatKind
from umkmexport.decisions.selection.selected import Place, Selection, Waiting
from umkmexport.errors import SelectionError
from umkmexport.rules.reserves import ReserveMode
from umkmexport.rules.seating import Seating, Slots
from umkmexport.terms.choice import Choice
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text

__all__ = [
    "Change",
    "ChangeKind",
    "Holder",
    "SelectionState",
    "announce",
    "answer_objection",
    "confirm",
    "decline",
    "lodge_objection",
    "replace",
    "withdraw",
]


class ChangeKind(Choice):
    """What happened to a place, or to the list."""

    ANNOUNCED = "announced", "daftar diumumkan", "the list was announced"
    CONFIRMED = "confirmed", "mengonfirmasi tempatnya", "confirmed its place"
    WITHDRAWN = "withdrawn", "melepaskan tempatnya", "gave up its place"
    DECLINED = "declined", "keluar dari daftar cadangan", "left the waiting list"
    REPLACED = "replaced", "naik dari daftar cadangan", "came up from the waiting list"
    OBJECTED = "objected", "mengajukan sanggahan", "objected"
    UPHELD = "upheld", "sanggahannya diterima", "had its objection upheld"
    REJECTED = "rejected", "sanggahannya ditolak", "had its objection rejected"


@attrs.frozen
class Change:
    """One entry of the log.

    Attributes:
        on: the day.
        kind: what happened.
        firm: the id of the applicant; None where it concerns the whole list.
        reason: why, in the words of the office; long numbers are masked.
        instead_of: the id of the applicant whose place it took.
    """

    on: date
    kind: ChangeKind
    firm: str | None = None
    reason: str | None = None
    instead_of: str | None = None

    def because(self) -> Text:
        """Say the entry in words."""
        who = "" if self.firm is None else f"{self.firm} "
        said = _ENTRY.format(on=self.on.isoformat(), who=who, what=self.kind.text)
        if self.instead_of is not None:
            said = _INSTEAD_OF.format(said=said, other=self.instead_of)
        return said if self.reason is None else _REASON.format(said=said, reason=self.reason)


@attrs.frozen
class Holder:
    """Who holds a place, or held one that is vacant now.

    Attributes:
        id: the id of the applicant.
        since: the day from which it holds the place.
        category_key: the class or region it belongs to.
        belongs_to: the keys of the reserves it belongs to.
        is_above: whether its seat stands over and above the divided ones.
        is_pooled: whether it is an unused seat that fell to the common pool.
        confirm_by: the last day to confirm.
        confirmed_on: the day on which it confirmed.
    """

    id: str
    since: date
    category_key: str | None = None
    belongs_to: tuple[str, ...] = ()
    is_above: bool = False
    is_pooled: bool = False
    confirm_by: date | None = None
    confirmed_on: date | None = None


@attrs.frozen(kw_only=True, repr=False)
class SelectionState(Report):
    """A list after it was announced. It never changes: each step gives a new one.

    Attributes:
        selection: the list as it was made.
        objections_until: the last day of the objection period (*masa sanggah*).
        places: who holds a place now.
        vacancies: who gave up a place that is not filled again.
        waiting: who still waits, in order.
        log: what happened, oldest first.
    """

    selection: Selection
    objections_until: date
    places: tuple[Holder, ...]
    vacancies: tuple[Holder, ...] = ()
    waiting: tuple[Waiting, ...]
    log: tuple[Change, ...]

    def __repr__(self) -> str:
        return (
            f"<SelectionState of {self.selection.provenance.policy} on {self.log[-1].on}: "
            f"{len(self.places)} places, {len(self.vacancies)} vacant>"
        )

    def holders(self) -> frozenset[str]:
        """Give the ids of those who hold a place."""
        return frozenset(holder.id for holder in self.places)

    def open_objections(self) -> tuple[str, ...]:
        """Give the ids of those whose objection is not answered."""
        pending: dict[str, None] = {}
        for change in self.log:
            if change.firm is None:
                continue
            if change.kind is ChangeKind.OBJECTED:
                pending[change.firm] = None
            elif change.kind in {ChangeKind.UPHELD, ChangeKind.REJECTED}:
                pending.pop(change.firm, None)
        return tuple(pending)

    def overdue(self, on: date) -> tuple[Holder, ...]:
        """Give who has not confirmed although the day to do so is past."""
        return tuple(
            holder
            for holder in self.places
            if holder.confirmed_on is None
            and holder.confirm_by is not None
            and holder.confirm_by < on
        )

    def because(self) -> tuple[Text, ...]:
        """Say how the list stands, and what happened."""
        summary = _SUMMARY.format(
            places=str(len(self.places)),
            seats=str(self.selection.seats),
            confirmed=str(sum(holder.confirmed_on is not None for holder in self.places)),
            vacant=str(len(self.vacancies)),
            waiting=str(len(self.waiting)),
            until=self.objections_until.isoformat(),
        )
        return (summary, *(change.because() for change in self.log))


def announce(
    selection: Selection, *, on: date, objections_until: date, confirm_by: date | None = None
) -> SelectionState:
    """Announce a list (*pengumuman*): from then on places are confirmed, given up and filled.

    Args:
        selection: the list.
        on: the day of the announcement.
        objections_until: the last day of the objection period (*masa sanggah*).
        confirm_by: the last day on which who has a place may confirm it.

    Raises:
        SelectionError: the days are not in order.
    """
    if on < selection.as_of:
        raise SelectionError(f"a list made for {selection.as_of} cannot be announced on {on}")
    for what, day in (("the objection period ends", objections_until), ("to confirm", confirm_by)):
        if day is not None and day < on:
            raise SelectionError(f"{what} on {day}, before the announcement on {on}")
    above = _keys(selection, ReserveMode.OVER_AND_ABOVE)
    return SelectionState(
        selection=selection,
        objections_until=objections_until,
        places=tuple(_holder(place, on, confirm_by, above) for place in selection.places),
        waiting=selection.waiting,
        log=(Change(on, ChangeKind.ANNOUNCED),),
    )


def confirm(state: SelectionState, firm: str, *, on: date) -> SelectionState:
    """Confirm a place.

    Args:
        state: how the list stands.
        firm: the id of the applicant.
        on: the day.

    Raises:
        SelectionError: the applicant has no place, has confirmed, or the day to confirm is past.
    """
    holder = _held(state, firm)
    if holder.confirmed_on is not None:
        raise SelectionError(f"{firm!r} confirmed its place on {holder.confirmed_on} already")
    if holder.confirm_by is not None and on > holder.confirm_by:
        raise SelectionError(
            f"{firm!r} had to confirm by {holder.confirm_by}; withdraw its place, or announce "
            "a later day"
        )
    places = tuple(
        attrs.evolve(one, confirmed_on=on) if one.id == firm else one for one in state.places
    )
    return _after(state, Change(on, ChangeKind.CONFIRMED, firm), places=places)


def withdraw(state: SelectionState, firm: str, *, on: date, reason: str) -> SelectionState:
    """Take a place back, because the applicant gave it up or the office withdrew it.

    Args:
        state: how the list stands.
        firm: the id of the applicant.
        on: the day.
        reason: why, in words.

    Raises:
        SelectionError: the applicant has no place.
    """
    holder = _held(state, firm)
    return _after(
        state,
        Change(on, ChangeKind.WITHDRAWN, firm, _said(reason)),
        places=tuple(one for one in state.places if one.id != firm),
        vacancies=(*state.vacancies, holder),
    )


def decline(state: SelectionState, firm: str, *, on: date, reason: str) -> SelectionState:
    """Take an applicant from the waiting list, because it no longer wants a place.

    Args:
        state: how the list stands.
        firm: the id of the applicant.
        on: the day.
        reason: why, in words.

    Raises:
        SelectionError: the applicant does not wait.
    """
    if firm not in {one.id for one in state.waiting}:
        raise SelectionError(f"{firm!r} is not on the waiting list")
    return _after(
        state,
        Change(on, ChangeKind.DECLINED, firm, _said(reason)),
        waiting=tuple(one for one in state.waiting if one.id != firm),
    )


def replace(
    state: SelectionState, firm: str, *, on: date, confirm_by: date | None = None
) -> SelectionState:
    """Fill a vacant place from the waiting list (*daftar cadangan*).

    The place goes to the first who waits for the same category, unless a reserve fell short: then
    to the first who belongs to it. Nobody who holds a place loses it. Where nobody waits for the
    category, and from the day on which its seats fall to one pool, the first of all takes it.

    Args:
        state: how the list stands.
        firm: the id of the applicant that gave up the place.
        on: the day.
        confirm_by: the last day on which the newcomer may confirm.

    Raises:
        SelectionError: the applicant left no vacant place, the objection period is not over or an
            objection not answered, or nobody waits who may take the place.
    """
    vacancy = next((one for one in state.vacancies if one.id == firm), None)
    if vacancy is None:
        raise SelectionError(f"{firm!r} left no vacant place; withdraw it first")
    if on <= state.objections_until:
        raise SelectionError(
            f"the objection period runs until {state.objections_until}; no place can be filled on "
            f"{on}"
        )
    pending = state.open_objections()
    if pending:
        raise SelectionError(f"the objection of {pending[0]!r} is not answered")
    chosen, is_pooled = _successor(state, vacancy, on)
    newcomer = Holder(
        chosen.id,
        on,
        None if chosen.category is None else chosen.category.key,
        chosen.belongs_to,
        is_above=vacancy.is_above,
        is_pooled=is_pooled,
        confirm_by=confirm_by,
    )
    return _after(
        state,
        Change(on, ChangeKind.REPLACED, chosen.id, instead_of=firm),
        places=(*state.places, newcomer),
        vacancies=tuple(one for one in state.vacancies if one.id != firm),
        waiting=tuple(one for one in state.waiting if one.id != chosen.id),
    )


def lodge_objection(state: SelectionState, firm: str, *, on: date, reason: str) -> SelectionState:
    """Note an objection (*sanggahan*) of an applicant.

    Args:
        state: how the list stands.
        firm: the id of the applicant.
        on: the day, within the objection period.
        reason: why, in words.

    Raises:
        SelectionError: nobody of that id applied, objected already, or the period is over.
    """
    if state.selection.find(firm) is None:
        raise SelectionError(f"{firm!r} is no applicant")
    if on > state.objections_until:
        raise SelectionError(f"the objection period ended on {state.objections_until}")
    if firm in state.open_objections():
        raise SelectionError(f"the objection of {firm!r} is not answered yet")
    return _after(state, Change(on, ChangeKind.OBJECTED, firm, _said(reason)))


def answer_objection(
    state: SelectionState, firm: str, *, on: date, upheld: bool, reason: str
) -> SelectionState:
    """Note the answer to an objection.

    Where it is upheld, make a new selection with the corrected facts and announce that; this
    list stays as it was made.

    Args:
        state: how the list stands.
        firm: the id of the applicant.
        on: the day.
        upheld: whether the applicant is right.
        reason: why, in words.

    Raises:
        SelectionError: there is no objection of the applicant to answer.
    """
    if firm not in state.open_objections():
        raise SelectionError(f"{firm!r} has no objection to answer")
    kind = ChangeKind.UPHELD if upheld else ChangeKind.REJECTED
    return _after(state, Change(on, kind, firm, _said(reason)))


def _holder(place: Place, on: date, confirm_by: date | None, above: tuple[str, ...]) -> Holder:
    is_above = (
        place.seat is not SeatKind.OPEN and place.reserve is not None and place.reserve.key in above
    )
    return Holder(
        place.id,
        on,
        place.category_key,
        place.belongs_to,
        is_above=is_above,
        is_pooled=place.seat is SeatKind.POOL and not is_above,
        confirm_by=confirm_by,
    )


def _held(state: SelectionState, firm: str) -> Holder:
    holder = next((one for one in state.places if one.id == firm), None)
    if holder is None:
        raise SelectionError(f"{firm!r} has no place")
    return holder


def _said(reason: str) -> str:
    if not reason.strip():
        raise SelectionError("say why, in a few words")
    return mask_digits(reason.strip().rstrip("."))


def _after(state: SelectionState, change: Change, **parts: Any) -> SelectionState:
    last = state.log[-1].on
    if change.on < last:
        raise SelectionError(f"{change.on} lies before the last entry of the log, of {last}")
    return attrs.evolve(state, log=(*state.log, change), **parts)


def _keys(selection: Selection, mode: ReserveMode) -> tuple[str, ...]:
    return tuple(one.label.key for one in selection.reserves if one.mode is mode)


def _successor(state: SelectionState, vacancy: Holder, on: date) -> tuple[Waiting, bool]:
    """Give who takes a vacant place, and whether it becomes a place of the common pool."""
    waiting = [one for one in state.waiting if not _has_its_places(state, one)]
    if vacancy.is_above:
        chosen = _first_entitled(state, vacancy, waiting, on)
        is_pooled = False
    else:
        own = [one for one in waiting if _category(one) == vacancy.category_key]
        is_pooled = vacancy.is_pooled
        chosen = None if is_pooled else _first_entitled(state, vacancy, own, on)
        falls_back_on = state.selection.falls_back_on
        if chosen is None and falls_back_on is not None and falls_back_on <= on:
            is_pooled = True
            chosen = _first_entitled(state, vacancy, _below_cap(state, waiting), on)
    if chosen is None:
        raise SelectionError(
            f"nobody on the waiting list may take the place of {vacancy.id!r} on {on}; it "
            "stays vacant"
        )
    return chosen, is_pooled


def _first_entitled(
    state: SelectionState, vacancy: Holder, waiting: Sequence[Waiting], on: date
) -> Waiting | None:
    """Give who would be seated beside those who keep their places."""
    mode = ReserveMode.OVER_AND_ABOVE if vacancy.is_above else ReserveMode.MINIMUM_GUARANTEE
    reserves = [one for one in state.selection.reserves if one.mode is mode]
    keys = [one.label.key for one in reserves]
    slots = [
        Slots(one.seats, one.falls_back_on is not None and one.falls_back_on <= on)
        for one in reserves
    ]
    open_seats = 0
    if not vacancy.is_above:
        divided = sum(category.seats for category in state.selection.categories)
        open_seats = divided - sum(slot.seats for slot in slots)
    staying = [one for one in state.places if one.is_above is vacancy.is_above]
    seating = Seating([len(staying)], slots, open_seats)
    for position, holder in enumerate(staying):
        seating.admit(position, (0, _bits(holder.belongs_to, keys)))
    seating.widen([len(staying) + 1])
    for position, one in enumerate(waiting, len(staying)):
        seating.admit(position, (0, _bits(one.belongs_to, keys)))
    last = seating.seated()[-1:]
    return waiting[last[0] - len(staying)] if last and last[0] >= len(staying) else None


def _bits(belongs_to: Sequence[str], keys: Sequence[str]) -> int:
    return sum(1 << index for index, key in enumerate(keys) if key in belongs_to)


def _has_its_places(state: SelectionState, one: Waiting) -> bool:
    limit = state.selection.limit
    if limit is None:
        return False
    return len(state.holders().intersection(one.same_applicant)) >= limit.most


def _below_cap(state: SelectionState, waiting: Sequence[Waiting]) -> list[Waiting]:
    held = Counter(one.category_key for one in state.places if not one.is_above)
    caps = {
        None if category.label is None else category.label.key: category.cap
        for category in state.selection.categories
    }
    found = []
    for one in waiting:
        cap = caps[_category(one)]
        if cap is None or held[_category(one)] < cap:
            found.append(one)
    return found


def _category(one: Waiting) -> str | None:
    return None if one.category is None else one.category.key


_ENTRY: Final = Text(id="{on}: {who}{what}.", en="{on}: {who}{what}.")
_INSTEAD_OF: Final = Text(id="{said} Menggantikan {other}.", en="{said} Instead of {other}.")
_REASON: Final = Text(id="{said} Alasan: {reason}.", en="{said} Reason: {reason}.")
_SUMMARY: Final = Text(
    id="{places} dari {seats} tempat terisi, {confirmed} sudah dikonfirmasi, {vacant} kosong; "
    "{waiting} dalam daftar cadangan. Masa sanggah sampai dengan {until}.",
    en="{places} of {seats} places taken, {confirmed} of them confirmed, {vacant} vacant; "
    "{waiting} on the waiting list. Objections until {until}.",
)
