from __future__ import annotations

import contextlib
import csv
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes import regions
from umkmexport.codes.regions import BpsRegionCode, RegionLevel, RegionNameError
from umkmexport.errors import CodeError, UmkmExportError
from umkmexport.terms.truth import Truth

SHARED = Path(__file__).parents[3] / "shared" / "data"
REGENCIES = st.sampled_from(regions.regencies())


def test_the_totals_of_the_decree() -> None:
    assert len(regions.provinces()) == 38
    assert len(regions.regencies()) == 514
    assert sum(not region.is_city for region in regions.regencies()) == 416
    assert sum(region.is_city for region in regions.regencies()) == 98
    assert len(regions.districts()) == 7285
    assert len(regions.regencies(of="12")) == 33
    assert sum(region.is_city for region in regions.regencies(of="12")) == 8
    assert len(regions.SOURCES) == 2


def test_a_region_knows_its_place() -> None:
    district = regions.get("12.71.05")
    assert district.level is RegionLevel.DISTRICT
    assert district.parent == regions.get("12.71")
    assert district.parent.parent == regions.get("12")
    assert district.parent.parent.parent is None
    assert district.province.name == "Sumatera Utara"
    assert regions.get("33.75").short_name == "Kota Pekalongan"
    assert regions.get("33.26").short_name == "Kab. Pekalongan"
    assert regions.get("31.01").short_name == "Kab. Adm. Kepulauan Seribu"
    assert regions.get("31").short_name == "DKI Jakarta"
    assert regions.get("12.71").edition == 2025


def test_the_word_for_the_kind_agrees_with_the_code() -> None:
    for region in regions.regencies():
        assert region.name.startswith("Kota " if region.is_city else "Kabupaten ")
        assert region.name == " ".join(region.name.split())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("KABUPATEN MALANG", "35.07"),
        ("Kota Malang", "35.73"),
        ("Kab. Malang", "35.07"),
        ("KAB MALANG", "35.07"),
        ("Kabupaten  Malang ", "35.07"),
        ("Malang, Kab.", "35.07"),
        ("Malang (Kota)", "35.73"),
        ("malang kota", "35.73"),
        ("Kab.Malang", "35.07"),
        ("Kab\u00a0Malang", "35.07"),
        ("\uff2b\uff41\uff42. Malang", "35.07"),
        ("Malang, Kota, Jawa Timur", "35.73"),
        ("Medan", "12.71"),
        ("Kodya Medan", "12.71"),
        ("Kotamadya Medan", "12.71"),
        ("Kota Medan, Sumatera Utara", "12.71"),
        ("Toba Samosir", "12.12"),
        ("Kab. Mamuju Utara", "76.01"),
        ("Maluku Tenggara Barat", "81.03"),
        ("Kota Padangsidempuan", "12.77"),
        ("Padang Sidimpuan", "12.77"),
        ("Labuhan Batu", "12.10"),
        ("Labuhan Batu Selatan", "12.22"),
        ("Kota Tanjung Balai", "12.74"),
        ("Pematang Siantar", "12.72"),
        ("Kota Waringin Barat", "62.01"),
        ("Kab. Kotawaringin Timur", "62.02"),
        ("Kota Baru", "63.02"),
        ("Kab. Kota Baru", "63.02"),
        ("Kota Mobagu", "71.74"),
        ("Kab. Lima Puluh Kota", "13.07"),
        ("50 Kota", "13.07"),
        ("Tidore Kepulauan", "82.72"),
        ("Kep. Seribu", "31.01"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Adm. Jakarta Pusat", "31.71"),
        ("Kota Adm. Jakarta Selatan", "31.74"),
        ("Kotamadya Jakarta Timur", "31.75"),
        ("DKI Jakarta", "31"),
        ("D.I. Yogyakarta", "34"),
        ("Kota Yogyakarta", "34.71"),
        ("Provinsi Jambi", "15"),
        ("P A P U A", "91"),
        ("Papua Barat Daya", "96"),
        ("Sumatra Utara", "12"),
        ("Kab. Toli Toli", "72.04"),
        ("Pare-Pare", "73.72"),
        ("Kab. Pahuwato", "75.04"),
        ("Pangkajene Kepulauan", "73.10"),
        ("Kab. Muko-Muko", "17.06"),
        ("Banjar, Jawa Barat", "32.79"),
        ("Kec. Klojen", "35.73.02"),
    ],
)
def test_names_as_people_write_them(name: str, code: str) -> None:
    assert regions.find(name).code == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("MALANG", ["35.07", "35.73"]),
        ("Kab/Kota Malang", ["35.07", "35.73"]),
        ("Jambi", ["15", "15.71"]),
        ("Gorontalo", ["75", "75.01", "75.71"]),
        ("Yogyakarta", ["34", "34.71"]),
        ("banjar", ["32.79", "63.03"]),
    ],
)
def test_an_ambiguous_name_says_so(name: str, codes: list[str]) -> None:
    with pytest.raises(RegionNameError) as caught:
        regions.find(name)
    assert [region.code for region in caught.value.candidates] == codes
    assert all(code in str(caught.value) for code in codes)
    assert [region.code for region in regions.search(name)] == codes
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.candidates == caught.value.candidates
    assert str(copy) == str(caught.value)


