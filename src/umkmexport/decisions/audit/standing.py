"""Where every firm stands on a list, without words: what is compared, moved and published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.priority.prioritised import PriorityList
from umkmexport.decisions.selection.rooms import Label
from umkmexport.decisions.selection.selected import Selection
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

__all__ = ["ListResult", "Move", "Part", "Position", "moves_between", "positions_on", "standing_of"]

ListResult: TypeAlias = PriorityList | Selection
"""What ``rank`` and ``select`` give."""


class Part(Choice):
    """The parts of a list, from the one that firms wish for most."""

    PLACE = "place", "mendapat tempat", "has a place"
    WAITING = "waiting", "dalam daftar cadangan", "on the waiting list"
    QUEUE = "queue", "menunggu pelengkapan data", "in the data-completion queue"
    SET_ASIDE = "set_aside", "dikesampingkan", "set aside"
    OUTSIDE = "outside", "tidak memenuhi syarat", "does not meet the conditions"


@attrs.frozen
class Position:
    """Where a firm stands: a part of the list, and its number there where the part is ordered."""

    part: Part
    number: int | None = None

    @property
    def text(self) -> Text:
        """Give the position in words."""
        if self.number is None:
            return self.part.text
        return _NUMBERED.format(part=self.part.text, number=str(self.number))


@attrs.frozen
class Move:
    """A firm that stands elsewhere than before.

    Attributes:
        firm: its id.
        before: where it stood; None where it was not on the list.
        after: where it stands now; None where it is no longer on the list.
    """

    firm: str
    before: Position | None
    after: Position | None

    @property
    def gains_place(self) -> bool:
        """Tell whether it has a place that it had not."""
        return _has_place(self.after) and not _has_place(self.before)

    @property
    def loses_place(self) -> bool:
        """Tell whether it lost its place."""
        return _has_place(self.before) and not _has_place(self.after)

    def because(self) -> Text:
        """Say the move in words."""
        before = _ABSENT if self.before is None else self.before.text
        after = _ABSENT if self.after is None else self.after.text
        return _MOVED.format(firm=self.firm, before=before, after=after)


def standing_of(result: ListResult) -> dict[str, Any]:
    """Give a list without words: who stands where, with value and ticket, seats and reserves.

    Names, reasons and what is missing are left out; they follow from the records.
    """
    kind: Any = type(result)
    return {
        name: bare
        for name in sorted(_told_by(kind), key=lambda name: name not in _FIRST)
        if (bare := _bare(getattr(result, name))) is not _WORDS
    }


def positions_on(result: ListResult) -> dict[str, Position]:
    """Give where every firm stands, by id; on the list, if it stands in the queue too."""
    found = dict.fromkeys(_ids(result.outside), Position(Part.OUTSIDE))
    found |= dict.fromkeys(_ids(result.set_aside), Position(Part.SET_ASIDE))
    awaiting = result.awaiting if isinstance(result, PriorityList) else ()
    found |= dict.fromkeys(_ids((*result.queue, *awaiting)), Position(Part.QUEUE))
    found |= {firm: Position(Part.WAITING, n) for n, firm in enumerate(_ids(result.waiting), 1)}
    found |= {firm: Position(Part.PLACE, n) for n, firm in enumerate(_ids(result.places), 1)}
    return found


def moves_between(
    before: Mapping[str, Position], after: Mapping[str, Position]
) -> tuple[Move, ...]:
    """Give the firms that stand elsewhere: who gains a place, who loses one, then the others."""
    firms = [firm for firm in {**before, **after} if before.get(firm) != after.get(firm)]
    found = [Move(firm, before.get(firm), after.get(firm)) for firm in firms]
    found.sort(key=lambda m: (not m.gains_place, not m.loses_place, _order(m.after), m.firm))
    return tuple(found)


def _ids(entries: Sequence[Any]) -> list[str]:
    return [entry.id for entry in entries]


def _order(position: Position | None) -> tuple[int, int]:
    if position is None:
        return len(Part), 0
    return _RANKS[position.part], position.number or 0


def _has_place(position: Position | None) -> bool:
    return position is not None and position.part is Part.PLACE


def _bare(value: Any) -> Any:
    """Give a value without words, ``_WORDS`` where it has nothing else."""
    if value is None or isinstance(value, str | int):
        return str(value) if isinstance(value, Choice) else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Label):
        return value.key
    if isinstance(value, tuple | list):
        parts = [_bare(part) for part in value]
        return _WORDS if any(part is _WORDS for part in parts) else parts
    kind: Any = type(value)
    if not attrs.has(kind) or isinstance(value, Text):
        return _WORDS
    found = {}
    for name in _told_by(kind):
        part = getattr(value, name)
        if part is not None and type(part) not in _SCALARS:
            part = _bare(part)
        if part is not _WORDS:
            found[name] = part
    return found or _WORDS


@cache
def _told_by(cls: Any) -> tuple[str, ...]:
    """Name the attributes that are not left out."""
    return tuple(field.name for field in attrs.fields(cls) if field.name not in _ELSEWHERE)


_SCALARS: Final = frozenset({int, str, bool})
_WORDS: Final = object()
_FIRST: Final = ("places", "waiting", "queue", "set_aside", "outside")
_ELSEWHERE: Final = frozenset(
    {
        "as_of",
        "components",
        "declared",
        "disclaimer",
        "failing",
        "known",
        "library_version",
        "met",
        "missing",
        "name",
        "pool",
        "provenance",
        "questions",
        "recommendations",
        "reason",
        "seed",
        "text",
        "unsettled",
    }
)
"""What stands in another part of a bundle, or follows from the records."""

_RANKS: Final = {part: rank for rank, part in enumerate(Part)}
_NUMBERED: Final = Text(id="{part} (nomor {number})", en="{part} (number {number})")
_ABSENT: Final = Text(id="tidak tercantum", en="not on the list")
_MOVED: Final = Text(id="{firm}: {before} → {after}.", en="{firm}: {before} → {after}.")
