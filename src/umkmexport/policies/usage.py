"""Who asks for a fact: the items, gates and conditions of the shipped policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls import CALLS, Call
from umkmexport.policies.priorities import PRIORITIES, PriorityPolicy
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.policies.size import INSTRUMENTS, SizeInstrument

__all__ = ["who_asks"]

P = TypeVar("P")
_Part: TypeAlias = tuple[str, tuple[str, ...]]


def who_asks(fact: str) -> tuple[str, ...]:
    """Name the parts of shipped policies that look at a fact, as ``policy: part``.

    A fact from which a derived one follows is asked for wherever the derived one is.

    Raises:
        KeyError: there is no such fact.

    Examples:
        >>> who_asks("lab_tested_on")
        ('umkmexport-default: P3',)
        >>> "pp-7-2021: annual_sales" in who_asks("annual_sales")
        True
    """
    BY_NAME[fact]
    found = (place for place, names in _asked() if fact in names or _follows(fact, names))
    return tuple(dict.fromkeys(found))


def _follows(fact: str, names: tuple[str, ...]) -> bool:
    return any(fact in base_facts(name) for name in names)


def _asked() -> Iterator[_Part]:
    yield from _placed(INSTRUMENTS, _of_instrument)
    yield from _placed(CALLS, _of_call)
    yield from _placed(RUBRICS, _of_rubric)
    yield from _placed(PRIORITIES, _of_priority)


def _placed(policies: Mapping[str, P], parts: Callable[[P], Iterator[_Part]]) -> Iterator[_Part]:
    for id_, policy in policies.items():
        yield from ((f"{id_}: {part}", facts) for part, facts in parts(policy))


def _of_instrument(instrument: SizeInstrument) -> Iterator[_Part]:
    yield from ((ladder.criterion, (ladder.ladder.fact,)) for ladder in instrument.ladders)
    if instrument.cases is not None:
        yield instrument.cases.criterion, instrument.cases.rule.facts()
    if instrument.ceiling is not None:
        yield instrument.ceiling.key, instrument.ceiling.facts


def _of_call(call: Call) -> Iterator[_Part]:
    yield from ((r.key, r.facts) for r in (*call.criteria, *call.preferences))
    yield "asked", call.asked


def _of_rubric(rubric: Rubric) -> Iterator[_Part]:
    yield from ((item.key, item.facts) for item in rubric.items)
    yield from ((gate.key, gate.facts) for gate in rubric.gates)


def _of_priority(policy: PriorityPolicy) -> Iterator[_Part]:
    yield from ((requirement.key, requirement.facts) for requirement in policy.pool)
    for component in policy.components:
        yield from ((component.key, item.facts) for item in component.items)
        if component.ratio is not None:
            yield component.key, component.ratio.facts
        if component.order_fit is not None:
            yield component.key, ("monthly_capacity",)
