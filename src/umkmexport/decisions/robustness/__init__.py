"""How sure is a list? Best and worst places, and how often each firm has one when draws decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Final, TypeAlias

import attrs

from umkmexport.decisions.audit.runs import round_of
from umkmexport.decisions.priority import PriorityList
from umkmexport.decisions.priority.list_round import ListRound
from umkmexport.decisions.robustness.draws import DrawnFirm, Draws
from umkmexport.decisions.robustness.lanes import Lane
from umkmexport.decisions.selection.applicants import Applicant
from umkmexport.decisions.selection.seats import fill
from umkmexport.errors import SelectionError
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.header import Provenance
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.places import bound_places
from umkmexport.terms.choice import Choice
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text
from umkmexport.terms.truth import UNKNOWN, YES, Sign

__all__ = [
    "DrawnPlaces",
    "FactMoves",
    "FirmChances",
    "PlaceBand",
    "PlaceBounds",
    "draw_places",
    "place_bounds",
    "which_facts_move_places",
]

Progress: TypeAlias = Callable[[int, int], object]
"""Is told how many steps are done, and of how many."""

_CORE_PERCENT: Final = 95
_OUT_PERCENT: Final = 5


class PlaceBand(Choice):
    """How sure a place is over all draws."""

    CORE = "core", "inti", "core"
    BORDERLINE = "borderline", "di ambang", "borderline"
    OUT = "out", "di luar", "out"


@attrs.frozen
class PlaceBounds:
    """The best and the worst place that a firm's value allows, whatever the open answers.

    Attributes:
        firm: its id.
        best: the best place.
        worst: the worst place.
    """

    firm: str
    best: int
    worst: int

    def because(self) -> Text:
        """Say the bounds in words."""
        return _BOUNDS.format(firm=self.firm, best=str(self.best), worst=str(self.worst))


@attrs.frozen
class FirmChances:
    """How often a firm has a place.

    Attributes:
        firm: its id.
        chosen: in how many draws it has a place.
        draws: how many draws there were.
        drawn: what was drawn for it: facts, and parts of the value that no scale makes.
    """

    firm: str
    chosen: int
    draws: int
    drawn: tuple[str, ...] = ()

    @property
    def band(self) -> PlaceBand:
        """Give its band: core from 95 per cent of the draws on, out up to 5 per cent."""
        if 100 * self.chosen >= _CORE_PERCENT * self.draws:
            return PlaceBand.CORE
        return (
            PlaceBand.OUT
            if 100 * self.chosen <= _OUT_PERCENT * self.draws
            else PlaceBand.BORDERLINE
        )

    @property
    def per_mille(self) -> int:
        """Give the draws with a place in whole thousandths, rounded down, for display."""
        return 1000 * self.chosen // self.draws

    def because(self) -> Text:
        """Say it in words."""
        return _CHANCE.format(
            firm=self.firm, chosen=str(self.chosen), draws=str(self.draws), band=self.band.text
        )


@attrs.frozen(kw_only=True, repr=False)
class DrawnPlaces(Report):
    """How sure a list is.

    Attributes:
        as_of: the day the list is made for.
        provenance: the policy.
        seed: the public seed, of the tickets and of the draws.
        seats: how many places there are.
        draws: how many draws were made.
        weights_within: by how many per cent of itself a weight was off, up or down, at most.
        firms: every firm that may have a place, those with most draws first, then by id.
    """

    as_of: date
    provenance: Provenance
    seed: str
    seats: int
    draws: int
    weights_within: int
    firms: tuple[FirmChances, ...]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of_band(band))} {band}" for band in PlaceBand)
        return f"<DrawnPlaces by {self.provenance.policy} on {self.as_of}: {counts}>"

    def of_band(self, band: PlaceBand | str) -> tuple[FirmChances, ...]:
        """Give the firms of one band."""
        return tuple(one for one in self.firms if one.band is PlaceBand(band))

    def find(self, firm: str) -> FirmChances:
        """Give what became of a firm, by its id; none of the draws, if it may have no place."""
        return self._by_id.get(firm, FirmChances(firm, 0, self.draws))

    def because(self) -> tuple[Text, ...]:
        """Say how the draws were made, and how many firms fall into each band."""
        counts = {band.value: str(len(self.of_band(band))) for band in PlaceBand}
        return (
            _PRIOR.format(draws=str(self.draws), seed=self.seed, within=str(self.weights_within)),
            _BANDS.format(seats=str(self.seats), **counts),
        )

    @property
    def _by_id(self) -> Mapping[str, FirmChances]:
        return {one.firm: one for one in self.firms}


@attrs.frozen
class FactMoves:
    """How many places hang on one fact.

    Attributes:
        fact: the name of the fact, or of a part of the value that no scale makes.
        firms: for how many firms it is not known.
        moved: how many places changed hands, over all draws, when only this fact was drawn anew.
        draws: how many draws there were.
    """

    fact: str
    firms: int
    moved: int
    draws: int

    def because(self) -> Text:
        """Say it in words."""
        known = BY_NAME.get(self.fact)
        label = Text(id=self.fact, en=self.fact) if known is None else known.label
        tenths = 10 * self.moved // self.draws
        whole, tenth = divmod(tenths, 10)
        places = Text(id=f"{whole},{tenth}", en=f"{whole}.{tenth}")
        return _MOVES.format(label=label, places=places, firms=str(self.firms))


def place_bounds(top: PriorityList) -> tuple[PlaceBounds, ...]:
    """Give the best and the worst place in order that each firm's value allows (*urutan*).

    No model is needed: a firm whose least value is greater than another's greatest comes first
    whatever the open answers. Seats per region, reserves and one place per NIB are not looked at,
    and ties count for a firm at best and against it at worst.

    Args:
        top: what ``rank`` gave.

    Returns:
        One for each firm that is in the pool or may be, best places first.

    Examples:
        >>> import umkmexport as ux
        >>> firms = [
        ...     ux.Enterprise(id=f"U-{n}", has_nib=True, nib=f"900000000000{n}", annual_sales=n)
        ...     for n in (1, 2)
        ... ]
        >>> policy, day = ux.priorities["most-ready-on-record"], date(2026, 11, 21)
        >>> top = ux.rank(firms, policy=policy, seats=1, as_of=day, seed="round-1")
        >>> [(one.best, one.worst) for one in place_bounds(top)]
        [(1, 2), (1, 2)]
    """
    sure = (*top.places, *top.waiting)
    settled = {entry.id for entry in sure}
    entries = (*sure, *(one for one in (*top.queue, *top.awaiting) if one.id not in settled))
    lows, highs = [entry.low for entry in entries], [entry.high for entry in entries]
    signs: list[Sign] = [YES if entry.id in settled else UNKNOWN for entry in entries]
    bounds = zip(entries, *bound_places(lows, highs, signs), strict=True)
    found = [PlaceBounds(e.id, best or 0, worst or 0) for e, best, worst in bounds]
    return tuple(sorted(found, key=lambda one: (one.best, one.worst, one.firm)))


def draw_places(
    enterprises: Iterable[Enterprise],
    *,
    policy: PriorityPolicy,
    as_of: date,
    seed: str,
    draws: int = 2_000,
    weights_within: int = 25,
    progress: Progress | None = None,
    **inputs: Any,
) -> DrawnPlaces:
    """Draw what is not known and the weights many times, and give the places each time.

    Each draw runs the whole selection: pool, value, regions, classes, reserves, one place per NIB
    and tickets. Our choice of how to draw, which is no finding about firms: every answer that is
    not known is drawn by itself, each outcome that the rules tell apart as likely as any other; a
    claim that earns less than what it claims is drawn too, and never earns more; whole weights are
    drawn evenly within some per cent of the stated ones; what an agency has still to say, and other
    parts of a value that no scale makes, are drawn evenly over their interval. Draws come from the
    public seed alone and are the same everywhere (``umkmexport.rules.lots``).

    Args:
        enterprises: the applicants.
        policy: the policy.
        as_of: the day the list is made for.
        seed: the public seed.
        draws: how many draws.
        weights_within: by how many per cent of itself a weight may be off; 0 to keep the weights.
        progress: is told after each firm and each draw how many steps are done, and of how many.
        **inputs: what else ``rank`` takes: ``seats``, ``plan`` and the others.

    Raises:
        SelectionError: as for ``rank``; fewer than 1 draw, or per cents that are not 0 to 99.

    Examples:
        >>> import umkmexport as ux
        >>> firms = [
        ...     ux.Enterprise(id=f"U-{n}", has_nib=True, nib=f"900000000000{n}", annual_sales=n)
        ...     for n in (1, 2, 3)
        ... ]
        >>> policy, day = ux.priorities["most-ready-on-record"], date(2026, 11, 21)
        >>> sure = ux.draw_places(firms, policy=policy, seats=3, as_of=day, seed="r", draws=20)
        >>> {one.band for one in sure.firms}
        {PlaceBand.CORE}
    """
    _check(draws, weights_within)
    made = round_of(enterprises, policy=policy, as_of=as_of, seed=seed, **inputs)
    steps = _Steps(progress, made.applicants + draws)
    firms = _drawn(Draws(made, count=draws, weights_within=weights_within), made, steps)
    chosen: Counter[int] = Counter()
    for seated in _Seats(made, firms, draws):
        chosen.update(seated)
        steps.one_more()
    found = [
        FirmChances(one.candidate.enterprise.id, chosen[index], draws, one.drawn)
        for index, one in enumerate(firms)
    ]
    return DrawnPlaces(
        as_of=as_of,
        provenance=policy.provenance,
        seed=seed,
        seats=made.seats,
        draws=draws,
        weights_within=weights_within,
        firms=tuple(sorted(found, key=lambda one: (-one.chosen, one.firm))),
    )


def which_facts_move_places(
    enterprises: Iterable[Enterprise],
    *,
    policy: PriorityPolicy,
    as_of: date,
    seed: str,
    draws: int = 50,
    progress: Progress | None = None,
    **inputs: Any,
) -> tuple[FactMoves, ...]:
    """Tell which fact that is not known moves most places.

    For each fact, its answers alone are drawn anew, for all firms at once and by the stated
    weights, and the places that change hands are counted. That is what asking every firm for this
    one fact could change.

    Args:
        enterprises: the applicants.
        policy: the policy.
        as_of: the day the list is made for.
        seed: the public seed.
        draws: how many draws for each fact.
        progress: is told after each fact how many are done, and of how many.
        **inputs: what else ``rank`` takes: ``seats``, ``plan`` and the others.

    Returns:
        One for each fact, the one that moves most places first.
    """
    _check(draws, 0)
    made = round_of(enterprises, policy=policy, as_of=as_of, seed=seed, **inputs)
    firms = _drawn(Draws(made, count=draws, weights_within=0), made, _Steps(None, 0))
    before = [frozenset(seated) for seated in _Seats(made, firms, draws)]
    open_for = Counter(name for one in firms for name in one.drawn)
    steps = _Steps(progress, len(open_for))
    found = []
    for fact in sorted(open_for):
        anew = Draws(made, count=draws, weights_within=0, again=fact)
        changed = [anew.of(one.candidate) or one if fact in one.drawn else one for one in firms]
        after = _Seats(made, changed, draws)
        moved = sum(len(old.difference(new)) for old, new in zip(before, after, strict=True))
        found.append(FactMoves(fact, open_for[fact], moved, draws))
        steps.one_more()
    return tuple(sorted(found, key=lambda one: (-one.moved, one.fact)))


class _Steps:
    """Tell how far the work is."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress = progress
        self._of = of
        self._done = 0

    def one_more(self) -> None:
        """Tell that one more step is done."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._of)


class _Seats:
    """Give the seats of every draw.

    Args:
        made: the round.
        firms: the firms in each draw.
        draws: how many draws.
    """

    def __init__(self, made: ListRound, firms: Iterable[DrawnFirm], draws: int) -> None:
        self._made = made
        self._draws = draws
        self._firms = tuple(firms)
        self._count = len(self._firms)
        self._applicants = [_applicant(one, made) for one in self._firms]
        self._index = {id(one): index for index, one in enumerate(self._applicants)}
        self._by_ticket = sorted(range(self._count), key=lambda i: self._applicants[i].ticket)
        owners = Counter(one.owner for one in self._applicants)
        self._reach = _reach(made)
        self._alone = [one.owner is None or owners[one.owner] == 1 for one in self._applicants]

    def __iter__(self) -> Iterator[list[int]]:
        columns = (_columns([lane(one) for one in self._firms], self._draws) for lane in _LANES)
        for drawn in zip(*columns, strict=True):
            yield self._seated(*drawn)

    def _seated(
        self,
        values: Sequence[int],
        rooms: Sequence[int],
        guaranteed: Sequence[int],
        above: Sequence[int],
    ) -> list[int]:
        made, standing = self._made, []
        for index in self._within_reach(values, rooms, guaranteed, above):
            one = self._applicants[index]
            one.rank, one.rooms = -values[index], (rooms[index],)
            one.guaranteed, one.above = guaranteed[index], above[index]
            standing.append(one)
        filling = fill(
            standing, rooms=made.rooms.rooms, seats=made.seats, plan=made.plan, as_of=made.as_of
        )
        return [self._index[id(filling.line[seat.position])] for seat in filling.seats]

    def _within_reach(
        self,
        values: Sequence[int],
        rooms: Sequence[int],
        guaranteed: Sequence[int],
        above: Sequence[int],
    ) -> Iterator[int]:
        """Give who may stand and is not behind more of the same kind than could be seated.

        Of a kind, which is one room and the same reserves, the first in order are seated first.
        Only firms that share their NIB with no other are counted, since others may sit elsewhere.
        """
        count = self._count
        turns = enumerate(map(values.__getitem__, self._by_ticket))
        before: dict[tuple[int, ...], int] = {}
        for key in sorted([turn - count * value for turn, value in turns if value >= 0]):
            index = self._by_ticket[key % count]
            kind = (rooms[index], guaranteed[index], above[index])
            ahead = before.get(kind, 0)
            if ahead < self._reach[rooms[index]]:
                before[kind] = ahead + self._alone[index]
                yield index


def _reach(made: ListRound) -> list[int]:
    """Give how many seats the applicants of each room could have at most."""
    plan, rooms = made.plan, made.rooms.rooms
    if plan.falls_back_on is not None:
        return [made.seats] * len(rooms)
    above = sum(reserve.seats for reserve in plan.above)
    return [room.seats + above for room in rooms]


def _columns(lanes: list[Lane], draws: int) -> Iterator[Sequence[int]]:
    """Give the numbers of all firms in one draw after the other."""
    if all(isinstance(lane, int) for lane in lanes):
        return repeat(lanes, draws)  # type: ignore[arg-type] # all of them are whole numbers
    return zip(*(repeat(x, draws) if isinstance(x, int) else x for x in lanes), strict=True)


def _drawn(draws: Draws, made: ListRound, steps: _Steps) -> list[DrawnFirm]:
    found = []
    for candidate in made.candidates:
        one = draws.of(candidate)
        if one is not None:
            found.append(one)
        steps.one_more()
    return found


def _applicant(one: DrawnFirm, made: ListRound) -> Applicant:
    firm = one.candidate.enterprise
    owner = None if made.plan.limit is None else firm.nib or f"\n{firm.id}"
    return Applicant(firm, YES, ticket=one.candidate.ticket, owner=owner, stands=True)


def _check(draws: int, weights_within: int) -> None:
    if type(draws) is not int or draws < 1:
        raise SelectionError(_NO_DRAWS.format(draws=str(draws)))
    if type(weights_within) is not int or not 0 <= weights_within < 100:
        raise SelectionError(_NO_PER_CENT.format(within=str(weights_within)))


_LANES: Final[tuple[Callable[[DrawnFirm], Any], ...]] = (
    lambda one: one.value,
    lambda one: one.room,
    lambda one: one.guaranteed,
    lambda one: one.above,
)
_BOUNDS: Final = Text(
    id="{firm}: urutan terbaik {best}, urutan terburuk {worst}.",
    en="{firm}: place {best} at best, {worst} at worst.",
)
_CHANCE: Final = Text(
    id="{firm}: mendapat tempat dalam {chosen} dari {draws} undian ({band}).",
    en="{firm}: a place in {chosen} of {draws} draws ({band}).",
)
_PRIOR: Final = Text(
    id="Seleksi diulang {draws} kali (benih: {seed}). Setiap kali, jawaban yang belum diketahui "
    "diundi dengan peluang yang sama di antara jawaban yang dibedakan oleh aturan, dan setiap "
    "bobot diundi dalam batas {within} persen dari bobot yang ditetapkan. Cara mengundi ini "
    "pilihan pustaka, bukan temuan tentang usaha.",
    en="The selection was repeated {draws} times (seed: {seed}). Each time, answers that are not "
    "known were drawn with equal chances among those that the rules tell apart, and each weight "
    "within {within} per cent of the stated one. This way of drawing is a choice of the library "
    "and no finding about firms.",
)
_BANDS: Final = Text(
    id="Untuk {seats} tempat: {core} usaha inti (mendapat tempat dalam sedikitnya 95 persen "
    "undian), {borderline} usaha di ambang, dan {out} usaha di luar (paling banyak 5 persen).",
    en="For {seats} places: {core} firms are core (a place in at least 95 per cent of the draws), "
    "{borderline} are borderline, and {out} are out (at most 5 per cent).",
)
_MOVES: Final = Text(
    id="{label}: rata-rata {places} tempat berpindah bila hanya jawaban ini yang diundi ulang; "
    "belum diketahui untuk {firms} usaha.",
    en="{label}: {places} places change hands on average when only this answer is drawn anew; not "
    "known for {firms} firms.",
)
_NO_DRAWS: Final = Text(
    id="jumlah undian harus bilangan bulat, sedikitnya 1, bukan {draws}",
    en="draws must be a whole number of at least 1, not {draws}",
)
_NO_PER_CENT: Final = Text(
    id="weights_within adalah bilangan bulat persen dari 0 sampai 99, bukan {within}",
    en="weights_within is a whole per cent from 0 to 99, not {within}",
)
