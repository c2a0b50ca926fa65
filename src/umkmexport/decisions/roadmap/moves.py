"""What a firm can do towards its goals: steps that are open to it, and answers it can prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.roadmap.foreseen import better, foresee, is_at_least
from umkmexport.decisions.roadmap.goals import Goal, Piece, follows_from
from umkmexport.decisions.view import view_of
from umkmexport.facts.derived import holds
from umkmexport.facts.view import FactView
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import CertificateKind, CertificateStatus
from umkmexport.policies.steps import StepCatalogue
from umkmexport.policies.steps.terms import Relief, Step
from umkmexport.rules.criteria import undecided
from umkmexport.rules.fact import FactType
from umkmexport.rules.pathway import Demand, Measure, Move, Part
from umkmexport.terms.choice import Choice
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.months import whole_months
from umkmexport.terms.possible import Possible
from umkmexport.terms.range import Range
from umkmexport.terms.truth import UNKNOWN, YES

__all__ = ["OpenStep", "Proof", "ProofKind", "Ways", "measure_of"]

_Table: TypeAlias = tuple[tuple[str, ...], list[tuple[int, int]]]
_PREFIX: Final = "prove:"
_ELSEWHERE: Final = "AQ"
"""A country that no rule names: a destination of which only that there is one is known."""


class ProofKind(Choice):
    """Why something has to be proved."""

    ANSWER = "answer", "belum dijawab", "not answered yet"
    SHOW = "show", "baru pengakuan, belum ada buktinya", "said, not yet shown"
    RENEW = "renew", "jawaban sudah terlalu lama", "the answer is too old"
    SETTLE = "settle", "dua sumber berbeda", "two sources disagree"


@attrs.frozen
class Proof:
    """An answer that may be good already, and only has to be given or shown.

    Attributes:
        fact: the fact.
        assumed: the answer that the plan assumes.
        kind: why it has to be proved.
        asks: the facts to ask for.
    """

    fact: str
    assumed: Any
    kind: ProofKind
    asks: tuple[str, ...]

    @property
    def key(self) -> str:
        """Give the key of the move."""
        return f"{_PREFIX}{self.fact}"


@attrs.frozen
class OpenStep:
    """A step of the catalogue that is open to the firm and not done.

    Attributes:
        step: the step.
        cost: what it costs this firm; None where that is not known.
        months: how long it takes; None where that is not known.
        relief: the cheaper or free way that is used.
        under_way: whether it has been applied for.
        expected_on: the day on which what was applied for is expected.
    """

    step: Step
    cost: Range[int] | None
    months: Range[int] | None
    relief: Relief | None = None
    under_way: bool = False
    expected_on: date | None = None

    @property
    def key(self) -> str:
        """Give the key of the move."""
        return self.step.key


def measure_of(figure: Range[int] | None) -> Measure:
    """Give how a figure counts: by its upper end, and as unknown where it has none.

    Examples:
        >>> measure_of(Range(200_000, 3_000_000)), measure_of(Range(5, None)), measure_of(None)
        ((0, 3000000), (1, 5), (1, 0))
    """
    if figure is None:
        return 1, 0
    return (1, figure.low or 0) if figure.high is None else (0, figure.high)


@attrs.frozen(eq=False, slots=False)
class Ways:
    """All that a firm can do towards goals, on one day.

    Attributes:
        enterprise: the firm.
        as_of: the day.
        answers: what belongs to a call, by fact name.
        catalogue: the steps there are.
        goals: what has to be reached.
        proving: whether answers that are not known may be proved.
    """

    enterprise: Enterprise
    as_of: date
    answers: Mapping[str, Any]
    catalogue: StepCatalogue
    goals: tuple[Goal, ...]
    proving: bool

    @cached_property
    def view(self) -> FactView:
        """Give the view of the firm as it is."""
        return view_of(self.enterprise, as_of=self.as_of, answers=self.answers)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Give the pieces of all goals, those that ask the same thing once."""
        return tuple({id(p.asker): p for goal in self.goals for p in goal.pieces}.values())

    @cached_property
    def held(self) -> frozenset[str]:
        """Name the steps that the record shows as done."""
        return frozenset(step.key for step in self.catalogue.steps if self._is_held(step))

    @cached_property
    def steps(self) -> dict[str, OpenStep]:
        """Give the steps that surely apply and are not done, by key."""
        return {
            step.key: self._open(step)
            for step in self.catalogue.steps
            if step.key not in self.held and self._applies(step) == YES
        }

    @cached_property
    def undecided(self) -> dict[str, tuple[str, ...]]:
        """Give the steps of which it is not known whether they apply, with what to ask."""
        return {
            step.key: undecided(step.applies, self.view)
            for step in self.catalogue.steps
            if step.key not in self.held and self._applies(step) == UNKNOWN and step.applies
        }

    @cached_property
    def proofs(self) -> dict[str, Proof]:
        """Give what may be proved, by key."""
        if not self.proving:
            return {}
        found = (self._proof(fact) for fact in self._provable())
        return {proof.key: proof for proof in found if proof is not None}

    def demands(self) -> tuple[Demand, ...]:
        """State the goals as points that moves earn."""
        parts = [[self._part(piece) for piece in goal.pieces] for goal in self.goals]
        return tuple(
            Demand(
                goal.key,
                goal.at_least - sum(base for base, _ in found),
                tuple(part for _, part in found if part is not None),
            )
            for goal, found in zip(self.goals, parts, strict=True)
        )

    def moves(self, wanted: Iterator[str] | Sequence[str]) -> tuple[Move, ...]:
        """Give the moves of these keys, and all that they may wait for."""
        found: dict[str, Move] = {}
        asked = list(wanted)
        while asked:
            key = asked.pop()
            if key in found:
                continue
            if key in self.proofs:
                found[key] = Move(key)
            elif key in self.steps:
                found[key] = self._move(self.steps[key])
                asked += [need for group in found[key].needs for need in group]
        return tuple(found[key] for key in sorted(found))

    def foreseen(self, made: Sequence[str]) -> FactView:
        """See the firm after some moves."""
        return self._foresee(self._changes(made))

    def movers(self, piece: Piece) -> tuple[str, ...]:
        """Name the moves that change what a piece earns."""
        return self._tables[id(piece.asker)][0]

    def changes(self, key: str) -> dict[str, Any]:
        """Give what one move changes in the record, by fact; None for what it only settles."""
        if key in self.proofs:
            return {self.proofs[key].fact: self.proofs[key].assumed}
        step = self.steps[key].step
        return {
            **{grant.fact: grant.value for grant in step.grants},
            **dict.fromkeys(step.dated, self.as_of),
            **dict.fromkeys(step.settles),
        }

    # What is known

    @cached_property
    def _unproven(self) -> frozenset[str]:
        """Name the facts that are known and do not count where they are asked for."""
        if not self.enterprise.evidence:
            return frozenset()
        return frozenset(
            fact
            for piece in self.pieces
            for fact in piece.earning
            if self.view.value(fact) is not None
            and piece.proven(self.view).value(fact) != self.view.value(fact)
        )

    def _known(self, fact: str) -> Any:
        return None if fact in self._unproven else self.view.value(fact)

    def _is_held(self, step: Step) -> bool:
        if step.certificate and holds(CertificateKind(step.certificate))(self.view):
            return True
        if step.held is not None:
            return step.held.sign(self.view) == YES
        return (
            bool(step.facts)
            and all(is_at_least(g.fact, self._known(g.fact), g.value) for g in step.grants)
            and all(self._known(fact) is not None for fact in (*step.settles, *step.dated))
        )

    def _applies(self, step: Step) -> int:
        return YES if step.applies is None else step.applies.sign(self.view)

    def _open(self, step: Step) -> OpenStep:
        relief = next((r for r in step.reliefs if r.when.sign(self.view) == YES), None)
        cost = relief.cost if relief is not None else step.cost
        under_way, expected = self._under_way(step)
        months = None if step.months is None else step.months.reckoned
        if expected is not None and expected > self.as_of:
            whole = whole_months(self.as_of, expected)
            months = Range(whole, whole + 1)
        return OpenStep(
            step, None if cost is None else cost.reckoned, months, relief, under_way, expected
        )

    def _under_way(self, step: Step) -> tuple[bool, date | None]:
        listed = (
            self.view.certificates(CertificateKind(step.certificate)) if step.certificate else []
        )
        waiting = [each for each in listed if each.status == CertificateStatus.IN_PROCESS]
        noted = (self.view.note(grant.fact) for grant in step.grants)
        under_way = bool(waiting) or any(note is not None and note.in_process for note in noted)
        days = [each.expected_on for each in waiting if each.expected_on is not None]
        return under_way, min(days, default=None)

    # What may be proved

    def _provable(self) -> tuple[str, ...]:
        """Name facts by which something is earned, not fully known, that choose nothing."""
        choosing = {
            base for piece in self.pieces for f in piece.choosing for base in follows_from(f)
        }
        facts = (fact for piece in self.pieces for fact in piece.earning)
        return tuple(
            fact
            for fact in dict.fromkeys(facts)
            if not follows_from(fact) & choosing and not _is_settled(self._known(fact))
        )

    def _proof(self, fact: str) -> Proof | None:
        kind, said = self._why(fact)
        pieces = [piece for piece in self.pieces if fact in piece.earning]
        candidates = said or [
            answer
            for answer in dict.fromkeys(a for p in pieces for a in p.candidates(fact, self.as_of))
            if _is_possible(self._known(fact), answer)
        ]
        if not candidates:
            return None
        worths = [sum(self._worths(pieces, {fact: answer})) for answer in candidates]
        assumed = candidates[worths.index(max(worths))]
        return Proof(fact, assumed, kind, self.view.asks(fact))

    def _worths(self, pieces: Sequence[Piece], foreseen: dict[str, Any]) -> Iterator[int]:
        view = self._foresee(foreseen)
        return (piece.measure(view)[0] for piece in pieces)

    def _why(self, fact: str) -> tuple[ProofKind, list[Any]]:
        """Tell why a fact is not known, and what was said of it."""
        note = next((n for n in self.enterprise.evidence if n.fact in follows_from(fact)), None)
        if fact in self._unproven:
            claimed = note is not None and note.kind is EvidenceKind.SELF
            return (ProofKind.SHOW if claimed else ProofKind.RENEW), [self.view.value(fact)]
        if note is None or note.why_missing is None:
            return ProofKind.ANSWER, []
        kind = _WHY.get(note.why_missing, ProofKind.ANSWER)
        return kind, [*note.said] if kind in _SAID and note.fact == fact else []

    # What moves are worth

    @cached_property
    def _touching(self) -> dict[str, tuple[str, ...]]:
        """Give the moves that change each fact."""
        found: dict[str, list[str]] = {}
        for key in (*self.steps, *self.proofs):
            for fact in self.changes(key):
                found.setdefault(fact, []).append(key)
        return {fact: tuple(keys) for fact, keys in found.items()}

    @cached_property
    def _tables(self) -> dict[int, _Table]:
        """Give the moves that matter to each piece and its measure for each subset of them.

        A move by which points may be lost is no way to a goal.
        """
        tables = {id(piece.asker): self._table(piece, frozenset()) for piece in self.pieces}
        harmful = frozenset(
            key
            for goal in self.goals
            for piece in goal.pieces
            for key in _harmful(*tables[id(piece.asker)], piece)
        )
        if not harmful:
            return tables
        return {id(piece.asker): self._table(piece, harmful) for piece in self.pieces}

    def _table(self, piece: Piece, left_out: frozenset[str]) -> _Table:
        sources = {source for fact in piece.facts for source in follows_from(fact)}
        keys = tuple(
            dict.fromkeys(
                key
                for fact in sorted(sources)
                for key in self._touching.get(fact, ())
                if key not in left_out
            )
        )
        measured: dict[tuple[Any, ...], tuple[int, int]] = {}
        table = []
        for subset in range(1 << len(keys)):
            changes = self._changes([key for bit, key in enumerate(keys) if subset >> bit & 1])
            seen = tuple(sorted((f, repr(v)) for f, v in changes.items() if f in sources))
            if seen not in measured:
                measured[seen] = self._measure(piece, {f: changes[f] for f, _ in seen})
            table.append(measured[seen])
        return _only_what_matters(keys, table)

    def _measure(self, piece: Piece, changes: dict[str, Any]) -> tuple[int, int]:
        """Measure a piece; where a fact is settled but not told, at its worst."""
        told = {fact: value for fact, value in changes.items() if value is not None}
        open_facts = [fact for fact, value in changes.items() if value is None]
        worst: tuple[int, int] | None = None
        for values in product(*(self._possible(piece, fact) for fact in open_facts)):
            view = self._foresee({**told, **dict(zip(open_facts, values, strict=True))})
            measure = piece.measure(view)
            worst = measure if worst is None else min(worst, measure)
        return worst if worst is not None else piece.measure(self._foresee(told))

    def _possible(self, piece: Piece, fact: str) -> tuple[Any, ...]:
        described = BY_NAME[fact]
        if described.type is FactType.ENUM:
            return tuple(option.value for option in described.options)
        return (*dict.fromkeys(piece.candidates(fact, self.as_of)), _ELSEWHERE)

    def _part(self, piece: Piece) -> tuple[int, Part | None]:
        """Give what a piece is worth now, and what moves make of it beyond that."""
        keys, table = self._tables[id(piece.asker)]
        worths = [piece.worth(measure) for measure in table]
        if not keys:
            return worths[0], None
        return worths[0], Part(keys, tuple(worth - worths[0] for worth in worths))

    def _changes(self, keys: Sequence[str]) -> dict[str, Any]:
        """Give what the record then says of all facts that some moves change."""
        found: dict[str, Any] = {}
        for key in keys:
            for fact, value in self.changes(key).items():
                known = found.get(fact, self._known(fact))
                if value is None:
                    found[fact] = known
                elif isinstance(value, date):
                    found[fact] = value
                else:
                    found[fact] = better(fact, known, value)
        return found

    def _foresee(self, foreseen: dict[str, Any]) -> FactView:
        return foresee(self.enterprise, as_of=self.as_of, answers=self.answers, foreseen=foreseen)

    def _move(self, opened: OpenStep) -> Move:
        step = opened.step
        return Move(
            step.key,
            needs=tuple(
                tuple(self._alternatives(group))
                for group in step.needs
                if not self.held.intersection(group)
            ),
            after=tuple(key for key in step.better_after if key in self.steps),
            cost=measure_of(opened.cost),
            months=measure_of(opened.months),
        )

    def _alternatives(self, group: Sequence[str]) -> Iterator[str]:
        """Yield the moves that meet a need: the steps themselves, or proof that one is done."""
        for key in group:
            if key in self.steps:
                yield key
            grants = self.catalogue.by_key[key].grants
            if len(grants) == 1:
                proof = self.proofs.get(f"{_PREFIX}{grants[0].fact}")
                if proof and is_at_least(proof.fact, proof.assumed, grants[0].value):
                    yield proof.key


