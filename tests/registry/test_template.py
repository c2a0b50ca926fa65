"""The library's own column names, and the empty registry that an office fills in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import umkmexport as ux
from umkmexport.facts import FACTS
from umkmexport.registry import template_headers, write_csv
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.quantity import Quantity

DAY = date(2026, 11, 21)
STORED = [fact for fact in FACTS if not fact.is_derived and fact.name != "nib"]
CELLS: dict[FactType, tuple[str, object]] = {
    FactType.BOOL: ("ya", True),
    FactType.INT: ("7", 7),
    FactType.MONEY: ("Rp. 5.000.000", 5_000_000),
    FactType.DATE: ("17/08/2020", date(2020, 8, 17)),
    FactType.REGION: ("Kota Medan", "12.71"),
    FactType.QUANTITY: ("600 kg", Quantity(600, "kg")),
    FactType.SET: ("a, b", ("a", "b")),
    FactType.HS: ("2022:2103.90", "2022:2103.90"),
    FactType.KBLI: ("2020:10794", "2020:10794"),
    FactType.COUNTRY: ("Belanda", "NL"),
    FactType.ID: ("KUB-3", "KUB-3"),
}


def cell_of(fact: Fact) -> tuple[str, object]:
    if fact.type is FactType.ENUM:
        return fact.options[-1].text.id, fact.options[-1].value
    return CELLS[fact.type]


@pytest.mark.parametrize("heading", ["name", "id", "en"])
def test_every_fact_is_read_under_its_name_and_its_labels(heading: str) -> None:
    headers = {
        fact.name: fact.name if heading == "name" else getattr(fact.label, heading)
        for fact in STORED
    }
    row = {headers[fact.name]: cell_of(fact)[0] for fact in STORED}
    row |= {"ID registri": "A-1", "Nomor NIB": "9000000000013", "Nama usaha": "Batik"}
    registry = ux.read_registry([row], as_of=DAY)
    (firm,) = registry.enterprises
    assert (firm.id, firm.nib, firm.name) == ("A-1", "9000000000013", "Batik")
    for fact in STORED:
        assert getattr(firm, fact.name) == cell_of(fact)[1], fact.name
    assert not registry.issues
    assert {note.kind for note in firm.evidence} == {EvidenceKind.RECORD}
    assert len(firm.evidence) == len(STORED)


def test_every_option_is_read_by_its_value_and_by_its_words() -> None:
    options = [(fact, option) for fact in STORED for option in fact.options]
    rows = [
        {"id": f"A-{n}", fact.name: word}
        for n, (fact, option) in enumerate(options)
        for word in [(option.value, option.text.id, option.text.en.upper())[n % 3]]
    ]
    registry = ux.read_registry(rows, as_of=DAY)
    assert not registry.issues
    for (fact, option), firm in zip(options, registry.enterprises, strict=True):
        assert getattr(firm, fact.name) == option.value, (fact.name, option.value)


def test_an_office_is_handed_an_empty_registry_that_reads_back(tmp_path: Path) -> None:
    for first_only in (True, False):
        headers = template_headers(first_only=first_only)
        assert len(set(headers)) == len(headers)
        assert write_csv(tmp_path / "templat.csv", [], columns=headers) == 0
        with pytest.raises(ux.RegistryError, match="no rows of data"):
            ux.read_registry(tmp_path / "templat.csv", as_of=DAY)
        filled = dict.fromkeys(headers, "") | {"id": "A-1", "packaging": "sederhana"}
        write_csv(tmp_path / "templat.csv", [filled])
        registry = ux.read_registry(tmp_path / "templat.csv", as_of=DAY)
        assert (registry.mapping, registry.issues) == ("template", ())
        assert registry.enterprises[0].packaging == "basic"


def test_the_short_template_asks_what_is_to_be_filled_in_first() -> None:
    short, whole = template_headers(first_only=True), template_headers()
    assert set(short) < set(whole)
    first = {fact.name for fact in STORED if fact.first}
    assert first <= set(short)
    assert len(first) == 25
    assert set(short) - first == {
        "id", "name", "product_name", "nib", "telephone", "address", "contact_person"
    }  # fmt: skip
    assert set(whole) - set(short) == {fact.name for fact in STORED if not fact.first}


def test_an_nib_that_is_ticked_without_its_number_is_a_claim() -> None:
    rows = [
        {"id": "A-1", "has_nib": "ya", "nib": ""},
        {"id": "A-2", "has_nib": "ya"},
        {"id": "A-3", "has_nib": "ya", "nib": "9000000000013"},
        {"id": "A-4", "has_nib": "tidak", "nib": ""},
        {"id": "A-5", "has_nib": "", "nib": ""},
    ]
    registry = ux.read_registry(rows, as_of=DAY)
    assert [firm.has_nib for firm in registry.enterprises] == [None, None, True, False, None]
    assert [(issue.row, issue.code) for issue in registry.issues] == [
        (2, "claim_without_number"),
        (3, "claim_without_number"),
    ]
    note = registry.enterprises[0].evidence[0]
    assert (note.why_missing, note.said) == (WhyMissing.CLAIMED, (True,))


def test_a_sheet_without_a_column_of_numbers_claims_its_nibs() -> None:
    registry = ux.read_registry([{"id": "A-1", "has_nib": "ya"}], as_of=DAY)
    assert registry.enterprises[0].has_nib is None
    assert registry.issue_counts() == {"claim_without_number": 1}


def test_what_the_template_does_not_know_is_reported() -> None:
    registry = ux.read_registry(
        [{"id": "A-1", "name": "Batik", "omzet 2025": "5", "months_operating": "7"}], as_of=DAY
    )
    assert registry.issue_counts() == {"column_undeclared": 2}
    assert "'omzet 2025'" in registry.issues[0].text.id


def test_the_office_gets_its_telephone_numbers_back() -> None:
    row = {"id": "A-1", "No. HP": "0800-000-001", "Alamat": "Jl. Contoh 1", "Narahubung": "Sari"}
    (firm,) = ux.read_registry([row], as_of=DAY).enterprises
    assert dict(firm.carried) == {
        "No. HP": "0800-000-001", "Alamat": "Jl. Contoh 1", "Narahubung": "Sari"
    }  # fmt: skip
    assert "0800" not in repr(firm)


def test_two_spellings_of_one_column_are_an_error() -> None:
    with pytest.raises(ux.RegistryError, match="two columns"):
        ux.read_registry([{"id": "A-1", "packaging": "x", "Kemasan": "y"}], as_of=DAY)
