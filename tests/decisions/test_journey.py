"""A firm's way through a programme, and many firms' ways as a funnel; counts worked by hand."""

from __future__ import annotations

import json
import pickle
from datetime import date
from statistics import median
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.journey import ProblemKind, journey
from umkmexport.decisions.journey.exporting import ExportDefinition, export_shares
from umkmexport.decisions.journey.funnel import Funnel, funnel
from umkmexport.decisions.journey.stages import STAGES, Stage, StageState, reached
from umkmexport.terms.figures import Median
from umkmexport.testing import enterprises, events

AS_OF = date(2026, 11, 21)
K = ux.EventKind
IN_2024 = ux.Range(date(2024, 1, 1), date(2024, 12, 31))


def happened(kind: ux.EventKind, on: Any = None, about: str | None = None, **more: Any) -> ux.Event:
    return ux.Event(kind, on, about, **more)


def firm(key: str, *events: ux.Event, complete: bool = False, **facts: Any) -> ux.Enterprise:
    known = frozenset({"events"} if complete else ())
    return ux.Enterprise(id=key, events=events, complete=known, **facts)


def state(stage: str, *events: ux.Event, complete: bool = False, **more: Any) -> StageState:
    return reached(firm("U", *events, complete=complete), STAGES[stage], as_of=AS_OF, **more).state


def since(stage: str, *events: ux.Event) -> Any:
    return reached(firm("U", *events), STAGES[stage], as_of=AS_OF).on


# Stages


def test_what_is_not_on_record_is_not_known() -> None:
    assert state("trained") is StageState.UNKNOWN
    assert state("trained", complete=True) is StageState.NOT_REACHED
    assert state("trained", recorded=["training"]) is StageState.NOT_REACHED
    assert state("trained", recorded=["mentoring"]) is StageState.UNKNOWN
    assert state("catalogue", recorded=["listed"]) is StageState.UNKNOWN
    assert state("catalogue", recorded=["listed", "help"]) is StageState.NOT_REACHED


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ([(K.OFFER, 1)], StageState.OFFERED),
        ([(K.OFFER, 1), (K.IN_PROCESS, 2)], StageState.IN_PROCESS),
        ([(K.OFFER, 1), (K.DECLINED, 1)], StageState.DECLINED),
        ([(K.DECLINED, 1), (K.OFFER, 2)], StageState.OFFERED),
        ([(K.OFFER, 1), (K.REFUSED, 3)], StageState.REFUSED),
        ([(K.OFFER, None), (K.DECLINED, None)], StageState.DECLINED),
        ([(K.OFFER, None), (K.DECLINED, 3)], StageState.DECLINED),
        ([(K.DECLINED, 1), (K.LISTED, 2)], StageState.REACHED),
    ],
)
def test_the_e_catalogue_of_medan_in_all_its_states(
    steps: list[tuple[ux.EventKind, int | None]], wanted: StageState
) -> None:
    events = [
        happened(kind, None if day is None else date(2023, 6, day), "e_catalogue")
        for kind, day in steps
    ]
    assert state("catalogue", *events) is wanted
    assert state("catalogue", *reversed(events)) is wanted


def test_who_declined_is_a_known_no_with_a_reason() -> None:
    offer = ux.Offer("U", "medan", about="e_catalogue").to("offered", on=date(2023, 6, 1))
    declined = offer.to("declined", on=date(2023, 6, 19), reason="belum sanggup memasok")
    found = reached(firm("U", *declined.events()), STAGES["catalogue"], as_of=AS_OF)
    assert (found.truth, found.reason) == (ux.Truth.NO, "belum sanggup memasok")
    assert "sanggup" not in repr(found)
    before = reached(firm("U", *declined.events()), STAGES["catalogue"], as_of=date(2023, 6, 5))
    assert before.state is StageState.OFFERED
    listed = offer.to("in_process", on=date(2023, 6, 2)).to("listed", on=date(2023, 7, 1))
    assert state("catalogue", *listed.events()) is StageState.REACHED


def test_a_release_ceremony_proves_no_export() -> None:
    release = happened(K.RELEASE, date(2023, 3, 9))
    assert state("released", release) is StageState.REACHED
    assert state("first_export", release) is StageState.UNKNOWN
    assert state("first_export", release, complete=True) is StageState.NOT_REACHED


def test_first_and_repeat_export_and_in_the_own_name() -> None:
    through = happened(K.EXPORT, date(2024, 5, 1), in_own_name=False)
    own = happened(K.EXPORT, date(2025, 5, 1), in_own_name=True)
    silent = happened(K.EXPORT, date(2023, 5, 1))
    assert since("first_export", own, through) == date(2024, 5, 1)
    assert since("repeat_export", own, through) == date(2025, 5, 1)
    assert state("own_name", through, complete=True) is StageState.NOT_REACHED
    assert state("own_name", silent, complete=True) is StageState.UNKNOWN
    assert since("own_name", silent, own) == ux.Range(date(2023, 5, 1), date(2025, 5, 1))
    assert state("repeat_export", own, own, complete=True) is StageState.UNKNOWN  # recorded twice?


