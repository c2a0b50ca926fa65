"""Issues: what could not be read or does not fit, with row, column, value and reason."""

from __future__ import annotations

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.terms.reading import Problem
from umkmexport.terms.text import Text

__all__ = ["Issue", "issue"]

_LONGEST = 80


@attrs.frozen
class Issue:
    """One thing that a clerk should look at.

    Attributes:
        row: the row as the spreadsheet numbers it; None where it concerns the whole file.
        column: the header of the column; None where it concerns the whole row.
        value: the cell as it stands, long numbers masked.
        code: a stable word for counting.
        text: what is wrong and what to do.
        fact: the fact it concerns.
    """

    row: int | None
    column: str | None
    value: str
    code: str
    text: Text
    fact: str | None = None


def issue(
    problem: Problem,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str = "",
    fact: str | None = None,
) -> Issue:
    """Make an issue of a problem; the value is masked and shortened."""
    shown = mask_digits(" ".join(value.split()))
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]}…"
    return Issue(row, column, shown, problem.code, problem.text, fact)
