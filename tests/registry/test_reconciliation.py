from __future__ import annotations

import csv
import json
import pickle
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.errors import RegistryError
from umkmexport.model.choices import SizeClass
from umkmexport.registry.reconciliation import (
    NATIONAL_2021,
    Discrepancy,
    PublishedTable,
    TableUnit,
    reconcile,
)
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import LANGUAGES

SOURCE = Source("a test", date(2026, 11, 21), Confidence.HIGH)
MEDAN_2023 = (("micro", 22_213), ("small", 5_447), ("medium", 103))
MEDAN_2021 = (("micro", 1_480), ("small", 112), ("medium", 11))
SUMUT_2021 = (("micro", 68), ("small", 18), ("medium", 13))
PUBLISHED = Path(__file__).parents[2] / "../shared/data/statistics/jumlah_umkm.csv"


def table(*parts: tuple[str, int | None], **stated: Any) -> PublishedTable:
    given: dict[str, Any] = {"name": "UMKM", "place": "Kota Medan", "source": SOURCE} | stated
    return PublishedTable(parts=parts, **given)


def shares(*figures: int | None, **stated: Any) -> PublishedTable:
    parts = tuple((f"part {index}", figure) for index, figure in enumerate(figures))
    return table(*parts, unit="per_cent", **stated)


def codes(checked: PublishedTable) -> list[str]:
    return [
        finding.code if finding.part is None else f"{finding.code} {finding.part}"
        for finding in reconcile(checked).findings
    ]


def only(checked: PublishedTable) -> Discrepancy:
    (finding,) = reconcile(checked).findings
    return finding


# What was published


def test_medan_says_27753_where_its_parts_say_27763() -> None:
    checked = reconcile(table(*MEDAN_2023, total=27_753))
    differs, implausible = checked.findings
    assert differs.code == "total_differs"
    assert differs.figures == (("stated", 27_753), ("sum", 27_763), ("difference", 10))
    assert differs.text.id == "Jumlah bagian 27.763, total tertulis 27.753, selisih +10."
    assert "27,763" in differs.text.en
    assert (implausible.code, implausible.part) == ("share_implausible", "small")
    assert implausible.text.id == (
        "Bagian usaha kecil (5.447 dari 27.763 usaha) lebih dari sepuluh kali bagiannya secara "
        "nasional (0,30% pada 2021)."
    )
    assert checked.sum_of_parts == 27_763
    assert checked.is_complete


def test_medan_in_2021_adds_up_but_has_many_small_firms() -> None:
    assert codes(table(*MEDAN_2021, total=1_603)) == ["share_implausible small"]


def test_north_sumatra_in_2021_adds_to_99_per_cent() -> None:
    checked = reconcile(table(*SUMUT_2021, unit=TableUnit.PER_CENT, total=1_712_091))
    not_100, *implausible = checked.findings
    assert not_100.code == "shares_not_100"
    assert dict(not_100.figures) == {"stated": 100, "sum": 99, "difference": -1}
    assert not_100.by_rounding
    assert not_100.text.id == (
        "Persentase berjumlah 99%, bukan 100%. Pembulatan saja dapat menjelaskannya."
    )
    assert [finding.part for finding in implausible] == ["small", "medium"]
    assert implausible[1].text.en == (
        "The share of medium enterprise (13% of 1,712,091 firms) is more than ten times the "
        "national one (0.07% in 2021)."
    )


def test_the_national_table_adds_up_and_is_plausible_beside_itself() -> None:
    checked = reconcile(NATIONAL_2021)
    assert checked.findings == ()
    assert checked.sum_of_parts == 64_194_056
    assert checked.describe("id") == "UMKM 2021, Indonesia: tidak ditemukan kejanggalan."


# Counts


@pytest.mark.parametrize(
    ("total", "expected"), [(29, ["total_differs"]), (30, []), (31, ["total_differs"]), (None, [])]
)
def test_a_total_is_compared_to_the_last_firm(total: int | None, expected: list[str]) -> None:
    assert codes(table(("batik", 10), ("kopi", 20), total=total)) == expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (31, ["part_missing kopi"]),
        (30, ["part_missing kopi"]),
        (29, ["part_missing kopi", "parts_exceed_total"]),
        (None, ["part_missing kopi"]),
    ],
)
def test_a_missing_part_is_not_0(total: int | None, expected: list[str]) -> None:
    missing = table(("batik", 10), ("kopi", None), ("teh", 20), total=total)
    assert codes(missing) == expected
    assert not reconcile(missing).is_complete
    assert reconcile(missing).sum_of_parts == 30


