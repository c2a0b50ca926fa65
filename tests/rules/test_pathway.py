"""The search for a pathway against trying every set, on small catalogues drawn at random."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umkmexport.rules import pathway
from umkmexport.rules.pathway import (
    Demand,
    Measure,
    Move,
    Part,
    Pathway,
    critical_path,
    find_pathway,
    shortfalls,
    times,
)

BY = ("cost", "time")


def part(*moves: str, worth: tuple[int, ...]) -> Part:
    return Part(moves, worth)


def ask(points: int, *parts: Part) -> Demand:
    return Demand("d", points, parts)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Move], list[Demand]]:
    keys = draw(st.permutations([f"m{n}" for n in range(draw(st.integers(0, 6)))]))
    moves = [draw(some_move(key, keys[:place])) for place, key in enumerate(keys)]
    demands = draw(st.lists(some_demand(keys), max_size=3)) if keys else []
    named = [Demand(f"d{n}", d.at_least, d.parts) for n, d in enumerate(demands)]
    return draw(st.permutations(moves)), named


def measures() -> st.SearchStrategy[Measure]:
    return st.tuples(st.sampled_from([0, 0, 0, 1]), st.integers(0, 4))


@st.composite
def some_move(draw: st.DrawFn, key: str, before: list[str]) -> Move:
    if not before:
        return Move(key, cost=draw(measures()), months=draw(measures()))
    group = st.lists(st.sampled_from(before), unique=True, min_size=1, max_size=2).map(tuple)
    needs, after = draw(st.lists(group, max_size=2)), draw(st.one_of(st.just(()), group))
    return Move(key, tuple(needs), after, draw(measures()), draw(measures()))


@st.composite
def some_demand(draw: st.DrawFn, keys: list[str]) -> Demand:
    parts = draw(st.lists(some_part(keys), min_size=1, max_size=4))
    most = sum(part.worth[-1] for part in parts)
    return ask(draw(st.integers(0, most + 1)), *parts)


@st.composite
def some_part(draw: st.DrawFn, keys: list[str]) -> Part:
    moves = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=3))
    worth: list[int] = []
    for subset in range(1 << len(moves)):
        fewer = [worth[subset & ~(1 << bit)] for bit in range(len(moves)) if subset >> bit & 1]
        worth.append(max(fewer, default=0) + draw(st.integers(0, 3)))
    return Part(tuple(moves), tuple(worth))


def try_all(moves: list[Move], demands: list[Demand], by: str) -> tuple[Any, ...] | None:
    """Try every set: the order of cost, time, number and keys; the set, its cost and its time."""
    keys = sorted(move.key for move in moves)
    by_key = {move.key: move for move in moves}
    found = []
    for subset in range(1 << len(keys)):
        made = {key for bit, key in enumerate(keys) if subset >> bit & 1}
        chosen = [by_key[key] for key in made]
        if can_be_made(chosen, made) and all(points(d, made) >= d.at_least for d in demands):
            cost, end = total(chosen), last_end(chosen)
            order = (cost, end) if by == "cost" else (end, cost)
            found.append(((*order, len(made), [key not in made for key in keys]), made, cost, end))
    return min(found, key=lambda each: each[0]) if found else None


def can_be_made(chosen: list[Move], made: set[str]) -> bool:
    return all(made & set(group) for move in chosen for group in move.needs)


def points(demand: Demand, made: set[str]) -> int:
    return sum(
        part.worth[sum(1 << bit for bit, key in enumerate(part.moves) if key in made)]
        for part in demand.parts
    )


def total(chosen: list[Move]) -> Measure:
    return sum(move.cost[0] for move in chosen), sum(move.cost[1] for move in chosen)


def last_end(chosen: list[Move]) -> Measure:
    ends = times(chosen, {move.key: move.months for move in chosen})
    return max((end for _, end in ends.values()), default=(0, 0))


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("listed", [0, 2, 9])
@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_it_finds_what_trying_every_set_finds(
    problem: tuple[list[Move], list[Demand]], listed: int, by: Literal["cost", "time"]
) -> None:
    """However large a group may be before it is split."""
    with patch.object(pathway, "_LISTED", listed):
        found = find_pathway(*problem, by=by)
    best = try_all(*problem, by)
    if best is None or found is None:
        assert found is best
        assert shortfalls(*problem)
    else:
        assert (set(found.moves), found.cost, found.months) == best[1:]
        assert not shortfalls(*problem)


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_moves_stand_in_an_order_in_which_they_can_be_made(
    problem: tuple[list[Move], list[Demand]],
) -> None:
    moves = {move.key: move for move in problem[0]}
    found = find_pathway(*problem, by="cost")
    for place, key in enumerate(found.moves if found else ()):
        before = set(found.moves[:place]) if found else set()
        assert all(before & set(group) for group in moves[key].needs)
        assert set(moves[key].after) & set(found.moves if found else ()) <= before


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_the_critical_path_is_as_long_as_the_whole(
    problem: tuple[list[Move], list[Demand]],
) -> None:
    moves = {move.key: move for move in problem[0]}
    found = find_pathway(*problem, by="cost")
    if found is None or not found.moves:
        return
    made = [moves[key] for key in found.moves]
    lasting = {move.key: move.months for move in made}
    path, ends = critical_path(made, lasting), times(made, lasting)
    assert ends[path[-1]][1] == found.months
    assert all(ends[one][1] == ends[other][0] for one, other in pairwise(path))
    assert ends[path[0]][0] == (0, 0)


def test_nothing_is_done_where_nothing_is_missing() -> None:
    moves = [Move("a", months=(0, 3))]
    demand = ask(0, part("a", worth=(0, 1)))
    assert find_pathway(moves, [demand], by="time") == Pathway((), (0, 0), (0, 0))
    assert find_pathway([], [], by="cost") == Pathway((), (0, 0), (0, 0))


def test_an_unknown_cost_counts_as_more_than_any_known_one() -> None:
    moves = [Move("known", cost=(0, 10**12)), Move("unknown", cost=(1, 0))]
    demand = ask(1, part("known", "unknown", worth=(0, 1, 1, 1)))
    found = find_pathway(moves, [demand], by="cost")
    assert found is not None
    assert found.moves == ("known",)


def test_by_time_more_is_paid_for_an_earlier_end() -> None:
    moves = [Move("fast", cost=(0, 9), months=(0, 1)), Move("slow", months=(0, 2))]
    demand = ask(1, part("fast", "slow", worth=(0, 1, 1, 1)))
    cheap, quick = (find_pathway(moves, [demand], by=by) for by in BY)  # type: ignore[arg-type]
    assert cheap == Pathway(("slow",), (0, 0), (0, 2))
    assert quick == Pathway(("fast",), (0, 9), (0, 1))


def test_moves_side_by_side_take_no_longer_than_the_longest() -> None:
    moves = [Move("a", months=(0, 2)), Move("b", months=(0, 3)), Move("c", (("a",),))]
    demand = ask(2, part("b", worth=(0, 1)), part("c", worth=(0, 1)))
    assert find_pathway(moves, [demand], by="cost") == Pathway(("a", "b", "c"), (0, 0), (0, 3))


def test_ties_go_to_fewer_moves_and_then_to_the_earlier_key() -> None:
    one_of_three = ask(1, part("a", "b", "c", worth=(0, 1, 1, 1, 1, 1, 1, 1)))
    found = find_pathway([Move("c"), Move("b"), Move("a")], [one_of_three], by="cost")
    assert found is not None
    assert found.moves == ("a",)


def test_what_waits_for_a_move_that_is_not_there_cannot_be_made() -> None:
    demand = ask(1, part("a", worth=(0, 1)))
    assert find_pathway([Move("a", (("b",),))], [demand], by="cost") is None
    assert shortfalls([Move("a", (("b",),))], [demand]) == (("d", 0),)


def test_moves_in_a_circle_and_moves_of_one_key_are_errors() -> None:
    with pytest.raises(ValueError, match="circle: a, b"):
        find_pathway([Move("a", (("b",),)), Move("b", after=("a",))], [], by="cost")
    with pytest.raises(ValueError, match="a stands twice"):
        find_pathway([Move("a"), Move("a")], [], by="cost")


def test_a_part_has_every_subset_and_never_falls() -> None:
    with pytest.raises(ValueError, match="4 subsets, not 2"):
        Part(("a", "b"), (0, 1))
    with pytest.raises(ValueError, match="making b must never be worth less"):
        Part(("a", "b"), (0, 1, 0, 0))
