"""What runs out within some months, and what would that do to the level?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision, facts_named
from umkmexport.decisions.readiness import ReadinessDecision, score_readiness
from umkmexport.decisions.roadmap.goals import follows_from
from umkmexport.errors import FactError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show_date
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Certificate, CertificateKind, CertificateStatus
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.rules import criteria as c
from umkmexport.rules.fact import Fact
from umkmexport.rules.scorecard import Branches, Item
from umkmexport.terms.choice import Choice
from umkmexport.terms.months import add_months
from umkmexport.terms.text import LANGUAGES, Text, join_text

__all__ = ["Renewal", "RenewalKind", "Renewals", "renewals"]

_NEVER_EXPIRES: Final = frozenset({CertificateKind.HALAL})
_DEFAULT: Final = "umkmexport-default"


class RenewalKind(Choice):
    """What runs out."""

    CERTIFICATE = "certificate", "sertifikat atau izin", "a certificate or permit"
    ANSWER = "answer", "jawaban yang perlu diperbarui", "an answer to be renewed"
    EVENT = "event", "peristiwa yang perlu diulang", "an event to be repeated"


@attrs.frozen(kw_only=True)
class Renewal:
    """One thing that runs out.

    Attributes:
        kind: a certificate, an answer, or an event such as a laboratory test.
        key: the kind of certificate, or the name of the fact.
        text: what it is, in words.
        until: the last day on which it counts; None where that is not known.
        lapsed: whether it has run out on the day of the decision.
        items: the items of the rubric that rest on it, in words.
    """

    kind: RenewalKind
    key: str
    text: Text
    until: date | None
    lapsed: bool
    items: tuple[Text, ...] = ()

    @property
    def said(self) -> Text:
        """Say it in a sentence."""
        if self.until is None:
            return _NO_END.format(text=self.text)
        form = _LAPSED if self.lapsed else _DUE[self.kind]
        return form.format(text=self.text, day=_day(self.until))


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Renewals(Decision):
    """What runs out within some months, and the level if nothing is renewed.

    Attributes:
        within_months: how many months are looked at.
        until: the last day looked at.
        due: what has run out, then what will, by day; what has no known end comes last.
        before: the score on the day of the decision.
        after: the score on the last day, if nothing is renewed.
    """

    within_months: int
    until: date
    due: tuple[Renewal, ...]
    before: ReadinessDecision
    after: ReadinessDecision

    @property
    def level_falls(self) -> bool:
        """Tell whether the lowest level still possible falls if nothing is renewed."""
        spans = self.before.level_span, self.after.level_span
        if spans[0] is None or spans[1] is None:
            return False
        levels = [level.value for level in type(spans[0][0])]
        return levels.index(spans[1][0].value) < levels.index(spans[0][0].value)

    @property
    def points_lost(self) -> int:
        """Give the points that the low end loses; 0 where it gains."""
        return max(0, self.before.low.points - self.after.low.points)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for anew."""
        answers = (each.key for each in self.due if each.kind is not RenewalKind.CERTIFICATE)
        return facts_named(name for name in answers if name in BY_NAME)

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        falls = ", the level falls" if self.level_falls else ""
        return f"{len(self.due)} in {self.within_months} months{falls}"

    def because(self) -> tuple[Text, ...]:
        """Say what runs out when, and what becomes of the score and the level."""
        form = _HEADLINE if self.due else _NOTHING
        texts = [
            form.format(
                months=str(self.within_months), day=_day(self.as_of), count=str(len(self.due))
            ),
            *(each.said for each in self.due),
        ]
        if self.due:
            texts.append(self._effect())
        return (*texts, self.before.disclaimer)

    def _effect(self) -> Text:
        before, after = self.before.level_texts, self.after.level_texts
        score = _SCORE.format(
            day=_day(self.until),
            before=str(self.before.low.percent_down()),
            after=str(self.after.low.percent_down()),
        )
        if before is None or after is None:
            return join_text([score, _END], "")
        form = _LEVEL_FALLS if self.level_falls else _LEVEL_STAYS
        level = form.format(before=before[0][0], after=after[0][0])
        return join_text([score, level], "")


def renewals(
    enterprise: Enterprise,
    *,
    within_months: int,
    as_of: date,
    rubric: Rubric | None = None,
) -> Renewals:
    """Find what runs out within some months (*perpanjangan*), and what that does to the level.

    Certificates run out by their last day; answers by the age that the rubric allows; events that
    an item asks for within some months, such as a laboratory test, by these months. A fact without
    a note never grows old.

    Args:
        enterprise: the firm.
        within_months: how many months to look ahead, 0 for today only.
        as_of: the day the decision is made for.
        rubric: the readiness card; the default rubric, if left out.

    Raises:
        FactError: the months are no whole number, or negative.

    Examples:
        >>> import umkmexport as ux
        >>> md = ux.Certificate("md", "held", valid_until=date(2027, 1, 31))
        >>> firm = ux.Enterprise(id="U-1", certificates=(md,))
        >>> found = renewals(firm, within_months=3, as_of=date(2026, 11, 21))
        >>> [(each.key, each.until) for each in found.due]
        [('md', datetime.date(2027, 1, 31))]
    """
    if type(within_months) is not int or within_months < 0:
        raise FactError(f"within_months must be a whole number from 0, not {within_months!r}")
    card = RUBRICS[_DEFAULT] if rubric is None else rubric
    until = add_months(as_of, within_months)
    found = [
        *_certificates(enterprise, card),
        *_answers(enterprise, card),
        *_events(enterprise, card),
    ]
    due = [
        attrs.evolve(each, lapsed=each.until is not None and each.until < as_of)
        for each in found
        if each.until is None or each.until < until or each.until < as_of
    ]
    return Renewals(
        as_of=as_of,
        provenance=card.provenance,
        within_months=within_months,
        until=until,
        due=tuple(sorted(due, key=lambda each: (each.until or date.max, each.key))),
        before=score_readiness(enterprise, rubric=card, as_of=as_of),
        after=score_readiness(enterprise, rubric=card, as_of=until),
    )


