"""Text files of rows (CSV and its kin): encoding, delimiter and records."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from umkmexport.registry.entries import entry_text
from umkmexport.registry.refusals import refuse
from umkmexport.terms.reading import Problem
from umkmexport.terms.text import Text, join_text

__all__ = ["decode", "find_delimiter", "read_records"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS: Final = {
    ",": Text(id="koma", en="comma"),
    ";": Text(id="titik koma", en="semicolon"),
    "\t": Text(id="tab", en="tab"),
    "|": Text(id="garis tegak", en="vertical bar"),
}
_SAMPLE: Final = 100
_DECLARED_IN_FILE: Final = re.compile(r"\"?sep=(.)\"?(?:\r\n|\r|\n)", re.IGNORECASE)
_END: Final = "\x1eend of the file\x1e"


def decode(data: bytes, name: str, encoding: str | None) -> tuple[str, tuple[Problem, ...]]:
    """Decode a whole file: as declared, by its byte order mark, as UTF-8, else as Windows-1252.

    Returns:
        The text, and a note where it had to be taken for Windows-1252.
    """
    if encoding is None:
        encoding = next((known for mark, known in _MARKS if data.startswith(mark)), None)
    if encoding is not None:
        return _decode_as(data, name, encoding), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = _decode_as(data, name, "cp1252")
    is_mixed = not data.decode("utf-8", errors="ignore").isascii()
    return text, (_MIXED_ENCODINGS if is_mixed else _WINDOWS_1252,)


def find_delimiter(text: str, name: str, header_row: int | None = None) -> str:
    """Find what stands between two cells: what splits the header, and most rows into as many.

    Where nothing splits the header, it is what splits most rows alike; a file of one column is
    taken for separated by commas.
    """
    if declared := _DECLARED_IN_FILE.match(text):
        return declared[1]
    widths = {
        delimiter: _widths(text, delimiter, max(header_row or 1, 1)) for delimiter in _DELIMITERS
    }
    fits = {delimiter: _fit(found, found[0]) for delimiter, found in widths.items() if found}
    fits = {delimiter: fit for delimiter, fit in fits.items() if fit[0] >= 0.5 and fit[1] > 1}
    if not fits:
        fits = {
            delimiter: _fit(found, Counter(found).most_common(1)[0][0])
            for delimiter, found in widths.items()
            if found and max(found) > 1
        }
    winners = [delimiter for delimiter, fit in fits.items() if fit == max(fits.values())]
    if len(winners) > 1:
        names = join_text([_DELIMITERS[winner] for winner in winners])
        raise refuse("delimiter_unclear", name, delimiters=names)
    return winners[0] if winners else ","


def _widths(text: str, delimiter: str, first: int) -> list[int]:
    """Count the cells of the first records that hold any."""
    try:
        records = itertools.islice(_records(text, delimiter), first - 1, None)
        filled = (record for record in records if any(map(str.strip, record)))
        return [len(record) for record in itertools.islice(filled, _SAMPLE) if _END not in record]
    except csv.Error:
        return []


def _fit(widths: list[int], width: int) -> tuple[float, int]:
    return widths.count(width) / len(widths), width


def read_records(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its number: the row that a spreadsheet shows it in.

    A quoted line break stays inside its cell and starts no row.
    """
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise refuse("delimiter_wrong", name, delimiter=repr(delimiter))
    number, started = 0, 0
    try:
        for number, record in enumerate(_records(text, delimiter), 1):
            if record and _END in record[-1]:
                if record != [_END]:
                    raise refuse("quote_left_open", name, row=str(number))
                return
            started = number
            yield number, [entry_text(cell) or "" for cell in record]
    except csv.Error:
        limit = str(csv.field_size_limit())
        raise refuse("cell_too_long", name, row=str(started), limit=limit) from None


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    declared = _DECLARED_IN_FILE.match(text)
    lines = io.StringIO(text[declared.end() :] if declared else text, newline="")
    return csv.reader(itertools.chain(lines, [_END]), delimiter=delimiter)


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        position = str(getattr(error, "start", 0) + 1)
        raise refuse("encoding_wrong", name, encoding=encoding, position=position) from None
    except (LookupError, ValueError):
        raise refuse("encoding_unknown", name, encoding=repr(encoding)) from None


_WINDOWS_1252: Final = Problem(
    "encoding_windows_1252",
    Text(
        id="berkas tidak ditulis dalam UTF-8 dan dibaca sebagai Windows-1252; "
        "periksa huruf yang tidak biasa",
        en="the file is not in UTF-8 and was read as Windows-1252; check unusual letters",
    ),
)
_MIXED_ENCODINGS: Final = Problem(
    "encoding_mixed",
    Text(
        id="berkas mencampur UTF-8 dan Windows-1252 dan dibaca sebagai Windows-1252; "
        "sebagian huruf yang tidak biasa menjadi rusak",
        en="the file mixes UTF-8 and Windows-1252 and was read as Windows-1252; "
        "some unusual letters are garbled",
    ),
)
