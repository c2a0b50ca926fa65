"""The inputs of a list, firm by firm: records for the file, and digests that give nobody away.

No record holds a NIK or the NPWP of a person: long numbers are masked before anything is written
or digested, and columns that the library does not look at are left out. An NIB and the owner's
facts have few possible values, so that whoever has an unkeyed digest could try them all; they
enter a digest only under a key that the office keeps.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final

import attrs

from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.audit.contents import canonical
from umkmexport.facts.vocabulary import APPLICATION_FACTS, BY_NAME
from umkmexport.model.enterprise import Enterprise
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.choice import Choice
from umkmexport.terms.plain import read_plain, to_plain
from umkmexport.terms.quantity import Quantity
from umkmexport.terms.range import Range

__all__ = ["Answers", "digest_of_record", "read_answers", "record_of"]

Answers = Mapping[str, Any]

_DEFAULTS: Final = {f.name: f.default for f in attrs.fields(Enterprise) if f.name != "carried"}
_VALUES: Final = attrgetter(*_DEFAULTS)
_PERSONAL: Final = frozenset(
    fact.name for fact in (*BY_NAME.values(), *APPLICATION_FACTS) if fact.personal
)
_LEFT_OUT: Final = _PERSONAL | {f.name for f in APPLICATION_FACTS if f.type is FactType.ID}
_WITHOUT_NUMBERS: Final = frozenset({bool, int, *Choice.__subclasses__()})
_LENGTH_OF_AN_NPWP: Final = 15


def record_of(firm: Enterprise, answers: Answers) -> dict[str, Any]:
    """Give what is known of a firm, and answered beside it, as plain data with numbers masked."""
    known = {
        name: value
        for name, value in zip(_DEFAULTS, _VALUES(firm), strict=True)
        if value or (value is not None and value != _DEFAULTS[name])
    }
    record: dict[str, Any] = {"firm": _masked(known)}
    if answers:
        record["answers"] = _masked(dict(answers))
    return record


def digest_of_record(record: Mapping[str, Any], key: str | None) -> str:
    """Give the digest of a record: HMAC-SHA-256 under a key, else SHA-256 without personal data.

    Args:
        record: as ``record_of`` gives it.
        key: a secret of the office; None for a digest that anyone can check.
    """
    if key is not None:
        return hmac.new(key.encode(), canonical(record).encode(), hashlib.sha256).hexdigest()
    impersonal = {part: _impersonal(values) for part, values in record.items()}
    return hashlib.sha256(canonical(impersonal).encode()).hexdigest()


def read_answers(record: Mapping[str, Any], declared: Iterable[Fact]) -> dict[str, Any]:
    """Give answers again from a record, by the facts that were asked."""
    types = {fact.name: fact.type for fact in (*APPLICATION_FACTS, *declared)}
    return {
        name: read_plain(value, _ANSWERED.get(types.get(name, FactType.ENUM), str))
        for name, value in record.items()
    }


def _impersonal(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if name not in _LEFT_OUT}
    if "evidence" in kept:
        kept["evidence"] = [note for note in kept["evidence"] if note["fact"] not in _PERSONAL]
    return kept


def _masked(value: Any) -> Any:
    """Give a value as plain data, long numbers in its texts masked."""
    if isinstance(value, str):
        return mask_digits(value) if len(value) >= _LENGTH_OF_AN_NPWP else value
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dict):
        return {
            name: part if type(part) in _WITHOUT_NUMBERS else _masked(part)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_masked(part) for part in value]
    return _masked(to_plain(value))


_ANSWERED: Final[dict[FactType, Any]] = {
    FactType.BOOL: bool,
    FactType.INT: int | Range[int],
    FactType.MONEY: int | Range[int],
    FactType.DATE: date | Range[date],
    FactType.SET: tuple[str, ...],
    FactType.QUANTITY: Quantity,
}
