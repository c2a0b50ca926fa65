"""Three-valued truth after Kleene: what is unknown is neither yes nor no."""

from __future__ import annotations

import enum
from typing import Final, Literal, NoReturn, TypeAlias

from umkmexport.terms.text import Text

__all__ = ["NO", "UNKNOWN", "YES", "Sign", "Truth"]

Sign: TypeAlias = Literal[-1, 0, 1]
"""A truth as rules compute it: and = min, or = max, not = minus."""

YES: Final = 1
UNKNOWN: Final = 0
NO: Final = -1


class Truth(enum.Enum):
    """Answer YES, NO or UNKNOWN.

    The values are the whole numbers that columns hold: YES 1, UNKNOWN 0, NO -1. A truth has no
    ``bool``: ``if decision.truth:`` would take UNKNOWN for one of the two. Compare instead.

    Examples:
        >>> Truth.YES & Truth.UNKNOWN
        Truth.UNKNOWN
        >>> Truth.NO & Truth.UNKNOWN
        Truth.NO
        >>> ~Truth.NO
        Truth.YES
        >>> Truth.UNKNOWN is Truth.YES
        False
    """

    NO = -1
    UNKNOWN = 0
    YES = 1

    @classmethod
    def of(cls, value: bool | None) -> Truth:  # noqa: FBT001 - it is what is turned
        """Turn a bool, or None for unknown, into a truth.

        Examples:
            >>> Truth.of(None)
            Truth.UNKNOWN
        """
        if value is None:
            return cls.UNKNOWN
        return cls.YES if value else cls.NO

    def __and__(self, other: Truth) -> Truth:
        return self if self.value <= other.value else other

    def __or__(self, other: Truth) -> Truth:
        return self if self.value >= other.value else other

    def __invert__(self) -> Truth:
        return Truth(-self.value)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a Truth is not a bool, because UNKNOWN is neither yes nor no; "
            "compare it: `truth is Truth.YES`"
        )

    def __repr__(self) -> str:
        return f"Truth.{self.name}"

    @property
    def key(self) -> str:
        """The stable lower-case word used in dictionaries and files: yes, unknown or no."""
        return self.name.lower()

    @property
    def text(self) -> Text:
        """The word for people."""
        return _WORDS[self]


_WORDS: Final = {
    Truth.YES: Text(id="ya", en="yes"),
    Truth.UNKNOWN: Text(id="belum diketahui", en="not known"),
    Truth.NO: Text(id="tidak", en="no"),
}
