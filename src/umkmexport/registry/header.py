"""Match the headers of a table with the columns of a mapping."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.registry.columns import Column
from umkmexport.registry.mapping import MAPPINGS, RegistryMapping
from umkmexport.registry.readings import UNREAD, Reading
from umkmexport.registry.refusals import TableError
from umkmexport.registry.tables import Table
from umkmexport.terms.reading import Problem, fold
from umkmexport.terms.text import Text

__all__ = ["Match", "Matched", "match_header"]

_Places: TypeAlias = Mapping[str, list[int]]

_MOST_LISTED: Final = 12


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
        matched: its columns that the table has, in the order of the mapping.
        notes: columns of the table that the mapping does not declare.
    """

    mapping: RegistryMapping
    matched: tuple[Matched, ...]
    notes: tuple[Problem, ...] = ()

    @cached_property
    def read(self) -> tuple[Matched, ...]:
        """Give the columns to read, districts after the regencies they lie in."""
        read = [m for m in self.matched if m.column.read not in UNREAD]
        return tuple(sorted(read, key=lambda m: m.column.read is Reading.DISTRICT))

    def of(self, reading: Reading) -> tuple[Matched, ...]:
        """Give the columns that are read in one way."""
        return tuple(m for m in self.matched if m.column.read is reading)


def match_header(table: Table, mapping: RegistryMapping | None) -> Match:
    """Lay a mapping on a table; without one, find the only shipped mapping that fits.

    Raises:
        TableError: a column is missing or stands twice, or no mapping or several fit.
    """
    places = _places(table)
    if mapping is None:
        mapping = _choose(table, places)
    return _lay(table, places, mapping)


def _choose(table: Table, places: _Places) -> RegistryMapping:
    fitting = [known for known in MAPPINGS.values() if _fits(places, known)]
    declared = [known for known in fitting if not known.own_names]
    chosen = declared or fitting
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = ", ".join(known.id for known in chosen)
        raise _refuse(table, "mapping_unclear", mappings=names)
    raise _refuse(
        table,
        "mapping_unknown",
        headers=_listed(table.headers),
        nearest=_nearest(places),
        mappings=", ".join(MAPPINGS),
    )


def _fits(places: _Places, mapping: RegistryMapping) -> bool:
    """Tell whether the required columns are there, and more than an id."""
    required = mapping.required
    return bool(required) and not _lacking(places, mapping) and _found(places, mapping) > 1


def _nearest(places: _Places) -> Text:
    """Name the mapping that knows most of the headers, and what it lacks."""
    found, nearest = max(
        ((_found(places, known), known) for known in MAPPINGS.values()), key=lambda pair: pair[0]
    )
    lacking = ", ".join(f"'{column.headers[0]}'" for column in _lacking(places, nearest))
    if found < 2 or not lacking:
        return Text(id="", en="")
    return _NEAREST.format(mapping=nearest.id, n=str(found), columns=lacking)


def _found(places: _Places, mapping: RegistryMapping) -> int:
    return sum(bool(_positions(places, column)) for column in mapping.all_columns)


def _lacking(places: _Places, mapping: RegistryMapping) -> list[Column]:
    return [column for column in mapping.required if not _positions(places, column)]


def _lay(table: Table, places: _Places, mapping: RegistryMapping) -> Match:
    positions: dict[int, Column] = {}
    for column in mapping.all_columns:
        found = _positions(places, column)
        if len(found) > 1:
            headers = _listed(table.headers[i] for i in found)
            meant = column.fact or column.headers[0]
            raise _refuse(table, "column_twice", headers=headers, meant=meant)
        positions.update(dict.fromkeys(found, column))
    for column in _lacking(places, mapping):
        raise _refuse(
            table,
            "column_missing",
            column=column.headers[0],
            mapping=mapping.id,
            hint=_near(table, places, column),
        )
    if not positions:
        raise _refuse(table, "columns_unknown", mapping=mapping.id, headers=_listed(table.headers))
    order = {id(column): index for index, column in enumerate(mapping.all_columns)}
    matched = [Matched(column, i, table.headers[i]) for i, column in positions.items()]
    matched.sort(key=lambda m: order[id(m.column)])
    return Match(mapping, tuple(matched), tuple(_undeclared(table, positions)))


def _near(table: Table, places: _Places, column: Column) -> Text:
    """Name the headers like a missing one, else all of them."""
    near = difflib.get_close_matches(fold(column.headers[0]), places, n=2)
    if near:
        return _NEAR.format(headers=_listed(table.headers[places[key][0]] for key in near))
    return _PRESENT.format(headers=_listed(table.headers))


def _places(table: Table) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, header in enumerate(table.headers):
        if folded := fold(header):
            places.setdefault(folded, []).append(index)
    return places


def _positions(places: _Places, column: Column) -> list[int]:
    found = {index for header in column.headers for index in places.get(fold(header), ())}
    return sorted(found)


def _undeclared(table: Table, positions: Mapping[int, Column]) -> Iterator[Problem]:
    for index, header in enumerate(table.headers):
        if index not in positions and fold(header):
            text = _UNDECLARED.format(header=mask_digits(header))
            yield Problem("column_undeclared", text)


def _listed(headers: Iterable[str]) -> str:
    shown = [f"'{mask_digits(header)}'" for header in headers if header]
    return ", ".join(shown[:_MOST_LISTED]) + (", …" if len(shown) > _MOST_LISTED else "")


def _refuse(table: Table, code: str, **parts: Text | str) -> TableError:
    return TableError(Problem(code, _TEXTS[code].format(name=table.name, **parts)))


_UNDECLARED: Final = Text(
    id="kolom '{header}' tidak disebut dalam berkas pemetaan dan tidak dibaca",
    en="the column '{header}' is not declared in the mapping file and was not read",
)
_NEAR: Final = Text(id="; yang mirip: {headers}", en="; near it: {headers}")
_PRESENT: Final = Text(
    id="; judul kolom yang ada: {headers}", en="; the headers there are: {headers}"
)
_NEAREST: Final = Text(
    id=" Yang paling dekat ialah {mapping} ({n} kolom dikenal), tetapi kolom {columns} tidak ada.",
    en=" The nearest is {mapping} ({n} columns known), but it needs {columns}.",
)
_TEXTS: Final = {
    "mapping_unclear": Text(
        id="{name}: lebih dari satu pemetaan cocok ({mappings}); sebutkan salah satu",
        en="{name}: several mappings fit ({mappings}); name one",
    ),
    "mapping_unknown": Text(
        id="{name}: tidak ada pemetaan bawaan yang cocok dengan judul kolom ini ({headers})."
        "{nearest} Tulis berkas pemetaan untuk bentuk ini, atau sebutkan salah satu dari "
        "{mappings}",
        en="{name}: no shipped mapping fits these headers ({headers}).{nearest} Write a mapping "
        "file for this layout, or name one of {mappings}",
    ),
    "column_twice": Text(
        id="{name}: ada dua kolom ({headers}) untuk {meant}; ganti judul atau hapus salah satunya",
        en="{name}: there are two columns ({headers}) for {meant}; rename or remove one of them",
    ),
    "column_missing": Text(
        id="{name}: kolom '{column}' tidak ada, padahal diperlukan oleh pemetaan {mapping}{hint}",
        en="{name}: the column '{column}' is missing, which the mapping {mapping} needs{hint}",
    ),
    "columns_unknown": Text(
        id="{name}: tidak satu pun kolom pemetaan {mapping} ada; judul kolomnya {headers}",
        en="{name}: no column of the mapping {mapping} is there; the headers are {headers}",
    ),
}
