"""German compounds: a word in, the ranges of its parts out.

Every way to cut a word is scored as a sum over its parts: a first (or middle) part with its linking element, a last
part, or the whole word. The best sum wins. All scores are looked up in one table that `compounds_build` compiles from
word lists (data/NOTICE); a string that is not in it gets a score by its length and ending, and at most one part of a
word may be such a string.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

from searcher.analysis.compound_cuts import Cuts, gathered, open_cuts
from searcher.analysis.compound_rules import Part, read_rules
from searcher.analysis.compound_table import DATA

# 1: first table
# 2: words of six letters and more; endings and linking elements are taken off; sub-compounds
# 3: a smaller bonus for whole words, and "chaft" is no part
# 4: sub-compounds are found whatever the spelling of their umlauts
# 5: a word and its forms are cut alike; nouns made of participles (Studierendenwerk); fewer words are called one
# 6: more labels; prefixed verbs, zwischen, eggs are parts; more adjectives and nouns
TABLE_VERSION = "6"
"""Changes with the table and with this code: words are then split differently, and an index must be built again."""

# Cross-validation of the weights, from 6, 7, 8 letters: boundary F1 .9735 .9726 .9704, false splits .0135 .0135 .0130
MIN_WORD = 6  # letters
MAX_WORD = 128
"""Letters of the longest word that is split; no longer one is indexed."""


class Splitter:
    """Finds the parts of words. Pure: equal words, equal parts.

    >>> word = "drogenschmugglern"
    >>> [word[part.start : part.end] for part in Splitter().split(word)]
    ['droge', 'schmugglern']
    """

    def __init__(
        self, path: Path = DATA, rules: Mapping[str, tuple[Part, ...]] = MappingProxyType({})
    ) -> None:
        self._path = path
        self._rules = rules

    @cached_property
    def _cuts(self) -> Cuts:
        return open_cuts(self._path)

    def with_rules(self, lines: Iterable[str]) -> Splitter:
        """A splitter that follows a user's word list first (`read_rules`).

        >>> Splitter().with_rules(["Staub|ecken"]).split("staubecken")
        (Part(start=0, end=5), Part(start=5, end=10))
        """
        return Splitter(self._path, {**self._rules, **read_rules(lines)})

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of a word in lower case; none if it is no compound.

        >>> Splitter().split("militärbasen")
        (Part(start=0, end=7), Part(start=7, end=12))
        >>> Splitter().split("regierung")
        ()
        """
        return self._split(word)[0]

    def members(self, word: str) -> Sequence[Part]:
        """The parts, and runs of them that are words themselves: *Steuererklärung* in *Steuererklärungsfrist*.

        In the order of their starts, then their ends.

        >>> splitter, word = Splitter(), "steuererklärungsfrist"
        >>> [word[member.start : member.end] for member in splitter.members(word)]
        ['steuer', 'steuererklärung', 'erklärung', 'frist']
        """
        parts, runs = self._split(word)
        return sorted({*parts, *runs}) if runs else parts

    def gather(
        self, words: Sequence[str], first: dict[str, bytes], last: dict[str, bytes]
    ) -> tuple[bytes, bytes]:
        """For each word how many numbers (u32) its members have, and all these numbers; `Cuts.gather`.

        words: of `MIN_WORD` to `MAX_WORD` letters, or "".
        """
        if self._rules:
            return gathered(self._split, words, first, last)
        return self._cuts.gather([word if word.islower() else "" for word in words], first, last)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one that the user or the table has, in some inflection; no guess.

        >>> Splitter().knows("vorteile"), Splitter().knows("vorgabel")
        (True, False)
        """
        if word in self._rules:
            return True
        return 0 < len(word) <= MAX_WORD and self._cuts.knows(word.replace("ß", "ss"))

    def _split(self, word: str) -> tuple[tuple[Part, ...], Sequence[Part]]:
        if word in self._rules:
            parts = self._rules[word]
            runs = [
                Part(first.start, last.end)
                for first, last in combinations(parts, 2)
                if (first, last) != (parts[0], parts[-1])
            ]
            return parts, [
                run for run in runs if self._cuts.is_word(word[run.start : run.end].replace("ß", "ss"))
            ]
        if MIN_WORD <= len(word) <= MAX_WORD and word.isalpha() and word.islower():
            return self._cuts.split(word)
        return (), ()


@cache
def default() -> Splitter:
    """The splitter without rules of a user, shared."""
    return Splitter()
