"""Roadmaps: they reach their target, cost what they say, and propose nothing that is not open."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.roadmap import plan_roadmap
from umkmexport.decisions.roadmap.foreseen import is_at_least
from umkmexport.decisions.roadmap.moves import ProofKind
from umkmexport.decisions.roadmap.planned import PlannedStep, Roadmap, RoadmapStanding
from umkmexport.errors import FactError, PolicyError
from umkmexport.facts.derived import FALLBACKS
from umkmexport.model.records import CertificateKind
from umkmexport.policies.steps import STEP_CATALOGUES, StepCatalogue
from umkmexport.policies.steps.terms import Step
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.criteria import Is, OneOf
from umkmexport.terms.range import Range
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)
RUBRIC = ux.rubrics["umkmexport-default"]
STEPS = STEP_CATALOGUES["umkmexport-default"]
LATER = date(2036, 1, 1)
SAMBAL: dict[str, Any] = {
    "id": "A", "has_nib": True, "annual_sales": 900_000_000, "kbli": "2020:10772",
    "has_npwp": True, "has_md": False, "has_halal": True, "trademark": "filed",
    "product_family": "food", "product_form": "wet_ambient", "own_production": True,
    "quality_control": "written_spec", "gmp": "written_sop",
    "monthly_capacity": ux.Quantity(600, "kg"), "continuous_production_months": 38,
    "raw_material": "several_suppliers", "packaging": "retail_ready", "label": "indonesian",
    "bookkeeping": "monthly_cash_book", "separate_account": True, "costing": "unit_cost",
    "working_capital": "own_funds", "export_officer": False, "export_training": "business",
    "foreign_language": "basic", "digital_skill": "business_tools", "export_commitment": True,
    "market_reach": "inter_province", "market_research": "country_chosen",
    "target_country": "NL", "has_social_media": True, "marketplace": "domestic",
    "english_catalogue": False, "buyer_stage": "enquiry", "production_site": "separate_area",
    "traceability": "sop", "export_documents": "knows_list", "shipping": "none",
    "export_mode": "never", "site_count": 1,
}  # fmt: skip
EMPTY = {"id": "E", "product_family": "food", "export_mode": "never"}


def firm(**facts: Any) -> ux.Enterprise:
    return ux.Enterprise(**(SAMBAL | facts))


def plan(enterprise: ux.Enterprise | None = None, **options: Any) -> Roadmap:
    options = {"target": "export_ready", "as_of": AS_OF, "rubric": RUBRIC} | options
    return plan_roadmap(enterprise or firm(), **options)


def keys(roadmap: Roadmap) -> list[str]:
    return [step.key for step in roadmap.steps]


def step_of(roadmap: Roadmap, key: str) -> PlannedStep:
    return next(step for step in roadmap.steps if step.key == key)


def after(enterprise: ux.Enterprise, roadmap: Roadmap) -> ux.Enterprise:
    """Write what the steps change into the record, as an office would."""
    changed: dict[str, Any] = {}
    certificates = list(enterprise.certificates)
    for fact, value in (change for step in roadmap.steps for change in step.changes):
        if fact in {f"has_{kind}" for kind in CertificateKind} - set(FALLBACKS):
            kind = CertificateKind(fact.removeprefix("has_"))
            certificates.append(ux.Certificate(kind, ux.CertificateStatus.HELD, valid_until=LATER))
        elif fact == "export_lot_cover":
            changed |= {"monthly_capacity": ux.Quantity(1, "kg"), "target_order": None}
            changed["target_order"] = ux.Quantity(1, "kg")
        elif fact == "kbli_matches_product":
            family = enterprise.product_family
            changed["kbli"] = "10772" if family == "food" else _kbli(family)
        elif fact in {"trained", "trained_in_export"}:
            changed["export_training"] = "export"
        elif not is_at_least(fact, changed.get(fact, getattr(enterprise, fact)), value or "NL"):
            changed[fact] = "NL" if value is None else value
    dropped = {*changed, *(("certificates",) if certificates else ())}
    return attrs.evolve(
        enterprise,
        **changed,
        certificates=tuple(certificates),
        events=() if "export_training" in changed else enterprise.events,
        evidence=tuple(note for note in enterprise.evidence if note.fact not in dropped),
    )


def _kbli(family: Any) -> str:
    divisions = {"batik": "13121", "furniture": "31001", "handicraft": "16291"}
    return divisions.get(str(family), "10211")


# It reaches its target


@pytest.mark.parametrize("by", ["cost", "time"])
@pytest.mark.parametrize("basis", ["best_answers", "known"])
@pytest.mark.parametrize("target", ["export_ready", "export_qualified"])
def test_after_the_steps_the_target_is_reached(target: str, basis: str, by: str) -> None:
    found = plan(target=target, basis=basis, by=by)
    assert found.standing is RoadmapStanding.PLANNED
    score = ux.score_readiness(after(firm(), found), rubric=RUBRIC, as_of=AS_OF)
    assert score.level_span is not None
    assert score.level_span[0] >= ux.ReadinessLevel(target)


@settings(max_examples=25, deadline=None)
@given(
    enterprises(),
    st.sampled_from(["food", "fish", "batik", "furniture", "handicraft"]),
    st.sampled_from(["best_answers", "known"]),
)
def test_every_plan_reaches_its_target(enterprise: ux.Enterprise, family: str, basis: str) -> None:
    """A plan is made of what the record allows, whatever else stands in it."""
    enterprise = attrs.evolve(
        enterprise, product_family=family, product_form="dry_ambient", hs_code=None, kbli=None,
        export_mode="never", events=(), certificates=(), evidence=(), products=(),
        nib=None, complete=frozenset(),
    )  # fmt: skip
    found = plan(enterprise, target="improving", basis=basis)
    if found.standing is RoadmapStanding.PLANNED:
        score = ux.score_readiness(after(enterprise, found), rubric=RUBRIC, as_of=AS_OF)
        assert score.level_span is not None
        assert score.level_span[0] != ux.ReadinessLevel.FOUNDATION
    elif found.standing is RoadmapStanding.REACHED:
        now = ux.score_readiness(enterprise, rubric=RUBRIC, as_of=AS_OF).level_span
        assert now is not None
        assert now[0] != ux.ReadinessLevel.FOUNDATION
    else:
        assert found.obstacles


def test_no_smaller_set_of_the_same_steps_would_do() -> None:
    found = plan(basis="known")
    for left in combinations(found.steps, len(found.steps) - 1):
        rest = attrs.evolve(found, steps=left)
        score = ux.score_readiness(after(firm(), rest), rubric=RUBRIC, as_of=AS_OF)
        assert score.level is not ux.ReadinessLevel.EXPORT_READY


def test_the_worked_firm() -> None:
    """A sambal maker at 48 points: 22 are missing, of which steps without a fee bring all."""
    found = plan(basis="known")
    assert (found.cost, found.cost_unknown) == (Range(0, 0), ())
    assert len(found.steps) == 10
    assert found.months == Range(0, None)
    assert set(found.months_unknown) == set(keys(found))
    assert found.assumptions


# Schedule


def test_steps_wait_for_each_other_and_the_longest_chain_is_critical() -> None:
    fish = ux.Enterprise(id="F", product_family="fish", product_form="dry_ambient")
    found = plan(fish, target=["smkhp"], basis="known")
    assert keys(found) == ["nib", "skp", "fish-haccp", "smkhp"]
    assert found.critical_path == ("nib", "skp", "fish-haccp", "smkhp")
    assert step_of(found, "fish-haccp").after == ("nib", "skp")
    assert step_of(found, "skp").needed_by == ("fish-haccp",)
    assert all(step.critical for step in found.steps)
    assert found.cost == Range(0, None)


def test_ends_are_reckoned_from_what_is_known() -> None:
    soap = ux.Enterprise(
        id="S", product_family="cosmetics", gmp="certified", has_nib=True, annual_sales=10**8
    )
    found = plan(soap, target=["cosmetics-notification"], basis="known")
    assert keys(found) == ["cosmetics-notification"]
    assert found.steps[0].finish == Range(0, 1)
    assert (found.cost, found.months) == (Range(250_000, 250_000), Range(0, 1))
    assert found.reliefs == found.steps
    assert not found.steps[0].free


def test_what_is_in_process_is_said_with_its_day() -> None:
    waiting = ux.Certificate(
        CertificateKind.MD, ux.CertificateStatus.IN_PROCESS, expected_on=date(2027, 2, 1)
    )
    found = plan(
        firm(has_md=None, gmp="certified", certificates=(waiting,)), target=["md"], basis="known"
    )
    assert [step.under_way for step in found.steps] == [True]
    assert found.steps[0].expected_on == date(2027, 2, 1)
    assert found.months == Range(2, 3)
    assert "Mengurus izin edar BPOM MD (sedang diproses)" in found.describe("id")


# What is proposed and what is not


def test_spp_irt_is_not_open_to_wet_sambal() -> None:
    found = plan(target=["spp-irt"])
    assert found.standing is RoadmapStanding.UNREACHABLE
    assert found.obstacles[0].key == "step:spp-irt"
    assert keys(plan(target=["md"], basis="known")) == ["cppob", "md"]


@pytest.mark.parametrize("target", ["improving", "export_ready", "export_qualified"])
@pytest.mark.parametrize("form", ["wet_ambient", "pasteurised_sterilised", "chilled_frozen"])
def test_spp_irt_is_in_no_plan_for_food_that_is_not_dry(form: str, target: str) -> None:
    for basis in ("best_answers", "known"):
        found = plan(ux.Enterprise(**EMPTY, product_form=form), target=target, basis=basis)
        assert "spp-irt" not in keys(found)


def test_spp_irt_is_open_to_dry_food_made_at_home() -> None:
    dry = firm(product_form="dry_ambient", production_site="separate_area")
    assert keys(plan(dry, target=["spp-irt"], basis="known")) == ["spp-irt"]
    building = firm(product_form="dry_ambient", production_site="separate_building")
    assert plan(building, target=["spp-irt"]).standing is RoadmapStanding.UNREACHABLE
    unknown = firm(product_form="dry_ambient", production_site=None)
    found = plan(unknown, target=["spp-irt"])
    assert found.obstacles[0].facts == ("production_site",)


def test_sehati_makes_halal_free_where_all_its_conditions_hold() -> None:
    home = {
        "product_risk_free": True, "halal_ingredients_assured": True, "simple_process": True,
        "has_halal": False,
    }  # fmt: skip
    found = plan(firm(**home), target=["halal-self-declare"], basis="known")
    assert (found.steps[0].free, found.cost, found.months) == (True, Range(0, 0), Range(0, 1))
    many = plan(firm(**home | {"site_count": 3}), target=["halal-self-declare"], basis="known")
    assert (many.steps[0].relief, many.cost) == (None, Range(0, None))
    large = plan(firm(**home | {"annual_sales": 10**11}), target=["halal-self-declare"])
    assert large.standing is RoadmapStanding.UNREACHABLE


def test_the_regular_way_costs_micro_and_small_firms_their_tariff() -> None:
    found = plan(firm(has_halal=False), target=["halal-regular"], basis="known")
    assert found.cost == Range(300_000, 650_000)
    large = plan(firm(has_halal=False, annual_sales=10**11), target=["halal-regular"])
    assert large.cost_unknown == ("halal-regular",)


def test_the_trademark_tariff_of_micro_and_small_firms() -> None:
    for sales, cost in ((900_000_000, 500_000), (10**11, 1_800_000), (None, 1_800_000)):
        found = plan(firm(trademark="none", annual_sales=sales), target=["trademark-filing"])
        assert found.cost == Range(cost, cost)


def test_a_rubber_trader_is_not_told_to_get_a_permit_of_producers() -> None:
    trader = ux.Enterprise(
        id="R", product_family="rubber", own_production=False, has_nib=True,
        has_export_permit=False, export_mode="never",
    )  # fmt: skip
    found = plan(trader)
    assert found.standing is RoadmapStanding.UNREACHABLE
    assert "gate:G2" in [obstacle.key for obstacle in found.obstacles]
    maker = attrs.evolve(trader, own_production=True)
    assert "gate:G2" not in [obstacle.key for obstacle in plan(maker).obstacles]


def test_prohibited_goods_stay_prohibited() -> None:
    raw = ux.Enterprise(id="R", product_family="rattan_raw", has_nib=True, export_mode="never")
    obstacle = next(o for o in plan(raw).obstacles if o.key == "gate:G2")
    assert obstacle.facts == ("export_status",)
    assert obstacle.reason.id == (
        "tidak ada langkah yang dapat mengubah: Status ekspor barang: dilarang diekspor"
    )


def test_where_no_source_settles_the_export_status_that_is_said() -> None:
    palm = ux.Enterprise(id="P", product_family="palm", has_nib=True, export_mode="never")
    obstacle = next(o for o in plan(palm).obstacles if o.key == "gate:G2")
    assert obstacle.reason.en.startswith("not known: Export status of the good")


@settings(max_examples=10, deadline=None)
@given(enterprises())
def test_facts_that_nobody_can_change_are_in_no_plan(enterprise: ux.Enterprise) -> None:
    for step in plan(enterprise, target="improving").steps:
        changed = {fact for fact, _ in step.changes}
        assert not changed & {"product_family", "product_form", "owner_region", "started_on"}


# What is known and what is assumed


def test_an_answer_that_is_missing_is_proved_and_assumed() -> None:
    found = plan(firm(tax_return_filed=None), target="export_qualified")
    proof = step_of(found, "prove:tax_return_filed")
    assert (proof.proof, proof.assumed, proof.cost) == (ProofKind.ANSWER, True, Range(0, 0))
    assert proof.changes == (("tax_return_filed", True),)
    assert "tax_return_filed" in [fact.name for fact in found.missing()]


def test_a_claim_is_shown_and_an_old_answer_is_renewed() -> None:
    notes = (
        ux.Evidence("innovation", ux.EvidenceKind.SELF, on=AS_OF),
        ux.Evidence("packaging", ux.EvidenceKind.VISIT, on=date(2024, 1, 1)),
    )
    found = plan(
        firm(innovation="distinctive", packaging="export_ready", evidence=notes),
        target="export_qualified",
    )
    assert step_of(found, "prove:innovation").proof is ProofKind.SHOW
    assert step_of(found, "prove:packaging").proof is ProofKind.RENEW


def test_on_the_known_basis_nothing_is_proved() -> None:
    found = plan(firm(has_nib=None), basis="known")
    assert not [step for step in found.steps if step.proof is not None]
    assert "nib" in keys(found)


def test_a_proof_that_a_permit_is_held_stands_in_for_obtaining_it() -> None:
    found = plan(firm(has_nib=None, gmp=None), target="export_qualified")
    assert "prove:has_nib" in keys(found)
    assert "nib" not in keys(found)


def test_the_owners_data_stay_out_of_a_plan() -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    notes = (ux.Evidence("owner_region", ux.EvidenceKind.SELF, on=AS_OF),)
    found = plan(firm(owner_region="33.75", evidence=notes), target=call)
    assert "33.75" not in json.dumps(found.to_dict())
    asked = plan(firm(owner_region=None), target=call)
    assert step_of(asked, "prove:owner_region").changes == (("owner_region", None),)


# Targets


def test_a_target_at_or_below_the_level_is_reached() -> None:
    for target in ("foundation", "improving"):
        found = plan(target=target)
        assert found.standing is RoadmapStanding.REACHED
        assert (found.steps, found.cost, found.months) == ((), Range(0, 0), Range(0, 0))
        assert found.describe("id").startswith("Sudah tercapai: tingkat ")


def test_a_call_is_a_target() -> None:
    call = ux.calls["pekalongan-export-training-2021"]
    found = plan(firm(owner_region="12.71", own_production=False), target=call)
    assert found.standing is RoadmapStanding.UNREACHABLE
    assert {each.key for each in found.obstacles} >= {"requirement:own-production"}
    ready = plan(firm(owner_region="33.75"), target=call, basis="known")
    assert "assessment" in keys(ready)


def test_a_checklist_is_a_target() -> None:
    wanted = Checklist(
        (
            Requirement("halal", ux.Text("halal", "halal"), Is("has_halal", value=True)),
            Requirement("books", ux.Text("buku", "books"), OneOf("bookkeeping", ("none",))),
        )
    )
    found = plan(firm(has_halal=False), target=wanted)
    assert found.standing is RoadmapStanding.UNREACHABLE
    assert [each.key for each in found.obstacles] == ["requirement:books"]
    halal = plan(firm(has_halal=False), target=Checklist(wanted.requirements[:1]))
    assert keys(halal) == ["halal-regular"]


def test_calls_for_groups_and_without_conditions_are_no_target() -> None:
    with pytest.raises(PolicyError, match="is for groups; a roadmap is made for a firm"):
        plan(target=ux.calls["medan-equipment-2023"])
    with pytest.raises(PolicyError, match="announces no conditions"):
        plan(target=ux.calls["ppejp-export-coaching"])


def test_where_two_sources_disagree_one_of_them_is_assumed() -> None:
    note = ux.Evidence(
        "packaging", ux.EvidenceKind.RECORD, on=AS_OF, why_missing=ux.WhyMissing.CONFLICT,
        said=("retail_ready", "export_ready"),
    )  # fmt: skip
    found = plan(firm(packaging=None, evidence=(note,)), target="export_qualified")
    proof = step_of(found, "prove:packaging")
    assert (proof.proof, proof.changes) == (ProofKind.SETTLE, (("packaging", "export_ready"),))


def test_only_what_decides_something_is_asked_first() -> None:
    raw = ux.Enterprise(id="R", product_family="rattan_raw", export_mode="never")
    assert plan(raw).asked_first == ()
    food = ux.Enterprise(id="R", product_family="food", export_mode="never")
    assert plan(food).asked_first == ("product_form",)


def test_without_the_family_the_plan_asks_for_it_first() -> None:
    found = plan(ux.Enterprise(id="N"))
    assert found.standing is RoadmapStanding.UNREACHABLE
    assert "product_family" in found.asked_first
    assert found.missing()[0].name == "product_family"


def test_what_is_held_as_a_certificate_is_done() -> None:
    held = ux.Certificate(
        CertificateKind.CPPOB, ux.CertificateStatus.HELD, valid_until=date(2028, 1, 1)
    )
    assert keys(plan(firm(certificates=(held,)), target=["md"], basis="known")) == ["md"]
    over = attrs.evolve(held, valid_until=date(2026, 11, 20))
    found = plan(firm(certificates=(over,)), target=["md"], basis="known")
    assert keys(found) == ["cppob", "md"]


def test_an_office_plans_with_its_own_catalogue() -> None:
    own = attrs.evolve(STEPS, id="own", steps=tuple(s for s in STEPS.steps if s.key != "batikmark"))
    assert isinstance(own, StepCatalogue)
    found = plan(catalogue=own)
    assert found.provenance.policy == "own"
    with pytest.raises(PolicyError, match="catalogue own has no step 'batikmark'"):
        plan(catalogue=own, target=["batikmark"])


@pytest.mark.parametrize(
    ("options", "error", "reason"),
    [
        ({"target": "ready"}, FactError, "ReadinessLevel must be one of"),
        ({"by": "money"}, FactError, "PlanBy must be one of cost, time"),
        ({"basis": "hope"}, FactError, "PlanBasis must be one of"),
        ({"target": ["nibb"]}, PolicyError, "has no step 'nibb'; did you mean nib"),
        ({"answers": {"nothing": 1}}, FactError, "answer 'nothing'"),
    ],
)
def test_bad_input_is_an_error_that_helps(
    options: dict[str, Any], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        plan(**options)


def test_a_rubric_without_the_level_says_which_it_has() -> None:
    short = attrs.evolve(RUBRIC, levels=RUBRIC.levels[:2], gates=())
    with pytest.raises(PolicyError, match="no level export_ready; it has foundation, improving"):
        plan(rubric=short)


# The result


def test_a_plan_is_a_value_and_plain_data() -> None:
    for found in (plan(), plan(ux.Enterprise(id="N")), plan(target="improving")):
        json.dumps(found.to_dict(), allow_nan=False)
        assert pickle.loads(pickle.dumps(found)) == found
        assert hash(found) == hash(plan()) or found != plan()
        assert len(repr(found)) < 160
        for language in ("id", "en"):
            told = found.describe(language)
            assert "{" not in told
            assert "None" not in told


@settings(max_examples=15, deadline=None)
@given(enterprises(), st.sampled_from(["improving", "export_ready"]), st.booleans())
def test_a_plan_of_any_firm_is_plain_data_and_says_itself(
    enterprise: ux.Enterprise, target: str, known: bool
) -> None:
    found = plan(enterprise, target=target, basis="known" if known else "best_answers")
    json.dumps(found.to_dict(), allow_nan=False)
    assert pickle.loads(pickle.dumps(found)) == found
    assert isinstance(hash(found), int)
    for language in ("id", "en"):
        told = found.describe(language)
        assert "{" not in told
        assert "None" not in told
        assert "  " not in told
    assert len({step.key for step in found.steps}) == len(found.steps)
    assert (found.months.high is None) == bool(found.months_unknown)
    assert (found.cost.high is None) == bool(found.cost_unknown)


SMALL = ("cppob", "md", "trademark-filing", "trademark-registration", "lab-test", "organic")
FEES = ("trademark-filing", "md", "halal-regular", "batch-records", "export-price", "tax-return")


@pytest.mark.parametrize("by", ["cost", "time"])
@pytest.mark.parametrize("chosen", [SMALL, FEES])
@settings(max_examples=12, deadline=None)
@given(cut_off=st.integers(45, 68), has=st.sets(st.sampled_from(["halal", "filed"])))
def test_it_is_what_trying_every_set_of_steps_finds(
    chosen: tuple[str, ...], by: str, cut_off: int, has: set[str]
) -> None:
    """Each set is written into the record and scored; the best that reaches the level counts."""
    enterprise = firm(
        has_halal="halal" in has, trademark="filed" if "filed" in has else "none",
        gmp="written_sop", lab_tested_on=date(2020, 1, 1), tax_return_filed=False,
    )  # fmt: skip
    levels = (RUBRIC.levels[0], attrs.evolve(RUBRIC.levels[1], score_at_least=cut_off))
    rubric = attrs.evolve(RUBRIC, levels=levels, gates=())
    catalogue = attrs.evolve(STEPS, steps=tuple(_standing_alone(key, chosen) for key in chosen))
    options = {"target": "improving", "rubric": rubric, "basis": "known", "catalogue": catalogue}
    found = plan(enterprise, by=by, **options)
    best = min(_ways(enterprise, rubric, catalogue, by), default=None)
    if best is None:
        assert found.standing is RoadmapStanding.UNREACHABLE
    else:
        assert sorted(keys(found)) == best[-1]


def _standing_alone(key: str, chosen: tuple[str, ...]) -> Step:
    """Leave out of a step what waits for others than those chosen."""
    step = STEPS.by_key[key]
    needs = (tuple(need for need in group if need in chosen) for group in step.needs)
    return attrs.evolve(
        step,
        needs=tuple(group for group in needs if group),
        better_after=tuple(need for need in step.better_after if need in chosen),
    )


def _ways(
    enterprise: ux.Enterprise, rubric: ux.Rubric, catalogue: StepCatalogue, by: str
) -> Iterator[tuple[Any, ...]]:
    """Yield every set that reaches the level: its cost and time by the rule, size, and keys."""
    opened = {s.key for s in plan(enterprise, target=[], catalogue=catalogue).steps}
    assert not opened
    every = sorted(
        step.key
        for step in catalogue.steps
        if plan(enterprise, target=[step.key], catalogue=catalogue, basis="known").steps
    )
    for size in range(len(every) + 1):
        for some in combinations(every, size):
            done = plan(enterprise, target=some, catalogue=catalogue, basis="known")
            if {*keys(done)} != {*some}:
                continue
            record = after(enterprise, done)
            span = ux.score_readiness(record, rubric=rubric, as_of=AS_OF).level_span
            if span is not None and span[0] is ux.ReadinessLevel.IMPROVING:
                cost, months = _measures(done)
                ordered = (cost, months) if by == "cost" else (months, cost)
                yield (*ordered, size, [key not in some for key in every], list(some))


def _measures(done: Roadmap) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give how much is unknown and the upper ends of what is known, of cost and of time."""
    costs = [step.cost for step in done.steps]
    cost = sum(_is_unknown(each) for each in costs), sum(_upper(each) for each in costs)
    ends: dict[str, tuple[int, int]] = {}
    for step in done.steps:
        start = max((ends[key] for key in step.after), default=(0, 0))
        ends[step.key] = start[0] + _is_unknown(step.months), start[1] + _upper(step.months)
    return cost, max(ends.values(), default=(0, 0))


