"""Lanes: a whole number in each of many draws, held in the least room it fits into.

A lane is one number, where it is the same in every draw; bytes, one a draw, where the numbers are
small; else a list. Small numbers are added and joined as one long integer, a draw in each byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from operator import add, mul
from typing import Final, Generic, TypeAlias, TypeVar

__all__ = ["SMALL", "Lane", "Worked", "apply", "choose", "joined_codes", "times", "total"]

V = TypeVar("V")

Lane: TypeAlias = int | bytes | list[int]

SMALL: Final = 256
"""How many numbers a byte can tell apart."""


class Worked(dict[tuple[int, ...], V], Generic[V]):
    """What a function gives, worked out once for the numbers that are met.

    Args:
        work_out: the function.
    """

    def __init__(self, work_out: Callable[..., V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, numbers: tuple[int, ...]) -> V:
        value = self[numbers] = self._work_out(*numbers)
        return value


def apply(work_out: Callable[..., int], *lanes: Lane) -> Lane:
    """Apply a function draw by draw, once to the same numbers.

    Examples:
        >>> apply(min, 2, [1, 2, 3]), apply(min, 2, 1)
        ([1, 2, 2], 1)
    """
    drawn = [lane for lane in lanes if not isinstance(lane, int)]
    if not drawn:
        return work_out(*lanes)
    columns = (repeat(lane) if isinstance(lane, int) else lane for lane in lanes)
    return list(map(Worked(work_out).__getitem__, zip(*columns, strict=False)))


def total(lanes: Iterable[Lane], *, most: int) -> Lane:
    r"""Add numbers draw by draw.

    Args:
        lanes: the numbers, none negative.
        most: what a sum cannot exceed.

    Examples:
        >>> total([1, bytes([0, 1]), 2, bytes([5, 5])], most=9)
        b'\x08\t'
        >>> total([1, [0, 300]], most=301), total([1, 2], most=3)
        ([1, 301], 3)
    """
    same = 0
    small: list[bytes] = []
    large: list[Sequence[int]] = []
    for lane in lanes:
        if isinstance(lane, int):
            same += lane
        elif isinstance(lane, bytes):
            small.append(lane)
        else:
            large.append(lane)
    if not large and small and most < SMALL:
        count = len(small[0])
        sums = sum(int.from_bytes(lane, "little") for lane in small)
        sums += int.from_bytes(bytes([same]) * count, "little")
        return sums.to_bytes(count, "little")
    drawn = [*small, *large]
    if not drawn:
        return same
    summed = list(drawn[0])
    for other in drawn[1:]:
        summed = list(map(add, summed, other))
    return [same + number for number in summed] if same else summed


def times(one: Lane, other: Lane) -> Lane:
    """Multiply numbers draw by draw.

    Examples:
        >>> times(2, [1, 3]), times(bytes([1, 2]), [3, 4]), times(2, 3)
        ([2, 6], [3, 8], 6)
    """
    if isinstance(one, int):
        if isinstance(other, int):
            return one * other
        return [one * number for number in other]
    if isinstance(other, int):
        return [other * number for number in one]
    return list(map(mul, one, other))


def choose(is_in: Lane, numbers: Lane, *, otherwise: int) -> Lane:
    """Give the number in the draws in which a flag is 1, and another in those in which it is 0.

    Examples:
        >>> choose(bytes([1, 0]), 7, otherwise=-1), choose(1, [7, 8], otherwise=-1)
        ([7, -1], [7, 8])
    """
    if isinstance(is_in, int):
        return numbers if is_in else otherwise
    values = repeat(numbers) if isinstance(numbers, int) else numbers
    return [number if flag else otherwise for flag, number in zip(is_in, values, strict=False)]


def joined_codes(codes: Sequence[tuple[bytes, int]]) -> bytes | None:
    """Join the codes of several lots into one code a draw; None, where a byte is too small.

    Args:
        codes: the lots and how many outcomes each has.

    Examples:
        >>> list(joined_codes([(bytes([0, 1]), 2), (bytes([2, 0]), 3)]) or b"")
        [2, 3]
    """
    of, joined = 1, 0
    for lot, outcomes in codes:
        of *= outcomes
        if of > SMALL:
            return None
        joined = joined * outcomes + int.from_bytes(lot, "little")
    return joined.to_bytes(len(codes[0][0]), "little")
