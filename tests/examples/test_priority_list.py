"""The command of the example, as a clerk runs it."""

from __future__ import annotations

import csv
import io
import os
import re
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import openpyxl
import pytest

import umkmexport as ux

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "priority_list.py"
SAMPLE = ROOT / "examples" / "sample_registry.csv"
JATIM = ROOT.parent / "shared" / "data" / "registries" / "jatim_umkm_2024"
POLICIES = Path(ux.__file__).parent / "policies" / "priorities"
DAY = "--as-of=2026-11-21"

MAPPING = """
id = "kantor"
kind = "design"
title = { id = "Lembar kantor", en = "Sheet of an office" }
evidence = "record"

[[sources]]
title = "Layout of an office"
read_on = 2026-11-21
confidence = "high"

[[columns]]
headers = ["Usaha"]
read = "text"
fact = "name"

[[columns]]
headers = ["Nomor Induk"]
read = "nib"

[[columns]]
headers = ["Omzet (juta)"]
read = "money"
fact = "annual_sales"
unit = "million"

[[columns]]
headers = ["place"]
read = "carry"
"""


def run(*arguments: object, hash_seed: int = 0) -> str:
    """Run the command in a process of its own and give what it prints."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONHASHSEED": str(hash_seed), "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refuse(*arguments: object) -> tuple[int, str]:
    """Run the command in this process and give its code and what it says of the error."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", [str(SCRIPT), *map(str, arguments)]),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert out.getvalue() == ""
    return int(str(ended.value.code)), err.getvalue()


def listed(printed: str, title: str) -> list[str]:
    """Give the ids below a title, in order."""
    block = printed.partition(f"\n{title}")[2].partition("\n\n")[0]
    return re.findall(r"\[([^\]]+)\]", block)


def block_of(printed: str, firm: str) -> str:
    """Give the lines about one firm on the list."""
    lines = printed.splitlines()
    start = next(i for i, line in enumerate(lines) if f"[{firm}]" in line)
    return "\n".join(lines[start : start + 4])


@pytest.fixture(scope="module")
def indonesian() -> str:
    return run(DAY, "--seats=4")


def test_the_list_accounts_for_every_firm(indonesian: str) -> None:
    assert listed(indonesian, "Daftar prioritas") == ["A-03", "A-06", "A-01", "A-07"]
    assert listed(indonesian, "Daftar cadangan (2)") == ["A-02", "A-09"]
    assert "4 dari 4 tempat terisi dari 10 usaha; 2 usaha dalam daftar cadangan" in indonesian
    # A-05 says it has no NIB, A-08 is large, A-10 shares its NIB with may still come in.
    assert "2 usaha tidak memenuhi syarat, 1 baris dengan NIB yang sama" in indonesian
    assert "A-04" in listed(indonesian, "Pelengkapan data")
    assert "(10 baris dibaca)" in indonesian


def test_a_firm_gets_the_points_that_a_person_computes(indonesian: str) -> None:
    # Keripik Ubi Dolok makes dry food, so that all 100 points of the rubric are open to it.
    on_record = (
        4  # L1 holds an NIB
        + 2  # L3 holds an NPWP
        + 3  # L4 holds an SPP-IRT, no MD
        + 4  # L5 holds a halal certificate
        + 0  # L6 no trademark
        + 3  # P1 makes the product itself
        + 2  # P6 has produced for 20 months: 12, but not 24
        + 0  # P8 simple packaging
        + 1  # F1 notes of cash
        + 2  # H5 wants to take part
        + 1  # M1 sells in other regencies
        + 0  # M5 no buyer abroad
    )
    lost = (
        2  # L4: 5 with an MD
        + 3  # L6
        + 1  # P6
        + 3  # P8
        + 2  # F1: 3 for financial statements
        + 2  # M1: 3 for other provinces
        + 4  # M5
    )
    assert (on_record, 100 - lost) == (22, 83)
    block = block_of(indonesian, "A-02")
    assert block.startswith("   5. Keripik Ubi Dolok [A-02] · usaha mikro · 22–83/100")
    assert "Nilai 22,0 sampai 83,0 dari 100" in block
    assert "Memiliki NIB 4/4; Memiliki sertifikat halal 4/4" in block
    assert "Yang belum diketahui: " in block


