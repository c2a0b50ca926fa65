"""Published tables of counts and shares: do their parts add up, and are they plausible?

Nothing is corrected: a table keeps its figures as they were printed, and each finding says which of
them do not fit, with the exact figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Final, TypeAlias

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.errors import RegistryError
from umkmexport.model.choices import SizeClass
from umkmexport.terms.choice import Choice
from umkmexport.terms.report import Report
from umkmexport.terms.source import Confidence, Source
from umkmexport.terms.text import Text, join_text

__all__ = [
    "NATIONAL_2021",
    "Discrepancy",
    "PublishedTable",
    "Reconciliation",
    "TableUnit",
    "reconcile",
]

Part: TypeAlias = tuple[SizeClass | str, int | None]


class TableUnit(Choice):
    """What the parts of a table are given in."""

    COUNT = "count", "jumlah usaha", "number of firms"
    PER_CENT = "per_cent", "persen", "per cent"


@attrs.frozen(kw_only=True)
class PublishedTable:
    """A table of firms as it was published, with whatever is wrong in it.

    Attributes:
        name: what it counts.
        place: where.
        on: the day its figures are of, where the source names one.
        parts: name and figure of each part; None for a figure that is not known, which is not 0.
        total: the number of firms stated for the whole, whether the parts are counts or shares;
            None where none is stated, or a rounded one.
        unit: whether the parts are counts, or shares of 100 per cent.
        decimals: how many decimals the shares have: 98.6 per cent is 986 with one.
        source: where it was published.

    Examples:
        >>> PublishedTable(
        ...     name="UMKM",
        ...     place="Sumatera Utara",
        ...     parts=(("micro", 68), ("small", 18), ("medium", 13)),
        ...     total=1_712_091,
        ...     unit="per_cent",
        ...     source=Source("Harian SIB", date(2026, 11, 21), Confidence.MEDIUM),
        ... ).unit
        TableUnit.PER_CENT
    """

    name: str
    place: str
    parts: tuple[Part, ...]
    source: Source
    on: date | None = None
    total: int | None = None
    unit: TableUnit = attrs.field(default=TableUnit.COUNT, converter=TableUnit)
    decimals: int = 0

    def __attrs_post_init__(self) -> None:
        where = mask_digits(f"table {self.name!r} of {self.place!r}")
        if not self.parts:
            raise RegistryError(f"{where} has no parts")
        if self.decimals < 0 or (self.decimals and self.unit is TableUnit.COUNT):
            raise RegistryError(f"{where}: decimals are for shares, and at least 0")
        for name, figure in (*self.parts, ("total", self.total)):
            if figure is not None and type(figure) is not int:
                raise RegistryError(
                    f"{where}, {mask_digits(name)!r}: a whole number is needed, not a "
                    f"{type(figure).__name__}; a share of 98.6 per cent is 986 with decimals=1"
                )

    @property
    def hundred(self) -> int:
        """Give 100 per cent in the unit of the shares."""
        return int(100 * 10**self.decimals)


@attrs.frozen
class Discrepancy:
    """State one thing in a table that does not fit.

    Attributes:
        code: a stable word for it.
        text: what does not fit, with the figures.
        figures: the exact figures by name.
        part: the part it concerns, where it concerns one.
        by_rounding: whether rounding of the shares alone can explain it.
    """

    code: str
    text: Text
    figures: tuple[tuple[str, int], ...] = ()
    part: str | None = None
    by_rounding: bool = False


@attrs.frozen(kw_only=True)
class Reconciliation(Report):
    """What a published table says of itself.

    Attributes:
        table: the table.
        sum_of_parts: the sum of the figures that are known.
        is_complete: whether all are known; otherwise the sum is a lower bound.
        findings: what does not fit, in the order in which it is looked for.
    """

    table: PublishedTable
    sum_of_parts: int
    is_complete: bool
    findings: tuple[Discrepancy, ...]

    _between: ClassVar[str] = "\n"

    def because(self) -> tuple[Text, ...]:
        """Say what does not fit, a line each."""
        head = (_FINDINGS if self.findings else _NOTHING).format(
            name=mask_digits(self.table.name), place=mask_digits(self.table.place)
        )
        return head, *(_FINDING.format(text=finding.text) for finding in self.findings)


NATIONAL_2021: Final = PublishedTable(
    name="UMKM 2021",
    place="Indonesia",
    parts=(
        (SizeClass.MICRO, 63_955_369),
        (SizeClass.SMALL, 193_959),
        (SizeClass.MEDIUM, 44_728),
    ),
    source=Source(
        title="Databoks, after the Ministry of Cooperatives and SMEs",
        read_on=date(2026, 11, 21),
        confidence=Confidence.MEDIUM,
        url="https://databoks.katadata.co.id/pasar/statistik/cdcfe12b8f8af2b/usaha-mikro-tetap-merajai-umkm-berapa-jumlahnya",
        note="the stated total of 64.2 million is rounded; the parts add to 64,194,056",
    ),
)
"""The size classes of the whole country, beside which those of a place are held."""


def reconcile(table: PublishedTable) -> Reconciliation:
    """Check a published table against itself and against the national size classes.

    The codes of the findings:

    - ``part_duplicate``: a part stands twice; both count in the sum, as printed.
    - ``part_negative``: a figure below 0.
    - ``part_missing``: a figure is not known, so the sum is a lower bound.
    - ``total_differs``: the counts do not add to the stated total.
    - ``parts_exceed_total``: those that are known add to more than it already.
    - ``shares_not_100``: the shares do not add to 100 per cent. Rounding of each to the nearest
      unit, a half either way, can explain it if and only if they are too much by at most half
      their number, not counting shares of 0, or too little by at most half their number, and none
      is negative.
    - ``shares_exceed_100``: those that are known add to more than 100 per cent already. The same
      law tells whether rounding can explain it.
    - ``share_implausible``: the share of a size class is more than ten times the national one, with
      ten firms or more in it, or less than a tenth of it, where the national share would give ten
      firms or more. Looked for in tables of 100 firms or more; a rounded share is taken at the end
      of its rounding that is nearer to the national one. The rule is this library's own choice.

    Args:
        table: the table; the shares of a table in per cent are judged by its stated total.

    Examples:
        >>> medan = PublishedTable(
        ...     name="UMKM",
        ...     place="Kota Medan",
        ...     parts=(("micro", 22_213), ("small", 5_447), ("medium", 103)),
        ...     total=27_753,
        ...     source=Source("ANTARA, 28 February 2023", date(2026, 11, 21), Confidence.HIGH),
        ... )
        >>> first, second = reconcile(medan).findings
        >>> first.code, dict(first.figures)["difference"], first.text.id
        ('total_differs', 10, 'Jumlah bagian 27.763, total tertulis 27.753, selisih +10.')
        >>> second.code, second.part
        ('share_implausible', 'small')
    """
    figures = [figure for _, figure in table.parts if figure is not None]
    compare = _compare_count if table.unit is TableUnit.COUNT else _compare_shares
    findings = (*_about_parts(table), *compare(table, figures), *_implausible(table))
    return Reconciliation(
        table=table,
        sum_of_parts=sum(figures),
        is_complete=len(figures) == len(table.parts),
        findings=findings,
    )


def _about_parts(table: PublishedTable) -> Iterator[Discrepancy]:
    for name, times in Counter(str(name) for name, _ in table.parts).items():
        if times > 1:
            text = _DUPLICATE.format(part=_label(name), times=str(times))
            yield Discrepancy("part_duplicate", text, (("times", times),), name)
    for name, figure in table.parts:
        if figure is None:
            yield Discrepancy("part_missing", _MISSING.format(part=_label(name)), part=str(name))
        elif figure < 0:
            text = _NEGATIVE.format(part=_label(name), figure=_figure(table, figure))
            yield Discrepancy("part_negative", text, (("figure", figure),), str(name))


def _compare_count(table: PublishedTable, figures: list[int]) -> Iterator[Discrepancy]:
    if table.total is None:
        return
    found, difference = sum(figures), sum(figures) - table.total
    complete = len(figures) == len(table.parts)
    if difference if complete else difference > 0:
        form = _DIFFERS if complete else _EXCEED_TOTAL
        yield Discrepancy(
            "total_differs" if complete else "parts_exceed_total",
            form.format(
                found=_number(found), total=_number(table.total), difference=_signed(difference)
            ),
            (("stated", table.total), ("sum", found), ("difference", difference)),
        )


def _compare_shares(table: PublishedTable, figures: list[int]) -> Iterator[Discrepancy]:
    found, difference = sum(figures), sum(figures) - table.hundred
    complete = len(figures) == len(table.parts)
    if difference if complete else difference > 0:
        rounded = _is_by_rounding(figures, difference)
        text = (_NOT_100 if complete else _EXCEED_100).format(found=_figure(table, found))
        yield Discrepancy(
            "shares_not_100" if complete else "shares_exceed_100",
            join_text([text, _BY_ROUNDING if rounded else _NOT_BY_ROUNDING], " "),
            (("stated", table.hundred), ("sum", found), ("difference", difference)),
            by_rounding=rounded,
        )


def _is_by_rounding(shares: list[int], difference: int) -> bool:
    """Tell whether true shares that add to 100 per cent can have been rounded to these.

    A share p stands for one of p - 1/2 to p + 1/2, and none is below 0.
    """
    above_zero = sum(share > 0 for share in shares)
    return min(shares) >= 0 and -len(shares) <= 2 * difference <= above_zero


def _implausible(table: PublishedTable) -> Iterator[Discrepancy]:
    stated = [(str(n), figure) for n, figure in table.parts if n in _NATIONAL]
    classes = {name: figure for name, figure in stated if figure is not None}
    firms = _firms(table, classes)
    if firms is None or firms < _FEWEST_FIRMS or min(classes.values(), default=0) < 0:
        return
    if len({name for name, _ in stated}) < len(stated):
        return
    for name, figure in classes.items():
        form = _judge(_Share.of_part(table, figure, firms), _NATIONAL[name], firms)
        if form is not None:
            yield Discrepancy(
                "share_implausible",
                form.format(
                    part=_label(name),
                    figure=_figure(table, figure),
                    firms=_number(firms),
                    national=_percent(_NATIONAL[name], _NATIONAL_FIRMS),
                ),
                (
                    ("figure", figure),
                    ("firms", firms),
                    ("national", _NATIONAL[name]),
                    ("national_firms", _NATIONAL_FIRMS),
                ),
                name,
            )


def _firms(table: PublishedTable, classes: Mapping[str, int]) -> int | None:
    """Give the number of firms of which the classes are shares."""
    if table.unit is TableUnit.COUNT and len(classes) == len(_NATIONAL):
        return sum(classes.values())
    return table.total


@attrs.frozen
class _Share:
    """A share between the two ends of its rounding, as exact parts of a whole."""

    low: int
    high: int
    of: int

    @classmethod
    def of_part(cls, table: PublishedTable, figure: int, firms: int) -> _Share:
        if table.unit is TableUnit.COUNT:
            return cls(figure, figure, firms)
        return cls(max(0, 2 * figure - 1), 2 * figure + 1, 2 * table.hundred)


def _judge(share: _Share, national: int, firms: int) -> Text | None:
    times, few, of_all = _TIMES, _FEW, _NATIONAL_FIRMS
    if share.low * of_all > times * national * share.of and share.low * firms >= few * share.of:
        return _TOO_MANY
    if times * share.high * of_all < national * share.of and national * firms >= few * of_all:
        return _TOO_FEW
    return None


_NATIONAL: Final = {str(name): figure or 0 for name, figure in NATIONAL_2021.parts}
_NATIONAL_FIRMS: Final = sum(_NATIONAL.values())
_FEWEST_FIRMS: Final = 100
_TIMES: Final = 10
_FEW: Final = 10

_NOTHING: Final = Text(
    id="{name}, {place}: tidak ditemukan kejanggalan.", en="{name}, {place}: nothing is amiss."
)
_FINDINGS: Final = Text(
    id="{name}, {place}: angka yang perlu diperiksa.", en="{name}, {place}: figures to look at."
)
_FINDING: Final = Text(id="- {text}", en="- {text}")
_DUPLICATE: Final = Text(
    id="Bagian {part} tertulis {times} kali.", en="The part {part} stands {times} times."
)
_MISSING: Final = Text(
    id="Angka bagian {part} tidak diketahui; jumlah bagian menjadi batas bawah.",
    en="The figure of {part} is not known; the sum of the parts is a lower bound.",
)
_NEGATIVE: Final = Text(
    id="Angka bagian {part} negatif: {figure}.", en="The figure of {part} is negative: {figure}."
)
_DIFFERS: Final = Text(
    id="Jumlah bagian {found}, total tertulis {total}, selisih {difference}.",
    en="The parts add to {found}, the stated total is {total}, a difference of {difference}.",
)
_EXCEED_TOTAL: Final = Text(
    id="Bagian yang diketahui saja sudah berjumlah {found}, melebihi total tertulis {total}.",
    en="The parts that are known add to {found} already, more than the stated total of {total}.",
)
_NOT_100: Final = Text(
    id="Persentase berjumlah {found}, bukan 100%.", en="The shares add to {found}, not to 100%."
)
_EXCEED_100: Final = Text(
    id="Persentase yang diketahui saja sudah berjumlah {found}.",
    en="The shares that are known add to {found} already.",
)
_BY_ROUNDING: Final = Text(
    id="Pembulatan saja dapat menjelaskannya.", en="Rounding alone can explain it."
)
_NOT_BY_ROUNDING: Final = Text(
    id="Pembulatan saja tidak dapat menjelaskannya.", en="Rounding alone cannot explain it."
)
_TOO_MANY: Final = Text(
    id="Bagian {part} ({figure} dari {firms} usaha) lebih dari sepuluh kali bagiannya secara "
    "nasional ({national} pada 2021).",
    en="The share of {part} ({figure} of {firms} firms) is more than ten times the national one "
    "({national} in 2021).",
)
_TOO_FEW: Final = Text(
    id="Bagian {part} ({figure} dari {firms} usaha) kurang dari sepersepuluh bagiannya secara "
    "nasional ({national} pada 2021).",
    en="The share of {part} ({figure} of {firms} firms) is less than a tenth of the national one "
    "({national} in 2021).",
)


def _label(name: str) -> Text:
    if name in SizeClass.__members__.values():
        return SizeClass(name).text
    return Text(id=mask_digits(name), en=mask_digits(name))


def _figure(table: PublishedTable, figure: int) -> Text:
    return _number(figure) if table.unit is TableUnit.COUNT else _decimal(figure, table.decimals)


def _number(value: int) -> Text:
    return Text(id=f"{value:,}".replace(",", "."), en=f"{value:,}")


def _signed(value: int) -> Text:
    return Text(id=f"{value:+,}".replace(",", "."), en=f"{value:+,}")


def _percent(part: int, whole: int) -> Text:
    """Show a share with two decimals, to the nearest."""
    return _decimal((20_000 * part + whole) // (2 * whole), 2)


def _decimal(value: int, decimals: int) -> Text:
    whole, rest = divmod(abs(value), 10**decimals)
    digits = f"{'-' if value < 0 else ''}{whole}" + (f".{rest:0{decimals}}" if decimals else "")
    return Text(id=f"{digits}%".replace(".", ","), en=f"{digits}%")
