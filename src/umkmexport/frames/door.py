"""The door for columns: what an engine holds becomes what is known of one fact.

It is brought to one form here, and nowhere else: NaN is no value, floats that are whole become
whole numbers, times become days, Python objects become what they stand for. Nothing is coerced: a
text is no number, 1 is no yes. In a frame in memory, a value that the fact may not have is a
problem, which is noted with its column. A lazy frame is not read; there, such a value is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from math import isnan
from typing import Any, Final

import narwhals.stable.v2 as nw

from umkmexport.codes import countries, regions
from umkmexport.frames.expressions import Answer, Predicate, is_any, never, settled
from umkmexport.frames.figures import (
    NO_NUMBER,
    Between,
    Number,
    as_date,
    as_midnight,
    as_number,
    as_ordinal,
)
from umkmexport.frames.sheet import Sheet
from umkmexport.frames.words import Choice, GoodsCode, Name, Region, Several
from umkmexport.rules.fact import Fact, FactType

__all__ = ["read_answer", "read_figure", "read_nib", "read_several", "read_word"]

_EXACT_FLOAT: Final = 2**53
_AROUND: Final = "\x1f"
"""Stands around every text of a set that is held as one text."""

_SHAPES: Final = {
    FactType.HS: (
        r"(?:[0-9]{4}:)?[0-9]{2}(?:[0-9]{2}(?:[.]?[0-9]{2}(?:[.]?[0-9]{2})?)?)?",
        "HS codes as text, such as '2022:2103.90'",
    ),
    FactType.KBLI: (
        r"(?:20(?:20|25):)?[0-9]{2,5}",
        "KBLI codes as text, such as '2020:10794'",
    ),
}
_EDITION_AND_DOTS: Final = r"^[0-9]{4}:|[.]"
_NIB: Final = r"[0-9]{13}"
_NO_NIB: Final = tuple(str(digit) * 13 for digit in range(10))


def read_answer(sheet: Sheet, fact: Fact) -> Answer | None:
    """Read a yes-or-no fact; None where its column holds nothing."""
    column, dtype = nw.col(fact.name), sheet.schema[fact.name]
    if dtype == nw.Object:
        return Answer(_signs(sheet, fact.name))
    if dtype == nw.Unknown:
        (column,) = sheet.once(column.cast(nw.Boolean))
    elif dtype != nw.Boolean:
        sheet.refuse_type(fact.name, "Boolean, with nothing where it is not known")
        return None
    return Answer.of(column)


def read_figure(sheet: Sheet, fact: Fact) -> Number | Between | None:
    """Read a number or a date: from its column, and where that is empty from its bounds.

    The bounds stand in columns of the fact's name with ``_low`` and ``_high``; an empty one leaves
    its end open.
    """
    names = [fact.name, f"{fact.name}_low", f"{fact.name}_high"]
    read = _read_day if fact.type is FactType.DATE else _read_whole_number
    value, low, high = (read(sheet, fact, name) if name in sheet.schema else None for name in names)
    if low is None and high is None:
        return value
    if low is not None and high is not None and low.literal is not high.literal:
        sheet.refuse(f"columns {names[1]} and {names[2]} must be of one type")
        return None
    (counts,) = sheet.once(_bounds_count(sheet, names, (value, low, high)))
    return Between(value, low, high, counts)


def read_word(sheet: Sheet, fact: Fact) -> Choice | Region | Name | GoodsCode | None:
    """Read a choice, a code or a name."""
    found = _read_text(sheet, fact.name)
    if found is None:
        return None
    text, held = found
    word, wanted = _word(sheet, fact, text, held)
    sheet.expect(fact.name, word.known, text.is_null(), wanted)
    return word


def read_nib(sheet: Sheet, column: str) -> Predicate | None:
    """Read where an NIB is written: thirteen digits as text, not all the same."""
    found = _read_text(sheet, column)
    if found is None:
        return None
    (text,) = sheet.once(found[0].cast(nw.String).fill_null(""))
    held = _is_whole(text, _NIB) & ~is_any(text, _NO_NIB)
    sheet.expect(column, held, found[0].is_null(), "the thirteen digits of an NIB as text")
    return held


def read_several(sheet: Sheet, fact: Fact, *, is_complete: bool) -> Several | None:
    """Read a set of texts."""
    column, dtype = nw.col(fact.name), sheet.schema[fact.name]
    if dtype == nw.Object:
        text = _joined(sheet, fact.name)
        return Several(
            ~text.is_null(),
            lambda value: text.str.contains(f"{_AROUND}{value}{_AROUND}", literal=True),
            is_complete,
        )
    if dtype == nw.Unknown:
        (column,) = sheet.once(column.cast(nw.List(nw.String)))
    elif dtype != nw.List(nw.String):
        sheet.refuse_type(fact.name, "lists of texts")
        return None
    return Several(~column.is_null(), column.list.contains, is_complete)


def _read_whole_number(sheet: Sheet, fact: Fact, name: str) -> Number | None:
    column, dtype = nw.col(name), sheet.schema[name]
    wanted = f"whole numbers{_bounds(fact)}"
    number: Number
    if dtype.is_integer():
        if dtype != nw.Int64:
            column = column.cast(nw.Int64)
        number = Number(column, as_number, fact.least, fact.greatest)
    elif dtype.is_float():
        (held,) = sheet.once(_whole_or_none(column))
        number = _without_nulls(held, as_number, fact)
        sheet.expect(name, number.known, column.is_null() | column.is_nan(), wanted)
        return number
    elif dtype == nw.Object:
        held = _converted(sheet, name, _whole_number, wanted)
        number = _without_nulls(held, as_number, fact)
        sheet.expect(name, number.known, held == NO_NUMBER, wanted)
        return number
    elif dtype == nw.Unknown:
        (column,) = sheet.once(column.cast(nw.Int64))
        number = Number(column, as_number, fact.least, fact.greatest)
    else:
        sheet.refuse_type(name, "Int64")
        return None
    sheet.expect(name, number.known, column.is_null(), wanted)
    return number


def _whole_or_none(column: nw.Expr) -> nw.Expr:
    is_whole = column.is_between(-_EXACT_FLOAT, _EXACT_FLOAT) & (column == column.floor())
    return nw.when(is_whole).then(column).otherwise(nw.lit(float(NO_NUMBER))).cast(nw.Int64)


def _without_nulls(column: nw.Expr, literal: Callable[[Any], Any], fact: Fact) -> Number:
    least = NO_NUMBER + 1 if fact.least is None else fact.least
    return Number(column, literal, least, fact.greatest)


def _read_day(sheet: Sheet, fact: Fact, name: str) -> Number | None:
    column, dtype = nw.col(name), sheet.schema[name]
    if dtype == nw.Date:
        return Number(column, as_date)
    if dtype == nw.Datetime:
        if dtype.time_zone is not None:
            column = column.dt.replace_time_zone(None)
        (column,) = sheet.once(column.dt.truncate("1d"))
        return Number(column, as_midnight)
    if dtype == nw.Object:
        return _without_nulls(_converted(sheet, name, _day_number, "dates"), as_ordinal, fact)
    if dtype == nw.Unknown:
        (column,) = sheet.once(column.cast(nw.Date))
        return Number(column, as_date)
    sheet.refuse_type(name, "Date")
    return None


def _bounds_count(
    sheet: Sheet, names: Sequence[str], cells: tuple[Number | None, Number | None, Number | None]
) -> Predicate:
    """Hold where there is no value, and the bounds do not contradict each other."""
    value, low, high = cells
    void = never() if value is None else value.known
    if low is not None and high is not None:
        known = settled(low.known) & settled(high.known)
        crossed = known & settled(low.column > high.column)
        sheet.expect(names[1], ~crossed, never(), f"no more than {names[2]}")
        return ~settled(void) & ~crossed
    return ~settled(void)


def _read_text(sheet: Sheet, name: str) -> tuple[nw.Expr, frozenset[str] | None] | None:
    """Give a column of texts, and what it can hold at all where its type says so."""
    column, dtype = nw.col(name), sheet.schema[name]
    if dtype == nw.String:
        return column, None
    if dtype == nw.Enum and sheet.is_polars:
        return column, frozenset(dtype.categories)
    if dtype == nw.Categorical and sheet.is_polars:
        return column, None
    if dtype in (nw.Enum, nw.Categorical, nw.Unknown):
        (column,) = sheet.once(column.cast(nw.String))
        return column, None
    sheet.refuse_type(name, "String")
    return None


def _word(
    sheet: Sheet, fact: Fact, text: nw.Expr, held: frozenset[str] | None
) -> tuple[Choice | Region | Name | GoodsCode, str]:
    """Give the word that a column of texts holds, and in words what it may hold."""
    if fact.type is FactType.ENUM:
        options = tuple(option.value for option in fact.options)
        return Choice(text, options, held), f"one of {', '.join(options)}"
    if fact.type is FactType.REGION:
        return Region(text, _region_codes(), held), "Kemendagri codes as text, such as '33.75'"
    if fact.type is FactType.COUNTRY:
        return Choice(text, _country_codes(), held), "ISO 3166-1 codes such as 'NL'"
    if fact.type in _SHAPES:
        shape, wanted = _SHAPES[fact.type]
        return _goods_code(sheet, text.cast(nw.String), shape), wanted
    return Name(text.cast(nw.String), ~text.is_null()), "texts"


def _goods_code(sheet: Sheet, text: nw.Expr, shape: str) -> GoodsCode:
    (filled,) = sheet.once(text.fill_null(""))
    (known,) = sheet.once(_is_whole(filled, shape))
    once = cache(lambda: sheet.once(text.str.replace_all(_EDITION_AND_DOTS, ""))[0])
    return GoodsCode(text, known, digits=once)


def _is_whole(text: nw.Expr, shape: str) -> Predicate:
    """Hold where a whole text without nulls is of a shape.

    Some engines let ``$`` stand before a last line break.
    """
    return text.str.contains(f"^(?:{shape})$") & ~text.str.ends_with("\n")


@cache
def _region_codes() -> tuple[str, ...]:
    found = (*regions.provinces(), *regions.regencies(), *regions.districts())
    return tuple(region.code for region in found)


@cache
def _country_codes() -> tuple[str, ...]:
    return tuple(country.code for country in countries.all_countries())


def _signs(sheet: Sheet, name: str) -> nw.Expr:
    signs = {None: 0, True: 1, False: -1}
    odd: list[Any] = []
    found: list[int] = []
    for value in _objects(sheet, name):
        if value is not None and not isinstance(value, bool):
            odd.append(value)
        found.append(signs.get(value, 0))
    if odd:
        sheet.note(name, odd, "True or False")
    return sheet.hold(found, nw.Int8)


def _converted(
    sheet: Sheet, name: str, number_of: Callable[[Any], int | None], wanted: str
) -> nw.Expr:
    values = _objects(sheet, name)
    numbers = [None if value is None else number_of(value) for value in values]
    odd = [v for v, number in zip(values, numbers, strict=True) if v is not None and number is None]
    if odd:
        sheet.note(name, odd, wanted)
    return sheet.hold([NO_NUMBER if n is None else n for n in numbers], nw.Int64)


def _whole_number(value: Any) -> int | None:
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT_FLOAT:
        return int(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and abs(value) < -NO_NUMBER else None


def _day_number(value: Any) -> int | None:
    return value.toordinal() if isinstance(value, date | datetime) else None


def _joined(sheet: Sheet, name: str) -> nw.Expr:
    """Hold sets as texts: every text of a set with a mark on either side."""
    odd: list[Any] = []
    found: list[str | None] = []
    for value in sheet.objects(name):
        texts = _texts(value)
        if texts is None and not _is_missing(value):
            odd.append(value)
        found.append(None if texts is None else _AROUND + "".join(t + _AROUND for t in texts))
    if odd:
        sheet.note(name, odd, "lists of texts")
    return sheet.hold(found, nw.String)


def _texts(value: Any) -> list[str] | None:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return None
    found = list(value)
    return found if all(isinstance(text, str) for text in found) else None


def _objects(sheet: Sheet, name: str) -> list[Any]:
    """Give the values of a column of Python objects, None where there is none."""
    values = (v.item() if hasattr(v, "item") else v for v in sheet.objects(name))
    return [None if _is_missing(value) else value for value in values]


def _is_missing(value: Any) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and isnan(value)


def _bounds(fact: Fact) -> str:
    if fact.least is not None and fact.greatest is not None:
        return f" from {fact.least} to {fact.greatest}"
    return "" if fact.least is None else f" of at least {fact.least}"
