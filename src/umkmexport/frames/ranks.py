"""Places as columns: the pair of ``rules.places``, and the order by value and ticket."""

from __future__ import annotations

from typing import Any, Final

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from umkmexport.errors import FrameError, SelectionError
from umkmexport.rules.tickets import check_seed, stands_twice, ticket
from umkmexport.terms.truth import NO, YES

__all__ = ["bound_places", "order_places"]

_NOWHERE: Final = -1
_LARGEST: Final = 2**62


def bound_places(frame: IntoFrameT, *, low: str, high: str, pool: str | None = None) -> IntoFrameT:
    """Add the best and the worst place that the value of every firm allows, without any model.

    Of two firms the one with the greater value comes first. Seats per region, reserves and one
    place per NIB are not looked at.

    Args:
        frame: one row a firm, in memory, since the places hang on each other.
        low: the column with the value at the low end, a whole number.
        high: the column with the value at the high end.
        pool: the column that says whether a firm is in the pool: 1 yes, 0 not known, -1 no. All
            are, if left out.

    Returns:
        The frame with ``best_place`` and ``worst_place``; -1 for firms outside the pool.

    Raises:
        FrameError: the frame is lazy, a column is missing, holds anything but whole numbers or has
            a gap, or a low end lies above its high end.

    Examples:
        >>> import polars as pl
        >>> firms = pl.DataFrame({"value_low": [60, 50, 50], "value_high": [60, 70, 55]})
        >>> bound_places(firms, low="value_low", high="value_high").rows()
        [(60, 60, 1, 2), (50, 70, 1, 3), (50, 55, 2, 3)]
    """
    opened = _in_memory(frame, "best_place", "worst_place")
    for column in (low, high, *([] if pool is None else [pool])):
        _check_whole(opened, column)
    sign = nw.lit(YES, dtype=nw.Int64) if pool is None else nw.col(pool).cast(nw.Int64)
    ends = opened.select(low=_wide(low), high=_wide(high), sign=sign).with_row_index("row")
    _check_ends(ends, low, high)
    inside = nw.col("sign") > NO
    places = _counted(ends).select(
        best_place=nw.when(inside).then(nw.col("surely_above") + 1).otherwise(_NOWHERE),
        worst_place=nw.when(inside).then(nw.col("maybe_before")).otherwise(_NOWHERE),
    )
    added: IntoFrameT = _beside(opened, places, frame)
    return added


def order_places(frame: IntoFrameT, *, low: str, id: str, seed: str) -> IntoFrameT:  # noqa: A002
    """Add the place of every firm by value and ticket (*urutan*).

    The greatest value comes first, and equal values are ordered by the tickets that ``rank``
    draws; tickets are drawn for those alone.

    Args:
        frame: one row a firm, in memory.
        low: the column with the value at the low end, a whole number.
        id: the column with the ids of the firms, texts.
        seed: the public seed of the tickets.

    Returns:
        The frame with ``place``, from 1.

    Raises:
        FrameError: the frame is lazy, or a column is missing, holds something else or has a gap.
        SelectionError: there is no seed, or one id stands twice.

    Examples:
        >>> import polars as pl
        >>> firms = pl.DataFrame({"id": ["U-1", "U-2", "U-3"], "value": [50, 60, 50]})
        >>> order_places(firms, low="value", id="id", seed="round-1")["place"].to_list()
        [2, 1, 3]
    """
    check_seed(seed)
    opened = _in_memory(frame, "place")
    _check_whole(opened, low)
    ids = _texts(opened, id)
    twice = stands_twice(ids)
    if twice is not None:
        raise SelectionError(f"firm {twice!r} stands twice; give each firm an id of its own")
    tied = (~opened.get_column(low).is_unique()).to_list()
    drawn = [ticket(seed, firm) if is_tied else "" for firm, is_tied in zip(ids, tied, strict=True)]
    series = nw.new_series("ticket", drawn, nw.String, backend=opened.implementation)
    order = opened.select(value=_wide(low)).with_columns(series).with_row_index("row")
    order = order.sort("value", "ticket", descending=[True, False]).with_row_index("before")
    places = order.sort("row").select(place=(nw.col("before") + 1).cast(nw.Int64))
    added: IntoFrameT = _beside(opened, places, frame)
    return added


