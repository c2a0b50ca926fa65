"""The JSON Schema of a call: up to date, met by every file, and strict where an editor can help."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import umkmexport as ux
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.schema import call_schema

HOME = files("umkmexport.policies.calls")
SHIPPED = [file for file in HOME.iterdir() if file.name.endswith(".toml")]
WRITTEN = sorted((Path(__file__).parents[2] / "docs" / "how-to" / "files").glob("*call*.toml"))
COMMAND = (
    "python -m umkmexport.policies.calls.schema > src/umkmexport/policies/calls/call.schema.json"
)


@cache
def validator() -> Any:
    schema = json.loads(HOME.joinpath("call.schema.json").read_text(encoding="utf-8"))
    kind = jsonschema.Draft7Validator
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def plain(value: Any) -> Any:
    """Turn dates into texts, as editors do before they look at the schema."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def complaints(data: dict[str, Any]) -> list[str]:
    return [error.message for error in validator().iter_errors(plain(data))]


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = HOME.joinpath("call.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == call_schema(), f"write it again with: {COMMAND}"


@pytest.mark.parametrize("file", [*SHIPPED, *WRITTEN], ids=lambda file: file.name)
def test_every_call_meets_the_schema(file: Any) -> None:
    assert complaints(tomllib.loads(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_every_shipped_call_names_the_schema_beside_it(file: Any) -> None:
    assert file.read_text(encoding="utf-8").startswith("#:schema ./call.schema.json\n")


GOOD: dict[str, Any] = {
    "id": "x",
    "kind": "announcement",
    "title": {"id": "x", "en": "x"},
    "organiser": {"id": "x", "en": "x"},
    "sources": [{"title": "x", "read_on": date(2026, 11, 21), "confidence": "high"}],
    "criteria": [
        {
            "key": "nib",
            "text": {"id": "x", "en": "x"},
            "require": {"fact": "has_nib", "is": True},
        }
    ],
}


def with_test(**test: Any) -> dict[str, Any]:
    (criterion,) = GOOD["criteria"]
    return {**GOOD, "criteria": [{**criterion, "require": test}]}


def test_a_small_call_is_good() -> None:
    assert complaints(GOOD) == []


MISTAKES: list[dict[str, Any]] = [
    {**GOOD, "seat": 3},
    {**GOOD, "seats": "30"},
    {**GOOD, "kind": "anouncement"},
    {**GOOD, "help": ["train"]},
    {**GOOD, "title": {"id": "x"}},
    {key: value for key, value in GOOD.items() if key != "sources"},
    {**GOOD, "window": {"opens": "soon"}},
    {**GOOD, "window": {"open": date(2026, 1, 1)}},
    {**GOOD, "asked": ["Has NIB"]},
    {**GOOD, "quotas": [{"key": "x", "text": {"id": "x", "en": "x"}, "mode": "some"}]},
    {**GOOD, "stages": [{"key": "x", "text": {"id": "x", "en": "x"}, "seat": 3}]},
    {**GOOD, "facts": [{"key": "x", "type": "boolean", "text": {"id": "x", "en": "x"}}]},
    with_test(fact="has_nib"),
    with_test(fact="has_nib", iss=True),
    with_test(fact="has_nib", **{"is": "ya"}),
    with_test(fact="workers", at_least=1, at_most=2),
    with_test(fact="workers", at_least=1.5),
    with_test(fact="workers", between=[1]),
    with_test(fact="legal_form", one_of=[]),
    with_test(fact="started_on", for_months=-1),
    with_test(fact="kbli", known=False),
    with_test(all_of=[]),
    with_test(all_of=[{"fact": "has_nib"}]),
    with_test(any_of=[GOOD["criteria"][0]["require"]], none_of=[]),
    with_test(k_of={"k": 0, "of": [GOOD["criteria"][0]["require"]]}),
    with_test(),
]


@pytest.mark.parametrize("data", MISTAKES, ids=str)
def test_what_the_reader_refuses_the_schema_refuses(data: dict[str, Any]) -> None:
    assert complaints(data)


def test_every_attribute_of_a_call_is_explained() -> None:
    properties = call_schema()["properties"]
    assert not [name for name, one in properties.items() if not one.get("description")]
    named = {name for name in properties if not hasattr(ux.Call, name)}
    assert named <= {field.name for field in Call.__attrs_attrs__}


def test_every_shared_fact_is_offered_with_its_label() -> None:
    offered = call_schema()["definitions"]["fact"]["anyOf"][0]
    assert {*BY_NAME} <= {*offered["enum"]}
    labels = offered["x-taplo"]["docs"]["enumValues"]
    assert len(labels) == len(offered["enum"])
    assert labels[0] == (
        "Holds an NIB (business identification number) · Memiliki NIB (Nomor Induk Berusaha) (bool)"
    )
