"""What the rows of a table become: firms with ids of their own, or issues that say why not."""

from __future__ import annotations

import csv
import pickle
import random
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import umkmexport as ux
from umkmexport.registry import Column, Entry, Reading, RegistryMapping, TableError
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text

DAY = date(2026, 11, 21)
NIK = "3171011708450001"
HEADERS = ("id", "name", "business_region", "annual_sales", "workers", "telephone")


def office(*columns: Column) -> RegistryMapping:
    return RegistryMapping(
        id="office",
        kind=PolicyKind.DESIGN,
        title=Text(id="Lembar kantor", en="Sheet of an office"),
        sources=(Source(title="Layout", read_on=DAY, confidence=Confidence.HIGH),),
        evidence=EvidenceKind.VISIT,
        columns=columns,
    )


NAME = Column(headers=("Nama",), read=Reading.TEXT, fact="name")
NUMBER = Column(headers=("No",), read=Reading.ROW_NUMBER)
SALES = Column(headers=("Omzet",), read=Reading.MONEY, fact="annual_sales")
REMARK = Column(headers=("Catatan",), read=Reading.CARRY)


def read(*rows: Sequence[object], headers: Sequence[str] = HEADERS) -> ux.Registry:
    return accounted(ux.read_registry([headers, *rows], as_of=DAY))


def accounted(registry: ux.Registry) -> ux.Registry:
    """Hold a registry to the law that every row is an enterprise or refused with an issue."""
    assert registry.rows_read == len(registry.enterprises) + registry.rows_refused
    ids = [firm.id for firm in registry.enterprises]
    assert len(set(ids)) == len(ids)
    refused = {issue.row for issue in registry.issues if issue.code.startswith("row_")}
    assert len(refused) >= registry.rows_refused
    assert [issue.row or 0 for issue in registry.issues] == sorted(
        issue.row or 0 for issue in registry.issues
    )
    return registry


def codes(registry: ux.Registry) -> list[tuple[int | None, str]]:
    return [(issue.row, issue.code) for issue in registry.issues]


# Rows that are no firm


@pytest.mark.parametrize("word", ["JUMLAH", "Total", "Jumlah :", "GRAND TOTAL", "sub total"])
@pytest.mark.parametrize("before", [0, 1])
def test_a_row_of_totals_is_no_firm(word: str, before: int) -> None:
    total = [*[""] * before, word, *[""] * (3 - before), "12", ""]
    registry = read(["A-1", "Batik", "Kota Medan", "500000", "7", ""], total)
    assert [firm.id for firm in registry.enterprises] == ["A-1"]
    assert codes(registry) == [(3, "row_is_total")]
    assert registry.rows_refused == 1


def test_a_firm_named_total_is_a_firm_where_it_has_an_id() -> None:
    registry = read(["A-1", "TOTAL", "Kota Medan", "500000", "7", ""])
    assert registry.enterprises[0].name == "TOTAL"
    assert not registry.issues


def test_headers_repeated_between_the_rows_are_no_firm() -> None:
    rows = [
        ["A-1", "Batik", "", "", "3", ""],
        [" ID", "Name", "Business_Region", "annual_sales", "WORKERS", "telephone"],
        ["A-2", "Kopi", "", "", "4", ""],
    ]
    registry = read(*rows)
    assert [firm.id for firm in registry.enterprises] == ["A-1", "A-2"]
    assert codes(registry) == [(3, "row_is_header")]


@pytest.mark.parametrize("form", ["{}", "({})", "{}."])
def test_numbers_of_the_columns_are_no_firm(form: str) -> None:
    registry = read(
        [form.format(n) for n in range(1, 7)], ["1", "Batik", "", "2", "3", "0800-000-001"]
    )
    assert [firm.id for firm in registry.enterprises] == ["1"]
    assert codes(registry) == [(2, "row_is_column_numbers")]


