from __future__ import annotations

import csv
import enum
import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest

from umkmexport.decisions.view import EVERY_DERIVED
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME, FACTS, SECTIONS
from umkmexport.model.enterprise import BOUNDS, COLLECTIONS, IDENTITY, Enterprise
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.text import LANGUAGES, Text

EVERY_FACT = (*FACTS, *APPLICATION_FACTS)
DERIVED_FACTS = tuple(fact for fact in FACTS if fact.is_derived)
STORED = tuple(fact for fact in FACTS if not fact.is_derived and fact.name not in IDENTITY)
NOTES = {"evidence", "complete", "carried"}
HINTS = get_type_hints(Enterprise)
STARTING_LIST = Path(__file__).parents[2] / ".." / "shared" / "domain" / "facts.csv"

FIRST = {
    "has_nib", "legal_form", "business_region", "started_on", "kbli", "owner_region",
    "annual_sales", "capital", "workers", "has_npwp", "has_spp_irt", "has_md", "has_halal",
    "trademark", "product_family", "product_form", "own_production", "monthly_capacity",
    "continuous_production_months", "packaging", "market_reach", "has_social_media",
    "buyer_stage", "export_mode", "export_commitment",
}  # fmt: skip
MONEY = {"annual_sales", "capital", "net_worth", "investment"}
CODES = {
    "business_region": FactType.REGION,
    "production_region": FactType.REGION,
    "owner_region": FactType.REGION,
    "kbli": FactType.KBLI,
    "hs_code": FactType.HS,
    "target_country": FactType.COUNTRY,
    "group_id": FactType.ID,
}

# Common misspellings of official Indonesian, and words that these texts do not use.
AVOIDED = {
    "aktifitas", "anda", "bapak/ibu", "bpk", "di ekspor",
    "di produksi", "email", "ijin", "kwalitas", "kwitansi", "merk", "nomer", "omset", "online",
    "praktek", "resiko", "sertipikat", "silahkan", "tehnik", "website",
}  # fmt: skip


