"""What did the curators find? Marks put together, their agreement, and the facts they settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from statistics import median_high, median_low
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.decision import Decision
from umkmexport.errors import SelectionError, joined
from umkmexport.model.curation import CurationSheet
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Assessment
from umkmexport.policies.curation import CurationCriterion, CurationForm, MarksTogether
from umkmexport.rules.agreement import KappaWeights, mean_kappa
from umkmexport.rules.fact import Fact
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["Agreement", "CuratedFirm", "CuratedMark", "Curation", "Exact", "curate"]

_Given: TypeAlias = dict[str, dict[str, dict[str, int]]]
"""Marks by firm, criterion and curator."""


@attrs.frozen
class Exact:
    """An exact number, as whole numerator and denominator.

    Examples:
        >>> str(Exact.of(Fraction(7, 2))), Exact.of(Fraction(2, 3)).text.id
        ('7/2', '0,66')
    """

    numerator: int
    denominator: int = 1

    @classmethod
    def of(cls, number: Fraction) -> Exact:
        """Make it from a fraction."""
        return cls(number.numerator, number.denominator)

    @property
    def value(self) -> Fraction:
        """Give it as a fraction."""
        return Fraction(self.numerator, self.denominator)

    @property
    def text(self) -> Text:
        """Say it with two decimals, towards zero."""
        sign = "-" if self.numerator < 0 else ""
        whole, rest = divmod(100 * abs(self.numerator) // self.denominator, 100)
        return Text(id=f"{sign}{whole},{rest:02}", en=f"{sign}{whole}.{rest:02}")

    def __str__(self) -> str:
        return str(self.value)


@attrs.frozen
class CuratedMark:
    """The marks of one firm for one criterion, put together.

    Attributes:
        criterion: the key of the criterion.
        text: the criterion in words.
        mark: the median or mean; None with fewer marks than the form asks for.
        lowest: the lowest mark that was given.
        highest: the highest mark that was given.
        curators: how many gave one.
        abstained: how many abstained, those who handed in nothing on the firm not counted.
    """

    criterion: str
    text: Text
    mark: Exact | None
    lowest: int | None
    highest: int | None
    curators: int
    abstained: int


@attrs.frozen
class CuratedFirm:
    """The result of one firm.

    Attributes:
        id: the registry's id of the firm.
        marks: its marks, criterion by criterion.
        low: its result in per cent of all that can be had, if what is not marked turns out worst.
        high: the same, if it turns out best.
        passed: whether it passes.
    """

    id: str
    marks: tuple[CuratedMark, ...]
    low: Exact
    high: Exact
    passed: Truth

    def because(self) -> tuple[Text, ...]:
        """Say the result and the marks it is made of."""
        marks = [
            _MARK.format(criterion=one.text, mark=one.mark.text if one.mark else _NONE)
            for one in self.marks
        ]
        verdict = _RESULT[self.passed].format(low=self.low.text, high=self.high.text)
        return verdict, _MARKS.format(listed=join_text(marks, "; "))


@attrs.frozen
class Agreement:
    """How far curators agree on one criterion.

    Attributes:
        criterion: the key of the criterion.
        text: the criterion in words.
        kappa: the mean weighted kappa over pairs of curators; None where no pair can be compared.
        pairs: how many pairs it is the mean of.
    """

    criterion: str
    text: Text
    kappa: Exact | None
    pairs: int


@attrs.frozen
class LeftOutMarks:
    """Marks that do not count, because the curator has an interest in the firm."""

    curator: str
    firm: str


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Curation(Decision):
    """The result of a curation (*hasil kurasi*).

    Attributes:
        firms: the result of each firm, the best first; equals in the order of their ids.
        agreement: how far the curators agree, criterion by criterion.
        left_out: marks that do not count because of an interest.
        curators: how many curators handed in a sheet.
        together: whether the marks are put together by median or mean.
        kappa: how a disagreement weighs.
        settles: the facts that criteria settle: criterion, fact and the mark from which it holds.
        given: the marks that count: firm, criterion, curator, day and mark.
        scales: the lowest and highest mark of each criterion.
        disclaimer: what must be printed with the result.
    """

    firms: tuple[CuratedFirm, ...]
    agreement: tuple[Agreement, ...]
    left_out: tuple[LeftOutMarks, ...]
    curators: int
    together: MarksTogether
    kappa: KappaWeights
    settles: tuple[tuple[str, str, int], ...]
    given: tuple[tuple[str, str, str, date, int], ...]
    scales: tuple[tuple[str, int, int], ...]
    disclaimer: Text

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        passed = sum(firm.passed is Truth.YES for firm in self.firms)
        return f"{passed} of {len(self.firms)} firms passed"

    def because(self) -> tuple[Text, ...]:
        """Say how the marks were put together, who passed, and how far curators agree."""
        counts = Counter(firm.passed for firm in self.firms)
        texts = [
            _SUMMARY.format(
                curators=str(self.curators),
                firms=str(len(self.firms)),
                together=self.together.text,
                passed=str(counts[Truth.YES]),
                failed=str(counts[Truth.NO]),
                open=str(counts[Truth.UNKNOWN]),
            )
        ]
        texts += [self._agrees(one) for one in self.agreement]
        if self.left_out:
            texts.append(_INTERESTS.format(count=str(len(self.left_out))))
        return (*texts, self.disclaimer)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for: none; what is not marked is for the curators."""
        return ()

    def find(self, firm: str) -> CuratedFirm | None:
        """Give the result of a firm by its id."""
        return next((one for one in self.firms if one.id == firm), None)

    def answers(self, fact: str = "curation_passed") -> dict[str, dict[str, bool]]:
        """Give who passed and who did not, as answers for a list; who is undecided is left out.

        Args:
            fact: the name under which the policy or the call asks for it.
        """
        return {
            firm.id: {fact: firm.passed is Truth.YES}
            for firm in self.firms
            if firm.passed is not Truth.UNKNOWN
        }

    def assess(self, enterprise: Enterprise) -> Enterprise:
        """Give a firm with its marks, and with the facts that they settle, as seen on a visit.

        What only the firm itself said before gives way. Where another source said otherwise, the
        fact is disputed: it becomes unknown, and both values are kept.
        """
        result = self.find(enterprise.id)
        if result is None:
            return enterprise
        scales = {key: highest for key, _, highest in self.scales}
        given = [line for line in self.given if line[0] == enterprise.id]
        marks = tuple(
            Assessment(criterion, mark, scales[criterion], curator, on)
            for _, criterion, curator, on, mark in given
        )
        firm = attrs.evolve(enterprise, assessments=(*enterprise.assessments, *marks))
        by_key = {one.criterion: one for one in result.marks}
        for criterion, fact, passes_at in self.settles:
            mark = by_key[criterion].mark
            if mark is not None:
                on = max(day for _, key, _, day, _ in given if key == criterion)
                firm = self._settled(firm, fact, found=mark.value >= passes_at, on=on)
        return firm

    def _settled(self, firm: Enterprise, fact: str, *, found: bool, on: date) -> Enterprise:
        before = getattr(firm, fact)
        note = next((note for note in firm.evidence if note.fact == fact), None)
        others = tuple(one for one in firm.evidence if one.fact != fact)
        own_word = note is not None and note.kind is EvidenceKind.SELF
        is_agreed = before is None or before is found or own_word
        kept = Evidence(
            fact,
            EvidenceKind.VISIT,
            on=on,
            source=self.provenance.policy,
            why_missing=None if is_agreed else WhyMissing.CONFLICT,
            said=() if is_agreed else (before, found),
        )
        value: dict[str, Any] = {fact: found if is_agreed else None}
        return attrs.evolve(firm, **value, evidence=(*others, kept))

    def _agrees(self, one: Agreement) -> Text:
        if one.kappa is None:
            return _NO_KAPPA.format(criterion=one.text)
        return _KAPPA.format(
            criterion=one.text,
            weights=self.kappa.text,
            kappa=one.kappa.text,
            pairs=str(one.pairs),
        )


