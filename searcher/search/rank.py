"""Which documents are shown, in which order: the best k, looser ones below, sorting by columns, facets."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from searcher.kernel import kernel
from searcher.model import Facet, Order
from searcher.query.plan import AllOf, DateWithin, Leaf, PathLike, Plan, Without
from searcher.search.evaluate import NOTHING, Evaluator, Pair, count
from searcher.search.view import View

FEW = 10
"""With fewer documents than this that hold all words of a longer query, those with most of them follow."""

MOST = 0.2
"""How much of the weight of a longer query a looser document must hold.

nDCG@10 with 0.5, 0.35, 0.2, 0.01:
xquad_de .854 .943 .959 .959; law_dev .579 .583 .584 .584; libohelp .594 .594 .595 .595.
"""


class Place(NamedTuple):
    """One hit: the number of its segment, its number there, its score."""

    segment: int
    doc: int
    score: float


class Ranking(NamedTuple):
    """`total` documents are what was asked for; `looser` further ones hold most of the words.

    places: the page; matches: all that was asked for, by segment.
    """

    total: int
    looser: int
    places: list[Place]
    matches: list[Pair]


def rank(
    evaluator: Evaluator, plan: Plan, *, limit: int | None, offset: int = 0, order: Order = Order.SCORE
) -> Ranking:
    """Evaluate a plan and order what it matches; `limit` None: all."""
    view = evaluator.view
    asked = evaluator.run(plan)
    total = sum(map(count, asked))
    wanted = offset + limit if limit is not None else None
    if order is not Order.SCORE:
        return Ranking(total, 0, _sorted(view, asked, order)[offset:wanted], asked)
    places = best(view, asked, wanted)
    extra = [NOTHING] * len(view.segments)
    if total < FEW and (loose := _loose(plan)):
        extra = _with_most(evaluator, loose[0], loose[1], asked)
        if wanted is None or len(places) < wanted:
            places += best(view, extra, None if wanted is None else wanted - len(places))
    return Ranking(total, sum(map(count, extra)), places[offset:wanted], asked)


def best(view: View, pairs: Sequence[Pair], k: int | None) -> list[Place]:
    """The k highest scores of all segments, equal ones by id."""
    found = []
    for number, (segment, pair) in enumerate(zip(view.segments, pairs, strict=True)):
        if pair[0]:
            top = kernel.topk(pair, count(pair) if k is None else k, segment.ranks)
            found.append([Place(number, doc, score) for doc, score in top])
    if len(found) <= 1:
        return found[0] if found else []
    joined = [place for top in found for place in top]
    joined.sort(key=lambda place: (-place.score, view.segments[place.segment].ids.raw(place.doc)))
    return joined[:k]


def _loose(plan: Plan) -> tuple[AllOf, tuple[Plan, ...]] | None:
    """The plain words of a plan that may be answered loosely, and the filters beside them."""
    if not isinstance(plan, AllOf):
        return None
    if plan.loose:
        return plan, ()
    loose = [child for child in plan.children if isinstance(child, AllOf) and child.loose]
    rest = tuple(child for child in plan.children if child not in loose)
    filters = all(
        isinstance(child, DateWithin | PathLike) or (isinstance(child, Without) and child.kept is None)
        for child in rest
    )
    return (loose[0], rest) if len(loose) == 1 and filters else None


def _weight(plan: Plan) -> float:
    if isinstance(plan, Leaf):
        return plan.weight
    word = getattr(plan, "word", None)
    return word.weight if isinstance(word, Leaf) else 1.0


def _with_most(
    evaluator: Evaluator, words: AllOf, filters: Sequence[Plan], asked: Sequence[Pair]
) -> list[Pair]:
    """The documents with most of the words' weight, but not all, scored by the words they hold."""
    weights = [_weight(child) for child in words.children]
    lists = [evaluator.run(child) for child in words.children]
    minimum = MOST * sum(weights) * 0.999999
    found = []
    for number, segment in enumerate(evaluator.view.segments):
        pairs = [pairs[number] for pairs in lists]
        ones = [
            (ids, array("f", [weight]).tobytes() * (len(ids) // 4))
            for (ids, _), weight in zip(pairs, weights, strict=True)
        ]
        weight_held = kernel.union(segment.documents, False, ones)  # noqa: FBT003
        held = kernel.at_least(weight_held, minimum)
        scored = kernel.union(segment.documents, False, pairs)  # noqa: FBT003
        found.append(kernel.subtract(kernel.restrict(scored, held), asked[number]))
    for child in filters:
        if isinstance(child, DateWithin | PathLike):
            found = evaluator.filtered(found, child)
        elif isinstance(child, Without):
            found = list(map(kernel.subtract, found, evaluator.run(child.excluded)))
    return found


def _sorted(view: View, pairs: Sequence[Pair], order: Order) -> list[Place]:
    """All matches by a column; documents without a date come last; equal ones by id."""
    places = [
        Place(number, doc, score)
        for number, (ids, scores) in enumerate(pairs)
        for doc, score in zip(array("I", ids), array("f", scores), strict=True)
    ]
    segments = view.segments
    keys: dict[Order, Callable[[Place], Any]] = {
        Order.DATE: lambda p: (segments[p.segment].first[p.doc] == 0, segments[p.segment].first[p.doc]),
        Order.DATE_DESC: lambda p: -segments[p.segment].first[p.doc],
        Order.TITLE: lambda p: segments[p.segment].titles[p.doc].casefold(),
        Order.PATH: lambda p: segments[p.segment].source(p.doc)[1],
    }
    key = keys[order]
    if len(segments) == 1:
        ranks = segments[0].ranks
        places.sort(key=lambda p: ranks[p.doc])
    else:
        places.sort(key=lambda p: segments[p.segment].ids.raw(p.doc))
    places.sort(key=key)
    return places


def facet(view: View, pairs: Sequence[Pair], by: Facet) -> tuple[tuple[str, int], ...]:
    """(value, documents) of the matches, most first, equal ones by value; "" stands for no date."""
    counts: dict[str, int] = {}
    for segment, (ids, _) in zip(view.segments, pairs, strict=True):
        if by is Facet.PATH:
            tally = array("I", kernel.tally(ids, segment.place_of, len(segment.places)))
            labels: Any = segment.places
        else:
            tally = array("I", kernel.tally(ids, segment.months, int(segment.header["months"])))
            labels = None
        for value, n in enumerate(tally):
            if n:
                label = labels[value] if labels is not None else _month_label(value, segment.month_base, by)
                counts[label] = counts.get(label, 0) + n
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _month_label(value: int, base: int, by: Facet) -> str:
    if not value:
        return ""
    year, month = divmod(value - 1 + base, 13)
    return f"{year:04}-{month:02}" if by is Facet.MONTH and month else f"{year:04}"
