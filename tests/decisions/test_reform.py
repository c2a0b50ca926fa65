"""Comparing two regimes: who changes class, in totals and per firm."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import umkmexport as ux

AS_OF = date(2026, 11, 21)
FIRMS = [
    ux.Enterprise(id="A", annual_sales=250_000_000),
    ux.Enterprise(id="B", annual_sales=1_800_000_000),
    ux.Enterprise(id="C", annual_sales=2_500_000_001),
    ux.Enterprise(id="D"),
]


def test_the_reform_of_2021_per_firm_and_in_totals() -> None:
    reform = ux.compare_regimes(FIRMS, from_="uu-20-2008", to="pp-7-2021", as_of=AS_OF)
    moves = [(c.id, c.before, c.after) for c in reform.changes]
    assert moves == [("B", "small", "micro"), ("C", "medium", "small")]
    assert [change.id for change in reform.undecided] == ["D"]
    assert reform.totals == (
        ("micro", "micro", 1),
        ("small", "micro", 1),
        ("medium", "small", 1),
        (None, None, 1),
    )
    assert sum(count for _, _, count in reform.totals) == len(FIRMS)
    assert "Rp2.500.000.000 sampai" in reform.changes[1].reasons[0].id


def test_days_stand_for_the_law_of_that_day() -> None:
    by_day = ux.compare_regimes(FIRMS, from_=date(2019, 1, 1), to=date(2022, 1, 1), as_of=AS_OF)
    by_name = ux.compare_regimes(FIRMS, from_="uu-20-2008", to="pp-7-2021", as_of=AS_OF)
    assert by_day == by_name
    with pytest.raises(ux.NotInForceError):
        ux.compare_regimes(FIRMS, from_=date(2020, 12, 1), to="pp-7-2021", as_of=AS_OF)


DRAFT = """
id = "draft-micro-3"
kind = "design"
regime = "draft"
title = { id = "Rancangan: usaha mikro sampai Rp3 miliar", en = "Draft: micro up to Rp3 billion" }
short = { id = "rancangan", en = "draft" }

[[sources]]
title = "What if?"
read_on = 2026-11-21
confidence = "low"

[[ladders]]
criterion = "annual_sales"
article = { id = "rancangan", en = "draft" }
confidence = "low"
bands = [
  { key = "micro", at_most = 3_000_000_000 },
  { key = "small", at_most = 15_000_000_000 },
  { key = "medium", at_most = 50_000_000_000 },
  { key = "large" },
]

[[purposes]]
purpose = "facility"
criterion = "annual_sales"
confidence = "low"
basis = { id = "rancangan", en = "draft" }
"""


def test_a_draft_needs_no_change_of_the_library(tmp_path: Path) -> None:
    file = tmp_path / "draft-micro-3.toml"
    file.write_text(DRAFT, encoding="utf-8")
    draft = ux.load_size_instrument(file)
    reform = ux.compare_regimes(FIRMS, from_="pp-7-2021", to=draft, as_of=AS_OF)
    assert [(c.id, c.before, c.after) for c in reform.changes] == [("C", "small", "micro")]
    assert json.loads(json.dumps(reform.to_dict()))["after"]["policy"] == "draft-micro-3"
    assert reform.describe("id").splitlines()[1] == "usaha mikro menjadi usaha mikro: 2 usaha"
