from __future__ import annotations

import pickle
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.codes import identifiers
from umkmexport.codes.identifiers import (
    BPOM,
    HALAL,
    NIB,
    NIK,
    NITKU,
    NPWP,
    NPWP_FORMS,
    SPP_IRT,
    Identifier,
    NpwpForm,
    NpwpKind,
    Verdict,
)
from umkmexport.codes.regions import regencies
from umkmexport.errors import IdentifierError

TODAY = date(2026, 11, 21)
KINDS = (NIB, NIK, NPWP, NITKU, SPP_IRT, BPOM, HALAL)
PUBLISHED_NIK = "3171011708450001"
"""The commemorative example of python-stdnum's own documentation."""

DAYS = st.one_of(st.integers(1, 28), st.integers(41, 68))
NIKS = st.builds(
    lambda region, day, month, year, serial: (
        f"{region.code.replace('.', '')}00{day:02}{month:02}{year:02}{serial:04}"
    ),
    st.sampled_from(regencies()),
    DAYS,
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)
"""Well-formed numbers of nobody: there is no district 00."""


def digits(least: int, most: int | None = None) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most or least).filter(
        lambda text: len(set(text)) > 1
    )


NUMBERS: dict[type[Identifier], st.SearchStrategy[str]] = {
    NIB: digits(13),
    NIK: NIKS,
    NPWP: digits(15, 16).filter(lambda text: not text.startswith("12345")),
    NITKU: digits(22),
    SPP_IRT: digits(15, 18),
    BPOM: st.builds(lambda kind, rest: kind + rest, st.sampled_from(["MD", "ML"]), digits(12, 15)),
    HALAL: digits(11, 20).map("ID{}".format),
}
ANY_NUMBER = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), NUMBERS[kind]))


