"""Plain words, as people type them: documents with some of the words below those with all, the best ones rescored.

Operators, phrases and fields are taken at their word; this is for what `rewrite` marked as plain (`AllOf.few`).
"""

from __future__ import annotations

from array import array
from collections import abc

from searcher.analysis import exact_form
from searcher.kernel import kernel
from searcher.query.plan import AllOf, AnyOf, Compound, DateWithin, Leaf, PathLike, Plan, Without, joined
from searcher.search.evaluate import Evaluator, Pair, count, is_stems
from searcher.search.rescore import DEPTH, Rescorer
from searcher.search.topk import Place, best
from searcher.search.view import View

SPELLED = 1.3
"""What the score of a document is multiplied by that has a word asked for alone as it was typed."""

SPELLED_DEPTH = 10
"""So many documents are looked at for it: a page."""

SPELLED_IN = 1000
"""In more documents than this no spelling is looked for: their best ones differ by more than it could change."""


class FreeText:
    """Plain words and the filters beside them."""

    def __init__(self, words: AllOf, filters: tuple[DateWithin | PathLike, ...]) -> None:
        self.words, self.filters = words, filters

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

        asked: the documents with all words.
        """
        view, words = evaluator.view, self.words
        again = Rescorer(evaluator, words.children + words.weighing, grams=words.few > 1)
        if sum(map(count, asked)) >= words.few:
            return again.rescored(best(view, asked, deep(wanted)), wanted), 0
        # First the documents with all words, then the others: a score has no say in that.
        if words.few == 1:
            again = Rescorer(evaluator, words.children, grams=True)
        held = self._filtered(evaluator, evaluator.some_of(words))
        first = list(map(kernel.restrict, held, asked))
        rest = list(map(kernel.subtract, held, asked))
        return two_tiers(view, (again, again), first, rest, wanted, loose=True), sum(map(count, rest))

    def _filtered(self, evaluator: Evaluator, pairs: list[Pair]) -> list[Pair]:
        for child in self.filters:
            pairs = evaluator.filtered(pairs, child)
        return pairs


def alone(plan: Plan) -> Leaf | Compound | None:
    """The only word of a query, whatever filters or excludes documents beside it."""
    if isinstance(plan, Without) and plan.kept is not None:
        plan = plan.kept
    if isinstance(plan, AllOf):
        asked = [child for child in plan.children if not isinstance(child, DateWithin | PathLike)]
        plan = asked[0] if len(asked) == 1 else plan
    return plan if isinstance(plan, Leaf | Compound) else None


def rescorer(evaluator: Evaluator, plan: Plan) -> Rescorer | None:
    """For documents with all that is asked for; None: only phrases, truncated words and the like are."""
    words, grams = [], False
    plans = [plan]
    for part in plans:
        if isinstance(part, Without) and part.kept is not None:
            plans.append(part.kept)
        elif isinstance(part, AllOf):
            plans += part.children
            plans += part.weighing
            grams |= part.few > 1
        elif is_stems(part) if isinstance(part, Leaf) else isinstance(part, Compound) or _is_joined(part):
            words.append(part)
    return Rescorer(evaluator, words, grams=grams) if words else None


def _is_joined(plan: Plan) -> bool:
    return isinstance(plan, AnyOf) and bool(joined(plan))


def deep(wanted: int | None) -> int | None:
    """How many places are ranked for so many hits."""
    return wanted if wanted is None else max(wanted, DEPTH)


def spelled_depth(wanted: int | None) -> int | None:
    """How many places `spelled_first` needs for so many hits."""
    return wanted if wanted is None else max(wanted, SPELLED_DEPTH)


def two_tiers(  # noqa: PLR0913
    view: View,
    again: tuple[Rescorer, Rescorer],
    first: abc.Sequence[Pair],
    rest: abc.Sequence[Pair],
    wanted: int | None,
    *,
    loose: bool = False,
) -> list[Place]:
    """All documents of `first` above those of `rest`, each looked at again by its own Rescorer.

    So stands a compound asked for alone above its parts near each other. Among other words the scores decide: two
    frequent parts may weigh more than a rare compound.
    """
    places = again[0].rescored(best(view, first, deep(wanted)), wanted, loose=loose)
    if wanted is None or len(places) < wanted:
        left = None if wanted is None else wanted - len(places)
        more = again[1].rescored(best(view, rest, deep(left)), left, loose=loose)
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


def _lowest(pairs: abc.Sequence[Pair]) -> float | None:
    return min((min(array("f", scores)) for _, scores in pairs if scores), default=None)


def _lowered(places: list[Place], bound: float | None) -> list[Place]:
    """Scores that fall below the bound, their order kept: whoever sorts by score finds the order of the ranking."""
    if bound is None or not places or places[0].score < bound:
        return places
    factor = 0.999 * bound / places[0].score
    return [place._replace(score=place.score * factor, factor=factor) for place in places]
