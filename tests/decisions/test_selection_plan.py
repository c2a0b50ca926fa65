"""Seats per class, region and reserve, dated fall-back, one place per applicant, and bad plans."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.decisions.selection.seats import SeatKind
from umkmexport.policies.calls.terms import Window
from umkmexport.policies.seat_regions import RegionShare
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Is, OneOf, Within

DAY = date(2026, 11, 21)
LATER = date(2027, 5, 1)
NIB = Requirement("nib", ux.Text(id="Memiliki NIB", en="Holds an NIB"), Is("has_nib", value=True))
CALL = ux.Call(
    id="training-2026",
    kind=ux.PolicyKind.DESIGN,
    title=ux.Text(id="Pelatihan ekspor 2026", en="Export training 2026"),
    sources=(ux.Source(title="Decree", read_on=DAY, confidence=ux.Confidence.HIGH),),
    organiser=ux.Text(id="Dinas", en="Office"),
    criteria=(NIB,),
    seats=8,
    window=Window(opens=date(2026, 11, 1)),
)
WOMEN = OneOf("owner_gender", ("female",))
ONLINE = Is("has_website", value=True)
MEDAN, BINJAI, DELI = "12.71", "12.75", "12.07"


def words(text: str) -> ux.Text:
    return ux.Text(id=text, en=text)


def reserve(seats: int, mode: str, **parts: Any) -> ux.Reserve:
    given = {"key": "women", "text": words("perempuan"), "require": WOMEN, **parts}
    return ux.Reserve(seats=seats, mode=ux.ReserveMode(mode), **given)


def firm(number: int, **facts: Any) -> ux.Enterprise:
    return ux.Enterprise(id=f"{number:02}", **{"has_nib": True, **facts})


def select(firms: list[ux.Enterprise], plan: ux.SelectionPlan, **options: Any) -> ux.Selection:
    """Select in the order of the ids."""
    merit = {one.id: -int(one.id) for one in firms}
    given = {"as_of": DAY, "seed": "round-1", "order": merit, **options}
    return ux.select(firms, call=CALL, plan=plan, **given)


def taken(chosen: ux.Selection) -> list[int]:
    return [int(place.id) for place in chosen.places]


def in_regions(*codes: str | None) -> list[ux.Enterprise]:
    return [firm(number, business_region=code) for number, code in enumerate(codes)]


def by_population(**options: Any) -> ux.RegionDivision:
    people = {MEDAN: 77, BINJAI: 22, DELI: 21}
    return ux.RegionDivision.by_population("business_region", people, **options)


class TestRegions:
    def test_seats_go_to_regions_by_population_and_each_has_its_waiting_list(self) -> None:
        firms = in_regions(*[MEDAN] * 6, *[BINJAI] * 3, *[DELI] * 1)
        chosen = select(firms, ux.SelectionPlan(seats=6, regions=by_population(floors=1)))
        assert {c.label.key: (c.seats, c.taken) for c in chosen.categories if c.label} == {
            MEDAN: (4, 4),
            BINJAI: (1, 1),
            DELI: (1, 1),
        }
        assert taken(chosen) == [0, 1, 2, 3, 6, 9]
        assert [one.id for one in chosen.waiting_for(category=BINJAI)] == ["07", "08"]
        assert "untuk Kota Medan." in chosen.places[0].describe("id")
        assert "Sainte-Laguë" in chosen.describe("id")

    def test_a_district_lies_in_its_regency_and_a_province_is_too_coarse(self) -> None:
        firms = in_regions("12.71.05", "12", None, "32.73")
        chosen = select(firms, ux.SelectionPlan(seats=6, regions=by_population()))
        assert taken(chosen) == [0]
        assert [one.id for one in chosen.queue] == ["01", "02"]
        assert all(one.missing == ("business_region",) for one in chosen.queue)
        assert all(one.could_take_place for one in chosen.queue)
        assert [one.id for one in chosen.set_aside] == ["03"]
        assert "wilayah" in chosen.set_aside[0].reason.id

    def test_one_region_of_which_it_is_unknown_is_no_guess(self) -> None:
        division = ux.RegionDivision.by_population("business_region", {MEDAN: 5})
        chosen = select(in_regions("12", MEDAN), ux.SelectionPlan(seats=2, regions=division))
        assert taken(chosen) == [1]
        assert [one.id for one in chosen.queue] == ["00"]

    def test_fixed_seats(self) -> None:
        division = ux.RegionDivision.fixed("business_region", {MEDAN: 1, BINJAI: 2})
        chosen = select(
            in_regions(MEDAN, MEDAN, BINJAI), ux.SelectionPlan(seats=3, regions=division)
        )
        assert taken(chosen) == [0, 2]
        assert chosen.apportionments == ()

    def test_a_tie_of_regions_is_drawn_and_said(self) -> None:
        division = ux.RegionDivision.by_population("business_region", {MEDAN: 5, BINJAI: 5})
        chosen = select(in_regions(MEDAN, BINJAI), ux.SelectionPlan(seats=1, regions=division))
        (divided,) = chosen.apportionments
        assert divided.tie is not None
        assert len(divided.tie.drawn) == 1
        assert "undian memilih" in chosen.describe("id")

    def test_unused_seats_fall_to_one_pool_on_their_day_and_caps_hold(self) -> None:
        firms = in_regions(*[MEDAN] * 9, BINJAI)
        plan = ux.SelectionPlan(
            seats=8, regions=by_population(floors=2, caps={MEDAN: 6}), falls_back_on=LATER
        )
        before, after = select(firms, plan), select(firms, plan, as_of=LATER)
        assert Counter(one.category_key for one in before.places) == {MEDAN: 4, BINJAI: 1}
        assert Counter(one.category_key for one in after.places) == {MEDAN: 6, BINJAI: 1}
        pooled = [place for place in after.places if place.seat is SeatKind.POOL]
        assert [place.id for place in pooled] == ["04", "05"]
        assert "dibuka untuk semua" in pooled[0].describe("id")


class TestClasses:
    plan = ux.SelectionPlan(
        seats=3,
        classes=(
            ux.SeatClass(key="online", text=words("daring"), require=ONLINE, seats=1),
            ux.SeatClass(
                key="other", text=words("luring"), require=Is("has_website", value=False), seats=2
            ),
        ),
    )

    def test_each_class_has_its_seats(self) -> None:
        sites = (True, True, False, None, False)
        chosen = select([firm(n, has_website=site) for n, site in enumerate(sites)], self.plan)
        assert taken(chosen) == [0, 2, 4]
        assert [one.id for one in chosen.queue] == ["03"]
        assert chosen.queue[0].missing == ("has_website",)

    def test_who_meets_several_belongs_to_the_first(self) -> None:
        always = Is("has_nib", value=True)
        plan = attrs.evolve(
            self.plan,
            classes=(self.plan.classes[0], attrs.evolve(self.plan.classes[1], require=always)),
        )
        sites = (True, True, None)
        chosen = select([firm(n, has_website=site) for n, site in enumerate(sites)], plan)
        assert taken(chosen) == [0]
        assert [one.id for one in chosen.queue] == ["02"]

    def test_seats_of_a_class_are_divided_over_regions(self) -> None:
        plan = attrs.evolve(
            self.plan,
            regions=ux.RegionDivision.by_population(
                "business_region", {MEDAN: 1, BINJAI: 1}, floors=0
            ),
        )
        firms = [firm(n, has_website=False, business_region=MEDAN) for n in range(3)]
        chosen = select([*firms, firm(9, has_website=False, business_region=BINJAI)], plan)
        assert taken(chosen) == [0, 9]
        assert chosen.places[0].category_key == f"other/{MEDAN}"
        assert "luring, Kota Medan" in chosen.places[0].describe("id")


class TestReserves:
    def test_the_seat_says_whether_the_reserve_brought_it(self) -> None:
        firms = [firm(n, owner_gender="female" if n in {1, 5} else "male") for n in range(6)]
        plan = ux.SelectionPlan(seats=3, reserves=(reserve(2, "minimum_guarantee"),))
        chosen = select(firms, plan)
        assert [(place.id, place.seat.value) for place in chosen.places] == [
            ("00", "open"),
            ("01", "open"),
            ("05", "reserve"),
        ]
        assert "Turut dihitung untuk kuota khusus: perempuan." in chosen.places[1].describe("id")
        assert "tempat khusus (perempuan)" in chosen.places[2].describe("id")
        assert chosen.reserves[0].because().id == (
            "Kuota khusus perempuan (jaminan minimum): 2 dari 2 tempat terpenuhi; seluruhnya 2 "
            "tempat."
        )

    def test_an_unmet_reserve_is_said_and_its_seats_stay_free_until_they_fall_back(self) -> None:
        firms = [firm(n, owner_gender="female" if n == 3 else "male") for n in range(6)]
        for mode in ux.ReserveMode:
            plan = ux.SelectionPlan(seats=4, reserves=(reserve(2, mode, falls_back_on=LATER),))
            before, after = select(firms, plan), select(firms, plan, as_of=LATER)
            assert taken(before) == [0, 1, 3]
            assert before.reserves[0].unmet == 1
            assert "1 belum ada yang mengisi" in before.describe("id")
            assert taken(after) == [0, 1, 2, 3]

    def test_who_may_belong_to_a_reserve_does_not_but_is_asked(self) -> None:
        firms = [firm(n, owner_gender=None if n == 5 else "male") for n in range(6)]
        plan = ux.SelectionPlan(seats=2, reserves=(reserve(1, "over_and_above"),))
        chosen = select(firms, plan)
        assert taken(chosen) == [0]
        (asked,) = chosen.queue
        assert (asked.id, asked.missing, asked.is_waiting) == ("05", ("owner_gender",), True)

    def test_a_claim_is_no_membership_where_a_document_is_asked(self) -> None:
        note = ux.Evidence("owner_gender", kind=ux.EvidenceKind.SELF, on=DAY)
        firms = [firm(0, owner_gender="male"), firm(1, owner_gender="female", evidence=(note,))]
        for kind, expected in ((None, [1]), (ux.EvidenceKind.DOCUMENT, [])):
            plan = ux.SelectionPlan(
                seats=1, reserves=(reserve(1, "minimum_guarantee", evidence=kind),)
            )
            assert taken(select(firms, plan)) == expected

    def test_reserves_over_and_above_stand_apart_from_regions(self) -> None:
        firms = [
            firm(n, business_region=MEDAN, owner_gender="female" if n > 3 else "male")
            for n in range(6)
        ]
        plan = ux.SelectionPlan(
            seats=3,
            regions=ux.RegionDivision.fixed("business_region", {MEDAN: 1, BINJAI: 1}),
            reserves=(reserve(1, "over_and_above"),),
        )
        chosen = select(firms, plan)
        assert taken(chosen) == [0, 4]
        assert (chosen.places[1].category, chosen.places[1].category_key) == (None, MEDAN)

    def test_a_reserve_may_be_of_a_region(self) -> None:
        firms = in_regions(MEDAN, MEDAN, MEDAN, BINJAI)
        own = reserve(1, "minimum_guarantee", require=Within("business_region", BINJAI))
        assert taken(select(firms, ux.SelectionPlan(seats=2, reserves=(own,)))) == [0, 3]


class TestOneApplicant:
    plan = ux.SelectionPlan(seats=2, limit=ux.ApplicantLimit("nib"))  # type: ignore[arg-type]

    def test_takes_one_place_with_the_application_that_comes_first(self) -> None:
        firms = [firm(n, nib="9000000000001" if n < 2 else f"900000000001{n}") for n in range(4)]
        chosen = select(firms, self.plan)
        assert taken(chosen) == [0, 2]
        assert [one.id for one in chosen.set_aside] == ["01"]
        assert "sama dengan 00" in chosen.set_aside[0].reason.id
        assert chosen.places[0].same_applicant == ("01",)
        assert [one.id for one in chosen.waiting] == ["03"]

    def test_without_identity_takes_none_and_is_asked(self) -> None:
        chosen = select([firm(0), firm(1, nib="9000000000001")], self.plan)
        assert taken(chosen) == [1]
        assert (chosen.queue[0].id, chosen.queue[0].missing) == ("00", ("nib",))
        assert [fact.name for fact in chosen.missing()] == ["nib"]

    def test_owners_are_told_apart_by_the_caller_and_never_printed(self) -> None:
        secret = "3171011708450001"  # noqa: S105 - an example published with the law
        plan = ux.SelectionPlan(seats=2, limit=ux.ApplicantLimit("owner"))  # type: ignore[arg-type]
        chosen = select([firm(n) for n in range(3)], plan, owners={"00": secret, "01": secret})
        assert taken(chosen) == [0]
        assert [one.id for one in chosen.queue] == ["02"]
        assert "pemilik" in chosen.queue[0].because()[0].id
        assert secret not in f"{chosen.to_dict()}{chosen!r}{chosen.describe('id')}"

    def test_may_take_as_many_places_as_the_limit_says(self) -> None:
        plan = attrs.evolve(self.plan, seats=3, limit=attrs.evolve(self.plan.limit, most=2))
        firms = [firm(n, nib="9000000000001" if n < 3 else "9000000000002") for n in range(4)]
        assert taken(select(firms, plan)) == [0, 1, 3]

    def test_may_take_a_seat_with_any_of_its_applications(self) -> None:
        plan = attrs.evolve(
            self.plan,
            seats=2,
            regions=ux.RegionDivision.fixed("business_region", {MEDAN: 1, BINJAI: 1}),
        )
        firms = [
            firm(0, business_region=MEDAN, nib="9000000000001"),
            firm(1, business_region=MEDAN, nib="9000000000002"),
            firm(2, business_region=BINJAI, nib="9000000000002"),
        ]
        chosen = select(firms, plan)
        assert taken(chosen) == [0, 2]
        assert [one.id for one in chosen.set_aside] == ["01"]

    def test_gives_up_the_place_that_comes_later_and_that_seat_is_given_anew(self) -> None:
        plan = ux.SelectionPlan(
            seats=2,
            regions=ux.RegionDivision.fixed("business_region", {MEDAN: 1, BINJAI: 1}),
            reserves=(reserve(1, "minimum_guarantee"),),
            limit=ux.ApplicantLimit("nib"),  # type: ignore[arg-type]
        )
        firms = [
            firm(0, business_region=MEDAN, nib="9000000000001", owner_gender="female"),
            firm(1, business_region=BINJAI, nib="9000000000001", owner_gender="female"),
            firm(2, business_region=BINJAI, nib="9000000000002", owner_gender="male"),
        ]
        chosen = select(firms, plan)
        assert [(place.id, place.seat.value) for place in chosen.places] == [
            ("00", "open"),
            ("02", "open"),
        ]


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: ux.SelectionPlan(seats=0), "at least 1, not 0"),
        (
            lambda: ux.SelectionPlan(seats=2, reserves=(reserve(3, "over_and_above"),)),
            "keep 3 seats, more than the 2",
        ),
        (
            lambda: ux.SelectionPlan(reserves=(reserve(1, "over_and_above"),) * 2),
            "reserve women stands twice",
        ),
        (
            lambda: ux.SelectionPlan(seats=3, batches=(2, 2)),
            "batches come to 4 seats, but there are 3",
        ),
        (lambda: ux.SelectionPlan(batches=(2, 0)), "batch 2: seats"),
        (
            lambda: attrs.evolve(TestClasses.plan, seats=5),
            "classes come to 3 seats, but there are 5",
        ),
        (
            lambda: attrs.evolve(TestClasses.plan, reserves=(reserve(1, "over_and_above"),)),
            "but there are 2 besides the 1 over and above",
        ),
        (
            lambda: ux.SelectionPlan(
                seats=4, regions=ux.RegionDivision.fixed("owner_region", {MEDAN: 3})
            ),
            "regions come to 3 seats, but there are 4",
        ),
        (
            lambda: ux.SelectionPlan(regions=ux.RegionDivision.fixed("owner_region", {"12.99": 3})),
            "12.99",
        ),
        (
            lambda: ux.SelectionPlan(
                regions=ux.RegionDivision.fixed("owner_region", {"12": 3, MEDAN: 1})
            ),
            "region 12.71 lies in region 12",
        ),
        (
            lambda: ux.RegionDivision.by_population("owner_region", {MEDAN: 3}, floors={BINJAI: 1}),
            "no population",
        ),
        (
            lambda: ux.SelectionPlan(
                regions=ux.RegionDivision(
                    fact="owner_region",
                    shares=(RegionShare(MEDAN),),
                )
            ),
            "either a population or seats",
        ),
        (
            lambda: ux.SelectionPlan(
                regions=ux.RegionDivision(
                    fact="owner_region", shares=(RegionShare(BINJAI, seats=2, cap=1),)
                )
            ),
            "has 2 seats for sure",
        ),
        (
            lambda: ux.SelectionPlan(
                regions=ux.RegionDivision(
                    fact="owner_region",
                    shares=(RegionShare(BINJAI, seats=2), RegionShare(MEDAN, population=2)),
                )
            ),
            "give seats to all regions, or populations to all",
        ),
        (
            lambda: ux.SelectionPlan(regions=ux.RegionDivision(fact="owner_region", shares=())),
            "at least one region",
        ),
        (
            lambda: attrs.evolve(
                TestClasses.plan, regions=ux.RegionDivision.fixed("owner_region", {MEDAN: 3})
            ),
            "a plan for each class",
        ),
        (
            lambda: ux.SelectionPlan(seats=2, regions=by_population(floors=1)),
            "floors come to 3 seats, more than the 2",
        ),
        (lambda: ux.SelectionPlan(seats=9, regions=by_population(caps=2)), "caps come to 6 seats"),
        (
            lambda: attrs.evolve(TestClasses.plan, regions=by_population(floors={MEDAN: 2})),
            "class online: the floors come to 2 seats, more than the 1",
        ),
        (
            lambda: ux.SelectionPlan(
                seats=1, regions=by_population(), reserves=(reserve(1, "over_and_above"),)
            ),
            "none is left for the regions",
        ),
        (lambda: RegionShare(MEDAN, population=0), "population must be a whole number of at least"),
        (lambda: RegionShare(MEDAN, population=5, floor=3, cap=2), "floor of 3 is above its cap"),
        (lambda: RegionShare(MEDAN, seats=-1), "seats must be a whole number of at least 0"),
        (
            lambda: ux.SeatClass(key="online", text=words("daring"), require=ONLINE, seats=0),
            "class online: seats must be a whole number",
        ),
        (lambda: ux.ApplicantLimit("nib", 0), "at least 1 place"),  # type: ignore[arg-type]
    ],
)
def test_a_plan_that_does_not_hold_is_an_error_with_its_numbers(make: Any, match: str) -> None:
    with pytest.raises(ux.UmkmExportError, match=match):
        make()


@pytest.mark.parametrize(
    ("plan", "match"),
    [
        (
            ux.SelectionPlan(regions=by_population(floors=3)),
            "floors come to 9 seats, more than the 8",
        ),
        (
            ux.SelectionPlan(
                seats=9, regions=ux.RegionDivision.by_population("has_nib", {MEDAN: 1})
            ),
            "'has_nib' is no fact with a region",
        ),
        (
            ux.SelectionPlan(
                seats=9, reserves=(reserve(1, "over_and_above", require=Is("has_nob", value=True)),)
            ),
            "no fact 'has_nob'",
        ),
        (
            ux.SelectionPlan(seats=1, falls_back_on=date(2026, 10, 31)),
            "fall to everybody on 2026-10-31, before call training-2026 opens on 2026-11-01",
        ),
        (
            ux.SelectionPlan(
                seats=1,
                reserves=(reserve(1, "over_and_above", falls_back_on=date(2026, 10, 31)),),
            ),
            "unused seats of reserve women fall to everybody on 2026-10-31",
        ),
        (ux.SelectionPlan(seats=1, call="training-2025"), "for call training-2025, not for"),
        (ux.SelectionPlan(seats=1, stage="interview"), "call training-2026 has no stage"),
    ],
)
def test_a_plan_that_does_not_fit_the_call_is_an_error(plan: ux.SelectionPlan, match: str) -> None:
    with pytest.raises(ux.UmkmExportError, match=match):
        select([firm(0)], plan)


def test_several_mistakes_are_reported_together() -> None:
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        ux.SelectionPlan(reserves=(reserve(1, "over_and_above"),) * 2, batches=(0, 0))
    assert len(caught.value.exceptions) == 3


def test_the_digest_changes_with_the_plan_alone() -> None:
    one = ux.SelectionPlan(seats=2, reserves=(reserve(1, "over_and_above"),))
    same = ux.SelectionPlan(seats=2, reserves=(reserve(1, "over_and_above"),))
    other = ux.SelectionPlan(seats=2, reserves=(reserve(1, "minimum_guarantee"),))
    assert one.digest == same.digest != other.digest
