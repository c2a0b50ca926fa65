"""Seats per region: the share of each, as a population to divide by or as fixed seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from umkmexport.codes import regions
from umkmexport.errors import CodeError, SelectionError, UmkmExportError, joined
from umkmexport.rules.apportionment import ApportionmentMethod, Bounds
from umkmexport.terms.text import Text

__all__ = ["RegionDivision", "RegionShare", "raise_mistakes"]


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

    def __attrs_post_init__(self) -> None:
        raise_mistakes(self._mistakes())

    def _mistakes(self) -> Iterator[Text]:
        try:
            regions.get(self.code)
        except CodeError as error:
            yield _NO_REGION.format(reason=Text(id=error.to("id"), en=error.to("en")))
        if (self.seats is None) == (self.population is None):
            yield _EITHER.format(code=self.code)
        for name, number, least in (
            (_POPULATION, self.population, 1),
            (_SEATS, self.seats, 0),
            (_FLOOR, self.floor, 0),
            (_CAP, self.cap, 0),
        ):
            if number is not None and (type(number) is not int or number < least):
                yield _NO_NUMBER.format(
                    code=self.code, name=name, least=str(least), number=repr(number)
                )
                return
        yield from self._unfit_bounds()

    def _unfit_bounds(self) -> Iterator[Text]:
        if self.seats is not None:
            if self.floor or (self.cap is not None and self.cap < self.seats):
                yield _FOR_SURE.format(code=self.code, seats=str(self.seats))
        elif self.cap is not None and self.floor > self.cap:
            yield _ABOVE_CAP.format(code=self.code, floor=str(self.floor), cap=str(self.cap))


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
        raise_mistakes(self._mistakes())

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
            raise SelectionError(_STRAY_BOUND.format(code=stray[0]))
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

    def _mistakes(self) -> Iterator[Text]:
        if not self.shares:
            yield _NONE
        times = Counter(share.code for share in self.shares)
        yield from (_TWICE.format(code=code) for code, count in times.items() if count > 1)
        if len({share.seats is None for share in self.shares}) > 1:
            yield _MIXED
        for inner in sorted(times):
            for outer in sorted(times.keys() & {*_above(inner)}):
                yield _INSIDE.format(inner=inner, outer=outer)


def raise_mistakes(mistakes: Iterable[Text]) -> None:
    """Raise what is wrong with a plan, if anything is."""
    errors: list[UmkmExportError] = [SelectionError(text) for text in mistakes]
    if errors:
        raise joined(_NO_PLAN, errors)


def _above(code: str) -> Iterator[str]:
    """Give the codes of the regions that a region lies in."""
    while "." in code:
        code = code.rpartition(".")[0]
        yield code


def _codes(bounds: Bounds) -> Iterable[str]:
    return bounds if isinstance(bounds, Mapping) else ()


def _bound(bounds: Bounds, code: str) -> int | None:
    return bounds.get(code) if isinstance(bounds, Mapping) else bounds


_NO_PLAN: Final = Text(
    id="pembagian tempat ini tidak dapat dipakai", en="the plan of the seats does not hold"
)
_NO_REGION: Final = Text(id="tempat per wilayah: {reason}", en="seats per region: {reason}")
_EITHER: Final = Text(
    id="wilayah {code} memerlukan population (jumlah untuk pembagian) atau seats (jumlah tempat), "
    "salah satu saja",
    en="region {code} needs either a population or seats",
)
_POPULATION: Final = Text(id="population", en="the population")
_SEATS: Final = Text(id="seats", en="seats")
_FLOOR: Final = Text(id="floor", en="the floor")
_CAP: Final = Text(id="cap", en="the cap")
_NO_NUMBER: Final = Text(
    id="wilayah {code}: {name} harus bilangan bulat sedikitnya {least}, bukan {number}",
    en="region {code}: {name} must be a whole number of at least {least}, not {number}",
)
_FOR_SURE: Final = Text(
    id="wilayah {code} pasti mendapat {seats} tempat; batas bawah, atau batas atas di bawah jumlah "
    "itu, tidak dapat disertakan",
    en="region {code} has {seats} seats for sure; a floor, or a cap below them, does not go with "
    "that",
)
_ABOVE_CAP: Final = Text(
    id="wilayah {code}: batas bawah {floor} melebihi batas atas {cap}",
    en="region {code}: its floor of {floor} is above its cap of {cap}",
)
_STRAY_BOUND: Final = Text(
    id="ada batas untuk {code}, tetapi wilayah itu tidak memiliki jumlah untuk pembagian",
    en="a floor or cap is given for {code}, which has no population",
)
_NONE: Final = Text(
    id="tempat per wilayah: sebutkan sedikitnya satu wilayah",
    en="seats per region: name at least one region",
)
_TWICE: Final = Text(id="wilayah {code} tertulis dua kali", en="region {code} stands twice")
_MIXED: Final = Text(
    id="tempat per wilayah: berikan seats untuk semua wilayah, atau population untuk semua wilayah",
    en="seats per region: give seats to all regions, or populations to all",
)
_INSIDE: Final = Text(
    id="wilayah {inner} terletak di dalam wilayah {outer}; satu tempat akan milik keduanya",
    en="region {inner} lies in region {outer}; a seat would belong to both",
)
