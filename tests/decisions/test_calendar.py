from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.calendar import Outlook, next_chance
from umkmexport.decisions.eligibility import check_eligibility
from umkmexport.errors import FactError, PolicyError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.trainings import Session, Topic
from umkmexport.policies.calls import CALLS, Call
from umkmexport.policies.declared import DeclaredFact
from umkmexport.policies.trainings import TRAININGS, Recurrence
from umkmexport.rules import criteria as c
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import FactType
from umkmexport.terms.range import Range
from umkmexport.terms.text import LANGUAGES, Text
from umkmexport.terms.truth import Truth
from umkmexport.testing import enterprises, vaguer

YES, UNKNOWN, NO = Truth.YES, Truth.UNKNOWN, Truth.NO
AS_OF = date(2026, 11, 21)
SOON, LATER = date(2026, 12, 8), date(2027, 2, 9)
WORD = Text(id="kata", en="word")
MEDAN, PEKALONGAN = TRAININGS["medan-quarterly-2023"], TRAININGS["pekalongan-export-training-2021"]


def call_with(criteria: dict[str, Criterion], **more: Any) -> Call:
    requirements = tuple(Requirement(key, WORD, rule) for key, rule in criteria.items())
    return attrs.evolve(
        CALLS["pekalongan-export-training-2021"],
        id="ours",
        criteria=requirements,
        statements=(),
        **more,
    )


HAS_NIB: dict[str, Criterion] = {"nib": c.Is("has_nib", value=True)}
TWO: dict[str, Criterion] = {**HAS_NIB, "own": c.Is("own_production", value=True)}
CALL_OF = {"ours": call_with(TWO)}


def session(on: date | Range[date] = SOON, **values: Any) -> Session:
    return Session(values.pop("id", "S-1"), on, **{"call": "ours", **values})


def outlook(firm: dict[str, Any], *sessions: Session, as_of: date = AS_OF) -> tuple[Any, Any]:
    chance = next_chance(Enterprise(id="U-1", **firm), sessions, as_of=as_of, calls=CALL_OF)
    return chance.outlook, chance.next and chance.next.session.id


ABLE = {"has_nib": True, "own_production": True}


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        (ABLE, Outlook.ELIGIBLE),
        ({"has_nib": True, "own_production": False}, Outlook.ONE_CONDITION_AWAY),
        ({"has_nib": True}, Outlook.UNKNOWN),
        ({}, Outlook.UNKNOWN),
        ({"has_nib": False}, Outlook.ONE_CONDITION_AWAY),
        ({"has_nib": False, "own_production": False}, Outlook.NOT_ELIGIBLE),
    ],
)
def test_the_outlook_follows_the_conditions(firm: dict[str, Any], expected: Outlook) -> None:
    assert outlook(firm, session()) == (expected, "S-1")


def test_a_condition_that_no_firm_can_change_is_not_one_condition_away() -> None:
    calls = {"ours": call_with({"region": c.Within("owner_region", "33.75")})}
    firm = Enterprise(id="U-1", owner_region="33.26")
    chance = next_chance(firm, [session()], as_of=AS_OF, calls=calls)
    assert chance.outlook is Outlook.NOT_ELIGIBLE


def test_the_next_chance_is_the_first_session_with_places() -> None:
    full = session(capacity=30, taken=30)
    free = session(LATER, id="S-2", capacity=30, taken=29)
    assert outlook(ABLE, free, full) == (Outlook.ELIGIBLE, "S-2")
    assert outlook(ABLE, full) == (Outlook.FULL, "S-1")
    assert outlook({"has_nib": True}, full) == (Outlook.FULL, "S-1")
    assert outlook({"has_nib": False}, full) == (Outlook.ONE_CONDITION_AWAY, "S-1")


def test_places_that_nobody_counted_are_no_reason_to_stay_away() -> None:
    chance = next_chance(
        Enterprise(id="U-1", **ABLE), [session(capacity=30)], as_of=AS_OF, calls=CALL_OF
    )
    assert chance.outlook is Outlook.ELIGIBLE
    assert chance.next is not None
    assert chance.next.full is UNKNOWN
    assert "It is not known whether places are left." in chance.describe("en")


def test_a_session_that_is_over_is_no_chance() -> None:
    yesterday = session(AS_OF - timedelta(days=1))
    assert outlook(ABLE, yesterday) == (Outlook.NO_SESSION, None)
    assert outlook(ABLE, session(AS_OF)) == (Outlook.ELIGIBLE, "S-1")


def test_a_session_beyond_the_months_looked_at_is_not_listed() -> None:
    firm = Enterprise(id="U-1", **ABLE)
    far = session(date(2027, 11, 22))
    assert next_chance(firm, [far], as_of=AS_OF, calls=CALL_OF).outlook is Outlook.NO_SESSION
    assert next_chance(firm, [far], as_of=AS_OF, calls=CALL_OF, months=13).sure is not None


