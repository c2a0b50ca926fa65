"""Write what the documentation takes from the library: reference tables, files and output.

python docs/_generate.py

rewrites every page of ``PAGES`` and every marked block of the other pages. A marked block stands
below ``<!-- file: PATH -->`` or ``<!-- output: COMMAND -->``: the page shows the very file that the
tests load, and what the command prints.
"""

from __future__ import annotations

import io
import re
import runpy
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import chdir, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Final

import attrs

import umkmexport as ux
from umkmexport import facts
from umkmexport.codes import regions
from umkmexport.facts.view import answerable_facts
from umkmexport.policies.calls.terms import Quota, Stage, Step
from umkmexport.policies.header import Policy
from umkmexport.policies.steps.terms import Figure, Validity
from umkmexport.policies.steps.terms import Step as CatalogueStep
from umkmexport.registry import Column, Entry, RegistryMapping
from umkmexport.rules import criteria as c
from umkmexport.rules.checklist import Requirement
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.ladder import Band
from umkmexport.rules.scorecard import Bands, Branches, Item, Scale, Steps
from umkmexport.rules.value import Component
from umkmexport.terms.text import Text

DOCS: Final = Path(__file__).parent
ROOT: Final = DOCS.parent
COMMAND: Final = "python docs/_generate.py"

_AS_OF: Final = date(2026, 11, 21)
_ALL_FACTS: Final = (*facts.FACTS, *facts.APPLICATION_FACTS, *facts.GROUP_FACTS)
_NOTICE: Final = f"<!-- Written by `{COMMAND}`. Change what it is written from, not this page. -->"
_BLOCK: Final = re.compile(
    r"^(?P<marker><!-- (?P<kind>file|output): (?P<what>.+?) -->)\n```(?P<language>\w+)\n.*?^```$",
    re.MULTILINE | re.DOTALL,
)


def main() -> None:
    """Write the pages that are out of date and name them."""
    for path, text in wanted().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def wanted() -> dict[Path, str]:
    """Give the text that every page of the documentation should have."""
    generated = {DOCS / name: f"{_NOTICE}\n\n{page()}\n" for name, page in PAGES.items()}
    others = sorted({*DOCS.rglob("*.md"), ROOT / "README.md"} - set(generated))
    return generated | {path: _filled(path.read_text(encoding="utf-8")) for path in others}


# The pages


def size_instruments() -> str:
    """Give every instrument of size with its bounds, articles, dates and confidence."""
    instruments = sorted(
        ux.size_instruments.values(), key=lambda one: (one.regime, one.since or date.min)
    )
    overview = (
        (
            one.regime,
            f"[{one.short.en}](#{one.id})",
            _day(one.since),
            _day(one.until),
            ", ".join(f"`{name}`" for name in one.criteria) or _without_classes(one),
        )
        for one in instruments
    )
    return _page(
        "# Size instruments",
        "Every instrument by which the library sorts firms by size (*skala usaha*), every gap "
        "between two of them, and what each rests on. What the dates mean: "
        "[the law is dated](../explanation/dated-law.md). How to ask: "
        "[classify by size](../how-to/size.md).",
        _table(("regime", "instrument", "in force from", "until (excluded)", "criteria"), overview),
        *(part for one in instruments for part in _size_instrument(one)),
    )


def vocabulary() -> str:
    """Give every fact with its type, unit, labels and question."""
    return _page(
        "# Vocabulary of facts",
        f"Every fact that a rule may ask for: {len(facts.FACTS)} about a firm, of which "
        f"{len(facts.FIRST)} to fill first (★), and {len(facts.APPLICATION_FACTS)} about one "
        "application to one call. One name serves as attribute, column and TOML key. Whatever is "
        "not given is unknown. In a program: [`umkmexport.facts`](facts.md); for a form: "
        "[build a form](../how-to/build-a-form.md). Facts marked *personal* are the owner's "
        "personal data.",
        *(part for section in (*facts.SECTIONS, _GROUP) for part in _section(*section)),
        "## Allowed answers",
        _table(
            ("fact", "answers: value, Indonesian, English"),
            (
                (f"`{fact.name}`", "<br>".join(_option(o.value, o.text) for o in fact.options))
                for fact in _ALL_FACTS
                if fact.options
            ),
        ),
    )


_GROUP: Final = (
    "group",
    Text(id="Kelompok, untuk fasilitasi bagi kelompok", en="A group, for help that goes to groups"),
)


def duties() -> str:
    """Give every dated duty with its phases."""
    return _page(
        "# Duties",
        "Every duty (*kewajiban*) that binds some firms from some day on and that ships with the "
        "library. It binds a firm on a day if one of the phases then in force does.",
        *(part for duty in ux.duties.values() for part in _duty(duty)),
    )


