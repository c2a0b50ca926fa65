"""How a rule is stated and answered: facts, criteria, ladders, cases, checklists, scorecards.

Rules are frozen data; policies make them from files, and a program may make them in Python.

Examples:
    >>> from datetime import date
    >>> from umkmexport import Enterprise
    >>> from umkmexport.facts.view import FactView
    >>> rule = AnyOf((Is("has_nib", value=True), AtMost("annual_sales", 500_000_000)))
    >>> rule.sign(FactView(Enterprise(id="U-1", annual_sales=1), as_of=date(2026, 11, 21)))
    1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from umkmexport.rules.cases import Case, Cases
    from umkmexport.rules.checklist import Checklist, Requirement
    from umkmexport.rules.criteria import (
        AllOf,
        AnyOf,
        AtLeast,
        AtMost,
        Between,
        ForMonths,
        Is,
        Known,
        KOf,
        LessThan,
        MoreThan,
        NoneOf,
        OneOf,
        Within,
    )
    from umkmexport.rules.fact import Fact, FactType, Option
    from umkmexport.rules.findings import Finding
    from umkmexport.rules.ladder import Band, Ladder
    from umkmexport.rules.score import Score
    from umkmexport.rules.scorecard import (
        Bands,
        Branch,
        Branches,
        Dimension,
        Gate,
        Item,
        Level,
        Scorecard,
        Steps,
        Variant,
        Wording,
    )

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtMost",
    "Band",
    "Bands",
    "Between",
    "Branch",
    "Branches",
    "Case",
    "Cases",
    "Checklist",
    "Dimension",
    "Fact",
    "FactType",
    "Finding",
    "ForMonths",
    "Gate",
    "Is",
    "Item",
    "KOf",
    "Known",
    "Ladder",
    "LessThan",
    "Level",
    "MoreThan",
    "NoneOf",
    "OneOf",
    "Option",
    "Requirement",
    "Score",
    "Scorecard",
    "Steps",
    "Variant",
    "Within",
    "Wording",
]

_HOMES: Final = {
    "cases": ("Case", "Cases"),
    "checklist": ("Checklist", "Requirement"),
    "criteria": (
        "AllOf",
        "AnyOf",
        "AtLeast",
        "AtMost",
        "Between",
        "ForMonths",
        "Is",
        "KOf",
        "Known",
        "LessThan",
        "MoreThan",
        "NoneOf",
        "OneOf",
        "Within",
    ),
    "fact": ("Fact", "FactType", "Option"),
    "findings": ("Finding",),
    "ladder": ("Band", "Ladder"),
    "score": ("Score",),
    "scorecard": (
        "Bands",
        "Branch",
        "Branches",
        "Dimension",
        "Gate",
        "Item",
        "Level",
        "Scorecard",
        "Steps",
        "Variant",
        "Wording",
    ),
}
"""The module of each name; it is opened on first use, so that importing facts stays light."""


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
