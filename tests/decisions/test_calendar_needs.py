from __future__ import annotations

import json
import pickle
import re
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.readiness import score_readiness
from umkmexport.decisions.support.needs import NeedCount, TrainingNeeds, training_needs
from umkmexport.errors import FactError, SelectionError, UmkmExportError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.trainings import Topic
from umkmexport.policies import needs as needs_policies
from umkmexport.policies.needs import NEED_TABLES, TopicGaps, load_need_table
from umkmexport.policies.rubrics import RUBRICS
from umkmexport.testing import enterprises, vaguer

AS_OF = date(2026, 11, 21)
TABLE = NEED_TABLES["umkmexport-default"]


def needs(*firms: Enterprise, **more: Any) -> TrainingNeeds:
    return training_needs(firms, as_of=AS_OF, **more)


def count_of(found: TrainingNeeds, topic: str) -> NeedCount:
    return next(count for count in found.overall if count.topic == topic)


def figures(count: NeedCount) -> tuple[int, int, int, int, int]:
    return count.needed, count.with_gap, count.stated, count.unknown, count.not_needed


BASIC = Enterprise(id="U-1", product_family="food", packaging="basic", label="indonesian")
READY = Enterprise(
    id="U-2", product_family="food", packaging="export_ready", label="export_language"
)
HALF = Enterprise(id="U-3", product_family="food", packaging="export_ready")
BLANK = Enterprise(id="U-4")


def test_a_gap_is_a_need_and_what_is_not_known_is_neither() -> None:
    found = needs(BASIC, READY, HALF, BLANK)
    assert figures(count_of(found, "packaging")) == (1, 1, 0, 2, 1)
    assert figures(count_of(found, "digital")) == (0, 0, 0, 4, 0)


def test_what_a_firm_asks_for_is_a_need_whether_or_not_a_gap_is_known() -> None:
    stated = {"U-1": ["packaging"], "U-2": [Topic.PACKAGING], "U-3": ["packaging", "finance"]}
    found = needs(BASIC, READY, HALF, BLANK, stated=stated)
    assert figures(count_of(found, "packaging")) == (3, 1, 3, 1, 0)
    assert figures(count_of(found, "finance")) == (1, 0, 1, 3, 0)
    assert found.ranked()[0].topic is Topic.PACKAGING


def test_an_item_that_does_not_apply_is_no_need() -> None:
    service = Enterprise(id="U-5", product_family="services", packaging="basic", label="none")
    assert figures(count_of(needs(service), "packaging")) == (0, 0, 0, 0, 1)


def test_an_item_that_may_not_apply_is_not_known() -> None:
    perhaps = Enterprise(id="U-6", packaging="basic", label="none")
    assert figures(count_of(needs(perhaps), "packaging")) == (0, 0, 0, 1, 0)


def test_needs_by_regency_and_by_country_keep_the_unknown_apart() -> None:
    found = needs(
        attrs.evolve(BASIC, business_region="12.71.05", target_country="JP"),
        attrs.evolve(BASIC, id="U-7", business_region="12.71", target_country="JP"),
        attrs.evolve(BASIC, id="U-8", business_region="12"),
        attrs.evolve(READY, business_region="33.75", target_country="NL"),
    )
    packaging = [c for c in found.by_regency if c.topic is Topic.PACKAGING]
    assert [(c.place, c.needed, c.not_needed) for c in packaging] == [
        ("12.71", 2, 0),
        ("33.75", 0, 1),
        (None, 1, 0),
    ]
    abroad = [c for c in found.by_country if c.topic is Topic.PACKAGING]
    assert [(c.place, c.needed, c.not_needed) for c in abroad] == [
        ("JP", 2, 0),
        ("NL", 0, 1),
        (None, 1, 0),
    ]
    assert found.describe_places("en").splitlines() == [
        "Kota Medan: packaging and labels 2 (0 asked for it, 0 not known)",
        "Regency or city not known: packaging and labels 1 (0 asked for it, 0 not known)",
        "Japan: packaging and labels 2 (0 asked for it, 0 not known)",
        "Target country not known: packaging and labels 1 (0 asked for it, 0 not known)",
    ]


def test_what_to_ask_so_that_needs_become_known() -> None:
    names = [fact.name for fact in needs(HALF, READY).missing()]
    assert "label" in names
    assert "packaging" not in names
    assert names.index("bookkeeping") < names.index("label")


def test_no_firm_has_no_needs() -> None:
    found = needs()
    assert {figures(count) for count in found.overall} == {(0, 0, 0, 0, 0)}
    assert (found.by_regency, found.by_country, found.missing()) == ((), (), ())
    assert found.describe("id") == "Kebutuhan pelatihan 0 usaha."


