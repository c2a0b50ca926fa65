"""Seats over regions: the rule seat by seat is the result, and a larger house takes none away."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from umkmexport.rules.apportionment import Apportionment, apportion

REGIONS = "abcdef"
HOUSE_MONOTONE = ("sainte_lague", "d_hondt")
METHODS = (*HOUSE_MONOTONE, "largest_remainder")

populations = st.dictionaries(
    st.sampled_from(REGIONS), st.integers(1, 40) | st.integers(1, 10**9), min_size=1
)


class House(NamedTuple):
    seats: int
    people: dict[str, int]
    floors: dict[str, int]
    caps: dict[str, int]

    def divide(self, method: str, more: int = 0) -> Apportionment:
        return apportion(
            self.seats + more,
            self.people,
            floors=self.floors,
            caps=self.caps,
            method=method,
            seed="round-1",
        )


@st.composite
def houses(draw: DrawFn, spare: int = 0) -> House:
    """Draw a house whose floors and caps leave room, for so many seats more."""
    people = draw(populations)
    codes = st.sampled_from(sorted(people))
    floors = draw(st.dictionaries(codes, st.integers(0, 3)))
    caps = {
        code: cap + floors.get(code, 0)
        for code, cap in draw(st.dictionaries(codes, st.integers(0, 9))).items()
    }
    room = 25 if len(caps) < len(people) else sum(caps.values()) - spare
    least = max(1, sum(floors.values()))
    if room < least:
        caps, room = {}, 25
    return House(draw(st.integers(least, max(least, room))), people, floors, caps)


def seat_by_seat(house: House, method: str) -> tuple[dict[str, int], set[str]]:
    """Give the next seat to the greatest claim, until the claims that are left tie for the rest."""
    total = sum(house.people.values())

    def claim(code: str) -> Fraction:
        people = house.people[code]
        if method == "largest_remainder":
            return Fraction(house.seats * people, total) - held[code]
        return Fraction(people, (2 if method == "sainte_lague" else 1) * held[code] + 1)

    held = {code: house.floors.get(code, 0) for code in house.people}
    while (left := house.seats - sum(held.values())) > 0:
        below = [code for code in held if held[code] < house.caps.get(code, house.seats)]
        greatest = max(map(claim, below))
        first = [code for code in below if claim(code) == greatest]
        if len(first) > left:
            return held, set(first)
        for code in first:
            held[code] += 1
    return held, set()


@pytest.mark.parametrize("method", METHODS)
@given(house=houses())
def test_the_result_is_that_of_the_rule_taken_seat_by_seat(method: str, house: House) -> None:
    result = apportion(
        house.seats, house.people, floors=house.floors, caps=house.caps, method=method
    )
    held, tied = seat_by_seat(house, method)
    assert result.by_code == held
    assert (set(result.tie.codes) if result.tie else set()) == tied


@pytest.mark.parametrize("method", HOUSE_MONOTONE)
@given(house=houses(spare=1))
def test_one_seat_more_takes_no_seat_from_anyone(method: str, house: House) -> None:
    before, after = house.divide(method).by_code, house.divide(method, more=1).by_code
    assert all(after[code] >= before[code] for code in before)
    assert sum(after.values()) == house.seats + 1


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(people=populations, seats=st.integers(1, 10**7))
def test_a_large_house_is_divided_whole_and_the_larger_region_never_gets_less(
    method: str, people: dict[str, int], seats: int
) -> None:
    result = apportion(seats, people, method=method, seed="round-1")
    assert sum(result.by_code.values()) == seats
    ordered = sorted(result.regions, key=lambda region: region.population)
    drawn = set(result.tie.drawn) if result.tie else set()
    sure = [region.seats - (region.code in drawn) for region in ordered]
    assert sure == sorted(sure)
