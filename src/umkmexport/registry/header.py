"""Match the headers of a table with the columns of a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from umkmexport.errors import RegistryError
from umkmexport.registry.mapping import MAPPINGS, Column, Reading, RegistryMapping
from umkmexport.registry.tables import Table
from umkmexport.terms.near import nearest
from umkmexport.terms.reading import Problem, fold
from umkmexport.terms.text import Text

__all__ = ["Match", "Matched", "match_header"]

_UNREAD: Final = frozenset({Reading.CARRY, Reading.IGNORE, Reading.ROW_NUMBER, Reading.ID})
_LATE: Final = frozenset({Reading.DISTRICT})


@attrs.frozen
class Matched:
    """A column of the mapping and where it stands in the table."""

    column: Column
    position: int
    header: str


@attrs.frozen(slots=False)
class Match:
    """A mapping laid on a table.

    Attributes:
        mapping: the mapping.
        matched: its columns that the table has.
        notes: columns of the table that the mapping does not declare.
    """

    mapping: RegistryMapping
    matched: tuple[Matched, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def read(self) -> tuple[Matched, ...]:
        """Give the columns to read, districts after the regencies they lie in."""
        read = [m for m in self.matched if m.column.read not in _UNREAD]
        return tuple(sorted(read, key=lambda m: m.column.read in _LATE))

    @property
    def carried(self) -> tuple[Matched, ...]:
        """Give the columns that go unread from sheet to list."""
        return self.of(Reading.CARRY)

    def of(self, reading: Reading) -> tuple[Matched, ...]:
        """Give the columns that are read in one way."""
        return tuple(m for m in self.matched if m.column.read is reading)


def match_header(table: Table, mapping: RegistryMapping | None) -> Match:
    """Lay a mapping on a table; without one, find the only shipped mapping that fits.

    Raises:
        RegistryError: a column is missing or stands twice, or no mapping or several fit.
    """
    if mapping is not None:
        return _lay(table, mapping)
    fitting = [known for known in MAPPINGS.values() if _fits(table, known)]
    declared = [known for known in fitting if not known.own_names]
    chosen = declared or fitting
    if len(chosen) == 1:
        return _lay(table, chosen[0])
    if chosen:
        names = ", ".join(known.id for known in chosen)
        raise RegistryError(f"{table.name}: several mappings fit ({names}); name one")
    names = ", ".join(MAPPINGS)
    raise RegistryError(
        f"{table.name}: no shipped mapping fits these headers ({_listed(table.headers)}); "
        f"write a mapping file for this layout or name one of {names}"
    )


def _lay(table: Table, mapping: RegistryMapping) -> Match:
    positions: dict[int, Column] = {}
    for column in mapping.all_columns:
        found = _positions(table, column)
        if len(found) > 1:
            headers = _listed(table.headers[i] for i in found)
            raise RegistryError(
                f"{table.name}: two columns ({headers}) for {column.fact or column.headers[0]}; "
                "rename or remove one of them"
            )
        if not found and column.required:
            near = nearest(column.headers[0], table.headers, most=2)
            hint = f"; near it: {_listed(near)}" if near else ""
            raise RegistryError(
                f"{table.name}: the column {column.headers[0]!r} is missing, which the mapping "
                f"{mapping.id} needs{hint}"
            )
        positions.update(dict.fromkeys(found, column))
    if not positions:
        raise RegistryError(
            f"{table.name}: no column of the mapping {mapping.id} is there; the headers are "
            f"{_listed(table.headers)}"
        )
    matched = tuple(Matched(positions[i], i, table.headers[i]) for i in sorted(positions))
    return Match(mapping, _in_order(mapping, matched), tuple(_undeclared(table, positions)))


def _in_order(mapping: RegistryMapping, matched: tuple[Matched, ...]) -> tuple[Matched, ...]:
    order = {id(column): index for index, column in enumerate(mapping.all_columns)}
    return tuple(sorted(matched, key=lambda m: order[id(m.column)]))


def _fits(table: Table, mapping: RegistryMapping) -> bool:
    if mapping.own_names:
        return any(_positions(table, c) for c in mapping.required)
    return bool(mapping.required) and all(_positions(table, c) for c in mapping.required)


def _positions(table: Table, column: Column) -> tuple[int, ...]:
    found = {index for header in column.headers for index in table.positions(header)}
    return tuple(sorted(found))


def _undeclared(table: Table, positions: dict[int, Column]) -> Iterable[Problem]:
    for index, header in enumerate(table.headers):
        if index not in positions and fold(header):
            yield Problem("column_undeclared", _UNDECLARED.format(header=header))


def _listed(headers: Iterable[str]) -> str:
    shown = [header for header in headers if header]
    return ", ".join(shown[:12]) + (", …" if len(shown) > 12 else "")


_UNDECLARED: Final = Text(
    id="kolom «{header}» tidak disebut dalam berkas pemetaan dan tidak dibaca",
    en='the column "{header}" is not declared in the mapping file and was not read',
)
