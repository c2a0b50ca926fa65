"""Targets, coverage and moving up; days and shares worked by hand."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.journey.promotions import check_promotion, count_promotions
from umkmexport.decisions.journey.stages import STAGES
from umkmexport.decisions.journey.targets import (
    CountUnit,
    Measurement,
    Target,
    TargetTracking,
    coverage,
    measure_level,
    measure_stage,
    track_target,
)
from umkmexport.policies.promotions import PROMOTIONS, load_promotion

AS_OF = date(2026, 11, 21)
DAY = date(2026, 1, 1)
EXPORTED = STAGES["first_export"]
READY = ux.Text(id="siap ekspor", en="ready to export")


def measured(days: int, low: int, high: int | None = None, unit: str = "firm") -> Measurement:
    return Measurement(
        on=DAY + timedelta(days=days),
        unit=unit,  # type: ignore[arg-type]
        definition=READY,
        low=low,
        high=low if high is None else high,
    )


def tracked(number: int, *series: Measurement, due: date | None = None) -> TargetTracking:
    return track_target(Target(number=number, unit="firm", definition=READY, due=due), series)  # type: ignore[arg-type]


# Targets


def test_the_fastest_and_the_slowest_period_give_the_range() -> None:
    # 100 days each: +50, +20, +80. 1,000 - 350 = 650 remain on day 300.
    # Fastest 650 / 80 x 100 = 812.5, so 813 days; slowest 650 / 20 x 100 = 3,250 days.
    series = measured(0, 200), measured(100, 250), measured(200, 270), measured(300, 350)
    found = tracked(1_000, *series)
    assert found.gains == (50, 20, 80)
    assert found.by_when == ux.Range(
        DAY + timedelta(days=300 + 813), DAY + timedelta(days=300 + 3_250)
    )
    assert (found.reached, found.in_time) == (ux.Truth.NO, None)
    assert found.describe("en").startswith("350 of the target of 1,000 firms (ready to export)")


def test_what_may_count_already_brings_the_earliest_day_nearer() -> None:
    # 100 days each: +10, +20. 40 remain at worst, 10 at best: 10 / 20 x 100 = 50, 40 / 10 x 100.
    series = measured(0, 30, 60), measured(100, 40, 70), measured(200, 60, 90)
    found = tracked(100, *series)
    assert found.by_when == ux.Range(DAY + timedelta(days=250), DAY + timedelta(days=600))
    perhaps = tracked(90, *series)
    assert (perhaps.reached, perhaps.by_when) == (
        ux.Truth.UNKNOWN,
        ux.Range(DAY + timedelta(days=200), DAY + timedelta(days=500)),
    )


def test_a_period_without_gain_leaves_the_end_open() -> None:
    found = tracked(100, measured(0, 50), measured(100, 50), measured(200, 60))
    assert found.by_when == ux.Range(DAY + timedelta(days=600), None)
    assert "at the slowest pace it is not" in found.describe("en")
    none = tracked(100, measured(0, 50), measured(100, 50), measured(200, 40))
    assert none.by_when is None
    assert "No period gained anything" in none.describe("en")


@pytest.mark.parametrize(
    ("due", "in_time"),
    [(599, ux.Truth.NO), (600, ux.Truth.UNKNOWN), (699, ux.Truth.UNKNOWN), (700, ux.Truth.YES)],
)
def test_in_time_is_told_where_the_whole_range_is(due: int, in_time: ux.Truth) -> None:
    # 100 days each: +10, +8. 40 - 0 remain: 40 / 10 x 100 = 400 and 40 / 8 x 100 = 500 days.
    series = measured(0, 42), measured(100, 52), measured(200, 60)
    assert tracked(100, *series, due=DAY + timedelta(days=due)).in_time is in_time


def test_two_measurements_are_too_few_to_speak_of_a_pace() -> None:
    found = tracked(100, measured(0, 42), measured(100, 52), due=DAY + timedelta(days=900))
    assert (found.enough, found.by_when, found.in_time) == (False, None, ux.Truth.UNKNOWN)
    assert "too few measurements" in found.describe("en")


def test_a_target_that_is_reached_or_surely_missed() -> None:
    due = DAY + timedelta(days=50)
    assert tracked(50, measured(0, 50), due=due).in_time is ux.Truth.YES
    assert tracked(50, measured(0, 50), due=due).describe("id").endswith("sudah tercapai.")
    assert tracked(50, measured(51, 49), due=due).in_time is ux.Truth.NO


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ([], "at least one measurement"),
        ([measured(0, 1), measured(0, 2)], "two measurements are of 2026-01-01"),
        ([measured(0, 9, unit="product")], "counts products"),
    ],
)
def test_what_cannot_be_tracked_is_an_error(series: list[Measurement], says: str) -> None:
    """Nine products of January 2023 are not nine of a target of 202 firms."""
    with pytest.raises(ux.FactError, match=says):
        tracked(202, *series)


def test_numbers_that_cannot_be_are_errors() -> None:
    with pytest.raises(ux.FactError, match="5 to 4"):
        measured(0, 5, 4)
    with pytest.raises(ux.FactError, match="at least 1"):
        tracked(0, measured(0, 1))
    with pytest.raises(ux.FactError, match="CountUnit"):
        measured(0, 1, unit="ton")


@given(st.lists(st.integers(0, 200), min_size=1, max_size=6), st.integers(1, 300))
def test_any_series_is_tracked(lows: list[int], number: int) -> None:
    found = tracked(number, *(measured(90 * index, low) for index, low in enumerate(lows)))
    assert pickle.loads(pickle.dumps(found)) == found
    json.dumps(found.to_dict())
    assert (found.reached is ux.Truth.YES) == (lows[-1] >= number)
    if found.by_when is not None and found.by_when.low is not None:
        assert found.by_when.low > found.measurements[-1].on


# Counts have a unit


def exporter(key: str, *events: ux.Event, complete: bool = True) -> ux.Enterprise:
    return ux.Enterprise(id=key, events=events, complete=frozenset({"events"} if complete else ()))


def export(day: date | None, product: str | None = None) -> ux.Event:
    return ux.Event(ux.EventKind.EXPORT, day, product=product)


@pytest.mark.parametrize(
    ("unit", "first", "second"),
    [("firm", (1, 1), (2, 3)), ("product", (1, 1), (3, 4)), ("shipment", (1, 1), (4, 5))],
)
def test_firms_products_and_shipments_are_three_counts(
    unit: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    # By 2025 A has sent coffee; by 2026 A has sent coffee twice and brooms once, B something once,
    # and C something on a day that is not known.
    firms = [
        exporter(
            "A",
            export(date(2024, 5, 1), "kopi"),
            export(date(2025, 5, 1), "kopi"),
            export(date(2025, 6, 1), "sapu"),
        ),
        exporter("B", export(date(2025, 7, 1))),
        exporter("C"),
    ]
    days = [date(2025, 1, 1), date(2026, 1, 1)]
    firms[2] = exporter("C", ux.Event(ux.EventKind.EXPORT, ux.Range(date(2025, 9, 1), None)))
    found = measure_stage(firms, stage=EXPORTED, days=days, unit=unit)
    assert [(each.low, each.high) for each in found] == [first, second]


def test_without_complete_records_nobody_can_say_the_most() -> None:
    open_ = exporter("A", export(date(2024, 5, 1)), complete=False)
    by_unit = {
        unit: measure_stage([open_, exporter("B")], stage=EXPORTED, days=[AS_OF], unit=unit)[0]
        for unit in CountUnit
    }
    assert (by_unit[CountUnit.FIRM].low, by_unit[CountUnit.FIRM].high) == (1, 1)
    assert by_unit[CountUnit.SHIPMENT].high is None
    assert by_unit[CountUnit.PRODUCT].describe("id").startswith("sedikitnya 1 produk")


def test_levels_are_counted_at_least_and_at_most() -> None:
    rubric = ux.rubrics["umkmexport-default"]
    blank = ux.Enterprise(id="A")
    counted = measure_level([blank, blank], rubric=rubric, level="foundation", as_of=AS_OF)
    assert (counted.low, counted.high, counted.unit) == (2, 2, CountUnit.FIRM)
    counted = measure_level([blank], rubric=rubric, level="export_qualified", as_of=AS_OF)
    assert (counted.low, counted.high) == (0, 1)


# Coverage


def test_coverage_says_unit_and_definition() -> None:
    # 200 / 1,825 = 10.95...; just over 200 of them: 201 / 1,825 = 11.01...
    listed = Measurement(
        on=date(2023, 6, 19),
        unit=CountUnit.FIRM,
        definition=ux.Text(id="tercantum di katalog elektronik", en="listed in the e-catalogue"),
        low=200,
        high=201,
    )
    assert coverage(listed, 1_825).id == (
        "200 sampai dengan 201 dari 1.825 usaha (10,9% sampai dengan 11,1%), tercantum di katalog "
        "elektronik, pada 19 Juni 2023."
    )
    # "Fostered" has meant 1,825 and 35,000: 200 / 35,000 = 0.57..., 201 / 1,825 = 11.01...
    assert "(0.5% to 11.1%)" in coverage(listed, ux.Range(1_825, 35_000)).en
    for impossible in (0, 199, ux.Range(1_825, None)):
        with pytest.raises(ux.FactError, match="the whole of a coverage"):
            coverage(listed, impossible)


# Moving up


DAYS: dict[str, Any] = {"before_on": date(2025, 12, 31), "as_of": date(2026, 12, 31)}
ALL_KNOWN = {
    "has_nib": True,
    "has_halal": False,
    "has_md": False,
    "trademark": "filed",
    "certificates": (ux.Certificate("product_notification", "none"),),  # type: ignore[arg-type]
}


def moved(rule: str, before: dict[str, Any], after: dict[str, Any]) -> Any:
    return check_promotion(
        ux.Enterprise(id="U", **before),
        ux.Enterprise(id="U", **after),
        rule=PROMOTIONS[rule],
        **DAYS,
    )


@pytest.mark.parametrize(
    ("change", "truth"),
    [
        ({"has_halal": True}, ux.Truth.YES),
        ({"trademark": "registered"}, ux.Truth.YES),
        ({}, ux.Truth.NO),
        ({"has_halal": True, "has_nib": False}, ux.Truth.NO),
        ({"has_halal": None}, ux.Truth.UNKNOWN),
    ],
)
def test_the_documents_of_medan(change: dict[str, Any], truth: ux.Truth) -> None:
    found = moved("medan-documents", ALL_KNOWN, {**ALL_KNOWN, **change})
    assert found.truth is truth
    assert (found.missing() != ()) == (truth is ux.Truth.UNKNOWN)


def test_moving_up_is_told_with_both_standings_and_the_definition() -> None:
    found = moved("medan-documents", ALL_KNOWN, {**ALL_KNOWN, "has_halal": True})
    assert found.describe("id") == (
        "Naik kelas antara 31 Desember 2025 (NIB) dan 31 Desember 2026 (NIB, Sertifikat halal). "
        "Definisi: Naik kelas menurut dokumen (Kota Medan)."
    )
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("before", "after", "truth"),
    [
        (2_000_000_000, 2_000_000_001, ux.Truth.YES),
        (2_000_000_000, 2_000_000_000, ux.Truth.NO),
        (2_000_000_001, 2_000_000_000, ux.Truth.NO),
        (None, 2_000_000_001, ux.Truth.UNKNOWN),
        (ux.Range(1, 2_000_000_000), 15_000_000_001, ux.Truth.YES),
        (15_000_000_001, ux.Range(1, 15_000_000_001), ux.Truth.NO),
    ],
)
def test_moving_up_by_sales(before: Any, after: Any, truth: ux.Truth) -> None:
    found = moved("size-by-sales", {"annual_sales": before}, {"annual_sales": after})
    assert found.truth is truth


def test_a_change_of_the_law_moves_nobody() -> None:
    """Rp400 million was small under UU 20/2008 and is micro under PP 7/2021."""
    same = ux.Enterprise(id="U", annual_sales=400_000_000)
    found = check_promotion(
        same,
        same,
        rule=PROMOTIONS["size-by-sales"],
        before_on=date(2019, 12, 31),
        as_of=date(2021, 12, 31),
    )
    assert found.truth is ux.Truth.NO
    assert (found.before.text.en, found.after.text.en) == (found.after.text.en,) * 2


def test_moving_up_by_level_of_readiness() -> None:
    blank = moved("readiness-level", {}, {})
    assert blank.truth is ux.Truth.UNKNOWN
    assert [fact.name for fact in blank.missing()]


def test_firms_in_one_registry_only_are_named() -> None:
    def some(*keys: str, **facts: Any) -> list[ux.Enterprise]:
        return [ux.Enterprise(id=key, **{**ALL_KNOWN, **facts}) for key in keys]

    found = count_promotions(
        [*some("A", "B", "C"), *some("D")],
        [*some("A", has_halal=True), *some("B", has_halal=None), *some("C", "E")],
        rule=PROMOTIONS["medan-documents"],
        **DAYS,
    )
    assert (found.moved_up, found.perhaps, found.stayed) == (("A",), ("B",), ("C",))
    assert (found.only_before, found.only_after) == (("D",), ("E",))
    assert found.describe("en") == (
        "Moved up between 31 December 2025 and 31 December 2026: 1 to 2 of 3 firms. Firms in only "
        "one of the two registries, not compared: 2. Definition: Moving up by documents (City of "
        "Medan)."
    )
    json.dumps(found.to_dict())


def test_mistakes_are_errors_that_help(tmp_path: Path) -> None:
    rule = PROMOTIONS["medan-documents"]
    one, other = ux.Enterprise(id="A"), ux.Enterprise(id="B")
    with pytest.raises(ux.FactError, match="give one firm"):
        check_promotion(one, other, rule=rule, **DAYS)
    with pytest.raises(ux.FactError, match="does not lie before"):
        check_promotion(one, one, rule=rule, before_on=AS_OF, as_of=AS_OF)
    with pytest.raises(ux.SelectionError, match="stands twice"):
        count_promotions([one, one], [], rule=rule, **DAYS)
    head = (
        'id = "x"\nkind = "design"\ntitle = { id = "x", en = "x" }\n%s\n[[sources]]\n'
        'title = "x"\nread_on = 2026-11-21\nconfidence = "low"\n'
    )
    document = 'documents = [{ key = "a", text = { id = "a", en = "a" }, require = { %s } }]'
    nib = document % 'fact = "has_nib", is = true'
    for body, says in (
        ("", "exactly one of documents, size and level"),
        ('size = "annual_sales"\nlevel = "umkmexport-default"', "exactly one"),
        ('level = "nope"', "there is no rubric"),
        (document % 'fact = "has_nibb", is = true', "has_nib"),
        (f"more = 2\n{nib}", "more must lie between 1 and 1"),
        (f"{nib[:-1]}, {nib.removeprefix('documents = [')}", "stands twice"),
    ):
        file = tmp_path / "x.toml"
        file.write_text(head % body, encoding="utf-8")
        with pytest.raises(ux.PolicyError, match=says):
            load_promotion(file)
