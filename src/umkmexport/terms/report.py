"""What every answer for people offers: its reasons in words, and plain data."""

from __future__ import annotations

from typing import Any, ClassVar

from umkmexport.terms.plain import to_plain
from umkmexport.terms.text import Language, Text

__all__ = ["Report"]


class Report:
    """An answer that says itself in both languages and becomes plain data."""

    __slots__ = ()
    _between: ClassVar[str] = " "
    """What stands between two of its texts; a list sets it to the end of a line."""

    def because(self) -> tuple[Text, ...]:
        """Give what it says, one text each."""
        raise NotImplementedError

    def describe(self, language: Language) -> str:
        """Say it in one language."""
        return self._between.join(text.to(language) for text in self.because())

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data, ready for JSON."""
        plain: dict[str, Any] = to_plain(self)
        return plain
