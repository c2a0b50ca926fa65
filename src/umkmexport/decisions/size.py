"""How big is a firm by law, for this purpose, on this day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.findings import find
from umkmexport.errors import PolicyError
from umkmexport.facts.answers import check_answers
from umkmexport.facts.view import FactView
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show
from umkmexport.model.choices import Ownership
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.ownership import OWNERSHIP
from umkmexport.policies.size import (
    PURPOSE_REGIMES,
    Purpose,
    SizeCases,
    SizeClass,
    SizeCriterion,
    SizeInstrument,
    SizeLadder,
    ceiling_on,
    instrument_on,
)
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.terms.source import Confidence
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["CriterionSize", "SizeDecision", "classify_size", "classify_size_under"]


@attrs.frozen(slots=False)
class CriterionSize:
    """The size by one criterion.

    Attributes:
        criterion: the quantity judged.
        possible: the classes still possible; one where it is decided.
        values: what is known of the facts, by name.
        missing: the facts to ask for.
        article: where the rule stands.
        more_than: the class begins above this figure, where one class is known.
        at_most: the class ends with this figure, included.
    """

    criterion: SizeCriterion
    possible: tuple[SizeClass, ...]
    values: tuple[tuple[str, Any], ...]
    missing: tuple[str, ...]
    article: Text
    more_than: int | None = None
    at_most: int | None = None

    @property
    def size_class(self) -> SizeClass | None:
        """Give the class where only one is possible."""
        return self.possible[0] if len(self.possible) == 1 else None


@attrs.frozen(kw_only=True, slots=False, repr=False)
class SizeDecision(Decision):
    """The size of a firm, by the criterion that its purpose calls for.

    Attributes:
        purpose: what the size is asked for.
        criterion: the governing criterion; None where the law puts all side by side.
        size_class: the class by figures; None where it is not known.
        possible: the classes still possible.
        by_criterion: the size by every criterion of the instrument.
        criteria_differ: whether the criteria give different classes. It is reported, never
            resolved: the law has no tie-break.
        is_umkm: whether the firm counts as a micro, small or medium enterprise at all, with its
            ownership considered.
        ownership: what its ownership or legal form adds, in words.
        ceiling: the condition of scale that the purpose puts beside the class, such as the
            greatest turnover for KUR; None where none is in force.
        short: the name of the instrument in citations.
        choice: why this criterion governs, where that rests on a weak source or on our choice.
    """

    purpose: Purpose
    criterion: SizeCriterion | None
    size_class: SizeClass | None
    possible: tuple[SizeClass, ...]
    by_criterion: tuple[CriterionSize, ...]
    criteria_differ: Truth
    is_umkm: Truth
    ownership: tuple[Text, ...]
    ceiling: Finding | None
    short: Text
    choice: Text | None = None
    declared: tuple[Fact, ...] = ()

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts that the governing criterion still needs."""
        names = (
            name
            for size in self.by_criterion
            if self.criterion in (None, size.criterion) and size.size_class is None
            for name in size.missing
        )
        return facts_named(names, self.declared)

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return " or ".join(self.possible)

    def because(self) -> tuple[Text, ...]:
        """Say the size by the governing criterion, then by the others, then whether they differ."""
        governing = [s for s in self.by_criterion if self.criterion in (None, s.criterion)]
        others = [s for s in self.by_criterion if s not in governing]
        texts = [_sentence(size, self.declared) for size in governing]
        texts += [_aside(size, self.declared) for size in others if size.size_class is not None]
        if self.criterion is None:
            texts.insert(0, _side_by_side(self.size_class))
        if self.criteria_differ is Truth.YES:
            texts.append(_DIFFER)
        if self.ceiling is not None:
            texts.append(_CEILINGS[self.ceiling.truth].format(ceiling=self.ceiling.text))
        if self.choice is not None:
            texts.append(self.choice)
        return (*texts, *self.ownership)


def classify_size(
    enterprise: Enterprise,
    *,
    as_of: date,
    purpose: Purpose | str = Purpose.FACILITY,
    criterion: SizeCriterion | str | None = None,
    answers: Mapping[str, Any] | None = None,
) -> SizeDecision:
    """Classify a firm by size (*skala usaha*) under the law in force on a day.

    The purpose chooses the criterion, or the caller does; which figures are known never does.
    Where the governing figure is unknown the class is unknown, and the other criterion's class
    stands beside it.

    Args:
        enterprise: the firm; money in rupiah, annual sales in rupiah a year.
        as_of: the day the decision is made for.
        purpose: what the size is asked for.
        criterion: the governing criterion, if the caller chooses it.
        answers: what only the instrument asks, by fact name.

    Raises:
        NotInForceError: no figures are in force on that day; the text names the neighbours.
        PolicyError: the instrument in force has no such criterion.

    Examples:
        >>> from umkmexport import Enterprise
        >>> firm = Enterprise(id="U-1", annual_sales=2_000_000_001)
        >>> classify_size(firm, as_of=date(2026, 11, 21)).size_class
        SizeClass.SMALL

    Source:
        UU 20/2008 Article 6; PP 7/2021 Articles 35 and 36; BPS; Permenperin 64/2016.
    """
    if not isinstance(purpose, Purpose):
        purpose = Purpose(purpose)
    instrument = instrument_on(PURPOSE_REGIMES[purpose], as_of)
    return classify_size_under(
        instrument,
        enterprise,
        as_of=as_of,
        purpose=purpose,
        criterion=criterion,
        answers=answers,
    )


