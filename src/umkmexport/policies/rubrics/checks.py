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
from umkmexport.terms.near import did_you_mean

if TYPE_CHECKING:
    from umkmexport.policies.rubrics import Rubric

__all__ = ["check_rubric"]

_WHOLE: Final = 100


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
        raise joined("the rubric cannot be meant so", errors)


def _mistakes(rubric: Rubric) -> Iterator[str]:
    yield from _keys(rubric)
    dimensions = [dimension.key for dimension in rubric.dimensions]
    for item in rubric.items:
        yield from _item_mistakes(item, dimensions)
    used = {item.dimension for item in rubric.items}
    yield from (f"dimension {key} has no item" for key in dimensions if key not in used)
    for gate in rubric.gates:
        yield from _gate_mistakes(gate, rubric.levels)
    yield from _level_mistakes(rubric)


def _keys(rubric: Rubric) -> Iterator[str]:
    for word in ("dimension", "item", "gate", "level"):
        keys = Counter(part.key for part in getattr(rubric, f"{word}s"))
        yield from (f"{word} {key} stands twice" for key, count in keys.items() if count > 1)
    if not rubric.items:
        yield "a rubric needs at least one item"


def _item_mistakes(item: Item, dimensions: list[str]) -> Iterator[str]:
    if item.points < 1:
        yield f"item {item.key}: points must be at least 1, not {item.points}"
    if item.dimension not in dimensions:
        hint = did_you_mean(item.dimension, dimensions)
        yield f"item {item.key}: there is no dimension {item.dimension!r}{hint}"
    if item.stale_after_months is not None and item.stale_after_months < 1:
        yield f"item {item.key}: stale_after_months must be at least 1"


def _gate_mistakes(gate: Gate, levels: tuple[Level, ...]) -> Iterator[str]:
    for name in gate.evidence_for:
        if name not in gate.facts:
            looked_at = ", ".join(gate.facts)
            yield f"gate {gate.key}: it asks evidence for {name!r} and looks at {looked_at}"
    if not any(gate.key in level.gates for level in levels):
        yield f"gate {gate.key}: no level asks for it, so it decides nothing"


def _level_mistakes(rubric: Rubric) -> Iterator[str]:
    for level in rubric.levels:
        yield from _level_mistake(level, [gate.key for gate in rubric.gates])
    if rubric.levels:
        lowest = rubric.levels[0]
        if lowest.score_at_least or lowest.dimension_at_least or lowest.gates:
            yield f"level {lowest.key} is the lowest, so it asks for nothing"
    order = list(ReadinessLevel)
    known = [level for level in rubric.levels if level.key in order]
    for lower, upper in pairwise(known):
        if order.index(ReadinessLevel(upper.key)) < order.index(ReadinessLevel(lower.key)):
            yield f"level {upper.key} stands above {lower.key}; the lowest level comes first"
        elif not upper.score_at_least:
            yield f"level {upper.key} has no cut-off; give it score_at_least, in per cent"
        elif (
            upper.score_at_least <= lower.score_at_least
            or upper.dimension_at_least < lower.dimension_at_least
            or not {*upper.gates}.issuperset(lower.gates)
        ):
            yield (
                f"level {upper.key} must ask for more than {lower.key}: "
                "a higher cut-off, no lower minimum, and all of its gates"
            )


def _level_mistake(level: Level, gates: list[str]) -> Iterator[str]:
    if level.key not in list(ReadinessLevel):
        allowed = ", ".join(ReadinessLevel)
        hint = did_you_mean(level.key, list(ReadinessLevel))
        yield f"level {level.key!r} must be one of {allowed}{hint}"
    for name in ("score_at_least", "dimension_at_least"):
        if not 0 <= getattr(level, name) <= _WHOLE:
            yield f"level {level.key}: {name} is a per cent from 0 to {_WHOLE}"
    for key in level.gates:
        if key not in gates:
            hint = did_you_mean(key, gates)
            yield f"level {level.key} asks for gate {key}, which is missing{hint}"


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


def _criteria(rubric: Rubric) -> Iterator[tuple[str, Criterion]]:
    for item in rubric.items:
        if item.applies is not None:
            yield f"item {item.key}, applies", item.applies
        for index, variant in enumerate(item.variants):
            yield f"item {item.key}, variant {index}", variant.when
    for gate in rubric.gates:
        yield f"gate {gate.key}", gate.require
        if gate.applies is not None:
            yield f"gate {gate.key}, applies", gate.applies


def _scales(rubric: Rubric) -> Iterator[tuple[str, Scale, int]]:
    for item in rubric.items:
        yield f"item {item.key}", item.scale, item.points
        for index, variant in enumerate(item.variants):
            yield f"item {item.key}, variant {index}", variant.scale, item.points


# What nobody can be asked, earn or meet


def _idle(rubric: Rubric) -> Iterator[str]:
    for item in rubric.items:
        yield from _idle_item(item)
    for gate in rubric.gates:
        reason = impossible(AllOf((*_required(gate.applies), gate.require)), BY_NAME)
        if reason is not None:
            yield f"gate {gate.key}: no firm it applies to can ever meet it: {reason}"
    yield from contradictions([(f"gate {g.key}", _rule(g)) for g in rubric.gates], BY_NAME)
    yield from _without_points(rubric)


def _idle_item(item: Item) -> Iterator[str]:
    """Name the variants and points of an item that no firm can come to."""
    asked = _required(item.applies)
    reason = impossible(AllOf(asked), BY_NAME) if asked else None
    if reason is not None:
        yield f"item {item.key} applies to no firm: {reason}"
        return
    earlier: tuple[Criterion, ...] = ()
    for index, variant in enumerate(item.variants):
        path = f"item {item.key}, variant {index}"
        place = (*asked, *_none_of(earlier), variant.when)
        reason = impossible(AllOf(place), BY_NAME)
        if reason is None:
            yield from _idle_points(path, variant.scale, place)
        else:
            yield f"{path} is never used: {reason}"
        earlier += (variant.when,)
    otherwise = (*asked, *_none_of(earlier))
    is_fallback = bool(earlier) and impossible(AllOf(otherwise), BY_NAME) is not None
    yield from _idle_points(f"item {item.key}", item.scale, asked if is_fallback else otherwise)


def _idle_points(path: str, scale: Scale, place: tuple[Criterion, ...]) -> Iterator[str]:
    """Name the branches that are never reached, or the top where no answer gives it."""
    reached, reason = 0, None
    for index, (when, points) in enumerate(_outcomes(scale)):
        clash = impossible(AllOf((*place, *when)), BY_NAME)
        if clash is None:
            reached = max(reached, points)
        elif isinstance(scale, Branches):
            yield f"{path}, branch {index} is never reached: {clash}"
        reason = reason or clash
    if reached < scale.top and not isinstance(scale, Branches):
        yield f"{path}: no answer earns its {scale.top} points, {reached} at the most: {reason}"


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


def _without_points(rubric: Rubric) -> Iterator[str]:
    applies = [item.applies for item in rubric.items]
    narrow = tuple(each for each in applies if each is not None)
    if len(narrow) == len(applies) and impossible(NoneOf(narrow), BY_NAME) is None:
        yield (
            "the points of a firm to which no item applies sum to 0; an item must apply to every "
            "firm, or the items together to all"
        )


def _required(applies: Criterion | None) -> tuple[Criterion, ...]:
    return () if applies is None else (applies,)


def _none_of(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    return (NoneOf(criteria),) if criteria else ()


def _rule(gate: Gate) -> Criterion:
    if gate.applies is None:
        return gate.require
    return AnyOf((NoneOf((gate.applies,)), gate.require))
