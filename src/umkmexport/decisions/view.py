"""The view that decisions take: every derived fact, the sizes by law of the day among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from umkmexport.facts.derived import DERIVED, Derivation
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.size import SizeCriterion, instrument_on
from umkmexport.terms.possible import Possible

__all__ = ["EVERY_DERIVED", "view_of"]


def view_of(
    enterprise: Enterprise, *, as_of: date, answers: Mapping[str, Any] | None = None
) -> FactView:
    """See an enterprise as decisions do, on one day."""
    return FactView(enterprise, as_of=as_of, answers=answers or {}, derived=EVERY_DERIVED)


def _size_by(criterion: SizeCriterion) -> Derivation:
    def place(view: FactView) -> str | Possible | None:
        value = view.value(criterion.value)
        if value is None:
            return None
        instrument = instrument_on("national", view.as_of)
        by = next((by for by in instrument.ladders if by.criterion is criterion), None)
        if by is None:
            return None
        low, high = by.ladder.place(value)
        return by.classes[low] if low == high else Possible(by.classes[low : high + 1])

    return place


EVERY_DERIVED: Final[Mapping[str, Derivation]] = {
    **DERIVED,
    "size_class_by_sales": _size_by(SizeCriterion.ANNUAL_SALES),
    "size_class_by_capital": _size_by(SizeCriterion.CAPITAL),
}
