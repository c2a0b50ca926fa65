"""Facts about product and production."""

from __future__ import annotations

from typing import Final

from umkmexport.codes.families import ProductFamily
from umkmexport.facts._vocabulary_words import (
    ASSESSMENT,
    DOCUMENT,
    MONTHS,
    OFFICE_REGISTER,
    OWNER_STATEMENT,
    SEEING_THE_PRODUCT,
    VISIT,
    options,
)
from umkmexport.model.choices import (
    Innovation,
    Label,
    Packaging,
    ProductForm,
    ProductionSite,
    QualityControl,
    RawMaterial,
    Traceability,
)
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["PRODUCT"]

_HALAL_ASSISTANT: Final = Text(
    id="pendamping proses produk halal", en="halal process assistant (PPH)"
)

PRODUCT: Final = (
    Fact(
        "product_family",
        FactType.ENUM,
        label=Text(id="Kelompok produk utama", en="Family of the main product"),
        question=Text(
            id="Produk utama Ibu/Bapak termasuk kelompok apa?",
            en="Which family does the main product belong to?",
        ),
        options=options(ProductFamily),
        source=OFFICE_REGISTER,
        first=True,
    ),
    Fact(
        "hs_code",
        FactType.HS,
        label=Text(
            id="Kode HS produk utama, beserta edisinya",
            en="HS code of the main product, with its edition",
        ),
        question=Text(
            id="Apa kode HS (klasifikasi barang ekspor) produk utama Ibu/Bapak, "
            "dan dari edisi tahun berapa?",
            en="What is the HS (customs classification) code of the main product, "
            "and of which edition?",
        ),
        source=Text(id="klinik ekspor", en="export clinic"),
    ),
    Fact(
        "product_form",
        FactType.ENUM,
        label=Text(
            id="Bentuk produk dan cara penyimpanannya", en="Form and storage of the product"
        ),
        question=Text(
            id="Bagaimana bentuk produk utama Ibu/Bapak dan cara penyimpanannya?",
            en="What form does the main product have, and how is it stored?",
        ),
        options=options(ProductForm),
        source=SEEING_THE_PRODUCT,
        first=True,
    ),
    Fact(
        "product_risk_free",
        FactType.BOOL,
        label=Text(
            id="Produk dan bahan tidak berisiko (sertifikasi halal jalur pernyataan pelaku usaha)",
            en="Product and ingredients carry no halal risk (self-declare route)",
        ),
        question=Text(
            id="Apakah produk Ibu/Bapak dan bahannya tidak berisiko dari segi kehalalan, sehingga "
            "dapat disertifikasi halal melalui pernyataan pelaku usaha (self declare)?",
            en="Do the product and its ingredients carry no halal risk, "
            "so that the self-declare route is open?",
        ),
        source=_HALAL_ASSISTANT,
    ),
    Fact(
        "halal_ingredients_assured",
        FactType.BOOL,
        label=Text(id="Bahan dipastikan halal", en="Ingredients certain to be halal"),
        question=Text(
            id="Apakah kehalalan semua bahan produk Ibu/Bapak sudah dipastikan?",
            en="Are all ingredients of the product certain to be halal?",
        ),
        source=_HALAL_ASSISTANT,
    ),
    Fact(
        "simple_process",
        FactType.BOOL,
        label=Text(id="Proses produksi sederhana, skala rumahan", en="Simple home-scale process"),
        question=Text(
            id="Apakah produk Ibu/Bapak dibuat dengan proses sederhana berskala rumahan?",
            en="Is the product made by a simple, home-scale process?",
        ),
        source=VISIT,
    ),
    Fact(
        "halal_site_separate",
        FactType.BOOL,
        label=Text(
            id="Lokasi, tempat, dan alat proses produk halal terpisah",
            en="Site, place and tools of halal production kept apart",
        ),
        question=Text(
            id="Apakah lokasi, tempat, dan alat proses produk halal terpisah "
            "dari yang tidak halal?",
            en="Are the site, place and tools of halal production kept apart "
            "from those that are not halal?",
        ),
        source=VISIT,
    ),
    Fact(
        "own_production",
        FactType.BOOL,
        label=Text(id="Produk diproduksi sendiri", en="Makes the product itself (not resale)"),
        question=Text(
            id="Apakah produk Ibu/Bapak diproduksi sendiri, bukan dibeli untuk dijual kembali?",
            en="Does the firm make the product itself rather than buy it for resale?",
        ),
        source=VISIT,
        first=True,
    ),
    Fact(
        "production_site",
        FactType.ENUM,
        label=Text(id="Tempat produksi", en="Place of production"),
        question=Text(
            id="Bagaimana keadaan tempat produksi usaha Ibu/Bapak?",
            en="What is the place of production like?",
        ),
        options=options(ProductionSite),
        source=VISIT,
    ),
    Fact(
        "monthly_capacity",
        FactType.QUANTITY,
        label=Text(id="Kapasitas produksi per bulan", en="Production capacity a month"),
        question=Text(
            id="Berapa banyak produk yang dapat dibuat usaha Ibu/Bapak dalam sebulan, "
            "dan dalam satuan apa?",
            en="How much can the firm produce in a month, and in which unit?",
        ),
        unit=Text(id="per bulan", en="a month"),
        source=VISIT,
        first=True,
    ),
    Fact(
        "target_order",
        FactType.QUANTITY,
        label=Text(id="Pesanan ekspor terkecil yang dituju", en="Smallest export order aimed at"),
        question=Text(
            id="Berapa jumlah terkecil yang diminta calon pembeli?",
            en="What is the smallest amount a prospective buyer asks for?",
        ),
        unit=Text(id="per pesanan", en="an order"),
        source=Text(id="calon pembeli", en="prospective buyer"),
    ),
    Fact(
        "continuous_production_months",
        FactType.INT,
        label=Text(id="Lama produksi tanpa henti", en="Months of unbroken production"),
        question=Text(
            id="Sudah berapa bulan usaha Ibu/Bapak berproduksi tanpa henti?",
            en="For how many months has the firm produced without a break?",
        ),
        unit=MONTHS,
        source=OWNER_STATEMENT,
        first=True,
    ),
    Fact(
        "raw_material",
        FactType.ENUM,
        label=Text(id="Pasokan bahan baku", en="Raw-material supply"),
        question=Text(
            id="Seberapa terjamin pasokan bahan baku usaha Ibu/Bapak?",
            en="How secure is the firm's supply of raw material?",
        ),
        options=options(RawMaterial),
        source=VISIT,
    ),
    Fact(
        "quality_control",
        FactType.ENUM,
        label=Text(id="Pengendalian mutu", en="Quality control"),
        question=Text(
            id="Bagaimana mutu produk Ibu/Bapak dikendalikan?",
            en="How is the quality of the product controlled?",
        ),
        options=options(QualityControl),
        source=DOCUMENT,
    ),
    Fact(
        "lab_tested_on",
        FactType.DATE,
        label=Text(id="Tanggal uji laboratorium terakhir", en="Date of the last laboratory test"),
        question=Text(
            id="Kapan produk Ibu/Bapak terakhir kali diuji di laboratorium?",
            en="When was the product last tested in a laboratory?",
        ),
        source=Text(id="laporan hasil uji", en="test report"),
    ),
    Fact(
        "packaging",
        FactType.ENUM,
        label=Text(id="Kemasan", en="Packaging"),
        question=Text(
            id="Seberapa siap kemasan produk utama Ibu/Bapak untuk pengiriman jauh?",
            en="How ready is the main product's packaging for a long journey?",
        ),
        options=options(Packaging),
        source=SEEING_THE_PRODUCT,
        first=True,
    ),
    Fact(
        "label",
        FactType.ENUM,
        label=Text(id="Label produk", en="Product label"),
        question=Text(
            id="Label seperti apa yang tercantum pada kemasan produk utama Ibu/Bapak?",
            en="What kind of label does the main product carry?",
        ),
        options=options(Label),
        source=SEEING_THE_PRODUCT,
    ),
    Fact(
        "traceability",
        FactType.ENUM,
        label=Text(id="Ketertelusuran", en="Traceability"),
        question=Text(
            id="Sejauh mana asal bahan dan riwayat produksi produk Ibu/Bapak dapat ditelusuri?",
            en="How far can the product's ingredients and making be traced back?",
        ),
        options=options(Traceability),
        source=VISIT,
    ),
    Fact(
        "innovation",
        FactType.ENUM,
        label=Text(id="Inovasi dan keunikan produk", en="Innovation and uniqueness"),
        question=Text(
            id="Apa yang baru atau khas pada produk Ibu/Bapak?",
            en="What is new or distinctive about the product?",
        ),
        options=options(Innovation),
        source=Text(id="kurator", en="curator"),
    ),
    Fact(
        "meets_export_quality",
        FactType.BOOL,
        label=Text(
            id="Mutu memenuhi standar ekspor (hasil penilaian)",
            en="Quality meets the export standard (assessed)",
        ),
        question=Text(
            id="Menurut hasil penilaian, apakah mutu produk Ibu/Bapak memenuhi standar ekspor?",
            en="According to an assessment, does the product's quality meet the export standard?",
        ),
        source=ASSESSMENT,
    ),
    Fact(
        "meets_export_quantity",
        FactType.BOOL,
        label=Text(
            id="Jumlah memenuhi kebutuhan ekspor (hasil penilaian)",
            en="Quantity meets export needs (assessed)",
        ),
        question=Text(
            id="Menurut hasil penilaian, apakah jumlah produk Ibu/Bapak "
            "mencukupi kebutuhan ekspor?",
            en="According to an assessment, is the quantity enough for export?",
        ),
        source=ASSESSMENT,
    ),
    Fact(
        "meets_export_continuity",
        FactType.BOOL,
        label=Text(
            id="Pasokan dapat berlanjut (hasil penilaian)",
            en="Supply can be sustained (assessed)",
        ),
        question=Text(
            id="Menurut hasil penilaian, apakah pasokan produk Ibu/Bapak dapat terus berlanjut?",
            en="According to an assessment, can the supply be sustained?",
        ),
        source=ASSESSMENT,
    ),
    Fact(
        "meets_destination_standard",
        FactType.BOOL,
        label=Text(id="Memenuhi syarat negara tujuan", en="Meets the destination's requirements"),
        question=Text(
            id="Apakah produk Ibu/Bapak memenuhi syarat negara tujuan?",
            en="Does the product meet the requirements of the destination?",
        ),
        source=Text(id="hasil kurasi atau klinik ekspor", en="curation results or export clinic"),
    ),
)
