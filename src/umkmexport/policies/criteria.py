"""Criteria as they stand in TOML: one fact and one test, or one joint of several criteria."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from umkmexport.errors import PolicyError
from umkmexport.rules import criteria as c
from umkmexport.terms.near import did_you_mean

__all__ = ["read_criterion"]


def read_criterion(data: object) -> c.Criterion:
    """Read one criterion.

    Examples:
        >>> read_criterion({"fact": "annual_sales", "at_most": 500_000_000})
        AtMost(fact='annual_sales', limit=500000000)
    """
    if not isinstance(data, Mapping):
        raise PolicyError(f"a criterion is a table such as {{ fact = …, is = … }}, not {data!r}")
    if "fact" in data:
        return _read_leaf(data)
    return _read_composite(data)


def _read_leaf(data: Mapping[str, Any]) -> c.Leaf:
    fact = data["fact"]
    tests = [key for key in data if key != "fact"]
    if not isinstance(fact, str) or len(tests) != 1 or tests[0] not in c.LEAF_KEYS:
        raise PolicyError(
            f"criterion on {fact!r} needs exactly one of {', '.join(c.LEAF_KEYS)}{_hint(tests)}"
        )
    key, value = tests[0], data[tests[0]]
    wanted, fits = _WANTED.get(key, ("a whole number or a date", _is_limit))
    if not fits(value):
        raise PolicyError(f"criterion {key} on {fact!r} needs {wanted}, not {value!r}")
    return _make_leaf(key, fact, value)


def _make_leaf(key: str, fact: str, value: Any) -> c.Leaf:
    if key == "known":
        return c.Known(fact)
    if key == "one_of":
        return c.OneOf(fact, tuple(value))
    if key == "between":
        return c.Between(fact, value[0], value[1])
    make: Callable[[str, Any], c.Leaf] = c.LEAF_KEYS[key]
    return make(fact, value)


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
    make: Callable[[tuple[c.Criterion, ...]], c.Composite] = c.COMPOSITE_KEYS[key]
    return make(_read_parts(key, value))


def _read_parts(key: str, value: object) -> tuple[c.Criterion, ...]:
    if not isinstance(value, list) or not value:
        raise PolicyError(f"{key} needs a list of criteria that is not empty")
    return tuple(read_criterion(part) for part in value)


def _is_limit(value: object) -> bool:
    return type(value) is int or (isinstance(value, date) and not isinstance(value, datetime))


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_span(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(map(_is_limit, value))
        and type(value[0]) is type(value[1])
        and bool(value[0] <= value[1])
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)


_WANTED: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "is": ("true or false", lambda value: isinstance(value, bool)),
    "known": ("true", lambda value: value is True),
    "one_of": ("a list of texts that is not empty", _is_texts),
    "within": ("a code", lambda value: isinstance(value, str)),
    "for_months": ("whole months", _is_count),
    "between": ("two limits of one kind that rise", _is_span),
}


def _hint(keys: Any) -> str:
    known = [*c.LEAF_KEYS, *c.COMPOSITE_KEYS, "fact"]
    hints = (did_you_mean(key, known) for key in keys if key not in known)
    return next(filter(None, hints), "")
