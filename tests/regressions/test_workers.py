"""`multiprocessing`: workers outlived a killed parent, hung on to an interrupt for 20 s, and showed tracebacks."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from searcher.analysis import Analyzer, german
from searcher.errors import IndexWriteError
from searcher.index.workers import Batch, Workers
from searcher.model import DateInterval, Document, Zone
from tests.faults.programs import command, environment

WORDS = ("index", "documents", "--index", "index", "--jobs", "2")


def slowly(seconds: float) -> Analyzer:
    """An analysis whose workers are in the middle of a batch when a test looks."""
    time.sleep(seconds)
    return german()


def document(number: int) -> Document:
    text = f"Häuser, »{number}« und \U0001f600"
    return Document(
        f"{number}",
        "p",
        "s",
        "T",
        text,
        (Zone("body", 0, len(text)),),
        DateInterval("2022", 738156, 738520),
        "cp1252",
        {"a": [1, None, 0.5], "ä": {"b": "\ud800"}},
    )


def batches(count: int) -> Iterator[Batch]:
    yield from ([(document(number), number)] for number in range(count))


def processes(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, of, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(of) == parent and state != "Z":
                found.append(int(folder.name))
    return found


def gone(pids: list[int], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_documents_are_handed_over_whole() -> None:
    with Workers(german, 2) as workers:
        one, two = workers.runs(iter([[(document(1), 1)], [(document(1), 1)]]))
    assert one == two
    assert b"cp1252" in one


def test_a_killed_worker_is_one_sentence() -> None:
    with Workers(partial(slowly, seconds=60), 2) as workers:
        runs = workers.runs(batches(9))
        before = set(processes(os.getpid()))

        def killed() -> Iterator[Batch]:
            yield from batches(2)
            for pid in set(processes(os.getpid())) - before:
                os.kill(pid, signal.SIGKILL)
            yield from batches(7)

        runs = workers.runs(killed())
        with pytest.raises(IndexWriteError, match="a worker process was ended by signal 9"):
            list(runs)


def test_none_is_left_behind() -> None:
    before = set(processes(os.getpid()))
    with Workers(german, 2) as workers:
        assert len(list(workers.runs(batches(5)))) == 5
        assert len(set(processes(os.getpid())) - before) == 2
    assert set(processes(os.getpid())) <= before


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Enough text for both workers to have work."""
    (tmp_path / "documents").mkdir()
    line = "Der Haushaltsausschuss des Bundestages berät über Gebührenordnungen. "
    for number in range(5):
        text = "".join(f"{line}Wort{number}{n} " for n in range(100_000))
        (tmp_path / "documents" / f"{number}.txt").write_text(f"Titel\n\n{text}", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
@pytest.mark.parametrize("whole_group", [True, False], ids=["group", "parent"])
def test_signals(place: Path, number: signal.Signals, code: int, *, whole_group: bool) -> None:
    process = subprocess.Popen(
        command(*WORDS),
        cwd=place,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while len(workers := processes(process.pid)) < 2 and time.monotonic() < end and process.poll() is None:
        time.sleep(0.02)
    (os.killpg if whole_group else os.kill)(process.pid, number)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (code, b"")
    assert len(workers) == 2
    assert gone(workers)
    assert not (place / "index").exists() or code == -9


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    # With `multiprocessing` each worker ran the script from its beginning.
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text("Haus", "utf-8")
    (tmp_path / "build.py").write_text(
        "from searcher import build\nprint(build(['.'], index='index', jobs=2, exclude=['*.py']).added)\n"
    )
    done = subprocess.run(
        [sys.executable, "build.py"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2\n", "")
