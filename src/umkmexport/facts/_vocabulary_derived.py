"""Facts that follow from other facts and from collections, and are never typed in."""

from __future__ import annotations

from typing import Final

from umkmexport.codes.families import ExportStatus
from umkmexport.facts._vocabulary_words import MONTHS, PRODUCTS, options
from umkmexport.model.choices import SizeClass
from umkmexport.rules.fact import Fact, FactType, Option
from umkmexport.terms.text import Text

__all__ = ["DERIVED"]

DERIVED: Final = (
    Fact(
        "months_operating",
        FactType.INT,
        label=Text(id="Lama usaha berjalan", en="Months in business"),
        question=Text(
            id="Sudah berapa bulan usaha Ibu/Bapak berjalan?",
            en="For how many months has the firm been in business?",
        ),
        unit=MONTHS,
        least=0,
        derived_from=("started_on",),
    ),
    Fact(
        "owner_age",
        FactType.INT,
        label=Text(id="Umur pemilik", en="Owner's age"),
        question=Text(id="Berapa umur Ibu/Bapak?", en="How old is the owner?"),
        unit=Text(id="tahun", en="years"),
        least=0,
        personal=True,
        derived_from=("owner_birth_date",),
    ),
    Fact(
        "has_business_permit",
        FactType.BOOL,
        label=Text(id="Memiliki NIB atau izin usaha", en="Holds an NIB or a business licence"),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki NIB atau izin usaha lain?",
            en="Does the firm hold an NIB or another business licence?",
        ),
        derived_from=("has_nib", "other_business_permit"),
    ),
    Fact(
        "is_exporter",
        FactType.BOOL,
        label=Text(id="Sudah pernah mengekspor", en="Has exported"),
        question=Text(
            id="Apakah usaha Ibu/Bapak sudah pernah mengekspor?",
            en="Has the firm ever exported?",
        ),
        derived_from=("export_mode", "events"),
    ),
    Fact(
        "is_goods",
        FactType.BOOL,
        label=Text(id="Produk utama berupa barang", en="Main product is a good"),
        question=Text(
            id="Apakah produk utama Ibu/Bapak berupa barang, bukan jasa?",
            en="Is the main product a good rather than a service?",
        ),
        derived_from=("product_family",),
    ),
    Fact(
        "kbli_matches_product",
        FactType.BOOL,
        label=Text(
            id="KBLI pada NIB mencakup produk utama", en="KBLI on the NIB covers the main product"
        ),
        question=Text(
            id="Apakah KBLI pada NIB usaha Ibu/Bapak mencakup produk utamanya?",
            en="Does the KBLI on the firm's NIB cover its main product?",
        ),
        derived_from=("kbli", "product_family"),
    ),
    Fact(
        "spp_irt_possible",
        FactType.BOOL,
        label=Text(id="Produk ini dapat memperoleh SPP-IRT", en="SPP-IRT is open to the product"),
        question=Text(
            id="Apakah produk Ibu/Bapak dapat memperoleh SPP-IRT?",
            en="Is SPP-IRT open to the product?",
        ),
        derived_from=("product_form", "production_site"),
    ),
    Fact(
        "export_lot_cover",
        FactType.INT,
        label=Text(
            id="Kapasitas sebulan terhadap pesanan ekspor terkecil",
            en="One month's capacity against the smallest export order",
        ),
        question=Text(
            id="Berapa persen dari pesanan ekspor terkecil yang dapat dipenuhi "
            "dengan kapasitas sebulan?",
            en="How many per cent of the smallest export order does one month's capacity cover?",
        ),
        unit=Text(id="persen", en="per cent"),
        least=0,
        derived_from=("monthly_capacity", "target_order"),
    ),
    Fact(
        "online_presence",
        FactType.ENUM,
        label=Text(id="Kehadiran daring", en="Online presence"),
        question=Text(
            id="Di mana usaha Ibu/Bapak dapat ditemukan secara daring?",
            en="Where can the firm be found online?",
        ),
        options=(
            Option("none", Text(id="tidak ada", en="none")),
            Option(
                "local",
                Text(
                    id="media sosial atau lokapasar dalam negeri",
                    en="social media or a domestic marketplace",
                ),
            ),
            Option(
                "global",
                Text(
                    id="situs web atau lokapasar lintas negara",
                    en="a website or a cross-border marketplace",
                ),
            ),
        ),
        derived_from=("has_website", "has_social_media", "marketplace"),
    ),
    Fact(
        "export_status",
        FactType.ENUM,
        label=Text(id="Status ekspor barang", en="Export status of the good"),
        question=Text(
            id="Apakah ekspor produk utama Ibu/Bapak bebas, dibatasi, atau dilarang?",
            en="Is export of the main product free, regulated or prohibited?",
        ),
        options=options(ExportStatus),
        derived_from=("product_family",),
    ),
    Fact(
        "trained",
        FactType.BOOL,
        label=Text(
            id="Pernah mengikuti pelatihan usaha atau ekspor dalam 3 tahun terakhir",
            en="Trained in business or export within the last 3 years",
        ),
        question=Text(
            id="Apakah Ibu/Bapak pernah mengikuti pelatihan usaha atau ekspor "
            "dalam tiga tahun terakhir?",
            en="Has the firm attended training in business or export in the last three years?",
        ),
        derived_from=("export_training", "events"),
    ),
    Fact(
        "trained_in_export",
        FactType.BOOL,
        label=Text(
            id="Pernah mengikuti pelatihan ekspor dalam 3 tahun terakhir",
            en="Trained in export within the last 3 years",
        ),
        question=Text(
            id="Apakah Ibu/Bapak pernah mengikuti pelatihan ekspor dalam tiga tahun terakhir?",
            en="Has the firm attended export training in the last three years?",
        ),
        derived_from=("export_training", "events"),
    ),
    Fact(
        "has_skp",
        FactType.BOOL,
        label=Text(
            id="Memiliki SKP (sertifikat kelayakan pengolahan ikan) yang berlaku",
            en="Holds a valid SKP (fish processing certificate)",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki SKP (sertifikat kelayakan pengolahan ikan) "
            "yang masih berlaku?",
            en="Does the firm hold a valid SKP (fish processing certificate)?",
        ),
        derived_from=("certificates",),
    ),
    Fact(
        "has_product_notification",
        FactType.BOOL,
        label=Text(
            id="Memiliki notifikasi kosmetika BPOM yang berlaku",
            en="Holds a valid BPOM cosmetics notification",
        ),
        question=Text(
            id="Apakah produk Ibu/Bapak memiliki notifikasi kosmetika BPOM yang masih berlaku?",
            en="Does the product hold a valid BPOM cosmetics notification?",
        ),
        derived_from=("certificates",),
    ),
    Fact(
        "has_svlk",
        FactType.BOOL,
        label=Text(
            id="Memiliki sertifikat legalitas kayu (S-LK) yang berlaku",
            en="Holds a valid timber legality certificate (S-LK)",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki sertifikat legalitas kayu (S-LK) "
            "yang masih berlaku?",
            en="Does the firm hold a valid timber legality certificate (S-LK)?",
        ),
        derived_from=("certificates",),
    ),
    Fact(
        "has_nkv",
        FactType.BOOL,
        label=Text(
            id="Memiliki nomor kontrol veteriner (NKV) yang berlaku",
            en="Holds a valid veterinary control number (NKV)",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak memiliki nomor kontrol veteriner (NKV) yang masih berlaku?",
            en="Does the firm hold a valid veterinary control number (NKV)?",
        ),
        derived_from=("certificates",),
    ),
    Fact(
        "has_organic",
        FactType.BOOL,
        label=Text(
            id="Memiliki sertifikat organik yang berlaku", en="Holds a valid organic certificate"
        ),
        question=Text(
            id="Apakah produk Ibu/Bapak memiliki sertifikat organik yang masih berlaku?",
            en="Does the product hold a valid organic certificate?",
        ),
        derived_from=("certificates",),
    ),
    Fact(
        "halal_facilitated_before",
        FactType.BOOL,
        label=Text(
            id="Pernah mendapat fasilitasi sertifikasi halal",
            en="Has had support for halal certification before",
        ),
        question=Text(
            id="Apakah usaha Ibu/Bapak pernah mendapat fasilitasi sertifikasi halal?",
            en="Has the firm had support for halal certification before?",
        ),
        derived_from=("events",),
    ),
    Fact(
        "product_count",
        FactType.INT,
        label=Text(id="Jumlah produk", en="Number of products"),
        question=Text(
            id="Berapa jenis produk yang dihasilkan usaha Ibu/Bapak?",
            en="How many products does the firm have?",
        ),
        unit=PRODUCTS,
        least=0,
        derived_from=("products",),
    ),
    Fact(
        "times_helped_24",
        FactType.INT,
        label=Text(
            id="Banyaknya bantuan yang diterima dalam 24 bulan terakhir",
            en="Times the firm was helped within the last 24 months",
        ),
        question=Text(
            id="Berapa kali usaha Ibu/Bapak menerima fasilitasi, pelatihan, pendampingan, atau "
            "peralatan dalam 24 bulan terakhir?",
            en="How many times did the firm receive support, training, mentoring or equipment "
            "within the last 24 months?",
        ),
        unit=Text(id="kali", en="times"),
        least=0,
        derived_from=("events",),
    ),
    Fact(
        "size_class_by_sales",
        FactType.ENUM,
        label=Text(
            id="Golongan usaha menurut hasil penjualan tahunan", en="Size class by annual sales"
        ),
        question=Text(
            id="Termasuk golongan apa usaha Ibu/Bapak menurut hasil penjualan tahunan?",
            en="Which size class is the firm in by its annual sales?",
        ),
        options=options(SizeClass),
        derived_from=("annual_sales",),
    ),
    Fact(
        "size_class_by_capital",
        FactType.ENUM,
        label=Text(id="Golongan usaha menurut modal usaha", en="Size class by capital"),
        question=Text(
            id="Termasuk golongan apa usaha Ibu/Bapak menurut modal usaha?",
            en="Which size class is the firm in by its capital?",
        ),
        options=options(SizeClass),
        derived_from=("capital",),
    ),
    Fact(
        "owner_lives_elsewhere",
        FactType.BOOL,
        label=Text(
            id="KTP pemilik dan tempat usaha berbeda kabupaten/kota",
            en="Owner's card and business are of different regencies or cities",
        ),
        question=Text(
            id="Apakah kabupaten/kota pada KTP pemilik berbeda dari tempat usahanya?",
            en="Is the owner's card of another regency or city than the business?",
        ),
        personal=True,
        derived_from=("owner_region", "business_region"),
    ),
    Fact(
        "produces_elsewhere",
        FactType.BOOL,
        label=Text(
            id="Tempat produksi dan tempat usaha berbeda kabupaten/kota",
            en="Production and business are in different regencies or cities",
        ),
        question=Text(
            id="Apakah tempat produksi berada di kabupaten/kota lain dari tempat usahanya?",
            en="Is production in another regency or city than the business?",
        ),
        derived_from=("production_region", "business_region"),
    ),
    Fact(
        "registered_locally_first",
        FactType.BOOL,
        label=Text(
            id="Mendaftar di dinas setempat sebelum mendaftar daring",
            en="Registered at the local office before applying",
        ),
        question=Text(
            id="Apakah Ibu/Bapak mendaftar di dinas kabupaten/kota sebelum mendaftar daring?",
            en="Has the firm registered at the local office before it applied?",
        ),
        derived_from=("registered_local_on", "applied_on"),
    ),
)
