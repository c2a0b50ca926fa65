"""Criteria as they stand in TOML: one fact and one test, or one joint of several criteria."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from umkmexport.errors import PolicyError
from umkmexport.rules import criteria as c
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

__all__ = ["read_criterion"]


def read_criterion(data: object) -> c.Criterion:
    """Read one criterion.

    Examples:
        >>> read_criterion({"fact": "annual_sales", "at_most": 500_000_000})
        AtMost(fact='annual_sales', limit=500000000)
    """
    if not isinstance(data, Mapping):
        raise PolicyError(_NO_TABLE.format(data=repr(data)))
    if "fact" in data:
        return _read_leaf(data)
    return _read_composite(data)


def _read_leaf(data: Mapping[str, Any]) -> c.Leaf:
    fact = data["fact"]
    tests = [key for key in data if key != "fact"]
    if not isinstance(fact, str) or len(tests) != 1 or tests[0] not in c.LEAF_KEYS:
        keys = ", ".join(c.LEAF_KEYS)
        raise PolicyError(_ONE_TEST.format(fact=repr(fact), keys=keys, hint=_hint(tests)))
    key, value = tests[0], data[tests[0]]
    wanted, fits = _WANTED.get(key, (_LIMIT, _is_limit))
    if not fits(value):
        raise PolicyError(
            _OTHER_VALUE.format(key=key, fact=repr(fact), wanted=wanted, value=repr(value))
        )
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
        has: Text | str = ", ".join(data) or _NOTHING
        keys = ", ".join(c.COMPOSITE_KEYS)
        raise PolicyError(_NO_CRITERION.format(keys=keys, has=has, hint=_hint(data)))
    value = data[key]
    if key == "k_of":
        if not isinstance(value, Mapping) or set(value) != {"k", "of"}:
            raise PolicyError(_NO_K_OF)
        parts = _read_parts(key, value["of"])
        if not _is_count(value["k"]) or not 1 <= value["k"] <= len(parts):
            found = repr(value["k"])
            raise PolicyError(_NO_K.format(most=str(len(parts)), found=found))
        return c.KOf(value["k"], parts)
    make: Callable[[tuple[c.Criterion, ...]], c.Composite] = c.COMPOSITE_KEYS[key]
    return make(_read_parts(key, value))


def _read_parts(key: str, value: object) -> tuple[c.Criterion, ...]:
    if not isinstance(value, list) or not value:
        raise PolicyError(_NO_PARTS.format(key=key))
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


def _hint(keys: Any) -> Text:
    known = [*c.LEAF_KEYS, *c.COMPOSITE_KEYS, "fact"]
    hints = (suggested(key, known) for key in keys if key not in known)
    return next((hint for hint in hints if hint.en), Text(id="", en=""))


_LIMIT: Final = Text(id="bilangan bulat atau tanggal", en="a whole number or a date")
_WANTED: Final[dict[str, tuple[Text, Callable[[Any], bool]]]] = {
    "is": (Text(id="true atau false", en="true or false"), lambda value: isinstance(value, bool)),
    "known": (Text(id="true", en="true"), lambda value: value is True),
    "one_of": (
        Text(id="daftar teks yang tidak kosong", en="a list of texts that is not empty"),
        _is_texts,
    ),
    "within": (Text(id="kode", en="a code"), lambda value: isinstance(value, str)),
    "for_months": (Text(id="bilangan bulat bulan", en="whole months"), _is_count),
    "between": (
        Text(id="dua batas sejenis yang menaik", en="two limits of one kind that rise"),
        _is_span,
    ),
}
_NOTHING: Final = Text(id="kosong", en="nothing")
_NO_TABLE: Final = Text(
    id="kriteria ditulis sebagai tabel, misalnya {{ fact = …, is = … }}, bukan {data}",
    en="a criterion is a table such as {{ fact = …, is = … }}, not {data}",
)
_ONE_TEST: Final = Text(
    id="kriteria tentang {fact} memerlukan tepat satu dari {keys}{hint}",
    en="criterion on {fact} needs exactly one of {keys}{hint}",
)
_OTHER_VALUE: Final = Text(
    id="kriteria {key} tentang {fact} memerlukan {wanted}, bukan {value}",
    en="criterion {key} on {fact} needs {wanted}, not {value}",
)
_NO_CRITERION: Final = Text(
    id="kriteria memuat fakta (fact), atau tepat satu dari {keys}; isi yang ini: {has}{hint}",
    en="a criterion has a fact, or exactly one of {keys}; this one has {has}{hint}",
)
_NO_K_OF: Final = Text(
    id="k_of memerlukan k dan of, misalnya { k = 2, of = [ … ] }",
    en="k_of needs k and of, such as { k = 2, of = [ … ] }",
)
_NO_K: Final = Text(
    id="k_of: k harus antara 1 dan {most}, bukan {found}",
    en="k_of: k must lie between 1 and {most}, not {found}",
)
_NO_PARTS: Final = Text(
    id="{key} memerlukan daftar kriteria yang tidak kosong",
    en="{key} needs a list of criteria that is not empty",
)
