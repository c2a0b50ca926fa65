"""Mappings: how the columns of one kind of registry become facts, declared in a TOML file.

An office writes such a file without Python. Every column of the sheet is declared, read or not;
what an entry means stands in the file, never in a guess.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.facts.vocabulary import BY_NAME, FACTS
from umkmexport.model.enterprise import IDENTITY
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.amounts import RupiahUnit
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.terms.reading import fold

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "MAPPINGS",
    "Band",
    "Column",
    "Constant",
    "Entry",
    "Reading",
    "RegistryMapping",
    "load_mapping",
]


class Reading(enum.StrEnum):
    """How the cells of a column are read."""

    ID = "id"
    TEXT = "text"
    NIB = "nib"
    YES_NO = "yes_no"
    ENTRIES = "entries"
    MONEY = "money"
    BAND = "band"
    COUNT = "count"
    DATE = "date"
    REGION = "region"
    DISTRICT = "district"
    QUANTITY = "quantity"
    CODE = "code"
    EVENT_DATE = "event_date"
    CARRY = "carry"
    ROW_NUMBER = "row_number"
    IGNORE = "ignore"


@attrs.frozen
class Entry:
    """What one entry of a cell says.

    Attributes:
        entry: the words in the cell.
        fact: the fact it speaks of; none where it says nothing that the library knows.
        value: the answer it gives.
        claim: whether it is a mere claim, such as a tick without a number.
    """

    entry: str
    fact: str | None = None
    value: bool | str | None = None
    claim: bool = False


@attrs.frozen
class Band:
    """A band of amounts as the form prints it, in whole rupiah, both ends included."""

    entry: str
    low: int | None = None
    high: int | None = None

    @property
    def range(self) -> Range[int]:
        """Give the band as a Range."""
        return Range(self.low, self.high)


@attrs.frozen(slots=False)
class Column:
    """One column of the sheet.

    Attributes:
        headers: the header and its synonyms; case and blanks do not matter.
        read: how its cells are read.
        fact: the fact it answers, where it answers one.
        required: whether the registry is not of this kind without it.
        entries: what the entries of its cells say.
        several: whether a cell may hold several entries.
        bands: the bands of a form.
        unit: what a bare amount of money counts.
        letter_m: what the letter M stands for in its amounts.
        zero: whether an amount of zero is an answer; else it counts as not filled in.
        evidence: what its answers rest on.
        personal: whether it holds personal data, which stay out of row ids.
        about: the word for an event that its dates tell of.
        add: whether its counts are added to those of the other columns of the same fact.
    """

    headers: tuple[str, ...]
    read: Reading
    fact: str | None = None
    required: bool = False
    entries: tuple[Entry, ...] = ()
    several: bool = False
    bands: tuple[Band, ...] = ()
    unit: RupiahUnit | None = None
    letter_m: RupiahUnit | None = None
    zero: bool = True
    evidence: EvidenceKind | None = None
    personal: bool = False
    about: str | None = None
    add: bool = False

    @cached_property
    def by_entry(self) -> Mapping[str, Entry]:
        """Give what each entry says, by its folded words."""
        return {fold(entry.entry): entry for entry in self.entries}

    @cached_property
    def by_band(self) -> Mapping[str, Band]:
        """Give the bands by their folded words."""
        return {_tight(band.entry): band for band in self.bands}

    def band(self, text: str) -> Band | None:
        """Find a band, whatever its blanks."""
        return self.by_band.get(_tight(text))

    def mistakes(self) -> Iterator[str]:
        """Yield what cannot be."""
        if not self.headers:
            yield "a column needs at least one header"
        wanted = _FITTING.get(self.read)
        if wanted is not None and (self.fact is None or not wanted(self.fact)):
            yield f"{self.read} cannot fill {self.fact or 'no fact'}"
        if self.read is Reading.BAND and not self.bands:
            yield "band needs its bands"
        if self.read is Reading.ENTRIES and not self.entries:
            yield "entries needs its entries"
        for entry in self.entries:
            yield from self._entry_mistakes(entry)

    def _entry_mistakes(self, entry: Entry) -> Iterator[str]:
        name = entry.fact or (self.fact if entry.value is not None else None)
        if name is None:
            return
        fact = BY_NAME.get(name)
        if fact is None or fact.is_derived:
            yield f"entry {entry.entry!r}: there is no fact {name!r} to fill"
        elif fact.type is FactType.BOOL and not isinstance(entry.value, bool):
            yield f"entry {entry.entry!r}: {name} needs true or false"
        elif fact.options and entry.value not in [option.value for option in fact.options]:
            options = ", ".join(option.value for option in fact.options)
            yield f"entry {entry.entry!r}: {name} is one of {options}, not {entry.value!r}"


@attrs.frozen
class Constant:
    """A fact that holds for every row of the file."""

    fact: str
    value: bool | int | str | tuple[str, ...]


@attrs.frozen(kw_only=True, slots=False)
class RegistryMapping(Policy):
    """How one kind of registry is read.

    Attributes:
        evidence: what answers rest on, where a column does not say.
        columns: the columns of the sheet.
        constants: facts that hold for every row, as entries without words.
        own_names: whether the columns carry the library's own names of facts as well.
        header_row: the row of the headers, where it is not the first.
    """

    evidence: EvidenceKind
    columns: tuple[Column, ...] = ()
    constants: tuple[Constant, ...] = ()
    own_names: bool = False
    header_row: int | None = None

    def __attrs_post_init__(self) -> None:
        mistakes = [
            f"column {column.headers[0] if column.headers else '?'}: {mistake}"
            for column in self.columns
            for mistake in column.mistakes()
        ]
        seen = Counter(header for column in self.columns for header in {*map(fold, column.headers)})
        mistakes += [
            f"header {h!r} stands in two columns" for h, count in seen.items() if count > 1
        ]
        if mistakes:
            raise PolicyError("; ".join(mistakes))

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """Give the declared columns, and those that carry the library's own names."""
        declared = {fold(header) for column in self.columns for header in column.headers}
        own = _own_columns() if self.own_names else ()
        return (*self.columns, *(c for c in own if fold(c.headers[0]) not in declared))

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """Give the columns without which a registry is not of this kind."""
        return tuple(column for column in self.columns if column.required)


