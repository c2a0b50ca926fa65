"""Who counts as UMKM at all: ownership and independence, whatever the figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs

from umkmexport.model.choices import LegalForm, Ownership, SizeClass
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.terms.text import Text

__all__ = ["OWNERSHIP", "NeverPartOf", "OwnershipRule"]


@attrs.frozen
class NeverPartOf:
    """Whose part a firm of a class may not be."""

    size_class: SizeClass
    ownership: tuple[Ownership, ...]


@attrs.frozen(kw_only=True, slots=False)
class OwnershipRule(Policy):
    """State which owners keep a firm from counting as UMKM.

    Attributes:
        foreign: what is said of a firm with foreign investment.
        dependent: what is said of a part of a larger firm.
        never_part_of: by class, whose part a firm may not be.
        multi_owner_forms: legal forms with several owners.
        multi_owner_warning: what is said where such a form is micro by its figures.
    """

    foreign: Text
    dependent: Text
    never_part_of: tuple[NeverPartOf, ...]
    multi_owner_forms: tuple[LegalForm, ...]
    multi_owner_warning: Text

    @cached_property
    def barred(self) -> Mapping[SizeClass, frozenset[Ownership]]:
        """Give the ownerships that bar a firm, by class."""
        return {rule.size_class: frozenset(rule.ownership) for rule in self.never_part_of}


OWNERSHIP: Final = Catalogue(
    __name__,
    lambda file: read_policy(file, OwnershipRule),
    Text(id="aturan kepemilikan", en="ownership rule"),
)
"""The shipped rules by id."""
