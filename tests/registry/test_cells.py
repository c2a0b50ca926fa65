from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.registry.cells import read_integer, split_list
from umkmexport.terms.reading import Problem

CELLS = st.text(st.sampled_from("0123456789 .,-+orang²½\u00a0\uff15\u0665"), max_size=24)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("0", 0),
        ("007", 7),
        # A count below zero is read, so that the caller can report it.
        ("-2", -2),
        ("\u22122", -2),
        ("+3", 3),
        # As spreadsheets and their exports write whole numbers.
        ("1.0", 1),
        ("12.00", 12),
        ("12,0", 12),
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1 000", 1_000),
        ("9120001234567", 9_120_001_234_567),
        (" 5\u00a0", 5),
        ("\uff11\uff12", 12),
    ],
)
def test_whole_numbers_are_read(text: str, number: int) -> None:
    assert read_integer(text) == number


@pytest.mark.parametrize("text", ["3 orang", "3 Orang", "3orang", "3\u00a0ORG", "3"])
def test_declared_units_may_follow(text: str) -> None:
    assert read_integer(text, units=["orang", "org"]) == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_blank"),
        ("\u00a0", "number_blank"),
        ("orang", "number_unreadable"),
        ("-", "number_unreadable"),
        ("3 orang", "number_unreadable"),
        ("2-3", "number_unreadable"),
        ("> 5", "number_unreadable"),
        ("5+", "number_unreadable"),
        ("dua", "number_unreadable"),
        ("1²", "number_unreadable"),
        ("½", "number_unreadable"),
        ("1.50.000", "number_unreadable"),
        ("1e3", "number_unreadable"),
        ("3171011708450001", "number_unreadable"),
        ("1.9", "number_not_whole"),
        ("0,5", "number_not_whole"),
        ("0.500", "number_not_whole"),
        ("1.000", "number_ambiguous"),
        ("1,500", "number_ambiguous"),
        ("9" * 41, "number_too_long"),
    ],
)
def test_what_is_no_whole_number_is_a_problem(text: str, code: str) -> None:
    problem = read_integer(text)
    assert isinstance(problem, Problem)
    assert problem.code == code


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("1.000", "1 atau 1000", "1 or 1000"),
        ("1,500", "1,5 atau 1500", "1.5 or 1500"),
        ("-2.000", "-2 atau -2000", "-2 or -2000"),
    ],
)
def test_both_readings_of_a_single_mark_are_named(text: str, indonesian: str, english: str) -> None:
    problem = read_integer(text)
    assert isinstance(problem, Problem)
    assert indonesian in problem.text.id
    assert english in problem.text.en


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", ()),
        (" \n", ()),
        ("Perkoperasian\n,Kewirausahaan\n", ("Perkoperasian", "Kewirausahaan")),
        ("NIB,SIUP,IMB", ("NIB", "SIUP", "IMB")),
        (" NIB ", ("NIB",)),
        ("MERK,HALAL,MD/BPOM", ("MERK", "HALAL", "MD/BPOM")),
        ("ISO 9001 : 2015", ("ISO 9001 : 2015",)),
        ("a;b\r\nc,,", ("a", "b", "c")),
        ("a,\u00a0,b", ("a", "b")),
    ],
)
def test_a_cell_of_several_entries_is_split(text: str, entries: tuple[str, ...]) -> None:
    assert split_list(text) == entries


def test_only_declared_separators_split() -> None:
    assert split_list("a, b\nc; d", separators=[";"]) == ("a, b c", "d")
    assert split_list("MD/BPOM", separators=["/"]) == ("MD", "BPOM")
    assert split_list("a dan b, c", separators=[" dan ", ","]) == ("a", "b", "c")
    assert split_list("a, b", separators=[]) == ("a, b",)


@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1)))
def test_entries_joined_are_split_again(entries: list[str]) -> None:
    joined = [" ".join(entry) for entry in map(split_list, entries)]
    assert list(split_list(" ,\n".join(entries))) == joined


@given(st.integers(-(10**14) + 1, 10**14 - 1))
def test_every_count_is_read_back(number: int) -> None:
    assert read_integer(str(number)) == number
    assert read_integer(f"{number}.0") == number


@given(st.one_of(CELLS, st.text()))
def test_any_text_is_a_number_or_a_problem(text: str) -> None:
    number = read_integer(text, units=["orang"])
    if isinstance(number, Problem):
        assert re.fullmatch("number_[a-z_]+", number.code)
        assert not re.search(r"\d{15}", number.text.id + " " + number.text.en)
    assert all(entry == entry.strip() != "" for entry in split_list(text))
