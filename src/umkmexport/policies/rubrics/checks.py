"""What makes a rubric impossible or contradictory, found when it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from umkmexport.errors import PolicyError, UmkmExportError, joined
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.contradictions import contradictions, impossible
from umkmexport.policies.facts import check_criteria, check_scale
from umkmexport.policies.rubrics.levels import ReadinessLevel
from umkmexport.rules.criteria import AllOf, AnyOf, AtLeast, Between, Criterion, Is, NoneOf, OneOf
from umkmexport.rules.scorecard import Bands, Branches, Gate, Item, Level, Scale, Steps
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from umkmexport.policies.rubrics import Rubric

__all__ = ["check_rubric"]

_WHOLE: Final = 100
"""A score in per cent; the texts below name it."""


def check_rubric(rubric: Rubric) -> None:
    """Raise an error where a rubric cannot be meant as it stands.

    Raises:
        PolicyError: one mistake; a group of errors if there are several.
    """
    errors: list[UmkmExportError] = [PolicyError(mistake) for mistake in _mistakes(rubric)]
    errors += _misfits(rubric)
    if not errors:
        errors += [PolicyError(reason) for reason in dict.fromkeys(_idle(rubric))]
    if errors:
        raise joined(_NOT_SO, errors)


def _mistakes(rubric: Rubric) -> Iterator[Text]:
    yield from _keys(rubric)
    dimensions = [dimension.key for dimension in rubric.dimensions]
    for item in rubric.items:
        yield from _item_mistakes(item, dimensions)
    used = {item.dimension for item in rubric.items}
    yield from (_NO_ITEM.format(key=key) for key in dimensions if key not in used)
    for gate in rubric.gates:
        yield from _gate_mistakes(gate, rubric.levels)
    yield from _level_mistakes(rubric)


def _keys(rubric: Rubric) -> Iterator[Text]:
    for name, part in _PARTS.items():
        keys = Counter(each.key for each in getattr(rubric, name))
        for key, count in keys.items():
            if count > 1:
                yield _TWICE.format(part=part, key=key)
    if not rubric.items:
        yield _NO_ITEMS


def _item_mistakes(item: Item, dimensions: list[str]) -> Iterator[Text]:
    if item.points < 1:
        yield _NO_POINTS.format(key=item.key, points=str(item.points))
    if item.dimension not in dimensions:
        hint = suggested(item.dimension, dimensions)
        yield _NO_DIMENSION.format(key=item.key, name=repr(item.dimension), hint=hint)
    if item.stale_after_months is not None and item.stale_after_months < 1:
        yield _STALE_AT_ONCE.format(key=item.key)


def _gate_mistakes(gate: Gate, levels: tuple[Level, ...]) -> Iterator[Text]:
    for name in gate.evidence_for:
        if name not in gate.facts:
            looked_at = ", ".join(gate.facts)
            yield _OTHER_EVIDENCE.format(key=gate.key, name=repr(name), facts=looked_at)
    if not any(gate.key in level.gates for level in levels):
        yield _IDLE_GATE.format(key=gate.key)


def _level_mistakes(rubric: Rubric) -> Iterator[Text]:
    for level in rubric.levels:
        yield from _level_mistake(level, [gate.key for gate in rubric.gates])
    if rubric.levels:
        lowest = rubric.levels[0]
        if lowest.score_at_least or lowest.dimension_at_least or lowest.gates:
            yield _LOWEST_ASKS.format(key=lowest.key)
    order = list(ReadinessLevel)
    known = [level for level in rubric.levels if level.key in order]
    for lower, upper in pairwise(known):
        if order.index(ReadinessLevel(upper.key)) < order.index(ReadinessLevel(lower.key)):
            yield _FROM_ABOVE.format(upper=upper.key, lower=lower.key)
        elif not upper.score_at_least:
            yield _NO_CUT_OFF.format(key=upper.key)
        elif (
            upper.score_at_least <= lower.score_at_least
            or upper.dimension_at_least < lower.dimension_at_least
            or not {*upper.gates}.issuperset(lower.gates)
        ):
            yield _NO_MORE.format(upper=upper.key, lower=lower.key)


def _level_mistake(level: Level, gates: list[str]) -> Iterator[Text]:
    if level.key not in list(ReadinessLevel):
        allowed, hint = ", ".join(ReadinessLevel), suggested(level.key, list(ReadinessLevel))
        yield _NO_LEVEL.format(key=repr(level.key), allowed=allowed, hint=hint)
    for name in ("score_at_least", "dimension_at_least"):
        if not 0 <= getattr(level, name) <= _WHOLE:
            yield _NO_PER_CENT.format(key=level.key, name=name)
    for key in level.gates:
        if key not in gates:
            yield _NO_GATE.format(key=level.key, gate=key, hint=suggested(key, gates))


def _misfits(rubric: Rubric) -> Iterator[UmkmExportError]:
    """Give what the criteria and scales ask and no fact can answer."""
    try:
        check_criteria(_criteria(rubric))
    except* UmkmExportError as told:
        yield from (error for error in told.exceptions if isinstance(error, UmkmExportError))
    for path, scale, points in _scales(rubric):
        try:
            check_scale(path, scale, points)
        except* UmkmExportError as told:
            yield from (error for error in told.exceptions if isinstance(error, UmkmExportError))


def _criteria(rubric: Rubric) -> Iterator[tuple[Text, Criterion]]:
    for item in rubric.items:
        if item.applies is not None:
            yield _APPLIES.format(part=_ITEM.format(key=item.key)), item.applies
        for index, variant in enumerate(item.variants):
            yield _VARIANT.format(key=item.key, index=str(index)), variant.when
    for gate in rubric.gates:
        path = _GATE.format(key=gate.key)
        yield path, gate.require
        if gate.applies is not None:
            yield _APPLIES.format(part=path), gate.applies
        for wording in gate.wordings:
            yield path, wording.when


def _scales(rubric: Rubric) -> Iterator[tuple[Text, Scale, int]]:
    for item in rubric.items:
        yield _ITEM.format(key=item.key), item.scale, item.points
        for index, variant in enumerate(item.variants):
            path = _VARIANT.format(key=item.key, index=str(index))
            yield path, variant.scale, item.points


# What nobody can be asked, earn or meet


def _idle(rubric: Rubric) -> Iterator[Text]:
    for item in rubric.items:
        yield from _idle_item(item)
    for gate in rubric.gates:
        reason = impossible(AllOf((*_required(gate.applies), gate.require)), BY_NAME)
        if reason is not None:
            yield _UNMEETABLE.format(key=gate.key, reason=reason)
    named = [(_GATE.format(key=gate.key), _rule(gate)) for gate in rubric.gates]
    yield from contradictions(named, BY_NAME)
    yield from _without_points(rubric)


def _idle_item(item: Item) -> Iterator[Text]:
    """Name the variants and points of an item that no firm can come to."""
    asked = _required(item.applies)
    reason = impossible(AllOf(asked), BY_NAME) if asked else None
    if reason is not None:
        yield _FOR_NOBODY.format(key=item.key, reason=reason)
        return
    earlier: tuple[Criterion, ...] = ()
    for index, variant in enumerate(item.variants):
        path = _VARIANT.format(key=item.key, index=str(index))
        place = (*asked, *_none_of(earlier), variant.when)
        reason = impossible(AllOf(place), BY_NAME)
        if reason is None:
            yield from _idle_points(path, variant.scale, place)
        else:
            yield _NEVER_USED.format(path=path, reason=reason)
        earlier += (variant.when,)
    otherwise = (*asked, *_none_of(earlier))
    is_fallback = bool(earlier) and impossible(AllOf(otherwise), BY_NAME) is not None
    path = _ITEM.format(key=item.key)
    yield from _idle_points(path, item.scale, asked if is_fallback else otherwise)


def _idle_points(path: Text, scale: Scale, place: tuple[Criterion, ...]) -> Iterator[Text]:
    """Name the branches that are never reached, or the top where no answer gives it."""
    reached, reason = 0, None
    for index, (when, points) in enumerate(_outcomes(scale)):
        clash = impossible(AllOf((*place, *when)), BY_NAME)
        if clash is None:
            reached = max(reached, points)
        elif isinstance(scale, Branches):
            yield _NEVER_REACHED.format(path=path, index=str(index), reason=clash)
        reason = reason or clash
    if reached < scale.top and not isinstance(scale, Branches):
        yield _OUT_OF_REACH.format(
            path=path, top=str(scale.top), reached=str(reached), reason=reason or ""
        )


def _outcomes(scale: Scale) -> Iterator[tuple[tuple[Criterion, ...], int]]:
    """Give what must hold for each number of points."""
    match scale:
        case Steps(fact, points):
            for answer, worth in points:
                yield (_answered(fact, answer),), worth
        case Bands(fact, starts, points):
            ends: tuple[int | None, ...] = (*(start - 1 for start in starts[1:]), None)
            for start, end, worth in zip(starts, ends, points, strict=True):
                yield (AtLeast(fact, start) if end is None else Between(fact, start, end),), worth
        case Branches(branches):
            earlier: tuple[Criterion, ...] = ()
            for branch in branches:
                yield (*_none_of(earlier), branch.when), branch.points
                earlier += (branch.when,)


def _answered(fact: str, answer: bool | str) -> Criterion:  # noqa: FBT001 - it is the answer
    return Is(fact, answer) if isinstance(answer, bool) else OneOf(fact, (answer,))


def _without_points(rubric: Rubric) -> Iterator[Text]:
    applies = [item.applies for item in rubric.items]
    narrow = tuple(each for each in applies if each is not None)
    if len(narrow) == len(applies) and impossible(NoneOf(narrow), BY_NAME) is None:
        yield _NO_TOTAL


def _required(applies: Criterion | None) -> tuple[Criterion, ...]:
    return () if applies is None else (applies,)


def _none_of(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    return (NoneOf(criteria),) if criteria else ()


def _rule(gate: Gate) -> Criterion:
    if gate.applies is None:
        return gate.require
    return AnyOf((NoneOf((gate.applies,)), gate.require))


_ITEM: Final = Text(id="butir {key}", en="item {key}")
_GATE: Final = Text(id="syarat mutlak {key}", en="gate {key}")
_APPLIES: Final = Text(id="{part}, applies", en="{part}, applies")
_VARIANT: Final = Text(id="butir {key}, varian {index}", en="item {key}, variant {index}")
_PARTS: Final = {
    "dimensions": Text(id="dimensi", en="dimension"),
    "items": Text(id="butir", en="item"),
    "gates": Text(id="syarat mutlak", en="gate"),
    "levels": Text(id="tingkat", en="level"),
}
_NOT_SO: Final = Text(
    id="rubrik ini tidak dapat dipakai sebagaimana tertulis", en="the rubric cannot be meant so"
)
_TWICE: Final = Text(id="{part} {key} tertulis dua kali", en="{part} {key} stands twice")
_NO_ITEMS: Final = Text(
    id="rubrik memerlukan sedikitnya satu butir", en="a rubric needs at least one item"
)
_NO_ITEM: Final = Text(id="dimensi {key} tidak memiliki butir", en="dimension {key} has no item")
_NO_POINTS: Final = Text(
    id="butir {key}: poinnya sedikitnya 1, bukan {points}",
    en="item {key}: points must be at least 1, not {points}",
)
_NO_DIMENSION: Final = Text(
    id="butir {key}: tidak ada dimensi {name}{hint}",
    en="item {key}: there is no dimension {name}{hint}",
)
_STALE_AT_ONCE: Final = Text(
    id="butir {key}: stale_after_months sedikitnya 1",
    en="item {key}: stale_after_months must be at least 1",
)
_OTHER_EVIDENCE: Final = Text(
    id="syarat mutlak {key}: bukti diminta untuk {name}, padahal yang dilihat adalah {facts}",
    en="gate {key}: it asks evidence for {name} and looks at {facts}",
)
_IDLE_GATE: Final = Text(
    id="syarat mutlak {key}: tidak ada tingkat yang memintanya, sehingga tidak menentukan apa pun",
    en="gate {key}: no level asks for it, so it decides nothing",
)
_LOWEST_ASKS: Final = Text(
    id="tingkat {key} adalah yang terendah, jadi tidak boleh meminta apa pun",
    en="level {key} is the lowest, so it asks for nothing",
)
_FROM_ABOVE: Final = Text(
    id="tingkat {upper} tertulis di atas {lower}; tulislah tingkat terendah lebih dahulu",
    en="level {upper} stands above {lower}; the lowest level comes first",
)
_NO_CUT_OFF: Final = Text(
    id="tingkat {key} tidak memiliki batas nilai; tulislah score_at_least, dalam persen",
    en="level {key} has no cut-off; give it score_at_least, in per cent",
)
_NO_MORE: Final = Text(
    id="tingkat {upper} harus meminta lebih daripada {lower}: batas nilai yang lebih tinggi, "
    "minimum yang tidak lebih rendah, dan semua syarat mutlaknya",
    en="level {upper} must ask for more than {lower}: a higher cut-off, no lower minimum, and all "
    "of its gates",
)
_NO_LEVEL: Final = Text(
    id="tingkat {key} harus salah satu dari {allowed}{hint}",
    en="level {key} must be one of {allowed}{hint}",
)
_NO_PER_CENT: Final = Text(
    id="tingkat {key}: {name} adalah persen dari 0 sampai 100",
    en="level {key}: {name} is a per cent from 0 to 100",
)
_NO_GATE: Final = Text(
    id="tingkat {key} meminta syarat mutlak {gate}, yang tidak ada{hint}",
    en="level {key} asks for gate {gate}, which is missing{hint}",
)
_UNMEETABLE: Final = Text(
    id="syarat mutlak {key}: tidak ada usaha yang dapat memenuhinya: {reason}",
    en="gate {key}: no firm it applies to can ever meet it: {reason}",
)
_FOR_NOBODY: Final = Text(
    id="butir {key} tidak berlaku bagi usaha mana pun: {reason}",
    en="item {key} applies to no firm: {reason}",
)
_NEVER_USED: Final = Text(
    id="{path} tidak pernah dipakai: {reason}", en="{path} is never used: {reason}"
)
_NEVER_REACHED: Final = Text(
    id="{path}, cabang {index} tidak pernah tercapai: {reason}",
    en="{path}, branch {index} is never reached: {reason}",
)
_OUT_OF_REACH: Final = Text(
    id="{path}: tidak ada jawaban yang memberi {top} poin, paling banyak {reached}: {reason}",
    en="{path}: no answer earns its {top} points, {reached} at the most: {reason}",
)
_NO_TOTAL: Final = Text(
    id="jumlah poin usaha yang tidak terkena butir mana pun adalah 0; harus ada butir yang berlaku "
    "bagi semua usaha, atau semua butir bersama-sama mencakup semua usaha",
    en="the points of a firm to which no item applies sum to 0; an item must apply to every firm, "
    "or the items together to all",
)
