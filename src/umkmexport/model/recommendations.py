"""Letters of recommendation: whom an agency names, for which regions and products, and since when.

A list that has come says *no* about those who are not on it. A list that has not come says nothing
yet, and it is the list that waits for the agency, not the firm for data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from umkmexport.codes import regions
from umkmexport.codes.families import ProductFamily
from umkmexport.codes.products import HsCode
from umkmexport.codes.regions import RegionLevel
from umkmexport.errors import CodeError, FactError, UmkmExportError, joined
from umkmexport.model.checks import Record
from umkmexport.terms.choice import Choice
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

__all__ = ["UNRANKED", "AgencyKind", "ListState", "RecommendationList", "RecommendedFirm"]

UNRANKED: Final = Fraction(3, 4)
"""What it is worth to stand on a list without ranks: the middle of a ranked one."""


class AgencyKind(Choice):
    """What kind of agency recommends."""

    REGENCY = "regency", "dinas kabupaten/kota", "regency or city office"
    BANK_INDONESIA = "bank_indonesia", "Bank Indonesia", "Bank Indonesia"
    TRADE_OFFICE = "trade_office", "dinas perdagangan provinsi", "provincial trade office"
    QUARANTINE = "quarantine", "balai karantina", "quarantine office"
    OTHER = "other", "lembaga lain", "another institution"


class ListState(Choice):
    """How far the list of an agency is, on a day."""

    NOT_ASKED = "not_asked", "belum diminta", "not asked for"
    ASKED = "asked", "sudah diminta", "asked for"
    REMINDED = "reminded", "sudah diingatkan", "reminded of"
    OVERDUE = "overdue", "melewati batas waktu", "overdue"
    RECEIVED = "received", "sudah diterima", "received"
    CLOSED = "closed", "sudah ditutup", "closed"


@attrs.frozen
class RecommendedFirm(Record):
    """Name one firm of a list: by the registry's id, or by name where the list has no id.

    Attributes:
        id: the registry's id of the firm.
        name: its name as the list has it.
        rank: its rank on the list, from 1; none on a list without ranks.
        tied: whether the list says that it shares its rank with another firm.
    """

    id: str | None = None
    name: str | None = None
    rank: int | None = None
    tied: bool = False

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        super().__attrs_post_init__()
        if self.id is None and not (self.name or "").strip():
            raise FactError(_NAMELESS)

    @property
    def shown(self) -> str:
        """Give the name, or else the id."""
        return self.name or self.id or ""


@attrs.frozen(kw_only=True, slots=False)
class RecommendationList(Record):
    """Hold the list of one agency (*surat rekomendasi*), with its state on each day.

    Attributes:
        agency: the name of the agency.
        kind: what kind of agency it is.
        regions: the Kemendagri codes it speaks for; the whole country, if none is named.
        families: the product families it speaks for; all goods, if none is named here or in
            ``hs_codes``.
        hs_codes: the HS codes it speaks for.
        firms: whom it names; with a rank each, or none with a rank.
        asked_on: the day it was asked for.
        reminded_on: the days on which the agency was reminded.
        due_on: the day by which it should come.
        received_on: the day it came.
        closed_on: the day from which no name is taken any more.

    Raises:
        FactError: a firm stands twice, a rank is given twice without a tie, or the days do not
            follow each other; a group of errors, if several things are wrong.
        CodeError: a region or product does not exist.

    Examples:
        >>> letter = RecommendationList(
        ...     agency="Dinas Koperasi dan UKM Kota Medan",
        ...     kind="regency",
        ...     regions=("12.71",),
        ...     firms=(RecommendedFirm("U-1", rank=1), RecommendedFirm("U-2", rank=2)),
        ...     asked_on=date(2026, 10, 1),
        ...     received_on=date(2026, 10, 20),
        ... )
        >>> letter.state(date(2026, 10, 5)).value, letter.state(date(2026, 11, 1)).value
        ('asked', 'received')
        >>> [str(share) for share in letter.shares]
        ['1', '3/4']
    """

    agency: str
    kind: AgencyKind
    regions: tuple[str, ...] = ()
    families: tuple[ProductFamily, ...] = ()
    hs_codes: tuple[str, ...] = ()
    firms: tuple[RecommendedFirm, ...] = ()
    asked_on: date | None = None
    reminded_on: tuple[date, ...] = ()
    due_on: date | None = None
    received_on: date | None = None
    closed_on: date | None = None

    def __attrs_post_init__(self) -> None:
        """Settle the values, or raise what is wrong with them."""
        families = tuple(ProductFamily(family) for family in self.families)
        object.__setattr__(self, "families", families)
        super().__attrs_post_init__()
        problems = [*self._no_codes(), *(FactError(self._told(text)) for text in self._mistakes())]
        if problems:
            raise joined(_NO_LIST.format(agency=self.agency), problems)

    def state(self, on: date) -> ListState:
        """Give its state on a day."""
        steps = (
            (self.closed_on, ListState.CLOSED),
            (self.received_on, ListState.RECEIVED),
            (self.due_on, ListState.OVERDUE),
            (min(self.reminded_on, default=None), ListState.REMINDED),
            (self.asked_on, ListState.ASKED),
        )
        for day, state in steps:
            if day is not None and (day < on or (day == on and state is not ListState.OVERDUE)):
                return state
        return ListState.NOT_ASKED

    def is_answered(self, on: date) -> bool:
        """Tell whether it says *no* about those who are not on it."""
        return self.state(on) in {ListState.RECEIVED, ListState.CLOSED}

    @property
    def is_ranked(self) -> bool:
        """Tell whether it gives ranks."""
        return any(firm.rank is not None for firm in self.firms)

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Give what each name is worth: 1 for the first of a ranked list, over 1/2 for the last.

        Of ``m`` names the one with rank ``r`` is worth ``(2m - r + 1) / 2m``; firms that are tied
        share the middle of their ranks. A name on a list without ranks is worth 3/4.
        """
        if not self.is_ranked:
            return (UNRANKED,) * len(self.firms)
        names = len(self.firms)
        ranks = [firm.rank or 0 for firm in self.firms]
        counts = Counter(ranks)
        before = {rank: sum(n for r, n in counts.items() if r < rank) for rank in counts}
        return tuple(
            Fraction(4 * names - (2 * before[r] + counts[r] + 1) + 2, 4 * names) for r in ranks
        )

    def identify(self, ids: Mapping[str, str]) -> RecommendationList:
        """Give the list with the ids of firms that it knows by name only.

        Args:
            ids: the registry's id by the name as the list has it.

        Raises:
            FactError: the list has no such name without an id.

        Examples:
            >>> letter = RecommendationList(
            ...     agency="BI",
            ...     kind="bank_indonesia",
            ...     firms=(RecommendedFirm(name="Ulos Sianjur"),),
            ...     received_on=date(2026, 10, 20),
            ... )
            >>> letter.identify({"Ulos Sianjur": "U-7"}).firms[0].id
            'U-7'
        """
        open_ = [firm.name for firm in self.firms if firm.id is None and firm.name is not None]
        for name in ids:
            if name not in open_:
                said = _NOT_NAMED.format(name=name, hint=suggested(name, open_))
                raise FactError(self._told(said))
        return attrs.evolve(
            self,
            firms=tuple(
                attrs.evolve(firm, id=ids[firm.name])
                if firm.id is None and firm.name is not None and firm.name in ids
                else firm
                for firm in self.firms
            ),
        )

    def _told(self, text: Text) -> Text:
        return _TOLD.format(agency=self.agency, text=text)

    def _no_codes(self) -> Iterator[UmkmExportError]:
        for look_up, codes in ((regions.get, self.regions), (HsCode.parse, self.hs_codes)):
            for code in codes:
                try:
                    look_up(code)
                except CodeError as error:
                    said = Text(id=error.to("id"), en=error.to("en"))
                    yield CodeError(self._told(said))

    def _mistakes(self) -> Iterator[Text]:
        if not self.agency.strip():
            yield _NO_AGENCY
        yield from self._mistakes_of_regency()
        yield from _twice([firm.id for firm in self.firms if firm.id is not None])
        yield from _twice([f.name for f in self.firms if f.id is None and f.name is not None])
        yield from self._mistakes_of_ranks()
        yield from self._mistakes_of_days()

    def _mistakes_of_regency(self) -> Iterator[Text]:
        if self.kind is not AgencyKind.REGENCY:
            return
        if len(self.regions) != 1:
            yield _ONE_REGENCY
            return
        try:
            level = regions.get(self.regions[0]).level
        except CodeError:
            return
        if level is not RegionLevel.REGENCY:
            yield _NO_REGENCY.format(code=self.regions[0])

    def _mistakes_of_ranks(self) -> Iterator[Text]:
        ranks = [firm.rank for firm in self.firms if firm.rank is not None]
        if not ranks:
            if any(firm.tied for firm in self.firms):
                yield _TIE_WITHOUT_RANK
            return
        if len(ranks) < len(self.firms):
            yield _SOME_RANKED
            return
        counts = Counter(ranks)
        loners = {r: f for f, r in zip(self.firms, ranks, strict=True) if f.tied != (counts[r] > 1)}
        for rank, firm in sorted(loners.items(), key=lambda pair: pair[0]):
            text = _TIED_ALONE if firm.tied else _RANK_TWICE
            yield text.format(firm=firm.shown, rank=str(rank))
        if not _follow_each_other(counts):
            yield _GAP.format(ranks=", ".join(map(str, sorted(ranks))))

    def _mistakes_of_days(self) -> Iterator[Text]:
        if self.firms and self.received_on is None:
            yield _NOT_RECEIVED
        pairs = (
            ("asked_on", self.asked_on, "due_on", self.due_on),
            ("asked_on", self.asked_on, "reminded_on", min(self.reminded_on, default=None)),
            ("asked_on", self.asked_on, "received_on", self.received_on),
            ("received_on", self.received_on, "closed_on", self.closed_on),
            ("asked_on", self.asked_on, "closed_on", self.closed_on),
        )
        for first, one, then, other in pairs:
            if one is not None and other is not None and other < one:
                yield _BEFORE.format(then=then, other=str(other), first=first, one=str(one))
        if self.asked_on is None and (self.reminded_on or self.due_on is not None):
            yield _NOT_ASKED


