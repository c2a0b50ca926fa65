"""Lots: many draws of one answer, each outcome as likely as any other, from a public seed.

The generator is SHAKE-256 over seed, id and what is drawn, each on a line, in UTF-8 and NFC. Its
bytes are taken one after the other; a byte of which the remainder by the number of outcomes would
favour some of them is left out. The same seed gives the same draws on every platform and in every
version of Python, more draws go on where fewer ended, and no draw hangs on another firm.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from typing import Final

__all__ = ["MOST_OUTCOMES", "lots"]

MOST_OUTCOMES: Final = 256
"""The most outcomes that a lot may have: what one byte can tell apart."""


def lots(seed: str, firm: str, what: str, *, outcomes: int, count: int) -> bytes:
    """Draw a number of lots.

    Args:
        seed: the public seed.
        firm: the id of the firm.
        what: what is drawn, such as the name of a fact.
        outcomes: how many outcomes there are.
        count: how many lots are drawn.

    Returns:
        One byte a lot, from 0 to one less than the outcomes.

    Raises:
        ValueError: there is no outcome, or more than a byte can tell apart.

    Examples:
        >>> list(lots("round-1", "U-1", "has_halal", outcomes=2, count=8))
        [1, 1, 0, 1, 0, 1, 1, 0]
        >>> few = lots("r", "U", "f", outcomes=3, count=5)
        >>> lots("r", "U", "f", outcomes=3, count=9).startswith(few)
        True
    """
    if not 1 <= outcomes <= MOST_OUTCOMES:
        raise ValueError(f"a lot has 1 to {MOST_OUTCOMES} outcomes, not {outcomes}")
    if outcomes == 1:
        return bytes(count)
    named = unicodedata.normalize("NFC", f"{seed}\n{firm}\n{what}")
    stream = hashlib.shake_256(named.encode())
    remainders, unfair = _fair(outcomes)
    length = count
    while True:
        drawn = stream.digest(length).translate(remainders, unfair)
        if len(drawn) >= count:
            return drawn[:count]
        length += length + MOST_OUTCOMES


@cache
def _fair(outcomes: int) -> tuple[bytes, bytes]:
    """Give the remainder of every byte, and the bytes that would favour some outcomes."""
    fair = MOST_OUTCOMES - MOST_OUTCOMES % outcomes
    return bytes(byte % outcomes for byte in range(256)), bytes(range(fair, MOST_OUTCOMES))