def _counted(ends: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Count who surely has more, and who may have as much or more, oneself included.

    Both ends of all firms are put in one row; a low end stands before a high end of its value.
    """
    lows = ends.select("row", at=nw.col("low") * 2, sure=(nw.col("sign") == YES).cast(nw.Int64))
    lows = lows.with_columns(possible=nw.lit(0, dtype=nw.Int64), is_low=nw.lit(value=True))
    highs = ends.select("row", at=nw.col("high") * 2 + 1, possible=(nw.col("sign") > NO))
    highs = highs.select(
        "row",
        "at",
        sure=nw.lit(0, dtype=nw.Int64),
        possible=nw.col("possible").cast(nw.Int64),
        is_low=nw.lit(value=False),
    )
    line = nw.concat([lows, highs]).sort("at")
    line = line.with_columns(
        surely_above=nw.col("sure").sum() - nw.col("sure").cum_sum(),
        maybe_before=nw.col("possible").sum() - nw.col("possible").cum_sum(),
    )
    above = line.filter(~nw.col("is_low")).sort("row").select("surely_above")
    before = line.filter(nw.col("is_low")).sort("row").select("maybe_before")
    return nw.concat([ends, above, before], how="horizontal")


def _in_memory(frame: Any, *results: str) -> nw.DataFrame[Any]:
    try:
        opened: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    except TypeError:
        raise FrameError(
            "places hang on each other, so a dataframe in memory is needed, not a "
            f"{type(frame).__name__}; collect a lazy frame first"
        ) from None
    taken = [name for name in results if name in opened.columns]
    if taken:
        raise FrameError(f"the frame already has {', '.join(taken)}; drop or rename it before")
    return opened


def _check_whole(frame: nw.DataFrame[Any], column: str) -> None:
    held = _column(frame, column)
    if not held.dtype.is_integer():
        raise FrameError(f"column {column} is {held.dtype}; it must hold whole numbers")
    if held.is_null().any():
        raise FrameError(f"column {column} has a gap; every firm needs a whole number there")
    if len(held) and max(abs(held.max()), abs(held.min())) >= _LARGEST:
        raise FrameError(f"column {column} holds numbers of {_LARGEST} or more, which is too much")


def _check_ends(ends: nw.DataFrame[Any], low: str, high: str) -> None:
    crossed = ends.filter(nw.col("low") > nw.col("high"))
    if len(crossed):
        first = crossed.get_column("row")[0]
        raise FrameError(f"column {low} lies above {high} in {len(crossed)} rows, first in {first}")
    odd = ends.filter(~nw.col("sign").is_between(NO, YES))
    if len(odd):
        raise FrameError(f"the pool is 1, 0 or -1, not {odd.get_column('sign')[0]}")


def _texts(frame: nw.DataFrame[Any], column: str) -> list[str]:
    texts = _column(frame, column).to_list()
    if not all(isinstance(text, str) for text in texts):
        raise FrameError(f"column {column} must hold a text for every firm")
    return texts


def _column(frame: nw.DataFrame[Any], column: str) -> nw.Series[Any]:
    if column not in frame.columns:
        raise FrameError(f"the frame has no column {column}; it has {', '.join(frame.columns[:8])}")
    return frame.get_column(column)


def _wide(column: str) -> nw.Expr:
    return nw.col(column).cast(nw.Int64)


def _beside(frame: nw.DataFrame[Any], places: nw.DataFrame[Any], native: Any) -> Any:
    added = frame.with_columns(*(places.get_column(name) for name in places.columns))
    return added if isinstance(native, nw.DataFrame) else added.to_native()
