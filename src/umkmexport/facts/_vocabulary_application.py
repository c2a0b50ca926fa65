"""Common facts of one application to one call; a call declares by name those it asks."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import OWNER_STATEMENT, PRODUCTS, RUPIAH, VISIT
from umkmexport.rules.fact import Fact, FactType, Option
from umkmexport.terms.text import Text

__all__ = ["APPLICATION"]

_FORM: Final = Text(id="formulir pendaftaran", en="application form")

APPLICATION: Final = (
    Fact(
        "applied_on",
        FactType.DATE,
        label=Text(id="Tanggal mendaftar", en="Date of application"),
        question=Text(id="Kapan Ibu/Bapak mendaftar?", en="On which date did the firm apply?"),
        source=_FORM,
    ),
    Fact(
        "registered_local_on",
        FactType.DATE,
        label=Text(
            id="Tanggal mendaftar di dinas kabupaten/kota",
            en="Date of registration at the regency or city office",
        ),
        question=Text(
            id="Kapan Ibu/Bapak mendaftar di dinas kabupaten/kota?",
            en="On which date did the firm register at the regency or city office?",
        ),
        source=Text(id="catatan dinas kabupaten/kota", en="record of the regency or city office"),
    ),
    Fact(
        "submitted_documents",
        FactType.SET,
        label=Text(id="Dokumen yang diserahkan", en="Documents handed in"),
        question=Text(
            id="Dokumen apa saja yang sudah Ibu/Bapak serahkan?",
            en="Which documents has the firm handed in?",
        ),
        options=(
            Option("ktp", Text(id="KTP", en="identity card (KTP)")),
            Option("npwp", Text(id="NPWP", en="tax number (NPWP)")),
            Option("site_plan", Text(id="denah lokasi", en="site plan")),
            Option("photo_3x4", Text(id="pas foto 3x4", en="photograph, 3 by 4 cm")),
            Option("photo_4x6", Text(id="pas foto 4x6", en="photograph, 4 by 6 cm")),
        ),
        source=_FORM,
    ),
    Fact(
        "nominated_by",
        FactType.ENUM,
        label=Text(id="Pengusul", en="Nominated by"),
        question=Text(id="Siapa yang mengusulkan usaha Ibu/Bapak?", en="Who nominated the firm?"),
        options=(
            Option("office", Text(id="dinas", en="an office")),
            Option("association", Text(id="asosiasi", en="an association")),
            Option("mentor", Text(id="pendamping", en="a mentor")),
            Option("self", Text(id="mendaftar sendiri (mandiri)", en="the firm itself")),
        ),
        source=Text(
            id="surat usulan atau formulir pendaftaran",
            en="letter of nomination or application form",
        ),
    ),
    Fact(
        "clear_address",
        FactType.BOOL,
        label=Text(id="Alamat jelas", en="Clear, verified address"),
        question=Text(
            id="Apakah alamat usaha Ibu/Bapak jelas dan sudah diperiksa?",
            en="Is the firm's address clear and verified?",
        ),
        source=VISIT,
    ),
    Fact(
        "owner_residence",
        FactType.COUNTRY,
        label=Text(id="Negara domisili pemilik", en="Country where the owner lives"),
        question=Text(
            id="Di negara mana Ibu/Bapak berdomisili?",
            en="In which country does the owner live?",
        ),
        source=OWNER_STATEMENT,
        personal=True,
    ),
    Fact(
        "subsector",
        FactType.ENUM,
        label=Text(id="Subsektor ekonomi kreatif", en="Creative-economy subsector"),
        question=Text(
            id="Usaha Ibu/Bapak termasuk subsektor ekonomi kreatif apa?",
            en="Which subsector of the creative economy does the firm belong to?",
        ),
        options=(
            Option("culinary", Text(id="kuliner", en="food and drink")),
            Option("craft", Text(id="kriya", en="craft")),
            Option("fashion", Text(id="fesyen", en="fashion")),
            Option("application", Text(id="aplikasi", en="applications")),
            Option("game", Text(id="gim", en="games")),
            Option("music", Text(id="musik", en="music")),
            Option("film", Text(id="film", en="film")),
        ),
        source=_FORM,
    ),
    Fact(
        "applicant_kind",
        FactType.ENUM,
        label=Text(id="Jenis pendaftar", en="Kind of applicant"),
        question=Text(
            id="Apakah Ibu/Bapak mendaftar sebagai perorangan, badan usaha, atau kelompok?",
            en="Is the applicant an individual, a business entity or a group?",
        ),
        options=(
            Option("individual", Text(id="perorangan", en="individual")),
            Option("business_entity", Text(id="badan usaha", en="business entity")),
            Option("group", Text(id="kelompok", en="group")),
        ),
        source=_FORM,
    ),
    Fact(
        "work_created_on",
        FactType.DATE,
        label=Text(id="Tanggal karya dibuat", en="Date the work was created"),
        question=Text(
            id="Kapan karya yang Ibu/Bapak daftarkan dibuat?",
            en="When was the work that is entered created?",
        ),
        source=_FORM,
    ),
    Fact(
        "loan_requested",
        FactType.MONEY,
        label=Text(id="Plafon pinjaman yang diajukan", en="Loan requested"),
        question=Text(
            id="Berapa plafon pinjaman yang Ibu/Bapak ajukan?",
            en="How large a loan does the firm request?",
        ),
        unit=RUPIAH,
        least=0,
        source=Text(id="surat permohonan pinjaman", en="loan application"),
    ),
    Fact(
        "programme_loan_since",
        FactType.DATE,
        label=Text(id="Tanggal awal pinjaman program", en="Start of the programme loan"),
        question=Text(
            id="Sejak kapan Ibu/Bapak menerima pinjaman dari program ini?",
            en="Since when has the firm had a loan from the programme?",
        ),
        source=Text(id="perjanjian pinjaman", en="loan agreement"),
    ),
    Fact(
        "willing",
        FactType.BOOL,
        label=Text(id="Bersedia mengikuti program", en="Willing to take part"),
        question=Text(
            id="Apakah Ibu/Bapak bersedia mengikuti program ini?",
            en="Is the firm willing to take part in the programme?",
        ),
        source=_FORM,
    ),
    Fact(
        "products_entered",
        FactType.INT,
        label=Text(id="Jumlah produk yang didaftarkan", en="Number of products entered"),
        question=Text(
            id="Berapa jumlah produk yang Ibu/Bapak daftarkan?",
            en="How many products does the firm enter?",
        ),
        unit=PRODUCTS,
        least=0,
        source=_FORM,
    ),
)
