from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.eligibility import check_eligibility
from umkmexport.decisions.support import check_group, find_support
from umkmexport.decisions.support.plan import SupportOption, SupportPlan, SupportStanding
from umkmexport.errors import FactError, PolicyError, UmkmExportError
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.offers import Offer, OfferState
from umkmexport.model.records import Group
from umkmexport.policies.calls import CALLS, Call
from umkmexport.policies.calls.terms import CallVersion, Help, Recipient, Window
from umkmexport.policies.declared import DeclaredFact
from umkmexport.rules import criteria as c
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import FactType
from umkmexport.terms.range import Range
from umkmexport.terms.text import LANGUAGES, Text
from umkmexport.terms.truth import Truth
from umkmexport.testing import enterprises, groups, offers, vaguer

AS_OF = date(2026, 11, 21)
DAY = timedelta(days=1)
WORD = Text(id="syarat", en="condition")
EQUIPMENT, REFERRAL = CALLS["medan-equipment-2023"], CALLS["medan-bank-referral-2023"]
OPEN = Window(date(2026, 11, 1), date(2026, 12, 31))


def offer_of(
    id_: str = "ours", *, criteria: dict[str, Criterion] | None = None, **more: Any
) -> Call:
    rules = {"nib": c.Is("has_nib", value=True)} if criteria is None else criteria
    values: dict[str, Any] = {"window": OPEN, "help": (Help.TRAINING,), **more}
    return attrs.evolve(
        REFERRAL,
        id=id_,
        title=Text(id_, id_),
        criteria=tuple(Requirement(key, WORD, rule) for key, rule in rules.items()),
        **values,
    )


def firm(**facts: Any) -> Enterprise:
    return Enterprise(**{"id": "U-1", **facts})


def only(plan: SupportPlan) -> SupportOption:
    (option,) = plan.options
    return option


@pytest.mark.parametrize(
    ("window", "standing", "opens_on"),
    [
        (OPEN, SupportStanding.NOW, None),
        (Window(AS_OF, AS_OF), SupportStanding.NOW, None),
        (Window(AS_OF + DAY, None), SupportStanding.LATER, AS_OF + DAY),
        (Window(date(2027, 1, 4), date(2027, 1, 31)), SupportStanding.LATER, date(2027, 1, 4)),
        (Window(date(2026, 1, 1), AS_OF - DAY), SupportStanding.CLOSED, None),
        (Window(None, AS_OF - DAY), SupportStanding.CLOSED, None),
        (Window(), SupportStanding.UNKNOWN, None),
        (Window(AS_OF, None), SupportStanding.UNKNOWN, None),
        (Window(None, AS_OF), SupportStanding.UNKNOWN, None),
    ],
)
def test_the_window_decides_when(
    window: Window, standing: SupportStanding, opens_on: date | None
) -> None:
    option = only(find_support(firm(has_nib=True), [offer_of(window=window)], as_of=AS_OF))
    assert (option.standing, option.opens_on) == (standing, opens_on)


@pytest.mark.parametrize(
    ("facts", "now", "later"),
    [
        ({"has_nib": True}, SupportStanding.NOW, SupportStanding.LATER),
        ({"has_nib": False}, SupportStanding.LACKING, SupportStanding.LACKING),
        ({}, SupportStanding.UNKNOWN, SupportStanding.UNKNOWN),
    ],
)
def test_the_conditions_decide_whether(
    facts: Any, now: SupportStanding, later: SupportStanding
) -> None:
    calls = [offer_of("now"), offer_of("later", window=Window(date(2027, 1, 4), None))]
    plan = find_support(firm(**facts), calls, as_of=AS_OF)
    assert [option.standing for option in plan.options] == [now, later]


def test_what_time_will_bring_counts_on_the_day_of_opening() -> None:
    opens = Window(date(2027, 1, 4), date(2027, 1, 31))
    call = offer_of(criteria={"age": c.ForMonths("started_on", 12)}, window=opens)
    plan = find_support(firm(started_on=date(2026, 1, 4)), [call], as_of=AS_OF)
    assert only(plan).standing is SupportStanding.LATER
    plan = find_support(firm(started_on=date(2026, 1, 5)), [call], as_of=AS_OF)
    assert only(plan).standing is SupportStanding.LACKING


def version(since: date, window: Window | None = None, *, months: int | None = None) -> CallVersion:
    changed = (
        () if months is None else (Requirement("age", WORD, c.ForMonths("started_on", months)),)
    )
    return CallVersion(since=since, reason=WORD, window=window, criteria=changed)


