"""The bytes of a file: opened without ever waiting or following, decompressed in bounded memory, digested.

What can go wrong with a file becomes a DocumentError whose text is the reason alone; who reports it knows the
name.
"""

from __future__ import annotations

import bz2
import contextlib
import lzma
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from searcher.digests import blake2b
from searcher.documents.reasons import in_words, is_shortage, why
from searcher.errors import DocumentError

CHUNK_BYTES = 1 << 18
DIGEST_BYTES = 16

# `xz -9` asks for 65 MiB to decompress; a header may ask for 4 GiB.
XZ_MEMORY_BYTES = 128 << 20

# What a compressed file may grow to while nobody looks at the ratio, and the ratio that is suspicious from
# then on. Real JSON lines shrink 5- to 20-fold (laws.jsonl.xz: 7), a file of zeros 1,000-fold (gzip) to
# 1,000,000-fold (bzip2).
BOMB_FLOOR_BYTES = 16 << 20
BOMB_RATIO = 200

_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the interface that those of bz2 and lzma share."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


def _xz() -> _Decompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY_BYTES)


_DECOMPRESSORS: dict[str, Callable[[], _Decompressor]] = {
    ".gz": _Gzip,
    ".bz2": bz2.BZ2Decompressor,
    ".xz": _xz,
}


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading; DocumentError unless it is a regular file that can be opened now.

    OSError if files cannot be opened any more, or the disk fails: then no document is to blame (`is_shortage`).

    A link is not followed, and a FIFO or a device that has taken the file's place since it was listed does
    not block.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and is_shortage(error):
            raise
        raise DocumentError(f"cannot be opened: {why(error)}") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise DocumentError("is no regular file")
        return os.fdopen(descriptor, "rb", buffering=0)
    except BaseException:
        os.close(descriptor)
        raise


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Say which file it was where reading or closing one fails: the system does not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


def chunks(
    stream: BinaryIO, compression: str = "", seen: Callable[[bytes], object] | None = None
) -> Iterator[bytes]:
    """Read in pieces of at most CHUNK_BYTES, decompressed if one of `formats.COMPRESSIONS` is given.

    seen: is shown the bytes as they lie in the file.
    """
    pieces = _read(stream) if seen is None else _shown(_read(stream), seen)
    return _decompress(pieces, compression) if compression else pieces


def at_most(pieces: Iterator[bytes], max_bytes: int) -> bytes:
    """Read all of the content; DocumentError as soon as it is more than `max_bytes`."""
    taken, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > max_bytes:
            raise DocumentError(f"holds more than {in_words(max_bytes)} of text")
        taken.append(piece)
    return b"".join(taken)


def digest_of(path: Path) -> str:
    """blake2b, 16 bytes, hexadecimal, of the bytes as they lie there (compressed ones are not unpacked)."""
    total = blake2b(digest_size=DIGEST_BYTES)
    with naming(path), open_regular(path) as stream:
        for piece in _read(stream):
            total.update(piece)
    return total.hexdigest()


def _read(stream: BinaryIO) -> Iterator[bytes]:
    try:
        while piece := stream.read(CHUNK_BYTES):
            yield piece
    except OSError as error:
        if is_shortage(error):
            raise
        raise DocumentError(f"cannot be read: {why(error)}") from error


def _shown(pieces: Iterator[bytes], seen: Callable[[bytes], object]) -> Iterator[bytes]:
    for piece in pieces:
        seen(piece)
        yield piece


def _decompress(pieces: Iterator[bytes], compression: str) -> Iterator[bytes]:
    """Unpack the members of a compressed file one after the other, never more than was asked for."""
    make = _DECOMPRESSORS[compression]
    decompressor, between_members = make(), False
    taken = given = 0
    for piece in pieces:
        taken += len(piece)
        data = piece
        while data or not decompressor.needs_input:
            if between_members and not (data := data.lstrip(b"\0")):
                break  # zeros after a member are padding
            between_members = False
            try:
                unpacked = decompressor.decompress(data, CHUNK_BYTES)
            except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error, MemoryError) as error:
                raise DocumentError(f"is damaged or no {compression} file: {error}") from error
            given += len(unpacked)
            if given > max(BOMB_FLOOR_BYTES, BOMB_RATIO * taken):
                raise DocumentError(f"unpacks to more than {BOMB_RATIO} times its size: not read on")
            if unpacked:
                yield unpacked
            data = b""
            if decompressor.eof:
                data, decompressor, between_members = decompressor.unused_data, make(), True
    if not between_members:
        raise DocumentError(f"is cut off: the {compression} data has no end")
