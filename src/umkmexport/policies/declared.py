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
    mistakes = [_TWICE.format(fact=key) for key, count in times.items() if count > 1]
    mistakes += [reason.format(fact=fact.key) for fact in declared for reason in _mistakes(fact)]
    if mistakes:
        raise joined(_NOT_SO, [PolicyError(text) for text in mistakes])


def _mistakes(fact: DeclaredFact) -> Iterator[Text]:
    if fact.key in BY_NAME or fact.key in GROUP_BY_NAME:
        yield _SHARED
    if not _NAME.fullmatch(fact.key):
        yield _NO_NAME
    if fact.type is FactType.ENUM and len(fact.options) < 2:
        yield _NO_OPTIONS
    bounds = [bound for bound in (fact.least, fact.greatest) if bound is not None]
    if bounds and fact.type not in {FactType.INT, FactType.MONEY}:
        yield _NO_BOUNDS.format(fact=fact.key, type=fact.type)
    if bounds != sorted(bounds):
        ends = {"least": str(fact.least), "greatest": str(fact.greatest)}
        yield _NO_NUMBER.format(fact=fact.key, **ends)


_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_NOT_SO: Final = Text(id="fakta tidak dapat dinyatakan demikian", en="facts cannot be declared so")
_TWICE: Final = Text(id="fakta {fact} dinyatakan dua kali", en="fact {fact} is declared twice")
_SHARED: Final = Text(
    id="fakta {fact} sudah ada dalam kosakata bersama; pakailah tanpa menyatakannya",
    en="fact {fact} is shared already; use it without declaring it",
)
_NO_NAME: Final = Text(
    id="fakta {fact} memerlukan nama dari huruf kecil, angka, dan garis bawah, seperti nama kolom",
    en="fact {fact} needs a name of small letters, digits and underscores, as columns have",
)
_NO_OPTIONS: Final = Text(
    id="fakta {fact} berjenis enum dan memerlukan sedikitnya dua pilihan",
    en="fact {fact} is an enum and needs two options or more",
)
_NO_BOUNDS: Final = Text(
    id="fakta {fact} berjenis {type} dan tidak memiliki batas",
    en="fact {fact} is {type} and has no bounds",
)
_NO_NUMBER: Final = Text(
    id="fakta {fact} dibatasi oleh {least} dan {greatest}; tidak ada bilangan yang memenuhinya",
    en="fact {fact} is bounded by {least} and {greatest}, which no number meets",
)
