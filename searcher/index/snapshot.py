"""A snapshot: one commit of an index folder, opened whole, and verified before anything in it is believed.

Every file is mapped when the snapshot is opened, so a writer may commit and delete afterwards. Sizes are
verified at open, and so are the contents of an index of up to `EAGER_BYTES`. In a larger one a block is
verified the first time it is asked for: opening stays under a millisecond, and nothing unverified is used.
"""

from __future__ import annotations

import mmap
import os
import stat
import sys
from array import array
from types import TracebackType
from typing import NoReturn
from zlib import crc32

from searcher.errors import IndexDamagedError, IndexFolderError
from searcher.index.manifest import (
    BLOCK_SHIFT,
    BLOCK_SIZE,
    READ_FLAGS,
    FileEntry,
    Manifest,
    block_count,
    parse,
    read_raw,
    refusal,
    toc_generation,
)

# 0.35 ms of CRC-32; issue 3 wants an index opened in less than 2 ms.
EAGER_BYTES = 1 << 20

# Below this a file is read, not mapped: cheaper, and nobody can cut it under our feet.
_READ_BYTES = 1 << 16

# Each retry means that a writer committed between two calls of ours; a commit takes longer than an open.
_RETRIES = 20


class VerifiedFile:
    """The bytes of one file, read-only; whoever uses a range asks `check` or `verified` for it first.

    data: all bytes, verified or not; seen: one byte a block, 1 where it is verified (for code that checks
    many ranges at once; only `check` writes it). Threads may share it: a block verified twice does no harm.
    """

    __slots__ = ("_stamp", "_sums", "data", "path", "seen", "size")

    def __init__(self, path: str, data: memoryview, sums: bytes, stamp: tuple[int, int, int]) -> None:
        """stamp: inode, size and time of change of the file when it was opened."""
        self.path, self.data, self.size, self._stamp = path, data, len(data), stamp
        self.seen = bytearray(block_count(self.size))
        self._sums = _unsigned(sums)

    def check(self, start: int, end: int) -> None:
        """Verify the blocks under the range; IndexDamagedError if one is damaged or the range is no range.

        Costs about 0.2 µs where everything was verified before.
        """
        if not 0 <= start <= end <= self.size:
            self._damaged(f"it refers to bytes {start} to {end} of {self.size}")
        stop = (end + BLOCK_SIZE - 1) >> BLOCK_SHIFT
        block = self.seen.find(0, start >> BLOCK_SHIFT, stop)
        while block >= 0 and start < end:
            at = block << BLOCK_SHIFT
            if crc32(self.data[at : at + BLOCK_SIZE]) != self._sums[block]:
                self._damaged(f"bytes {at} to {min(at + BLOCK_SIZE, self.size)}")
            self.seen[block] = 1
            block = self.seen.find(0, block + 1, stop)

    def verified(self, start: int, end: int) -> memoryview:
        """Return the bytes of the range after `check`."""
        self.check(start, end)
        return self.data[start:end]

    def check_again(self) -> None:
        """Verify all of it once more if somebody wrote to the file since; 2 µs if not.

        Nobody does: a commit writes new files. But a copy may be restored over an index that is open.
        """
        if not isinstance(self.data.obj, mmap.mmap):
            return  # read when it was opened
        try:
            status = os.stat(self.path)  # noqa: PTH116 - asked before each query
        except OSError:
            return  # a later commit has done without it
        stamp = _stamp(status)
        if stamp == self._stamp or stamp[0] != self._stamp[0]:
            return
        if status.st_size < self.size:
            self._damaged(f"{status.st_size} bytes instead of {self.size}")
        self.seen[:] = bytes(len(self.seen))  # in place: others look into it
        self.check(0, self.size)
        self._stamp = stamp

    def let_go(self) -> None:
        """Give the memory of a mapped file back; what is looked at again is read again.

        For who goes through files that are larger than memory should be.
        """
        mapped = self.data.obj
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)

    def damaged_blocks(self) -> list[int]:
        """Read every block, also those verified before, and return the numbers of the damaged ones."""
        data = self.data
        return [
            block
            for block, expected in enumerate(self._sums)
            if crc32(data[block << BLOCK_SHIFT : (block + 1) << BLOCK_SHIFT]) != expected
        ]

    def _damaged(self, where: str) -> NoReturn:
        raise IndexDamagedError(
            f"{self.path} is damaged ({where}): build the index again with `searcher index --rebuild`"
        )


