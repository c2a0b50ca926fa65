"""Where python-stdnum answers otherwise, and why this library does not build on it."""

from __future__ import annotations

from datetime import date

import pytest

from umkmexport.codes import regions
from umkmexport.codes.identifiers import NIK, NPWP, Verdict

stdnum_nik = pytest.importorskip("stdnum.id.nik")
stdnum_npwp = pytest.importorskip("stdnum.id.npwp")
numdb = pytest.importorskip("stdnum.numdb")

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("province", ["65", "92", "93", "95", "96"])
def test_five_provinces_it_does_not_know(province: str) -> None:
    for regency in regions.regencies(of=province):
        number = f"{regency.code.replace('.', '')}001708450001"
        assert not stdnum_nik.is_valid(number)
        assert NIK.check(number, as_of=TODAY).verdict is Verdict.PLAUSIBLE


def test_how_many_regencies_that_rejects() -> None:
    rejected = [
        regency
        for regency in regions.regencies()
        if not stdnum_nik.is_valid(f"{regency.code.replace('.', '')}001708450001")
    ]
    assert len(rejected) == 30


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("1299001708450001", ("unknown_region",)),
        ("3171008108450001", ("birth_day",)),
        ("3171001708450000", ("serial_zero",)),
    ],
)
def test_numbers_it_lets_pass(number: str, codes: tuple[str, ...]) -> None:
    assert stdnum_nik.is_valid(number)
    assert NIK.check(number, as_of=TODAY).codes == codes


def test_it_reads_2005_as_1905() -> None:
    number = "3171001708050001"
    assert stdnum_nik.get_birth_date(number) == date(1905, 8, 17)
    assert NIK.parse(number).birth_date(TODAY) == date(2005, 8, 17)


def test_it_reads_medan_as_sibolga() -> None:
    number = "1271001708450001"
    assert "SIBOLGA" in str(numdb.get("id/loc").info(number[:4])).upper()
    assert NIK.parse(number).first_registered_in.name == "Kota Medan"


def test_an_entity_number_that_it_refuses() -> None:
    assert not stdnum_npwp.is_valid("1000000000123456")
    assert NPWP.check("1000000000123456", as_of=TODAY).verdict is Verdict.PLAUSIBLE
    assert stdnum_npwp.is_valid("000000000000000")
    assert NPWP.check("000000000000000").codes == ("placeholder",)
