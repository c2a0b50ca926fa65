from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.registry.quantities import read_quantity
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("600 kg", Quantity(600, "kg")),
        ("600kg", Quantity(600, "kg")),
        ("600 Kg.", Quantity(600, "kg")),
        ("1.500.000 g", Quantity(1_500_000, "g")),
        ("2 t", Quantity(2, "t")),
        ("1,5 ton", Quantity(1_500, "kg")),
        ("0.5 kg", Quantity(500, "g")),
        ("2,5 kuintal", Quantity(250, "kg")),
        ("3 lusin", Quantity(36, "pcs")),
        ("2 kodi", Quantity(40, "pcs")),
        ("250 Potong", Quantity(250, "pcs")),
        ("500 liter", Quantity(500, "l")),
        ("2,5 l", Quantity(Range(2, 3), "l")),
        ("40 set", Quantity(40, "set")),
        ("12 m²", Quantity(12, "m2")),
        ("12 m2", Quantity(12, "m2")),
        ("500-600 kg", Quantity(Range(500, 600), "kg")),
        ("500 kg – 600 kg", Quantity(Range(500, 600), "kg")),
        ("500 s/d 600 kg", Quantity(Range(500, 600), "kg")),
        ("500 sampai 600 kg", Quantity(Range(500, 600), "kg")),
        ("1,5-2 ton", Quantity(Range(1_500, 2_000), "kg")),
        ("600-600 kg", Quantity(600, "kg")),
        ("600 kg/bulan", Quantity(600, "kg")),
        ("600 kg / bln", Quantity(600, "kg")),
        ("600 kg sebulan", Quantity(600, "kg")),
        ("600 kg perbulan", Quantity(600, "kg")),
        ("600 kg a month", Quantity(600, "kg")),
    ],
)
def test_an_amount_of_goods_is_read_as_people_write_it(cell: str, quantity: Quantity) -> None:
    assert read_quantity(cell, periods=["bulan", "bln", "month"]) == quantity


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("600", "quantity_without_unit"),
        ("600 per bulan", "quantity_without_unit"),
        ("600 karung", "quantity_unreadable"),
        ("enam ratus kg", "quantity_unreadable"),
        ("600 kg dan 20 pcs", "quantity_unreadable"),
        ("500 kg - 600 pcs", "quantity_unreadable"),
        ("600-500 kg", "quantity_unreadable"),
        ("-600 kg", "quantity_unreadable"),
        ("600 kg 700", "quantity_unreadable"),
        ("", "quantity_unreadable"),
        ("kg", "quantity_unreadable"),
        ("9" * 70 + " kg", "quantity_unreadable"),
        ("9" * 17 + " kg", "number_unreadable"),
        ("1.500 kg", "number_ambiguous"),
        ("500-1.500 kg", "number_ambiguous"),
        ("1.500,50 kg", "number_unreadable"),
        ("0 kg", "quantity_zero"),
        ("0-0 kg", "quantity_zero"),
        ("50 kg/hari", "quantity_other_period"),
        ("50 kg per minggu", "quantity_other_period"),
        ("7 ton setahun", "quantity_other_period"),
        ("600 kg/pesanan", "quantity_other_period"),
    ],
)
def test_what_has_no_unit_or_several_meanings_is_refused(cell: str, code: str) -> None:
    problem = read_quantity(cell, periods=["bulan"])
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert problem.text.id != problem.text.en


def test_a_long_number_is_not_repeated_in_the_message() -> None:
    problem = read_quantity("3171011708450001 kg")
    assert isinstance(problem, Problem)
    assert "0845" not in problem.text.id + problem.text.en


@given(st.integers(1, 999), st.sampled_from(UNITS))
def test_a_whole_amount_in_a_known_unit_reads_as_itself(amount: int, unit: str) -> None:
    assert read_quantity(f"{amount} {unit}") == Quantity(amount, unit)


@given(st.integers(0, 999), st.integers(1, 99), st.sampled_from(UNITS))
def test_a_fraction_lies_within_what_is_read(whole: int, hundredths: int, unit: str) -> None:
    quantity = read_quantity(f"{whole},{hundredths:02} {unit}")
    assert isinstance(quantity, Quantity)
    low, high, base = quantity.in_base_unit()
    grams = {"t": 1_000_000, "kg": 1_000}.get(unit, 1)
    exact = (whole * 100 + hundredths) * grams
    assert low is not None
    assert high is not None
    assert low * 100 <= exact <= high * 100
    assert high - low <= 1
    assert base == ("g" if unit in {"t", "kg", "g"} else unit)


@given(st.text(max_size=60))
def test_no_text_is_a_crash(cell: str) -> None:
    assert isinstance(read_quantity(cell), Quantity | Problem)