def test_a_day_is_known_as_far_as_the_events_say() -> None:
    assert since("first_export", happened(K.EXPORT, IN_2024)) == IN_2024
    undated, dated = happened(K.EXPORT), happened(K.EXPORT, date(2025, 2, 1))
    assert state("first_export", undated) is StageState.UNKNOWN
    assert since("first_export", undated, dated) == ux.Range(None, date(2025, 2, 1))


def test_help_with_something_may_have_been_the_e_catalogue() -> None:
    declined = happened(K.DECLINED, date(2023, 6, 19), "e_catalogue")
    before = happened(K.HELP, date(2023, 6, 18))
    after = happened(K.HELP, date(2023, 6, 20))
    assert state("catalogue", declined, before) is StageState.DECLINED
    assert state("catalogue", declined, after) is StageState.UNKNOWN


def _vaguer(event: ux.Event) -> st.SearchStrategy[ux.Event]:
    """Draw the event with less known of it."""
    exact = isinstance(event.on, date)
    around = ux.Range(date(2019, 1, 1), date(2027, 12, 31)) if exact else None
    return st.sampled_from(
        [
            attrs.evolve(event, on=None),
            attrs.evolve(event, on=around),
            attrs.evolve(event, in_own_name=None),
        ]
    )


@settings(max_examples=200)
@given(st.data(), st.sampled_from(sorted(STAGES)))
def test_learning_more_of_an_event_turns_nothing_around(data: Any, key: str) -> None:
    known = data.draw(st.lists(events(), max_size=4, unique=True))
    index = data.draw(st.integers(0, max(0, len(known) - 1)))
    vague = known.copy()
    if known:
        vague[index] = data.draw(_vaguer(known[index]))
    kinds = [*ux.EventKind] if data.draw(st.booleans()) else []
    before, after = (
        reached(firm("U", *each), STAGES[key], as_of=AS_OF, recorded=kinds).truth
        for each in (vague, known)
    )
    assert before in (ux.Truth.UNKNOWN, after)


# What cannot be right stays, is named, and counts for nothing


def test_bad_events_are_named_and_none_is_dropped() -> None:
    events = (
        happened(K.EXPORT),
        happened(K.TRAINING, date(2027, 1, 5)),
        happened(K.REGISTERED, date(2019, 1, 5)),
        happened(K.DECLINED, date(2023, 1, 5), "halal"),
        happened(K.OFFER, date(2023, 1, 4), "halal"),
        happened(K.OFFER, date(2023, 1, 4), "halal"),
    )
    found = journey(firm("U", *events, started_on=date(2020, 1, 1)), as_of=AS_OF)
    assert sorted(map(repr, found.events)) == sorted(map(repr, events))
    assert [(each.kind, each.event.kind) for each in found.problems] == [
        (ProblemKind.BEFORE_FOUNDING, K.REGISTERED),
        (ProblemKind.TWICE, K.OFFER),
        (ProblemKind.NO_REASON, K.DECLINED),
        (ProblemKind.FUTURE, K.TRAINING),
        (ProblemKind.NO_DAY, K.EXPORT),
    ]
    states = {each.stage: each.state for each in found.stages}
    assert states["registered"] is StageState.UNKNOWN
    assert states["trained"] is StageState.UNKNOWN
    assert states["first_export"] is StageState.UNKNOWN


def test_a_founding_year_is_before_only_where_all_of_it_is() -> None:
    event = happened(K.REGISTERED, date(2020, 6, 1))
    maybe = firm("U", event, started_on=ux.Range(date(2020, 1, 1), date(2020, 12, 31)))
    later = firm("U", event, started_on=ux.Range(date(2021, 1, 1), None))
    assert journey(maybe, as_of=AS_OF).problems == ()
    assert journey(later, as_of=AS_OF).problems[0].kind is ProblemKind.BEFORE_FOUNDING


def test_a_release_without_an_export_is_to_be_checked() -> None:
    found = journey(firm("U", happened(K.RELEASE, date(2023, 3, 9))), as_of=AS_OF)
    assert [each.kind for each in found.problems] == [ProblemKind.RELEASE_WITHOUT_EXPORT]