def test_a_later_version_that_lowers_a_floor_is_support_for_later() -> None:
    call = offer_of(
        criteria={"age": c.ForMonths("started_on", 24)},
        versions=(version(date(2026, 12, 10), months=6),),
    )
    option = only(find_support(firm(started_on=date(2026, 1, 4)), [call], as_of=AS_OF))
    assert (option.standing, option.opens_on) == (SupportStanding.LATER, date(2026, 12, 10))
    old = only(find_support(firm(started_on=date(2020, 1, 4)), [call], as_of=AS_OF))
    assert (old.standing, old.opens_on) == (SupportStanding.NOW, None)


@pytest.mark.parametrize(
    ("versions", "opens_on"),
    [
        (
            (version(date(2026, 12, 1), Window(date(2026, 12, 5), date(2026, 12, 9))),),
            (2026, 12, 5),
        ),
        ((version(date(2026, 12, 1), Window(date(2026, 1, 1), date(2026, 12, 9))),), (2026, 12, 1)),
        ((version(date(2026, 12, 1), Window(None, date(2026, 12, 9))),), None),
        ((version(date(2026, 12, 1)),), None),
        (
            (
                version(date(2026, 12, 1), Window(date(2026, 12, 5), date(2026, 12, 9))),
                version(date(2026, 12, 3), Window(date(2026, 12, 20), date(2026, 12, 24))),
            ),
            (2026, 12, 20),
        ),
    ],
)
def test_a_closed_call_opens_again_by_a_later_version(
    versions: tuple[CallVersion, ...], opens_on: tuple[int, int, int] | None
) -> None:
    call = offer_of(window=Window(date(2026, 1, 1), date(2026, 1, 31)), versions=versions)
    option = only(find_support(firm(has_nib=True), [call], as_of=AS_OF))
    if opens_on is None:
        assert (option.standing, option.opens_on) == (SupportStanding.CLOSED, None)
    else:
        assert (option.standing, option.opens_on) == (SupportStanding.LATER, date(*opens_on))


WINDOWS = st.tuples(st.integers(-60, 60), st.integers(0, 60), st.booleans()).map(
    lambda w: Window(AS_OF + w[0] * DAY, None if w[2] else AS_OF + (w[0] + w[1]) * DAY)
)


@given(WINDOWS, st.lists(st.tuples(st.integers(-60, 60), WINDOWS), max_size=2))
def test_the_next_opening_is_what_looking_at_each_day_finds(
    window: Window, later: list[tuple[int, Window]]
) -> None:
    by_day = sorted(dict(later).items())
    versions = tuple(version(AS_OF + days * DAY, each) for days, each in by_day)
    call = offer_of(window=window, versions=versions)
    option = only(find_support(firm(has_nib=True), [call], as_of=AS_OF))
    days = [AS_OF + n * DAY for n in range(1, 130)]
    first = next((d for d in days if call.on(d).window.is_open(d) is not Truth.NO), None)
    if call.on(AS_OF).window.is_open(AS_OF) is Truth.NO:
        assert option.opens_on == first
        assert option.standing is (
            SupportStanding.CLOSED if first is None else SupportStanding.LATER
        )


# Groups


GROUP = Group("K-1", region="12.71", member_ids=("U-1", "U-2"))


def test_what_goes_to_groups_goes_to_the_group_that_lists_or_is_named_by_the_firm() -> None:
    call = attrs.evolve(EQUIPMENT, window=OPEN)
    other = Group("K-2", region="12.75")
    plan = find_support(firm(group_id="K-2"), [call], as_of=AS_OF, groups=[GROUP, other])
    assert [(o.group, o.standing) for o in plan.options] == [
        ("K-1", SupportStanding.NOW),
        ("K-2", SupportStanding.LACKING),
    ]
    assert plan.now() == ()
    assert plan.lacking() == ()
    assert plan.for_groups() == plan.options


def test_a_firm_without_a_known_group_is_asked_for_it() -> None:
    call = attrs.evolve(EQUIPMENT, window=OPEN)
    plan = find_support(firm(), [call], as_of=AS_OF, groups=[Group("K-9", region="12.71")])
    option = only(plan)
    assert (option.standing, option.group, option.decision) == (SupportStanding.UNKNOWN, None, None)
    assert [fact.name for fact in plan.missing()] == ["group_id"]
    assert "belum diketahui usaha ini tergabung dalam kelompok mana" in plan.describe("id")
    named = find_support(firm(group_id="K-1"), [call], as_of=AS_OF)
    assert only(named).group == "K-1"
    assert "data kelompok K-1 belum ada" in named.describe("id")
    assert named.missing() == ()


