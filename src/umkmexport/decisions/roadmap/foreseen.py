"""The view of a firm as its record would stand once some facts have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from functools import cache
from typing import Any, Final

import attrs

from umkmexport.decisions.view import EVERY_DERIVED
from umkmexport.facts.derived import FALLBACKS
from umkmexport.facts.view import FactView
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.terms.range import Range

__all__ = ["better", "foresee", "is_at_least"]

_STORED: Final = frozenset(field.name for field in attrs.fields(Enterprise)) - set(FALLBACKS)
"""Facts that are an attribute and follow from nothing else."""


def foresee(
    enterprise: Enterprise,
    *,
    as_of: date,
    answers: Mapping[str, Any],
    foreseen: Mapping[str, Any],
) -> FactView:
    """See a firm with some facts as they are foreseen, whatever is noted on them now.

    Args:
        enterprise: the firm.
        as_of: the day the decision is made for.
        answers: answers to what only one call asks, by fact name.
        foreseen: the foreseen facts by name: stored, derived and answered ones.
    """
    stored = {name: value for name, value in foreseen.items() if name in _STORED}
    derived = {n: _always(v) for n, v in foreseen.items() if n in BY_NAME and n not in stored}
    answered = {n: v for n, v in foreseen.items() if n not in stored and n not in derived}
    firm = copy(enterprise)
    for name, value in stored.items():
        object.__setattr__(firm, name, value)
    if any(note.fact in foreseen for note in enterprise.evidence):
        left = tuple(note for note in enterprise.evidence if note.fact not in foreseen)
        object.__setattr__(firm, "evidence", left)
    return FactView(
        firm, as_of=as_of, answers={**answers, **answered}, derived={**EVERY_DERIVED, **derived}
    )


def _always(value: Any) -> Callable[[FactView], Any]:
    return lambda _: value


def better(name: str, known: Any, given: Any) -> Any:
    """Give the better of what is known and what is given; what is partly known gives way."""
    return known if is_at_least(name, known, given) else given


def is_at_least(name: str, known: Any, given: Any) -> bool:
    """Tell whether what is known is surely as good as what is given.

    Examples:
        >>> is_at_least("gmp", "haccp", "certified"), is_at_least("gmp", None, "certified")
        (True, False)
        >>> is_at_least("export_lot_cover", Range(50, 120), 100)
        False
    """
    least = known.low if isinstance(known, Range) else known
    places = _places(name)
    if least is None or (places and least not in places):
        return False
    if places:
        return places[least] >= places[given]
    return bool(least == given) if isinstance(given, str) else bool(least >= given)


@cache
def _places(name: str) -> dict[str, int]:
    """Give the place of each option of an enumerated fact, from low to high."""
    fact = BY_NAME.get(name)
    options = () if fact is None else fact.options
    return {option.value: place for place, option in enumerate(options)}
