"""R9: documents, names and queries full of control sequences, through each command that prints for people."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from pathlib import Path

from tests.faults.escapes import findings
from tests.faults.programs import command, environment
from tests.faults.report import Report
from tests.faults.workloads import fresh

HOSTILE = {
    "colour": "\x1b[31;5m",
    "title": "\x1b]0;gekapert\x07",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;http://boese.example/\x1b\\Klick\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H\x1bc",
    "C1": "\x9b31m\x9d0;x\x9c\x90q\x9c",
    "bell": "\a\b\r\v\f\0",
    "bidi": "\u202eneznarT\u202c \u2066abc\u2069 \u200f",
    "lines": "a\u2028b\u2029c\x85d",
    "tags": "".join(chr(0xE0000 + ord(letter)) for letter in "evil"),
    "zalgo": "e" + "\u0301" * 40,
    "markup": "[red]rot[/red] [/x] [link=http://boese.example]k[/link] :skull: [bold",
    "delete": "\x7f\x7f\x7f",
    "report": '\x1b[6n\x1b[c\x1bP$q"p\x1b\\\x05',
}


def _documents(folder: Path) -> None:
    folder.mkdir()
    for name, text in HOSTILE.items():
        body = f" date 2021-05 Titel {text} Haus\n\nVorspann {text} mit Haus.\n\nHaus {text} und {text}.\n"
        (folder / f"{name}.txt").write_text(body, "utf-8")
    for number, text in enumerate(HOSTILE.values()):
        odd = os.fsencode(text.replace("/", "_").replace("\0", "")) + b"\xff%d.txt" % number
        with open(os.path.join(os.fsencode(folder), odd), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"Haus in einer Datei mit einem Namen\n")


COMMANDS = [
    ("index", "documents"),
    ("search", "Haus", "-n", "0"),
    ("search", "Haus", "-n", "0", "--explain", "--facet", "year", "--facet", "path"),
    ("search", f"Haus {HOSTILE['colour']}{HOSTILE['bidi']}"),
    ("search", f'"{HOSTILE["C1"]}'),
    ("search", HOSTILE["link"], "--sort", "nonsense"),
    ("search", "Haus", "--index", f"no{HOSTILE['title']}where"),
    ("search", "Haus", "--format", "table" + HOSTILE["clear"]),
    ("show", "colour.txt", "--plain"),
    ("show", "bidi.txt", "--query", "Haus"),
    ("show", f"none{HOSTILE['clear']}.txt"),
    ("explain", f"Haus{HOSTILE['zalgo']}"),
    ("info",),
    ("check",),
    ("index", f"missing{HOSTILE['clipboard']}"),
    (HOSTILE["colour"],),
]


WAYS = ("terminal", "pipe", "pipe with colours")


def sweep(scratch: Path, step: int = 1) -> Report:
    """Run every command in every way, or each `step`-th of these, after the first, which makes the index."""
    report = Report("terminal output")
    place = fresh(scratch / "terminal")
    _documents(place / "documents")
    tries = [(words, how) for words in COMMANDS for how in WAYS]
    for words, how in [tries[0], *tries[1::step]]:
        report.tried += 1
        # argv cannot hold NUL
        line = [word.replace("\0", "") for word in words]
        styled = how != "pipe"
        env = environment()
        if styled:
            del env["NO_COLOR"]
        if how == "pipe with colours":
            env["FORCE_COLOR"] = "1"
        text = _on_terminal(line, place, env) if how == "terminal" else _on_pipe(line, place, env)
        if not text:
            report.found(f"{' '.join(words)!r}: no output at all")
        for finding in findings(text, styled=styled, bar=how == "terminal" and words[0] == "index")[:3]:
            report.found(f"{' '.join(line)!r} on a {how}: {finding}")
    return report


def _on_pipe(words: list[str], place: Path, env: dict[str, str]) -> str:
    done = subprocess.run(command(*words), cwd=place, env=env, capture_output=True, timeout=60, check=False)
    return _text(done.stdout + done.stderr)


def _on_terminal(words: list[str], place: Path, env: dict[str, str]) -> str:
    master, slave = pty.openpty()
    env = {**env, "TERM": "xterm-256color", "PAGER": "cat", "COLUMNS": "100", "LINES": "40"}
    process = subprocess.Popen(command(*words), cwd=place, env=env, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    raw, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([master], [], [], 0.2)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            more = os.read(master, 1 << 16)
        except OSError:  # Linux: the other end is closed
            break
        if not more:
            break
        raw += more
    process.kill()
    process.wait()
    os.close(master)
    # The line discipline, not the program, turns each newline into two characters.
    return _text(raw).replace("\r\n", "\n")


def _text(raw: bytes) -> str:
    # A byte that is no UTF-8 would reach the terminal as it is: C1 controls hide there too.
    return raw.decode("utf-8", "surrogateescape")
