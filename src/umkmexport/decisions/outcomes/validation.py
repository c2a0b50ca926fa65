"""What later exports say of a score: the report, its figures and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from umkmexport.facts.words import show_date
from umkmexport.model.outcomes import OutcomeKind
from umkmexport.policies.header import Provenance
from umkmexport.rules.scorecard import Score
from umkmexport.rules.value import MILLION, Span
from umkmexport.terms.choice import Choice
from umkmexport.terms.figures import Median, say_count, say_decimal, say_share
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Language, Text, join_text

__all__ = [
    "GroupError",
    "OutcomeChange",
    "Performance",
    "ReliabilityRow",
    "Validation",
    "Verdict",
]


class Verdict(Choice):
    """What the outcomes say of the score; about chance only, and about no cause."""

    TOO_FEW = (
        "too_few",
        "hasilnya masih terlalu sedikit untuk dinilai",
        "there are too few outcomes to tell",
    )
    BETTER = (
        "better",
        "skor membedakan lebih baik daripada undian",
        "the score tells firms apart better than a lottery",
    )
    NOT_TOLD_APART = (
        "not_told_apart",
        "skor belum terbukti lebih baik daripada undian",
        "the score is not shown to be better than a lottery",
    )
    WORSE = (
        "worse",
        "skor membedakan lebih buruk daripada undian",
        "the score tells firms apart worse than a lottery",
    )


@attrs.frozen(kw_only=True)
class GroupError:
    """How far a score, or a simple rule, and the outcome lie apart in a regency or size class.

    Attributes:
        by: ``regency`` or ``size``.
        key: the code of the regency or the size class; None where it is not known.
        text: its name.
        firms: how many firms.
        exported: how many of them exported.
        error: the share that exported less the mean score, least and greatest, in millionths.
        enough: whether there are enough firms to know the share to a tenth.
    """

    by: str
    key: str | None
    text: Text
    firms: int
    exported: int
    error: Span
    enough: bool


@attrs.frozen(kw_only=True)
class Performance:
    """How well the score, or a simple rule, told firms apart that exported afterwards.

    Attributes:
        key: ``score``, ``lottery``, ``one_item`` or ``regency_list``.
        text: what it is, in words.
        auc: the chance that a firm that exported has the higher score than one that did not, a
            tie being half: at the worst and at the best completion of what is not known, exact.
            None where all exported, or none.
        interval: the 95 per cent interval after Hanley and McNeil, from below the worst to above
            the best, in millionths; None with ``auc``, and for the lottery.
        brier: the mean squared difference between score and outcome, in millionths, best and
            worst; the score is read as if it were a chance. None without firms.
        lift: how many times more firms of the top tenth exported than of all; None where nobody
            did.
        groups: how far score and outcome lie apart, by regency, then by size.
    """

    key: str
    text: Text
    auc: tuple[Score, Score] | None
    interval: Span | None
    brier: Span | None
    lift: Score | None
    groups: tuple[GroupError, ...]


@attrs.frozen(kw_only=True)
class ReliabilityRow:
    """Firms whose score at the low end lies in one tenth, and how many of them exported.

    Attributes:
        since: the per cent from which the tenth runs.
        until: the per cent below which it runs; the last one holds 100.
        firms: how many firms.
        exported: how many of them exported.
        forecast: the mean of their scores, low and high end, in millionths.
    """

    since: int
    until: int
    firms: int
    exported: int
    forecast: Span


@attrs.frozen(kw_only=True)
class Validation(Report):
    """What later exports say of a score. No causal claim is made.

    Attributes:
        policy: the rubric with its digest and sources; None for another score.
        scored_on: the day the score is of.
        until: the last day of the exports that count.
        firms: how many firms have a score and an outcome.
        exported: how many of them exported.
        not_known: of how many firms with a score it is not known whether they exported; they are
            left out.
        needed: how many firms are enough, at this share of exporters.
        verdict: what the outcomes say.
        score: the performance of the score.
        baselines: that of a lottery, and of the simple rules that were named.
        reliability: score against outcome, tenth by tenth; tenths without a firm are left out.
    """

    policy: Provenance | None
    scored_on: date
    until: date
    firms: int
    exported: int
    not_known: int
    needed: int
    verdict: Verdict
    score: Performance
    baselines: tuple[Performance, ...]
    reliability: tuple[ReliabilityRow, ...]

    def because(self) -> tuple[Text, ...]:
        """Say the verdict first, and the figures only where there are enough outcomes."""
        return tuple(self._reasons())

    def describe_groups(self, language: Language) -> str:
        """Say how far the score and each rule lie from the outcome, a line a regency or class."""
        rules = (self.score, *self.baselines)
        rows = zip(*(rule.groups for rule in rules), strict=True)
        return "\n".join(
            _say_group(row, [rule.text for rule in rules]).to(language) for row in rows
        )

    def describe_reliability(self, language: Language) -> str:
        """Say how many firms of each tenth exported, a line a tenth."""
        return "\n".join(_say_tenth(row).to(language) for row in self.reliability)

    def _reasons(self) -> Iterator[Text]:
        days = {"since": _day(self.scored_on), "until": _day(self.until)}
        counts = {"firms": say_count(self.firms), "exported": say_count(self.exported)}
        yield _COUNTED.format(**days, **counts)
        if self.not_known:
            yield _LEFT_OUT.format(count=say_count(self.not_known))
        yield _VERDICT.format(verdict=self.verdict.text)
        if self.verdict is Verdict.TOO_FEW:
            yield _NEEDED.format(needed=say_count(self.needed))
        else:
            yield from map(_say_performance, (self.score, *self.baselines))
        yield _NO_CAUSE


@attrs.frozen(kw_only=True)
class OutcomeChange(Report):
    """How one measure changed over firms. No causal claim is made.

    Attributes:
        kind: what was measured.
        firms: how many firms have a measure before or after.
        more: how many surely have more after than before.
        less: how many surely have less.
        same: how many surely have as much.
        not_known: of how many it is not known.
        median: the exact median of the changes that are known exactly; None where there is none.
    """

    kind: OutcomeKind
    firms: int
    more: int
    less: int
    same: int
    not_known: int
    median: Median | None

    def because(self) -> tuple[Text, ...]:
        """Say how many have more and less, and the median change."""
        texts = [
            _CHANGE.format(
                kind=self.kind.text,
                firms=say_count(self.firms),
                more=say_count(self.more),
                less=say_count(self.less),
                same=say_count(self.same),
                not_known=say_count(self.not_known),
            )
        ]
        if self.median is not None:
            median, of = self.median.text, say_count(self.median.of)
            texts.append(_MEDIAN.format(median=median, of=of))
        return (*texts, _NO_CAUSE)


def _say_performance(one: Performance) -> Text:
    parts = []
    if one.auc is not None:
        worst, best = one.auc
        low, high = say_decimal(worst.points, worst.of), say_decimal(best.points, best.of, up=True)
        parts.append(_AUC.format(auc=low if worst == best else _to(low, high)))
    if one.interval is not None:
        parts.append(_INTERVAL.format(interval=_say_span(one.interval)))
    if one.brier is not None:
        parts.append(_BRIER.format(brier=_say_span(one.brier)))
    if one.lift is not None:
        parts.append(_LIFT.format(times=say_share(one.lift.points, one.lift.of)))
    return _LINE.format(name=one.text, parts=join_text(parts, "; "))


def _say_group(row: Sequence[GroupError], rules: Sequence[Text]) -> Text:
    group = row[0]
    texts = {"name": group.text, "firms": say_count(group.firms)}
    if not group.enough:
        return _GROUP_TOO_FEW.format(**texts)
    errors = [
        _ERROR.format(rule=rule, error=_say_points(each.error))
        for rule, each in zip(rules, row, strict=True)
    ]
    return _GROUP.format(
        **texts, exported=say_count(group.exported), errors=join_text(errors, "; ")
    )


def _say_tenth(row: ReliabilityRow) -> Text:
    return _TENTH.format(
        since=str(row.since),
        until=str(row.until),
        firms=say_count(row.firms),
        exported=say_count(row.exported),
        share=say_share(row.exported, row.firms),
    )


def _say_span(span: Span) -> Text:
    low = say_decimal(span.low, MILLION)
    return low if _is_one(span) else _to(low, say_decimal(span.high, MILLION, up=True))


def _say_points(span: Span) -> Text:
    """Say a difference in per cent, with its sign; two ends are rounded outwards."""
    if _is_one(span):
        return _signed(span.low if span.low >= 0 else span.high, up=False)
    return _to(_signed(span.low, up=span.low < 0), _signed(span.high, up=span.high > 0))


def _is_one(span: Span) -> bool:
    """Tell whether floor and ceiling are of one number."""
    return span.high - span.low <= 1


def _signed(millionths: int, *, up: bool) -> Text:
    share = say_share(abs(millionths), MILLION, up=up)
    return _NEGATIVE.format(share=share) if millionths < 0 else share


def _to(low: Text, high: Text) -> Text:
    return _TO.format(low=low, high=high)


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))


_TO: Final = Text(id="{low} sampai dengan {high}", en="{low} to {high}")
_NEGATIVE: Final = Text(id="-{share}", en="-{share}")
_COUNTED: Final = Text(
    id="Dari {firms} usaha yang dinilai pada {since}, {exported} usaha mengekspor sampai dengan "
    "{until}.",
    en="Firms scored on {since}: {firms}; exported by {until}: {exported}.",
)
_LEFT_OUT: Final = Text(
    id="{count} usaha tidak dihitung karena hasilnya belum diketahui.",
    en="Left out, because it is not known whether they exported: {count}.",
)
_VERDICT: Final = Text(id="Kesimpulan: {verdict}.", en="Verdict: {verdict}.")
_NEEDED: Final = Text(
    id="Diperlukan sedikitnya {needed} usaha yang hasilnya diketahui, dengan bagian pengekspor "
    "seperti sekarang.",
    en="At least {needed} firms with a known outcome are needed, at this share of exporters.",
)
_NO_CAUSE: Final = Text(
    id="Angka ini tidak membuktikan bahwa program menjadi penyebabnya.",
    en="These figures do not show that a programme was the cause.",
)
_LINE: Final = Text(id="{name}: {parts}.", en="{name}: {parts}.")
_AUC: Final = Text(
    id="peluang usaha yang kemudian mengekspor berada di atas yang tidak (AUC) {auc}",
    en="chance that a firm that exported stands above one that did not (AUC) {auc}",
)
_INTERVAL: Final = Text(id="selang 95%: {interval}", en="95% interval: {interval}")
_BRIER: Final = Text(id="skor Brier {brier}", en="Brier score {brier}")
_LIFT: Final = Text(
    id="sepersepuluh teratas mengekspor {times} dari rata-rata",
    en="the top tenth exported {times} of the average",
)
_GROUP: Final = Text(
    id="{name}: {exported} dari {firms} usaha mengekspor; selisihnya: {errors}",
    en="{name}: {exported} of {firms} firms exported; differences: {errors}",
)
_ERROR: Final = Text(id="{rule} {error}", en="{rule} {error}")
_GROUP_TOO_FEW: Final = Text(
    id="{name}: {firms} usaha, terlalu sedikit untuk dinilai",
    en="{name}: {firms} firms, too few to tell",
)
_TENTH: Final = Text(
    id="Skor {since}–{until}: {exported} dari {firms} usaha mengekspor ({share})",
    en="Score {since}–{until}: {exported} of {firms} firms exported ({share})",
)
_CHANGE: Final = Text(
    id="{kind}, {firms} usaha: naik {more}, turun {less}, tetap {same}, belum diketahui "
    "{not_known}.",
    en="{kind}, firms: {firms}; more: {more}, less: {less}, as much: {same}, not known: "
    "{not_known}.",
)
_MEDIAN: Final = Text(
    id="Median perubahan {median} (dari {of} usaha).", en="Median change: {median} (of {of})."
)
