"""Strategies for values: amounts, dates, ranges, quantities, codes, texts and answers to facts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.size import INSTRUMENTS
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

__all__ = [
    "amounts",
    "date_ranges",
    "dates",
    "fact_values",
    "nibs",
    "quantities",
    "ranges",
    "sources",
    "texts",
    "truths",
]

_DAYS: Final = (date(1960, 1, 1), date(2026, 12, 31))
_AWKWARD_DAYS: Final = (
    date(2020, 2, 29),
    date(2024, 2, 29),
    date(2025, 11, 21),
    date(2025, 11, 22),
    date(2026, 1, 31),
    date(2026, 11, 21),
)
_LARGEST: Final = 10**14
_CODES: Final = {
    FactType.REGION: ("12", "12.71", "12.71.05", "12.75", "33", "33.26", "33.75", "33.75.01"),
    FactType.HS: ("09", "0901", "0901.21", "21", "2103", "2103.90", "2022:2103.90", "2017:2103.90"),
    FactType.KBLI: ("10", "1079", "10794", "2020:10", "2020:10794", "2025:10794", "2020:46311"),
    FactType.COUNTRY: ("JP", "MY", "NL", "SG", "US"),
    FactType.ID: ("G-01", "G-02"),
}
_AGENCIES: Final = ("bi-sumut", "dinas-medan", "dinas-pekalongan", "pertamina")
_WORDS: Final = st.text("abc äé-0{}%\n", min_size=1, max_size=12)


def truths() -> SearchStrategy[Truth]:
    """Draw YES, NO or UNKNOWN."""
    return st.sampled_from(Truth)


def texts() -> SearchStrategy[Text]:
    """Draw texts in both languages, braces and line breaks among them."""
    return st.builds(Text, id=_WORDS, en=_WORDS)


def sources() -> SearchStrategy[Source]:
    """Draw sources of every confidence."""
    return st.builds(
        Source,
        title=_WORDS,
        read_on=dates(),
        confidence=st.sampled_from(Confidence),
        volatile=st.booleans(),
    )


def amounts(least: int = 0, greatest: int = _LARGEST) -> SearchStrategy[int]:
    """Draw amounts of rupiah: the bounds of every size law, one less, one more, and others."""
    bounds = {
        bound + step
        for instrument in INSTRUMENTS.values()
        for by in instrument.ladders
        for bound in by.ladder.bounds
        for step in (-1, 0, 1)
    }
    near = sorted(amount for amount in bounds if least <= amount <= greatest)
    anything = st.integers(least, greatest)
    return st.sampled_from(near) | anything if near else anything


def dates() -> SearchStrategy[date]:
    """Draw days, leap days and ends of months among them."""
    return st.sampled_from(_AWKWARD_DAYS) | st.dates(*_DAYS)


def ranges(
    numbers: SearchStrategy[int] | None = None, *, open_ends: bool = True
) -> SearchStrategy[Range[int]]:
    """Draw ranges of whole numbers.

    Args:
        numbers: what the ends are drawn from; amounts of rupiah, if left out.
        open_ends: whether an end may be missing.
    """
    ends = amounts() if numbers is None else numbers
    return st.tuples(ends, ends, _openings(draw_open=open_ends)).map(_as_range)


def date_ranges(*, open_ends: bool = True) -> SearchStrategy[Range[date]]:
    """Draw ranges of days; ``open_ends`` says whether an end may be missing."""
    return st.tuples(dates(), dates(), _openings(draw_open=open_ends)).map(_as_range)


def quantities() -> SearchStrategy[Quantity]:
    """Draw amounts of goods in every unit, exact or as a range."""
    numbers = st.integers(0, 100_000)
    return st.builds(Quantity, numbers | ranges(numbers), st.sampled_from(UNITS))


def nibs() -> SearchStrategy[str]:
    """Draw invented NIB numbers of the right shape."""
    return st.integers(1, 10**13 - 1).map(lambda n: f"{n:013}").filter(lambda n: len(set(n)) > 1)


def fact_values(fact: str) -> SearchStrategy[Any]:
    """Draw a known answer to one fact, as it may stand in an enterprise or among ``answers``.

    Args:
        fact: the name of a fact in ``umkmexport.facts``.
    """
    return _fact_values(fact)


@cache
def _fact_values(fact: str) -> SearchStrategy[Any]:
    described = BY_NAME[fact]
    if fact == "nib":
        return nibs()
    if described.options and described.type is not FactType.SET:
        return st.sampled_from([option.value for option in described.options])
    if described.type in _CODES:
        return st.sampled_from(_CODES[described.type])
    if described.type in (FactType.INT, FactType.MONEY):
        numbers = _numbers(described)
        return numbers | ranges(numbers)
    return _BY_TYPE[described.type]


def _numbers(fact: Fact) -> SearchStrategy[int]:
    if fact.type is FactType.MONEY:
        return amounts(-(10**12) if fact.least is None else fact.least)
    least = fact.least or 0
    return st.integers(least, fact.greatest or least + 130)


def _openings(*, draw_open: bool) -> SearchStrategy[tuple[bool, bool]]:
    if not draw_open:
        return st.just((True, True))
    return st.sampled_from([(True, True), (True, False), (False, True)])


def _as_range(drawn: tuple[Any, Any, tuple[bool, bool]]) -> Range[Any]:
    one, other, (has_low, has_high) = drawn
    low, high = sorted((one, other))
    return Range(low if has_low else None, high if has_high else None)


_BY_TYPE: Final[dict[FactType, SearchStrategy[Any]]] = {
    FactType.BOOL: st.booleans(),
    FactType.DATE: dates() | date_ranges(),
    FactType.QUANTITY: quantities(),
    FactType.SET: st.lists(st.sampled_from(_AGENCIES), unique=True, max_size=3).map(tuple),
}
