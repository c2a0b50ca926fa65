"""The answers an enumerated fact may have, each with its Indonesian and English word."""

from __future__ import annotations

from umkmexport.terms.choice import Choice

__all__ = [
    "Bookkeeping",
    "BusinessPermit",
    "BuyerChannel",
    "BuyerStage",
    "Citizenship",
    "Costing",
    "CreditStatus",
    "DigitalSkill",
    "ExportDocuments",
    "ExportMode",
    "ExportTraining",
    "ForeignLanguage",
    "Gender",
    "Innovation",
    "Label",
    "LegalForm",
    "ManufacturingPractice",
    "MarketReach",
    "MarketResearch",
    "Marketplace",
    "NibRisk",
    "Occupation",
    "Ownership",
    "Packaging",
    "ProductForm",
    "ProductionSite",
    "QualityControl",
    "RawMaterial",
    "SalesTrend",
    "Shipping",
    "SizeClass",
    "Traceability",
    "Trademark",
    "WorkingCapital",
]


class NibRisk(Choice):
    """Risk level printed on the NIB (PP 28/2025)."""

    LOW = "low", "rendah", "low"
    MEDIUM_LOW = "medium_low", "menengah rendah", "medium-low"
    MEDIUM_HIGH = "medium_high", "menengah tinggi", "medium-high"
    HIGH = "high", "tinggi", "high"


class LegalForm(Choice):
    """Legal form of the firm (*bentuk usaha*)."""

    INDIVIDUAL = "individual", "perorangan", "individual"
    UD = "ud", "usaha dagang (UD)", "trading business (UD)"
    FIRMA = "firma", "firma", "general partnership (firma)"
    CV = "cv", "CV", "limited partnership (CV)"
    PT_INDIVIDUAL = "pt_individual", "PT perorangan", "one-person company (PT perorangan)"
    PT = "pt", "PT", "limited company (PT)"
    COOPERATIVE = "cooperative", "koperasi", "cooperative"
    FOUNDATION = "foundation", "yayasan", "foundation"
    VILLAGE_ENTERPRISE = "village_enterprise", "BUM Desa", "village enterprise"
    OTHER = "other", "lainnya", "other"


class Ownership(Choice):
    """Whether the firm stands on its own (PP 7/2021 Article 1; BKPM 5/2025 Article 26)."""

    INDEPENDENT = "independent", "berdiri sendiri", "independent"
    PART_OF_SMALL = "part_of_small", "bagian dari usaha kecil", "part of a small enterprise"
    PART_OF_MEDIUM = "part_of_medium", "bagian dari usaha menengah", "part of a medium enterprise"
    PART_OF_LARGE = "part_of_large", "bagian dari usaha besar", "part of a large enterprise"
    FOREIGN = "foreign", "penanaman modal asing (PMA)", "foreign investment (PMA)"


class Citizenship(Choice):
    """Citizenship of the owner."""

    WNI = "wni", "warga negara Indonesia", "Indonesian citizen"
    WNA = "wna", "warga negara asing", "foreign citizen"


class Gender(Choice):
    """Sex of the owner, for recapitulation and reserved seats only, never for points."""

    FEMALE = "female", "perempuan", "female"
    MALE = "male", "laki-laki", "male"


class Occupation(Choice):
    """Main occupation of the owner."""

    ENTREPRENEUR = "entrepreneur", "wirausaha", "entrepreneur"
    CIVIL_SERVANT = "civil_servant", "aparatur sipil negara (ASN)", "civil servant"
    MILITARY_POLICE = "military_police", "anggota TNI/Polri", "military or police"
    SOE_EMPLOYEE = "soe_employee", "pegawai BUMN/BUMD", "state-owned enterprise employee"
    PRIVATE_EMPLOYEE = "private_employee", "pegawai swasta", "private employee"
    STUDENT = "student", "pelajar atau mahasiswa", "student"
    OTHER = "other", "lainnya", "other"


class SalesTrend(Choice):
    """Sales against last year."""

    FALLING = "falling", "turun", "falling"
    STABLE = "stable", "stabil", "stable"
    RISING = "rising", "naik", "rising"


class CreditStatus(Choice):
    """Loan status (*kolektibilitas*) as banks record it."""

    NO_LOAN = "no_loan", "tidak ada pinjaman", "no loan"
    CURRENT = "current", "lancar", "current"
    SPECIAL_MENTION = "special_mention", "dalam perhatian khusus", "special mention"
    SUBSTANDARD = "substandard", "kurang lancar", "substandard"
    DOUBTFUL = "doubtful", "diragukan", "doubtful"
    LOSS = "loss", "macet", "loss"
    IN_CLAIM = "in_claim", "dalam klaim atau subrogasi", "in a claim or subrogation"


