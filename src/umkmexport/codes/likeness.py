"""How like two names of firms are; the only module that imports RapidFuzz."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Final

from umkmexport.codes.firm_names import FirmName
from umkmexport.errors import RegistryError
from umkmexport.terms.text import Text

__all__ = ["AT_LEAST", "like_names", "like_pairs"]

AT_LEAST: Final = 85
"""From how many per cent two names are taken for spellings of one; a choice of the library."""


def like_names(
    name: str, names: Sequence[str], *, at_least: int = AT_LEAST
) -> tuple[tuple[int, int], ...]:
    """Find the names that may be another spelling of one.

    Two names are as like as their words in alphabetical order, or as their letters without
    blanks, whichever is more: per cent of the letters that need not be changed, rounded down.
    Legal forms do not count.

    Args:
        name: the name looked for.
        names: the names to look among.
        at_least: from how many per cent two names count.

    Returns:
        The place of each name found and its per cent, most like first, then in the order given.

    Raises:
        RegistryError: RapidFuzz is not installed, or ``at_least`` is no per cent.

    Examples:
        >>> like_names(
        ...     "PT Kopi Sidikalang", ["Kopi Sidikalang, UD", "Kopi Lintong", "Kopi Sidikaleng"]
        ... )
        ((0, 100), (2, 93))
    """
    cores = [FirmName.parse(each) for each in names]
    found = _Likeness(cores, at_least).of(FirmName.parse(name), slice(0, None))
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def like_pairs(
    names: Sequence[FirmName], *, at_least: int = AT_LEAST
) -> Iterator[tuple[int, int, int]]:
    """Yield every two of some names that may be spellings of one: their places and the per cent.

    Raises:
        RegistryError: RapidFuzz is not installed, or ``at_least`` is no per cent.

    Examples:
        >>> names = [FirmName.parse(name) for name in ("Batik Jaya", "Batikjaya", "Sambal Jaya")]
        >>> list(like_pairs(names))
        [(0, 1, 100)]
    """
    by_length = sorted(range(len(names)), key=lambda place: (len(names[place].joined), place))
    lengths = [len(names[place].joined) for place in by_length]
    likeness = _Likeness([names[place] for place in by_length], at_least)
    for first, place in enumerate(by_length):
        longest = len(names[place].sorted_words) * (200 - at_least) // at_least
        window = slice(first + 1, bisect_right(lengths, longest))
        for second, per_cent in likeness.of(names[place], window).items():
            low, high = sorted((place, by_length[second]))
            yield low, high, per_cent


class _Likeness:
    """Compare one name with many."""

    def __init__(self, names: Sequence[FirmName], at_least: int) -> None:
        if type(at_least) is not int or not 1 <= at_least <= 100:
            raise RegistryError(_NO_PER_CENT.format(at_least=repr(at_least)))
        self._rapidfuzz = _rapidfuzz()
        self._at_least = at_least
        self._forms = ([n.sorted_words for n in names], [n.joined for n in names])

    def of(self, name: FirmName, window: slice) -> dict[int, int]:
        """Give the names of a window that are like one, each with its per cent."""
        found: dict[int, int] = {}
        start = window.start or 0
        for word, words in zip((name.sorted_words, name.joined), self._forms, strict=True):
            for _, score, place in self._rapidfuzz.process.extract(
                word,
                words[window],
                scorer=self._rapidfuzz.fuzz.ratio,
                score_cutoff=self._at_least,
                limit=None,
            ):
                found[start + place] = max(found.get(start + place, 0), int(score))
        return {place: per_cent for place, per_cent in found.items() if word}


def _rapidfuzz() -> ModuleType:
    try:
        import rapidfuzz
        import rapidfuzz.fuzz
        import rapidfuzz.process
    except ImportError:
        raise RegistryError(_NOT_INSTALLED) from None
    return rapidfuzz


_NOT_INSTALLED: Final = Text(
    id="untuk membandingkan nama usaha, pasang umkmexport[duplicates]",
    en="to compare names of firms, install umkmexport[duplicates]",
)
_NO_PER_CENT: Final = Text(
    id="at_least adalah persentase dari 1 sampai dengan 100, bukan {at_least}",
    en="at_least is a per cent from 1 to 100, not {at_least}",
)