class Snapshot:
    """One commit, whole. `files` maps the names of the manifest to their bytes; a context manager."""

    __slots__ = ("_raw", "files", "folder", "manifest")

    def __init__(self, folder: str, raw: bytes, manifest: Manifest, files: dict[str, VerifiedFile]) -> None:
        self.folder, self._raw, self.manifest, self.files = folder, raw, manifest, files

    def is_stale(self) -> bool:
        """Tell whether another commit is the current one now; 10 µs or so, cheap enough before each query."""
        return read_raw(self.folder) != self._raw

    def check_again(self) -> None:
        """IndexDamagedError if a file was changed under us, and not for the same bytes."""
        for file in self.files.values():
            file.check_again()

    def close(self) -> None:
        """Let go of the files; the memory goes with the last array that looks into it."""
        self.files = {}

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_snapshot(folder: str | os.PathLike[str], *, eager_bytes: int | None = None) -> Snapshot:
    """Open the current commit; IndexMissingError, IndexDamagedError, IndexVersionError or IndexFolderError.

    The files are verified at once if they have at most `eager_bytes` together (default: `EAGER_BYTES`).
    """
    folder = os.fspath(folder) or "."
    limit = EAGER_BYTES if eager_bytes is None else eager_bytes
    before: bytes | None = None
    for _ in range(_RETRIES):
        raw = read_raw(folder)
        manifest = parse(raw, folder)
        # The table of contents is for Whoosh; it is a pickle, and not even opened here.
        entries = [entry for entry in manifest.files if toc_generation(entry.name) is None]
        try:
            files = {entry.name: open_file(folder, entry) for entry in entries}
        except FileNotFoundError as error:
            # A writer has committed and deleted since; or, if this manifest still holds, the file is lost.
            if raw == before:
                raise missing(str(error.filename)) from None
            before = raw
            continue
        if sum(entry.size for entry in entries) <= limit:
            for file in files.values():
                file.check(0, file.size)
        return Snapshot(folder, raw, manifest, files)
    raise IndexFolderError(f"the index in {folder!r} changes faster than it can be opened: try again")


def open_file(folder: str, entry: FileEntry) -> VerifiedFile:
    """Map one file of a manifest and verify its size; FileNotFoundError if it is gone."""
    path = f"{folder}/{entry.name}"
    try:
        fd = os.open(path, READ_FLAGS)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise IndexFolderError(f"cannot open {path}: {refusal(error)}") from error
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode) or status.st_size != entry.size:
            raise IndexDamagedError(
                f"{path} is damaged ({status.st_size} bytes instead of {entry.size}): "
                "build the index again with `searcher index --rebuild`"
            )
        return VerifiedFile(path, _bytes(fd, entry.size), entry.sums, _stamp(status))
    except OSError as error:
        raise IndexFolderError(f"cannot read {path}: {error.strerror}") from error
    finally:
        os.close(fd)


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def missing(path: str) -> IndexDamagedError:
    """Make the error for a file that the manifest lists and nobody finds."""
    return IndexDamagedError(f"{path} is missing: build the index again with `searcher index --rebuild`")


def _bytes(fd: int, size: int) -> memoryview:
    if size > _READ_BYTES:
        return memoryview(mmap.mmap(fd, size, access=mmap.ACCESS_READ))
    data = os.read(fd, size) if size else b""
    while len(data) < size and (more := os.read(fd, size - len(data))):
        data += more
    # Cut between fstat and read: what is missing reads as zeros, and the checksums tell.
    return memoryview(data.ljust(size, b"\0"))


def _unsigned(sums: bytes) -> memoryview:
    if sys.byteorder == "little":
        return memoryview(sums).cast("I")
    values = array("I", sums)
    values.byteswap()
    return memoryview(values)