class Bookkeeping(Choice):
    """How books are kept."""

    NONE = "none", "tidak ada", "none"
    CASH_NOTES = "cash_notes", "catatan kas", "cash notes"
    MONTHLY_CASH_BOOK = "monthly_cash_book", "buku kas bulanan", "monthly cash book"
    FINANCIAL_STATEMENTS = (
        "financial_statements",
        "laporan laba rugi dan neraca",
        "income statement and balance sheet",
    )


class Costing(Choice):
    """How far prices are calculated."""

    NONE = "none", "belum dihitung", "not calculated"
    UNIT_COST = "unit_cost", "harga pokok per satuan", "unit cost"
    EXPORT_PRICE = "export_price", "harga ekspor (FCA/FOB)", "export price (FCA/FOB)"


class WorkingCapital(Choice):
    """Working capital for one export order."""

    NONE = "none", "tidak ada", "none"
    INFORMAL_LOAN = "informal_loan", "pinjaman informal", "informal loan"
    OWN_FUNDS = "own_funds", "dana sendiri", "own funds"
    BANK_FACILITY = "bank_facility", "fasilitas bank", "bank facility"


class BusinessPermit(Choice):
    """Business permit or letter other than the NIB."""

    NONE = "none", "tidak ada", "none"
    BUSINESS_LETTER = "business_letter", "surat keterangan usaha (SKU)", "business letter (SKU)"
    LICENCE = "licence", "SIUP, IUMK, atau izin lama", "SIUP, IUMK or an older licence"


class Trademark(Choice):
    """State of the trademark at the Directorate General of Intellectual Property (DJKI)."""

    NONE = "none", "belum ada", "none"
    FILED = "filed", "sudah diajukan", "filed"
    REGISTERED = "registered", "terdaftar", "registered"


class ManufacturingPractice(Choice):
    """Good manufacturing practice; for fish, ``haccp`` means the certificate of KKP."""

    NONE = "none", "belum ada", "none"
    WRITTEN_SOP = "written_sop", "SOP tertulis", "written procedures"
    CERTIFIED = "certified", "bersertifikat (IP-CPPOB, CPKB, CPOTB)", "certified (GMP)"
    HACCP = "haccp", "HACCP atau ISO 22000", "HACCP or ISO 22000"


class ProductForm(Choice):
    """Form and storage of the main product; it decides whether SPP-IRT is open at all."""

    DRY_AMBIENT = "dry_ambient", "kering, suhu ruang", "dry, room temperature"
    WET_AMBIENT = "wet_ambient", "basah, suhu ruang", "wet, room temperature"
    PASTEURISED_STERILISED = (
        "pasteurised_sterilised",
        "dipasteurisasi atau disterilkan",
        "pasteurised or sterilised",
    )
    CHILLED_FROZEN = "chilled_frozen", "dingin atau beku", "chilled or frozen"
    NOT_FOOD = "not_food", "bukan pangan", "not food"


class ProductionSite(Choice):
    """The place of production; the last value needs an assessor."""

    SHARED_WITH_HOUSEHOLD = (
        "shared_with_household",
        "menyatu dengan rumah tangga",
        "shared with the household",
    )
    SEPARATE_AREA = "separate_area", "ruang terpisah", "separate area"
    SEPARATE_BUILDING = "separate_building", "bangunan terpisah", "separate building"
    EXPORT_STANDARD = "export_standard", "memenuhi standar ekspor", "meets export standard"


class RawMaterial(Choice):
    """Supply of raw material."""

    UNCERTAIN = "uncertain", "tidak pasti", "uncertain"
    SEVERAL_SUPPLIERS = "several_suppliers", "lebih dari satu pemasok", "several suppliers"
    SECURED = (
        "secured",
        "terjamin (kontrak, kebun sendiri, atau stok sedikitnya sebulan)",
        "secured (contract, own farm, or a month's stock)",
    )


class QualityControl(Choice):
    """Control of quality."""

    NONE = "none", "belum ada", "none"
    WRITTEN_SPEC = "written_spec", "spesifikasi tertulis", "written specification"
    BATCH_RECORDS = "batch_records", "pemeriksaan tercatat per batch", "checks recorded per batch"


class Packaging(Choice):
    """Packaging of the main product."""

    BASIC = "basic", "sederhana", "basic"
    RETAIL_READY = "retail_ready", "layak ritel", "ready for retail"
    EXPORT_READY = "export_ready", "siap kirim jauh", "ready for a long journey"


class Label(Choice):
    """Label of the main product."""

    NONE = "none", "tidak ada", "none"
    INDONESIAN = "indonesian", "sesuai ketentuan dalam negeri", "meets domestic rules"
    EXPORT_LANGUAGE = (
        "export_language",
        "berbahasa Inggris atau bahasa negara tujuan",
        "in English or the destination's language",
    )


class Traceability(Choice):
    """How far a product can be traced."""

    NONE = "none", "belum ada", "none"
    SOP = "sop", "SOP produksi", "production procedure"
    BATCH_CODE = "batch_code", "SOP dan kode batch", "procedure and batch code"


