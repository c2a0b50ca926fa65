"""The collections of an enterprise: certificates, products, events and assessments."""

from __future__ import annotations

from datetime import date

import attrs

from umkmexport.codes.families import ProductFamily
from umkmexport.errors import FactError
from umkmexport.model.checks import Record
from umkmexport.terms.choice import Choice
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.truth import Truth

__all__ = [
    "Assessment",
    "Certificate",
    "CertificateKind",
    "CertificateStatus",
    "Event",
    "EventKind",
    "Group",
    "GroupKind",
    "LegalBasis",
    "Product",
]


class CertificateKind(Choice):
    """Permits and certificates that a firm may hold."""

    SPP_IRT = "spp_irt", "SPP-IRT", "SPP-IRT (home-industry food)"
    MD = "md", "izin edar BPOM MD", "BPOM MD permit"
    HALAL = "halal", "sertifikat halal", "halal certificate"
    TRADEMARK = "trademark", "merek terdaftar", "registered trademark"
    CPPOB = "cppob", "izin penerapan CPPOB", "CPPOB (food GMP) permit"
    CPKB = "cpkb", "sertifikat CPKB", "CPKB (cosmetics GMP) certificate"
    HACCP = "haccp", "sertifikat HACCP", "HACCP certificate"
    ISO_22000 = "iso_22000", "sertifikat ISO 22000", "ISO 22000 certificate"
    ISO_9001 = "iso_9001", "sertifikat ISO 9001", "ISO 9001 certificate"
    SKP = "skp", "sertifikat kelayakan pengolahan (SKP)", "fish processing certificate (SKP)"
    PRODUCT_NOTIFICATION = (
        "product_notification",
        "notifikasi kosmetika BPOM",
        "BPOM cosmetics notification",
    )
    SVLK = "svlk", "sertifikat legalitas kayu (S-LK)", "timber legality certificate (S-LK)"
    NKV = "nkv", "nomor kontrol veteriner (NKV)", "veterinary control number (NKV)"
    ORGANIC = "organic", "sertifikat organik", "organic certificate"


class CertificateStatus(Choice):
    """State of a certificate; in process is a known *no* on that day."""

    NONE = "none", "tidak ada", "none"
    IN_PROCESS = "in_process", "dalam proses", "in process"
    HELD = "held", "dimiliki", "held"


@attrs.frozen
class Certificate(Record):
    """Record one permit or certificate of a firm.

    Attributes:
        kind: what it is.
        status: held, in process or none.
        number: its number as text.
        issued_on: the day it was issued.
        valid_until: its last day; unknown is not endless, except for kinds that never expire.
        expected_on: when one in process is expected.
    """

    kind: CertificateKind
    status: CertificateStatus
    number: str | None = attrs.field(default=None, repr=False)
    issued_on: date | None = None
    valid_until: date | None = None
    expected_on: date | None = None

    def __attrs_post_init__(self) -> None:
        """Settle the values, and refuse a last day before the day of issue."""
        super().__attrs_post_init__()
        if self.issued_on and self.valid_until and self.valid_until < self.issued_on:
            raise FactError(
                f"certificate {self.kind}: its last day, {self.valid_until}, is before the day of "
                f"issue, {self.issued_on}; check both dates"
            )


@attrs.frozen
class Product(Record):
    """Record one product of a firm; the first fills the flat facts."""

    name: str
    family: ProductFamily | None = None
    hs_code: str | None = None
    target_countries: tuple[str, ...] = ()


class EventKind(Choice):
    """What may happen to a firm on a day."""

    REGISTERED = "registered", "terdaftar", "registered"
    FOSTERED = "fostered", "menjadi binaan", "taken on to be fostered"
    TRAINING = "training", "mengikuti pelatihan", "attended training"
    CURATION = "curation", "lulus kurasi", "passed curation"
    MENTORING = "mentoring", "didampingi", "mentored"
    EQUIPMENT = "equipment", "menerima peralatan", "received equipment"
    HELP = "help", "menerima fasilitasi", "received support"
    OFFER = "offer", "menerima tawaran", "received an offer"
    IN_PROCESS = "in_process", "pengajuan diproses", "application in process"
    LISTED = "listed", "tercantum", "listed"
    DECLINED = "declined", "tidak bersedia menerima tawaran", "declined an offer"
    REFUSED = "refused", "ditolak penyelenggara", "refused by the organiser"
    REFERRAL = "referral", "dirujuk", "referred"
    PERMIT = "permit", "memperoleh izin atau sertifikat", "was granted a permit or certificate"
    EXPORT = "export", "mengekspor", "exported"
    RELEASE = "release", "pelepasan ekspor", "export release ceremony"


