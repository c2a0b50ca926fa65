"""Which unknown fact settles the level of a firm, whatever the answer to it is?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final, Protocol

import attrs

from umkmexport.rules.score import Score
from umkmexport.terms.truth import NO, YES

if TYPE_CHECKING:
    from umkmexport.rules.card_plan import Tally
    from umkmexport.rules.scorecard import Level

__all__ = ["settling_facts"]

_MOST_OUTCOMES: Final = 64
"""A fact with more outcomes for the points is not looked at: it hardly ever settles a level."""


class Found(Protocol):
    """The finding of an item or of a gate."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the facts to ask for."""
        ...


def settling_facts(found: Tally, items: Sequence[Found], gates: Sequence[Found]) -> tuple[str, ...]:
    """Name the facts of which any answer alone leaves one level, whatever else is not known.

    A fact that may decide whether an item exists is left out, because then the total changes.

    Args:
        found: the score, of which the level is not settled.
        items: the finding of each item that may apply.
        gates: the finding of each gate.
    """
    question = _Question(found, items, gates)
    return tuple(sorted(name for name in question.candidates() if question.is_settled_by(name)))


@attrs.frozen
class _Question:
    """Which level is it? Asked of a score that leaves several open."""

    found: Tally
    items: Sequence[Found]
    gates: Sequence[Found]

    def candidates(self) -> Iterator[str]:
        """Name the facts that alone may lift the worst to the best level, and keep the best off it.

        Points do so by the cut-off of the level, or by its minimum in a dimension; a gate that it
        needs and that is not known must be the only one, and decided by the fact.
        """
        best = self._best_level()
        lacking = self._lacking(best)
        if len(lacking) > 1:
            return
        low, high = self.found.low, self.found.high
        cut_off = -(-best.score_at_least * low.of // 100)
        for name, gained in self._gains().items():
            lifts = low.points + gained >= cut_off and lacking <= {(name,)}
            if lifts and (lacking or best.dimension_at_least or high.points - gained < cut_off):
                yield name

    def _best_level(self) -> Level:
        card = self.found.kind.card
        highs = tuple(high for _, _, high in self.found.dimensions)
        return card.levels[card.level_index(highs, self._met_unless(NO))]

    def _lacking(self, level: Level) -> set[tuple[str, ...]]:
        """Give what is missing for each gate that a level needs and that is not known."""
        gates = zip(self.found.kind.card.gates, self.gates, self.found.gates, strict=True)
        return {
            finding.missing
            for gate, finding, sign in gates
            if sign != YES and gate.key in level.gates
        }

    def _gains(self) -> dict[str, int]:
        """Give the points that each fact alone decides."""
        gains = {name: 0 for finding in self.gates for name in finding.missing}
        for finding, (low, high) in zip(self.items, self.found.points, strict=True):
            if len(finding.missing) == 1:
                (name,) = finding.missing
                gains[name] = gains.get(name, 0) + high - low
        return gains

    def is_settled_by(self, name: str) -> bool:
        """Tell whether any answer to a fact leaves one level."""
        asked = self.found.kind.asked
        touched = [place for place, each in enumerate(self.items) if name in each.missing]
        if any(asked[place].applies != YES for place in touched):
            return False
        places = [place for place in touched if self.items[place].missing == (name,)]
        gates = [
            gate.key
            for gate, finding in zip(self.found.kind.card.gates, self.gates, strict=True)
            if finding.missing == (name,)
        ]
        points = [range(low, high + 1) for low, high in map(self.found.points.__getitem__, places)]
        if prod(map(len, points)) << len(gates) > _MOST_OUTCOMES:
            return False
        outcomes = product(product(*points), product((False, True), repeat=len(gates)))
        return all(
            self._leaves_one_level(
                dict(zip(places, earned, strict=True)), dict(zip(gates, are_met, strict=True))
            )
            for earned, are_met in outcomes
        )

    def _leaves_one_level(self, earned: dict[int, int], is_met: dict[str, bool]) -> bool:
        met = {key for key, answer in is_met.items() if answer}
        worst = self._level(0, earned, self._met_if(YES) | met)
        best = self._level(1, earned, self._met_unless(NO) - is_met.keys() | met)
        return worst == best

    def _level(self, end: int, earned: dict[int, int], met: frozenset[str]) -> int:
        """Give the level where some items earn so much and all others come out at one end."""
        ends = [each[end] for each in self.found.points]
        for place, points in earned.items():
            ends[place] = points
        kind = self.found.kind
        scores = (Score(sum(ends[place] for place in part.places), part.of) for part in kind.parts)
        return kind.card.level_index(tuple(scores), met)

    def _met_if(self, wanted: int) -> frozenset[str]:
        signs = zip(self.found.kind.card.gates, self.found.gates, strict=True)
        return frozenset(gate.key for gate, sign in signs if sign == wanted)

    def _met_unless(self, excluded: int) -> frozenset[str]:
        signs = zip(self.found.kind.card.gates, self.found.gates, strict=True)
        return frozenset(gate.key for gate, sign in signs if sign != excluded)
