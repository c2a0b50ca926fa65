"""What a plan has to reach, as whole points that facts of the firm earn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.facts.view import FactView
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.rubrics import Rubric
from umkmexport.rules import criteria as c
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.scorecard import Bands, Branches, Gate, Item, Level, Scale, Score, Steps
from umkmexport.terms.months import latest_start
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, YES

__all__ = ["Goal", "Piece", "follows_from", "goals_of_level", "goals_of_requirements"]

_Asker: TypeAlias = Item | Gate | Requirement


@attrs.frozen(eq=False)
class Piece:
    """One item, gate or requirement, and what it is worth to a goal.

    Attributes:
        asker: the item, gate or requirement.
        earning: the facts by which it is earned.
        choosing: the facts by which it is decided whether and how it is asked.
        percent: the per cent of its points that the goal asks for, where it is an item.
    """

    asker: _Asker
    earning: tuple[str, ...]
    choosing: tuple[str, ...]
    percent: int = 0

    def measure(self, view: FactView) -> tuple[int, int]:
        """Give the points surely earned on a view, and those that apply."""
        if not isinstance(self.asker, Item):
            return int(self.asker.answer(view)[0] == YES), 0
        score = self.asker.score(view)
        return (0, 0) if score is None else (score.low, self.asker.points)

    def worth(self, measured: tuple[int, int]) -> int:
        """Give what a measure is worth to the goal, so that it is reached where the sum is."""
        low, of = measured
        return 100 * low - self.percent * of if isinstance(self.asker, Item) else low

    @property
    def facts(self) -> tuple[str, ...]:
        """Name all facts that it looks at."""
        return (*self.earning, *self.choosing)

    def undecided(self, view: FactView) -> tuple[str, ...]:
        """Name the facts to ask for so that it is known whether and how it is asked."""
        asker = self.asker
        asked = [*(c.undecided(asker.applies, view) if asker.applies is not None else ())]
        if isinstance(asker, Item) and (asker.applies is None or asker.applies.sign(view) != NO):
            for variant in asker.variants:
                asked += c.undecided(variant.when, view)
                if variant.when.sign(view) == YES:
                    break
        return tuple(dict.fromkeys(asked))

    def proven(self, view: FactView) -> FactView:
        """Give the view on which it is earned, without claims and stale answers."""
        asker = self.asker
        if isinstance(asker, Item):
            return view.facing(asker.evidence, asker.stale_after_months)[0]
        if isinstance(asker, Gate):
            return view.facing(asker.evidence, None, asker.evidence_for or None)[0]
        return view.facing(asker.evidence, asker.stale_after_months)[0]

    def candidates(self, fact: str, as_of: date) -> Iterator[Any]:
        """Yield the answers to a fact that it tells apart."""
        asker = self.asker
        if not isinstance(asker, Item):
            yield from _answers(asker.require, fact, as_of)
            return
        for scale in _scales(asker):
            yield from _answers_of_scale(scale, fact, as_of)


@attrs.frozen(eq=False)
class Goal:
    """Points that a plan has to reach.

    Attributes:
        key: its key: ``score``, ``dimension:…``, ``gate:…`` or ``requirement:…``.
        text: what has to be reached, in words.
        at_least: the least points.
        pieces: where they come from.
        percent: the per cent of a score that it asks for, where it is a score.
    """

    key: str
    text: Text
    at_least: int
    pieces: tuple[Piece, ...]
    percent: int | None = None

    def score(self, view: FactView) -> Score:
        """Give the score at its low end on a view."""
        measures = [piece.measure(view) for piece in self.pieces]
        return Score(sum(low for low, _ in measures), sum(of for _, of in measures))


def goals_of_level(rubric: Rubric, level: Level) -> tuple[Goal, ...]:
    """Give what a level of a rubric asks for: score, dimensions and gates."""
    goals = [_score("score", _SCORE, level.score_at_least, rubric.items)]
    for dimension in rubric.dimensions:
        items = [item for item in rubric.items if item.dimension == dimension.key]
        if level.dimension_at_least and items:
            text = _DIMENSION.format(dimension=dimension.text)
            goals.append(
                _score(f"dimension:{dimension.key}", text, level.dimension_at_least, items)
            )
    gates = (gate for gate in rubric.gates if gate.key in level.gates)
    return (*goals, *(_must(f"gate:{gate.key}", gate) for gate in gates))


def goals_of_requirements(requirements: Iterable[Requirement]) -> tuple[Goal, ...]:
    """Give what requirements ask for: each of them."""
    return tuple(_must(f"requirement:{each.key}", each) for each in requirements)


def _score(key: str, text: Text, percent: int, items: Iterable[Item]) -> Goal:
    """Ask for a per cent of the points that apply: 100 times the earned, less so much of them."""
    pieces = tuple(Piece(item, _earning(item), _choosing(item), percent) for item in items)
    return Goal(key, text.format(percent=str(percent)), 0, pieces, percent)


def _must(key: str, asker: Gate | Requirement) -> Goal:
    choosing = () if asker.applies is None else c.facts_of(asker.applies)
    return Goal(key, asker.text, 1, (Piece(asker, c.facts_of(asker.require), choosing),))


def _scales(item: Item) -> tuple[Scale, ...]:
    return (item.scale, *(variant.scale for variant in item.variants))


def _earning(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for scale in _scales(item) for fact in scale.facts))


def _choosing(item: Item) -> tuple[str, ...]:
    whens = [*(variant.when for variant in item.variants)]
    if item.applies is not None:
        whens.append(item.applies)
    return tuple(dict.fromkeys(fact for when in whens for fact in c.facts_of(when)))


@cache
def follows_from(fact: str) -> frozenset[str]:
    """Name a fact and all that it is worked out from, step by step."""
    described = BY_NAME.get(fact)
    parents = () if described is None else described.derived_from
    return frozenset({fact}).union(*(follows_from(parent) for parent in parents))


def _answers_of_scale(scale: Scale, fact: str, as_of: date) -> Iterator[Any]:
    if isinstance(scale, Branches):
        for branch in scale.branches:
            yield from _answers(branch.when, fact, as_of)
    elif scale.fact == fact:
        yield from _answers_of_one(scale)


def _answers_of_one(scale: Steps | Bands) -> Iterator[Any]:
    return iter(scale.table if isinstance(scale, Steps) else scale.starts)


def _answers(
    criterion: c.Criterion, fact: str, as_of: date, *, holds: bool = True
) -> Iterator[Any]:
    """Yield answers to a fact with which the parts of a criterion hold, or do not."""
    if isinstance(criterion, c.Composite):
        inside = holds ^ isinstance(criterion, c.NoneOf)
        for part in criterion.parts:
            yield from _answers(part, fact, as_of, holds=inside)
    elif criterion.fact == fact:
        yield from _answers_of_leaf(criterion, as_of, holds=holds)


def _answers_of_leaf(leaf: c.Leaf, as_of: date, *, holds: bool) -> Iterator[Any]:
    match leaf:
        case c.Is(value=value):
            yield value is holds
        case c.OneOf(values=values) if holds:
            yield from values
        case c.OneOf(fact=fact, values=values):
            yield from (o.value for o in BY_NAME[fact].options if o.value not in values)
        case c.Within(code=code) if holds:
            yield code
        case c.ForMonths(months=months):
            day = latest_start(as_of, months)
            yield day if holds else _next(day)
        case c.AtLeast(limit=limit) | c.Between(low=limit):
            yield limit if holds else _next(limit, -1)
        case c.AtMost(limit=limit):
            yield limit if holds else _next(limit)
        case c.MoreThan(limit=limit):
            yield _next(limit) if holds else limit
        case c.LessThan(limit=limit):
            yield _next(limit, -1) if holds else limit
        case _:
            return


def _next(limit: int | date, by: int = 1) -> int | date:
    return limit + timedelta(days=by) if isinstance(limit, date) else limit + by


_SCORE: Final = Text(
    id="nilai kesiapan sedikitnya {percent} dari 100", en="a readiness score of at least {percent}"
)
_DIMENSION: Final = Text(
    id="nilai bagian {dimension} sedikitnya {{percent}} dari 100",
    en="a score in {dimension} of at least {{percent}} of 100",
)
