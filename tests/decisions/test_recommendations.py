"""Lists of recommendations: what they say, what they leave open, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import chain, combinations, pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.decisions.priority.recommendations import AgencyAnswer, Recommendations, Standing
from umkmexport.decisions.view import view_of
from umkmexport.model.recommendations import AgencyKind
from umkmexport.rules.scorecard import Steps
from umkmexport.rules.value import MILLION, Recommended, Span

AS_OF = date(2026, 11, 21)
CAME = date(2026, 11, 1)
BOTH = Recommended(own_regency=2, others=1)
OWN = Recommended(own_regency=1, others=0)


def named(*firms: str, **ranks: int) -> tuple[ux.RecommendedFirm, ...]:
    return (
        *(ux.RecommendedFirm(firm) for firm in firms),
        *(ux.RecommendedFirm(firm.replace("_", "-"), rank=rank) for firm, rank in ranks.items()),
    )


def letter(
    *firms: ux.RecommendedFirm, agency: str = "Dinas Medan", **said: Any
) -> ux.RecommendationList:
    given_: dict[str, Any] = {"kind": "regency", "regions": ("12.71",), "received_on": CAME}
    return ux.RecommendationList(agency=agency, firms=firms, **given_ | said)


def bank(*firms: ux.RecommendedFirm, **said: Any) -> ux.RecommendationList:
    given_ = {"kind": "bank_indonesia", "regions": ("12",), "agency": "Bank Indonesia"}
    return letter(*firms, **given_ | said)


def firm(id_: str, region: str | None = "12.71", **facts: Any) -> ux.Enterprise:
    return ux.Enterprise(id=id_, business_region=region, **facts)


def span(
    one: ux.Enterprise,
    *lists: ux.RecommendationList,
    weights: Recommended = BOTH,
    others: tuple[ux.Enterprise, ...] = (),
) -> Span:
    letters = Recommendations(lists, (one, *others), AS_OF)
    return letters.of(view_of(one, as_of=AS_OF)).span(weights)


# What a name on a list is worth


def test_ten_ranks_go_from_all_to_just_above_half() -> None:
    ten = letter(*named(**{f"U_{rank}": rank for rank in range(1, 11)}))
    assert [100 * share for share in ten.shares] == [100 - 5 * n for n in range(10)]


@pytest.mark.parametrize("ranks", [(1, 2, 2, 4), (1, 2, 2, 3)])
def test_tied_firms_share_the_middle_of_their_ranks(ranks: tuple[int, ...]) -> None:
    firms = [
        ux.RecommendedFirm(f"U-{n}", rank=rank, tied=rank == 2) for n, rank in enumerate(ranks)
    ]
    tied = Fraction(7 + 6, 2 * 8)
    assert letter(*firms).shares == (Fraction(8, 8), tied, tied, Fraction(5, 8))


def test_a_list_without_ranks_is_worth_three_quarters() -> None:
    assert letter(*named("U-1", "U-2")).shares == (Fraction(3, 4), Fraction(3, 4))


@given(st.integers(1, 60))
def test_ranks_are_worth_more_than_half_and_fall_evenly(names: int) -> None:
    shares = letter(*named(**{f"U_{rank}": rank for rank in range(1, names + 1)})).shares
    assert shares[0] == 1
    assert shares[-1] > Fraction(1, 2)
    assert {one - other for one, other in pairwise(shares)} <= {Fraction(1, 2 * names)}


# States


def test_a_list_goes_through_its_states_day_by_day() -> None:
    one = letter(
        asked_on=date(2026, 9, 1),
        reminded_on=(date(2026, 9, 20), date(2026, 10, 1)),
        due_on=date(2026, 10, 10),
        received_on=date(2026, 10, 15),
        closed_on=date(2026, 10, 31),
    )
    days = {
        date(2026, 8, 31): "not_asked",
        date(2026, 9, 1): "asked",
        date(2026, 9, 20): "reminded",
        date(2026, 10, 10): "reminded",
        date(2026, 10, 11): "overdue",
        date(2026, 10, 15): "received",
        date(2026, 10, 31): "closed",
    }
    assert {day: one.state(day).value for day in days} == days
    assert [one.is_answered(day) for day in days] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ({"received_on": CAME}, 0, 0),
        ({"received_on": None, "closed_on": CAME}, 0, 0),
        ({"received_on": None, "asked_on": CAME}, 0, MILLION),
        ({"received_on": None}, 0, MILLION),
        ({"received_on": date(2026, 11, 22)}, 0, MILLION),
    ],
)
def test_a_list_that_came_says_no_and_one_that_did_not_says_nothing(
    said: dict[str, Any], low: int, high: int
) -> None:
    assert span(firm("U-1"), letter(**said), weights=OWN) == Span(low, high)


def test_a_regency_that_was_never_asked_is_waited_for_too() -> None:
    one = firm("U-1", "12.74")
    standing = Recommendations((letter(),), (one,), AS_OF).of(view_of(one, as_of=AS_OF))
    assert standing.span(OWN) == Span(0, MILLION)
    assert standing.waiting_for == ("Kota Tanjungbalai",)
    assert standing.missing == ()


# Jurisdiction


def test_an_agency_counts_where_it_speaks_for_region_and_product() -> None:
    fish = bank(agency="Karantina", kind="quarantine", families=("fish",), received_on=None)
    batik, tuna = (firm("U-1", product_family=family) for family in ("batik", "fish"))
    on_list = letter(*named("U-1"))
    assert span(batik, on_list, fish) == Span(750_000, 750_000)
    assert span(tuna, on_list, fish) == Span(500_000, 833_334)
    elsewhere = attrs.evolve(fish, regions=("13",))
    assert span(tuna, on_list, elsewhere) == Span(750_000, 750_000)


def test_an_unknown_product_or_region_leaves_jurisdiction_open_and_is_asked_for() -> None:
    fish = bank(agency="Karantina", kind="quarantine", families=("fish",))
    unsure = firm("U-1")
    letters = Recommendations((letter(*named("U-1")), fish), (unsure,), AS_OF)
    standing = letters.of(view_of(unsure, as_of=AS_OF))
    assert standing.span(BOTH) == Span(500_000, 750_000)
    assert standing.missing == ("product_family",)
    nowhere = letters.of(view_of(firm("U-1", None), as_of=AS_OF))
    assert nowhere.span(BOTH) == Span(0, MILLION)
    assert nowhere.missing == ("business_region", "product_family")


def test_a_district_lies_in_its_regency_and_a_province_may_be_any() -> None:
    listed = letter(*named("U-1"))
    assert span(firm("U-1", "12.71.05"), listed, weights=OWN) == Span(750_000, 750_000)
    assert span(firm("U-1", "12"), listed, weights=OWN) == Span(0, MILLION)


def test_hs_codes_too_say_for_which_goods_an_agency_speaks() -> None:
    fish = bank(agency="Karantina", kind="quarantine", hs_codes=("03", "16"))
    canned = firm("U-1", hs_code="2022:1604.20")
    letters = Recommendations((fish,), (canned,), AS_OF)
    answers = letters.of(view_of(canned, as_of=AS_OF)).answers
    assert [one.kind for one in answers] == [AgencyKind.REGENCY, AgencyKind.QUARANTINE]
    other = letters.of(view_of(firm("U-2", hs_code="2022:6214.90"), as_of=AS_OF))
    assert [one.kind for one in other.answers] == [AgencyKind.REGENCY]


SHARES = st.fractions(0, 1, max_denominator=12)
ANSWER = st.builds(
    lambda kind, ends, sign: AgencyAnswer("x", kind, min(ends), max(ends), sign),
    st.sampled_from(list(AgencyKind)),
    st.tuples(SHARES, SHARES),
    st.sampled_from([0, 1]),
)


@given(st.lists(ANSWER, max_size=5))
def test_the_bounds_are_the_least_and_greatest_mean_over_all_jurisdictions(
    answers: list[AgencyAnswer],
) -> None:
    sure = [one for one in answers if one.jurisdiction == 1]
    open_ = [one for one in answers if one.jurisdiction == 0]
    weight = {kind: 2 if kind is AgencyKind.REGENCY else 1 for kind in AgencyKind}
    means = []
    for some in chain.from_iterable(combinations(open_, n) for n in range(len(open_) + 1)):
        those = [*sure, *some]
        total = sum(weight[one.kind] for one in those)
        if total:
            means += [
                sum((weight[one.kind] * end(one) for one in those), Fraction()) / total
                for end in (lambda one: one.low, lambda one: one.high)
            ]
    found = Standing(tuple(answers)).span(BOTH)
    if not sure:
        assert found == Span(0, MILLION)
        return
    assert found.low == min(means) * MILLION // 1
    assert found.high == -(-max(means) * MILLION // 1)


# Names


FIRMS = (
    firm("U-1", name="Sambal Ibu Tini"),
    firm("U-2", name="CV Ulos Sianjur"),
    firm("U-3", "12.75", name="Ulos Sianjur"),
)


def report(*lists: ux.RecommendationList) -> Any:
    return Recommendations(lists, FIRMS, AS_OF).report


def test_a_name_without_an_id_is_shown_with_candidates_and_never_merged() -> None:
    said = letter(ux.RecommendedFirm(name="Oelos Sianjoer"), ux.RecommendedFirm("U-1"))
    (unclear,) = report(said).unclear
    assert (unclear.firm, unclear.candidates) == ("Oelos Sianjoer", ("U-2",))
    assert span(FIRMS[1], said, weights=OWN) == Span(0, 750_000), "it may be meant"
    assert span(FIRMS[0], said, weights=OWN) == Span(750_000, 750_000)
    settled = said.identify({"Oelos Sianjoer": "U-2"})
    assert not report(settled).unclear
    assert span(FIRMS[1], settled, weights=OWN) == Span(750_000, 750_000)
    with pytest.raises(ux.FactError, match="names no 'Ulos'"):
        said.identify({"Ulos": "U-2"})


def test_two_spellings_of_one_firm_are_both_shown() -> None:
    said = letter(
        ux.RecommendedFirm(name="Sambal Bu Tini", rank=1),
        ux.RecommendedFirm(name="SAMBAL IBU TINI (UD)", rank=2),
    )
    assert [one.candidates for one in report(said).unclear] == [("U-1",), ("U-1",)]
    assert span(FIRMS[0], said, weights=OWN) == Span(0, MILLION)


def test_a_firm_that_is_not_in_the_registry_is_reported_and_counts_among_the_names() -> None:
    said = letter(*named(U_99=1, U_1=2))
    told = report(said)
    assert [one.firm for one in told.unregistered] == ["U-99"]
    assert span(FIRMS[0], said, weights=OWN) == Span(750_000, 750_000)


def test_a_firm_of_elsewhere_is_reported_and_counts_nothing() -> None:
    said = letter(*named("U-3"))
    assert [one.firm for one in report(said).outside] == ["U-3"]
    assert span(FIRMS[2], said, weights=OWN) == Span(0, MILLION)


def test_the_names_of_a_list_that_has_not_come_are_not_looked_at() -> None:
    said = letter(*named("U-99", "U-1"), received_on=date(2026, 12, 1))
    assert report(said).unregistered == ()
    assert [one.state.value for one in report(said).awaited] == ["not_asked"]


# Bad input


@pytest.mark.parametrize(
    ("firms", "said", "match"),
    [
        (named(U_1=1, U_2=1), {}, "rank 1 is given twice, but 'U-2' is not said to be tied"),
        (named(U_1=1, U_2=3), {}, "ranks go from 1 without a gap, not 1, 3"),
        (named(U_1=0), {}, "ranks go from 1"),
        (named("U-1", U_2=1), {}, "rank all of them, or none"),
        (named("U-1", "U-1"), {}, "firm 'U-1' stands twice"),
        ((ux.RecommendedFirm("U-1", rank=1, tied=True),), {}, "no other firm has rank 1"),
        ((ux.RecommendedFirm("U-1", tied=True),), {}, "a tie needs a rank"),
        ((), {"regions": ("12.99",)}, "12.99"),
        ((), {"regions": ("12",)}, "12 is no regency or city"),
        ((), {"regions": ("12.71", "12.75")}, "speaks for one regency or city"),
        ((), {"hs_codes": ("fish",)}, "fish"),
        ((), {"families": ("ikan",)}, "ProductFamily must be one of"),
        ((), {"kind": "dinas"}, "must be one of regency"),
        ((), {"agency": " "}, "the agency needs a name"),
        (named("U-1"), {"received_on": None}, "it needs received_on"),
        ((), {"asked_on": date(2026, 11, 2)}, "received_on 2026-11-01 lies before asked_on"),
        ((), {"closed_on": date(2026, 10, 1)}, "closed_on 2026-10-01 lies before received_on"),
        ((), {"due_on": date(2026, 10, 1)}, "need asked_on"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(
    firms: tuple[ux.RecommendedFirm, ...], said: dict[str, Any], match: str
) -> None:
    with pytest.raises((ux.FactError, ux.CodeError, ux.UmkmExportErrorGroup), match=match) as info:
        letter(*firms, **said)
    assert isinstance(info.value, ux.UmkmExportError)
    assert "must be one of" in match or info.value.to("id") != info.value.to("en")


def test_a_recommended_firm_has_an_id_or_a_name() -> None:
    with pytest.raises(ux.FactError, match="needs the id of the registry, or a name"):
        ux.RecommendedFirm(rank=1)


@pytest.mark.parametrize(
    "other",
    [bank(agency="dinas medan "), letter(agency="Disperindag Kota Medan")],
    ids=["one name", "one city"],
)
def test_two_lists_of_one_agency_are_an_error(other: ux.RecommendationList) -> None:
    with pytest.raises(ux.SelectionError, match="two lists of recommendations") as info:
        Recommendations((letter(), other), FIRMS, AS_OF)
    assert "memberikan dua daftar rekomendasi" in info.value.to("id")


# On the list


def ranked(*lists: ux.RecommendationList, seats: int = 3) -> ux.PriorityList:
    firms = [
        attrs.evolve(one, has_nib=True, nib=f"100000000000{n}", annual_sales=1)
        for n, one in enumerate(FIRMS)
    ]
    return ux.rank(
        firms,
        policy=ux.priorities["most-ready-on-record"],
        seats=seats,
        as_of=AS_OF,
        seed="round-1",
        recommendations=lists,
    )


def test_who_is_selected_without_recommendation_is_marked() -> None:
    top = ranked(letter(*named("U-1")), bank())
    marks = {entry.id: entry.without_recommendation for entry in top.places}
    assert marks == {"U-1": False, "U-2": True, "U-3": True}
    told = {entry.id: " ".join(text.id for text in entry.because()) for entry in top.places}
    assert "Direkomendasikan oleh Dinas Medan." in told["U-1"]
    assert "Terpilih tanpa rekomendasi." in told["U-2"]
    assert "2 usaha terpilih tanpa rekomendasi." in top.describe("id")
    assert not any(entry.without_recommendation for entry in ranked().places)


def _answers(rubric: ux.Rubric, end: int) -> dict[str, Any]:
    """Answer every question on a scale of steps by its first or its last step."""
    scales = [item.scale for item in rubric.items if isinstance(item.scale, Steps)]
    stored = {field.name for field in attrs.fields(ux.Enterprise)}
    return {scale.fact: scale.points[end][0] for scale in scales if scale.fact in stored}


def test_who_is_selected_against_readiness_is_marked() -> None:
    """The regency puts the least ready first; of U-3 it is not known how ready it is."""
    rubric = ux.rubrics["umkmexport-default"]
    same = {"has_nib": True, "product_family": "handicraft"}
    least, most = (_answers(rubric, end) | same for end in (0, -1))
    firms = [
        firm("U-1", nib="1000000000001", **least),
        firm("U-2", nib="1000000000002", **most),
        firm("U-3", has_nib=True, nib="1000000000003"),
    ]
    made = ux.rank(
        firms,
        policy=ux.priorities["regency-list-first"],
        seats=1,
        as_of=AS_OF,
        seed="round-1",
        recommendations=(letter(*named(U_1=1, U_2=3, U_3=2)),),
    )
    (first,) = made.places
    assert first.id == "U-1"
    assert first.readier_waiting == 1
    assert [one.readier_waiting for one in made.waiting] == [0, 0]
    scores = [ux.score_readiness(one, rubric=rubric, as_of=AS_OF) for one in firms]
    ends = {one.id: one.readiness for one in (*made.places, *made.waiting)}
    assert ends == {one.id: (s.low, s.high) for one, s in zip(firms, scores, strict=True)}
    assert scores[0].high.share < scores[1].low.share
    assert scores[2].low.share < scores[0].high.share
    told = " ".join(text.id for text in first.because())
    assert "Terpilih meskipun 1 usaha dalam daftar cadangan pasti lebih siap ekspor." in told
    assert "1 usaha terpilih meskipun ada usaha dalam daftar cadangan" in made.describe("id")
    (published, *_) = ux.public_list(made).rows("en")
    low, high = scores[0].low.percent_down(), scores[0].high.percent_up()
    assert published["export readiness"] == f"{low} to {high}"
    assert published["readier on the waiting list"] == 1


def test_readiness_stands_beside_a_rank_only_where_lists_count_too() -> None:
    assert {one.readiness for one in ranked(letter(*named("U-1"))).places} == {None}


def test_the_list_says_which_letters_and_names_are_open() -> None:
    open_ = bank(received_on=None, asked_on=CAME, due_on=date(2026, 11, 15))
    top = ranked(letter(ux.RecommendedFirm(name="Oelos Sianjoer")), open_)
    told = top.describe("id")
    assert "belum diterima: Bank Indonesia (melewati batas waktu)." in told
    assert "perlu dicocokkan dengan data usaha: Oelos Sianjoer (daftar Dinas Medan)." in told
    assert top.recommendations is not None
    assert [one.agency for one in top.recommendations.awaited] == ["Bank Indonesia"]


def test_recommendations_alone_move_nobody_where_the_policy_does_not_look_at_them() -> None:
    order = [entry.id for entry in ranked(letter(*named("U-3"))).places]
    assert order == [entry.id for entry in ranked().places]