def named(facts: tuple[Fact, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fact", facts, ids=[fact.name for fact in facts])


def kinds_of(name: str) -> set[Any]:
    """Name the types a stored attribute may have, None and Range set aside."""
    kinds = get_args(HINTS[name])
    assert NoneType in kinds
    return {kind for kind in kinds if kind is not NoneType and get_origin(kind) is not Range}


def type_of(name: str) -> FactType:
    """Tell the fact type that belongs to the annotation of an attribute."""
    (kind,) = kinds_of(name)
    if kind is str:
        return CODES[name]
    if kind == tuple[str, ...]:
        return FactType.SET
    if kind is int:
        return FactType.MONEY if name in MONEY else FactType.INT
    if issubclass(kind, enum.StrEnum):
        return FactType.ENUM
    return {bool: FactType.BOOL, date: FactType.DATE, Quantity: FactType.QUANTITY}[kind]


def texts_of(fact: Fact) -> list[Text]:
    texts = [fact.label, fact.question, *(option.text for option in fact.options)]
    return texts + [text for text in (fact.unit, fact.source) if text is not None]


def test_the_stored_facts_are_the_attributes_of_the_enterprise_in_their_order() -> None:
    beside = {*IDENTITY, *COLLECTIONS, *NOTES}
    attributes = [field.name for field in attrs.fields(Enterprise) if field.name not in beside]
    assert [fact.name for fact in STORED] == attributes
    assert len(STORED) == 78


@named(STORED)
def test_a_stored_fact_has_the_type_of_its_attribute(fact: Fact) -> None:
    assert fact.type is type_of(fact.name)


def test_the_nib_may_be_asked_for_and_is_personal() -> None:
    nib = BY_NAME["nib"]
    assert (nib.type, nib.section, nib.personal) == (FactType.ID, "firm", True)
    assert [fact.name for fact in FACTS if fact.name in IDENTITY] == ["nib"]


def test_no_name_stands_twice() -> None:
    assert [name for name, n in Counter(fact.name for fact in EVERY_FACT).items() if n > 1] == []
    assert list(BY_NAME) == [fact.name for fact in EVERY_FACT]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["label", "question"])
def test_no_two_facts_have_the_same_words(part: str, language: str) -> None:
    words = Counter(getattr(getattr(fact, part), language) for fact in EVERY_FACT)
    assert [text for text, n in words.items() if n > 1] == []


def test_twenty_five_are_to_be_filled_first() -> None:
    assert {fact.name for fact in EVERY_FACT if fact.first} == FIRST
    assert len(FIRST) == 25


def test_what_is_about_the_owner_is_personal() -> None:
    personal = {fact.name for fact in EVERY_FACT if fact.personal}
    assert personal == {fact.name for fact in EVERY_FACT if fact.name.startswith("owner_")} | {
        "nib"
    }
    assert {fact.name for fact in FACTS if fact.section == "owner"} < personal


def test_the_sections_hold_what_they_should() -> None:
    sizes = Counter(fact.section for fact in STORED)
    assert sizes == {
        "firm": 11,
        "owner": 5,
        "money": 12,
        "permits": 8,
        "product": 23,
        "market": 11,
        "people": 8,
    }
    assert list(sizes) == [key for key, _ in SECTIONS][:7]
    assert {fact.section for fact in EVERY_FACT} == {key for key, _ in SECTIONS}
    assert all(title.id and title.en for _, title in SECTIONS)


@named(tuple(fact for fact in STORED if fact.type is FactType.ENUM))
def test_the_options_are_the_members_of_the_enumeration(fact: Fact) -> None:
    (choices,) = kinds_of(fact.name)
    assert [(option.value, option.text) for option in fact.options] == [
        (choice.value, choice.text) for choice in choices
    ]


@named(EVERY_FACT)
def test_only_enumerations_and_sets_have_options(fact: Fact) -> None:
    values = [option.value for option in fact.options]
    assert len(values) == len(set(values))
    assert all(re.fullmatch(r"[a-z0-9_]+", value) for value in values)
    if fact.type is FactType.ENUM:
        assert len(values) > 1
    elif fact.type is not FactType.SET:
        assert values == []


@named(EVERY_FACT)
def test_bounds_are_those_of_the_enterprise(fact: Fact) -> None:
    if fact.name in BOUNDS:
        assert (fact.least, fact.greatest) == BOUNDS[fact.name]
    elif fact in STORED:
        assert (fact.least, fact.greatest) == (None, None)
    elif fact.type in {FactType.INT, FactType.MONEY}:
        assert (fact.least, fact.greatest) == (0, None)


@named(EVERY_FACT)
def test_amounts_have_a_unit_and_nothing_else_has(fact: Fact) -> None:
    counted = fact.type in {FactType.INT, FactType.MONEY, FactType.QUANTITY}
    assert (fact.unit is not None) == counted


@named(EVERY_FACT)
def test_where_to_find_it_is_said_of_what_is_typed_in(fact: Fact) -> None:
    assert (fact.source is None) == fact.is_derived


@named(DERIVED_FACTS)
def test_a_derived_fact_names_facts_or_collections_that_exist(fact: Fact) -> None:
    assert set(fact.derived_from) <= set(BY_NAME) | set(COLLECTIONS)
    assert fact.name not in fact.derived_from
    assert fact.section == "derived"


def test_every_derived_fact_is_declared_and_computed() -> None:
    assert {fact.name for fact in DERIVED_FACTS} == set(EVERY_DERIVED)


def test_facts_of_an_application_are_neither_of_the_firm_nor_derived() -> None:
    attributes = {field.name for field in attrs.fields(Enterprise)}
    assert [fact.name for fact in APPLICATION_FACTS] == [
        "applied_on",
        "registered_local_on",
        "submitted_documents",
        "nominated_by",
        "clear_address",
        "owner_residence",
        "subsector",
        "applicant_kind",
        "work_created_on",
        "loan_requested",
        "programme_loan_since",
        "willing",
        "products_entered",
    ]
    assert not attributes & {fact.name for fact in APPLICATION_FACTS}
    assert not any(fact.is_derived for fact in APPLICATION_FACTS)


@named(EVERY_FACT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_written_and_tidy(fact: Fact, language: str) -> None:
    for text in texts_of(fact):
        words = getattr(text, language)
        assert words
        assert words == " ".join(words.split())
        assert words.count("(") == words.count(")")


@named(EVERY_FACT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_one_question(fact: Fact, language: str) -> None:
    question = getattr(fact.question, language)
    assert question.endswith("?")
    assert question.count("?") == 1
    assert question[0].isupper()
    assert getattr(fact.label, language)[0].isupper()


@named(EVERY_FACT)
def test_indonesian_is_spelt_as_officials_spell_it(fact: Fact) -> None:
    for text in texts_of(fact):
        found = [word for word in AVOIDED if re.search(rf"\b{word}\b", text.id, re.IGNORECASE)]
        assert found == []


@named(EVERY_FACT)
def test_a_yes_or_no_fact_is_asked_as_a_yes_or_no_question(fact: Fact) -> None:
    if fact.type is FactType.BOOL:
        assert re.search(r"\b[Aa]pakah\b", fact.question.id)
        assert re.search(r"\b(Is|Are|Do|Does|Has|is|does|can)\b", fact.question.en)


@pytest.mark.skipif(not STARTING_LIST.exists(), reason="the starting list lies beside the checkout")
def test_the_stored_facts_are_those_of_the_starting_list() -> None:
    with STARTING_LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sections = dict(zip("ABCDEFG", (key for key, _ in SECTIONS), strict=False))
    assert [(fact.section, fact.name, fact.first) for fact in STORED] == [
        (sections[row["section"]], row["name"], row["top25"] == "yes") for row in rows
    ]
    for fact, row in zip(STORED, rows, strict=True):
        kind = {FactType.HS: "code", FactType.KBLI: "code"}.get(fact.type, str(fact.type))
        assert kind == row["type"], fact.name
        for option in fact.options if fact.name != "product_family" else ():
            assert re.search(rf"\b{option.value}\b", row["unit_or_values"]), fact.name
