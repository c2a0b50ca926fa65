from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from umkmexport.errors import ValueFormatError
from umkmexport.terms.amounts import (
    LARGEST_AMOUNT,
    RupiahUnit,
    format_rupiah,
    parse_rupiah,
    read_rupiah,
)
from umkmexport.terms.reading import Problem

AMOUNTS = st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT)
CELLS = st.text(st.sampled_from("0123456789 .,-+RrPpMmjtibukae²½\u00a0\uff15\u0665"), max_size=30)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        # As the column of a provincial training unit holds them.
        ("Rp. 600.000.000", 600_000_000),
        ("Rp. 1.500", 1_500),
        ("Rp. 10", 10),
        ("Rp. 0", 0),
        ("99.999.999", 99_999_999),
        ("Rp. 99.999.999,00", 99_999_999),
        # One reading: Indonesian thousands, and a decimal comma with nothing after it.
        ("Rp. 1.000.000,", 1_000_000),
        # As people write them.
        ("Rp1.500.000,00", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("Rp.0", 0),
        ("Rp.1.500.000", 1_500_000),
        ("RP 500.000", 500_000),
        ("Rp 1.000.000,-", 1_000_000),
        ("Rp 1.000.000,--", 1_000_000),
        ("Rp 1.000.000 ,-", 1_000_000),
        ("Rp 500.000.", 500_000),
        ("1500000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1.500.000 rupiah", 1_500_000),
        ("IDR 1,000,000", 1_000_000),
        ("1,000,000.00", 1_000_000),
        ("Rp2,5 miliar", 2_500_000_000),
        ("2.5 milyar", 2_500_000_000),
        ("0,25 miliar rupiah", 250_000_000),
        ("0.500 miliar", 500_000_000),
        ("12,3456 miliar", 12_345_600_000),
        ("1.234.567,8 jt", 1_234_567_800_000),
        ("500 jt", 500_000_000),
        ("500jt", 500_000_000),
        ("500 juta", 500_000_000),
        ("750 ribu", 750_000),
        ("750rb", 750_000),
        ("500K", 500_000),
        ("2 T", 2_000_000_000_000),
        ("1,5 triliun", 1_500_000_000_000),
        ("-Rp500.000", -500_000),
        ("Rp -500.000", -500_000),
        ("\u2212Rp 500.000", -500_000),
        # Damage that leaves one reading.
        ("Rp\u00a01.500.000", 1_500_000),
        ("Rp\u202f1.500.000", 1_500_000),
        ("\ufeffRp 1.500.000", 1_500_000),
        ("\uff32\uff50 \uff11\uff0e\uff15\uff10\uff10\uff0e\uff10\uff10\uff10", 1_500_000),
        ("  Rp  1.500.000\n", 1_500_000),
    ],
)
def test_what_has_one_reading_is_read(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1.500", "Rp1,5", "Rp1.500"),
        ("1,500", "Rp1,5", "Rp1.500"),
        ("500.000", "Rp500", "Rp500.000"),
        ("Rp 1,500", "Rp1,5", "Rp1.500"),
        ("IDR 5,000", "Rp5", "Rp5.000"),
        ("1,5 M", "Rp1.500.000", "Rp1.500.000.000"),
        ("1.5 M", "Rp1.500.000", "Rp1.500.000.000"),
        ("Rp 2M", "Rp2.000.000", "Rp2.000.000.000"),
        ("2,345 miliar", "Rp2.345.000.000", "Rp2.345.000.000.000"),
        ("Rp 1.500 juta", "Rp1.500.000", "Rp1.500.000.000"),
        # A mark is missing, or six decimals were meant.
        ("Rp. 5,000000", "Rp5", "Rp5.000.000"),
        ("Rp. 10,000000", "Rp10", "Rp10.000.000"),
        ("Rp. 5.000000", "Rp5", "Rp5.000.000"),
        ("Rp 1.500,000", "Rp1.500", "Rp1.500.000"),
        ("-1.500", "-Rp1.500", "-Rp1,5"),
    ],
)
def test_what_has_two_readings_is_refused_with_both_named(
    text: str, first: str, second: str
) -> None:
    problem = read_rupiah(text)
    assert isinstance(problem, Problem)
    assert problem.code == "amount_ambiguous"
    assert f"dapat berarti {first} atau {second};" in problem.text.id
    with pytest.raises(ValueFormatError, match=re.escape(problem.text.en)):
        parse_rupiah(text)