def test_the_disclaimers_of_policy_and_rubric_are_printed(indonesian: str) -> None:
    for disclaimer in (
        ux.priorities["most-ready-on-record"].disclaimer,
        ux.rubrics["umkmexport-default"].disclaimer,
    ):
        assert disclaimer.id in indonesian


def test_what_a_clerk_should_look_at_is_named_with_its_place(indonesian: str) -> None:
    issues = indonesian.partition("\nYang perlu diperiksa dalam berkas sample_registry.csv")[2]
    assert "2 x nib_repeated (baris 2: NIB yang sama tercantum pada baris 2, 11;" in issues
    assert "2 x larger_than_umkm (baris 9, annual_sales: " in issues
    assert "1 x region_ambiguous (baris 10, business_region: 'MALANG' adalah nama" in issues


def test_the_list_is_the_same_in_english_and_under_another_hash_seed(indonesian: str) -> None:
    english = run(DAY, "--seats=4", "--language=en", hash_seed=12345)
    assert listed(english, "Places") == listed(indonesian, "Daftar prioritas")
    assert listed(english, "Data to complete") == listed(indonesian, "Pelengkapan data")
    assert block_of(english, "A-02").startswith(
        "   5. Keripik Ubi Dolok [A-02] · micro enterprise · 22–83/100"
    )
    assert "Value 22.0 to 83.0 of 100; ranked by the low end." in english
    indonesian_words = ("Daftar", "usaha", "belum", "baris", "Yang ")
    shown = re.sub(r"\[?Keripik.*?\]|«.*?»|'.*?'", "", english)
    assert not [word for word in indonesian_words if word in shown]


def test_rows_in_another_order_make_the_same_list(tmp_path: Path, indonesian: str) -> None:
    header, *rows = SAMPLE.read_text(encoding="utf-8").splitlines()
    turned = tmp_path / "sample_registry.csv"
    turned.write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")
    printed = run(turned, DAY, "--seats=4", hash_seed=7)
    assert printed.partition("\nYang perlu")[0] == indonesian.partition("\nYang perlu")[0]


def test_more_seats_than_firms_leave_places_free() -> None:
    printed = run(DAY)
    assert len(listed(printed, "Daftar prioritas")) == 6
    assert "Masih ada 24 tempat kosong" in printed
    assert "Daftar cadangan (0)" in printed


