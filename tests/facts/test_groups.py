from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.facts.groups import GROUP_BY_NAME, GROUP_FACTS, GroupView
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME
from umkmexport.model.records import Group
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact
from umkmexport.terms.range import Range
from umkmexport.terms.text import LANGUAGES
from umkmexport.terms.truth import NO, UNKNOWN, YES

AS_OF = date(2026, 11, 21)


def seen(**known: Any) -> GroupView:
    return GroupView(Group("K-1", **known), as_of=AS_OF, answers={})


def test_the_facts_are_the_attributes_that_rules_ask_for() -> None:
    beside = {"id", "name", "member_ids", "endorsed_by"}
    attributes = [field.name for field in attrs.fields(Group) if field.name not in beside]
    assert [fact.name for fact in GROUP_FACTS] == attributes


def test_no_fact_of_a_group_is_mistaken_for_one_of_a_firm_or_an_application() -> None:
    names = Counter([*BY_NAME, *(fact.name for fact in GROUP_FACTS)])
    assert [name for name, count in names.items() if count > 1] == []
    assert {fact.name for fact in APPLICATION_FACTS} < set(GROUP_BY_NAME)


@pytest.mark.parametrize("fact", GROUP_FACTS, ids=lambda fact: fact.name)
def test_a_fact_of_a_group_has_its_words(fact: Fact) -> None:
    assert fact.section == "group"
    for language in LANGUAGES:
        assert fact.label.to(language)
        assert fact.question.to(language).endswith("?")


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({}, None),
        ({"member_ids": ("U-1", "U-2")}, Range(2, None)),
        ({"member_ids": ("U-1", "U-2"), "member_count": 20}, 20),
        ({"member_count": 0}, 0),
    ],
)
def test_a_list_of_members_gives_the_least_number_of_them(known: Any, count: Any) -> None:
    assert seen(**known).value("member_count") == count


@pytest.mark.parametrize(
    ("known", "sign"),
    [
        ({"member_count": 8}, NO),
        ({"member_count": 9}, YES),
        ({"member_count": 10}, YES),
        ({"member_ids": tuple("ABCDEFGH")}, UNKNOWN),
        ({"member_ids": tuple("ABCDEFGHI")}, YES),
        ({}, UNKNOWN),
    ],
)
def test_nine_members(known: Any, sign: int) -> None:
    assert c.AtLeast("member_count", 9).sign(seen(**known)) == sign


@pytest.mark.parametrize(
    ("formed_on", "sign"),
    [
        (date(2024, 11, 22), NO),
        (date(2024, 11, 21), YES),
        (Range(date(2024, 1, 1), date(2024, 12, 31)), UNKNOWN),
        (Range(date(2023, 1, 1), date(2023, 12, 31)), YES),
        (None, UNKNOWN),
    ],
)
def test_two_years(formed_on: Any, sign: int) -> None:
    assert c.ForMonths("formed_on", 24).sign(seen(formed_on=formed_on)) == sign


@pytest.mark.parametrize(
    ("known", "endorsed"),
    [({}, None), ({"endorsed_by": "Lurah Terjun"}, True), ({"endorsed": False}, False)],
)
def test_who_endorses_a_group_says_that_it_is_endorsed(known: Any, endorsed: bool | None) -> None:
    assert seen(**known).value("endorsed") is endorsed


def test_what_only_one_call_asks_is_answered_beside_the_group() -> None:
    view = GroupView(Group("K-1"), as_of=AS_OF, answers={"submitted_documents": ("ktp",)})
    assert c.OneOf("submitted_documents", ("ktp",)).sign(view) == YES
    assert c.OneOf("submitted_documents", ("npwp",)).sign(view) == NO
    assert view.asks("formed_on") == ("formed_on",)


@given(
    st.sets(st.sampled_from("ABCDEFGHIJKL"), min_size=1),
    st.integers(0, 20),
    st.integers(0, 3),
)
def test_listing_more_members_overturns_nothing(members: set[str], least: int, hidden: int) -> None:
    every = tuple(sorted(members))
    rule = c.AtLeast("member_count", least)
    vague = rule.sign(seen(member_ids=every[hidden:]))
    assert vague in {UNKNOWN, rule.sign(seen(member_ids=every))}
