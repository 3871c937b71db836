"""A document and a plan in, marks out: every place of the text that makes the document a hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from typing import NamedTuple

from searcher.model import Document, Span
from searcher.query.plan import Exact, Forms, Leaf, Pattern, Plan, Stem
from searcher.snippets.places import pieces_of, starts_of
from searcher.snippets.together import Occurrence, close_pairs, in_any_order, in_order
from searcher.snippets.wanted import Phrase, Together, wanted
from searcher.snippets.wildcard import matcher, without_umlauts
from searcher.snippets.words import Analyzer, Form, Words

PART_WEIGHT = 0.7
"""What a hit on a part of a compound weighs against one on a whole word."""


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


class _Match(NamedTuple):
    """That a raw word answers a leaf; start/end is what of the raw word does (a part, or all of it)."""

    leaf: int
    start: int
    end: int
    weight: float


class _Place(NamedTuple):
    """A match in the text; `position` counts the words of the field."""

    position: int
    start: int
    end: int
    weight: float


class Locator:
    """Finds what a plan is about in any number of texts; made once a query.

    A distinct word is analysed at most once (`Words`, shared between queries) and compared with the query at
    most once; after that a word of a text costs one look-up.
    """

    def __init__(self, plan: Plan, analyzer: Analyzer, words: Words | None = None) -> None:
        self._analyzer = analyzer
        self._words = words if words is not None else Words(analyzer.form)
        self._wanted = wanted(plan)
        self.leaves = self._wanted.leaves
        self._keys: set[str] = set()
        self._patterns: list[tuple[int, Callable[[str], bool]]] = []
        for number, leaf in enumerate(self.leaves):
            for source in leaf.sources:
                if isinstance(source, Stem):
                    self._keys.add(source.term)
                elif isinstance(source, Exact):
                    self._keys.add(f"={source.form}")
                elif isinstance(source, Forms):
                    self._keys.update(f"={form}" for form, _ in source.forms)
                else:
                    self._patterns.append((number, matcher(source.pattern)))
        self._matches: dict[str, tuple[_Match, ...]] = {}

    def marks(self, document: Document, at: Mapping[str, Collection[int]] | None = None) -> list[Mark]:
        """Find the marks in a document's text, ascending within a field; the title is not looked at.

        at: for each field the numbers of the words to look at, if the index knows where the query's words
        stand; no other word is then analysed, which matters where a text's words were never met before.
        """
        text, found = document.text, list[Mark]()
        zones = sorted(document.zones, key=lambda zone: (zone.field, zone.start))
        for field, of_field in groupby(zones, key=lambda zone: zone.field):
            pieces = [piece for zone in of_field for piece in pieces_of(text, zone.start, zone.end)]
            found += self._in_field(field, pieces, None if at is None else at.get(field, ()), len(found))
        return found

    def title_marks(self, title: str, at: Mapping[str, Collection[int]] | None = None) -> list[Mark]:
        """Find the marks in a title; `at` as in `marks`."""
        return self._in_field("title", [(0, title)], None if at is None else at.get("title", ()), 0)

    def _in_field(
        self, field: str, pieces: Iterable[tuple[int, str]], at: Collection[int] | None, first_group: int
    ) -> list[Mark]:
        """Find the marks in one field, whose pieces follow each other and share one count of words."""
        places: dict[int, list[_Place]] = {}
        position = 0
        for offset, text in pieces:
            tokens = self._analyzer.raw_tokens(text)
            if at is None:
                self._learn(set(tokens))
                hits = list(compress(range(len(tokens)), map(self._matches.__getitem__, tokens)))
            else:
                hits = sorted(i - position for i in set(at) if position <= i < position + len(tokens))
                self._learn({tokens[i] for i in hits})
            for i, begin in zip(hits, starts_of(hits, tokens, text, self._analyzer), strict=True):
                for leaf, start, end, weight in self._matches[tokens[i]]:
                    place = _Place(position + i, offset + begin + start, offset + begin + end, weight)
                    places.setdefault(leaf, []).append(place)
            position += len(tokens)
        return self._marks_of(field, places, first_group) if places else []

    def _marks_of(self, field: str, places: dict[int, list[_Place]], first_group: int) -> list[Mark]:
        """Keep of the places what is wanted: single words, and phrases where all of their words stand."""
        marks = [
            Mark(place.start, place.end, weight * place.weight, leaf, -1, field)
            for leaf, weight in self._wanted.alone.items()
            if field in self.leaves[leaf].fields
            for place in places.get(leaf, ())
        ]
        group = first_group
        for phrase in self._wanted.phrases:
            if field in phrase.fields:
                slots = [leaf for side in phrase.sides for leaf in side.slots]
                for occurrence in _occurrences(phrase, places):
                    for leaf, place in zip(slots, occurrence, strict=True):
                        weight = phrase.weight * self.leaves[leaf].weight * place.weight
                        marks.append(Mark(place.start, place.end, weight, leaf, group, field))
                    group += 1
        marks.sort()
        return marks

    def _learn(self, raws: set[str]) -> None:
        """Compare the words not seen by this query so far with it."""
        matches, wanted_keys = self._matches, self._keys
        recall, keys_of = self._words.recall, self._words.keys
        for raw in raws.difference(matches):
            keys = recall(raw) or keys_of(raw)
            if wanted_keys.isdisjoint(keys) and not (self._patterns and self._fits(keys[0][1:])):
                matches[raw] = ()
            else:
                matches[raw] = tuple(self._compare(raw, self._words.form(raw)))

    def _fits(self, exact: str) -> bool:
        plain = without_umlauts(exact)
        return any(fits(exact) or fits(plain) for _, fits in self._patterns)

    def _compare(self, raw: str, form: Form) -> Iterator[_Match]:
        """Yield the leaves that a word answers, each with its best range: the whole word before a part."""
        for number, leaf in enumerate(self.leaves):
            whole = self._whole_weight(number, leaf, form)
            if whole > 0:
                yield _Match(number, 0, len(raw), whole)
                continue
            terms = {source.term for source in leaf.sources if isinstance(source, Stem) and source.parts}
            for term in form.terms:
                if term.part and term.term in terms:
                    yield _Match(number, term.start, term.end, PART_WEIGHT)

    def _whole_weight(self, number: int, leaf: Leaf, form: Form) -> float:
        """Weigh the whole word as an answer to the leaf; 0 if it is none."""
        best = 0.0
        for source in leaf.sources:
            if isinstance(source, Stem):
                if any(not term.part and term.term == source.term for term in form.terms):
                    return 1.0
            elif isinstance(source, Exact):
                if form.exact == source.form:
                    return 1.0
            elif isinstance(source, Forms):
                best = max([best, *(weight for word, weight in source.forms if word == form.exact)])
            elif isinstance(source, Pattern):
                plain = without_umlauts(form.exact)
                if any(n == number and (fits(form.exact) or fits(plain)) for n, fits in self._patterns):
                    return 1.0
        return best


def _occurrences(phrase: Phrase, places: dict[int, list[_Place]]) -> Iterator[tuple[_Place, ...]]:
    """Yield the places of a phrase's words wherever they truly stand as the phrase asks."""
    sides = [list(_standing(side, places)) for side in phrase.sides]
    found = sides[0] if len(sides) == 1 else close_pairs(*sides, distance=phrase.distance)
    slots = [places.get(leaf, list[_Place]()) for side in phrase.sides for leaf in side.slots]
    for occurrence in found:
        yield tuple(
            slot[bisect_left(slot, (position,))] for slot, position in zip(slots, occurrence, strict=True)
        )


def _standing(side: Together, places: dict[int, list[_Place]]) -> Iterator[Occurrence]:
    slots = [_distinct([place.position for place in places.get(leaf, ())]) for leaf in side.slots]
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
