"""A rubric in which points cannot be earned, or decide nothing, is refused with file and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import umkmexport as ux
from umkmexport.policies.rubrics import RUBRICS

AS_OF = date(2026, 11, 21)
TEXT = 'text = { id = "Butir", en = "Item" }'
RUBRIC = f"""
id = "draft"
kind = "design"
title = {{ id = "Rubrik uji", en = "Test rubric" }}
disclaimer = {{ id = "Pilihan kami.", en = "Our choice." }}

[[sources]]
title = "A choice"
read_on = 2026-11-21
confidence = "low"

[[dimensions]]
key = "quality"
{TEXT}

[[dimensions]]
key = "supply"
{TEXT}

[[items]]
key = "permit"
dimension = "quality"
points = 4
evidence = "record"
{TEXT}
steps = {{ fact = "has_nib", no = 0, yes = 4 }}

[[items]]
key = "practice"
dimension = "quality"
points = 5
evidence = "document"
{TEXT}
applies = {{ fact = "product_family", one_of = ["food", "fish"] }}
steps = {{ fact = "gmp", none = 0, written_sop = 1, certified = 3, haccp = 5 }}

[[items.variants]]
when = {{ fact = "product_family", one_of = ["fish"] }}
branches = [
  {{ when = {{ fact = "has_skp", is = true }}, points = 5 }},
  {{ when = {{ fact = "gmp", one_of = ["written_sop"] }}, points = 1 }},
]

[[items]]
key = "months"
dimension = "supply"
points = 3
evidence = "self"
{TEXT}
bands = {{ fact = "export_months_24", from = [0, 6, 12], points = [0, 1, 3] }}

[[gates]]
key = "G1"
{TEXT}
require = {{ fact = "has_npwp", is = true }}
evidence = "record"

[[levels]]
key = "foundation"
{TEXT}
sentence = {{ id = "Dasar belum ada.", en = "The basics are missing." }}

[[levels]]
key = "improving"
{TEXT}
sentence = {{ id = "Usaha berjalan.", en = "A going concern." }}
score_at_least = 40
dimension_at_least = 20

