"""A plan of the seats as a file: read strictly, every mistake with file, path and reason."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import umkmexport as ux
from umkmexport.policies.plans import LimitedBy
from umkmexport.policies.seat_regions import RegionShare
from umkmexport.rules.criteria import Is, OneOf

CALL = ux.calls["pekalongan-export-training-2021"]
GROUPS = ux.calls["medan-equipment-2023"]
EQUIPMENT = ux.load_call(Path(__file__).parents[2] / "docs/how-to/files/group-call.toml")
PLAN = """
call = "pekalongan-export-training-2021"
seats = 6
batches = [3, 3]
limit = { per = "owner", most = 2 }
falls_back_on = 2021-10-15

[[sources]]
title = "Decree"
read_on = 2021-09-30
confidence = "high"

[regions]
fact = "business_region"
method = "d_hondt"
shares = [
  { code = "33.75.01", population = 410, floor = 1, cap = 3 },
  { code = "33.75.02", population = 280 },
]

[[reserves]]
key = "women"
text = { id = "perempuan", en = "women" }
require = { fact = "owner_gender", one_of = ["female"] }
seats = 2
mode = "over_and_above"
evidence = "document"
falls_back_on = 2021-10-20
"""
CLASSES = """
seats = 3

[[classes]]
key = "online"
text = { id = "daring", en = "online" }
require = { fact = "has_website", is = true }
seats = 1

