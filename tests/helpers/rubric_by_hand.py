"""A rubric worked by hand, and four firms that answer all of it.

It has 20 points: ``a`` 6 (NIB), ``b`` 4 (halal; a no earns 2) and ``c`` 10 (packaging: 0, 5 or 10);
improving from 50 per cent, export ready from 80 with at least 40 in each dimension (a and b; c).

    firm   a  b   c   sum of 20
    U-1    6  4  10      20        export ready
    U-2    6  2   5      13        improving
    U-3    0  4   5       9        foundation
    U-4    0  2   0       2        foundation
"""

from __future__ import annotations

from datetime import date

import umkmexport as ux
from umkmexport.rules.scorecard import Dimension, Item, Level, Steps
from umkmexport.terms.evidence import EvidenceKind

AS_OF = date(2026, 11, 21)


def text(word: str) -> ux.Text:
    return ux.Text(id=word, en=word)


def item(key: str, dimension: str, fact: str, **points: int) -> Item:
    answers: dict[str, bool | str] = {"no": False, "yes": True}
    steps = tuple((answers.get(answer, answer), worth) for answer, worth in points.items())
    worth = max(points.values())
    return Item(key, worth, text(fact), Steps(fact, steps), EvidenceKind.SELF, dimension)


def level(key: str, score: int = 0, dimension: int = 0) -> Level:
    return Level(key, text(key), text(f"{key}."), score, dimension)


RUBRIC = ux.Rubric(
    id="by-hand",
    kind=ux.PolicyKind.DESIGN,
    title=text("Rubrik"),
    sources=(ux.Source(title="A choice", read_on=AS_OF, confidence=ux.Confidence.HIGH),),
    disclaimer=text("Pilihan kami."),
    dimensions=(Dimension("quality", text("mutu")), Dimension("supply", text("pasokan"))),
    items=(
        item("a", "quality", "has_nib", no=0, yes=6),
        item("b", "quality", "has_halal", no=2, yes=4),
        item("c", "supply", "packaging", basic=0, retail_ready=5, export_ready=10),
    ),
    levels=(level("foundation"), level("improving", 50), level("export_ready", 80, 40)),
)
FIRMS = [
    ux.Enterprise(id="U-1", has_nib=True, has_halal=True, packaging="export_ready"),
    ux.Enterprise(id="U-2", has_nib=True, has_halal=False, packaging="retail_ready"),
    ux.Enterprise(id="U-3", has_nib=False, has_halal=True, packaging="retail_ready"),
    ux.Enterprise(id="U-4", has_nib=False, has_halal=False, packaging="basic"),
]
