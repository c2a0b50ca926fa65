from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.registry import Column, Reading, RegistryMapping, TableError, read_table
from umkmexport.registry.header import match_header
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text

DAY = date(2026, 11, 21)
JATIM = ("NO. NIB", "NAMA USAHA", "OMZET USAHA PER TAHUN", "NILAI OMZET USAHA PER TAHUN")


def office(*columns: Column, **stated: Any) -> RegistryMapping:
    return RegistryMapping(
        id="office",
        kind=PolicyKind.DESIGN,
        title=Text(id="Lembar kantor", en="Sheet of an office"),
        sources=(Source(title="Layout", read_on=DAY, confidence=Confidence.HIGH),),
        evidence=EvidenceKind.RECORD,
        columns=columns,
        **stated,
    )


NAME = Column(headers=("Nama Usaha", "Nama UMKM"), read=Reading.TEXT, fact="name", required=True)
SALES = Column(headers=("Omzet", "Omset"), read=Reading.MONEY, fact="annual_sales")


def refusal(rows: Any, mapping: RegistryMapping | None = None) -> TableError:
    with pytest.raises(TableError) as caught:
        ux.read_registry(rows, as_of=DAY, mapping=mapping)
    error = caught.value
    assert isinstance(error, ux.RegistryError)
    assert isinstance(error, ValueError)
    assert error.problem.text.id != error.problem.text.en
    assert str(error) == error.problem.text.en
    return error


@pytest.mark.parametrize(
    "header", ["Nama Usaha", "NAMA USAHA", " nama  usaha ", "Nama\nUsaha", "Nama\u00a0UMKM"]
)
def test_case_blanks_and_line_breaks_of_a_header_do_not_matter(header: str) -> None:
    registry = ux.read_registry([{header: "Batik"}], as_of=DAY, mapping=office(NAME))
    assert registry.enterprises[0].name == "Batik"


def test_two_headers_for_one_column_are_an_error_that_names_both() -> None:
    error = refusal([{"Nama Usaha": "A", "Omzet": "1", "OMSET": "2"}], office(NAME, SALES))
    assert error.problem.code == "column_twice"
    assert "'Omzet', 'OMSET'" in str(error)
    assert "annual_sales" in str(error)
    assert "ganti judul" in error.problem.text.id


def test_one_header_twice_is_an_error_where_it_is_read() -> None:
    rows = [["Nama Usaha", "Omzet", "Omzet"], ["A", "1", "2"]]
    assert refusal(rows, office(NAME, SALES)).problem.code == "column_twice"


def test_one_header_twice_is_a_note_where_nobody_reads_it() -> None:
    rows = [["Nama Usaha", "Ket", "Ket"], ["A", "1", "2"]]
    registry = ux.read_registry(rows, as_of=DAY, mapping=office(NAME))
    assert registry.issue_counts() == {"column_undeclared": 2, "header_repeated": 1}


def test_a_missing_required_column_is_an_error_that_names_what_is_near() -> None:
    error = refusal([{"Nama Usah": "A", "Omzet": "1"}], office(NAME, SALES))
    assert error.problem.code == "column_missing"
    assert "'Nama Usaha' is missing, which the mapping office needs; near it: 'Nama Usah'" in str(
        error
    )
    assert "kolom 'Nama Usaha' tidak ada" in error.problem.text.id


def test_a_table_without_any_column_of_the_mapping_is_an_error() -> None:
    error = refusal([{"A": "1", "B": "2"}], office(SALES))
    assert error.problem.code == "columns_unknown"
    assert "'A', 'B'" in str(error)


def test_an_undeclared_column_is_an_issue_and_is_not_read() -> None:
    registry = ux.read_registry(
        [{"Nama Usaha": "A", "Omzet": "1", "Catatan": "x", "Omzet 2020": "5"}],
        as_of=DAY,
        mapping=office(NAME, SALES),
    )
    assert [issue.code for issue in registry.issues] == ["column_undeclared"] * 2
    assert registry.issues[0].row is None
    assert "'Catatan'" in registry.issues[0].text.id
    assert registry.enterprises[0].carried == ()


def test_the_headers_decide_between_the_shipped_mappings() -> None:
    values = ("9000000000013", "Batik", "< 2M", "Rp. 5.000.000")
    alumni = ux.read_registry([dict(zip(JATIM, values, strict=True))], as_of=DAY)
    assert alumni.mapping == "jatim-training-alumni"
    template = ux.read_registry([{"ID registri": "A-1", "Nama usaha": "Batik"}], as_of=DAY)
    assert template.mapping == "template"


