"""How ready is a firm to export, what is missing, and what should be asked next?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.findings import TRUTHS, finding_table
from umkmexport.decisions.readiness.settling import settling_facts
from umkmexport.decisions.view import view_of
from umkmexport.facts.answers import check_answers
from umkmexport.facts.view import FactView, known_values
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.rubrics import ReadinessLevel, Rubric
from umkmexport.rules.card_plan import Kind, Tally
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.scorecard import Asked, Gate, Level, Score, Scorecard
from umkmexport.rules.subject import Subject
from umkmexport.rules.tables import Tables
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Truth

__all__ = [
    "DimensionScore",
    "ItemFinding",
    "ReadinessDecision",
    "Tally",
    "score_readiness",
    "tally",
]

_FIGURE_COVERAGE: Final = 65
_FIGURE_WIDTH: Final = 10
_HEADLINES: Final = 4


@attrs.frozen(slots=False)
class ItemFinding:
    """What one item earned.

    Attributes:
        key: the key of the item.
        dimension: the key of its dimension.
        text: the item in words, as an achievement.
        of: what it is worth.
        low: the least points it earns.
        high: the most points it may earn.
        values: what is known of its facts.
        missing: the facts to ask for.
    """

    key: str
    dimension: str
    text: Text
    of: int
    low: int
    high: int
    values: tuple[tuple[str, Any], ...]
    missing: tuple[str, ...]

    @property
    def gap(self) -> int:
        """Give the points that are known to be missing."""
        return self.of - self.high

    @property
    def data(self) -> int:
        """Give the points that are not known."""
        return self.high - self.low

    @property
    def lost(self) -> int:
        """Give the points missing at the low end: gap and data."""
        return self.gap + self.data


@attrs.frozen
class DimensionScore:
    """The interval of one dimension."""

    key: str
    text: Text
    low: Score
    high: Score


@attrs.frozen(kw_only=True, slots=False, repr=False)
class ReadinessDecision(Decision):
    """How ready a firm is, as an interval of points.

    Attributes:
        low: the score if everything unknown turns out worst.
        high: the score if everything unknown turns out best.
        coverage: points of the items that are fully known, out of those that may apply.
        dimensions: the interval of each dimension with items that may apply.
        items: what every item that may apply earned, in the order of the rubric.
        gates: whether each gate is met; one that does not apply is met.
        level_span: the lowest and the highest level still possible; None where the rubric has no
            levels.
        level_texts: label and sentence of these two levels.
        settling: facts of which any answer alone leaves one level.
        disclaimer: what must be printed with the score.
    """

    low: Score
    high: Score
    coverage: Score
    dimensions: tuple[DimensionScore, ...]
    items: tuple[ItemFinding, ...]
    gates: tuple[Finding, ...]
    level_span: tuple[ReadinessLevel, ReadinessLevel] | None
    level_texts: tuple[tuple[Text, Text], tuple[Text, Text]] | None
    settling: tuple[str, ...] = ()
    disclaimer: Text

    @property
    def level(self) -> ReadinessLevel | None:
        """Give the level where only one is possible."""
        if self.level_span is None:
            return None
        low, high = self.level_span
        return low if low is high else None

    @property
    def figure(self) -> int | None:
        """Give a single per cent, only where enough is known.

        At least 65 per cent of the points must be known and the interval at most 10 points wide;
        the first is a rule of thumb of the Joint Research Centre, the second our choice.
        """
        width_fits = 100 * (self.high.points - self.low.points) <= _FIGURE_WIDTH * self.low.of
        if not self.coverage.reaches(_FIGURE_COVERAGE) or not width_fits:
            return None
        return self.low.percent_down()

    def gaps(self) -> tuple[ItemFinding, ...]:
        """Give the items with points that are known to be missing, most points first."""
        return _most_first(self.items, "gap")

    def unknowns(self) -> tuple[ItemFinding, ...]:
        """Give the items with points that are not known, most points first."""
        return _most_first(self.items, "data")

    def headlines(self) -> tuple[Text, ...]:
        """Give at most four reasons: gates that are not met first, then the largest gaps."""
        reasons = [
            _GATE_UNMET.format(gate=gate.text.inside())
            for gate in self.gates
            if gate.truth is Truth.NO
        ]
        reasons += [
            _GAP.format(item=item.text.inside(), points=str(item.gap)) for item in self.gaps()
        ]
        return tuple(reasons[:_HEADLINES])

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, those worth most points first."""
        return facts_named(
            [
                *(name for item in self.unknowns() for name in item.missing),
                *(n for gate in self.gates if gate.truth is Truth.UNKNOWN for n in gate.missing),
            ]
        )

    def next_question(self) -> Fact | None:
        """Give the unknown fact that settles the level, else the one that settles most points.

        A fact settles the level where any answer to it leaves one level, whatever else is not
        known. A fact that must be asked together with others shares their points. Ties go by name.
        """
        worth: dict[str, int] = {}
        for item in self.unknowns():
            for name in item.missing:
                worth[name] = worth.get(name, 0) + item.data * _WHOLE // len(item.missing)
        for gate in self.gates:
            for name in gate.missing:
                worth.setdefault(name, 0)
        if not worth:
            return None
        first = min(worth, key=lambda name: (name not in self.settling, -worth[name], name))
        return BY_NAME[first]

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        points = f"{self.low.points} to {self.high.points} of {self.low.of}"
        if self.level_span is None:
            return points
        return f"{points}, {' to '.join(dict.fromkeys(self.level_span))}"

    def because(self) -> tuple[Text, ...]:
        """Say the interval, the level, the headlines, what is not known, and the disclaimer."""
        texts = [_INTERVAL.format(**self._figures()), *self._level_sentences()]
        if self.headlines():
            texts.append(_GAPS.format(listed=join_text(self.headlines(), "; ")))
        if self.high.points > self.low.points:
            data = self.high.points - self.low.points
            texts.append(_DATA.format(points=str(data), of=str(self.low.of)))
        return (*texts, self.disclaimer)

    def _figures(self) -> dict[str, str]:
        return {
            "low": str(self.low.percent_down()),
            "high": str(self.high.percent_up()),
            "coverage": str(self.coverage.percent_down()),
        }

    def _level_sentences(self) -> list[Text]:
        if self.level_texts is None:
            return [_NO_LEVELS]
        (low, sentence), (high, _) = self.level_texts
        if self.level is not None:
            return [_LEVEL.format(level=low, sentence=sentence)]
        return [_LEVEL_SPAN.format(low=low, high=high)]


