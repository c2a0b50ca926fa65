"""One room per question, each built on those before it.

Size and reform, duties, eligibility and outreach, supply, selection, readiness, roadmap, priority,
calendar and support, journey, audit, outcomes, robustness. A question that takes more than one
module is a package whose ``__init__`` answers it.
"""
