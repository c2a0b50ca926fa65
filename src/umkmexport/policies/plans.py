"""How the seats of a call are divided: classes, regions, reserves, batches, one place per owner.

A plan is made in Python, or written as a TOML file that ``load_plan`` reads.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.errors import SelectionError, UmkmExportError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.policies.calls import Call
from umkmexport.policies.facts import check_criteria
from umkmexport.policies.reader import in_file, read_policy
from umkmexport.policies.seat_regions import RegionDivision, raise_mistakes
from umkmexport.rules.apportionment import check_room
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.fact import Fact, FactType
from umkmexport.rules.reserves import Reserve, ReserveMode
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import suggested
from umkmexport.terms.source import Source
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["ApplicantLimit", "LimitedBy", "SeatClass", "SelectionPlan", "load_plan"]


@attrs.frozen(kw_only=True)
class SeatClass:
    """Seats of one class of applicants, such as those who sell online.

    Attributes:
        key: its key.
        text: the class in words.
        require: who belongs to it. Who meets several classes belongs to the first of them.
        seats: how many seats it has.
    """

    key: str
    text: Text
    require: Criterion
    seats: int

    def __attrs_post_init__(self) -> None:
        if type(self.seats) is not int or self.seats < 1:
            what = _CLASS.format(key=self.key)
            raise SelectionError(_NO_SEATS.format(what=what, number=repr(self.seats)))


class LimitedBy(Choice):
    """What tells that two applications are of one applicant."""

    NIB = "nib", "NIB", "NIB"
    OWNER = "owner", "pemilik", "owner"


@attrs.frozen
class ApplicantLimit:
    """How many places one applicant may take.

    Attributes:
        per: the NIB of the firm, or the owner as the caller tells them apart.
        most: the most places for one of them.
    """

    per: LimitedBy
    most: int = 1

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "per", LimitedBy(self.per))
        if type(self.most) is not int or self.most < 1:
            raise SelectionError(_NO_LIMIT.format(most=repr(self.most)))


@attrs.frozen(kw_only=True)
class SelectionPlan:
    """How the seats of a call are given.

    Seats above which a reserve stands (``over_and_above``) are no part of a class or region: the
    others are divided. Where both classes and regions are stated, the seats of each class are
    divided over the regions.

    Attributes:
        call: the id of the call whose seats these are; of any call, where none is given.
        sources: what lays down the division, such as a decree of the office.
        seats: how many seats there are in all, the reserved ones among them; those of the call or
            of the stage, where none are given.
        stage: the stage of the call whose seats these are.
        classes: seats per class.
        regions: seats per region.
        reserves: seats kept for some applicants.
        batches: the seats of each batch (*angkatan*), filled in the order of the places.
        limit: how many places one applicant may take.
        falls_back_on: the first day on which unused seats of a class or region go to one pool;
            None where they stay free.
    """

    call: str | None = None
    sources: tuple[Source, ...] = ()
    seats: int | None = None
    stage: str | None = None
    classes: tuple[SeatClass, ...] = ()
    regions: RegionDivision | None = None
    reserves: tuple[Reserve, ...] = ()
    batches: tuple[int, ...] = ()
    limit: ApplicantLimit | None = None
    falls_back_on: date | None = None

    def __attrs_post_init__(self) -> None:
        raise_mistakes(self._mistakes())
        if self.seats is not None:
            self.check_seats(self.seats)

    @property
    def digest(self) -> str:
        """Give SHA-256 over all that the plan says."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def guarantees(self) -> tuple[Reserve, ...]:
        """Give the reserves in which who gets in on merit counts."""
        return tuple(r for r in self.reserves if r.mode is ReserveMode.MINIMUM_GUARANTEE)

    @property
    def above(self) -> tuple[Reserve, ...]:
        """Give the reserves that stand over and above the open seats."""
        return tuple(r for r in self.reserves if r.mode is ReserveMode.OVER_AND_ABOVE)

    def divided(self, seats: int) -> int:
        """Give the seats that classes, regions, guarantees and everybody share."""
        return seats - sum(reserve.seats for reserve in self.above)

    def check_seats(self, seats: int) -> None:
        """Raise an error where the plan does not fit a number of seats.

        Raises:
            SelectionError: no seats, more seats reserved than there are, classes, regions or
                batches that do not come to the seats, or floors and caps that leave no way.
        """
        raise_mistakes(self._misfits(seats))

    def check_call(self, call: Call) -> None:
        """Raise an error where the plan is not for a call, or asks what no fact can answer.

        Raises:
            SelectionError: the plan names another call or a stage that the call has not, its
                regions are told by no fact with a region, or unused seats fall to a pool before
                the call opens; or a reserve has another mode than the call states.
            PolicyError: a class or a reserve asks what no fact can answer.
        """
        raise_mistakes(self._strange_to(call))
        self.check_facts(call.declared, shared=call.shared)

    def check_facts(
        self, declared: Iterable[Fact], *, shared: Mapping[str, Fact] | None = None
    ) -> None:
        """Raise an error where the plan asks what no fact can answer.

        Args:
            declared: the facts that a call or a policy declares.
            shared: facts about those who take the seats; about firms, if left out.

        Raises:
            SelectionError: its regions are told by no fact with a region, or places are limited
                per NIB where groups take them.
            PolicyError: a class or a reserve asks what no fact can answer.
        """
        declared, shared = tuple(declared), BY_NAME if shared is None else shared
        raise_mistakes(self._unanswerable({**shared, **{fact.name: fact for fact in declared}}))
        check_criteria(
            (
                *((_CLASS.format(key=one.key), one.require) for one in self.classes),
                *((_RESERVE.format(key=one.key), one.require) for one in self.reserves),
            ),
            declared,
            shared=shared,
        )

    def _mistakes(self) -> Iterator[Text]:
        for what, keys in (
            (_CLASS, [one.key for one in self.classes]),
            (_RESERVE, [one.key for one in self.reserves]),
        ):
            for key, count in Counter(keys).items():
                if count > 1:
                    yield _TWICE.format(what=what.format(key=key))
        for index, size in enumerate(self.batches, 1):
            if type(size) is not int or size < 1:
                yield _NO_SEATS.format(what=_BATCH.format(index=str(index)), number=repr(size))
        if self.classes and self.regions is not None and self.regions.fixed_seats is not None:
            yield _FIXED_IN_CLASSES

    def _misfits(self, seats: int) -> Iterator[Text]:
        if type(seats) is not int or seats < 1:
            yield _NO_SEATS.format(what=_SEATS, number=repr(seats))
            return
        kept, shared = sum(reserve.seats for reserve in self.reserves), self.divided(seats)
        if kept > seats:
            yield _TOO_MANY_KEPT.format(kept=str(kept), seats=str(seats))
            return
        besides = _BESIDES.format(n=str(seats - shared)) if shared < seats else Text(id="", en="")
        in_classes = sum(one.seats for one in self.classes)
        fixed = None if self.regions is None else self.regions.fixed_seats
        for parts, number in (
            (_CLASSES, in_classes if self.classes else None),
            (_REGIONS, fixed),
        ):
            if number is not None and number != shared:
                yield _NOT_THE_SEATS.format(
                    parts=parts, number=str(number), seats=str(shared), besides=besides
                )
        if self.batches and sum(self.batches) != seats:
            yield _NOT_THE_SEATS.format(
                parts=_BATCHES, number=str(sum(self.batches)), seats=str(seats), besides=""
            )
        if self.regions is not None and fixed is None:
            yield from _without_room(self.regions, self._each_divided(shared))

    def _each_divided(self, shared: int) -> Iterator[tuple[Text, int]]:
        """Give the seats that are divided over the regions: those of each class, or all."""
        for one in self.classes:
            yield _IN_CLASS.format(key=one.key), one.seats
        if not self.classes:
            yield Text(id="", en=""), shared

    def _strange_to(self, call: Call) -> Iterator[Text]:
        if self.call is not None and self.call != call.id:
            yield _OTHER_CALL.format(own=self.call, call=call.id)
        stages = [stage.key for stage in call.stages]
        if self.stage is not None and self.stage not in stages:
            hint = suggested(self.stage, stages)
            yield _NO_STAGE.format(call=call.id, stage=repr(self.stage), hint=hint)
        stated = {quota.key: quota.mode.value for quota in call.quotas}
        for reserve in self.reserves:
            mode = stated.get(reserve.key, reserve.mode.value)
            if mode in {*ReserveMode} and mode != reserve.mode:
                ways = {"call": call.id, "stated": mode, "mode": reserve.mode.value}
                yield _OTHER_MODE.format(key=reserve.key, **ways)
        yield from self._too_early(call)

    def _unanswerable(self, known: Mapping[str, Fact]) -> Iterator[Text]:
        if self.limit is not None and self.limit.per is LimitedBy.NIB and "nib" not in known:
            yield _NO_NIB
        name = None if self.regions is None else self.regions.fact
        if name is not None and (name not in known or known[name].type is not FactType.REGION):
            places = [fact.name for fact in known.values() if fact.type is FactType.REGION]
            near, listed = suggested(name, places), _TAKE.format(places=", ".join(places))
            yield _NO_REGION.format(name=repr(name), hint=near if near.en else listed)

    def _too_early(self, call: Call) -> Iterator[Text]:
        opens = call.window.opens
        days = [(Text(id="", en=""), self.falls_back_on)]
        days += [(_OF_RESERVE.format(key=one.key), one.falls_back_on) for one in self.reserves]
        for whose, day in days:
            if opens is not None and day is not None and day < opens:
                yield _TOO_EARLY.format(whose=whose, day=str(day), call=call.id, opens=str(opens))


