"""What if one fact of a firm were otherwise? Every value that a list looks at, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.priority.candidate import Candidate, Weighing
from umkmexport.decisions.priority.list_round import ListRound
from umkmexport.decisions.priority.recommendations import Standing
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.priorities.facts import LIST_FACTS, RECOMMENDED_BY
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.scorecard import Branches, Item, Scale, Steps
from umkmexport.rules.tickets import ticket
from umkmexport.terms.months import latest_start
from umkmexport.terms.text import LANGUAGES, Text
from umkmexport.terms.truth import YES

__all__ = ["Supposition", "suppositions"]

Values: TypeAlias = dict[str, dict[Any, None]]


@attrs.frozen(eq=False)
class Supposition:
    """One fact of one firm, supposed to be otherwise.

    Attributes:
        weighing: what the firm is weighed by then.
        enterprise: the firm as it would be then.
        fact: the name of the fact.
        text: the fact in words.
        value: the value in words.
        is_known: whether the fact is known, and not as this.
    """

    weighing: Weighing
    enterprise: Enterprise
    fact: str
    text: Text
    value: Text
    is_known: bool

    def weigh(self) -> Candidate:
        """Weigh the firm as it would be then."""
        return self.weighing.weigh(self.enterprise)


def suppositions(made: ListRound, candidate: Candidate) -> Iterator[list[Supposition]]:
    """Yield what may be supposed of a firm, all values of one fact together."""
    known = {**BY_NAME, **{fact.name: fact for fact in candidate.policy.declared}}
    for name, values in (*_looked_at(made).items(), *_enough(candidate)):
        fact = known.get(name)
        if fact is None or _is_fixed(fact, candidate):
            continue
        found = [_of_fact(fact, value, candidate) for value in values]
        yield [one for one in found if one is not None]
    yield from _of_agencies(candidate)


def _of_fact(fact: Fact, value: Any, candidate: Candidate) -> Supposition | None:
    before = candidate.view.value(fact.name)
    if value is _ANY:
        value = _some_nib(candidate) if fact.name == "nib" else None
    if value is None or value == before:
        return None
    said = Text(*(show(fact, value, language) for language in LANGUAGES))
    if fact.name == "nib":
        said = _COMPLETE
    weighing, enterprise = _with(fact.name, value, candidate)
    return Supposition(weighing, enterprise, fact.name, fact.label, said, before is not None)


def _with(name: str, value: Any, candidate: Candidate) -> tuple[Weighing, Enterprise]:
    weighing, enterprise = candidate.weighing, candidate.enterprise
    if name in _STORED:
        notes = tuple(note for note in enterprise.evidence if note.fact != name)
        return weighing, attrs.evolve(enterprise, **{name: value}, evidence=notes)
    if name in BY_NAME:
        return attrs.evolve(weighing, supposed={name: value}), enterprise
    own = {**weighing.answers.get(enterprise.id, {}), name: value}
    return attrs.evolve(weighing, answers={**weighing.answers, enterprise.id: own}), enterprise


def _of_agencies(candidate: Candidate) -> Iterator[list[Supposition]]:
    """Suppose that an agency names the firm last on its list, or on one without ranks."""
    policy, standing = candidate.policy, candidate.standing
    if not policy.needs_recommendations:
        return
    by_name = {fact.name: fact for fact in LIST_FACTS}
    for index, answer in enumerate(standing.answers):
        if answer.low or answer.jurisdiction != YES:
            continue
        share = candidate.weighing.letters.share_at_the_end(answer.agency)
        named = attrs.evolve(answer, low=share, high=share, waits=False)
        answers = (*standing.answers[:index], named, *standing.answers[index + 1 :])
        fact = by_name[RECOMMENDED_BY[answer.kind]]
        weighing = attrs.evolve(
            candidate.weighing, supposed_standing=Standing(answers, standing.missing)
        )
        text = _RECOMMENDED.format(agency=answer.agency)
        yield [Supposition(weighing, candidate.enterprise, fact.name, text, _YES, not answer.high)]


def _is_fixed(fact: Fact, candidate: Candidate) -> bool:
    """Tell whether a fact is what the firm is, known, and not for anybody to change."""
    if fact.personal and fact.name != "nib":
        return True
    fixed = fact.type in _CODES or fact.name in _FIXED
    return fixed and candidate.view.value(fact.name) is not None


def _looked_at(made: ListRound) -> Values:
    """Give every value of each fact that would make a difference somewhere."""
    policy, found = made.weighing.policy, _Found(made.as_of)
    rubric = policy.scored_by if policy.needs_readiness else None
    items = [item for component in policy.components for item in component.items]
    for item in (*items, *(rubric.items if rubric else ())):
        found.take_item(item)
    for criterion in (
        *(requirement.rule for requirement in policy.pool),
        *(gate.require for gate in (rubric.gates if rubric else ())),
        *(reserve.require for reserve in made.plan.reserves),
    ):
        found.take(criterion)
    if made.plan.regions is not None:
        codes = [share.code for share in made.plan.regions.shares]
        found.add(made.plan.regions.fact, codes)
    if policy.one_place_per is not None:
        found.add("nib", [_ANY])
    return found.values


def _enough(candidate: Candidate) -> Iterator[tuple[str, Iterable[Any]]]:
    """Give the values that would be enough of what is counted against something else."""
    enquiry = candidate.weighing.enquiry
    for component in candidate.policy.components:
        if component.ratio is not None:
            wanted = candidate.view.value(component.ratio.of)
            yield component.ratio.part, [wanted] if isinstance(wanted, int) else []
        if component.order_fit is not None and enquiry is not None:
            enough = enquiry.monthly_amount(candidate.weighing.as_of)
            yield "monthly_capacity", [] if enough is None else [enough]


class _Found:
    """Collect the values at which rules change their answer."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self.values: Values = {}

    def add(self, fact: str, values: Iterable[Any]) -> None:
        """Take values of a fact."""
        self.values.setdefault(fact, {}).update(dict.fromkeys(values))

    def take(self, criterion: c.Criterion) -> None:
        """Take the values of a criterion."""
        if isinstance(criterion, c.Composite):
            for part in criterion.parts:
                self.take(part)
            return
        self.add(criterion.fact, self._of(criterion))

    def take_item(self, item: Item) -> None:
        """Take the values of an item's scales."""
        for scale in (item.scale, *(variant.scale for variant in item.variants)):
            self._take_scale(scale)

    def _take_scale(self, scale: Scale) -> None:
        if isinstance(scale, Branches):
            for branch in scale.branches:
                self.take(branch.when)
            return
        self.add(scale.fact, scale.table if isinstance(scale, Steps) else scale.starts)

    def _of(self, leaf: c.Leaf) -> Iterable[Any]:
        match leaf:
            case c.Is():
                return (True, False)
            case c.OneOf(fact=fact, values=values):
                options = BY_NAME[fact].options if fact in BY_NAME else ()
                return [option.value for option in options] or values
            case c.Within(code=code):
                return (code,)
            case c.ForMonths(months=months):
                return (latest_start(self._as_of, months),)
            case c.Known():
                return (_ANY,)
            case _:
                return _limits(leaf)


