"""Who takes the seats of a call: in, out, asked, in which order, and what cannot be selected."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hash_seeds import printed_under_any_hash_seed

import umkmexport as ux
from umkmexport.decisions.selection.seats import SeatKind
from umkmexport.decisions.selection.selected import LeftOut, Pending, Place, Waiting
from umkmexport.policies.calls.terms import CallVersion, Quota, QuotaMode, Stage
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import AtLeast, Is

DAY = date(2026, 11, 21)
NIB = Requirement("nib", ux.Text(id="Memiliki NIB", en="Holds an NIB"), Is("has_nib", value=True))
OWN = Requirement("own", ux.Text(id="Produksi sendiri", en="Makes it"), Is("own_production", True))
HALAL = Requirement("halal", ux.Text(id="Bersertifikat halal", en="Halal"), Is("has_halal", True))
SPP = Requirement("p-irt", ux.Text(id="Memiliki SPP-IRT", en="Has P-IRT"), Is("has_spp_irt", True))
FIVE = Requirement(
    "five", ux.Text(id="Minimal 5 pekerja", en="Five workers"), AtLeast("workers", 5)
)
CALL = ux.Call(
    id="training-2026",
    kind=ux.PolicyKind.DESIGN,
    title=ux.Text(id="Pelatihan ekspor 2026", en="Export training 2026"),
    sources=(ux.Source(title="Decree", read_on=DAY, confidence=ux.Confidence.HIGH),),
    organiser=ux.Text(id="Dinas", en="Office"),
    criteria=(NIB, OWN),
    preferences=(HALAL, SPP),
    seats=2,
)


def firm(name: str, **facts: Any) -> ux.Enterprise:
    return ux.Enterprise(id=name, **{"has_nib": True, "own_production": True, **facts})


def select(firms: list[ux.Enterprise], call: ux.Call = CALL, **options: Any) -> ux.Selection:
    return ux.select(firms, call=call, **{"as_of": DAY, "seed": "round-1", **options})


def ids(entries: Any) -> list[str]:
    return [entry.id for entry in entries]


def test_who_meets_the_conditions_is_in_who_does_not_is_out_and_unknown_is_neither() -> None:
    chosen = select([firm("in"), firm("out", has_nib=False), firm("asked", own_production=None)])
    assert ids(chosen.places) == ["in"]
    assert ids(chosen.outside) == ["out"]
    assert [finding.key for finding in chosen.outside[0].failing] == ["nib"]
    assert chosen.outside[0].reason.id == "Tidak memenuhi syarat: Memiliki NIB."
    (asked,) = chosen.queue
    assert (asked.id, asked.could_take_place, asked.is_waiting) == ("asked", True, False)
    assert asked.missing == ("own_production", "has_halal", "has_spp_irt")
    assert not chosen.waiting
    assert {fact.name for fact in chosen.missing()} == {*asked.missing}


def test_preferences_order_the_weightiest_first_and_exclude_nobody() -> None:
    firms = [
        firm("neither", has_halal=False, has_spp_irt=False),
        firm("second", has_halal=False, has_spp_irt=True),
        firm("first", has_halal=True, has_spp_irt=False),
        firm("both", has_halal=True, has_spp_irt=True),
    ]
    chosen = select(firms)
    assert ids(chosen.places) == ["both", "first"]
    assert ids(chosen.waiting) == ["second", "neither"]
    assert [text.en for text in chosen.places[0].met] == ["Halal", "Has P-IRT"]


def test_an_unknown_preference_counts_as_not_met_and_is_asked_where_it_matters() -> None:
    firms = [firm("a", has_halal=True), firm("b", has_halal=True), firm("c"), firm("d")]
    firms[3] = attrs.evolve(firms[3], has_halal=False, has_spp_irt=False)
    chosen = select(firms)
    assert set(ids(chosen.places)) == {"a", "b"}
    assert set(ids(chosen.waiting)) == {"c", "d"}
    (asked,) = chosen.queue
    assert (asked.id, asked.is_waiting, asked.missing) == ("c", True, ("has_halal", "has_spp_irt"))


def test_an_answer_that_cannot_change_the_list_is_said_to_change_nothing() -> None:
    strong = {"has_halal": True, "has_spp_irt": True}
    weak = {"has_halal": False, "has_spp_irt": False}
    chosen = select(
        [firm("a", **strong), firm("b", **strong), firm("c", own_production=None, **weak)]
    )
    (asked,) = chosen.queue
    assert not asked.could_take_place
    assert asked.missing == ("own_production",)
    assert "tidak mengubah daftar" in asked.because()[-1].id
    assert chosen.missing() == ()


def test_equals_are_drawn_by_ticket_and_it_says_so() -> None:
    firms = [firm(f"T-{n}") for n in range(5)]
    one, other = select(firms), select(firms[::-1])
    assert one == other
    assert one.places[0].tied == 5
    assert [entry.ticket for entry in (*one.places, *one.waiting)] == sorted(
        entry.ticket for entry in (*one.places, *one.waiting)
    )
    assert "undian" in one.places[0].describe("id")
    drawn = {tuple(ids(select(firms, seed=f"round-{n}").places)) for n in range(12)}
    assert len(drawn) > 1


def test_by_lot_no_preference_counts() -> None:
    firms = [firm(f"T-{n}", has_halal=n == 0) for n in range(8)]
    drawn = {select(firms, order="lottery", seed=f"round-{n}").places[0].id for n in range(12)}
    assert len(drawn) > 1
    assert select(firms, order="lottery").places[0].tied == 8


def test_by_merit_the_most_comes_first() -> None:
    chosen = select([firm("a"), firm("b"), firm("c")], order={"a": 10, "b": 30, "c": 10})
    assert chosen.places[0].id == "b"
    assert (chosen.places[0].tied, chosen.places[1].tied) == (1, 2)


def test_answers_beside_the_firm_are_heard() -> None:
    asked = attrs.evolve(CALL, criteria=(NIB,), facts=())
    chosen = select([firm("a"), firm("b")], asked, answers={"a": {}})
    assert len(chosen.places) == 2
    with pytest.raises(ux.FactError, match="nor an application asks"):
        select([firm("a")], answers={"a": {"has_nib": True}})


def test_the_conditions_are_those_of_the_day() -> None:
    call = attrs.evolve(
        CALL,
        criteria=(NIB, FIVE),
        versions=(
            CallVersion(
                since=date(2026, 12, 1),
                reason=ux.Text(id="Batas diturunkan", en="The floor was lowered"),
                seats=3,
                criteria=(attrs.evolve(FIVE, require=AtLeast("workers", 2)),),
            ),
        ),
    )
    firms = [firm("a", workers=3), firm("b", workers=6)]
    assert ids(select(firms, call).places) == ["b"]
    later = select(firms, call, as_of=date(2026, 12, 1))
    assert sorted(ids(later.places)) == ["a", "b"]
    assert later.seats == 3


def test_every_place_says_why_in_both_languages() -> None:
    chosen = select([firm("a", has_halal=True), firm("b", has_halal=True), firm("c")])
    place = chosen.places[0]
    assert place.seat is SeatKind.OPEN
    assert place.describe("id").startswith(
        "Tempat nomor 1; urutan ke-1 dari semua yang dapat dipilih. Jenis tempat: tempat umum. "
        "Diutamakan karena: Bersertifikat halal. Setara dengan 1 pemohon lain; urutannya "
        "ditentukan dengan undian (tiket "
    )
    assert place.describe("en").startswith("Place 1; number 1 in the order")
    assert "Nomor 1 dalam daftar cadangan" in chosen.waiting[0].because()[0].id
    assert chosen.describe("id").startswith(
        "Seleksi «Pelatihan ekspor 2026»: 2 dari 2 tempat terisi dari 3 pemohon; 1 dalam daftar "
        "cadangan, 1 menunggu pelengkapan data (1 di antaranya dapat mengubah daftar), 0 tidak "
        "memenuhi syarat, 0 dikesampingkan."
    )


def test_free_places_are_said() -> None:
    chosen = select([firm("a")])
    assert chosen.because()[-1].id == "Masih ada 1 tempat kosong."


def test_find_gives_the_entry_wherever_it_stands() -> None:
    firms = [
        firm("a", has_halal=True),
        firm("b", has_halal=True),
        firm("c"),
        firm("d", has_nib=None),
    ]
    chosen = select([*firms, firm("e", has_nib=False)])
    kinds = {name: type(chosen.find(name)) for name in "abcdef"}
    assert kinds == {
        "a": Place,
        "b": Place,
        "c": Waiting,
        "d": Pending,
        "e": LeftOut,
        "f": type(None),
    }


def test_the_result_is_plain_data_hashable_and_travels() -> None:
    chosen = select([firm("a"), firm("b"), firm("c", has_nib=None), firm("d", has_nib=False)])
    assert json.loads(json.dumps(chosen.to_dict()))["places"][0]["seat"] == "open"
    assert pickle.loads(pickle.dumps(chosen)) == chosen
    assert hash(chosen) == hash(
        select([firm("d", has_nib=False), *map(firm, "ab"), firm("c", has_nib=None)])
    )
    assert repr(chosen) == ("<Selection by training-2026 on 2026-11-21: 2 of 2 places, 0 waiting>")


def test_signs_decided_beforehand_give_the_same_list() -> None:
    firms = [
        firm("a"),
        firm("b", has_nib=None),
        firm("c", has_nib=False),
        firm("d", has_halal=True),
    ]
    signs = {f.id: ux.check_eligibility(f, CALL, as_of=DAY).truth.value for f in firms}
    before, after = select(firms), select(firms, eligible=signs)
    assert (after.places, after.waiting, after.queue) == (
        before.places,
        before.waiting,
        before.queue,
    )
    assert after.outside[0].failing == ()
    assert "sebelumnya" in after.outside[0].reason.id


def test_stages_carry_who_went_on() -> None:
    words = ux.Text(id="tahap", en="stage")
    stages = tuple(
        Stage(key, words, seats) for key, seats in (("one", 5), ("two", 3), ("three", 1))
    )
    call = attrs.evolve(CALL, stages=stages)
    firms = [firm(f"T-{n}") for n in range(9)]
    chosen = None
    for stage in stages:
        plan = ux.SelectionPlan(stage=stage.key)
        chosen = select(firms, call, plan=plan, seed=stage.key, after=chosen)
        assert len(chosen.places) == stage.seats
    assert chosen is not None
    assert [(done.stage, done.applicants, done.went_on) for done in chosen.earlier] == [
        ("one", 9, 5),
        ("two", 9, 3),
    ]
    assert len(chosen.set_aside) == 6
    assert chosen.set_aside[0].reason.id == "Tidak lolos dari tahap sebelumnya."
    with pytest.raises(ux.SelectionError, match="no stage 'tow'; did you mean two"):
        select(firms, call, plan=ux.SelectionPlan(stage="tow"))


def test_batches_are_filled_in_order() -> None:
    firms = [firm(f"T-{n}") for n in range(5)]
    chosen = select(firms, plan=ux.SelectionPlan(seats=4, batches=(3, 1)))
    assert [place.batch for place in chosen.places] == [1, 1, 1, 2]
    assert "Angkatan 2." in chosen.places[3].describe("id")


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"seed": ""}, "public seed"),
        ({"seed": "  "}, "public seed"),
        ({"plan": ux.SelectionPlan(stage="x")}, "no stage 'x'"),
        ({"order": {"a": 1}}, "'b' needs a whole number"),
        ({"order": {"a": 1, "b": 2.5}}, "not 2.5"),
        ({"answers": {"z": {}}}, "'z', who is not among the applicants"),
        ({"owners": {"z": "x"}}, "'z', who is not among the applicants"),
        ({"eligible": {"a": 1}}, "'b' needs 1 for yes"),
        ({"eligible": {"a": 1, "b": 2}}, "not 2"),
        ({"eligible": {"a": 1, "b": True}}, "not True"),
        ({"plan": ux.SelectionPlan(limit=ux.ApplicantLimit("owner"))}, "give owners="),
    ],
)
def test_what_cannot_be_selected_is_an_error(options: dict[str, Any], match: str) -> None:
    with pytest.raises(ux.SelectionError, match=match):
        select([firm("a"), firm("b")], **options)


def test_seats_applicants_and_their_ids() -> None:
    with pytest.raises(ux.SelectionError, match="no applicants"):
        select([])
    with pytest.raises(ux.SelectionError, match="'a' stands twice"):
        select([firm("a"), firm("b"), firm("a")])
    with pytest.raises(ux.SelectionError, match="does not say how many seats"):
        select([firm("a")], attrs.evolve(CALL, seats=None))
    with pytest.raises(ux.SelectionError, match="says about 2"):
        select([firm("a")], attrs.evolve(CALL, seats_approximate=True))
    with pytest.raises(ux.FactError, match="preferences, lottery, merit"):
        select([firm("a")], order="score")


def test_quotas_of_the_call_need_a_plan_that_says_whom_they_are_for() -> None:
    quota = Quota("women", ux.Text(id="perempuan", en="women"), QuotaMode.MINIMUM_GUARANTEE, 1)
    call = attrs.evolve(CALL, quotas=(quota,))
    with pytest.raises(ux.SelectionError, match=r"by quotas \(women\)"):
        select([firm("a")], call)
    assert len(select([firm("a")], call, plan=ux.SelectionPlan()).places) == 1


PROGRAM = """
from datetime import date
import umkmexport as ux
call = ux.calls["pekalongan-export-training-2021"]
firms = [
    ux.Enterprise(
        id=f"U-{n}", has_nib=True, owner_region="33.75", own_production=True,
        meets_export_quality=True, meets_export_quantity=n % 3 != 0 or None,
    )
    for n in range(60)
]
chosen = ux.select(firms, call=call, as_of=date(2021, 10, 1), seed="round-3")
print(chosen.to_dict())
"""


def test_the_hash_seed_of_the_interpreter_changes_nothing() -> None:
    assert printed_under_any_hash_seed(PROGRAM)
