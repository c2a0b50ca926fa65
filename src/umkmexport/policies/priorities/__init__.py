"""Priority policies: who is helped first, declared as a choice, one TOML file each."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.facts import check_criteria, check_scale
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.value import Component
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["PRIORITIES", "PriorityPolicy", "load_priority"]


@attrs.frozen(kw_only=True, slots=False)
class PriorityPolicy(Policy):
    """Who comes first: a pool, and a value of weighted components.

    Attributes:
        disclaimer: the sentence printed with every list.
        favours: whom the policy favours.
        leaves_out: whom it leaves out.
        rubric: the id of the readiness rubric its components look at.
        pool: what must hold to be in the pool at all.
        one_place_per: ``nib`` where one NIB takes at most one place; the number must then be known.
        components: the weighted components; their weights sum to 100.
    """

    disclaimer: Text
    favours: Text
    leaves_out: Text
    rubric: str | None = None
    pool: tuple[Requirement, ...]
    one_place_per: str | None = None
    components: tuple[Component, ...]

    def __attrs_post_init__(self) -> None:
        total = sum(component.weight for component in self.components)
        if total != 100:
            raise PolicyError(f"the weights of the components sum to {total}, not to 100")
        if any(c.needs_readiness for c in self.components) and self.rubric is None:
            raise PolicyError("a component looks at readiness, so the policy must name a rubric")
        if self.one_place_per not in (None, "nib"):
            raise PolicyError(f"one_place_per is 'nib' or absent, not {self.one_place_per!r}")
        check_criteria((f"pool {r.key}", r.rule) for r in self.pool)
        for component in self.components:
            self._check(component)

    @cached_property
    def checklist(self) -> Checklist:
        """Give the conditions of the pool as a rule."""
        return Checklist(self.pool)

    @cached_property
    def scored_by(self) -> Rubric | None:
        """Give the shipped rubric that the components look at."""
        return None if self.rubric is None else RUBRICS[self.rubric]

    def _check(self, component: Component) -> None:
        for item in component.items:
            check_scale(f"component {component.key}, {item.key}", item.scale, item.points)
        closeness = component.closeness
        if closeness is not None and self.scored_by is not None:
            levels = [level.key for level in self.scored_by.levels]
            if closeness.level not in levels:
                raise PolicyError(
                    f"component {component.key}: the rubric has no level {closeness.level!r}"
                )


def load_priority(file: str | Path | Traversable) -> PriorityPolicy:
    """Read a priority policy from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, PriorityPolicy)


PRIORITIES: Final = Catalogue(__name__, load_priority, Text(id="kebijakan prioritas", en="priority policy"))
"""The shipped priority policies by id."""
