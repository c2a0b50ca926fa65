"""What is known of a firm on a day: stored, derived, or following from number and collections."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError
from umkmexport.facts.view import FactView, known_values
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import (
    Certificate,
    CertificateKind,
    CertificateStatus,
    Event,
    EventKind,
    Product,
)
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.possible import Possible
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range

AS_OF = date(2026, 11, 21)
HELD, IN_PROCESS, NONE = (
    CertificateStatus.HELD,
    CertificateStatus.IN_PROCESS,
    CertificateStatus.NONE,
)


def view(as_of: date = AS_OF, **facts: Any) -> FactView:
    return view_of(Enterprise(id="U-1", **facts), as_of=as_of)


def value(fact: str, as_of: date = AS_OF, **facts: Any) -> Any:
    return view(as_of, **facts).value(fact)


def certified(*held: Certificate, complete: bool = False) -> dict[str, Any]:
    return {
        "certificates": held,
        "complete": frozenset({"certificates"} if complete else ()),
    }


def happened(*events: Event, complete: bool = False) -> dict[str, Any]:
    return {"events": events, "complete": frozenset({"events"} if complete else ())}


def exported(*days: date, complete: bool = False) -> dict[str, Any]:
    return happened(*(Event(EventKind.EXPORT, day) for day in days), complete=complete)


# Certificates


@pytest.mark.parametrize(
    ("certificate", "opened", "closed"),
    [
        (Certificate(CertificateKind.MD, HELD, valid_until=AS_OF), True, True),
        (Certificate(CertificateKind.MD, HELD, valid_until=date(2026, 11, 20)), None, False),
        (Certificate(CertificateKind.MD, HELD), None, None),
        (Certificate(CertificateKind.MD, IN_PROCESS, expected_on=AS_OF), False, False),
        (Certificate(CertificateKind.MD, NONE), False, False),
        (
            Certificate(
                CertificateKind.MD, HELD, issued_on=date(2026, 11, 22), valid_until=date(2030, 1, 1)
            ),
            None,
            False,
        ),
        (Certificate(CertificateKind.SPP_IRT, HELD, valid_until=date(2030, 1, 1)), None, False),
    ],
)
def test_a_certificate_counts_by_its_own_dates(
    certificate: Certificate, opened: bool | None, closed: bool | None
) -> None:
    """In process is a known no on that day. One that has run out may have been renewed."""
    assert value("has_md", **certified(certificate)) is opened
    assert value("has_md", **certified(certificate, complete=True)) is closed


def test_a_halal_certificate_never_expires() -> None:
    assert value("has_halal", **certified(Certificate(CertificateKind.HALAL, HELD))) is True


def test_one_valid_certificate_of_several_is_enough() -> None:
    old = Certificate(CertificateKind.SPP_IRT, HELD, valid_until=date(2020, 1, 1))
    new = Certificate(CertificateKind.SPP_IRT, HELD, valid_until=date(2030, 1, 1))
    undated = Certificate(CertificateKind.SPP_IRT, HELD)
    assert value("has_spp_irt", **certified(old, new)) is True
    assert value("has_spp_irt", **certified(old, undated, complete=True)) is None
    assert value("has_spp_irt", **certified(old, complete=True)) is False


def test_absence_from_an_open_list_is_unknown_and_from_a_complete_one_a_no() -> None:
    assert value("has_svlk") is None
    assert value("has_svlk", **certified(complete=True)) is False
    assert value("has_svlk", complete=frozenset({"events"})) is None


@pytest.mark.parametrize(
    ("kind", "family", "known"),
    [
        (CertificateKind.HACCP, None, "haccp"),
        (CertificateKind.HACCP, "fish", "haccp"),
        (CertificateKind.ISO_22000, "food", "haccp"),
        (CertificateKind.ISO_22000, "fish", None),
        (CertificateKind.ISO_22000, None, None),
    ],
)
def test_haccp_follows_from_its_certificate(
    kind: CertificateKind, family: str | None, known: str | None
) -> None:
    held = Certificate(kind, HELD, valid_until=date(2028, 1, 1))
    assert value("gmp", product_family=family, **certified(held)) == known
    assert value("gmp", **certified(complete=True)) is None, "a lower step is still possible"


# Stored, following and both


@pytest.mark.parametrize(
    ("stored", "nib", "known"),
    [
        (None, None, None),
        (True, None, True),
        (False, None, False),
        (None, "1234567890123", True),
        (True, "1234567890123", True),
        (False, "1234567890123", None),
    ],
)
def test_two_sources_that_disagree_leave_a_fact_unknown(
    stored: bool | None, nib: str | None, known: bool | None
) -> None:
    assert value("has_nib", has_nib=stored, nib=nib) is known


@pytest.mark.parametrize(
    ("stored", "certificate", "known"),
    [
        ("certified", None, "certified"),
        ("haccp", HELD, "haccp"),
        ("written_sop", HELD, None),
        (None, HELD, "haccp"),
        ("certified", IN_PROCESS, "certified"),
    ],
)
def test_a_choice_and_its_certificate(
    stored: str | None, certificate: CertificateStatus | None, known: str | None
) -> None:
    held = (
        ()
        if certificate is None
        else (Certificate(CertificateKind.HACCP, certificate, valid_until=date(2028, 1, 1)),)
    )
    assert value("gmp", gmp=stored, certificates=held) == known


THREE_MONTHS = (date(2026, 1, 5), date(2026, 1, 20), date(2026, 3, 1), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("stored", "complete", "known"),
    [
        (None, False, Range(3, 24)),
        (None, True, 3),
        (5, False, 5),
        (2, False, None),
        (3, True, 3),
        (5, True, None),
        (Range(2, 5), False, Range(3, 5)),
        (Range(2, 5), True, 3),
        (Range(None, 3), False, 3),
        (Range(None, 2), False, None),
        (Range(4, 6), True, None),
        (Range(0, None), False, Range(3, 24)),
    ],
)
def test_a_range_and_what_follows_narrow_each_other(
    stored: int | Range[int] | None, complete: bool, known: int | Range[int] | None
) -> None:
    shipped = exported(*THREE_MONTHS, complete=complete)
    assert value("export_months_24", export_months_24=stored, **shipped) == known


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ((), 0),
        ((date(2024, 11, 21),), 0),  # 24 months ago to the day
        ((date(2024, 11, 22),), 1),
        ((AS_OF,), 1),
        ((date(2026, 11, 22),), 0),  # not yet
    ],
)
def test_months_with_an_export_are_of_the_last_24(days: tuple[date, ...], months: int) -> None:
    assert value("export_months_24", **exported(*days, complete=True)) == months


@pytest.mark.parametrize(
    ("mode", "days", "known"),
    [
        (None, (), None),
        ("never", (), False),
        ("indirect", (), True),
        (None, (date(2020, 1, 1),), True),
        ("direct", (date(2020, 1, 1),), True),
        ("never", (date(2020, 1, 1),), None),
        ("never", (date(2027, 1, 1),), False),
    ],
)
def test_a_firm_that_never_exported_and_an_export_disagree(
    mode: str | None, days: tuple[date, ...], known: bool | None
) -> None:
    assert value("is_exporter", export_mode=mode, **exported(*days)) is known


def trained(on: date, about: str | None = None) -> Event:
    return Event(EventKind.TRAINING, on, about)


@pytest.mark.parametrize(
    ("said", "events", "complete", "known"),
    [
        (None, (), False, (None, None)),
        (None, (), True, (False, False)),
        (None, (trained(date(2023, 11, 22), "export"),), False, (True, True)),
        (None, (trained(date(2023, 11, 21), "export"),), True, (False, False)),
        (None, (trained(date(2025, 1, 1), "business"),), False, (True, None)),
        (None, (trained(date(2025, 1, 1), "business"),), True, (True, False)),
        ("none", (), False, (False, False)),
        ("business", (), False, (True, False)),
        ("export", (), False, (True, True)),
        ("none", (trained(date(2025, 1, 1), "export"),), False, (None, None)),
        ("business", (trained(date(2025, 1, 1), "export"),), False, (True, None)),
        ("export", (trained(date(2025, 1, 1), "business"),), False, (True, True)),
        ("export", (trained(date(2025, 1, 1), "business"),), True, (True, None)),
    ],
)
def test_training_said_and_training_attended(
    said: str | None,
    events: tuple[Event, ...],
    *,
    complete: bool,
    known: tuple[bool | None, bool | None],
) -> None:
    subject = view(export_training=said, **happened(*events, complete=complete))
    assert (subject.value("trained"), subject.value("trained_in_export")) == known


# Facts that are never typed in


@pytest.mark.parametrize(
    ("fact", "facts", "known"),
    [
        ("months_operating", {"started_on": date(2025, 11, 21)}, 12),
        ("months_operating", {"started_on": date(2025, 11, 22)}, 11),
        (
            "months_operating",
            {"started_on": Range(date(2020, 1, 1), date(2020, 12, 31))},
            Range(70, 82),
        ),
        ("months_operating", {"started_on": Range(None, date(2020, 12, 31))}, Range(70, None)),
        ("owner_age", {"owner_birth_date": date(2000, 11, 22)}, 25),
        ("has_business_permit", {"has_nib": True}, True),
        ("has_business_permit", {"nib": "1234567890123"}, True),
        ("has_business_permit", {"has_nib": False}, None),
        ("has_business_permit", {"other_business_permit": "licence"}, True),
        ("has_business_permit", {"has_nib": False, "other_business_permit": "licence"}, True),
        ("has_business_permit", {"has_nib": False, "other_business_permit": "none"}, False),
        (
            "has_business_permit",
            {"has_nib": False, "other_business_permit": "business_letter"},
            False,
        ),
        ("is_goods", {"product_family": "services"}, False),
        ("is_goods", {"product_family": "batik"}, True),
        ("kbli_matches_product", {"kbli": "2020:10772", "product_family": "food"}, True),
        ("kbli_matches_product", {"kbli": "2020:10772", "product_family": "batik"}, False),
        ("kbli_matches_product", {"kbli": "2020:46311", "product_family": "food"}, None),
        ("kbli_matches_product", {"product_family": "food"}, None),
        ("spp_irt_possible", {"product_form": "wet_ambient"}, False),
        ("spp_irt_possible", {"production_site": "separate_building"}, False),
        (
            "spp_irt_possible",
            {"product_form": "dry_ambient", "production_site": "separate_area"},
            True,
        ),
        ("spp_irt_possible", {"product_form": "dry_ambient"}, None),
        ("online_presence", {"has_website": True}, "global"),
        ("online_presence", {"marketplace": "global"}, "global"),
        (
            "online_presence",
            {"has_website": False, "marketplace": "domestic"},
            "local",
        ),
        (
            "online_presence",
            {"has_website": False, "marketplace": "none", "has_social_media": False},
            "none",
        ),
        ("online_presence", {"has_website": False, "marketplace": "none"}, None),
        ("product_count", {}, None),
        ("product_count", {"products": (Product("batik"),)}, Range(1, None)),
        (
            "product_count",
            {"products": (Product("batik"),), "complete": frozenset({"products"})},
            1,
        ),
        ("halal_facilitated_before", {}, None),
        ("halal_facilitated_before", happened(complete=True), False),
        (
            "halal_facilitated_before",
            happened(Event(EventKind.HELP, date(2024, 1, 1), "halal")),
            True,
        ),
        (
            "halal_facilitated_before",
            happened(Event(EventKind.HELP, date(2027, 1, 1), "halal"), complete=True),
            False,
        ),
        ("size_class_by_sales", {"annual_sales": 2_000_000_000}, "micro"),
        (
            "size_class_by_sales",
            {"annual_sales": Range(2_000_000_000, 2_000_000_001)},
            Possible(("micro", "small")),
        ),
        ("size_class_by_capital", {"capital": 10_000_000_001}, "large"),
    ],
)
def test_a_derived_fact(fact: str, facts: dict[str, Any], known: Any) -> None:
    found = value(fact, **facts)
    assert (type(found), found) == (type(known), known) or found == known


KG, T, PCS = "kg", "t", "pcs"


@pytest.mark.parametrize(
    ("capacity", "order", "cover"),
    [
        (Quantity(600, KG), Quantity(1, T), 60),
        (Quantity(999, KG), Quantity(1, T), 99),
        (Quantity(1, T), Quantity(1_000, KG), 100),
        (Quantity(600, KG), Quantity(100, PCS), None),
        (Quantity(Range(500, 700), KG), Quantity(1, T), Range(50, 70)),
        (Quantity(Range(500, None), KG), Quantity(1, T), Range(50, None)),
        (Quantity(600, KG), Quantity(Range(600, 1_200), KG), Range(50, 100)),
        (Quantity(600, KG), Quantity(Range(600, None), KG), Range(0, 100)),
        (Quantity(600, KG), Quantity(0, KG), None),
        (Quantity(600, KG), Quantity(Range(0, 600), KG), None),
        (Quantity(600, KG), None, None),
    ],
)
def test_capacity_covers_so_many_whole_per_cent_of_an_order(
    capacity: Quantity, order: Quantity | None, cover: int | Range[int] | None
) -> None:
    assert value("export_lot_cover", monthly_capacity=capacity, target_order=order) == cover


# Notes


def note(fact: str, kind: EvidenceKind, on: date | None = AS_OF) -> Evidence:
    return Evidence(fact, kind, on=on)


def test_without_notes_both_views_are_the_subject() -> None:
    subject = view(has_nib=True)
    assert subject.facing(EvidenceKind.RECORD, 1) == (subject, subject)


def test_claims_are_proven_nowhere_and_stale_answers_are_not_even_said() -> None:
    subject = view(
        has_nib=True,
        costing="unit_cost",
        packaging="basic",
        evidence=(
            note("has_nib", EvidenceKind.SELF),
            note("costing", EvidenceKind.RECORD, date(2024, 1, 1)),
        ),
    )
    proven, said = subject.facing(EvidenceKind.DOCUMENT, 12)
    facts = ("has_nib", "costing", "packaging")
    assert [proven.value(fact) for fact in facts] == [None, None, "basic"]
    assert [said.value(fact) for fact in facts] == [True, None, "basic"]
    assert [subject.value(fact) for fact in facts] == [True, "unit_cost", "basic"]


def test_what_follows_from_a_claim_is_a_claim() -> None:
    subject = view(
        nib="1234567890123",
        export_mode="direct",
        certificates=(Certificate(CertificateKind.HALAL, HELD),),
        evidence=tuple(
            note(fact, EvidenceKind.SELF) for fact in ("nib", "export_mode", "certificates")
        ),
    )
    proven, said = subject.facing(EvidenceKind.RECORD, None)
    facts = ("has_nib", "is_exporter", "has_halal", "has_business_permit")
    assert [proven.value(fact) for fact in facts] == [None] * 4
    assert [said.value(fact) for fact in facts] == [True] * 4


def test_a_claim_of_a_complete_list_proves_no_absence() -> None:
    subject = view(
        complete=frozenset({"certificates"}),
        evidence=(note("certificates", EvidenceKind.SELF),),
    )
    proven, said = subject.facing(EvidenceKind.RECORD, None)
    assert (proven.value("has_md"), said.value("has_md")) == (None, False)


# What is shown and asked


def test_personal_values_are_left_out() -> None:
    subject = view(owner_region="33.75", owner_birth_date=date(2000, 1, 1), has_nib=True)
    facts = ("owner_region", "owner_age", "nib", "has_nib", "has_npwp")
    assert known_values(subject, facts) == (("has_nib", True),)


@pytest.mark.parametrize(
    ("fact", "facts", "asked"),
    [
        ("has_nib", {}, ("has_nib",)),
        ("months_operating", {}, ("started_on",)),
        ("export_lot_cover", {"target_order": Quantity(1, T)}, ("monthly_capacity",)),
        ("has_svlk", {}, ("has_svlk",)),
        ("is_exporter", {}, ("export_mode",)),
        ("size_class_by_sales", {"annual_sales": Range(1, None)}, ("annual_sales",)),
        ("spp_irt_possible", {}, ("product_form", "production_site")),
    ],
)
def test_a_fact_is_asked_for_by_what_can_be_typed_in(
    fact: str, facts: dict[str, Any], asked: tuple[str, ...]
) -> None:
    assert view(**facts).asks(fact) == asked


def test_answers_stand_beside_the_firm() -> None:
    subject = view_of(Enterprise(id="U-1"), as_of=AS_OF, answers={"submitted_documents": ("ktp",)})
    assert subject.value("submitted_documents") == ("ktp",)
    assert subject.is_complete("submitted_documents")


# Events of which the day is not known


IN_2025 = Range(date(2025, 1, 1), date(2025, 12, 31))
SINCE_2026 = Range(date(2026, 6, 1), None)


@pytest.mark.parametrize(
    ("on", "complete", "known"),
    [
        (IN_2025, False, True),
        (IN_2025, True, True),
        (None, False, None),
        (None, True, None),
        (SINCE_2026, True, None),
        (Range(date(2023, 1, 1), date(2023, 12, 31)), True, None),  # 36 months end on 21 November
        (Range(date(2022, 1, 1), date(2022, 12, 31)), True, False),
        (Range(date(2027, 1, 1), None), True, False),
    ],
)
def test_a_training_counts_where_all_days_it_may_have_been_on_do(
    on: Any, *, complete: bool, known: bool | None
) -> None:
    assert value("trained", **happened(Event(EventKind.TRAINING, on), complete=complete)) is known


@pytest.mark.parametrize(
    ("days", "complete", "months"),
    [
        ((date(2026, 3, 1), Range(date(2026, 4, 1), date(2026, 4, 30))), True, 2),
        ((date(2026, 3, 1), Range(date(2026, 3, 1), date(2026, 4, 30))), True, Range(1, 2)),
        ((date(2026, 3, 1), None), True, Range(1, 2)),
        ((None,), True, Range(0, 1)),
        ((None,), False, None),
        ((date(2026, 3, 1), None), False, Range(1, 24)),
    ],
)
def test_months_with_exports_are_counted_as_far_as_their_days_are_known(
    days: tuple[Any, ...], *, complete: bool, months: Any
) -> None:
    assert value("export_months_24", **exported(*days, complete=complete)) == months


def test_only_an_export_is_in_the_own_name() -> None:
    assert Event(EventKind.EXPORT, in_own_name=True).on is None
    with pytest.raises(FactError, match="only an export"):
        Event(EventKind.RELEASE, in_own_name=True)
