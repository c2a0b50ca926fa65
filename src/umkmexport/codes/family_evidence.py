"""Infer the family of a product from its codes, with the evidence for it."""

from __future__ import annotations

from typing import Final

import attrs

from umkmexport.codes.families import ProductFamily, families_of_hs, kbli_covers
from umkmexport.codes.products import HsCode, Kbli
from umkmexport.terms.text import Text, join_text

__all__ = ["FamilyEvidence", "infer_family"]


@attrs.frozen
class FamilyEvidence:
    """Say which families the codes of a product allow, and why.

    Attributes:
        family: the family, if the codes leave only one; otherwise None.
        candidates: all families that the codes allow; empty if they tell nothing, or if the
            goods are of no family.
        because: one sentence a code.
    """

    family: ProductFamily | None
    candidates: tuple[ProductFamily, ...]
    because: tuple[Text, ...]


_GOODS: Final[tuple[ProductFamily, ...]] = tuple(
    family for family in ProductFamily if family is not ProductFamily.SERVICES
)
_BY_HS: Final = Text(
    id="Kode HS {code} dapat mencakup: {names}.", en="HS code {code} may hold: {names}."
)
_BY_KBLI: Final = Text(
    id="KBLI {code} dapat mencakup: {names}.", en="KBLI {code} may cover: {names}."
)
_NO_EDITION: Final = Text(
    id="KBLI {code} tanpa edisi (2020 atau 2025) tidak menentukan kelompok produk.",
    en="KBLI {code} without its edition (2020 or 2025) does not tell the family.",
)
_ANYTHING: Final = Text(
    id="KBLI {code} tidak menentukan kelompok produk.", en="KBLI {code} does not tell the family."
)
_NONE: Final = Text(id="kelompok lain", en="another family")


def infer_family(
    *,
    hs_code: str | None = None,
    kbli: str | None = None,
    default_kbli_edition: int | None = None,
) -> FamilyEvidence:
    """Infer the family from an HS code, a KBLI, or both.

    The HS code tells what the goods are; a KBLI tells what a firm may make, so alone it seldom
    leaves one family. It helps where an HS code leaves several: 2106 is food or herbal, and with a
    KBLI of division 21 herbal.

    Args:
        hs_code: HS code of the product, with or without edition.
        kbli: KBLI of the firm. Without an edition only divisions 01 to 03 and 10 to 33 count.
        default_kbli_edition: The edition to assume where the KBLI names none.

    Raises:
        CodeError: if one of the codes is none.

    Examples:
        >>> infer_family(hs_code="2103.90").family
        ProductFamily.FOOD
        >>> infer_family(hs_code="2106.90").candidates
        (ProductFamily.FOOD, ProductFamily.HERBAL)
        >>> infer_family(hs_code="2106.90", kbli="2020:21022").family
        ProductFamily.HERBAL
        >>> infer_family(kbli="62019").because[0].en
        'KBLI 62019 without its edition (2020 or 2025) does not tell the family.'
    """
    possible: list[ProductFamily | None] = [*_GOODS, None]
    because: list[Text] = []
    if hs_code is not None:
        possible = list(families_of_hs(hs_code))
        because.append(_sentence(_BY_HS, str(HsCode.parse(hs_code)), possible))
    if kbli is not None:
        code = Kbli.parse(kbli, default_edition=default_kbli_edition)
        allowed, why = _allowed_by(code)
        possible = [family for family in possible if family in allowed] or possible
        because.append(why)
    families = tuple(family for family in possible if family is not None)
    if len(families) == len(_GOODS):
        return FamilyEvidence(None, (), tuple(because))
    family = families[0] if len(families) == len(possible) == 1 else None
    return FamilyEvidence(family, families, tuple(because))


def _allowed_by(code: Kbli) -> tuple[list[ProductFamily | None], Text]:
    """Give the families that a KBLI does not exclude, and the sentence that says so."""
    answers = {family: kbli_covers(str(code), family) for family in _GOODS}
    allowed: list[ProductFamily | None] = [
        f for f, covers in answers.items() if covers is not False
    ]
    allowed.append(None)
    if code.edition is None and not code.is_same_in_all_editions:
        return allowed, _NO_EDITION.format(code=str(code))
    if len(allowed) > len(_GOODS):
        return allowed, _ANYTHING.format(code=str(code))
    return allowed, _sentence(_BY_KBLI, str(code), allowed)


def _sentence(text: Text, code: str, families: list[ProductFamily | None]) -> Text:
    names = [_NONE if family is None else family.text for family in families]
    return text.format(code=code, names=join_text(names, "; "))
