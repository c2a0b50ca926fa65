"""Scales of a scorecard as they stand in TOML: ``steps``, ``bands`` or ``branches``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cattrs import Converter

from umkmexport.errors import PolicyError
from umkmexport.rules.scorecard import Bands, Branch, Branches, Scale, Steps
from umkmexport.terms.text import Text

__all__ = ["read_scale", "split_scale"]

_KEYS: Final = ("steps", "bands", "branches")
_YES_NO: Final[dict[str, bool | str]] = {"yes": True, "no": False}


def split_scale(data: Any) -> Any:
    """Move the scale key of an item or a variant under ``scale``."""
    if not isinstance(data, Mapping):
        raise PolicyError(_NO_TABLE.format(data=repr(data)))
    found = [key for key in _KEYS if key in data]
    if len(found) != 1:
        raise PolicyError(_ONE_SCALE.format(has=", ".join(found) or _NONE))
    if "scale" in data:
        raise PolicyError(_INNER_NAME.format(key=found[0]))
    rest = {key: value for key, value in data.items() if key not in _KEYS}
    return {**rest, "scale": {found[0]: data[found[0]]}}


def read_scale(data: Any, converter: Converter) -> Scale:
    """Read one scale from its table."""
    ((key, value),) = data.items()
    if key == "steps":
        return _read_steps(value)
    if key == "bands":
        return _read_bands(value)
    branches = converter.structure(value, tuple[Branch, ...])
    if not branches:
        raise PolicyError(_NO_BRANCH)
    _refuse_bad_points([branch.points for branch in branches])
    return Branches(branches)


def _read_steps(value: Any) -> Steps:
    if not isinstance(value, Mapping) or not isinstance(value.get("fact"), str) or len(value) < 2:
        raise PolicyError(_NO_STEPS)
    points: dict[bool | str, int] = {
        _YES_NO.get(str(key), str(key)): worth for key, worth in value.items() if key != "fact"
    }
    _refuse_bad_points(points.values())
    return Steps(value["fact"], tuple(points.items()))


def _read_bands(value: Any) -> Bands:
    if not isinstance(value, Mapping) or set(value) != {"fact", "from", "points"}:
        raise PolicyError(_NO_BANDS)
    starts, points = value["from"], value["points"]
    if not isinstance(starts, list) or not isinstance(points, list) or not starts:
        raise PolicyError(_NO_LISTS)
    if not all(type(start) is int for start in starts):
        raise PolicyError(_NO_STARTS)
    if len(starts) != len(points) or starts != sorted(set(starts)):
        raise PolicyError(_NOT_RISING)
    _refuse_bad_points(points)
    return Bands(value["fact"], tuple(starts), tuple(points))


def _refuse_bad_points(points: Any) -> None:
    if not all(type(p) is int and p >= 0 for p in points):
        raise PolicyError(_NO_POINTS)


_NONE: Final = Text(id="tidak ada", en="none")
_NO_TABLE: Final = Text(id="harus berupa tabel, bukan {data}", en="must be a table, not {data}")
_ONE_SCALE: Final = Text(
    id="memerlukan tepat satu dari steps, bands, branches; yang ada: {has}",
    en="needs exactly one of steps, bands, branches, has {has}",
)
_INNER_NAME: Final = Text(
    id="kunci 'scale' tidak dikenal; skalanya tertulis pada {key}",
    en="key 'scale' is not known; its scale stands under {key}",
)
_NO_BRANCH: Final = Text(
    id="branches memerlukan sedikitnya satu cabang", en="branches needs at least one branch"
)
_NO_STEPS: Final = Text(
    id="steps memerlukan fakta (fact) dan poin setiap jawaban",
    en="steps needs a fact and the points of each answer",
)
_NO_BANDS: Final = Text(
    id="bands memerlukan fact, from, dan points", en="bands needs fact, from and points"
)
_NO_LISTS: Final = Text(
    id="bands memerlukan daftar awal rentang dan daftar poin",
    en="bands needs a list of starts and a list of points",
)
_NO_STARTS: Final = Text(
    id="awal rentang pada bands adalah bilangan bulat", en="the starts of bands are whole numbers"
)
_NOT_RISING: Final = Text(
    id="bands memerlukan poin sebanyak awal rentangnya, dan awal rentang yang menaik",
    en="bands needs as many points as starts, and starts that rise",
)
_NO_POINTS: Final = Text(
    id="poin adalah bilangan bulat yang tidak negatif",
    en="points are whole numbers that are not negative",
)
