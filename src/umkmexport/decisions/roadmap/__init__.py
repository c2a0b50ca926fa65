"""What should a firm do next, in which order, at what cost and by when, to reach a target?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import label_of
from umkmexport.decisions.roadmap.goals import (
    Goal,
    Piece,
    follows_from,
    goals_of_level,
    goals_of_requirements,
)
from umkmexport.decisions.roadmap.moves import OpenStep, Proof, ProofKind, Ways, measure_of
from umkmexport.decisions.roadmap.planned import (
    Obstacle,
    PlanBasis,
    PlanBy,
    PlannedStep,
    Roadmap,
    RoadmapStanding,
    say_assumed,
)
from umkmexport.errors import PolicyError
from umkmexport.facts.answers import check_answers
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.terms import Recipient
from umkmexport.policies.header import Provenance
from umkmexport.policies.rubrics import RUBRICS, ReadinessLevel, Rubric
from umkmexport.policies.steps import STEP_CATALOGUES, StepCatalogue
from umkmexport.policies.steps.checks import FIXED_FACTS
from umkmexport.rules.checklist import Checklist
from umkmexport.rules.criteria import deciding, facts_of
from umkmexport.rules.pathway import (
    Demand,
    Measure,
    Move,
    Part,
    Pathway,
    critical_path,
    find_pathway,
    shortfalls,
    times,
)
from umkmexport.rules.scorecard import Item, Level
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import NO

__all__ = ["plan_roadmap"]

_DEFAULT: Final = "umkmexport-default"


def plan_roadmap(
    enterprise: Enterprise,
    *,
    target: ReadinessLevel | str | Call | Checklist | Iterable[str],
    as_of: date,
    rubric: Rubric | None = None,
    by: PlanBy | str = PlanBy.COST,
    basis: PlanBasis | str = PlanBasis.BEST_ANSWERS,
    catalogue: StepCatalogue | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Roadmap:
    """Plan the cheapest or fastest way (*peta jalan*) to a readiness level or to requirements.

    The target is reached at the low end: nothing that stays unknown is needed for it. Of plans of
    least cost the fastest is given, and the other way round; then the one of fewest steps, then
    the one with the earlier key. A cost or a time that is not known counts as more than any that
    is, and a range by its upper end.

    Where an answer is missing, only claimed or too old, the plan may have it proved, and assumes
    that it turns out well; ``basis="known"`` plans without such assumptions, and then takes the
    step itself wherever it is not sure that it is done.

    Args:
        enterprise: the firm.
        target: a readiness level; a call or a checklist, all of whose conditions are to be met; or
            the keys of steps.
        as_of: the day the plan is made for.
        rubric: the readiness card of the level; the default rubric, if left out.
        by: what is kept least, ``cost`` or ``time``.
        basis: what is taken for granted, ``best_answers`` or ``known``.
        catalogue: the steps there are; the shipped ones, if left out.
        answers: what belongs to an application to the call, by fact name.

    Raises:
        PolicyError: the rubric has no such level, or the catalogue no such step; or the call is
            for groups, or announces no conditions.
        FactError: an answer has a name that nobody declared, or a value of the wrong type; or the
            target, ``by`` or ``basis`` is no such word.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(
        ...     id="U-1", product_family="food", product_form="wet_ambient", has_nib=True
        ... )
        >>> plan = plan_roadmap(firm, target=["md"], as_of=date(2026, 11, 21), basis="known")
        >>> [step.key for step in plan.steps], plan.cost
        (['cppob', 'md'], Range(200000, None))
    """
    steps = STEP_CATALOGUES[_DEFAULT] if catalogue is None else catalogue
    card = RUBRICS[_DEFAULT] if rubric is None else rubric
    aim = _aim(target, card, as_of, steps)
    declared = target.declared if isinstance(target, Call) else ()
    planner = _Planner(
        aim,
        Ways(
            enterprise,
            as_of,
            check_answers(answers or {}, declared),
            steps,
            aim.goals,
            PlanBasis(basis) is PlanBasis.BEST_ANSWERS,
        ),
        PlanBy(by),
        PlanBasis(basis),
    )
    return planner.roadmap()


@attrs.frozen(eq=False)
class _Aim:
    """A target: goals to be reached, and steps to be taken."""

    text: Text
    goals: tuple[Goal, ...] = ()
    steps: tuple[str, ...] = ()
    rubric: Provenance | None = None
    disclaimer: Text | None = None


def _aim(
    target: ReadinessLevel | str | Call | Checklist | Iterable[str],
    rubric: Rubric,
    as_of: date,
    catalogue: StepCatalogue,
) -> _Aim:
    if isinstance(target, Call):
        return _Aim(_MEETS.format(call=target.title), _goals_of_call(target, as_of))
    if isinstance(target, Checklist):
        return _Aim(_REQUIREMENTS_MET, goals_of_requirements(target.requirements))
    if not isinstance(target, str):
        return _Aim(_STEPS_TAKEN, steps=_known_steps(target, catalogue))
    level = _level(ReadinessLevel(target), rubric)
    return _Aim(
        _AT_LEVEL.format(level=level.text),
        goals_of_level(rubric, level),
        rubric=rubric.provenance,
        disclaimer=rubric.disclaimer,
    )


def _goals_of_call(call: Call, as_of: date) -> tuple[Goal, ...]:
    if call.recipient is Recipient.GROUP:
        raise PolicyError(f"{call.id} is for groups; a roadmap is made for a firm")
    criteria = call.on(as_of).criteria
    if not criteria:
        raise PolicyError(f"{call.id} announces no conditions, so there is nothing to plan for")
    return goals_of_requirements(criteria)


def _level(wanted: ReadinessLevel, rubric: Rubric) -> Level:
    for level in rubric.levels:
        if level.key == wanted:
            return level
    has = ", ".join(level.key for level in rubric.levels) or "none"
    raise PolicyError(f"rubric {rubric.id} has no level {wanted}; it has {has}")


def _known_steps(keys: Iterable[str], catalogue: StepCatalogue) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(keys))
    for key in asked:
        if key not in catalogue.by_key:
            near = did_you_mean(key, catalogue.by_key)
            raise PolicyError(f"catalogue {catalogue.id} has no step {key!r}{near}")
    return asked


@attrs.frozen(eq=False, slots=False)
class _Planner:
    """The making of one roadmap."""

    aim: _Aim
    ways: Ways
    by: PlanBy
    basis: PlanBasis

    def roadmap(self) -> Roadmap:
        """Make the roadmap."""
        missing = [key for key in self.aim.steps if key not in self.ways.held]
        shut = [key for key in missing if key not in self.ways.steps]
        demands = self.demands
        if not missing and all(demand.at_least <= 0 for demand in demands):
            return self._roadmap(RoadmapStanding.REACHED)
        found = (
            None
            if shut
            else find_pathway(self.moves, demands, by="time" if self.by is PlanBy.TIME else "cost")
        )
        if found is None:
            return self._roadmap(RoadmapStanding.UNREACHABLE, obstacles=self._obstacles(shut))
        return self._schedule(found)

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """State what has to be reached as demands on moves."""
        taken = (Demand(f"step:{key}", 1, (Part((key,), (0, 1)),)) for key in self._to_take)
        return (*self.ways.demands(), *taken)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Give the moves that may serve a demand."""
        return self.ways.moves(
            [key for demand in self.demands for part in demand.parts for key in part.moves]
        )

    @property
    def _to_take(self) -> tuple[str, ...]:
        return tuple(key for key in self.aim.steps if key in self.ways.steps)

    def _roadmap(self, standing: RoadmapStanding, **more: Any) -> Roadmap:
        return Roadmap(
            as_of=self.ways.as_of,
            provenance=self.ways.catalogue.provenance,
            standing=standing,
            target=self.aim.text,
            by=self.by,
            basis=self.basis,
            asked_first=self._asked_first(),
            undecided=self._undecided(),
            rubric=self.aim.rubric,
            disclaimer=self.aim.disclaimer,
            **more,
        )

    # The schedule

    def _schedule(self, found: Pathway) -> Roadmap:
        by_key = {move.key: move for move in self.moves}
        made = [by_key[key] for key in found.moves]
        path = critical_path(made, {move.key: move.months for move in made})
        early = times(made, {move.key: (0, self._least_months(move.key)) for move in made})
        late = times(made, {move.key: move.months for move in made})
        spans = {
            key: (Range(early[key][0][1], _known_end(late[key][0])),
                  Range(early[key][1][1], _known_end(late[key][1])))
            for key in found.moves
        }  # fmt: skip
        costs = [self._cost(key) for key in found.moves]
        return self._roadmap(
            RoadmapStanding.PLANNED,
            steps=tuple(self._step(by_key[key], spans[key], found, path) for key in found.moves),
            critical_path=path,
            cost=_sum(costs),
            months=Range(
                max((end.low or 0 for _, end in spans.values()), default=0),
                _known_end(found.months),
            ),
        )

    def _step(
        self,
        move: Move,
        span: tuple[Range[int], Range[int]],
        found: Pathway,
        path: tuple[str, ...],
    ) -> PlannedStep:
        key, made = move.key, set(found.moves)
        shared: dict[str, Any] = {
            "key": key,
            "start": span[0],
            "finish": span[1],
            "after": tuple(k for k in found.moves if k in _before(move) & made),
            "needed_by": tuple(m.key for m in self.moves if m.key in made and key in _before(m)),
            "critical": key in path,
            "serves": self._serves(key),
            "changes": tuple(self.ways.changes(key).items()),
        }
        if key in self.ways.proofs:
            return _proved(self.ways.proofs[key], shared)
        return _obtained(self.ways.steps[key], shared)

    def _serves(self, key: str) -> tuple[Text, ...]:
        keyed = {
            id(piece.asker): piece.asker
            for piece in self.ways.pieces
            if key in self.ways.movers(piece)
        }
        return tuple(dict.fromkeys(self._text(asker) for asker in keyed.values()))

    def _text(self, asker: Any) -> Text:
        text: Text = asker.text_for(self.ways.view) if isinstance(asker, Item) else asker.text
        return text

    def _cost(self, key: str) -> Range[int] | None:
        return Range(0, 0) if key in self.ways.proofs else self.ways.steps[key].cost

    def _least_months(self, key: str) -> int:
        if key in self.ways.proofs:
            return 0
        months = self.ways.steps[key].months
        return 0 if months is None else months.low or 0

    # What is asked and what stands in the way

    def _asked_first(self) -> tuple[str, ...]:
        """Name the facts that decide which items there are, where they are not known."""
        view = self.ways.view
        return tuple(dict.fromkeys(f for piece in self.ways.pieces for f in piece.undecided(view)))

    def _undecided(self) -> tuple[tuple[Text, tuple[str, ...]], ...]:
        """Give the steps that may be open and would change something that is asked."""
        asked = {
            source
            for piece in self.ways.pieces
            for fact in piece.earning
            for source in follows_from(fact)
        }
        steps = self.ways.catalogue.by_key
        return tuple(
            (steps[key].text, facts)
            for key, facts in self.ways.undecided.items()
            if asked.intersection(steps[key].facts) or key in self.aim.steps
        )

    def _obstacles(self, shut: list[str]) -> tuple[Obstacle, ...]:
        goals = {goal.key: goal for goal in self.aim.goals}
        short = [key for key, _ in shortfalls(self.moves, self.demands)]
        everything = self.ways.foreseen([move.key for move in self.moves])
        found = [self._shut(key) for key in shut]
        for key in short:
            if key in goals:
                found.append(self._obstacle(goals[key], everything))
            else:
                found.append(self._blocked(key.removeprefix("step:")))
        return tuple(found)

    def _obstacle(self, goal: Goal, everything: Any) -> Obstacle:
        if goal.percent is not None:
            best = str(goal.score(everything).percent_down())
            return Obstacle(goal.key, goal.text, _BEST.format(best=best))
        piece = goal.pieces[0]
        form, facts = self._why(piece, everything)
        told = [self._told(fact) for fact in facts]
        return Obstacle(goal.key, goal.text, form.format(listed=join_text(told, "; ")), facts)

    def _why(self, piece: Piece, everything: Any) -> tuple[Text, tuple[str, ...]]:
        rule = piece.asker.require  # type: ignore[union-attr]
        if rule.sign(everything) == NO:
            facts = deciding(rule, everything)
            fixed = tuple(fact for fact in facts if follows_from(fact) & FIXED_FACTS)
            return (_FIXED, fixed) if fixed else (_NO_STEP, facts)
        unknown = tuple(fact for fact in facts_of(rule) if everything.value(fact) is None)
        return _NOT_KNOWN, unknown or piece.earning

    def _told(self, fact: str) -> Text:
        described = BY_NAME.get(fact)
        label = Text(fact, fact) if described is None else described.label
        value = self.ways.view.value(fact)
        if value is None or (described is not None and described.personal):
            return label
        return _VALUE.format(label=label, value=say_assumed(fact, value))

    def _shut(self, key: str) -> Obstacle:
        step = self.ways.catalogue.by_key[key]
        facts = self.ways.undecided.get(key, ())
        labels = [BY_NAME[name].label for name in facts if name in BY_NAME]
        reason = _MAY_BE_OPEN.format(listed=join_text(labels, "; ")) if facts else _NOT_OPEN
        return Obstacle(f"step:{key}", step.text, reason, facts)

    def _blocked(self, key: str) -> Obstacle:
        step = self.ways.catalogue.by_key[key]
        waits = [
            self.ways.catalogue.by_key[need].text
            for group in step.needs
            if not self.ways.held.intersection(group)
            for need in group
        ]
        reason = _NEEDS.format(listed=join_text(waits, "; "))
        return Obstacle(f"step:{key}", step.text, reason)


