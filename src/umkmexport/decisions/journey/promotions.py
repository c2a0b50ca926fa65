"""Did a firm move up a class (*naik kelas*) between two days, by a named definition?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.findings import find
from umkmexport.decisions.once import each_once
from umkmexport.decisions.readiness import score_readiness
from umkmexport.decisions.size import classify_size
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError, PolicyError
from umkmexport.facts.words import show_date
from umkmexport.model.choices import SizeClass
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.header import Provenance
from umkmexport.policies.promotions import Promotion
from umkmexport.policies.rubrics import ReadinessLevel
from umkmexport.policies.size import SizeCriterion
from umkmexport.rules.fact import Fact
from umkmexport.terms.figures import say_count
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["PromotionCount", "PromotionDecision", "Rung", "check_promotion", "count_promotions"]


@attrs.frozen
class Rung:
    """Where a firm stood on a day, as far as is known.

    Attributes:
        low: the lowest place on the scale; the number of documents, or the place of the class.
        high: the highest.
        text: both in words.
    """

    low: int
    high: int
    text: Text


@attrs.frozen(kw_only=True, slots=False, repr=False)
class PromotionDecision(Decision):
    """Whether a firm moved up between two days.

    Attributes:
        firm: the id of the firm.
        before_on: the earlier day; ``as_of`` is the later.
        truth: whether it moved up.
        before: where it stood on the earlier day.
        after: where it stood on the later day.
        asked: the facts that keep it open.
    """

    firm: str
    before_on: date
    truth: Truth
    before: Rung
    after: Rung
    asked: tuple[str, ...]

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for."""
        return facts_named(self.asked)

    def in_short(self) -> str:
        """Give the answer, for ``repr``."""
        return self.truth.key

    def because(self) -> tuple[Text, ...]:
        """Say where the firm stood on both days, and by which definition."""
        since, until = (
            Text(*(show_date(day, language) for language in LANGUAGES))
            for day in (self.before_on, self.as_of)
        )
        return (
            _ANSWER[self.truth].format(
                since=since, until=until, before=self.before.text, after=self.after.text
            ),
            _BY.format(title=self.provenance.title),
        )


def check_promotion(
    before: Enterprise,
    after: Enterprise,
    *,
    rule: Promotion,
    before_on: date,
    as_of: date,
) -> PromotionDecision:
    """Tell whether a firm moved up between two days, by a named definition.

    Args:
        before: the firm as the office knew it on the earlier day.
        after: the firm as it is known on the later day.
        rule: what moving up is.
        before_on: the earlier day.
        as_of: the later day.

    Raises:
        FactError: the two are not one firm, or the days do not follow each other.

    Examples:
        >>> from umkmexport.policies.promotions import PROMOTIONS
        >>> decision = check_promotion(
        ...     Enterprise(id="U-1", annual_sales=1_900_000_000),
        ...     Enterprise(id="U-1", annual_sales=2_000_000_001),
        ...     rule=PROMOTIONS["size-by-sales"],
        ...     before_on=date(2025, 12, 31),
        ...     as_of=date(2026, 12, 31),
        ... )
        >>> decision.truth
        Truth.YES
    """
    if before.id != after.id:
        raise FactError(_TWO_FIRMS.format(before=repr(before.id), after=repr(after.id)))
    if before_on >= as_of:
        raise FactError(_NOT_BEFORE.format(before=str(before_on), after=str(as_of)))
    (was, asked_before), (now, asked_after) = _stand(
        rule, before, after, before_on=before_on, as_of=as_of
    )
    step = rule.more if rule.documents else 1
    truth = _moved_up(was, now, step)
    open_ = truth is Truth.UNKNOWN
    return PromotionDecision(
        as_of=as_of,
        provenance=rule.provenance,
        firm=after.id,
        before_on=before_on,
        truth=truth,
        before=was,
        after=now,
        asked=tuple(dict.fromkeys((*asked_after, *asked_before))) if open_ else (),
    )


@attrs.frozen(kw_only=True)
class PromotionCount(Report):
    """How many firms moved up between two days, by one definition. The unit is the firm.

    Attributes:
        before_on: the earlier day.
        as_of: the later day.
        provenance: the definition and its sources.
        moved_up: the ids of the firms that surely did.
        perhaps: the ids of those of which it is not known.
        stayed: the ids of those that surely did not.
        only_before: the ids of firms that are in the earlier registry only.
        only_after: the ids of firms that are in the later registry only.
    """

    before_on: date
    as_of: date
    provenance: Provenance
    moved_up: tuple[str, ...]
    perhaps: tuple[str, ...]
    stayed: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    def because(self) -> tuple[Text, ...]:
        """Say how many moved up, of how many it is not known, and who could not be compared."""
        since, until = (
            Text(*(show_date(day, language) for language in LANGUAGES))
            for day in (self.before_on, self.as_of)
        )
        low, high = len(self.moved_up), len(self.moved_up) + len(self.perhaps)
        shown = say_count(low)
        if low != high:
            shown = _TO.format(low=shown, high=say_count(high))
        firms = high + len(self.stayed)
        texts = [_COUNT.format(count=shown, firms=say_count(firms), since=since, until=until)]
        alone = len(self.only_before) + len(self.only_after)
        if alone:
            texts.append(_ALONE.format(count=say_count(alone)))
        texts.append(_BY.format(title=self.provenance.title))
        return tuple(texts)


