"""Every mistake in a policy file is reported with file, path and reason; nothing is coerced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.policies.criteria import read_criterion
from umkmexport.rules import criteria as c

CASES = """[cases]
criterion = "workers"
article = { id = "Pasal 3", en = "Article 3" }
confidence = "high"

[cases.rule]
otherwise = "large"
cases = [{ key = "small", when = { fact = "workers", at_most = 19 } }]
"""

SOURCES = """[[sources]]
title = "A page"
url = "https://example.org"
read_on = 2026-11-21
confidence = "high"
"""

CALL = """
id = "test-call"
kind = "announcement"
title = { id = "Panggilan uji", en = "Test call" }
organiser = { id = "Dinas", en = "Office" }
seats = 30

[window]
opens = 2026-01-01
closes = 2026-12-31

[[sources]]
title = "A page"
url = "https://example.org"
read_on = 2026-11-21
confidence = "high"

[[facts]]
key = "round_attendance_promised"
type = "bool"
text = { id = "Bersedia hadir penuh", en = "Will attend in full" }

[[criteria]]
key = "local-ktp"
text = { id = "KTP Kota Pekalongan", en = "Identity card of Pekalongan City" }
require = { fact = "owner_region", within = "33.75" }

[[criteria]]
key = "attends"
text = { id = "Hadir penuh", en = "Attends in full" }
require = { fact = "round_attendance_promised", is = true }
"""

RUBRIC = """
id = "test-rubric"
kind = "design"
title = { id = "Rubrik uji", en = "Test rubric" }
disclaimer = { id = "Pilihan kami.", en = "Our choice." }

[[sources]]
title = "A choice"
read_on = 2026-11-21
confidence = "low"

[[dimensions]]
key = "legality"
text = { id = "Legalitas", en = "Legality" }

[[items]]
key = "nib"
dimension = "legality"
points = 4
evidence = "record"
text = { id = "Memiliki NIB", en = "Holds an NIB" }
steps = { fact = "has_nib", yes = 4, no = 0 }

[[items]]
key = "continuity"
dimension = "legality"
points = 3
evidence = "self"
text = { id = "Berjalan terus", en = "Runs on" }
bands = { fact = "continuous_production_months", from = [0, 6, 12, 24], points = [0, 1, 2, 3] }

[[gates]]
key = "G1"
text = { id = "Memiliki NIB", en = "Holds an NIB" }
require = { fact = "has_nib", is = true }
evidence = "record"

[[levels]]
key = "foundation"
text = { id = "dibina dari awal", en = "foundation" }
sentence = { id = "Dasar belum ada.", en = "The basics are missing." }

[[levels]]
key = "improving"
text = { id = "siap ditingkatkan", en = "improving" }
sentence = { id = "Usaha berjalan.", en = "A going concern." }
score_at_least = 40
gates = ["G1"]
"""

PRIORITY = """
id = "test-priority"
kind = "design"
title = { id = "Prioritas uji", en = "Test priority" }
disclaimer = { id = "Pilihan kami.", en = "Our choice." }
favours = { id = "a", en = "a" }
leaves_out = { id = "b", en = "b" }
rubric = "umkmexport-default"
one_place_per = "nib"

[[sources]]
title = "A choice"
read_on = 2026-11-21
confidence = "high"

[[pool]]
key = "nib"
text = { id = "Memiliki NIB", en = "Holds an NIB" }
require = { fact = "has_nib", is = true }

[[components]]
key = "closeness"
text = { id = "Kedekatan", en = "Closeness" }
weight = 60
closeness = { zero_at = 40, full_at = 70, level = "export_ready", per_unmet_gate = 20 }

[[components]]
key = "commitment"
text = { id = "Kesediaan", en = "Commitment" }
weight = 40

[[components.items]]
key = "commitment"
points = 100
evidence = "document"
text = { id = "Bersedia", en = "Willing" }
steps = { fact = "export_commitment", yes = 100, no = 0 }
"""

SIZE = """
id = "test-size"
kind = "regulation"
regime = "test"
title = { id = "Peraturan uji", en = "Test regulation" }
short = { id = "PU", en = "TR" }
since = 2021-02-02

[[sources]]
title = "A gazette"
read_on = 2026-11-21
confidence = "high"

