"""Facts that only one policy asks; they are answered beside the firm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from umkmexport.errors import PolicyError, joined
from umkmexport.facts.groups import GROUP_BY_NAME
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.rules.fact import Fact, FactType, Option
from umkmexport.terms.text import Text

__all__ = ["DeclaredFact", "check_declared"]


@attrs.frozen
class DeclaredFact:
    """A fact that only this policy asks; it is answered beside the firm.

    Attributes:
        key: its name, as answers and columns have it.
        type: the kind of value.
        text: the words on a form.
        question: the words in which it is asked; those on the form, if left out.
        unit: what a number counts.
        least: the smallest whole number allowed.
        greatest: the greatest whole number allowed.
        options: the allowed answers of an enumerated fact, from low to high.
        assessor: who judges it, where it is no statement of the firm.
        fixable: whether a firm that lacks it can still obtain it.
    """

    key: str
    type: FactType
    text: Text
    question: Text | None = None
    unit: Text | None = None
    least: int | None = None
    greatest: int | None = None
    options: tuple[Option, ...] = ()
    assessor: Text | None = None
    fixable: bool = True

    @property
    def fact(self) -> Fact:
        """Give it as a fact of the vocabulary."""
        return Fact(
            self.key,
            self.type,
            self.text,
            self.question or self.text,
            unit=self.unit,
            options=self.options,
            least=self.least,
            greatest=self.greatest,
            source=self.assessor,
        )


def check_declared(facts: Iterable[DeclaredFact]) -> None:
    """Refuse declarations that no answer could fit, or that the vocabulary has already.

    Raises:
        PolicyError: a declaration is wrong; a group of errors if several are.
    """
    declared = tuple(facts)
    times = Counter(fact.key for fact in declared)
    mistakes = [f"fact {key} is declared twice" for key, count in times.items() if count > 1]
    mistakes += [f"fact {fact.key} {reason}" for fact in declared for reason in _mistakes(fact)]
    if mistakes:
        raise joined("facts cannot be declared so", [PolicyError(text) for text in mistakes])


def _mistakes(fact: DeclaredFact) -> Iterator[str]:
    if fact.key in BY_NAME or fact.key in GROUP_BY_NAME:
        yield "is shared already; use it without declaring it"
    if not _NAME.fullmatch(fact.key):
        yield "needs a name of small letters, digits and underscores, as columns have"
    if fact.type is FactType.ENUM and len(fact.options) < 2:
        yield "is an enum and needs two options or more"
    bounds = [bound for bound in (fact.least, fact.greatest) if bound is not None]
    if bounds and fact.type not in {FactType.INT, FactType.MONEY}:
        yield f"is {fact.type} and has no bounds"
    if bounds != sorted(bounds):
        yield f"is bounded by {fact.least} and {fact.greatest}, which no number meets"


_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
