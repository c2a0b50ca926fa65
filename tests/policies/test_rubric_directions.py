"""Facts of which one answer is good for one item and bad for another are reported."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.policies.rubrics import RUBRICS
from umkmexport.policies.rubrics.directions import branching_facts, two_way_facts
from umkmexport.rules import criteria as c
from umkmexport.rules.scorecard import Bands, Branch, Branches, Item, Scale, Steps, Variant
from umkmexport.terms.text import Text

AS_OF = date(2026, 11, 21)
WORD = Text(id="kata", en="word")
HALAL, SPP_IRT, MD = (c.Is(f"has_{name}", value=True) for name in ("halal", "spp_irt", "md"))


def items(*scales: Scale, **details: Any) -> tuple[Item, ...]:
    return tuple(
        Item(str(index), scale.top, WORD, scale, ux.EvidenceKind.SELF, **details)
        for index, scale in enumerate(scales)
    )


def yes(fact: str, points: int) -> Steps:
    return Steps(fact, ((True, points), (False, 0)))


def no(fact: str, points: int) -> Steps:
    return Steps(fact, ((True, 0), (False, points)))


def costing(*points: int) -> Steps:
    return Steps("costing", tuple(zip(("none", "unit_cost", "export_price"), points, strict=True)))


CASES: dict[str, tuple[tuple[Scale, ...], tuple[str, ...]]] = {
    "one item each": ((yes("has_halal", 3), no("has_md", 2)), ()),
    "twice in one direction": ((yes("has_halal", 3), yes("has_halal", 2)), ()),
    "yes here and no there": ((yes("has_halal", 3), no("has_halal", 2)), ("has_halal",)),
    "steps that rise and fall": ((costing(0, 1, 3), costing(2, 1, 0)), ("costing",)),
    "steps with equal neighbours": ((costing(0, 3, 3), costing(0, 0, 2)), ()),
    "a hump beside a slope": ((costing(0, 3, 1), costing(0, 1, 2)), ("costing",)),
    "two humps of one form": ((costing(0, 3, 1), costing(2, 4, 3)), ()),
    "a hump alone": ((costing(0, 3, 1),), ()),
    "bands that rise and fall": (
        (Bands("workers", (1, 5), (0, 2)), Bands("workers", (1, 20), (2, 0))),
        ("workers",),
    ),
    "bands and a limit": (
        (Bands("workers", (1, 5), (0, 2)), Branches((Branch(c.AtLeast("workers", 9), 2),))),
        (),
    ),
    "bands against a limit": (
        (Bands("workers", (1, 5), (0, 2)), Branches((Branch(c.LessThan("workers", 9), 2),))),
        ("workers",),
    ),
    "one branch wants it and one does not": (
        (Branches((Branch(MD, 3), Branch(c.AllOf((HALAL, c.NoneOf((MD,)))), 1))),),
        ("has_md",),
    ),
    "branches that fall": ((Branches((Branch(MD, 3), Branch(SPP_IRT, 1))), yes("has_md", 1)), ()),
    "branches that rise": (
        (Branches((Branch(MD, 1), Branch(SPP_IRT, 3))), yes("has_md", 1)),
        ("has_md",),
    ),
    "a choice from the top": (
        (Branches((Branch(c.OneOf("costing", ("export_price",)), 2),)), costing(0, 1, 2)),
        (),
    ),
    "a choice from the middle": (
        (Branches((Branch(c.OneOf("costing", ("unit_cost",)), 2),)), costing(0, 1, 2)),
        ("costing",),
    ),
    "an interval alone": (
        (Branches((Branch(c.AllOf((c.AtLeast("workers", 5), c.AtMost("workers", 9))), 2),)),),
        (),
    ),
    "an interval beside a limit": (
        (
            Branches((Branch(c.AllOf((c.AtLeast("workers", 5), c.AtMost("workers", 9))), 2),)),
            Branches((Branch(c.AtLeast("workers", 5), 2),)),
        ),
        ("workers",),
    ),
    "what follows from one answer in two ways": (
        (yes("trained", 2), yes("trained_in_export", 2)),
        ("export_training",),
    ),
    "what follows from it twice alike": ((yes("trained", 2), yes("trained", 1)), ()),
}


@pytest.mark.parametrize("name", CASES)
def test_what_acts_in_two_directions_is_named(name: str) -> None:
    scales, expected = CASES[name]
    assert two_way_facts(items(*scales)) == expected


def test_what_only_branches_is_not_among_them() -> None:
    goods = c.Is("is_goods", value=True)
    some = items(yes("has_halal", 3), applies=goods)
    others = items(yes("has_halal", 2), applies=c.NoneOf((goods,)))
    variant = Variant(c.OneOf("product_form", ("frozen",)), yes("has_md", 3))
    asked = (attrs.evolve(some[0], variants=(variant,)), attrs.evolve(others[0], key="x"))
    assert branching_facts(asked) == ("is_goods", "product_form")
    assert two_way_facts(asked) == ()


@pytest.mark.parametrize("id_", sorted(RUBRICS))
def test_no_shipped_rubric_has_such_a_fact(id_: str) -> None:
    assert RUBRICS[id_].two_way_facts() == ()


def test_an_end_that_no_firm_can_reach_is_the_price() -> None:
    """One firm cannot be without a halal certificate for one item and hold it for another."""
    rubric = RUBRICS["umkmexport-default"]
    torn = tuple(
        attrs.evolve(item, key=key, dimension="legality", points=4, scale=scale)
        for item, key, scale in zip(
            rubric.items[:2], "ab", (yes("has_halal", 4), no("has_halal", 4)), strict=True
        )
    )
    card = attrs.evolve(
        rubric,
        items=(*torn[:1], attrs.evolve(torn[1], applies=None)),
        gates=(),
        levels=(),
        dimensions=rubric.dimensions[:1],
    )
    assert card.two_way_facts() == ("has_halal",)
    score = ux.score_readiness(ux.Enterprise(id="U-1"), rubric=card, as_of=AS_OF)
    assert (score.low.points, score.high.points) == (0, 8)
    for known in (True, False):
        firm = ux.Enterprise(id="U-1", has_halal=known)
        assert ux.score_readiness(firm, rubric=card, as_of=AS_OF).low.points == 4


ANSWERS: dict[str, tuple[Any, ...]] = {
    "quality_control": ("none", "written_spec", "batch_records"),
    "has_website": (True, False),
    "marketplace": ("none", "domestic", "global"),
    "has_social_media": (True, False),
    "trademark": ("none", "filed", "registered"),
}


@pytest.mark.parametrize("id_", sorted(RUBRICS))
def test_both_ends_of_a_shipped_rubric_are_reached(id_: str) -> None:
    rubric = RUBRICS[id_]
    known: dict[str, Any] = {"product_family": "batik", "product_form": "not_food"}
    firm = ux.Enterprise(id="U-1", export_mode="never", **known)
    names = [fact for fact in ANSWERS if any(fact in item.facts for item in rubric.items)]
    outer = ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)
    spans = set()
    for values in product(*(ANSWERS[name] for name in names)):
        answered = attrs.evolve(firm, **dict(zip(names, values, strict=True)))
        spans.add(ux.score_readiness(answered, rubric=rubric, as_of=AS_OF))
    assert min(each.low.points for each in spans) == outer.low.points
    assert max(each.high.points for each in spans) == outer.high.points
