"""Sessions of trainings, their topics, and who attended them."""

from __future__ import annotations

from datetime import date

import attrs

from umkmexport.errors import FactError
from umkmexport.model.checks import Record
from umkmexport.model.records import Event, EventKind
from umkmexport.terms.choice import Choice
from umkmexport.terms.range import Range
from umkmexport.terms.truth import Truth

__all__ = ["Attendance", "Session", "Topic"]


class Topic(Choice):
    """What a training is about (*materi*)."""

    PERMITS = "permits", "perizinan dan sertifikasi", "permits and certificates"
    QUALITY = "quality", "mutu produk", "product quality"
    PRODUCTION = "production", "produksi dan pasokan", "production and supply"
    PACKAGING = "packaging", "kemasan dan label", "packaging and labels"
    DIGITAL = "digital", "pemasaran digital", "digital marketing"
    MARKET = "market", "pasar tujuan dan pembeli", "target market and buyers"
    LANGUAGE = "language", "bahasa asing", "foreign language"
    FINANCE = "finance", "pembukuan, harga, dan pembiayaan", "bookkeeping, pricing and finance"
    EXPORT_PROCEDURE = "export_procedure", "prosedur ekspor", "export procedure"


@attrs.frozen
class Session(Record):
    """Describe one session of a training (*pelatihan*).

    Attributes:
        id: its id.
        starts_on: its first day; a Range where only the month or the quarter is known.
        ends_on: its last day, where it lasts longer than one.
        topics: what it is about.
        capacity: how many places it has; unknown where nobody said.
        taken: how many of them are taken.
        place: where it is held.
        series: the id of the series it belongs to.
        call: the id of the call whose conditions hold for it.
        open_to_all: whether it has no conditions; without this and a call they are unknown.

    Examples:
        >>> session = Session("S-1", date(2026, 10, 13), capacity=30, taken=30)
        >>> session.full
        Truth.YES
    """

    id: str
    starts_on: date | Range[date]
    ends_on: date | None = None
    topics: tuple[Topic, ...] = ()
    capacity: int | None = None
    taken: int | Range[int] | None = None
    place: str | None = None
    series: str | None = None
    call: str | None = None
    open_to_all: bool = False

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        if self.capacity is not None and self.capacity < 1:
            raise self._wrong(f"capacity must be at least 1, not {self.capacity}")
        least = self.taken.low if isinstance(self.taken, Range) else self.taken
        if least is not None and least < 0:
            raise self._wrong(f"taken must be at least 0, not {least}")
        if self.ends_on is not None and self.ends_on < self.first_day:
            raise self._wrong(f"it ends on {self.ends_on}, before it starts on {self.first_day}")
        if self.open_to_all and self.call is not None:
            raise self._wrong(f"it is open to all, and call {self.call!r} sets conditions")

    @property
    def first_day(self) -> date:
        """Give the first day on which it may start."""
        return self._start.low or date.min

    @property
    def last_day(self) -> date:
        """Give the last day on which it may end."""
        return self.ends_on or self._start.high or date.max

    @property
    def full(self) -> Truth:
        """Tell whether no place is left."""
        if self.capacity is None or self.taken is None:
            return Truth.UNKNOWN
        taken = self.taken if isinstance(self.taken, Range) else Range(self.taken, self.taken)
        if taken.low is not None and taken.low >= self.capacity:
            return Truth.YES
        sure = taken.high is not None and taken.high < self.capacity
        return Truth.NO if sure else Truth.UNKNOWN

    def starts_after(self, day: date) -> Truth:
        """Tell whether it starts on a day or later."""
        if self.first_day >= day:
            return Truth.YES
        return Truth.NO if (self._start.high or date.max) < day else Truth.UNKNOWN

    def ended_within(self, since: date, until: date) -> Truth:
        """Tell whether its last day lies after one day and not after another."""
        first = self.ends_on or self.first_day
        if since < first and self.last_day <= until:
            return Truth.YES
        return Truth.NO if self.last_day <= since or first > until else Truth.UNKNOWN

    @property
    def _start(self) -> Range[date]:
        on = self.starts_on
        return on if isinstance(on, Range) else Range(on, on)

    def _wrong(self, reason: str) -> FactError:
        return FactError(f"session {self.id!r}: {reason}")


@attrs.frozen
class Attendance(Record):
    """Note whether a firm attended a session; unknown where the list is not at hand.

    Attributes:
        session: the session.
        firm: the id of the firm.
        attended: whether somebody of the firm was there.
    """

    session: Session
    firm: str
    attended: bool | None = None

    def to_event(self) -> Event | None:
        """Give it as an event of the firm; None where it did not attend, or the day is unknown.

        Such an event makes the facts ``trained`` and ``trained_in_export`` known.

        Examples:
            >>> topics = (Topic.EXPORT_PROCEDURE,)
            >>> session = Session("S-1", date(2026, 10, 13), topics=topics)
            >>> Attendance(session, "U-1", attended=True).to_event().about
            'export'
        """
        day = self.session.ends_on or self.session.starts_on
        if self.attended is not True or isinstance(day, Range):
            return None
        about = "export" if Topic.EXPORT_PROCEDURE in self.session.topics else "business"
        return Event(EventKind.TRAINING, day, about=about, source=self.session.id)