def load_mapping(file: str | Path | Traversable) -> RegistryMapping:
    """Read a mapping from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, RegistryMapping)


MAPPINGS: Final = Catalogue("umkmexport.registry.mappings", load_mapping, "mapping")
"""The shipped mappings by id."""


def _tight(text: str) -> str:
    return fold(text).replace(" ", "")


def _of_type(*types: FactType) -> Callable[[str], bool]:
    return lambda name: name in BY_NAME and BY_NAME[name].type in types


def _stored(name: str) -> bool:
    return name in IDENTITY or (name in BY_NAME and not BY_NAME[name].is_derived)


_FITTING: Final[dict[Reading, Callable[[str], bool]]] = {
    Reading.TEXT: lambda name: name in ("name", "product_name"),
    Reading.YES_NO: _of_type(FactType.BOOL),
    Reading.MONEY: _of_type(FactType.MONEY),
    Reading.BAND: _of_type(FactType.MONEY, FactType.INT),
    Reading.COUNT: _of_type(FactType.INT),
    Reading.DATE: _of_type(FactType.DATE),
    Reading.REGION: _of_type(FactType.REGION),
    Reading.DISTRICT: _of_type(FactType.REGION),
    Reading.QUANTITY: _of_type(FactType.QUANTITY),
    Reading.CODE: _stored,
}

_OWN_READINGS: Final = {
    FactType.BOOL: Reading.YES_NO,
    FactType.INT: Reading.COUNT,
    FactType.MONEY: Reading.MONEY,
    FactType.DATE: Reading.DATE,
    FactType.ENUM: Reading.ENTRIES,
    FactType.REGION: Reading.REGION,
    FactType.QUANTITY: Reading.QUANTITY,
    FactType.SET: Reading.CODE,
    FactType.HS: Reading.CODE,
    FactType.KBLI: Reading.CODE,
    FactType.COUNTRY: Reading.CODE,
    FactType.ID: Reading.CODE,
}


def _own_columns() -> tuple[Column, ...]:
    """Make a column for every stored fact, headed by its name or its Indonesian label."""
    return tuple(_own_column(fact) for fact in FACTS if not fact.is_derived and fact.name != "nib")


def _own_column(fact: Fact) -> Column:
    entries = tuple(
        Entry(word, fact.name, option.value)
        for option in fact.options
        for word in dict.fromkeys((option.value, option.text.id, option.text.en))
    )
    return Column(
        headers=(fact.name, fact.label.id),
        read=_OWN_READINGS[fact.type],
        fact=fact.name,
        entries=entries,
        unit=RupiahUnit.RUPIAH if fact.type is FactType.MONEY else None,
        personal=fact.personal,
    )
