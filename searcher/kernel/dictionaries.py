"""Dictionaries: sorted keys with a few numbers (columns) each, front-coded in blocks of 64.

    blocks         := block*       block i at block_offsets[i] (u32; one more at the end)
    block          := entry*       64 of them, fewer in the last one
    entry          := shared more byte* value*
    shared, more   : varints: bytes the key has in common with the one before it in the block (the first: 0), and
                     bytes of it that follow here; a key has at most 1,024 bytes
    value          : varint, one for each column, below 2**32
    first_keys     := byte*        the first key of each block, at first_offsets[i] (u32; one more at the end)
    sums           := u64*         for each block (and the end) and column the sum of all values before it

With the values as lengths, the sums say where a key's data begins: nothing else points there.

>>> lengths = bytes.fromhex("05000000 80000000")
>>> blocks, offsets, firsts, first_offsets, sums = encode_dictionary([b"haus", b"hausboot"], [lengths])
>>> blocks.hex(" "), offsets.hex(" "), firsts, first_offsets.hex(" ")
('00 04 68 61 75 73 05 04 04 62 6f 6f 74 80 01', '00 00 00 00 0f 00 00 00', b'haus', '00 00 00 00 04 00 00 00')
>>> sums.hex(" ")
'00 00 00 00 00 00 00 00 85 00 00 00 00 00 00 00'
>>> list_keys(blocks, 1)
[(b'haus', (5,), (0,)), (b'hausboot', (128,), (5,))]
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from typing_extensions import Buffer

BLOCK = 64
MAX_COLUMNS = 8
MAX_KEY = 1024
Entry: TypeAlias = tuple[bytes, tuple[int, ...], tuple[int, ...]]
Found: TypeAlias = tuple[int, tuple[int, ...], tuple[int, ...]]


def _numbers(buffer: Buffer, code: Literal["I", "Q"]) -> memoryview:
    raw = memoryview(buffer).cast("B")
    if len(raw) % (4 if code == "I" else 8):
        raise ValueError("a buffer is not aligned to its element")
    return raw.cast(code)


def _check_columns(columns: int) -> None:
    if columns > MAX_COLUMNS:
        raise ValueError("a dictionary has at most 8 columns")


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def encode_dictionary(keys: list[bytes], columns: list[Buffer]) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """(blocks, block_offsets, first_keys, first_offsets, sums) of sorted keys; columns: u32 a key each."""
    _check_columns(len(columns))
    values = [_numbers(column, "I") for column in columns]
    if any(len(column) != len(keys) for column in values):
        raise ValueError("encode_dictionary: columns")
    blocks, firsts = bytearray(), bytearray()
    offsets, first_offsets, sums = array("I"), array("I"), array("Q")
    sum_ = [0] * len(values)
    last = b""
    for i, key in enumerate(keys):
        if len(key) > MAX_KEY:
            raise ValueError("a key is over 1,024 bytes")
        if i % BLOCK == 0:
            _end_block(blocks, firsts, offsets, first_offsets)
            sums.extend(sum_)
            firsts += key
            last = b""
        shared = _shared(last, key)
        blocks += _varint(shared) + _varint(len(key) - shared) + key[shared:]
        for c, column in enumerate(values):
            value = column[i]
            blocks += _varint(value)
            sum_[c] += value
        last = key
    _end_block(blocks, firsts, offsets, first_offsets)
    sums.extend(sum_)
    return bytes(blocks), offsets.tobytes(), bytes(firsts), first_offsets.tobytes(), sums.tobytes()


def _end_block(blocks: bytearray, firsts: bytearray, offsets: array[int], first_offsets: array[int]) -> None:
    if len(blocks) > 0xFFFFFFF0:
        raise ValueError("a dictionary is over 4 GiB")
    offsets.append(len(blocks))
    first_offsets.append(len(firsts))


def _shared(a: bytes, b: bytes) -> int:
    length = min(len(a), len(b))
    if a[:length] == b[:length]:
        return length
    return next(i for i in range(length) if a[i] != b[i])


def entries(block: Buffer, columns: int, sums: list[int] | None = None) -> Iterator[Entry]:
    """(key, values, sums before it) of a block; ValueError where it is damaged."""
    data = bytes(block)
    at, key = 0, b""
    before = list(sums) if sums else [0] * columns
    while at < len(data):
        shared, at = _read_varint(data, at, "key")
        more, at = _read_varint(data, at, "key")
        if shared > len(key) or more > len(data) - at or shared + more > MAX_KEY:
            raise ValueError("damaged dictionary: key")
        key = key[:shared] + data[at : at + more]
        at += more
        values = []
        for _ in range(columns):
            value, at = _read_varint(data, at, "value")
            if value > 0xFFFFFFFF:
                raise ValueError("damaged dictionary: value")
            values.append(value)
        yield key, tuple(values), tuple(before)
        for c, value in enumerate(values):
            before[c] += value


def _read_varint(data: bytes, at: int, what: str) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value & 0xFFFFFFFFFFFFFFFF, at
        shift += 7
    raise ValueError(f"damaged dictionary: {what}")


def find_block(first_keys: Buffer, first_offsets: Buffer, key: Buffer) -> int:
    """The block that could hold the key: the last one whose first key is not behind it; -1: none."""
    firsts, offsets, wanted = memoryview(first_keys).cast("B"), _numbers(first_offsets, "I"), bytes(key)
    low, high = 0, max(0, len(offsets) - 1)
    while low < high:
        middle = (low + high) // 2
        start, stop = offsets[middle], offsets[middle + 1]
        if not start <= stop <= len(firsts):
            raise ValueError("damaged dictionary: first keys")
        if bytes(firsts[start:stop]) <= wanted:
            low = middle + 1
        else:
            high = middle
    return low - 1


def lookup(  # noqa: PLR0913 - the arguments of its compiled twin
    first_keys: Buffer,
    first_offsets: Buffer,
    blocks: Buffer,
    block_offsets: Buffer,
    sums: Buffer,
    columns: int,
    seen: Buffer,
    at: int,
    shift: int,
    key: Buffer,
) -> Found | int | None:
    """(number, values, sums before it) of a key, None, or the number of the block that must be verified first.

    seen: a byte for each 2**shift bytes of the file, 1 where it was verified; at: where the blocks begin in the file.
    """
    _check_columns(columns)
    if shift > 40:
        raise ValueError("lookup: arguments")
    offsets, before, verified = _numbers(block_offsets, "I"), _numbers(sums, "Q"), memoryview(seen).cast("B")
    if len(_numbers(first_offsets, "I")) != len(offsets) or len(before) < len(offsets) * columns:
        raise ValueError("damaged dictionary: blocks")
    number = find_block(first_keys, first_offsets, key)
    if number < 0:
        return None
    data = memoryview(blocks).cast("B")
    start, stop = _range(offsets, number, len(data))
    begin = at + start >> shift
    end = at + stop - 1 >> shift if stop else begin
    if any(i >= len(verified) or not verified[i] for i in range(begin, end + 1)):
        return number
    wanted = bytes(key)
    own = before[number * columns : (number + 1) * columns].tolist()
    for i, (found, values, sum_) in enumerate(entries(data[start:stop], columns, own)):
        if found >= wanted:
            return (number * BLOCK + i, values, sum_) if found == wanted else None
    return None


def _range(offsets: memoryview, number: int, size: int) -> tuple[int, int]:
    if number + 1 >= len(offsets) or not offsets[number] <= offsets[number + 1] <= size:
        raise ValueError("damaged dictionary: blocks")
    return offsets[number], offsets[number + 1]


def list_keys(block: Buffer, columns: int) -> list[Entry]:
    """(key, values, sums before it) of all entries of a block."""
    _check_columns(columns)
    return list(entries(block, columns))


class _Glob(NamedTuple):
    """A pattern of letters, `*` (any text) and `?` (one letter), cut at its stars; each piece is linear in the text."""

    pieces: list[re.Pattern[str]]
    last_letters: int

    @staticmethod
    def of(pattern: str) -> _Glob:
        pieces = pattern.split("*")
        compiled = [re.compile(".".join(map(re.escape, piece.split("?"))), re.DOTALL) for piece in pieces]
        return _Glob(compiled, len(pieces[-1]))

    def matches(self, text: str) -> bool:
        """Whether it matches all of the text: the first piece at its start, the last at its end, others leftmost."""
        if len(self.pieces) == 1:
            return self.pieces[0].fullmatch(text) is not None
        found = self.pieces[0].match(text)
        for piece in self.pieces[1:-1]:
            if found is None:
                return False
            found = piece.search(text, found.end())
        if found is None or len(text) - self.last_letters < found.end():
            return False
        return self.pieces[-1].fullmatch(text, len(text) - self.last_letters) is not None


def match_keys(  # noqa: PLR0913 - the arguments of its compiled twin
    blocks: Buffer, block_offsets: Buffer, columns: int, first: int, last: int, pattern: Buffer, limit: int
) -> bytes:
    """Values (u32, column after column within a key) of the first `limit` matching keys in the blocks first..last.

    pattern: UTF-8 letters, `*` for any of them and `?` for one.

    >>> blocks, offsets, *_ = encode_dictionary([b"haus", b"hausboot"], [bytes.fromhex("05000000 80000000")])
    >>> match_keys(blocks, offsets, 1, 0, 1, b"ha*t", 9).hex(" ")
    '80 00 00 00'
    """
    _check_columns(columns)
    data, offsets = memoryview(blocks).cast("B"), _numbers(block_offsets, "I")
    raw = bytes(pattern)
    fixed = re.match(rb"[^*?]*", raw)
    prefix = fixed.group() if fixed else b""
    glob = _Glob.of(raw.decode("utf-8", "surrogateescape"))
    found = array("I")
    matched = 0
    for number in range(first, last):
        if matched >= limit:
            break
        for key, values, _ in entries(data[slice(*_range(offsets, number, len(data)))], columns):
            if matched >= limit:
                break
            if not key.startswith(prefix):
                if key[: len(prefix)] > prefix:
                    return found.tobytes()
                continue
            if glob.matches(key.decode("utf-8", "surrogateescape")):
                found.extend(values)
                matched += 1
    return found.tobytes()


def values_at(
    blocks: Buffer, block_offsets: Buffer, sums: Buffer, columns: int, ids: Buffer
) -> tuple[tuple[bytes, bytes], ...]:
    """For each column (values u32, sums before them u64) of the keys with these ascending numbers (u32)."""
    _check_columns(columns)
    data, offsets, before = memoryview(blocks).cast("B"), _numbers(block_offsets, "I"), _numbers(sums, "Q")
    values, totals = [array("I") for _ in range(columns)], [array("Q") for _ in range(columns)]
    block: list[Entry] = []
    known = -1
    for number in _numbers(ids, "I"):
        if number // BLOCK != known:
            known = number // BLOCK
            start, stop = _range(offsets, known, len(data))
            if (known + 1) * columns > len(before):
                raise ValueError("damaged dictionary: blocks")
            own = before[known * columns : (known + 1) * columns].tolist()
            block = list(entries(data[start:stop], columns, own))
        if number % BLOCK >= len(block):
            raise ValueError("damaged dictionary: too few keys")
        _, value, total = block[number % BLOCK]
        for c in range(columns):
            values[c].append(value[c])
            # A hostile sum may leave u64, as it does in the compiled twin.
            totals[c].append(total[c] & 0xFFFFFFFFFFFFFFFF)
    return tuple((v.tobytes(), t.tobytes()) for v, t in zip(values, totals, strict=True))
