"""Facts about the firm and where it is."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import (
    NIB_SHEET,
    OFFICE_REGISTER,
    OWNER_STATEMENT,
    VISIT,
    options,
)
from umkmexport.model.choices import LegalForm, NibRisk, Ownership
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["FIRM", "IDENTITY_NUMBERS"]

FIRM: Final = (
    Fact(
        "has_nib",
        FactType.BOOL,
        label=Text(
            id="Memiliki NIB (Nomor Induk Berusaha)",
            en="Holds an NIB (business identification number)",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak sudah memiliki NIB?",
            en="Does the firm hold an NIB?",
        ),
        source=Text(id="OSS atau lembar NIB", en="OSS or the NIB sheet"),
        first=True,
    ),
    Fact(
        "nib_risk",
        FactType.ENUM,
        label=Text(id="Tingkat risiko pada NIB", en="Risk level on the NIB"),
        question=Text(
            id="Tingkat risiko apa yang tercantum pada NIB usaha Ibu/Bapak?",
            en="Which risk level is printed on the firm's NIB?",
        ),
        options=options(NibRisk),
        source=Text(id="OSS", en="OSS"),
    ),
    Fact(
        "legal_form",
        FactType.ENUM,
        label=Text(id="Bentuk usaha", en="Legal form"),
        question=Text(
            id="Apa bentuk usaha Ibu/Bapak, misalnya perorangan, CV, atau PT?",
            en="What is the legal form of the firm, for instance individual, CV or PT?",
        ),
        options=options(LegalForm),
        source=Text(id="NIB atau akta pendirian", en="NIB or deed of establishment"),
        first=True,
    ),
    Fact(
        "ownership",
        FactType.ENUM,
        label=Text(id="Kepemilikan dan kemandirian usaha", en="Ownership and independence"),
        question=Text(
            id="Apakah usaha Ibu/Bapak berdiri sendiri, menjadi bagian dari usaha lain, "
            "atau merupakan penanaman modal asing?",
            en="Does the firm stand on its own, is it part of another firm, "
            "or is it a foreign investment?",
        ),
        options=options(Ownership),
        source=Text(id="akta atau pernyataan pemilik", en="deed or owner's statement"),
    ),
    Fact(
        "business_region",
        FactType.REGION,
        label=Text(
            id="Kabupaten/kota (kecamatan) tempat usaha",
            en="Regency or city (district) of the business",
        ),
        question=Text(
            id="Di kabupaten/kota dan kecamatan mana tempat usaha Ibu/Bapak berada?",
            en="In which regency or city, and in which district, is the business?",
        ),
        source=OFFICE_REGISTER,
        first=True,
    ),
    Fact(
        "production_region",
        FactType.REGION,
        label=Text(id="Kabupaten/kota tempat produksi", en="Regency or city of production"),
        question=Text(
            id="Di kabupaten/kota mana produk Ibu/Bapak dibuat?",
            en="In which regency or city is the product made?",
        ),
        source=VISIT,
    ),
    Fact(
        "site_count",
        FactType.INT,
        label=Text(
            id="Jumlah lokasi produksi dan gerai",
            en="Number of production sites and outlets",
        ),
        question=Text(
            id="Berapa jumlah seluruh lokasi produksi dan gerai usaha Ibu/Bapak?",
            en="How many production sites and outlets does the firm have in all?",
        ),
        unit=Text(id="lokasi", en="sites"),
        source=OWNER_STATEMENT,
    ),
    Fact(
        "started_on",
        FactType.DATE,
        label=Text(id="Tanggal mulai usaha", en="Date the business started"),
        question=Text(
            id="Kapan usaha Ibu/Bapak mulai berjalan?",
            en="When did the business start?",
        ),
        source=Text(id="NIB atau pernyataan pemilik", en="NIB or owner's statement"),
        first=True,
    ),
    Fact(
        "kbli",
        FactType.KBLI,
        label=Text(
            id="Kode KBLI utama pada NIB, beserta edisinya",
            en="Main KBLI code on the NIB, with its edition",
        ),
        question=Text(
            id="Apa kode KBLI (bidang usaha) utama pada NIB usaha Ibu/Bapak, "
            "dan dari edisi tahun berapa?",
            en="What is the main KBLI (line of business) code on the firm's NIB, "
            "and of which edition?",
        ),
        source=NIB_SHEET,
        first=True,
    ),
    Fact(
        "fostered_by",
        FactType.SET,
        label=Text(id="Instansi yang membina", en="Agencies that assist the firm"),
        question=Text(
            id="Instansi mana saja yang membina usaha Ibu/Bapak?",
            en="Which agencies assist the firm?",
        ),
        source=Text(id="daftar usaha binaan", en="list of assisted firms"),
    ),
    Fact(
        "group_id",
        FactType.ID,
        label=Text(
            id="Kelompok, koperasi, atau sentra yang diikuti",
            en="Group, cooperative or cluster it belongs to",
        ),
        question=Text(
            id="Jika ada, usaha Ibu/Bapak tergabung dalam kelompok, koperasi, atau sentra mana?",
            en="If the firm belongs to a group, cooperative or cluster, which one is it?",
        ),
        source=OFFICE_REGISTER,
    ),
)

IDENTITY_NUMBERS: Final = (
    Fact(
        "nib",
        FactType.ID,
        label=Text(id="Nomor Induk Berusaha (NIB), 13 angka", en="NIB number, 13 digits"),
        question=Text(
            id="Berapa Nomor Induk Berusaha (NIB) usaha Ibu/Bapak?",
            en="What is the firm's NIB number?",
        ),
        source=Text(id="OSS atau lembar NIB", en="OSS or the NIB sheet"),
        personal=True,
    ),
)
"""Identity a rule may ask for. A sole trader's NIB names a person (UU 27/2022): personal."""
