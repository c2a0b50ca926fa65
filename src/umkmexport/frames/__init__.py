"""The same decisions as columns of a dataframe.

Every function takes a frame and gives a frame of the same type, with its own columns and the
results: polars (in memory and lazy), pandas, pyarrow, duckdb. A column has the name of its fact, as
``umkmexport.facts`` lists them, and holds values only: what is stale, claimed or disputed is
left empty before. An empty cell is unknown, and so is a fact without a column.

Truths are whole numbers, YES 1, UNKNOWN 0 and NO -1; classes are codes, -1 where it is not known.

A number or a date may be given by bounds, in columns of its name with ``_low`` and ``_high``; an
amount of goods has its unit beside it, in a column with ``_unit``. In a frame in memory a value
that its fact may not have is an error that names the column. A lazy frame is not read before it is
collected; there, such a value is unknown.

Examples:
    >>> import polars as pl
    >>> from datetime import date
    >>> from umkmexport import frames
    >>> firms = pl.DataFrame({"annual_sales": [1_850_000_000, 2_000_000_001, None]})
    >>> frames.classify_size(firms, as_of=date(2026, 11, 21))["size_class"].to_list()
    [0, 1, -1]
"""

from __future__ import annotations

from datetime import date

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from umkmexport.decisions.size import _governing
from umkmexport.errors import PolicyError
from umkmexport.frames.classes import UNDECIDED, sizes_of
from umkmexport.frames.criteria import sign_of
from umkmexport.frames.expressions import both, whole
from umkmexport.frames.facts import Facts
from umkmexport.frames.identifiers import IDENTIFIER_FINDINGS, check_identifier
from umkmexport.frames.ranks import bound_places, order_places
from umkmexport.frames.scorecards import score_by
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.terms import Recipient
from umkmexport.policies.rubrics import ReadinessLevel, Rubric
from umkmexport.policies.size import (
    PURPOSE_REGIMES,
    Purpose,
    SizeCriterion,
    SizeInstrument,
    instrument_on,
)

__all__ = [
    "IDENTIFIER_FINDINGS",
    "bound_places",
    "check_eligibility",
    "check_identifier",
    "classify_size",
    "classify_size_under",
    "order_places",
    "score_readiness",
]


def classify_size(
    frame: IntoFrameT,
    *,
    as_of: date,
    purpose: Purpose | str = Purpose.FACILITY,
    criterion: SizeCriterion | str | None = None,
) -> IntoFrameT:
    """Add the size of every firm (*skala usaha*) under the law in force on a day.

    Args:
        frame: one row a firm; money in rupiah, annual sales in rupiah a year.
        as_of: the day the decision is made for.
        purpose: what the size is asked for.
        criterion: the governing criterion, if the caller chooses it.

    Returns:
        The frame with ``size_class`` and, for every criterion of the law, ``size_by_`` and its
        name: 0 micro, 1 small, 2 medium, 3 large, 4 outside the classes, -1 not known.

    Raises:
        NotInForceError: no figures are in force on that day.
        PolicyError: the instrument in force has no such criterion.
        FrameError: the columns do not fit; the text names them.

    Examples:
        >>> import polars as pl
        >>> firms = pl.DataFrame({"capital": [1_000_000_000, None], "annual_sales": [None, 1]})
        >>> classify_size(firms, as_of=date(2026, 11, 21), purpose="registration").rows()
        [(1000000000, None, 0, 0, -1), (None, 1, -1, -1, 0)]
    """
    instrument = instrument_on(PURPOSE_REGIMES[Purpose(purpose)], as_of)
    return classify_size_under(frame, instrument, as_of=as_of, purpose=purpose, criterion=criterion)


def classify_size_under(
    frame: IntoFrameT,
    instrument: SizeInstrument,
    *,
    as_of: date,
    purpose: Purpose | str = Purpose.FACILITY,
    criterion: SizeCriterion | str | None = None,
) -> IntoFrameT:
    """Add the size of every firm under an instrument of the caller's choice, whatever the day.

    The columns are those of ``classify_size``.
    """
    governing, _ = _governing(instrument, Purpose(purpose), criterion)
    facts = Facts(frame, as_of=as_of, declared=instrument.declared)
    sizes = sizes_of(instrument, facts)
    sizes = dict(zip(sizes, facts.sheet.once(*sizes.values()), strict=True))
    added: IntoFrameT = facts.finish(
        {
            "size_class": _common(list(sizes.values())) if governing is None else sizes[governing],
            **{f"size_by_{by}": size for by, size in sizes.items()},
        }
    )
    return added