def _limits(leaf: c.Leaf) -> Iterable[Any]:
    """Give the values at which a comparison turns."""
    match leaf:
        case c.AtMost(limit=limit) | c.AtLeast(limit=limit):
            return (limit,)
        case c.Between(low=low, high=high):
            return (low, high)
        case c.MoreThan(limit=int(limit)):
            return (limit + 1,)
        case c.LessThan(limit=int(limit)):
            return (limit - 1,)
        case _:
            return ()


def _some_nib(candidate: Candidate) -> str:
    """Give digits that no other firm has, to suppose that the number is known."""
    digits = int(ticket("nib", candidate.enterprise.id), 16) % 10**12
    return f"9{digits:012}"


class _Any:
    """Stand for any value, where it is enough that one is known."""


_ANY: Final = _Any()
_STORED: Final = frozenset(field.name for field in attrs.fields(Enterprise))
_CODES: Final = frozenset({FactType.REGION, FactType.HS, FactType.KBLI})
_FIXED: Final = frozenset({"product_family", "ownership", "legal_form", "started_on"})
_RECOMMENDED: Final = Text(
    id="direkomendasikan oleh {agency}, pada urutan terakhir daftarnya",
    en="recommended by {agency}, last on its list",
)
_YES: Final = Text(id="ya", en="yes")
_COMPLETE: Final = Text(id="nomor yang lengkap", en="a complete number")
