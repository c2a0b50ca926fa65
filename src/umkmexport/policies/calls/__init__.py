"""Calls: announced programmes with conditions, one TOML file each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.codes import regions
from umkmexport.errors import CodeError, PolicyError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls.terms import (
    CallTerms,
    CallVersion,
    Help,
    Partner,
    Quota,
    Recipient,
    Stage,
    Step,
    Window,
)
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.declared import DeclaredFact, check_declared
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import Fact, FactType
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
        facts: what only this call asks.
        asked: facts that are asked and decide nothing.
        criteria: what must hold, each with its text.
        preferences: what orders applicants and never excludes one, the weightiest first.
        steps: the steps of applying, in their order.
        stages: the stages of selection, in their order.
        quotas: places kept or counted apart.
        versions: what changed while it was open, oldest first.
    """

    organiser: Text
    partners: tuple[Partner, ...] = ()
    region: str | None = None
    help: tuple[Help, ...] = ()
    recipient: Recipient = Recipient.ENTERPRISE
    seats: int | None = None
    seats_approximate: bool = False
    window: Window = attrs.field(factory=Window)
    facts: tuple[DeclaredFact, ...] = ()
    asked: tuple[str, ...] = ()
    criteria: tuple[Requirement, ...]
    preferences: tuple[Requirement, ...] = ()
    steps: tuple[Step, ...] = ()
    stages: tuple[Stage, ...] = ()
    quotas: tuple[Quota, ...] = ()
    versions: tuple[CallVersion, ...] = ()

    def __attrs_post_init__(self) -> None:
        mistake = next(self._mistakes(), None)
        if mistake is not None:
            raise PolicyError(mistake)
        check_declared(self.facts)
        check_criteria(self._asked_of_facts(), self.declared)

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """Give the facts that only this call asks."""
        return tuple(declared.fact for declared in self.facts)

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

    def _mistakes(self) -> Iterator[str]:
        if self.seats is not None and self.seats < 1:
            yield f"seats must be at least 1, not {self.seats}"
        if self.region is not None:
            try:
                regions.get(self.region)
            except CodeError as error:
                yield f"region: {error}"
        if not self.criteria:
            yield "criteria need at least one entry"
        keys = Counter(r.key for r in (*self.criteria, *self.preferences))
        yield from (f"the key {key} stands twice" for key, count in keys.items() if count > 1)
        for before, after in pairwise(self.versions):
            if after.since <= before.since:
                yield f"the versions of {before.since} and {after.since} overlap"
        kept = sum(quota.seats for quota in self.quotas if quota.mode != "over_and_above")
        if self.seats is not None and kept > self.seats:
            yield f"the quotas keep {kept} places, more than the {self.seats} seats"
        yield from self._unknown_facts()
        for stage, following in pairwise(s for s in self.stages if s.seats is not None):
            if (following.seats or 0) > (stage.seats or 0):
                yield f"stage {following.key} takes more than {stage.key} lets through"

    def _unknown_facts(self) -> Iterator[str]:
        known = {**BY_NAME, **{fact.name: fact for fact in self.declared}}
        for name in self.asked:
            if name not in known:
                yield f"asked: there is no fact {name!r}"
        for step in self.steps:
            if step.fact not in known or known[step.fact].type is not FactType.DATE:
                yield f"step {step.key}: {step.fact!r} is no fact with a date"

    def _asked_of_facts(self) -> Iterator[tuple[str, Criterion]]:
        versioned = (r for version in self.versions for r in version.criteria)
        for requirement in (*self.criteria, *self.preferences, *versioned):
            yield f"criterion {requirement.key}", requirement.rule


def load_call(file: str | Path | Traversable) -> Call:
    """Read a call from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, Call)


CALLS: Final = Catalogue(__name__, load_call, "call")
"""The shipped calls by id."""
