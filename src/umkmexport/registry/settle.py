"""Settle what the cells of a row say about one fact: a value, a claim, or a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show
from umkmexport.model.evidence import Evidence, FactValue
from umkmexport.registry.answers import Answer
from umkmexport.rules.fact import FactType
from umkmexport.terms import hierarchy
from umkmexport.terms.evidence import WhyMissing
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem
from umkmexport.terms.text import Text
from umkmexport.terms.truth import YES

__all__ = ["Settled", "note", "settle"]


@attrs.frozen
class Settled:
    """The outcome for one fact.

    Attributes:
        value: what is known; None for a claim or a conflict.
        why_missing: why it is not known.
        said: what was said where it does not count as known.
        problem: what to report.
        answer: the answer that the outcome rests on.
    """

    value: FactValue | None
    answer: Answer
    why_missing: WhyMissing | None = None
    said: tuple[FactValue, ...] = ()
    problem: Problem | None = None


def settle(answers: Sequence[Answer]) -> Settled:
    """Settle answers about one fact; two that disagree leave it unknown, with both kept."""
    firm = [answer for answer in answers if not answer.claim]
    claims = [answer for answer in answers if answer.claim]
    if not firm:
        return _claimed(claims)
    value: Any = firm[0].value
    for answer in (*firm[1:], *claims):
        agreed = _agree(answer.fact, value, answer.value)
        if agreed is None:
            return _in_conflict(firm[0], value, answer)
        if not answer.claim:
            value = agreed
    return Settled(value, firm[0])


def note(settled: Settled, *, on: Any, source: str) -> Evidence:
    """Write the evidence of an outcome."""
    answer = settled.answer
    return Evidence(
        answer.fact,
        answer.evidence,
        on,
        f"{source}, {answer.column}",
        settled.why_missing,
        settled.said,
        answer.in_process,
    )


def _claimed(claims: Sequence[Answer]) -> Settled:
    said = tuple(dict.fromkeys(claim.value for claim in claims))
    label = BY_NAME[claims[0].fact].label
    problem = Problem("claim_without_number", _CLAIM.format(fact=label))
    return Settled(None, claims[0], WhyMissing.CLAIMED, said, problem)


def _in_conflict(first: Answer, value: FactValue, second: Answer) -> Settled:
    fact = BY_NAME[first.fact]
    text = _CONFLICT.format(
        fact=fact.label,
        first=_shown(first.fact, value),
        second=_shown(first.fact, second.value),
        one=first.column,
        other=second.column,
    )
    problem = Problem("conflict", text)
    return Settled(None, first, WhyMissing.CONFLICT, (value, second.value), problem)


def _shown(name: str, value: FactValue) -> Text:
    fact = BY_NAME[name]
    return Text(id=show(fact, value, "id"), en=show(fact, value, "en"))


def _agree(name: str, first: Any, second: Any) -> Any:
    """Give what two answers leave, the finer of the two where one holds the other, or None."""
    if first == second:
        return first
    fact = BY_NAME.get(name)
    if isinstance(first, Range) or isinstance(second, Range):
        return _intersection(first, second)
    if fact is not None and fact.type in _CODED:
        if hierarchy.within(first, second) == YES:
            return first
        return second if hierarchy.within(second, first) == YES else None
    if fact is not None and fact.type is FactType.SET:
        return tuple(dict.fromkeys((*first, *second)))
    return None


def _intersection(first: Any, second: Any) -> Any:
    ends = [value if isinstance(value, Range) else Range(value, value) for value in (first, second)]
    lows = [end.low for end in ends if end.low is not None]
    highs = [end.high for end in ends if end.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None:
        if low > high:
            return None
        if low == high:
            return low
    return Range(low, high)


_CODED: Final = frozenset({FactType.REGION, FactType.HS, FactType.KBLI})
_CLAIM: Final = Text(
    id="{fact}: dicentang tanpa nomor atau bukti; baru berupa pengakuan, mohon minta buktinya",
    en="{fact}: ticked without a number or proof; a claim so far, please ask for proof",
)
_CONFLICT: Final = Text(
    id="{fact}: {first} pada kolom {one}, tetapi {second} pada kolom {other}; tanyakan mana yang "
    "benar",
    en="{fact}: {first} in column {one} but {second} in column {other}; ask which is right",
)
