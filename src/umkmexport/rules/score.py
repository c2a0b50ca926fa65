"""Score: points out of a total, in whole numbers."""

from __future__ import annotations

from fractions import Fraction

import attrs

__all__ = ["Score"]


@attrs.frozen(order=False)
class Score:
    """Hold points out of a total, exactly.

    Examples:
        >>> Score(48, 100).reaches(40), Score(33, 84).reaches(40)
        (True, False)
    """

    points: int
    of: int

    def reaches(self, percent: int) -> bool:
        """Tell whether the score is at least so many per cent; a total of 0 reaches everything."""
        return 100 * self.points >= percent * self.of

    @property
    def share(self) -> Fraction:
        """Give the share of the total; the whole where the total is 0."""
        return Fraction(self.points, self.of) if self.of else Fraction(1)

    def percent_down(self) -> int:
        """Give the whole per cent, rounded down, for display of a low end."""
        return 100 * self.points // self.of if self.of else 0

    def percent_up(self) -> int:
        """Give the whole per cent, rounded up, for display of a high end."""
        return -(-100 * self.points // self.of) if self.of else 0
