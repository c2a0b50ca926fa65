from __future__ import annotations

import csv
import io
import math
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from umkmexport.errors import RegistryError
from umkmexport.registry.refusals import TableError
from umkmexport.registry.tables import Table, TableSource, read_table

REGISTRIES = Path(__file__).parents[2].parent / "shared" / "data" / "registries"

Save: TypeAlias = Callable[[str, bytes | str], Path]
Cells: TypeAlias = Sequence[Sequence[object]]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def save_as(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save_as


def workbook(sheets: dict[str, Cells], change: Callable[[openpyxl.Workbook], object] = id) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def codes(table: Table) -> list[str]:
    return [note.code for note in table.notes]


def refusal(source: TableSource, *, sheet: str | None = None) -> TableError:
    with pytest.raises(TableError) as caught:
        read_table(source, sheet=sheet)
    return caught.value


# Text files


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(save: Save, delimiter: str, line_end: str) -> None:
    lines = ["Nama|Omzet|Kota", "Batik|500|Kota Malang", 'Keripik|"1|5"|Kab. Malang', ""]
    text = line_end.join(lines).replace("|", delimiter)
    table = read_table(save("a.csv", text))
    assert table.headers == ("Nama", "Omzet", "Kota")
    assert cells(table) == [
        ("Batik", "500", "Kota Malang"),
        ("Keripik", f"1{delimiter}5", "Kab. Malang"),
    ]
    assert table.notes == ()


def test_other_marks_inside_cells_do_not_hide_the_delimiter(save: Save) -> None:
    text = "Nama;Omzet, setahun\nToko A, B, C;1,5\nToko D;2,5\nToko E, F;3\n"
    assert read_table(save("a.csv", text)).headers == ("Nama", "Omzet, setahun")


def test_an_unclear_delimiter_is_an_error_that_names_both(save: Save) -> None:
    path = save("a.csv", "a,b;c\n1,2;3\n")
    with pytest.raises(TableError, match="comma, semicolon"):
        read_table(path)
    assert read_table(path, delimiter=";").headers == ("a,b", "c")


def test_a_declared_delimiter_wins(save: Save) -> None:
    assert read_table(save("a.txt", "a~b\n1~2\n"), delimiter="~").headers == ("a", "b")
    with pytest.raises(TableError, match="one character"):
        read_table(save("a.txt", "a~b\n1~2\n"), delimiter="~~")


def test_a_delimiter_declared_in_the_first_line_wins_and_is_no_row(save: Save) -> None:
    table = read_table(save("a.csv", "\ufeffsep=;\r\nNama;Omzet, setahun\r\nBatik;1,5\r\n"))
    assert table.headers == ("Nama", "Omzet, setahun")
    assert table.rows[0].number == 2


def test_one_column_is_a_table(save: Save) -> None:
    assert cells(read_table(save("a.csv", "NIB\n9120001234567\n9120001234568\n"))) == [
        ("9120001234567",),
        ("9120001234568",),
    ]


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("cp1252", ["encoding_windows_1252"]),
    ],
)
def test_encodings_are_found(save: Save, encoding: str, notes: list[str]) -> None:
    # The first letter outside ASCII stands late in the file.
    text = "Nama,Kota\n" + "Batik,Malang\n" * 20_000 + "Café Macam²,Batu\n"
    table = read_table(save("a.csv", text.encode(encoding)))
    assert table.headers == ("Nama", "Kota")
    assert table.rows[-1].cells == ("Café Macam²", "Batu")
    assert codes(table) == notes


def test_a_declared_encoding_is_used(save: Save) -> None:
    path = save("a.csv", "Nama,Kota\nCafé,Batu\n".encode("utf-16-le"))
    assert refusal(path).problem.code == "file_is_no_table"
    assert read_table(path, encoding="utf-16-le").rows[0].cells == ("Café", "Batu")


@pytest.mark.parametrize(
    ("encoding", "code"),
    [("utf-8", "encoding_wrong"), ("utf-9", "encoding_unknown"), ("\0", "encoding_unknown")],
)
def test_a_wrong_encoding_is_refused(save: Save, encoding: str, code: str) -> None:
    with pytest.raises(TableError) as error:
        read_table(save("a.csv", "Nama,Kota\nCafé,Batu\n".encode("cp1252")), encoding=encoding)
    assert error.value.problem.code == code


