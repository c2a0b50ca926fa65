"""What counts as moving up a class (*naik kelas*) between two dates, one TOML file a definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError, joined
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.policies.size import SizeCriterion
from umkmexport.rules.checklist import Requirement
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["PROMOTIONS", "Promotion", "load_promotion"]


@attrs.frozen(kw_only=True, slots=False)
class Promotion(Policy):
    """Define what moving up a class is; exactly one of documents, size and level is stated.

    Attributes:
        documents: requirements of which more must hold on the later day than on the earlier.
        more: how many more.
        size: the criterion by which the size class must be higher. Both figures are classed by
            the law of the later day, so that a change of the law moves nobody.
        level: the id of the shipped rubric by which the level of readiness must be higher.
    """

    documents: tuple[Requirement, ...] = ()
    more: int = 1
    size: SizeCriterion | None = None
    level: str | None = None

    def __attrs_post_init__(self) -> None:
        mistakes = [PolicyError(text) for text in self._mistakes()]
        if mistakes:
            raise joined("this definition of moving up cannot be meant so", mistakes)
        check_criteria((f"document {each.key}", each.rule) for each in self.documents)

    @cached_property
    def rubric(self) -> Rubric | None:
        """Give the shipped rubric whose levels count."""
        return None if self.level is None else RUBRICS[self.level]

    def _mistakes(self) -> Iterator[str]:
        stated = [bool(self.documents), self.size is not None, self.level is not None]
        if stated.count(True) != 1:
            yield "it needs exactly one of documents, size and level"
        times = Counter(document.key for document in self.documents)
        yield from (f"document {key} stands twice" for key, n in times.items() if n > 1)
        if self.documents and not 1 <= self.more <= len(self.documents):
            yield f"more must lie between 1 and {len(self.documents)}, not {self.more}"
        if self.level is not None:
            yield from self._about_level(self.level)

    def _about_level(self, level: str) -> Iterator[str]:
        if level not in RUBRICS:
            yield f"level: there is no rubric {level!r}"
        elif not RUBRICS[level].levels:
            yield f"level: rubric {level!r} has no levels"


def load_promotion(file: str | Path | Traversable) -> Promotion:
    """Read a definition of moving up from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Promotion)


PROMOTIONS: Final = Catalogue(
    __name__, load_promotion, Text(id="definisi naik kelas", en="definition of moving up")
)
"""The shipped definitions by id."""
