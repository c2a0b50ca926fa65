"""An enquiry of a buyer abroad, and what a firm can make of it in time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from umkmexport.codes import countries
from umkmexport.codes.families import ProductFamily
from umkmexport.decisions.goods import Goods
from umkmexport.errors import CodeError, FactError
from umkmexport.facts.view import FactView
from umkmexport.model.checks import Record
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.truth import UNKNOWN, Sign

__all__ = ["Enquiry"]

_DAYS_A_MONTH: Final = 30
"""A month of production counts as thirty days: a choice of this library."""


@attrs.frozen(kw_only=True, slots=False)
class Enquiry(Record):
    """Hold what a buyer asks for (*permintaan pembeli*), as a trade attaché may pass it on.

    Attributes:
        product: a family such as ``coffee``, or an HS code with its edition.
        quantity: how much is asked for, in which unit.
        until: the last day on which it can be made.
        country: the country it is for.

    Raises:
        FactError: the product, the quantity or the country is none.

    Examples:
        >>> asked = Enquiry(
        ...     product="2022:2103.90",
        ...     quantity=Quantity(500, "kg"),
        ...     until=date(2027, 1, 20),
        ...     country="SG",
        ... )
        >>> [str(end) for end in asked.covered_by(Quantity(200, "kg"), date(2026, 11, 21))]
        ['4/5', '4/5']
    """

    product: str
    quantity: Quantity
    until: date
    country: str | None = None

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        Goods.of(self.product)
        low, high, _ = self.quantity.in_base_unit()
        if not low or high is None:
            raise FactError("enquiry, quantity: must be more than 0, and a Range needs both ends")
        try:
            if self.country is not None:
                countries.get(self.country)
        except CodeError as error:
            raise FactError(f"enquiry, country: {error}") from None

    @cached_property
    def goods(self) -> Goods:
        """Give the product as goods."""
        return Goods.of(self.product)

    def is_for(self, view: FactView) -> Sign:
        """Tell whether the firm's main product is the one asked for.

        Where the firm does not say what is asked, its other codes can say *no*, never *yes*; else
        it would gain by leaving out an answer that does not fit them.
        """
        sign = self.goods.made_by(view)
        by_family = isinstance(self.goods.asked, ProductFamily)
        said = not by_family or view.value("product_family") is not None
        return sign if said else min(sign, UNKNOWN)

    def covered_by(self, monthly: Quantity | None, as_of: date) -> tuple[Fraction, Fraction]:
        """Give the least and greatest share that a monthly capacity makes until the last day.

        A month counts as thirty days. Amounts in units of different kinds cannot be compared, so
        nothing is known of them.
        """
        least, most, unit = self.quantity.in_base_unit()
        if monthly is None or monthly.in_base_unit()[2] != unit or not least or not most:
            return Fraction(0), Fraction(1)
        low, high, _ = monthly.in_base_unit()
        days = max((self.until - as_of).days, 0)
        return (
            min(Fraction((low or 0) * days, _DAYS_A_MONTH * most), _ALL),
            _ALL if high is None else min(Fraction(high * days, _DAYS_A_MONTH * least), _ALL),
        )

    def monthly_amount(self, as_of: date) -> Quantity | None:
        """Give the amount a month that is enough; None where the last day has come.

        Examples:
            >>> Enquiry(
            ...     product="coffee", quantity=Quantity(500, "kg"), until=date(2027, 1, 20)
            ... ).monthly_amount(date(2026, 11, 21))
            Quantity(250, 'kg')
        """
        days, amount = (self.until - as_of).days, self.quantity.amount
        most = amount.high if isinstance(amount, Range) else amount
        if days < 1 or most is None:
            return None
        return Quantity(-(-most * _DAYS_A_MONTH // days), self.quantity.unit)


_ALL: Final = Fraction(1)
