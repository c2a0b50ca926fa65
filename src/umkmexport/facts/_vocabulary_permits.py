"""Facts about permits and certificates."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import DOCUMENT, options
from umkmexport.model.choices import BusinessPermit, ManufacturingPractice, Trademark
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["PERMITS"]

PERMITS: Final = (
    Fact(
        "has_npwp",
        FactType.BOOL,
        label=Text(
            id="Memiliki NPWP (atau NIK yang berlaku sebagai NPWP)",
            en="Holds a tax number (NPWP, or a NIK used as one)",
        ),
        question=Text(
            id="Apakah Ibu/Bapak memiliki NPWP, atau NIK yang sudah berlaku sebagai NPWP?",
            en="Does the firm or its owner hold a tax number (NPWP), or a NIK used as one?",
        ),
        source=Text(id="NIB atau kartu NPWP", en="NIB or NPWP card"),
        first=True,
    ),
    Fact(
        "other_business_permit",
        FactType.ENUM,
        label=Text(
            id="Izin atau surat usaha selain NIB",
            en="Business permit or letter other than the NIB",
        ),
        question=Text(
            id="Selain NIB, izin atau surat usaha apa yang dimiliki usaha Ibu/Bapak?",
            en="Other than the NIB, which business permit or letter does the firm hold?",
        ),
        options=options(BusinessPermit),
        source=DOCUMENT,
    ),
    Fact(
        "has_spp_irt",
        FactType.BOOL,
        label=Text(
            id="Memiliki SPP-IRT (sertifikat pangan industri rumah tangga) yang berlaku",
            en="Holds a valid SPP-IRT (home-industry food certificate)",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki SPP-IRT (sertifikat pangan industri "
            "rumah tangga) yang masih berlaku?",
            en="Does the firm hold a valid SPP-IRT (home-industry food certificate)?",
        ),
        source=Text(id="OSS atau dinas kesehatan", en="OSS or the health office"),
        first=True,
    ),
    Fact(
        "has_md",
        FactType.BOOL,
        label=Text(
            id="Memiliki izin edar BPOM MD yang berlaku",
            en="Holds a valid BPOM MD distribution permit",
        ),
        question=Text(
            id="Apakah produk Ibu/Bapak memiliki izin edar BPOM MD yang masih berlaku?",
            en="Does the product hold a valid BPOM MD distribution permit?",
        ),
        source=Text(id="BPOM", en="BPOM"),
        first=True,
    ),
    Fact(
        "has_halal",
        FactType.BOOL,
        label=Text(id="Memiliki sertifikat halal", en="Holds a halal certificate"),
        question=Text(
            id="Apakah produk Ibu/Bapak sudah memiliki sertifikat halal?",
            en="Does the product hold a halal certificate?",
        ),
        source=Text(id="BPJPH", en="BPJPH"),
        first=True,
    ),
    Fact(
        "trademark",
        FactType.ENUM,
        label=Text(id="Merek", en="Trademark"),
        question=Text(
            id="Apakah merek Ibu/Bapak sudah diajukan atau terdaftar di "
            "Direktorat Jenderal Kekayaan Intelektual (DJKI)?",
            en="Has the trademark been filed or registered with the Directorate General "
            "of Intellectual Property (DJKI)?",
        ),
        options=options(Trademark),
        source=Text(id="pangkalan data DJKI", en="DJKI database"),
        first=True,
    ),
    Fact(
        "gmp",
        FactType.ENUM,
        label=Text(id="Penerapan cara produksi yang baik", en="Good manufacturing practice"),
        question=Text(
            id="Sejauh mana usaha Ibu/Bapak menerapkan cara produksi yang baik?",
            en="How far does the firm apply good manufacturing practice?",
        ),
        options=options(ManufacturingPractice),
        source=Text(id="sertifikat atau SOP tertulis", en="certificate or written procedures"),
    ),
    Fact(
        "has_export_permit",
        FactType.BOOL,
        label=Text(
            id="Memiliki izin ekspor untuk barang yang diatur (ET, PE, TPP)",
            en="Holds the export permit for a regulated good (ET, PE, TPP)",
        ),
        question=Text(
            id="Jika ekspor produk Ibu/Bapak diatur, apakah izin ekspornya (eksportir terdaftar, "
            "persetujuan ekspor, atau tanda pengenal produsen) sudah dimiliki?",
            en="If export of the product is regulated, does the firm hold the permit "
            "(registered exporter, export approval or producer identification)?",
        ),
        source=Text(id="INATRADE", en="INATRADE"),
    ),
)