def steps() -> str:
    """Give every catalogue of steps with what they need, give, cost and take."""
    return _page(
        "# Steps to export",
        "Every permit, certificate and task that a roadmap is made of, and that ships with the "
        "library. A cost or a time that stands empty was not found in a source, and is never "
        "estimated; a figure of low confidence is shown and not reckoned with. How to plan with "
        "them: [plan a roadmap](../how-to/plan-a-roadmap.md).",
        *(part for one in ux.step_catalogues.values() for part in _step_catalogue(one)),
    )


def rubrics() -> str:
    """Give every readiness rubric with items, gates and levels."""
    return _page(
        "# Readiness rubrics",
        "Every rubric that ships with the library, with its whole card. Why it is built this way: "
        "[the rubric](../explanation/rubric.md). How to write another: "
        "[write a rubric](../how-to/write-a-rubric.md).",
        _table(
            ("rubric", "items", "dimensions", "gates", "levels"),
            (
                (
                    f"[{rubric.title.en}](#{rubric.id})",
                    len(rubric.items),
                    ", ".join(dimension.text.en for dimension in rubric.dimensions),
                    len(rubric.gates) or "none",
                    len(rubric.levels) or "none: the score only",
                )
                for rubric in ux.rubrics.values()
            ),
        ),
        *(part for rubric in ux.rubrics.values() for part in _rubric(rubric)),
    )


def priorities() -> str:
    """Give every priority policy with pool and components."""
    return _page(
        "# Priority policies",
        "Every policy that ships with the library. Who comes first is a choice, not a "
        "measurement: [priority](../explanation/priority.md). How to write another: "
        "[rank firms](../how-to/rank-firms.md).",
        *(part for policy in ux.priorities.values() for part in _priority(policy)),
    )


def calls() -> str:
    """Give every call with its conditions."""
    return _page(
        "# Calls",
        "Every call (*pengumuman program*) that ships with the library, with its conditions as "
        "they are checked. How to write another: [write a call](../how-to/write-a-call.md).",
        _table(
            ("call", "organiser", "region", "places", "applications", "offers"),
            (
                (
                    f"[{call.title.en}](#{call.id})",
                    call.organiser.en,
                    "the country" if call.region is None else regions.get(call.region).name,
                    _places(call),
                    _days(call.window.opens, call.window.closes),
                    ", ".join(kind.text.en for kind in call.help),
                )
                for call in ux.calls.values()
            ),
        ),
        *(part for call in ux.calls.values() for part in _call(call)),
        "## Where each condition stands",
        "The calls are read from 93 numbered conditions of their announcements, call by call. Each "
        "stands in one place of its file.",
        _table(
            ("number", "call", "place in the file", "what it says there"),
            (
                (one.ref, f"[`{call.id}`](#{call.id})", f"`{one.at}`", say_at(call, one.at))
                for one, call in sorted(
                    ((one, call) for call in ux.calls.values() for one in call.statements),
                    key=lambda pair: _in_order(pair[0].ref),
                )
            ),
        ),
    )


def trainings() -> str:
    """Give every series of trainings, what closes which gaps, and what companions may take."""
    return _page(
        "# Trainings",
        "Every series of trainings, table of training needs and rule for companions that ships "
        "with the library. How to write others: [plan trainings](../how-to/plan-trainings.md).",
        *(part for series in ux.trainings.values() for part in _training(series)),
        *(part for table in ux.need_tables.values() for part in _need_table(table)),
        *(part for rule in ux.companion_rules.values() for part in _companion_rule(rule)),
    )


def promotions() -> str:
    """Give every definition of moving up."""
    return _page(
        "# Moving up",
        "Every definition of moving up a class (*naik kelas*) that ships with the library. Counts "
        "by different definitions are different numbers. How to count: "
        "[follow the programme](../how-to/follow-the-programme.md#moving-up).",
        *(part for rule in ux.promotions.values() for part in _promotion(rule)),
    )


def mappings() -> str:
    """Give every mapping with its columns."""
    return _page(
        "# Mappings",
        "Every mapping from the columns of a registry to facts that ships with the library. How "
        "to write another: [write a mapping](../how-to/write-a-mapping.md).",
        *(part for mapping in ux.mappings.values() for part in _mapping(mapping)),
    )


PAGES: Final[dict[str, Callable[[], str]]] = {
    "reference/size-instruments.md": size_instruments,
    "reference/vocabulary.md": vocabulary,
    "reference/duties.md": duties,
    "reference/steps.md": steps,
    "reference/rubrics.md": rubrics,
    "reference/priorities.md": priorities,
    "reference/calls.md": calls,
    "reference/trainings.md": trainings,
    "reference/promotions.md": promotions,
    "reference/mappings.md": mappings,
}
"""The generated pages, by their path below ``docs``."""


# Size


