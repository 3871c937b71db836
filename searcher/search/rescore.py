"""The best documents of a ranking once more: where the words stand in them, and which letters they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import add

from searcher.query.plan import AnyOf, Compound, Leaf, Plan
from searcher.query.plan import Sequence as Slots
from searcher.search.early import EarlyScorer
from searcher.search.evaluate import Evaluator
from searcher.search.grams import GramScorer
from searcher.search.topk import Place

DEPTH = 30
"""So many documents are seen again; nDCG@10 with 20, 30, 50: law_dev .670 .670 .670, xquadr_de .831 .832 .832."""


class Rescorer:
    """The words of one query, as plans.

    grams: 4-grams, too; for one or two words they are not worth their time (they gain libohelp .002 nDCG@10).
    """

    def __init__(self, evaluator: Evaluator, words: Sequence[Plan], *, grams: bool) -> None:
        self._view, self._words, self._with_grams = evaluator.view, words, grams
        self._early = EarlyScorer(evaluator, words)

    @cached_property
    def _grams(self) -> GramScorer | None:
        """Made when there is something to look at: the 4-grams of an index are counted for the first one."""
        texts = chain.from_iterable(map(_texts, self._words))
        return GramScorer(self._view, texts) if self._with_grams else None

    def rescored(
        self, places: Sequence[tuple[int, int, float]], wanted: int | None, *, loose: bool = False
    ) -> list[Place]:
        """The best `wanted` of the places (segment, number there, score), the first DEPTH of them by their new score.

        places: by score, equal ones by id, DEPTH or `wanted` of them if there are so many. loose: `Place.loose`.
        """
        top, rest = places[:DEPTH], places[DEPTH:wanted]
        if not top:
            return []
        docs = [place[:2] for place in top]
        early = self._early.scores(docs)
        scores = [place[2] + gain for place, gain in zip(top, early, strict=True)]
        grams = [0.0] * len(top)
        if self._grams:
            grams = self._grams.scores(docs)
            scores = [*map(add, scores, grams)]
        order = sorted(range(len(top)), key=scores.__getitem__, reverse=True)
        if len(set(scores)) < len(scores):
            segments = self._view.segments
            order.sort(key=lambda at: (-scores[at], segments[docs[at][0]].ids.raw(docs[at][1])))
        found = [Place(*docs[at], scores[at], loose, early[at], grams[at]) for at in order[:wanted]]
        return found + [Place(*place, loose) for place in rest]


def _texts(plan: Plan) -> Iterator[str]:
    """The words as they were typed, those of *E-Mail* one by one."""
    match plan:
        case Leaf():
            yield plan.text
        case Compound():
            yield plan.word.text
        case Slots():
            yield from (slot.text for slot in plan.slots)
        case AnyOf() if plan.children:
            yield from _texts(plan.children[0])
