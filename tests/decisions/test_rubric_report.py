"""Weights of a rubric over a registry, worked by hand.

The rubric has 20 points: ``a`` 6 (NIB), ``b`` 4 (halal; a no earns 2) and ``c`` 10 (packaging:
0, 5 or 10). Four firms answer everything:

    firm   a  b   c   sum of 20   level: improving from 50 per cent; export ready from 80 per cent,
    U-1    6  4  10      20       with at least 40 in each dimension (a and b; c)
    U-2    6  2   5      13
    U-3    0  4   5       9       mean 11, squares of the distances 81 + 4 + 4 + 81 = 170
    U-4    0  2   0       2
"""

from __future__ import annotations

import json
import pickle
from fractions import Fraction
from typing import Any

import attrs
import pytest
from rubric_by_hand import AS_OF, FIRMS, RUBRIC

import umkmexport as ux
from umkmexport.decisions.readiness.rubric_report import IdleReason
from umkmexport.rules.criteria import Is
from umkmexport.terms.evidence import EvidenceKind


def report(firms: list[ux.Enterprise], rubric: ux.Rubric = RUBRIC) -> ux.RubricReport:
    return ux.rubric_report(firms, rubric=rubric, as_of=AS_OF)


def test_nominal_weights_are_the_points_of_all_firms() -> None:
    assert [each.nominal for each in report(FIRMS).items] == [
        ux.Score(24, 80),
        ux.Score(16, 80),
        ux.Score(40, 80),
    ]


def test_effective_weights_are_the_range_that_occurs() -> None:
    """As with a preference of 10 points of which 8 are given to all: 2 are at stake.

    6, 2 and 10 points for four firms each: 24, 8 and 40 of 72.
    """
    found = report(FIRMS)
    assert [each.occurring for each in found.items] == [(0, 6), (2, 4), (0, 10)]
    assert [each.effective for each in found.items] == [
        ux.Score(24, 72),
        ux.Score(8, 72),
        ux.Score(40, 72),
    ]


def test_main_effects_are_correlation_ratios() -> None:
    """Squares between the groups of equal points, of 170.

    a: 20 and 13 have the mean 16.5, 9 and 2 have 5.5; 4 times 5.5 squared is 121.
    b: 20 and 9 have 14.5, 13 and 2 have 7.5; 4 times 3.5 squared is 49.
    c: 20 alone, 13 and 9 have 11, 2 alone; 81 + 0 + 81 is 162.
    """
    found = report(FIRMS)
    assert [each.main_effect for each in found.items] == [
        Fraction(121, 170),
        Fraction(49, 170),
        Fraction(162, 170),
    ]
    assert [each.observed for each in found.items] == [
        Fraction(121, 332),
        Fraction(49, 332),
        Fraction(162, 332),
    ]


def test_levels_that_change_without_an_item() -> None:
    """U-3 has 9 of 20 and without a 9 of 14: improving. U-2 has 13 of 20 and without c 8 of 10.

    Without c the dimension of supply has no item and no minimum, so U-2 is export ready.
    """
    assert [each.levels_changed for each in report(FIRMS).items] == [1, 0, 1]


def test_coverage_counts_every_firm_once_per_item() -> None:
    only_food = attrs.evolve(RUBRIC.items[1], applies=Is("own_production", value=True))
    rubric = attrs.evolve(RUBRIC, items=(RUBRIC.items[0], only_food, RUBRIC.items[2]))
    firms = [
        attrs.evolve(FIRMS[0], own_production=True),
        attrs.evolve(FIRMS[1], own_production=False),
        FIRMS[2],
        attrs.evolve(FIRMS[3], own_production=True, has_halal=None),
    ]
    found = report(firms, rubric).item("b")
    assert (found.known, found.unknown, found.not_applicable) == (1, 2, 1)
    assert found.nominal == ux.Score(12, 76), "three firms of 20 points and one of 16"


def test_a_claim_is_not_known() -> None:
    rubric = attrs.evolve(
        RUBRIC,
        items=(attrs.evolve(RUBRIC.items[0], evidence=EvidenceKind.RECORD), *RUBRIC.items[1:]),
    )
    note = ux.Evidence("has_nib", ux.EvidenceKind.SELF, on=AS_OF)
    firms = [attrs.evolve(FIRMS[0], evidence=(note,)), *FIRMS[1:]]
    found = report(firms, rubric).item("a")
    assert (found.known, found.unknown) == (3, 1)


