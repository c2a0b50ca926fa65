"""The list as it may be published: who stands where, and by which ticket; nobody's data."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.audit.bundle import Bundle
from umkmexport.decisions.audit.standing import ListResult
from umkmexport.decisions.priority.prioritised import (
    Entry,
    PriorityList,
    points_down,
    say_ends,
)
from umkmexport.decisions.selection.rooms import Label
from umkmexport.decisions.selection.selected import Selection
from umkmexport.errors import BundleError
from umkmexport.terms.report import Report
from umkmexport.terms.text import Language, Text

__all__ = ["PublicEntry", "PublicList", "public_list"]


@attrs.frozen(kw_only=True)
class PublicEntry:
    """A firm on the published list.

    Attributes:
        number: its place, or its number on the waiting list, from 1.
        id: its id, from which anyone can draw the ticket again; long numbers are masked.
        name: its business name, long numbers masked.
        value: the value that decided, out of 100, where the list goes by a value.
        ticket: its ticket.
        region: the code of the region whose seat it takes or waits for, where seats are divided.
        readiness: its readiness out of 100, where lists of agencies and readiness both count.
        readier_waiting: with a place, how many firms on the waiting list are surely readier.
    """

    number: int
    id: str
    name: str | None
    value: Text | None
    ticket: str
    region: str | None
    readiness: Text | None = None
    readier_waiting: int = 0


@attrs.frozen(kw_only=True, repr=False)
class PublicList(Report):
    """A list for everybody.

    Attributes:
        title: the title of the rule.
        rule: its id.
        rule_digest: its digest.
        as_of: the day the list is made for.
        seed: the public seed of the tickets.
        seats: how many places there were.
        applicants: how many firms were looked at.
        places: who takes a place.
        waiting: who waits.
        in_queue: how many firms stand in the data-completion queue.
        outside: how many firms do not meet the conditions.
        set_aside: how many rows were set aside.
        notes: what must be printed with the list.
        bundle_digest: the digest of the bundle, where one was given.
    """

    title: Text
    rule: str
    rule_digest: str
    as_of: date
    seed: str
    seats: int
    applicants: int
    places: tuple[PublicEntry, ...]
    waiting: tuple[PublicEntry, ...]
    in_queue: int
    outside: int
    set_aside: int
    notes: tuple[Text, ...]
    bundle_digest: str | None = None

    def __repr__(self) -> str:
        return f"<PublicList by {self.rule} on {self.as_of}: {len(self.places)} places>"

    def rows(self, language: Language) -> list[dict[str, object]]:
        """Give places and waiting list as rows of a table, ready for ``write_csv``."""
        parts = ((_PLACE, self.places), (_WAITING, self.waiting))
        beside = any(one.readiness for one in (*self.places, *self.waiting))
        columns = (*_COLUMNS, *_OF_READINESS) if beside else _COLUMNS
        cells = _cells_with_readiness if beside else _cells
        return [
            {
                column.to(language): value
                for column, value in zip(columns, cells(one, part, language), strict=True)
            }
            for part, entries in parts
            for one in entries
        ]

    def because(self) -> tuple[Text, ...]:
        """Say how the list was made and how to check it."""
        counts = {
            "places": str(len(self.places)),
            "seats": str(self.seats),
            "applicants": str(self.applicants),
            "waiting": str(len(self.waiting)),
            "queue": str(self.in_queue),
            "outside": str(self.outside),
            "aside": str(self.set_aside),
        }
        said = _SUMMARY.format(title=self.title, on=self.as_of.isoformat(), **counts)
        check = _CHECK.format(seed=self.seed, rule=self.rule_digest[:12])
        if self.bundle_digest is None:
            return said, check, *self.notes
        return said, check, _BUNDLE.format(digest=self.bundle_digest), *self.notes


def public_list(result: ListResult, *, bundle: Bundle | None = None) -> PublicList:
    """Give a list as it may be published (*pengumuman*): without personal data.

    Published are places and waiting list with business name, value and ticket, and how many firms
    stand elsewhere. Reasons, missing facts, reserves one belongs to, the NIB, the owner's data and
    carried columns are not: each firm learns its own.

    Args:
        result: what ``rank`` or ``select`` gave.
        bundle: the bundle of the list, whose digest is printed with it.

    Raises:
        BundleError: the bundle is not that of the list.
    """
    if bundle is not None and not _belongs(bundle, result):
        raise BundleError(_OTHER_BUNDLE)
    provenance = result.provenance
    caution = provenance.caution()
    notes = [result.disclaimer] if isinstance(result, PriorityList) else _reserves(result)
    return PublicList(
        title=provenance.title,
        rule=provenance.policy,
        rule_digest=provenance.digest,
        as_of=result.as_of,
        seed=result.seed,
        seats=result.seats,
        applicants=result.applicants,
        places=tuple(_entry(one, n) for n, one in enumerate(result.places, 1)),
        waiting=tuple(_entry(one, n) for n, one in enumerate(result.waiting, 1)),
        in_queue=len(result.queue),
        outside=len(result.outside),
        set_aside=len(result.set_aside),
        notes=(*notes, *([] if caution is None else [caution])),
        bundle_digest=None if bundle is None else bundle.digest,
    )


def _belongs(bundle: Bundle, result: ListResult) -> bool:
    content = bundle.content
    return (
        content["rule"]["digest"] == result.provenance.digest
        and content["arguments"]["seed"] == result.seed
        and [one["id"] for one in content["result"]["places"]] == [e.id for e in result.places]
    )


def _reserves(selection: Selection) -> list[Text]:
    return [reserve.because() for reserve in selection.reserves]


def _entry(entry: Any, number: int) -> PublicEntry:
    category = getattr(entry, "category", None)
    readiness = entry.readiness if isinstance(entry, Entry) else None
    return PublicEntry(
        number=number,
        id=mask_digits(entry.id),
        name=None if entry.name is None else mask_digits(entry.name),
        value=points_down(entry.low) if isinstance(entry, Entry) else None,
        ticket=entry.ticket,
        region=_region(category),
        readiness=None if readiness is None else say_ends(*readiness),
        readier_waiting=entry.readier_waiting if isinstance(entry, Entry) else 0,
    )


def _region(category: Label | None) -> str | None:
    """Give the region of a category; a class may tell something about the owner."""
    if category is None:
        return None
    code = category.key.rpartition("/")[2]
    return code if _CODE.fullmatch(code) else None


def _cells(entry: PublicEntry, part: Text, language: Language) -> tuple[object, ...]:
    value = None if entry.value is None else entry.value.to(language)
    part_of_list = part.to(language)
    return part_of_list, entry.number, entry.id, entry.name, value, entry.region, entry.ticket


def _cells_with_readiness(entry: PublicEntry, part: Text, language: Language) -> tuple[object, ...]:
    readiness = None if entry.readiness is None else entry.readiness.to(language)
    return *_cells(entry, part, language), readiness, entry.readier_waiting


_CODE: Final = re.compile(r"\d\d(\.\d+)*")
_PLACE: Final = Text(id="tempat", en="place")
_WAITING: Final = Text(id="cadangan", en="waiting")
_COLUMNS: Final = (
    Text(id="daftar", en="list"),
    Text(id="nomor", en="number"),
    Text(id="id", en="id"),
    Text(id="nama usaha", en="business name"),
    Text(id="nilai", en="value"),
    Text(id="wilayah", en="region"),
    Text(id="tiket", en="ticket"),
)
_OF_READINESS: Final = (
    Text(id="kesiapan ekspor", en="export readiness"),
    Text(id="lebih siap dalam cadangan", en="readier on the waiting list"),
)
_SUMMARY: Final = Text(
    id="«{title}», untuk tanggal {on}: {places} dari {seats} tempat terisi dari {applicants} "
    "usaha; {waiting} usaha dalam daftar cadangan, {queue} menunggu pelengkapan data, {outside} "
    "tidak memenuhi syarat, {aside} baris dikesampingkan.",
    en='"{title}", for {on}: {places} of {seats} places taken from {applicants} firms; {waiting} '
    "on the waiting list, {queue} in the data-completion queue, {outside} not meeting the "
    "conditions, {aside} rows set aside.",
)
_CHECK: Final = Text(
    id="Benih undian: {seed}. Tiket setiap usaha adalah SHA-256 dari benih, baris baru, dan ID; "
    "siapa pun dapat menghitungnya kembali. Sidik digital aturan: {rule}….",
    en="Seed of the draw: {seed}. The ticket of a firm is SHA-256 of the seed, a new line and the "
    "id; anyone can compute it again. Digest of the rule: {rule}….",
)
_BUNDLE: Final = Text(
    id="Sidik digital berkas bukti: {digest}.", en="Digest of the bundle: {digest}."
)
_OTHER_BUNDLE: Final = Text(
    id="berkas bukti ini bukan milik daftar ini", en="the bundle is not that of this list"
)
