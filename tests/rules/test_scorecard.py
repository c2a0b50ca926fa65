from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from umkmexport.decisions.view import view_of
from umkmexport.errors import PolicyError
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.rules import criteria as c
from umkmexport.rules.scorecard import (
    Bands,
    Branch,
    Branches,
    Gate,
    Item,
    Level,
    Scale,
    Score,
    Scorecard,
    Steps,
    Variant,
)
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

AS_OF = date(2026, 11, 21)
WORD = Text(id="kata", en="word")
SELF, VISIT, DOCUMENT, RECORD = EvidenceKind

BUYER = Steps("buyer_stage", (("none", 0), ("enquiry", 2), ("sample_sent", 3), ("order", 4)))
REPEATS = Bands("export_months_24", (0, 1, 2, 6), (0, 1, 2, 4))
HOLDS_NIB = Steps("has_nib", ((True, 4), (False, 0)))
PERMITS = Branches(
    (
        Branch(c.Is("has_md", value=True), 5),
        Branch(c.AllOf((c.Is("has_spp_irt", value=True), c.Is("spp_irt_possible", value=True))), 3),
    )
)


def view(**facts: Any) -> FactView:
    return view_of(Enterprise(id="U-1", **facts), as_of=AS_OF)


def item(scale: Scale, points: int, **more: Any) -> Item:
    given: dict[str, Any] = {"key": "i", "text": WORD, "evidence": SELF}
    return Item(points=points, scale=scale, **(given | more))


def points_of(asked: Item, subject: FactView) -> tuple[int, int] | None:
    score = asked.score(subject)
    return None if score is None else (score.low, score.high)


def note(fact: str, kind: EvidenceKind, on: date | None = AS_OF) -> tuple[Evidence, ...]:
    return (Evidence(fact, kind, on=on),)


# Scales


@pytest.mark.parametrize(
    ("known", "bounds"), [(None, (0, 4)), ("none", (0, 0)), ("sample_sent", (3, 3))]
)
def test_steps_give_points_to_answers(known: str | None, bounds: tuple[int, int]) -> None:
    assert BUYER.bounds(view(buyer_stage=known)) == bounds


@pytest.mark.parametrize(
    ("sales", "bounds"),
    [
        (2_000_000_000, (4, 4)),
        (Range(1, 2_000_000_001), (3, 4)),
        (Range(2_000_000_001, None), (0, 3)),
        (None, (0, 4)),
    ],
)
def test_steps_on_a_size_take_every_class_that_is_possible(
    sales: int | Range[int] | None, bounds: tuple[int, int]
) -> None:
    """Rp2,000,000,000 is the last rupiah of micro by PP 7/2021 Article 35(5)."""
    points = (("micro", 4), ("small", 3), ("medium", 1), ("large", 0))
    by_size = Steps("size_class_by_sales", points)
    subject = view(annual_sales=sales)
    assert by_size.bounds(subject) == bounds
    assert by_size.missing(subject) == (() if bounds[0] == bounds[1] else ("annual_sales",))


@pytest.mark.parametrize(
    ("months", "bounds"),
    [
        (0, (0, 0)),
        (1, (1, 1)),
        (5, (2, 2)),
        (6, (4, 4)),
        (24, (4, 4)),
        (None, (0, 4)),
        (Range(1, 5), (1, 2)),
        (Range(2, 5), (2, 2)),
        (Range(2, None), (2, 4)),
        (Range(None, 1), (0, 1)),
        (Range(None, None), (0, 4)),
    ],
)
def test_bands_begin_at_their_start(
    months: int | Range[int] | None, bounds: tuple[int, int]
) -> None:
    subject = view(export_months_24=months)
    assert REPEATS.bounds(subject) == bounds
    assert REPEATS.missing(subject) == (("export_months_24",) if bounds[0] != bounds[1] else ())


def test_bands_need_not_rise() -> None:
    hump = Bands("workers", (1, 5, 20), (1, 3, 0))
    assert hump.bounds(view(workers=Range(4, 20))) == (0, 3)
    assert hump.bounds(view(workers=None)) == (0, 3)


@pytest.mark.parametrize(
    ("facts", "bounds"),
    [
        ({"has_md": True}, (5, 5)),
        ({"has_md": False, "has_spp_irt": False}, (0, 0)),
        ({"has_md": False}, (0, 3)),
        ({"has_md": False, "product_form": "wet_ambient"}, (0, 0)),
        ({"has_spp_irt": False}, (0, 5)),
        (
            {
                "has_spp_irt": True,
                "product_form": "dry_ambient",
                "production_site": "separate_area",
            },
            (3, 5),
        ),
        ({}, (0, 5)),
    ],
)
def test_the_first_branch_that_holds_counts(facts: dict[str, Any], bounds: tuple[int, int]) -> None:
    assert PERMITS.bounds(view(**facts)) == bounds


def test_branches_ask_only_for_what_can_still_count() -> None:
    assert PERMITS.missing(view(has_md=True)) == ()
    assert PERMITS.missing(view(has_md=False)) == (
        "has_spp_irt",
        "product_form",
        "production_site",
    )
    assert PERMITS.missing(view(has_spp_irt=False)) == ("has_md",)


