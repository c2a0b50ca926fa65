"""Who applies for a call: firms, or groups where the call is for groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from umkmexport.decisions.view import view_of
from umkmexport.errors import SelectionError
from umkmexport.facts.groups import GroupView
from umkmexport.facts.view import FactView
from umkmexport.model.enterprise import Enterprise
from umkmexport.model.records import Group
from umkmexport.policies.calls import Call
from umkmexport.policies.calls.terms import Recipient
from umkmexport.rules.tickets import stands_twice
from umkmexport.terms.near import suggested
from umkmexport.terms.text import Text

__all__ = ["Party", "checked_parties", "see"]

Party: TypeAlias = Enterprise | Group
"""A firm, or a group where a call is for groups."""


def see(
    party: Party, *, as_of: date, answers: Mapping[str, Any] | None = None
) -> FactView | GroupView:
    """See a firm or a group as decisions do, on one day."""
    if isinstance(party, Group):
        return GroupView(party, as_of=as_of, answers=answers or {})
    return view_of(party, as_of=as_of, answers=answers)


def checked_parties(
    call: Call, applicants: Iterable[Party], *given: Mapping[str, Any] | None
) -> tuple[Party, ...]:
    """Give the applicants of a call, each with an id of its own.

    Args:
        call: the call.
        applicants: firms, or groups where the call is for groups.
        given: what is given beside them, by id.

    Raises:
        SelectionError: an id stands twice, a firm applies where the call is for groups or a group
            where it is not, or something is given for somebody who does not apply.
    """
    parties = tuple(applicants)
    twice = stands_twice(party.id for party in parties)
    if twice is not None:
        raise SelectionError(_TWICE.format(id=repr(twice)))
    for_groups = call.recipient is Recipient.GROUP
    for party in parties:
        if isinstance(party, Group) is not for_groups:
            form = _FOR_GROUPS if for_groups else _FOR_FIRMS
            raise SelectionError(form.format(call=call.id, id=repr(party.id)))
    ids = {party.id for party in parties}
    for answers in given:
        stray = sorted(set(answers or ()) - ids)
        if stray:
            hint = suggested(stray[0], ids)
            raise SelectionError(_STRANGER.format(id=repr(stray[0]), hint=hint))
    return parties


_TWICE: Final = Text(
    id="{id} tertulis dua kali; berikan id tersendiri kepada tiap pemohon",
    en="{id} stands twice; give each applicant an id of its own",
)
_FOR_GROUPS: Final = Text(
    id="pengumuman {call} untuk kelompok; {id} adalah usaha",
    en="call {call} is for groups; {id} is a firm",
)
_FOR_FIRMS: Final = Text(
    id="pengumuman {call} untuk usaha; {id} adalah kelompok",
    en="call {call} is for single firms; {id} is a group",
)
_STRANGER: Final = Text(
    id="ada jawaban untuk {id}, yang bukan pemohon{hint}",
    en="answers are given for {id}, who is not among the applicants{hint}",
)
