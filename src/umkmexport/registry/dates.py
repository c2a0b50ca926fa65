"""Dates as people write them in Indonesia: one day, several days, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

import attrs

from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem, fold, quote
from umkmexport.terms.text import Text

__all__ = ["FIRST_YEAR", "LAST_YEAR", "read_date"]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_LONGEST: Final = 80

_MONTH_WORDS: Final = tuple(
    words.split()
    for words in (
        "januari january jan",
        "februari february pebruari febuari feb peb",
        "maret march mar mrt",
        "april april apr",
        "mei may",
        "juni june jun",
        "juli july jul",
        "agustus august agust agt agu ags aug",
        "september september sept sep",
        "oktober october okt oct",
        "november november nopember nov nop",
        "desember december des dec",
    )
)
"""The names of each month: Indonesian, English, then other spellings."""
_MONTHS: Final = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words}
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR: Final = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_TIME: Final = r"(?:[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){_TIME}",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})",
        rf"(?P<day>[0-9]{{1,2}})([/.-])(?P<month>[0-9]{{1,2}})\2{_YEAR}{_TIME}",
        rf"(?P<day>[0-9]{{1,2}})[ ./-]?{_MONTH}(?:[ ,/-]{{0,2}}{_YEAR})?",
        rf"{_MONTH}(?:[ ,/-]{{0,2}}{_YEAR})?",
        r"(?P<year>[0-9]{4})(?:\.0)?",
        r"(?P<day>[0-9]{1,2})",
    )
)
_UNTIL: Final = re.compile(
    r" ?(?:s\.? ?/? ?d\.?|sampai dengan|sampai|hingga|to|dan|&|-) ?", re.IGNORECASE
)
_LEAD: Final = re.compile(
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)[ ,/&-]*(?:s\.? ?/? ?d\.?|dan)? ?)+"
    r"|(?:tanggal|tgl|bulan|tahun|thn|th|sejak)\.? "
)
_SERIAL: Final = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")


def read_date(text: str) -> date | Range[date] | Problem:
    """Read a date, or the range of dates that a text leaves open.

    Numbers are in Indonesian order: ``01/02/2024`` is 1 February. Months are known by their
    Indonesian and English names and short forms (``Pebruari``, ``Agt``, ``Nop``). A month or a
    year alone is the range of its days. A time of day after a date is left out.

    Args:
        text: the cell.

    Returns:
        A date, an inclusive range, or a problem with one of the codes ``date_blank``,
        ``date_too_long``, ``date_unreadable``, ``date_is_serial``, ``date_without_year``,
        ``date_two_digit_year``, ``date_impossible``, ``date_out_of_reach`` and ``date_reversed``.

    Examples:
        >>> read_date("17/08/1945")
        datetime.date(1945, 8, 17)
        >>> read_date("28 s.d 29 November 2024")
        Range(datetime.date(2024, 11, 28), datetime.date(2024, 11, 29))
        >>> read_date("29 Februari 2023").text.en
        "'29 Februari 2023' is no date: February 2023 has days 1 to 28 only"
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return _problem("date_too_long", text)
    words = fold(text)
    if not words:
        return _problem("date_blank", text)
    parts = _split(words)
    if parts is None:
        return _problem("date_is_serial" if _SERIAL.fullmatch(words) else "date_unreadable", text)
    first, last = parts
    if (problem := first.problem(text) or last.problem(text)) is not None:
        return problem
    low, high = first.first_day(), last.last_day()
    if high < low:
        return _problem("date_reversed", text)
    return low if low == high else Range(low, high)


