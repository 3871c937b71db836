"""Plain words, as people type them: documents with some of the words below those with all, the best ones rescored.

Operators, phrases and fields are taken at their word; this is for what `rewrite` marked as plain (`AllOf.few`).
"""

from __future__ import annotations

from array import array
from collections import abc
from collections.abc import Iterator
from itertools import chain

from searcher.analysis import exact_form
from searcher.kernel import kernel
from searcher.query.plan import (
    AllOf,
    AnyOf,
    Compound,
    DateWithin,
    Leaf,
    PathLike,
    Plan,
    Sequence,
)
from searcher.search.evaluate import Evaluator, Pair, count
from searcher.search.grams import DEPTH, GramScorer
from searcher.search.topk import Place, best
from searcher.search.view import View

SPELLED = 1.05
"""What the score of a document is multiplied by that has a word asked for alone as it was typed."""

SPELLED_DEPTH = 10
"""So many documents are looked at for it: a page."""

SPELLED_IN = 1000
"""In more documents than this no spelling is looked for: their best ones differ by more than it could change."""


class FreeText:
    """Plain words and the filters beside them."""

    def __init__(self, words: AllOf, filters: tuple[DateWithin | PathLike, ...]) -> None:
        self.words, self.filters = words, filters
        self._scorer: GramScorer | None = None

    @classmethod
    def of(cls, plan: Plan) -> FreeText | None:
        """The plain words of a plan; None if it is anything else."""
        if not isinstance(plan, AllOf):
            return None
        if plan.few:
            return cls(plan, ())
        words = [child for child in plan.children if isinstance(child, AllOf) and child.few]
        filters = tuple(child for child in plan.children if isinstance(child, DateWithin | PathLike))
        return cls(words[0], filters) if len(words) == 1 and len(filters) + 1 == len(plan.children) else None

    def rank(
        self, evaluator: Evaluator, asked: abc.Sequence[Pair], wanted: int | None
    ) -> tuple[list[Place], int]:
        """The best `wanted` places, and how many documents with only some of the words there are.

        asked: the documents with all words. Two words that some document has both of are ranked by them alone: what
        4-grams add there (libohelp: .002) is not worth the time.
        """
        total = sum(map(count, asked))
        if total >= self.words.few:
            if self.words.few == 1:
                return best(evaluator.view, asked, wanted), 0
            return self._rescored(evaluator, asked, wanted), 0
        return self._loosely(evaluator, asked, wanted)

    def _loosely(
        self, evaluator: Evaluator, asked: abc.Sequence[Pair], wanted: int | None
    ) -> tuple[list[Place], int]:
        """First the documents with all words, then the others: a score has no say in that."""
        held = self._filtered(evaluator, evaluator.some_of(self.words))
        first = list(map(kernel.restrict, held, asked))
        rest = list(map(kernel.subtract, held, asked))
        places = self._rescored(evaluator, first, wanted, loose=True)
        if wanted is None or len(places) < wanted:
            more = self._rescored(
                evaluator, rest, None if wanted is None else wanted - len(places), loose=True
            )
            places += _lowered(more, _lowest(first))
        return places, sum(map(count, rest))

    def _rescored(
        self, evaluator: Evaluator, pairs: abc.Sequence[Pair], wanted: int | None, *, loose: bool = False
    ) -> list[Place]:
        view = evaluator.view
        places = best(view, pairs, None if wanted is None else max(wanted, DEPTH))
        if not places:
            return []  # the 4-grams of an index are counted when they are first needed
        top, rest = places[:DEPTH], places[DEPTH:]
        if self._scorer is None:
            self._scorer = GramScorer(view, chain.from_iterable(map(_texts, self.words.children)))
        gains = self._scorer.scores([(place.segment, place.doc) for place in top])
        top = [
            place._replace(score=place.score + gain, grams=gain, loose=loose)
            for place, gain in zip(top, gains, strict=True)
        ]
        top.sort(key=lambda place: (-place.score, view.segments[place.segment].ids.raw(place.doc)))
        if loose:
            rest = [place._replace(loose=True) for place in rest]
        return (top + rest)[:wanted]

    def _filtered(self, evaluator: Evaluator, pairs: list[Pair]) -> list[Pair]:
        for child in self.filters:
            pairs = evaluator.filtered(pairs, child)
        return pairs


def word_first(
    view: View, first: abc.Sequence[Pair], rest: abc.Sequence[Pair], wanted: int | None
) -> list[Place]:
    """A compound asked for alone: the documents with the word itself, below them those with its parts near each other.

    Among other words the scores decide: two frequent parts may weigh more than a rare compound.
    """
    places = best(view, first, wanted)
    if wanted is None or len(places) < wanted:
        more = best(view, rest, None if wanted is None else wanted - len(places))
        places += _lowered(more, _lowest(first))
    return places


def spelled_first(evaluator: Evaluator, word: Leaf, places: list[Place], total: int) -> list[Place]:
    """A word asked for alone: of the best documents those that have it as it was typed (*Maße*, not *Masse*) gain.

    total: how many documents have the word. Among several words the letter 4-grams do that.
    """
    if not 1 < total <= SPELLED_IN:
        return places
    segments, typed = evaluator.view.segments, exact_form(word.text)
    top, rest = places[:SPELLED_DEPTH], places[SPELLED_DEPTH:]
    entries = {number: segments[number].form(typed) for number in {place.segment for place in top}}
    holding = {
        (number, doc)
        for number, entry in entries.items()
        if entry
        for doc in evaluator.holding(number, word, entry, [p.doc for p in top if p.segment == number])
    }
    if not holding or len(holding) == len(top):
        return places
    gained = [
        place._replace(score=place.score * SPELLED, factor=SPELLED)
        if (place.segment, place.doc) in holding
        else place
        for place in top
    ]
    gained.sort(key=lambda place: -place.score)  # they come ordered by id where they are equal
    return gained + rest


def _texts(plan: Plan) -> Iterator[str]:
    """The words as they were typed, those of *E-Mail* one by one."""
    match plan:
        case Leaf():
            yield plan.text
        case Compound():
            yield plan.word.text
        case Sequence():
            yield from (slot.text for slot in plan.slots)
        case AnyOf() if plan.children:
            yield from _texts(plan.children[0])


def _lowest(pairs: abc.Sequence[Pair]) -> float | None:
    return min((min(array("f", scores)) for _, scores in pairs if scores), default=None)


def _lowered(places: list[Place], bound: float | None) -> list[Place]:
    """Scores that fall below the bound, their order kept: whoever sorts by score finds the order of the ranking."""
    if bound is None or not places or places[0].score < bound:
        return places
    factor = 0.999 * bound / places[0].score
    return [place._replace(score=place.score * factor, factor=factor) for place in places]
