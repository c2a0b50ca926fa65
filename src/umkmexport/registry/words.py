"""Words that stand in a cell in place of a value: yes, no, in process, to follow, not filled in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from umkmexport.errors import ValueFormatError
from umkmexport.terms.choice import Choice
from umkmexport.terms.reading import fold

__all__ = ["WORDS", "Word", "read_word", "word_table"]

_LONGEST: Final = 80


class Word(Choice):
    """What an entry says about the thing that its column asks for.

    YES and NO are answers. IN_PROCESS is a known no on that day, with a status. TO_FOLLOW is a
    claim, so unknown. BLANK says nothing: unknown. OTHER is for the caller to read as a value,
    or to report.
    """

    YES = "yes", "ya", "yes"
    NO = "no", "tidak", "no"
    IN_PROCESS = "in_process", "dalam proses", "in process"
    TO_FOLLOW = "to_follow", "menyusul", "to follow"
    BLANK = "blank", "tidak diisi", "not filled in"
    OTHER = "other", "isian lain", "another entry"


_SPELLINGS: Final = {
    **dict.fromkeys(("tdk", "tak", "gak", "ga", "gk", "nggak", "ngga", "enggak", "kagak"), "tidak"),
    **dict.fromkeys(("blm", "blum", "belom", "blom"), "belum"),
    **dict.fromkeys(("sdh", "sudh", "udah", "udh", "telah"), "sudah"),
    **dict.fromkeys(("memiliki", "miliki", "mempunyai", "dimiliki"), "punya"),
    **dict.fromkeys(("diproses", "berproses", "process", "progress"), "proses"),
    "iya": "ya",
    "msh": "masih",
    "sdg": "sedang",
    "dlm": "dalam",
    "nyusul": "menyusul",
}
"""Spellings of one word, each with the spelling used in the phrases below."""

_PHRASES: Final = {
    # Wingdings draws its tick as the letter u with diaeresis.
    Word.YES: (
        "ya|ada|sudah|punya|sudah ada|sudah punya|ya ada|ya sudah|ya punya|ya sudah ada|"
        "v|✓|✔|√|☑|✅|ü|1|y|yes|true"
    ),
    Word.NO: (
        "tidak|tidak ada|tidak punya|tidak pernah|belum|belum ada|belum punya|belum pernah|"
        "belum diurus|belum mengurus|belum proses|belum diajukan|belum mengajukan|"
        "nihil|n|no|false"
    ),
    Word.IN_PROCESS: (
        "proses|dalam proses|sedang proses|masih proses|masih dalam proses|sedang dalam proses|"
        "belum masih proses|belum masih dalam proses|belum sedang proses|belum dalam proses|"
        "diurus|sedang diurus|masih diurus|belum sedang diurus|sedang mengurus|masih mengurus|"
        "pengurusan|dalam pengurusan|sedang dalam pengurusan|proses pengurusan|"
        "diajukan|sedang diajukan|sudah diajukan|pengajuan|dalam pengajuan|proses pengajuan|"
        "proses pembuatan|proses pendaftaran|on proses|in proses"
    ),
    Word.TO_FOLLOW: "menyusul|akan menyusul|masih menyusul|data menyusul|nomor menyusul|to follow",
    Word.BLANK: (
        "0|n a|na|nan|null|none|kosong|☐|□|tidak diketahui|belum diketahui|tidak tahu|belum tahu|"
        "tidak jelas|tidak diisi|belum diisi|tidak terdata|belum terdata|tidak ada data|"
        "belum ada data|unknown|not known|no data"
    ),
}
_SHEET_ERRORS: Final = frozenset(
    ("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!", "#calc!")
)

WORDS: Final[Mapping[str, Word]] = MappingProxyType(
    {phrase: word for word, phrases in _PHRASES.items() for phrase in phrases.split("|")}
)
"""The words every column shares, in the spelling in which they are compared."""


def read_word(text: str, words: Mapping[str, Word] = WORDS) -> Word:
    """Tell which word an entry is, whatever its case, quotes, brackets and usual misspellings.

    An entry without a letter, a digit or a symbol is BLANK, and so is one of zeros only: where a
    count is asked, read the number first. Zeros beside a word are ignored. A cross is OTHER,
    since it marks a choice on some forms and a no on others. ``kosong`` is BLANK: an empty field
    is not a no.

    Args:
        text: the cell.
        words: the words of the column, as ``word_table`` makes them.

    Examples:
        >>> read_word('"DALAM PROSES"')
        Word.IN_PROCESS
        >>> read_word("000 ( MENYUSUL").value, read_word("gk ada").value, read_word(" _ ").value
        ('to_follow', 'no', 'blank')
        >>> read_word("9120001234567").value
        'other'
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return Word.OTHER
    if fold(text) in _SHEET_ERRORS:
        return Word.BLANK
    key = _key(text)
    return words.get(key, Word.OTHER) if key else Word.BLANK


def word_table(own: Mapping[str, Word]) -> Mapping[str, Word]:
    """Add the words of one column to those that every column shares; its own words win.

    Raises:
        ValueFormatError: two of its words are one once spelling is set aside, or a word is empty.

    Examples:
        >>> read_word("Belum  Terdaftar", word_table({"belum terdaftar": Word.NO})).value
        'no'
    """
    table: dict[str, Word] = {}
    for phrase, word in own.items():
        key = _key(phrase)
        if not key:
            raise ValueFormatError(f"{phrase!r} holds no word; an empty entry is always unknown")
        if table.setdefault(key, word) is not word:
            raise ValueFormatError(f"{phrase!r} is declared both {table[key]} and {word}")
    return MappingProxyType({**WORDS, **table})


def _key(text: str) -> str:
    words = "".join(
        character if _is_telling(character) else " " for character in fold(text)
    ).split()
    telling = [word for word in words if word.strip("0")]
    return " ".join(_SPELLINGS.get(word, word) for word in telling) or "0" * bool(words)


def _is_telling(character: str) -> bool:
    return character.isalnum() or (
        not character.isascii() and unicodedata.category(character) in {"So", "Sm"}
    )
