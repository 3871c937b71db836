"""R5: who opens the index while it is committed again and again sees one commit, whole."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tests.faults.report import Report
from tests.faults.workloads import fresh

DOCUMENTS = 5


def _write_generation(folder: Path, number: int) -> None:
    """Every document says the same number, so that two states in one answer would show."""
    for document in range(DOCUMENTS):
        # Another length each time: size or time tells a changed file.
        text = f"Nummer {number}\n\nStand {number}.{' Und mehr.' * (number % 50)}\n"
        (folder / f"{document}.txt").write_text(text, "utf-8")


def sweep(scratch: Path, count: int, readers: int = 2) -> Report:
    """Open and ask `count` times in all, in `readers` processes, while another commits without a pause."""
    from searcher.engine import build  # only this sweep needs the engine

    report = Report("opens against a writer")
    place = fresh(scratch / "readers")
    (place / "documents").mkdir()
    _write_generation(place / "documents", 0)
    build([place / "documents"], index=place / "index", jobs=1)
    writer = os.fork()
    if not writer:
        try:
            _write_for_ever(place)
        finally:
            os._exit(1)
    pids = []
    for number in range(readers):
        pid = os.fork()
        if not pid:
            _read(place, count // readers, place / f"findings{number}")
        pids.append(pid)
    for number, pid in enumerate(pids):
        if os.waitpid(pid, 0)[1]:
            report.found("a reader died")
        lines = (place / f"findings{number}").read_text("utf-8").splitlines()
        report.findings += lines[:-1]
        report.tried += int(lines[-1].split()[0])
        report.notes["states seen by one reader, at least"] = min(
            int(lines[-1].split()[1]), report.notes.get("states seen by one reader, at least", 1 << 60)
        )
    if os.waitpid(writer, os.WNOHANG)[0]:
        report.found("the writer died")
    else:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    return report


def _write_for_ever(place: Path) -> None:
    from searcher.engine import build

    number = 0
    while True:
        number += 1
        _write_generation(place / "documents", number)
        build([place / "documents"], index=place / "index", jobs=1)


def _read(place: Path, count: int, findings: Path) -> None:
    from searcher.engine import open_index

    lines, states = [], set()
    newest = 0
    for number in range(count):
        try:
            with open_index(place / "index") as searcher:
                if number % 10 == 0:
                    time.sleep(0.01)  # meanwhile the writer deletes what this snapshot reads
                hits = searcher.search("Stand", limit=None).hits
                seen = {int(hit.title.split()[1]) for hit in hits}
                again = {int(searcher.document(hit.id).text.split()[1]) for hit in hits}
        except Exception as error:  # noqa: BLE001
            lines.append(f"open {number}: {type(error).__name__}: {error}")
            continue
        if len(hits) != DOCUMENTS or len(seen | again) != 1:
            lines.append(f"open {number}: {len(hits)} documents of the states {seen | again}")
        elif min(seen) < newest:
            lines.append(f"open {number}: an older state than before")
        else:
            newest = min(seen)
            states.add(newest)
    findings.write_text("\n".join([*lines, f"{count} {len(states)}"]), "utf-8")
    os._exit(0)
