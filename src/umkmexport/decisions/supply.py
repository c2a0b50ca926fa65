"""Can firms of one product meet an order together, and which of them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import attrs

from umkmexport.codes.families import ExportStatus
from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.goods import Goods, GoodsAsked
from umkmexport.decisions.once import each_once
from umkmexport.decisions.view import view_of
from umkmexport.errors import FactError
from umkmexport.facts.view import FactView
from umkmexport.facts.vocabulary import BY_NAME
from umkmexport.model.choices import MarketReach
from umkmexport.model.enterprise import Enterprise
from umkmexport.rules.fact import FactType
from umkmexport.terms.choice import Choice
from umkmexport.terms.evidence import EvidenceKind
from umkmexport.terms.figures import say_count
from umkmexport.terms.near import suggested
from umkmexport.terms.plain import to_plain
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text, join_text
from umkmexport.terms.truth import NO, UNKNOWN, YES, Truth

__all__ = ["REQUIRED", "Supplier", "SupplyAdvice", "SupplyPool", "SupplyQuestion", "pool_supply"]

_CAPACITY_MONTHS: Final = 12
"""An answer on capacity that is older is unknown again, as in the default rubric."""

REQUIRED: Final = ("meets_export_quality", "export_commitment")
"""What a firm must meet to count, unless the caller says otherwise; a choice of the library."""

_SOLD_WIDELY: Final = frozenset({MarketReach.INTER_PROVINCE, MarketReach.EXPORT})


class SupplyAdvice(Choice):
    """What the library advises; its own choice, no government rule."""

    ONE_FIRM = "one_firm", "satu usaha sudah cukup", "one firm is enough"
    POOL = "pool", "penuhi pesanan bersama-sama", "meet the order together"
    ASK_FIRST = "ask_first", "lengkapi data kapasitas lebih dahulu", "ask for the capacities first"
    FIND_FIRMS = (
        "find_firms",
        "cari dahulu usaha yang membuat barang ini",
        "find firms that make the goods first",
    )
    RENEGOTIATE = (
        "renegotiate",
        "mintakan tenggat yang lebih panjang atau jumlah yang lebih kecil",
        "ask for more time or a smaller amount",
    )
    DOMESTIC_FIRST = (
        "domestic_first",
        "perkuat pasar dalam negeri lebih dahulu",
        "strengthen the domestic market first",
    )


@attrs.frozen
class Supplier:
    """A firm that makes the goods, or may, and how much it can make until the deadline.

    Attributes:
        firm: the id of the firm.
        name: its business name.
        counts: whether it surely makes the goods and meets what is required; never NO.
        low: the least it surely makes in all the months, in the base unit; 0 where it does not
            surely count, or where only the firm itself says how much.
        high: the most it may make; None where no upper end is known.
        if_confirmed: the least it makes if everything that is asked of it is confirmed.
    """

    firm: str
    name: str | None
    counts: Truth
    low: int
    high: int | None
    if_confirmed: int

    @property
    def label(self) -> str:
        """Give the name it goes by, the id where it has none."""
        return mask_digits(self.name or self.firm)


@attrs.frozen
class SupplyQuestion:
    """What to ask one firm before anything is promised.

    Attributes:
        firm: the id of the firm.
        name: its business name.
        facts: the names of the facts to ask for.
    """

    firm: str
    name: str | None
    facts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SupplyPool(Report):
    """Whether firms together meet an order, which fewest of them, and what is short.

    Amounts are in the base unit of the order: grams for weights, else the unit itself.

    Attributes:
        as_of: the day the answer is for.
        goods: the goods asked for.
        quantity: the amount asked for.
        months: how many months there are until the deadline.
        truth: whether these firms together meet the order.
        unit: the base unit.
        wanted_low: the least that is asked for.
        wanted_high: the most that is asked for; the firms surely meet the order if they make it.
        low: the least that all suppliers together surely make in time.
        high: the most they may make; None where no upper end is known.
        suppliers: the firms that count, those that surely make most first, then by id.
        fewest: the ids of the fewest firms that surely meet the order; empty if none do.
        ask_first: the ids of the fewest firms that meet it if everything that is asked of them is
            confirmed; empty if some surely do, or none would.
        questions: what to ask which firm, those of ``ask_first`` first, then in the order of ids.
        set_aside: firms that make the goods and do not count, each with the reason.
        other_goods: how many firms surely make something else.
        months_needed: in how many months the suppliers surely meet it; None if they never do.
        export_status: the export status of the goods; None where no source settles it.
        advice: what the library advises.
    """

    as_of: date
    goods: Goods
    quantity: Quantity
    months: int
    truth: Truth
    unit: str
    wanted_low: int
    wanted_high: int
    low: int
    high: int | None
    suppliers: tuple[Supplier, ...]
    fewest: tuple[str, ...]
    ask_first: tuple[str, ...]
    questions: tuple[SupplyQuestion, ...]
    set_aside: tuple[tuple[str, Text], ...]
    other_goods: int
    months_needed: int | None
    export_status: ExportStatus | None
    advice: SupplyAdvice

    @property
    def short(self) -> Range[int]:
        """Give what is missing: at best, and at worst; 0 where nothing is."""
        best = 0 if self.high is None else max(0, self.wanted_low - self.high)
        return Range(best, max(0, self.wanted_high - self.low))

    def __repr__(self) -> str:
        return (
            f"<SupplyPool of {self.goods.text.en} on {self.as_of}: {self.truth.key}, "
            f"{len(self.suppliers)} firms>"
        )

    def because(self) -> tuple[Text, ...]:
        """Say whether the order is met, by whom, what is short, and what to ask."""
        return tuple(self._reasons())

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as plain data, ready for JSON."""
        plain: dict[str, Any] = to_plain(self)
        return plain | {"goods": str(self.goods.asked), "short": to_plain(self.short)}

    def _reasons(self) -> Iterator[Text]:
        wanted = _amount(self.wanted_low, self.wanted_high, self.unit)
        yield _ANSWER[self.truth].format(
            wanted=wanted, goods=self.goods.text, months=say_count(self.months)
        )
        if self.export_status is ExportStatus.PROHIBITED:
            yield _PROHIBITED
        if self.suppliers:
            together = _amount(self.low, self.high, self.unit)
            count = say_count(len(self.suppliers))
            yield _TOGETHER.format(count=count, together=together)
        if self.fewest:
            names = {each.firm: each.label for each in self.suppliers}
            listed = ", ".join(names[firm] for firm in self.fewest)
            yield _FEWEST.format(count=say_count(len(self.fewest)), listed=listed)
        elif self.suppliers or self.questions:
            short = self.short
            yield _SHORT.format(short=_amount(short.low or 0, short.high, self.unit))
        if self.ask_first:
            names = {each.firm: each.label for each in self.suppliers}
            listed = ", ".join(names[firm] for firm in self.ask_first)
            yield _ASK_FIRST.format(count=say_count(len(self.ask_first)), listed=listed)
        if self.questions:
            yield self._asked()
        if self.set_aside:
            yield _SET_ASIDE.format(count=say_count(len(self.set_aside)))
        if self.suppliers:
            yield _ASSUMED
        yield _ADVICE.format(advice=self.advice.text)
        if self.advice is SupplyAdvice.RENEGOTIATE and self.months_needed is not None:
            yield _IN_MONTHS.format(months=say_count(self.months_needed))

    def _asked(self) -> Text:
        names = dict.fromkeys(name for each in self.questions for name in each.facts)
        labels = join_text([BY_NAME[name].label for name in names], "; ")
        return _ASK.format(count=say_count(len(self.questions)), facts=labels)


