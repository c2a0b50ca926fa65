from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.policies.calls import Window
from umkmexport.policies.declared import DeclaredFact
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import FactType, Option

AS_OF = date(2021, 10, 1)
CALL = ux.calls["pekalongan-export-training-2021"]
YES, UNKNOWN, NO = ux.Truth.YES, ux.Truth.UNKNOWN, ux.Truth.NO
ELIGIBLE: dict[str, Any] = {
    "has_nib": True,
    "owner_region": "33.75",
    "own_production": True,
    "meets_export_quality": True,
    "meets_export_quantity": True,
}


def check(call: ux.Call = CALL, as_of: date = AS_OF, **facts: Any) -> ux.EligibilityDecision:
    return ux.check_eligibility(ux.Enterprise(id="U-1", **facts), call, as_of=as_of)


def keys(findings: tuple[ux.Finding, ...]) -> list[str]:
    return [finding.key for finding in findings]


def test_every_condition_met() -> None:
    decision = check(**ELIGIBLE)
    assert decision.truth is YES
    assert not decision.missing()
    assert keys(decision.deciding()) == [
        *("local-ktp", "nib", "own-production", "export-quality", "export-quantity")
    ]
    assert decision.describe("id").startswith(
        "Memenuhi semua syarat Pelatihan ekspor Kota Pekalongan"
    )


@pytest.mark.parametrize("fact", sorted(ELIGIBLE))
def test_one_unknown_condition_leaves_it_open_and_is_asked_for(fact: str) -> None:
    decision = check(**(ELIGIBLE | {fact: None}))
    assert decision.truth is UNKNOWN
    assert fact in [missing.name for missing in decision.missing()]
    assert "Belum diketahui: " in decision.describe("id")


def test_one_condition_not_met_is_enough_whatever_is_unknown() -> None:
    decision = check(owner_region="33.26")
    assert decision.truth is NO
    assert keys(decision.failing()) == ["local-ktp"]
    assert keys(decision.deciding()) == ["local-ktp"]
    assert "Belum terpenuhi: Pemilik memiliki KTP Kota Pekalongan." in decision.describe("id")
    assert len(decision.missing()) > 0, "an objection may still need the rest"


def test_the_province_alone_does_not_tell_the_city() -> None:
    assert check(**(ELIGIBLE | {"owner_region": "33"})).truth is UNKNOWN
    assert check(**(ELIGIBLE | {"owner_region": "33.75.01"})).truth is YES


def test_findings_come_in_the_order_of_the_file_without_personal_values() -> None:
    decision = check(**ELIGIBLE)
    assert keys(decision.findings) == [criterion.key for criterion in CALL.criteria]
    by_key = {finding.key: finding for finding in decision.findings}
    assert by_key["local-ktp"].values == ()
    assert by_key["own-production"].values == (("own_production", True),)


@pytest.mark.parametrize(
    ("window", "as_of", "opened"),
    [
        (Window(), AS_OF, UNKNOWN),
        (Window(opens=date(2021, 10, 1), closes=date(2021, 10, 31)), date(2021, 9, 30), NO),
        (Window(opens=date(2021, 10, 1), closes=date(2021, 10, 31)), date(2021, 10, 1), YES),
        (Window(opens=date(2021, 10, 1), closes=date(2021, 10, 31)), date(2021, 10, 31), YES),
        (Window(opens=date(2021, 10, 1), closes=date(2021, 10, 31)), date(2021, 11, 1), NO),
        (Window(opens=date(2021, 10, 1)), date(2021, 12, 1), UNKNOWN),
        (Window(opens=date(2021, 10, 1)), date(2021, 9, 1), NO),
        (Window(closes=date(2021, 10, 31)), date(2021, 9, 1), UNKNOWN),
        (Window(closes=date(2021, 10, 31)), date(2021, 11, 1), NO),
    ],
)
def test_the_window_is_a_separate_answer(window: Window, as_of: date, opened: ux.Truth) -> None:
    decision = check(attrs.evolve(CALL, window=window), as_of, **ELIGIBLE)
    assert decision.open is opened
    assert decision.truth is YES


# What only one call asks


# What only one call asks

WORD = ux.Text(id="kata", en="word")


def declared(kind: FactType, test: c.Criterion, *, options: tuple[str, ...] = ()) -> ux.Call:
    fact = DeclaredFact(
        key="asked_here",
        type=kind,
        text=WORD,
        options=tuple(Option(value, WORD) for value in options),
    )
    requirement = attrs.evolve(CALL.criteria[0], key="asked-here", require=test)
    return attrs.evolve(CALL, facts=(fact,), criteria=(requirement,), statements=())


