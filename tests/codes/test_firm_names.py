from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes.firm_names import FirmName
from umkmexport.codes.likeness import like_names, like_pairs
from umkmexport.errors import RegistryError

fuzz = pytest.importorskip("rapidfuzz.fuzz")


@pytest.mark.parametrize(
    ("name", "core", "forms"),
    [
        ("PT. Kopi Sidikalang", "kopi sidikalang", ("pt",)),
        ("P.T. KOPI  SIDIKALANG, Tbk", "kopi sidikalang", ("pt", "tbk")),
        ("Kopi Sidikalang (CV)", "kopi sidikalang", ("cv",)),
        ("U.D. Kopi-Sidikalang", "kopi sidikalang", ("ud",)),
        ("Kelompok Wanita Tani Melati", "melati", ("kelompok",)),
        ("KUB “Sinar Laut”", "sinar laut", ("kelompok",)),
        ("Koperasi Produsen Kopi Gayo", "produsen kopi gayo", ("koperasi",)),
        ("Oelos Tjantik Djaja", "ulos cantik jaja", ()),
        ("Ulos Cantik Jaya", "ulos cantik jaya", ()),
        ("Ma'nyus", "manyus", ()),
        ("Caf\u00e9 Roem\u2019ah", "cafe rumah", ()),
        ("Koperasi", "koperasi", ("koperasi",)),
        ("UD", "ud", ("ud",)),
        ("Cvetka", "cvetka", ()),
        ("Toko 99", "toko 99", ()),
        ("...", "", ()),
        ("", "", ()),
    ],
)
def test_what_tells_a_name_is_left(name: str, core: str, forms: tuple[str, ...]) -> None:
    assert FirmName.parse(name) == FirmName(core, forms)


def test_two_names_are_as_like_as_their_letters() -> None:
    # "kopi sidikalang" and "kopi sidikaleng" have 15 letters and blanks each and differ in one:
    # one is taken off and one is put in, 2 of 30, so 28/30 = 93.3 per cent stay.
    assert like_names("kopi sidikalang", ["kopi sidikaleng"]) == ((0, 93),)
    assert like_names("kopi sidikalang", ["kopi sidikaleng"], at_least=94) == ()
    assert like_names("Jaya Batik", ["Batik Jaya", "Batik Abadi"]) == ((0, 100),)
    # "batik jaya" and "batikjaya": a blank of 19 letters is taken off, 18/19 = 94.7 per cent stay.
    assert like_names("Jaya Batik", ["BATIKJAYA"]) == ((0, 94),)
    assert like_names("Batik Jaya", ["BATIKJAYA"]) == ((0, 100),)


def test_a_name_of_signs_is_like_nothing() -> None:
    assert like_names("...", ["...", "batik"]) == ()


@pytest.mark.parametrize("at_least", [0, 101, 85.0, True])
def test_a_bound_that_is_no_per_cent_is_an_error(at_least: int) -> None:
    with pytest.raises(RegistryError, match="at_least is a per cent"):
        like_names("batik", ["batik"], at_least=at_least)


def test_without_rapidfuzz_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(RegistryError, match=r"umkmexport\[duplicates\]") as caught:
        like_names("batik", ["batik"])
    assert "pasang umkmexport[duplicates]" in caught.value.to("id")


WORDS = st.text("abi ", max_size=9)


@given(st.lists(WORDS, max_size=12), st.integers(50, 100))
def test_no_pair_is_missed(words: list[str], at_least: int) -> None:
    names = [FirmName.parse(word) for word in words]
    found = {(i, j): score for i, j, score in like_pairs(names, at_least=at_least)}
    for j, other in enumerate(names):
        for i, one in enumerate(names[:j]):
            scores = [
                fuzz.ratio(getattr(one, form), getattr(other, form))
                for form in ("sorted_words", "joined")
            ]
            best = max(scores) if one.core and other.core else 0
            assert found.get((i, j)) == (int(best) if best >= at_least else None)
