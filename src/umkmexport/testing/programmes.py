"""Strategies for groups, sessions of trainings, attendance and offers of support."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from umkmexport.errors import FactError
from umkmexport.model.offers import Offer, OfferState
from umkmexport.model.records import Group, GroupKind, LegalBasis
from umkmexport.model.trainings import Attendance, Session, Topic
from umkmexport.terms.range import Range

__all__ = ["attendances", "groups", "offers", "sessions"]

_DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
_SPANS = st.tuples(_DAYS, st.integers(0, 60)).map(
    lambda span: Range(span[0], span[0] + timedelta(days=span[1]))
)
_FIRMS = st.integers(1, 99).map("U-{:02}".format)
_MEMBERS = st.lists(_FIRMS, unique=True, max_size=12).map(tuple)
_YES_NO_UNKNOWN = st.none() | st.booleans()


def groups() -> SearchStrategy[Group]:
    """Draw groups of which about half the facts are known."""
    return st.builds(
        Group,
        id=st.sampled_from(("K-1", "K-2")),
        kind=st.none() | st.sampled_from(GroupKind),
        region=st.none() | st.sampled_from(("12", "12.71", "33.75", "35.78")),
        formed_on=st.none() | _DAYS | _SPANS,
        legal_basis=st.none() | st.sampled_from(LegalBasis),
        member_ids=_MEMBERS,
        member_count=st.none() | st.integers(12, 40),
        officers_named=_YES_NO_UNKNOWN,
        has_bank_account=_YES_NO_UNKNOWN,
        endorsed=_YES_NO_UNKNOWN,
    )


def sessions() -> SearchStrategy[Session]:
    """Draw sessions on a day or some day of a span, some of them full, without a call."""
    return st.builds(
        Session,
        id=st.integers(1, 999).map("S-{}".format),
        starts_on=_DAYS | _SPANS,
        topics=st.lists(st.sampled_from(Topic), unique=True, max_size=3).map(tuple),
        capacity=st.none() | st.integers(1, 40),
        taken=st.none() | st.integers(0, 40),
        open_to_all=st.booleans(),
    )


def attendances() -> SearchStrategy[Attendance]:
    """Draw notes of attendance, some of them without an answer."""
    return st.builds(Attendance, session=sessions(), firm=_FIRMS, attended=_YES_NO_UNKNOWN)


@st.composite
def offers(draw: DrawFn) -> Offer:
    """Draw offers in every state, each with the steps that led to it."""
    offer = Offer(draw(_FIRMS), "medan-bank-referral-2023", about="capital")
    day = draw(_DAYS)
    for state in draw(st.lists(st.sampled_from(OfferState), max_size=6)):
        try:
            offer = offer.to(state, on=day, reason="belum berminat")
        except FactError:
            continue
        day += timedelta(days=draw(st.integers(0, 30)))
    return offer