def _size_instrument(one: ux.SizeInstrument) -> Iterator[str]:
    yield f"## {one.short.en} {{ #{one.id} }}"
    title = f"{one.title.en[0].upper()}{one.title.en[1:]}"
    yield f"{title} (*{one.title.id}*). {_in_force(one)}"
    yield from _notes(one)
    yield from _declared(one.declared)
    for by in one.ladders:
        yield f"By {_criterion_name(by.criterion)}: {by.article.en}; confidence {by.confidence}."
        yield _table(("class", "from", "to"), _bands(by.ladder.fact, by.bands))
    if one.cases is not None:
        by_cases = one.cases
        yield (
            f"By {_criterion_name(by_cases.criterion)}, the first row that holds: "
            f"{by_cases.article.en}; confidence {by_cases.confidence}."
        )
        rows = [(case.key, say(case.when)) for case in by_cases.rule.cases]
        yield _table(("class", "where"), [*rows, (by_cases.rule.otherwise, "otherwise")])
    if one.ceiling is not None:
        yield f"Ceiling: {one.ceiling.text.en} (*{one.ceiling.text.id}*)."
        yield f"As a rule: {say(one.ceiling.rule)}."
    if one.purposes:
        yield _table(
            ("purpose", "criterion", "basis", "confidence"),
            (
                (
                    f"`{rule.purpose}`<br>*{rule.purpose.text.id}*",
                    f"`{rule.criterion}`" if rule.criterion else "all side by side",
                    _both(rule.basis),
                    rule.confidence,
                )
                for rule in one.purposes
            ),
        )
    yield _sources(one)


def _without_classes(one: ux.SizeInstrument) -> str:
    return "none: a gap" if one.gap else "a ceiling, without classes"


def _in_force(one: ux.SizeInstrument) -> str:
    if one.since is None and one.until is None:
        return f"Regime `{one.regime}`; no dates in the sources."
    word = "a gap" if one.gap else "in force"
    until = "" if one.until is None else f" until {_day(one.until)} (excluded)"
    return f"Regime `{one.regime}`; {word} from {_day(one.since)}{until}."


def _criterion_name(criterion: ux.SizeCriterion) -> str:
    return f"{criterion.text.en} (*{criterion.text.id}*, `{criterion}`)"


def _bands(fact: str, bands: Iterable[Band]) -> Iterator[tuple[str, str, str]]:
    low = ""
    for band in bands:
        if band.less_than is not None:
            bound = _amount(fact, band.less_than)
            yield band.key, low, f"less than {bound}"
            low = f"{bound} or more"
        elif band.at_most is not None:
            bound = _amount(fact, band.at_most)
            yield band.key, low, f"at most {bound}"
            low = f"more than {bound}"
        else:
            yield band.key, low, ""


# Facts


def _section(key: str, title: Text) -> Iterator[str]:
    yield f"## {title.en} {{ #{key} }}"
    yield f"*{title.id}*"
    yield _table(
        ("fact", "label", "question", "values", "where it is found"),
        (
            (
                f"`{fact.name}`{' ★' if fact.first else ''}{'<br>personal' * fact.personal}",
                _both(fact.label),
                _both(fact.question),
                _values(fact),
                _both(fact.source) if fact.source else _follows(fact),
            )
            for fact in _ALL_FACTS
            if fact.section == key
        ),
    )


def _values(fact: Fact) -> str:
    parts = [fact.type.value]
    if fact.unit is not None:
        parts.append(
            f"{fact.unit.en} (*{fact.unit.id}*)" if fact.unit.id != fact.unit.en else fact.unit.en
        )
    if fact.least is not None:
        parts.append(
            f"{fact.least} or more" if fact.greatest is None else f"{fact.least} to {fact.greatest}"
        )
    if fact.options:
        parts.append("see [answers](#allowed-answers)")
    return "<br>".join(parts)


def _follows(fact: Fact) -> str:
    parents = ", ".join(f"`{name}`" for name in fact.derived_from)
    return f"follows from {parents}" if parents else ""


def _option(value: str, text: Text) -> str:
    return f"`{value}` *{text.id}* · {text.en}"


# Rubrics


def _rubric(rubric: ux.Rubric) -> Iterator[str]:
    yield from _heading(rubric)
    yield _quote(rubric.disclaimer)
    yield (
        "**Not validated.** No score by this rubric has been held against later exports; how that "
        "is done: [does the score work?](../how-to/does-the-score-work.md)"
    )
    yield from _notes(rubric)
    for dimension in rubric.dimensions:
        items = [item for item in rubric.items if item.dimension == dimension.key]
        yield f"### {dimension.text.en} (*{dimension.text.id}*) {{ #{rubric.id}-{dimension.key} }}"
        yield _table(_ITEM_HEAD, map(_item, items))
    if rubric.gates:
        yield from _gates(rubric)
    yield f"### Levels {{ #{rubric.id}-levels }}"
    yield from _levels(rubric)
    yield f"### What a card is worth {{ #{rubric.id}-worth }}"
    yield (
        "Points of the items that apply to a family. A score is what is earned of them, so one "
        "point weighs more where fewer apply."
    )
    yield _table(
        ("product family", "points, not exporting", "items", "points, exporting", "items"),
        _worth(rubric),
    )
    branching = ", ".join(f"`{name}`" for name in rubric.branching_facts())
    if branching:
        yield (
            f"What applies to a firm, and by which scale, is decided by {branching}. Where one of "
            "these is not known, the interval of the score is wider."
        )
    yield _sources(rubric)