def test_a_shifted_row_is_refused_and_shown() -> None:
    registry = read(
        ["A-1", "Batik", "Kota Medan", "500000", "7", "0800", "lebih", NIK],
        ["A-2", "Kopi", "", "", "", ""],
    )
    assert [firm.id for firm in registry.enterprises] == ["A-2"]
    assert codes(registry) == [(2, "row_too_long"), (2, "row_refused")]
    assert registry.issues[1].value == "lebih | 31**********01"


def test_a_row_that_is_cut_short_is_a_firm_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "terpotong.csv"
    file.write_text("id,name,workers\nA-1,Batik\nA-2,Kopi,3\n", encoding="utf-8")
    registry = accounted(ux.read_registry(file, as_of=DAY))
    assert [firm.workers for firm in registry.enterprises] == [None, 3]
    assert codes(registry) == [(2, "row_too_short")]


def test_a_row_in_which_nothing_speaks_of_a_firm_is_refused() -> None:
    mapping = office(NUMBER, NAME, SALES, REMARK)
    rows = [
        ["No", "Nama", "Omzet", "Catatan"],
        ["1", "Batik", "Rp. 5.000.000", "a"],
        ["2", "-", "", f"Mengetahui, Kepala Dinas, NIP {NIK}"],
        ["3", "", "", ""],
        ["", "", "Rp. ,", ""],
    ]
    registry = accounted(ux.read_registry(rows, as_of=DAY, mapping=mapping))
    assert codes(registry) == [
        (3, "row_without_firm"),
        (4, "row_without_firm"),
        (5, "amount_unreadable"),
    ]
    assert NIK not in repr(registry.issues)
    assert "Kepala Dinas" in registry.issues[0].value
    assert len(registry.enterprises) == 2


def test_neither_a_training_nor_an_empty_box_makes_a_firm() -> None:
    box = Column(
        headers=("PIRT",),
        read=Reading.ENTRIES,
        fact="has_spp_irt",
        entries=(Entry("V", value=True), Entry("", value=False)),
    )
    training = Column(headers=("Pelatihan",), read=Reading.EVENT_DATE)
    rows = [
        {"Nama": "Batik", "PIRT": "", "Pelatihan": "4 Juni 2024", "Catatan": ""},
        {"Nama": "", "PIRT": "v", "Pelatihan": "4 Juni 2024", "Catatan": ""},
        {"Nama": "", "PIRT": "", "Pelatihan": "4 Juni 2024", "Catatan": ""},
        {"Nama": "", "PIRT": "", "Pelatihan": "", "Catatan": "Medan, 21 November 2026"},
    ]
    mapping = office(NAME, box, training, REMARK)
    registry = accounted(ux.read_registry(rows, as_of=DAY, mapping=mapping))
    assert [firm.has_spp_irt for firm in registry.enterprises] == [False, True]
    assert codes(registry) == [(4, "row_without_firm"), (5, "row_without_firm")]


def test_a_row_with_nothing_but_an_id_is_a_firm_of_which_nothing_is_known() -> None:
    registry = read(["A-1", "", "", "", "", ""])
    assert registry.enterprises == (ux.Enterprise(id="A-1", carried=(("telephone", ""),)),)


def test_blank_rows_are_counted_and_pass() -> None:
    registry = read(["A-1", *[""] * 5], [""] * 6, [" "] * 6, ["A-2", *[""] * 5])
    assert (registry.rows_read, registry.blank_rows) == (2, 2)


# Ids


def test_a_blank_id_is_reported_and_made_from_the_content() -> None:
    registry = read(["", "Batik", *[""] * 4], ["-", "Kopi", *[""] * 4], ["A-1", *[""] * 5])
    first, second, third = registry.enterprises
    assert first.id.startswith("R-")
    assert second.id.startswith("R-")
    assert first.id != second.id
    assert third.id == "A-1"
    assert codes(registry) == [(2, "id_blank"), (3, "id_blank")]


