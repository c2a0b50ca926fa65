"""What one cell becomes: a value, a note of evidence, an issue, and never a guess."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.model.records import EventKind
from umkmexport.registry import Band, Column, Entry, Reading, RegistryMapping
from umkmexport.terms.amounts import RupiahUnit
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text

DAY = date(2026, 11, 21)
NIK = "3171011708450001"


def office(*columns: Column) -> RegistryMapping:
    return RegistryMapping(
        id="office",
        kind=PolicyKind.DESIGN,
        title=Text(id="Lembar kantor", en="Sheet of an office"),
        sources=(Source(title="Layout", read_on=DAY, confidence=Confidence.HIGH),),
        evidence=EvidenceKind.VISIT,
        columns=columns,
    )


def read(mapping: RegistryMapping | None = None, **cells: object) -> ux.Registry:
    row = cells if mapping else {"id": "A-1", **cells}
    registry = ux.read_registry([row], as_of=DAY, mapping=mapping)
    assert all(issue.text.id != issue.text.en for issue in registry.issues)
    return registry


def told(fact: str, cell: object) -> tuple[Any, list[str]]:
    """Give what a cell of the template tells of a fact, and the codes of what is reported."""
    registry = read(**{fact: cell})
    return getattr(registry.enterprises[0], fact), [issue.code for issue in registry.issues]


def noted(registry: ux.Registry, fact: str) -> ux.Evidence | None:
    notes = [note for note in registry.enterprises[0].evidence if note.fact == fact]
    return notes[0] if notes else None


# Yes and no


@pytest.mark.parametrize("word", ["ya", "ADA", "Sudah", "v", "✓", "1", "TRUE", "punya"])
def test_a_word_for_yes_is_yes(word: str) -> None:
    assert told("has_halal", word) == (True, [])


@pytest.mark.parametrize("word", ["tidak", "Tidak Ada", "BELUM", "belum ada", "gk ada", "FALSE"])
def test_a_word_for_no_is_no(word: str) -> None:
    assert told("has_halal", word) == (False, [])


@pytest.mark.parametrize("word", ["", "-", "_", '"-"', "N/A", "KOSONG", "tidak tahu", "#N/A"])
def test_what_is_not_filled_in_is_unknown_and_no_issue(word: str) -> None:
    registry = read(has_halal=word)
    assert registry.enterprises[0].has_halal is None
    assert not registry.issues
    assert noted(registry, "has_halal") is None


@pytest.mark.parametrize("word", ["proses", "DALAM PROSES", "sedang diurus"])
def test_in_process_is_a_no_that_keeps_its_status(word: str) -> None:
    registry = read(has_md=word)
    note = noted(registry, "has_md")
    assert registry.enterprises[0].has_md is False
    assert note is not None
    assert note.in_process
    assert note.why_missing is None
    assert not registry.issues


@pytest.mark.parametrize("word", ["menyusul", "akan menyusul", "000 ( MENYUSUL"])
def test_to_follow_is_a_claim(word: str) -> None:
    registry = read(has_halal=word)
    note = noted(registry, "has_halal")
    assert registry.enterprises[0].has_halal is None
    assert note is not None
    assert (note.why_missing, note.said) == (WhyMissing.CLAIMED, (True,))
    assert registry.issue_counts() == {"claim_without_number": 1}


@pytest.mark.parametrize(
    ("cell", "code"), [("x", "answer_unknown"), ("0", "answer_zero"), ("12", "answer_unknown")]
)
def test_what_is_neither_yes_nor_no_is_an_issue_and_noted(cell: str, code: str) -> None:
    registry = read(has_halal=cell)
    note = noted(registry, "has_halal")
    assert registry.enterprises[0].has_halal is None
    assert [(issue.code, issue.row, issue.column) for issue in registry.issues] == [
        (code, 2, "has_halal")
    ]
    assert note is not None
    assert note.why_missing is WhyMissing.UNREADABLE


def test_a_form_may_declare_its_own_marks_and_what_an_empty_box_means() -> None:
    marks = Column(
        headers=("Halal",),
        read=Reading.YES_NO,
        fact="has_halal",
        entries=(Entry("x", value=True), Entry("0", value=False), Entry("?")),
    )
    boxes = Column(
        headers=("PIRT",),
        read=Reading.ENTRIES,
        fact="has_spp_irt",
        entries=(Entry("V", value=True), Entry("", value=False)),
    )
    name = Column(headers=("Nama",), read=Reading.TEXT, fact="name")
    rows = [
        {"Nama": "A", "Halal": "X", "PIRT": "v"},
        {"Nama": "B", "Halal": "0", "PIRT": ""},
        {"Nama": "C", "Halal": "?", "PIRT": " "},
        {"Nama": "D", "Halal": "ya", "PIRT": "belum"},
    ]
    registry = ux.read_registry(rows, as_of=DAY, mapping=office(name, marks, boxes))
    assert [firm.has_halal for firm in registry.enterprises] == [True, False, None, True]
    assert [firm.has_spp_irt for firm in registry.enterprises] == [True, False, False, None]
    assert [(issue.row, issue.code) for issue in registry.issues] == [(5, "entry_unknown")]


# Enumerated answers


@pytest.mark.parametrize("cell", ["retail_ready", "Layak Ritel", "RETAIL_READY ", "layak  ritel"])
def test_an_enumerated_answer_is_a_value_or_its_label(cell: str) -> None:
    assert told("packaging", cell) == ("retail_ready", [])


def test_an_enumerated_answer_in_another_word_is_an_issue() -> None:
    assert told("packaging", "kardus bekas") == (None, ["entry_unknown"])


@pytest.mark.parametrize(
    ("fact", "cell", "value"),
    [
        ("trademark", "none", "none"),
        ("trademark", "belum", "none"),
        ("trademark", "Tidak ada", "none"),
        ("costing", "belum dihitung", "none"),
        ("export_documents", "belum tahu", "none"),
        ("export_mode", "belum", "never"),
        ("export_mode", "Belum pernah", "never"),
    ],
)
def test_a_no_is_the_lowest_answer_where_there_is_one(fact: str, cell: str, value: str) -> None:
    assert told(fact, cell) == (value, [])


@pytest.mark.parametrize("cell", ["-", "kosong", "tidak tahu", "0", "unknown"])
def test_a_placeholder_is_no_lowest_answer(cell: str) -> None:
    assert told("trademark", cell) == (None, [])


def test_a_no_says_nothing_where_no_answer_means_it() -> None:
    assert told("legal_form", "belum ada") == (None, ["entry_unknown"])


def test_several_entries_in_one_cell_speak_each_for_itself() -> None:
    column = Column(
        headers=("Sertifikat",),
        read=Reading.ENTRIES,
        several=True,
        entries=(
            Entry("HALAL", "has_halal", value=True),
            Entry("MD/BPOM", "has_md", value=True, claim=True),
            Entry("SNI"),
        ),
    )
    registry = read(office(column), Sertifikat="SNI\n,halal;  MD/BPOM, ISO 9001 ,-")
    firm = registry.enterprises[0]
    assert (firm.has_halal, firm.has_md, firm.has_spp_irt) == (True, None, None)
    assert [issue.code for issue in registry.issues] == ["entry_unknown", "claim_without_number"]
    assert "'ISO 9001'" in registry.issues[0].text.id


# Money


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Rp. 1.500.000", 1_500_000),
        ("1500000", 1_500_000),
        ("Rp2,5 miliar", 2_500_000_000),
        ("500 jt", 500_000_000),
        (1_500_000.0, 1_500_000),
        ("1.500.000,00", 1_500_000),
    ],
)
def test_an_amount_is_whole_rupiah(cell: object, amount: int) -> None:
    assert told("annual_sales", cell) == (amount, [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("0", "amount_zero"),
        ("Rp. 0", "amount_zero"),
        ("0,00", "amount_zero"),
        ("Rp. ,", "amount_unreadable"),
        ("1,5 M", "amount_ambiguous"),
        ("-5.000.000", "amount_negative"),
        ("banyak", "amount_unreadable"),
        (NIK, "amount_is_identifier"),
    ],
)
def test_an_amount_that_is_none_or_several_is_unknown_and_an_issue(cell: str, code: str) -> None:
    assert told("annual_sales", cell) == (None, [code])


@pytest.mark.parametrize("cell", ["-", "", "BELUM ADA DATA", "_"])
def test_a_placeholder_for_an_amount_is_unknown(cell: str) -> None:
    assert told("annual_sales", cell) == (None, [])


def test_an_office_declares_what_a_bare_amount_counts_and_whether_zero_is_one() -> None:
    column = Column(
        headers=("Modal (juta)",),
        read=Reading.MONEY,
        fact="capital",
        unit=RupiahUnit.MILLION,
        letter_m=RupiahUnit.BILLION,
        zero=True,
    )
    for cell, amount in {
        "65": 65_000_000,
        "1,5 M": 1_500_000_000,
        "0": 0,
    }.items():
        registry = read(office(column), **{"Modal (juta)": cell})
        assert registry.enterprises[0].capital == amount
        assert not registry.issues


def test_only_net_worth_may_be_negative() -> None:
    assert told("net_worth", "-Rp5.000.000") == (-5_000_000, [])
    assert told("capital", "-Rp5.000.000") == (None, ["amount_negative"])


@pytest.mark.parametrize("cell", ["Rp. 500.000.000.000", "Rp75.000.000.000"])
def test_an_amount_beyond_a_medium_enterprise_is_kept_and_reported(cell: str) -> None:
    value, codes = told("annual_sales", cell)
    assert value > 50_000_000_000
    assert codes == ["larger_than_umkm"]


def test_what_is_too_large_depends_on_the_day() -> None:
    row = {"id": "A-1", "annual_sales": "Rp50.000.000.001", "net_worth": "Rp10.000.000.001"}
    of_2010 = ux.read_registry([row], as_of=date(2010, 1, 1))
    assert of_2010.issue_counts() == {"larger_than_umkm": 2}
    today = ux.read_registry([row], as_of=DAY)
    assert [issue.fact for issue in today.issues] == ["annual_sales"]
    for silent in (date(2020, 12, 1), date(1990, 1, 1)):
        assert not ux.read_registry([row], as_of=silent).issues


def test_a_band_is_a_range_and_an_unknown_band_an_issue() -> None:
    column = Column(
        headers=("Omzet",),
        read=Reading.BAND,
        fact="annual_sales",
        bands=(Band("< 2M", 0, 2_000_000_000), Band("> 50M", 50_000_000_001)),
    )
    found = read(office(column), Omzet="<2m")
    assert found.enterprises[0].annual_sales == Range(0, 2_000_000_000)
    beyond = read(office(column), Omzet="> 50M")
    assert beyond.enterprises[0].annual_sales == Range(50_000_000_001, None)
    assert beyond.issue_counts() == {"larger_than_umkm": 1}
    unknown = read(office(column), Omzet="2M-15M")
    assert unknown.enterprises[0].annual_sales is None
    assert unknown.issue_counts() == {"band_unknown": 1}


# Counts


@pytest.mark.parametrize(
    ("fact", "cell", "value", "codes"),
    [
        ("workers", "6", 6, []),
        ("workers", "6.0", 6, []),
        ("workers", "6 orang", 6, []),
        ("workers", 6.0, 6, []),
        ("workers", "0", None, ["count_zero"]),
        ("workers", "-2", None, ["number_negative"]),
        ("workers", "5-10", None, ["number_unreadable"]),
        ("workers", "1.000", None, ["number_ambiguous"]),
        ("workers", "-", None, []),
        ("site_count", "0", 0, []),
        ("continuous_production_months", "24 bulan", 24, []),
        ("export_months_24", "24", 24, []),
        ("export_months_24", "25", None, ["number_too_great"]),
    ],
)
def test_a_count_is_whole_and_within_its_bounds(
    fact: str, cell: object, value: int | None, codes: list[str]
) -> None:
    assert told(fact, cell) == (value, codes)


@pytest.mark.parametrize(
    ("men", "women", "workers", "codes"),
    [
        ("1", "2", 3, []),
        ("0", "2", 2, []),
        ("0", "0", None, ["count_zero"]),
        ("", "2", Range(2, None), []),
        ("0", "", None, ["count_zero"]),
        ("-2", "3", Range(3, None), ["number_negative"]),
        ("-2", "", None, ["number_negative"]),
        ("-2", "0", None, ["number_negative", "count_zero"]),
        ("", "", None, []),
        ("dua", "tiga", None, ["number_unreadable", "number_unreadable"]),
    ],
)
def test_counts_of_several_columns_are_added_and_a_gap_leaves_the_sum_open(
    men: str, women: str, workers: object, codes: list[str]
) -> None:
    columns = [
        Column(headers=(header,), read=Reading.COUNT, fact="workers", add=True)
        for header in ("Laki-laki", "Perempuan")
    ]
    name = Column(headers=("Nama",), read=Reading.TEXT, fact="name")
    registry = read(
        office(name, *columns), **{"Nama": "Batik", "Laki-laki": men, "Perempuan": women}
    )
    assert registry.enterprises[0].workers == workers
    assert [issue.code for issue in registry.issues] == codes
    note = noted(registry, "workers")
    if workers is not None:
        assert note is not None
        assert note.why_missing is None
    elif codes:
        assert note is not None
        assert note.why_missing is WhyMissing.UNREADABLE
    else:
        assert note is None


# Dates


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2019", Range(date(2019, 1, 1), date(2019, 12, 31))),
        ("Maret 2012", Range(date(2012, 3, 1), date(2012, 3, 31))),
        ("17/08/2020", date(2020, 8, 17)),
        ("2020-08-17 00:00:00", date(2020, 8, 17)),
        (date(2020, 8, 17), date(2020, 8, 17)),
    ],
)
def test_a_date_is_a_day_or_the_range_it_leaves_open(cell: object, value: object) -> None:
    assert told("started_on", cell) == (value, [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("30 Februari 2020", "date_impossible"),
        ("01/02/20", "date_two_digit_year"),
        ("44197", "date_is_serial"),
        ("kemarin", "date_unreadable"),
    ],
)
def test_a_date_that_cannot_be_is_an_issue(cell: str, code: str) -> None:
    assert told("started_on", cell) == (None, [code])


def test_a_date_after_the_day_of_the_register_is_reported_and_kept() -> None:
    assert told("started_on", "1 Desember 2026") == (date(2026, 12, 1), ["date_in_future"])
    assert told("started_on", "2026")[1] == []
    assert told("started_on", "2027")[1] == ["date_in_future"]


def test_the_last_day_of_a_training_becomes_an_event() -> None:
    column = Column(headers=("Pelatihan",), read=Reading.EVENT_DATE, about="export")
    mapping = office(Column(headers=("Nama",), read=Reading.TEXT, fact="name"), column)
    registry = read(mapping, Nama="Batik", Pelatihan="28 s.d 29 November 2024")
    (event,) = registry.enterprises[0].events
    assert (event.kind, event.on, event.about) == ("training", date(2024, 11, 29), "export")
    assert event.source == "rows, row 2, Pelatihan"
    vague = read(mapping, Nama="Batik", Pelatihan="minggu lalu")
    assert vague.enterprises[0].events == ()
    assert vague.issue_counts() == {"date_unreadable": 1}


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("9 Juli 2025", date(2025, 7, 9)),
        ("Juli 2025", Range(date(2025, 7, 1), date(2025, 7, 31))),
        ("2025", Range(date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_a_column_may_tell_of_another_event_than_a_training(cell: str, on: Any) -> None:
    column = Column(headers=("Ekspor pertama",), read=Reading.EVENT_DATE, event=EventKind.EXPORT)
    mapping = office(Column(headers=("Nama",), read=Reading.TEXT, fact="name"), column)
    registry = read(mapping, **{"Nama": "Batik", "Ekspor pertama": cell})
    (event,) = registry.enterprises[0].events
    assert (event.kind, event.on) == (EventKind.EXPORT, on)
    assert read(mapping, **{"Nama": "Batik", "Ekspor pertama": "-"}).enterprises[0].events == ()


# Regions


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12.71", "12.71"),
        ("12.71.05", "12.71.05"),
        ("Kota Medan", "12.71"),
        ("KAB. MALANG", "35.07"),
        ("Malang, Kab.", "35.07"),
        ("Kota Medan, Sumatera Utara", "12.71"),
        ("Kodya Medan", "12.71"),
        ("Toba Samosir", "12.12"),
        ("Kabupaten Mamuju Utara", "76.01"),
    ],
)
def test_a_region_is_a_dotted_code_or_a_name(cell: str, code: str) -> None:
    assert told("business_region", cell) == (code, [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("MALANG", "region_ambiguous"),
        ("Kota Mdan", "region_unknown"),
        ("Xyzzyq", "region_unheard_of"),
        ("1271", "region_code_undotted"),
        ("127105", "region_code_undotted"),
        ("12.99", "region_code_unknown"),
        ("33.7", "region_code_unknown"),
        ("-12.71", "region_unheard_of"),
    ],
)
def test_a_region_that_is_none_or_several_is_an_issue(cell: str, code: str) -> None:
    registry = read(business_region=cell)
    assert registry.enterprises[0].business_region is None
    (issue,) = registry.issues
    assert (issue.code, issue.fact) == (code, "business_region")


def test_an_issue_about_a_region_names_what_it_may_be() -> None:
    ambiguous = read(business_region="MALANG").issues[0].text.en
    assert "Kabupaten Malang (35.07), Kota Malang (35.73)" in ambiguous
    assert "Kota Medan (12.71)" in read(business_region="Kota Mdan").issues[0].text.id
    assert "12.71" in read(business_region="1271").issues[0].text.id


def test_a_code_of_an_older_edition_is_converted_and_reported() -> None:
    value, codes = told("business_region", "91.01")
    assert (value, codes) == ("93.01", ["region_code_converted"])


def test_a_province_is_taken_for_what_it_is() -> None:
    assert told("business_region", "Jawa Timur") == ("35", ["region_is_province"])


REGIONS = (
    Column(headers=("Kab",), read=Reading.REGION, fact="business_region"),
    Column(headers=("Kec",), read=Reading.DISTRICT, fact="business_region"),
    Column(headers=("Nama",), read=Reading.TEXT, fact="name"),
)


@pytest.mark.parametrize(
    ("regency", "district", "code", "codes"),
    [
        ("Kota Malang", "Klojen", "35.73.02", []),
        ("Kota Malang", "35.73.02", "35.73.02", []),
        ("35.73.02", "Klojen", "35.73.02", []),
        ("Jawa Timur", "Klojen", "35.73.02", ["region_is_province"]),
        ("Kota Malang", "", "35.73", []),
        ("Kota Malang", "Klojn", "35.73", ["region_unknown"]),
        ("Kota Malang", "Kota Malang", "35.73", ["district_is_regency"]),
        ("", "Klojen", None, ["district_without_regency"]),
        ("MALANG", "Klojen", None, ["region_ambiguous", "district_without_regency"]),
        ("Kota Malang", "12.71.05", None, ["conflict"]),
    ],
)
def test_a_district_is_looked_up_in_the_regency_of_its_row(
    regency: str, district: str, code: str | None, codes: list[str]
) -> None:
    registry = read(office(*REGIONS), Kab=regency, Kec=district, Nama="Batik")
    assert registry.enterprises[0].business_region == code
    assert [issue.code for issue in registry.issues] == codes


def test_a_district_is_looked_up_in_the_regency_of_the_whole_file() -> None:
    mapping = RegistryMapping(
        id="office",
        kind=PolicyKind.DESIGN,
        title=Text(id="Lembar kantor", en="Sheet of an office"),
        sources=(Source(title="Layout", read_on=DAY, confidence=Confidence.HIGH),),
        evidence=EvidenceKind.VISIT,
        columns=REGIONS[1:],
        constants=(ux.registry.Constant("business_region", "35.73"),),
    )
    registry = read(mapping, Kec="KLOJEN", Nama="Batik")
    note = noted(registry, "business_region")
    assert registry.enterprises[0].business_region == "35.73.02"
    assert note is not None
    assert note.source == "rows, row 2, Kec"


# Codes and sets


@pytest.mark.parametrize(
    ("fact", "cell", "value", "codes"),
    [
        ("kbli", "2020:10794", "2020:10794", []),
        ("kbli", "10794", "10794", []),
        ("kbli", "01135", "01135", []),
        ("kbli", 10794.0, "10794", []),
        ("kbli", "1135", None, ["kbli_short"]),
        ("kbli", "keripik", None, ["kbli_malformed"]),
        ("kbli", "2019:10794", None, ["kbli_malformed"]),
        ("kbli", "107941", None, ["kbli_malformed"]),
        ("hs_code", "2022:2103.90", "2022:2103.90", []),
        ("hs_code", "0901.21", "0901.21", []),
        ("hs_code", "901.21", None, ["hs_malformed"]),
        ("hs_code", "kopi", None, ["hs_malformed"]),
        ("target_country", "NL", "NL", []),
        ("target_country", "Belanda", "NL", []),
        ("target_country", "Eropa", None, ["country_unknown"]),
        ("target_country", "Belanda, Jepang", None, ["country_unknown"]),
        ("fostered_by", "dinas-medan, bi-sumut", ("dinas-medan", "bi-sumut"), []),
        ("fostered_by", ",", None, []),
        ("group_id", "KUB-3", "KUB-3", []),
    ],
)
def test_a_code_of_bad_shape_is_an_issue_and_no_crash(
    fact: str, cell: object, value: object, codes: list[str]
) -> None:
    assert told(fact, cell) == (value, codes)


# Quantities


@pytest.mark.parametrize(
    ("fact", "cell", "value", "codes"),
    [
        ("monthly_capacity", "600 kg", Quantity(600, "kg"), []),
        ("monthly_capacity", "1,5 ton", Quantity(1_500, "kg"), []),
        ("monthly_capacity", "500-600 kg", Quantity(Range(500, 600), "kg"), []),
        ("monthly_capacity", "600 kg/bulan", Quantity(600, "kg"), []),
        ("monthly_capacity", "600 kg per bulan", Quantity(600, "kg"), []),
        ("monthly_capacity", "50 kg/hari", None, ["quantity_other_period"]),
        ("monthly_capacity", "600", None, ["quantity_without_unit"]),
        ("monthly_capacity", "0 kg", None, ["quantity_zero"]),
        ("monthly_capacity", "1.500 kg", None, ["number_ambiguous"]),
        ("monthly_capacity", "600 karung", None, ["quantity_unreadable"]),
        ("target_order", "1 ton per bulan", None, ["quantity_other_period"]),
        ("target_order", "1 ton per pesanan", Quantity(1, "t"), []),
    ],
)
def test_a_quantity_has_a_unit_and_the_period_of_its_column(
    fact: str, cell: str, value: object, codes: list[str]
) -> None:
    assert told(fact, cell) == (value, codes)


# The NIB


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("9000000000013", []),
        ("9000 0000 00013", []),
        ("'9000000000013", []),
        (9000000000013.0, []),
        ("9000000000013.0", ["nib_decimal_point"]),
    ],
)
def test_a_number_is_an_nib_whatever_a_spreadsheet_did_to_it(
    cell: object, codes: list[str]
) -> None:
    registry = read(nib=cell)
    firm = registry.enterprises[0]
    assert (firm.nib, firm.has_nib) == ("9000000000013", True)
    assert [issue.code for issue in registry.issues] == codes


@pytest.mark.parametrize(
    ("number", "tick", "has_nib", "codes"),
    [
        ("9000000000013", "ya", True, []),
        ("9000000000013", "", True, []),
        ("9000000000013", "tidak", None, ["conflict"]),
        ("", "ya", None, ["claim_without_number"]),
        ("-", "ya", None, ["claim_without_number"]),
        ("0000000000000", "ya", None, ["claim_without_number"]),
        ("0000000000000", "", None, []),
        ("menyusul", "", None, ["claim_without_number"]),
        ("menyusul", "ya", None, ["claim_without_number"]),
        ("sudah ada", "", None, ["claim_without_number"]),
        ("BELUM ADA", "", False, []),
        ("BELUM ADA", "tidak", False, []),
        ("BELUM ADA", "ya", None, ["conflict"]),
        ("proses", "", False, []),
        ("proses", "ya", None, ["conflict"]),
        ("proses", "tidak", False, []),
        ("123", "ya", None, ["nib_wrong_length", "claim_without_number"]),
        ("123", "tidak", False, ["nib_wrong_length"]),
        ("123", "", None, ["nib_wrong_length"]),
        (NIK, "", None, ["nib_wrong_length"]),
        ("517/785/835.305", "", None, ["nib_other_characters"]),
    ],
)
def test_a_tick_and_a_number_tell_of_one_nib(
    number: str, tick: str, has_nib: bool | None, codes: list[str]
) -> None:
    registry = read(nib=number, has_nib=tick)
    firm = registry.enterprises[0]
    assert firm.has_nib is has_nib
    assert [issue.code for issue in registry.issues] == codes
    note = noted(registry, "has_nib")
    if has_nib is None and codes:
        assert note is not None
        assert note.why_missing is not None
    if "conflict" in codes:
        assert note is not None
        assert set(note.said) == {True, False}


def test_the_status_in_process_outlives_a_plain_no() -> None:
    note = noted(read(nib="proses", has_nib="tidak"), "has_nib")
    assert note is not None
    assert note.in_process


# Personal data


def test_a_nik_in_any_cell_is_echoed_nowhere() -> None:
    template = ux.mappings["template"]
    for column in template.all_columns:
        header = column.headers[0]
        registry = ux.read_registry([{"id": "A-1", "name": "Batik", header: NIK}], as_of=DAY)
        firm = registry.enterprises[0]
        said = repr(registry) + repr(registry.issues) + repr(firm) + repr(firm.evidence)
        said += repr(firm.to_dict() if column.read is not Reading.CARRY else None)
        said += "".join(issue.text.id for issue in registry.issues)
        assert NIK not in said
        assert NIK[4:12] not in said
        if column.read is Reading.CARRY:
            assert firm.carried == ((header, NIK),)
        else:
            assert registry.issues


def test_a_column_of_niks_is_left_out_and_makes_no_id() -> None:
    columns = (
        Column(headers=("Nama",), read=Reading.TEXT, fact="name"),
        Column(headers=("NIK",), read=Reading.IGNORE, personal=True),
    )
    with_nik = read(office(*columns), Nama="Batik", NIK=NIK)
    other = read(office(*columns), Nama="Batik", NIK="3171015708450002")
    without = read(office(columns[0]), Nama="Batik")
    (firm,) = with_nik.enterprises
    assert firm.carried == ()
    assert firm.id == other.enterprises[0].id == without.enterprises[0].id
    assert NIK not in repr(with_nik) + repr(with_nik.issues) + firm.to_json()


def test_what_office_and_library_make_of_a_cell_is_dated_and_sourced() -> None:
    registry = read(annual_sales="Rp. 5.000.000", kbli="keripik")
    known, unreadable = registry.enterprises[0].evidence
    assert (known.fact, known.kind, known.on) == ("annual_sales", EvidenceKind.RECORD, DAY)
    assert known.source == "rows, row 2, annual_sales"
    assert (unreadable.fact, unreadable.why_missing) == ("kbli", WhyMissing.UNREADABLE)
    assert unreadable.source == "rows, row 2, kbli"


def test_columns_are_carried_unread() -> None:
    registry = read(name="Batik", telephone="+62 800 000 001", alamat="Jl. Contoh 1\nMedan")
    assert registry.enterprises[0].carried == (
        ("telephone", "+62 800 000 001"),
        ("alamat", "Jl. Contoh 1\nMedan"),
    )
    assert not registry.issues