def _gates(rubric: ux.Rubric) -> Iterator[str]:
    yield f"### Gates {{ #{rubric.id}-gates }}"
    yield "Musts that no points replace. A gate that does not apply is met."
    yield _table(
        ("gate", "must", "condition", "for whom", "evidence", "basis"),
        (
            (
                gate.key,
                _both(gate.text),
                say(gate.require),
                "everyone" if gate.applies is None else say(gate.applies),
                _evidence(gate.evidence, gate.evidence_for),
                gate.basis or "",
            )
            for gate in rubric.gates
        ),
    )


def _levels(rubric: ux.Rubric) -> Iterator[str]:
    if not rubric.levels:
        yield "None: the score only."
        return
    yield _table(
        ("level", "label", "what it says", "score", "each dimension", "gates"),
        (
            (
                f"`{level.key}`",
                _both(level.text),
                _both(level.sentence),
                f"{level.score_at_least} or more" if level.score_at_least else "",
                f"{level.dimension_at_least} per cent or more" if level.dimension_at_least else "",
                " ".join(level.gates),
            )
            for level in rubric.levels
        ),
    )


_ITEM_HEAD: Final = (
    "item",
    "points",
    "what it is",
    "why it matters",
    "what is asked",
    "what earns points",
    "for whom",
    "evidence",
    "source, or our choice",
)


def _item(item: Item) -> tuple[object, ...]:
    scales = [_scale(item.scale)]
    scales += [
        f"where {say(variant.when)}{_quoted(variant.text)}: {_scale(variant.scale)}"
        for variant in item.variants
    ]
    age = item.stale_after_months
    asked = dict.fromkeys(name for fact in item.facts for name in answerable_facts(fact))
    return (
        item.key,
        item.points,
        _both(item.text),
        "" if item.why is None else _both(item.why),
        "<br>".join(_both(facts.get(name).question) for name in asked),
        "<br>".join(scales),
        "everyone" if item.applies is None else say(item.applies),
        _evidence(item.evidence, ()) + (f"<br>unknown again after {age} months" if age else ""),
        "<br>".join([item.basis or "", *(f"*{aspect}*" for aspect in item.aspects)]),
    )


def _quoted(text: Text | None) -> str:
    return "" if text is None else f" (“{text.en}”, *{text.id}*)"


def _scale(scale: Scale) -> str:
    match scale:
        case Steps(fact, points):
            steps = (f"{_answer(value)} {worth}" for value, worth in points)
            return f"`{fact}`: {' · '.join(steps)}"
        case Bands(fact, starts, points):
            bands = (f"from {start}: {worth}" for start, worth in zip(starts, points, strict=True))
            return f"`{fact}`: {' · '.join(bands)}"
        case Branches(branches):
            return "; ".join(f"{branch.points} where {say(branch.when)}" for branch in branches)


def _evidence(kind: ux.EvidenceKind, only_for: Sequence[str]) -> str:
    named = f" for {', '.join(f'`{name}`' for name in only_for)}" if only_for else ""
    return f"{kind.text.en}{named}"


def _worth(rubric: ux.Rubric) -> Iterator[tuple[object, ...]]:
    for option in facts.get("product_family").options:
        row: list[object] = [_option(option.value, option.text)]
        for mode in ("never", "direct"):
            firm = ux.Enterprise(id=option.value, product_family=option.value, export_mode=mode)  # type: ignore[arg-type]
            score = ux.score_readiness(firm, rubric=rubric, as_of=_AS_OF)
            row += [score.high.of, len(score.items)]
        yield tuple(row)


# Priorities, calls and duties


def _priority(policy: ux.PriorityPolicy) -> Iterator[str]:
    yield from _heading(policy)
    yield _quote(policy.disclaimer)
    yield f"Favours: {policy.favours.en} (*{policy.favours.id}*)"
    yield f"Leaves out: {policy.leaves_out.en} (*{policy.leaves_out.id}*)"
    if policy.use_for is not None:
        yield f"Use for: {policy.use_for.en} (*{policy.use_for.id}*)"
    if policy.mind is not None:
        yield f"Mind: {policy.mind.en} (*{policy.mind.id}*)"
    yield from _notes(policy)
    if policy.one_place_per is not None:
        yield f"One place per `{policy.one_place_per}`, which must be known to take a place."
    if policy.rubric is not None:
        yield f"Readiness is scored by [`{policy.rubric}`](rubrics.md#{policy.rubric})."
    yield from _declared(policy.declared)
    yield "The pool:"
    yield _requirements(policy.pool)
    if policy.least_readiness is not None:
        yield f"And a readiness of at least {policy.least_readiness} of 100, for sure."
    if not policy.components:
        yield "Within the pool the order is drawn."
        yield _sources(policy)
        return
    yield "The value:"
    yield _table(
        ("component", "weight", "in words", "from 0 to 100"),
        (
            (f"`{one.key}`", one.weight, _both(one.text), _component(one))
            for one in policy.components
        ),
    )
    yield _sources(policy)


