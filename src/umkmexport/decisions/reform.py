"""Who changes class when the rule of size changes, and why?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final, TypeAlias

import attrs

from umkmexport.decisions.size import SizeDecision, classify_size_under
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.header import Provenance
from umkmexport.policies.size import (
    INSTRUMENTS,
    PURPOSE_REGIMES,
    Purpose,
    SizeClass,
    SizeCriterion,
    SizeInstrument,
    instrument_on,
)
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text

__all__ = ["ClassChange", "RegimeComparison", "compare_regimes"]

Regime: TypeAlias = SizeInstrument | str | date
"""An instrument, the id of a shipped one, or a day whose law is meant."""


@attrs.frozen
class ClassChange:
    """A firm whose class is not the same, or not known, under both regimes.

    Attributes:
        id: the registry's id of the firm.
        name: its business name.
        before: its class under the first regime; None where it is not known.
        after: its class under the second.
        reasons: why, under the first and under the second.
    """

    id: str
    name: str | None
    before: SizeClass | None
    after: SizeClass | None
    reasons: tuple[Text, Text]


@attrs.frozen(kw_only=True)
class RegimeComparison(Report):
    """What a change of regime does to a list of firms.

    Attributes:
        before: the first regime.
        after: the second.
        totals: how many firms go from which class to which, None for unknown; in class order.
        changes: the firms whose known class changes.
        undecided: the firms whose class is not known under one of the regimes or both.
    """

    before: Provenance
    after: Provenance
    totals: tuple[tuple[SizeClass | None, SizeClass | None, int], ...]
    changes: tuple[ClassChange, ...]
    undecided: tuple[ClassChange, ...]

    _between: ClassVar[str] = "\n"

    def because(self) -> tuple[Text, ...]:
        """Say the totals, a line each."""
        head = _HEAD.format(before=self.before.title, after=self.after.title)
        return head, *(
            _LINE.format(before=_word(before), after=_word(after), count=str(count))
            for before, after, count in self.totals
        )


def compare_regimes(
    enterprises: Iterable[Enterprise],
    *,
    from_: Regime,
    to: Regime,
    as_of: date,
    purpose: Purpose | str = Purpose.FACILITY,
    criterion: SizeCriterion | str | None = None,
) -> RegimeComparison:
    """Compare the classes of firms under two regimes of size.

    Args:
        enterprises: the firms.
        from_: the first regime: an instrument, the id of a shipped one, or a day.
        to: the second, such as a draft read with `load_size_instrument`.
        as_of: the day the firms' facts are taken for.
        purpose: what the size is asked for; it chooses the criterion in each regime.
        criterion: the governing criterion in both, if the caller chooses it.

    Raises:
        NotInForceError: no figures are in force on a day that stands for a regime.
        PolicyError: a regime has no such criterion, or there is no instrument of that id.

    Examples:
        >>> firm = Enterprise(id="U-1", annual_sales=1_800_000_000)
        >>> reform = compare_regimes(
        ...     [firm], from_="uu-20-2008", to="pp-7-2021", as_of=date(2026, 11, 21)
        ... )
        >>> [(change.id, change.before.value, change.after.value) for change in reform.changes]
        [('U-1', 'small', 'micro')]
    """
    purpose = Purpose(purpose)
    regimes = (_instrument(from_, purpose), _instrument(to, purpose))
    counts: Counter[tuple[SizeClass | None, SizeClass | None]] = Counter()
    changes: list[ClassChange] = []
    undecided: list[ClassChange] = []
    for enterprise in enterprises:
        before, after = (
            classify_size_under(
                regime, enterprise, as_of=as_of, purpose=purpose, criterion=criterion
            )
            for regime in regimes
        )
        counts[before.size_class, after.size_class] += 1
        if before.size_class is None or after.size_class is None:
            undecided.append(_change(enterprise, before, after))
        elif before.size_class is not after.size_class:
            changes.append(_change(enterprise, before, after))
    return RegimeComparison(
        before=regimes[0].provenance,
        after=regimes[1].provenance,
        totals=tuple((*key, counts[key]) for key in sorted(counts, key=_class_order)),
        changes=tuple(changes),
        undecided=tuple(undecided),
    )


def _instrument(regime: Regime, purpose: Purpose) -> SizeInstrument:
    if isinstance(regime, SizeInstrument):
        return regime
    if isinstance(regime, date):
        return instrument_on(PURPOSE_REGIMES[purpose], regime)
    return INSTRUMENTS[regime]


def _change(enterprise: Enterprise, before: SizeDecision, after: SizeDecision) -> ClassChange:
    return ClassChange(
        enterprise.id,
        enterprise.name,
        before.size_class,
        after.size_class,
        (before.because()[0], after.because()[0]),
    )


def _class_order(key: tuple[SizeClass | None, SizeClass | None]) -> tuple[int, int]:
    order = [*SizeClass, None]
    return order.index(key[0]), order.index(key[1])


def _word(size_class: SizeClass | None) -> Text:
    return _UNKNOWN if size_class is None else size_class.text


_UNKNOWN: Final = Text(id="belum diketahui", en="not known")
_HEAD: Final = Text(id="Dari {before} ke {after}:", en="From {before} to {after}:")
_LINE: Final = Text(
    id="{before} menjadi {after}: {count} usaha", en="{before} to {after}: {count} firms"
)
