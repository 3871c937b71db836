"""The index folder: locks, commits, snapshots, and what is left alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher.errors import (
    IndexDamagedError,
    IndexFolderError,
    IndexLockedError,
    IndexMissingError,
    IndexWriteError,
    UsageError,
)
from searcher.index import snapshot as snapshots
from searcher.index.folder import FolderWriter
from searcher.index.manifest import BLOCK_SIZE, LOCK_NAME, MANIFEST_NAME, FileEntry, Manifest, own_name
from searcher.index.snapshot import Snapshot, open_snapshot
from searcher.index.verify import check_files


def write(folder: Path, *contents: bytes, rebuild: bool = False, toc: bytes | None = b"toc") -> Manifest:
    """Commit these contents, one file each, instead of what is there."""
    with FolderWriter(folder, rebuild=rebuild) as writer:
        return commit(writer, *contents, toc=toc)


def commit(writer: FolderWriter, *contents: bytes, toc: bytes | None = b"toc") -> Manifest:
    entries = []
    for content in contents:
        file = writer.create("segment", "bin")
        file.write(content)
        entries.append(file.close())
    names = [entry.name for entry in entries]
    return writer.commit(entries, analysis="a", segments=names, state={"n": len(names)}, toc=toc)


def contents(snapshot: Snapshot) -> list[bytes]:
    files = [snapshot.files[name] for name in snapshot.manifest.segments]
    return [bytes(file.verified(0, file.size)) for file in files]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def umask() -> Iterator[None]:
    old = os.umask(0)
    yield
    os.umask(old)


SIZES = [0, 1, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 300_000, 1_500_000]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chunk", [1_000, BLOCK_SIZE, 1 << 18, 1 << 21])
def test_what_is_written_is_read(folder: Path, size: int, chunk: int) -> None:
    data = os.urandom(size)
    with FolderWriter(folder) as writer:
        file = writer.create("segment", "bin")
        for at in range(0, size, chunk):
            file.write(data[at : at + chunk])
        entry = file.close()
        writer.commit([entry], analysis="a", segments=[entry.name], state={})
    with open_snapshot(folder) as snapshot:
        assert contents(snapshot) == [data]
        assert entry.size == size
    assert check_files(folder) == []


def test_a_commit_replaces_the_one_before(folder: Path) -> None:
    first = write(folder, b"one", b"two")
    second = write(folder, b"three")
    assert (first.generation, second.generation) == (1, 2)
    assert names(folder) == sorted([LOCK_NAME, MANIFEST_NAME, "_MAIN_2.toc", *second.segments])
    with open_snapshot(folder) as snapshot:
        assert contents(snapshot) == [b"three"]


def test_files_of_the_previous_commit_can_be_kept(folder: Path) -> None:
    first = write(folder, b"one", b"two", toc=None)
    with FolderWriter(folder) as writer:
        assert writer.previous == first
        kept = first.files[1]
        writer.commit([kept], analysis="a", segments=[kept.name], state={})
    with open_snapshot(folder) as snapshot:
        assert contents(snapshot) == [b"two"]
    assert names(folder) == sorted([LOCK_NAME, MANIFEST_NAME, kept.name])


def test_one_writer_may_commit_many_times(folder: Path) -> None:
    with FolderWriter(folder) as writer:
        for number in range(3):
            assert commit(writer, b"%d" % number).generation == number + 1
            with open_snapshot(folder) as snapshot:
                assert contents(snapshot) == [b"%d" % number]
    assert len(names(folder)) == 4


def test_a_snapshot_outlives_the_commits_after_it(folder: Path) -> None:
    large = os.urandom(1 << 20)
    write(folder, b"small", large)
    with open_snapshot(folder, eager_bytes=0) as snapshot:
        assert not snapshot.is_stale()
        write(folder, b"new")
        assert snapshot.is_stale()
        assert contents(snapshot) == [b"small", large]


def test_leaving_without_a_commit_changes_nothing(folder: Path) -> None:
    write(folder, b"one")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK_NAME}
    with FolderWriter(folder) as writer:
        writer.create("segment", "bin").write(b"never" * 100_000)
        writer.create("segment", "bin").close()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK_NAME} == before


@pytest.mark.parametrize("made_before", [False, True])
def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path, *, made_before: bool) -> None:
    folder = tmp_path / "a" / "b"
    if made_before:
        folder.mkdir(parents=True)

    def fail() -> None:
        with FolderWriter(folder) as writer:
            writer.create("segment", "bin").write(b"never")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(tmp_path) == (["a"] if made_before else [])
    assert not made_before or names(folder) == []


def test_private_by_default(folder: Path, umask: None) -> None:  # noqa: ARG001
    write(folder, b"one")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_an_empty_folder_becomes_private_and_a_shared_index_stays_shared(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    (folder / ".gitkeep").touch()
    write(folder, b"one")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    write(folder, b"two")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert (folder / ".gitkeep").exists()


@pytest.mark.parametrize(
    "name", ["notes.txt", "_MAIN_1.toc", "MAIN_abcdefgh12345678.seg", "segment-0000000000000000.bin"]
)
def test_a_folder_of_somebody_else_is_refused_untouched(folder: Path, name: str) -> None:
    folder.mkdir(mode=0o755)
    (folder / name).write_bytes(b"mine")
    with pytest.raises(UsageError, match="--index"):
        write(folder, b"one")
    assert names(folder) == [name]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"mine")
    with pytest.raises(UsageError, match="is a file"):
        write(tmp_path / "index", b"one")
    assert (tmp_path / "index").read_bytes() == b"mine"


def test_files_of_others_are_never_deleted(folder: Path) -> None:
    first = write(folder, b"one")
    copy = first.segments[0] + ".bak"
    theirs = ["notes.txt", "MAIN_x.seg", "_MAIN_9.toc", copy, "new.tmp", "manifest.json"]
    for name in theirs:
        (folder / name).write_bytes(b"mine")
    assert write(folder, b"two").generation == 10
    write(folder, b"three", rebuild=True)
    assert {name for name in theirs if (folder / name).read_bytes() == b"mine"} == set(theirs)
    assert len(names(folder)) == len(theirs) + 4


def leave_behind(folder: Path) -> None:
    """What a writer killed just before its decision leaves."""
    code = (
        "import os, sys\n"
        "from searcher.index.folder import FolderWriter\n"
        "writer = FolderWriter(sys.argv[1]).__enter__()\n"
        "entry = writer.create('segment', 'bin').close()\n"
        "writer._write_toc(b'toc'); writer._write(b'{}')\n"
        "os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == 9


@pytest.mark.parametrize("commits", [0, 1])
def test_what_a_dead_writer_left_is_removed_by_the_next(folder: Path, commits: int) -> None:
    for _ in range(commits):
        write(folder, b"one")
    leave_behind(folder)
    assert len(names(folder)) > 4 * commits
    assert write(folder, b"two").generation == commits + 2
    assert len(names(folder)) == 4
    assert check_files(folder) == []


def test_the_lock_names_its_holder(folder: Path) -> None:
    with FolderWriter(folder), pytest.raises(IndexLockedError, match=f"process {os.getpid()} .*--wait"):
        write(folder, b"one")
    assert not folder.exists()
    write(folder, b"one")


def test_no_child_of_another_thread_holds_the_lock_longer(folder: Path) -> None:
    with FolderWriter(folder) as writer:
        commit(writer, b"one")
        held = (folder / LOCK_NAME).stat().st_ino
        (lock,) = (int(fd.name) for fd in Path("/dev/fd").iterdir() if _inode(int(fd.name)) == held)
        # As a child that was forked just then, and has not closed its copies yet.
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE, pass_fds=[lock]
        )
    try:
        write(folder, b"two")
    finally:
        child.communicate()


def _inode(fd: int) -> int:
    try:
        return os.fstat(fd).st_ino
    except OSError:
        return 0


def test_waiting_for_the_lock(folder: Path) -> None:
    with FolderWriter(folder) as writer:

        def wait() -> None:
            with FolderWriter(folder, wait=True) as second:
                commit(second, b"second")

        thread = threading.Thread(target=wait)
        thread.start()
        commit(writer, b"first")
    thread.join(10)
    with open_snapshot(folder) as snapshot:
        assert (snapshot.manifest.generation, contents(snapshot)) == (2, [b"second"])


def test_a_forked_child_neither_keeps_the_lock_nor_cleans_up(folder: Path) -> None:
    code = (
        "import os, sys, time\n"
        "from searcher.index.folder import FolderWriter\n"
        "writer = FolderWriter(sys.argv[1])\n"
        "with writer:\n"
        "    file = writer.create('segment', 'bin')\n"
        "    child = os.fork()\n"
        "    if child:\n"
        "        print(child, flush=True)\n"
        "        os.kill(os.getpid(), 9)\n"
        "    time.sleep(0.2)\n"
        "os.close(1)\ntime.sleep(30)\n"
    )
    command = [sys.executable, "-c", code, str(folder)]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=60)
    try:
        write(folder, b"one")
    finally:
        os.kill(int(run.stdout), 9)


@pytest.mark.parametrize("kind", ["symlink", "hard link", "fifo", "folder"])
def test_a_lock_file_that_is_none_is_not_written_through(folder: Path, tmp_path: Path, kind: str) -> None:
    write(folder, b"one")
    victim, lock = tmp_path / "victim", folder / LOCK_NAME
    victim.write_bytes(b"precious")
    lock.unlink()
    {
        "symlink": lambda: lock.symlink_to(victim),
        "hard link": lambda: lock.hardlink_to(victim),
        "fifo": lambda: os.mkfifo(lock),
        "folder": lock.mkdir,
    }[kind]()
    with pytest.raises(IndexWriteError, match="lock"):
        write(folder, b"two")
    assert victim.read_bytes() == b"precious"


def test_a_linked_manifest_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    write(folder, b"one")
    victim = tmp_path / "victim"
    (folder / MANIFEST_NAME).rename(victim)
    precious = victim.read_bytes()
    (folder / MANIFEST_NAME).symlink_to(victim)
    with pytest.raises(IndexFolderError):
        write(folder, b"two", rebuild=True)
    assert victim.read_bytes() == precious


def test_rebuild_replaces_what_cannot_be_read_and_only_when_complete(folder: Path) -> None:
    write(folder, b"one")
    (folder / MANIFEST_NAME).write_bytes(b"damaged")
    before = names(folder)
    with pytest.raises(IndexDamagedError, match="--rebuild"):
        write(folder, b"two")
    with FolderWriter(folder, rebuild=True) as writer:
        writer.create("segment", "bin").close()
    assert names(folder) == before
    manifest = write(folder, b"two", rebuild=True)
    assert names(folder) == sorted([LOCK_NAME, MANIFEST_NAME, "_MAIN_2.toc", *manifest.segments])


def test_only_files_of_this_writer_or_the_last_commit_can_be_committed(folder: Path) -> None:
    entry = FileEntry(own_name("segment", "bin", "00000000"), 0, b"")
    with FolderWriter(folder) as writer, pytest.raises(ValueError, match="can only list"):
        writer.commit([entry], analysis="a", segments=[], state={})
    with FolderWriter(folder) as writer, pytest.raises(ValueError, match="JSON"):
        writer.commit([], analysis="a", segments=[], state={"pair": (1, 2)})


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


DAMAGES = {
    "flip": flip,
    "cut": lambda path: os.truncate(path, path.stat().st_size - 1),
    "empty": lambda path: os.truncate(path, 0),
    "append": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "zero": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "delete": Path.unlink,
    "folder": lambda path: (path.unlink(), path.mkdir()),
    "fifo": lambda path: (path.unlink(), os.mkfifo(path)),
    "link": lambda path: path.symlink_to(path.rename(path.parent.parent / "moved")),
    "unreadable": lambda path: (path.unlink(), path.symlink_to(path)),
}


@pytest.mark.parametrize("size", [5, 50_000, 2_000_000])
@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damaged_file_is_believed_and_check_names_it(folder: Path, damage: str, size: int) -> None:
    manifest = write(folder, b"x" * 10, os.urandom(size), b"x" * 10)
    DAMAGES[damage](folder / manifest.segments[1])
    with pytest.raises(IndexFolderError, match=manifest.segments[1]), open_snapshot(folder) as snapshot:
        contents(snapshot)
    assert [problem.file for problem in check_files(folder)] == [manifest.segments[1]]


def test_swapped_files_are_noticed(folder: Path) -> None:
    first, second = write(folder, b"a" * 100, b"b" * 100).segments
    (folder / first).rename(folder / "third")
    (folder / second).rename(folder / first)
    (folder / "third").rename(folder / second)
    with pytest.raises(IndexDamagedError):
        open_snapshot(folder)
    assert {problem.file for problem in check_files(folder)} == {first, second}


def test_check_names_the_manifest_and_whooshs_contents(folder: Path) -> None:
    write(folder, b"one")
    flip(folder / "_MAIN_1.toc")
    assert [problem.file for problem in check_files(folder)] == ["_MAIN_1.toc"]
    open_snapshot(folder).close()
    flip(folder / MANIFEST_NAME)
    assert [problem.file for problem in check_files(folder)] == [MANIFEST_NAME]
    os.truncate(folder / MANIFEST_NAME, 0)
    assert [problem.file for problem in check_files(folder)] == [MANIFEST_NAME]
    (folder / MANIFEST_NAME).unlink()
    with pytest.raises(IndexMissingError):
        check_files(folder)


def test_a_block_is_verified_when_it_is_asked_for_and_not_before(folder: Path) -> None:
    manifest = write(folder, os.urandom(10 * BLOCK_SIZE + 7))
    path = folder / manifest.segments[0]
    data = bytearray(path.read_bytes())
    data[3 * BLOCK_SIZE + 5] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamagedError):
        open_snapshot(folder)
    file = open_snapshot(folder, eager_bytes=0).files[manifest.segments[0]]
    assert bytes(file.verified(0, 3 * BLOCK_SIZE)) == data[: 3 * BLOCK_SIZE]
    assert bytes(file.verified(4 * BLOCK_SIZE, file.size)) == data[4 * BLOCK_SIZE :]
    assert bytes(file.seen) == b"\1\1\1\0\1\1\1\1\1\1\1"
    third, fourth = 3 * BLOCK_SIZE, 4 * BLOCK_SIZE
    for start, end in [(0, file.size), (fourth - 1, fourth), (third, third + 1)]:
        with pytest.raises(IndexDamagedError):
            file.check(start, end)
    file.check(3 * BLOCK_SIZE + 5, 3 * BLOCK_SIZE + 5)  # nothing is asked for


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 101), (50, 40), (101, 101), (1 << 70, 1 << 71)])
def test_a_range_outside_the_file_is_damage(folder: Path, start: int, end: int) -> None:
    manifest = write(folder, b"x" * 100)
    file = open_snapshot(folder).files
    with pytest.raises(IndexDamagedError):
        file[manifest.segments[0]].check(start, end)


def test_a_file_that_vanishes_is_looked_for_in_the_newest_manifest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, b"one", b"two")
    opened = snapshots.open_file
    commits = iter(range(3))

    def slow(path: str, entry: FileEntry) -> snapshots.VerifiedFile:
        if next(commits, None) is not None:
            write(folder, b"new", b"newer")
        return opened(path, entry)

    monkeypatch.setattr(snapshots, "open_file", slow)
    with open_snapshot(folder) as snapshot:
        assert contents(snapshot) == [b"new", b"newer"]


def test_a_read_only_folder_can_be_searched(folder: Path) -> None:
    write(folder, b"one")
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    with open_snapshot(folder) as snapshot:
        assert contents(snapshot) == [b"one"]
    folder.chmod(0o700)
