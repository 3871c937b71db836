"""R6: an index folder from a stranger is data. Opening, searching and checking it runs and writes nothing.

The stranger knows the format: the manifest has right checksums of the poisoned files. They hold pickles
that would run a program, links, FIFOs, and random changes of the bytes in every place.
"""

from __future__ import annotations

import dataclasses
import os
import pickle
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from searcher.index.manifest import (
    MANIFEST_NAME,
    FileEntry,
    block_sums,
    encode,
    read_manifest,
    toc_generation,
)
from tests.faults.damage import put_off
from tests.faults.programs import Main, Setting, run
from tests.faults.report import Report
from tests.faults.workloads import Workload, copied, fresh

PAYLOAD = "payload was executed"

# Events that no reading of data may raise; `exec` and `compile` come with imports, which are done before.
FORBIDDEN = re.compile(
    r"pickle\.find_class|marshal\.loads?|exec|compile|code\.__new__|socket\..*|subprocess\..*|os\.(system|exec|fork"
    r"|posix_spawn|spawn|startfile|putenv|chmod|chown|link|symlink|mkdir|remove|rename|rmdir|truncate)"
    r"|ctypes\.dl(open|sym).*|shutil\..*|tempfile\..*|urllib\..*|webbrowser\..*|pty\.spawn"
)


class Payload:
    """What a stranger would like to be unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return exec, (f"import sys; sys.stderr.write({PAYLOAD!r})",)


def watched(main: Main, healthy: Path) -> Main:
    """`main`, told on if it does what reading never needs; warmed up with a healthy index first."""

    def warm_then_watch(words: Sequence[str]) -> int:
        place = os.getcwd()  # noqa: PTH109
        out = os.dup(1)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.chdir(healthy)
        main(words)
        sys.stdout.flush()
        os.dup2(out, 1)
        os.chdir(place)

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            writes = (
                event == "open"
                and len(arguments) > 2
                and bool(_flags(arguments[2]) & (os.O_WRONLY | os.O_RDWR))
            )
            if not (FORBIDDEN.fullmatch(event) or writes) or _harmless(arguments):
                return
            # Modules are loaded when they are needed: that is no reading of data.
            if not sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
                os.write(2, f"forbidden: {event} {arguments!r}\n".encode()[:2000])

        sys.addaudithook(hook)
        return main(words)

    return warm_then_watch


def _flags(value: object) -> int:
    return value if isinstance(value, int) else 0


def _harmless(arguments: tuple[object, ...]) -> bool:
    """Whether it is the import of a module that a first, healthy run had no need of."""
    code = getattr(arguments[0], "co_filename", "") if arguments else ""
    named = arguments[1] if len(arguments) > 1 else ""
    return any(str(name).endswith((".py", "importlib._bootstrap>")) for name in (code, named)) or arguments[
        :1
    ] == (os.devnull,)


def sweep(workload: Workload, scratch: Path, count: int, seed: int = 1) -> Report:
    """Ask all questions of `count` poisoned folders."""
    report = Report(f"poisoned folders, {workload.name}")
    healthy = fresh(scratch / "healthy")
    workload.prepare(healthy)
    workload.run(healthy)
    main = watched(workload.main, healthy)
    chance = random.Random(seed)
    kinds = [_pickled, _pickled_contents, _linked, _changed, _changed, _changed, _changed, _changed]
    for number in range(count):
        report.tried += 1
        place = copied(healthy, scratch / "poisoned")
        kind = kinds[number % len(kinds)]
        kind(place, chance)
        before = _stamps(place)
        questions = (
            [*workload.questions, workload.check] if number % 5 == 0 else [chance.choice(workload.questions)]
        )
        for words in questions:
            outcome = run(main, words, place, Setting(before=put_off if number % 2 else None, timeout=30))
            # `check` answers on stdout: its findings are its results.
            fault = "" if words == workload.check and outcome.code == 4 and not outcome.err else outcome.fault
            if PAYLOAD in outcome.err or "forbidden: " in outcome.err or fault:
                report.found(f"{kind.__name__}, {' '.join(words)}: {fault} {outcome.err[:600]}")
            report.note("refused" if outcome.code == 4 else "answered")
        if _stamps(place) != before:
            report.found(f"{kind.__name__}: something was written")
    return report


def _stamps(place: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in place.rglob("*")}


def _seal(folder: Path, contents: dict[str, bytes]) -> None:
    """Write these contents, and a manifest that agrees with them."""
    manifest = read_manifest(folder)
    entries = []
    for entry in manifest.files:
        data = contents.get(entry.name)
        if data is not None:
            (folder / entry.name).write_bytes(data)
            entry = FileEntry(entry.name, len(data), block_sums(data))
        entries.append(entry)
    (folder / MANIFEST_NAME).write_bytes(encode(dataclasses.replace(manifest, files=tuple(entries))))


def _pickled(place: Path, _: random.Random) -> None:
    """Every file of the index is a pickle."""
    manifest = read_manifest(place / "index")
    _seal(place / "index", {entry.name: pickle.dumps(Payload()) for entry in manifest.files})


def _pickled_contents(place: Path, chance: random.Random) -> None:
    """Pickles in the middle of healthy files, and in files that Whoosh would read."""
    folder = place / "index"
    poison = pickle.dumps(Payload())
    contents = {}
    for entry in read_manifest(folder).files:
        data = (folder / entry.name).read_bytes()
        at = chance.randrange(len(data) + 1)
        contents[entry.name] = data[:at] + poison + data[at + len(poison) :]
        if toc_generation(entry.name):
            contents[entry.name] = poison
    _seal(folder, contents)
    for name in ("_MAIN_99.toc", "MAIN_abcdefgh12345678.seg", "MAIN_abcdefgh12345678.fld", "sources.pickle"):
        (folder / name).write_bytes(poison)


def _linked(place: Path, chance: random.Random) -> None:
    """A file of the index is a link out of the folder, or a FIFO."""
    folder = place / "index"
    entry = chance.choice(
        [entry for entry in read_manifest(folder).files if toc_generation(entry.name) is None]
    )
    path = folder / entry.name
    if chance.random() < 0.5:
        path.unlink()
        os.mkfifo(path)
    else:
        path.symlink_to(path.rename(place / "elsewhere"))


def _changed(place: Path, chance: random.Random) -> None:
    """Numbers and bytes of the files are others, and the checksums agree: nothing but looking can tell."""
    folder = place / "index"
    entries = [entry for entry in read_manifest(folder).files if toc_generation(entry.name) is None]
    contents = {}
    for entry in chance.sample(entries, chance.randint(1, len(entries))):
        data = bytearray((folder / entry.name).read_bytes())
        for _ in range(chance.choice((1, 1, 3, 30))):
            if not data:
                break
            at = chance.randrange(len(data))
            change = chance.randrange(5)
            if change == 0:
                data[at] ^= 1 << chance.randrange(8)
            elif change == 1:
                data[at : at + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f", b"\0\0\0\x80")
                )
            elif change == 2:
                data[at : at + 8] = chance.randbytes(8)
            elif change == 3:
                del data[at : at + chance.randrange(1, 100)]
            else:
                start = data.rfind(b'{"header"')
                digits = (
                    [match.start() for match in re.finditer(rb"[0-9]+", bytes(data[start:]))]
                    if start >= 0
                    else []
                )
                if digits:
                    at = start + chance.choice(digits)
                    data[at : at + 1] = chance.choice((b"9", b"0", b"99999999999", b"1e9", b"-1", b"null"))
        contents[entry.name] = bytes(data)
    _seal(folder, contents)
