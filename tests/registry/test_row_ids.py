from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.registry.row_ids import assign_ids, row_digest
from umkmexport.registry.tables import read_table

REGISTRIES = Path(__file__).parents[2].parent / "shared" / "data" / "registries"

NIKS = ("3171011708450001", "3171012908450001")
"""Two numbers with the same ends."""

CELLS = st.dictionaries(
    st.sampled_from(["No", "Nama", "Omzet", "NIK"]),
    st.sampled_from(["", "1", "2.0", "Batik", "Rp. 0", "a\nb", *NIKS]),
)
ROWS = st.lists(CELLS.filter(lambda row: any(map(str.strip, row.values()))), min_size=1, max_size=6)


def test_ids_are_stable() -> None:
    assert row_digest({"Nama": "Batik Jlamprang", "Karyawan": "2"}) == "R-818d4b90639d"


@pytest.mark.parametrize(
    "cells",
    [
        {"Karyawan": "2", "Nama": "Batik Jlamprang"},
        {"NAMA ": "  BATIK\u00a0Jlamprang\n", "karyawan": "2"},
        {"Nama": "Batik Jlamprang", "Karyawan": "2.0"},
        {"Nama": "Batik Jlamprang", "Karyawan": "2", "Telepon": " "},
    ],
)
def test_what_reads_alike_has_one_id(cells: dict[str, str]) -> None:
    assert row_digest(cells) == row_digest({"Nama": "Batik Jlamprang", "Karyawan": "2"})


@pytest.mark.parametrize(
    "cells",
    [
        {"Nama": "Batik Jlamprang", "Karyawan": "3"},
        {"Nama": "2", "Karyawan": "Batik Jlamprang"},
        {"Nama": "Batik Jlamprang", "Pekerja": "2"},
        {"Nama": "Batik Jlamprang"},
        {"Nama": "Batik", "Karyawan": "Jlamprang 2"},
    ],
)
def test_what_reads_otherwise_has_another(cells: dict[str, str]) -> None:
    assert row_digest(cells) != row_digest({"Nama": "Batik Jlamprang", "Karyawan": "2"})


def test_no_digest_gives_a_nik_away() -> None:
    # If the digest held the number, trying every NIK would find it.
    first, second = ({"Nama": "Batik", "Catatan": f"NIK {nik}"} for nik in NIKS)
    assert row_digest(first) == row_digest(second)


def test_rows_that_hold_the_same_are_counted() -> None:
    rows = [["No", "Nama"], [1, "Batik"], [2, "Keripik"], [3, "batik "], [4, "Batik"]]
    ids = assign_ids(read_table(rows), ignoring=["no"])
    batik = row_digest({"Nama": "Batik"})
    assert ids == (batik, row_digest({"Nama": "Keripik"}), f"{batik}-2", f"{batik}-3")


def test_a_row_number_left_in_makes_another_id_of_each_row() -> None:
    rows = [["No", "Nama"], [1, "Batik"], [2, "Batik"]]
    first, second = assign_ids(read_table(rows))
    assert re.fullmatch("R-[0-9a-f]{12}", first)
    assert first[:14] != second[:14]


def test_personal_columns_order_equal_rows_and_stay_out_of_the_digest() -> None:
    header = ["Nama", "Telepon"]
    one, two = ["Batik", "0812"], ["Batik", "0813"]
    ids = assign_ids(read_table([header, one, two]), personal=["Telepon"])
    assert ids == (row_digest({"Nama": "Batik"}), row_digest({"Nama": "Batik"}) + "-2")
    turned = assign_ids(read_table([header, two, one]), personal=["Telepon"])
    assert turned == (ids[1], ids[0])


def test_entries_without_a_header_make_a_difference() -> None:
    first, second = assign_ids(read_table([["Nama"], ["Batik", "x"], ["Batik", "y"]], header_row=1))
    assert first[:14] != second[:14]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_no_id(rows: list[dict[str, str]], random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - Hypothesis keeps its type private
    numbered = [{**row, "No": str(i)} for i, row in enumerate(rows, 1)]
    ids = dict(zip(map(_content, rows), _ids(numbered), strict=True))
    assert len(set(_ids(numbered))) == len(rows)
    shuffled = [dict(random.sample(list(row.items()), len(row))) for row in numbered]
    random.shuffle(shuffled)
    turned: dict[tuple[tuple[str, str], ...], set[str]] = {}
    for row, row_id in zip(shuffled, _ids(shuffled), strict=True):
        turned.setdefault(_content(row), set()).add(row_id)
    assert sorted(_ids(numbered)) == sorted(_ids(shuffled))
    assert all(ids[content] in found for content, found in turned.items())


def _ids(rows: list[dict[str, str]]) -> tuple[str, ...]:
    return assign_ids(read_table(rows), ignoring=["No"], personal=["NIK"])


def _content(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, value) for key, value in row.items() if value and key != "No"))


@pytest.mark.skipif(not REGISTRIES.exists(), reason="the registries lie beside the project")
def test_the_real_registry_has_the_same_ids_from_csv_and_workbook() -> None:
    from_csv, from_book = (
        assign_ids(read_table(REGISTRIES / f"jatim_umkm_2024.{kind}"), ignoring=["NO. URUT"])
        for kind in ("csv", "xlsx")
    )
    assert from_csv == from_book
    assert len(set(from_csv)) == 1_260
    # 121 rows are not alone with what they hold: 23 digests with 98 further rows.
    assert sum(row_id.count("-") == 2 for row_id in from_csv) == 98
