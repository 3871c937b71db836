"""One word of a query to its part of the plan: terms, other spellings, parts of compounds, patterns."""

from __future__ import annotations

import re
import unicodedata
from collections import abc
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from searcher.analysis import (
    Form,
    FormTerm,
    exact_form,
    fold_variants,
    is_function_word,
    open_part,
    pattern_spellings,
)
from searcher.errors import QuerySyntaxError
from searcher.query import limits
from searcher.query.atoms import is_wildcard, one_hyphen
from searcher.query.nodes import Fuzzy, Wildcard, Word
from searcher.query.plan import AnyOf, Compound, Exact, Forms, Leaf, Pattern, Plan, Sequence, Stem

FUNCTION_WORD_WEIGHT = 0.4
"""What *der*, *wer* and *wie* weigh beside other words; dropping them or weighing 1 ranks worse."""

COMPOUND_WINDOW = 20
"""Words between a compound's parts that stand for it (*Erhebung von Gebühren*), at most: about a sentence.

nDCG@10 with 5, 10, 20: lawcomp_dev .605 .614 .630, law_dev .670 .670 .669, libohelp .650 .647 .648.
"""

VARIANTS = 3
"""Other spellings taken for one word, the most frequent ones."""

_PIECE = re.compile(r"[\w*?]+")
_APART = re.compile(r"(\d{1,4})([a-z])|([^\W\d_]*\d+)([^\W\d_]{3,})")
_LONG_NUMBER = 5  # digits; shorter ones are seldom written in groups
_LONG_S = "\u017f"
_STARS = re.compile(r"\*+")

Known = Callable[[str], int]
"""How often the index holds a word in this exact form."""

Fits = Callable[[str], bool]
"""Whether a word of the index fits a truncated one, in small letters."""

Similar = Callable[[str, int], Iterable[tuple[str, float]]]
"""The exact forms within so many edits of a word, each with a weight in (0, 1]."""


class Analyzer(Protocol):
    """What is needed of the analysis: pure functions."""

    def __hash__(self) -> int:
        """Tell analyzers apart, as objects do."""

    def raw_tokens(self, text: str) -> list[str]:
        """List the words of a text as they are written."""

    def form(self, raw: str) -> Form:
        """Tell what a word is indexed as."""

    def completed(self, word: str, partner: str) -> abc.Sequence[str]:
        """Tell what a shortened word stands for, likeliest first."""


class Words(NamedTuple):
    """How words are read in one rewriting.

    content: the query holds more than function words, so that these may lose weight.
    """

    analyzer: Analyzer
    compounds: bool = True
    exact: bool = False
    known: Known | None = None
    similar: Similar | None = None
    fits: Fits | None = None
    content: bool = False

    def raw_tokens(self, text: str) -> tuple[str, ...]:
        """Cut a word as it was typed into the words of the index; never none."""
        tokens = _raw_tokens(self.analyzer, text)
        if not tokens:
            message = f'"{text}" holds no letter or digit that is indexed'
            raise QuerySyntaxError(message, query=text, position=0, hint="leave it out")
        return tokens

    def form(self, raw: str) -> Form:
        """Tell what a token is indexed as."""
        return _form(self.analyzer, raw)

    def word(self, node: Word, fields: tuple[str, ...]) -> Plan:
        """Plan a word outside of phrases: with its parts, joined if hyphenated, apart if others write it so."""
        tokens = self.raw_tokens(node.text)
        exact = self.exact or node.exact
        if len(tokens) == 1:
            single = self._single(tokens[0], fields, exact=exact)
            apart = () if exact else _apart(exact_form(tokens[0]))
            return AnyOf((single, self._sequence(apart, fields, exact=False))) if apart else single
        sequence = self._sequence(tokens, fields, exact=exact)
        joined = "".join(tokens)
        # `E-Mail` is `Email` too; an exact word is not, and neither is `12:30` or `foo/bar`.
        hyphenated = "-".join(tokens) == one_hyphen(node.text)
        if exact or not hyphenated or not joined.isalnum() or not tokens[-1].isalpha():
            return sequence
        return AnyOf((sequence, self.leaf(joined, fields, exact=False)))

    def _sequence(self, tokens: Iterable[str], fields: tuple[str, ...], *, exact: bool) -> Sequence:
        leaves = tuple(self.leaf(raw, fields, exact=exact) for raw in tokens)
        return Sequence(leaves, 0, ordered=True, fields=fields)

    def slots(self, node: Word | Wildcard | Fuzzy, fields: tuple[str, ...]) -> tuple[Leaf, ...]:
        """Plan a word as a member of a phrase or of NAHE: one leaf for each of its tokens."""
        if isinstance(node, Wildcard):
            return self._pattern(node.pattern, fields)
        if isinstance(node, Fuzzy):
            return tuple(self._fuzzy(raw, node.edits, fields) for raw in self.raw_tokens(node.text))
        exact = self.exact or node.exact
        return tuple(self.leaf(raw, fields, exact=exact) for raw in self.raw_tokens(node.text))

    def leaf(self, raw: str, fields: tuple[str, ...], *, exact: bool, weight: float = 1.0) -> Leaf:
        """Plan one token without its parts."""
        form = self.form(raw)
        if exact:
            return Leaf(raw, (Exact(form.exact),), fields, weight)
        return _leaf(
            self.analyzer, (raw, *self._variants(form.exact)), fields, weight, compounds=self.compounds
        )

    def _single(self, raw: str, fields: tuple[str, ...], *, exact: bool) -> Plan:
        form = self.form(raw)
        if exact:
            return Leaf(raw, (Exact(form.exact),), fields)
        weight = FUNCTION_WORD_WEIGHT if self.content and is_function_word(form.exact) else 1.0
        spellings = (raw, *self._variants(form.exact))
        return _planned(self.analyzer, spellings, fields, weight, compounds=self.compounds)

    def _variants(self, exact: str) -> tuple[str, ...]:
        """List the spellings that the index knows, for a word that it does not know."""
        if self.known is None or self.known(exact):
            return ()
        counted = [(-self.known(variant), variant) for variant in fold_variants(exact)]
        return tuple(variant for count, variant in sorted(counted)[:VARIANTS] if count)

    def _pattern(self, pattern: str, fields: tuple[str, ...]) -> tuple[Leaf, ...]:
        leaves: list[Leaf] = []
        for piece in _PIECE.findall(unicodedata.normalize("NFC", pattern)):
            if is_wildcard(piece):
                pattern = _STARS.sub("*", piece.lower().replace(_LONG_S, "s"))
                leaves.append(Leaf(piece, tuple(map(Pattern, self._spelled(pattern))), fields))
            else:
                leaves += [
                    self.leaf(raw, fields, exact=self.exact) for raw in self.analyzer.raw_tokens(piece)
                ]
        return tuple(leaves)

    def _spelled(self, pattern: str) -> tuple[str, ...]:
        """A pattern; where no word of the index fits it, its other spellings that words fit: `Muell*` for *Müll*."""
        others = () if self.exact or self.fits is None else pattern_spellings(pattern)
        if others and self.fits is not None and not self.fits(pattern):
            return tuple(filter(self.fits, others)) or (pattern,)
        return (pattern,)

    def _fuzzy(self, raw: str, edits: int, fields: tuple[str, ...]) -> Leaf:
        exact = self.form(raw).exact
        most = edits if len(exact) >= limits.FUZZY_LETTERS else 1
        found = self.similar(exact, most) if self.similar else ((exact, 1.0),)
        return Leaf(raw, (Forms(tuple(found)),), fields)


