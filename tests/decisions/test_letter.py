"""Letters: half a page, both languages, and no abbreviation that is not explained."""

from __future__ import annotations

import json
import pickle
import re
from datetime import date
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.decisions.roadmap import plan_roadmap
from umkmexport.decisions.roadmap.abbreviations import ABBREVIATIONS, explain_abbreviations
from umkmexport.decisions.roadmap.letter import Letter, write_letter
from umkmexport.policies.steps import STEP_CATALOGUES
from umkmexport.terms.text import LANGUAGES, Language, Text

AS_OF = date(2026, 11, 21)
RUBRIC = ux.rubrics["umkmexport-default"]
CAPITALS = re.compile(
    r"(?<![\w-])(?:[A-Z0-9]+-)*[A-Z0-9]*[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*(?![\w-])"
)
FIRMS: tuple[dict[str, Any], ...] = (
    {"product_family": "food", "product_form": "wet_ambient", "has_nib": True},
    {"product_family": "batik", "has_nib": True, "trademark": "none"},
    {"product_family": "food", "product_form": "pasteurised_sterilised"},
    {"product_family": "coffee", "legal_form": "cooperative"},
    {"product_family": "fish", "product_form": "dry_ambient"},
    {"product_family": "handicraft", "has_nib": True, "has_npwp": False},
    {"product_family": "cosmetics", "annual_sales": 900_000_000},
    {"product_family": "furniture", "export_mode": "direct", "has_nib": True},
    {"product_family": "rubber", "own_production": False},
    {},
)


def letter(facts: dict[str, Any], target: str = "export_ready", **options: Any) -> Letter:
    firm = ux.Enterprise(**({"id": "U", "export_mode": "never"} | facts))
    score = ux.score_readiness(firm, rubric=RUBRIC, as_of=AS_OF)
    plan = plan_roadmap(firm, target=target, as_of=AS_OF, basis="known")
    return write_letter(score, plan, **options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("target", ["improving", "export_ready", "export_qualified"])
@pytest.mark.parametrize("facts", FIRMS)
def test_every_abbreviation_is_explained_where_it_is_first_used(
    facts: dict[str, Any], target: str, language: Language
) -> None:
    told = letter(facts, target).describe(language)
    for word in dict.fromkeys(match[0] for match in CAPITALS.finditer(told)):
        assert word in ABBREVIATIONS, f"{word} is explained nowhere"
        first = told.index(word)
        rest = told[first + len(word) :]
        meanings = [m.to(language) for w, m in ABBREVIATIONS.items() if word in w.split()]
        known = any(m.lower() in told[: first + len(word) + len(m) + 10].lower() for m in meanings)
        assert known or (told[first - 1] == "(" and rest[0] == ")"), word


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facts", FIRMS)
def test_it_is_about_half_a_page(facts: dict[str, Any], language: Language) -> None:
    told = letter(facts).describe(language)
    assert 60 < len(told.split()) < 420
    assert "{" not in told
    assert "None" not in told
    assert "  " not in told
    assert "((" not in told
    assert ",," not in told


def test_every_abbreviation_of_the_catalogue_is_known() -> None:
    used = set()
    for step in STEP_CATALOGUES["umkmexport-default"].steps:
        for text in (step.text, step.agency, step.about):
            used.update(CAPITALS.findall(f"{text.id} {text.en}") if text else ())
    assert used <= set(ABBREVIATIONS)


def test_the_letter_of_a_maker_of_wet_sambal() -> None:
    told = letter(FIRMS[0], name="Sambal Andaliman").describe("id").splitlines()
    assert told[0] == "Yth. Ibu/Bapak pemilik usaha Sambal Andaliman,"
    assert told[2].startswith(
        "Berdasarkan data per 21 November 2026, tingkat usaha Ibu/Bapak belum dapat ditetapkan: "
        "antara dibina dari awal dan "
    )
    assert "Untuk mencapai tingkat siap ekspor, kami menyarankan" in "\n".join(told)
    assert not [line for line in told if "SPP-IRT" in line and line[0].isdigit()]


def test_without_a_plan_it_tells_level_reasons_and_the_next_question() -> None:
    firm = ux.Enterprise(id="U", product_family="batik", has_nib=False, export_mode="never")
    score = ux.score_readiness(firm, rubric=RUBRIC, as_of=AS_OF)
    told = write_letter(score).describe("id").split("\n\n")
    assert told[0] == "Yth. Ibu/Bapak pemilik usaha,"
    assert told[2].startswith("Yang paling perlu dipenuhi: syarat mutlak: memiliki NIB (nomor")
    assert told[3].startswith("Pertanyaan yang paling perlu dijawab sekarang: ")
    assert told[-1].startswith("Bobot dan batas nilai")
    assert len(told) == 5


def test_a_reached_target_and_one_out_of_reach_are_told() -> None:
    reached = letter({"product_family": "batik"}, "foundation").describe("id")
    assert "Sasaran ini sudah tercapai: tingkat dibina dari awal." in reached
    raw = letter({"product_family": "rattan_raw"}).describe("en")
    assert "This aim cannot be reached yet: the level export ready." in raw
    assert "no step can change: Export status of the good: prohibited" in raw


def test_a_rubric_without_levels_has_a_letter_too() -> None:
    bare = next(rubric for rubric in ux.rubrics.values() if not rubric.levels)
    firm = ux.Enterprise(id="U", product_family="food")
    score = ux.score_readiness(firm, rubric=bare, as_of=AS_OF)
    assert "nilai kesiapan ekspor usaha Ibu/Bapak antara" in write_letter(score).describe("id")


def test_plan_and_score_are_of_one_day() -> None:
    firm = ux.Enterprise(id="U", product_family="batik")
    score = ux.score_readiness(firm, rubric=RUBRIC, as_of=date(2026, 11, 20))
    plan = plan_roadmap(firm, target="improving", as_of=AS_OF)
    with pytest.raises(ux.PolicyError, match="made for 2026-11-21, the score for 2026-11-20"):
        write_letter(score, plan)


def test_it_is_a_value_and_plain_data() -> None:
    found = letter(FIRMS[0])
    json.dumps(found.to_dict(), allow_nan=False)
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(letter(FIRMS[0]))
    assert repr(found) == "<Letter by umkmexport-default on 2026-11-21>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("NIB dan NIB", "NIB (nomor induk berusaha) dan NIB"),
        ("(memiliki NIB)", "(memiliki NIB, yaitu nomor induk berusaha)"),
        ("nomor induk berusaha (NIB), NIB", "nomor induk berusaha (NIB), NIB"),
        ("izin IP-CPPOB", "izin IP-CPPOB (izin penerapan cara produksi pangan olahan yang baik)"),
        ("PEBRUARI, UMKMKU", "PEBRUARI, UMKMKU"),
    ],
)
def test_abbreviations(text: str, told: str) -> None:
    assert explain_abbreviations(text, "id") == told


def test_every_meaning_stands_in_both_languages() -> None:
    for meaning in ABBREVIATIONS.values():
        assert isinstance(meaning, Text)
        assert meaning.id
        assert meaning.en
