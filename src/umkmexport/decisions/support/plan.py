"""The offers of support that were looked at for a firm, and how it stands to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from umkmexport.decisions.decision import facts_named
from umkmexport.decisions.eligibility import EligibilityDecision
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show_date
from umkmexport.model.offers import OfferState
from umkmexport.policies.calls.terms import Help, Recipient
from umkmexport.rules.fact import Fact
from umkmexport.rules.findings import Finding
from umkmexport.terms.choice import Choice
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["SupportOption", "SupportPlan", "SupportStanding"]


class SupportStanding(Choice):
    """How one firm or group stands to one offer of support."""

    NOW = "now", "dapat dimanfaatkan sekarang", "usable now"
    LATER = "later", "dapat dimanfaatkan nanti", "usable later"
    UNKNOWN = "unknown", "belum dapat dipastikan", "cannot be told yet"
    LACKING = "lacking", "belum memenuhi syarat", "conditions not met"
    CLOSED = "closed", "sudah ditutup", "closed"


@attrs.frozen(kw_only=True, slots=False)
class SupportOption:
    """One offer of support, and how a firm or its group stands to it.

    Attributes:
        call: the id of the call that offers it.
        title: its title.
        help: the kinds of help.
        recipient: whether it goes to firms or to groups.
        standing: how the firm or its group stands to it.
        open: whether applications are taken on the day.
        opens_on: the next day on which they are, where they are not now and that was announced.
        closes_on: the last day on which they are, where that was announced.
        decision: the conditions, on the day or on ``opens_on``; None where the support goes to
            groups and no record of the firm's group is at hand.
        group: the id of the firm's group, where it goes to groups.
        state: how far an offer of it to the firm or the group is.
        precheck: for a referral to a bank, whether the firm is below the ceiling of KUR; it
            decides nothing here, the bank does. None on a day without such a ceiling.
    """

    call: str
    title: Text
    help: tuple[Help, ...]
    recipient: Recipient
    standing: SupportStanding
    open: Truth
    opens_on: date | None
    closes_on: date | None
    decision: EligibilityDecision | None
    group: str | None = None
    state: OfferState = OfferState.NOT_ASKED
    precheck: Finding | None = None

    def failing(self) -> tuple[Finding, ...]:
        """Give the conditions that are not met."""
        return () if self.decision is None else self.decision.failing()

    def undecided(self) -> tuple[Finding, ...]:
        """Give the conditions of which it is not known whether they are met."""
        return () if self.decision is None else self.decision.undecided()

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for: about the firm, or about its group."""
        if self.decision is None:
            return () if self.group else (BY_NAME["group_id"],)
        facts = (
            *self.decision.missing(),
            *facts_named(self.precheck.missing if self.precheck else ()),
        )
        return tuple(dict.fromkeys(facts))

    def because(self) -> tuple[Text, ...]:
        """Say how it stands, what is lacking and what is not known."""
        kinds = join_text([kind.text for kind in self.help])
        form = _HEAD if self.help else _HEAD_WITHOUT_HELP
        head = form.format(title=self.title, help=kinds, standing=self.standing.text)
        texts = [head, *self._when(), *self._for_group()]
        for form, findings in ((_NOT_MET, self.failing()), (_NOT_KNOWN, self.undecided())):
            if findings:
                texts.append(form.format(listed=join_text([f.text for f in findings], "; ")))
        if self.precheck is not None:
            texts.append(_PRECHECKS[self.precheck.truth].format(ceiling=self.precheck.text))
        if self.state is not OfferState.NOT_ASKED:
            texts.append(_STATE.format(state=self.state.text))
        return tuple(texts)

    def _when(self) -> Iterator[Text]:
        if self.opens_on is not None:
            yield _OPENS.format(day=_day(self.opens_on))
        elif self.standing is not SupportStanding.CLOSED and self.open is Truth.UNKNOWN:
            yield _WINDOW_UNKNOWN
        elif self.standing is SupportStanding.NOW and self.closes_on is not None:
            yield _CLOSES.format(day=_day(self.closes_on))

    def _for_group(self) -> Iterator[Text]:
        if self.recipient is not Recipient.GROUP:
            return
        if self.group is None:
            yield _NO_GROUP
        else:
            form = _GROUP if self.decision is not None else _NO_RECORD
            yield form.format(group=self.group)


