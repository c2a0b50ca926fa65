"""Seating against brute force: every list of up to eight applicants is tried."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from umkmexport.errors import FactError, SelectionError
from umkmexport.rules.criteria import Is
from umkmexport.rules.reserves import Reserve, ReserveMode, match
from umkmexport.rules.seating import Kind, Seating, Slots
from umkmexport.terms.text import Text

WOMEN = Text(id="pemilik perempuan", en="women owners")


class Hall(NamedTuple):
    rooms: list[int]
    reserves: list[Slots]
    open_seats: int

    def seat(self, line: list[Kind]) -> Seating:
        seating = Seating(self.rooms, self.reserves, self.open_seats)
        for position, kind in enumerate(line):
            seating.admit(position, kind)
        return seating


@st.composite
def halls(draw: DrawFn) -> Hall:
    rooms = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3))
    reserves = draw(st.lists(st.builds(Slots, st.integers(1, 2), st.booleans()), max_size=3))
    return Hall(rooms, reserves, draw(st.integers(0, 4)))


def kinds_of(hall: Hall) -> st.SearchStrategy[Kind]:
    return st.tuples(
        st.integers(0, len(hall.rooms) - 1), st.integers(0, (1 << len(hall.reserves)) - 1)
    )


@st.composite
def lines(draw: DrawFn, most: int) -> tuple[Hall, list[Kind]]:
    hall = draw(halls())
    return hall, draw(st.lists(kinds_of(hall), max_size=most))


def reserved(hall: Hall, members: list[int]) -> int | None:
    """Try every way to count for reserves; None where the list does not fit."""
    best = None
    ways = [[None, *(r for r in range(len(hall.reserves)) if m >> r & 1)] for m in members]
    for way in product(*ways):
        free = [slots.seats - way.count(index) for index, slots in enumerate(hall.reserves)]
        if min(free, default=0) < 0:
            continue
        shared = sum(
            left for left, slots in zip(free, hall.reserves, strict=True) if slots.open_to_all
        )
        if way.count(None) <= hall.open_seats + shared:
            best = max(best or 0, len(way) - way.count(None))
    return best


def best_list(hall: Hall, line: list[Kind]) -> list[int]:
    best: tuple[int, list[int]] = (-1, [])
    for choice in product((1, 0), repeat=len(line)):
        chosen = [kind for kind, taken in zip(line, choice, strict=True) if taken]
        rooms = [room for room, _ in chosen]
        if any(rooms.count(room) > seats for room, seats in enumerate(hall.rooms)):
            continue
        filled = reserved(hall, [members for _, members in chosen])
        if filled is not None:
            best = max(best, (filled, list(choice)))
    return [position for position, taken in enumerate(best[1]) if taken]


@settings(max_examples=150)
@given(case=lines(most=7))
def test_the_list_is_the_best_of_all_that_fit(case: tuple[Hall, list[Kind]]) -> None:
    hall, line = case
    assert hall.seat(line).seated() == best_list(hall, line)


@settings(max_examples=100)
@given(case=lines(most=8), data=st.data())
def test_a_cut_tells_who_else_would_be_seated(
    case: tuple[Hall, list[Kind]], data: st.DataObject
) -> None:
    hall, line = case
    cuts = hall.seat(line).cuts()
    kind = data.draw(kinds_of(hall))
    slots = [index for index in range(len(hall.reserves)) if kind[1] >> index & 1]
    cut = max(cuts[kind[0]][slot] for slot in (*slots, len(hall.reserves)))
    for position in range(len(line) + 1):
        longer = [*line[:position], kind, *line[position:]]
        assert (position in hall.seat(longer).seated()) is (position <= cut)


@settings(max_examples=100)
@given(case=lines(most=8), data=st.data())
def test_one_more_changes_nothing_unless_seated(
    case: tuple[Hall, list[Kind]], data: st.DataObject
) -> None:
    hall, line = case
    kind, position = data.draw(kinds_of(hall)), data.draw(st.integers(0, len(line)))
    after = hall.seat([*line[:position], kind, *line[position:]]).seated()
    if position not in after:
        assert [p - (p > position) for p in after] == hall.seat(line).seated()


@settings(max_examples=100)
@given(case=lines(most=8), data=st.data())
def test_to_belong_to_one_more_reserve_never_costs_a_seat(
    case: tuple[Hall, list[Kind]], data: st.DataObject
) -> None:
    hall, line = case
    for position in hall.seat(line).seated():
        room, members = line[position]
        more = members | data.draw(kinds_of(hall))[1]
        assert (
            position in hall.seat([*line[:position], (room, more), *line[position + 1 :]]).seated()
        )


@given(case=lines(most=8), data=st.data())
def test_wider_rooms_unseat_nobody(case: tuple[Hall, list[Kind]], data: st.DataObject) -> None:
    hall, line = case
    seating = hall.seat(line)
    before = seating.seated()
    wider = [seats + data.draw(st.integers(0, 2)) for seats in hall.rooms]
    seating.widen(wider)
    assert seating.seated() == before
    for position, kind in enumerate(line):
        if position not in before:
            seating.admit(position, kind)
    after = seating.seated()
    assert set(before) <= set(after)
    rooms = [line[position][0] for position in after]
    assert all(rooms.count(room) <= seats for room, seats in enumerate(wider))


def test_a_reserve_may_be_met_by_a_firm_of_another_room() -> None:
    hall = Hall([1, 1], [Slots(1)], 1)
    assert hall.seat([(0, 0), (0, 1), (1, 0), (1, 1)]).seated() == [0, 3]


def test_two_reserves_are_filled_by_one_firm_each() -> None:
    hall = Hall([2], [Slots(1), Slots(1)], 0)
    assert hall.seat([(0, 0b11), (0, 0b01), (0, 0b10)]).seated() == [0, 1]
    assert hall.seat([(0, 0b01), (0, 0b01), (0, 0b11)]).seated() == [0, 2]


def test_an_unused_seat_stays_free_until_it_falls_back() -> None:
    line: list[Kind] = [(0, 0)] * 4
    assert Hall([3], [Slots(1)], 2).seat(line).seated() == [0, 1]
    assert Hall([3], [Slots(1, open_to_all=True)], 2).seat(line).seated() == [0, 1, 2]


@given(
    members=st.lists(st.integers(0, 7), max_size=6),
    seats=st.lists(st.integers(0, 2), min_size=3, max_size=3),
)
def test_a_match_takes_as_many_reserved_seats_as_can_be_taken(
    members: list[int], seats: list[int]
) -> None:
    found = match(members, seats)
    for belongs, reserve in zip(members, found, strict=True):
        assert reserve is None or belongs >> reserve & 1
    assert all(found.count(index) <= room for index, room in enumerate(seats))
    hall = Hall([9], [Slots(room) for room in seats], len(members))
    assert len(found) - found.count(None) == reserved(hall, members)


def test_a_reserve_states_its_mode_and_has_seats() -> None:
    criterion = Is("has_nib", value=True)
    reserve = Reserve(key="w", text=WOMEN, require=criterion, seats=2, mode="over_and_above")  # type: ignore[arg-type]
    assert reserve.mode is ReserveMode.OVER_AND_ABOVE
    with pytest.raises(TypeError, match="mode"):
        Reserve(key="w", text=WOMEN, require=criterion, seats=2)  # type: ignore[call-arg]
    with pytest.raises(FactError, match="over_and_above"):
        Reserve(key="w", text=WOMEN, require=criterion, seats=2, mode="both")  # type: ignore[arg-type]
    with pytest.raises(SelectionError, match="reserve w: seats"):
        Reserve(key="w", text=WOMEN, require=criterion, seats=0, mode=ReserveMode.MINIMUM_GUARANTEE)
