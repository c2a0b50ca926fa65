"""Names spelled almost like one that is not known, for errors that help."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]


def nearest(word: str, known: Iterable[str], *, most: int = 3, cutoff: float = 0.6) -> list[str]:
    """Give the known words spelled most like a word, best first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where an error is being written

    return get_close_matches(word, list(known), n=most, cutoff=cutoff)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give the end of an error text that names the nearest words, empty if there are none.

    Examples:
        >>> did_you_mean("anual_sales", ["annual_sales", "capital"])
        '; did you mean annual_sales?'
        >>> did_you_mean("xyz", ["annual_sales"])
        ''
    """
    near = nearest(word, known)
    return f"; did you mean {' or '.join(near)}?" if near else ""