def test_a_closed_call_for_groups_is_closed_without_a_record_too() -> None:
    call = attrs.evolve(EQUIPMENT, window=Window(None, AS_OF - DAY))
    plan = find_support(firm(), [call], as_of=AS_OF)
    assert plan.closed() == plan.options
    assert plan.for_groups() == ()


def test_firms_and_groups_are_not_mistaken_for_each_other() -> None:
    with pytest.raises(PolicyError, match="medan-equipment-2023 is for groups"):
        check_eligibility(firm(), EQUIPMENT, as_of=AS_OF)
    with pytest.raises(PolicyError, match="medan-bank-referral-2023 is for single firms"):
        check_group(GROUP, REFERRAL, as_of=AS_OF)


@pytest.mark.parametrize(
    ("recipient", "fact", "reason"),
    [
        (Recipient.GROUP, "has_nib", "'has_nib' is a fact about a firm; about a group there are"),
        (Recipient.ENTERPRISE, "officers_named", "'officers_named' is a fact about a group"),
        (Recipient.GROUP, "officers_namd", "did you mean officers_named"),
    ],
)
def test_a_call_asks_only_facts_about_those_it_is_for(
    recipient: Recipient, fact: str, reason: str
) -> None:
    with pytest.raises(UmkmExportError, match=reason):
        offer_of(criteria={"x": c.Is(fact, value=True)}, recipient=recipient)


def test_a_call_for_groups_may_declare_facts_of_its_own_and_ask_those_of_an_application() -> None:
    declared = DeclaredFact("promised_to_share", FactType.BOOL, WORD)
    call = offer_of(
        criteria={
            "shares": c.Is("promised_to_share", value=True),
            "cards": c.OneOf("submitted_documents", ("ktp",)),
            "old": c.ForMonths("formed_on", 24),
        },
        recipient=Recipient.GROUP,
        facts=(declared,),
    )
    group = Group("K-1", formed_on=Range(date(2024, 1, 1), date(2024, 12, 31)))
    decision = check_group(group, call, as_of=AS_OF)
    assert decision.truth is Truth.UNKNOWN
    assert [fact.name for fact in decision.missing()] == [
        "promised_to_share",
        "submitted_documents",
        "formed_on",
    ]
    given: dict[str, Any] = {"promised_to_share": True, "submitted_documents": ("ktp",)}
    answered = check_group(group, call, as_of=AS_OF, answers=given)
    assert [fact.question.id for fact in answered.missing()] == ["Kapan kelompok ini dibentuk?"]
    later = check_group(group, call, as_of=date(2026, 12, 31), answers=given)
    assert later.truth is Truth.YES
    assert pickle.loads(pickle.dumps(later)) == later
    with pytest.raises(FactError, match="answer 'formed_on'"):
        check_group(group, call, as_of=AS_OF, answers={"formed_on": date(2020, 1, 1)})
    with pytest.raises(PolicyError, match="officers_named is shared already"):
        offer_of(facts=(attrs.evolve(declared, key="officers_named"),))


# Referral to a bank


@pytest.mark.parametrize(
    ("as_of", "sales", "truth"),
    [
        (AS_OF, 4_799_999_999, Truth.YES),
        (AS_OF, 4_800_000_000, Truth.YES),
        (AS_OF, 4_800_000_001, Truth.NO),
        (AS_OF, Range(1, 4_800_000_001), Truth.UNKNOWN),
        (AS_OF, None, Truth.UNKNOWN),
        (date(2026, 2, 1), 1, None),
        (date(2026, 2, 2), 1, Truth.YES),
        (date(2020, 12, 1), 1, None),
    ],
)
def test_the_precheck_of_a_referral_is_the_ceiling_of_kur_and_decides_nothing(
    as_of: date, sales: Any, truth: Truth | None
) -> None:
    seeker = firm(business_region="12.71", annual_sales=sales)
    option = only(find_support(seeker, [REFERRAL], as_of=as_of))
    assert (option.precheck and option.precheck.truth) == truth
    assert option.decision is not None
    assert option.decision.truth is Truth.YES
    if truth is not None:
        assert "The bank decides." in " ".join(text.en for text in option.because())
    assert ("annual_sales" in [f.name for f in option.missing()]) is (truth is Truth.UNKNOWN)


def test_only_a_referral_has_a_precheck() -> None:
    assert only(find_support(firm(annual_sales=1), [offer_of()], as_of=AS_OF)).precheck is None


# Offers


