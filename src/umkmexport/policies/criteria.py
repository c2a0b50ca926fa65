"""Criteria as they stand in TOML: one fact and one test, or one joint of several criteria."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from umkmexport.errors import PolicyError
from umkmexport.rules import criteria as c

__all__ = ["read_criterion"]


def read_criterion(data: object) -> c.Criterion:
    """Read one criterion.

    Example:
        >>> read_criterion({"fact": "annual_sales", "at_most": 500_000_000})
        AtMost(fact='annual_sales', limit=500000000)
    """
    if not isinstance(data, Mapping):
        raise PolicyError(f"a criterion is a table such as {{ fact = …, is = … }}, not {data!r}")
    if "fact" in data:
        return _read_leaf(data)
    return _read_composite(data)


def _read_leaf(data: Mapping[str, Any]) -> c.Criterion:
    fact = data["fact"]
    tests = [key for key in data if key != "fact"]
    if not isinstance(fact, str) or len(tests) != 1 or tests[0] not in c.LEAF_KEYS:
        raise PolicyError(
            f"criterion on {fact!r} needs exactly one of {', '.join(c.LEAF_KEYS)}{_hint(tests)}"
        )
    key, value = tests[0], data[tests[0]]
    cls = c.LEAF_KEYS[key]
    if cls is c.Known:
        return c.Known(fact) if value is True else _refuse(fact, key, "true", value)
    if cls is c.Is:
        return c.Is(fact, value) if isinstance(value, bool) else _refuse(fact, key, "true or false", value)
    if cls is c.OneOf:
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            return _refuse(fact, key, "a list of texts", value)
        return c.OneOf(fact, tuple(value))
    if cls is c.Within:
        return c.Within(fact, value) if isinstance(value, str) else _refuse(fact, key, "a code", value)
    if cls is c.ForMonths:
        return c.ForMonths(fact, value) if _is_count(value) else _refuse(fact, key, "whole months", value)
    if cls is c.Between:
        if not isinstance(value, list) or len(value) != 2 or not all(map(_is_limit, value)):
            return _refuse(fact, key, "two limits of one kind", value)
        if type(value[0]) is not type(value[1]) or value[0] > value[1]:
            return _refuse(fact, key, "two limits that rise", value)
        return c.Between(fact, value[0], value[1])
    if not _is_limit(value):
        return _refuse(fact, key, "a whole number or a date", value)
    return cls(fact, value)


def _read_composite(data: Mapping[str, Any]) -> c.Criterion:
    if len(data) != 1 or (key := next(iter(data))) not in c.COMPOSITE_KEYS:
        raise PolicyError(
            f"a criterion has a fact, or exactly one of {', '.join(c.COMPOSITE_KEYS)}; "
            f"this one has {', '.join(data) or 'nothing'}{_hint(data)}"
        )
    value = data[key]
    if key == "k_of":
        if not isinstance(value, Mapping) or set(value) != {"k", "of"}:
            raise PolicyError("k_of needs k and of, such as { k = 2, of = [ … ] }")
        parts = _read_parts(key, value["of"])
        if not _is_count(value["k"]) or not 1 <= value["k"] <= len(parts):
            raise PolicyError(f"k_of: k must lie between 1 and {len(parts)}, not {value['k']!r}")
        return c.KOf(value["k"], parts)
    return c.COMPOSITE_KEYS[key](_read_parts(key, value))  # type: ignore[call-arg, arg-type]


def _read_parts(key: str, value: object) -> tuple[c.Criterion, ...]:
    if not isinstance(value, list) or not value:
        raise PolicyError(f"{key} needs a list of criteria that is not empty")
    return tuple(read_criterion(part) for part in value)


def _refuse(fact: str, key: str, wanted: str, value: object) -> Any:
    raise PolicyError(f"criterion {key} on {fact!r} needs {wanted}, not {value!r}")


def _is_limit(value: object) -> bool:
    return type(value) is int or (isinstance(value, date) and not isinstance(value, datetime))


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _hint(keys: Any) -> str:
    known = [*c.LEAF_KEYS, *c.COMPOSITE_KEYS, "fact"]
    near: Iterator[str] = (
        f"; did you mean {match[0]} for {key}?"
        for key in keys
        if key not in known and (match := difflib.get_close_matches(key, known, n=1))
    )
    return next(near, "")
