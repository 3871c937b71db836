"""A document and a plan in, marks out: every place of the text that makes the document a hit."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeVar

from searcher.model import Document, Span, Zone
from searcher.query.plan import Plan
from searcher.snippets.answers import Answer, Answers, is_fuzzy
from searcher.snippets.places import pieces_of
from searcher.snippets.together import Occurrence, close_pairs, in_any_order, in_order
from searcher.snippets.wanted import Phrase, Together, wanted
from searcher.snippets.words import Analyzer, Words


class Mark(NamedTuple):
    """A range of the text (or title) that answers the query.

    weight: what the query's word weighs here; leaf: which word of the query; group: the occurrence of a
    phrase this belongs to, the same number for all its marks, -1 for a word on its own.
    """

    start: int
    end: int
    weight: float
    leaf: int
    group: int
    field: str


_field_of = attrgetter("field")  # zones ascend, and sorting by field keeps that order within each


Standing: TypeAlias = Mapping[str, tuple[Sequence[int], Sequence[int]]]
"""Where the index says that a leaf stands in a document, by field: ascending numbers of words.

With each of them whether the leaf is all of the word there; where it is a part (0), the word is read.
"""

MANY = 1000
"""Places of one word in one text that are all looked at; of more, those that can make the best snippet are."""

FIRST = 300
"""Of words with many places all are looked at up to the first one of them that has so many."""

AROUND = 60
"""Words on either side of a rare word in which the others are looked at; a snippet holds some 35."""

_REST = re.compile(r"[-\u2010\u2011]\w+")

_T = TypeVar("_T")
_Places: TypeAlias = tuple[Sequence[int], Sequence[int]]
_Place: TypeAlias = tuple[int, int, int, float]
"""A match in the text: the number of its word in the field, its start, its end, its weight."""


class Locator:
    """Finds what a plan is about in any number of texts; made once a query.

    Where the index tells the places of the words, only compounds and fuzzy words are analysed at all (a part
    of a word has its own range, a near word its weight). Elsewhere each distinct word is, once (`Words`, shared
    between queries), and compared with the query once; after that a word of a text costs one look-up.

    apart: parts of compounds and words with hyphens are also found alone, in documents that hold only some words.
    leaves: the words of the plan.
    """

    def __init__(
        self, plan: Plan, analyzer: Analyzer, words: Words | None = None, *, apart: bool = False
    ) -> None:
        self._analyzer = analyzer
        self._words = words if words is not None else Words(analyzer)
        self._wanted = wanted(plan, apart=apart)
        self.leaves = self._wanted.leaves
        self._fuzzy = frozenset(number for number, leaf in enumerate(self.leaves) if is_fuzzy(leaf))
        self._answers: dict[tuple[int, ...], Answers] = {}

    def marks(
        self,
        document: Document,
        at: Sequence[Standing | None] | None = None,
        in_time: Callable[[], bool] = lambda: True,
    ) -> list[Mark]:
        """Find the marks in a document's text, ascending within a field; the title is not looked at.

        at: for each of `leaves` where the index says that it stands; None: the text is to be read for it.
        in_time: asked before each further piece of a long text, each further phrase, and now and then among new
        words and a phrase's occurrences; when the time is up, what was found so far is all.
        """
        found = list[Mark]()
        zones = sorted(document.zones, key=_field_of)
        for field, of_field in groupby(zones, key=_field_of):
            pieces = _pieces(document.text, of_field)
            found += self._in_field(field, pieces, at or [None] * len(self.leaves), len(found), in_time)
        return found

    def title_marks(self, title: str, at: Sequence[Standing | None] | None = None) -> list[Mark]:
        """Find the marks in a title; `at` as in `marks`."""
        return self._in_field("title", [(0, title)], at or [None] * len(self.leaves), 0, lambda: True)

    def _in_field(
        self,
        field: str,
        pieces: Iterable[tuple[int, str]],
        at: Sequence[Standing | None],
        first_group: int,
        in_time: Callable[[], bool],
    ) -> list[Mark]:
        """Find the marks in one field, whose pieces follow each other and share one count of words."""
        told = self._told(field, at)
        untold = tuple(number for number, standing in enumerate(at) if standing is None)
        places = defaultdict[int, list[_Place]](list)
        ascending, position = array("I", sorted(told)), 0
        for offset, text in pieces:
            first = bisect_left(ascending, position)
            if (first == len(ascending) and not untold) or (position and not in_time()):
                break
            here = ascending[first : bisect_left(ascending, position + len(text), first)]
            read = self._read(text, position, untold, in_time) if untold else {}
            if read:
                here = array("I", sorted({*here, *read}))
            ends = bool(here) and not untold and here[-1] == ascending[-1]
            words, found = self._words.spans(text, position, here, ends)
            for place, (start, end) in zip(here, found, strict=False):  # the others are in the next pieces
                begins = offset + start
                answers = read.get(place, ())
                for leaf, whole in told.get(place, ()):
                    if whole:
                        places[leaf].append((place, begins, offset + self._end(leaf, text, start, end), 1.0))
                    else:
                        answers += self._answers_to((leaf,)).of(text[start:end])
                for leaf, at_, past, weight in answers:
                    # A raw token may be more than what stands there (`Vor- und Nachteile`: *Vor* with its partner).
                    past = min(past, end - start)
                    past = self._end(leaf, text, start + at_, start + past)
                    places[leaf].append((place, begins + at_, offset + past, weight))
            position += words
        return self._marks_of(field, places, first_group, in_time) if places else []

    def _end(self, leaf: int, text: str, start: int, end: int) -> int:
        """Where a mark ends: `Email` stands in the text as *E-Mail*, and at the *E* it is told."""
        if end - start == 1 and len(self.leaves[leaf].text) > 1 and (rest := _REST.match(text, end)):
            return rest.end()
        return end

    def _told(self, field: str, at: Sequence[Standing | None]) -> dict[int, list[tuple[int, int]]]:
        """What the index says of a field: at which word which leaves stand, and whether they are all of the word."""
        stands = {
            leaf: places
            for leaf, standing in enumerate(at)
            if standing and (places := standing.get(field)) and places[0]
        }
        if any(len(places) > MANY for places, _ in stands.values()):
            stands = _thinned(stands, AROUND + self._wanted.reach)
        told = dict[int, list[tuple[int, int]]]()
        for leaf, places in stands.items():
            for place, whole in zip(*places, strict=True):
                told.setdefault(place, []).append((leaf, whole and leaf not in self._fuzzy))
        return told

    def _read(
        self, text: str, first: int, leaves: tuple[int, ...], in_time: Callable[[], bool]
    ) -> dict[int, tuple[Answer, ...]]:
        """Look all words up: what those that answer any of the leaves do answer, by number."""
        tokens, answers = self._analyzer.raw_tokens(text), self._answers_to(leaves)
        answers.learn(set(tokens), in_time)
        known = answers.known
        return {first + i: known(tokens[i]) for i in compress(range(len(tokens)), map(known, tokens))}

    def _answers_to(self, leaves: tuple[int, ...]) -> Answers:
        found = self._answers.get(leaves)
        if found is None:
            found = self._answers[leaves] = Answers(self.leaves, leaves, self._words)
        return found

    def _marks_of(
        self, field: str, places: dict[int, list[_Place]], first_group: int, in_time: Callable[[], bool]
    ) -> list[Mark]:
        """Keep of the places what is wanted: single words, and phrases where all of their words stand."""
        marks = [
            Mark(start, end, weight * own, leaf, -1, field)
            for leaf, weight in self._wanted.alone.items()
            if field in self.leaves[leaf].fields
            for _, start, end, own in places.get(leaf, ())
        ]
        group = first_group
        for phrase in self._wanted.phrases:
            if field in phrase.fields and (group == first_group or in_time()):
                slots = [leaf for side in phrase.sides for leaf in side.slots]
                for occurrence in _while(in_time, _occurrences(phrase, places)):
                    for leaf, (_, start, end, own) in zip(slots, occurrence, strict=True):
                        weight = phrase.weight * self.leaves[leaf].weight * own
                        marks.append(Mark(start, end, weight, leaf, group, field))
                    group += 1
        marks.sort()
        return marks


def _thinned(stands: Mapping[int, _Places], around: int) -> dict[int, _Places]:
    """Leave out places of frequent words that stand neither at the beginning nor near the rarest of the words.

    >>> often = list(range(0, 20_000, 2))
    >>> kept = _thinned({0: (often, bytes(10_000)), 1: ([5_001], b"1")}, 3)
    >>> len(kept[0][0]), kept[0][0][FIRST + 1 :], kept[1]
    (305, [4998, 5000, 5002, 5004], ([5001], b'1'))
    """
    rarest = min((places for places, _ in stands.values()), key=len)[:MANY]
    ranges = [(0, min(places[FIRST] for places, _ in stands.values() if len(places) > MANY) + 1)]
    for place in rarest:
        if place - around > ranges[-1][1]:
            ranges.append((place - around, place + around + 1))
        else:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], place + around + 1))
    thinned = dict[int, _Places]()
    for leaf, (places, whole) in stands.items():
        if len(places) <= MANY:
            thinned[leaf] = places, whole
            continue
        kept = [(bisect_left(places, first), bisect_left(places, past)) for first, past in ranges]
        thinned[leaf] = (
            [place for first, past in kept for place in places[first:past]],
            b"".join(bytes(whole[first:past]) for first, past in kept),
        )
    return thinned


def _pieces(text: str, zones: Iterable[Zone]) -> Iterator[tuple[int, str]]:
    for zone in zones:
        yield from pieces_of(text, zone.start, zone.end)


def _occurrences(phrase: Phrase, places: dict[int, list[_Place]]) -> Iterator[tuple[_Place, ...]]:
    """Yield the places of a phrase's words wherever they truly stand as the phrase asks."""
    sides = [list(_standing(side, places)) for side in phrase.sides]
    found = sides[0] if len(sides) == 1 else close_pairs(*sides, distance=phrase.distance)
    slots = [places.get(leaf, list[_Place]()) for side in phrase.sides for leaf in side.slots]
    for occurrence in found:
        yield tuple(
            slot[bisect_left(slot, (position,))] for slot, position in zip(slots, occurrence, strict=True)
        )


