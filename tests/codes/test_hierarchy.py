from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.hierarchy import within

PARTS = st.lists(st.sampled_from(["1", "12", "71", "7"]), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("code", "ancestor", "separator", "sign"),
    [
        ("12.71.05", "12.71", ".", 1),
        ("12.71.05", "12", ".", 1),
        ("12.71", "12.71", ".", 1),
        ("12", "12.71", ".", 0),
        ("12.75", "12.71", ".", -1),
        ("12.7", "12.71", ".", -1),
        ("12.71", "12.7", ".", -1),
        ("1", "12", ".", -1),
        ("090111", "0901", "", 1),
        ("09", "0901", "", 0),
        ("0902", "0901", "", -1),
    ],
)
def test_within(code: str, ancestor: str, separator: str, sign: int) -> None:
    assert within(code, ancestor, separator) == sign


@given(PARTS, PARTS)
def test_a_finer_code_never_turns_an_answer(code: list[str], ancestor: list[str]) -> None:
    coarse = within(".".join(code), ".".join(ancestor))
    finer = within(".".join([*code, "71"]), ".".join(ancestor))
    assert finer == coarse or coarse == 0


@given(PARTS, PARTS)
def test_two_codes_within_each_other_are_one(one: list[str], other: list[str]) -> None:
    there, back = within(".".join(one), ".".join(other)), within(".".join(other), ".".join(one))
    assert (there == back == 1) == (one == other)
    assert (there == 0) == (back == 1 and one != other)
