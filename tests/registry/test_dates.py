from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from umkmexport.registry.dates import FIRST_YEAR, LAST_YEAR, read_date
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
CELLS = st.lists(
    st.sampled_from(
        [
            *MONTHS,
            "Pebruari",
            "Agt",
            "s.d",
            "s/d",
            "dan",
            "-",
            " ",
            "/",
            ".",
            ",",
            "'",
            "tahun",
            "Senin",
            "1",
            "04",
            "31",
            "2024",
            "24",
            "00:00:00",
            "\xa0",
        ]
    ),
    max_size=9,
).map("".join)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4 Juni 2024", date(2024, 6, 4)),
        ("04 JUNI 2024", date(2024, 6, 4)),
        ("4 Juni, 2024", date(2024, 6, 4)),
        ("4-Jun-2024", date(2024, 6, 4)),
        ("4Juni2024", date(2024, 6, 4)),
        ("Selasa, 4 Juni 2024", date(2024, 6, 4)),
        ("Jum'at 4 Agt. 2023", date(2023, 8, 4)),
        ("tgl. 4 Juni 2024", date(2024, 6, 4)),
        ("29 Februari 2024", date(2024, 2, 29)),
        ("1 Pebruari 2024", date(2024, 2, 1)),
        ("1 Peb 2024", date(2024, 2, 1)),
        ("1 Agust 2024", date(2024, 8, 1)),
        ("1 Nop 2024", date(2024, 11, 1)),
        ("1 December 2024", date(2024, 12, 1)),
        ("17/08/1945", date(1945, 8, 17)),
        ("17-8-1945", date(1945, 8, 17)),
        ("17.08.1945", date(1945, 8, 17)),
        # Day before month, as in Indonesia.
        ("01/02/2024", date(2024, 2, 1)),
        ("2024-06-04", date(2024, 6, 4)),
        # As a workbook or its export writes them.
        ("2024-06-04 00:00:00", date(2024, 6, 4)),
        ("2024-06-04T13:30:00", date(2024, 6, 4)),
        ("17/08/1945 0:00:00", date(1945, 8, 17)),
        ("04-04 Juni 2024", date(2024, 6, 4)),
        ("\u00a04\u00a0Juni\u00a02024 ", date(2024, 6, 4)),
        ("\uff14 Juni \uff12\uff10\uff12\uff14", date(2024, 6, 4)),
    ],
)
def test_one_day(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("28 s.d 29 November 2024", date(2024, 11, 28), date(2024, 11, 29)),
        ("01-02 Pebruari 2024", date(2024, 2, 1), date(2024, 2, 2)),
        ("04-06 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("04 \u2013 06 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("04 s.d. 06 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("04 s/d 06 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("4 sd 6 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("4 sampai dengan 6 Oktober 2024", date(2024, 10, 4), date(2024, 10, 6)),
        ("28 dan 29 November 2024", date(2024, 11, 28), date(2024, 11, 29)),
        ("30 November s.d. 2 Desember 2024", date(2024, 11, 30), date(2024, 12, 2)),
        ("30 Desember 2024 - 2 Januari 2025", date(2024, 12, 30), date(2025, 1, 2)),
        ("Selasa-Kamis, 04-06 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("Selasa, 4 Juni s.d. Kamis, 6 Juni 2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("04/06/2024 - 06/06/2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("04-06-2024 s/d 06-06-2024", date(2024, 6, 4), date(2024, 6, 6)),
        ("2024-06-04 - 2024-06-06", date(2024, 6, 4), date(2024, 6, 6)),
        ("Juni 2024", date(2024, 6, 1), date(2024, 6, 30)),
        ("bulan Februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("Juni - Agustus 2024", date(2024, 6, 1), date(2024, 8, 31)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015.0", date(2015, 1, 1), date(2015, 12, 31)),
        ("tahun 2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-2018", date(2015, 1, 1), date(2018, 12, 31)),
    ],
)
def test_what_names_no_single_day_is_a_range(text: str, first: date, last: date) -> None:
    assert read_date(text) == Range(first, last)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_blank"),
        ("\u00a0", "date_blank"),
        ("-", "date_unreadable"),
        ("belum", "date_unreadable"),
        ("4, 5 dan 6 Juni 2024", "date_unreadable"),
        ("4 - Juni 2024", "date_unreadable"),
        ("Medan, 17 Agustus 1945", "date_unreadable"),
        ("04/06-2024", "date_unreadable"),
        ("20240604", "date_unreadable"),
        ("Minggu", "date_unreadable"),
        ("9120001234567", "date_unreadable"),
        ("45447", "date_is_serial"),
        ("45447.5", "date_is_serial"),
        ("4 Juni", "date_without_year"),
        ("4-6 Juni", "date_without_year"),
        ("04/06/24", "date_two_digit_year"),
        ("4 Juni 24", "date_two_digit_year"),
        ("Juni '24", "date_two_digit_year"),
        ("29 Februari 2023", "date_impossible"),
        ("31.04.2024", "date_impossible"),
        ("0 Juni 2024", "date_impossible"),
        ("04/13/2024", "date_impossible"),
        ("00/00/0000", "date_impossible"),
        ("30-31 Juni 2024", "date_impossible"),
        ("31 Juni - 2 Juli 2024", "date_impossible"),
        ("1 Juni 1024", "date_out_of_reach"),
        ("1899", "date_out_of_reach"),
        ("30 Desember - 2 Januari 2025", "date_reversed"),
        ("06-04 Juni 2024", "date_reversed"),
        ("2018-06-01 - 2018-05-01", "date_reversed"),
        ("Juni 2024 " * 10, "date_too_long"),
    ],
)
def test_what_is_no_date_is_a_problem(text: str, code: str) -> None:
    problem = read_date(text)
    assert isinstance(problem, Problem)
    assert problem.code == code


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("04/06/24", "4 Juni 1924 atau 4 Juni 2024", "4 June 1924 or 4 June 2024"),
        ("Peb 24", "Februari 1924 atau Februari 2024", "February 1924 or February 2024"),
    ],
)
def test_both_readings_of_a_year_of_two_digits_are_named(
    text: str, indonesian: str, english: str
) -> None:
    problem = read_date(text)
    assert isinstance(problem, Problem)
    assert indonesian in problem.text.id
    assert english in problem.text.en


