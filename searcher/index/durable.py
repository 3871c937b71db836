"""Files that are written once and are on disk when it is said so; every failure is one IndexWriteError."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from zlib import crc32

from searcher.errors import IndexWriteError
from searcher.index.manifest import BLOCK_SIZE, SAFE_FLAGS, FileEntry

if sys.platform == "darwin":
    import fcntl

_BUFFER_BYTES = 1 << 18


@contextlib.contextmanager
def writing(folder: str) -> Iterator[None]:
    """Turn any OSError into the one sentence that the user of an index folder gets."""
    try:
        yield
    except OSError as error:
        raise IndexWriteError(
            f"cannot write the index in {folder!r}: {error.strerror or error}; what it held before is intact"
        ) from error


class FileWriter:
    """One new file of the index; write, then close, which fsyncs it and returns its entry for the manifest.

    The name must be free: nothing is ever overwritten, and no link followed.
    """

    def __init__(self, folder: str, name: str) -> None:
        self.name, self.size = name, 0
        self._folder = folder
        self._buffer = bytearray()
        self._sums: list[bytes] = []
        with writing(folder):
            self._fd = os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFE_FLAGS, 0o600)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append the bytes."""
        view = memoryview(data).cast("B")
        self.size += len(view)
        if len(self._buffer) + len(view) < _BUFFER_BYTES:
            self._buffer += view
            return
        # Blocks are counted from the start of the file: fill up the begun one, the whole ones need no copy.
        fill = min(-len(self._buffer) % BLOCK_SIZE, len(view))
        whole = fill + (len(view) - fill) // BLOCK_SIZE * BLOCK_SIZE
        self._flush(bytes(self._buffer + view[:fill]))
        self._flush(view[fill:whole])
        self._buffer = bytearray(view[whole:])

    def close(self) -> FileEntry:
        """Write what is left and make it durable."""
        self._flush(bytes(self._buffer))
        self._buffer.clear()
        with writing(self._folder):
            _fsync(self._fd)
            fd, self._fd = self._fd, -1
            os.close(fd)
        return FileEntry(self.name, self.size, b"".join(self._sums))

    def discard(self) -> None:
        """Let go of the file, whatever state it is in."""
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            with contextlib.suppress(OSError):
                os.close(fd)

    def _flush(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        self._sums += [
            crc32(view[at : at + BLOCK_SIZE]).to_bytes(4, "little") for at in range(0, len(view), BLOCK_SIZE)
        ]
        with writing(self._folder):
            while view:
                written = os.write(self._fd, view)
                if not written:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                view = view[written:]


def fsync_folder(folder: str) -> None:
    """Make the names in the folder durable."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there, and renames are journalled
    try:
        fd = os.open(folder or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:
        return  # a parent folder that we may enter but not read
    try:
        _fsync(fd)
    except OSError as error:
        # Some network and user-space file systems have no fsync for folders; they write names at once.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def _fsync(fd: int) -> None:
    if sys.platform == "darwin":
        # fsync only hands the bytes to the disk there, which may keep them in its cache.
        with contextlib.suppress(OSError):
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)
