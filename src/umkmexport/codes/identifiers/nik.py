"""NIK, the number of a resident (*Nomor Induk Kependudukan*)."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Final

import attrs

from umkmexport.codes.identifiers.identifier import Identifier
from umkmexport.codes.identifiers.reading import PLACEHOLDER, is_placeholder
from umkmexport.codes.identifiers.verdicts import Reason, Verdict, wrong_length
from umkmexport.codes.regions import Region, follow, registration_codes
from umkmexport.terms.text import Text

__all__ = ["NIK"]

YOUNGEST: Final = 17
OLDEST: Final = 100
_OLDEST_ALIVE: Final = 110
_ILLUSTRATION: Final = "1234567890123456"
_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WOMEN: Final = 40


def _malformed(code: str, id: str, en: str) -> Reason:  # noqa: A002 - the language code
    return Reason(code, Text(id=id, en=en), Verdict.MALFORMED, unreadable=True)


def _suspicious(code: str, id: str, en: str) -> Reason:  # noqa: A002 - the language code
    return Reason(code, Text(id=id, en=en), Verdict.SUSPICIOUS)


_DAY: Final = _malformed(
    "birth_day",
    "Angka ke-7 dan ke-8 bukan tanggal lahir (01 sampai 31, untuk perempuan 41 sampai 71).",
    "Digits 7 and 8 are no day of birth (01 to 31, for women 41 to 71).",
)
_MONTH: Final = _malformed(
    "birth_month",
    "Angka ke-9 dan ke-10 bukan bulan lahir (01 sampai 12).",
    "Digits 9 and 10 are no month of birth (01 to 12).",
)
_DATE: Final = _malformed(
    "birth_date",
    "Tanggal lahir pada angka ke-7 sampai ke-12 tidak ada di kalender.",
    "The date of birth in digits 7 to 12 is in no calendar.",
)
_REGION: Final = _suspicious(
    "unknown_region",
    "Kode wilayah pada empat angka pertama tidak dikenal sejak 2018; kode yang lebih tua tetap"
    " berlaku.",
    "The region code in the first four digits is not known since 2018; older ones remain in use.",
)
_SERIAL: Final = _suspicious(
    "serial_zero",
    "Nomor urut pada empat angka terakhir adalah 0000.",
    "The serial number in the last four digits is 0000.",
)
_AGE: Final = _suspicious(
    "age_out_of_range",
    f"Umur menurut NIK tidak di antara {YOUNGEST} dan {OLDEST} tahun.",
    f"The age by the NIK is not between {YOUNGEST} and {OLDEST} years.",
)
_CENTURY: Final = _suspicious(
    "century_ambiguous",
    "Tahun lahir dua angka dapat berarti dua abad.",
    "The two digits of the year of birth may mean two centuries.",
)


@attrs.frozen(repr=False)
class NIK(Identifier):
    """Hold a NIK: region of first registration, date of birth (women: day + 40), serial.

    It has no check digit. It stays the same for life: it does not follow a move, so its region
    **never proves a residence**, nor a correction of the date of birth (PP 37/2007 Art. 36-37).
    Reading a birth date or a sex from it is processing personal data.

    Examples:
        >>> nik = NIK.parse("3171011708450001")
        >>> nik, nik.first_registered_in.name
        (NIK('31**********01'), 'Kota Administrasi Jakarta Pusat')
        >>> NIK.check("1234567890123456").codes
        ('placeholder',)
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{16}", re.ASCII)

    @property
    def first_registered_in(self) -> Region | None:
        """Today's regency or city for the place of first registration, None if not known.

        It is no residence and no place of birth.
        """
        return follow(f"{self.number[:2]}.{self.number[2:4]}")

    @property
    def is_woman(self) -> bool:
        """Whether 40 was added to the day of birth."""
        return int(self.number[6:8]) > _WOMEN

    def birth_dates(self, as_of: date) -> tuple[date, ...]:
        """Give the dates of birth it may mean: those of persons 0 to 110 years old on a day.

        Two of them mean that the century is ambiguous.

        Examples:
            >>> NIK.parse("3171011708450001").birth_dates(date(2026, 11, 21))
            (datetime.date(1945, 8, 17),)
        """
        day, month, year = _birth(self.number)
        return tuple(date(y, month, day) for y, _ in _living(day, month, year, as_of))

    def birth_date(self, as_of: date) -> date | None:
        """Give the date of birth of a person 17 to 100 years old on a day, None if there is none.

        Such an age can come from one century only; see ``birth_dates`` for the other.
        """
        day, month, year = _birth(self.number)
        adults = _adults(_living(day, month, year, as_of))
        return date(adults[0][0], month, day) if adults else None

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:
        if is_placeholder(number) or number == _ILLUSTRATION:
            return (PLACEHOLDER,)
        if len(number) != 16:
            return (wrong_length("NIK", "16", len(number)),)
        day, month, year = _birth(number)
        reasons: list[Reason] = []
        if not 1 <= day <= 31:
            reasons.append(_DAY)
        elif not 1 <= month <= 12:
            reasons.append(_MONTH)
        elif day > _DAYS[month] or (day == 29 and month == 2 and year % 4):
            reasons.append(_DATE)
        elif as_of is not None:
            reasons += _about_age(_living(day, month, year, as_of))
        if number[:4] not in registration_codes():
            reasons.append(_REGION)
        if number[12:] == "0000":
            reasons.append(_SERIAL)
        return tuple(reasons)


def _birth(number: str) -> tuple[int, int, int]:
    day, rest = divmod(int(number[6:12]), 10_000)
    return (day - _WOMEN if day > _WOMEN else day), rest // 100, rest % 100


def _living(day: int, month: int, year: int, as_of: date) -> list[tuple[int, int]]:
    """Give the years of birth that a living person may have, each with the age."""
    age = as_of.year - 2000 - year
    if as_of.month < month or (as_of.month == month and as_of.day < day):
        age -= 1
    living = []
    if 0 <= age + 100 <= _OLDEST_ALIVE and (year or month != 2 or day != 29):
        living.append((1900 + year, age + 100))
    if 0 <= age <= _OLDEST_ALIVE:
        living.append((2000 + year, age))
    return living


def _adults(living: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(year, age) for year, age in living if YOUNGEST <= age <= OLDEST]


def _about_age(living: list[tuple[int, int]]) -> tuple[Reason, ...]:
    if len(living) == 1:
        return () if YOUNGEST <= living[0][1] <= OLDEST else (_AGE,)
    reasons = (_CENTURY,) if living else ()
    return reasons if _adults(living) else (_AGE, *reasons)
