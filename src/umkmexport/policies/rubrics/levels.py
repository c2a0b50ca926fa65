"""The four levels of readiness."""

from __future__ import annotations

from umkmexport.terms.choice import Choice

__all__ = ["ReadinessLevel"]


class ReadinessLevel(Choice):
    """Level of readiness; officials use the last two words differently, so print the sentence."""

    FOUNDATION = "foundation", "dibina dari awal", "to be built up from the start"
    IMPROVING = "improving", "siap ditingkatkan", "ready to improve"
    EXPORT_READY = "export_ready", "siap ekspor", "export ready"
    EXPORT_QUALIFIED = "export_qualified", "layak ekspor", "export qualified"
