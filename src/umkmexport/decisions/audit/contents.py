"""Plain content of a run: one canonical text, its digest, its values again, its first difference.

The canonical text is JSON in UTF-8 and NFC, keys sorted, without blanks, so that one content has
one text and one digest, whatever the order of the input, the platform or the version of Python.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs

from umkmexport.errors import BundleError
from umkmexport.terms.plain import read_plain

__all__ = [
    "Difference",
    "canonical",
    "digest_of",
    "first_difference",
    "normal",
    "read_content",
]


@attrs.frozen
class Difference:
    """The first place where two contents differ.

    Attributes:
        path: where, such as ``result.places[3].id``.
        expected: what is recorded there; None where there is nothing.
        got: what stands there now; None where there is nothing.
    """

    path: str
    expected: Any
    got: Any


def canonical(content: object) -> str:
    """Write plain content as canonical text.

    Examples:
        >>> canonical({"b": [1, None], "a": "Toko"})
        '{"a":"Toko","b":[1,null]}'
    """
    text = _SORTED(content)
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return _SORTED(normal(content))


def normal(content: object) -> Any:
    """Give plain content as it comes out of its text again, its order kept."""
    return json.loads(unicodedata.normalize("NFC", _AS_IS(content)))


def digest_of(content: object) -> str:
    """Give SHA-256 over the canonical text of plain content."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def first_difference(expected: Any, got: Any, path: str) -> Difference | None:
    """Give the first place where plain content is not what is expected.

    Tables are compared in the order of what was got, lists from their beginning.

    Examples:
        >>> first_difference({"a": [1, 2]}, {"a": [1, 3]}, "result")
        Difference(path='result.a[1]', expected=2, got=3)
    """
    if isinstance(expected, dict) and isinstance(got, dict):
        keys = (*got, *(key for key in expected if key not in got))
        parts: Iterator[tuple[str, Any, Any]] = (
            (f"{path}.{key}", expected.get(key), got.get(key)) for key in keys
        )
    elif isinstance(expected, list) and isinstance(got, list):
        longest = range(max(len(expected), len(got)))
        parts = ((f"{path}[{i}]", _at(expected, i), _at(got, i)) for i in longest)
    else:
        parts = iter(())
        if expected != got or type(expected) is not type(got):
            return Difference(path, expected, got)
    if expected == got:
        return None
    found = (first_difference(one, other, where) for where, one, other in parts)
    return next((difference for difference in found if difference is not None), None)


def read_content(data: Any, wanted: Any) -> Any:
    """Make the value again that ``content_of`` turned into plain data.

    Args:
        data: the plain content.
        wanted: the type of the value.

    Raises:
        BundleError: the content names a shape that is none of the type's.
    """
    if isinstance(wanted, TypeVar):
        wanted = Union[wanted.__constraints__]  # noqa: UP007 - made of what is known at run time
    if isinstance(data, list):
        return tuple(read_content(part, _member(wanted)) for part in data)
    if not isinstance(data, dict):
        return read_plain(data, wanted)
    shapes = _shapes(wanted)
    if len(data) == 1 and (name := next(iter(data))) in shapes and isinstance(data[name], dict):
        return _read_shape(data[name], shapes[name])
    if _mapping(wanted) is None:
        raise BundleError(f"the bundle names {', '.join(data)!r}, which is no part of a rule here")
    return {key: read_content(value, _mapping(wanted)) for key, value in data.items()}


def _at(values: list[Any], index: int) -> Any:
    return values[index] if index < len(values) else None


def _read_shape(parts: dict[str, Any], cls: Any) -> Any:
    kinds = _kinds(cls)
    strange = sorted(set(parts) - set(kinds))
    if strange:
        raise BundleError(f"the bundle gives {cls.__name__} a part {strange[0]!r}, unknown here")
    return cls(**{name: read_content(value, kinds[name]) for name, value in parts.items()})


@cache
def _kinds(cls: Any) -> dict[str, Any]:
    fields = attrs.fields(attrs.resolve_types(cls))
    return {field.name: field.type for field in fields if field.init}


@cache
def _shapes(wanted: Any) -> dict[str, Any]:
    """Give the shapes that a type allows at its top, by name."""
    return {
        kind.__name__: get_origin(kind) or kind
        for kind in _alternatives(wanted)
        if attrs.has(get_origin(kind) or kind)
    }


def _alternatives(wanted: Any) -> tuple[Any, ...]:
    if get_origin(wanted) in _UNIONS:
        return tuple(one for kind in get_args(wanted) for one in _alternatives(kind))
    return (wanted,)


def _member(wanted: Any) -> Any:
    """Give the type of the members of a tuple or another collection."""
    for kind in _alternatives(wanted):
        if kind is not NoneType and get_args(kind) and _mapping(kind) is None:
            members = [part for part in get_args(kind) if part is not Ellipsis]
            return Union[tuple(members)]  # noqa: UP007 - made of what is known at run time
    return wanted


def _mapping(wanted: Any) -> Any:
    """Give the type of the values of a mapping; None where no mapping is meant."""
    for kind in _alternatives(wanted):
        origin = get_origin(kind)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return get_args(kind)[1]
    return None


_COMPACT: Final[Any] = {
    "ensure_ascii": False,
    "check_circular": False,
    "separators": (",", ":"),
}
_SORTED: Final = json.JSONEncoder(**_COMPACT, sort_keys=True).encode
_AS_IS: Final = json.JSONEncoder(**_COMPACT).encode
_UNIONS: Final = frozenset({Union, UnionType})
