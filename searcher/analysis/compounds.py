"""German compounds: a word in, the ranges of its parts out.

Every way to cut a word is scored as a sum over its parts: a first (or middle) part with its linking element, a last
part, or the whole word. The best sum wins. All scores are looked up in one table that `compounds_build` compiles from
word lists (data/NOTICE); a string that is not in it gets a score by its length and ending, and at most one part of a
word may be such a string.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from searcher.analysis.compound_table import DATA, LOWEST, PREFIX, Fallback, LoadedTable, MappedTable, Table
from searcher.errors import UsageError

# 1: first table
# 2: words of six letters and more; endings and linking elements are taken off; sub-compounds
TABLE_VERSION = "2"
"""Changes with the table and with this code: words are then split differently, and an index must be built again."""

MIN_WORD = 6  # letters
LEAST_BASE = 4  # least letters of a part whose ending is not looked up but taken off
FIRST_LINKS = {"s": ("s", "es"), "n": ("n", "en")}
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
_DERIVED = ("ungs", "heits", "keits", "schafts", "ions", "täts", "lings", "tums")
_DIGRAPH = re.compile("ae|oe|(?<![aeq])ue")
_UMLAUT_OF = {"ae": "ä", "oe": "ö", "ue": "ü"}
_LOAD_AFTER = 64  # words: from then on, loading the table (0.15 s) is cheaper than searching in the file
_SAME = {ending: 0 for endings in LAST_ENDINGS.values() for ending in endings}
_NEVER = -(10**6)


class Part(NamedTuple):
    """A half-open range of code points in the word; the linking element behind it is outside."""

    start: int
    end: int


RULES_VARIABLE = "SEARCHER_COMPOUNDS"
"""Environment variable that names a file with a user's word list (`read_rules`), for indexing and for searching."""


class RuleError(UsageError):
    """A line of a user's word list that cannot be understood."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"not a rule for compounds: {line!r} (write Stau|becken to split, =Beispiel to keep whole)"
        )
        self.line = line


class RulesFileError(UsageError):
    """A user's word list that cannot be read; names the file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{RULES_VARIABLE}: cannot read {path}: {reason}")
        self.path = path


def rules_of_environment() -> tuple[str, ...]:
    """The lines of the file that `RULES_VARIABLE` names; none if it is not set. A file that changes is read again."""
    path = os.environ.get(RULES_VARIABLE)
    if not path:
        return ()
    try:
        state = os.stat(path)  # noqa: PTH116  # asked for every text: no Path is made for that
        return _lines_of(path, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError) as error:
        raise RulesFileError(path, str(error)) from None


