"""A dataframe of any engine while columns are added to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from umkmexport.codes.masking import mask_digits
from umkmexport.errors import FrameError, UmkmExportError, joined
from umkmexport.frames.expressions import Predicate

__all__ = ["Sheet"]

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

_HELPER: Final = "__umkmexport_{}"
_SHOWN: Final = 3


class Sheet:
    """Hold a frame, the helper columns added to it, and the problems found in it.

    Args:
        native: a dataframe or a lazy frame of any engine that narwhals knows.
        private: columns whose values are never put into a message.
    """

    def __init__(self, native: Any, private: Collection[str] = ()) -> None:
        self._frame = _opened(native)
        self._native = native
        self._private = private
        self.schema: Mapping[str, Any] = self._frame.collect_schema()
        self._helpers: list[str] = []
        self._problems: list[UmkmExportError] = []

    @property
    def is_polars(self) -> bool:
        """Tell whether the engine is polars."""
        return self._frame.implementation.is_polars()

    def once(self, *expressions: nw.Expr) -> tuple[nw.Expr, ...]:
        """Work expressions out once, in helper columns, and give these columns."""
        if not expressions:
            return ()
        names = [self._helper() for _ in expressions]
        self._frame = self._frame.with_columns(**dict(zip(names, expressions, strict=True)))
        return tuple(nw.col(name) for name in names)

    def hold(self, values: Sequence[Any], dtype: Any) -> nw.Expr:
        """Put values, one a row of a frame in memory, into a helper column."""
        frame, name = self._in_memory(), self._helper()
        series = nw.new_series(name, values, dtype, backend=frame.implementation)
        self._frame = frame.with_columns(series)
        return nw.col(name)

    def objects(self, column: str) -> list[Any]:
        """Give the values of a column of a frame in memory."""
        values: list[Any] = self._in_memory().get_column(column).to_list()
        return values

    def is_empty(self, column: str) -> bool:
        """Tell whether a column surely holds nothing; only a frame in memory can say so."""
        if not isinstance(self._frame, nw.DataFrame):
            return False
        series = self._frame.get_column(column)
        if series.dtype.is_float():
            return bool((series.is_null() | series.is_nan()).all())
        return bool(series.is_null().all())

    def expect(self, column: str, fits: Predicate, missing: Predicate, wanted: str) -> None:
        """Note a problem where a value neither fits nor is missing; lazy frames are not read.

        Args:
            column: the column.
            fits: holds where the value is one that the fact may have.
            missing: holds where there is no value.
            wanted: what the fact may have, in words.
        """
        if not isinstance(self._frame, nw.DataFrame):
            return
        odd = nw.when(fits).then(0).when(missing).then(0).otherwise(1) == 1
        found = self._frame.filter(odd).get_column(column).unique(maintain_order=True)
        if len(found):
            self.note(column, found.to_list(), wanted)

    def note(self, column: str, values: Iterable[Any], wanted: str) -> None:
        """Note that a column holds values its fact may not have; private ones are not shown."""
        distinct = list(dict.fromkeys(mask_digits(repr(value)) for value in values))
        held = f"values that cannot be shown here ({len(distinct)})"
        if column not in self._private:
            held = ", ".join(distinct[:_SHOWN])
            held += f" and {len(distinct) - _SHOWN} more" if len(distinct) > _SHOWN else ""
        self.refuse(f"column {column} holds {held}; it may hold {wanted}, or nothing")

    def refuse(self, reason: str) -> None:
        """Note a problem; all are raised together."""
        self._problems.append(FrameError(reason))

    def refuse_type(self, column: str, wanted: str) -> None:
        """Note that a column is of the wrong type, unless it surely holds nothing."""
        if not self.is_empty(column):
            self.refuse(f"column {column} is {self.schema[column]}; it must be {wanted}")

    def finish(self, results: Mapping[str, nw.Expr]) -> Any:
        """Give the frame as its own type, with its columns and the results.

        Raises:
            FrameError: a problem was noted, or a result has the name of a column.
        """
        taken = [name for name in results if name in self.schema]
        if taken:
            self.refuse(
                f"the frame already has {_listed(taken)}; drop or rename it before the rule adds it"
            )
        if self._problems:
            raise joined("the frame cannot be read", self._problems)
        frame = self._frame.with_columns(**results)
        if self._helpers:
            frame = frame.drop(self._helpers)
        return frame if isinstance(self._native, nw.DataFrame | nw.LazyFrame) else frame.to_native()

    def _in_memory(self) -> nw.DataFrame[Any]:
        if not isinstance(self._frame, nw.DataFrame):
            raise FrameError("a lazy frame is not read before it is collected")
        return self._frame

    def _helper(self) -> str:
        name = _HELPER.format(len(self._helpers))
        if name in self.schema:
            raise FrameError(f"the frame has a column {name}, a name kept for helper columns")
        self._helpers.append(name)
        return name


def _opened(native: Any) -> Frame:
    try:
        frame: Frame = nw.from_native(native)
    except TypeError:
        raise FrameError(
            f"a dataframe or a lazy frame is needed, not a {type(native).__name__}"
        ) from None
    except DuplicateError as error:
        raise FrameError(f"the frame has two columns of one name: {error}") from None
    return frame


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
