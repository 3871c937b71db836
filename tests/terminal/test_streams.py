"""Closed pipes, full disks, closed streams, signals: quiet and truthful (RELIABILITY R10)."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.processes import PROGRAM, environment, run, shell


@pytest.mark.parametrize(
    "options", ["", "--json", "--format ndjson", "--format csv", "--format paths -0", "--color always"]
)
def test_a_closed_pipe_is_silent(place: Path, options: str) -> None:
    done = shell(
        f"searcher search -n0 Pinguin {options} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}", cwd=place
    )
    assert done.stdout == b"0\n"
    assert b"rror" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["info", "check", "show lang.txt", "-h", "search -h", "--version"])
def test_a_closed_pipe_is_silent_for_every_command(place: Path, command: str) -> None:
    done = shell(f"searcher {command} | true; echo ${{PIPESTATUS[0]}}", cwd=place)
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_a_closed_pipe_ends_a_long_run_of_queries(place: Path) -> None:
    script = "yes Pinguin | searcher | head -2 | wc -l; echo ${PIPESTATUS[1]}"
    done = shell(script, cwd=place)
    assert (done.stdout, done.stderr) == (b"2\n0\n", b"")


@pytest.mark.parametrize(
    "command",
    [
        "search Putin",
        "search --json Putin",
        "search -c Putin",
        "info",
        "check",
        "show lang.txt",
        "--version",
        "-h",
        "search --queries q.txt",
    ],
)
def test_a_full_disk_is_told(place: Path, command: str) -> None:
    (place / "q.txt").write_text("Putin\n", encoding="utf-8")
    done = shell(f"searcher {command} >/dev/full", cwd=place)
    assert done.returncode == 74
    messages = [line for line in done.stderr.decode().splitlines() if line.startswith("searcher: ")]
    assert messages == ["searcher: cannot write the output: No space left on device"]
    assert "Traceback" not in done.stderr.decode()
    assert "Exception ignored" not in done.stderr.decode()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_is_full_after_a_while_is_told(place: Path, tmp_path: Path, unbuffered: str) -> None:
    text = tmp_path / "text"
    done = shell(
        f'ulimit -f 2; searcher show lang.txt --plain > "{text}"',
        cwd=place,
        env={"PYTHONUNBUFFERED": unbuffered},
    )
    assert done.returncode == 74
    assert text.stat().st_size == 2048
    assert done.stderr == b"searcher: cannot write the output: File too large\n"


@pytest.mark.parametrize("command", ["search Putin", "search --json Putin", "info"])
def test_a_closed_stdout_is_told(place: Path, command: str) -> None:
    done = shell(f"searcher {command} >&-", cwd=place)
    assert done.returncode == 74
    assert "standard output is closed" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_other_closed_streams_are_no_trouble(place: Path) -> None:
    assert shell("searcher search -q Putin >&-", cwd=place).returncode == 0
    done = shell("searcher search Putin 2>&-", cwd=place)
    assert done.returncode == 0
    assert b"Putin" in done.stdout
    done = shell("searcher search -c Putin <&-", cwd=place)
    assert done.stdout == b"1\n"
    assert shell("searcher <&-", cwd=place).returncode == 0
    assert shell("searcher search Putin 2>/dev/full", cwd=place).returncode == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_quietly(place: Path, number: signal.Signals, code: int) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "search", "--queries", "-"],
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(b"Putin\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"{")  # answered at once, before the next line comes
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (code, b"")


def test_watching_ends_by_an_interrupt_and_sees_changes(tmp_path: Path) -> None:
    documents = tmp_path / "docs"
    documents.mkdir()
    (documents / "a.txt").write_text("Ein Haus am See.\n", encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "index", "docs", "--watch"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    with process:
        assert b"Indexed 1 new" in process.stdout.readline()
        process.stdout.readline()
        (documents / "b.txt").write_text("Zwei Häuser am See.\n", encoding="utf-8")
        assert b"Indexed 1 new; 1 unchanged" in process.stdout.readline()
        assert run("search", "-c", "Haus", cwd=tmp_path).stdout == b"2\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, b"")


def test_an_interrupt_at_any_moment_is_quiet(place: Path) -> None:
    for delay in (0.15, 0.2, 0.3, 0.4):
        process = subprocess.Popen(
            [*PROGRAM, "search", "--queries", "/dev/zero"],
            cwd=place,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        with process:
            time.sleep(delay)
            process.send_signal(signal.SIGTERM)
            try:
                _, errors = process.communicate(timeout=30)
            finally:
                process.kill()
        # Before `main` runs, Python itself is ended by the signal.
        assert process.returncode in {143, -signal.SIGTERM}
        assert errors == b""


DEAF = """
import os, signal, time
from searcher.terminal import entry
class Deaf:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.1)
def run(words):
    Deaf()
    time.sleep(60)
entry._run = run
raise SystemExit(entry.main())
"""


def test_a_signal_that_python_drops_is_heard_a_little_later(place: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", DEAF],
        cwd=place,
        env=environment(),
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert process.returncode == 143


BROKEN = """
import searcher.engine
from searcher.terminal.entry import main
searcher.engine.open_index = lambda folder: 1 / 0
raise SystemExit(main())
"""


def test_an_internal_error_is_one_line_and_never_exit_1(place: Path) -> None:
    command = [PROGRAM[0], "-c", BROKEN, "search", "x"]
    done = subprocess.run(command, cwd=place, capture_output=True, env=environment(), check=False)
    assert done.returncode == 70
    assert done.stderr.startswith(b"searcher: internal error, please report it (ZeroDivisionError: ")
    assert done.stderr.count(b"\n") == 1
    command.append("--debug")
    done = subprocess.run(command, cwd=place, capture_output=True, env=environment(), check=False)
    assert done.returncode == 70
    assert b"Traceback" in done.stderr