@lru_cache(maxsize=1)
def _lines_of(path: str, _changed_ns: int, _size: int) -> tuple[str, ...]:
    return tuple(Path(path).read_text(encoding="utf-8-sig").splitlines())


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
    ['droge', 'schmugglern']
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
        for start, end in pairwise(edges):
            link = link_length(plain[start:end], table) if end < len(plain) else 0
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
                if last - first + 1 < len(parts) and _is_word(word[run.start : run.end], table):
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

    All parts are in the table but one: an unknown part may be the first or the last. Of equal cuts the one with the
    longer first part is taken.
    """
    size, fallback = len(word), table.fallback
    best = whole_score(word, table)
    cut: tuple[int, ...] = ()
    reached, before = _first_chains(word, table)
    tails: dict[
        int, tuple[int, int]
    ] = {}  # start of a chain of known parts to the end: score, start of the next part
    for start in range(size - 2, 1, -1):
        score = reached[start]
        if score == _NEVER and start < _MIN_UNKNOWN:
            continue
        ending = last_score(word, start, table)
        if ending is None and score > _NEVER and size - start >= _MIN_UNKNOWN:
            total = score + unknown_last(word[start:], fallback)
            if total > best:
                best, cut = total, _backwards(before, start)
        if tails or (ending is not None and ending > LOWEST):
            tail = _best_tail(word, start, ending, table, tails)
            if tail is not None:
                tails[start] = tail
    for start, (tail_score, _) in tails.items():
        total = tail_score + _beginning(word, start, table, of_parts=reached[start] > _NEVER)
        if total > best:
            best, cut = total, _forwards(tails, start)
    return best, cut


def _beginning(word: str, end: int, table: Table, *, of_parts: bool) -> int:
    """The score of the first part in front of a known tail; of_parts: it could also be cut into known parts."""
    part = first_score(word, 0, end, table)
    if part is not None:
        return part if part > LOWEST else _NEVER
    if end < _MIN_UNKNOWN:
        return _NEVER
    return unknown_first(word[:end], table.fallback) + (table.fallback.first_of_parts if of_parts else 0)


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
                part = first_score(word, start, end, table)
            if part is not None and part > LOWEST and score + part > reached[end]:
                reached[end], before[end] = score + part, start
    return reached, before


def _best_tail(
    word: str, start: int, ending: int | None, table: Table, tails: Mapping[int, tuple[int, int]]
) -> tuple[int, int] | None:
    """The best chain of known parts from an offset to the end: one part (next: 0), or a first part and a tail."""
    best = None if ending is None or ending == LOWEST else (ending, 0)
    for end, (score, _) in tails.items():
        part = first_score(word, start, end, table)
        if part is not None and part > LOWEST and (best is None or part + score > best[0]):
            best = part + score, end
    return best


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


def first_score(word: str, start: int, end: int, table: Table) -> int | None:
    """The score of word[start:end] as a first part, its linking element known or taken off; None: unknown."""
    left = word[start:end]
    score = table.first(left)
    if score is None and end - start > LEAST_BASE and left[-1] in FIRST_LINKS:
        for link in FIRST_LINKS[left[-1]]:
            if left.endswith(link) and end - start - len(link) >= LEAST_BASE:
                base = table.first(left[: -len(link)])
                if base is not None and base > LOWEST:
                    return base + table.fallback.links[link]
    return score


def last_score(word: str, start: int, table: Table) -> int | None:
    """The score of word[start:] as a last part, its ending known or taken off; None: unknown."""
    size = len(word) - start
    if size > PREFIX and not (table.last_lengths(word[start : start + PREFIX]) or 0) >> size & 1:
        return None
    right = word[start:]
    score = table.last(right)
    if score is None and size > LEAST_BASE:
        return _inflected(right, table.last, table.fallback.endings)
    return score


def whole_score(word: str, table: Table) -> int:
    """The score of a word that is not split: its own, that of the word without an ending, or by its looks."""
    score = table.whole(word)
    if score is None:
        score = _inflected(word, table.whole, _SAME)
    return unknown_whole(word, table.fallback) if score is None else score


def _inflected(right: str, last: Callable[[str], int | None], costs: dict[str, int]) -> int | None:
    """The score of a last part whose base form is in the table."""
    for ending in LAST_ENDINGS.get(right[-1], ()):
        if right.endswith(ending) and len(right) - len(ending) >= LEAST_BASE:
            score = last(right[: -len(ending)])
            if score is not None and score > LOWEST:
                return score + costs[ending]
    return None


def link_length(left: str, table: Table) -> int:
    """How many letters of a first part are its linking element."""
    if table.first(left) is not None:
        return table.link(left)
    for link in FIRST_LINKS.get(left[-1], ()):
        base = left[: -len(link)]
        if left.endswith(link) and len(base) >= LEAST_BASE and table.first(base) is not None:
            return len(link)
    return int(left.endswith(_DERIVED))


def _is_word(run: str, table: Table) -> bool:
    """Whether the table has a compound, or its base form, as a word."""
    run = run.replace("ß", "ss")
    return table.is_word(run) or any(
        run.endswith(ending) and table.is_word(run[: -len(ending)])
        for ending in LAST_ENDINGS.get(run[-1], ())
    )


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
