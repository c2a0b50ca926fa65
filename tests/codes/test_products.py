from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.products import HsCode, Kbli
from umkmexport.errors import CodeError
from umkmexport.terms.truth import Truth

CHAPTERS = st.integers(1, 99).filter(lambda n: n != 77).map(lambda n: f"{n:02}")
HS_CODES = st.builds(
    lambda chapter, rest, cut: HsCode((chapter + rest)[:cut], 2022),
    CHAPTERS,
    st.text("0123456789", min_size=6, max_size=6),
    st.sampled_from([2, 4, 6, 8]),
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2103", "2103"),
        ("210390", "2103.90"),
        ("2103.90.11", "2103.90.11"),
        ("21039011", "2103.90.11"),
        ("2103 90 11", "2103.90.11"),
        ("2022:2103.90", "2022:2103.90"),
        (" 0901 ", "0901"),
        ("98", "98"),
    ],
)
def test_hs_codes_are_read(text: str, canonical: str) -> None:
    assert str(HsCode.parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("77", "chapter 77 does not exist"),
        ("7701.10", "chapter 77 does not exist"),
        ("0001", "chapter 00 does not exist"),
        ("901", "lost a leading zero"),
        ("21.03", "2, 4, 6 or 8 digits"),
        ("2103901100", "2, 4, 6 or 8 digits"),
        ("2023:2103", "edition 2023 is not known"),
        ("", "2, 4, 6 or 8 digits"),
        ("\uff12\uff11\uff10\uff13", "2, 4, 6 or 8 digits"),
        ("3171011708450001", r"31\*+01"),
        ("1" * 10_000_000, "too long"),
        (2103, "of type int"),
    ],
)
def test_what_is_no_hs_code(text: str, said: str) -> None:
    with pytest.raises(CodeError, match=said):
        HsCode.parse(text)


def test_the_parts_of_an_hs_code() -> None:
    code = HsCode.parse("2103.90.11")
    assert (code.chapter, code.heading, code.subheading) == ("21", "2103", "210390")
    assert code.is_national
    assert not HsCode.parse("2103.90").is_national
    assert HsCode.parse("9801").is_national
    assert (HsCode.parse("21").heading, HsCode.parse("2103").subheading) == (None, None)
    assert HsCode.parse("2022:2103.90").within("2017:2103") is Truth.UNKNOWN
    assert HsCode.parse("2022:2103.90").within("2103") is Truth.YES
    assert HsCode.parse("2104").within("2103") is Truth.NO


@given(HS_CODES)
def test_hs_round_trip(code: HsCode) -> None:
    assert HsCode.parse(str(code)) == code


def test_two_editions_are_two_products() -> None:
    old, new = Kbli.parse("2020:10772"), Kbli.parse("2025:10772")
    assert old != new
    assert new.within("2020:1077") is Truth.UNKNOWN
    assert old.within("2020:1077") is Truth.YES
    assert old.within("10") is Truth.YES
    assert old.within("2020:11") is Truth.NO
    assert Kbli.parse("10772").within("2020:1077") is Truth.UNKNOWN
    assert Kbli.parse("10772", default_edition=2020).within("2020:1077") is Truth.YES
    assert Kbli.parse("2025:10772", default_edition=2020).edition == 2025


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C10794", "letter of the category"),
        ("107941", "five digits"),
        ("1", "five digits"),
        ("2021:10794", "edition 2021 is not known; known: 2020, 2025"),
        ("2020:04110", "division 04 does not exist"),
        ("00110", "division 00 does not exist"),
        ("7" * 10_000_000, "too long"),
        (None, "of type NoneType"),
    ],
)
def test_what_is_no_kbli(text: str, said: str) -> None:
    with pytest.raises(CodeError, match=said):
        Kbli.parse(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [("01111", True), ("03119", True), ("10794", True), ("33", True), ("05", False), ("62", False)],
)
def test_divisions_that_mean_the_same(text: str, same: bool) -> None:
    assert Kbli.parse(text).is_same_in_all_editions is same


@given(st.text("123456789", min_size=2, max_size=5), st.sampled_from([None, 2020, 2025]))
def test_kbli_round_trip(digits: str, edition: int | None) -> None:
    try:
        code = Kbli.parse(digits, default_edition=edition)
    except CodeError:
        return
    assert Kbli.parse(str(code)) == code
