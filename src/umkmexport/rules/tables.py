"""Tables: what rules say, looked up by the answers to the facts that they look at.

A rule gives the same answer to the same facts. A table works each combination of answers out when
it is first met and looks it up from then on; several tables share one reading of a firm.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import itemgetter
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

from umkmexport.rules.subject import Subject

__all__ = ["Memo", "Recall", "Table", "Tables"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Known: TypeAlias = Mapping[str, Any]

_MOST: Final = 1024


class Memo(dict[K, V], Generic[K, V]):
    """Work out what belongs to a key when it is first looked up.

    It forgets everything when it holds too much, and goes empty into a copy or a pickle, because
    what it holds came from firms.

    Args:
        work_out: gives what belongs to a key.

    Examples:
        >>> squares = Memo(lambda number: number * number)
        >>> squares[3], squares
        (9, <Memo of 1>)
    """

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[K], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: K) -> V:
        value = self._work_out(key)
        if len(self) >= _MOST:
            self.clear()
        self[key] = value
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._work_out,)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)}>"


class Recall(Protocol):
    """Make a subject of what was known of it.

    Args:
        known: the values of a few facts.
        faced: the values that are left where evidence or freshness is asked, and where freshness
            alone is; none where nothing is hidden.
    """

    def __call__(self, known: Known, faced: tuple[Known, Known] | None = None) -> Subject:
        """Give the subject."""
        ...


class Table(Memo[Any, V]):
    """Hold what one rule says for every combination of answers that was met.

    The key is the answer to its only fact, or the tuple of the answers to all of its facts. What
    it says where evidence hides answers is held apart.

    Args:
        facts: the facts that the rule looks at.
        rule: the rule.
        recall: makes a subject of the values of these facts.
        faces: gives the views of a subject that evidence and freshness leave to the rule, or None
            where they hide nothing.
    """

    __slots__ = ("_recall", "_rule", "doubted", "faces", "facts")

    def __init__(
        self,
        facts: Iterable[str],
        rule: Callable[[Subject], V],
        recall: Recall,
        faces: Callable[[Subject], tuple[Subject, Subject] | None],
    ) -> None:
        super().__init__(self._ask)
        self.facts = tuple(dict.fromkeys(facts))
        self.faces = faces
        self.doubted: Memo[tuple[Any, ...], V] = Memo(self._ask_in_doubt)
        self._rule = rule
        self._recall = recall

    def _ask(self, key: Any) -> V:
        return self._rule(self._recall(self._known(key)))

    def _ask_in_doubt(self, keys: tuple[Any, ...]) -> V:
        known, proven, said = map(self._known, keys)
        return self._rule(self._recall(known, (proven, said)))

    def _known(self, key: Any) -> Known:
        values = (key,) if len(self.facts) == 1 else key
        return dict(zip(self.facts, values, strict=True))

    def key(self, subject: Subject) -> Any:
        """Give the answers of a subject as a key."""
        values = subject.values(self.facts)
        return values[0] if len(values) == 1 else tuple(values)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.facts, self._rule, self._recall, self.faces)


class Tables(Generic[V]):
    """Look up several tables for one reading of all the facts that they look at.

    Args:
        tables: the tables.
    """

    __slots__ = ("_facts", "_joint", "_rows", "_said")

    def __init__(self, tables: Iterable[Table[V]]) -> None:
        tables = tuple(tables)
        self._facts = tuple(dict.fromkeys(fact for table in tables for fact in table.facts))
        self._joint: list[Callable[[list[Any]], Any]] = []
        self._said = [None if table.facts else table[()] for table in tables]
        self._rows = [
            (row, self._place(table.facts), table)
            for row, table in enumerate(tables)
            if table.facts
        ]

    def _place(self, facts: tuple[str, ...]) -> int:
        """Give the place of the key of a table among the values and what is joined of them."""
        places = [self._facts.index(fact) for fact in facts]
        if len(places) == 1:
            return places[0]
        self._joint.append(itemgetter(*places))
        return len(self._facts) + len(self._joint) - 1

    def of(self, subject: Subject) -> list[V]:
        """Give what every rule says of a subject, in their order."""
        values = subject.values(self._facts)
        values += [join(values) for join in self._joint]
        found: list[Any] = self._said.copy()
        for row, place, table in self._rows:
            found[row] = table[values[place]]
        if subject.is_noted:
            for row, place, table in self._rows:
                faced = table.faces(subject)
                if faced is not None:
                    proven, said = map(table.key, faced)
                    found[row] = table.doubted[values[place], proven, said]
        return found
