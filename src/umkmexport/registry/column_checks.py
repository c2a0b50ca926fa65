"""What cannot be in a mapping: facts that do not exist, answers that no fact can have."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from umkmexport.errors import CodeError
from umkmexport.facts.vocabulary import BY_NAME, FACTS
from umkmexport.model.checks import Checker, checkers
from umkmexport.model.enterprise import BOUNDS, Enterprise
from umkmexport.registry.readings import OPTIONS, TYPES, Reading
from umkmexport.rules.fact import FactType
from umkmexport.terms.plain import reason_of
from umkmexport.terms.range import Range
from umkmexport.terms.reading import fold
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from umkmexport.registry.columns import Band, Column, Constant, Entry

__all__ = ["column_mistakes", "constant_mistakes", "repeated", "stored_fact", "tight"]

_NAMES = ("name", "product_name")
_SEPARATORS = frozenset(",;\n")


def column_mistakes(column: Column) -> Iterator[Text]:
    """Yield what cannot be in the statement of one column."""
    if not column.headers or not all(map(fold, column.headers)):
        yield _NO_HEADER
    yield from _fact_mistakes(column)
    for option, readings in OPTIONS.items():
        default = attrs.fields_dict(type(column))[option].default
        if column.read not in readings and getattr(column, option) != default:
            meant = ", ".join(sorted(readings))
            yield _MEANS_NOTHING.format(option=option, read=column.read, meant=meant)
    yield from _entries_mistakes(column)
    yield from _bands_mistakes(column)


def constant_mistakes(constant: Constant) -> Iterator[Text]:
    """Yield what cannot be in a constant."""
    if (reason := _no_such_fact(constant.fact)) is not None:
        yield reason
    elif (reason := _refusal(constant.fact, constant.value)) is not None:
        yield _CANNOT_BE.format(fact=constant.fact, value=repr(constant.value), reason=reason)


def stored_fact(name: str) -> bool:
    """Tell whether a cell can answer a fact of this name."""
    return name != "nib" and name in BY_NAME and name in _checkers()


def repeated(words: Iterable[str], key: Callable[[str], str] = fold) -> list[str]:
    """Give the words that stand more than once."""
    return [word for word, count in Counter(map(key, words)).items() if count > 1]


def tight(text: str) -> str:
    """Give the form in which bands are compared: folded, without blanks."""
    return fold(text).replace(" ", "")


def _fact_mistakes(column: Column) -> Iterator[Text]:
    fact, read = column.fact, column.read
    if read in TYPES or read is Reading.TEXT:
        if fact is None:
            yield _NEEDS_FACT.format(read=read)
        elif read is Reading.TEXT:
            if fact not in _NAMES:
                yield _NO_NAME.format(one=_NAMES[0], other=_NAMES[1], fact=repr(fact))
        elif (reason := _no_such_fact(fact)) is not None:
            yield reason
        elif BY_NAME[fact].type not in TYPES[read]:
            yield _CANNOT_FILL.format(read=read, fact=fact, type=BY_NAME[fact].type)
    elif read is Reading.ENTRIES:
        if fact is not None and (reason := _no_such_fact(fact)) is not None:
            yield reason
    elif fact is not None and (read is not Reading.NIB or fact != "nib"):
        yield _FILLS_NONE.format(read=read, fact=repr(fact))


def _no_such_fact(name: str) -> Text | None:
    if stored_fact(name):
        return None
    names = [fact.name for fact in FACTS if stored_fact(fact.name)]
    near = difflib.get_close_matches(name, names, n=2)
    form = _NEAR if near else _NO_FACT
    return form.format(name=repr(name), near=", ".join(near))


def _entries_mistakes(column: Column) -> Iterator[Text]:
    if column.read is Reading.ENTRIES and not column.entries:
        yield _NO_ENTRIES
    for word in repeated(entry.entry for entry in column.entries):
        yield _ENTRY_TWICE.format(word=repr(word))
    for entry in column.entries:
        for reason in _entry_mistakes(column, entry):
            yield _ENTRY.format(entry=repr(entry.entry), reason=reason)


def _entry_mistakes(column: Column, entry: Entry) -> Iterator[Text]:
    if column.several and _SEPARATORS.intersection(entry.entry):
        yield _SEPARATOR
    fact = entry.fact or column.fact
    if entry.value is None:
        if entry.fact is not None or entry.claim:
            yield _NEEDS_VALUE
    elif fact is None:
        yield _ANSWERS_NONE
    elif (reason := _no_such_fact(fact)) is not None:
        yield reason
    else:
        is_set = BY_NAME[fact].type is FactType.SET
        reason = _refusal(fact, (entry.value,) if is_set else entry.value)
        if reason is not None:
            yield _CANNOT_BE.format(fact=fact, value=repr(entry.value), reason=reason)


def _bands_mistakes(column: Column) -> Iterator[Text]:
    if column.read is not Reading.BAND:
        return
    if not column.bands:
        yield _NO_BANDS
    for word in repeated((band.entry for band in column.bands), tight):
        yield _BAND_TWICE.format(word=repr(word))
    for band in column.bands:
        if (reason := _band_mistake(column, band)) is not None:
            yield _BAND.format(band=repr(band.entry), reason=reason)


def _band_mistake(column: Column, band: Band) -> Text | None:
    if band.low is None and band.high is None:
        return _NO_ENDS
    if band.low is not None and band.high is not None and band.low > band.high:
        return _ENDS_CROSS.format(low=str(band.low), high=str(band.high))
    if column.fact is None or not stored_fact(column.fact):
        return None
    reason = _refusal(column.fact, Range(band.low, band.high))
    return None if reason is None else _OF_FACT.format(fact=column.fact, reason=reason)


def _refusal(fact: str, value: Any) -> Text | None:
    """Say why a fact cannot have a value."""
    try:
        _checkers()[fact](value)
    except (TypeError, ValueError, CodeError) as error:
        return reason_of(error)
    return None


@cache
def _checkers() -> dict[str, Checker]:
    return checkers(Enterprise, BOUNDS)


_NO_HEADER: Final = Text(
    id="kolom memerlukan sedikitnya satu judul, dan tidak boleh ada judul yang kosong",
    en="a column needs at least one header, and none may be empty",
)
_MEANS_NOTHING: Final = Text(
    id="{option} tidak berlaku untuk {read}, hanya untuk {meant}",
    en="{option} means nothing for {read}, only for {meant}",
)
_CANNOT_BE: Final = Text(
    id="{fact} tidak dapat berisi {value}: {reason}", en="{fact} cannot be {value}: it {reason}"
)
_NEEDS_FACT: Final = Text(
    id="{read} memerlukan fakta (fact) yang diisinya", en="{read} needs the fact that it fills"
)
_NO_NAME: Final = Text(
    id="text mengisi {one} atau {other}, bukan {fact}", en="text fills {one} or {other}, not {fact}"
)
_CANNOT_FILL: Final = Text(
    id="{read} tidak dapat mengisi {fact}, yang berjenis {type}",
    en="{read} cannot fill {fact}, which is of the type {type}",
)
_FILLS_NONE: Final = Text(
    id="{read} tidak mengisi fakta; hapus {fact}", en="{read} fills no fact; leave {fact} out"
)
_NO_FACT: Final = Text(
    id="tidak ada fakta {name} yang dapat diisi", en="there is no fact {name} to fill"
)
_NEAR: Final = Text(
    id="tidak ada fakta {name} yang dapat diisi; yang mirip: {near}",
    en="there is no fact {name} to fill; near it: {near}",
)
_NO_ENTRIES: Final = Text(id="entries memerlukan isiannya", en="entries needs its entries")
_ENTRY_TWICE: Final = Text(id="isian {word} tertulis dua kali", en="the entry {word} stands twice")
_ENTRY: Final = Text(id="isian {entry}: {reason}", en="entry {entry}: {reason}")
_SEPARATOR: Final = Text(
    id="koma, titik koma, atau pergantian baris memisahkan isian dan tidak ada di dalam isian",
    en="a comma, a semicolon or a line break separates entries and is in none of them",
)
_NEEDS_VALUE: Final = Text(id="isian ini memerlukan value", en="it needs a value")
_ANSWERS_NONE: Final = Text(
    id="isian ini memerlukan fakta (fact) yang dijawabnya", en="it needs the fact that it answers"
)
_NO_BANDS: Final = Text(id="band memerlukan daftar rentang (bands)", en="band needs its bands")
_BAND_TWICE: Final = Text(id="rentang {word} tertulis dua kali", en="the band {word} stands twice")
_BAND: Final = Text(id="rentang {band}: {reason}", en="band {band}: {reason}")
_NO_ENDS: Final = Text(
    id="rentang ini memerlukan low, high, atau keduanya", en="it needs low, high or both"
)
_ENDS_CROSS: Final = Text(
    id="low {low} lebih besar dari high {high}", en="low {low} is above high {high}"
)
_OF_FACT: Final = Text(id="{fact} {reason}", en="{fact} {reason}")
