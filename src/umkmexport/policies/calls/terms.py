"""The parts of a call: window, versions, quotas, partners, steps, stages and kinds of help."""

from __future__ import annotations

from datetime import date

import attrs

from umkmexport.errors import PolicyError
from umkmexport.rules.checklist import Requirement
from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

__all__ = [
    "CallTerms",
    "CallVersion",
    "Help",
    "Partner",
    "Quota",
    "QuotaMode",
    "Recipient",
    "Stage",
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
    """The days on which a call takes applications, both included."""

    opens: date | None = None
    closes: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.opens is not None and self.closes is not None and self.closes < self.opens:
            raise PolicyError(
                f"the window closes on {self.closes}, before it opens on {self.opens}"
            )


@attrs.frozen
class Partner:
    """An institution that takes part, in which role and under which agreement."""

    name: Text
    role: Text | None = None
    agreement: str | None = None


@attrs.frozen
class Step:
    """A step of applying; it is done from the day that its date fact holds."""

    key: str
    text: Text
    fact: str


@attrs.frozen
class Stage:
    """A stage of selection and how many go on from it."""

    key: str
    text: Text
    seats: int | None = None


class QuotaMode(Choice):
    """How a quota bears on the places."""

    FIXED = "fixed", "jumlah tetap", "fixed number"
    MINIMUM_GUARANTEE = "minimum_guarantee", "jaminan minimum", "minimum guarantee"
    OVER_AND_ABOVE = "over_and_above", "di atas tempat umum", "over and above"


@attrs.frozen
class Quota:
    """Places kept for some applicants, or counted for each class, batch or region.

    Attributes:
        key: its key.
        text: whom it is for, in words.
        seats: how many places; an approximate number says so.
        mode: fixed, or how a reserve is filled; a reserve has no default.
        approximate: whether the source says "about".
        falls_back_on: the day on which unused places go to the common pool.
    """

    key: str
    text: Text
    seats: int
    mode: QuotaMode
    approximate: bool = False
    falls_back_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.seats < 1:
            raise PolicyError(f"quota {self.key}: seats must be at least 1, not {self.seats}")


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
            raise PolicyError(f"version of {self.since}: there is no criterion {unknown[0]}")
        return CallTerms(
            self.since,
            self.window or terms.window,
            self.seats or terms.seats,
            tuple(changed.get(r.key, r) for r in terms.criteria),
        )