def _is_unknown(figure: Range[int] | None) -> int:
    return int(figure is None or figure.high is None)


def _upper(figure: Range[int] | None) -> int:
    if figure is None:
        return 0
    return (figure.low or 0) if figure.high is None else figure.high


def test_a_plan_is_the_same_every_time() -> None:
    assert plan(target="export_qualified") == plan(target="export_qualified")


def test_it_says_itself() -> None:
    found = plan(
        ux.Enterprise(id="S", product_family="cosmetics", has_nib=True, annual_sales=10**8),
        target=["cosmetics-notification"],
        basis="known",
    )
    assert found.describe("id") == (
        "Rencana menuju langkah yang diminta: 2 langkah; biaya seluruhnya: sedikitnya Rp250.000; "
        "waktu seluruhnya: belum diketahui. "
        "Langkah 1: Mengurus sertifikat CPKB; pihak terkait: Badan Pengawas Obat dan Makanan "
        "(BPOM); biaya belum diketahui; lamanya belum diketahui. "
        "Langkah 2: Mengurus notifikasi kosmetik BPOM, setelah langkah 1; pihak terkait: Badan "
        "Pengawas Obat dan Makanan (BPOM); Rp250.000 (potongan 50 persen bagi usaha mikro dan "
        "kecil); paling lama 1 bulan. "
        "Yang menentukan lamanya: Mengurus sertifikat CPKB, Mengurus notifikasi kosmetik BPOM. "
        "Biaya 1 langkah belum diketahui sehingga belum dijumlahkan. "
        "Lama 1 langkah belum diketahui sehingga belum dihitung. "
        "Sebagian syarat, biaya, dan waktu mudah berubah; mohon dicek kembali pada instansinya."
    )
