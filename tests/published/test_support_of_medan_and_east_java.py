"""What offices said of help for groups, of capital and of those who declined.

Medan: https://mistar.id/news/medan/hanya-200-lebih-pelaku-umkm-yang-masuk-e-katalog-pemko-medan-begini-kata-pemko-medan/
East Java 2015: https://www.lensaindonesia.com/2015/05/25/kelompok-ibu-ibu-pengajian-bisa-dapat-bantuan-usaha-rp-25-juta.html
East Java 2024: https://jatimtimes.com/baca/305162/20240202/033000/mau-dapat-bantuan-biaya-pendirian-koperasi-dari-diskop-ukm-jatim-ini-caranya
KUR 2026: https://news.ddtc.co.id/berita/nasional/1817047/pedoman-diperbarui-syarat-punya-npwp-untuk-debitur-kur-dipertegas
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from umkmexport.decisions.calendar import next_chance
from umkmexport.decisions.eligibility import check_eligibility
from umkmexport.decisions.support import check_group, find_support
from umkmexport.errors import PolicyError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.offers import Offer
from umkmexport.model.records import Group
from umkmexport.model.trainings import Topic
from umkmexport.policies.calls import CALLS
from umkmexport.policies.calls.terms import Help
from umkmexport.policies.trainings import TRAININGS
from umkmexport.terms.truth import Truth

YES, UNKNOWN, NO = Truth.YES, Truth.UNKNOWN, Truth.NO
JUNE_2023 = date(2023, 6, 19)


def test_medan_trains_every_three_months_on_digital_and_packaging() -> None:
    series = TRAININGS["medan-quarterly-2023"]
    assert {*series.topics} == {Topic.DIGITAL, Topic.PACKAGING}
    chance = next_chance(Enterprise(id="U-1"), [series], as_of=JUNE_2023, months=3)
    first = chance.sessions[0].session
    assert (first.first_day, first.last_day) == (JUNE_2023, date(2023, 9, 18))


def test_pekalongan_trained_thirty_firms_in_february_march_and_october_2021() -> None:
    series = TRAININGS["pekalongan-export-training-2021"]
    sessions = list(series.sessions(date(2020, 1, 1), date(2023, 12, 31)))
    assert [(s.first_day.year, s.first_day.month, s.capacity) for s in sessions] == [
        (2021, 2, 30),
        (2021, 3, 30),
        (2021, 10, 30),
    ]


def test_medan_gives_equipment_to_groups_and_not_to_individuals() -> None:
    call = CALLS["medan-equipment-2023"]
    assert call.help == (Help.EQUIPMENT,)
    with pytest.raises(PolicyError, match="is for groups"):
        check_eligibility(Enterprise(id="U-1"), call, as_of=JUNE_2023)
    assert check_group(Group("K-1", region="12.71"), call, as_of=JUNE_2023).truth is YES
    assert check_group(Group("K-1", region="12.75"), call, as_of=JUNE_2023).truth is NO
    assert check_group(Group("K-1", region="12"), call, as_of=JUNE_2023).truth is UNKNOWN


def test_medan_gives_no_capital_but_a_way_to_the_bank() -> None:
    kinds = {call.help for call in CALLS.values() if call.id.startswith("medan-")}
    assert (Help.CAPITAL_REFERRAL,) in kinds
    assert not any(Help.CAPITAL_GRANT in kind or Help.CREDIT in kind for kind in kinds)
    firm = Enterprise(id="U-1", business_region="12.71", annual_sales=4_800_000_001)
    plan = find_support(firm, [CALLS["medan-bank-referral-2023"]], as_of=date(2026, 2, 2))
    precheck = plan.options[0].precheck
    assert precheck is not None
    assert precheck.truth is NO
    asked = Offer("U-1", "medan-bank-referral-2023", bank="Bank Sumut")
    asked = asked.to("in_process", on=date(2026, 2, 2))
    refused = asked.to("refused", on=date(2026, 2, 20), reason="omzet di atas batas KUR")
    assert (refused.taken_up, refused.history[-1].on) == (NO, date(2026, 2, 20))


def test_firms_of_medan_that_would_not_enter_the_catalogue_are_a_known_no() -> None:
    offer = Offer("U-1", "lkpp-e-catalogue", about="catalogue").to("offered", on=date(2023, 6, 1))
    assert offer.taken_up is UNKNOWN
    assert offer.to("declined", on=JUNE_2023, reason="tidak mau masuk").taken_up is NO


GRANT = CALLS["jatim-group-grant-2015"]
MAY_2015 = date(2015, 5, 25)
READY = Group(
    "K-1",
    region="35.78",
    formed_on=date(2013, 5, 25),
    officers_named=True,
    has_bank_account=True,
    endorsed_by="Lurah",
)
CARDS: dict[str, Any] = {"submitted_documents": ("ktp",)}


def test_a_group_of_east_java_that_meets_every_condition() -> None:
    assert check_group(READY, GRANT, as_of=MAY_2015, answers=CARDS).truth is YES


@pytest.mark.parametrize(
    ("change", "answers", "key"),
    [
        ({"region": "33.75"}, CARDS, "in-east-java"),
        ({"officers_named": False}, CARDS, "officers"),
        ({"formed_on": date(2013, 5, 26)}, CARDS, "two-years"),
        ({}, {"submitted_documents": ()}, "officers-cards"),
        ({"has_bank_account": False}, CARDS, "account"),
        ({"endorsed_by": None, "endorsed": False}, CARDS, "endorsed"),
    ],
)
def test_a_group_of_east_java_that_fails_one_condition(
    change: dict[str, Any], answers: dict[str, Any], key: str
) -> None:
    decision = check_group(attrs.evolve(READY, **change), GRANT, as_of=MAY_2015, answers=answers)
    assert [finding.key for finding in decision.failing()] == [key]


@pytest.mark.parametrize("call", [GRANT, CALLS["jatim-cooperative-deed-2024"]], ids=lambda c: c.id)
def test_a_group_of_which_nothing_is_known_is_unknown(call: Any) -> None:
    decision = check_group(Group("K-1"), call, as_of=date(2024, 2, 2))
    assert decision.truth is UNKNOWN
    assert {finding.truth for finding in decision.findings} == {UNKNOWN}
    assert len(decision.missing()) == len(call.criteria)
    assert decision.describe("id").startswith("Belum dapat dipastikan")


@pytest.mark.parametrize(("members", "truth"), [(8, NO), (9, YES), (10, YES)])
def test_a_cooperative_of_east_java_needs_nine_members(members: int, truth: Truth) -> None:
    call = CALLS["jatim-cooperative-deed-2024"]
    answers = {fact.key: True for fact in call.facts}
    group = Group("K-1", region="35.78", member_count=members)
    decision = check_group(group, call, as_of=date(2024, 2, 16), answers=answers)
    assert decision.truth is truth
    assert decision.open is UNKNOWN
    assert check_group(group, call, as_of=date(2024, 2, 17), answers=answers).open is NO
