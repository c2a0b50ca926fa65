"""Catalogues of shipped policies, read on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from umkmexport.errors import PolicyError
from umkmexport.terms.near import nearest

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

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
        from importlib.resources import files  # noqa: PLC0415 - only where a policy is read

        found = (file for file in files(self._package).iterdir() if file.name.endswith(".toml"))
        return {file.name.removesuffix(".toml"): file for file in sorted(found, key=str)}

    def __getitem__(self, key: str) -> P:
        if key not in self._known:
            if key not in self._files:
                near = nearest(str(key), self._files)
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
        return f"<catalogue of each {self._word}: {', '.join(self._files)}>"


class UnknownPolicyError(PolicyError, KeyError):
    """A catalogue has no policy of that id."""

    def __str__(self) -> str:
        return str(self.args[0])
