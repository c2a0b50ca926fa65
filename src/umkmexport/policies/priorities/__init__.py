"""Priority policies: who is helped first, declared as a choice, one TOML file each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.declared import DeclaredFact, check_declared
from umkmexport.policies.facts import check_criteria, check_scale
from umkmexport.policies.header import Policy
from umkmexport.policies.priorities.facts import ASKED_PRODUCT, LIST_FACTS, RECOMMENDED_BY
from umkmexport.policies.reader import read_policy
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.rules.checklist import Checklist, Requirement
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.value import Component
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["PRIORITIES", "PriorityOrder", "PriorityPolicy", "load_priority"]


class PriorityOrder(Choice):
    """By what the firms of the pool are put in order, before tickets."""

    VALUE = "value", "nilai", "value"
    LOTTERY = "lottery", "undian", "lot"


@attrs.frozen(kw_only=True, slots=False)
class PriorityPolicy(Policy):
    """Who comes first: a pool, and a value of weighted components or a lottery.

    Attributes:
        disclaimer: the sentence printed with every list.
        favours: whom the policy favours.
        leaves_out: whom it leaves out.
        use_for: what it is meant for.
        mind: what to watch where it is used.
        rubric: the id of the readiness rubric that it looks at.
        facts: facts that only this policy asks; they are answered beside the firm.
        pool: what must hold to be in the pool at all.
        least_readiness: the per cent of readiness that the pool asks for.
        one_place_per: ``nib`` where one NIB takes at most one place; the number must then be known.
        order: by value, or a lottery within the pool.
        components: the weighted components; their weights sum to 100. A lottery has none.
    """

    disclaimer: Text
    favours: Text
    leaves_out: Text
    use_for: Text | None = None
    mind: Text | None = None
    rubric: str | None = None
    facts: tuple[DeclaredFact, ...] = ()
    pool: tuple[Requirement, ...]
    least_readiness: int | None = None
    one_place_per: str | None = None
    order: PriorityOrder = PriorityOrder.VALUE
    components: tuple[Component, ...] = ()

    def __attrs_post_init__(self) -> None:
        mistake = next(self._mistakes(), None)
        if mistake is not None:
            raise PolicyError(mistake)
        check_declared(self.facts)
        check_criteria(
            ((f"pool {r.key}", r.rule) for r in self.pool), (*LIST_FACTS, *self.declared)
        )
        for component in self.components:
            self._check(component)

    @cached_property
    def checklist(self) -> Checklist:
        """Give the conditions of the pool as a rule."""
        return Checklist(self.pool)

    @cached_property
    def scored_by(self) -> Rubric | None:
        """Give the shipped rubric that the policy looks at."""
        return None if self.rubric is None else RUBRICS[self.rubric]

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """Give the facts that only this policy asks."""
        return tuple(fact.fact for fact in self.facts)

    @cached_property
    def needs_readiness(self) -> bool:
        """Tell whether it looks at a readiness score."""
        return self.least_readiness is not None or any(c.needs_readiness for c in self.components)

    @cached_property
    def needs_recommendations(self) -> bool:
        """Tell whether it looks at the lists of agencies."""
        asked = {fact for requirement in self.pool for fact in requirement.facts}
        in_pool = not asked.isdisjoint(RECOMMENDED_BY.values())
        return in_pool or any(component.recommendation for component in self.components)

    @cached_property
    def needs_enquiry(self) -> bool:
        """Tell whether it orders firms for one enquiry."""
        in_pool = any(ASKED_PRODUCT in requirement.facts for requirement in self.pool)
        return in_pool or any(component.order_fit for component in self.components)

    def _mistakes(self) -> Iterator[Text]:
        yield from self._mistakes_of_weights()
        if self.needs_readiness and self.rubric is None:
            yield _NO_RUBRIC
        if self.least_readiness is not None and not 0 <= self.least_readiness <= 100:
            yield _NO_PER_CENT.format(number=str(self.least_readiness))
        if self.one_place_per not in (None, "nib"):
            yield _PER_NIB.format(said=repr(self.one_place_per))
        keys = [component.key for component in self.components]
        yield from (_TWICE.format(key=k) for k in dict.fromkeys(keys) if keys.count(k) > 1)

    def _mistakes_of_weights(self) -> Iterator[Text]:
        weights = [component.weight for component in self.components]
        if self.order is PriorityOrder.LOTTERY:
            if weights:
                yield _LOTTERY
        elif not any(weights):
            yield _ALL_ZERO
        elif sum(weights) != 100:
            yield _SUM.format(sum=str(sum(weights)))

    def _check(self, component: Component) -> None:
        for item in component.items:
            check_scale(f"component {component.key}, {item.key}", item.scale, item.points)
        if component.ratio is not None:
            known = {**BY_NAME, **{fact.name: fact for fact in self.declared}}
            for name in component.ratio.facts:
                if name not in known or known[name].type is not FactType.INT:
                    hint = suggested(name, () if name in known else known)
                    said = _NO_COUNT.format(component=component.key, fact=name, hint=hint)
                    raise PolicyError(said)
        closeness = component.closeness
        if closeness is not None and self.scored_by is not None:
            levels = [level.key for level in self.scored_by.levels]
            if closeness.level not in levels:
                raise PolicyError(_NO_LEVEL.format(component=component.key, level=closeness.level))


_NO_RUBRIC: Final = Text(
    id="kebijakan ini memperhitungkan kesiapan, maka rubriknya harus disebut (rubric)",
    en="the policy looks at readiness, so it must name a rubric",
)
_NO_PER_CENT: Final = Text(
    id="least_readiness berupa persen, bukan {number}",
    en="least_readiness is a per cent, not {number}",
)
_PER_NIB: Final = Text(
    id="one_place_per berisi 'nib' atau tidak diisi, bukan {said}",
    en="one_place_per is 'nib' or absent, not {said}",
)
_TWICE: Final = Text(id="komponen {key} tercantum dua kali", en="component {key} stands twice")
_LOTTERY: Final = Text(
    id="undian tidak mempunyai komponen; hapus komponennya, atau urutkan menurut nilai",
    en="a lottery has no components; leave them out, or order by value",
)
_ALL_ZERO: Final = Text(
    id="semua bobot nol; untuk mengundi di antara yang memenuhi syarat, tulis order = 'lottery'",
    en="the weights are all zero; for a draw within the pool say order = 'lottery'",
)
_SUM: Final = Text(
    id="bobot komponen berjumlah {sum}, bukan 100",
    en="the weights of the components sum to {sum}, not to 100",
)
_NO_COUNT: Final = Text(
    id="komponen {component}: '{fact}' bukan data yang berupa hitungan{hint}",
    en="component {component}: '{fact}' is no fact that counts{hint}",
)
_NO_LEVEL: Final = Text(
    id="komponen {component}: rubrik tidak mempunyai tingkat '{level}'",
    en="component {component}: the rubric has no level '{level}'",
)


def load_priority(file: str | Path | Traversable) -> PriorityPolicy:
    """Read a priority policy from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, PriorityPolicy)


PRIORITIES: Final = Catalogue(
    __name__, load_priority, Text(id="kebijakan prioritas", en="priority policy")
)
"""The shipped priority policies by id."""