@attrs.frozen
class Event(Record):
    """Record one event of a firm. A release ceremony proves no export.

    Attributes:
        kind: what happened.
        on: the last day of it; a Range where only the month or the year is known, nothing where
            no day is known.
        about: a word for what it was about, such as ``export``, ``halal`` or ``e_catalogue``.
        source: where it was found.
        counterpart: the agency, mentor or buyer on the other side.
        reason: why, where the firm declined or was refused.
        product: the product it was about.
        quantity: how much was exported.
        in_own_name: whether the firm exported in its own name, and not through others.
        next_step: what the firm and its mentor agreed to do next.
        next_due: by which day.
    """

    kind: EventKind
    on: date | Range[date] | None = None
    about: str | None = None
    source: str | None = None
    counterpart: str | None = None
    reason: str | None = attrs.field(default=None, repr=False)
    product: str | None = None
    quantity: Quantity | None = None
    in_own_name: bool | None = None
    next_step: str | None = attrs.field(default=None, repr=False)
    next_due: date | None = None

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        if self.kind is not EventKind.EXPORT and self.in_own_name is not None:
            raise FactError(f"event, in_own_name: only an export has it, not {self.kind}")

    @property
    def first_day(self) -> date | None:
        """Give the first day on which it may have been; None where that is open."""
        return self.on.low if isinstance(self.on, Range) else self.on

    @property
    def last_day(self) -> date | None:
        """Give the last day on which it may have been; None where that is open."""
        return self.on.high if isinstance(self.on, Range) else self.on

    def happened_by(self, day: date) -> Truth:
        """Tell whether it happened on a day or before.

        Examples:
            >>> in_2023 = Event(EventKind.EXPORT, Range(date(2023, 1, 1), date(2023, 12, 31)))
            >>> in_2023.happened_by(date(2023, 6, 30)), in_2023.happened_by(date(2024, 1, 1))
            (Truth.UNKNOWN, Truth.YES)
        """
        if self.last_day is not None and self.last_day <= day:
            return Truth.YES
        return Truth.NO if self.first_day is not None and self.first_day > day else Truth.UNKNOWN

    def happened_after(self, day: date) -> Truth:
        """Tell whether it happened later than a day.

        Examples:
            >>> Event(EventKind.EXPORT).happened_after(date(2023, 6, 30))
            Truth.UNKNOWN
        """
        return ~self.happened_by(day)


@attrs.frozen
class Assessment(Record):
    """Record one mark that an assessor gave.

    Attributes:
        criterion: what was assessed, such as ``quality``.
        score: the mark, whole.
        scale: the best mark possible.
        assessor: who gave it.
        on: when.
    """

    criterion: str
    score: int
    scale: int
    assessor: str
    on: date


class GroupKind(Choice):
    """Kinds of groups that firms belong to."""

    BUSINESS_GROUP = "business_group", "kelompok usaha bersama (KUB)", "joint business group"
    COOPERATIVE = "cooperative", "koperasi", "cooperative"
    CLUSTER = "cluster", "sentra", "cluster"
    VILLAGE_ENTERPRISE = "village_enterprise", "BUM Desa", "village enterprise"
    ASSOCIATION = "association", "asosiasi", "association"


class LegalBasis(Choice):
    """What a group was founded by."""

    NONE = "none", "belum ada", "none"
    DECREE = "decree", "surat keputusan (SK)", "a decree (SK)"
    DEED = "deed", "akta pendirian", "a deed of establishment"


@attrs.frozen
class Group(Record):
    """Describe a group (*kelompok, koperasi, sentra*), for help that goes to groups only.

    Attributes:
        id: its id.
        name: its name.
        kind: what kind of group it is.
        region: the Kemendagri code of its regency or city, or a finer one.
        formed_on: the day it was formed; a year alone is a range.
        legal_basis: what it was founded by.
        member_ids: ids of members; the list is open, so it gives the least number of them.
        member_count: how many members it has by its own register.
        officers_named: whether all its officers are named.
        has_bank_account: whether it has an account in its own name.
        endorsed: whether the head of the village or ward knows of it and agrees.
        endorsed_by: who does.
    """

    id: str
    name: str | None = None
    kind: GroupKind | None = None
    region: str | None = None
    formed_on: date | Range[date] | None = None
    legal_basis: LegalBasis | None = None
    member_ids: tuple[str, ...] = ()
    member_count: int | None = None
    officers_named: bool | None = None
    has_bank_account: bool | None = None
    endorsed: bool | None = None
    endorsed_by: str | None = None

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        listed = len(self.member_ids)
        if len(set(self.member_ids)) < listed:
            raise FactError(f"group {self.id!r}: a member stands twice in member_ids")
        if self.member_count is not None and self.member_count < listed:
            raise FactError(
                f"group {self.id!r}: member_count is {self.member_count}, "
                f"but {listed} members are listed"
            )
        if self.endorsed is False and self.endorsed_by is not None:
            raise FactError(f"group {self.id!r}: endorsed is False, but endorsed_by names somebody")
