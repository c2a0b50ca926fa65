"""Studies of weights agree with rubrics that are written anew with these weights.

And: shares sum to one, no spread changes nothing, a wider spread never steadies a firm, the order
of firms is nothing.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from fractions import Fraction
from random import Random

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.rules.scorecard import Bands, Branches, Item, Scale, Steps
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)
RUBRIC = ux.rubrics["umkmexport-default"]
LEVELS = list(ux.ReadinessLevel)


def numbered(firms: list[ux.Enterprise]) -> list[ux.Enterprise]:
    return [attrs.evolve(firm, id=f"U-{index:02}") for index, firm in enumerate(firms)]


FIRMS = st.lists(enterprises(), min_size=1, max_size=6).map(numbered)


def span(firm: ux.Enterprise, rubric: ux.Rubric) -> tuple[int, int]:
    low, high = ux.score_readiness(firm, rubric=rubric, as_of=AS_OF).level_span or ("", "")
    return LEVELS.index(ux.ReadinessLevel(low)), LEVELS.index(ux.ReadinessLevel(high))


def times(scale: Scale, factor: int) -> Scale:
    match scale:
        case Steps(fact, points):
            return Steps(fact, tuple((answer, worth * factor) for answer, worth in points))
        case Bands(fact, starts, points):
            return Bands(fact, starts, tuple(worth * factor for worth in points))
        case Branches(branches):
            return Branches(tuple(attrs.evolve(b, points=b.points * factor) for b in branches))


def reweighed(item: Item, factor: int) -> Item:
    variants = tuple(attrs.evolve(v, scale=times(v.scale, factor)) for v in item.variants)
    scale = times(item.scale, factor)
    return attrs.evolve(item, points=item.points * factor, scale=scale, variants=variants)


def drawn(seed: str, spread: int) -> ux.Rubric:
    """Write the rubric with the weights of the first draw, in thousandths of points."""
    items = []
    for item in RUBRIC.items:
        digest = int(hashlib.sha256(f"{seed}\n0\n{item.key}".encode()).hexdigest(), 16)
        items.append(reweighed(item, 1000 - 10 * spread + digest % (20 * spread + 1)))
    return attrs.evolve(RUBRIC, items=tuple(items))


@settings(max_examples=15, deadline=None)
@given(FIRMS, st.integers(0, 99), st.sampled_from((0, 25, 60)))
def test_a_draw_is_a_rubric_of_other_weights(
    firms: list[ux.Enterprise], seed: int, spread: int
) -> None:
    found = ux.sensitivity(
        firms, rubric=RUBRIC, as_of=AS_OF, seed=str(seed), draws=1, spread=spread
    )
    told = {shift.id: shift for shift in found.shifts}
    other = drawn(str(seed), spread)
    for firm in firms:
        (low, high), (lower, upper) = span(firm, RUBRIC), span(firm, other)
        if firm.id not in told:
            assert (low, high) == (lower, upper)
            continue
        shift = told[firm.id]
        assert shift.span == (LEVELS[low], LEVELS[high])
        assert bool(shift.changed) == ((low, high) != (lower, upper))
        assert bool(shift.up) == (lower > low or upper > high)
        assert bool(shift.down) == (lower < low or upper < high)
        for end, within in ((lower, shift.low_within), (upper, shift.high_within)):
            least, most = map(LEVELS.index, within)
            assert least <= end <= most
    assert found.per_draw == (sum(shift.changed for shift in found.shifts),)


@settings(max_examples=10, deadline=None)
@given(FIRMS)
def test_leaving_a_dimension_out_is_a_rubric_without_it(firms: list[ux.Enterprise]) -> None:
    found = ux.sensitivity(firms, rubric=RUBRIC, as_of=AS_OF, seed="s", draws=1)
    for left_out in found.without:
        shorter = attrs.evolve(
            RUBRIC,
            dimensions=tuple(d for d in RUBRIC.dimensions if d.key != left_out.key),
            items=tuple(item for item in RUBRIC.items if item.dimension != left_out.key),
        )
        spans = [(span(firm, RUBRIC), span(firm, shorter)) for firm in firms]
        assert left_out.changed == sum(was != now for was, now in spans)
        assert left_out.firms == len(firms)


@settings(max_examples=5, deadline=None)
@given(FIRMS)
def test_leaving_an_item_out_is_a_rubric_without_it(firms: list[ux.Enterprise]) -> None:
    report = ux.rubric_report(firms, rubric=RUBRIC, as_of=AS_OF)
    before = {firm.id: span(firm, RUBRIC) for firm in firms}
    for found in report.items:
        items = tuple(item for item in RUBRIC.items if item.key != found.key)
        shorter = attrs.evolve(RUBRIC, items=items)
        changed = sum(span(firm, shorter) != before[firm.id] for firm in firms)
        assert found.levels_changed == changed


@settings(max_examples=25, deadline=None)
@given(FIRMS)
def test_every_kind_of_weight_sums_to_one(firms: list[ux.Enterprise]) -> None:
    report = ux.rubric_report(firms, rubric=RUBRIC, as_of=AS_OF)
    assert sum(Fraction(item.nominal.points, item.nominal.of) for item in report.items) == 1
    effective = [item.effective for item in report.items]
    assert sum(score.points for score in effective) == effective[0].of
    observed = [item.observed for item in report.items]
    assert sum(share or 0 for share in observed) in {0, 1}
    for item in report.items:
        assert item.known + item.unknown + item.not_applicable == len(firms)
        assert item.main_effect is None or 0 <= item.main_effect <= 1
        least, most = item.occurring or (0, 0)
        assert 0 <= least <= most <= item.points
        assert (item.occurring is None) == (item.known == 0)


@settings(max_examples=10, deadline=None)
@given(FIRMS, st.randoms(use_true_random=False))
def test_the_order_of_firms_is_nothing(firms: list[ux.Enterprise], random: Random) -> None:
    shuffled = firms.copy()
    random.shuffle(shuffled)
    assert ux.rubric_report(firms, rubric=RUBRIC, as_of=AS_OF) == ux.rubric_report(
        shuffled, rubric=RUBRIC, as_of=AS_OF
    )
    one, other = (
        ux.sensitivity(each, rubric=RUBRIC, as_of=AS_OF, seed="s", draws=5)
        for each in (firms, shuffled)
    )
    assert one == other


@settings(max_examples=10, deadline=None)
@given(FIRMS, st.integers(0, 50), st.integers(0, 50))
def test_a_wider_spread_never_steadies_a_firm(
    firms: list[ux.Enterprise], spread: int, more: int
) -> None:
    narrow, wide = (
        ux.sensitivity(firms, rubric=RUBRIC, as_of=AS_OF, seed="s", draws=1, spread=each)
        for each in (spread, spread + more)
    )
    held = {shift.id: shift for shift in wide.shifts}
    assert {shift.id for shift in narrow.shifts} <= {*held}
    for shift in narrow.shifts:
        wider = held[shift.id]
        for inner, outer in (
            (shift.low_within, wider.low_within),
            (shift.high_within, wider.high_within),
        ):
            assert LEVELS.index(outer[0]) <= LEVELS.index(inner[0])
            assert LEVELS.index(inner[1]) <= LEVELS.index(outer[1])


@settings(max_examples=10, deadline=None)
@given(FIRMS)
def test_no_spread_changes_nothing(firms: list[ux.Enterprise]) -> None:
    found = ux.sensitivity(firms, rubric=RUBRIC, as_of=AS_OF, seed="s", draws=2, spread=0)
    assert (found.shifts, found.steady, found.per_draw) == ((), len(firms), (0, 0))


@settings(max_examples=10, deadline=None)
@given(FIRMS)
def test_both_studies_say_themselves_in_two_languages(firms: list[ux.Enterprise]) -> None:
    asked = {"rubric": RUBRIC, "as_of": AS_OF}
    for found in (
        ux.rubric_report(firms, **asked),
        ux.sensitivity(firms, seed="s", draws=3, spread=60, **asked),
    ):
        json.dumps(found.to_dict(), allow_nan=False)
        assert len(repr(found)) < 160
        for language in ("id", "en"):
            told = found.describe(language)
            assert told.endswith(".")
            assert RUBRIC.disclaimer.to(language) in told
            for odd in ("{", "None", "  ", ".."):
                assert odd not in told
