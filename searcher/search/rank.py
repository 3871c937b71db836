"""Which documents are shown, in which order: by score or sorted by a column; and facets."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from searcher.index.segment import Segment
from searcher.kernel import kernel
from searcher.model import Facet, Order
from searcher.query.plan import AllOf, Compound, DateWithin, Leaf, PathLike, Plan, Without
from searcher.search.early import HALF, WEIGHT
from searcher.search.evaluate import Evaluator, Pair, count
from searcher.search.free_text import (
    SPELLED_DEPTH,
    FreeText,
    alone,
    deep,
    rescorer,
    spelled_depth,
    spelled_first,
    two_tiers,
)
from searcher.search.rescore import DEPTH, Rescorer
from searcher.search.topk import Place, best
from searcher.search.view import View

_LETTER = re.compile(r"[^\W_]")


class Ranking(NamedTuple):
    """`total` documents are what was asked for; `looser` further ones hold some of the words.

    places: the page; matches: all that was asked for, by segment.
    """

    total: int
    looser: int
    places: list[Place]
    matches: list[Pair]


def rank(  # noqa: PLR0913 - the options of a search
    evaluator: Evaluator,
    plan: Plan,
    *,
    limit: int | None,
    offset: int = 0,
    order: Order = Order.SCORE,
    matches: bool = True,
) -> Ranking:
    """Evaluate a plan and order what it matches; `limit` None: all. matches: whether `Ranking.matches` is needed."""
    view = evaluator.view
    wanted = offset + limit if limit is not None else None
    shown = slice(offset, wanted)
    word = alone(plan)
    if order is Order.SCORE and isinstance(word, Compound):
        every = matches or wanted is None or word is not plan
        first, rest = evaluator.apart(word, 0 if every else max(wanted or 0, DEPTH))
        if word is not plan:
            first, rest = _left(evaluator, plan, first), _left(evaluator, plan, rest)
        total = sum(map(count, first + rest))
        tiers = Rescorer(evaluator, [word.word], grams=False), Rescorer(evaluator, word.parts, grams=False)
        places = two_tiers(view, tiers, first, rest, spelled_depth(wanted))
        return Ranking(
            total,
            0,
            spelled_first(evaluator, word.word, places, total)[shown],
            list(map(_joined, view.segments, first, rest)) if matches else [],
        )
    if order is Order.SCORE and not matches and wanted is not None:
        again = rescorer(evaluator, plan)
        early = (max(wanted, SPELLED_DEPTH), DEPTH, HALF, WEIGHT) if again else None
        found = evaluator.best(plan, max(wanted, DEPTH) if again else wanted, early)
        # Two words that no document has both of are looked at again below.
        if found is not None and (found[0] or not isinstance(plan, AllOf) or not plan.few):
            total, top, done = found
            if done:
                places = [Place(0, doc, score, early=gain) for doc, score, gain in top]
            else:
                places = _looked_again(again, [(0, doc, score) for doc, score in top], wanted)
            if isinstance(word, Leaf):
                places = spelled_first(evaluator, word, places, total)
            return Ranking(total, 0, places[shown], [])
    asked = evaluator.run(plan)
    total = sum(map(count, asked))
    if order is not Order.SCORE:
        return Ranking(total, 0, _sorted(view, asked, order)[shown], asked)
    free_text = FreeText.of(plan)
    if free_text is None:
        scored = best(view, asked, deep(wanted))
        places = _looked_again(rescorer(evaluator, plan), scored, wanted)
        if isinstance(word, Leaf):
            places = spelled_first(evaluator, word, places, total)
        return Ranking(total, 0, places[shown], asked)
    places, looser = free_text.rank(evaluator, asked, wanted)
    return Ranking(total, looser, places[offset:], asked)


def _looked_again(
    again: Rescorer | None, scored: Sequence[tuple[int, int, float]], wanted: int | None
) -> list[Place]:
    """The places for so many hits; without a Rescorer as they are."""
    return again.rescored(scored, spelled_depth(wanted)) if again else [Place(*of) for of in scored]


def _left(evaluator: Evaluator, plan: Plan, pairs: list[Pair]) -> list[Pair]:
    """What the filters and exclusions beside the words of a plan leave of their documents."""
    if isinstance(plan, Without) and plan.kept is not None:
        excluded = evaluator.run(plan.excluded)
        return list(map(kernel.subtract, _left(evaluator, plan.kept, pairs), excluded))
    for child in plan.children if isinstance(plan, AllOf) else ():
        if isinstance(child, DateWithin | PathLike):
            pairs = evaluator.filtered(pairs, child)
    return pairs


def alphabetical(title: str) -> str:
    """What a title is sorted by, as in a German dictionary: ä as a, ß as ss, marks before the first letter left out.

    >>> sorted(["Zebra", "Äpfel", "„Birne“", "Straße", "strasse 2"], key=alphabetical)
    ['Äpfel', '„Birne“', 'Straße', 'strasse 2', 'Zebra']
    """
    folded = title.casefold()
    if not folded.isascii():
        folded = "".join(char for char in normalize("NFKD", folded) if not combining(char))
    first = _LETTER.search(folded)
    return folded[first.start() :] if first else folded


def _joined(segment: Segment, first: Pair, rest: Pair) -> Pair:
    joined: Pair = kernel.union(segment.documents, True, [first, rest])  # noqa: FBT003
    return joined


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
        Order.TITLE: lambda p: alphabetical(segments[p.segment].titles[p.doc]),
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


def count_by(view: View, pairs: Sequence[Pair], by: Facet) -> tuple[tuple[str, int], ...]:
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
