"""Levels under other weights, worked by hand.

The rubric has 20 points: ``a`` 6 (NIB), ``b`` 4 (halal; a no earns 2) and ``c`` 10 (packaging: 0, 5
or 10); improving from 50 per cent, export ready from 80 with at least 40 in each dimension (a and
b; c). Four firms answer everything:

    firm   a  b   c   sum of 20
    U-1    6  4  10      20        export ready
    U-2    6  2   5      13        improving
    U-3    0  4   5       9        foundation
    U-4    0  2   0       2        foundation
"""

from __future__ import annotations

import hashlib
import json
import pickle
from typing import Any

import attrs
import pytest
from hash_seeds import printed_under_any_hash_seed
from rubric_by_hand import AS_OF, FIRMS, RUBRIC, item

import umkmexport as ux
from umkmexport.rules.criteria import Is
from umkmexport.rules.scorecard import Level

FOUNDATION, IMPROVING, READY, _ = ux.ReadinessLevel


def study(firms: list[ux.Enterprise] = FIRMS, **given: Any) -> ux.Sensitivity:
    asked = {"rubric": RUBRIC, "seed": "round-1"} | given
    return ux.sensitivity(firms, as_of=AS_OF, **asked)


def factor(seed: str, draw: int, key: str, spread: int = 25) -> int:
    """A thousandth is one choice: 750 to 1,250 for 25 per cent, 501 in all."""
    digest = hashlib.sha256(f"{seed}\n{draw}\n{key}".encode()).hexdigest()
    return 1000 - 10 * spread + int(digest, 16) % (20 * spread + 1)


def test_only_a_firm_near_a_limit_can_move() -> None:
    """Improving asks 100 times earned less 50 times the points not to be negative.

    U-2: 300 fa + 0 fb + 0 fc, never negative. Export ready, with 80: 120 fa - 120 fb - 300 fc, at
    most 120 times 1.25 less 420 times 0.75, always negative. So it stays.
    U-3: -300 fa + 200 fb + 0 fc: with 0.75 and 1.25 it is 25, so it can rise to improving; for
    export ready -480 fa + 80 fb - 300 fc is always negative.
    U-1 has all points, and U-4 -300 fa + 0 fb - 500 fc.
    """
    found = study()
    assert [shift.id for shift in found.shifts] == ["U-3"]
    assert found.steady == 3
    (moving,) = found.shifts
    assert moving.span == (FOUNDATION, FOUNDATION)
    assert moving.low_within == moving.high_within == (FOUNDATION, IMPROVING)


def test_the_draws_are_those_of_the_digests() -> None:
    """U-3 improves where 2 fb is at least 3 fa."""
    (moving,) = study(draws=400).shifts
    rises = [
        2 * factor("round-1", draw, "b") >= 3 * factor("round-1", draw, "a") for draw in range(400)
    ]
    assert (moving.changed, moving.up, moving.down) == (sum(rises), sum(rises), 0)
    assert study(draws=400).per_draw == tuple(map(int, rises))
    assert 0 < sum(rises) < 40


def test_the_draws_are_these_numbers_on_every_machine() -> None:
    drawn = [factor("round-1", draw, "a") for draw in range(6)]
    assert drawn == [989, 1177, 861, 1131, 861, 1168]
    assert study(draws=400).shifts[0].changed == RISES_IN_400


RISES_IN_400 = 5


def test_a_wider_spread_reaches_further() -> None:
    """U-3 improves if fb is half as much again as fa: at 1.2 and 0.8, not yet at 1.19 and 0.81.

    At 100 per cent all items but b may weigh nothing, and then U-3 has all points.
    """
    spans = {
        spread: {shift.id: shift.high_within for shift in study(spread=spread, draws=1).shifts}
        for spread in (0, 19, 20, 50, 100)
    }
    assert spans[0] == spans[19] == {}
    assert spans[20] == {"U-3": (FOUNDATION, IMPROVING)}
    assert spans[50]["U-3"] == (FOUNDATION, IMPROVING)
    assert spans[100]["U-3"] == (FOUNDATION, READY)


