"""The verbs that all identifiers share."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Self

import attrs

from umkmexport.codes.identifiers.reading import read_digits
from umkmexport.codes.identifiers.verdicts import Check, Reason, judge
from umkmexport.codes.masking import HIDDEN
from umkmexport.errors import IdentifierError

__all__ = ["Identifier"]


@attrs.frozen(repr=False)
class Identifier:
    """Hold one number. What is printed of it is masked; the number itself is in ``number``."""

    number: str = attrs.field()

    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d+", re.ASCII)

    @number.validator
    def _has_shape(self, _: object, value: str) -> None:
        if not isinstance(value, str) or not self.shape.fullmatch(value):
            raise IdentifierError(f"{type(self).__name__}: not in its plain form; use parse")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number.

        Blanks, points and hyphens between the characters are left out. Suspicious numbers are
        read too, unless digits are missing or all of them are the same.

        Raises:
            IdentifierError: if the text is no such number. The message names the rule that it
                breaks, and never holds the number.
        """
        number, reasons = cls._read(text)
        if number is not None:
            reasons += cls._examine(number, None)
        for reason in reasons:
            if reason.unreadable:
                raise IdentifierError(f"{cls.__name__}: {reason.text.en}")
        if number is None:
            raise IdentifierError(f"{cls.__name__}: no number could be read")
        return cls(number)

    @classmethod
    def check(cls, text: str, *, as_of: date | None = None) -> Check:
        """Say how a number looks. It never says that a number is valid or was issued.

        Args:
            text: What the cell holds.
            as_of: The day for what depends on one, such as an age; without it those are left out.
        """
        number, reasons = cls._read(text)
        if number is None:
            return judge(reasons)
        return judge(reasons + cls._examine(number, as_of))

    @classmethod
    def mask(cls, text: str) -> str:
        """Show the first two and the last two characters; of anything else, nothing at all.

        Examples:
            >>> from umkmexport.codes.identifiers import NIK
            >>> NIK.mask("3171011708450001"), NIK.mask("31710117")
            ('31**********01', '**********')
        """
        number, _ = cls._read(text)
        if number is None or not cls.shape.fullmatch(number):
            return HIDDEN
        return f"{number[:2]}{HIDDEN}{number[-2:]}"

    @classmethod
    def format(cls, text: str) -> str:
        """Write a number as its office writes it.

        Raises:
            IdentifierError: if it is no such number.
        """
        return cls.parse(text).formatted

    @property
    def formatted(self) -> str:
        """The number as its office writes it."""
        return self.number

    @property
    def masked(self) -> str:
        """The number with all but its ends hidden."""
        return self.mask(self.number)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked!r})"

    @classmethod
    def _read(cls, text: object) -> tuple[str | None, tuple[Reason, ...]]:
        return read_digits(text)

    @classmethod
    def _examine(cls, number: str, as_of: date | None) -> tuple[Reason, ...]:
        raise NotImplementedError
