"""Check that a policy asks only for facts that exist, with tests that fit their type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from umkmexport.codes import countries, regions
from umkmexport.codes.products import HsCode, Kbli
from umkmexport.errors import CodeError, PolicyError, UmkmExportError, joined
from umkmexport.facts.groups import GROUP_BY_NAME, GROUP_FACTS
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.contradictions import impossible
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.scorecard import Bands, Branches, Scale, Steps
from umkmexport.terms.hierarchy import split_edition
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import Text

__all__ = ["check_criteria", "check_scale"]

_NUMBERS: Final = frozenset({FactType.INT, FactType.MONEY})
_CODED: Final = frozenset({FactType.REGION, FactType.HS, FactType.KBLI})
_NAMED: Final = frozenset({FactType.ENUM, FactType.SET, FactType.COUNTRY, FactType.ID})
_SAME_IN_BOTH_EDITIONS: Final = frozenset({1, 2, 3, *range(10, 34)})


def check_criteria(
    named: Iterable[tuple[str, c.Criterion]],
    declared: Iterable[Fact] = (),
    *,
    shared: Mapping[str, Fact] = BY_NAME,
) -> None:
    """Raise a group of errors where a criterion asks what no fact can answer.

    Args:
        named: criteria with the path that errors call them by.
        declared: facts that the policy itself declares.
        shared: facts about those whom the policy is for; about firms, if left out.
    """
    vocabulary = {**shared, **{fact.name: fact for fact in declared}}
    errors: list[UmkmExportError] = [
        PolicyError(f"{path}: {reason}")
        for path, criterion in named
        for reason in _mistakes(criterion, vocabulary)
    ]
    if errors:
        raise joined("criteria do not fit the facts", errors)


def check_scale(path: Text | str, scale: Scale, points: int) -> None:
    """Raise an error where a scale does not fit its fact, or does not reach its item's points."""
    if isinstance(scale, Branches):
        named = path if isinstance(path, str) else path.en
        check_criteria((f"{named}, branch {i}", b.when) for i, b in enumerate(scale.branches))
    else:
        reason = _scale_mistake(scale)
        if reason is not None:
            raise PolicyError(_AT.format(path=path, reason=reason))
    if scale.top != points:
        found = _OTHER_WORTH.format(top=str(scale.top), points=str(points))
        raise PolicyError(_AT.format(path=path, reason=found))


def _scale_mistake(scale: Steps | Bands) -> Text | str | None:
    fact = BY_NAME.get(scale.fact)
    if fact is None:
        return _unknown(scale.fact, BY_NAME)
    if isinstance(scale, Bands):
        return _bands_mistake(scale, fact)
    answers = set(scale.table)
    allowed: set[bool | str] = (
        {True, False} if fact.type is FactType.BOOL else {o.value for o in fact.options}
    )
    if not allowed:
        return _NO_STEPS.format(fact=fact.name, type=fact.type)
    if answers != allowed:
        return _OTHER_ANSWERS.format(allowed=_listed(allowed), answers=_listed(answers))
    return None


def _bands_mistake(bands: Bands, fact: Fact) -> Text | None:
    if fact.type not in _NUMBERS:
        return _NO_NUMBER.format(fact=fact.name, type=fact.type)
    least = fact.least or 0
    if bands.starts[0] > least:
        return _STARTS_ABOVE.format(least=str(least), fact=fact.name)
    return None


_AT: Final = Text(id="{path}: {reason}", en="{path}: {reason}")
_OTHER_WORTH: Final = Text(
    id="skalanya mencapai {top} poin, padahal butirnya bernilai {points}",
    en="its scale reaches {top} points, the item is worth {points}",
)
_OTHER_ANSWERS: Final = Text(
    id="steps harus memberi poin kepada setiap jawaban dari {allowed}, bukan kepada {answers}",
    en="steps must give points to each of {allowed}, not to {answers}",
)
_NO_STEPS: Final = Text(
    id="steps memerlukan jawaban ya/tidak atau pilihan; {fact} adalah {type}",
    en="steps need a yes or no, or a choice; {fact} is {type}",
)
_NO_NUMBER: Final = Text(
    id="bands memerlukan bilangan; {fact} adalah {type}", en="bands need a number, {fact} is {type}"
)
_STARTS_ABOVE: Final = Text(
    id="bands harus mulai dari {least}, agar setiap {fact} tercakup",
    en="bands must start at {least}, so that every {fact} lies in one",
)


