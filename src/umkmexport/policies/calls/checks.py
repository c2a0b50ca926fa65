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
from umkmexport.terms.near import suggested
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
        raise joined(_NOT_SO, errors)


def _mistakes(call: Call) -> Iterator[Text]:
    if call.region is not None:
        try:
            regions.get(call.region)
        except CodeError as error:
            yield _REGION.format(reason=Text(id=error.to("id"), en=error.to("en")))
    if not call.criteria and not call.stages:
        yield _NO_CRITERIA
    yield from _keys(call)
    yield from _unknown_facts(call)
    yield from _versions(call)
    yield from _stages(call)
    yield from _statements(call)


def _keys(call: Call) -> Iterator[Text]:
    deciding = [requirement.key for requirement in (*call.criteria, *call.preferences)]
    others = [[entry.key for entry in getattr(call, name)] for name in _KEYED[2:-1]]
    for keys in (deciding, *others):
        yield from (_KEY_TWICE.format(key=key) for key, count in Counter(keys).items() if count > 1)


def _versions(call: Call) -> Iterator[Text]:
    for before, after in pairwise(call.versions):
        if after.since <= before.since:
            yield _OVERLAP.format(before=str(before.since), after=str(after.since))
    kept = sum(quota.kept for quota in call.quotas)
    seats = [(Text(id="", en=""), call.seats)]
    seats += [(_OF_VERSION.format(since=str(v.since)), v.seats) for v in call.versions]
    for whose, number in seats:
        if number is not None and number < 1:
            yield _NO_SEATS.format(number=str(number))
        elif number is not None and kept > number:
            yield _KEPT.format(kept=str(kept), number=str(number), whose=whose)
    for version in call.versions:
        yield from _unknown_keys(call, version.since.isoformat(), version.criteria)


def _unknown_keys(call: Call, since: str, changed: Iterable[Requirement]) -> Iterator[Text]:
    known = [requirement.key for requirement in call.criteria]
    for requirement in changed:
        if requirement.key not in known:
            hint = suggested(requirement.key, known)
            yield _NO_CRITERION.format(since=since, key=requirement.key, hint=hint)


def _stages(call: Call) -> Iterator[Text]:
    numbered = [stage for stage in call.stages if stage.seats is not None]
    for stage, following in pairwise(numbered):
        if (following.seats or 0) > (stage.seats or 0):
            yield _MORE_THAN_BEFORE.format(stage=following.key, before=stage.key)


def _unknown_facts(call: Call) -> Iterator[Text]:
    known = call.vocabulary
    for name in call.asked:
        if name not in known:
            yield _ASKED.format(name=repr(name), hint=suggested(name, known))
    for step in call.steps:
        if step.fact not in known or known[step.fact].type is not FactType.DATE:
            yield _NO_DATE.format(step=step.key, name=repr(step.fact))
    for stage in call.stages:
        for name in stage.scores:
            if name not in known or known[name].type is not FactType.INT:
                yield _NO_MARK.format(stage=stage.key, name=repr(name))


def _used(call: Call) -> set[str]:
    asked = {name for _, criterion in _every_rule(call) for name in facts_of(criterion)}
    scored = {name for stage in call.stages for name in stage.scores}
    return asked | scored | {*call.asked} | {step.fact for step in call.steps}


def _every_rule(call: Call) -> Iterator[tuple[Text, Criterion]]:
    versioned = [r for version in call.versions for r in version.criteria]
    for requirement in (*call.criteria, *call.preferences, *versioned, *call.completion):
        yield _CRITERION.format(key=requirement.key), requirement.rule


def _misfits(call: Call) -> Iterator[UmkmExportError]:
    try:
        check_criteria(_every_rule(call), call.declared, shared=call.shared)
    except* UmkmExportError as misfits:
        yield from (error for error in misfits.exceptions if isinstance(error, UmkmExportError))


