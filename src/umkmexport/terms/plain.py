"""The strict door between values and plain data (dictionaries, TOML, JSON).

Nothing is coerced on the way in: ``"tidak"`` is not True, ``1.9`` is not 1, ``None`` is not
``"None"`` and an unknown key is not ignored. Every mistake is reported with its path.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from umkmexport.errors import UmkmExportError, UmkmExportErrorGroup
from umkmexport.terms.near import suggested
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["RefusedError", "explain", "read_plain", "reason_of", "strict_converter", "to_plain"]

T = TypeVar("T")


class RefusedError(TypeError, ValueError):
    """A value was refused, for a reason in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def strict_converter() -> Converter:
    """Make a converter that refuses what it would have to guess."""
    converter = Converter(forbid_extra_keys=True)
    for kind in (bool, int, str):
        converter.register_structure_hook(kind, _read_scalar)
    converter.register_structure_hook(date, _read_date)
    converter.register_structure_hook(Truth, _read_truth)
    converter.register_structure_hook(enum.Enum, _read_choice)
    converter.register_structure_hook(enum.StrEnum, _read_choice)
    converter.register_structure_hook_factory(
        attrs.has, lambda cls: _table_reader(cls, make_dict_structure_fn(cls, converter))
    )
    converter.register_structure_hook_func(
        lambda cls: _origin(cls) is tuple, lambda data, cls: _read_tuple(data, cls, converter)
    )
    converter.register_structure_hook_func(
        lambda cls: _origin(cls) is frozenset, lambda data, cls: _read_set(data, cls, converter)
    )
    converter.register_structure_hook_func(
        lambda cls: _origin(cls) is Range, lambda data, cls: _read_range(data, cls, converter)
    )
    converter.register_structure_hook_func(
        lambda cls: _origin(cls) in (Union, UnionType),
        lambda data, cls: _read_union(data, cls, converter),
    )
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Truth, lambda truth: truth.key)
    converter.register_unstructure_hook(enum.Enum, lambda member: member.value)
    converter.register_unstructure_hook(enum.StrEnum, str.__str__)
    converter.register_unstructure_hook(frozenset, sorted)
    converter.register_unstructure_hook(tuple, lambda values: [to_plain(v) for v in values])
    converter.register_unstructure_hook_func(lambda cls: attrs.has(_origin(cls)), to_plain)
    return converter


def read_plain(data: object, cls: type[T]) -> T:
    """Build a value of ``cls`` from plain data; see ``explain`` for what it may raise."""
    return _CONVERTER.structure(data, cls)


def to_plain(value: object) -> Any:
    """Turn a value into dictionaries, lists, strings and whole numbers.

    Examples:
        >>> to_plain({"truth": Truth.YES, "sales": Range(1, None), "on": date(2026, 11, 21)})
        {'truth': 'yes', 'sales': {'low': 1, 'high': None}, 'on': '2026-11-21'}
    """
    return _CONVERTER.unstructure(value)


def explain(error: BaseException, path: str = "") -> Iterator[tuple[str, Text]]:
    """Yield path and reason of every mistake inside a conversion error."""
    if isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield _join(path, key), _KEY_UNKNOWN.format(hint=_near(key, error.cl))
    elif isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from explain(inner, path + _step(inner))
    elif isinstance(error, UmkmExportErrorGroup):
        for refusal in error.exceptions:
            yield from explain(refusal, path)
    elif isinstance(error, KeyError) and not isinstance(error, UmkmExportError):
        yield _join(path, str(error.args[0])), _KEY_MISSING
    else:
        yield path.lstrip(".") or "(top)", reason_of(error)


def reason_of(error: BaseException) -> Text:
    """Give the reason of an error in both languages; in English twice where it has no other."""
    if isinstance(error, RefusedError):
        return error.reason
    if isinstance(error, UmkmExportError):
        return Text(id=error.to("id"), en=error.to("en"))
    return Text(id=str(error), en=str(error))


def _near(key: str, cls: Any) -> Text:
    allowed = [field.name for field in attrs.fields(cls)]
    near = suggested(key, allowed)
    return near if near.en else _ALLOWED.format(listed=", ".join(allowed))


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote) and not isinstance(error, KeyError):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def _join(path: str, key: str) -> str:
    return f"{path}.{key}".lstrip(".")