def pool_supply(
    enterprises: Iterable[Enterprise],
    *,
    product: GoodsAsked | str,
    quantity: Quantity,
    months: int,
    as_of: date,
    require: Sequence[str] = REQUIRED,
) -> SupplyPool:
    """Find the firms of one product whose capacities together meet an order.

    What a firm makes is the capacity of a month, times the months until the deadline. A capacity
    that is a Range counts with both ends; one that only the firm itself states, or of a firm that
    does not surely count, raises only the upper end. A capacity that is not known, is older than
    twelve months or is counted in another unit is a question.

    A firm counts if it makes the goods and everything required holds: by default that its quality
    meets the export standard and that it wants to take part. What surely fails keeps it out; what
    is not known is asked. Firms that share their NIB count once.

    The fewest firms are exact for the low end: those that surely make most come first, ties by id.

    The advice is the library's choice. Where the firms surely fall short, it is to strengthen the
    domestic market first if they may make less than half of the order and none of them is known
    to sell in several provinces or abroad; and so it is for goods that may not be exported.

    Args:
        enterprises: the firms, each once.
        product: a family, an HS code or a KBLI; a text of two or four digits is an HS code.
        quantity: the amount asked for; a Range needs both ends.
        months: whole months until the deadline.
        as_of: the day the answer is for.
        require: facts with yes or no that must hold; nothing, for an answer about amounts alone.

    Raises:
        FactError: the goods, the amount or the months are none, or a fact that is required has no
            yes or no.
        SelectionError: a firm stands twice.

    Examples:
        >>> firms = [
        ...     Enterprise(id="A", product_family="coffee", monthly_capacity=Quantity(4, "t")),
        ...     Enterprise(id="B", product_family="coffee", monthly_capacity=Quantity(900, "kg")),
        ...     Enterprise(id="C", product_family="coffee", monthly_capacity=Quantity(2500, "kg")),
        ... ]
        >>> order = {"product": "coffee", "quantity": Quantity(19, "t"), "months": 3}
        >>> found = pool_supply(firms, **order, as_of=date(2026, 1, 5), require=())
        >>> found.truth, found.fewest, found.advice.value
        (Truth.YES, ('A', 'C'), 'pool')
        >>> found = pool_supply(firms, **order, as_of=date(2026, 1, 5))
        >>> found.truth, found.ask_first, found.questions[0].facts
        (Truth.UNKNOWN, ('A', 'C'), ('meets_export_quality', 'export_commitment'))
    """
    order = _Order.of(product, quantity, months, require)
    firms = each_once(enterprises)
    candidates = [_Candidate.of(view_of(firm, as_of=as_of), order) for firm in firms.values()]
    makers = [each for each in candidates if each is not None]
    counted = [each for each in makers if each.against is None]
    kept, same = _once_per_nib(counted)
    aside = [(each.firm, each.against) for each in makers if each.against is not None]
    return _answer(
        order,
        kept,
        set_aside=sorted([*aside, *same], key=lambda pair: pair[0]),
        other_goods=len(firms) - len(makers),
        as_of=as_of,
    )


