"""The same columns as `umkmexport.frames` gives, written by hand for polars, as well as we can.

Nothing here is general: every limit and every answer stands in the expression that needs it. A text
that is no answer is not known, as the data of the benchmark hold a few; codes of regions are known
by their length.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import add, and_
from typing import TypeAlias

import polars as pl  # noqa: TID253 - the peer

from umkmexport.codes.families import ProductFamily, export_status, kbli_covers
from umkmexport.model.choices import CreditStatus, MarketReach

KBLI_DIVISIONS = ("10", "13", "31", "46")
"""The divisions that the data of the benchmark hold."""

BIRTHDAY_60, BIRTHDAY_17 = date(1965, 11, 21), date(2009, 11, 21)


def size(firms: pl.LazyFrame) -> pl.LazyFrame:
    """Classify by PP 7/2021 for facility."""
    by_sales = _class("annual_sales", 2_000_000_000, 15_000_000_000, 50_000_000_000)
    by_capital = _class("capital", 1_000_000_000, 5_000_000_000, 10_000_000_000)
    return firms.with_columns(
        size_class=by_sales, size_by_capital=by_capital, size_by_annual_sales=by_sales
    )


def _class(column: str, micro: int, small: int, medium: int) -> pl.Expr:
    value = pl.col(column)
    return (
        pl.when(value > medium)
        .then(_code(3))
        .when(value > small)
        .then(_code(2))
        .when(value > micro)
        .then(_code(1))
        .when(value >= 0)
        .then(_code(0))
        .otherwise(_code(-1))
    )


def eligibility(firms: pl.LazyFrame) -> pl.LazyFrame:
    """Check the fifteen conditions on 21 November 2026."""
    sales, capital, workers = map(pl.col, ("annual_sales", "capital", "workers"))
    born, region = pl.col("owner_birth_date"), pl.col("owner_region")
    signs = {
        "nib": _yes("has_nib"),
        "own_production": _yes("own_production"),
        "quality": _yes("meets_export_quality"),
        "quantity": _yes("meets_export_quantity"),
        "no_halal_yet": -_yes("has_halal"),
        "attendance": _yes("round_attendance_promised"),
        "sales": _sign(sales <= 15_000_000_000, sales > 15_000_000_000),
        "capital": _sign(capital < 5_000_000_000, capital >= 5_000_000_000),
        "workers": _sign(workers.is_between(2, 99), (workers < 2) | (workers > 99)),
        "age_of_firm": _known(pl.col("started_on") <= date(2025, 11, 21), "started_on"),
        "age_of_owner": _known(
            born.is_between(BIRTHDAY_60, BIRTHDAY_17, closed="right"), "owner_birth_date"
        ),
        "city": _sign(
            region.str.starts_with("33.75"),
            region.str.len_bytes().is_in([2, 5, 8]) & (region != "33"),
        ),
        "family": _among("product_family", ["food", "batik", "handicraft"], ProductFamily),
        "credit": -_among("credit_status", ["substandard", "doubtful", "loss"], CreditStatus),
        "market": pl.max_horizontal(
            _yes("has_website"),
            _among("market_reach", ["inter_province", "export"], MarketReach),
        ),
    }
    columns = {f"eligible_{key}": sign for key, sign in signs.items()}
    return firms.with_columns(**columns).with_columns(eligible=pl.min_horizontal(*columns))


def _yes(column: str) -> pl.Expr:
    return _sign(pl.col(column), ~pl.col(column))


def _known(yes: pl.Expr, column: str) -> pl.Expr:
    return _sign(yes, pl.col(column).is_not_null())


def _among(column: str, answers: list[str], known: Iterable[str]) -> pl.Expr:
    value = pl.col(column)
    return _sign(value.is_in(answers), value.is_in(list(known)))


def _sign(yes: pl.Expr, no: pl.Expr) -> pl.Expr:
    return pl.when(yes).then(_code(1)).when(no).then(_code(-1)).otherwise(_code(0))


def readiness(firms: pl.LazyFrame) -> pl.LazyFrame:
    """Score by the rubric umkmexport-default on 21 November 2026."""
    dimensions = ("legality", "production", "finance", "people", "marketing", "operations")
    groups = {key: pl.col("product_family").is_in(families) for key, families in GROUPS.items()}
    known_family = pl.col("product_family").is_not_null()
    signs = {key: _sign(of_group, known_family) for key, of_group in groups.items()}
    signs["exporter"] = _sign(pl.col("export_mode") != "never", pl.col("export_mode") == "never")
    staged = firms.with_columns(**{f"_{key}": sign for key, sign in signs.items()}, **_amounts())
    staged = staged.with_columns(_kbli=_kbli_matches(), **_covered())
    ends = {
        f"_{key}_{end}": column
        for key, items in _items().items()
        for end, column in _summed(items).items()
    }
    staged = staged.with_columns(**ends)
    low, lost, of, split = (
        pl.sum_horizontal(f"_{key}_{end}" for key in dimensions)
        for end in ("low", "lost", "of", "split")
    )
    staged = staged.with_columns(_low=low, _lost=lost, _of=of, _split=split, **_gates())
    return staged.with_columns(
        readiness_low=pl.col("_low").cast(pl.Int64),
        readiness_high=(pl.col("_of") - pl.col("_lost")).cast(pl.Int64),
        readiness_of=pl.col("_of").cast(pl.Int64),
        readiness_known=(pl.col("_low") + pl.col("_lost") - pl.col("_split")).cast(pl.Int64),
        readiness_level_low=_level(dimensions, high=False),
        readiness_level_high=_level(dimensions, high=True),
    ).drop(pl.selectors.starts_with("_"))


FOOD = ["food", "cocoa_prod"]
MADE = [*FOOD, "fish", "cosmetics", "herbal", "essoil"]
BULK = ["coffee", "rubber", "rubber_raw", "palm", "cocoa_bean", "spice", "tea", "coconut"]
CRAFTS = ["handicraft", "leather", "jewellery"]
GROUPS = {
    "goods": [family for family in ProductFamily if family != "services"],
    "permits": [*FOOD, "fish", "cosmetics", "furniture"],
    "made": MADE,
    "brands": [*MADE, "batik", "furniture", *CRAFTS, "services"],
    "tested": [*MADE, "batik", *BULK, "tobacco", "rattan_raw", "fruitveg", "plants", "nest"],
    "labels": [*MADE, "batik", "furniture", *CRAFTS],
    "gated": ["fish", "furniture"],
}

Item: TypeAlias = tuple[int, pl.Expr, pl.Expr, bool]
"""Points, what is surely earned, what is surely lost, and whether both may be short of them."""


def _items() -> dict[str, dict[str | None, list[Item]]]:
    """List the items of every dimension by the group that they apply to."""
    return {
        "legality": {
            None: [_tick("has_nib", 4), _tick("has_npwp", 2)],
            "goods": [_by_sign(pl.col("_kbli"), 2)],
            "permits": [_permit()],
            "made": [_tick("has_halal", 4)],
            "brands": [_steps("trademark", none=0, filed=1, registered=3)],
        },
        "production": {
            None: [
                _tick("own_production", 3),
                _steps("quality_control", none=0, written_spec=2, batch_records=4),
                _bands("continuous_production_months", {6: 1, 12: 2, 24: 3}),
            ],
            "tested": [_tested()],
            "made": [_steps("gmp", none=0, written_sop=1, certified=3, haccp=4)],
            "goods": [
                _lot_cover(),
                _steps("raw_material", uncertain=0, several_suppliers=1, secured=2),
                _steps("packaging", basic=0, retail_ready=1, export_ready=3),
            ],
            "labels": [_steps("label", none=0, indonesian=1, export_language=2)],
        },
        "finance": {
            None: [
                _steps(
                    "bookkeeping",
                    none=0,
                    cash_notes=1,
                    monthly_cash_book=2,
                    financial_statements=3,
                ),
                _tick("separate_account", 2),
                _steps("costing", none=0, unit_cost=1, export_price=3),
                _steps("working_capital", none=0, informal_loan=1, own_funds=2, bank_facility=2),
                _tick("tax_return_filed", 2),
            ],
        },
        "people": {
            None: [
                _tick("export_officer", 2),
                _steps("export_training", none=0, business=1, export=2),
                _steps("foreign_language", none=0, basic=1, correspondence=2),
                _steps("digital_skill", none=0, messaging=1, business_tools=2),
            ],
            "not exporter": [_tick("export_commitment", 2)],
        },
        "marketing": {
            None: [
                _steps("market_reach", local=0, inter_regency=1, inter_province=3, export=3),
                _steps("market_research", none=0, country_chosen=1, requirements_listed=3),
                _online(),
                _tick("english_catalogue", 2),
                _buyers(),
                _steps("innovation", none=0, new_variant=1, distinctive=3),
            ],
        },
        "operations": {
            None: [
                _steps(
                    "production_site",
                    shared_with_household=0,
                    separate_area=1,
                    separate_building=2,
                    export_standard=2,
                ),
                _tick("payment_method_chosen", 2),
            ],
            "goods": [
                _steps("traceability", none=0, sop=1, batch_code=3),
                _steps("export_documents", none=0, knows_list=1, prepared=3),
                _steps("shipping", none=0, quoted=1, arranged=2),
            ],
            "exporter": [_steps("export_mode", never=0, indirect=0, mixed=1, direct=2)],
        },
    }


def _summed(items: dict[str | None, list[Item]]) -> dict[str, pl.Expr]:
    """Add a dimension up: what is earned, lost, applies, and is only partly known."""
    parts: dict[str, list[pl.Expr]] = {"low": [], "lost": [], "of": [], "split": []}
    for group, members in items.items():
        of = sum(item[0] for item in members)
        split = [_partly(*item[:3]) for item in members if item[3]]
        sums = {
            "low": reduce(add, (item[1] for item in members)),
            "lost": reduce(add, (item[2] for item in members)),
            "split": reduce(add, split) if split else _points(0),
        }
        if group is None:
            parts["of"].append(_points(of))
        else:
            sign = -pl.col("_exporter") if group == "not exporter" else pl.col(f"_{group}")
            sums = {
                end: pl.when(sign == 1).then(column).otherwise(_points(0))
                for end, column in sums.items()
            }
            parts["of"].append(pl.when(sign == -1).then(_points(0)).otherwise(_points(of)))
        for end, column in sums.items():
            parts[end].append(column)
    return {end: reduce(add, columns) for end, columns in parts.items()}


def _partly(points: int, low: pl.Expr, lost: pl.Expr) -> pl.Expr:
    return pl.when(low + lost == points).then(_points(0)).otherwise(low + lost)


def _tick(column: str, points: int) -> Item:
    value, none = pl.col(column), _points(0)
    return (
        points,
        pl.when(value).then(_points(points)).otherwise(none),
        pl.when(~value).then(_points(points)).otherwise(none),
        False,
    )


def _by_sign(sign: pl.Expr, points: int) -> Item:
    return (
        points,
        pl.when(sign == 1).then(_points(points)).otherwise(_points(0)),
        pl.when(sign == -1).then(_points(points)).otherwise(_points(0)),
        False,
    )


def _steps(column: str, **worth: int) -> Item:
    top, value = max(worth.values()), pl.col(column)
    low = lost = _points(0)
    for answer, points in worth.items():
        if points:
            low = pl.when(value == answer).then(_points(points)).otherwise(low)
        if points < top:
            lost = pl.when(value == answer).then(_points(top - points)).otherwise(lost)
    return top, low, lost, False


def _bands(column: str, worth: dict[int, int]) -> Item:
    top, value = max(worth.values()), pl.col(column)
    low = _points(0)
    lost = pl.when(value >= 0).then(_points(top)).otherwise(_points(0))
    for start, points in worth.items():
        low = pl.when(value >= start).then(_points(points)).otherwise(low)
        lost = pl.when(value >= start).then(_points(top - points)).otherwise(lost)
    return top, low, lost, False


def _kbli_matches() -> pl.Expr:
    pair, editions = pl.col("_pair"), ("", "2020:", "2025:")
    found: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for code in (f"{edition}{number}" for edition in editions for number in KBLI_DIVISIONS):
        for each in ProductFamily:
            found[kbli_covers(code, each)].append(f"{code} {each}")
    return _sign(pair.is_in(found[True]), pair.is_in(found[False]))


def _permit() -> Item:
    """Five points: for dry food MD, or three of them SPP-IRT; else what the family needs."""
    family, form = pl.col("product_family"), pl.col("product_form")
    md, spp = _yes("has_md"), _yes("has_spp_irt")
    by_family = {"fish": "has_skp", "furniture": "has_svlk"}
    other = reduce(
        lambda found, each: pl.when(family == each).then(_yes(by_family[each])).otherwise(found),
        by_family,
        _yes("has_product_notification"),
    )
    is_food = family.is_in(FOOD)
    alone = pl.when(is_food).then(md).otherwise(other)
    maybe_dry = is_food & (form.is_null() | (form == "dry_ambient"))
    surely_dry = is_food & (form == "dry_ambient")
    five, three, two, none = map(_points, (5, 3, 2, 0))
    low = pl.when(alone == 1).then(five).when(surely_dry & (spp == 1)).then(three).otherwise(none)
    lost = (
        pl.when(maybe_dry & (md == -1) & (spp == 1))
        .then(two)
        .when(maybe_dry & (md == -1) & (spp == 0))
        .then(two)
        .when(alone == -1)
        .then(five)
        .otherwise(none)
    )
    return 5, low, lost, True


def _tested() -> Item:
    """Three points: a laboratory test within the last 12 months."""
    day = pl.col("lab_tested_on")
    recent = day.is_between(date(2025, 11, 22), date(2026, 11, 21))
    none, three = _points(0), _points(3)
    return (
        3,
        pl.when(recent).then(three).otherwise(none),
        pl.when(~recent).then(three).otherwise(none),
        False,
    )


def _lot_cover() -> Item:
    """Four points: a month's capacity covers the smallest order; half of them for half of it."""
    none, two, four = _points(0), _points(2), _points(4)
    known, half, full = map(pl.col, ("_lot_known", "_lot_half", "_lot_full"))
    return (
        4,
        pl.when(full).then(four).when(half).then(two).otherwise(none),
        pl.when(full).then(none).when(half).then(two).when(known).then(four).otherwise(none),
        False,
    )


