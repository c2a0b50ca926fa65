"""Columns headed by the library's own names of facts, as in its template."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

import attrs

from umkmexport.facts.vocabulary import FACTS
from umkmexport.registry.column_checks import stored_fact
from umkmexport.registry.columns import Column, Entry
from umkmexport.registry.readings import Reading
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.amounts import RupiahUnit
from umkmexport.terms.reading import fold

__all__ = ["own_columns"]

_READINGS: Final = {
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


def own_columns(declared: Collection[str]) -> tuple[Column, ...]:
    """Make a column for every fact that a cell can answer, headed by its name or its labels.

    Args:
        declared: folded headers that a mapping has declared itself, and that stay its own.
    """
    return tuple(
        column if len(free) == len(column.headers) else attrs.evolve(column, headers=free)
        for column in _all()
        if (free := tuple(header for header in column.headers if fold(header) not in declared))
    )


@cache
def _all() -> tuple[Column, ...]:
    return tuple(_column(fact) for fact in FACTS if stored_fact(fact.name))


def _column(fact: Fact) -> Column:
    return Column(
        headers=_distinct(fact.name, fact.label.id, fact.label.en),
        read=_READINGS[fact.type],
        fact=fact.name,
        entries=tuple(
            Entry(word, value=option.value)
            for option in fact.options
            for word in _distinct(option.value, option.text.id, option.text.en)
        ),
        unit=RupiahUnit.RUPIAH if fact.type is FactType.MONEY else None,
        personal=fact.personal,
    )


def _distinct(*words: str) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(fold(word), word)
    return tuple(first.values())
