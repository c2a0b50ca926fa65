"""The ways of reading a column, and what goes with each."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from umkmexport.rules.fact import FactType

__all__ = ["OPTIONS", "TYPES", "UNREAD", "Reading"]


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


UNREAD: Final = frozenset({Reading.CARRY, Reading.IGNORE, Reading.ROW_NUMBER, Reading.ID})
"""Readings that say nothing about a fact."""

TYPES: Final[Mapping[Reading, frozenset[FactType]]] = MappingProxyType(
    {
        Reading.YES_NO: frozenset({FactType.BOOL}),
        Reading.MONEY: frozenset({FactType.MONEY}),
        Reading.BAND: frozenset({FactType.MONEY, FactType.INT}),
        Reading.COUNT: frozenset({FactType.INT}),
        Reading.DATE: frozenset({FactType.DATE}),
        Reading.REGION: frozenset({FactType.REGION}),
        Reading.DISTRICT: frozenset({FactType.REGION}),
        Reading.QUANTITY: frozenset({FactType.QUANTITY}),
        Reading.CODE: frozenset(
            {FactType.HS, FactType.KBLI, FactType.COUNTRY, FactType.SET, FactType.ID}
        ),
    }
)
"""The types of fact that a reading may fill."""

OPTIONS: Final[Mapping[str, frozenset[Reading]]] = MappingProxyType(
    {
        "entries": frozenset({Reading.ENTRIES, Reading.YES_NO}),
        "several": frozenset({Reading.ENTRIES}),
        "bands": frozenset({Reading.BAND}),
        "unit": frozenset({Reading.MONEY}),
        "letter_m": frozenset({Reading.MONEY}),
        "zero": frozenset({Reading.MONEY}),
        "event": frozenset({Reading.EVENT_DATE}),
        "about": frozenset({Reading.EVENT_DATE}),
        "add": frozenset({Reading.COUNT}),
    }
)
"""What a column may state besides, and for which readings it means anything."""
