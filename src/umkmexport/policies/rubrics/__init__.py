"""Readiness rubrics: dimensions, items, gates and levels as files."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.facts import check_criteria, check_scale
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.scorecard import Dimension, Gate, Item, Level, Scorecard
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["RUBRICS", "ReadinessLevel", "Rubric", "load_rubric"]


class ReadinessLevel(Choice):
    """Level of readiness; officials use the last two words differently, so print the sentence."""

    FOUNDATION = "foundation", "dibina dari awal", "to be built up from the start"
    IMPROVING = "improving", "siap ditingkatkan", "ready to improve"
    EXPORT_READY = "export_ready", "siap ekspor", "export ready"
    EXPORT_QUALIFIED = "export_qualified", "layak ekspor", "export qualified"


@attrs.frozen(kw_only=True, slots=False)
class Rubric(Policy):
    """A readiness card: whole points, gates and levels.

    Attributes:
        disclaimer: the sentence printed with every score.
        dimensions: groups of items, each shown with its own score.
        items: what earns points.
        gates: musts that no points replace.
        levels: lowest first.
    """

    disclaimer: Text
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    gates: tuple[Gate, ...] = ()
    levels: tuple[Level, ...]

    def __attrs_post_init__(self) -> None:
        self._check_keys()
        self._check_levels()
        for item in self.items:
            self._check_item(item)
        if all(item.applies is not None for item in self.items):
            raise PolicyError("an item must apply to every firm, or the points may sum to 0")
        for gate in self.gates:
            self._check_gate(gate)

    @cached_property
    def scorecard(self) -> Scorecard:
        """Give the rule that the rubric states."""
        return Scorecard(self.dimensions, self.items, self.gates, self.levels)

    def _check_keys(self) -> None:
        for word, keys in (
            ("item", [item.key for item in self.items]),
            ("gate", [gate.key for gate in self.gates]),
            ("dimension", [dimension.key for dimension in self.dimensions]),
            ("level", [level.key for level in self.levels]),
        ):
            twice = [key for key, count in Counter(keys).items() if count > 1]
            if twice:
                raise PolicyError(f"{word} {twice[0]} stands twice")
        if not self.items or not self.levels:
            raise PolicyError("a rubric needs items and levels")

    def _check_levels(self) -> None:
        known = {gate.key for gate in self.gates}
        for level in self.levels:
            ReadinessLevel(level.key)
            unknown = sorted(set(level.gates) - known)
            if unknown:
                raise PolicyError(f"level {level.key} asks for gate {unknown[0]}, which is missing")
        lowest = self.levels[0]
        if lowest.score_at_least or lowest.dimension_at_least or lowest.gates:
            raise PolicyError(f"level {lowest.key} is the lowest, so it asks for nothing")
        for lower, upper in zip(self.levels, self.levels[1:], strict=False):
            if (
                upper.score_at_least <= lower.score_at_least
                or upper.dimension_at_least < lower.dimension_at_least
                or not set(upper.gates).issuperset(lower.gates)
            ):
                raise PolicyError(
                    f"level {upper.key} must ask for more than {lower.key}: "
                    "a higher cut-off, no lower minimum, and all of its gates"
                )

    def _check_gate(self, gate: Gate) -> None:
        path = f"gate {gate.key}"
        check_criteria([(path, gate.require)])
        if gate.applies is not None:
            check_criteria([(f"{path}, applies", gate.applies)])
        for name in gate.evidence_for:
            if name not in gate.facts:
                raise PolicyError(
                    f"{path}: it asks evidence for {name!r} and looks at {', '.join(gate.facts)}"
                )

    def _check_item(self, item: Item) -> None:
        path = f"item {item.key}"
        if item.points < 1:
            raise PolicyError(f"{path}: points must be at least 1, not {item.points}")
        if item.dimension not in {dimension.key for dimension in self.dimensions}:
            raise PolicyError(f"{path}: there is no dimension {item.dimension!r}")
        if item.applies is not None:
            check_criteria([(f"{path}, applies", item.applies)])
        check_scale(path, item.scale, item.points)
        for index, variant in enumerate(item.variants):
            check_criteria([(f"{path}, variant {index}", variant.when)])
            check_scale(f"{path}, variant {index}", variant.scale, item.points)


def load_rubric(file: str | Path | Traversable) -> Rubric:
    """Read a rubric from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Rubric)


RUBRICS: Final = Catalogue(__name__, load_rubric, "rubric")
"""The shipped rubrics by id."""
