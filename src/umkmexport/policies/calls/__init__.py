"""Calls: announced programmes with conditions, one TOML file each."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.declared import DeclaredFact, check_declared
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.fact import Fact
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["CALLS", "Call", "Window", "load_call"]


@attrs.frozen
class Window:
    """The days on which a call takes applications, both included."""

    opens: date | None = None
    closes: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.opens is not None and self.closes is not None and self.closes < self.opens:
            raise PolicyError(
                f"the window closes on {self.closes}, before it opens on {self.opens}"
            )


@attrs.frozen(kw_only=True, slots=False)
class Call(Policy):
    """An announced programme (*panggilan*): who may take part.

    Attributes:
        organiser: who announces it.
        region: the Kemendagri code of the place it is for; none for the whole country.
        seats: how many places it has, where it says so.
        window: when it takes applications.
        facts: what only this call asks.
        criteria: what must hold, each with its text.
    """

    organiser: Text
    region: str | None = None
    seats: int | None = None
    window: Window = Window()
    facts: tuple[DeclaredFact, ...] = ()
    criteria: tuple[Requirement, ...]

    def __attrs_post_init__(self) -> None:
        if self.seats is not None and self.seats < 1:
            raise PolicyError(f"seats must be at least 1, not {self.seats}")
        keys = [requirement.key for requirement in self.criteria]
        if len(set(keys)) < len(keys) or not keys:
            raise PolicyError("criteria need at least one entry and keys that differ")
        check_declared(self.facts)
        check_criteria(((f"criterion {r.key}", r.require) for r in self.criteria), self.declared)

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """Give the facts that only this call asks."""
        return tuple(declared.fact for declared in self.facts)

    @cached_property
    def checklist(self) -> Checklist:
        """Give the rule that the call states."""
        return Checklist(self.criteria)


def load_call(file: str | Path | Traversable) -> Call:
    """Read a call from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Call)


CALLS: Final = Catalogue(__name__, load_call, "call")
"""The shipped calls by id."""
