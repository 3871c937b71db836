"""R4: a damaged index answers rightly or is refused in words, and `check` names what is damaged."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from searcher.index import snapshot
from searcher.index.manifest import LOCK_NAME, MANIFEST_NAME
from tests.faults.programs import Outcome, Setting, run
from tests.faults.report import Report
from tests.faults.workloads import MISSING, Broken, Workload, copied, fresh, without_times

Change = Callable[[bytes, random.Random], bytes | None]


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _byte(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(1) + data[at + 1 :]


def _zeros(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice((1, 8, 64, 512, 4096))
    return (data[:at] + bytes(size) + data[at + size :])[: max(len(data), at + size)]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice((2, 16, 512, 4096))
    noise = chance.randbytes(min(size, len(data) - at))
    return data[:at] + noise + data[at + len(noise) :]


def _moved(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:a] + data[b:] + data[a:b]


CHANGES: dict[str, Change] = {
    "flip": _flip,
    "byte": _byte,
    "zeros": _zeros,
    "noise": _noise,
    "moved": _moved,
    "cut": lambda data, chance: data[: chance.randrange(len(data))],
    "append": lambda data, chance: data + chance.randbytes(chance.randrange(1, 5000)),
    "twice": lambda data, _: data + data,
    "empty": lambda _, __: b"",
    "delete": lambda _, __: None,
}


def sweep(workload: Workload, scratch: Path, count: int, seed: int = 1) -> Report:
    """Damage one file `count` times, or swap two, and ask; every second time with verification put off."""
    report = Report(f"damages, {workload.name}")
    healthy = fresh(scratch / "healthy")
    workload.prepare(healthy)
    workload.run(healthy)
    golden = workload.state(healthy)
    files = sorted(path for path in (healthy / "index").iterdir() if path.name != LOCK_NAME)
    chance = random.Random(seed)
    while report.tried < count:
        place = copied(healthy, scratch / "damaged")
        what, damaged = _damage(place / "index", files, chance)
        if not damaged:
            continue
        report.tried += 1
        _ask(workload, place, (what, damaged), golden, report)
    return report


def _damage(folder: Path, files: list[Path], chance: random.Random) -> tuple[str, set[str]]:
    """What was done, and the names of the files whose bytes are others now."""
    kind = chance.choice([*CHANGES, "flip", "flip", "swap"])
    target = folder / chance.choice(files).name
    before = target.read_bytes()
    if kind == "swap":
        other = folder / chance.choice(files).name
        after = other.read_bytes()
        other.write_bytes(before)
        target.write_bytes(after)
        return f"swap {target.name} {other.name}", {target.name, other.name} if before != after else set()
    changed = CHANGES[kind](before, chance)
    if changed is None:
        target.unlink()
    else:
        target.write_bytes(changed)
    return f"{kind} {target.name}", {target.name} if changed != before else set()


def _ask(
    workload: Workload, place: Path, change: tuple[str, set[str]], golden: list[str], report: Report
) -> None:
    what, damaged = change
    lazy = Setting(before=put_off if report.tried % 2 else None, timeout=30)
    for words, expected in zip(workload.questions, golden, strict=True):
        outcome = run(workload.main, words, place, lazy)
        if outcome.code in (0, 1):
            answer = without_times(outcome.out)
            if answer != expected:
                report.found(f"{what}: silently wrong: {' '.join(words)}: {answer[:300]}")
            report.note("answers right")
        elif outcome.fault or outcome.code != 4:
            report.found(f"{what}: {' '.join(words)}: exit {outcome.code}, {outcome.fault or outcome.err}")
        else:
            report.note("answers refused")
    outcome = run(workload.main, workload.check, place, Setting(timeout=30))
    if not _names(outcome, damaged):
        report.found(f"{what}: check said (exit {outcome.code}) {outcome.out!r} {outcome.err!r}")
    try:
        if workload.answers(place, lazy) == [MISSING] and MANIFEST_NAME not in damaged:
            report.found(f"{what}: taken for no index")
    except Broken:
        pass


def put_off() -> None:
    """In the child: verify blocks only when they are used, however small the index is."""
    snapshot.EAGER_BYTES = 0


def _names(outcome: Outcome, damaged: set[str]) -> bool:
    """Whether `check` refused and named every damaged file (or the manifest, without which it knows none)."""
    if outcome.code != 4 or outcome.fault.startswith("it showed") or outcome.code is None:
        return False
    said = outcome.out + outcome.err
    return MANIFEST_NAME in damaged or all(name in said for name in damaged)
