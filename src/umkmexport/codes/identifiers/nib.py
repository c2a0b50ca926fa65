"""NIB, the business identification number (*Nomor Induk Berusaha*)."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

import attrs

from umkmexport.codes.identifiers.identifier import Identifier
from umkmexport.codes.identifiers.reading import LOST_LEADING_ZERO, PLACEHOLDER, is_placeholder
from umkmexport.codes.identifiers.verdicts import Reason, wrong_length

__all__ = ["NIB"]


@attrs.frozen(repr=False)
class NIB(Identifier):
    """Hold an NIB: thirteen random digits (PP 24/2018) without a check digit.

    Nothing can be read from them: no region, no sector, no date, no size. The NIB of a sole trader
    is personal data.

    Examples:
        >>> NIB.parse("1234 5678 90123"), NIB.check("123456789012").codes
        (NIB('12**********23'), ('lost_leading_zero',))
    """

    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{13}", re.ASCII)

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:  # noqa: ARG003
        if is_placeholder(number):
            return (PLACEHOLDER,)
        if len(number) == 13:
            return ()
        return (LOST_LEADING_ZERO if len(number) == 12 else wrong_length("NIB", "13", len(number)),)
