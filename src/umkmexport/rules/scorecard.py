"""Scorecard: whole points per item, added up to an interval, with gates and levels.

The arithmetic is in whole numbers throughout. An item that is not known counts from its least to
its greatest points; an item of which it is not known whether it applies counts 0 at the low end and
its full points at the high end. The interval is therefore a sound outer bound.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TypeAlias

import attrs

from umkmexport.errors import PolicyError
from umkmexport.rules.card_plan import CardPlan
from umkmexport.rules.cases import possible
from umkmexport.rules.criteria import Criterion, facts_of, undecided
from umkmexport.rules.score import Score
from umkmexport.rules.subject import Subject
from umkmexport.rules.tables import Memo
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.possible import Possible
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = [
    "Bands",
    "Branch",
    "Branches",
    "Dimension",
    "Gate",
    "Item",
    "ItemScore",
    "Level",
    "Scale",
    "Score",
    "Scorecard",
    "Steps",
    "Variant",
    "Wording",
]


@attrs.frozen(slots=False)
class Steps:
    """Give points to each answer of a yes-or-no or enumerated fact."""

    fact: str
    points: tuple[tuple[bool | str, int], ...]

    @cached_property
    def table(self) -> dict[bool | str, int]:
        """Give the points by answer."""
        return dict(self.points)

    def bounds(self, subject: Subject) -> tuple[int, int]:
        """Give the least and greatest points."""
        known = subject.value(self.fact)
        if known is None:
            return self.least, self.top
        if not isinstance(known, Possible):
            earned = self._worth(known)
            return earned, earned
        points = [self._worth(answer) for answer in known.answers]
        return min(points), max(points)

    def _worth(self, answer: bool | str) -> int:  # noqa: FBT001 - it is what was answered
        if answer not in self.table:
            raise PolicyError(
                f"steps on {self.fact} give points to {', '.join(map(str, self.table))} and none "
                f"to the answer {answer}; state its points"
            )
        return self.table[answer]

    @cached_property
    def least(self) -> int:
        """Give the fewest points that can be earned."""
        return min(self.table.values())

    @cached_property
    def top(self) -> int:
        """Give the most points that can be earned."""
        return max(self.table.values())

    @property
    def facts(self) -> tuple[str, ...]:
        """Name the facts looked at."""
        return (self.fact,)

    def missing(self, subject: Subject) -> tuple[str, ...]:
        """Name the facts to ask for."""
        low, high = self.bounds(subject)
        return subject.asks(self.fact) if low != high else ()


@attrs.frozen(slots=False)
class Bands:
    """Give points to bands of a whole number, each band from its start (included).

    The first band also takes what lies below its start.
    """

    fact: str
    starts: tuple[int, ...]
    points: tuple[int, ...]

    def bounds(self, subject: Subject) -> tuple[int, int]:
        """Give the least and greatest points of any band the value may lie in."""
        known = subject.value(self.fact)
        if isinstance(known, int):
            points = self.points[self._index(known)]
            return points, points
        low, high = (known.low, known.high) if isinstance(known, Range) else (None, None)
        first = 0 if low is None else self._index(low)
        last = len(self.starts) - 1 if high is None else self._index(high)
        touched = self.points[first : last + 1]
        return min(touched), max(touched)

    def _index(self, value: int) -> int:
        return max(bisect_right(self.starts, value) - 1, 0)

    @cached_property
    def top(self) -> int:
        """Give the most points that can be earned."""
        return max(self.points)

    @property
    def facts(self) -> tuple[str, ...]:
        """Name the facts looked at."""
        return (self.fact,)

    def missing(self, subject: Subject) -> tuple[str, ...]:
        """Name the facts to ask for."""
        low, high = self.bounds(subject)
        return subject.asks(self.fact) if low != high else ()


@attrs.frozen
class Branch:
    """Points, and the criterion under which they are earned."""

    when: Criterion
    points: int


@attrs.frozen(slots=False)
class Branches:
    """Give the points of the first branch that holds; none earns 0."""

    branches: tuple[Branch, ...]

    def bounds(self, subject: Subject) -> tuple[int, int]:
        """Give the least and greatest points that are still possible."""
        signs = ((branch.when.sign(subject), branch.points) for branch in self.branches)
        outcomes = tuple(possible(signs, 0))
        return min(outcomes), max(outcomes)

    @cached_property
    def top(self) -> int:
        """Give the most points that can be earned."""
        return max(branch.points for branch in self.branches)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Name the facts looked at."""
        return tuple(dict.fromkeys(f for branch in self.branches for f in facts_of(branch.when)))

    def missing(self, subject: Subject) -> tuple[str, ...]:
        """Name the facts to ask for: those of the undecided branches that can still count."""
        asked: list[str] = []
        for branch in self.branches:
            asked += undecided(branch.when, subject)
            if branch.when.sign(subject) == YES:
                break
        low, high = self.bounds(subject)
        return tuple(dict.fromkeys(asked)) if low != high else ()


