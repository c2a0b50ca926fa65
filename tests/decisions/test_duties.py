from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.families import ProductFamily
from umkmexport.decisions.duties import DutyDecision, check_duty
from umkmexport.errors import FactError, NotInForceError
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.duties import DUTIES, Duty, Phase
from umkmexport.rules import criteria as c
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import LANGUAGES, Text
from umkmexport.terms.truth import Truth
from umkmexport.testing import enterprises, vaguer

HALAL = DUTIES["halal"]
FIRST, SECOND = date(2024, 10, 18), date(2026, 10, 18)
DAY = timedelta(days=1)
NOW = date(2026, 11, 21)
WORD = Text(id="kata", en="word")
YES, UNKNOWN, NO = Truth.YES, Truth.UNKNOWN, Truth.NO

MICRO, SMALL = 2_000_000_000, 15_000_000_000
MEDIUM, LARGE = 15_000_000_001, 50_000_000_001


def halal(as_of: date, answers: dict[str, Any] | None = None, **facts: Any) -> DutyDecision:
    return check_duty(Enterprise(id="U-1", **facts), HALAL, as_of=as_of, answers=answers)


def summary(decision: DutyDecision) -> tuple[Truth, date | None, date | None]:
    upcoming = decision.upcoming
    return decision.truth, decision.since, upcoming and upcoming.since


@pytest.mark.parametrize(
    ("sales", "as_of", "expected"),
    [
        (MEDIUM, FIRST - DAY, (NO, None, FIRST)),
        (MEDIUM, FIRST, (YES, FIRST, None)),
        (MEDIUM, FIRST + DAY, (YES, FIRST, None)),
        (LARGE, FIRST - DAY, (NO, None, FIRST)),
        (LARGE, FIRST, (YES, FIRST, None)),
        (LARGE, SECOND, (YES, FIRST, None)),
        (SMALL, FIRST - DAY, (NO, None, SECOND)),
        (SMALL, FIRST, (NO, None, SECOND)),
        (SMALL, SECOND - DAY, (NO, None, SECOND)),
        (SMALL, SECOND, (YES, SECOND, None)),
        (SMALL, SECOND + DAY, (YES, SECOND, None)),
        (MICRO, SECOND - DAY, (NO, None, SECOND)),
        (MICRO, SECOND, (YES, SECOND, None)),
        (None, FIRST - DAY, (NO, None, SECOND)),
        (None, FIRST, (UNKNOWN, None, SECOND)),
        (None, SECOND - DAY, (UNKNOWN, None, SECOND)),
        (None, SECOND, (YES, None, None)),
        (None, NOW, (YES, None, None)),
        (Range(MICRO, SMALL), FIRST, (NO, None, SECOND)),
        (Range(SMALL, MEDIUM), FIRST, (UNKNOWN, None, SECOND)),
        (Range(MEDIUM, None), FIRST, (YES, FIRST, None)),
    ],
)
def test_makers_of_food_by_size_and_day(
    sales: int | Range[int] | None, as_of: date, expected: tuple[Truth, date | None, date | None]
) -> None:
    assert summary(halal(as_of, product_family="food", annual_sales=sales)) == expected


@pytest.mark.parametrize("as_of", [date(1990, 1, 1), date(2020, 12, 1), date(2021, 2, 1)])
def test_a_day_without_a_law_of_size_before_the_duty_is_no_error(as_of: date) -> None:
    decision = halal(as_of, product_family="food", annual_sales=MEDIUM)
    assert summary(decision) == (NO, None, FIRST)


@pytest.mark.parametrize("family", ["batik", "rubber", "furniture", "cosmetics", "services"])
@pytest.mark.parametrize("as_of", [FIRST, SECOND, NOW])
def test_what_is_no_food_is_not_bound_whatever_the_size(family: str, as_of: date) -> None:
    decision = halal(as_of, product_family=family)
    assert summary(decision) == (NO, None, None)
    assert decision.missing() == ()


def test_an_unknown_product_leaves_the_answer_open_and_names_what_to_ask() -> None:
    decision = halal(NOW, annual_sales=MEDIUM)
    assert summary(decision) == (UNKNOWN, None, None)
    assert [fact.name for fact in decision.missing()] == [
        "product_family",
        "product_form",
        "halal_exempt",
    ]


