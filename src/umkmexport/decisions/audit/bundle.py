"""The bundle of a list: one file that holds what it was made from, and a digest over it."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.audit.contents import canonical, digest_of
from umkmexport.errors import BundleError
from umkmexport.terms.text import Text

__all__ = ["FORMAT", "Bundle", "read_bundle", "seal"]

FORMAT: Final = 1
"""The version of the format that this library writes and reads."""

_PARTS: Final = frozenset(
    {"arguments", "digest", "format", "inputs", "library", "rests_on", "result", "rule", "run"}
)


@attrs.frozen(slots=False, repr=False)
class Bundle:
    """A list with all it was made from, frozen in one text (*berkas bukti*).

    The text is canonical JSON: keys sorted, no blanks, UTF-8 in NFC. Its digest is SHA-256 over
    the canonical text of everything but the digest itself.

    Attributes:
        text: the text, the digest in it.

    Raises:
        BundleError: the text is no bundle, is of another format, or was changed since it was made.
    """

    text: str

    def __attrs_post_init__(self) -> None:
        _check(self.content)

    def __repr__(self) -> str:
        rule, day = self.content["rule"]["id"], self.content["arguments"]["as_of"]
        firms = len(self.content["inputs"]["digests"])
        return f"<Bundle {self.digest[:12]}: {self.run} by {rule} on {day}, {firms} firms>"

    @cached_property
    def content(self) -> dict[str, Any]:
        """Give the content as plain data. Only look at it."""
        return _parsed(self.text)

    @property
    def digest(self) -> str:
        """Give the digest, to be printed with the list and kept elsewhere too."""
        digest: str = self.content["digest"]
        return digest

    @property
    def run(self) -> str:
        """Give what was run: ``rank`` or ``select``."""
        run: str = self.content["run"]
        return run

    @property
    def has_copies(self) -> bool:
        """Tell whether it holds copies of the firms' records."""
        return "copies" in self.content["inputs"]

    def to_json(self) -> str:
        """Give the text, as it is written to a file."""
        return self.text

    @classmethod
    def from_json(cls, text: str) -> Bundle:
        """Read a bundle from its text; blanks and the order of keys do not matter.

        Raises:
            BundleError: the text is no bundle, is of another format, or was changed.
        """
        return cls(canonical(_parsed(text)))


def read_bundle(file: str | Path) -> Bundle:
    """Read a bundle from a file.

    Raises:
        BundleError: the file cannot be read, is no bundle, is of another format, or was changed.
    """
    name = mask_digits(Path(file).name)
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BundleError(_NO_FILE.format(name=name)) from None
    return Bundle.from_json(text)


def seal(content: dict[str, Any]) -> Bundle:
    """Close plain content with its digest."""
    plain = json.loads(canonical(content))
    return Bundle(canonical({**plain, "digest": digest_of(plain)}))


def _parsed(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise BundleError(
            _NO_JSON.format(line=str(error.lineno), column=str(error.colno))
        ) from None
    if not isinstance(content, dict) or "format" not in content:
        raise BundleError(_NO_BUNDLE)
    return content


def _check(content: dict[str, Any]) -> None:
    found = content["format"]
    if type(found) is not int or found != FORMAT:
        raise BundleError(_OTHER_FORMAT.format(found=str(found)[:20], wanted=str(FORMAT)))
    rest = {part: value for part, value in content.items() if part != "digest"}
    if content.get("digest") != digest_of(rest):
        raise BundleError(_EDITED)
    if set(content) != _PARTS:
        raise BundleError(_NO_BUNDLE)


_NO_FILE: Final = Text(
    id="{name}: berkas tidak ada atau tidak dapat dibaca sebagai teks UTF-8",
    en="{name}: there is no such file, or it cannot be read as UTF-8 text",
)
_NO_JSON: Final = Text(
    id="berkas bukti tidak dapat dibaca: bukan JSON (baris {line}, kolom {column})",
    en="the bundle cannot be read: it is not JSON (line {line}, column {column})",
)
_NO_BUNDLE: Final = Text(
    id="berkas ini bukan berkas bukti yang dibuat dengan make_bundle",
    en="this is no bundle as make_bundle makes it",
)
_OTHER_FORMAT: Final = Text(
    id="berkas bukti ini memakai format {found}; pustaka ini membaca format {wanted}. Gunakan "
    "versi pustaka yang tercatat di dalam berkas itu",
    en="the bundle has format {found}; this library reads format {wanted}. Use the version of the "
    "library that the file names",
)
_EDITED: Final = Text(
    id="isi berkas bukti tidak cocok dengan sidik digitalnya: berkas diubah atau rusak setelah "
    "dibuat. Gunakan salinan aslinya",
    en="the content of the bundle does not match its digest: it was edited or damaged after it "
    "was made. Use the original copy",
)
