"""R1: whatever the moment, a killed run leaves the old or the new state, and the next run finishes it."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from tests.faults.filecalls import Fault
from tests.faults.programs import Setting
from tests.faults.report import Report
from tests.faults.workloads import Broken, Workload, copied, fresh, listing


def at_every_call(workload: Workload, scratch: Path, step: int = 1) -> Report:
    """Kill before each (or each `step`-th) call that changes a file, and in the middle of each write."""
    report = Report(f"kill at calls, {workload.name}")
    tries = Tries(workload, scratch, report)
    for number in range(0, tries.calls, step):
        for action in ("kill", "tear"):
            tries.once(Setting(Fault(number, action)))
    return report


def at_random_moments(workload: Workload, scratch: Path, count: int, seed: int = 1) -> Report:
    """Kill after a random part of the time that the run needs."""
    report = Report(f"kill at random, {workload.name}")
    tries = Tries(workload, scratch, report)
    chance = random.Random(seed)
    seconds = workload.run(copied(tries.old_place, scratch / "timed")).seconds
    for _ in range(count):
        tries.once(Setting(before=_killer(chance.uniform(0, seconds * 1.1))))
    return report


class Tries:
    """One workload, run again and again from its old state, each time killed."""

    def __init__(self, workload: Workload, scratch: Path, report: Report) -> None:
        self.workload, self.scratch, self.report = workload, scratch, report
        self.old, self.new, self.names, self.calls = workload.control(scratch)
        self.old_place = fresh(scratch / "old")
        workload.prepare(self.old_place)

    def once(self, setting: Setting) -> None:
        """Run, be killed, look, run again, look again."""
        report = self.report
        report.tried += 1
        place = copied(self.old_place, self.scratch / "killed")
        outcome = self.workload.run(place, setting)
        if outcome.code == -signal.SIGKILL:
            report.note("killed")
        elif outcome.code != 0:
            report.found(f"{setting.fault}: {outcome}")
        try:
            state = self.workload.state(place)
            report.note("old state" if state == self.old else "new state")
            if state not in (self.old, self.new):
                report.found(f"{setting.fault}: neither the old nor the new state")
            if outcome.code == 0 and state != self.new:
                report.found(f"{setting.fault}: finished, but not the new state")
            again = self.workload.run(place)
            if again.code != 0:
                report.found(f"{setting.fault}: the next run failed: {again.err}")
            if self.workload.state(place) != self.new:
                report.found(f"{setting.fault}: the next run did not finish")
        except Broken as error:
            report.found(f"{setting.fault}: {error}")
        if listing(place / "index") != self.names:
            report.found(f"{setting.fault}: left over: {listing(place / 'index')} for {self.names}")


def _killer(seconds: float) -> Callable[[], None]:
    def arm() -> None:
        timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL))
        timer.daemon = True
        timer.start()

    return arm
