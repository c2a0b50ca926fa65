"""Checks of identifiers as columns: the pairs of ``NIB.check``, ``NIK.check`` and their like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from operator import add
from typing import Any, Final, TypeAlias

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from umkmexport.codes.identifiers.identifier import Identifier
from umkmexport.codes.identifiers.nib import NIB
from umkmexport.codes.identifiers.nik import (
    _AGE,
    _CENTURY,
    _DATE,
    _DAY,
    _DAYS,
    _ILLUSTRATION,
    _MONTH,
    _OLDEST_ALIVE,
    _REGION,
    _SERIAL,
    _WOMEN,
    NIK,
    OLDEST,
    YOUNGEST,
)
from umkmexport.codes.identifiers.npwp import (
    _CHECK_DIGIT,
    _KIND_UNKNOWN,
    _NOT_ACCEPTED,
    _SEQUENCES,
    NITKU,
    NPWP,
    NPWP_FORMS,
    NpwpForm,
)
from umkmexport.codes.identifiers.reading import LOST_LEADING_ZERO, PLACEHOLDER
from umkmexport.codes.identifiers.verdicts import Check, Verdict, wrong_length
from umkmexport.codes.regions import registration_codes
from umkmexport.errors import FrameError
from umkmexport.frames.digits import Digits, Said, read_digits, strange_texts
from umkmexport.frames.expressions import Predicate, any_of, chained, is_any, never, whole
from umkmexport.frames.sheet import Sheet

__all__ = ["IDENTIFIER_FINDINGS", "check_identifier"]

IDENTIFIER_FINDINGS: Final = (
    "empty",
    "too_long",
    "scientific_notation",
    "letter_for_digit",
    "other_characters",
    "decimal_point",
    "apostrophe",
    "full_width_digits",
    "no_break_space",
    "placeholder",
    "lost_leading_zero",
    "wrong_length",
    "birth_day",
    "birth_month",
    "birth_date",
    "age_out_of_range",
    "century_ambiguous",
    "unknown_region",
    "serial_zero",
    "not_read",
    "check_digit",
    "form_not_accepted",
    "kind_unknown",
)
"""What the whole numbers of a column of findings stand for, from 0 on.

