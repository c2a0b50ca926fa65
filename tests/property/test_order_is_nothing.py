"""The order of the input decides nothing, nor does the seed of Python's hashes.

Permuting or adding firms changes no size, eligibility, score or value of another firm; ties are
drawn from the public seed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from random import Random

import attrs
import pytest
from hash_seeds import printed_under_any_hash_seed
from hypothesis import given, settings
from hypothesis import strategies as st

import umkmexport as ux
from umkmexport.testing import enterprises

AS_OF = date(2026, 11, 21)
ENQUIRY = ux.Enquiry(product="batik", quantity=ux.Quantity(500, "kg"), until=date(2027, 1, 20))


def ranked(
    firms: list[ux.Enterprise], policy: str, *, seats: int = 2, seed: str = "round-1"
) -> ux.PriorityList:
    return ux.rank(
        firms,
        policy=ux.priorities[policy],
        seats=seats,
        as_of=AS_OF,
        seed=seed,
        enquiry=ENQUIRY if policy == "buyer-order" else None,
    )


def numbered(firms: list[ux.Enterprise]) -> list[ux.Enterprise]:
    return [attrs.evolve(firm, id=f"U-{index:02}") for index, firm in enumerate(firms)]


FIRMS = st.lists(enterprises(), min_size=2, max_size=5).map(numbered)


@pytest.mark.parametrize("policy", sorted(ux.priorities))
@settings(max_examples=20)
@given(FIRMS, st.randoms(use_true_random=False), st.integers(1, 3))
def test_a_list_is_the_same_for_any_order(
    policy: str,
    firms: list[ux.Enterprise],
    random: Random,
    seats: int,
) -> None:
    shuffled = firms.copy()
    random.shuffle(shuffled)
    assert ranked(firms, policy, seats=seats) == ranked(shuffled, policy, seats=seats)


@pytest.mark.parametrize("policy", sorted(ux.priorities))
@settings(max_examples=20)
@given(FIRMS, enterprises())
def test_another_firm_changes_no_value_and_no_order_among_the_others(
    policy: str, firms: list[ux.Enterprise], newcomer: ux.Enterprise
) -> None:
    few = ranked(firms, policy)
    many = ranked([attrs.evolve(newcomer, id="NEW"), *firms], policy)
    before, after = (
        [entry for entry in (*top.places, *top.waiting) if entry.id != "NEW"] for top in (few, many)
    )
    # A newcomer with the same NIB may take its place, and set the other row aside.
    moved = {row.id for row in many.set_aside} - {row.id for row in few.set_aside}
    before = [entry for entry in before if entry.id not in moved]
    assert [entry.id for entry in before] == [entry.id for entry in after]
    values = {entry.id: (entry.low, entry.high) for entry in before}
    assert values == {entry.id: (entry.low, entry.high) for entry in after}


TWINS = [
    ux.Enterprise(id=f"U-{index:02}", has_nib=True, nib=f"10000000000{index:02}", annual_sales=1)
    for index in range(20)
]


def test_ties_are_drawn_by_the_public_ticket() -> None:
    """SHA-256 of the seed, a newline and the id; the lowest comes first."""
    top = ranked(TWINS, "most-ready-on-record", seats=5)
    drawn = sorted(
        TWINS, key=lambda firm: hashlib.sha256(f"round-1\n{firm.id}".encode()).hexdigest()
    )
    assert [entry.id for entry in (*top.places, *top.waiting)] == [firm.id for firm in drawn]
    assert {entry.tied for entry in top.places} == {20}


def test_another_seed_draws_another_order() -> None:
    orders = {
        tuple(entry.id for entry in ranked(TWINS, "most-ready-on-record", seed=seed).places)
        for seed in ("round-1", "round-2", "round-3")
    }
    assert len(orders) == 3


def test_the_ticket_is_of_the_letters_not_of_their_bytes() -> None:
    """One letter may be written in two ways; both draw one ticket, so both are one id."""
    composed, decomposed = "U-\u00e9", "U-e\u0301"
    pair = [ux.Enterprise(id=each) for each in (composed, decomposed)]
    with pytest.raises(ux.SelectionError, match="stands twice"):
        ranked(pair, "most-ready-on-record")


PROGRAM = """
import json
from datetime import date
import umkmexport as ux
firms = [
    ux.Enterprise(
        id=f"U-{n:02}",
        name=f"Usaha {n}",
        has_nib=None if n % 5 == 0 else True,
        nib=f"10000000000{n % 9:02}",
        annual_sales=ux.Range(n, None) if n % 4 == 0 else n,
        product_family=["food", "batik", "fish"][n % 3],
        export_mode=["never", "indirect", None][n % 3],
        fostered_by=("a", "b", "c"),
        buyer_stage=["none", "enquiry", None, "order"][n % 4],
        complete=frozenset({"events", "certificates", "products", "fostered_by"}),
        evidence=(ux.Evidence("buyer_stage", "self"),),
    )
    for n in range(30)
]
told = [
    ux.rank(firms, policy=policy, seats=7, as_of=date(2026, 11, 21), seed="round-1")
    for policy in ux.priorities.values()
    if not policy.needs_enquiry
]
one = [
    ux.score_readiness(firms[4], rubric=rubric, as_of=date(2026, 11, 21))
    for rubric in ux.rubrics.values()
]
one.append(ux.check_eligibility(
    firms[4], ux.calls["pekalongan-export-training-2021"], as_of=date(2026, 11, 21)))
one.append(ux.classify_size(firms[4], as_of=date(2026, 11, 21)))
print(json.dumps([decision.to_dict() for decision in (*told, *one)]))
print(json.dumps([decision.describe("id") for decision in (*told, *one)]))
print(json.dumps([fact.name for decision in (*told, *one) for fact in decision.missing()]))
print(firms[3].to_json())
"""


def test_nothing_hangs_on_the_seed_of_hashes() -> None:
    lists = json.loads(printed_under_any_hash_seed(PROGRAM).splitlines()[0])
    assert any(one["places"] for one in lists if "places" in one)
