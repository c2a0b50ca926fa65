"""Which share of firms exports? It depends on what is called an exporter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import ClassVar, Final

import attrs

from umkmexport.decisions.journey.funnel import by_place_and_size
from umkmexport.decisions.journey.stages import STAGES, reached
from umkmexport.decisions.once import each_once
from umkmexport.decisions.view import view_of
from umkmexport.model.choices import ExportMode, MarketReach
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import EventKind
from umkmexport.rules.scorecard import Score
from umkmexport.terms.choice import Choice
from umkmexport.terms.figures import say_count, say_share
from umkmexport.terms.range import Range
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

__all__ = ["ExportDefinition", "ExportShare", "ExportShares", "export_shares"]


class ExportDefinition(Choice):
    """What makes a firm an exporter; the first five are exports, the last two prove none."""

    EVER = "ever", "pernah mengekspor, sendiri atau melalui pihak lain", "has ever exported"
    LAST_24_MONTHS = (
        "last_24_months",
        "mengekspor dalam 24 bulan terakhir",
        "has exported in the last 24 months",
    )
    ON_RECORD = (
        "on_record",
        "ada ekspor bertanggal yang tercatat",
        "has a dated export on record",
    )
    REPEATED = "repeated", "mengekspor sedikitnya dua kali", "has exported at least twice"
    OWN_NAME = "own_name", "mengekspor atas nama sendiri", "has exported in its own name"
    RELEASED = (
        "released",
        "pernah mengikuti pelepasan ekspor (bukan bukti ekspor)",
        "took part in a release ceremony (proves no export)",
    )
    STATED = (
        "stated",
        "menyatakan pasarnya luar negeri (bukan bukti ekspor)",
        "states that it sells abroad (proves no export)",
    )

    @property
    def proves_export(self) -> bool:
        """Tell whether a firm that meets it has exported."""
        return self not in {ExportDefinition.RELEASED, ExportDefinition.STATED}


@attrs.frozen(kw_only=True)
class ExportShare:
    """The share of firms that export by one definition. The unit is the firm.

    Attributes:
        definition: what is called an exporter.
        yes: how many firms surely are one.
        no: how many surely are not.
        unknown: of how many it is not known.
    """

    definition: ExportDefinition
    yes: int
    no: int
    unknown: int

    @property
    def share(self) -> tuple[Score, Score]:
        """Give the share of all firms, at least and at most."""
        firms = self.yes + self.no + self.unknown
        return Score(self.yes, firms), Score(self.yes + self.unknown, firms)

    def because(self) -> Text:
        """Say the share with its definition and what is not known."""
        low, high = self.share
        if not low.of:
            return _NO_FIRMS
        shown = say_share(low.points, low.of)
        if low != high:
            most = say_share(high.points, high.of, up=True)
            shown = _TO.format(low=shown, high=most)
        return _SHARE.format(
            definition=self.definition.text,
            share=shown,
            yes=say_count(self.yes),
            firms=say_count(low.of),
            unknown=say_count(self.unknown),
        )


@attrs.frozen(kw_only=True)
class ExportShares(Report):
    """The share of firms that export by every definition.

    Attributes:
        as_of: the day looked back from.
        overall: the shares of all firms.
        by_regency: code of the regency (None where not known), its name, and its shares.
        by_size: size class by annual sales (None where not known), its name, and its shares.
    """

    as_of: date
    overall: tuple[ExportShare, ...]
    by_regency: tuple[tuple[str | None, Text, tuple[ExportShare, ...]], ...]
    by_size: tuple[tuple[str | None, Text, tuple[ExportShare, ...]], ...]

    _between: ClassVar[str] = "\n"

    def by(self, definition: ExportDefinition | str) -> ExportShare:
        """Give the share of all firms by one definition."""
        wanted = ExportDefinition(definition)
        return next(share for share in self.overall if share.definition is wanted)

    def because(self) -> tuple[Text, ...]:
        """Say the share by every definition."""
        return tuple(share.because() for share in self.overall)


def export_shares(
    enterprises: Iterable[Enterprise],
    *,
    as_of: date,
    recorded: Collection[EventKind | str] = (),
) -> ExportShares:
    """Count the firms that export, by every definition side by side.

    Shares by different definitions are different numbers and make no trend. Shares of the *value*
    of exports, as ministries publish them, cannot be had from firms and are none of these.

    Args:
        enterprises: the firms with their events, each once.
        as_of: the day looked back from.
        recorded: kinds of events that are recorded in full, so that absence is a no.

    Raises:
        SelectionError: a firm stands twice.

    Examples:
        >>> firms = [
        ...     Enterprise(id="U-1", export_mode="direct", market_reach="export"),
        ...     Enterprise(id="U-2", export_mode="never", market_reach="export"),
        ...     Enterprise(id="U-3"),
        ... ]
        >>> found = export_shares(firms, as_of=date(2026, 11, 21))
        >>> [(found.by(key).yes, found.by(key).unknown) for key in ("ever", "stated")]
        [(1, 1), (2, 1)]
    """
    firms = list(each_once(enterprises).values())
    truths = {firm.id: _truths(firm, as_of, recorded) for firm in firms}

    def shares(some: Sequence[Enterprise]) -> tuple[ExportShare, ...]:
        return tuple(_share(each, [truths[firm.id][each] for firm in some]) for each in _MEANT)

    groups = by_place_and_size(firms, as_of=as_of)
    return ExportShares(
        as_of=as_of,
        overall=shares(firms),
        by_regency=tuple(
            (k, text, shares(some)) for by, k, text, some in groups if by == "regency"
        ),
        by_size=tuple((k, text, shares(some)) for by, k, text, some in groups if by == "size"),
    )


def _share(definition: ExportDefinition, truths: Sequence[Truth]) -> ExportShare:
    counts = {truth: truths.count(truth) for truth in Truth}
    return ExportShare(
        definition=definition,
        yes=counts[Truth.YES],
        no=counts[Truth.NO],
        unknown=counts[Truth.UNKNOWN],
    )


def _truths(
    firm: Enterprise, as_of: date, recorded: Collection[EventKind | str]
) -> dict[ExportDefinition, Truth]:
    view = view_of(firm, as_of=as_of)

    def at(stage: str) -> Truth:
        return reached(firm, STAGES[stage], as_of=as_of, recorded=recorded).truth

    mode, reach = view.value("export_mode"), view.value("market_reach")
    ever = None if mode is None else mode is not ExportMode.NEVER
    own = None if mode is None else mode in {ExportMode.DIRECT, ExportMode.MIXED}
    return {
        ExportDefinition.EVER: _agreed(Truth.of(ever), at("first_export")),
        ExportDefinition.LAST_24_MONTHS: _at_least_one(view.value("export_months_24")),
        ExportDefinition.ON_RECORD: at("first_export"),
        ExportDefinition.REPEATED: at("repeat_export"),
        ExportDefinition.OWN_NAME: _agreed(Truth.of(own), at("own_name")),
        ExportDefinition.RELEASED: at("released"),
        ExportDefinition.STATED: Truth.of(None if reach is None else reach is MarketReach.EXPORT),
    }


def _agreed(one: Truth, other: Truth) -> Truth:
    """Take what either source knows, and nothing where they disagree."""
    if one is Truth.UNKNOWN or one is other:
        return other
    return one if other is Truth.UNKNOWN else Truth.UNKNOWN


def _at_least_one(months: int | Range[int] | None) -> Truth:
    low, high = (months.low, months.high) if isinstance(months, Range) else (months, months)
    if low is not None and low >= 1:
        return Truth.YES
    return Truth.NO if high is not None and high < 1 else Truth.UNKNOWN


_MEANT: Final[tuple[ExportDefinition, ...]] = tuple(ExportDefinition)
_NO_FIRMS: Final = Text(id="Tidak ada usaha.", en="There are no firms.")
_TO: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")
_SHARE: Final = Text(
    id="{definition}: {share} ({yes} dari {firms} usaha; {unknown} belum diketahui).",
    en="{definition}: {share} ({yes} of {firms} firms; not known: {unknown}).",
)
