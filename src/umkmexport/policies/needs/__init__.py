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
from umkmexport.terms.near import suggested
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
            raise joined(_NOT_SO, mistakes)

    @cached_property
    def scored_by(self) -> Rubric:
        """Give the shipped rubric whose items are named."""
        return RUBRICS[self.rubric]

    def _mistakes(self) -> Iterator[Text]:
        times = Counter(gaps.topic for gaps in self.topics)
        yield from (_TWICE.format(topic=topic) for topic, n in times.items() if n > 1)
        missing = [topic.value for topic in Topic if topic not in times]
        if missing:
            yield _LEFT_OUT.format(topics=", ".join(missing))
        known = [item.key for item in self.scored_by.items]
        for gaps in self.topics:
            if not gaps.items:
                yield _NO_ITEMS.format(topic=gaps.topic)
            for key in gaps.items:
                if key not in known:
                    said = {"topic": gaps.topic, "rubric": self.rubric, "key": repr(key)}
                    yield _NO_ITEM.format(hint=suggested(key, known), **said)


def load_need_table(file: str | Path | Traversable) -> NeedTable:
    """Read a table of training needs from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, NeedTable)


NEED_TABLES: Final = Catalogue(
    __name__, load_need_table, Text(id="tabel kebutuhan pelatihan", en="table of training needs")
)
"""The shipped tables by id."""


_NOT_SO: Final = Text(
    id="tabel kebutuhan pelatihan ini tidak mungkin dimaksudkan demikian",
    en="the table of training needs cannot be meant so",
)
_TWICE: Final = Text(id="materi {topic} tertulis dua kali", en="topic {topic} stands twice")
_LEFT_OUT: Final = Text(
    id="setiap materi memerlukan butirnya; belum ada untuk {topics}",
    en="each topic needs its items; there are none for {topics}",
)
_NO_ITEMS: Final = Text(
    id="materi {topic}: sebutkan sedikitnya satu butir", en="topic {topic}: name at least one item"
)
_NO_ITEM: Final = Text(
    id="materi {topic}: rubrik {rubric} tidak memiliki butir {key}{hint}",
    en="topic {topic}: rubric {rubric} has no item {key}{hint}",
)