@pytest.mark.parametrize(
    ("kind", "text", "verdict", "codes"),
    [
        (NIB, "1234567890123", "plausible", ()),
        (NIB, " 1234-5678.90123 ", "plausible", ()),
        (NIB, "0000000000000", "suspicious", ("placeholder",)),
        (NIB, "000", "suspicious", ("placeholder",)),
        (NIB, "123456789012", "suspicious", ("lost_leading_zero",)),
        (NIB, "12345678901234", "malformed", ("wrong_length",)),
        (NIB, "1234567890123/1234567890124", "malformed", ("other_characters",)),
        (NIB, "BELUM ADA", "malformed", ("other_characters",)),
        (NIB, "000 ( MENYUSUL", "malformed", ("other_characters",)),
        (NIB, "-", "malformed", ("empty",)),
        (NIB, "", "malformed", ("empty",)),
        (NIB, "  ", "malformed", ("empty",)),
        (NIB, None, "malformed", ("empty",)),
        (NIB, 1234567890123, "malformed", ("not_text",)),
        (NIB, 1.23e12, "malformed", ("not_text",)),
        (NIB, True, "malformed", ("not_text",)),
        (NIB, "1,27E+12", "malformed", ("scientific_notation",)),
        (NIB, "1.27e+12", "malformed", ("scientific_notation",)),
        (NIB, "1E12", "malformed", ("scientific_notation",)),
        (NIB, "1234567890123.0", "suspicious", ("decimal_point",)),
        (NIB, "'1234567890123", "plausible", ("apostrophe",)),
        (NIB, "\u20181234567890123", "plausible", ("apostrophe",)),
        (NIB, "'", "malformed", ("apostrophe", "empty")),
        (NIB, "1234\u00a05678\u00a090123", "plausible", ("no_break_space",)),
        (NIB, "1234567890123\u200b", "plausible", ("no_break_space",)),
        (NIB, "12345\u201367890123", "plausible", ()),
        (
            NIB,
            "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10\uff11\uff12\uff13",
            "plausible",
            ("full_width_digits",),
        ),
        (NIB, "123456789O123", "malformed", ("letter_for_digit",)),
        (NIB, "l23456789O123", "malformed", ("letter_for_digit",)),
        (NIB, "\u0661\u0662\u0663\u0664", "malformed", ("other_characters",)),
        (NIB, "1" * 10_000_000, "malformed", ("too_long",)),
        (NIK, PUBLISHED_NIK, "plausible", ()),
        (NIK, f"'{PUBLISHED_NIK}", "plausible", ("apostrophe",)),
        (NIK, "317101 170845 0001", "plausible", ()),
        (NIK, "1,27E+15", "malformed", ("scientific_notation",)),
        (NIK, "1234567890123456", "suspicious", ("placeholder",)),
        (NIK, "1111111111111111", "suspicious", ("placeholder",)),
        (NIK, "317101170845001", "malformed", ("wrong_length",)),
        (NIK, "3171O1170845OOO1", "malformed", ("letter_for_digit",)),
        (NIK, "3171005708450001", "plausible", ()),
        (NIK, "3171003208450001", "malformed", ("birth_day",)),
        (NIK, "3171000008450001", "malformed", ("birth_day",)),
        (NIK, "3171004008450001", "malformed", ("birth_day",)),
        (NIK, "3171008108450001", "malformed", ("birth_day",)),
        (NIK, "3171001713450001", "malformed", ("birth_month",)),
        (NIK, "3171001700450001", "malformed", ("birth_month",)),
        (NIK, "3171003002450001", "malformed", ("birth_date",)),
        (NIK, "3171003104450001", "malformed", ("birth_date",)),
        (NIK, "3171002902450001", "malformed", ("birth_date",)),
        (NIK, "3171002902440001", "plausible", ()),
        (NIK, "3171002902000001", "plausible", ()),
        (NIK, "3171006902000001", "plausible", ()),
        (NIK, "1299001708450001", "suspicious", ("unknown_region",)),
        (NIK, "3171001708450000", "suspicious", ("serial_zero",)),
        (NIK, "3171001708150001", "suspicious", ("age_out_of_range",)),
        (NIK, "3171001708250001", "suspicious", ("age_out_of_range", "century_ambiguous")),
        (NIK, "3171002211260001", "plausible", ()),
        (NIK, "3171001708050001", "plausible", ()),
        (NPWP, "12.345.678.2-123.000", "plausible", ("form_not_accepted",)),
        (NPWP, "12.345.678.1-123.000", "suspicious", ("check_digit", "form_not_accepted")),
        (NPWP, "0123456782123000", "plausible", ()),
        (NPWP, "0123456781123000", "suspicious", ("check_digit",)),
        (NPWP, "12345678212300", "suspicious", ("lost_leading_zero",)),
        (NPWP, "000000000000000", "suspicious", ("placeholder",)),
        (NPWP, "1234567890123456", "suspicious", ("placeholder",)),
        (NPWP, PUBLISHED_NIK, "plausible", ()),
        (NPWP, "1299001708450001", "suspicious", ("unknown_region",)),
        (NPWP, "1000000000123456", "plausible", ("kind_unknown",)),
        (NPWP, "12345678", "malformed", ("wrong_length",)),
        (NITKU, "0123456782123000000001", "plausible", ()),
        (NITKU, "123456782123000000001", "suspicious", ("lost_leading_zero",)),
        (NITKU, "0123456781123000000001", "suspicious", ("check_digit",)),
        (NITKU, "0" * 22, "suspicious", ("placeholder",)),
        (NITKU, "0123456782123000", "malformed", ("wrong_length",)),
        (SPP_IRT, "P-IRT No. 2123456789012-28", "plausible", ()),
        (SPP_IRT, "PIRT 2123456789012-28", "plausible", ()),
        (SPP_IRT, "SPP-IRT: 212345678901228", "plausible", ()),
        (SPP_IRT, "p.irt no 2123456789012 - 28", "plausible", ()),
        (SPP_IRT, "2123456789012-24", "plausible", ("expiry_year_passed",)),
        (SPP_IRT, "2123456789012-32", "suspicious", ("expiry_year_too_far",)),
        (SPP_IRT, "9123456789012-28", "suspicious", ("unknown_packaging",)),
        (SPP_IRT, "P-IRT 212345678901", "malformed", ("wrong_length",)),
        (SPP_IRT, "PIRT", "malformed", ("other_characters",)),
        (SPP_IRT, "000000000000000", "suspicious", ("placeholder",)),
        (SPP_IRT, 212345678901228, "malformed", ("not_text",)),
        (BPOM, "BPOM RI MD 123456789012", "plausible", ()),
        (BPOM, "md123456789012345", "plausible", ()),
        (BPOM, "No. ML 123456789012", "plausible", ()),
        (BPOM, "MD 12345678901", "malformed", ("wrong_length",)),
        (BPOM, "MD 1234567890I2", "malformed", ("letter_for_digit",)),
        (BPOM, "MD", "malformed", ("other_characters",)),
        (BPOM, "NA18123456789", "malformed", ("other_register",)),
        (BPOM, "SP 123/12.71/19", "malformed", ("other_register",)),
        (BPOM, "DALAM PROSES", "malformed", ("other_characters",)),
        (BPOM, "MD 000000000000", "suspicious", ("placeholder",)),
        (HALAL, "ID81110001234567", "plausible", ()),
        (HALAL, "id 8111-0001-234567", "plausible", ()),
        (HALAL, "ID8111000xxxxxxx", "malformed", ("other_characters",)),
        (HALAL, "KH 1234/2025", "malformed", ("kh_number",)),
        (HALAL, "00160012345678", "malformed", ("no_id_prefix",)),
        (HALAL, "ID1234567890", "malformed", ("wrong_length",)),
        (HALAL, "ID00000000000000", "suspicious", ("placeholder",)),
        (HALAL, "ID\u0661\u0662\u0663", "malformed", ("other_characters",)),
    ],
)
def test_check(kind: type[Identifier], text: str, verdict: str, codes: tuple[str, ...]) -> None:
    check = kind.check(text, as_of=TODAY)
    assert (check.verdict.value, check.codes) == (verdict, codes)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_knows_what_is_valid_or_issued(kind: type[Identifier]) -> None:
    assert [verdict.value for verdict in Verdict] == ["malformed", "suspicious", "plausible"]
    assert kind.check("").findings[0].text.id
    assert not re.search(r"valid|issued|terbit|berlaku", Verdict.PLAUSIBLE.text.id)


