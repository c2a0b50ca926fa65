"""Places on columns are those of the objects, on every engine in memory."""

from __future__ import annotations

from typing import Any

import pandas as pd  # noqa: TID253 - an engine under test
import polars as pl  # noqa: TID253 - an engine under test
import pyarrow as pa  # noqa: TID253 - an engine under test
import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.frames import bound_places, order_places
from umkmexport.rules.places import bound_places as bound_objects
from umkmexport.rules.tickets import ticket

ENGINES = {
    "polars": pl.DataFrame,
    "pandas": lambda columns: pd.DataFrame(columns).set_index(pd.Index(range(5, 5 + _n(columns)))),
    "pyarrow": pa.table,
}
FIRMS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from((1, 0, -1))),
    min_size=1,
    max_size=12,
)


def _n(columns: dict[str, list[Any]]) -> int:
    return len(next(iter(columns.values())))


def read(frame: Any, column: str) -> list[Any]:
    values = frame[column]
    return values.to_pylist() if hasattr(values, "to_pylist") else values.to_list()


@pytest.mark.parametrize("engine", ENGINES)
@given(firms=FIRMS)
def test_columns_and_objects_give_one_answer(
    engine: str, firms: list[tuple[int, int, int]]
) -> None:
    lows = [low for low, _, _ in firms]
    highs = [low + width for low, width, _ in firms]
    signs = [sign for _, _, sign in firms]
    frame = ENGINES[engine]({"low": lows, "high": highs, "pool": signs})
    added = bound_places(frame, low="low", high="high", pool="pool")
    best, worst = bound_objects(lows, highs, signs)
    assert type(added) is type(frame)
    assert read(added, "best_place") == [-1 if place is None else place for place in best]
    assert read(added, "worst_place") == [-1 if place is None else place for place in worst]
    assert read(added, "low") == lows


@given(firms=FIRMS)
def test_the_bounds_are_those_of_the_formula(firms: list[tuple[int, int, int]]) -> None:
    inside = [(low, low + width) for low, width, _ in firms]
    best, worst = bound_objects(*map(list, zip(*inside, strict=True)))
    for i, (low, high) in enumerate(inside):
        others = [pair for j, pair in enumerate(inside) if j != i]
        assert best[i] == 1 + sum(other_low > high for other_low, _ in others)
        assert worst[i] == 1 + sum(other_high >= low for _, other_high in others)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_is_by_value_and_ticket(engine: str) -> None:
    ids, values = [f"U-{n}" for n in range(40)], [n % 3 for n in range(40)]
    added = order_places(ENGINES[engine]({"id": ids, "v": values}), low="v", id="id", seed="r")
    wanted = sorted(range(40), key=lambda n: (-values[n], ticket("r", ids[n])))
    places = read(added, "place")
    assert sorted(range(40), key=places.__getitem__) == wanted
    assert sorted(places) == list(range(1, 41))


def test_the_order_is_that_of_a_priority_list() -> None:
    firms = [
        ux.Enterprise(id=f"U-{n}", has_nib=True, nib=f"90000000{n:05}", annual_sales=n)
        for n in range(1, 9)
    ]
    policy = ux.priorities["most-ready-on-record"]
    day = ux.calls["pekalongan-export-training-2021"].sources[0].read_on
    top = ux.rank(firms, policy=policy, seats=3, as_of=day, seed="round-1")
    listed = (*top.places, *top.waiting)
    columns = {"id": [one.id for one in listed][::-1], "v": [one.low for one in listed][::-1]}
    added = order_places(pl.DataFrame(columns), low="v", id="id", seed="round-1")
    assert added.sort("place")["id"].to_list() == [one.id for one in listed]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"low": [1]}, "no column high"),
        ({"low": [1.5], "high": [2]}, "column low is Float64; it must hold whole numbers"),
        ({"low": [None, 1], "high": [2, 2]}, "column low has a gap"),
        ({"low": [3, 1], "high": [2, 2]}, "column low lies above high in 1 rows, first in 0"),
        ({"low": [1], "high": [2**62]}, "too much"),
        ({"low": [1], "high": [2], "best_place": [1]}, "already has best_place"),
    ],
)
def test_what_does_not_fit_is_named(columns: dict[str, list[Any]], why: str) -> None:
    with pytest.raises(ux.FrameError, match=why):
        bound_places(pl.DataFrame(columns), low="low", high="high")


def test_a_pool_is_a_sign() -> None:
    with pytest.raises(ux.FrameError, match="1, 0 or -1, not 2"):
        bound_places(pl.DataFrame({"l": [1], "p": [2]}), low="l", high="l", pool="p")


def test_a_lazy_frame_is_collected_first() -> None:
    with pytest.raises(ux.FrameError, match="collect a lazy frame first"):
        bound_places(pl.LazyFrame({"low": [1], "high": [1]}), low="low", high="high")


def test_no_firms_have_no_places() -> None:
    frame = pl.DataFrame({"low": [], "high": []}, schema={"low": pl.Int64, "high": pl.Int64})
    assert bound_places(frame, low="low", high="high").shape == (0, 4)


def test_ids_are_texts_and_stand_once() -> None:
    with pytest.raises(ux.FrameError, match="must hold a text"):
        order_places(pl.DataFrame({"id": [1], "v": [1]}), low="v", id="id", seed="r")
    with pytest.raises(ux.SelectionError, match="'U' stands twice"):
        order_places(pl.DataFrame({"id": ["U", "U"], "v": [1, 1]}), low="v", id="id", seed="r")
    with pytest.raises(ux.SelectionError, match="seed"):
        order_places(pl.DataFrame({"id": ["U"], "v": [1]}), low="v", id="id", seed=" ")
