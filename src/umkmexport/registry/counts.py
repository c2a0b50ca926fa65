"""Counts: what a fact allows, and the sum of the columns that count its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.registry.answers import TOGETHER, Answer, Remark, Said
from umkmexport.rules.fact import Fact
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem
from umkmexport.terms.text import Text

__all__ = ["add_up", "out_of_bounds"]


def out_of_bounds(fact: Fact, count: int) -> Problem | None:
    """Say why a count cannot be that of a fact."""
    if fact.least is not None and count < fact.least:
        code, limit = "count_zero" if count == 0 else "number_too_small", fact.least
    elif fact.greatest is not None and count > fact.greatest:
        code, limit = "number_too_great", fact.greatest
    else:
        return None
    return Problem(code, _TEXTS[code].format(fact=fact.label, n=str(count), limit=str(limit)))


def add_up(parts: Sequence[Sequence[Said]]) -> Iterator[Said]:
    """Add the counts of several columns of one row.

    A part that is not filled in, or cannot be read, leaves the sum open at the high end.
    """
    said = [each for part in parts for each in part]
    counts = [each for each in said if isinstance(each, Answer)]
    total = sum(count.value for count in counts if isinstance(count.value, int))
    yield from (each for each in said if isinstance(each, Remark))
    if not counts:
        return
    first = counts[0]
    problem = out_of_bounds(BY_NAME[first.fact], total)
    if problem is not None:
        yield Remark(first.fact, first.column, str(total), problem)
    else:
        column = TOGETHER.join(count.column for count in counts)
        value = total if len(counts) == len(parts) else Range(total, None)
        yield attrs.evolve(first, value=value, column=column)


_TEXTS: Final = {
    "count_zero": Text(
        id="«{fact}» tidak mungkin nol; tanyakan jumlahnya",
        en='"{fact}" cannot be zero; ask for the number',
    ),
    "number_too_small": Text(
        id="«{fact}» sedikitnya {limit}, bukan {n}; periksa angkanya",
        en='"{fact}" is at least {limit}, not {n}; check the number',
    ),
    "number_too_great": Text(
        id="«{fact}» paling banyak {limit}, bukan {n}; periksa angkanya",
        en='"{fact}" is at most {limit}, not {n}; check the number',
    ),
}
