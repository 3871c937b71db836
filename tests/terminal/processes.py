"""The real program in real processes, on pipes and on a real pseudo-terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "searcher")
PATIENCE_SECONDS = 30.0

# What a printer of ours may send to a terminal: colours and links to files.
STYLING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?:file:///[!-~]*)?\x1b\\")

# A process of its own makes the terminal its own, so that Ctrl-C arrives: forking this one, which may have
# threads, is not safe.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process: this one's without what changes the output, and with the changes."""
    removed = {
        "NO_COLOR",
        "FORCE_COLOR",
        "SEARCHER_INDEX",
        "LESS",
        "PAGER",
        "COLUMNS",
        "LINES",
        "LC_ALL",
        "LANG",
    }
    kept = {name: value for name, value in os.environ.items() if name not in removed}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **changes}


def run(
    *arguments: str | bytes,
    cwd: Path,
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """The program on pipes, to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=cwd,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env=environment(**(env or {})),
        timeout=2 * PATIENCE_SECONDS,
        check=False,
    )


def shell(
    script: str, *, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A line of bash in which `searcher` is the program."""
    define = f'searcher() {{ "{sys.executable}" -m searcher "$@"; }}\n'
    return subprocess.run(
        ["/bin/bash", "-c", define + script],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(**(env or {})),
        timeout=2 * PATIENCE_SECONDS,
        check=False,
    )


class Terminal:
    """The program on a pseudo-terminal, and the person before it."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process, self.master = process, master
        self.seen = ""
        self._read_until = 0
        self._raw = b""

    @classmethod
    @contextlib.contextmanager
    def start(
        cls, *arguments: str, cwd: Path, columns: int = 80, env: Mapping[str, str] | None = None
    ) -> Iterator[Self]:
        """Start the program; it is ended when the block is left."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, *PROGRAM, *arguments],
            cwd=cwd,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=environment(**(env or {})),
        )
        os.close(slave)
        try:
            yield cls(process, master)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            os.close(master)

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self.master, text.encode())

    def expect(self, text: str) -> str:
        """Wait until the text comes, and return everything since the last one that was waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (at := self.seen.find(text, self._read_until)) < 0:
            if not self._read(deadline - time.monotonic()):
                raise AssertionError(f"{text!r} did not come; seen: {self.seen[self._read_until :]!r}")
        before = self.seen[self._read_until : at + len(text)]
        self._read_until = at + len(text)
        return before

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def end(self) -> int:
        """Wait for the end; the exit code."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._read(deadline - time.monotonic()):
            pass
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            chunk = os.read(self.master, 1 << 16)
        except OSError:  # EIO: the other side is closed
            return False
        self._raw += chunk
        self.seen = self._raw.decode("utf-8", "replace")
        # prompt_toolkit asks where the cursor is; a terminal answers.
        if b"\x1b[6n" in chunk:
            os.write(self.master, b"\x1b[1;1R")
        return bool(chunk)
