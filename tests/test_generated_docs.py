"""What the documentation takes from the library and from files is up to date."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from umkmexport.registry import Reading

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FILES = sorted((DOCS / "how-to" / "files").glob("*.toml"))
TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "_generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_and_blocks_are_up_to_date(generator: ModuleType) -> None:
    old = [
        path.relative_to(ROOT).as_posix()
        for path, text in generator.wanted().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not old, f"out of date: {', '.join(old)}; write them again with: {generator.COMMAND}"


def test_every_reading_of_a_column_is_explained() -> None:
    page = (DOCS / "how-to" / "write-a-mapping.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(explained) == sorted(Reading)


@pytest.mark.parametrize(
    "page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.relative_to(DOCS).as_posix()
)
def test_every_piece_of_toml_is_part_of_a_file_that_is_read(page: Path) -> None:
    files = [path.read_text(encoding="utf-8") for path in FILES]
    for piece in TOML.findall(page.read_text(encoding="utf-8")):
        assert tomllib.loads(piece)
        assert any(piece in text for text in files), piece


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_shown_on_a_page(path: Path) -> None:
    marker = f"<!-- file: {path.relative_to(ROOT).as_posix()} -->"
    assert any(marker in page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
