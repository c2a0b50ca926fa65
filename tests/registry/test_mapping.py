from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.errors import PolicyError, UmkmExportError, UmkmExportErrorGroup
from umkmexport.facts import FACTS
from umkmexport.registry import (
    MAPPINGS,
    Band,
    Column,
    Constant,
    Entry,
    Reading,
    RegistryMapping,
    load_mapping,
)
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.terms.reading import fold
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text

DAY = date(2026, 11, 21)
SOURCE = Source(title="Layout of an office", read_on=DAY, confidence=Confidence.HIGH)

HEAD = """
id = "office"
kind = "design"
title = { id = "Lembar kantor", en = "Sheet of an office" }
evidence = "record"

[[sources]]
title = "Layout of an office"
read_on = 2026-11-21
confidence = "high"
"""
NAME = """
[[columns]]
headers = ["Nama UMKM"]
read = "text"
fact = "name"
"""
COLUMN = HEAD + '[[columns]]\nheaders = ["A"]\n'


def office(*columns: Column, **stated: Any) -> RegistryMapping:
    return RegistryMapping(
        id="office",
        kind=PolicyKind.DESIGN,
        title=Text(id="Lembar kantor", en="Sheet of an office"),
        sources=(SOURCE,),
        evidence=EvidenceKind.RECORD,
        columns=columns,
        **stated,
    )


def mistakes(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "office.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UmkmExportError) as caught:
        load_mapping(file)
    error = caught.value
    assert isinstance(error, PolicyError | UmkmExportErrorGroup)
    several = error.exceptions if isinstance(error, UmkmExportErrorGroup) else [error]
    assert all(str(one) != one.to("id") for one in several if isinstance(one, UmkmExportError))
    return list(map(str, several))


@pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=str)
def test_a_shipped_mapping_says_what_it_is_and_where_it_comes_from(
    mapping: RegistryMapping,
) -> None:
    assert mapping.kind is PolicyKind.DESIGN
    assert mapping.sources
    assert MAPPINGS[mapping.id] is mapping
    assert mapping.provenance.digest == mapping.provenance.digest
    assert mapping.required