@given(NIKS)
def test_every_region_of_a_nik_passes(number: str) -> None:
    assert NIK.check(number).verdict is Verdict.PLAUSIBLE


@pytest.mark.parametrize("region", ["6571", "9201", "9301", "9401", "9501", "9601", "9671"])
def test_new_provinces_pass(region: str) -> None:
    assert NIK.check(f"{region}001708450001", as_of=TODAY).verdict is Verdict.PLAUSIBLE


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("9101", "Kabupaten Merauke"),
        ("9271", "Kota Sorong"),
        ("1271", "Kota Medan"),
        ("1275", "Kota Binjai"),
    ],
)
def test_retired_and_present_codes_of_first_registration(region: str, name: str) -> None:
    number = f"{region}001708450001"
    assert NIK.check(number, as_of=TODAY).verdict is Verdict.PLAUSIBLE
    assert NIK.parse(number).first_registered_in.name == name


def test_what_a_nik_tells_and_what_it_does_not() -> None:
    nik = NIK.parse("3171005708450001")
    assert nik.is_woman
    assert not NIK.parse(PUBLISHED_NIK).is_woman
    assert nik.birth_dates(TODAY) == (date(1945, 8, 17),)
    assert nik.birth_date(TODAY) == date(1945, 8, 17)
    assert not any("residence" in name or "domicile" in name for name in dir(nik))
    assert NIK.parse("5401001708450001").first_registered_in is None


def test_the_century_is_chosen_by_age() -> None:
    young = NIK.parse("3171001708050001")
    assert young.birth_date(TODAY) == date(2005, 8, 17)
    assert young.birth_date(date(2022, 8, 16)) is None
    assert young.birth_date(date(2022, 8, 17)) == date(2005, 8, 17)
    child_or_old = NIK.parse("3171002011260001")
    assert child_or_old.birth_dates(TODAY) == (date(1926, 11, 20), date(2026, 11, 20))
    assert child_or_old.birth_date(TODAY) == date(1926, 11, 20)
    assert NIK.check("3171002011260001", as_of=TODAY).codes == ("century_ambiguous",)
    leap = NIK.parse("3171002902000001")
    assert leap.birth_dates(date(2005, 1, 1)) == (date(2000, 2, 29),)


