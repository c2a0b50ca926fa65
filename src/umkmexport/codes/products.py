"""Codes of goods and of lines of business: HS (BTKI) and KBLI, each with its edition."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.errors import CodeError
from umkmexport.terms.hierarchy import within as _prefix_within
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text
from umkmexport.terms.timeline import Period, Timeline
from umkmexport.terms.truth import Truth

__all__ = [
    "HS_EDITIONS",
    "KBLI_EDITIONS",
    "KBLI_IN_USE",
    "KBLI_SOURCES",
    "HsCode",
    "Kbli",
    "kbli_editions",
]

HS_EDITIONS: Final = (2002, 2007, 2012, 2017, 2022, 2028)
"""Editions of the Harmonized System; that of 2028 is in force from 2028-01-01."""

KBLI_EDITIONS: Final = (2020, 2025)
"""KBLI 2020 (Peraturan BPS 2/2020) and KBLI 2025 (Peraturan BPS 7/2025)."""

KBLI_SOURCES: Final = (
    Source(
        title="GRP Law, overview of Peraturan BPS 7/2025",
        read_on=date(2026, 11, 21),
        confidence=Confidence.HIGH,
        url="http://grplaw.id/2026/01/23/overview-of-the-indonesian-standard-industrial-classification-kbli-under-bps-regulation-no-7-of-2025",
        note="in force in December 2025 in place of Peraturan BPS 2/2020; six months to align",
    ),
    Source(
        title="SBR CPA, update for businesses",
        read_on=date(2026, 11, 21),
        confidence=Confidence.LOW,
        url="https://sbr-cpa.co.id/update-terbaru-untuk-pelaku-usaha",
        note="the days: from 18 December 2025, to be aligned on 18 June 2026 at the latest; they"
        " agree with general knowledge, but were not read in the regulation itself",
    ),
    Source(
        title="Peraturan BPS 2/2020",
        read_on=date(2026, 11, 21),
        confidence=Confidence.LOW,
        note="only the year was found; it is taken from its first day",
    ),
)
"""Where the days of ``KBLI_IN_USE`` are from; the exact ones are of low confidence."""

KBLI_IN_USE: Final[Timeline[tuple[int, ...]]] = Timeline.of(
    "KBLI editions in use",
    [
        Period(
            date(2020, 1, 1),
            date(2025, 12, 18),
            Text(id="KBLI 2020 (Peraturan BPS 2/2020)", en="KBLI 2020 (Peraturan BPS 2/2020)"),
            (2020,),
        ),
        Period(
            date(2025, 12, 18),
            date(2026, 6, 19),
            Text(
                id="KBLI 2020 dan 2025, masa penyesuaian (Peraturan BPS 7/2025)",
                en="KBLI 2020 and 2025, time to align (Peraturan BPS 7/2025)",
            ),
            (2020, 2025),
        ),
        Period(
            date(2026, 6, 19),
            None,
            Text(id="KBLI 2025 (Peraturan BPS 7/2025)", en="KBLI 2025 (Peraturan BPS 7/2025)"),
            (2025,),
        ),
    ],
)
"""The editions in which a business may state its code on a day.

