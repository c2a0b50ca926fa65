"""SEHATI 2025: at most ten verifications a day for each halal companion.

Source: https://lp3hma.id/artikel/detail/pendaftaran-sertifikasi-halal-gratis-sehati25-dibuka-7-maret-2025
"""

from __future__ import annotations

from datetime import date

from umkmexport.decisions.support.companions import companion_load
from umkmexport.policies.companions import COMPANION_RULES

RULE = COMPANION_RULES["bpjph-sehati-2025"]


def test_ten_a_day() -> None:
    assert RULE.per_day == 10


def test_what_one_companion_reaches_while_the_places_are_split_over_provinces() -> None:
    """From 7 March to 30 April 2025 there are 55 days, so 550 firms at most."""
    days = (date(2025, 4, 30) - date(2025, 3, 7)).days + 1
    firms = [f"U-{number}" for number in range(days * 10)]
    load = companion_load(firms, ["P-1"], rule=RULE, starts_on=date(2025, 3, 7))
    assert (load.days, load.ends_on) == (55, date(2025, 4, 30))
    one_more = companion_load([*firms, "U"], ["P-1"], rule=RULE, starts_on=date(2025, 3, 7))
    assert one_more.ends_on == date(2025, 5, 1)