def count_promotions(
    before: Iterable[Enterprise],
    after: Iterable[Enterprise],
    *,
    rule: Promotion,
    before_on: date,
    as_of: date,
) -> PromotionCount:
    """Count the firms that moved up between two readings of a registry, matched by id.

    Raises:
        SelectionError: a firm stands twice in one of the two.
        FactError: the days do not follow each other.

    Examples:
        >>> from umkmexport.policies.promotions import PROMOTIONS
        >>> counted = count_promotions(
        ...     [Enterprise(id="U-1", has_halal=False), Enterprise(id="U-2")],
        ...     [Enterprise(id="U-1", has_halal=True), Enterprise(id="U-3")],
        ...     rule=PROMOTIONS["medan-documents"],
        ...     before_on=date(2025, 12, 31),
        ...     as_of=date(2026, 12, 31),
        ... )
        >>> counted.perhaps, counted.only_before, counted.only_after
        (('U-1',), ('U-2',), ('U-3',))
    """
    earlier, later = each_once(before), each_once(after)
    both = sorted(earlier.keys() & later.keys())
    days = {"before_on": before_on, "as_of": as_of}
    truths = {
        key: check_promotion(earlier[key], later[key], rule=rule, **days).truth for key in both
    }
    return PromotionCount(
        **days,
        provenance=rule.provenance,
        moved_up=tuple(key for key in both if truths[key] is Truth.YES),
        perhaps=tuple(key for key in both if truths[key] is Truth.UNKNOWN),
        stayed=tuple(key for key in both if truths[key] is Truth.NO),
        only_before=tuple(sorted(earlier.keys() - later.keys())),
        only_after=tuple(sorted(later.keys() - earlier.keys())),
    )


_Standing = tuple[Rung, tuple[str, ...]]


def _stand(
    rule: Promotion, before: Enterprise, after: Enterprise, *, before_on: date, as_of: date
) -> tuple[_Standing, _Standing]:
    if rule.documents:
        return _by_documents(rule, before, before_on), _by_documents(rule, after, as_of)
    if rule.size is not None:
        return _by_size(rule.size, before, as_of), _by_size(rule.size, after, as_of)
    return _by_level(rule, before, before_on), _by_level(rule, after, as_of)


def _by_documents(rule: Promotion, firm: Enterprise, on: date) -> _Standing:
    view = view_of(firm, as_of=on)
    findings = [find(document, view) for document in rule.documents]
    held = [finding.text for finding in findings if finding.truth is Truth.YES]
    open_ = [finding for finding in findings if finding.truth is Truth.UNKNOWN]
    text = join_text(held) if held else _NO_DOCUMENT
    if open_:
        perhaps = join_text([finding.text for finding in open_])
        text = _PERHAPS.format(held=text, perhaps=perhaps)
    asked = tuple(name for finding in open_ for name in finding.missing)
    return Rung(len(held), len(held) + len(open_), text), asked


def _by_size(criterion: SizeCriterion, firm: Enterprise, as_of: date) -> _Standing:
    decision = classify_size(firm, as_of=as_of, criterion=criterion)
    order = list(SizeClass)
    places = sorted(order.index(size) for size in decision.possible)
    return _rung(order, places[0], places[-1]), tuple(f.name for f in decision.missing())


def _by_level(rule: Promotion, firm: Enterprise, on: date) -> _Standing:
    if rule.rubric is None:
        raise PolicyError(f"{rule.id}: no rubric is named")
    decision = score_readiness(firm, rubric=rule.rubric, as_of=on)
    if decision.level_span is None:
        raise PolicyError(f"{rule.id}: rubric {rule.level!r} has no levels")
    order = list(ReadinessLevel)
    low, high = (order.index(level) for level in decision.level_span)
    return _rung(order, low, high), tuple(fact.name for fact in decision.missing())


def _rung(order: list[SizeClass] | list[ReadinessLevel], low: int, high: int) -> Rung:
    texts = [each.text for each in order]
    shown = texts[low] if low == high else _TO.format(low=texts[low], high=texts[high])
    return Rung(low, high, shown)


def _moved_up(before: Rung, after: Rung, step: int) -> Truth:
    if after.low >= before.high + step:
        return Truth.YES
    return Truth.NO if after.high < before.low + step else Truth.UNKNOWN


_TWO_FIRMS: Final = Text(
    id="before berisi usaha {before} dan after berisi {after}; berikan satu usaha",
    en="before is firm {before} and after is {after}; give one firm",
)
_NOT_BEFORE: Final = Text(
    id="tanggal awal {before} tidak mendahului tanggal akhir {after}",
    en="the earlier day {before} does not lie before the later, {after}",
)
_TO: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")
_NO_DOCUMENT: Final = Text(id="belum ada dokumen", en="no document")
_PERHAPS: Final = Text(id="{held}; belum diketahui: {perhaps}", en="{held}; not known: {perhaps}")
_ANSWER: Final = {
    Truth.YES: Text(
        id="Naik kelas antara {since} ({before}) dan {until} ({after}).",
        en="Moved up between {since} ({before}) and {until} ({after}).",
    ),
    Truth.NO: Text(
        id="Tidak naik kelas antara {since} ({before}) dan {until} ({after}).",
        en="Did not move up between {since} ({before}) and {until} ({after}).",
    ),
    Truth.UNKNOWN: Text(
        id="Belum diketahui apakah naik kelas antara {since} ({before}) dan {until} ({after}).",
        en="It is not known whether it moved up between {since} ({before}) and {until} ({after}).",
    ),
}
_BY: Final = Text(id="Definisi: {title}.", en="Definition: {title}.")
_COUNT: Final = Text(
    id="{count} dari {firms} usaha naik kelas antara {since} dan {until}.",
    en="Moved up between {since} and {until}: {count} of {firms} firms.",
)
_ALONE: Final = Text(
    id="{count} usaha hanya ada dalam salah satu data dan tidak dibandingkan.",
    en="Firms in only one of the two registries, not compared: {count}.",
)
