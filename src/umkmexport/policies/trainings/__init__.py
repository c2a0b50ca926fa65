"""Trainings that come round again, one TOML file a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from umkmexport.codes import regions
from umkmexport.errors import CodeError, PolicyError
from umkmexport.model.trainings import Session, Topic
from umkmexport.policies.catalogue import Catalogue
from umkmexport.policies.header import Policy
from umkmexport.policies.reader import read_policy
from umkmexport.policies.trainings.recurrence import Recurrence
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["TRAININGS", "Recurrence", "TrainingSeries", "load_training"]


@attrs.frozen(kw_only=True, slots=False)
class TrainingSeries(Policy):
    """A training that comes round again (*pelatihan berkala*).

    Attributes:
        organiser: who holds it.
        region: the Kemendagri code of the place it is for; none for the whole country.
        topics: what it is about.
        recurrence: when it comes round.
        seats: how many places each session has, where that was announced.
        seats_approximate: whether the source says "about".
        lasts_days: how many days each session lasts.
        place: where it is held.
        call: the id of the call whose conditions hold.
        open_to_all: whether it has no conditions; without this and a call they are unknown.
    """

    organiser: Text
    region: str | None = None
    topics: tuple[Topic, ...] = ()
    recurrence: Recurrence
    seats: int | None = None
    seats_approximate: bool = False
    lasts_days: int | None = None
    place: str | None = None
    call: str | None = None
    open_to_all: bool = False

    def __attrs_post_init__(self) -> None:
        mistake = next(self._mistakes(), None)
        if mistake is not None:
            raise PolicyError(mistake)

    def sessions(self, first: date, last: date) -> Iterator[Session]:
        """Yield the sessions between two days, both included, in order.

        Examples:
            >>> series = TRAININGS["pekalongan-export-training-2021"]
            >>> rounds = series.sessions(date(2021, 1, 1), date(2021, 12, 31))
            >>> [session.first_day.month for session in rounds]
            [2, 3, 10]
        """
        for on in self.recurrence.days(first, last):
            start = on.low if isinstance(on, Range) else on
            yield Session(
                f"{self.id}/{start}",
                on,
                ends_on=self._end(on),
                topics=self.topics,
                capacity=self.seats,
                place=self.place,
                series=self.id,
                call=self.call,
                open_to_all=self.open_to_all,
            )

    def _end(self, on: date | Range[date]) -> date | None:
        if self.lasts_days is None or isinstance(on, Range):
            return None
        return on + timedelta(days=self.lasts_days - 1)

    def _mistakes(self) -> Iterator[Text]:
        for name, number in (("seats", self.seats), ("lasts_days", self.lasts_days)):
            if number is not None and number < 1:
                yield _TOO_FEW.format(name=name, number=str(number))
        if self.open_to_all and self.call is not None:
            yield _OPEN_AND_CLOSED.format(call=repr(self.call))
        if self.region is not None:
            try:
                regions.get(self.region)
            except CodeError as error:
                yield Text(id=f"region: {error.to('id')}", en=f"region: {error}")


def load_training(file: str | Path | Traversable) -> TrainingSeries:
    """Read a series of trainings from a TOML file."""
    return read_policy(Path(file) if isinstance(file, str) else file, TrainingSeries)


TRAININGS: Final = Catalogue(
    __name__, load_training, Text(id="rangkaian pelatihan", en="series of trainings")
)
"""The shipped series by id."""


_TOO_FEW: Final = Text(
    id="{name} sedikitnya 1, bukan {number}", en="{name} must be at least 1, not {number}"
)
_OPEN_AND_CLOSED: Final = Text(
    id="pelatihan ini terbuka untuk semua, padahal pengumuman {call} menetapkan syarat",
    en="it is open to all, and call {call} sets conditions",
)
