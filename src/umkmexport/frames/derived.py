"""Derived facts as columns: each the pair of one function in ``umkmexport.facts.derived``.

Where a fact follows from one choice, its function is asked once an option, and the answers make the
expression; the others are stated here. Facts that follow from collections alone have no columns to
follow from, and are columns themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.codes import families
from umkmexport.codes.products import KBLI_EDITIONS
from umkmexport.errors import CodeError
from umkmexport.facts.view import FactView
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.frames.expressions import (
    Answer,
    Predicate,
    Unknown,
    any_of,
    both,
    chained,
    either,
    settled,
    sign,
    whole,
)
from umkmexport.frames.figures import Between, Elapsed, Figure, Number, OrderCover
from umkmexport.frames.words import Choice, GoodsCode, Mapped, Placed, Region, Stated
from umkmexport.model.choices import BusinessPermit, Marketplace, ProductForm, ProductionSite
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.size import SizeCriterion, instrument_on
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.truth import NO, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from umkmexport.frames.facts import Facts

__all__ = ["DERIVED", "Derived"]

Kind: TypeAlias = Answer | Elapsed | OrderCover | Mapped | Stated | Placed | Unknown

_MONTHS_A_YEAR: Final = 12
_LONGEST_KBLI: Final = 5
_FACTORS: Final = {unit: Quantity(1, unit).in_base_unit()[0] or 1 for unit in UNITS}
_KINDS: Final = tuple(
    [unit for unit in UNITS if Quantity(1, unit).in_base_unit()[2] == base]
    for base in dict.fromkeys(Quantity(1, unit).in_base_unit()[2] for unit in UNITS)
)
"""Units of one kind, which can be set against each other."""


@attrs.frozen
class Derived:
    """Say how a fact follows from columns.

    Attributes:
        parents: the facts it follows from; one of them in the frame is enough.
        build: works it out.
    """

    parents: tuple[str, ...]
    build: Callable[[Facts], Kind]


def _tabulated_answer(name: str, parent: str) -> Derived:
    def build(facts: Facts) -> Kind:
        base = facts.word(parent)
        if not isinstance(base, Choice):
            return Unknown()
        signs = {
            option: Truth.of(_value(facts, name, parent, option)).value for option in base.options
        }
        return Answer(base.by(signs))

    return Derived((parent,), build)


def _tabulated_choice(name: str, parent: str) -> Derived:
    def build(facts: Facts) -> Kind:
        base = facts.word(parent)
        if not isinstance(base, Choice):
            return Unknown()
        meanings = {option: _value(facts, name, parent, option) for option in base.options}
        return Mapped(base, meanings, tuple(option.value for option in BY_NAME[name].options))

    return Derived((parent,), build)


def _value(facts: Facts, name: str, parent: str, option: str) -> Any:
    given: dict[str, Any] = {parent: option}
    return FactView(Enterprise(id="-", **given), as_of=facts.as_of).value(name)


def _elapsed(name: str, months: int) -> Derived:
    def build(facts: Facts) -> Kind:
        since = facts.figure(name)
        if not isinstance(since, Number | Between):
            return Unknown()
        return Elapsed(since, facts.as_of, months)

    return Derived((name,), build)


def _has_nib(facts: Facts) -> Kind:
    """An NIB that is written proves it; where *no* is said beside it, the two disagree."""
    said, written = facts.stored_answer("has_nib"), facts.nib()
    if written is None:
        return Answer(said.sign)
    conflict = nw.when(said.sign == NO).then(whole(UNKNOWN)).otherwise(whole(YES))
    return Answer(nw.when(written).then(conflict).otherwise(said.sign))


def _has_business_permit(facts: Facts) -> Kind:
    licensed = facts.word("other_business_permit").one_of([BusinessPermit.LICENCE])
    return Answer(either(facts.answer("has_nib").sign, licensed))


def _spp_irt_possible(facts: Facts) -> Kind:
    dry = facts.word("product_form").one_of([ProductForm.DRY_AMBIENT])
    home = [ProductionSite.SHARED_WITH_HOUSEHOLD, ProductionSite.SEPARATE_AREA]
    return Answer(both(dry, facts.word("production_site").one_of(home)))


def _online_presence(facts: Facts) -> Kind:
    marketplace = facts.word("marketplace")
    abroad, local = facts.sheet.once(
        either(facts.answer("has_website").sign, marketplace.one_of([Marketplace.GLOBAL])),
        either(facts.answer("has_social_media").sign, marketplace.one_of([Marketplace.DOMESTIC])),
    )
    return Stated(
        {
            "none": (abroad == NO) & (local == NO),
            "local": (abroad == NO) & (local == YES),
            "global": abroad == YES,
        }
    )


def _kbli_matches_product(facts: Facts) -> Kind:
    kbli, family = facts.word("kbli"), facts.word("product_family")
    if not isinstance(kbli, GoodsCode) or not isinstance(family, Choice):
        return Unknown()
    text = kbli.text
    has_edition = text.str.len_chars() > _LONGEST_KBLI
    division = nw.when(has_edition).then(text.str.slice(0, 7)).otherwise(text.str.slice(0, 2))
    pair = nw.concat_str([division, family.text.cast(nw.String)], separator="|")
    (pair,) = facts.sheet.once(pair)
    covered, uncovered = _kbli_pairs()
    known = settled(kbli.known)
    return Answer(
        sign(known & settled(pair.is_in(covered)), known & settled(pair.is_in(uncovered)))
    )


@cache
def _kbli_pairs() -> tuple[list[str], list[str]]:
    """List the divisions that cover a family, and those that do not, as column pairs."""
    found: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    editions = ("", *(f"{edition}:" for edition in KBLI_EDITIONS))
    for edition, number, family in product(editions, range(100), families.ProductFamily):
        division = f"{edition}{number:02}"
        try:
            found[families.kbli_covers(division, family)].append(f"{division}|{family}")
        except CodeError:
            continue
    return found[True], found[False]


def _export_lot_cover(facts: Facts) -> Kind:
    capacity, order = _amount(facts, "monthly_capacity"), _amount(facts, "target_order")
    if capacity is None or order is None:
        return Unknown()
    one_kind = any_of(capacity.unit.among(kind) & order.unit.among(kind) for kind in _KINDS)
    (known,) = facts.sheet.once(
        settled(one_kind) & settled(capacity.known & order.known & (order.low > 0))
    )
    return OrderCover(
        known,
        have_low=capacity.low,
        have_high=capacity.high,
        want_low=order.low,
        want_high=order.high,
        is_exact=capacity.is_exact and order.is_exact,
    )


@attrs.frozen(eq=False)
class _Amount:
    """An amount of goods in the base unit of its kind.

    Attributes:
        known: holds where its number is known.
        unit: the unit it is written in.
        low: the least it may be, 0 where that end is open.
        high: the most it may be, negative where that end is open.
        is_exact: whether it is exact wherever it is known.
    """

    known: Predicate
    unit: Choice
    low: nw.Expr
    high: nw.Expr
    is_exact: bool


def _amount(facts: Facts, name: str) -> _Amount | None:
    figure, unit = facts.figure(name), facts.word(f"{name}_unit")
    if not isinstance(figure, Number | Between) or not isinstance(unit, Choice):
        return None
    factors = [
        (unit.among([written]), nw.lit(factor, nw.Int64))
        for written, factor in _FACTORS.items()
        if factor > 1
    ]
    factor = chained(factors, nw.lit(1, nw.Int64))
    low, high = facts.sheet.once(figure.low_or(0) * factor, figure.high_or(-1) * factor)
    return _Amount(figure.known, unit, low, high, figure.is_exact)


def _elsewhere(first: str, second: str) -> Derived:
    def build(facts: Facts) -> Kind:
        words = facts.word(first), facts.word(second)
        texts = facts.sheet.once(
            *(
                nw.when(word.known).then(word.text.cast(nw.String)).otherwise(nw.lit(""))
                for word in words
                if isinstance(word, Region)
            )
        )
        if len(texts) < len(words):
            return Unknown()
        one, other = texts
        known = (one != "") & (other != "")
        regencies = (one.str.slice(3, 2) != "") & (other.str.slice(3, 2) != "")
        apart = one.str.slice(0, 5) != other.str.slice(0, 5)
        far = one.str.slice(0, 2) != other.str.slice(0, 2)
        return Answer(sign(known & (far | (regencies & apart)), known & regencies & ~apart))

    return Derived((first, second), build)


def _registered_locally_first(facts: Facts) -> Kind:
    local, applied = map(_exact, map(facts.figure, ("registered_local_on", "applied_on")))
    if local is None or applied is None or local.literal is not applied.literal:
        return Unknown()
    known = settled(local.known) & settled(applied.known)
    in_time = settled(local.column <= applied.column)
    return Answer(sign(known & in_time, known & ~in_time))


def _exact(figure: Figure | Unknown) -> Number | None:
    """Give the column of exact values."""
    if isinstance(figure, Between):
        return figure.value
    return figure if isinstance(figure, Number) else None


def _size_by(criterion: SizeCriterion) -> Derived:
    def build(facts: Facts) -> Kind:
        figure = facts.figure(criterion.value)
        ladders = instrument_on("national", facts.as_of).ladders
        by = next((by for by in ladders if by.criterion is criterion), None)
        if by is None or not isinstance(figure, Number | Between):
            return Unknown()
        return Placed(figure, by.ladder)

    return Derived((criterion.value,), build)


DERIVED: Final[Mapping[str, Derived]] = {
    "has_nib": Derived(("has_nib", "nib"), _has_nib),
    "months_operating": _elapsed("started_on", 1),
    "owner_age": _elapsed("owner_birth_date", _MONTHS_A_YEAR),
    "has_business_permit": Derived(
        ("has_nib", "nib", "other_business_permit"), _has_business_permit
    ),
    "is_exporter": _tabulated_answer("is_exporter", "export_mode"),
    "is_goods": _tabulated_answer("is_goods", "product_family"),
    "kbli_matches_product": Derived(("kbli", "product_family"), _kbli_matches_product),
    "spp_irt_possible": Derived(("product_form", "production_site"), _spp_irt_possible),
    "export_lot_cover": Derived(("monthly_capacity", "target_order"), _export_lot_cover),
    "online_presence": Derived(
        ("has_website", "has_social_media", "marketplace"), _online_presence
    ),
    "export_status": _tabulated_choice("export_status", "product_family"),
    "trained": _tabulated_answer("trained", "export_training"),
    "trained_in_export": _tabulated_answer("trained_in_export", "export_training"),
    "owner_lives_elsewhere": _elsewhere("owner_region", "business_region"),
    "produces_elsewhere": _elsewhere("production_region", "business_region"),
    "registered_locally_first": Derived(
        ("registered_local_on", "applied_on"), _registered_locally_first
    ),
    "size_class_by_sales": _size_by(SizeCriterion.ANNUAL_SALES),
    "size_class_by_capital": _size_by(SizeCriterion.CAPITAL),
}
"""How facts follow from columns, by name."""
