"""Numbers of product permits: SPP-IRT, BPOM MD and ML, and the halal certificate."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Final

import attrs

from umkmexport.codes.identifiers.identifier import Identifier
from umkmexport.codes.identifiers.reading import (
    LETTER_FOR_DIGIT,
    OTHER_CHARACTERS,
    PLACEHOLDER,
    has_letter_for_digit,
    is_placeholder,
    read_characters,
)
from umkmexport.codes.identifiers.verdicts import Reason, Verdict, wrong_length
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

__all__ = ["BPOM", "HALAL", "SPP_IRT", "FoodOrigin", "FoodPackaging"]


class FoodPackaging(Choice):
    """Packaging by the first digit of an SPP-IRT number (Peraturan BPOM 22/2018)."""

    GLASS = "glass", "kaca", "glass"
    PLASTIC = "plastic", "plastik", "plastic"
    CARTON = "carton", "karton/kertas", "carton or paper"
    CAN = "can", "kaleng", "can"
    ALUMINIUM_FOIL = "aluminium_foil", "aluminium foil", "aluminium foil"
    OTHER = "other", "lain-lain (misalnya daun)", "other (such as leaves)"
    COMPOSITE = "composite", "komposit", "composite"
    DOUBLE = "double", "kemasan ganda", "double"


class FoodOrigin(Choice):
    """Where food registered with BPOM was made."""

    DOMESTIC = "domestic", "dalam negeri (MD)", "domestic (MD)"
    IMPORTED = "imported", "luar negeri (ML)", "imported (ML)"


def _malformed(code: str, id: str, en: str) -> Reason:  # noqa: A002 - the language code
    return Reason(code, Text(id=id, en=en), Verdict.MALFORMED, unreadable=True)


_PACKAGING: Final = Reason(
    "unknown_packaging",
    Text(
        id="Angka pertama bukan kode jenis kemasan (1 sampai 8).",
        en="The first digit is no code of packaging (1 to 8).",
    ),
    Verdict.SUSPICIOUS,
)
_YEAR_FAR: Final = Reason(
    "expiry_year_too_far",
    Text(
        id="Tahun berakhir pada angka ke-14 dan ke-15 lebih dari lima tahun ke depan.",
        en="The year of expiry in digits 14 and 15 is more than five years ahead.",
    ),
    Verdict.SUSPICIOUS,
)
_YEAR_PASSED: Final = Reason(
    "expiry_year_passed",
    Text(
        id="Menurut nomornya, masa berlaku SPP-IRT sudah lewat.",
        en="By its number, the SPP-IRT is no longer in force.",
    ),
    Verdict.PLAUSIBLE,
)
_OTHER_REGISTER: Final = _malformed(
    "other_register",
    "Bukan nomor izin edar pangan; nomor MD atau ML diperlukan (SP adalah pendahulu SPP-IRT).",
    "Not a number of food registration; MD or ML is expected (SP is what came before SPP-IRT).",
)
_KH: Final = _malformed(
    "kh_number",
    "Nomor KH adalah Ketetapan Halal, bukan sertifikat halal: sertifikasi belum selesai.",
    "A KH number is the halal ruling, not the certificate: certification is not finished.",
)
_NO_ID: Final = _malformed(
    "no_id_prefix",
    "Nomor sertifikat halal BPJPH diawali ID.",
    "The number of a halal certificate of BPJPH begins with ID.",
)
_LONGEST_VALIDITY: Final = 5
_IRT_PREFIX: Final = re.compile(r"(?:SPP)?P?IRT(?:NO(?:MOR)?)?(?=\d)|NO(?:MOR)?(?=\d)")
_BPOM_PREFIX: Final = re.compile(r"(?:NO(?:MOR)?)?(?:BPOM)?(?:RI)?(?=[A-Z])")


def _read(text: object) -> tuple[str | None, tuple[Reason, ...]]:
    characters, reasons = read_characters(text)
    if characters is None:
        return None, reasons
    if not characters.isascii():
        return None, (*reasons, OTHER_CHARACTERS)
    return re.sub(r"[:/,_]", "", characters).upper(), reasons


def _unread(characters: str, reasons: tuple[Reason, ...]) -> tuple[None, tuple[Reason, ...]]:
    letter = has_letter_for_digit(characters)
    return None, (*reasons, LETTER_FOR_DIGIT if letter else OTHER_CHARACTERS)


@attrs.frozen(repr=False)
class SPP_IRT(Identifier):  # noqa: N801 - the official name
    """Hold a number of home-industry food (SPP-IRT), at least 15 digits (Peraturan BPOM 22/2018).

    Digits 4 to 7 are a region, but of which table is not settled, so no region is read from them. A
    certificate ends when production moves to another regency, whatever its number says.

    Examples:
        >>> permit = SPP_IRT.parse("P-IRT No. 2123456789012-28")
        >>> permit.expires_in, permit.packaging.value, permit.formatted
        (2028, 'plastic', 'P-IRT No. 2123456789012-28')
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{15,18}", re.ASCII)

    @property
    def expires_in(self) -> int:
        """The year in which it ends, by digits 14 and 15."""
        return 2000 + int(self.number[13:15])

    @property
    def packaging(self) -> FoodPackaging | None:
        """The packaging, by digit 1."""
        place = int(self.number[0])
        return list(FoodPackaging)[place - 1] if 1 <= place <= 8 else None

    @property
    def food_type(self) -> str:
        """The two digits of the type of food."""
        return self.number[1:3]

    @property
    def formatted(self) -> str:
        """``P-IRT No. 1234567890123-45``, as the regulation writes it."""
        return f"P-IRT No. {self.number[:13]}-{self.number[13:]}"

    @classmethod
    def _read(cls, text: object) -> tuple[str | None, tuple[Reason, ...]]:
        characters, reasons = _read(text)
        if characters is None:
            return None, reasons
        digits = _IRT_PREFIX.sub("", characters, count=1)
        return (digits, reasons) if digits.isdigit() else _unread(digits, reasons)

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:
        if is_placeholder(number):
            return (PLACEHOLDER,)
        if not 15 <= len(number) <= 18:
            return (wrong_length("SPP-IRT", "15", len(number)),)
        reasons = () if "1" <= number[0] <= "8" else (_PACKAGING,)
        if as_of is None:
            return reasons
        years_left = 2000 + int(number[13:15]) - as_of.year
        if years_left > _LONGEST_VALIDITY:
            return (*reasons, _YEAR_FAR)
        return (*reasons, _YEAR_PASSED) if years_left < 0 else reasons