def test_bytes_that_no_known_encoding_has_are_refused(save: Save) -> None:
    with pytest.raises(TableError, match="byte 14"):
        read_table(save("a.csv", b"Nama,Kota\nCaf\x81,Batu\n"))


def test_a_file_of_two_encodings_is_noted(save: Save) -> None:
    content = "Nama,Kota\nCafé,Batu\n".encode() + "Café,Batu\n".encode("cp1252")
    assert codes(read_table(save("a.csv", content))) == ["encoding_mixed"]


def test_line_breaks_inside_a_cell_start_no_row(save: Save) -> None:
    text = 'No,Pelatihan\r\n1,"Perkoperasian\r\n,Kewirausahaan\r\n"\r\n2,Manajerial\r\n'
    table = read_table(save("a.csv", text))
    assert table.rows[0].cells == ("1", "Perkoperasian\n,Kewirausahaan\n")
    assert [row.number for row in table.rows] == [2, 3]


def test_blank_rows_are_counted_and_numbered(save: Save) -> None:
    table = read_table(save("a.csv", "\n,\nNama,Kota\nA,B\n\n , \nC,D\n\n"))
    assert [row.number for row in table.rows] == [4, 7]
    assert table.blank_rows == 3


def test_rows_of_another_length_are_kept_and_reported(save: Save) -> None:
    table = read_table(save("a.csv", "a,b,c\n1,2\n1,2,3,\n1,2,3,4,5\n1,2,3\n"))
    assert cells(table) == [("1", "2", ""), ("1", "2", "3"), ("1", "2", "3"), ("1", "2", "3")]
    assert [row.surplus for row in table.rows] == [(), (), ("4", "5"), ()]
    assert [row.problem and row.problem.code for row in table.rows] == [
        "row_too_short",
        None,
        "row_too_long",
        None,
    ]
    assert table.rows[0].problem is not None
    assert "baris 2 hanya mempunyai 2 dari 3 kolom" in table.rows[0].problem.text.id


def test_repeated_and_blank_headers_are_noted(save: Save) -> None:
    table = read_table(save("a.csv", "NIB,Kota, nib ,,,\n1,2,3,,5,\n1,2,3,,,\n"))
    assert table.headers == ("NIB", "Kota", "nib", "", "")
    assert [note.text.en for note in table.notes] == [
        "the header 'NIB' is used more than once (columns A, C)",
        "column E holds entries (1) but has no header, so it is not read",
    ]
    assert table.positions("Nib") == (0, 2)
    assert table.positions("Omzet") == ()


def test_headers_are_tidied(save: Save) -> None:
    table = read_table(save("a.csv", '" NO.\u00a0 NIB\n","OMZET\r\nPER TAHUN"\n1,2\n'))
    assert table.headers == ("NO. NIB", "OMZET PER TAHUN")
    assert table.positions("omzet per  tahun") == (1,)


def test_a_title_is_not_taken_for_the_header(save: Save) -> None:
    path = save("a.csv", "DATA PESERTA;;\nTahun 2024;;\n\nNo;Nama;Kota\n1;Batik;Malang\n")
    with pytest.raises(TableError, match=r"row 1 seems to be the title.*perhaps row 4"):
        read_table(path)
    table = read_table(path, header_row=4)
    assert table.headers == ("No", "Nama", "Kota")
    assert [row.number for row in table.rows] == [5]


def test_a_title_without_delimiters_does_not_hide_them(save: Save) -> None:
    path = save("a.csv", "DATA PESERTA, 2024\nNo;Nama;Kota\n1;Batik;Malang\n2;Keripik;Batu\n")
    with pytest.raises(TableError, match="perhaps row 2"):
        read_table(path)
    assert read_table(path, header_row=2).headers == ("No", "Nama", "Kota")


@pytest.mark.parametrize("row", [-1, 0, 2, 9])
def test_a_header_row_that_holds_nothing_is_refused(save: Save, row: int) -> None:
    with pytest.raises(TableError, match=f"row {row} holds no column headers"):
        read_table(save("a.csv", "a,b\n\n1,2\n"), header_row=row)


def test_an_open_quotation_mark_is_refused_and_located(save: Save) -> None:
    with pytest.raises(TableError, match="opened in row 3"):
        read_table(save("a.csv", 'a,b\n1,2\n3,"Toko 4\n5,6\n7,8\n'))