def _while(in_time: Callable[[], bool], found: Iterable[_T]) -> Iterator[_T]:
    """What is found as long as there is time, which is asked for now and then."""
    for number, one in enumerate(found, 1):
        yield one
        if number % 256 == 0 and not in_time():
            return


def _standing(side: Together, places: dict[int, list[_Place]]) -> Iterator[Occurrence]:
    of = {leaf: _distinct([position for position, *_ in places.get(leaf, ())]) for leaf in set(side.slots)}
    slots = [of[leaf] for leaf in side.slots]
    if side.ordered:
        return in_order(slots, reach=side.reach)
    return in_any_order(slots, reach=side.reach)


def _distinct(positions: Sequence[int]) -> list[int]:
    """Give the positions without repetition: a word that holds the same part twice stands at one place."""
    return list(dict.fromkeys(positions))


def locate(document: Document, plan: Plan, analyzer: Analyzer) -> list[Mark]:
    """Find the marks of one document; for many documents of one query make a `Locator`."""
    return Locator(plan, analyzer).marks(document)


def title_spans(title: str, plan: Plan, analyzer: Analyzer) -> tuple[Span, ...]:
    """Find what is to be marked in a title."""
    return merged(Locator(plan, analyzer).title_marks(title))


def merged(ranges: Iterable[Mark | Span]) -> tuple[Span, ...]:
    """Make disjoint ascending spans of ranges: what overlaps, is nested or touches becomes one.

    >>> merged([Span(4, 7), Span(0, 4), Span(5, 6), Span(9, 12)])
    (Span(start=0, end=7), Span(start=9, end=12))
    """
    spans = list[Span]()
    for start, end in sorted((piece[0], piece[1]) for piece in ranges):
        if spans and start <= spans[-1].end:
            if end > spans[-1].end:
                spans[-1] = Span(spans[-1].start, end)
        elif end > start:
            spans.append(Span(start, end))
    return tuple(spans)
