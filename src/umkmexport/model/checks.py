"""Checks of the values an enterprise is made from: refuse early, coerce nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, Final, TypeAlias, get_args, get_origin, get_type_hints

import attrs

from umkmexport.codes import countries, regions
from umkmexport.errors import CodeError, FactError, joined
from umkmexport.terms.choice import Choice
from umkmexport.terms.plain import RefusedError
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

__all__ = ["Record", "checked", "checkers", "settle"]

Checker: TypeAlias = Callable[[Any], Any]
"""Give the value back, an enumerated one as its member, or raise TypeError or ValueError."""

_HS: Final = re.compile(r"(?:\d{4}:)?\d{2}(?:\d{2}(?:\.?\d{2}(?:\.?\d{2})?)?)?", re.ASCII)
_KBLI: Final = re.compile(r"(?:20(?:20|25):)?\d{2,5}", re.ASCII)
_NIB: Final = re.compile(r"\d{13}", re.ASCII)


def checkers(
    cls: type[attrs.AttrsInstance], bounds: Mapping[str, tuple[int, int | None]]
) -> dict[str, Checker]:
    """Make the checker of every attribute of a record from its annotation and its name."""
    hints = get_type_hints(cls)
    return {
        field.name: _checker(field.name, hints[field.name], bounds.get(field.name))
        for field in attrs.fields(cls)
    }


def checked(value: Any, check: Checker) -> tuple[Any, str | None]:
    """Give the checked value, or the reason why it is refused."""
    try:
        return check(value), None
    except (TypeError, ValueError, CodeError) as error:
        return value, str(error)


def settle(record: Any, checks: Mapping[str, Checker]) -> Iterator[str]:
    """Check every value that is given, settle enumerated ones, and yield what is wrong."""
    needed = _needed(record.__class__)
    for name, check in checks.items():
        value = getattr(record, name)
        if value is None and name not in needed:
            continue
        settled, reason = checked(value, check)
        if reason is not None:
            yield f"{name}: {reason}"
        elif settled is not value:
            object.__setattr__(record, name, settled)


class Record:
    """Base of the records beside the flat facts: what they hold is checked, none is coerced."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        word = type(self).__name__.lower()
        checks = _checkers_of(type(self))  # type: ignore[arg-type]
        problems = [FactError(f"{word}, {text}") for text in settle(self, checks)]
        if problems:
            raise joined(f"{word} cannot be made", problems)


@cache
def _checkers_of(cls: Any) -> dict[str, Checker]:
    return checkers(cls, {})


@cache
def _needed(cls: Any) -> frozenset[str]:
    return frozenset(f.name for f in attrs.fields(cls) if f.default is not None)


def _checker(name: str, hint: Any, bounds: tuple[int, int | None] | None) -> Checker:
    if name.endswith("_region"):
        return _region
    return _BY_NAME.get(name) or _by_kind(hint, bounds or (None, None))


def _by_kind(hint: Any, bounds: tuple[int | None, int | None]) -> Checker:
    kind = next((kind for kind in get_args(hint) if kind is not NoneType), hint)
    for collection in (hint, kind):
        if get_origin(collection) in (tuple, frozenset):
            return _collection(get_origin(collection), get_args(collection)[0])
    if isinstance(kind, type) and issubclass(kind, Choice):
        return _choice(kind)
    by_kind = {int: _whole_number(bounds), date: _date}
    return by_kind.get(kind) or _exactly(kind)


def _choice(kind: type[Choice]) -> Checker:
    def check(value: Any) -> Any:
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(member.value for member in kind)
            raise RefusedError(_ONE_OF.format(allowed=allowed)) from None

    return check


def _exactly(kind: type) -> Checker:
    wanted = _WORDS.get(kind, Text(id=kind.__name__, en=kind.__name__))

    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise _refused(wanted, value)
        return value

    return check


def _whole_number(bounds: tuple[int | None, int | None]) -> Checker:
    least, greatest = bounds

    def check(value: Any) -> Any:
        ends = (value.low, value.high) if isinstance(value, Range) else (value,)
        for end in ends:
            if end is None and isinstance(value, Range):
                continue
            if type(end) is not int:
                raise _refused(_NUMBER, end)
            if least is not None and end < least:
                raise RefusedError(_TOO_LOW.format(least=str(least), found=str(end)))
            if greatest is not None and end > greatest:
                raise RefusedError(_TOO_HIGH.format(greatest=str(greatest), found=str(end)))
        return value

    return check