def test_a_quotation_mark_inside_a_cell_is_a_letter(save: Save) -> None:
    table = read_table(save("a.csv", 'a,b\n1,Wedangan "Bu Siti"\n"2","Pipa 5"" hitam"\n'))
    assert cells(table) == [("1", 'Wedangan "Bu Siti"'), ("2", 'Pipa 5" hitam')]


def test_a_swallowed_file_is_refused(save: Save) -> None:
    text = 'a,b\n1,2\n3,"Toko\n' + "5,6\n" * 50_000
    with pytest.raises(TableError, match="after row 2 is too long"):
        read_table(save("a.csv", text))


# Workbooks


def test_a_workbook_gives_what_a_csv_gives(save: Save) -> None:
    header = ["No", "NIB", "Omzet", "Tanggal", "Aktif", "Persen", "Ket"]
    typed = [1, 9120001234567, 1.5e9, date(2024, 6, 4), True, 0.125, "a\nb"]
    table = read_table(save("a.xlsx", workbook({"Data": [header, typed]})))
    written = "1,9120001234567,1500000000,2024-06-04,TRUE,0.125,'a\nb'".replace("'", '"')
    assert table.rows == read_table(save("a.csv", f"{','.join(header)}\n{written}\n")).rows
    assert table.sheet == "Data"


def test_times_in_a_workbook_are_written_out(save: Save) -> None:
    row = [datetime(2024, 6, 4, 13, 30), time(8, 0), timedelta(hours=30), datetime(2024, 6, 4)]  # noqa: DTZ001 - a cell has no zone
    table = read_table(save("a.xlsx", workbook({"Data": [["a", "b", "c", "d"], row]})))
    assert cells(table) == [("2024-06-04 13:30:00", "08:00:00", "1 day, 6:00:00", "2024-06-04")]


def test_formulas_without_a_value_and_errors_are_empty(save: Save) -> None:
    def break_a_cell(book: openpyxl.Workbook) -> None:
        book["Data"]["C2"].data_type = "e"

    rows = [["No", "Nama", "Omzet"], ["=A1+1", "Batik", "#REF!"]]
    table = read_table(save("a.xlsx", workbook({"Data": rows}, break_a_cell)))
    assert cells(table) == [("", "Batik", "")]


def test_rows_are_numbered_as_the_sheet_numbers_them(save: Save) -> None:
    rows: Cells = [[], [], [None, "DATA PESERTA"], [], [None, "Nama", "Kota", "x"]]
    rows = [*rows, [None, "A", "B"], [], [None, "C", "D", None, "catatan"]]

    def merge(book: openpyxl.Workbook) -> None:
        for cells_ in ("B3:D3", "B6:B7", "D6:D9"):
            book["Data"].merge_cells(cells_)

    path = save("a.xlsx", workbook({"Data": rows}, merge))
    with pytest.raises(TableError, match=r"row 3 seems to be the title.*perhaps row 5"):
        read_table(path)
    table = read_table(path, header_row=5)
    assert [row.number for row in table.rows] == [6, 8]
    assert table.headers == ("Nama", "Kota", "x", "")
    assert table.blank_rows == 1
    blank, merged = table.notes
    assert blank.text.en == "column E holds entries (1) but has no header, so it is not read"
    assert merged.text.en.startswith("merged cells (B6:B7, D6:D9) hold a value in their first")


def test_the_only_visible_sheet_with_data_is_read(save: Save) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Daftar"].sheet_state = "hidden"
        book.create_chartsheet("Grafik")

    sheets: dict[str, Cells] = {"Daftar": [["x"]], "Kosong": [], "Data": [["a", "b"], [1, 2]]}
    path = save("a.xlsx", workbook(sheets, hide))
    assert read_table(path).sheet == "Data"
    assert refusal(path, sheet="Daftar").problem.code == "rows_missing"


def test_several_sheets_are_an_error_that_names_them(save: Save) -> None:
    sheets: dict[str, Cells] = {"2023": [["a"], [1]], "2024": [["a"], [2]]}
    path = save("a.xlsx", workbook(sheets))
    with pytest.raises(TableError, match="'2023', '2024'"):
        read_table(path)
    assert cells(read_table(path, sheet="2024")) == [("2",)]
    with pytest.raises(TableError, match="no sheet named '2025'; there are: '2023', '2024'"):
        read_table(path, sheet="2025")