def test_a_table_with_no_figure_at_all_says_so() -> None:
    empty = table(("batik", None), ("kopi", None), total=0)
    assert codes(empty) == ["part_missing batik", "part_missing kopi"]
    assert codes(shares(None, None)) == ["part_missing part 0", "part_missing part 1"]


def test_a_negative_part_and_one_that_stands_twice() -> None:
    odd = table(("batik", -5), ("kopi", 10), ("kopi", 10), total=15)
    assert codes(odd) == ["part_duplicate kopi", "part_negative batik"]
    assert only(table(("batik", -1_500))).text.id == "Angka bagian batik negatif: -1.500."
    twice = table(("micro", 999), ("small", 500), (SizeClass.SMALL, 500), ("medium", 1))
    assert codes(twice) == ["part_duplicate small"]


# Shares


@pytest.mark.parametrize(
    ("figures", "by_rounding"),
    [
        ((68, 18, 13), True),
        ((68, 18, 15), True),
        ((68, 18, 12), False),
        ((68, 18, 16), False),
        ((33, 33, 33), True),
        ((25, 25, 25, 23), True),
        ((25, 25, 25, 22), False),
        ((99,), False),
        ((100, 1), True),
        ((101, 0), False),
        ((101,), False),
        ((99, 0), True),
        ((50, 51, 0, 0, 0, 0), True),
        ((50, 52, 0, 0, 0, 0), False),
        ((60, 60, -21), False),
    ],
)
def test_whether_rounding_alone_explains_a_sum(
    figures: tuple[int, ...], *, by_rounding: bool
) -> None:
    found = [f for f in reconcile(shares(*figures)).findings if f.code == "shares_not_100"]
    assert [finding.by_rounding for finding in found] == [by_rounding]
    assert ("cannot" in found[0].text.en) != by_rounding


def test_the_shares_of_six_islands_add_up_with_two_decimals() -> None:
    assert codes(shares(6_206, 1_444, 893, 826, 413, 218, decimals=2)) == []
    off = only(shares(6_206, 1_444, 893, 826, 413, 210, decimals=2))
    assert dict(off.figures) == {"stated": 10_000, "sum": 9_992, "difference": -8}
    assert off.text.en.startswith("The shares add to 99.92%, not to 100%.")
    assert "99,92%" in off.text.id
    assert not off.by_rounding


def test_shares_with_one_missing_may_not_exceed_100() -> None:
    assert codes(shares(986, 12, None, decimals=1)) == ["part_missing part 2"]
    assert codes(shares(60, 41, None)) == ["part_missing part 2", "shares_exceed_100"]
    exceeding = reconcile(shares(60, 41, None)).findings[1]
    assert exceeding.by_rounding
    assert not reconcile(shares(60, 42, None)).findings[1].by_rounding


def halves(figures: list[int]) -> list[tuple[Fraction, Fraction]]:
    half = Fraction(1, 2)
    return [(max(Fraction(0), figure - half), figure + half) for figure in figures]


@given(
    st.lists(st.integers(0, 1_000), min_size=1, max_size=9).filter(any),
    st.integers(0, 2),
    st.randoms(use_true_random=False),
)
def test_rounded_shares_are_never_blamed(weights: list[int], decimals: int, ties: Any) -> None:
    hundred = 100 * 10**decimals
    figures = []
    for weight in weights:
        true = Fraction(hundred * weight, sum(weights))
        down = true.numerator // true.denominator
        over = true - down - Fraction(1, 2)
        figures.append(down + (over > 0 or (over == 0 and ties.random() < 0.5)))
    for finding in reconcile(shares(*figures, decimals=decimals)).findings:
        assert finding.code == "shares_not_100"
        assert finding.by_rounding