def _amounts() -> dict[str, pl.Expr]:
    """Give amounts in grams or pieces, and the pairs of division and family."""
    found = {}
    for name in ("monthly_capacity", "target_order"):
        unit, one = pl.col(f"{name}_unit"), pl.lit(1, pl.Int64)
        factor = pl.when(unit == "kg").then(one * 1_000).otherwise(one)
        factor = pl.when(unit == "t").then(one * 1_000_000).otherwise(factor)
        found[f"_{name}"] = pl.col(name) * factor
    kbli = pl.col("kbli")
    short, long = kbli.str.slice(0, 2), kbli.str.slice(0, 7)
    division = pl.when(kbli.str.len_bytes() > 5).then(long).otherwise(short)
    family = pl.col("product_family").cast(pl.String)
    return {**found, "_pair": pl.concat_str(division, family, separator=" ")}


def _covered() -> dict[str, pl.Expr]:
    have, want = pl.col("_monthly_capacity"), pl.col("_target_order")
    one, other = pl.col("monthly_capacity_unit"), pl.col("target_order_unit")
    weights = ["kg", "g", "t"]
    one_kind = (one == other) | (one.is_in(weights) & other.is_in(weights))
    known = one_kind & (want > 0) & have.is_not_null()
    return {
        "_lot_known": known,
        "_lot_half": known & (2 * have >= want),
        "_lot_full": known & (have >= want),
    }


