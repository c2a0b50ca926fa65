"""Which trainings do firms need, where, and for which markets?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import attrs

from umkmexport.codes import countries, regions
from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.view import view_of
from umkmexport.errors import SelectionError
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.trainings import Topic
from umkmexport.policies.needs import NEED_TABLES, NeedTable
from umkmexport.rules.fact import Fact
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import Language, Text, join_text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = ["NeedCount", "TrainingNeeds", "training_needs"]

_REGENCY: Final = len("00.00")


@attrs.frozen
class NeedCount:
    """How many firms need training on one topic, in one place or for one market.

    Each firm is counted once: under ``needed``, ``unknown`` or ``not_needed``.

    Attributes:
        topic: the topic.
        place: the code of the regency or of the country; None where it is not known, and in the
            counts over all firms.
        needed: firms with a gap, or that asked for it.
        with_gap: those with points known to be missing.
        stated: those that asked for it.
        unknown: firms of which it is not known, and that did not ask.
        not_needed: firms without a gap that did not ask.
    """

    topic: Topic
    place: str | None
    needed: int
    with_gap: int
    stated: int
    unknown: int
    not_needed: int


@attrs.frozen(kw_only=True, slots=False, repr=False)
class TrainingNeeds(Decision):
    """Needs for training, counted.

    Attributes:
        firms: how many firms were looked at.
        overall: the counts over all firms, one a topic.
        by_regency: the counts by regency of the business, those not known last.
        by_country: the counts by target country, those not known last.
        to_ask: the facts that keep needs unknown, those of most firms first.
    """

    firms: int
    overall: tuple[NeedCount, ...]
    by_regency: tuple[NeedCount, ...]
    by_country: tuple[NeedCount, ...]
    to_ask: tuple[str, ...]

    def ranked(self) -> tuple[NeedCount, ...]:
        """Give the counts over all firms, the topic that most firms need first."""
        return tuple(sorted(self.overall, key=lambda count: -count.needed))

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts that keep needs unknown, those of most firms first."""
        return facts_named(self.to_ask)

    def in_short(self) -> str:
        """Give what is needed most, for ``repr``."""
        first = self.ranked()[0]
        return f"{first.topic.value} first, of {self.firms} firms"

    def because(self) -> tuple[Text, ...]:
        """Say how many firms need what, the most needed first."""
        listed = [_line(count) for count in self.ranked() if count.needed or count.unknown]
        head = _HEAD.format(firms=str(self.firms))
        return (head, _LISTED.format(listed=join_text(listed, "; "))) if listed else (head,)

    def describe_places(self, language: Language) -> str:
        """Say the needs by regency, then by target country, in one language, a line each."""
        lines = [
            _PLACE.format(place=_regency_name(c.place), line=_line(c)) for c in self.by_regency
        ]
        lines += [
            _PLACE.format(place=_country_name(c.place), line=_line(c)) for c in self.by_country
        ]
        counts = (*self.by_regency, *self.by_country)
        said = zip(counts, lines, strict=True)
        return "\n".join(line.to(language) for count, line in said if count.needed)


def training_needs(
    enterprises: Iterable[Enterprise],
    *,
    as_of: date,
    table: NeedTable | None = None,
    stated: Mapping[str, Iterable[Topic | str]] | None = None,
) -> TrainingNeeds:
    """Count which trainings firms need, overall, by regency and by target country.

    A firm needs a topic where an item of readiness that goes with it is known to lack points, or
    where the firm asked for it. An item that is not known makes no need and no lack of need.

    Args:
        enterprises: the firms, each once.
        as_of: the day the decision is made for.
        table: which items go with which topic; the library's own choice, if left out.
        stated: the topics that firms asked for, by the id of the firm, such as from a column.

    Raises:
        SelectionError: a firm stands twice, or topics are stated for a firm that is not there.
        FactError: a topic does not exist.

    Examples:
        >>> firms = [
        ...     Enterprise(id="U-1", product_family="food", packaging="basic", label="none"),
        ...     Enterprise(id="U-2", product_family="food"),
        ... ]
        >>> needs = training_needs(firms, as_of=date(2026, 11, 21), stated={"U-2": ["digital"]})
        >>> [(count.topic.value, count.needed, count.unknown) for count in needs.ranked()][:2]
        [('packaging', 1, 1), ('digital', 1, 1)]
    """
    table = NEED_TABLES["umkmexport-default"] if table is None else table
    firms = _each_once(enterprises)
    asked = _stated(stated or {}, firms)
    overall, by_regency, by_country = _Counts(), _Counts(), _Counts()
    lacking: Counter[str] = Counter()
    for firm in firms.values():
        view = view_of(firm, as_of=as_of)
        wanted = asked.get(firm.id, frozenset())
        regency, country = _regency(view), view.value("target_country")
        gaps, missing = _gaps(view, table)
        lacking.update(missing)
        for topic, gap in gaps.items():
            overall.add(topic, None, gap, asked=topic in wanted)
            by_regency.add(topic, regency, gap, asked=topic in wanted)
            by_country.add(topic, country, gap, asked=topic in wanted)
    return TrainingNeeds(
        as_of=as_of,
        provenance=table.provenance,
        firms=len(firms),
        overall=overall.at([None]),
        by_regency=by_regency.at(by_regency.places),
        by_country=by_country.at(by_country.places),
        to_ask=tuple(sorted(lacking, key=lambda name: (-lacking[name], name))),
    )