def test_each_of_several_readings_is_named_once() -> None:
    problem = read_rupiah("1.500 M")
    assert isinstance(problem, Problem)
    assert "Rp1,500,000, Rp1,500,000,000 or Rp1,500,000,000,000;" in problem.text.en


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_blank"),
        (" \u00a0\n", "amount_blank"),
        ("\u200b", "amount_blank"),
        ("Rp. ,", "amount_unreadable"),
        ("Rp -", "amount_unreadable"),
        ("-", "amount_unreadable"),
        ("BELUM ADA", "amount_unreadable"),
        ("5-10 juta", "amount_unreadable"),
        ("< 5 juta", "amount_unreadable"),
        ("± 5 juta", "amount_unreadable"),
        ("5 juta/bulan", "amount_unreadable"),
        ("5 juta per bulan", "amount_unreadable"),
        ("lima juta", "amount_unreadable"),
        ("1.50.000", "amount_unreadable"),
        ("12.500.00", "amount_unreadable"),
        ("0.500.000", "amount_unreadable"),
        ("121 3007 843 92", "amount_unreadable"),
        ("--500.000", "amount_unreadable"),
        ("-Rp-500.000", "amount_unreadable"),
        ("Rp 5OO.000", "amount_unreadable"),
        ("5²", "amount_unreadable"),
        ("½ juta", "amount_unreadable"),
        ("$500", "amount_unreadable"),
        ("USD 500", "amount_unreadable"),
        ("Rp. 99.999.999,99", "amount_in_fractions"),
        ("Rp 1.5", "amount_in_fractions"),
        ("1,2345678 juta", "amount_in_fractions"),
        ("1,85E+09", "amount_shortened"),
        ("Rp 1.85e9", "amount_shortened"),
        ("9.223.372.036.854.775.808", "amount_too_large"),
        ("10.000.000 triliun", "amount_too_large"),
        ("3171011708450001", "amount_is_identifier"),
        ("317101170845000", "amount_is_identifier"),
        ("3171.0117.0845.0001", "amount_unreadable"),
        ("31.71011708450001", "amount_unreadable"),
        ("9" * 65, "amount_too_long"),
        ("Rp" * 40, "amount_too_long"),
    ],
)
def test_what_has_no_reading_is_a_problem(text: str, code: str) -> None:
    problem = read_rupiah(text)
    assert isinstance(problem, Problem)
    assert problem.code == code


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("500", "rupiah", 500),
        ("1.500", "rupiah", 1_500),
        ("500.000", "rupiah", 500_000),
        ("500", "thousand", 500_000),
        ("2,5", "million", 2_500_000),
        ("2.5", "million", 2_500_000),
        ("1.234.567", "million", 1_234_567_000_000),
        ("1,85", RupiahUnit.BILLION, 1_850_000_000),
        # A cell that carries its unit keeps it.
        ("2.5 juta", "thousand", 2_500_000),
        ("500 rb", "million", 500_000),
        # `Rp` alone leaves open which, unless one of the two is no amount or both agree.
        ("Rp 2,5", "million", 2_500_000),
        ("Rp 0", "million", 0),
    ],
)
def test_a_declared_unit_counts_bare_numbers(
    text: str, unit: RupiahUnit | str, amount: int
) -> None:
    assert parse_rupiah(text, unit=unit) == amount


@pytest.mark.parametrize(
    ("text", "unit", "readings"),
    [
        ("1,500", "rupiah", "Rp1.5 or Rp1,500"),
        ("1.500", "million", "Rp1,500,000 or Rp1,500,000,000"),
        ("1,250", "million", "Rp1,250,000 or Rp1,250,000,000"),
        ("Rp 500", "million", "Rp500 or Rp500,000,000"),
        ("Rp 1.500.000", "thousand", "Rp1,500,000 or Rp1,500,000,000"),
    ],
)
def test_a_declared_unit_does_not_hide_a_second_reading(
    text: str, unit: str, readings: str
) -> None:
    with pytest.raises(ValueFormatError, match=re.escape(f"may mean {readings};")):
        parse_rupiah(text, unit=unit)


