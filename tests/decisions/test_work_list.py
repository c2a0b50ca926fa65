from __future__ import annotations

from datetime import date

import attrs
import pytest

import umkmexport as ux
from umkmexport.decisions.roadmap import plan_roadmap
from umkmexport.decisions.roadmap.planned import Roadmap
from umkmexport.decisions.roadmap.work_list import work_list

AS_OF = date(2026, 11, 21)
WET_FOOD = {"product_family": "food", "product_form": "wet_ambient", "annual_sales": 400_000_000}


def plan(firm: str, *steps: str, as_of: date = AS_OF, **facts: object) -> Roadmap:
    known = ux.Enterprise(id=firm, **(WET_FOOD | facts))  # type: ignore[arg-type]
    return plan_roadmap(known, target=steps, as_of=as_of, basis="known")


def test_each_agency_gets_its_steps_with_the_firms() -> None:
    """U-1 needs the NIB, then CPPOB and MD of BPOM; U-2 has the NIB already."""
    work = work_list({"U-1": plan("U-1", "md"), "U-2": plan("U-2", "md", has_nib=True)})
    told = {w.agency.en: {t.key: [turn.firm for turn in t.turns] for t in w.tasks}
            for w in work.agencies if w.agency is not None}  # fmt: skip
    assert told == {
        "the food and drug agency (BPOM)": {"cppob": ["U-1", "U-2"], "md": ["U-1", "U-2"]},
        "OSS of the investment ministry (BKPM)": {"nib": ["U-1"]},
    }
    cppob = work.agencies[0].tasks[0]
    assert [turn.waits_for != () for turn in cppob.turns] == [True, False]
    assert cppob.at_once == ("U-2",)


def test_a_firm_that_waits_for_another_agency_passes_between_the_two() -> None:
    work = work_list({"U-1": plan("U-1", "md")})
    (pair,) = work.pairs
    assert (pair.first.en, pair.second.en) == (
        "OSS of the investment ministry (BKPM)",
        "the food and drug agency (BPOM)",
    )
    assert (pair.passing, pair.side_by_side) == (("U-1",), ())


def test_agencies_that_do_not_wait_for_each_other_stand_side_by_side() -> None:
    work = work_list({"U-1": plan("U-1", "npwp", "md", has_nib=True)})
    (pair,) = work.pairs
    assert (pair.passing, pair.side_by_side) == ((), ("U-1",))
    assert {pair.first.en, pair.second.en} == {
        "the tax office (DJP)",
        "the food and drug agency (BPOM)",
    }


def test_the_nib_is_asked_for_by_two_agencies() -> None:
    facts = {"product_risk_free": True, "halal_ingredients_assured": True, "simple_process": True}
    both = plan("U-1", "md", "halal-self-declare", has_nib=True, **facts)
    one = plan("U-2", "md", has_nib=True)
    (document,) = work_list({"U-1": both, "U-2": one}).shared
    assert (document.key, document.firms) == ("nib", ("U-1",))
    assert [agency.en for agency in document.agencies] == [
        "the food and drug agency (BPOM)",
        "the halal agency (BPJPH)",
    ]


def test_what_is_to_be_proved_stands_apart_from_what_agencies_do() -> None:
    claimed = ux.Enterprise(
        id="U-1",
        **WET_FOOD,
        has_nib=True,
        innovation="distinctive",
        evidence=(ux.Evidence("innovation", ux.EvidenceKind.SELF, on=AS_OF),),
    )
    work = work_list({"U-1": plan_roadmap(claimed, target="export_ready", as_of=AS_OF)})
    assert "innovation" in {task.key for task in work.proofs}
    assert not any(t.key.startswith("prove:") for w in work.agencies for t in w.tasks)
    assert {fact.name for fact in work.missing()} >= {"innovation"}


def test_the_order_of_the_plans_is_nothing() -> None:
    plans = {f"U-{n}": plan(f"U-{n}", "md", "npwp") for n in range(4)}
    assert work_list(plans) == work_list(dict(reversed(plans.items())))


def test_who_is_there_already_and_who_cannot_get_there_is_said() -> None:
    work = work_list(
        {"U-1": plan("U-1", "nib", has_nib=True), "U-2": plan("U-2", "spp-irt", has_nib=True)}
    )
    assert (work.reached, work.unreachable, work.firms) == (("U-1",), ("U-2",), 2)
    assert "Sudah mencapai sasaran: U-1." in work.describe("id")
    assert "No way to the target yet: U-2." in work.describe("en")


def test_it_is_plain_data_and_told_in_two_languages() -> None:
    work = work_list({"U-1": plan("U-1", "md")})
    assert work.to_dict()["firms"] == 1
    assert work.describe("id").startswith("Daftar kerja untuk 1 usaha, disusun menurut instansi.")
    assert "1 firms can go to the food and drug agency (BPOM) only when" in work.describe("en")


def test_no_plans_are_an_error() -> None:
    with pytest.raises(ux.PolicyError, match="there are no plans"):
        work_list({})


def test_plans_of_two_days_are_an_error() -> None:
    earlier = plan("U-2", "nib", as_of=date(2026, 11, 20))
    with pytest.raises(ux.PolicyError, match=r"the plan of U-2 is of 2026-11-20, another"):
        work_list({"U-1": plan("U-1", "nib"), "U-2": earlier})


def test_plans_of_another_catalogue_are_an_error() -> None:
    made = plan("U-1", "nib")
    other = attrs.evolve(made, provenance=attrs.evolve(made.provenance, digest="0" * 64))
    with pytest.raises(ux.PolicyError, match="give the catalogue that all plans were made from"):
        work_list({"U-1": other})
