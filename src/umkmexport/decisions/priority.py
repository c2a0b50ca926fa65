"""Who is helped first, and what should be asked before the list is closed?"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.eligibility import find
from umkmexport.decisions.readiness import Tally, tally
from umkmexport.decisions.view import view_of
from umkmexport.errors import SelectionError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.scorecard import Item, ItemScore
from umkmexport.rules.value import MILLION, Component, Span, share
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Truth

__all__ = [
    "ComponentValue",
    "Entry",
    "PriorityList",
    "Question",
    "SetAside",
    "rank",
    "ticket",
]

_HEADLINES: Final = 4
FULL: Final = 100 * MILLION
"""The greatest value: weights that sum to 100, times components in millionths."""


@attrs.frozen
class ComponentValue:
    """What one component adds to a value, in millionths of its weight."""

    key: str
    text: Text
    weight: int
    low: int
    high: int


@attrs.frozen
class Entry:
    """One firm on the list, the waiting list or in the data-completion queue.

    Attributes:
        place: its place, from 1; on the waiting list it goes on from the last place; in the queue
            it is the best place the missing answers could bring.
        id: the registry's id of the firm.
        name: its business name.
        low: the value at the low end, out of :data:`FULL`; ranks are by it.
        high: the value at the high end.
        components: what the value is made of.
        ticket: the drawn ticket, lowest first among equals.
        tied: how many firms had the same value, this one included.
        pool: the conditions of the pool.
        known: what is on record and counts, most points first.
        missing: the facts to ask for.
    """

    place: int
    id: str
    name: str | None
    low: int
    high: int
    components: tuple[ComponentValue, ...]
    ticket: str
    tied: int
    pool: tuple[Finding, ...]
    known: tuple[Text, ...]
    missing: tuple[str, ...]

    def because(self) -> tuple[Text, ...]:
        """Say why the firm stands where it stands, and what is missing, at most four of each."""
        texts = [_VALUE.format(low=points(self.low), high=points(self.high))]
        if self.known:
            texts.append(_KNOWN.format(listed=_first(self.known)))
        undecided = [f.text for f in self.pool if f.truth is Truth.UNKNOWN]
        if undecided:
            texts.append(_POOL_OPEN.format(listed=join_text(undecided, "; ")))
        if self.tied > 1:
            texts.append(_TIED.format(count=str(self.tied - 1), ticket=self.ticket[:8]))
        if self.missing:
            labels = tuple(BY_NAME[name].label for name in self.missing)
            texts.append(_MISSING.format(listed=_first(labels)))
        return tuple(texts)

    def missing_facts(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, those that could move the firm most first."""
        return facts_named(self.missing)


@attrs.frozen
class SetAside:
    """A row that takes no place, and why."""

    id: str
    name: str | None
    reason: Text


@attrs.frozen
class Question:
    """One question of the data-completion queue.

    Attributes:
        fact: the name of the fact to ask for.
        firms: how many firms of the queue wait for the answer.
        blocked: how many of them cannot enter the pool without it.
        value: how much value the answer could add over all of them, in points out of 100.
    """

    fact: str
    firms: int
    blocked: int
    value: int

    @property
    def text(self) -> Text:
        """Give the question in words."""
        return BY_NAME[self.fact].question