def _table_reader(cls: Any, read: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def read_table(data: object, _: object) -> Any:
        if not isinstance(data, Mapping):
            raise _refused(_TABLE, data)
        return read(data, cls)

    return read_table


def _origin(cls: Any) -> Any:
    return get_origin(cls)


def _read_scalar(data: object, cls: type[T]) -> T:
    if type(data) is not cls:
        raise _refused(_WORDS[cls], data)
    return data


def _read_date(data: object, _: object) -> date:
    if isinstance(data, date) and not isinstance(data, datetime):
        return data
    if isinstance(data, str):
        try:
            day = date.fromisoformat(data)
        except ValueError:
            day = None
        if day is not None and day.isoformat() == data:
            return day
    raise _refused(_DATE, data)


def _read_truth(data: object, _: object) -> Truth:
    for truth in Truth:
        if data == truth.key:
            return truth
    raise _refused(_TRUTH, data)


def _read_choice(data: object, cls: Any) -> Any:
    try:
        return cls(data)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in cls)
        raise _refused(_ONE_OF.format(allowed=allowed), data) from None


def _read_tuple(data: object, cls: Any, converter: Converter) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise _refused(_LIST, data)
    inner, *more = get_args(cls)
    if more and more != [Ellipsis] and len(data) != len(get_args(cls)):
        raise RefusedError(_LENGTH.format(wanted=str(len(get_args(cls))), found=str(len(data))))
    values, errors = [], []
    for index, item in enumerate(data):
        try:
            values.append(converter.structure(item, inner))
        except Exception as error:  # noqa: BLE001 - every item reports its own mistake
            error.add_note(IterableValidationNote(f"item {index}", index, inner))
            errors.append(error)
    if errors:
        raise BaseValidationError("list", errors, cls)
    return tuple(values)


def _read_set(data: object, cls: Any, converter: Converter) -> frozenset[Any]:
    if isinstance(data, set | frozenset):
        data = sorted(data)
    return frozenset(_read_tuple(data, cls, converter))


def _read_range(data: object, cls: Any, converter: Converter) -> Range[Any]:
    if not isinstance(data, Mapping) or set(data) != {"low", "high"}:
        raise _refused(_ENDS, data)
    end = get_args(cls)[0]
    low, high = (
        None if data[key] is None else converter.structure(data[key], end)
        for key in ("low", "high")
    )
    return Range(low, high)


def _read_union(data: object, cls: Any, converter: Converter) -> Any:
    if data is None and NoneType in get_args(cls):
        return None
    kinds = [kind for kind in get_args(cls) if kind is not NoneType]
    reasons = []
    for kind in kinds:
        try:
            return converter.structure(data, kind)
        except Exception as error:
            if len(kinds) == 1:
                raise
            reasons += [reason for _, reason in explain(error)]
    distinct = list(dict.fromkeys(reasons))
    raise RefusedError(
        Text(
            id=join_text(distinct, "; atau ").id,
            en=join_text(distinct, "; or ").en,
        )
    )


def _refused(wanted: Text, data: object) -> RefusedError:
    return RefusedError(_MUST_BE.format(wanted=wanted, data=_shown(data)))


def _shown(data: object) -> str:
    """Echo a value, unless it is long or may be an NIB, a NIK or an NPWP."""
    text = repr(data)
    if len(text) > _LONGEST_SHOWN or sum(map(str.isdigit, text)) >= _DIGITS_OF_AN_NIB:
        return f"a value of {len(text)} characters"
    return text


_LONGEST_SHOWN: Final = 40
_DIGITS_OF_AN_NIB: Final = 13


_MUST_BE: Final = Text(id="harus {wanted}, bukan {data}", en="must be {wanted}, not {data}")
_WORDS: Final[dict[Any, Text]] = {
    bool: Text(id="true atau false", en="true or false"),
    int: Text(id="bilangan bulat", en="a whole number"),
    str: Text(id="teks", en="a text"),
}
_TABLE: Final = Text(id="tabel", en="a table")
_LIST: Final = Text(id="daftar", en="a list")
_DATE: Final = Text(id="tanggal dalam bentuk TTTT-BB-HH", en="a date as YYYY-MM-DD")
_TRUTH: Final = Text(id="yes, unknown, atau no", en="yes, unknown or no")
_ONE_OF: Final = Text(id="salah satu dari {allowed}", en="one of {allowed}")
_ENDS: Final = Text(id="tabel berisi low dan high", en="a table with low and high")
_LENGTH: Final = Text(
    id="harus daftar berisi {wanted}, bukan {found}",
    en="must be a list of {wanted}, not of {found}",
)
_KEY_UNKNOWN: Final = Text(id="kunci ini tidak dikenal{hint}", en="key is not known{hint}")
_KEY_MISSING: Final = Text(id="kunci ini belum diisi", en="key is missing")
_ALLOWED: Final = Text(id="; yang boleh ialah {listed}", en="; allowed are {listed}")
_CONVERTER: Final = strict_converter()
