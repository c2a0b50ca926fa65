"""Seats to regions in proportion to a number of people or firms, with floors and caps, exactly.

Bounded Sainte-Laguë starts at the floors and gives the next seat to the region below its cap with
the greatest ``population / (2 * seats + 1)``. It is house-monotone: one seat more takes no seat
from anyone. D'Hondt divides by ``seats + 1`` and favours large regions. Largest remainder
(Hamilton) gives the next seat to the greatest ``quota - seats``, with the quota of the whole
house, and is not house-monotone: that is the Alabama paradox.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypeAlias

import attrs

from umkmexport.errors import SelectionError
from umkmexport.rules.tickets import check_seed, ticket
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

__all__ = [
    "Apportionment",
    "ApportionmentMethod",
    "RegionSeats",
    "SeatTie",
    "apportion",
    "check_room",
]

Bounds: TypeAlias = int | Mapping[str, int] | None


class ApportionmentMethod(Choice):
    """How seats are divided over regions."""

    SAINTE_LAGUE = "sainte_lague", "Sainte-Laguë", "Sainte-Laguë"
    D_HONDT = "d_hondt", "D'Hondt", "D'Hondt"
    LARGEST_REMAINDER = "largest_remainder", "sisa terbesar", "largest remainder"

    @property
    def caution(self) -> Text | None:
        """Give what must be said where this method is used."""
        return _CAUTIONS.get(self)


_CAUTIONS: Final[dict[ApportionmentMethod, Text]] = {
    ApportionmentMethod.D_HONDT: Text(
        id="Metode D'Hondt menguntungkan wilayah yang besar.",
        en="The D'Hondt method favours large regions.",
    ),
    ApportionmentMethod.LARGEST_REMAINDER: Text(
        id="Dengan metode sisa terbesar, satu tempat tambahan dapat membuat suatu wilayah "
        "kehilangan tempat (paradoks Alabama).",
        en="With the largest remainder, one seat more can cost a region a seat (the Alabama "
        "paradox).",
    ),
}


class Bounded(Protocol):
    """A region with the least and the most that it may get."""

    @property
    def floor(self) -> int:
        """Give the least it may get."""
        ...

    @property
    def cap(self) -> int | None:
        """Give the most it may get; None where there is no bound."""
        ...


@attrs.frozen
class RegionSeats:
    """The seats of one region, and the bounds they lie in.

    Attributes:
        code: the key of the region.
        population: the whole number by which seats are divided.
        floor: the least it may get.
        cap: the most it may get; None where there is no bound.
        seats: what it gets.
    """

    code: str
    population: int
    floor: int
    cap: int | None
    seats: int


@attrs.frozen
class SeatTie:
    """A tie for the last seats.

    Attributes:
        codes: the regions that have an equal claim.
        seats: how many seats there are for them, fewer than there are regions.
        drawn: the regions that the tickets gave a seat; none, where no seed was given.
    """

    codes: tuple[str, ...]
    seats: int
    drawn: tuple[str, ...] = ()


@attrs.frozen
class Apportionment:
    """Seats divided over regions.

    Attributes:
        seats: how many there were to divide.
        method: how they were divided.
        regions: what each region gets, in the order of their codes.
        tie: the tie for the last seats, where there is one.
        seed: the public seed by which it was settled.
    """

    seats: int
    method: ApportionmentMethod
    regions: tuple[RegionSeats, ...]
    tie: SeatTie | None = None
    seed: str | None = None

    @property
    def by_code(self) -> dict[str, int]:
        """Give the seats by the code of the region."""
        return {region.code: region.seats for region in self.regions}

    def because(self) -> tuple[Text, ...]:
        """Say how the seats were divided."""
        texts = [_SUMMARY.format(seats=str(self.seats), method=self.method.text)]
        if self.tie is not None:
            drawn = ", ".join(self.tie.drawn)
            texts.append(
                (_DRAWN if drawn else _TIED).format(
                    codes=", ".join(self.tie.codes), seats=str(self.tie.seats), drawn=drawn
                )
            )
        if self.method.caution is not None:
            texts.append(self.method.caution)
        return tuple(texts)


def apportion(
    seats: int,
    populations: Mapping[str, int],
    *,
    floors: Bounds = None,
    caps: Bounds = None,
    method: ApportionmentMethod | str = ApportionmentMethod.SAINTE_LAGUE,
    seed: str | None = None,
) -> Apportionment:
    """Divide seats over regions in proportion to their populations.

    Args:
        seats: how many seats there are, at least 1.
        populations: a whole number of at least 1 for each region.
        floors: the least that each region gets, or one number for all; 0 where none is given.
        caps: the most that a region may get, or one number for all; no bound where none is given.
        method: ``sainte_lague``, ``d_hondt`` or ``largest_remainder``.
        seed: the public seed of the tickets that settle a tie for the last seats. Without one a
            tie stays open, and its seats are not given.

    Raises:
        SelectionError: no seats, no region, or bounds that the seats do not fit.

    Examples:
        >>> districts = {"12.71": 77, "12.72": 22, "12.73": 21, "12.74": 10, "12.75": 6}
        >>> apportion(10, districts, floors=1).by_code
        {'12.71': 5, '12.72': 2, '12.73': 1, '12.74': 1, '12.75': 1}
        >>> apportion(10, districts).tie
        SeatTie(codes=('12.71', '12.73'), seats=1, drawn=())
    """
    chosen = ApportionmentMethod(method)
    entries = _entries(seats, populations, floors, caps)
    if seed is not None:
        check_seed(seed)
    given, tied = _divide(seats, entries, chosen)
    left = seats - sum(given)
    tie = _settled([entries[index].code for index in tied], left, seed) if left else None
    drawn = () if tie is None else tie.drawn
    regions = tuple(
        attrs.evolve(entry, seats=number + (entry.code in drawn))
        for entry, number in zip(entries, given, strict=True)
    )
    return Apportionment(seats, chosen, regions, tie, seed)


def _settled(codes: list[str], seats: int, seed: str | None) -> SeatTie:
    if seed is None:
        return SeatTie(tuple(codes), seats)
    drawn = sorted(codes, key=lambda code: ticket(seed, code))[:seats]
    return SeatTie(tuple(codes), seats, tuple(sorted(drawn)))


def _entries(
    seats: int, populations: Mapping[str, int], floors: Bounds, caps: Bounds
) -> list[RegionSeats]:
    """Give the regions in the order of their codes, none of them with a seat yet."""
    if type(seats) is not int or seats < 1:
        raise SelectionError(f"seats must be a whole number of at least 1, not {seats!r}")
    if not populations:
        raise SelectionError("there are no regions to divide the seats over")
    entries = []
    for code in sorted(populations):
        floor = _bound(floors, code, "floors", populations) or 0
        cap = _bound(caps, code, "caps", populations)
        if type(populations[code]) is not int or populations[code] < 1:
            raise SelectionError(
                f"the population of {code} must be a whole number of at least 1, "
                f"not {populations[code]!r}; leave out a region that takes no part"
            )
        if cap is not None and floor > cap:
            raise SelectionError(f"region {code}: its floor of {floor} is above its cap of {cap}")
        entries.append(RegionSeats(code, populations[code], floor, cap, 0))
    reason = check_room(seats, entries)
    if reason is not None:
        raise SelectionError(reason)
    return entries


def _bound(bounds: Bounds, code: str, name: str, populations: Mapping[str, int]) -> int | None:
    if isinstance(bounds, Mapping):
        unknown = sorted(set(bounds) - set(populations))
        if unknown:
            raise SelectionError(f"{name}: {unknown[0]} is none of the regions")
        bounds = bounds.get(code)
    if bounds is not None and (type(bounds) is not int or bounds < 0):
        raise SelectionError(
            f"{name}: a bound is a whole number of at least 0, not {bounds!r} ({code})"
        )
    return bounds


def check_room(seats: int, regions: Iterable[Bounded]) -> Text | None:
    """Tell why floors and caps leave no way to give so many seats; None where they leave one."""
    entries = tuple(regions)
    least = sum(entry.floor for entry in entries)
    if least > seats:
        return _FLOORS.format(least=str(least), seats=str(seats))
    most = sum(seats if entry.cap is None else entry.cap for entry in entries)
    if most < seats:
        return _CAPS.format(most=str(most), seats=str(seats))
    return None


def _divide(
    seats: int, entries: list[RegionSeats], method: ApportionmentMethod
) -> tuple[list[int], list[int]]:
    """Give the sure seats of each region, and the regions that tie for the rest.

    Each seat of a region has a claim, lower from seat to seat, and the greatest claims win. What
    is searched for is the line between those that win and the others, in steps finer than the
    difference of any two claims, so that claims between two steps are equal.
    """
    held: _Quotients | _Remainders
    if method is ApportionmentMethod.LARGEST_REMAINDER:
        held = _Remainders(seats, entries)
    else:
        held = _Quotients(seats, entries, 2 if method is ApportionmentMethod.SAINTE_LAGUE else 1)
    low, high = held.low, held.high

    def above(line: int) -> list[int]:
        return [
            max(e.floor, min(seats if e.cap is None else e.cap, held.count(e.population, line)))
            for e in entries
        ]

    while high - low > 1:
        line = (low + high) // 2
        if sum(above(line)) >= seats:
            low = line
        else:
            high = line
    sure = above(high)
    wanting = [index for index, number in enumerate(above(low)) if number > sure[index]]
    if seats - sum(sure) == len(wanting):
        for index in wanting:
            sure[index] += 1
    return sure, wanting


class _Quotients:
    """Claims of divisor methods: ``population / (step * seats + 1)``, in parts of ``fine``."""

    def __init__(self, seats: int, entries: list[RegionSeats], step: int) -> None:
        self._step = step
        self._fine = 2 * (step * seats + 1) ** 2
        self.low = 1
        self.high = self._fine * max(entry.population for entry in entries) + 1

    def count(self, population: int, line: int) -> int:
        """Count the seats whose claim is at least the line."""
        return (population * self._fine // line + self._step - 1) // self._step


class _Remainders:
    """Claims of the largest remainder: quota less seats, in parts of the whole population.

    Where no floor and no cap bites, these are the whole quotas and then the largest rests.
    """

    def __init__(self, seats: int, entries: list[RegionSeats]) -> None:
        self._seats = seats
        self._total = sum(entry.population for entry in entries)
        self.low = -seats * self._total
        self.high = seats * self._total + 1

    def count(self, population: int, line: int) -> int:
        """Count the seats whose claim is at least the line."""
        return (self._seats * population - line) // self._total + 1


_SUMMARY: Final = Text(
    id="{seats} tempat dibagi menurut wilayah dengan metode {method}.",
    en="{seats} seats are divided over the regions by the {method} method.",
)
_FLOORS: Final = Text(
    id="batas bawah seluruhnya {least} tempat, lebih dari {seats} tempat yang ada; turunkan salah "
    "satu",
    en="the floors come to {least} seats, more than the {seats} there are; lower a floor",
)
_CAPS: Final = Text(
    id="batas atas seluruhnya {most} tempat, kurang dari {seats} tempat yang ada; naikkan salah "
    "satu",
    en="the caps come to {most} seats, fewer than the {seats} there are; raise a cap",
)
_TIED: Final = Text(
    id="Wilayah {codes} berhak sama atas {seats} tempat terakhir; belum diundi.",
    en="Regions {codes} have an equal claim to the last {seats} seats; not drawn yet.",
)
_DRAWN: Final = Text(
    id="Wilayah {codes} berhak sama atas {seats} tempat terakhir; undian memilih {drawn}.",
    en="Regions {codes} have an equal claim to the last {seats} seats; drawn: {drawn}.",
)
