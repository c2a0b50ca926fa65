"""What do the items of a rubric really weigh over a registry, and which of them decide nothing?

Three weights stand side by side. The *nominal* weight is what the rubric says. The *effective*
weight counts only the points that answers really make a difference of: where nobody earns less than
8 of 10, two points are at stake and not ten. The *observed* weight is the item's share in the main
effects on the scores, by Pearson's correlation ratio, the measure of importance that Paruolo,
Saisana and Saltelli propose for composite indicators ("Ratings and rankings: voodoo or science?",
Journal of the Royal Statistical Society A 176, 2013).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.readiness.reweighing import Marks, hurdles_of, marks_of
from umkmexport.errors import PolicyError
from umkmexport.facts.view import answerable_facts
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.rubrics import Rubric
from umkmexport.rules.fact import Fact
from umkmexport.rules.scorecard import Score
from umkmexport.terms.choice import Choice
from umkmexport.terms.figures import say_count, say_share
from umkmexport.terms.text import Text, join_text

__all__ = ["IdleReason", "ItemReport", "RubricReport", "rubric_report"]

_FIRST: Final = 5


class IdleReason(Choice):
    """Why an item sets no firm apart from another."""

    APPLIES_TO_NONE = "applies_to_none", "tidak berlaku bagi satu usaha pun", "applies to no firm"
    UNANSWERED = "unanswered", "belum dijawab oleh satu usaha pun", "answered by no firm"
    CONSTANT = (
        "constant",
        "semua jawaban bernilai sama",
        "all answers earn the same points",
    )


@attrs.frozen
class ItemReport:
    """What one item of a rubric weighs over a registry.

    Every firm counts once, under ``known``, ``unknown`` or ``not_applicable``.

    Attributes:
        key: the key of the item.
        dimension: the key of its dimension.
        text: the item in words, as an achievement.
        facts: the facts to ask for.
        points: what it is worth.
        known: firms of which its points are fully known.
        unknown: firms of which they are not, or of which it is not known whether it applies.
        not_applicable: firms to which it surely does not apply.
        occurring: the least and the most points that a known answer earns; None without any.
        nominal: its points, counted for every firm to which it may apply, out of all points so
            counted.
        effective: the same with the range of the occurring points in place of the points.
        main_effect: how much of the variance of the scores on record goes with the item; None
            where all scores are equal.
        observed: its main effect out of the sum of all; None where there is none.
        levels_changed: firms whose possible levels would be others without the item.
        idle: why its known answers set no two firms apart; None where they do.
    """

    key: str
    dimension: str
    text: Text
    facts: tuple[str, ...]
    points: int
    known: int
    unknown: int
    not_applicable: int
    occurring: tuple[int, int] | None
    nominal: Score
    effective: Score
    main_effect: Fraction | None
    observed: Fraction | None
    levels_changed: int
    idle: IdleReason | None


@attrs.frozen(kw_only=True, slots=False, repr=False)
class RubricReport(Decision):
    """Nominal, effective and observed weights of a rubric over a registry.

    Attributes:
        firms: how many firms were looked at.
        items: every item, in the order of the rubric.
        disclaimer: what must be printed with the rubric.
    """

    firms: int
    items: tuple[ItemReport, ...]
    disclaimer: Text

    def item(self, key: str) -> ItemReport:
        """Give the report on one item.

        Raises:
            PolicyError: the rubric has no such item.
        """
        found = {item.key: item for item in self.items}
        if key not in found:
            rubric, listed = self.provenance.policy, ", ".join(found)
            raise PolicyError(_NO_ITEM.format(rubric=rubric, key=repr(key), listed=listed))
        return found[key]

    def idle(self) -> tuple[ItemReport, ...]:
        """Give the items that set no firm apart: not asked of any, not answered, or all alike."""
        return tuple(item for item in self.items if item.idle is not None)

    def never_decide(self) -> tuple[ItemReport, ...]:
        """Give the items that set no firm apart and without which every level stays as it is."""
        return tuple(item for item in self.idle() if not item.levels_changed)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, those first on which most points hang in the registry."""
        unsure = (item for item in self.items if item.unknown)
        ordered = sorted(unsure, key=lambda item: -item.unknown * item.points)
        return facts_named(fact for item in ordered for fact in item.facts)

    def in_short(self) -> str:
        """Give the counts, for ``repr``."""
        return f"{len(self.items)} items over {self.firms} firms, {len(self.idle())} idle"

    def because(self) -> tuple[Text, ...]:
        """Say the coverage, the items that weigh most, those that decide nothing, the measure."""
        texts = [self._head()]
        first = sorted(self.items, key=lambda item: -(item.observed or 0))[:_FIRST]
        if first[0].observed:
            listed = join_text([_weights(item) for item in first if item.observed], "; ")
            texts.append(_OBSERVED.format(listed=listed))
        else:
            texts.append(_ALL_EQUAL)
        for reason in IdleReason:
            same = [item for item in self.idle() if item.idle is reason]
            if same:
                texts.append(_IDLE.format(reason=reason.text, listed=_some(same)))
        return (*texts, _MEASURE, self.disclaimer)

    def _head(self) -> Text:
        known = sum(item.known * item.points for item in self.items)
        return _HEAD.format(
            rubric=self.provenance.title,
            firms=say_count(self.firms),
            items=say_count(len(self.items)),
            known=say_share(known, self.items[0].nominal.of),
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain data, ready for JSON; shares of variance as decimal numbers."""
        plain = super().to_dict()
        for item in plain["items"]:
            for name in ("main_effect", "observed"):
                share = item[name]
                item[name] = None if share is None else round(float(share), _DECIMALS)
        return plain


def rubric_report(
    enterprises: Iterable[Enterprise], *, rubric: Rubric, as_of: date
) -> RubricReport:
    """Weigh the items of a rubric over a registry: by its words, by its points and by its effect.

    The main effect is Pearson's correlation ratio: the variance of the mean scores of the firms
    with equal points on record, out of the variance of all scores. Scores are taken at the low end,
    as priority lists take them, so an item also weighs by who answered it.

    Args:
        enterprises: the firms, each once; their order changes nothing.
        rubric: the readiness card, from ``umkmexport.rubrics`` or ``load_rubric``.
        as_of: the day the scores are made for; answers older than the rubric allows are unknown.

    Raises:
        SelectionError: there is no firm, or an id stands twice.

    Examples:
        >>> import umkmexport as ux
        >>> firms = [
        ...     Enterprise(id="U-1", has_nib=True, has_npwp=True),
        ...     Enterprise(id="U-2", has_nib=True, has_npwp=False),
        ... ]
        >>> rubric = ux.rubrics["umkmexport-default"]
        >>> report = rubric_report(firms, rubric=rubric, as_of=date(2026, 11, 21))
        >>> report.item("L1").idle, report.item("L3").observed
        (IdleReason.CONSTANT, Fraction(1, 1))
    """
    marks = marks_of(enterprises, rubric=rubric, as_of=as_of)
    counts = [_Count.of(place, marks) for place in range(len(rubric.items))]
    effects = _main_effects(marks, len(rubric.items))
    changed = _levels_changed(marks, rubric)
    worth = sum(sum(each.worth) for each in marks)
    spans = sum(count.span * count.asked for count in counts)
    all_effects = sum((effect for effect in effects if effect is not None), Fraction())
    return RubricReport(
        as_of=as_of,
        provenance=rubric.provenance,
        firms=len(marks),
        items=tuple(
            ItemReport(
                key=item.key,
                dimension=item.dimension,
                text=item.text,
                facts=tuple(dict.fromkeys(n for f in item.facts for n in answerable_facts(f))),
                points=item.points,
                known=count.known,
                unknown=count.asked - count.known,
                not_applicable=len(marks) - count.asked,
                occurring=count.occurring,
                nominal=Score(item.points * count.asked, worth),
                effective=Score(count.span * count.asked, spans),
                main_effect=effect,
                observed=effect / all_effects if effect is not None and all_effects else None,
                levels_changed=others,
                idle=count.idle,
            )
            for item, count, effect, others in zip(
                rubric.items, counts, effects, changed, strict=True
            )
        ),
        disclaimer=rubric.disclaimer,
    )


@attrs.frozen
class _Count:
    """Firms to which an item may apply, those with known points, and the ends of these points."""

    asked: int
    known: int
    occurring: tuple[int, int] | None

    @classmethod
    def of(cls, place: int, marks: Sequence[Marks]) -> _Count:
        """Count one item."""
        points = [each.low[place] for each in marks if each.known[place]]
        asked = sum(each.worth[place] > 0 for each in marks)
        return cls(asked, len(points), (min(points), max(points)) if points else None)

    @property
    def span(self) -> int:
        """Give the range of the points of known answers."""
        return 0 if self.occurring is None else self.occurring[1] - self.occurring[0]

    @property
    def idle(self) -> IdleReason | None:
        """Give the reason why no two firms are set apart by a known answer, None if some are."""
        if not self.asked:
            return IdleReason.APPLIES_TO_NONE
        if not self.known:
            return IdleReason.UNANSWERED
        return None if self.span else IdleReason.CONSTANT


def _main_effects(marks: Sequence[Marks], items: int) -> list[Fraction | None]:
    """Give the correlation ratio of the scores on record and the points of each item."""
    scores = _scores(marks)
    centre = Fraction(sum(scores) ** 2, len(scores))
    total = sum(score * score for score in scores) - centre
    if not total:
        return [None] * items
    effects: list[Fraction | None] = []
    for place in range(items):
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for each, score in zip(marks, scores, strict=True):
            groups[each.low[place]].append(score)
        between = sum(Fraction(sum(group) ** 2, len(group)) for group in groups.values())
        effects.append((between - centre) / total)
    return effects


def _scores(marks: Sequence[Marks]) -> list[int]:
    """Give the scores at the low end as whole numbers of one common denominator."""
    common = lcm(*(sum(each.worth) for each in marks))
    return [sum(each.low) * (common // sum(each.worth)) for each in marks]


def _levels_changed(marks: Sequence[Marks], rubric: Rubric) -> list[int]:
    """Count for each item the firms whose possible levels would be others without it."""
    changed = [0] * len(rubric.items)
    for each in marks:
        ends = hurdles_of(each, rubric.scorecard)
        span = [end.reached() for end in ends]
        of = sum(each.worth)
        for place, worth in enumerate(each.worth):
            is_left = 0 < worth < of
            changed[place] += is_left and [end.reached_without(place) for end in ends] != span
    return changed


def _weights(item: ItemReport) -> Text:
    return _WEIGHTS.format(
        item=_named(item),
        nominal=say_share(item.nominal.points, item.nominal.of),
        effective=_share(item.effective),
        observed=say_share(*(item.observed or Fraction()).as_integer_ratio()),
    )


def _share(score: Score) -> Text:
    return say_share(score.points, max(score.of, 1))


def _named(item: ItemReport) -> Text:
    return _NAMED.format(key=item.key, text=item.text)


def _some(items: Sequence[ItemReport]) -> Text:
    listed = join_text([_named(item) for item in items[:_FIRST]], "; ")
    more = len(items) - _FIRST
    return listed if more <= 0 else _AND_MORE.format(listed=listed, more=say_count(more))


_DECIMALS: Final = 6
_NO_ITEM: Final = Text(
    id="rubrik {rubric} tidak mempunyai butir {key}; butirnya: {listed}",
    en="rubric {rubric} has no item {key}; its items are {listed}",
)
_HEAD: Final = Text(
    id="{rubric}, diterapkan pada {firms} usaha: {items} butir, {known} poin sudah diketahui.",
    en="{rubric}, applied to a list of firms ({firms}): {items} items; {known} of the points are "
    "known.",
)
_OBSERVED: Final = Text(
    id="Butir yang paling membedakan nilai: {listed}.",
    en="Items that set the scores apart most: {listed}.",
)
_WEIGHTS: Final = Text(
    id="{item} (bobot tertulis {nominal}, efektif {effective}, teramati {observed})",
    en="{item} (nominal weight {nominal}, effective {effective}, observed {observed})",
)
_NAMED: Final = Text(id="{key} {text}", en="{key} {text}")
_AND_MORE: Final = Text(id="{listed}; dan {more} butir lain", en="{listed}; and {more} more")
_ALL_EQUAL: Final = Text(
    id="Nilai semua usaha sama, sehingga bobot teramati tidak dapat dihitung.",
    en="All firms have the same score, so there is no observed weight.",
)
_IDLE: Final = Text(
    id="Tidak membedakan usaha, karena {reason}: {listed}.",
    en="Set no firm apart ({reason}): {listed}.",
)
_MEASURE: Final = Text(
    id="Bobot efektif menghitung hanya rentang poin yang benar-benar muncul. Bobot teramati adalah "
    "bagian sebuah butir dalam pengaruh semua butir terhadap nilai yang tercatat (rasio korelasi "
    "Pearson); yang belum diketahui tercatat 0 poin, sehingga data yang kosong ikut "
    "memengaruhinya.",
    en="The effective weight counts only the range of points that really occurs. The observed "
    "weight is an item's share in the effects of all items on the scores on record (Pearson's "
    "correlation ratio); what is not known counts 0 there, so missing data play a part in it.",
)
