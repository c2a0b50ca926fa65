from __future__ import annotations

import json
import pickle
from collections import Counter
from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.support.companions import CompanionLoad, companion_load
from umkmexport.errors import PolicyError, SelectionError
from umkmexport.policies.companions import COMPANION_RULES
from umkmexport.terms.weekday import Weekday

RULE = COMPANION_RULES["bpjph-sehati-2025"]
FIRST = date(2025, 3, 7)  # a Friday


def firms(count: int) -> list[str]:
    return [f"U-{number:03}" for number in range(1, count + 1)]


def load(count: int, *people: str, per_day: int = 10, **more: Any) -> CompanionLoad:
    rule = attrs.evolve(RULE, per_day=per_day)
    return companion_load(firms(count), people, rule=rule, starts_on=FIRST, **more)


@pytest.mark.parametrize(
    ("count", "people", "days"),
    [
        (0, 1, 0),
        (1, 1, 1),
        (10, 1, 1),
        (11, 1, 2),
        (20, 2, 1),
        (21, 2, 2),
        (600, 6, 10),
        (601, 6, 11),
        (9, 10, 1),
    ],
)
def test_how_many_days_companions_need(count: int, people: int, days: int) -> None:
    made = load(count, *(f"P-{number}" for number in range(people)))
    assert made.days == days
    assert made.ends_on == (FIRST + timedelta(days=days - 1) if days else None)


COUNTS = st.integers(0, 60)
PEOPLE = st.integers(1, 5).map(lambda count: [f"P-{number}" for number in range(count)])


@given(COUNTS, PEOPLE, st.integers(1, 7), st.data())
def test_every_firm_is_taken_once_and_no_day_is_too_full(
    count: int, people: list[str], per_day: int, data: st.DataObject
) -> None:
    names = firms(count)
    assigned = data.draw(st.dictionaries(st.sampled_from(names or ["-"]), st.sampled_from(people)))
    assigned.pop("-", None)
    made = load(count, *people, per_day=per_day, assigned=assigned)
    taken = [firm for day in made.schedule for firm in day.firms]
    assert sorted(taken) == names
    assert all(len(day.firms) <= per_day for day in made.schedule)
    assert len({(day.companion, day.on) for day in made.schedule}) == len(made.schedule)
    for day in made.schedule:
        assert {assigned.get(firm, day.companion) for firm in day.firms} == {day.companion}
    for person in people:
        own = [firm for day in made.schedule if day.companion == person for firm in day.firms]
        assert own == sorted(own)


@given(st.integers(0, 6), st.integers(1, 3), st.integers(1, 3), st.data())
def test_no_other_way_of_sharing_the_firms_is_shorter(
    count: int, people: int, per_day: int, data: st.DataObject
) -> None:
    names, persons = firms(count), [f"P-{number}" for number in range(people)]
    assigned = data.draw(st.dictionaries(st.sampled_from(names or ["-"]), st.sampled_from(persons)))
    assigned.pop("-", None)
    made = load(count, *persons, per_day=per_day, assigned=assigned)
    free = [name for name in names if name not in assigned]
    shortest = min(
        max((Counter([*assigned.values(), *choice])).values(), default=0)
        for choice in product(persons, repeat=len(free))
    )
    assert made.days == -(-shortest // per_day)


def test_without_assignments_nobody_takes_more_than_one_firm_more() -> None:
    counts = load(45, "Ani", "Budi", "Citra", "Dedi").firms_by_companion
    assert counts == {"Ani": 12, "Budi": 11, "Citra": 11, "Dedi": 11}


def test_the_first_of_the_list_are_visited_first() -> None:
    made = load(40, "Ani", "Budi")
    first, second = (
        {firm for day in made.schedule if day.on == FIRST + timedelta(days=n) for firm in day.firms}
        for n in (0, 1)
    )
    assert first == set(firms(20))
    assert second == set(firms(40)) - first


def test_rest_days_and_holidays_are_left_out() -> None:
    made = load(
        35,
        "Ani",
        rest_days=(Weekday.SATURDAY, Weekday.SUNDAY),
        holidays={date(2025, 3, 11)},
    )
    assert [day.on for day in made.schedule] == [
        date(2025, 3, 7),
        date(2025, 3, 10),
        date(2025, 3, 12),
        date(2025, 3, 13),
    ]
    assert made.ends_on == date(2025, 3, 13)


@pytest.mark.parametrize(
    ("names", "people", "more", "reason"),
    [
        (["U-1", "U-1"], ["Ani"], {}, "firm 'U-1' stands twice"),
        (["U-1"], ["Ani", "Ani"], {}, "companion 'Ani' stands twice"),
        (["U-1"], [], {}, "no companion"),
        ("U-1", ["Ani"], {}, "given as a list"),
        (["U-1"], ["Ani"], {"assigned": {"U-2": "Ani"}}, "firm 'U-2' is not in the list"),
        (["U-1"], ["Ani"], {"assigned": {"U-1": "Any"}}, "'Any' .*did you mean Ani"),
        (["U-1"], ["Ani"], {"rest_days": tuple(Weekday)}, "no day is left"),
    ],
)
def test_bad_input_is_told(names: Any, people: Any, more: Any, reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        companion_load(names, people, rule=RULE, starts_on=FIRST, **more)


def test_a_rule_allows_at_least_one_firm_a_day() -> None:
    with pytest.raises(PolicyError, match="per_day must be at least 1"):
        attrs.evolve(RULE, per_day=0)


def test_the_words_the_dictionary_and_the_copy() -> None:
    made = load(45, "Ani", "Budi")
    assert made.describe("id") == (
        "45 usaha oleh 2 pendamping, paling banyak 10 usaha sehari setiap pendamping: "
        "3 hari kerja, selesai 9 Maret 2025."
    )
    assert json.loads(json.dumps(made.to_dict()))["schedule"][0]["companion"] == "Ani"
    assert pickle.loads(pickle.dumps(made)) == made
    assert load(0, "Ani").describe("en") == "There is no firm to take."