@given(st.lists(st.integers(0, 60), min_size=1, max_size=9))
def test_rounding_is_blamed_only_where_true_shares_exist(figures: list[int]) -> None:
    ends = halves(figures)
    can_be = sum(low for low, _ in ends) <= 100 <= sum(high for _, high in ends)
    for finding in reconcile(shares(*figures)).findings:
        assert finding.by_rounding == can_be
        if can_be:
            left = 100 - sum(low for low, _ in ends)
            true = []
            for low, high in ends:
                more = min(left, high - low)
                true.append(low + more)
                left -= more
            assert sum(true) == 100
            assert all(abs(t - f) <= Fraction(1, 2) for t, f in zip(true, figures, strict=True))


# Beside the national shares


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # 10 of 330 is more than ten times 0.302 per cent, 10 of 331 is not.
        ((("micro", 320), ("small", 10), ("medium", 0)), ["small"]),
        ((("micro", 321), ("small", 10), ("medium", 0)), []),
        # Nine firms are too few to tell, whatever their share.
        ((("micro", 91), ("small", 9), ("medium", 0)), []),
        ((("micro", 90), ("small", 10), ("medium", 0)), ["small"]),
        # As are 99 in all.
        ((("micro", 89), ("small", 10), ("medium", 0)), []),
        # No small firm is odd where there should be ten, which is so from 3,310 firms on.
        ((("micro", 3_309), ("small", 0), ("medium", 0)), []),
        ((("micro", 3_310), ("small", 0), ("medium", 0)), ["small"]),
        ((("micro", 9), ("small", 91), ("medium", 0)), ["micro", "small"]),
        ((("micro", 10), ("small", 90), ("medium", 0)), ["small"]),
    ],
)
def test_a_class_ten_times_too_many_or_too_few(
    parts: tuple[tuple[str, int], ...], expected: list[str]
) -> None:
    assert [finding.part for finding in reconcile(table(*parts)).findings] == expected


def test_a_rounded_share_is_given_the_benefit_of_its_rounding() -> None:
    zero = (("micro", 100), ("small", 0), ("medium", 0))
    assert codes(table(*zero, unit="per_cent", total=1_000_000)) == []
    exact = (("micro", 10_000), ("small", 0), ("medium", 0))
    assert codes(table(*exact, unit="per_cent", decimals=2, total=1_000_000)) == [
        "share_implausible small",
        "share_implausible medium",
    ]
    # 3 per cent may be 2.5, and ten times the national share is 3.02; 4 per cent is at least 3.5.
    three = (("micro", 97), ("small", 3), ("medium", 0))
    assert codes(table(*three, unit="per_cent", total=1_000_000)) == []
    four = (("micro", 96), ("small", 4), ("medium", 0))
    assert codes(table(*four, unit="per_cent", total=1_000_000)) == ["share_implausible small"]


def test_without_the_number_of_firms_no_share_is_called_implausible() -> None:
    assert codes(table(*SUMUT_2021[:2], ("medium", 14), unit="per_cent")) == []
    assert codes(table(("micro", 61_245), ("small", 17_799), ("medium", None))) == [
        "part_missing medium"
    ]
    assert codes(table(("micro", 61_245), ("small", 17_799))) == []
    assert codes(table(("micro", 61_245), ("small", 17_799), total=80_000)) == [
        "total_differs",
        "share_implausible small",
    ]


def test_a_total_with_large_firms_counts_the_three_classes_only() -> None:
    with_large = table(*NATIONAL_2021.parts, ("large", 5_550), total=64_199_606)
    assert codes(with_large) == []


# The doors


def test_a_table_must_have_parts_and_whole_numbers() -> None:
    with pytest.raises(RegistryError, match="has no parts"):
        table()
    with pytest.raises(RegistryError, match="986 with decimals=1"):
        table(("micro", 98.6), unit="per_cent")  # type: ignore[arg-type]
    with pytest.raises(RegistryError, match="'total': a whole number is needed, not a str"):
        table(("micro", 98), total="27.753")
    with pytest.raises(RegistryError, match="decimals are for shares"):
        table(("micro", 98), decimals=1)
    with pytest.raises(ValueError, match="did you mean per_cent"):
        table(("micro", 98), unit="percent")


