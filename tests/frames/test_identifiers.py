"""One answer: a column of numbers says of each cell what the object path says of its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pandas as pd  # noqa: TID253 - an engine under test
import polars as pl  # noqa: TID253 - an engine under test
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from umkmexport.codes.identifiers import BPOM, NIB, NIK, NITKU, NPWP, Identifier, Verdict
from umkmexport.codes.regions import registration_codes
from umkmexport.errors import FrameError
from umkmexport.frames import IDENTIFIER_FINDINGS, check_identifier

TODAY = date(2026, 11, 21)
KINDS = (NIB, NIK, NPWP, NITKU)
POLARS = SimpleNamespace(
    name="polars", frame=lambda cells: cells, rows=lambda found: found.to_dict(as_series=False)
)
LAZY = {"polars-lazy", "duckdb"}
PUBLISHED_NIK = "3171011708450001"
"""The commemorative example of python-stdnum's own documentation."""

NIBS = (
    "1234567890123",
    "0234567890123",
    "0000000000000",
    "9999999999999",
    "000",
    "0",
    "123456789012",
    "000000000000",
    "12345678901234",
    "1" * 60,
    "12" * 30,
    "1" * 61,
    "12" * 31,
)
NIKS = (
    PUBLISHED_NIK,
    "1234567890123456",
    "1111111111111111",
    "317101170845001",
    "31710117084500011",
    "0171011708450001",
    "3171005708450001",
    "3171003208450001",
    "3171000008450001",
    "3171004008450001",
    "3171004108450001",
    "3171007108450001",
    "3171008108450001",
    "3171007208450001",
    "3171001713450001",
    "3171001700450001",
    "3171003002450001",
    "3171003104450001",
    "3171007106450001",
    "3171002902450001",
    "3171002902440001",
    "3171002902000001",
    "3171006902000001",
    "3171006902010001",
    "1299001708450001",
    "1299001708450000",
    "3171001708450000",
    "3171003208450000",
    "3171001708150001",
    "3171001708250001",
    "3171002111260001",
    "3171002211260001",
    "3171001708050001",
    "3171002111090001",
    "3171002211090001",
    "6571011708450001",
    "9201011708450001",
    "9301011708450001",
    "9501011708450001",
    "9601011708450001",
    "9401011708450001",
    "9901011708450001",
)
OLD_NPWPS = (
    "123456782123000",
    "123456781123000",
    "023456782123000",
    "000000001000000",
    "900000000000000",
    "123456789012345",
)
"""Made up: one fits its check digit, the others do not, start with zeros or count upwards."""

NPWPS = (
    *OLD_NPWPS,
    *(f"0{number}" for number in OLD_NPWPS),
    *(number[1:] for number in OLD_NPWPS),
    "000000000000000",
    "0123456789012345",
    "1000000000000001",
)
NITKUS = (
    *(f"{npwp:0>16}000001" for npwp in NPWPS),
    f"{PUBLISHED_NIK}000000",
    "1234567890123456000001",
    "1111111111111111000001",
    "123456782123000000001",
    "12345678212300000000",
    "0" * 22,
    "7" * 21,
)
RETIRED_REGIONS = ("9101011708450001", "9114011708450001", "9471011708450001")
"""Codes of Papua before the provinces of 2022."""

