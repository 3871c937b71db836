"""The best of what matched: the highest scores of all segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from searcher.kernel import kernel
from searcher.search.evaluate import Pair, count
from searcher.search.view import View


class Place(NamedTuple):
    """One hit: the number of its segment, its number there, its score.

    How the score of plain words came about: loose: documents with some of the words were ranked, too; early: what
    was added because the words stand early in it; grams: what letter 4-grams added; factor: what all was multiplied by,
    because not all of the words are there.
    """

    segment: int
    doc: int
    score: float
    loose: bool = False
    early: float = 0.0
    grams: float = 0.0
    factor: float = 1.0


def best(view: View, pairs: Sequence[Pair], k: int | None) -> list[tuple[int, int, float]]:
    """The k highest scores of all segments (segment, number there, score), equal ones by id."""
    found = []
    for number, (segment, pair) in enumerate(zip(view.segments, pairs, strict=True)):
        if pair[0]:
            top = kernel.topk(pair, count(pair) if k is None else k, segment.ranks)
            found.append([(number, doc, score) for doc, score in top])
    if len(found) <= 1:
        return found[0] if found else []
    joined = [place for top in found for place in top]
    joined.sort(key=lambda place: (-place[2], view.segments[place[0]].ids.raw(place[1])))
    return joined[:k]
