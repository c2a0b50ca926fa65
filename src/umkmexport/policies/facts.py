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
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

__all__ = ["check_criteria", "check_scale"]

_NUMBERS: Final = frozenset({FactType.INT, FactType.MONEY})
_CODED: Final = frozenset({FactType.REGION, FactType.HS, FactType.KBLI})
_NAMED: Final = frozenset({FactType.ENUM, FactType.SET, FactType.COUNTRY, FactType.ID})
_SAME_IN_BOTH_EDITIONS: Final = frozenset({1, 2, 3, *range(10, 34)})


def check_criteria(
    named: Iterable[tuple[Text | str, c.Criterion]],
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
        PolicyError(_AT.format(path=path, reason=reason))
        for path, criterion in named
        for reason in _mistakes(criterion, vocabulary)
    ]
    if errors:
        raise joined("criteria do not fit the facts", errors)


def check_scale(path: Text | str, scale: Scale, points: int) -> None:
    """Raise an error where a scale does not fit its fact, or does not reach its item's points."""
    if isinstance(scale, Branches):
        named = (_BRANCH.format(path=path, index=str(i)) for i in range(len(scale.branches)))
        check_criteria(zip(named, (branch.when for branch in scale.branches), strict=True))
    else:
        reason = _scale_mistake(scale)
        if reason is not None:
            raise PolicyError(_AT.format(path=path, reason=reason))
    if scale.top != points:
        found = _OTHER_WORTH.format(top=str(scale.top), points=str(points))
        raise PolicyError(_AT.format(path=path, reason=found))


def _scale_mistake(scale: Steps | Bands) -> Text | None:
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


_BRANCH: Final = Text(id="{path}, cabang {index}", en="{path}, branch {index}")
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


def _mistakes(criterion: c.Criterion, vocabulary: Mapping[str, Fact]) -> Iterator[Text]:
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


def _misfit(criterion: c.Leaf, fact: Fact) -> Iterator[Text]:
    match criterion:
        case c.Is() if fact.type is not FactType.BOOL:
            yield _NOT_YES_NO.format(fact=fact.name, type=fact.type)
        case c.OneOf(values=values):
            yield from _bad_choice(values, fact)
        case c.Within() if fact.type not in _CODED:
            yield _NOT_CODED.format(fact=fact.name, type=fact.type)
        case c.Within(code=code):
            yield from _bad_code(code, fact)
        case c.ForMonths() if fact.type is not FactType.DATE:
            yield _NOT_A_DATE.format(fact=fact.name, type=fact.type)
        case c.Between(low=limit) | c.AtMost(limit=limit) | c.AtLeast(limit=limit):
            yield from _bad_limit(limit, fact)
        case c.MoreThan(limit=limit) | c.LessThan(limit=limit):
            yield from _bad_limit(limit, fact)
        case _:
            return


def _bad_choice(values: tuple[str, ...], fact: Fact) -> Iterator[Text]:
    allowed = {option.value for option in fact.options}
    if fact.type in _NUMBERS or fact.type is FactType.DATE:
        yield _NEVER_ON_NUMBERS.format(fact=fact.name, type=fact.type)
    elif fact.type in _CODED:
        yield _TOO_COARSE.format(fact=fact.name)
    elif fact.type not in _NAMED:
        yield _NOT_NAMED.format(fact=fact.name, type=fact.type)
    elif fact.type is FactType.ENUM and not allowed.issuperset(values):
        wrong = _listed({*values} - allowed)
        yield _NO_OPTION.format(fact=fact.name, allowed=_listed(allowed), wrong=wrong)
    elif fact.type is FactType.COUNTRY:
        yield from _bad_countries(values, fact)


def _bad_countries(values: tuple[str, ...], fact: Fact) -> Iterator[Text]:
    for value in values:
        try:
            countries.get(value)
        except CodeError as error:
            yield _AT.format(path=fact.name, reason=_reason(error))


def _bad_limit(limit: int | date, fact: Fact) -> Iterator[Text]:
    wanted = FactType.DATE if isinstance(limit, date) else _NUMBERS
    if fact.type is not wanted and fact.type not in (wanted if wanted is _NUMBERS else ()):
        form = _NO_AMOUNT if fact.type is FactType.QUANTITY else _NO_LIMIT
        yield form.format(limit=str(limit), fact=fact.name, type=fact.type)


