"""Time bounds, draws and replay of priority lists; run by hand, never as a test.

    python tests/benchmarks/bench_priority.py bounds [FIRMS]
    python tests/benchmarks/bench_priority.py draws [FIRMS] [DRAWS]
    python tests/benchmarks/bench_priority.py verify [FIRMS]

``bounds``: intervals of values, best and worst places and the full order of a million firms, as
columns. ``draws``: 2,000 draws through the whole selection of 5,000 firms for 300 seats in 27
regencies, one place per NIB; reserves make each draw dearer. ``verify``: the replay of a bundle of
100,000 firms.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any

import umkmexport as ux
from umkmexport.codes import regions
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules.fact import FactType

DAY = date(2026, 11, 21)
SEATS = 300
REGENCIES = [region.code for region in regions.regencies("12")][:27]
KNOWN = 0.5
"""The share of facts that is known."""

ASKED = [
    fact
    for fact in BY_NAME.values()
    if fact.type in {FactType.BOOL, FactType.ENUM}
    and not fact.is_derived
    and fact.section not in {"", "owner", "application"}
    and fact.name != "has_nib"
]


def main() -> None:
    what, *numbers = sys.argv[1:] or ["bounds"]
    {"bounds": bounds, "draws": draws, "verify": verify}[what](*map(int, numbers))
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB at most")


def bounds(count: int = 1_000_000) -> None:
    import polars as pl

    import umkmexport.frames as uxf  # noqa: PLC0415

    draw = Random(1)  # noqa: S311 - fixtures, nothing to guess
    columns = {
        "id": [f"U-{index:07}" for index in range(count)],
        "family": [draw.choice(("batik", "furniture", "food", None)) for _ in range(count)],
        "points_low": [draw.randint(0, 60) for _ in range(count)],
        "points_open": [draw.randint(0, 40) for _ in range(count)],
    }
    firms = pl.DataFrame(columns)
    with timed("intervals of values"):
        low = pl.col("points_low") * 1_000_000 * 100 // 100
        high = (pl.col("points_low") + pl.col("points_open")) * 1_000_000 * 100 // 100
        firms = firms.with_columns(value_low=low, value_high=high)
    with timed("best and worst places"):
        firms = uxf.bound_places(firms, low="value_low", high="value_high")
    with timed("order by value and ticket"):
        firms = uxf.order_places(firms, low="value_low", id="id", seed="round-1")
    print(firms.sort("place").head(3))


def draws(count: int = 5_000, number: int = 2_000) -> None:
    firms = registry(count)
    plan = ux.SelectionPlan(
        seats=SEATS,
        regions=ux.RegionDivision.by_population(
            "business_region", {code: 1_000 + 37 * n for n, code in enumerate(REGENCIES)}, floors=2
        ),
    )
    for policy in ("most-ready-on-record", "nearest-to-export"):
        with timed(f"{policy}: {number:,} draws of {count:,} firms"):
            sure = ux.draw_places(
                firms,
                policy=ux.priorities[policy],
                plan=plan,
                as_of=DAY,
                seed="round-1",
                draws=number,
                progress=show,
            )
        print(f"{'':24} {sure!r}")


def verify(count: int = 100_000) -> None:
    firms = registry(count)
    for name in ("most-ready-on-record", "nearest-to-export"):
        policy = ux.priorities[name]
        with timed(f"{name}: list with words"):
            top = ux.rank(firms, policy=policy, seats=SEATS, as_of=DAY, seed="round-1")
        with timed(f"{name}: bundle"):
            bundle = ux.make_bundle(top, firms, policy=policy)
        del top
        print(f"{'':24} {bundle!r}, {len(bundle.text) // 1_000_000} MB")
        with timed(f"{name}: verify"):
            checked = ux.verify(bundle, firms)
        print(f"{'':24} {checked.because()[0].en}")


def registry(count: int) -> list[ux.Enterprise]:
    draw = Random(1)  # noqa: S311 - fixtures, nothing to guess
    return [firm(index, draw) for index in range(count)]


def firm(index: int, draw: Random) -> ux.Enterprise:
    facts: dict[str, Any] = {
        fact.name: draw.choice(options(fact)) for fact in ASKED if draw.random() < KNOWN
    }
    if draw.random() < KNOWN:
        facts["annual_sales"] = draw.randrange(10**8, 5 * 10**9, 10**7)
    if draw.random() < KNOWN:
        facts["continuous_production_months"] = draw.randint(0, 40)
    return ux.Enterprise(
        id=f"U-{index:06}",
        name=f"Usaha {index}",
        nib=f"{9_000_000_000_000 + index}",
        has_nib=True,
        business_region=draw.choice(REGENCIES) if draw.random() < 0.95 else None,
        **facts,
    )


def options(fact: ux.Fact) -> list[Any]:
    if fact.type is FactType.BOOL:
        return [True, False]
    return [option.value for option in fact.options]


def show(done: int, of: int) -> None:
    if done % 500 == 0 or done == of:
        print(f"\r{done:>9,} of {of:,} steps", end="" if done < of else "\n", flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    start, worked = time.perf_counter(), time.process_time()
    yield
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"{what}: {seconds:.2f} s, {worked:.2f} s of the processor")


if __name__ == "__main__":
    main()
