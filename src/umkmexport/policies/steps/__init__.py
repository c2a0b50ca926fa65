"""Catalogues of steps: what a firm can obtain or do on the way to export, one TOML file each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.policies.steps.checks import check_steps
from umkmexport.policies.steps.terms import Step
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["STEP_CATALOGUES", "StepCatalogue", "load_step_catalogue"]


@attrs.frozen(kw_only=True, slots=False)
class StepCatalogue(Policy):
    """Steps (*langkah*) on the way to export: permits, certificates, and what a firm does itself.

    Attributes:
        steps: the steps; which waits for which has no circle.
    """

    steps: tuple[Step, ...] = attrs.field(validator=attrs.validators.min_len(1))

    def __attrs_post_init__(self) -> None:
        check_steps(self.steps)

    @cached_property
    def by_key(self) -> Mapping[str, Step]:
        """Give the steps by key."""
        return MappingProxyType({step.key: step for step in self.steps})


def load_step_catalogue(file: str | Path | Traversable) -> StepCatalogue:
    """Read a catalogue of steps from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, StepCatalogue)


STEP_CATALOGUES: Final = Catalogue(
    __name__, load_step_catalogue, Text(id="katalog langkah", en="catalogue of steps")
)
"""The shipped catalogues of steps by id."""
