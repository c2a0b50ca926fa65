"""Later exports against a score: small cases worked by hand, larger ones beside a peer."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.outcomes import later_exports, outcome_changes, validate_score
from umkmexport.decisions.outcomes.measures import (
    Forecast,
    area,
    area_margin,
    brier,
    enough_outcomes,
    lift,
    outcomes_needed,
)
from umkmexport.decisions.outcomes.validation import Validation, Verdict
from umkmexport.model.outcomes import Outcome
from umkmexport.rules.value import Span

DAYS: dict[str, Any] = {"scored_on": date(2024, 1, 1), "until": date(2025, 12, 31)}


def forecast(low: int, came: int, high: int | None = None) -> Forecast:
    return Forecast(Fraction(low, 100), Fraction(low if high is None else high, 100), bool(came))


def validated(*rows: tuple[int, int], **more: Any) -> Validation:
    firms = [ux.Enterprise(id=f"U-{index:04}") for index in range(len(rows))]
    return validate_score(
        {
            each.id: (ux.Score(low, 100), ux.Score(low, 100))
            for each, (low, _) in zip(firms, rows, strict=True)
        },
        {each.id: bool(came) for each, (_, came) in zip(firms, rows, strict=True)},
        **{"enterprises": firms, **DAYS, **more},
    )


# The measures


def test_the_area_counts_pairs_and_halves_ties() -> None:
    # Came: 60 and 40. Did not: 50, 40, 10. 60 beats all three; 40 ties with 40 and beats 10.
    # (3 + 1.5) of 6 pairs = 3/4.
    found = area(
        [forecast(60, 1), forecast(40, 1), forecast(50, 0), forecast(40, 0), forecast(10, 0)]
    )
    assert found == (Fraction(3, 4), Fraction(3, 4))
    assert area([forecast(60, 1)]) is None
    assert area([]) is None


def test_what_is_not_known_gives_the_area_two_ends() -> None:
    # Came: 30 to 70. Did not: 50, and 20 to 40. Worst 30 against 50 and 40: 0 of 2. Best 70
    # against 50 and 20: 2 of 2.
    assert area([forecast(30, 1, 70), forecast(50, 0), forecast(20, 0, 40)]) == (0, 1)


def test_the_brier_score_is_the_mean_square() -> None:
    # (1 - .8)^2 = .04, .3^2 = .09: mean .065. With .6 to .8: (1 - .6)^2 = .16, mean .125.
    assert brier([forecast(80, 1), forecast(30, 0)]) == (Fraction(65, 1000),) * 2
    assert brier([forecast(60, 1, 80), forecast(30, 0)]) == (
        Fraction(65, 1000),
        Fraction(125, 1000),
    )
    assert brier([]) is None


def test_the_lift_is_of_the_top_tenth_with_ties_in_shares() -> None:
    # 20 firms, 4 exported, 2 places at the top. Alone at the top: one that exported. For the other
    # place five tie, of whom two exported: 1 + 2/5 = 7/5 of 2 against 4/20: (7/10) / (1/5) = 7/2.
    tied = [forecast(80, came) for came in (1, 1, 0, 0, 0)]
    rest = [forecast(10, came) for came in (1, *[0] * 13)]
    assert lift([forecast(90, 1), *tied, *rest]) == ux.Score(7, 2)
    assert lift([forecast(90, 0)]) is None
    assert lift([]) is None


def test_the_error_of_an_area_is_that_of_hanley_and_mcneil() -> None:
    # Their example of 1982: area 0.893 of 51 abnormal and 58 normal images, standard error 0.032.
    margin = area_margin(Fraction(893, 1000), 51, 58)
    assert 0.0320 < float(margin) / 1.96 < 0.0326
    # At one half the variance is (P + N + 1) / 12 P N: 131 / 50,700 for 65 and 65.
    assert float(area_margin(Fraction(1, 2), 65, 65)) == pytest.approx(
        1.96 * sqrt(131 / 50_700), abs=1e-6
    )
    assert area_margin(Fraction(1), 1, 1) == 0


@pytest.mark.parametrize(
    ("came", "not_", "enough", "needed"),
    [
        (65, 65, True, 130),
        (64, 64, False, 130),
        (42, 60, False, 134),  # the exporters among those KOTRA tested: 42 of 102
        (55, 79, True, 134),
        (0, 500, False, 130),
        (0, 0, False, 130),
    ],
)
def test_how_many_outcomes_are_enough(came: int, not_: int, needed: int, *, enough: bool) -> None:
    assert enough_outcomes(came, not_) is enough
    assert outcomes_needed(came, not_) == needed


@given(st.integers(1, 400), st.integers(1, 400))
def test_needed_and_enough_say_the_same(came: int, not_: int) -> None:
    assert enough_outcomes(came, not_) == (came + not_ >= outcomes_needed(came, not_))


FORECASTS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()).map(
        lambda row: Forecast(Fraction(min(row[:2]), 20), Fraction(max(row[:2]), 20), row[2])
    ),
    max_size=7,
)


@given(FORECASTS)
def test_both_ends_are_reached_and_every_completion_lies_between(rows: list[Forecast]) -> None:
    areas, squares = [], []
    for ends in product((0, 1), repeat=len(rows)):
        values = [row.high if end else row.low for row, end in zip(rows, ends, strict=True)]
        fixed = [Forecast(v, v, row.came) for v, row in zip(values, rows, strict=True)]
        areas.append(area(fixed))
        squares.append(brier(fixed))
    found, squared = area(rows), brier(rows)
    if found is not None:
        assert found == (min(a[0] for a in areas if a), max(a[1] for a in areas if a))
    if squared is not None:
        assert squared == (min(s[0] for s in squares if s), max(s[1] for s in squares if s))


@given(FORECASTS)
def test_the_area_is_the_share_of_pairs(rows: list[Forecast]) -> None:
    came = [row.low for row in rows if row.came]
    not_ = [row.low for row in rows if not row.came]
    wins = sum(Fraction((one > other) + (one >= other), 2) for one in came for other in not_)
    fixed = area([Forecast(row.low, row.low, row.came) for row in rows])
    assert fixed == (None if not came or not not_ else (wins / len(came) / len(not_),) * 2)


@given(FORECASTS.filter(lambda rows: len({row.came for row in rows}) == 2))
def test_a_peer_finds_the_same(rows: list[Forecast]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    came = [row.came for row in rows]
    low = [float(row.low) for row in rows]
    fixed = [Forecast(row.low, row.low, row.came) for row in rows]
    found, squared = area(fixed), brier(fixed)
    assert found is not None
    assert squared is not None
    assert float(found[0]) == pytest.approx(metrics.roc_auc_score(came, low))
    assert float(squared[0]) == pytest.approx(metrics.brier_score_loss(came, low))


# The report


def test_few_outcomes_are_too_few_to_tell_however_good_they_look() -> None:
    report = validated(*[(90, 1)] * 20, *[(10, 0)] * 20)
    assert (report.verdict, report.needed) == (Verdict.TOO_FEW, 130)
    assert report.score.auc == (ux.Score(1, 1), ux.Score(1, 1))
    assert report.describe("id") == (
        "Dari 40 usaha yang dinilai pada 1 Januari 2024, 20 usaha mengekspor sampai dengan "
        "31 Desember 2025. Kesimpulan: hasilnya masih terlalu sedikit untuk dinilai. Diperlukan "
        "sedikitnya 130 usaha yang hasilnya diketahui, dengan bagian pengekspor seperti sekarang. "
        "Angka ini tidak membuktikan bahwa program menjadi penyebabnya."
    )


def test_a_score_that_tells_firms_apart() -> None:
    # 50 of 70 exporters and 20 of 70 others score 80, the rest 20.
    # AUC = (50 x 50 + (50 x 20 + 20 x 50) / 2) / 4,900 = 3,500 / 4,900 = 5/7.
    # Brier: 100 firms are .2 off and 40 are .8 off: (100 x .04 + 40 x .64) / 140 = 29.6 / 140.
    # Top tenth: 14 of the 70 at 80, of whom 50 exported: lift (50/70) / (70/140) = 10/7.
    rows = [*[(80, 1)] * 50, *[(20, 1)] * 20, *[(80, 0)] * 20, *[(20, 0)] * 50]
    report = validated(*rows)
    assert report.verdict is Verdict.BETTER
    assert report.score.auc == (ux.Score(5, 7), ux.Score(5, 7))
    assert report.score.brier == Span(211_428, 211_429)
    assert report.score.lift == ux.Score(10, 7)
    assert [(row.since, row.firms, row.exported) for row in report.reliability] == [
        (20, 70, 20),
        (80, 70, 50),
    ]
    assert report.describe_reliability("en").startswith(
        "Score 20–30: 20 of 70 firms exported (28.5%)"
    )
    lottery = report.baselines[0]
    assert (lottery.auc, lottery.brier, lottery.lift) == (
        (ux.Score(1, 2), ux.Score(1, 2)),
        Span(250_000, 250_000),
        ux.Score(1, 1),
    )
    turned = validated(*[(100 - score, came) for score, came in rows])
    assert turned.verdict is Verdict.WORSE
    flat = validated(*[(50, came) for _, came in rows])
    assert flat.verdict is Verdict.NOT_TOLD_APART
    assert "AUC) 0.714; 95% interval: 0.6" in report.describe("en")


def test_what_was_not_known_of_the_score_may_leave_it_open() -> None:
    firms = [ux.Enterprise(id=f"U-{index:03}") for index in range(140)]
    ends = {True: (30, 90), False: (20, 70)}
    scores = {
        firm.id: tuple(ux.Score(end, 100) for end in ends[index < 70])
        for index, firm in enumerate(firms)
    }
    came = {firm.id: index < 70 for index, firm in enumerate(firms)}
    report = validate_score(scores, came, enterprises=firms, **DAYS)  # type: ignore[arg-type]
    assert report.score.auc == (ux.Score(0, 1), ux.Score(1, 1))
    assert report.verdict is Verdict.NOT_TOLD_APART


def test_simple_rules_stand_beside_the_score() -> None:
    firms = [
        ux.Enterprise(id="A", has_nib=True, business_region="12.71"),
        ux.Enterprise(id="B", has_nib=None, business_region="12.71"),
        ux.Enterprise(id="C", has_nib=False, business_region="12.75"),
    ]
    report = validate_score(
        dict.fromkeys("ABC", (ux.Score(1, 2), ux.Score(1, 2))),
        {"A": True, "B": False, "C": False},
        enterprises=firms,
        one_item="has_nib",
        regency_list={"A", "C", "never heard of"},
        **DAYS,
    )
    # One item: A 1, B 0 to 1, C 0. Worst: A ties with B and beats C, 1.5 of 2; best 2 of 2.
    # List: A 1, B 0, C 1: A beats B and ties with C, 1.5 of 2.
    _, item, listed = report.baselines
    assert [one.key for one in report.baselines] == ["lottery", "one_item", "regency_list"]
    assert item.auc == (ux.Score(3, 4), ux.Score(1, 1))
    assert listed.auc == (ux.Score(3, 4), ux.Score(3, 4))
    assert item.text.en.startswith("One item alone (")
    # Medan: 1 of 2 exported; by the score 1/2, by the item 1/2 to 1, by the list 1/2.
    errors = [one.groups[0].error for one in (report.score, item, listed)]
    assert errors == [Span(0, 0), Span(-500_000, 0), Span(0, 0)]
    assert [(group.by, group.key, group.enough) for group in report.score.groups] == [
        ("regency", "12.71", False),
        ("regency", "12.75", False),
        ("size", None, False),
    ]
    assert "too few to tell" in report.describe_groups("en")


def test_a_group_is_rated_from_97_firms_on() -> None:
    report = validated(*[(50, index % 2) for index in range(97)])
    (region, size) = report.score.groups
    assert region.enough
    assert size.error == Span(-5_155, -5_154)  # 48/97 - 1/2 = -1/194
    assert report.describe_groups("id").splitlines()[0] == (
        "Kabupaten/kota belum diketahui: 48 dari 97 usaha mengekspor; selisihnya: Skor -0,5%; "
        "Undian 0,0%"
    )


def test_a_firm_whose_outcome_is_not_known_is_left_out_and_counted() -> None:
    firms = [ux.Enterprise(id=key) for key in "ABC"]
    score = (ux.Score(1, 2), ux.Score(1, 2))
    report = validate_score(
        dict.fromkeys("ABC", score), {"A": True, "B": None}, enterprises=firms, **DAYS
    )
    assert (report.firms, report.exported, report.not_known) == (1, 1, 2)
    assert report.score.auc is None
    assert "Left out" in report.describe("en")


def test_decisions_on_readiness_are_scores() -> None:
    firms = [ux.Enterprise(id=key, has_nib=key == "A") for key in "AB"]
    rubric = ux.rubrics["umkmexport-default"]
    scores = {
        firm.id: ux.score_readiness(firm, rubric=rubric, as_of=DAYS["scored_on"]) for firm in firms
    }
    report = validate_score(scores, {"A": True, "B": False}, enterprises=firms, **DAYS)
    assert report.policy is not None
    assert report.policy.policy == "umkmexport-default"
    assert pickle.loads(pickle.dumps(report)) == report
    json.dumps(report.to_dict())
    late = {**DAYS, "scored_on": DAYS["scored_on"] - timedelta(days=1)}
    with pytest.raises(ux.FactError, match="may know the outcome"):
        validate_score(scores, {}, enterprises=firms, **late)
    mixed = {**scores, "B": (ux.Score(1, 2), ux.Score(1, 2))}
    with pytest.raises(ux.FactError, match="several rubrics"):
        validate_score(mixed, {}, enterprises=firms, **DAYS)


def test_nobody_is_no_error() -> None:
    report = validate_score({}, {}, enterprises=[], **DAYS)
    assert report.verdict is Verdict.TOO_FEW
    assert report.describe("en").endswith(".")


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"until": date(2024, 1, 1)}, ux.FactError, "does not lie after"),
        ({"one_item": "has_nibb"}, ux.FactError, "did you mean has_nib"),
        ({"one_item": "annual_sales"}, ux.FactError, "no fact with yes or no"),
        ({"enterprises": []}, ux.SelectionError, "not among the firms"),
        ({"enterprises": [ux.Enterprise(id="A")] * 2}, ux.SelectionError, "stands twice"),
        ({"exported": {"A": 1}}, ux.FactError, "True, False or None"),
        ({"scores": {"A": (ux.Score(3, 2), ux.Score(3, 2))}}, ux.FactError, "between 0 and 1"),
        ({"scores": {"A": (ux.Score(0, 0), ux.Score(0, 0))}}, ux.FactError, "between 0 and 1"),
        ({"scores": {"A": (ux.Score(2, 3), ux.Score(1, 3))}}, ux.FactError, "lies above"),
    ],
)
def test_what_cannot_be_validated_is_an_error(
    wrong: dict[str, Any], error: type[Exception], says: str
) -> None:
    asked = {
        "scores": {"A": (ux.Score(1, 2), ux.Score(1, 2))},
        "exported": {"A": True},
        "enterprises": [ux.Enterprise(id="A")],
        **DAYS,
    }
    with pytest.raises(error, match=says):
        validate_score(**{**asked, **wrong})


# Outcomes


def test_exports_after_the_score_are_told_from_those_before() -> None:
    def firm(key: str, *events: ux.Event, complete: bool = True) -> ux.Enterprise:
        known = frozenset({"events"} if complete else ())
        return ux.Enterprise(id=key, events=events, complete=known)

    export = ux.EventKind.EXPORT
    firms = [
        firm("after", ux.Event(export, date(2024, 1, 2))),
        firm("last day", ux.Event(export, date(2025, 12, 31))),
        firm("same day", ux.Event(export, date(2024, 1, 1))),
        firm("too late", ux.Event(export, date(2026, 1, 1))),
        firm("some day", ux.Event(export)),
        firm("that year", ux.Event(export, ux.Range(date(2024, 1, 1), date(2024, 12, 31)))),
        firm("next year", ux.Event(export, ux.Range(date(2025, 1, 1), date(2025, 12, 31)))),
        firm("release", ux.Event(ux.EventKind.RELEASE, date(2024, 6, 1))),
        firm("silent", complete=False),
    ]
    found = later_exports(firms, after=DAYS["scored_on"], until=DAYS["until"])
    assert {key for key, came in found.items() if came} == {"after", "last day", "next year"}
    assert {key for key, came in found.items() if came is None} == {
        "some day",
        "that year",
        "silent",
    }
    with pytest.raises(ux.FactError, match="does not lie after"):
        later_exports(firms, after=DAYS["until"], until=DAYS["until"])


def test_other_outcomes_are_summed_up_and_claim_no_cause() -> None:
    # Changes: 35, 0, -5, at least 10 (unknown exactly), and one not known. Median of 35 0 -5: 0.
    tests = [
        Outcome("A", "knowledge", before=40, after=75),  # type: ignore[arg-type]
        Outcome("B", "knowledge", before=60, after=60),  # type: ignore[arg-type]
        Outcome("C", "knowledge", before=70, after=65),  # type: ignore[arg-type]
        Outcome("D", "knowledge", before=ux.Range(40, 50), after=60),  # type: ignore[arg-type]
        Outcome("E", "knowledge", after=80),  # type: ignore[arg-type]
        Outcome("A", "workers", before=2, after=3),  # type: ignore[arg-type]
    ]
    knowledge, workers = outcome_changes(tests)
    assert (knowledge.more, knowledge.less, knowledge.same, knowledge.not_known) == (2, 1, 1, 1)
    assert knowledge.describe("id") == (
        "nilai pengetahuan, 5 usaha: naik 2, turun 1, tetap 1, belum diketahui 1. Median perubahan "
        "0 (dari 3 usaha). Angka ini tidak membuktikan bahwa program menjadi penyebabnya."
    )
    assert workers.firms == 1
    with pytest.raises(ux.SelectionError, match="stands twice"):
        outcome_changes([tests[0], tests[0]])


def test_an_outcome_that_cannot_be_is_an_error() -> None:
    with pytest.raises(ux.FactError, match="negative"):
        Outcome("A", "workers", before=-1)  # type: ignore[arg-type]
    with pytest.raises(ux.FactError, match="does not lie after"):
        Outcome("A", "workers", before_on=date(2025, 1, 1), after_on=date(2025, 1, 1))  # type: ignore[arg-type]
    with pytest.raises(ux.FactError, match="kind"):
        Outcome("A", "profit")  # type: ignore[arg-type]