def classify_size_under(
    instrument: SizeInstrument,
    enterprise: Enterprise,
    *,
    as_of: date,
    purpose: Purpose | str = Purpose.FACILITY,
    criterion: SizeCriterion | str | None = None,
    answers: Mapping[str, Any] | None = None,
) -> SizeDecision:
    """Classify a firm under an instrument of the caller's choice, whatever the day.

    For a draft of a reform, for figures of an older law in a period without any, or for a
    comparator from abroad.

    Raises:
        PolicyError: the instrument has no such criterion, or no classes at all.
        FactError: an answer has a name that nobody declared, or a value of the wrong type.
    """
    if not isinstance(purpose, Purpose):
        purpose = Purpose(purpose)
    governing, choice = _governing(instrument, purpose, criterion)
    given = check_answers(answers, instrument.declared) if answers else {}
    view = FactView(enterprise, as_of=as_of, answers=given)
    sizes = [_by_ladder(ladder, view) for ladder in instrument.ladders]
    if instrument.cases is not None:
        sizes.append(_by_cases(instrument.cases, view))
    possible = _possible(sizes, governing)
    return SizeDecision(
        as_of=as_of,
        provenance=instrument.provenance,
        purpose=purpose,
        criterion=governing,
        size_class=possible[0] if len(possible) == 1 else None,
        possible=possible,
        by_criterion=tuple(sizes),
        criteria_differ=_differ(sizes),
        is_umkm=_is_umkm(possible, enterprise.ownership),
        ownership=_ownership_words(possible, enterprise),
        ceiling=_ceiling(purpose, view),
        short=instrument.short,
        choice=choice,
        declared=instrument.declared,
    )


def _governing(
    instrument: SizeInstrument, purpose: Purpose, asked: SizeCriterion | str | None
) -> tuple[SizeCriterion | None, Text | None]:
    """Give the governing criterion, and why where the reason is weak."""
    if asked is not None:
        criterion = SizeCriterion(asked)
        if criterion not in instrument.criteria:
            offered = ", ".join(instrument.criteria)
            raise PolicyError(f"{instrument.id} has no criterion {criterion}; it has {offered}")
        return criterion, None
    rule = instrument.by_purpose.get(purpose)
    if not instrument.criteria:
        raise PolicyError(f"{instrument.id} sets a ceiling and names no classes")
    if rule is None:
        offered = ", ".join(instrument.by_purpose)
        raise PolicyError(
            f"{instrument.id} does not say which criterion serves {purpose}; "
            f"it speaks of {offered}; name a criterion"
        )
    return rule.criterion, rule.basis if rule.confidence is Confidence.LOW else None


def _by_ladder(by: SizeLadder, view: FactView) -> CriterionSize:
    fact = by.ladder.fact
    value = view.value(fact)
    low, high = by.ladder.place(value)
    if low != high:
        return CriterionSize(
            by.criterion, by.classes[low : high + 1], ((fact, value),), (fact,), by.article
        )
    bounds = by.ladder.bounds
    return CriterionSize(
        by.criterion,
        by.classes[low : high + 1],
        ((fact, value),),
        (),
        by.article,
        bounds[low - 1] if low else None,
        bounds[low] if low < len(bounds) else None,
    )


def _by_cases(by: SizeCases, view: FactView) -> CriterionSize:
    possible = tuple(dict.fromkeys(SizeClass(key) for key in by.rule.possible(view)))
    facts = by.rule.facts()
    missing = () if len(possible) == 1 else by.rule.missing(view)
    values = tuple((fact, view.value(fact)) for fact in facts)
    return CriterionSize(by.criterion, possible, values, missing, by.article)


def _possible(sizes: list[CriterionSize], governing: SizeCriterion | None) -> tuple[SizeClass, ...]:
    if governing is not None:
        return next(size.possible for size in sizes if size.criterion is governing)
    named = {size_class for size in sizes for size_class in size.possible}
    return tuple(size_class for size_class in SizeClass if size_class in named)


def _differ(sizes: list[CriterionSize]) -> Truth:
    """Compare the first criterion with every other: apart is YES, one same class is NO.

    A criterion that leaves a firm outside its classes names no class that could differ.
    """
    first = sizes[0].possible
    decided = len(first) == 1
    for size in sizes[1:]:
        if not _may_agree(first, size.possible):
            return Truth.YES
        decided = decided and len(size.possible) == 1
    return Truth.NO if decided else Truth.UNKNOWN


def _may_agree(first: tuple[SizeClass, ...], second: tuple[SizeClass, ...]) -> bool:
    return (
        SizeClass.UNCLASSED in first
        or SizeClass.UNCLASSED in second
        or any(size_class in first for size_class in second)
    )


