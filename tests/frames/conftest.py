"""Firms as columns of every engine, and the answers that come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import attrs
import duckdb  # noqa: TID253 - an engine under test
import pandas as pd  # noqa: TID253 - an engine under test
import polars as pl  # noqa: TID253 - an engine under test
import pyarrow as pa  # noqa: TID253 - an engine under test
import pytest

from umkmexport.decisions.view import view_of
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range

TYPES = {
    FactType.BOOL: pl.Boolean(),
    FactType.INT: pl.Int64(),
    FactType.MONEY: pl.Int64(),
    FactType.QUANTITY: pl.Int64(),
    FactType.DATE: pl.Date(),
    FactType.SET: pl.List(pl.String()),
}
NO_ANSWERS: Mapping[str, Any] = {}


@attrs.frozen
class Engine:
    """One engine: how a frame of it is made, and how its results are read."""

    name: str

    make: Callable[[pl.DataFrame], Any]

    def frame(self, columns: pl.DataFrame) -> Any:
        """Make a frame of this engine."""
        return self.make(columns)

    def rows(self, native: Any) -> dict[str, list[Any]]:
        """Give the columns of a result as lists of Python values."""
        if isinstance(native, pl.LazyFrame):
            native = native.collect()
        if isinstance(native, duckdb.DuckDBPyRelation):
            native = native.arrow()
            native = native.read_all() if hasattr(native, "read_all") else native
        if isinstance(native, pa.Table):
            return native.to_pydict()
        if isinstance(native, pd.DataFrame):
            return {str(name): native[name].tolist() for name in native.columns}
        return native.to_dict(as_series=False)


def as_pandas(columns: pl.DataFrame) -> pd.DataFrame:
    """Make a pandas frame as pandas itself infers it: gaps make floats and objects."""
    return pd.DataFrame(columns.to_dict(as_series=False))


def _with_times(columns: pl.DataFrame) -> pd.DataFrame:
    days = [name for name, dtype in columns.schema.items() if dtype == pl.Date]
    return as_pandas(columns).astype(dict.fromkeys(days, "datetime64[ns]"))


def _as_arrow(columns: pl.DataFrame) -> pa.Table:
    texts, lists = pa.large_string(), pa.large_list(pa.large_string())
    plain = {texts: pa.string(), lists: pa.list_(pa.string())}
    table = columns.to_arrow()
    fields = [field.with_type(plain.get(field.type, field.type)) for field in table.schema]
    return table.cast(pa.schema(fields))


def _enumerated(columns: pl.DataFrame) -> pl.DataFrame:
    """Hold texts as polars enumerations and categories."""
    types: dict[str, Any] = {}
    for name, dtype in columns.schema.items():
        if dtype == pl.String:
            options = [option.value for option in BY_NAME[name].options] if name in BY_NAME else []
            types[name] = pl.Enum(options) if options else pl.Categorical()
    return columns.cast(types)


ENGINES = [
    Engine("polars", lambda columns: columns),
    Engine("polars-lazy", lambda columns: columns.lazy()),
    Engine("polars-enum", _enumerated),
    Engine("pandas-numpy", as_pandas),
    Engine("pandas-times", _with_times),
    Engine(
        "pandas-nullable", lambda c: as_pandas(c).convert_dtypes(dtype_backend="numpy_nullable")
    ),
    Engine("pandas-pyarrow", lambda c: c.to_pandas(use_pyarrow_extension_array=True)),
    Engine("pyarrow", _as_arrow),
    Engine("duckdb", lambda columns: duckdb.from_arrow(_as_arrow(columns))),
]


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def columns_for(
    facts: Iterable[str],
    firms: Sequence[Enterprise],
    *,
    as_of: date,
    answers: Sequence[Mapping[str, Any]] = (),
    declared: Iterable[Fact] = (),
) -> pl.DataFrame:
    """Put what is known of firms into the columns that rules on these facts look at."""
    vocabulary = {**BY_NAME, **{fact.name: fact for fact in declared}}
    given = answers or [NO_ANSWERS] * len(firms)
    found: dict[str, pl.Series] = {}
    for name in dict.fromkeys(column for fact in facts for column in _stored(fact, vocabulary)):
        if name in {"nib", "has_nib"}:
            values = [getattr(firm, name) for firm in firms]
        else:
            views = [view_of(f, as_of=as_of, answers=a) for f, a in zip(firms, given, strict=True)]
            values = [view.value(name) for view in views]
        found.update(_series(vocabulary[name], values))
    return pl.DataFrame(found)


def _stored(fact: str, vocabulary: Mapping[str, Fact]) -> list[str]:
    if fact == "has_nib":
        return ["has_nib", "nib"]
    bases = [base for base in base_facts(fact) if base not in COLLECTIONS]
    if vocabulary[fact].is_derived and bases:
        return [column for base in bases for column in _stored(base, vocabulary)]
    return [fact]


def _series(fact: Fact, values: list[Any]) -> dict[str, pl.Series]:
    name, dtype = fact.name, TYPES.get(fact.type, pl.String())
    if fact.type is FactType.QUANTITY:
        units = [value.unit if value else None for value in values]
        values = [value.amount if isinstance(value, Quantity) else None for value in values]
        unit = {f"{name}_unit": pl.Series(units, dtype=pl.String())}
    else:
        unit = {}
    exact = [None if isinstance(value, Range) else value for value in values]
    columns = {name: pl.Series([None if v is None else _plain(v) for v in exact], dtype=dtype)}
    if any(isinstance(value, Range) for value in values):
        ends = [value if isinstance(value, Range) else Range(None, None) for value in values]
        columns[f"{name}_low"] = pl.Series([end.low for end in ends], dtype=dtype)
        columns[f"{name}_high"] = pl.Series([end.high for end in ends], dtype=dtype)
    return {**columns, **unit}


def _plain(value: Any) -> Any:
    return (
        list(value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else value
    )


@pytest.fixture(scope="session")
def to_columns() -> Any:
    return columns_for


@pytest.fixture(scope="session")
def every_engine() -> SimpleNamespace:
    return SimpleNamespace(**{engine.name.replace("-", "_"): engine for engine in ENGINES})