def test_an_office_writes_a_mapping_and_reads_its_sheet_with_it(tmp_path: Path) -> None:
    file = tmp_path / "kantor-saya.toml"
    file.write_text(
        HEAD
        + NAME
        + """
[[columns]]
headers = ["Omzet (juta)", "Omset (juta)"]
read = "money"
fact = "annual_sales"
unit = "million"

[[columns]]
headers = ["Sertifikat"]
read = "entries"
several = true
entries = [
  { entry = "HALAL", fact = "has_halal", value = true, claim = true },
  { entry = "BELUM HALAL", fact = "has_halal", value = false },
  { entry = "SNI" },
]

[[constants]]
fact = "fostered_by"
value = ["dinas-medan"]
""",
        encoding="utf-8",
    )
    rows = [
        {"Nama UMKM": "Keripik Sari", "Omset (juta)": "450", "Sertifikat": "SNI,BELUM HALAL"},
        {"Nama UMKM": "Kopi Jaya", "Omset (juta)": "1,5", "Sertifikat": "HALAL"},
    ]
    for named in (file, str(file)):
        registry = ux.read_registry(rows, as_of=DAY, mapping=ux.load_mapping(named))
        chips, coffee = registry.enterprises
        assert (chips.annual_sales, chips.has_halal) == (450_000_000, False)
        assert (coffee.annual_sales, coffee.has_halal) == (1_500_000, None)
        assert chips.fostered_by == coffee.fostered_by == ("dinas-medan",)
        assert registry.issue_counts() == {"claim_without_number": 1}


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ("", "evidence", "key is missing"),
        (HEAD, "(top)", "columns: there is none"),
        (HEAD + NAME + '[[columns]]\nread = "carry"', "columns[1].headers", "key is missing"),
        (HEAD + '[[columns]]\nheaders = []\nread = "carry"', "columns[0]", "at least one header"),
        (HEAD + '[[columns]]\nheaders = [" "]\nread = "carry"', "columns[0]", "none may be empty"),
        (HEAD + '[[columns]]\nheaders = "A"\nread = "id"', "columns[0].headers", "must be a list"),
        (COLUMN + 'read = "cary"', "columns[0].read", "one of id, text"),
        (COLUMN + 'read = "carry"\nunits = "kg"', "columns[0].units",
         "did you mean unit"),
        (COLUMN + 'read = "money"', "columns[0]", "needs the fact"),
        (COLUMN + 'read = "money"\nfact = "anual_sales"', "columns[0]",
         "no fact 'anual_sales' to fill; near it: annual_sales"),
        (COLUMN + 'read = "money"\nfact = "workers"', "columns[0]",
         "money cannot fill workers, which is of the type int"),
        (COLUMN + 'read = "text"\nfact = "capital"', "columns[0]",
         "text fills name or product_name"),
        (COLUMN + 'read = "code"\nfact = "id"', "columns[0]",
         "no fact 'id'"),
        (COLUMN + 'read = "carry"\nfact = "name"', "columns[0]",
         "carry fills no fact"),
        (COLUMN + 'read = "count"\nfact = "owner_age"', "columns[0]",
         "no fact 'owner_age'"),
        (COLUMN + 'read = "count"\nfact = "workers"\nunit = "million"',
         "columns[0]", "unit means nothing for count, only for money"),
        (COLUMN + 'read = "money"\nfact = "capital"\nunit = "jt"',
         "columns[0].unit", "one of rupiah, thousand, million, billion"),
        (COLUMN + 'read = "money"\nfact = "capital"\nzero = "ya"',
         "columns[0].zero", "must be true or false"),
        (COLUMN + 'read = "entries"\nfact = "packaging"', "columns[0]",
         "entries needs its entries"),
        (COLUMN + 'read = "entries"\nfact = "packging"\n'
         'entries = [{ entry = "X" }]', "columns[0]", "near it: packaging"),
        (COLUMN + 'read = "entries"\n'
         'entries = [{ entry = "X", value = true }]', "columns[0]", "needs the fact"),
        (COLUMN + 'read = "entries"\n'
         'entries = [{ entry = "X", fact = "has_halal" }]', "columns[0]", "needs a value"),
        (COLUMN + 'read = "entries"\n'
         'entries = [{ entry = "X", claim = true }]', "columns[0]", "needs a value"),
        (COLUMN + 'read = "entries"\nfact = "packaging"\n'
         'entries = [{ entry = "KARTON", value = "carton" }]', "columns[0]",
         "packaging cannot be 'carton': it must be one of basic"),
        (COLUMN + 'read = "entries"\nfact = "has_halal"\n'
         'entries = [{ entry = "X", value = "ya" }]', "columns[0]", "True or False"),
        (COLUMN + 'read = "entries"\nfact = "workers"\n'
         'entries = [{ entry = "X", value = "5" }]', "columns[0]", "workers cannot be '5'"),
        (COLUMN + 'read = "entries"\nfact = "has_halal"\n'
         'entries = [{ entry = "X", value = true }, { entry = "x ", value = false }]',
         "columns[0]", "the entry 'x' stands twice"),
        (COLUMN + 'read = "entries"\nfact = "has_halal"\n'
         'several = true\nentries = [{ entry = "A, B", value = true }]', "columns[0]",
         "separates entries"),
        (COLUMN + 'read = "band"\nfact = "capital"', "columns[0]",
         "band needs its bands"),
        (COLUMN + 'read = "band"\nfact = "capital"\n'
         'bands = [{ entry = "X" }]', "columns[0]", "needs low, high or both"),
        (COLUMN + 'read = "band"\nfact = "capital"\n'
         'bands = [{ entry = "X", low = 5, high = 4 }]', "columns[0]", "low 5 is above high 4"),
        (COLUMN + 'read = "band"\nfact = "capital"\n'
         'bands = [{ entry = "1M - 5M", low = 5 }, { entry = "1m-5m", low = 6 }]', "columns[0]",
         "the band '1m-5m' stands twice"),
        (COLUMN + 'read = "band"\nfact = "workers"\n'
         'bands = [{ entry = "< 5", low = 0, high = 4 }]', "columns[0]",
         "workers must be at least 1"),
        (HEAD + NAME + NAME.replace("UMKM", "umkm "), "(top)",
         "the header 'nama umkm' stands in two"),
        (COLUMN + 'read = "id"\n[[columns]]\nheaders = ["B"]\n'
         'read = "id"', "(top)", "only one can hold the id"),
        (COLUMN + 'read = "count"\nfact = "workers"\nadd = true\n'
         '[[columns]]\nheaders = ["B"]\nread = "count"\nfact = "workers"', "(top)",
         "workers is added up from some of its columns"),
        (HEAD + NAME + '[[constants]]\nfact = "fosterd_by"\nvalue = ["x"]', "(top)",
         "constants[0]: there is no fact 'fosterd_by' to fill; near it: fostered_by"),
        (HEAD + NAME + '[[constants]]\nfact = "fostered_by"\nvalue = "x"', "(top)",
         "fostered_by cannot be 'x': it must be a tuple"),
        (HEAD + NAME + '[[constants]]\nfact = "name"\nvalue = "x"', "(top)", "no fact 'name'"),
        (HEAD + NAME + '[[constants]]\nfact = "business_region"\nvalue = "99.99"', "(top)",
         "business_region cannot be '99.99'"),
        (HEAD + NAME + '[[constants]]\nfact = "workers"\nvalue = 1.5', "constants[0].value",
         "must be"),
        (HEAD + NAME + 2 * '[[constants]]\nfact = "has_nib"\nvalue = true\n', "(top)",
         "constants: has_nib stands twice"),
        (HEAD.replace('"record"', '"rekaman"') + NAME, "evidence", "must be one of self, visit"),
        (HEAD.replace("[[sources]]", "header_row = 0\n[[sources]]") + NAME, "(top)",
         "rows count from 1, not from 0"),
        (HEAD.replace("[[sources]]", 'own_names = "ya"\n[[sources]]') + NAME, "own_names",
         "must be true or false"),
        (HEAD.replace('confidence = "high"', ""), "sources[0].confidence", "key is missing"),
        ("id = [", "", "this is not TOML"),
    ],
)  # fmt: skip
def test_a_typo_is_an_error_with_file_path_and_reason(
    tmp_path: Path, text: str, path: str, reason: str
) -> None:
    found = mistakes(tmp_path, text)
    assert all("office.toml" in mistake for mistake in found)
    place = re.escape(f"office.toml, {path}: ") if path else "office.toml"
    assert any(re.search(place, each) and reason in each for each in found), found


