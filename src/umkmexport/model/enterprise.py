"""The enterprise: one flat record with one attribute per fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final, get_args

import attrs
from cattrs.errors import BaseValidationError

from umkmexport.codes.families import ProductFamily
from umkmexport.codes.masking import mask_digits
from umkmexport.errors import FactError, UmkmExportError, joined
from umkmexport.model.checks import Checker, checkers, settle
from umkmexport.model.choices import (
    Bookkeeping,
    BusinessPermit,
    BuyerChannel,
    BuyerStage,
    Citizenship,
    Costing,
    CreditStatus,
    DigitalSkill,
    ExportDocuments,
    ExportMode,
    ExportTraining,
    ForeignLanguage,
    Gender,
    Innovation,
    Label,
    LegalForm,
    ManufacturingPractice,
    Marketplace,
    MarketReach,
    MarketResearch,
    NibRisk,
    Occupation,
    Ownership,
    Packaging,
    ProductForm,
    ProductionSite,
    QualityControl,
    RawMaterial,
    SalesTrend,
    Shipping,
    Traceability,
    Trademark,
    WorkingCapital,
)
from umkmexport.model.evidence import Evidence
from umkmexport.model.records import Assessment, Certificate, Event, Product
from umkmexport.terms.plain import explain, read_plain, to_plain
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range
from umkmexport.terms.text import Text

__all__ = ["BOUNDS", "COLLECTIONS", "IDENTITY", "Enterprise"]

IDENTITY: Final = ("id", "name", "nib", "product_name")
COLLECTIONS: Final = ("certificates", "products", "events", "assessments")
BOUNDS: Final[MappingProxyType[str, tuple[int, int | None]]] = MappingProxyType(
    {
        "annual_sales": (0, None),
        "capital": (0, None),
        "investment": (0, None),
        "workers": (1, None),
        "site_count": (0, None),
        "continuous_production_months": (0, None),
        "export_months_24": (0, 24),
    }
)
"""Least and greatest whole number of each counted fact. Net worth may be negative."""


@attrs.frozen(kw_only=True)
class Enterprise:
    """Hold what is known of one firm (*UMKM*); everything but the id may be unknown (``None``).

    Attributes, facts, columns and TOML keys have one name each; what a fact means, its unit and
    its question stand in ``umkmexport.facts``. A number or a date may be a ``Range``.
    Collections are tuples and open: what is not in them is unknown, unless ``complete`` names
    them. The owner's personal data and the NIB stay out of ``repr``.

    Attributes:
        id: the registry's id of the firm.
        name: business name.
        nib: the NIB's thirteen digits, as text.
        product_name: name of the main product.
        evidence: notes on facts, one a fact at the most.
        complete: names of sets and collections that are declared complete.
        carried: columns carried from sheet to list, which the library does not look at.

    Raises:
        FactError: a value has the wrong type or lies outside its scale.

    Examples:
        >>> firm = Enterprise(id="U-0001", annual_sales=1_850_000_000, packaging="retail_ready")
        >>> firm.packaging
        Packaging.RETAIL_READY
        >>> firm.has_nib is None
        True
    """

    id: str
    name: str | None = None
    nib: str | None = attrs.field(default=None, repr=False)
    product_name: str | None = None

    # The firm and where it is
    has_nib: bool | None = None
    nib_risk: NibRisk | None = None
    legal_form: LegalForm | None = None
    ownership: Ownership | None = None
    business_region: str | None = None
    production_region: str | None = None
    site_count: int | Range[int] | None = None
    started_on: date | Range[date] | None = None
    kbli: str | None = None
    fostered_by: tuple[str, ...] | None = None
    group_id: str | None = None

    # The owner (personal data)
    owner_region: str | None = attrs.field(default=None, repr=False)
    owner_citizenship: Citizenship | None = attrs.field(default=None, repr=False)
    owner_birth_date: date | Range[date] | None = attrs.field(default=None, repr=False)
    owner_gender: Gender | None = attrs.field(default=None, repr=False)
    owner_occupation: Occupation | None = attrs.field(default=None, repr=False)

    # Size and money
    annual_sales: int | Range[int] | None = None
    capital: int | Range[int] | None = None
    net_worth: int | Range[int] | None = None
    investment: int | Range[int] | None = None
    workers: int | Range[int] | None = None
    sales_trend: SalesTrend | None = None
    credit_status: CreditStatus | None = None
    bookkeeping: Bookkeeping | None = None
    separate_account: bool | None = None
    costing: Costing | None = None
    working_capital: WorkingCapital | None = None
    tax_return_filed: bool | None = None

    # Permits and certificates
    has_npwp: bool | None = None
    other_business_permit: BusinessPermit | None = None
    has_spp_irt: bool | None = None
    has_md: bool | None = None
    has_halal: bool | None = None
    trademark: Trademark | None = None
    gmp: ManufacturingPractice | None = None
    has_export_permit: bool | None = None

    # Product and production
    product_family: ProductFamily | None = None
    hs_code: str | None = None
    product_form: ProductForm | None = None
    product_risk_free: bool | None = None
    halal_ingredients_assured: bool | None = None
    simple_process: bool | None = None
    halal_site_separate: bool | None = None
    own_production: bool | None = None
    production_site: ProductionSite | None = None
    monthly_capacity: Quantity | None = None
    target_order: Quantity | None = None
    continuous_production_months: int | Range[int] | None = None
    raw_material: RawMaterial | None = None
    quality_control: QualityControl | None = None
    lab_tested_on: date | Range[date] | None = None
    packaging: Packaging | None = None
    label: Label | None = None
    traceability: Traceability | None = None
    innovation: Innovation | None = None
    meets_export_quality: bool | None = None
    meets_export_quantity: bool | None = None
    meets_export_continuity: bool | None = None
    meets_destination_standard: bool | None = None

    # Market and export
    market_reach: MarketReach | None = None
    has_website: bool | None = None
    has_social_media: bool | None = None
    marketplace: Marketplace | None = None
    english_catalogue: bool | None = None
    target_country: str | None = None
    market_research: MarketResearch | None = None
    buyer_stage: BuyerStage | None = None
    buyer_found_by: BuyerChannel | None = None
    export_mode: ExportMode | None = None
    export_months_24: int | Range[int] | None = None

    # People and operations
    export_officer: bool | None = None
    export_training: ExportTraining | None = None
    foreign_language: ForeignLanguage | None = None
    digital_skill: DigitalSkill | None = None
    export_commitment: bool | None = None
    export_documents: ExportDocuments | None = None
    shipping: Shipping | None = None
    payment_method_chosen: bool | None = None

    # Collections and notes
    certificates: tuple[Certificate, ...] = ()
    products: tuple[Product, ...] = ()
    events: tuple[Event, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    complete: frozenset[str] = frozenset()
    carried: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        problems = [FactError(text) for text in self._settle()]
        if problems:
            raise joined(f"enterprise {_shown(self.id)} cannot be made", problems)

    def to_dict(self) -> dict[str, Any]:
        """Give what is known as plain data, ready for JSON; what is unknown is left out.

        The dictionary holds the owner's personal data and the NIB where they are known.
        """
        return {
            field.name: to_plain(value)
            for field in attrs.fields(Enterprise)
            if (value := getattr(self, field.name)) != field.default
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Enterprise:
        """Read an enterprise from plain data, strictly.

        Raises:
            FactError: one problem; an ``UmkmExportErrorGroup`` of them if there are several.

        Examples:
            >>> Enterprise.from_dict({"id": "U", "has_nib": "tidak"})
            Traceback (most recent call last):
                ...
            umkmexport.errors.FactError: enterprise 'U', has_nib: must be true or false, not 'tidak'
        """
        if not isinstance(data, Mapping):
            raise FactError(f"an enterprise is read from a table, not from {type(data).__name__}")
        try:
            firm = read_plain(data, cls)
        except BaseValidationError as error:
            raise _why_not_read(error, data.get("id")) from None
        return attrs.evolve(firm, evidence=tuple(map(_with_days, firm.evidence)))

    def to_json(self) -> str:
        """Give ``to_dict`` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Enterprise:
        """Read an enterprise from JSON text, as strictly as ``from_dict``."""
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            raise FactError(f"this is not JSON: {error}") from None
        return cls.from_dict(data)

    def _settle(self) -> Iterator[str]:
        """Check every value that is given and yield what is wrong."""
        checks = _checkers()
        problems = list(settle(self, checks))
        if problems:
            yield from (f"enterprise {_shown(self.id)}, {problem}" for problem in problems)
            return
        noted = [note.fact for note in self.evidence]
        for name in (*noted, *sorted(self.complete)):
            if name not in checks:
                yield f"enterprise {_shown(self.id)}: a note on {name!r}, which is no fact"
        for name in dict.fromkeys(noted):
            if noted.count(name) > 1:
                yield f"enterprise {_shown(self.id)}: two notes on {name}; keep one a fact"


