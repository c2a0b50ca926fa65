"""What a cell of a program or a workbook holds, as the text that a CSV would hold."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from numbers import Integral

__all__ = ["entry_text"]

_LARGEST_BITS = 1024


def entry_text(value: object) -> str | None:
    r"""Write a value as text, so that one registry reads alike from a CSV and from a workbook.

    Whole numbers lose the ``.0`` a spreadsheet gives them and keep all their digits, dates are
    written as in ISO 8601, None and not-a-number are empty, and line breaks inside a text are
    one line feed.

    Returns:
        The text, or None for a kind of value that no cell holds.

    Examples:
        >>> entry_text(1.0), entry_text(1270001234567.0), entry_text(0.00001), entry_text(True)
        ('1', '1270001234567', '0.00001', 'TRUE')
        >>> entry_text(date(2024, 6, 4)), entry_text(None), entry_text("a\r\nb")
        ('2024-06-04', '', 'a\nb')
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Integral):
        return str(int(value)) if int(value).bit_length() <= _LARGEST_BITS else None
    if isinstance(value, float | Decimal):
        return _number_text(Decimal(repr(value)) if isinstance(value, float) else value)
    return _time_text(value)


def _number_text(number: Decimal) -> str | None:
    if number.is_nan():
        return ""
    if number.is_infinite() or number.adjusted() >= _LARGEST_BITS:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _time_text(value: object) -> str | None:
    if isinstance(value, date | time) and value != value:  # noqa: PLR0124 - a date that is none
        return ""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat().replace("T", " ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else None
