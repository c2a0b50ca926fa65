from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from umkmexport.decisions.view import view_of
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.rules import criteria as c
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

AS_OF = date(2026, 11, 21)
LIMIT = 500_000_000


def view(as_of: date = AS_OF, **facts: Any) -> FactView:
    return view_of(Enterprise(id="U-1", **facts), as_of=as_of)


def sign(criterion: c.Criterion, **facts: Any) -> Sign:
    return criterion.sign(view(**facts))


@pytest.mark.parametrize(
    ("known", "value", "answer"),
    [(True, True, YES), (False, True, NO), (False, False, YES), (None, False, UNKNOWN)],
)
def test_is(known: bool | None, value: bool, answer: Sign) -> None:
    assert sign(c.Is("has_nib", value), has_nib=known) == answer


@pytest.mark.parametrize(
    ("sales", "answers"),
    [
        (LIMIT - 1, (YES, YES, NO, NO)),
        (LIMIT, (YES, NO, YES, NO)),
        (LIMIT + 1, (NO, NO, YES, YES)),
        (None, (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
        (Range(0, LIMIT - 1), (YES, YES, NO, NO)),
        (Range(0, LIMIT), (YES, UNKNOWN, UNKNOWN, NO)),
        (Range(LIMIT, LIMIT), (YES, NO, YES, NO)),
        (Range(LIMIT, None), (UNKNOWN, NO, YES, UNKNOWN)),
        (Range(LIMIT + 1, None), (NO, NO, YES, YES)),
        (Range(0, None), (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
        (Range(None, None), (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
        (Range(None, LIMIT + 1), (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
    ],
)
def test_limits_are_included_or_not_as_the_law_says(
    sales: int | Range[int] | None, answers: tuple[Sign, ...]
) -> None:
    subject = view(annual_sales=sales)
    tests = (c.AtMost, c.LessThan, c.AtLeast, c.MoreThan)
    assert tuple(test("annual_sales", LIMIT).sign(subject) for test in tests) == answers


@pytest.mark.parametrize(
    ("workers", "answer"),
    [
        (4, NO),
        (5, YES),
        (19, YES),
        (20, NO),
        (None, UNKNOWN),
        (Range(5, 19), YES),
        (Range(1, 5), UNKNOWN),
        (Range(4, 20), UNKNOWN),
        (Range(20, None), NO),
        (Range(None, 4), NO),
    ],
)
def test_between_includes_both_limits(workers: int | Range[int] | None, answer: Sign) -> None:
    assert sign(c.Between("workers", 5, 19), workers=workers) == answer


@pytest.mark.parametrize(
    ("started", "answer"),
    [
        (date(2021, 2, 1), YES),
        (date(2021, 2, 2), NO),
        (Range(date(2020, 1, 1), date(2020, 12, 31)), YES),
        (Range(date(2021, 1, 1), date(2021, 12, 31)), UNKNOWN),
    ],
)
def test_a_date_is_compared_as_a_day(started: Any, answer: Sign) -> None:
    assert sign(c.LessThan("started_on", date(2021, 2, 2)), started_on=started) == answer


@pytest.mark.parametrize(
    ("as_of", "started", "months", "answer"),
    [
        (date(2026, 11, 21), date(2025, 11, 21), 12, YES),
        (date(2026, 11, 21), date(2025, 11, 22), 12, NO),
        (date(2024, 2, 29), date(2024, 1, 31), 1, YES),
        (date(2024, 2, 28), date(2024, 1, 29), 1, NO),
        (date(2026, 11, 21), Range(date(2020, 1, 1), date(2020, 12, 31)), 60, YES),
        (date(2026, 11, 21), Range(date(2025, 1, 1), date(2025, 12, 31)), 12, UNKNOWN),
        (date(2026, 11, 21), Range(date(2026, 1, 1), None), 12, NO),
        (date(2026, 11, 21), None, 0, UNKNOWN),
        (date(2026, 11, 21), date(2026, 11, 21), 0, YES),
        (date(2026, 11, 21), date(2026, 11, 22), 0, NO),
    ],
)
def test_for_months(as_of: date, started: Any, months: int, answer: Sign) -> None:
    assert c.ForMonths("started_on", months).sign(view(as_of, started_on=started)) == answer


@pytest.mark.parametrize(
    ("region", "answer"),
    [
        ("33.75", YES),
        ("33.75.01", YES),
        ("33", UNKNOWN),
        ("33.26", NO),
        ("12.75", NO),
        (None, UNKNOWN),
    ],
)
def test_within_needs_a_code_as_fine_as_the_test(region: str | None, answer: Sign) -> None:
    assert sign(c.Within("owner_region", "33.75"), owner_region=region) == answer


@pytest.mark.parametrize(
    ("kbli", "answer"),
    [
        ("2020:10794", YES),
        ("2025:10794", UNKNOWN),
        ("10794", UNKNOWN),
        ("2020:10", UNKNOWN),
        ("2020:10772", NO),
    ],
)
def test_within_never_compares_two_editions(kbli: str, answer: Sign) -> None:
    assert sign(c.Within("kbli", "2020:1079"), kbli=kbli) == answer


def test_one_of_a_choice() -> None:
    willing = c.OneOf("export_mode", ("never", "indirect"))
    modes = ("never", "indirect", "mixed", "direct", None)
    assert [sign(willing, export_mode=mode) for mode in modes] == [YES, YES, NO, NO, UNKNOWN]


@pytest.mark.parametrize(
    ("sales", "answer"),
    [
        (15_000_000_000, YES),
        (15_000_000_001, NO),
        (Range(1, 15_000_000_000), YES),
        (Range(1, 15_000_000_001), UNKNOWN),
        (Range(15_000_000_001, None), NO),
        (None, UNKNOWN),
    ],
)
def test_one_of_the_sizes_that_are_possible(sales: Any, answer: Sign) -> None:
    assert sign(c.OneOf("size_class_by_sales", ("micro", "small")), annual_sales=sales) == answer


@pytest.mark.parametrize(
    ("members", "complete", "answer"),
    [
        (("bi-sumut",), False, YES),
        (("pertamina",), False, UNKNOWN),
        (("pertamina",), True, NO),
        ((), True, NO),
        ((), False, UNKNOWN),
        (None, False, UNKNOWN),
        (None, True, UNKNOWN),
    ],
)
def test_absence_from_an_open_set_is_unknown(
    members: tuple[str, ...] | None, complete: bool, answer: Sign
) -> None:
    fostered = c.OneOf("fostered_by", ("bi-sumut", "dinas-medan"))
    declared = frozenset({"fostered_by"} if complete else ())
    assert sign(fostered, fostered_by=members, complete=declared) == answer


@pytest.mark.parametrize("value", [False, None])
def test_known_is_never_no(value: bool | None) -> None:
    assert sign(c.Known("has_nib"), has_nib=value) == (UNKNOWN if value is None else YES)


def test_the_keys_are_those_of_the_design() -> None:
    assert [*c.LEAF_KEYS, *c.COMPOSITE_KEYS] == [
        *("is", "at_least", "more_than", "at_most", "less_than", "between", "one_of", "within"),
        *("for_months", "known", "all_of", "any_of", "none_of", "k_of"),
    ]


def test_facts_are_named_once_in_the_order_of_the_file() -> None:
    rule = c.AllOf(
        (c.Is("has_nib", value=True), c.AnyOf((c.Known("kbli"), c.Is("has_nib", value=False))))
    )
    assert c.facts_of(rule) == ("has_nib", "kbli")


def test_only_the_undecided_parts_are_asked_for() -> None:
    rule = c.AllOf(
        (
            c.AnyOf((c.Is("has_md", value=True), c.Is("has_spp_irt", value=True))),
            c.Is("has_halal", value=True),
            c.AtMost("export_lot_cover", 100),
        )
    )
    assert c.undecided(rule, view(has_md=True)) == (
        "has_halal",
        "monthly_capacity",
        "target_order",
    )
    capacity = {"monthly_capacity": Quantity(600, "kg")}
    assert c.undecided(rule, view(has_md=False, has_halal=True, **capacity)) == (
        "has_spp_irt",
        "target_order",
    )
    assert c.undecided(rule, view(has_halal=False)) == (), "nothing can save it"


def test_a_range_that_straddles_is_asked_for_again() -> None:
    rule = c.AtMost("annual_sales", LIMIT)
    assert c.undecided(rule, view(annual_sales=Range(1, LIMIT + 1))) == ("annual_sales",)


NIB = c.Is("has_nib", value=True)
HALAL = c.Is("has_halal", value=True)
LARGE = c.AtLeast("workers", 100)


@pytest.mark.parametrize(
    ("criterion", "facts"),
    [
        (NIB, ("has_nib",)),
        (c.AllOf((NIB, HALAL, LARGE)), ("has_nib", "workers")),
        (c.AnyOf((NIB, LARGE)), ("has_nib", "workers")),
        (c.AnyOf((NIB, HALAL)), ("has_halal",)),
        (c.NoneOf((NIB, HALAL)), ("has_halal",)),
        (c.NoneOf((NIB, LARGE)), ("has_nib", "workers")),
        (c.KOf(2, (NIB, HALAL, LARGE)), ("has_nib", "workers")),
        (c.AllOf((NIB, HALAL, c.Is("has_md", value=True))), ("has_nib",)),
        (c.Is("has_md", value=True), ()),
    ],
)
def test_the_parts_that_decide_are_named(criterion: c.Criterion, facts: tuple[str, ...]) -> None:
    known = view(has_nib=False, has_halal=True, workers=5)
    assert c.deciding(criterion, known) == facts
