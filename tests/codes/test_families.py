from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.families import (
    ExportStatus,
    ProductFamily,
    export_status,
    families_of_hs,
    family_of_hs,
    kbli_covers,
    profile,
)
from umkmexport.codes.family_evidence import infer_family
from umkmexport.errors import CodeError
from umkmexport.terms.source import Confidence

FAMILIES = st.sampled_from(ProductFamily)
DIGITS = st.text("0123456789", min_size=4, max_size=4)


def test_the_families_of_the_table_and_services() -> None:
    assert len(ProductFamily) == 25
    assert ProductFamily("cocoa_prod").text.id == "kakao dan cokelat olahan"
    assert len({family.text.id for family in ProductFamily}) == 25
    assert len({family.text.en for family in ProductFamily}) == 25


@pytest.mark.parametrize("family", ProductFamily)
def test_a_status_has_a_source_and_doubt_has_none(family: ProductFamily) -> None:
    known = profile(family)
    assert (known.status is None) == (known.source is None)
    if known.source is not None:
        assert known.source.confidence in (Confidence.HIGH, Confidence.MEDIUM)
    assert not known.made_in & known.may_be_made_in


@pytest.mark.parametrize(
    ("family", "status"),
    [
        ("food", ExportStatus.FREE),
        ("rubber", ExportStatus.REGULATED),
        ("rubber_raw", ExportStatus.PROHIBITED),
        ("rattan_raw", ExportStatus.PROHIBITED),
        ("handicraft", ExportStatus.FREE),
        ("palm", None),
        ("coconut", None),
        ("herbal", None),
        ("tea", None),
        ("nest", None),
        ("services", None),
    ],
)
def test_export_status(family: str, status: ExportStatus | None) -> None:
    assert export_status(ProductFamily(family)) is status


def test_a_status_begins_with_its_rule() -> None:
    rubber = ProductFamily.RUBBER
    assert export_status(rubber, as_of=date(2026, 1, 27)) is None
    assert export_status(rubber, as_of=date(2026, 1, 28)) is ExportStatus.REGULATED


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("2103.90", "food"),
        ("2022:2103.90.11", "food"),
        ("0901.11", "coffee"),
        ("0902", "tea"),
        ("0909", "spice"),
        ("09", None),
        ("0801", None),
        ("0801.11", "coconut"),
        ("0803", "fruitveg"),
        ("08", None),
        ("07", "fruitveg"),
        ("1513", None),
        ("1513.11", "coconut"),
        ("1513.21", "palm"),
        ("2106.90", None),
        ("4001", None),
        ("4001.22", "rubber"),
        ("4001.29", "rubber_raw"),
        ("4001.30", None),
        ("9403", None),
        ("9403.60", "furniture"),
        ("9403.82", "handicraft"),
        ("9401.61", "furniture"),
        ("9401.52", "handicraft"),
        ("8471.30", None),
        ("2017:2103.90", None),
    ],
)
def test_family_of_an_hs_code(code: str, family: str | None) -> None:
    assert family_of_hs(code) == (None if family is None else ProductFamily(family))


def test_no_hs_code_is_an_error() -> None:
    with pytest.raises(CodeError):
        family_of_hs("sambal")


@given(DIGITS, st.text("0123456789", min_size=2, max_size=2))
def test_a_finer_hs_code_keeps_the_family(heading: str, rest: str) -> None:
    if heading[:2] in ("00", "77"):
        return
    coarse = set(families_of_hs(heading))
    assert set(families_of_hs(heading + rest)) <= coarse
    assert coarse <= set(families_of_hs(heading[:2]))


@pytest.mark.parametrize(
    ("kbli", "family", "covers"),
    [
        ("2020:10772", "food", True),
        ("2025:10772", "food", True),
        ("10772", "food", True),
        ("2020:10794", "fish", True),
        ("2020:13134", "batik", True),
        ("2020:13134", "food", False),
        ("13134", "food", False),
        ("2020:46311", "food", None),
        ("47711", "batik", None),
        ("2020:56101", "food", False),
        ("56101", "food", None),
        ("2020:01", "food", None),
        ("2020:62019", "services", None),
        ("10", "coffee", True),
        ("2020:31001", "furniture", True),
        ("2020:16299", "handicraft", True),
        ("2020:22123", "rubber", True),
    ],
)
def test_kbli_covers(kbli: str, family: str, covers: bool | None) -> None:
    assert kbli_covers(kbli, ProductFamily(family)) is covers


@given(FAMILIES, st.text("0123456789", min_size=5, max_size=5), st.sampled_from(["2020", "2025"]))
def test_an_edition_never_turns_the_answer(family: ProductFamily, code: str, edition: str) -> None:
    try:
        known, coarse = kbli_covers(f"{edition}:{code}", family), kbli_covers(code, family)
    except CodeError:
        return
    assert coarse is None or coarse is known


@pytest.mark.parametrize(
    ("codes", "family", "candidates"),
    [
        ({"hs_code": "2103.90"}, "food", {"food"}),
        ({"hs_code": "2106.90"}, None, {"food", "herbal"}),
        ({"hs_code": "2106.90", "kbli": "2020:21022"}, "herbal", {"herbal"}),
        ({"hs_code": "2106.90", "kbli": "10794"}, None, {"food", "herbal"}),
        ({"hs_code": "2103.90", "kbli": "14111"}, "food", {"food"}),
        ({"hs_code": "8471"}, None, set()),
        ({"kbli": "12011"}, None, {"tobacco"}),
        ({"kbli": "14111"}, None, {"batik", "handicraft", "leather"}),
        ({"kbli": "2020:46311"}, None, set()),
        ({"kbli": "62019"}, None, set()),
        ({"kbli": "62019", "default_kbli_edition": 2020}, None, set()),
        ({}, None, set()),
    ],
)
def test_the_family_with_its_evidence(
    codes: dict[str, Any], family: str | None, candidates: set[str]
) -> None:
    found = infer_family(**codes)
    assert found.family == (None if family is None else ProductFamily(family))
    assert {candidate.value for candidate in found.candidates} == candidates
    assert len(found.because) == len(codes.keys() - {"default_kbli_edition"})
    assert all(text.id != text.en for text in found.because)


@given(DIGITS, st.text("0123456789", min_size=5, max_size=5))
def test_more_evidence_never_adds_a_family(heading: str, kbli: str) -> None:
    try:
        by_hs = infer_family(hs_code=heading)
        both = infer_family(hs_code=heading, kbli=kbli)
    except CodeError:
        return
    assert set(both.candidates) <= set(by_hs.candidates)
    assert by_hs.family in (None, both.family)
