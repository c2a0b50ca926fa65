"""Decide size, eligibility, export readiness and priority of Indonesian small firms (UMKM)."""

from __future__ import annotations

from umkmexport._version import __version__
from umkmexport.decisions.size import SizeDecision, classify_size, classify_size_under
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.size import Purpose, SizeClass, SizeCriterion
from umkmexport.terms.range import Range
from umkmexport.terms.truth import Truth

__all__ = [
    "Enterprise",
    "Purpose",
    "Range",
    "SizeClass",
    "SizeCriterion",
    "SizeDecision",
    "Truth",
    "__version__",
    "classify_size",
    "classify_size_under",
]