WIDE = str.maketrans("0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")
DAMAGE: tuple[Callable[[str], str], ...] = (
    str,
    lambda n: f"'{n}",
    lambda n: f"`{n}'",
    lambda n: f"\u2018{n}\u2019",
    lambda n: f"\u00b4{n}",
    lambda n: f"' {n}",
    lambda n: f"'\t{n}",
    lambda n: f" {n}\n",
    lambda n: f"'{n}\n",
    lambda n: f"{n}\r\n",
    lambda n: f"\u00a0{n}",
    lambda n: f"{n[:4]}\u00a0{n[4:]}",
    lambda n: f"\u00a0'{n[:4]}\u202f{n[4:]}",
    lambda n: f"\u200b {n}",
    lambda n: f"\u200b '{n}",
    lambda n: f"{n}\t\u200b",
    lambda n: f"\ufeff{n}",
    lambda n: f"{n}\u2028",
    lambda n: f"{n[:4]}\u2028{n[4:]}",
    lambda n: f"\x1f{n}",
    lambda n: f"\x85{n}",
    lambda n: f"{n[:2]}\x00{n[2:]}",
    lambda n: " ".join(n[i : i + 4] for i in range(0, len(n), 4)),
    lambda n: f"{n[:4]}-{n[4:8]}.{n[8:]}",
    lambda n: f"{n[:4]}\u2013{n[4:8]}\u2212{n[8:]}",
    lambda n: n.translate(WIDE),
    lambda n: f"'{n.translate(WIDE)}",
    lambda n: f"\u3000{n[:3].translate(WIDE)}\u3000{n[3:]}",
    lambda n: n.replace("0", "O"),
    lambda n: n.replace("1", "l"),
    lambda n: n.replace("0", "\uff2f"),
    lambda n: f"Q{n[1:]}",
    lambda n: f"{n}.0",
    lambda n: f"{n},00",
    lambda n: f"'{n}.0",
    lambda n: f"'{n}.0\n'",
    lambda n: f"{n}.000",
    lambda n: f"{n}.5",
    lambda n: f"{n}/{n}",
    lambda n: f"{n} (baru)",
    lambda n: f"{n[0]},{n[1:3]}E+{len(n) - 1}",
    lambda n: f"{n[0]}.{n[1:3]}e{len(n) - 1}",
    lambda n: f"'{n[0]}E+{len(n) - 1}\n'",
    lambda n: f"{n[0].translate(WIDE)}E+15",
    lambda n: n[:4] + "".join(chr(0x0660 + int(d)) for d in n[4:]),
    lambda n: "".join(chr(0x0660 + int(d)) for d in n),
    lambda n: "".join(chr(0x1D7CE + int(d)) for d in n),
    lambda n: "".join(chr(0x2460 + int(d) - 1) if d != "0" else d for d in n),
    lambda n: n[:-1] + "\u00b2",
    lambda n: n.lstrip("0"),
    lambda n: n[1:],
    lambda n: f"0{n}",
    lambda n: n * 5,
)
NO_NUMBERS = (
    None,
    "",
    " ",
    "-",
    ".",
    "'",
    "''",
    "\u2019",
    "\u00a0",
    "\u200b",
    "\n",
    "BELUM ADA",
    "000 ( MENYUSUL",
    "OOOO",
    "OOOO12345",
    "OOOOO12345",
    "O1234",
    "O12345",
    "1,27E+15",
    "1,27E+1500",
    "1.E5",
    "E5",
    "12345.0",
    "1234.0",
    "00000.0",
    "12345.",
    "12345,00",
    "\U0001f600" * 60,
    "\U0001f600" * 61,
    "e\u0301" * 30,
    " " * 61,
)
CELLS = (
    *NO_NUMBERS,
    *NIBS,
    *NIKS,
    *NPWPS,
    *NITKUS,
    *RETIRED_REGIONS,
    *(damage(number) for damage in DAMAGE for number in ("0234567890120", PUBLISHED_NIK)),
    *(damage("3171003208450000") for damage in DAMAGE),
)
KNOWN = set("\u00a0\u00ad\u2018\u2019\u2060\u2212\u3000\ufeff").union(
    *(map(chr, range(first, last + 1)) for first, last in ((0x2000, 0x200D), (0x202A, 0x202F))),
    map(chr, range(0x2010, 0x2016)),
    map(chr, range(0xFF10, 0xFF1A)),
    map(chr, range(1, 0x80)),
)
"""The characters that are understood in lazy frames."""


def by_object(kind: type[Identifier], cell: str | None, as_of: date | None) -> tuple[int, int]:
    if cell is None:
        return -1, -1
    check = kind.check(cell, as_of=as_of)
    finding = IDENTIFIER_FINDINGS.index(check.codes[0]) if check.findings else -1
    return list(Verdict).index(check.verdict), finding


def on_columns(
    engine: Any, kind: type[Identifier], cells: Sequence[str | None], as_of: date | None
) -> list[tuple[int, int]]:
    frame = engine.frame(pl.DataFrame({"cell": pl.Series(cells, dtype=pl.String)}))
    found = engine.rows(check_identifier(frame, kind, column="cell", as_of=as_of))
    assert list(found) == ["cell", "cell_verdict", "cell_finding"]
    return list(zip(found["cell_verdict"], found["cell_finding"], strict=True))


def compare(
    engine: Any, kind: type[Identifier], cells: Sequence[str | None], as_of: date | None
) -> None:
    found = on_columns(engine, kind, cells, as_of)
    unread = (-1, IDENTIFIER_FINDINGS.index("not_read"))
    for cell, answer in zip(cells, found, strict=True):
        if answer == unread:
            assert engine.name in LAZY
            assert not KNOWN.issuperset(cell)
        else:
            assert answer == by_object(kind, cell, as_of), ascii(cell)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("as_of", [None, TODAY])
