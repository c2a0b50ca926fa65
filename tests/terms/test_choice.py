from __future__ import annotations

import copy
import pickle

import pytest

import umkmexport as ux
from umkmexport.terms.choice import Choice
from umkmexport.terms.evidence import EvidenceKind, WhyMissing, satisfies


class Grade(Choice):
    LOW = "low", "rendah", "low"
    HIGH = "high", "tinggi", "high"


def test_a_member_is_its_value_and_carries_its_words() -> None:
    assert Grade("low") is Grade.LOW == "low"
    assert (Grade.HIGH.text.id, Grade.HIGH.text.en) == ("tinggi", "high")
    assert repr(Grade.LOW) == "Grade.LOW"
    assert str(Grade.LOW) == f"{Grade.LOW}" == "low"
    assert {Grade.LOW: 1}["low"] == 1


def test_a_member_survives_a_copy() -> None:
    assert pickle.loads(pickle.dumps(ux.SizeClass.MICRO)) is ux.SizeClass.MICRO
    assert copy.deepcopy(ux.SizeClass.MICRO) is ux.SizeClass.MICRO


@pytest.mark.parametrize("wrong", ["Low", "LOW", "", None, 1, True, "highh"])
def test_what_is_no_member_is_an_error_that_lists_them(wrong: object) -> None:
    with pytest.raises(ux.FactError, match="Grade must be one of low, high"):
        Grade(wrong)


def test_a_near_miss_is_named() -> None:
    with pytest.raises(ux.FactError, match=r"did you mean high\?$"):
        Grade("highh")


@pytest.mark.parametrize("given", list(EvidenceKind))
def test_a_better_kind_of_evidence_is_always_accepted(given: EvidenceKind) -> None:
    order = [EvidenceKind.SELF, EvidenceKind.VISIT, EvidenceKind.DOCUMENT, EvidenceKind.RECORD]
    for asked in EvidenceKind:
        assert satisfies(given, asked) is (order.index(given) >= order.index(asked))


def test_every_reason_why_an_answer_is_missing_has_words() -> None:
    assert all(why.text.id and why.text.en for why in WhyMissing)
