"""German compounds: a word in, the ranges of its parts out.

Every way to cut a word is scored as a sum over its parts: a first (or middle) part with its linking element, a last
part, or the whole word. The best sum wins. All scores are looked up in one table that `compounds_build` compiles from
word lists (data/NOTICE); a string that is not in it gets a score by its length and ending, and at most one part of a
word may be such a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from searcher.analysis.compound_table import DATA, LOWEST, Fallback, LoadedTable, MappedTable, Table
from searcher.errors import SearcherError

# 1: first table
TABLE_VERSION = "1"
"""Changes with the table and with this code: words are then split differently, and an index must be built again."""

MIN_WORD = 8  # letters; shorter compounds (Haustür has 7) cost more false splits than they find
_MIN_UNKNOWN = 4
_LONGEST_ENDING = 8
_DERIVED = ("ungs", "heits", "keits", "schafts", "ions", "täts", "lings", "tums")
_DIGRAPH = re.compile("ae|oe|(?<![aeq])ue")
_UMLAUT_OF = {"ae": "ä", "oe": "ö", "ue": "ü"}
_LOAD_AFTER = 64  # words: from then on, loading the table (0.15 s) is cheaper than searching in the file
_NEVER = -(10**6)


class Part(NamedTuple):
    """A half-open range of code points in the word; the linking element behind it is outside."""

    start: int
    end: int


class RuleError(SearcherError):
    """A line of a user's word list that cannot be read."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"not a rule for compounds: {line!r} (write Stau|becken to split, =Beispiel to keep whole)"
        )
        self.line = line


def read_rules(lines: Iterable[str]) -> dict[str, tuple[Part, ...]]:
    """A user's word list: `Stau|becken` splits a word, `=Beispiel` keeps it whole, `#` starts a comment.

    A rule is for exactly this form of the word; `_` sets a linking element apart.

    >>> read_rules(["Liebe_s|brief", "=Beispiel  # lexicalised"])
    {'liebesbrief': (Part(start=0, end=5), Part(start=6, end=11)), 'beispiel': ()}
    """
    rules: dict[str, tuple[Part, ...]] = {}
    for line in lines:
        text = line.partition("#")[0].strip().lower()
        if not text:
            continue
        keep, pieces = text.startswith("="), text.removeprefix("=").split("|")
        if not all(re.fullmatch(r"[^\W\d_]+(_[^\W\d_]+)?", piece) for piece in pieces) or keep is (
            len(pieces) > 1
        ):
            raise RuleError(line)
        parts, word = [], ""
        for piece in pieces:
            base, _, link = piece.partition("_")
            parts.append(Part(len(word), len(word) + len(base)))
            word += base + link
        rules[word] = () if keep else tuple(parts)
    return rules


class Splitter:
    """Finds the parts of words. Pure: equal words, equal parts.

    >>> word = "drogenschmugglern"
    >>> [word[part.start : part.end] for part in Splitter().split(word)]
    ['drogen', 'schmugglern']
    """

    def __init__(
        self, path: Path = DATA, rules: Mapping[str, tuple[Part, ...]] = MappingProxyType({})
    ) -> None:
        self._path = path
        self._rules = rules
        self._mapped: MappedTable | None = None
        self._table: Table | None = None
        self._left = _LOAD_AFTER

    def with_rules(self, lines: Iterable[str]) -> Splitter:
        """A splitter that follows a user's word list first (`read_rules`).

        >>> Splitter().with_rules(["Staub|ecken"]).split("staubecken")
        (Part(start=0, end=5), Part(start=5, end=10))
        """
        return Splitter(self._path, {**self._rules, **read_rules(lines)})

    def load(self) -> None:
        """Read the whole table now; before many words, so that the first of them are not slower."""
        if not isinstance(self._table, LoadedTable):
            self._table = LoadedTable(self._path.read_bytes())

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of a word in lower case; none if it is no compound.

        >>> Splitter().split("militärbasen")
        (Part(start=0, end=7), Part(start=7, end=12))
        >>> Splitter().split("regierung")
        ()
        """
        if word in self._rules:
            return self._rules[word]
        if len(word) < MIN_WORD or not word.isalpha():
            return ()
        table = self._open()
        if not word.islower():
            return ()
        plain = word.replace("ß", "ss") if "ß" in word else word
        score, starts = best_cut(plain, table)
        shifts: list[
            int
        ] = []  # offsets in `plain` behind each letter that is an umlaut there and two letters here
        if _DIGRAPH.search(plain):
            plain, starts, shifts = _with_umlauts(plain, score, starts, table)
        if not starts:
            return ()
        edges = (0, *starts, len(plain))
        parts = []
        for start, end in zip(edges, edges[1:], strict=False):
            link = table.link(plain[start:end]) if end < len(plain) else 0
            if not link and end < len(plain) and plain[start:end].endswith(_DERIVED):
                link = 1
            parts.append(Part(start, end - link))
        return tuple(_place(part, word, shifts) for part in parts)

    def subcompounds(self, word: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Runs of two and more of the parts that are words themselves: *Steuererklärung* in *Steuererklärungsfrist*.

        >>> splitter, word = Splitter(), "steuererklärungsfrist"
        >>> [word[run.start : run.end] for run in splitter.subcompounds(word, splitter.split(word))]
        ['steuererklärung']
        """
        if len(parts) < 3:
            return ()
        table = self._open()
        runs = []
        for first in range(len(parts) - 1):
            for last in range(first + 1, len(parts)):
                run = Part(parts[first].start, parts[last].end)
                if last - first + 1 < len(parts) and table.is_word(
                    word[run.start : run.end].replace("ß", "ss")
                ):
                    runs.append(run)
        return tuple(runs)

    def _open(self) -> Table:
        table = self._table
        if table is None:
            self._table = table = MappedTable(self._path)
        elif self._left:
            self._left -= 1
            if not self._left:
                self.load()
                return self._open()
        return table


