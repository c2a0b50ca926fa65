"""Enumerations whose members carry their words for people."""

from __future__ import annotations

import enum
from typing import Final, NoReturn, Self

from umkmexport.errors import FactError
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

__all__ = ["Choice"]


class Choice(enum.StrEnum):
    """Base of enumerations with labels: stable English value, Indonesian word, English word.

    The order of definition is the order of the scale, from low to high, where there is one.

    Examples:
        >>> class Size(Choice):
        ...     MICRO = "micro", "mikro", "micro"
        >>> Size("micro").text.id
        'mikro'
    """

    text: Text

    def __new__(cls, value: str, id: str = "", en: str = "") -> Self:  # noqa: A002 - language
        """Make a member of its value and its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.text = Text(id=id, en=en)
        return member

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        allowed = ", ".join(member.value for member in cls)
        hint = suggested(value, list(cls)) if isinstance(value, str) else ""
        raise FactError(_ONE_OF.format(name=cls.__name__, allowed=allowed, hint=hint))


_ONE_OF: Final = Text(
    id="{name} harus salah satu dari {allowed}{hint}", en="{name} must be one of {allowed}{hint}"
)
