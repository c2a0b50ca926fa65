"""What is installed is what was written: three dependencies, all files, a light import."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.resources
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import umkmexport

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "umkmexport"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
POLICIES = sorted((SOURCE / "policies").rglob("*.toml"))

CORE = {"attrs", "cattrs", "python-dateutil"}
HEAVY = {
    "duckdb",
    "hypothesis",
    "narwhals",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "python_calamine",
    "rapidfuzz",
}
IMPORT_NAMES = {"attr", "attrs", "cattrs", "dateutil"}
DOORS = {
    "codes": {"rapidfuzz"},
    "frames": {"narwhals"},
    "registry": {"python_calamine"},
    "testing": {"hypothesis"},
}


def project_name(requirement: str) -> str:
    return re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0].lower()


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def third_party_imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            top = name.partition(".")[0]
            if top != "umkmexport" and top not in sys.stdlib_module_names:
                yield top


def test_exactly_three_dependencies_are_declared() -> None:
    declared = PROJECT["project"]["dependencies"]
    assert sorted(map(project_name, declared)) == sorted(CORE)


def test_the_installed_package_declares_what_the_project_says() -> None:
    metadata = importlib.metadata.metadata("umkmexport")
    requirements = importlib.metadata.requires("umkmexport") or []
    always = {project_name(each) for each in requirements if "extra ==" not in each}
    assert always == CORE
    assert metadata["Version"] == umkmexport.__version__
    assert set(metadata.get_all("Provides-Extra") or ()) == set(
        PROJECT["project"]["optional-dependencies"]
    )


def test_every_file_of_the_package_is_installed() -> None:
    installed = Path(str(importlib.resources.files("umkmexport")))
    assert files_below(installed) == files_below(SOURCE)
    assert (installed / "py.typed").is_file()


@pytest.mark.parametrize(
    "module", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_a_module_imports_only_what_its_room_may(module: Path) -> None:
    room = module.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert set(third_party_imports(module)) <= IMPORT_NAMES | DOORS.get(room, set())


@pytest.mark.parametrize("room", ["", ".codes", ".facts", ".rules", ".registry"])
def test_without_extras_an_import_loads_nothing_heavy(room: str) -> None:
    program = f"import sys, umkmexport{room}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(loaded.stdout.split())


def test_there_are_policies() -> None:
    assert POLICIES


@pytest.mark.parametrize(
    "path", POLICIES, ids=lambda path: path.relative_to(SOURCE / "policies").as_posix()
)
def test_a_policy_has_an_id_and_sources(path: Path) -> None:
    policy = tomllib.loads(path.read_text(encoding="utf-8"))
    assert policy["id"]
    assert policy["sources"], "a policy without a source cannot be defended"


def test_the_changelog_has_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{umkmexport.__version__}]" in changelog
