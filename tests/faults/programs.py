"""The programs that are broken: a `main` that takes words and returns an exit code, run in a forked child.

A fork costs a fiftieth of a new interpreter that imports everything, and the child can be killed as well.
What must be a process of its own (signals, pipes) is started with `command`.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from tests.faults.filecalls import Call, Fault, FileCalls

Main = Callable[[Sequence[str]], int]
REPOSITORY = Path(__file__).resolve().parents[2]


class Outcome(NamedTuple):
    """How a run ended. code: negative: by that signal, None: it had to be killed; calls: by FileCalls."""

    code: int | None
    out: str
    err: str
    seconds: float
    calls: int = 0

    @property
    def fault(self) -> str:
        """What is wrong with the way the run spoke of a failure, "" if nothing."""
        if self.code is None:
            return "it hung"
        if self.code < 0:
            return f"it died of signal {-self.code}"
        if "Traceback" in self.err or "internal error" in self.err:
            return f"it showed its inside: …{self.err[-400:]}"
        if self.code > 1 and len(self.err.strip().splitlines()) != 1:
            return f"it did not say in one line what is wrong: {self.err!r}"
        return ""


class Setting(NamedTuple):
    """How a run is to be watched or broken; before: called in the child just before `main`."""

    fault: Fault = Fault()
    record: list[Call] | None = None
    before: Callable[[], None] | None = None
    timeout: float = 60.0


PLAIN = Setting()


def command(*words: str) -> list[str]:
    """Return the words that start the real program as a process of its own."""
    return [sys.executable, "-m", "searcher", *words]


def environment() -> dict[str, str]:
    """Return an environment in which the program is found, and speaks plainly."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}


def run(main: Main, words: Sequence[str], place: Path, setting: Setting = PLAIN) -> Outcome:
    """Run `main(words)` in a child whose folder is `place`, the only one where calls count."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as log:
        pid = os.fork()
        if not pid:
            _child(main, words, (out, err, log), place, setting)
        code = _wait(pid, setting.timeout)
        texts = []
        for file in (out, err, log):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    calls, _, count = texts[2].rpartition("\n")
    if setting.record is not None:
        setting.record.extend(Call(*ast.literal_eval(line)) for line in calls.splitlines())
    return Outcome(code, texts[0], texts[1], time.monotonic() - started, int(count or 0))


def _child(
    main: Main, words: Sequence[str], files: tuple[IO[bytes], ...], place: Path, setting: Setting
) -> None:
    """Never return: the tests' own code must not go on twice."""
    code = 70
    try:
        out, err, log = (file.fileno() for file in files)
        for fd, target in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (err, 2)):
            os.dup2(fd, target)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # pytest has put objects of its own there, which write elsewhere.
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r")), "utf-8")
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8")
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w")), "utf-8", line_buffering=True)
        os.environ["NO_COLOR"] = "1"
        os.chdir(place)
        write = os.write

        def note(call: Call) -> None:
            write(log, f"{tuple(call)!r}\n".encode())

        seam = FileCalls(place, setting.fault, note if setting.record is not None else None)
        seam.install()
        if setting.before:
            setting.before()
        try:
            code = main(words)
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        write(log, b"%d" % seam.count)
    except BaseException:  # noqa: BLE001  # a forked child ends here, whatever happened
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code & 255)


def _wait(pid: int, timeout: float) -> int | None:
    end = time.monotonic() + timeout
    pause = 0.001
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(pause)
        pause = min(pause * 1.2, 0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None
