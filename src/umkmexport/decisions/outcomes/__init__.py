"""Does the score work? Later exports against the score and against three simple rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from umkmexport.decisions.journey.funnel import by_place_and_size
from umkmexport.decisions.once import each_once
from umkmexport.decisions.outcomes.measures import (
    Forecast,
    area,
    area_margin,
    brier,
    enough_outcomes,
    enough_to_rate,
    lift,
    millionths,
    outcomes_needed,
)
from umkmexport.decisions.outcomes.validation import (
    GroupError,
    OutcomeChange,
    Performance,
    ReliabilityRow,
    Validation,
    Verdict,
)
from umkmexport.decisions.readiness import ReadinessDecision
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError, SelectionError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.outcomes import Outcome, OutcomeKind
from umkmexport.model.records import EventKind
from umkmexport.policies.header import Provenance
from umkmexport.rules.fact import FactType
from umkmexport.rules.scorecard import Score
from umkmexport.rules.value import MILLION, Span
from umkmexport.terms.figures import Median
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text
from umkmexport.terms.truth import Truth

__all__ = ["Scored", "later_exports", "outcome_changes", "validate_score"]

Scored: TypeAlias = ReadinessDecision | tuple[Score, Score]
"""A decision on readiness, or the low and the high end of another score."""


def validate_score(
    scores: Mapping[str, Scored],
    exported: Mapping[str, bool | None],
    *,
    enterprises: Iterable[Enterprise],
    scored_on: date,
    until: date,
    one_item: str | None = None,
    regency_list: Collection[str] | None = None,
) -> Validation:
    """Hold a score against what firms did afterwards, beside a lottery and two simple rules.

    A score is an interval, so its AUC and Brier score have a worst and a best end: over all
    completions of what was not known. Of a firm whose outcome is not known nothing is assumed; it
    is left out and counted.

    There are enough outcomes where the 95 per cent interval around an AUC of one half, where it
    is widest after Hanley and McNeil (1982), reaches at most a tenth to either side: 65 firms that
    exported and 65 that did not, for example. With fewer the verdict is that there are too few.
    The score is better than a lottery where even the lower end of its interval at the worst
    completion lies above one half.

    Args:
        scores: the score of each firm, as it was on ``scored_on``, by the id of the firm.
        exported: whether each firm exported afterwards; None where that is not known.
        enterprises: the firms as they were known on ``scored_on``, for regency, size and the one
            item.
        scored_on: the day the score is of.
        until: the last day of the exports that count.
        one_item: the name of a fact with yes or no, for the rule "whoever has it comes first".
        regency_list: the ids of the firms that regencies named, for the rule "those come first".

    Raises:
        FactError: the days do not follow each other, scores are of several rubrics or of a later
            day, a score lies outside its scale, or the item is no fact with yes or no.
        SelectionError: a firm stands twice, or a score or outcome is of a firm that is not given.

    Examples:
        >>> firms = [Enterprise(id=f"U-{n}", has_nib=n > 4) for n in range(8)]
        >>> report = validate_score(
        ...     {firm.id: (Score(n, 8), Score(n, 8)) for n, firm in enumerate(firms)},
        ...     {firm.id: n in {3, 6, 7} for n, firm in enumerate(firms)},
        ...     enterprises=firms,
        ...     scored_on=date(2024, 1, 1),
        ...     until=date(2025, 12, 31),
        ...     one_item="has_nib",
        ... )
        >>> report.verdict.value, report.score.auc[0], report.needed
        ('too_few', Score(points=13, of=15), 138)
    """
    firms = each_once(enterprises)
    _check(scores, exported, firms, scored_on=scored_on, until=until)
    known = {key: exported[key] for key in sorted(scores) if exported.get(key) is not None}
    rules = [("score", _SCORE, {key: _ends(key, scores[key]) for key in known})]
    if one_item is not None:
        rules.append(
            ("one_item", _item_text(one_item), _by_item(firms, known, one_item, scored_on))
        )
    if regency_list is not None:
        named = {key: Fraction(key in set(regency_list)) for key in known}
        rules.append(("regency_list", _LIST, {key: (n, n) for key, n in named.items()}))
    groups = by_place_and_size((firms[key] for key in known), as_of=scored_on)
    performances = [
        _perform(key, text, _forecasts(ends, known), groups) for key, text, ends in rules
    ]
    forecasts = list(_forecasts(rules[0][2], known).values())
    came = sum(each.came for each in forecasts)
    not_ = len(forecasts) - came
    return Validation(
        policy=_policy(scores),
        scored_on=scored_on,
        until=until,
        firms=len(forecasts),
        exported=came,
        not_known=len(scores) - len(forecasts),
        needed=outcomes_needed(came, not_),
        verdict=_judge(performances[0], came, not_),
        score=performances[0],
        baselines=(_lottery(known, groups), *performances[1:]),
        reliability=tuple(_reliability(forecasts)),
    )


def later_exports(
    enterprises: Iterable[Enterprise],
    *,
    after: date,
    until: date,
    recorded: Collection[EventKind | str] = (),
) -> dict[str, bool | None]:
    """Tell of each firm whether it exported later than one day, and not later than another.

    A release ceremony and a statement prove no export. Where no export is on record it is not
    known, unless exports are recorded in full.

    Args:
        enterprises: the firms with their events, as they are known now.
        after: the day after which exports count, the day of the score.
        until: the last day.
        recorded: kinds of events that are recorded in full, so that absence is a no.

    Raises:
        FactError: the days do not follow each other.
        SelectionError: a firm stands twice.

    Examples:
        >>> from umkmexport.model.records import Event
        >>> firms = [
        ...     Enterprise(id="U-1", events=(Event(EventKind.EXPORT, date(2025, 3, 1)),)),
        ...     Enterprise(id="U-2", events=(Event(EventKind.EXPORT, date(2023, 3, 1)),)),
        ... ]
        >>> days = {"after": date(2024, 1, 1), "until": date(2025, 12, 31)}
        >>> later_exports(firms, **days)
        {'U-1': True, 'U-2': None}
        >>> later_exports(firms, **days, recorded=["export"])
        {'U-1': True, 'U-2': False}
    """
    if until <= after:
        raise FactError(_NOT_AFTER.format(until=str(until), after=str(after)))
    complete = EventKind.EXPORT in {EventKind(kind) for kind in recorded}
    found: dict[str, bool | None] = {}
    for key, firm in each_once(enterprises).items():
        exports = [event for event in firm.events if event.kind is EventKind.EXPORT]
        truths = {each.happened_by(until) & each.happened_after(after) for each in exports}
        known = complete or "events" in firm.complete
        surely_not = known and truths <= {Truth.NO}
        found[key] = True if Truth.YES in truths else False if surely_not else None
    return found


def outcome_changes(outcomes: Iterable[Outcome]) -> tuple[OutcomeChange, ...]:
    """Sum up what changed in firms between before and after, a measure at a time.

    A firm is measured once a kind. Without firms that were not helped beside them, such a change
    says nothing of what it came from.

    Raises:
        SelectionError: a firm is measured twice in one kind.

    Examples:
        >>> tests = [
        ...     Outcome("U-1", "knowledge", before=40, after=75),
        ...     Outcome("U-2", "knowledge", before=60, after=60),
        ...     Outcome("U-3", "knowledge", after=80),
        ... ]
        >>> (change,) = outcome_changes(tests)
        >>> change.more, change.same, change.not_known, change.median.text.en
        (1, 1, 1, '17.5')
    """
    by_kind: defaultdict[OutcomeKind, dict[str, Outcome]] = defaultdict(dict)
    for outcome in outcomes:
        measured = by_kind[outcome.kind]
        if outcome.firm in measured:
            raise SelectionError(_TWICE.format(kind=outcome.kind.text, firm=repr(outcome.firm)))
        measured[outcome.firm] = outcome
    return tuple(
        _change(kind, [outcome.change for outcome in by_kind[kind].values()])
        for kind in OutcomeKind
        if kind in by_kind
    )


def _change(kind: OutcomeKind, changes: Sequence[tuple[int | None, int | None]]) -> OutcomeChange:
    exact = [low for low, high in changes if low is not None and low == high]
    more = sum(low is not None and low > 0 for low, _ in changes)
    less = sum(high is not None and high < 0 for _, high in changes)
    same = exact.count(0)
    return OutcomeChange(
        kind=kind,
        firms=len(changes),
        more=more,
        less=less,
        same=same,
        not_known=len(changes) - more - less - same,
        median=Median.among(exact),
    )


def _check(
    scores: Mapping[str, Scored],
    exported: Mapping[str, bool | None],
    firms: Mapping[str, Enterprise],
    *,
    scored_on: date,
    until: date,
) -> None:
    if until <= scored_on:
        raise FactError(_NOT_AFTER.format(until=str(until), after=str(scored_on)))
    stranger = next((key for key in (*scores, *exported) if key not in firms), None)
    if stranger is not None:
        hint = suggested(stranger, firms)
        raise SelectionError(_STRANGER.format(firm=repr(stranger), hint=hint))
    for key, value in exported.items():
        if value is not None and type(value) is not bool:
            raise FactError(_NO_TRUTH.format(firm=repr(key)))
    for key, score in scores.items():
        if isinstance(score, ReadinessDecision) and score.as_of > scored_on:
            raise FactError(
                _TOO_LATE.format(firm=repr(key), as_of=str(score.as_of), scored_on=str(scored_on))
            )


def _policy(scores: Mapping[str, Scored]) -> Provenance | None:
    found = {s.provenance if isinstance(s, ReadinessDecision) else None for s in scores.values()}
    if len(found) > 1:
        names = sorted("none" if each is None else each.policy for each in found)
        raise FactError(_SEVERAL.format(names=", ".join(names)))
    return next(iter(found), None)


_Ends: TypeAlias = tuple[Fraction, Fraction]
_Group: TypeAlias = tuple[str, str | None, Text, list[Enterprise]]


def _ends(key: str, scored: Scored) -> _Ends:
    low, high = (
        (scored.low, scored.high) if isinstance(scored, ReadinessDecision) else tuple(scored)
    )
    if not (0 <= low.points <= low.of > 0 and 0 <= high.points <= high.of > 0):
        raise FactError(_OUTSIDE.format(firm=repr(key), low=str(low), high=str(high)))
    ends = Fraction(low.points, low.of), Fraction(high.points, high.of)
    if ends[0] > ends[1]:
        raise FactError(_CROSSED.format(firm=repr(key), low=str(low), high=str(high)))
    return ends


def _item_text(name: str) -> Text:
    fact = BY_NAME.get(name)
    if fact is None or fact.type is not FactType.BOOL:
        hint = suggested(name, () if fact is not None else BY_NAME)
        raise FactError(_NO_ITEM.format(name=repr(name), hint=hint))
    return _ITEM.format(item=fact.label)


def _by_item(
    firms: Mapping[str, Enterprise], keys: Iterable[str], item: str, on: date
) -> dict[str, _Ends]:
    said = {key: view_of(firms[key], as_of=on).value(item) for key in keys}
    return {
        key: (Fraction(value is True), Fraction(value is not False)) for key, value in said.items()
    }


def _forecasts(ends: Mapping[str, _Ends], known: Mapping[str, bool | None]) -> dict[str, Forecast]:
    return {key: Forecast(*ends[key], came=bool(known[key])) for key in known}


def _perform(
    key: str, text: Text, forecasts: Mapping[str, Forecast], groups: Sequence[_Group]
) -> Performance:
    listed = list(forecasts.values())
    came = sum(each.came for each in listed)
    found, squared = area(listed), brier(listed)
    interval = None
    if found is not None:
        margins = [area_margin(each, came, len(listed) - came) for each in found]
        low, high = max(Fraction(0), found[0] - margins[0]), min(Fraction(1), found[1] + margins[1])
        interval = millionths(low, high)
    return Performance(
        key=key,
        text=text,
        auc=None if found is None else (_score(found[0]), _score(found[1])),
        interval=interval,
        brier=None if squared is None else millionths(*squared),
        lift=lift(listed),
        groups=tuple(_group_error(group, forecasts) for group in groups),
    )


def _score(share: Fraction) -> Score:
    return Score(share.numerator, share.denominator)


def _lottery(known: Mapping[str, bool | None], groups: Sequence[_Group]) -> Performance:
    """Give what a lottery does: it tells nobody apart, and foretells the share for everyone."""
    came = sum(map(bool, known.values()))
    share = Fraction(came, len(known)) if known else Fraction(0)
    same = _forecasts(dict.fromkeys(known, (share, share)), known)
    return attrs.evolve(_perform("lottery", _LOTTERY, same, groups), interval=None)


def _judge(score: Performance, came: int, not_: int) -> Verdict:
    if not enough_outcomes(came, not_) or score.interval is None:
        return Verdict.TOO_FEW
    if 2 * score.interval.low > MILLION:
        return Verdict.BETTER
    return Verdict.WORSE if 2 * score.interval.high < MILLION else Verdict.NOT_TOLD_APART


def _reliability(forecasts: Sequence[Forecast]) -> Iterator[ReliabilityRow]:
    tenths: defaultdict[int, list[Forecast]] = defaultdict(list)
    for each in forecasts:
        tenths[min(9, int(10 * each.low))].append(each)
    for tenth, some in sorted(tenths.items()):
        yield ReliabilityRow(
            since=10 * tenth,
            until=10 * tenth + 10,
            firms=len(some),
            exported=sum(each.came for each in some),
            forecast=_mean(some),
        )


def _mean(forecasts: Sequence[Forecast]) -> Span:
    low = sum((each.low for each in forecasts), Fraction(0)) / len(forecasts)
    high = sum((each.high for each in forecasts), Fraction(0)) / len(forecasts)
    return millionths(low, high)


def _group_error(group: _Group, forecasts: Mapping[str, Forecast]) -> GroupError:
    by, key, text, firms = group
    listed = [forecasts[firm.id] for firm in firms]
    low = sum((each.came - each.high for each in listed), Fraction(0)) / len(listed)
    high = sum((each.came - each.low for each in listed), Fraction(0)) / len(listed)
    return GroupError(
        by=by,
        key=key,
        text=text,
        firms=len(listed),
        exported=sum(each.came for each in listed),
        error=millionths(low, high),
        enough=enough_to_rate(len(listed)),
    )


_SCORE: Final = Text(id="Skor", en="Score")
_LOTTERY: Final = Text(id="Undian", en="Lottery")
_LIST: Final = Text(id="Daftar kabupaten/kota", en="Regency list")
_ITEM: Final = Text(id="Satu butir saja ({item})", en="One item alone ({item})")

_NOT_AFTER: Final = Text(
    id="tanggal akhir {until} tidak sesudah {after}", en="until {until} does not lie after {after}"
)
_TWICE: Final = Text(
    id="{kind} usaha {firm} tercatat dua kali; sisakan satu",
    en="{kind} of firm {firm} stands twice; keep one",
)
_STRANGER: Final = Text(
    id="ada skor atau hasil untuk {firm}, yang tidak termasuk usaha yang diberikan{hint}",
    en="there is a score or an outcome of {firm}, who is not among the firms{hint}",
)
_NO_TRUTH: Final = Text(
    id="hasil usaha {firm} harus True, False, atau None",
    en="outcome of {firm}: must be True, False or None",
)
_TOO_LATE: Final = Text(
    id="skor usaha {firm} bertanggal {as_of}, sesudah scored_on {scored_on}; skor yang mungkin "
    "sudah mengetahui hasilnya tidak meramalkan apa pun",
    en="the score of {firm} is of {as_of}, after scored_on {scored_on}; a score that may know the "
    "outcome foretells nothing",
)
_SEVERAL: Final = Text(
    id="skor berasal dari beberapa rubrik atau versi: {names}",
    en="scores are of several rubrics or versions: {names}",
)
_OUTSIDE: Final = Text(
    id="skor usaha {firm}: {low} sampai dengan {high} tidak terletak antara 0 dan 1",
    en="score of {firm}: {low} to {high} does not lie between 0 and 1",
)
_CROSSED: Final = Text(
    id="skor usaha {firm}: batas bawah {low} melebihi batas atas {high}",
    en="score of {firm}: the low end {low} lies above the high end {high}",
)
_NO_ITEM: Final = Text(
    id="one_item: {name} bukan fakta ya/tidak{hint}",
    en="one_item: {name} is no fact with yes or no{hint}",
)
