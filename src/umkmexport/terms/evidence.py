"""What an answer rests on, and why one is missing."""

from __future__ import annotations

from typing import Final

from umkmexport.terms.choice import Choice

__all__ = ["EvidenceKind", "WhyMissing", "satisfies"]


class EvidenceKind(Choice):
    """The kind of evidence behind an answer."""

    SELF = "self", "pernyataan usaha sendiri", "the firm's own word"
    VISIT = "visit", "dilihat saat kunjungan", "seen on a visit"
    DOCUMENT = "document", "dokumen yang ditunjukkan", "a document shown"
    RECORD = "record", "catatan instansi", "an office's record"


_RANK: Final = {kind: rank for rank, kind in enumerate(EvidenceKind)}


def satisfies(given: EvidenceKind, asked: EvidenceKind) -> bool:
    """Tell whether evidence is of the kind asked for, or of a better one.

    Examples:
        >>> satisfies(EvidenceKind.RECORD, EvidenceKind.DOCUMENT)
        True
        >>> satisfies(EvidenceKind.SELF, EvidenceKind.VISIT)
        False
    """
    return _RANK[given] >= _RANK[asked]


class WhyMissing(Choice):
    """The reason why a fact is not known."""

    NOT_ASKED = "not_asked", "belum ditanyakan", "not asked yet"
    REFUSED = "refused", "tidak bersedia menjawab", "refused"
    CLAIMED = "claimed", "baru pengakuan, belum ada buktinya", "claimed, not yet shown"
    CONFLICT = "conflict", "dua sumber berbeda", "two sources disagree"
    STALE = "stale", "jawaban sudah terlalu lama", "the answer is too old"
    UNREADABLE = "unreadable", "isian tidak dapat dibaca", "the entry cannot be read"