def test_a_month_that_is_none_says_in_which_order_numbers_are_read() -> None:
    problem = read_date("04/13/2024")
    assert isinstance(problem, Problem)
    assert "hari/bulan/tahun" in problem.text.id


def test_a_long_text_is_refused_at_once() -> None:
    assert isinstance(read_date("1" * 10_000_000), Problem)


@given(DAYS)
@example(date(2000, 2, 29))
def test_every_day_is_read_in_every_usual_form(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3].upper()} {day.year}",
    ):
        assert read_date(text) == day


@given(DAYS, st.integers(1, 60))
def test_several_days_are_read_from_the_first_to_the_last(first: date, days: int) -> None:
    last = first + timedelta(days)
    if last.year > LAST_YEAR:
        return
    texts = [
        " s.d. ".join(f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    ]
    if first.year == last.year:
        texts.append(
            f"{first.day} {MONTHS[first.month - 1]} - "
            f"{last.day} {MONTHS[last.month - 1]} {last.year}"
        )
    if (first.year, first.month) == (last.year, last.month):
        texts.append(f"{first.day:02}-{last.day:02} {MONTHS[last.month - 1]} {last.year}")
    assert {text: read_date(text) for text in texts} == dict.fromkeys(texts, Range(first, last))


@given(st.one_of(CELLS, st.text()))
def test_any_text_is_a_date_a_range_or_a_problem(text: str) -> None:
    found = read_date(text)
    if isinstance(found, Problem):
        assert re.fullmatch("date_[a-z_]+", found.code)
        assert not re.search(r"\d{15}", found.text.id + " " + found.text.en)
    elif isinstance(found, Range):
        assert found.low is not None
        assert found.high is not None
        assert FIRST_YEAR <= found.low.year <= found.high.year <= LAST_YEAR