def _bad_code(code: str, fact: Fact) -> Iterator[Text]:
    try:
        if fact.type is FactType.REGION:
            regions.get(code)
        elif fact.type is FactType.HS:
            HsCode.parse(code)
        else:
            edition, digits = split_edition(code)
            Kbli.parse(code)
            if edition is None and not (len(digits) == 2 and int(digits) in _SAME_IN_BOTH_EDITIONS):
                yield _NO_EDITION.format(code=code)
    except CodeError as error:
        yield _reason(error)


def _unknown(name: str, vocabulary: Mapping[str, Fact]) -> Text:
    if name in BY_NAME:
        about = ", ".join(fact.name for fact in GROUP_FACTS)
        return _OF_A_FIRM.format(name=repr(name), about=about)
    if name in GROUP_BY_NAME:
        return _OF_A_GROUP.format(name=repr(name))
    return _NO_FACT.format(name=repr(name), hint=suggested(name, vocabulary))


def _reason(error: UmkmExportError) -> Text:
    return Text(id=error.to("id"), en=error.to("en"))


def _listed(values: Iterable[bool | str]) -> str:
    return ", ".join(sorted("yes" if v is True else "no" if v is False else v for v in values))


_NOT_YES_NO: Final = Text(
    id="'is' memerlukan fakta ya/tidak; {fact} adalah {type}; pakailah one_of",
    en="'is' needs a yes-or-no fact, {fact} is {type}; use one_of",
)
_NOT_CODED: Final = Text(
    id="'within' memerlukan kode wilayah, HS, atau KBLI; {fact} adalah {type}",
    en="'within' needs a region, HS or KBLI code; {fact} is {type}",
)
_NOT_A_DATE: Final = Text(
    id="'for_months' memerlukan tanggal; {fact} adalah {type}",
    en="'for_months' needs a date, {fact} is {type}",
)
_NEVER_ON_NUMBERS: Final = Text(
    id="'one_of' tidak pernah untuk bilangan atau tanggal; {fact} adalah {type}",
    en="'one_of' is never on numbers or dates; {fact} is {type}",
)
_TOO_COARSE: Final = Text(
    id="'one_of' akan menganggap {fact} yang lebih kasar sebagai yang lain; pakailah within di "
    "dalam any_of",
    en="'one_of' would take a coarser {fact} for another; use within, in any_of",
)
_NOT_NAMED: Final = Text(
    id="'one_of' memerlukan jawaban bernama; {fact} adalah {type}",
    en="'one_of' needs an answer by name; {fact} is {type}",
)
_NO_OPTION: Final = Text(
    id="{fact} adalah salah satu dari {allowed}, bukan {wrong}",
    en="{fact} is one of {allowed}, not {wrong}",
)
_NO_AMOUNT: Final = Text(
    id="batas {limit} tidak sesuai dengan {fact}, yang berupa {type}; nyatakan dalam berkas ini "
    "fakta int beserta satuannya, misalnya kg per bulan",
    en="a limit of {limit} does not fit {fact}, which is {type}; declare an int fact with its unit "
    "in this file, such as kg a month",
)
_NO_LIMIT: Final = Text(
    id="batas {limit} tidak sesuai dengan {fact}, yang merupakan {type}",
    en="a limit of {limit} does not fit {fact}, which is {type}",
)
_NO_EDITION: Final = Text(
    id="KBLI {code} memerlukan edisinya, misalnya '2020:{code}': hanya golongan pokok 01-03 dan "
    "10-33 yang sama artinya pada keduanya",
    en="KBLI {code} needs its edition, such as '2020:{code}': only divisions 01-03 and 10-33 mean "
    "the same in both",
)
_OF_A_FIRM: Final = Text(
    id="{name} adalah fakta tentang usaha; tentang kelompok tersedia {about}",
    en="{name} is a fact about a firm; about a group there are {about}",
)
_OF_A_GROUP: Final = Text(
    id="{name} adalah fakta tentang kelompok; program untuk kelompok menulis recipient = 'group'",
    en="{name} is a fact about a group; a call for groups says recipient = 'group'",
)
_NO_FACT: Final = Text(id="tidak ada fakta {name}{hint}", en="there is no fact {name}{hint}")