def test_a_registry_with_an_id_of_its_own_and_the_headers_of_a_known_layout_is_that_layout() -> (
    None
):
    row = {"id": "A-1", **dict.fromkeys(JATIM, "")}
    assert ux.read_registry([row], as_of=DAY).mapping == "jatim-training-alumni"


def test_an_id_alone_makes_no_template() -> None:
    error = refusal([{"id": "1", "foo": "x", "bar": "y"}])
    assert error.problem.code == "mapping_unknown"


def test_headers_nobody_knows_are_an_error_that_says_what_to_do() -> None:
    error = refusal([{"Nama": "A", "Kegiatan": "B", "Kecamatan": "C"}])
    assert error.problem.code == "mapping_unknown"
    assert "'Nama', 'Kegiatan', 'Kecamatan'" in str(error)
    assert "Write a mapping file" in str(error)
    assert "Tulis berkas pemetaan" in error.problem.text.id


def test_headers_that_are_nearly_known_are_told_what_they_lack() -> None:
    error = refusal([{"Nama usaha": "A", "annual_sales": "1", "has_nib": "ya"}])
    assert "The nearest is template (3 columns known), but it needs 'id'." in str(error)
    almost = dict.fromkeys(JATIM[:3], "")
    assert "needs 'NILAI OMZET USAHA PER TAHUN'" in str(refusal([almost | {"X": "1"}]))


def test_a_mapping_that_is_named_is_used_whatever_else_fits() -> None:
    rows = [{"id": "A-1", "name": "Batik", "Nama Usaha": "Kopi"}]
    registry = ux.read_registry(rows, as_of=DAY, mapping=office(NAME))
    assert registry.mapping == "office"
    assert registry.enterprises[0].name == "Kopi"


def test_a_file_without_headers_does_not_print_its_first_firm() -> None:
    rows = [["A-1", "3171011708450001", "Batik"], ["A-2", "3171011708450002", "Kopi"]]
    for mapping in (None, office(NAME)):
        text = str(refusal(rows, mapping)) + refusal(rows, mapping).problem.text.id
        assert "3171011708450001" not in text
        assert "31**********01" in text
    headers = ["Nama Usaha", "3171 0117 0845 0001"]
    registry = ux.read_registry([headers, ["A", "B"]], as_of=DAY, mapping=office(NAME))
    assert "0845" not in repr(registry.issues)


def test_a_long_list_of_headers_is_cut_short() -> None:
    error = refusal([{f"Kolom {n}": "x" for n in range(40)}])
    assert "'Kolom 11', …" in str(error)
    assert "'Kolom 12'" not in str(error)


def test_the_header_row_may_be_declared_by_the_mapping_or_by_the_caller(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text(
        "DATA UMKM BINAAN\nKeadaan 1 Oktober 2026\nNama Usaha,Omzet\nBatik,5000000\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError) as caught:
        ux.read_registry(file, as_of=DAY, mapping=office(NAME, SALES))
    assert "mungkin baris 3" in caught.value.problem.text.id
    declared = office(NAME, SALES, header_row=3)
    asked = office(NAME, SALES)
    wrong = office(NAME, SALES, header_row=1)
    for registry in (
        ux.read_registry(file, as_of=DAY, mapping=declared),
        ux.read_registry(file, as_of=DAY, mapping=asked, header_row=3),
        ux.read_registry(file, as_of=DAY, mapping=wrong, header_row=3),
    ):
        assert registry.enterprises[0].annual_sales == 5_000_000
        assert registry.enterprises[0].evidence[0].source == "daftar.csv, row 4, Omzet"


def test_the_order_of_the_columns_makes_no_difference() -> None:
    rows = [{"Nama Usaha": "A", "Omzet": "5000000"}]
    turned = [{"Omzet": "5000000", "Nama Usaha": "A"}]
    mapping = office(NAME, SALES)
    assert (
        ux.read_registry(rows, as_of=DAY, mapping=mapping).enterprises
        == ux.read_registry(turned, as_of=DAY, mapping=mapping).enterprises
    )


def test_districts_are_read_after_their_regencies_whatever_stands_first() -> None:
    mapping = office(
        Column(headers=("Kecamatan",), read=Reading.DISTRICT, fact="business_region"),
        Column(headers=("Kabupaten",), read=Reading.REGION, fact="business_region"),
    )
    table = read_table([{"Kecamatan": "Klojen", "Kabupaten": "Kota Malang"}])
    assert [m.header for m in match_header(table, mapping).read] == ["Kabupaten", "Kecamatan"]