def test_no_spread_changes_nothing() -> None:
    found = study(spread=0, draws=3)
    assert (found.shifts, found.per_draw, found.steady) == ((), (0, 0, 0), 4)


def test_levels_without_a_dimension() -> None:
    """Without quality, c alone: U-1 10 of 10, U-2 and U-3 5 of 10 (improving), U-4 0. U-3 rises.

    Without supply, a and b of 10: U-1 10, U-2 8 (export ready, it rises), U-3 4, U-4 2.
    """
    quality, supply = study(draws=1).without
    assert (quality.key, quality.firms, quality.changed, quality.up, quality.down) == (
        "quality",
        4,
        1,
        1,
        0,
    )
    assert (supply.key, supply.changed, supply.up, supply.down) == ("supply", 1, 1, 0)


def test_a_firm_with_nothing_left_is_not_judged_without_a_dimension() -> None:
    own = Is("own_production", value=True)
    rubric = attrs.evolve(
        RUBRIC, items=(*RUBRIC.items[:2], attrs.evolve(RUBRIC.items[2], applies=own))
    )
    firms = [attrs.evolve(FIRMS[0], own_production=False), FIRMS[1]]
    quality, supply = study(firms, rubric=rubric, draws=1).without
    assert (quality.firms, supply.firms) == (1, 2)


def test_a_rubric_of_one_dimension_has_none_to_leave_out() -> None:
    rubric = attrs.evolve(
        RUBRIC, dimensions=RUBRIC.dimensions[:1], items=RUBRIC.items[:2], levels=RUBRIC.levels[:2]
    )
    found = study(rubric=rubric)
    assert found.without == ()
    assert [view.moved for view in found.imbalance] == [0, 0]


def test_ranks_where_imbalance_counts() -> None:
    """Shares of quality and supply, 10 points each: U-5 (.6, .5), U-6 (1, .0), U-7 (.4, .5).

    Sum: 11, 10, 9. Lifted, .05 + .95 x: (.62, .525), (1, .05), (.43, .525). The geometric means are
    the roots of .3255, .05 and .22575, the harmonic ones 2 / (1/.62 + 1/.525) = .569, .095, .473.
    So U-6 falls behind U-7 by both: two firms move, by one place.
    """
    rubric = attrs.evolve(
        RUBRIC,
        items=(
            item("a", "quality", "innovation", none=0, new_variant=4, distinctive=6),
            item("b", "quality", "has_halal", no=0, yes=4),
            RUBRIC.items[2],
        ),
    )
    firms = [
        ux.Enterprise(
            id="U-5", innovation="distinctive", has_halal=False, packaging="retail_ready"
        ),
        ux.Enterprise(id="U-6", innovation="distinctive", has_halal=True, packaging="basic"),
        ux.Enterprise(
            id="U-7", innovation="new_variant", has_halal=False, packaging="retail_ready"
        ),
    ]
    found = study(firms, rubric=rubric, draws=1).imbalance
    assert [(view.exponent, view.moved, view.furthest) for view in found] == [(0, 2, 1), (-1, 2, 1)]


def test_equal_firms_share_a_rank_by_every_mean() -> None:
    """Three twins, whose logarithms are added in the same way, stay together."""
    firms = [attrs.evolve(FIRMS[1], id=f"T-{n}") for n in range(3)]
    assert [view.moved for view in study(firms, draws=1).imbalance] == [0, 0]


def test_unknown_facts_and_gates_are_taken_at_both_ends() -> None:
    """With b unknown, U-3 has 7 to 9 of 20: the low end is -300 fa + 0 fb, always foundation."""
    unsure = attrs.evolve(FIRMS[2], has_halal=None)
    (moving,) = study([unsure], draws=400).shifts
    assert moving.span == moving.low_within == (FOUNDATION, FOUNDATION)
    assert moving.high_within == (FOUNDATION, IMPROVING)
    assert moving.up == RISES_IN_400, "the high end alone rises"


