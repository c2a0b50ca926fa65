"""No NIK, NIB or personal fact of an owner stands in a repr, a finding, a sentence or an error.

The numbers here are invented; the NIK has the shape of one and belongs to nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.model.records import Certificate
from umkmexport.rules import criteria as c

AS_OF = date(2026, 11, 21)
NIK = "3171011708450001"
NIB = "9120304050607"
BORN = date(1945, 8, 17)

FIRM = ux.Enterprise(
    id="U-1",
    name="Sambal Ida",
    nib=NIB,
    has_nib=True,
    annual_sales=1_000_000_000,
    export_mode="never",
    owner_region="33.75",
    owner_citizenship="wni",
    owner_birth_date=BORN,
    owner_gender="female",
    owner_occupation="civil_servant",
    certificates=(Certificate("halal", "held", number="ID-TEST-0001"),),  # type: ignore[arg-type]
    evidence=(
        ux.Evidence(
            "owner_birth_date",
            ux.EvidenceKind.RECORD,
            why_missing=ux.WhyMissing.CONFLICT,
            said=(BORN, date(1946, 8, 17)),
        ),
        ux.Evidence("nib", ux.EvidenceKind.RECORD, on=AS_OF, said=(NIB,)),
    ),
    carried=(("NIK", NIK), ("TELEPON", "081234567890")),
)
PERSONAL = (
    *("33.75", "Pekalongan", "wni", "1945", "female", "civil_servant", "081234567890"),
    *(NIK, NIB, NIK[6:12]),
)

CALL = attrs.evolve(
    ux.calls["pekalongan-export-training-2021"],
    statements=(),
    criteria=tuple(
        attrs.evolve(ux.calls["pekalongan-export-training-2021"].criteria[0], key=key, require=rule)
        for key, rule in {
            "nib": c.Known("nib"),
            "region": c.Within("owner_region", "33.75"),
            "age": c.AtLeast("owner_age", 17),
            "born": c.Known("owner_birth_date"),
            "occupation": c.OneOf("owner_occupation", ("entrepreneur",)),
            "citizen": c.OneOf("owner_citizenship", ("wni",)),
            "gender": c.OneOf("owner_gender", ("female",)),
        }.items()
    ),
)
ENQUIRY = ux.Enquiry(product="food", quantity=ux.Quantity(1, "t"), until=date(2027, 1, 20))


def decisions() -> Iterator[Any]:
    yield ux.classify_size(FIRM, as_of=AS_OF)
    yield ux.check_eligibility(FIRM, CALL, as_of=AS_OF)
    for rubric in ux.rubrics.values():
        yield ux.score_readiness(FIRM, rubric=rubric, as_of=AS_OF)
    for policy in ux.priorities.values():
        yield ux.rank(
            [FIRM],
            policy=policy,
            seats=1,
            as_of=AS_OF,
            seed="s",
            enquiry=ENQUIRY if policy.needs_enquiry else None,
        )
    yield ux.whom_to_tell([FIRM], CALL, as_of=AS_OF)
    yield ux.find_support(FIRM, [CALL], as_of=AS_OF)
    session = ux.Session("S-1", AS_OF, call=CALL.id)
    yield ux.next_chance(FIRM, [session], as_of=AS_OF, calls={CALL.id: CALL})
    yield ux.training_needs([FIRM], as_of=AS_OF)
    for target in (CALL, "export_ready"):
        for basis in ux.PlanBasis:
            yield ux.plan_roadmap(FIRM, target=target, as_of=AS_OF, basis=basis)
    score = ux.score_readiness(FIRM, rubric=ux.rubrics["umkmexport-default"], as_of=AS_OF)
    yield ux.write_letter(score, ux.plan_roadmap(FIRM, target=CALL, as_of=AS_OF))
    yield ux.renewals(FIRM, within_months=12, as_of=AS_OF)


def leaks(text: str, words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word in text}


def test_the_repr_of_a_firm_names_no_person() -> None:
    assert not leaks(repr(FIRM), PERSONAL)
    assert "Sambal Ida" in repr(FIRM)
    assert "ID-TEST-0001" not in repr(FIRM)


@pytest.mark.parametrize(
    "decision", list(decisions()), ids=lambda decision: type(decision).__name__
)
def test_a_decision_names_no_person(decision: Any) -> None:
    told = [repr(decision), json.dumps(decision.to_dict())]
    told += [decision.describe(language) for language in ("id", "en")]
    named = ("wni", "1945", "female", "civil_servant", "081234567890", NIK, NIB)
    # What a rule is about may be named; what the firm answered may not.
    values = [value for finding in getattr(decision, "findings", ()) for _, value in finding.values]
    assert not values
    for text in told:
        assert not leaks(text.replace(CALL.provenance.title.id, ""), named)


def test_the_findings_of_a_pool_hold_no_nib() -> None:
    for policy in ux.priorities.values():
        top = ux.rank(
            [FIRM],
            policy=policy,
            seats=1,
            as_of=AS_OF,
            seed="s",
            enquiry=ENQUIRY if policy.needs_enquiry else None,
        )
        for entry in (*top.places, *top.queue):
            assert not leaks(json.dumps([text.id for text in entry.because()]), (NIB,))
            assert NIB not in str(entry.pool)


ERRORS: list[tuple[str, Callable[[], Any]]] = [
    ("NIB as a number", lambda: ux.Enterprise.from_dict({"id": "U", "nib": int(NIB)})),
    ("NIB of another type", lambda: ux.Enterprise(id="U", nib=int(NIB))),  # type: ignore[arg-type]
    ("NIB too long", lambda: ux.Enterprise(id="U", nib=NIB + "0")),
    ("NIK as the NIB", lambda: ux.Enterprise.from_dict({"id": "U", "nib": NIK})),
    ("NIK in a tick", lambda: ux.Enterprise.from_dict({"id": "U", "has_nib": NIK})),
    ("NIK as a number", lambda: ux.Enterprise.from_dict({"id": "U", "has_nib": int(NIK)})),
    ("NIK as a choice", lambda: ux.Enterprise.from_dict({"id": "U", "packaging": NIK})),
    ("NIK as a region", lambda: ux.Enterprise(id="U", owner_region=NIK)),
    ("NIK as a country", lambda: ux.Enterprise(id="U", target_country=NIK)),
    ("NIK as a KBLI", lambda: ux.Enterprise(id="U", kbli=NIK)),
    ("NIK as an HS code", lambda: ux.Enterprise(id="U", hs_code=NIK)),
    ("NIK as a unit", lambda: ux.Enterprise.from_dict(
        {"id": "U", "monthly_capacity": {"amount": 5, "unit": NIK}})),
    ("NIK as the id", lambda: ux.Enterprise(id=NIK, has_nib="ya")),  # type: ignore[arg-type]
    ("NIK as the id, read", lambda: ux.Enterprise.from_dict({"id": NIK, "has_nib": "ya"})),
    ("NIK as the id, a number", lambda: ux.Enterprise.from_dict({"id": int(NIK)})),
    ("NIK as a key", lambda: ux.Enterprise.from_dict({"id": "U", NIK: True})),
    ("NIK as a noted fact", lambda: ux.Enterprise.from_dict(
        {"id": "U", "evidence": [{"fact": NIK, "kind": "self"}]})),
    ("NIK among the complete", lambda: ux.Enterprise(id="U", complete=frozenset({NIK}))),
    ("NIK twice in a list", lambda: ux.rank(
        [ux.Enterprise(id=NIK)] * 2,
        policy=ux.priorities["most-ready-on-record"], seats=1, as_of=AS_OF, seed="s")),
    ("NIK as an answer", lambda: ux.check_eligibility(
        FIRM, CALL, as_of=AS_OF, answers={"willing": NIK})),
    ("NIK as the name of an answer", lambda: ux.check_eligibility(
        FIRM, CALL, as_of=AS_OF, answers={NIK: True})),
    ("NIK as an amount", lambda: ux.parse_rupiah(NIK)),
    ("NIK as a purpose", lambda: ux.classify_size(FIRM, as_of=AS_OF, purpose=NIK)),
    ("NIK as a policy", lambda: ux.calls[NIK]),
    ("birth date in words", lambda: ux.Enterprise.from_dict(
        {"id": "U", "owner_birth_date": "17-08-1945"})),
    ("birth date of another type", lambda: ux.Enterprise(
        id="U", owner_birth_date="1945-08-17")),  # type: ignore[arg-type]
    ("birth date as a Range", lambda: ux.Enterprise.from_dict(
        {"id": "U", "owner_birth_date": {"low": "1945-08-17", "high": "17-08-1945"}})),
    ("gender", lambda: ux.Enterprise.from_dict({"id": "U", "owner_gender": "wanita 1945"})),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [call for _, call in ERRORS], ids=[word for word, _ in ERRORS])
def test_an_error_echoes_no_person(mistake: Callable[[], Any]) -> None:
    with pytest.raises(ux.UmkmExportError) as caught:
        mistake()
    said = f"{caught.value!s} {caught.value!r}"
    assert not leaks(said, (NIK, NIB, NIK[4:12], "1945"))


def test_what_was_asked_for_by_name_is_there() -> None:
    """to_dict is the office's own copy."""
    plain = FIRM.to_dict()
    assert plain["nib"] == NIB
    assert plain["owner_birth_date"] == "1945-08-17"
    assert ["NIK", NIK] in plain["carried"]
