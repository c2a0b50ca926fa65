"""Calls: announced programmes with conditions, one TOML file each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.facts.groups import GROUP_BY_NAME, GROUP_FACTS
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls.checks import check_call
from umkmexport.policies.calls.terms import (
    CallTerms,
    CallVersion,
    Held,
    Help,
    Partner,
    Quota,
    Recipient,
    Stage,
    Statement,
    Step,
    Window,
)
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.declared import DeclaredFact, check_declared
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.fact import Fact
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["CALLS", "Call", "load_call"]


@attrs.frozen(kw_only=True, slots=False)
class Call(Policy):
    """An announced programme (*panggilan*): who may take part, when, and for how many places.

    Attributes:
        organiser: who announces it.
        partners: who else takes part.
        region: the Kemendagri code of the place it is for; none for the whole country.
        help: the kinds of help it offers.
        recipient: whether firms or groups receive it.
        seats: how many places it has, where it says so.
        seats_approximate: whether the source says "about".
        window: when it takes applications.
        held: when what it offers takes place.
        facts: what only this call asks.
        asked: facts that are asked and decide nothing.
        criteria: what must hold, each with its text; none, where only a selection was announced.
        preferences: what orders applicants and never excludes one, the weightiest first.
        steps: the steps of applying, in their order.
        stages: the stages of selection, in their order.
        quotas: places kept or counted apart.
        completion: what a participant must show in the end to pass (*syarat kelulusan*); it
            decides nothing about taking part.
        versions: what changed while it was open, oldest first.
        statements: the numbered conditions of the announcement, and where the file expresses each.
    """

    organiser: Text
    partners: tuple[Partner, ...] = ()
    region: str | None = None
    help: tuple[Help, ...] = ()
    recipient: Recipient = Recipient.ENTERPRISE
    seats: int | None = None
    seats_approximate: bool = False
    window: Window = attrs.field(factory=Window)
    held: Held = attrs.field(factory=Held)
    facts: tuple[DeclaredFact, ...] = ()
    asked: tuple[str, ...] = ()
    criteria: tuple[Requirement, ...]
    preferences: tuple[Requirement, ...] = ()
    steps: tuple[Step, ...] = ()
    stages: tuple[Stage, ...] = ()
    quotas: tuple[Quota, ...] = ()
    completion: tuple[Requirement, ...] = ()
    versions: tuple[CallVersion, ...] = ()
    statements: tuple[Statement, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_declared(self.facts)
        check_call(self)

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """Give the facts that only this call asks."""
        return tuple(declared.fact for declared in self.facts)

    @property
    def called(self) -> Text:
        """Give its name in a sentence."""
        return Text(id=f"{_WORD.id} {self.id}", en=f"{_WORD.en} {self.id}")

    @cached_property
    def carried(self) -> tuple[Fact, ...]:
        """Give the facts that decisions carry along, to name them: what the vocabulary has not."""
        about_groups = GROUP_FACTS if self.recipient is Recipient.GROUP else ()
        return (*self.declared, *about_groups)

    @property
    def shared(self) -> Mapping[str, Fact]:
        """Give the facts about those whom it is for, firms or groups, by name."""
        return GROUP_BY_NAME if self.recipient is Recipient.GROUP else BY_NAME

    @cached_property
    def vocabulary(self) -> Mapping[str, Fact]:
        """Give every fact that the call may ask for, by name."""
        return {**self.shared, **{fact.name: fact for fact in self.declared}}

    @cached_property
    def all_terms(self) -> tuple[CallTerms, ...]:
        """Give the terms of every version, oldest first."""
        terms = [CallTerms(None, self.window, self.seats, self.criteria)]
        for version in self.versions:
            terms.append(version.after(terms[-1]))
        return tuple(terms)

    def on(self, day: date) -> CallTerms:
        """Give the terms in force on a day."""
        in_force = self.all_terms[0]
        for terms in self.all_terms[1:]:
            if terms.since is not None and terms.since <= day:
                in_force = terms
        return in_force

    @cached_property
    def checklist(self) -> Checklist:
        """Give the first version's conditions as a rule."""
        return Checklist(self.criteria)


def load_call(file: str | Path | Traversable) -> Call:
    """Read a call from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Call)


_WORD: Final = Text(id="pengumuman", en="call")
CALLS: Final = Catalogue(__name__, load_call, _WORD)
"""The shipped calls by id."""