def test_those_that_change_most_come_first_and_equal_ones_by_id() -> None:
    firms = [attrs.evolve(FIRMS[2], id=each) for each in ("Z", "A", "M")]
    nearer = attrs.evolve(FIRMS[2], id="N", has_halal=True, packaging="export_ready")
    found = study([*firms, nearer], draws=400)
    assert [shift.id for shift in found.shifts][-3:] == ["A", "M", "Z"]


def test_the_order_of_firms_is_nothing() -> None:
    assert study() == study(FIRMS[::-1])


def test_another_seed_draws_other_weights() -> None:
    assert len({study(seed=seed, draws=400).per_draw for seed in ("a", "b", "c")}) == 3


def test_more_draws_keep_the_first_ones() -> None:
    assert study(draws=400).per_draw[:7] == study(draws=7).per_draw


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"spread": -1}, "from 0 to 100, not -1"),
        ({"spread": 101}, "from 0 to 100, not 101"),
        ({"spread": 2.5}, "from 0 to 100, not 2.5"),
        ({"spread": True}, "from 0 to 100, not True"),
        ({"draws": 0}, "at least 1, not 0"),
        ({"draws": True}, "at least 1, not True"),
        ({"draws": "200"}, "at least 1, not '200'"),
        ({"seed": " "}, "need a seed"),
        ({"seed": 7}, "need a seed"),
        ({"firms": []}, "there is no firm"),
        ({"firms": [FIRMS[0], FIRMS[0]]}, "'U-1' stands twice"),
    ],
)
def test_what_cannot_be_studied(given: dict[str, Any], reason: str) -> None:
    with pytest.raises(ux.SelectionError, match=reason) as told:
        study(**given)
    assert told.value.to("id") != told.value.to("en")


@pytest.mark.parametrize("levels", [(), RUBRIC.levels[:1]])
def test_a_rubric_needs_two_levels(levels: tuple[Level, ...]) -> None:
    with pytest.raises(ux.PolicyError, match="by-hand has fewer than two levels"):
        study(rubric=attrs.evolve(RUBRIC, levels=levels))


def test_it_is_said_in_two_languages() -> None:
    found = study(draws=400)
    told, in_english = found.describe("id"), found.describe("en")
    assert told.startswith(
        "Rubrik, diterapkan pada 4 usaha; bobot setiap butir diubah sampai 25 persen ke bawah dan "
        "ke atas, 400 kali, dengan benih 'round-1'. Usaha yang tingkatnya tetap pada semua bobot "
        "dalam rentang itu: 3."
    )
    assert "mutu 1 (naik 1, turun 0); pasokan 1 (naik 1, turun 0)" in told
    assert told.endswith("Pilihan kami.")
    assert "Most often: U-3 (to be built up from the start; other levels in " in in_english
    assert found.missing() == ()


def test_it_is_a_value_and_plain_data() -> None:
    found = study()
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert plain["shifts"][0]["high_within"] == ["foundation", "improving"]
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert hash(again) == hash(found)
    assert repr(found).startswith("<Sensitivity by by-hand on 2026-11-21: 1 of 4 firms change in ")


PROGRAM = """
import json
from datetime import date
import umkmexport as ux
firms = [
    ux.Enterprise(
        id=f"U-{n:02}",
        has_nib=n % 3 != 0,
        product_family=["food", "batik", "fish"][n % 3],
        packaging=["basic", "retail_ready", None, "export_ready"][n % 4],
        has_npwp=n % 5 != 0,
    )
    for n in range(30)
]
asked = {"rubric": ux.rubrics["umkmexport-default"], "as_of": date(2026, 11, 21)}
print(json.dumps(ux.sensitivity(firms, seed="a", draws=20, spread=50, **asked).to_dict()))
print(json.dumps(ux.rubric_report(firms, **asked).to_dict()))
"""


def test_nothing_hangs_on_the_seed_of_hashes() -> None:
    assert printed_under_any_hash_seed(PROGRAM)