class Innovation(Choice):
    """How new or distinctive the product is; the last value is a curator's."""

    NONE = "none", "tidak ada", "none"
    NEW_VARIANT = (
        "new_variant",
        "varian atau kemasan baru dalam 24 bulan terakhir",
        "new variant or packaging within 24 months",
    )
    DISTINCTIVE = "distinctive", "khas menurut kurator", "distinctive by a curator's judgement"


class MarketReach(Choice):
    """How far the firm sells; a tick at ``export`` proves no export."""

    LOCAL = "local", "kabupaten/kota sendiri", "own regency or city"
    INTER_REGENCY = "inter_regency", "antarkabupaten/kota", "several regencies"
    INTER_PROVINCE = "inter_province", "antarprovinsi", "several provinces"
    EXPORT = "export", "luar negeri", "abroad"


class Marketplace(Choice):
    """Sales on online marketplaces."""

    NONE = "none", "tidak", "none"
    DOMESTIC = "domestic", "lokapasar dalam negeri", "domestic marketplace"
    GLOBAL = "global", "lokapasar lintas negara", "cross-border marketplace"


class MarketResearch(Choice):
    """Knowledge of the target market."""

    NONE = "none", "belum ada", "none"
    COUNTRY_CHOSEN = "country_chosen", "negara tujuan sudah dipilih", "country chosen"
    REQUIREMENTS_LISTED = (
        "requirements_listed",
        "persyaratannya sudah didaftar",
        "its requirements are listed",
    )


class BuyerStage(Choice):
    """Stage with a foreign buyer."""

    NONE = "none", "belum ada", "none"
    ENQUIRY = "enquiry", "ada permintaan informasi", "enquiry received"
    SAMPLE_SENT = "sample_sent", "sampel sudah dikirim", "sample sent"
    ORDER = "order", "ada pesanan atau surat minat (LoI)", "order or letter of intent"


class BuyerChannel(Choice):
    """How the buyer was found."""

    INTERNET = "internet", "internet", "internet"
    EXHIBITION = "exhibition", "pameran", "exhibition"
    TRADE_OFFICE = "trade_office", "atase perdagangan atau ITPC", "trade attaché or ITPC"
    OFFICE_MATCHING = "office_matching", "temu bisnis dinas atau BI", "an office's matching event"
    TRADER = "trader", "pedagang perantara", "trader"
    DIASPORA = "diaspora", "diaspora", "diaspora"
    OTHER = "other", "lainnya", "other"


class ExportMode(Choice):
    """How the firm exports (Pekalongan's aim: *mandiri*, in its own name)."""

    NEVER = "never", "belum pernah", "never"
    INDIRECT = "indirect", "melalui pihak ketiga", "through others"
    MIXED = "mixed", "sendiri dan melalui pihak ketiga", "both"
    DIRECT = "direct", "langsung atas nama sendiri", "directly in its own name"


class ExportTraining(Choice):
    """Training in the last three years."""

    NONE = "none", "belum pernah", "none"
    BUSINESS = "business", "pelatihan usaha", "business training"
    EXPORT = "export", "pelatihan ekspor", "export training"


class ForeignLanguage(Choice):
    """English or the destination's language."""

    NONE = "none", "belum bisa", "none"
    BASIC = "basic", "dasar", "basic"
    CORRESPONDENCE = "correspondence", "mampu berkorespondensi", "can correspond"


class DigitalSkill(Choice):
    """Skill with digital tools."""

    NONE = "none", "belum", "none"
    MESSAGING = "messaging", "aplikasi pesan dan media sosial", "messaging and social media"
    BUSINESS_TOOLS = (
        "business_tools",
        "surel, lokapasar, lembar kerja, dan rapat daring",
        "e-mail, marketplaces, spreadsheets and online meetings",
    )


class ExportDocuments(Choice):
    """Knowledge of export documents."""

    NONE = "none", "belum tahu", "none"
    KNOWS_LIST = "knows_list", "mengetahui daftarnya", "knows the list"
    PREPARED = "prepared", "pernah menyiapkan", "has prepared them"


class Shipping(Choice):
    """Arrangement of shipping."""

    NONE = "none", "belum ada", "none"
    QUOTED = "quoted", "ada penawaran biaya", "quotation received"
    ARRANGED = "arranged", "ada mitra pengiriman", "shipping partner arranged"


class SizeClass(Choice):
    """Class of size, from the smallest (*usaha mikro, kecil, menengah, besar*).

    Older laws name some classes only; what they leave out is ``unclassed``.
    """

    MICRO = "micro", "usaha mikro", "micro enterprise"
    SMALL = "small", "usaha kecil", "small enterprise"
    MEDIUM = "medium", "usaha menengah", "medium enterprise"
    LARGE = "large", "usaha besar", "large enterprise"
    UNCLASSED = "unclassed", "di luar golongan yang diatur", "outside the classes of this rule"
