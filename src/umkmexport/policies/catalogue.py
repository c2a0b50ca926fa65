"""Catalogues of shipped policies, read on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from umkmexport.errors import PolicyError
from umkmexport.terms.near import nearest
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Catalogue"]

P = TypeVar("P")


class Catalogue(Mapping[str, P], Generic[P]):
    """Look up shipped policies by id; a file is read when it is first asked for."""

    def __init__(self, package: str, read: Callable[[Traversable], P], word: Text) -> None:
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
                form = _NEAR if near else _SHIPPED
                listed = ", ".join(near or self._files)
                raise UnknownPolicyError(form.format(word=self._word, key=repr(key), listed=listed))
            self._known[key] = self._read(self._files[key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return f"<catalogue of each {self._word.en}: {', '.join(self._files)}>"


class UnknownPolicyError(PolicyError, KeyError):
    """A catalogue has no policy of that id."""

    def __str__(self) -> str:
        return self.to("en")


_NEAR: Final = Text(
    id="tidak ada {word} {key}; yang mirip: {listed}",
    en="there is no {word} {key}; near it: {listed}",
)
_SHIPPED: Final = Text(
    id="tidak ada {word} {key}; yang tersedia: {listed}",
    en="there is no {word} {key}; shipped: {listed}",
)