Scale: TypeAlias = Steps | Bands | Branches


@attrs.frozen
class Dimension:
    """A group of items, shown with its own score."""

    key: str
    text: Text


@attrs.frozen
class Variant:
    """Another scale of the same worth, used where its criterion holds."""

    when: Criterion
    scale: Scale
    text: Text | None = None


@attrs.frozen(slots=False)
class Item:
    """One question of a scorecard, worth a whole number of points.

    Attributes:
        key: its key.
        points: what it is worth.
        text: the item in words, as an achievement.
        scale: how answers earn points.
        evidence: the least kind of evidence that counts; less is a claim.
        dimension: the key of its dimension, on a card that has any.
        stale_after_months: the age from which an answer is unknown again.
        applies: for whom the item exists; everyone, if absent.
        variants: other scales, of which the first whose criterion holds is used.
        basis: where it is from: its source, or our choice.
        why: why it matters for export, in words for the firm.
        aspects: the official catchwords it covers, such as *kualitas*.
    """

    key: str
    points: int
    text: Text
    scale: Scale
    evidence: EvidenceKind
    dimension: str = ""
    stale_after_months: int | None = None
    applies: Criterion | None = None
    variants: tuple[Variant, ...] = ()
    basis: str | None = None
    why: Text | None = None
    aspects: tuple[str, ...] = ()

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Name the facts that earn points."""
        scales = (self.scale, *(variant.scale for variant in self.variants))
        return tuple(dict.fromkeys(fact for scale in scales for fact in scale.facts))

    @cached_property
    def conditions(self) -> tuple[Criterion, ...]:
        """Give the criteria that decide for whom the item exists and on which scale."""
        chosen = tuple(variant.when for variant in self.variants)
        return chosen if self.applies is None else (self.applies, *chosen)

    def asked(self, sign_of: Callable[[Criterion], Sign]) -> Asked | None:
        """Give what is asked where its conditions have these signs; None where it is not."""
        applies: Sign = YES if self.applies is None else sign_of(self.applies)
        if applies == NO:
            return None
        signs = ((sign_of(variant.when), variant.scale) for variant in self.variants)
        return Asked(self, applies, tuple(possible(signs, self.scale)))

    def faces(self, subject: Subject) -> tuple[Subject, Subject] | None:
        """Give the views that its evidence and freshness leave; None where nothing is hidden."""
        if not subject.hides(self.evidence, self.stale_after_months, self.facts):
            return None
        return subject.facing(self.evidence, self.stale_after_months)

    def score(self, subject: Subject) -> ItemScore | None:
        """Score the item for a subject; None where it surely does not apply."""
        asked = self.asked(lambda criterion: criterion.sign(subject))
        if asked is None:
            return None
        return asked.scored(subject, *asked.points(subject))

    def missing(self, subject: Subject, proven: Subject) -> tuple[str, ...]:
        """Name the facts to ask for so that the item's points are known.

        Evidence is asked of the facts that earn points, not of those that choose the scale.
        """
        asked: list[str] = []
        if self.applies is not None:
            asked += undecided(self.applies, subject)
        for variant in self.variants:
            asked += undecided(variant.when, subject)
            if variant.when.sign(subject) == YES:
                break
        signs = ((variant.when.sign(subject), variant.scale) for variant in self.variants)
        for scale in possible(signs, self.scale):
            asked += scale.missing(proven)
        return tuple(dict.fromkeys(asked))

    def text_for(self, subject: Subject) -> Text:
        """Give the words of the variant that surely applies, else those of the item."""
        for variant in self.variants:
            if variant.text is not None and variant.when.sign(subject) == YES:
                return variant.text
        return self.text


@attrs.frozen(eq=False, slots=False)
class Asked:
    """One item, as it is asked of those whom it applies to alike.

    Attributes:
        item: the item.
        applies: YES, or UNKNOWN where it is not known whether it applies.
        scales: the scales that may be used.
    """

    item: Item
    applies: Sign
    scales: tuple[Scale, ...]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Name the facts that its points rest on; none where it may not apply."""
        if self.applies == UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for scale in self.scales for fact in scale.facts))

    def bounds(self, subject: Subject) -> tuple[int, int]:
        """Give the least and greatest points."""
        if self.applies == UNKNOWN:
            return 0, self.item.points
        try:
            bounds = [scale.bounds(subject) for scale in self.scales]
        except PolicyError as error:
            raise PolicyError(f"item {self.item.key}: {error}") from None
        if len(bounds) == 1:
            return bounds[0]
        return min(low for low, _ in bounds), max(high for _, high in bounds)

    def points(self, subject: Subject) -> tuple[int, int]:
        """Give the least and greatest points; what is merely claimed raises only the greatest."""
        proven, said = subject.facing(self.item.evidence, self.item.stale_after_months)
        low, high = self.bounds(proven)
        return low, high if said is proven else self.bounds(said)[1]

    def scored(self, subject: Subject, low: int, high: int) -> ItemScore:
        """Give the score of the item with these points."""
        proven, _ = subject.facing(self.item.evidence, self.item.stale_after_months)
        return ItemScore(self.item, low, high, self.applies, subject, proven)


