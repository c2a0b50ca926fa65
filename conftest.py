"""What every test run shares: the examples of the documentation are tests too."""

from __future__ import annotations

from collections.abc import Iterable
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from hypothesis import settings
from sybil import Document, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

# The same examples in every run; a slow machine is no failure.
settings.register_profile("umkmexport", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("umkmexport")

_FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE


class _ConsoleParser:
    """Run the examples in blocks marked `pycon`, as those marked `python` are run."""

    def __init__(self) -> None:
        self._blocks = CodeBlockParser("pycon")
        self._examples = DocTestStringParser(DocTestEvaluator(_FLAGS))

    def __call__(self, document: Document) -> Iterable[Region]:
        for block in self._blocks(document):
            for example in self._examples(block.parsed, document.path):
                example.adjust(block, block.parsed)
                yield example


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=_FLAGS),
        _ConsoleParser(),
        SkipParser(),
    ],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
).pytest()
