"""NPWP, the number of a taxpayer, and NITKU, the number of a place of business."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

import attrs

from umkmexport.codes.identifiers.identifier import Identifier
from umkmexport.codes.identifiers.nik import NIK
from umkmexport.codes.identifiers.reading import LOST_LEADING_ZERO, PLACEHOLDER, is_placeholder
from umkmexport.codes.identifiers.verdicts import Reason, Verdict, wrong_length
from umkmexport.terms.choice import Choice
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text
from umkmexport.terms.timeline import Period, Timeline

__all__ = ["NITKU", "NPWP", "NPWP_FORMS", "NPWP_SOURCES", "NpwpForm", "NpwpKind"]


class NpwpForm(Choice):
    """How many digits an NPWP has."""

    FIFTEEN = "fifteen", "15 angka", "15 digits"
    SIXTEEN = "sixteen", "16 angka", "16 digits"


class NpwpKind(Choice):
    """What an NPWP is made of."""

    OLD = "old", "NPWP lama 15 angka", "old NPWP of 15 digits"
    OLD_WITH_ZERO = (
        "old_with_zero",
        "NPWP lama dengan angka 0 di depan",
        "old NPWP with a leading 0",
    )
    NIK = "nik", "NIK sebagai NPWP", "NIK used as NPWP"
    OTHER = "other", "NPWP 16 angka lainnya", "other NPWP of 16 digits"


NPWP_SOURCES: Final = (
    Source(
        title="PMK 112/PMK.03/2022",
        read_on=date(2026, 11, 21),
        confidence=Confidence.HIGH,
        url="https://peraturan.bpk.go.id/Home/Details/217310/pmk-no-112pmk032022",
        note="16 digits, NIK for resident persons; in force from 8 July 2022, at first for some",
    ),
    Source(
        title="PER-6/PJ/2024",
        read_on=date(2026, 11, 21),
        confidence=Confidence.HIGH,
        note="16 digits for all from 1 July 2024; third parties may take 15 until 31 December 2024",
    ),
)

NPWP_FORMS: Final[Timeline[frozenset[NpwpForm]]] = Timeline.of(
    "NPWP forms accepted by third parties",
    [
        Period(
            None,
            date(2022, 7, 8),
            Text(id="NPWP 15 angka", en="15 digits only"),
            frozenset({NpwpForm.FIFTEEN}),
        ),
        Period(
            date(2022, 7, 8),
            date(2025, 1, 1),
            Text(id="NPWP 15 dan 16 angka (PMK 112/2022)", en="15 and 16 digits (PMK 112/2022)"),
            frozenset(NpwpForm),
        ),
        Period(
            date(2025, 1, 1),
            None,
            Text(id="NPWP 16 angka (PER-6/PJ/2024)", en="16 digits only (PER-6/PJ/2024)"),
            frozenset({NpwpForm.SIXTEEN}),
        ),
    ],
)

_CHECK_DIGIT: Final = Reason(
    "check_digit",
    Text(
        id="Angka pemeriksa (angka ke-9 NPWP 15 angka) tidak cocok; aturannya tidak pernah"
        " diumumkan resmi, jadi ini hanya peringatan.",
        en="The check digit (digit 9 of the 15) does not fit; its rule was never published, so this"
        " is only a warning.",
    ),
    Verdict.SUSPICIOUS,
)
_NOT_ACCEPTED: Final = Reason(
    "form_not_accepted",
    Text(
        id="Bentuk NPWP ini tidak dipakai pada tanggal tersebut.",
        en="This form of NPWP is not in use on that date.",
    ),
    Verdict.PLAUSIBLE,
)
_KIND_UNKNOWN: Final = Reason(
    "kind_unknown",
    Text(
        id="Bukan NPWP lama dan bukan NIK; mungkin NPWP badan yang terbit sejak 2025.",
        en="Neither an old NPWP nor a NIK; perhaps one issued to an entity since 2025.",
    ),
    Verdict.PLAUSIBLE,
)
_DIGIT_SUM_OF_DOUBLE: Final = str.maketrans("0123456789", "0246813579")
_SEQUENCES: Final = frozenset({"123456789012345", "1234567890123456", "0123456789012345"})


@attrs.frozen(repr=False)
class NPWP(Identifier):
    """Hold an NPWP of 15 or 16 digits.

    The NPWP of a resident is the NIK, so every NPWP is treated as personal data. The old 15 digits
    are type (2), serial (6), check digit, tax office (3) and branch (3); the check digit follows
    Luhn in practice, but no official source says so.

    Examples:
        >>> NPWP.parse("12.345.678.2-123.000").kind.value
        'old'
        >>> NPWP.check("12.345.678.1-123.000").codes
        ('check_digit',)
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{15,16}", re.ASCII)

    @property
    def form(self) -> NpwpForm:
        """Whether it has 15 or 16 digits."""
        return _form(self.number)

    @property
    def kind(self) -> NpwpKind:
        """What it is made of, as far as its digits tell."""
        return _kind(self.number)

    @property
    def tax_office(self) -> str | None:
        """The three digits of the tax office (KPP); None where it is no old number."""
        old = _old_part(self.number)
        return old[9:12] if old else None

    @property
    def branch(self) -> str | None:
        """The three digits of the branch, 000 for the head office; None if no old number."""
        old = _old_part(self.number)
        return old[12:] if old else None

    @property
    def formatted(self) -> str:
        """``12.345.678.2-123.000`` for 15 digits, the bare digits for 16."""
        n = self.number
        if len(n) == 16:
            return n
        return f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:
        if is_placeholder(number) or number in _SEQUENCES:
            return (PLACEHOLDER,)
        if len(number) == 14:
            return (LOST_LEADING_ZERO,)
        if len(number) not in (15, 16):
            return (wrong_length("NPWP", "15/16", len(number)),)
        reasons = _about_digits(number, as_of)
        if as_of is not None and _form(number) not in _accepted_forms(as_of):
            reasons = (*reasons, _NOT_ACCEPTED)
        return reasons


