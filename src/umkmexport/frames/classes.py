"""Classes as columns: ladders and cases, and the sizes they give."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals.stable.v2 as nw

from umkmexport.frames.criteria import sign_of
from umkmexport.frames.expressions import chained, first_holding, whole
from umkmexport.frames.facts import Facts
from umkmexport.policies.size import SizeClass, SizeCriterion, SizeInstrument
from umkmexport.rules.cases import Cases
from umkmexport.rules.ladder import Ladder

__all__ = ["UNDECIDED", "class_by_cases", "class_on_ladder", "sizes_of"]

UNDECIDED = -1
"""What stands for a class that is not known."""


def class_on_ladder(ladder: Ladder, codes: Mapping[str, int], facts: Facts) -> nw.Expr:
    """Give the code of the band a figure lies in, where it surely lies in one."""
    figure = facts.figure(ladder.fact)
    bands = list(enumerate(ladder.bands))
    if not ladder.bounds:
        return whole(codes[ladder.bands[0].key])
    if figure.is_exact:
        tests = [
            (figure.more_than(ladder.bounds[i - 1]) if i else figure.known, whole(codes[band.key]))
            for i, band in reversed(bands)
        ]
        return chained(tests, whole(UNDECIDED))
    below = [figure.at_most(bound) for bound in ladder.bounds]
    above = [figure.more_than(bound) for bound in ladder.bounds]
    inside = [below[0], *(a & b for a, b in zip(above, below[1:], strict=False)), above[-1]]
    return chained(
        [(test, whole(codes[band.key])) for test, (_, band) in zip(inside, bands, strict=True)],
        whole(UNDECIDED),
    )


def class_by_cases(cases: Cases, codes: Mapping[str, int], facts: Facts) -> nw.Expr:
    """Give the code of the class that the cases leave, where they leave only one."""
    signs = facts.sheet.once(*(sign_of(case.when, facts) for case in cases.cases))
    branches = [
        (when, whole(codes[case.key])) for when, case in zip(signs, cases.cases, strict=True)
    ]
    otherwise = whole(codes[cases.otherwise])
    lowest, highest = whole(min(codes.values())), whole(max(codes.values()))
    least, greatest = facts.sheet.once(
        first_holding(branches, otherwise, nw.min_horizontal, highest),
        first_holding(branches, otherwise, nw.max_horizontal, lowest),
    )
    return nw.when(least == greatest).then(least).otherwise(whole(UNDECIDED))


def sizes_of(instrument: SizeInstrument, facts: Facts) -> dict[SizeCriterion, nw.Expr]:
    """Give the code of the size by every criterion of an instrument."""
    codes = {size.value: code for code, size in enumerate(SizeClass)}
    sizes = {by.criterion: class_on_ladder(by.ladder, codes, facts) for by in instrument.ladders}
    if instrument.cases is not None:
        sizes[instrument.cases.criterion] = class_by_cases(instrument.cases.rule, codes, facts)
    return sizes