def test_several_mistakes_are_told_together(tmp_path: Path) -> None:
    text = HEAD + NAME.replace('"name"', '"nama"') + NAME.replace("headers", "header")
    found = mistakes(tmp_path, text)
    assert len(found) == 3
    assert [re.findall(r"columns\[\d\][.\w]*", each)[0] for each in found] == [
        "columns[0]",
        "columns[1].headers",
        "columns[1].header",
    ]


def test_a_missing_file_is_named() -> None:
    with pytest.raises(PolicyError, match=r"tidak-ada\.toml: there is no such file"):
        load_mapping("tidak-ada.toml")
    with pytest.raises(PolicyError, match="no mapping 'templat'; near it: template"):
        MAPPINGS["templat"]


def test_a_mapping_made_in_python_is_held_to_the_same() -> None:
    with pytest.raises(PolicyError, match="cannot fill has_nib, which is of the type bool"):
        Column(headers=("A",), read=Reading.MONEY, fact="has_nib")
    with pytest.raises(PolicyError, match="rows count from 1"):
        office(Column(headers=("A",), read=Reading.CARRY), header_row=-1)


def test_every_fact_that_can_be_typed_in_has_a_column_of_its_own() -> None:
    own = {column.fact: column for column in office(own_names=True).all_columns}
    stored = {fact.name for fact in FACTS if not fact.is_derived and fact.name != "nib"}
    assert set(own) == stored
    for fact in FACTS:
        if fact.name in stored:
            assert {fold(header) for header in own[fact.name].headers} == {
                fold(fact.name), fold(fact.label.id), fold(fact.label.en)
            }  # fmt: skip
            assert own[fact.name].personal is fact.personal


