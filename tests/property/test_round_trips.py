"""What is written down reads back as it was, and nothing is coerced on the way in."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Assessment, Certificate, Event, Product
from umkmexport.terms.plain import read_plain, to_plain
from umkmexport.testing import (
    assessments,
    certificates,
    enterprises,
    events,
    fact_values,
    notes,
    products,
    quantities,
    sources,
    texts,
    truths,
)
from umkmexport.testing.records import STORED

RECORDS = {
    Assessment: assessments(),
    Certificate: certificates(),
    Event: events(),
    Evidence: notes(),
    Product: products(),
    ux.Quantity: quantities(),
    ux.Source: sources(),
    ux.Text: texts(),
    ux.Truth: truths(),
}


@given(enterprises())
def test_a_firm_reads_back(firm: ux.Enterprise) -> None:
    plain = firm.to_dict()
    assert ux.Enterprise.from_dict(plain) == firm
    assert ux.Enterprise.from_json(firm.to_json()) == firm
    assert ux.Enterprise.from_dict(json.loads(json.dumps(plain))) == firm
    assert pickle.loads(pickle.dumps(firm)) == firm
    assert hash(ux.Enterprise.from_dict(plain)) == hash(firm)


@pytest.mark.parametrize("fact", STORED)
@settings(max_examples=15)
@given(data=st.data())
def test_every_fact_reads_back_with_its_type(fact: str, data: st.DataObject) -> None:
    firm = ux.Enterprise(id="U-1", **{fact: data.draw(fact_values(fact))})
    again = ux.Enterprise.from_json(firm.to_json())
    value, read = getattr(firm, fact), getattr(again, fact)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize("fact", STORED)
@settings(max_examples=15)
@given(data=st.data())
def test_what_was_said_reads_back_with_the_type_of_its_fact(fact: str, data: st.DataObject) -> None:
    drawn = [data.draw(fact_values(fact)) for _ in range(2)]
    said = tuple(getattr(ux.Enterprise(id="U", **{fact: value}), fact) for value in drawn)
    note = ux.Evidence(
        fact,
        ux.EvidenceKind.SELF,
        on=date(2026, 11, 1),
        why_missing=ux.WhyMissing.CONFLICT,
        said=said,
    )
    firm = ux.Enterprise(id="U-1", evidence=(note,))
    read = ux.Enterprise.from_json(firm.to_json()).evidence[0].said
    assert read == said
    if BY_NAME[fact].type != "enum":
        assert [type(value) for value in read] == [type(value) for value in said]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_record_reads_back(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(RECORDS[kind])
    plain = to_plain(value)
    assert read_plain(json.loads(json.dumps(plain)), kind) == value


def test_what_is_unknown_is_left_out() -> None:
    assert ux.Enterprise(id="U-1").to_dict() == {"id": "U-1"}
    assert ux.Enterprise.from_dict({"id": "U-1", "has_nib": None}) == ux.Enterprise(id="U-1")


FULL: dict[str, Any] = {
    "id": "U-1",
    "has_nib": False,
    "annual_sales": {"low": 1, "high": None},
    "workers": 4,
    "started_on": "2020-02-29",
    "lab_tested_on": {"low": "2025-01-01", "high": "2025-12-31"},
    "packaging": "basic",
    "monthly_capacity": {"amount": {"low": None, "high": 600}, "unit": "kg"},
    "fostered_by": ["bi-sumut"],
    "certificates": [{"kind": "halal", "status": "held", "valid_until": "2030-01-01"}],
    "events": [{"kind": "export", "on": "2026-01-05"}],
    "products": [{"name": "sambal", "family": "food", "target_countries": ["NL"]}],
    "assessments": [
        {"criterion": "quality", "score": 4, "scale": 5, "assessor": "A", "on": "2026-01-05"}
    ],
    "evidence": [{"fact": "has_nib", "kind": "self", "on": "2026-11-01"}],
    "complete": ["certificates"],
    "carried": [["TELEPON", "0800"]],
}


def test_the_plain_form_of_every_kind_of_entry() -> None:
    written = ux.Enterprise.from_dict(FULL).to_dict()
    assert ux.Enterprise.from_dict(written) == ux.Enterprise.from_dict(FULL)
    assert {name: written[name] for name in ("annual_sales", "complete", "carried")} == {
        "annual_sales": {"low": 1, "high": None},
        "complete": ["certificates"],
        "carried": [["TELEPON", "0800"]],
    }


WRONG = [
    ({"has_nib": "tidak"}, "has_nib: must be true or false, not 'tidak'"),
    ({"has_nib": 1}, "has_nib: must be true or false, not 1"),
    ({"has_nib": "true"}, "has_nib: must be true or false"),
    ({"workers": 1.9}, "workers: "),
    ({"workers": 2.0}, "workers: "),
    ({"workers": "2"}, "workers: "),
    ({"workers": True}, "workers: "),
    ({"workers": 0}, "workers: must be at least 1, not 0"),
    ({"annual_sales": -1}, "annual_sales: must be at least 0, not -1"),
    ({"annual_sales": {"low": -1, "high": 5}}, "annual_sales: must be at least 0"),
    ({"annual_sales": {"low": 5, "high": 1}}, "from low to high"),
    ({"annual_sales": {"low": 5}}, "a table with low and high"),
    ({"annual_sales": {"low": 5, "high": 9, "unit": "jt"}}, "a table with low and high"),
    ({"annual_sales": {"low": 1.5, "high": None}}, "annual_sales: "),
    ({"export_months_24": 25}, "export_months_24: must be at most 24, not 25"),
    ({"name": 5}, "name: must be a text, not 5"),
    ({"id": None}, "id: must be a text, not None"),
    ({"id": " "}, "id: must be a text that is not empty"),
    ({"packaging": "Basic"}, "packaging: must be one of basic, retail_ready, export_ready"),
    ({"packaging": True}, "packaging: must be one of"),
    ({"started_on": "2020-02-30"}, "started_on: "),
    ({"started_on": "29-02-2020"}, "started_on: "),
    ({"started_on": 2020}, "started_on: "),
    ({"started_on": datetime(2020, 1, 1)}, "started_on: "),  # noqa: DTZ001 - no date
    ({"started_on": {"low": 1, "high": 2}}, "started_on: "),
    ({"owner_region": "3375"}, "owner_region: "),
    ({"owner_region": "33.99"}, "owner_region: "),
    ({"target_country": "Netherlands"}, "target_country: "),
    ({"hs_code": "210"}, "hs_code: "),
    ({"kbli": "1"}, "kbli: "),
    ({"monthly_capacity": 600}, "monthly_capacity"),
    ({"monthly_capacity": {"amount": 600}}, "monthly_capacity"),
    ({"monthly_capacity": {"amount": 600, "unit": "karung"}}, "unit 'karung' is not known"),
    ({"monthly_capacity": {"amount": None, "unit": "kg"}}, "monthly_capacity"),
    ({"fostered_by": "bi-sumut"}, "fostered_by: must be a list, not 'bi-sumut'"),
    ({"fostered_by": ["bi-sumut", 5]}, "fostered_by[1]"),
    ({"complete": "events"}, "complete: must be a list"),
    ({"complete": ["event"]}, "event"),
    ({"certificates": {"kind": "halal"}}, "certificates: must be a list"),
    ({"certificates": [{"kind": "halal"}]}, "certificates[0].status: key is missing"),
    (
        {"certificates": [{"kind": "helal", "status": "held"}]},
        "certificates[0].kind: must be one of",
    ),
    (
        {"certificates": [{"kind": "halal", "status": True}]},
        "certificates[0].status: must be one of",
    ),
    (
        {"certificates": [{"kind": "halal", "status": "held", "valid": 1}]},
        "certificates[0].valid: ",
    ),
    ({"events": [{"kind": "export", "on": "soon"}]}, "events[0].on: must be a date"),
    ({"evidence": [{"fact": "has_nbi", "kind": "self"}]}, "a note on 'has_nbi', which is no fact"),
    ({"evidence": [{"fact": "has_nib", "kind": "said"}]}, "evidence[0].kind: must be one of"),
    ({"evidence": [{"fact": "kbli", "kind": "self"}] * 2}, "two notes on kbli; keep one a fact"),
    ({"carried": [["A"]]}, "carried[0]"),
    ({"carried": [["A", "B", "C"]]}, "carried[0]"),
    ({"carried": [["A", 5]]}, "carried[0]"),
    ({"carried": {"A": "B"}}, "carried: must be a list"),
    ({"anual_sales": 5}, "anual_sales: key is not known; did you mean annual_sales?"),
    ({"Has_NIB": True}, "Has_NIB: key is not known"),
    ({"is_exporter": True}, "is_exporter: key is not known"),
]


@pytest.mark.parametrize(("wrong", "reason"), WRONG, ids=[str(wrong) for wrong, _ in WRONG])
def test_nothing_is_coerced(wrong: dict[str, Any], reason: str) -> None:
    with pytest.raises(ux.UmkmExportError) as caught:
        ux.Enterprise.from_dict({"id": "U-1"} | wrong)
    assert reason in str(caught.value)
    assert isinstance(caught.value, ux.FactError | ux.UmkmExportErrorGroup)


@pytest.mark.parametrize("wrong", [None, [], "U-1", 5, [{"id": "U-1"}]])
def test_a_firm_is_read_from_a_table_only(wrong: Any) -> None:
    with pytest.raises(ux.FactError, match="table"):
        ux.Enterprise.from_dict(wrong)
    with pytest.raises(ux.FactError, match="table"):
        ux.Enterprise.from_json(json.dumps(wrong))


def test_text_that_is_no_json() -> None:
    with pytest.raises(ux.FactError, match="this is not JSON"):
        ux.Enterprise.from_json("{id: U-1}")


def test_several_problems_come_in_one_group() -> None:
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        ux.Enterprise.from_dict(
            {"id": "U-1", "has_nib": "ya", "workers": 1.5, "name": None, "x": 1}
        )
    assert len(caught.value.exceptions) == 3
    assert all(isinstance(error, ux.FactError) for error in caught.value.exceptions)
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        ux.Enterprise(id="U-1", has_nib="ya", workers=0, packaging="good")  # type: ignore[arg-type]
    assert len(caught.value.exceptions) == 3
    assert "enterprise 'U-1', workers: must be at least 1, not 0" in str(caught.value)


CONSTRUCTED = [
    ("has_nib", "tidak"),
    ("has_nib", 1),
    ("workers", 1.0),
    ("workers", True),
    ("workers", "4"),
    ("name", b"Batik"),
    ("fostered_by", ["bi-sumut"]),
    ("fostered_by", ("bi-sumut", 5)),
    ("certificates", [ux.Range(1, 2)]),
    ("certificates", ({"kind": "halal"},)),
    ("started_on", datetime(2020, 1, 1)),  # noqa: DTZ001 - no date
    ("started_on", ux.Range(1, 2)),
    ("workers", ux.Range(date(2020, 1, 1), None)),
    ("monthly_capacity", 600),
    ("nib", 1234567890123),
    ("nib", "123456789012"),
    ("nib", "0000000000000"),
    ("nib", "123456789012a"),
    ("complete", {"events"}),
    ("complete", None),
    ("evidence", None),
    ("certificates", None),
    ("nib", "\uff11" * 12 + "2"),
    ("carried", (("A", 5),)),
    ("carried", (("A",),)),
    ("owner_region", 33.75),
    ("kbli", 10794),
    ("kbli", "2017:10794"),
]


@pytest.mark.parametrize(("fact", "value"), CONSTRUCTED)
def test_the_constructor_is_as_strict(fact: str, value: Any) -> None:
    with pytest.raises(ux.FactError, match=fact):
        ux.Enterprise(id="U-1", **{fact: value})


def test_enumerations_accept_their_value_at_the_door() -> None:
    firm = ux.Enterprise(id="U-1", packaging="basic", product_family="food")
    assert firm.packaging is type(firm.packaging)("basic")
    certificate = Certificate("halal", "held")  # type: ignore[arg-type]
    assert certificate == Certificate(type(certificate.kind)("halal"), certificate.status)


RECORDS_WITH_MISTAKES = [
    (Certificate, {"kind": "helal", "status": "held"}),
    (Certificate, {"kind": "halal", "status": "yes"}),
    (Certificate, {"kind": "halal", "status": "held", "valid_until": "2030-01-01"}),
    (Event, {"kind": "exported", "on": date(2026, 1, 1)}),
    (Event, {"kind": "export", "on": "2026-01-01"}),
    (Event, {"kind": "export", "on": "2026"}),
    (Product, {"name": "batik", "family": "batic"}),
    (Assessment, {"criterion": "q", "score": 4.5, "scale": 5, "assessor": "A", "on": date.min}),
    (Evidence, {"fact": "has_nib", "kind": "recrod"}),
    (Evidence, {"fact": "has_nib", "kind": "record", "on": "2026-01-01"}),
    (Evidence, {"fact": "has_nib", "kind": "record", "why_missing": "forgotten"}),
]


@pytest.mark.parametrize(
    ("kind", "values"),
    RECORDS_WITH_MISTAKES,
    ids=[str(values) for _, values in RECORDS_WITH_MISTAKES],
)
def test_records_are_as_strict(kind: type[Any], values: dict[str, Any]) -> None:
    with pytest.raises(ux.FactError):
        kind(**values)