def _online() -> Item:
    """Three points: a website or a marketplace abroad; one of them: seen at home."""
    marketplace = pl.col("marketplace")
    abroad = pl.max_horizontal(
        _yes("has_website"), _sign(marketplace == "global", marketplace.is_not_null())
    )
    local = pl.max_horizontal(
        _yes("has_social_media"),
        _sign(marketplace.is_in(["domestic", "global"]), marketplace.is_not_null()),
    )
    low = (
        pl.when(abroad == 1)
        .then(_points(3))
        .when(local == 1)
        .then(_points(1))
        .otherwise(_points(0))
    )
    lost = (
        pl.when(abroad != -1)
        .then(_points(0))
        .when(local == -1)
        .then(_points(3))
        .otherwise(_points(2))
    )
    return 3, low, lost, True


def _buyers() -> Item:
    """Four points: the stage with a buyer; for exporters, months with a shipment."""
    _, low, lost, _ = _steps("buyer_stage", none=0, enquiry=2, sample_sent=3, order=4)
    _, low_x, lost_x, _ = _bands("export_months_24", {1: 1, 2: 2, 6: 4})
    exporter = pl.col("_exporter")

    def either(one: pl.Expr, other: pl.Expr) -> pl.Expr:
        return (
            pl.when(exporter == 1)
            .then(one)
            .when(exporter == -1)
            .then(other)
            .otherwise(pl.min_horizontal(one, other))
        )

    return 4, either(low_x, low), either(lost_x, lost), True


