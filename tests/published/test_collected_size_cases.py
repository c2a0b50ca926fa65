"""Published cases of size, collected with their sources beside the project, where that is at hand.

A column names the regime in Indonesian, the criterion, the amount and the class that was printed.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import umkmexport as ux

CASES = Path(__file__).parents[2] / ".." / "shared" / "data" / "size" / "size_cases.csv"
INSTRUMENTS = {
    "PP 7/2021": "pp-7-2021",
    "UU 20/2008": "uu-20-2008",
    "BPS": "bps",
    "KMK 40/KMK.06/2003": "kmk-40-2003",
}
FACTS = {
    "modal": "capital",
    "penjualan": "annual_sales",
    "kekayaan bersih": "net_worth",
    "pekerja": "workers",
}
CLASSES = {"mikro": "micro", "kecil": "small", "menengah": "medium", "besar": "large"}
ELIGIBLE = {"layak": ux.Truth.YES, "tidak layak": ux.Truth.NO}

pytestmark = pytest.mark.skipif(
    not CASES.exists(), reason="the collection is not beside the project"
)


def cases() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_23() -> None:
    assert len(cases()) == 23


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_published_case(case: dict[str, str]) -> None:
    fact = FACTS[case["dasar"]]
    firm = ux.Enterprise(id=case["id"], **{fact: int(case["nilai_rupiah"])})
    as_of = date(2026, 11, 21)
    if case["rezim"] in INSTRUMENTS:
        instrument = ux.size_instruments[INSTRUMENTS[case["rezim"]]]
        decision = ux.classify_size_under(instrument, firm, as_of=as_of, criterion=fact)
        assert decision.size_class == CLASSES[case["kelas"]]
        return
    assert case["rezim"].startswith("SEHATI")
    call = ux.calls["bpjph-sehati-2023"]
    found = ux.check_eligibility(firm, call, as_of=as_of)
    sales = next(f for f in found.findings if f.facts == ("annual_sales",))
    assert sales.truth is ELIGIBLE[case["kelas"]]
