"""The door for columns: one column, or a pair of bounds, becomes what is known of one fact.

What an engine holds is brought to one form here, and nowhere else: NaN is no value, floats that are
whole become whole numbers, times become days, Python objects become what they stand for. Nothing is
coerced: a text is no number, 1 is no yes. In a frame in memory a value that the fact may not have
is a problem, noted with the column. A lazy frame is not read; there, such a value is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from umkmexport.codes import countries, regions
from umkmexport.frames.expressions import Answer, Predicate, is_any, never, sign
from umkmexport.frames.figures import FARTHEST, Number, as_midnight, as_number, as_ordinal
from umkmexport.frames.sheet import Sheet
from umkmexport.frames.words import Choice, GoodsCode, Name, Region, Several, Word
from umkmexport.rules.fact import Fact, FactType

__all__ = ["read_answer", "read_number", "read_several", "read_word"]

_EXACT_FLOAT: Final = 2**53
_WHOLE_NUMBERS: Final = "whole numbers"
_YES_OR_NO: Final = "True or False"
_DATES: Final = "dates"
_TEXTS: Final = "texts"
_LISTS: Final = "lists of texts"
_AROUND: Final = "\x1f"
"""Stands around every text of a set that is held as one text."""

_SHAPES: Final = {
    FactType.HS: (
        r"^(?:[0-9]{4}:)?[0-9]{2}(?:[0-9]{2}(?:[.]?[0-9]{2}(?:[.]?[0-9]{2})?)?)?$",
        "HS codes such as '2022:2103.90'",
    ),
    FactType.KBLI: (r"^(?:20(?:20|25):)?[0-9]{2,5}$", "KBLI codes such as '2020:10794'"),
}
_NIB: Final = r"^[0-9]{13}$"
_NO_NIB: Final = tuple(str(digit) * 13 for digit in range(10))
_EDITION_AND_DOTS: Final = r"^[0-9]{4}:|[.]"


def read_answer(sheet: Sheet, column: str) -> Answer | None:
    """Read a column of a yes-or-no fact; None where it holds nothing at all."""
    dtype, known = sheet.schema[column], nw.col(column)
    if dtype == nw.Boolean:
        return Answer(sign(known, ~known))
    if dtype == nw.Object:
        return Answer(_signs_of_objects(sheet, column))
    if dtype == nw.Unknown:
        (known,) = sheet.once(known.cast(nw.Boolean))
        return Answer(sign(known, ~known))
    return _refuse_type(sheet, column, "Boolean")


def read_number(sheet: Sheet, fact: Fact, value: str, low: str, high: str) -> Number | None:
    """Read a number or a date: its column, and where that is empty its two bounds.

    Args:
        sheet: the frame.
        fact: what is read.
        value: the name of the column.
        low: the name of the column of least values.
        high: the name of the column of greatest values.
    """
    read = _read_days if fact.type is FactType.DATE else _read_whole_numbers
    cells = {
        name: read(sheet, fact, name) for name in (value, low, high) if name in sheet.schema
    }
    exact = cells.get(value)
    ends = [cell for name in (low, high) if (cell := cells.get(name)) is not None]
    if not ends:
        return exact
    if {cell.literal for cell in (*ends, exact or ends[0])} != {ends[0].literal}:
        return sheet.refuse(f"columns {', '.join(cells)} must be of one type")
    if ends[0].literal is as_number or ends[0].literal is as_ordinal:
        return _between_numbers(sheet, exact, cells.get(low), cells.get(high), low, high)
    return _between_days(sheet, exact, cells.get(low), cells.get(high), low, high)


def read_word(sheet: Sheet, fact: Fact, column: str) -> Word | None:
    """Read a choice, a code or a name."""
    found = _read_text(sheet, column)
    if found is None:
        return None
    text, held = found
    word = _word(sheet, fact, text, held)
    sheet.expect(column, word.known, text.is_null(), _wanted(fact))
    return word


def read_several(sheet: Sheet, column: str, *, is_complete: bool) -> Several | None:
    """Read a set of texts from a column of lists."""
    dtype, known = sheet.schema[column], nw.col(column)
    if dtype == nw.Object:
        text = _joined_objects(sheet, column)
        return Several(
            ~text.is_null(),
            lambda value: text.str.contains(f"{_AROUND}{value}{_AROUND}", literal=True),
            is_complete,
        )
    if dtype == nw.List(nw.String):
        return Several(~known.is_null(), known.list.contains, is_complete)
    return _refuse_type(sheet, column, "List(String)")