def test_the_letter_m_is_read_where_the_office_says_what_it_means() -> None:
    assert parse_rupiah("1,5 M", letter_m="billion") == 1_500_000_000
    assert parse_rupiah("1,5 M", letter_m=RupiahUnit.MILLION) == 1_500_000


def test_a_column_in_millions_does_not_say_what_the_letter_m_means() -> None:
    with pytest.raises(ValueFormatError, match="may mean"):
        parse_rupiah("1,5 M", unit="million")


@pytest.mark.parametrize("options", [{"unit": "juta"}, {"letter_m": "rupiah"}])
def test_an_unknown_unit_is_refused_with_the_known_ones(options: dict[str, str]) -> None:
    with pytest.raises(ValueFormatError, match=r"is one of .+, not"):
        parse_rupiah("1", **options)


@pytest.mark.parametrize("value", [1_500_000, 1.5, None, b"Rp 1"])
def test_only_texts_are_read(value: object) -> None:
    with pytest.raises(ValueFormatError, match="read from a text"):
        parse_rupiah(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, True, "1", None])
def test_only_whole_numbers_are_written(value: object) -> None:
    with pytest.raises(ValueFormatError, match="whole number"):
        format_rupiah(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp0", "Rp0"),
        (999, "Rp999", "Rp999"),
        (1_850_000_000, "Rp1.850.000.000", "Rp1,850,000,000"),
        (-1_500, "-Rp1.500", "-Rp1,500"),
    ],
)
def test_amounts_are_written_in_the_notation_of_each_language(
    amount: int, indonesian: str, english: str
) -> None:
    assert format_rupiah(amount) == indonesian
    assert format_rupiah(amount, "en") == english


def test_ten_million_digits_are_refused_at_once() -> None:
    problem = read_rupiah("9" * 10_000_000)
    assert isinstance(problem, Problem)
    assert len(problem.text.en) < 200


@given(AMOUNTS)
@example(LARGEST_AMOUNT)
@example(-LARGEST_AMOUNT)
def test_what_is_written_in_indonesian_is_read_back(amount: int) -> None:
    assert parse_rupiah(format_rupiah(amount)) == amount


@given(AMOUNTS.filter(lambda amount: not 1_000 <= abs(amount) <= 999_999))
def test_what_is_written_in_english_is_read_back_where_it_has_one_reading(amount: int) -> None:
    assert parse_rupiah(format_rupiah(amount, "en")) == amount


@given(st.integers(0, 10**9), st.sampled_from(list(RupiahUnit)))
def test_a_bare_number_times_its_unit_is_exact(number: int, unit: RupiahUnit) -> None:
    assert parse_rupiah(str(number), unit=unit) == number * unit.factor


@given(
    st.one_of(CELLS, st.text()),
    st.sampled_from([None, *RupiahUnit]),
    st.sampled_from([None, "million", "billion"]),
)
def test_any_text_is_an_amount_or_a_problem(
    text: str, unit: RupiahUnit | None, letter_m: Literal["million", "billion"] | None
) -> None:
    amount = read_rupiah(text, unit=unit, letter_m=letter_m)
    if isinstance(amount, Problem):
        assert re.fullmatch("amount_[a-z_]+", amount.code)
    else:
        assert abs(amount) <= LARGEST_AMOUNT


@given(
    st.from_regex(r"[0-9]{16}", fullmatch=True),
    st.lists(st.integers(1, 15), max_size=4),
    st.sampled_from([".", ",", " ", "-", "/"]),
    st.sampled_from(["", "Rp ", "NIK "]),
)
def test_a_long_number_is_never_repeated_in_a_problem(
    digits: str, cuts: list[int], separator: str, prefix: str
) -> None:
    bounds = [0, *sorted(set(cuts)), 16]
    groups = [digits[a:b] for a, b in pairwise(bounds)]
    problem = read_rupiah(prefix + separator.join(groups))
    if isinstance(problem, Problem):
        for text in (problem.text.id, problem.text.en):
            assert digits not in re.sub(r"[^0-9]", "", text)
