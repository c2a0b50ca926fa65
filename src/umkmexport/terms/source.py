"""Where a rule, a figure or a text comes from, and what that source is worth."""

from __future__ import annotations

import enum
from datetime import date

import attrs

__all__ = ["Confidence", "PolicyKind", "Source"]


class Confidence(enum.StrEnum):
    """How sure a statement taken from a source is.

    high: the text of the rule was read, or two independent sources agree. medium: one reputable
    secondary source. low: weak, truncated or volatile; the output says so.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PolicyKind(enum.StrEnum):
    """What a policy file is: law, an office's announcement, or a choice of design."""

    REGULATION = "regulation"
    ANNOUNCEMENT = "announcement"
    DESIGN = "design"


@attrs.frozen
class Source:
    """Name one source of a rule.

    Attributes:
        title: name of the decree, page or report.
        read_on: the day on which it was read.
        confidence: what it is worth.
        url: its address, where it has one.
        article: the article or paragraph meant.
        note: what was not seen, or how it was understood.
        volatile: whether it is known to change often; the output then says to check again.
    """

    title: str
    read_on: date
    confidence: Confidence
    url: str | None = None
    article: str | None = None
    note: str | None = None
    volatile: bool = False