@attrs.frozen(kw_only=True, slots=False)
class SupportPlan(Report):
    """All support that was looked at for one firm.

    Attributes:
        id: the registry's id of the firm.
        as_of: the day the plan is made for.
        options: one an offer, and for offers to groups one a group, in the order of the calls.
    """

    id: str
    as_of: date
    options: tuple[SupportOption, ...]

    def now(self) -> tuple[SupportOption, ...]:
        """Give what the firm itself can use now."""
        return self._own(SupportStanding.NOW)

    def later(self) -> tuple[SupportOption, ...]:
        """Give what the firm itself can use from an announced day on."""
        return self._own(SupportStanding.LATER)

    def unknown(self) -> tuple[SupportOption, ...]:
        """Give what cannot be told of the firm itself yet."""
        return self._own(SupportStanding.UNKNOWN)

    def lacking(self) -> tuple[SupportOption, ...]:
        """Give what the firm itself lacks a condition for."""
        return self._own(SupportStanding.LACKING)

    def closed(self) -> tuple[SupportOption, ...]:
        """Give what is closed, without an announced day on which it opens again."""
        return tuple(o for o in self.options if o.standing is SupportStanding.CLOSED)

    def for_groups(self) -> tuple[SupportOption, ...]:
        """Give what goes to the firm's group only, and is not closed."""
        return tuple(
            o
            for o in self.options
            if o.recipient is Recipient.GROUP and o.standing is not SupportStanding.CLOSED
        )

    def of_kind(self, help_: Help | str) -> tuple[SupportOption, ...]:
        """Give the offers of one kind of help."""
        return tuple(option for option in self.options if Help(help_) in option.help)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, over all offers that are not decided."""
        undecided = (o for o in self.options if o.standing is SupportStanding.UNKNOWN)
        return tuple(dict.fromkeys(fact for option in undecided for fact in option.missing()))

    def because(self) -> tuple[Text, ...]:
        """Say how the firm stands to each offer, what is usable first."""
        counts = Counter(option.standing for option in self.options)
        head = [
            _COUNT.format(standing=s.text, count=str(counts[s]))
            for s in SupportStanding
            if counts[s]
        ]
        order = list(SupportStanding)
        options = sorted(self.options, key=lambda option: order.index(option.standing))
        listed = _PLAN.format(listed=join_text(head)) if head else _NO_OFFERS
        return (listed, *(text for option in options for text in option.because()))

    def _own(self, standing: SupportStanding) -> tuple[SupportOption, ...]:
        return tuple(
            o
            for o in self.options
            if o.standing is standing and o.recipient is Recipient.ENTERPRISE
        )


def _day(day: date) -> Text:
    return Text(*(show_date(day, language) for language in LANGUAGES))


_PLAN: Final = Text(id="Fasilitasi yang diperiksa: {listed}.", en="Support looked at: {listed}.")
_NO_OFFERS: Final = Text(id="Tidak ada fasilitasi yang diperiksa.", en="No support to look at.")
_COUNT: Final = Text(id="{count} {standing}", en="{count} {standing}")
_HEAD: Final = Text(id="{title} ({help}): {standing}.", en="{title} ({help}): {standing}.")
_HEAD_WITHOUT_HELP: Final = Text(id="{title}: {standing}.", en="{title}: {standing}.")
_OPENS: Final = Text(id="Pendaftaran dibuka mulai {day}.", en="Applications are taken from {day}.")
_CLOSES: Final = Text(
    id="Pendaftaran ditutup pada {day}.", en="Applications are taken until {day}."
)
_WINDOW_UNKNOWN: Final = Text(
    id="Masa pendaftarannya belum diketahui pasti.",
    en="It is not known for certain whether applications are taken.",
)
_GROUP: Final = Text(
    id="Hanya untuk kelompok; diperiksa untuk kelompok {group}.",
    en="For groups only; looked at for group {group}.",
)
_NO_RECORD: Final = Text(
    id="Hanya untuk kelompok; data kelompok {group} belum ada.",
    en="For groups only; the record of group {group} is not at hand.",
)
_NO_GROUP: Final = Text(
    id="Hanya untuk kelompok; belum diketahui usaha ini tergabung dalam kelompok mana.",
    en="For groups only; it is not known to which group the firm belongs.",
)
_NOT_MET: Final = Text(id="Belum terpenuhi: {listed}.", en="Not met: {listed}.")
_NOT_KNOWN: Final = Text(id="Belum diketahui: {listed}.", en="Not known: {listed}.")
_PRECHECKS: Final = {
    Truth.YES: Text(
        id="Pemeriksaan awal untuk bank terpenuhi: {ceiling}. Keputusan ada pada bank.",
        en="The pre-check for the bank is met: {ceiling}. The bank decides.",
    ),
    Truth.NO: Text(
        id="Pemeriksaan awal untuk bank tidak terpenuhi: {ceiling}. Keputusan ada pada bank.",
        en="The pre-check for the bank is not met: {ceiling}. The bank decides.",
    ),
    Truth.UNKNOWN: Text(
        id="Pemeriksaan awal untuk bank belum diketahui: {ceiling}. Keputusan ada pada bank.",
        en="The pre-check for the bank is not known: {ceiling}. The bank decides.",
    ),
}
_STATE: Final = Text(id="Status tawaran: {state}.", en="State of the offer: {state}.")