@attrs.frozen
class _Order:
    """What is asked for, in the base unit."""

    goods: Goods
    quantity: Quantity
    low: int
    high: int
    unit: str
    months: int
    require: tuple[str, ...]

    @classmethod
    def of(
        cls, product: GoodsAsked | str, quantity: Quantity, months: int, require: Sequence[str]
    ) -> _Order:
        """Check what is asked for."""
        for name in require:
            if name not in BY_NAME or BY_NAME[name].type is not FactType.BOOL:
                hint = suggested(name, () if name in BY_NAME else BY_NAME)
                raise FactError(_NO_YES_NO.format(name=repr(name), hint=hint))
        if type(quantity) is not Quantity:
            raise FactError(_NO_QUANTITY)
        if type(months) is not int or months < 1:
            raise FactError(_NO_MONTHS.format(months=repr(months)))
        low, high, unit = quantity.in_base_unit()
        if high is None:
            raise FactError(_NO_UPPER_END.format(quantity=repr(quantity)))
        if not high:
            raise FactError(_NOTHING_ORDERED)
        return cls(Goods.of(product), quantity, low or 0, high, unit, months, tuple(require))

    def supply(self, view: FactView) -> tuple[int, int | None] | None:
        """Give what a firm makes in time; None where its capacity is not known in this unit."""
        capacity = view.value("monthly_capacity")
        if capacity is None:
            return None
        low, high, unit = capacity.in_base_unit()
        if unit != self.unit:
            return None
        return (low or 0) * self.months, None if high is None else high * self.months


