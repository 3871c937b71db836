r"""The file of compound scores: data/compounds.txt, text in UTF-8, read in place or loaded.

file := header line*;  header := "#" JSON object "\n"
line := key first link last whole "\n";  sorted by the key's bytes; keys in lower case with ss for ß
first, last, whole := " " (cannot be one) or the character "!" + score + 47, -47 <= score <= 46
link := "0".."3", the letters of the linking element at the end of a first part; "+": the key is a compound that is
        itself a word (a sub-compound)

`MappedTable` finds a key by binary search in the mapped file: nothing to load, 20 µs a look-up, for a query.
`LoadedTable` holds dictionaries: 0.15 s to load, 0.1 µs a look-up, for an index.

>>> decode_entry(encode_entry(first=7, link=1, last=None, whole=-3))
Entry(first=7, link=1, last=None, whole=-3, word=False)
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

DATA = Path(__file__).parent / "data" / "compounds.txt"
_ZERO = ord("!") + 47
LOWEST, HIGHEST = -47, 46
PREFIX = 4  # letters; by them a loaded table knows how long the parts are that begin so
ANY_LENGTH = tuple(range(2, 64))
_LINKED, _INFLECTED = 0b111, 0b1111  # a linking element adds up to two letters, an ending up to three
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"


class Entry(NamedTuple):
    """The scores of one string; None: it cannot stand there. word: it is a compound that is a word of its own."""

    first: int | None
    link: int
    last: int | None
    whole: int | None
    word: bool


class Fallback(NamedTuple):
    """Scores of strings that are not in the table, by their length (a list's last value is for all longer ones)."""

    first: tuple[int, ...]
    derived: tuple[int, ...]
    last: tuple[int, ...]
    whole: tuple[int, ...]
    first_codas: dict[str, int]
    last_onsets: dict[str, int]
    last_endings: dict[str, int]
    whole_endings: dict[str, int]
    whole_beginnings: dict[str, int]
    first_of_parts: int
    links: dict[str, int]  # added for a linking element that the table has not got with the part


def _char(score: int | None) -> str:
    return " " if score is None else chr(min(max(score, LOWEST), HIGHEST) + _ZERO)


def encode_entry(
    *, first: int | None, link: int, last: int | None, whole: int | None, word: bool = False
) -> str:
    """The four characters behind a key; scores are clipped to what a character holds."""
    return _char(first) + ("+" if word else str(link)) + _char(last) + _char(whole)


def decode_entry(text: str) -> Entry:
    """The opposite of `encode_entry`."""
    first, last, whole = (None if text[at] == " " else ord(text[at]) - _ZERO for at in (0, 2, 3))
    return Entry(first, 0 if text[1] == "+" else int(text[1]), last, whole, text[1] == "+")


class Table(Protocol):
    """Scores by string."""

    fallback: Fallback

    def first(self, key: str, /) -> int | None:
        """As a first part, its linking element included."""

    def last(self, key: str, /) -> int | None:
        """As a last part."""

    def whole(self, key: str, /) -> int | None:
        """As a word that is not split."""

    def first_lengths(self, prefix: str, /) -> Sequence[int]:
        """How long first parts can be that begin with these `PREFIX` letters, in rising order."""

    def last_lengths(self, prefix: str, /) -> int | None:
        """The same of last parts of at least `PREFIX` letters: bit n is set if n letters are possible."""

    def link(self, key: str, /) -> int:
        """How many letters of a first part are its linking element."""

    def is_word(self, key: str, /) -> bool:
        """Whether the key is a compound that is a word of its own."""


def read_fallback(line: bytes) -> Fallback:
    """The header."""
    raw = json.loads(line[1:])
    return Fallback(
        tuple(raw["first"]), tuple(raw["derived"]), tuple(raw["last"]), tuple(raw["whole"]),
        raw["first_codas"], raw["last_onsets"], raw["last_endings"], raw["whole_endings"], raw["whole_beginnings"],
        raw["first_of_parts"], raw["links"],
    )  # fmt: skip


class MappedTable:
    """The table as a mapped file."""

    def __init__(self, path: Path = DATA) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._start = self._bytes.find(b"\n") + 1
        self.fallback = read_fallback(self._bytes[: self._start])

    def entry(self, key: str) -> Entry | None:
        """The key's line, or None."""
        data, wanted = self._bytes, key.encode()
        low, high = self._start, len(data)  # the key's line, if there is one, starts in low..high
        while low < high:
            middle = (low + high) // 2
            start = data.rfind(b"\n", low - 1, middle) + 1
            end = data.find(b"\n", middle, high)
            found = data[start : end - 4]
            if found == wanted:
                return decode_entry(data[end - 4 : end].decode())
            if found < wanted:
                low = end + 1
            else:
                high = start
        return None

    def first(self, key: str, /) -> int | None:
        """As a first part."""
        entry = self.entry(key)
        return entry.first if entry else None

    def last(self, key: str, /) -> int | None:
        """As a last part."""
        entry = self.entry(key)
        return entry.last if entry else None

    def whole(self, key: str, /) -> int | None:
        """As a word that is not split."""
        entry = self.entry(key)
        return entry.whole if entry else None

    def first_lengths(self, _prefix: str, /) -> Sequence[int]:
        """Any: to know them would take as long as to look for the parts."""
        return ANY_LENGTH

    def last_lengths(self, _prefix: str, /) -> int:
        """Any."""
        return -1

    def link(self, key: str, /) -> int:
        """How many letters of a first part are its linking element."""
        entry = self.entry(key)
        return entry.link if entry else 0

    def is_word(self, key: str, /) -> bool:
        """Whether the key is a compound that is a word of its own."""
        entry = self.entry(key)
        return entry is not None and entry.word


class LoadedTable:
    """The table in dictionaries; `first`, `last` and `whole` are their own `get`, nothing stands between."""

    def __init__(self, data: bytes) -> None:
        header, _, body = data.partition(b"\n")
        self.fallback = read_fallback(header)
        firsts: dict[str, int] = {}
        lasts: dict[str, int] = {}
        wholes: dict[str, int] = {}
        self._links: dict[str, int] = {}
        self._words: set[str] = set()
        scores = {chr(score + _ZERO): score for score in range(LOWEST, HIGHEST + 1)}
        for line in body.decode().split("\n")[:-1]:
            key, first, link, last, whole = line[:-4], line[-4], line[-3], line[-2], line[-1]
            if first != " ":
                firsts[key] = scores[first]
            if last != " ":
                lasts[key] = scores[last]
            if whole != " ":
                wholes[key] = scores[whole]
            if link > "0":
                self._links[key] = int(link)
            elif link == "+":
                self._words.add(key)
        self.first, self.last, self.whole = firsts.get, lasts.get, wholes.get
        self.first_lengths = _first_lengths(firsts).__getitem__
        self.last_lengths = _last_lengths(lasts).get

    def link(self, key: str, /) -> int:
        """How many letters of a first part are its linking element."""
        return self._links.get(key, 0)

    def is_word(self, key: str, /) -> bool:
        """Whether the key is a compound that is a word of its own."""
        return key in self._words


class _Lengths(dict[str, tuple[int, ...]]):
    """Lengths of parts by their first four letters, or by three where no part of four and more letters begins so."""

    def __missing__(self, prefix: str) -> tuple[int, ...]:
        return self.get(prefix[:3], ())


def _first_lengths(firsts: Iterable[str]) -> _Lengths:
    masks: dict[str, int] = {}
    short: dict[str, int] = {}
    for key in firsts:
        size = len(key)
        if size >= PREFIX:
            masks[key[:PREFIX]] = masks.get(key[:PREFIX], 0) | _LINKED << size
        elif size == 3:
            short[key] = short.get(key, 0) | 1 << size
        else:
            for letter in _LETTERS:
                short[key + letter] = short.get(key + letter, 0) | 1 << size
    for prefix in masks:
        masks[prefix] |= short.get(prefix[:3], 0)
    masks.update(short)
    lengths = {
        mask: tuple(size for size in range(mask.bit_length()) if mask >> size & 1)
        for mask in {*masks.values()}
    }
    return _Lengths((prefix, lengths[mask]) for prefix, mask in masks.items())


def _last_lengths(lasts: Iterable[str]) -> dict[str, int]:
    masks: dict[str, int] = {}
    for key in lasts:
        masks[key[:PREFIX]] = masks.get(key[:PREFIX], 0) | _INFLECTED << len(key)
    return masks
