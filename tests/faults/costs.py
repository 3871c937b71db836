"""What safety costs: `python -m tests.faults.costs [FOLDER]` prints it; FOLDER: an index, for the time to verify it.

The bounds to compare with: a commit 50 ms more than without fsync, verifying 50 ms for 100 MB.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from searcher.engine import build
from searcher.index.manifest import FileEntry, block_sums, own_name
from searcher.index.snapshot import open_file, open_snapshot
from tests.faults.workloads import write_documents

COMMITS = 41
BYTES = 100_000_000


def commit_ms(folder: Path) -> float:
    """The median of small updates: two files of a folder change."""
    documents, index = folder / "documents", folder / "index"
    times = []
    for number in range(COMMITS):
        write_documents(documents, new=bool(number % 2))
        started = time.perf_counter()
        build([documents], index, jobs=1)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:])


def best_ms(run: Callable[[], object]) -> float:
    """The least of five, in milliseconds."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def verify_ms(folder: Path) -> float:
    """Opening and verifying a file of 100 MB, which is in the system's cache."""
    data = os.urandom(BYTES)
    entry = FileEntry(own_name("segment", "bin", "0a0b0c0d"), BYTES, block_sums(data))
    (folder / entry.name).write_bytes(data)
    return best_ms(lambda: open_file(str(folder), entry).check(0, BYTES))


def main() -> None:
    """Print the costs."""
    sync = os.fsync
    with tempfile.TemporaryDirectory(dir=".") as place:
        with_fsync = commit_ms(Path(place))
    os.fsync = lambda fd: None  # noqa: ARG005
    with tempfile.TemporaryDirectory(dir=".") as place:
        without = commit_ms(Path(place))
    os.fsync = sync
    print(f"commit  {with_fsync:.1f} ms, without fsync {without:.1f} ms: {with_fsync - without:+.1f} ms")
    with tempfile.TemporaryDirectory() as place:
        print(f"verify  {verify_ms(Path(place)):.1f} ms for 100 MB")
    for index in sys.argv[1:]:
        size = sum(path.stat().st_size for path in Path(index).iterdir()) / 1e6
        whole = best_ms(partial(open_snapshot, index, eager_bytes=1 << 40))
        usual = best_ms(partial(open_snapshot, index))
        print(f"open    {index}: {size:.0f} MB, usual {usual:.2f} ms, all verified {whole:.1f} ms")


if __name__ == "__main__":
    main()