def _component(component: Component) -> str:
    if component.readiness:
        return "the readiness score"
    near = component.closeness
    if near is not None:
        return (
            f"0 at a score of {near.zero_at} or less, 100 at {near.full_at} or more, straight "
            f"between; less {near.per_unmet_gate} for each gate of `{near.level}` that is not met"
        )
    return _other_component(component)


def _other_component(component: Component) -> str:
    room, weights, ratio = component.room_to_gain, component.recommendation, component.ratio
    if room is not None:
        span = f"100 at a score of {room.full_at} or less, 0 at {room.zero_at} or more"
        if room.evidence is None:
            return f"{span}, straight between"
        return (
            f"{span}, straight between; what is noted as less than “{room.evidence.text.en}” is "
            "unknown here"
        )
    if weights is not None:
        own, others = weights.own_regency, weights.others
        return (
            f"what agencies with jurisdiction recommend; its own regency or city weighs {own}, "
            f"every other agency {others}"
        )
    if component.order_fit is not None:
        return "capacity until the last day, as a share of the quantity asked for"
    if ratio is not None:
        return f"`{ratio.part}` as a share of `{ratio.of}`"
    return "<br>".join(
        f"{item.text.en}: {_scale(item.scale)} (of {component.total})" for item in component.items
    )


def _duty(duty: ux.Duty) -> Iterator[str]:
    yield from _heading(duty)
    yield from _notes(duty)
    yield from _declared(duty.declared)
    yield _table(
        ("phase", "since", "whom it binds", "rule", "article"),
        (
            (f"`{one.key}`", _day(one.since), _both(one.text), say(one.when), _both(one.article))
            for one in duty.phases
        ),
    )
    yield _sources(duty)


def _step_catalogue(catalogue: ux.StepCatalogue) -> Iterator[str]:
    yield from _heading(catalogue)
    yield from _notes(catalogue)
    yield _table(
        ("step", "in words", "after", "for whom", "cost, Rp", "months", "valid", "the record says"),
        map(_catalogue_step, catalogue.steps),
    )
    yield "What each step rests on:"
    yield "\n".join(map(_basis, catalogue.steps))
    yield _sources(catalogue)


def _catalogue_step(step: CatalogueStep) -> tuple[object, ...]:
    agency = "" if step.agency is None else f"<br>{step.agency.en}"
    return (
        f"`{step.key}`",
        f"{_both(step.text)}{agency}",
        "<br>".join(_before(step)),
        "everyone" if step.applies is None else say(step.applies),
        "<br>".join(_costs(step)),
        "" if step.months is None else _figure(step.months),
        "" if step.validity is None else _validity(step.validity),
        "<br>".join(_granted(step)),
    )


def _before(step: CatalogueStep) -> Iterator[str]:
    yield from (" or ".join(f"`{key}`" for key in group) for group in step.needs)
    yield from (f"better `{key}`" for key in step.better_after)


def _costs(step: CatalogueStep) -> Iterator[str]:
    if step.cost is not None:
        yield _figure(step.cost)
    for relief in step.reliefs:
        yield f"{_figure(relief.cost)}: {relief.text.en}, where {say(relief.when)}"


def _figure(figure: Figure) -> str:
    low, high = figure.range.low, figure.range.high
    said = (
        f"{low:,}" if low == high else f"{low:,} or more" if high is None else f"{low:,}–{high:,}"
    )
    return f"{said}{_doubt(figure.confidence)}"


def _doubt(confidence: ux.Confidence) -> str:
    return " (confidence low)" if confidence is ux.Confidence.LOW else ""


def _validity(validity: Validity) -> str:
    months = f"{validity.months} months"
    said = months if validity.months is not None else validity.kind.text.en
    return f"{said}{_doubt(validity.confidence)}"


def _granted(step: CatalogueStep) -> Iterator[str]:
    yield from (f"`{grant.fact}` is {_given(grant.value)}" for grant in step.grants)
    yield from (f"`{fact}` is known" for fact in step.settles)
    yield from (f"`{fact}` is the day" for fact in step.dated)
    if step.judged:
        yield "if others judge so"


