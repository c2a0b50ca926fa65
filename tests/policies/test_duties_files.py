from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from umkmexport.codes.families import ProductFamily
from umkmexport.errors import PolicyError, UmkmExportError
from umkmexport.policies.duties import DUTIES, Duty, load_duty
from umkmexport.policies.reader import structure_policy
from umkmexport.rules import criteria as c
from umkmexport.terms.source import Confidence, PolicyKind

DRAFT: dict[str, Any] = {
    "id": "draft",
    "kind": "design",
    "title": {"id": "rancangan", "en": "a draft"},
    "sources": [{"title": "a test", "read_on": date(2026, 11, 21), "confidence": "low"}],
    "phases": [
        {
            "key": "first",
            "since": date(2027, 1, 1),
            "text": {"id": "besar", "en": "large"},
            "article": {"id": "Pasal 1", "en": "Article 1"},
            "when": {"fact": "size_class_by_capital", "one_of": ["large"]},
        },
        {
            "key": "second",
            "since": date(2028, 1, 1),
            "text": {"id": "semua", "en": "all"},
            "article": {"id": "Pasal 2", "en": "Article 2"},
            "when": {"fact": "is_goods", "is": True},
        },
    ],
}


def read(**phases: dict[str, Any]) -> Duty:
    data = copy.deepcopy(DRAFT)
    for phase in data["phases"]:
        phase.update(phases.get(phase["key"], {}))
    return structure_policy(data, Duty, name="draft.toml")


@pytest.mark.parametrize("duty", DUTIES.values(), ids=str)
def test_a_duty_is_a_regulation_with_sources_a_note_and_articles(duty: Duty) -> None:
    assert duty.kind is PolicyKind.REGULATION
    assert any(source.url for source in duty.sources)
    assert duty.note is not None
    for phase in duty.phases:
        assert "Pasal" in phase.article.id
        assert "Article" in phase.article.en


def test_the_halal_duty_is_dated_doubtful_and_by_sales() -> None:
    halal = DUTIES["halal"]
    assert [phase.since for phase in halal.phases] == [date(2024, 10, 18), date(2026, 10, 18)]
    assert halal.provenance.volatile
    assert halal.provenance.confidence is Confidence.MEDIUM
    assert halal.provenance.caution() is not None
    assert [fact.name for fact in halal.declared] == ["halal_exempt"]
    facts = {fact for phase in halal.phases for fact in c.facts_of(phase.when)}
    assert facts == {"size_class_by_sales", "product_family", "product_form", "halal_exempt"}


def test_both_phases_of_the_halal_duty_are_about_the_same_products() -> None:
    first, second = (phase.when for phase in DUTIES["halal"].phases)
    assert isinstance(first, c.AllOf)
    assert first.parts[0] == c.OneOf("size_class_by_sales", ("medium", "large"))
    assert first.parts[1:] == (second,)


def test_goods_that_nobody_eats_or_drinks_are_in_no_phase() -> None:
    named = {value for part in leaves(DUTIES["halal"].phases[1].when) for value in part.values}
    rest = {family.value for family in ProductFamily} - named
    assert rest == {
        *("rubber", "rubber_raw", "batik", "furniture", "rattan_raw", "handicraft", "leather"),
        *("jewellery", "cosmetics", "plants", "tobacco", "services"),
    }


def leaves(criterion: c.Criterion) -> list[c.OneOf]:
    if isinstance(criterion, c.Composite):
        return [leaf for part in criterion.parts for leaf in leaves(part)]
    return [criterion] if isinstance(criterion, c.OneOf) else []


def test_an_office_writes_one_without_python(tmp_path: Path) -> None:
    file = tmp_path / "label.toml"
    file.write_text(
        """
id = "label"
kind = "announcement"
title = { id = "Kewajiban label", en = "Duty of labelling" }

[[sources]]
title = "Surat edaran dinas"
read_on = 2026-11-21
confidence = "low"

[[phases]]
key = "food"
since = 2027-01-01
text = { id = "semua makanan", en = "all food" }
article = { id = "Pasal 1", en = "Article 1" }
when = { fact = "product_family", one_of = ["food"] }
""",
        encoding="utf-8",
    )
    duty = load_duty(file)
    assert duty == load_duty(str(file))
    assert duty.phases[0].when == c.OneOf("product_family", ("food",))


@pytest.mark.parametrize(
    ("phases", "reason"),
    [
        ({"second": {"since": date(2027, 1, 1)}}, "give the oldest first"),
        ({"second": {"since": date(2026, 12, 31)}}, "phase second begins on 2026-12-31"),
        ({"second": {"key": "first"}}, "keys that differ"),
        ({"first": {"when": {"fact": "size_by_sale", "one_of": ["large"]}}}, "size_class_by_sales"),
        ({"first": {"when": {"fact": "size_class_by_sales", "one_of": ["huge"]}}}, "not huge"),
        ({"first": {"when": {"fact": "is_goods"}}}, "exactly one of"),
        ({"first": {"since": "soon"}}, "must be a date"),
        ({"first": {"sinse": date(2027, 1, 1)}}, "did you mean 'since'|sinse"),
    ],
)
def test_a_mistake_is_an_error_that_says_where(phases: dict[str, Any], reason: str) -> None:
    with pytest.raises(UmkmExportError, match=reason):
        read(**phases)


def test_a_duty_without_phases_and_a_fact_that_is_shared_are_refused() -> None:
    with pytest.raises(PolicyError, match="at least one phase"):
        structure_policy({**DRAFT, "phases": []}, Duty, name="draft.toml")
    declared = {"key": "has_nib", "type": "bool", "text": {"id": "NIB", "en": "NIB"}}
    with pytest.raises(PolicyError, match="shared already"):
        structure_policy({**DRAFT, "facts": [declared]}, Duty, name="draft.toml")


def test_the_digest_changes_with_a_day() -> None:
    duty = read()
    later = attrs.evolve(duty.phases[1], since=date(2029, 1, 1))
    moved = attrs.evolve(duty, phases=(duty.phases[0], later))
    assert moved.provenance.digest != duty.provenance.digest


def test_an_unknown_duty_names_those_near() -> None:
    with pytest.raises(PolicyError, match="near it: halal"):
        DUTIES["hallal"]
