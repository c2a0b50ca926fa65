"""What agencies say of each firm, and what their lists leave open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

import attrs

from umkmexport.codes import regions
from umkmexport.codes.firm_names import FirmName
from umkmexport.errors import SelectionError, joined
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.recommendations import (
    UNRANKED,
    AgencyKind,
    ListState,
    RecommendationList,
    RecommendedFirm,
)
from umkmexport.policies.priorities.facts import RECOMMENDED_BY
from umkmexport.rules.value import Recommended, Span, ratio_span
from umkmexport.terms import hierarchy
from umkmexport.terms.text import Text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Sign

__all__ = [
    "AgencyAnswer",
    "NamedOnList",
    "RecommendationReport",
    "Recommendations",
    "Standing",
    "product_sign",
]

_NOTHING: Final = Fraction(0)
_ALL: Final = Fraction(1)
_REGENCY_DIGITS: Final = len("00.00")


@attrs.frozen
class NamedOnList:
    """A name on a list that could not be settled by itself.

    Attributes:
        agency: the agency of the list.
        firm: the id or the name as the list has it.
        candidates: ids of firms of the registry that it may mean, most alike first; none where
            there is none. They are shown for a person to decide, never merged.
    """

    agency: str
    firm: str
    candidates: tuple[str, ...] = ()


@attrs.frozen
class ListStanding:
    """How far the list of one agency is, on the day of the priority list.

    Attributes:
        agency: the agency.
        kind: what kind of agency it is.
        state: how far its list is.
        names: how many firms it names.
        due_on: the day by which it should come.
    """

    agency: str
    kind: AgencyKind
    state: ListState
    names: int
    due_on: date | None = None


@attrs.frozen
class RecommendationReport:
    """What became of the lists of the agencies.

    Attributes:
        lists: how far each list is.
        unregistered: names that no firm of the registry answers to.
        unclear: names without an id that firms of the registry may answer to.
        outside: firms named by an agency that has no jurisdiction over them; that counts nothing.
    """

    lists: tuple[ListStanding, ...]
    unregistered: tuple[NamedOnList, ...]
    unclear: tuple[NamedOnList, ...]
    outside: tuple[NamedOnList, ...]

    @property
    def awaited(self) -> tuple[ListStanding, ...]:
        """Give the lists that have not come."""
        answered = {ListState.RECEIVED, ListState.CLOSED}
        return tuple(one for one in self.lists if one.state not in answered)


@attrs.frozen
class AgencyAnswer:
    """What one agency says of one firm.

    Attributes:
        agency: the agency.
        kind: what kind of agency it is.
        low: its share at the low end.
        high: its share at the high end.
        jurisdiction: whether the agency speaks for the firm: YES or UNKNOWN.
        waits: whether the agency has still to send its list, or to say whom it means.
    """

    agency: str
    kind: AgencyKind
    low: Fraction
    high: Fraction
    jurisdiction: Sign = YES
    waits: bool = False


@attrs.frozen(slots=False)
class Standing:
    """What all agencies with jurisdiction say of one firm.

    Attributes:
        answers: the answer of each, the own regency first.
        missing: the facts to ask for, where it is not known who has jurisdiction.
    """

    answers: tuple[AgencyAnswer, ...]
    missing: tuple[str, ...] = ()

    def span(self, weights: Recommended, *, lists_closed: bool = False) -> Span:
        """Give the weighted mean over the agencies with jurisdiction, least and greatest.

        Args:
            weights: the weights of the agencies.
            lists_closed: take what agencies have still to say as if they never would.
        """
        sure: list[tuple[int, Fraction, Fraction]] = []
        open_: list[tuple[int, Fraction, Fraction]] = []
        for one in self.answers:
            weight = weights.own_regency if one.kind is AgencyKind.REGENCY else weights.others
            high = one.low if lists_closed and one.waits else one.high
            if weight:
                (sure if one.jurisdiction == YES else open_).append((weight, one.low, high))
        low = _least([(w, x) for w, x, _ in sure], [(w, x) for w, x, _ in open_])
        short = _least([(w, 1 - x) for w, _, x in sure], [(w, 1 - x) for w, _, x in open_])
        return ratio_span(low, 1 - short)

    @cached_property
    def facts(self) -> dict[str, bool | None]:
        """Tell of each kind of agency whether it recommends the firm, as facts of the pool."""
        return {
            name: _says([one for one in self.answers if one.kind is kind])
            for kind, name in RECOMMENDED_BY.items()
        }

    @cached_property
    def recommended_by(self) -> tuple[str, ...]:
        """Name the agencies that surely recommend the firm."""
        return tuple(one.agency for one in self.answers if one.low and one.jurisdiction == YES)

    @cached_property
    def waiting_for(self) -> tuple[str, ...]:
        """Name the agencies that have still to send a list, or to say whom they mean."""
        return tuple(one.agency for one in self.answers if one.waits)


class Recommendations:
    """Look up what agencies say of the firms of one registry on one day.

    Args:
        lists: the list of each agency, one an agency.
        firms: the firms of the registry.
        as_of: the day; a list that came later has not come yet.

    Raises:
        SelectionError: two lists of one agency, or of one regency or city.
    """

    def __init__(
        self, lists: Iterable[RecommendationList], firms: Iterable[Enterprise], as_of: date
    ) -> None:
        self._lists = tuple(lists)
        _check_agencies(self._lists)
        self._as_of = as_of
        self._answered = [letter.is_answered(as_of) for letter in self._lists]
        self._of_regency = {
            letter.regions[0]: index
            for index, letter in enumerate(self._lists)
            if letter.kind is AgencyKind.REGENCY
        }
        self._others = [
            index
            for index, letter in enumerate(self._lists)
            if letter.kind is not AgencyKind.REGENCY
        ]
        self._sure: list[dict[str, Fraction]] = []
        self._maybe: list[dict[str, Fraction]] = []
        self._unregistered: list[NamedOnList] = []
        self._unclear: list[NamedOnList] = []
        self._outside: list[NamedOnList] = []
        registered = {firm.id: firm for firm in firms}
        names = _Names(registered.values())
        for letter, answered in zip(self._lists, self._answered, strict=True):
            self._settle(letter if answered else attrs.evolve(letter, firms=()), registered, names)
        self._find_outside(registered)

    @property
    def are_given(self) -> bool:
        """Tell whether any agency was asked."""
        return bool(self._lists)

    def of(self, view: FactView) -> Standing:
        """Give what the agencies say of one firm."""
        region = view.value("business_region")
        answers = [self._own_regency(region, view.enterprise.id)]
        missing: list[str] = []
        if region is None or len(region) < _REGENCY_DIGITS:
            missing.append("business_region")
        for index in self._others:
            letter = self._lists[index]
            where = _region_sign(region, letter.regions)
            what = product_sign(view, letter)
            sign = min(where, what)
            if sign == NO:
                continue
            if where == UNKNOWN:
                missing.append("business_region")
            if what == UNKNOWN:
                missing += _asked_of_products(view, letter)
            answers.append(self._answer(index, view.enterprise.id, sign))
        return Standing(tuple(answers), tuple(dict.fromkeys(missing)))

    def share_at_the_end(self, agency: str) -> Fraction:
        """Give what one more name is worth at the end of an agency's list, which may not exist."""
        letter = next((one for one in self._lists if one.agency == agency), None)
        if letter is None or not letter.is_ranked:
            return UNRANKED
        names = len(letter.firms) + 1
        return Fraction(names + 1, 2 * names)

    @property
    def report(self) -> RecommendationReport:
        """Give what became of the lists."""
        return RecommendationReport(
            tuple(
                ListStanding(
                    one.agency, one.kind, one.state(self._as_of), len(one.firms), one.due_on
                )
                for one in self._lists
            ),
            tuple(self._unregistered),
            tuple(self._unclear),
            tuple(self._outside),
        )

    def _own_regency(self, region: str | None, firm: str) -> AgencyAnswer:
        if region is None or len(region) < _REGENCY_DIGITS:
            return AgencyAnswer(_REGENCY.en, AgencyKind.REGENCY, _NOTHING, _ALL)
        code = region[:_REGENCY_DIGITS]
        index = self._of_regency.get(code)
        if index is None:
            name = regions.get(code).name
            return AgencyAnswer(name, AgencyKind.REGENCY, _NOTHING, _ALL, YES, waits=True)
        return self._answer(index, firm, YES)

    def _answer(self, index: int, firm: str, jurisdiction: Sign) -> AgencyAnswer:
        letter = self._lists[index]
        if not self._answered[index]:
            low, high = _NOTHING, _ALL
        else:
            low = self._sure[index].get(firm, _NOTHING)
            high = low or self._maybe[index].get(firm, _NOTHING)
        waits = not self._answered[index] or low != high
        return AgencyAnswer(letter.agency, letter.kind, low, high, jurisdiction, waits)

    def _settle(
        self, letter: RecommendationList, registered: dict[str, Enterprise], names: _Names
    ) -> None:
        sure: dict[str, Fraction] = {}
        maybe: dict[str, Fraction] = {}
        for named, share in zip(letter.firms, letter.shares, strict=True):
            if named.id is not None and named.id in registered:
                sure[named.id] = share
                continue
            found = () if named.id is not None else names.like(named, letter)
            for firm in found:
                maybe[firm] = max(share, maybe.get(firm, share))
            problem = NamedOnList(letter.agency, named.shown, found)
            (self._unclear if found else self._unregistered).append(problem)
        self._sure.append(sure)
        self._maybe.append(maybe)

    def _find_outside(self, registered: dict[str, Enterprise]) -> None:
        for letter, sure in zip(self._lists, self._sure, strict=True):
            for id_ in sorted(sure):
                view = FactView(registered[id_], as_of=self._as_of)
                where = _region_sign(view.value("business_region"), letter.regions)
                if min(where, product_sign(view, letter)) == NO:
                    self._outside.append(NamedOnList(letter.agency, id_))


