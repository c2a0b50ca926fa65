"""Facts about people and operations."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import INTERVIEW, OWNER_STATEMENT, options
from umkmexport.model.choices import (
    DigitalSkill,
    ExportDocuments,
    ExportTraining,
    ForeignLanguage,
    Shipping,
)
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["PEOPLE"]

PEOPLE: Final = (
    Fact(
        "export_officer",
        FactType.BOOL,
        label=Text(id="Ada orang yang menangani ekspor", en="Someone is in charge of export"),
        question=Text(
            id="Apakah di usaha Ibu/Bapak ada orang yang menangani ekspor?",
            en="Is someone in the firm in charge of export?",
        ),
        source=OWNER_STATEMENT,
    ),
    Fact(
        "export_training",
        FactType.ENUM,
        label=Text(id="Pelatihan dalam 3 tahun terakhir", en="Training in the last 3 years"),
        question=Text(
            id="Pelatihan apa yang pernah Ibu/Bapak ikuti dalam tiga tahun terakhir?",
            en="Which training has the firm attended in the last three years?",
        ),
        options=options(ExportTraining),
        source=Text(id="daftar hadir pelatihan", en="attendance list of the training"),
    ),
    Fact(
        "foreign_language",
        FactType.ENUM,
        label=Text(
            id="Bahasa Inggris atau bahasa negara tujuan",
            en="English or the destination's language",
        ),
        question=Text(
            id="Sejauh mana Ibu/Bapak atau karyawan mampu berbahasa Inggris "
            "atau bahasa negara tujuan?",
            en="How well do the owner or the staff use English or the destination's language?",
        ),
        options=options(ForeignLanguage),
        source=INTERVIEW,
    ),
    Fact(
        "digital_skill",
        FactType.ENUM,
        label=Text(id="Kecakapan digital", en="Digital skill"),
        question=Text(
            id="Sarana digital apa yang sudah Ibu/Bapak gunakan dalam usaha?",
            en="Which digital tools does the firm already use?",
        ),
        options=options(DigitalSkill),
        source=INTERVIEW,
    ),
    Fact(
        "export_commitment",
        FactType.BOOL,
        label=Text(
            id="Berminat dan bersedia mengikuti pembinaan ekspor (pernyataan tertulis)",
            en="Wants to export and will take part in export guidance (in writing)",
        ),
        question=Text(
            id="Apakah Ibu/Bapak berminat mengekspor dan bersedia mengikuti pembinaan ekspor, "
            "dan menyatakannya secara tertulis?",
            en="Does the owner want to export and agree to take part in export guidance, "
            "and say so in writing?",
        ),
        source=Text(id="surat pernyataan", en="written statement"),
        first=True,
    ),
    Fact(
        "export_documents",
        FactType.ENUM,
        label=Text(id="Dokumen ekspor", en="Export documents"),
        question=Text(
            id="Sejauh mana Ibu/Bapak mengenal dokumen ekspor?",
            en="How well does the firm know the export documents?",
        ),
        options=options(ExportDocuments),
        source=Text(id="contoh dokumen", en="sample documents"),
    ),
    Fact(
        "shipping",
        FactType.ENUM,
        label=Text(id="Pengiriman", en="Shipping"),
        question=Text(
            id="Sejauh mana pengiriman ke luar negeri sudah Ibu/Bapak siapkan?",
            en="How far has shipping abroad been arranged?",
        ),
        options=options(Shipping),
        source=Text(id="surat penawaran biaya kirim", en="shipping quotation"),
    ),
    Fact(
        "payment_method_chosen",
        FactType.BOOL,
        label=Text(id="Cara pembayaran sudah dipilih", en="Payment method chosen"),
        question=Text(
            id="Apakah Ibu/Bapak sudah memilih cara menerima pembayaran dari pembeli luar negeri?",
            en="Has the firm chosen how a foreign buyer will pay?",
        ),
        source=INTERVIEW,
    ),
)
