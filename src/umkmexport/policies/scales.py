"""Scales of a scorecard as they stand in TOML: ``steps``, ``bands`` or ``branches``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cattrs import Converter

from umkmexport.errors import PolicyError
from umkmexport.rules.scorecard import Bands, Branch, Branches, Scale, Steps

__all__ = ["read_scale", "split_scale"]

_KEYS: Final = ("steps", "bands", "branches")
_YES_NO: Final[dict[str, bool | str]] = {"yes": True, "no": False}


def split_scale(data: Any) -> Any:
    """Move the scale key of an item or a variant under ``scale``."""
    if not isinstance(data, Mapping):
        raise PolicyError(f"must be a table, not {data!r}")
    found = [key for key in _KEYS if key in data]
    if len(found) != 1:
        has = ", ".join(found) or "none"
        raise PolicyError(f"needs exactly one of {', '.join(_KEYS)}, has {has}")
    if "scale" in data:
        raise PolicyError(f"key 'scale' is not known; its scale stands under {found[0]}")
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
        raise PolicyError("branches needs at least one branch")
    _refuse_bad_points([branch.points for branch in branches])
    return Branches(branches)


def _read_steps(value: Any) -> Steps:
    if not isinstance(value, Mapping) or not isinstance(value.get("fact"), str) or len(value) < 2:
        raise PolicyError("steps needs a fact and the points of each answer")
    points: dict[bool | str, int] = {
        _YES_NO.get(str(key), str(key)): worth for key, worth in value.items() if key != "fact"
    }
    _refuse_bad_points(points.values())
    return Steps(value["fact"], tuple(points.items()))


def _read_bands(value: Any) -> Bands:
    if not isinstance(value, Mapping) or set(value) != {"fact", "from", "points"}:
        raise PolicyError("bands needs fact, from and points")
    starts, points = value["from"], value["points"]
    if not isinstance(starts, list) or not isinstance(points, list) or not starts:
        raise PolicyError("bands needs a list of starts and a list of points")
    if not all(type(start) is int for start in starts):
        raise PolicyError("the starts of bands are whole numbers")
    if len(starts) != len(points) or starts != sorted(set(starts)):
        raise PolicyError("bands needs as many points as starts, and starts that rise")
    _refuse_bad_points(points)
    return Bands(value["fact"], tuple(starts), tuple(points))


def _refuse_bad_points(points: Any) -> None:
    if not all(type(p) is int and p >= 0 for p in points):
        raise PolicyError("points are whole numbers that are not negative")
