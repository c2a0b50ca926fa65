"""One answer: scores of the shipped rubrics, and of one that uses every kind of scale."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport import frames
from umkmexport.policies.rubrics import RUBRICS, ReadinessLevel, Rubric
from umkmexport.rules import criteria as c
from umkmexport.rules.scorecard import Bands, Branches, Scale, Steps

AS_OF = date(2026, 11, 21)
LEVELS = list(ReadinessLevel)
TEXT = '{ id = "Butir", en = "Item" }'
EVERY_SCALE = f"""
id = "every-scale"
kind = "design"
title = {{ id = "Semua jenis skala", en = "Every kind of scale" }}
disclaimer = {{ id = "Hanya untuk uji.", en = "For the test only." }}
dimensions = [{{ key = "one", text = {TEXT} }}, {{ key = "two", text = {TEXT} }}]

[[sources]]
title = "Written for the test"
read_on = 2026-11-21
confidence = "high"

[[items]]
key = "yes-no"
dimension = "one"
points = 4
text = {TEXT}
evidence = "self"
steps = {{ fact = "has_npwp", no = 1, yes = 4 }}

[[items]]
key = "choice"
dimension = "one"
points = 3
text = {TEXT}
evidence = "document"
stale_after_months = 12
steps = {{ fact = "market_reach", local = 0, inter_regency = 1, inter_province = 3, export = 3 }}

[[items]]
key = "size"
dimension = "one"
points = 5
text = {TEXT}
evidence = "self"
[items.steps]
fact = "size_class_by_sales"
micro = 2
small = 5
medium = 1
large = 0
unclassed = 0

[[items]]
key = "rising-bands"
dimension = "two"
points = 4
text = {TEXT}
evidence = "self"
bands = {{ fact = "export_lot_cover", from = [0, 50, 100], points = [0, 2, 4] }}

[[items]]
key = "falling-bands"
dimension = "two"
points = 6
text = {TEXT}
evidence = "self"
bands = {{ fact = "workers", from = [1, 13, 49], points = [3, 6, 1] }}

[[items]]
key = "bands-from-above-zero"
dimension = "two"
points = 5
text = {TEXT}
evidence = "self"
applies = {{ fact = "is_goods", is = true }}
bands = {{ fact = "months_operating", from = [0, 12, 24], points = [1, 1, 5] }}

[[items]]
key = "branches"
dimension = "two"
points = 5
text = {TEXT}
evidence = "self"
applies = {{ fact = "product_family", one_of = ["food", "batik", "coffee"] }}
branches = [
  {{ when = {{ fact = "has_md", is = true }}, points = 5 }},
  {{ when = {{ fact = "has_halal", is = true }}, points = 1 }},
  {{ when = {{ fact = "has_spp_irt", is = true }}, points = 3 }},
]

[[items]]
key = "variants"
dimension = "one"
points = 4
text = {TEXT}
evidence = "self"
applies = {{ fact = "is_goods", is = true }}
steps = {{ fact = "buyer_stage", none = 0, enquiry = 2, sample_sent = 3, order = 4 }}

[[items.variants]]
when = {{ fact = "is_exporter", is = true }}
bands = {{ fact = "export_months_24", from = [0, 1, 2, 6], points = [0, 1, 2, 4] }}

[[items.variants]]
when = {{ fact = "has_website", is = true }}
branches = [{{ when = {{ fact = "english_catalogue", is = true }}, points = 4 }}]

[[gates]]
key = "G1"
text = {TEXT}
evidence = "document"
require = {{ fact = "has_nib", is = true }}

[[gates]]
key = "G2"
text = {TEXT}
evidence = "record"
applies = {{ fact = "product_family", one_of = ["fish", "food", "batik"] }}
require = {{ any_of = [
  {{ fact = "gmp", one_of = ["haccp", "certified"] }},
  {{ fact = "export_status", one_of = ["free"] }},
] }}

[[levels]]
key = "foundation"
text = {TEXT}
sentence = {TEXT}

[[levels]]
key = "improving"
text = {TEXT}
sentence = {TEXT}
score_at_least = 25
dimension_at_least = 10

[[levels]]
key = "export_ready"
text = {TEXT}
sentence = {TEXT}
score_at_least = 45
dimension_at_least = 20
gates = ["G1"]

