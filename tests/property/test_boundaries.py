"""Boundaries come from the data: one less, the limit, one more, for every band of every file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.policies.size import instrument_on
from umkmexport.testing import amounts

AS_OF = date(2026, 11, 21)
FOLDER = files("umkmexport.policies.size")
PARSED = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
    for file in FOLDER.iterdir()
    if file.name.endswith(".toml")
}


def bounds() -> Iterator[tuple[str, str, int, str, str]]:
    """Give instrument, criterion, greatest number of a band, its class and the next one."""
    for key, data in sorted(PARSED.items()):
        for ladder in data.get("ladders", ()):
            for band, above in pairwise(ladder["bands"]):
                greatest = band["at_most"] if "at_most" in band else band["less_than"] - 1
                yield key, ladder["criterion"], greatest, band["key"], above["key"]


BOUNDS = list(bounds())
IDS = [f"{key}: {criterion} {greatest}" for key, criterion, greatest, *_ in BOUNDS]


def size(key: str, criterion: str, number: int | ux.Range[int] | None) -> ux.SizeDecision:
    firm = ux.Enterprise(id="U-1", **{criterion: number})
    return ux.classify_size_under(ux.size_instruments[key], firm, as_of=AS_OF, criterion=criterion)


def test_there_are_boundaries_to_test() -> None:
    assert len(BOUNDS) >= 15
    assert {key for key, *_ in BOUNDS} >= {"pp-7-2021", "uu-20-2008", "bps"}


@pytest.mark.parametrize("bound", BOUNDS, ids=IDS)
def test_one_less_the_limit_and_one_more(bound: tuple[str, str, int, str, str]) -> None:
    key, criterion, greatest, inside, above = bound
    classes = [size(key, criterion, greatest + step).size_class for step in (-1, 0, 1)]
    assert classes == [inside, inside, above]


@pytest.mark.parametrize("bound", BOUNDS, ids=IDS)
def test_a_range_is_decided_up_to_the_limit_and_open_one_beyond(
    bound: tuple[str, str, int, str, str],
) -> None:
    key, criterion, greatest, inside, above = bound
    up_to, beyond, from_above = (
        size(key, criterion, known)
        for known in (
            ux.Range(greatest - 1, greatest),
            ux.Range(greatest, greatest + 1),
            ux.Range(greatest + 1, greatest + 1),
        )
    )
    assert up_to.size_class == inside
    assert (beyond.size_class, list(beyond.possible)) == (None, [inside, above])
    assert [fact.name for fact in beyond.missing()] == [criterion]
    assert from_above.size_class == above


@pytest.mark.parametrize("bound", BOUNDS, ids=IDS)
def test_the_sentence_names_the_limit(bound: tuple[str, str, int, str, str]) -> None:
    key, criterion, greatest, *_ = bound
    fact = ux.facts.get(criterion)
    for number in (greatest, greatest + 1):
        told = size(key, criterion, number)
        for language in ("id", "en"):
            sentence = told.describe(language)
            assert ux.facts.show(fact, greatest, language) in sentence
            assert ux.facts.show(fact, number, language) in sentence


LADDERS = sorted({(key, criterion) for key, criterion, *_ in BOUNDS})


@pytest.mark.parametrize(("key", "criterion"), LADDERS)
@settings(max_examples=30)
@given(data=st.data())
def test_a_greater_number_never_has_a_smaller_class(
    key: str, criterion: str, data: st.DataObject
) -> None:
    numbers = st.integers(1, 200) if criterion == "workers" else amounts()
    low, high = sorted((data.draw(numbers), data.draw(numbers)))
    order = list(ux.SizeClass)
    smaller, greater = (size(key, criterion, number).size_class for number in (low, high))
    assert smaller is not None
    assert greater is not None
    assert order.index(smaller) <= order.index(greater)


# Days


def in_time() -> Iterator[tuple[str, dict[str, Any]]]:
    for key, data in sorted(PARSED.items()):
        if "since" in data or "until" in data:
            yield key, data


@pytest.mark.parametrize(("key", "data"), list(in_time()), ids=[key for key, _ in in_time()])
def test_an_instrument_is_in_force_from_its_first_day_to_the_day_before_its_end(
    key: str, data: dict[str, Any]
) -> None:
    first, end = data.get("since"), data.get("until")
    inside = [first] if first else []
    outside = [first - timedelta(days=1)] if first else []
    if end is not None:
        inside.append(end - timedelta(days=1))
        outside.append(end)
    for day in inside:
        if data.get("gap"):
            with pytest.raises(ux.NotInForceError, match=str(day)):
                instrument_on(data["regime"], day)
        else:
            assert instrument_on(data["regime"], day).id == key
    for day in outside:
        try:
            assert instrument_on(data["regime"], day).id != key
        except ux.NotInForceError as error:
            assert str(day) in str(error)  # noqa: PT017 - there may be another instrument


def test_every_gap_names_both_neighbours() -> None:
    gaps = [data for data in PARSED.values() if data.get("gap")]
    assert gaps
    for data in gaps:
        with pytest.raises(ux.NotInForceError) as caught:
            instrument_on(data["regime"], data["since"])
        message = str(caught.value)
        assert f"until {data['since']}" in message
        assert f"from {data['until']}" in message
