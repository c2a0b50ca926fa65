"""What is noted beside a fact: who says so, since when, and why a value is missing."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from umkmexport.model.checks import Record
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range

__all__ = ["Evidence", "FactValue"]

FactValue: TypeAlias = (
    bool | int | str | date | Quantity | Range[int] | Range[date] | tuple[str, ...]
)
"""Every type a known fact may have; enumerated answers are strings."""


@attrs.frozen
class Evidence(Record):
    """Note what one fact rests on.

    Without a note, a fact counts as given by the office on the day of the decision. With a note
    but without a date it counts as stale wherever a rule limits the age of an answer.

    Attributes:
        fact: the name of the fact.
        kind: record, document, visit or the firm's own word.
        on: the day of the record, the document, the visit or the statement.
        source: where it was found, such as a sheet and a column.
        why_missing: why the value is not known, where it is not.
        said: what was said where it does not count as known: the claimed value, or the two values
            of sources that disagree.
        in_process: whether the answer is *no* because a permit is still in process.
    """

    fact: str
    kind: EvidenceKind
    on: date | None = None
    source: str | None = None
    why_missing: WhyMissing | None = None
    said: tuple[FactValue, ...] = attrs.field(default=(), repr=False)
    in_process: bool = False

    def __attrs_post_init__(self) -> None:
        """Settle the values, at once where a registry makes many notes of the right types."""
        if (
            type(self.kind) is not EvidenceKind
            or (self.on is not None and type(self.on) is not date)
            or (self.why_missing is not None and type(self.why_missing) is not WhyMissing)
            or type(self.said) is not tuple
            or type(self.fact) is not str
        ):
            super().__attrs_post_init__()