[[levels]]
key = "export_qualified"
text = {TEXT}
sentence = {TEXT}
score_at_least = 66
dimension_at_least = 30
gates = ["G1", "G2"]
"""


@pytest.fixture(scope="module")
def every_scale(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    file: Path = tmp_path_factory.mktemp("rubrics") / "every-scale.toml"
    file.write_text(EVERY_SCALE, encoding="utf-8")
    return ux.load_rubric(file)


def scales_of(rubric: Rubric) -> list[Scale]:
    return [s for i in rubric.items for s in (i.scale, *(v.scale for v in i.variants))]


def facts_of(rubric: Rubric) -> list[str]:
    """Name every fact that a rubric looks at, whatever for."""
    criteria = [i.applies for i in rubric.items] + [
        v.when for i in rubric.items for v in i.variants
    ]
    criteria += [gate.applies for gate in rubric.gates] + [gate.require for gate in rubric.gates]
    asked = [fact for scale in scales_of(rubric) for fact in scale.facts]
    asked += [fact for each in criteria if each is not None for fact in c.facts_of(each)]
    return list(dict.fromkeys(asked))


def check(rubric: Rubric, firms: Any, engine: Any) -> None:
    """Score firms one by one, and on a frame of them, and compare."""
    frame = engine.frame(firms.columns(facts_of(rubric)))
    found = engine.rows(frames.score_readiness(frame, rubric, as_of=AS_OF))
    scores = [ux.score_readiness(firm, rubric=rubric, as_of=AS_OF) for firm in firms.firms]
    assert found["readiness_low"] == [score.low.points for score in scores]
    assert found["readiness_high"] == [score.high.points for score in scores]
    assert found["readiness_of"] == [score.low.of for score in scores]
    assert found["readiness_known"] == [score.coverage.points for score in scores]
    spans = [tuple(map(LEVELS.index, score.level_span or ())) or (-1, -1) for score in scores]
    assert found["readiness_level_low"] == [low for low, _ in spans]
    assert found["readiness_level_high"] == [high for _, high in spans]


def test_the_synthetic_rubric_uses_every_scale(every_scale: Rubric) -> None:
    assert {type(scale) for scale in scales_of(every_scale)} == {Steps, Bands, Branches}


def test_every_engine_gives_one_answer(every_scale: Rubric, engine: Any, firms: Any) -> None:
    check(every_scale, firms, engine)


@pytest.mark.parametrize("rubric", [RUBRICS[key] for key in RUBRICS], ids=lambda rubric: rubric.id)
def test_every_shipped_rubric_gives_one_answer(rubric: Rubric, engine: Any, firms: Any) -> None:
    check(rubric, firms, engine)


@pytest.mark.parametrize("rubric", [RUBRICS[key] for key in RUBRICS], ids=lambda rubric: rubric.id)
@given(data=st.data())
@settings(max_examples=15)
def test_any_firms_get_one_answer(rubric: Rubric, data: st.DataObject, tools: Any) -> None:
    check(rubric, data.draw(tools.drawn(facts_of(rubric))), tools.engines.polars)


def test_the_firms_reach_every_level(every_scale: Rubric, firms: Any) -> None:
    columns = firms.columns(facts_of(every_scale))
    found = frames.score_readiness(columns, every_scale, as_of=AS_OF)
    low, high = (set(found[f"readiness_level_{end}"].to_list()) for end in ("low", "high"))
    assert low | high == {0, 1, 2, 3}
    assert len(low) > 1
    assert len(high) > 1


def test_a_rubric_without_levels_has_no_code_for_them(firms: Any, tools: Any) -> None:
    rubric = RUBRICS["ppejp-3k-2022"]
    frame = tools.engines.polars.frame(firms.columns(facts_of(rubric)))
    found = tools.engines.polars.rows(frames.score_readiness(frame, rubric, as_of=AS_OF))
    assert {*found["readiness_level_low"], *found["readiness_level_high"]} == {-1}


def test_a_card_of_many_points_overflows_nowhere(
    every_scale: Rubric, firms: Any, tools: Any
) -> None:
    times = 1_000
    items = [i for i in every_scale.items if isinstance(i.scale, Steps) and not i.variants]
    larger = [
        attrs.evolve(
            item,
            points=item.points * times,
            scale=Steps(item.scale.fact, tuple((a, p * times) for a, p in item.scale.points)),
        )
        for item in items
    ]
    rubric = attrs.evolve(every_scale, items=tuple(larger), dimensions=every_scale.dimensions[:1])
    check(rubric, firms, tools.engines.polars)


def test_columns_of_no_item_are_not_needed(every_scale: Rubric, tools: Any) -> None:
    found = frames.score_readiness(tools.table({"has_npwp": [True]}), every_scale, as_of=AS_OF)
    # 4 of the tax number, and 1 that the falling bands give in any case.
    assert found.select("readiness_low", "readiness_high", "readiness_of").row(0) == (5, 36, 36)