class _Counts:
    """Count needs by place and topic."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str | None, Topic], Counter[str]] = defaultdict(Counter)

    def add(self, topic: Topic, place: str | None, gap: Sign, *, asked: bool) -> None:
        """Count one firm."""
        found = self._found[place, topic]
        found["with_gap"] += gap == YES
        found["stated"] += asked
        found["needed" if asked or gap == YES else _UNMET[gap]] += 1

    @property
    def places(self) -> list[str | None]:
        """Give the places that were met in the order of their codes, the unknown last."""
        met = {place for place, _ in self._found}
        return sorted(met, key=lambda place: (place is None, place or ""))

    def at(self, places: list[str | None]) -> tuple[NeedCount, ...]:
        """Give the counts of some places."""
        return tuple(
            NeedCount(topic, place, **{name: self._found[place, topic][name] for name in _NAMES})
            for place in places
            for topic in Topic
        )


_UNMET: Final = {UNKNOWN: "unknown", NO: "not_needed"}
_NAMES: Final = ("needed", "with_gap", "stated", "unknown", "not_needed")


def _gaps(view: FactView, table: NeedTable) -> tuple[dict[Topic, Sign], set[str]]:
    """Tell for each topic whether an item of it is known to lack points, and what is not known."""
    signs: dict[str, Sign] = dict.fromkeys((item.key for item in table.scored_by.items), NO)
    missing: dict[str, tuple[str, ...]] = {}
    for score in table.scored_by.scorecard.score_items(view):
        key = score.item.key
        if score.high < score.item.points:
            signs[key] = YES
        elif score.low < score.high:
            signs[key] = UNKNOWN
            missing[key] = score.missing()
    gaps = {gaps.topic: max(signs[key] for key in gaps.items) for gaps in table.topics}
    items = (key for each in table.topics if gaps[each.topic] == UNKNOWN for key in each.items)
    return gaps, {name for key in items for name in missing.get(key, ())}


def _regency(view: FactView) -> str | None:
    code = view.value("business_region")
    return None if code is None or len(code) < _REGENCY else code[:_REGENCY]


def _each_once(enterprises: Iterable[Enterprise]) -> dict[str, Enterprise]:
    firms: dict[str, Enterprise] = {}
    for firm in enterprises:
        if firm.id in firms:
            raise SelectionError(f"firm {firm.id!r} stands twice; keep one")
        firms[firm.id] = firm
    return firms


def _stated(
    stated: Mapping[str, Iterable[Topic | str]], firms: Mapping[str, Enterprise]
) -> dict[str, frozenset[Topic]]:
    stranger = next((firm for firm in stated if firm not in firms), None)
    if stranger is not None:
        raise SelectionError(
            f"topics are stated for {stranger!r}, who is not among the firms"
            + did_you_mean(stranger, firms)
        )
    return {firm: frozenset(map(Topic, topics)) for firm, topics in stated.items()}


def _line(count: NeedCount) -> Text:
    return _NEED.format(
        topic=count.topic.text,
        needed=str(count.needed),
        stated=str(count.stated),
        unknown=str(count.unknown),
    )


def _regency_name(code: str | None) -> Text:
    if code is None:
        return _NO_REGENCY
    name = regions.get(code).name
    return Text(name, name)


def _country_name(code: str | None) -> Text:
    return _NO_COUNTRY if code is None else countries.get(code).text


_HEAD: Final = Text(
    id="Kebutuhan pelatihan {firms} usaha.", en="Training needs; firms looked at: {firms}."
)
_LISTED: Final = Text(id="Menurut materi: {listed}.", en="Firms by topic: {listed}.")
_NEED: Final = Text(
    id="{topic} {needed} usaha ({stated} memintanya, {unknown} belum diketahui)",
    en="{topic} {needed} ({stated} asked for it, {unknown} not known)",
)
_PLACE: Final = Text(id="{place}: {line}", en="{place}: {line}")
_NO_REGENCY: Final = Text(id="Kabupaten/kota belum diketahui", en="Regency or city not known")
_NO_COUNTRY: Final = Text(id="Negara tujuan belum diketahui", en="Target country not known")
