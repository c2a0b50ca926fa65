from __future__ import annotations

import pytest

from umkmexport.codes import countries
from umkmexport.errors import CodeError


def test_all_countries() -> None:
    known = countries.all_countries()
    assert len(known) == 249
    assert len({country.code for country in known}) == 249
    assert len({country.text.id for country in known}) == 249
    assert len({country.text.en for country in known}) == 249
    assert countries.get("NL").text.id == "Belanda"


@pytest.mark.parametrize("country", countries.all_countries(), ids=lambda country: country.code)
def test_every_country_is_found_by_its_names(country: countries.Country) -> None:
    assert countries.find(country.text.id) == country
    assert countries.find(country.text.en.upper()) == country


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cina", "CN"),
        ("RRT", "CN"),
        ("korea selatan", "KR"),
        ("USA", "US"),
        ("Uni Emirat Arab", "AE"),
        ("Timor-Leste", "TL"),
        (" Viet Nam ", "VN"),
        ("VIETNAM", "VN"),
        ("SG", "SG"),
        ("Turki", "TR"),
    ],
)
def test_names_as_people_write_them(name: str, code: str) -> None:
    assert countries.find(name).code == code


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nl", "capital letters, 'NL'"),
        ("EU", "no country; name the member state"),
        ("UK", "is GB"),
        ("ZZ", "not in ISO 3166-1"),
        ("Belanda", "countries.find"),
        ("", "not in ISO 3166-1"),
        (None, "of type NoneType"),
        ("3171011708450001", r"31\*+01"),
    ],
)
def test_unknown_codes(code: str, said: str) -> None:
    with pytest.raises(CodeError, match=said):
        countries.get(code)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Malaysa", r"most like it: Malaysia \(MY\)"),
        ("AS", r"Samoa Amerika \(AS\) or Amerika Serikat \(US\)"),
        ("Uni Eropa", "name the member state"),
        ("Wakanda", "is not known"),
        ("", "is not known"),
        ("x" * 10_000_000, "too long"),
    ],
)
def test_unknown_names(name: str, said: str) -> None:
    with pytest.raises(CodeError, match=said):
        countries.find(name)
