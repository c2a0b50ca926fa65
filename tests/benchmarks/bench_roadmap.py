"""Time one roadmap; run by hand, never as a test.

    python tests/benchmarks/bench_roadmap.py

Each figure is the least of several runs. The firms have about 25 open steps; the last one has
nothing but a family, so that all of the catalogue is open to it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import umkmexport as ux
from umkmexport.rules.pathway import Demand, Move, Part, find_pathway

AS_OF = date(2026, 11, 21)
BATIK = ux.Enterprise(
    id="B", product_family="batik", has_nib=True, has_npwp=True, own_production=True,
    export_mode="never", trademark="none", annual_sales=900_000_000, kbli="2020:13134",
    quality_control="none", packaging="retail_ready", label="indonesian", bookkeeping="none",
    separate_account=False, costing="none", working_capital="own_funds", tax_return_filed=True,
    export_officer=False, export_training="none", foreign_language="none",
    digital_skill="messaging", export_commitment=True, market_reach="local",
    market_research="none", has_website=False,
    marketplace="none", has_social_media=True, english_catalogue=False, buyer_stage="none",
    innovation="new_variant", production_site="separate_area", traceability="none",
    export_documents="none", shipping="none", payment_method_chosen=False, raw_material="secured",
    continuous_production_months=30, monthly_capacity=ux.Quantity(100, "kg"),
    target_order=ux.Quantity(200, "kg"), credit_status="no_loan", lab_tested_on=date(2020, 1, 1),
)  # fmt: skip
NOTHING = ux.Enterprise(
    id="N", product_family="food", product_form="dry_ambient", export_mode="never"
)


def main() -> None:
    print(f"{'':58}{'steps':>6}{'ms':>8}")
    for firm, name in ((BATIK, "a batik house, all answered"), (NOTHING, "nothing but a family")):
        for target in ("export_ready", "export_qualified"):
            for by in ("cost", "time"):
                options: dict[str, Any] = {"target": target, "as_of": AS_OF, "by": by}
                plan = ux.plan_roadmap(firm, basis="known", **options)
                seconds = least(lambda: ux.plan_roadmap(firm, basis="known", **options))  # noqa: B023
                told = f"{name}, {target}, by {by}"
                print(f"{told:58}{len(plan.steps):6}{seconds * 1e3:8.1f}")
    for by in ("cost", "time"):
        seconds = least(lambda: find_pathway(*chains(25), by=by))  # type: ignore[arg-type] # noqa: B023
        print(f"{'25 moves in chains of three, two sums, by ' + by:58}{25:6}{seconds * 1e3:8.1f}")


def chains(count: int) -> tuple[list[Move], list[Demand]]:
    """Make moves in chains of three, each worth points to one of two sums and to the whole."""
    moves = [
        Move(
            f"m{n:02}",
            needs=((f"m{n - 1:02}",),) if n % 3 else (),
            cost=(n % 7 == 0, n * 37 % 11),
            months=(n % 5 == 0, n * 17 % 4),
        )
        for n in range(count)
    ]
    parts = [Part((move.key,), (0, 1 + n * 13 % 5)) for n, move in enumerate(moves)]
    halves = (parts[::2], parts[1::2])
    demands = [Demand(f"d{n}", 12, tuple(half)) for n, half in enumerate(halves)]
    return moves, [*demands, Demand("whole", 40, tuple(parts))]


def least(run: Callable[[], object]) -> float:
    """Give the seconds of the fastest of several runs."""
    run()
    found = []
    for _ in range(7):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    main()
