"""The parts of a call: window, versions, quotas, partners, steps, stages and kinds of help."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.rules.checklist import Requirement
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

__all__ = [
    "CallTerms",
    "CallVersion",
    "Held",
    "Help",
    "Partner",
    "Per",
    "Quota",
    "QuotaMode",
    "Recipient",
    "Stage",
    "Statement",
    "Step",
    "Window",
]


class Help(Choice):
    """What a call offers (*fasilitasi*)."""

    TRAINING = "training", "pelatihan", "training"
    MENTORING = "mentoring", "pendampingan", "mentoring"
    PERMIT = "permit", "pengurusan izin", "help with a permit"
    CERTIFICATION = "certification", "biaya sertifikasi", "certification fee"
    EQUIPMENT = "equipment", "bantuan peralatan", "equipment"
    CREDIT = "credit", "pembiayaan", "credit"
    CAPITAL_GRANT = "capital_grant", "hibah modal usaha", "grant of capital"
    CAPITAL_REFERRAL = "capital_referral", "rujukan permodalan ke bank", "referral to a bank"
    MARKETING = "marketing", "pemasaran", "marketing"
    SHIPPING = "shipping", "pengiriman", "shipping"
    CATALOGUE_LISTING = (
        "catalogue_listing",
        "pencantuman di katalog elektronik",
        "catalogue listing",
    )
    CURATION = "curation", "kurasi", "curation"


class Recipient(Choice):
    """Who receives the help."""

    ENTERPRISE = "enterprise", "usaha", "enterprise"
    GROUP = "group", "kelompok", "group"


@attrs.frozen
class Window:
    """The days on which a call takes applications, both included.

    Attributes:
        opens: the first day, where it was announced.
        closes: the last day, where it was announced.
        closes_when_full: whether it closes earlier, once its places are taken.
    """

    opens: date | None = None
    closes: date | None = None
    closes_when_full: bool = False

    def __attrs_post_init__(self) -> None:
        if self.opens is not None and self.closes is not None and self.closes < self.opens:
            raise PolicyError(_CLOSES_FIRST.format(closes=str(self.closes), opens=str(self.opens)))

    def is_open(self, day: date) -> Truth:
        """Tell whether applications are taken on a day, as far as both ends were announced."""
        if (self.opens is not None and day < self.opens) or (
            self.closes is not None and day > self.closes
        ):
            return Truth.NO
        known = self.opens is not None and self.closes is not None
        return Truth.YES if known else Truth.UNKNOWN


@attrs.frozen
class Held:
    """The days on which what a call offers takes place, both included.

    Attributes:
        first: the first day, where it was announced.
        last: the last day, where it was announced.
    """

    first: date | None = None
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise PolicyError(_ENDS_FIRST.format(last=str(self.last), first=str(self.first)))


@attrs.frozen
class Partner:
    """An institution that takes part, in which role and under which agreement.

    Attributes:
        name: its name.
        role: what it does.
        agreement: the agreement under which it does it.
    """

    name: Text
    role: Text | None = None
    agreement: str | None = None


@attrs.frozen
class Step:
    """A step of applying; it is done from the day that its date fact holds.

    Attributes:
        key: its key.
        text: the step in words.
        fact: the fact with the date on which it was done.
    """

    key: str
    text: Text
    fact: str


@attrs.frozen
class Stage:
    """A stage of selection (*tahap seleksi*).

    Attributes:
        key: its key.
        text: the stage in words.
        seats: how many go on from it, where it was announced.
        approximate: whether the source says "about".
        rounds: through how many rounds it goes.
        scores: facts with the marks that its assessor gives, the highest mark first. How they
            weigh against each other is not said here.
    """

    key: str
    text: Text
    seats: int | None = None
    approximate: bool = False
    rounds: int | None = None
    scores: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _need_at_least_1(_STAGE.format(key=self.key), seats=self.seats, rounds=self.rounds)


class QuotaMode(Choice):
    """How a quota bears on the places."""

    FIXED = "fixed", "jumlah tetap", "fixed number"
    PROPORTIONAL = "proportional", "dibagi secara proporsional", "split in proportion"
    MINIMUM_GUARANTEE = "minimum_guarantee", "jaminan minimum", "minimum guarantee"
    OVER_AND_ABOVE = "over_and_above", "di atas tempat umum", "over and above"


class Per(Choice):
    """What a quota is counted for, each with its own number."""

    PROVINCE = "province", "provinsi", "province"
    REGENCY = "regency", "kabupaten/kota", "regency or city"
    DISTRICT = "district", "kecamatan", "district"
    BATCH = "batch", "rombongan", "batch"
    COMPANION_DAY = "companion_day", "pendamping per hari", "companion a day"


@attrs.frozen
class Quota:
    """Places kept for some applicants, or counted for each class, batch or region.

    Attributes:
        key: its key.
        text: whom it is for, in words.
        seats: how many places; left out where the number was not published.
        mode: fixed, or how a reserve is filled; a reserve has no default.
        per: what it is counted for, where each has as many: a province, a batch.
        approximate: whether the source says "about".
        falls_back_on: the day on which unused places go to the common pool.
    """

    key: str
    text: Text
    mode: QuotaMode
    seats: int | None = None
    per: Per | None = None
    approximate: bool = False
    falls_back_on: date | None = None

    def __attrs_post_init__(self) -> None:
        _need_at_least_1(_QUOTA.format(key=self.key), seats=self.seats)
        if self.seats is None and self.mode is not QuotaMode.PROPORTIONAL:
            raise PolicyError(_NO_SEATS.format(key=self.key, mode=self.mode))

    @property
    def kept(self) -> int:
        """Give the places it takes out of those of the call."""
        apart = self.mode is QuotaMode.OVER_AND_ABOVE or self.per is not None
        return 0 if apart or self.seats is None else self.seats


@attrs.frozen
class Statement:
    """One condition of the announcement, by its number there, and where the file expresses it.

    Attributes:
        ref: its number in the announcement.
        at: the part of the file, such as ``criteria.nib``, ``quotas.go-global`` or ``seats``.
    """

    ref: str
    at: str


@attrs.frozen
class CallTerms:
    """What holds on one day: window, places and conditions."""

    since: date | None
    window: Window
    seats: int | None
    criteria: tuple[Requirement, ...]


@attrs.frozen(kw_only=True)
class CallVersion:
    """What changes from a day on: a moved deadline, more places, a lowered floor.

    Attributes:
        since: the first day of it.
        reason: why, in words.
        window: the new window, if it moved.
        seats: the new number of places, if it changed.
        criteria: conditions in their new form, by the key of the one they replace.
    """

    since: date
    reason: Text
    window: Window | None = None
    seats: int | None = None
    criteria: tuple[Requirement, ...] = ()

    def after(self, terms: CallTerms) -> CallTerms:
        """Give the terms as they are once this version holds."""
        changed = {requirement.key: requirement for requirement in self.criteria}
        unknown = sorted(set(changed) - {requirement.key for requirement in terms.criteria})
        if unknown:
            raise PolicyError(_NO_CRITERION.format(since=str(self.since), key=unknown[0]))
        return CallTerms(
            self.since,
            self.window or terms.window,
            self.seats or terms.seats,
            tuple(changed.get(r.key, r) for r in terms.criteria),
        )


def _need_at_least_1(what: Text, **numbers: int | None) -> None:
    for name, number in numbers.items():
        if number is not None and number < 1:
            raise PolicyError(_TOO_FEW.format(what=what, name=name, number=str(number)))


_STAGE: Final = Text(id="tahap {key}", en="stage {key}")
_QUOTA: Final = Text(id="kuota {key}", en="quota {key}")
_TOO_FEW: Final = Text(
    id="{what}: {name} sedikitnya 1, bukan {number}",
    en="{what}: {name} must be at least 1, not {number}",
)
_CLOSES_FIRST: Final = Text(
    id="pendaftaran ditutup pada {closes}, sebelum dibuka pada {opens}",
    en="the window closes on {closes}, before it opens on {opens}",
)
_ENDS_FIRST: Final = Text(
    id="kegiatan berakhir pada {last}, sebelum dimulai pada {first}",
    en="it ends on {last}, before it begins on {first}",
)
_NO_SEATS: Final = Text(
    id="kuota {key}: kuota {mode} memerlukan jumlah tempatnya",
    en="quota {key}: a {mode} quota needs its seats",
)
_NO_CRITERION: Final = Text(
    id="versi {since}: tidak ada syarat {key}", en="version of {since}: there is no criterion {key}"
)
