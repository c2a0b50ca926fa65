"""One answer: sizes by every shipped instrument, at and beside every limit of its bands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

import umkmexport as ux
from umkmexport import frames
from umkmexport.facts.answers import check_answers
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.size import INSTRUMENTS, Purpose, SizeClass, SizeCriterion, SizeInstrument
from umkmexport.rules import criteria as c
from umkmexport.terms.range import Range

AS_OF = date(2026, 11, 21)
CODES: dict[SizeClass | None, int] = {
    None: -1,
    **{size: code for code, size in enumerate(SizeClass)},
}
SIZED = [instrument for instrument in INSTRUMENTS.values() if instrument.criteria]


def limits(instrument: SizeInstrument) -> dict[str, list[int]]:
    """Give the limits that an instrument puts on each fact."""
    found = {by.ladder.fact: list(by.ladder.bounds) for by in instrument.ladders}
    if instrument.cases is not None:
        for case in instrument.cases.rule.cases:
            for leaf in leaves(case.when):
                found.setdefault(leaf.fact, []).append(leaf.limit)
    return found


def leaves(criterion: c.Criterion) -> Iterator[Any]:
    if isinstance(criterion, c.Composite):
        for part in criterion.parts:
            yield from leaves(part)
    else:
        yield criterion


def values(bounds: list[int]) -> list[Any]:
    """Give nothing, what lies at and beside every limit, and ranges within and across limits."""
    near = sorted({bound + step for bound in bounds for step in (-1, 0, 1)})
    ends = [None, *near]
    ranges = [
        Range(low, high)
        for low, high in zip(ends, [*near[1:], *near[3:], None], strict=False)
        if (low, high) != (None, None) and (low is None or high is None or low <= high)
    ]
    return [None, *near, *ranges, Range(near[0], None), Range(None, near[-1])]


def firms_and_answers(instrument: SizeInstrument) -> list[tuple[Enterprise, dict[str, Any]]]:
    """Combine the values of the facts: all of them where they are few, else each with the next."""
    by_fact = {fact: values(bounds) for fact, bounds in limits(instrument).items()}
    combined = list(product(*by_fact.values()))
    combined = combined[:: max(1, len(combined) // 300)]
    stored = {fact for fact in by_fact if fact in Enterprise.__annotations__}
    rows = [dict(zip(by_fact, row, strict=True)) for row in combined]
    return [
        (
            Enterprise(id=f"U-{index}", **{k: v for k, v in row.items() if k in stored}),
            {k: v for k, v in row.items() if k not in stored and v is not None},
        )
        for index, row in enumerate(rows)
    ]


def asked_of(instrument: SizeInstrument) -> Iterator[tuple[Purpose, SizeCriterion | None]]:
    yield from ((purpose, None) for purpose in instrument.by_purpose)
    yield from ((Purpose.FACILITY, criterion) for criterion in instrument.criteria)


@pytest.mark.parametrize("instrument", SIZED, ids=lambda instrument: instrument.id)
def test_every_instrument_gives_one_answer(
    instrument: SizeInstrument, engine: Any, tools: Any
) -> None:
    drawn = firms_and_answers(instrument)
    firms = [firm for firm, _ in drawn]
    answers = [check_answers(given, instrument.declared) for _, given in drawn]
    columns = tools.Firms(firms, answers).columns(limits(instrument), declared=instrument.declared)
    frame = engine.frame(columns)
    for purpose, criterion in asked_of(instrument):
        how = {"as_of": AS_OF, "purpose": purpose, "criterion": criterion}
        sizes = [
            ux.classify_size_under(instrument, firm, answers=given, **how)
            for firm, given in zip(firms, answers, strict=True)
        ]
        found = engine.rows(frames.classify_size_under(frame, instrument, **how))
        assert found["size_class"] == [CODES[size.size_class] for size in sizes]
        for index, by in enumerate(instrument.criteria):
            expected = [CODES[size.by_criterion[index].size_class] for size in sizes]
            assert found[f"size_by_{by}"] == expected


@pytest.mark.parametrize("purpose", Purpose)
def test_the_law_of_the_day_is_the_one_that_objects_take(purpose: Purpose, tools: Any) -> None:
    facts = ("capital", "annual_sales", "net_worth", "workers", "investment")
    firm = Enterprise(id="U-1", **dict.fromkeys(facts, 40))
    frame = tools.table({fact: [40] for fact in facts})
    for as_of in (date(2019, 1, 1), AS_OF):
        size = ux.classify_size(firm, as_of=as_of, purpose=purpose)
        found = frames.classify_size(frame, as_of=as_of, purpose=purpose.value)
        assert found["size_class"].to_list() == [CODES[size.size_class]]


def test_a_day_without_figures_is_an_error(tools: Any) -> None:
    frame = tools.table({"capital": [1]})
    with pytest.raises(ux.NotInForceError, match="neighbours"):
        frames.classify_size(frame, as_of=date(2020, 12, 24))


def test_the_other_criterion_never_fills_in(tools: Any) -> None:
    frame = tools.table({"capital": [1], "annual_sales": [None]})
    found = frames.classify_size(frame, as_of=AS_OF, purpose="facility")
    assert found.select("size_class", "size_by_capital").rows() == [(-1, 0)]
