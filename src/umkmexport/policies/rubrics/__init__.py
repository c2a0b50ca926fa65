"""Readiness rubrics: dimensions, items, gates and levels as files."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.policies.rubrics.checks import check_rubric
from umkmexport.policies.rubrics.directions import branching_facts, two_way_facts
from umkmexport.policies.rubrics.levels import ReadinessLevel
from umkmexport.rules.scorecard import Dimension, Gate, Item, Level, Scorecard
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["RUBRICS", "ReadinessLevel", "Rubric", "load_rubric"]


@attrs.frozen(kw_only=True, slots=False)
class Rubric(Policy):
    """A readiness card: whole points, gates and levels.

    Attributes:
        disclaimer: the sentence printed with every score.
        dimensions: groups of items, each shown with its own score.
        items: what earns points.
        gates: musts that no points replace.
        levels: lowest first; none, where only the score is given.
    """

    disclaimer: Text
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    gates: tuple[Gate, ...] = ()
    levels: tuple[Level, ...]

    def __attrs_post_init__(self) -> None:
        check_rubric(self)

    @cached_property
    def scorecard(self) -> Scorecard:
        """Give the rule that the rubric states."""
        return Scorecard(self.dimensions, self.items, self.gates, self.levels)

    def branching_facts(self) -> tuple[str, ...]:
        """Name the facts that decide which items exist for a firm, and which scale one uses.

        Examples:
            >>> RUBRICS["umkmexport-default"].branching_facts()
            ('is_goods', 'product_family', 'is_exporter', 'product_form')
        """
        return branching_facts(self.items)

    def two_way_facts(self) -> tuple[str, ...]:
        """Name the facts of which one answer is good for one item and bad for another.

        Both ends of a score's interval can be reached where every branching fact is known and
        none of these is unknown. Elsewhere the interval still holds every possible score, and may
        be wider than need be.

        Examples:
            >>> RUBRICS["umkmexport-default"].two_way_facts()
            ()
        """
        return two_way_facts(self.items)


def load_rubric(file: str | Path | Traversable) -> Rubric:
    """Read a rubric from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Rubric)


RUBRICS: Final = Catalogue(__name__, load_rubric, Text(id="rubrik", en="rubric"))
"""The shipped rubrics by id."""
