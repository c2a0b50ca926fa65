"""The two runs that make a list, ``rank`` and ``select``: their inputs as plain data, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from inspect import signature
from typing import Any, Final, get_type_hints

import attrs

from umkmexport.decisions.audit.contents import (
    Difference,
    digest_of,
    first_difference,
    normal,
    read_content,
)
from umkmexport.decisions.audit.standing import ListResult, standing_of
from umkmexport.decisions.priority import ListReport, rank
from umkmexport.decisions.priority.list_round import Contender, ListRound
from umkmexport.decisions.priority.prioritised import Entry, PriorityList, Question, SetAside
from umkmexport.decisions.selection import select
from umkmexport.decisions.selection.seat_changes import SelectionState
from umkmexport.decisions.selection.selected import Selection
from umkmexport.errors import BundleError
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.policies.header import Policy, content_of
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.terms.near import did_you_mean
from umkmexport.terms.text import Text

__all__ = [
    "ANSWERS",
    "RUNS",
    "WITHHELD",
    "Run",
    "groups_of",
    "plain_input",
    "plain_of_rule",
    "rank_untold",
    "round_of",
    "run_of",
    "what_it_rests_on",
]

ANSWERS: Final = "answers"
"""What is answered beside each firm; it belongs to the firm's record."""

_OWNERS: Final = "owners"
_AFTER: Final = "after"
_LETTERS: Final = "recommendations"
_AS_DIGESTS: Final = (_AFTER, _LETTERS)
"""What may be held as a digest: the stage before, and letters, which name firms."""


