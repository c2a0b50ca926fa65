"""The door for rows: tables and mappings in, enterprises and issues out, and nothing lost."""

from __future__ import annotations

from umkmexport.registry.columns import Band, Column, Constant, Entry
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
from umkmexport.registry.refusals import TableError
from umkmexport.registry.tables import Row, Table, read_table

__all__ = [
    "MAPPINGS",
    "Band",
    "Column",
    "Constant",
    "Entry",
    "Issue",
    "Reading",
    "Registry",
    "RegistryMapping",
    "Row",
    "Table",
    "TableError",
    "load_mapping",
    "read_registry",
    "read_table",
    "template_headers",
    "write_csv",
]