@given(NIKS, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_birth_date_is_one_of_the_candidates(number: str, as_of: date) -> None:
    nik = NIK.parse(number)
    likely, candidates = nik.birth_date(as_of), nik.birth_dates(as_of)
    assert likely is None or likely in candidates
    assert len(candidates) <= 2
    assert all(candidate <= as_of for candidate in candidates)
    codes = NIK.check(number, as_of=as_of).codes
    assert ("century_ambiguous" in codes) == (len(candidates) == 2)
    assert ("age_out_of_range" in codes) == (likely is None)


@pytest.mark.parametrize(
    ("text", "kind", "office", "branch"),
    [
        ("12.345.678.2-123.000", NpwpKind.OLD, "123", "000"),
        ("0123456782123000", NpwpKind.OLD_WITH_ZERO, "123", "000"),
        (PUBLISHED_NIK, NpwpKind.NIK, None, None),
        ("1000000000123456", NpwpKind.OTHER, None, None),
    ],
)
def test_what_an_npwp_is_made_of(
    text: str, kind: NpwpKind, office: str | None, branch: str | None
) -> None:
    npwp = NPWP.parse(text)
    assert (npwp.kind, npwp.tax_office, npwp.branch) == (kind, office, branch)


def test_a_sum_that_is_a_multiple_of_ten_gives_zero() -> None:
    assert NPWP.check("000000190000000").codes == ()
    assert NPWP.check("000000180000000").codes == ("check_digit",)


@given(digits(8))
def test_one_check_digit_fits(serial: str) -> None:
    fits = [d for d in "0123456789" if not NPWP.check(f"{serial}{d}123000").findings]
    assert len(fits) == 1


@pytest.mark.parametrize(
    ("day", "forms"),
    [
        (date(2020, 1, 1), {NpwpForm.FIFTEEN}),
        (date(2022, 7, 7), {NpwpForm.FIFTEEN}),
        (date(2022, 7, 8), {NpwpForm.FIFTEEN, NpwpForm.SIXTEEN}),
        (date(2024, 12, 31), {NpwpForm.FIFTEEN, NpwpForm.SIXTEEN}),
        (date(2025, 1, 1), {NpwpForm.SIXTEEN}),
    ],
)
def test_forms_accepted_by_date(day: date, forms: set[NpwpForm]) -> None:
    assert NPWP_FORMS.on(day) == forms
    fifteen = NPWP.check("12.345.678.2-123.000", as_of=day).codes
    assert ("form_not_accepted" in fifteen) == (NpwpForm.FIFTEEN not in forms)


def test_a_nitku_has_a_parent() -> None:
    nitku = NITKU.parse("0123456782123000000001")
    assert nitku.npwp == NPWP.parse("0123456782123000")
    assert nitku.branch == "000001"


def test_what_food_permits_tell() -> None:
    permit = SPP_IRT.parse("P-IRT No. 2123456789012-28")
    assert (permit.expires_in, permit.packaging.value, permit.food_type) == (2028, "plastic", "12")
    assert SPP_IRT.parse("9123456789012-28").packaging is None
    assert BPOM.parse("MD 123456789012").origin.value == "domestic"
    assert BPOM.parse("ML 123456789012").origin.value == "imported"


@given(ANY_NUMBER)
def test_format_and_parse_round_trip(pair: tuple[type[Identifier], str]) -> None:
    kind, number = pair
    value = kind.parse(number)
    assert value.number == number
    assert kind.parse(kind.format(number)) == value
    assert kind.parse(f" {value.formatted}\u00a0") == value
    assert pickle.loads(pickle.dumps(value)) == value


@given(ANY_NUMBER)
def test_nothing_printed_holds_the_number(pair: tuple[type[Identifier], str]) -> None:
    kind, number = pair
    value = kind.parse(number)
    masked = kind.mask(value.formatted)
    assert masked == value.masked == kind.mask(number)
    assert masked == f"{number[:2]}**********{number[-2:]}"
    for shown in (repr(value), str(value), f"{value}", repr([value]), repr({"n": value})):
        assert number not in shown
        assert number[2:-2] not in shown


@given(
    st.sampled_from(KINDS),
    st.text("0123456789OI .-'/\u00a0\uff11ex+,DMLHK", max_size=40)
    | NIKS.map(lambda number: f"{number}x")
    | NIKS.map(lambda number: number[:-1]),
)
def test_parse_refuses_what_check_calls_malformed(kind: type[Identifier], text: str) -> None:
    check = kind.check(text)
    unreadable = any(reason.unreadable for reason in check.findings)
    assert unreadable or check.verdict is not Verdict.MALFORMED
    if not unreadable:
        value = kind.parse(text)
        assert kind.parse(value.number) == value
        return
    with pytest.raises(IdentifierError, match=f"^{kind.__name__}: ") as caught:
        kind.parse(text)
    assert not re.search(r"\d{4,}", str(caught.value))


@given(st.sampled_from(KINDS), st.text(max_size=80))
def test_any_text_has_a_verdict_and_a_mask(kind: type[Identifier], text: str) -> None:
    assert kind.check(text, as_of=TODAY).verdict in Verdict
    assert len(kind.mask(text)) <= 14


def test_a_value_cannot_be_made_around_its_rule() -> None:
    for kind in KINDS:
        with pytest.raises(IdentifierError, match="use parse"):
            kind("31710117084500")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [None, 1234567890123, 1.5, b"1234567890123", ["1"], True])
def test_a_wrong_type_is_refused(kind: type[Identifier], text: str) -> None:
    assert kind.check(text).verdict is Verdict.MALFORMED
    assert kind.mask(text) == "**********"
    with pytest.raises(IdentifierError):
        kind.parse(text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", ["1", "x", " ", "\uff11", "'", "1."])
def test_ten_megabytes_are_refused_at_once(kind: type[Identifier], sign: str) -> None:
    assert kind.check(sign * (10_000_000 // len(sign))).codes == ("too_long",)


def test_every_reason_speaks_both_languages() -> None:
    damaged = ["", "1E9", "x", "'1", "1O1", "1" * 61, "\uff11", "1.0", "000", "11 111 111 1111"]
    for kind in KINDS:
        for text in damaged:
            for reason in kind.check(text, as_of=TODAY).findings:
                assert reason.text.id.endswith(".")
                assert reason.text.en.endswith(".")
                assert reason.text.id != reason.text.en
                assert re.fullmatch(r"[a-z_]+", reason.code)


def test_the_same_verbs_for_each() -> None:
    for kind in KINDS:
        assert getattr(identifiers, kind.__name__) is kind
        assert all(callable(getattr(kind, verb)) for verb in ("parse", "check", "mask", "format"))
