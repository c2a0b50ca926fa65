"""Time `umkmexport.frames` against hand-written polars; run by hand, never as a test.

    python tests/benchmarks/bench_frames.py [--rows N] [--pairs N] [--part NAME …]

Ours and the peer run in turn on one lazy polars frame in memory, and must give the same columns.
The figure is the median of the ratios of the pairs. Memory is the most that a process of its own
ever held which reads the data from a file and runs one side once.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import attrs
import baseline_polars as peer
import polars as pl  # noqa: TID253 - the peer

import umkmexport as ux
from umkmexport import frames
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import COLLECTIONS
from umkmexport.rules.criteria import facts_of
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.quantity import UNITS

AS_OF = date(2026, 11, 21)
REGIONS = ("33.75", "33.75.01", "33.26", "33", "12.71", "12.71.05", "35.07", "32")
MISSPELT = ("3375", "belum tahu")
UNKNOWN_OF_8 = 2
PIECE = 500_000
CODES = {
    FactType.REGION: REGIONS,
    FactType.KBLI: ("2020:10794", "2025:13134", "31001", "2020:46311"),
    FactType.COUNTRY: ("NL", "JP", "MY"),
}
AMOUNTS = ("monthly_capacity", "target_order")
RUBRIC = ux.rubrics["umkmexport-default"]
FIFTEEN = ux.load_call(Path(__file__).with_name("fifteen-criteria.toml"))


@attrs.frozen
class Part:
    """One task, done by us and by the peer."""

    columns: tuple[str, ...]
    ours: Callable[[pl.LazyFrame], pl.LazyFrame]
    theirs: Callable[[pl.LazyFrame], pl.LazyFrame]
    most: float
    texts: bool = False


def columns_of(facts: Iterable[str]) -> tuple[str, ...]:
    """Give the columns of facts; what follows from records alone is a column itself."""
    found: dict[str, None] = {}
    for fact in facts:
        bases = [base for base in base_facts(fact) if base not in COLLECTIONS]
        found.update(dict.fromkeys(bases or [fact]))
    units = [f"{name}_unit" for name in found if name in AMOUNTS]
    return (*found, *units)


def asked_by(rubric: ux.Rubric) -> Iterator[str]:
    """Name every fact that a rubric looks at, whatever for."""
    for item in rubric.items:
        yield from item.facts
        for when in (item.applies, *(variant.when for variant in item.variants)):
            yield from () if when is None else facts_of(when)
    for gate in rubric.gates:
        yield from gate.facts


PARTS = {
    "size": Part(
        ("annual_sales", "capital"),
        lambda firms: frames.classify_size(firms, as_of=AS_OF),
        peer.size,
        most=1.3,
    ),
    "eligibility": Part(
        columns_of(fact for each in FIFTEEN.criteria for fact in each.facts),
        lambda firms: frames.check_eligibility(firms, FIFTEEN, as_of=AS_OF),
        peer.eligibility,
        most=1.25,
        texts=True,
    ),
    "readiness": Part(
        columns_of(asked_by(RUBRIC)),
        lambda firms: frames.score_readiness(firms, RUBRIC, as_of=AS_OF),
        peer.readiness,
        most=1.5,
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--part", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--side", choices=("none", "ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--data", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        run_once(PARTS[given.part[0]], given.data, given.side)
        return
    for name in given.part:
        compare(name, data(PARTS[name], given.rows), given.pairs)


def run_once(part: Part, file: str, side: str) -> None:
    firms = pl.read_parquet(file)
    if side != "none":
        added(getattr(part, side), firms)
    print(most_memory())


def most_memory() -> int:
    """Give the most bytes that this process ever held.

    On Linux, what `getrusage` says of a process counts the one that started it too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (ln for ln in status.read_text().splitlines() if ln.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def compare(name: str, firms: pl.DataFrame, pairs: int) -> None:
    part = PARTS[name]
    ours, theirs = added(part.ours, firms), added(part.theirs, firms)
    assert ours.select(sorted(ours.columns)).equals(theirs.select(sorted(theirs.columns)))
    del ours, theirs
    timed = [(seconds(part.ours, firms), seconds(part.theirs, firms)) for _ in range(pairs)]
    ratio = statistics.median(one / other for one, other in timed)
    our, their = (statistics.median(column) for column in zip(*timed, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "firms.parquet")
        firms.write_parquet(file)
        empty, *held = (memory(name, side, file) for side in ("none", "ours", "theirs"))
    print(
        f"{name}, {len(firms):,} rows: {ratio:.2f} times (at most {part.most}); "
        f"ours {our:.3f} s, peer {their:.3f} s; at most {held[0]:.2f} GB of memory, "
        f"peer {held[1]:.2f} GB, to read the data {empty:.2f} GB"
    )


def added(run: Callable[[pl.LazyFrame], pl.LazyFrame], firms: pl.DataFrame) -> pl.DataFrame:
    """Give the columns that a side adds, without those it was given."""
    return run(firms.lazy()).drop(firms.columns).collect()


def seconds(run: Callable[[pl.LazyFrame], pl.LazyFrame], firms: pl.DataFrame) -> float:
    start = time.perf_counter()
    added(run, firms)
    return time.perf_counter() - start


def memory(name: str, side: str, file: Path) -> float:
    """Give the most memory, in gigabytes, of a process that reads the data and runs one side."""
    command = [sys.executable, __file__, "--part", name, "--side", side, "--data", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1e9


def data(part: Part, rows: int) -> pl.DataFrame:
    """Make the same columns in every run, with one value of four not known.

    Choices are texts with a few misspelt ones among them, or categories.
    """
    starts = range(0, rows, PIECE)
    pieces = [piece(part, start, min(start + PIECE, rows)) for start in starts]
    return pl.concat(pieces, rechunk=False)


def piece(part: Part, start: int, end: int) -> pl.DataFrame:
    vocabulary = {**BY_NAME, **{fact.name: fact for fact in FIFTEEN.declared}}
    columns = []
    for seed, name in enumerate(part.columns):
        drawn = pl.select(pl.int_range(start, end, dtype=pl.UInt64).hash(seed)).to_series()
        fact = vocabulary.get(name)
        values = units(drawn // 8) if fact is None else answers(fact, drawn // 8, texts=part.texts)
        known = drawn % 8 >= UNKNOWN_OF_8
        columns.append(pl.select(pl.when(known).then(values)).to_series().alias(name))
    return pl.DataFrame(columns)


def answers(fact: Fact, drawn: pl.Series, *, texts: bool) -> pl.Series:
    match fact.type:
        case FactType.BOOL:
            return drawn % 2 == 0
        case FactType.MONEY:
            return (drawn % 60_000_000_000).cast(pl.Int64)
        case FactType.INT:
            return (drawn % 24 + 1).cast(pl.Int64)
        case FactType.QUANTITY:
            return (drawn % 1_000 + 1).cast(pl.Int64)
        case FactType.DATE:
            return ((drawn % 29_000).cast(pl.Int32) - 8_000).cast(pl.Date)
    options = [option.value for option in fact.options]
    drawable = pl.Series([*(options or CODES[fact.type]) * 4, *MISSPELT * texts])
    if options and not texts:
        drawable = drawable.cast(pl.Enum(options))
    return drawable.gather(drawn % len(drawable))


def units(drawn: pl.Series) -> pl.Series:
    return pl.Series(["kg", "g", "t", "pcs"]).cast(pl.Enum(UNITS)).gather(drawn % 4)


if __name__ == "__main__":
    main()
