"""What would the score be if some facts were others?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.decisions.decision import Decision
from umkmexport.decisions.readiness import ReadinessDecision, score_readiness
from umkmexport.decisions.readiness.progress import ReadinessProgress, compare_readiness
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError, joined
from umkmexport.facts.derived import FALLBACKS
from umkmexport.facts.view import known_values
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.facts.words import show
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.model.records import Certificate, CertificateKind, CertificateStatus
from umkmexport.policies.rubrics import Rubric
from umkmexport.rules.fact import Fact
from umkmexport.terms.near import nearest
from umkmexport.terms.text import Text, join_text

__all__ = ["WhatIf", "what_if"]

_CERTIFIED: Final = {
    "has_spp_irt": CertificateKind.SPP_IRT,
    "has_md": CertificateKind.MD,
    "has_halal": CertificateKind.HALAL,
    "has_skp": CertificateKind.SKP,
    "has_product_notification": CertificateKind.PRODUCT_NOTIFICATION,
    "has_svlk": CertificateKind.SVLK,
    "has_nkv": CertificateKind.NKV,
    "has_organic": CertificateKind.ORGANIC,
}
"""Facts that tell whether a certificate is valid, and its kind."""

_SETTABLE: Final = tuple(
    field.name
    for field in attrs.fields(Enterprise)
    if field.name in BY_NAME or field.name in COLLECTIONS
)


@attrs.frozen(kw_only=True, slots=False, repr=False)
class WhatIf(Decision):
    """The score of a firm as it is, and as it would be if some facts were others.

    Attributes:
        supposed: the facts that are supposed, with the values they are supposed to have; personal
            data of the owner is left out.
        progress: both scores and what moved between them.
    """

    supposed: tuple[tuple[str, Any], ...]
    progress: ReadinessProgress

    @property
    def before(self) -> ReadinessDecision:
        """Give the score of the firm as it is."""
        return self.progress.before

    @property
    def after(self) -> ReadinessDecision:
        """Give the score of the firm as it would be."""
        return self.progress.after

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts that would still be to ask for, those worth most points first."""
        return self.progress.missing()

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return self.progress.in_short()

    def because(self) -> tuple[Text, ...]:
        """Say what is supposed, what it would change, and the disclaimer."""
        listed = join_text([_said(name, value) for name, value in self.supposed], "; ")
        supposed = [_SUPPOSED.format(listed=listed)] if self.supposed else []
        return (*supposed, *self.progress.because())


def what_if(
    enterprise: Enterprise,
    *,
    rubric: Rubric,
    as_of: date,
    answers: Mapping[str, Any] | None = None,
    **changes: Any,
) -> WhatIf:
    """Score a firm as it is, and as it would be if some facts were others.

    What is supposed counts as shown to the office on the day. Supposing a certificate
    (``has_halal=True``) puts a valid one in the place of any that is listed; ``None`` supposes
    that nothing is known.

    Args:
        enterprise: the firm.
        rubric: the readiness card.
        as_of: the day the decision is made for.
        answers: what belongs to the application, by fact name; the same before and after.
        **changes: the facts to suppose, by name, or a whole collection such as ``events``.

    Raises:
        FactError: there is no fact of that name, it follows from others and is never set, its
            value lies outside its scale, or another source of the firm says otherwise.

    Examples:
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", product_family="food", has_halal=False)
        >>> rubric = ux.rubrics["umkmexport-default"]
        >>> supposed = what_if(firm, rubric=rubric, as_of=date(2026, 11, 21), has_halal=True)
        >>> [(item.key, item.before, item.after) for item in supposed.progress.items]
        [('L5', (0, 0), (4, 4))]
    """
    problems = [FactError(reason) for name in changes if (reason := _why_not(name)) is not None]
    if problems:
        raise joined("the firm cannot be supposed to be so", problems)
    changed = _changed(enterprise, changes, as_of)
    _check_holds(changed, changes, as_of)
    before, after = (
        score_readiness(firm, rubric=rubric, as_of=as_of, answers=answers)
        for firm in (enterprise, changed)
    )
    facts = tuple(name for name in changes if name in BY_NAME)
    shown = dict(known_values(view_of(changed, as_of=as_of), facts))
    return WhatIf(
        as_of=as_of,
        provenance=after.provenance,
        supposed=tuple((name, shown.get(name)) for name in facts if not BY_NAME[name].personal),
        progress=compare_readiness(before, after),
    )


def _why_not(name: str) -> str | None:
    """Say why a fact cannot be supposed, None where it can."""
    if name in _SETTABLE or name in _CERTIFIED:
        return None
    fact = BY_NAME.get(name)
    if fact is None or not fact.is_derived:
        return f"there is no fact {name!r} to suppose{_meant(name)}"
    return f"{name} follows from {', '.join(fact.derived_from)}; suppose those instead"


def _meant(name: str) -> str:
    """Name the facts that were perhaps meant; a certificate is also called by its kind."""
    by_kind = {f"{kind}_certificate": fact for fact, kind in _CERTIFIED.items()}
    near = nearest(name, [*_SETTABLE, *by_kind])
    meant = dict.fromkeys(by_kind.get(each, each) for each in near)
    return f"; did you mean {' or '.join(meant)}?" if meant else ""


def _changed(enterprise: Enterprise, changes: Mapping[str, Any], as_of: date) -> Enterprise:
    """Give the firm with the changed facts, on which nothing is noted any more."""
    given = {name: value for name, value in changes.items() if name in _SETTABLE}
    certified = {name: kind for name, kind in _CERTIFIED.items() if name in changes}
    if certified:
        listed = given.get("certificates", enterprise.certificates)
        kept = [each for each in listed if each.kind not in certified.values()]
        supposed = _certificates(certified, changes, as_of)
        given["certificates"] = (*kept, *supposed)
    if changes.get("has_nib", True) is not True:
        given["nib"] = None
    notes = tuple(note for note in enterprise.evidence if note.fact not in changes)
    return attrs.evolve(enterprise, **given, evidence=notes)


def _certificates(
    certified: Mapping[str, CertificateKind], changes: Mapping[str, Any], as_of: date
) -> Iterator[Certificate]:
    for name, kind in certified.items():
        value = changes[name]
        if value is not None and type(value) is not bool:
            raise FactError(f"{name}: must be True, False or None, not a {type(value).__name__}")
        if value is not None:
            status = CertificateStatus.HELD if value else CertificateStatus.NONE
            yield Certificate(kind, status, valid_until=as_of if value else None)


def _check_holds(firm: Enterprise, changes: Mapping[str, Any], as_of: date) -> None:
    """Refuse what another source of the firm contradicts: its events or its certificates."""
    view = view_of(firm, as_of=as_of)
    problems = [
        FactError(
            f"{name} cannot be supposed: the firm's events or certificates say otherwise; suppose "
            "those too"
        )
        for name, value in changes.items()
        if (name in FALLBACKS or name in _CERTIFIED) and view.value(name) != value
    ]
    if problems:
        raise joined("the firm cannot be supposed to be so", problems)


def _said(name: str, value: Any) -> Text:
    fact = BY_NAME[name]
    return _FACT.format(
        fact=fact.label.inside(), value=Text(id=show(fact, value, "id"), en=show(fact, value, "en"))
    )


_SUPPOSED: Final = Text(id="Pengandaian: {listed}.", en="Supposing: {listed}.")
_FACT: Final = Text(id="{fact}: {value}", en="{fact}: {value}")
