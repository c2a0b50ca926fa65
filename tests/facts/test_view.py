"""What a view shows of a firm: disputes, and answers that have grown too old."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.months import add_months

AS_OF = date(2026, 11, 21)


def test_a_disputed_nib_stays_unknown_though_a_number_is_known() -> None:
    note = Evidence(
        "has_nib",
        EvidenceKind.RECORD,
        AS_OF,
        why_missing=WhyMissing.CONFLICT,
        said=(True, False),
    )
    disputed = Enterprise(id="U-1", nib="1234567890123", evidence=(note,))
    assert FactView(disputed, as_of=AS_OF).value("has_nib") is None
    plain = Enterprise(id="U-1", nib="1234567890123")
    assert FactView(plain, as_of=AS_OF).value("has_nib") is True


@given(
    on=st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    as_of=st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    months=st.integers(0, 60),
)
def test_an_answer_is_stale_from_the_day_after_its_months(
    on: date, as_of: date, months: int
) -> None:
    firm = Enterprise(id="U-1", workers=3, evidence=(Evidence("workers", EvidenceKind.RECORD, on),))
    proven, said = FactView(firm, as_of=as_of).facing(EvidenceKind.RECORD, months)
    is_stale = add_months(on, months) < as_of
    assert (said.value("workers") is None) == is_stale
    assert (proven.value("workers") is None) == is_stale
