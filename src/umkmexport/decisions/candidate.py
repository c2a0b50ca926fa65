"""A firm weighed once for a priority list: its pool answer, its value and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from umkmexport.decisions.findings import find
from umkmexport.decisions.readiness import Tally, tally
from umkmexport.decisions.view import view_of
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.findings import Finding
from umkmexport.rules.scorecard import Gate, ItemScore
from umkmexport.rules.value import MILLION, Component, Span, share
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = ["Candidate", "ComponentValue", "weigh"]


@attrs.frozen
class ComponentValue:
    """What one component adds to a value, in millionths of its weight."""

    key: str
    text: Text
    weight: int
    low: int
    high: int


@attrs.frozen(eq=False, slots=False)
class Candidate:
    """A firm with its answer to the pool, its value and its ticket.

    Attributes:
        view: what is known of it.
        policy: the policy that weighs it.
        pool: the sign of the pool's conditions; UNKNOWN too where the NIB is needed and not known.
        low: the value at the low end.
        high: the value at the high end.
        spans: the interval of each component.
        tally: its readiness, where the policy looks at it.
        ticket: its drawn ticket.
    """

    view: FactView
    policy: PriorityPolicy
    pool: Sign
    low: int
    high: int
    spans: tuple[Span, ...]
    tally: Tally | None
    ticket: str

    @property
    def order(self) -> tuple[int, str]:
        """Give the key by which places are given: value, then ticket."""
        return -self.low, self.ticket

    @property
    def enterprise(self) -> Enterprise:
        """Give the firm."""
        return self.view.enterprise

    def components(self) -> tuple[ComponentValue, ...]:
        """Give what the value is made of."""
        parts = zip(self.policy.components, self.spans, strict=True)
        return tuple(ComponentValue(c.key, c.text, c.weight, s.low, s.high) for c, s in parts)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give the findings of the pool."""
        return tuple(find(requirement, self.view) for requirement in self.policy.pool)

    @cached_property
    def blocking(self) -> tuple[str, ...]:
        """Name the facts without which the firm cannot enter the pool or take a place."""
        missing = [name for finding in self.findings for name in finding.missing]
        if self.pool == UNKNOWN and _lacks_identity(self.enterprise, self.policy):
            missing.append("nib")
        return tuple(dict.fromkeys(missing))

    @cached_property
    def at_stake(self) -> dict[str, int]:
        """Give the value that each missing fact could add; facts asked together share it."""
        stakes: dict[str, int] = {}
        for worth, missing in (*self._open_items(), *self._open_gates()):
            for name in missing:
                stakes[name] = stakes.get(name, 0) + worth // len(missing)
        return stakes

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Name the facts to ask for: what blocks first, then what is worth most."""
        by_stake = sorted(self.at_stake, key=lambda name: (-self.at_stake[name], name))
        return tuple(dict.fromkeys((*self.blocking, *by_stake)))

    def known(self) -> tuple[Text, ...]:
        """Give the items that earn points for sure, the most valuable first."""
        earned = [(s.low * worth, _earned(s, self.view)) for s, worth in self._scored if s.low]
        return tuple(text for _, text in sorted(earned, key=lambda pair: -pair[0]))

    @cached_property
    def _scored(self) -> tuple[tuple[ItemScore, int], ...]:
        """Give every item that may apply, and the value of one of its points."""
        return tuple(self._score())

    def _score(self) -> Iterator[tuple[ItemScore, int]]:
        for component in self.policy.components:
            if component.items:
                worth = component.weight * MILLION // component.total
                scores = (item.score(self.view) for item in component.items)
                yield from ((score, worth) for score in scores if score is not None)
            elif self.tally is not None:
                worth = component.weight * MILLION // (self.tally.low.of or 1)
                closeness = component.closeness
                if closeness is not None:
                    worth = worth * 100 // (closeness.full_at - closeness.zero_at)
                yield from ((score, worth) for score in self.tally.items)

    def _open_items(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for score, worth in self._scored:
            if score.high > score.low and (asked := score.missing()):
                yield (score.high - score.low) * worth, asked

    def _open_gates(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for component in self.policy.components:
            closeness = component.closeness
            if closeness is None:
                continue
            for gate, sign in _gates(component, self.policy, self.tally):
                if sign == UNKNOWN and (asked := gate.missing(gate.answer(self.view)[1])):
                    yield component.weight * closeness.per_unmet_gate * MILLION // 100, asked


def weigh(enterprise: Enterprise, policy: PriorityPolicy, as_of: date, ticket: str) -> Candidate:
    """Weigh one firm."""
    view = view_of(enterprise, as_of=as_of)
    pool = policy.checklist.sign(view)
    if pool == YES and _lacks_identity(enterprise, policy):
        pool = UNKNOWN
    rubric = policy.scored_by
    score = None if rubric is None else tally(view, rubric)
    spans = tuple(_span(component, view, policy, score) for component in policy.components)
    weights = [component.weight for component in policy.components]
    low = sum(w * span.low for w, span in zip(weights, spans, strict=True))
    high = sum(w * span.high for w, span in zip(weights, spans, strict=True))
    return Candidate(view, policy, pool, low, high, spans, score, ticket)


def _lacks_identity(enterprise: Enterprise, policy: PriorityPolicy) -> bool:
    return policy.one_place_per == "nib" and enterprise.nib is None


def _span(
    component: Component, view: FactView, policy: PriorityPolicy, score: Tally | None
) -> Span:
    if component.items or score is None:
        return component.span_of_items(view)
    if component.closeness is None:
        return share(score.low, score.high)
    signs = [sign for _, sign in _gates(component, policy, score)]
    return component.closeness.span(
        score.low, score.high, sum(s != YES for s in signs), sum(s == NO for s in signs)
    )


def _gates(
    component: Component, policy: PriorityPolicy, score: Tally | None
) -> Iterator[tuple[Gate, Sign]]:
    """Give the gates of the level that a component is close to, with their signs."""
    rubric, closeness = policy.scored_by, component.closeness
    if rubric is None or closeness is None or score is None:
        return
    needed = next(level.gates for level in rubric.levels if level.key == closeness.level)
    for gate, sign in zip(rubric.gates, score.gates, strict=True):
        if gate.key in needed:
            yield gate, sign


def _earned(score: ItemScore, view: FactView) -> Text:
    return _EARNED.format(
        item=score.item.text_for(view), low=str(score.low), of=str(score.item.points)
    )


_EARNED: Final = Text(id="{item} {low}/{of}", en="{item} {low}/{of}")