def test_the_next_steps_are_those_of_the_last_mentoring_on_each_subject() -> None:
    def mentored(day: int, about: str, step: str | None, due: date | None = None) -> ux.Event:
        return happened(
            K.MENTORING,
            date(2026, 10, day),
            about,
            counterpart="Ibu Ani",
            next_step=step,
            next_due=due,
        )

    found = journey(
        firm(
            "U",
            mentored(1, "packaging", "memesan kemasan", date(2026, 10, 15)),
            mentored(20, "packaging", "menguji kemasan", date(2026, 11, 20)),
            mentored(5, "permits", "mengajukan halal", date(2026, 12, 1)),
            mentored(6, "marketing", None),
        ),
        as_of=AS_OF,
    )
    assert [(step.about, step.step, step.overdue) for step in found.next_steps] == [
        ("packaging", "menguji kemasan", True),
        ("permits", "mengajukan halal", False),
    ]
    assert found.describe("id") == (
        "Sudah tercapai: didampingi (1 Oktober 2026). Langkah yang melewati tenggat: menguji "
        "kemasan (tenggat: 20 November 2026). Langkah berikutnya: mengajukan halal (tenggat: "
        "1 Desember 2026)."
    )


def test_what_a_mentor_noted_is_masked() -> None:
    nik = "3171011708450001"
    noted = happened(K.MENTORING, AS_OF, "permits", next_step=f"NIK {nik}", reason=f"NIK {nik}")
    found = journey(firm("U", noted), as_of=AS_OF)
    assert nik not in repr(found) + found.describe("id")


@settings(max_examples=60)
@given(enterprises())
def test_any_journey_is_a_value_in_two_languages(one: ux.Enterprise) -> None:
    found = journey(one, as_of=AS_OF)
    assert len(found.events) == len(one.events)
    assert pickle.loads(pickle.dumps(found)) == found
    json.dumps(found.to_dict(), allow_nan=False)
    for language in ("id", "en"):
        told = found.describe(language)
        assert told.endswith(".")
        assert "None" not in told
        assert "{" not in told


@settings(max_examples=60)
@given(enterprises(), st.sampled_from(sorted(STAGES)))
def test_declaring_the_events_complete_turns_nothing_around(one: ux.Enterprise, key: str) -> None:
    opened = attrs.evolve(one, complete=one.complete - {"events"})
    closed = attrs.evolve(one, complete=one.complete | {"events"})
    before, after = (reached(each, STAGES[key], as_of=AS_OF).truth for each in (opened, closed))
    assert before in (ux.Truth.UNKNOWN, after)


# The funnel


PATH = [STAGES[key] for key in ("fostered", "trained", "first_export")]


def counted(*firms: ux.Enterprise, **more: Any) -> Funnel:
    return funnel(firms, **{"stages": PATH, "as_of": AS_OF, **more})


def test_conversion_and_time_between_stages() -> None:
    # Fostered A B C D on 1 January 2024. Trained: A after 31 days, B after 10, C before it was
    # fostered; of D it is not known. Exported: A 60 days after its training, nobody else surely.
    january = happened(K.FOSTERED, date(2024, 1, 1))
    found = counted(
        firm(
            "A",
            january,
            happened(K.TRAINING, date(2024, 2, 1)),
            happened(K.EXPORT, date(2024, 4, 1)),
        ),
        firm("B", january, happened(K.TRAINING, date(2024, 1, 11)), complete=True),
        firm("C", january, happened(K.TRAINING, date(2023, 12, 1))),
        firm("D", january),
        firm("E"),
    )
    fostered, trained, exported = found.overall.stages
    assert (fostered.passed_from, fostered.passed, fostered.perhaps_passed) == (5, 4, 1)
    assert trained.conversion == (ux.Score(3, 4), ux.Score(4, 4))
    assert (trained.median_days, trained.backwards) == (Median(10, 31, 2), 1)
    assert trained.median_days is not None
    assert trained.median_days.text.id == "20,5"
    assert exported.conversion == (ux.Score(1, 3), ux.Score(2, 3))
    assert exported.median_days == Median(60, 60, 1)
    assert dict(exported.states)[StageState.NOT_REACHED] == 1
    assert trained.because().id == (
        "mengikuti pelatihan: 3 usaha; belum diketahui: 2; dari tahap sebelumnya: 75,0% sampai "
        "dengan 100,0%; median 20,5 hari (dari 2 usaha); 1 usaha mencapainya sebelum tahap "
        "sebelumnya"
    )


def test_a_firm_that_declined_is_not_missing() -> None:
    path = [STAGES["fostered"], STAGES["catalogue"]]
    fostered = happened(K.FOSTERED, date(2023, 1, 1))
    found = counted(
        firm("A", fostered, happened(K.DECLINED, date(2023, 6, 19), "e_catalogue")),
        firm("B", fostered),
        firm("C", fostered, happened(K.LISTED, date(2023, 6, 19), "e_catalogue")),
        stages=path,
    )
    catalogue = found.overall.at("catalogue")
    assert catalogue.count("declined") == 1
    assert catalogue.conversion == (ux.Score(1, 3), ux.Score(2, 3))


