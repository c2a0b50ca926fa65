"""Draws of what is not known: each firm as it might be, draw by draw, weighed as rules weigh it.

Rules are asked part by part (a condition, an item, a gate), and each part once for each combination
of answers that is met, so that thousands of draws cost little more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.priority.candidate import Candidate
from umkmexport.decisions.priority.list_round import ListRound
from umkmexport.decisions.robustness.lanes import (
    SMALL,
    Lane,
    Worked,
    apply,
    choose,
    joined_codes,
    times,
    total,
)
from umkmexport.decisions.robustness.open_answers import Completed, Outcomes
from umkmexport.decisions.selection.rooms import Whereabouts
from umkmexport.facts.view import FactView, base_facts
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME
from umkmexport.model.enterprise import COLLECTIONS
from umkmexport.policies.plans import SelectionPlan
from umkmexport.policies.priorities.facts import LIST_FACTS
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Criterion, facts_of
from umkmexport.rules.lots import lots
from umkmexport.rules.scorecard import Gate, Item, Score
from umkmexport.rules.value import Component, Span, share
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = ["DrawnFirm", "Draws"]

_MUCH: Final = 2**62
"""More than any value."""

_HUNDREDTHS: Final = 101
"""Outcomes of a part of the value that no scale makes: 0 to 100 hundredths of its interval."""

Numbers: TypeAlias = tuple[int, ...]

_ScoreLanes: TypeAlias = tuple[Lane, Lane]
"""Points, and the points that apply."""

_NO_ROOM: Final = SMALL - 1

_OUTSIDE: Final = -1
"""Stands for the value of a firm that may take no place."""


@attrs.frozen(eq=False, slots=False)
class _Part:
    """A part of a rule that is answered by itself, in small whole numbers.

    Attributes:
        facts: the facts for which evidence may be asked.
        answer: gives what it says of a completed firm.
        is_settled: tells whether more answers could make it say otherwise.
        conditions: other facts, which say whether and how it is asked.
        bounds: gives the least and greatest that it may say of a firm as it is known.
        evidence: the least kind of evidence that counts.
        stale_after_months: the age from which an answer is unknown again.
        evidence_for: the facts that need such evidence; all, if none are named.
    """

    facts: tuple[str, ...]
    answer: Callable[[Completed], Numbers]
    is_settled: Callable[[FactView], bool]
    conditions: tuple[str, ...] = ()
    bounds: Callable[[FactView], tuple[int, int]] | None = None
    evidence: EvidenceKind | None = None
    stale_after_months: int | None = None
    evidence_for: tuple[str, ...] | None = None
    told: dict[Any, Numbers] = attrs.field(factory=dict, init=False)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Name the facts that it asks for."""
        return tuple(dict.fromkeys((*self.facts, *self.conditions)))

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """Name all facts that it looks at, with those they follow from."""
        parents = (base for one in self.asked for base in base_facts(one))
        return tuple(dict.fromkeys((*self.asked, *(p for p in parents if p not in COLLECTIONS))))

    def open(self, view: FactView, outcomes: Outcomes) -> dict[str, tuple[Any, ...]]:
        """Give the facts to draw for a firm, with their outcomes."""
        if self.is_settled(view):
            return {}
        proven = view.facing(self.evidence, self.stale_after_months, self.evidence_for)[0]
        found: dict[str, tuple[Any, ...]] = {}
        for seen, facts in ((proven, self.facts), (view, self.conditions)):
            for fact in facts:
                for asked in outcomes.asked_for(fact, seen):
                    found.setdefault(asked, outcomes.of(asked, seen))
        return found

    def tell(self, firm: Completed) -> Numbers:
        """Give what it says of a firm without notes, worked out once for the same answers."""
        answers = tuple(firm.values(self.asked))
        if answers not in self.told:
            self.told[answers] = self.answer(firm)
        return self.told[answers]