def test_the_words_the_dictionary_and_the_copy() -> None:
    found = needs(BASIC, stated={"U-1": ["digital"]})
    assert found.describe("id").startswith(
        "Kebutuhan pelatihan 1 usaha. Menurut materi: kemasan dan label 1 usaha (0 memintanya, "
        "0 belum diketahui); pemasaran digital 1 usaha (1 memintanya, 0 belum diketahui); "
    )
    assert json.loads(json.dumps(found.to_dict()))["overall"][0]["topic"] == "permits"
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found) == (
        "<TrainingNeeds by umkmexport-default on 2026-11-21: packaging first, of 1 firms>"
    )


@pytest.mark.parametrize(
    ("firms", "stated", "error", "reason"),
    [
        ([BASIC, BASIC], {}, SelectionError, "firm 'U-1' stands twice"),
        ([BASIC], {"U-9": []}, SelectionError, "stated for 'U-9'"),
        ([BASIC], {"U-1": ["kemasan"]}, FactError, "Topic must be one of"),
    ],
)
def test_bad_input_is_told(
    firms: list[Enterprise], stated: Any, error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        needs(*firms, stated=stated)


def test_the_table_covers_every_topic_and_says_that_it_is_a_choice() -> None:
    assert {gaps.topic for gaps in TABLE.topics} == {*Topic}
    assert TABLE.kind == "design"
    assert all(gaps.basis for gaps in TABLE.topics)
    keys = {key for gaps in TABLE.topics for key in gaps.items}
    left_out = {item.key for item in RUBRICS[TABLE.rubric].items} - keys
    assert left_out == {"P1", "H1", "H2", "H5", "M1", "M5", "M6", "O1", "O6x"}


FILE = Path(needs_policies.__file__).parent


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('topic = "language"', 'topic = "market"', "topic market stands twice"),
        ('topic = "language"', 'topic = "market"', "there are none for language"),
        ('items = ["H3"]', "items = []", "topic language: name at least one item"),
        ('items = ["H3"]', 'items = ["H9"]', "has no item 'H9'"),
    ],
)
def test_a_mistake_in_a_table_is_told(tmp_path: Path, old: str, new: str, reason: str) -> None:
    content = (FILE / "umkmexport-default.toml").read_text(encoding="utf-8")
    file = tmp_path / "ours.toml"
    file.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UmkmExportError) as caught:
        load_need_table(file)
    assert re.search(reason, str(caught.value))


def test_an_office_may_choose_other_items() -> None:
    topics = tuple(
        TopicGaps(gaps.topic, ("P1",)) if gaps.topic == "packaging" else gaps
        for gaps in TABLE.topics
    )
    ours = attrs.evolve(TABLE, id="ours", topics=topics)
    found = needs(attrs.evolve(BASIC, own_production=True), table=ours)
    assert figures(count_of(found, "packaging")) == (0, 0, 0, 0, 1)


FACTS = ("packaging", "label", "product_family", "digital_skill", "has_website", "business_region")
FIRMS = st.lists(enterprises(facts=FACTS, records=False, noted=False), max_size=4).map(
    lambda firms: list({firm.id: firm for firm in firms}.values())
)


@given(FIRMS)
def test_every_firm_is_counted_once_a_topic_overall_and_over_all_places(
    firms: list[Enterprise],
) -> None:
    found = needs(*firms)
    for topic in Topic:
        for counts in (found.overall, found.by_regency, found.by_country):
            own = [count for count in counts if count.topic is topic]
            total = sum(count.needed + count.unknown + count.not_needed for count in own)
            assert total == len(firms)


@given(FIRMS, st.data())
def test_learning_more_takes_away_no_need_and_makes_none_out_of_nothing(
    firms: list[Enterprise], data: st.DataObject
) -> None:
    known = needs(*firms)
    before = needs(*(data.draw(vaguer(firm)) for firm in firms))
    for less, more in zip(before.overall, known.overall, strict=True):
        assert less.needed <= more.needed
        assert less.not_needed <= more.not_needed
        assert less.unknown >= more.unknown


@given(FIRMS)
def test_a_need_by_a_gap_is_a_gap_of_the_readiness_score(firms: list[Enterprise]) -> None:
    items = {gaps.topic: gaps.items for gaps in TABLE.topics}
    rubric = RUBRICS[TABLE.rubric]
    scored = [score_readiness(firm, rubric=rubric, as_of=AS_OF) for firm in firms]
    for count in needs(*firms).overall:
        with_gap = sum(
            any(item.key in items[count.topic] for item in score.gaps()) for score in scored
        )
        assert count.with_gap == with_gap
