from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from umkmexport.errors import RegistryError
from umkmexport.registry import read_table, write_csv


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_list_is_written_as_a_spreadsheet_expects_it(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    rows = [{"place": 1, "name": "Batik «Sari»", "note": None}, {"place": 2, "name": "", "note": 0}]
    assert write_csv(path, rows) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert written(path) == [["place", "name", "note"], ["1", "Batik «Sari»", ""], ["2", "", "0"]]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+62 800 000 001",
        "-5",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "  =HYPERLINK(1)",
        "\n=1+1",
        Decimal("-5.5"),
        -1.5,
    ],
)
def test_what_a_spreadsheet_would_run_is_neutralised(tmp_path: Path, cell: object) -> None:
    path = tmp_path / "daftar.csv"
    write_csv(path, [{"a": cell, "=b": "x"}])
    header, row = written(path)
    assert row[0] == f"'{cell}"
    assert header == ["a", "'=b"]


@pytest.mark.parametrize("cell", [-5, 0, 9_000_000_000_013, "0800-000-001", "Rp5", "a=b", "1-2"])
def test_what_is_harmless_stays_as_it_is(tmp_path: Path, cell: object) -> None:
    path = tmp_path / "daftar.csv"
    write_csv(path, [{"a": cell}])
    assert written(path)[1] == [str(cell)]


def test_a_list_without_rows_needs_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    with pytest.raises(RegistryError, match=r"daftar\.csv: there are no rows to write"):
        write_csv(path, [])
    assert not path.exists()
    assert write_csv(path, [], columns=["id", "name"]) == 0
    assert written(path) == [["id", "name"]]


def test_rows_of_other_columns_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    for rows in ([{"a": 1}, {"b": 1}], [{"a": 1, "b": 2}, {"b": 2, "a": 1}], [{"a": 1}, {}]):
        with pytest.raises(RegistryError, match="differ in their columns"):
            write_csv(path, rows)
    with pytest.raises(RegistryError, match="differ in their columns"):
        write_csv(path, [{"a": 1}], columns=["a", "b"])
    assert not path.exists()


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"daftar\.csv: the file cannot be written"):
        write_csv(tmp_path / "tidak-ada" / "daftar.csv", [{"a": 1}])
    with pytest.raises(RegistryError, match="close it in other programs") as caught:
        write_csv(tmp_path, [{"a": 1}])
    assert "tutup berkas itu di program lain" in caught.value.to("id")


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), min_size=1, max_size=5).map(
        lambda rows: [{"a": first, "b": f"x{last}"} for first, last in rows]
    )
)
def test_no_cell_that_is_written_starts_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("export") / "daftar.csv"
    cells = [{key: cell.replace("\x00", "") for key, cell in row.items()} for row in rows]
    if any(
        "\ud800" <= letter <= "\udfff" for row in cells for cell in row.values() for letter in cell
    ):
        return
    write_csv(path, cells)
    assert not any(
        cell.lstrip().startswith(("=", "+", "-", "@")) for row in written(path) for cell in row
    )
    assert len(read_table(path, delimiter=",").rows) == len(cells)
