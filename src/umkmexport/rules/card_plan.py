"""Card plan: a scorecard made ready for one day, so that no answer is scored twice.

A card asks other items of a food maker than of a carpenter, and what one item earns follows from
few answers. The plan of a card works out what a kind of firm is asked when the first firm of that
kind is met, and what a combination of answers earns when it is first given. From then on both are
looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

import attrs

from umkmexport.rules.criteria import Criterion, facts_of
from umkmexport.rules.score import Score
from umkmexport.rules.subject import Snapshot, Subject
from umkmexport.rules.tables import Memo, Recall, Table, Tables
from umkmexport.terms.truth import NO, YES, Sign

if TYPE_CHECKING:
    from umkmexport.rules.scorecard import Asked, Dimension, Gate, ItemScore, Scorecard

__all__ = ["CardPlan", "Kind", "Part", "Tally"]

Signs: TypeAlias = Mapping[Criterion, Sign]
Points: TypeAlias = tuple[int, int]


class CardPlan:
    """Make a card ready for one day.

    Args:
        card: the card.
        as_of: the day.
    """

    def __init__(self, card: Scorecard, as_of: date) -> None:
        self._card = card
        self._as_of = as_of
        self._conditions = tuple(dict.fromkeys(_conditions(card)))
        facts = (fact for condition in self._conditions for fact in facts_of(condition))
        recall = partial(Snapshot, as_of)
        self._kinds = Table(facts, self._kind_of, recall, _as_noted)
        self._kinds_by_signs = Memo(self._cut)

    def kind(self, subject: Subject) -> Kind:
        """Give what a subject is asked."""
        return self._kinds[self._kinds.key(subject)]

    def tally(self, subject: Subject) -> Tally:
        """Score without findings."""
        return self.kind(subject).tally(subject)

    def _kind_of(self, subject: Subject) -> Kind:
        return self._kinds_by_signs[tuple(each.sign(subject) for each in self._conditions)]

    def _cut(self, signs: tuple[Sign, ...]) -> Kind:
        return Kind(self._card, self._as_of, dict(zip(self._conditions, signs, strict=True)))


class Kind:
    """What firms of one kind are asked, and what their answers earn.

    Args:
        card: the card.
        as_of: the day.
        signs: the sign of every condition of the card for firms of this kind.

    Attributes:
        card: the card.
        as_of: the day.
        asked: the items, in the order of the card.
        of: the points that they are worth.
        parts: the items by dimension.
    """

    def __init__(self, card: Scorecard, as_of: date, signs: Signs) -> None:
        asked = (item.asked(signs.__getitem__) for item in card.items)
        self.card = card
        self.as_of = as_of
        self.asked = tuple(each for each in asked if each is not None)
        self.of = sum(each.item.points for each in self.asked)
        self.parts = tuple(_parts(card, self.asked))
        recall = partial(Snapshot, as_of)
        self._points = Tables(
            Table(each.facts, each.points, recall, each.item.faces) for each in self.asked
        )
        self._gates = Tables(_gate_table(gate, signs, recall) for gate in card.gates)
        self._scores = Memo(self._score)

    def _score(self, points: int) -> Score:
        return Score(points, self.of)

    def tally(self, subject: Subject) -> Tally:
        """Score without findings."""
        points = self._points.of(subject)
        low = high = 0
        for least, most in points:
            low += least
            high += most
        return Tally(self._scores[low], self._scores[high], points, self, subject)

    def gates_of(self, subject: Subject) -> tuple[Sign, ...]:
        """Give the sign of every gate, in the order of the card."""
        return tuple(self._gates.of(subject))


@attrs.frozen(eq=False, slots=False)
class Tally:
    """The bare figures of a score, without findings: for ranking, draws and replay.

    Attributes:
        low: the score at the low end.
        high: the score at the high end.
        points: the least and greatest points of every item that may apply.
        kind: what was asked.
        subject: who was asked.
    """

    low: Score
    high: Score
    points: Sequence[Points]
    kind: Kind
    subject: Subject

    @cached_property
    def gates(self) -> tuple[Sign, ...]:
        """Give the sign of every gate, in the order of the card."""
        return self.kind.gates_of(self.subject)

    @cached_property
    def items(self) -> tuple[ItemScore, ...]:
        """Give what every item that may apply earned, in the order of the card."""
        pairs = zip(self.kind.asked, self.points, strict=True)
        return tuple(asked.scored(self.subject, *points) for asked, points in pairs)

    @cached_property
    def known(self) -> Score:
        """Give the points of the items that surely apply and are fully known."""
        pairs = zip(self.kind.asked, self.points, strict=True)
        surely = (
            asked.item.points
            for asked, (low, high) in pairs
            if low == high and asked.applies == YES
        )
        return Score(sum(surely), self.kind.of)

    @cached_property
    def dimensions(self) -> tuple[tuple[Dimension, Score, Score], ...]:
        """Give both ends of the score of every dimension with items that may apply."""
        return tuple((part.dimension, *part.ends(self.points)) for part in self.kind.parts)


@attrs.frozen(eq=False)
class Part:
    """The items of one dimension that are asked.

    Attributes:
        dimension: the dimension.
        places: where the items stand among all that are asked.
        of: the points that they are worth.
    """

    dimension: Dimension
    places: tuple[int, ...]
    of: int

    def ends(self, points: Sequence[Points]) -> tuple[Score, Score]:
        """Give the score at both ends, from the points of all items that are asked."""
        low = high = 0
        for place in self.places:
            least, most = points[place]
            low += least
            high += most
        return Score(low, self.of), Score(high, self.of)


def _conditions(card: Scorecard) -> Iterator[Criterion]:
    for item in card.items:
        yield from item.conditions
    for gate in card.gates:
        yield from gate.conditions


def _parts(card: Scorecard, asked: tuple[Asked, ...]) -> Iterator[Part]:
    for dimension in card.dimensions:
        places = [i for i, each in enumerate(asked) if each.item.dimension == dimension.key]
        if places:
            yield Part(dimension, tuple(places), sum(asked[i].item.points for i in places))


def _gate_table(gate: Gate, signs: Signs, recall: Recall) -> Table[Sign]:
    """Make the table of a gate; one that does not apply is met, whatever is answered."""
    if gate.applies is not None and signs[gate.applies] == NO:
        return Table((), _met, recall, _as_noted)
    looked_at = (fact for condition in gate.conditions for fact in facts_of(condition))
    return Table((*looked_at, *gate.facts), gate.sign, recall, gate.faces)


def _met(_: Subject) -> Sign:
    return YES


def _as_noted(_: Subject) -> None:
    """Ask for no evidence."""
