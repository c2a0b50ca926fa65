"""Time readiness and eligibility, whole columns and firm by firm; run by hand, never as a test.

    python tests/benchmarks/bench_readiness.py [--rows N] [--runs N] [--peer-python PATH]

Everything is measured in one run, ours and the peer in turn, each figure the least of several runs.
The peers are the hand-written polars of `baseline_polars.py`, and scikit-criteria's weighted sum of
ten criteria, which has neither intervals nor levels. It may be installed elsewhere; its Python is
then given by ``--peer-python``. Memory and ten million rows: `bench_frames.py`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import attrs
import bench_frames as columns
import bench_objects as objects

import umkmexport as ux
from umkmexport import frames
from umkmexport.facts.view import base_facts
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import COLLECTIONS
from umkmexport.rules.fact import FactType

AS_OF = columns.AS_OF
RUBRIC = columns.RUBRIC
PEER = Path(__file__).with_name("baseline_scikit_criteria.py")
TEN = 10
FIRMS = 1_260
DRAWS = 200
APPLICANTS = 100_000
MILLION = 1_000_000
SOME = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=MILLION)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--peer-python", default=sys.executable)
    given = parser.parse_args()
    readiness(given.rows, given.runs, given.peer_python)
    eligibility(given.runs)
    firm_by_firm()


def readiness(rows: int, runs: int, peer_python: str) -> None:
    part = columns.PARTS["readiness"]
    firms = columns.data(part, rows)
    few = ten_items()
    seconds = least_in_turn(
        runs,
        lambda: columns.added(part.ours, firms),
        lambda: columns.added(part.theirs, firms),
        lambda: columns.added(lambda lazy: frames.score_readiness(lazy, few, as_of=AS_OF), firms),
    )
    ours, theirs, ten = seconds
    limit = "0.5" if rows == MILLION else None
    say(f"readiness in columns, {len(RUBRIC.items)} items, {rows:,} rows", ours, "s", limit)
    print(f"    {ours / theirs:.2f} times hand-written polars ({theirs:.3f} s)")
    say(f"readiness in columns, {TEN} items, {rows:,} rows", ten, "s")
    compare_with_peer(peer_python, rows, ours, ten)


def compare_with_peer(peer_python: str, rows: int, ours: float, ten: float) -> None:
    command = [peer_python, str(PEER), str(rows), str(TEN)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "No module named" in done.stderr:
        print(f"    scikit-criteria is not installed for {peer_python}: not compared")
        return
    if done.returncode:
        sys.exit(done.stderr)
    made, evaluated = map(float, done.stdout.split())
    whole = made + evaluated
    print(
        f"    scikit-criteria, {TEN} criteria: {whole:.3f} s, {evaluated:.3f} s of them without "
        f"making its matrix; {whole / ten:.1f} ({evaluated / ten:.1f}) times ours of {TEN} items "
        f"(at least 10), {whole / ours:.1f} ({evaluated / ours:.1f}) times ours of "
        f"{len(RUBRIC.items)}"
    )


def ten_items() -> ux.Rubric:
    """Give the rubric cut down to ten items that apply to every firm."""
    items = [item for item in RUBRIC.items if item.applies is None and not item.variants][:TEN]
    held = {item.dimension for item in items}
    return attrs.evolve(
        RUBRIC,
        items=tuple(items),
        dimensions=tuple(each for each in RUBRIC.dimensions if each.key in held),
    )


def eligibility(runs: int) -> None:
    part, call = columns.PARTS["eligibility"], columns.FIFTEEN
    applicants = columns.data(part, APPLICANTS)
    ours, theirs = least_in_turn(
        runs * 3,
        lambda: columns.added(part.ours, applicants),
        lambda: columns.added(part.theirs, applicants),
    )
    say(f"eligibility in columns, 15 criteria, {APPLICANTS:,} rows", ours, "s", "0.15")
    print(f"    {ours / theirs:.2f} times hand-written polars ({theirs:.3f} s)")
    own = {fact.name for fact in call.declared}
    asked = stored(fact for each in call.criteria for fact in each.facts if fact not in own)
    firms = [firm(f"U-{n}", asked, Random(n)) for n in range(SOME)]  # noqa: S311
    for known, group in (("most", firms), ("nothing", [ux.Enterprise(id="U-1")] * SOME)):
        (all_of_them,) = least_in_turn(
            runs * 9,
            lambda group=group: [ux.check_eligibility(e, call, as_of=AS_OF) for e in group],
        )
        unit = objects.least(lambda: objects.Yardstick(1, 2, 3, 4, 5, 6))
        each = all_of_them / len(group)
        say(f"eligibility of one firm, 15 criteria, {known} known", each * 1e6, "µs", "35")
        print(f"    {each / unit:.0f} times one frozen attrs object of six fields ({unit:.2g} s)")


def firm_by_firm() -> None:
    asked = stored(columns.asked_by(RUBRIC))
    firms = [firm(f"U-{n:04}", asked, Random(n)) for n in range(FIRMS)]  # noqa: S311
    given = {"rubric": RUBRIC, "as_of": AS_OF}
    report, study = least_in_turn(
        3,
        lambda: ux.rubric_report(firms, **given),
        lambda: ux.sensitivity(firms, seed="round-1", draws=DRAWS, **given),
    )
    say(f"rubric_report, {FIRMS:,} firms", report, "s")
    say(f"sensitivity, {FIRMS:,} firms, {DRAWS} draws", study, "s")


def stored(facts: Iterable[str]) -> list[str]:
    """Name what a firm itself holds of facts."""
    bases = {base for fact in facts for base in base_facts(fact)}
    return sorted(name for name in bases - {*COLLECTIONS} if BY_NAME[name].type is not FactType.ID)


def firm(number: str, facts: list[str], draw: Random) -> ux.Enterprise:
    """Make a firm of which one fact of four is not known."""
    known = {name: answer(name, draw) for name in facts if draw.random() >= 1 / 4}
    return ux.Enterprise(id=number, **known)


def answer(name: str, draw: Random) -> object:
    fact = BY_NAME[name]
    match fact.type:
        case FactType.BOOL:
            return draw.random() < 1 / 2
        case FactType.QUANTITY:
            return ux.Quantity(draw.randint(1, 1_000), "kg")
        case FactType.DATE:
            return AS_OF.replace(year=draw.randint(1970, 2025))
        case FactType.MONEY:
            return draw.randint(0, 60_000_000_000)
        case FactType.INT:
            return draw.randint(fact.least or 1, 24)
    options = [option.value for option in fact.options]
    return draw.choice(options or columns.CODES[fact.type])


def least_in_turn(runs: int, *tasks: Callable[[], object]) -> list[float]:
    """Give the least seconds of each task, all of them run in turn."""
    times = []
    for _ in range(runs + 1):
        taken = []
        for task in tasks:
            start = time.perf_counter()
            task()
            taken.append(time.perf_counter() - start)
        times.append(taken)
    return [min(column) for column in zip(*times[1:], strict=True)]


def say(what: str, figure: float, unit: str, limit: str | None = None) -> None:
    most = "" if limit is None else f" (at most {limit})"
    print(f"{what}: {figure:.3g} {unit}{most}")


if __name__ == "__main__":
    main()