def test_items_that_set_no_firm_apart_say_why() -> None:
    never = attrs.evolve(RUBRIC.items[0], key="never", applies=Is("own_production", value=True))
    rubric = attrs.evolve(RUBRIC, items=(*RUBRIC.items, never))
    firms = [
        ux.Enterprise(id=f"U-{n}", has_nib=True, own_production=False, packaging=packaging)
        for n, packaging in enumerate(("basic", "retail_ready"))
    ]
    found = report(firms, rubric)
    assert [(each.key, each.idle) for each in found.idle()] == [
        ("a", IdleReason.CONSTANT),
        ("b", IdleReason.UNANSWERED),
        ("never", IdleReason.APPLIES_TO_NONE),
    ]
    assert found.item("never").nominal == ux.Score(0, 40)


def test_what_nobody_answered_may_still_hold_levels_open() -> None:
    """With a known only, the firm has 8 to 20 of 20: foundation to export ready.

    Without a it is 2 to 14 of 14, without b 6 to 16 of 16: the same levels. Without c it is 8 to 10
    of 10, export ready at both ends.
    """
    found = report([ux.Enterprise(id="U-1", has_nib=True)])
    assert [each.levels_changed for each in found.items] == [0, 0, 1]
    assert [each.key for each in found.idle()] == ["a", "b", "c"]
    assert [each.key for each in found.never_decide()] == ["a", "b"]


def test_equal_scores_have_no_observed_weights() -> None:
    twins = [attrs.evolve(FIRMS[0], id=f"T-{n}") for n in range(3)]
    found = report(twins)
    assert {each.main_effect for each in found.items} == {None}
    assert {each.observed for each in found.items} == {None}
    assert {each.idle for each in found.items} == {IdleReason.CONSTANT}
    assert "bobot teramati tidak dapat dihitung" in found.describe("id")


def test_scores_out_of_different_totals_are_compared_as_shares() -> None:
    """One firm has 10 of 10, the other 6 of 20: shares 1 and 3/10, and a is worth all of it."""
    own = Is("own_production", value=True)
    rubric = attrs.evolve(
        RUBRIC, items=(*RUBRIC.items[:2], attrs.evolve(RUBRIC.items[2], applies=own))
    )
    firms = [
        ux.Enterprise(id="U-1", has_nib=True, has_halal=True, own_production=False),
        ux.Enterprise(
            id="U-2", has_nib=False, has_halal=True, own_production=True, packaging="basic"
        ),
    ]
    assert report(firms, rubric).item("a").main_effect == 1
    assert report(firms, rubric).item("b").main_effect == 0


@pytest.mark.parametrize(
    ("firms", "reason"),
    [([], "there is no firm"), ([FIRMS[0], FIRMS[1], FIRMS[0]], "'U-1' stands twice")],
)
def test_firms_that_cannot_be_looked_at(firms: list[ux.Enterprise], reason: str) -> None:
    with pytest.raises(ux.SelectionError, match=reason):
        report(firms)


def test_a_rubric_without_levels_has_weights_all_the_same() -> None:
    rubric = attrs.evolve(RUBRIC, levels=())
    found = report(FIRMS, rubric)
    assert [each.levels_changed for each in found.items] == [0, 0, 0]
    assert found.item("a").main_effect == Fraction(121, 170)


def test_an_item_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ux.PolicyError, match="by-hand has no item 'z'; its items are a, b, c"):
        report(FIRMS).item("z")


def test_it_asks_for_what_is_known_least() -> None:
    firms = [attrs.evolve(FIRMS[0], packaging=None), attrs.evolve(FIRMS[1], has_nib=None)]
    assert [fact.name for fact in report(firms).missing()] == ["packaging", "has_nib"]
    assert report(FIRMS).missing() == ()


def test_it_is_said_in_two_languages() -> None:
    found = report([*FIRMS, ux.Enterprise(id="U-5", has_nib=True, has_halal=True)])
    assert found.describe("id").startswith(
        "Rubrik, diterapkan pada 5 usaha: 3 butir, 90,0% poin sudah diketahui. Butir yang paling "
        "membedakan nilai: c packaging (bobot tertulis 50,0%, efektif 55,5%, teramati "
    )
    assert found.describe("id").endswith("Pilihan kami.")
    assert "answered by no firm" in report([ux.Enterprise(id="U-1")]).describe("en")


def test_it_is_a_value_and_plain_data() -> None:
    found = report(FIRMS)
    plain: dict[str, Any] = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert plain["items"][0]["main_effect"] == 0.711765
    assert plain["items"][0]["nominal"] == {"points": 24, "of": 80}
    assert plain["items"][0]["idle"] is None
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert hash(again) == hash(found)
    assert repr(found) == "<RubricReport by by-hand on 2026-11-21: 3 items over 4 firms, 0 idle>"
