"""Codes of other systems and their data: regions, products, countries, identifiers.

Nothing is imported and no table is read before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from umkmexport.codes import (
        countries,
        families,
        family_evidence,
        identifiers,
        masking,
        products,
        regions,
    )

__all__ = [
    "countries",
    "families",
    "family_evidence",
    "identifiers",
    "masking",
    "products",
    "regions",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
