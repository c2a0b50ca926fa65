"""The format of a plan of the seats as JSON Schema."""

from __future__ import annotations

from typing import Any, Final

from umkmexport.facts.groups import GROUP_BY_NAME
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.plans import SelectionPlan
from umkmexport.policies.schema import schema_of

__all__ = ["plan_schema"]

_HOLD_FACTS: Final = frozenset({"RegionDivision.fact"})


def plan_schema() -> dict[str, Any]:
    """Give the JSON Schema of the files that ``load_plan`` reads, for editors and forms.

    Examples:
        >>> plan_schema()["definitions"]["Reserve"]["required"]
        ['key', 'text', 'require', 'seats', 'mode']
    """
    facts = {**BY_NAME, **GROUP_BY_NAME}
    return schema_of(SelectionPlan, facts.values(), fact_fields=_HOLD_FACTS)
