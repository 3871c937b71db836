"""R3: whatever call fails, once or lasting, the old state stays, one line says why, and a rerun works."""

from __future__ import annotations

import errno
from pathlib import Path

from tests.faults.filecalls import ERRNOS, Fault
from tests.faults.programs import Setting
from tests.faults.report import Report
from tests.faults.workloads import Broken, Workload, copied, fresh, listing

# What a disk that fails for good may leave of a commit that was already decided; the message says so.
DECIDED = "complete but a power cut may undo it"


def at_every_call(
    workload: Workload, scratch: Path, errors: tuple[str, ...] = tuple(ERRNOS), step: int = 1
) -> Report:
    """Refuse each (or each `step`-th) call with each error, once and lasting; write each piece short."""
    report = Report(f"failing calls, {workload.name}")
    old, new, names, _ = workload.control(scratch)
    old_place = fresh(scratch / "old")
    workload.prepare(old_place)
    faults: list[tuple[str | int, bool, bool]] = [("short", False, False), ("short", True, False)]
    for name in errors:
        opens = name in ("EMFILE", "EIO")
        faults += [(ERRNOS[name], False, opens), (ERRNOS[name], True, opens)]
    for action, sticky, opens in faults:
        place = copied(old_place, scratch / "failing")
        calls = workload.run(place, Setting(Fault(opens=opens))).calls
        for number in range(0, calls, step):
            fault = Fault(number, action, sticky, opens)
            report.tried += 1
            place = copied(old_place, scratch / "failing")
            _once(workload, place, fault, report, (old, new, names))
    return report


def _once(
    workload: Workload,
    place: Path,
    fault: Fault,
    report: Report,
    expected: tuple[list[str], list[str], list[str]],
) -> None:
    old, new, names = expected
    outcome = workload.run(place, Setting(fault))
    if outcome.fault:
        report.found(f"{fault}: {outcome.fault}")
    if fault.action == "short" and outcome.code != 0:
        report.found(f"{fault}: a short write is no failure: {outcome.err}")
    if fault.action == errno.EIO and outcome.code == 0 and "Left out" in outcome.out:
        # A bad sector under a document is that document's misfortune: a line of the report, and exit 0.
        report.note("document left out")
        return
    try:
        state = workload.state(place)
        wanted = new if outcome.code == 0 or DECIDED in outcome.err else old
        report.note("failed, old state" if state == old else "new state")
        if state != wanted:
            report.found(f"{fault}: exit {outcome.code} and the wrong state; {outcome.err}")
        again = workload.run(place)
        if again.code != 0 or workload.state(place) != new:
            report.found(f"{fault}: the rerun failed: {again.err}")
    except Broken as error:
        report.found(f"{fault}: exit {outcome.code}; {error}")
    if listing(place / "index") != names:
        report.found(f"{fault}: left over: {listing(place / 'index')}")