_WHOLE: Final = 1_000_000
_INTERVAL: Final = Text(
    id="Nilai kesiapan ekspor {low} sampai {high} dari 100; {coverage} persen poin sudah "
    "diketahui.",
    en="Export readiness {low} to {high} of 100; {coverage} per cent of the points are known.",
)
_LEVEL: Final = Text(id="Tingkat: {level} ({sentence}).", en="Level: {level} ({sentence}).")
_LEVEL_SPAN: Final = Text(
    id="Tingkat belum dapat ditetapkan: antara {low} dan {high}.",
    en="The level cannot be told yet: between {low} and {high}.",
)
_NO_LEVELS: Final = Text(
    id="Rubrik ini tidak menetapkan tingkat; hanya nilainya yang diberikan.",
    en="This rubric has no levels; only the score is given.",
)
_GAPS: Final = Text(id="Yang belum terpenuhi: {listed}.", en="Not yet achieved: {listed}.")
_GAP: Final = Text(id="{item} (kurang {points} poin)", en="{item} ({points} points short)")
_GATE_UNMET: Final = Text(id="syarat mutlak: {gate}", en="a must: {gate}")
_DATA: Final = Text(
    id="Sebanyak {points} dari {of} poin belum dapat dinilai karena datanya belum ada.",
    en="{points} of {of} points cannot be judged yet because the data are missing.",
)


def tally(view: FactView, rubric: Rubric) -> Tally:
    """Score without findings."""
    return rubric.scorecard.plans[view.as_of].tally(view)