# Items


@pytest.mark.parametrize(
    ("kind", "asked", "bounds"),
    [
        (RECORD, DOCUMENT, (3, 3)),
        (DOCUMENT, DOCUMENT, (3, 3)),
        (VISIT, DOCUMENT, (0, 3)),
        (SELF, DOCUMENT, (0, 3)),
        (SELF, SELF, (3, 3)),
    ],
)
def test_a_claim_raises_only_the_upper_end(
    kind: EvidenceKind, asked: EvidenceKind, bounds: tuple[int, int]
) -> None:
    subject = view(buyer_stage="sample_sent", evidence=note("buyer_stage", kind))
    assert points_of(item(BUYER, 4, evidence=asked), subject) == bounds


def test_a_said_no_is_taken() -> None:
    subject = view(has_nib=False, evidence=note("has_nib", SELF))
    assert points_of(item(HOLDS_NIB, 4, evidence=RECORD), subject) == (0, 0)


@pytest.mark.parametrize("why", list(WhyMissing))
def test_without_a_value_every_point_is_possible(why: WhyMissing) -> None:
    noted = (Evidence("buyer_stage", SELF, on=AS_OF, why_missing=why, said=("order",)),)
    assert points_of(item(BUYER, 4, evidence=DOCUMENT), view(evidence=noted)) == (0, 4)


@pytest.mark.parametrize(
    ("on", "bounds"),
    [
        (date(2025, 11, 21), (3, 3)),  # twelve months to the day
        (date(2025, 11, 20), (0, 4)),
        (None, (0, 4)),
        (date(2026, 11, 21), (3, 3)),
    ],
)
def test_an_answer_is_stale_after_its_months_to_the_day(
    on: date | None, bounds: tuple[int, int]
) -> None:
    subject = view(buyer_stage="sample_sent", evidence=note("buyer_stage", RECORD, on))
    assert points_of(item(BUYER, 4, stale_after_months=12), subject) == bounds
    assert points_of(item(BUYER, 4), subject) == (3, 3), "without a limit of age it still counts"


def test_an_answer_without_a_note_is_never_stale() -> None:
    subject = view(buyer_stage="sample_sent", evidence=note("has_nib", SELF, None))
    assert points_of(item(BUYER, 4, stale_after_months=1, evidence=RECORD), subject) == (3, 3)


@pytest.mark.parametrize(
    ("family", "score"), [("food", (5, 5)), ("furniture", None), (None, (0, 5))]
)
def test_an_item_exists_only_where_the_rubric_says_so(
    family: str | None, score: tuple[int, int] | None
) -> None:
    """Unknown applicability counts 0 at the low end, whatever is known of the item."""
    asked = item(PERMITS, 5, applies=c.OneOf("product_family", ("food", "fish")))
    assert points_of(asked, view(has_md=True, product_family=family)) == score


@pytest.mark.parametrize(
    ("mode", "bounds"), [("never", (2, 2)), ("direct", (4, 4)), (None, (2, 4))]
)
def test_exactly_one_variant_applies(mode: str | None, bounds: tuple[int, int]) -> None:
    repeated = Text(id="Ekspor berulang", en="Exports repeatedly")
    asked = item(BUYER, 4, variants=(Variant(c.Is("is_exporter", value=True), REPEATS, repeated),))
    subject = view(buyer_stage="enquiry", export_months_24=7, export_mode=mode)
    assert points_of(asked, subject) == bounds
    assert asked.text_for(subject) == (repeated if mode == "direct" else WORD)


def test_an_item_asks_what_would_settle_it() -> None:
    asked = item(
        BUYER,
        4,
        applies=c.Is("is_goods", value=True),
        variants=(Variant(c.Is("is_exporter", value=True), REPEATS),),
    )
    found = asked.score(view())
    assert found is not None
    assert found.missing() == ("product_family", "export_mode", "export_months_24", "buyer_stage")
    settled = asked.score(view(product_family="food", export_mode="never", buyer_stage="none"))
    assert settled is not None
    assert settled.is_known
    assert settled.missing() == ()
    exporter = asked.score(view(product_family="food", export_mode="direct"))
    assert exporter is not None
    assert exporter.missing() == ("export_months_24",)


def test_an_item_does_not_ask_again_what_the_firm_said_of_itself() -> None:
    """Evidence is asked of what earns points, not of what decides that the item exists."""
    asked = item(HOLDS_NIB, 4, evidence=RECORD, applies=c.Is("is_goods", value=True))
    score = asked.score(view(product_family="food", evidence=note("product_family", SELF)))
    assert score is not None
    assert score.missing() == ("has_nib",)


# Gates


def gate(**more: Any) -> Gate:
    given: dict[str, Any] = {"key": "G", "text": WORD, "evidence": DOCUMENT}
    return Gate(require=c.Is("has_svlk", value=True), **(given | more))


