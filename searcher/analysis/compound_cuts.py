"""Where to cut a word: the best of all ways, by the scores of a table.

A part that the table has not got may still be one that it has with a regular ending or linking element behind it;
anything else is unknown and gets a score by its length, its ending and its beginning.

`compound_native.c` does the same, compiled: 40 times as fast. `open_cuts` takes it where it could be built and
`SEARCHER_KERNEL=reference` does not ask for its twin.
"""

from __future__ import annotations

import mmap
import os
import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import combinations, pairwise
from pathlib import Path
from typing import Protocol

from searcher.analysis.compound_rules import Part
from searcher.analysis.compound_table import (
    LOWEST,
    PREFIX,
    Fallback,
    LoadedTable,
    MappedTable,
    Table,
    read_fallback,
)

LEAST_BASE = 4  # least letters of a part whose ending is not looked up but taken off
FIRST_LINKS = {"s": ("s", "es"), "n": ("n", "en", "nen")}
"""Linking elements, by their last letter, that a first part may have although the table has it only without."""
LAST_ENDINGS = {
    "e": ("e",),
    "m": ("em",),
    "n": ("n", "en", "ern", "nen"),
    "r": ("er",),
    "s": ("s", "es", "ens"),
}
"""Endings, by their last letter, that a last part may have although the table has only its base form."""
_MIN_UNKNOWN = 4
_LONGEST_ENDING = 8
DERIVED = ("ungs", "heits", "keits", "schafts", "ions", "täts", "lings", "tums", "enden")
DERIVED_LINK = "ungs"  # the s of those
_NEVER = -(10**6)
_LONGEST = 256
_DIGRAPH = re.compile("ae|oe|(?<![aeq])ue")
_UMLAUT_OF = {"ae": "ä", "oe": "ö", "ue": "ü"}
_LOAD_AFTER = 64  # words: from then on, loading the table (0.15 s) is cheaper than searching in the file


class Cuts(Protocol):
    """What a splitter asks the table of compounds."""

    def split(self, word: str, /) -> tuple[tuple[Part, ...], Sequence[Part]]:
        """The parts of a word in lower case, and those runs of two and more of them that are words; none: it has none.

        Raises ValueError for a word that has not 1 to 256 letters.
        """

    def gather(
        self, words: Sequence[str], first: dict[str, bytes], last: dict[str, bytes], /
    ) -> tuple[bytes, bytes]:
        """`gathered` by `split`."""

    def is_word(self, word: str, /) -> bool:
        """Whether the table has a word (ss for ß), or its base form, as a compound that is a word of its own."""

    def knows(self, word: str, /) -> bool:
        """Whether the table has a word (ss for ß), or its base form, as anything but a first part."""