@attrs.frozen(kw_only=True, slots=False)
class PriorityList(Decision):
    """A priority list: places, waiting list, data-completion queue and who is not in the pool.

    Attributes:
        seats: how many places there were to give.
        seed: the public seed of the tickets.
        places: who takes a place, first first.
        waiting: who waits for one (*daftar cadangan*), in order.
        queue: firms that missing answers could bring a place, best possible place first. A firm
            of the waiting list may stand here too.
        set_aside: rows that share their NIB with a row that took a place.
        outside: firms that surely are not in the pool, with the conditions they do not meet.
        questions: the questions of the queue that would change the list most.
        cut: the value of the last place; None while places are free.
        disclaimer: what must be printed with the list.
        applicants: how many firms were looked at.
    """

    seats: int
    seed: str
    places: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    queue: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...]
    outside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    cut: int | None
    disclaimer: Text
    applicants: int

    def because(self) -> tuple[Text, ...]:
        """Say how the list was made."""
        counts: dict[str, Text | str] = {
            "policy": self.provenance.title,
            "taken": str(len(self.places)),
            "seats": str(self.seats),
            "applicants": str(self.applicants),
            "waiting": str(len(self.waiting)),
            "queue": str(len(self.queue)),
            "outside": str(len(self.outside)),
            "aside": str(len(self.set_aside)),
        }
        texts = [_SUMMARY.format(**counts), _TICKETS.format(seed=self.seed)]
        if len(self.places) < self.seats:
            texts.append(_FREE.format(free=str(self.seats - len(self.places))))
        return (*texts, self.disclaimer)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts of the queue, those that would change the list most first."""
        return facts_named(question.fact for question in self.questions)

    def find(self, firm: str) -> Entry | SetAside | None:
        """Give the entry of a firm by its id: its place, its waiting place, or why it has none."""
        groups: tuple[Sequence[Entry | SetAside], ...] = (
            self.places,
            self.waiting,
            self.queue,
            self.set_aside,
            self.outside,
        )
        return next((entry for group in groups for entry in group if entry.id == firm), None)


def rank(
    enterprises: Iterable[Enterprise],
    *,
    policy: PriorityPolicy,
    seats: int,
    as_of: date,
    seed: str,
) -> PriorityList:
    """Rank firms for a number of places (*daftar prioritas*).

    A firm of which it is unknown whether it is in the pool is neither in nor out: it stands in the
    data-completion queue. Places go by the low end of the value, so that hiding a fact never
    helps; equal values are drawn by public tickets. The order of the input decides nothing.

    Args:
        enterprises: the applicants, each with an id of its own.
        policy: from ``umkmexport.priorities`` or :func:`load_priority`.
        seats: how many places there are, at least 1.
        as_of: the day the list is made for.
        seed: the public seed of the tickets, such as the id of the round and a number announced
            beforehand.

    Raises:
        SelectionError: no seats, no seed, no applicants, or one id twice.

    Example:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", has_nib=True, nib="1234567890123", annual_sales=1)
        >>> top = ux.rank([firm], policy=ux.priorities["most-ready-on-record"], seats=1,
        ...               as_of=date(2026, 11, 21), seed="round-1")
        >>> [entry.id for entry in top.places]
        ['U-1']
    """
    applicants = _checked(tuple(enterprises), seats, seed)
    candidates = [_weigh(enterprise, policy, as_of, seed) for enterprise in applicants]
    candidates.sort(key=lambda candidate: candidate.order)
    chosen, waiting, aside = _fill(candidates, seats, policy)
    cut = chosen[-1].low if len(chosen) == seats else None
    queue = _queue(candidates, chosen, cut, aside)
    ties = Counter(c.low for c in candidates if c.pool == YES)
    return PriorityList(
        as_of=as_of,
        provenance=policy.provenance,
        seats=seats,
        seed=seed,
        places=tuple(c.entry(i, ties[c.low]) for i, c in enumerate(chosen, 1)),
        waiting=tuple(c.entry(i, ties[c.low]) for i, c in enumerate(waiting, len(chosen) + 1)),
        queue=tuple(c.entry(place, 1) for place, c in queue),
        set_aside=tuple(aside),
        outside=tuple(c.outside() for c in candidates if c.pool == NO),
        questions=_questions([c for _, c in queue]),
        cut=cut,
        disclaimer=policy.disclaimer,
        applicants=len(applicants),
    )


def ticket(seed: str, firm: str) -> str:
    """Draw the ticket of a firm: SHA-256 of seed, a newline and id, in UTF-8 and NFC.

    Example:
        >>> ticket("round-1", "U-1") == ticket("round-1", "U-1") != ticket("round-2", "U-1")
        True
    """
    text = unicodedata.normalize("NFC", f"{seed}\n{firm}")
    return hashlib.sha256(text.encode()).hexdigest()


def points(value: int) -> Text:
    """Show a value out of 100 with one decimal, rounded down.

    Example:
        >>> points(48_000_000), points(38_049_999)
        (Text(id='48,0', en='48.0'), Text(id='38,0', en='38.0'))
    """
    whole, tenth = divmod(value * 10 // MILLION, 10)
    return Text(id=f"{whole},{tenth}", en=f"{whole}.{tenth}")


def _first(texts: tuple[Text, ...]) -> Text:
    """List the first four texts, and say how many more there are."""
    listed = join_text(texts[:_HEADLINES], "; ")
    more = len(texts) - _HEADLINES
    return listed if more <= 0 else _AND_MORE.format(listed=listed, more=str(more))


@attrs.frozen(eq=False)
class _Candidate:
    """A firm weighed once: its pool answer, its value and its ticket."""

    view: FactView
    policy: PriorityPolicy
    pool: int
    low: int
    high: int
    spans: tuple[Span, ...]
    ticket: str

    @property
    def order(self) -> tuple[int, str]:
        return -self.low, self.ticket

    @property
    def enterprise(self) -> Enterprise:
        return self.view.enterprise

    def findings(self) -> tuple[Finding, ...]:
        return tuple(find(requirement, self.view) for requirement in self.policy.pool)

    def blocking(self) -> tuple[str, ...]:
        """Name the facts without which the firm cannot enter the pool or take a place."""
        missing = [name for f in self.findings() for name in f.missing]
        if self.pool == UNKNOWN and _lacks_identity(self.enterprise, self.policy):
            missing.append("nib")
        return tuple(dict.fromkeys(missing))

    def at_stake(self) -> dict[str, int]:
        """Give the value that each missing fact could add; facts asked together share it."""
        stakes: dict[str, int] = {}
        for worth, missing in self._open_parts():
            for name in missing:
                stakes[name] = stakes.get(name, 0) + worth // len(missing)
        return stakes

    def missing(self) -> tuple[str, ...]:
        stakes = self.at_stake()
        by_stake = sorted(stakes, key=lambda name: (-stakes[name], name))
        return tuple(dict.fromkeys((*self.blocking(), *by_stake)))

    def known(self) -> tuple[Text, ...]:
        earned = [
            (score.low * share_of, _earned(score, self.view))
            for items, share_of in self._cards()
            for item in items
            if (score := item.score(self.view)) is not None and score.low
        ]
        return tuple(text for _, text in sorted(earned, key=lambda pair: -pair[0]))

    def entry(self, place: int, tied: int) -> Entry:
        values = tuple(
            ComponentValue(c.key, c.text, c.weight, span.low, span.high)
            for c, span in zip(self.policy.components, self.spans, strict=True)
        )
        return Entry(
            place,
            self.enterprise.id,
            self.enterprise.name,
            self.low,
            self.high,
            values,
            self.ticket,
            tied,
            self.findings(),
            self.known(),
            self.missing(),
        )

    def outside(self) -> SetAside:
        unmet = [f.text for f in self.findings() if f.truth is Truth.NO]
        reason = _OUTSIDE.format(listed=join_text(unmet, "; "))
        return SetAside(self.enterprise.id, self.enterprise.name, reason)

    def _open_parts(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for items, share_of in self._cards():
            for item in items:
                score = item.score(self.view)
                if score is not None and score.high > score.low and (asked := score.missing()):
                    yield (score.high - score.low) * share_of, asked

    def _cards(self) -> Iterator[tuple[tuple[Item, ...], int]]:
        """Give the items behind each component, and the value of one of their points."""
        rubric = self.policy.scored_by
        for component in self.policy.components:
            if component.items:
                yield component.items, component.weight * MILLION // component.total
            elif rubric is not None:
                yield rubric.items, component.weight * MILLION // 100


def _earned(score: ItemScore, view: FactView) -> Text:
    return _EARNED.format(
        item=score.item.text_for(view), low=str(score.low), of=str(score.item.points)
    )


def _checked(enterprises: tuple[Enterprise, ...], seats: int, seed: str) -> tuple[Enterprise, ...]:
    if type(seats) is not int or seats < 1:
        raise SelectionError(f"seats must be a whole number of at least 1, not {seats!r}")
    if not seed.strip():
        raise SelectionError(
            "tickets need a public seed, such as the id of the round and a number announced "
            "beforehand"
        )
    if not enterprises:
        raise SelectionError("there are no firms to rank")
    twice = [firm for firm, count in Counter(e.id for e in enterprises).items() if count > 1]
    if twice:
        raise SelectionError(f"firm {twice[0]!r} stands twice; give each firm an id of its own")
    return enterprises


def _weigh(enterprise: Enterprise, policy: PriorityPolicy, as_of: date, seed: str) -> _Candidate:
    view = view_of(enterprise, as_of=as_of)
    pool = policy.checklist.sign(view)
    if pool == YES and _lacks_identity(enterprise, policy):
        pool = UNKNOWN
    rubric = policy.scored_by
    score = None if rubric is None else tally(view, rubric)
    spans = tuple(_span(component, view, policy, score) for component in policy.components)
    weights = [component.weight for component in policy.components]
    return _Candidate(
        view,
        policy,
        pool,
        sum(w * span.low for w, span in zip(weights, spans, strict=True)),
        sum(w * span.high for w, span in zip(weights, spans, strict=True)),
        spans,
        ticket(seed, enterprise.id),
    )


def _lacks_identity(enterprise: Enterprise, policy: PriorityPolicy) -> bool:
    return policy.one_place_per == "nib" and enterprise.nib is None


def _span(
    component: Component, view: FactView, policy: PriorityPolicy, score: Tally | None
) -> Span:
    if component.items:
        return component.span_of_items(view)
    assert score is not None  # noqa: S101 - the policy's check guarantees a rubric
    assert policy.scored_by is not None  # noqa: S101
    if component.closeness is None:
        return share(score.low, score.high)
    rubric, closeness = policy.scored_by, component.closeness
    needed = next(level.gates for level in rubric.levels if level.key == closeness.level)
    signs = [s for gate, s in zip(rubric.gates, score.gates, strict=True) if gate.key in needed]
    return closeness.span(
        score.low, score.high, sum(s != YES for s in signs), sum(s == NO for s in signs)
    )


def _fill(
    candidates: list[_Candidate], seats: int, policy: PriorityPolicy
) -> tuple[list[_Candidate], list[_Candidate], list[SetAside]]:
    chosen: list[_Candidate] = []
    waiting: list[_Candidate] = []
    aside: list[SetAside] = []
    holders: dict[str, str] = {}
    for candidate in candidates:
        if candidate.pool != YES:
            continue
        nib = candidate.enterprise.nib
        if policy.one_place_per == "nib" and nib is not None:
            holder = holders.setdefault(nib, candidate.enterprise.id)
            if holder != candidate.enterprise.id:
                reason = _SAME_NIB.format(holder=holder)
                aside.append(SetAside(candidate.enterprise.id, candidate.enterprise.name, reason))
                continue
        (chosen if len(chosen) < seats else waiting).append(candidate)
    return chosen, waiting, aside


def _queue(
    candidates: list[_Candidate],
    chosen: list[_Candidate],
    cut: int | None,
    aside: list[SetAside],
) -> list[tuple[int, _Candidate]]:
    """Give the firms that answers could bring a place, with the best place possible."""
    settled = {c.enterprise.id for c in chosen} | {entry.id for entry in aside}
    lows = [candidate.low for candidate in chosen]
    found = [
        (1 + sum(low > c.high for low in lows), c)
        for c in candidates
        if c.pool != NO and c.enterprise.id not in settled and (cut is None or c.high >= cut)
        if c.pool == UNKNOWN or c.high > c.low
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].order))
    return found


def _questions(queue: list[_Candidate]) -> tuple[Question, ...]:
    firms: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    value: Counter[str] = Counter()
    for candidate in queue:
        stakes, blocking = candidate.at_stake(), candidate.blocking()
        firms.update({*stakes, *blocking})
        blocked.update(blocking)
        value.update(stakes)
    questions = [Question(n, firms[n], blocked[n], value[n] // MILLION) for n in firms]
    return tuple(sorted(questions, key=lambda q: (-q.blocked, -q.value, -q.firms, q.fact)))


_VALUE: Final = Text(
    id="Nilai {low} sampai {high} dari 100; urutan menurut batas bawah.",
    en="Value {low} to {high} of 100; ranked by the low end.",
)
_KNOWN: Final = Text(
    id="Poin yang sudah tercatat: {listed}.", en="Points on record: {listed}."
)
_EARNED: Final = Text(id="{item} {low}/{of}", en="{item} {low}/{of}")
_AND_MORE: Final = Text(id="{listed}; dan {more} lainnya", en="{listed}; and {more} more")
_POOL_OPEN: Final = Text(
    id="Syarat yang belum dapat dipastikan: {listed}.", en="Conditions not settled: {listed}."
)
_TIED: Final = Text(
    id="Nilainya sama dengan {count} usaha lain; urutan ditentukan dengan undian (tiket {ticket}…).",
    en="Tied with {count} other firms; the order was drawn (ticket {ticket}…).",
)
_MISSING: Final = Text(id="Yang belum diketahui: {listed}.", en="Not known: {listed}.")
_OUTSIDE: Final = Text(id="Tidak memenuhi syarat: {listed}.", en="Does not meet: {listed}.")
_SAME_NIB: Final = Text(
    id="NIB sama dengan {holder}, yang sudah lebih dahulu; satu NIB mendapat paling banyak satu "
    "tempat.",
    en="Same NIB as {holder}, which comes first; one NIB takes at most one place.",
)
_SUMMARY: Final = Text(
    id="Kebijakan «{policy}»: {taken} dari {seats} tempat terisi dari {applicants} usaha; "
    "{waiting} usaha dalam daftar cadangan, {queue} usaha menunggu pelengkapan data, "
    "{outside} usaha tidak memenuhi syarat, {aside} baris dengan NIB yang sama dikesampingkan.",
    en='Policy "{policy}": {taken} of {seats} places taken from {applicants} firms; '
    "{waiting} on the waiting list, {queue} in the data-completion queue, {outside} outside the "
    "pool, {aside} rows with the same NIB set aside.",
)
_TICKETS: Final = Text(
    id="Nilai yang sama diurutkan dengan tiket undian terbuka (benih: {seed}).",
    en="Equal values are ordered by public tickets (seed: {seed}).",
)
_FREE: Final = Text(
    id="Masih ada {free} tempat kosong karena usaha yang memenuhi syarat tidak mencukupi.",
    en="{free} places stay free, because too few firms are in the pool.",
)
