from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from umkmexport.errors import UmkmExportError
from umkmexport.model.records import Group, GroupKind, LegalBasis
from umkmexport.terms.range import Range


def test_a_group_takes_words_and_ranges_for_its_facts() -> None:
    group = Group(
        "K-1",
        kind="cooperative",  # type: ignore[arg-type]
        legal_basis="deed",  # type: ignore[arg-type]
        region="12.71",
        formed_on=Range(date(2021, 1, 1), date(2021, 12, 31)),
    )
    assert (group.kind, group.legal_basis) == (GroupKind.COOPERATIVE, LegalBasis.DEED)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": " "}, "must be a text that is not empty"),
        ({"region": "99.99"}, "region: "),
        ({"region": 1271}, "region: must be a Kemendagri code"),
        ({"kind": "arisan"}, "kind: must be one of"),
        ({"legal_basis": "SK"}, "legal_basis: must be one of none, decree, deed"),
        ({"formed_on": "2021"}, "formed_on: must be a date"),
        ({"officers_named": "ya"}, "officers_named: must be True or False"),
        ({"member_ids": ["U-1"]}, "member_ids: must be a tuple"),
        ({"member_ids": ("U-1", "U-1")}, "a member stands twice"),
        ({"member_ids": ("U-1", "U-2"), "member_count": 1}, "but 2 members are listed"),
        ({"endorsed": False, "endorsed_by": "Lurah"}, "endorsed is False, but"),
    ],
)
def test_what_no_group_can_be_is_refused(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(UmkmExportError, match=reason):
        Group(**{"id": "K-1", **values})
