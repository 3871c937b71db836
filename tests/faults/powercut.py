"""R2: after exit 0 the new state survives a power cut; before it, the old or the new one does.

The calls of a real run are recorded, and a disk is simulated that has seen the first n of them and then lost
what no fsync had made durable: the bytes of files, and the names in folders. What survives by luck is drawn:
nothing, everything, any part of the names, torn and zeroed ends of files.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.filecalls import Call
from tests.faults.programs import Setting
from tests.faults.report import Report
from tests.faults.workloads import Broken, Workload, copied, fresh


@dataclass(slots=True)
class File:
    """Contents as the program sees them, and as they are on disk for sure."""

    now: bytearray = field(default_factory=bytearray)
    durable: bytes = b""


Names = dict[str, "File | None"]  # a path -> its file, None for a folder


class Disk:
    """A place; names are durable once their folder was fsynced, bytes once their file was."""

    def __init__(self, place: Path) -> None:
        self.now: Names = {}
        for path in sorted(place.rglob("*")):
            if path.is_dir():
                self.now[str(path)] = None
            elif path.is_file():
                content = path.read_bytes()
                self.now[str(path)] = File(bytearray(content), content)
        self.durable = dict(self.now)
        self._place = str(place)
        self._pending: list[
            tuple[str, Names, tuple[str, ...]]
        ] = []  # folder, names put there, names taken away
        self._fds: dict[int, tuple[str, File | None, int]] = {}

    def play(self, call: Call) -> None:  # noqa: C901  # one branch a call
        """Do what the call did."""
        name, paths = call.name, call.paths
        if name == "open":
            path = paths[0]
            if path not in self.now and call.flags & os.O_CREAT:
                self._change({path: File()})
            self._fds[call.fd] = (path, self.now.get(path), 0)
        elif name == "close":
            self._fds.pop(call.fd, None)
        elif name == "write":
            path, file, at = self._fds[call.fd]
            assert file is not None
            file.now[at : at + len(call.data)] = call.data
            self._fds[call.fd] = (path, file, at + len(call.data))
        elif name == "ftruncate":
            file = self._fds[call.fd][1]
            assert file is not None
            file.now[:] = file.now[: call.flags].ljust(call.flags, b"\0")
        elif name in ("fsync", "fdatasync"):
            self._fsync(*self._fds[call.fd][:2])
        elif name == "mkdir":
            self._change({paths[0]: None})
        elif name in ("unlink", "rmdir"):
            self._change({}, paths[0])
        elif name == "rename":
            self._change({paths[1]: self.now[paths[0]]}, paths[0])
        elif name == "link":
            self._change({paths[1]: self.now[paths[0]]})
        elif name != "chmod":
            raise AssertionError(f"{name} is not simulated")

    def _change(self, put: Names, *taken: str) -> None:
        folder = os.path.dirname(next(iter([*put, *taken])))  # noqa: PTH120
        self._pending.append((folder, put, taken))
        _apply(self.now, put, taken)

    def _fsync(self, path: str, file: File | None) -> None:
        if file is not None:
            file.durable = bytes(file.now)
            return
        for folder, put, taken in self._pending:
            if folder == path:
                _apply(self.durable, put, taken)
        self._pending = [change for change in self._pending if change[0] != path]

    def after_cut(self, place: Path, chance: random.Random) -> None:
        """Write into `place` what is found when the power is back."""
        names = dict(self.durable)
        luck = chance.choice((0.0, 1.0, 0.5, 0.9, 0.1))
        in_order = chance.random() < 0.5
        for _, put, taken in self._pending:
            if chance.random() < luck:
                _apply(names, put, taken)
            elif in_order:
                break
        how = chance.choice(("gone", "zeroed", "torn", "kept"))
        for path, file in sorted(names.items()):
            target = place / Path(path).relative_to(self._place)
            if not target.parent.is_dir():
                continue  # its folder did not survive
            if file is None:
                target.mkdir(exist_ok=True)
            else:
                target.write_bytes(_survived(file, how, chance))

    def same_as(self, place: Path) -> bool:
        """Tell whether the disk without any cut is the real folder: the recorder saw everything."""
        root = str(place)
        real = {str(path)[len(root) :]: path.is_file() and path.read_bytes() for path in place.rglob("*")}
        cut = len(self._place)
        return real == {path[cut:]: file is not None and file.now for path, file in self.now.items()}


def _apply(names: Names, put: Names, taken: tuple[str, ...]) -> None:
    for path in taken:
        names.pop(path, None)
    names.update(put)


def _survived(file: File, how: str, chance: random.Random) -> bytes:
    if bytes(file.now) == file.durable or how == "gone":
        return file.durable
    if how == "kept":
        return bytes(file.now)
    if how == "zeroed":
        return file.durable.ljust(len(file.now), b"\0")
    cut = chance.randrange(len(file.now) + 1)
    return bytes(file.now[:cut]) + file.durable[cut:]


def sweep(workload: Workload, scratch: Path, count: int, seed: int = 1) -> Report:
    """Cut the power `count` times, half of them at random calls, half after exit 0."""
    report = Report(f"power cuts, {workload.name}")
    old, new, _, _ = workload.control(scratch)
    old_place = fresh(scratch / "old")
    workload.prepare(old_place)
    place = copied(old_place, scratch / "run")
    calls: list[Call] = []
    outcome = workload.run(place, Setting(record=calls))
    disk = _played(old_place, place, calls, len(calls))
    if outcome.code != 0 or not disk.same_as(place):
        report.found("the record of the calls does not lead to the folder")
    chance = random.Random(seed)
    for number in range(count):
        report.tried += 1
        finished = number % 2 == 0
        stop = len(calls) if finished else chance.randrange(len(calls))
        cut_place = fresh(scratch / "cut")
        _played(old_place, place, calls, stop).after_cut(cut_place, chance)
        report.note("after exit 0" if finished else "before")
        try:
            state = workload.state(cut_place)
            if state != new and (finished or state != old):
                report.found(f"cut after call {stop} of {len(calls)}: the wrong state")
            if workload.run(cut_place).code != 0 or workload.state(cut_place) != new:
                report.found(f"cut after call {stop} of {len(calls)}: the rerun failed")
        except Broken as error:
            report.found(f"cut after call {stop} of {len(calls)}: {error}")
    return report


def _played(old_place: Path, place: Path, calls: list[Call], stop: int) -> Disk:
    disk = Disk(old_place)
    # The record speaks of the place where the run was; the old state is a copy elsewhere.
    prefix, real = str(old_place), os.path.realpath(place)
    for call in calls[:stop]:
        paths = tuple(path.replace(real, prefix, 1).replace(str(place), prefix, 1) for path in call.paths)
        disk.play(call._replace(paths=paths))
    return disk
