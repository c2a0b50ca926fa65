"""An official sets a rule aside (*diskresi*): who, why, which rule, and who moved by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.audit.standing import (
    ListResult,
    Move,
    Part,
    Position,
    moves_between,
    positions_on,
)
from umkmexport.errors import SelectionError
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text

__all__ = ["OverriddenList", "Override", "override"]


@attrs.frozen(kw_only=True)
class Override:
    """One decision against the rules.

    Attributes:
        firm: the id of the firm that is given a place.
        instead_of: the id of the firm that loses its place for it; None where a place was free.
        person: who decided, with the office that he or she holds.
        reason: why, in words.
        rule: the rule that is set aside, in words.
        on: the day.
        stood: where the firm stood by the rules.
        moves: everybody who stands elsewhere because of it.
    """

    firm: str
    instead_of: str | None
    person: str
    reason: str
    rule: str
    on: date
    stood: Position
    moves: tuple[Move, ...]

    def because(self) -> tuple[Text, ...]:
        """Say who decided what, why, and who lost a place; others who moved are counted."""
        given = {"firm": self.firm, "person": self.person, "on": self.on.isoformat()}
        others = sum(not (move.gains_place or move.loses_place) for move in self.moves)
        return (
            _GIVEN.format(**given, stood=self.stood.text),
            _FREE if self.instead_of is None else _INSTEAD.format(other=self.instead_of),
            _SET_ASIDE.format(rule=self.rule),
            _REASON.format(reason=self.reason),
            *([_OTHERS.format(count=str(others))] if others else []),
        )


@attrs.frozen(kw_only=True, repr=False)
class OverriddenList(Report):
    """A list after overrides; the list as it was made by the rules is kept beside it.

    Attributes:
        by_rules: the list as ``rank`` or ``select`` made it.
        places: the ids of the firms that have a place now, in order.
        waiting: the ids of those that wait now, in order.
        overrides: what was decided against the rules, oldest first.
    """

    by_rules: ListResult
    places: tuple[str, ...]
    waiting: tuple[str, ...]
    overrides: tuple[Override, ...]

    def __repr__(self) -> str:
        return f"<OverriddenList: {len(self.overrides)} overrides of {self.by_rules!r}>"

    def positions(self) -> Mapping[str, Position]:
        """Give where every firm stands now, by id."""
        listed = {firm: Position(Part.WAITING, n) for n, firm in enumerate(self.waiting, 1)}
        listed |= {firm: Position(Part.PLACE, n) for n, firm in enumerate(self.places, 1)}
        return {**positions_on(self.by_rules), **listed}

    def moves(self) -> tuple[Move, ...]:
        """Give everybody who stands elsewhere than by the rules."""
        return moves_between(positions_on(self.by_rules), self.positions())

    def because(self) -> tuple[Text, ...]:
        """Say how many places were given against the rules, and each decision."""
        count = _COUNT.format(count=str(len(self.overrides)), places=str(len(self.places)))
        return (count, *(text for one in self.overrides for text in one.because()))


def override(
    made: ListResult | OverriddenList,
    firm: str,
    *,
    person: str,
    reason: str,
    rule: str,
    on: date,
    instead_of: str | None = None,
) -> OverriddenList:
    """Give a place against the rules (*diskresi*), and show who moved by it.

    The firm takes the place of the one it comes instead of, which goes to the head of the waiting
    list. Nobody else gains or loses a place.

    Args:
        made: the list, or one with earlier overrides.
        firm: the id of the firm that is given a place.
        person: who decides, with the office that he or she holds.
        reason: why, in words.
        rule: the rule that is set aside, in words.
        on: the day.
        instead_of: the id of the firm whose place it takes; nobody's, where a place is free.

    Raises:
        SelectionError: a firm is not on the list or has no place to give, no place is free, a word
            is missing, or the day lies before that of the list.

    Examples:
        >>> import umkmexport as ux
        >>> firms = [
        ...     ux.Enterprise(id=f"U-{n}", has_nib=True, nib=f"900000000000{n}", annual_sales=n)
        ...     for n in (1, 2)
        ... ]
        >>> day = date(2026, 11, 21)
        >>> policy = ux.priorities["most-ready-on-record"]
        >>> top = ux.rank(firms, policy=policy, seats=1, as_of=day, seed="round-1")
        >>> top.places[0].id
        'U-2'
        >>> changed = ux.override(
        ...     top,
        ...     "U-1",
        ...     instead_of="U-2",
        ...     person="Kepala Dinas",
        ...     reason="Pesanan ekspor sudah ditandatangani",
        ...     rule="urutan menurut nilai",
        ...     on=day,
        ... )
        >>> [move.because().en for move in changed.moves()][0]
        'U-1: on the waiting list (number 1) → has a place (number 1).'
    """
    before = made if isinstance(made, OverriddenList) else _unchanged(made)
    stood = before.positions()
    _check(before, firm, instead_of, on)
    places = list(before.places)
    waiting = [one for one in before.waiting if one != firm]
    if instead_of is None:
        places.append(firm)
    else:
        places[places.index(instead_of)] = firm
        waiting.insert(0, instead_of)
    after = attrs.evolve(before, places=tuple(places), waiting=tuple(waiting))
    decided = Override(
        firm=firm,
        instead_of=instead_of,
        person=_said("person", person),
        reason=_said("reason", reason),
        rule=_said("rule", rule),
        on=on,
        stood=stood[firm],
        moves=moves_between(stood, after.positions()),
    )
    return attrs.evolve(after, overrides=(*before.overrides, decided))


def _unchanged(result: ListResult) -> OverriddenList:
    places, waiting = [one.id for one in result.places], [one.id for one in result.waiting]
    return OverriddenList(
        by_rules=result, places=tuple(places), waiting=tuple(waiting), overrides=()
    )


def _check(before: OverriddenList, firm: str, instead_of: str | None, on: date) -> None:
    stood = before.positions()
    for one in (firm, instead_of):
        if one is not None and one not in stood:
            hint = Text(id="", en=did_you_mean(one, stood))
            raise SelectionError(_UNKNOWN.format(firm=one, hint=hint))
    if firm in before.places:
        raise SelectionError(_HAS_ONE.format(firm=firm))
    if instead_of is not None and instead_of not in before.places:
        raise SelectionError(_HAS_NONE.format(firm=instead_of))
    if instead_of is None and len(before.places) >= before.by_rules.seats:
        raise SelectionError(_FULL.format(seats=str(before.by_rules.seats)))
    if on < before.by_rules.as_of:
        raise SelectionError(
            _TOO_EARLY.format(on=on.isoformat(), as_of=before.by_rules.as_of.isoformat())
        )


def _said(what: str, words: str) -> str:
    if not isinstance(words, str) or not words.strip():
        raise SelectionError(_SILENT.format(what=what))
    return mask_digits(words.strip())


_COUNT: Final = Text(
    id="{count} dari {places} tempat diberikan melalui diskresi.",
    en="{count} of {places} places were given by override.",
)
_GIVEN: Final = Text(
    id="Pada {on} {person} memberikan tempat kepada {firm}; menurut aturan: {stood}.",
    en="On {on} {person} gave a place to {firm}; by the rules: {stood}.",
)
_INSTEAD: Final = Text(
    id="Tempat itu semula milik {other}, yang kini berada di urutan pertama daftar cadangan.",
    en="The place was that of {other}, which is now first on the waiting list.",
)
_FREE: Final = Text(id="Tempat itu semula kosong.", en="The place was free.")
_SET_ASIDE: Final = Text(id="Aturan yang dikesampingkan: {rule}.", en="Rule set aside: {rule}.")
_REASON: Final = Text(id="Alasan: {reason}.", en="Reason: {reason}.")
_OTHERS: Final = Text(
    id="Nomor {count} usaha lain dalam daftar cadangan ikut bergeser.",
    en="The numbers of {count} other firms on the waiting list moved.",
)
_UNKNOWN: Final = Text(
    id="usaha {firm} tidak ada dalam daftar", en="firm {firm} is not on the list{hint}"
)
_HAS_ONE: Final = Text(
    id="usaha {firm} sudah mendapat tempat", en="firm {firm} has a place already"
)
_HAS_NONE: Final = Text(
    id="usaha {firm} tidak mempunyai tempat yang dapat dialihkan",
    en="firm {firm} has no place that could be given to another",
)
_FULL: Final = Text(
    id="seluruh {seats} tempat sudah terisi; sebutkan usaha yang digantikan dengan instead_of=",
    en="all {seats} places are taken; say instead of whom with instead_of=",
)
_TOO_EARLY: Final = Text(
    id="daftar dibuat untuk tanggal {as_of}; diskresi tidak dapat bertanggal {on}",
    en="the list was made for {as_of}; an override cannot be of {on}",
)
_SILENT: Final = Text(
    id="diskresi harus menyebutkan {what}= dengan kata-kata",
    en="an override must say {what}= in words",
)
