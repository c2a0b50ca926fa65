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
from umkmexport.terms.near import suggested
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

__all__ = ["check_answers"]

_THIS_RULE: Final = Text(id="aturan ini", en="this rule")


def check_answers(
    answers: Mapping[str, Any], declared: Iterable[Fact], *, of: Text = _THIS_RULE
) -> dict[str, Any]:
    """Check answers against the facts of the application and those a rule declares.

    Args:
        answers: values by the name of the fact.
        declared: the facts that the rule declares.
        of: the rule in words, for errors.

    Raises:
        FactError: an answer has a name that nobody declared, or a value of the wrong type. What
            belongs to the firm is answered in its record, never beside it.
    """
    if not answers:
        return {}
    known = {fact.name: fact for fact in (*APPLICATION_FACTS, *declared)}
    problems = [
        FactError(_ANSWER.format(name=repr(name), reason=reason))
        for name, value in answers.items()
        if (reason := _mistake(name, value, known, of)) is not None
    ]
    if problems:
        raise joined(_NOT_TAKEN, problems)
    return {name: value for name, value in answers.items() if value is not None}


def _mistake(name: str, value: Any, known: Mapping[str, Fact], of: Text) -> Text | None:
    fact = known.get(name)
    if fact is None:
        return _NOBODY_ASKS.format(of=of, hint=suggested(name, known))
    if value is None:
        return None
    ends = (value.low, value.high) if isinstance(value, Range) else (value,)
    wanted = _TYPES.get(fact.type, str)
    if any(end is not None and type(end) is not wanted for end in ends):
        return _OTHER_TYPE.format(wanted=fact.type, found=type(value).__name__)
    if fact.type is FactType.SET and not all(isinstance(member, str) for member in value):
        return _NO_TEXTS
    options = [option.value for option in fact.options]
    if fact.type is FactType.ENUM and value not in options:
        return _NO_OPTION.format(options=", ".join(options))
    return _out_of_bounds(ends, fact) if wanted is int else _no_such_code(value, fact)


def _out_of_bounds(ends: tuple[Any, ...], fact: Fact) -> Text | None:
    known = [end for end in ends if end is not None]
    if fact.least is not None and any(end < fact.least for end in known):
        return _TOO_LOW.format(least=str(fact.least))
    if fact.greatest is not None and any(end > fact.greatest for end in known):
        return _TOO_HIGH.format(greatest=str(fact.greatest))
    return None


def _no_such_code(value: Any, fact: Fact) -> Text | None:
    look_up = _CODES.get(fact.type)
    if look_up is None:
        return None
    try:
        look_up(value)
    except CodeError as error:
        return Text(id=error.to("id"), en=error.to("en"))
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

_ANSWER: Final = Text(id="jawaban {name}: {reason}", en="answer {name}: {reason}")
_NOT_TAKEN: Final = Text(id="jawaban tidak dapat diterima", en="answers cannot be taken")
_NOBODY_ASKS: Final = Text(
    id="tidak ditanyakan oleh {of} maupun dalam permohonan{hint}",
    en="neither {of} nor an application asks for it{hint}",
)
_OTHER_TYPE: Final = Text(
    id="harus berupa {wanted}, bukan {found}", en="must be of type {wanted}, not a {found}"
)
_NO_TEXTS: Final = Text(id="hanya boleh berisi teks", en="must hold texts only")
_NO_OPTION: Final = Text(id="harus salah satu dari {options}", en="must be one of {options}")
_TOO_LOW: Final = Text(id="sedikitnya {least}", en="must be at least {least}")
_TOO_HIGH: Final = Text(id="paling banyak {greatest}", en="must be at most {greatest}")
