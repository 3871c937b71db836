"""Where output goes: the two streams, whether they are terminals, and what may be coloured."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from typing import NamedTuple, TextIO

from searcher.terminal.exits import OutputError
from searcher.terminal.safe import one_line

COLOR_CHOICES = ("auto", "always", "never")


class Output(NamedTuple):
    """One stream.

    Text for people takes the locale's encoding, what that lacks becomes "?"; machine formats are UTF-8.
    A full disk is an OutputError; a closed pipe stays a BrokenPipeError, about which `main` is silent.
    """

    stream: TextIO | None

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at it."""
        return is_terminal(self.stream)

    def text(self, text: str) -> None:
        """Write text for people, already clean."""
        stream = self._open()
        self._write(text.encode(stream.encoding or "utf-8", "replace"))

    def utf8(self, text: str) -> None:
        r"""Write a machine format; a lone surrogate (a byte of a file name) as `\udcXX`, as JSON does."""
        self._write(text.encode("utf-8", "backslashreplace"))

    def raw(self, data: bytes) -> None:
        """Write exactly this."""
        self._write(data)

    def flush(self) -> None:
        """Hand everything to the system; this is where a full disk shows."""
        if self.stream is None:
            return
        try:
            self.stream.flush()
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            raise _failure(error) from error

    def _open(self) -> TextIO:
        if self.stream is None or self.stream.closed:
            raise OutputError("cannot write the output: standard output is closed")
        return self.stream

    def _write(self, data: bytes) -> None:
        stream = self._open()
        try:
            _write_all(stream, data)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            raise _failure(error) from error


class Notices(NamedTuple):
    """Messages on stderr. They are by the way: where they cannot be written, the work goes on."""

    color: bool
    quiet: bool = False

    def line(self, text: str, *, style: str = "") -> None:
        """One line; control characters in it are made visible."""
        self.lines(one_line(text), style=style)

    def lines(self, text: str, *, style: str = "") -> None:
        """Several lines, which must be clean already."""
        if self.quiet or sys.stderr is None or sys.stderr.closed:
            return
        code = _SGR.get(style) if self.color else None
        shown = f"\x1b[{code}m{text}\x1b[0m" if code else text
        try:
            _write_all(sys.stderr, shown.encode(sys.stderr.encoding or "utf-8", "replace") + b"\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            return


def _write_all(stream: TextIO, data: bytes) -> None:
    """Write all of it: with PYTHONUNBUFFERED a stream takes what fits on the disk, and says so in a number."""
    rest = memoryview(data)
    while rest:
        written = stream.buffer.write(rest)
        if not written:  # None: a pipe that does not wait is full
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]


_SGR = {"dim": "2", "bold": "1", "good": "32", "warn": "33", "bad": "1;31"}


def is_terminal(stream: TextIO | None) -> bool:
    """Whether the stream is open and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def wants_color(choice: str, stream: TextIO | None, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: `--color` decides, then NO_COLOR, then FORCE_COLOR, then what the stream is.

    >>> [wants_color("auto", None, {"FORCE_COLOR": "1", "NO_COLOR": no}) for no in ("", "1")]
    [True, False]
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0", "false"}:
        return True
    return is_terminal(stream) and environ.get("TERM", "") not in {"dumb", "unknown"}


def standard_output() -> Output:
    """Return the process's stdout."""
    return Output(sys.stdout)


def notices(*, color: str = "auto", quiet: bool = False) -> Notices:
    """Return the process's stderr."""
    return Notices(wants_color(color, sys.stderr), quiet)


def _failure(error: OSError | ValueError) -> OutputError:
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return OutputError(f"cannot write the output: {reason}")
