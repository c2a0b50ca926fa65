"""An objection (*keberatan, sanggahan*): the list with the corrected fact, beside the old one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.audit.runs import run_of
from umkmexport.decisions.audit.standing import ListResult, Move, moves_between, positions_on
from umkmexport.errors import BundleError, FactError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.evidence import Evidence
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.plain import to_plain
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text

__all__ = ["Correction", "Reconsideration", "reconsider"]


@attrs.frozen
class Correction:
    """A fact that was corrected.

    Attributes:
        fact: its name.
        before: what was recorded; None where nothing was.
        after: what holds.
    """

    fact: str
    before: Any = attrs.field(repr=False)
    after: Any = attrs.field(repr=False)

    def because(self) -> Text:
        """Say the correction; the owner's personal data are not repeated."""
        known = BY_NAME.get(self.fact)
        label = Text(id=self.fact, en=self.fact) if known is None else known.label
        if known is None or known.personal:
            return _PERSONAL.format(label=label)
        return _CORRECTED.format(label=label, before=_shown(self.before), after=_shown(self.after))


@attrs.frozen(kw_only=True, repr=False)
class Reconsideration(Report):
    """An objection and its answer: both lists, and who stands elsewhere.

    Attributes:
        firm: the id of the firm whose facts were corrected.
        on: the day of the answer.
        reason: what the correction rests on, in words.
        corrections: the facts that were corrected.
        before: the list as it was.
        after: the list with the corrected facts, for the same day and by the same tickets.
        moves: everybody who stands elsewhere.
        corrected: the record of the firm with the corrected facts.
    """

    firm: str
    on: date
    reason: str
    corrections: tuple[Correction, ...]
    before: ListResult
    after: ListResult
    moves: tuple[Move, ...]
    corrected: Enterprise

    def __repr__(self) -> str:
        return f"<Reconsideration of {self.firm} on {self.on}: {len(self.moves)} moves>"

    def because(self) -> tuple[Text, ...]:
        """Say what was corrected, where the firm stands now, and who gained or lost a place."""
        old, new = positions_on(self.before).get(self.firm), positions_on(self.after)[self.firm]
        texts = [
            _OBJECTION.format(firm=self.firm, on=self.on.isoformat(), reason=self.reason),
            *(correction.because() for correction in self.corrections),
            Move(self.firm, old, new).because() if old != new else _STAYS.format(where=new.text),
        ]
        others = [move for move in self.moves if move.firm != self.firm]
        texts += [m.because() for m in others if m.gains_place or m.loses_place]
        shifted = sum(not (move.gains_place or move.loses_place) for move in others)
        if shifted:
            texts.append(_SHIFTED.format(count=str(shifted)))
        return tuple(texts)

    def to_dict(self) -> dict[str, Any]:
        """Give both lists and the difference as plain data; the firm's record is left out."""
        parts = attrs.asdict(self, recurse=False)
        del parts["corrected"], parts["corrections"]
        facts = [correction.because() for correction in self.corrections]
        plain: dict[str, Any] = to_plain({**parts, "corrections": facts})
        return plain


def reconsider(
    result: ListResult,
    enterprises: Iterable[Enterprise],
    firm: str,
    *,
    corrected: Mapping[str, Any],
    reason: str,
    on: date,
    evidence: Iterable[Evidence] = (),
    **inputs: Any,
) -> Reconsideration:
    """Make a list again with corrected facts of one firm, and keep both (*sanggahan*).

    The list is made for the same day, by the same rule and tickets; a corrected fact is one that
    held on that day already. Whether the new list replaces the old is for the office to decide.

    Args:
        result: the list as it was made.
        enterprises: the firms it was made from.
        firm: the id of the firm that objects, or of which others object.
        corrected: what holds, by fact name; None, where a fact must count as not known.
        reason: what the correction rests on, in words.
        on: the day of the answer.
        evidence: notes on the corrected facts, in the place of those before.
        **inputs: what else was given to ``rank`` or ``select``, by the same names.

    Raises:
        BundleError: the firm is not among those given, or an input is missing or another.
        FactError: nothing is corrected, a fact does not exist, or its value is wrong.
    """
    run = run_of(result)
    rule = run.rule_in(inputs)
    if rule.provenance.digest != result.provenance.digest:
        raise BundleError(_OTHER_RULE.format(rule=result.provenance.policy))
    firms = {one.id: one for one in enterprises}
    if firm not in firms:
        raise BundleError(_UNKNOWN.format(firm=firm))
    old = firms[firm]
    new = _corrected(old, corrected, tuple(evidence))
    after = run.decide({**firms, firm: new}.values(), **run.said(result), **inputs)
    return Reconsideration(
        firm=firm,
        on=on,
        reason=mask_digits(reason),
        corrections=tuple(Correction(n, getattr(old, n), getattr(new, n)) for n in corrected),
        before=result,
        after=after,
        moves=moves_between(positions_on(result), positions_on(after)),
        corrected=new,
    )


def _corrected(
    firm: Enterprise, corrected: Mapping[str, Any], evidence: tuple[Evidence, ...]
) -> Enterprise:
    allowed = [field.name for field in attrs.fields(Enterprise) if field.name not in _FIXED]
    for name in corrected:
        if name not in allowed:
            raise FactError(f"{name!r} cannot be corrected{did_you_mean(name, allowed)}")
    if not corrected:
        raise FactError(_NOTHING)
    kept = tuple(note for note in firm.evidence if note.fact not in corrected)
    return attrs.evolve(firm, evidence=(*kept, *evidence), **corrected)


def _shown(value: Any) -> Text | str:
    if value is None:
        return _NOT_KNOWN
    if isinstance(value, bool):
        return _YES if value else _NO
    text = getattr(value, "text", None)
    return text if isinstance(text, Text) else mask_digits(str(to_plain(value)))


_FIXED: Final = frozenset({"id", "evidence", "carried"})
_YES: Final = Text(id="ya", en="yes")
_NO: Final = Text(id="tidak", en="no")
_NOT_KNOWN: Final = Text(id="belum diketahui", en="not known")
_CORRECTED: Final = Text(
    id="{label}: semula {before}, kini {after}.", en="{label}: before {before}, now {after}."
)
_PERSONAL: Final = Text(id="{label}: diperbaiki.", en="{label}: corrected.")
_OBJECTION: Final = Text(
    id="Sanggahan atas data {firm}, dijawab pada {on}. Dasar perbaikan: {reason}.",
    en="Objection concerning {firm}, answered on {on}. The correction rests on: {reason}.",
)
_STAYS: Final = Text(id="Kedudukannya tetap: {where}.", en="It stands where it stood: {where}.")
_SHIFTED: Final = Text(
    id="Nomor {count} usaha lain bergeser tanpa mendapat atau kehilangan tempat.",
    en="The numbers of {count} other firms moved; none of them gained or lost a place.",
)
_OTHER_RULE: Final = Text(
    id="daftar ini dibuat dengan isi lain dari kebijakan {rule}; berikan kebijakan yang dipakai "
    "ketika daftar dibuat",
    en="the list was made by another content of {rule}; give the rule it was made with",
)
_UNKNOWN: Final = Text(
    id="usaha {firm} tidak ada dalam data yang diberikan",
    en="firm {firm} is not among the firms given",
)
_NOTHING: Final = Text(
    id="sebutkan sedikitnya satu fakta yang diperbaiki", en="name at least one fact to correct"
)