def test_without_the_excel_extra_the_error_names_it(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("a.xlsx", workbook({"Data": [["a"], [1]]}))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(TableError, match=r"install umkmexport\[excel\]"):
        read_table(path)


# Files that are not what they say


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.csv", b"\xef\xbb\xbf\r\n \r\n", "file_empty"),
        ("a.csv", b",,\n;\n,\n", "rows_missing"),
        ("a.csv", b" , \n, ,\n", "file_empty"),
        ("a.csv", b"Nama,Kota\n", "rows_missing"),
        ("a.csv", b"Nama,Kota\n,\n\n", "rows_missing"),
        ("a.xlsx", b"", "file_empty"),
        ("a.xlsx", b"Nama,Kota\nA,B\n", "file_is_text"),
        ("a.xls", b"Nama\tKota\nA\tB\n", "file_is_text"),
        ("a.xls", b"\n <HTML><table><tr><td>Nama", "file_is_web_page"),
        ("a.csv", b"<!DOCTYPE html><html>", "file_is_web_page"),
        ("a.csv", b"%PDF-1.7 \x00", "file_is_no_table"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "file_is_no_table"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00", "file_is_no_table"),
        ("a.csv", b"PK\x03\x04 and so on", "file_is_workbook"),
        ("a.xlsx", b"PK\x03\x04 and so on", "workbook_damaged"),
        ("a.xls", b"PK\x03\x04 and so on", "workbook_other_kind"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "workbook_other_kind"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "file_is_workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short", "workbook_damaged"),
        ("a.docx", b"PK\x03\x04", "file_kind_unknown"),
        ("a", b"Nama,Kota\nA,B\n", "file_kind_unknown"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason_in_both_languages(
    save: Save, name: str, content: bytes, code: str
) -> None:
    error = refusal(save(name, content))
    assert error.problem.code == code
    assert str(error) == error.problem.text.en
    assert error.problem.text.id.startswith(f"{name}: ")
    assert isinstance(error, RegistryError)


def test_an_empty_workbook_and_a_header_alone_are_refused(save: Save) -> None:
    with pytest.raises(TableError, match="the file is empty"):
        read_table(save("a.xlsx", workbook({"Data": []})))
    with pytest.raises(TableError, match="no rows of data"):
        read_table(save("a.xlsx", workbook({"Data": [["Nama", "Kota"]]})))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(TableError, match="no such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(TableError, match="cannot be opened"):
        read_table(str(tmp_path / "folder.csv"))
    with pytest.raises(TableError, match="cannot be opened"):
        read_table("a\0.csv")


# Rows of a program


def test_dictionaries_may_lack_a_key() -> None:
    table = read_table([{"Nama": "A", "Omzet": 1.0}, {"Kota": "Batu", "Nama": "B"}])
    assert table.headers == ("Nama", "Omzet", "Kota")
    assert cells(table) == [("A", "1", ""), ("B", "", "Batu")]
    assert [row.number for row in table.rows] == [2, 3]
    assert all(row.problem is None for row in table.rows)


def test_lists_begin_with_the_header() -> None:
    table = read_table(iter([["Nama", "Omzet"], ("A", None), ["B", 2, 3]]))
    assert cells(table) == [("A", ""), ("B", "2")]
    assert table.rows[1].surplus == ("3",)


def test_values_of_a_program_become_the_text_of_a_csv() -> None:
    values: list[object] = [1.0, 1e15, -2, 0.1, 1e-7, Decimal("2.50"), math.nan, None, False]
    assert read_table([["h"] * 9, values]).rows[0].cells == (
        ("1", "1000000000000000", "-2", "0.1", "0.0000001", "2.5", "", "", "FALSE")
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "the file is empty"),
        ([{"a": ["NIB", "SIUP"]}], "row 2, column 'a' is of the kind list"),
        ([{"a": math.inf}], "row 2, column 'a' is of the kind float"),
        ([{"a": 10**400}], "row 2, column 'a' is of the kind int"),
        ([{"a": b"x"}], "kind bytes"),
        ([{"a": 1}, ["b"]], "row 3 is of the kind list"),
        ([{1: "a"}], "row 2 is of the kind dict"),
        ([["a"], {"a": 1}], "row 2 is of the kind dict"),
        (["Nama", "Kota"], "row 1 is of the kind str"),
        ([["a"]], "no rows of data"),
        ([{}], "the file is empty"),
    ],
)
def test_rows_of_another_kind_are_refused(rows: Iterable[dict[str, object]], message: str) -> None:
    with pytest.raises(TableError, match=message):
        read_table(rows)


# Promises


def test_long_numbers_stay_out_of_reprs_and_errors(save: Save) -> None:
    nik = "3171011708450001"
    path = save(f"data {nik}.csv", f"{nik},{nik}\n{nik},2,{nik}\n")
    table = read_table(path)
    error, missing = refusal([{nik: [nik]}]), refusal(path.with_suffix(".xlsx"))
    shown = [repr(table), repr(table.rows[0]), repr(table.notes), repr(table.rows[0].problem)]
    for text in (*shown, repr(error), str(error), repr(missing), str(missing)):
        assert nik not in text


def test_an_error_survives_pickling() -> None:
    error = refusal([])
    assert pickle.loads(pickle.dumps(error)).problem == error.problem


ENTRIES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n"),
    max_size=8,
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(ENTRIES.filter(str.strip), min_size=width, max_size=width),
        st.lists(st.lists(ENTRIES, min_size=width, max_size=width), min_size=1, max_size=4),
    )
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES)
def test_csv_workbook_and_rows_hold_the_same(
    tmp_path: Path, table: tuple[list[str], list[list[str]]]
) -> None:
    header, rows = table
    assume(any(cell.strip() for row in rows for cell in row))
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    (tmp_path / "a.csv").write_bytes(text.getvalue().encode())
    (tmp_path / "a.xlsx").write_bytes(workbook({"Data": [header, *rows]}, _as_text))
    from_rows = read_table([header, *rows], header_row=1)
    from_csv = read_table(tmp_path / "a.csv", header_row=1, delimiter=",")
    from_book = read_table(tmp_path / "a.xlsx", header_row=1)
    assert from_csv.headers == from_book.headers == from_rows.headers
    assert from_csv.rows == from_book.rows == from_rows.rows


