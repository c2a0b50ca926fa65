"""Time one decision per firm, and the import; run by hand, never as a test.

    python tests/benchmarks/bench_objects.py [REGISTRY]

Each figure is the least of many short runs. The last column sets it against building one frozen
attrs object of six fields in the same run, so that figures of different machines compare. Where it
says so, a hundred firms with other answers are decided in turn, and the figure is for one of them.
"""

from __future__ import annotations

import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

import umkmexport as ux
from umkmexport.decisions.readiness import tally
from umkmexport.decisions.view import view_of
from umkmexport.facts.vocabulary import BY_NAME

AS_OF = date(2026, 11, 21)
FIRM = ux.Enterprise(
    id="U-0001",
    name="Batik Jlamprang",
    annual_sales=1_850_000_000,
    capital=300_000_000,
    has_nib=True,
    owner_region="33.75",
    own_production=True,
    meets_export_quality=True,
)


def answers(number: int) -> dict[str, Any]:
    """Answer about two thirds of the questions of the card, in another way for every number."""
    given: dict[str, Any] = {}
    for place, item in enumerate(ux.rubrics["umkmexport-default"].items):
        for fact in (BY_NAME[name] for name in item.facts):
            drawn = (number + 1) * (place + 7) % 101
            if fact.is_derived or drawn % 3 == 0:
                continue
            if fact.type == "bool":
                given[fact.name] = drawn % 2 == 0
            elif fact.options:
                given[fact.name] = fact.options[drawn % len(fact.options)].value
    families = ("food", "batik", "furniture", "handicraft", "cosmetics")
    return {**given, "product_family": families[number % len(families)]}


FIRMS = [ux.Enterprise(id=f"U-{number:04}", **answers(number)) for number in range(100)]


@attrs.frozen
class Yardstick:
    a: int
    b: int
    c: int
    d: int
    e: int
    f: int


def main() -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    rubric = ux.rubrics["umkmexport-default"]
    unit = least(lambda: Yardstick(1, 2, 3, 4, 5, 6))
    print(f"{'':44}{'µs':>10}{'yardsticks':>12}")
    for name, run in (
        ("one frozen attrs object (yardstick)", lambda: Yardstick(1, 2, 3, 4, 5, 6)),
        ("classify_size, with findings", lambda: ux.classify_size(FIRM, as_of=AS_OF)),
        ("check_eligibility, five criteria", lambda: ux.check_eligibility(FIRM, call, as_of=AS_OF)),
        (
            "score_readiness, 37 items",
            lambda: ux.score_readiness(FIRM, rubric=rubric, as_of=AS_OF),
        ),
        (
            "its figures alone, without findings",
            lambda: tally(view_of(FIRM, as_of=AS_OF), rubric),
        ),
    ):
        seconds = least(run)
        print(f"{name:44}{seconds * 1e6:10.2f}{seconds / unit:12.1f}")
    for name, decide in (
        (
            "check_eligibility, a hundred firms",
            lambda firm: ux.check_eligibility(firm, call, as_of=AS_OF),
        ),
        (
            "score_readiness, a hundred firms",
            lambda firm: ux.score_readiness(firm, rubric=rubric, as_of=AS_OF),
        ),
        (
            "without findings, a hundred firms",
            lambda firm: tally(view_of(firm, as_of=AS_OF), rubric),
        ),
    ):
        seconds = least(for_each(decide), number=2, repeat=30) / len(FIRMS)
        print(f"{name:44}{seconds * 1e6:10.2f}{seconds / unit:12.1f}")
    time_import()
    if len(sys.argv) > 1:
        time_registry(sys.argv[1])


def for_each(decide: Callable[[ux.Enterprise], object]) -> Callable[[], object]:
    return lambda: [decide(firm) for firm in FIRMS]


def least(run: Callable[[], object], number: int = 200, repeat: int = 60) -> float:
    return min(timeit.repeat(run, number=number, repeat=repeat)) / number


def time_import() -> None:
    """Compare `import umkmexport` with `import attrs, cattrs`, in turn, as whole processes."""
    ratios = []
    for _ in range(15):
        peer, ours = process("import attrs, cattrs"), process("import umkmexport")
        ratios.append(ours / peer)
    ratios.sort()
    print(f"import umkmexport / import attrs, cattrs: median {ratios[7]:.2f} of 15 pairs")


def process(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def time_registry(path: str) -> None:
    seconds = min(timeit.repeat(lambda: ux.read_registry(path, as_of=AS_OF), number=1, repeat=5))
    print(f"read_registry({path}): {seconds:.2f} s")


if __name__ == "__main__":
    main()