def test_an_id_that_stands_twice_is_reported_in_each_row_and_told_apart() -> None:
    rows = [["A-1", name, *[""] * 4] for name in ("Batik", "Kopi", "Teh")]
    registry = read(*rows, ["A-1-2", "Madu", *[""] * 4])
    ids = {firm.name: firm.id for firm in registry.enterprises}
    assert sorted(ids.values()) == ["A-1", "A-1-2", "A-1-3", "A-1-4"]
    assert ids["Madu"] == "A-1-2"
    assert codes(registry) == [(row, "id_repeated") for row in (2, 3, 4)]
    assert "baris 2, 3, 4" in registry.issues[0].text.id
    turned = read(*reversed(rows), ["A-1-2", "Madu", *[""] * 4])
    assert {firm.name: firm.id for firm in turned.enterprises} == ids


@pytest.mark.parametrize("number", [NIK, "3171 0117 0845 0001", "12.345.678.9-012.345"])
def test_an_id_that_may_be_a_nik_is_not_used(number: str) -> None:
    registry = read([number, "Batik", *[""] * 4])
    (firm,) = registry.enterprises
    assert firm.id.startswith("R-")
    assert codes(registry) == [(2, "id_is_long_number")]
    assert number not in repr(registry) + repr(registry.issues) + firm.to_json()


def test_an_id_from_a_spreadsheet_is_the_one_of_the_text_file() -> None:
    assert read([1.0, *[""] * 5]).enterprises[0].id == "1"
    assert read([" A-1\n", *[""] * 5]).enterprises[0].id == "A-1"


def test_without_an_id_column_a_running_number_makes_no_id() -> None:
    mapping = office(NUMBER, NAME, SALES)
    rows = [{"No": n, "Nama": name, "Omzet": "5000000"} for n, name in enumerate("ABA", 1)]
    registry = accounted(ux.read_registry(rows, as_of=DAY, mapping=mapping))
    a, b, again = (firm.id for firm in registry.enterprises)
    assert again == f"{a}-2"
    assert b not in {a, again}
    moved = ux.read_registry([rows[1], rows[0], rows[2]], as_of=DAY, mapping=mapping)
    assert [firm.id for firm in moved.enterprises] == [b, a, again]


# One number in several rows


def test_rows_that_share_an_nib_are_reported_each_with_all_of_them() -> None:
    rows = [
        {"id": "A", "nib": "9000000000013"},
        {"id": "B", "nib": "9000 0000 00013"},
        {"id": "C", "nib": "9000000000021"},
        {"id": "D", "nib": "-"},
        {"id": "E", "nib": "-"},
    ]
    registry = accounted(ux.read_registry(rows, as_of=DAY))
    found = [issue for issue in registry.issues if issue.code == "nib_repeated"]
    assert [issue.row for issue in found] == [2, 3]
    assert all("2, 3" in issue.text.id and "2, 3" in issue.text.en for issue in found)
    assert all("9000000000013" not in repr(issue) for issue in found)


def test_a_number_copied_down_a_whole_column_makes_no_endless_message() -> None:
    rows = [{"id": f"A-{n}", "nib": "9000000000013"} for n in range(50)]
    registry = accounted(ux.read_registry(rows, as_of=DAY))
    assert registry.issue_counts() == {"nib_repeated": 50}
    assert "12, 13, …" in registry.issues[0].text.id
    assert max(len(issue.text.id) for issue in registry.issues) < 300


# Files


def test_order_of_the_rows_decides_nothing() -> None:
    rows = [
        {"id": f"A-{n % 7}", "name": f"Usaha {n % 5}", "nib": f"90000000000{n % 9}1", "workers": n}
        for n in range(30)
    ]
    registry = accounted(ux.read_registry(rows, as_of=DAY))
    firms = {firm.id: (firm.name, firm.workers, firm.nib) for firm in registry.enterprises}
    for seed in range(3):
        turned = rows[:]
        random.Random(seed).shuffle(turned)  # noqa: S311 - an order, fixed by its seed
        again = accounted(ux.read_registry(turned, as_of=DAY))
        assert {f.id: (f.name, f.workers, f.nib) for f in again.enterprises} == firms
        assert again.issue_counts() == registry.issue_counts()


