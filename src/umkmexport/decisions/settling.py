"""Which unknown fact settles the level of a firm, whatever the answer to it is?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final, Protocol

import attrs

from umkmexport.rules.score import Score
from umkmexport.terms.truth import NO, UNKNOWN, YES

if TYPE_CHECKING:
    from umkmexport.rules.card_plan import Tally

__all__ = ["settling_facts"]

_MOST_OUTCOMES: Final = 64
"""A fact with more outcomes for the points is not looked at: it hardly ever settles a level."""


class Found(Protocol):
    """An item or a gate with the facts that are missing for it."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the facts to ask for."""
        ...


@attrs.frozen
class _Stake:
    """What one fact alone decides: items and gates, by their places."""

    items: list[int] = attrs.field(factory=list)
    gates: list[int] = attrs.field(factory=list)


def settling_facts(found: Tally, items: Sequence[Found], gates: Sequence[Found]) -> tuple[str, ...]:
    """Name the facts of which any answer alone leaves one level.

    A fact that may decide whether an item exists is left out, because then the total changes.

    Args:
        found: the score, of which the level is not settled.
        items: the finding of each item that may apply.
        gates: the finding of each gate.
    """
    stakes: dict[str, _Stake] = defaultdict(_Stake)
    for place, (asked, item) in enumerate(zip(found.kind.asked, items, strict=True)):
        if asked.applies == YES and len(item.missing) == 1:
            stakes[item.missing[0]].items.append(place)
    for place, gate in enumerate(gates):
        if len(gate.missing) == 1:
            stakes[gate.missing[0]].gates.append(place)
    uncertain = (
        name
        for asked, item in zip(found.kind.asked, items, strict=True)
        if asked.applies == UNKNOWN
        for name in item.missing
    )
    levels = _Levels(found)
    open_to_all = stakes.keys() - set(uncertain)
    return tuple(sorted(name for name in open_to_all if levels.are_settled_by(stakes[name])))


class _Levels:
    """Work out the level where some items and gates are known and all others are not."""

    def __init__(self, found: Tally) -> None:
        self._found = found
        self._card = found.kind.card
        signs = tuple(zip(self._card.gates, found.gates, strict=True))
        self._surely_met = frozenset(gate.key for gate, sign in signs if sign == YES)
        self._maybe_met = frozenset(gate.key for gate, sign in signs if sign != NO)
        highs = tuple(high for _, _, high in found.dimensions)
        self._best = self._card.levels[self._card.level_index(highs, self._maybe_met)]

    def are_settled_by(self, stake: _Stake) -> bool:
        """Tell whether every answer to what is at stake leaves one level."""
        found = self._found
        spans = [found.points[place] for place in stake.items]
        if prod(high - low + 1 for low, high in spans) << len(stake.gates) > _MOST_OUTCOMES:
            return False
        gained = sum(high - low for low, high in spans)
        if not Score(found.low.points + gained, found.low.of).reaches(self._best.score_at_least):
            return False
        keys = [self._card.gates[place].key for place in stake.gates]
        for earned in product(*(range(low, high + 1) for low, high in spans)):
            points = dict(zip(stake.items, earned, strict=True))
            for are_met in product((False, True), repeat=len(keys)):
                answered = zip(keys, are_met, strict=True)
                met = frozenset(key for key, is_met in answered if is_met)
                worst = self._level(0, points, self._surely_met | met)
                best = self._level(1, points, self._maybe_met - (frozenset(keys) - met))
                if worst != best:
                    return False
        return True

    def _level(self, end: int, points: dict[int, int], met: frozenset[str]) -> int:
        """Give the level where some items earn so much and all others come out at one end."""
        ends = [each[end] for each in self._found.points]
        for place, earned in points.items():
            ends[place] = earned
        scores = tuple(
            Score(sum(ends[place] for place in part.places), part.of)
            for part in self._found.kind.parts
        )
        return self._card.level_index(scores, met)