def _as_text(book: openpyxl.Workbook) -> None:
    for row in book["Data"].iter_rows():
        for cell in row:
            if cell.value is not None:
                cell.data_type = "s"


STARTS = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"a,b\n",
)
LINES = st.text(st.sampled_from('abc12,;\t|"\n\r .é'), max_size=60).map(str.encode)
CONTENTS = st.tuples(st.sampled_from(STARTS), st.binary(max_size=200) | LINES).map(b"".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.xls", "a.ods"]),
    CONTENTS,
    st.sampled_from([None, -1, 1, 2]),
)
def test_any_file_is_a_table_or_an_error_of_ours(
    tmp_path: Path, name: str, content: bytes, header_row: int | None
) -> None:
    (tmp_path / name).write_bytes(content)
    try:
        table = read_table(tmp_path / name, header_row=header_row)
    except TableError as error:
        assert error.problem.text.id  # noqa: PT017 - either answer is right
    else:
        assert all(len(row.cells) == len(table.headers) for row in table.rows)
        numbers = [row.number for row in table.rows]
        assert numbers == sorted(set(numbers)) != []


@pytest.mark.skipif(not REGISTRIES.exists(), reason="the registries lie beside the project")
def test_the_real_registry_is_the_same_from_csv_and_workbook() -> None:
    from_csv = read_table(REGISTRIES / "jatim_umkm_2024.csv")
    from_book = read_table(REGISTRIES / "jatim_umkm_2024.xlsx")
    assert from_csv.headers == from_book.headers
    assert len(from_csv.rows) == len(from_book.rows) == 1_260
    # The row number is a formula in the workbook, saved without its value.
    assert [row.cells[0] for row in from_book.rows] == ["1"] + [""] * 1_259
    assert [(row.number, row.cells[1:]) for row in from_csv.rows] == [
        (row.number, row.cells[1:]) for row in from_book.rows
    ]
    assert from_csv.notes == from_book.notes == ()
    assert not any(row.problem for row in from_csv.rows)


@pytest.mark.skipif(not REGISTRIES.exists(), reason="the registries lie beside the project")
def test_a_real_survey_in_windows_1252_is_read_to_its_last_row() -> None:
    table = read_table(REGISTRIES / "surakarta_umkm.csv")
    assert len(table.rows) == 11_158
    assert codes(table) == ["encoding_windows_1252"]
    assert any("MACAM² MINYAK" in cell for row in table.rows for cell in row.cells)