def test_the_state_of_an_offer_is_that_of_the_day() -> None:
    offer = Offer("U-1", "ours").to("offered", on=date(2026, 11, 1))
    declined = offer.to("declined", on=date(2026, 11, 20), reason="sedang sepi pesanan")
    again = Offer("U-1", "ours").to("offered", on=date(2026, 12, 1))
    plan = find_support(firm(has_nib=True), [offer_of()], as_of=AS_OF, offers=[again, declined])
    assert only(plan).state is OfferState.DECLINED
    assert only(plan).standing is SupportStanding.NOW
    assert "Status tawaran: usaha tidak bersedia." in plan.describe("id")
    assert "sepi" not in plan.describe("id")
    earlier = find_support(
        firm(has_nib=True), [offer_of()], as_of=date(2026, 11, 19), offers=[declined]
    )
    assert only(earlier).state is OfferState.OFFERED
    later = find_support(
        firm(has_nib=True), [offer_of()], as_of=date(2026, 12, 1), offers=[declined, again]
    )
    assert only(later).state is OfferState.OFFERED


def test_offers_to_others_and_of_other_calls_do_not_count() -> None:
    others = [
        Offer("U-2", "ours").to("offered", on=AS_OF),
        Offer("U-1", "theirs").to("offered", on=AS_OF),
        Offer("U-1", "ours"),
    ]
    plan = find_support(firm(has_nib=True), [offer_of()], as_of=AS_OF, offers=others)
    assert only(plan).state is OfferState.NOT_ASKED


def test_an_offer_to_a_group_shows_with_its_group() -> None:
    call = attrs.evolve(EQUIPMENT, window=OPEN)
    offer = Offer("K-1", call.id).to("in_process", on=AS_OF)
    plan = find_support(firm(), [call], as_of=AS_OF, groups=[GROUP], offers=[offer])
    assert only(plan).state is OfferState.IN_PROCESS
    named = find_support(firm(group_id="K-1"), [call], as_of=AS_OF, offers=[offer])
    assert only(named).state is OfferState.IN_PROCESS


# The plan


PROMISED = DeclaredFact("promised_to_attend", FactType.BOOL, WORD)


def test_answers_to_one_call_say_nothing_to_another() -> None:
    rule = {"promise": c.Is("promised_to_attend", value=True)}
    calls = [offer_of(name, criteria=rule, facts=(PROMISED,)) for name in ("one", "two")]
    answers = {"one": {"promised_to_attend": True}, "two": {"promised_to_attend": False}}
    plan = find_support(firm(), calls, as_of=AS_OF, answers=answers)
    assert [option.standing for option in plan.options] == [
        SupportStanding.NOW,
        SupportStanding.LACKING,
    ]


