"""Goods that somebody asks for, and which firms make them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

import attrs

from umkmexport.codes.families import (
    ExportStatus,
    ProductFamily,
    export_status,
    families_of_hs,
    kbli_covers,
)
from umkmexport.codes.masking import mask_digits
from umkmexport.codes.products import HsCode, Kbli
from umkmexport.errors import CodeError, FactError
from umkmexport.facts.view import FactView
from umkmexport.terms import hierarchy
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = ["Goods", "GoodsAsked"]

GoodsAsked: TypeAlias = ProductFamily | HsCode | Kbli


@attrs.frozen
class Goods:
    """Hold the goods asked for.

    Attributes:
        asked: a family, or an HS code or KBLI with its edition.
    """

    asked: GoodsAsked

    @classmethod
    def of(cls, asked: GoodsAsked | str) -> Goods:
        """Read what is asked for; a text is a family, an HS code, or a KBLI of five digits.

        Raises:
            FactError: it is none of them.

        Examples:
            >>> (
            ...     Goods.of("coffee").asked,
            ...     Goods.of("0901.21").asked,
            ...     str(Goods.of("2020:10761").asked),
            ... )
            (ProductFamily.COFFEE, HsCode(digits='090121', edition=None), '2020:10761')
        """
        if isinstance(asked, ProductFamily | HsCode | Kbli):
            return cls(asked)
        families = [family.value for family in ProductFamily]
        if asked in families:
            return cls(ProductFamily(asked))
        for parse in (HsCode.parse, Kbli.parse):
            try:
                return cls(parse(asked))
            except (CodeError, AttributeError):
                continue
        hint = suggested(asked, families) if isinstance(asked, str) else ""
        raise FactError(_NO_GOODS.format(asked=mask_digits(repr(asked)), hint=hint))

    @property
    def text(self) -> Text:
        """Give their name in words."""
        if isinstance(self.asked, ProductFamily):
            return self.asked.text
        said = f"{'HS' if isinstance(self.asked, HsCode) else 'KBLI'} {self.asked}"
        return Text(id=said, en=said)

    @property
    def fact(self) -> str:
        """Name the fact to ask for where it is not known whether a firm makes them."""
        if isinstance(self.asked, ProductFamily):
            return "product_family"
        return "hs_code" if isinstance(self.asked, HsCode) else "kbli"

    def export_status(self, as_of: date) -> ExportStatus | None:
        """Give their export status on a day; None where no source settles it for all of them."""
        found = {
            None if family is None else export_status(family, as_of=as_of)
            for family in self._families()
        }
        return found.pop() if len(found) == 1 else None

    def made_by(self, view: FactView) -> Sign:
        """Tell whether they are the firm's main product, to which its capacity belongs."""
        return self._is(view.value("product_family"), view.value("hs_code"), view.value("kbli"))

    def among_products(self, view: FactView) -> bool:
        """Tell whether they surely are among the products that a firm lists."""
        listed = () if "products" in view.hidden else view.enterprise.products
        return any(self._is(each.family, each.hs_code, None) == YES for each in listed)

    def _is(self, family: ProductFamily | None, hs_code: str | None, kbli: str | None) -> Sign:
        if isinstance(self.asked, ProductFamily):
            return _of_family(self.asked, family, hs_code)
        if isinstance(self.asked, HsCode):
            return self._of_hs(family, hs_code)
        if kbli is not None:
            return hierarchy.within(kbli, str(self.asked))
        refuted = family is not None and kbli_covers(str(self.asked), family) is False
        return NO if refuted else UNKNOWN

    def _of_hs(self, family: ProductFamily | None, hs_code: str | None) -> Sign:
        if hs_code is not None:
            return hierarchy.within(hs_code, str(self.asked))
        possible = tuple(self._families())
        refuted = family is not None and None not in possible and family not in possible
        return NO if refuted else UNKNOWN

    def _families(self) -> Iterator[ProductFamily | None]:
        if isinstance(self.asked, ProductFamily):
            yield self.asked
        elif isinstance(self.asked, HsCode):
            yield from families_of_hs(str(self.asked))
        else:
            yield None


def _of_family(asked: ProductFamily, family: ProductFamily | None, hs_code: str | None) -> Sign:
    if family is not None:
        return YES if family is asked else NO
    if hs_code is None:
        return UNKNOWN
    possible = families_of_hs(hs_code)
    if possible == (asked,):
        return YES
    return UNKNOWN if asked in possible or None in possible else NO


_NO_GOODS: Final = Text(
    id="barang dinyatakan dengan kelompok seperti 'coffee', kode HS seperti '2022:0901.21', atau "
    "KBLI seperti '2020:10761', bukan {asked}{hint}",
    en="goods are a family such as 'coffee', an HS code such as '2022:0901.21' or a KBLI such as "
    "'2020:10761', not {asked}{hint}",
)
