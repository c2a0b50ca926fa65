"""Identifiers of firms, persons and permits, with the same verbs for each.

``parse`` reads a number, ``check`` says how it looks, ``mask`` hides it, ``format`` writes it as
its office does. A check says *malformed*, *suspicious* or *plausible*; it never says that a number
is valid or was issued, since only the office that issues it knows. What is printed of a value is
masked, and no error holds a number.

Examples:
    >>> from umkmexport.codes.identifiers import NIB, NPWP
    >>> NIB.check("1,27E+15").codes, NPWP.format("123456782123000")
    (('scientific_notation',), '12.345.678.2-123.000')
"""

from __future__ import annotations

from umkmexport.codes.identifiers.identifier import Identifier
from umkmexport.codes.identifiers.nib import NIB
from umkmexport.codes.identifiers.nik import NIK
from umkmexport.codes.identifiers.npwp import (
    NITKU,
    NPWP,
    NPWP_FORMS,
    NPWP_SOURCES,
    NpwpForm,
    NpwpKind,
)
from umkmexport.codes.identifiers.permits import BPOM, HALAL, SPP_IRT, FoodOrigin, FoodPackaging
from umkmexport.codes.identifiers.verdicts import Check, Reason, Verdict

__all__ = [
    "BPOM",
    "HALAL",
    "NIB",
    "NIK",
    "NITKU",
    "NPWP",
    "NPWP_FORMS",
    "NPWP_SOURCES",
    "SPP_IRT",
    "Check",
    "FoodOrigin",
    "FoodPackaging",
    "Identifier",
    "NpwpForm",
    "NpwpKind",
    "Reason",
    "Verdict",
]
