"""Decide size, eligibility, export readiness and priority of Indonesian small firms (UMKM).

Functions and frozen values. The first argument is the thing, everything else is a keyword; every
function that reads a policy needs ``as_of``, the day the decision is made for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from umkmexport import facts
from umkmexport._version import __version__
from umkmexport.decisions.eligibility import EligibilityDecision, check_eligibility
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
from umkmexport.model.records import (
    Assessment,
    Certificate,
    CertificateKind,
    CertificateStatus,
    Event,
    EventKind,
    Group,
    Product,
)
from umkmexport.policies.calls import CALLS as calls
from umkmexport.policies.calls import Call, load_call
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

if TYPE_CHECKING:
    from umkmexport.decisions.duties import DutyDecision, check_duty
    from umkmexport.decisions.outreach import NearMiss, NextQuestion, near_misses, next_question
    from umkmexport.decisions.priority import PriorityList, rank
    from umkmexport.decisions.reform import ClassChange, RegimeComparison, compare_regimes
    from umkmexport.decisions.seat_changes import (
        ChangeKind,
        SelectionState,
        announce,
        answer_objection,
        confirm,
        decline,
        lodge_objection,
        replace,
        withdraw,
    )
    from umkmexport.decisions.selected import Selection
    from umkmexport.decisions.selection import select
    from umkmexport.policies.calls.schema import call_schema
    from umkmexport.policies.duties import DUTIES as duties
    from umkmexport.policies.duties import Duty, load_duty
    from umkmexport.policies.plans import ApplicantLimit, RegionDivision, SeatClass, SelectionPlan
    from umkmexport.policies.priorities import PRIORITIES as priorities
    from umkmexport.policies.priorities import PriorityPolicy, load_priority
    from umkmexport.policies.usage import who_asks
    from umkmexport.registry import MAPPINGS as mappings
    from umkmexport.registry import Issue, Registry, RegistryMapping, load_mapping, read_registry
    from umkmexport.rules.apportionment import Apportionment, apportion
    from umkmexport.rules.reserves import Reserve, ReserveMode

__all__ = [
    "ApplicantLimit",
    "Apportionment",
    "Assessment",
    "Call",
    "Certificate",
    "CertificateKind",
    "CertificateStatus",
    "ChangeKind",
    "ClassChange",
    "CodeError",
    "Confidence",
    "Duty",
    "DutyDecision",
    "EligibilityDecision",
    "Enterprise",
    "Event",
    "EventKind",
    "Evidence",
    "EvidenceKind",
    "Fact",
    "FactError",
    "Finding",
    "FrameError",
    "Group",
    "IdentifierError",
    "Issue",
    "NearMiss",
    "NextQuestion",
    "NotInForceError",
    "PolicyError",
    "PolicyKind",
    "PriorityList",
    "PriorityPolicy",
    "Product",
    "Purpose",
    "Quantity",
    "Range",
    "ReadinessDecision",
    "ReadinessLevel",
    "RegimeComparison",
    "RegionDivision",
    "Registry",
    "RegistryError",
    "RegistryMapping",
    "Reserve",
    "ReserveMode",
    "Rubric",
    "Score",
    "SeatClass",
    "Selection",
    "SelectionError",
    "SelectionPlan",
    "SelectionState",
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
    "announce",
    "answer_objection",
    "apportion",
    "call_schema",
    "calls",
    "check_duty",
    "check_eligibility",
    "classify_size",
    "classify_size_under",
    "compare_regimes",
    "confirm",
    "decline",
    "duties",
    "facts",
    "format_rupiah",
    "load_call",
    "load_duty",
    "load_mapping",
    "load_priority",
    "load_rubric",
    "load_size_instrument",
    "lodge_objection",
    "mappings",
    "near_misses",
    "next_question",
    "parse_rupiah",
    "priorities",
    "rank",
    "read_registry",
    "replace",
    "rubrics",
    "score_readiness",
    "select",
    "size_instruments",
    "who_asks",
    "withdraw",
]

_LATER: Final = {
    "umkmexport.decisions.duties": (
        "DutyDecision",
        "check_duty",
    ),
    "umkmexport.decisions.outreach": (
        "NearMiss",
        "NextQuestion",
        "near_misses",
        "next_question",
    ),
    "umkmexport.decisions.priority": (
        "PriorityList",
        "rank",
    ),
    "umkmexport.decisions.reform": (
        "ClassChange",
        "RegimeComparison",
        "compare_regimes",
    ),
    "umkmexport.decisions.seat_changes": (
        "ChangeKind",
        "SelectionState",
        "announce",
        "answer_objection",
        "confirm",
        "decline",
        "lodge_objection",
        "replace",
        "withdraw",
    ),
    "umkmexport.decisions.selected": ("Selection",),
    "umkmexport.decisions.selection": ("select",),
    "umkmexport.policies.calls.schema": ("call_schema",),
    "umkmexport.policies.duties": (
        "DUTIES",
        "Duty",
        "load_duty",
    ),
    "umkmexport.policies.plans": (
        "ApplicantLimit",
        "RegionDivision",
        "SeatClass",
        "SelectionPlan",
    ),
    "umkmexport.policies.priorities": (
        "PRIORITIES",
        "PriorityPolicy",
        "load_priority",
    ),
    "umkmexport.policies.usage": ("who_asks",),
    "umkmexport.registry": (
        "MAPPINGS",
        "Issue",
        "Registry",
        "RegistryMapping",
        "load_mapping",
        "read_registry",
    ),
    "umkmexport.rules.apportionment": (
        "Apportionment",
        "apportion",
    ),
    "umkmexport.rules.reserves": (
        "Reserve",
        "ReserveMode",
    ),
}
"""Rooms that many programs never enter; each is imported when one of its names is first used."""

_CATALOGUES: Final = {"duties": "DUTIES", "mappings": "MAPPINGS", "priorities": "PRIORITIES"}


def __getattr__(name: str) -> Any:
    own = _CATALOGUES.get(name, name)
    room = next((room for room, names in _LATER.items() if own in names), None)
    if room is None or name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(room), own)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