def _before(move: Move) -> set[str]:
    return {*move.after, *(key for group in move.needs for key in group)}


def _known_end(measure: Measure) -> int | None:
    return None if measure[0] else measure[1]


def _sum(costs: Iterable[Range[int] | None]) -> Range[int]:
    measures = [measure_of(cost) for cost in costs]
    known = [cost for cost in costs if cost is not None]
    low = sum(cost.low or 0 for cost in known)
    high = None if any(n for n, _ in measures) else sum(amount for _, amount in measures)
    return Range(low, high)


def _proved(proof: Proof, shared: dict[str, Any]) -> PlannedStep:
    label, described = label_of(proof.fact), BY_NAME.get(proof.fact)
    if described is not None and described.personal:
        text, changes = _PROVE_PERSONAL.format(label=label), ((proof.fact, None),)
    else:
        assumed = say_assumed(proof.fact, proof.assumed)
        text = _PROVE[proof.kind].format(label=label, assumed=assumed)
        changes = shared["changes"]
    return PlannedStep(
        **{**shared, "changes": changes},
        text=text,
        proof=proof.kind,
        months=Range(0, 0),
        cost=Range(0, 0),
        assumed=True,
        asks=proof.asks,
    )


def _obtained(opened: OpenStep, shared: dict[str, Any]) -> PlannedStep:
    step, relief = opened.step, opened.relief
    figure = relief.cost if relief is not None else step.cost
    return PlannedStep(
        **shared,
        text=step.text,
        agency=step.agency,
        about=step.about,
        months=opened.months,
        cost=opened.cost,
        paid_by=step.paid_by,
        relief=None if relief is None else relief.text,
        free=relief is not None and relief.is_free,
        assumed=step.judged,
        under_way=opened.under_way,
        expected_on=opened.expected_on,
        note=step.note if relief is None or relief.note is None else relief.note,
        confidence=step.confidence,
        volatile=step.volatile or (figure is not None and figure.volatile),
    )


