"""Which gaps of readiness a training can close: a declared choice, one TOML file a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import PolicyError, joined
from umkmexport.model.trainings import Topic
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.policies.rubrics import RUBRICS, Rubric
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["NEED_TABLES", "NeedTable", "TopicGaps", "load_need_table"]


@attrs.frozen
class TopicGaps:
    """A topic, and the items of the rubric whose gaps a training on it may close.

    Attributes:
        topic: the topic.
        items: the keys of the items; points known to be missing in one of them are a need.
        basis: why these.
    """

    topic: Topic
    items: tuple[str, ...]
    basis: str | None = None


@attrs.frozen(kw_only=True, slots=False)
class NeedTable(Policy):
    """Which gaps of readiness call for training on which topic.

    Attributes:
        rubric: the id of the shipped rubric whose items are named.
        topics: each topic once, with its items.
    """

    rubric: str
    topics: tuple[TopicGaps, ...]

    def __attrs_post_init__(self) -> None:
        mistakes = [PolicyError(text) for text in self._mistakes()]
        if mistakes:
            raise joined("the table of training needs cannot be meant so", mistakes)

    @cached_property
    def scored_by(self) -> Rubric:
        """Give the shipped rubric whose items are named."""
        return RUBRICS[self.rubric]

    def _mistakes(self) -> Iterator[str]:
        times = Counter(gaps.topic for gaps in self.topics)
        yield from (f"topic {topic} stands twice" for topic, n in times.items() if n > 1)
        missing = [topic.value for topic in Topic if topic not in times]
        if missing:
            yield f"each topic needs its items; there are none for {', '.join(missing)}"
        known = [item.key for item in self.scored_by.items]
        for gaps in self.topics:
            if not gaps.items:
                yield f"topic {gaps.topic}: name at least one item"
            for key in gaps.items:
                if key not in known:
                    hint = did_you_mean(key, known)
                    yield f"topic {gaps.topic}: rubric {self.rubric} has no item {key!r}{hint}"


def load_need_table(file: str | Path | Traversable) -> NeedTable:
    """Read a table of training needs from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, NeedTable)


NEED_TABLES: Final = Catalogue(
    __name__, load_need_table, Text(id="tabel kebutuhan pelatihan", en="table of training needs")
)
"""The shipped tables by id."""
