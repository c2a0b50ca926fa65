"""Derived facts: what follows from other facts and is never typed in.

Each is one scalar function of a view. The functions see only what the view shows, so hiding a
fact hides what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from umkmexport.codes import families
from umkmexport.model.choices import (
    BusinessPermit,
    ExportMode,
    ExportTraining,
    ManufacturingPractice,
    Marketplace,
    ProductForm,
    ProductionSite,
)
from umkmexport.model.records import (
    Certificate,
    CertificateKind,
    CertificateStatus,
    Event,
    EventKind,
)
from umkmexport.terms import hierarchy
from umkmexport.terms.months import add_months, whole_months, whole_years
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.truth import NO, Truth

if TYPE_CHECKING:
    from umkmexport.facts.view import FactView

__all__ = ["DERIVED", "FALLBACKS", "Derivation"]

Derivation: TypeAlias = "Callable[[FactView], Any]"
Answer: TypeAlias = bool | None

_NEVER_EXPIRES: Final = frozenset({CertificateKind.HALAL})
_TRAINING_MONTHS: Final = 36
_EXPORT_MONTHS: Final = 24
_HELP_MONTHS: Final = 24
_HELPING: Final = (
    EventKind.TRAINING,
    EventKind.MENTORING,
    EventKind.EQUIPMENT,
    EventKind.HELP,
)
_REGENCY: Final = len("00.00")
_HOME: Final = frozenset({ProductionSite.SHARED_WITH_HOUSEHOLD, ProductionSite.SEPARATE_AREA})

# Members that are compared with for every firm: looking one up in its class takes longer than
# the comparison.
_LICENCE: Final = BusinessPermit.LICENCE
_NEVER_EXPORTED: Final = ExportMode.NEVER
_NO_TRAINING, _EXPORT_TRAINING = ExportTraining.NONE, ExportTraining.EXPORT
_EXPORTS, _TRAININGS, _HELPS = EventKind.EXPORT, EventKind.TRAINING, EventKind.HELP
_HELD: Final = CertificateStatus.HELD
_SERVICES: Final = families.ProductFamily.SERVICES


def elapsed(count: Callable[[date, date], int]) -> Callable[[Any, date], Any]:
    """Make a count of elapsed time work on a date, on a Range of dates and on None."""

    def counted(since: Any, as_of: date) -> Any:
        if since is None:
            return None
        if isinstance(since, Range):
            return Range(
                None if since.high is None else count(since.high, as_of),
                None if since.low is None else count(since.low, as_of),
            )
        return count(since, as_of)

    return counted


def either(*known: bool | None) -> bool | None:
    """Say True if any is, False if all are, None otherwise."""
    if any(known):
        return True
    return None if None in known else False


def both(*known: bool | None) -> bool | None:
    """Say False if any is, True if all are, None otherwise."""
    if False in known:
        return False
    return None if None in known else True


def equals(known: Any, value: Any) -> bool | None:
    """Compare where something is known."""
    return None if known is None else known == value


def agreed(said: Answer, seen: Answer) -> Answer:
    """Take what two sources know, and nothing where they disagree."""
    if said is None or seen is None:
        return seen if said is None else said
    return said if said is seen else None


def lot_cover(capacity: Quantity | None, order: Quantity | None) -> int | Range[int] | None:
    """Give the whole per cent of an order that a month's capacity covers, in one unit.

    Examples:
        >>> lot_cover(Quantity(600, "kg"), Quantity(1, "t"))
        60
    """
    if capacity is None or order is None:
        return None
    have_low, have_high, unit = capacity.in_base_unit()
    want_low, want_high, wanted_unit = order.in_base_unit()
    if unit != wanted_unit or not want_low:
        return None
    low = 0 if have_low is None or want_high is None else 100 * have_low // want_high
    high = None if have_high is None else 100 * have_high // want_low
    return low if low == high else Range(low, high)


def _months_operating(view: FactView) -> Any:
    return elapsed(whole_months)(view.value("started_on"), view.as_of)


def _owner_age(view: FactView) -> Any:
    return elapsed(whole_years)(view.value("owner_birth_date"), view.as_of)


def _has_business_permit(view: FactView) -> bool | None:
    licensed = equals(view.value("other_business_permit"), _LICENCE)
    return either(view.value("has_nib"), licensed)


def _is_exporter(view: FactView) -> bool | None:
    mode = view.value("export_mode")
    said = None if mode is None else bool(mode != _NEVER_EXPORTED)
    return agreed(said, True if view.events(_EXPORTS) else None)


def _is_goods(view: FactView) -> bool | None:
    family = view.value("product_family")
    return None if family is None else family != _SERVICES


def _kbli_matches_product(view: FactView) -> bool | None:
    kbli, family = view.value("kbli"), view.value("product_family")
    return None if kbli is None or family is None else _covers(kbli, family)


_covers: Final = lru_cache(maxsize=4096)(families.kbli_covers)


def _spp_irt_possible(view: FactView) -> bool | None:
    site = view.value("production_site")
    return both(
        equals(view.value("product_form"), ProductForm.DRY_AMBIENT),
        None if site is None else site in _HOME,
    )


def _export_lot_cover(view: FactView) -> int | Range[int] | None:
    return lot_cover(view.value("monthly_capacity"), view.value("target_order"))


def _online_presence(view: FactView) -> str | None:
    marketplace = view.value("marketplace")
    abroad = either(view.value("has_website"), equals(marketplace, Marketplace.GLOBAL))
    if abroad is None:
        return None
    if abroad:
        return "global"
    local = either(view.value("has_social_media"), equals(marketplace, Marketplace.DOMESTIC))
    return None if local is None else ("local" if local else "none")


def _export_status(view: FactView) -> str | None:
    family = view.value("product_family")
    return None if family is None else _status(family, view.as_of)


@lru_cache(maxsize=256)
def _status(family: families.ProductFamily, as_of: date) -> str | None:
    return families.export_status(family, as_of=as_of)


def _trained_in_export(view: FactView) -> bool | None:
    said = equals(view.value("export_training"), _EXPORT_TRAINING)
    return agreed(said, _attended(view, lambda about: about == "export"))


def _trained(view: FactView) -> bool | None:
    training = view.value("export_training")
    said = None if training is None else bool(training != _NO_TRAINING)
    return agreed(said, _attended(view, lambda _: True))


def _attended(view: FactView, counts: Callable[[str | None], bool]) -> bool | None:
    attended, perhaps_attended = view.events(_TRAININGS), view.perhaps_events(_TRAININGS)
    if not attended and not perhaps_attended:
        return False if view.is_complete("events") else None
    since = _months_before(view.as_of, _TRAINING_MONTHS)
    when = [event.happened_after(since) for event in attended if counts(event.about)]
    if Truth.YES in when:
        return True
    perhaps = Truth.UNKNOWN in when or any(counts(event.about) for event in perhaps_attended)
    return False if view.is_complete("events") and not perhaps else None


@lru_cache(maxsize=256)
def _months_before(day: date, months: int) -> date:
    return add_months(day, -months)


def _halal_facilitated_before(view: FactView) -> bool | None:
    if any(event.about == "halal" for event in view.events(_HELPS)):
        return True
    perhaps = any(event.about == "halal" for event in view.perhaps_events(_HELPS))
    return False if view.is_complete("events") and not perhaps else None


def _times_helped(view: FactView) -> int | Range[int] | None:
    """Count support of every kind received; an open list of events gives the least number."""
    since = add_months(view.as_of, -_HELP_MONTHS)
    received = [event for kind in _HELPING for event in view.events(kind)]
    when = [event.happened_after(since) for event in received]
    least = when.count(Truth.YES)
    if not view.is_complete("events"):
        return Range(least, None) if least else None
    perhaps = sum(len(view.perhaps_events(kind)) for kind in _HELPING) + when.count(Truth.UNKNOWN)
    return Range(least, least + perhaps) if perhaps else least


def _product_count(view: FactView) -> int | Range[int] | None:
    count = 0 if "products" in view.hidden else len(view.enterprise.products)
    if view.is_complete("products"):
        return count
    return Range(count, None) if count else None


def _elsewhere(first: str, second: str) -> Derivation:
    """Tell whether two regions lie in different regencies, as far as both are known."""

    def differs(view: FactView) -> bool | None:
        one, other = view.value(first), view.value(second)
        if one is None or other is None:
            return None
        if hierarchy.within(one, other) != NO or hierarchy.within(other, one) != NO:
            return False if min(len(one), len(other)) >= _REGENCY else None
        return bool(one[:_REGENCY] != other[:_REGENCY])

    return differs


def _registered_locally_first(view: FactView) -> bool | None:
    local, applied = view.value("registered_local_on"), view.value("applied_on")
    if not isinstance(local, date) or not isinstance(applied, date):
        return None
    return local <= applied


def holds(kind: CertificateKind) -> Derivation:
    """Make the derivation that tells whether a certificate is valid on the day.

    One in process is a known *no* on that day; one without a last day is unknown, unless its kind
    never expires. One that is not listed, or that has run out and may have been renewed, is
    unknown unless the list is declared complete.
    """

    def held(view: FactView) -> bool | None:
        listed = view.certificates(kind)
        if not listed:
            return False if view.is_complete("certificates") else None
        valid = either(*(_is_valid(each, view.as_of) for each in listed))
        if valid is not False or view.is_complete("certificates"):
            return valid
        return False if any(each.status != _HELD for each in listed) else None

    return held


def _is_valid(certificate: Certificate, as_of: date) -> bool | None:
    if certificate.status != _HELD:
        return False
    if certificate.issued_on is not None and certificate.issued_on > as_of:
        return False
    if certificate.kind in _NEVER_EXPIRES:
        return True
    return None if certificate.valid_until is None else as_of <= certificate.valid_until


def _nib_held(view: FactView) -> bool | None:
    return True if view.value("nib") is not None else None


def _gmp_held(view: FactView) -> ManufacturingPractice | None:
    """Take HACCP from the certificates; for fish, ISO 22000 does not stand in for it."""
    if _haccp_held(view) or (_iso_22000_held(view) and _is_no_fish(view)):
        return ManufacturingPractice.HACCP
    return None


_haccp_held: Final = holds(CertificateKind.HACCP)
_iso_22000_held: Final = holds(CertificateKind.ISO_22000)


def _is_no_fish(view: FactView) -> bool:
    return view.value("product_family") not in {None, families.ProductFamily.FISH}


def _export_months(view: FactView) -> int | Range[int] | None:
    since = _months_before(view.as_of, _EXPORT_MONTHS)
    exports = view.events(_EXPORTS)
    months = {_month(e) for e in exports if e.happened_after(since) is Truth.YES} - {None}
    least = min(len(months), _EXPORT_MONTHS)
    if not view.is_complete("events"):
        return Range(least, _EXPORT_MONTHS) if least else None
    perhaps = sum(e.happened_after(since) is not Truth.NO and _month(e) is None for e in exports)
    perhaps += len(view.perhaps_events(_EXPORTS))
    most = min(least + perhaps, _EXPORT_MONTHS)
    return least if least == most else Range(least, most)


def _month(event: Event) -> tuple[int, int] | None:
    """Give year and month, None where it is not known in which it was."""
    first, last = event.first_day, event.last_day
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return first.year, first.month


DERIVED: Final[dict[str, Derivation]] = {
    "months_operating": _months_operating,
    "owner_age": _owner_age,
    "has_business_permit": _has_business_permit,
    "is_exporter": _is_exporter,
    "is_goods": _is_goods,
    "kbli_matches_product": _kbli_matches_product,
    "spp_irt_possible": _spp_irt_possible,
    "export_lot_cover": _export_lot_cover,
    "online_presence": _online_presence,
    "export_status": _export_status,
    "trained": _trained,
    "owner_lives_elsewhere": _elsewhere("owner_region", "business_region"),
    "produces_elsewhere": _elsewhere("production_region", "business_region"),
    "registered_locally_first": _registered_locally_first,
    "trained_in_export": _trained_in_export,
    "has_skp": holds(CertificateKind.SKP),
    "has_product_notification": holds(CertificateKind.PRODUCT_NOTIFICATION),
    "has_svlk": holds(CertificateKind.SVLK),
    "has_nkv": holds(CertificateKind.NKV),
    "has_organic": holds(CertificateKind.ORGANIC),
    "halal_facilitated_before": _halal_facilitated_before,
    "product_count": _product_count,
    "times_helped_24": _times_helped,
}
"""Facts that are never typed in."""

FALLBACKS: Final[dict[str, tuple[str, Derivation]]] = {
    "has_nib": ("nib", _nib_held),
    "has_spp_irt": ("certificates", holds(CertificateKind.SPP_IRT)),
    "has_md": ("certificates", holds(CertificateKind.MD)),
    "has_halal": ("certificates", holds(CertificateKind.HALAL)),
    "gmp": ("certificates", _gmp_held),
    "export_months_24": ("events", _export_months),
}
"""Facts that may be typed in, and follow from the NIB or a collection where they are not."""
