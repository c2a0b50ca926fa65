"""Answers given beside the firm: checked by the fact that was declared for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from umkmexport.codes import countries, regions
from umkmexport.codes.products import HsCode, Kbli
from umkmexport.errors import CodeError, FactError, joined
from umkmexport.facts.vocabulary import APPLICATION_FACTS
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range

__all__ = ["check_answers"]


def check_answers(answers: Mapping[str, Any], declared: Iterable[Fact]) -> dict[str, Any]:
    """Check answers against the facts of the application and those a call declares.

    Raises:
        FactError: an answer has a name that nobody declared, or a value of the wrong type. What
            belongs to the firm is answered in its record, never beside it.
    """
    if not answers:
        return {}
    known = {fact.name: fact for fact in (*APPLICATION_FACTS, *declared)}
    problems = [
        FactError(f"answer {name!r}: {reason}")
        for name, value in answers.items()
        if (reason := _mistake(name, value, known)) is not None
    ]
    if problems:
        raise joined("answers cannot be taken", problems)
    return {name: value for name, value in answers.items() if value is not None}


def _mistake(name: str, value: Any, known: Mapping[str, Fact]) -> str | None:
    fact = known.get(name)
    if fact is None:
        return f"neither this call nor an application asks for it{did_you_mean(name, known)}"
    if value is None:
        return None
    ends = (value.low, value.high) if isinstance(value, Range) else (value,)
    wanted = _TYPES.get(fact.type, str)
    if any(end is not None and type(end) is not wanted for end in ends):
        return f"must be of type {fact.type}, not a {type(value).__name__}"
    if fact.type is FactType.SET and not all(isinstance(member, str) for member in value):
        return "must hold texts only"
    options = [option.value for option in fact.options]
    if fact.type is FactType.ENUM and value not in options:
        return f"must be one of {', '.join(options)}"
    return _out_of_bounds(ends, fact) if wanted is int else _no_such_code(value, fact)


def _out_of_bounds(ends: tuple[Any, ...], fact: Fact) -> str | None:
    known = [end for end in ends if end is not None]
    if fact.least is not None and any(end < fact.least for end in known):
        return f"must be at least {fact.least}"
    if fact.greatest is not None and any(end > fact.greatest for end in known):
        return f"must be at most {fact.greatest}"
    return None


def _no_such_code(value: Any, fact: Fact) -> str | None:
    look_up = _CODES.get(fact.type)
    if look_up is None:
        return None
    try:
        look_up(value)
    except CodeError as error:
        return str(error)
    return None


_CODES: Final[dict[FactType, Callable[[str], object]]] = {
    FactType.REGION: regions.get,
    FactType.COUNTRY: countries.get,
    FactType.HS: HsCode.parse,
    FactType.KBLI: Kbli.parse,
}
_TYPES: Final[dict[FactType, type]] = {
    FactType.BOOL: bool,
    FactType.INT: int,
    FactType.MONEY: int,
    FactType.DATE: date,
    FactType.SET: tuple,
    FactType.QUANTITY: Quantity,
}