def test_every_engine_says_of_awkward_cells_what_objects_say(
    engine: Any, kind: type[Identifier], as_of: date | None
) -> None:
    compare(engine, kind, CELLS, as_of)


@pytest.mark.parametrize("kind", KINDS)
def test_pandas_objects_say_of_awkward_cells_what_objects_say(kind: type[Identifier]) -> None:
    objects = SimpleNamespace(
        name="pandas-objects",
        frame=lambda cells: pd.DataFrame({"cell": cells["cell"].to_list()}, dtype=object),
        rows=lambda found: found.to_dict("list"),
    )
    compare(objects, kind, CELLS, TODAY)


PARTS = st.tuples(
    st.sampled_from(sorted(registration_codes())) | st.from_regex("[0-9]{4}", fullmatch=True),
    st.just("00"),
    st.one_of(st.integers(1, 31), st.integers(41, 71), st.integers(0, 99)).map("{:02}".format),
    st.one_of(st.integers(1, 12), st.just(2), st.integers(0, 99)).map("{:02}".format),
    st.integers(0, 99).map("{:02}".format),
    st.sampled_from(("0000", "0001", "9999")),
)
NUMBERS = st.one_of(
    PARTS.map("".join),
    st.from_regex("[0-9]{13}", fullmatch=True),
    PARTS.map(lambda parts: "".join((*parts, "000001"))),
    st.from_regex("0?[0-9]{15}|0?[0-9]{21}", fullmatch=True),
    st.text("0123456789", max_size=23),
    st.sampled_from((*NIBS, *NIKS, *NPWPS, *NITKUS)),
)
DAMAGED = st.builds(
    lambda number, damage: damage(number) if len(number) > 3 else number,
    NUMBERS,
    st.sampled_from(DAMAGE),
)
ODD = st.text("0123456789OoIlQeE+.,- '`\n\t\u00a0\u200b\u2013\u2019\uff11\u0661\u2460", max_size=20)
ANY_CELL = st.none() | NUMBERS | DAMAGED | ODD | st.text(max_size=70)
DAYS = st.none() | st.just(TODAY) | st.dates(date(1899, 1, 1), date(2130, 12, 31))


@given(cells=st.lists(ANY_CELL, min_size=1, max_size=40), kind=st.sampled_from(KINDS), as_of=DAYS)
@settings(max_examples=150)
def test_any_cell_gets_one_answer(
    cells: list[str | None], kind: type[Identifier], as_of: date | None
) -> None:
    compare(POLARS, kind, cells, as_of)


@given(cells=st.lists(ANY_CELL, min_size=20, max_size=60), kind=st.sampled_from(KINDS), as_of=DAYS)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_any_cell_gets_one_answer_on_every_engine(
    cells: list[str | None], kind: type[Identifier], as_of: date | None, engine: Any
) -> None:
    compare(engine, kind, cells, as_of)


@pytest.mark.parametrize("as_of", [None, TODAY, date(2028, 2, 29), date(2000, 1, 1)])
def test_every_day_and_month_gets_one_answer(as_of: date | None) -> None:
    years = (0, 1, 4, 8, 9, 15, 16, 17, 25, 26, 27, 28, 99)
    cells = [
        f"337500{day:02}{month:02}{year:02}0001"
        for day in range(100)
        for month in range(14)
        for year in years
    ]
    compare(POLARS, NIK, cells, as_of)


@pytest.mark.parametrize("head", ["", "0"])
def test_every_check_digit_gets_one_answer(head: str) -> None:
    cells = [f"{head}{serial * 7919 % 10**9:09}123000" for serial in range(5_000)]
    compare(POLARS, NPWP, cells, None)
    compare(POLARS, NITKU, [f"{cell:0>16}000002" for cell in cells], None)


@pytest.mark.parametrize(
    "as_of", [date(2022, 7, 7), date(2022, 7, 8), date(2024, 12, 31), date(2025, 1, 1)]
)
def test_the_form_of_an_npwp_is_that_of_the_day(as_of: date) -> None:
    compare(POLARS, NPWP, NPWPS, as_of)


def test_every_region_gets_one_answer() -> None:
    cells = [f"{code:04}001708450001" for code in range(10_000)]
    compare(POLARS, NIK, cells, None)


