"""Reserves (*kuota afirmasi*): seats kept for some applicants, in one of two stated ways.

In which order reserved and open seats are filled decides who gets in, so a reserve always says
which of the two ways is meant; there is no default:

- ``minimum_guarantee``: who gets in on merit counts towards the reserve.
- ``over_and_above``: the open seats are filled first, on merit; then the reserved ones.

A seat counts for one reserve. Where an applicant belongs to several, as many reserved seats as
possible are filled, by a maximum matching: the *meritorious horizontal* rule of Sönmez and Yenmez
(Affirmative Action in India via Vertical, Horizontal, and Overlapping Reservations, Econometrica
90(3), 2022) within the guarantees, and open seats before reserved ones above them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from umkmexport.errors import SelectionError
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Criterion
from umkmexport.terms.choice import Choice
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.text import Text

__all__ = ["Reserve", "ReserveMode", "match"]


class ReserveMode(Choice):
    """How a reserve bears on the open seats."""

    MINIMUM_GUARANTEE = "minimum_guarantee", "jaminan minimum", "minimum guarantee"
    OVER_AND_ABOVE = "over_and_above", "di luar tempat umum", "over and above"


@attrs.frozen(kw_only=True, slots=False)
class Reserve:
    """Seats kept for those who meet a criterion.

    Attributes:
        key: its key.
        text: whom it is for, in words.
        require: who belongs to it; of whom that is not known does not.
        seats: how many of the seats are kept.
        mode: how it bears on the open seats; it has no default.
        falls_back_on: the first day on which an unused seat may go to anybody; None where it
            stays free.
        evidence: the least kind of evidence by which one belongs to it.
    """

    key: str
    text: Text
    require: Criterion
    seats: int
    mode: ReserveMode
    falls_back_on: date | None = None
    evidence: EvidenceKind | None = None

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "mode", ReserveMode(self.mode))
        if type(self.seats) is not int or self.seats < 1:
            raise SelectionError(_NO_SEATS.format(key=self.key, seats=repr(self.seats)))

    @cached_property
    def requirement(self) -> Requirement:
        """Give who belongs to it as a requirement."""
        return Requirement(self.key, self.text, self.require, self.evidence)

    def is_open_to_all(self, as_of: date) -> bool:
        """Tell whether on a day anybody may have the seats that its members leave."""
        return self.falls_back_on is not None and self.falls_back_on <= as_of


def match(
    members: Sequence[int], seats: Sequence[int], *, used_last: Collection[int] = ()
) -> list[int | None]:
    """Match applicants with reserves so that as many reserved seats as possible are taken.

    Args:
        members: for each applicant the reserves it belongs to, as bits; the first ones are served
            first, each by the first of its reserves that can be had.
        seats: the seats of each reserve.
        used_last: reserves whose seats are left free where possible, since anybody may have them.

    Returns:
        The reserve each applicant counts for, None where it counts for none.

    Examples:
        >>> match([0b11, 0b01, 0b00], [1, 1])
        [1, 0, None]
        >>> match([0b11], [1, 1], used_last={0})
        [1]
    """
    matching = _Matching(members, seats)
    if used_last:
        matching.serve([index for index in range(len(seats)) if index not in used_last])
    matching.serve(range(len(seats)))
    return matching.counts_for


class _Matching:
    """A matching that grows by augmenting paths: who counts goes on counting, a seat stays used."""

    def __init__(self, members: Sequence[int], seats: Sequence[int]) -> None:
        self._members = members
        self._seats = seats
        self._held: list[list[int]] = [[] for _ in seats]
        self.counts_for: list[int | None] = [None] * len(members)

    def serve(self, reserves: Iterable[int]) -> None:
        """Let everybody who does not count yet try for these reserves."""
        offered = tuple(reserves)
        for one, belongs in enumerate(self._members):
            if belongs and self.counts_for[one] is None:
                self._place(one, offered, set())

    def _place(self, one: int, offered: tuple[int, ...], tried: set[int]) -> bool:
        for reserve in offered:
            if not self._members[one] >> reserve & 1 or reserve in tried:
                continue
            tried.add(reserve)
            if len(self._held[reserve]) < self._seats[reserve]:
                return self._count(one, reserve)
            for other in self._held[reserve]:
                if self._place(other, offered, tried):
                    self._held[reserve].remove(other)
                    return self._count(one, reserve)
        return False

    def _count(self, one: int, reserve: int) -> bool:
        self._held[reserve].append(one)
        self.counts_for[one] = reserve
        return True


_NO_SEATS: Final = Text(
    id="kuota khusus {key}: jumlah tempat harus bilangan bulat sedikitnya 1, bukan {seats}",
    en="reserve {key}: seats must be a whole number of at least 1, not {seats}",
)