class _Case:
    """What a part says of all firms of which it knows the same."""

    def __init__(self, part: _Part, view: FactView, outcomes: Outcomes) -> None:
        self._part = part
        self._view = view
        self._drawn = part.open(view, outcomes)
        self._is_noted = any(note.fact in part.looked_at for note in view.enterprise.evidence)
        self._bounds = part.bounds(view) if self._is_noted and part.bounds else None
        self._told: Worked[Numbers] = Worked(self._tell)
        self._rows: list[bytearray] = []
        self._met = b""

    def lanes(self, lot: _Lot) -> list[Lane]:
        """Give each number that the part says, in each draw."""
        if not self._drawn:
            return list(self._told[()])
        drawn = self._drawn.items()
        codes = [(lot.of(name, len(options)), len(options)) for name, options in drawn]
        joined = joined_codes(codes)
        if joined is None:
            told = map(self._told.__getitem__, zip(*(lots for lots, _ in codes), strict=True))
            return [bytes(column) for column in zip(*told, strict=True)]
        self._learn(joined)
        return [joined.translate(row) for row in self._rows]

    def _learn(self, joined: bytes) -> None:
        """Work out what the part says for codes that are met for the first time."""
        for code in sorted(set(joined.translate(None, self._met))):
            numbers = self._told[tuple(self._apart(code))]
            if not self._rows:
                self._rows = [bytearray(SMALL) for _ in numbers]
            for row, number in zip(self._rows, numbers, strict=True):
                row[code] = number
            self._met += bytes([code])

    def _apart(self, code: int) -> list[int]:
        """Give the codes that were joined into one."""
        codes = []
        for options in reversed(self._drawn.values()):
            code, last = divmod(code, len(options))
            codes.append(last)
        return codes[::-1]

    def _tell(self, *codes: int) -> Numbers:
        pairs = zip(self._drawn.items(), codes, strict=True)
        firm = Completed(self._view, {name: options[code] for (name, options), code in pairs})
        if not self._is_noted:
            return self._part.tell(firm)
        numbers = self._part.answer(firm)
        if self._bounds is None:
            return numbers
        least, most = self._bounds
        return max(least, min(numbers[0], most)), *numbers[1:]