def load_plan(file: str | Path | Traversable, *, call: Call | None = None) -> SelectionPlan:
    """Read a plan of the seats from a TOML file.

    Args:
        file: the file.
        call: the call whose seats it divides; then what the plan asks is checked against it too.

    Raises:
        PolicyError: the file is missing, is no TOML, or states something that cannot be. Several
            mistakes come as one group.
    """
    path = Path(file) if isinstance(file, str) else file
    plan = read_policy(path, SelectionPlan)
    if call is not None:
        try:
            plan.check_call(call)
        except UmkmExportError as error:
            raise in_file(path.name, error) from None
    return plan


def _without_room(division: RegionDivision, divided: Iterable[tuple[Text, int]]) -> Iterator[Text]:
    for where, seats in divided:
        if seats < 1:
            yield _NONE_LEFT
            continue
        reason = check_room(seats, division.shares)
        if reason is not None:
            yield Text(id=where.id + reason.id, en=where.en + reason.en)


_CLASS: Final = Text(id="kelompok {key}", en="class {key}")
_RESERVE: Final = Text(id="kuota khusus {key}", en="reserve {key}")
_BATCH: Final = Text(id="angkatan {index}", en="batch {index}")
_SEATS: Final = Text(id="rencana", en="the plan")
_CLASSES: Final = Text(id="kelompok", en="classes")
_REGIONS: Final = Text(id="wilayah", en="regions")
_BATCHES: Final = Text(id="angkatan", en="batches")
_IN_CLASS: Final = Text(id="kelompok {key}: ", en="class {key}: ")
_OF_RESERVE: Final = Text(id=" dari kuota khusus {key}", en=" of reserve {key}")
_NO_LIMIT: Final = Text(
    id="satu pemohon dapat menerima sedikitnya 1 tempat, bukan {most}",
    en="an applicant may take at least 1 place, not {most}",
)
_NO_SEATS: Final = Text(
    id="{what}: jumlah tempat harus bilangan bulat sedikitnya 1, bukan {number}",
    en="{what}: seats must be a whole number of at least 1, not {number}",
)
_TWICE: Final = Text(id="{what} tertulis dua kali", en="{what} stands twice")
_FIXED_IN_CLASSES: Final = Text(
    id="tempat tiap kelompok dibagi atas wilayah menurut jumlah (population); untuk tempat yang "
    "tetap, buatlah satu rencana untuk tiap kelompok",
    en="seats of classes are divided over regions by population; for fixed seats make a plan for "
    "each class",
)
_TOO_MANY_KEPT: Final = Text(
    id="kuota khusus berjumlah {kept} tempat, lebih dari {seats} tempat yang ada",
    en="the reserves keep {kept} seats, more than the {seats} there are",
)
_BESIDES: Final = Text(
    id=" selain {n} tempat di luar tempat umum", en=" besides the {n} over and above them"
)
_NOT_THE_SEATS: Final = Text(
    id="jumlah tempat menurut {parts} ialah {number}, padahal yang ada {seats}{besides}",
    en="the {parts} come to {number} seats, but there are {seats}{besides}",
)
_NONE_LEFT: Final = Text(
    id="semua tempat termasuk kuota khusus di luar tempat umum; tidak ada yang tersisa untuk "
    "wilayah",
    en="all seats stand over and above; none is left for the regions",
)
_OTHER_CALL: Final = Text(
    id="rencana ini untuk pengumuman {own}, bukan {call}",
    en="the plan is for call {own}, not for {call}",
)
_NO_STAGE: Final = Text(
    id="pengumuman {call} tidak memiliki tahap {stage}{hint}",
    en="call {call} has no stage {stage}{hint}",
)
_OTHER_MODE: Final = Text(
    id="kuota khusus {key} memakai {mode}, padahal pengumuman {call} menyatakan {stated}",
    en="reserve {key} is {mode}, but call {call} states {stated}",
)
_NO_NIB: Final = Text(
    id="kelompok usaha tidak memiliki NIB; batasi tempatnya menurut owner",
    en="a group has no NIB; limit its places per owner",
)
_TAKE: Final = Text(id="; pilih salah satu dari {places}", en="; take one of {places}")
_NO_REGION: Final = Text(
    id="tempat per wilayah: {name} bukan fakta berisi wilayah{hint}",
    en="seats per region: {name} is no fact with a region{hint}",
)
_TOO_EARLY: Final = Text(
    id="tempat yang tidak terpakai{whose} dibuka untuk semua pada {day}, sebelum pengumuman {call} "
    "dibuka pada {opens}",
    en="unused seats{whose} fall to everybody on {day}, before call {call} opens on {opens}",
)
