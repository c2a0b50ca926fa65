"""Classes of BPS by workers, for statistics: 1-4, 5-19, 20-99, 100 and more.

Sources: https://pvinasia.com/deskripsi-baterai/jumlah-tenaga-kerja-yang-terdapat-pada-industri-rumah-tangga-adalah.html
(concept page of BPS, as mirrored);
https://belitiketpesawat-murah.blogspot.com/2013/10/pengertian-usaha-mikro-kecil-dan.html
(unpaid family workers count).
"""

from __future__ import annotations

from datetime import date

import pytest

import umkmexport as ux


@pytest.mark.parametrize("as_of", [date(1990, 1, 1), date(2020, 12, 1), date(2026, 11, 21)])
@pytest.mark.parametrize(
    ("workers", "size"),
    [
        (1, "micro"),
        (4, "micro"),
        (5, "small"),
        (19, "small"),
        (20, "medium"),
        (99, "medium"),
        (100, "large"),
    ],
)
def test_classes_by_workers(workers: int, size: str, as_of: date) -> None:
    firm = ux.Enterprise(id="U-1", workers=workers)
    decision = ux.classify_size(firm, as_of=as_of, purpose=ux.Purpose.STATISTICS)
    assert decision.size_class == size


def test_nobody_at_work_is_no_enterprise() -> None:
    """The owner who works alone is one; at none the class is not defined."""
    with pytest.raises(ux.FactError, match="workers: must be at least 1, not 0"):
        ux.Enterprise(id="U-1", workers=0)


def test_money_settles_nothing() -> None:
    firm = ux.Enterprise(id="U-1", annual_sales=1, capital=1)
    decision = ux.classify_size(firm, as_of=date(2026, 11, 21), purpose="statistics")
    assert decision.size_class is None
    assert [fact.name for fact in decision.missing()] == ["workers"]
