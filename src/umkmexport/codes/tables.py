"""Read the small tables that ship with the codes."""

from __future__ import annotations

__all__ = ["read_data", "read_table"]


def read_table(name: str) -> list[list[str]]:
    """Read a shipped table as rows of text, without its header."""
    import csv  # noqa: PLC0415 - only where a table is read

    return list(csv.reader(read_data(name).splitlines()))[1:]


def read_data(name: str) -> str:
    """Read a shipped file as text."""
    from importlib.resources import files  # noqa: PLC0415 - only where a table is read

    return files("umkmexport.codes").joinpath("data", name).read_text(encoding="utf-8")