@pytest.mark.parametrize(
    ("answers", "facts", "truth"),
    [
        (None, {}, UNKNOWN),
        (None, {"product_form": "dry_ambient"}, UNKNOWN),
        (None, {"product_form": "not_food"}, NO),
        ({"halal_exempt": True}, {}, NO),
        ({"halal_exempt": False}, {}, UNKNOWN),
        ({"halal_exempt": False}, {"product_form": "dry_ambient"}, YES),
        ({"halal_exempt": False}, {"product_form": "not_food"}, NO),
    ],
)
@pytest.mark.parametrize("family", ["coffee", "tea", "fish", "fruitveg", "coconut"])
def test_families_with_exempt_goods_need_to_say_whether_theirs_is(
    answers: dict[str, Any] | None, facts: dict[str, Any], truth: Truth, family: str
) -> None:
    assert halal(NOW, answers, product_family=family, **facts).truth is truth


def test_size_is_asked_only_where_it_can_matter() -> None:
    between = halal(FIRST, product_family="food")
    assert [fact.name for fact in between.missing()] == ["annual_sales"]
    assert halal(FIRST, product_family="food", annual_sales=SMALL).missing() == ()
    assert halal(FIRST, product_family="food", annual_sales=MEDIUM).missing() == ()


def test_capital_does_not_stand_in_for_sales() -> None:
    assert halal(FIRST, product_family="food", capital=20_000_000_000).truth is UNKNOWN


def test_the_findings_say_each_phase_with_its_values() -> None:
    decision = halal(SECOND - DAY, product_family="food", annual_sales=SMALL)
    assert [(f.key, f.truth, f.since) for f in decision.findings] == [
        ("medium-and-large", NO, FIRST),
        ("all", YES, SECOND),
    ]
    assert decision.in_force == decision.findings[:1]
    assert decision.findings[0].values == (
        ("size_class_by_sales", "small"),
        ("product_family", ProductFamily.FOOD),
    )


def test_the_words_say_the_day_the_article_and_the_doubt() -> None:
    micro = halal(SECOND, product_family="food", annual_sales=MICRO)
    said = micro.describe("id")
    assert "berlaku bagi usaha ini pada 18 Oktober 2026." in said
    assert "Berlaku sejak 18 Oktober 2026 untuk usaha dengan ukuran apa pun" in said
    assert "Pasal 160 PP 42/2024" in said
    assert "usaha mikro; Kelompok produk utama: makanan dan minuman olahan." in said
    assert "diundurkan lagi belum dapat diperiksa" in said
    assert "mohon dicek kembali" in said
    assert "could not be checked" in micro.describe("en")
    large = halal(SECOND, product_family="food", annual_sales=LARGE)
    assert "could not be checked" not in large.describe("en")
    unsized = halal(SECOND, product_family="food")
    assert "Mungkin berlaku sejak 18 Oktober 2024 untuk usaha menengah" in unsized.describe("id")
    assert "Berlaku selambat-lambatnya sejak 18 Oktober 2026" in unsized.describe("id")
    soon = halal(FIRST, product_family="food", annual_sales=Range(SMALL, MEDIUM))
    assert "usaha kecil / usaha menengah" in soon.describe("id")
    assert "It will bind from 18 October 2026 at the latest" in soon.describe("en")


def test_a_decision_carries_its_sources_and_is_plain_data() -> None:
    decision = halal(NOW, product_family="food", annual_sales=MICRO)
    assert decision.provenance == HALAL.provenance
    assert decision.provenance.volatile
    plain = json.loads(json.dumps(decision.to_dict()))
    assert plain["truth"] == "yes"
    assert plain["since"] == "2026-10-18"
    assert plain["findings"][1]["since"] == "2026-10-18"
    assert pickle.loads(pickle.dumps(decision)) == decision
    assert hash(decision) == hash(halal(NOW, product_family="food", annual_sales=MICRO))


def test_an_answer_that_the_duty_does_not_ask_is_refused() -> None:
    with pytest.raises(FactError, match="neither this duty nor an application asks") as caught:
        halal(NOW, {"halal_exempted": True})
    assert "halal_exempt?" in str(caught.value)
    assert "tidak ditanyakan oleh kewajiban ini maupun dalam permohonan" in caught.value.to("id")


