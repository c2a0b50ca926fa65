"""Cases: ordered classes, each with the criterion that opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

from umkmexport.rules.criteria import Criterion, facts_of, undecided
from umkmexport.rules.subject import Subject
from umkmexport.terms.truth import NO, YES, Sign

__all__ = ["Case", "Cases", "possible"]

K = TypeVar("K")


@attrs.frozen
class Case:
    """A class and the criterion under which a firm falls into it."""

    key: str
    when: Criterion


@attrs.frozen
class Cases:
    """The first case that holds gives the class; ``otherwise`` where none does."""

    cases: tuple[Case, ...]
    otherwise: str

    def possible(self, subject: Subject) -> tuple[str, ...]:
        """Name the classes that are still possible, in the order of the file."""
        signs = ((case.when.sign(subject), case.key) for case in self.cases)
        return tuple(possible(signs, self.otherwise))

    def facts(self) -> tuple[str, ...]:
        """Name the facts the cases look at."""
        return tuple(dict.fromkeys(fact for case in self.cases for fact in facts_of(case.when)))

    def missing(self, subject: Subject) -> tuple[str, ...]:
        """Name the facts to ask for, in the cases that are undecided and can still count."""
        asked: list[str] = []
        for case in self.cases:
            asked += undecided(case.when, subject)
            if case.when.sign(subject) == YES:
                break
        return tuple(dict.fromkeys(asked))


def possible(branches: Iterable[tuple[Sign, K]], otherwise: K) -> Iterator[K]:
    """Yield every outcome of ordered branches that may still come about, in their order."""
    for sign, outcome in branches:
        if sign != NO:
            yield outcome
        if sign == YES:
            return
    yield otherwise
