"""Choices, codes, names and sets as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs
import narwhals.stable.v2 as nw

from umkmexport.frames.expressions import (
    Predicate,
    SignExpr,
    any_of,
    chained,
    is_any,
    never,
    sign,
    whole,
)
from umkmexport.frames.figures import Between, Number
from umkmexport.rules.ladder import Ladder
from umkmexport.terms import hierarchy
from umkmexport.terms.truth import NO, UNKNOWN, YES

__all__ = ["Choice", "GoodsCode", "Mapped", "Name", "Placed", "Region", "Several", "Word"]


@attrs.frozen(eq=False)
class Choice:
    """A text out of a closed list; any other text is unknown.

    Attributes:
        text: the column.
        options: every text that has a meaning.
        held: the texts that the column can hold at all, where its type says so.
    """

    text: nw.Expr
    options: Sequence[str]
    held: frozenset[str] | None = None

    @property
    def known(self) -> Predicate:
        """Hold where it is one of the options."""
        if self.held is not None and self.held.issubset(self.options):
            return ~self.text.is_null()
        return self.among(self.options)

    def among(self, values: Iterable[str]) -> Predicate:
        """Hold where it is one of these."""
        if self.held is None:
            return is_any(self.text, values)
        return is_any(self.text, (value for value in values if value in self.held))

    def one_of(self, values: Iterable[str]) -> SignExpr:
        """Answer whether it is one of these."""
        asked = set(values)
        return self.by({option: YES if option in asked else NO for option in self.options})

    def by(self, answers: Mapping[str, int]) -> SignExpr:
        """Answer by a table that holds the sign of every option."""
        groups = {
            found: [option for option in self.options if answers[option] == found]
            for found in (YES, NO, UNKNOWN)
        }
        *few, most = sorted(groups, key=lambda found: len(groups[found]))
        tests = [(self.among(groups[found]), whole(found)) for found in few if groups[found]]
        return chained([*tests, (self.known, whole(most))], whole(UNKNOWN))


@attrs.frozen(eq=False)
class Region(Choice):
    """A region out of the closed list of their codes."""

    def within(self, ancestor: str) -> SignExpr:
        """Answer whether it is another region or lies in it."""
        return self.by({code: hierarchy.within(code, ancestor) for code in self.options})


@attrs.frozen(eq=False)
class Mapped:
    """A choice that follows from another one, option by option.

    Attributes:
        base: the other choice.
        meanings: what each of its options means, which may be nothing.
        options: every meaning there is.
    """

    base: Choice
    meanings: Mapping[str, str | None]
    options: Sequence[str]

    @property
    def known(self) -> Predicate:
        """Hold where the other choice means something."""
        return self.among(self.options)

    def among(self, values: Iterable[str]) -> Predicate:
        """Hold where it is one of these."""
        asked = set(values)
        return self.base.among(o for o, meaning in self.meanings.items() if meaning in asked)

    def one_of(self, values: Iterable[str]) -> SignExpr:
        """Answer whether it is one of these."""
        return _closed(self, values)


@attrs.frozen(eq=False)
class Stated:
    """A choice worked out case by case.

    Attributes:
        cases: for each option the predicate under which it is the one.
    """

    cases: Mapping[str, Predicate]

    @property
    def options(self) -> Sequence[str]:
        """Every option, in the order of the scale."""
        return tuple(self.cases)

    @property
    def known(self) -> Predicate:
        """Hold where one of the options is the one."""
        return self.among(self.options)

    def among(self, values: Iterable[str]) -> Predicate:
        """Hold where it is one of these."""
        return any_of(self.cases[value] for value in values if value in self.cases)

    def one_of(self, values: Iterable[str]) -> SignExpr:
        """Answer whether it is one of these."""
        return _closed(self, values)


@attrs.frozen(eq=False)
class Placed:
    """The class that a number has on a ladder, or the run of classes still possible."""

    figure: Number | Between
    ladder: Ladder

    @property
    def options(self) -> Sequence[str]:
        """Every class, from the lowest."""
        return tuple(band.key for band in self.ladder.bands)

    @property
    def known(self) -> Predicate:
        """Hold where something is known of the number."""
        return self.figure.known

    def among(self, values: Iterable[str]) -> Predicate:
        """Hold where every class still possible is one of these."""
        return any_of(self._in_run(first, last) for first, last in self._runs(set(values)))

    def one_of(self, values: Iterable[str]) -> SignExpr:
        """Answer whether every class still possible is one of these, or none is."""
        return _closed(self, values)

    def _runs(self, asked: set[str]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for index, option in enumerate(self.options):
            if option in asked and runs and runs[-1][1] == index - 1:
                runs[-1] = (runs[-1][0], index)
            elif option in asked:
                runs.append((index, index))
        return runs

    def _in_run(self, first: int, last: int) -> Predicate:
        bounds = self.ladder.bounds
        above = self.figure.more_than(bounds[first - 1]) if first else self.known
        return above & self.figure.at_most(bounds[last]) if last < len(bounds) else above


@attrs.frozen(eq=False)
class Name:
    """A text of any content, compared as it is written.

    Attributes:
        text: the column.
        known: holds where it is a text of the right shape.
    """

    text: nw.Expr
    known: Predicate

    def among(self, values: Iterable[str]) -> Predicate:
        """Hold where it is one of these."""
        return self.known & is_any(self.text, values)

    def one_of(self, values: Iterable[str]) -> SignExpr:
        """Answer whether it is one of these."""
        return chained([(self.among(values), whole(YES)), (self.known, whole(NO))], whole(UNKNOWN))


@attrs.frozen(eq=False)
class GoodsCode(Name):
    """An HS or KBLI code, with or without its edition.

    Attributes:
        digits: gives its digits alone, without edition and points.
    """

    digits: Callable[[], nw.Expr] = attrs.field(kw_only=True)

    def within(self, ancestor: str) -> SignExpr:
        """Answer whether it is another code or lies below it."""
        edition, asked = hierarchy.split_edition(ancestor)
        known, digits = self.known, self.digits()
        if edition is not None:
            known &= self.text.str.starts_with(f"{edition}:")
        inside = known & digits.str.starts_with(asked)
        coarser = is_any(digits, (asked[:length] for length in range(1, len(asked))))
        return chained(
            [(inside, whole(YES)), (coarser, whole(UNKNOWN)), (known, whole(NO))], whole(UNKNOWN)
        )


@attrs.frozen(eq=False)
class Several:
    """A set of texts.

    Attributes:
        known: holds where the set is known, be it empty.
        holds: gives the predicate that a text is in the set.
        is_complete: whether absence from the set is a *no*.
    """

    known: Predicate
    holds: Callable[[str], Predicate]
    is_complete: bool

    def one_of(self, values: Iterable[str]) -> SignExpr:
        """Answer whether one of these is in the set."""
        absent = self.known if self.is_complete else never()
        return sign(any_of(map(self.holds, values)), absent)


Word: TypeAlias = Choice | Region | Mapped | Stated | Placed | Name | GoodsCode


def _closed(word: Mapped | Stated | Placed, values: Iterable[str]) -> SignExpr:
    asked = set(values)
    return sign(
        word.among(option for option in word.options if option in asked),
        word.among(option for option in word.options if option not in asked),
    )
