"""Families of export products: what they are called, which codes they cover, who may export them.

The families, their HS headings and their export status are collected from ministry rules and trade
sources; each has its source and what that is worth in ``data/families.toml``. Where the source is
unsure the status is unknown. A family never replaces the look into INSW by HS code.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

import attrs

from umkmexport.codes.products import HsCode, Kbli
from umkmexport.codes.tables import read_data
from umkmexport.errors import CodeError
from umkmexport.terms.choice import Choice
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text

__all__ = [
    "ExportStatus",
    "FamilyProfile",
    "ProductFamily",
    "export_status",
    "families_of_hs",
    "family_of_hs",
    "kbli_covers",
    "profile",
]


class ProductFamily(Choice):
    """Family of the main product."""

    COFFEE = "coffee", "kopi", "coffee"
    RUBBER = "rubber", "karet olahan (SIR, sit asap, lateks)", "processed rubber"
    RUBBER_RAW = "rubber_raw", "karet mentah", "raw rubber"
    PALM = "palm", "minyak sawit dan turunannya", "palm oil and derivatives"
    FOOD = "food", "makanan dan minuman olahan", "processed food and drink"
    FISH = "fish", "ikan dan hasil perikanan", "fish and fishery products"
    SPICE = "spice", "rempah-rempah", "spices"
    COCONUT = "coconut", "kelapa dan turunannya", "coconut and derivatives"
    COCOA_BEAN = "cocoa_bean", "biji kakao", "cocoa beans"
    COCOA_PROD = "cocoa_prod", "kakao dan cokelat olahan", "cocoa and chocolate products"
    BATIK = "batik", "batik, tekstil, dan pakaian", "batik, textiles and garments"
    FURNITURE = "furniture", "mebel dan produk kayu", "furniture and wood products"
    RATTAN_RAW = "rattan_raw", "rotan mentah", "raw rattan"
    HANDICRAFT = "handicraft", "kerajinan, termasuk barang rotan", "handicraft and rattan goods"
    LEATHER = "leather", "alas kaki dan barang dari kulit", "footwear and leather goods"
    JEWELLERY = "jewellery", "perhiasan", "jewellery"
    COSMETICS = "cosmetics", "kosmetik dan sabun", "cosmetics and soap"
    HERBAL = "herbal", "jamu dan obat tradisional", "herbal and traditional medicine"
    PLANTS = "plants", "tanaman hidup dan bunga potong", "live plants and cut flowers"
    FRUITVEG = "fruitveg", "buah dan sayur segar", "fresh fruit and vegetables"
    NEST = "nest", "sarang burung walet", "edible swallow nest"
    ESSOIL = "essoil", "minyak atsiri", "essential oils"
    TOBACCO = "tobacco", "produk tembakau", "tobacco products"
    TEA = "tea", "teh", "tea"
    SERVICES = "services", "jasa", "services"


class ExportStatus(Choice):
    """Whether Indonesian law lets the goods go out."""

    FREE = "free", "bebas diekspor", "free to export"
    REGULATED = "regulated", "dibatasi, perlu perizinan ekspor", "regulated, needs an export permit"
    PROHIBITED = "prohibited", "dilarang diekspor", "prohibited"


@attrs.frozen
class FamilyProfile:
    """State what is known of one family.

    Attributes:
        family: the family.
        hs: HS prefixes that belong to it, digits only, of HS and BTKI 2022.
        status: its export status; None where the source is unsure or it differs within the family.
        since: first day of that status, where the source gives one.
        note: what an official should still check, or which goods of the family are excepted.
        source: where the status is from. Its confidence is that of the status.
        made_in: KBLI divisions in which such goods are grown or made.
        may_be_made_in: KBLI divisions in which some of them are.
    """

    family: ProductFamily
    hs: tuple[str, ...]
    status: ExportStatus | None
    since: date | None
    note: Text | None
    source: Source | None
    made_in: frozenset[str]
    may_be_made_in: frozenset[str]


_TRADE: Final = frozenset({"45", "46", "47"})
_HS_EDITION: Final = 2022


def profile(family: ProductFamily) -> FamilyProfile:
    """Give what is known of one family.

    Examples:
        >>> profile(ProductFamily.COFFEE).hs
        ('0901', '210111', '210112')
    """
    return _profiles()[ProductFamily(family)]


def export_status(family: ProductFamily, *, as_of: date | None = None) -> ExportStatus | None:
    """Give the export status of a family, or None where no source settles it.

    Args:
        family: The family.
        as_of: The day asked about. On a day before the rule that gives the status, the answer is
            None. Without a day, the status last read is given.

    Examples:
        >>> export_status(ProductFamily.RATTAN_RAW), export_status(ProductFamily.PALM)
        (ExportStatus.PROHIBITED, None)
    """
    known = profile(family)
    if as_of is not None and known.since is not None and as_of < known.since:
        return None
    return known.status


def family_of_hs(code: str) -> ProductFamily | None:
    """Give the family an HS code belongs to.

    None where no family has the code, where two have it, where the code is too coarse (0801 holds
    coconuts and cashew nuts), or where its edition is not 2022.

    Raises:
        CodeError: if it is no HS code.

    Examples:
        >>> family_of_hs("2022:2103.90"), family_of_hs("0801"), family_of_hs("2106.90")
        (ProductFamily.FOOD, None, None)
    """
    found = families_of_hs(code)
    return found[0] if len(found) == 1 else None


def families_of_hs(code: str) -> tuple[ProductFamily | None, ...]:
    """Give every family that goods under an HS code may belong to.

    None among them means goods of no family. The longest prefix decides; prefixes below the code
    are all possible.

    Examples:
        >>> [family and family.value for family in families_of_hs("0801")]
        ['fruitveg', 'coconut']
        >>> families_of_hs("8471")
        (None,)
    """
    hs = HsCode.parse(code)
    if hs.edition not in (None, _HS_EDITION):
        return (None,)
    by_prefix = _families_by_prefix()
    above = [prefix for prefix in by_prefix if hs.digits.startswith(prefix)]
    below = [prefix for prefix in by_prefix if prefix.startswith(hs.digits)]
    found: dict[ProductFamily | None, None] = {}
    found.update(dict.fromkeys(by_prefix[max(above, key=len)] if above else (None,)))
    for prefix in below:
        found.update(dict.fromkeys(by_prefix[prefix]))
    return tuple(found)


def kbli_covers(kbli: str, family: ProductFamily) -> bool | None:
    """Tell whether a KBLI covers making or growing the goods of a family.

    Decided by division, the first two digits, which is this library's own choice:

    - a division in which such goods are grown or made covers them;
    - a division in which only some of them are, and trade (45 to 47), leave it open;
    - every other division does not cover them.

    Without an edition only the divisions that mean the same in KBLI 2020 and 2025 count (01 to 03
    and 10 to 33). Services are never decided by division.

    Args:
        kbli: ``2020:10794`` or ``2025:10794``; ``10794`` where the edition is not known.
        family: The family of the product.

    Returns:
        True, False, or None where the division does not decide.

    Raises:
        CodeError: if it is no KBLI.

    Examples:
        >>> kbli_covers("2020:10772", ProductFamily.FOOD), kbli_covers("10772", ProductFamily.BATIK)
        (True, False)
        >>> kbli_covers("2020:46311", ProductFamily.FOOD) is None
        True
    """
    code, known = Kbli.parse(kbli), profile(family)
    if code.division in known.made_in:
        return True
    if known.family is ProductFamily.SERVICES or code.division in known.may_be_made_in | _TRADE:
        return None
    if code.edition is None and not code.is_same_in_all_editions:
        return None
    return False


@cache
def _profiles() -> dict[ProductFamily, FamilyProfile]:
    import tomllib  # noqa: PLC0415 - only where the table is read

    tables = tomllib.loads(read_data("families.toml"))
    return {family: _read_profile(family, tables[family.value]) for family in ProductFamily}


def _read_profile(family: ProductFamily, table: dict[str, Any]) -> FamilyProfile:
    source, note = table.get("source"), table.get("note")
    return FamilyProfile(
        family=family,
        hs=tuple(table["hs"]),
        status=ExportStatus(table["status"]) if "status" in table else None,
        since=table.get("since"),
        note=Text(**note) if note else None,
        source=Source(**{**source, "confidence": Confidence(source["confidence"])})
        if source
        else None,
        made_in=frozenset(table["made_in"]),
        may_be_made_in=frozenset(table["may_be_made_in"]),
    )


@cache
def _families_by_prefix() -> dict[str, tuple[ProductFamily, ...]]:
    found: dict[str, tuple[ProductFamily, ...]] = {}
    for known in _profiles().values():
        for prefix in known.hs:
            if not prefix.isdigit() or len(prefix) > 8:
                raise CodeError(f"families.toml, {known.family}: HS prefix {prefix!r}")
            found[prefix] = (*found.get(prefix, ()), known.family)
    return found