[[levels]]
key = "export_ready"
{TEXT}
sentence = {{ id = "Siap.", en = "Ready." }}
score_at_least = 70
dimension_at_least = 40
gates = ["G1"]
"""
LEVELS = RUBRIC[RUBRIC.index("[[levels]]") :]
GATES = RUBRIC[RUBRIC.index("[[gates]]") : RUBRIC.index("[[levels]]")]
NIB_STEPS = 'steps = { fact = "has_nib", no = 0, yes = 4 }'
BANDS = 'bands = { fact = "export_months_24", from = [0, 6, 12], points = [0, 1, 3] }'
WHEN_FISH = 'when = { fact = "product_family", one_of = ["fish"] }'
WHO = 'applies = { fact = "product_family", one_of = ["food", "fish"] }'
G1 = 'require = { fact = "has_npwp", is = true }'
SKP = '{ when = { fact = "has_skp", is = true }, points = 5 }'


def load(folder: Path, text: str) -> ux.Rubric:
    path = folder / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return ux.load_rubric(path)


def told(folder: Path, *changes: tuple[str, str]) -> str:
    """Give what the reader says of the rubric after some changes."""
    text = RUBRIC
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    with pytest.raises(ux.UmkmExportError) as caught:
        load(folder, text)
    assert isinstance(caught.value, ux.PolicyError | ux.UmkmExportErrorGroup)
    return str(caught.value)


def test_the_rubric_of_these_tests_is_good(tmp_path: Path) -> None:
    rubric = load(tmp_path, RUBRIC)
    assert [item.key for item in rubric.items] == ["permit", "practice", "months"]


MISTAKES = {
    # Whole points
    "half a point": (("points = 4", "points = 1.5"), "items[0].points: must be a whole number"),
    "points as text": (("points = 4", 'points = "4"'), "items[0].points: must be a whole number"),
    "no points": (("points = 4\n", "points = 0\n"), "item permit: points must be at least 1"),
    "half a step": (("yes = 4", "yes = 4.0"), "items[0].steps: points are whole numbers"),
    "a step as text": (("yes = 4", 'yes = "4"'), "items[0].steps: points are whole numbers"),
    "a step below zero": (("no = 0", "no = -1"), "points are whole numbers that are not negative"),
    "half a band": (("[0, 1, 3]", "[0, 1.5, 3]"), "items[2].bands: points are whole numbers"),
    "half a branch": (("points = 5 },", "points = 5.5 },"), "points: must be a whole number"),
    "a branch below zero": (
        ('["written_sop"] }, points = 1', '["written_sop"] }, points = -1'),
        "points are whole numbers that are not negative",
    ),
    "half a cut-off": (
        ("score_at_least = 40", "score_at_least = 39.5"),
        "levels[1].score_at_least: must be a whole number, not 39.5",
    ),
    # Points that cannot be earned
    "a top that no answer reaches": (
        ("points = 4\n", "points = 5\n"),
        "item permit: its scale reaches 4 points, the item is worth 5",
    ),
    "more points than the item is worth": (
        ("[0, 1, 3]", "[0, 1, 4]"),
        "item months: its scale reaches 4 points, the item is worth 3",
    ),
    "a variant of another worth": (
        (SKP, SKP.replace("5", "4")),
        "item practice, variant 0: its scale reaches 4 points, the item is worth 5",
    ),
    "no answer earns": (
        ("no = 0, yes = 4", "no = 0, yes = 0"),
        "item permit: its scale reaches 0 points, the item is worth 4",
    ),
    "the answer that earns is excluded": (
        (
            NIB_STEPS,
            f'{NIB_STEPS}\napplies = {{ fact = "has_nib", is = false }}',
        ),
        "item permit: no answer earns its 4 points, 0 at the most: has_nib can never be",
    ),
    "a band above the greatest number": (
        ("[0, 6, 12]", "[0, 6, 25]"),
        "item months: no answer earns its 3 points, 1 at the most: export_months_24 can never be",
    ),
    "an item for nobody": (
        (
            WHO,
            (
                "applies = { all_of = [{ fact = 'is_goods', is = true }, "
                "{ none_of = [{ fact = 'is_goods', is = true }] }] }"
            ),
        ),
        "item practice, applies: is_goods can never be true and not true",
    ),
    "an item for no family": (
        (WHO, "applies = { none_of = [{ fact = 'product_family', one_of = [FAMILIES] }] }"),
        "item practice applies to no firm: product_family can never be not one of",
    ),
    "a branch behind a wider one": (
        ('{ fact = "gmp", one_of = ["written_sop"] }', '{ fact = "has_skp", is = true }'),
        "item practice, variant 0, branch 1 is never reached: has_skp can never be not true",
    ),
    "a branch for others": (
        ('{ fact = "gmp", one_of = ["written_sop"] }', WHEN_FISH[7:].replace("fish", "food")),
        "item practice, variant 0, branch 1 is never reached: product_family can never be",
    ),
    "a variant for others": (
        (WHEN_FISH, WHEN_FISH.replace("fish", "batik")),
        "item practice, variant 0 is never used: product_family can never be",
    ),
    # Gaps and overlaps
    "an answer without points": (
        ("written_sop = 1, ", ""),
        "item practice: steps must give points to each of certified, haccp, none, written_sop",
    ),
    "an answer that is none": (("certified = 3", "certfied = 3"), "steps must give points to each"),
    "months below the first band": (("[0, 6, 12]", "[1, 6, 12]"), "bands must start at 0"),
    "bands that overlap": (("[0, 6, 12]", "[0, 12, 6]"), "starts that rise"),
    "two bands from one start": (("[0, 6, 12]", "[0, 6, 6]"), "starts that rise"),
    "a band without points": (("[0, 1, 3]", "[0, 3]"), "as many points as starts"),
    # Facts
    "a scale of an unknown fact": (("has_nib", "has_nob"), "there is no fact 'has_nob'"),
    "a branch on an unknown fact": (
        ("has_skp", "has_spk"),
        "item practice, variant 0, branch 0: there is no fact 'has_spk'; did you mean has_skp",
    ),
    "applies on an unknown fact": (
        (WHO, WHO.replace("product_family", "product_famly")),
        "item practice, applies: there is no fact 'product_famly'; did you mean product_family",
    ),
    "a variant on an unknown fact": (
        (WHEN_FISH, WHEN_FISH.replace("product_family", "product_famly")),
        "item practice, variant 0: there is no fact 'product_famly'",
    ),
    # Gates
    "steps on a number": (
        (NIB_STEPS, 'steps = { fact = "workers", no = 0, yes = 4 }'),
        "item permit: steps need a yes or no, or a choice; workers is int",
    ),
    "a gate without a condition": ((G1, ""), "gates[0].require: key is missing"),
    "a gate without a fact": (
        (G1, "require = { is = true }"),
        "gates[0].require: a criterion has a fact",
    ),
    "a gate of nothing": ((G1, "require = { all_of = [] }"), "all_of needs a list of criteria"),
    "a gate on an unknown fact": (
        (G1, G1.replace("has_npwp", "has_nwpw")),
        "gate G1: there is no fact 'has_nwpw'; did you mean has_npwp",
    ),
    "a gate that nobody meets": (
        (G1, G1 + '\napplies = { fact = "has_npwp", is = false }'),
        "gate G1: no firm it applies to can ever meet it: has_npwp can never be false and true",
    ),
    "gates that exclude each other": (
        (
            "[[levels]]",
            GATES.replace("G1", "G2").replace("true", "false") + "[[levels]]",
        ),
        "gate G2: no level asks for it, so it decides nothing",
    ),
    "evidence for another fact": (
        (G1, G1 + '\nevidence_for = ["has_nib"]'),
        "gate G1: it asks evidence for 'has_nib' and looks at has_npwp",
    ),
    # Levels
    "a level without a cut-off": (
        ("score_at_least = 70\n", ""),
        "level export_ready has no cut-off; give it score_at_least, in per cent",
    ),
    "a cut-off that does not rise": (
        ("score_at_least = 70", "score_at_least = 40"),
        "level export_ready must ask for more than improving",
    ),
    "a minimum that falls": (
        ("dimension_at_least = 40", "dimension_at_least = 19"),
        "level export_ready must ask for more than improving",
    ),
    "a cut-off beyond the whole": (
        ("score_at_least = 70", "score_at_least = 101"),
        "level export_ready: score_at_least is a per cent from 0 to 100",
    ),
    "a minimum below zero": (
        ("dimension_at_least = 20", "dimension_at_least = -1"),
        "level improving: dimension_at_least is a per cent from 0 to 100",
    ),
    "levels from high to low": (
        ('key = "improving"', 'key = "export_qualified"'),
        "level export_ready stands above export_qualified; the lowest level comes first",
    ),
    "a level of another name": (
        ('key = "improving"', 'key = "siap"'),
        "level 'siap' must be one of foundation, improving, export_ready, export_qualified",
    ),
    "a gate of another name": (
        ('["G1"]', '["G9"]'),
        "level export_ready asks for gate G9, which is missing",
    ),
    "a lowest level that asks": (
        ("[[levels]]\n", "[[levels]]\nscore_at_least = 1\n"),
        "level foundation is the lowest, so it asks for nothing",
    ),
    "levels left unsaid": ((LEVELS, ""), "levels: key is missing"),
    # Dimensions and keys
    "a dimension without items": (
        ('dimension = "supply"', 'dimension = "quality"'),
        "dimension supply has no item",
    ),
    "an item of no dimension": (
        ('dimension = "supply"', 'dimension = "suply"'),
        "item months: there is no dimension 'suply'; did you mean supply?",
    ),
    "a key that stands twice": (('key = "months"', 'key = "permit"'), "item permit stands twice"),
    "a dimension that stands twice": (
        ('key = "supply"', 'key = "quality"'),
        "dimension quality stands twice",
    ),
    "an unknown key of the rubric": (
        ('id = "draft"', 'id = "draft"\nweight = 1'),
        "draft.toml, weight: key is not known",
    ),
    "an unknown key of an item": (
        ("points = 4\n", "points = 4\nweight = 4\n"),
        "draft.toml, items[0].weight: key is not known",
    ),
    "a scale under its inner name": (
        ("points = 4\n", "points = 4\nscale = 4\n"),
        "draft.toml, items[0]: key 'scale' is not known",
    ),
    "two scales": ((NIB_STEPS, f"{NIB_STEPS}\n{BANDS}"), "needs exactly one of steps, bands"),
    "no scale": ((NIB_STEPS, ""), "needs exactly one of steps, bands, branches, has none"),
    "an unknown key of a variant": (
        (WHEN_FISH, WHEN_FISH + "\npoints = 5"),
        "items[1].variants[0].points: key is not known",
    ),
    "an unknown key of a branch": (
        (SKP, SKP.replace("points", "point")),
        "items[1].variants[0].branches[0].point: key is not known; did you mean points?",
    ),
    "an unknown key of bands": (("from = [0", "start = [0"), "bands needs fact, from and points"),
    "an unknown key of a gate": ((G1, G1 + "\npoints = 4"), "gates[0].points: key is not known"),
    "an unknown key of a level": (
        ("score_at_least = 40", "score_at_least = 40\nat_most = 70"),
        "levels[1].at_most: key is not known",
    ),
    "an unknown key of a dimension": (
        ('key = "supply"', 'key = "supply"\nweight = 2'),
        "dimensions[1].weight: key is not known",
    ),
    "an answer that is stale at once": (
        ("points = 4\n", "points = 4\nstale_after_months = 0\n"),
        "item permit: stale_after_months must be at least 1",
    ),
    "evidence that is no kind": (
        ('evidence = "self"', 'evidence = "rumour"'),
        "items[2].evidence: must be one of",
    ),
}
FAMILIES = ", ".join(f'"{option.value}"' for option in ux.facts.get("product_family").options)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_and_reason(name: str, tmp_path: Path) -> None:
    (before, after), reason = MISTAKES[name]
    said = told(tmp_path, (before, after.replace("FAMILIES", FAMILIES)))
    assert "draft.toml" in said
    assert reason in " ".join(said.split())


IN_INDONESIAN = {
    "half a point": "items[0].points: harus bilangan bulat, bukan 1.5",
    "half a step": "items[0].steps: poin adalah bilangan bulat yang tidak negatif",
    "a top that no answer reaches": (
        "butir permit: skalanya mencapai 4 poin, padahal butirnya bernilai 5"
    ),
    "an answer without points": (
        "butir practice: steps harus memberi poin kepada setiap jawaban dari certified, haccp, "
        "none, written_sop, bukan kepada certified, haccp, none"
    ),
    "months below the first band": (
        "butir months: bands harus mulai dari 0, agar setiap export_months_24 tercakup"
    ),
    "an item of no dimension": (
        "butir months: tidak ada dimensi 'suply'; mungkin maksudnya supply?"
    ),
    "a key that stands twice": "butir permit tertulis dua kali",
    "applies on an unknown fact": (
        "butir practice, applies: tidak ada fakta 'product_famly'; mungkin maksudnya product_family"
    ),
    "a branch on an unknown fact": (
        "butir practice, varian 0, cabang 0: tidak ada fakta 'has_spk'; mungkin maksudnya has_skp"
    ),
    "a variant for others": (
        "butir practice, varian 0 tidak pernah dipakai: product_family tidak mungkin salah satu "
        "dari food atau fish dan salah satu dari batik sekaligus"
    ),
    "a gate that nobody meets": (
        "syarat mutlak G1: tidak ada usaha yang dapat memenuhinya: has_npwp tidak mungkin false "
        "dan true sekaligus"
    ),
    "a gate without a fact": "kriteria memuat fakta (fact), atau tepat satu dari all_of",
    "a level without a cut-off": (
        "tingkat export_ready tidak memiliki batas nilai; tulislah score_at_least, dalam persen"
    ),
    "a gate of another name": "tingkat export_ready meminta syarat mutlak G9, yang tidak ada",
    "gates that exclude each other": (
        "syarat mutlak G2: tidak ada tingkat yang memintanya, sehingga tidak menentukan apa pun"
    ),
    "two scales": "memerlukan tepat satu dari steps, bands, branches; yang ada: steps, bands",
}


@pytest.mark.parametrize("name", IN_INDONESIAN)
def test_a_clerk_reads_the_reason_in_indonesian(name: str, tmp_path: Path) -> None:
    (before, after), _ = MISTAKES[name]
    assert before in RUBRIC
    with pytest.raises(ux.UmkmExportError) as caught:
        load(tmp_path, RUBRIC.replace(before, after, 1))
    said = caught.value.to("id")
    assert "draft.toml" in said
    assert IN_INDONESIAN[name] in said


def test_several_mistakes_come_together(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        ('dimension = "supply"', 'dimension = "quality"'),
        ('["G1"]', '["G9"]'),
        ("has_skp", "has_spk"),
    )
    assert said.count("\n- ") == 4
    for reason in ("dimension supply has", "gate G9", "G1: no level asks", "fact 'has_spk'"):
        assert reason in said


def test_gates_that_exclude_each_other_are_told(tmp_path: Path) -> None:
    second = GATES.replace("G1", "G2").replace("true", "false")
    said = told(tmp_path, ("[[levels]]", second + "[[levels]]"), ('["G1"]', '["G1", "G2"]'))
    assert "no firm can ever meet both gate G1 and gate G2" in said


ONLY_SOME = [
    ('{ fact = "is_goods", is = true }', '{ fact = "product_family", one_of = ["food"] }', False),
    ('{ fact = "is_goods", is = true }', '{ fact = "is_goods", is = false }', True),
    ('{ fact = "is_goods", is = true }', '{ none_of = [{ fact = "is_goods", is = true }] }', True),
]


@pytest.mark.parametrize(("one", "other", "covers_all"), ONLY_SOME)
def test_every_firm_must_have_points_to_earn(
    one: str, other: str, covers_all: bool, tmp_path: Path
) -> None:
    text = RUBRIC.replace(NIB_STEPS, f"{NIB_STEPS}\napplies = {one}").replace(
        BANDS, f"{BANDS}\napplies = {other}"
    )
    if covers_all:
        rubric = load(tmp_path, text)
        for family in ("food", "services"):
            firm = ux.Enterprise(id="U-1", product_family=family)
            assert ux.score_readiness(firm, rubric=rubric, as_of=AS_OF).low.of > 0
    else:
        with pytest.raises(ux.PolicyError, match="to which no item applies sum to 0"):
            load(tmp_path, text)


def test_a_scale_kept_for_what_is_not_known_is_allowed(tmp_path: Path) -> None:
    """Where the variants cover everybody, the item's own scale stands for who is not known."""
    variant = '\n[[items.variants]]\nwhen = { fact = "is_goods", is = B }\n' + NIB_STEPS
    both = variant.replace("= B", "= true") + variant.replace("= B", "= false")
    rubric = load(tmp_path, RUBRIC.replace(NIB_STEPS, NIB_STEPS + "\n" + both))
    assert len(rubric.items[0].variants) == 2