def test_a_month_that_has_begun_may_be_over() -> None:
    november = session(Range(date(2026, 11, 1), date(2026, 11, 30)))
    december = session(Range(date(2026, 12, 1), date(2026, 12, 31)), id="S-2")
    assert outlook(ABLE, november) == (Outlook.UNKNOWN, "S-1")
    assert outlook(ABLE, november, december) == (Outlook.ELIGIBLE, "S-2")
    chance = next_chance(
        Enterprise(id="U-1", **ABLE), [november, december], as_of=AS_OF, calls=CALL_OF
    )
    assert "mungkin" in chance.because()[-1].id
    assert "December 2026" in chance.describe("en")


def test_conditions_that_were_not_announced_are_unknown_and_open_to_all_is_known() -> None:
    assert outlook({}, session(call=None)) == (Outlook.UNKNOWN, "S-1")
    assert outlook({}, session(call=None, open_to_all=True)) == (Outlook.ELIGIBLE, "S-1")


def test_what_time_will_bring_counts_on_the_day_of_the_session() -> None:
    calls = {"ours": call_with({"age": c.ForMonths("started_on", 24)})}
    firm = Enterprise(id="U-1", started_on=date(2024, 12, 20))
    soon, later = session(), session(LATER, id="S-2")
    chance = next_chance(firm, [soon, later], as_of=AS_OF, calls=calls)
    assert chance.sure is not None
    assert chance.sure.session.id == "S-2"
    december = session(Range(date(2026, 12, 1), date(2026, 12, 31)))
    unsure = next_chance(firm, [december], as_of=AS_OF, calls=calls)
    assert unsure.outlook is Outlook.UNKNOWN
    assert "The answer depends on the day" in unsure.describe("en")


@given(
    st.dates(date(2022, 1, 1), date(2027, 6, 30)),
    st.dates(date(2026, 12, 1), date(2027, 3, 1)),
    st.integers(0, 60),
    st.integers(1, 36),
)
def test_where_the_day_is_not_known_the_conditions_hold_on_every_day(
    started_on: date, first: date, length: int, months: int
) -> None:
    calls = {
        "ours": call_with(
            {
                "age": c.AnyOf(
                    (
                        c.ForMonths("started_on", months),
                        c.NoneOf((c.ForMonths("started_on", months - 1),)),
                    )
                )
            }
        )
    }
    firm = Enterprise(id="U-1", started_on=started_on)
    on = Range(first, first + timedelta(days=length))
    (chance,) = next_chance(firm, [session(on)], as_of=AS_OF, calls=calls).sessions
    truths = {
        check_eligibility(firm, calls["ours"], as_of=first + timedelta(days=n)).truth
        for n in range(length + 1)
    }
    assert chance.truth is (truths.pop() if len(truths) == 1 else UNKNOWN)


def test_a_session_with_an_open_end_promises_nothing() -> None:
    assert outlook(ABLE, session(Range(SOON, None))) == (Outlook.UNKNOWN, "S-1")
    assert outlook(ABLE, session(Range(None, SOON))) == (Outlook.UNKNOWN, "S-1")


def test_an_announced_session_stands_for_the_one_its_series_expects() -> None:
    series = attrs.evolve(
        PEKALONGAN, recurrence=Recurrence(months=(2, 3, 10), since=date(2021, 1, 1))
    )
    announced = session(date(2021, 10, 12), series=series.id, id="angkatan-3")
    chance = next_chance(
        Enterprise(id="U-1"),
        [series, announced],
        as_of=date(2021, 4, 1),
        calls={**CALLS, **CALL_OF},
    )
    assert [each.session.id for each in chance.sessions][:2] == [
        "angkatan-3",
        "pekalongan-export-training-2021/2022-02-01",
    ]


def test_a_rhythm_without_days_gives_spans_of_days() -> None:
    chance = next_chance(Enterprise(id="U-1"), [MEDAN], as_of=AS_OF)
    assert chance.outlook is Outlook.UNKNOWN
    assert [each.session.starts_on for each in chance.sessions] == [
        Range(date(2026, 11, 21), date(2027, 2, 20)),
        Range(date(2027, 2, 21), date(2027, 5, 20)),
        Range(date(2027, 5, 21), date(2027, 8, 20)),
        Range(date(2027, 8, 21), date(2027, 11, 20)),
        Range(date(2027, 11, 21), date(2028, 2, 20)),
    ]
    assert "antara 21 November 2026 dan 20 Februari 2027" in chance.describe("id")
    assert "Syaratnya tidak diumumkan." in chance.describe("id")