[[ladders]]
criterion = "annual_sales"
article = { id = "Pasal 1", en = "Article 1" }
confidence = "high"
bands = [
  { key = "micro", at_most = 2_000_000_000 },
  { key = "small", at_most = 15_000_000_000 },
  { key = "large" },
]

[[purposes]]
purpose = "facility"
criterion = "annual_sales"
confidence = "high"
basis = { id = "Pasal 2", en = "Article 2" }
"""

LOCAL = '{ fact = "owner_region", within = "33.75" }'
PURPOSES = "[[purposes]]"
ITEMS = RUBRIC[RUBRIC.index("[[items]]") : RUBRIC.index("[[gates]]")]
NARROW_ITEMS = ITEMS.replace("[[items]]", '[[items]]\napplies = { fact = "is_goods", is = true }')

KINDS = {
    "call.toml": (CALL, ux.load_call),
    "rubric.toml": (RUBRIC, ux.load_rubric),
    "priority.toml": (PRIORITY, ux.load_priority),
    "size.toml": (SIZE, ux.load_size_instrument),
}


def load(folder: Path, name: str, text: str) -> Any:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return KINDS[name][1](str(path))


def complaint(folder: Path, name: str, before: str, after: str) -> str:
    """Give what the reader says after one change to a good file."""
    text = KINDS[name][0]
    assert before in text, before
    with pytest.raises(ux.UmkmExportError) as caught:
        load(folder, name, text.replace(before, after, 1))
    assert isinstance(caught.value, ux.PolicyError | ux.UmkmExportErrorGroup)
    assert str(caught.value) != caught.value.to("id")
    return str(caught.value)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_files_of_these_tests_are_good(name: str, tmp_path: Path) -> None:
    assert load(tmp_path, name, KINDS[name][0]).id == f"test-{name.removesuffix('.toml')}"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_file_saved_by_a_windows_editor_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + KINDS[name][0].replace("\n", "\r\n").encode())
    assert KINDS[name][1](path).id.startswith("test-")


# The file itself


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ux.PolicyError, match=r"nowhere\.toml: there is no such file"):
        KINDS[name][1](tmp_path / "nowhere.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ux.PolicyError, match="cannot be read"):
        ux.load_call(tmp_path)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "call.toml"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(ux.PolicyError, match=r"call\.toml: the file is not UTF-8 text"):
        ux.load_call(path)


def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ux.PolicyError, match=r"call\.toml: this is not TOML: .*line 2"):
        load(tmp_path, "call.toml", 'id = "a"\ntitle = \n')


def test_reasons_of_a_file_are_given_in_indonesian_too(tmp_path: Path) -> None:
    with pytest.raises(ux.PolicyError) as caught:
        ux.load_call(tmp_path / "nowhere.toml")
    assert caught.value.to("id").endswith("nowhere.toml: berkas ini tidak ada")
    with pytest.raises(ux.PolicyError) as caught:
        load(tmp_path, "call.toml", CALL.replace("seats = 30", "seat = 30"))
    assert caught.value.to("id") == (
        "call.toml, seat: kunci ini tidak dikenal; mungkin maksudnya seats?"
    )
    with pytest.raises(ux.PolicyError) as caught:
        ux.calls["pekalongan-2021"]
    assert caught.value.to("id").startswith("tidak ada pengumuman 'pekalongan-2021'; yang mirip: ")
    with pytest.raises(ux.UmkmExportErrorGroup) as group:
        load(tmp_path, "call.toml", "")
    assert group.value.to("id").startswith("call.toml tidak dapat dibaca\n- call.toml, id: kunci")


def test_an_empty_file_lacks_everything_at_once(tmp_path: Path) -> None:
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        load(tmp_path, "call.toml", "")
    said = [str(error) for error in caught.value.exceptions]
    assert "call.toml, sources: key is missing" in said
    assert "call.toml, criteria: key is missing" in said
    assert all(isinstance(error, ux.PolicyError) for error in caught.value.exceptions)


# Keys, types and values

MISTAKES = [
    (
        "call.toml",
        "seats = 30",
        "seat = 30",
        "call.toml, seat: key is not known; did you mean seats",
    ),
    ("call.toml", "seats = 30", 'seats = "30"', "seats: must be a whole number, not '30'"),
    ("call.toml", "seats = 30", "seats = 30.0", "seats: must be a whole number, not 30.0"),
    ("call.toml", "seats = 30", "seats = true", "seats: must be a whole number, not True"),
    ("call.toml", "seats = 30", "seats = 0", "seats must be at least 1, not 0"),
    (
        "call.toml",
        '"announcement"',
        '"anouncement"',
        "kind: must be one of regulation, announcement",
    ),
    ("call.toml", ', en = "Test call"', "", "title.en: key is missing"),
    (
        "call.toml",
        "opens = 2026-01-01",
        "opens = 2027-01-01",
        "window closes on 2026-12-31, before",
    ),
    ("call.toml", "opens = 2026-01-01", 'opens = "soon"', "window.opens: must be a date as YYYY"),
    ("call.toml", "opens = 2026-01-01", "open = 2026-01-01", "did you mean opens"),
    ("call.toml", 'confidence = "high"', "", "sources[0].confidence: key is missing"),
    ("call.toml", 'confidence = "high"', 'confidence = "sure"', "must be one of high, medium, low"),
    ("call.toml", "[[sources]]", "[sources]", "sources: must be a list"),
    ("call.toml", 'type = "bool"', 'type = "boolean"', "facts[0].type: must be one of bool"),
    (
        "call.toml",
        'key = "round_attendance_promised"',
        'key = "has_nib"',
        "has_nib is shared already",
    ),
    ("call.toml", 'key = "attends"', 'key = "local-ktp"', "local-ktp stands twice"),
    ("call.toml", '[[criteria]]\nkey = "attends"', '[[criterion]]\nkey = "attends"', "criteria"),
    # Criteria
    ("call.toml", 'within = "33.75"', 'withn = "33.75"', "did you mean within?"),
    (
        "call.toml",
        'within = "33.75"',
        'within = "33.75", is = true',
        "criteria[0].require: criterion on 'owner_region' needs exactly one of is, at_least",
    ),
    ("call.toml", ', within = "33.75"', "", "criterion on 'owner_region' needs exactly one of"),
    ("call.toml", '"owner_region"', '"owner_regoin"', "did you mean owner_region"),
    (
        "call.toml",
        '{ fact = "owner_region", within = "33.75" }',
        '{ fact = "annual_sales", one_of = ["2000000000"] }',
        "'one_of' is never on numbers or dates; annual_sales is money",
    ),
    (
        "call.toml",
        '{ fact = "owner_region", within = "33.75" }',
        '{ fact = "has_nib", one_of = ["yes"] }',
        "has_nib",
    ),
    (
        "call.toml",
        'within = "33.75"',
        'one_of = ["33.75"]',
        "use within",
    ),
    (
        "call.toml",
        '{ fact = "owner_region", within = "33.75" }',
        '{ fact = "target_country", one_of = ["Netherlands"] }',
        "target_country",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"has_nib", within = "33.75"',
        "'within' needs a region, HS or KBLI code; has_nib is bool",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"owner_region", is = true',
        "'is' needs a yes-or-no fact, owner_region is region; use one_of",
    ),
    ("call.toml", 'within = "33.75"', 'within = "3375"', "has no point"),
    ("call.toml", 'within = "33.75"', 'within = "33.99"', "33.99 is not in the table"),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"kbli", within = "4632"',
        "KBLI 4632 needs its edition, such as '2020:4632'",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"hs_code", within = "210"',
        "an odd number of digits",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"workers", for_months = 12',
        "'for_months' needs a date, workers is int",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"started_on", at_most = 12',
        "a limit of 12 does not fit started_on, which is date",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"workers", at_most = 2026-01-01',
        "a limit of 2026-01-01 does not fit workers, which is int",
    ),
    (
        "call.toml",
        '"owner_region", within = "33.75"',
        '"legal_form", one_of = ["cv", "pte"]',
        "not pte",
    ),
    (
        "call.toml",
        '{ fact = "owner_region", within = "33.75" }',
        '{ all_of = [{ fact = "workers", at_least = 5 }, { fact = "workers", at_most = 4 }] }',
        "workers can never be at least 5 and at most 4",
    ),
    (
        "call.toml",
        '{ fact = "owner_region", within = "33.75" }',
        '{ all_of = [{ fact = "workers", more_than = 4 }, { fact = "workers", less_than = 5 }] }',
        "workers can never be",
    ),
    (
        "call.toml",
        '{ fact = "owner_region", within = "33.75" }',
        '{ all_of = [{ fact = "workers", at_least = 5 }, { fact = "workers", between = [1, 4] }] }',
        "workers can never be",
    ),
    ("call.toml", '{ fact = "owner_region", within = "33.75" }', "true", "a criterion is a table"),
    ("call.toml", '{ fact = "owner_region", within = "33.75" }', "{}", "this one has nothing"),
    # Sources
    ("call.toml", "[[sources]]", "[[source]]", "sources: key is missing"),
    ("call.toml", SOURCES, "", "sources: key is missing"),
    ("call.toml", SOURCES, "sources = []\n", "sources"),
    # Rubrics
    (
        "rubric.toml",
        "yes = 4",
        "yes = 3",
        "item nib: its scale reaches 3 points, the item is worth 4",
    ),
    ("rubric.toml", "points = 4", "points = 4.0", "points: must be a whole number, not 4.0"),
    ("rubric.toml", "yes = 4, no = 0", "yes = 4", "steps must give points to each of no, yes"),
    ("rubric.toml", "no = 0", "nein = 0", "steps must give points to each of no, yes, not to"),
    ("rubric.toml", "no = 0", "no = -1", "points are whole numbers that are not negative"),
    ("rubric.toml", '"has_nib", yes', '"has_nbi", yes', "did you mean has_nib"),
    ("rubric.toml", "[0, 6, 12, 24]", "[0, 12, 6, 24]", "starts that rise"),
    ("rubric.toml", "[0, 6, 12, 24]", "[0, 6, 24]", "as many points as starts"),
    ("rubric.toml", "[0, 6, 12, 24]", '["0", "6", "7", "8"]', "whole numbers"),
    ("rubric.toml", "[0, 6, 12, 24]", "[3, 6, 12, 24]", "start"),
    ("rubric.toml", "[0, 6, 12, 24]", "0", "bands needs"),
    (
        "rubric.toml",
        "[0, 1, 2, 3]",
        "[0, 1, 2, 2]",
        "its scale reaches 2 points, the item is worth 3",
    ),
    ("rubric.toml", "[0, 1, 2, 3]", "3", "bands needs"),
    (
        "rubric.toml",
        'bands = { fact = "continuous_production_months"',
        'bands = { fact = "has_nib"',
        "bands need a number, has_nib is bool",
    ),
    ("rubric.toml", "steps = ", "step = ", "needs exactly one of steps, bands, branches"),
    (
        "rubric.toml",
        'dimension = "legality"',
        'dimension = "legal"',
        "there is no dimension 'legal'",
    ),
    ("rubric.toml", 'key = "continuity"', 'key = "nib"', "item nib stands twice"),
    ("rubric.toml", 'gates = ["G1"]', 'gates = ["G2"]', "asks for gate G2, which is missing"),
    (
        "rubric.toml",
        "score_at_least = 40",
        "score_at_least = 0",
        "level improving has no cut-off",
    ),
    ("rubric.toml", 'key = "improving"', 'key = "improved"', "did you mean improving?"),
    (
        "rubric.toml",
        'require = { fact = "has_nib", is = true }\n',
        "",
        "gates[0].require: key is missing",
    ),
    (
        "rubric.toml",
        'evidence = "record"\n\n[[levels',
        "\n[[levels",
        "gates[0].evidence: key is miss",
    ),
    (
        "rubric.toml",
        'evidence = "record"',
        'evidence = "gossip"',
        "items[0].evidence: must be one of",
    ),
    ("rubric.toml", 'disclaimer = { id = "Pilihan kami.", en = "Our choice." }', "", "disclaimer"),
    (
        "rubric.toml",
        'evidence = "record"\n\n[[levels',
        'evidence = "record"\nevidence_for = ["has_nbi"]\n\n[[levels',
        "gate G1: it asks evidence for 'has_nbi' and looks at has_nib",
    ),
    (
        "rubric.toml",
        'en = "The basics are missing." }',
        'en = "The basics are missing." }\nscore_at_least = 10',
        "level foundation is the lowest, so it asks for nothing",
    ),
    ("rubric.toml", ITEMS, NARROW_ITEMS, "an item must apply to every firm"),
    # Priority policies
    (
        "priority.toml",
        "weight = 60",
        "weight = 55",
        "the weights of the components sum to 95, not to 100",
    ),
    (
        "priority.toml",
        "weight = 60",
        "weight = 60.0",
        "components[0].weight: must be a whole number",
    ),
    ("priority.toml", 'level = "export_ready"', 'level = "ready"', "has no level 'ready'"),
    ("priority.toml", '"umkmexport-default"', '"umkmexport-defualt"', "umkmexport-default"),
    ("priority.toml", 'rubric = "umkmexport-default"', "", "must name a rubric"),
    ("priority.toml", 'one_place_per = "nib"', 'one_place_per = "nik"', "one_place_per is 'nib'"),
    ("priority.toml", "zero_at = 40", "zero_at = 80", "0 <= zero_at < full_at <= 100"),
    (
        "priority.toml",
        "yes = 100",
        "yes = 90",
        "its scale reaches 90 points, the item is worth 100",
    ),
    (
        "priority.toml",
        "closeness = { zero_at = 40, full_at = 70",
        "readiness = true\ncloseness = { zero_at = 40, full_at = 70",
        "exactly one of readiness, closeness, room_to_gain",
    ),
    ("priority.toml", 'one_place_per = "nib"', 'order = "lottery"', "a lottery has no components"),
    (
        "priority.toml",
        'one_place_per = "nib"',
        "least_readiness = 140",
        "least_readiness is a per cent, not 140",
    ),
    # Sizes
    ("size.toml", "15_000_000_000", "1_000_000_000", "upper bounds must rise"),
    ("size.toml", "at_most = 15_000_000_000", "at_most = 15e9", "must be a whole number"),
    ("size.toml", '{ key = "large" }', '{ key = "large", at_most = 1 }', "every band but the last"),
    ("size.toml", '{ key = "large" }', '{ key = "besar" }', "must be one of micro, small, medium"),
    (
        "size.toml",
        '"annual_sales"',
        '"anual_sales"',
        "ladders[0].criterion: must be one of capital",
    ),
    (
        "size.toml",
        'purpose = "facility"',
        'purpose = "training"',
        "purposes[0].purpose: must be one",
    ),
    (
        "size.toml",
        'criterion = "annual_sales"\nconf',
        'criterion = "capital"\nconf',
        "has no ladder",
    ),
    ("size.toml", "since = 2021-02-02", "since = 2021-02-02\ngap = true", "a gap has none"),
    (
        "size.toml",
        "since = 2021-02-02",
        "since = 2021-02-02\nuntil = 2021-02-02",
        "until 2021-02-02 must come after since 2021-02-02",
    ),
    (
        "size.toml",
        PURPOSES,
        CASES.replace('"workers", at', '"wrokers", at') + PURPOSES,
        "did you mean",
    ),
    (
        "size.toml",
        PURPOSES,
        CASES.replace('"large"', '"big"') + PURPOSES,
        "must be one of micro, small",
    ),
    ("size.toml", PURPOSES, CASES.replace('"small"', '"smal"') + PURPOSES, "did you mean small?"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{m[0]}: {m[2]}" for m in MISTAKES])
def test_a_mistake_names_file_path_and_reason(
    mistake: tuple[str, str, str, str], tmp_path: Path
) -> None:
    name, before, after, reason = mistake
    said = complaint(tmp_path, name, before, after)
    assert name in said
    assert reason in said


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ('within = "33.75"', 'withn = "33.75"', "criteria[0].require"),
        ("is = true }", 'is = "yes" }', "criteria[1].require"),
        ("read_on = 2026-11-21", "read_on = 2026", "sources[0].read_on"),
    ],
)
def test_the_path_leads_to_the_entry(before: str, after: str, path: str, tmp_path: Path) -> None:
    assert f"call.toml, {path}: " in complaint(tmp_path, "call.toml", before, after)


def test_several_mistakes_come_in_one_group(tmp_path: Path) -> None:
    text = (
        CALL.replace("seats = 30", 'seats = "30"')
        .replace('"announcement"', '"law"')
        .replace('within = "33.75"', 'withn = "33.75"')
    )
    with pytest.raises(ux.UmkmExportError) as caught:
        load(tmp_path, "call.toml", text)
    group = caught.value
    assert isinstance(group, ux.UmkmExportErrorGroup)
    assert len(group.exceptions) == 3
    assert all(str(error).startswith("call.toml, ") for error in group.exceptions)
    assert str(group).count("\n- ") == 3


def test_several_criteria_that_fit_no_fact_come_one_by_one(tmp_path: Path) -> None:
    text = CALL.replace('"owner_region"', '"owner_regoin"').replace(
        '"round_attendance_promised", is', '"round_attendance", is'
    )
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        load(tmp_path, "call.toml", text)
    said = [str(error) for error in caught.value.exceptions]
    assert len(said) == 2
    assert "criterion local-ktp" in said[0]
    assert "did you mean round_attendance_promised" in said[1]


def test_a_group_can_be_caught_by_its_parts(tmp_path: Path) -> None:
    text = CALL.replace("seats = 30", 'seats = "30"').replace('"announcement"', '"law"')
    caught = []
    try:
        load(tmp_path, "call.toml", text)
    except* ux.PolicyError as group:
        caught += group.exceptions
    assert len(caught) == 2


def test_a_mistake_is_also_a_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="seats must be at least 1"):
        load(tmp_path, "call.toml", CALL.replace("seats = 30", "seats = 0"))


# Criteria as they stand in TOML


@pytest.mark.parametrize(
    ("data", "criterion"),
    [
        ({"fact": "has_nib", "is": False}, c.Is("has_nib", value=False)),
        ({"fact": "workers", "at_least": 5}, c.AtLeast("workers", 5)),
        ({"fact": "workers", "more_than": 5}, c.MoreThan("workers", 5)),
        ({"fact": "workers", "at_most": 5}, c.AtMost("workers", 5)),
        ({"fact": "workers", "less_than": 5}, c.LessThan("workers", 5)),
        ({"fact": "workers", "between": [5, 19]}, c.Between("workers", 5, 19)),
        ({"fact": "gmp", "one_of": ["haccp"]}, c.OneOf("gmp", ("haccp",))),
        ({"fact": "kbli", "within": "2020:10"}, c.Within("kbli", "2020:10")),
        ({"fact": "started_on", "for_months": 6}, c.ForMonths("started_on", 6)),
        ({"fact": "kbli", "known": True}, c.Known("kbli")),
        (
            {"k_of": {"k": 1, "of": [{"fact": "kbli", "known": True}]}},
            c.KOf(1, (c.Known("kbli"),)),
        ),
        ({"none_of": [{"fact": "kbli", "known": True}]}, c.NoneOf((c.Known("kbli"),))),
    ],
)
def test_every_key_of_the_table_is_read(data: dict[str, Any], criterion: c.Criterion) -> None:
    assert read_criterion(data) == criterion


@pytest.mark.parametrize(
    "data",
    [
        {"fact": "has_nib", "is": "tidak"},
        {"fact": "has_nib", "is": 1},
        {"fact": "workers", "at_most": 1.9},
        {"fact": "workers", "at_most": True},
        {"fact": "workers", "at_most": None},
        {"fact": "workers", "between": [19, 5]},
        {"fact": "workers", "between": [5]},
        {"fact": "gmp", "one_of": []},
        {"fact": "gmp", "one_of": "haccp"},
        {"fact": "gmp", "one_of": [1]},
        {"fact": "kbli", "within": 10},
        {"fact": "started_on", "for_months": -1},
        {"fact": "started_on", "for_months": 1.5},
        {"fact": "kbli", "known": False},
        {"fact": ["kbli"], "known": True},
        {"all_of": []},
        {"all_of": {"fact": "kbli", "known": True}},
        {"all_of": [{"fact": "kbli", "known": True}], "any_of": [{"fact": "kbli", "known": True}]},
        {"k_of": {"k": 0, "of": [{"fact": "kbli", "known": True}]}},
        {"k_of": {"k": 2, "of": [{"fact": "kbli", "known": True}]}},
        {"k_of": {"k": True, "of": [{"fact": "kbli", "known": True}]}},
        {"k_of": [{"fact": "kbli", "known": True}]},
        {"k_of": {"k": 1, "of": [{"fact": "kbli", "known": True}], "min": 1}},
        {"not": {"fact": "kbli", "known": True}},
        "has_nib",
        None,
    ],
)
def test_nothing_is_coerced_in_a_criterion(data: object) -> None:
    with pytest.raises(ux.PolicyError):
        read_criterion(data)


# Catalogues


SHELVES = {
    "call": ux.calls,
    "rubric": ux.rubrics,
    "priority policy": ux.priorities,
    "size instrument": ux.size_instruments,
}


@pytest.mark.parametrize("word", sorted(SHELVES))
def test_an_unknown_id_is_an_error_with_a_hint(word: str) -> None:
    shelf = SHELVES[word]
    first = next(iter(shelf))
    with pytest.raises(ux.PolicyError, match=f"there is no {word} '{first}x'") as caught:
        shelf[f"{first}x"]
    assert first in str(caught.value)
    with pytest.raises(KeyError):
        shelf["zzz"]
    assert shelf.get("zzz") is None
    assert "zzz" not in shelf
    assert first in shelf


@pytest.mark.parametrize("word", sorted(SHELVES))
def test_every_shipped_policy_is_named_as_its_file(word: str) -> None:
    shelf = SHELVES[word]
    assert len(shelf) == len(list(shelf)) > 0
    for key, policy in shelf.items():
        assert policy.id == key
        assert shelf.get(key) is policy, "a file is read once"


@pytest.mark.parametrize("word", sorted(SHELVES))
def test_every_shipped_policy_has_sources_with_date_and_confidence(word: str) -> None:
    for policy in SHELVES[word].values():
        provenance = policy.provenance
        assert provenance.sources
        assert all(source.read_on and source.title for source in provenance.sources)
        assert provenance.confidence in {source.confidence for source in provenance.sources}
        weak = provenance.confidence is ux.Confidence.LOW or provenance.volatile
        assert (provenance.caution() is not None) is weak


# The digest


CHANGES = [
    ("call.toml", "seats = 30", "seats = 31"),
    ("call.toml", "is = true", "is = false"),
    ("call.toml", '"owner_region", within = "33.75"', '"workers", at_most = 5'),
    ("rubric.toml", "points = [0, 1, 2, 3]", "points = [0, 2, 1, 3]"),
    ("size.toml", "at_most = 2_000_000_000", "less_than = 2_000_000_000"),
]


@pytest.mark.parametrize(("name", "before", "after"), CHANGES)
def test_the_digest_shows_a_change(name: str, before: str, after: str, tmp_path: Path) -> None:
    good, changed = (
        load(tmp_path, name, text)
        for text in (KINDS[name][0], KINDS[name][0].replace(before, after, 1))
    )
    assert good.provenance.digest != changed.provenance.digest


LIMITS = ["at_least", "more_than", "at_most", "less_than"]


@pytest.mark.parametrize("test", LIMITS)
def test_the_digest_tells_the_tests_of_a_criterion_apart(test: str, tmp_path: Path) -> None:
    others = {
        load(
            tmp_path,
            "call.toml",
            CALL.replace('"owner_region", within = "33.75"', f'"workers", {each} = 5'),
        ).provenance.digest
        for each in LIMITS
        if each != test
    }
    own = load(
        tmp_path,
        "call.toml",
        CALL.replace('"owner_region", within = "33.75"', f'"workers", {test} = 5'),
    )
    assert own.provenance.digest not in others


def test_the_digest_tells_the_joints_of_criteria_apart(tmp_path: Path) -> None:
    parts = '[{ fact = "has_nib", is = true }, { fact = "kbli", known = true }]'
    digests = {
        load(
            tmp_path, "call.toml", CALL.replace(LOCAL, f"{{ {joint} = {parts} }}")
        ).provenance.digest
        for joint in ("all_of", "any_of", "none_of")
    }
    assert len(digests) == 3


def test_the_digest_is_over_the_content_not_the_layout(tmp_path: Path) -> None:
    spaced = CALL.replace("seats = 30", "# a remark\nseats   =   0x1e")
    one, other = (load(tmp_path, "call.toml", text) for text in (CALL, spaced))
    assert one.provenance.digest == other.provenance.digest
