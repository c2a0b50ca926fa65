"""Which agency has what to do for whom, when the steps of many firms are laid side by side?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named, label_of
from umkmexport.decisions.roadmap.planned import PlannedStep, Roadmap
from umkmexport.errors import PolicyError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.steps import STEP_CATALOGUES, StepCatalogue
from umkmexport.rules.fact import Fact
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text, join_text

__all__ = ["AgencyPair", "AgencyWork", "SharedDocument", "Task", "Turn", "WorkList", "work_list"]

_DEFAULT: Final = "umkmexport-default"
_HEADLINES: Final = 4
"""The most pairs of agencies that are told in words, of each kind."""


@attrs.frozen
class Turn:
    """One firm's turn at a step.

    Attributes:
        firm: the registry's id of the firm.
        start: the month after which the step begins, 0 for the day of the plans.
        finish: the month by which it is done.
        waits_for: the agencies whose steps come first for this firm; none if it can begin at once.
    """

    firm: str
    start: Range[int]
    finish: Range[int]
    waits_for: tuple[Text, ...] = ()


@attrs.frozen
class Task:
    """One step at one agency, with every firm that needs it, the earliest first."""

    key: str
    text: Text
    turns: tuple[Turn, ...]

    @property
    def at_once(self) -> tuple[str, ...]:
        """Name the firms that can begin on the day of the plans."""
        return tuple(turn.firm for turn in self.turns if turn.start.low == 0 and not turn.waits_for)


@attrs.frozen
class AgencyWork:
    """What one agency has to do.

    Attributes:
        agency: the agency; None for what firms do by themselves.
        tasks: its steps, those of most firms first.
    """

    agency: Text | None
    tasks: tuple[Task, ...]

    @property
    def firms(self) -> tuple[str, ...]:
        """Name the firms that come to it."""
        return tuple(sorted({turn.firm for task in self.tasks for turn in task.turns}))


@attrs.frozen
class SharedDocument:
    """A document that two agencies or more ask for, so that it need be shown only once.

    Attributes:
        key: the step it comes from.
        text: that step in words.
        agencies: the agencies that ask for it.
        firms: the firms of which at least two of them will ask it.
    """

    key: str
    text: Text
    agencies: tuple[Text, ...]
    firms: tuple[str, ...]


@attrs.frozen
class AgencyPair:
    """Two agencies that have to be in step.

    Attributes:
        first: one agency; where firms pass from one to the other, the one they come from.
        second: the other agency.
        passing: firms that need something of the first before they can go to the second.
        side_by_side: firms that can go to both at the same time.
    """

    first: Text
    second: Text
    passing: tuple[str, ...] = ()
    side_by_side: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, slots=False, repr=False)
class WorkList(Decision):
    """The steps of many firms as the work of agencies.

    Attributes:
        agencies: the work of each agency, the one with most turns first; firms' own work last.
        proofs: what firms have to prove or answer, with the firms; the key is the fact's name.
        shared: documents that several agencies ask of one firm.
        pairs: agencies that firms pass between, or can go to side by side.
        firms: how many firms were looked at.
        unreachable: firms whose target cannot be reached with the steps that are open.
        reached: firms that are there already.
    """

    agencies: tuple[AgencyWork, ...]
    proofs: tuple[Task, ...]
    shared: tuple[SharedDocument, ...]
    pairs: tuple[AgencyPair, ...]
    firms: int
    unreachable: tuple[str, ...]
    reached: tuple[str, ...]

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts that firms have to prove or answer, those of most firms first."""
        return facts_named(task.key for task in self.proofs if task.key in BY_NAME)

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return f"{self.firms} firms at {sum(w.agency is not None for w in self.agencies)} agencies"

    def because(self) -> tuple[Text, ...]:
        """Say what each agency has to do, what is asked twice, and who has to be in step."""
        texts = [_FIRMS.format(count=str(self.firms))]
        texts += [_say_work(work) for work in self.agencies]
        if self.proofs:
            texts.append(_PROOFS.format(listed=_say_tasks(self.proofs)))
        texts += [_say_shared(document) for document in self.shared]
        for form, firms_of in ((_PASSING, _passing), (_BESIDE, _beside)):
            busiest = [pair for pair in self.pairs if firms_of(pair)][:_HEADLINES]
            texts += [_say_pair(form, pair, len(firms_of(pair))) for pair in busiest]
        for form, firms in ((_REACHED, self.reached), (_UNREACHABLE, self.unreachable)):
            if firms:
                texts.append(form.format(listed=", ".join(firms)))
        return tuple(texts)


