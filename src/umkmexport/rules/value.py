"""Value: weighted components on fixed anchors, each an interval in whole millionths.

A component's low end is its least value over all completions of what is unknown, never a function
of another low end, so that hiding a fact never raises it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.rules.score import Score
from umkmexport.rules.scorecard import Dimension, Item, Scorecard
from umkmexport.rules.subject import Subject
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

__all__ = [
    "MILLION",
    "Closeness",
    "Component",
    "ItemSpans",
    "OrderFit",
    "Ratio",
    "Recommended",
    "RoomToGain",
    "Span",
    "ratio_span",
    "share",
]

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


def ratio_span(low: Fraction, high: Fraction) -> Span:
    """Turn two shares between 0 and 1 into millionths: floor at the low end, ceiling at the high.

    Examples:
        >>> ratio_span(Fraction(1, 3), Fraction(2, 3))
        Span(low=333333, high=666667)
    """
    return share(Score(low.numerator, low.denominator), Score(high.numerator, high.denominator))


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
            raise PolicyError(_NO_CLOSENESS)

    def span(self, low: Score, high: Score, maybe_unmet: int, surely_unmet: int) -> Span:
        """Give the interval from a score's ends and the numbers of gates not met."""
        worst, best = self._part(low), self._part(high)
        return Span(self._less(_down(*worst), maybe_unmet), self._less(_up(*best), surely_unmet))

    def _part(self, score: Score) -> tuple[int, int]:
        of = (self.full_at - self.zero_at) * score.of
        return 100 * score.points - self.zero_at * score.of, of

    def _less(self, millionths: int, gates: int) -> int:
        return max(0, _kept(millionths) - gates * self.per_unmet_gate * MILLION // 100)


@attrs.frozen
class RoomToGain:
    """How far a score is from being ready: full at one per cent, 0 at another, straight between.

    Its low end comes from the high end of the score, so that hiding a fact lowers it.

    Attributes:
        full_at: the per cent up to which it is full.
        zero_at: the per cent from which it is 0.
        evidence: the least kind of evidence by which an answer counts here; what rests on less is
            unknown, so that a *no* of the firm alone earns nothing.
    """

    full_at: int
    zero_at: int
    evidence: EvidenceKind | None = None

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.full_at < self.zero_at <= 100:
            raise PolicyError(_NO_ROOM)

    def span(self, low: Score, high: Score) -> Span:
        """Give the interval from a score's ends."""
        return Span(_kept(_down(*self._part(high))), _kept(_up(*self._part(low))))

    def _part(self, score: Score) -> tuple[int, int]:
        of = (self.zero_at - self.full_at) * score.of
        return self.zero_at * score.of - 100 * score.points, of


@attrs.frozen
class Recommended:
    """The recommendations of the agencies with jurisdiction: the mean of their shares, weighted.

    Attributes:
        own_regency: the weight of the office of the firm's own regency or city.
        others: the weight of every other agency with jurisdiction.
    """

    own_regency: int
    others: int

    def __attrs_post_init__(self) -> None:
        if min(self.own_regency, self.others) < 0 or not self.own_regency + self.others:
            raise PolicyError(_NO_WEIGHTS)


@attrs.frozen
class OrderFit:
    """The share of an enquiry that a firm can make in time, at most full.

    Attributes:
        evidence: the least kind of evidence for its capacity; less is a claim.
        stale_after_months: the age from which its capacity is unknown again.
    """

    evidence: EvidenceKind
    stale_after_months: int | None = None


@attrs.frozen
class Ratio:
    """One counted fact as a share of another, at most full.

    Attributes:
        part: the fact that counts what is there.
        of: the fact that counts what is wanted.
    """

    part: str
    of: str

    @property
    def facts(self) -> tuple[str, ...]:
        """Name the facts looked at."""
        return self.part, self.of

    def span(self, subject: Subject) -> Span:
        """Give the interval; nothing wanted is full."""
        (least, most), (fewest, wanted) = (_ends(subject.value(fact)) for fact in self.facts)
        low = 0 if wanted is None else _down(least, wanted) if wanted else MILLION
        high = MILLION if most is None or not fewest else _up(most, fewest)
        return Span(min(low, MILLION), min(high, MILLION))


@attrs.frozen(slots=False)
class Component:
    """One component of a value; exactly one of its shapes is stated.

    Attributes:
        key: its key.
        text: what it means, in words.
        weight: its whole weight; the weights of a policy sum to 100.
        readiness: take the readiness score itself.
        closeness: take how near the score is to a level.
        room_to_gain: take how far the score is from ready.
        recommendation: take what agencies recommend.
        order_fit: take the share of an enquiry that the firm can make in time.
        ratio: take one counted fact as a share of another.
        items: take the points of these items.
    """

    key: str
    text: Text
    weight: int
    readiness: bool = False
    closeness: Closeness | None = None
    room_to_gain: RoomToGain | None = None
    recommendation: Recommended | None = None
    order_fit: OrderFit | None = None
    ratio: Ratio | None = None
    items: tuple[Item, ...] = ()

    def __attrs_post_init__(self) -> None:
        if [bool(getattr(self, shape)) for shape in _SHAPES].count(True) != 1:
            raise PolicyError(_ONE_SHAPE.format(key=self.key, shapes=", ".join(_SHAPES)))
        if self.weight < 0:
            raise PolicyError(_NEGATIVE.format(key=self.key))

    @property
    def needs_readiness(self) -> bool:
        """Tell whether the component looks at a readiness score."""
        return self.readiness or self.closeness is not None or self.room_to_gain is not None

    @cached_property
    def total(self) -> int:
        """Give the points of its items."""
        return sum(item.points for item in self.items)


class ItemSpans:
    """Find the intervals of the components that are made of items, all in one reading.

    Args:
        components: the components of a value; those of another shape are left aside.
    """

    def __init__(self, components: Sequence[Component]) -> None:
        self._totals = {one.key: one.total for one in components if one.items}
        self._none_asked = dict.fromkeys(self._totals, Span(0, 0))
        self._card = Scorecard(
            tuple(Dimension(one.key, one.text) for one in components if one.items),
            tuple(attrs.evolve(item, dimension=c.key) for c in components for item in c.items),
            (),
            (),
        )

    def of(self, subject: Subject) -> dict[str, Span]:
        """Give the interval of the points that the items of each component earn, by its key."""
        spans = self._none_asked.copy()
        if not spans:
            return spans
        for dimension, low, high in self._card.plans[subject.as_of].tally(subject).dimensions:
            total = self._totals[dimension.key]
            spans[dimension.key] = Span(_down(low.points, total), _up(high.points, total))
        return spans


_SHAPES: Final = (
    "readiness",
    "closeness",
    "room_to_gain",
    "recommendation",
    "order_fit",
    "ratio",
    "items",
)


_NO_CLOSENESS: Final = Text(
    id="closeness memerlukan 0 <= zero_at < full_at <= 100",
    en="closeness needs 0 <= zero_at < full_at <= 100",
)
_NO_ROOM: Final = Text(
    id="room_to_gain memerlukan 0 <= full_at < zero_at <= 100",
    en="room_to_gain needs 0 <= full_at < zero_at <= 100",
)
_NO_WEIGHTS: Final = Text(
    id="recommendation memerlukan bobot bulat, sedikitnya satu di atas 0",
    en="recommendation needs whole weights, and one of them above 0",
)
_ONE_SHAPE: Final = Text(
    id="komponen {key} memerlukan tepat satu dari {shapes}",
    en="component {key} needs exactly one of {shapes}",
)
_NEGATIVE: Final = Text(
    id="komponen {key}: bobotnya tidak boleh negatif",
    en="component {key}: its weight must not be negative",
)


def _ends(known: int | Range[int] | None) -> tuple[int, int | None]:
    """Give the least and the greatest count."""
    if isinstance(known, int):
        return known, known
    return (0, None) if known is None else (known.low or 0, known.high)


def _kept(millionths: int) -> int:
    return max(0, min(MILLION, millionths))


def _down(points: int, of: int) -> int:
    return points * MILLION // of if of else 0


def _up(points: int, of: int) -> int:
    return -(-points * MILLION // of) if of else 0
