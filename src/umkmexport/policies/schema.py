"""The format of a policy file as JSON Schema, for editors that help while a file is written.

The schema is drawn from the same classes that read the file. It tells names, types and allowed
words; what only makes sense together (a limit that fits its fact, conditions that contradict each
other) is told when the file is read.
"""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Iterable
from datetime import date
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact
from umkmexport.terms.choice import Choice

__all__ = ["schema_of"]

_FACT: Final = "fact"
_CRITERION: Final = "criterion"


def schema_of(
    cls: type[Any], facts: Iterable[Fact], *, fact_fields: frozenset[str]
) -> dict[str, Any]:
    """Give the JSON Schema (draft 7) of a policy file.

    Args:
        cls: the class that the file is read as.
        facts: the facts that editors offer; a file may declare others.
        fact_fields: the fields, as ``Class.field``, that hold names of facts.
    """
    definitions: dict[str, Any] = {
        _FACT: _fact_names(tuple(facts)),
        _CRITERION: {"anyOf": [_leaf(), _composite()]},
    }
    top = _Classes(definitions, fact_fields).table(cls)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": cls.__name__,
        **top,
        "definitions": dict(sorted(definitions.items())),
    }


class _Classes:
    """Describe classes, each once, as definitions that others refer to."""

    def __init__(self, definitions: dict[str, Any], fact_fields: frozenset[str]) -> None:
        self._definitions = definitions
        self._fact_fields = fact_fields

    def table(self, cls: type[Any]) -> dict[str, Any]:
        hints, words = get_type_hints(cls), _attribute_words(cls)
        fields = [field for field in attrs.fields(cls) if field.init]
        return {
            "type": "object",
            "description": _first_line(cls),
            "properties": {
                field.name: self._property(cls, field.name, hints[field.name], words)
                for field in fields
            },
            "required": [field.name for field in fields if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def _property(self, cls: Any, name: str, hint: Any, words: dict[str, str]) -> dict[str, Any]:
        is_fact = f"{cls.__name__}.{name}" in self._fact_fields
        described = self._type(hint, text=_refer(_FACT) if is_fact else {"type": "string"})
        if name not in words:
            return described
        about = {"description": words[name]}
        return {"allOf": [described], **about} if "$ref" in described else described | about

    def _type(self, hint: Any, *, text: dict[str, Any]) -> dict[str, Any]:
        if {*get_args(hint)} - {NoneType} == {*get_args(c.Criterion)}:
            return _refer(_CRITERION)
        if get_origin(hint) in {Union, UnionType}:
            (kind,) = (kind for kind in get_args(hint) if kind is not NoneType)
            return self._type(kind, text=text)
        if get_origin(hint) is tuple:
            return {"type": "array", "items": self._type(get_args(hint)[0], text=text)}
        return text if hint is str else self._single(hint)

    def _single(self, hint: type[Any]) -> dict[str, Any]:
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if issubclass(hint, enum.Enum):
            return _words(hint)
        if hint.__name__ not in self._definitions:
            self._definitions[hint.__name__] = {}
            self._definitions[hint.__name__] = self.table(hint)
        return _refer(hint.__name__)


_PLAIN: Final[dict[type, dict[str, Any]]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
}
_LIMIT: Final[dict[str, Any]] = {"type": ["integer", "string"], "format": "date"}
_TESTS: Final[dict[type[c.Leaf], dict[str, Any]]] = {
    c.Is: {"type": "boolean", "description": "The answer is this."},
    c.AtLeast: {**_LIMIT, "description": "Not less than this, the limit included."},
    c.MoreThan: {**_LIMIT, "description": "More than this, the limit excluded."},
    c.AtMost: {**_LIMIT, "description": "Not more than this, the limit included."},
    c.LessThan: {**_LIMIT, "description": "Less than this, the limit excluded."},
    c.Between: {
        "type": "array",
        "items": _LIMIT,
        "minItems": 2,
        "maxItems": 2,
        "description": "From the one to the other, both included.",
    },
    c.OneOf: {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": "One of these; a set contains one of these.",
    },
    c.Within: {
        "type": "string",
        "description": "A region, HS or KBLI code that lies within this one.",
    },
    c.ForMonths: {
        "type": "integer",
        "minimum": 0,
        "description": "The date lies at least so many months back.",
    },
    c.Known: {"const": True, "description": "Yes or unknown, never no."},
}


def _leaf() -> dict[str, Any]:
    """Describe a fact with exactly one test."""
    return {
        "type": "object",
        "description": "A fact and exactly one test of it.",
        "properties": {
            "fact": _refer(_FACT),
            **{key: _TESTS[leaf] for key, leaf in c.LEAF_KEYS.items()},
        },
        "required": ["fact"],
        "minProperties": 2,
        "maxProperties": 2,
        "additionalProperties": False,
    }


def _composite() -> dict[str, Any]:
    """Describe exactly one joint of criteria."""
    several = {"type": "array", "items": _refer(_CRITERION), "minItems": 1}
    parts = {"k": {"type": "integer", "minimum": 1}, "of": several}
    k_of = {
        "type": "object",
        "description": "At least k of these hold.",
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }
    described = {
        c.AllOf: "All of these hold.",
        c.AnyOf: "At least one of these holds.",
        c.NoneOf: "None of these holds.",
    }
    return {
        "type": "object",
        "description": "Exactly one joint of criteria.",
        "properties": {
            key: k_of if joint is c.KOf else {**several, "description": described[joint]}
            for key, joint in c.COMPOSITE_KEYS.items()
        },
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _fact_names(facts: tuple[Fact, ...]) -> dict[str, Any]:
    """Offer the names of the shared facts with their labels, and take any other name."""
    labels = [f"{fact.label.en} · {fact.label.id} ({fact.type.value})" for fact in facts]
    return {
        "description": "The name of a fact, shared or declared in this file.",
        "anyOf": [
            {
                "enum": [fact.name for fact in facts],
                "x-taplo": {"docs": {"enumValues": labels}},
            },
            {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        ],
    }


def _words(cls: type[enum.Enum]) -> dict[str, Any]:
    offered: dict[str, Any] = {"enum": [member.value for member in cls]}
    if issubclass(cls, Choice):
        labels = [f"{member.text.en} · {member.text.id}" for member in cls]
        offered["x-taplo"] = {"docs": {"enumValues": labels}}
    return offered


def _refer(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _first_line(cls: type[Any]) -> str:
    return (inspect.getdoc(cls) or "").partition("\n")[0]


def _attribute_words(cls: type[Any]) -> dict[str, str]:
    """Give what the docstrings of a class and its bases say of each attribute."""
    words: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, found, listed = (inspect.cleandoc(base.__doc__ or "")).partition("Attributes:\n")
        if found:
            entries = _ATTRIBUTE.findall(listed)
            words |= {name: " ".join(said.replace("``", "`").split()) for name, said in entries}
    return words


_ATTRIBUTE: Final = re.compile(r"^ {4}(\w+): (.*?)(?=^ {4}\w+: |^\S|\Z)", re.MULTILINE | re.DOTALL)
