from __future__ import annotations

import attrs

from umkmexport.terms.plain import to_plain
from umkmexport.terms.range import Range


@attrs.frozen
class Offer:
    months: Range[int]
    costs: tuple[Range[int], ...]


def test_a_range_of_a_stated_kind_is_written_as_its_two_ends() -> None:
    offer = Offer(Range(1, 2), (Range(500_000, None), Range(None, 3)))
    assert to_plain(offer) == {
        "months": {"low": 1, "high": 2},
        "costs": [{"low": 500_000, "high": None}, {"low": None, "high": 3}],
    }
