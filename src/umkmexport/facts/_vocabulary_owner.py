"""Facts about the owner, all of them personal data (UU 27/2022)."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import IDENTITY_CARD, options
from umkmexport.model.choices import Citizenship, Gender, Occupation
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["OWNER"]

OWNER: Final = (
    Fact(
        "owner_region",
        FactType.REGION,
        label=Text(
            id="Kabupaten/kota pada KTP pemilik",
            en="Regency or city on the owner's identity card (KTP)",
        ),
        question=Text(
            id="Di kabupaten/kota mana alamat yang tertulis pada KTP Ibu/Bapak?",
            en="Which regency or city stands in the address on the owner's identity card (KTP)?",
        ),
        source=IDENTITY_CARD,
        first=True,
        personal=True,
    ),
    Fact(
        "owner_citizenship",
        FactType.ENUM,
        label=Text(id="Kewarganegaraan pemilik", en="Owner's citizenship"),
        question=Text(
            id="Apakah Ibu/Bapak warga negara Indonesia atau warga negara asing?",
            en="Is the owner an Indonesian citizen or a foreign citizen?",
        ),
        options=options(Citizenship),
        source=IDENTITY_CARD,
        personal=True,
    ),
    Fact(
        "owner_birth_date",
        FactType.DATE,
        label=Text(id="Tanggal lahir pemilik", en="Owner's date of birth"),
        question=Text(
            id="Kapan Ibu/Bapak lahir, atau setidaknya pada tahun berapa?",
            en="When was the owner born, or at least in which year?",
        ),
        source=IDENTITY_CARD,
        personal=True,
    ),
    Fact(
        "owner_gender",
        FactType.ENUM,
        label=Text(id="Jenis kelamin pemilik", en="Owner's sex"),
        question=Text(
            id="Apakah pemilik usaha ini perempuan atau laki-laki?",
            en="Is the owner female or male?",
        ),
        options=options(Gender),
        source=IDENTITY_CARD,
        personal=True,
    ),
    Fact(
        "owner_occupation",
        FactType.ENUM,
        label=Text(id="Pekerjaan utama pemilik", en="Owner's main occupation"),
        question=Text(
            id="Apa pekerjaan utama Ibu/Bapak?",
            en="What is the owner's main occupation?",
        ),
        options=options(Occupation),
        source=Text(
            id="KTP atau pernyataan pemilik", en="identity card (KTP) or owner's statement"
        ),
        personal=True,
    ),
)