def _certificates(enterprise: Enterprise, rubric: Rubric) -> Iterator[Renewal]:
    """Yield the last to run out of each kind; one that never does is left out."""
    held: dict[CertificateKind, list[Certificate]] = {}
    for each in enterprise.certificates:
        if each.status == CertificateStatus.HELD and each.kind not in _NEVER_EXPIRES:
            held.setdefault(each.kind, []).append(each)
    for kind, listed in held.items():
        ends = [each.valid_until for each in listed if each.valid_until is not None]
        yield Renewal(
            kind=RenewalKind.CERTIFICATE,
            key=kind.value,
            text=kind.text,
            until=max(ends, default=None),
            lapsed=False,
            items=_resting_on(f"has_{kind.value}", rubric),
        )


def _answers(enterprise: Enterprise, rubric: Rubric) -> Iterator[Renewal]:
    """Yield the answers that some item asks anew after some months."""
    for note in enterprise.evidence:
        limits = [
            item.stale_after_months
            for item in rubric.items
            if item.stale_after_months is not None and _looks_at(item, note.fact)
        ]
        if limits and note.on is not None and _is_answered(enterprise, note):
            yield Renewal(
                kind=RenewalKind.ANSWER,
                key=note.fact,
                text=BY_NAME[note.fact].label,
                until=add_months(note.on, min(limits)),
                lapsed=False,
                items=_resting_on(note.fact, rubric),
            )


def _is_answered(enterprise: Enterprise, note: Evidence) -> bool:
    return note.fact in BY_NAME and getattr(enterprise, note.fact, None) is not None


def _events(enterprise: Enterprise, rubric: Rubric) -> Iterator[Renewal]:
    """Yield the dates that an item asks to be no older than some months."""
    seen: dict[tuple[str, date], list[Text]] = {}
    for item in rubric.items:
        for fact, months in _aging(item):
            value = getattr(enterprise, fact, None)
            if isinstance(value, date):
                last = add_months(value, months) - timedelta(days=1)
                seen.setdefault((fact, last), []).append(item.text)
    for (fact, last), items in seen.items():
        yield Renewal(
            kind=RenewalKind.EVENT,
            key=fact,
            text=BY_NAME[fact].label,
            until=last,
            lapsed=False,
            items=tuple(dict.fromkeys(items)),
        )


def _aging(item: Item) -> Iterator[tuple[str, int]]:
    for scale in (item.scale, *(variant.scale for variant in item.variants)):
        if isinstance(scale, Branches):
            for branch in scale.branches:
                yield from _no_longer_than(branch.when, inside=False)


def _no_longer_than(criterion: c.Criterion, *, inside: bool) -> Iterator[tuple[str, int]]:
    if isinstance(criterion, c.Composite):
        within = inside ^ isinstance(criterion, c.NoneOf)
        for part in criterion.parts:
            yield from _no_longer_than(part, inside=within)
    elif inside and isinstance(criterion, c.ForMonths):
        yield criterion.fact, criterion.months


def _looks_at(item: Item, fact: str) -> bool:
    return any(fact in follows_from(asked) for asked in item.facts)


def _resting_on(fact: str, rubric: Rubric) -> tuple[Text, ...]:
    return tuple(item.text for item in rubric.items if _looks_at(item, fact))


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))


_HEADLINE: Final = Text(
    id="Dalam {months} bulan sejak {day} ada {count} hal yang perlu diperpanjang, diperbarui, atau "
    "diulang.",
    en="Within {months} months of {day}, {count} things have to be renewed or done again.",
)
_NOTHING: Final = Text(
    id="Dalam {months} bulan sejak {day} tidak ada yang perlu diperpanjang atau diperbarui.",
    en="Within {months} months of {day} nothing has to be renewed.",
)
_DUE: Final = {
    RenewalKind.CERTIFICATE: Text(
        id="{text}: berlaku sampai dengan {day}.", en="{text}: valid until {day}."
    ),
    RenewalKind.ANSWER: Text(
        id="{text}: jawabannya perlu diperbarui setelah {day}.",
        en="{text}: has to be answered anew after {day}.",
    ),
    RenewalKind.EVENT: Text(
        id="{text}: masih diperhitungkan sampai dengan {day}.", en="{text}: counts until {day}."
    ),
}
_LAPSED: Final = Text(
    id="{text}: tidak lagi diperhitungkan sejak {day} terlewati.",
    en="{text}: no longer counts, since {day} has passed.",
)
_NO_END: Final = Text(
    id="{text}: tanggal berakhirnya belum diketahui.", en="{text}: its last day is not known."
)
_SCORE: Final = Text(
    id="Jika tidak ada yang diperbarui, pada {day} nilai terendah berubah dari {before} menjadi "
    "{after} dari 100",
    en="If nothing is renewed, the lowest score goes from {before} to {after} of 100 by {day}",
)
_LEVEL_FALLS: Final = Text(
    id=", dan tingkat terendah turun dari {before} menjadi {after}.",
    en=", and the lowest level falls from {before} to {after}.",
)
_LEVEL_STAYS: Final = Text(
    id="; tingkat terendah tidak turun: {after}.", en="; the lowest level does not fall: {after}."
)
_END: Final = Text(id=".", en=".")
