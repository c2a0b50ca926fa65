"""Published seats of one much-used example, and the ties in it.

Votes 77, 22, 21, 10 and 6 for ten seats: largest remainder 6 2 1 1 0, D'Hondt 7 2 1 0 0;
Sainte-Laguë stands at 5 2 1 1 0 when the first and the third tie, since 77/11 = 21/3.

Alabama after the census of 1880: with largest remainder, and one seat at least for each state, a
House of 299 gave it 8 seats and a House of 300 gave it 7; the two seats went to Illinois and
Texas, http://digfir-published.macmillanusa.com/fapp10e/asset/ch14/supp_wins/examples/example_7.html.
"""

from __future__ import annotations

import pytest

import umkmexport as ux
from umkmexport.rules.apportionment import Apportionment, ApportionmentMethod, apportion

VOTES = dict(zip("abcde", (77, 22, 21, 10, 6), strict=True))

CENSUS_1880 = {
    "Alabama": 1_262_505,
    "Arkansas": 802_525,
    "California": 864_694,
    "Colorado": 194_327,
    "Connecticut": 622_700,
    "Delaware": 146_608,
    "Florida": 269_493,
    "Georgia": 1_542_180,
    "Illinois": 3_077_871,
    "Indiana": 1_978_301,
    "Iowa": 1_624_615,
    "Kansas": 996_096,
    "Kentucky": 1_648_690,
    "Louisiana": 939_946,
    "Maine": 648_936,
    "Maryland": 934_943,
    "Massachusetts": 1_783_085,
    "Michigan": 1_636_937,
    "Minnesota": 780_773,
    "Mississippi": 1_131_597,
    "Missouri": 2_168_380,
    "Nebraska": 452_402,
    "Nevada": 62_266,
    "New Hampshire": 346_991,
    "New Jersey": 1_131_116,
    "New York": 5_082_871,
    "North Carolina": 1_399_750,
    "Ohio": 3_198_062,
    "Oregon": 174_768,
    "Pennsylvania": 4_282_891,
    "Rhode Island": 276_531,
    "South Carolina": 995_577,
    "Tennessee": 1_542_359,
    "Texas": 1_591_749,
    "Vermont": 332_286,
    "Virginia": 1_512_565,
    "West Virginia": 618_457,
    "Wisconsin": 1_315_497,
}


def seats_of(result: Apportionment) -> list[int]:
    return [region.seats for region in result.regions]


@pytest.mark.parametrize(
    ("method", "expected"),
    [("largest_remainder", [6, 2, 1, 1, 0]), ("d_hondt", [7, 2, 1, 0, 0])],
)
def test_the_other_methods(method: str, expected: list[int]) -> None:
    result = apportion(10, VOTES, method=method)
    assert seats_of(result) == expected
    assert result.tie is None


def test_sainte_lague_ties_for_the_last_seat_and_says_so() -> None:
    result = apportion(10, VOTES)
    assert seats_of(result) == [5, 2, 1, 1, 0]
    assert result.tie is not None
    assert (result.tie.codes, result.tie.seats, result.tie.drawn) == (("a", "c"), 1, ())


def test_a_ticket_settles_the_tie_whatever_the_order_of_the_regions() -> None:
    one = apportion(10, VOTES, seed="round-1")
    other = apportion(10, dict(reversed(VOTES.items())), seed="round-1")
    assert one == other
    assert one.tie is not None
    assert one.tie.drawn in {("a",), ("c",)}
    assert sum(seats_of(one)) == 10
    drawn = {apportion(10, VOTES, seed=f"round-{n}").tie.drawn for n in range(20)}  # type: ignore[union-attr]
    assert drawn == {("a",), ("c",)}


def test_bounded_sainte_lague() -> None:
    assert seats_of(apportion(10, VOTES, floors=1)) == [5, 2, 1, 1, 1]
    assert seats_of(apportion(10, VOTES, caps={"a": 5})) == [5, 2, 2, 1, 0]


def test_two_equal_regions_and_one_seat() -> None:
    result = apportion(1, {"a": 1, "b": 1})
    assert seats_of(result) == [0, 0]
    assert result.tie is not None
    assert result.tie.codes == ("a", "b")
    assert sum(seats_of(apportion(1, {"a": 1, "b": 1}, seed="round-1"))) == 1


def test_the_alabama_paradox_is_real_and_is_warned_of() -> None:
    smaller, larger = (
        apportion(house, CENSUS_1880, floors=1, method="largest_remainder") for house in (299, 300)
    )
    moved = {
        state: (before, after)
        for state, before in smaller.by_code.items()
        if (after := larger.by_code[state]) != before
    }
    assert moved == {"Alabama": (8, 7), "Illinois": (18, 19), "Texas": (9, 10)}
    assert "paradoks Alabama" in larger.because()[-1].id


def test_sainte_lague_does_not_take_a_seat_from_alabama() -> None:
    held = [apportion(house, CENSUS_1880, floors=1).by_code["Alabama"] for house in (299, 300)]
    assert held == sorted(held)
    assert ApportionmentMethod.SAINTE_LAGUE.caution is None


@pytest.mark.parametrize(
    ("seats", "bounds", "match"),
    [
        (0, {}, "at least 1, not 0"),
        (True, {}, "at least 1, not True"),
        (4, {"floors": 1}, "floors come to 5 seats, more than the 4"),
        (10, {"caps": 1}, "caps come to 5 seats, fewer than the 10"),
        (10, {"floors": {"a": 3}, "caps": {"a": 2}}, "floor of 3 is above its cap of 2"),
        (10, {"floors": {"z": 3}}, "z is none of the regions"),
        (10, {"caps": {"a": -1}}, "at least 0, not -1"),
        (10, {"seed": " "}, "public seed"),
    ],
)
def test_what_cannot_be_divided_is_an_error_with_the_numbers(
    seats: int, bounds: dict[str, object], match: str
) -> None:
    with pytest.raises(ux.SelectionError, match=match):
        apportion(seats, VOTES, **bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("population", [0, -3, 1.5, True])
def test_a_population_is_a_whole_number_of_at_least_1(population: object) -> None:
    with pytest.raises(ux.SelectionError, match="population of b"):
        apportion(3, {"a": 1, "b": population})  # type: ignore[dict-item]


def test_no_regions_and_an_unknown_method() -> None:
    with pytest.raises(ux.SelectionError, match="no regions"):
        apportion(3, {})
    with pytest.raises(ux.FactError, match="sainte_lague"):
        apportion(3, {"a": 1}, method="saint_lague")
