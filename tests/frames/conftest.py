"""Firms one by one and as columns of every engine, for the law of one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import Any

import attrs
import duckdb  # noqa: TID253 - an engine under test
import pandas as pd  # noqa: TID253 - an engine under test
import polars as pl  # noqa: TID253 - an engine under test
import pyarrow as pa  # noqa: TID253 - an engine under test
import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from umkmexport.decisions.view import view_of
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.model.records import Certificate, CertificateKind, CertificateStatus
from umkmexport.policies.size import INSTRUMENTS
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.range import Range
from umkmexport.testing import dates, enterprises, fact_values, nibs
from umkmexport.testing.records import STORED

AS_OF = date(2026, 11, 21)
TYPES = {
    FactType.BOOL: pl.Boolean(),
    FactType.INT: pl.Int64(),
    FactType.MONEY: pl.Int64(),
    FactType.QUANTITY: pl.Int64(),
    FactType.DATE: pl.Date(),
    FactType.SET: pl.List(pl.String()),
}
NUMBERS = frozenset({FactType.INT, FactType.MONEY})
NO_ANSWERS: Mapping[str, Any] = {}


@attrs.frozen
class Engine:
    """One engine: how a frame of it is made, and how its results are read."""

    name: str
    make: Callable[[pl.DataFrame], Any] = attrs.field(repr=False)

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


def _with_categories(columns: pl.DataFrame) -> pl.DataFrame:
    types: dict[str, Any] = {}
    for name, dtype in columns.schema.items():
        if dtype == pl.String:
            options = [option.value for option in BY_NAME[name].options] if name in BY_NAME else []
            types[name] = pl.Enum(options) if options else pl.Categorical()
    return columns.cast(types)


ENGINES = [
    Engine("polars", lambda columns: columns),
    Engine("polars-lazy", lambda columns: columns.lazy()),
    Engine("polars-categories", _with_categories),
    Engine("pandas-numpy", as_pandas),
    Engine("pandas-times", _with_times),
    Engine("pandas-nullable", lambda c: as_pandas(c).convert_dtypes()),
    Engine("pandas-pyarrow", lambda c: c.to_pandas(use_pyarrow_extension_array=True)),
    Engine("pyarrow", _as_arrow),
    Engine("duckdb", lambda columns: duckdb.from_arrow(_as_arrow(columns))),
]


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


@attrs.frozen(eq=False)
class Firms:
    """Firms, and what is answered beside each."""

    firms: Sequence[Enterprise]
    answers: Sequence[Mapping[str, Any]]

    def views(self, as_of: date = AS_OF) -> list[Any]:
        """See every firm as rules do."""
        pairs = zip(self.firms, self.answers, strict=True)
        return [view_of(firm, as_of=as_of, answers=given) for firm, given in pairs]

    def columns(
        self, facts: Iterable[str], *, declared: Iterable[Fact] = (), as_of: date = AS_OF
    ) -> pl.DataFrame:
        """Put what is known into the columns that rules on these facts look at."""
        vocabulary = {**BY_NAME, **{fact.name: fact for fact in declared}}
        found = {"id": pl.Series([firm.id for firm in self.firms])}
        views = self.views(as_of)
        for name in dict.fromkeys(column for fact in facts for column in _columns_of(fact)):
            if name in {"nib", "has_nib"}:
                values = [getattr(firm, name) for firm in self.firms]
            else:
                values = [view.value(name) for view in views]
            found.update(_series(vocabulary[name], values))
        return pl.DataFrame(found)


def _columns_of(fact: str) -> list[str]:
    """Name the columns of a fact: what follows from certificates is a column itself."""
    if fact == "has_nib":
        return ["has_nib", "nib"]
    bases = [base for base in base_facts(fact) if base not in COLLECTIONS]
    if bases in ([], [fact]):
        return [fact]
    return [column for base in bases for column in _columns_of(base)]


def _series(fact: Fact, values: list[Any]) -> dict[str, pl.Series]:
    name, dtype = fact.name, TYPES.get(fact.type, pl.String())
    columns: dict[str, pl.Series] = {}
    if fact.type is FactType.QUANTITY:
        units = [value.unit if value else None for value in values]
        values = [value.amount if isinstance(value, Quantity) else None for value in values]
        columns[f"{name}_unit"] = pl.Series(units, dtype=pl.String())
    exact = [None if isinstance(value, Range) else _plain(value) for value in values]
    columns[name] = pl.Series(exact, dtype=dtype)
    if any(isinstance(value, Range) for value in values):
        ends = [value if isinstance(value, Range) else Range(None, None) for value in values]
        columns[f"{name}_low"] = pl.Series([end.low for end in ends], dtype=dtype)
        columns[f"{name}_high"] = pl.Series([end.high for end in ends], dtype=dtype)
    return columns


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value


@cache
def limits() -> list[int]:
    """Give what lies at and beside every limit of the shipped size laws, and small numbers."""
    bounds = {
        bound
        for instrument in INSTRUMENTS.values()
        for by in instrument.ladders
        for bound in by.ladder.bounds
    }
    bounds |= {0, 1, 2, 6, 12, 24, 50, 100, 500_000_000}
    return sorted({bound + step for bound in bounds for step in (-1, 0, 1)})


DAYS = [
    *(date(year, 11, day) for year in (1966, 2009, 2024, 2025, 2026) for day in (20, 21, 22)),
    *(date(2024, 2, 29), date(2020, 1, 31), date(1999, 12, 31)),
]
CODES = {
    FactType.REGION: ["12", "12.71", "12.71.05", "12.75", "33", "33.26", "33.75", "33.75.01"],
    FactType.HS: ["09", "0901", "0901.21", "21", "210390", "2022:2103.90", "2017:2103.90"],
    FactType.KBLI: ["10", "1079", "10794", "2020:10", "2020:10794", "2025:10794", "2020:46311"],
    FactType.COUNTRY: ["JP", "NL"],
    FactType.ID: ["G-01", "G-02"],
}
MEMBERS = ["dinas-medan", "bi-sumut", "ktp", "npwp"]


def value_of(fact: Fact, draw: Random) -> Any:
    """Draw a known value of a fact, at or beside the limits of rules."""
    if fact.type is FactType.BOOL:
        return draw.random() < 0.5
    if fact.type in NUMBERS or fact.type is FactType.DATE:
        values = DAYS if fact.type is FactType.DATE else _numbers(fact)
        return draw.choice(values) if draw.random() < 0.7 else _range(values, draw)
    if fact.type is FactType.QUANTITY:
        amounts = [0, 1, 49, 50, 99, 100, 101, 600, 1_000, 250_000]
        amount = draw.choice(amounts) if draw.random() < 0.7 else _range(amounts, draw)
        return Quantity(amount, draw.choice(UNITS[:4]))
    if fact.type is FactType.SET:
        return tuple(draw.sample(MEMBERS, draw.randint(0, 2)))
    return draw.choice([option.value for option in fact.options] or CODES[fact.type])


def _numbers(fact: Fact) -> list[int]:
    least = -(10**15) if fact.least is None else fact.least
    greatest = 10**15 if fact.greatest is None else fact.greatest
    return [number for number in limits() if least <= number <= greatest]


def _range(values: Sequence[Any], draw: Random) -> Range[Any]:
    low, high = sorted((draw.choice(values), draw.choice(values)))
    if low == high:
        return Range(low, None)
    return Range(*draw.choice([(low, high), (low, None), (None, high)]))


def seeded(count: int, seed: int, declared: Iterable[Fact] = ()) -> Firms:
    """Make the same firms in every run: much, little or nothing is known of each."""
    draw = Random(seed)  # noqa: S311 - no secret
    firms, answers = [], []
    for index in range(count):
        known = draw.choice((0.0, 0.3, 0.6, 0.9, 1.0))
        values = {n: value_of(BY_NAME[n], draw) for n in STORED if draw.random() < known}
        if draw.random() < known / 2:
            values["nib"] = f"{draw.randint(1, 10**12):013}"
        firms.append(Enterprise(id=f"U-{index}", certificates=_certificates(draw), **values))
        asked = (*APPLICATION_FACTS, *declared)
        answers.append({f.name: value_of(f, draw) for f in asked if draw.random() < known})
    return Firms(firms, answers)


def _certificates(draw: Random) -> tuple[Certificate, ...]:
    return tuple(
        Certificate(
            kind=kind,
            status=draw.choice(list(CertificateStatus)),
            valid_until=draw.choice([None, date(2026, 11, 20), AS_OF, date(2030, 1, 1)]),
        )
        for kind in draw.sample(list(CertificateKind), draw.randint(0, 3))
    )


def drawn(facts: Iterable[str]) -> SearchStrategy[Firms]:
    """Draw a few firms on which these facts may be known."""
    bases = {base for fact in facts for base in base_facts(fact)}
    firm = st.builds(
        attrs.evolve,
        enterprises(facts=[n for n in STORED if n in bases], records=False, noted=False),
        nib=st.none() | nibs(),
        certificates=st.just(()) | st.builds(_held, st.sampled_from(CertificateKind), dates()),
    )
    asked = {fact.name: fact_values(fact.name) for fact in APPLICATION_FACTS if fact.name in bases}
    answers = st.fixed_dictionaries({}, optional=asked)
    pairs = st.lists(st.tuples(firm, answers), min_size=1, max_size=6)
    return pairs.map(lambda found: Firms(*zip(*found, strict=True)))


def _held(kind: CertificateKind, until: date) -> tuple[Certificate, ...]:
    return (Certificate(kind=kind, status=CertificateStatus.HELD, valid_until=until),)


@pytest.fixture(scope="session")
def firms() -> Firms:
    return seeded(240, seed=11)


@pytest.fixture(scope="session")
def tools() -> SimpleNamespace:
    """Give what tests that draw their own firms need."""
    engines = {engine.name.replace("-", "_"): engine for engine in ENGINES}
    return SimpleNamespace(
        engines=SimpleNamespace(**engines),
        drawn=drawn,
        seeded=seeded,
        Firms=Firms,
        table=pl.DataFrame,
    )