def test_a_long_number_in_a_name_is_masked() -> None:
    odd = table(("3171011708450001", None), name="3171011708450001")
    for language in LANGUAGES:
        assert "0117084500" not in reconcile(odd).describe(language)


def test_a_reconciliation_is_plain_data() -> None:
    checked = reconcile(table(*MEDAN_2023, total=27_753, on=date(2023, 2, 28)))
    plain = json.loads(json.dumps(checked.to_dict()))
    assert plain["table"]["parts"][0] == ["micro", 22_213]
    assert plain["table"]["on"] == "2023-02-28"
    assert plain["findings"][0]["figures"][2] == ["difference", 10]
    assert pickle.loads(pickle.dumps(checked)) == checked
    assert checked.describe("en").splitlines()[0] == "UMKM, Kota Medan: figures to look at."
    assert len(checked.describe("id").splitlines()) == 3


@given(
    st.lists(
        st.tuples(
            st.sampled_from((*SizeClass, "batik", "kopi")), st.none() | st.integers(-5, 10_000)
        ),
        min_size=1,
        max_size=6,
    ),
    st.none() | st.integers(-5, 40_000),
    st.sampled_from(TableUnit),
)
def test_the_order_of_the_parts_changes_no_finding(
    parts: list[tuple[str, int | None]], total: int | None, unit: TableUnit
) -> None:
    straight = reconcile(table(*parts, total=total, unit=unit))
    turned = reconcile(table(*parts[::-1], total=total, unit=unit))
    assert sorted(map(repr, straight.findings)) == sorted(map(repr, turned.findings))
    for language in LANGUAGES:
        assert "{" not in straight.describe(language)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6), st.integers(0, 60_000), st.data())
def test_a_figure_that_becomes_known_is_never_a_smaller_sum(
    figures: list[int], total: int, data: st.DataObject
) -> None:
    hidden = data.draw(st.integers(0, len(figures) - 1))
    seen = [None if index == hidden else figure for index, figure in enumerate(figures)]
    less, more = (
        reconcile(table(*((f"part {i}", f) for i, f in enumerate(drawn)), total=total))
        for drawn in (seen, figures)
    )
    assert less.sum_of_parts <= more.sum_of_parts
    if any(finding.code == "parts_exceed_total" for finding in less.findings):
        assert [finding.code for finding in more.findings] == ["total_differs"]


# The tables at hand


def read_published() -> dict[str, PublishedTable]:
    """Read the tables whose figures are exact; one decimal is kept where a share has one."""
    tables = {}
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = {name: row[word] for name, word in CLASSES.items()}
            if not any(cells.values()) or not all(EXACT.fullmatch(c) for c in cells.values()):
                continue
            per_cent = any("%" in cell for cell in cells.values())
            decimals = int(any("," in cell for cell in cells.values()))
            tables[row["id"]] = PublishedTable(
                name="UMKM",
                place=row["wilayah"],
                parts=tuple((name, figure(cell, decimals)) for name, cell in cells.items()),
                total=int(row["total_dinyatakan"]) if row["total_dinyatakan"].isdigit() else None,
                unit=TableUnit.PER_CENT if per_cent else TableUnit.COUNT,
                decimals=decimals,
                source=Source(row["sumber"], date(2026, 11, 21), Confidence.MEDIUM),
            )
    return tables


CLASSES = {"micro": "mikro", "small": "kecil", "medium": "menengah"}
EXACT = re.compile(r"(?:\d+|\d+(?:,\d)?%)?")


def figure(cell: str, decimals: int) -> int | None:
    if not cell:
        return None
    whole, _, rest = cell.rstrip("%").partition(",")
    return int(whole + rest.ljust(decimals, "0"))


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the tables of development are not at hand")
def test_the_tables_at_hand() -> None:
    assert {name: codes(published) for name, published in read_published().items()} == {
        "M1": ["total_differs", "share_implausible small"],
        "M2": ["share_implausible small"],
        "S1": ["shares_not_100", "share_implausible small", "share_implausible medium"],
        "N1": [],
        "N3": ["part_missing medium"],
        "T1": ["part_missing medium"],
    }
