"""Stored documents, in small compressed blocks.

    block    := zlib(record*)                     at least BLOCK_BYTES before compression, or the last one
    record   := u32 length of meta, u32 length of text, meta, text
    meta     := JSON [zones, encoding, other]     zones: [field number, start, end]*, flat; other: the record's rest
    text     := UTF-8

>>> block = write_block([encode_document([3, 0, 7], "utf-8", {}, "im Haus")])
>>> read_block(block, "example")[0].text
'im Haus'
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from searcher.errors import IndexDamagedError
from searcher.model import FIELDS, Zone

# 4 KiB: a page of ten hits decompresses 10 blocks; with 16 KiB that took four times as long (ENGINE.md section 3).
BLOCK_BYTES = 4096
_LENGTHS = struct.Struct("<II")
_LEVEL = 1
_MAX_BLOCK_BYTES = 1 << 31


class StoredDocument(NamedTuple):
    """What the store keeps of a document."""

    text: str
    zones: tuple[Zone, ...]
    encoding: str
    meta: Mapping[str, Any]


def encode_document(zones: Sequence[int], encoding: str, meta: Mapping[str, Any], text: str) -> bytes:
    """One record; zones as flat triples of field number, start, end."""
    # An encoder is made at each call of `json.dumps` that has options; most records have no meta.
    others = json.dumps(meta, ensure_ascii=False, separators=(",", ":"), default=str) if meta else "0"
    head = f"[[{','.join(map(str, zones))}],{json.dumps(encoding)},{others}]"
    raw_head, raw_text = head.encode("utf-8", "replace"), text.encode("utf-8", "replace")
    return _LENGTHS.pack(len(raw_head), len(raw_text)) + raw_head + raw_text


def write_block(records: Sequence[bytes]) -> bytes:
    """Compress records to a block."""
    return zlib.compress(b"".join(records), _LEVEL)


def read_block(raw: bytes | memoryview, path: str) -> list[StoredDocument]:
    """The documents of a block; IndexDamagedError names `path`."""
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(raw, _MAX_BLOCK_BYTES)
        if not inflater.eof or inflater.unused_data:
            raise ValueError
        found, at = [], 0
        while at < len(data):
            head, start, end = _record(data, at)
            found.append(_document(head, data[start:end]))
            at = end
    except _CONTRADICTIONS:
        raise _damaged(path) from None
    else:
        return found


def read_document(raw: bytes | memoryview, index: int, path: str) -> StoredDocument:
    """One document of a block, the others unread; IndexDamagedError names `path`."""
    try:
        head, text = _unpacked(raw, index, _MAX_BLOCK_BYTES)
        return _document(head, text)
    except _CONTRADICTIONS:
        raise _damaged(path) from None


def read_text(raw: bytes | memoryview, index: int, path: str, most: int) -> bytes:
    """The text (UTF-8) of a block's document, its first `most` bytes; IndexDamagedError names `path`."""
    try:
        return _unpacked(raw, index, most)[1]
    except _CONTRADICTIONS:
        raise _damaged(path) from None


def _unpacked(raw: bytes | memoryview, index: int, most: int) -> tuple[bytes, bytes]:
    """The meta of a block's document, and the first `most` bytes of its text.

    What lies behind them is not decompressed: half of an ordinary block, nearly all of one long document.
    """
    inflater = zlib.decompressobj()
    data = inflater.decompress(raw, BLOCK_BYTES)
    at = 0
    for number in range(index + 1):
        if len(data) < at + _LENGTHS.size:
            data += inflater.decompress(
                inflater.unconsumed_tail, at + _LENGTHS.size - len(data) + BLOCK_BYTES
            )
        head, text = _LENGTHS.unpack_from(data, at)
        begin = at + _LENGTHS.size
        start = begin + head
        at = start + text
        end = start + min(text, most) if number == index else at
        if len(data) < end:
            data += inflater.decompress(inflater.unconsumed_tail, end - len(data))
        if len(data) < end:
            raise ValueError
    return data[begin:start], data[start:end]


_CONTRADICTIONS = (
    zlib.error,
    struct.error,
    ValueError,
    TypeError,
    IndexError,
    RecursionError,
    OverflowError,
    MemoryError,
)
"""What bytes that are no block raise."""


def _document(head: bytes, text: bytes) -> StoredDocument:
    """A record's meta and its text, read."""
    flat, encoding, meta = json.loads(head.decode())
    fields, numbers = FIELDS, iter(flat)
    zones = tuple(
        [Zone(fields[field], start, end) for field, start, end in zip(numbers, numbers, numbers, strict=True)]
    )
    return StoredDocument(text.decode(), zones, str(encoding), meta or {})


def _record(data: bytes, at: int) -> tuple[bytes, int, int]:
    """The meta of a record, and where its text begins and ends."""
    head, text = _LENGTHS.unpack_from(data, at)
    start = at + _LENGTHS.size + head
    if start + text > len(data):
        raise ValueError
    return data[at + _LENGTHS.size : start], start, start + text


def _damaged(path: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"{path} is damaged (stored documents): build the index again with `searcher index --rebuild`"
    )
