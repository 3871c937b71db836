"""Break `searcher` on purpose and say what came of it: `python -m tests.faults [--large] [--only WORD]`.

Without --large: the small numbers of the test run, in some minutes. With it: what the promises are held to.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults import damage, failures, interrupts, kills, poison, powercut, readers, terminal, workloads
from tests.faults.report import Report

Sweep = Callable[[Path], Report]


def sweeps(*, large: bool) -> Iterator[tuple[str, Sweep]]:
    """Name and sweep, in the order in which they are run."""
    tiny = [workloads.tiny_update(), workloads.tiny_first()]
    real = [workloads.real("update"), workloads.real("first build"), workloads.real("rebuild", "--rebuild")]
    errors = ("ENOSPC", "EIO", "EMFILE", "EDQUOT", "EROFS") if large else ("ENOSPC", "EMFILE")
    for load in [*tiny, *real]:
        yield "kill calls", partial(kills.at_every_call, load)
        yield "kill random", partial(kills.at_random_moments, load, count=250 if large else 10)
        yield "failing calls", partial(failures.at_every_call, load, errors=errors)
        yield "power cut", partial(powercut.sweep, load, count=200 if large else 20)
    update = real[0]
    yield "damage", partial(damage.sweep, tiny[0], count=1_000 if large else 50)
    yield "damage", partial(damage.sweep, update, count=2_000 if large else 50)
    yield "poison", partial(poison.sweep, update, count=2_000 if large else 40)
    yield "readers", partial(readers.sweep, count=10_000 if large else 200)
    yield "signals", partial(interrupts.signals, update, count=150 if large else 9)
    yield "pipes", partial(interrupts.pipes, update)
    yield "terminal", terminal.sweep


def main() -> int:
    """Run what is asked for; 1 if there are findings."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--large", action="store_true", help="the numbers of RELIABILITY.md; an hour or so")
    parser.add_argument("--only", default="", metavar="WORD", help="only sweeps with this word in their name")
    options = parser.parse_args()
    bad = 0
    for name, sweep in sweeps(large=options.large):
        if options.only not in name:
            continue
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            report = sweep(Path(scratch))
        print(f"{report}  ({time.monotonic() - started:.0f} s)", flush=True)
        for finding in report.findings[:20]:
            print(f"    {finding}", flush=True)
        bad += len(report.findings)
    print(f"{bad} findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
