from __future__ import annotations

import pytest
from hypothesis import given

from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.testing import texts


def test_there_are_two_languages_and_no_third() -> None:
    text = Text(id="usaha mikro", en="micro enterprise")
    assert [text.to(language) for language in LANGUAGES] == ["usaha mikro", "micro enterprise"]
    with pytest.raises(ValueError, match="language is 'id' or 'en', not 'fr'"):
        text.to("fr")  # type: ignore[arg-type]


def test_parts_come_in_their_own_language() -> None:
    whole = Text(id="Golongan: {size}", en="Class: {size}").format(
        size=Text(id="kecil", en="small")
    )
    assert (whole.id, whole.en) == ("Golongan: kecil", "Class: small")


@given(texts())
def test_braces_in_a_part_are_left_alone(part: Text) -> None:
    assert Text(id="<{it}>", en="<{it}>").format(it=part) == Text(
        id=f"<{part.id}>", en=f"<{part.en}>"
    )


def test_a_placeholder_without_a_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        Text(id="{n}", en="{n}").format(m="3")


def test_texts_are_joined_language_by_language() -> None:
    joined = join_text((Text(id="satu", en="one"), Text(id="dua", en="two")), "; ")
    assert joined == Text(id="satu; dua", en="one; two")
    assert join_text(()) == Text(id="", en="")
