"""Take the digits of numbers out of a column of cells, and name the damage a spreadsheet did.

This is the pair of ``umkmexport.codes.identifiers.reading``: the same steps in the same order, for
the same reasons. A cell with a character that these steps do not know is *strange*, and is left to
that module.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.codes.identifiers.reading import (
    _DASHES,
    _INVISIBLE,
    _LETTERS_AS_DIGITS,
    _SCIENTIFIC,
    APOSTROPHE,
    DECIMAL,
    EMPTY,
    INVISIBLE,
    LETTER_FOR_DIGIT,
    LONGEST,
    OTHER_CHARACTERS,
    SCIENTIFIC,
    TOO_LONG,
    WIDE_DIGITS,
)
from umkmexport.codes.identifiers.verdicts import Reason
from umkmexport.frames.expressions import Predicate
from umkmexport.frames.sheet import Sheet

__all__ = ["Digits", "Said", "read_digits", "strange_texts"]

Said: TypeAlias = tuple[Predicate, Reason]
"""Where a reason is said, and the reason."""


def _spelt(pattern: str) -> str:
    """Write a class of characters with the characters themselves, which every engine reads."""
    return pattern.encode("ascii").decode("unicode_escape")


_BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))
_INVISIBLE_SIGNS: Final = _spelt(_INVISIBLE.pattern)
_DASH_SIGNS: Final = _spelt(_DASHES.pattern)
_WIDE: Final = "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19"
_QUOTES: Final = "'`\u2018\u2019"
_STRANGE: Final = f"[^\x01-\x7f{_INVISIBLE_SIGNS[1:-1]}{_DASH_SIGNS[1:-1]}{_WIDE}{_QUOTES[2:]}]"
_BEYOND_ASCII: Final = "[^\x01-\x7f]"
_NOT_A_DIGIT: Final = "[^0-9]"
_SEPARATORS: Final = "[ .-]"
_DECIMAL_SHAPE: Final = "[0-9]{5,}[.,]0{1,2}"


@attrs.frozen(eq=False)
class Digits:
    """What was taken from a column of cells.

    Attributes:
        nothing: holds where there is no cell.
        strange: holds where what follows was not found out.
        digits: the digits; an empty text where there are none to take.
        said: what is said of the cells, in order. Where there are no digits to take, a reason with
            the verdict malformed is said, and what is said after it changes nothing.
    """

    nothing: Predicate
    strange: Predicate
    digits: nw.Expr
    said: tuple[Said, ...]


def read_digits(sheet: Sheet, column: nw.Expr) -> Digits:
    """Take the digits of numbers from a column of texts; blanks, points and hyphens are left out.

    Cells that hold digits alone pass by all steps but the first, as most do.
    """
    nothing, text = sheet.once(column.is_null(), column.fill_null(""))
    is_long, has_others = sheet.once(
        text.str.len_chars() > LONGEST, text.str.contains(_NOT_A_DIGIT) | (text == "")
    )
    is_rough, is_plain = sheet.once(has_others & ~is_long, ~has_others & ~is_long)
    (rough,) = sheet.once(_only(is_rough, text.str.strip_chars(_BLANKS)))
    plain, strange, signs = _without_signs(sheet, rough)
    characters, repairs = _repaired(sheet, plain)
    (has_digits,) = sheet.once((characters != "") & ~characters.str.contains(_NOT_A_DIGIT))
    unread = _unread(sheet, characters, is_rough & ~has_digits)
    (digits,) = sheet.once(nw.when(is_plain).then(text).otherwise(_only(has_digits, characters)))
    return Digits(nothing, strange, digits, ((is_long, TOO_LONG), *signs, *repairs, *unread))


def strange_texts(native: Any, column: nw.Expr) -> list[str]:
    """Give the texts that ``read_digits`` does not find out, each once; of a lazy frame, none."""
    frame = nw.from_native(native)
    if not isinstance(frame, nw.DataFrame):
        return []
    cells = frame.select(cell=column.fill_null(""))
    odd = (nw.col("cell").str.len_chars() <= LONGEST) & nw.col("cell").str.contains(_STRANGE)
    found: list[str] = cells.filter(odd).get_column("cell").unique().to_list()
    return found


def _without_signs(sheet: Sheet, text: nw.Expr) -> tuple[nw.Expr, Predicate, list[Said]]:
    """Make signs beyond ASCII plain; say where one is strange, and what is said of the others."""
    (has_signs,) = sheet.once(text.str.contains(_BEYOND_ASCII))
    (signed,) = sheet.once(_only(has_signs, text))
    (visible,) = sheet.once(signed.str.replace_all(_INVISIBLE_SIGNS, ""))
    strange, is_invisible, is_wide = sheet.once(
        signed.str.contains(_STRANGE), visible != signed, visible.str.contains(f"[{_WIDE}]")
    )
    (wide,) = sheet.once(_only(is_wide, visible))
    for digit, sign in enumerate(_WIDE):
        wide = wide.str.replace_all(sign, str(digit), literal=True)
    narrow = nw.when(is_wide).then(wide).otherwise(visible).str.replace_all(_DASH_SIGNS, "-")
    (plain,) = sheet.once(nw.when(has_signs).then(narrow.str.strip_chars(_BLANKS)).otherwise(text))
    return plain, strange, [(is_invisible, INVISIBLE), (is_wide, WIDE_DIGITS)]


def _repaired(sheet: Sheet, written: nw.Expr) -> tuple[nw.Expr, list[Said]]:
    """Give the characters that remain of what is written, and what is said of its damage."""
    (is_quoted,) = sheet.once(written.str.contains(f"^[{_QUOTES}]"))
    (bare,) = sheet.once(
        nw.when(is_quoted).then(written.str.strip_chars(_QUOTES)).otherwise(written)
    )
    is_scientific, is_decimal = sheet.once(
        _is(bare, _SCIENTIFIC.pattern), _is(bare, _DECIMAL_SHAPE)
    )
    whole = nw.when(is_decimal).then(bare.str.replace_all("[.,]0+$", "")).otherwise(bare)
    (characters,) = sheet.once(whole.str.replace_all(_SEPARATORS, ""))
    said = [(is_quoted, APOSTROPHE), (is_scientific, SCIENTIFIC), (is_decimal, DECIMAL)]
    return characters, said


def _unread(sheet: Sheet, characters: nw.Expr, unread: Predicate) -> list[Said]:
    """Say why no digits could be taken."""
    digits = characters.str.replace_all(_LETTERS_AS_DIGITS.pattern, "")
    letters = characters.str.len_chars() - digits.str.len_chars()
    is_like = (digits.str.len_chars() > 4) & (letters <= 4) & ~digits.str.contains(_NOT_A_DIGIT)
    unread, is_empty, is_like = sheet.once(unread, characters == "", is_like)
    return [
        (unread & is_empty, EMPTY),
        (unread & is_like, LETTER_FOR_DIGIT),
        (unread, OTHER_CHARACTERS),
    ]


def _is(text: nw.Expr, pattern: str) -> Predicate:
    """Hold where a whole text is of a shape.

    Some engines let ``$`` stand before a last line break; such a text is malformed in any case.
    """
    return text.str.contains(f"^(?:{pattern})$")


def _only(where: Predicate, text: nw.Expr) -> nw.Expr:
    """Give an empty text everywhere else."""
    return nw.when(where).then(text).otherwise(nw.lit("", nw.String))
