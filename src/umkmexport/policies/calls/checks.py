"""What makes a call impossible or contradictory, found when it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.codes import regions
from umkmexport.errors import CodeError, PolicyError, UmkmExportError, joined
from umkmexport.policies.contradictions import contradictions
from umkmexport.policies.facts import check_criteria
from umkmexport.rules.criteria import Criterion, facts_of
from umkmexport.rules.fact import FactType
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from umkmexport.policies.calls import Call
    from umkmexport.rules.checklist import Requirement

__all__ = ["check_call"]

_KEYED: Final = ("criteria", "preferences", "steps", "stages", "quotas", "completion", "facts")
"""Parts of a call of which each entry has a key."""


def check_call(call: Call) -> None:
    """Raise an error where a call cannot be meant as it stands.

    Raises:
        PolicyError: one mistake; a group of errors if there are several.
    """
    mistakes = [*_mistakes(call)]
    errors: list[UmkmExportError] = [PolicyError(mistake) for mistake in mistakes]
    errors += _misfits(call)
    if not errors:
        errors += [PolicyError(reason) for reason in dict.fromkeys(_idle(call))]
    if errors:
        raise joined("the call cannot be meant so", errors)


def _mistakes(call: Call) -> Iterator[str]:
    if call.region is not None:
        try:
            regions.get(call.region)
        except CodeError as error:
            yield f"region: {error}"
    if not call.criteria and not call.stages:
        yield "criteria need at least one entry, or stages that select without them"
    yield from _keys(call)
    yield from _unknown_facts(call)
    yield from _versions(call)
    yield from _stages(call)
    yield from _statements(call)


def _keys(call: Call) -> Iterator[str]:
    deciding = [requirement.key for requirement in (*call.criteria, *call.preferences)]
    others = [[entry.key for entry in getattr(call, name)] for name in _KEYED[2:-1]]
    for keys in (deciding, *others):
        yield from (
            f"the key {key} stands twice" for key, count in Counter(keys).items() if count > 1
        )


def _versions(call: Call) -> Iterator[str]:
    for before, after in pairwise(call.versions):
        if after.since <= before.since:
            yield f"the versions of {before.since} and {after.since} overlap"
    kept = sum(quota.kept for quota in call.quotas)
    seats = [("", call.seats), *((f" of {v.since}", v.seats) for v in call.versions)]
    for of_version, number in seats:
        if number is not None and number < 1:
            yield f"seats must be at least 1, not {number}"
        elif number is not None and kept > number:
            yield f"the quotas keep {kept} places, more than the {number} seats{of_version}"
    for version in call.versions:
        yield from _unknown_keys(call, version.since.isoformat(), version.criteria)


def _unknown_keys(call: Call, since: str, changed: Iterable[Requirement]) -> Iterator[str]:
    known = [requirement.key for requirement in call.criteria]
    for requirement in changed:
        if requirement.key not in known:
            hint = did_you_mean(requirement.key, known)
            yield f"version of {since}: there is no criterion {requirement.key}{hint}"


def _stages(call: Call) -> Iterator[str]:
    numbered = [stage for stage in call.stages if stage.seats is not None]
    for stage, following in pairwise(numbered):
        if (following.seats or 0) > (stage.seats or 0):
            yield f"stage {following.key} takes more than {stage.key} lets through"


def _unknown_facts(call: Call) -> Iterator[str]:
    known = call.vocabulary
    for name in call.asked:
        if name not in known:
            yield f"asked: there is no fact {name!r}{did_you_mean(name, known)}"
    for step in call.steps:
        if step.fact not in known or known[step.fact].type is not FactType.DATE:
            yield f"step {step.key}: {step.fact!r} is no fact with a date"
    for stage in call.stages:
        for name in stage.scores:
            if name not in known or known[name].type is not FactType.INT:
                yield f"stage {stage.key}: {name!r} is no fact with a whole number"


def _used(call: Call) -> set[str]:
    asked = {name for _, criterion in _every_rule(call) for name in facts_of(criterion)}
    scored = {name for stage in call.stages for name in stage.scores}
    return asked | scored | {*call.asked} | {step.fact for step in call.steps}


def _every_rule(call: Call) -> Iterator[tuple[str, Criterion]]:
    versioned = [r for version in call.versions for r in version.criteria]
    for requirement in (*call.criteria, *call.preferences, *versioned, *call.completion):
        yield f"criterion {requirement.key}", requirement.rule


def _misfits(call: Call) -> Iterator[UmkmExportError]:
    try:
        check_criteria(_every_rule(call), call.declared, shared=call.shared)
    except* UmkmExportError as misfits:
        yield from (error for error in misfits.exceptions if isinstance(error, UmkmExportError))


def _idle(call: Call) -> Iterator[Text | str]:
    """Name what can never be met, and what is declared for nothing."""
    unused = [fact.name for fact in call.declared if fact.name not in _used(call)]
    yield from (f"fact {name} is declared, and nothing asks for it" for name in unused)
    facts = call.vocabulary
    for terms in call.all_terms:
        required = [(f"criterion {r.key}", r.rule) for r in terms.criteria]
        yield from contradictions(required, facts)
    for requirement in (*call.preferences, *call.completion):
        yield from contradictions([(f"criterion {requirement.key}", requirement.rule)], facts)
    for requirement in (*call.criteria, *call.preferences):
        if requirement.applies is not None:
            who = f"those to whom criterion {requirement.key} applies"
            yield from contradictions([(who, requirement.applies)], facts)


def _statements(call: Call) -> Iterator[str]:
    places = set(_places(call)) if call.statements else set()
    times = Counter(statement.ref for statement in call.statements)
    yield from (f"statement {ref} stands twice" for ref, count in times.items() if count > 1)
    for statement in call.statements:
        if statement.at not in places:
            hint = did_you_mean(statement.at, places)
            yield f"statement {statement.ref}: this file has no {statement.at!r}{hint}"


def _places(call: Call) -> Iterator[str]:
    """Give every part of a call by the name that a statement may give for it."""
    for name in _KEYED:
        entries = getattr(call, name)
        yield from (name for _ in entries[:1])
        for entry in entries:
            yield from _place(f"{name}.{entry.key}", entry)
    for name in ("window", "held"):
        yield from _place(name, getattr(call, name))
    yield from (f"asked.{name}" for name in call.asked)
    yield from (f"versions.{version.since}" for version in call.versions)
    yield from (name for name in ("seats", "region") if getattr(call, name) is not None)


def _place(path: str, entry: attrs.AttrsInstance) -> Iterator[str]:
    yield path
    for field in attrs.fields(type(entry)):
        if getattr(entry, field.name) not in {None, False, ()}:
            yield f"{path}.{field.name}"