@attrs.frozen
class Run:
    """One way of making a list.

    Attributes:
        name: ``rank`` or ``select``.
        decide: the function.
        replay: what makes the same list without words, for comparison.
        rule: its keyword for the rule.
        rules: the type of the rule.
    """

    name: str
    decide: Callable[..., ListResult]
    replay: Callable[..., ListResult]
    rule: str
    rules: type[PriorityPolicy | Call]

    def rule_in(self, inputs: Mapping[str, Any]) -> PriorityPolicy | Call:
        """Give the rule among the inputs.

        Raises:
            BundleError: it is missing, or an input has a name that the run does not know.
        """
        self.check_names(inputs)
        rule = inputs.get(self.rule)
        if not isinstance(rule, self.rules):
            raise BundleError(f"give {self.rule}=, the rule that the list was made with")
        return rule

    def check_names(self, inputs: Iterable[str]) -> None:
        """Raise an error where an input has a name that the run does not know.

        Raises:
            BundleError: there is such an input.
        """
        known = [n for n in tuple(signature(self.decide).parameters)[1:] if n not in _OF_THE_RESULT]
        for name in inputs:
            if name not in known:
                raise BundleError(f"{self.name} takes no input {name!r}{did_you_mean(name, known)}")

    def read_rule(self, plain: Mapping[str, Any]) -> PriorityPolicy | Call:
        """Make the rule again from its plain content."""
        rule: PriorityPolicy | Call = read_content(plain["content"], self.rules)
        return rule

    def arguments(
        self, result: ListResult, inputs: Mapping[str, Any], *, named: bool
    ) -> dict[str, Any]:
        """Give the arguments of the run as plain data, rule and answers left out.

        Args:
            result: the list.
            inputs: what else was given.
            named: whether letters may be held as they are; they name firms.
        """
        said = self.said(result)
        said |= {n: v for n, v in inputs.items() if n not in (self.rule, ANSWERS)}
        plain = {n: plain_input(n, value) for n, value in said.items() if value is not None}
        if not named and _LETTERS in plain:
            plain[_LETTERS] = digest_of(plain[_LETTERS])
        return plain

    def said(self, result: ListResult) -> dict[str, Any]:
        """Give the arguments that a list itself tells: day and seed, and seats for ``rank``."""
        known = signature(self.decide).parameters
        return {name: getattr(result, name) for name in _OF_THE_RESULT if name in known}

    def read_arguments(self, plain: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """Give the arguments again; what a bundle holds as a digest must be given.

        Raises:
            BundleError: one of these is missing.
        """
        hints = _hints(self.decide)
        read = {}
        for name, value in plain.items():
            if name in _AS_DIGESTS and isinstance(value, str):
                if given.get(name) is None:
                    raise BundleError(WITHHELD.format(name=name))
                read[name] = given[name]
            else:
                read[name] = read_content(value, hints[name])
        return read

    def differs(self, plain: Mapping[str, Any], given: Mapping[str, Any]) -> Difference | None:
        """Give the first difference between the arguments that are held and what is given."""
        for name, value in given.items():
            got, held = normal(plain_input(name, value)), plain.get(name)
            if name == _LETTERS and isinstance(held, str):
                got = digest_of(got)
            difference = first_difference(held, got, f"arguments.{name}")
            if difference is not None:
                return difference
        return None


def run_of(result: ListResult) -> Run:
    """Give the run that made a list."""
    return RUNS["rank" if isinstance(result, PriorityList) else "select"]


def round_of(enterprises: Iterable[Enterprise], **inputs: Any) -> ListRound:
    """Hold the round of a priority list without telling it; the inputs are those of ``rank``."""
    offered = signature(rank).parameters.values()
    given = {one.name: one.default for one in offered if one.default is not one.empty} | inputs
    return ListRound.of(enterprises, **{**given, ANSWERS: given.get(ANSWERS) or {}})


def rank_untold(enterprises: Iterable[Enterprise], **inputs: Any) -> PriorityList:
    """Make a priority list without names, reasons and questions."""
    return _Untold(round_of(enterprises, **inputs)).listed()


class _Untold(ListReport):
    """List a round without words."""

    def _entry(self, contender: Contender, place: int, *, tied: int, moves: int = 0) -> Entry:
        return self._bare(contender, place, tied=tied, moves=moves)

    def _questions(self, queue: Sequence[Contender]) -> tuple[Question, ...]:  # noqa: ARG002
        return ()

    def _outside(self) -> Iterator[SetAside]:
        late = (each.candidate for each in self._made.undecided_at_closing())
        for candidate in (*self._made.refused, *late):
            yield SetAside(candidate.enterprise.id, None, _NO_WORDS)


def plain_of_rule(rule: Policy) -> dict[str, Any]:
    """Give a rule as a bundle holds it: id, digest and content.

    Raises:
        BundleError: it cannot be read back from its plain content.
    """
    plain = {
        "id": rule.id,
        "digest": rule.provenance.digest,
        "content": content_of(rule),
    }
    again: Policy = read_content(content_of(rule), type(rule))
    if again.provenance.digest != rule.provenance.digest:
        raise BundleError(f"policy {rule.id} cannot be read back from its content")
    return plain


def what_it_rests_on(rule: Policy) -> tuple[Policy, ...]:
    """Give the other policies that a rule looks at: the rubric of a priority policy."""
    rubric = rule.scored_by if isinstance(rule, PriorityPolicy) else None
    return () if rubric is None else (rubric,)


def groups_of(owners: Mapping[str, str]) -> dict[str, str]:
    """Tell owners apart by numbers, so that nothing of what was given for them is left.

    Examples:
        >>> groups_of({"U-2": "x", "U-1": "y", "U-3": "x"})
        {'U-1': '1', 'U-2': '2', 'U-3': '2'}
    """
    numbers: dict[str, str] = {}
    return {
        firm: numbers.setdefault(owner, str(len(numbers) + 1))
        for firm, owner in sorted(owners.items())
    }


def plain_input(name: str, value: Any) -> Any:
    """Give one input as plain data: owners as groups, the stage before as a digest."""
    if name == _OWNERS:
        return groups_of(value)
    if name == _AFTER:
        return _digest_of_stage(value)
    if isinstance(value, Mapping):
        return {key: content_of(part) for key, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return content_of(tuple(value))
    return content_of(value)


def _digest_of_stage(stage: Selection | SelectionState) -> str:
    selection = stage.selection if isinstance(stage, SelectionState) else stage
    return digest_of({"list": standing_of(selection), "holders": sorted(stage.holders())})


@cache
def _hints(decide: Callable[..., ListResult]) -> dict[str, Any]:
    return get_type_hints(decide)


WITHHELD: Final = Text(
    id="berikan {name}=; berkas bukti hanya memuat sidik digitalnya",
    en="give {name}=; a bundle holds its digest only",
)
_NO_WORDS: Final = Text(id="", en="")
_OF_THE_RESULT: Final = ("as_of", "seats", "seed")
RUNS: Final = {
    "rank": Run("rank", rank, rank_untold, "policy", PriorityPolicy),
    "select": Run("select", select, select, "call", Call),
}
"""How lists are made, by the name that a bundle gives it."""
