"""Read the small tables that ship with the codes."""

from __future__ import annotations

import csv
from importlib.resources import files

__all__ = ["read_table"]


def read_table(name: str) -> list[list[str]]:
    """Read a shipped table as rows of text, without its header."""
    text = files("umkmexport.codes").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]
