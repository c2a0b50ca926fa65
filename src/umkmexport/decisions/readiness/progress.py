"""What improved between two scores of one firm, what got worse, and what is no longer known?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from umkmexport.decisions.decision import Decision
from umkmexport.decisions.readiness import ItemFinding, ReadinessDecision
from umkmexport.errors import PolicyError
from umkmexport.policies.rubrics import ReadinessLevel
from umkmexport.rules.fact import Fact
from umkmexport.terms.choice import Choice
from umkmexport.terms.figures import say_span
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import Truth

__all__ = ["GateChange", "ItemChange", "Movement", "ReadinessProgress", "compare_readiness"]


class Movement(Choice):
    """How one item of a rubric moved between two scores."""

    IMPROVED = "improved", "membaik", "improved"
    WORSENED = "worsened", "menurun", "got worse"
    BECAME_KNOWN = "became_known", "menjadi diketahui", "became known"
    BECAME_UNKNOWN = "became_unknown", "tidak diketahui lagi", "is not known any more"
    NOW_ASKED = "now_asked", "kini berlaku", "applies now"
    NO_LONGER_ASKED = "no_longer_asked", "tidak berlaku lagi", "does not apply any more"


@attrs.frozen
class ItemChange:
    """One item of which the points changed.

    Attributes:
        key: the key of the item.
        dimension: the key of its dimension.
        text: the item in words, as an achievement.
        of: what it is worth.
        before: its least and greatest points before; None where it did not apply.
        after: its least and greatest points after; None where it does not apply.
        movement: how it moved. An interval that became narrower became known, in whole or in
            part; one that became wider is not known any more, in whole or in part.
        to_ask_again: facts whose answers are on file and do not count any more, because they are
            too old or not shown as the rubric asks.
    """

    key: str
    dimension: str
    text: Text
    of: int
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    movement: Movement
    to_ask_again: tuple[str, ...] = ()


@attrs.frozen
class GateChange:
    """One gate of which the answer changed."""

    key: str
    text: Text
    before: Truth
    after: Truth


@attrs.frozen(kw_only=True, slots=False, repr=False)
class ReadinessProgress(Decision):
    """Two scores of one firm by one rubric, side by side.

    Attributes:
        before: the score at the earlier date.
        after: the score at the later date.
        items: the items of which the points changed, in the order of the rubric; those that do
            not apply any more stand last.
        gates: the gates of which the answer changed, in the order of the rubric.
    """

    before: ReadinessDecision
    after: ReadinessDecision
    items: tuple[ItemChange, ...]
    gates: tuple[GateChange, ...]

    @property
    def levels(
        self,
    ) -> tuple[
        tuple[ReadinessLevel, ReadinessLevel] | None, tuple[ReadinessLevel, ReadinessLevel] | None
    ]:
        """Give the span of levels before and after."""
        return self.before.level_span, self.after.level_span

    def that(self, movement: Movement | str) -> tuple[ItemChange, ...]:
        """Give the items that moved in one way."""
        wanted = Movement(movement)
        return tuple(item for item in self.items if item.movement is wanted)

    def missing(self) -> tuple[Fact, ...]:
        """Give the facts to ask for now, those worth most points first."""
        return self.after.missing()

    def in_short(self) -> str:
        """Give the answer itself in a word or two, for ``repr``."""
        return f"{_ends(self.before)} of 100 before, {_ends(self.after)} after"

    def because(self) -> tuple[Text, ...]:
        """Say both intervals, both levels, what moved, and the disclaimer."""
        return (*self.changes(), self.after.disclaimer)

    def changes(self) -> tuple[Text, ...]:
        """Say both intervals, both levels and what moved."""
        texts = [self._interval(), *self._level()]
        for heading, gates in (
            (_GATES_MET, [g for g in self.gates if g.after is Truth.YES]),
            (_GATES_UNMET, [g for g in self.gates if g.after is Truth.NO]),
            (_GATES_UNKNOWN, [g for g in self.gates if g.after is Truth.UNKNOWN]),
        ):
            if gates:
                texts.append(heading.format(listed=_listed(gate.text.inside() for gate in gates)))
        for movement, heading in _HEADINGS.items():
            moved = self.that(movement)
            if moved:
                texts.append(heading.format(listed=_listed(map(_said, moved))))
        return tuple(texts)

    def _interval(self) -> Text:
        if not self.items and not self.gates:
            return _SAME.format(ends=_to(self.after))
        return _INTERVAL.format(before=_to(self.before), after=_to(self.after))

    def _level(self) -> list[Text]:
        before, after = _level_of(self.before), _level_of(self.after)
        if before is None or after is None:
            return []
        if before == after:
            return [_SAME_LEVEL.format(level=after)]
        return [_LEVEL.format(before=before, after=after)]


def compare_readiness(before: ReadinessDecision, after: ReadinessDecision) -> ReadinessProgress:
    """Compare two scores of one firm by one rubric, at two dates.

    Both are taken as they are: that they are of the same firm is for the caller to see to.

    Args:
        before: the score at the earlier date.
        after: the score at the later date, or at the same date with other answers.

    Raises:
        PolicyError: the rubric is not the same in name and content, or the dates are reversed.

    Examples:
        >>> from datetime import date
        >>> import umkmexport as ux
        >>> rubric = ux.rubrics["umkmexport-default"]
        >>> then = ux.Enterprise(id="U-1", product_family="batik", packaging="basic")
        >>> now = ux.Enterprise(id="U-1", product_family="batik", packaging="export_ready")
        >>> progress = compare_readiness(
        ...     ux.score_readiness(then, rubric=rubric, as_of=date(2026, 5, 1)),
        ...     ux.score_readiness(now, rubric=rubric, as_of=date(2026, 11, 21)),
        ... )
        >>> [(item.key, item.before, item.after) for item in progress.that("improved")]
        [('P8', (0, 0), (3, 3))]
    """
    _check_same_rubric(before, after)
    if after.as_of < before.as_of:
        raise PolicyError(
            f"the score of {before.as_of} is given as the earlier one and that of {after.as_of} "
            "as the later one; give them the other way round"
        )
    return ReadinessProgress(
        as_of=after.as_of,
        provenance=after.provenance,
        before=before,
        after=after,
        items=tuple(_item_changes(before, after)),
        gates=tuple(
            GateChange(now.key, now.text, then.truth, now.truth)
            for then, now in zip(before.gates, after.gates, strict=True)
            if then.truth is not now.truth
        ),
    )


def _check_same_rubric(before: ReadinessDecision, after: ReadinessDecision) -> None:
    one, other = before.provenance, after.provenance
    if one.policy != other.policy:
        raise PolicyError(
            f"scores by two rubrics, {one.policy} and {other.policy}, cannot be compared; "
            "score both dates by one of them"
        )
    if one.digest != other.digest:
        raise PolicyError(
            f"the rubric {one.policy} was changed between the two scores (its digests begin with "
            f"{one.digest[:8]} and {other.digest[:8]}); score both dates by one version of it"
        )


def _item_changes(before: ReadinessDecision, after: ReadinessDecision) -> list[ItemChange]:
    then = {item.key: item for item in before.items}
    now = {item.key: item for item in after.items}
    changes = (_item_change(then.get(key), now.get(key)) for key in {**now, **then})
    return [change for change in changes if change is not None]


def _item_change(then: ItemFinding | None, now: ItemFinding | None) -> ItemChange | None:
    item = now or then
    movement = _movement(then, now)
    if item is None or movement is None:
        return None
    return ItemChange(
        item.key,
        item.dimension,
        item.text,
        item.of,
        None if then is None else (then.low, then.high),
        None if now is None else (now.low, now.high),
        movement,
        _to_ask_again(now) if movement is Movement.BECAME_UNKNOWN else (),
    )


def _movement(then: ItemFinding | None, now: ItemFinding | None) -> Movement | None:
    if then is None:
        return Movement.NOW_ASKED
    if now is None:
        return Movement.NO_LONGER_ASKED
    if now.data != then.data:
        return Movement.BECAME_KNOWN if now.data < then.data else Movement.BECAME_UNKNOWN
    if now.low != then.low:
        return Movement.IMPROVED if now.low > then.low else Movement.WORSENED
    return None


def _ends(score: ReadinessDecision) -> str:
    return f"{score.low.percent_down()} to {score.high.percent_up()}"


def _to(score: ReadinessDecision) -> Text:
    return say_span(str(score.low.percent_down()), str(score.high.percent_up()))


def _level_of(score: ReadinessDecision) -> Text | None:
    if score.level_texts is None:
        return None
    (low, sentence), (high, _) = score.level_texts
    if score.level is not None:
        return _ONE_LEVEL.format(level=low, sentence=sentence)
    return _SPAN.format(low=low, high=high)


def _said(change: ItemChange) -> Text:
    if change.before is None or change.after is None:
        return change.text.inside()
    return _MOVED.format(
        item=change.text.inside(),
        before=_points(change.before),
        after=_points(change.after),
        of=str(change.of),
    )


def _points(ends: tuple[int, int]) -> Text:
    low, high = ends
    return Text(id=str(low), en=str(low)) if low == high else say_span(str(low), str(high))


def _listed(texts: Iterable[Text]) -> Text:
    return join_text(list(texts), "; ")


def _to_ask_again(now: ItemFinding | None) -> tuple[str, ...]:
    if now is None:
        return ()
    on_file = {fact for fact, _ in now.values}
    return tuple(fact for fact in now.missing if fact in on_file)


_INTERVAL: Final = Text(
    id="Nilai kesiapan ekspor: {before} dari 100 sebelumnya, {after} sesudahnya.",
    en="Export readiness: {before} of 100 before, {after} after.",
)
_SAME: Final = Text(
    id="Nilai kesiapan ekspor tidak berubah: {ends} dari 100.",
    en="Export readiness did not change: {ends} of 100.",
)
_ONE_LEVEL: Final = Text(id="{level} ({sentence})", en="{level} ({sentence})")
_SPAN: Final = Text(id="antara {low} dan {high}", en="between {low} and {high}")
_LEVEL: Final = Text(
    id="Tingkat: {before} sebelumnya, {after} sesudahnya.",
    en="Level: {before} before, {after} after.",
)
_SAME_LEVEL: Final = Text(id="Tingkat tetap: {level}.", en="The level is the same: {level}.")
_GATES_MET: Final = Text(
    id="Syarat mutlak yang kini terpenuhi: {listed}.", en="Musts that are met now: {listed}."
)
_GATES_UNMET: Final = Text(
    id="Syarat mutlak yang kini tidak terpenuhi: {listed}.",
    en="Musts that are not met now: {listed}.",
)
_GATES_UNKNOWN: Final = Text(
    id="Syarat mutlak yang kini tidak diketahui terpenuhi atau tidak: {listed}.",
    en="Musts of which it is not known any more whether they are met: {listed}.",
)
_HEADINGS: Final = {
    Movement.IMPROVED: Text(id="Membaik: {listed}.", en="Improved: {listed}."),
    Movement.WORSENED: Text(id="Menurun: {listed}.", en="Got worse: {listed}."),
    Movement.BECAME_KNOWN: Text(id="Menjadi diketahui: {listed}.", en="Became known: {listed}."),
    Movement.BECAME_UNKNOWN: Text(
        id="Tidak diketahui lagi, sehingga perlu ditanyakan: {listed}.",
        en="Not known any more, and to be asked: {listed}.",
    ),
    Movement.NOW_ASKED: Text(id="Kini berlaku: {listed}.", en="Applies now: {listed}."),
    Movement.NO_LONGER_ASKED: Text(
        id="Tidak berlaku lagi: {listed}.", en="Does not apply any more: {listed}."
    ),
}
_MOVED: Final = Text(
    id="{item} ({before} menjadi {after} dari {of} poin)",
    en="{item} ({before}, then {after} of {of} points)",
)
