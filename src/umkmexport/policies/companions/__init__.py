"""How much a companion (*pendamping*) may take on a day, one TOML file a programme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["COMPANION_RULES", "CompanionRule", "load_companion_rule"]


@attrs.frozen(kw_only=True, slots=False)
class CompanionRule(Policy):
    """How many firms a companion may take on a day.

    Attributes:
        per_day: the most firms a day, of each companion.
    """

    per_day: int

    def __attrs_post_init__(self) -> None:
        if self.per_day < 1:
            raise PolicyError(_TOO_FEW.format(number=str(self.per_day)))


def load_companion_rule(file: str | Path | Traversable) -> CompanionRule:
    """Read a rule for companions from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, CompanionRule)


COMPANION_RULES: Final = Catalogue(
    __name__, load_companion_rule, Text(id="aturan pendamping", en="rule for companions")
)
"""The shipped rules by id."""


_TOO_FEW: Final = Text(
    id="per_day sedikitnya 1, bukan {number}", en="per_day must be at least 1, not {number}"
)
