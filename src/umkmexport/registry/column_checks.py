"""What cannot be in a mapping: facts that do not exist, answers that no fact can have."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from umkmexport.errors import CodeError
from umkmexport.facts.vocabulary import BY_NAME, FACTS
from umkmexport.model.checks import Checker, checkers
from umkmexport.model.enterprise import BOUNDS, Enterprise
from umkmexport.registry.readings import OPTIONS, TYPES, Reading
from umkmexport.rules.fact import FactType
from umkmexport.terms.range import Range
from umkmexport.terms.reading import fold

if TYPE_CHECKING:
    from umkmexport.registry.columns import Band, Column, Constant, Entry

__all__ = ["column_mistakes", "constant_mistakes", "repeated", "stored_fact", "tight"]

_NAMES = ("name", "product_name")
_SEPARATORS = frozenset(",;\n")


def column_mistakes(column: Column) -> Iterator[str]:
    """Yield what cannot be in the statement of one column."""
    if not column.headers or not all(map(fold, column.headers)):
        yield "a column needs at least one header, and none may be empty"
    yield from _fact_mistakes(column)
    for option, readings in OPTIONS.items():
        default = attrs.fields_dict(type(column))[option].default
        if column.read not in readings and getattr(column, option) != default:
            meant = ", ".join(sorted(readings))
            yield f"{option} means nothing for {column.read}, only for {meant}"
    yield from _entries_mistakes(column)
    yield from _bands_mistakes(column)


def constant_mistakes(constant: Constant) -> Iterator[str]:
    """Yield what cannot be in a constant."""
    if (reason := _no_such_fact(constant.fact)) is not None:
        yield reason
    elif (reason := _refusal(constant.fact, constant.value)) is not None:
        yield f"{constant.fact} cannot be {constant.value!r}: it {reason}"


def stored_fact(name: str) -> bool:
    """Tell whether a cell can answer a fact of this name."""
    return name != "nib" and name in BY_NAME and name in _checkers()


def repeated(words: Iterable[str], key: Callable[[str], str] = fold) -> list[str]:
    """Give the words that stand more than once."""
    return [word for word, count in Counter(map(key, words)).items() if count > 1]


def tight(text: str) -> str:
    """Give the form in which bands are compared: folded, without blanks."""
    return fold(text).replace(" ", "")


def _fact_mistakes(column: Column) -> Iterator[str]:
    fact, read = column.fact, column.read
    if read in TYPES or read is Reading.TEXT:
        if fact is None:
            yield f"{read} needs the fact that it fills"
        elif read is Reading.TEXT:
            if fact not in _NAMES:
                yield f"text fills {' or '.join(_NAMES)}, not {fact!r}"
        elif (reason := _no_such_fact(fact)) is not None:
            yield reason
        elif BY_NAME[fact].type not in TYPES[read]:
            yield f"{read} cannot fill {fact}, which is of the type {BY_NAME[fact].type}"
    elif read is Reading.ENTRIES:
        if fact is not None and (reason := _no_such_fact(fact)) is not None:
            yield reason
    elif fact is not None and (read is not Reading.NIB or fact != "nib"):
        yield f"{read} fills no fact; leave {fact!r} out"


def _no_such_fact(name: str) -> str | None:
    if stored_fact(name):
        return None
    names = [fact.name for fact in FACTS if stored_fact(fact.name)]
    near = difflib.get_close_matches(name, names, n=2)
    return f"there is no fact {name!r} to fill" + (f"; near it: {', '.join(near)}" if near else "")


def _entries_mistakes(column: Column) -> Iterator[str]:
    if column.read is Reading.ENTRIES and not column.entries:
        yield "entries needs its entries"
    for word in repeated(entry.entry for entry in column.entries):
        yield f"the entry {word!r} stands twice"
    for entry in column.entries:
        for reason in _entry_mistakes(column, entry):
            yield f"entry {entry.entry!r}: {reason}"


def _entry_mistakes(column: Column, entry: Entry) -> Iterator[str]:
    if column.several and _SEPARATORS.intersection(entry.entry):
        yield "a comma, a semicolon or a line break separates entries and is in none of them"
    fact = entry.fact or column.fact
    if entry.value is None:
        if entry.fact is not None or entry.claim:
            yield "it needs a value"
    elif fact is None:
        yield "it needs the fact that it answers"
    elif (reason := _no_such_fact(fact)) is not None:
        yield reason
    else:
        is_set = BY_NAME[fact].type is FactType.SET
        reason = _refusal(fact, (entry.value,) if is_set else entry.value)
        if reason is not None:
            yield f"{fact} cannot be {entry.value!r}: it {reason}"


def _bands_mistakes(column: Column) -> Iterator[str]:
    if column.read is not Reading.BAND:
        return
    if not column.bands:
        yield "band needs its bands"
    for word in repeated((band.entry for band in column.bands), tight):
        yield f"the band {word!r} stands twice"
    for band in column.bands:
        if (reason := _band_mistake(column, band)) is not None:
            yield f"band {band.entry!r}: {reason}"


def _band_mistake(column: Column, band: Band) -> str | None:
    if band.low is None and band.high is None:
        return "it needs low, high or both"
    if band.low is not None and band.high is not None and band.low > band.high:
        return f"low {band.low} is above high {band.high}"
    if column.fact is None or not stored_fact(column.fact):
        return None
    reason = _refusal(column.fact, Range(band.low, band.high))
    return None if reason is None else f"{column.fact} {reason}"


def _refusal(fact: str, value: Any) -> str | None:
    """Say why a fact cannot have a value."""
    try:
        _checkers()[fact](value)
    except (TypeError, ValueError, CodeError) as error:
        return str(error)
    return None


@cache
def _checkers() -> dict[str, Checker]:
    return checkers(Enterprise, BOUNDS)
