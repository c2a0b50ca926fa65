"""Bad columns: in memory an error that names them, in a lazy frame unknown, never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd  # noqa: TID253 - an engine under test
import polars as pl  # noqa: TID253 - an engine under test
import pytest

import umkmexport as ux
from umkmexport import frames
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.frames.criteria import sign_of
from umkmexport.frames.facts import Facts
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import FactType

AS_OF = date(2026, 11, 21)
TWO_BILLION = 2_000_000_000


def sign(frame: Any, criterion: c.Criterion) -> list[int]:
    facts = Facts(frame, as_of=AS_OF)
    found = facts.finish({"z": sign_of(criterion, facts)})
    found = found.collect() if isinstance(found, pl.LazyFrame) else found
    return list(found["z"])


def classes(frame: Any) -> list[int]:
    return list(frames.classify_size(frame, as_of=AS_OF)["size_class"])


@pytest.mark.parametrize("frame", [None, [1], {"annual_sales": [1]}, pl.Series([1]), "firms.csv"])
def test_what_is_no_frame_is_an_error(frame: Any) -> None:
    with pytest.raises(ux.FrameError, match="dataframe or a lazy frame is needed"):
        classes(frame)


def test_two_columns_of_one_name_are_an_error() -> None:
    frame = pd.DataFrame([[1, 2]], columns=["capital", "capital"])
    with pytest.raises(ux.FrameError, match="two columns of one name"):
        classes(frame)


@pytest.mark.parametrize("as_of", [datetime(2026, 11, 21, 12), "2026-11-21", None])  # noqa: DTZ001
def test_the_day_is_a_date(as_of: Any) -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    with pytest.raises(ux.FrameError, match="as_of must be a date"):
        frames.check_eligibility(pl.DataFrame({"has_nib": [True]}), call, as_of=as_of)


def test_a_frame_with_no_column_of_the_rule_is_the_wrong_frame() -> None:
    with pytest.raises(ux.FrameError, match=r"asks for capital, annual_sales.*it has omzet"):
        classes(pl.DataFrame({"omzet": [1]}))


def test_the_columns_of_the_input_stay_as_they_are() -> None:
    frame = pd.DataFrame({"annual_sales": [1.0, None], "x": ["a", "b"]}, index=[7, 3])
    found = frames.classify_size(frame, as_of=AS_OF)
    pd.testing.assert_frame_equal(found[["annual_sales", "x"]], frame)
    assert list(found.columns) == [
        *("annual_sales", "x", "size_class", "size_by_capital", "size_by_annual_sales")
    ]


def test_an_empty_frame_gives_empty_columns(tools: Any) -> None:
    frame = tools.table({"annual_sales": []}, schema={"annual_sales": pl.Int64})
    assert frames.classify_size(frame, as_of=AS_OF)["size_class"].to_list() == []


def test_a_result_that_is_there_already_is_an_error() -> None:
    frame = pl.DataFrame({"annual_sales": [1], "size_class": [0], "size_by_capital": [0]})
    with pytest.raises(ux.FrameError, match="already has size_class, size_by_capital"):
        classes(frame)


def test_sizes_and_eligibility_can_be_added_to_one_frame() -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    frame = pl.DataFrame({"capital": [1], "annual_sales": [1], "has_nib": [True]})
    added = frames.check_eligibility(
        frames.classify_size(frame, as_of=AS_OF), call, as_of=date(2021, 10, 1)
    )
    assert added.select("size_class", "eligible_nib").row(0) == (0, 1)


WRONG_TYPES = [
    (c.Is("has_nib", value=True), [1, 0], "has_nib is Int64; it must be Boolean"),
    (c.Is("has_nib", value=True), ["ya", "tidak"], "has_nib is String; it must be Boolean"),
    (c.AtMost("workers", 1), ["12", "3"], "workers is String; it must be Int64"),
    (c.AtMost("workers", 1), [True, False], "workers is Boolean; it must be Int64"),
    (c.AtMost("capital", 1), [Decimal("1.5"), None], r"capital is Decimal.*; it must be Int64"),
    (c.ForMonths("started_on", 1), ["2024-01-31", None], "started_on is String; it must be Date"),
    (c.Within("owner_region", "33"), [33.75, 12.71], "owner_region is Float64; it must be String"),
    (c.Within("kbli", "10"), [10794, 10799], "kbli is Int64; it must be String"),
    (c.OneOf("fostered_by", ("a",)), ["a;b", "c"], "fostered_by is String; it must be lists"),
    (c.Is("has_nib", value=True), [[True], [False]], "has_nib is List"),
]


@pytest.mark.parametrize(("criterion", "values", "message"), WRONG_TYPES)
@pytest.mark.parametrize("lazy", [False, True])
def test_a_wrong_type_is_an_error(
    criterion: Any, values: list[Any], message: str, *, lazy: bool
) -> None:
    frame = pl.DataFrame({criterion.fact: values})
    with pytest.raises(ux.FrameError, match=message):
        sign(frame.lazy() if lazy else frame, criterion)


ODD = {
    "has_nib": [([True, "ya", None], "has_nib holds 'ya'; it may hold True or False")],
    "annual_sales": [
        ([-1, 5, None], r"annual_sales holds -1.*; it may hold whole numbers of at least 0"),
        ([1.5, 2.0], r"annual_sales holds 1\.5"),
        ([float("inf"), 2.0], "annual_sales holds inf"),
        ([2.0**60, 2.0], "annual_sales holds"),
    ],
    "workers": [([0, 5], "workers holds 0; it may hold whole numbers of at least 1")],
    "export_months_24": [([25, 5], "export_months_24 holds 25; .* from 0 to 24")],
    "monthly_capacity": [([10**10, 1], "monthly_capacity holds 10000000000")],
    "packaging": [
        (["bagus", "basic"], "packaging holds 'bagus'; it may hold one of basic, retail_ready"),
        (["Basic", " basic"], "packaging holds 'Basic', ' basic'"),
    ],
    "business_region": [
        (["3375", "33.75"], "business_region holds '3375'; .* Kemendagri codes as text"),
        (["33.99", "91.01"], "business_region holds '33.99', '91.01'"),
    ],
    "kbli": [
        (["1079A", "10794"], "kbli holds '1079A'; .* such as '2020:10794'"),
        (["2015:10794", "10"], "kbli holds '2015:10794'"),
    ],
    "hs_code": [(["210", "21"], "hs_code holds '210'; .* such as '2022:2103.90'")],
    "target_country": [(["UK", "NL"], "target_country holds 'UK'; .* ISO 3166-1")],
}
TESTS = {
    FactType.BOOL: lambda name: c.Is(name, value=True),
    FactType.INT: lambda name: c.AtMost(name, 9),
    FactType.MONEY: lambda name: c.AtMost(name, 9),
    FactType.QUANTITY: c.Known,
    FactType.ENUM: lambda name: c.OneOf(name, ("basic",)),
    FactType.REGION: lambda name: c.Within(name, "33"),
    FactType.KBLI: lambda name: c.Within(name, "10"),
    FactType.HS: lambda name: c.Within(name, "21"),
    FactType.COUNTRY: lambda name: c.OneOf(name, ("NL",)),
}
WRONG_VALUES = [
    *(
        (TESTS[BY_NAME[name].type](name), {name: values}, message)
        for name, cases in ODD.items()
        for values, message in cases
    ),
    (c.Is("has_nib", value=True), {"nib": ["0000000000000", None]}, "nib holds values that cannot"),
    (c.Is("has_nib", value=True), {"nib": ["12345", None]}, "nib holds .* the thirteen digits"),
    (
        c.AtMost("capital", 1),
        {"capital_low": [5, 1], "capital_high": [4, 2]},
        "capital_low holds 5; it may hold no more than capital_high",
    ),
]


def framed(columns: dict[str, Any]) -> dict[str, Any]:
    unit = {"monthly_capacity_unit": ["kg"] * 2} if "monthly_capacity" in columns else {}
    return {**columns, **unit}


@pytest.mark.parametrize(("criterion", "values", "message"), WRONG_VALUES)
def test_a_wrong_value_in_memory_is_an_error(criterion: Any, values: Any, message: str) -> None:
    with pytest.raises(ux.FrameError, match=message):
        sign(pd.DataFrame(framed(values)), criterion)


@pytest.mark.parametrize(("criterion", "values", "message"), WRONG_VALUES[1:])
def test_a_wrong_value_in_a_lazy_frame_is_unknown(
    criterion: Any, values: Any, message: str
) -> None:
    del message
    frame = pl.DataFrame(framed(values)).lazy()
    assert sign(frame, criterion)[0] == 0
    assert sign(frame, c.NoneOf((criterion,)))[0] == 0
    assert sign(frame, c.Known(criterion.fact))[0] == 0


def test_several_problems_come_together() -> None:
    frame = pl.DataFrame({"capital": [-1], "annual_sales": ["banyak"]})
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        classes(frame)
    assert "capital holds -1" in str(caught.value)
    assert "annual_sales is String" in str(caught.value)


@pytest.mark.parametrize(
    ("columns", "criterion"),
    [
        ({"nib": ["12345678901234"]}, c.Is("has_nib", value=True)),
        ({"owner_region": ["Jalan Kurinci 12"]}, c.Within("owner_region", "33")),
        ({"owner_birth_date": ["17 Agustus 1945", 5]}, c.AtLeast("owner_age", 17)),
        ({"packaging": ["NIK 3171011708450001"]}, c.OneOf("packaging", ("basic",))),
    ],
)
def test_what_may_be_personal_is_not_in_the_message(columns: Any, criterion: Any) -> None:
    with pytest.raises(ux.FrameError) as caught:
        sign(pd.DataFrame(columns), criterion)
    assert not re.search(r"\d{5}|Kurinci|1945", str(caught.value))


@pytest.mark.parametrize(
    "empty", [[None, None], [float("nan"), float("nan")], pd.Series([None, None], dtype=object)]
)
def test_an_empty_column_of_any_type_is_unknown(empty: Any) -> None:
    for criterion in (
        c.Is("has_nib", value=True),
        c.Within("owner_region", "33"),
        c.Known("workers"),
    ):
        assert sign(pd.DataFrame({criterion.fact: empty}), criterion) == [0, 0]


def test_a_column_of_nulls_is_unknown_in_polars() -> None:
    frame = pl.DataFrame({"has_nib": [None], "owner_region": [None], "capital": [None]})
    for criterion in (
        c.Is("has_nib", value=True),
        c.Within("owner_region", "33"),
        c.Known("capital"),
    ):
        assert sign(frame, criterion) == sign(frame.lazy(), criterion) == [0]


def test_not_a_number_is_no_value() -> None:
    values = [TWO_BILLION * 1.0, float("nan"), None]
    for frame in (pl.DataFrame({"annual_sales": values}), pd.DataFrame({"annual_sales": values})):
        assert classes(frame) == [0, -1, -1]


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt8, pl.Int32, pl.UInt64, pl.Float32])
def test_small_and_unsigned_numbers_meet_large_limits(dtype: Any) -> None:
    frame = pl.DataFrame({"annual_sales": [0, 100]}, schema={"annual_sales": dtype})
    assert classes(frame) == [0, 0]
    assert classes(frame.to_pandas()) == [0, 0]


def test_python_numbers_of_any_size_are_taken_from_objects() -> None:
    values = pd.Series([TWO_BILLION + 1, None, 2.0], dtype=object)
    assert classes(pd.DataFrame({"annual_sales": values})) == [1, -1, 0]


@pytest.mark.parametrize("zone", [None, "Asia/Jakarta"])
def test_times_become_days(zone: str | None) -> None:
    criterion = c.AtMost("started_on", date(2024, 1, 31))
    times = pd.DatetimeIndex(["2024-01-31T23:59:59.9", "2024-02-01T00:00:00.0", None]).tz_localize(
        zone
    )
    for unit in ("ns", "us"):
        frame = pd.DataFrame({"started_on": times.as_unit(unit)})
        assert sign(frame, criterion) == [1, -1, 0]
        assert sign(pl.from_pandas(frame).lazy(), criterion) == [1, -1, 0]


def test_a_value_goes_before_its_bounds() -> None:
    frame = pl.DataFrame(
        {
            "annual_sales": [1, None, None, None],
            "annual_sales_low": [TWO_BILLION + 1, 1, None, 5],
            "annual_sales_high": [TWO_BILLION + 2, 2, TWO_BILLION, None],
        }
    )
    assert classes(frame) == [0, 0, 0, -1]
    assert classes(frame.to_pandas()) == [0, 0, 0, -1]


def test_bounds_need_no_column_of_values() -> None:
    frame = pl.DataFrame(
        {"annual_sales_low": [2_000_000_001], "annual_sales_high": [15_000_000_000]}
    )
    assert classes(frame) == [1]


def test_an_amount_without_its_unit_is_an_error() -> None:
    with pytest.raises(ux.FrameError, match="needs its unit beside it, in monthly_capacity_unit"):
        sign(pl.DataFrame({"monthly_capacity": [1]}), c.Known("monthly_capacity"))


@pytest.mark.parametrize("values", [[["a", "b"], [], None], [("a",), ("b",), None]])
def test_sets_are_lists_of_texts(values: Any) -> None:
    open_set, answered = c.OneOf("fostered_by", ("a",)), c.OneOf("submitted_documents", ("a",))
    for criterion, expected in ((open_set, [1, 0, 0]), (answered, [1, -1, 0])):
        assert sign(pd.DataFrame({criterion.fact: values}), criterion) == expected
        assert sign(pl.DataFrame({criterion.fact: values}), criterion) == expected


def test_a_set_of_other_things_is_an_error() -> None:
    with pytest.raises(ux.FrameError, match="fostered_by holds 'a'; it may hold lists of texts"):
        sign(pd.DataFrame({"fostered_by": [["a"], "a"]}), c.OneOf("fostered_by", ("a",)))


def test_a_lazy_frame_is_not_collected() -> None:
    def refuse(_: Any) -> Any:
        raise AssertionError

    lazy = pl.LazyFrame({"annual_sales": [1]}).map_batches(
        refuse, schema={"annual_sales": pl.Int64}
    )
    added = frames.classify_size(lazy, as_of=AS_OF)
    assert isinstance(added, pl.LazyFrame)
    assert added.collect_schema()["size_class"] == pl.Int8


def test_results_are_small_whole_numbers_without_gaps(engine: Any, tools: Any) -> None:
    frame = engine.frame(tools.table({"annual_sales": [None, 1], "x": ["a", "b"]}))
    found = engine.rows(frames.classify_size(frame, as_of=AS_OF))
    assert found["size_class"] == [-1, 0]
    assert all(type(value) is int for value in found["size_class"])


@pytest.mark.parametrize(
    ("column", "text", "criterion"),
    [
        ("nib", "1234567890123\n", c.Is("has_nib", value=True)),
        ("kbli", "2020:10794\n", c.Within("kbli", "10")),
        ("kbli", "2020:10794\n", c.Known("kbli")),
        ("hs_code", "2103.90\n", c.Within("hs_code", "21")),
    ],
)
def test_a_number_before_a_line_break_is_no_number(
    engine: Any, column: str, text: str, criterion: c.Criterion
) -> None:
    """In some engines ``$`` stands before a last line break too."""
    native = engine.frame(pl.DataFrame({column: [text, None]}))
    if engine.name in {"polars-lazy", "duckdb"}:
        facts = Facts(native, as_of=AS_OF)
        found = facts.finish({"z": sign_of(criterion, facts)})
        assert engine.rows(found)["z"] == [0, 0]
    else:
        with pytest.raises(ux.FrameError, match=f"column {column} holds"):
            sign(native, criterion)
