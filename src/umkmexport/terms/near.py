"""Names spelled almost like one that is not known, for errors that help."""

from __future__ import annotations

from collections.abc import Iterable

from umkmexport.terms.text import Text

__all__ = ["did_you_mean", "nearest", "suggested"]


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
    return suggested(word, known).en


def suggested(word: str, known: Iterable[str]) -> Text:
    """Give the same in both languages.

    Examples:
        >>> suggested("anual_sales", ["annual_sales", "capital"]).id
        '; mungkin maksudnya annual_sales?'
    """
    near = nearest(word, known)
    if not near:
        return Text(id="", en="")
    return Text(
        id=f"; mungkin maksudnya {' atau '.join(near)}?", en=f"; did you mean {' or '.join(near)}?"
    )
