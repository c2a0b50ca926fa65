from __future__ import annotations

import json
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.calendar.attendance import attended_within
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.trainings import Attendance, Session, Topic
from umkmexport.terms.range import Range

AS_OF = date(2026, 11, 21)
PACKAGING = Session("S-1", date(2026, 3, 10), topics=(Topic.PACKAGING, Topic.DIGITAL))
EXPORT = Session("S-2", date(2026, 6, 9), topics=(Topic.EXPORT_PROCEDURE,))


def notes(*said: tuple[Session, str, bool | None]) -> list[Attendance]:
    return [Attendance(session, firm, attended) for session, firm, attended in said]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 11, 21), False),
        (date(2025, 11, 22), True),
        (AS_OF, True),
        (AS_OF + timedelta(days=1), False),
    ],
)
def test_a_year_goes_from_the_day_after_the_same_day_a_year_ago_to_the_day_itself(
    day: date, counts: bool
) -> None:
    report = attended_within(notes((Session("S", day), "U-1", True)), months=12, as_of=AS_OF)
    assert report.who() == (("U-1",) if counts else ())


@given(st.dates(date(2023, 9, 1), date(2024, 3, 31)))
def test_what_counts_here_counts_for_the_fact_trained(day: date) -> None:
    note = Attendance(Session("S", day), "U-1", attended=True)
    report = attended_within([note], months=36, as_of=AS_OF)
    event = note.to_event()
    assert event is not None
    view = view_of(Enterprise(id="U-1", events=(event,)), as_of=AS_OF)
    assert bool(report.who()) is bool(view.value("trained"))


def test_who_attended_what() -> None:
    report = attended_within(
        notes(
            (EXPORT, "U-2", True),
            (PACKAGING, "U-2", True),
            (PACKAGING, "U-1", True),
            (EXPORT, "U-1", False),
            (EXPORT, "U-3", False),
            (PACKAGING, "U-4", None),
        ),
        months=12,
        as_of=AS_OF,
    )
    assert [(one.firm, [s.id for s in one.sessions]) for one in report.firms] == [
        ("U-1", ["S-1"]),
        ("U-2", ["S-1", "S-2"]),
        ("U-4", []),
    ]
    assert report.who(Topic.EXPORT_PROCEDURE) == ("U-2",)
    assert report.who("digital") == ("U-1", "U-2")
    assert report.firms[1].topics == (Topic.PACKAGING, Topic.DIGITAL, Topic.EXPORT_PROCEDURE)
    assert report.describe("id") == (
        "Sejak 21 November 2025 sampai dengan 21 November 2026, 2 usaha tercatat mengikuti "
        "pelatihan. Menurut materi: kemasan dan label 2 usaha, pemasaran digital 2 usaha, "
        "prosedur ekspor 1 usaha. Kehadiran 1 usaha lain belum diketahui."
    )
    assert json.loads(json.dumps(report.to_dict()))["since"] == "2025-11-21"
    assert pickle.loads(pickle.dumps(report)) == report


def test_two_lists_that_disagree_say_nothing_and_a_blank_does_not_disagree() -> None:
    disagreeing = notes((PACKAGING, "U-1", True), (PACKAGING, "U-1", False))
    report = attended_within(disagreeing, months=12, as_of=AS_OF)
    assert (report.who(), report.firms[0].perhaps) == ((), (PACKAGING,))
    filled = notes((PACKAGING, "U-1", None), (PACKAGING, "U-1", True))
    assert attended_within(filled, months=12, as_of=AS_OF).who() == ("U-1",)


def test_a_month_that_lies_partly_within_is_not_known() -> None:
    november = Session("S", Range(date(2025, 11, 1), date(2025, 11, 30)))
    report = attended_within(notes((november, "U-1", True)), months=12, as_of=AS_OF)
    assert (report.who(), report.firms[0].perhaps) == ((), (november,))


def test_an_unknown_topic_and_two_sessions_of_one_id_are_errors() -> None:
    twins = notes((PACKAGING, "U-1", True), (Session("S-1", date(2026, 3, 11)), "U-2", True))
    with pytest.raises(FactError, match="two different sessions have the id 'S-1'"):
        attended_within(twins, months=12, as_of=AS_OF)
    with pytest.raises(FactError, match="months must be at least 1"):
        attended_within([], months=0, as_of=AS_OF)
    with pytest.raises(FactError, match="Topic must be one of"):
        attended_within([], months=1, as_of=AS_OF).who("kemasan")


NOTES = st.lists(
    st.builds(
        Attendance,
        st.sampled_from((PACKAGING, EXPORT)),
        st.sampled_from(("U-1", "U-2")),
        st.sampled_from((True, False, None)),
    ),
    max_size=6,
)


@given(NOTES, st.randoms(use_true_random=False))
def test_the_order_of_notes_is_nothing(drawn: list[Attendance], randoms: object) -> None:
    mixed = list(drawn)
    randoms.shuffle(mixed)  # type: ignore[attr-defined]
    report = attended_within(drawn, months=12, as_of=AS_OF)
    assert attended_within(mixed, months=12, as_of=AS_OF) == report
