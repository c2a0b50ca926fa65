"""The working file of East Java's trainings of 2024, which lies beside the project where it is."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

import umkmexport as ux
from umkmexport.codes import regions
from umkmexport.model.records import EventKind
from umkmexport.registry.words import Word, read_word
from umkmexport.terms.evidence import WhyMissing
from umkmexport.terms.range import Range

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "registries"
TEXT, BOOK = FOLDER / "jatim_umkm_2024.csv", FOLDER / "jatim_umkm_2024.xlsx"
DAY = date(2026, 11, 21)
LICENCES, NUMBER = "PRIZINAN USAHA YANG DIMIKI", "NO. NIB"
CAPITAL, SALES = "MODAL USAHA PER TAHUN", "OMZET USAHA PER TAHUN"

pytestmark = pytest.mark.skipif(
    not (TEXT.exists() and BOOK.exists()), reason="the registries do not lie beside the project"
)


@pytest.fixture(scope="module")
def registry() -> ux.Registry:
    return ux.read_registry(TEXT, as_of=DAY)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with TEXT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def pairs(
    registry: ux.Registry, rows: list[dict[str, str]]
) -> list[tuple[dict[str, str], ux.Enterprise]]:
    """Give each firm with the cells it was read from."""
    refused = {issue.row for issue in registry.issues if issue.code.startswith("row_")}
    kept = [row for number, row in enumerate(rows, 2) if number not in refused]
    return list(zip(kept, registry.enterprises, strict=True))


def issues_of(registry: ux.Registry, code: str, fact: str | None = None) -> list[ux.Issue]:
    return [i for i in registry.issues if i.code == code and fact in {None, i.fact}]


def why(firm: ux.Enterprise, fact: str) -> WhyMissing | None:
    return next((note.why_missing for note in firm.evidence if note.fact == fact), None)


def ticks_nib(row: dict[str, str]) -> bool:
    return "NIB" in [entry.strip() for entry in row[LICENCES].split(",")]


def without_file(firm: ux.Enterprise) -> ux.Enterprise:
    """Leave the name of the file out of what a firm is compared by."""
    return attrs.evolve(
        firm,
        evidence=tuple(attrs.evolve(n, source=_place(n.source)) for n in firm.evidence),
        events=tuple(attrs.evolve(e, source=_place(e.source)) for e in firm.events),
    )


def _place(source: str | None) -> str:
    return (source or "").partition(", ")[2]


def test_the_layout_is_known_by_its_headers(registry: ux.Registry) -> None:
    assert registry.mapping == "jatim-training-alumni"
    assert (registry.rows_read, registry.rows_refused, registry.blank_rows) == (1260, 8, 0)
    assert len({firm.id for firm in registry.enterprises}) == 1260 - 8
    assert not issues_of(registry, "column_undeclared")


def test_people_who_came_to_a_training_without_a_firm_are_no_firms(
    registry: ux.Registry, rows: list[dict[str, str]]
) -> None:
    refused = issues_of(registry, "row_without_firm")
    assert len(refused) == 8
    for issue in refused:
        row = rows[(issue.row or 0) - 2]
        assert {row["NAMA USAHA"], row[NUMBER], row[f"NILAI {SALES}"], row["KABUPATEN USAHA"]} == {
            "-"
        }


def test_csv_and_workbook_agree_wholly(registry: ux.Registry) -> None:
    book = ux.read_registry(BOOK, as_of=DAY)
    assert list(map(without_file, book.enterprises)) == list(
        map(without_file, registry.enterprises)
    )
    assert book.issues == registry.issues
    assert book.rows_read == registry.rows_read


def test_the_issues_are_counted_as_found(registry: ux.Registry) -> None:
    assert registry.issue_counts() == {
        "claim_without_number": 1469,
        "count_zero": 238,
        "amount_zero": 139,
        "nib_repeated": 112,
        "conflict": 30,
        "nib_wrong_length": 24,
        "district_is_regency": 21,
        "nib_lost_leading_zero": 20,
        "region_unknown": 4,
        "row_without_firm": 8,
        "number_negative": 3,
        "nib_other_characters": 3,
        "amount_unreadable": 2,
        "amount_ambiguous": 2,
    }
    assert all(1 < (issue.row or 0) <= 1261 for issue in registry.issues)


def test_usable_numbers_are_those_of_thirteen_digits_and_two_written_with_blanks(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    plain = [re.fullmatch(r"\d{13}", row[NUMBER].strip()) is not None for row, _ in pairs]
    zeros = [row[NUMBER].strip() == "0" * 13 for row, _ in pairs]
    assert (sum(plain), sum(zeros)) == (752, 32)
    usable = [firm.nib is not None for _, firm in pairs]
    assert sum(usable) == 722 == 752 - 32 + 2
    repaired = [
        row[NUMBER] for (row, _), p, u in zip(pairs, plain, usable, strict=True) if u and not p
    ]
    assert len(repaired) == 2
    assert all(len(re.sub(r"[ .-]", "", number)) == 13 for number in repaired)
    assert all(firm.has_nib is True for _, firm in pairs if firm.nib)


def test_an_nib_that_is_ticked_without_a_usable_number_is_a_claim_with_an_issue(
    registry: ux.Registry, pairs: list[tuple[dict[str, str], ux.Enterprise]]
) -> None:
    ticked = [ticks_nib(row) for row, _ in pairs]
    assert sum(ticked) == 808
    unnumbered = [
        (int(row["NO. URUT"]) + 1, firm)
        for (row, firm), tick in zip(pairs, ticked, strict=True)
        if tick and firm.nib is None
    ]
    assert len(unnumbered) == 123 == 125 - 2
    reported = {issue.row for issue in issues_of(registry, "claim_without_number", "has_nib")}
    for number, firm in unnumbered:
        assert firm.has_nib is None
        assert why(firm, "has_nib") is WhyMissing.CLAIMED
        assert number in reported
    assert (
        sum(
            not tick and firm.nib is not None for tick, (_, firm) in zip(ticked, pairs, strict=True)
        )
        == 37
    )


def test_no_placeholder_becomes_a_no_and_no_word_for_no_stays_unknown(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    said: Counter[tuple[Word, bool | None]] = Counter()
    for row, firm in pairs:
        word = read_word(row[NUMBER])
        if not ticks_nib(row) and firm.nib is None:
            said[word, firm.has_nib] += 1
    assert said[Word.BLANK, None] > 350
    assert said[Word.NO, False] == 19
    assert said[Word.IN_PROCESS, False] == 2
    assert {key for key in said if key[1] is False} == {
        (Word.NO, False),
        (Word.IN_PROCESS, False),
    }
    for row, firm in pairs:
        in_process = [n.in_process for n in firm.evidence if n.fact == "has_nib"]
        assert any(in_process) == (read_word(row[NUMBER]) is Word.IN_PROCESS)


def test_no_row_says_no_against_its_own_tick(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    against = [row for row, _ in pairs if ticks_nib(row) and read_word(row[NUMBER]) is Word.NO]
    assert not against


def test_numbers_that_several_rows_share_are_told_in_each(registry: ux.Registry) -> None:
    counts = Counter(firm.nib for firm in registry.enterprises if firm.nib)
    assert sum(count for count in counts.values() if count > 1) == 112
    assert len({issue.row for issue in issues_of(registry, "nib_repeated")}) == 112


def test_bands_and_amounts_that_disagree_are_conflicts_that_keep_both(
    registry: ux.Registry, pairs: list[tuple[dict[str, str], ux.Enterprise]]
) -> None:
    found = {
        (fact, row[column]): [0, 0]
        for column, fact in ((CAPITAL, "capital"), (SALES, "annual_sales"))
        for row, _ in pairs
    }
    for row, firm in pairs:
        for column, fact in ((CAPITAL, "capital"), (SALES, "annual_sales")):
            found[fact, row[column]][0] += 1
            found[fact, row[column]][1] += why(firm, fact) is WhyMissing.CONFLICT
    assert found["annual_sales", "15M-50M"] == [5, 5]
    assert found["annual_sales", "2M-15M"] == [14, 10]
    assert found["annual_sales", "< 2M"][1] == 2
    above = [found["capital", band] for band in ("1M-5M", "5M-10M")]
    assert [sum(column) for column in zip(*above, strict=True)] == [10, 9]
    assert found["capital", "< 1M"][1] == 4
    assert len(issues_of(registry, "conflict")) == 5 + 10 + 2 + 9 + 4
    for _, firm in pairs:
        for note in firm.evidence:
            if note.why_missing is WhyMissing.CONFLICT:
                assert getattr(firm, note.fact) is None
                assert [type(value) for value in note.said] == [Range, int]


def test_turnover_of_five_hundred_billion_is_no_crash_and_decides_nothing(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    (firm,) = [f for row, f in pairs if row[f"NILAI {SALES}"] == "Rp. 500.000.000.000"]
    assert firm.annual_sales is None
    (note,) = [note for note in firm.evidence if note.fact == "annual_sales"]
    assert note.said == (Range(0, 2_000_000_000), 500_000_000_000)
    size = ux.classify_size(firm, as_of=DAY, purpose=ux.Purpose.FACILITY)
    assert size.size_class is None


@pytest.mark.parametrize(("column", "fact"), [(CAPITAL, "capital"), (SALES, "annual_sales")])
def test_no_amount_that_is_not_filled_in_becomes_zero(
    pairs: list[tuple[dict[str, str], ux.Enterprise]], column: str, fact: str
) -> None:
    cells = [row[f"NILAI {column}"] for row, _ in pairs]
    assert (cells.count(""), cells.count("-")) == (52, 9 - 8)
    for row, firm in pairs:
        value = getattr(firm, fact)
        assert value != 0
        if read_word(row[f"NILAI {column}"]) is Word.BLANK and value is not None:
            assert isinstance(value, Range)


def test_amounts_with_two_readings_or_none_are_issues(registry: ux.Registry) -> None:
    assert sorted(i.value for i in issues_of(registry, "amount_ambiguous")) == [
        "Rp. 10,000000",
        "Rp. 5,000000",
    ]
    assert {i.value for i in issues_of(registry, "amount_unreadable")} >= {"Rp. ,"}


def test_workers_below_zero_leave_what_the_other_column_says(
    registry: ux.Registry, pairs: list[tuple[dict[str, str], ux.Enterprise]]
) -> None:
    columns = ("JUMLAH KARYAWAN LAKI-LAKI", "JUMLAH KARYAWAN PEREMPUAN")
    negative = [
        (row, firm)
        for row, firm in pairs
        if any(row[c].startswith("-") for c in columns if row[c] != "-")
    ]
    assert len(negative) == len(issues_of(registry, "number_negative")) == 3
    for row, firm in negative:
        other = next(int(row[c]) for c in columns if not row[c].startswith("-"))
        assert firm.workers == Range(other, None)
    for _, firm in pairs:
        low = firm.workers.low if isinstance(firm.workers, Range) else firm.workers
        assert low is None or low >= 1


def test_every_training_becomes_an_event_on_its_last_day(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    for row, firm in pairs:
        (event,) = firm.events
        assert (event.kind, event.about, event.on.year) == (EventKind.TRAINING, "business", 2024)
        assert str(event.on.day) in row["TANGGAL AKTIFITAS"]
    days = {row["TANGGAL AKTIFITAS"]: firm.events[0].on for row, firm in pairs}
    assert days["04-06 Juni 2024"] == date(2024, 6, 6)
    assert days["28 s.d 29 November 2024"] == date(2024, 11, 29)
    assert days["01-02 Pebruari 2024"] == date(2024, 2, 2)


def test_regions_are_found_with_their_districts(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    unknown = [row for row, firm in pairs if firm.business_region is None]
    assert all(read_word(row["KABUPATEN USAHA"]) is Word.BLANK for row in unknown)
    provinces = Counter((f.business_region or "?")[:2] for _, f in pairs)
    assert (provinces["35"], provinces["?"]) == (1241, 13 - 8)
    assert sum(len(firm.business_region or "") == len("35.73.02") for _, firm in pairs) == 1222
    for row, firm in pairs:
        if firm.business_region is not None:
            regency = regions.get(firm.business_region[:5])
            assert regency.name.upper() == row["KABUPATEN USAHA"].strip()


def test_a_tick_for_export_proves_none(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    abroad = [firm for _, firm in pairs if firm.market_reach == "export"]
    assert len(abroad) == 10
    assert sum(firm.nib is None for firm in abroad) == 4
    assert all(firm.export_mode is None for firm in abroad)


def test_what_the_office_needs_is_carried_as_it_stands(
    pairs: list[tuple[dict[str, str], ux.Enterprise]],
) -> None:
    for row, firm in pairs:
        carried = dict(firm.carried)
        assert carried["SEKTOR USAHA"] == row["SEKTOR USAHA"].replace("\r\n", "\n")
        assert carried["JABATAN PESERTA DI USAHA"] == row["JABATAN PESERTA DI USAHA"]


def test_no_long_number_is_echoed_anywhere(registry: ux.Registry) -> None:
    said = "\n".join(
        [
            repr(registry),
            *(repr(issue) for issue in registry.issues),
            *(repr(firm) for firm in registry.enterprises),
            *(firm.to_json() for firm in registry.enterprises[:200]),
        ]
    )
    assert not re.search(r"\d{15}", said)