def check_eligibility(frame: IntoFrameT, call: Call, *, as_of: date) -> IntoFrameT:
    """Add whether every firm meets the conditions of a call (*panggilan*).

    What only the call asks stands in columns of its facts' names.

    Args:
        frame: one row a firm.
        call: the call, from ``umkmexport.calls`` or ``load_call``.
        as_of: the day the decision is made for.

    Returns:
        The frame with ``eligible`` and, for every condition, ``eligible_`` and its key with
        underscores: 1 yes, 0 not known, -1 no.

    Raises:
        FrameError: the columns do not fit; the text names them.
        PolicyError: the call is for groups.

    Examples:
        >>> import polars as pl
        >>> import umkmexport as ux
        >>> firms = pl.DataFrame({"has_nib": [True, False], "owner_region": ["33.75", "33"]})
        >>> call = ux.calls["pekalongan-export-training-2021"]
        >>> checked = check_eligibility(firms, call, as_of=date(2021, 10, 1))
        >>> checked.select("eligible", "eligible_local_ktp", "eligible_nib").rows()
        [(0, 1, 1), (0, 0, 0)]
    """
    if call.recipient is Recipient.GROUP:
        raise PolicyError(f"{call.id} is for groups, not for single firms")
    facts = Facts(frame, as_of=as_of, declared=call.declared)
    signs = {
        f"eligible_{condition.key.replace('-', '_')}": sign_of(condition.rule, facts)
        for condition in call.on(as_of).criteria
    }
    held = dict(zip(signs, facts.sheet.once(*signs.values()), strict=True))
    added: IntoFrameT = facts.finish({"eligible": both(*held.values()), **held})
    return added


def score_readiness(frame: IntoFrameT, rubric: Rubric, *, as_of: date) -> IntoFrameT:
    """Add how ready every firm is to export (*kesiapan ekspor*), as an interval of points.

    Args:
        frame: one row a firm.
        rubric: the readiness card, from ``umkmexport.rubrics`` or ``load_rubric``.
        as_of: the day the decision is made for.

    Returns:
        The frame with ``readiness_low`` and ``readiness_high``, the points at both ends;
        ``readiness_of``, the points that may apply; ``readiness_known``, the points of what is
        fully known; and ``readiness_level_low`` and ``readiness_level_high``, the lowest and the
        highest level still possible: 0 foundation, 1 improving, 2 export ready, 3 export
        qualified, and -1 where the rubric has no levels.

    Raises:
        FrameError: the columns do not fit; the text names them.

    Examples:
        >>> import polars as pl
        >>> import umkmexport as ux
        >>> firms = pl.DataFrame({"product_family": ["batik"], "export_mode": ["never"]})
        >>> rubric = ux.rubrics["umkmexport-default"]
        >>> scored = score_readiness(firms, rubric, as_of=date(2026, 11, 21))
        >>> scored.select("readiness_low", "readiness_high", "readiness_of").row(0)
        (0, 87, 87)
    """
    facts = Facts(frame, as_of=as_of)
    codes = {level.value: code for code, level in enumerate(ReadinessLevel)}
    score = score_by(rubric.scorecard, codes, facts)
    points = {"low": score.low, "high": score.high, "of": score.of, "known": score.known}
    added: IntoFrameT = facts.finish(
        {
            **{f"readiness_{name}": column.cast(nw.Int64) for name, column in points.items()},
            "readiness_level_low": score.level_low,
            "readiness_level_high": score.level_high,
        }
    )
    return added


def _common(sizes: list[nw.Expr]) -> nw.Expr:
    """Give the class on which all criteria agree."""
    first, *rest = sizes
    for size in rest:
        first = nw.when(first == size).then(first).otherwise(whole(UNDECIDED))
    return first
