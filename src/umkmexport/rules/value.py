"""Value: weighted components on fixed anchors, each an interval in whole millionths.

A component's low end is its least value over all completions of what is unknown, never a function
of another low end, so that hiding a fact never raises it.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from umkmexport.errors import PolicyError
from umkmexport.rules.scorecard import Item, Score
from umkmexport.rules.subject import Subject
from umkmexport.terms.text import Text

__all__ = ["MILLION", "Closeness", "Component", "Span", "share"]

MILLION = 1_000_000


@attrs.frozen
class Span:
    """An interval of whole millionths."""

    low: int
    high: int


def share(low: Score, high: Score) -> Span:
    """Turn two scores into millionths: floor at the low end, ceiling at the high end.

    Examples:
        >>> share(Score(1, 3), Score(2, 3))
        Span(low=333333, high=666667)
    """
    return Span(_down(low.points, low.of), _up(high.points, high.of))


@attrs.frozen
class Closeness:
    """How near a score is to a level: 0 at one per cent, full at another, straight between.

    Attributes:
        zero_at: the per cent up to which it is 0.
        full_at: the per cent from which it is full.
        level: the level whose gates count.
        per_unmet_gate: hundredths taken off for each of its gates that is not met, down to 0.
    """

    zero_at: int
    full_at: int
    level: str
    per_unmet_gate: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.zero_at < self.full_at <= 100:
            raise PolicyError("closeness needs 0 <= zero_at < full_at <= 100")

    def span(self, low: Score, high: Score, maybe_unmet: int, surely_unmet: int) -> Span:
        """Give the interval from a score's ends and the numbers of gates not met."""
        worst, best = self._part(low), self._part(high)
        return Span(self._less(_down(*worst), maybe_unmet), self._less(_up(*best), surely_unmet))

    def _part(self, score: Score) -> tuple[int, int]:
        of = (self.full_at - self.zero_at) * score.of
        return 100 * score.points - self.zero_at * score.of, of

    def _less(self, millionths: int, gates: int) -> int:
        kept = max(0, min(MILLION, millionths))
        return max(0, kept - gates * self.per_unmet_gate * MILLION // 100)


@attrs.frozen(slots=False)
class Component:
    """One component of a value; exactly one of readiness, closeness and items is stated.

    Attributes:
        key: its key.
        text: what it means, in words.
        weight: its whole weight; the weights of a policy sum to 100.
        readiness: take the readiness score itself.
        closeness: take how near the score is to a level.
        items: take the points of these items.
    """

    key: str
    text: Text
    weight: int
    readiness: bool = False
    closeness: Closeness | None = None
    items: tuple[Item, ...] = ()

    def __attrs_post_init__(self) -> None:
        stated = [self.readiness, self.closeness is not None, bool(self.items)]
        if stated.count(True) != 1:
            raise PolicyError(
                f"component {self.key} needs exactly one of readiness, closeness and items"
            )
        if self.weight < 1:
            raise PolicyError(f"component {self.key}: its weight must be at least 1")

    @property
    def needs_readiness(self) -> bool:
        """Tell whether the component looks at a readiness score."""
        return not self.items

    @cached_property
    def total(self) -> int:
        """Give the points of its items."""
        return sum(item.points for item in self.items)

    def span_of_items(self, subject: Subject) -> Span:
        """Give the interval of the points that its items earn."""
        scores = [item.score(subject) for item in self.items]
        low = sum(score.low for score in scores if score is not None)
        high = sum(score.high for score in scores if score is not None)
        return share(Score(low, self.total), Score(high, self.total))


def _down(points: int, of: int) -> int:
    return points * MILLION // of if of else 0


def _up(points: int, of: int) -> int:
    return -(-points * MILLION // of) if of else 0
