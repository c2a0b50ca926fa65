"""What a step of a catalogue states: what it needs, gives, takes, costs, and how long it lasts."""

from __future__ import annotations

from functools import cached_property

import attrs

from umkmexport.errors import PolicyError
from umkmexport.rules.criteria import Criterion
from umkmexport.terms.choice import Choice
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text

__all__ = ["Figure", "Grant", "Payer", "Relief", "Step", "Validity", "ValidityKind"]


class Payer(Choice):
    """Who pays for a step."""

    FIRM = "firm", "ditanggung usaha", "paid by the firm"
    STATE = "state", "gratis, ditanggung negara", "free, paid by the state"
    OWN_WORK = "own_work", "pekerjaan sendiri, tanpa pungutan", "own work, no fee"


class ValidityKind(Choice):
    """How long something stays valid."""

    MONTHS = "months", "berlaku selama jangka waktu tertentu", "valid for a time"
    UNCHANGED = (
        "unchanged",
        "berlaku selama tidak ada perubahan",
        "valid while nothing changes",
    )
    SHIPMENT = "shipment", "berlaku untuk satu pengiriman", "valid for one shipment"


@attrs.frozen
class Figure:
    """A number from a source: months or rupiah, exact or between two ends.

    Attributes:
        low: the least.
        high: the most; the same as the least, if left out.
        or_more: whether there is no upper end, as with a fee plus expenses.
        confidence: what the source is worth; a figure of low confidence is shown and never
            reckoned with.
        volatile: whether it is known to change.
        note: what the source says exactly.
    """

    low: int
    high: int | None = None
    or_more: bool = False
    confidence: Confidence = Confidence.MEDIUM
    volatile: bool = False
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            ends = f"{self.low} to {self.high}"
            raise PolicyError(f"a figure runs from 0 or more upwards, not {ends}")
        if self.or_more and self.high is not None:
            raise PolicyError(f"a figure of {self.low} or more has no upper end {self.high}")

    @property
    def range(self) -> Range[int]:
        """Give both ends."""
        if self.or_more:
            return Range(self.low, None)
        return Range(self.low, self.low if self.high is None else self.high)

    @property
    def reckoned(self) -> Range[int] | None:
        """Give what a plan may reckon with; None where the source is too weak."""
        return None if self.confidence is Confidence.LOW else self.range


@attrs.frozen
class Grant:
    """What the firm's record says of one fact once a step is done."""

    fact: str
    value: bool | int | str


@attrs.frozen
class Validity:
    """How long what a step gives stays valid.

    Attributes:
        kind: for months, while nothing changes, or for one shipment.
        months: how many months, where it is for months.
        confidence: what the source is worth.
    """

    kind: ValidityKind = ValidityKind.MONTHS
    months: int | None = None
    confidence: Confidence = Confidence.MEDIUM

    def __attrs_post_init__(self) -> None:
        timed = self.kind is ValidityKind.MONTHS
        if timed != (self.months is not None) or (self.months is not None and self.months < 1):
            raise PolicyError("a validity has months, at least 1, exactly where its kind is months")


@attrs.frozen
class Relief:
    """A cheaper or free way to take a step, for those for whom a criterion surely holds.

    Attributes:
        key: its key.
        text: what it is, in words.
        when: who may use it.
        cost: what it costs then; nothing, if left out.
        note: what should be known of it, such as a quota.
    """

    key: str
    text: Text
    when: Criterion
    cost: Figure = Figure(0)
    note: Text | None = None

    @property
    def is_free(self) -> bool:
        """Tell whether nothing is paid."""
        return self.cost.range == Range(0, 0)


@attrs.frozen(kw_only=True, slots=False)
class Step:
    """One thing a firm can obtain or do.

    Attributes:
        key: its key.
        text: what is to be done, in words.
        agency: who issues it or helps, where there is one.
        about: what it is and what it is for, in a sentence for the firm.
        needs: what must be done before; of each group of keys, one.
        better_after: keys of steps that come first where both are taken.
        grants: what the record says once it is done.
        settles: facts that are then known, whatever they are, such as the country of destination.
        dated: dates that are then the day on which it is done.
        certificate: the kind of certificate it yields.
        held: how the record shows that it is done already, where grants and certificate do not.
        applies: for whom it is open; everyone, if absent.
        judged: whether its outcome is another's judgement, so that a plan can only assume it.
        months: how long it takes; not known, if left out.
        cost: what it costs; not known, if left out.
        paid_by: who pays.
        reliefs: cheaper or free ways, of which the first that surely holds is used.
        validity: how long it lasts; not known, if left out.
        note: what should be known of it.
        basis: where it is from: its source, or our choice.
        confidence: what is sure of the step itself.
        volatile: whether it is known to change.
        sources: where it is from.
    """

    key: str
    text: Text
    agency: Text | None = None
    about: Text | None = None
    needs: tuple[tuple[str, ...], ...] = ()
    better_after: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    settles: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    certificate: str | None = None
    held: Criterion | None = None
    applies: Criterion | None = None
    judged: bool = False
    months: Figure | None = None
    cost: Figure | None = None
    paid_by: Payer | None = None
    reliefs: tuple[Relief, ...] = ()
    validity: Validity | None = None
    note: Text | None = None
    basis: str
    confidence: Confidence = Confidence.MEDIUM
    volatile: bool = False
    sources: tuple[Source, ...] = ()

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Name the facts that it changes."""
        return (*(grant.fact for grant in self.grants), *self.settles, *self.dated)

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Name the steps that come before it, those that must and those that should."""
        needed = (key for group in self.needs for key in group)
        return tuple(dict.fromkeys((*needed, *self.better_after)))
