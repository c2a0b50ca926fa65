"""A list is made again, bit for bit, from a bundle; the first difference is named."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hash_seeds import printed_under_any_hash_seed
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.audit.bundle import seal
from umkmexport.decisions.audit.runs import rank_untold
from umkmexport.decisions.audit.standing import standing_of
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Is
from umkmexport.testing import enterprises

DAY = date(2026, 11, 21)
NIK = "3375011708450001"
POLICY = ux.priorities["most-ready-on-record"]


def firm(number: int, **facts: Any) -> ux.Enterprise:
    values = {"has_nib": True, "nib": f"900000000{number:04}", "annual_sales": 100_000_000}
    return ux.Enterprise(id=f"U-{number:02}", name=f"Batik Nomor {number}", **{**values, **facts})


FIRMS = (
    *(firm(number, has_halal=number % 2 == 0, owner_gender="female") for number in range(1, 7)),
    firm(7, nib=None),
    firm(8, nib="9000000000001"),
    firm(9, has_nib=False, nib=None),
    firm(10, owner_region="33.75", carried=(("nik", NIK), ("telepon", "0812"))),
)


ENQUIRY = ux.Enquiry(product="food", quantity=ux.Quantity(1, "t"), until=date(2027, 1, 20))
LETTERS = (
    ux.RecommendationList(
        agency="Bank Indonesia",
        kind="bank_indonesia",
        firms=(ux.RecommendedFirm("U-01", rank=1), ux.RecommendedFirm(name="Usaha", rank=2)),
        received_on=date(2026, 10, 1),
    ),
)


def ranked(firms: Any = FIRMS, **changes: Any) -> ux.PriorityList:
    arguments = {"policy": POLICY, "seats": 2, "as_of": DAY, "seed": "round-1", **changes}
    return ux.rank(firms, **arguments)


def bundled(**options: Any) -> ux.Bundle:
    return ux.make_bundle(ranked(), FIRMS, policy=POLICY, **options)


def tampered(bundle: ux.Bundle, *path: Any, value: Any) -> ux.Bundle:
    """Give a bundle of somebody who changed it and knows how to make the digest again."""
    content = json.loads(bundle.text)
    del content["digest"]
    part = content
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return seal(content)


@pytest.mark.parametrize("policy", ux.priorities)
def test_a_ranked_list_comes_out_again(policy: str) -> None:
    rule = ux.priorities[policy]
    inputs: dict[str, Any] = {"policy": rule, "recommendations": LETTERS}
    if rule.needs_enquiry:
        inputs["enquiry"] = ENQUIRY
    bundle = ux.make_bundle(ranked(**inputs), FIRMS, **inputs)
    checked = ux.verify(bundle, reversed(FIRMS), recommendations=LETTERS)
    assert checked.is_same
    assert checked.difference is None
    assert checked.firms == len(FIRMS)
    assert "10 usaha" in checked.describe("id")


@settings(max_examples=30, deadline=None)
@given(st.lists(enterprises(), min_size=1, max_size=4, unique_by=lambda one: one.id), st.data())
def test_a_list_without_words_is_the_list(firms: Any, data: Any) -> None:
    rule = ux.priorities[data.draw(st.sampled_from(sorted(ux.priorities)))]
    inputs: dict[str, Any] = {"policy": rule, "as_of": DAY, "seed": "r", "seats": 2}
    if rule.needs_enquiry:
        inputs["enquiry"] = ENQUIRY
    if data.draw(st.booleans()):
        inputs |= {"closes_on": DAY, "closed_by": "Kepala Bidang", "recommendations": LETTERS}
    if data.draw(st.booleans()):
        regions = ux.RegionDivision.fixed("business_region", {"12": 1, "33": 1})
        inputs["plan"] = ux.SelectionPlan(seats=2, regions=regions)
    assert standing_of(rank_untold(firms, **inputs)) == standing_of(ux.rank(firms, **inputs))


def test_what_only_a_priority_policy_asks_comes_out_of_a_copy_as_it_went_in() -> None:
    clinic = {"U-01": {"requirements_met": 5, "requirements_in_all": 7}}
    inputs = {"policy": ux.priorities["buyer-order"], "enquiry": ENQUIRY, "answers": clinic}
    bundle = ux.make_bundle(ranked(**inputs), FIRMS, with_copies=True, **inputs)
    assert ux.verify(bundle).is_same
    assert ux.verify(bundle, FIRMS, answers=clinic).is_same


def test_letters_of_agencies_name_firms_and_are_held_as_a_digest() -> None:
    inputs = {"policy": ux.priorities["sumut-export-centre"], "recommendations": LETTERS}
    top = ranked(**inputs)
    bundle = ux.make_bundle(top, FIRMS, **inputs)
    assert '"Usaha"' not in bundle.text
    assert ux.verify(bundle, FIRMS, recommendations=LETTERS).is_same
    with pytest.raises(ux.BundleError, match="give recommendations="):
        ux.verify(bundle, FIRMS)
    other = (attrs.evolve(LETTERS[0], received_on=date(2026, 11, 1)),)
    for copied in (False, True):
        made = ux.make_bundle(top, FIRMS, with_copies=copied, **inputs)
        difference = ux.verify(made, FIRMS, recommendations=other).difference
        assert difference is not None
        assert difference.path.startswith("arguments.recommendations")
    assert ux.verify(ux.make_bundle(top, FIRMS, with_copies=True, **inputs)).is_same


def test_the_order_of_the_input_changes_no_letter() -> None:
    backwards = FIRMS[::-1]
    assert bundled() == ux.make_bundle(ranked(backwards), backwards, policy=POLICY)


def test_a_policy_of_an_office_is_made_again_from_the_bundle() -> None:
    own = attrs.evolve(
        POLICY, id="own", pool=(Requirement("halal", text("h"), Is("has_halal", True)),)
    )
    bundle = ux.make_bundle(ranked(policy=own), FIRMS, policy=own)
    assert ux.verify(bundle, FIRMS).is_same
    assert [one["id"] for one in bundle.content["result"]["places"]]


def test_a_changed_fact_is_named() -> None:
    changed = [attrs.evolve(f, has_halal=True) if f.id == "U-03" else f for f in FIRMS]
    difference = ux.verify(bundled(), changed).difference
    assert difference is not None
    assert difference.path == "inputs.digests.U-03"
    assert difference.expected != difference.got


def test_a_firm_too_few_or_too_many_is_named() -> None:
    missing = ux.verify(bundled(), FIRMS[1:]).difference
    assert missing is not None
    assert (missing.path, missing.got) == ("inputs.digests.U-01", None)
    added = ux.verify(bundled(), (*FIRMS, firm(11))).difference
    assert added is not None
    assert (added.path, added.expected) == ("inputs.digests.U-11", None)


def test_an_owner_s_fact_is_covered_by_a_keyed_digest_only() -> None:
    changed = [attrs.evolve(f, owner_gender=None) for f in FIRMS]
    assert ux.verify(bundled(), changed).is_same
    assert not ux.verify(bundled(key="rahasia"), changed, key="rahasia").is_same
    assert ux.verify(bundled(key="rahasia"), FIRMS, key="rahasia").is_same
    assert not ux.verify(bundled(key="rahasia"), FIRMS, key="tebakan").is_same


def test_a_key_is_needed_or_refused() -> None:
    with pytest.raises(ux.BundleError, match="give key="):
        ux.verify(bundled(key="rahasia"), FIRMS)
    with pytest.raises(ux.BundleError, match="without a key"):
        ux.verify(bundled(), FIRMS, key="rahasia")


def test_no_digest_depends_on_what_could_be_guessed_from_it() -> None:
    plain = ux.make_bundle(ranked(), FIRMS, policy=POLICY).content["inputs"]["digests"]
    others = [
        attrs.evolve(f, owner_region="12.71", owner_birth_date=date(1980, 1, 1), carried=())
        for f in FIRMS
    ]
    assert (
        plain == ux.make_bundle(ranked(others), others, policy=POLICY).content["inputs"]["digests"]
    )


def test_a_bundle_names_nobody() -> None:
    text = bundled().text
    assert "Batik Nomor" not in text
    assert NIK not in text
    assert "9000000000001" not in text
    assert "33.75" not in text


def test_copies_hold_what_is_needed_and_no_nik() -> None:
    firms = (*FIRMS[:-1], attrs.evolve(FIRMS[-1], name=f"Ibu Siti {NIK}"))
    bundle = ux.make_bundle(ranked(firms), firms, policy=POLICY, with_copies=True)
    assert bundle.has_copies
    assert ux.verify(bundle).is_same
    assert ux.verify(bundle, firms).is_same
    assert NIK not in bundle.text
    assert "0812" not in bundle.text
    assert "Ibu Siti 33**********01" in bundle.text


def test_without_copies_the_firms_must_be_given() -> None:
    assert not bundled().has_copies
    with pytest.raises(ux.BundleError, match="no copies"):
        ux.verify(bundled())


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("result", "places", 0, "id"), "U-05", "result.places[0].id"),
        (("result", "places", 1, "low"), 1, "result.places[1].low"),
        (("result", "waiting"), [], "result.waiting[0]"),
        (("result", "cut"), 0, "result.cut"),
        (("rule", "digest"), "0" * 64, "rule.digest"),
        (("rests_on", 0, "content", "Rubric", "items", 0, "Item", "points"), 99, None),
    ],
)
def test_what_somebody_changed_and_sealed_again_is_named(path: Any, value: Any, where: Any) -> None:
    difference = ux.verify(tampered(bundled(), *path, value=value), FIRMS).difference
    assert difference is not None
    assert difference.expected == value or where == "result.waiting[0]"
    assert difference.path == (where or "rests_on[0].content.Rubric.items[0].Item.points")


def test_a_changed_weight_shows_in_the_digest_of_the_rule() -> None:
    path = ("rule", "content", "PriorityPolicy", "title", "Text", "en")
    difference = ux.verify(tampered(bundled(), *path, value="Other"), FIRMS).difference
    assert difference is not None
    assert difference.path == "rule.digest"


def test_the_version_of_the_library_is_recorded_and_not_compared() -> None:
    old = tampered(bundled(), "library", "version", value="0.0.1")
    checked = ux.verify(old, FIRMS)
    assert checked.is_same
    assert (checked.made_by, checked.replayed_by) == ("0.0.1", ux.__version__)


def test_a_bundle_edited_by_hand_is_refused() -> None:
    edited = bundled().text.replace('"seats":2', '"seats":3')
    with pytest.raises(ux.BundleError, match="edited or damaged"):
        ux.Bundle.from_json(edited)


def test_a_bundle_of_another_format_is_refused_and_both_formats_named() -> None:
    for version in (2, "1", True, None):
        with pytest.raises(
            ux.BundleError, match=rf"has format {version}; this library reads format 1"
        ):
            tampered(bundled(), "format", value=version)


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"format": 1}', '{"daftar": []}'])
def test_what_is_no_bundle_is_refused(text: str) -> None:
    with pytest.raises(ux.BundleError):
        ux.Bundle.from_json(text)


def test_a_bundle_is_read_from_a_file_laid_out_for_people(tmp_path: Path) -> None:
    bundle = bundled()
    file = tmp_path / "bukti.json"
    file.write_text(json.dumps(bundle.content, indent=2), encoding="utf-8")
    assert ux.read_bundle(file) == bundle
    with pytest.raises(ux.BundleError, match="no such file"):
        ux.read_bundle(tmp_path / "lain.json")


def test_a_bundle_is_a_value() -> None:
    bundle = bundled()
    assert pickle.loads(pickle.dumps(bundle)) == bundle
    assert hash(bundle) == hash(bundled())
    assert repr(bundle).startswith(f"<Bundle {bundle.digest[:12]}: rank by most-ready-on-record on")


def test_the_inputs_must_be_those_of_the_list() -> None:
    top = ranked()
    with pytest.raises(ux.BundleError, match="give policy="):
        ux.make_bundle(top, FIRMS)
    with pytest.raises(ux.BundleError, match="another content"):
        ux.make_bundle(top, FIRMS, policy=ux.priorities["nearest-to-export"])
    with pytest.raises(ux.BundleError, match="takes no input 'polcy'; did you mean policy"):
        ux.make_bundle(top, FIRMS, polcy=POLICY)
    with pytest.raises(ux.BundleError, match="takes no input 'seed'"):
        ux.make_bundle(top, FIRMS, policy=POLICY, seed="round-1")
    with pytest.raises(ux.BundleError, match="U-02 is on the list"):
        ux.make_bundle(top, (FIRMS[0], *FIRMS[2:]), policy=POLICY)
    with pytest.raises(ux.BundleError, match="11 firms are given, but the list was made from 10"):
        ux.make_bundle(top, (*FIRMS, firm(11)), policy=POLICY)


def test_an_id_that_may_be_a_nik_is_refused_and_not_repeated() -> None:
    firms = [attrs.evolve(FIRMS[0], id=NIK)]
    with pytest.raises(ux.BundleError, match="another id") as caught:
        ux.make_bundle(ranked(firms), firms, policy=POLICY)
    assert NIK not in str(caught.value)


def test_two_spellings_of_a_letter_are_one() -> None:
    composed, taken_apart = "Caf\u00e9", "Cafe\u0301"
    firms = [attrs.evolve(f, id=f"{taken_apart}-{f.id}") for f in FIRMS]
    again = [attrs.evolve(f, id=f"{composed}-{f.id}") for f in FIRMS]
    bundle = ux.make_bundle(ranked(firms), firms, policy=POLICY)
    assert taken_apart not in bundle.text
    assert bundle == ux.make_bundle(ranked(again), again, policy=POLICY)
    assert ux.verify(bundle, firms).is_same


# A selection


def text(words: str) -> ux.Text:
    return ux.Text(id=words, en=words)


CALL = ux.calls["pekalongan-export-training-2021"]
CALL_DAY = date(2021, 10, 1)
APPLICANTS = tuple(
    ux.Enterprise(
        id=f"P-{number}",
        name=f"Usaha {number}",
        has_nib=True,
        owner_region="33.75",
        owner_gender="female" if number % 3 else None,
        own_production=True,
        meets_export_quality=True,
        meets_export_quantity=None if number == 3 else number != 5,
    )
    for number in range(1, 9)
)
PLAN = ux.SelectionPlan(
    seats=3,
    reserves=(
        ux.Reserve(
            key="women",
            text=text("perempuan"),
            require=Is("has_nib", value=True),
            seats=1,
            mode=ux.ReserveMode.MINIMUM_GUARANTEE,
        ),
    ),
    limit=ux.ApplicantLimit("owner"),
)
OWNERS = {f"P-{number}": NIK if number < 3 else f"owner {number}" for number in range(1, 9)}


def selected(**changes: Any) -> ux.Selection:
    arguments = {"call": CALL, "plan": PLAN, "as_of": CALL_DAY, "seed": "r", "owners": OWNERS}
    return ux.select(APPLICANTS, **{**arguments, **changes})


def test_a_selection_comes_out_again_with_plan_and_owners() -> None:
    chosen = selected()
    bundle = ux.make_bundle(chosen, APPLICANTS, call=CALL, plan=PLAN, owners=OWNERS)
    assert ux.verify(bundle, APPLICANTS[::-1]).is_same
    assert NIK not in bundle.text
    assert "owner 4" not in bundle.text
    assert len(chosen.set_aside) == 1


def test_a_selection_by_merit_and_with_answers_comes_out_again() -> None:
    merit = {one.id: index for index, one in enumerate(APPLICANTS)}
    asked = CALL.declared[0] if CALL.declared else None
    answers = {"P-1": {"applied_on": date(2021, 9, 1)}} | (
        {"P-2": {asked.name: True}} if asked is not None and asked.type == "bool" else {}
    )
    inputs = {"call": CALL, "plan": ux.SelectionPlan(seats=2), "order": merit, "answers": answers}
    chosen = ux.select(APPLICANTS, as_of=CALL_DAY, seed="r", **inputs)
    bundle = ux.make_bundle(chosen, APPLICANTS, with_copies=True, **inputs)
    assert ux.verify(bundle).is_same
    assert ux.verify(bundle, APPLICANTS, answers=answers).is_same
    assert ux.verify(bundle, APPLICANTS).is_same
    changed = ux.verify(bundle, APPLICANTS, answers={"P-2": {"applied_on": date(2021, 9, 1)}})
    assert changed.difference is not None
    assert changed.difference.path == "inputs.digests.P-1"


def test_a_bundle_without_copies_asks_for_the_answers() -> None:
    answers = {"P-1": {"applied_on": date(2021, 9, 1)}}
    inputs = {"call": CALL, "plan": ux.SelectionPlan(seats=2), "answers": answers}
    chosen = ux.select(APPLICANTS, as_of=CALL_DAY, seed="r", **inputs)
    bundle = ux.make_bundle(chosen, APPLICANTS, **inputs)
    assert ux.verify(bundle, APPLICANTS, answers=answers).is_same
    with pytest.raises(ux.BundleError, match="give answers="):
        ux.verify(bundle, APPLICANTS)


def test_a_later_stage_needs_the_stage_before() -> None:
    first = selected(plan=ux.SelectionPlan(seats=4), owners=None)
    inputs = {"call": CALL, "plan": ux.SelectionPlan(seats=2), "after": first}
    second = ux.select(APPLICANTS, as_of=CALL_DAY, seed="r2", **inputs)
    bundle = ux.make_bundle(second, APPLICANTS, **inputs)
    assert ux.verify(bundle, APPLICANTS, after=first).is_same
    with pytest.raises(ux.BundleError, match="give after="):
        ux.verify(bundle, APPLICANTS)
    other = selected(plan=ux.SelectionPlan(seats=5), owners=None)
    difference = ux.verify(bundle, APPLICANTS, after=other).difference
    assert difference is not None
    assert difference.path == "arguments.after"


_SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
from test_audit import APPLICANTS, CALL, FIRMS, OWNERS, PLAN, bundled, selected
import umkmexport as ux
print(bundled().digest)
print(ux.make_bundle(selected(), APPLICANTS, call=CALL, plan=PLAN, owners=OWNERS).digest)
"""


def test_the_seed_of_hashes_changes_no_letter() -> None:
    here = Path(__file__)
    script = _SCRIPT.format(folder=str(here.parent))
    assert printed_under_any_hash_seed(script).split()[0] == bundled().digest
