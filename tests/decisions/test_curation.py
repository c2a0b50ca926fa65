"""Curators' sheets put together: exact marks, abstentions, interests, agreement, settled facts."""

from __future__ import annotations

import json
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.rules.agreement import mean_kappa, weighted_kappa

AS_OF = date(2026, 11, 21)
DAY = date(2026, 11, 10)
FORM = ux.load_curation_form(Path(__file__).parents[2] / "docs/how-to/files/curation.toml")


def sheet(curator: str, interests: tuple[str, ...] = (), **marks: Any) -> ux.CurationSheet:
    """Give a sheet with marks for quality and packaging of each firm."""
    given_ = {
        firm.replace("_", "-"): dict(zip(("quality", "packaging"), pair, strict=True))
        for firm, pair in marks.items()
    }
    return ux.CurationSheet.of(curator, DAY, given_, interests=interests)


def curate(*sheets: ux.CurationSheet, **changes: Any) -> ux.Curation:
    return ux.curate(sheets, form=attrs.evolve(FORM, **changes), as_of=AS_OF)


def result(found: ux.Curation, firm: str = "U-1") -> Any:
    one = found.find(firm)
    assert one is not None
    return one


# Marks


@pytest.mark.parametrize(
    ("together", "quality"), [("median", Fraction(7, 2)), ("mean", Fraction(13, 4))]
)
def test_marks_are_put_together_exactly(together: str, quality: Fraction) -> None:
    sheets = [sheet(f"K-{n}", U_1=(mark, 3)) for n, mark in enumerate((5, 1, 3, 4))]
    one = result(curate(*sheets, together=ux.MarksTogether(together)))
    first, second = one.marks
    assert (first.mark.value, first.lowest, first.highest, first.curators) == (quality, 1, 5, 4)
    expected = Fraction(100, 3) * (2 * (quality - 1) / 4 + Fraction(2, 4))
    assert one.low.value == one.high.value == expected
    assert second.mark.text.en == "3.00"


def test_an_abstention_is_no_mark_of_zero() -> None:
    found = curate(sheet("K-1", U_1=(5, 5)), sheet("K-2", U_1=(5, None)), sheet("K-3", U_1=(5, 5)))
    _, packaging = result(found).marks
    assert (packaging.mark.value, packaging.curators, packaging.abstained) == (5, 2, 1)


def test_too_few_marks_leave_the_result_open() -> None:
    one = result(curate(sheet("K-1", U_1=(5, 5)), sheet("K-2", U_1=(4, None))))
    assert one.marks[1].mark is None
    assert (one.low.value, one.high.value) == (Fraction(175, 3), Fraction(275, 3))
    assert one.passed is ux.Truth.UNKNOWN
    assert "Belum dapat diputuskan" in one.because()[0].id
    assert "belum cukup dinilai" in one.because()[1].id


def test_marks_of_a_curator_with_an_interest_do_not_count() -> None:
    fair = curate(sheet("K-1", U_1=(2, 2)), sheet("K-2", U_1=(2, 2)))
    own = curate(
        sheet("K-1", U_1=(2, 2)), sheet("K-2", U_1=(2, 2)), sheet("K-3", ("U-1",), U_1=(5, 5))
    )
    assert result(own) == result(fair)
    assert [(one.curator, one.firm) for one in own.left_out] == [("K-3", "U-1")]
    assert "karena kurator berkepentingan" in own.describe("id")


def test_a_firm_marked_only_by_its_own_curator_is_undecided() -> None:
    found = curate(sheet("K-3", ("U-1",), U_1=(5, 5)))
    assert result(found).passed is ux.Truth.UNKNOWN
    assert found.answers() == {}


def test_the_order_of_the_sheets_is_nothing() -> None:
    sheets = [sheet(f"K-{n}", U_1=(n, 5), U_2=(3, n)) for n in range(1, 5)]
    assert curate(*sheets) == curate(*reversed(sheets))