[[classes]]
key = "other"
text = { id = "luring", en = "offline" }
require = { fact = "has_website", is = false }
seats = 2
"""


def load(folder: Path, text: str, call: ux.Call | None = None) -> ux.SelectionPlan:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return ux.load_plan(str(path), call=call)


def refusal(folder: Path, text: str, call: ux.Call | None = None) -> ux.UmkmExportError:
    with pytest.raises(ux.UmkmExportError) as caught:
        load(folder, text, call)
    assert isinstance(caught.value, ux.PolicyError | ux.UmkmExportErrorGroup)
    return caught.value


def test_a_file_is_the_plan_that_python_makes(tmp_path: Path) -> None:
    assert load(tmp_path, PLAN, CALL) == ux.SelectionPlan(
        call=CALL.id,
        sources=(
            ux.Source(title="Decree", read_on=date(2021, 9, 30), confidence=ux.Confidence.HIGH),
        ),
        seats=6,
        batches=(3, 3),
        limit=ux.ApplicantLimit(LimitedBy.OWNER, 2),
        falls_back_on=date(2021, 10, 15),
        regions=ux.RegionDivision.by_population(
            "business_region",
            {"33.75.01": 410, "33.75.02": 280},
            floors={"33.75.01": 1},
            caps={"33.75.01": 3},
            method="d_hondt",
        ),
        reserves=(
            ux.Reserve(
                key="women",
                text=ux.Text(id="perempuan", en="women"),
                require=OneOf("owner_gender", ("female",)),
                seats=2,
                mode=ux.ReserveMode.OVER_AND_ABOVE,
                evidence=ux.EvidenceKind.DOCUMENT,
                falls_back_on=date(2021, 10, 20),
            ),
        ),
    )


def test_classes_and_fixed_seats_are_read(tmp_path: Path) -> None:
    plan = load(tmp_path, CLASSES)
    assert [(one.key, one.require, one.seats) for one in plan.classes] == [
        ("online", Is("has_website", value=True), 1),
        ("other", Is("has_website", value=False), 2),
    ]
    fixed = '[regions]\nfact = "region"\nshares = [{ code = "12.71", seats = 2 }]\n'
    regions = load(tmp_path, fixed, GROUPS).regions
    assert regions is not None
    assert regions.shares == (RegionShare("12.71", seats=2),)


def test_an_empty_file_is_a_plan_that_divides_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "") == ux.SelectionPlan()


def test_the_list_names_what_lays_down_its_seats(tmp_path: Path) -> None:
    plan = load(tmp_path, PLAN.replace('limit = { per = "owner", most = 2 }\n', ""))
    firm = ux.Enterprise(id="U-1", business_region="33.75.01")
    chosen = ux.select([firm], call=CALL, plan=plan, as_of=date(2021, 10, 1), seed="s")
    assert [source.title for source in chosen.plan_sources] == ["Decree"]
    assert chosen.plan_digest == plan.digest


MISTAKES = [
    ("seats = 6", "seat = 6", "plan.toml, seat: key is not known; did you mean seats"),
    ("seats = 6", 'seats = "6"', "plan.toml, seats: must be a whole number, not '6'"),
    ("seats = 6", "seats = 6.0", "seats: must be a whole number, not 6.0"),
    ("seats = 6", "seats = 0", "seats must be a whole number of at least 1, not 0"),
    ("seats = 6", 'seed = "x"\nseats = 6', "plan.toml, seed: key is not known"),
    (
        "seats = 2\n",
        "seats = 7\n",
        "plan.toml, (top): the reserves keep 7 seats, more than the 6 there are",
    ),
    ("seats = 2\n", "seats = 0\n", "plan.toml, reserves[0]: reserve women: seats must be a whole"),
    (
        'mode = "over_and_above"\n',
        "",
        "plan.toml, reserves[0].mode: key is missing",
    ),
    (
        '"over_and_above"',
        '"both"',
        "reserves[0].mode: must be one of minimum_guarantee, over_and_above, not 'both'",
    ),
    ("floor = 1", "floor = 5", "plan.toml, regions.shares[0]: region 33.75.01: its floor of 5"),
    (
        "floor = 1, cap = 3",
        "floor = 5",
        "plan.toml, (top): the floors come to 5 seats, more than the 4 there are; lower a floor",
    ),
    (
        "population = 280 }",
        "population = 280, cap = 0 }",
        "(top): the caps come to 3 seats, fewer than the 4",
    ),
    ("33.75.02", "33.99.02", "plan.toml, regions.shares[1]: seats per region: region code 33.99"),
    ("33.75.02", "33.75.01", "plan.toml, regions: region 33.75.01 stands twice"),
    ("33.75.02", "33", "plan.toml, regions: region 33.75.01 lies in region 33"),
    ("population = 280", "seats = 2", "plan.toml, regions: seats per region: give seats to all"),
    (", population = 280 }", "}", "plan.toml, regions.shares[1]: region 33.75.02 needs either"),
    ("population = 280", "population = -1", "regions.shares[1]: region 33.75.02: the population"),
    ("population = 280", 'population = "280"', "regions.shares[1].population: must be a whole"),
    ('method = "d_hondt"', 'method = "hare"', "regions.method: must be one of sainte_lague"),
    ("batches = [3, 3]", "batches = [3, 2]", "the batches come to 5 seats, but there are 6"),
    ("batches = [3, 3]", "batches = [6, 0]", "batch 2: seats must be a whole number"),
    ('per = "owner"', 'per = "nik"', "limit.per: must be one of nib, owner, not 'nik'"),
    ("most = 2", "most = 0", "plan.toml, limit: an applicant may take at least 1 place, not 0"),
    ("2021-10-15", '"soon"', "falls_back_on: must be a date as YYYY-MM-DD, not 'soon'"),
    ("2021-10-15", "2021-10-32", "plan.toml: this is not TOML"),
    (', one_of = ["female"] }', "}", "reserves[0].require: criterion on 'owner_gender' needs"),
    ('confidence = "high"', "", "plan.toml, sources[0].confidence: key is missing"),
]


@pytest.mark.parametrize(("before", "after", "reason"), MISTAKES, ids=[r for *_, r in MISTAKES])
def test_a_mistake_is_told_with_file_path_and_reason(
    before: str, after: str, reason: str, tmp_path: Path
) -> None:
    assert before in PLAN
    assert reason in str(refusal(tmp_path, PLAN.replace(before, after, 1)))


FOR_THE_CALL = [
    (CALL, "owner_gender", "owner_gendr", "reserve women: there is no fact 'owner_gendr'"),
    (CALL, '["female"]', '["woman"]', "reserve women: owner_gender is one of"),
    (CALL, "business_region", "busines_region", "'busines_region' is no fact with a region; did"),
    (CALL, "seats = 6", 'stage = "interview"\nseats = 6', "has no stage 'interview'"),
    (CALL, CALL.id, "pekalongan-2022", "the plan is for call pekalongan-2022, not for"),
    (GROUPS, CALL.id, GROUPS.id, "'business_region' is no fact with a region; take one of region"),
]


@pytest.mark.parametrize(
    ("call", "change", "reason"),
    [(call, change, reason) for call, *change, reason in FOR_THE_CALL],
    ids=[reason for *_, reason in FOR_THE_CALL],
)
def test_a_plan_is_checked_against_its_call(
    call: ux.Call, change: list[str], reason: str, tmp_path: Path
) -> None:
    told = str(refusal(tmp_path, PLAN.replace(*change), call))
    assert reason in told
    assert "plan.toml, " in told


def test_unused_seats_do_not_fall_to_everybody_before_the_call_opens(tmp_path: Path) -> None:
    told = str(refusal(tmp_path, "falls_back_on = 2026-12-31\n", EQUIPMENT))
    assert "(top): unused seats fall to everybody on 2026-12-31, before call " in told
    assert "opens on 2027-01-04" in told


def test_a_mistake_is_told_in_indonesian_too(tmp_path: Path) -> None:
    wrong = PLAN.replace("seats = 2\n", "seats = 7\n").replace("33.75.02", "33.75.01")
    assert refusal(tmp_path, wrong).to("id") == (
        "plan.toml, regions: wilayah 33.75.01 tertulis dua kali"
    )
    assert refusal(tmp_path, PLAN.replace("seats = 2\n", "seats = 7\n")).to("id") == (
        "plan.toml, (top): kuota khusus berjumlah 7 tempat, lebih dari 6 tempat yang ada"
    )


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ux.PolicyError, match=r"nowhere\.toml: there is no such file") as caught:
        ux.load_plan("nowhere.toml")
    assert caught.value.to("id") == "nowhere.toml: berkas ini tidak ada"


def test_the_schema_describes_the_files_that_are_read() -> None:
    kind = jsonschema.Draft7Validator
    schema = ux.plan_schema()
    kind.check_schema(schema)
    checker = kind(schema)
    for text in (PLAN, CLASSES, ""):
        checker.validate(json.loads(json.dumps(tomllib.loads(text), default=str)))
    wrong = tomllib.loads(PLAN.replace('mode = "over_and_above"', 'mode = "both"'))
    (mistake,) = checker.iter_errors(json.loads(json.dumps(wrong, default=str)))
    assert list(mistake.absolute_path) == ["reserves", 0, "mode"]