def curate(sheets: Iterable[CurationSheet], *, form: CurationForm, as_of: date) -> Curation:
    """Put the sheets of several curators together (*kurasi*).

    The median or the mean is exact. An abstention is no mark of 0: it does not count, and a
    criterion with fewer marks than the form asks for is unknown. Marks on a firm in which the
    curator has an interest are left out.

    Args:
        sheets: the sheet of each curator.
        form: what they mark, and how it is put together.
        as_of: the day of the result.

    Raises:
        SelectionError: no sheets, two of one curator, a sheet of a later day, a criterion that
            the form has not, or a mark off its scale; a group of errors if there are several.

    Examples:
        >>> from umkmexport.policies.curation import CurationCriterion, CurationForm
        >>> from umkmexport.terms.source import Confidence, PolicyKind, Source
        >>> form = CurationForm(
        ...     id="curation-2026",
        ...     kind=PolicyKind.DESIGN,
        ...     title=Text(id="Kurasi 2026", en="Curation 2026"),
        ...     sources=(Source("Keputusan panitia", date(2026, 10, 1), Confidence.HIGH),),
        ...     disclaimer=Text(id="Pilihan panitia.", en="The committee's choice."),
        ...     criteria=(
        ...         CurationCriterion(key="quality", text=Text(id="Mutu", en="Quality"), highest=5),
        ...     ),
        ...     together=MarksTogether.MEDIAN,
        ...     kappa=KappaWeights.QUADRATIC,
        ...     least_curators=2,
        ...     passes_at=60,
        ... )
        >>> day = date(2026, 11, 1)
        >>> sheets = [
        ...     CurationSheet.of("K-1", day, {"U-1": {"quality": 4}, "U-2": {"quality": 2}}),
        ...     CurationSheet.of("K-2", day, {"U-1": {"quality": 5}, "U-2": {"quality": None}}),
        ... ]
        >>> found = curate(sheets, form=form, as_of=date(2026, 11, 21))
        >>> [(firm.id, str(firm.low), firm.passed) for firm in found.firms]
        [('U-1', '175/2', Truth.YES), ('U-2', '0', Truth.UNKNOWN)]
    """
    handed_in = sorted(sheets, key=lambda sheet: sheet.curator)
    _check(handed_in, form, as_of)
    given: _Given = {}
    abstained: Counter[tuple[str, str]] = Counter()
    left_out: dict[LeftOutMarks, None] = {}
    for sheet in handed_in:
        for firm, criterion, mark in sheet.marks:
            marks = given.setdefault(firm, {one.key: {} for one in form.criteria})
            if firm in sheet.interests:
                left_out[LeftOutMarks(sheet.curator, firm)] = None
            elif mark is None:
                abstained[firm, criterion] += 1
            else:
                marks[criterion][sheet.curator] = mark
    firms = [_firm(id_, marks, abstained, form) for id_, marks in given.items()]
    return Curation(
        as_of=as_of,
        provenance=form.provenance,
        firms=tuple(sorted(firms, key=lambda firm: (-firm.low.value, -firm.high.value, firm.id))),
        agreement=tuple(_agreement(one, given, form) for one in form.criteria),
        left_out=tuple(left_out),
        curators=len(handed_in),
        together=form.together,
        kappa=form.kappa,
        settles=tuple(
            (one.key, one.fact, one.passes_at)
            for one in form.criteria
            if one.fact is not None and one.passes_at is not None
        ),
        given=tuple(_lines(given, {sheet.curator: sheet.on for sheet in handed_in})),
        scales=tuple((one.key, one.lowest, one.highest) for one in form.criteria),
        disclaimer=form.disclaimer,
    )


