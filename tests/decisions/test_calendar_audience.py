from __future__ import annotations

import json
import pickle
from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.decisions.calendar.audience import Audience, whom_to_tell
from umkmexport.errors import FactError, PolicyError, SelectionError
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import CALLS
from umkmexport.testing import enterprises, vaguer

PEKALONGAN = CALLS["pekalongan-export-training-2021"]
AS_OF = date(2021, 10, 1)
ABLE: dict[str, Any] = {
    "owner_region": "33.75",
    "has_nib": True,
    "own_production": True,
    "meets_export_quality": True,
    "meets_export_quantity": True,
}
FIRMS = [
    Enterprise(id="able", name="Batik Jlamprang", **ABLE),
    Enterprise(id="near", **{**ABLE, "meets_export_quality": False}),
    Enterprise(id="near-unknown", owner_region="33.75", own_production=False),
    Enterprise(id="elsewhere", **{**ABLE, "owner_region": "33.26"}),
    Enterprise(id="two", **{**ABLE, "own_production": False, "meets_export_quality": False}),
    Enterprise(id="blank"),
]


def groups(audience: Audience) -> dict[str, list[str]]:
    return {
        name: [one.id for one in getattr(audience, name)]
        for name in ("eligible", "one_condition_away", "unknown", "others")
    }


def test_each_firm_stands_in_one_group() -> None:
    audience = whom_to_tell(FIRMS, PEKALONGAN, as_of=AS_OF)
    assert groups(audience) == {
        "eligible": ["able"],
        "one_condition_away": ["near", "near-unknown"],
        "unknown": ["blank"],
        "others": ["elsewhere", "two"],
    }
    assert [fact.name for fact in audience.missing()] == [
        "owner_region",
        "has_nib",
        "other_business_permit",
        "own_production",
        "meets_export_quality",
        "meets_export_quantity",
    ]


def test_each_firm_is_told_what_it_lacks() -> None:
    audience = whom_to_tell(FIRMS, PEKALONGAN, as_of=AS_OF)
    near, unknown = audience.one_condition_away
    assert [text.en for text in near.because()] == [
        "Not met: Quality of the product meets the export standard."
    ]
    assert [text.id.partition(":")[0] for text in unknown.because()] == [
        "Belum terpenuhi",
        "Belum diketahui",
    ]
    assert audience.eligible[0].because() == ()
    assert audience.describe("id") == (
        "Pelatihan ekspor Kota Pekalongan angkatan III tahun 2021: 1 usaha memenuhi semua syarat, "
        "2 usaha tinggal satu syarat lagi, 1 usaha belum dapat dipastikan, dan 2 usaha belum "
        "memenuhi syarat. Belum diketahui apakah pendaftaran sedang dibuka."
    )
    assert repr(audience) == (
        "<Audience by pekalongan-export-training-2021 on 2021-10-01: "
        "1 eligible, 2 one_condition_away, 1 unknown, 2 others>"
    )


def test_the_dictionary_and_the_copy() -> None:
    audience = whom_to_tell(FIRMS, PEKALONGAN, as_of=AS_OF)
    plain = json.loads(json.dumps(audience.to_dict()))
    assert [one["id"] for one in plain["others"]] == ["elsewhere", "two"]
    assert "33.26" not in json.dumps(plain)
    assert pickle.loads(pickle.dumps(audience)) == audience


def test_answers_stand_beside_their_firm() -> None:
    call = CALLS["jabar-umkm-juara-2020"]
    firms = [Enterprise(id="U-1", business_region="32.73"), Enterprise(id="U-2")]
    given = {"U-1": {"documents_complete": False}}
    audience = whom_to_tell(firms, call, as_of=date(2020, 3, 10), answers=given)
    assert groups(audience)["one_condition_away"] == ["U-1"]
    assert groups(audience)["unknown"] == ["U-2"]


@pytest.mark.parametrize(
    ("firms", "call", "answers", "error"),
    [
        ([FIRMS[0], FIRMS[0]], PEKALONGAN, None, SelectionError),
        (FIRMS, PEKALONGAN, {"nobody": {}}, SelectionError),
        (FIRMS, PEKALONGAN, {"able": {"has_nib": True}}, FactError),
        (FIRMS, CALLS["medan-equipment-2023"], None, PolicyError),
    ],
)
def test_bad_input_is_told(
    firms: list[Enterprise], call: Any, answers: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        whom_to_tell(firms, call, as_of=AS_OF, answers=answers)


def test_nobody_is_an_audience_too() -> None:
    assert sum(map(len, groups(whom_to_tell([], PEKALONGAN, as_of=AS_OF)).values())) == 0


@given(st.data(), st.lists(enterprises(facts=tuple(ABLE), records=False, noted=False), max_size=5))
def test_learning_more_overturns_nobody(data: st.DataObject, drawn: list[Enterprise]) -> None:
    firms = list({firm.id: firm for firm in drawn}.values())
    vague = [data.draw(vaguer(firm)) for firm in firms]
    known = groups(whom_to_tell(firms, PEKALONGAN, as_of=AS_OF))
    before = groups(whom_to_tell(vague, PEKALONGAN, as_of=AS_OF))
    assert sorted(chain(*before.values())) == sorted(firm.id for firm in firms)
    assert {*before["eligible"]} <= {*known["eligible"]}
    turned_away = {*before["others"], *before["one_condition_away"]}
    assert turned_away <= {*known["others"], *known["one_condition_away"]}
