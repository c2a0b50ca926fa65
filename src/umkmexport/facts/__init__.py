"""The vocabulary of facts: what may be asked about a firm, with labels, units and questions.

``ux.facts`` is what a form is built from: iterate over it, or look a fact up by name.

Examples:
    >>> from umkmexport import facts
    >>> facts.get("has_nib").label.id
    'Memiliki NIB (Nomor Induk Berusaha)'
    >>> [fact.name for fact in facts.FIRST][:3]
    ['has_nib', 'legal_form', 'business_region']
"""

from __future__ import annotations

from typing import Final

from umkmexport.errors import FactError
from umkmexport.facts.groups import GROUP_FACTS
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME, FACTS, SECTIONS
from umkmexport.facts.words import show, show_date
from umkmexport.rules.fact import Fact, FactType, Option
from umkmexport.terms.near import did_you_mean

__all__ = [
    "APPLICATION_FACTS",
    "FACTS",
    "FIRST",
    "GROUP_FACTS",
    "SECTIONS",
    "Fact",
    "FactType",
    "Option",
    "get",
    "show",
    "show_date",
]

FIRST: Final = tuple(fact for fact in FACTS if fact.first)
"""The facts to fill first: an office holds them, and they settle the most."""


def get(name: str) -> Fact:
    """Give a fact by name.

    Raises:
        FactError: there is no such fact; the text names the nearest ones.
    """
    try:
        return BY_NAME[name]
    except KeyError:
        raise FactError(f"there is no fact {name!r}{did_you_mean(name, BY_NAME)}") from None
