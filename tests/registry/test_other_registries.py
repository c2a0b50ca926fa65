"""Two registries with layouts of their own, which lie beside the project where they are."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import umkmexport as ux
from umkmexport.registry import TableError
from umkmexport.terms.range import Range

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "registries"
SURVEY, CONTEST = FOLDER / "surakarta_umkm.csv", FOLDER / "synthetic_contest_2025.csv"
DAY = date(2026, 11, 21)

pytestmark = pytest.mark.skipif(
    not (SURVEY.exists() and CONTEST.exists()),
    reason="the registries do not lie beside the project",
)

HEAD = """
kind = "design"
title = { id = "Pemetaan untuk pengujian", en = "Mapping for a test" }

[[sources]]
title = "Layout of the file"
read_on = 2026-11-21
confidence = "high"
"""
SURVEY_MAPPING = """
id = "survey"
evidence = "visit"
""" + HEAD + """
[[columns]]
headers = ["Nama_hash"]
read = "text"
fact = "name"

[[columns]]
headers = ["Nama"]
read = "text"
fact = "product_name"

[[columns]]
headers = ["Kegiatan", "Wilayah", "Kategori"]
read = "carry"

[[columns]]
headers = ["Kecamatan"]
read = "region"
fact = "business_region"

[[constants]]
fact = "fostered_by"
value = ["dinas-surakarta"]
"""  # fmt: skip
CONTEST_MAPPING = """
id = "contest"
evidence = "self"
""" + HEAD + """
[[columns]]
headers = ["id_umkm"]
read = "id"

[[columns]]
headers = ["nama_hash"]
read = "text"
fact = "name"

[[columns]]
headers = ["jenis_usaha"]
read = "carry"

[[columns]]
headers = ["tenaga_kerja_perempuan"]
read = "count"
fact = "workers"
add = true

[[columns]]
headers = ["tenaga_kerja_laki_laki"]
read = "count"
fact = "workers"
add = true

[[columns]]
headers = ["aset"]
read = "money"
fact = "capital"
unit = "rupiah"

[[columns]]
headers = ["omset"]
read = "money"
fact = "annual_sales"
unit = "rupiah"

[[columns]]
headers = ["marketplace"]
read = "carry"

[[columns]]
headers = ["kapasitas_produksi"]
read = "quantity"
fact = "monthly_capacity"

[[columns]]
headers = ["status_legalitas"]
read = "entries"
fact = "has_nib"
entries = [
  { entry = "Terdaftar", value = true, claim = true },
  { entry = "Belum Terdaftar", value = false },
]

[[columns]]
headers = ["tahun_berdiri"]
read = "date"
fact = "started_on"

[[columns]]
headers = ["laba"]
read = "money"
fact = "net_worth"
unit = "rupiah"
"""  # fmt: skip


def load(tmp_path: Path, text: str) -> ux.RegistryMapping:
    file = tmp_path / "pemetaan.toml"
    file.write_text(text, encoding="utf-8")
    return ux.load_mapping(file)


def raw(path: Path, encoding: str, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize("path", [SURVEY, CONTEST], ids=lambda path: path.stem)
def test_no_shipped_mapping_fits_and_the_error_says_so(path: Path) -> None:
    with pytest.raises(TableError) as caught:
        ux.read_registry(path, as_of=DAY)
    assert caught.value.problem.code == "mapping_unknown"
    assert path.name in caught.value.problem.text.id


def test_a_survey_of_a_city_is_read_with_a_small_mapping(tmp_path: Path) -> None:
    mapping = load(tmp_path, SURVEY_MAPPING.replace(
        'headers = ["Kegiatan", "Wilayah", "Kategori"]\nread = "carry"',
        "\n\n[[columns]]\n".join(
            f'headers = ["{header}"]\nread = "carry"'
            for header in ("Kegiatan", "Wilayah", "Kategori")
        ),
    ))  # fmt: skip
    registry = ux.read_registry(SURVEY, as_of=DAY, mapping=mapping)
    assert (registry.rows_read, registry.rows_refused) == (11_158, 0)
    assert len({firm.id for firm in registry.enterprises}) == 11_158
    assert registry.issue_counts() == {"encoding_windows_1252": 1}
    assert {firm.business_region for firm in registry.enterprises} == {"33.72"}
    assert {firm.fostered_by for firm in registry.enterprises} == {("dinas-surakarta",)}
    assert all(firm.annual_sales is firm.has_nib is None for firm in registry.enterprises)
    carried = [dict(firm.carried)["Kegiatan"] for firm in registry.enterprises]
    assert carried == [row["Kegiatan"] for row in raw(SURVEY, "cp1252", ";")]
    assert sum(not activity.strip() for activity in carried) == 3_126
    assert any("MACAM²" in activity for activity in carried)


def test_one_column_of_a_mapping_cannot_be_three_of_a_sheet(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="there are two columns"):
        ux.read_registry(SURVEY, as_of=DAY, mapping=load(tmp_path, SURVEY_MAPPING))


def test_missing_markers_and_losses_of_a_contest_are_read_for_what_they_are(
    tmp_path: Path,
) -> None:
    every = raw(CONTEST, "utf-8-sig", ",")
    assert len(every) == 13_564
    rows = every[::5]
    registry = ux.read_registry(rows, as_of=DAY, mapping=load(tmp_path, CONTEST_MAPPING))
    assert (registry.rows_read, registry.rows_refused) == (len(rows), 0)
    firms = registry.enterprises
    missing = 0
    for row, firm in zip(rows, firms, strict=True):
        for column, fact in (("aset", "capital"), ("omset", "annual_sales"), ("laba", "net_worth")):
            cell = row[column].strip()
            if cell.lower() in {"", "unknown"}:
                missing += 1
                assert getattr(firm, fact) is None
            elif float(cell) == 0:
                assert getattr(firm, fact) is None
            else:
                assert getattr(firm, fact) == int(float(cell))
        if row["tahun_berdiri"].strip().lower() in {"", "unknown"}:
            assert firm.started_on is None
        else:
            year = int(float(row["tahun_berdiri"]))
            assert firm.started_on == Range(date(year, 1, 1), date(year, 12, 31))
        parts = [row["tenaga_kerja_perempuan"], row["tenaga_kerja_laki_laki"]]
        if any(part.strip().lower() in {"", "unknown"} for part in parts):
            assert firm.workers is None or isinstance(firm.workers, Range)
    assert missing > 50
    assert any((firm.net_worth or 0) < 0 for firm in firms)  # type: ignore[operator]
    assert all(firm.has_nib in {None, False} for firm in firms)
    assert all(firm.monthly_capacity is None for firm in firms)
    counts = registry.issue_counts()
    assert counts["quantity_without_unit"] > 2_000
    assert counts["claim_without_number"] == sum(
        row["status_legalitas"] == "Terdaftar" for row in rows
    )