def test_counts_by_regency_and_size_add_up() -> None:
    found = counted(
        firm("A", happened(K.FOSTERED, AS_OF), business_region="12.71", annual_sales=1),
        firm("B", business_region="12.71.05", annual_sales=2_000_000_001),
        firm("C", business_region="12", annual_sales=ux.Range(1, 9_000_000_000)),
        firm("D", business_region="12.75"),
    )
    assert [(part.key, part.firms) for part in found.by_regency] == [
        ("12.71", 2),
        ("12.75", 1),
        (None, 1),
    ]
    assert [(part.key, part.firms) for part in found.by_size] == [
        ("micro", 1),
        ("small", 1),
        (None, 2),
    ]
    assert found.by_regency[0].at("fostered").count("reached") == 1
    assert found.by_regency[0].describe("en").startswith("Kota Medan: 2.")


def test_rows_with_one_nib_are_said() -> None:
    nib = "9120001234567"
    found = counted(firm("A", nib=nib), firm("B", nib=nib))
    assert found.same_nib == 1
    assert "share their NIB" in found.describe("en")
    assert nib not in found.describe("en")


@pytest.mark.parametrize(
    ("firms", "stages", "says"),
    [
        ([firm("A"), firm("A")], PATH, "firm 'A' stands twice"),
        ([firm("A")], [], "at least one stage"),
        ([firm("A")], [PATH[0], PATH[0]], "stage 'fostered' stands twice"),
    ],
)
def test_a_funnel_that_cannot_be_meant_is_an_error(
    firms: list[ux.Enterprise], stages: list[Stage], says: str
) -> None:
    with pytest.raises(ux.SelectionError, match=says):
        funnel(firms, stages=stages, as_of=AS_OF)


def test_nobody_is_no_error() -> None:
    assert counted().overall.stages[1].conversion is None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=9))
def test_the_median_is_that_of_the_standard_library(days: list[int]) -> None:
    found = Median.among(days)
    assert found is not None
    assert (found.low + found.high) / 2 == median(days)


@settings(max_examples=40)
@given(st.lists(enterprises(), max_size=5), st.randoms(use_true_random=False))
def test_every_firm_is_counted_once_in_any_order(firms: list[ux.Enterprise], random: Any) -> None:
    numbered = [attrs.evolve(each, id=f"U-{index}") for index, each in enumerate(firms)]
    shuffled = numbered.copy()
    random.shuffle(shuffled)
    found = counted(*numbered)
    assert found == counted(*shuffled)
    for part in (found.overall, *found.by_regency, *found.by_size):
        for stage in part.stages:
            assert sum(count for _, count in stage.states) == part.firms
    for parts in (found.by_regency, found.by_size):
        assert sum(part.firms for part in parts) == len(numbered)


# The share that exports


def test_the_share_that_exports_depends_on_the_definition() -> None:
    firms = [
        firm("A", happened(K.EXPORT, date(2026, 1, 5), in_own_name=True), complete=True),
        firm("B", happened(K.EXPORT, date(2020, 1, 5), in_own_name=False), complete=True),
        firm("C", happened(K.RELEASE, date(2023, 3, 9)), export_mode="never", complete=True),
        firm("D", market_reach="export"),
    ]
    found = export_shares(firms, as_of=AS_OF)
    shares = {share.definition: (share.yes, share.no, share.unknown) for share in found.overall}
    assert shares == {
        ExportDefinition.EVER: (2, 1, 1),
        ExportDefinition.LAST_24_MONTHS: (1, 2, 1),
        ExportDefinition.ON_RECORD: (2, 1, 1),
        ExportDefinition.REPEATED: (0, 3, 1),
        ExportDefinition.OWN_NAME: (1, 2, 1),
        ExportDefinition.RELEASED: (1, 2, 1),
        ExportDefinition.STATED: (1, 0, 3),
    }
    assert [each.definition.proves_export for each in found.overall] == [True] * 5 + [False] * 2
    assert found.by("ever").because().en == (
        "has ever exported: 50.0% to 75.0% (2 of 4 firms; not known: 1)."
    )


def test_what_the_firm_says_and_its_events_may_disagree() -> None:
    one = firm("A", happened(K.EXPORT, date(2026, 1, 5), in_own_name=True), export_mode="never")
    found = export_shares([one], as_of=AS_OF)
    assert [found.by(key).unknown for key in ("ever", "own_name")] == [1, 1]


def test_the_share_of_nobody_is_said() -> None:
    assert export_shares([], as_of=AS_OF).describe("en").startswith("There are no firms.")
    with pytest.raises(ux.SelectionError, match="stands twice"):
        export_shares([firm("A"), firm("A")], as_of=AS_OF)
