"""What a mapping states of one column of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.model.records import EventKind
from umkmexport.registry.column_checks import column_mistakes, tight
from umkmexport.registry.readings import Reading
from umkmexport.terms.amounts import RupiahUnit
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.terms.reading import fold
from umkmexport.terms.text import Text, join_text

__all__ = ["Band", "Column", "Constant", "Entry"]


@attrs.frozen
class Entry:
    """What one entry of a cell says.

    Attributes:
        entry: the words in the cell. An empty entry says what a cell that is not filled in means.
        fact: the fact it speaks of, where that is not the fact of the column.
        value: the answer it gives; none where it says nothing that the library knows.
        claim: whether it is a mere claim, such as a tick without a number.
    """

    entry: str
    fact: str | None = None
    value: bool | str | None = None
    claim: bool = False


@attrs.frozen
class Band:
    """A band of amounts as the form prints it, in whole numbers, both ends included."""

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
        entries: what the entries of its cells say, before any word that all columns share.
        several: whether a cell may hold several entries.
        bands: the bands of a form.
        unit: what a bare amount of money counts.
        letter_m: what the letter M stands for in its amounts.
        zero: whether an amount of zero is an answer; else it counts as not filled in.
        evidence: what its answers rest on.
        personal: whether it holds personal data, which stay out of row ids.
        event: the kind of event that its dates tell of; a training, if not said.
        about: the word for what that event was about.
        add: whether its counts are added to those of the other columns of the same fact.

    Raises:
        PolicyError: what is stated does not go together.
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
    zero: bool = False
    evidence: EvidenceKind | None = None
    personal: bool = False
    event: EventKind | None = None
    about: str | None = None
    add: bool = False

    def __attrs_post_init__(self) -> None:
        mistakes = tuple(column_mistakes(self))
        if mistakes:
            reasons = join_text(mistakes, "; ")
            raise PolicyError(_MISTAKEN.format(headers=str(self.headers[:1]), reasons=reasons))

    @cached_property
    def by_entry(self) -> Mapping[str, Entry]:
        """Give what each entry says, by its folded words."""
        return {fold(entry.entry): entry for entry in self.entries}

    @cached_property
    def _by_band(self) -> Mapping[str, Band]:
        return {tight(band.entry): band for band in self.bands}

    def band(self, text: str) -> Band | None:
        """Find a band, whatever its blanks."""
        return self._by_band.get(tight(text))


@attrs.frozen
class Constant:
    """A fact that holds for every row of the file."""

    fact: str
    value: bool | int | str | date | tuple[str, ...]


_MISTAKEN: Final = Text(id="kolom {headers}: {reasons}", en="column {headers}: {reasons}")
