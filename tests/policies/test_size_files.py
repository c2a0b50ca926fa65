"""The shipped instruments of size: complete, dated, ordered and said to be what they are."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

import umkmexport as ux
from umkmexport.policies.size import PURPOSE_REGIMES, timeline_of

FOLDER = files("umkmexport.policies.size")
INSTRUMENTS = dict(ux.size_instruments)
REGIMES = sorted({instrument.regime for instrument in INSTRUMENTS.values()})
named = pytest.mark.parametrize("key", sorted(INSTRUMENTS))


def parsed(key: str) -> dict[str, Any]:
    return tomllib.loads(FOLDER.joinpath(f"{key}.toml").read_text(encoding="utf-8"))


@named
def test_the_file_says_nothing_that_is_not_read(key: str) -> None:
    """What the reader kept, written as plain data, is what the file has."""
    instrument, data = INSTRUMENTS[key], parsed(key)
    assert {ladder["criterion"] for ladder in data.get("ladders", ())} == {
        ladder.criterion for ladder in instrument.ladders
    }
    for written, read in zip(data.get("ladders", ()), instrument.ladders, strict=True):
        assert [band["key"] for band in written["bands"]] == [band.key for band in read.bands]
        assert [band.get("at_most") for band in written["bands"]] == [
            band.at_most for band in read.bands
        ]
    assert len(data["sources"]) == len(instrument.sources)
    assert data.get("since") == instrument.since
    assert data.get("until") == instrument.until


@named
def test_classes_rise_with_their_bands(key: str) -> None:
    order = list(ux.SizeClass)
    for ladder in INSTRUMENTS[key].ladders:
        ranks = [order.index(size_class) for size_class in ladder.classes]
        assert ranks == sorted(set(ranks))


@named
def test_sources_have_a_day_and_an_address_or_a_note(key: str) -> None:
    for source in INSTRUMENTS[key].sources:
        assert source.url or source.note, source.title
        assert source.read_on <= date(2026, 11, 21)


@named
def test_texts_stand_in_both_languages_and_differ(key: str) -> None:
    instrument = INSTRUMENTS[key]
    texts = [instrument.title, instrument.note, *(rule.basis for rule in instrument.purposes)]
    for text in texts:
        if text is not None:
            assert text.id.strip()
            assert text.en.strip()
    if instrument.note is not None:
        assert instrument.note.id != instrument.note.en
        assert instrument.note.id.rstrip().endswith(".")
        assert instrument.note.en.rstrip().endswith(".")


@named
def test_ladders_and_purposes_cite_the_instrument(key: str) -> None:
    instrument = INSTRUMENTS[key]
    for ladder in instrument.ladders:
        assert any(name in ladder.article.id for name in instrument.short.id.split(" dan "))
        assert any(name in ladder.article.en for name in instrument.short.en.split(" and "))


@pytest.mark.parametrize("regime", REGIMES)
def test_a_regime_has_no_hole_and_no_overlap(regime: str) -> None:
    timeline = timeline_of(regime)
    assert timeline.periods
    for day in (date(1996, 1, 1), date(2010, 1, 1), date(2026, 11, 21)):
        assert sum(period.covers(day) for period in timeline.periods) <= 1


@pytest.mark.parametrize("purpose", list(ux.Purpose))
def test_every_purpose_has_an_answer_today(purpose: ux.Purpose) -> None:
    assert PURPOSE_REGIMES[purpose] in REGIMES
    firm = ux.Enterprise(id="U-1", annual_sales=1, capital=1, workers=1, investment=1, net_worth=1)
    decision = ux.classify_size(firm, as_of=date(2026, 11, 21), purpose=purpose)
    assert decision.size_class == ("small" if purpose == "industry" else "micro")


def test_a_regime_nobody_ships_is_an_error_that_lists_them() -> None:
    with pytest.raises(
        ux.PolicyError, match=r"there is no size regime 'lunar'; shipped: .*national"
    ):
        timeline_of("lunar")


def test_the_gap_says_why_and_what_to_do() -> None:
    gap = INSTRUMENTS["gap-2020"]
    assert gap.gap
    assert not gap.criteria
    assert gap.note is not None
    assert "UU 20/2008" in gap.note.id


def test_the_two_main_instruments_say_what_their_figures_leave_out() -> None:
    """Capital is without land and premises, and the laws name no tie-break."""
    pp, uu = INSTRUMENTS["pp-7-2021"], INSTRUMENTS["uu-20-2008"]
    assert pp.note is not None
    assert "tidak termasuk tanah dan bangunan tempat usaha" in pp.note.id
    assert uu.note is not None
    assert "library's own" in uu.note.en
    assert all(rule.confidence is ux.Confidence.LOW for rule in uu.purposes)