def test_no_header_of_the_template_means_two_columns() -> None:
    seen: dict[str, str | None] = {}
    for column in MAPPINGS["template"].all_columns:
        for header in {fold(header) for header in column.headers}:
            assert header not in seen
            seen[header] = column.fact


def test_a_declared_header_stays_the_offices_own() -> None:
    label = next(fact.label.id for fact in FACTS if fact.name == "packaging")
    mine = Column(headers=(label,), read=Reading.CARRY)
    mapping = office(mine, own_names=True)
    registry = ux.read_registry(
        [{label: "kardus", "packaging": "retail_ready"}], as_of=DAY, mapping=mapping
    )
    (firm,) = registry.enterprises
    assert firm.packaging == "retail_ready"
    assert firm.carried == ((label, "kardus"),)
    assert not registry.issues


def test_words_and_bands_are_found_whatever_their_case_and_blanks() -> None:
    column = Column(
        headers=("A",),
        read=Reading.BAND,
        fact="capital",
        bands=(Band("1M - 5M", 1_000_000_001, 5_000_000_000), Band("> 10 M", 10_000_000_001)),
    )
    found = column.band(" 1m-5M\n")
    assert found is not None
    assert found.range == Range(1_000_000_001, 5_000_000_000)
    open_band = column.band(">10M")
    assert open_band is not None
    assert open_band.range == Range(10_000_000_001, None)
    assert column.band("5M") is None


def test_a_constant_may_be_of_any_type_a_fact_has() -> None:
    mapping = office(
        Column(headers=("Nama",), read=Reading.TEXT, fact="name"),
        constants=(
            Constant("fostered_by", ("dinas-medan", "bi-sumut")),
            Constant("business_region", "12.71"),
            Constant("own_production", value=True),
            Constant("site_count", 1),
            Constant("packaging", "basic"),
            Constant("lab_tested_on", date(2026, 1, 2)),
        ),
    )
    registry = ux.read_registry([{"Nama": "Batik"}], as_of=DAY, mapping=mapping)
    (firm,) = registry.enterprises
    assert firm.fostered_by == ("dinas-medan", "bi-sumut")
    assert (firm.business_region, firm.own_production, firm.site_count) == ("12.71", True, 1)
    assert (firm.packaging, firm.lab_tested_on) == ("basic", date(2026, 1, 2))
    assert {note.source for note in firm.evidence} == {"rows, row 2"}


def test_a_constant_and_a_cell_that_disagree_are_a_conflict_in_both_languages() -> None:
    mapping = office(
        Column(headers=("Kab",), read=Reading.REGION, fact="business_region"),
        constants=(Constant("business_region", "12.71"),),
    )
    registry = ux.read_registry(
        [{"Kab": "Kota Binjai"}, {"Kab": "Kota Medan"}], as_of=DAY, mapping=mapping
    )
    binjai, medan = registry.enterprises
    assert (binjai.business_region, medan.business_region) == (None, "12.71")
    (issue,) = registry.issues
    assert (issue.row, issue.column, issue.code) == (2, "Kab", "conflict")
    assert issue.text.id.endswith(
        "Kota Binjai pada kolom 'Kab', tetapi Kota Medan untuk seluruh berkas; "
        "tanyakan mana yang benar"
    )
    assert "Kota Medan for the whole file" in issue.text.en


def test_an_entry_may_answer_a_set() -> None:
    column = Column(
        headers=("Binaan",),
        read=Reading.ENTRIES,
        fact="fostered_by",
        several=True,
        entries=(Entry("BI", value="bi-sumut"), Entry("DINAS", value="dinas-medan")),
    )
    registry = ux.read_registry([{"Binaan": "BI; Dinas"}], as_of=DAY, mapping=office(column))
    assert registry.enterprises[0].fostered_by == ("bi-sumut", "dinas-medan")
