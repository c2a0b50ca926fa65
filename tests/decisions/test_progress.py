from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux

THEN, NOW = date(2025, 10, 1), date(2026, 11, 21)
RUBRIC = ux.rubrics["umkmexport-default"]
FACTS: dict[str, Any] = {
    "id": "U-1",
    "product_family": "batik",
    "export_mode": "never",
    "has_nib": True,
    "own_production": True,
    "packaging": "basic",
    "bookkeeping": "financial_statements",
    "buyer_stage": "enquiry",
    "evidence": (ux.Evidence("buyer_stage", ux.EvidenceKind.RECORD, on=date(2025, 9, 1)),),
}


def score(as_of: date, **facts: Any) -> ux.ReadinessDecision:
    return ux.score_readiness(ux.Enterprise(**(FACTS | facts)), rubric=RUBRIC, as_of=as_of)


def compare(**facts: Any) -> ux.ReadinessProgress:
    return ux.compare_readiness(score(THEN), score(NOW, **facts))


def keys(progress: ux.ReadinessProgress, movement: str) -> list[str]:
    return [item.key for item in progress.that(movement)]


def test_what_improved_got_worse_became_known_and_is_not_known_any_more() -> None:
    progress = compare(packaging="export_ready", bookkeeping="cash_notes", costing="unit_cost")
    assert keys(progress, "improved") == ["P8"]
    assert keys(progress, "worsened") == ["F1"]
    assert keys(progress, "became_known") == ["F3"]
    assert keys(progress, "became_unknown") == ["M5"]
    assert {item.key for item in progress.items} == {"P8", "F1", "F3", "M5"}


def test_a_stale_answer_is_to_be_asked_again() -> None:
    """The rubric takes the talks with a buyer for 12 months: 1 September 2025 is too old."""
    (talks,) = compare().items
    assert (talks.before, talks.after) == ((2, 2), (0, 4))
    assert talks.to_ask_again == ("buyer_stage",)
    (blank,) = compare(buyer_stage=None, evidence=()).items
    assert blank.to_ask_again == ()


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        ({"buyer_stage": None}, {"buyer_stage": "none"}, "became_known"),
        ({"costing": None}, {"costing": "none"}, "became_known"),
        ({"costing": "none"}, {"costing": None}, "became_unknown"),
        ({"packaging": "basic"}, {"packaging": "retail_ready"}, "improved"),
        ({"packaging": "retail_ready"}, {"packaging": "basic"}, "worsened"),
        ({"export_mode": "never"}, {"export_mode": "direct"}, "now_asked"),
        ({"export_mode": "direct"}, {"export_mode": "never"}, "no_longer_asked"),
    ],
)
def test_each_movement(before: dict[str, Any], after: dict[str, Any], movement: str) -> None:
    found = ux.compare_readiness(
        score(THEN, evidence=(), **before), score(THEN, evidence=(), **after)
    )
    assert movement in {item.movement for item in found.items}


def test_an_interval_that_becomes_narrower_becomes_known_in_part() -> None:
    months = [
        score(NOW, evidence=(), continuous_production_months=known)
        for known in (None, ux.Range(6, 20))
    ]
    (item,) = ux.compare_readiness(*months).items
    assert (item.before, item.after, item.movement) == ((0, 3), (1, 2), "became_known")


def test_levels_before_and_after() -> None:
    progress = compare(has_nib=False)
    assert progress.levels == (progress.before.level_span, progress.after.level_span)
    told = progress.describe("id")
    assert "Tingkat: antara dibina dari awal dan layak ekspor sebelumnya, antara " in told
    assert "Syarat mutlak yang kini tidak terpenuhi: memiliki NIB." in told
    assert [gate.key for gate in progress.gates] == ["G1"]


def test_gates_that_became_met_and_unknown() -> None:
    progress = ux.compare_readiness(
        score(THEN, has_npwp=None, evidence=()),
        score(NOW, has_npwp=True, has_nib=None, evidence=()),
    )
    assert "Musts that are met now: holds a tax number (NPWP)." in progress.describe("en")
    assert "not known any more whether they are met: holds an NIB." in progress.describe("en")


def test_it_is_said_in_two_languages() -> None:
    progress = compare(packaging="export_ready")
    told = progress.describe("id")
    assert told.startswith("Nilai kesiapan ekspor: ")
    assert "Membaik: kemasan siap untuk pengiriman jauh (0 menjadi 3 dari 3 poin)." in told
    assert "Tidak diketahui lagi, sehingga perlu ditanyakan: " in told
    assert "(2 menjadi 0 sampai 4 dari 4 poin)" in told
    assert "(2, then 0 to 4 of 4 points)" in progress.describe("en")
    assert told.count(RUBRIC.disclaimer.id) == 1


def test_it_is_a_value_and_plain_data() -> None:
    progress = compare(packaging="export_ready")
    json.dumps(progress.to_dict(), allow_nan=False)
    again = pickle.loads(pickle.dumps(progress))
    assert again == progress
    assert hash(again) == hash(progress)
    assert len(repr(progress)) < 160


def test_a_rubric_without_levels_is_compared_by_points() -> None:
    rubric = ux.rubrics["ppejp-3k-2022"]
    firm = ux.Enterprise(**FACTS)
    scores = [ux.score_readiness(firm, rubric=rubric, as_of=day) for day in (THEN, NOW)]
    if scores[0].level_span is None:
        assert "Tingkat" not in ux.compare_readiness(*scores).describe("id")


def test_two_rubrics_are_not_compared() -> None:
    (other,) = [rubric for rubric in list(ux.rubrics.values())[:2] if rubric.id != RUBRIC.id][:1]
    by_other = ux.score_readiness(ux.Enterprise(**FACTS), rubric=other, as_of=NOW)
    with pytest.raises(ux.PolicyError, match=f"scores by two rubrics, {RUBRIC.id} and {other.id}"):
        ux.compare_readiness(score(THEN), by_other)


def test_a_rubric_that_was_changed_is_not_compared() -> None:
    changed = attrs.evolve(RUBRIC, disclaimer=ux.Text(id="lain", en="other"))
    after = ux.score_readiness(ux.Enterprise(**FACTS), rubric=changed, as_of=NOW)
    with pytest.raises(ux.PolicyError, match="was changed between the two scores"):
        ux.compare_readiness(score(THEN), after)


def test_dates_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ux.PolicyError, match="2026-11-21 is given as the earlier one"):
        ux.compare_readiness(score(NOW), score(THEN))
