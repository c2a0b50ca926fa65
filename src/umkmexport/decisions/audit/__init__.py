"""Can somebody else make the same list again, from what was recorded? (*audit*)."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import attrs

from umkmexport._version import __version__
from umkmexport.codes.masking import mask_digits
from umkmexport.decisions.audit.bundle import FORMAT, Bundle, seal
from umkmexport.decisions.audit.contents import Difference, canonical, first_difference, normal
from umkmexport.decisions.audit.records import Answers, digest_of_record, read_answers, record_of
from umkmexport.decisions.audit.runs import (
    ANSWERS,
    RUNS,
    WITHHELD,
    Run,
    plain_of_rule,
    run_of,
    what_it_rests_on,
)
from umkmexport.decisions.audit.standing import ListResult, positions_on, standing_of
from umkmexport.errors import BundleError
from umkmexport.model.enterprise import Enterprise
from umkmexport.policies.calls import Call
from umkmexport.policies.priorities import PriorityPolicy
from umkmexport.rules.fact import Fact
from umkmexport.terms.report import Report
from umkmexport.terms.text import Text

__all__ = ["Verification", "make_bundle", "verify"]


@attrs.frozen(kw_only=True)
class Verification(Report):
    """Whether a list came out again as it was recorded.

    Attributes:
        digest: the digest of the bundle.
        difference: the first difference; None where there is none.
        firms: how many firms were looked at.
        made_by: the version of the library that made the list.
        replayed_by: the version that replayed it; recorded, not compared.
    """

    digest: str
    difference: Difference | None
    firms: int
    made_by: str
    replayed_by: str

    @property
    def is_same(self) -> bool:
        """Tell whether everything came out again as it was recorded."""
        return self.difference is None

    def because(self) -> tuple[Text, ...]:
        """Say the outcome, and which versions of the library made and replayed the list."""
        versions = _VERSIONS.format(made=self.made_by, replayed=self.replayed_by)
        if self.difference is None:
            return _SAME.format(firms=str(self.firms), digest=self.digest[:12]), versions
        differs = _DIFFERS.format(
            path=self.difference.path,
            expected=_shown(self.difference.expected),
            got=_shown(self.difference.got),
        )
        return differs, versions


def make_bundle(
    result: ListResult,
    enterprises: Iterable[Enterprise],
    *,
    key: str | None = None,
    with_copies: bool = False,
    **inputs: Any,
) -> Bundle:
    """Freeze a list with all it was made from, so that others can make it again (*berkas bukti*).

    The bundle holds the rule and what it rests on, the arguments, a digest of every firm's record,
    and the list without words. It holds no name and no fact of a firm unless copies are asked for,
    letters of agencies, which name firms, only as a digest, and never a NIK, the NPWP of a person
    or a column that the library does not look at.

    Args:
        result: what ``rank`` or ``select`` gave.
        enterprises: the firms it was given.
        key: a secret of the office, under which the records are digested. With a key the digests
            cover all facts; without one they leave out the NIB and the owner's facts, which could
            be guessed from them.
        with_copies: whether to hold the records themselves, long numbers masked. The list can
            then be replayed from the bundle alone; keep such a bundle like the registry.
        **inputs: what else was given to ``rank`` or ``select``, by the same names: ``policy``, or
            ``call`` with ``plan``, ``answers`` and the others.

    Raises:
        BundleError: an input is missing, or is not the one the list was made with.

    Examples:
        >>> from datetime import date
        >>> import umkmexport as ux
        >>> firm = ux.Enterprise(id="U-1", has_nib=True, nib="1234567890123", annual_sales=1)
        >>> policy = ux.priorities["most-ready-on-record"]
        >>> day = date(2026, 11, 21)
        >>> top = ux.rank([firm], policy=policy, seats=1, as_of=day, seed="round-1")
        >>> bundle = ux.make_bundle(top, [firm], policy=policy)
        >>> ux.verify(bundle, [firm]).is_same
        True
    """
    run = run_of(result)
    rule = run.rule_in(inputs)
    if rule.provenance.digest != result.provenance.digest:
        raise BundleError(_OTHER_RULE.format(rule=result.provenance.policy))
    firms = tuple(enterprises)
    _check_firms(firms, result)
    beside = inputs.get(ANSWERS) or {}
    records = partial(_records, firms, beside)
    return seal(
        {
            "format": FORMAT,
            "library": {"name": "umkmexport", "version": __version__},
            "run": run.name,
            "rule": plain_of_rule(rule),
            "rests_on": [plain_of_rule(other) for other in what_it_rests_on(rule)],
            "arguments": run.arguments(result, inputs, named=with_copies),
            "inputs": {
                "keyed": key is not None,
                "answered": sum(firm.id in beside for firm in firms),
                "digests": {firm: digest_of_record(r, key) for firm, r in records()},
                **({"copies": dict(records())} if with_copies else {}),
            },
            "result": standing_of(result),
        }
    )


def verify(
    bundle: Bundle,
    enterprises: Iterable[Enterprise] | None = None,
    *,
    key: str | None = None,
    **inputs: Any,
) -> Verification:
    """Make the list of a bundle again and compare, bit for bit.

    Records, rule, the policies it rests on and the list are compared in this order; the first
    difference is named with its path, what is recorded and what came out now. The version of the
    library is recorded and not compared. Python's collector of cycles rests meanwhile.

    Args:
        bundle: the bundle.
        enterprises: the firms; the copies in the bundle, if left out.
        key: the key under which the records were digested, where there was one.
        **inputs: what a bundle does not hold: ``answers``, the ``recommendations`` of agencies,
            and for a later stage ``after``.

    Raises:
        BundleError: there are neither firms nor copies, or the key or an input is missing.
    """
    content = bundle.content
    run = RUNS[bundle.run]
    run.check_names(inputs)
    rule = run.read_rule(content["rule"])
    firms, answers = _given(content["inputs"], enterprises, inputs.get(ANSWERS), rule.declared)
    given = {**inputs, ANSWERS: answers}
    with _collector_paused():
        difference = _compare(content, run, rule, firms=firms, key=key, given=given)
    return Verification(
        digest=bundle.digest,
        difference=difference,
        firms=len(firms),
        made_by=content["library"]["version"],
        replayed_by=__version__,
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the collector of cycles, as it was before afterwards.

    The records of a large registry all stay while a list is made, and none of them refers back; the
    collector would look through them again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _compare(
    content: Mapping[str, Any],
    run: Run,
    rule: PriorityPolicy | Call,
    *,
    firms: tuple[Enterprise, ...],
    key: str | None,
    given: Mapping[str, Any],
) -> Difference | None:
    difference = _compare_records(content["inputs"], firms, given[ANSWERS], key)
    if difference is not None:
        return difference
    stated = {
        "rule": plain_of_rule(rule),
        "rests_on": [plain_of_rule(other) for other in what_it_rests_on(rule)],
    }
    for part, plain in stated.items():
        difference = first_difference(content[part], normal(plain), part)
        if difference is not None:
            return difference
    others = {name: value for name, value in given.items() if name != ANSWERS}
    difference = run.differs(content["arguments"], others)
    if difference is not None:
        return difference
    arguments = run.read_arguments(content["arguments"], given)
    if given[ANSWERS]:
        arguments[ANSWERS] = given[ANSWERS]
    standing = standing_of(run.replay(firms, **{run.rule: rule}, **arguments))
    if standing == content["result"]:
        return None
    return first_difference(content["result"], normal(standing), "result")


def _compare_records(
    recorded: Mapping[str, Any],
    firms: tuple[Enterprise, ...],
    answers: Mapping[str, Answers] | None,
    key: str | None,
) -> Difference | None:
    if recorded["keyed"] is not (key is not None):
        raise BundleError(_NEEDS_KEY if recorded["keyed"] else _HAS_NO_KEY)
    digests = {firm: digest_of_record(r, key) for firm, r in _records(firms, answers)}
    expected = recorded["digests"]
    return first_difference(expected, dict(sorted(normal(digests).items())), "inputs.digests")


def _given(
    recorded: Mapping[str, Any],
    enterprises: Iterable[Enterprise] | None,
    answers: Mapping[str, Answers] | None,
    declared: Iterable[Fact],
) -> tuple[tuple[Enterprise, ...], Mapping[str, Answers]]:
    has_copies = "copies" in recorded
    if not has_copies and enterprises is None:
        raise BundleError(_NO_COPIES)
    if not has_copies and recorded["answered"] and not answers:
        raise BundleError(WITHHELD.format(name=ANSWERS))
    copies = recorded["copies"] if has_copies else {}
    held = {
        firm: read_answers(copy[ANSWERS], declared)
        for firm, copy in copies.items()
        if ANSWERS in copy
    }
    if enterprises is None:
        enterprises = (Enterprise.from_dict(copy["firm"]) for copy in copies.values())
    return tuple(enterprises), answers or held


def _records(
    firms: Iterable[Enterprise], answers: Mapping[str, Answers] | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    beside = answers or {}
    for firm in firms:
        yield firm.id, record_of(firm, beside.get(firm.id, {}))


def _check_firms(firms: tuple[Enterprise, ...], result: ListResult) -> None:
    long = next((firm.id for firm in firms if mask_digits(firm.id) != firm.id), None)
    if long is not None:
        raise BundleError(_LONG_ID.format(firm=mask_digits(long)))
    strange = min(set(positions_on(result)) - {firm.id for firm in firms}, default=None)
    if strange is not None:
        raise BundleError(_STRANGE_FIRM.format(firm=strange))
    if len(firms) != result.applicants:
        raise BundleError(_OTHER_COUNT.format(given=str(len(firms)), of=str(result.applicants)))


def _shown(value: Any) -> str:
    text = mask_digits(canonical(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


_LONGEST_SHOWN: Final = 200
_SAME: Final = Text(
    id="Daftar dihitung ulang dari data {firms} usaha dan hasilnya sama persis dengan yang "
    "tercatat (sidik digital {digest}…).",
    en="The list was made again from the records of {firms} firms and is exactly the one "
    "recorded (digest {digest}…).",
)
_DIFFERS: Final = Text(
    id="Hasilnya tidak sama dengan yang tercatat. Perbedaan pertama pada {path}: tercatat "
    "{expected}, sekarang {got}.",
    en="The outcome is not the one recorded. First difference at {path}: recorded {expected}, now "
    "{got}.",
)
_VERSIONS: Final = Text(
    id="Versi pustaka: dibuat dengan {made}, dihitung ulang dengan {replayed}.",
    en="Version of the library: made with {made}, replayed with {replayed}.",
)
_OTHER_RULE: Final = Text(
    id="daftar ini dibuat dengan isi lain dari kebijakan {rule}; berikan kebijakan yang dipakai "
    "ketika daftar dibuat",
    en="the list was made by another content of {rule}; give the rule it was made with",
)
_NEEDS_KEY: Final = Text(
    id="sidik digital data usaha dibuat dengan kunci; berikan key=",
    en="the records were digested under a key; give key=",
)
_HAS_NO_KEY: Final = Text(
    id="sidik digital data usaha dibuat tanpa kunci; jangan berikan key=",
    en="the records were digested without a key; leave key= out",
)
_NO_COPIES: Final = Text(
    id="berkas bukti ini tidak memuat salinan data; berikan data usahanya",
    en="the bundle holds no copies of the records; give the firms",
)
_LONG_ID: Final = Text(
    id="ID {firm} adalah angka panjang yang mungkin NIK atau NPWP; berikan ID lain sebelum daftar "
    "dibuat",
    en="id {firm} is a long number that may be a NIK or an NPWP; give the firm another id before "
    "the list is made",
)
_STRANGE_FIRM: Final = Text(
    id="usaha {firm} ada dalam daftar, tetapi tidak ada dalam data yang diberikan",
    en="firm {firm} is on the list and not among the firms given",
)
_OTHER_COUNT: Final = Text(
    id="diberikan {given} usaha, padahal daftar dibuat dari {of} usaha",
    en="{given} firms are given, but the list was made from {of}",
)