def _given(value: bool | int | str) -> str:  # noqa: FBT001 - it is what is said
    return f"{value:,}" if type(value) is int else _answer(value)  # type: ignore[arg-type]


def _basis(step: CatalogueStep) -> str:
    links = (f"[{s.title}]({s.url})" if s.url else s.title for s in step.sources)
    remarks = [f"confidence {step.confidence}", *(["changes often"] if step.volatile else [])]
    listed = "; ".join([step.basis, *links])
    return f"- `{step.key}`: {listed} ({', '.join(remarks)})."


def _call(call: ux.Call) -> Iterator[str]:
    yield from _heading(call)
    yield f"{call.organiser.en} (*{call.organiser.id}*)"
    for partner in call.partners:
        role = "" if partner.role is None else f": {partner.role.en}"
        agreement = f" ({partner.agreement})" if partner.agreement else ""
        yield f"Partner: {partner.name.en} (*{partner.name.id}*){role}{agreement}."
    lines = [f"Places: {_places(call)}."]
    lines.append(f"Applications: {_days(call.window.opens, call.window.closes)}.")
    if call.window.closes_when_full:
        lines.append("Closes when full.")
    if call.help:
        whom = "groups only" if call.recipient == "group" else "firms"
        lines.append(f"Offers {whom}: {', '.join(kind.text.en for kind in call.help)}.")
    if call.held.first or call.held.last:
        lines.append(f"Held: {_days(call.held.first, call.held.last)}.")
    yield " ".join(lines)
    yield from _notes(call)
    yield from _declared(call.declared)
    yield from _required(call)
    for version in call.versions:
        yield f"From {_day(version.since)}: {version.reason.en} (*{version.reason.id}*)"
        if version.window is not None:
            yield f"Applications: {_days(version.window.opens, version.window.closes)}."
        if version.criteria:
            yield _requirements(version.criteria)
    for title, parts in (
        ("Steps", call.steps),
        ("Stages", call.stages),
        ("Places counted or kept apart", call.quotas),
    ):
        if parts:
            yield _parts(title, parts)
    yield _sources(call)


def _required(call: ux.Call) -> Iterator[str]:
    if call.criteria:
        yield "Conditions, all of which must hold:"
        yield _requirements(call.criteria)
    else:
        yield "No conditions of taking part were announced."
    if call.preferences:
        yield "Preferences, which order and never exclude:"
        yield _requirements(call.preferences)
    if call.asked:
        yield f"Asked without effect: {', '.join(f'`{name}`' for name in call.asked)}."
    if call.completion:
        yield "To pass in the end:"
        yield _requirements(call.completion)


def _places(call: ux.Call) -> str:
    if call.seats is None:
        return "not stated"
    return f"{'about ' * call.seats_approximate}{call.seats:,}"


def _days(first: date | None, last: date | None) -> str:
    if first is not None and first == last:
        return _day(first)
    if first is None and last is None:
        return "not stated"
    return " ".join(
        part
        for part in (
            f"from {_day(first)}" if first else "",
            f"until {_day(last)}" if last else "",
        )
        if part
    )


def _in_order(ref: str) -> tuple[str, int]:
    """Give a number of an announcement so that it sorts: C10.2 before C10.11."""
    call, _, number = ref.partition(".")
    return call, int(number)


def say_at(call: ux.Call, place: str) -> str:
    """Say in both languages what stands at a place of a call."""
    part, _, rest = place.partition(".")
    if part == "seats":
        return f"{_places(call)} places"
    if part == "window":
        return "closes when full<br>*ditutup setelah kuota terpenuhi*"
    if part == "asked":
        return f"{_both(call.vocabulary[rest].label)}<br>asked without effect"
    entries = [entry for entry in getattr(call, part) if entry.key == rest.partition(".")[0]]
    said = "<br>".join(_both(entry.text) for entry in entries or getattr(call, part))
    falls_back = rest.endswith(".falls_back_on")
    return f"{said}<br>until {_day(entries[0].falls_back_on)}" if falls_back else said


def _requirements(requirements: Iterable[Requirement]) -> str:
    return _table(
        ("key", "in words", "rule", "for whom", "evidence"),
        (
            (
                f"`{one.key}`",
                _both(one.text),
                say(one.require),
                "everyone" if one.applies is None else say(one.applies),
                one.evidence.text.en if one.evidence else "any",
            )
            for one in requirements
        ),
    )


def _parts(title: str, parts: Iterable[Step | Stage | Quota]) -> str:
    lines = (f"- {part.text.en} (*{part.text.id}*){''.join(_counts(part))}" for part in parts)
    return "\n".join([f"{title}:", "", *lines])


