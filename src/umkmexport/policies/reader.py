"""The strict reader of policy files: every mistake is reported with file, path and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

import attrs
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, BaseValidationError
from cattrs.gen import make_dict_structure_fn

from umkmexport.errors import PolicyError, UmkmExportError, joined
from umkmexport.policies.criteria import read_criterion
from umkmexport.policies.scales import read_scale, split_scale
from umkmexport.rules.criteria import Criterion
from umkmexport.rules.scorecard import Item, Scale, Variant
from umkmexport.terms.plain import explain, strict_converter
from umkmexport.terms.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["in_file", "read_policy", "structure_policy"]

T = TypeVar("T")


def read_policy(file: Path | Traversable, cls: type[T]) -> T:
    """Read one policy file.

    Raises:
        PolicyError: the file is missing, is no TOML, or states something that cannot be. Several
            mistakes come as one group.
    """
    try:
        content = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PolicyError(_NO_FILE.format(file=str(file))) from None
    except UnicodeDecodeError:
        raise PolicyError(_NO_TEXT.format(file=str(file))) from None
    except OSError as error:
        raise PolicyError(_UNREADABLE.format(file=str(file), why=str(error.strerror))) from None
    import tomllib  # noqa: PLC0415 - only where a policy is read

    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(_NO_TOML.format(file=str(file), why=str(error))) from None
    return structure_policy(data, cls, name=file.name)


def structure_policy(data: Mapping[str, Any], cls: type[T], *, name: str) -> T:
    """Make a policy from parsed content; ``name`` is what errors call it."""
    try:
        return _converter().structure(data, cls)
    except BaseValidationError as error:
        mistakes = tuple(explain(error))
    raise _refused(name, mistakes)


def in_file(name: str, error: UmkmExportError) -> UmkmExportError:
    """Give an error as one of a file, with the file's name before each reason."""
    return _refused(name, explain(error))


def _refused(name: str, mistakes: Iterable[tuple[str, Text]]) -> UmkmExportError:
    return joined(
        _CANNOT_BE_READ.format(file=name),
        [
            PolicyError(_MISTAKE.format(file=name, path=path, reason=reason))
            for path, reason in mistakes
        ],
    )


@cache
def _converter() -> Converter:
    converter = strict_converter()
    converter.register_structure_hook_func(
        lambda cls: _is_union_of(cls, Criterion),
        lambda data, _: None if data is None else read_criterion(data),
    )
    converter.register_structure_hook_func(
        lambda cls: _is_union_of(cls, Scale), lambda data, _: read_scale(data, converter)
    )
    for cls in (Item, Variant):
        converter.register_structure_hook(cls, _with_scale(cls, converter))
    return converter


def _is_union_of(cls: Any, union: Any) -> bool:
    return set(get_args(cls)) - {NoneType} == set(get_args(union))


def _with_scale(cls: type[Any], converter: Converter) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(attrs.resolve_types(cls), converter)

    def read_with_scale(data: Any, _: Any) -> Any:
        split = split_scale(data)
        try:
            return read(split, cls)
        except BaseValidationError as error:
            _name_scale(error, as_=next(iter(split["scale"])))
            raise

    return read_with_scale


def _name_scale(error: BaseValidationError, *, as_: str) -> None:
    """Let the path to a mistake in a scale name the key under which the file has it."""
    for inner in error.exceptions:
        for note in getattr(inner, "__notes__", ()):
            if isinstance(note, AttributeValidationNote) and note.name == "scale":
                note.name = as_


_NO_FILE: Final = Text(id="{file}: berkas ini tidak ada", en="{file}: there is no such file")
_NO_TEXT: Final = Text(
    id="{file}: berkas ini bukan teks UTF-8", en="{file}: the file is not UTF-8 text"
)
_UNREADABLE: Final = Text(
    id="{file}: berkas ini tidak dapat dibaca: {why}", en="{file}: the file cannot be read: {why}"
)
_NO_TOML: Final = Text(
    id="{file}: berkas ini bukan TOML yang benar: {why}", en="{file}: this is not TOML: {why}"
)
_CANNOT_BE_READ: Final = Text(id="{file} tidak dapat dibaca", en="{file} cannot be read")
_MISTAKE: Final = Text(id="{file}, {path}: {reason}", en="{file}, {path}: {reason}")