def _firm(
    id_: str,
    marks: Mapping[str, Mapping[str, int]],
    abstained: Mapping[tuple[str, str], int],
    form: CurationForm,
) -> CuratedFirm:
    found, low, high = [], Fraction(), Fraction()
    for one in form.criteria:
        given = sorted(marks[one.key].values())
        mark = _together(given, form) if len(given) >= form.least_curators else None
        found.append(
            CuratedMark(
                one.key,
                one.text,
                None if mark is None else Exact.of(mark),
                given[0] if given else None,
                given[-1] if given else None,
                len(given),
                abstained.get((id_, one.key), 0),
            )
        )
        low += one.weight * (_share(one, mark) if mark is not None else 0)
        high += one.weight * (_share(one, mark) if mark is not None else 1)
    whole = Fraction(sum(one.weight for one in form.criteria), 100)
    low, high = low / whole, high / whole
    passed = Truth.YES if low >= form.passes_at else Truth.UNKNOWN
    passed = Truth.NO if high < form.passes_at else passed
    return CuratedFirm(id_, tuple(found), Exact.of(low), Exact.of(high), passed)


def _together(given: Sequence[int], form: CurationForm) -> Fraction:
    if form.together is MarksTogether.MEAN:
        return Fraction(sum(given), len(given))
    return Fraction(median_low(given) + median_high(given), 2)


def _share(one: CurationCriterion, mark: Fraction) -> Fraction:
    return (mark - one.lowest) / (one.highest - one.lowest)


def _agreement(one: CurationCriterion, given: _Given, form: CurationForm) -> Agreement:
    by_curator: dict[str, dict[str, int]] = {}
    for firm, marks in given.items():
        for curator, mark in marks[one.key].items():
            by_curator.setdefault(curator, {})[firm] = mark
    assessors = [by_curator[curator] for curator in sorted(by_curator)]
    kappa, pairs = mean_kappa(assessors, form.kappa)
    return Agreement(one.key, one.text, None if kappa is None else Exact.of(kappa), pairs)


def _lines(given: _Given, days: Mapping[str, date]) -> Iterator[tuple[str, str, str, date, int]]:
    for firm in sorted(given):
        for criterion, marks in given[firm].items():
            for curator, mark in sorted(marks.items()):
                yield firm, criterion, curator, days[curator], mark