@pytest.mark.parametrize(
    ("applies", "require", "sign"),
    [
        (YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN),
        (YES, NO, NO),
        (UNKNOWN, YES, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, UNKNOWN),
        (NO, YES, YES),
        (NO, UNKNOWN, YES),
        (NO, NO, YES),
    ],
)
def test_a_gate_is_met_where_it_does_not_apply(applies: Sign, require: Sign, sign: Sign) -> None:
    known = {YES: True, UNKNOWN: None, NO: False}
    asked = Gate(
        key="G",
        text=WORD,
        require=c.Is("has_nib", value=True),
        evidence=SELF,
        applies=c.Is("own_production", value=True),
    )
    subject = view(has_nib=known[require], own_production=known[applies])
    assert asked.answer(subject)[0] == sign


@pytest.mark.parametrize(
    ("value", "kind", "sign"),
    [(True, RECORD, YES), (True, SELF, UNKNOWN), (False, SELF, NO), (False, RECORD, NO)],
)
def test_a_gate_proved_by_the_word_of_the_firm_alone_is_unknown(
    value: bool, kind: EvidenceKind, sign: Sign
) -> None:
    asked = Gate(key="G", text=WORD, require=c.Is("has_npwp", value=True), evidence=DOCUMENT)
    subject = view(has_npwp=value, evidence=note("has_npwp", kind))
    assert asked.answer(subject)[0] == sign


def test_a_gate_asks_what_it_needs_and_whether_it_applies() -> None:
    asked = gate(applies=c.OneOf("product_family", ("furniture",)))
    assert asked.missing(asked.answer(view())[1]) == ("has_svlk", "product_family")
    assert asked.answer(view(product_family="batik"))[0] == YES


# Levels and scores


def test_a_score_is_compared_without_rounding() -> None:
    assert Score(70, 100).reaches(70)
    assert not Score(699, 1000).reaches(70)
    assert Score(33, 84).percent_down() == 39
    assert Score(33, 84).percent_up() == 40
    assert not Score(33, 84).reaches(40)
    assert (Score(34, 84).percent_down(), Score(0, 84).percent_up()) == (40, 0)


CARD = Scorecard(
    dimensions=(),
    items=(),
    gates=(),
    levels=(
        Level("foundation", WORD, WORD),
        Level("improving", WORD, WORD, 40),
        Level("export_ready", WORD, WORD, 70, 40, ("G1",)),
        Level("export_qualified", WORD, WORD, 85, 60, ("G1", "G5")),
    ),
)


@pytest.mark.parametrize(
    ("dimensions", "met", "level"),
    [
        ((39, 39), {"G1", "G5"}, 0),
        ((0, 80), set(), 1),
        ((69, 70), {"G1", "G5"}, 1),
        ((40, 100), {"G1"}, 2),
        ((39, 100, 100), {"G1"}, 1),
        ((70,), set(), 1),
        ((84,), {"G1", "G5"}, 2),
        ((60, 100, 100), {"G1", "G5"}, 3),
        ((59, 100, 100), {"G1", "G5"}, 2),
        ((60, 100, 100), {"G1"}, 2),
    ],
)
def test_a_level_needs_score_dimensions_and_gates(
    dimensions: tuple[int, ...], met: set[str], level: int
) -> None:
    scores = tuple(Score(each, 100) for each in dimensions)
    assert CARD.level_index(scores, frozenset(met)) == level


def test_dimensions_weigh_by_their_points() -> None:
    """A small dimension in full does not lift a large one that is empty."""
    assert CARD.level_index((Score(10, 10), Score(29, 90)), frozenset()) == 0
    assert CARD.level_index((Score(10, 10), Score(30, 90)), frozenset()) == 1


# Answers outside a scale


def test_an_answer_without_points_is_an_error_that_names_it() -> None:
    """A policy that is read states points for every answer; one made in Python may forget some."""
    gapped = item(Steps("packaging", (("basic", 0), ("export_ready", 3))), 3, key="P8")
    reason = (
        "item P8: steps on packaging give points to basic, export_ready and none to the answer "
        "retail_ready; state its points"
    )
    with pytest.raises(PolicyError, match=reason):
        gapped.score(view(packaging="retail_ready"))
    card = Scorecard((), (gapped,), (), ())
    with pytest.raises(PolicyError, match=reason):
        card.score_items(view(packaging="retail_ready"))
    assert points_of(gapped, view(packaging="basic")) == (0, 0)


def test_a_possible_answer_without_points_is_an_error_too() -> None:
    gapped = Steps("size_class_by_sales", (("micro", 4), ("small", 3)))
    with pytest.raises(PolicyError, match="none to the answer medium"):
        gapped.bounds(view(annual_sales=Range(2_000_000_001, 15_000_000_001)))


def test_a_number_below_the_first_band_is_taken_by_it() -> None:
    worth = Bands("net_worth", (0, 100), (1, 2))
    assert worth.bounds(view(net_worth=-5)) == (1, 1)
    assert worth.bounds(view(net_worth=Range(-5, 100))) == (1, 2)
