"""A roadmap as a result: its steps as a schedule, what it rests on, and how it says itself."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.roadmap.moves import ProofKind
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show
from umkmexport.policies.header import Provenance
from umkmexport.policies.steps.terms import Payer
from umkmexport.rules.fact import Fact
from umkmexport.terms.amounts import format_rupiah
from umkmexport.terms.choice import Choice
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence
from umkmexport.terms.text import LANGUAGES, Text, join_text

__all__ = [
    "Obstacle",
    "PlanBasis",
    "PlanBy",
    "PlannedStep",
    "Roadmap",
    "RoadmapStanding",
    "say_assumed",
    "say_cost",
    "say_months",
    "say_whole",
]


_NONE: Final = Range(0, 0)


class PlanBy(Choice):
    """What a roadmap keeps least; the other one decides between plans that are equal."""

    COST = "cost", "biaya", "cost"
    TIME = "time", "waktu", "time"


class PlanBasis(Choice):
    """What a roadmap takes for granted where an answer is missing."""

    BEST_ANSWERS = (
        "best_answers",
        "jawaban yang belum ada dianggap baik dan tinggal dibuktikan",
        "answers that are missing turn out well and only have to be proved",
    )
    KNOWN = "known", "hanya yang sudah diketahui", "only what is known"


class RoadmapStanding(Choice):
    """Where a roadmap stands."""

    REACHED = "reached", "sudah tercapai", "reached already"
    PLANNED = "planned", "dapat dicapai", "can be reached"
    UNREACHABLE = "unreachable", "belum dapat dicapai", "cannot be reached"


@attrs.frozen(kw_only=True)
class PlannedStep:
    """One step of a roadmap.

    Attributes:
        key: its key in the catalogue, or ``prove:`` and the name of a fact.
        text: what is to be done.
        proof: why something has to be proved; None where something is obtained or done.
        agency: where.
        about: what it is for, where the catalogue says so.
        start: the month after which it begins, 0 for the day of the plan.
        finish: the month by which it is done.
        months: how long it takes; None where that is not known.
        cost: what it costs, in rupiah; None where that is not known.
        paid_by: who pays.
        relief: the cheaper or free way that is used.
        free: whether that way is free.
        after: the steps of the plan that it waits for.
        needed_by: the steps of the plan that wait for it.
        critical: whether a delay of it delays the whole plan.
        serves: the items and musts that it serves, in words.
        changes: what the firm's record says once it is done; None for what it only settles.
        assumed: whether the plan assumes the outcome: a good answer, or another's judgement.
        asks: the facts to ask for, where something has to be proved.
        under_way: whether it has been applied for.
        expected_on: the day on which what was applied for is expected.
        note: what should be known of it.
        confidence: what is sure of the step.
        volatile: whether it is known to change.
    """

    key: str
    text: Text
    proof: ProofKind | None = None
    agency: Text | None = None
    about: Text | None = None
    start: Range[int]
    finish: Range[int]
    months: Range[int] | None
    cost: Range[int] | None
    paid_by: Payer | None = None
    relief: Text | None = None
    free: bool = False
    after: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    critical: bool = False
    serves: tuple[Text, ...] = ()
    changes: tuple[tuple[str, Any], ...] = ()
    assumed: bool = False
    asks: tuple[str, ...] = ()
    under_way: bool = False
    expected_on: date | None = None
    note: Text | None = None
    confidence: Confidence = Confidence.MEDIUM
    volatile: bool = False

    @property
    def from_start(self) -> bool:
        """Tell whether it waits for nothing."""
        return not self.after


@attrs.frozen
class Obstacle:
    """A goal that no set of steps reaches.

    Attributes:
        key: ``score``, ``dimension:…``, ``gate:…``, ``requirement:…`` or ``step:…``.
        text: what cannot be reached, in words.
        reason: why not.
        facts: the facts it fails on.
    """

    key: str
    text: Text
    reason: Text
    facts: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Roadmap(Decision):
    """The cheapest or fastest way to a target, as a schedule.

    Attributes:
        standing: reached already, planned, or not to be reached.
        target: the target in words.
        by: what is kept least.
        basis: what is taken for granted.
        steps: the steps in the order in which they can begin; none if the target is reached, or
            cannot be.
        critical_path: the keys of the steps that decide how long it takes.
        cost: what all steps cost, in rupiah; without an upper end where a cost is not known.
        months: how long it takes, what can run side by side doing so.
        obstacles: what cannot be reached, and why.
        asked_first: facts that decide which steps and items there are, not known yet.
        undecided: steps of which it is not known whether they are open to the firm, and the facts
            to ask for; none of them is in the plan.
        rubric: the rubric of the target level, where it is one.
        disclaimer: what must be printed with a level.
    """

    standing: RoadmapStanding
    target: Text
    by: PlanBy
    basis: PlanBasis
    steps: tuple[PlannedStep, ...] = ()
    critical_path: tuple[str, ...] = ()
    cost: Range[int] = _NONE
    months: Range[int] = _NONE
    obstacles: tuple[Obstacle, ...] = ()
    asked_first: tuple[str, ...] = ()
    undecided: tuple[tuple[Text, tuple[str, ...]], ...] = ()
    rubric: Provenance | None = None
    disclaimer: Text | None = None

    @property
    def cost_unknown(self) -> tuple[str, ...]:
        """Name the steps whose cost is not known, or has no upper end."""
        return tuple(step.key for step in self.steps if _is_open(step.cost))

    @property
    def months_unknown(self) -> tuple[str, ...]:
        """Name the steps of which it is not known how long they take."""
        return tuple(step.key for step in self.steps if _is_open(step.months))

    @property
    def reliefs(self) -> tuple[PlannedStep, ...]:
        """Give the steps that take a cheaper or free way."""
        return tuple(step for step in self.steps if step.relief is not None)

    @property
    def assumptions(self) -> tuple[PlannedStep, ...]:
        """Give the steps whose outcome the plan assumes."""
        return tuple(step for step in self.steps if step.assumed)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for: those asked first, and those that have to be proved."""
        names = (*self.asked_first, *(name for step in self.steps for name in step.asks))
        return facts_named(name for name in names if name in BY_NAME)

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        if self.standing is not RoadmapStanding.PLANNED:
            return self.standing
        return f"{len(self.steps)} steps by {self.by}"

    def because(self) -> tuple[Text, ...]:
        """Say the plan step by step, what it costs and takes, and what it rests on."""
        texts = [self._headline(), *self._schedule(), *self._unknowns(), *self._assumptions()]
        texts += [_OBSTACLE.format(goal=o.text, reason=o.reason) for o in self.obstacles]
        texts += self._questions()
        if any(step.volatile or step.confidence is Confidence.LOW for step in self.steps):
            texts.append(_CHECK)
        if self.disclaimer is not None:
            texts.append(self.disclaimer)
        return tuple(texts)

    def _headline(self) -> Text:
        return _HEADLINES[self.standing].format(
            target=self.target,
            count=str(len(self.steps)),
            cost=say_whole(say_cost(self.cost)),
            months=say_whole(say_months(self.months)),
        )

    def _schedule(self) -> list[Text]:
        texts = [self._say(number, step) for number, step in enumerate(self.steps, start=1)]
        at_once = [step for step in self.steps if step.from_start]
        if len(at_once) > 1:
            texts.append(_AT_ONCE.format(count=str(len(at_once))))
        if len(self.critical_path) > 1:
            texts.append(_CRITICAL.format(listed=join_text(self._texts(self.critical_path), ", ")))
        return texts

    def _say(self, number: int, step: PlannedStep) -> Text:
        return _STEP.format(
            number=str(number),
            text=step.text,
            under_way=_UNDER_WAY if step.under_way else "",
            agency="" if step.agency is None else _AGENCY.format(agency=step.agency),
            after=self._say_after(step),
            cost=self._say_cost_of(step),
            months=say_months(step.months),
        )

    def _say_after(self, step: PlannedStep) -> Text | str:
        if not step.after:
            return ""
        numbers = {each.key: str(n) for n, each in enumerate(self.steps, start=1)}
        return _AFTER.format(listed=", ".join(sorted((numbers[k] for k in step.after), key=int)))

    def _say_cost_of(self, step: PlannedStep) -> Text:
        if step.relief is None:
            return say_cost(step.cost)
        return _BY_RELIEF.format(cost=say_cost(step.cost), relief=step.relief)

    def _texts(self, keys: tuple[str, ...]) -> list[Text]:
        by_key = {step.key: step.text for step in self.steps}
        return [by_key[key] for key in keys]

    def _unknowns(self) -> list[Text]:
        said = []
        for form, keys in (
            (_COST_UNKNOWN, self.cost_unknown),
            (_MONTHS_UNKNOWN, self.months_unknown),
        ):
            if keys:
                said.append(form.format(count=str(len(keys))))
        return said

    def _assumptions(self) -> list[Text]:
        proofs = [step.text for step in self.steps if step.proof is not None]
        judged = [step.text for step in self.assumptions if step.proof is None]
        said = []
        if proofs:
            said.append(_ASSUMED.format(count=str(len(proofs))))
        if judged:
            said.append(_JUDGED.format(listed=join_text(judged, "; ")))
        return said

    def _questions(self) -> list[Text]:
        said = []
        if self.asked_first and self.standing is not RoadmapStanding.REACHED:
            labels = [BY_NAME[name].label for name in self.asked_first if name in BY_NAME]
            said.append(_ASK_FIRST.format(listed=join_text(labels, "; ")))
        if self.undecided and self.standing is not RoadmapStanding.REACHED:
            texts = [text for text, _ in self.undecided[:_NAMED]]
            said.append(_UNDECIDED.format(listed=join_text(texts, "; ")))
        return said


