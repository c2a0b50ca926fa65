"""What became of firms afterwards: exports, knowledge, buyers, sales, workers, income."""

from __future__ import annotations

from datetime import date

import attrs

from umkmexport.errors import FactError
from umkmexport.model.checks import Record
from umkmexport.terms.choice import Choice
from umkmexport.terms.range import Range

__all__ = ["Outcome", "OutcomeKind"]


class OutcomeKind(Choice):
    """What is measured before and after."""

    KNOWLEDGE = "knowledge", "nilai pengetahuan", "knowledge score"
    BUYER_CONTACTS = "buyer_contacts", "jumlah kontak pembeli", "buyer contacts"
    SALES = "sales", "hasil penjualan tahunan", "annual sales"
    EXPORT_SALES = "export_sales", "hasil penjualan ekspor tahunan", "annual export sales"
    WORKERS = "workers", "jumlah tenaga kerja", "workers"
    INCOME = "income", "pendapatan pemilik", "income of the owner"


@attrs.frozen
class Outcome(Record):
    """Record a measure of one firm before and after, such as a test before and after a training.

    Attributes:
        firm: the id of the firm.
        kind: what is measured.
        before: the measure before; a Range where only bounds are known.
        after: the measure after.
        before_on: the day it was measured before.
        after_on: the day it was measured after.
        source: where it was found.

    Raises:
        FactError: the day after does not lie after the day before, or a measure is negative.

    Examples:
        >>> Outcome("U-1", "knowledge", before=40, after=75).change
        (35, 35)
    """

    firm: str
    kind: OutcomeKind
    before: int | Range[int] | None = None
    after: int | Range[int] | None = None
    before_on: date | None = None
    after_on: date | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        for name, measure in (("before", self.before), ("after", self.after)):
            low, _ = _ends(measure)
            if low is not None and low < 0:
                raise FactError(f"outcome of {self.firm!r}, {name}: {low} is negative")
        if None not in {self.before_on, self.after_on} and self.after_on <= self.before_on:  # type: ignore[operator]
            raise FactError(
                f"outcome of {self.firm!r}: after_on {self.after_on} does not lie after "
                f"before_on {self.before_on}"
            )

    @property
    def change(self) -> tuple[int | None, int | None]:
        """Give the least and the greatest change that may have been; None where it is open."""
        before_low, before_high = _ends(self.before)
        after_low, after_high = _ends(self.after)
        return _minus(after_low, before_high), _minus(after_high, before_low)


def _ends(measure: int | Range[int] | None) -> tuple[int | None, int | None]:
    return (measure.low, measure.high) if isinstance(measure, Range) else (measure, measure)


def _minus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other
