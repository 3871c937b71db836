"""German compounds: a word in, the ranges of its parts out.

Every way to cut a word is scored as a sum over its parts: a first (or middle) part with its linking element, a last
part, or the whole word. The best sum wins. All scores are looked up in one table that `compounds_build` compiles from
word lists (data/NOTICE); a string that is not in it gets a score by its length and ending, and at most one part of a
word may be such a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from searcher.analysis.compound_cuts import LAST_ENDINGS, Cuts, open_cuts
from searcher.analysis.compound_rules import Part, read_rules
from searcher.analysis.compound_table import DATA

# 1: first table
# 2: words of six letters and more; endings and linking elements are taken off; sub-compounds
# 3: a smaller bonus for whole words, and "chaft" is no part
TABLE_VERSION = "3"
"""Changes with the table and with this code: words are then split differently, and an index must be built again."""

# Cross-validation of the weights, from 6, 7, 8 letters: boundary F1 .9735 .9726 .9704, false splits .0135 .0135 .0130
MIN_WORD = 6  # letters
MAX_WORD = 128
"""Letters of the longest word that is split; no longer one is indexed."""
_DIGRAPH = re.compile("ae|oe|(?<![aeq])ue")
_Ranges = tuple[tuple[int, int], ...]
_UMLAUT_OF = {"ae": "ä", "oe": "ö", "ue": "ü"}


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
        if word in self._rules:
            return self._rules[word]
        if not MIN_WORD <= len(word) <= MAX_WORD or not word.isalpha() or not word.islower():
            return ()
        plain = word.replace("ß", "ss") if "ß" in word else word
        score, parts = self._cuts.parts(plain)
        shifts: list[
            int
        ] = []  # places in `plain` behind which a letter is an umlaut there and two letters here
        if "e" in plain and _DIGRAPH.search(plain):
            parts, shifts = _with_umlauts(plain, score, parts, self._cuts)
        return tuple(_place(part, word, shifts) for part in parts)

    def subcompounds(self, word: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Runs of two and more of the parts that are words themselves: *Steuererklärung* in *Steuererklärungsfrist*.

        >>> splitter, word = Splitter(), "steuererklärungsfrist"
        >>> [word[run.start : run.end] for run in splitter.subcompounds(word, splitter.split(word))]
        ['steuererklärung']
        """
        if len(parts) < 3:
            return ()
        runs = []
        for first in range(len(parts) - 1):
            for last in range(first + 1, len(parts)):
                run = Part(parts[first].start, parts[last].end)
                if last - first + 1 < len(parts) and _is_word(word[run.start : run.end], self._cuts):
                    runs.append(run)
        return tuple(runs)


def _with_umlauts(plain: str, score: int, parts: _Ranges, cuts: Cuts) -> tuple[_Ranges, list[int]]:
    """Each ae, oe, ue as an umlaut where the word is better so: the parts of that, and the places of the changes."""
    shifts: list[int] = []
    for match in reversed(list(_DIGRAPH.finditer(plain))):
        at = match.start()
        tried = plain[:at] + _UMLAUT_OF[match.group()] + plain[at + 2 :]
        tried_score, tried_parts = cuts.parts(tried)
        if tried_parts and tried_score > score:
            plain, score, parts = tried, tried_score, tried_parts
            shifts = [at, *(shift - 1 for shift in shifts)]
    return parts, shifts


def _place(part: tuple[int, int], word: str, shifts: list[int]) -> Part:
    """A range of the word as it was looked up (ss, umlauts) as a range of the word as it is written."""
    if not shifts and "ß" not in word:
        return Part._make(part)
    start, end = (at + sum(shift < at for shift in shifts) for at in part)
    if "ß" in word:
        widths, at, places = [2 if char == "ß" else 1 for char in word], 0, {}
        for place, width in enumerate(widths):
            places[at] = place
            at += width
        places[at] = len(word)
        start, end = (places.get(at, places.get(at + 1, len(word))) for at in (start, end))
    return Part(start, end)


def _is_word(run: str, cuts: Cuts) -> bool:
    """Whether the table has a compound, or its base form, as a word."""
    run = run.replace("ß", "ss")
    return cuts.is_word(run) or any(
        run.endswith(ending) and cuts.is_word(run[: -len(ending)]) for ending in LAST_ENDINGS.get(run[-1], ())
    )


@cache
def default() -> Splitter:
    """The splitter without rules of a user, shared."""
    return Splitter()


def split(word: str) -> tuple[Part, ...]:
    """The parts of a word in lower case: `default().split`."""
    return default().split(word)


def subcompounds(word: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Runs of two and more parts that are words: `default().subcompounds`."""
    return default().subcompounds(word, parts)
