"""Does the registry hold one firm twice? Candidate pairs with what speaks for and against."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import Final

import attrs

from umkmexport.codes.firm_names import FirmName
from umkmexport.codes.likeness import AT_LEAST, like_pairs
from umkmexport.codes.masking import mask_digits
from umkmexport.errors import RegistryError
from umkmexport.model.enterprise import Enterprise
from umkmexport.terms.choice import Choice
from umkmexport.terms.figures import say_count
from umkmexport.terms.near import suggested
from umkmexport.terms.report import Report
from umkmexport.terms.text import Language, Text, join_text

__all__ = ["Duplicate", "DuplicateReport", "DuplicateSign", "find_duplicates"]

_REGENCY: Final = len("00.00")
_DISTRICT: Final = len("00.00.00")
_MOST_NAMESAKES: Final = 20
"""A name that more firms of one regency carry tells nothing; a choice of the library."""


class DuplicateSign(Choice):
    """What speaks for two rows being one firm, or against it."""

    SAME_NIB = "same_nib", "NIB sama", "same NIB"
    SAME_OWNER = "same_owner", "nomor pemilik sama", "same number of the owner"
    SAME_NAME = "same_name", "nama sama", "same name"
    LIKE_NAME = "like_name", "nama mirip", "similar name"
    SAME_REGENCY = "same_regency", "kabupaten/kota sama", "same regency or city"
    SAME_DISTRICT = "same_district", "kecamatan sama", "same district"
    OTHER_NIB = "other_nib", "NIB berbeda", "different NIB"
    OTHER_FORM = "other_form", "bentuk usaha pada nama berbeda", "different legal form in the name"
    OTHER_REGENCY = "other_regency", "kabupaten/kota berbeda", "different regency or city"
    OTHER_DISTRICT = "other_district", "kecamatan berbeda", "different district"
    OTHER_PRODUCT = "other_product", "kelompok produk berbeda", "different product family"


@attrs.frozen
class Duplicate:
    """Two rows that may be one firm.

    Attributes:
        first: the id of one, the smaller of the two.
        second: the id of the other.
        names: their names, long numbers hidden.
        likeness: how like their names are, in per cent; None where one has no name, or the names
            are less like than asked for.
        signs: what speaks for one firm.
        differences: what speaks against it.
    """

    first: str
    second: str
    names: tuple[str | None, str | None]
    likeness: int | None
    signs: tuple[DuplicateSign, ...]
    differences: tuple[DuplicateSign, ...]

    def because(self) -> tuple[Text, ...]:
        """Say what speaks for it, and what against."""
        signs = [sign.text for sign in self.signs]
        if self.likeness is not None:
            signs.append(_PER_CENT.format(per_cent=str(self.likeness)))
        texts = [_FOR.format(signs=join_text(signs))]
        if self.differences:
            against = join_text([sign.text for sign in self.differences])
            texts.append(_AGAINST.format(signs=against))
        return tuple(texts)

    def describe(self, language: Language) -> str:
        """Say it in one language."""
        names = [
            mask_digits(key if name is None else f"{key} ({name})")
            for key, name in zip((self.first, self.second), self.names, strict=True)
        ]
        head = _PAIR.format(first=names[0], second=names[1])
        return " ".join(text.to(language) for text in (head, *self.because()))


@attrs.frozen(kw_only=True)
class DuplicateReport(Report):
    """Which rows of a registry may be one firm. Candidates only: nothing is merged.

    Attributes:
        firms: how many rows were looked at.
        pairs: the candidates: same NIB first, then same owner, then by likeness and ids.
        common_names: names that too many firms of one regency carry to tell anything: the name,
            the code of the regency (None where it is not known), and how many firms.
        without_name: how many rows have no name to compare.
    """

    firms: int
    pairs: tuple[Duplicate, ...] = attrs.field(repr=lambda pairs: f"<{len(pairs)}>")
    common_names: tuple[tuple[str, str | None, int], ...] = attrs.field(
        repr=lambda names: f"<{len(names)}>"
    )
    without_name: int

    def of(self, firm: str) -> tuple[Duplicate, ...]:
        """Give the candidates that name one firm."""
        return tuple(pair for pair in self.pairs if firm in {pair.first, pair.second})

    def because(self) -> tuple[Text, ...]:
        """Say how many candidates there are, by what speaks for them, and what was left out."""
        texts = [_FOUND.format(firms=say_count(self.firms), pairs=say_count(len(self.pairs)))]
        counts = Counter(sign for pair in self.pairs for sign in pair.signs)
        strong = [sign for sign in _STRONG if counts[sign]]
        if strong:
            listed = [_SIGN.format(s=sign.text, count=say_count(counts[sign])) for sign in strong]
            texts.append(_SIGNS.format(listed=join_text(listed)))
        if self.common_names:
            texts.append(_COMMON.format(count=say_count(len(self.common_names))))
        if self.without_name:
            texts.append(_NAMELESS.format(count=say_count(self.without_name)))
        texts.append(_CANDIDATES_ONLY)
        return tuple(texts)


def find_duplicates(
    enterprises: Iterable[Enterprise],
    *,
    at_least: int = AT_LEAST,
    owner_column: str | None = None,
) -> DuplicateReport:
    """Find the rows of a registry that may be one firm.

    Two rows are a candidate where they share their NIB or the owner's number, wherever they lie,
    or where their names are alike and no regency of theirs differs. Names are compared without
    legal forms and in one spelling. A name that more than 20 firms of one regency carry is no
    sign; such names are listed. One owner may have two firms, and two firms one name: a person
    decides. ``rank`` and ``select`` give one NIB one place in any case.

    Args:
        enterprises: the firms, each id once.
        at_least: from how many per cent two names are alike.
        owner_column: a column carried from the sheet that holds the owner's NIK or NPWP. It is
            compared and never shown.

    Raises:
        RegistryError: an id stands twice, no firm carries the column, ``at_least`` is no per
            cent, or RapidFuzz is not installed (``umkmexport[duplicates]``).

    Examples:
        >>> report = find_duplicates(
        ...     [
        ...         Enterprise(id="A-1", name="UD Kopi Sidikalang", business_region="12.11"),
        ...         Enterprise(id="A-7", name="Kopi Sidikaleng", business_region="12.11"),
        ...     ]
        ... )
        >>> print(report.pairs[0].describe("en"))
        A-1 (UD Kopi Sidikalang) and A-7 (Kopi Sidikaleng). For one firm: similar name, same regency
        or city, names 93% alike.
    """
    firms = _each_once(enterprises)
    owners = _owners(firms, owner_column)
    cores, common = _telling_names(firms)
    likeness = dict(_alike(firms, cores, at_least))
    pairs = set(likeness)
    for shared in (_sharing(firm.nib for firm in firms), _sharing(owners)):
        pairs.update(shared)
    found = [
        _candidate(
            firms[i],
            firms[j],
            likeness.get((i, j)),
            same_owner=owners[i] is not None and owners[i] == owners[j],
        )
        for i, j in pairs
    ]
    return DuplicateReport(
        firms=len(firms),
        pairs=tuple(sorted(found, key=_order)),
        common_names=common,
        without_name=sum(not (firm.name or "").strip() for firm in firms),
    )


def _each_once(enterprises: Iterable[Enterprise]) -> list[Enterprise]:
    firms = sorted(enterprises, key=lambda firm: firm.id)
    for one, other in pairwise(firms):
        if one.id == other.id:
            raise RegistryError(_TWICE.format(firm=repr(one.id)))
    return firms


def _owners(firms: Sequence[Enterprise], column: str | None) -> list[str | None]:
    """Give the digits of each owner's number; None where there is none to compare."""
    if column is None:
        return [None] * len(firms)
    columns = {header for firm in firms for header, _ in firm.carried}
    if firms and column not in columns:
        hint = suggested(column, columns)
        raise RegistryError(_NO_COLUMN.format(column=repr(column), hint=hint))
    digits = (re.sub(r"\D", "", dict(firm.carried).get(column, "")) for firm in firms)
    return [each if len(each) >= _OWNER_DIGITS and len(set(each)) > 1 else None for each in digits]