def score_readiness(
    enterprise: Enterprise,
    *,
    rubric: Rubric,
    as_of: date,
    answers: Mapping[str, Any] | None = None,
) -> ReadinessDecision:
    """Score how ready a firm is to export (*kesiapan ekspor*).

    Args:
        enterprise: the firm.
        rubric: the readiness card, from ``umkmexport.rubrics`` or ``load_rubric``.
        as_of: the day the decision is made for; answers older than the rubric allows are unknown.
        answers: what belongs to the application, by fact name.

    Raises:
        FactError: an answer has a name that nobody declared, or a value of the wrong type.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", product_family="batik", export_mode="never")
        >>> rubric = ux.rubrics["umkmexport-default"]
        >>> score = ux.score_readiness(firm, rubric=rubric, as_of=date(2026, 11, 21))
        >>> score.low.points, score.high.points, score.high.of
        (0, 87, 87)
    """
    view = view_of(enterprise, as_of=as_of, answers=check_answers(answers or {}, ()))
    found = tally(view, rubric)
    items, gates = _find(found, view)
    span = _span(rubric.scorecard, found)
    return ReadinessDecision(
        as_of=as_of,
        provenance=rubric.provenance,
        low=found.low,
        high=found.high,
        coverage=found.known,
        dimensions=tuple(
            DimensionScore(dimension.key, dimension.text, low, high)
            for dimension, low, high in found.dimensions
        ),
        items=items,
        gates=gates,
        level_span=span and (ReadinessLevel(span[0].key), ReadinessLevel(span[1].key)),
        level_texts=span and ((span[0].text, span[0].sentence), (span[1].text, span[1].sentence)),
        settling=() if span is None or span[0] is span[1] else settling_facts(found, items, gates),
        disclaimer=rubric.disclaimer,
    )


def _span(card: Scorecard, found: Tally) -> tuple[Level, Level] | None:
    """Give the levels at both ends: every unknown gate unmet, then every unknown gate met."""
    if not card.levels:
        return None
    lows = tuple(low for _, low, _ in found.dimensions)
    highs = tuple(high for _, _, high in found.dimensions)
    signs = tuple(zip(card.gates, found.gates, strict=True))
    surely_met = frozenset(gate.key for gate, sign in signs if sign == YES)
    maybe_met = frozenset(gate.key for gate, sign in signs if sign != NO)
    low, high = card.level_index(lows, surely_met), card.level_index(highs, maybe_met)
    return card.levels[low], card.levels[high]


def _find(found: Tally, view: FactView) -> tuple[tuple[ItemFinding, ...], tuple[Finding, ...]]:
    """Give the finding of every item that may apply, and of every gate."""
    findings, items = _findings(found.kind).of(view), len(found.kind.asked)
    return tuple(findings[:items]), tuple(findings[items:])


@lru_cache(maxsize=256)
def _findings(kind: Kind) -> Tables[Any]:
    """Hold the findings of items, then of gates, for firms of one kind."""
    day, gates = kind.as_of, kind.card.gates
    return Tables(
        [
            *(finding_table(each.item, partial(_find_item, each), day) for each in kind.asked),
            *(finding_table(gate, partial(_find_gate, gate), day) for gate in gates),
        ]
    )


def _find_item(asked: Asked, view: Subject) -> ItemFinding:
    item = asked.item
    score = asked.scored(view, *asked.points(view))
    return ItemFinding(
        item.key,
        item.dimension,
        item.text_for(view),
        item.points,
        score.low,
        score.high,
        known_values(view, item.facts),
        score.missing(),
    )


def _find_gate(gate: Gate, view: Subject) -> Finding:
    sign, seen = gate.answer(view)
    missing = gate.missing(seen) if sign == UNKNOWN else ()
    values = known_values(view, gate.facts)
    words = gate.text_for(view)
    return Finding(gate.key, TRUTHS[sign], words, gate.facts, values, missing)


def _most_first(items: tuple[ItemFinding, ...], measure: str) -> tuple[ItemFinding, ...]:
    held = (item for item in items if getattr(item, measure))
    return tuple(sorted(held, key=lambda item: -getattr(item, measure)))
