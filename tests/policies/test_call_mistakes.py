"""A call that nobody could join, or that contradicts itself, is refused with file and reason."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.contradictions import contradictions, impossible
from umkmexport.rules import criteria as c
from umkmexport.terms.truth import YES

HEAD = """
id = "test-call"
kind = "announcement"
title = { id = "Panggilan uji", en = "Test call" }
organiser = { id = "Dinas", en = "Office" }
"""
SOURCE = """
[[sources]]
title = "A page"
read_on = 2026-11-21
confidence = "high"
"""
NIB = '{ fact = "has_nib", is = true }'


def criterion(key: str, require: str, rest: str = "") -> str:
    text = '{ id = "x", en = "x" }'
    return f'\n[[criteria]]\nkey = "{key}"\ntext = {text}\nrequire = {require}\n{rest}\n'


def refusal(folder: Path, *parts: str, head: str = "") -> str:
    """Give what the reader says of a call made of these parts."""
    path = folder / "draft.toml"
    path.write_text("".join((HEAD, head, SOURCE, *parts)), encoding="utf-8")
    with pytest.raises(ux.UmkmExportError) as caught:
        ux.load_call(path)
    assert isinstance(caught.value, ux.PolicyError | ux.UmkmExportErrorGroup)
    english, indonesian = str(caught.value), caught.value.to("id")
    assert not {*english.split("\n")} & {*indonesian.split("\n")}
    return english


def accepted(folder: Path, *parts: str, head: str = "") -> ux.Call:
    path = folder / "draft.toml"
    path.write_text("".join((HEAD, head, SOURCE, *parts)), encoding="utf-8")
    return ux.load_call(path)


PAIRS = [
    (
        '{ fact = "annual_sales", at_least = 5_000_000_000 }',
        '{ fact = "annual_sales", at_most = 1_000_000_000 }',
        "annual_sales can never be at least 5000000000 and at most 1000000000",
    ),
    (
        '{ fact = "annual_sales", less_than = 1_000_000_000 }',
        '{ fact = "annual_sales", at_least = 1_000_000_000 }',
        "annual_sales can never be less than 1000000000 and at least 1000000000",
    ),
    (
        '{ fact = "capital", between = [1, 5] }',
        '{ none_of = [{ fact = "capital", at_most = 5 }] }',
        "capital can never be between 1 and 5 and not at most 5",
    ),
    (
        '{ fact = "applied_on", at_least = 2026-02-01 }',
        '{ fact = "applied_on", at_most = 2026-01-31 }',
        "applied_on can never be at least 2026-02-01 and at most 2026-01-31",
    ),
    (
        '{ fact = "owner_region", within = "33.75" }',
        '{ fact = "owner_region", within = "12" }',
        "owner_region can never be within 33.75 and within 12",
    ),
    (
        (
            '{ any_of = [{ fact = "owner_region", within = "12" },'
            ' { fact = "owner_region", within = "13" }] }'
        ),
        '{ fact = "owner_region", within = "33.75" }',
        "owner_region can never be within 12 and within 33.75",
    ),
    (
        '{ fact = "owner_region", within = "33.75" }',
        '{ none_of = [{ fact = "owner_region", within = "33" }] }',
        "owner_region can never be within 33.75 and not within 33",
    ),
    (
        '{ fact = "kbli", within = "2020:1079" }',
        '{ fact = "kbli", within = "2025:1079" }',
        "kbli can never be within 2020:1079 and within 2025:1079",
    ),
    (
        NIB,
        '{ fact = "has_nib", is = false }',
        "has_nib can never be true and false",
    ),
    (
        NIB,
        '{ none_of = [{ fact = "has_nib", is = true }, { fact = "has_halal", is = true }] }',
        "has_nib can never be true and not true",
    ),
    (
        '{ fact = "legal_form", one_of = ["cv", "pt"] }',
        '{ fact = "legal_form", one_of = ["individual"] }',
        "legal_form can never be one of cv or pt and one of individual",
    ),
    (
        '{ fact = "credit_status", one_of = ["in_claim"] }',
        '{ none_of = [{ fact = "credit_status", one_of = ["in_claim", "loss"] }] }',
        "credit_status can never be one of in_claim and not one of in_claim or loss",
    ),
    (
        '{ fact = "fostered_by", one_of = ["pertamina"] }',
        '{ none_of = [{ fact = "fostered_by", one_of = ["pertamina", "bi-sumut"] }] }',
        "fostered_by can never be",
    ),
    (
        '{ fact = "started_on", for_months = 24 }',
        '{ none_of = [{ fact = "started_on", for_months = 12 }] }',
        "started_on can never be",
    ),
    (
        (
            '{ k_of = { k = 2, of = [{ fact = "has_nib", is = true },'
            ' { fact = "workers", at_least = 9 }] } }'
        ),
        '{ fact = "workers", at_most = 8 }',
        "workers can never be at least 9 and at most 8",
    ),
]


@pytest.mark.parametrize(("one", "other", "reason"), PAIRS, ids=[reason for *_, reason in PAIRS])
def test_two_conditions_that_no_firm_meets_are_both_named(
    one: str, other: str, reason: str, tmp_path: Path
) -> None:
    between = criterion("also", '{ fact = "has_npwp", is = true }')
    said = refusal(tmp_path, criterion("first", one), between, criterion("second", other))
    assert "no firm can ever meet both criterion first and criterion second" in said
    assert said.startswith("draft.toml, (top): ")
    assert reason in said


FITTING = [
    (
        '{ fact = "annual_sales", at_least = 1_000_000_000 }',
        '{ fact = "annual_sales", at_most = 1_000_000_000 }',
    ),
    ('{ fact = "owner_region", within = "33.75" }', '{ fact = "owner_region", within = "33" }'),
    ('{ fact = "owner_region", within = "33.75" }', '{ fact = "business_region", within = "12" }'),
    (
        '{ fact = "fostered_by", one_of = ["pertamina"] }',
        '{ fact = "fostered_by", one_of = ["bi-sumut"] }',
    ),
    (
        '{ fact = "submitted_documents", one_of = ["ktp"] }',
        '{ fact = "submitted_documents", one_of = ["npwp"] }',
    ),
    ('{ fact = "kbli", within = "10" }', '{ fact = "kbli", within = "2020:1079" }'),
    (
        '{ fact = "started_on", for_months = 12 }',
        '{ none_of = [{ fact = "started_on", for_months = 24 }] }',
    ),
    (
        '{ any_of = [{ fact = "has_nib", is = true }, { fact = "has_halal", is = true }] }',
        '{ fact = "has_nib", is = false }',
    ),
    (
        '{ fact = "legal_form", one_of = ["cv", "pt"] }',
        '{ fact = "legal_form", one_of = ["pt", "cooperative"] }',
    ),
    ('{ fact = "target_country", known = true }', '{ fact = "target_country", one_of = ["JP"] }'),
]


@pytest.mark.parametrize(("one", "other"), FITTING)
def test_two_conditions_that_some_firm_meets_are_taken(
    one: str, other: str, tmp_path: Path
) -> None:
    call = accepted(tmp_path, criterion("first", one), criterion("second", other))
    assert len(call.criteria) == 2


def test_conditions_for_different_firms_do_not_contradict(tmp_path: Path) -> None:
    craft = 'applies = { fact = "subsector", one_of = ["craft"] }'
    film = 'applies = { fact = "subsector", one_of = ["film"] }'
    call = accepted(
        tmp_path,
        criterion("craft", '{ fact = "applicant_kind", one_of = ["individual"] }', craft),
        criterion("film", '{ fact = "applicant_kind", one_of = ["business_entity"] }', film),
    )
    assert len(call.criteria) == 2


ALONE = [
    (
        '{ all_of = [{ fact = "workers", at_least = 5 }, { fact = "workers", at_most = 4 }] }',
        "workers can never be at least 5 and at most 4",
    ),
    ('{ fact = "export_months_24", at_least = 25 }', "export_months_24 can never be at least 25"),
    ('{ fact = "workers", at_most = 0 }', "workers can never be at most 0"),
    ('{ fact = "annual_sales", less_than = 0 }', "annual_sales can never be less than 0"),
    (
        (
            '{ none_of = [{ any_of = [{ fact = "has_nib", is = true },'
            ' { fact = "has_nib", is = false }] }] }'
        ),
        "has_nib can never be not true and not false",
    ),
    (
        '{ none_of = [{ fact = "owner_citizenship", one_of = ["wni", "wna"] }] }',
        "owner_citizenship can never be not one of wni or wna",
    ),
]


@pytest.mark.parametrize(("require", "reason"), ALONE)
def test_a_condition_that_no_firm_meets_is_named(require: str, reason: str, tmp_path: Path) -> None:
    said = refusal(tmp_path, criterion("never", require))
    assert "never" in said
    assert reason in said


def test_a_condition_that_applies_to_nobody_is_named(tmp_path: Path) -> None:
    applies = 'applies = { fact = "export_months_24", more_than = 24 }'
    said = refusal(tmp_path, criterion("extra", NIB, applies))
    assert "those to whom criterion extra applies" in said


def test_a_version_is_checked_with_what_it_leaves_in_force(tmp_path: Path) -> None:
    version = """