def _counts(part: Step | Stage | Quota) -> Iterator[str]:
    if isinstance(part, Step):
        yield f", done on `{part.fact}`"
        return
    about = "about " * part.approximate
    if part.seats is not None:
        yield f", {about}{part.seats:,}"
    if isinstance(part, Quota):
        yield f", {part.mode.text.en}"
        if part.per is not None:
            yield f", for each {part.per.text.en}"
        if part.falls_back_on is not None:
            yield f", unused places in one pool from {_day(part.falls_back_on)}"
    elif part.rounds is not None:
        yield f", {part.rounds} rounds"
    if isinstance(part, Stage) and part.scores:
        yield f", by {', '.join(f'`{name}`' for name in part.scores)}"


def _declared(declared: Sequence[Fact]) -> Iterator[str]:
    if declared:
        yield "Asked by this policy only, and answered beside the firm:"
        yield _table(
            ("fact", "label", "type", "who judges it"),
            (
                (
                    f"`{fact.name}`",
                    _both(fact.label),
                    fact.type.value,
                    "" if fact.source is None else _both(fact.source),
                )
                for fact in declared
            ),
        )


# Trainings


def _training(series: ux.TrainingSeries) -> Iterator[str]:
    yield from _heading(series)
    yield from _notes(series)
    rule = attrs.asdict(series.recurrence, recurse=False)
    said = {name: value for name, value in rule.items() if value not in {None, ()}}
    rows = [
        ("organiser", _both(series.organiser)),
        ("topics", ", ".join(topic.text.en for topic in series.topics)),
        ("comes round", ", ".join(f"`{name}` {_rule(value)}" for name, value in said.items())),
        ("places", "not announced" if series.seats is None else f"{series.seats:,}"),
        ("conditions", f"[`{series.call}`](calls.md#{series.call})" if series.call else "unknown"),
    ]
    yield _table(("", ""), rows)
    yield _sources(series)