@pytest.mark.parametrize("code", ["65", "92", "93", "95", "96"])
def test_provinces_of_today_are_plausible(code: str, engine: Any) -> None:
    cells = [f"{held}001708450001" for held in sorted(registration_codes()) if held[:2] == code]
    assert cells
    assert set(on_columns(engine, NIK, cells, TODAY)) == {(2, -1)}


def test_what_lazy_frames_cannot_read_is_not_guessed(engine: Any) -> None:
    cells = ["\u0661234567890123", "123456789012\u2460", "1234567890123"]
    found = on_columns(engine, NIB, cells, None)
    unread = (-1, IDENTIFIER_FINDINGS.index("not_read"))
    expected = [by_object(NIB, cell, None) for cell in cells]
    assert found == ([unread, unread, expected[2]] if engine.name in LAZY else expected)


def test_an_empty_column_says_nothing(engine: Any) -> None:
    assert on_columns(engine, NIB, [None, None], None) == [(-1, -1), (-1, -1)]
    assert on_columns(engine, NIB, [], None) == []


@pytest.mark.parametrize(
    "cells",
    [
        pl.Series([None, None]),
        pl.Series([None], dtype=pl.Float64),
        pl.Series(["1234567890123", None], dtype=pl.Enum(["1234567890123"])),
    ],
)
def test_columns_of_other_types_that_hold_texts_are_read(cells: pl.Series) -> None:
    found = check_identifier(cells.to_frame("nib"), NIB, column="nib")
    assert found["nib_verdict"].to_list() == [2 if cell else -1 for cell in cells]


@pytest.mark.parametrize("dtype", ["object", "category", "string", "str"])
def test_pandas_texts_of_every_type_are_read(dtype: str) -> None:
    frame = pd.DataFrame({"nib": pd.Series(["1234567890123", None, "'0234567890123"], dtype=dtype)})
    found = check_identifier(frame, NIB, column="nib")
    assert found["nib_verdict"].tolist() == [2, -1, 2]
    assert found["nib_finding"].tolist() == [-1, -1, IDENTIFIER_FINDINGS.index("apostrophe")]


def test_every_published_finding_can_be_said() -> None:
    said = {
        code for kind in KINDS for cell in CELLS for code in kind.check(cell, as_of=TODAY).codes[:1]
    }
    assert {*said, "not_read"} == set(IDENTIFIER_FINDINGS)
    assert len(set(IDENTIFIER_FINDINGS)) == len(IDENTIFIER_FINDINGS)


def test_results_are_small_whole_numbers() -> None:
    found = check_identifier(pl.DataFrame({"nib": ["1"]}), NIB, column="nib")
    assert found.schema["nib_verdict"] == found.schema["nib_finding"] == pl.Int8


def test_a_cell_of_ten_million_digits_is_malformed() -> None:
    frame = pl.DataFrame({"nik": ["12" * 5_000_000, PUBLISHED_NIK]})
    found = check_identifier(frame, NIK, column="nik", as_of=TODAY)
    assert found["nik_verdict"].to_list() == [0, 2]


@pytest.mark.parametrize(
    ("frame", "options", "words"),
    [
        ({"nib": [1234567890123]}, {}, "Int64"),
        ({"nib": [1234567890123.0]}, {}, "leading zeros"),
        ({"nib": ["1234567890123"]}, {"column": "nomor"}, "no column nomor; there are nib"),
        ({"nib": ["1"], "nib_finding": [0]}, {}, "nib_finding"),
        ({"nib": ["1"]}, {"as_of": datetime(2026, 11, 21)}, "datetime"),  # noqa: DTZ001
        ({"nib": ["1"]}, {"kind": BPOM}, "NIB, NIK, NPWP, NITKU, not BPOM"),
        ({"nib": ["1"]}, {"kind": PUBLISHED_NIK}, "not str"),
    ],
)
def test_what_cannot_be_checked_is_an_error_without_numbers(
    frame: dict[str, list[Any]], options: dict[str, Any], words: str
) -> None:
    asked = {"kind": NIB, "column": "nib", **options}
    with pytest.raises(FrameError, match=words) as caught:
        check_identifier(pl.DataFrame(frame), **asked)
    assert "1234567890123" not in str(caught.value)
    assert PUBLISHED_NIK not in str(caught.value)


def test_pandas_numbers_are_refused_and_not_shown() -> None:
    frame = pd.DataFrame({"nib": [1234567890123.0, None, "x"]})
    with pytest.raises(FrameError, match="nib") as caught:
        check_identifier(frame, NIB, column="nib")
    assert "123" not in str(caught.value)