@attrs.frozen
class _Supply:
    """What a firm makes in time.

    Attributes:
        low: the least, by a visit, a document or a record.
        high: the most; None where no upper end is known.
        said: the least, by whatever evidence.
    """

    low: int
    high: int | None
    said: int


@attrs.frozen
class _Candidate:
    """A firm that makes the goods, or may."""

    firm: str
    name: str | None
    nib: str | None = attrs.field(repr=False)
    counts: Truth
    supply: _Supply | None
    asks: tuple[str, ...]
    against: Text | None
    sells_widely: bool

    @classmethod
    def of(cls, view: FactView, order: _Order) -> _Candidate | None:
        """Look at a firm; None where it surely makes something else."""
        main, beside = order.goods.made_by(view), order.goods.among_products(view)
        if main == NO and not beside:
            return None
        supply = None if main == NO else _supply(view, order)
        asks = [order.goods.fact] if main == UNKNOWN and not beside else []
        if supply is None or supply.low < supply.said:
            asks.append("monthly_capacity")
        met = {fact: view.value(fact) for fact in order.require}
        unknown = [fact for fact, value in met.items() if value is None]
        failed = [BY_NAME[fact].label for fact, value in met.items() if value is False]
        makes = main == YES or beside
        return cls(
            firm=view.enterprise.id,
            name=view.enterprise.name,
            nib=view.value("nib"),
            counts=Truth.YES if makes and not unknown else Truth.UNKNOWN,
            supply=supply,
            asks=(*asks, *unknown),
            against=_FAILED.format(labels=join_text(failed, "; ")) if failed else None,
            sells_widely=view.value("market_reach") in _SOLD_WIDELY,
        )

    def supplier(self, supply: _Supply) -> Supplier:
        """Give the firm with what it makes, nothing of it sure where it does not surely count."""
        low = supply.low if self.counts is Truth.YES else 0
        return Supplier(self.firm, self.name, self.counts, low, supply.high, supply.said)


def _supply(view: FactView, order: _Order) -> _Supply | None:
    shown, said = view.facing(EvidenceKind.VISIT, _CAPACITY_MONTHS, ("monthly_capacity",))
    by_any, by_office = order.supply(said), order.supply(shown)
    if by_any is None:
        return None
    return _Supply(0 if by_office is None else by_office[0], by_any[1], by_any[0])