def test_a_result_is_a_value_and_plain_data() -> None:
    found = curate(sheet("K-1", U_1=(5, 4)), sheet("K-2", U_1=(4, 4)))
    json.dumps(found.to_dict(), allow_nan=False)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert hash(again) == hash(found)
    assert len(repr(found)) < 160
    for language in ("id", "en"):
        assert "{" not in found.describe(language)
        assert found.describe(language).endswith(".")


# Agreement


def test_a_published_kappa_of_two_answers() -> None:
    """The example of 50 grant proposals and two readers: kappa is 0.4, whatever the weights."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    for weights in ux.KappaWeights:
        assert weighted_kappa(pairs, weights) == Fraction(2, 5)


def test_kappa_worked_by_hand() -> None:
    """Distances 0, 1, 0; to be expected 4 + 3 + 2 of nine pairs, or 8 + 3 + 4 squared."""
    pairs = [(1, 1), (2, 3), (3, 3)]
    assert weighted_kappa(pairs, ux.KappaWeights.LINEAR) == 1 - Fraction(3 * 1, 9)
    assert weighted_kappa(pairs, ux.KappaWeights.QUADRATIC) == 1 - Fraction(3 * 1, 15)


MARKS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=8)


@given(MARKS, st.sampled_from(ux.KappaWeights))
def test_kappa_is_at_most_one_and_does_not_mind_who_is_first(
    pairs: list[tuple[int, int]], weights: ux.KappaWeights
) -> None:
    kappa = weighted_kappa(pairs, weights)
    assert kappa == weighted_kappa([(b, a) for a, b in pairs], weights)
    assert kappa is None or kappa <= 1
    same = weighted_kappa([(a, a) for a, _ in pairs], weights)
    assert same == (1 if len({a for a, _ in pairs}) > 1 else None)


def test_several_curators_agree_by_the_mean_of_their_pairs() -> None:
    one, other = {"A": 1, "B": 2, "C": 3}, {"A": 1, "B": 3, "C": 3}
    lonely = {"Z": 5}
    kappa, pairs = mean_kappa([one, other, one, lonely], ux.KappaWeights.LINEAR)
    assert (kappa, pairs) == (Fraction(2 * 2 + 3, 9), 3)


def test_agreement_that_cannot_be_worked_out_is_said() -> None:
    found = curate(sheet("K-1", U_1=(5, 4)), sheet("K-2", U_1=(4, 4)))
    assert [one.kappa for one in found.agreement] == [None, None]
    assert "tidak dapat dihitung" in found.describe("id")


# What the marks settle

GOOD = (sheet("K-1", U_1=(4, 3)), sheet("K-2", U_1=(5, 3)))


def noted(kind: str) -> tuple[ux.Evidence, ...]:
    return (ux.Evidence("meets_export_quality", kind, on=date(2026, 1, 1)),)


def test_a_fact_is_settled_as_seen_on_a_visit() -> None:
    firm = curate(*GOOD).assess(ux.Enterprise(id="U-1"))
    assert firm.meets_export_quality is True
    (note,) = firm.evidence
    assert (note.kind, note.on, note.source) == (ux.EvidenceKind.VISIT, DAY, "kurasi-2026")
    assert [(mark.criterion, mark.score, mark.scale) for mark in firm.assessments] == [
        ("quality", 4, 5),
        ("quality", 5, 5),
        ("packaging", 3, 5),
        ("packaging", 3, 5),
    ]
    low = curate(sheet("K-1", U_1=(3, 3)), sheet("K-2", U_1=(3, 3)))
    assert low.assess(ux.Enterprise(id="U-1")).meets_export_quality is False


def test_what_only_the_firm_said_gives_way_and_another_source_is_a_dispute() -> None:
    found = curate(*GOOD)
    said = ux.Enterprise(id="U-1", meets_export_quality=False, evidence=noted("self"))
    assert found.assess(said).meets_export_quality is True
    recorded = ux.Enterprise(id="U-1", meets_export_quality=False, evidence=noted("record"))
    disputed = found.assess(recorded)
    assert disputed.meets_export_quality is None
    (note,) = disputed.evidence
    assert (note.why_missing, note.said) == (ux.WhyMissing.CONFLICT, (False, True))


def test_a_firm_that_was_not_marked_stays_as_it_is() -> None:
    other = ux.Enterprise(id="U-9")
    assert curate(*GOOD).assess(other) is other


def test_who_passed_goes_into_a_priority_list() -> None:
    found = curate(*GOOD)
    assert found.answers() == {"U-1": {"curation_passed": True}}
    firm = ux.Enterprise(id="U-1", business_region="12.71", nib="9120000000001")
    letter = ux.RecommendationList(
        agency="Bank Indonesia",
        kind="bank_indonesia",
        firms=(ux.RecommendedFirm("U-1"),),
        received_on=DAY,
    )
    top = ux.rank(
        [found.assess(firm)],
        policy=ux.priorities["sumut-export-centre"],
        seats=1,
        as_of=AS_OF,
        seed="s",
        recommendations=(letter,),
        answers=found.answers(),
    )
    (entry,) = top.places
    supply = next(part for part in entry.components if part.key == "supply_3k")
    assert supply.low == 400_000


# Bad input


@pytest.mark.parametrize(
    ("sheets", "match"),
    [
        ([], "there are no sheets"),
        ([sheet("K-1", U_1=(1, 1))] * 2, "curator K-1 handed in two sheets"),
        ([sheet("K-1", U_1=(6, 1))], "mark 6 for 'quality' is off the scale 1–5"),
        ([sheet("K-1", U_1=(0, 1))], "mark 0 for 'quality' is off the scale"),
        (
            [ux.CurationSheet.of("K-1", DAY, {"U-1": {"qualty": 3}})],
            "no criterion 'qualty'; did you mean quality",
        ),
        ([ux.CurationSheet.of("K-1", date(2026, 12, 1), {})], "later than 2026-11-21"),
    ],
)
def test_what_is_wrong_with_sheets_is_said(sheets: list[ux.CurationSheet], match: str) -> None:
    with pytest.raises(ux.SelectionError, match=match) as info:
        curate(*sheets)
    assert info.value.to("id") != info.value.to("en")


def test_a_sheet_marks_each_criterion_once_and_with_whole_numbers() -> None:
    line = ("U-1", "quality", 3)
    with pytest.raises(ux.FactError, match="marked twice for 'quality'"):
        ux.CurationSheet(curator="K-1", on=DAY, marks=(line, line))
    with pytest.raises(ux.FactError, match="a mark is a whole number or nothing"):
        ux.CurationSheet.of("K-1", DAY, {"U-1": {"quality": 3.5}})  # type: ignore[dict-item]
    with pytest.raises(ux.FactError, match="needs a name"):
        ux.CurationSheet.of(" ", DAY, {})


@pytest.mark.parametrize(
    ("criterion", "match"),
    [
        ({"key": "quality"}, "criterion quality stands twice"),
        ({"highest": 1}, "marks rise from 1"),
        ({"weight": -1}, "must not be negative"),
        ({"fact": "has_halal"}, "go together"),
        ({"fact": "has_halal", "passes_at": 1}, "lies above 1 and up to 5"),
        ({"fact": "has_hallal", "passes_at": 3}, "did you mean has_halal"),
        ({"fact": "packaging", "passes_at": 3}, "no yes-or-no fact"),
        ({"fact": "is_exporter", "passes_at": 3}, "no yes-or-no fact that can be stated"),
        ({"fact": "meets_export_quality", "passes_at": 3}, "is settled twice"),
    ],
)
def test_what_is_wrong_with_a_form_is_said(criterion: dict[str, Any], match: str) -> None:
    first, second = FORM.criteria
    with pytest.raises(ux.UmkmExportError) as info:
        attrs.evolve(FORM, criteria=(first, attrs.evolve(second, **criterion)))
    assert match in info.value.to("en")


@pytest.mark.parametrize("changes", [{"least_curators": 0}, {"passes_at": 101}, {"criteria": ()}])
def test_limits_of_a_form(changes: dict[str, Any]) -> None:
    with pytest.raises(ux.PolicyError):
        attrs.evolve(FORM, **changes)
