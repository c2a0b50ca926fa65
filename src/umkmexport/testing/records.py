"""Strategies for the records beside the flat facts: certificates, events, products, notes."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from umkmexport.codes.families import ProductFamily
from umkmexport.facts.vocabulary import FACTS
from umkmexport.model.enterprise import IDENTITY
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import (
    Assessment,
    Certificate,
    CertificateKind,
    CertificateStatus,
    Event,
    EventKind,
    Product,
)
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.testing.values import dates

__all__ = ["STORED", "assessments", "certificates", "events", "notes", "products"]

STORED = tuple(fact.name for fact in FACTS if not fact.is_derived and fact.name not in IDENTITY)
"""The facts that an enterprise holds by themselves, its identity set aside."""


def certificates(
    kinds: SearchStrategy[CertificateKind] | None = None,
) -> SearchStrategy[Certificate]:
    """Draw certificates: held, in process or none, with and without a last day.

    Args:
        kinds: what their kinds are drawn from; every kind, if left out.
    """
    issued_on = st.none() | st.dates(date(2015, 1, 1), date(2026, 11, 21))
    return issued_on.flatmap(
        lambda issued: st.builds(
            Certificate,
            kind=st.sampled_from(CertificateKind) if kinds is None else kinds,
            status=st.sampled_from(CertificateStatus),
            number=st.none() | st.just("TEST-0001"),
            issued_on=st.just(issued),
            valid_until=st.none()
            | st.dates(max(date(2022, 1, 1), issued or date.min), date(2031, 12, 31)),
        )
    )


def events() -> SearchStrategy[Event]:
    """Draw events of every kind in the years before 2027, some in a month, some without a day."""
    days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
    periods = st.builds(lambda one, other: Range(*sorted((one, other))), days, days)
    return st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        on=days | periods | st.none(),
        about=st.none() | st.sampled_from(("business", "e_catalogue", "export", "halal")),
    ).flatmap(
        lambda event: (
            st.builds(attrs.evolve, st.just(event), in_own_name=st.none() | st.booleans())
            if event.kind is EventKind.EXPORT
            else st.just(event)
        )
    )


def products() -> SearchStrategy[Product]:
    """Draw products with and without their family."""
    return st.builds(
        Product,
        name=st.sampled_from(("batik tulis", "kerupuk ikan", "sambal andaliman")),
        family=st.none() | st.sampled_from(ProductFamily),
    )


def assessments() -> SearchStrategy[Assessment]:
    """Draw marks of assessors."""
    return st.integers(1, 100).flatmap(
        lambda scale: st.builds(
            Assessment,
            criterion=st.sampled_from(("packaging", "quality", "uniqueness")),
            score=st.integers(0, scale),
            scale=st.just(scale),
            assessor=st.just("curator"),
            on=dates(),
        )
    )


def notes(facts: SearchStrategy[str] | None = None) -> SearchStrategy[Evidence]:
    """Draw notes of every kind of evidence, with and without a date.

    Args:
        facts: what the names of the facts are drawn from; every stored fact, if left out.
    """
    return st.builds(
        Evidence,
        fact=st.sampled_from(STORED) if facts is None else facts,
        kind=st.sampled_from(EvidenceKind),
        on=st.none() | st.dates(date(2022, 1, 1), date(2026, 11, 21)),
    )