def _date(value: Any) -> Any:
    ends = (value.low, value.high) if isinstance(value, Range) else (value,)
    for end in ends:
        if end is None and isinstance(value, Range):
            continue
        if not isinstance(end, date) or isinstance(end, datetime):
            raise _refused(_DATE, end)
    return value


def _collection(kind: type[tuple[Any, ...] | frozenset[Any]], inner: type) -> Checker:
    def check(value: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"must be a {kind.__name__}, not {_kind_of(value).en}")
        if get_origin(inner) is tuple:
            if not all(
                isinstance(item, tuple) and _kinds(item) == get_args(inner) for item in value
            ):
                raise TypeError("must hold pairs of texts only")
        elif isinstance(inner, type) and not all(isinstance(item, inner) for item in value):
            raise TypeError(f"must hold {inner.__name__} values only")
        return value

    return check


def _kinds(values: tuple[Any, ...]) -> tuple[type, ...]:
    return tuple(map(type, values))


def _region(value: Any) -> str:
    if not isinstance(value, str):
        raise _refused(_REGION, value)
    return regions.get(value).code


def _country(value: Any) -> str:
    if not isinstance(value, str):
        raise _refused(_COUNTRY, value)
    return countries.get(value).code


def _shaped(pattern: re.Pattern[str], example: str) -> Checker:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise RefusedError(_CODE.format(example=example))
        return value

    return check


def _nib(value: Any) -> str:
    if not isinstance(value, str) or not _NIB.fullmatch(value) or len(set(value)) == 1:
        raise RefusedError(_THIRTEEN_DIGITS)
    return value


def _id(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RefusedError(_NO_TEXT)
    return value


def _refused(wanted: Text, value: Any) -> RefusedError:
    return RefusedError(_MUST_BE.format(wanted=wanted, found=_kind_of(value)))


def _kind_of(value: Any) -> Text:
    if value is None:
        return Text(id="kosong", en="nothing")
    return Text(id=type(value).__name__, en=f"a {type(value).__name__}")


_MUST_BE: Final = Text(id="harus {wanted}, bukan {found}", en="must be {wanted}, not {found}")
_WORDS: Final = {
    bool: Text(id="True atau False", en="True or False"),
    str: Text(id="teks", en="a text"),
    Quantity: Text(id="Quantity beserta satuannya", en="a Quantity with its unit"),
}
_NUMBER: Final = Text(
    id="bilangan bulat atau Range bilangan bulat", en="a whole number or a Range of it"
)
_DATE: Final = Text(id="tanggal atau Range tanggal", en="a date or a Range of dates")
_REGION: Final = Text(
    id="kode Kemendagri, misalnya '33.75'", en="a Kemendagri code such as '33.75'"
)
_COUNTRY: Final = Text(id="kode ISO 3166-1, misalnya 'NL'", en="an ISO 3166-1 code such as 'NL'")
_ONE_OF: Final = Text(id="harus salah satu dari {allowed}", en="must be one of {allowed}")
_TOO_LOW: Final = Text(
    id="sedikitnya {least}, bukan {found}", en="must be at least {least}, not {found}"
)
_TOO_HIGH: Final = Text(
    id="paling banyak {greatest}, bukan {found}", en="must be at most {greatest}, not {found}"
)
_CODE: Final = Text(
    id="harus kode beserta edisinya, misalnya '{example}'",
    en="must be a code with its edition such as '{example}'",
)
_THIRTEEN_DIGITS: Final = Text(
    id="harus tiga belas angka NIB sebagai teks, tidak semuanya sama",
    en="must be the thirteen digits of an NIB as text, not all the same",
)
_NO_TEXT: Final = Text(id="harus teks yang tidak kosong", en="must be a text that is not empty")


_BY_NAME: Final[dict[str, Checker]] = {
    "id": _id,
    "nib": _nib,
    "region": _region,
    "target_country": _country,
    "hs_code": _shaped(_HS, "2022:2103.90"),
    "kbli": _shaped(_KBLI, "2020:10794"),
}
