"""Firms that are counted once each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from umkmexport.errors import SelectionError
from umkmexport.model.enterprise import Enterprise
from umkmexport.rules.tickets import stands_twice
from umkmexport.terms.text import Text

__all__ = ["each_once"]


def each_once(enterprises: Iterable[Enterprise]) -> dict[str, Enterprise]:
    """Give firms by their ids, in the order of these.

    Raises:
        SelectionError: a firm stands twice.

    Examples:
        >>> list(each_once([Enterprise(id="U-2"), Enterprise(id="U-1")]))
        ['U-1', 'U-2']
    """
    firms = sorted(enterprises, key=lambda firm: firm.id)
    twice = stands_twice(firm.id for firm in firms)
    if twice is not None:
        raise SelectionError(_TWICE.format(firm=repr(twice)))
    return {firm.id: firm for firm in firms}


_TWICE: Final = Text(
    id="usaha {firm} tercantum dua kali; sisakan satu", en="firm {firm} stands twice; keep one"
)
