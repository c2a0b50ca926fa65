"""Forms of a curation: criteria with their scales, and how marks are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError, joined
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.agreement import KappaWeights
from umkmexport.rules.fact import FactType
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["CurationCriterion", "CurationForm", "MarksTogether", "load_curation_form"]


class MarksTogether(Choice):
    """How the marks of several curators become one."""

    MEDIAN = "median", "median", "median"
    MEAN = "mean", "rata-rata", "mean"


@attrs.frozen(kw_only=True)
class CurationCriterion:
    """One criterion of a curation.

    Attributes:
        key: its key, as sheets have it.
        text: what is assessed.
        lowest: the lowest mark.
        highest: the highest mark.
        weight: its whole weight in the result of a firm.
        fact: the yes-or-no fact that it settles, such as ``meets_export_quality``.
        passes_at: the mark from which the fact is *yes*.
    """

    key: str
    text: Text
    lowest: int = 1
    highest: int
    weight: int = 1
    fact: str | None = None
    passes_at: int | None = None


@attrs.frozen(kw_only=True, slots=False)
class CurationForm(Policy):
    """What curators mark, and what becomes of their marks. None of it has a default.

    Attributes:
        disclaimer: the sentence printed with every result.
        criteria: what is assessed.
        together: the median or the mean of the marks.
        kappa: how a disagreement weighs where agreement is measured.
        least_curators: how many curators must mark a criterion of a firm; with fewer it is unknown.
        passes_at: the per cent of all that can be had from which a firm passes.
    """

    disclaimer: Text
    criteria: tuple[CurationCriterion, ...]
    together: MarksTogether
    kappa: KappaWeights
    least_curators: int
    passes_at: int

    def __attrs_post_init__(self) -> None:
        problems = [PolicyError(text) for text in self._mistakes()]
        if problems:
            raise joined(_NO_FORM, problems)

    def _mistakes(self) -> Iterator[Text]:
        keys = Counter(one.key for one in self.criteria)
        yield from (_TWICE.format(key=key) for key, n in keys.items() if n > 1)
        facts = Counter(one.fact for one in self.criteria if one.fact is not None)
        yield from (_SETTLED_TWICE.format(fact=name) for name, n in facts.items() if n > 1)
        for one in self.criteria:
            yield from (_OF.format(key=one.key, text=text) for text in _mistakes_of(one))
        if not any(one.weight for one in self.criteria):
            yield _ALL_ZERO
        if self.least_curators < 1:
            yield _NO_CURATORS.format(number=str(self.least_curators))
        if not 0 <= self.passes_at <= 100:
            yield _NO_PER_CENT.format(number=str(self.passes_at))


def _mistakes_of(one: CurationCriterion) -> Iterator[Text]:
    said = {"lowest": str(one.lowest), "highest": str(one.highest)}
    if one.lowest >= one.highest:
        yield _NO_SCALE.format(**said)
    if one.weight < 0:
        yield _NEGATIVE
    if (one.fact is None) != (one.passes_at is None):
        yield _HALF
    if one.passes_at is not None and not one.lowest < one.passes_at <= one.highest:
        yield _OFF_SCALE.format(**said)
    if one.fact is not None and (
        one.fact not in BY_NAME
        or BY_NAME[one.fact].type is not FactType.BOOL
        or BY_NAME[one.fact].is_derived
    ):
        hint = suggested(one.fact, () if one.fact in BY_NAME else BY_NAME)
        yield _NO_FACT.format(fact=one.fact, hint=hint)


_NO_FORM: Final = Text(
    id="formulir kurasi tidak dapat dipakai", en="the form of the curation does not hold"
)
_OF: Final = Text(id="kriteria {key}: {text}", en="criterion {key}: {text}")
_TWICE: Final = Text(id="kriteria {key} tercantum dua kali", en="criterion {key} stands twice")
_SETTLED_TWICE: Final = Text(
    id="data {fact} ditetapkan oleh dua kriteria", en="fact {fact} is settled twice"
)
_ALL_ZERO: Final = Text(
    id="semua bobot kriteria nol", en="the weights of the criteria are all zero"
)
_NO_CURATORS: Final = Text(
    id="least_curators sedikitnya 1, bukan {number}",
    en="least_curators must be at least 1, not {number}",
)
_NO_PER_CENT: Final = Text(
    id="passes_at berupa persen, bukan {number}", en="passes_at is a per cent, not {number}"
)
_NO_SCALE: Final = Text(
    id="nilai terendah {lowest}, maka nilai tertinggi bukan {highest}",
    en="marks rise from {lowest}, so the highest is not {highest}",
)
_NEGATIVE: Final = Text(id="bobotnya tidak boleh negatif", en="its weight must not be negative")
_HALF: Final = Text(
    id="data (fact) dan nilai yang memenuhinya (passes_at) harus disebut bersama-sama",
    en="a fact and the mark from which it holds (passes_at) go together",
)
_OFF_SCALE: Final = Text(
    id="passes_at harus lebih dari {lowest} dan paling tinggi {highest}",
    en="passes_at lies above {lowest} and up to {highest}",
)
_NO_FACT: Final = Text(
    id="'{fact}' bukan data ya-atau-tidak yang dapat diisi{hint}",
    en="'{fact}' is no yes-or-no fact that can be stated{hint}",
)


def load_curation_form(file: str | Path | Traversable) -> CurationForm:
    """Read a form of a curation from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, CurationForm)
