"""How firmly do the levels of a registry stand if the weights of the rubric were others?

Nobody knows the right weights. So each item's points are multiplied by a factor of its own, drawn
evenly between 100 less and 100 plus ``spread`` per cent, again and again, and the levels are read
anew each time. The factors are whole thousandths out of SHA-256 of the seed, the number of the draw
and the key of the item, so they are the same on every machine and version of Python. Beside the
draws stands what holds for *all* weights within the spread, by arithmetic alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeAlias

import attrs

from umkmexport.decisions.decision import Decision
from umkmexport.decisions.readiness.balance import (
    DimensionLeftOut,
    ImbalanceView,
    penalise_imbalance,
    without_each_dimension,
)
from umkmexport.decisions.readiness.reweighing import Factors, Hurdles, Marks, hurdles_of, marks_of
from umkmexport.errors import PolicyError, SelectionError
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.rubrics import ReadinessLevel, Rubric
from umkmexport.rules.fact import Fact
from umkmexport.rules.tickets import ticket
from umkmexport.terms.figures import say_count, say_share, say_span
from umkmexport.terms.text import Text, join_text

__all__ = ["LevelShift", "Sensitivity", "sensitivity"]

_Span: TypeAlias = tuple[int, int]
"""The indices of a lowest and a highest level."""


@attrs.frozen
class LevelShift:
    """A firm whose possible levels hang on the weights.

    Attributes:
        id: the registry's id of the firm.
        name: its business name.
        span: the lowest and the highest level by the rubric's own weights.
        low_within: between which levels the lower end lies for all weights within the spread.
        high_within: between which the upper end lies. No weights lead outside these; the highest
            level may be out of reach where a level asks for several minima at once.
        changed: draws in which the span is another.
        up: draws in which one of its ends is higher.
        down: draws in which one of its ends is lower.
    """

    id: str
    name: str | None
    span: tuple[ReadinessLevel, ReadinessLevel]
    low_within: tuple[ReadinessLevel, ReadinessLevel]
    high_within: tuple[ReadinessLevel, ReadinessLevel]
    changed: int
    up: int
    down: int


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Sensitivity(Decision):
    """What other weights would do to the levels of a registry.

    Attributes:
        seed: what the draws hang on.
        spread: by how many per cent each weight may be less or more.
        draws: how many draws were made.
        firms: how many firms were looked at.
        shifts: the firms whose levels some weights within the spread may change, those first that
            change in most draws.
        per_draw: for each draw the number of firms with other possible levels.
        without: what becomes of the levels without each dimension.
        imbalance: what becomes of the ranks if imbalance counts.
        disclaimer: what must be printed with the rubric.
    """

    seed: str
    spread: int
    draws: int
    firms: int
    shifts: tuple[LevelShift, ...]
    per_draw: tuple[int, ...]
    without: tuple[DimensionLeftOut, ...]
    imbalance: tuple[ImbalanceView, ...]
    disclaimer: Text

    @property
    def changed(self) -> tuple[LevelShift, ...]:
        """Give the firms whose possible levels are others in at least one draw."""
        return tuple(shift for shift in self.shifts if shift.changed)

    @property
    def steady(self) -> int:
        """Give the number of firms that no weights within the spread move."""
        return self.firms - len(self.shifts)

    def missing(self) -> tuple[Fact, ...]:
        """Give nothing: it is weights that are not known here."""
        return ()

    def in_short(self) -> str:
        """Give the counts, for ``repr``."""
        return f"{len(self.changed)} of {self.firms} firms change in {self.draws} draws"

    def because(self) -> tuple[Text, ...]:
        """Say how many firms move, which most, and what leaves them where they are."""
        texts = [
            _HEAD.format(
                rubric=self.provenance.title,
                firms=say_count(self.firms),
                spread=str(self.spread),
                draws=say_count(self.draws),
                seed=self.seed,
            ),
            _STEADY.format(steady=say_count(self.steady)),
            _CHANGED.format(
                changed=say_count(len(self.changed)),
                fewest=say_count(min(self.per_draw)),
                most=say_count(max(self.per_draw)),
            ),
        ]
        if self.changed:
            listed = join_text([self._said(shift) for shift in self.changed[:_FIRST]], "; ")
            texts.append(_FIRMS.format(listed=listed))
        if self.without:
            listed = join_text([_left_out(each) for each in self.without], "; ")
            texts.append(_WITHOUT.format(listed=listed))
        listed = join_text([_imbalance(each) for each in self.imbalance], "; ")
        return (*texts, _IMBALANCE.format(listed=listed), self.disclaimer)

    def _said(self, shift: LevelShift) -> Text:
        return _FIRM.format(
            firm=shift.name or shift.id,
            span=_span_text(shift.span),
            share=say_share(shift.changed, self.draws),
            up=say_count(shift.up),
            down=say_count(shift.down),
        )


def sensitivity(
    enterprises: Iterable[Enterprise],
    *,
    rubric: Rubric,
    as_of: date,
    seed: str,
    draws: int = 200,
    spread: int = 25,
) -> Sensitivity:
    """Tell which firms of a registry would have another level if the items weighed otherwise.

    Args:
        enterprises: the firms, each once; their order changes nothing.
        rubric: the readiness card, from ``umkmexport.rubrics`` or ``load_rubric``.
        as_of: the day the scores are made for; answers older than the rubric allows are unknown.
        seed: what the draws hang on; the same seed gives the same draws.
        draws: how many sets of weights are drawn.
        spread: by how many per cent a weight may be less or more, from 0 to 100.

    Raises:
        SelectionError: there is no firm, an id stands twice, or the seed, the draws or the spread
            cannot be used.
        PolicyError: the rubric has fewer than two levels.

    Examples:
        >>> import umkmexport as ux
        >>> firm = Enterprise(id="U-1", has_nib=True, has_npwp=True)
        >>> found = sensitivity(
        ...     [firm], rubric=ux.rubrics["umkmexport-default"], as_of=date(2026, 11, 21), seed="a"
        ... )
        >>> found.steady, found.changed
        (1, ())
    """
    _check(rubric, seed, draws, spread)
    marks = marks_of(enterprises, rubric=rubric, as_of=as_of)
    drawn = [_factors(rubric, seed, draw, spread) for draw in range(draws)]
    per_draw, shifts = [0] * draws, []
    for hinge in _hinges(marks, rubric, spread):
        spans = [hinge.span_with(factors) for factors in drawn]
        per_draw = [n + (span != hinge.span) for n, span in zip(per_draw, spans, strict=True)]
        shifts.append(_shift(hinge, spans, rubric))
    return Sensitivity(
        as_of=as_of,
        provenance=rubric.provenance,
        seed=seed,
        spread=spread,
        draws=draws,
        firms=len(marks),
        shifts=tuple(sorted(shifts, key=lambda shift: (-shift.changed, shift.id))),
        per_draw=tuple(per_draw),
        without=without_each_dimension(marks, rubric),
        imbalance=penalise_imbalance(marks, rubric),
        disclaimer=rubric.disclaimer,
    )


def _factors(rubric: Rubric, seed: str, draw: int, spread: int) -> Factors:
    """Draw the factor of each item, in thousandths."""
    least, choices = _ONE - _PER_CENT * spread, 2 * _PER_CENT * spread + 1
    tickets = (ticket(seed, f"{draw}\n{item.key}") for item in rubric.items)
    return [least + int(each, _HEXADECIMAL) % choices for each in tickets]


@attrs.frozen(eq=False)
class _Hinge:
    """A firm whose levels some weights within the spread may change, and the tests that decide."""

    marks: Marks
    span: _Span
    low: Hurdles
    high: Hurdles

    def span_with(self, factors: Factors) -> _Span:
        """Give the levels still possible if the weights change by these factors."""
        return self.low.reached_with(factors), self.high.reached_with(factors)


def _hinges(marks: Iterable[Marks], rubric: Rubric, spread: int) -> Iterator[_Hinge]:
    least, most = _ONE - _PER_CENT * spread, _ONE + _PER_CENT * spread
    for each in marks:
        low, high = hurdles_of(each, rubric.scorecard)
        hinge = _Hinge(
            each, (low.reached(), high.reached()), low.within(least, most), high.within(least, most)
        )
        if any(lowest < highest for lowest, highest in (hinge.low.bounds(), hinge.high.bounds())):
            yield hinge


def _shift(hinge: _Hinge, spans: list[_Span], rubric: Rubric) -> LevelShift:
    low, high = hinge.span
    return LevelShift(
        id=hinge.marks.id,
        name=hinge.marks.name,
        span=_levels(hinge.span, rubric),
        low_within=_levels(hinge.low.bounds(), rubric),
        high_within=_levels(hinge.high.bounds(), rubric),
        changed=sum(span != hinge.span for span in spans),
        up=sum(lower > low or upper > high for lower, upper in spans),
        down=sum(lower < low or upper < high for lower, upper in spans),
    )


def _levels(span: _Span, rubric: Rubric) -> tuple[ReadinessLevel, ReadinessLevel]:
    low, high = span
    return ReadinessLevel(rubric.levels[low].key), ReadinessLevel(rubric.levels[high].key)


def _check(rubric: Rubric, seed: str, draws: int, spread: int) -> None:
    if len(rubric.levels) < _TWO:
        raise PolicyError(_NO_LEVELS.format(rubric=rubric.id))
    if not isinstance(seed, str) or not seed.strip():
        raise SelectionError(_NO_SEED)
    if type(draws) is not int or draws < 1:
        raise SelectionError(_NO_DRAWS.format(draws=repr(draws)))
    if type(spread) is not int or not 0 <= spread <= _WHOLE:
        raise SelectionError(_NO_SPREAD.format(spread=repr(spread)))


def _span_text(span: tuple[ReadinessLevel, ReadinessLevel]) -> Text:
    low, high = span
    return low.text if low is high else say_span(low.text, high.text)


def _left_out(each: DimensionLeftOut) -> Text:
    return _LEFT_OUT.format(
        dimension=each.text,
        changed=say_count(each.changed),
        up=say_count(each.up),
        down=say_count(each.down),
    )


def _imbalance(view: ImbalanceView) -> Text:
    return _MOVED.format(
        mean=_MEANS[view.exponent],
        moved=say_count(view.moved),
        furthest=say_count(view.furthest),
    )


_ONE: Final = 1000
_PER_CENT: Final = 10
_WHOLE: Final = 100
_TWO: Final = 2
_HEXADECIMAL: Final = 16
_FIRST: Final = 5
_NO_LEVELS: Final = Text(
    id="rubrik {rubric} mempunyai kurang dari dua tingkat, sehingga tidak ada yang dapat berubah",
    en="rubric {rubric} has fewer than two levels, so none can change",
)
_NO_SEED: Final = Text(
    id="penarikan bobot memerlukan benih, misalnya nama putaran",
    en="draws of weights need a seed, such as the id of the round",
)
_NO_DRAWS: Final = Text(
    id="jumlah penarikan harus bilangan bulat sekurang-kurangnya 1, bukan {draws}",
    en="draws must be a whole number of at least 1, not {draws}",
)
_NO_SPREAD: Final = Text(
    id="simpangan bobot harus bilangan bulat dari 0 sampai 100 persen, bukan {spread}",
    en="spread must be a whole number of per cent from 0 to 100, not {spread}",
)
_HEAD: Final = Text(
    id="{rubric}, diterapkan pada {firms} usaha; bobot setiap butir diubah sampai {spread} persen "
    "ke bawah dan ke atas, {draws} kali, dengan benih '{seed}'.",
    en="{rubric}, applied to a list of firms ({firms}); the weight of each item changes by up to "
    "{spread} per cent either way, {draws} times, with the seed '{seed}'.",
)
_STEADY: Final = Text(
    id="Usaha yang tingkatnya tetap pada semua bobot dalam rentang itu: {steady}.",
    en="Firms whose levels stay as they are for all weights in that range: {steady}.",
)
_CHANGED: Final = Text(
    id="Usaha yang tingkatnya berubah pada sekurang-kurangnya satu penarikan: {changed} (per "
    "penarikan {fewest} sampai {most}).",
    en="Firms whose levels change in at least one draw: {changed} ({fewest} to {most} in one "
    "draw).",
)
_FIRMS: Final = Text(id="Yang paling sering berubah: {listed}.", en="Most often: {listed}.")
_FIRM: Final = Text(
    id="{firm} ({span}; berubah pada {share} penarikan, naik {up} kali, turun {down} kali)",
    en="{firm} ({span}; other levels in {share} of the draws, up {up} times, down {down} times)",
)
_WITHOUT: Final = Text(
    id="Usaha yang tingkatnya berubah bila satu dimensi ditiadakan: {listed}.",
    en="Firms whose levels change if one dimension is left out: {listed}.",
)
_LEFT_OUT: Final = Text(
    id="{dimension} {changed} (naik {up}, turun {down})",
    en="{dimension} {changed} (up {up}, down {down})",
)
_IMBALANCE: Final = Text(
    id="Usaha yang peringkatnya bergeser bila ketimpangan antardimensi diperhitungkan: {listed}.",
    en="Firms that move in rank if imbalance between dimensions counts: {listed}.",
)
_MOVED: Final = Text(
    id="{mean} {moved} (terjauh {furthest} peringkat)",
    en="{mean} {moved} (at most {furthest} places)",
)
_MEANS: Final = {
    0: Text(id="rata-rata geometrik", en="geometric mean"),
    -1: Text(id="rata-rata harmonik", en="harmonic mean"),
}
