"""Abbreviations of offices and papers, explained where a letter first uses them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from umkmexport.terms.text import Language, Text

__all__ = ["ABBREVIATIONS", "explain_abbreviations"]

ABBREVIATIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "3K": Text(id="kualitas, kuantitas, kontinuitas", en="quality, quantity, continuity"),
        "BI": Text(id="Bank Indonesia", en="Bank Indonesia"),
        "BKPM": Text(id="Badan Koordinasi Penanaman Modal", en="Investment Coordinating Board"),
        "BPOM MD": Text(
            id="izin Badan Pengawas Obat dan Makanan bagi pangan olahan buatan dalam negeri",
            en="permit of the Food and Drug Agency for food processed in Indonesia",
        ),
        "BPJPH": Text(
            id="Badan Penyelenggara Jaminan Produk Halal", en="Halal Product Assurance Agency"
        ),
        "BPOM": Text(id="Badan Pengawas Obat dan Makanan", en="Food and Drug Agency"),
        "CIF": Text(id="harga sampai di pelabuhan tujuan", en="price up to the port of arrival"),
        "CN": Text(id="dokumen barang kiriman", en="consignment note"),
        "CPKB": Text(id="cara pembuatan kosmetik yang baik", en="good cosmetics manufacturing"),
        "CPOTB": Text(
            id="cara pembuatan obat tradisional yang baik",
            en="good manufacturing of traditional medicine",
        ),
        "CPPOB": Text(
            id="cara produksi pangan olahan yang baik", en="good manufacturing of processed food"
        ),
        "DJKI": Text(
            id="Direktorat Jenderal Kekayaan Intelektual",
            en="Directorate General of Intellectual Property",
        ),
        "DJP": Text(id="Direktorat Jenderal Pajak", en="Directorate General of Taxes"),
        "ET": Text(id="eksportir terdaftar", en="registered exporter"),
        "FCA": Text(id="harga sampai diserahkan kepada pengangkut", en="price up to the carrier"),
        "FOB": Text(id="harga sampai di atas kapal pengangkut", en="price up to loading on board"),
        "GACC": Text(id="kepabeanan Tiongkok", en="Chinese customs"),
        "HACCP": Text(
            id="pengendalian bahaya pada titik kritis produksi",
            en="control of hazards at the critical points of production",
        ),
        "HS": Text(id="sistem kode barang dagangan", en="code system of traded goods"),
        "INATRADE": Text(
            id="layanan perizinan ekspor Kementerian Perdagangan",
            en="export permits of the trade ministry",
        ),
        "INSW": Text(
            id="portal nasional perizinan ekspor dan impor",
            en="national portal of export and import permits",
        ),
        "IP-CPPOB": Text(
            id="izin penerapan cara produksi pangan olahan yang baik",
            en="permit of good manufacturing of processed food",
        ),
        "ISO": Text(
            id="standar internasional",
            en="international standard",
        ),
        "ISO 22000": Text(
            id="standar internasional keamanan pangan", en="international standard of food safety"
        ),
        "ITPC": Text(
            id="pusat promosi dagang Indonesia di luar negeri",
            en="Indonesian trade promotion centre abroad",
        ),
        "IUMK": Text(id="izin usaha mikro dan kecil", en="permit of micro and small firms"),
        "KBLI": Text(
            id="klasifikasi baku lapangan usaha Indonesia",
            en="Indonesian classification of business activities",
        ),
        "KKP": Text(
            id="Kementerian Kelautan dan Perikanan", en="Ministry of Marine Affairs and Fisheries"
        ),
        "KTP": Text(id="kartu tanda penduduk", en="identity card"),
        "KUR": Text(id="kredit usaha rakyat", en="subsidised loan for small firms"),
        "LPH": Text(id="lembaga pemeriksa halal", en="halal inspection body"),
        "MD": Text(id="pangan olahan buatan dalam negeri", en="food processed in Indonesia"),
        "NIB": Text(id="nomor induk berusaha", en="business identification number"),
        "NIK": Text(id="nomor induk kependudukan", en="citizen's number"),
        "NKV": Text(id="nomor kontrol veteriner", en="veterinary control number"),
        "NPWP": Text(id="nomor pokok wajib pajak", en="taxpayer's number"),
        "OSS": Text(
            id="layanan perizinan berusaha daring", en="online service of business licences"
        ),
        "PE": Text(id="persetujuan ekspor", en="export approval"),
        "PEB": Text(id="pemberitahuan ekspor barang", en="export declaration"),
        "PMMT": Text(
            id="program manajemen mutu terpadu", en="integrated quality management programme"
        ),
        "PPEJP": Text(
            id="pusat pelatihan ekspor Kementerian Perdagangan",
            en="export training centre of the trade ministry",
        ),
        "S-LK": Text(id="sertifikat legalitas kayu", en="timber legality certificate"),
        "SEHATI": Text(id="sertifikasi halal gratis", en="free halal certification"),
        "SIR": Text(id="karet Indonesia bermutu standar", en="standard Indonesian rubber"),
        "SIUP": Text(id="surat izin usaha perdagangan", en="trade licence"),
        "SKA": Text(id="surat keterangan asal", en="certificate of origin"),
        "SKE": Text(id="surat keterangan ekspor", en="export certificate"),
        "SKP": Text(id="sertifikat kelayakan pengolahan", en="fish processing certificate"),
        "SKU": Text(id="surat keterangan usaha", en="business letter"),
        "SMKHP": Text(
            id="sertifikat mutu dan keamanan hasil perikanan",
            en="quality and safety certificate of fishery products",
        ),
        "SNI": Text(id="standar nasional Indonesia", en="Indonesian national standard"),
        "SOP": Text(id="prosedur kerja tertulis", en="written procedure"),
        "SPP-IRT": Text(
            id="sertifikat pemenuhan komitmen produksi pangan olahan industri rumah tangga",
            en="home-industry food certificate",
        ),
        "SPT": Text(id="surat pemberitahuan pajak", en="tax return"),
        "TPP": Text(id="tanda pengenal produsen", en="producer identification"),
        "UMK": Text(id="usaha mikro dan kecil", en="micro and small firms"),
        "UMKM": Text(id="usaha mikro, kecil, dan menengah", en="micro, small and medium firms"),
        "V-Legal": Text(
            id="dokumen ekspor bagi kayu yang sah asalnya",
            en="export document of wood of legal origin",
        ),
    }
)
"""What each abbreviation stands for, or what it is where the words behind it say little."""

_INSIDE: Final[Mapping[Language, str]] = {"id": ", yaitu {meaning},", "en": ", {meaning},"}
"""How an explanation stands inside parentheses."""

_WORD: Final = re.compile(
    "|".join(
        rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in sorted(ABBREVIATIONS, key=len)[::-1]
    )
)


def explain_abbreviations(text: str, language: Language) -> str:
    """Explain every abbreviation where it is first used, unless the text has just done so.

    Examples:
        >>> explain_abbreviations("Mengurus NIB di OSS; NIB itu gratis.", "id")
        'Mengurus NIB (nomor induk berusaha) di OSS (layanan perizinan berusaha daring); NIB itu
        gratis.'
        >>> explain_abbreviations("Badan Pengawas Obat dan Makanan (BPOM)", "id")
        'Badan Pengawas Obat dan Makanan (BPOM)'
        >>> explain_abbreviations("izin edar BPOM MD", "en")
        'izin edar BPOM MD (permit of the Food and Drug Agency for food processed in Indonesia)'
    """
    seen: set[str] = set()

    def explain(match: re.Match[str]) -> str:
        word = match[0]
        if word in seen:
            return word
        seen.update((word, *word.split()))
        meaning, before, rest = (
            ABBREVIATIONS[word].to(language),
            text[: match.start()],
            text[match.end() :],
        )
        near = before.lower()[-2 * len(meaning) - len(word) :] + rest.lower()[: len(meaning) + 2]
        if (before.endswith("(") and rest.startswith(")")) or meaning.lower() in near:
            return word
        if before.count("(") > before.count(")") or rest.startswith(" ("):
            return f"{word}{_INSIDE[language].format(meaning=meaning)}"
        return f"{word} ({meaning})"

    return re.sub(r",([;.,)]| \()", r"\1", _WORD.sub(explain, text))
