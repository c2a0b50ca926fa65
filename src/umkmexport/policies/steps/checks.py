"""What a catalogue of steps must keep: keys, order, facts that steps can change, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from umkmexport.errors import PolicyError, UmkmExportError, joined
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME
from umkmexport.model.records import CertificateKind
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.steps.terms import Grant, Step
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.near import did_you_mean

__all__ = ["FIXED_FACTS", "check_steps", "cycle"]

FIXED_FACTS: Final = frozenset(
    {
        "product_family",
        "product_form",
        "hs_code",
        "started_on",
        "legal_form",
        "ownership",
        "own_production",
        "annual_sales",
        "capital",
        "net_worth",
        "investment",
        "workers",
        "continuous_production_months",
        *(fact.name for fact in BY_NAME.values() if fact.personal or fact.type is FactType.REGION),
        *(fact.name for fact in APPLICATION_FACTS),
    }
)
"""Facts that no step changes: what a firm makes, who and where it is, and what only time does."""


def check_steps(steps: Sequence[Step]) -> None:
    """Refuse steps that no plan could be made of.

    Raises:
        PolicyError: a step is wrong, or steps wait for each other in a circle; a group of errors
            if several are.
    """
    times = Counter(step.key for step in steps)
    keys = set(times)
    mistakes = [f"step {key} stands twice" for key, count in times.items() if count > 1]
    mistakes += [f"step {step.key}: {reason}" for step in steps for reason in _mistakes(step, keys)]
    errors: list[UmkmExportError] = [PolicyError(text) for text in mistakes]
    if errors:
        raise joined("steps cannot be taken so", errors)
    circle = cycle({step.key: step.before for step in steps})
    if circle:
        raise PolicyError(f"steps wait for each other in a circle: {' → '.join(circle)}")
    check_criteria(
        (f"step {step.key}, {path}", criterion)
        for step in steps
        for path, criterion in (
            ("applies", step.applies),
            ("held", step.held),
            *((f"relief {relief.key}", relief.when) for relief in step.reliefs),
        )
        if criterion is not None
    )


def cycle(before: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give one circle of keys that wait for each other, the first again at its end; or nothing.

    Examples:
        >>> cycle({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
        ('a', 'b', 'c', 'a')
        >>> cycle({"a": ["b"], "b": []})
        ()
    """
    done: set[str] = set()
    for start in before:
        path: list[str] = []
        waiting = [iter((start,))]
        while waiting:
            key = next(waiting[-1], None)
            if key is None:
                waiting.pop()
                done.update(path[-1:])
                del path[-1:]
            elif key in path:
                return (*path[path.index(key) :], key)
            elif key not in done and key in before:
                path.append(key)
                waiting.append(iter(before[key]))
    return ()


def _mistakes(step: Step, keys: set[str]) -> Iterator[str]:
    for key in step.before:
        if key == step.key:
            yield "it waits for itself"
        elif key not in keys:
            yield f"there is no step {key!r} to wait for{did_you_mean(key, keys)}"
    if any(not group for group in step.needs):
        yield "a group of needs is empty; name one step or more in each"
    for fact, count in Counter(step.facts).items():
        if count > 1:
            yield f"it changes {fact} twice"
        reason = _cannot_change(fact)
        if reason is not None:
            yield reason
    yield from (reason for grant in step.grants if (reason := _misfit(grant)) is not None)
    yield from _wrong_kinds(step)
    if step.certificate is not None and step.certificate not in set(CertificateKind):
        yield (
            f"there is no kind of certificate {step.certificate!r}"
            f"{did_you_mean(step.certificate, list(CertificateKind))}"
        )
    reliefs = [relief.key for relief in step.reliefs]
    if len(set(reliefs)) < len(reliefs):
        yield f"reliefs need keys that differ, not {', '.join(reliefs)}"


def _cannot_change(name: str) -> str | None:
    fact = BY_NAME.get(name)
    if fact is None:
        return f"there is no fact {name!r}{did_you_mean(name, BY_NAME)}"
    if all(base in FIXED_FACTS for base in base_facts(name)):
        return f"nobody can change {name} by taking a step"
    return None


def _misfit(grant: Grant) -> str | None:
    fact = BY_NAME.get(grant.fact)
    if fact is None:
        return None
    wanted = _WANTED.get(fact.type)
    if wanted is None:
        return f"{fact.name} is {fact.type}; a step gives a yes or no, a choice or a number"
    if type(grant.value) is not wanted:
        return f"{fact.name} is {fact.type}, not {grant.value!r}"
    options = [option.value for option in fact.options]
    if fact.type is FactType.ENUM and grant.value not in options:
        return f"{fact.name} is one of {', '.join(options)}, not {grant.value!r}"
    return None


def _wrong_kinds(step: Step) -> Iterator[str]:
    for name, kinds, words in (
        *((name, _SETTLED, "a choice or a country is settled") for name in step.settles),
        *((name, {FactType.DATE}, "a date is dated") for name in step.dated),
    ):
        fact: Fact | None = BY_NAME.get(name)
        if fact is not None and fact.type not in kinds:
            yield f"{name} is {fact.type}; {words}"


_SETTLED: Final = frozenset({FactType.ENUM, FactType.COUNTRY})
_WANTED: Final[dict[FactType, type]] = {
    FactType.BOOL: bool,
    FactType.ENUM: str,
    FactType.INT: int,
    FactType.MONEY: int,
}
