"""Size of an enterprise: one TOML file an instrument, dated, with articles and operators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import NotInForceError, PolicyError
from umkmexport.model.choices import SizeClass
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.declared import DeclaredFact, check_declared
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.rules.cases import Cases
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import Fact
from umkmexport.rules.ladder import Band, Ladder
from umkmexport.terms.choice import Choice
from umkmexport.terms.source import Confidence
from umkmexport.terms.text import Text
from umkmexport.terms.timeline import Period, Timeline

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "INSTRUMENTS",
    "PURPOSE_CEILINGS",
    "PURPOSE_REGIMES",
    "Purpose",
    "PurposeRule",
    "SizeCases",
    "SizeClass",
    "SizeCriterion",
    "SizeInstrument",
    "SizeLadder",
    "ceiling_on",
    "instrument_on",
    "load_size_instrument",
    "timeline_of",
]


class SizeCriterion(Choice):
    """The quantity by which a size is judged."""

    CAPITAL = "capital", "modal usaha", "business capital"
    ANNUAL_SALES = "annual_sales", "hasil penjualan tahunan", "annual sales"
    NET_WORTH = "net_worth", "kekayaan bersih", "net worth"
    WORKERS = "workers", "jumlah tenaga kerja", "number of workers"
    WORKERS_AND_INVESTMENT = (
        "workers_and_investment",
        "jumlah tenaga kerja dan nilai investasi",
        "number of workers and investment",
    )
    WORKERS_AND_TURNOVER_OR_BALANCE = (
        "workers_and_turnover_or_balance",
        "jumlah tenaga kerja, serta omzet atau neraca",
        "number of workers, and turnover or balance sheet",
    )


class Purpose(Choice):
    """What a size is asked for; the law lets it choose the criterion."""

    REGISTRATION = "registration", "pendirian atau pendaftaran usaha", "founding or registration"
    FACILITY = (
        "facility",
        "kemudahan, pelindungan, dan pemberdayaan",
        "ease, protection and support",
    )
    PROCUREMENT = "procurement", "pengadaan barang/jasa", "public procurement"
    STATISTICS = "statistics", "statistik", "statistics"
    INDUSTRY = "industry", "pembinaan industri", "industrial policy"
    CREDIT = "credit", "pembiayaan", "credit"


@attrs.frozen(slots=False)
class SizeLadder:
    """One criterion of an instrument: its bands and the article that sets them."""

    criterion: SizeCriterion
    article: Text
    bands: tuple[Band, ...]
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        for band in self.bands:
            SizeClass(band.key)
        Ladder(self.criterion.value, self.bands)

    @cached_property
    def ladder(self) -> Ladder:
        """Give the bands as a ladder on the fact of the criterion's name."""
        return Ladder(self.criterion.value, self.bands)

    @cached_property
    def classes(self) -> tuple[SizeClass, ...]:
        """Give the class of each band."""
        return tuple(SizeClass(band.key) for band in self.bands)


@attrs.frozen
class SizeCases:
    """A criterion of several facts, stated as ordered cases."""

    criterion: SizeCriterion
    article: Text
    confidence: Confidence
    rule: Cases

    def __attrs_post_init__(self) -> None:
        for key in (*(case.key for case in self.rule.cases), self.rule.otherwise):
            SizeClass(key)


@attrs.frozen
class PurposeRule:
    """Which criterion governs a purpose; none where the law puts both side by side."""

    purpose: Purpose
    basis: Text
    confidence: Confidence
    criterion: SizeCriterion | None = None