_OWNER_DIGITS: Final = 15
"""Digits of the shorter of NIK and NPWP; less is no such number."""


def _sharing(values: Iterable[str | None]) -> Iterator[tuple[int, int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        if value is not None:
            places[value].append(place)
    for group in places.values():
        yield from combinations(group, 2)


def _telling_names(
    firms: Sequence[Enterprise],
) -> tuple[list[FirmName | None], tuple[tuple[str, str | None, int], ...]]:
    """Give the names that tell something, and those that too many firms of a regency carry."""
    names = [FirmName.parse(firm.name or "") for firm in firms]
    regencies = [_regency(firm) for firm in firms]
    counts = Counter(zip((name.core for name in names), regencies, strict=True))
    telling = [
        name if name.core and counts[name.core, regency] <= _MOST_NAMESAKES else None
        for name, regency in zip(names, regencies, strict=True)
    ]
    common = [
        (mask_digits(core), regency, count)
        for (core, regency), count in counts.items()
        if core and count > _MOST_NAMESAKES
    ]
    return telling, tuple(sorted(common, key=lambda each: (-each[2], each[0], each[1] or "")))


def _alike(
    firms: Sequence[Enterprise], names: Sequence[FirmName | None], at_least: int
) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the pairs of one place, or perhaps one, whose names are alike."""
    for block in _blocks(firms, names):
        by_core: defaultdict[str, list[int]] = defaultdict(list)
        for place in block:
            name = names[place]
            if name is not None:
                by_core[name.core].append(place)
        for group in by_core.values():
            yield from (((i, j), 100) for i, j in _near(firms, combinations(group, 2)))
        cores = list(by_core)
        parsed = [FirmName(core, ()) for core in cores]
        for one, other, per_cent in like_pairs(parsed, at_least=at_least):
            pairs = product(by_core[cores[one]], by_core[cores[other]])
            yield from (((i, j), per_cent) for i, j in _near(firms, pairs))


def _near(
    firms: Sequence[Enterprise], pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Leave out pairs of two regencies; the smaller place comes first."""
    for one, other in pairs:
        places = {_regency(firms[one]), _regency(firms[other])} - {None}
        if len(places) < 2:
            yield (one, other) if one < other else (other, one)


def _blocks(firms: Sequence[Enterprise], names: Sequence[FirmName | None]) -> list[list[int]]:
    """Divide the firms so that any two of one place, or perhaps one, share a block."""
    by_regency: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, firm in enumerate(firms):
        if names[place] is not None:
            by_regency[_regency(firm)].append(place)
    nowhere = by_regency.pop(None, [])
    blocks = [[*block, *nowhere] for block in by_regency.values()]
    everyone = [place for block in by_regency.values() for place in block] + nowhere
    work = sum(len(block) ** 2 for block in blocks)
    return blocks if blocks and work <= len(everyone) ** 2 else [everyone]


def _regency(firm: Enterprise) -> str | None:
    code = firm.business_region
    return None if code is None or len(code) < _REGENCY else code[:_REGENCY]


def _candidate(
    one: Enterprise, other: Enterprise, likeness: int | None, *, same_owner: bool
) -> Duplicate:
    found = [*_identity(one, other, likeness, same_owner=same_owner), *_place(one, other)]
    families = {one.product_family, other.product_family} - {None}
    if len(families) == 2:
        found.append(DuplicateSign.OTHER_PRODUCT)
    return Duplicate(
        first=one.id,
        second=other.id,
        names=(_masked(one.name), _masked(other.name)),
        likeness=likeness,
        signs=tuple(sign for sign in found if sign in _SIGNS_FOR),
        differences=tuple(sign for sign in found if sign not in _SIGNS_FOR),
    )


def _identity(
    one: Enterprise, other: Enterprise, likeness: int | None, *, same_owner: bool
) -> Iterator[DuplicateSign]:
    if one.nib is not None and other.nib is not None:
        yield DuplicateSign.SAME_NIB if one.nib == other.nib else DuplicateSign.OTHER_NIB
    if same_owner:
        yield DuplicateSign.SAME_OWNER
    if likeness is not None:
        yield DuplicateSign.SAME_NAME if likeness == 100 else DuplicateSign.LIKE_NAME
    forms = [FirmName.parse(firm.name or "").forms for firm in (one, other)]
    if all(forms) and forms[0] != forms[1]:
        yield DuplicateSign.OTHER_FORM


def _place(one: Enterprise, other: Enterprise) -> Iterator[DuplicateSign]:
    regencies = _regency(one), _regency(other)
    if None in regencies:
        return
    if regencies[0] != regencies[1]:
        yield DuplicateSign.OTHER_REGENCY
        return
    districts = [(firm.business_region or "")[:_DISTRICT] for firm in (one, other)]
    if min(map(len, districts)) < _DISTRICT:
        yield DuplicateSign.SAME_REGENCY
    elif districts[0] == districts[1]:
        yield DuplicateSign.SAME_DISTRICT
    else:
        yield from (DuplicateSign.SAME_REGENCY, DuplicateSign.OTHER_DISTRICT)


def _masked(name: str | None) -> str | None:
    return None if name is None else mask_digits(name)


def _order(pair: Duplicate) -> tuple[bool, bool, int, int, str, str]:
    return (
        DuplicateSign.SAME_NIB not in pair.signs,
        DuplicateSign.SAME_OWNER not in pair.signs,
        -(pair.likeness or 0),
        len(pair.differences),
        pair.first,
        pair.second,
    )


_STRONG: Final = (
    DuplicateSign.SAME_NIB,
    DuplicateSign.SAME_OWNER,
    DuplicateSign.SAME_NAME,
    DuplicateSign.LIKE_NAME,
)
_SIGNS_FOR: Final = frozenset({*_STRONG, DuplicateSign.SAME_REGENCY, DuplicateSign.SAME_DISTRICT})

_PAIR: Final = Text(id="{first} dan {second}.", en="{first} and {second}.")
_FOR: Final = Text(id="Petunjuk satu usaha: {signs}.", en="For one firm: {signs}.")
_AGAINST: Final = Text(id="Petunjuk sebaliknya: {signs}.", en="Against it: {signs}.")
_PER_CENT: Final = Text(id="kemiripan nama {per_cent}%", en="names {per_cent}% alike")
_FOUND: Final = Text(
    id="Dari {firms} baris ada {pairs} pasangan yang mungkin usaha yang sama.",
    en="Rows: {firms}; pairs that may be one firm: {pairs}.",
)
_SIGNS: Final = Text(id="Petunjuknya: {listed}.", en="By sign: {listed}.")
_SIGN: Final = Text(id="{s} {count} pasangan", en="{s} {count}")
_COMMON: Final = Text(
    id="{count} nama dipakai terlalu banyak usaha untuk dibandingkan.",
    en="Names that too many firms carry to be compared: {count}.",
)
_NAMELESS: Final = Text(
    id="{count} baris tidak mempunyai nama.", en="Rows without a name: {count}."
)
_CANDIDATES_ONLY: Final = Text(
    id="Tidak ada baris yang digabung; petugas yang memutuskan.",
    en="No rows are merged; a person decides.",
)
_TWICE: Final = Text(
    id="usaha {firm} tercantum dua kali; berikan ID tersendiri kepada setiap baris",
    en="firm {firm} stands twice; give each row an id of its own",
)
_NO_COLUMN: Final = Text(
    id="owner_column: tidak ada usaha dengan kolom {column}{hint}",
    en="owner_column: no firm carries a column {column}{hint}",
)