def test_one_registry_as_rows_csv_and_workbook_is_one_registry(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        list(HEADERS),
        ["A-1", "Batik\nJlamprang", "33.75", 5_000_000, 3, "0800-000-001"],
        ["A-2", "Kopi", "Kota Medan", "Rp2,5 miliar", 4.0, None],
        ["A-2", "Kopi", "MALANG", -5, 0, "x"],
        ["JUMLAH", None, None, 5_000_000, 7, None],
    ]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "umkm.xlsx")
    with (tmp_path / "umkm.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    read = [
        accounted(ux.read_registry(source, as_of=DAY))
        for source in (rows, tmp_path / "umkm.xlsx", tmp_path / "umkm.csv")
    ]
    first, *others = read
    for other in others:
        assert [attrs_of(firm) for firm in other.enterprises] == [
            attrs_of(firm) for firm in first.enterprises
        ]
        assert other.issues == first.issues
    assert first.issue_counts() == {
        "id_repeated": 2,
        "region_ambiguous": 1,
        "amount_negative": 1,
        "count_zero": 1,
        "row_is_total": 1,
    }


def attrs_of(firm: ux.Enterprise) -> dict[str, object]:
    plain = firm.to_dict()
    plain["evidence"] = [note["source"].partition(", ")[2] for note in plain.get("evidence", ())]
    return plain


def test_merged_cells_are_told_of_and_the_empty_ones_are_unknown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["id", "business_region", "workers"],
        ["A-1", "Kota Medan", 3],
        ["A-2", None, 4],
        ["A-3", "Kota Binjai", 5],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "gabung.xlsx")
    registry = accounted(ux.read_registry(tmp_path / "gabung.xlsx", as_of=DAY))
    assert [firm.business_region for firm in registry.enterprises] == ["12.71", None, "12.75"]
    assert codes(registry) == [(None, "cells_merged")]
    assert "B2:B3" in registry.issues[0].text.id


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.csv", b"", "file_empty"),
        ("judul.csv", b"id,name\n", "rows_missing"),
        ("buku.csv", b"PK\x03\x04", "file_is_workbook"),
        ("teks.xlsx", b"id,name\nA-1,Batik\n", "file_is_text"),
        ("gambar.png", b"\x89PNG", "file_kind_unknown"),
    ],
)
def test_what_is_no_registry_is_an_error_a_clerk_understands(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TableError) as caught:
        ux.read_registry(tmp_path / name, as_of=DAY)
    assert caught.value.problem.code == code
    assert name in caught.value.problem.text.id


@pytest.mark.parametrize(
    "as_of", [date(1945, 8, 17), date(2020, 12, 1), date(2008, 7, 4), date(2999, 1, 1)]
)
def test_a_registry_is_read_for_any_day(as_of: date) -> None:
    row = {"id": "A-1", "annual_sales": "Rp500.000.000.000", "started_on": "2019"}
    registry = accounted(ux.read_registry([row], as_of=as_of))
    assert registry.as_of == as_of
    assert {note.on for note in registry.enterprises[0].evidence} == {as_of}
    assert registry.enterprises[0].annual_sales == 500_000_000_000


@pytest.mark.parametrize("as_of", ["2026-11-21", None, datetime(2026, 11, 21, 7, 30)])  # noqa: DTZ001
def test_a_day_that_is_none_is_an_error(as_of: object) -> None:
    with pytest.raises(ux.RegistryError, match="as_of is a date such as"):
        ux.read_registry([{"id": "A-1"}], as_of=as_of)  # type: ignore[arg-type]


