from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkmexport.errors import ValueFormatError
from umkmexport.registry.words import WORDS, Word, read_word, word_table


@pytest.mark.parametrize(
    ("word", "entries"),
    [
        (
            Word.YES,
            (
                "ya|Ya.|IYA|ada|Sudah|sdh ada|punya|sudah memiliki|v|V|✓|✔\ufe0f|√|☑|ü|1|(ada)|"
                '"ya"|TRUE|\uff39\uff21'
            ),
        ),
        (
            Word.NO,
            (
                "tidak|TIDAK ADA|tdk ada|GK ADA|gak punya|belum|BELUM ADA|belum\u00a0ada|"
                "Belum  Punya|BELOM MEMILIKI|blm ada|TIDAK PUNYA|tidak memiliki|nihil|"
                "0 (tidak ada)|FALSE|- tidak -"
            ),
        ),
        (
            Word.IN_PROCESS,
            (
                'proses|PROSES|"DALAM PROSES"|sedang diurus|masih dalam proses|sedang diproses|'
                "on process|Belum, masih proses|sudah diajukan"
            ),
        ),
        (Word.TO_FOLLOW, "menyusul|(MENYUSUL)|000 ( MENYUSUL|akan menyusul|nyusul"),
        (
            Word.BLANK,
            (
                '| |\u00a0|\u200b|-|--|\u2013|.|_|*|"_"|"-"|?|0|00|000|0000000000000|0-0|n/a|'
                "N.A.|#N/A|#DIV/0!|tidak diketahui|tdk diketahui|belum diketahui|unknown|nan|"
                "kosong|KOSONG|☐|[ ]"
            ),
        ),
        (
            Word.OTHER,
            (
                "x|✗|❌|9120001234567|-1112|[TEKS DIHAPUS]|NIB|10|Rp. ,|HALAL|tidak halal|"
                "belum lengkap|adakah|proses produksi|½|²"
            ),
        ),
    ],
)
def test_words_are_known_in_their_usual_spellings(word: Word, entries: str) -> None:
    read = {entry: read_word(entry) for entry in entries.split("|")}
    assert read == dict.fromkeys(read, word)


def test_a_column_adds_words_of_its_own() -> None:
    words = word_table({"Terdaftar": Word.YES, "belum terdaftar": Word.NO, "x": Word.YES})
    assert read_word("TERDAFTAR", words) is Word.YES
    assert read_word("blm terdaftar", words) is Word.NO
    assert read_word("X", words) is Word.YES
    assert read_word("tidak ada", words) is Word.NO
    assert read_word("x") is Word.OTHER


def test_a_word_of_the_column_wins() -> None:
    assert read_word("kosong", word_table({"kosong": Word.NO})) is Word.NO
    assert read_word("0", word_table({"0": Word.NO})) is Word.NO


def test_one_word_with_two_meanings_is_refused() -> None:
    with pytest.raises(ValueFormatError, match="both yes and no"):
        word_table({"Terdaftar": Word.YES, "(TERDAFTAR)": Word.NO})


def test_an_empty_entry_cannot_be_given_a_meaning() -> None:
    with pytest.raises(ValueFormatError, match="always unknown"):
        word_table({"-": Word.NO})


def test_every_shared_word_is_listed_in_the_spelling_in_which_it_is_compared() -> None:
    assert {phrase: read_word(phrase) for phrase in WORDS} == dict(WORDS)


def test_a_long_entry_is_no_word() -> None:
    assert read_word("0" * 10_000_000) is Word.OTHER


@given(st.text())
def test_any_text_is_a_word(text: str) -> None:
    assert isinstance(read_word(text), Word)


@given(
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(['"{}"', "({})", " {}\n", "{}.", "[{}]", "- {}"]),
)
def test_case_and_punctuation_change_no_word(phrase: str, frame: str) -> None:
    assert read_word(frame.format(phrase.upper())) is WORDS[phrase]
