"""Who is helped first, and what should be asked before the list is closed?"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import facts_named
from umkmexport.decisions.priority.candidate import Candidate
from umkmexport.decisions.priority.enquiries import Enquiry
from umkmexport.decisions.priority.list_round import Contender, ListRound, Seated
from umkmexport.decisions.priority.prioritised import Entry, PriorityList, Question, SetAside
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.recommendations import RecommendationList
from umkmexport.policies.plans import SelectionPlan
from umkmexport.policies.priorities import PriorityOrder, PriorityPolicy
from umkmexport.rules.score import Score
from umkmexport.rules.value import MILLION
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["ListReport", "PriorityList", "rank"]


def rank(
    enterprises: Iterable[Enterprise],
    *,
    policy: PriorityPolicy,
    as_of: date,
    seed: str,
    seats: int | None = None,
    plan: SelectionPlan | None = None,
    recommendations: tuple[RecommendationList, ...] = (),
    enquiry: Enquiry | None = None,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    closes_on: date | None = None,
    closed_by: str | None = None,
) -> PriorityList:
    """Rank firms for a number of places (*daftar prioritas*).

    A firm of which it is unknown whether it is in the pool is neither in nor out: it stands in the
    data-completion queue. Places go by the low end of the value, so that hiding a fact never
    helps; equal values are drawn by public tickets. The order of the input decides nothing.

    Args:
        enterprises: the applicants, each with an id of its own.
        policy: from ``umkmexport.priorities`` or ``load_priority``.
        as_of: the day the list is made for.
        seed: the public seed of the tickets, such as the id of the round and a number announced
            beforehand.
        seats: how many places there are, at least 1; those of the plan, if left out.
        plan: how the places are divided over regions and classes, and which are reserved.
        recommendations: the list of each agency, also of those that have not answered.
        enquiry: the enquiry, for a policy that orders firms for one.
        answers: what only the policy asks, for each firm by id.
        closes_on: the day on which the data-completion queue is closed; from then on a firm of
            which it is not known whether it is in the pool is not.
        closed_by: who closes it.

    Raises:
        SelectionError: no seats, no seed, no applicants, or one id twice; a plan that does not
            fit; two lists of one agency; an enquiry too few or too many; a closing day without a
            name.
        FactError: an answer that nobody asks for, or of the wrong type.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", has_nib=True, nib="1234567890123", annual_sales=1)
        >>> top = ux.rank(
        ...     [firm],
        ...     policy=ux.priorities["most-ready-on-record"],
        ...     seats=1,
        ...     as_of=date(2026, 11, 21),
        ...     seed="round-1",
        ... )
        >>> [entry.id for entry in top.places]
        ['U-1']
    """
    made = ListRound.of(
        enterprises,
        policy=policy,
        as_of=as_of,
        seed=seed,
        seats=seats,
        plan=plan,
        recommendations=recommendations,
        enquiry=enquiry,
        answers=answers or {},
        closes_on=closes_on,
        closed_by=closed_by,
    )
    return ListReport(made).listed()


class ListReport:
    """Tell a round as a list with its entries.

    Args:
        made: the round.
    """

    def __init__(self, made: ListRound) -> None:
        self._made = made
        self._seats = made.seating
        self._ties = Counter(
            each.candidate.low
            for each in (*(one.contender for one in self._seats.seated), *self._seats.waiting)
        )

    def listed(self) -> PriorityList:
        """Give the list."""
        made, seats = self._made, self._seats
        policy = made.weighing.policy
        full = len(seats.seated) == made.seats
        queue = made.queue()
        return PriorityList(
            as_of=made.as_of,
            provenance=policy.provenance,
            seats=made.seats,
            seed=made.weighing.seed,
            places=tuple(self._place(i, one) for i, one in enumerate(seats.seated, 1)),
            waiting=tuple(
                self._entry(each, i, tied=self._ties[each.candidate.low])
                for i, each in enumerate(seats.waiting, made.seats + 1)
            ),
            queue=tuple(self._pending(each, moves) for moves, each in queue),
            awaiting=tuple(self._pending(each, moves) for moves, each in made.awaiting()),
            set_aside=tuple(self._set_aside()),
            outside=tuple(self._outside()),
            questions=self._questions([each for moves, each in queue if moves]),
            cut=seats.seated[-1].contender.candidate.low if full else None,
            disclaimer=policy.disclaimer,
            applicants=made.applicants,
            order=policy.order,
            enquiry=made.weighing.enquiry,
            recommendations=made.report,
            categories=tuple(seats.categories()),
            reserves=tuple(seats.reserves()),
            apportionments=made.rooms.apportionments,
            plan_digest=made.plan_digest,
            closes_on=made.closes_on,
            closed_by=made.closed_by,
            declared=policy.declared,
        )

    def _place(self, number: int, one: Seated) -> Entry:
        entry = self._entry(one.contender, number, tied=self._ties[one.contender.candidate.low])
        return attrs.evolve(
            entry,
            seat=one.kind,
            category=one.category,
            reserve=one.reserve,
            batch=one.batch,
            without_recommendation=self._made.weighing.hears_agencies and not entry.recommended_by,
            readier_waiting=self._readier_waiting(entry),
        )

    def _readier_waiting(self, entry: Entry) -> int:
        """Count the firms on the waiting list that are surely readier."""
        if entry.readiness is None:
            return 0
        scores, most = self._waiting_scores, entry.readiness[1].share
        return len(scores) - bisect_right(scores, most)

    @cached_property
    def _waiting_scores(self) -> list[Fraction]:
        """Give what the firms on the waiting list score at least, the lowest first."""
        scores = (self._readiness(each.candidate) for each in self._seats.waiting)
        return sorted(low.share for low, _ in filter(None, scores))

    def _readiness(self, candidate: Candidate) -> tuple[Score, Score] | None:
        """Give both ends of its readiness, where lists of agencies and readiness both count."""
        if not candidate.policy.needs_recommendations or candidate.tally is None:
            return None
        return candidate.tally.low, candidate.tally.high

    def _pending(self, contender: Contender, moves: int) -> Entry:
        place = self._seats.best_place(contender.candidate.high)
        return self._entry(contender, place, tied=1, moves=moves)

    def _entry(self, contender: Contender, place: int, *, tied: int, moves: int = 0) -> Entry:
        candidate = contender.candidate
        missing = self._made.missing(contender)
        declared = candidate.policy.declared
        return attrs.evolve(
            self._bare(contender, place, tied=tied, moves=moves),
            name=candidate.enterprise.name,
            components=candidate.components(),
            pool=candidate.findings,
            known=candidate.known(),
            missing=missing,
            declared=tuple(fact for fact in declared if fact.name in missing),
        )

    def _bare(self, contender: Contender, place: int, *, tied: int, moves: int) -> Entry:
        """Give an entry without its name, its reasons and what is missing."""
        candidate = contender.candidate
        standing, looks = candidate.standing, self._made.weighing.hears_agencies
        return Entry(
            place,
            candidate.enterprise.id,
            None,
            candidate.low,
            candidate.high,
            (),
            candidate.ticket,
            tied,
            (),
            (),
            (),
            recommended_by=standing.recommended_by if looks else (),
            waiting_for=standing.waiting_for if looks else (),
            could_move=moves,
            readiness=self._readiness(candidate),
            is_drawn=candidate.policy.order is PriorityOrder.LOTTERY,
        )

    def _questions(self, queue: Sequence[Contender]) -> tuple[Question, ...]:
        return _questions(queue, self._made.weighing.policy)

    def _set_aside(self) -> Iterator[SetAside]:
        seats = self._seats
        for each in sorted(seats.contenders, key=lambda each: each.candidate.order):
            firm = each.candidate.enterprise
            holder = seats.same_nib.get(firm.id)
            if holder is not None:
                yield SetAside(firm.id, firm.name, _SAME_NIB.format(holder=holder))
            elif not each.applicant.rooms:
                yield SetAside(firm.id, firm.name, _NOWHERE)

    def _outside(self) -> Iterator[SetAside]:
        for candidate in self._made.refused:
            yield _refused(candidate)
        for each in self._made.undecided_at_closing():
            firm = each.candidate.enterprise
            unknown = [f.text for f in each.candidate.findings if f.truth is Truth.UNKNOWN]
            asked = self._made.blocking(each)
            labels = [f.label for f in facts_named(asked, each.candidate.policy.declared)]
            listed = join_text(unknown or labels, "; ")
            yield SetAside(firm.id, firm.name, _LATE.format(listed=listed))


def _refused(candidate: Candidate) -> SetAside:
    unmet = [finding.text for finding in candidate.findings if finding.truth is Truth.NO]
    reason = _OUTSIDE.format(listed=join_text(unmet, "; "))
    return SetAside(candidate.enterprise.id, candidate.enterprise.name, reason)


def _questions(queue: Sequence[Contender], policy: PriorityPolicy) -> tuple[Question, ...]:
    firms: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    value: Counter[str] = Counter()
    for contender in queue:
        candidate = contender.candidate
        blocking = {*candidate.blocking, *contender.missing}
        firms.update({*candidate.at_stake, *blocking})
        blocked.update(blocking)
        value.update(candidate.at_stake)
    known = {**BY_NAME, **{fact.name: fact for fact in policy.declared}}
    questions = [
        Question(name, firms[name], blocked[name], value[name] // MILLION, known[name].question)
        for name in firms
    ]
    return tuple(sorted(questions, key=lambda q: (-q.blocked, -q.value, -q.firms, q.fact)))


_OUTSIDE: Final = Text(id="Tidak memenuhi syarat: {listed}.", en="Does not meet: {listed}.")
_SAME_NIB: Final = Text(
    id="NIB sama dengan {holder}, yang sudah lebih dahulu; satu NIB mendapat paling banyak satu "
    "tempat.",
    en="Same NIB as {holder}, which comes first; one NIB takes at most one place.",
)
_NOWHERE: Final = Text(
    id="Tidak termasuk kelompok atau wilayah yang mendapat tempat.",
    en="Belongs to no class or region that has seats.",
)
_LATE: Final = Text(
    id="Saat pelengkapan data ditutup, belum diketahui: {listed}.",
    en="Not known when the data-completion queue was closed: {listed}.",
)
