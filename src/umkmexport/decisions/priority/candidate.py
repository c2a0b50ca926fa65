"""A firm weighed once for a priority list: its pool answer, its value and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import attrs

from umkmexport.decisions.findings import find_all
from umkmexport.decisions.priority.enquiries import Enquiry
from umkmexport.decisions.priority.item_figures import FiguresOfItems, ItemFigures
from umkmexport.decisions.priority.recommendations import Recommendations, Standing
from umkmexport.decisions.readiness import Tally, tally
from umkmexport.decisions.view import EVERY_DERIVED, view_of
from umkmexport.facts.answers import check_answers
from umkmexport.facts.derived import Derivation
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.policies.priorities.facts import ASKED_PRODUCT, RECOMMENDED_BY
from umkmexport.rules.findings import Finding
from umkmexport.rules.scorecard import Gate
from umkmexport.rules.tickets import ticket
from umkmexport.rules.value import (
    MILLION,
    Component,
    ItemSpans,
    OrderFit,
    RoomToGain,
    Span,
    ratio_span,
    share,
)
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign, Truth

__all__ = ["Candidate", "ComponentValue", "Weighing", "weigh"]

_RECOMMENDED: Final = frozenset(RECOMMENDED_BY.values())
_NO_ANSWERS: Final[Mapping[str, Mapping[str, Any]]] = {}
_NOTHING: Final[Mapping[str, Any]] = {}
_UNHEARD: Final = Standing(())


@attrs.frozen
class ComponentValue:
    """What one component adds to a value, in millionths of its weight."""

    key: str
    text: Text
    weight: int
    low: int
    high: int


@attrs.frozen(eq=False, slots=False)
class Weighing:
    """All that firms are weighed by for one list, besides what is known of themselves.

    Attributes:
        policy: the policy that weighs them.
        as_of: the day.
        seed: the public seed of the tickets.
        letters: what agencies say of the firms.
        enquiry: the enquiry for which firms are put in order, where the policy looks at one.
        answers: what only the policy asks, for each firm by id.
        supposed: derived facts to suppose, whatever they follow from.
        supposed_standing: what to suppose that agencies say.
    """

    policy: PriorityPolicy
    as_of: date
    seed: str
    letters: Recommendations
    enquiry: Enquiry | None = None
    answers: Mapping[str, Mapping[str, Any]] = _NO_ANSWERS
    supposed: Mapping[str, Any] = _NOTHING
    supposed_standing: Standing | None = None

    @cached_property
    def figures(self) -> FiguresOfItems:
        """Give what each item earns and what it asks."""
        return FiguresOfItems(self.policy, self.as_of)

    def weigh(self, enterprise: Enterprise) -> Candidate:
        """Weigh one firm."""
        policy = self.policy
        given = check_answers(self.answers.get(enterprise.id, {}), policy.declared)
        plain = self._see(enterprise, given)
        standing = self._standing(plain)
        beside = self._beside(plain, standing)
        view = self._see(enterprise, given | beside) if beside else plain
        score = self.tally(view)
        earned = self.items.of(view)
        spans = tuple(
            earned[one.key] if one.items else self._span(one, view, score, standing)
            for one in policy.components
        )
        return Candidate(
            self,
            view,
            self._pool(view, score),
            sum(c.weight * s.low for c, s in zip(policy.components, spans, strict=True)),
            sum(c.weight * s.high for c, s in zip(policy.components, spans, strict=True)),
            spans,
            standing,
            ticket(self.seed, enterprise.id),
        )

    @cached_property
    def items(self) -> ItemSpans:
        """Give what finds the intervals of the components that are made of items."""
        return ItemSpans(self.policy.components)

    @cached_property
    def hears_agencies(self) -> bool:
        """Tell whether it matters what agencies say."""
        return self.policy.needs_recommendations or self.letters.are_given

    def _standing(self, view: FactView) -> Standing:
        if not self.hears_agencies:
            return _UNHEARD
        return self.supposed_standing or self.letters.of(view)

    def _see(self, enterprise: Enterprise, answers: Mapping[str, Any]) -> FactView:
        if not self.supposed:
            return view_of(enterprise, as_of=self.as_of, answers=answers)
        supposed = {fact: _always(value) for fact, value in self.supposed.items()}
        return FactView(
            enterprise, as_of=self.as_of, answers=answers, derived={**EVERY_DERIVED, **supposed}
        )

    def _beside(self, view: FactView, standing: Standing) -> dict[str, Any]:
        """Give the facts of the pool that follow from lists and from the enquiry."""
        facts: dict[str, Any] = {}
        if self.hears_agencies:
            facts |= {k: v for k, v in standing.facts.items() if v is not None}
        if self.enquiry is not None:
            sign = self.enquiry.is_for(view)
            if sign != UNKNOWN:
                facts[ASKED_PRODUCT] = sign == YES
        return facts

    def _pool(self, view: FactView, score: Tally | None) -> Sign:
        sign = self.policy.checklist.sign(view)
        least = self.policy.least_readiness
        if least is not None and score is not None:
            sign = min(sign, ready_enough(score, least))
        if sign == YES and lacks_identity(view.enterprise, self.policy):
            return UNKNOWN
        return sign

    def tally(self, view: FactView) -> Tally | None:
        """Give the readiness of a firm, where the policy looks at it."""
        rubric = self.policy.scored_by if self.policy.needs_readiness else None
        return None if rubric is None else tally(view, rubric)

    @cached_property
    def gates_of(self) -> Mapping[str, tuple[int, ...]]:
        """Give the places of the gates of every level, among all of the rubric."""
        rubric = self.policy.scored_by
        if rubric is None:
            return {}
        places = {gate.key: place for place, gate in enumerate(rubric.gates)}
        return {one.key: tuple(sorted(places[key] for key in one.gates)) for one in rubric.levels}

    def _span(
        self, component: Component, view: FactView, score: Tally | None, standing: Standing
    ) -> Span:
        if component.recommendation is not None:
            return standing.span(component.recommendation)
        if component.order_fit is not None:
            return _order_span(component.order_fit, view, self.enquiry)
        if component.ratio is not None:
            return component.ratio.span(view)
        assert score is not None  # noqa: S101 - a policy that looks at readiness names a rubric
        return self._span_of_score(component, view, score)

    def _span_of_score(self, component: Component, view: FactView, score: Tally) -> Span:
        if component.room_to_gain is not None:
            room = self.proven_tally(component.room_to_gain, view, score)
            return component.room_to_gain.span(room.low, room.high)
        if component.closeness is None:
            return share(score.low, score.high)
        signs = [score.gates[place] for place in self.gates_of[component.closeness.level]]
        unmet, surely_unmet = len(signs) - signs.count(YES), signs.count(NO)
        return component.closeness.span(score.low, score.high, unmet, surely_unmet)

    def proven_tally(self, room: RoomToGain, view: FactView, score: Tally | None) -> Tally:
        """Score by what counts as proven; what rests on less is unknown."""
        proven, _ = view.facing(room.evidence, None)
        rubric = self.policy.scored_by
        if score is not None and proven is view:
            return score
        assert rubric is not None  # noqa: S101 - a policy that looks at readiness names a rubric
        return tally(proven, rubric)


@attrs.frozen(eq=False, slots=False)
class Candidate:
    """A firm with its answer to the pool, its value and its ticket.

    Attributes:
        weighing: what it was weighed by.
        view: what is known of it.
        pool: the sign of the pool's conditions; UNKNOWN too where the NIB is needed and not known.
        low: the value at the low end.
        high: the value at the high end.
        spans: the interval of each component.
        standing: what agencies say of it.
        ticket: its drawn ticket.
    """

    weighing: Weighing
    view: FactView
    pool: Sign
    low: int
    high: int
    spans: tuple[Span, ...]
    standing: Standing
    ticket: str

    @property
    def order(self) -> tuple[int, str]:
        """Give the key by which places are given: value, then ticket."""
        return -self.low, self.ticket

    @property
    def enterprise(self) -> Enterprise:
        """Give the firm."""
        return self.view.enterprise

    @property
    def policy(self) -> PriorityPolicy:
        """Give the policy that weighs it."""
        return self.weighing.policy

    @cached_property
    def tally(self) -> Tally | None:
        """Give its readiness, where the policy looks at it."""
        return self.weighing.tally(self.view)

    def components(self) -> tuple[ComponentValue, ...]:
        """Give what the value is made of."""
        parts = zip(self.policy.components, self.spans, strict=True)
        return tuple(ComponentValue(c.key, c.text, c.weight, s.low, s.high) for c, s in parts)

    @cached_property
    def high_by_answers(self) -> int:
        """Give the high end that answers of the firm alone could bring.

        What agencies have still to say is taken as if they never would.
        """
        high = self.high
        for component, span in zip(self.policy.components, self.spans, strict=True):
            if component.recommendation is not None and self.standing.waiting_for:
                closed = self.standing.span(component.recommendation, lists_closed=True)
                high -= component.weight * (span.high - closed.high)
        return high

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give the findings of the pool."""
        return (*find_all(self.policy.pool, self.view), *self._readiness_finding())

    @cached_property
    def blocking(self) -> tuple[str, ...]:
        """Name the facts without which the firm cannot enter the pool or take a place."""
        missing = [name for finding in self.findings for name in finding.missing]
        if self.pool == UNKNOWN and lacks_identity(self.enterprise, self.policy):
            missing.append("nib")
        return tuple(dict.fromkeys(base for name in missing for base in self._asked(name)))

    @cached_property
    def at_stake(self) -> dict[str, int]:
        """Give the value that each missing fact could add; facts asked together share it."""
        stakes: dict[str, int] = {}
        for worth, missing in (*self._open_items(), *self._open_gates(), *self._open_shapes()):
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
        earned = [(one.low * worth, one.text) for one, worth in self._scored if one.low]
        return tuple(text for _, text in sorted(earned, key=lambda pair: -pair[0]))

    def _asked(self, name: str) -> tuple[str, ...]:
        """Name what to ask the firm; what agencies have still to say is not for it to answer."""
        if name in _RECOMMENDED:
            return self.standing.missing
        enquiry = self.weighing.enquiry
        if name == ASKED_PRODUCT:
            is_known = enquiry is None or self.view.value(ASKED_PRODUCT) is not None
            return () if enquiry is None or is_known else (enquiry.goods.fact,)
        return (name,)

    def _readiness_finding(self) -> Iterator[Finding]:
        least = self.policy.least_readiness
        score = None if least is None else self.tally
        if least is None or score is None:
            return
        sign = ready_enough(score, least)
        asked: tuple[str, ...] = ()
        if sign == UNKNOWN:
            open_ = (one.missing() for one in score.items if one.low < one.high)
            asked = tuple(dict.fromkeys(name for names in open_ for name in names))
        truth = {YES: Truth.YES, UNKNOWN: Truth.UNKNOWN, NO: Truth.NO}[sign]
        text = _READY_ENOUGH.format(least=str(least))
        yield Finding("least_readiness", truth, text, (), (), asked)

    @cached_property
    def _scored(self) -> tuple[tuple[ItemFigures, int], ...]:
        """Give every item that may apply, and the value of one of its points."""
        return tuple(self._score())

    def _score(self) -> Iterator[tuple[ItemFigures, int]]:
        figures = self.weighing.figures
        for component in self.policy.components:
            if component.items:
                worth = component.weight * MILLION // component.total
                found = figures.of_component(component, self.view)
                yield from ((one, worth) for one in found if one is not None)
            elif self.tally is not None and (component.readiness or component.closeness):
                worth = component.weight * MILLION // (self.tally.low.of or 1)
                closeness = component.closeness
                if closeness is not None:
                    worth = worth * 100 // (closeness.full_at - closeness.zero_at)
                found = figures.of_rubric(self.view)
                yield from ((one, worth) for one in found if one is not None)

    def _open_items(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for one, worth in self._scored:
            if one.missing:
                yield (one.high - one.low) * worth, one.missing

    def _open_gates(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for component in self.policy.components:
            closeness = component.closeness
            if closeness is None:
                continue
            for gate, sign in self._gates(closeness.level):
                if sign == UNKNOWN and (asked := gate.missing(gate.answer(self.view)[1])):
                    yield component.weight * closeness.per_unmet_gate * MILLION // 100, asked

    def _gates(self, level: str) -> Iterator[tuple[Gate, Sign]]:
        """Give the gates of a level, with their signs."""
        rubric, score = self.policy.scored_by, self.tally
        if rubric is not None and score is not None:
            for place in self.weighing.gates_of[level]:
                yield rubric.gates[place], score.gates[place]

    def _open_shapes(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give what is open in components that are neither items nor a score."""
        for component, span in zip(self.policy.components, self.spans, strict=True):
            worth = component.weight * (span.high - span.low)
            asked: tuple[str, ...] = ()
            if component.recommendation is not None:
                asked = self.standing.missing
            elif component.order_fit is not None:
                asked = (*self._asked(ASKED_PRODUCT), "monthly_capacity")
            elif component.ratio is not None:
                facts = component.ratio.facts
                asked = tuple(f for f in facts if not isinstance(self.view.value(f), int))
            elif component.room_to_gain is not None:
                yield from self._open_room(component, component.room_to_gain)
            if worth and asked:
                yield worth, asked

    def _open_room(
        self, component: Component, room: RoomToGain
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        score = self.weighing.proven_tally(room, self.view, self.tally)
        worth = component.weight * MILLION * 100 // (room.zero_at - room.full_at)
        proven, _ = self.view.facing(room.evidence, None)
        for one in self.weighing.figures.of_rubric(proven):
            if one is not None and one.missing:
                yield (one.high - one.low) * worth // (score.low.of or 1), one.missing


def weigh(enterprise: Enterprise, policy: PriorityPolicy, as_of: date, seed: str) -> Candidate:
    """Weigh one firm by itself: no agency has answered, and no buyer asks."""
    return Weighing(policy, as_of, seed, Recommendations((), (), as_of)).weigh(enterprise)


def _always(value: Any) -> Derivation:
    return lambda _: value


def lacks_identity(enterprise: Enterprise, policy: PriorityPolicy) -> bool:
    """Tell whether the firm's NIB is needed to take a place and not known."""
    return policy.one_place_per == "nib" and enterprise.nib is None


def ready_enough(score: Tally, least: int) -> Sign:
    """Tell whether a score reaches a per cent, as far as that is known."""
    if score.low.reaches(least):
        return YES
    return UNKNOWN if score.high.reaches(least) else NO


def _order_span(fit: OrderFit, view: FactView, enquiry: Enquiry | None) -> Span:
    if enquiry is None or view.value(ASKED_PRODUCT) is False:
        return Span(0, 0)
    proven, said = view.facing(fit.evidence, fit.stale_after_months)
    low = enquiry.covered_by(proven.value("monthly_capacity"), view.as_of)[0]
    high = enquiry.covered_by(said.value("monthly_capacity"), view.as_of)[1]
    if view.value(ASKED_PRODUCT) is None:
        low = Fraction(0)
    return ratio_span(low, high)


_READY_ENOUGH: Final = Text(
    id="Nilai kesiapan ekspor sedikitnya {least} dari 100",
    en="Export readiness of at least {least} of 100",
)
