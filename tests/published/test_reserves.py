"""The order in which open and reserved seats are filled decides who gets in.

Boston gave half of its seats to pupils who live near; filled first or last, the same seats gave
them about what merit gave, or far more (Dur, Kominers, Pathak and Sönmez, Reserve Design:
Unintended Consequences and the Demise of Boston's Walk Zones, JPE 126(6), 2018). Here 20 reserved
seats of 100 give a group 52 places or 60.
"""

from __future__ import annotations

from datetime import date

import pytest

import umkmexport as ux
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Is, OneOf

DAY = date(2026, 11, 21)
WORDS = ux.Text(id="pemilik perempuan", en="women owners")
CALL = ux.Call(
    id="training-2026",
    kind=ux.PolicyKind.DESIGN,
    title=ux.Text(id="Pelatihan", en="Training"),
    sources=(ux.Source(title="Decree", read_on=DAY, confidence=ux.Confidence.HIGH),),
    organiser=ux.Text(id="Dinas", en="Office"),
    criteria=(Requirement("nib", ux.Text(id="Ber-NIB", en="Has NIB"), Is("has_nib", value=True)),),
)


def selection(group: set[int], firms: int, *, seats: int, kept: int, mode: str) -> ux.Selection:
    """Let firms apply in order of merit, from 1; those of the group are women's."""
    return ux.select(
        [
            ux.Enterprise(
                id=f"{n:03}", has_nib=True, owner_gender="female" if n in group else "male"
            )
            for n in range(1, firms + 1)
        ],
        call=CALL,
        plan=ux.SelectionPlan(
            seats=seats,
            reserves=(
                ux.Reserve(
                    key="women",
                    text=WORDS,
                    require=OneOf("owner_gender", ("female",)),
                    seats=kept,
                    mode=ux.ReserveMode(mode),
                ),
            ),
        ),
        order={f"{n:03}": -n for n in range(1, firms + 1)},
        as_of=DAY,
        seed="round-1",
    )


@pytest.mark.parametrize(
    ("seats", "mode", "expected"),
    [
        (5, "minimum_guarantee", {1, 2, 3, 4, 6}),
        (5, "over_and_above", {1, 2, 3, 6, 8}),
        (6, "minimum_guarantee", {1, 2, 3, 4, 5, 6}),
        (6, "over_and_above", {1, 2, 3, 4, 6, 8}),
        (4, "minimum_guarantee", {1, 2, 3, 6}),
        (4, "over_and_above", {1, 2, 3, 6}),
    ],
)
def test_eight_firms_in_order_of_merit(seats: int, mode: str, expected: set[int]) -> None:
    chosen = selection({3, 6, 8}, 8, seats=seats, kept=2, mode=mode)
    assert {int(place.id) for place in chosen.places} == expected


GROUP = {*range(2, 81, 2), *range(81, 93), *range(101, 121)}
"""40 of the first 80, 12 of the next 20, and enough of the rest."""


@pytest.mark.parametrize(("mode", "places"), [("minimum_guarantee", 52), ("over_and_above", 60)])
def test_the_same_20_seats_of_100_give_52_places_or_60(mode: str, places: int) -> None:
    chosen = selection(GROUP, 120, seats=100, kept=20, mode=mode)
    assert len(chosen.places) == 100
    (women,) = chosen.reserves
    assert (women.members, women.filled, women.unmet) == (places, 20, 0)


def test_a_guarantee_that_merit_meets_changes_nothing() -> None:
    chosen = selection(GROUP, 120, seats=100, kept=20, mode="minimum_guarantee")
    assert [place.standing for place in chosen.places] == list(range(1, 101))
    assert {place.seat.value for place in chosen.places} == {"open"}