class _Lot:
    """The lots of one firm, each fact drawn once."""

    def __init__(self, seed: str, firm: str, count: int, again: str | None) -> None:
        self._seed = seed
        self._firm = firm
        self._count = count
        self._again = again
        self._drawn: dict[tuple[str, int], bytes] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Name what was drawn."""
        return tuple(dict.fromkeys(name for name, _ in self._drawn))

    def of(self, name: str, outcomes: int) -> bytes:
        """Give the lots of one fact."""
        if (name, outcomes) not in self._drawn:
            what = f"{name}\nagain" if name == self._again else name
            self._drawn[name, outcomes] = lots(
                self._seed, self._firm, what, outcomes=outcomes, count=self._count
            )
        return self._drawn[name, outcomes]


@attrs.frozen(eq=False)
class DrawnFirm:
    """A firm in each draw.

    Attributes:
        candidate: the firm as it is weighed by what is known.
        value: its value; -1 where it may take no place.
        room: the room it belongs to; -1 where it belongs to none.
        guaranteed: the guarantees it belongs to, as bits.
        above: the reserves over and above that it belongs to, as bits.
        drawn: what was drawn for it.
    """

    candidate: Candidate
    value: Lane
    room: Lane
    guaranteed: Lane
    above: Lane
    drawn: tuple[str, ...]


class Draws:
    """Draw the firms of one round.

    Args:
        made: the round.
        count: how many draws.
        weights_within: by how many per cent of itself a weight may be off, up or down.
        again: a fact whose answers are drawn anew, while all else is drawn as before.
    """

    def __init__(
        self, made: ListRound, *, count: int, weights_within: int, again: str | None = None
    ) -> None:
        policy, plan = made.weighing.policy, made.plan
        self._made = made
        self._policy = policy
        self._count = count
        self._again = again
        named = (*BY_NAME.values(), *APPLICATION_FACTS, *LIST_FACTS, *policy.declared)
        self._outcomes = Outcomes({fact.name: fact for fact in named}, made.as_of)
        rubric = policy.scored_by if policy.needs_readiness else None
        self._pool = [self._requirement(one) for one in policy.pool]
        self._items = [] if rubric is None else [self._item(one) for one in rubric.items]
        self._gates = {} if rubric is None else {g.key: self._gate(g) for g in rubric.gates}
        self._points = 0 if rubric is None else sum(item.points for item in rubric.items)
        self._levels = {} if rubric is None else {one.key: one.gates for one in rubric.levels}
        self._own = {c.key: [self._item(item) for item in c.items] for c in policy.components}
        self._guaranteed = [self._requirement(one.requirement) for one in plan.guarantees]
        self._above = [self._requirement(one.requirement) for one in plan.above]
        self._room = self._room_part(plan)
        self._cases: dict[Any, _Case] = {}
        everybody = _Lot(made.weighing.seed, "", count, again)
        self._weights = [_weights(one, weights_within, everybody) for one in policy.components]

    def of(self, candidate: Candidate) -> DrawnFirm | None:
        """Draw one firm; None, where it may take no place in any draw."""
        if candidate.pool == NO or (self._made.is_closed and candidate.pool != YES):
            return None
        view = candidate.view
        lot = _Lot(self._made.weighing.seed, candidate.enterprise.id, self._count, self._again)
        score = _summed((self._lanes(part, view, lot) for part in self._items), self._points)
        (room,) = self._lanes(self._room, view, lot)
        parts = zip(self._policy.components, candidate.spans, strict=True)
        values = [self._component(c, view, lot, span=span, score=score) for c, span in parts]
        value = total(map(times, self._weights, values), most=_MUCH)
        musts = [
            *(self._lanes(part, view, lot)[0] for part in self._pool),
            self._identity(view, lot),
            self._ready(score),
            apply(lambda number: number != _NO_ROOM, room),
        ]
        met = apply(lambda count: count == len(musts), total(musts, most=len(musts)))
        return DrawnFirm(
            candidate,
            choose(met, value, otherwise=_OUTSIDE),
            room,
            self._bits(self._guaranteed, view, lot),
            self._bits(self._above, view, lot),
            lot.names,
        )

    def _lanes(self, part: _Part, view: FactView, lot: _Lot) -> list[Lane]:
        key = (id(part), *_known(part, view))
        case = self._cases.get(key)
        if case is None:
            case = self._cases[key] = _Case(part, view, self._outcomes)
        return case.lanes(lot)

    def _component(
        self, component: Component, view: FactView, lot: _Lot, *, span: Span, score: _ScoreLanes
    ) -> Lane:
        """Give a component in millionths."""
        if span.low == span.high:
            return span.low
        if component.items:
            asked = (self._lanes(one, view, lot) for one in self._own[component.key])
            points, _ = _summed(asked, component.total)
            return apply(_share, points, component.total)
        if component.needs_readiness:
            return apply(self._of_score(component), *score, self._unmet(component, view, lot))
        hundredths = lot.of(f"component {component.key}", _HUNDREDTHS)
        return apply(lambda part: span.low + (span.high - span.low) * part // 100, hundredths)

    def _of_score(self, component: Component) -> Callable[[int, int, int], int]:
        """Give what a component makes of points, points that apply, and gates not met."""
        room, closeness = component.room_to_gain, component.closeness
        if room is not None:
            return lambda points, of, _: room.span(*_twice(points, of)).low
        if closeness is not None:
            return lambda points, of, n: closeness.span(*_twice(points, of), n, n).low
        return lambda points, of, _: _share(points, of)

    def _unmet(self, component: Component, view: FactView, lot: _Lot) -> Lane:
        """Count the gates not met of the level that a component is close to."""
        if component.closeness is None:
            return 0
        keys = self._levels[component.closeness.level]
        met = total((self._lanes(self._gates[key], view, lot)[0] for key in keys), most=len(keys))
        return apply(lambda count: len(keys) - count, met)

    def _ready(self, score: _ScoreLanes) -> Lane:
        least = self._policy.least_readiness
        if least is None:
            return 1
        return apply(lambda points, of: Score(points, of).reaches(least), *score)

    def _identity(self, view: FactView, lot: _Lot) -> Lane:
        """Tell in which draws the NIB is known, where it is needed."""
        if self._policy.one_place_per is None or view.value("nib") is not None:
            return 1
        return lot.of("nib", 2)

    def _bits(self, parts: list[_Part], view: FactView, lot: _Lot) -> Lane:
        lanes = (self._lanes(part, view, lot)[0] for part in parts)
        bits = (times(1 << index, lane) for index, lane in enumerate(lanes))
        return total(bits, most=1 << len(parts))

    def _requirement(self, one: Requirement) -> _Part:
        self._outcomes.look_at(one.rule)
        return _Part(
            one.facts,
            lambda firm: (int(one.answer(firm)[0] == YES),),
            lambda view: one.answer(view)[0] != UNKNOWN,
            evidence=one.evidence,
            stale_after_months=one.stale_after_months,
        )

    def _gate(self, gate: Gate) -> _Part:
        self._look_at(gate.require, gate.applies)
        return _Part(
            gate.facts,
            lambda firm: (int(gate.answer(firm)[0] == YES),),
            lambda view: gate.answer(view)[0] != UNKNOWN,
            conditions=() if gate.applies is None else facts_of(gate.applies),
            evidence=gate.evidence,
            evidence_for=gate.evidence_for or None,
        )

    def _item(self, item: Item) -> _Part:
        conditions = [item.applies, *(variant.when for variant in item.variants)]
        self._look_at(*conditions)
        for scale in (item.scale, *(variant.scale for variant in item.variants)):
            self._outcomes.look_at_scale(scale)
        return _Part(
            item.facts,
            lambda firm: _points(item, firm),
            lambda view: (score := item.score(view)) is None or score.is_known,
            conditions=tuple(fact for one in conditions if one for fact in facts_of(one)),
            bounds=lambda view: _bounds(item, view),
            evidence=item.evidence,
            stale_after_months=item.stale_after_months,
        )

    def _room_part(self, plan: SelectionPlan) -> _Part:
        self._look_at(*(one.require for one in plan.classes))
        facts = [fact for one in plan.classes for fact in facts_of(one.require)]
        if plan.regions is not None:
            facts.append(plan.regions.fact)
            codes = (one.code for one in plan.regions.shares)
            self._outcomes.name_codes(plan.regions.fact, codes)
        find = self._made.rooms.find
        return _Part(
            tuple(dict.fromkeys(facts)),
            lambda firm: (_only_room(find(firm)),),
            lambda view: not find(view).missing,
        )

    def _look_at(self, *criteria: Criterion | None) -> None:
        for one in criteria:
            if one is not None:
                self._outcomes.look_at(one)


def _known(part: _Part, view: FactView) -> tuple[Any, ...]:
    """Give all that a part can see of a firm."""
    firm = view.enterprise
    notes = tuple(
        (note.fact, note.kind, note.on, note.why_missing, note.in_process)
        for note in firm.evidence
        if note.fact in part.looked_at
    )
    lists = tuple(getattr(firm, name) for name in COLLECTIONS)
    values = tuple(view.value(fact) for fact in part.looked_at)
    return values, notes, lists, firm.complete


def _summed(asked: Iterable[list[Lane]], most: int) -> _ScoreLanes:
    """Add points, and points that apply."""
    pairs = list(asked)
    return total((p for p, _ in pairs), most=most), total((of for _, of in pairs), most=most)


def _points(item: Item, firm: Completed) -> Numbers:
    """Give the points of a completed firm, and the points that apply."""
    score = item.score(firm)
    return (0, 0) if score is None else (score.low, item.points)


def _bounds(item: Item, view: FactView) -> tuple[int, int]:
    """Give the least and the greatest points: a claim never earns more than what is claimed."""
    score = item.score(view)
    return (0, 0) if score is None else (score.low, score.high)


def _only_room(where: Whereabouts) -> int:
    return where.rooms[0] if where.rooms and not where.missing else _NO_ROOM


def _share(points: int, of: int) -> int:
    return share(*_twice(points, of)).low


def _twice(points: int, of: int) -> tuple[Score, Score]:
    score = Score(points, of)
    return score, score


def _weights(component: Component, within: int, everybody: _Lot) -> Lane:
    """Draw the whole weights of a component that lie within some per cent of the stated one."""
    weight = component.weight
    least, most = -(-weight * (100 - within) // 100), weight * (100 + within) // 100
    if least == most:
        return weight
    drawn = everybody.of(f"weight {component.key}", most - least + 1)
    return [least + step for step in drawn]
