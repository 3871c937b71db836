"""Rescoring: what a text is about stands early in it.

    gain(t, d) = WEIGHT * weight * idf(t) / (1 + first(t, d) / HALF)

first(t, d): how many words of the text, its title not among them, stand before the first occurrence of t. Troy, Zhang
2007, "Enhancing relevance scoring with chronological term rank": their gain falls with the place, too.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import add

from searcher.query.plan import AnyOf, Compound, Leaf, Plan, joined
from searcher.search.evaluate import Evaluator

WEIGHT = 1.0
"""nDCG@10 with 0, .8, 1: law_dev .641 .667 .670, lawcomp_dev .596 .623 .630, libohelp .640 .649 .648, xquadr_de .833
.835 .836, xquad_de .969 in all; six other collections (manuals, desktop help, package descriptions) gain .000 to .028.
"""

HALF = 20.0
"""So far from the beginning a word gains half of what the first word does.

nDCG@10 with 15, 20, 30: law_dev .668 .669 .669, libohelp .650 .648 .648, xquadr_de .833 .836 .837.
"""


class EarlyScorer:
    """The words of a query, at least one."""

    def __init__(self, evaluator: Evaluator, words: Sequence[Plan]) -> None:
        self._evaluator, self._words = evaluator, words

    def scores(self, places: Sequence[tuple[int, int]]) -> list[float]:
        """What each document (its segment, its number there) gains; 0 at least."""
        numbers = {number for number, _ in places}
        if len(numbers) == 1:
            return self._gains(numbers.pop(), array("I", (doc for _, doc in places)))
        of_place = dict[tuple[int, int], float]()
        for number in numbers:
            docs = array("I", (doc for of, doc in places if of == number))
            of_place |= {
                (number, doc): gain for doc, gain in zip(docs, self._gains(number, docs), strict=True)
            }
        return [of_place[place] for place in places]

    def _gains(self, number: int, docs: array[int]) -> list[float]:
        gains, *others = [self._word(number, word, docs) for word in self._words]
        for more in others:
            gains = [*map(add, gains, more)]
        return [*gains]

    def _word(self, number: int, word: Plan, docs: array[int]) -> Sequence[float]:
        """What one word gives to each of the documents; a compound the larger of itself and its parts."""
        if isinstance(word, Leaf):
            gains = self._evaluator.early(number, word, WEIGHT, HALF, docs)
            return [0.0] * len(docs) if gains is None else gains
        if isinstance(word, Compound):
            whole = self._word(number, word.word, docs)
            parts = [self._word(number, part, docs) for part in word.parts]
            return [*map(max, whole, map(sum, zip(*parts, strict=True)))]
        # `E-Mail`; any other sequence is a phrase, which is taken at its word.
        leaves = [self._word(number, leaf, docs) for leaf in joined(word)] if isinstance(word, AnyOf) else []
        return [*map(sum, zip(*leaves, strict=True))] if leaves else [0.0] * len(docs)
