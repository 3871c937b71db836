"""R10: Ctrl-C, SIGTERM, a closed pipe and a full device are quiet and truthful, in processes of a shell."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

from tests.faults.programs import command, environment
from tests.faults.report import Report
from tests.faults.workloads import QUESTIONS, Broken, Workload, copied, fresh, listing

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def signals(workload: Workload, scratch: Path, count: int, seed: int = 1) -> Report:
    """Send a signal to `searcher index` at a random moment of its life."""
    report = Report(f"signals, {workload.name}")
    old, new, names, _ = workload.control(scratch)
    old_place = fresh(scratch / "old")
    workload.prepare(old_place)
    chance = random.Random(seed)
    words = command(*workload.words)
    started = time.monotonic()
    subprocess.run(
        words, cwd=copied(old_place, scratch / "timed"), env=environment(), check=True, capture_output=True
    )
    seconds = time.monotonic() - started
    slowest = 0.0
    for tried in range(count):
        report.tried += 1
        number = NUMBERS[tried % len(NUMBERS)]
        place = copied(old_place, scratch / "signalled")
        process = subprocess.Popen(
            words, cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(chance.uniform(0, seconds))
        process.send_signal(number)
        sent = time.monotonic()
        try:
            err = process.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            report.found(f"{number.name}: it went on")
            continue
        slowest = max(slowest, time.monotonic() - sent)
        code = process.returncode
        report.note(f"exit {code}")
        # Before Python has started there is nobody to be polite: the signal's own end is truthful too.
        if code not in (0, 128 + number, -number):
            report.found(f"{number.name}: exit {code}: {err}")
        if err.strip() and code == 128 + number and len(err.strip().splitlines()) > 1:
            report.found(f"{number.name}: not quiet: {err}")
        try:
            state = workload.state(place)
            if state != new and (code == 0 or state != old):
                report.found(f"{number.name}, exit {code}: the wrong state")
            if workload.run(place).code != 0 or workload.state(place) != new:
                report.found(f"{number.name}: the rerun failed")
        except Broken as error:
            report.found(f"{number.name}: {error}")
        if listing(place / "index") != names:
            report.found(f"{number.name}: left over: {listing(place / 'index')}")
    report.notes["slowest end, ms"] = round(slowest * 1000)
    return report


def pipes(workload: Workload, scratch: Path, step: int = 1) -> Report:
    """Close the pipe behind each command after one line, and write each command's output to a full device."""
    report = Report("closed pipes and full devices")
    place = fresh(scratch / "pipes")
    workload.prepare(place)
    workload.run(place)
    commands = [
        workload.words,
        *QUESTIONS,
        ("info",),
        ("check",),
        ("show", "02.txt", "--plain"),
        ("explain", "Haus"),
    ]
    commands += [("search", "Haus", "--format", style) for style in ("text", "ndjson", "csv", "tsv", "paths")]
    commands += [("--help",), ("--version",), ("search", "-h")]
    for words in commands[::step]:
        report.tried += 1
        process = subprocess.Popen(
            command(*words), cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read().decode()
        process.stderr.close()
        if process.wait(20) != 0 or err:
            report.found(f"closed pipe, {' '.join(words)}: exit {process.returncode}: {err}")
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command(*words),
                cwd=place,
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        if (
            done.returncode in (0, 1)
            or len(done.stderr.strip().splitlines()) != 1
            or "Traceback" in done.stderr
        ):
            report.found(f"full device, {' '.join(words)}: exit {done.returncode}: {done.stderr}")
    return report
