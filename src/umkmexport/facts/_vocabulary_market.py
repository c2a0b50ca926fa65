"""Facts about market and export."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import (
    DOCUMENT,
    INTERVIEW,
    MONTHS,
    OFFICE_REGISTER,
    ON_THE_INTERNET,
    options,
)
from umkmexport.model.choices import (
    BuyerChannel,
    BuyerStage,
    ExportMode,
    Marketplace,
    MarketReach,
    MarketResearch,
)
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["MARKET"]

MARKET: Final = (
    Fact(
        "market_reach",
        FactType.ENUM,
        label=Text(id="Wilayah pemasaran", en="Market reach"),
        question=Text(
            id="Sampai ke mana produk Ibu/Bapak dipasarkan?",
            en="How far does the firm sell its product?",
        ),
        options=options(MarketReach),
        source=OFFICE_REGISTER,
        first=True,
    ),
    Fact(
        "has_website",
        FactType.BOOL,
        label=Text(id="Memiliki situs web", en="Has a website"),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki situs web?",
            en="Does the firm have a website?",
        ),
        source=ON_THE_INTERNET,
    ),
    Fact(
        "has_social_media",
        FactType.BOOL,
        label=Text(id="Memiliki media sosial usaha", en="Has business social media"),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki akun media sosial?",
            en="Does the firm have a social media account for the business?",
        ),
        source=ON_THE_INTERNET,
        first=True,
    ),
    Fact(
        "marketplace",
        FactType.ENUM,
        label=Text(id="Berjualan di lokapasar", en="Sells on a marketplace"),
        question=Text(
            id="Apakah usaha Ibu/Bapak berjualan di lokapasar (marketplace), "
            "baik dalam negeri maupun lintas negara?",
            en="Does the firm sell on an online marketplace, domestic or cross-border?",
        ),
        options=options(Marketplace),
        source=ON_THE_INTERNET,
    ),
    Fact(
        "english_catalogue",
        FactType.BOOL,
        label=Text(
            id="Profil usaha dan katalog berbahasa Inggris",
            en="Company profile and catalogue in English",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki profil usaha dan katalog berbahasa Inggris?",
            en="Does the firm have a company profile and a catalogue in English?",
        ),
        source=DOCUMENT,
    ),
    Fact(
        "target_country",
        FactType.COUNTRY,
        label=Text(id="Negara tujuan utama", en="Main target country"),
        question=Text(
            id="Negara mana yang menjadi tujuan utama ekspor Ibu/Bapak?",
            en="Which country is the main target for export?",
        ),
        source=INTERVIEW,
    ),
    Fact(
        "market_research",
        FactType.ENUM,
        label=Text(id="Pengetahuan pasar tujuan", en="Knowledge of the target market"),
        question=Text(
            id="Seberapa jauh Ibu/Bapak sudah mengenal pasar tujuan dan persyaratannya?",
            en="How well does the firm know its target market and the requirements there?",
        ),
        options=options(MarketResearch),
        source=DOCUMENT,
    ),
    Fact(
        "buyer_stage",
        FactType.ENUM,
        label=Text(id="Tahap dengan calon pembeli luar negeri", en="Stage with a foreign buyer"),
        question=Text(
            id="Sudah sampai tahap mana pembicaraan Ibu/Bapak dengan calon pembeli luar negeri?",
            en="What stage have the talks with a foreign buyer reached?",
        ),
        options=options(BuyerStage),
        source=Text(id="surel atau surat minat (LoI)", en="e-mail or letter of intent"),
        first=True,
    ),
    Fact(
        "buyer_found_by",
        FactType.ENUM,
        label=Text(id="Cara menemukan pembeli", en="How the buyer was found"),
        question=Text(
            id="Bagaimana Ibu/Bapak menemukan calon pembeli luar negeri?",
            en="How did the firm find its foreign buyer?",
        ),
        options=options(BuyerChannel),
        source=INTERVIEW,
    ),
    Fact(
        "export_mode",
        FactType.ENUM,
        label=Text(id="Cara mengekspor", en="How it exports"),
        question=Text(
            id="Apakah usaha Ibu/Bapak pernah mengekspor, dan jika pernah, dengan cara apa?",
            en="Has the firm ever exported and, if so, in which way?",
        ),
        options=options(ExportMode),
        source=Text(id="PEB, CN, atau wawancara", en="export declaration (PEB, CN) or interview"),
        first=True,
    ),
    Fact(
        "export_months_24",
        FactType.INT,
        label=Text(
            id="Jumlah bulan dengan pengiriman ekspor dalam 24 bulan terakhir",
            en="Months with an export shipment in the last 24",
        ),
        question=Text(
            id="Dalam 24 bulan terakhir, pada berapa bulan usaha Ibu/Bapak mengirim barang ekspor?",
            en="In how many of the last 24 months did the firm ship goods for export?",
        ),
        unit=MONTHS,
        source=Text(id="PEB atau CN", en="export declaration (PEB or CN)"),
    ),
)