def work_list(plans: Mapping[str, Roadmap], *, catalogue: StepCatalogue | None = None) -> WorkList:
    """Lay the plans of many firms side by side, agency by agency.

    Firms asked for agencies to be in step: the list says who has to do what for whom, which
    documents two agencies both ask for, where firms pass from one agency to another, and which
    agencies they can go to at the same time.

    Args:
        plans: the plan of each firm by the firm's id, made on one day from one catalogue.
        catalogue: the steps the plans were made from; the shipped ones, if left out.

    Raises:
        PolicyError: there are no plans, or they are of different days or catalogues.

    Examples:
        >>> from datetime import date
        >>> import umkmexport as ux
        >>> firms = [ux.Enterprise(id=f"U-{n}", product_family="batik") for n in (1, 2)]
        >>> plans = {
        ...     firm.id: ux.plan_roadmap(
        ...         firm, target=["nib", "npwp"], as_of=date(2026, 11, 21), basis="known"
        ...     )
        ...     for firm in firms
        ... }
        >>> work = ux.work_list(plans)
        >>> [(w.agency.en, [task.key for task in w.tasks], w.firms) for w in work.agencies[:1]]
        [('OSS of the investment ministry (BKPM)', ['nib'], ('U-1', 'U-2'))]
    """
    steps = STEP_CATALOGUES[_DEFAULT] if catalogue is None else catalogue
    first = _checked(plans, steps)
    ordered = dict(sorted(plans.items()))
    return WorkList(
        as_of=first.as_of,
        provenance=steps.provenance,
        agencies=_agencies(ordered),
        proofs=_proofs(ordered),
        shared=_shared(ordered, steps),
        pairs=_pairs(ordered),
        firms=len(ordered),
        unreachable=tuple(f for f, plan in ordered.items() if plan.obstacles),
        reached=tuple(f for f, p in ordered.items() if not p.steps and not p.obstacles),
    )


def _checked(plans: Mapping[str, Roadmap], catalogue: StepCatalogue) -> Roadmap:
    if not plans:
        raise PolicyError("there are no plans to lay side by side; give at least one")
    first = next(iter(plans.values()))
    for firm, plan in plans.items():
        if plan.as_of != first.as_of:
            raise PolicyError(
                f"the plan of {firm} is of {plan.as_of}, another of {first.as_of}; "
                "make all of them for one day"
            )
        if plan.provenance.digest != catalogue.provenance.digest:
            raise PolicyError(
                f"the plan of {firm} was made from {plan.provenance.policy}, not from this "
                f"{catalogue.id}; give the catalogue that all plans were made from"
            )
    return first


def _agencies(plans: Mapping[str, Roadmap]) -> tuple[AgencyWork, ...]:
    turns: dict[tuple[Text | None, str, Text], list[Turn]] = defaultdict(list)
    for firm, plan in plans.items():
        for step in plan.steps:
            if step.proof is None:
                turns[step.agency, step.key, step.text].append(_turn(firm, step, plan))
    tasks: dict[Text | None, list[Task]] = defaultdict(list)
    for (agency, key, text), waiting in turns.items():
        tasks[agency].append(_task(key, text, waiting))
    works = [AgencyWork(agency, _most_turns_first(own)) for agency, own in tasks.items()]
    return tuple(sorted(works, key=_most_work_first))


def _proofs(plans: Mapping[str, Roadmap]) -> tuple[Task, ...]:
    turns: dict[str, list[Turn]] = defaultdict(list)
    for firm, plan in plans.items():
        for step in plan.steps:
            if step.proof is not None:
                turns[step.key.partition(":")[2]].append(_turn(firm, step, plan))
    return _most_turns_first(
        _task(name, label_of(name), waiting) for name, waiting in turns.items()
    )


def _turn(firm: str, step: PlannedStep, plan: Roadmap) -> Turn:
    agencies = {each.key: each.agency for each in plan.steps}
    before = (agencies[key] for key in step.after)
    others = (agency for agency in before if agency is not None and agency != step.agency)
    return Turn(firm, step.start, step.finish, tuple(dict.fromkeys(others)))


def _task(key: str, text: Text, turns: list[Turn]) -> Task:
    return Task(key, text, tuple(sorted(turns, key=lambda turn: (turn.start.low or 0, turn.firm))))


def _most_turns_first(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=lambda task: (-len(task.turns), task.key)))


def _most_work_first(work: AgencyWork) -> tuple[bool, int, str]:
    turns = sum(len(task.turns) for task in work.tasks)
    return work.agency is None, -turns, "" if work.agency is None else work.agency.en


def _shared(plans: Mapping[str, Roadmap], catalogue: StepCatalogue) -> tuple[SharedDocument, ...]:
    asking: dict[str, dict[Text, None]] = defaultdict(dict)
    asked: dict[str, list[str]] = defaultdict(list)
    for firm, plan in plans.items():
        for key, agencies in _asked_of(plan, catalogue).items():
            if len(agencies) > 1:
                asking[key].update(dict.fromkeys(agencies))
                asked[key].append(firm)
    found = [
        SharedDocument(
            key,
            catalogue.by_key[key].text,
            tuple(sorted(agencies, key=lambda agency: agency.en)),
            tuple(asked[key]),
        )
        for key, agencies in asking.items()
    ]
    return tuple(sorted(found, key=lambda document: (-len(document.firms), document.key)))


def _asked_of(plan: Roadmap, catalogue: StepCatalogue) -> dict[str, dict[Text, None]]:
    """Give the agencies that ask one firm for what a step yields, by the key of that step."""
    asking: dict[str, dict[Text, None]] = defaultdict(dict)
    for step in plan.steps:
        described = catalogue.by_key.get(step.key)
        if described is None or step.agency is None:
            continue
        for group in described.needs:
            if len(group) == 1 and catalogue.by_key[group[0]].agency != step.agency:
                asking[group[0]][step.agency] = None
    return asking


