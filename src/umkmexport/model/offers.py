"""Offers of support: what was offered to a firm, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.errors import FactError
from umkmexport.model.checks import Record
from umkmexport.model.records import Event, EventKind
from umkmexport.terms.choice import Choice
from umkmexport.terms.truth import Truth

__all__ = ["Offer", "OfferState", "OfferStep"]


class OfferState(Choice):
    """How far an offer is."""

    NOT_ASKED = "not_asked", "belum ditawarkan", "not asked yet"
    OFFERED = "offered", "sudah ditawarkan", "offered"
    IN_PROCESS = "in_process", "sedang diproses", "in process"
    LISTED = "listed", "sudah terdaftar atau menerima", "listed or received"
    DECLINED = "declined", "usaha tidak bersedia", "declined by the firm"
    REFUSED = "refused", "ditolak penyelenggara atau bank", "refused by the organiser or the bank"


_NEXT: Final = {
    OfferState.NOT_ASKED: (OfferState.OFFERED, OfferState.IN_PROCESS),
    OfferState.OFFERED: (
        OfferState.IN_PROCESS,
        OfferState.LISTED,
        OfferState.DECLINED,
        OfferState.REFUSED,
    ),
    OfferState.IN_PROCESS: (OfferState.LISTED, OfferState.DECLINED, OfferState.REFUSED),
    OfferState.LISTED: (),
    OfferState.DECLINED: (OfferState.OFFERED, OfferState.IN_PROCESS),
    OfferState.REFUSED: (OfferState.OFFERED, OfferState.IN_PROCESS),
}
"""Which states may follow each state. A firm that declined may be asked again."""

_NEEDS_REASON: Final = frozenset({OfferState.DECLINED, OfferState.REFUSED})
_TAKEN_UP: Final = {
    OfferState.LISTED: Truth.YES,
    OfferState.DECLINED: Truth.NO,
    OfferState.REFUSED: Truth.NO,
}


@attrs.frozen
class OfferStep(Record):
    """Record a state that an offer came to.

    Attributes:
        state: the state.
        on: the day of it.
        reason: why, where the firm declined or the other side refused.
    """

    state: OfferState
    on: date
    reason: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class Offer(Record):
    """Follow one offer of support to one firm or group; it never changes in place.

    Attributes:
        firm: the id of the firm, or of the group.
        call: the id of the call that offers the support.
        about: a word for what it is about, as events have it, such as ``halal``.
        bank: the bank that the firm is referred to, where it is capital.
        history: the states it came to, oldest first.

    Raises:
        FactError: a state cannot follow the one before it, a day lies before the one before it,
            or a reason is missing.

    Examples:
        >>> offer = Offer("U-1", "medan-e-catalogue-2023").to("offered", on=date(2023, 6, 1))
        >>> offer = offer.to("declined", on=date(2023, 6, 19), reason="belum sanggup memasok")
        >>> offer.state.value, offer.taken_up
        ('declined', Truth.NO)
    """

    firm: str
    call: str
    about: str | None = None
    bank: str | None = None
    history: tuple[OfferStep, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        before, since = OfferState.NOT_ASKED, date.min
        for step in self.history:
            reason = _mistake(step, before, since)
            if reason is not None:
                raise FactError(mask_digits(f"offer of {self.call} to {self.firm!r}: {reason}"))
            before, since = step.state, step.on

    @property
    def state(self) -> OfferState:
        """Give the state it is in."""
        return self.history[-1].state if self.history else OfferState.NOT_ASKED

    @property
    def taken_up(self) -> Truth:
        """Tell whether the firm has the support; declined and refused are a known no."""
        return _TAKEN_UP.get(self.state, Truth.UNKNOWN)

    def on(self, day: date) -> Offer:
        """Give the offer as it was on a day."""
        return attrs.evolve(self, history=tuple(step for step in self.history if step.on <= day))

    def to(self, state: OfferState | str, *, on: date, reason: str | None = None) -> Offer:
        """Give the offer in its next state.

        Args:
            state: the next state.
            on: the day of it, not before that of the state it is in.
            reason: why; needed where the firm declines or the other side refuses.

        Raises:
            FactError: the state cannot follow, the day lies earlier, or the reason is missing.
        """
        step = OfferStep(OfferState(state), on, reason)
        return attrs.evolve(self, history=(*self.history, step))

    def events(self) -> tuple[Event, ...]:
        """Give its steps as events of the firm, with the reasons that were given."""
        return tuple(event for step in self.history if (event := self._event(step)) is not None)

    def _event(self, step: OfferStep) -> Event | None:
        kind = _EVENTS.get(step.state)
        if step.state is OfferState.IN_PROCESS and self.bank is not None:
            kind = EventKind.REFERRAL
        if kind is None:
            return None
        return Event(
            kind,
            step.on,
            about=self.about,
            source=self.call,
            counterpart=self.bank,
            reason=step.reason,
        )


_EVENTS: Final = {
    OfferState.OFFERED: EventKind.OFFER,
    OfferState.IN_PROCESS: EventKind.IN_PROCESS,
    OfferState.DECLINED: EventKind.DECLINED,
    OfferState.REFUSED: EventKind.REFUSED,
    OfferState.LISTED: EventKind.HELP,
}


def _mistake(step: OfferStep, before: OfferState, since: date) -> str | None:
    allowed = _NEXT[before]
    if step.state not in allowed:
        following = ", ".join(allowed) or "nothing; make a new offer"
        return f"{step.state} cannot follow {before}; after it comes {following}"
    if step.on < since:
        return f"{step.state} on {step.on} lies before {before} on {since}"
    if step.state in _NEEDS_REASON and not (step.reason or "").strip():
        return f"{step.state} needs a reason, such as the firm's own words"
    return None