_NAMED: Final = 4
"""The most steps that are named as perhaps open."""


def _is_open(figure: Range[int] | None) -> bool:
    return figure is None or figure.high is None


def say_cost(cost: Range[int] | None) -> Text:
    """Say a cost in rupiah.

    Examples:
        >>> say_cost(Range(300_000, 650_000)).id
        'Rp300.000 sampai dengan Rp650.000'
        >>> say_cost(Range(0, 0)).en, say_cost(None).en
        ('no fee', 'cost not known')
    """
    if cost is None or (cost.high is None and not cost.low):
        return _COST_NOT_KNOWN
    if cost.high == 0:
        return _NO_FEE
    low = Text(*(format_rupiah(cost.low or 0, language) for language in LANGUAGES))
    if cost.high is None:
        return _AT_LEAST.format(low=low)
    if cost.low == cost.high:
        return low
    high = Text(*(format_rupiah(cost.high, language) for language in LANGUAGES))
    return _BETWEEN.format(low=low, high=high)


def say_months(months: Range[int] | None) -> Text:
    """Say how long something takes.

    Examples:
        >>> say_months(Range(0, 1)).id, say_months(Range(3, None)).en
        ('paling lama 1 bulan', 'at least 3 months')
    """
    if months is None or (months.high is None and not months.low):
        return _TIME_NOT_KNOWN
    low, high = str(months.low or 0), str(months.high)
    if months.high is None:
        return (_AT_LEAST_MONTH if months.low == 1 else _AT_LEAST_MONTHS).format(low=low)
    if months.high == 0:
        return _AT_ONCE_DONE
    if not months.low:
        return (_AT_MOST_MONTH if months.high == 1 else _AT_MOST_MONTHS).format(high=high)
    if months.low == months.high:
        return (_ONE_MONTH if months.low == 1 else _MONTHS).format(low=low)
    return _MONTHS_BETWEEN.format(low=low, high=high)


