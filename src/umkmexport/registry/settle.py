"""Settle what the cells of a row say about one fact: a value, a claim, or a conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import attrs

from umkmexport.codes.identifiers import NIB
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show
from umkmexport.model.evidence import Evidence, FactValue
from umkmexport.registry.answers import WHOLE_FILE, Answer
from umkmexport.rules.fact import FactType
from umkmexport.terms import hierarchy
from umkmexport.terms.evidence import WhyMissing
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.reading import Problem, fold, quote
from umkmexport.terms.text import Text
from umkmexport.terms.truth import YES

__all__ = ["Settled", "note", "settle"]


@attrs.frozen
class Settled:
    """The outcome for one fact.

    Attributes:
        value: what is known; None for a claim or a conflict.
        answer: the answer that the outcome rests on.
        why_missing: why it is not known.
        said: what was said where it does not count as known.
        problem: what to report.
    """

    value: FactValue | None
    answer: Answer
    why_missing: WhyMissing | None = None
    said: tuple[FactValue, ...] = ()
    problem: Problem | None = None


def settle(answers: Sequence[Answer]) -> Settled:
    """Settle answers about one fact; two that disagree leave it unknown, with both kept.

    A claim changes nothing that is known, and disagrees with a *no* that was said.
    """
    if len(answers) == 1 and not answers[0].claim:
        return Settled(answers[0].value, answers[0])
    firm = [answer for answer in answers if not answer.claim]
    claims = [answer for answer in answers if answer.claim]
    if not firm:
        return _claimed(claims)
    value: Any = firm[0].value
    for answer in firm[1:]:
        agreed = _agree(answer.fact, value, answer.value)
        if agreed is None:
            return _in_conflict(firm[0], value, answer)
        value = agreed
    for claim in claims:
        if _agree(claim.fact, value, claim.value) is None:
            return _in_conflict(firm[0], value, claim)
    return Settled(value, _basis(firm, value))


def note(settled: Settled, *, on: date, source: str) -> Evidence:
    """Write the evidence of an outcome; ``source`` is the row it was found in."""
    answer = settled.answer
    return Evidence(
        answer.fact,
        answer.evidence,
        on,
        f"{source}, {answer.column}" if answer.column else source,
        settled.why_missing,
        settled.said,
        answer.in_process,
    )


def _basis(firm: Sequence[Answer], value: FactValue) -> Answer:
    """Give the answer that says what was settled on, one that tells of a process first."""
    for answer in firm:
        if answer.in_process:
            return answer
    return next((answer for answer in firm if answer.value == value), firm[0])


def _claimed(claims: Sequence[Answer]) -> Settled:
    said = tuple(dict.fromkeys(claim.value for claim in claims))
    return Settled(None, claims[0], WhyMissing.CLAIMED, said, _claim_of(claims[0].fact))


@cache
def _claim_of(fact: str) -> Problem:
    return Problem("claim_without_number", _CLAIM.format(fact=BY_NAME[fact].label))


def _in_conflict(first: Answer, value: FactValue, second: Answer) -> Settled:
    text = _CONFLICT.format(
        fact=_label(first.fact),
        first=_shown(first.fact, value),
        second=_shown(first.fact, second.value),
        one=_where(first),
        other=_where(second),
    )
    said = (value, second.value)
    return Settled(None, first, WhyMissing.CONFLICT, said, Problem("conflict", text))


def _label(name: str) -> Text:
    return BY_NAME[name].label if name in BY_NAME else _IDENTITY_LABELS[name]


def _where(answer: Answer) -> Text:
    if answer.column == WHOLE_FILE:
        return _FOR_THE_FILE
    return _IN_COLUMN.format(column=answer.column)


def _shown(name: str, value: FactValue) -> Text:
    if name == "nib" and isinstance(value, str):
        return Text(id=NIB.mask(value), en=NIB.mask(value))
    if name not in BY_NAME:
        return quote(str(value))
    fact = BY_NAME[name]
    return Text(id=show(fact, value, "id"), en=show(fact, value, "en"))


def _agree(name: str, first: Any, second: Any) -> Any:
    """Give what two answers leave, the finer of the two where one holds the other, or None."""
    if first == second:
        return first
    if isinstance(first, Range) or isinstance(second, Range):
        return _intersection(first, second)
    kind = BY_NAME[name].type if name in BY_NAME else None
    if kind in _CODED:
        return _finer(first, second)
    if kind is FactType.SET:
        return tuple(dict.fromkeys((*first, *second)))
    same = _PLAIN_FORMS.get(kind)
    return first if same is not None and same(first) == same(second) else None


def _finer(first: str, second: str) -> str | None:
    if hierarchy.within(first, second) == YES:
        return first
    return second if hierarchy.within(second, first) == YES else None


def _intersection(first: Any, second: Any) -> Any:
    if not isinstance(second, Range):
        return second if first.contains(second) else None
    if not isinstance(first, Range):
        return first if second.contains(first) else None
    lows = [end for end in (first.low, second.low) if end is not None]
    highs = [end for end in (first.high, second.high) if end is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None:
        if low > high:
            return None
        if low == high:
            return low
    return Range(low, high)


_PLAIN_FORMS: Final[Mapping[FactType | None, Callable[[Any], Any]]] = MappingProxyType(
    {None: fold, FactType.QUANTITY: Quantity.in_base_unit}
)
"""The form in which answers of a kind are compared; names are of no kind."""
_CODED: Final = frozenset({FactType.REGION, FactType.HS, FactType.KBLI})
_IDENTITY_LABELS: Final = {
    "name": Text(id="Nama usaha", en="Business name"),
    "product_name": Text(id="Nama produk utama", en="Main product"),
}
_CLAIM: Final = Text(
    id="{fact}: disebut ada, tetapi tanpa nomor atau bukti; baru berupa pengakuan, mohon minta "
    "buktinya",
    en="{fact}: said to be there, but without a number or proof; a claim so far, please ask for "
    "proof",
)
_CONFLICT: Final = Text(
    id="{fact}: {first} {one}, tetapi {second} {other}; tanyakan mana yang benar",
    en="{fact}: {first} {one} but {second} {other}; ask which is right",
)
_IN_COLUMN: Final = Text(id="pada kolom '{column}'", en="in column '{column}'")
_FOR_THE_FILE: Final = Text(id="untuk seluruh berkas", en="for the whole file")
