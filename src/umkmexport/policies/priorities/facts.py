"""Facts of the pool that follow from the lists of agencies and from an enquiry, not from a firm."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from umkmexport.model.recommendations import AgencyKind
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["ASKED_PRODUCT", "LIST_FACTS", "OWN_REGENCY", "RECOMMENDED_BY"]

OWN_REGENCY: Final = "recommended_by_own_regency"
ASKED_PRODUCT: Final = "makes_what_is_asked"

RECOMMENDED_BY: Final = MappingProxyType(
    {
        AgencyKind.REGENCY: OWN_REGENCY,
        AgencyKind.BANK_INDONESIA: "recommended_by_bank_indonesia",
        AgencyKind.TRADE_OFFICE: "recommended_by_trade_office",
        AgencyKind.QUARANTINE: "recommended_by_quarantine",
        AgencyKind.OTHER: "recommended_by_other",
    }
)
"""The fact that tells whether an agency of a kind recommends a firm."""

_LABEL: Final = Text(id="Direkomendasikan oleh {agency}", en="Recommended by {agency}")
_QUESTION: Final = Text(
    id="Apakah usaha ini tercantum dalam daftar rekomendasi {agency}?",
    en="Is the firm on the list of recommendations of {agency}?",
)
_OWN: Final = Text(id="kabupaten/kota asalnya", en="its own regency or city")

LIST_FACTS: Final = (
    *(
        Fact(
            name,
            FactType.BOOL,
            _LABEL.format(agency=_OWN if kind is AgencyKind.REGENCY else kind.text),
            _QUESTION.format(agency=_OWN if kind is AgencyKind.REGENCY else kind.text),
        )
        for kind, name in RECOMMENDED_BY.items()
    ),
    Fact(
        ASKED_PRODUCT,
        FactType.BOOL,
        Text(id="Membuat produk yang diminta", en="Makes the product asked for"),
        Text(
            id="Apakah usaha ini membuat produk yang diminta pembeli?",
            en="Does the firm make the product that the buyer asks for?",
        ),
    ),
)
"""Facts that a priority policy may ask for beside the vocabulary and those it declares."""
