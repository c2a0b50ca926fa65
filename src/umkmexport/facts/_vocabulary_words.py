"""Words that several facts share: units, places to look, and the answers of an enumeration."""

from __future__ import annotations

from typing import Final

from umkmexport.rules.fact import Option
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

__all__ = [
    "ASSESSMENT",
    "DOCUMENT",
    "IDENTITY_CARD",
    "INTERVIEW",
    "MONTHS",
    "NIB_SHEET",
    "OFFICE_REGISTER",
    "ON_THE_INTERNET",
    "OWNER_STATEMENT",
    "PRODUCTS",
    "RUPIAH",
    "SEEING_THE_PRODUCT",
    "VISIT",
    "options",
]

RUPIAH: Final = Text(id="rupiah", en="rupiah")
MONTHS: Final = Text(id="bulan", en="months")
PRODUCTS: Final = Text(id="produk", en="products")

ASSESSMENT: Final = Text(id="hasil kurasi", en="curation results")
DOCUMENT: Final = Text(id="dokumen yang ditunjukkan", en="the document itself")
IDENTITY_CARD: Final = Text(id="KTP", en="identity card (KTP)")
INTERVIEW: Final = Text(id="wawancara", en="interview")
NIB_SHEET: Final = Text(id="lembar NIB", en="NIB sheet")
OFFICE_REGISTER: Final = Text(id="data UMKM instansi", en="the office's register of firms")
ON_THE_INTERNET: Final = Text(id="dapat dilihat di internet", en="visible on the internet")
OWNER_STATEMENT: Final = Text(id="pernyataan pemilik", en="owner's statement")
SEEING_THE_PRODUCT: Final = Text(id="melihat produknya", en="a look at the product")
VISIT: Final = Text(id="kunjungan", en="visit")


def options(choices: type[Choice]) -> tuple[Option, ...]:
    """List the members of an enumeration as the allowed answers of a fact, in their order.

    Examples:
        >>> from umkmexport.model.choices import SalesTrend
        >>> [option.value for option in options(SalesTrend)]
        ['falling', 'stable', 'rising']
    """
    return tuple(Option(member.value, member.text) for member in choices)