def product_sign(view: FactView, letter: RecommendationList) -> Sign:
    """Tell whether a firm's product is one that an agency speaks for."""
    if not letter.families and not letter.hs_codes:
        return YES
    signs: list[Sign] = []
    if letter.families:
        family = view.value("product_family")
        signs.append(UNKNOWN if family is None else YES if family in letter.families else NO)
    if letter.hs_codes:
        code = view.value("hs_code")
        within = [UNKNOWN if code is None else hierarchy.within(code, a) for a in letter.hs_codes]
        signs.append(max(within))
    return max(signs)


def _asked_of_products(view: FactView, letter: RecommendationList) -> Iterator[str]:
    if letter.families and view.value("product_family") is None:
        yield "product_family"
    elif letter.hs_codes:
        yield "hs_code"


def _region_sign(region: str | None, covered: tuple[str, ...]) -> Sign:
    if not covered:
        return YES
    if region is None:
        return UNKNOWN
    return max(hierarchy.within(region, code) for code in covered)


def _least(sure: list[tuple[int, Fraction]], open_: list[tuple[int, Fraction]]) -> Fraction:
    """Give the least weighted mean, with those whose part in it is open taken in where that helps.

    Where nobody surely takes part, nothing is known: 0.
    """
    weight = sum(w for w, _ in sure)
    if not weight:
        return _NOTHING
    total = sum((w * x for w, x in sure), _NOTHING)
    for w, x in sorted(open_, key=lambda pair: pair[1]):
        if x * weight < total:
            weight, total = weight + w, total + w * x
    return total / weight


