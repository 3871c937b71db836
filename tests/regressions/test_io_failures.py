"""A disk that fails for a moment must not empty the index: what cannot be listed now is not gone."""

from __future__ import annotations

import json
import lzma
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from searcher.documents import walk
from searcher.engine import build, open_index
from searcher.errors import UsageError
from tests.faults.programs import command, environment

WORDS = command("index", "documents", "--index", "index", "--jobs", "1")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for number in range(3):
        folder = tmp_path / "documents" / f"{number}"
        folder.mkdir(parents=True)
        (folder / "text.txt").write_text(f"Titel\n\nHaus {number}.", "utf-8")
    build([tmp_path / "documents"], tmp_path / "index")
    for number in range(3):
        (tmp_path / "documents" / f"{number}" / "text.txt").write_text(
            f"Titel\n\nHaus, {number}, neu.", "utf-8"
        )
    return tmp_path


def houses(place: Path, words: str = "Haus") -> int:
    with open_index(place / "index") as searcher:
        return searcher.search(words).total


def test_a_process_without_open_files_changes_nothing_or_all(place: Path) -> None:
    codes = set()
    for limit in range(3, 20):
        done = subprocess.run(
            WORDS,
            cwd=place,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)),  # noqa: B023
        )
        codes.add(done.returncode)
        assert houses(place) == 3
        if "Fatal Python error" in done.stderr or "can't open file" in done.stderr:
            continue  # not even Python could start
        assert done.returncode == 0 or len(done.stderr.splitlines()) == 1, (limit, done.stderr)
        assert houses(place, "neu") == (0 if done.returncode else 3)
        assert "Left out" not in done.stdout
        if done.returncode == 0:
            break
    assert 0 in codes
    assert len(codes) > 1


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that cannot be read")
def test_a_file_that_a_disk_fails_on_is_named(place: Path) -> None:
    (place / "kaputt.txt").symlink_to("/proc/self/mem")  # its first page cannot be read: EIO
    done = subprocess.run(
        [*WORDS, "kaputt.txt"], cwd=place, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (4, 1)
    assert "/mem': Input/output error; the index is what it was" in done.stderr
    assert "--exclude" in done.stderr
    assert houses(place, "neu") == 0


def test_a_file_may_not_grow(place: Path) -> None:
    for limit in (0, 100, 1_000, 3_000):
        done = subprocess.run(
            WORDS,
            cwd=place,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),  # noqa: B023
        )
        assert done.returncode == 4
        assert (
            done.stderr
            == "searcher: cannot write the index in 'index': File too large; what it held before is intact\n"
        )
        assert houses(place) == 3
        assert houses(place, "neu") == 0
    assert (
        subprocess.run(WORDS, cwd=place, env=environment(), capture_output=True, check=False).returncode == 0
    )
    assert houses(place, "neu") == 3


def test_a_folder_that_cannot_be_listed_is_refused_if_it_was_named() -> None:
    # Not below pytest's own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        closed = Path(place, "closed")
        closed.mkdir(mode=0o300)
        pid = os.fork()
        if not pid:
            code = 1
            try:
                if os.getuid() == 0:
                    os.setuid(65534)  # root may list everything
                walk([closed])
            except UsageError as error:
                code = 0 if str(error).endswith("cannot be indexed: permission denied") else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_huge_hole_is_not_digested(tmp_path: Path) -> None:
    path = tmp_path / "documents" / "loch.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps({"text": "Haus"}) + "\n", "utf-8")
    os.truncate(path, 1 << 42)
    # 4 TiB: were it read to its end, nobody would wait for it
    report = build([path.parent], tmp_path / "index")
    assert report.added == 1
    assert [entry.reason.partition(":")[0] for entry in report.skipped] == ["not read on from line 2"]
    assert build([path.parent], tmp_path / "index").added == 0


def test_heaps_of_values_and_bombs_of_records_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "werte.jsonl").write_text('{"text": "Haus", "m": [' + "[]," * 1_000_001 + "0]}\n", "utf-8")
    lines = b"".join(
        b'{"id": "%d", "title": "%s", "text": "Haus"}\n' % (n, b"x" * 4000) for n in range(5_000)
    )
    (folder / "bombe.jsonl.xz").write_bytes(lzma.compress(lines, preset=1))
    report = build([folder], tmp_path / "index")
    reasons = {Path(entry.path).name: entry.reason for entry in report.skipped}
    assert reasons.pop("werte.jsonl#1") == "record of more than 2,000,000 values"
    (reason,) = reasons.values()
    assert reason.endswith("unpacks to more than 200 times its size: not read on")
    assert 0 < report.added < 5_000


# Fails the one call that is the n-th to open or list something while the program and its modules are loaded.
_FAILING = """
import errno, os, sys
left = int(sys.argv.pop(1))
def fail(event, _):
    global left
    if event in ("open", "os.listdir"):
        left -= 1
        if left == 0:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
sys.path.insert(0, "")  # as `-m` does
import searcher.__main__
sys.addaudithook(fail)
code = searcher.__main__.main()
left = 0
sys.exit(code)
"""


def test_modules_that_cannot_be_loaded_are_one_line(place: Path) -> None:
    codes = []
    for number in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377):
        done = subprocess.run(
            [sys.executable, "-c", _FAILING, str(number), "search", "Haus", "--index", "index"],
            cwd=place,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        codes.append(done.returncode)
        if done.returncode == 0 and "understood as" in done.stderr:
            continue
        assert done.returncode in (4, 70, 74), (number, done.stderr)
        assert len(done.stderr.splitlines()) == 1, (number, done.stderr)
        assert "internal error" not in done.stderr
    assert 0 in codes
    assert len(set(codes)) > 1
