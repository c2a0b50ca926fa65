"""The format of a call as JSON Schema.

``python -m umkmexport.policies.calls.schema`` prints it.
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

from umkmexport.facts.groups import GROUP_BY_NAME
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls import Call
from umkmexport.policies.schema import schema_of

__all__ = ["call_schema"]

_HOLD_FACTS: Final = frozenset({"Call.asked", "Step.fact", "Stage.scores"})


def call_schema() -> dict[str, Any]:
    """Give the JSON Schema of the files that ``load_call`` reads, for editors and forms.

    Examples:
        >>> sorted(call_schema()["required"])
        ['criteria', 'id', 'kind', 'organiser', 'sources', 'title']
    """
    facts = {**BY_NAME, **GROUP_BY_NAME}
    return schema_of(Call, facts.values(), fact_fields=_HOLD_FACTS)


def main() -> None:
    """Print the schema."""
    sys.stdout.write(json.dumps(call_schema(), ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