[[versions]]
since = 2026-02-01
reason = { id = "x", en = "x" }

[[versions.criteria]]
key = "sales"
text = { id = "x", en = "x" }
require = { fact = "annual_sales", at_most = 1 }
"""
    said = refusal(
        tmp_path,
        criterion("sales", '{ fact = "annual_sales", at_most = 9 }'),
        criterion("floor", '{ fact = "annual_sales", at_least = 2 }'),
        version,
    )
    assert "no firm can ever meet both criterion sales and criterion floor" in said


NUMBER = '\n[[facts]]\nkey = "mark"\ntype = "int"\ntext = { id = "x", en = "x" }\n'
QUOTA = '\n[[quotas]]\nkey = "{key}"\ntext = {{ id = "x", en = "x" }}\nmode = "{mode}"\n{rest}\n'
VERSION = '\n[[versions]]\nsince = {since}\nreason = {{ id = "x", en = "x" }}\n{rest}\n'

MISTAKES = [
    # windows and versions
    (
        "[window]\nopens = 2026-02-02\ncloses = 2026-02-01\n",
        (criterion("nib", NIB),),
        "the window closes on 2026-02-01, before it opens on 2026-02-02",
    ),
    (
        "[held]\nfirst = 2026-02-02\nlast = 2026-02-01\n",
        (criterion("nib", NIB),),
        "held: it ends on 2026-02-01, before it begins on 2026-02-02",
    ),
    (
        "",
        (
            criterion("nib", NIB),
            VERSION.format(
                since="2026-02-01", rest="window = { opens = 2026-03-02, closes = 2026-03-01 }"
            ),
        ),
        "versions[0].window: the window closes on 2026-03-01",
    ),
    (
        "",
        (
            criterion("nib", NIB),
            VERSION.format(since="2026-02-01", rest="seats = 3"),
            VERSION.format(since="2026-02-01", rest="seats = 4"),
        ),
        "the versions of 2026-02-01 and 2026-02-01 overlap",
    ),
    (
        "",
        (
            criterion("nib", NIB),
            VERSION.format(
                since="2026-02-01",
                rest=criterion("nbi", NIB).replace("[[criteria]]", "[[versions.criteria]]"),
            ),
        ),
        "version of 2026-02-01: there is no criterion nbi; did you mean nib?",
    ),
    # places
    (
        "seats = 10\n",
        (
            criterion("nib", NIB),
            QUOTA.format(key="women", mode="minimum_guarantee", rest="seats = 8"),
            QUOTA.format(key="islands", mode="fixed", rest="seats = 3"),
        ),
        "the quotas keep 11 places, more than the 10 seats",
    ),
    (
        "seats = 10\n",
        (
            criterion("nib", NIB),
            QUOTA.format(key="women", mode="fixed", rest="seats = 8"),
            VERSION.format(since="2026-02-01", rest="seats = 7"),
        ),
        "the quotas keep 8 places, more than the 7 seats of 2026-02-01",
    ),
    (
        "",
        (criterion("nib", NIB), QUOTA.format(key="women", mode="minimum_guarantee", rest="")),
        "quota women: a minimum_guarantee quota needs its seats",
    ),
    (
        "",
        (criterion("nib", NIB), QUOTA.format(key="women", mode="fixed", rest="seats = 0")),
        "quota women: seats must be at least 1, not 0",
    ),
    (
        "",
        (
            criterion("nib", NIB),
            '\n[[stages]]\nkey = "a"\ntext = { id = "x", en = "x" }\nseats = 3\n',
            '\n[[stages]]\nkey = "b"\ntext = { id = "x", en = "x" }\nseats = 4\n',
        ),
        "stage b takes more than a lets through",
    ),
    ("criteria = []\n", (), "criteria need at least one entry, or stages"),
    # facts
    (
        "",
        (criterion("big", '{ fact = "monthly_capacity", at_least = 500 }'),),
        "a limit of 500 does not fit monthly_capacity, which is quantity",
    ),
    (
        "",
        (criterion("old", '{ fact = "owner_birth_date", at_least = 17 }'),),
        "a limit of 17 does not fit owner_birth_date, which is date",
    ),
    ("", (criterion("nib", '{ fact = "has_nbi", is = true }'),), "there is no fact 'has_nbi'"),
    ('asked = ["has_mdd"]\n', (criterion("nib", NIB),), "asked: there is no fact 'has_mdd'"),
    ("", (criterion("nib", NIB), NUMBER), "fact mark is declared, and nothing asks for it"),
    (
        "",
        (criterion("nib", NIB), NUMBER, NUMBER),
        "fact mark is declared twice",
    ),
    (
        "",
        (criterion("nib", NIB), NUMBER.replace("mark", "Mark of quality")),
        "fact Mark of quality needs a name of small letters",
    ),
    (
        "",
        (criterion("nib", NIB), NUMBER.replace('"int"', '"enum"')),
        "fact mark is an enum and needs two options or more",
    ),
    (
        "",
        (criterion("nib", NIB), NUMBER.replace('"int"', '"bool"\nleast = 1')),
        "fact mark is bool and has no bounds",
    ),
    (
        "",
        (criterion("nib", NIB), NUMBER.replace('"int"', '"int"\nleast = 5\ngreatest = 1')),
        "fact mark is bounded by 5 and 1, which no number meets",
    ),
    (
        "",
        (
            criterion("mark", '{ fact = "mark", at_least = 6 }'),
            NUMBER.replace('"int"', '"int"\nleast = 1\ngreatest = 5'),
        ),
        "mark can never be at least 6",
    ),
    (
        "",
        (
            criterion("nib", NIB),
            '\n[[stages]]\nkey = "a"\ntext = { id = "x", en = "x" }\nscores = ["packaging"]\n',
        ),
        "stage a: 'packaging' is no fact with a whole number",
    ),
    (
        "",
        (
            criterion("nib", NIB),
            '\n[[steps]]\nkey = "a"\ntext = { id = "x", en = "x" }\nfact = "has_nib"\n',
        ),
        "step a: 'has_nib' is no fact with a date",
    ),
    # statements
    (
        'statements = [{ ref = "1", at = "criteria.nbi" }]\n',
        (criterion("nib", NIB),),
        "statement 1: this file has no 'criteria.nbi'; did you mean criteria.nib",
    ),
    (
        'statements = [{ ref = "1", at = "criteria.nib" }, { ref = "1", at = "criteria" }]\n',
        (criterion("nib", NIB),),
        "statement 1 stands twice",
    ),
    (
        'statements = [{ ref = "1", at = "seats" }]\n',
        (criterion("nib", NIB),),
        "this file has no 'seats'",
    ),
    # keys and regions
    ("", (criterion("nib", NIB), criterion("nib", NIB)), "the key nib stands twice"),
    (
        "",
        (
            criterion("nib", NIB),
            QUOTA.format(key="a", mode="fixed", rest="seats = 1"),
            QUOTA.format(key="a", mode="fixed", rest="seats = 1"),
        ),
        "the key a stands twice",
    ),
    (
        'region = "33.99"\n',
        (criterion("nib", NIB),),
        "region: region code 33.99 is not in the table",
    ),
]


@pytest.mark.parametrize(("head", "parts", "reason"), MISTAKES, ids=[r for *_, r in MISTAKES])
def test_a_mistake_is_refused_with_its_reason(
    head: str, parts: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, *parts, head=head)
    assert reason in said
    assert "draft.toml, " in said


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    said = refusal(
        tmp_path,
        criterion("nib", '{ fact = "has_nbi", is = true }'),
        QUOTA.format(key="women", mode="fixed", rest="seats = 8"),
        head='seats = 5\nregion = "33.99"\nasked = ["x"]\n',
    )
    for reason in ("region: ", "asked: ", "the quotas keep 8", "has_nbi"):
        assert reason in said


# The search for contradictions against every combination of a few values

FACTS = {"has_nib": (True, False), "workers": (1, 2, 3, 4), "legal_form": ("cv", "pt", "ud")}


class Firm:
    """A firm of which three facts are known."""

    as_of = date(2026, 11, 21)

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def value(self, fact: str) -> object:
        return self.values[fact]

    def is_complete(self, _: str) -> bool:
        return True


FIRMS = [Firm(dict(zip(FACTS, values, strict=True))) for values in product(*FACTS.values())]
LEAVES: st.SearchStrategy[c.Criterion] = st.one_of(
    st.builds(c.Is, st.just("has_nib"), st.booleans()),
    *(
        st.builds(test, st.just("workers"), st.integers(1, 4))
        for test in (c.AtLeast, c.AtMost, c.MoreThan, c.LessThan)
    ),
    st.builds(
        c.OneOf,
        st.just("legal_form"),
        st.sets(st.sampled_from(FACTS["legal_form"]), min_size=1).map(lambda v: tuple(sorted(v))),
    ),
)


def joints(parts: st.SearchStrategy[c.Criterion]) -> st.SearchStrategy[c.Criterion]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(c.AllOf, several),
        st.builds(c.AnyOf, several),
        st.builds(c.NoneOf, several),
        several.flatmap(lambda ps: st.builds(c.KOf, st.integers(1, len(ps)), st.just(ps))),
    )


@given(st.recursive(LEAVES, joints, max_leaves=8))
def test_what_is_called_impossible_no_firm_meets(criterion: c.Criterion) -> None:
    if impossible(criterion, BY_NAME) is not None:
        assert not any(criterion.sign(firm) == YES for firm in FIRMS)  # type: ignore[arg-type]


@given(LEAVES, LEAVES)
def test_two_tests_that_no_firm_meets_are_found(one: c.Criterion, other: c.Criterion) -> None:
    """Within the values that are tried; ``workers`` may be any number above them."""
    both = c.AllOf((one, other))
    if impossible(both, BY_NAME) is None and not isinstance(one, c.AtLeast | c.MoreThan):
        beyond = isinstance(other, c.MoreThan) and other.limit == 4
        others = [Firm({"has_nib": n, "workers": 5, "legal_form": "other"}) for n in (True, False)]
        met = any(both.sign(firm) == YES for firm in (*FIRMS, *others))  # type: ignore[arg-type]
        assert met or beyond


def test_many_ways_of_meeting_a_condition_are_not_all_looked_at() -> None:
    half = c.AnyOf(tuple(c.Is("has_nib", value=value) for value in (True, False)))
    assert impossible(c.AllOf((half,) * 16), BY_NAME) is None


def test_pairs_without_a_common_fact_are_left_alone() -> None:
    named = [("one", c.Is("has_nib", value=True)), ("two", c.Is("has_halal", value=False))]
    assert list(contradictions(named, BY_NAME)) == []
