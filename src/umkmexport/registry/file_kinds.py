"""Whether a file holds what the end of its name says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from umkmexport.registry.refusals import refuse

__all__ = ["is_workbook", "read_text_file", "read_workbook_file"]

_TEXT_FILES: Final = (".csv", ".tsv", ".txt")
_ZIPPED: Final = (".xlsx", ".xlsm", ".ods")
_WORKBOOKS: Final = (*_ZIPPED, ".xls")

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF: Final = b"%PDF-"
_WEB_PAGE: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style")
_WIDE_TEXT: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_NOTHING: Final = b"\xef\xbb\xbf \t\r\n\x00"


def is_workbook(path: Path, name: str) -> bool:
    """Tell a workbook from a text file by the end of its name."""
    suffix = path.suffix.lower()
    if suffix not in {*_TEXT_FILES, *_WORKBOOKS}:
        raise refuse("file_kind_unknown", name, kinds=", ".join((*_TEXT_FILES, *_WORKBOOKS)))
    return suffix in _WORKBOOKS


def read_workbook_file(path: Path, name: str) -> bytes:
    """Read a file that is named as a workbook, and refuse one that is none."""
    data = _read(path, name)
    if data.startswith(_ZIP if path.suffix.lower() in _ZIPPED else _COMPOUND):
        return data
    if data.startswith((_ZIP, _COMPOUND)):
        raise refuse("workbook_other_kind", name)
    if _is_web_page(data):
        raise refuse("file_is_web_page", name)
    raise refuse("file_is_no_table" if _is_binary(data) else "file_is_text", name)


def read_text_file(path: Path, name: str, encoding: str | None) -> bytes:
    """Read a file that is named as text, and refuse one that is none."""
    data = _read(path, name)
    if data.startswith((_ZIP, _COMPOUND)):
        raise refuse("file_is_workbook", name)
    if _is_web_page(data):
        raise refuse("file_is_web_page", name)
    if encoding is None and _is_binary(data):
        raise refuse("file_is_no_table", name)
    return data


def _read(path: Path, name: str) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise refuse("file_missing", name) from None
    except (OSError, ValueError):
        raise refuse("file_closed", name) from None
    if not data.strip(_NOTHING):
        raise refuse("file_empty", name)
    return data


def _is_web_page(data: bytes) -> bool:
    return data[:200].lstrip(_NOTHING).lower().startswith(_WEB_PAGE)


def _is_binary(data: bytes) -> bool:
    return data.startswith(_PDF) or (b"\x00" in data and not data.startswith(_WIDE_TEXT))
