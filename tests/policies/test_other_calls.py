"""Calls that no shipped one resembles: the same needs in other combinations, case by case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

import umkmexport as ux

HOME = Path(__file__).parent / "other_calls"
COCOA, CREDIT, FAIR, MACHINES = (
    ux.load_call(HOME / f"{name}.toml")
    for name in ("cocoa-curation", "export-credit", "craft-fair", "group-machines")
)
DAY = date(2025, 3, 5)
GROWER: Final = ux.Enterprise(
    id="U-1",
    owner_region="34.02.05",
    business_region="34.02",
    production_region="34.04.01",
    kbli="2020:10732",
    has_nib=True,
    owner_birth_date=date(1990, 1, 1),
    owner_citizenship="wni",
    owner_occupation="entrepreneur",
    started_on=date(2020, 3, 1),
    annual_sales=300_000_001,
    has_spp_irt=True,
    has_halal=True,
    target_country="JP",
    packaging="export_ready",
    label="export_language",
)
GIVEN: Final[dict[str, Any]] = {
    "domicile_letter": True,
    "was_helped": False,
    "capacity_kg_month": 500,
    "nominated_by": "association",
    "willing": True,
    "products_entered": 5,
    "registered_local_on": date(2025, 3, 3),
    "applied_on": date(2025, 3, 4),
}


def told(decision: ux.EligibilityDecision) -> tuple[str, tuple[str, ...]]:
    """Give the answer, and the conditions that make it so unless it is yes."""
    deciding = () if decision.truth is ux.Truth.YES else decision.deciding()
    return decision.truth.key, tuple(finding.key for finding in deciding)


@pytest.mark.parametrize(
    ("facts", "answers", "expected"),
    [
        ({}, {}, ("yes", ())),
        # a floor without, and a ceiling with its limit
        ({"annual_sales": 300_000_000}, {}, ("no", ("sales",))),
        ({"annual_sales": 2_499_999_999}, {}, ("yes", ())),
        ({"annual_sales": 2_500_000_000}, {}, ("no", ("sales",))),
        ({"annual_sales": ux.Range(300_000_001, 2_500_000_000)}, {}, ("unknown", ("sales",))),
        # any of two regencies; a code too coarse to tell
        ({"production_region": "34"}, {}, ("unknown", ("production",))),
        ({"production_region": "34.71"}, {}, ("no", ("production",))),
        # a letter only where two addresses differ
        ({}, {"domicile_letter": None}, ("unknown", ("domicile",))),
        ({}, {"domicile_letter": False}, ("no", ("domicile",))),
        ({"production_region": "34.02"}, {"domicile_letter": False}, ("yes", ())),
        # a list of KBLI of one edition
        ({"kbli": "2020:1073"}, {}, ("yes", ())),
        ({"kbli": "2020:10792"}, {}, ("no", ("kbli",))),
        ({"kbli": "2025:10732"}, {}, ("unknown", ("kbli",))),
        ({"kbli": "10732"}, {}, ("unknown", ("kbli",))),
        # older than two years and not yet ten, to the day
        ({"started_on": date(2023, 3, 5)}, {}, ("yes", ())),
        ({"started_on": date(2023, 3, 6)}, {}, ("no", ("two-to-ten-years",))),
        ({"started_on": date(2015, 3, 6)}, {}, ("yes", ())),
        ({"started_on": date(2015, 3, 5)}, {}, ("no", ("two-to-ten-years",))),
        # 21 years old on the day
        ({"owner_birth_date": date(2004, 3, 5)}, {}, ("yes", ())),
        ({"owner_birth_date": date(2004, 3, 6)}, {}, ("no", ("age",))),
        # no help within three years
        ({}, {"was_helped": None, "last_helped_on": date(2022, 3, 5)}, ("yes", ())),
        ({}, {"was_helped": True}, ("unknown", ("not-helped",))),
        (
            {},
            {"was_helped": True, "last_helped_on": date(2022, 3, 6)},
            ("no", ("not-helped",)),
        ),
        # two of four, one of them any of two
        ({"has_halal": None}, {}, ("unknown", ("two-of-four",))),
        ({"has_halal": False, "trademark": "filed"}, {}, ("yes", ())),
        (
            {"has_halal": False, "trademark": "none", "gmp": "written_sop"},
            {},
            ("no", ("two-of-four",)),
        ),
        # what only some destinations ask
        ({"packaging": "basic"}, {}, ("no", ("destination",))),
        ({"packaging": "basic", "target_country": "NL"}, {}, ("yes", ())),
        ({"packaging": "basic", "target_country": None}, {}, ("unknown", ("destination",))),
        # who proposes, how many products, which step first
        ({}, {"nominated_by": "self"}, ("no", ("nominated",))),
        ({}, {"products_entered": 6}, ("no", ("products",))),
        ({}, {"registered_local_on": date(2025, 3, 4)}, ("yes", ())),
        ({}, {"registered_local_on": date(2025, 3, 5)}, ("no", ("step-order",))),
        ({"owner_occupation": "civil_servant"}, {}, ("no", ("not-servant",))),
    ],
)
def test_a_curation_of_one_product(
    facts: dict[str, Any], answers: dict[str, Any], expected: tuple[str, tuple[str, ...]]
) -> None:
    firm = attrs.evolve(GROWER, **facts)
    assert told(ux.check_eligibility(firm, COCOA, as_of=DAY, answers=GIVEN | answers)) == expected


@pytest.mark.parametrize(
    ("day", "open_", "least", "seats"),
    [
        (date(2025, 3, 9), "yes", 300_000_001, 30),
        (date(2025, 3, 10), "yes", 200_000_001, 30),
        (date(2025, 3, 21), "yes", 200_000_001, 30),
        (date(2025, 3, 22), "no", 200_000_001, 30),
        (date(2025, 3, 24), "yes", 100_000_000, 25),
        (date(2025, 3, 28), "no", 100_000_000, 25),
    ],
)
def test_a_floor_is_lowered_twice_and_the_days_move(
    day: date, open_: str, least: int, seats: int
) -> None:
    for sales, truth in ((least, "yes"), (least - 1, "no")):
        firm = attrs.evolve(GROWER, annual_sales=sales)
        decision = ux.check_eligibility(firm, COCOA, as_of=day, answers=GIVEN)
        assert (decision.truth.key, decision.open.key) == (truth, open_)
    assert COCOA.on(day).seats == seats


def test_what_is_asked_without_effect_is_named_until_it_is_known() -> None:
    asked = [
        ux.check_eligibility(firm, COCOA, as_of=DAY, answers=GIVEN).asked
        for firm in (GROWER, attrs.evolve(GROWER, has_md=False))
    ]
    assert asked == [("has_md", "credit_status"), ("credit_status",)]


@pytest.mark.parametrize(
    ("sales", "loan", "expected"),
    [
        (1_000_000_000, 100_000_000, ("yes", ())),
        (1_000_000_000, 100_000_001, ("no", ("micro-limit",))),
        (3_000_000_000, 100_000_001, ("yes", ())),
        (3_000_000_000, 100_000_000, ("no", ("small-limit",))),
        (3_000_000_000, 500_000_001, ("no", ("small-limit",))),
        (None, 500_000_000, ("unknown", ("micro-limit", "umkm"))),
        (20_000_000_000, 50_000_000, ("no", ("umkm",))),
    ],
)
def test_the_size_of_a_loan_depends_on_the_class(
    sales: int | None, loan: int, expected: tuple[str, tuple[str, ...]]
) -> None:
    firm = ux.Enterprise(
        id="U-1",
        business_region="15.71",
        annual_sales=sales,
        credit_status="current",
        product_family="food",
        has_npwp=True,
        tax_return_filed=True,
        buyer_stage="order",
    )
    answers = {"loan_requested": loan, "collateral": "land"}
    decision = ux.check_eligibility(firm, CREDIT, as_of=date(2026, 5, 10), answers=answers)
    assert told(decision) == expected
    assert decision.open is ux.Truth.UNKNOWN


@pytest.mark.parametrize(
    ("documents", "truth"),
    [
        (("ktp", "npwp", "photo_4x6"), "yes"),
        (("ktp", "npwp"), "no"),
        (("ktp", "npwp", "photo_3x4", "photo_4x6", "site_plan"), "yes"),
        (None, "unknown"),
    ],
)
def test_all_of_a_list_of_documents_one_of_them_of_two_kinds(
    documents: tuple[str, ...] | None, truth: str
) -> None:
    firm = ux.Enterprise(
        id="U-1",
        owner_region="52.71",
        production_region="52.01",
        product_family="handicraft",
        hs_code="4602.12",
        fostered_by=("bi-ntb",),
    )
    answers = {"applied_on": date(2026, 6, 3), "submitted_documents": documents}
    decision = ux.check_eligibility(firm, FAIR, as_of=date(2026, 6, 2), answers=answers)
    assert decision.truth.key == truth


def test_groups_apply_with_answers_beside_them() -> None:
    known = {"region": "14.71", "formed_on": date(2020, 1, 1), "has_bank_account": True}
    groups = [
        ux.Group("K-1", kind="cooperative", member_count=20, **known),
        ux.Group("K-2", kind="business_group", legal_basis="deed", member_count=100, **known),
        ux.Group("K-3", kind="business_group", legal_basis="none", member_count=30, **known),
        ux.Group("K-4", kind="cooperative", member_count=101, **known),
    ]
    chosen = ux.select(
        groups,
        call=MACHINES,
        as_of=date(2026, 2, 2),
        seed="2026/9",
        answers={"K-1": {"machine_shed": True}},
    )
    assert [one.id for one in chosen.places] == ["K-1"]
    assert [(one.id, one.missing) for one in chosen.queue] == [
        ("K-2", ("machine_shed", "endorsed"))
    ]
    assert [(one.id, one.failing[0].key) for one in chosen.outside] == [
        ("K-3", "kind"),
        ("K-4", "members"),
    ]


def test_seats_given_in_stages_by_a_plan_of_the_office(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(
        'call = "cocoa-curation"\nstage = "documents"\nseats = 2\n'
        '[[reserves]]\nkey = "women"\ntext = { id = "perempuan", en = "women" }\n'
        'require = { fact = "owner_gender", one_of = ["female"] }\n'
        'seats = 1\nmode = "minimum_guarantee"\n',
        encoding="utf-8",
    )
    firms = [
        attrs.evolve(GROWER, id=f"U-{n}", owner_gender="female" if n == 3 else "male")
        for n in range(4)
    ]
    chosen = ux.select(
        firms,
        call=COCOA,
        plan=ux.load_plan(file, call=COCOA),
        as_of=DAY,
        seed="r",
        order={"U-0": 9, "U-1": 8, "U-2": 7, "U-3": 6},
        answers={firm.id: GIVEN for firm in firms},
    )
    assert [one.id for one in chosen.places] == ["U-0", "U-3"]
    file.write_text(file.read_text(encoding="utf-8").replace("minimum_guarantee", "over_and_above"))
    with pytest.raises(ux.PolicyError, match="reserve women is over_and_above, but call cocoa-cur"):
        ux.load_plan(file, call=COCOA)
    with pytest.raises(ux.SelectionError, match=r"keeps places by quotas \(kapanewon, women\)"):
        ux.select(firms, call=COCOA, as_of=DAY, seed="r")
