"""Decide size, eligibility, export readiness and priority of Indonesian small firms (UMKM).

Functions and frozen values. The first argument is the thing, everything else is a keyword; every
function that reads a policy needs ``as_of``, the day the decision is made for.
"""

from __future__ import annotations

from umkmexport import facts
from umkmexport._version import __version__
from umkmexport.decisions.eligibility import EligibilityDecision, check_eligibility
from umkmexport.decisions.priority import PriorityList, rank
from umkmexport.decisions.readiness import ReadinessDecision, score_readiness
from umkmexport.decisions.size import SizeDecision, classify_size, classify_size_under
from umkmexport.errors import (
    CodeError,
    FactError,
    FrameError,
    IdentifierError,
    NotInForceError,
    PolicyError,
    RegistryError,
    SelectionError,
    UmkmExportError,
    UmkmExportErrorGroup,
    ValueFormatError,
)
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.policies.calls import CALLS as calls
from umkmexport.policies.calls import Call, load_call
from umkmexport.policies.priorities import PRIORITIES as priorities
from umkmexport.policies.priorities import PriorityPolicy, load_priority
from umkmexport.policies.rubrics import RUBRICS as rubrics
from umkmexport.policies.rubrics import ReadinessLevel, Rubric, load_rubric
from umkmexport.policies.size import (
    INSTRUMENTS as size_instruments,
)
from umkmexport.policies.size import (
    Purpose,
    SizeClass,
    SizeCriterion,
    SizeInstrument,
    load_size_instrument,
)
from umkmexport.registry.issues import Issue
from umkmexport.registry.mapping import MAPPINGS as mappings
from umkmexport.registry.mapping import RegistryMapping, load_mapping
from umkmexport.registry.reader import Registry, read_registry
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.scorecard import Score
from umkmexport.terms.amounts import format_rupiah, parse_rupiah
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

__all__ = [
    "Call",
    "CodeError",
    "Confidence",
    "EligibilityDecision",
    "Enterprise",
    "Evidence",
    "EvidenceKind",
    "Fact",
    "FactError",
    "Finding",
    "FrameError",
    "IdentifierError",
    "Issue",
    "NotInForceError",
    "PolicyError",
    "PolicyKind",
    "PriorityList",
    "PriorityPolicy",
    "Purpose",
    "Quantity",
    "Range",
    "ReadinessDecision",
    "ReadinessLevel",
    "Registry",
    "RegistryError",
    "RegistryMapping",
    "Rubric",
    "Score",
    "SelectionError",
    "SizeClass",
    "SizeCriterion",
    "SizeDecision",
    "SizeInstrument",
    "Source",
    "Text",
    "Truth",
    "UmkmExportError",
    "UmkmExportErrorGroup",
    "ValueFormatError",
    "WhyMissing",
    "__version__",
    "calls",
    "check_eligibility",
    "classify_size",
    "classify_size_under",
    "facts",
    "format_rupiah",
    "load_call",
    "load_mapping",
    "load_priority",
    "load_rubric",
    "load_size_instrument",
    "mappings",
    "parse_rupiah",
    "priorities",
    "rank",
    "read_registry",
    "rubrics",
    "score_readiness",
    "size_instruments",
]