def test_level_and_area_decide_between_candidates() -> None:
    assert regions.find("Jambi", level=RegionLevel.PROVINCE).code == "15"
    assert regions.find("Jambi", level=RegionLevel.REGENCY).code == "15.71"
    assert regions.find("Banjar", "32").code == "32.79"
    assert regions.find("Klojen", within="35.73").code == "35.73.02"
    assert regions.find("Kota Malang", within="35.73").code == "35.73"
    assert regions.find("Sragen", within="33.14").level is RegionLevel.DISTRICT
    assert regions.find("Kab. Sragen", within="33.14").level is RegionLevel.REGENCY


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Pekalongn", {"33.26", "33.75"}),
        ("Kab. Medan", {"12.71"}),
        ("Surabya", {"35.78"}),
        ("Atlantis", set()),
        ("", set()),
        ("Kab.", set()),
        ("-", set()),
        ("M" * 10_000_000, set()),
    ],
)
def test_an_unknown_name_names_its_neighbours(name: str, near: set[str]) -> None:
    with pytest.raises(CodeError) as caught:
        regions.find(name)
    assert isinstance(caught.value, RegionNameError)
    assert near <= {region.code for region in caught.value.candidates}
    assert len(str(caught.value)) < 400


def test_a_number_in_a_name_cell_is_not_repeated() -> None:
    with pytest.raises(RegionNameError, match=r"31\*+01"):
        regions.find("3171011708450001")


def test_a_code_without_its_point_is_refused_with_both_readings() -> None:
    with pytest.raises(CodeError, match=r"12\.71 is Kota Medan; BPS 1271 is Kota Sibolga"):
        regions.get("1271")
    with pytest.raises(CodeError, match="not known here"):
        regions.get("6571")
    assert regions.get_undotted("1271").name == "Kota Medan"
    assert regions.get_undotted("127105").code == "12.71.05"
    for wrong in ("12.71", "127", "", "1271050001", 1271):
        with pytest.raises(CodeError):
            regions.get_undotted(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("91.01", "today it is 93.01"),
        ("12.7", "a dotted Kemendagri code"),
        ("12.71.", "a dotted Kemendagri code"),
        ("Medan", "regions.find"),
        ("99", "not in the table of 2025"),
        ("12.70", "not in the table of 2025"),
        ("12.71.99", "not in the table of 2025"),
        ("12.71.05.1001", "give the district, 12.71.05"),
        (1271, "text is expected"),
        (12.71, "text is expected"),
        (None, "text is expected"),
        ("3171011708450001", r"31\*+01"),
        ("7" * 10_000_000, "too long"),
    ],
)
def test_an_unknown_code_says_why(code: str, said: str) -> None:
    with pytest.raises(CodeError, match=said):
        regions.get(code)


def test_within_across_levels() -> None:
    assert regions.within("12.71.05", "12.71") is Truth.YES
    assert regions.within("12.71.05", "12") is Truth.YES
    assert regions.within("12.71", "12.71") is Truth.YES
    assert regions.within("12", "12.71") is Truth.UNKNOWN
    assert regions.within("12.75", "12.71") is Truth.NO
    with pytest.raises(CodeError):
        regions.within("12.71", "1275")


@given(REGENCIES, REGENCIES)
def test_a_finer_region_never_turns_an_answer(one: regions.Region, other: regions.Region) -> None:
    coarse = regions.within(one.code[:2], other.code)
    fine = regions.within(one.code, other.code)
    assert fine is coarse or coarse is Truth.UNKNOWN
    for district in regions.districts(of=one.code)[:2]:
        assert regions.within(district.code, other.code) is fine


