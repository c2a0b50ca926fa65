"""Published tables of counts and shares: do their parts add up, and are they plausible?

Nothing is corrected: a table keeps the figures as they were printed, and each finding says which
of them do not fit, with the exact figures. What may be a misprint and what may be rounding is told
apart by an exact law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.errors import RegistryError
from umkmexport.model.choices import SizeClass
from umkmexport.terms.choice import Choice
from umkmexport.terms.plain import to_plain
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Language, Text, join_text

__all__ = [
    "NATIONAL_2021",
    "Discrepancy",
    "PublishedTable",
    "Reconciliation",
    "TableUnit",
    "reconcile",
]

Part: TypeAlias = "tuple[SizeClass | str, int | None]"


class TableUnit(Choice):
    """What the parts of a table are given in."""

    COUNT = "count", "jumlah usaha", "number of firms"
    PER_CENT = "per_cent", "persen", "per cent"


@attrs.frozen(kw_only=True)
class PublishedTable:
    """A table of firms as it was published, with whatever is wrong in it.

    Attributes:
        name: what it counts, in the words of its source.
        place: where.
        on: the day its figures are of, where the source names one.
        parts: name and figure of each part; None for a part whose figure is not known, which is
            not 0. Shares are whole per cent, or tenths of them with one decimal, and so on.
        total: the number of firms stated for the whole, in both units; None where none is stated
            or where it is rounded.
        unit: whether the parts are counts or shares of 100 per cent.
        decimals: how many decimals the shares have: 98.6 per cent is 986 with one.
        source: where it was published.

    Examples:
        >>> source = Source("ANTARA, 28 February 2023", date(2026, 11, 21), Confidence.HIGH)
        >>> parts = ((SizeClass.MICRO, 22_213), (SizeClass.SMALL, 5_447), (SizeClass.MEDIUM, 103))
        >>> medan = PublishedTable(
        ...     name="UMKM", place="Kota Medan", parts=parts, total=27_753, source=source
        ... )
        >>> [finding.code for finding in reconcile(medan).findings]
        ['total_differs', 'share_implausible']
    """

    name: str
    place: str
    parts: tuple[Part, ...]
    source: Source
    on: date | None = None
    total: int | None = None
    unit: TableUnit = TableUnit.COUNT
    decimals: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            raise RegistryError(f"table {self.name!r} of {self.place!r} has no parts")
        if self.decimals < 0 or (self.decimals and self.unit is TableUnit.COUNT):
            raise RegistryError(
                f"table {self.name!r} of {self.place!r}: decimals must be at least 0, and counts "
                f"have none, not {self.decimals}"
            )
        for name, figure in (*self.parts, ("total", self.total)):
            if figure is not None and type(figure) is not int:
                raise RegistryError(
                    f"table {self.name!r} of {self.place!r}, {str(name)!r}: a whole number is "
                    f"needed, not a {type(figure).__name__}; shares of 98.6 are 986 with decimals=1"
                )
