"""The facts about a group, and what is known of one group on one day.

Help that goes to groups only is decided by the same rules as help for firms. A group has a small
vocabulary of its own; the names are those of its attributes.

Examples:
    >>> from umkmexport.model.records import Group
    >>> group = Group("K-1", member_ids=("U-1", "U-2"), endorsed_by="Lurah Terjun")
    >>> view = GroupView(group, as_of=date(2026, 11, 21), answers={})
    >>> view.value("member_count"), view.value("endorsed"), view.value("formed_on")
    (Range(2, None), True, None)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import attrs

from umkmexport.facts._vocabulary_words import DOCUMENT, OFFICE_REGISTER, options
from umkmexport.facts.vocabulary import APPLICATION_FACTS
from umkmexport.model.records import Group, GroupKind, LegalBasis
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

__all__ = ["GROUP_BY_NAME", "GROUP_FACTS", "GroupView"]

_MEMBERS: Final = Text(id="anggota", en="members")
_MEMBER_LIST: Final = Text(id="buku daftar anggota", en="the group's list of members")

GROUP_FACTS: Final[tuple[Fact, ...]] = tuple(
    attrs.evolve(fact, section="group")
    for fact in (
        Fact(
            "kind",
            FactType.ENUM,
            label=Text(id="Jenis kelompok", en="Kind of group"),
            question=Text(id="Termasuk jenis apa kelompok ini?", en="What kind of group is it?"),
            options=options(GroupKind),
            source=OFFICE_REGISTER,
        ),
        Fact(
            "region",
            FactType.REGION,
            label=Text(id="Kabupaten/kota kelompok", en="Regency or city of the group"),
            question=Text(
                id="Di kabupaten/kota mana kelompok ini berada?",
                en="In which regency or city is the group?",
            ),
            source=OFFICE_REGISTER,
        ),
        Fact(
            "formed_on",
            FactType.DATE,
            label=Text(id="Tanggal kelompok dibentuk", en="Day on which the group was formed"),
            question=Text(id="Kapan kelompok ini dibentuk?", en="When was the group formed?"),
            source=DOCUMENT,
        ),
        Fact(
            "legal_basis",
            FactType.ENUM,
            label=Text(id="Dasar pembentukan kelompok", en="What the group was founded by"),
            question=Text(
                id="Apakah kelompok ini dibentuk dengan surat keputusan atau akta?",
                en="Was the group founded by a decree or by a deed?",
            ),
            options=options(LegalBasis),
            source=DOCUMENT,
        ),
        Fact(
            "member_count",
            FactType.INT,
            label=Text(id="Jumlah anggota kelompok", en="Number of members of the group"),
            question=Text(
                id="Berapa jumlah anggota kelompok ini?", en="How many members does the group have?"
            ),
            unit=_MEMBERS,
            least=0,
            source=_MEMBER_LIST,
        ),
        Fact(
            "officers_named",
            FactType.BOOL,
            label=Text(id="Susunan pengurus lengkap", en="All officers are named"),
            question=Text(
                id="Apakah susunan pengurus kelompok ini sudah lengkap?",
                en="Are all officers of the group named?",
            ),
            source=DOCUMENT,
        ),
        Fact(
            "has_bank_account",
            FactType.BOOL,
            label=Text(
                id="Memiliki rekening atas nama kelompok",
                en="Has a bank account in the group's name",
            ),
            question=Text(
                id="Apakah kelompok ini memiliki rekening bank atas nama sendiri?",
                en="Does the group have a bank account in its own name?",
            ),
            source=DOCUMENT,
        ),
        Fact(
            "endorsed",
            FactType.BOOL,
            label=Text(
                id="Diketahui dan disetujui lurah atau kepala desa",
                en="Endorsed by the head of the village or ward",
            ),
            question=Text(
                id="Apakah lurah atau kepala desa mengetahui dan menyetujui kelompok ini?",
                en="Has the head of the village or ward endorsed the group?",
            ),
            source=DOCUMENT,
        ),
    )
)
"""Every fact about a group, in the order of its attributes."""

GROUP_BY_NAME: Final[Mapping[str, Fact]] = MappingProxyType(
    {fact.name: fact for fact in (*GROUP_FACTS, *APPLICATION_FACTS)}
)
"""Every fact that a call for groups may ask for, those of an application among them."""


class GroupView:
    """See one group as rules see it, on one day.

    A group has no notes of evidence: what is known of it counts as given by the office.

    Args:
        group: the group.
        as_of: the day the decision is made for.
        answers: answers to what only one call asks, by fact name.
    """

    __slots__ = ("answers", "as_of", "group")

    is_noted = False

    def __init__(self, group: Group, *, as_of: date, answers: Mapping[str, Any]) -> None:
        self.group = group
        self.as_of = as_of
        self.answers = answers

    def value(self, fact: str) -> Any:
        """Give the value of a fact, None where it is not known."""
        if fact in self.answers:
            return self.answers[fact]
        derive = _DERIVED.get(fact)
        return derive(self.group) if derive else getattr(self.group, fact, None)

    def values(self, facts: tuple[str, ...]) -> list[Any]:
        """Give what is known of several facts at once; every set is one that was answered."""
        return [self.value(fact) for fact in facts]

    def is_complete(self, fact: str) -> bool:
        """Tell whether a set is declared complete, as one that was answered is."""
        return fact in self.answers

    def asks(self, fact: str) -> tuple[str, ...]:
        """Name the facts to ask for so that this one becomes known: itself."""
        return (fact,)

    def facing(
        self,
        asked: EvidenceKind | None,  # noqa: ARG002 - what a subject of a rule takes
        stale_after_months: int | None,  # noqa: ARG002
        facts: tuple[str, ...] | None = None,  # noqa: ARG002
    ) -> tuple[GroupView, GroupView]:
        """Give the view itself, twice: nothing is noted of a group that could be stale."""
        return self, self

    def hides(
        self,
        asked: EvidenceKind | None,  # noqa: ARG002 - what a subject of a rule takes
        stale_after_months: int | None,  # noqa: ARG002
        facts: tuple[str, ...],  # noqa: ARG002
    ) -> bool:
        """Say no: nothing is noted of a group."""
        return False


def _member_count(group: Group) -> int | Range[int] | None:
    if group.member_count is not None:
        return group.member_count
    return Range(len(group.member_ids), None) if group.member_ids else None


def _endorsed(group: Group) -> bool | None:
    return True if group.endorsed_by is not None else group.endorsed


_DERIVED: Final[dict[str, Callable[[Group], Any]]] = {
    "member_count": _member_count,
    "endorsed": _endorsed,
}
