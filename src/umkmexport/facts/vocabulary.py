"""The vocabulary: every fact that a rule may ask for, in the words of a form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from umkmexport.facts._vocabulary_application import APPLICATION
from umkmexport.facts._vocabulary_derived import DERIVED
from umkmexport.facts._vocabulary_firm import FIRM, IDENTITY_NUMBERS
from umkmexport.facts._vocabulary_market import MARKET
from umkmexport.facts._vocabulary_money import MONEY
from umkmexport.facts._vocabulary_owner import OWNER
from umkmexport.facts._vocabulary_people import PEOPLE
from umkmexport.facts._vocabulary_permits import PERMITS
from umkmexport.facts._vocabulary_product import PRODUCT
from umkmexport.model.enterprise import BOUNDS
from umkmexport.rules.fact import Fact
from umkmexport.terms.text import Text

__all__ = ["APPLICATION_FACTS", "BY_NAME", "FACTS", "SECTIONS"]

SECTIONS: Final[tuple[tuple[str, Text], ...]] = (
    ("firm", Text(id="Usaha dan tempatnya", en="The firm and where it is")),
    ("owner", Text(id="Pemilik (data pribadi)", en="The owner (personal data)")),
    ("money", Text(id="Ukuran dan keuangan", en="Size and money")),
    ("permits", Text(id="Izin dan sertifikat", en="Permits and certificates")),
    ("product", Text(id="Produk dan produksi", en="Product and production")),
    ("market", Text(id="Pasar dan ekspor", en="Market and export")),
    ("people", Text(id="Orang dan pelaksanaan", en="People and operations")),
    ("derived", Text(id="Dihitung dari jawaban lain", en="Worked out from other answers")),
    ("application", Text(id="Pendaftaran pada satu program", en="One application to one call")),
)
"""The parts of the form and their titles, in order."""


def _place(section: str, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give facts their section, and the bounds that the enterprise holds them to."""
    return tuple(_placed(section, fact) for fact in facts)


def _placed(section: str, fact: Fact) -> Fact:
    least, greatest = BOUNDS.get(fact.name, (fact.least, fact.greatest))
    return attrs.evolve(fact, section=section, least=least, greatest=greatest)


FACTS: Final[tuple[Fact, ...]] = (
    *_place("firm", FIRM),
    *_place("owner", OWNER),
    *_place("money", MONEY),
    *_place("permits", PERMITS),
    *_place("product", PRODUCT),
    *_place("market", MARKET),
    *_place("people", PEOPLE),
    *_place("firm", IDENTITY_NUMBERS),
    *_place("derived", DERIVED),
)
"""Every fact about a firm: the stored ones in the order of the enterprise, the NIB, the derived."""

APPLICATION_FACTS: Final[tuple[Fact, ...]] = _place("application", APPLICATION)
"""Facts of one application to one call, which change from call to call and stand beside the firm.

The options of ``submitted_documents`` are the common ones; a call may ask for others.
"""

BY_NAME: Final[Mapping[str, Fact]] = MappingProxyType(
    {fact.name: fact for fact in (*FACTS, *APPLICATION_FACTS)}
)
"""Every fact by its name, those of an application among them."""
