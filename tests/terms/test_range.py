from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.terms.possible import Possible
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.range import Range
from umkmexport.testing import quantities, ranges


def test_ends_are_included_and_may_be_open() -> None:
    band = Range(1_000_000_001, 5_000_000_000)
    assert band.contains(1_000_000_001)
    assert band.contains(5_000_000_000)
    assert not band.contains(1_000_000_000)
    assert Range(None, 5).contains(-(10**20))
    assert Range(5, None).contains(10**20)
    assert Range(date(2024, 1, 1), date(2024, 12, 31)).contains(date(2024, 2, 29))


@given(ranges(st.integers(-50, 50)), st.integers(-60, 60))
def test_a_range_contains_what_lies_between_its_ends(band: Range[int], value: int) -> None:
    below = band.low is not None and value < band.low
    above = band.high is not None and value > band.high
    assert band.contains(value) is not (below or above)


def test_a_range_that_falls_is_refused_with_both_ends() -> None:
    with pytest.raises(ValueError, match="not from 5 to 4"):
        Range(5, 4)


@pytest.mark.parametrize("end", [True, 1.5, "1", 2.0])
def test_an_end_is_a_whole_number_or_a_date(end: Any) -> None:
    with pytest.raises(TypeError, match="a Range ends in"):
        Range(end, None)
    with pytest.raises(TypeError, match="a Range ends in"):
        Range(None, end)


def test_a_range_is_a_value() -> None:
    assert hash(Range(1, None)) == hash(Range(1, None))
    assert Range(1, 1) != 1
    assert pickle.loads(pickle.dumps(Range(1, 2))) == Range(1, 2)
    assert repr(Range(None, 3)) == "Range(None, 3)"
    with pytest.raises(AttributeError):
        Range(1, 2).low = 0  # type: ignore[misc]


def test_a_quantity_has_a_known_unit_and_is_not_negative() -> None:
    with pytest.raises(ValueError, match="unit 'dozen' is not known; use one of kg, g, t"):
        Quantity(3, "dozen")
    with pytest.raises(ValueError, match="not negative"):
        Quantity(-1, "kg")
    with pytest.raises(ValueError, match="not negative"):
        Quantity(Range(-5, 4), "kg")
    with pytest.raises(ValueError, match="not negative"):
        Quantity(Range(None, -1), "kg")
    for wrong in (1.5, "600", True, None, Range(None, date(2026, 1, 1))):
        with pytest.raises(TypeError, match="whole number"):
            Quantity(wrong, "kg")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "unit", "base"),
    [
        (600, "kg", (600_000, 600_000, "g")),
        (1, "t", (1_000_000, 1_000_000, "g")),
        (Range(1, None), "t", (1_000_000, None, "g")),
        (Range(None, 30), "pcs", (None, 30, "pcs")),
        (7, "m2", (7, 7, "m2")),
    ],
)
def test_weights_share_a_base_unit_and_other_kinds_stay(
    amount: int | Range[int], unit: str, base: tuple[int | None, int | None, str]
) -> None:
    assert Quantity(amount, unit).in_base_unit() == base


@given(quantities())
def test_only_weights_change_their_unit(quantity: Quantity) -> None:
    assert quantity.unit in UNITS
    assert quantity.in_base_unit()[2] == (
        "g" if quantity.unit in {"g", "kg", "t"} else quantity.unit
    )


@pytest.mark.parametrize("answers", [(), ("micro",)])
def test_what_is_possible_is_more_than_one_answer(answers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="one possible answer is a known answer"):
        Possible(answers)
