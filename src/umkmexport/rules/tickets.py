"""Tickets: who comes first among equals, drawn in public and open to anyone who computes it again.

The order of the input decides nothing. A ticket hangs on the public seed and the id alone, so that
no other applicant, and no answer, draws it anew.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

from umkmexport.errors import SelectionError
from umkmexport.terms.text import Text

__all__ = ["check_seed", "stands_twice", "ticket"]


def ticket(seed: str, firm: str) -> str:
    """Draw the ticket of a firm: SHA-256 of seed, a newline and id, in UTF-8 and NFC.

    Examples:
        >>> ticket("round-1", "U-1") == ticket("round-1", "U-1") != ticket("round-2", "U-1")
        True
    """
    return hashlib.sha256(_composed(f"{seed}\n{firm}").encode()).hexdigest()


def stands_twice(ids: Iterable[str]) -> str | None:
    """Give an id that would draw one ticket for two firms, nothing where there is none.

    Examples:
        >>> stands_twice(["U-1", "U-2", "U-1"])
        'U-1'
    """
    found = Counter(map(_composed, ids))
    return min((firm for firm, count in found.items() if count > 1), default=None)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def check_seed(seed: str) -> None:
    """Raise an error where there is no seed to draw with.

    Raises:
        SelectionError: the seed is empty.
    """
    if not isinstance(seed, str) or not seed.strip():
        raise SelectionError(_NO_SEED)


_NO_SEED: Final = Text(
    id="undian memerlukan benih terbuka, misalnya nama putaran dan angka yang diumumkan lebih "
    "dahulu",
    en="tickets need a public seed, such as the id of the round and a number announced beforehand",
)
