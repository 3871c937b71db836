"""Did you mean: the query again, with words of the index in place of those that it does not hold.

No suggestion is better than a senseless one: a word that German has is hardly one that was misspelt, what only looks
like a compound may have one likely slip, and what is suggested finds something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log10
from typing import NamedTuple

from searcher.analysis import exact_form, is_function_word, pattern_spellings
from searcher.query import nodes
from searcher.query.misspelt import DOUBLED, MISSED, misspelt
from searcher.query.parser import parse
from searcher.query.syntax import to_query

Similar = Callable[[str, int], Iterable[tuple[str, int, int]]]
"""The forms of the index within so many edits of an exact form: (form, edits, count)."""

Known = Callable[[str], int]
"""How often the index holds a word, in whatever inflection: what has hits needs no correction."""

Split = Callable[[str], Sequence[tuple[int, int]]]
"""The ranges of a compound's parts; none if the word is no compound."""

IsWord = Callable[[str], bool]
"""Whether a word in small letters is right as it is: German has it, or a user's list."""

Finds = Callable[[str], bool]
"""Whether a query finds anything."""

TRIED = 3
"""So many suggestions are tried before none is made."""

SHORTEST = 3  # letters of a word that is corrected: two letters are near to every word of two letters
SHORTEST_PART = 4
SHORTEST_WORD = 7  # the same of what may be a word: Talibann, which looks like a form of Taliban
TWO_EDITS_FROM = 5  # letters, as in fuzzy search
_MOST = ((5, 1.0), (7, 1.3), (1000, 2.0))
"""How far (`misspelt`) a word of fewer letters than this may be from what is suggested."""

_OTHER_BEGINNING = 1.3
"""The same where the first letter is another one, which is seldom a slip."""

_FREQUENT = 0.1
"""What ten times as many occurrences weigh against that."""

MOST_CUTS = 4  # places tried in a word that may be a compound: each costs a walk through the vocabulary

_RUN = re.compile(r"[^\W\d_]+")
_LINKS = ("", "s", "n", "en", "es")
_LINKED = ("ung", "heit", "keit", "schaft", "ion", "tät")
"""Words that end so are always linked by an s: Verwaltungsgericht."""


class _Correction(NamedTuple):
    start: int
    end: int
    text: str


def suggest(  # noqa: PLR0913 - what is asked of the index, of German, and of the search
    node: nodes.Node,
    *,
    similar: Similar,
    known: Known,
    split: Split | None = None,
    is_word: IsWord = lambda _: False,
    is_composed: IsWord = lambda _: False,
    finds: Finds = lambda _: True,
    line: str | None = None,
) -> str | None:
    """Correct a query; None where no correction would help.

    is_word: of a word only a doubled letter is corrected. is_composed: of what is made of words only one likely slip
    is (Weinachtsmann: Wein, Acht, Mann). line: what the tree was read from; the correction is then
    that line but for the words, else written anew.
    >>> suggest(
    ...     parse("Putin UND Tadschickistan"),
    ...     similar=lambda form, edits: [("tadschikistan", 1, 7)] if form == "tadschickistan" else [],
    ...     known=lambda form: int(form == "putin"),
    ...     line="Putin UND Tadschickistan",
    ... )
    'Putin UND Tadschikistan'
    """
    if line is None:
        line = to_query(node)
        node = parse(line)
    tried: list[str] = []
    for choice in range(TRIED):
        corrections = _Corrector(similar, known, split, is_word, is_composed, choice).node(node)
        if not corrections:
            return None
        better = _corrected(line, corrections)
        if better not in tried and finds(better):
            return better
        tried.append(better)
    return None


