"""Sheets of curators: the marks that each gave, what he left out, and where he has an interest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from umkmexport.errors import FactError
from umkmexport.model.checks import Record

__all__ = ["CurationSheet"]


@attrs.frozen(kw_only=True, slots=False)
class CurationSheet(Record):
    """Hold the marks of one curator (*lembar penilaian kurator*).

    A criterion without a mark is an abstention; it is not a mark of 0.

    Attributes:
        curator: the curator, by a name or a number.
        on: the day on which the sheet was handed in.
        marks: firm, criterion and mark, one line each; no mark where the curator abstains.
        interests: the ids of firms in which the curator has an interest, such as his own.

    Raises:
        FactError: a criterion of a firm is marked twice.

    Examples:
        >>> sheet = CurationSheet.of(
        ...     "K-1", date(2026, 11, 1), {"U-1": {"quality": 4, "packaging": None}}
        ... )
        >>> sheet.marks
        (('U-1', 'quality', 4), ('U-1', 'packaging', None))
    """

    curator: str
    on: date
    marks: tuple[tuple[str, str, int | None], ...]
    interests: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        if not self.curator.strip():
            raise FactError("curation sheet: the curator needs a name or a number")
        seen: set[tuple[str, str]] = set()
        for firm, criterion, mark in self.marks:
            if (firm, criterion) in seen:
                raise FactError(self._told(f"firm {firm!r} is marked twice for {criterion!r}"))
            if mark is not None and type(mark) is not int:
                raise FactError(self._told(f"a mark is a whole number or nothing, not {mark!r}"))
            seen.add((firm, criterion))

    @classmethod
    def of(
        cls,
        curator: str,
        on: date,
        marks: Mapping[str, Mapping[str, int | None]],
        *,
        interests: tuple[str, ...] = (),
    ) -> CurationSheet:
        """Make a sheet from the marks of each firm by criterion."""
        lines = tuple(
            (firm, criterion, mark)
            for firm, given in marks.items()
            for criterion, mark in given.items()
        )
        return cls(curator=curator, on=on, marks=lines, interests=interests)

    def _told(self, text: str) -> str:
        return f"sheet of curator {self.curator}: {text}"
