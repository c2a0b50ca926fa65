"""The documentation's examples are run, and its commands are what they say they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^ *```(\S.*)$", re.MULTILINE)
COMMAND = re.compile(r"^<!-- command: (\w+) -->\n\n?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def readme_commands() -> dict[str, str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return {name: body for name, _language, body in COMMAND.findall(text)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_python_block_is_one_that_is_run(page: Path) -> None:
    languages = FENCE.findall(page.read_text(encoding="utf-8"))
    odd = [name for name in languages if "py" in name and name not in {"python", "pycon"}]
    assert not odd, f"only ```python and ```pycon are run as tests, not {odd}"


def test_readme_has_the_two_commands_each_on_one_line() -> None:
    commands = readme_commands()
    assert sorted(commands) == ["main", "tests"]
    for command in commands.values():
        assert command.count("\n") == 1
        assert "-m venv " in command
        assert "pip install " in command