def _corrected(line: str, corrections: Iterable[_Correction]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, text in sorted(set(corrections)):
        pieces += [line[at:start], text]
        at = end
    return "".join([*pieces, line[at:]])


class _Corrector(NamedTuple):
    similar: Similar
    known: Known
    split: Split | None
    is_word: IsWord
    is_composed: IsWord
    choice: int  # 0: the best correction of each word, 1: the next one, where there is one

    def node(self, node: nodes.Node) -> list[_Correction] | None:
        """List the corrections below a node; None if a word that must match has none."""
        if isinstance(node, nodes.Word):
            return self.word(node)
        if isinstance(node, nodes.Boost):
            return self.node(node.child)
        if isinstance(node, nodes.And):
            return self.every(node.children)
        if isinstance(node, nodes.Phrase):
            return self.every(node.members)
        if isinstance(node, nodes.Near):
            return self.every((node.left, node.right))
        if isinstance(node, nodes.Or):
            found = [self.node(child) for child in node.children]
            helped = [corrections for corrections in found if corrections is not None]
            return [each for corrections in helped for each in corrections] if helped else None
        return []

    def every(self, children: Iterable[nodes.Node]) -> list[_Correction] | None:
        every: list[_Correction] = []
        for child in children:
            corrections = self.node(child)
            if corrections is None:
                return None
            every += corrections
        return every

    def word(self, word: nodes.Word) -> list[_Correction] | None:
        exact = exact_form(word.text)
        if is_function_word(exact) or self.known(exact):
            return []
        corrections: list[_Correction] = []
        for match in _RUN.finditer(word.text):
            form = exact_form(match.group())
            if self.known(form):
                continue
            better = self.best(form, None if word.exact else self.slip(form))
            if better is None:
                return None
            start = word.start + match.start()
            corrections.append(_Correction(start, start + len(match.group()), cased(better, match.group())))
        return corrections

    def slip(self, form: str) -> float | None:
        """How far what was meant may be from a word that is right or seems so; None: it does not seem so."""
        return DOUBLED if self.is_word(form) else MISSED if self.is_composed(form) else None

    def best(self, form: str, slip: float | None) -> str | None:
        """Find the likeliest word of the index; where there is none, correct a part."""
        if len(form) < (SHORTEST if slip is None else SHORTEST_WORD):
            return None
        likely = self.likely(form, 2 if len(form) >= TWO_EDITS_FROM and slip is None else 1)
        if slip is not None:
            likely = [other for other in likely if misspelt(form, other) <= slip]
        if not likely:
            return self.compound(form) if slip is None else None
        return likely[min(self.choice, len(likely) - 1)]

    def likely(self, form: str, edits: int) -> list[str]:
        """The words of the index that may have been meant, likeliest first."""
        sounds = dict.fromkeys((form, form.replace("f", "ph")))  # Asfalt, Filosofie
        counts = {
            other: count
            for spelling in (*sounds, *pattern_spellings(form))
            for other, _, count in self.similar(spelling, edits)
            if other != form
        }
        most = next(most for size, most in _MOST if len(form) < size)
        ranked = []
        for other, count in counts.items():
            distance = min(misspelt(sound, other) for sound in sounds)
            if distance <= (
                most if other[0] in (sound[0] for sound in sounds) else min(most, _OTHER_BEGINNING)
            ):
                ranked.append((distance - _FREQUENT * log10(1 + count), other))
        return [other for _, other in sorted(ranked)]

    def compound(self, form: str) -> str | None:
        """Correct the one part of a compound that the index does not know, by one edit: the index has not the whole."""
        found: list[tuple[int, str]] = []
        for number, (start, end) in enumerate(self.unknown_parts(form)):
            if number == MOST_CUTS:
                break
            # A first part may stand there with the s that links it.
            pieces = (
                (form[start:end], form[start:end].removesuffix("s"))
                if end < len(form)
                else (form[start:end],)
            )
            likely = next(filter(None, (self.likely(piece, 1) for piece in dict.fromkeys(pieces))), None)
            if likely:
                part = likely[0]
                if part.endswith(_LINKED) and self.known(form[end:]):
                    part += "s"  # was part of the range, as the rest is a word without it
                found.append((number, form[:start] + part + form[end:]))
        return min(found)[1] if found else None

    def unknown_parts(self, form: str) -> Iterator[tuple[int, int]]:
        """Yield ranges that may be the misspelt part, the rest being known; likeliest first."""
        parts = self.split(form) if self.split else ()
        unknown = [(start, end) for start, end in parts if not self.known(form[start:end])]
        if len(unknown) == 1 and len(parts) > 1:
            yield unknown[0]
        # The splitter may not see a compound where a part is misspelt: cut off what is known, longest first.
        size = len(form)
        for length in range(size - SHORTEST_PART, SHORTEST - 1, -1):
            if self.known(form[size - length :]):
                yield 0, size - length
            for link in _LINKS:
                if form[:length].endswith(link) and self.known(form[: length - len(link)]):
                    yield length, size
                    break


def cased(form: str, like: str) -> str:
    """Write a form with the capitals of the word that it replaces.

    >>> cased("tadschikistan", "Tadschickistan"), cased("nato", "NTAO")
    ('Tadschikistan', 'NATO')
    """
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if like[0].isupper() else form
