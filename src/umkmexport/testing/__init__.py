"""Hypothesis strategies for the public types, for tests of programs built on this library.

Importing this module registers them, so that ``st.from_type(Enterprise)`` and ``st.builds`` know
the types; the same strategies stand here by name. It needs Hypothesis.

Examples:
    >>> from hypothesis import given
    >>> from umkmexport.testing import enterprises
    >>> @given(enterprises())
    ... def reads_back(firm):
    ...     assert type(firm).from_json(firm.to_json()) == firm
    >>> reads_back()
"""

from __future__ import annotations

from hypothesis import strategies as st

from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.offers import Offer
from umkmexport.model.records import Assessment, Certificate, Event, Group, Product
from umkmexport.model.trainings import Attendance, Session
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.source import Source
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth
from umkmexport.testing.firms import enterprises, vaguer
from umkmexport.testing.programmes import attendances, groups, offers, sessions
from umkmexport.testing.records import assessments, certificates, events, notes, products
from umkmexport.testing.values import (
    amounts,
    date_ranges,
    dates,
    fact_values,
    nibs,
    quantities,
    ranges,
    sources,
    texts,
    truths,
)

__all__ = [
    "amounts",
    "assessments",
    "attendances",
    "certificates",
    "date_ranges",
    "dates",
    "enterprises",
    "events",
    "fact_values",
    "groups",
    "nibs",
    "notes",
    "offers",
    "products",
    "quantities",
    "ranges",
    "sessions",
    "sources",
    "texts",
    "truths",
    "vaguer",
]

st.register_type_strategy(Assessment, assessments())
st.register_type_strategy(Attendance, attendances())
st.register_type_strategy(Certificate, certificates())
st.register_type_strategy(Enterprise, enterprises())
st.register_type_strategy(Event, events())
st.register_type_strategy(Evidence, notes())
st.register_type_strategy(Group, groups())
st.register_type_strategy(Offer, offers())
st.register_type_strategy(Product, products())
st.register_type_strategy(Quantity, quantities())
st.register_type_strategy(Session, sessions())
st.register_type_strategy(Source, sources())
st.register_type_strategy(Text, texts())
st.register_type_strategy(Truth, truths())
