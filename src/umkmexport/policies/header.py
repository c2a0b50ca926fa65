"""What every policy file states of itself: id, kind, title and sources."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

import attrs

from umkmexport.terms.plain import to_plain
from umkmexport.terms.source import Confidence, PolicyKind, Source
from umkmexport.terms.text import Text

__all__ = ["Policy", "Provenance", "content_of"]


@attrs.frozen
class Provenance:
    """Say which policy made a decision, and what it is worth.

    Attributes:
        policy: the id of the policy.
        kind: regulation, announcement or design.
        title: its title.
        digest: SHA-256 over the parsed content, so that a changed file shows.
        confidence: the least confidence of its sources.
        volatile: whether a source is known to change often.
        sources: its sources.
    """

    policy: str
    kind: PolicyKind
    title: Text
    digest: str
    confidence: Confidence
    volatile: bool
    sources: tuple[Source, ...]

    def caution(self) -> Text | None:
        """Give the sentence to print where the source is weak or changes often."""
        if self.confidence is Confidence.LOW or self.volatile:
            return _CAUTION
        return None


_CAUTION = Text(
    id="Dasar ketentuan ini belum pasti atau mudah berubah; mohon dicek kembali pada instansi "
    "yang berwenang.",
    en="The basis of this rule is uncertain or changes often; please check it with the agency "
    "in charge.",
)
_RANK = {confidence: rank for rank, confidence in enumerate(reversed(Confidence))}


@attrs.frozen(kw_only=True, slots=False)
class Policy:
    """Hold the heading that all policies share.

    Attributes:
        id: the name of the policy, as its file is named.
        kind: regulation, announcement or design.
        title: its title.
        sources: where it comes from; at least one.
        note: what a reader should know.
    """

    id: str
    kind: PolicyKind
    title: Text
    sources: tuple[Source, ...] = attrs.field(validator=attrs.validators.min_len(1))
    note: Text | None = None

    @cached_property
    def provenance(self) -> Provenance:
        """Give the policy's id, digest and sources, as decisions carry them."""
        content = json.dumps(content_of(self), sort_keys=True, ensure_ascii=False)
        return Provenance(
            policy=self.id,
            kind=self.kind,
            title=self.title,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            confidence=min((s.confidence for s in self.sources), key=_RANK.__getitem__),
            volatile=any(source.volatile for source in self.sources),
            sources=self.sources,
        )


def content_of(value: object) -> Any:
    """Give what a policy says as plain data, each part under the name of its shape.

    Two shapes may hold the same values, as ``at_most`` and ``less_than`` do.
    """
    if isinstance(value, tuple):
        return [content_of(part) for part in value]
    if not attrs.has(type(value)):
        return to_plain(value)
    parts = attrs.asdict(value, recurse=False)  # type: ignore[arg-type]
    return {type(value).__name__: {name: content_of(part) for name, part in parts.items()}}
