"""Forms of a curation: criteria with their scales, and how marks are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from umkmexport.errors import PolicyError, joined
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.agreement import KappaWeights
from umkmexport.rules.fact import FactType
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import did_you_mean
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
            raise joined("the form of the curation does not hold", problems)

    def _mistakes(self) -> Iterator[str]:
        keys = Counter(one.key for one in self.criteria)
        yield from (f"criterion {key} stands twice" for key, n in keys.items() if n > 1)
        facts = Counter(one.fact for one in self.criteria if one.fact is not None)
        yield from (f"fact {name} is settled twice" for name, n in facts.items() if n > 1)
        for one in self.criteria:
            yield from _mistakes_of(one)
        if not any(one.weight for one in self.criteria):
            yield "the weights of the criteria are all zero"
        if self.least_curators < 1:
            yield f"least_curators must be at least 1, not {self.least_curators}"
        if not 0 <= self.passes_at <= 100:
            yield f"passes_at is a per cent, not {self.passes_at}"


def _mistakes_of(one: CurationCriterion) -> Iterator[str]:
    named = f"criterion {one.key}"
    if one.lowest >= one.highest:
        yield f"{named}: marks rise from {one.lowest}, so the highest is not {one.highest}"
    if one.weight < 0:
        yield f"{named}: its weight must not be negative"
    if (one.fact is None) != (one.passes_at is None):
        yield f"{named}: a fact and the mark from which it holds (passes_at) go together"
    if one.passes_at is not None and not one.lowest < one.passes_at <= one.highest:
        yield f"{named}: passes_at lies above {one.lowest} and up to {one.highest}"
    if one.fact is not None and (
        one.fact not in BY_NAME
        or BY_NAME[one.fact].type is not FactType.BOOL
        or BY_NAME[one.fact].is_derived
    ):
        hint = did_you_mean(one.fact, BY_NAME) if one.fact not in BY_NAME else ""
        yield f"{named}: {one.fact!r} is no yes-or-no fact that can be stated{hint}"


def load_curation_form(file: str | Path | Traversable) -> CurationForm:
    """Read a form of a curation from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, CurationForm)