def _with_umlauts(
    plain: str, score: int, starts: tuple[int, ...], table: Table
) -> tuple[str, tuple[int, ...], list[int]]:
    """Each ae, oe, ue as an umlaut where the word is better so: the word, its starts and the places of the changes."""
    shifts: list[int] = []
    for match in reversed(list(_DIGRAPH.finditer(plain))):
        at = match.start()
        tried = plain[:at] + _UMLAUT_OF[match.group()] + plain[at + 2 :]
        tried_score, tried_starts = best_cut(tried, table)
        if tried_starts and tried_score > score:
            plain, score, starts = tried, tried_score, tried_starts
            shifts = [at, *(shift - 1 for shift in shifts)]
    return plain, starts, shifts


def _place(part: Part, word: str, shifts: list[int]) -> Part:
    """A range of the word as it was looked up (ss, umlauts) as a range of the word as it is written."""
    start, end = (at + sum(shift < at for shift in shifts) for at in part)
    if "ß" in word:
        widths, at, places = [2 if char == "ß" else 1 for char in word], 0, {}
        for place, width in enumerate(widths):
            places[at] = place
            at += width
        places[at] = len(word)
        start, end = (places.get(at, places.get(at + 1, len(word))) for at in (start, end))
    return Part(start, end)


def best_cut(word: str, table: Table) -> tuple[int, tuple[int, ...]]:
    """The best score, and where the second and later parts start; word: letters in lower case with ss for ß.

    `known[i]`: the best score of known parts up to i; `once[i]`: with an unknown part, which must be the first.
    An unknown last part may follow known ones.
    """
    size = len(word)
    fallback = table.fallback
    first, last = table.first, table.last
    whole = table.whole(word)
    best = unknown_whole(word, fallback) if whole is None else whole
    behind, behind_once = 0, False
    known, once = [_NEVER] * size, [_NEVER] * size
    known_from, once_from = [0] * size, [0] * size
    known[0] = 0
    unknown = [False] * size  # word[:i] could only be an unknown first part
    final = size - 1
    for start in range(size - 2):
        score = known[start]
        if start:
            if unknown[start]:
                part = unknown_first(word[:start], fallback) + (
                    fallback.first_of_parts if score > _NEVER else 0
                )
                if part > once[start]:
                    once[start], once_from[start] = part, 0
            score_once = once[start]
            if score == _NEVER and score_once == _NEVER:
                continue
            ending = last(word[start:])
            if ending is not None:
                if ending > LOWEST:
                    if score + ending > best:
                        best, behind, behind_once = score + ending, start, False
                    if score_once + ending > best:
                        best, behind, behind_once = score_once + ending, start, True
            elif score > _NEVER and size - start >= _MIN_UNKNOWN:
                total = score + unknown_last(word[start:], fallback)
                if total > best:
                    best, behind, behind_once = total, start, False
        else:
            score_once = _NEVER
        for end in range(start + 2, final):
            part = first(word[start:end])
            if part is not None:
                if part > LOWEST:
                    if score + part > known[end]:
                        known[end], known_from[end] = score + part, start
                    if score_once + part > once[end]:
                        once[end], once_from[end] = score_once + part, start
            elif not start and end >= _MIN_UNKNOWN:
                unknown[end] = True
    starts = []
    while behind:
        starts.append(behind)
        behind = once_from[behind] if behind_once else known_from[behind]
    return best, tuple(reversed(starts))


def unknown_whole(word: str, fallback: Fallback) -> int:
    """The score of a word that is not in the table and is not split."""
    lengths, endings, beginnings = fallback.whole, fallback.whole_endings, fallback.whole_beginnings
    score = lengths[min(len(word), len(lengths) - 1)]
    for size in range(_LONGEST_ENDING, 0, -1):
        if word[-size:] in endings:
            score += endings[word[-size:]]
            break
    for size in range(8, 1, -1):
        if word[:size] in beginnings:
            return score + beginnings[word[:size]]
    return score


def unknown_first(left: str, fallback: Fallback) -> int:
    """The score of a first part that is not in the table: lower but for *…ungs, …heits, …ions* and the like."""
    lengths = fallback.first
    if len(left) > 6 and left.endswith(_DERIVED):
        return fallback.derived[min(len(left), len(lengths) - 1)]
    return lengths[min(len(left), len(lengths) - 1)] + fallback.first_codas.get(left[-2:], 0)


def unknown_last(right: str, fallback: Fallback) -> int:
    """The score of a last part that is not in the table."""
    score = fallback.last[min(len(right), len(fallback.last) - 1)] + fallback.last_onsets.get(right[:2], 0)
    for size in range(min(_LONGEST_ENDING, len(right) - 2), 0, -1):
        ending = fallback.last_endings.get(right[-size:])
        if ending is not None:
            return score + ending
    return score


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