def _twice(names: list[str]) -> Iterator[Text]:
    yield from (_TWICE.format(firm=name) for name, n in Counter(names).items() if n > 1)


def _follow_each_other(counts: Counter[int]) -> bool:
    """Tell whether ranks go on after a tie with the next number, or with the next place."""
    ranks = sorted(counts)
    places = [1 + sum(counts[other] for other in ranks[:index]) for index in range(len(ranks))]
    return ranks in (places, list(range(1, len(ranks) + 1)))


_NAMELESS: Final = Text(
    id="usaha yang direkomendasikan memerlukan ID atau nama",
    en="a recommended firm needs the id of the registry, or a name",
)
_NO_LIST: Final = Text(
    id="daftar {agency} tidak dapat diterima", en="the list of {agency} does not hold"
)
_TOLD: Final = Text(id="daftar {agency}: {text}", en="list of {agency}: {text}")
_NOT_NAMED: Final = Text(
    id="tidak ada nama '{name}' tanpa ID{hint}", en="it names no '{name}' without an id{hint}"
)
_NO_AGENCY: Final = Text(id="nama instansi belum diisi", en="the agency needs a name")
_TWICE: Final = Text(id="usaha '{firm}' tercantum dua kali", en="firm '{firm}' stands twice")
_ONE_REGENCY: Final = Text(
    id="dinas kabupaten/kota hanya mewakili satu kabupaten/kota",
    en="a regency or city office speaks for one regency or city",
)
_NO_REGENCY: Final = Text(id="{code} bukan kabupaten/kota", en="{code} is no regency or city")
_TIE_WITHOUT_RANK: Final = Text(
    id="peringkat yang sama memerlukan angka peringkat", en="a tie needs a rank"
)
_SOME_RANKED: Final = Text(
    id="sebagian usaha diberi peringkat dan sebagian tidak; beri peringkat semuanya, atau tidak "
    "sama sekali",
    en="some firms have a rank and some have none; rank all of them, or none",
)
_RANK_TWICE: Final = Text(
    id="peringkat {rank} diberikan dua kali, tetapi '{firm}' tidak dinyatakan berperingkat sama",
    en="rank {rank} is given twice, but '{firm}' is not said to be tied",
)
_TIED_ALONE: Final = Text(
    id="'{firm}' dinyatakan berperingkat sama, tetapi tidak ada usaha lain pada peringkat {rank}",
    en="'{firm}' is said to be tied, but no other firm has rank {rank}",
)
_GAP: Final = Text(
    id="peringkat berurutan mulai dari 1 tanpa loncatan, bukan {ranks}",
    en="ranks go from 1 without a gap, not {ranks}",
)
_NOT_RECEIVED: Final = Text(
    id="daftar ini menyebut nama usaha, maka tanggal diterimanya (received_on) harus diisi",
    en="it names firms, so it needs received_on, the day it came",
)
_BEFORE: Final = Text(
    id="{then} {other} mendahului {first} {one}", en="{then} {other} lies before {first} {one}"
)
_NOT_ASKED: Final = Text(
    id="peringatan dan batas waktu memerlukan tanggal permintaannya (asked_on)",
    en="a reminder and a day it is due need asked_on, the day it was asked for",
)
