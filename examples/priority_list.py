"""Turn a registry file into a priority list with reasons.

python examples/priority_list.py [REGISTRY] [--mapping NAME_OR_FILE] [--policy NAME_OR_FILE]
    [--as-of YYYY-MM-DD] [--seats N] [--seed TEXT] [--language id|en] [--out FILE]

Without an argument it runs on the small invented registry beside it.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

import umkmexport as ux
from umkmexport.registry import write_csv

SAMPLE = Path(__file__).parent / "sample_registry.csv"
RUBRIC = ux.rubrics["umkmexport-default"]


def main() -> int:
    args = parse_arguments()
    try:
        make_list(args)
    except ux.UmkmExportError as error:
        print(f"Daftar tidak dapat dibuat / The list cannot be made:\n{error}", file=sys.stderr)
        return 1
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Turn a registry into a priority list.")
    parser.add_argument("registry", nargs="?", default=SAMPLE, help="a .csv or .xlsx file")
    parser.add_argument("--mapping", help="a shipped mapping or a .toml file; else by the headers")
    parser.add_argument("--policy", default="most-ready-on-record", help="shipped, or a .toml file")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today())
    parser.add_argument("--seats", type=int, default=30)
    parser.add_argument("--seed", default="putaran-1", help="public seed of the tickets")
    parser.add_argument("--language", choices=["id", "en"], default="id")
    parser.add_argument("--out", type=Path, help="write the list as CSV")
    return parser.parse_args()


def make_list(args: argparse.Namespace) -> None:
    mapping = pick(args.mapping, ux.mappings, ux.load_mapping) if args.mapping else None
    policy = pick(args.policy, ux.priorities, ux.load_priority)
    registry = ux.read_registry(args.registry, as_of=args.as_of, mapping=mapping)
    top = ux.rank(
        registry.enterprises, policy=policy, seats=args.seats, as_of=args.as_of, seed=args.seed
    )
    firms = {enterprise.id: enterprise for enterprise in registry.enterprises}
    rows = [to_row(entry, firms[entry.id], args) for entry in (*top.places, *top.waiting)]

    print(top.describe(args.language), RUBRIC.disclaimer.to(args.language), sep="\n")
    print_rows("Daftar prioritas / Places", rows[: len(top.places)])
    print_rows("Daftar cadangan / Waiting list", rows[len(top.places) :][:10], len(top.waiting))
    print_queue(top, args.language)
    print_issues(registry, args.language)
    if args.out:
        print(f"\n{write_csv(args.out, rows)} → {args.out}")


def to_row(entry, enterprise, args) -> dict[str, object]:
    size = ux.classify_size(enterprise, as_of=args.as_of, purpose=ux.Purpose.FACILITY)
    score = ux.score_readiness(enterprise, rubric=RUBRIC, as_of=args.as_of)
    return {
        "place": entry.place,
        "id": entry.id,
        "name": entry.name or "-",
        "size": size.size_class.text.to(args.language) if size.size_class else "?",
        "readiness": f"{score.low.percent_down()}–{score.high.percent_up()}",
        "why": " ".join(text.to(args.language) for text in entry.because()),
        **dict(enterprise.carried),
    }


def print_rows(title: str, rows: list[dict[str, object]], of: int | None = None) -> None:
    print(f"\n{title}" + (f" ({len(rows)} / {of})" if of is not None else ""))
    for row in rows:
        print("{place:>4}. {name} [{id}] · {size} · {readiness}/100".format_map(row))
        print(f"      {row['why']}")


def print_queue(top: ux.PriorityList, language: str) -> None:
    print(f"\nPelengkapan data / Data to complete ({len(top.queue)})")
    for entry in top.queue[:5]:
        asked = "; ".join(fact.label.to(language) for fact in entry.missing_facts()[:3])
        print(f"   → {entry.place:>3}. {entry.name or '-'} [{entry.id}]: {asked}; …")
    for question in top.questions[:8]:
        print(f"  {question.firms:>5} × {question.text.to(language)}")


def print_issues(registry: ux.Registry, language: str) -> None:
    print(f"\nCatatan berkas / Issues: {registry.rows_read} baris/rows, {registry.name}")
    for code, count in registry.issue_counts().items():
        first = next(issue for issue in registry.issues if issue.code == code)
        place = f"{first.row}, {first.column}" if first.row else first.column
        print(f"  {count:>5} × {code} ({place}: {first.text.to(language)})")


def pick(name, shipped, load):
    """Take what is shipped by its id, or read the file of that name."""
    return load(name) if name.endswith(".toml") else shipped[name]


if __name__ == "__main__":
    sys.exit(main())
