"""Values of facts in words for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeAlias

from umkmexport.codes import countries, regions
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.amounts import format_rupiah
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.text import Language, Text
from umkmexport.terms.truth import Truth

__all__ = ["show", "show_date"]

_MONTHS: Final = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_UNKNOWN: Final = Text(id="belum diketahui", en="not known")
_AT_LEAST: Final = Text(id="sedikitnya {low}", en="at least {low}")
_AT_MOST: Final = Text(id="paling banyak {high}", en="at most {high}")
_BETWEEN: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")


def show(fact: Fact, value: Any, language: Language) -> str:
    """Say a value as a person reads it.

    Examples:
        >>> from umkmexport.facts.vocabulary import BY_NAME
        >>> show(BY_NAME["annual_sales"], 1_850_000_000, "id")
        'Rp1.850.000.000'
    """
    if value is None:
        return _UNKNOWN.to(language)
    if isinstance(value, Range):
        return _show_range(fact, value, language)
    if isinstance(value, tuple):
        return ", ".join(show(fact, item, language) for item in value)
    say = _BY_FACT.get(fact.type) or _BY_VALUE.get(type(value))
    if say is not None:
        return say(fact, value, language)
    return next((o.text.to(language) for o in fact.options if o.value == value), str(value))


def show_date(day: date, language: Language) -> str:
    """Say a date.

    Examples:
        >>> show_date(date(2026, 11, 21), "id")
        '21 November 2026'
    """
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def _show_range(fact: Fact, value: Range[Any], language: Language) -> str:
    low, high = show(fact, value.low, language), show(fact, value.high, language)
    if value.low is None:
        return _AT_MOST.to(language).format(high=high)
    if value.high is None:
        return _AT_LEAST.to(language).format(low=low)
    return _BETWEEN.to(language).format(low=low, high=high)


def _number(value: int | Range[int], language: Language) -> str:
    if isinstance(value, Range):
        ends = [end for end in (value.low, value.high) if end is not None]
        return "–".join(_number(end, language) for end in ends)
    text = f"{value:,}"
    return text.replace(",", ".") if language == "id" else text


def _count(fact: Fact, value: int, language: Language) -> str:
    unit = f" {fact.unit.to(language)}" if fact.unit else ""
    return f"{_number(value, language)}{unit}"


_Say: TypeAlias = Callable[[Fact, Any, Language], str]
_BY_FACT: Final[dict[FactType, _Say]] = {
    FactType.MONEY: lambda _, value, language: format_rupiah(value, language),
    FactType.REGION: lambda _, value, __: regions.get(value).name,
    FactType.COUNTRY: lambda _, value, language: countries.get(value).text.to(language),
}
_BY_VALUE: Final[dict[type, _Say]] = {
    bool: lambda _, value, language: Truth.of(value).text.to(language),
    int: _count,
    date: lambda _, value, language: show_date(value, language),
    Quantity: lambda _, value, language: f"{_number(value.amount, language)} {value.unit}",
}