def _check(sheets: Sequence[CurationSheet], form: CurationForm, as_of: date) -> None:
    if not sheets:
        raise SelectionError(_NO_SHEETS)
    problems = [SelectionError(text) for text in _mistakes(sheets, form, as_of)]
    if problems:
        raise joined(_NO_RESULT, problems)


def _mistakes(sheets: Sequence[CurationSheet], form: CurationForm, as_of: date) -> Iterator[Text]:
    scales = {one.key: one for one in form.criteria}
    for curator, count in Counter(sheet.curator for sheet in sheets).items():
        if count > 1:
            yield _TWO_SHEETS.format(curator=curator)
    for sheet in sheets:
        if sheet.on > as_of:
            yield _LATER.format(curator=sheet.curator, on=str(sheet.on), as_of=str(as_of))
        for firm, criterion, mark in sheet.marks:
            said: dict[str, Text | str] = {"curator": sheet.curator, "firm": firm}
            if criterion not in scales:
                hint = suggested(criterion, scales)
                yield _NO_CRITERION.format(**said, criterion=criterion, hint=hint)
            elif mark is not None and not (
                scales[criterion].lowest <= mark <= scales[criterion].highest
            ):
                scale = f"{scales[criterion].lowest}–{scales[criterion].highest}"
                yield _OFF_SCALE.format(**said, criterion=criterion, mark=str(mark), scale=scale)


_NONE: Final = Text(id="belum cukup dinilai", en="not marked by enough curators")
_MARK: Final = Text(id="{criterion} {mark}", en="{criterion} {mark}")
_MARKS: Final = Text(id="Nilai: {listed}.", en="Marks: {listed}.")
_RESULT: Final = {
    Truth.YES: Text(id="Lolos kurasi, nilai {low} dari 100.", en="Passed, with {low} of 100."),
    Truth.NO: Text(
        id="Tidak lolos kurasi, nilai paling tinggi {high} dari 100.",
        en="Did not pass, with {high} of 100 at the most.",
    ),
    Truth.UNKNOWN: Text(
        id="Belum dapat diputuskan, nilai {low} sampai {high} dari 100.",
        en="Not decided, with {low} to {high} of 100.",
    ),
}
_SUMMARY: Final = Text(
    id="{curators} kurator menilai {firms} usaha; nilai digabungkan dengan {together}. Lolos: "
    "{passed}, tidak lolos: {failed}, belum dapat diputuskan: {open}.",
    en="{curators} curators marked {firms} firms; marks are put together by {together}. Passed: "
    "{passed}, not passed: {failed}, not decided: {open}.",
)
_KAPPA: Final = Text(
    id="Kesepakatan kurator mengenai «{criterion}»: kappa {kappa} ({weights}, rata-rata dari "
    "{pairs} pasangan).",
    en='Agreement of the curators on "{criterion}": kappa {kappa} ({weights}, mean of {pairs} '
    "pairs).",
)
_NO_KAPPA: Final = Text(
    id="Kesepakatan kurator mengenai «{criterion}» tidak dapat dihitung.",
    en='Agreement of the curators on "{criterion}" cannot be worked out.',
)
_INTERESTS: Final = Text(
    id="Penilaian terhadap {count} usaha tidak diperhitungkan karena kurator berkepentingan.",
    en="Marks on {count} firms do not count because the curator has an interest.",
)
_NO_RESULT: Final = Text(
    id="lembar penilaian tidak dapat digabungkan", en="the sheets cannot be put together"
)
_NO_SHEETS: Final = Text(id="tidak ada lembar penilaian kurator", en="there are no sheets")
_TWO_SHEETS: Final = Text(
    id="kurator {curator} menyerahkan dua lembar penilaian; gabungkan menjadi satu",
    en="curator {curator} handed in two sheets; make them one",
)
_LATER: Final = Text(
    id="lembar kurator {curator} bertanggal {on}, sesudah {as_of}",
    en="the sheet of curator {curator} is of {on}, later than {as_of}",
)
_NO_CRITERION: Final = Text(
    id="kurator {curator}, usaha {firm}: kriteria '{criterion}' tidak ada dalam formulir{hint}",
    en="curator {curator}, firm {firm}: the form has no criterion '{criterion}'{hint}",
)
_OFF_SCALE: Final = Text(
    id="kurator {curator}, usaha {firm}: nilai {mark} untuk '{criterion}' di luar skala {scale}",
    en="curator {curator}, firm {firm}: mark {mark} for '{criterion}' is off the scale {scale}",
)