def test_the_result_is_small_to_look_at_and_can_be_pickled() -> None:
    registry = read(["A-1", "Batik", "MALANG", "", "", ""])
    assert len(repr(registry)) < 300
    assert pickle.loads(pickle.dumps(registry)) == registry


# What the cells of one row say together


def test_two_columns_for_one_name_that_differ_are_a_conflict_that_keeps_both() -> None:
    mapping = office(NAME, Column(headers=("Merek",), read=Reading.TEXT, fact="name"), SALES)
    rows = [
        {"Nama": "Batik Sari", "Merek": "BATIK  SARI", "Omzet": "5.000.000"},
        {"Nama": "Batik Sari", "Merek": "Sari Jaya", "Omzet": ""},
        {"Nama": "Batik Sari", "Merek": "", "Omzet": ""},
    ]
    registry = accounted(ux.read_registry(rows, as_of=DAY, mapping=mapping))
    assert [firm.name for firm in registry.enterprises] == ["Batik Sari", None, "Batik Sari"]
    assert codes(registry) == [(3, "conflict")]
    assert "'Batik Sari' pada kolom 'Nama', tetapi 'Sari Jaya'" in registry.issues[0].text.id
    (note,) = registry.enterprises[1].evidence
    assert (note.fact, note.why_missing) == ("name", WhyMissing.CONFLICT)
    assert note.said == ("Batik Sari", "Sari Jaya")


def test_two_nibs_in_one_row_are_a_conflict_that_shows_neither() -> None:
    mapping = office(
        NAME,
        Column(headers=("NIB",), read=Reading.NIB),
        Column(headers=("NIB OSS",), read=Reading.NIB),
    )
    row = {"Nama": "Batik", "NIB": "9000000000013", "NIB OSS": "9000000000021"}
    registry = accounted(ux.read_registry([row], as_of=DAY, mapping=mapping))
    (firm,) = registry.enterprises
    assert (firm.nib, firm.has_nib) == (None, True)
    assert [issue.code for issue in registry.issues] == ["conflict"]
    assert "90**********13" in registry.issues[0].text.id
    text = registry.issues[0].text.id + repr(firm)
    assert "9000000000013" not in text
    assert "9000000000021" not in text


def test_a_claim_beside_a_known_yes_changes_nothing_and_beside_a_no_is_a_conflict() -> None:
    ticks = Column(
        headers=("Sertifikat",),
        read=Reading.ENTRIES,
        several=True,
        entries=(Entry("HALAL", "has_halal", value=True, claim=True),),
    )
    mapping = office(NAME, ticks, Column(headers=("Halal",), read=Reading.YES_NO, fact="has_halal"))
    rows = [
        {"Nama": "A", "Sertifikat": "HALAL", "Halal": "ya"},
        {"Nama": "B", "Sertifikat": "HALAL", "Halal": "tidak"},
        {"Nama": "C", "Sertifikat": "HALAL", "Halal": ""},
        {"Nama": "D", "Sertifikat": "", "Halal": "ya"},
    ]
    registry = accounted(ux.read_registry(rows, as_of=DAY, mapping=mapping))
    assert [firm.has_halal for firm in registry.enterprises] == [True, None, None, True]
    assert codes(registry) == [(3, "conflict"), (4, "claim_without_number")]
    why = [firm.evidence[0].why_missing for firm in registry.enterprises]
    assert why == [None, WhyMissing.CONFLICT, WhyMissing.CLAIMED, None]
    assert registry.enterprises[1].evidence[0].said == (False, True)


def test_what_is_carried_reaches_the_firm_as_it_stands() -> None:
    row = {"Nama": "Batik", "Catatan": " =1+1\n 0800  "}
    registry = ux.read_registry([row], as_of=DAY, mapping=office(NAME, REMARK))
    assert registry.enterprises[0].carried == (("Catatan", " =1+1\n 0800  "),)
    assert "0800" not in repr(registry.enterprises[0])