@pytest.mark.parametrize(
    ("kind", "test", "good", "bad"),
    [
        (FactType.BOOL, c.Is("asked_here", value=True), True, False),
        (FactType.INT, c.AtLeast("asked_here", 3), 3, 2),
        (FactType.INT, c.AtLeast("asked_here", 3), ux.Range(3, 9), ux.Range(0, 2)),
        (FactType.MONEY, c.AtMost("asked_here", 500), 500, 501),
        (FactType.DATE, c.AtMost("asked_here", AS_OF), AS_OF, date(2021, 10, 2)),
        (FactType.ENUM, c.OneOf("asked_here", ("a",)), "a", "b"),
        (FactType.SET, c.OneOf("asked_here", ("a",)), ("b", "a"), ("b",)),
        (FactType.REGION, c.Within("asked_here", "33.75"), "33.75.01", "33.26"),
        (FactType.COUNTRY, c.OneOf("asked_here", ("NL",)), "NL", "JP"),
    ],
)
def test_an_answer_beside_the_firm_is_judged_as_a_fact(
    kind: FactType, test: c.Leaf, good: Any, bad: Any
) -> None:
    call = declared(kind, test, options=("a", "b"))
    firm = ux.Enterprise(id="U-1")
    truths = [
        ux.check_eligibility(firm, call, as_of=AS_OF, answers=answers).truth
        for answers in ({"asked_here": good}, {"asked_here": bad}, {"asked_here": None}, {}, None)
    ]
    assert truths == [YES, NO, UNKNOWN, UNKNOWN, UNKNOWN]
    (asked,) = ux.check_eligibility(firm, call, as_of=AS_OF).missing()
    assert (asked.name, asked.question) == ("asked_here", WORD)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (FactType.BOOL, "ya"),
        (FactType.BOOL, 1),
        (FactType.INT, 3.0),
        (FactType.INT, "3"),
        (FactType.INT, True),
        (FactType.INT, ux.Range(date(2021, 1, 1), None)),
        (FactType.DATE, "2021-10-01"),
        (FactType.ENUM, "c"),
        (FactType.SET, "a"),
        (FactType.SET, ["a"]),
        (FactType.SET, ("a", 5)),
        (FactType.REGION, "Kota Pekalongan"),
        (FactType.REGION, "33.99"),
        (FactType.COUNTRY, "Netherlands"),
    ],
)
def test_an_answer_of_the_wrong_type_is_refused(kind: FactType, wrong: Any) -> None:
    call = declared(kind, c.Known("asked_here"), options=("a", "b"))
    with pytest.raises(ux.FactError, match="answer 'asked_here': "):
        ux.check_eligibility(
            ux.Enterprise(id="U-1"), call, as_of=AS_OF, answers={"asked_here": wrong}
        )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("wiling", "did you mean willing"), ("has_nib", ""), ("asked_here", ""), ("is_exporter", "")],
)
def test_an_answer_nobody_asked_for_is_refused(name: str, hint: str) -> None:
    """What belongs to the firm stands in its record, never beside it."""
    with pytest.raises(ux.FactError, match=r"neither call \S+ nor an application asks for it") as e:
        ux.check_eligibility(ux.Enterprise(id="U-1"), CALL, as_of=AS_OF, answers={name: True})
    assert hint in str(e.value)


@pytest.mark.parametrize(
    "answers",
    [{"loan_requested": -1}, {"products_entered": -1}, {"loan_requested": ux.Range(-5, None)}],
)
def test_an_answer_outside_its_bounds_is_refused(answers: dict[str, Any]) -> None:
    with pytest.raises(ux.FactError, match="must be at least 0"):
        ux.check_eligibility(ux.Enterprise(id="U-1"), CALL, as_of=AS_OF, answers=answers)


def test_several_wrong_answers_come_in_one_group() -> None:
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        ux.check_eligibility(
            ux.Enterprise(id="U-1"), CALL, as_of=AS_OF, answers={"willing": "ya", "x": 1}
        )
    assert len(caught.value.exceptions) == 2


def test_a_call_asks_for_evidence() -> None:
    record = attrs.evolve(
        CALL,
        statements=(),
        criteria=tuple(
            attrs.evolve(criterion, evidence=ux.EvidenceKind.RECORD)
            for criterion in CALL.criteria
            if criterion.key == "own-production"
        ),
    )
    note = ux.Evidence("own_production", ux.EvidenceKind.SELF, on=AS_OF)
    said = [check(record, own_production=value, evidence=(note,)).truth for value in (True, False)]
    assert said == [UNKNOWN, NO]
    assert check(record, own_production=True).truth is YES