@attrs.frozen
class _Parts:
    """What one text says of a date: year, month and day, or fewer of them."""

    year: str | None
    month: int | None
    day: int | None

    def completed_by(self, last: _Parts) -> _Parts | None:
        """Add what the first of two dates leaves to the second: its year, or year and month."""
        if self.year is not None:
            return self
        if self.month is not None:
            return attrs.evolve(self, year=last.year)
        if last.day is not None:
            return attrs.evolve(self, year=last.year, month=last.month)
        return None

    def problem(self, text: str) -> Problem | None:
        """Say what keeps the parts from being a date, or the days of a month or a year."""
        if self.year is None:
            return _problem("date_without_year", text)
        if self.month is not None and not 1 <= self.month <= 12:
            return _problem("date_impossible", text, why=_NO_SUCH_MONTH.format(n=str(self.month)))
        if len(self.year) == 2:
            readings = [self.in_words(century + self.year) for century in ("19", "20")]
            return _problem("date_two_digit_year", text, first=readings[0], second=readings[1])
        if not FIRST_YEAR <= int(self.year) <= LAST_YEAR:
            return _problem("date_out_of_reach", text)
        if self.day is not None and not 1 <= self.day <= self.days():
            month = attrs.evolve(self, day=None).in_words(self.year)
            why = _NO_SUCH_DAY.format(month=month, days=str(self.days()))
            return _problem("date_impossible", text, why=why)
        return None

    def first_day(self) -> date:
        """Give the first day that the parts may mean."""
        return date(int(self.year or 0), self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Give the last day that the parts may mean."""
        whole = attrs.evolve(self, month=self.month or 12)
        return date(int(self.year or 0), self.month or 12, self.day or whole.days())

    def days(self) -> int:
        """Count the days of the month."""
        return calendar.monthrange(int(self.year or 0), self.month or 1)[1]

    def in_words(self, year: str) -> Text:
        """Write the date for people, in a given year."""
        if self.month is None:
            return Text(id=year, en=year)
        day = f"{self.day} " if self.day is not None else ""
        indonesian, english = _MONTH_WORDS[self.month - 1][:2]
        return Text(
            id=f"{day}{indonesian.capitalize()} {year}", en=f"{day}{english.capitalize()} {year}"
        )


def _split(words: str) -> tuple[_Parts, _Parts] | None:
    """Read the first and the last date of a text; they are one where it names one."""
    words = _without_lead(words)
    if (single := _parts(words)) is not None:
        return single, single
    for until in _UNTIL.finditer(words):
        last = _parts(words[until.end() :])
        first = _parts(words[: until.start()])
        if first is not None and last is not None:
            completed = first.completed_by(last)
            return None if completed is None else (completed, last)
    return None


def _without_lead(words: str) -> str:
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead else words


def _parts(words: str) -> _Parts | None:
    for form in _FORMS:
        if (match := form.fullmatch(_without_lead(words))) is not None:
            found: dict[str, str | None] = match.groupdict()
            year, month, day = (found.get(part) for part in ("year", "month", "day"))
            return _Parts(
                year=None if year is None else year.lstrip("'"),
                month=None if month is None else _MONTHS.get(month) or int(month),
                day=None if day is None else int(day),
            )
    return None


def _problem(code: str, text: str, **parts: Text | str) -> Problem:
    return Problem(code, _TEXTS[code].format(cell=quote(text), **parts))


_NO_SUCH_MONTH: Final = Text(
    id="tidak ada bulan ke-{n}; angka dibaca sebagai hari/bulan/tahun",
    en="there is no month {n}; numbers are read as day/month/year",
)
_NO_SUCH_DAY: Final = Text(
    id="{month} hanya bertanggal 1 sampai {days}", en="{month} has days 1 to {days} only"
)
_TEXTS: Final = {
    "date_blank": Text(
        id="isian kosong, tidak ada tanggal", en="the entry is empty and holds no date"
    ),
    "date_too_long": Text(
        id=f"{{cell}} terlalu panjang untuk tanggal (paling banyak {_LONGEST} karakter)",
        en=f"{{cell}} is too long for a date (at most {_LONGEST} characters)",
    ),
    "date_unreadable": Text(
        id="{cell} tidak dapat dibaca sebagai tanggal; tulis seperti 4 Juni 2024 atau 2024-06-04, "
        "atau kosongkan bila belum diketahui",
        en="{cell} cannot be read as a date; write it as 4 Juni 2024 or 2024-06-04, "
        "or leave it empty if it is not known",
    ),
    "date_is_serial": Text(
        id="{cell} tampaknya nomor urut tanggal dari lembar kerja; ubah format sel menjadi tanggal",
        en="{cell} seems to be the serial number of a date in a spreadsheet; "
        "format the cell as a date",
    ),
    "date_without_year": Text(
        id="{cell} tidak menyebut tahun; tulis tahun dengan empat angka",
        en="{cell} names no year; write the year with four digits",
    ),
    "date_two_digit_year": Text(
        id="{cell} dapat berarti {first} atau {second}; tulis tahun dengan empat angka",
        en="{cell} may mean {first} or {second}; write the year with four digits",
    ),
    "date_impossible": Text(id="{cell} bukan tanggal: {why}", en="{cell} is no date: {why}"),
    "date_out_of_reach": Text(
        id=f"{{cell}} berada di luar tahun {FIRST_YEAR} sampai {LAST_YEAR}; periksa tahunnya",
        en=f"{{cell}} lies outside the years {FIRST_YEAR} to {LAST_YEAR}; check the year",
    ),
    "date_reversed": Text(
        id="{cell} berakhir sebelum mulai; periksa kedua tanggalnya",
        en="{cell} ends before it begins; check both dates",
    ),
}