# Splitting a compound takes longer than all else in a rewriting, and people refine their queries.
@lru_cache(maxsize=4096)
def _form(analyzer: Analyzer, raw: str) -> Form:
    return analyzer.form(raw)


@lru_cache(maxsize=4096)
def _planned(
    analyzer: Analyzer, spellings: tuple[str, ...], fields: tuple[str, ...], weight: float, *, compounds: bool
) -> Leaf | Compound:
    """Plan a word, as it was typed and in its other spellings."""
    leaf = _leaf(analyzer, spellings, fields, weight, compounds=compounds)
    if not compounds:
        return leaf
    # Typed without umlauts a compound may not be recognised as one, but its known spelling is.
    for spelling in spellings:
        form = _form(analyzer, spelling)
        parts = cover(form.terms)
        if len(parts) > 1:
            text = spelling if spelling == spellings[0] else form.exact
            leaves = (
                Leaf(text[start:end], tuple(map(Stem, terms)), fields)
                for (start, end), terms in parts.items()
            )
            return Compound(leaf, tuple(leaves), COMPOUND_WINDOW)
    return leaf


def _leaf(
    analyzer: Analyzer, spellings: tuple[str, ...], fields: tuple[str, ...], weight: float, *, compounds: bool
) -> Leaf:
    forms = (_form(analyzer, spelling) for spelling in spellings)
    terms = dict.fromkeys(term.term for form in forms for term in form.terms if not term.part)
    return Leaf(spellings[0], tuple(Stem(term, compounds) for term in terms), fields, weight)


@lru_cache(maxsize=4096)
def _raw_tokens(analyzer: Analyzer, text: str) -> tuple[str, ...]:
    tokens = analyzer.raw_tokens(text if text.isascii() else unicodedata.normalize("NFC", text))
    return tuple(map(open_part, tokens))


def cover(terms: Iterable[FormTerm]) -> dict[tuple[int, int], tuple[str, ...]]:
    """Choose the fewest parts that stand for a compound: those inside of no other, unless they overlap.

    By their ranges, in order, each with its terms: a woman's name has two.

    >>> parts = [FormTerm("a", True, 0, 2), FormTerm("ab", True, 0, 4), FormTerm("c", True, 4, 6)]
    >>> cover(parts)
    {(0, 4): ('ab',), (4, 6): ('c',)}
    """
    parts: dict[tuple[int, int], tuple[str, ...]] = {}
    for term in terms:
        if term.part:
            place = term.start, term.end
            parts[place] = (*parts.get(place, ()), term.term)
    largest = [part for part in parts if not any(_inside(part, other) for other in parts)]
    if any(one[1] > other[0] for one, other in pairwise(largest)):
        largest = [part for part in parts if not any(_inside(other, part) for other in parts)]
    return {part: parts[part] for part in largest}


def _apart(word: str) -> tuple[str, ...]:
    """The pieces of a word that others write apart or with a hyphen; none if it is not of that kind.

    >>> _apart("100000"), _apart("263a"), _apart("co2ausstoß"), _apart("haus")
    (('100', '000'), ('263', 'a'), ('co2', 'ausstoß'), ())
    """
    if word.isalpha():
        return ()
    match = _APART.fullmatch(word)
    if match:
        return tuple(filter(None, match.groups()))
    if word.isdecimal() and len(word) >= _LONG_NUMBER:
        first = len(word) % 3 or 3
        return (word[:first], *(word[at : at + 3] for at in range(first, len(word), 3)))
    return ()


def _inside(part: tuple[int, int], other: tuple[int, int]) -> bool:
    return part != other and other[0] <= part[0] and part[1] <= other[1]