class PythonCuts:
    """The twin of `compound_native.Table`: searches in the file for the first words, then loads it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._table: Table = MappedTable(path)
        self._left = _LOAD_AFTER

    def split(self, word: str, /) -> tuple[tuple[Part, ...], Sequence[Part]]:
        """`Cuts.split`."""
        if not 1 <= len(word) <= _LONGEST:
            raise ValueError(f"a word has 1 to {_LONGEST} letters")
        if self._left:
            self._left -= 1
            if not self._left:
                self._table = LoadedTable(self._path.read_bytes())
        table = self._table
        plain, starts, origin = _as_looked_up(word, table)
        if not starts:
            return (), ()
        parts = [
            Part(start, end - link_length(plain[start:end], table)) for start, end in pairwise((0, *starts))
        ]
        parts.append(Part(starts[-1], len(plain)))
        runs = [
            Part(parts[first].start, parts[last].end)
            for first, last in combinations(range(len(parts)), 2)
            if last - first + 1 < len(parts)
        ]
        words = [run for run in runs if self.is_word(plain[run.start : run.end])]
        return (
            tuple(Part(origin[start], origin[end]) for start, end in parts),
            [Part(origin[start], origin[end]) for start, end in words],
        )

    def gather(
        self, words: Sequence[str], first: dict[str, bytes], last: dict[str, bytes], /
    ) -> tuple[bytes, bytes]:
        """`Cuts.gather`."""
        return gathered(self.split, words, first, last)

    def is_word(self, word: str, /) -> bool:
        """`Cuts.is_word`."""
        return self._table.is_word(word) or any(
            self._table.is_word(word[: -len(ending)])
            for ending in LAST_ENDINGS.get(word[-1], ())
            if word.endswith(ending)
        )

    def knows(self, word: str, /) -> bool:
        """`Cuts.knows`."""
        table = self._table
        scores = (last_score(word, table), table.whole(word), _inflected(word, table.whole))
        return any(score is not None and score > LOWEST for score in scores) or self.is_word(word)


def gathered(
    split: Callable[[str], tuple[Sequence[Part], Sequence[Part]]],
    words: Sequence[str],
    first: dict[str, bytes],
    last: dict[str, bytes],
) -> tuple[bytes, bytes]:
    """For each word how many numbers (u32) its parts and runs have, and all these numbers.

    first, last: the numbers of a part that others follow, and of one that ends the word. "" has no parts.

    >>> from searcher.analysis.compound_table import DATA
    >>> first, last = {"haus": bytes([7, 0, 0, 0])}, {"türen": bytes([8, 0, 0, 0])}
    >>> counts, numbers = gathered(open_cuts(DATA).split, ["haustüren", "", "türen"], first, last)
    >>> array("I", counts).tolist(), array("I", numbers).tolist()
    ([2, 0, 0], [7, 8])
    """
    counts, numbers = array("I"), array("I")
    for word in words:
        before = len(numbers)
        parts, runs = split(word) if word else ((), ())
        for start, end in (*parts, *runs):
            numbers.frombytes((last if end == parts[-1].end else first)[word[start:end]])
        counts.append(len(numbers) - before)
    return counts.tobytes(), numbers.tobytes()


def _as_looked_up(word: str, table: Table) -> tuple[str, tuple[int, ...], list[int]]:
    """The word with ss for ß, and each ae, oe, ue as an umlaut where it is better so; where it is cut.

    Also the places of its letters, and of its end, in the word as it is written; between the s of a ß: behind the ß.
    """
    origin: list[int] = []
    for place, letter in enumerate(word):
        origin += (place, place + 1) if letter == "ß" else (place,)
    origin.append(len(word))
    plain = word.replace("ß", "ss")
    score, starts = best_cut(plain, table)
    for match in reversed(list(_DIGRAPH.finditer(plain))):
        at = match.start()
        tried = plain[:at] + _UMLAUT_OF[match.group()] + plain[at + 2 :]
        tried_score, tried_starts = best_cut(tried, table)
        if tried_starts and tried_score > score:
            plain, score, starts = tried, tried_score, tried_starts
            del origin[at + 1]
    return plain, starts, origin


@cache
def open_cuts(path: Path) -> Cuts:
    """The table of this file, by compiled code where there is some; shared."""
    if os.environ.get("SEARCHER_KERNEL") == "reference":
        return PythonCuts(path)
    try:
        native = import_module("searcher.analysis.compound_native")
    except ImportError:
        return PythonCuts(path)
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    header = data.find(b"\n") + 1
    cuts: Cuts = native.Table(data, header, Part, read_fallback(data[:header]))
    return cuts


def best_cut(word: str, table: Table) -> tuple[int, tuple[int, ...]]:
    """The best score, and where the second and later parts start; word: letters in lower case with ss for ß.

    All parts are in the table but one: an unknown part may be the first or the last. Of equal cuts the one with the
    longer first part is taken.
    """
    best = whole_score(word, table)
    cut: tuple[int, ...] = ()
    reached, before = _first_chains(word, table)
    tails, unknown = _tails(word, reached, table)
    for start in unknown:
        total = reached[start] + unknown_last(word[start:], table.fallback)
        if total > best:
            best, cut = total, _backwards(before, start)
    for start, (tail, _) in tails.items():
        total = tail + _beginning(word, start, table, of_parts=reached[start] > _NEVER)
        if total > best:
            best, cut = total, _forwards(tails, start)
    return best, cut


def _beginning(word: str, end: int, table: Table, *, of_parts: bool) -> int:
    """The score of the first part in front of a known tail; of_parts: it could also be cut into known parts."""
    left = word[:end]
    part = table.first(left)
    if part is None and left[-1] in FIRST_LINKS:
        part = linked_score(left, table)
    if part is not None:
        return part if part > LOWEST else _NEVER
    if end < _MIN_UNKNOWN:
        return _NEVER
    return unknown_first(left, table.fallback) + (table.fallback.first_of_parts if of_parts else 0)


def _first_chains(word: str, table: Table) -> tuple[list[int], list[int]]:
    """For each offset the best score of known first parts that end there, and where the last of them starts."""
    size = len(word)
    reached, before = [_NEVER] * size, [0] * size
    reached[0] = 0
    first, first_lengths = table.first, table.first_lengths
    for start in range(size - 3):
        score = reached[start]
        if score == _NEVER:
            continue
        for length in first_lengths(word[start : start + PREFIX]):
            end = start + length
            if end > size - 2:
                break
            part = first(word[start:end])
            if part is None and length > LEAST_BASE and word[end - 1] in FIRST_LINKS:
                part = linked_score(word[start:end], table)
            if part is not None and part > LOWEST and score + part > reached[end]:
                reached[end], before[end] = score + part, start
    return reached, before


def _tails(word: str, reached: Sequence[int], table: Table) -> tuple[dict[int, tuple[int, int]], list[int]]:
    """Where a chain of known parts to the end starts: its score, the start of its second part (0: it has but one).

    Also where a chain of known first parts ends, and what follows is no known last part.
    """
    size = len(word)
    first, last_lengths = table.first, table.last_lengths
    tails: dict[int, tuple[int, int]] = {}
    unknown = []
    for start in range(size - 2, 1, -1):
        if reached[start] == _NEVER and start < _MIN_UNKNOWN:
            continue
        best, second, left = _NEVER, 0, size - start
        ending = None
        if left <= PREFIX or (last_lengths(word[start : start + PREFIX]) or 0) >> left & 1:
            ending = last_score(word[start:], table)
        if ending is not None:
            best = ending if ending > LOWEST else _NEVER
        elif left >= _MIN_UNKNOWN and reached[start] > _NEVER:
            unknown.append(start)
        for end, (score, _) in tails.items():
            part = first(word[start:end])
            if part is None and word[end - 1] in FIRST_LINKS:
                part = linked_score(word[start:end], table)
            if part is not None and part > LOWEST and part + score > best:
                best, second = part + score, end
        if best > _NEVER:
            tails[start] = best, second
    return tails, unknown


def _backwards(before: Sequence[int], end: int) -> tuple[int, ...]:
    starts = []
    while end:
        starts.append(end)
        end = before[end]
    return tuple(reversed(starts))


def _forwards(tails: Mapping[int, tuple[int, int]], start: int) -> tuple[int, ...]:
    starts = []
    while start:
        starts.append(start)
        start = tails[start][1]
    return tuple(starts)


def linked_score(left: str, table: Table) -> int | None:
    """The score of a first part that the table has only without its linking element; None: it has not."""
    for link in FIRST_LINKS[left[-1]]:
        if left.endswith(link) and len(left) - len(link) >= LEAST_BASE:
            base = table.first(left[: -len(link)])
            if base is not None and base > LOWEST:
                return base + table.fallback.links[linked_class(left, link)]
    return None


def linked_class(left: str, link: str) -> str:
    """The key of its score: of its own where a word always has it as a first part (*Regierungs-*)."""
    return DERIVED_LINK if link == "s" and left.endswith(DERIVED) else link


def last_score(right: str, table: Table) -> int | None:
    """The score of a last part, its ending known or taken off; None: unknown."""
    score = table.last(right)
    if score is None and len(right) > LEAST_BASE:
        return _inflected(right, table.last)
    return score


def whole_score(word: str, table: Table) -> int:
    """The score of a word that is not split: its own, that of the word without an ending, or by its looks."""
    score = table.whole(word)
    if score is None:
        score = _inflected(word, table.whole)
    return unknown_whole(word, table.fallback) if score is None else score


def _inflected(right: str, score_of: Callable[[str], int | None]) -> int | None:
    """The score of a string whose base form is in the table: that of the base form, that both are cut alike."""
    for ending in LAST_ENDINGS.get(right[-1], ()):
        if right.endswith(ending) and len(right) - len(ending) >= LEAST_BASE:
            score = score_of(right[: -len(ending)])
            if score is not None and score > LOWEST:
                return score
    return None


def link_length(left: str, table: Table) -> int:
    """How many letters of a first part are its linking element."""
    if table.first(left) is not None:
        return table.link(left)
    for link in FIRST_LINKS.get(left[-1], ()):
        base = left[: -len(link)]
        if left.endswith(link) and len(base) >= LEAST_BASE and table.first(base) is not None:
            return len(link)
    return int(left.endswith(DERIVED))


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
    if len(left) > 6 and left.endswith(DERIVED):
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
