"""What every decision offers: reasons in words, what is missing, plain data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from umkmexport._version import __version__
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.header import Provenance
from umkmexport.rules.fact import Fact
from umkmexport.terms.report import Report
from umkmexport.terms.text import Language, Text

__all__ = ["Decision", "facts_named", "label_of"]


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Decision(Report):
    """The part that all decisions share.

    Attributes:
        as_of: the day the decision is made for.
        provenance: the policy that made it, its digest and its sources.
        library_version: the version that made it; recorded, not compared.
    """

    as_of: date
    provenance: Provenance
    library_version: str = attrs.field(default=__version__, eq=False)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for, in the undecided parts of the rule."""
        raise NotImplementedError

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        raise NotImplementedError

    def __repr__(self) -> str:
        name, policy = type(self).__name__, self.provenance.policy
        return f"<{name} by {policy} on {self.as_of}: {self.in_short()}>"

    def describe(self, language: Language) -> str:
        """Say the decision and its reasons in one language."""
        said, caution = super().describe(language), self.provenance.caution()
        return said if caution is None else f"{said} {caution.to(language)}"


def facts_named(names: Iterable[str], declared: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """Give the facts of these names, those that a call declared among them."""
    own = {fact.name: fact for fact in declared}
    return tuple(own.get(name) or BY_NAME[name] for name in dict.fromkeys(names))


def label_of(fact: str) -> Text:
    """Give the label of a fact; its name where only one call declares it."""
    described = BY_NAME.get(fact)
    return Text(id=fact, en=fact) if described is None else described.label
