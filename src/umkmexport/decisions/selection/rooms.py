"""Rooms: the parts into which the seats of a selection are divided, and who belongs where."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from umkmexport.codes import regions
from umkmexport.policies.plans import SeatClass, SelectionPlan
from umkmexport.policies.seat_regions import RegionDivision
from umkmexport.rules.apportionment import Apportionment, apportion
from umkmexport.rules.criteria import undecided
from umkmexport.rules.subject import Subject
from umkmexport.terms import hierarchy
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = ["ANYWHERE", "Label", "Room", "Rooms", "Whereabouts"]


@attrs.frozen
class Label:
    """The key of a part of the seats, and its words."""

    key: str
    text: Text


@attrs.frozen
class Room:
    """One part of the seats.

    Attributes:
        label: its class and region; None where the seats are not divided.
        seats: how many seats it has.
        cap: the most it may have, seats of the common pool among them.
    """

    label: Label | None
    seats: int
    cap: int | None = None


@attrs.frozen
class Whereabouts:
    """Where an applicant belongs.

    Attributes:
        rooms: its room, or those that are possible; none, where it surely belongs to none.
        missing: the facts to ask for, where it is not known.
    """

    rooms: tuple[int, ...]
    missing: tuple[str, ...] = ()


ANYWHERE = Whereabouts((0,))
"""Where everybody belongs, if the seats are not divided."""


class Rooms:
    """Divide the seats of a plan, and tell where applicants belong.

    Args:
        plan: the plan of the seats.
        seats: how many seats are divided.
        seed: the public seed, which settles a tie of regions for the last seat.
    """

    def __init__(self, plan: SelectionPlan, seats: int, seed: str) -> None:
        self._classes = plan.classes
        self._regions = plan.regions
        self.apportionments: tuple[Apportionment, ...] = ()
        self.rooms = tuple(self._divide(seats, seed))
        self._found: dict[str | None, Whereabouts] = {}

    def find(self, view: Subject) -> Whereabouts:
        """Tell where an applicant belongs: no room, one, or those that are possible."""
        if not self._classes:
            return ANYWHERE if self._regions is None else self._in_region(self._regions, view)
        classes = self._in_class(view)
        if self._regions is None:
            return classes
        places, wide = self._in_region(self._regions, view), len(self._regions.shares)
        rooms = tuple(one * wide + place for one in classes.rooms for place in places.rooms)
        return Whereabouts(rooms, (*classes.missing, *places.missing) if rooms else ())

    def _in_class(self, view: Subject) -> Whereabouts:
        """Give the first class whose criterion holds, and those before it that may hold."""
        possible: list[int] = []
        missing: list[str] = []
        for index, one in enumerate(self._classes):
            sign = one.require.sign(view)
            if sign != NO:
                possible.append(index)
            if sign == UNKNOWN:
                missing += undecided(one.require, view)
            if sign == YES:
                break
        return Whereabouts(tuple(possible), tuple(missing))

    def _in_region(self, division: RegionDivision, view: Subject) -> Whereabouts:
        code = view.value(division.fact)
        found = self._found.get(code)
        if found is None:
            found = self._found[code] = _covering(code, division)
        if found.missing:
            return Whereabouts(found.rooms, view.asks(division.fact))
        return found

    def _divide(self, seats: int, seed: str) -> list[Room]:
        if not self._classes:
            return self._divide_over_regions(None, seats, seed)
        return [
            room
            for one in self._classes
            for room in self._divide_over_regions(one, one.seats, seed)
        ]

    def _divide_over_regions(self, one: SeatClass | None, seats: int, seed: str) -> list[Room]:
        division = self._regions
        if division is None:
            return [Room(None if one is None else Label(one.key, one.text), seats)]
        held = self._held(division, seats, seed)
        return [
            Room(_label(one, share.code), held[share.code], share.cap) for share in division.shares
        ]

    def _held(self, division: RegionDivision, seats: int, seed: str) -> Mapping[str, int]:
        if division.fixed_seats is not None:
            return {share.code: share.seats or 0 for share in division.shares}
        result = apportion(
            seats,
            {share.code: share.population or 0 for share in division.shares},
            floors={share.code: share.floor for share in division.shares},
            caps={share.code: share.cap for share in division.shares if share.cap is not None},
            method=division.method,
            seed=seed,
        )
        self.apportionments += (result,)
        return result.by_code


def _covering(code: str | None, division: RegionDivision) -> Whereabouts:
    """Give the share that a code lies in, or those it may lie in."""
    if code is None:
        return Whereabouts(tuple(range(len(division.shares))), (division.fact,))
    signs = [hierarchy.within(code, share.code) for share in division.shares]
    if YES in signs:
        return Whereabouts((signs.index(YES),))
    possible = tuple(index for index, sign in enumerate(signs) if sign == UNKNOWN)
    return Whereabouts(possible, (division.fact,) if possible else ())


def _label(one: SeatClass | None, code: str) -> Label:
    name = regions.get(code).name
    if one is None:
        return Label(code, Text(id=name, en=name))
    return Label(
        f"{one.key}/{code}", Text(id=f"{one.text.id}, {name}", en=f"{one.text.en}, {name}")
    )
