"""Sheets of curators: the marks that each gave, what he left out, and where he has an interest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import attrs

from umkmexport.errors import FactError
from umkmexport.model.checks import Record
from umkmexport.terms.text import Text

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
            raise FactError(_NO_CURATOR)
        seen: set[tuple[str, str]] = set()
        for firm, criterion, mark in self.marks:
            if (firm, criterion) in seen:
                said = _TWICE.format(curator=self.curator, firm=firm, criterion=criterion)
                raise FactError(said)
            if mark is not None and type(mark) is not int:
                raise FactError(_NO_MARK.format(curator=self.curator, mark=repr(mark)))
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


_NO_CURATOR: Final = Text(
    id="lembar penilaian: nama atau nomor kurator belum diisi",
    en="curation sheet: the curator needs a name or a number",
)
_TWICE: Final = Text(
    id="lembar kurator {curator}: usaha '{firm}' dinilai dua kali untuk '{criterion}'",
    en="sheet of curator {curator}: firm '{firm}' is marked twice for '{criterion}'",
)
_NO_MARK: Final = Text(
    id="lembar kurator {curator}: nilai harus bilangan bulat atau kosong, bukan {mark}",
    en="sheet of curator {curator}: a mark is a whole number or nothing, not {mark}",
)
