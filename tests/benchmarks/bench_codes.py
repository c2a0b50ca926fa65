"""Time names of regions, and checks of identifiers one by one and in columns; run by hand.

    python tests/benchmarks/bench_codes.py [--rows N]

Each figure is the least of several runs. The last column sets it against a yardstick in the same
run, so that figures of different machines compare: for objects, building one frozen attrs object
of six fields; for columns, one test of their texts against a regular expression.
"""

from __future__ import annotations

import argparse
import timeit
from collections.abc import Callable
from datetime import date

import attrs
import polars as pl  # noqa: TID253 - the engine

from umkmexport import frames
from umkmexport.codes import regions
from umkmexport.codes.identifiers import NIB, NIK, Identifier

AS_OF = date(2026, 11, 21)
DAMAGED_OF_10 = 1
DAMAGE = ("apostrophe", "blanks", "lost zero", "no-break space", "letter O", "full width", "1,27E")
MOST_SPELLINGS, MOST_CHECK, MOST_COLUMN = 50e-3, 5e-6, 2.0


@attrs.frozen
class Yardstick:
    a: int
    b: int
    c: int
    d: int
    e: int
    f: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print(f"{'':44}{'time':>12}{'at most':>12}{'yardsticks':>12}")
    unit = least(lambda: Yardstick(1, 2, 3, 4, 5, 6), number=20_000)
    report("one frozen attrs object (yardstick)", unit, unit)
    report_objects(unit)
    report_columns(rows)


def report_objects(unit: float) -> None:
    named = spellings()
    assert all(regions.find(name) is region for name, region in named)
    seconds = least(lambda: [regions.find(name) for name, _ in named])
    report(f"regions.find, all {len(named):,} spellings", seconds, unit, MOST_SPELLINGS)
    for name, numbers in columns(2_000).items():
        for state, texts in numbers.items():
            cells = texts.to_list()
            seconds = least(each(KINDS[name], cells)) / len(cells)
            report(f"{name.upper()}.check, {state}", seconds, unit, MOST_CHECK)


def each(kind: type[Identifier], cells: list[str]) -> Callable[[], object]:
    return lambda: [kind.check(cell, as_of=AS_OF) for cell in cells]


def report_columns(rows: int) -> None:
    for name, numbers in columns(rows).items():
        for state, texts in numbers.items():
            frame = texts.to_frame(name)
            matched = pl.col(name).str.contains(r"^[0-9]{13,16}$")
            unit = least(lambda frame=frame, matched=matched: frame.with_columns(matched=matched))
            report(f"{rows:,} {name}, {state}: a regex (yardstick)", unit, unit)
            for engine, given in (("polars", frame), ("lazy polars", frame.lazy())):
                seconds = least(lambda given=given, name=name: checked(given, name))
                report(f"{rows:,} {name}, {state}: {engine}", seconds, unit, MOST_COLUMN)


def checked(frame: pl.DataFrame | pl.LazyFrame, column: str) -> pl.DataFrame:
    added = frames.check_identifier(frame, KINDS[column], column=column, as_of=AS_OF)
    return added.lazy().collect()


def report(what: str, seconds: float, unit: float, most: float | None = None) -> None:
    limit = "" if most is None else shown(most)
    print(f"{what:44}{shown(seconds):>12}{limit:>12}{seconds / unit:12.1f}")


def shown(seconds: float) -> str:
    return f"{seconds * 1e6:.2f} µs" if seconds < 1e-4 else f"{seconds * 1e3:,.1f} ms"


def least(run: Callable[[], object], number: int = 1, repeat: int = 5) -> float:
    return min(timeit.repeat(run, number=number, repeat=repeat)) / number


def spellings() -> list[tuple[str, regions.Region]]:
    return [
        (spelling, region)
        for region in regions.regencies()
        for spelling in (
            region.name,
            region.name.upper(),
            region.short_name,
            region.short_name.lower().replace(". ", "."),
            region.name.replace(" ", "  "),
        )
    ]


def columns(rows: int) -> dict[str, dict[str, pl.Series]]:
    """Make the same invented numbers in every run, whole, and with one of ten damaged."""
    codes = pl.lit(pl.Series(sorted(regions.registration_codes())))
    drawn = [pl.int_range(rows, dtype=pl.UInt64).hash(seed) for seed in range(8)]
    nik = pl.concat_str(
        codes.gather(drawn[0] % len(regions.registration_codes())),
        pl.lit("00"),
        padded(drawn[1] % 28 + 1 + drawn[2] % 2 * 40, 2),
        padded(drawn[3] % 12 + 1, 2),
        padded(drawn[4] % 100, 2),
        padded(drawn[5] % 9_999 + 1, 4),
    )
    numbers = {"nib": padded(drawn[6] % 10**13, 13), "nik": nik}
    return {
        name: {
            "digits": pl.select(number).to_series(),
            "damaged": pl.select(damaged(number, drawn[7])).to_series(),
        }
        for name, number in numbers.items()
    }


def damaged(number: pl.Expr, drawn: pl.Expr) -> pl.Expr:
    """Do what spreadsheets and hands do to one number of ten."""
    spaced = number.str.replace_all("(....)", "$1 ")
    wide = number.str.replace_many(list("0123456789"), [chr(0xFF10 + i) for i in range(10)])
    kinds = (
        "'" + number,
        spaced,
        number.str.slice(1),
        spaced.str.replace_all(" ", "\u00a0"),
        number.str.replace_all("0", "O"),
        wide,
        number.str.slice(0, 1) + "," + number.str.slice(1, 2) + "E+15",
    )
    found = number
    for place, kind in enumerate(kinds):
        found = pl.when(drawn // 10 % len(kinds) == place).then(kind).otherwise(found)
    return pl.when(drawn % 10 < DAMAGED_OF_10).then(found).otherwise(number)


def padded(number: pl.Expr, length: int) -> pl.Expr:
    return number.cast(pl.String).str.zfill(length)


KINDS: dict[str, type[Identifier]] = {"nib": NIB, "nik": NIK}

if __name__ == "__main__":
    main()
