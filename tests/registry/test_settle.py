from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.model.evidence import Evidence
from umkmexport.registry.answers import WHOLE_FILE, Answer
from umkmexport.registry.settle import note, settle
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range

DAY = date(2026, 11, 21)
AMOUNTS = st.integers(0, 20) | st.builds(
    lambda a, b: Range(min(a, b), max(a, b)), st.integers(0, 20), st.integers(0, 20)
)


def said(
    fact: str, value: Any, column: str = "A", *, claim: bool = False, in_process: bool = False
) -> Answer:
    return Answer(fact, value, column, EvidenceKind.RECORD, claim, in_process)


def bounds(value: Any) -> tuple[int, int]:
    return (value.low, value.high) if isinstance(value, Range) else (value, value)


@pytest.mark.parametrize(
    ("fact", "first", "second", "left"),
    [
        ("annual_sales", 5, 5, 5),
        ("annual_sales", Range(0, 10), 5, 5),
        ("annual_sales", Range(0, 10), Range(5, None), Range(5, 10)),
        ("annual_sales", Range(0, 10), Range(10, None), 10),
        ("annual_sales", Range(None, 10), Range(5, None), Range(5, 10)),
        ("started_on", Range(date(2020, 1, 1), date(2020, 12, 31)), date(2020, 3, 1),
         date(2020, 3, 1)),
        ("business_region", "35", "35.73", "35.73"),
        ("business_region", "35.73.02", "35.73", "35.73.02"),
        ("kbli", "10794", "2020:10794", "2020:10794"),
        ("kbli", "2020:10", "2020:10794", "2020:10794"),
        ("hs_code", "2022:2103.90", "2022:210390", "2022:2103.90"),
        ("fostered_by", ("a", "b"), ("b", "c"), ("a", "b", "c")),
        ("monthly_capacity", Quantity(1, "t"), Quantity(1_000, "kg"), Quantity(1, "t")),
        ("name", "Batik Sari", "BATIK  SARI", "Batik Sari"),
        ("packaging", "basic", "basic", "basic"),
        ("has_halal", False, False, False),
    ],
)  # fmt: skip
def test_two_answers_that_agree_leave_the_finer(
    fact: str, first: Any, second: Any, left: Any
) -> None:
    settled = settle([said(fact, first), said(fact, second, "B")])
    assert settled.value == left
    assert settled.why_missing is settled.problem is None
    assert settle([said(fact, second), said(fact, first, "B")]).value is not None


@pytest.mark.parametrize(
    ("fact", "first", "second"),
    [
        ("annual_sales", 5, 6),
        ("annual_sales", Range(0, 10), 11),
        ("annual_sales", Range(0, 10), Range(11, None)),
        ("business_region", "35.73", "35.07"),
        ("kbli", "2020:10772", "2025:10772"),
        ("monthly_capacity", Quantity(1, "t"), Quantity(1_001, "kg")),
        ("monthly_capacity", Quantity(1, "t"), Quantity(1, "pcs")),
        ("name", "Batik Sari", "Sari Batik"),
        ("packaging", "basic", "retail_ready"),
        ("has_halal", True, False),
        ("target_country", "NL", "JP"),
        ("nib", "9000000000013", "9000000000021"),
    ],
)
def test_two_answers_that_disagree_leave_nothing_and_keep_both(
    fact: str, first: Any, second: Any
) -> None:
    settled = settle([said(fact, first), said(fact, second, "B")])
    assert settled.value is None
    assert settled.why_missing is WhyMissing.CONFLICT
    assert settled.said == (first, second)
    assert settled.problem is not None
    assert settled.problem.code == "conflict"
    assert "kolom 'A'" in settled.problem.text.id
    assert "column 'B'" in settled.problem.text.en
    assert "900000000001" not in settled.problem.text.id


def test_a_third_answer_is_held_against_what_the_first_two_left() -> None:
    answers = [
        said("annual_sales", Range(0, 10)),
        said("annual_sales", Range(5, 20), "B"),
        said("annual_sales", 12, "C"),
    ]
    settled = settle(answers)
    assert settled.said == (Range(5, 10), 12)


def test_claims_alone_are_claimed_with_what_was_said() -> None:
    settled = settle(
        [said("has_halal", True, claim=True), said("has_halal", True, "B", claim=True)]
    )
    assert (settled.value, settled.why_missing, settled.said) == (None, WhyMissing.CLAIMED, (True,))
    assert settled.problem is not None
    assert settled.problem.code == "claim_without_number"
    both = settle([said("gmp", "haccp", claim=True), said("gmp", "certified", claim=True)])
    assert both.said == ("haccp", "certified")


def test_a_claim_neither_confirms_nor_refines_what_is_known() -> None:
    known = settle([said("has_halal", True), said("has_halal", True, "B", claim=True)])
    assert (known.value, known.problem) == (True, None)
    band = said("annual_sales", Range(0, 10))
    assert settle([band, said("annual_sales", 5, "B", claim=True)]).value == Range(0, 10)


@pytest.mark.parametrize("in_process", [True, False])
def test_a_claim_against_a_no_is_a_conflict_whichever_stands_first(*, in_process: bool) -> None:
    no = said("has_md", value=False, in_process=in_process)
    claim = said("has_md", value=True, column="B", claim=True)
    for answers in ([no, claim], [claim, no]):
        settled = settle(answers)
        assert settled.why_missing is WhyMissing.CONFLICT
        assert settled.said == (False, True)
        assert settled.answer is no


def test_the_evidence_is_that_of_the_answer_that_was_settled_on() -> None:
    band, amount = said("annual_sales", Range(0, 10)), said("annual_sales", 5, "B")
    written = note(settle([band, amount]), on=DAY, source="umkm.csv, row 7")
    assert written == Evidence("annual_sales", EvidenceKind.RECORD, DAY, "umkm.csv, row 7, B")
    for_the_file = note(settle([said("workers", 3, WHOLE_FILE)]), on=DAY, source="umkm.csv, row 7")
    assert for_the_file.source == "umkm.csv, row 7"
    plain, pending = said("has_md", value=False), said("has_md", value=False, in_process=True)
    assert note(settle([plain, pending]), on=DAY, source="").in_process


@given(st.lists(AMOUNTS, min_size=1, max_size=4))
def test_what_is_left_lies_in_every_answer_and_nothing_is_left_where_none_can(
    values: list[Any],
) -> None:
    settled = settle([said("annual_sales", value, f"C{n}") for n, value in enumerate(values)])
    low = max(bounds(value)[0] for value in values)
    high = min(bounds(value)[1] for value in values)
    if low > high:
        assert settled.value is None
        assert settled.why_missing is WhyMissing.CONFLICT
    else:
        assert settled.value is not None
        assert bounds(settled.value) == (low, high)


@given(st.permutations([Range(0, 10), Range(5, 20), 7, Range(7, 7)]))
def test_the_order_of_agreeing_answers_changes_nothing(values: list[Any]) -> None:
    settled = settle([said("annual_sales", value) for value in values])
    assert bounds(settled.value) == (7, 7)
