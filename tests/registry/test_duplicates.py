"""One firm on two rows, two firms of one name: candidates with what speaks for and against."""

from __future__ import annotations

import json
import pickle
import random
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.model.namesakes import find_by_name
from umkmexport.registry import Duplicate, DuplicateSign, find_duplicates

pytest.importorskip("rapidfuzz")

MEDAN, BINJAI = "12.71", "12.75"
NIB, OTHER_NIB = "9120001234567", "9120007654321"
NIK = "3171011708450001"
SIGN = DuplicateSign


def firm(key: str, name: str | None = None, **facts: Any) -> ux.Enterprise:
    return ux.Enterprise(id=key, name=name, **{"business_region": MEDAN, **facts})


def only(*firms: ux.Enterprise, **more: Any) -> Duplicate:
    (pair,) = find_duplicates(firms, **more).pairs
    return pair


def test_two_spellings_in_one_city_are_a_candidate() -> None:
    pair = only(firm("B", "PT. KOPI SIDIKALANG"), firm("A", "kopi sidikaleng"))
    assert (pair.first, pair.second, pair.likeness) == ("A", "B", 93)
    assert pair.signs == (SIGN.LIKE_NAME, SIGN.SAME_REGENCY)
    assert pair.differences == ()
    assert pair.describe("id") == (
        "A (kopi sidikaleng) dan B (PT. KOPI SIDIKALANG). Petunjuk satu usaha: nama mirip, "
        "kabupaten/kota sama, kemiripan nama 93%."
    )


def test_one_name_in_two_cities_is_none() -> None:
    rows = firm("A", "Ulos Sianjur"), firm("B", "Ulos Sianjur", business_region=BINJAI)
    assert find_duplicates(rows).pairs == ()


def test_one_name_and_a_place_that_is_not_known_are_a_candidate() -> None:
    pair = only(firm("A", "Ulos Sianjur"), firm("B", "Ulos Sianjur", business_region=None))
    assert pair.signs == (SIGN.SAME_NAME,)
    assert only(
        firm("A", "Ulos Sianjur"), firm("B", "Ulos Sianjur", business_region="12")
    ).signs == (SIGN.SAME_NAME,)


def test_a_nib_is_a_sign_wherever_the_rows_lie_and_whatever_their_names() -> None:
    pair = only(
        firm("A", "Ulos Sianjur", nib=NIB),
        firm("B", "Sambal Andaliman", nib=NIB, business_region=BINJAI, product_family="food"),
    )
    assert (pair.signs, pair.likeness) == ((SIGN.SAME_NIB,), None)
    assert pair.differences == (SIGN.OTHER_REGENCY,)


def test_what_speaks_against_is_said() -> None:
    pair = only(
        firm("A", "PT Maju Jaya", nib=NIB, product_family="food", business_region="12.71.05"),
        firm(
            "B", "CV Maju Jaya", nib=OTHER_NIB, product_family="batik", business_region="12.71.06"
        ),
    )
    assert pair.signs == (SIGN.SAME_NAME, SIGN.SAME_REGENCY)
    assert pair.differences == (
        SIGN.OTHER_NIB,
        SIGN.OTHER_FORM,
        SIGN.OTHER_DISTRICT,
        SIGN.OTHER_PRODUCT,
    )
    near = only(
        firm("A", "Maju Jaya", business_region="12.71.05"),
        firm("B", "Maju Jaya", business_region="12.71.05"),
    )
    assert near.signs == (SIGN.SAME_NAME, SIGN.SAME_DISTRICT)


def test_the_owners_number_is_compared_and_never_shown() -> None:
    rows = (
        firm("A", "Ulos Sianjur", carried=(("NIK", "3171 0117 0845 0001"),)),
        firm("B", "Sambal Andaliman", carried=(("NIK", NIK),)),
        firm("C", "Kopi Karo", carried=(("NIK", "0000000000000000"),)),
        firm("D", "Keripik Medan", carried=(("NIK", "0000000000000000"),)),
        firm("E", "Rotan Indah", carried=(("NIK", "-"),)),
    )
    report = find_duplicates(rows, owner_column="NIK")
    (pair,) = report.pairs
    assert (pair.first, pair.second, pair.signs) == (
        "A",
        "B",
        (SIGN.SAME_OWNER, SIGN.SAME_REGENCY),
    )
    shown = json.dumps(report.to_dict()) + repr(report) + pair.describe("id") + repr(pair)
    assert NIK not in shown
    assert NIK[4:12] not in shown


def test_long_numbers_in_names_and_ids_are_masked() -> None:
    pair = only(firm(NIK, f"Ulos {NIK}"), firm("B", f"Ulos {NIK}"))
    assert NIK not in pair.describe("en")
    assert NIK not in str(pair.names)


def test_a_name_that_everybody_has_tells_nothing_and_is_listed() -> None:
    rows = [firm(f"W-{i:02}", "Warung Kelontong") for i in range(21)]
    report = find_duplicates(rows)
    assert report.pairs == ()
    assert report.common_names == (("warung kelontong", MEDAN, 21),)
    twenty = find_duplicates(rows[:20])
    assert (len(twenty.pairs), twenty.common_names) == (190, ())  # 20 x 19 / 2


