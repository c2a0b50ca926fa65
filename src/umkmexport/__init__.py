"""Decide size, eligibility, export readiness and priority of Indonesian small firms (UMKM).

Functions and frozen values. The first argument is the thing, everything else is a keyword; every
function that reads a policy needs ``as_of``, the day the decision is made for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from umkmexport import facts
from umkmexport._version import __version__
from umkmexport.errors import (
    BundleError,
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
from umkmexport.model.choices import SizeClass
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
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.rules.score import Score
from umkmexport.terms.amounts import format_rupiah, parse_rupiah
from umkmexport.terms.evidence import EvidenceKind, WhyMissing
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

if TYPE_CHECKING:
    from umkmexport.decisions.audit import Verification, make_bundle, verify
    from umkmexport.decisions.audit.bundle import Bundle, read_bundle
    from umkmexport.decisions.audit.objection import Reconsideration, reconsider
    from umkmexport.decisions.audit.override import OverriddenList, Override, override
    from umkmexport.decisions.audit.public_list import PublicList, public_list
    from umkmexport.decisions.calendar import Chance, Outlook, next_chance
    from umkmexport.decisions.calendar.attendance import AttendanceReport, attended_within
    from umkmexport.decisions.calendar.audience import Audience, whom_to_tell
    from umkmexport.decisions.duties import DutyDecision, check_duty
    from umkmexport.decisions.eligibility import EligibilityDecision, check_eligibility
    from umkmexport.decisions.journey import Journey, journey
    from umkmexport.decisions.journey.exporting import ExportDefinition, ExportShares, export_shares
    from umkmexport.decisions.journey.funnel import Funnel, funnel
    from umkmexport.decisions.journey.promotions import (
        PromotionCount,
        PromotionDecision,
        check_promotion,
        count_promotions,
    )
    from umkmexport.decisions.journey.stages import STAGES as stages
    from umkmexport.decisions.journey.stages import Stage, StageState
    from umkmexport.decisions.journey.targets import (
        CountUnit,
        Measurement,
        Target,
        TargetTracking,
        coverage,
        measure_level,
        measure_stage,
        track_target,
    )
    from umkmexport.decisions.outcomes import later_exports, outcome_changes, validate_score
    from umkmexport.decisions.outcomes.validation import OutcomeChange, Validation, Verdict
    from umkmexport.decisions.outreach import NearMiss, NextQuestion, near_misses, next_question
    from umkmexport.decisions.priority import PriorityList, rank
    from umkmexport.decisions.priority.curation import Curation, curate
    from umkmexport.decisions.priority.enquiries import Enquiry
    from umkmexport.decisions.priority.why_not import WhyNot, why_not
    from umkmexport.decisions.readiness import ReadinessDecision, score_readiness
    from umkmexport.decisions.readiness.progress import ReadinessProgress, compare_readiness
    from umkmexport.decisions.readiness.rubric_report import (
        IdleReason,
        ItemReport,
        RubricReport,
        rubric_report,
    )
    from umkmexport.decisions.readiness.sensitivity import LevelShift, Sensitivity, sensitivity
    from umkmexport.decisions.readiness.what_if import WhatIf, what_if
    from umkmexport.decisions.reform import ClassChange, RegimeComparison, compare_regimes
    from umkmexport.decisions.roadmap import plan_roadmap
    from umkmexport.decisions.roadmap.letter import Letter, write_letter
    from umkmexport.decisions.roadmap.planned import (
        PlanBasis,
        PlanBy,
        PlannedStep,
        Roadmap,
        RoadmapStanding,
    )
    from umkmexport.decisions.roadmap.renewals import Renewal, RenewalKind, Renewals, renewals
    from umkmexport.decisions.roadmap.work_list import WorkList, work_list
    from umkmexport.decisions.robustness import (
        DrawnPlaces,
        PlaceBand,
        PlaceBounds,
        draw_places,
        place_bounds,
        which_facts_move_places,
    )
    from umkmexport.decisions.selection import select
    from umkmexport.decisions.selection.seat_changes import (
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
    from umkmexport.decisions.selection.selected import Selection
    from umkmexport.decisions.size import SizeDecision, classify_size, classify_size_under
    from umkmexport.decisions.supply import SupplyAdvice, SupplyPool, pool_supply
    from umkmexport.decisions.support import check_group, find_support
    from umkmexport.decisions.support.companions import CompanionLoad, companion_load
    from umkmexport.decisions.support.needs import TrainingNeeds, training_needs
    from umkmexport.decisions.support.plan import SupportOption, SupportPlan, SupportStanding
    from umkmexport.model.curation import CurationSheet
    from umkmexport.model.namesakes import Namesake, find_by_name
    from umkmexport.model.offers import Offer, OfferState
    from umkmexport.model.outcomes import Outcome, OutcomeKind
    from umkmexport.model.recommendations import (
        AgencyKind,
        ListState,
        RecommendationList,
        RecommendedFirm,
    )
    from umkmexport.model.trainings import Attendance, Session, Topic
    from umkmexport.policies.calls import CALLS as calls
    from umkmexport.policies.calls import Call, load_call
    from umkmexport.policies.calls.schema import call_schema
    from umkmexport.policies.companions import COMPANION_RULES as companion_rules
    from umkmexport.policies.companions import CompanionRule, load_companion_rule
    from umkmexport.policies.curation import (
        CurationCriterion,
        CurationForm,
        MarksTogether,
        load_curation_form,
    )
    from umkmexport.policies.duties import DUTIES as duties
    from umkmexport.policies.duties import Duty, load_duty
    from umkmexport.policies.needs import NEED_TABLES as need_tables
    from umkmexport.policies.needs import NeedTable, load_need_table
    from umkmexport.policies.plan_schema import plan_schema
    from umkmexport.policies.plans import ApplicantLimit, SeatClass, SelectionPlan, load_plan
    from umkmexport.policies.priorities import PRIORITIES as priorities
    from umkmexport.policies.priorities import PriorityPolicy, load_priority
    from umkmexport.policies.promotions import PROMOTIONS as promotions
    from umkmexport.policies.promotions import Promotion, load_promotion
    from umkmexport.policies.rubrics import RUBRICS as rubrics
    from umkmexport.policies.rubrics import ReadinessLevel, Rubric, load_rubric
    from umkmexport.policies.seat_regions import RegionDivision
    from umkmexport.policies.size import (
        INSTRUMENTS as size_instruments,
    )
    from umkmexport.policies.size import (
        Purpose,
        SizeCriterion,
        SizeInstrument,
        load_size_instrument,
    )
    from umkmexport.policies.steps import STEP_CATALOGUES as step_catalogues
    from umkmexport.policies.steps import StepCatalogue, load_step_catalogue
    from umkmexport.policies.trainings import TRAININGS as trainings
    from umkmexport.policies.trainings import Recurrence, TrainingSeries, load_training
    from umkmexport.policies.usage import who_asks
    from umkmexport.registry import MAPPINGS as mappings
    from umkmexport.registry import Issue, Registry, RegistryMapping, load_mapping, read_registry
    from umkmexport.rules.agreement import KappaWeights
    from umkmexport.rules.apportionment import Apportionment, apportion
    from umkmexport.rules.reserves import Reserve, ReserveMode
    from umkmexport.terms.weekday import Weekday

__all__ = [
    "AgencyKind",
    "ApplicantLimit",
    "Apportionment",
    "Assessment",
    "Attendance",
    "AttendanceReport",
    "Audience",
    "Bundle",
    "BundleError",
    "Call",
    "Certificate",
    "CertificateKind",
    "CertificateStatus",
    "Chance",
    "ChangeKind",
    "ClassChange",
    "CodeError",
    "CompanionLoad",
    "CompanionRule",
    "Confidence",
    "CountUnit",
    "Curation",
    "CurationCriterion",
    "CurationForm",
    "CurationSheet",
    "DrawnPlaces",
    "Duty",
    "DutyDecision",
    "EligibilityDecision",
    "Enquiry",
    "Enterprise",
    "Event",
    "EventKind",
    "Evidence",
    "EvidenceKind",
    "ExportDefinition",
    "ExportShares",
    "Fact",
    "FactError",
    "Finding",
    "FrameError",
    "Funnel",
    "Group",
    "IdentifierError",
    "IdleReason",
    "Issue",
    "ItemReport",
    "Journey",
    "KappaWeights",
    "Letter",
    "LevelShift",
    "ListState",
    "MarksTogether",
    "Measurement",
    "Namesake",
    "NearMiss",
    "NeedTable",
    "NextQuestion",
    "NotInForceError",
    "Offer",
    "OfferState",
    "Outcome",
    "OutcomeChange",
    "OutcomeKind",
    "Outlook",
    "OverriddenList",
    "Override",
    "PlaceBand",
    "PlaceBounds",
    "PlanBasis",
    "PlanBy",
    "PlannedStep",
    "PolicyError",
    "PolicyKind",
    "PriorityList",
    "PriorityPolicy",
    "Product",
    "Promotion",
    "PromotionCount",
    "PromotionDecision",
    "PublicList",
    "Purpose",
    "Quantity",
    "Range",
    "ReadinessDecision",
    "ReadinessLevel",
    "ReadinessProgress",
    "RecommendationList",
    "RecommendedFirm",
    "Reconsideration",
    "Recurrence",
    "RegimeComparison",
    "RegionDivision",
    "Registry",
    "RegistryError",
    "RegistryMapping",
    "Renewal",
    "RenewalKind",
    "Renewals",
    "Reserve",
    "ReserveMode",
    "Roadmap",
    "RoadmapStanding",
    "Rubric",
    "RubricReport",
    "Score",
    "SeatClass",
    "Selection",
    "SelectionError",
    "SelectionPlan",
    "SelectionState",
    "Sensitivity",
    "Session",
    "SizeClass",
    "SizeCriterion",
    "SizeDecision",
    "SizeInstrument",
    "Source",
    "Stage",
    "StageState",
    "StepCatalogue",
    "SupplyAdvice",
    "SupplyPool",
    "SupportOption",
    "SupportPlan",
    "SupportStanding",
    "Target",
    "TargetTracking",
    "Text",
    "Topic",
    "TrainingNeeds",
    "TrainingSeries",
    "Truth",
    "UmkmExportError",
    "UmkmExportErrorGroup",
    "Validation",
    "ValueFormatError",
    "Verdict",
    "Verification",
    "Weekday",
    "WhatIf",
    "WhyMissing",
    "WhyNot",
    "WorkList",
    "__version__",
    "announce",
    "answer_objection",
    "apportion",
    "attended_within",
    "call_schema",
    "calls",
    "check_duty",
    "check_eligibility",
    "check_group",
    "check_promotion",
    "classify_size",
    "classify_size_under",
    "companion_load",
    "companion_rules",
    "compare_readiness",
    "compare_regimes",
    "confirm",
    "count_promotions",
    "coverage",
    "curate",
    "decline",
    "draw_places",
    "duties",
    "export_shares",
    "facts",
    "find_by_name",
    "find_support",
    "format_rupiah",
    "funnel",
    "journey",
    "later_exports",
    "load_call",
    "load_companion_rule",
    "load_curation_form",
    "load_duty",
    "load_mapping",
    "load_need_table",
    "load_plan",
    "load_priority",
    "load_promotion",
    "load_rubric",
    "load_size_instrument",
    "load_step_catalogue",
    "load_training",
    "lodge_objection",
    "make_bundle",
    "mappings",
    "measure_level",
    "measure_stage",
    "near_misses",
    "need_tables",
    "next_chance",
    "next_question",
    "outcome_changes",
    "override",
    "parse_rupiah",
    "place_bounds",
    "plan_roadmap",
    "plan_schema",
    "pool_supply",
    "priorities",
    "promotions",
    "public_list",
    "rank",
    "read_bundle",
    "read_registry",
    "reconsider",
    "renewals",
    "replace",
    "rubric_report",
    "rubrics",
    "score_readiness",
    "select",
    "sensitivity",
    "size_instruments",
    "stages",
    "step_catalogues",
    "track_target",
    "training_needs",
    "trainings",
    "validate_score",
    "verify",
    "what_if",
    "which_facts_move_places",
    "who_asks",
    "whom_to_tell",
    "why_not",
    "withdraw",
    "work_list",
    "write_letter",
]

_LATER: Final = {
    "umkmexport.decisions.eligibility": ("EligibilityDecision", "check_eligibility"),
    "umkmexport.decisions.priority.enquiries": ("Enquiry",),
    "umkmexport.decisions.readiness": ("ReadinessDecision", "score_readiness"),
    "umkmexport.decisions.readiness.progress": ("ReadinessProgress", "compare_readiness"),
    "umkmexport.decisions.readiness.what_if": ("WhatIf", "what_if"),
    "umkmexport.decisions.size": ("SizeDecision", "classify_size", "classify_size_under"),
    "umkmexport.policies.calls": ("CALLS", "Call", "load_call"),
    "umkmexport.policies.rubrics": ("RUBRICS", "ReadinessLevel", "Rubric", "load_rubric"),
    "umkmexport.policies.size": (
        "INSTRUMENTS",
        "Purpose",
        "SizeCriterion",
        "SizeInstrument",
        "load_size_instrument",
    ),
    "umkmexport.decisions.supply": ("SupplyAdvice", "SupplyPool", "pool_supply"),
    "umkmexport.model.namesakes": ("Namesake", "find_by_name"),
    "umkmexport.decisions.journey.stages": ("STAGES", "Stage", "StageState"),
    "umkmexport.decisions.journey": ("Journey", "journey"),
    "umkmexport.decisions.journey.funnel": ("Funnel", "funnel"),
    "umkmexport.decisions.journey.exporting": ("ExportDefinition", "ExportShares", "export_shares"),
    "umkmexport.decisions.journey.targets": (
        "CountUnit",
        "Measurement",
        "Target",
        "TargetTracking",
        "coverage",
        "measure_level",
        "measure_stage",
        "track_target",
    ),
    "umkmexport.decisions.journey.promotions": (
        "PromotionCount",
        "PromotionDecision",
        "check_promotion",
        "count_promotions",
    ),
    "umkmexport.policies.promotions": ("PROMOTIONS", "Promotion", "load_promotion"),
    "umkmexport.decisions.outcomes": ("later_exports", "outcome_changes", "validate_score"),
    "umkmexport.decisions.outcomes.validation": ("OutcomeChange", "Validation", "Verdict"),
    "umkmexport.model.outcomes": ("Outcome", "OutcomeKind"),
    "umkmexport.decisions.calendar.attendance": ("AttendanceReport", "attended_within"),
    "umkmexport.decisions.calendar.audience": ("Audience", "whom_to_tell"),
    "umkmexport.decisions.audit": ("Verification", "make_bundle", "verify"),
    "umkmexport.decisions.audit.bundle": ("Bundle", "read_bundle"),
    "umkmexport.decisions.calendar": ("Chance", "Outlook", "next_chance"),
    "umkmexport.decisions.support.companions": ("CompanionLoad", "companion_load"),
    "umkmexport.decisions.duties": (
        "DutyDecision",
        "check_duty",
    ),
    "umkmexport.decisions.support.needs": ("TrainingNeeds", "training_needs"),
    "umkmexport.decisions.outreach": (
        "NearMiss",
        "NextQuestion",
        "near_misses",
        "next_question",
    ),
    "umkmexport.decisions.audit.objection": ("Reconsideration", "reconsider"),
    "umkmexport.decisions.audit.override": ("OverriddenList", "Override", "override"),
    "umkmexport.decisions.audit.public_list": ("PublicList", "public_list"),
    "umkmexport.decisions.priority": (
        "PriorityList",
        "rank",
    ),
    "umkmexport.decisions.reform": (
        "ClassChange",
        "RegimeComparison",
        "compare_regimes",
    ),
    "umkmexport.decisions.robustness": (
        "DrawnPlaces",
        "PlaceBand",
        "PlaceBounds",
        "draw_places",
        "place_bounds",
        "which_facts_move_places",
    ),
    "umkmexport.decisions.readiness.rubric_report": (
        "IdleReason",
        "ItemReport",
        "RubricReport",
        "rubric_report",
    ),
    "umkmexport.decisions.selection.seat_changes": (
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
    "umkmexport.decisions.selection.selected": ("Selection",),
    "umkmexport.decisions.selection": ("select",),
    "umkmexport.decisions.readiness.sensitivity": ("LevelShift", "Sensitivity", "sensitivity"),
    "umkmexport.decisions.support": ("check_group", "find_support"),
    "umkmexport.decisions.support.plan": ("SupportOption", "SupportPlan", "SupportStanding"),
    "umkmexport.model.offers": ("Offer", "OfferState"),
    "umkmexport.decisions.priority.curation": ("Curation", "curate"),
    "umkmexport.model.curation": ("CurationSheet",),
    "umkmexport.policies.curation": (
        "CurationCriterion",
        "CurationForm",
        "MarksTogether",
        "load_curation_form",
    ),
    "umkmexport.rules.agreement": ("KappaWeights",),
    "umkmexport.decisions.priority.why_not": ("WhyNot", "why_not"),
    "umkmexport.model.recommendations": (
        "AgencyKind",
        "ListState",
        "RecommendationList",
        "RecommendedFirm",
    ),
    "umkmexport.model.trainings": ("Attendance", "Session", "Topic"),
    "umkmexport.policies.calls.schema": ("call_schema",),
    "umkmexport.policies.companions": ("COMPANION_RULES", "CompanionRule", "load_companion_rule"),
    "umkmexport.policies.duties": (
        "DUTIES",
        "Duty",
        "load_duty",
    ),
    "umkmexport.policies.needs": ("NEED_TABLES", "NeedTable", "load_need_table"),
    "umkmexport.policies.plan_schema": ("plan_schema",),
    "umkmexport.policies.plans": (
        "ApplicantLimit",
        "SeatClass",
        "SelectionPlan",
        "load_plan",
    ),
    "umkmexport.policies.priorities": (
        "PRIORITIES",
        "PriorityPolicy",
        "load_priority",
    ),
    "umkmexport.policies.seat_regions": ("RegionDivision",),
    "umkmexport.policies.trainings": ("TRAININGS", "Recurrence", "TrainingSeries", "load_training"),
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
    "umkmexport.terms.weekday": ("Weekday",),
    "umkmexport.policies.steps": ("STEP_CATALOGUES", "StepCatalogue", "load_step_catalogue"),
    "umkmexport.decisions.roadmap.planned": (
        "PlanBasis",
        "PlanBy",
        "PlannedStep",
        "Roadmap",
        "RoadmapStanding",
    ),
    "umkmexport.decisions.roadmap.work_list": ("WorkList", "work_list"),
    "umkmexport.decisions.roadmap": ("plan_roadmap",),
    "umkmexport.decisions.roadmap.renewals": ("Renewal", "RenewalKind", "Renewals", "renewals"),
    "umkmexport.decisions.roadmap.letter": ("Letter", "write_letter"),
}
"""Decisions, policies and the registry: each room is imported when a name of it is first used."""

_CATALOGUES: Final = {
    "calls": "CALLS",
    "companion_rules": "COMPANION_RULES",
    "duties": "DUTIES",
    "mappings": "MAPPINGS",
    "need_tables": "NEED_TABLES",
    "priorities": "PRIORITIES",
    "promotions": "PROMOTIONS",
    "rubrics": "RUBRICS",
    "size_instruments": "INSTRUMENTS",
    "stages": "STAGES",
    "step_catalogues": "STEP_CATALOGUES",
    "trainings": "TRAININGS",
}


def __getattr__(name: str) -> Any:
    own = _CATALOGUES.get(name, name)
    room = next((room for room, names in _LATER.items() if own in names), None)
    if room is None or name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(room), own)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