@attrs.frozen(repr=False)
class BPOM(Identifier):
    """Hold a number of food registered with BPOM: MD (domestic) or ML (imported), 12 to 15 digits.

    Twelve is the usual count; newer registrations may have more. The number does not say whether
    the registration is still in force.

    Examples:
        >>> BPOM.parse("BPOM RI MD 123456789012").formatted
        'MD 123456789012'
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"M[DL]\d{12,15}", re.ASCII)

    @property
    def origin(self) -> FoodOrigin:
        """Whether the food was made in Indonesia."""
        return FoodOrigin.DOMESTIC if self.number[1] == "D" else FoodOrigin.IMPORTED

    @property
    def formatted(self) -> str:
        """``MD 123456789012``."""
        return f"{self.number[:2]} {self.number[2:]}"

    @classmethod
    def _read(cls, text: object) -> tuple[str | None, tuple[Reason, ...]]:
        characters, reasons = _read(text)
        if characters is None:
            return None, reasons
        number = _BPOM_PREFIX.sub("", characters, count=1)
        if number[:2] not in ("MD", "ML"):
            other = _OTHER_REGISTER if number[-6:].isdigit() else OTHER_CHARACTERS
            return None, (*reasons, other)
        return (number, reasons) if number[2:].isdigit() else _unread(number[2:], reasons)

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:  # noqa: ARG003
        if is_placeholder(number[2:]):
            return (PLACEHOLDER,)
        if not 12 <= len(number) - 2 <= 15:
            return (wrong_length("MD/ML", "12-15", len(number) - 2),)
        return ()


@attrs.frozen(repr=False)
class HALAL(Identifier):
    """Hold the number of a halal certificate of BPJPH: ID and 11 to 20 digits.

    The count of digits and their meaning are not published. A KH number (*Ketetapan Halal*) is not
    a certificate.

    Examples:
        >>> HALAL.check("KH 123456789012").codes
        ('kh_number',)
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"ID\d{11,20}", re.ASCII)

    @classmethod
    def _read(cls, text: object) -> tuple[str | None, tuple[Reason, ...]]:
        characters, reasons = _read(text)
        if characters is None:
            return None, reasons
        if characters.startswith("KH"):
            return None, (*reasons, _KH)
        if characters[:2] != "ID":
            other = _NO_ID if characters.isdigit() else OTHER_CHARACTERS
            return None, (*reasons, other)
        digits = characters[2:]
        return (characters, reasons) if digits.isdigit() else _unread(digits, reasons)

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:  # noqa: ARG003
        if is_placeholder(number[2:]):
            return (PLACEHOLDER,)
        if not 11 <= len(number) - 2 <= 20:
            return (wrong_length("ID", "11-20", len(number) - 2),)
        return ()
