"""One file of named arrays, aligned so that they are read where they lie.

    file      := magic array* directory trailer
    magic     := "srchseg1"
    array     := bytes, starting at a multiple of 64
    directory := JSON {"header": {…}, "arrays": {name: [offset, length], …}}
    trailer   := offset and length of the directory, two u64, little-endian

Checksums are kept by the manifest, for every block of the file.

>>> import io
>>> stream = io.BytesIO()
>>> out = ContainerWriter(stream.write)
>>> out.add("lengths", bytes([7, 0, 0, 0]))
>>> out.finish({"documents": 1})
>>> raw = stream.getvalue()
>>> raw[:8], len(raw), raw[64:68].hex(" ")
(b'srchseg1', 144, '07 00 00 00')
>>> header, arrays = read_directory(memoryview(raw))
>>> header, arrays
({'documents': 1}, {'lengths': (64, 4)})
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable
from typing import Any

from searcher.errors import IndexDamagedError

MAGIC = b"srchseg1"
ALIGNMENT = 64
TRAILER = struct.Struct("<QQ")
MAX_DIRECTORY_BYTES = 16 << 20

Buffer = bytes | bytearray | memoryview


class ContainerWriter:
    """Writes arrays one after the other; `write` takes bytes and is never asked to go back."""

    def __init__(self, write: Callable[[Buffer], object]) -> None:
        self._write = write
        self._at = 0
        self._arrays: dict[str, tuple[int, int]] = {}
        self._put(MAGIC)

    def _put(self, data: Buffer) -> None:
        self._write(data)
        self._at += len(data)

    def add(self, name: str, data: Buffer) -> None:
        """Write a whole array; `data` is of bytes."""
        self.add_pieces(name, (data,))

    def add_pieces(self, name: str, pieces: Iterable[Buffer]) -> None:
        """Write an array that comes in pieces, so that it need not be in memory whole."""
        self._put(bytes(-self._at % ALIGNMENT))
        start = self._at
        for piece in pieces:
            self._put(piece)
        self._arrays[name] = (start, self._at - start)

    def finish(self, header: dict[str, Any]) -> None:
        """Write the directory; nothing may follow."""
        body = json.dumps(
            {"header": header, "arrays": self._arrays}, ensure_ascii=False, allow_nan=False
        ).encode()
        start = self._at
        self._put(body)
        self._put(TRAILER.pack(start, len(body)))


def read_directory(view: memoryview) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """The header and the arrays' (offset, length); IndexDamagedError if the file is not what the grammar says."""
    try:
        if view[:8] != MAGIC:
            raise ValueError
        start, length = TRAILER.unpack(view[-TRAILER.size :])
        if length > MAX_DIRECTORY_BYTES or start + length + TRAILER.size != len(view):
            raise ValueError
        directory = json.loads(bytes(view[start : start + length]))
        arrays = {}
        for name, (offset, size) in directory["arrays"].items():
            if offset % ALIGNMENT or offset < 0 or size < 0 or offset + size > start:
                raise ValueError
            arrays[name] = (offset, size)
        return directory["header"], arrays
    except (ValueError, KeyError, TypeError, AttributeError, struct.error, RecursionError):
        raise IndexDamagedError(
            "a segment of the index is damaged: build it again with `searcher index --rebuild`"
        ) from None