def test_the_list_is_written_for_a_spreadsheet_with_the_columns_of_the_office(
    tmp_path: Path,
) -> None:
    out = tmp_path / "daftar.csv"
    printed = run(DAY, "--seats=4", "--policy=nearest-to-export", "--out", out)
    assert f"-> {out}" in printed
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    places = [row for row in rows if row["list"] == "Daftar prioritas"]
    assert [row["id"] for row in places] == listed(printed, "Daftar prioritas")
    assert [row["place"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        telephones = {row["id"]: row["telephone"] for row in csv.DictReader(file)}
    assert rows
    assert all(row["telephone"] == telephones[row["id"]] for row in rows)
    policy = ux.priorities["nearest-to-export"]
    assert policy.title.id in printed
    again = run(DAY, "--seats=4", "--policy", POLICIES / "nearest-to-export.toml")
    assert again.partition("\nYang perlu")[0] == printed.partition("\nYang perlu")[0]


def test_an_office_with_its_own_sheet_brings_its_own_mapping(tmp_path: Path) -> None:
    (tmp_path / "kantor.toml").write_text(MAPPING, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "Rekap"
    book.active.append(["sesuatu", "lain"])
    book.active.append(["x", "y"])
    sheet = book.create_sheet("Data")
    for row in (
        ["DATA UMKM BINAAN"],
        [],
        ["Usaha", "Nomor Induk", "Omzet (juta)", "place"],
        ["Batik Sari", "9000000000013", 450, "gudang"],
        ["=HYPERLINK(1)", "-", 70, "toko"],
        ["JUMLAH", None, 520, None],
    ):
        sheet.append(row)
    sheet["A5"].data_type = "s"
    book.save(tmp_path / "kantor.xlsx")
    out = tmp_path / "daftar.csv"
    printed = run(
        tmp_path / "kantor.xlsx", DAY, "--mapping", tmp_path / "kantor.toml", "--sheet=Data",
        "--header-row=3", "--out", out,
    )  # fmt: skip
    assert "1. Batik Sari [R-" in printed
    assert "1 x row_is_total (baris 6:" in printed
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["place"], row["place (2)"]) == ("1", "gudang")


def test_a_list_without_places_is_written_with_its_headers(tmp_path: Path) -> None:
    registry = tmp_path / "umkm.csv"
    registry.write_text("id,name,has_nib\nA-1,Batik,tidak\n", encoding="utf-8")
    out = tmp_path / "daftar.csv"
    printed = run(registry, DAY, "--out", out)
    assert f"\n0 -> {out}" in printed
    assert out.read_text(encoding="utf-8-sig").startswith("list,place,id,name,size")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--seats=0"], 1, "jumlah tempat harus bilangan bulat, sedikitnya 1, bukan 0"),
        (["--seats=-3", "--language=en"], 1, "seats must be a whole number of at least 1"),
        (["--seats=tiga"], 2, "invalid int value: 'tiga'"),
        (["--seed= "], 1, "undian memerlukan benih terbuka"),
        (["--as-of=21/11/2026"], 2, "'21/11/2026'"),
        (["--as-of=2020-12-01"], 1, "2020-11-02"),
        (["--as-of=1945-08-17"], 1, "1945-08-17"),
        (["tidak-ada.xlsx"], 1, "tidak-ada.xlsx: berkas tidak ditemukan"),
        (["--language=en", "tidak-ada.csv"], 1, "tidak-ada.csv: there is no such file"),
        ([SCRIPT], 1, "priority_list.py: jenis berkas ini tidak dikenal"),
        (["--mapping=templat"], 1, "tidak ada pemetaan 'templat'; yang mirip: template"),
        (["--mapping=jatim-training-alumni"], 1, "kolom 'NO. NIB' tidak ada"),
        (["--mapping=tidak-ada.toml"], 1, "tidak-ada.toml: berkas ini tidak ada"),
        (["--policy=most-ready"], 1, "yang mirip: most-ready-on-record"),
        (["--header-row=99"], 1, "baris 99 tidak berisi judul kolom"),
        (["--language=jv"], 2, "invalid choice: 'jv'"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments: list[object], code: int, said: str
) -> None:
    if not any(str(argument).startswith("--as-of") for argument in arguments):
        arguments = [*arguments, DAY]
    found, text = refuse(*arguments)
    assert found == code
    assert said in text
    if code == 1:
        word = "The list cannot be made:" if "--language=en" in arguments else "Daftar tidak dapat"
        assert text.startswith(word)


@pytest.mark.skipif(
    not JATIM.with_suffix(".xlsx").exists(), reason="the registry does not lie beside the project"
)
def test_the_workbook_and_the_text_file_of_jatim_give_one_list() -> None:
    text = run(JATIM.with_suffix(".csv"), DAY, hash_seed=1)
    book = run(JATIM.with_suffix(".xlsx"), DAY, hash_seed=2)
    assert text.replace(".csv", ".xlsx") == book
    assert len(listed(text, "Daftar prioritas")) == 30
    assert "30 dari 30 tempat terisi dari 1252 usaha" in text
    assert "(1260 baris dibaca)" in text
    assert not re.search(r"\d{15}", text)