Licences issued under KBLI 2020 stay valid; this is about codes that are stated anew.
"""

_HS: Final = re.compile(
    r"(?:(?P<edition>\d{4}):)?\s*"
    r"(?P<digits>\d{2}|\d{4}|\d{4}[. ]?\d{2}|\d{4}[. ]?\d{2}[. ]?\d{2})",
    re.ASCII,
)
_KBLI: Final = re.compile(r"(?:(?P<edition>\d{4}):)?\s*(?P<digits>\d{2,5})", re.ASCII)
_LONGEST: Final = 30
_RESERVED_CHAPTER: Final = "77"
_NATIONAL_CHAPTERS: Final = frozenset({"98", "99"})
_SAME_DIVISIONS: Final = frozenset(f"{n:02}" for n in (*range(1, 4), *range(10, 34)))
_NOT_IN_2020: Final = frozenset(("04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"))


@attrs.frozen
class HsCode:
    """Hold an HS code: 2, 4 or 6 digits of the world, 8 with the national ones of BTKI.

    Attributes:
        digits: the digits alone.
        edition: year of the nomenclature, None where it is not known.

    Examples:
        >>> code = HsCode.parse("2022:2103.90.11")
        >>> code.chapter, code.heading, code.subheading, str(code)
        ('21', '2103', '210390', '2022:2103.90.11')
    """

    digits: str
    edition: int | None = None

    @classmethod
    def parse(cls, text: str) -> HsCode:
        """Read a code with or without points and edition.

        Raises:
            CodeError: if it has another shape, or its chapter does not exist.
        """
        match = _HS.fullmatch(text.strip()) if _is_short_text(text) else None
        if match is None:
            raise CodeError(_NO_HS.format(code=_echo(text)))
        digits = re.sub(r"\D", "", match["digits"])
        edition = _edition(match["edition"], HS_EDITIONS, "HS")
        if digits[:2] in ("00", _RESERVED_CHAPTER):
            raise CodeError(_NO_CHAPTER.format(code=digits, chapter=digits[:2]))
        return cls(digits, edition)

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self.digits[:2]

    @property
    def heading(self) -> str | None:
        """The first four digits, None for a chapter."""
        return self.digits[:4] if len(self.digits) >= 4 else None

    @property
    def subheading(self) -> str | None:
        """The first six digits, as far as all countries agree; None for a coarser code."""
        return self.digits[:6] if len(self.digits) >= 6 else None

    @property
    def is_national(self) -> bool:
        """Whether it means something in Indonesia only: 8 digits, or chapters 98 and 99."""
        return len(self.digits) == 8 or self.chapter in _NATIONAL_CHAPTERS

    def within(self, ancestor: str) -> Truth:
        """Tell whether it is another code or lies below it; UNKNOWN if it is coarser.

        Examples:
            >>> HsCode.parse("2103.90").within("21"), HsCode.parse("21").within("2103")
            (Truth.YES, Truth.UNKNOWN)
        """
        return Truth(_prefix_within(str(self), str(HsCode.parse(ancestor))))

    def __str__(self) -> str:
        dotted = ".".join(filter(None, (self.digits[:4], self.digits[4:6], self.digits[6:])))
        return dotted if self.edition is None else f"{self.edition}:{dotted}"


@attrs.frozen
class Kbli:
    """Hold a KBLI code with its edition: five digits, or the two to four of a group.

    The same digits of two editions may be two lines of business (10772 is one of them), so codes
    of different editions are different values and are never compared.

    Attributes:
        digits: the digits; leading zeros matter, ``01111`` is no ``1111``.
        edition: 2020 or 2025; None where it is not known.

    Examples:
        >>> Kbli.parse("2020:10772") == Kbli.parse("2025:10772")
        False
        >>> Kbli.parse("10772", default_edition=2020).edition
        2020
    """

    digits: str
    edition: int | None = None

    @classmethod
    def parse(cls, text: str, *, default_edition: int | None = None) -> Kbli:
        """Read a code, ``2020:10794`` or ``10794``.

        Args:
            text: The code.
            default_edition: The edition to assume where the code names none.

        Raises:
            CodeError: if it has another shape, or its division does not exist.
        """
        match = _KBLI.fullmatch(text.strip()) if _is_short_text(text) else None
        if match is None:
            raise CodeError(_NO_KBLI.format(code=_echo(text)))
        written = _edition(match["edition"], KBLI_EDITIONS, "KBLI")
        default = _edition(default_edition, KBLI_EDITIONS, "KBLI")
        code = cls(match["digits"], default if written is None else written)
        if code.division == "00" or (code.edition == 2020 and code.division in _NOT_IN_2020):
            raise CodeError(_NO_DIVISION.format(code=str(code), division=code.division))
        return code

    @property
    def division(self) -> str:
        """The first two digits (*golongan pokok*)."""
        return self.digits[:2]

    @property
    def is_same_in_all_editions(self) -> bool:
        """Whether its division means the same in both editions: 01 to 03 and 10 to 33."""
        return self.division in _SAME_DIVISIONS

    def within(self, ancestor: str) -> Truth:
        """Tell whether it lies below a group, ``2020:1077`` or ``10``.

        UNKNOWN where the group names an edition and the code is of another one, or of none.

        Examples:
            >>> Kbli.parse("2020:10772").within("2020:10"), Kbli.parse("10772").within("2020:1077")
            (Truth.YES, Truth.UNKNOWN)
        """
        return Truth(_prefix_within(str(self), str(Kbli.parse(ancestor))))

    def __str__(self) -> str:
        return self.digits if self.edition is None else f"{self.edition}:{self.digits}"


def kbli_editions(as_of: date) -> tuple[int, ...]:
    """Give the editions of KBLI in which a business may state its code on a day.

    The exact days are of low confidence; see ``KBLI_SOURCES``.

    Args:
        as_of: The day asked about.

    Raises:
        NotInForceError: before 2020.

    Examples:
        >>> kbli_editions(date(2026, 6, 18)), kbli_editions(date(2026, 6, 19))
        ((2020, 2025), (2025,))

    Source:
        Peraturan BPS 2/2020 and 7/2025.
    """
    return KBLI_IN_USE.on(as_of)


def _is_short_text(text: object) -> bool:
    return isinstance(text, str) and len(text) <= _LONGEST


def _edition(year: str | int | None, editions: tuple[int, ...], name: str) -> int | None:
    if year is None:
        return None
    if int(year) not in editions:
        known = ", ".join(map(str, editions))
        raise CodeError(_NO_EDITION.format(name=name, year=str(year), known=known))
    return int(year)


def _echo(text: object) -> str:
    if isinstance(text, str):
        return repr(mask_digits(text)) if len(text) <= _LONGEST else "(too long)"
    return f"of type {type(text).__name__}"


_NO_HS: Final = Text(
    id="kode HS {code}: harus 2, 4, 6, atau 8 angka sebagai teks, misalnya '2103.90' atau "
    "'2022:2103.90'; bila jumlah angkanya ganjil, nol di depan mungkin hilang",
    en="HS code {code}: 2, 4, 6 or 8 digits are expected, as text, such as '2103.90' or "
    "'2022:2103.90'; an odd number of digits may have lost a leading zero",
)
_NO_CHAPTER: Final = Text(
    id="kode HS {code}: bab {chapter} tidak ada",
    en="HS code {code}: chapter {chapter} does not exist",
)
_NO_KBLI: Final = Text(
    id="KBLI {code}: harus lima angka sebagai teks, misalnya '2020:10794', atau 2 sampai 4 angka "
    "dari suatu golongan; huruf kategorinya tidak disertakan",
    en="KBLI {code}: five digits are expected, as text, such as '2020:10794', or the 2 to 4 of a "
    "group; the letter of the category is no part of it",
)
_NO_DIVISION: Final = Text(
    id="KBLI {code}: golongan pokok {division} tidak ada",
    en="KBLI {code}: division {division} does not exist",
)
_NO_EDITION: Final = Text(
    id="edisi {name} {year} tidak dikenal; yang dikenal: {known}",
    en="{name} edition {year} is not known; known: {known}",
)