@pytest.mark.parametrize(
    ("calls", "more", "error", "reason"),
    [
        ([offer_of(), offer_of()], {}, PolicyError, "call ours stands twice"),
        ([offer_of()], {"answers": {"our": {}}}, FactError, "did you mean ours"),
        ([offer_of()], {"answers": {"ours": {"x": 1}}}, FactError, "answer 'x'"),
        ([EQUIPMENT], {"groups": [GROUP, GROUP]}, FactError, "group 'K-1' stands twice"),
        (
            [EQUIPMENT],
            {
                "groups": [GROUP, attrs.evolve(GROUP, id="K-2")],
                "answers": {EQUIPMENT.id: {"submitted_documents": ("ktp",)}},
            },
            FactError,
            "belongs to 2 groups",
        ),
    ],
)
def test_bad_input_is_told(
    calls: list[Call], more: dict[str, Any], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        find_support(firm(), calls, as_of=AS_OF, **more)


def test_the_words_the_kinds_the_dictionary_and_the_copy() -> None:
    calls = [
        offer_of("a", criteria={"own": c.Is("own_production", value=True)}),
        offer_of("b", help=(Help.CERTIFICATION, Help.MENTORING)),
        attrs.evolve(EQUIPMENT, window=OPEN),
    ]
    plan = find_support(
        firm(has_nib=True, own_production=False), calls, as_of=AS_OF, groups=[GROUP]
    )
    assert plan.describe("id") == (
        "Fasilitasi yang diperiksa: 2 dapat dimanfaatkan sekarang, 1 belum memenuhi syarat. "
        "b (biaya sertifikasi, pendampingan): dapat dimanfaatkan sekarang. "
        "Pendaftaran ditutup pada 31 Desember 2026. "
        "Bantuan peralatan untuk kelompok usaha Kota Medan tahun 2023 (bantuan peralatan): "
        "dapat dimanfaatkan sekarang. Pendaftaran ditutup pada 31 Desember 2026. "
        "Hanya untuk kelompok; diperiksa untuk kelompok K-1. "
        "a (pelatihan): belum memenuhi syarat. Belum terpenuhi: syarat."
    )
    assert [option.call for option in plan.of_kind("mentoring")] == ["b"]
    assert [option.call for option in plan.lacking()] == ["a"]
    assert json.loads(json.dumps(plan.to_dict()))["options"][0]["standing"] == "lacking"
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert find_support(firm(), [], as_of=AS_OF).describe("en") == "No support to look at."


def test_an_offer_without_a_kind_of_help_is_said_without_one() -> None:
    plan = find_support(firm(has_nib=True), [offer_of(help=())], as_of=AS_OF)
    assert "ours: usable now." in plan.describe("en")


def test_every_shipped_call_has_a_place_in_a_plan() -> None:
    plan = find_support(firm(), CALLS.values(), as_of=AS_OF, groups=[GROUP])
    assert [option.call for option in plan.options] == list(CALLS)
    for language in LANGUAGES:
        assert plan.describe(language)
    parts = (plan.now(), plan.later(), plan.unknown(), plan.lacking(), plan.closed())
    assert sum(map(len, (*parts, plan.for_groups()))) == len(plan.options)


FACTS = (
    "owner_region",
    "business_region",
    "has_nib",
    "annual_sales",
    "own_production",
    "started_on",
    "fostered_by",
    "group_id",
)
MAY_BECOME = {
    SupportStanding.NOW: {SupportStanding.NOW},
    SupportStanding.LATER: {SupportStanding.LATER, SupportStanding.NOW},
    SupportStanding.UNKNOWN: {
        SupportStanding.UNKNOWN,
        SupportStanding.NOW,
        SupportStanding.LATER,
        SupportStanding.LACKING,
    },
    SupportStanding.LACKING: {SupportStanding.LACKING},
    SupportStanding.CLOSED: {SupportStanding.CLOSED},
}
CHOSEN = [
    offer_of("nib"),
    offer_of("age", criteria={"age": c.ForMonths("started_on", 24)}),
    offer_of("soon", window=Window(AS_OF + DAY, None)),
    offer_of(
        "lowered",
        criteria={"age": c.ForMonths("started_on", 24)},
        versions=(version(date(2026, 12, 10), months=6),),
    ),
    CALLS["pekalongan-export-training-2021"],
    REFERRAL,
]


@given(st.data(), st.dates(date(2021, 2, 2), date(2027, 6, 30)))
def test_learning_more_takes_no_support_away(data: st.DataObject, as_of: date) -> None:
    known = data.draw(enterprises(facts=FACTS, records=False, noted=False))
    vague = data.draw(vaguer(known))
    before, after = (find_support(each, CHOSEN, as_of=as_of) for each in (vague, known))
    for less, more in zip(before.options, after.options, strict=True):
        assert more.standing in MAY_BECOME[less.standing]
        assert less.precheck is None or more.precheck is not None


BLANKS: dict[str, Any] = {
    "kind": None,
    "region": None,
    "formed_on": None,
    "legal_basis": None,
    "member_ids": (),
    "member_count": None,
    "officers_named": None,
    "has_bank_account": None,
    "endorsed": None,
}
FOR_GROUPS = [call for call in CALLS.values() if call.recipient is Recipient.GROUP]


@given(groups(), st.sets(st.sampled_from(sorted(BLANKS))), st.sampled_from(FOR_GROUPS))
def test_learning_more_of_a_group_overturns_nothing(
    known: Group, hidden: set[str], call: Call
) -> None:
    vague = attrs.evolve(known, **{name: BLANKS[name] for name in hidden})
    before, after = (check_group(each, call, as_of=AS_OF) for each in (vague, known))
    assert before.truth in {Truth.UNKNOWN, after.truth}
    for less, more in zip(before.findings, after.findings, strict=True):
        assert less.truth in {Truth.UNKNOWN, more.truth}


@given(st.lists(offers(), max_size=4), st.dates(date(2020, 1, 1), date(2028, 12, 31)))
def test_an_offer_changes_no_standing(made: list[Offer], as_of: date) -> None:
    seeker = firm(business_region="12.71")
    with_offers = find_support(seeker, [REFERRAL], as_of=as_of, offers=made)
    without = find_support(seeker, [REFERRAL], as_of=as_of)
    assert attrs.evolve(only(with_offers), state=OfferState.NOT_ASKED) == only(without)


@given(st.permutations(CHOSEN))
def test_the_order_of_calls_changes_no_option(calls: list[Call]) -> None:
    seeker = firm(has_nib=True, started_on=date(2025, 6, 1))
    options = find_support(seeker, calls, as_of=AS_OF).options
    by_call = {option.call: option for option in find_support(seeker, CHOSEN, as_of=AS_OF).options}
    assert list(options) == [by_call[call.id] for call in calls]
