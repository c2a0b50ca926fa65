"""How far assessors agree: weighted kappa, exactly.

Kappa compares the disagreement of two assessors with the one to be expected if each gave the same
marks to the firms at random (J. Cohen, Weighted kappa, Psychological Bulletin 70(4), 1968): 1 is
full agreement, 0 no more than by chance. Of several assessors the mean over all pairs is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from umkmexport.terms.choice import Choice

__all__ = ["KappaWeights", "mean_kappa", "weighted_kappa"]

Marks: TypeAlias = Mapping[str, int]


class KappaWeights(Choice):
    """How a disagreement weighs: by its distance, or by the square of it."""

    LINEAR = "linear", "bobot linear", "linear weights"
    QUADRATIC = "quadratic", "bobot kuadrat", "quadratic weights"

    def distance(self, one: int, other: int) -> int:
        """Give the weight of a disagreement."""
        apart = abs(one - other)
        return apart * apart if self is KappaWeights.QUADRATIC else apart


def weighted_kappa(pairs: Sequence[tuple[int, int]], weights: KappaWeights) -> Fraction | None:
    """Give the weighted kappa of two assessors; None where both gave one same mark throughout.

    Args:
        pairs: the two marks of each thing that both assessed.
        weights: how a disagreement weighs.

    Examples:
        >>> marks = [(1, 1), (2, 3), (3, 3)]
        >>> [str(weighted_kappa(marks, weights)) for weights in KappaWeights]
        ['2/3', '4/5']
    """
    seen = sum(weights.distance(one, other) for one, other in pairs)
    expected = sum(weights.distance(one, other) for one, _ in pairs for _, other in pairs)
    return 1 - Fraction(len(pairs) * seen, expected) if expected else None


def mean_kappa(assessors: Sequence[Marks], weights: KappaWeights) -> tuple[Fraction | None, int]:
    """Give the mean kappa over all pairs of assessors, and how many pairs it is the mean of.

    A pair counts where both assessed two things or more, and where its kappa is defined.

    Args:
        assessors: the marks of each assessor by what was assessed.
        weights: how a disagreement weighs.

    Examples:
        >>> strict, mild = {"A": 1, "B": 2, "C": 3}, {"A": 1, "B": 3, "C": 3}
        >>> mean_kappa([strict, mild, strict], KappaWeights.LINEAR)
        (Fraction(7, 9), 3)
    """
    found = []
    for one, other in combinations(assessors, 2):
        both = [(one[each], other[each]) for each in sorted(one.keys() & other.keys())]
        kappa = weighted_kappa(both, weights) if len(both) > 1 else None
        if kappa is not None:
            found.append(kappa)
    return (sum(found, Fraction()) / len(found) if found else None), len(found)