def _harmful(keys: tuple[str, ...], table: list[tuple[int, int]], piece: Piece) -> Iterator[str]:
    """Yield the moves by which a piece may lose worth."""
    worths = [piece.worth(measure) for measure in table]
    for bit, key in enumerate(keys):
        if any(worths[subset | 1 << bit] < worth for subset, worth in enumerate(worths)):
            yield key


def _only_what_matters(keys: tuple[str, ...], table: list[tuple[int, int]]) -> _Table:
    """Leave out moves that never change a measure."""
    for bit in reversed(range(len(keys))):
        without = [measure for subset, measure in enumerate(table) if not subset >> bit & 1]
        if without == [measure for subset, measure in enumerate(table) if subset >> bit & 1]:
            keys, table = (*keys[:bit], *keys[bit + 1 :]), without
    return keys, table


def _is_settled(value: Any) -> bool:
    return value is not None and not isinstance(value, Range | Possible)


def _is_possible(known: Any, answer: Any) -> bool:
    if isinstance(known, Range):
        return bool(known.contains(answer))
    return answer in known.answers if isinstance(known, Possible) else True


_SAID: Final = frozenset({ProofKind.SHOW, ProofKind.SETTLE})
"""Where what was said is what may be assumed."""
_WHY: Final = {
    WhyMissing.CLAIMED: ProofKind.SHOW,
    WhyMissing.STALE: ProofKind.RENEW,
    WhyMissing.CONFLICT: ProofKind.SETTLE,
}
