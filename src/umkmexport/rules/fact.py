"""A fact: what may be asked about a firm, and in which words."""

from __future__ import annotations

import enum

import attrs

from umkmexport.terms.text import Text

__all__ = ["Fact", "FactType", "Option"]


class FactType(enum.StrEnum):
    """The kinds of value a fact may have."""

    BOOL = "bool"
    INT = "int"
    MONEY = "money"
    DATE = "date"
    ENUM = "enum"
    REGION = "region"
    HS = "hs"
    KBLI = "kbli"
    COUNTRY = "country"
    SET = "set"
    QUANTITY = "quantity"
    ID = "id"


@attrs.frozen
class Option:
    """One allowed answer of an enumerated fact."""

    value: str
    text: Text


@attrs.frozen
class Fact:
    """Describe one fact: its name, type, words and bounds. It holds no functions.

    Attributes:
        name: the one name of attribute, column and TOML key.
        type: the kind of value.
        label: the words on a form.
        question: the words in which it is asked.
        unit: what a number counts, such as rupiah a year.
        options: the allowed answers of an enumerated fact, from low to high.
        least: the smallest whole number allowed.
        greatest: the greatest whole number allowed.
        source: where an office usually finds it.
        section: the part of the form it stands in.
        first: whether it is among those to fill first.
        personal: whether it is personal data of the owner.
        derived_from: the facts and collections it follows from, where it is never typed in.
    """

    name: str
    type: FactType
    label: Text
    question: Text
    unit: Text | None = None
    options: tuple[Option, ...] = ()
    least: int | None = None
    greatest: int | None = None
    source: Text | None = None
    section: str = ""
    first: bool = False
    personal: bool = False
    derived_from: tuple[str, ...] = ()

    @property
    def is_derived(self) -> bool:
        """Tell whether the fact is computed from others and never typed in."""
        return bool(self.derived_from)
