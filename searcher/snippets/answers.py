"""Raw words in, what of a query each of them answers out: all of the word, or the part of a compound that does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from searcher.query.plan import Exact, Forms, Leaf, Stem
from searcher.snippets.wildcard import matcher, quick_test
from searcher.snippets.words import FormTerm, Words

PART_WEIGHT = 0.7
"""What a hit on a part of a compound weighs against one on a whole word."""

_AT_A_TIME = 64  # words that are compared before the clock is looked at: with 250 patterns, 10 ms


class Answer(NamedTuple):
    """That a raw word answers a leaf; start/end is what of the raw word does (a part, or all of it)."""

    leaf: int
    start: int
    end: int
    weight: float


class Answers:
    """The answers to some of a query's leaves; a distinct word is compared with them at most once.

    numbers: which of the leaves. Where none of them asks for terms, no word is analysed further than to its
    exact form, which is a hundred times quicker.
    """

    def __init__(self, leaves: Sequence[Leaf], numbers: Sequence[int], words: Words) -> None:
        self._words = words
        self._leaves = [(number, leaf) for number in numbers for leaf in [leaves[number]]]
        self._terms: set[str] = set()
        self._exact: set[str] = set()
        self._patterns: dict[int, list[Callable[[str], bool]]] = {}
        patterns = list[str]()
        for number, leaf in self._leaves:
            for source in leaf.sources:
                if isinstance(source, Stem):
                    self._terms.add(source.term)
                elif isinstance(source, Exact):
                    self._exact.add(source.form)
                elif isinstance(source, Forms):
                    self._exact.update(form for form, _ in source.forms)
                else:
                    patterns.append(source.pattern)
                    self._patterns.setdefault(number, []).append(matcher(source.pattern))
        self._may_fit = quick_test(patterns)
        self._known: dict[str, tuple[Answer, ...]] = {}
        self.known = self._known.__getitem__  # the answers of a word that was learnt; none of them: ()

    def of(self, raw: str) -> tuple[Answer, ...]:
        """The answers of one word, which may be new."""
        found = self._known.get(raw)
        if found is None:
            self.learn({raw})
            found = self._known[raw]
        return found

    def learn(self, raws: set[str], in_time: Callable[[], bool] = lambda: True) -> None:
        """Compare the words not seen so far with the leaves; when the time is up, the rest answers nothing."""
        known, exact_of, form_of = self._known, self._words.exact, self._words.form
        wanted, asked, may_fit = self._terms, self._exact, self._may_fit
        new = raws.difference(known)
        for number, raw in enumerate(new, 1):
            if number % _AT_A_TIME == 0 and not in_time():
                known.update(dict.fromkeys(new.difference(known), ()))
                return
            terms: Sequence[FormTerm] = ()
            if wanted:
                form = form_of(raw)
                exact, terms = form.exact, form.terms
            else:
                exact = exact_of(raw)
            if exact in asked or may_fit(exact) or (terms and any(term.term in wanted for term in terms)):
                known[raw] = tuple(self._compare(raw, exact, terms))
            else:
                known[raw] = ()

    def _fits(self, number: int, exact: str) -> bool:
        """Whether a word fits a pattern of the leaf."""
        return any(fits(exact) for fits in self._patterns[number])

    def _compare(self, raw: str, exact: str, terms: Sequence[FormTerm]) -> Iterator[Answer]:
        """Yield the leaves that a word answers, each with its best range: the whole word before a part."""
        for number, leaf in self._leaves:
            whole = self._whole_weight(number, leaf, exact, terms)
            if whole > 0:
                yield Answer(number, 0, len(raw), whole)
                continue
            wanted = {source.term for source in leaf.sources if isinstance(source, Stem) and source.parts}
            # A part that is a woman's name has two terms.
            places = {(term.start, term.end): None for term in terms if term.part and term.term in wanted}
            for start, end in places:
                yield Answer(number, start, end, PART_WEIGHT)

    def _whole_weight(self, number: int, leaf: Leaf, exact: str, terms: Sequence[FormTerm]) -> float:
        """Weigh the whole word as an answer to the leaf; 0 if it is none."""
        best = 0.0
        for source in leaf.sources:
            if isinstance(source, Stem):
                if any(not term.part and term.term == source.term for term in terms):
                    return 1.0
            elif isinstance(source, Exact):
                if exact == source.form:
                    return 1.0
            elif isinstance(source, Forms):
                best = max([best, *(weight for word, weight in source.forms if word == exact)])
            elif self._fits(number, exact):
                return 1.0
        return best


def is_fuzzy(leaf: Leaf) -> bool:
    """Whether the words that answer the leaf weigh differently, so that each is to be looked at."""
    return any(isinstance(source, Forms) for source in leaf.sources)