def _gates() -> dict[str, pl.Expr]:
    family, gmp = pl.col("product_family"), pl.col("gmp")
    status = {each: export_status(each, as_of=date(2026, 11, 21)) for each in ProductFamily}
    free, regulated, closed = (
        [each for each, found in status.items() if found == asked]
        for asked in ("free", "regulated", "prohibited")
    )
    permit = _yes("has_export_permit")
    may_go = (
        pl.when(family.is_in(free))
        .then(_code(1))
        .when(family.is_in(regulated))
        .then(permit)
        .when(family.is_in(closed))
        .then(_code(-1))
        .otherwise(_code(0))
    )
    certified = (
        pl.when(family == "fish")
        .then(_sign(gmp == "haccp", gmp.is_not_null()))
        .when(family == "furniture")
        .then(_yes("has_svlk"))
        .when(family.is_not_null())
        .then(_code(1))
        .otherwise(_code(0))
    )
    able = pl.min_horizontal(
        *map(_yes, ("meets_export_quality", "meets_export_quantity", "meets_export_continuity"))
    )
    country = pl.when(pl.col("target_country").is_not_null()).then(_code(1)).otherwise(_code(0))
    first = pl.min_horizontal(_yes("has_nib"), may_go, certified)
    return {
        "_first": first,
        "_every": pl.min_horizontal(
            first,
            _yes("has_npwp"),
            able,
            pl.min_horizontal(country, _yes("meets_destination_standard")),
        ),
    }


def _level(dimensions: tuple[str, ...], *, high: bool) -> pl.Expr:
    def end(prefix: str) -> tuple[pl.Expr, pl.Expr]:
        of = pl.col(f"{prefix}_of")
        return (of - pl.col(f"{prefix}_lost") if high else pl.col(f"{prefix}_low")), of

    def reached(score: int, dimension: int, gate: str | None) -> pl.Expr:
        points, of = end("")
        tests = [100 * points >= score * of]
        if dimension:
            for key in dimensions:
                points, of = end(f"_{key}")
                tests.append(100 * points >= dimension * of)
        if gate is not None:
            tests.append(pl.col(gate) != -1 if high else pl.col(gate) == 1)
        return reduce(and_, tests)

    return (
        pl.when(reached(85, 60, "_every"))
        .then(_code(3))
        .when(reached(70, 40, "_first"))
        .then(_code(2))
        .when(reached(40, 0, None))
        .then(_code(1))
        .otherwise(_code(0))
    )


def _points(value: int) -> pl.Expr:
    return pl.lit(value, pl.Int16)


def _code(value: int) -> pl.Expr:
    return pl.lit(value, pl.Int8)
