"""What a check of a number can say: never *valid*, never *issued*."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import attrs

from umkmexport.terms.choice import Choice
from umkmexport.terms.text import Text

__all__ = ["Check", "Reason", "Verdict", "judge", "wrong_length"]


class Verdict(Choice):
    """How a number looks, from worst to best. Only the office that issued it knows more."""

    MALFORMED = "malformed", "tidak sesuai bentuk", "malformed"
    SUSPICIOUS = "suspicious", "meragukan", "suspicious"
    PLAUSIBLE = "plausible", "wajar", "plausible"


@attrs.frozen
class Reason:
    """Say one thing about a number, without the number.

    Attributes:
        code: stable key, such as ``lost_leading_zero``.
        text: the sentence for people.
        verdict: the best verdict a number can have for which this is said. A reason with the
            verdict plausible is a notice.
        unreadable: whether no number can be taken from the text, so that ``parse`` refuses it.
    """

    code: str
    text: Text
    verdict: Verdict
    unreadable: bool = False


@attrs.frozen
class Check:
    """Give the verdict on a number and all that was found.

    Examples:
        >>> from umkmexport.codes.identifiers import NIB
        >>> check = NIB.check("0000000000000")
        >>> check.verdict.value, check.codes
        ('suspicious', ('placeholder',))
    """

    verdict: Verdict
    findings: tuple[Reason, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The stable keys of what was found."""
        return tuple(reason.code for reason in self.findings)


_NOTHING_FOUND: Final = Check(Verdict.PLAUSIBLE)


def judge(reasons: tuple[Reason, ...]) -> Check:
    """Give the check with the worst verdict among the reasons."""
    if not reasons:
        return _NOTHING_FOUND
    worst = Verdict.PLAUSIBLE
    for reason in reasons:
        if reason.verdict is Verdict.MALFORMED:
            return Check(Verdict.MALFORMED, reasons)
        if reason.verdict is Verdict.SUSPICIOUS:
            worst = Verdict.SUSPICIOUS
    return Check(worst, reasons)


@lru_cache(maxsize=256)
def wrong_length(name: str, expected: str, found: int) -> Reason:
    """Say that a number has not as many digits as its kind has."""
    return Reason(
        "wrong_length",
        Text(
            id=f"{name} terdiri dari {expected} angka, di sini ada {found}.",
            en=f"{name} has {expected} digits, here are {found}.",
        ),
        Verdict.MALFORMED,
        unreadable=True,
    )
