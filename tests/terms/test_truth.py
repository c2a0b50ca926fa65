from __future__ import annotations

import pickle

import pytest

from umkmexport.terms.truth import Truth

YES, UNKNOWN, NO = Truth.YES, Truth.UNKNOWN, Truth.NO


def test_the_values_are_those_that_columns_hold() -> None:
    assert [truth.value for truth in (YES, UNKNOWN, NO)] == [1, 0, -1]


@pytest.mark.parametrize(("value", "truth"), [(True, YES), (False, NO), (None, UNKNOWN)])
def test_a_bool_or_nothing_becomes_a_truth(value: bool | None, truth: Truth) -> None:
    assert Truth.of(value) is truth


@pytest.mark.parametrize("truth", list(Truth))
def test_a_truth_is_no_bool(truth: Truth) -> None:
    with pytest.raises(TypeError, match=r"compare it: `truth is Truth\.YES`"):
        bool(truth)
    with pytest.raises(TypeError):
        assert not truth
    with pytest.raises(TypeError):
        truth and YES  # noqa: B018 - the wrong `and` under test


def test_words_and_keys_for_people_and_files() -> None:
    assert [truth.key for truth in (YES, UNKNOWN, NO)] == ["yes", "unknown", "no"]
    assert UNKNOWN.text.id == "belum diketahui"
    assert repr(NO) == "Truth.NO"
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN
