"""The catalogue of steps that ships, and what a file of one's own may not say."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from umkmexport.errors import PolicyError, UmkmExportError
from umkmexport.policies.reader import structure_policy
from umkmexport.policies.rubrics import RUBRICS
from umkmexport.policies.steps import STEP_CATALOGUES, StepCatalogue, load_step_catalogue
from umkmexport.policies.steps.terms import Figure, Payer, Step, ValidityKind
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence

SHIPPED = STEP_CATALOGUES["umkmexport-default"]
HEAD = """
id = "own"
kind = "design"
title = { id = "Langkah", en = "Steps" }
sources = [{ title = "own", read_on = 2026-11-21, confidence = "medium" }]
"""


def read(body: str) -> StepCatalogue:
    return structure_policy(tomllib.loads(HEAD + body), StepCatalogue, name="own.toml")


def step(key: str, more: str = "") -> str:
    return f'[[steps]]\nkey = "{key}"\ntext = {{ id = "L", en = "S" }}\nbasis = "own"\n{more}\n'


def refused(body: str) -> str:
    with pytest.raises(UmkmExportError) as caught:
        read(body)
    assert isinstance(caught.value, PolicyError | ExceptionGroup)
    return caught.value.to("en")


# What ships


def test_every_step_says_where_it_is_from() -> None:
    for each in SHIPPED.steps:
        assert each.basis
        official = each.agency is not None and each.confidence is Confidence.HIGH
        assert each.sources or not official or each.key == "tax-return"


def test_every_certificate_of_the_law_is_there() -> None:
    named = {
        "ktp", "npwp", "nib", "spp-irt", "cppob", "md", "halal-self-declare", "halal-regular",
        "trademark-filing", "fish-haccp", "food-haccp", "skp", "smkhp", "nkv", "timber-legality",
        "phytosanitary", "cpkb", "cosmetics-notification", "food-ske", "organic", "export-price",
        "export-packaging", "find-buyer",
    }  # fmt: skip
    assert named <= set(SHIPPED.by_key)


def needs(key: str) -> set[str]:
    return {need for group in SHIPPED.by_key[key].needs for need in group}


def test_the_hard_edges_of_the_law() -> None:
    for key, before in {
        "spp-irt": "nib", "md": "cppob", "fish-haccp": "skp", "smkhp": "fish-haccp",
        "smkhp-not-food": "skp", "cosmetics-notification": "cpkb", "v-legal": "timber-legality",
        "cosmetics-ske": "cosmetics-notification", "et-sbw": "nkv", "halal-regular": "nib",
        "certificate-of-origin": "export-declaration",
    }.items():  # fmt: skip
        assert before in needs(key), key


def test_figures_that_were_not_verified_are_left_out_or_not_reckoned_with() -> None:
    for key in ("spp-irt", "cppob", "skp", "fish-haccp", "cpkb", "timber-legality", "nkv"):
        assert SHIPPED.by_key[key].cost is None, key
        assert SHIPPED.by_key[key].months is None, key
    fee = SHIPPED.by_key["phytosanitary"].cost
    assert fee is not None
    assert fee.reckoned is None
    assert SHIPPED.by_key["spp-irt"].validity is not None
    assert SHIPPED.by_key["spp-irt"].validity.confidence is Confidence.LOW


def test_the_fees_of_the_sources() -> None:
    for key, full, relief in (
        ("trademark-filing", Range(1_800_000, 1_800_000), Range(500_000, 500_000)),
        ("md", Range(200_000, 3_000_000), Range(100_000, 1_500_000)),
        ("cosmetics-notification", Range(500_000, 500_000), Range(250_000, 250_000)),
    ):
        found = SHIPPED.by_key[key]
        assert found.cost is not None
        assert (found.cost.range, found.reliefs[0].cost.range) == (full, relief)
        assert not found.reliefs[0].is_free


def test_halal_by_declaration_is_free_under_sehati_and_lasts() -> None:
    found = SHIPPED.by_key["halal-self-declare"]
    assert found.reliefs[0].is_free
    assert found.months is not None
    assert found.months.range == Range(0, 1)
    assert found.validity is not None
    assert found.validity.kind is ValidityKind.UNCHANGED


def test_own_work_is_free_and_says_so() -> None:
    for each in SHIPPED.steps:
        if each.paid_by is Payer.OWN_WORK:
            assert each.cost == Figure(0), each.key


def test_steps_serve_items_that_earn_points() -> None:
    asked = {
        fact for rubric in RUBRICS.values() for item in rubric.items for fact in item.facts
    } | {fact for rubric in RUBRICS.values() for gate in rubric.gates for fact in gate.facts}
    served = {fact for each in SHIPPED.steps for fact in each.facts}
    assert len(served & asked) > 30


def test_no_step_changes_what_nobody_can_change() -> None:
    changed = {fact for each in SHIPPED.steps for fact in each.facts}
    assert not changed & {"product_family", "product_form", "owner_region", "own_production"}


# What a file may not say


def test_a_circle_is_named() -> None:
    body = step("a", 'needs = [["b"]]') + step("b", 'better_after = ["c"]')
    assert refused(body + step("c", 'needs = [["a"]]')) == (
        "own.toml, (top): steps wait for each other in a circle: a → b → c → a"
    )


HAS_NIB = '{ fact = "has_nib", value = true }'
MISTAKES = (
    (step("a") + step("a"), "step a stands twice"),
    (step("a", 'needs = [["a"]]'), "step a: it waits for itself"),
    (step("abc") + step("b", 'needs = [["abd"]]'), "no step 'abd' to wait for; did you mean abc"),
    (step("a", "needs = [[]]"), "step a: a group of needs is empty"),
    (step("a", 'grants = [{ fact = "nibb", value = true }]'), "there is no fact 'nibb'"),
    (step("a", 'grants = [{ fact = "has_nib", value = "yes" }]'), "has_nib is bool, not 'yes'"),
    (step("a", 'grants = [{ fact = "gmp", value = "best" }]'), "gmp is one of none,"),
    (
        step("a", 'grants = [{ fact = "owner_region", value = "12.71" }]'),
        "nobody can change owner_region by taking a step",
    ),
    (step("a", 'grants = [{ fact = "owner_age", value = 3 }]'), "nobody can change owner_age"),
    (step("a", f"grants = [{HAS_NIB}, {HAS_NIB}]"), "it changes has_nib twice"),
    (step("a", 'settles = ["has_nib"]'), "has_nib is bool; a choice or a country is settled"),
    (step("a", 'dated = ["has_nib"]'), "has_nib is bool; a date is dated"),
    (step("a", 'certificate = "halall"'), "no kind of certificate 'halall'; did you mean halal?"),
    (step("a", 'applies = { fact = "nothing", is = true }'), "step a, applies: there is no fact"),
    (step("a", "cost = { low = 5, high = 4 }"), "runs from 0 or more upwards, not 5 to 4"),
    (step("a", "cost = { low = 5, high = 6, or_more = true }"), "5 or more has no upper end 6"),
    (step("a", 'validity = { kind = "shipment", months = 3 }'), "where its kind is months"),
    (step("a", "cost = { low = 1.5 }"), "steps[0].cost.low: must be a whole number"),
    (step("a", "price = 5"), "steps[0].price: key is not known"),
    ("", "steps"),
)


@pytest.mark.parametrize(("body", "reason"), MISTAKES)
def test_a_mistake_is_an_error_with_place_and_reason(body: str, reason: str) -> None:
    told = refused(body)
    assert reason in told
    assert told.startswith("own.toml")


def test_several_mistakes_come_together() -> None:
    told = refused(step("a", 'needs = [["x"]]') + step("b", 'needs = [["y"]]'))
    assert "step a" in told
    assert "step b" in told


def test_an_office_loads_its_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(HEAD + step("nib"), encoding="utf-8")
    assert [each.key for each in load_step_catalogue(file).steps] == ["nib"]
    assert [each.key for each in load_step_catalogue(str(file)).steps] == ["nib"]


@pytest.mark.parametrize("make", [lambda: Figure(-1), lambda: Figure(2, 1)])
def test_figures_in_python_are_checked_as_well(make: Callable[[], Any]) -> None:
    with pytest.raises(PolicyError):
        make()


def test_a_step_names_what_it_changes() -> None:
    assert SHIPPED.by_key["choose-country"].facts == ("market_research", "target_country")
    assert isinstance(SHIPPED.by_key["nib"], Step)