``not_read`` is of lazy frames alone; the others are the codes of ``Reason``."""

_Examine: TypeAlias = Callable[[Sheet, nw.Expr, date | None], list[Said]]

_FINDINGS: Final = {code: place for place, code in enumerate(IDENTIFIER_FINDINGS)}
_VERDICTS: Final = {verdict: place for place, verdict in enumerate(Verdict)}
_NOTHING: Final = -1
_ONE_DIGIT: Final = f"^(?:{'|'.join(f'{digit}+' for digit in range(10))})$"
_SHOWN: Final = 8


def check_identifier(
    frame: IntoFrameT, kind: type[Identifier], *, column: str, as_of: date | None = None
) -> IntoFrameT:
    """Add how the numbers in a column look, as ``NIB.check`` and its like say it.

    It never says that a number is valid or was issued, and a NIK never proves a residence.

    Args:
        frame: numbers as texts, in one column.
        kind: ``NIB``, ``NIK``, ``NPWP`` or ``NITKU`` of ``umkmexport.codes.identifiers``.
        column: the name of the column.
        as_of: the day for ages by the NIK and for the forms of NPWP in use; without it those are
            left out.

    Returns:
        The frame with the column's name and ``_verdict``: 0 malformed, 1 suspicious, 2 plausible,
        -1 where the cell is null; and with its name and ``_finding``: the place in
        ``IDENTIFIER_FINDINGS`` of the first finding, -1 where there is none.

        In a lazy frame, a cell with a character other than ASCII, blanks, dashes, quotes and
        full-width digits is not looked at: verdict -1, finding ``not_read``. Collect it first if
        there are any.

    Raises:
        FrameError: the kind is another one, or the column is missing or not of texts. The error
            holds no number.

    Examples:
        >>> import polars as pl
        >>> from umkmexport.codes.identifiers import NIB
        >>> cells = ["1234567890123", "123456789012", "1,27E+12", None]
        >>> checked = check_identifier(pl.DataFrame({"nib": cells}), NIB, column="nib")
        >>> checked["nib_verdict"].to_list()
        [2, 1, 0, -1]
        >>> [IDENTIFIER_FINDINGS[code] for code in checked["nib_finding"] if code >= 0]
        ['lost_leading_zero', 'scientific_notation']
    """
    examine = _examiner(kind)
    if as_of is not None and (not isinstance(as_of, date) or isinstance(as_of, datetime)):
        raise FrameError(f"as_of must be a date or None, not a {type(as_of).__name__}")
    sheet = Sheet(frame)
    texts = _texts(sheet, column)
    read = read_digits(sheet, texts)
    said = [*read.said, *examine(sheet, read.digits, as_of)]
    checks = {text: kind.check(text, as_of=as_of) for text in strange_texts(frame, texts)}
    added: IntoFrameT = sheet.finish(
        {
            f"{column}_verdict": _verdict(read, said, texts, checks),
            f"{column}_finding": _finding(read, said, texts, checks),
        }
    )
    return added


def _examiner(kind: Any) -> _Examine:
    for known, examine in _EXAMINERS.items():
        if kind is known:
            return examine
    name = getattr(kind, "__name__", type(kind).__name__)
    raise FrameError(
        f"columns are checked for {', '.join(each.__name__ for each in _EXAMINERS)}, not {name}; "
        "its own check takes one text"
    )


def _texts(sheet: Sheet, column: str) -> nw.Expr:
    if column not in sheet.schema:
        names = list(sheet.schema)
        more = " …" if len(names) > _SHOWN else ""
        shown = ", ".join(names[:_SHOWN])
        raise FrameError(f"there is no column {column}; there are {shown}{more}")
    dtype = sheet.schema[column]
    if dtype == nw.String:
        return nw.col(column)
    if dtype in (nw.Categorical, nw.Enum, nw.Unknown) or sheet.is_empty(column):
        return nw.col(column).cast(nw.String)
    raise FrameError(
        f"column {column} is {dtype}; it must be String, since a number that is kept as a quantity "
        "may lose leading zeros and its last digits"
    )


def _about_nib(sheet: Sheet, digits: nw.Expr, as_of: date | None) -> list[Said]:  # noqa: ARG001
    is_placeholder, length = sheet.once(digits.str.contains(_ONE_DIGIT), digits.str.len_chars())
    (other,) = sheet.once((length != 13) & ~is_placeholder)
    return [
        (is_placeholder, PLACEHOLDER),
        (other & (length == 12), LOST_LEADING_ZERO),
        (other & (length != 12), wrong_length("NIB", "13", 0)),
    ]


def _about_nik(sheet: Sheet, digits: nw.Expr, as_of: date | None) -> list[Said]:
    is_placeholder = digits.str.contains(_ONE_DIGIT) | (digits == _ILLUSTRATION)
    is_placeholder, length = sheet.once(is_placeholder, digits.str.len_chars())
    is_nik, is_other = sheet.once(
        (length == 16) & ~is_placeholder, (length != 16) & ~is_placeholder
    )
    return [
        (is_placeholder, PLACEHOLDER),
        (is_other, wrong_length("NIK", "16", 0)),
        *_about_person(sheet, digits, is_nik, as_of),
    ]


def _about_person(
    sheet: Sheet, digits: nw.Expr, is_nik: Predicate, as_of: date | None
) -> list[Said]:
    """Say what the sixteen digits of a NIK say."""
    (number,) = sheet.once(nw.when(is_nik).then(digits).otherwise(nw.lit("0")).cast(nw.Int64))
    region, day, month, year, serial = sheet.once(
        *(_part(number, *ends) for ends in ((0, 4), (6, 8), (8, 10), (10, 12), (12, 16)))
    )
    (day,) = sheet.once(nw.when(day > _WOMEN).then(day - _WOMEN).otherwise(day))
    is_day, is_month = sheet.once(day.is_between(1, 31), month.is_between(1, 12))
    (is_date,) = sheet.once(is_day & is_month & ~_is_in_no_calendar(day, month, year))
    codes = sorted(map(int, registration_codes()))
    return [
        (is_nik & ~is_day, _DAY),
        (is_nik & is_day & ~is_month, _MONTH),
        (is_nik & is_day & is_month & ~is_date, _DATE),
        *([] if as_of is None else _about_age(sheet, is_nik & is_date, (day, month, year), as_of)),
        (is_nik & ~region.is_in(codes), _REGION),
        (is_nik & (serial == 0), _SERIAL),
    ]


def _about_npwp(sheet: Sheet, digits: nw.Expr, as_of: date | None) -> list[Said]:
    is_placeholder = digits.str.contains(_ONE_DIGIT) | is_any(digits, sorted(_SEQUENCES))
    is_placeholder, length = sheet.once(is_placeholder, digits.str.len_chars())
    is_15, is_16, is_other = sheet.once(
        (length == 15) & ~is_placeholder,
        (length == 16) & ~is_placeholder,
        ~length.is_between(15, 16) & ~is_placeholder,
    )
    by_form = {NpwpForm.FIFTEEN: is_15, NpwpForm.SIXTEEN: is_16}
    accepted = frozenset(NpwpForm) if as_of is None else NPWP_FORMS.on(as_of)
    refused = [where for form, where in by_form.items() if form not in accepted]
    return [
        (is_placeholder, PLACEHOLDER),
        (is_other & (length == 14), LOST_LEADING_ZERO),
        (is_other & (length != 14), wrong_length("NPWP", "15/16", 0)),
        *_about_taxpayer(sheet, digits, (is_15, is_16), as_of),
        *([(any_of(refused), _NOT_ACCEPTED)] if refused else []),
    ]


def _about_nitku(sheet: Sheet, digits: nw.Expr, as_of: date | None) -> list[Said]:
    is_placeholder, length = sheet.once(digits.str.contains(_ONE_DIGIT), digits.str.len_chars())
    is_nitku, is_other = sheet.once(
        (length == 22) & ~is_placeholder, (length != 22) & ~is_placeholder
    )
    (centre,) = sheet.once(digits.str.slice(0, 16))
    return [
        (is_placeholder, PLACEHOLDER),
        (is_other & (length == 21), LOST_LEADING_ZERO),
        (is_other & (length != 21), wrong_length("NITKU", "22", 0)),
        *_about_taxpayer(sheet, centre, (never(), is_nitku), as_of),
    ]


def _about_taxpayer(
    sheet: Sheet, digits: nw.Expr, lengths: tuple[Predicate, Predicate], as_of: date | None
) -> list[Said]:
    """Say what the digits of an NPWP say, by where there are fifteen and where sixteen of them.

    An old number of fifteen digits and the same with a zero before it are one whole number.
    """
    is_15, is_16 = lengths
    is_old = is_15 | (is_16 & digits.str.starts_with("0"))
    is_old, is_new = sheet.once(is_old, is_16 & ~digits.str.starts_with("0"))
    (number,) = sheet.once(nw.when(is_old).then(digits).otherwise(nw.lit("0")).cast(nw.Int64))
    of_person = _about_person(sheet, digits, is_new, as_of)
    is_no_nik = any_of(
        [
            digits.str.contains(_ONE_DIGIT),
            digits == _ILLUSTRATION,
            *(where for where, reason in of_person if reason.unreadable),
        ]
    )
    (is_no_nik,) = sheet.once(is_new & is_no_nik)
    readable = [(where & ~is_no_nik, said) for where, said in of_person if not said.unreadable]
    (total,) = sheet.once(_luhn_sum(sheet, number))
    (is_misfit,) = sheet.once(is_old & (total // 10 * 10 != total))
    return [(is_misfit, _CHECK_DIGIT), (is_no_nik, _KIND_UNKNOWN), *readable]


def _luhn_sum(sheet: Sheet, number: nw.Expr) -> nw.Expr:
    """Add up the first nine of fifteen digits, every second doubled and its digits added."""
    digits = sheet.once(*(_part(number, place + 1, place + 2) for place in range(9)))
    doubled = (nw.when(d > 4).then(d * 2 - 9).otherwise(d * 2) for d in digits[1::2])
    total: nw.Expr = reduce(add, (*digits[::2], *doubled))
    return total


def _part(number: nw.Expr, start: int, stop: int) -> nw.Expr:
    """Give digits of a number of sixteen as a number; without ``%``, which not every engine has."""
    above: int = 10 ** (16 - start)
    below: int = 10 ** (16 - stop)
    return number // below - number // above * (above // below)


def _is_in_no_calendar(day: nw.Expr, month: nw.Expr, year: nw.Expr) -> Predicate:
    """Hold where a month has not so many days; of the year, two digits are known."""
    is_past_end: Predicate = any_of(
        (month == place) & (day > last) for place, last in enumerate(_DAYS) if 0 < last < 31
    )
    return is_past_end | ((month == 2) & (day == 29) & (year // 4 * 4 != year))


def _about_age(
    sheet: Sheet, born: Predicate, birth: tuple[nw.Expr, nw.Expr, nw.Expr], as_of: date
) -> list[Said]:
    """Say what follows from the ages that a living person may have, in either century."""
    day, month, year = birth
    later = (month > as_of.month) | ((month == as_of.month) & (day > as_of.day))
    completed = as_of.year - 2000 - year
    (age,) = sheet.once(nw.when(later).then(completed - 1).otherwise(completed))
    was_no_day = (year == 0) & (month == 2) & (day == 29)
    born_19xx, born_20xx = sheet.once(
        (age + 100).is_between(0, _OLDEST_ALIVE) & ~was_no_day, age.is_between(0, _OLDEST_ALIVE)
    )
    is_adult = (born_19xx & (age + 100).is_between(YOUNGEST, OLDEST)) | (
        born_20xx & age.is_between(YOUNGEST, OLDEST)
    )
    return [(born & ~is_adult, _AGE), (born & born_19xx & born_20xx, _CENTURY)]


def _verdict(
    read: Digits, said: Sequence[Said], texts: nw.Expr, checks: Mapping[str, Check]
) -> nw.Expr:
    found = {text: _VERDICTS[check.verdict] for text, check in checks.items()}
    by_verdict = [
        (any_of(where for where, reason in said if reason.verdict is verdict), whole(place))
        for verdict, place in _VERDICTS.items()
        if verdict is not Verdict.PLAUSIBLE
    ]
    return chained(
        [*_apart(read, texts, found, _NOTHING), *by_verdict], whole(_VERDICTS[Verdict.PLAUSIBLE])
    )


def _finding(
    read: Digits, said: Sequence[Said], texts: nw.Expr, checks: Mapping[str, Check]
) -> nw.Expr:
    found = {
        text: _FINDINGS[check.codes[0]] if check.codes else _NOTHING
        for text, check in checks.items()
    }
    first = [(where, whole(_FINDINGS[reason.code])) for where, reason in said]
    return chained([*_apart(read, texts, found, _FINDINGS["not_read"]), *first], whole(_NOTHING))


def _apart(
    read: Digits, texts: nw.Expr, found: Mapping[str, int], unread: int
) -> list[tuple[Predicate, nw.Expr]]:
    """Give what the cells get that the steps on columns do not find out."""
    groups: dict[int, list[str]] = {}
    for text, code in found.items():
        groups.setdefault(code, []).append(text)
    return [
        (read.nothing, whole(_NOTHING)),
        *((is_any(texts, each), whole(code)) for code, each in groups.items()),
        (read.strange, whole(unread)),
    ]


_EXAMINERS: Final[Mapping[type[Identifier], _Examine]] = {
    NIB: _about_nib,
    NIK: _about_nik,
    NPWP: _about_npwp,
    NITKU: _about_nitku,
}
