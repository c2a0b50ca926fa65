"""One answer: conditions of calls, shipped ones and one that uses every kind of criterion."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import umkmexport as ux
from umkmexport import frames
from umkmexport.policies.calls import CALLS, Call
from umkmexport.policies.calls.terms import Recipient
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import FactType

AS_OF = date(2026, 11, 21)
EVERY_KIND = """
id = "every-kind"
kind = "design"
title = { id = "Semua jenis syarat", en = "Every kind of condition" }
organiser = { id = "Uji", en = "Test" }

[[sources]]
title = "Written for the test"
read_on = 2026-11-21
confidence = "high"

[[facts]]
key = "round_attendance_promised"
type = "bool"
text = { id = "Bersedia hadir penuh", en = "Will attend in full" }

[[facts]]
key = "booth_fee"
type = "money"
text = { id = "Biaya stan", en = "Booth fee" }

[[facts]]
key = "diet"
type = "enum"
text = { id = "Pantangan", en = "Diet" }
options = [
  { value = "none", text = { id = "tidak ada", en = "none" } },
  { value = "vegetarian", text = { id = "vegetarian", en = "vegetarian" } },
]
"""
CONDITIONS = {
    "is": '{ fact = "round_attendance_promised", is = true }',
    "is-not": '{ fact = "has_business_permit", is = false }',
    "at-least": '{ fact = "owner_age", at_least = 17 }',
    "more-than": '{ fact = "annual_sales", more_than = 300_000_000 }',
    "at-most": '{ fact = "booth_fee", at_most = 2_000_000 }',
    "less-than": '{ fact = "months_operating", less_than = 60 }',
    "between": '{ fact = "started_on", between = [2015-01-01, 2025-11-21] }',
    "one-of": '{ fact = "diet", one_of = ["vegetarian"] }',
    "one-of-a-set": '{ fact = "fostered_by", one_of = ["dinas-medan", "bi-sumut"] }',
    "one-of-given-ones": '{ fact = "submitted_documents", one_of = ["ktp"] }',
    "within": '{ fact = "owner_region", within = "12.71" }',
    "for-months": '{ fact = "started_on", for_months = 12 }',
    "known": '{ fact = "target_country", known = true }',
    "all-of": '{ all_of = [{ fact = "has_nib", is = true }, { fact = "has_npwp", is = true }] }',
    "any-of": '{ any_of = [{ fact = "has_nib", is = true }, { fact = "capital", at_most = 1 }] }',
    "none-of": '{ none_of = [{ fact = "credit_status", one_of = ["loss", "doubtful"] }] }',
    "k-of": """{ k_of = { k = 2, of = [
        { fact = "has_website", is = true },
        { fact = "has_social_media", is = true },
        { fact = "marketplace", one_of = ["global", "domestic"] },
    ] } }""",
}


FOR_FIRMS = [call for call in CALLS.values() if call.recipient is Recipient.ENTERPRISE]


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Call:
    conditions = "\n".join(
        f'[[criteria]]\nkey = "{key}"\ntext = {{ id = "Syarat {key}", en = "Condition {key}" }}\n'
        f"require = {condition}\n"
        for key, condition in CONDITIONS.items()
    )
    file: Path = tmp_path_factory.mktemp("calls") / "every-kind.toml"
    file.write_text(EVERY_KIND + conditions, encoding="utf-8")
    return ux.load_call(file)


def test_the_synthetic_call_uses_every_kind(every_kind: Call) -> None:
    def kinds(criterion: c.Criterion) -> set[type]:
        parts = criterion.parts if isinstance(criterion, c.Composite) else ()
        return {type(criterion)}.union(*map(kinds, parts))

    used = set[type]().union(*(kinds(each.rule) for each in every_kind.criteria))
    assert used == {*c.LEAF_KEYS.values(), *c.COMPOSITE_KEYS.values()}


def test_every_engine_gives_one_answer(every_kind: Call, engine: Any, tools: Any) -> None:
    check(every_kind, AS_OF, engine, tools)


@pytest.mark.parametrize("call", FOR_FIRMS, ids=lambda call: call.id)
def test_every_shipped_call_gives_one_answer(call: Call, tools: Any) -> None:
    for as_of in {call.window.opens, call.window.closes, AS_OF} - {None}:
        check(call, as_of, tools.engines.polars_lazy, tools)


@pytest.mark.parametrize("name", ["cocoa-curation", "export-credit", "craft-fair"])
def test_calls_of_other_offices_give_one_answer(name: str, tools: Any) -> None:
    file = Path(__file__).parents[1] / "policies" / "other_calls" / f"{name}.toml"
    for as_of in (date(2025, 3, 5), date(2025, 3, 24), AS_OF):
        check(ux.load_call(file), as_of, tools.engines.polars_lazy, tools)


def check(call: Call, as_of: date, engine: Any, tools: Any) -> None:
    """Check firms one by one, and on a frame of them, and compare."""
    declared = [fact for fact in call.declared if fact.type is not FactType.ID]
    firms = tools.seeded(60, seed=3, declared=declared)
    criteria = call.on(as_of).criteria
    asked = [fact for each in criteria for fact in each.facts]
    columns = firms.columns(asked, declared=declared, as_of=as_of)
    found = engine.rows(frames.check_eligibility(engine.frame(columns), call, as_of=as_of))
    checked = [
        ux.check_eligibility(firm, call, as_of=as_of, answers=given)
        for firm, given in zip(firms.firms, firms.answers, strict=True)
    ]
    assert found["eligible"] == [each.truth.value for each in checked]
    for index, each in enumerate(criteria):
        expected = [one.findings[index].truth.value for one in checked]
        assert found[f"eligible_{each.key.replace('-', '_')}"] == expected, each.key


def test_a_call_for_groups_is_not_for_firms(tools: Any) -> None:
    call = next(call for call in CALLS.values() if call.recipient is Recipient.GROUP)
    with pytest.raises(ux.PolicyError, match="is for groups"):
        frames.check_eligibility(tools.table({"has_nib": [True]}), call, as_of=AS_OF)
