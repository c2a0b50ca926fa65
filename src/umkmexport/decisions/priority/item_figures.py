"""What each item of a priority policy earns and asks, looked up by the answers it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final, TypeAlias

import attrs

from umkmexport.decisions.findings import finding_table
from umkmexport.facts.view import FactView
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.scorecard import Item
from umkmexport.rules.subject import Subject
from umkmexport.rules.tables import Tables
from umkmexport.rules.value import Component
from umkmexport.terms.text import Text

__all__ = ["FiguresOfItems", "ItemFigures"]


@attrs.frozen
class ItemFigures:
    """What one item earns, and what it asks.

    Attributes:
        low: the least points it earns.
        high: the most points it may earn.
        text: the item and its least points, in words.
        missing: the facts to ask for; none where its points are known.
    """

    low: int
    high: int
    text: Text
    missing: tuple[str, ...]


Figures: TypeAlias = Sequence[ItemFigures | None]
"""The figures of several items, None where one surely does not apply."""


class FiguresOfItems:
    """Look up the figures of all items of a policy and its rubric.

    Args:
        policy: the policy.
        as_of: the day.
    """

    def __init__(self, policy: PriorityPolicy, as_of: date) -> None:
        self._as_of = as_of
        self._components = {
            one.key: self._tables(one.items) for one in policy.components if one.items
        }
        rubric = policy.scored_by if policy.needs_readiness else None
        self._rubric = self._tables(rubric.items if rubric else ())

    def of_component(self, component: Component, view: FactView) -> Figures:
        """Give the figures of the items of a component."""
        return self._components[component.key].of(view)

    def of_rubric(self, view: FactView) -> Figures:
        """Give the figures of the items of the rubric."""
        return self._rubric.of(view)

    def _tables(self, items: Sequence[Item]) -> Tables[ItemFigures | None]:
        return Tables([finding_table(item, partial(_figures, item), self._as_of) for item in items])


def _figures(item: Item, subject: Subject) -> ItemFigures | None:
    score = item.score(subject)
    if score is None:
        return None
    text = _EARNED.format(item=item.text_for(subject), low=str(score.low), of=str(item.points))
    missing = score.missing() if score.low < score.high else ()
    return ItemFigures(score.low, score.high, text, missing)


_EARNED: Final = Text(id="{item} {low}/{of}", en="{item} {low}/{of}")
