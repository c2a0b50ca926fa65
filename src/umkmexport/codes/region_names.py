"""Read the name of a region as people write it."""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import Final, NamedTuple

__all__ = ["NamedKind", "RegionName", "name_key", "read_name"]


class NamedKind(enum.Enum):
    """What the word before a name says about the region."""

    PROVINCE = enum.auto()
    KABUPATEN = enum.auto()
    KOTA = enum.auto()
    REGENCY = enum.auto()
    DISTRICT = enum.auto()


class RegionName(NamedTuple):
    """Hold one reading of a written name: the word for its kind apart from the rest.

    Attributes:
        kind: what the name says it is, or None for a bare name.
        key: the letters and digits of the rest.
    """

    kind: NamedKind | None
    key: str


_KINDS: Final = {
    **dict.fromkeys(("PROVINSI", "PROPINSI", "PROV", "PROP"), NamedKind.PROVINCE),
    **dict.fromkeys(("KABUPATEN", "KAB"), NamedKind.KABUPATEN),
    **dict.fromkeys(("KOTA", "KOTAMADYA", "KOTAMADIA", "KODYA", "KODIA"), NamedKind.KOTA),
    **dict.fromkeys(("KECAMATAN", "KEC", "DISTRIK", "KAPANEWON", "KEMANTREN"), NamedKind.DISTRICT),
}
_CITY_OR_NOT: Final = frozenset({NamedKind.KABUPATEN, NamedKind.KOTA})
_FILLERS: Final = frozenset({"ADM", "ADMINISTRASI", "ADMINISTRATIF", "DAN"})
_LONG_WORDS: Final = {"KEP": "KEPULAUAN", "SUMATRA": "SUMATERA", "GN": "GUNUNG", "BTS": "BATAS"}
_WORD: Final = re.compile(r"[^\W_]+")
_KIND_AT_END: Final = re.compile(r"[,(]\s*(\w+)[\s.)]*$")


def read_name(text: str) -> tuple[RegionName, ...]:
    """Give the readings of a written name, the likeliest first.

    A word for the kind may be part of the name itself: *Kab. Kota Baru* is Kabupaten Kotabaru.

    Examples:
        >>> read_name("MALANG, Kab.")
        (RegionName(kind=<NamedKind.KABUPATEN: 2>, key='MALANG'),)
        >>> [name.key for name in read_name("Kota Baru")]
        ['BARU', 'KOTABARU']
    """
    words = _words(text)
    readings = [RegionName(None, _join(words))]
    kind: NamedKind | None = None
    while len(words) > 1 and (named := _KINDS.get(words[0])):
        kind = _both(kind, named)
        words = words[1:]
        readings.insert(0, RegionName(kind, _join(words)))
    if kind is None and (ending := _KIND_AT_END.search(text)):
        if named := _KINDS.get(ending[1].upper()):
            return (RegionName(named, _join(words[:-1])),)
    elif kind is None and len(words) > 1 and words[-1] == "KOTA":
        readings.append(RegionName(NamedKind.KOTA, _join(words[:-1])))
    return tuple(readings)


def name_key(text: str) -> str:
    """Reduce a name without its kind to the letters and digits that tell it from others.

    Examples:
        >>> name_key("Kep. Seribu"), name_key("Toli-Toli"), name_key("P A P U A")
        ('KEPULAUANSERIBU', 'TOLITOLI', 'PAPUA')
    """
    return _join(_words(text))


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    return _WORD.findall(text.upper().replace("'", ""))


def _join(words: list[str]) -> str:
    return "".join([_LONG_WORDS.get(word, word) for word in words if word not in _FILLERS])


def _both(kind: NamedKind | None, named: NamedKind) -> NamedKind:
    if kind in _CITY_OR_NOT and named in _CITY_OR_NOT and kind is not named:
        return NamedKind.REGENCY
    return named if kind is None else kind
