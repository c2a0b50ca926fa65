"""Why a file or a list of rows is no table at all, in words a clerk can act on."""

from __future__ import annotations

from typing import Final

from umkmexport.errors import RegistryError
from umkmexport.terms.reading import Problem
from umkmexport.terms.text import Text

__all__ = ["TableError", "refuse"]


class TableError(RegistryError):
    """A file or a list of rows cannot be read as a table.

    Attributes:
        problem: a code, and the reason with a hint in both languages.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def to(self, language: str) -> str:
        """Give the reason in a language."""
        return self.problem.text.id if language == "id" else self.problem.text.en


def refuse(code: str, name: str, **parts: Text | str) -> TableError:
    """Make the error for a code; the name is that of the file, fit to be shown."""
    return TableError(Problem(code, _TEXTS[code].format(name=name, **parts)))


_TEXTS: Final = {
    "file_missing": Text(
        id="{name}: berkas tidak ditemukan; periksa nama dan foldernya",
        en="{name}: there is no such file; check its name and folder",
    ),
    "file_closed": Text(
        id="{name}: berkas tidak dapat dibuka; tutup program lain yang memakainya "
        "dan periksa izin aksesnya",
        en="{name}: the file cannot be opened; close other programs that use it "
        "and check that it may be read",
    ),
    "file_empty": Text(
        id="{name}: berkas kosong; simpan kembali data dari aplikasi asalnya",
        en="{name}: the file is empty; save the data again from where they come",
    ),
    "file_kind_unknown": Text(
        id="{name}: jenis berkas ini tidak dikenal; yang dapat dibaca ialah {kinds}",
        en="{name}: files of this kind are not known; those that can be read are {kinds}",
    ),
    "file_is_workbook": Text(
        id="{name}: namanya berkas teks, tetapi isinya buku kerja (Excel); "
        "ganti akhiran namanya menjadi .xlsx atau .xls",
        en="{name}: it is named as text, but holds a workbook (Excel); "
        "change the end of its name to .xlsx or .xls",
    ),
    "file_is_text": Text(
        id="{name}: namanya buku kerja, tetapi isinya teks; "
        "ganti akhiran namanya menjadi .csv, atau simpan dari Excel sebagai .xlsx",
        en="{name}: it is named as a workbook, but holds text; "
        "change the end of its name to .csv, or save it from Excel as .xlsx",
    ),
    "file_is_web_page": Text(
        id="{name}: isinya halaman web (HTML), bukan tabel; "
        "buka dengan Excel lalu simpan sebagai .xlsx",
        en="{name}: it holds a web page (HTML) and no table; open it in Excel and save it as .xlsx",
    ),
    "file_is_no_table": Text(
        id="{name}: isinya bukan tabel; simpan datanya sebagai .csv atau .xlsx",
        en="{name}: it does not hold a table; save the data as .csv or .xlsx",
    ),
    "workbook_other_kind": Text(
        id="{name}: isinya buku kerja jenis lain atau terkunci kata sandi; "
        "buka dengan Excel lalu simpan sebagai .xlsx tanpa kata sandi",
        en="{name}: it holds a workbook of another kind, or one with a password; "
        "open it in Excel and save it as .xlsx without a password",
    ),
    "workbook_damaged": Text(
        id="{name}: buku kerja rusak, tidak utuh, atau terkunci kata sandi; "
        "buka dengan Excel lalu simpan kembali sebagai .xlsx",
        en="{name}: the workbook is damaged, cut short or has a password; "
        "open it in Excel and save it again as .xlsx",
    ),
    "excel_not_installed": Text(
        id="{name}: untuk membaca buku kerja, pasang umkmexport[excel], "
        "atau simpan datanya sebagai .csv",
        en="{name}: to read workbooks, install umkmexport[excel], or save the data as .csv",
    ),
    "sheet_missing": Text(
        id="{name}: tidak ada lembar bernama {sheet}; yang ada: {sheets}",
        en="{name}: there is no sheet named {sheet}; there are: {sheets}",
    ),
    "sheet_unclear": Text(
        id="{name}: lebih dari satu lembar berisi data ({sheets}); sebutkan lembar yang dibaca",
        en="{name}: more than one sheet holds data ({sheets}); name the sheet to read",
    ),
    "encoding_unknown": Text(
        id="{name}: pengodean {encoding} tidak dikenal; gunakan misalnya utf-8 atau cp1252",
        en="{name}: the encoding {encoding} is not known; use utf-8 or cp1252, for example",
    ),
    "encoding_wrong": Text(
        id="{name}: teks tidak terbaca sebagai {encoding} (bita ke-{position}); "
        "simpan dari Excel sebagai 'CSV UTF-8' atau nyatakan pengodeannya",
        en="{name}: the text cannot be read as {encoding} (byte {position}); "
        "save it from Excel as 'CSV UTF-8' or declare its encoding",
    ),
    "delimiter_wrong": Text(
        id="{name}: pemisah kolom harus satu karakter, bukan {delimiter}",
        en="{name}: the delimiter is one character, not {delimiter}",
    ),
    "delimiter_unclear": Text(
        id="{name}: pemisah kolom tidak jelas, bisa {delimiters}; nyatakan pemisahnya",
        en="{name}: the delimiter is unclear, it may be {delimiters}; declare it",
    ),
    "quote_left_open": Text(
        id="{name}: tanda kutip yang dibuka pada baris {row} tidak pernah ditutup; "
        "hapus atau tutup tanda kutip itu",
        en="{name}: a quotation mark opened in row {row} is never closed; remove or close it",
    ),
    "cell_too_long": Text(
        id="{name}: isian setelah baris {row} terlalu panjang (paling banyak {limit} karakter), "
        "biasanya karena tanda kutip yang tidak ditutup",
        en="{name}: an entry after row {row} is too long (at most {limit} characters), "
        "usually because of a quotation mark that is not closed",
    ),
    "header_missing": Text(
        id="{name}: baris {row} tidak berisi judul kolom; periksa nomor baris judulnya",
        en="{name}: row {row} holds no column headers; check the number of the header row",
    ),
    "header_under_title": Text(
        id="{name}: baris {row} tampaknya judul tabel, bukan judul kolom; "
        "nyatakan baris judul kolomnya, mungkin baris {guess}",
        en="{name}: row {row} seems to be the title of the table, not its headers; "
        "declare the header row, perhaps row {guess}",
    ),
    "rows_missing": Text(
        id="{name}: ada judul kolom, tetapi tidak ada baris data di bawahnya",
        en="{name}: there are headers, but no rows of data below them",
    ),
    "row_of_wrong_kind": Text(
        id="{name}: baris {row} berjenis {kind}; setiap baris harus berupa kamus (dict) "
        "atau setiap baris harus berupa daftar (list)",
        en="{name}: row {row} is of the kind {kind}; rows are all dictionaries or all lists",
    ),
    "cell_of_wrong_kind": Text(
        id="{name}: isian pada baris {row}, kolom {column} berjenis {kind}; "
        "isian berupa teks, angka, tanggal, ya/tidak (bool) atau kosong (None)",
        en="{name}: the entry in row {row}, column {column} is of the kind {kind}; "
        "an entry is a text, a number, a date, a bool or None",
    ),
}
