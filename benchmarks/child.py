"""Work in a process of its own, and its cost; `python -m benchmarks.child …` builds an index."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.engines import engine


class Cost(NamedTuple):
    """What a process and its children used; peak_mb: its own largest resident size."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def run(arguments: Sequence[str]) -> Cost:
    """Run a Python program to its end; RuntimeError with what it wrote if it fails. No `peak_mb`."""
    # A program that people start keeps its bytecode.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=errors, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(f"{' '.join(arguments)} failed: {errors.read()[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, 0.0)


def build(name: str, corpus: Path, folder: Path) -> Cost:
    """Build an engine's index in a process of its own."""
    with tempfile.TemporaryDirectory() as told:
        peak = Path(told) / "peak"
        cost = run(["-m", "benchmarks.child", name, str(corpus), str(folder), str(peak)])
        return cost._replace(peak_mb=float(peak.read_text("utf-8")))


def _peak_mb() -> float:
    """Tell this process' peak: what `wait4` tells is at least what its parent held when it was started."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    _, chosen, source, target, peak_file = sys.argv
    engine(chosen).build(Path(source), Path(target))
    Path(peak_file).write_text(str(_peak_mb()), "utf-8")
