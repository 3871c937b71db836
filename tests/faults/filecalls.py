"""Stands between a program and the functions of `os` that change files: counts, records, refuses, or kills.

Installed in the process that is to suffer, after its imports and before its `main`. A call counts if it is
made in that process (not in a forked worker) on a path under `root`. What goes round `os` is not seen: files
written by C code or through memory maps. test_filecalls.py holds the records against the folder, and
`python -m tests.faults --only strace` breaks the system calls of a whole process from outside.
"""

from __future__ import annotations

import builtins
import errno
import functools
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

CHANGES_FD = ("write", "pwrite", "writev", "fsync", "fdatasync", "ftruncate", "fchmod")
CHANGES_PATH = (
    "mkdir", "rmdir", "unlink", "remove", "rename", "replace", "link", "symlink", "chmod", "truncate",
)  # fmt: skip
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
ERRNOS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EMFILE", "EDQUOT", "EROFS")}


class Call(NamedTuple):
    """One call as it was made; flags: of `open`, or the length of `ftruncate`."""

    name: str
    paths: tuple[str, ...]
    fd: int = -1
    data: bytes = b""
    flags: int = 0


class Fault(NamedTuple):
    """What is to happen at the `at`-th call (from 0; -1: at none), or from it on (`sticky`).

    action: "kill" before the call, "tear" (write half, then kill), "short" (write only half), or an errno.
    opens: opening to read and listing a folder count as calls too, for EMFILE and EIO.
    """

    at: int = -1
    action: str | int = "kill"
    sticky: bool = False
    opens: bool = False


class FileCalls:
    """The calls of this process under `root`, from `install` on, for the rest of the process."""

    def __init__(self, root: Path, fault: Fault, record: Callable[[Call], None] | None) -> None:
        self.root = os.path.realpath(root)
        self.fault, self.count = fault, 0
        self._record, self._pid = record, os.getpid()
        self._fds: dict[int, str] = {}
        names = (*CHANGES_FD, *CHANGES_PATH, "open", "close", "scandir")
        self._os: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in names}

    def install(self) -> None:
        """Replace the functions."""
        replaced: dict[str, Any] = {"open": self._open, "close": self._close, "scandir": self._scandir}
        replaced |= {name: functools.partial(self._fd_call, name) for name in CHANGES_FD}
        replaced |= {name: functools.partial(self._path_call, name) for name in CHANGES_PATH}
        for name, function in replaced.items():
            setattr(os, name, function)
        opened = builtins.open

        def checked(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            path = isinstance(file, str | os.PathLike)
            if path and set(mode) & set("wax+") and self._inside(file):
                raise AssertionError(f"{file} is written with open(), and the fault machinery cannot see it")
            return opened(file, mode, *args, **kwargs)

        builtins.open = checked
        io.open = checked

    def _inside(self, path: Any) -> bool:
        # The last part is not resolved: a link is what is replaced or removed, not what it leads to.
        folder, name = os.path.split(self._full(path))
        return f"{os.path.realpath(folder)}/{name}/".startswith(f"{self.root}/")

    def _full(self, path: Any) -> str:
        return os.path.abspath(os.fsdecode(path))  # noqa: PTH100  # it must not follow links

    def _meet(self, call: Call, run: Callable[[], Any]) -> Any:
        """Count the call, and let it happen or not."""
        if os.getpid() != self._pid:
            return run()
        number, self.count = self.count, self.count + 1
        fault = self.fault
        if fault.at >= 0 and (fault.at <= number if fault.sticky else fault.at == number):
            action = fault.action
            if action in ("tear", "short") and call.name == "write" and len(call.data) > 1:
                written = self._os["write"](call.fd, call.data[: len(call.data) // 2])
                if action == "short":
                    return written
            if action in ("kill", "tear"):
                os.kill(self._pid, signal.SIGKILL)
            if isinstance(action, int):
                raise OSError(action, os.strerror(action), *call.paths[:1])
        result = run()
        if self._record:
            self._record(call._replace(fd=result) if call.name == "open" else call)
        return result

    def _open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        run = functools.partial(self._os["open"], path, flags, mode, dir_fd=dir_fd)
        if dir_fd is not None or not self._inside(path):
            return int(run())
        call = Call("open", (self._full(path),), flags=flags)
        counts = flags & WRITES or self.fault.opens
        fd = int(self._meet(call, run) if counts else run())
        if flags & WRITES:
            self._fds[fd] = self._full(path)
        elif Path(path).is_dir():
            # To fsync it; the opening is recorded but is no change.
            self._fds[fd] = self._full(path)
            if self._record and not counts:
                self._record(call._replace(fd=fd))
        return fd

    def _scandir(self, path: Any = ".") -> Any:
        run = functools.partial(self._os["scandir"], path)
        if not self.fault.opens or not self._inside(path):
            return run()
        return self._meet(Call("scandir", (self._full(path),)), run)

    def _close(self, fd: int) -> None:
        if self._fds.pop(fd, None) and self._record and os.getpid() == self._pid:
            self._record(Call("close", (), fd))
        self._os["close"](fd)

    def _fd_call(self, name: str, fd: int, *args: Any) -> Any:
        run = functools.partial(self._os[name], fd, *args)
        if fd not in self._fds:
            return run()
        data = bytes(args[0]) if name == "write" else b""
        flags = args[0] if name == "ftruncate" else 0
        return self._meet(Call(name, (self._fds[fd],), fd, data, flags), run)

    def _path_call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        run = functools.partial(self._os[name], *args, **kwargs)
        paths = args[: 2 if name in ("rename", "replace", "link", "symlink") else 1]
        if kwargs.get("dir_fd") is not None or not any(self._inside(path) for path in paths):
            return run()
        name = {"remove": "unlink", "replace": "rename"}.get(name, name)
        return self._meet(Call(name, tuple(self._full(path) for path in paths)), run)
