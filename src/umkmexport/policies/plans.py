"""How the seats of a call are divided: classes, regions, reserves, batches, one place per owner."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from umkmexport.codes import regions
from umkmexport.errors import CodeError, SelectionError, UmkmExportError, joined
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.facts import check_criteria
from umkmexport.rules.apportionment import ApportionmentMethod, Bounds
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.reserves import Reserve, ReserveMode
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import Text

__all__ = [
    "ApplicantLimit",
    "LimitedBy",
    "RegionDivision",
    "RegionShare",
    "SeatClass",
    "SelectionPlan",
]


@attrs.frozen(kw_only=True)
class SeatClass:
    """Seats of one class of applicants, such as those who sell online.

    Attributes:
        key: its key.
        text: the class in words.
        require: who belongs to it. Who meets several classes belongs to the first of them.
        seats: how many seats it has.
    """

    key: str
    text: Text
    require: Criterion
    seats: int


@attrs.frozen
class RegionShare:
    """The share of one region: a population to divide by, or seats that are fixed.

    Attributes:
        code: its Kemendagri code.
        population: the whole number by which seats are divided, such as its firms.
        seats: its seats, where they are fixed.
        floor: the least it gets, where seats are divided.
        cap: the most it may get, from the common pool too.
    """

    code: str
    population: int | None = None
    seats: int | None = None
    floor: int = 0
    cap: int | None = None


@attrs.frozen(kw_only=True)
class RegionDivision:
    """Seats per region.

    Attributes:
        fact: which region counts: the owner's, that of the business or of the production site.
        shares: the regions that take part; none lies in another.
        method: how seats are divided by population.
    """

    fact: str
    shares: tuple[RegionShare, ...]
    method: ApportionmentMethod = ApportionmentMethod.SAINTE_LAGUE

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "method", ApportionmentMethod(self.method))

    @classmethod
    def by_population(
        cls,
        fact: str,
        populations: Mapping[str, int],
        *,
        floors: Bounds = None,
        caps: Bounds = None,
        method: ApportionmentMethod | str = ApportionmentMethod.SAINTE_LAGUE,
    ) -> RegionDivision:
        """Divide seats in proportion to populations.

        Args:
            fact: which region counts.
            populations: a whole number for each region.
            floors: the least that each gets, or one number for all.
            caps: the most that a region may get, or one number for all.
            method: ``sainte_lague``, ``d_hondt`` or ``largest_remainder``.

        Examples:
            >>> firms = {"12.71": 38_343, "12.75": 9_000}
            >>> division = RegionDivision.by_population("business_region", firms, floors=1)
            >>> division.shares[1]
            RegionShare(code='12.75', population=9000, seats=None, floor=1, cap=None)
        """
        stray = sorted({*_codes(floors), *_codes(caps)} - set(populations))
        if stray:
            raise SelectionError(f"a floor or cap is given for {stray[0]}, which has no population")
        shares = tuple(
            RegionShare(code, number, None, _bound(floors, code) or 0, _bound(caps, code))
            for code, number in populations.items()
        )
        return cls(fact=fact, shares=shares, method=ApportionmentMethod(method))

    @classmethod
    def fixed(cls, fact: str, seats: Mapping[str, int]) -> RegionDivision:
        """Give each region so many seats.

        Examples:
            >>> RegionDivision.fixed("owner_region", {"12": 30, "13": 30}).shares[0].seats
            30
        """
        return cls(fact=fact, shares=tuple(RegionShare(code, seats=n) for code, n in seats.items()))

    @property
    def fixed_seats(self) -> int | None:
        """Give the sum of the seats, where they are fixed."""
        if any(share.seats is None for share in self.shares):
            return None
        return sum(share.seats or 0 for share in self.shares)


class LimitedBy(Choice):
    """What tells that two applications are of one applicant."""

    NIB = "nib", "NIB", "NIB"
    OWNER = "owner", "pemilik", "owner"


@attrs.frozen
class ApplicantLimit:
    """How many places one applicant may take.

    Attributes:
        per: the NIB of the firm, or the owner as the caller tells them apart.
        most: the most places for one of them.
    """

    per: LimitedBy
    most: int = 1

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "per", LimitedBy(self.per))
        if type(self.most) is not int or self.most < 1:
            raise SelectionError(f"an applicant may take at least 1 place, not {self.most!r}")


@attrs.frozen(kw_only=True)
class SelectionPlan:
    """How the seats of a call are given.

    Seats above which a reserve stands (``over_and_above``) are no part of a class or region: the
    others are divided. Where both classes and regions are stated, the seats of each class are
    divided over the regions.

    Attributes:
        seats: how many seats there are in all, the reserved ones among them; those of the call or
            of the stage, where none are given.
        stage: the stage of the call whose seats these are.
        classes: seats per class.
        regions: seats per region.
        reserves: seats kept for some applicants.
        batches: the seats of each batch (*angkatan*), filled in the order of the places.
        limit: how many places one applicant may take.
        falls_back_on: the first day on which unused seats of a class or region go to one pool;
            None where they stay free.
    """

    seats: int | None = None
    stage: str | None = None
    classes: tuple[SeatClass, ...] = ()
    regions: RegionDivision | None = None
    reserves: tuple[Reserve, ...] = ()
    batches: tuple[int, ...] = ()
    limit: ApplicantLimit | None = None
    falls_back_on: date | None = None

    def __attrs_post_init__(self) -> None:
        _raise(self._mistakes())
        if self.seats is not None:
            self.check_seats(self.seats)

    @property
    def digest(self) -> str:
        """Give SHA-256 over all that the plan says."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def guarantees(self) -> tuple[Reserve, ...]:
        """Give the reserves in which who gets in on merit counts."""
        return tuple(r for r in self.reserves if r.mode is ReserveMode.MINIMUM_GUARANTEE)

    @property
    def above(self) -> tuple[Reserve, ...]:
        """Give the reserves that stand over and above the open seats."""
        return tuple(r for r in self.reserves if r.mode is ReserveMode.OVER_AND_ABOVE)

    def divided(self, seats: int) -> int:
        """Give the seats that classes, regions, guarantees and everybody share."""
        return seats - sum(reserve.seats for reserve in self.above)

    def check_seats(self, seats: int) -> None:
        """Raise an error where the plan does not fit a number of seats.

        Raises:
            SelectionError: no seats, more seats reserved than there are, or classes, regions or
                batches that do not come to the seats.
        """
        _raise(self._misfits(seats))

    def check_facts(
        self, declared: Iterable[Fact], *, shared: Mapping[str, Fact] = BY_NAME
    ) -> None:
        """Raise an error where the plan asks what no fact can answer.

        Args:
            declared: the facts that the call declares.
            shared: facts about those whom the call is for; about firms, if left out.
        """
        declared = tuple(declared)
        check_criteria(
            (
                *((f"class {one.key}", one.require) for one in self.classes),
                *((f"reserve {one.key}", one.require) for one in self.reserves),
            ),
            declared,
            shared=shared,
        )
        if self.limit is not None and self.limit.per is LimitedBy.NIB and "nib" not in shared:
            raise SelectionError("a group has no NIB; limit its places per owner")
        if self.regions is None:
            return
        known = {**shared, **{fact.name: fact for fact in declared}}
        name = self.regions.fact
        if name not in known or known[name].type is not FactType.REGION:
            places = [fact.name for fact in known.values() if fact.type is FactType.REGION]
            hint = did_you_mean(name, places) or f"; take one of {', '.join(places)}"
            raise SelectionError(f"seats per region: {name!r} is no fact with a region{hint}")

    def _mistakes(self) -> Iterator[str]:
        for what, keys in (
            ("class", [one.key for one in self.classes]),
            ("reserve", [one.key for one in self.reserves]),
            ("region", [share.code for share in self.regions.shares] if self.regions else []),
        ):
            yield from (f"{what} {k} stands twice" for k, n in Counter(keys).items() if n > 1)
        for what, number in (
            *((f"class {one.key}", one.seats) for one in self.classes),
            *((f"batch {index}", size) for index, size in enumerate(self.batches, 1)),
        ):
            if type(number) is not int or number < 1:
                yield f"{what}: seats must be a whole number of at least 1, not {number!r}"
        if self.regions is not None:
            yield from self._mistakes_of_regions(self.regions)

    def _mistakes_of_regions(self, division: RegionDivision) -> Iterator[str]:
        if not division.shares:
            yield "seats per region: name at least one region"
        for share in division.shares:
            try:
                regions.get(share.code)
            except CodeError as error:
                yield f"seats per region: {error}"
            if (share.seats is None) == (share.population is None):
                yield f"region {share.code} needs either a population or seats"
            if share.seats is not None:
                yield from _mistakes_of_fixed(share)
        if len({share.seats is None for share in division.shares}) > 1:
            yield "seats per region: give seats to all regions, or populations to all"
        codes = {share.code for share in division.shares}
        for inner in sorted(codes):
            for outer in sorted(codes.intersection(_above(inner))):
                yield f"region {inner} lies in region {outer}; a seat would belong to both"
        if self.classes and division.fixed_seats is not None:
            yield (
                "seats of classes are divided over regions by population; for fixed seats make "
                "a plan for each class"
            )

    def _misfits(self, seats: int) -> Iterator[str]:
        if type(seats) is not int or seats < 1:
            yield f"seats must be a whole number of at least 1, not {seats!r}"
            return
        kept, shared = sum(reserve.seats for reserve in self.reserves), self.divided(seats)
        if kept > seats:
            yield f"the reserves keep {kept} seats, more than the {seats} there are"
            return
        besides = f" besides the {seats - shared} over and above them" if shared < seats else ""
        in_classes = sum(one.seats for one in self.classes)
        if self.classes and in_classes != shared:
            yield f"the classes come to {in_classes} seats, but there are {shared}{besides}"
        fixed = None if self.regions is None else self.regions.fixed_seats
        if fixed is not None and fixed != shared:
            yield f"the regions come to {fixed} seats, but there are {shared}{besides}"
        if self.batches and sum(self.batches) != seats:
            yield f"the batches come to {sum(self.batches)} seats, but there are {seats}"


def _raise(mistakes: Iterator[str]) -> None:
    errors: list[UmkmExportError] = [SelectionError(text) for text in mistakes]
    if errors:
        raise joined(_NO_PLAN, errors)


def _mistakes_of_fixed(share: RegionShare) -> Iterator[str]:
    if type(share.seats) is not int or share.seats < 0:
        yield f"region {share.code}: seats must be a whole number, not {share.seats!r}"
    elif share.floor or (share.cap is not None and share.cap < share.seats):
        yield (
            f"region {share.code} has {share.seats} seats for sure; a floor, or a cap below them, "
            "does not go with that"
        )


def _above(code: str) -> Iterator[str]:
    """Give the codes of the regions that a region lies in."""
    while "." in code:
        code = code.rpartition(".")[0]
        yield code


def _codes(bounds: Bounds) -> Iterable[str]:
    return bounds if isinstance(bounds, Mapping) else ()


def _bound(bounds: Bounds, code: str) -> int | None:
    return bounds.get(code) if isinstance(bounds, Mapping) else bounds


_NO_PLAN: Final = "the plan of the seats does not hold"
