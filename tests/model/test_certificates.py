from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import umkmexport as ux

ISSUED = date(2026, 1, 31)


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
@pytest.mark.parametrize("status", list(ux.CertificateStatus))
def test_a_last_day_before_the_day_of_issue_is_refused(
    days: int, refused: bool, status: ux.CertificateStatus
) -> None:
    dates = {"issued_on": ISSUED, "valid_until": ISSUED + timedelta(days)}
    if not refused:
        assert ux.Certificate("md", status, **dates).valid_until == dates["valid_until"]
        return
    with pytest.raises(
        ux.FactError,
        match="certificate md: its last day, 2026-01-30, is before the day of issue, 2026-01-31; "
        "check both dates",
    ):
        ux.Certificate("md", status, **dates)


@pytest.mark.parametrize("known", [{"issued_on": ISSUED}, {"valid_until": ISSUED}, {}])
def test_a_day_that_is_not_known_reverses_nothing(known: dict[str, Any]) -> None:
    assert ux.Certificate("md", "held", **known).kind is ux.CertificateKind.MD


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ({"issued_on": "2026-02-30"}, "certificates[0].issued_on: must be a date as YYYY-MM-DD"),
        ({"valid_until": "31-12-2026"}, "certificates[0].valid_until: must be a date as"),
        ({"issued_on": "2026-02-20", "valid_until": "2024-01-01"}, "is before the day of issue"),
    ],
)
def test_a_firm_with_impossible_dates_is_not_read(dates: dict[str, str], reason: str) -> None:
    certificate = {"kind": "halal", "status": "held", **dates}
    with pytest.raises(ux.FactError) as caught:
        ux.Enterprise.from_dict({"id": "U-1", "certificates": [certificate]})
    assert reason in str(caught.value)
    assert "enterprise 'U-1'" in str(caught.value)
