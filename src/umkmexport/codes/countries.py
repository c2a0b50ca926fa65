"""Countries and territories by their two letters (ISO 3166-1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.codes.tables import read_table
from umkmexport.errors import CodeError
from umkmexport.terms.near import nearest
from umkmexport.terms.text import Text

__all__ = ["Country", "all_countries", "find", "get"]


@attrs.frozen
class Country:
    """Name a country or territory.

    Attributes:
        code: its two capital letters.
        text: its short name.

    Examples:
        >>> get("NL").text
        Text(id='Belanda', en='Netherlands')
    """

    code: str
    text: Text


_LONGEST: Final = 80
_EU: Final = "the European Union is no country; name the member state"
_NO_COUNTRY: Final = {
    **dict.fromkeys(("EU", "UNIEROPA", "EUROPEANUNION", "EROPA", "EUROPE"), _EU),
    "UK": "the United Kingdom is GB",
    "EN": "England is part of GB",
    "AN": "the Netherlands Antilles ended in 2010: BQ, CW or SX",
}


def all_countries() -> tuple[Country, ...]:
    """Give all 249 in the order of their codes."""
    return tuple(_countries().values())


def get(code: str) -> Country:
    """Give the country of a code in capital letters.

    Raises:
        CodeError: if no country has the code.
    """
    country = _countries().get(code) if isinstance(code, str) else None
    if country is None:
        raise CodeError(_why_no_country(code))
    return country


def find(name: str) -> Country:
    """Give the country that a name in Indonesian or English means, or a code in capitals.

    Raises:
        CodeError: if no country is known by it, or two are; the text names those it may mean.

    Examples:
        >>> find("belanda").code, find("Viet Nam").code, find("cina").code, find("JP").code
        ('NL', 'VN', 'CN', 'JP')
    """
    written = name.strip() if isinstance(name, str) and len(name) <= _LONGEST else ""
    key = _key(written)
    found = {c for c in (_names().get(key), _countries().get(written)) if c is not None}
    if len(found) == 1:
        return found.pop()
    if found:
        raise CodeError(f"country {_echo(name)} may be {_list(found)}: write the name in full")
    if key in _NO_COUNTRY:
        raise CodeError(f"country {_echo(name)}: {_NO_COUNTRY[key]}")
    near = nearest(key, _names(), cutoff=0.8) if key else []
    hint = f"; most like it: {_list({_names()[match] for match in near})}" if near else ""
    raise CodeError(f"country {_echo(name)} is not known{hint}")


def _list(countries: Iterable[Country]) -> str:
    ordered = sorted(countries, key=lambda country: country.code)
    return " or ".join(f"{country.text.id} ({country.code})" for country in ordered)


@cache
def _countries() -> dict[str, Country]:
    return {
        code: Country(code, Text(id=id_, en=en)) for code, id_, en in read_table("countries.csv")
    }


@cache
def _names() -> dict[str, Country]:
    names = {_key(name): get(code) for name, code in read_table("country-aliases.csv")}
    for country in _countries().values():
        names[_key(country.text.id)] = names[_key(country.text.en)] = country
    return names


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).upper()
    return re.sub(r"[^A-Z]", "", plain)


def _why_no_country(code: object) -> Text:
    if isinstance(code, str) and code.upper() in _countries():
        return _SMALL_LETTERS.format(code=repr(code), capitals=repr(code.upper()))
    if isinstance(code, str) and code.upper() in _NO_COUNTRY:
        return _NONE_BECAUSE.format(code=repr(code), reason=_NO_COUNTRY[code.upper()])
    return _NO_CODE.format(code=_echo(code))


def _echo(value: object) -> str:
    if isinstance(value, str):
        return repr(mask_digits(value)) if len(value) <= _LONGEST else "(too long)"
    return f"of type {type(value).__name__}"


_SMALL_LETTERS: Final = Text(
    id="kode negara {code}: tulislah dengan huruf besar, {capitals}",
    en="country code {code}: write it in capital letters, {capitals}",
)
_NONE_BECAUSE: Final = Text(id="kode negara {code}: {reason}", en="country code {code}: {reason}")
_NO_CODE: Final = Text(
    id="kode negara {code} tidak ada dalam ISO 3166-1; harus dua huruf besar, misalnya 'NL'; untuk "
    "nama pakailah countries.find",
    en="country code {code} is not in ISO 3166-1; two capital letters are expected, such as 'NL'; "
    "for a name use countries.find",
)
