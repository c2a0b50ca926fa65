"""Criteria as columns: one small function a class of criterion, each giving a sign."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce, singledispatch
from operator import add

import narwhals.stable.v2 as nw

from umkmexport.frames.expressions import (
    SignExpr,
    both,
    chained,
    either,
    never,
    sign,
    whole,
)
from umkmexport.frames.facts import Facts
from umkmexport.rules import criteria as c
from umkmexport.terms.months import latest_start
from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = ["sign_of"]


@singledispatch
def sign_of(criterion: c.Criterion, facts: Facts) -> SignExpr:
    """Give the sign of a criterion: YES 1, UNKNOWN 0, NO -1, never null."""
    raise NotImplementedError(type(criterion).__name__)


@sign_of.register
def _is(criterion: c.Is, facts: Facts) -> SignExpr:
    found = facts.answer(criterion.fact).sign
    return found if criterion.value else -found


@sign_of.register
def _at_most(criterion: c.AtMost, facts: Facts) -> SignExpr:
    return _up_to(criterion.fact, criterion.limit, facts)


@sign_of.register
def _less_than(criterion: c.LessThan, facts: Facts) -> SignExpr:
    return _up_to(criterion.fact, _before(criterion.limit), facts)


@sign_of.register
def _at_least(criterion: c.AtLeast, facts: Facts) -> SignExpr:
    return _beyond(criterion.fact, _before(criterion.limit), facts)


@sign_of.register
def _more_than(criterion: c.MoreThan, facts: Facts) -> SignExpr:
    return _beyond(criterion.fact, criterion.limit, facts)


@sign_of.register
def _between(criterion: c.Between, facts: Facts) -> SignExpr:
    figure = facts.figure(criterion.fact)
    below, high = _before(criterion.low), criterion.high
    if figure.is_exact:
        above = (figure.more_than(high), whole(NO))
        inside = (figure.more_than(below), whole(YES))
        return chained([above, inside, (figure.known, whole(NO))], whole(UNKNOWN))
    return sign(
        figure.more_than(below) & figure.at_most(high),
        figure.at_most(below) | figure.more_than(high),
    )


@sign_of.register
def _one_of(criterion: c.OneOf, facts: Facts) -> SignExpr:
    return facts.words(criterion.fact).one_of(criterion.values)


@sign_of.register
def _within(criterion: c.Within, facts: Facts) -> SignExpr:
    return facts.code(criterion.fact).within(criterion.code)


@sign_of.register
def _for_months(criterion: c.ForMonths, facts: Facts) -> SignExpr:
    return _up_to(criterion.fact, latest_start(facts.as_of, criterion.months), facts)


@sign_of.register
def _known(criterion: c.Known, facts: Facts) -> SignExpr:
    return sign(facts.known(criterion.fact), never())


@sign_of.register
def _all_of(criterion: c.AllOf, facts: Facts) -> SignExpr:
    return both(*(sign_of(part, facts) for part in criterion.parts))


@sign_of.register
def _any_of(criterion: c.AnyOf, facts: Facts) -> SignExpr:
    return either(*(sign_of(part, facts) for part in criterion.parts))


@sign_of.register
def _none_of(criterion: c.NoneOf, facts: Facts) -> SignExpr:
    return -either(*(sign_of(part, facts) for part in criterion.parts))


@sign_of.register
def _k_of(criterion: c.KOf, facts: Facts) -> SignExpr:
    signs = facts.sheet.once(*(sign_of(part, facts) for part in criterion.parts))
    surely = reduce(add, [_one_where(each == YES) for each in signs])
    maybe = reduce(add, [_one_where(each != NO) for each in signs])
    return sign(surely >= criterion.k, maybe < criterion.k)


def _one_where(predicate: nw.Expr) -> nw.Expr:
    return nw.when(predicate).then(whole(1)).otherwise(whole(0))


def _up_to(fact: str, limit: c.Limit, facts: Facts) -> SignExpr:
    return _compared(fact, limit, facts, more=NO)


def _beyond(fact: str, limit: c.Limit, facts: Facts) -> SignExpr:
    return _compared(fact, limit, facts, more=YES)


def _compared(fact: str, limit: c.Limit, facts: Facts, *, more: int) -> SignExpr:
    """Give one answer where a figure is more than the limit, and the other where it is not.

    Where it is exact, to know it and to find it not more is to find it at most the limit.
    """
    figure = facts.figure(fact)
    not_more = figure.known if figure.is_exact else figure.at_most(limit)
    tests = [(figure.more_than(limit), whole(more)), (not_more, whole(-more))]
    return chained(tests, whole(UNKNOWN))


def _before(limit: c.Limit) -> c.Limit:
    return limit - timedelta(days=1) if isinstance(limit, date) else limit - 1
