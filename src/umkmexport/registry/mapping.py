"""Mappings: how the columns of one kind of registry become facts, declared in a TOML file.

An office writes such a file without Python. Every column of the sheet is declared, read or not;
what an entry means stands in the file, never in a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.facts.vocabulary import FACTS
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.registry.column_checks import constant_mistakes, repeated
from umkmexport.registry.columns import Column, Constant
from umkmexport.registry.own_columns import own_columns
from umkmexport.registry.readings import Reading
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.reading import fold
from umkmexport.terms.text import Text, join_text

__all__ = ["MAPPINGS", "RegistryMapping", "load_mapping", "template_headers"]


@attrs.frozen(kw_only=True, slots=False)
class RegistryMapping(Policy):
    """How one kind of registry is read.

    Attributes:
        evidence: what answers rest on, where a column does not say.
        columns: the columns of the sheet.
        constants: facts that hold for every row.
        own_names: whether the columns may carry the library's own names of facts as well.
        header_row: the row of the headers, where it is not the first.

    Raises:
        PolicyError: what is stated does not go together.
    """

    evidence: EvidenceKind
    columns: tuple[Column, ...] = attrs.field(default=(), repr=lambda columns: f"<{len(columns)}>")
    constants: tuple[Constant, ...] = ()
    own_names: bool = False
    header_row: int | None = None

    def __attrs_post_init__(self) -> None:
        mistakes = tuple(self._mistakes())
        if mistakes:
            raise PolicyError(join_text(mistakes, "; "))

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """Give the declared columns, and those that carry the library's own names."""
        declared = {fold(header) for column in self.columns for header in column.headers}
        return (*self.columns, *(own_columns(declared) if self.own_names else ()))

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """Give the columns without which a registry is not of this kind."""
        return tuple(column for column in self.columns if column.required)

    def _mistakes(self) -> Iterator[Text]:
        if not self.columns and not self.own_names:
            yield _NO_COLUMNS
        if self.header_row is not None and self.header_row < 1:
            yield _NO_ROW.format(row=str(self.header_row))
        for header in repeated(h for c in self.columns for h in {fold(h): h for h in c.headers}):
            yield _HEADER_TWICE.format(header=repr(header))
        if sum(column.read is Reading.ID for column in self.columns) > 1:
            yield _TWO_IDS
        yield from self._sum_mistakes()
        for fact in repeated(constant.fact for constant in self.constants):
            yield _CONSTANT_TWICE.format(fact=fact)
        for index, constant in enumerate(self.constants):
            for reason in constant_mistakes(constant):
                yield _CONSTANT.format(index=str(index), reason=reason)

    def _sum_mistakes(self) -> Iterator[Text]:
        counts = [column for column in self.columns if column.read is Reading.COUNT]
        added = {column.fact for column in counts if column.add}
        for fact in sorted({c.fact or "" for c in counts if not c.add and c.fact in added}):
            yield _HALF_A_SUM.format(fact=fact)


def load_mapping(file: str | Path | Traversable) -> RegistryMapping:
    """Read a mapping from a TOML file.

    Raises:
        PolicyError: the file is missing, is no TOML, or states something that cannot be; the
            text names the file, the path inside it and the reason.
    """
    return read_policy(Path(file) if isinstance(file, str) else file, RegistryMapping)


MAPPINGS: Final = Catalogue(
    "umkmexport.registry.mappings", load_mapping, Text(id="pemetaan", en="mapping")
)
"""The shipped mappings by id."""


def template_headers(*, first_only: bool = False) -> tuple[str, ...]:
    """Give the headers of an empty registry for an office to fill in.

    The mapping ``template`` reads it. With ``write_csv`` it becomes a file.

    Args:
        first_only: only the facts to fill in first, which an office usually has at hand.

    Examples:
        >>> template_headers(first_only=True)[:6]
        ('id', 'name', 'product_name', 'nib', 'telephone', 'address')
        >>> len(template_headers(first_only=True)), len(template_headers())
        (32, 85)
    """
    later = {fact.name for fact in FACTS if not fact.first}
    return tuple(
        column.headers[0]
        for column in MAPPINGS["template"].all_columns
        if not first_only or column.fact not in later
    )


_NO_COLUMNS: Final = Text(id="columns: belum ada kolom", en="columns: there is none")
_NO_ROW: Final = Text(
    id="header_row: baris dihitung dari 1, bukan dari {row}",
    en="header_row: rows count from 1, not from {row}",
)
_HEADER_TWICE: Final = Text(
    id="columns: judul {header} tertulis pada dua kolom",
    en="columns: the header {header} stands in two of them",
)
_TWO_IDS: Final = Text(
    id="columns: hanya satu kolom yang dapat berisi id", en="columns: only one can hold the id"
)
_CONSTANT_TWICE: Final = Text(
    id="constants: {fact} tertulis dua kali", en="constants: {fact} stands twice"
)
_CONSTANT: Final = Text(id="constants[{index}]: {reason}", en="constants[{index}]: {reason}")
_HALF_A_SUM: Final = Text(
    id="columns: {fact} dijumlahkan dari sebagian kolomnya saja; isi add pada semuanya",
    en="columns: {fact} is added up from some of its columns and not from all; set add",
)