def _once_per_nib(
    candidates: list[_Candidate],
) -> tuple[list[_Candidate], list[tuple[str, Text]]]:
    """Count firms that share their NIB once, with what all of their rows allow."""
    groups: dict[str, list[_Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.nib or f"id {each.firm}", []).append(each)
    kept, same = [], []
    for group in groups.values():
        sure = [each for each in group if each.counts is Truth.YES] or group
        known = [each for each in sure if each.supply is not None] or sure
        first = known[0]
        kept.append(attrs.evolve(first, supply=_spanning(known)))
        reason = _SAME_NIB.format(firm=mask_digits(first.firm))
        same += [(each.firm, reason) for each in group if each is not first]
    return kept, same


def _spanning(group: list[_Candidate]) -> _Supply | None:
    """Give what several rows on one firm allow where they say different things."""
    supplies = [each.supply for each in group if each.supply is not None]
    if not supplies:
        return None
    highs = [supply.high for supply in supplies if supply.high is not None]
    return _Supply(
        min(supply.low for supply in supplies),
        max(highs) if len(highs) == len(supplies) else None,
        min(supply.said for supply in supplies),
    )


def _answer(
    order: _Order,
    candidates: list[_Candidate],
    *,
    set_aside: list[tuple[str, Text]],
    other_goods: int,
    as_of: date,
) -> SupplyPool:
    listed = [each.supplier(each.supply) for each in candidates if each.supply is not None]
    suppliers = sorted(listed, key=lambda supplier: (-supplier.low, supplier.firm))
    fewest = _fewest([(supplier.firm, supplier.low) for supplier in suppliers], order.high)
    hoped = sorted(listed, key=lambda supplier: (-supplier.if_confirmed, supplier.firm))
    ask_first = (
        ()
        if fewest
        else _fewest([(supplier.firm, supplier.if_confirmed) for supplier in hoped], order.high)
    )
    low = sum(supplier.low for supplier in suppliers)
    open_ended = len(suppliers) < len(candidates) or any(s.high is None for s in suppliers)
    high = None if open_ended else sum(supplier.high or 0 for supplier in suppliers)
    monthly = low // order.months
    found = SupplyPool(
        as_of=as_of,
        goods=order.goods,
        quantity=order.quantity,
        months=order.months,
        truth=_met(order, low, high),
        unit=order.unit,
        wanted_low=order.low,
        wanted_high=order.high,
        low=low,
        high=high,
        suppliers=tuple(suppliers),
        fewest=fewest,
        ask_first=ask_first,
        questions=tuple(_questions(candidates, ask_first)),
        set_aside=tuple(set_aside),
        other_goods=other_goods,
        months_needed=-(-order.high // monthly) if monthly else None,
        export_status=order.goods.export_status(as_of),
        advice=SupplyAdvice.ASK_FIRST,
    )
    return attrs.evolve(found, advice=_advise(order, found, candidates))


def _met(order: _Order, low: int, high: int | None) -> Truth:
    if low >= order.high:
        return Truth.YES
    return Truth.NO if high is not None and high < order.low else Truth.UNKNOWN


def _fewest(supplies: list[tuple[str, int]], wanted: int) -> tuple[str, ...]:
    """Take firms, those with most first, until the order is met; none where it never is."""
    taken: list[str] = []
    for firm, amount in supplies:
        if wanted <= 0:
            break
        taken.append(firm)
        wanted -= amount
    return tuple(taken) if wanted <= 0 else ()


def _questions(candidates: list[_Candidate], first: tuple[str, ...]) -> list[SupplyQuestion]:
    asked = [SupplyQuestion(each.firm, each.name, each.asks) for each in candidates if each.asks]
    return sorted(asked, key=lambda question: (question.firm not in first, question.firm))


def _advise(order: _Order, found: SupplyPool, candidates: list[_Candidate]) -> SupplyAdvice:
    if found.export_status is ExportStatus.PROHIBITED:
        return SupplyAdvice.DOMESTIC_FIRST
    if found.truth is Truth.YES:
        return SupplyAdvice.ONE_FIRM if len(found.fewest) == 1 else SupplyAdvice.POOL
    if not candidates:
        return SupplyAdvice.FIND_FIRMS
    if found.truth is Truth.UNKNOWN:
        return SupplyAdvice.ASK_FIRST
    under_half = found.high is not None and 2 * found.high < order.low
    widely = any(each.sells_widely for each in candidates)
    return SupplyAdvice.DOMESTIC_FIRST if under_half and not widely else SupplyAdvice.RENEGOTIATE


def _amount(low: int, high: int | None, unit: str) -> Text:
    """Say an amount in the largest unit in which both ends are whole."""
    ends = [low] if high is None else [low, high]
    shown, factor = next(
        (name, factor)
        for name, factor in _LARGER.get(unit, ((unit, 1),))
        if all(end % factor == 0 for end in ends)
    )
    said = [say_count(end // factor) for end in ends]
    if high is None:
        return _AT_LEAST.format(low=said[0], unit=shown)
    if low == high:
        return _EXACTLY.format(low=said[0], unit=shown)
    return _BETWEEN.format(low=said[0], high=said[1], unit=shown)


_LARGER: Final = {"g": (("t", 1_000_000), ("kg", 1_000), ("g", 1))}

_EXACTLY: Final = Text(id="{low} {unit}", en="{low} {unit}")
_BETWEEN: Final = Text(id="{low} sampai dengan {high} {unit}", en="{low} to {high} {unit}")
_AT_LEAST: Final = Text(id="sedikitnya {low} {unit}", en="at least {low} {unit}")
_NO_YES_NO: Final = Text(
    id="require: {name} bukan fakta ya/tidak{hint}",
    en="require: {name} is no fact with yes or no{hint}",
)
_NO_QUANTITY: Final = Text(
    id="quantity: berikan Quantity dengan satuannya, misalnya Quantity(19, 't')",
    en="quantity: give a Quantity with its unit, such as Quantity(19, 't')",
)
_NO_MONTHS: Final = Text(
    id="months harus bilangan bulat sedikitnya 1, bukan {months}",
    en="months must be a whole number of at least 1, not {months}",
)
_NO_UPPER_END: Final = Text(
    id="quantity: pesanan memerlukan batas atas; {quantity} tidak memilikinya",
    en="quantity: an order needs an upper end; {quantity} has none",
)
_NOTHING_ORDERED: Final = Text(
    id="quantity: jumlah pesanan harus lebih dari nol",
    en="quantity: an order is of more than nothing",
)
_FAILED: Final = Text(id="tidak terpenuhi: {labels}", en="not met: {labels}")
_SAME_NIB: Final = Text(
    id="NIB-nya sama dengan NIB {firm}, yang sudah dihitung",
    en="same NIB as {firm}, which is counted",
)
_ANSWER: Final = {
    Truth.YES: Text(
        id="Pesanan {wanted} {goods} dalam {months} bulan dapat dipenuhi.",
        en="The order of {wanted} of {goods} in {months} months can be met.",
    ),
    Truth.NO: Text(
        id="Pesanan {wanted} {goods} dalam {months} bulan tidak dapat dipenuhi.",
        en="The order of {wanted} of {goods} in {months} months cannot be met.",
    ),
    Truth.UNKNOWN: Text(
        id="Belum diketahui apakah pesanan {wanted} {goods} dalam {months} bulan dapat dipenuhi.",
        en="It is not known whether the order of {wanted} of {goods} in {months} months can be "
        "met.",
    ),
}
_PROHIBITED: Final = Text(id="Barang ini dilarang diekspor.", en="These goods may not be exported.")
_TOGETHER: Final = Text(
    id="Kapasitas {count} usaha yang diketahui berjumlah {together} sampai tenggat.",
    en="Capacity on record until the deadline (firms: {count}): {together}.",
)
_FEWEST: Final = Text(
    id="Paling sedikit {count} usaha pasti memenuhinya: {listed}.",
    en="Fewest firms that surely meet it, {count}: {listed}.",
)
_SHORT: Final = Text(id="Kekurangannya {short}.", en="What is short: {short}.")
_ASK_FIRST: Final = Text(
    id="Jika jawabannya sesuai, paling sedikit {count} usaha memenuhinya; tanyakan lebih dahulu "
    "kepada {listed}.",
    en="If their answers fit, the fewest firms that meet it are {count}; ask these first: "
    "{listed}.",
)
_ASK: Final = Text(
    id="Kepada {count} usaha masih perlu ditanyakan: {facts}.",
    en="Still to be asked (firms: {count}): {facts}.",
)
_SET_ASIDE: Final = Text(
    id="{count} usaha tidak dihitung, dengan alasan masing-masing.",
    en="Firms that do not count, each with its reason: {count}.",
)
_ASSUMED: Final = Text(
    id="Perhitungan ini menganggap seluruh kapasitas tersedia untuk pesanan ini.",
    en="This takes the whole capacity as free for this order.",
)
_ADVICE: Final = Text(
    id="Saran (pilihan pustaka ini, bukan ketentuan pemerintah): {advice}.",
    en="Advice (this library's choice, not a government rule): {advice}.",
)
_IN_MONTHS: Final = Text(
    id="Dengan kapasitas yang pasti, pesanan itu selesai dalam {months} bulan.",
    en="With what is sure, the order is done in {months} months.",
)
