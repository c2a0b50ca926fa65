"""Findings: what a rule found, one requirement, item or gate each."""

from __future__ import annotations

from typing import Any

import attrs

from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

__all__ = ["Finding"]


@attrs.frozen(slots=False)
class Finding:
    """State what one part of a rule found.

    Attributes:
        key: the key of the part in its policy file.
        truth: YES, NO or UNKNOWN.
        text: the part in words.
        facts: the facts it looks at.
        values: what is known of them; personal data of the owner is left out.
        missing: the facts to ask for, where it is undecided.
        refuted_by: the facts that make it NO, where it is.
    """

    key: str
    truth: Truth
    text: Text
    facts: tuple[str, ...]
    values: tuple[tuple[str, Any], ...] = ()
    missing: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()