def test_rows_without_a_name_are_counted() -> None:
    report = find_duplicates([firm("A"), firm("B", " "), firm("C", "..."), firm("D", "Ulos")])
    assert (report.pairs, report.without_name) == ((), 2)
    assert "Rows without a name: 2." in report.describe("en")


def test_the_strongest_candidates_come_first() -> None:
    report = find_duplicates(
        [
            firm("A", "Ulos Sianjur"),
            firm("B", "Ulos Sianjor"),
            firm("C", "Ulos Sianjur", nib=NIB),
            firm("D", "Kopi", nib=NIB),
        ]
    )
    assert [(pair.first, pair.second) for pair in report.pairs] == [
        ("C", "D"),
        ("A", "C"),
        ("A", "B"),
        ("B", "C"),
    ]
    assert [pair.second for pair in report.of("C")] == ["D", "C", "C"]
    assert report.describe("id") == (
        "Dari 4 baris ada 4 pasangan yang mungkin usaha yang sama. Petunjuknya: NIB sama 1 "
        "pasangan, nama sama 1 pasangan, nama mirip 2 pasangan. Tidak ada baris yang digabung; "
        "petugas yang memutuskan."
    )


def test_mistakes_are_errors_that_help() -> None:
    with pytest.raises(ux.RegistryError, match="stands twice"):
        find_duplicates([firm("A"), firm("A")])
    with pytest.raises(ux.RegistryError, match="did you mean NIK"):
        find_duplicates([firm("A", carried=(("NIK", "-"),))], owner_column="NIKK")
    with pytest.raises(ux.RegistryError, match="at_least"):
        find_duplicates([firm("A")], at_least=0)


NAMES = st.sampled_from(
    ("Ulos Sianjur", "Oelos Sianjur", "UD Ulos Sianjor", "Sambal", "Sambel", "...", None)
)
ROWS = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from((MEDAN, "12.71.05", BINJAI, "12", None)),
        st.sampled_from((NIB, OTHER_NIB, None)),
    ),
    max_size=8,
).map(
    lambda rows: [
        firm(f"U-{index}", name, business_region=region, nib=nib)
        for index, (name, region, nib) in enumerate(rows)
    ]
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_nothing(rows: list[ux.Enterprise], rng: Any) -> None:
    shuffled = rows.copy()
    rng.shuffle(shuffled)
    report = find_duplicates(rows)
    assert find_duplicates(shuffled) == report
    assert pickle.loads(pickle.dumps(report)) == report


@given(ROWS)
def test_a_pair_is_found_by_blocks_as_it_is_alone(rows: list[ux.Enterprise]) -> None:
    together = {(pair.first, pair.second): pair for pair in find_duplicates(rows).pairs}
    for j, other in enumerate(rows):
        for one in rows[:j]:
            alone = find_duplicates([one, other]).pairs
            assert together.get((one.id, other.id)) == (alone[0] if alone else None)


# Ten thousand rows: every copy that was put in is found


def test_every_copy_among_ten_thousand_firms_is_found() -> None:
    rng = random.Random(6)  # noqa: S311 - the same rows in every run
    syllables = [one + other for one in "bdgjklmn" for other in "aiu"]
    regencies = [region.code for region in ux.codes.regions.regencies("12")]
    names = ["".join(rng.choices(syllables, k=8)).capitalize() for _ in range(10_000)]
    rows = [
        firm(f"U-{index:05}", name, business_region=rng.choice(regencies))
        for index, name in enumerate(names)
    ]
    copies = [
        attrs.evolve(row, id=f"X{row.id}", name=f"UD {row.name[:3]}{row.name[4:]}")  # type: ignore[index]
        for row in rows[::100]
    ]
    found = {(pair.first, pair.second) for pair in find_duplicates([*rows, *copies]).pairs}
    assert {(copy.id[1:], copy.id) for copy in copies} <= found


# One name on a letter


def test_a_name_on_a_letter_finds_its_candidates() -> None:
    firms = [
        firm("A", "CV Ulos Sianjur", business_region="12.71.05"),
        firm("B", "Oelos Sianjoer", business_region=None),
        firm("C", "Ulos Sianjur", business_region=BINJAI),
        firm("D", "Ulos Sianjar"),
        firm("E"),
    ]
    assert [(each.firm, each.likeness) for each in find_by_name(firms, "ulos sianjur")] == [
        ("A", 100),
        ("B", 100),
        ("C", 100),
        ("D", 91),
    ]
    medan = find_by_name(firms, "ulos sianjur", region=MEDAN)
    assert [(each.firm, each.at_place) for each in medan] == [
        ("A", ux.Truth.YES),
        ("B", ux.Truth.UNKNOWN),
        ("D", ux.Truth.YES),
    ]
    with pytest.raises(ux.CodeError):
        find_by_name(firms, "ulos", region="99.99")


# Beside the project's data


def test_the_registry_of_east_java_has_its_repeated_rows() -> None:
    path = Path(__file__).parents[2] / "../shared/data/registries/jatim_umkm_2024.csv"
    if not path.exists():
        pytest.skip("the collected registries are not beside the project")
    registry = ux.read_registry(path, as_of=date(2026, 11, 21))
    report = find_duplicates(registry.enterprises)
    by_nib = sum(SIGN.SAME_NIB in pair.signs for pair in report.pairs)
    assert report.firms == len(registry.enterprises)
    assert by_nib > 0
    assert all(pair.signs for pair in report.pairs)