def test_a_rubric_without_levels_gives_the_score_only(tmp_path: Path) -> None:
    head, _, rest = RUBRIC.replace(LEVELS, "").replace(GATES, "").partition("[[sources]]")
    rubric = load(tmp_path, head + "levels = []\n\n[[sources]]" + rest)
    firm = ux.Enterprise(id="U-1", has_nib=True, product_family="batik", export_months_24=24)
    score = ux.score_readiness(firm, rubric=rubric, as_of=AS_OF)
    assert (score.low.points, score.high.points, score.low.of) == (7, 7, 7)
    assert score.level_span is None
    assert score.level is None
    assert "level" not in repr(score)
    assert score.to_dict()["level_span"] is None
    assert "Rubrik ini tidak menetapkan tingkat" in score.describe("id")
    assert "This rubric has no levels" in score.describe("en")


def test_a_gate_needs_a_level_that_asks_for_it(tmp_path: Path) -> None:
    text = RUBRIC.replace(LEVELS, "").replace("[[sources]]", "levels = []\n\n[[sources]]", 1)
    with pytest.raises(ux.PolicyError, match="gate G1: no level asks for it"):
        load(tmp_path, text)


def test_a_rubric_made_in_python_is_checked_too() -> None:
    rubric = RUBRICS["umkmexport-default"]
    items: Any = tuple(item for item in rubric.items if item.dimension != "people")
    with pytest.raises(ux.PolicyError, match="dimension people has no item"):
        attrs.evolve(rubric, items=items)


@pytest.mark.parametrize("id_", sorted(RUBRICS))
def test_every_shipped_rubric_is_read_without_a_complaint(id_: str) -> None:
    rubric = RUBRICS[id_]
    assert rubric.id == id_
    assert rubric.disclaimer.id
    assert rubric.disclaimer.en


def test_braces_in_a_file_are_taken_as_they_stand(tmp_path: Path) -> None:
    twice = "{ fact = 'fostered_by', one_of = ['{x}'] }"
    never = f"applies = {{ all_of = [{twice}, {{ none_of = [{twice}] }}] }}"
    assert "fostered_by can never be one of {x} and not one of {x}" in told(tmp_path, (WHO, never))