def _says(answers: Sequence[AgencyAnswer]) -> bool | None:
    """Tell whether one of these agencies recommends, as far as that is known."""
    if any(one.low and one.jurisdiction == YES for one in answers):
        return True
    return None if any(one.high for one in answers) else False


def _check_agencies(lists: Sequence[RecommendationList]) -> None:
    agencies = Counter(letter.agency.casefold().strip() for letter in lists)
    regencies = Counter(letter.regions[0] for letter in lists if letter.kind is AgencyKind.REGENCY)
    problems = [
        SelectionError(
            _TWO_LISTS.format(
                agency=next(
                    letter.agency for letter in lists if letter.agency.casefold().strip() == agency
                )
            )
        )
        for agency, count in agencies.items()
        if count > 1
    ]
    if not problems:
        problems = [
            SelectionError(_TWO_LISTS.format(agency=regions.get(code).name))
            for code, count in regencies.items()
            if count > 1
        ]
    if problems:
        raise joined(_NO_LISTS, problems)


class _Sketch(NamedTuple):
    """A firm's name cut into runs of three letters."""

    firm: Enterprise
    parts: frozenset[str]


class _Names:
    """Find firms whose names are spelled like a written one."""

    def __init__(self, firms: Iterable[Enterprise]) -> None:
        self._firms = tuple(firms)

    def like(self, named: RecommendedFirm, letter: RecommendationList) -> tuple[str, ...]:
        """Give the ids of firms in the agency's regions with such a name, most alike first."""
        wanted = _cut(named.shown)
        shared: Counter[int] = Counter()
        for part in wanted:
            shared.update(self._index.get(part, ()))
        found = []
        for index, common in shared.items():
            sketch = self._sketches[index]
            alike = 200 * common // (len(wanted) + len(sketch.parts))
            region = sketch.firm.business_region
            if alike >= _ALIKE and _region_sign(region, letter.regions) != NO:
                found.append((-alike, sketch.firm.id))
        return tuple(id_ for _, id_ in sorted(found))

    @cached_property
    def _sketches(self) -> list[_Sketch]:
        return [_Sketch(firm, _cut(firm.name)) for firm in self._firms if firm.name]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for position, sketch in enumerate(self._sketches):
            for part in sketch.parts:
                index[part].append(position)
        return index


def _cut(name: str) -> frozenset[str]:
    """Cut a name into runs of three letters, without the words for its legal form."""
    text = f" {FirmName.parse(name).joined} "
    return frozenset(text[start : start + 3] for start in range(len(text) - 2))


_ALIKE: Final = 60
"""Per cent of the runs of letters that two names must share to be shown as candidates."""
_REGENCY: Final = Text(id="kabupaten/kota asal", en="its own regency or city")
_NO_LISTS: Final = Text(
    id="daftar-daftar rekomendasi tidak dapat diterima", en="the recommendations do not hold"
)
_TWO_LISTS: Final = Text(
    id="{agency} memberikan dua daftar rekomendasi; gabungkan menjadi satu daftar",
    en="{agency} gives two lists of recommendations; make them one",
)
