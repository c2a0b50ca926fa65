"""A letter to the firm: where it stands, why, and what it should do next."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

import attrs

from umkmexport.decisions.decision import label_of
from umkmexport.decisions.readiness import ReadinessDecision
from umkmexport.decisions.roadmap.abbreviations import explain_abbreviations
from umkmexport.decisions.roadmap.planned import (
    PlannedStep,
    Roadmap,
    RoadmapStanding,
    say_cost,
    say_months,
    say_whole,
)
from umkmexport.errors import PolicyError
from umkmexport.facts.words import show_date
from umkmexport.policies.header import Provenance
from umkmexport.terms.report import Report
from umkmexport.terms.text import LANGUAGES, Language, Text, join_text

__all__ = ["Letter", "write_letter"]

_STEPS: Final = 6
"""The most steps that a letter of half a page names."""


@attrs.frozen(kw_only=True, repr=False)
class Letter(Report):
    """A letter of about half a page, in both languages.

    Attributes:
        as_of: the day it is written for.
        paragraphs: its paragraphs; a plan is one, with a line a step.
        provenance: the rubric it rests on.
        plan: the catalogue that its plan rests on, where it has one.
    """

    as_of: date
    paragraphs: tuple[Text, ...]
    provenance: Provenance
    plan: Provenance | None = None

    def __repr__(self) -> str:
        return f"<Letter by {self.provenance.policy} on {self.as_of}>"

    _between: ClassVar[str] = "\n\n"

    def because(self) -> tuple[Text, ...]:
        """Give its paragraphs."""
        return self.paragraphs

    def describe(self, language: Language) -> str:
        """Give the letter in one language, every abbreviation explained where it is first used."""
        return explain_abbreviations(super().describe(language), language)


def write_letter(
    decision: ReadinessDecision, plan: Roadmap | None = None, *, name: str | None = None
) -> Letter:
    """Write level, reasons and plan as a letter to the firm.

    Args:
        decision: the readiness of the firm.
        plan: its roadmap, made for the same day.
        name: the name of the firm, as it is addressed.

    Raises:
        PolicyError: the plan is of another day than the decision.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", product_family="batik", export_mode="never")
        >>> rubric = ux.rubrics["umkmexport-default"]
        >>> score = ux.score_readiness(firm, rubric=rubric, as_of=date(2026, 11, 21))
        >>> letter = write_letter(score, name="Batik Jlamprang")
        >>> letter.describe("id").splitlines()[0]
        'Yth. Ibu/Bapak pemilik usaha Batik Jlamprang,'
    """
    if plan is not None and plan.as_of != decision.as_of:
        raise PolicyError(
            f"the plan is made for {plan.as_of}, the score for {decision.as_of}; make both for one"
        )
    paragraphs = [_salutation(name), _standing(decision), _reasons(decision)]
    if plan is not None:
        paragraphs += _planned(plan)
    paragraphs += [_question(decision), decision.disclaimer]
    return Letter(
        as_of=decision.as_of,
        paragraphs=tuple(each for each in paragraphs if each is not None),
        provenance=decision.provenance,
        plan=None if plan is None else plan.provenance,
    )


def _salutation(name: str | None) -> Text:
    return _DEAR if name is None else _DEAR_NAME.format(name=name)


def _standing(decision: ReadinessDecision) -> Text:
    day = Text(*(show_date(decision.as_of, language) for language in LANGUAGES))
    figures: dict[str, Text | str] = {"day": day, "score": _score(decision)}
    if decision.level_texts is None:
        return _SCORE_ONLY.format(**figures)
    (low, sentence), (high, _) = decision.level_texts
    if decision.level is None:
        return _LEVEL_SPAN.format(**figures, level=low, highest=high)
    return _LEVEL.format(**figures, level=low, sentence=sentence)


def _score(decision: ReadinessDecision) -> Text:
    low, high = decision.low.percent_down(), decision.high.percent_up()
    if low == high:
        return _EXACT.format(score=str(low))
    return _BETWEEN.format(low=str(low), high=str(high))


def _reasons(decision: ReadinessDecision) -> Text | None:
    said = []
    if decision.headlines():
        said.append(_GAPS.format(listed=join_text(decision.headlines(), "; ")))
    unknown = decision.high.points - decision.low.points
    if unknown:
        said.append(_UNKNOWN.format(points=str(unknown), of=str(decision.low.of)))
    return join_text(said, " ") if said else None


def _planned(plan: Roadmap) -> list[Text]:
    if plan.standing is RoadmapStanding.REACHED:
        return [_REACHED.format(target=plan.target)]
    if plan.standing is RoadmapStanding.UNREACHABLE:
        reasons = [_REASON.format(goal=each.text, reason=each.reason) for each in plan.obstacles]
        shown = join_text(reasons[:_STEPS], "; ")
        return [_UNREACHABLE.format(target=plan.target, listed=shown)]
    return [_steps(plan), _sums(plan)]


def _steps(plan: Roadmap) -> Text:
    shown = _first(plan)
    left = len(plan.steps) - len(shown)
    opening = _STEPS_AMONG if left else _STEPS_ARE
    lines = [opening.format(target=plan.target, count=str(len(plan.steps)))]
    for number, step in enumerate(shown, start=1):
        lines.append(_STEP.format(number=str(number), text=_task(step), details=_details(step)))
    if left:
        lines.append(_MORE.format(count=str(left)))
    return join_text(lines, "\n")


def _first(plan: Roadmap) -> tuple[PlannedStep, ...]:
    """Take the steps to be named, in their order: those to be done, the critical ones first."""
    ranked = sorted(plan.steps, key=lambda step: (step.proof is not None, not step.critical))
    chosen = {step.key for step in ranked[:_STEPS]}
    return tuple(step for step in plan.steps if step.key in chosen)


def _task(step: PlannedStep) -> Text:
    if step.proof is None:
        return step.text
    return _PROVE.format(label=label_of(step.key.partition(":")[2]).inside())


def _details(step: PlannedStep) -> Text:
    details = []
    if step.agency is not None:
        details.append(step.agency)
    if step.relief is not None:
        details.append(step.relief)
    if step.cost is not None and step.cost.high != 0:
        details.append(say_cost(step.cost))
    if step.months is not None and step.months.high != 0:
        details.append(say_months(step.months))
    return _DETAILS.format(listed=join_text(details, "; ")) if details else Text("", "")


def _sums(plan: Roadmap) -> Text:
    cost, months = say_whole(say_cost(plan.cost)), say_whole(say_months(plan.months))
    said = [_SUMS.format(cost=cost, months=months)]
    for form, unknown in (
        (_COSTS_UNKNOWN, plan.cost_unknown),
        (_TIMES_UNKNOWN, plan.months_unknown),
    ):
        if unknown:
            said.append(form.format(count=str(len(unknown))))
    if plan.assumptions:
        said.append(_ASSUMED)
    return join_text(said, " ")


def _question(decision: ReadinessDecision) -> Text | None:
    fact = decision.next_question()
    return None if fact is None else _NEXT.format(question=fact.question)


_DEAR: Final = Text(id="Yth. Ibu/Bapak pemilik usaha,", en="Dear business owner,")
_DEAR_NAME: Final = Text(id="Yth. Ibu/Bapak pemilik usaha {name},", en="Dear owner of {name},")
_LEVEL: Final = Text(
    id="Berdasarkan data per {day}, usaha Ibu/Bapak berada pada tingkat {level}: {sentence}. Nilai "
    "kesiapan ekspornya {score}.",
    en="By the data of {day}, your firm is at the level {level}: {sentence}. Its export readiness "
    "is {score}.",
)
_LEVEL_SPAN: Final = Text(
    id="Berdasarkan data per {day}, tingkat usaha Ibu/Bapak belum dapat ditetapkan: antara {level} "
    "dan {highest}. Nilai kesiapan ekspornya {score}.",
    en="By the data of {day}, the level of your firm cannot be told yet: between {level} and "
    "{highest}. Its export readiness is {score}.",
)
_SCORE_ONLY: Final = Text(
    id="Berdasarkan data per {day}, nilai kesiapan ekspor usaha Ibu/Bapak {score}.",
    en="By the data of {day}, the export readiness of your firm is {score}.",
)
_EXACT: Final = Text(id="{score} dari 100", en="{score} of 100")
_BETWEEN: Final = Text(id="antara {low} dan {high} dari 100", en="between {low} and {high} of 100")
_GAPS: Final = Text(id="Yang paling perlu dipenuhi: {listed}.", en="What is most needed: {listed}.")
_UNKNOWN: Final = Text(
    id="Sebanyak {points} dari {of} poin belum dapat dinilai karena datanya belum ada.",
    en="{points} of {of} points cannot be judged yet because the data are missing.",
)
_REACHED: Final = Text(
    id="Sasaran ini sudah tercapai: {target}. Ibu/Bapak tidak perlu menempuh langkah lain untuk "
    "itu.",
    en="This aim is reached already: {target}. No further step is needed for it.",
)
_UNREACHABLE: Final = Text(
    id="Sasaran ini belum dapat dicapai: {target}. Penyebabnya: {listed}.",
    en="This aim cannot be reached yet: {target}. The reasons: {listed}.",
)
_REASON: Final = Text(id="{goal} ({reason})", en="{goal} ({reason})")
_STEPS_ARE: Final = Text(
    id="Untuk mencapai {target}, kami menyarankan {count} langkah berikut:",
    en="To reach {target}, we suggest these {count} steps:",
)
_STEPS_AMONG: Final = Text(
    id="Untuk mencapai {target}, kami menyarankan {count} langkah, antara lain:",
    en="To reach {target}, we suggest {count} steps, among them:",
)
_PROVE: Final = Text(
    id="Menyampaikan jawaban beserta buktinya: {label}",
    en="Hand in the answer and what proves it: {label}",
)
_STEP: Final = Text(id="{number}. {text}{details}", en="{number}. {text}{details}")
_DETAILS: Final = Text(id=" – {listed}", en=" – {listed}")
_MORE: Final = Text(
    id="Selain itu ada {count} langkah lain, yang kami jelaskan saat bertemu.",
    en="There are {count} more steps, which we explain when we meet.",
)
_SUMS: Final = Text(
    id="Biaya seluruhnya: {cost}. Waktu seluruhnya: {months}.",
    en="Whole cost: {cost}. Whole time: {months}.",
)
_COSTS_UNKNOWN: Final = Text(
    id="Biaya {count} langkah belum diketahui.", en="The cost of {count} steps is not known."
)
_TIMES_UNKNOWN: Final = Text(
    id="Lama {count} langkah belum diketahui.", en="The time of {count} steps is not known."
)
_ASSUMED: Final = Text(
    id="Rencana ini menganggap jawaban yang belum terbukti dan penilaian pihak lain ternyata baik.",
    en="The plan assumes that answers not yet proved, and the judgement of others, turn out well.",
)
_NEXT: Final = Text(
    id="Pertanyaan yang paling perlu dijawab sekarang: {question}",
    en="The question that is most worth answering now: {question}",
)
