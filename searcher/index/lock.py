"""The lock of an index folder: one writer at a time, and a dead one holds nothing.

An flock on a file that stays in the folder. The operating system lets go of it with the process, however that
ended. The file holds the process id of its holder, for the message to others; nothing else depends on it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from weakref import WeakSet

from searcher.errors import IndexLockedError, IndexWriteError
from searcher.index.manifest import LOCK_NAME, SAFE_FLAGS, refusal

if sys.platform != "win32":
    import fcntl


class FolderLock:
    """An exclusive lock, held from construction to `release`; IndexLockedError names who else holds it."""

    def __init__(self, folder: str, *, wait: bool = False) -> None:
        self._path = f"{folder}/{LOCK_NAME}"
        while not self._take(folder, wait=wait):
            pass
        _held.add(self)
        # Only a message needs it; a full disk must not keep anybody from making room.
        with contextlib.suppress(OSError):
            os.ftruncate(self._fd, 0)
            os.write(self._fd, b"%d\n" % os.getpid())

    def _take(self, folder: str, *, wait: bool) -> bool:
        try:
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | SAFE_FLAGS, 0o600)
        except OSError as error:
            raise IndexWriteError(f"cannot lock the index in {folder!r}: {refusal(error)}") from error
        try:
            status = os.fstat(self._fd)
            # Its content is overwritten: it must be ours alone, not a second name of somebody's file.
            if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                raise IndexWriteError(f"cannot lock the index in {folder!r}: {LOCK_NAME} is not a plain file")
            if sys.platform != "win32":
                fcntl.flock(self._fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if _is_at(self._path, status):
                return True
            # Whoever held it has removed it with the folder's first, failed build: this lock excludes nobody.
            os.close(self._fd)
        except BlockingIOError:
            holder = self._holder()
            os.close(self._fd)
            raise IndexLockedError(
                f"{holder} is writing the index in {folder!r}: try again later, or wait for it with --wait"
            ) from None
        except OSError as error:
            os.close(self._fd)
            raise IndexWriteError(f"cannot lock the index in {folder!r}: {error.strerror}") from error
        except BaseException:
            os.close(self._fd)
            raise
        return False

    def _holder(self) -> str:
        try:
            pid = int(os.pread(self._fd, 20, 0))
            os.kill(pid, 0)
        except PermissionError:
            pass  # it lives, and belongs to somebody else
        except (OSError, ValueError, OverflowError):
            return "another process"
        return f"process {pid}"

    def release(self, *, remove: bool = False) -> None:
        """Let go; `remove`: the folder never became an index, so the file goes too."""
        if self._fd >= 0:
            if remove:
                with contextlib.suppress(OSError):
                    Path(self._path).unlink()
            # What is committed stays so, also where giving up the lock fails.
            with contextlib.suppress(OSError):
                # Closing is not enough: a child that another thread has just forked holds a copy until its exec.
                if sys.platform != "win32":
                    fcntl.flock(self._fd, fcntl.LOCK_UN)
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = -1

    def forget(self) -> None:
        """Close the copy of a forked child, which would hold the lock longer than its parent lives."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


_held: WeakSet[FolderLock] = WeakSet()


def _forget_all() -> None:
    for lock in _held:
        lock.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _is_at(path: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.lstat(path), status)
    except FileNotFoundError:
        return False
