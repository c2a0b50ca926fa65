"""The door for rows: tables and mappings in, enterprises and issues out, and nothing lost."""

from __future__ import annotations

from umkmexport.registry.columns import Band, Column, Constant, Entry
from umkmexport.registry.duplicates import (
    Duplicate,
    DuplicateReport,
    DuplicateSign,
    find_duplicates,
)
from umkmexport.registry.export import write_csv
from umkmexport.registry.issues import Issue
from umkmexport.registry.mapping import (
    MAPPINGS,
    RegistryMapping,
    load_mapping,
    template_headers,
)
from umkmexport.registry.reader import Registry, read_registry
from umkmexport.registry.readings import Reading
from umkmexport.registry.reconciliation import (
    NATIONAL_2021,
    Discrepancy,
    PublishedTable,
    Reconciliation,
    TableUnit,
    reconcile,
)
from umkmexport.registry.refusals import TableError
from umkmexport.registry.tables import Row, Table, read_table

__all__ = [
    "MAPPINGS",
    "NATIONAL_2021",
    "Band",
    "Column",
    "Constant",
    "Discrepancy",
    "Duplicate",
    "DuplicateReport",
    "DuplicateSign",
    "Entry",
    "Issue",
    "PublishedTable",
    "Reading",
    "Reconciliation",
    "Registry",
    "RegistryMapping",
    "Row",
    "Table",
    "TableError",
    "TableUnit",
    "find_duplicates",
    "load_mapping",
    "read_registry",
    "read_table",
    "reconcile",
    "template_headers",
    "write_csv",
]
