"""Read the regions in the cells of a registry: codes, names, and districts within a regency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from umkmexport.codes import regions
from umkmexport.codes.region_names import name_key, read_name
from umkmexport.codes.regions import Region, RegionLevel, RegionNameError
from umkmexport.errors import CodeError
from umkmexport.registry.answers import Said
from umkmexport.registry.cell import Cell
from umkmexport.terms.reading import Problem, quote, tidy
from umkmexport.terms.text import Text

__all__ = ["read_district", "read_region"]

_CODE: Final = re.compile(r"[0-9.]+")
_UNDOTTED: Final = re.compile(r"[0-9]{4}(?:[0-9]{2})?")
_KINDS: Final = re.compile(r"(?:Kabupaten|Kota)(?: Administrasi)? ")
_MOST_NAMED: Final = 3


def read_region(cell: Cell) -> Iterator[Said]:
    """Read a regency or city by its code or its name; a province is taken for what it is."""
    text = tidy(cell.text)
    if _CODE.fullmatch(text):
        yield from _by_code(cell, text)
        return
    try:
        yield cell.answer(cell.fact, regions.find(text, level=RegionLevel.REGENCY).code)
    except RegionNameError as error:
        province = _find(text, None, RegionLevel.PROVINCE)
        if province is None:
            yield _not_found(cell, error)
        else:
            yield cell.answer(cell.fact, province.code)
            yield _remark(cell, "region_is_province", name=province.name)


def read_district(cell: Cell) -> Iterator[Said]:
    """Read a district within the regency that is already known for the same fact."""
    text = tidy(cell.text)
    if _CODE.fullmatch(text):
        yield from _by_code(cell, text)
        return
    if cell.region is None:
        yield _remark(cell, "district_without_regency")
        return
    within = cell.region[: len("00.00")]
    try:
        yield cell.answer(cell.fact, regions.find(text, within, level=RegionLevel.DISTRICT).code)
    except RegionNameError as error:
        regency = _find(text, None, RegionLevel.REGENCY)
        if regency is not None and regency.code == within:
            yield _remark(cell, "district_is_regency", name=regency.name)
        else:
            yield _not_found(cell, error)


def _by_code(cell: Cell, code: str) -> Iterator[Said]:
    try:
        yield cell.answer(cell.fact, regions.get(code).code)
    except CodeError:
        today = _follow(code)
        if today is not None:
            yield cell.answer(cell.fact, today.code)
            yield _remark(cell, "region_code_converted", name=_named([today]))
        elif _UNDOTTED.fullmatch(code):
            dotted = ".".join(code[i : i + 2] for i in range(0, len(code), 2))
            yield _remark(cell, "region_code_undotted", dotted=dotted)
        else:
            yield _remark(cell, "region_code_unknown")


def _follow(code: str) -> Region | None:
    try:
        return regions.follow(code)
    except CodeError:
        return None


def _find(text: str, within: str | None, level: RegionLevel) -> Region | None:
    try:
        return regions.find(text, within, level=level)
    except RegionNameError:
        return None


def _not_found(cell: Cell, error: RegionNameError) -> Said:
    keys = {reading.key for reading in read_name(cell.text)}
    exact = [r for r in error.candidates if name_key(_KINDS.sub("", r.name, count=1)) in keys]
    if len(exact) > 1:
        return _remark(cell, "region_ambiguous", names=_named(exact))
    if error.candidates:
        return _remark(cell, "region_unknown", names=_named(error.candidates))
    return _remark(cell, "region_unheard_of")


def _named(found: Iterable[Region]) -> str:
    return ", ".join(f"{region.name} ({region.code})" for region in list(found)[:_MOST_NAMED])


def _remark(cell: Cell, code: str, **parts: str) -> Said:
    return cell.remark(Problem(code, _TEXTS[code].format(cell=quote(cell.text), **parts)))


_TEXTS: Final = {
    "region_ambiguous": Text(
        id="{cell} adalah nama beberapa daerah: {names}; tulis lengkap, misalnya dengan Kabupaten "
        "atau Kota",
        en="{cell} is the name of several regions: {names}; write it in full, with Kabupaten or "
        "Kota",
    ),
    "region_unknown": Text(
        id="{cell} tidak ditemukan; yang paling mirip: {names}",
        en="{cell} was not found; most like it: {names}",
    ),
    "region_unheard_of": Text(
        id="{cell} tidak ditemukan; tulis nama resminya atau kode Kemendagri bertitik",
        en="{cell} was not found; write the official name or the dotted code of Kemendagri",
    ),
    "region_is_province": Text(
        id="{cell} adalah nama provinsi ({name}); tulis kabupaten atau kotanya",
        en="{cell} is a province ({name}); write the regency or city",
    ),
    "region_code_converted": Text(
        id="{cell} adalah kode edisi lama dan dibaca sebagai {name}",
        en="{cell} is a code of an older edition and was read as {name}",
    ),
    "region_code_undotted": Text(
        id="{cell} tidak bertitik, sehingga tidak jelas apakah kode Kemendagri atau kode BPS; "
        "tulis {dotted} bila kode Kemendagri, atau tulis nama daerahnya",
        en="{cell} has no point, so it may be a code of Kemendagri or of BPS; write {dotted} if "
        "it is of Kemendagri, or write the name",
    ),
    "region_code_unknown": Text(
        id="{cell} bukan kode daerah yang berlaku; tulis nama daerahnya",
        en="{cell} is no code of a region in use; write the name",
    ),
    "district_without_regency": Text(
        id="kecamatan {cell} tidak dapat dicari karena kabupaten/kotanya belum jelas pada baris "
        "ini",
        en="the district {cell} cannot be looked up, because its regency is not clear in this row",
    ),
    "district_is_regency": Text(
        id="{cell} adalah nama kabupaten/kota ({name}), bukan kecamatan; tulis kecamatannya",
        en="{cell} is the regency or city ({name}) and no district; write the district",
    ),
}