def _mistakes(criterion: c.Criterion, vocabulary: Mapping[str, Fact]) -> Iterator[str]:
    if isinstance(criterion, c.Composite):
        for part in criterion.parts:
            yield from _mistakes(part, vocabulary)
        never = impossible(criterion, vocabulary) if isinstance(criterion, c.AllOf) else None
        if never is not None:
            yield never
        return
    fact = vocabulary.get(criterion.fact)
    if fact is None:
        yield _unknown(criterion.fact, vocabulary)
    else:
        yield from _misfit(criterion, fact)


def _misfit(criterion: c.Leaf, fact: Fact) -> Iterator[str]:
    match criterion:
        case c.Is() if fact.type is not FactType.BOOL:
            yield f"'is' needs a yes-or-no fact, {fact.name} is {fact.type}; use one_of"
        case c.OneOf(values=values):
            yield from _bad_choice(values, fact)
        case c.Within() if fact.type not in _CODED:
            yield f"'within' needs a region, HS or KBLI code; {fact.name} is {fact.type}"
        case c.Within(code=code):
            yield from _bad_code(code, fact)
        case c.ForMonths() if fact.type is not FactType.DATE:
            yield f"'for_months' needs a date, {fact.name} is {fact.type}"
        case c.Between(low=limit) | c.AtMost(limit=limit) | c.AtLeast(limit=limit):
            yield from _bad_limit(limit, fact)
        case c.MoreThan(limit=limit) | c.LessThan(limit=limit):
            yield from _bad_limit(limit, fact)
        case _:
            return


def _bad_choice(values: tuple[str, ...], fact: Fact) -> Iterator[str]:
    allowed = {option.value for option in fact.options}
    if fact.type in _NUMBERS or fact.type is FactType.DATE:
        yield f"'one_of' is never on numbers or dates; {fact.name} is {fact.type}"
    elif fact.type in _CODED:
        yield f"'one_of' would take a coarser {fact.name} for another; use within, in any_of"
    elif fact.type not in _NAMED:
        yield f"'one_of' needs an answer by name; {fact.name} is {fact.type}"
    elif fact.type is FactType.ENUM and not allowed.issuperset(values):
        wrong = _listed({*values} - allowed)
        yield f"{fact.name} is one of {_listed(allowed)}, not {wrong}"
    elif fact.type is FactType.COUNTRY:
        yield from _bad_countries(values, fact)


def _bad_countries(values: tuple[str, ...], fact: Fact) -> Iterator[str]:
    for value in values:
        try:
            countries.get(value)
        except CodeError as error:
            yield f"{fact.name}: {error}"


def _bad_limit(limit: int | date, fact: Fact) -> Iterator[str]:
    wanted = FactType.DATE if isinstance(limit, date) else _NUMBERS
    if fact.type is not wanted and fact.type not in (wanted if wanted is _NUMBERS else ()):
        yield f"a limit of {limit} does not fit {fact.name}, which is {fact.type}"


def _bad_code(code: str, fact: Fact) -> Iterator[str]:
    try:
        if fact.type is FactType.REGION:
            regions.get(code)
        elif fact.type is FactType.HS:
            HsCode.parse(code)
        else:
            edition, digits = split_edition(code)
            Kbli.parse(code)
            if edition is None and not (len(digits) == 2 and int(digits) in _SAME_IN_BOTH_EDITIONS):
                yield (
                    f"KBLI {code} needs its edition, such as '2020:{code}': only divisions "
                    "01-03 and 10-33 mean the same in both"
                )
    except CodeError as error:
        yield str(error)


def _unknown(name: str, vocabulary: Mapping[str, Fact]) -> str:
    if name in BY_NAME:
        about = [fact.name for fact in GROUP_FACTS]
        return f"{name!r} is a fact about a firm; about a group there are {', '.join(about)}"
    if name in GROUP_BY_NAME:
        return f"{name!r} is a fact about a group; a call for groups says recipient = 'group'"
    return f"there is no fact {name!r}{did_you_mean(name, vocabulary)}"


def _listed(values: Iterable[bool | str]) -> str:
    return ", ".join(sorted("yes" if v is True else "no" if v is False else v for v in values))