def _is_umkm(possible: tuple[SizeClass, ...], ownership: Ownership | None) -> Truth:
    """Answer for every class still possible; one answer for all of them is known."""
    if ownership is Ownership.FOREIGN:
        return Truth.NO
    first = _counts(possible[0], ownership)
    if all(_counts(size_class, ownership) is first for size_class in possible[1:]):
        return first
    return Truth.UNKNOWN


def _counts(size_class: SizeClass, ownership: Ownership | None) -> Truth:
    if size_class is SizeClass.LARGE:
        return Truth.NO
    if ownership is None or size_class is SizeClass.UNCLASSED:
        return Truth.UNKNOWN
    if ownership is Ownership.INDEPENDENT:
        return Truth.YES
    return Truth.of(ownership not in OWNERSHIP["umkm"].barred[size_class])


def _ownership_words(possible: tuple[SizeClass, ...], firm: Enterprise) -> tuple[Text, ...]:
    if firm.ownership is None and firm.legal_form is None:
        return ()
    rule = OWNERSHIP["umkm"]
    if firm.ownership is Ownership.FOREIGN:
        return (rule.foreign,)
    if _is_umkm(possible, firm.ownership) is Truth.NO and possible[0] is not SizeClass.LARGE:
        return (rule.dependent,)
    if possible == (SizeClass.MICRO,) and firm.legal_form in rule.multi_owner_forms:
        return (rule.multi_owner_warning,)
    return ()


def _ceiling(purpose: Purpose, view: FactView) -> Finding | None:
    instrument = ceiling_on(purpose, view.as_of)
    if instrument is None or instrument.ceiling is None:
        return None
    return find(instrument.ceiling, view)


_DECIDED: Final = Text(
    id="{size}: {known}{bound} ({article}).", en="{size}: {known}{bound} ({article})."
)
_UNDECIDED: Final = Text(
    id="Ukuran usaha belum dapat ditetapkan: {known}; masih mungkin {possible} ({article}).",
    en="The size cannot be told yet: {known}; still possible are {possible} ({article}).",
)
_ASIDE: Final = Text(id="Sebagai pembanding: {inner}", en="For comparison: {inner}")
_NOT_MORE: Final = Text(id=", tidak lebih dari {high}", en=", not more than {high}")
_MORE: Final = Text(id=", lebih dari {low}", en=", more than {low}")
_BETWEEN: Final = Text(
    id=", lebih dari {low} sampai dengan paling banyak {high}",
    en=", more than {low} and not more than {high}",
)
_DIFFER: Final = Text(
    id="Kedua kriteria memberi golongan yang berbeda; peraturan tidak menentukan mana yang "
    "didahulukan.",
    en="The criteria give different classes; the law does not say which comes first.",
)
_CEILINGS: Final = {
    Truth.YES: Text(id="Terpenuhi: {ceiling}.", en="Met: {ceiling}."),
    Truth.NO: Text(id="Tidak terpenuhi: {ceiling}.", en="Not met: {ceiling}."),
    Truth.UNKNOWN: Text(id="Belum diketahui: {ceiling}.", en="Not known: {ceiling}."),
}
_AGREE: Final = Text(
    id="Semua kriteria memberi golongan yang sama: {size}.",
    en="All criteria give the same class: {size}.",
)
_NOT_ONE: Final = Text(
    id="Kriteria ditampilkan berdampingan; satu golongan belum dapat disebut.",
    en="The criteria stand side by side; no single class can be named.",
)


def _sentence(size: CriterionSize, declared: tuple[Fact, ...]) -> Text:
    facts = facts_named((name for name, _ in size.values), declared)
    values = (value for _, value in size.values)
    known = join_text([_known(fact, value) for fact, value in zip(facts, values, strict=True)])
    if size.size_class is None:
        possible = join_text([c.text for c in size.possible])
        return _UNDECIDED.format(known=known, possible=possible, article=size.article)
    return _DECIDED.format(
        size=size.size_class.text, known=known, bound=_bound(size), article=size.article
    ).capitalised()


def _aside(size: CriterionSize, declared: tuple[Fact, ...]) -> Text:
    return _ASIDE.format(inner=_sentence(size, declared).inside())


def _side_by_side(size_class: SizeClass | None) -> Text:
    return _NOT_ONE if size_class is None else _AGREE.format(size=size_class.text)


def _known(fact: Fact, value: Any) -> Text:
    word = SizeCriterion(fact.name).text if fact.name in _CRITERIA else fact.label
    shown = Text(id=show(fact, value, "id"), en=show(fact, value, "en"))
    return join_text([word.inside(), shown], " ")


_CRITERIA: Final = frozenset(criterion.value for criterion in SizeCriterion)


def _bound(size: CriterionSize) -> Text:
    if size.more_than is None and size.at_most is None:
        return Text(id="", en="")
    fact = BY_NAME[size.values[0][0]]
    low, high = (
        Text(id=show(fact, end, "id"), en=show(fact, end, "en"))
        for end in (size.more_than, size.at_most)
    )
    if size.more_than is None:
        return _NOT_MORE.format(high=high)
    if size.at_most is None:
        return _MORE.format(low=low)
    return _BETWEEN.format(low=low, high=high)
