"""Public names and signatures change on purpose only: `public_api.txt` beside this file holds them.

Run this file as a program to write them anew, and read the difference before it is committed.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TypeVar, get_origin

import attrs
import pytest

SNAPSHOT = Path(__file__).with_name("public_api.txt")
MODULES = (
    "umkmexport",
    "umkmexport.codes",
    "umkmexport.facts",
    "umkmexport.rules",
    "umkmexport.frames",
    "umkmexport.registry",
    "umkmexport.testing",
)
WIDTH = 100
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
STARS = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}


def api_lines() -> Iterator[str]:
    for name in MODULES:
        module = importlib.import_module(name)
        yield f"# {name}"
        for public in sorted(module.__all__):
            yield from _describe(public, getattr(module, public))
        yield ""


def _describe(name: str, value: object) -> Iterator[str]:
    if isinstance(value, type):
        yield from _describe_class(name, value)
    elif inspect.isroutine(value):
        yield from _describe_call(f"def {name}", value)
    elif isinstance(value, ModuleType):
        yield f"module {name}"
    elif get_origin(value) is not None or isinstance(value, TypeVar):
        yield f"type {name}"
    else:
        yield f"{name}: {type(value).__name__}"
        if isinstance(value, Mapping):
            yield from (f"    {key}" for key in sorted(map(str, value)))


def _describe_class(name: str, cls: type) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in cls.__bases__ if base is not object)
    if attrs.has(cls):
        yield from _describe_call(f"class {name}", cls)
    else:
        yield f"class {name}({bases})" if bases else f"class {name}"
    if issubclass(cls, enum.Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in cls)
    for member, value in _members(cls).items():
        if isinstance(value, classmethod | staticmethod):
            kind = type(value).__name__
            yield from _describe_call(f"    {kind} {member}", value.__func__)
        elif inspect.isfunction(value):
            yield from _describe_call(f"    def {member}", value)
        else:
            yield f"    {member}"


def _members(cls: type) -> dict[str, object]:
    """Give what the class offers beside its members or the arguments that make it."""
    ours = [base for base in reversed(cls.__mro__) if base.__module__.startswith("umkmexport")]
    found = {name: value for base in ours for name, value in vars(base).items()}
    fields = {field.name for field in attrs.fields(cls) if field.init} if attrs.has(cls) else set()
    return {
        name: value
        for name, value in sorted(found.items())
        if not name.startswith("_") and name not in fields and not isinstance(value, cls)
    }


def _describe_call(head: str, function: object) -> Iterator[str]:
    try:
        signature = inspect.signature(function)  # type: ignore[arg-type]
    except ValueError:
        yield head
        return
    end = ")"
    if signature.return_annotation not in {inspect.Signature.empty, None, "None"}:
        end = f") -> {_annotation(signature.return_annotation)}"
    parts = list(_parameters(signature))
    line = f"{head}({', '.join(parts)}{end}"
    if len(line) <= WIDTH:
        yield line
        return
    margin = " " * (len(head) - len(head.lstrip()))
    yield f"{head}("
    yield from (f"{margin}    {part}," for part in parts)
    yield f"{margin}{end}"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    starred = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            yield "*"
        starred = starred or parameter.kind in {parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL}
        text = STARS.get(parameter.kind, "") + parameter.name
        if parameter.annotation is not parameter.empty:
            text += f": {_annotation(parameter.annotation)}"
        if parameter.default is not parameter.empty:
            text += f" = {ADDRESS.sub('', repr(parameter.default))}"
        yield text


def _annotation(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def test_public_names_and_signatures_are_those_of_the_snapshot() -> None:
    stored = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    assert list(api_lines()) == stored, f"if on purpose: python tests/{Path(__file__).name}"


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_documented(name: str) -> None:
    module = importlib.import_module(name)
    bare = [
        public
        for public in module.__all__
        if (isinstance(value := getattr(module, public), type) or inspect.isroutine(value))
        and not inspect.getdoc(value)
    ]
    assert not bare


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(api_lines()) + "\n", encoding="utf-8")