@attrs.frozen(repr=False)
class NITKU(Identifier):
    """Hold a NITKU: the 16-digit NPWP of the centre and six digits for the place of business.

    Examples:
        >>> nitku = NITKU.parse("0123456782123000000001")
        >>> nitku.branch, nitku.npwp.kind.value
        ('000001', 'old_with_zero')
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{22}", re.ASCII)

    @property
    def npwp(self) -> NPWP:
        """The NPWP of the centre."""
        return NPWP(self.number[:16])

    @property
    def branch(self) -> str:
        """The six digits that the tax office gave the place of business."""
        return self.number[16:]

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:
        if is_placeholder(number):
            return (PLACEHOLDER,)
        if len(number) == 21:
            return (LOST_LEADING_ZERO,)
        if len(number) != 22:
            return (wrong_length("NITKU", "22", len(number)),)
        return _about_digits(number[:16], as_of)


def _form(number: str) -> NpwpForm:
    return NpwpForm.FIFTEEN if len(number) == 15 else NpwpForm.SIXTEEN


def _kind(number: str) -> NpwpKind:
    if len(number) == 15:
        return NpwpKind.OLD
    if number[0] == "0":
        return NpwpKind.OLD_WITH_ZERO
    unreadable = any(reason.unreadable for reason in NIK.check(number).findings)
    return NpwpKind.OTHER if unreadable else NpwpKind.NIK


def _old_part(number: str) -> str | None:
    if len(number) == 15:
        return number
    return number[1:] if number[0] == "0" else None


def _about_digits(number: str, as_of: date | None) -> tuple[Reason, ...]:
    old = _old_part(number)
    if old is not None:
        return () if _fits_luhn(old[:9]) else (_CHECK_DIGIT,)
    found = NIK.check(number, as_of=as_of).findings
    return (_KIND_UNKNOWN,) if any(reason.unreadable for reason in found) else found


def _fits_luhn(digits: str) -> bool:
    """Check the last digit: every second digit doubled, digit sums added, up to a ten."""
    doubled = digits[1::2].translate(_DIGIT_SUM_OF_DOUBLE)
    return sum(map(int, digits[::2] + doubled)) % 10 == 0


@lru_cache(maxsize=64)
def _accepted_forms(day: date) -> frozenset[NpwpForm]:
    return NPWP_FORMS.on(day)
