"""Facts as columns: what a frame holds of each fact that a rule asks for, on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.errors import FrameError
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME
from umkmexport.frames import derived
from umkmexport.frames.door import (
    read_answer,
    read_figure,
    read_nib,
    read_several,
    read_word,
)
from umkmexport.frames.expressions import Answer, Predicate, Unknown
from umkmexport.frames.figures import Figure
from umkmexport.frames.sheet import Sheet
from umkmexport.frames.words import GoodsCode, Region, Several, Word
from umkmexport.rules.fact import Fact, FactType, Option
from umkmexport.terms.quantity import UNITS
from umkmexport.terms.text import Text

__all__ = ["Facts", "Kind"]

Kind: TypeAlias = Answer | Figure | Word | Several | Unknown

_PRIVATE: Final = frozenset(
    {"nib", *(name for name, fact in BY_NAME.items() if fact.personal)},
)
"""Columns whose values are never put into a message."""

_LARGEST_AMOUNT: Final = 10**9
"""Amounts of goods up to which products of two of them, in grams, still fit 64 bits."""

_SHOWN: Final = 8


class Facts:
    """See a frame as rules see one firm: fact by fact, on one day.

    Args:
        native: a dataframe or a lazy frame of any engine that narwhals knows.
        as_of: the day the decision is made for.
        declared: the facts that only one call asks.
    """

    def __init__(self, native: Any, *, as_of: date, declared: Iterable[Fact] = ()) -> None:
        if not isinstance(as_of, date) or isinstance(as_of, datetime):
            raise FrameError(f"as_of must be a date, not a {type(as_of).__name__}")
        self.sheet = Sheet(native, _PRIVATE)
        self.as_of = as_of
        own = {fact.name: fact for fact in declared}
        self._complete = {*own, *(fact.name for fact in APPLICATION_FACTS)}
        self._vocabulary = {**BY_NAME, **_parts_of_quantities(), **own}
        self._kinds: dict[str, Kind] = {}
        self._asked: dict[str, None] = {}
        self._held = False

    def answer(self, name: str) -> Answer | Unknown:
        """Give a yes-or-no fact."""
        found: Answer | Unknown = self._of(name, Answer | Unknown)
        return found

    def figure(self, name: str) -> Figure | Unknown:
        """Give a number or a date."""
        found: Figure | Unknown = self._of(name, Figure | Unknown)
        return found

    def word(self, name: str) -> Word | Unknown:
        """Give a choice, a code or a name."""
        found: Word | Unknown = self._of(name, Word | Unknown)
        return found

    def words(self, name: str) -> Word | Several | Unknown:
        """Give a choice, a code, a name, or a set of such."""
        found: Word | Several | Unknown = self._of(name, Word | Several | Unknown)
        return found

    def code(self, name: str) -> Region | GoodsCode | Unknown:
        """Give a code of a hierarchy."""
        found: Region | GoodsCode | Unknown = self._of(name, Region | GoodsCode | Unknown)
        return found

    def type_of(self, name: str) -> FactType:
        """Give the type of a fact."""
        return self._fact(name).type

    def known(self, name: str) -> Predicate:
        """Hold where a fact is known; an amount of goods, where its unit is too."""
        known = self._kind(name).known
        if self.type_of(name) is FactType.QUANTITY:
            return known & self._kind(f"{name}_unit").known
        return known

    def stored_answer(self, name: str) -> Answer | Unknown:
        """Give a yes-or-no fact as its own column holds it, whatever it may follow from."""
        kind = self._read(self._fact(name))
        return kind if isinstance(kind, Answer) else Unknown()

    def nib(self) -> Predicate | None:
        """Hold where an NIB is written; None where the frame has no column of it."""
        return read_nib(self.sheet, "nib") if self._look_for("nib") else None

    def finish(self, results: Mapping[str, nw.Expr]) -> Any:
        """Give the frame as its own type, with its columns and the results.

        Raises:
            FrameError: the frame has none of the columns that the rule asks for, a column of the
                wrong type or with values its fact may not have, or a result's column already.
        """
        if self._asked and not self._held:
            columns = list(self.sheet.schema)
            more = " …" if len(columns) > _SHOWN else ""
            raise FrameError(
                f"the rule asks for {', '.join(self._asked)}, and the frame has no such column; "
                f"it has {', '.join(columns[:_SHOWN]) or 'no column at all'}{more}"
            )
        return self.sheet.finish(results)

    def _of(self, name: str, kinds: Any) -> Any:
        kind = self._kind(name)
        if not isinstance(kind, kinds):
            raise FrameError(f"fact {name} is {self.type_of(name)}; the rule's test does not fit")
        return kind

    def _kind(self, name: str) -> Kind:
        if name not in self._kinds:
            self._kinds[name] = self._find(name)
        return self._kinds[name]

    def _find(self, name: str) -> Kind:
        how = derived.DERIVED.get(name)
        if how is None:
            return self._read(self._fact(name))
        if [parent for parent in how.parents if self._look_for(parent)]:
            return how.build(self)
        return self._read(self._fact(name))

    def _read(self, fact: Fact) -> Kind:
        if not self._look_for(fact.name):
            return Unknown()
        if fact.type is FactType.QUANTITY and f"{fact.name}_unit" not in self.sheet.schema:
            self.sheet.refuse(f"column {fact.name} needs its unit beside it, in {fact.name}_unit")
        if fact.type is FactType.SET:
            found: Kind | None = read_several(
                self.sheet, fact, is_complete=fact.name in self._complete
            )
        else:
            found = _READERS.get(fact.type, read_word)(self.sheet, fact)
        return Unknown() if found is None else found

    def _fact(self, name: str) -> Fact:
        if name not in self._vocabulary:
            raise FrameError(f"there is no fact {name!r}")
        return self._vocabulary[name]

    def _look_for(self, name: str) -> bool:
        """Tell whether the frame has a column of a fact, or bounds where it is a figure."""
        self._asked[name] = None
        names = [name]
        if self.type_of(name) in _WITH_BOUNDS:
            names += [f"{name}_low", f"{name}_high"]
        held = any(each in self.sheet.schema for each in names)
        self._held = self._held or held
        return held


_READERS: Final[dict[FactType, Callable[[Sheet, Fact], Kind | None]]] = {
    FactType.BOOL: read_answer,
    FactType.INT: read_figure,
    FactType.MONEY: read_figure,
    FactType.DATE: read_figure,
    FactType.QUANTITY: read_figure,
}
_WITH_BOUNDS: Final = frozenset(_READERS) - {FactType.BOOL}


def _parts_of_quantities() -> dict[str, Fact]:
    """Give the two columns that hold an amount of goods: the number, and its unit."""
    parts: dict[str, Fact] = {}
    for fact in BY_NAME.values():
        if fact.type is FactType.QUANTITY:
            parts[fact.name] = attrs.evolve(fact, least=0, greatest=_LARGEST_AMOUNT)
            parts[f"{fact.name}_unit"] = Fact(
                f"{fact.name}_unit",
                FactType.ENUM,
                fact.label,
                fact.question,
                options=tuple(Option(unit, Text(id=unit, en=unit)) for unit in UNITS),
            )
    return parts
