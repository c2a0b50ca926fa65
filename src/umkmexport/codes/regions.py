"""Regions of Indonesia by the codes of the Ministry of Home Affairs (Kemendagri).

A region in a record is a dotted code: ``12`` a province, ``12.71`` a regency or city, ``12.71.05``
a district. It means the edition of 2025 (Kepmendagri 300.2.2-2138/2025 as amended by
300.2.2-2430/2025): 38 provinces, 514 regencies and cities, 7,285 districts. Codes of older editions
are read with ``modernise``, codes of the statistics office with ``BpsRegionCode``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.codes.region_names import NamedKind, name_key, read_name
from umkmexport.codes.tables import read_table
from umkmexport.errors import CodeError
from umkmexport.terms.choice import Choice
from umkmexport.terms.hierarchy import within as _prefix_within
from umkmexport.terms.near import nearest
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = [
    "EDITION",
    "EDITIONS",
    "SOURCES",
    "BpsRegionCode",
    "Region",
    "RegionLevel",
    "RegionNameError",
    "districts",
    "find",
    "follow",
    "get",
    "get_undotted",
    "modernise",
    "provinces",
    "regencies",
    "registration_codes",
    "search",
    "within",
]

EDITION: Final = 2025
"""The edition that a code without one belongs to."""

EDITIONS: Final = (2018, 2020, 2022, 2023, 2025)
"""The editions whose codes can be read."""

SOURCES: Final = (
    Source(
        title="Kepmendagri 300.2.2-2138/2025",
        read_on=date(2026, 11, 21),
        confidence=Confidence.HIGH,
        note="25 April 2025; codes and names of provinces, regencies, cities and districts",
    ),
    Source(
        title="Kepmendagri 300.2.2-2430/2025",
        read_on=date(2026, 11, 21),
        confidence=Confidence.HIGH,
        note="23 June 2025; amends the former, no code of a regency or city changed",
    ),
)

_LONGEST_NAME: Final = 120
_DOTTED: Final = r"\d{2}(\.\d{2}){0,2}"
_SAME_AS_BPS: Final = frozenset({"17", "32", "33", "34", "35", "36", "51", "52"})
_NORTH_SUMATRA: Final = "12"


class RegionLevel(Choice):
    """How far down a region is."""

    PROVINCE = "province", "provinsi", "province"
    REGENCY = "regency", "kabupaten/kota", "regency or city"
    DISTRICT = "district", "kecamatan", "district"


@attrs.frozen
class Region:
    """Name one region of one edition.

    Attributes:
        code: dotted Kemendagri code.
        name: official name in full, ``Kabupaten Malang``.
        level: province, regency (regencies and cities alike) or district.
        edition: year of the code table.

    Examples:
        >>> get("12.71").parent.name
        'Sumatera Utara'
    """

    code: str
    name: str
    level: RegionLevel
    edition: int = EDITION

    @property
    def parent(self) -> Region | None:
        """The region one level up; None for a province."""
        return get(self.code.rpartition(".")[0]) if "." in self.code else None

    @property
    def province(self) -> Region:
        """The province it lies in, or the province itself."""
        return get(self.code[:2])

    @property
    def is_city(self) -> bool:
        """Whether it is a *kota*: the second pair of digits is 71 or more."""
        return self.level is RegionLevel.REGENCY and self.code[3] >= "7"

    @property
    def short_name(self) -> str:
        """The name as tables print it: ``Kab. Malang``, ``DKI Jakarta``.

        Examples:
            >>> get("35.07").short_name
            'Kab. Malang'
        """
        if self.level is RegionLevel.REGENCY:
            return self.name.replace("Kabupaten ", "Kab. ").replace("Administrasi ", "Adm. ")
        return _SHORT_PROVINCES.get(self.name, self.name)


_SHORT_PROVINCES: Final = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}


class RegionNameError(CodeError):
    """A name belongs to no region, or to several.

    Attributes:
        candidates: the regions it may mean; for an unknown name those spelled most like it.
    """

    def __init__(self, message: str, candidates: tuple[Region, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates

    def __reduce__(self) -> tuple[type[RegionNameError], tuple[str, tuple[Region, ...]]]:
        return type(self), (str(self), self.candidates)


def get(code: str) -> Region:
    """Give the region of a dotted code of the current edition.

    Raises:
        CodeError: if there is no such code. The text tells a code without its point, a retired
            code and a village code from one that never was.

    Examples:
        >>> get("33.75").name
        'Kota Pekalongan'
    """
    if isinstance(code, str):
        region = _upper_regions().get(code)
        if region is None and len(code) == 8:
            region = _districts().get(code)
        if region is not None:
            return region
    raise CodeError(_why_no_region(code))


def get_undotted(code: str) -> Region:
    """Give the region of a Kemendagri code that is stored without points.

    Use it only where the source is known to hold Kemendagri codes: four digits alone may as well be
    a BPS code, see ``BpsRegionCode``.

    Examples:
        >>> get_undotted("1271").name
        'Kota Medan'
    """
    if not isinstance(code, str) or not re.fullmatch(r"\d\d(\d\d){0,2}", code, re.ASCII):
        raise CodeError(
            f"region code {_echo(code)}: 2, 4 or 6 digits without points are expected, as text"
        )
    return get(".".join(code[i : i + 2] for i in range(0, len(code), 2)))


def provinces() -> tuple[Region, ...]:
    """Give the 38 provinces in the order of their codes."""
    return tuple(r for r in _upper_regions().values() if r.level is RegionLevel.PROVINCE)


def regencies(of: str | None = None) -> tuple[Region, ...]:
    """Give the regencies and cities, all 514 or those of one province.

    Examples:
        >>> len(regencies()), len(regencies(of="12"))
        (514, 33)
    """
    prefix = f"{_of_level(of, RegionLevel.PROVINCE)}." if of is not None else ""
    return tuple(
        region
        for region in _upper_regions().values()
        if region.level is RegionLevel.REGENCY and region.code.startswith(prefix)
    )


def districts(of: str | None = None) -> tuple[Region, ...]:
    """Give the districts, all 7,285 or those of one province, regency or city.

    Examples:
        >>> [district.name for district in districts(of="33.75")]
        ['Pekalongan Barat', 'Pekalongan Timur', 'Pekalongan Utara', 'Pekalongan Selatan']
    """
    prefix = f"{get(of).code}." if of is not None else ""
    return tuple(region for region in _districts().values() if region.code.startswith(prefix))


def within(code: str, ancestor: str) -> Truth:
    """Tell whether a region is another one or lies in it.

    A region coarser than the test may lie inside or outside: UNKNOWN.

    Raises:
        CodeError: if one of the two codes does not exist.

    Examples:
        >>> within("12.71.05", "12.71"), within("12", "12.71"), within("12.75", "12.71")
        (Truth.YES, Truth.UNKNOWN, Truth.NO)
    """
    return Truth(_prefix_within(get(code).code, get(ancestor).code))


def find(name: str, within: str | None = None, *, level: RegionLevel | None = None) -> Region:
    """Give the one region that a written name means.

    Case, blanks, points, hyphens, the usual abbreviations, former names and ``Kab.`` before or
    after the name make no difference. Districts are searched where the name says so (``Kec.``),
    where ``level`` does, or inside a regency.

    Args:
        name: The name as written.
        within: Code of a province or regency to search in. Inside a regency its districts come
            first, then the regency itself.
        level: Look at this level only: ``Jambi`` is a province and a city.

    Raises:
        RegionNameError: if no region or more than one has the name; it carries the candidates.

    Examples:
        >>> find("KAB MALANG").code, find("Kodya Medan").code, find("Klojen", "35.73").code
        ('35.07', '12.71', '35.73.02')
        >>> try:
        ...     find("MALANG")
        ... except RegionNameError as error:
        ...     print(error)
        'MALANG' is the name of Kabupaten Malang (35.07) and Kota Malang (35.73): say which
    """
    found = _candidates(name, within, level)
    if len(found) == 1:
        return found[0]
    if found:
        raise RegionNameError(
            f"{_echo(name)} is the name of {_list(found)}: say which", tuple(found)
        )
    near = tuple(_similar(name, within, level))
    place = f" in {get(within).name}" if within is not None else ""
    hint = f"; most like it: {_list(near)}" if near else ""
    raise RegionNameError(f"{_echo(name)} is no known region{place}{hint}", near)


def search(
    name: str, within: str | None = None, *, level: RegionLevel | None = None
) -> tuple[Region, ...]:
    """Give all regions that a name may mean, or those spelled most like it.

    It takes what ``find`` takes and never fails on a name.

    Examples:
        >>> [region.code for region in search("malang")]
        ['35.07', '35.73']
    """
    return tuple(_candidates(name, within, level) or _similar(name, within, level))


def modernise(code: str, edition: int) -> Region:
    """Give the region of today that follows a code of an older edition.

    Args:
        code: Dotted code of a province or regency as that edition had it.
        edition: One of ``EDITIONS``.

    Raises:
        CodeError: if the edition is not known or has no such code, if the code was divided among
            several regions, or if it is a district of an older edition (those tables are not held).

    Examples:
        >>> modernise("91.01", 2022).code
        '93.01'
    """
    if edition not in EDITIONS:
        known = ", ".join(map(str, EDITIONS))
        raise CodeError(f"region codes of edition {edition!r} are not held; known: {known}")
    if edition == EDITION:
        return get(code)
    if not isinstance(code, str) or len(code) > 5:
        raise CodeError(
            f"region code {_echo(code)} of {edition}: only provinces and regencies of older "
            "editions are held; give the first two or four digits"
        )
    retired = _retired().get(code)
    if retired is not None and edition <= retired.last_edition:
        return _only_successor(retired)
    region = get(code)
    if edition < _first_editions().get(region.code, 0):
        raise CodeError(f"region code {code} ({region.name}) is not in the edition of {edition}")
    return region


def follow(code: str) -> Region | None:
    """Give today's region for a regency code of any edition held, None if there is none.

    Examples:
        >>> follow("91.01").code, follow("12.71").code, follow("54.01")
        ('93.01', '12.71', None)
    """
    region = _upper_regions().get(code)
    if region is None and (retired := _retired().get(code)) is not None:
        region = _only_successor(retired)
    return region


@cache
def registration_codes() -> frozenset[str]:
    """Give the four digits, without a point, of every regency of any edition held."""
    codes = (*_upper_regions(), *_retired())
    return frozenset(code.replace(".", "") for code in codes if len(code) == 5)


@attrs.frozen
class BpsRegionCode:
    """Hold a regency code of Statistics Indonesia (BPS), which is not a Kemendagri code.

    1275 is Kota Medan to BPS; 12.75 is Kota Binjai to Kemendagri. The whole table is known for
    Sumatera Utara only; in eight provinces (17, 32 to 36, 51, 52) both offices use the same codes.

    Examples:
        >>> BpsRegionCode("1275").to_kemendagri().name
        'Kota Medan'
    """

    code: str = attrs.field()

    @code.validator
    def _four_digits(self, _: object, value: str) -> None:
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}", value, re.ASCII):
            raise CodeError(
                f"BPS regency code {_echo(value)}: four digits without a point are expected, as "
                "text; a dotted code is a Kemendagri code"
            )

    @classmethod
    def of(cls, region: Region) -> BpsRegionCode:
        """Give the BPS code of a regency or city.

        Raises:
            CodeError: if it is not known for that province, or the region is no regency.
        """
        if region.level is not RegionLevel.REGENCY:
            raise CodeError(f"{region.name} ({region.code}) is no regency or city")
        for bps, kemendagri in _bps_of_north_sumatra().items():
            if kemendagri == region.code:
                return cls(bps)
        if region.code[:2] in _SAME_AS_BPS:
            return cls(region.code.replace(".", ""))
        raise CodeError(f"the BPS codes of {region.province.name} are not known here")

    def to_kemendagri(self) -> Region:
        """Give the region, by its Kemendagri code.

        Raises:
            CodeError: if the BPS table of that province is not known, or has no such code.
        """
        province = self.code[:2]
        if province == _NORTH_SUMATRA and self.code in _bps_of_north_sumatra():
            return get(_bps_of_north_sumatra()[self.code])
        if province in _SAME_AS_BPS:
            return get(f"{province}.{self.code[2:]}")
        if province == _NORTH_SUMATRA:
            raise CodeError(f"BPS code {self.code} is not in the table of Sumatera Utara")
        raise CodeError(
            f"BPS code {self.code}: the BPS table of that province is not known here and its codes "
            "may differ from those of Kemendagri; use the region's name"
        )


class _Retired(NamedTuple):
    code: str
    name: str
    last_edition: int
    today: tuple[str, ...]


@cache
def _upper_regions() -> dict[str, Region]:
    levels = {2: RegionLevel.PROVINCE, 5: RegionLevel.REGENCY}
    return {
        code: Region(code, name, levels[len(code)]) for code, name in read_table("regions-2025.csv")
    }


@cache
def _districts() -> dict[str, Region]:
    return {
        code: Region(code, name, RegionLevel.DISTRICT)
        for code, name in read_table("districts-2025.csv")
    }


@cache
def _retired() -> dict[str, _Retired]:
    return {
        code: _Retired(code, name, int(edition), tuple(today.split()))
        for code, name, edition, today in read_table("retired-regions.csv")
    }


@cache
def _first_editions() -> dict[str, int]:
    """Give the first edition of each code that is younger than the oldest one held."""
    first: dict[str, int] = {}
    for retired in _retired().values():
        after = next(edition for edition in EDITIONS if edition > retired.last_edition)
        for code in retired.today:
            if code != retired.code:
                first[code] = after
    return first


@cache
def _bps_of_north_sumatra() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("bps-sumatera-utara.csv")}


@cache
def _upper_index() -> dict[str, tuple[Region, ...]]:
    index = _index(_upper_regions().values())
    for alias, code, _ in read_table("region-aliases.csv"):
        _add(index, name_key(alias), get(code))
    for key, regions in list(index.items()):
        if key.startswith("KEPULAUAN") and (short := key.removeprefix("KEPULAUAN")) not in index:
            index[short] = regions
    return index


@cache
def _district_index() -> dict[str, tuple[Region, ...]]:
    return _index(_districts().values())


def _index(regions: Iterable[Region]) -> dict[str, tuple[Region, ...]]:
    index: dict[str, tuple[Region, ...]] = {}
    for region in regions:
        name = region.name
        if region.level is RegionLevel.REGENCY:
            name = name.removeprefix("Kabupaten ").removeprefix("Kota ")
        _add(index, name_key(name), region)
    return index


def _add(index: dict[str, tuple[Region, ...]], key: str, region: Region) -> None:
    known = index.get(key, ())
    if region not in known:
        index[key] = tuple(sorted((*known, region), key=lambda r: r.code))


def _candidates(name: str, area: str | None, level: RegionLevel | None) -> list[Region]:
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        return []
    if area is not None:
        get(area)
    for written in read_name(name):
        for index in _indexes(written.kind, area, level):
            found = [r for r in index.get(written.key, ()) if _fits(r, written.kind, area, level)]
            if found:
                return found
    return _candidates_before_comma(name, level) if "," in name and area is None else []


def _candidates_before_comma(name: str, level: RegionLevel | None) -> list[Region]:
    """Read ``Kota Medan, Sumatera Utara``: a name and the province it lies in."""
    place, _, rest = name.rpartition(",")
    outer = _candidates(rest, None, RegionLevel.PROVINCE)
    return _candidates(place, outer[0].code, level) if len(outer) == 1 else []


def _indexes(
    kind: NamedKind | None, area: str | None, level: RegionLevel | None
) -> Iterator[dict[str, tuple[Region, ...]]]:
    of_districts = kind is NamedKind.DISTRICT or level is RegionLevel.DISTRICT
    inside_regency = area is not None and len(area) == 5
    if of_districts or (inside_regency and kind is None and level is None):
        yield _district_index()
    if not of_districts:
        yield _upper_index()


def _fits(
    region: Region, kind: NamedKind | None, area: str | None, level: RegionLevel | None
) -> bool:
    if level is not None and region.level is not level:
        return False
    if area is not None and _prefix_within(region.code, area) != 1:
        return False
    if kind is None or kind is NamedKind.DISTRICT:
        return True
    if kind is NamedKind.PROVINCE:
        return region.level is RegionLevel.PROVINCE
    if region.level is not RegionLevel.REGENCY:
        return False
    return kind is NamedKind.REGENCY or region.is_city == (kind is NamedKind.KOTA)


def _similar(name: str, area: str | None, level: RegionLevel | None) -> list[Region]:
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        return []
    written = read_name(name)[0]
    found: list[Region] = []
    for index in _indexes(written.kind, area, level):
        keys = [
            key
            for key, regions in index.items()
            if any(_fits(r, None, area, level) for r in regions)
        ]
        for key in nearest(written.key, keys, cutoff=0.75):
            found += [r for r in index[key] if _fits(r, None, area, level) and r not in found]
    return found


def _only_successor(retired: _Retired) -> Region:
    followers = [get(code) for code in retired.today]
    if len(followers) == 1:
        return followers[0]
    raise CodeError(
        f"region {retired.code} ({retired.name}, until the edition of {retired.last_edition}) was "
        f"divided among {_list(followers)}; the regency decides"
    )


def _why_no_region(code: object) -> Text:
    if not isinstance(code, str):
        return _NO_CODE_TEXT.format(code=_echo(code))
    if re.fullmatch(r"\d{4}|\d{6}", code, re.ASCII):
        return _why_not_undotted(code)
    retired = _retired().get(code)
    if retired is not None:
        today = _only_successor(retired)
        return _ENDED.format(
            code=code, name=retired.name, edition=str(retired.last_edition), today=today.code
        )
    if re.fullmatch(r"\d{2}\.\d{2}\.\d{2}\.\d{4}", code, re.ASCII):
        return _NO_VILLAGES.format(code=code, district=code[:8])
    if not re.fullmatch(_DOTTED, code, re.ASCII):
        return _NOT_DOTTED.format(code=_echo(code))
    return _NOT_IN_TABLE.format(code=code, edition=str(EDITION))


def _why_not_undotted(code: str) -> Text:
    dotted = ".".join(code[i : i + 2] for i in range(0, len(code), 2))
    kemendagri = (_upper_regions() if len(code) == 4 else _districts()).get(dotted)
    name = kemendagri.name if kemendagri else _NOT_IN_USE
    readings = [_KEMENDAGRI_IS.format(code=dotted, name=name)]
    if len(code) == 4:
        try:
            bps = BpsRegionCode(code).to_kemendagri().name
            readings.append(_BPS_IS.format(code=code, name=bps))
        except CodeError:
            readings.append(_BPS_UNKNOWN.format(code=code))
    return _UNDOTTED.format(code=code, readings=join_text(readings, "; "), dotted=dotted)


def _of_level(code: str, level: RegionLevel) -> str:
    region = get(code)
    if region.level is not level:
        raise CodeError(f"{region.name} ({code}) is no {level.text.en}")
    return code


def _list(regions: Iterable[Region]) -> str:
    named = [f"{_named(region)} ({region.code})" for region in regions]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _named(region: Region) -> str:
    kinds = {RegionLevel.PROVINCE: "Provinsi ", RegionLevel.DISTRICT: "Kecamatan "}
    return kinds.get(region.level, "") + region.name


def _echo(value: object) -> str:
    shown = mask_digits(value) if isinstance(value, str) and len(value) <= _LONGEST_NAME else None
    if shown is not None:
        return repr(shown)
    return "the text (too long)" if isinstance(value, str) else f"of type {type(value).__name__}"


_NO_CODE_TEXT: Final = Text(
    id="kode wilayah {code}: harus teks, misalnya '12.71'",
    en="region code {code}: text is expected, such as '12.71'",
)
_ENDED: Final = Text(
    id="kode wilayah {code} ({name}) berakhir pada edisi {edition}; kini {today}",
    en="region code {code} ({name}) ended with the edition of {edition}; today it is {today}",
)
_NO_VILLAGES: Final = Text(
    id="kode wilayah {code}: desa dan kelurahan tidak dimuat; berikan kecamatannya, {district}",
    en="region code {code}: villages are not held; give the district, {district}",
)
_NOT_DOTTED: Final = Text(
    id="kode wilayah {code}: harus kode Kemendagri bertitik, misalnya '12', '12.71', atau "
    "'12.71.05'; untuk nama pakailah regions.find",
    en="region code {code}: a dotted Kemendagri code is expected, such as '12', '12.71' or "
    "'12.71.05'; for a name use regions.find",
)
_NOT_IN_TABLE: Final = Text(
    id="kode wilayah {code} tidak ada dalam tabel tahun {edition} (Kepmendagri 300.2.2-2138/2025)",
    en="region code {code} is not in the table of {edition} (Kepmendagri 300.2.2-2138/2025)",
)
_NOT_IN_USE: Final = Text(id="tidak dipakai", en="not in use")
_KEMENDAGRI_IS: Final = Text(
    id="menurut Kemendagri {code} adalah {name}", en="Kemendagri {code} is {name}"
)
_BPS_IS: Final = Text(id="menurut BPS {code} adalah {name}", en="BPS {code} is {name}")
_BPS_UNKNOWN: Final = Text(
    id="arti {code} menurut BPS tidak diketahui di sini", en="what BPS {code} is, is not known here"
)
_UNDOTTED: Final = Text(
    id="kode wilayah '{code}' tidak bertitik, sehingga tidak jelas menurut siapa: {readings}. "
    "Tulislah '{dotted}', atau pakailah regions.get_undotted atau BpsRegionCode",
    en="region code '{code}' has no point, so it does not say whose it is: {readings}. Write "
    "'{dotted}', or use regions.get_undotted or BpsRegionCode",
)