def _rule(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _need_table(table: ux.NeedTable) -> Iterator[str]:
    yield f"## {table.title.en} {{ #needs-{table.id} }}"
    yield from _notes(table)
    yield _table(
        ("topic", "items of the rubric", "because of"),
        ((_both(one.topic.text), ", ".join(one.items), one.basis or "") for one in table.topics),
    )
    yield _sources(table)


def _promotion(rule: ux.Promotion) -> Iterator[str]:
    yield from _heading(rule)
    yield from _notes(rule)
    if rule.documents:
        yield f"A firm moved up if at least {rule.more} more of these hold:"
        rows = [(f"`{each.key}`", _both(each.text), say(each.require)) for each in rule.documents]
        yield _table(("key", "document", "as a rule"), rows)
    elif rule.size is not None:
        yield f"A firm moved up if its size class by `{rule.size}` is higher."
    else:
        link = f"[`{rule.level}`](rubrics.md#{rule.level})"
        yield f"A firm moved up if its level by {link} is higher."
    yield _sources(rule)


def _companion_rule(rule: ux.CompanionRule) -> Iterator[str]:
    yield f"## {rule.title.en} {{ #companions-{rule.id} }}"
    yield f"At most {rule.per_day} firms a day for each companion."
    yield from _notes(rule)
    yield _sources(rule)


# Mappings


def _mapping(mapping: RegistryMapping) -> Iterator[str]:
    yield from _heading(mapping)
    yield from _notes(mapping)
    yield f"Answers rest on {mapping.evidence.text.en}, where a column does not say otherwise."
    if mapping.own_names:
        yield (
            "Besides the columns below it takes a column for every stored fact of the "
            "[vocabulary](vocabulary.md), headed by the name of the fact or its Indonesian label."
        )
    yield _table(
        ("header and synonyms", "read as", "fact", "remarks"), map(_column, mapping.columns)
    )
    yield _sources(mapping)


def _column(column: Column) -> tuple[object, ...]:
    return (
        "<br>".join(column.headers),
        f"`{column.read}`",
        f"`{column.fact}`" if column.fact else "",
        "<br>".join(_remarks(column)),
    )


def _remarks(column: Column) -> Iterator[str]:
    if column.evidence is not None:
        yield f"rests on {column.evidence.text.en}"
    if column.unit is not None:
        yield f"a bare amount counts {column.unit.text.en}"
    if column.event is not None:
        yield f"an event: `{column.event}`"
    if column.about is not None:
        yield f"about `{column.about}`"
    yield from (remark for attribute, remark in _FLAGS if getattr(column, attribute))
    for band in column.bands:
        yield f"“{band.entry}”: {facts.show(facts.get(column.fact or ''), band.range, 'en')}"
    meanings: dict[str, list[str]] = {}
    for entry in column.entries:
        meanings.setdefault(_meaning(entry, column), []).append(f"“{entry.entry}”")
    for meaning, entries in meanings.items():
        yield f"{', '.join(entries)}: {meaning}"


_FLAGS: Final = (
    ("required", "required"),
    ("several", "several entries in one cell"),
    ("add", "added to the other columns of this fact"),
    ("zero", "a zero is an answer"),
    ("personal", "personal data, kept out of row ids"),
)


def _meaning(entry: Entry, column: Column) -> str:
    fact = entry.fact or column.fact
    if fact is None or entry.value is None:
        return "answers nothing that a rule asks"
    return f"`{fact}` is {_answer(entry.value)}{', a claim' * entry.claim}"


# Criteria in words


def say(criterion: c.Criterion) -> str:
    """Say a criterion in English, with the names of the facts."""
    match criterion:
        case c.AllOf(parts):
            return " and ".join(map(_nested, parts))
        case c.AnyOf(parts):
            return " or ".join(map(_nested, parts))
        case c.NoneOf(parts):
            return f"not {' and not '.join(map(_nested, parts))}"
        case c.KOf(k, parts):
            return f"at least {k} of: {'; '.join(map(_nested, parts))}"
        case _:
            return _leaf(criterion)


def _nested(criterion: c.Criterion) -> str:
    said = say(criterion)
    return said if isinstance(criterion, c.Leaf) else f"({said})"


def _leaf(criterion: c.Leaf) -> str:
    parts = {
        field.name: _part(criterion.fact, getattr(criterion, field.name))
        for field in attrs.fields(type(criterion))
    }
    return _LEAVES[type(criterion)].format_map(parts)


def _part(fact: str, value: object) -> str:
    if isinstance(value, tuple):
        listed = ", ".join(map(_answer, value))
        return listed if len(value) == 1 else f"one of {listed}"
    if isinstance(value, bool):
        return _answer(value)
    return _amount(fact, value) if isinstance(value, int | date) else str(value)


_LEAVES: Final[dict[type[c.Leaf], str]] = {
    c.Is: "`{fact}` is {value}",
    c.AtMost: "`{fact}` is at most {limit}",
    c.LessThan: "`{fact}` is less than {limit}",
    c.AtLeast: "`{fact}` is at least {limit}",
    c.MoreThan: "`{fact}` is more than {limit}",
    c.Between: "`{fact}` is from {low} to {high}",
    c.OneOf: "`{fact}` is {values}",
    c.Within: "`{fact}` lies within {code}",
    c.ForMonths: "`{fact}` lies {months} months back or more",
    c.Known: "`{fact}` is known",
}


def _answer(value: bool | str) -> str:  # noqa: FBT001 - it is what is said
    return {True: "yes", False: "no"}.get(value, f"`{value}`")  # type: ignore[call-overload]


def _amount(name: str, amount: int | date) -> str:
    if isinstance(amount, date):
        return _day(amount)
    is_money = any(fact.name == name and fact.type is FactType.MONEY for fact in _ALL_FACTS)
    return ux.format_rupiah(amount, "en") if is_money else f"{amount:,}"


# What all pages share


def _heading(policy: Policy) -> Iterator[str]:
    yield f"## {policy.title.en} {{ #{policy.id} }}"
    yield f"*{policy.title.id}* · `{policy.id}` · {policy.kind}"


def _notes(policy: Policy) -> Iterator[str]:
    if policy.note is not None:
        yield policy.note.en.strip().replace("\n", "\n\n")


def _quote(text: Text) -> str:
    return f"> {text.en}\n>\n> *{text.id}*"


def _sources(policy: Policy) -> str:
    lines = ["Sources:", ""]
    for source in policy.sources:
        title = f"[{source.title}]({source.url})" if source.url else source.title
        article = f", article {source.article}" if source.article else ""
        remarks = [f"read on {_day(source.read_on)}", f"confidence {source.confidence}"]
        if source.volatile:
            remarks.append("changes often")
        note = f" {source.note}" if source.note else ""
        lines.append(f"- {title}{article} ({', '.join(remarks)}).{note}")
    return "\n".join(lines)


def _page(*parts: str) -> str:
    return "\n\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())


def _both(text: Text) -> str:
    return f"{text.en}<br>*{text.id}*"


def _day(day: date | None) -> str:
    return "" if day is None else facts.show_date(day, "en")


# Marked blocks


def _filled(text: str) -> str:
    return _BLOCK.sub(_fill, text)


def _fill(block: re.Match[str]) -> str:
    take = {"file": _content_of, "output": _output_of}[block["kind"]]
    return f"{block['marker']}\n```{block['language']}\n{take(block['what']).rstrip()}\n```"


def _content_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _output_of(command: str) -> str:
    """Run a script of the project and give what it prints."""
    program, script, *arguments = shlex.split(command)
    assert program == "python", command  # noqa: S101 - only the project's own scripts are run
    printed, before = io.StringIO(), sys.argv
    sys.argv = [script, *arguments]
    try:
        with chdir(ROOT), redirect_stdout(printed):
            runpy.run_path(script, run_name="__main__")
    except SystemExit as done:
        if done.code:
            raise
    finally:
        sys.argv = before
    return printed.getvalue()


if __name__ == "__main__":
    main()
