"""Every error this library raises, each of them also a built-in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = [
    "BundleError",
    "CodeError",
    "FactError",
    "FrameError",
    "IdentifierError",
    "NotInForceError",
    "PolicyError",
    "RegistryError",
    "SelectionError",
    "UmkmExportError",
    "UmkmExportErrorGroup",
    "ValueFormatError",
    "joined",
]


class UmkmExportError(Exception):
    """Catch this to catch every error of the library, single or grouped.

    The reason is English text, or a text in both languages where a clerk may meet it. A run of 15
    or more digits, the length of an NPWP or a NIK, is hidden in it.
    """

    def __init__(self, *args: object) -> None:
        """Hold the text, long numbers hidden."""
        super().__init__(*(_discreet(each) if isinstance(each, str) else each for each in args))

    def to(self, language: str) -> str:
        """Give the reason in ``id`` or ``en``; in English where it has no other wording."""
        return _worded(self.args[0] if self.args else "", language)

    def __str__(self) -> str:
        return self.to("en")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class FactError(UmkmExportError, ValueError):
    """A fact has a value of the wrong type, outside its scale, or a name nobody declared."""


class ValueFormatError(UmkmExportError, ValueError):
    """A text cannot be read as the amount, date or number that was asked for."""


class CodeError(UmkmExportError, LookupError):
    """A region, product or country code or name does not exist, or names several places."""


class IdentifierError(UmkmExportError, ValueError):
    """An identifier has not the shape of its kind. The text never holds the number itself."""


class NotInForceError(UmkmExportError, LookupError):
    """No version of a rule is in force on the date asked about."""


class PolicyError(UmkmExportError, ValueError):
    """A policy file, or a rule made in Python, is wrong.

    The text names the file, the path inside it and the reason.
    """


class RegistryError(UmkmExportError, ValueError):
    """A registry cannot be read at all: no rows, no such column, not the file it says it is."""


class SelectionError(UmkmExportError, ValueError):
    """A list cannot be made as asked: seats, seed or applicants do not fit."""


class BundleError(UmkmExportError, ValueError):
    """A bundle of a list cannot be read or replayed: edited, of another format, or incomplete."""


class FrameError(UmkmExportError, ValueError):
    """A dataframe lacks a column, holds one of the wrong type, or already has the result's."""


class UmkmExportErrorGroup(UmkmExportError, ExceptionGroup[UmkmExportError]):
    """Several problems of one input, reported together.

    Attributes:
        heading: what they have in common, in English or in both languages.
    """

    heading: object = ""

    def derive(  # type: ignore[override]
        self, excs: Sequence[UmkmExportError]
    ) -> UmkmExportErrorGroup:
        """Make a group of the same message, as ``split`` and ``subgroup`` need."""
        return _grouped(self.heading or self.message, excs)

    def to(self, language: str) -> str:
        """Give the reasons, a line each."""
        reasons = (e.to(language) for e in self.exceptions if isinstance(e, UmkmExportError))
        heading = _worded(self.heading or self.message, language)
        return "\n".join([heading, *(f"- {reason}" for reason in reasons)])


def joined(heading: object, errors: Sequence[UmkmExportError]) -> UmkmExportError:
    """Give the one error, or a group of several under a heading in English or both languages."""
    return errors[0] if len(errors) == 1 else _grouped(heading, errors)


def _grouped(heading: object, errors: Sequence[UmkmExportError]) -> UmkmExportErrorGroup:
    group = UmkmExportErrorGroup(_worded(heading, "en"), list(errors))
    group.heading = heading
    return group


def _worded(reason: object, language: str) -> str:
    return _discreet(str(getattr(reason, language, reason)))


def _discreet(text: str) -> str:
    return _LONG_NUMBER.sub(r"\1**********\2", text)


_LONG_NUMBER: Final = re.compile(r"(\d\d)\d{11,}(\d\d)")
