"""Permenperin 64/M-IND/PER/7/2016: industry by workers and investment, with one strict bound.

Small is *less than* Rp1 billion of investment: exactly Rp1 billion is medium. By the letter, a
workshop of at most 19 workers is medium whatever it has invested beyond that.

Sources: https://bangimam-berbagi.blogspot.com/search/label/Industri%20Menengah%20%28IM%29 (small);
http://data.banyuasinkab.go.id/dataset/jumlah-wirausaha-baru-yang-memiliki-izin-usaha-industri-kabupaten-banyuasin-2018-2024
(medium, in the same words in Permenperin 27/2017). Large is what medium leaves.
"""

from __future__ import annotations

from datetime import date

import pytest

import umkmexport as ux

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("workers", "investment", "size"),
    [
        (19, 999_999_999, "small"),
        (19, 1_000_000_000, "medium"),
        (19, 1_000_000_001, "medium"),
        (19, 100_000_000_000, "medium"),
        (20, 0, "medium"),
        (20, 999_999_999, "medium"),
        (20, 15_000_000_000, "medium"),
        (20, 15_000_000_001, "large"),
        (1_000, 15_000_000_000, "medium"),
    ],
)
def test_workers_and_investment(workers: int, investment: int, size: str) -> None:
    firm = ux.Enterprise(id="U-1", workers=workers, investment=investment)
    decision = ux.classify_size(firm, as_of=TODAY, purpose=ux.Purpose.INDUSTRY)
    assert decision.size_class == size


@pytest.mark.parametrize(
    ("facts", "possible", "missing"),
    [
        ({"workers": 19}, ["small", "medium"], ["investment"]),
        ({"workers": 20}, ["medium", "large"], ["investment"]),
        ({"investment": 999_999_999}, ["small", "medium"], ["workers"]),
        ({"investment": 1_000_000_000}, ["medium"], []),
        ({"investment": 15_000_000_001}, ["medium", "large"], ["workers"]),
        ({}, ["small", "medium", "large"], ["workers", "investment"]),
        ({"workers": ux.Range(1, 30), "investment": 1}, ["small", "medium"], ["workers"]),
        (
            {"workers": 5, "investment": ux.Range(1, 1_000_000_000)},
            ["small", "medium"],
            ["investment"],
        ),
    ],
)
def test_what_one_figure_alone_decides(
    facts: dict[str, int], possible: list[str], missing: list[str]
) -> None:
    decision = ux.classify_size(ux.Enterprise(id="U-1", **facts), as_of=TODAY, purpose="industry")
    assert list(decision.possible) == possible
    assert [fact.name for fact in decision.missing()] == missing


def test_before_july_2016_it_was_not_in_force() -> None:
    firm = ux.Enterprise(id="U-1", workers=5, investment=1)
    with pytest.raises(ux.NotInForceError, match="2016-07-01"):
        ux.classify_size(firm, as_of=date(2016, 6, 30), purpose="industry")
