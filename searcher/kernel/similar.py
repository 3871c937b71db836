"""Words within a few edits of a word: insertions, deletions, substitutions, transpositions of neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searcher.kernel.dictionaries import entries

if TYPE_CHECKING:
    from typing_extensions import Buffer

LONGEST = 130
"""Letters of a word; longer ones are near to none."""
MAX_EDITS = 3


def fuzzy(  # noqa: PLR0913 - the arguments of its compiled twin
    blocks: Buffer,
    block_offsets: Buffer,
    first_keys: Buffer,
    first_offsets: Buffer,
    columns: int,
    word: Buffer,
    edits: int,
    limit: int,
) -> list[tuple[bytes, int, tuple[int, ...]]]:
    """(key, edits, values) of the first `limit` keys of a dictionary within `edits` of the word (UTF-8).

    Each edit touches letters that no other touches (optimal string alignment).

    >>> from searcher.kernel.dictionaries import encode_dictionary
    >>> blocks, offsets, firsts, first_offsets, _ = encode_dictionary([b"hasu", b"haus", b"heu", b"maus"], [])
    >>> fuzzy(blocks, offsets, firsts, first_offsets, 0, b"haus", 1, 9)
    [(b'hasu', 1, ()), (b'haus', 0, ()), (b'maus', 1, ())]
    """
    if columns > 8 or edits > MAX_EDITS:
        raise ValueError("fuzzy: arguments")
    data, offsets = memoryview(blocks).cast("B"), _offsets(block_offsets)
    firsts, starts = memoryview(first_keys).cast("B"), _offsets(first_offsets)
    if len(starts) != len(offsets):
        raise ValueError("damaged dictionary: blocks")
    near = _Near(bytes(word).decode("utf-8", "surrogateescape"), edits)
    found: list[tuple[bytes, int, tuple[int, ...]]] = []
    for block in range(len(offsets) - 1):
        start, stop = offsets[block], offsets[block + 1]
        if not start <= stop <= len(data) or not starts[block] <= starts[block + 1] <= len(firsts):
            raise ValueError("damaged dictionary: blocks")
        for key, values, _ in entries(data[start:stop], columns):
            if len(found) >= limit:
                return found
            distance = near.distance(key.decode("utf-8", "surrogateescape"))
            if distance is not None:
                found.append((key, distance, values))
    return found


def _offsets(buffer: Buffer) -> memoryview:
    raw = memoryview(buffer).cast("B")
    if len(raw) % 4:
        raise ValueError("a buffer is not aligned to its element")
    return raw.cast("I")


class _Near:
    """Distances of sorted keys to one word: rows of letters that a key shares with the one before are kept."""

    def __init__(self, word: str, edits: int) -> None:
        self.word, self.edits = word, edits
        self.rows = [list(range(len(word) + 1))]
        self.key = ""
        self.dead: str | None = None
        """A prefix that no word within reach has."""

    def distance(self, key: str) -> int | None:
        """Edits between key and word; None: too many."""
        if (
            len(self.word) > LONGEST
            or len(key) > LONGEST
            or (self.dead is not None and key.startswith(self.dead))
        ):
            return None
        self.dead = None
        same = 0
        known = len(self.rows) - 1
        while same < min(known, len(key)) and key[same] == self.key[same]:
            same += 1
        del self.rows[same + 1 :]
        self.key = key
        for i in range(same, len(key)):
            row = self._row(key, i)
            above = self.rows[-1]
            self.rows.append(row)
            # A transposition reaches back two rows: the one above must have no way out, either.
            if min(row) > self.edits and min(above) >= self.edits:
                self.dead = key[: i + 1]
                return None
        distance = self.rows[len(key)][-1]
        return distance if distance <= self.edits else None

    def _row(self, key: str, i: int) -> list[int]:
        """Edits between the first i + 1 letters of the key and the first 0, 1, … letters of the word."""
        word, up = self.word, self.rows[i]
        row = [i + 1]
        for j, letter in enumerate(word):
            best = min(up[j] + (letter != key[i]), up[j + 1] + 1, row[j] + 1)
            if i and j and letter == key[i - 1] and word[j - 1] == key[i]:
                best = min(best, self.rows[i - 1][j - 1] + 1)
            row.append(best)
        return row
