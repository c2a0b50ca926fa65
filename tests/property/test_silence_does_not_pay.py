"""Hiding a fact never raises a firm's value at the low end, nor its place.

A firm may leave out any answer, with the note that belongs to it, and any entry of a collection.
The seed of the tickets stays, and so do the other firms.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import umkmexport as ux
from umkmexport.decisions.priority.prioritised import Entry
from umkmexport.rules.criteria import Is
from umkmexport.testing import enterprises
from umkmexport.testing.records import STORED

AS_OF = date(2026, 11, 21)
OPEN = ("certificates", "events", "products")


@st.composite
def silenced(draw: DrawFn, firm: ux.Enterprise) -> ux.Enterprise:
    """Draw the firm with some of its answers left out."""
    known = [name for name in (*STORED, "nib") if getattr(firm, name) is not None]
    hidden = draw(st.sets(st.sampled_from(known))) if known else set()
    entries = {
        name: tuple(entry for entry in getattr(firm, name) if draw(st.booleans()))
        for name in OPEN
        if name not in firm.complete or draw(st.booleans())
    }
    return attrs.evolve(
        firm,
        **dict.fromkeys(hidden),
        **entries,
        evidence=tuple(note for note in firm.evidence if note.fact not in hidden),
        complete=firm.complete.difference(entries, hidden),
    )


def place_of(firm: str, top: ux.PriorityList) -> float:
    """Give the place of a firm, on the list or the waiting list; endless where it has none."""
    order = [entry.id for entry in (*top.places, *top.waiting)]
    return order.index(firm) if firm in order else math.inf


def value_of(firm: str, top: ux.PriorityList) -> int:
    entry = top.find(firm)
    return entry.low if isinstance(entry, Entry) else 0


def promising(firm: ux.Enterprise, nib: str) -> ux.Enterprise:
    """Bring a drawn firm into every pool, so that it has something to lose."""
    settled = {
        "nib": nib,
        "has_nib": True,
        "annual_sales": 1_000_000_000,
        "export_mode": "never",
        "export_months_24": None,
        "business_region": "12.71",
        "product_family": "batik",
        "own_production": True,
        "export_commitment": True,
    }
    return attrs.evolve(
        firm,
        **settled,
        events=tuple(event for event in firm.events if event.kind != "export"),
        complete=firm.complete - {"events"},
        evidence=tuple(note for note in firm.evidence if note.fact not in settled),
    )


LISTS = (
    ux.RecommendationList(
        agency="Dinas Koperasi dan UKM Kota Medan",
        kind="regency",
        regions=("12.71",),
        firms=tuple(ux.RecommendedFirm(f"U-{n}", rank=1 + n) for n in range(3)),
        received_on=date(2026, 11, 1),
    ),
    ux.RecommendationList(
        agency="Balai Karantina",
        kind="quarantine",
        regions=("12",),
        families=("fish",),
        received_on=date(2026, 11, 1),
    ),
    ux.RecommendationList(agency="Bank Indonesia", kind="bank_indonesia", regions=("12",)),
)
ENQUIRY = ux.Enquiry(product="batik", quantity=ux.Quantity(500, "kg"), until=date(2027, 1, 20))


def beside(policy: str, firms: list[ux.Enterprise]) -> dict[str, Any]:
    """Give what belongs to a list besides the firms, so that there is something to lose."""
    declared = {
        "sumut-export-centre": {"curation_passed": True},
        "buyer-order": {"requirements_met": 2, "requirements_in_all": 3},
    }
    given = {firm.id: declared[policy] for firm in firms} if policy in declared else None
    return {
        "policy": ux.priorities[policy],
        "as_of": AS_OF,
        "seed": "round-1",
        "recommendations": LISTS,
        "enquiry": ENQUIRY if policy == "buyer-order" else None,
        "answers": given,
    }


@pytest.mark.parametrize("policy", sorted(ux.priorities))
@settings(max_examples=40)
@given(data=st.data(), firms=st.lists(enterprises(), min_size=1, max_size=3))
def test_hiding_answers_raises_neither_place_nor_value(
    policy: str, data: st.DataObject, firms: list[ux.Enterprise]
) -> None:
    applicants = [
        attrs.evolve(promising(firm, nib=f"123456789012{index}"), id=f"U-{index}")
        for index, firm in enumerate(firms)
    ]
    quiet = data.draw(silenced(applicants[0]))
    told, untold = (
        ux.rank([first, *applicants[1:]], seats=2, **beside(policy, applicants))
        for first in (applicants[0], quiet)
    )
    assert value_of("U-0", untold) <= value_of("U-0", told)
    assert place_of("U-0", told) <= place_of("U-0", untold)


PLAN = ux.SelectionPlan(
    seats=3,
    regions=ux.RegionDivision.fixed("business_region", {"12.71": 1, "12.75": 1}),
    reserves=(
        ux.Reserve(
            key="website",
            text=ux.Text(id="Bersitus web", en="With a website"),
            require=Is("has_website", True),
            seats=1,
            mode=ux.ReserveMode.OVER_AND_ABOVE,
        ),
    ),
)


@pytest.mark.parametrize("policy", ["sumut-export-centre", "most-ready-on-record"])
@settings(max_examples=30)
@given(data=st.data(), firms=st.lists(enterprises(), min_size=2, max_size=4))
def test_hiding_answers_brings_no_place_by_region_or_reserve(
    policy: str, data: st.DataObject, firms: list[ux.Enterprise]
) -> None:
    applicants = [
        attrs.evolve(
            promising(firm, nib=f"123456789012{index}"),
            id=f"U-{index}",
            business_region=data.draw(st.sampled_from(["12.71", "12.75"])),
        )
        for index, firm in enumerate(firms)
    ]
    quiet = data.draw(silenced(applicants[0]))
    told, untold = (
        ux.rank([first, *applicants[1:]], plan=PLAN, **beside(policy, applicants))
        for first in (applicants[0], quiet)
    )
    if "U-0" in [entry.id for entry in untold.places]:
        assert "U-0" in [entry.id for entry in told.places]


@pytest.mark.parametrize("policy", sorted(set(ux.priorities) - {"equal-chance"}))
def test_the_nib_must_be_told_to_take_a_place(policy: str) -> None:
    firm = ux.Enterprise(
        id="U-1",
        nib="1234567890123",
        has_nib=True,
        annual_sales=1_000_000_000,
        export_mode="never",
        business_region="12.71",
        product_family="batik",
        own_production=True,
        export_commitment=True,
    )
    for told in (firm, attrs.evolve(firm, nib=None), attrs.evolve(firm, nib=None, has_nib=None)):
        top = ux.rank([told], seats=1, **beside(policy, [told]))
        taken = [entry.id for entry in top.places]
        assert taken == (["U-1"] if told.nib else [])
        assert not top.waiting
        if not told.nib:
            assert "nib" in {fact.name for fact in top.queue[0].missing_facts()}


def noted(fact: str, kind: ux.EvidenceKind) -> ux.Evidence:
    return ux.Evidence(fact, kind, on=date(2026, 11, 1))


@pytest.mark.parametrize("kind", [ux.EvidenceKind.SELF, ux.EvidenceKind.RECORD])
def test_withholding_a_tick_beside_its_number_earns_nothing(kind: ux.EvidenceKind) -> None:
    """The number speaks for itself; a tick that only the firm makes takes nothing away from it."""
    ticked = ux.Enterprise(
        id="U-1", nib="1234567890123", has_nib=True, evidence=(noted("has_nib", kind),)
    )
    silent = ux.Enterprise(id="U-1", nib="1234567890123")
    rubric = ux.rubrics["umkmexport-default"]
    told, untold = (
        ux.score_readiness(firm, rubric=rubric, as_of=AS_OF) for firm in (ticked, silent)
    )
    assert untold.low == told.low
    assert untold.high == told.high


def test_a_note_better_than_asked_changes_nothing() -> None:
    plain = ux.Enterprise(id="U-1", has_nib=True, quality_control="batch_records")
    noted_well = attrs.evolve(
        plain,
        evidence=tuple(
            noted(fact, ux.EvidenceKind.RECORD) for fact in ("has_nib", "quality_control")
        ),
    )
    rubric = ux.rubrics["umkmexport-default"]
    assert (
        ux.score_readiness(plain, rubric=rubric, as_of=AS_OF).items
        == ux.score_readiness(noted_well, rubric=rubric, as_of=AS_OF).items
    )
