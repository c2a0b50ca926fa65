"""Small expressions that the evaluator of columns is made of.

Two shapes of expression recur, and each is told by its name:

- a *predicate* holds only where something is surely so. Where nothing is known it is null or false,
  and both count as *does not hold*. So predicates are joined with ``&`` and ``|``, and none with
  nulls is ever negated. Those of two columns are settled first: pandas may hold the columns by two
  kinds of arrays, whose nulls do not mix;
- a *sign* is a whole number without nulls: YES 1, UNKNOWN 0, NO -1. *And* is the least, *or* the
  greatest, *not* the minus (Kleene's strong logic).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = [
    "Answer",
    "Predicate",
    "SignExpr",
    "Unknown",
    "any_of",
    "both",
    "chained",
    "either",
    "first_holding",
    "is_any",
    "never",
    "settled",
    "sign",
    "whole",
]

Predicate: TypeAlias = nw.Expr
SignExpr: TypeAlias = nw.Expr

_FEW: Final = 5
"""Up to so many texts are compared one by one, which is faster than a look into a set."""


@attrs.frozen(eq=False)
class Answer:
    """A yes-or-no fact, as a sign.

    Attributes:
        sign: the answer.
        yes: holds where it is yes.
        no: holds where it is no.
        known: holds where it is known.
    """

    sign: SignExpr
    yes: Predicate = attrs.field()
    no: Predicate = attrs.field()
    known: Predicate = attrs.field()

    @yes.default
    def _is_yes(self) -> Predicate:
        return self.sign == YES

    @no.default
    def _is_no(self) -> Predicate:
        return self.sign == NO

    @known.default
    def _is_known(self) -> Predicate:
        return self.sign != UNKNOWN

    @classmethod
    def of(cls, column: Predicate) -> Answer:
        """Give the answer that a column of truths holds as it is."""
        return cls(sign(column, ~column), column, ~column, ~column.is_null())


@attrs.frozen(eq=False)
class Unknown:
    """A fact of which nothing is known, because the frame has no column of it."""

    is_exact = True

    @property
    def sign(self) -> SignExpr:
        """Give UNKNOWN everywhere."""
        return whole(UNKNOWN)

    @property
    def known(self) -> Predicate:
        """Hold nowhere."""
        return never()

    yes = no = known

    def at_most(self, limit: object) -> Predicate:  # noqa: ARG002 - as figures are asked
        """Hold nowhere."""
        return never()

    more_than = at_most

    def among(self, values: object) -> Predicate:  # noqa: ARG002 - as words are asked
        """Hold nowhere."""
        return never()

    def one_of(self, values: object) -> SignExpr:  # noqa: ARG002 - as words are asked
        """Give UNKNOWN everywhere."""
        return whole(UNKNOWN)

    within = one_of


def whole(value: int) -> nw.Expr:
    """Give a small whole number, as signs and classes are."""
    return nw.lit(value, nw.Int8)


def never() -> Predicate:
    """Give the predicate that holds nowhere."""
    return nw.lit(value=False, dtype=nw.Boolean)


def sign(yes: Predicate, no: Predicate) -> SignExpr:
    """Give YES where the first predicate holds, NO where the second does, UNKNOWN elsewhere."""
    return nw.when(yes).then(whole(YES)).when(no).then(whole(NO)).otherwise(whole(UNKNOWN))


def settled(predicate: Predicate) -> Predicate:
    """Give the predicate without nulls, which may be negated and joined with any other."""
    return nw.when(predicate).then(whole(1)).otherwise(whole(0)) == 1


def either(*signs: SignExpr) -> SignExpr:
    """Join signs by *or*."""
    return signs[0] if len(signs) == 1 else nw.max_horizontal(*signs)


def both(*signs: SignExpr) -> SignExpr:
    """Join signs by *and*; of none, give YES."""
    if not signs:
        return whole(YES)
    return signs[0] if len(signs) == 1 else nw.min_horizontal(*signs)


def any_of(predicates: Iterable[Predicate]) -> Predicate:
    """Join predicates by *or*; of none, give the one that holds nowhere."""
    found = tuple(predicates)
    return reduce(or_, found) if found else never()


def is_any(text: nw.Expr, values: Iterable[str]) -> Predicate:
    """Hold where a text is one of these."""
    listed = list(dict.fromkeys(values))
    return text.is_in(listed) if len(listed) > _FEW else any_of(text == value for value in listed)


def first_holding(
    branches: Sequence[tuple[SignExpr, nw.Expr]],
    otherwise: nw.Expr,
    extreme: Callable[..., nw.Expr],
    neutral: nw.Expr,
) -> nw.Expr:
    """Give the extreme outcome of ordered branches among those that may still come about.

    A branch may come about where it is not surely out and none before it surely holds.

    Args:
        branches: signs and outcomes, in their order.
        otherwise: the outcome where no branch holds.
        extreme: gives the least or the greatest of its arguments.
        neutral: an outcome that no other one is less extreme than.
    """
    found: list[nw.Expr] = []
    before: list[Predicate] = []
    for when, outcome in branches:
        may_come = reduce(and_, [*before, when != NO])
        found.append(nw.when(may_come).then(outcome).otherwise(neutral))
        before.append(when != YES)
    found.append(nw.when(reduce(and_, before)).then(otherwise).otherwise(neutral))
    return extreme(*found)


def chained(tests: Sequence[tuple[Predicate, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """Give the outcome of the first predicate that holds."""
    if not tests:
        return otherwise
    (first, outcome), *rest = tests
    chain: Any = nw.when(first).then(outcome)
    for predicate, next_outcome in rest:
        chain = chain.when(predicate).then(next_outcome)
    found: nw.Expr = chain.otherwise(otherwise)
    return found
