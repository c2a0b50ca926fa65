"""Strategies for firms, and for the same firm as one who knows less sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import EventKind
from umkmexport.rules.fact import FactType
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.hierarchy import split_edition
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.testing.records import STORED, assessments, certificates, events, notes, products
from umkmexport.testing.values import dates, fact_values, nibs

__all__ = ["enterprises", "vaguer"]

_OPEN: Final = ("certificates", "events", "products")
_SETS: Final = tuple(name for name in STORED if BY_NAME[name].type is FactType.SET)
_FROM_CERTIFICATES: Final = ("has_spp_irt", "has_md", "has_halal", "gmp")
_FROM_EVENTS: Final = ("export_months_24", "export_mode", "export_training")


def enterprises(
    *, facts: Iterable[str] = STORED, records: bool = True, noted: bool = True
) -> SearchStrategy[Enterprise]:
    """Draw firms of which about half the facts are known, and in which no two answers disagree.

    Where the NIB, the certificates or the events are known, the flat facts that follow from them
    are left out. A firm has at most one certificate of a kind.

    Args:
        facts: the facts that may be known.
        records: whether it may have an NIB, certificates, events, products and assessments.
        noted: whether facts may have notes of evidence.
    """
    answers = st.fixed_dictionaries(
        {"id": st.integers(1, 99).map("U-{:02}".format)},
        optional={name: fact_values(name) for name in facts},
    )
    return _firms(answers, _RECORDS if records else st.just({}), noted)


@st.composite
def _firms(
    draw: DrawFn,
    answers: SearchStrategy[dict[str, Any]],
    records: SearchStrategy[dict[str, Any]],
    noted: bool,  # noqa: FBT001 - private
) -> Enterprise:
    values = draw(answers) | draw(records)
    if noted:
        found = sorted({*values}.intersection(STORED))
        values["evidence"] = draw(_notes_on(found)) if found else ()
    return _without_contradictions(Enterprise(**values))


def vaguer(firm: Enterprise) -> SearchStrategy[Enterprise]:
    """Draw the same firm as one who knows less sees it.

    Facts are hidden, numbers and days become ranges, codes lose digits, complete collections are
    opened and lose entries, and evidence grows weaker or older. What is left agrees with the firm:
    no decision about it may be overturned by what the firm adds.

    Args:
        firm: the firm in which everything is better known.
    """
    return _vaguer(firm)


@st.composite
def _vaguer(draw: DrawFn, firm: Enterprise) -> Enterprise:
    known = [name for name in (*STORED, "nib") if getattr(firm, name) is not None]
    changed = draw(st.sets(st.sampled_from(known))) if known else set()
    values: dict[str, Any] = {
        name: draw(_vaguer_value(name, getattr(firm, name))) for name in sorted(changed)
    }
    complete = frozenset(n for n in sorted(firm.complete) if n not in changed and draw(_OFTEN))
    for name in _OPEN:
        entries = getattr(firm, name)
        if name not in complete and entries:
            values[name] = tuple(entry for entry in entries if draw(_OFTEN))
    kept = [note for note in firm.evidence if values.get(note.fact, True) is not None]
    values["evidence"] = tuple(draw(_weaker(note)) for note in kept)
    return attrs.evolve(firm, complete=complete, **values)


_OFTEN: Final = st.sampled_from((True, True, False))
_RECORDS: Final[SearchStrategy[dict[str, Any]]] = st.fixed_dictionaries(
    {},
    optional={
        "nib": nibs(),
        "certificates": st.lists(certificates(), max_size=4, unique_by=lambda held: held.kind).map(
            tuple
        ),
        "events": st.lists(events(), max_size=4).map(tuple),
        "products": st.lists(products(), max_size=2).map(tuple),
        "assessments": st.lists(assessments(), max_size=2).map(tuple),
        "complete": st.sets(st.sampled_from((*_OPEN, *_SETS))).map(frozenset),
    },
)


def _notes_on(facts: list[str]) -> SearchStrategy[tuple[Evidence, ...]]:
    return st.lists(
        notes(st.sampled_from(facts)), max_size=4, unique_by=lambda note: note.fact
    ).map(tuple)


def _without_contradictions(firm: Enterprise) -> Enterprise:
    dropped: set[str] = set()
    if firm.nib is not None and firm.has_nib is False:
        dropped.add("has_nib")
    if firm.certificates or "certificates" in firm.complete:
        dropped.update(_FROM_CERTIFICATES)
    if "events" in firm.complete or any(e.kind in _TELLING for e in firm.events):
        dropped.update(_FROM_EVENTS)
    if not dropped:
        return firm
    kept = tuple(note for note in firm.evidence if note.fact not in dropped)
    blank: dict[str, Any] = dict.fromkeys(dropped)
    return attrs.evolve(firm, evidence=kept, **blank)


_TELLING: Final = frozenset({EventKind.EXPORT, EventKind.TRAINING})


def _vaguer_value(name: str, value: Any) -> SearchStrategy[Any]:
    loosen = _LOOSEN.get(BY_NAME[name].type)
    return st.none() if loosen is None else st.none() | loosen(name, value)


def _loosen_number(name: str, value: Any) -> SearchStrategy[Any]:
    fact = BY_NAME[name]
    low, high = (value.low, value.high) if isinstance(value, Range) else (value, value)
    least = fact.least if fact.least is not None else -(10**13)
    greatest = fact.greatest if fact.greatest is not None else 10**15
    return st.builds(
        Range,
        st.none() if low is None else st.none() | st.integers(least, low),
        st.none() if high is None else st.none() | st.integers(high, greatest),
    )


def _loosen_date(_: str, value: Any) -> SearchStrategy[Any]:
    low, high = (value.low, value.high) if isinstance(value, Range) else (value, value)
    return st.builds(
        Range,
        st.none() if low is None else st.none() | dates().map(lambda day: min(day, low)),
        st.none() if high is None else st.none() | dates().map(lambda day: max(day, high)),
    )


def _loosen_quantity(_: str, value: Quantity) -> SearchStrategy[Any]:
    amount = value.amount
    low, high = (amount.low, amount.high) if isinstance(amount, Range) else (amount, amount)
    wider = st.builds(
        Range,
        st.none() if low is None else st.none() | st.integers(0, low),
        st.none() if high is None else st.none() | st.integers(high, high + 10**6),
    )
    return wider.map(lambda wide: Quantity(wide, value.unit))


def _coarsen(_: str, code: str) -> SearchStrategy[Any]:
    return st.sampled_from([code, *_ancestors(code)])


def _ancestors(code: str) -> list[str]:
    """Give the codes above a code; without its edition it is vaguer too."""
    edition, digits = split_edition(code)
    written = code.rpartition(":")[2]
    if "." in written and len(written.split(".")[0]) == 2:
        parts = written.split(".")
        return [".".join(parts[:count]) for count in range(1, len(parts))]
    shorter = [digits[:count] for count in (2, 4) if count < len(digits)]
    prefix = "" if edition is None else f"{edition}:"
    return [*(prefix + short for short in shorter), *([written] if edition else [])]


def _drop_members(_: str, members: tuple[str, ...]) -> SearchStrategy[Any]:
    if not members:
        return st.just(())
    return st.sets(st.sampled_from(members)).map(
        lambda kept: tuple(member for member in members if member in kept)
    )


_LOOSEN: Final[dict[FactType, Callable[[str, Any], SearchStrategy[Any]]]] = {
    FactType.INT: _loosen_number,
    FactType.MONEY: _loosen_number,
    FactType.DATE: _loosen_date,
    FactType.QUANTITY: _loosen_quantity,
    FactType.REGION: _coarsen,
    FactType.HS: _coarsen,
    FactType.KBLI: _coarsen,
    FactType.SET: _drop_members,
}


def _weaker(note: Evidence) -> SearchStrategy[Evidence]:
    kinds = list(EvidenceKind)
    return st.builds(
        attrs.evolve,
        st.just(note),
        kind=st.sampled_from(kinds[kinds.index(note.kind) :: -1]),
        on=st.sampled_from((note.on, None)),
    )
