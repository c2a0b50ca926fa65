"""Derived facts as columns are the pairs of the functions in `umkmexport.facts.derived`."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from umkmexport.codes import families
from umkmexport.codes.products import KBLI_EDITIONS
from umkmexport.decisions.view import view_of
from umkmexport.errors import CodeError
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME, FACTS
from umkmexport.frames.criteria import sign_of
from umkmexport.frames.derived import DERIVED
from umkmexport.frames.facts import Facts
from umkmexport.model.enterprise import COLLECTIONS, Enterprise
from umkmexport.rules import criteria as c
from umkmexport.terms.months import whole_months, whole_years
from umkmexport.terms.quantity import UNITS, Quantity
from umkmexport.terms.range import Range


def signs(frame: Any, criterion: c.Criterion, as_of: date) -> list[int]:
    facts = Facts(frame, as_of=as_of)
    return facts.finish({"z": sign_of(criterion, facts)})["z"].to_list()


@pytest.mark.parametrize("fact", [fact.name for fact in (*FACTS, *APPLICATION_FACTS)])
def test_what_follows_from_columns_has_its_pair(fact: str) -> None:
    parents = set(BY_NAME[fact].derived_from) - set(COLLECTIONS)
    assert not parents or fact in DERIVED


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2025, 2, 28), date(2026, 4, 30)])
@pytest.mark.parametrize("fact", ["months_operating", "owner_age"])
def test_time_is_counted_exactly_at_the_ends_of_months(fact: str, as_of: date, tools: Any) -> None:
    base, count = {
        "months_operating": ("started_on", whole_months),
        "owner_age": ("owner_birth_date", whole_years),
    }[fact]
    days = [as_of - timedelta(days=n) for n in range(-40, 900)]
    counted = [count(day, as_of) for day in days]
    frame = tools.table({base: days})
    for limit in range(-2, 25):
        expected = [1 if number >= limit else -1 for number in counted]
        assert signs(frame, c.AtLeast(fact, limit), as_of) == expected
        expected = [1 if number < limit else -1 for number in counted]
        assert signs(frame, c.LessThan(fact, limit), as_of) == expected


def test_limits_beyond_the_calendar_have_an_answer(tools: Any) -> None:
    frame = tools.table({"started_on": [date(2020, 1, 1)]})
    assert signs(frame, c.AtMost("months_operating", 10**6), date(2026, 1, 1)) == [1]
    assert signs(frame, c.AtLeast("months_operating", -(10**6)), date(2026, 1, 1)) == [1]


@pytest.mark.parametrize("limit", [-1, 0, 1, 49, 50, 99, 100, 101, 8_999])
def test_a_lot_is_covered_exactly(limit: int, tools: Any) -> None:
    amounts = [0, 1, 2, 3, 99, 100, 101, 10**9, Range(1, 100), Range(None, 3), Range(2, None)]
    units = ("kg", "g", "t", "pcs")
    rows = list(product(amounts, units, amounts, units))[::3]
    firms = [
        Enterprise(id="U", monthly_capacity=Quantity(a, u), target_order=Quantity(b, v))
        for a, u, b, v in rows
    ]
    firms.append(Enterprise(id="U", target_order=Quantity(1, "kg")))
    drawn = tools.Firms(firms, [{}] * len(firms))
    as_of = date(2026, 11, 21)
    for kind in (c.AtMost, c.AtLeast):
        criterion = kind("export_lot_cover", limit)
        expected = [criterion.sign(view) for view in drawn.views(as_of)]
        assert signs(drawn.columns(["export_lot_cover"]), criterion, as_of) == expected


def test_every_unit_is_one_that_columns_know(tools: Any) -> None:
    firms = [
        Enterprise(id="U", monthly_capacity=Quantity(5, u), target_order=Quantity(5, v))
        for u, v in product(UNITS, UNITS)
    ]
    drawn, criterion = tools.Firms(firms, [{}] * len(firms)), c.Known("export_lot_cover")
    expected = [criterion.sign(view) for view in drawn.views()]
    found = signs(drawn.columns(["export_lot_cover"]), criterion, date(2026, 11, 21))
    assert found == expected


def test_every_division_and_family_agree(tools: Any) -> None:
    editions = ("", *(f"{edition}:" for edition in KBLI_EDITIONS))
    pairs = [
        (f"{edition}{number:02}{rest}", family.value)
        for edition, number, family in product(editions, range(100), families.ProductFamily)
        for rest in ("", "110")
    ]
    expected = []
    for code, family in pairs:
        try:
            covered = families.kbli_covers(code, families.ProductFamily(family))
        except CodeError:
            covered = None
        expected.append({True: 1, False: -1, None: 0}[covered])
    codes, names = map(list, zip(*pairs, strict=True))
    frame = tools.table({"kbli": codes, "product_family": names}).lazy()
    criterion = c.Is("kbli_matches_product", value=True)
    facts = Facts(frame, as_of=date(2026, 11, 21))
    found = facts.finish({"z": sign_of(criterion, facts)}).collect()["z"].to_list()
    assert found == expected


def test_a_column_of_its_own_counts_where_no_parent_is_there(tools: Any) -> None:
    as_of, criterion = date(2026, 11, 21), c.AtLeast("owner_age", 17)
    assert signs(tools.table({"owner_age": [16, 17, None]}), criterion, as_of) == [-1, 1, 0]
    both = tools.table({"owner_age": [16], "owner_birth_date": [date(1980, 1, 1)]})
    assert signs(both, criterion, as_of) == [1]


def test_a_written_nib_and_a_said_no_disagree(tools: Any) -> None:
    nib = "1234567890123"
    rows = {"has_nib": [None, True, False, False], "nib": [nib, nib, nib, None]}
    firms = [
        Enterprise(id="U", has_nib=said, nib=written)
        for said, written in zip(*rows.values(), strict=True)
    ]
    criterion = c.Is("has_nib", value=True)
    as_of = date(2026, 11, 21)
    expected = [criterion.sign(view_of(firm, as_of=as_of)) for firm in firms]
    assert signs(tools.table(rows), criterion, as_of) == expected == [1, 1, 0, -1]
