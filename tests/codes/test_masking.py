from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.masking import mask_digits

PUBLISHED = "3171011708450001"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (PUBLISHED, "31**********01"),
        (f"'{PUBLISHED}", "'31**********01"),
        (f"NIK: {PUBLISHED}; Medan", "NIK: 31**********01; Medan"),
        ("3171 0117 0845 0001", "31**********01"),
        ("317101-170845-0001", "31**********01"),
        ("3171 - 0117 - 0845 - 0001", "31**********01"),
        ("3171\u00a00117\u00a00845\u00a00001", "31**********01"),
        ("3171O1170845OOO1", "31**********O1"),
        ("3171O11708450O01", "31**********01"),
        ("12.345.678.2-123.000", "12**********00"),
        ("\uff13" * 16, "\uff13\uff13**********\uff13\uff13"),
        ("31710117 08450001\n3171011708450001", "31**********01"),
    ],
)
def test_long_numbers_are_hidden(text: str, masked: str) -> None:
    assert mask_digits(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234567890123",
        "12345678901234",
        "Rp1.500.000.000",
        "1.000.000.000 - 2.500.000.000",
        "1.000.000.000-2.500.000.000",
        "28 s.d 29 November 2024",
        "0812-3456-7890",
        "1,27E+15",
    ],
)
def test_what_is_shorter_stays(text: str) -> None:
    assert mask_digits(text) == text


@given(
    st.lists(
        st.tuples(st.sampled_from("0123456789"), st.sampled_from(["", " ", ".", "-", "\u00a0"])),
        min_size=15,
        max_size=60,
    )
)
def test_no_separator_hides_a_run(pieces: list[tuple[str, str]]) -> None:
    text = "".join(digit + separator for digit, separator in pieces)
    masked = mask_digits(f"NIK {text}.")
    assert sum(character.isdigit() for character in masked) == 4


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_digits(text)
    assert mask_digits(once) == once


def test_ten_megabytes_are_masked() -> None:
    assert mask_digits("1" * 10_000_000) == "11**********11"
    assert mask_digits("1 " * 5_000_000).startswith("11***")
    assert mask_digits("12345678901234,1" * 600_000).startswith("12345678901234,1")
