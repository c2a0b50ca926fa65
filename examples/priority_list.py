"""Turn a registry file into a priority list with reasons.

python examples/priority_list.py [REGISTRY] [--mapping NAME_OR_FILE] [--policy NAME_OR_FILE]
    [--as-of YYYY-MM-DD] [--seats N] [--seed TEXT] [--sheet NAME] [--header-row N]
    [--language id|en] [--out FILE]

Without an argument it runs on the small invented registry beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

import umkmexport as ux
from umkmexport.registry import write_csv

SAMPLE = Path(__file__).parent / "sample_registry.csv"
RUBRIC = ux.rubrics["umkmexport-default"]
COLUMNS = ("list", "place", "id", "name", "size", "readiness", "why")
PLACES = ux.Text(id="Daftar prioritas", en="Places")
WAITING = ux.Text(id="Daftar cadangan", en="Waiting list")
QUEUE = ux.Text(
    id="Pelengkapan data: urutan terbaik yang masih mungkin, dan yang perlu ditanyakan",
    en="Data to complete: the best place still possible, and what to ask",
)
ISSUES = ux.Text(id="Yang perlu diperiksa dalam berkas", en="To look at in the file")
ROW = ux.Text(id="baris", en="row")
READ = ux.Text(id="baris dibaca", en="rows read")
FAILED = ux.Text(id="Daftar tidak dapat dibuat:", en="The list cannot be made:")
T = TypeVar("T")


def main() -> int:
    """Make the list; where that is not possible, give the reason and 1."""
    args = parse_arguments()
    try:
        make_list(args)
    except ux.UmkmExportError as error:
        print(FAILED.to(args.language), error.to(args.language), file=sys.stderr)
        return 1
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    today = date.today()  # noqa: DTZ011, TID251 - the command reads the clock, not the library
    parser = argparse.ArgumentParser(description="Turn a registry into a priority list.")
    parser.add_argument("registry", nargs="?", default=SAMPLE, help="a .csv or .xlsx file")
    parser.add_argument("--mapping", help="a shipped mapping or a .toml file; else by the headers")
    parser.add_argument("--policy", default="most-ready-on-record", help="shipped, or a .toml file")
    parser.add_argument("--as-of", type=date.fromisoformat, default=today, metavar="YYYY-MM-DD")
    parser.add_argument("--seats", type=int, default=30, help="how many places there are")
    parser.add_argument("--seed", default="putaran-1", help="public seed of the tickets")
    parser.add_argument("--sheet", help="the sheet, where several hold data")
    parser.add_argument("--header-row", type=int, help="the row of the headers, if not the first")
    parser.add_argument("--language", choices=["id", "en"], default="id")
    parser.add_argument("--out", type=Path, help="write places and waiting list as CSV")
    return parser.parse_args()


def make_list(args: argparse.Namespace) -> None:
    """Read the registry, rank the firms, print the list."""
    mapping = pick(args.mapping, ux.mappings, ux.load_mapping) if args.mapping else None
    policy = pick(args.policy, ux.priorities, ux.load_priority)
    day = args.as_of
    registry = ux.read_registry(
        args.registry, as_of=day, mapping=mapping, sheet=args.sheet, header_row=args.header_row
    )
    firms = registry.enterprises
    top = ux.rank(firms, policy=policy, seats=args.seats, as_of=day, seed=args.seed)
    shown = len(top.places) + 10
    rows = list(islice(to_rows(top, registry, args), None if args.out else shown))
    print(top.describe(args.language), RUBRIC.disclaimer.to(args.language), sep="\n")
    print_rows(PLACES.to(args.language), rows[: len(top.places)])
    print_rows(f"{WAITING.to(args.language)} ({len(top.waiting)})", rows[len(top.places) : shown])
    print_queue(top, args)
    print_issues(registry, args)
    if args.out:
        columns = [*COLUMNS, *(own_header(header) for header, _ in firms[0].carried)]
        print(f"\n{write_csv(args.out, rows, columns=columns)} -> {args.out}")


def to_rows(
    top: ux.PriorityList, registry: ux.Registry, args: argparse.Namespace
) -> Iterator[dict[str, object]]:
    """Give a row for each place and each firm that waits, with the columns of the office."""
    firms = {firm.id: firm for firm in registry.enterprises}
    for entry in (*top.places, *top.waiting):
        firm = firms[entry.id]
        size = ux.classify_size(firm, as_of=args.as_of, purpose=ux.Purpose.FACILITY).size_class
        score = ux.score_readiness(firm, rubric=RUBRIC, as_of=args.as_of)
        values = (
            (PLACES if entry.place <= len(top.places) else WAITING).to(args.language),
            entry.place,
            entry.id,
            entry.name or "-",
            size.text.to(args.language) if size else "?",
            f"{score.low.percent_down()}–{score.high.percent_up()}/100",
            "\n".join(text.to(args.language) for text in entry.because()),
        )
        carried = {own_header(header): cell for header, cell in firm.carried}
        yield dict(zip(COLUMNS, values, strict=True)) | carried


def print_rows(title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print firms in order, each with its reasons."""
    print(f"\n{title}")
    for row in rows:
        print("{place:>4}. {name} [{id}] · {size} · {readiness}".format_map(row))
        print("      " + str(row["why"]).replace("\n", "\n      "))


def print_queue(top: ux.PriorityList, args: argparse.Namespace) -> None:
    """Print which firms answers could bring a place, and the questions that change most."""
    print(f"\n{QUEUE.to(args.language)} ({len(top.queue)})")
    for entry in top.queue[:5]:
        asked = "; ".join(fact.label.to(args.language) for fact in entry.missing_facts()[:3])
        print(f"{entry.place:>4}. {entry.name or '-'} [{entry.id}]: {asked}; …")
    for question in top.questions[:8]:
        print(f"  {question.firms:>5} x {question.text.to(args.language)}")


def print_issues(registry: ux.Registry, args: argparse.Namespace) -> None:
    """Print how often each thing is the matter, with the first place where it is."""
    read = f"{registry.rows_read} {READ.to(args.language)}"
    print(f"\n{ISSUES.to(args.language)} {registry.name} ({read})")
    for code, count in registry.issue_counts().items():
        first = next(issue for issue in registry.issues if issue.code == code)
        row = f"{ROW.to(args.language)} {first.row}" if first.row else ""
        place = ", ".join(part for part in (row, first.column) if part)
        print(f"  {count:>5} x {code} ({place}: {first.text.to(args.language)})")


def own_header(header: str) -> str:
    """Keep a column of the office apart from ours."""
    return f"{header} (2)" if header in COLUMNS else header


def pick(name: str, shipped: Mapping[str, T], load: Callable[[str], T]) -> T:
    """Take what is shipped by its id, or read the file of that name."""
    return load(name) if name.endswith(".toml") else shipped[name]


if __name__ == "__main__":
    sys.exit(main())