_AT_LEVEL: Final = Text(id="tingkat {level}", en="the level {level}")
_MEETS: Final = Text(id="syarat {call}", en="the conditions of {call}")
_REQUIREMENTS_MET: Final = Text(id="syarat yang diminta", en="the conditions asked for")
_STEPS_TAKEN: Final = Text(id="langkah yang diminta", en="the steps asked for")
_PROVE: Final = {
    ProofKind.ANSWER: Text(
        id="Menjawab dengan bukti: {label}, dianggap: {assumed}",
        en="Answer with proof: {label}, assumed: {assumed}",
    ),
    ProofKind.SHOW: Text(
        id="Menunjukkan bukti: {label}, dinyatakan: {assumed}",
        en="Show proof: {label}, said: {assumed}",
    ),
    ProofKind.RENEW: Text(
        id="Memperbarui jawaban: {label}, jawaban lama: {assumed}",
        en="Answer again: {label}, old answer: {assumed}",
    ),
    ProofKind.SETTLE: Text(
        id="Menjelaskan keterangan yang berbeda: {label}, dianggap: {assumed}",
        en="Settle which is right: {label}, assumed: {assumed}",
    ),
}
_PROVE_PERSONAL: Final = Text(id="Menunjukkan bukti: {label}", en="Show proof: {label}")
_BEST: Final = Text(
    id="dengan semua langkah yang terbuka nilainya paling tinggi {best}",
    en="with every open step it comes to {best} at most",
)
_FIXED: Final = Text(
    id="tidak ada langkah yang dapat mengubah: {listed}", en="no step can change: {listed}"
)
_NOT_KNOWN: Final = Text(id="belum diketahui: {listed}", en="not known: {listed}")
_NO_STEP: Final = Text(
    id="tidak ada langkah terbuka yang memenuhinya: {listed}", en="no open step meets it: {listed}"
)
_VALUE: Final = Text(id="{label}: {value}", en="{label}: {value}")
_NOT_OPEN: Final = Text(
    id="langkah ini tidak terbuka bagi usaha ini", en="this step is not open to the firm"
)
_MAY_BE_OPEN: Final = Text(
    id="belum diketahui apakah langkah ini terbuka: {listed}",
    en="it is not known whether this step is open: {listed}",
)
_NEEDS: Final = Text(
    id="langkah sebelumnya tidak terbuka: {listed}", en="what comes before it is not open: {listed}"
)