@cache
def _checkers() -> dict[str, Checker]:
    return checkers(Enterprise, BOUNDS)


def _shown(firm: object) -> str:
    return mask_digits(repr(firm))


@cache
def _private() -> frozenset[str]:
    return frozenset(field.name for field in attrs.fields(Enterprise) if not field.repr)


def _why_not_read(error: BaseValidationError, firm: object) -> UmkmExportError:
    """Explain a failed reading; values of personal data and of the NIB are left out."""
    refused = error.exceptions[0]
    if isinstance(refused, UmkmExportError):
        return refused
    shown = _shown(firm)
    problems = [
        FactError(_NOT_READ.format(firm=shown, path=path, reason=_discreet(path, reason)))
        for path, reason in explain(error)
    ]
    return joined(_CANNOT_BE_READ.format(firm=shown), problems)


def _discreet(path: str, reason: Text) -> Text:
    if _NAME.match(path)[0] not in _private():  # type: ignore[index]
        return reason
    return Text(
        id="; atau ".join(part.partition(", bukan ")[0] for part in reason.id.split("; atau ")),
        en="; or ".join(part.partition(", not ")[0] for part in reason.en.split("; or ")),
    )


def _with_days(note: Evidence) -> Evidence:
    """Read days that were written as texts back, where the fact is a date."""
    if note.fact not in _dated() or not any(isinstance(said, str) for said in note.said):
        return note
    return attrs.evolve(
        note,
        said=tuple(
            date.fromisoformat(said) if isinstance(said, str) and _DAY.fullmatch(said) else said
            for said in note.said
        ),
    )


@cache
def _dated() -> frozenset[str]:
    fields = attrs.fields(attrs.resolve_types(Enterprise))
    return frozenset(field.name for field in fields if date in get_args(field.type))


_NAME: Final = re.compile(r"\w*")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CANNOT_BE_READ: Final = Text(
    id="usaha {firm} tidak dapat dibaca", en="enterprise {firm} cannot be read"
)
_NOT_READ: Final = Text(
    id="usaha {firm}, {path}: {reason}", en="enterprise {firm}, {path}: {reason}"
)
