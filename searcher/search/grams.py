"""Rescoring: the best documents of a ranking once more, by the letter 4-grams that they share with the query's words.

What the analysis does not bring together (*Verwaltungen* and *verwaltungsrechtlich*, a misspelt name) still shares
most of its letters. A gram counts like a term of BM25; its document count is not stored but follows from how often the
words of the index hold it. McNamee, Mayfield 2004, "Character n-gram tokenization for European language retrieval".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from math import exp

from searcher.analysis import exact_form, is_function_word
from searcher.kernel import kernel
from searcher.search.bm25 import K1, RANKING, idf
from searcher.search.view import View

TEXT_BYTES = 8192
"""So much of each is read: a longer text is judged by its beginning, and no query pays for a book."""

WEIGHT = 0.1
"""What 4-grams weigh beside words; nDCG@10 with 0, .1, .15: law_dev .6699 .6704 .6673, xquad_de .9620 .9688 .9685."""

_IN_A_DOCUMENT = 2
"""How often a word stands in a document that holds it, on average: from occurrences to documents."""


class GramScorer:
    """The 4-grams of a query's words, function words left out, each with its weight in one view."""

    def __init__(self, view: View, words: Iterable[str]) -> None:
        self._view = view
        self._grams, self._weights, self._average = array("I"), array("f"), 0.0
        grams = array("I")
        for word in words:
            if not is_function_word(exact_form(word)):
                grams.frombytes(kernel.list_grams(word.encode("utf-8", "replace")))
        if not grams or not view.documents:
            return
        total, raw = view.gram_counts
        counts = memoryview(raw).cast("I")
        asked = {gram: grams.count(gram) for gram in grams}
        for gram, times in sorted(asked.items()):
            holding = view.documents * (1 - exp(-counts[gram] / _IN_A_DOCUMENT / view.documents))
            self._grams.append(gram)
            self._weights.append(times * idf(round(holding), view.documents))
        self._average = max(1.0, total / view.documents)

    def scores(self, places: Sequence[tuple[int, int]]) -> list[float]:
        """What each document (its segment, its number there) gains by the grams; 0 at least."""
        if not self._grams:
            return [0.0] * len(places)
        segments = self._view.segments
        texts = [
            b"%b %b" % (segments[number].titles.raw(doc), segments[number].stored_text(doc, TEXT_BYTES))
            for number, doc in places
        ]
        b = RANKING["body"].b
        found = kernel.score_grams(texts, self._grams, self._weights, K1, b, self._average)
        return [WEIGHT * score for score in array("f", found)]
