"""The machinery finds what it is for: each fault that is planted here is found."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from searcher.index.folder import FolderWriter
from searcher.index.snapshot import VerifiedFile
from tests.faults import damage, failures, kills, poison, powercut, tiny, workloads
from tests.faults.escapes import findings
from tests.faults.filecalls import Call, Fault
from tests.faults.poison import Payload
from tests.faults.programs import Main, Setting, run
from tests.faults.workloads import Workload


def changed(main: Main) -> Workload:
    return workloads.tiny_update()._replace(main=main)


def in_place(words: Sequence[str]) -> int:
    """Overwrites its one file, and believes what it reads."""
    if words[0] == "write":
        path = Path("index")
        if not path.exists():
            path.mkdir()
        fd = os.open(path / "data", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(fd, " ".join(words[1:]).encode())
        os.close(fd)
    elif words[0] == "read":
        print(Path("index/data").read_text("utf-8") if Path("index/data").exists() else "no index")
    return 0


def without_fsync(words: Sequence[str]) -> int:
    os.fsync = lambda fd: None  # noqa: ARG005
    return tiny.main(words)


def without_folder_fsync(words: Sequence[str]) -> int:
    sync = os.fsync
    os.fsync = lambda fd: sync(fd) if not os.path.isdir(f"/proc/self/fd/{fd}") else None  # noqa: PTH112
    return tiny.main(words)


def without_checks(words: Sequence[str]) -> int:
    VerifiedFile.check = lambda self, start, end: None  # type: ignore[method-assign]  # noqa: ARG005
    return tiny.main(words)


def with_tracebacks(words: Sequence[str]) -> int:
    code = tiny.main(words)
    if code:
        print("Traceback (most recent call last):", file=sys.stderr)
    return code


def never_cleaning(words: Sequence[str]) -> int:
    FolderWriter._remove = lambda self, names: None  # type: ignore[method-assign]  # noqa: ARG005
    return tiny.main(words)


def deciding_early(words: Sequence[str]) -> int:
    """Deletes the old files before it decides."""
    commit = FolderWriter.commit

    def hasty(self: FolderWriter, files: object, **others: object) -> object:
        if self.previous:
            for entry in self.previous.files[:1]:
                Path(self.folder, entry.name).unlink()
        return commit(self, files, **others)  # type: ignore[arg-type]

    FolderWriter.commit = hasty  # type: ignore[method-assign, assignment]
    return tiny.main(words)


def unpickling(words: Sequence[str]) -> int:
    if words[0] == "read":
        import pickle

        for path in sorted(Path("index").glob("*.toc")):
            if path.read_bytes().startswith(b"\x80"):
                pickle.loads(path.read_bytes())  # noqa: S301
    return tiny.main(words)


@pytest.mark.parametrize(
    ("main", "sweep", "said"),
    [
        (in_place, lambda load, scratch: kills.at_every_call(load, scratch), "neither the old nor the new"),
        (deciding_early, lambda load, scratch: kills.at_every_call(load, scratch), "is missing"),
        (never_cleaning, lambda load, scratch: kills.at_every_call(load, scratch), "left over"),
        (without_fsync, lambda load, scratch: powercut.sweep(load, scratch, 40), "cut after call"),
        (without_folder_fsync, lambda load, scratch: powercut.sweep(load, scratch, 40), "the wrong state"),
        (without_checks, lambda load, scratch: damage.sweep(load, scratch, 40), "silently wrong"),
        (
            with_tracebacks,
            lambda load, scratch: failures.at_every_call(load, scratch, ("ENOSPC",), step=6),
            "showed its inside",
        ),
        (unpickling, lambda load, scratch: poison.sweep(load, scratch, 10), "pickle.find_class"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_planted_fault_is_found(main: Main, sweep: object, said: str, tmp_path: Path) -> None:
    assert callable(sweep)
    report = sweep(changed(main), tmp_path)
    assert any(said in finding for finding in report.findings), report


def test_calls_are_counted_recorded_and_refused(tmp_path: Path) -> None:
    calls: list[Call] = []
    outcome = run(in_place, ["write", "Text"], tmp_path, Setting(record=calls))
    assert (outcome.code, outcome.calls) == (0, 3)
    assert [(call.name, call.data) for call in calls] == [
        ("mkdir", b""),
        ("open", b""),
        ("write", b"Text"),
        ("close", b""),
    ]
    (tmp_path / "index" / "data").unlink()
    refused = run(in_place, ["write", "Text"], tmp_path, Setting(Fault(1, errno.ENOSPC)))
    assert refused.code == 70
    assert "No space left" in refused.err
    assert run(in_place, ["write", "Text"], tmp_path, Setting(Fault(1))).code == -9


def test_the_payload_works(capfd: pytest.CaptureFixture[str]) -> None:
    import pickle

    pickle.loads(pickle.dumps(Payload()))  # noqa: S301
    assert poison.PAYLOAD in capfd.readouterr().err


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("Haus\n\tGarten", 0),
        ("\x1b[1;38;5;12mHaus\x1b[0m", 0),
        ("\x1b]8;id=1;file:///a/b%20c.txt\x1b\\Haus\x1b]8;;\x1b\\", 0),
        ("\x1b[1mHaus", 1),
        ("\x1b]8;;http://boese.example/\x1b\\Haus", 1),
        ("\x1b[2J", 1),
        ("\x1b", 1),
        ("\x9b31m", 1),
        ("\r", 1),
        ("a\x00", 1),
        ("\u202e", 1),
        ("\udcff", 1),
        ("e" + "\u0301" * 20, 1),
        ("u\u0308", 0),
    ],
    ids=repr,
)
def test_escapes(text: str, bad: int) -> None:
    assert bool(findings(text)) == bool(bad)
