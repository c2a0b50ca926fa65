"""Time a selection and weigh its memory; run by hand, never as a test.

    python tests/benchmarks/bench_selection.py [APPLICANTS]

100,000 applicants for 300 seats over 27 regencies, with three reserves and three preferences, one
place per NIB; eligibility was decided beforehand, as it is on columns.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from random import Random
from typing import Any

import umkmexport as ux
from umkmexport.codes import regions
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Is, OneOf

DAY = date(2026, 11, 21)
SEATS = 300


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    draw = Random(1)  # noqa: S311 - fixtures, nothing to guess
    codes = [region.code for region in regions.regencies("32")][:27]
    firms = [firm(index, codes, draw) for index in range(count)]
    signs = {one.id: draw.choices((1, 0, -1), (4, 3, 3))[0] for one in firms}
    populations = {code: draw.randint(50_000, 900_000) for code in codes}
    held = peak()
    for name, order in (("preferences", "preferences"), ("lottery", "lottery")):
        start, worked = time.perf_counter(), time.process_time()
        chosen = ux.select(
            firms,
            call=call(),
            plan=plan(populations),
            as_of=DAY,
            seed="round-1",
            order=order,
            eligible=signs,
        )
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
        print(f"{name:12} {seconds:.2f} s, {worked:.2f} s of the processor")
        print(f"{'':12} {chosen!r}, {len(chosen.queue):,} in the queue")
        print("".join(f"{'':12} {one.because().en}\n" for one in chosen.reserves), end="")
    print(f"memory: {peak():,} MB at most, {held:,} MB of them before the first selection")


def firm(index: int, codes: list[str], draw: Random) -> ux.Enterprise:
    facts: dict[str, Any] = {
        "owner_gender": draw.choice(("female", "male", None)),
        "has_halal": draw.choice((True, False, None)),
        "has_spp_irt": draw.choice((True, False, None)),
        "export_commitment": draw.choice((True, False, None)),
        "product_family": draw.choice(("furniture", "batik", None)),
        "business_region": draw.choice(codes) if draw.random() < 0.95 else None,
    }
    nib = f"{9_000_000_000_000 + index - (draw.random() < 0.05)}"
    return ux.Enterprise(id=f"U-{index:06}", nib=nib, **facts)


def call() -> ux.Call:
    return ux.Call(
        id="benchmark",
        kind=ux.PolicyKind.DESIGN,
        title=words("seleksi"),
        sources=(ux.Source(title="Benchmark", read_on=DAY, confidence=ux.Confidence.HIGH),),
        organiser=words("dinas"),
        criteria=(Requirement("nib", words("NIB"), Is("has_nib", value=True)),),
        preferences=tuple(
            Requirement(fact, words(fact), Is(fact, value=True))
            for fact in ("has_halal", "has_spp_irt", "export_commitment")
        ),
    )


def plan(populations: dict[str, int]) -> ux.SelectionPlan:
    women = OneOf("owner_gender", ("female",))
    batik = OneOf("product_family", ("batik",))
    halal = Is("has_halal", value=True)
    return ux.SelectionPlan(
        seats=SEATS,
        regions=ux.RegionDivision.by_population("business_region", populations, floors=2, caps=40),
        reserves=(
            reserve("women", women, 90, "minimum_guarantee"),
            reserve("batik", batik, 40, "minimum_guarantee"),
            reserve("halal", halal, 20, "over_and_above"),
        ),
        limit=ux.ApplicantLimit("nib"),
        falls_back_on=DAY,
    )


def reserve(key: str, require: Any, seats: int, mode: str) -> ux.Reserve:
    return ux.Reserve(
        key=key, text=words(key), require=require, seats=seats, mode=ux.ReserveMode(mode)
    )


def words(text: str) -> ux.Text:
    return ux.Text(id=text, en=text)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
