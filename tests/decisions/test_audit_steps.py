"""Overrides, objections and the published list: what changed, who moved, and what nobody sees."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.rules.criteria import OneOf
from umkmexport.rules.tickets import ticket

DAY = date(2026, 11, 21)
NIK = "3375011708450001"
POLICY = ux.priorities["most-ready-on-record"]


def firm(number: int, **facts: Any) -> ux.Enterprise:
    values = {
        "name": f"Batik Nomor {number}",
        "has_nib": True,
        "nib": f"900000000{number:04}",
        "annual_sales": 100_000_000,
        "owner_gender": "female",
        "owner_birth_date": date(1980, 1, 1),
        "carried": (("telepon", "0812-9999"),),
    }
    return ux.Enterprise(id=f"U-{number}", **{**values, **facts})


FIRMS = (*(firm(n) for n in range(1, 7)), firm(7, nib=None), firm(8, has_nib=False, nib=None))


def ranked(seats: int = 2, firms: Any = FIRMS) -> ux.PriorityList:
    return ux.rank(firms, policy=POLICY, seats=seats, as_of=DAY, seed="round-1")


def decided(made: Any, one: str, **changes: Any) -> ux.OverriddenList:
    words = {
        "person": "Kepala Dinas Perdagangan",
        "reason": "Pesanan ekspor sudah ditandatangani",
        "rule": "urutan menurut nilai",
        "on": DAY,
    }
    return ux.override(made, one, **{**words, **changes})


# Overrides


def test_an_override_takes_one_place_and_shows_who_moved() -> None:
    top = ranked()
    first, last = (entry.id for entry in top.places)
    waiting = [entry.id for entry in top.waiting]
    changed = decided(top, waiting[2], instead_of=last)
    assert changed.places == (first, waiting[2])
    assert changed.waiting == (last, waiting[0], waiting[1], waiting[3])
    gained, lost, *others = changed.moves()
    assert (gained.firm, lost.firm) == (waiting[2], last)
    assert {move.firm for move in others} == set(waiting[:2])
    assert changed.by_rules is top
    assert changed.overrides[0].moves == changed.moves()


def test_an_override_says_who_why_and_which_rule() -> None:
    top = ranked()
    last = top.places[-1].id
    said = decided(top, "U-8", instead_of=last).describe("id")
    assert said == (
        "1 dari 2 tempat diberikan melalui diskresi. Pada 2026-11-21 Kepala Dinas Perdagangan "
        "memberikan tempat kepada U-8; menurut aturan: tidak memenuhi syarat. Tempat itu semula "
        f"milik {last}, yang kini berada di urutan pertama daftar cadangan. Aturan yang "
        "dikesampingkan: urutan menurut nilai. Alasan: Pesanan ekspor sudah ditandatangani. Nomor "
        "4 usaha lain dalam daftar cadangan ikut bergeser."
    )


def test_overrides_follow_each_other_and_the_rules_stay_visible() -> None:
    top = ranked()
    first, last = (entry.id for entry in top.places)
    twice = decided(decided(top, "U-7", instead_of=last), "U-8", instead_of=first)
    assert twice.places == ("U-8", "U-7")
    assert twice.waiting[:2] == (first, last)
    assert [one.firm for one in twice.overrides] == ["U-7", "U-8"]
    back = decided(twice, first, instead_of="U-8")
    assert back.places == (first, "U-7")
    assert "U-8" in back.waiting


def test_a_free_place_is_given_instead_of_nobody() -> None:
    changed = decided(ranked(seats=7), "U-8")
    assert changed.places[-1] == "U-8"
    assert [move.firm for move in changed.moves()] == ["U-8"]


@pytest.mark.parametrize(
    ("one", "changes", "why"),
    [
        ("U-99", {"instead_of": "U-1"}, "U-99 is not on the list"),
        ("U-8", {}, "all 2 places are taken"),
        ("U-8", {"instead_of": "U-7"}, "U-7 has no place"),
        ("U-8", {"instead_of": "place", "reason": " "}, "must say reason="),
        ("U-8", {"instead_of": "place", "person": ""}, "must say person="),
        ("U-8", {"instead_of": "place", "rule": ""}, "must say rule="),
        ("U-8", {"instead_of": "place", "on": date(2026, 11, 20)}, "cannot be of 2026-11-20"),
        ("place", {"instead_of": "place"}, "has a place already"),
    ],
)
def test_an_override_that_cannot_be_is_refused(one: str, changes: Any, why: str) -> None:
    top = ranked()
    place = top.places[0].id
    changes = {key: place if value == "place" else value for key, value in changes.items()}
    with pytest.raises(ux.SelectionError, match=why):
        decided(top, place if one == "place" else one, **changes)


def test_a_nik_in_a_reason_is_masked() -> None:
    top = ranked()
    changed = decided(top, "U-8", instead_of=top.places[0].id, reason=f"NIK {NIK}")
    assert NIK not in json.dumps(changed.to_dict(), ensure_ascii=False)


# Objections


def test_an_objection_shows_both_lists_and_the_difference() -> None:
    top = ranked()
    loser = top.waiting[-1].id
    answer = ux.reconsider(
        top,
        FIRMS,
        loser,
        corrected={"own_production": True, "english_catalogue": True},
        reason="Bukti foto dapur produksi",
        on=date(2026, 11, 25),
        policy=POLICY,
    )
    assert answer.before == top
    assert answer.after.places[0].id == loser
    assert answer.after.as_of == DAY
    assert answer.moves[0].firm == loser
    assert answer.moves[0].gains_place
    assert answer.moves[1].loses_place
    said = answer.describe("id")
    assert "semula belum diketahui, kini ya" in said
    assert f"{loser}: dalam daftar cadangan (nomor 4) → mendapat tempat (nomor 1)." in said


def test_an_objection_that_changes_nothing_says_so() -> None:
    answer = ux.reconsider(
        ranked(), FIRMS, "U-8", corrected={"name": "Lain"}, reason="x", on=DAY, policy=POLICY
    )
    assert answer.moves == ()
    assert "Kedudukannya tetap: tidak memenuhi syarat." in answer.describe("id")


def test_a_corrected_fact_of_the_owner_is_not_repeated() -> None:
    answer = ux.reconsider(
        ranked(),
        FIRMS,
        "U-1",
        corrected={"owner_birth_date": date(1975, 5, 5), "nib": "9111111111111"},
        reason=f"KTP {NIK}",
        on=DAY,
        policy=POLICY,
    )
    told = f"{answer.describe('id')} {answer!r} {json.dumps(answer.to_dict(), default=str)}"
    for secret in ("1975", "1980", "9111111111111", NIK):
        assert secret not in told


def test_evidence_on_a_corrected_fact_is_replaced() -> None:
    note = ux.Evidence("has_halal", "self", why_missing="conflict")
    firms = (attrs.evolve(FIRMS[0], evidence=(note,)), *FIRMS[1:])
    new = ux.Evidence("has_halal", "document", on=DAY)
    answer = ux.reconsider(
        ranked(firms=firms),
        firms,
        "U-1",
        corrected={"has_halal": True},
        evidence=[new],
        reason="Sertifikat diperlihatkan",
        on=DAY,
        policy=POLICY,
    )
    assert answer.corrected.evidence == (new,)


def test_an_objection_that_cannot_be_answered_is_refused() -> None:
    def ask(one: str, corrected: Any, **inputs: Any) -> Any:
        inputs = {"policy": POLICY, **inputs}
        return ux.reconsider(
            ranked(), FIRMS, one, corrected=corrected, reason="x", on=DAY, **inputs
        )

    with pytest.raises(ux.BundleError, match="U-99 is not among the firms"):
        ask("U-99", {"has_halal": True})
    with pytest.raises(
        ux.FactError, match="'has_hala' cannot be corrected; did you mean has_halal"
    ):
        ask("U-1", {"has_hala": True})
    with pytest.raises(ux.FactError, match="at least one fact"):
        ask("U-1", {})
    with pytest.raises(ux.FactError, match="has_halal"):
        ask("U-1", {"has_halal": "ya"})
    with pytest.raises(ux.FactError, match="'id' cannot be corrected"):
        ask("U-1", {"id": "U-2"})
    with pytest.raises(ux.BundleError, match="another content"):
        ask("U-1", {"has_halal": True}, policy=ux.priorities["nearest-to-export"])


def test_an_objection_to_a_selection_is_answered_too() -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    day = date(2021, 10, 1)
    facts = {"has_nib": True, "owner_region": "33.75", "own_production": True}
    firms = [
        ux.Enterprise(id=f"P-{n}", meets_export_quality=True, meets_export_quantity=n != 2, **facts)
        for n in (1, 2)
    ]
    plan = ux.SelectionPlan(seats=2)
    chosen = ux.select(firms, call=call, plan=plan, as_of=day, seed="r")
    answer = ux.reconsider(
        chosen,
        firms,
        "P-2",
        corrected={"meets_export_quantity": True},
        reason="Kapasitas dihitung ulang",
        on=date(2021, 10, 5),
        call=call,
        plan=plan,
    )
    assert answer.moves[0].gains_place
    assert len(answer.after.places) == 2


# The list for everybody


def test_the_public_list_holds_nobody_s_data() -> None:
    firms = (attrs.evolve(FIRMS[0], name=f"Ibu Siti {NIK}"), *FIRMS[1:])
    top = ranked(firms=firms)
    bundle = ux.make_bundle(top, firms, policy=POLICY)
    public = ux.public_list(top, bundle=bundle)
    told = json.dumps([public.to_dict(), public.rows("id"), public.rows("en")], ensure_ascii=False)
    told += public.describe("id") + public.describe("en") + repr(public)
    for secret in (NIK, "90000000", "0812-9999", "female", "perempuan", "1980", "halal"):
        assert secret not in told
    assert "Batik Nomor 2" in told
    assert bundle.digest in public.describe("id")
    assert (public.in_queue, public.outside) == (len(top.queue), 1)


def test_anyone_can_draw_the_tickets_of_the_public_list_again() -> None:
    public = ux.public_list(ranked())
    listed = (*public.places, *public.waiting)
    assert all(one.ticket == ticket(public.seed, one.id) for one in listed)
    values = [(one.value.en if one.value else "", one.ticket) for one in listed]
    assert values == sorted(values, key=lambda pair: (-float(pair[0]), pair[1]))


def test_a_public_list_becomes_a_table() -> None:
    rows = ux.public_list(ranked()).rows("id")
    assert list(rows[0]) == ["daftar", "nomor", "id", "nama usaha", "nilai", "wilayah", "tiket"]
    assert [(row["daftar"], row["nomor"]) for row in rows][:3] == [
        ("tempat", 1),
        ("tempat", 2),
        ("cadangan", 1),
    ]


def test_a_class_or_reserve_of_a_firm_is_not_published() -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    women = OneOf("owner_gender", ("female",))
    text = ux.Text(id="perempuan", en="women")
    facts = {"has_nib": True, "own_production": True, "meets_export_quality": True}
    firms = [
        ux.Enterprise(
            id=f"P-{n}",
            owner_region="33.75",
            owner_gender="female",
            meets_export_quantity=True,
            **facts,
        )
        for n in (1, 2, 3)
    ]
    plan = ux.SelectionPlan(
        seats=2,
        classes=(ux.SeatClass(key="women", text=text, require=women, seats=2),),
    )
    day = date(2021, 10, 1)
    chosen = ux.select(firms, call=call, plan=plan, as_of=day, seed="r")
    assert chosen.places[0].category is not None
    told = json.dumps(ux.public_list(chosen).to_dict(), ensure_ascii=False)
    assert "women" not in told
    regional = ux.SelectionPlan(
        seats=2, regions=ux.RegionDivision.fixed("owner_region", {"33.75": 2})
    )
    chosen = ux.select(firms, call=call, plan=regional, as_of=day, seed="r")
    assert {one.region for one in ux.public_list(chosen).places} == {"33.75"}


def test_a_bundle_of_another_list_is_refused() -> None:
    bundle = ux.make_bundle(ranked(seats=3), FIRMS, policy=POLICY)
    with pytest.raises(ux.BundleError, match="not that of this list"):
        ux.public_list(ranked(), bundle=bundle)
