from __future__ import annotations

import pytest

from umkmexport.terms.hierarchy import split_edition, within
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign


@pytest.mark.parametrize(
    ("code", "ancestor", "sign"),
    [
        ("33.75", "33.75", YES),
        ("33.75.01", "33.75", YES),
        ("33.75", "33", YES),
        ("33", "33.75", UNKNOWN),
        ("33.76", "33.75", NO),
        ("12.71", "12.75", NO),
        ("3", "33.75", UNKNOWN),
        ("2103.90", "2103", YES),
        ("21", "2103", UNKNOWN),
        ("2022:2103.90", "2103", YES),
        ("2022:2103.90", "2022:2103.90", YES),
        ("2017:2103.90", "2022:2103", UNKNOWN),
        ("2103.90", "2022:2103", UNKNOWN),
        ("2020:10772", "2025:10772", UNKNOWN),
        ("2025:10772", "10", YES),
        ("2025:10772", "2025:46", NO),
    ],
)
def test_a_code_lies_within_its_prefixes(code: str, ancestor: str, sign: Sign) -> None:
    assert within(code, ancestor) == sign


def test_an_edition_stands_before_the_colon() -> None:
    assert split_edition("2022:2103.90") == ("2022", "210390")
    assert split_edition("33.75") == (None, "3375")
