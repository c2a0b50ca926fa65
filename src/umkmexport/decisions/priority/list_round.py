"""One round of a priority list: firms weighed once, seats given, and who could still move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

import attrs

from umkmexport.decisions.priority.candidate import Candidate, Weighing
from umkmexport.decisions.priority.enquiries import Enquiry
from umkmexport.decisions.priority.recommendations import RecommendationReport, Recommendations
from umkmexport.decisions.priority.seats import Contender, PrioritySeats, Seated
from umkmexport.decisions.selection.rooms import Rooms
from umkmexport.errors import SelectionError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.recommendations import RecommendationList
from umkmexport.policies.plans import ApplicantLimit, LimitedBy, SelectionPlan
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.policies.priorities.facts import LIST_FACTS
from umkmexport.rules.tickets import check_seed, stands_twice
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO

__all__ = ["Contender", "ListRound", "Seated"]


@attrs.frozen(eq=False, slots=False, kw_only=True)
class ListRound:
    """Hold one round: what firms are weighed by, how seats are divided, and the firms weighed.

    Attributes:
        weighing: what firms are weighed by.
        plan: how the seats are divided.
        rooms: the parts of the seats.
        seats: how many there are.
        candidates: all firms, weighed.
        report: what became of the lists of agencies, where any were given.
        plan_digest: the digest of the plan, where one was given.
        closes_on: the day on which the data-completion queue is closed.
        closed_by: who closes it.
    """

    weighing: Weighing
    plan: SelectionPlan
    rooms: Rooms
    seats: int
    candidates: tuple[Candidate, ...]
    report: RecommendationReport | None
    plan_digest: str | None
    closes_on: date | None
    closed_by: str | None

    @classmethod
    def of(
        cls,
        enterprises: Iterable[Enterprise],
        *,
        policy: PriorityPolicy,
        as_of: date,
        seed: str,
        seats: int | None,
        plan: SelectionPlan | None,
        recommendations: tuple[RecommendationList, ...],
        enquiry: Enquiry | None,
        answers: Mapping[str, Mapping[str, Any]],
        closes_on: date | None,
        closed_by: str | None,
    ) -> ListRound:
        """Check what is given, and weigh every firm."""
        check_seed(seed)
        firms = _checked(tuple(enterprises), answers)
        _check_enquiry(policy, enquiry, as_of)
        _check_closing(closes_on, closed_by)
        limited = _limited(plan or SelectionPlan(), policy)
        number = _seats(limited, seats)
        limited.check_facts((*LIST_FACTS, *policy.declared))
        letters = Recommendations(recommendations, firms, as_of)
        weighing = Weighing(policy, as_of, seed, letters, enquiry, answers)
        candidates = sorted(map(weighing.weigh, firms), key=lambda one: one.order)
        return cls(
            weighing=weighing,
            plan=limited,
            rooms=Rooms(limited, limited.divided(number), seed),
            seats=number,
            candidates=tuple(candidates),
            report=letters.report if recommendations else None,
            plan_digest=None if plan is None else plan.digest,
            closes_on=closes_on,
            closed_by=closed_by,
        )

    def with_candidate(self, changed: Candidate) -> ListRound:
        """Give the same round with one firm weighed anew; nobody else is."""
        others = (c for c in self.candidates if c.enterprise.id != changed.enterprise.id)
        candidates = tuple(sorted((*others, changed), key=lambda one: one.order))
        return attrs.evolve(self, candidates=candidates)

    @property
    def as_of(self) -> date:
        """Give the day."""
        return self.weighing.as_of

    @property
    def applicants(self) -> int:
        """Give how many firms were looked at."""
        return len(self.candidates)

    @property
    def is_closed(self) -> bool:
        """Tell whether the data-completion queue is closed."""
        return self.closes_on is not None and self.closes_on <= self.as_of

    @cached_property
    def seating(self) -> PrioritySeats:
        """Give the seats."""
        return PrioritySeats(
            self.candidates, plan=self.plan, rooms=self.rooms, seats=self.seats, as_of=self.as_of
        )

    @property
    def refused(self) -> tuple[Candidate, ...]:
        """Give the firms that surely are not in the pool."""
        return tuple(one for one in self.candidates if one.pool == NO)

    def blocking(self, contender: Contender) -> tuple[str, ...]:
        """Name the facts without which a firm cannot take a place."""
        return tuple(dict.fromkeys((*contender.candidate.blocking, *contender.missing)))

    def missing(self, contender: Contender) -> tuple[str, ...]:
        """Name the facts to ask for: what blocks first, then what is worth most."""
        return tuple(
            dict.fromkeys(
                (
                    *self.blocking(contender),
                    *contender.open_reserves,
                    *contender.candidate.missing,
                )
            )
        )

    def queue(self) -> list[tuple[int, Contender]]:
        """Give whom answers could bring a place, furthest first, and then who else is undecided."""
        return [] if self.is_closed else self._in_order(self._by_answers)

    def awaiting(self) -> list[tuple[int, Contender]]:
        """Give whom only what an agency has still to say could bring a place."""
        return [] if self.is_closed else self._in_order(self._by_agencies())

    def undecided_at_closing(self) -> tuple[Contender, ...]:
        """Give who counts as not in the pool because the queue is closed."""
        if not self.is_closed:
            return ()
        return tuple(each for each in self._open if not each.applicant.stands)

    @cached_property
    def _open(self) -> tuple[Contender, ...]:
        """Give who has no seat and is not set aside."""
        seats = self.seating
        seated = {one.contender.firm for one in seats.seated}
        return tuple(
            each
            for each in seats.contenders
            if each.firm not in seated and each.firm not in seats.same_nib and each.applicant.rooms
        )

    @cached_property
    def _by_answers(self) -> tuple[tuple[int, Contender], ...]:
        return tuple(self._look_for_answers())

    def _look_for_answers(self) -> Iterator[tuple[int, Contender]]:
        for each in self._open:
            candidate = each.candidate
            if each.applicant.stands:
                if _may_gain(each) and self.seating.could_take(each, candidate.high_by_answers):
                    yield self.seating.could_move(each, candidate.high_by_answers), each
            elif self.blocking(each):
                yield self._move_by(each), each

    def _by_agencies(self) -> Iterator[tuple[int, Contender]]:
        answered = {each.firm for _, each in self._by_answers}
        for each in self._open:
            waits = each.candidate.high > each.candidate.high_by_answers
            if each.firm in answered or not (waits or not each.applicant.stands):
                continue
            moves = self._move_by(each)
            if moves or not each.applicant.stands:
                yield moves, each

    def _move_by(self, each: Contender) -> int:
        """Count the places a firm could gain if all that is open were in its favour."""
        high = each.candidate.high
        if not self.seating.could_take(each, high):
            return 0
        return max(1, self.seating.could_move(each, high))

    @staticmethod
    def _in_order(found: Iterable[tuple[int, Contender]]) -> list[tuple[int, Contender]]:
        return sorted(found, key=lambda pair: (-pair[0], pair[1].candidate.order))


def _may_gain(each: Contender) -> bool:
    applicant = each.applicant
    return (
        each.candidate.high_by_answers > each.candidate.low
        or applicant.guaranteed_hope != applicant.guaranteed
        or applicant.above_hope != applicant.above
    )


def _checked(
    firms: tuple[Enterprise, ...], answers: Mapping[str, Mapping[str, Any]]
) -> tuple[Enterprise, ...]:
    if not firms:
        raise SelectionError(_NO_FIRMS)
    twice = stands_twice(firm.id for firm in firms)
    if twice is not None:
        raise SelectionError(_TWICE.format(firm=twice))
    ids = {firm.id for firm in firms}
    stray = sorted(set(answers) - ids)
    if stray:
        hint = suggested(stray[0], ids)
        raise SelectionError(_STRAY.format(firm=stray[0], hint=hint))
    return firms


def _check_enquiry(policy: PriorityPolicy, enquiry: Enquiry | None, as_of: date) -> None:
    if policy.needs_enquiry and enquiry is None:
        raise SelectionError(_NO_ENQUIRY.format(policy=policy.id))
    if enquiry is not None and not policy.needs_enquiry:
        raise SelectionError(_STRAY_ENQUIRY.format(policy=policy.id))
    if enquiry is not None and enquiry.until < as_of:
        raise SelectionError(_LATE_ENQUIRY.format(until=str(enquiry.until), as_of=str(as_of)))


def _check_closing(closes_on: date | None, closed_by: str | None) -> None:
    if (closes_on is None) != (not (closed_by or "").strip()):
        raise SelectionError(_CLOSING)


def _limited(plan: SelectionPlan, policy: PriorityPolicy) -> SelectionPlan:
    """Give the plan with the limit of the policy."""
    own = None if policy.one_place_per is None else ApplicantLimit(LimitedBy.NIB)
    if plan.limit not in (None, own):
        raise SelectionError(_LIMIT)
    if plan.stage is not None:
        raise SelectionError(_STAGE.format(stage=plan.stage))
    return attrs.evolve(plan, limit=own)


def _seats(plan: SelectionPlan, seats: int | None) -> int:
    number = plan.seats if seats is None else seats
    if type(number) is not int or number < 1:
        raise SelectionError(_NO_SEATS.format(seats=str(number)))
    if plan.seats is not None and plan.seats != number:
        raise SelectionError(_TWO_NUMBERS.format(seats=str(number), plan=str(plan.seats)))
    plan.check_seats(number)
    return number


_NO_SEATS: Final = Text(
    id="jumlah tempat harus bilangan bulat, sedikitnya 1, bukan {seats}",
    en="seats must be a whole number of at least 1, not {seats}",
)
_TWO_NUMBERS: Final = Text(
    id="jumlah tempat disebut {seats}, tetapi dalam rencana {plan}; sebutkan satu kali saja",
    en="seats are {seats}, but the plan says {plan}; give their number once",
)
_NO_FIRMS: Final = Text(id="tidak ada usaha yang dapat diurutkan", en="there are no firms to rank")
_TWICE: Final = Text(
    id="usaha '{firm}' tercantum dua kali; berikan ID tersendiri kepada setiap usaha",
    en="firm '{firm}' stands twice; give each firm an id of its own",
)
_STRAY: Final = Text(
    id="ada jawaban untuk '{firm}', yang tidak termasuk pendaftar{hint}",
    en="answers are given for '{firm}', which is no applicant{hint}",
)
_NO_ENQUIRY: Final = Text(
    id="kebijakan {policy} mengurutkan usaha untuk satu permintaan pembeli; sebutkan enquiry=",
    en="policy {policy} puts firms in order for an enquiry of a buyer; give enquiry=",
)
_STRAY_ENQUIRY: Final = Text(
    id="kebijakan {policy} tidak memperhitungkan permintaan pembeli; jangan sebutkan enquiry=",
    en="policy {policy} looks at no enquiry; leave enquiry= out",
)
_LATE_ENQUIRY: Final = Text(
    id="batas waktu permintaan pembeli, {until}, sudah lewat pada {as_of}",
    en="the enquiry runs until {until}, which lies before {as_of}",
)
_CLOSING: Final = Text(
    id="penutupan pelengkapan data memerlukan tanggal (closes_on) dan nama (closed_by)",
    en="closing the data-completion queue needs a day (closes_on) and a name (closed_by)",
)
_LIMIT: Final = Text(
    id="batas tempat untuk satu pemohon ditetapkan dalam kebijakan (one_place_per), bukan dalam "
    "rencana",
    en="the policy says how many places one applicant may take (one_place_per), not the plan",
)
_STAGE: Final = Text(
    id="daftar prioritas tidak mengenal tahap '{stage}'; tahap termasuk pengumuman program",
    en="a priority list has no stage '{stage}'; stages belong to a call",
)