def say_whole(figure: Text) -> Text:
    """Say a cost or a time behind the words *whole cost* and *whole time*."""
    return _NOT_KNOWN if figure in {_COST_NOT_KNOWN, _TIME_NOT_KNOWN} else figure


def say_assumed(fact: str, value: Any) -> Text:
    """Say the answer that is assumed of a fact."""
    described = BY_NAME.get(fact)
    if described is None:
        return Text(str(value), str(value))
    return Text(*(show(described, value, language) for language in LANGUAGES))


_HEADLINES: Final = {
    RoadmapStanding.REACHED: Text(
        id="Sudah tercapai: {target}. Tidak ada langkah yang perlu ditempuh.",
        en="Reached already: {target}. No step is needed.",
    ),
    RoadmapStanding.PLANNED: Text(
        id="Rencana menuju {target}: {count} langkah; biaya seluruhnya: {cost}; waktu seluruhnya: "
        "{months}.",
        en="Plan towards {target}: {count} steps; whole cost: {cost}; whole time: {months}.",
    ),
    RoadmapStanding.UNREACHABLE: Text(
        id="Belum dapat dicapai dengan langkah yang terbuka saat ini: {target}.",
        en="Not to be reached with the steps that are open now: {target}.",
    ),
}
_STEP: Final = Text(
    id="Langkah {number}: {text}{under_way}{after}{agency}; {cost}; {months}.",
    en="Step {number}: {text}{under_way}{after}{agency}; {cost}; {months}.",
)
_UNDER_WAY: Final = Text(id=" (sedang diproses)", en=" (under way)")
_AGENCY: Final = Text(id="; pihak terkait: {agency}", en="; with: {agency}")
_AFTER: Final = Text(id=", setelah langkah {listed}", en=", after step {listed}")
_BY_RELIEF: Final = Text(id="{cost} ({relief})", en="{cost} ({relief})")
_AT_ONCE: Final = Text(
    id="Sebanyak {count} langkah dapat dimulai sekaligus.", en="{count} steps can begin at once."
)
_CRITICAL: Final = Text(
    id="Yang menentukan lamanya: {listed}.", en="What decides how long it takes: {listed}."
)
_COST_UNKNOWN: Final = Text(
    id="Biaya {count} langkah belum diketahui sehingga belum dijumlahkan.",
    en="The cost of {count} of the steps is not known and is not in the sum.",
)
_MONTHS_UNKNOWN: Final = Text(
    id="Lama {count} langkah belum diketahui sehingga belum dihitung.",
    en="How long {count} of the steps take is not known and is not reckoned with.",
)
_ASSUMED: Final = Text(
    id="Rencana ini menganggap {count} jawaban yang belum terbukti ternyata baik; jika tidak, "
    "rencana berubah. Rencana tanpa anggapan itu dapat dibuat pula.",
    en="The plan assumes that {count} answers not yet proved turn out well; if not, it changes. A "
    "plan without these assumptions can be made as well.",
)
_JUDGED: Final = Text(
    id="Hasilnya bergantung pada pihak lain: {listed}.",
    en="The outcome depends on others: {listed}.",
)
_OBSTACLE: Final = Text(
    id="Tidak tercapai: {goal}, karena {reason}.", en="Not reached: {goal}, because {reason}."
)
_ASK_FIRST: Final = Text(
    id="Mohon dijawab lebih dahulu, karena menentukan langkah yang terbuka: {listed}.",
    en="Please answer these first, since they decide which steps are open: {listed}.",
)
_UNDECIDED: Final = Text(
    id="Belum diusulkan karena belum diketahui apakah terbuka bagi usaha ini: {listed}.",
    en="Not proposed, since it is not known whether they are open to the firm: {listed}.",
)
_CHECK: Final = Text(
    id="Sebagian syarat, biaya, dan waktu mudah berubah; mohon dicek kembali pada instansinya.",
    en="Some conditions, costs and times change often; please check them with the agency.",
)
_NOT_KNOWN: Final = Text(id="belum diketahui", en="not known")
_COST_NOT_KNOWN: Final = Text(id="biaya belum diketahui", en="cost not known")
_NO_FEE: Final = Text(id="tanpa pungutan", en="no fee")
_AT_LEAST: Final = Text(id="sedikitnya {low}", en="at least {low}")
_BETWEEN: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")
_TIME_NOT_KNOWN: Final = Text(id="lamanya belum diketahui", en="time not known")
_AT_ONCE_DONE: Final = Text(id="dapat langsung dilakukan", en="can be done at once")
_AT_LEAST_MONTH: Final = Text(id="sedikitnya {low} bulan", en="at least {low} month")
_AT_LEAST_MONTHS: Final = Text(id="sedikitnya {low} bulan", en="at least {low} months")
_AT_MOST_MONTH: Final = Text(id="paling lama {high} bulan", en="at most {high} month")
_AT_MOST_MONTHS: Final = Text(id="paling lama {high} bulan", en="at most {high} months")
_ONE_MONTH: Final = Text(id="{low} bulan", en="{low} month")
_MONTHS: Final = Text(id="{low} bulan", en="{low} months")
_MONTHS_BETWEEN: Final = Text(id="{low} sampai dengan {high} bulan", en="{low} to {high} months")