def _pairs(plans: Mapping[str, Roadmap]) -> tuple[AgencyPair, ...]:
    passing: dict[tuple[Text, Text], dict[str, None]] = defaultdict(dict)
    beside: dict[tuple[Text, Text], dict[str, None]] = defaultdict(dict)
    for firm, plan in plans.items():
        for first, second in _handovers(plan):
            passing[first, second][firm] = None
        for first, second in _side_by_side(plan):
            beside[first, second][firm] = None
    found = [AgencyPair(*pair, passing=tuple(firms)) for pair, firms in passing.items()]
    found += [AgencyPair(*pair, side_by_side=tuple(firms)) for pair, firms in beside.items()]
    return tuple(sorted(found, key=_most_firms_first))


def _most_firms_first(pair: AgencyPair) -> tuple[int, str, str, bool]:
    firms = len(pair.passing) + len(pair.side_by_side)
    return -firms, pair.first.en, pair.second.en, bool(pair.side_by_side)


def _handovers(plan: Roadmap) -> Iterator[tuple[Text, Text]]:
    by_key = {step.key: step for step in plan.steps}
    for step in plan.steps:
        for key in step.after:
            first, second = by_key[key].agency, step.agency
            if first is not None and second is not None and first != second:
                yield first, second


def _side_by_side(plan: Roadmap) -> Iterator[tuple[Text, Text]]:
    """Give the pairs of agencies of which neither waits for the other in the whole plan."""
    before = _before(plan)
    agencies = {step.agency for step in plan.steps if step.agency is not None}
    for first, second in combinations(sorted(agencies, key=lambda agency: agency.en), 2):
        steps = [step for step in plan.steps if step.agency in (first, second)]
        if not any(
            one.agency != other.agency and one.key in before[other.key]
            for one in steps
            for other in steps
        ):
            yield first, second


def _before(plan: Roadmap) -> dict[str, set[str]]:
    """Give every step that comes before each step, directly or through others."""
    by_key: dict[str, PlannedStep] = {step.key: step for step in plan.steps}
    before: dict[str, set[str]] = {}

    def reach(key: str) -> set[str]:
        if key not in before:
            before[key] = set()
            for earlier in by_key[key].after:
                before[key] |= {earlier, *reach(earlier)}
        return before[key]

    for key in by_key:
        reach(key)
    return before


_FIRMS: Final = Text(
    id="Daftar kerja untuk {count} usaha, disusun menurut instansi.",
    en="Work list for {count} firms, agency by agency.",
)
_WORK: Final = Text(id="{agency}: {listed}.", en="{agency}: {listed}.")
_TASK: Final = Text(id="{text} ({count} usaha)", en="{text} ({count} firms)")
_OWN: Final = Text(id="Dikerjakan usaha sendiri", en="Done by the firms themselves")
_PROOFS: Final = Text(
    id="Yang perlu dijawab atau dibuktikan usaha: {listed}.",
    en="To be answered or proved by firms: {listed}.",
)
_SHARED: Final = Text(
    id="Hasil dari «{text}» diminta oleh lebih dari satu instansi ({agencies}) kepada {count} "
    "usaha; cukup diserahkan sekali bila instansi saling berbagi.",
    en='What comes of "{text}" is asked for by several agencies ({agencies}) of {count} firms; '
    "it need be handed in only once if they share it.",
)
_PASSING: Final = Text(
    id="Sebanyak {count} usaha baru dapat mengurus keperluannya di {second} setelah selesai di "
    "{first}.",
    en="{count} firms can go to {second} only when they are done at {first}.",
)
_BESIDE: Final = Text(
    id="Sebanyak {count} usaha dapat mengurus keperluannya di {first} dan di {second} secara "
    "bersamaan.",
    en="{count} firms can go to {first} and {second} at the same time.",
)
_REACHED: Final = Text(id="Sudah mencapai sasaran: {listed}.", en="There already: {listed}.")
_UNREACHABLE: Final = Text(
    id="Belum ada jalan menuju sasaran: {listed}.", en="No way to the target yet: {listed}."
)


def _say_work(work: AgencyWork) -> Text:
    return _WORK.format(agency=work.agency or _OWN, listed=_say_tasks(work.tasks))


def _say_tasks(tasks: tuple[Task, ...]) -> Text:
    said = [_TASK.format(text=task.text, count=str(len(task.turns))) for task in tasks]
    return join_text(said, "; ")


def _say_shared(document: SharedDocument) -> Text:
    return _SHARED.format(
        text=document.text,
        agencies=join_text(document.agencies, "; "),
        count=str(len(document.firms)),
    )


def _say_pair(form: Text, pair: AgencyPair, firms: int) -> Text:
    return form.format(first=pair.first, second=pair.second, count=str(firms))


def _passing(pair: AgencyPair) -> tuple[str, ...]:
    return pair.passing


def _beside(pair: AgencyPair) -> tuple[str, ...]:
    return pair.side_by_side
