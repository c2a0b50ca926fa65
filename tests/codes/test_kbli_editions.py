from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.identifiers.npwp import NPWP_FORMS, NPWP_SOURCES, NpwpForm
from umkmexport.codes.products import KBLI_EDITIONS, KBLI_IN_USE, KBLI_SOURCES, kbli_editions
from umkmexport.errors import NotInForceError
from umkmexport.terms.source import Confidence

DAY = timedelta(days=1)
IN_FORCE, LAST_DAY_TO_ALIGN = date(2025, 12, 18), date(2026, 6, 18)


@pytest.mark.parametrize(
    ("as_of", "editions"),
    [
        (date(2020, 1, 1), (2020,)),
        (IN_FORCE - DAY, (2020,)),
        (IN_FORCE, (2020, 2025)),
        (IN_FORCE + DAY, (2020, 2025)),
        (LAST_DAY_TO_ALIGN - DAY, (2020, 2025)),
        (LAST_DAY_TO_ALIGN, (2020, 2025)),
        (LAST_DAY_TO_ALIGN + DAY, (2025,)),
        (date(2026, 11, 21), (2025,)),
    ],
)
def test_editions_in_use_by_day(as_of: date, editions: tuple[int, ...]) -> None:
    assert kbli_editions(as_of) == editions


def test_before_2020_an_edition_was_in_use_that_is_not_known_here() -> None:
    with pytest.raises(NotInForceError, match=r"KBLI 2020 \(Peraturan BPS 2/2020\), is in force"):
        kbli_editions(date(2019, 12, 31))


def test_the_months_are_sure_and_the_days_are_not() -> None:
    sure, *days = KBLI_SOURCES
    assert sure.confidence is Confidence.HIGH
    assert {source.confidence for source in days} == {Confidence.LOW}
    assert all(source.note for source in KBLI_SOURCES)


@given(st.dates(date(2020, 1, 1)), st.dates(date(2020, 1, 1)))
def test_an_edition_that_is_out_of_use_does_not_come_back(one: date, other: date) -> None:
    earlier, later = (kbli_editions(day) for day in sorted((one, other)))
    assert earlier
    assert max(earlier) <= max(later)
    assert min(earlier) <= min(later)
    assert set(earlier) <= set(KBLI_EDITIONS)


def test_every_edition_has_its_time() -> None:
    assert {edition for period in KBLI_IN_USE.versions() for edition in period} == {*KBLI_EDITIONS}


def test_the_forms_of_the_npwp_follow_their_two_rules() -> None:
    bounds = [(period.since, period.until) for period in NPWP_FORMS.periods]
    assert bounds == [
        (None, date(2022, 7, 8)),
        (date(2022, 7, 8), date(2025, 1, 1)),
        (date(2025, 1, 1), None),
    ]
    general = date(2024, 7, 1)
    for day in (general - DAY, general, general + DAY, date(2024, 12, 31)):
        assert NPWP_FORMS.on(day) == {*NpwpForm}
    assert {source.confidence for source in NPWP_SOURCES} == {Confidence.HIGH}