@attrs.frozen(eq=False, slots=False)
class ItemScore:
    """The least and greatest points of one item, and the views of the subject they rest on."""

    item: Item
    low: int
    high: int
    applies: Sign
    subject: Subject
    proven: Subject

    @property
    def is_known(self) -> bool:
        """Tell whether the item surely applies and its points are known."""
        return self.applies == YES and self.low == self.high

    def missing(self) -> tuple[str, ...]:
        """Name the facts to ask for; none if the points are known."""
        return () if self.is_known else self.item.missing(self.subject, self.proven)


@attrs.frozen
class Wording:
    """Other words, for those for whom a criterion surely holds."""

    when: Criterion
    text: Text


@attrs.frozen(slots=False)
class Gate:
    """A must that no points can replace; it is met where it does not apply.

    Attributes:
        key: its key.
        text: the must in words.
        require: the criterion.
        evidence: the least kind of evidence that counts; the firm's word alone leaves it unknown.
        evidence_for: the facts that need such evidence; all of the criterion's, if absent. A
            fact that only chooses between branches needs none.
        applies: for whom the gate exists; everyone, if absent.
        wordings: other words for some, of which the first that surely fits is used.
        basis: its source, or our choice.
    """

    key: str
    text: Text
    require: Criterion
    evidence: EvidenceKind
    evidence_for: tuple[str, ...] = ()
    applies: Criterion | None = None
    wordings: tuple[Wording, ...] = ()
    basis: str | None = None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Name the facts the gate looks at."""
        return facts_of(self.require)

    @property
    def conditions(self) -> tuple[Criterion, ...]:
        """Give the criteria that decide for whom the gate exists, and in which words."""
        exists = () if self.applies is None else (self.applies,)
        return (*exists, *(wording.when for wording in self.wordings))

    def text_for(self, subject: Subject) -> Text:
        """Give the words that surely fit, else those of the gate."""
        for wording in self.wordings:
            if wording.when.sign(subject) == YES:
                return wording.text
        return self.text

    def faces(self, subject: Subject) -> tuple[Subject, Subject] | None:
        """Give the views that its evidence leaves; None where nothing is hidden."""
        if not subject.hides(self.evidence, None, self.evidence_for or self.facts):
            return None
        return subject.facing(self.evidence, None, self.evidence_for or None)

    def sign(self, subject: Subject) -> Sign:
        """Give the answer."""
        return self.answer(subject)[0]

    def answer(self, subject: Subject) -> tuple[Sign, Subject]:
        """Give the answer and the view it was given on; the firm's word alone is UNKNOWN."""
        exempt: Sign = NO if self.applies is None else _minus(self.applies.sign(subject))
        proven, said = subject.facing(self.evidence, None, self.evidence_for or None)
        sign = NO if self.require.sign(said) == NO else self.require.sign(proven)
        return max(exempt, sign), proven

    def missing(self, view: Subject) -> tuple[str, ...]:
        """Name the facts to ask for, on the view that ``answer`` gave."""
        asked = undecided(self.require, view)
        if self.applies is not None:
            asked += undecided(self.applies, view)
        return tuple(dict.fromkeys(asked))


@attrs.frozen
class Level:
    """A level: the score it needs, the least of every dimension, and its gates."""

    key: str
    text: Text
    sentence: Text
    score_at_least: int = 0
    dimension_at_least: int = 0
    gates: tuple[str, ...] = ()


@attrs.frozen(slots=False)
class Scorecard:
    """Dimensions, items, gates and levels, lowest level first; a card may have no levels."""

    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    gates: tuple[Gate, ...]
    levels: tuple[Level, ...]

    @cached_property
    def plans(self) -> Memo[date, CardPlan]:
        """Give the card made ready for a day."""
        return Memo(partial(CardPlan, self))

    def score_items(self, subject: Subject) -> tuple[ItemScore, ...]:
        """Score every item that may apply, in the order of the file."""
        return self.plans[subject.as_of].tally(subject).items

    def level_index(self, dimensions: tuple[Score, ...], met: frozenset[str]) -> int:
        """Give the index of the highest level reached by the dimensions' scores and the gates."""
        total = Score(sum(s.points for s in dimensions), sum(s.of for s in dimensions))
        for index in range(len(self.levels) - 1, 0, -1):
            level = self.levels[index]
            if (
                total.reaches(level.score_at_least)
                and all(score.reaches(level.dimension_at_least) for score in dimensions)
                and met.issuperset(level.gates)
            ):
                return index
        return 0


def _minus(sign: Sign) -> Sign:
    return -sign