# Any duty


def drawn_duty(*phases: tuple[date, c.Criterion]) -> Duty:
    return Duty(
        id="drawn",
        kind=PolicyKind.REGULATION,
        title=WORD,
        sources=(Source("a test", NOW, Confidence.HIGH),),
        phases=tuple(
            Phase(f"p{index}", since, WORD, WORD, when)
            for index, (since, when) in enumerate(phases)
        ),
    )


def test_a_duty_on_size_has_no_answer_on_a_day_without_a_law_of_size() -> None:
    duty = drawn_duty((date(2020, 1, 1), c.OneOf("size_class_by_sales", ("medium",))))
    with pytest.raises(NotInForceError, match="neighbours"):
        check_duty(Enterprise(id="U-1", annual_sales=1), duty, as_of=date(2020, 12, 1))


CRITERIA = st.sampled_from(
    (
        c.OneOf("size_class_by_sales", ("medium", "large")),
        c.OneOf("size_class_by_capital", ("micro",)),
        c.OneOf("product_family", ("food", "coffee")),
        c.Is("has_nib", value=True),
        c.NoneOf((c.OneOf("size_class_by_sales", ("micro",)),)),
        c.AllOf((c.Is("has_halal", value=False), c.OneOf("product_family", ("food",)))),
        c.Known("annual_sales"),
    )
)
DAYS = st.dates(date(2021, 2, 2), date(2030, 1, 1))
FACTS = ("annual_sales", "capital", "product_family", "product_form", "has_nib", "has_halal")


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    days = sorted(draw(st.sets(DAYS, min_size=1, max_size=4)))
    return drawn_duty(*((day, draw(CRITERIA)) for day in days))


@given(st.data(), st.just(HALAL) | duties(), st.dates(date(2021, 2, 2), date(2031, 1, 1)))
def test_who_learns_more_never_takes_back_an_answer(
    data: st.DataObject, duty: Duty, as_of: date
) -> None:
    firm = data.draw(enterprises(facts=FACTS, records=False))
    less, more = (check_duty(seen, duty, as_of=as_of) for seen in (data.draw(vaguer(firm)), firm))
    assert less.truth in {UNKNOWN, more.truth}
    assert less.since in {None, more.since}
    if less.upcoming is not None and more.truth is not YES:
        assert more.upcoming is not None
        assert more.upcoming.since <= less.upcoming.since
    assert {f.name for f in more.missing()} <= {f.name for f in less.missing()}
    for vague, sharp in zip(less.findings, more.findings, strict=True):
        assert vague.truth in {UNKNOWN, sharp.truth}


@given(enterprises(facts=FACTS, records=False), st.just(HALAL) | duties(), st.data())
def test_what_is_told_fits_together(firm: Enterprise, duty: Duty, data: st.DataObject) -> None:
    edges = [phase.since + timedelta(step) for phase in duty.phases for step in (-1, 0, 1)]
    as_of = data.draw(st.sampled_from(edges) | DAYS)
    decision = check_duty(firm, duty, as_of=as_of)
    if as_of < duty.phases[0].since:
        assert decision.truth is NO
        assert decision.in_force == ()
    if decision.since is not None:
        assert decision.truth is YES
        assert decision.since <= as_of
    if decision.upcoming is not None:
        assert decision.truth is not YES
        assert decision.upcoming.since > as_of
        assert decision.upcoming.truth is YES
        then = check_duty(firm, duty, as_of=decision.upcoming.since)
        assert then.truth is YES
    if decision.truth is UNKNOWN:
        assert decision.missing()
    for language in LANGUAGES:
        assert "{" not in decision.describe(language)


@given(enterprises(facts=FACTS, records=False), duties(), DAYS, DAYS)
def test_a_duty_that_binds_goes_on_binding(
    firm: Enterprise, duty: Duty, one: date, other: date
) -> None:
    earlier, later = (check_duty(firm, duty, as_of=day) for day in sorted((one, other)))
    if earlier.truth is YES:
        assert later.truth is YES
    if later.truth is NO:
        assert earlier.truth is NO