@pytest.mark.parametrize(
    ("code", "edition", "today"),
    [
        ("91.01", 2018, "93.01"),
        ("91.01", 2022, "93.01"),
        ("92.71", 2022, "96.71"),
        ("92.71", 2023, "96.71"),
        ("12.71", 2018, "12.71"),
        ("91.03", 2020, "91.03"),
        ("91", 2023, "91"),
        ("12.71.05", 2025, "12.71.05"),
        ("93.01", 2023, "93.01"),
    ],
)
def test_older_codes_lead_to_today(code: str, edition: int, today: str) -> None:
    assert regions.modernise(code, edition).code == today


@pytest.mark.parametrize(
    ("code", "edition", "said"),
    [
        ("91", 2022, "divided among"),
        ("92", 2023, "divided among"),
        ("91.01", 2023, "ended with the edition of 2022"),
        ("93.01", 2022, "not in the edition of 2022"),
        ("96", 2023, "not in the edition of 2023"),
        ("12.71.05", 2022, "only provinces and regencies"),
        ("12.71", 2019, "edition 2019 are not held; known: 2018"),
        ("12.99", 2018, "not in the table"),
    ],
)
def test_where_no_single_region_follows(code: str, edition: int, said: str) -> None:
    with pytest.raises(CodeError, match=said):
        regions.modernise(code, edition)


@pytest.mark.parametrize("edition", [2018, 2020, 2022, 2023])
def test_every_code_of_an_older_edition(edition: int) -> None:
    path = SHARED / "reference" / f"wilayah_kemendagri_{edition}_prov_kab.csv"
    if not path.exists():
        pytest.skip("the tables of older editions lie outside the project")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if len(row["kode"]) == 5:
            assert regions.modernise(row["kode"], edition) == regions.find(row["nama"])


def test_places_of_a_real_registry() -> None:
    path = SHARED / "registries" / "jatim_umkm_2024.csv"
    if not path.exists():
        pytest.skip("the registry lies outside the project")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    unread = {
        row["KABUPATEN USAHA"]
        for row in rows
        if row["KABUPATEN USAHA"].strip(" -") and len(regions.search(row["KABUPATEN USAHA"])) != 1
    }
    assert not unread


def test_bps_codes_are_another_type() -> None:
    assert BpsRegionCode("1275").to_kemendagri().name == "Kota Medan"
    assert regions.get("12.75").name == "Kota Binjai"
    assert BpsRegionCode.of(regions.get("12.71")) == BpsRegionCode("1275")
    assert BpsRegionCode("3375").to_kemendagri().code == "33.75"
    same = sum(
        BpsRegionCode.of(region).code == region.code.replace(".", "")
        for region in regions.regencies(of="12")
    )
    assert same == 13
    for wrong in ("12.75", "12", "12750", "", "\u0661\u0662\u0667\u0665", 1275):
        with pytest.raises(CodeError):
            BpsRegionCode(wrong)  # type: ignore[arg-type]
    for unknown in ("1299", "3171", "9401", "3399"):
        with pytest.raises(CodeError):
            BpsRegionCode(unknown).to_kemendagri()
    for region in ("12", "31.71", "12.71.05"):
        with pytest.raises(CodeError):
            BpsRegionCode.of(regions.get(region))


@given(st.sampled_from([r for r in regions.regencies() if r.code[:2] in ("12", "33", "52")]))
def test_bps_round_trip(region: regions.Region) -> None:
    assert BpsRegionCode.of(region).to_kemendagri() == region


@given(REGENCIES, st.sampled_from([str.upper, str.lower, str.title, str]), st.booleans())
def test_every_spelling_of_every_regency(
    region: regions.Region, case: type[str], short: bool
) -> None:
    name = region.short_name if short else region.name
    assert regions.find(case(name)) == region
    assert regions.find(f"  {case(name)}\u00a0".replace(" ", "  ")) == region
    assert regions.find(case(name).replace(". ", ".")) == region


@given(st.text(max_size=40))
def test_any_text_is_a_region_or_a_helpful_error(text: str) -> None:
    for ask in (regions.search, regions.find, regions.get):
        with contextlib.suppress(UmkmExportError):
            ask(text)


def test_five_spellings_of_every_regency_find_it() -> None:
    spellings = [
        (region, spelling)
        for region in regions.regencies()
        for spelling in (
            region.name,
            region.name.upper(),
            region.short_name,
            region.short_name.lower().replace(". ", "."),
            region.name.replace(" ", "  "),
        )
    ]
    assert len(spellings) == 5 * 514
    assert all(regions.find(spelling) is region for region, spelling in spellings)
