"""Days of the week."""

from __future__ import annotations

from umkmexport.terms.choice import Choice

__all__ = ["Weekday"]


class Weekday(Choice):
    """A day of the week (*hari*), Monday first."""

    MONDAY = "monday", "Senin", "Monday"
    TUESDAY = "tuesday", "Selasa", "Tuesday"
    WEDNESDAY = "wednesday", "Rabu", "Wednesday"
    THURSDAY = "thursday", "Kamis", "Thursday"
    FRIDAY = "friday", "Jumat", "Friday"
    SATURDAY = "saturday", "Sabtu", "Saturday"
    SUNDAY = "sunday", "Minggu", "Sunday"

    @property
    def number(self) -> int:
        """Give its number as ``date.weekday()`` counts: 0 for Monday, 6 for Sunday."""
        return list(Weekday).index(self)