def _idle(call: Call) -> Iterator[Text]:
    """Name what can never be met, and what is declared for nothing."""
    unused = [fact.name for fact in call.declared if fact.name not in _used(call)]
    yield from (_IDLE.format(name=name) for name in unused)
    facts = call.vocabulary
    for terms in call.all_terms:
        required = [(_CRITERION.format(key=r.key), r.rule) for r in terms.criteria]
        yield from contradictions(required, facts)
    for requirement in (*call.preferences, *call.completion):
        named = _CRITERION.format(key=requirement.key)
        yield from contradictions([(named, requirement.rule)], facts)
    for requirement in (*call.criteria, *call.preferences):
        if requirement.applies is not None:
            who = _FOR_WHOM.format(key=requirement.key)
            yield from contradictions([(who, requirement.applies)], facts)


def _statements(call: Call) -> Iterator[Text]:
    places = set(_places(call)) if call.statements else set()
    times = Counter(statement.ref for statement in call.statements)
    yield from (_STATED_TWICE.format(ref=ref) for ref, count in times.items() if count > 1)
    for statement in call.statements:
        if statement.at not in places:
            hint = suggested(statement.at, places)
            yield _NO_PLACE.format(ref=statement.ref, at=repr(statement.at), hint=hint)


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


_NOT_SO: Final = Text(
    id="pengumuman ini tidak mungkin dimaksudkan demikian", en="the call cannot be meant so"
)
_REGION: Final = Text(id="region: {reason}", en="region: {reason}")
_NO_CRITERIA: Final = Text(
    id="criteria memerlukan sedikitnya satu syarat, atau tahap (stages) yang memilih tanpa syarat",
    en="criteria need at least one entry, or stages that select without them",
)
_KEY_TWICE: Final = Text(id="kunci {key} tertulis dua kali", en="the key {key} stands twice")
_OVERLAP: Final = Text(
    id="versi {before} dan {after} bertumpang tindih",
    en="the versions of {before} and {after} overlap",
)
_OF_VERSION: Final = Text(id=" dalam versi {since}", en=" of {since}")
_NO_SEATS: Final = Text(
    id="jumlah tempat sedikitnya 1, bukan {number}", en="seats must be at least 1, not {number}"
)
_KEPT: Final = Text(
    id="kuota berjumlah {kept} tempat, lebih dari {number} tempat yang ada{whose}",
    en="the quotas keep {kept} places, more than the {number} seats{whose}",
)
_NO_CRITERION: Final = Text(
    id="versi {since}: tidak ada syarat {key}{hint}",
    en="version of {since}: there is no criterion {key}{hint}",
)
_MORE_THAN_BEFORE: Final = Text(
    id="tahap {stage} menerima lebih banyak daripada yang lolos dari tahap {before}",
    en="stage {stage} takes more than {before} lets through",
)
_ASKED: Final = Text(
    id="asked: tidak ada fakta {name}{hint}", en="asked: there is no fact {name}{hint}"
)
_NO_DATE: Final = Text(
    id="langkah {step}: {name} bukan fakta berisi tanggal",
    en="step {step}: {name} is no fact with a date",
)
_NO_MARK: Final = Text(
    id="tahap {stage}: {name} bukan fakta berisi bilangan bulat",
    en="stage {stage}: {name} is no fact with a whole number",
)
_CRITERION: Final = Text(id="syarat {key}", en="criterion {key}")
_IDLE: Final = Text(
    id="fakta {name} dinyatakan, tetapi tidak ditanyakan di mana pun",
    en="fact {name} is declared, and nothing asks for it",
)
_FOR_WHOM: Final = Text(
    id="keadaan yang membuat syarat {key} berlaku", en="those to whom criterion {key} applies"
)
_STATED_TWICE: Final = Text(
    id="pernyataan {ref} tertulis dua kali", en="statement {ref} stands twice"
)
_NO_PLACE: Final = Text(
    id="pernyataan {ref}: berkas ini tidak memuat {at}{hint}",
    en="statement {ref}: this file has no {at}{hint}",
)
