"""Facts that only one policy asks; they are answered beside the firm."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from umkmexport.errors import PolicyError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules.fact import Fact, FactType, Option
from umkmexport.terms.text import Text

__all__ = ["DeclaredFact", "check_declared"]


@attrs.frozen
class DeclaredFact:
    """A fact that only this policy asks; it is answered beside the firm."""

    key: str
    type: FactType
    text: Text
    question: Text | None = None
    options: tuple[Option, ...] = ()

    @property
    def fact(self) -> Fact:
        """Give it as a fact of the vocabulary."""
        return Fact(
            self.key, self.type, self.text, self.question or self.text, options=self.options
        )


def check_declared(facts: Iterable[DeclaredFact]) -> None:
    """Refuse a declaration of a fact that the vocabulary has already."""
    for declared in facts:
        if declared.key in BY_NAME:
            raise PolicyError(f"fact {declared.key} is shared already; use it without declaring it")
