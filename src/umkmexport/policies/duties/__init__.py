"""Duties that bind some firms from some day on, one TOML file each."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.declared import DeclaredFact, check_declared
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import Fact
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["DUTIES", "Duty", "Phase", "load_duty"]


@attrs.frozen
class Phase:
    """One step by which a duty comes to bind more firms.

    Attributes:
        key: its key in the file.
        since: the first day on which it binds.
        text: whom it binds, in words.
        article: where the rule stands.
        when: whom it binds, as a criterion.
        note: what to say whenever this phase is what binds a firm, or will.
    """

    key: str
    since: date
    text: Text
    article: Text
    when: Criterion
    note: Text | None = None


@attrs.frozen(kw_only=True, slots=False)
class Duty(Policy):
    """A duty (*kewajiban*) that comes in phases.

    It binds a firm on a day if one of the phases then in force does. A phase stays in force.

    Attributes:
        phases: its phases, oldest first; each begins on a day of its own.
        facts: what only this duty asks.
    """

    phases: tuple[Phase, ...]
    facts: tuple[DeclaredFact, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.phases:
            raise PolicyError(_NO_PHASE)
        for before, after in pairwise(self.phases):
            if after.since <= before.since:
                days = {"since": str(after.since), "earlier": str(before.since)}
                raise PolicyError(_NOT_IN_TURN.format(key=after.key, before=before.key, **days))
        keys = [phase.key for phase in self.phases]
        if len(set(keys)) < len(keys):
            raise PolicyError(_SAME_KEYS.format(keys=", ".join(keys)))
        check_declared(self.facts)
        check_criteria(((_PHASE.format(key=p.key), p.when) for p in self.phases), self.declared)

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """Give the facts that only this duty asks."""
        return tuple(declared.fact for declared in self.facts)


def load_duty(file: str | Path | Traversable) -> Duty:
    """Read a duty from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Duty)


DUTIES: Final = Catalogue(__name__, load_duty, Text(id="kewajiban", en="duty"))
"""The shipped duties by id."""


_PHASE: Final = Text(id="tahap {key}", en="phase {key}")
_NO_PHASE: Final = Text(
    id="kewajiban memerlukan sedikitnya satu tahap", en="a duty needs at least one phase"
)
_NOT_IN_TURN: Final = Text(
    id="tahap {key} mulai pada {since}, tahap {before} sebelumnya pada {earlier}; tulislah yang "
    "paling awal lebih dahulu, dan gabungkan yang mulai pada hari yang sama dengan any_of",
    en="phase {key} begins on {since}, phase {before} before it on {earlier}; give the oldest "
    "first, and join those of one day by any_of",
)
_SAME_KEYS: Final = Text(
    id="kunci tahap harus berbeda, bukan {keys}", en="phases need keys that differ, not {keys}"
)