@attrs.frozen(kw_only=True, slots=False)
class SizeInstrument(Policy):
    """One instrument that sorts enterprises by size, or a stated gap between two.

    Attributes:
        regime: the series of instruments it belongs to: national, industry, statistics …
        short: its name in citations.
        since: the first day in force.
        until: the first day no longer in force.
        ladders: criteria by bands on one number.
        cases: a criterion of several facts.
        ceiling: a condition of scale without classes, such as a greatest turnover.
        facts: what only this instrument asks, such as a figure in another currency.
        purposes: which criterion governs which purpose.
        gap: true where no figures are in force in this period.
    """

    regime: str
    short: Text
    since: date | None = None
    until: date | None = None
    ladders: tuple[SizeLadder, ...] = ()
    cases: SizeCases | None = None
    ceiling: Requirement | None = None
    facts: tuple[DeclaredFact, ...] = ()
    purposes: tuple[PurposeRule, ...] = ()
    gap: bool = False

    def __attrs_post_init__(self) -> None:
        if self.gap == bool(self.criteria or self.ceiling):
            raise PolicyError(_EMPTY_OR_GAP)
        for rule in self.purposes:
            if rule.criterion is not None and rule.criterion not in self.criteria:
                raise PolicyError(_NO_LADDER.format(purpose=rule.purpose, criterion=rule.criterion))
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise PolicyError(_ENDS_FIRST.format(until=str(self.until), since=str(self.since)))
        check_declared(self.facts)
        check_criteria(self._asked(), self.declared)

    def _asked(self) -> Iterator[tuple[str, Criterion]]:
        if self.cases is not None:
            yield from ((f"case {case.key}", case.when) for case in self.cases.rule.cases)
        if self.ceiling is not None:
            yield f"ceiling {self.ceiling.key}", self.ceiling.rule

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """Give the facts that only this instrument asks."""
        return tuple(declared.fact for declared in self.facts)

    @cached_property
    def criteria(self) -> tuple[SizeCriterion, ...]:
        """Give the criteria of the instrument in the order of the file."""
        found = [ladder.criterion for ladder in self.ladders]
        return tuple([*found, self.cases.criterion] if self.cases else found)

    @cached_property
    def by_purpose(self) -> Mapping[Purpose, PurposeRule]:
        """Give the purpose rules by purpose."""
        return {rule.purpose: rule for rule in self.purposes}

    @property
    def period(self) -> Period[SizeInstrument]:
        """Give the time in force, without a value where it is a gap."""
        return Period(self.since, self.until, self.title, None if self.gap else self)


PURPOSE_REGIMES: Final[Mapping[Purpose, str]] = {
    Purpose.REGISTRATION: "national",
    Purpose.FACILITY: "national",
    Purpose.PROCUREMENT: "national",
    Purpose.STATISTICS: "statistics",
    Purpose.INDUSTRY: "industry",
    Purpose.CREDIT: "national",
}
"""Which series of instruments gives the classes for a purpose."""

PURPOSE_CEILINGS: Final[Mapping[Purpose, str]] = {
    Purpose.REGISTRATION: "oss",
    Purpose.CREDIT: "kur",
}
"""Which series of instruments puts a ceiling beside the class for a purpose."""


def load_size_instrument(file: str | Path | Traversable) -> SizeInstrument:
    """Read an instrument from a TOML file, such as a draft of a reform."""
    return read_policy(Path(file) if isinstance(file, str) else file, SizeInstrument)


INSTRUMENTS: Final = Catalogue(
    __name__, load_size_instrument, Text(id="peraturan ukuran usaha", en="size instrument")
)
"""The shipped instruments by id."""


@cache
def timeline_of(regime: str) -> Timeline[SizeInstrument]:
    """Give the shipped instruments of one regime in time."""
    periods = [i.period for i in INSTRUMENTS.values() if i.regime == regime]
    if not periods:
        known = sorted({i.regime for i in INSTRUMENTS.values()})
        raise PolicyError(_NO_REGIME.format(regime=repr(regime), known=", ".join(known)))
    return Timeline.of(Text(id=f"ukuran usaha ({regime})", en=f"size, {regime}"), periods)


@lru_cache(maxsize=4096)
def instrument_on(regime: str, as_of: date) -> SizeInstrument:
    """Give the instrument of a regime in force on a day."""
    return timeline_of(regime).on(as_of)


@lru_cache(maxsize=4096)
def ceiling_on(purpose: Purpose, as_of: date) -> SizeInstrument | None:
    """Give the instrument that puts a ceiling beside the class on a day, if one does."""
    regime = PURPOSE_CEILINGS.get(purpose)
    if regime is None:
        return None
    try:
        return timeline_of(regime).on(as_of)
    except NotInForceError:
        return None


_EMPTY_OR_GAP: Final = Text(
    id="peraturan memuat tangga, kasus, atau batas tertinggi, dan kekosongan tidak memuat apa pun",
    en="an instrument has ladders, cases or a ceiling, and a gap has none",
)
_NO_LADDER: Final = Text(
    id="keperluan {purpose}: {criterion} tidak memiliki tangga di sini",
    en="purpose {purpose}: {criterion} has no ladder here",
)
_ENDS_FIRST: Final = Text(
    id="until {until} harus sesudah since {since}", en="until {until} must come after since {since}"
)
_NO_REGIME: Final = Text(
    id="tidak ada kelompok peraturan ukuran {regime}; yang tersedia: {known}",
    en="there is no size regime {regime}; shipped: {known}",
)
