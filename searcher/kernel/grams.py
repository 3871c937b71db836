"""Letter 4-grams inside words: what two inflections or compounds of one stem have in common, whatever their analysis.

    gram   : four letters in a row, five bits each, the first one highest; below 2**20
    letter : a … z are 1 … 26, ä 27, ö 28, ü 29, ß 30, any other letter 31; capitals are small ones

A soft hyphen is passed over; whatever else is no letter ends a word. What is a letter outside of ASCII is told by
ranges alone: nearly all from U+00C0 on, but for punctuation and symbols.

>>> list_grams("ein Häuschen".encode()) == list_grams("EIN HÄUS\u00adCHEN".encode())
True
>>> array("I", list_grams(b"Haus und Maus")).tolist()
[263859, 427699]
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from searcher.kernel.buffers import f32, u32
from searcher.kernel.dictionaries import entries

if TYPE_CHECKING:
    from typing_extensions import Buffer

DictionaryT = TypeVar("DictionaryT", bound="tuple[Buffer, Buffer]")
"""The compiled twin takes a list; its tuples may hold any buffers."""

GRAMS = 1 << 20
_BREAK, _OTHER, _SOFT_HYPHEN = 0, 31, 0xAD
_CODES = {ord(char): number for number, char in enumerate("abcdefghijklmnopqrstuvwxyzäöüß", 1)}
_CODES |= {ord(char): _CODES[ord(char.lower())] for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜẞ"}


def _code(point: int) -> int:
    known = _CODES.get(point)
    if known is not None:
        return known
    no_letter = point < 0xC0 or point in (0xD7, 0xF7) or 0x2000 <= point < 0x2C00 or 0x3000 <= point < 0x3040
    return _BREAK if no_letter else _OTHER


def _points(text: bytes) -> Iterator[int]:
    """Code points, as the compiled twin reads them: it trusts the first byte of each, whatever follows."""
    at = 0
    while at < len(text):
        point = text[at]
        at += 1
        more = 3 if point >= 0xF0 else 2 if point >= 0xE0 else 1 if point >= 0xC0 else 0
        if more:
            point &= 0x3F >> more
        for byte in text[at : at + more]:
            point = (point << 6 | byte & 0x3F) & 0xFFFFFFFF
        at += more
        yield point if not more or point >= 0x80 else 0  # a letter of ASCII in two bytes is none


def _walk(text: Buffer) -> list[int]:
    found, gram, length = [], 0, 0
    for point in _points(bytes(text)):
        if point == _SOFT_HYPHEN:
            continue
        code = _code(point)
        if code == _BREAK:
            length = 0
            continue
        gram = (gram << 5 | code) & (GRAMS - 1)
        length += 1
        if length >= 4:
            found.append(gram)
    return found


def list_grams(text: Buffer) -> bytes:
    """The 4-grams inside the words of a text (UTF-8), in order (u32)."""
    return array("I", _walk(text)).tobytes()


def count_grams(dictionaries: list[DictionaryT], columns: int, column: int) -> tuple[int, bytes]:
    """(total, u32[2**20]): how often each 4-gram is in the keys of some (blocks, offsets).

    Each key counts as often as its value in a column says.
    """
    if columns > 8 or column >= columns:
        raise ValueError("count_grams: columns")
    counts: Counter[int] = Counter()
    for blocks, block_offsets in dictionaries:
        data, offsets = memoryview(blocks).cast("B"), u32(block_offsets)
        for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True):
            if not start <= end <= len(data):
                raise ValueError("damaged dictionary: blocks")
            for key, values, _ in entries(data[start:end], columns):
                for gram in _walk(key):
                    counts[gram] += values[column]
    table = np.zeros(GRAMS, np.uint32)
    for gram, count in counts.items():
        table[gram] = min(count, 0xFFFFFFFF)
    return counts.total(), table.tobytes()


def score_grams(  # noqa: PLR0913 - the arguments of its compiled twin
    texts: list[bytes], grams: Buffer, weights: Buffer, k1: float, b: float, average: float
) -> bytes:
    """For each text (UTF-8) the sum over some ascending grams of weight * saturated frequency (f32).

    The frequency tf saturates to tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)); tf and length count
    4-grams of the text. ValueError unless average > 0 and they ascend.
    """
    wanted, weight = u32(grams).tolist(), f32(weights)
    if len(wanted) != len(weight) or not average > 0:
        raise ValueError("score_grams: arguments")
    if wanted != sorted(set(wanted)):
        raise ValueError("grams do not ascend")
    one, k, share, mean = np.float32(1), np.float32(k1), np.float32(b), np.float32(average)
    scores = np.zeros(len(texts), np.float32)
    for number, text in enumerate(texts):
        found = _walk(text)
        counts = Counter(found)
        norm = k * (one - share + share * (np.float32(len(found)) / mean))
        for gram, w in zip(wanted, weight, strict=True):
            tf = np.float32(counts.get(gram, 0))
            if tf:
                scores[number] += w * (tf * (k + one) / (tf + norm))
    return scores.tobytes()
