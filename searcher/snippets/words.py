"""What each word of a text is indexed as: looked up once per distinct word, and remembered between queries.

A text of 300 words has some 150 distinct ones, and the texts of one collection share most of theirs. Finding
out what a word is indexed as (stem, compound parts) costs a hundred times more than looking it up, so one
`Words` is shared by all documents and queries of a searcher.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

WORDS_KEPT = 32_768
"""Distinct words remembered before the memory starts afresh, some 20 MB."""


class FormTerm(Protocol):
    """One term of a word; `start`/`end` is the range of the raw word that it stands for."""

    @property
    def term(self) -> str:
        """As indexed."""

    @property
    def part(self) -> bool:
        """Whether it stands for a part of the word."""

    @property
    def start(self) -> int:
        """Where that part begins."""

    @property
    def end(self) -> int:
        """Where that part ends."""


class Form(Protocol):
    """A word as it is indexed: its exact form, and its terms (the whole word's first, then its parts')."""

    @property
    def exact(self) -> str:
        """Lower case, NFC, hyphenation and gender marks undone."""

    @property
    def terms(self) -> Sequence[FormTerm]:
        """What the word is indexed as, besides its exact form."""


class Analyzer(Protocol):
    """What this stage needs of the analysis: a text's words, where they stand, what each is indexed as."""

    def raw_tokens(self, text: str) -> list[str]:
        """List the words as written."""

    def raw_spans(self, text: str) -> list[tuple[int, int]]:
        """List the ranges of the same words."""

    def exact(self, raw: str) -> str:
        """Give `form(raw).exact` alone, which needs no analysis."""

    def form(self, raw: str) -> Form:
        """Analyse one word."""


Spans: TypeAlias = Callable[[str, int, "array[int]", bool], tuple[int, Sequence[tuple[int, int]]]]
"""(words, [(start, end), …]) of a text, the number of its first word, and ascending numbers of words (u32).

Where the words with these numbers stand; words: how many the text has, or, if the last argument says that nothing
behind them matters, at least how many up to the last of them.
"""


class Words:
    """Where words stand in a text, and their forms, remembered up to a bound; may be used by several threads.

    spans: finds them faster than the analyzer's list of all words would.

    >>> from searcher.analysis import german
    >>> Words(german()).form("Häuser").exact
    'häuser'
    """

    def __init__(self, analyzer: Analyzer, *, spans: Spans | None = None, limit: int = WORDS_KEPT) -> None:
        self.exact = analyzer.exact
        self.spans = self._listed if spans is None else spans
        self._list = analyzer.raw_spans
        self._analyse = analyzer.form
        self._limit = limit
        self._forms: dict[str, Form] = {}

    def form(self, raw: str) -> Form:
        """What a word is indexed as."""
        known = self._forms.get(raw)
        if known is None:
            known = self._analyse(raw)
            if len(self._forms) >= self._limit:
                self._forms.clear()  # cheaper than keeping an order of use, and rare
            self._forms[raw] = known
        return known

    def _listed(
        self,
        text: str,
        first: int,
        numbers: array[int],
        last: bool,  # noqa: ARG002, FBT001
    ) -> tuple[int, Sequence[tuple[int, int]]]:
        every = self._list(text)
        return len(every), [every[number - first] for number in numbers if number - first < len(every)]