@pytest.mark.parametrize(
    ("sessions", "more", "error", "reason"),
    [
        ([session(), session(LATER)], {}, FactError, "session 'S-1' stands twice"),
        ([session(call="our")], {}, PolicyError, "call 'our', .*did you mean ours"),
        ([session()], {"months": 0}, FactError, "months must be at least 1"),
        ([session()], {"answers": {"theirs": {}}}, FactError, "there is no such call"),
        ([session()], {"answers": {"ours": {"x": 1}}}, FactError, "answer 'x'"),
    ],
)
def test_bad_input_is_told(
    sessions: list[Session], more: dict[str, Any], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        next_chance(Enterprise(id="U-1"), sessions, as_of=AS_OF, **{"calls": CALL_OF, **more})


def test_answers_belong_to_one_call() -> None:
    promised = DeclaredFact("promised_to_attend", FactType.BOOL, WORD)
    calls = {
        "ours": call_with({"promise": c.Is("promised_to_attend", value=True)}, facts=(promised,)),
        "theirs": call_with({"promise": c.Is("promised_to_attend", value=True)}, facts=(promised,)),
    }
    both = [session(), session(LATER, id="S-2", call="theirs")]
    firm = Enterprise(id="U-1")
    chance = next_chance(
        firm,
        both,
        as_of=AS_OF,
        calls=calls,
        answers={"theirs": {"promised_to_attend": True}},
    )
    assert [each.truth for each in chance.sessions] == [UNKNOWN, YES]
    assert [fact.name for fact in chance.missing()] == ["promised_to_attend"]


def test_the_words_the_dictionary_and_the_copy() -> None:
    chance = next_chance(
        Enterprise(id="U-1", has_nib=True, own_production=False),
        [session(topics=(Topic.PACKAGING, Topic.DIGITAL))],
        as_of=AS_OF,
        calls=CALL_OF,
    )
    assert chance.describe("id") == (
        "Tinggal satu syarat yang belum terpenuhi untuk mengikuti pelatihan, dan itu masih dapat "
        "dipenuhi. "
        "Jadwal: pelatihan kemasan dan label, pemasaran digital, 8 Desember 2026. "
        "Belum terpenuhi: kata. Sisa tempatnya belum diketahui."
    )
    assert json.loads(json.dumps(chance.to_dict()))["outlook"] == "one_condition_away"
    assert pickle.loads(pickle.dumps(chance)) == chance


SESSIONS = st.lists(
    st.builds(
        Session,
        st.integers(1, 999).map("S-{}".format),
        st.dates(date(2026, 11, 1), date(2027, 12, 31))
        | st.tuples(st.dates(date(2026, 11, 1), date(2027, 12, 31)), st.integers(0, 31)).map(
            lambda s: Range(s[0], s[0] + timedelta(days=s[1]))
        ),
        call=st.sampled_from(("pekalongan-export-training-2021", "bpjph-sehati-2023")),
        capacity=st.none() | st.integers(1, 3),
        taken=st.none() | st.integers(0, 3),
    ),
    max_size=3,
    unique_by=lambda each: each.id,
)
FACTS = (
    "owner_region",
    "has_nib",
    "other_business_permit",
    "own_production",
    "meets_export_quality",
    "meets_export_quantity",
    "annual_sales",
    "product_risk_free",
)


@given(st.data(), SESSIONS)
def test_learning_more_overturns_no_chance(data: st.DataObject, sessions: list[Session]) -> None:
    firm = data.draw(enterprises(facts=FACTS, records=False, noted=False))
    vague = data.draw(vaguer(firm))
    known = next_chance(firm, sessions, as_of=AS_OF)
    before = next_chance(vague, sessions, as_of=AS_OF)
    for less, more in zip(before.sessions, known.sessions, strict=True):
        assert less.session == more.session
        assert less.truth in {UNKNOWN, more.truth}
        assert more.is_sure or not less.is_sure
        assert less.is_possible or not more.is_possible
    if before.outlook is Outlook.ELIGIBLE:
        assert known.outlook is Outlook.ELIGIBLE
        assert known.sure is not None
        assert before.sure is not None
        assert known.sure.session.first_day <= before.sure.session.first_day


@given(SESSIONS, st.randoms(use_true_random=False))
def test_the_order_of_sessions_is_nothing(sessions: list[Session], randoms: Any) -> None:
    firm = Enterprise(id="U-1", has_nib=True, own_production=True, owner_region="33.75")
    mixed = list(sessions)
    randoms.shuffle(mixed)
    assert next_chance(firm, mixed, as_of=AS_OF) == next_chance(firm, sessions, as_of=AS_OF)


def test_every_outlook_has_words() -> None:
    for member in Outlook:
        assert all(member.text.to(language) for language in LANGUAGES)
