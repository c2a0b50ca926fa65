from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import umkmexport as ux

AS_OF = date(2026, 11, 21)
RUBRIC = ux.rubrics["umkmexport-default"]
HELD, IN_PROCESS = ux.CertificateStatus.HELD, ux.CertificateStatus.IN_PROCESS
FIRM = ux.Enterprise(
    id="U-1",
    name="Sambal andaliman",
    nib="1000000000001",
    product_family="food",
    product_form="wet_ambient",
    export_mode="never",
    has_md=False,
    packaging="basic",
    owner_region="12.71",
    evidence=(ux.Evidence("packaging", ux.EvidenceKind.SELF, on=date(2024, 1, 5)),),
)


def suppose(firm: ux.Enterprise = FIRM, **changes: Any) -> ux.WhatIf:
    return ux.what_if(firm, rubric=RUBRIC, as_of=AS_OF, **changes)


def moved(found: ux.WhatIf) -> dict[str, tuple[Any, Any, str]]:
    return {item.key: (item.before, item.after, item.movement) for item in found.progress.items}


def test_the_points_of_each_item_before_and_after() -> None:
    found = suppose(has_md=True, has_halal=True)
    assert moved(found) == {
        "L4": ((0, 0), (5, 5), "improved"),
        "L5": ((0, 4), (4, 4), "became_known"),
    }
    assert found.after.low.points - found.before.low.points == 9
    assert found.after.high.points - found.before.high.points == 5


def test_what_is_supposed_counts_as_shown_on_the_day() -> None:
    """The firm's own word of 2024 proves no packaging; what is supposed does."""
    found = suppose(packaging="export_ready")
    assert moved(found) == {"P8": ((0, 3), (3, 3), "became_known")}


def test_supposing_the_opposite_and_nothing() -> None:
    assert moved(suppose(own_production=False)) == {"P1": ((0, 3), (0, 0), "became_known")}
    found = suppose(has_md=None)
    assert moved(found) == {"L4": ((0, 0), (0, 5), "became_unknown")}
    assert found.supposed == (("has_md", None),)
    assert "memiliki izin edar BPOM MD yang berlaku: belum diketahui." in found.describe("id")


@pytest.mark.parametrize(
    "listed",
    [
        (),
        (ux.Certificate("halal", IN_PROCESS),),
        (ux.Certificate("halal", HELD, issued_on=date(2027, 1, 1)),),
        (ux.Certificate("halal", IN_PROCESS), ux.Certificate("haccp", HELD)),
    ],
)
@pytest.mark.parametrize("complete", [frozenset[str](), frozenset({"certificates"})])
def test_a_certificate_takes_the_place_of_one_that_is_listed(
    listed: tuple[ux.Certificate, ...], complete: frozenset[str]
) -> None:
    firm = attrs.evolve(FIRM, certificates=listed, complete=complete)
    for value, points in ((True, (4, 4)), (False, (0, 0))):
        after = suppose(firm, has_halal=value).after
        assert [(i.low, i.high) for i in after.items if i.key == "L5"] == [points]


def test_a_certificate_that_is_only_listed_may_be_supposed_too() -> None:
    fish = attrs.evolve(FIRM, product_family="fish")
    assert moved(suppose(fish, has_skp=True))["L4"] == ((0, 5), (5, 5), "became_known")
    assert moved(suppose(fish, has_skp=False))["L4"] == ((0, 5), (0, 0), "became_known")


def test_whole_collections_may_be_supposed() -> None:
    exported = (ux.Event("export", date(2026, 3, 1)),)
    found = suppose(events=exported, export_mode="direct")
    items = {item.key: item.movement for item in found.progress.items}
    assert items["O6x"] == "now_asked"
    assert items["H5"] == "no_longer_asked"
    assert found.progress.items[-1].key == "H5"
    assert "Kini berlaku: " in found.describe("id")
    assert "Tidak berlaku lagi: " in found.describe("id")


def test_without_an_nib_its_number_is_gone_too() -> None:
    found = suppose(has_nib=False)
    assert [(g.key, g.before, g.after) for g in found.progress.gates] == [
        ("G1", ux.Truth.YES, ux.Truth.NO)
    ]
    assert "Syarat mutlak yang kini tidak terpenuhi: memiliki NIB." in found.describe("id")


def test_nothing_supposed_changes_nothing() -> None:
    found = suppose()
    assert not found.progress.items
    assert found.before == found.after
    assert found.describe("id").startswith("Nilai kesiapan ekspor tidak berubah: ")
    assert found.describe("en").startswith("Export readiness did not change: ")


def test_it_is_said_in_two_languages() -> None:
    found = suppose(has_md=True)
    assert found.describe("id").startswith(
        "Pengandaian: memiliki izin edar BPOM MD yang berlaku: ya. Nilai kesiapan ekspor: "
    )
    assert "Membaik: memiliki izin edar BPOM MD (0 menjadi 5 dari 5 poin)." in found.describe("id")
    assert "Improved: holds a BPOM MD permit (0, then 5 of 5 points)." in found.describe("en")
    assert found.describe("en").count(RUBRIC.disclaimer.en) == 1


def test_it_is_a_value_and_plain_data() -> None:
    found = suppose(has_md=True)
    json.dumps(found.to_dict(), allow_nan=False)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert hash(again) == hash(found)
    assert repr(found).startswith("<WhatIf by umkmexport-default on 2026-11-21: ")
    assert found.missing() == found.after.missing()


def test_the_personal_data_of_the_owner_are_not_repeated() -> None:
    found = suppose(owner_birth_date=date(1980, 5, 17), has_md=True)
    assert found.supposed == (("has_md", True),)
    assert "1980" not in json.dumps(found.to_dict())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pakaging": "basic"}, "there is no fact 'pakaging' to suppose; did you mean packaging?"),
        ({"halal_certificate": True}, "did you mean has_halal"),
        ({"is_goods": True}, "is_goods follows from product_family; suppose those instead"),
        ({"trained": True}, "trained follows from export_training, events; suppose those instead"),
        ({"id": "U-2"}, "there is no fact 'id' to suppose"),
        ({"evidence": ()}, "there is no fact 'evidence' to suppose"),
        ({"packaging": "karton"}, "packaging: must be one of basic, retail_ready, export_ready"),
        ({"has_halal": "ya"}, "has_halal: must be True, False or None, not a str"),
        ({"workers": 0}, "workers: must be at least 1, not 0"),
    ],
)
def test_what_cannot_be_supposed(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ux.FactError) as caught:
        suppose(**changes)
    assert reason in str(caught.value)


def test_several_mistakes_come_together() -> None:
    with pytest.raises(ux.UmkmExportErrorGroup) as caught:
        suppose(pakaging="basic", is_goods=True)
    assert len(caught.value.exceptions) == 2


def test_what_another_source_contradicts_is_refused() -> None:
    exported = tuple(ux.Event("export", date(2026, month, 1)) for month in (1, 2, 3))
    firm = attrs.evolve(FIRM, events=exported)
    with pytest.raises(ux.FactError, match="export_months_24 cannot be supposed"):
        suppose(firm, export_months_24=0)
    assert suppose(firm, export_months_24=5).supposed == (("export_months_24", 5),)
