"""Catalogues of shipped policies, read on first use."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

from umkmexport.errors import PolicyError

__all__ = ["Catalogue"]

P = TypeVar("P")


class Catalogue(Mapping[str, P], Generic[P]):
    """Look up shipped policies by id; a file is read when it is first asked for."""

    def __init__(self, package: str, read: Callable[[Traversable], P], word: str) -> None:
        self._package = package
        self._read = read
        self._word = word
        self._known: dict[str, P] = {}

    @cached_property
    def _files(self) -> dict[str, Traversable]:
        found = (file for file in files(self._package).iterdir() if file.name.endswith(".toml"))
        return {file.name.removesuffix(".toml"): file for file in sorted(found, key=str)}

    def __getitem__(self, key: str) -> P:
        if key not in self._known:
            if key not in self._files:
                near = difflib.get_close_matches(str(key), self._files, n=3)
                raise UnknownPolicyError(
                    f"there is no {self._word} {key!r}; "
                    f"{'near it: ' if near else 'shipped: '}{', '.join(near or self._files)}"
                )
            self._known[key] = self._read(self._files[key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return f"<{self._word}s: {', '.join(self._files)}>"


class UnknownPolicyError(PolicyError, KeyError):
    """A catalogue has no policy of that id."""

    def __str__(self) -> str:
        return str(self.args[0])
