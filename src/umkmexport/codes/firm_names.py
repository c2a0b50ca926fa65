"""Names of firms, read so that two spellings of one name can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import attrs

__all__ = ["FirmName"]


@attrs.frozen
class FirmName:
    """Hold what tells a firm's name from another.

    Attributes:
        core: its words without legal form, in lower case and one spelling; never empty where the
            name has a letter or a digit.
        forms: the legal forms and kinds of group that the name states, in alphabetical order.
    """

    core: str
    forms: tuple[str, ...]

    @classmethod
    def parse(cls, name: str) -> FirmName:
        """Read a name.

        Case, accents, points and hyphens do not matter, nor does the spelling before 1972 (*oe*,
        *tj*, *dj*). Legal forms (PT, CV, UD …) and kinds of group (*kelompok*, KUB, *koperasi* …)
        are taken off wherever they stand, unless nothing else is left.

        Examples:
            >>> FirmName.parse("PT. Kopi Sidikalang, Tbk.")
            FirmName(core='kopi sidikalang', forms=('pt', 'tbk'))
            >>> FirmName.parse("KOPI SIDIKALANG (UD)").core, FirmName.parse("Koperasi").core
            ('kopi sidikalang', 'koperasi')
        """
        return _parse(name)

    @property
    def sorted_words(self) -> str:
        """Give the words of the core in alphabetical order.

        Examples:
            >>> FirmName.parse("Sambal Bu Rudy").sorted_words
            'bu rudy sambal'
        """
        return " ".join(sorted(self.core.split()))

    @property
    def joined(self) -> str:
        """Give the core without blanks.

        Examples:
            >>> FirmName.parse("Batik Jaya").joined
            'batikjaya'
        """
        return self.core.replace(" ", "")


@lru_cache(maxsize=65_536)
def _parse(name: str) -> FirmName:
    plain = _plain(name)
    forms = {_FORM_OF[found] for found in _FORM.findall(plain)}
    rest = " ".join(_FORM.sub(" ", plain).split())
    return FirmName(_one_spelling(rest or plain), tuple(sorted(forms)))


def _plain(name: str) -> str:
    """Give lower-case words of letters and digits; initials with points become one word."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    bare = _APOSTROPHE.sub("", bare)
    bare = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", bare)
    return " ".join(_WORD.findall(bare))


def _one_spelling(words: str) -> str:
    for old, new in _OLD_SPELLINGS:
        words = words.replace(old, new)
    return words


_APOSTROPHE: Final = re.compile("['\u2018\u2019`\u00b4]")
_INITIALS: Final = re.compile(r"\b(?:\w\.){2,}")
_WORD: Final = re.compile(r"[^\W_]+")
_OLD_SPELLINGS: Final = (("oe", "u"), ("tj", "c"), ("dj", "j"))
_FORM_OF: Final = {
    phrase: form
    for form, phrases in {
        "pt": ("pt", "perseroan terbatas"),
        "tbk": ("tbk",),
        "cv": ("cv",),
        "ud": ("ud", "usaha dagang"),
        "pd": ("pd", "perusahaan dagang"),
        "firma": ("fa", "firma"),
        "koperasi": ("kop", "koperasi", "kud", "kopontren", "ksu"),
        "kelompok": (
            "kelompok wanita tani",
            "kelompok usaha bersama",
            "kelompok tani",
            "kelompok",
            "klp",
            "kel",
            "kwt",
            "kub",
            "kube",
            "poktan",
            "gapoktan",
            "poklahsar",
            "pokdakan",
        ),
        "bumdes": ("bumdes", "bumdesma", "bum desa"),
        "yayasan": ("yayasan",),
        "umkm": ("umkm", "ukm", "ikm", "irt", "industri rumah tangga", "home industry"),
    }.items()
    for phrase in phrases
}
"""Legal forms and kinds of group as they stand in names."""

_FORM: Final = re.compile(rf"\b(?:{'|'.join(sorted(_FORM_OF, key=len, reverse=True))})\b")
