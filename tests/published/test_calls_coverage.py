"""Each of the 93 numbered conditions of 16 calls stands in exactly one place of one file."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

import umkmexport as ux
from umkmexport.policies.calls import Call
from umkmexport.rules.criteria import NoneOf

LISTED: Final = Path(__file__).parents[2].parent / "shared" / "data" / "calls" / "criteria.csv"

CONDITIONS: Final[dict[str, tuple[str, int]]] = {
    "C01": ("pekalongan-export-training-2021", 5),
    "C03": ("jabar-umkm-juara-2020", 3),
    "C04": ("lpei-export-assignment-2020", 8),
    "C06": ("bpjph-sehati-2022-2", 7),
    "C07": ("bpjph-sehati-2023", 8),
    "C08": ("bpjph-sehati-2025", 5),
    "C10": ("kemenkop-spp-irt-2021", 11),
    "C11": ("pertamina-umkm-academy-2020", 8),
    "C12": ("bi-papua-barat-curation-2023", 6),
    "C13": ("kemenparekraf-aki-2024", 8),
    "C15": ("kaltim-export-catalogue-2022", 4),
    "C18": ("lamongan-turkey-curation-2021", 6),
    "C20": ("sidoarjo-food-curation", 4),
    "C21": ("ppejp-export-coaching", 3),
    "C23": ("jabar-4k-1a-2022", 5),
    "C25": ("medan-export-training-2023", 2),
}
"""By number of the call: its file, and how many conditions its announcement has."""

EXCLUDING: Final = {"C04.5", "C06.5", "C13.8"}
SELECTING: Final = {
    *("C11.4", "C11.5", "C11.6", "C12.3", "C12.4", "C12.5", "C18.4", "C20.4"),
    *("C21.1", "C21.2", "C23.1", "C23.2", "C23.3", "C23.4", "C23.5"),
}
PLACES: Final = {
    *("C08.2", "C08.3", "C08.4", "C08.5", "C10.10", "C11.7", "C12.6", "C18.6", "C21.3", "C25.2"),
}
ASKED: Final = {"C07.7"}
GRADUATION: Final = {"C11.8"}
NUMBERS: Final = [
    f"{call}.{number}" for call, (_, count) in CONDITIONS.items() for number in range(1, count + 1)
]
ALLOWED: Final = {
    **dict.fromkeys(NUMBERS, ("criteria",)),
    **dict.fromkeys(SELECTING, ("preferences", "stages", "facts")),
    **dict.fromkeys(PLACES, ("quotas", "seats", "window", "criteria")),
    **dict.fromkeys(ASKED, ("asked",)),
    **dict.fromkeys(GRADUATION, ("completion",)),
}
"""By number: the parts of a file that may express a condition of that nature."""


def places() -> dict[str, tuple[Call, str]]:
    return {one.ref: (call, one.at) for call in ux.calls.values() for one in call.statements}


def test_every_condition_stands_in_exactly_one_place() -> None:
    refs = Counter(one.ref for call in ux.calls.values() for one in call.statements)
    assert sorted(refs) == sorted(NUMBERS)
    assert len(NUMBERS) == 93
    assert set(refs.values()) == {1}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_condition_stands_in_the_file_of_its_call_and_in_a_part_of_its_nature(
    number: str,
) -> None:
    call, place = places()[number]
    assert call.id == CONDITIONS[number.partition(".")[0]][0]
    assert place.partition(".")[0] in ALLOWED[number]


@pytest.mark.parametrize("number", sorted(EXCLUDING))
def test_an_exclusion_is_written_as_none_of(number: str) -> None:
    call, place = places()[number]
    key = place.removeprefix("criteria.")
    assert isinstance(next(r for r in call.criteria if r.key == key).require, NoneOf)


def test_every_criterion_of_a_call_is_one_of_its_announcement() -> None:
    """What a source says beyond its numbered conditions is named here, one by one."""
    beyond = {
        (call.id, requirement.key)
        for call in ux.calls.values()
        for requirement in (*call.criteria, *call.preferences, *call.completion)
        if call.statements
        and not any(one.at.endswith(f".{requirement.key}") for one in call.statements)
    }
    assert beyond == {("kemenparekraf-aki-2024", "video-clip")}


@pytest.mark.skipif(not LISTED.exists(), reason="the list of conditions is not beside the project")
def test_the_numbers_and_natures_are_those_of_the_list() -> None:
    with LISTED.open(encoding="utf-8", newline="") as file:
        natures = {row["kriteria_id"]: row["sifat"] for row in csv.DictReader(file)}
    assert sorted(natures) == sorted(NUMBERS)
    for nature, numbers in (
        ("eksklusi", EXCLUDING),
        ("seleksi", SELECTING),
        ("kuota", PLACES),
        ("netral", ASKED),
        ("kelulusan", GRADUATION),
    ):
        assert {number for number, said in natures.items() if said == nature} == numbers
