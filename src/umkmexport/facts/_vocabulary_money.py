"""Facts about size and money."""

from __future__ import annotations

from typing import Final

from umkmexport.facts._vocabulary_words import OWNER_STATEMENT, RUPIAH, VISIT, options
from umkmexport.model.choices import (
    Bookkeeping,
    Costing,
    CreditStatus,
    SalesTrend,
    WorkingCapital,
)
from umkmexport.rules.fact import Fact, FactType
from umkmexport.terms.text import Text

__all__ = ["MONEY"]

MONEY: Final = (
    Fact(
        "annual_sales",
        FactType.MONEY,
        label=Text(id="Hasil penjualan tahunan (omzet)", en="Annual sales"),
        question=Text(
            id="Berapa hasil penjualan (omzet) usaha Ibu/Bapak dalam satu tahun?",
            en="How much does the firm sell in one year?",
        ),
        unit=Text(id="rupiah per tahun", en="rupiah a year"),
        source=Text(
            id="pernyataan pemilik atau SPT Tahunan", en="owner's statement or annual tax return"
        ),
        first=True,
    ),
    Fact(
        "capital",
        FactType.MONEY,
        label=Text(
            id="Modal usaha (milik sendiri dan pinjaman), tanpa tanah dan bangunan tempat usaha",
            en="Business capital, own and borrowed, without land and premises",
        ),
        question=Text(
            id="Berapa modal usaha Ibu/Bapak, baik milik sendiri maupun pinjaman, "
            "tanpa tanah dan bangunan tempat usaha?",
            en="How much capital, own and borrowed, does the firm have, "
            "not counting land and premises?",
        ),
        unit=RUPIAH,
        source=Text(id="NIB atau pernyataan pemilik", en="NIB or owner's statement"),
        first=True,
    ),
    Fact(
        "net_worth",
        FactType.MONEY,
        label=Text(
            id="Kekayaan bersih, tanpa tanah dan bangunan tempat usaha",
            en="Net worth, without land and premises",
        ),
        question=Text(
            id="Berapa kekayaan bersih usaha Ibu/Bapak (harta dikurangi utang), "
            "tanpa tanah dan bangunan tempat usaha?",
            en="What is the firm's net worth (assets less debts), not counting land and premises?",
        ),
        unit=RUPIAH,
        source=Text(id="neraca", en="balance sheet"),
    ),
    Fact(
        "investment",
        FactType.MONEY,
        label=Text(
            id="Nilai investasi industri, tanpa tanah dan bangunan tempat usaha",
            en="Industrial investment, without land and premises",
        ),
        question=Text(
            id="Berapa nilai investasi industri usaha Ibu/Bapak, "
            "tanpa tanah dan bangunan tempat usaha?",
            en="What is the firm's industrial investment, not counting land and premises?",
        ),
        unit=RUPIAH,
        source=Text(id="izin industri", en="industrial permit"),
    ),
    Fact(
        "workers",
        FactType.INT,
        label=Text(
            id="Jumlah tenaga kerja, termasuk pemilik dan anggota keluarga",
            en="Workers, owner and unpaid family included",
        ),
        question=Text(
            id="Berapa orang yang bekerja di usaha Ibu/Bapak, "
            "termasuk pemilik dan anggota keluarga yang tidak digaji?",
            en="How many people work in the firm, the owner and unpaid family included?",
        ),
        unit=Text(id="orang", en="people"),
        source=OWNER_STATEMENT,
        first=True,
    ),
    Fact(
        "sales_trend",
        FactType.ENUM,
        label=Text(
            id="Perkembangan penjualan dibandingkan dengan tahun lalu",
            en="Sales against last year",
        ),
        question=Text(
            id="Dibandingkan dengan tahun lalu, apakah penjualan usaha Ibu/Bapak turun, "
            "stabil, atau naik?",
            en="Compared with last year, are the firm's sales falling, stable or rising?",
        ),
        options=options(SalesTrend),
        source=OWNER_STATEMENT,
    ),
    Fact(
        "credit_status",
        FactType.ENUM,
        label=Text(id="Status kredit (kolektibilitas)", en="Loan status (collectability)"),
        question=Text(
            id="Jika usaha Ibu/Bapak memiliki pinjaman, bagaimana status kreditnya saat ini "
            "menurut bank?",
            en="If the firm has a loan, what is its present status according to the bank?",
        ),
        options=options(CreditStatus),
        source=Text(
            id="bank atau SLIK OJK, dengan persetujuan pemilik",
            en="bank or OJK's credit register (SLIK), with the owner's consent",
        ),
    ),
    Fact(
        "bookkeeping",
        FactType.ENUM,
        label=Text(id="Pembukuan", en="Bookkeeping"),
        question=Text(
            id="Pembukuan seperti apa yang dibuat usaha Ibu/Bapak?",
            en="What kind of books does the firm keep?",
        ),
        options=options(Bookkeeping),
        source=VISIT,
    ),
    Fact(
        "separate_account",
        FactType.BOOL,
        label=Text(
            id="Rekening usaha terpisah dari rekening pribadi",
            en="Business account kept apart from the private one",
        ),
        question=Text(
            id="Apakah rekening usaha Ibu/Bapak terpisah dari rekening pribadi?",
            en="Is the firm's bank account kept apart from the owner's private one?",
        ),
        source=Text(id="buku tabungan atau rekening koran", en="bank book or bank statement"),
    ),
    Fact(
        "costing",
        FactType.ENUM,
        label=Text(id="Perhitungan harga", en="Costing"),
        question=Text(
            id="Sudah sampai tahap mana perhitungan harga produk Ibu/Bapak?",
            en="How far has the price of the product been worked out?",
        ),
        options=options(Costing),
        source=Text(id="lembar perhitungan harga", en="costing sheet"),
    ),
    Fact(
        "working_capital",
        FactType.ENUM,
        label=Text(
            id="Modal kerja untuk satu pesanan ekspor",
            en="Working capital for one export order",
        ),
        question=Text(
            id="Dari mana modal kerja Ibu/Bapak untuk memenuhi satu pesanan ekspor?",
            en="Where would the working capital for one export order come from?",
        ),
        options=options(WorkingCapital),
        source=OWNER_STATEMENT,
    ),
    Fact(
        "tax_return_filed",
        FactType.BOOL,
        label=Text(
            id="SPT Tahunan tahun pajak terakhir sudah dilaporkan",
            en="Last annual tax return filed",
        ),
        question=Text(
            id="Apakah SPT Tahunan untuk tahun pajak terakhir sudah Ibu/Bapak laporkan?",
            en="Has the annual tax return for the last tax year been filed?",
        ),
        source=Text(id="bukti penerimaan SPT", en="receipt of the tax return"),
    ),
)
