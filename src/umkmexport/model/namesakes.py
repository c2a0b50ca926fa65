"""Firms that a name on a letter may mean."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from umkmexport.codes import regions
from umkmexport.codes.likeness import AT_LEAST, like_names
from umkmexport.model.enterprise import Enterprise
from umkmexport.terms.hierarchy import within
from umkmexport.terms.truth import Truth

__all__ = ["Namesake", "find_by_name"]


@attrs.frozen
class Namesake:
    """A firm that a name may mean.

    Attributes:
        firm: the id of the firm.
        name: its name in the registry.
        likeness: how like the two names are, in per cent; legal forms do not count.
        at_place: whether it lies in the region asked for; never NO.
    """

    firm: str
    name: str
    likeness: int
    at_place: Truth


def find_by_name(
    enterprises: Iterable[Enterprise],
    name: str,
    *,
    region: str | None = None,
    at_least: int = AT_LEAST,
) -> tuple[Namesake, ...]:
    """Find the firms that a name may mean, such as one on a letter of recommendation.

    Candidates only: a person decides which of them is meant, if any.

    Args:
        enterprises: the firms of the registry.
        name: the name as it is written.
        region: the Kemendagri code of the place; firms that surely lie elsewhere are left out.
        at_least: from how many per cent two names count.

    Returns:
        The candidates: most like first, those surely at the place first among equals, then by id.

    Raises:
        RegistryError: RapidFuzz is not installed, or ``at_least`` is no per cent.
        CodeError: the region does not exist.

    Examples:
        >>> firms = [
        ...     Enterprise(id="U-1", name="CV. Ulos Sianjur", business_region="12.71"),
        ...     Enterprise(id="U-2", name="Oelos Sianjoer"),
        ...     Enterprise(id="U-3", name="Ulos Sianjur", business_region="12.75"),
        ... ]
        >>> [
        ...     (found.firm, found.likeness, found.at_place)
        ...     for found in find_by_name(firms, "ulos sianjur", region="12.71")
        ... ]
        [('U-1', 100, Truth.YES), ('U-2', 100, Truth.UNKNOWN)]
    """
    place = None if region is None else regions.get(region).code
    near = [
        (firm.id, firm.name, _at(place, firm.business_region))
        for firm in enterprises
        if firm.name is not None and _at(place, firm.business_region) is not Truth.NO
    ]
    found = like_names(name, [each for _, each, _ in near], at_least=at_least)
    namesakes = [Namesake(near[i][0], near[i][1], per_cent, near[i][2]) for i, per_cent in found]
    return tuple(sorted(namesakes, key=lambda n: (-n.likeness, -n.at_place.value, n.firm)))


def _at(place: str | None, region: str | None) -> Truth:
    if place is None or region is None:
        return Truth.UNKNOWN
    return Truth(within(region, place))
